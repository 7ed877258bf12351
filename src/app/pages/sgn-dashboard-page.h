#pragma once

#include "app/sgn-page.h"

G_BEGIN_DECLS

/* The funding dashboard: what was planned, carried over and disbursed, by project and by month, and what needs attention. Every
 * figure opens the records behind it. */
#define SGN_TYPE_DASHBOARD_PAGE (sgn_dashboard_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnDashboardPage, sgn_dashboard_page, SGN, DASHBOARD_PAGE, SgnPage)

G_END_DECLS
