#pragma once

#include "app/pages/sgn-review-tab.h"
#include "programme/sgn-poverty-summary.h"

G_BEGIN_DECLS

/* sgn-dashboard-poverty-figures.c: the records behind each figure, in a window */

/** @part: (nullable): a row, NULL: all of them; @indicator: 1 to 12, 0: any */
void sgn_poverty_open_class (SgnReviewTab *tab, const SgnPovertySummary *summary, int year, SgnPovertyGroup class_,
                             const SgnPovertyRow *part, guint indicator);
void sgn_poverty_open_escaped (SgnReviewTab *tab, const SgnPovertySummary *summary);
void sgn_poverty_open_term (SgnReviewTab *tab, const SgnPovertySummary *summary, SgnPovertyGroup class_,
                            SgnMovementTerm term);

const char *sgn_poverty_name_class (SgnPovertyGroup class_);
const char *sgn_poverty_name_part (const SgnPovertyRow *part);
const char *sgn_poverty_name_term (SgnPovertyGroup class_, SgnMovementTerm term);
/** Returns: (transfer full): "VL", and the number where the catalogue has no short name */
char *sgn_poverty_short_name (const SgnPovertySummary *summary, guint indicator);

/* sgn-dashboard-poverty-movement.c */

/** the movement of a class as a line of figures with their signs, and whether it closes */
GtkWidget *sgn_poverty_movement_new (const SgnPovertySummary *summary, SgnPovertyGroup class_);

/** Returns: (transfer full): "+12", "−3", "±0" */
char *sgn_poverty_format_change (gint64 n);

G_END_DECLS
