#pragma once

#include "app/dialogs/sgn-household-event-window.h"

#include "app/sgn-draft-keeper.h"
#include "app/widgets/sgn-input.h"
#include "programme/sgn-household-events.h"

G_BEGIN_DECLS

struct _SgnHouseholdEventWindow
{
  GtkWindow parent_instance;

  /* template widgets */
  GtkLabel *heading, *explanation, *error;
  GtkWidget *leavers_label, *member_label, *name_label, *sex_label, *birth_label, *relation_label,
      *number_label, *other_label, *unit_label, *why_label;
  GtkWidget *leavers_place;
  GtkListBox *leavers;
  GtkDropDown *member, *why;
  SgnInput *name, *sex, *birth, *relation, *number, *other, *unit, *date, *reason;
  GtkCheckButton *away;
  GtkButton *accept;

  /* owned */
  SgnLedger *ledger;
  GArray *member_ids; /* of gint64: as the check buttons stand */

  SgnDraftKeeper *draft; /* (nullable): NULL while the window is being filled, and nobody types */

  gint64 household_id;
  SgnHouseholdEventKind kind;
};

/** the box of a member among those who may leave; @i as in member_ids; NULL: none is asked for */
GtkCheckButton *sgn_household_event_window_get_leaver (SgnHouseholdEventWindow *self, guint i);
/** the members there are now, to choose from */
void sgn_household_event_window_fill_members (SgnHouseholdEventWindow *self);

/* -draft.c */
/** what was typed for this kind of event before stands there again; what is typed from now on is kept */
void sgn_household_event_window_begin_draft (SgnHouseholdEventWindow *self);
/** something was typed or chosen */
void sgn_household_event_window_touch (SgnHouseholdEventWindow *self);
/** somebody else changed the household: who can be chosen is asked anew, what is typed and chosen stays */
void sgn_household_event_window_refill (SgnHouseholdEventWindow *self);

/* -happen.c */
/** reads what was asked and makes it one change */
gboolean sgn_household_event_window_happen (SgnHouseholdEventWindow *self, const SgnEvent *event, GError **error);
/** what is to be asked about a personal number stands at it */
void sgn_household_event_window_judge_number (SgnHouseholdEventWindow *self);

G_END_DECLS
