#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-dashboard-data.h"

#include "programme/sgn-programme.h"
#include "rules/sgn-check.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *path;
  char *source, *capital_kind;
  SgnFundingFilter filter; /* its texts are the two above */
} Question;

static void
question_free (Question *question)
{
  g_free (question->path);
  g_free (question->source);
  g_free (question->capital_kind);
  g_free (question);
}

void
sgn_dashboard_data_free (SgnDashboardData *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->summary, sgn_funding_summary_free);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self);
}

static guint
last_month_with_money (const SgnFundingSummary *summary)
{
  guint last = 0;

  for (guint month = 1; month <= G_N_ELEMENTS (summary->by_month); month++)
    if (summary->by_month[month - 1] != 0)
      last = month;
  return last;
}

static SgnDate
end_of_month (int year, guint month)
{
  SgnDate date = { .year = (guint16)year, .month = (guint8)month };

  return sgn_date_last_day (date);
}

/* A year long past is shown up to where its money stopped moving: what came after says nothing. */
static SgnFundingSummary *
load_summary (SgnConnection *connection, SgnFundingFilter *filter, GCancellable *cancellable,
              GError **error)
{
  g_autoptr (SgnFundingSummary) summary
      = sgn_funding_summary_new (connection, filter, cancellable, error);
  guint last;

  if (summary == NULL || filter->as_of.year != 0 || filter->year >= sgn_date_today ().year)
    return g_steal_pointer (&summary);
  last = last_month_with_money (summary);
  if (last == 0 || last == G_N_ELEMENTS (summary->by_month))
    return g_steal_pointer (&summary);
  filter->as_of = end_of_month (filter->year, last);
  return sgn_funding_summary_new (connection, filter, cancellable, error);
}

static gboolean
needs_attention (const SgnFinding *finding)
{
  return finding->accepted == NULL && finding->rule->severity != SGN_SEVERITY_NOTE;
}

/* Errors first, then what is about money, the larger gap first: the list on the dashboard is short.
 */
static gint
compare_weight (gconstpointer a, gconstpointer b)
{
  const SgnFinding *left = *(const SgnFinding *const *)a, *right = *(const SgnFinding *const *)b;
  gint64 left_gap = left->has_amounts ? ABS (left->difference) : 0;
  gint64 right_gap = right->has_amounts ? ABS (right->difference) : 0;

  if (left->rule->severity != right->rule->severity)
    return (int)left->rule->severity - (int)right->rule->severity;
  return left_gap < right_gap ? 1 : left_gap > right_gap ? -1 : 0;
}

static GPtrArray *
load_findings (SgnConnection *connection, int year, SgnDate as_of, GCancellable *cancellable,
               GError **error)
{
  g_autofree char *day = sgn_date_format_iso (as_of);
  const SgnCheckOptions options = { .year = year, .as_of = day };
  g_autoptr (GPtrArray) findings
      = sgn_check_run (connection, sgn_programme_types (), &options, cancellable, error);

  if (findings == NULL)
    return NULL;
  for (guint i = findings->len; i > 0; i--)
    if (!needs_attention (g_ptr_array_index (findings, i - 1)))
      g_ptr_array_remove_index (findings, i - 1);
  g_ptr_array_sort (findings, compare_weight);
  return g_steal_pointer (&findings);
}

static gpointer
load (SgnJob *job, gpointer data, GError **error)
{
  Question *question = data;
  GCancellable *cancellable = sgn_job_get_cancellable (job);
  g_autoptr (SgnConnection) connection = sgn_connection_open_readonly (question->path, error);
  g_autoptr (SgnDashboardData) self = g_new0 (SgnDashboardData, 1);

  if (connection == NULL)
    return NULL;
  sgn_connection_set_cancellable (connection, cancellable);
  self->summary = load_summary (connection, &question->filter, cancellable, error);
  if (self->summary == NULL)
    return NULL;
  self->findings
      = load_findings (connection, question->filter.year, self->summary->as_of, cancellable, error);
  return self->findings != NULL ? g_steal_pointer (&self) : NULL;
}

SgnJob *
sgn_dashboard_data_load_async (const char *path, const SgnFundingFilter *filter,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (SgnJob) job = sgn_job_new (_ ("Reading the figures …"), FALSE);
  Question *question = g_new0 (Question, 1);

  question->path = g_strdup (path);
  question->source = g_strdup (filter->source);
  question->capital_kind = g_strdup (filter->capital_kind);
  question->filter = *filter;
  question->filter.source = question->source;
  question->filter.capital_kind = question->capital_kind;
  sgn_job_run_async (job, load, question, (GDestroyNotify)question_free,
                     (GDestroyNotify)sgn_dashboard_data_free, callback, user_data);
  return g_steal_pointer (&job);
}

SgnDashboardData *
sgn_dashboard_data_load_finish (SgnJob *job, GAsyncResult *result, GError **error)
{
  return sgn_job_run_finish (job, result, error);
}
