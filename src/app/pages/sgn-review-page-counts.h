#pragma once

#include "app/pages/sgn-review-tab.h"

G_BEGIN_DECLS

/* How many households and persons live in the units, without which no rate is shown. */
#define SGN_TYPE_REVIEW_COUNTS (sgn_review_counts_get_type ())
G_DECLARE_FINAL_TYPE (SgnReviewCounts, sgn_review_counts, SGN, REVIEW_COUNTS, SgnReviewTab)

/** sgn_review_counts_show_count: puts the focus on a record of the year, once it is read */
void sgn_review_counts_show_count (SgnReviewCounts *self, gint64 id);

G_END_DECLS
