#pragma once

#include "base/sgn-date.h"
#include "record/sgn-query.h"

G_BEGIN_DECLS

/* What the funding dashboard shows: planned, carried over, disbursed, by component and by month. */

typedef struct
{
  int year;
  gint64 unit_id;           /* 0: everything; else that unit and those below */
  const char *source;       /* code, "local" for every local budget, or NULL: all */
  const char *capital_kind; /* code or NULL: all */
  SgnDate as_of;            /* last day that counts; no date: the end of the year or today, the earlier */
} SgnFundingFilter;

typedef struct
{
  gint64 component_id;
  gint64 parent_id;     /* 0: a project */
  char *code, *name, *short_name;
  gboolean has_parts;
  gint64 planned;       /* dong: issued lines up to the day, without money carried over */
  gint64 carried_over;
  gint64 disbursed;              /* of both */
  gint64 disbursed_carried_over; /* the part of it that drew on money carried over */
} SgnFundingRow;

typedef struct
{
  SgnFundingFilter filter;
  gint64 planned, carried_over, disbursed, disbursed_carried_over;
  gint64 planned_investment, planned_recurrent, planned_unknown; /* by capital kind DTPT, SN, not stated */
  guint n_carry_decisions;
  GPtrArray *rows;         /* of SgnFundingRow, in tree order */
  gint64 by_month[12];     /* disbursed within each month of the year itself */
  guint n_months;          /* months begun by the as-of day */
  SgnDate as_of;           /* as resolved */
} SgnFundingSummary;

/** sgn_funding_summary_new: reads on @connection; a money line counts from the day of its decision (a partial
 * date from the first day it can mean), a disbursement on its day in the plan year it draws on */
SgnFundingSummary *sgn_funding_summary_new (SgnConnection *connection, const SgnFundingFilter *filter,
                                            GCancellable *cancellable, GError **error);
void sgn_funding_summary_free (SgnFundingSummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnFundingSummary, sgn_funding_summary_free)

typedef enum
{
  SGN_FUNDING_PLANNED,
  SGN_FUNDING_CARRIED_OVER,
  SGN_FUNDING_DISBURSED,
} SgnFundingFigure;

/**
 * sgn_funding_records:
 * @component_id: 0: all components
 * @month: 1 to 12, or 0: all; of SGN_FUNDING_DISBURSED
 *
 * Returns: (transfer full): the records that make a figure: funding lines or disbursements
 */
SgnQuery *sgn_funding_records (SgnConnection *connection, const SgnFundingFilter *filter, SgnFundingFigure figure,
                               gint64 component_id, guint month, GError **error);

/** sgn_funding_years: Returns: (transfer full) (element-type int): years with decisions or disbursements, ascending */
GArray *sgn_funding_years (SgnConnection *connection, GError **error);

G_END_DECLS
