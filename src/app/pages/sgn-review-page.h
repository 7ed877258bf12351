#pragma once

#include "app/sgn-page.h"

G_BEGIN_DECLS

/* The yearly review: whom to look at, results, movement, re-check, the newly escaped, base counts; deadlines above, closing the
 * year. */
#define SGN_TYPE_REVIEW_PAGE (sgn_review_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnReviewPage, sgn_review_page, SGN, REVIEW_PAGE, SgnPage)

G_END_DECLS
