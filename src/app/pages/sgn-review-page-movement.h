#pragma once

#include "app/pages/sgn-review-tab.h"

G_BEGIN_DECLS

/* Forms 2 and 3: start - escaped ± other + fell = end, commune by commune, checked like double entry. */
#define SGN_TYPE_REVIEW_MOVEMENT (sgn_review_movement_get_type ())
G_DECLARE_FINAL_TYPE (SgnReviewMovement, sgn_review_movement, SGN, REVIEW_MOVEMENT, SgnReviewTab)

G_END_DECLS
