#pragma once

#include <gtk/gtk.h>

#include "programme/sgn-funding-summary.h"
#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

/* The table by project of the dashboard: a column view that unfolds projects into their sub-projects. Its figures are buttons on the
 * action "dashboard.records". */

/** sgn_dashboard_table_set_up: gives an empty column view its columns; once */
void sgn_dashboard_table_set_up (GtkColumnView *table);

/** sgn_dashboard_table_show: what was unfolded stays unfolded */
void sgn_dashboard_table_show (GtkColumnView *table, const SgnFundingSummary *summary, SgnMoneyUnit unit);
void sgn_dashboard_table_clear (GtkColumnView *table);

/** sgn_dashboard_table_make_sheet: Returns: (transfer full): the rows now unfolded, with a total */
SgnSheet *sgn_dashboard_table_make_sheet (GtkColumnView *table, const SgnFundingSummary *summary, SgnMoneyUnit unit);

G_END_DECLS
