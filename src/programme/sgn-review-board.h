#pragma once

#include "base/sgn-date.h"
#include "record/sgn-query.h"

G_BEGIN_DECLS

/* What is to be seen of a review: stages, counts, lists. All of it only reads, so a worker can ask. @unit_id 0: everywhere,
 * else there and below. */

/** sgn_review_years: Returns: (transfer full) (element-type int): years that have households, sheets or a population, and
 * the ledger's own, the newest first */
GArray *sgn_review_years (SgnConnection *connection, GError **error);

typedef struct
{
  gint64 unit_id;
  char *name;
} SgnReviewUnit;

/** sgn_review_units: Returns: (transfer full) (element-type SgnReviewUnit): the units that enter data, in their order */
GArray *sgn_review_units (SgnConnection *connection, GError **error);

/* How far a household on the list to review is. */
typedef enum
{
  SGN_REVIEW_STAGE_ANY,
  SGN_REVIEW_STAGE_NONE,  /* no sheet yet */
  SGN_REVIEW_STAGE_OPEN,
  SGN_REVIEW_STAGE_FILLED,
  SGN_REVIEW_STAGE_AGREED,
  SGN_REVIEW_STAGE_DRAFTED, /* has a class of the year, not official */
  SGN_REVIEW_STAGE_OFFICIAL,
} SgnReviewStage;

/** sgn_review_list_at: those of sgn_review_list() that are exactly at @stage */
SgnQuery *sgn_review_list_at (SgnConnection *connection, int year, gint64 unit_id, SgnReviewStage stage, GError **error);

typedef enum
{
  SGN_RESULT_WAITING, /* sheets the village agreed to, not taken over */
  SGN_RESULT_DRAFT,
  SGN_RESULT_PRELIMINARY,
  SGN_RESULT_OFFICIAL,
  SGN_RESULT_POOR, /* of all three states together, those that went out left out */
  SGN_RESULT_NEAR_POOR,
  SGN_RESULT_OTHER, /* average and not poor */
  SGN_N_RESULTS,
} SgnResultCount;

typedef struct
{
  gint64 unit_id;
  char *name;
  gint64 counts[SGN_N_RESULTS];
} SgnResultRow;

/** sgn_review_results: Returns: (transfer full) (element-type SgnResultRow): a row an entering unit */
GArray *sgn_review_results (SgnConnection *connection, int year, GError **error);

/** sgn_review_result_records: the sheets (SGN_RESULT_WAITING) or household-years behind a count */
SgnQuery *sgn_review_result_records (SgnConnection *connection, int year, gint64 unit_id, SgnResultCount count, GError **error);

typedef struct
{
  gint64 household_id, unit_id; /* the commune drawn for */
  char *head, *village, *commune;
  char *state; /* of the re-check sheet: open, filled, agreed; NULL: none yet */
} SgnRecheck;

/** sgn_review_rechecks: Returns: (transfer full) (element-type SgnRecheck): the households drawn, commune by commune; empty
 * when nothing was drawn */
GArray *sgn_review_rechecks (SgnConnection *connection, int year, gint64 unit_id, GError **error);

typedef struct
{
  gint64 household_id;
  char *head, *village, *commune, *number;
  SgnDate decided, last; /* the recognising decision; the last day of the window */
  int days_left;
} SgnEscaped;

/** sgn_review_escaped: Returns: (transfer full) (element-type SgnEscaped): sgn_escaped_households() with what a list shows */
GArray *sgn_review_escaped (SgnConnection *connection, gint64 unit_id, SgnDate day, int leaving_within, GError **error);

/* What keeps a year from being finished. */
typedef struct
{
  gint64 unreviewed; /* on the list, without a class of the year */
  gint64 waiting;    /* agreed sheets not taken over */
  gint64 drafts;     /* draft or preliminary */
  gint64 gone;       /* ended, but still on last year's lists */
  gint64 gaps;       /* communes whose movement does not close */
} SgnReviewOpen;

gboolean sgn_review_open (SgnConnection *connection, int year, SgnReviewOpen *open, GError **error);

/** sgn_review_is_closed: whether the year is locked */
gboolean sgn_review_is_closed (SgnConnection *connection, int year);

G_END_DECLS
