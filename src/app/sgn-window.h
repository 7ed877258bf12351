#pragma once

#include "app/sgn-job.h"
#include "app/sgn-page.h"

G_BEGIN_DECLS

/* The main window: welcome, or one ledger with its side bar, the page shown and the status bar. */
#define SGN_TYPE_WINDOW (sgn_window_get_type ())
G_DECLARE_FINAL_TYPE (SgnWindow, sgn_window, SGN, WINDOW, GtkApplicationWindow)

GtkWidget *sgn_window_new (GtkApplication *application);

/** sgn_window_open: opens the ledger at @path instead of the one shown; failures are shown. Returns: TRUE on success */
gboolean sgn_window_open (SgnWindow *self, const char *path);

SgnLedger *sgn_window_get_ledger (SgnWindow *self);
/** sgn_window_set_ledger: @ledger NULL closes the one that is open and shows the welcome page */
void sgn_window_set_ledger (SgnWindow *self, SgnLedger *ledger);

/** sgn_window_show_page: by the name in the registry */
void sgn_window_show_page (SgnWindow *self, const char *name);
/** sgn_window_get_page: Returns: (nullable): the page with that name */
SgnPage *sgn_window_get_page (SgnWindow *self, const char *name);
/** sgn_window_get_visible_page: Returns: (nullable): NULL on the welcome page */
SgnPage *sgn_window_get_visible_page (SgnWindow *self);
/** sgn_window_get_visible_page_name: Returns: "welcome" where no ledger is open */
const char *sgn_window_get_visible_page_name (SgnWindow *self);

/** sgn_window_show_record: on the page that knows the type (@page NULL: any); a card where none does */
void sgn_window_show_record (SgnWindow *self, const char *page, const SgnRecordType *type, gint64 id, const char *field);

/** sgn_window_show_job: progress and Stop in the status bar, until it is finished; nothing that writes is offered while a writing job runs */
void sgn_window_show_job (SgnWindow *self, SgnJob *job);

/** sgn_window_show_error: on the page shown; takes @error */
void sgn_window_show_error (SgnWindow *self, GError *error);
/** sgn_window_show_message: as sgn_page_show_message() */
void sgn_window_show_message (SgnWindow *self, const char *message, const char *button_label, const char *action_name, GVariant *target);

G_END_DECLS
