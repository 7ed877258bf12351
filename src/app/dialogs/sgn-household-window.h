#pragma once

#include <gtk/gtk.h>

#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* A household with its members, to enter or to edit: a form and below it a grid, saved together as one change. What is typed
 * and not saved stays as a draft when the window is closed. */
#define SGN_TYPE_HOUSEHOLD_WINDOW (sgn_household_window_get_type ())
G_DECLARE_FINAL_TYPE (SgnHouseholdWindow, sgn_household_window, SGN, HOUSEHOLD_WINDOW, GtkWindow)

/**
 * sgn_household_window_show:
 * @household_id: 0: a new one
 * @unit_id: of a new one: the village to begin with; 0: none
 *
 * A window that shows the household already is brought to the front instead.
 */
void sgn_household_window_show (GtkWindow *parent, SgnLedger *ledger, gint64 household_id, gint64 unit_id);

G_END_DECLS
