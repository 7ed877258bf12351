#pragma once

#include "app/dialogs/sgn-household-window.h"

#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-form.h"
#include "app/widgets/sgn-grid-records.h"
#include "app/widgets/sgn-message-bar.h"

G_BEGIN_DECLS

struct _SgnHouseholdWindow
{
  GtkWindow parent_instance;

  /* template widgets */
  GtkMenuButton *menu_button;
  SgnMessageBar *message_bar;
  GtkRevealer *duplicate_bar;
  GtkLabel *duplicate_label;
  GtkBox *form_place;
  GtkLabel *count_label;
  SgnEntryGrid *grid;
  GtkCheckButton *more_check;

  /* owned */
  SgnForm *form; /* by its place */
  SgnLedger *ledger;
  SgnGridRecords *rows;
  SgnRecord *stored;     /* (nullable): as the ledger has the household */
  SgnRecord *last;       /* (nullable): the household entered before */
  char *head;            /* the name the row of the head was last given */
  GHashTable *looked_up; /* what was typed of a person -> gint64: a household like it, 0: none */
  GHashTable *different; /* set of ids somebody said are others */

  gint64 household_id; /* 0: new */
  gint64 unit_id;      /* where a new one begins */
  gint64 duplicate_id;
  gint64 change_id; /* of the last saving */
  gint64 saved_id;
  guint duplicate_source;
  guint bad_row, bad_column;
  gboolean bad_cell;
};

SgnConnection *sgn_household_window_connection (SgnHouseholdWindow *self);
/** what stands in an input of the form; (transfer full) */
char *sgn_household_window_read (SgnHouseholdWindow *self, const char *field);
/** the village chosen in the form; 0: none */
gint64 sgn_household_window_get_unit (SgnHouseholdWindow *self);
/** saves form and rows; @another: a fresh form follows, else the window closes */
gboolean sgn_household_window_save (SgnHouseholdWindow *self, gboolean another);

/* -members.c */
/** the members of the household, or the first row of a new one, with what a draft holds of them */
void sgn_household_window_make_rows (SgnHouseholdWindow *self);
void sgn_household_window_show_count (SgnHouseholdWindow *self);
/** once: what form and grid have to tell each other */
void sgn_household_window_watch_members (SgnHouseholdWindow *self);
/** a name corrected in the form is corrected in the row it was put into */
void sgn_household_window_follow_head (SgnHouseholdWindow *self);
void sgn_household_window_show_columns (SgnHouseholdWindow *self);

/* -duplicates.c */
void sgn_household_window_look_for_duplicates (SgnHouseholdWindow *self);
/** the ledger or the household is another: everything is asked anew */
void sgn_household_window_forget_duplicates (SgnHouseholdWindow *self);
void sgn_household_window_install_duplicate_actions (GtkWidgetClass *widget_class);

G_END_DECLS
