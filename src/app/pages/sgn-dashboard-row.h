#pragma once

#include "programme/sgn-funding-summary.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A component in the table of the dashboard, with its parts below it. */
#define SGN_TYPE_DASHBOARD_ROW (sgn_dashboard_row_get_type ())
G_DECLARE_FINAL_TYPE (SgnDashboardRow, sgn_dashboard_row, SGN, DASHBOARD_ROW, GObject)

/** sgn_dashboard_row_new_tree: Returns: (transfer full): the projects of a summary, each with its parts */
GListStore *sgn_dashboard_row_new_tree (const SgnFundingSummary *summary);

gint64 sgn_dashboard_row_get_component (SgnDashboardRow *self);
const char *sgn_dashboard_row_get_code (SgnDashboardRow *self);
const char *sgn_dashboard_row_get_name (SgnDashboardRow *self);
const char *sgn_dashboard_row_get_short_name (SgnDashboardRow *self);
gint64 sgn_dashboard_row_get_figure (SgnDashboardRow *self, SgnFundingFigure figure);
/** sgn_dashboard_row_get_parts: Returns: (transfer none) (nullable): NULL where it has none */
GListModel *sgn_dashboard_row_get_parts (SgnDashboardRow *self);

G_END_DECLS
