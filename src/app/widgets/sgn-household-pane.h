#pragma once

#include <gtk/gtk.h>

#include "sheet/sgn-sheet.h"
#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* One household beside the list: who it is, its classes by year, the twelve indicators, its members, what it received and what happened to
 * it. Reads again by itself when the ledger changes. */
#define SGN_TYPE_HOUSEHOLD_PANE (sgn_household_pane_get_type ())
G_DECLARE_FINAL_TYPE (SgnHouseholdPane, sgn_household_pane, SGN, HOUSEHOLD_PANE, GtkWidget)

GtkWidget *sgn_household_pane_new (void);

/**
 * sgn_household_pane_show:
 * @ledger: (nullable): NULL before the ledger is closed
 * @household_id: 0: none, the pane says what belongs here
 * @year: the year whose review is shown first; another can be chosen in the pane
 */
void sgn_household_pane_show (SgnHouseholdPane *self, SgnLedger *ledger, gint64 household_id, int year);

/** sgn_household_pane_get_year: Returns: the year shown, perhaps chosen by hand */
int sgn_household_pane_get_year (SgnHouseholdPane *self);

/** sgn_household_pane_make_timeline: Returns: (transfer full) (nullable): the history of the household as paper, personal numbers masked; NULL without
 * an error: none is shown */
SgnSheet *sgn_household_pane_make_timeline (SgnHouseholdPane *self, GError **error);

G_END_DECLS
