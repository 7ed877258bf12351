#pragma once

#include <gtk/gtk.h>

#include "app/sgn-job.h"
#include "record/sgn-field.h"
#include "sheet/sgn-sheet.h"
#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* A page of the main window. The window sets the ledger, forwards the shortcuts every page understands and shows title,
 * subtitle, status and badge, which are properties. Emits "go-to" (const char *page, const char *type, gint64 id,
 * const char *field) to ask the window for another page.
 *
 * A page lays its children out from top to bottom: a template usually has one, that expands. The message bar comes
 * above it by itself. A new page is one line in sgn-page-registry.c. */
#define SGN_TYPE_PAGE (sgn_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (SgnPage, sgn_page, SGN, PAGE, GtkWidget)

struct _SgnPageClass
{
  GtkWidgetClass parent_class;

  /* The ledger was opened, or closed (NULL). */
  void (*ledger_set) (SgnPage *self, SgnLedger *ledger);
  /* A change committed; @tables ends with NULL. Re-query what depends on them (only called while the page is mapped;
   * otherwise once when it is shown again, with every table that changed meanwhile). */
  void (*tables_changed) (SgnPage *self, const char *const *tables);
  /* Ctrl+F, Ctrl+N, Ctrl+S; NULL where the page has none. */
  void (*find) (SgnPage *self);
  void (*create) (SgnPage *self);
  gboolean (*save) (SgnPage *self);
  /* What is shown, exactly, for copying, exporting and printing; NULL where there is no table. Its rows are read in another
   * thread: no row source reads the ledger's own connection (sgn_list_sheet_detached()). */
  SgnSheet *(*make_sheet) (SgnPage *self, GError **error);
  /* Shows a record of a type, focused on a field; @id 0: the place where such records are entered, @field then their year.
   * FALSE: not this page's. */
  gboolean (*show_record) (SgnPage *self, const SgnRecordType *type, gint64 id, const char *field);
};

SgnLedger *sgn_page_get_ledger (SgnPage *self);
void sgn_page_set_ledger (SgnPage *self, SgnLedger *ledger);
const char *sgn_page_get_subtitle (SgnPage *self);
void sgn_page_set_subtitle (SgnPage *self, const char *subtitle);
const char *sgn_page_get_status (SgnPage *self);
void sgn_page_set_status (SgnPage *self, const char *status);
/** sgn_page_get_badge: (nullable): what the side bar shows beside the page: "5", "86%" */
const char *sgn_page_get_badge (SgnPage *self);
/** sgn_page_get_badge_attention: whether the badge is about something to be looked at */
gboolean sgn_page_get_badge_attention (SgnPage *self);
void sgn_page_set_badge (SgnPage *self, const char *badge, gboolean attention);
void sgn_page_go_to (SgnPage *self, const char *page, const SgnRecordType *type, gint64 id, const char *field);
/** sgn_page_show_error: an in-page bar: "this did not work" and why; takes @error. A stopped job
 * (G_IO_ERROR_CANCELLED) is no error and shows nothing. */
void sgn_page_show_error (SgnPage *self, GError *error);
/** sgn_page_show_message: the same bar for good news: "Đã xuất KP-01.xlsx", with an optional action button;
 * takes a floating @target */
void sgn_page_show_message (SgnPage *self, const char *message, const char *button_label, const char *action_name, GVariant *target);
void sgn_page_hide_message (SgnPage *self);
/** sgn_page_show_job: has the window show progress and Stop (signal "job"); the page runs the job itself */
void sgn_page_show_job (SgnPage *self, SgnJob *job);

G_END_DECLS
