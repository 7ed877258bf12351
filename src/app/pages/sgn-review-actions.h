#pragma once

#include "app/pages/sgn-review-tab.h"

G_BEGIN_DECLS

/* What the tabs ask other windows to do. */

/** sgn_review_open_sheet: the sheet of a household; @kind NULL: the request it made this year, else the yearly one */
void sgn_review_open_sheet (SgnReviewTab *tab, gint64 household_id, const char *kind);

/** sgn_review_new_household: a household that is not in the ledger yet; @unit_id 0 or the village to begin with */
void sgn_review_new_household (SgnReviewTab *tab, gint64 unit_id);

G_END_DECLS
