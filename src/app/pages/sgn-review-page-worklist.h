#pragma once

#include "app/pages/sgn-review-tab.h"

G_BEGIN_DECLS

/* Whom the review looks at: communes and villages with their progress, the households of the one chosen. Property "share": how much
 * of the whole list is done, "86%", for the badge. */
#define SGN_TYPE_REVIEW_WORKLIST (sgn_review_worklist_get_type ())
G_DECLARE_FINAL_TYPE (SgnReviewWorklist, sgn_review_worklist, SGN, REVIEW_WORKLIST, SgnReviewTab)

/** sgn_review_worklist_get_share: (nullable): NULL while nothing is on the list */
const char *sgn_review_worklist_get_share (SgnReviewWorklist *self);

/** sgn_review_worklist_show_household: chooses its village and it. FALSE: it is not known */
gboolean sgn_review_worklist_show_household (SgnReviewWorklist *self, gint64 household_id);

G_END_DECLS
