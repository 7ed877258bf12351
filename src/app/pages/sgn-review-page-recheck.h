#pragma once

#include "app/pages/sgn-review-tab.h"

G_BEGIN_DECLS

/* The sample drawn to be asked again without seeing the first sheets, and how often the answers differ. */
#define SGN_TYPE_REVIEW_RECHECK (sgn_review_recheck_get_type ())
G_DECLARE_FINAL_TYPE (SgnReviewRecheck, sgn_review_recheck, SGN, REVIEW_RECHECK, SgnReviewTab)

G_END_DECLS
