#pragma once

#include "app/sgn-job.h"
#include "programme/sgn-funding-summary.h"

G_BEGIN_DECLS

/* What the dashboard reads in its worker: the figures, and the findings that need attention. */

typedef struct
{
  SgnFundingSummary *summary;
  GPtrArray *findings; /* of SgnFinding: errors and warnings nobody accepted */
} SgnDashboardData;

void sgn_dashboard_data_free (SgnDashboardData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnDashboardData, sgn_dashboard_data_free)

/**
 * sgn_dashboard_data_load_async:
 * @filter: its as_of month 0 asks for the day that says most: today in the current year, else the end of the last month
 *   of that year in which money moved
 *
 * Returns: (transfer full): the job; stop it when another question is asked
 */
SgnJob *sgn_dashboard_data_load_async (const char *path, const SgnFundingFilter *filter, GAsyncReadyCallback callback,
                                       gpointer user_data);
SgnDashboardData *sgn_dashboard_data_load_finish (SgnJob *job, GAsyncResult *result, GError **error);

G_END_DECLS
