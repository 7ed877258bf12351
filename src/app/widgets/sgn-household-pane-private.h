#pragma once

#include "app/sgn-job.h"
#include "app/widgets/sgn-household-pane.h"
#include "app/widgets/sgn-indicator-tiles.h"
#include "app/widgets/sgn-message-bar.h"
#include "programme/sgn-household-card.h"
#include "programme/sgn-household-journal.h"

G_BEGIN_DECLS

struct _SgnHouseholdPane
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkStack *stack;
  SgnMessageBar *message_bar;
  GtkLabel *head_label, *place_label, *state_label;
  GtkWidget *years_box;
  GtkLabel *review_title, *class_pill, *points_label, *recognised_label;
  GtkExpander *why_expander;
  GtkLabel *why_label;
  SgnIndicatorTiles *tiles;
  GtkLabel *members_title;
  GtkListBox *members_list;
  GtkMenuButton *menu_button;
  GtkLabel *support_none;
  GtkListBox *support_list;
  GtkLabel *journal_none;
  GtkListBox *journal_list;
  GtkWidget *journal_more;
  GtkWidget *events_section;
  GtkListBox *events_list;

  /* Owned. */
  SgnLedger *ledger;
  SgnHouseholdCard *card; /* (nullable) */
  SgnGrowth *growth;      /* read when it is first needed */
  SgnHouseholdJournal *journal; /* what has been read of it; NULL: not begun */
  SgnJob *journal_job;    /* (nullable) reading */
  GSimpleActionGroup *actions;

  gint64 household_id;
  int year;
  gulong changed_id;
  gint64 journal_of;    /* whose journal is shown */
  guint journal_source; /* waits until nobody moves through the list any more */
  gboolean stale;   /* the ledger changed while nobody looked */
  gboolean filling; /* year buttons are being made, not clicked */
};

/* -review.c */
void sgn_household_pane_fill_years (SgnHouseholdPane *self);
gboolean sgn_household_pane_fill_review (SgnHouseholdPane *self, GError **error);

/* -rows.c */
void sgn_household_pane_fill_members (SgnHouseholdPane *self);
/** sgn_household_pane_open_member: the measures of the child of a row of the list */
void sgn_household_pane_open_member (SgnHouseholdPane *self, GtkListBoxRow *row);
void sgn_household_pane_fill_events (SgnHouseholdPane *self);

/* -support.c */
void sgn_household_pane_fill_support (SgnHouseholdPane *self);
void sgn_household_pane_add_support (SgnHouseholdPane *self);
/** sgn_household_pane_edit_support: the support of a row of the list */
void sgn_household_pane_edit_support (SgnHouseholdPane *self, GtkListBoxRow *row);

/* -journal.c */
/** sgn_household_pane_start_journal: reads it anew, in a thread; what is shown stays until the answer is there */
void sgn_household_pane_start_journal (SgnHouseholdPane *self);
void sgn_household_pane_stop_journal (SgnHouseholdPane *self);
void sgn_household_pane_read_more (SgnHouseholdPane *self);

/* -timeline.c */
void sgn_household_pane_print_timeline (SgnHouseholdPane *self);
/** sgn_household_pane_save_timeline: asks for a file: .xlsx, .pdf … */
void sgn_household_pane_save_timeline (SgnHouseholdPane *self);

/* What the files of the pane share. */

/** sgn_household_pane_format: Returns: (transfer full): a field of a record as people read it; "" for null */
char *sgn_household_pane_format (SgnHouseholdPane *self, SgnRecord *record, const char *field);
/** sgn_household_pane_join: appends @text to a line of parts, “·” between them; NULL and "" add nothing */
void sgn_household_pane_join (GString *line, const char *text);
/** sgn_household_pane_clear: takes all children out of a box or list */
void sgn_household_pane_clear (GtkWidget *box);
/** sgn_household_pane_make_row: Returns: (transfer floating): a heading with something at its end, and lines below; NULL and "" are left out */
GtkWidget *sgn_household_pane_make_row (const char *heading, const char *end, const char *const *lines);
/** sgn_household_pane_get_window: Returns: (nullable): the window it stands in */
GtkWindow *sgn_household_pane_get_window (SgnHouseholdPane *self);

G_END_DECLS
