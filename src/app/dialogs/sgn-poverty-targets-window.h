#pragma once

#include <gtk/gtk.h>

#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* By how much poverty is to go down in each unit in a year: what appendix CT-01 sets out. */
#define SGN_TYPE_POVERTY_TARGETS_WINDOW (sgn_poverty_targets_window_get_type ())
G_DECLARE_FINAL_TYPE (SgnPovertyTargetsWindow, sgn_poverty_targets_window, SGN, POVERTY_TARGETS_WINDOW, GtkWindow)

/** sgn_poverty_targets_window_show: @year 0: that of the ledger; @unit_id 0: its own unit */
void sgn_poverty_targets_window_show (GtkWindow *parent, SgnLedger *ledger, gint64 unit_id, int year);

G_END_DECLS
