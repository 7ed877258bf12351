#pragma once

#include "app/pages/sgn-review-tab.h"

G_BEGIN_DECLS

/* Who is newly escaped on a day: within the months the catalogue says from the recognising decision; never stored. */
#define SGN_TYPE_REVIEW_ESCAPED (sgn_review_escaped_get_type ())
G_DECLARE_FINAL_TYPE (SgnReviewEscaped, sgn_review_escaped, SGN, REVIEW_ESCAPED, SgnReviewTab)

G_END_DECLS
