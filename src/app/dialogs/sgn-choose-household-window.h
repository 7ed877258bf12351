#pragma once

#include <gtk/gtk.h>

#include "store/sgn-ledger.h"

G_BEGIN_DECLS

#define SGN_TYPE_CHOOSE_HOUSEHOLD_WINDOW (sgn_choose_household_window_get_type ())
G_DECLARE_FINAL_TYPE (SgnChooseHouseholdWindow, sgn_choose_household_window, SGN, CHOOSE_HOUSEHOLD_WINDOW, GtkWindow)

typedef void (*SgnChooseHouseholdFunc) (gint64 household_id, gpointer owner);

/** sgn_choose_household_window_show: asks for a household by a few letters; @chosen is called once it was chosen, unless @owner is gone */
void sgn_choose_household_window_show (GtkWindow *parent, SgnLedger *ledger, const char *title, SgnChooseHouseholdFunc chosen,
                                       GObject *owner);

G_END_DECLS
