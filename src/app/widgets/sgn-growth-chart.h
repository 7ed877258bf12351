#pragma once

#include "app/widgets/sgn-chart.h"
#include "programme/sgn-child.h"

G_BEGIN_DECLS

/* The measures of a child against WHO's curves at -3, -2, 0, +2 and +3 standard deviations. An item is a measure: its day, value
 * and z-score. */
#define SGN_TYPE_GROWTH_CHART (sgn_growth_chart_get_type ())
G_DECLARE_FINAL_TYPE (SgnGrowthChart, sgn_growth_chart, SGN, GROWTH_CHART, SgnChart)

/**
 * sgn_growth_chart_set:
 * @growth: borrowed, outlives the chart
 * @measures: of one child, in order of their days; those the indicator cannot be computed of are left out
 */
void sgn_growth_chart_set (SgnGrowthChart *self, const SgnGrowth *growth, SgnGrowthIndicator indicator,
                           const SgnChildMeasure *measures, guint n_measures);

G_END_DECLS
