#pragma once

#include <gtk/gtk.h>

#include "programme/sgn-poverty-summary.h"

G_BEGIN_DECLS

/* Poor and near-poor households over the years, as columns with their figures. What it draws is also its accessible description; Left and
 * Right walk the years, Enter or a click emits "year-activated" (int year). */
#define SGN_TYPE_CLASS_CHART (sgn_class_chart_get_type ())
G_DECLARE_FINAL_TYPE (SgnClassChart, sgn_class_chart, SGN, CLASS_CHART, GtkWidget)

/** sgn_class_chart_set: @years is copied */
void sgn_class_chart_set (SgnClassChart *self, const SgnPovertyYear *years, guint n_years);

/** sgn_class_chart_describe: Returns: (transfer full): the figures as text, one year a line */
char *sgn_class_chart_describe (SgnClassChart *self);

G_END_DECLS
