#pragma once

#include <gtk/gtk.h>

#include "programme/sgn-child.h"

G_BEGIN_DECLS

/* The measures of a child against WHO's curves at -3, -2, 0, +2 and +3 standard deviations. Hovering a measure, or walking
 * them with Left and Right, says its day, value and z-score; all of it in words is the accessible description. */
#define SGN_TYPE_GROWTH_CHART (sgn_growth_chart_get_type ())
G_DECLARE_FINAL_TYPE (SgnGrowthChart, sgn_growth_chart, SGN, GROWTH_CHART, GtkWidget)

/**
 * sgn_growth_chart_set:
 * @growth: borrowed, outlives the chart
 * @measures: of one child, in order of their days; those the indicator cannot be computed of are left out
 */
void sgn_growth_chart_set (SgnGrowthChart *self, const SgnGrowth *growth, SgnGrowthIndicator indicator,
                           const SgnChildMeasure *measures, guint n_measures);

/** sgn_growth_chart_get_n_points: how many measures are drawn */
guint sgn_growth_chart_get_n_points (SgnGrowthChart *self);

/** sgn_growth_chart_describe: Returns: (transfer full): what is drawn, in words: a line for each measure */
char *sgn_growth_chart_describe (SgnGrowthChart *self);

G_END_DECLS
