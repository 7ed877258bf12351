#pragma once

#include <gtk/gtk.h>

#include "base/sgn-money.h"

G_BEGIN_DECLS

/* Money disbursed by the end of each month, against an even pace through the year. What it draws is also its accessible
 * description; Left and Right walk the months, Enter or a click emits "month-activated" (guint month, 1 to 12). */
#define SGN_TYPE_PACE_CHART (sgn_pace_chart_get_type ())
G_DECLARE_FINAL_TYPE (SgnPaceChart, sgn_pace_chart, SGN, PACE_CHART, GtkWidget)

/**
 * sgn_pace_chart_set:
 * @planned: dong; what the even pace reaches at the end of the year
 * @by_month: (array fixed-size=12): dong disbursed within each month
 * @n_months: how many of them are drawn
 */
void sgn_pace_chart_set (SgnPaceChart *self, gint64 planned, const gint64 *by_month, guint n_months, SgnMoneyUnit unit);

/** sgn_pace_chart_describe: Returns: (transfer full): the values as text, one month a line */
char *sgn_pace_chart_describe (SgnPaceChart *self);

G_END_DECLS
