#pragma once

#include "app/pages/sgn-review-tab.h"
#include "app/pages/sgn-review-table.h"

G_BEGIN_DECLS

/* The communes and villages of the worklist, each with how far its households are. */

/* Numbers of a row. */
enum
{
  SGN_WORKLIST_TO_REVIEW,
  SGN_WORKLIST_OPENED,
  SGN_WORKLIST_FILLED,
  SGN_WORKLIST_AGREED,
  SGN_WORKLIST_DRAFTED,
  SGN_WORKLIST_OFFICIAL,
  SGN_WORKLIST_DONE,
  SGN_WORKLIST_N_COUNTS,
};

extern const SgnReviewColumn sgn_worklist_columns[];

typedef struct
{
  GListStore *rows; /* the whole first, then communes with their villages as parts */
  guint gone;       /* ended, but still on last year's lists */
} SgnWorklistAnswer;

void sgn_worklist_answer_free (gpointer data);

/** sgn_worklist_read: Returns: (transfer full): an SgnWorklistAnswer; for a thread */
gpointer sgn_worklist_read (const SgnReviewQuestion *question, SgnConnection *connection, GError **error);

G_END_DECLS
