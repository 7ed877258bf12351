#pragma once

#include <gtk/gtk.h>

#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* The strip above the tabs: reports that are due next, and those of the last weeks that may be overdue, counted in days and words. All of
 * them stand behind its button. */
#define SGN_TYPE_REVIEW_DEADLINE_STRIP (sgn_review_deadline_strip_get_type ())
G_DECLARE_FINAL_TYPE (SgnReviewDeadlineStrip, sgn_review_deadline_strip, SGN, REVIEW_DEADLINE_STRIP, GtkWidget)

/** sgn_review_deadline_strip_show: @finished: the year is closed: nothing is overdue any more */
void sgn_review_deadline_strip_show (SgnReviewDeadlineStrip *self, SgnLedger *ledger, gboolean finished);

G_END_DECLS
