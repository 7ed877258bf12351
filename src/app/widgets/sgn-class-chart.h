#pragma once

#include "app/widgets/sgn-chart.h"
#include "programme/sgn-poverty-summary.h"

G_BEGIN_DECLS

/* Poor and near-poor households over the years, as columns with their figures; an item is a year. */
#define SGN_TYPE_CLASS_CHART (sgn_class_chart_get_type ())
G_DECLARE_FINAL_TYPE (SgnClassChart, sgn_class_chart, SGN, CLASS_CHART, SgnChart)

/** sgn_class_chart_set: @years is copied */
void sgn_class_chart_set (SgnClassChart *self, const SgnPovertyYear *years, guint n_years);

G_END_DECLS
