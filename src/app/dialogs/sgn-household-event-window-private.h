#pragma once

#include "app/dialogs/sgn-household-event-window.h"

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

  gint64 household_id;
  SgnHouseholdEventKind kind;
  gboolean edited;
};

/** whether the box of a member is ticked; @i as in member_ids */
gboolean sgn_household_event_window_is_leaving (SgnHouseholdEventWindow *self, guint i);

/* -happen.c */
/** reads what was asked and makes it one change */
gboolean sgn_household_event_window_happen (SgnHouseholdEventWindow *self, const SgnEvent *event, GError **error);
/** what is to be asked about a personal number stands at it */
void sgn_household_event_window_judge_number (SgnHouseholdEventWindow *self);

G_END_DECLS
