#pragma once

#include "app/pages/sgn-review-tab.h"

G_BEGIN_DECLS

/* What the tabs have done: by other windows, and to many households at once. */

/** sgn_review_open_sheet: the sheet of a household; @kind NULL: the request it made this year, else the yearly one */
void sgn_review_open_sheet (SgnReviewTab *tab, gint64 household_id, const char *kind);

/** sgn_review_new_household: a household that is not in the ledger yet; @unit_id 0 or the village to begin with */
void sgn_review_new_household (SgnReviewTab *tab, gint64 unit_id);

typedef enum
{
  SGN_REVIEW_TAKE_OVER,   /* sgn_review_take_over_all() */
  SGN_REVIEW_TAKE_OUT,    /* sgn_review_take_out() */
  SGN_REVIEW_PRELIMINARY, /* sgn_review_advance() */
  SGN_REVIEW_OFFICIAL,    /* the same, with a decision */
} SgnReviewStep;

/** sgn_review_start_step: one long change beside the ledger shown, which the page tells about when it is done
 * @unit_id: there and below; 0: everywhere
 * @number, @date: of the decision (SGN_REVIEW_OFFICIAL) */
void sgn_review_start_step (SgnReviewTab *tab, SgnReviewStep step, gint64 unit_id, const char *number, SgnDate date);

G_END_DECLS
