#pragma once

#include "app/pages/sgn-review-tab.h"

G_BEGIN_DECLS

/* What the agreed sheets lead to: drafts, preliminary and official classes, unit by unit; each step is one change. */
#define SGN_TYPE_REVIEW_RESULTS (sgn_review_results_get_type ())
G_DECLARE_FINAL_TYPE (SgnReviewResults, sgn_review_results, SGN, REVIEW_RESULTS, SgnReviewTab)

G_END_DECLS
