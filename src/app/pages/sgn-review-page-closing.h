#pragma once

#include "app/pages/sgn-review-tab.h"

G_BEGIN_DECLS

/* Closing a year and opening it again; stands in a popover. A year with work in hand is not closed; what else is missing is
 * told, and closing it all the same needs a reason. */
#define SGN_TYPE_REVIEW_CLOSING (sgn_review_closing_get_type ())
G_DECLARE_FINAL_TYPE (SgnReviewClosing, sgn_review_closing, SGN, REVIEW_CLOSING, SgnReviewTab)

G_END_DECLS
