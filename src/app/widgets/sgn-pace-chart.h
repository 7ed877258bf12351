#pragma once

#include "app/widgets/sgn-chart.h"
#include "base/sgn-money.h"

G_BEGIN_DECLS

/* Money disbursed by the end of each month, against an even pace through the year; an item is a month, January the first. */
#define SGN_TYPE_PACE_CHART (sgn_pace_chart_get_type ())
G_DECLARE_FINAL_TYPE (SgnPaceChart, sgn_pace_chart, SGN, PACE_CHART, SgnChart)

/**
 * sgn_pace_chart_set:
 * @planned: dong; what the even pace reaches at the end of the year
 * @by_month: (array fixed-size=12): dong disbursed within each month
 * @n_months: how many of them are drawn
 */
void sgn_pace_chart_set (SgnPaceChart *self, gint64 planned, const gint64 *by_month, guint n_months, SgnMoneyUnit unit);

G_END_DECLS
