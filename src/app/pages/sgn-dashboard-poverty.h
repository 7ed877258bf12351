#pragma once

#include "app/pages/sgn-review-tab.h"

G_BEGIN_DECLS

/* The second tab of the overview: poor and near-poor households over the years, by unit and by what they lack, and the movement of
 * the year. It reads when it is first seen. */
#define SGN_TYPE_DASHBOARD_POVERTY (sgn_dashboard_poverty_get_type ())
G_DECLARE_FINAL_TYPE (SgnDashboardPoverty, sgn_dashboard_poverty, SGN, DASHBOARD_POVERTY, SgnReviewTab)

/** sgn_dashboard_poverty_set_ledger: NULL: it was closed */
void sgn_dashboard_poverty_set_ledger (SgnDashboardPoverty *self, SgnLedger *ledger);

/** sgn_dashboard_poverty_tables_changed: asks again where these tables matter */
void sgn_dashboard_poverty_tables_changed (SgnDashboardPoverty *self, const char *const *tables);

/** sgn_dashboard_poverty_make_sheet: Returns: (transfer full) (nullable): the figures by unit, NULL before there are any */
SgnSheet *sgn_dashboard_poverty_make_sheet (SgnDashboardPoverty *self);

G_END_DECLS
