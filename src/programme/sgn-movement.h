#pragma once

#include "base/sgn-date.h"
#include "record/sgn-query.h"

G_BEGIN_DECLS

/* The movement of a year: start - escaped ± other + fell = end, for households and persons, of the poor and of the near-poor; checked like
 * double entry. Terms are the columns of review forms 2 and 3. */
typedef enum
{
  SGN_TERM_START,
  SGN_TERM_DOWN_ONE,    /* poor: became near-poor; near-poor: escaped altogether */
  SGN_TERM_DOWN_TWO,    /* poor: beyond near-poor; near-poor: became poor */
  SGN_TERM_OTHER_OUT,
  SGN_TERM_UP_ONE,      /* poor: near-poor that became poor; near-poor: poor that became near-poor */
  SGN_TERM_RELAPSE,
  SGN_TERM_NEW,
  SGN_TERM_OTHER_IN,
  SGN_TERM_END,
  SGN_N_TERMS,
} SgnMovementTerm;

typedef struct
{
  gint64 unit_id;
  gint64 households[SGN_N_TERMS], persons[SGN_N_TERMS];
} SgnMovementRow;

/** sgn_movement_load: one row an entering unit; @class_ "poor" or "near-poor"; @ethnicity (nullable): only that group */
GArray *sgn_movement_load (SgnConnection *connection, int year, const char *class_, const char *ethnicity, GError **error);

/** sgn_movement_gap: end less what the terms give; 0 when the row closes */
gint64 sgn_movement_gap (const gint64 terms[SGN_N_TERMS]);

/** sgn_movement_records: the household-years behind a term */
SgnQuery *sgn_movement_records (SgnConnection *connection, int year, const char *class_, gint64 unit_id, SgnMovementTerm term, GError **error);

/* Newly escaped: 36 months (setting of the catalogue, list period: newly-escaped-months) from the day of the recognising decision; never stored. */

/** sgn_escaped_until: the last day of the window that began on @decision_date; 29/02 ends on the last day of February */
SgnDate sgn_escaped_until (SgnDate decision_date, int months);

/** sgn_escaped_months: how long the window is, by the catalogue in force on @day (SGN_STORE_ERROR_NOT_FOUND) */
gboolean sgn_escaped_months (SgnConnection *connection, SgnDate day, int *months, GError **error);

/** sgn_query_where_escaped: a condition on households: newly escaped on @day; with @leaving_within days > 0 only those about to leave the
 * window. Sets the day of the query; the last day of the window is then the field "escaped-until" */
void sgn_query_where_escaped (SgnQuery *households, SgnDate day, int leaving_within);

/** sgn_escaped_households: newly escaped on @day; with @leaving_within days > 0 only those about to leave the window */
GArray *sgn_escaped_households (SgnConnection *connection, SgnDate day, int leaving_within, GError **error);
/** sgn_escaped_until_of: of one household; @until: (out): the last day, no date where it is not newly escaped on @day */
gboolean sgn_escaped_until_of (SgnConnection *connection, gint64 household_id, SgnDate day, SgnDate *until, GError **error);

G_END_DECLS
