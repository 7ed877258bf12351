#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/sgn-change-job.h"

#include "programme/sgn-programme.h"

#define LEDGER_KEY "sgn-ledger"

/* For the thread. The ledger beside is opened on the main loop, because the one shown may not be
 * touched by two. */
typedef struct
{
  SgnLedger *beside;
  SgnChangeJobFunc func;
  gpointer data;
  GError *error; /* why it could not be opened */
  GPtrArray *tables;
} Work;

static void
work_free (Work *work)
{
  g_clear_object (&work->beside);
  g_clear_error (&work->error);
  g_ptr_array_unref (work->tables);
  g_free (work);
}

static void
changed_cb (Work *work, const char *const *tables)
{
  for (guint i = 0; tables[i] != NULL; i++)
    g_ptr_array_add (work->tables, g_strdup (tables[i]));
}

static void
progress_cb (guint64 done, guint64 total, gpointer job)
{
  sgn_job_set_progress (job, done, total);
}

/* Returns: the tables that changed */
static gpointer
run (SgnJob *job, gpointer data, GError **error)
{
  Work *work = data;
  gboolean done;

  if (work->beside == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&work->error));
      return NULL;
    }
  g_signal_connect_swapped (work->beside, "changed", G_CALLBACK (changed_cb), work);
  sgn_ledger_set_progress_func (work->beside, progress_cb, job);
  sgn_connection_set_cancellable (sgn_ledger_get_connection (work->beside),
                                  sgn_job_get_cancellable (job));
  done = work->func (work->beside, work->data, error);
  sgn_connection_set_cancellable (sgn_ledger_get_connection (work->beside), NULL);
  g_signal_handlers_disconnect_by_data (work->beside, work);
  g_clear_object (&work->beside);
  return done ? g_ptr_array_ref (work->tables) : NULL;
}

void
sgn_change_job_run_async (SgnJob *job, SgnLedger *ledger, SgnChangeJobFunc func, gpointer data,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  Work *work = g_new0 (Work, 1);

  g_return_if_fail (SGN_IS_JOB (job) && SGN_IS_LEDGER (ledger) && func != NULL);

  work->func = func;
  work->data = data;
  work->tables = g_ptr_array_new_with_free_func (g_free);
  work->beside = sgn_programme_open_beside (ledger, &work->error);
  if (work->beside != NULL)
    g_object_set_data_full (G_OBJECT (job), LEDGER_KEY, g_object_ref (ledger), g_object_unref);
  sgn_job_run_async (job, run, work, (GDestroyNotify)work_free, (GDestroyNotify)g_ptr_array_unref,
                     callback, user_data);
}

gboolean
sgn_change_job_run_finish (SgnJob *job, GAsyncResult *result, GError **error)
{
  SgnLedger *ledger = g_object_get_data (G_OBJECT (job), LEDGER_KEY);
  g_autoptr (GPtrArray) tables = sgn_job_run_finish (job, result, error);

  if (tables != NULL && tables->len > 0)
    {
      g_ptr_array_add (tables, NULL);
      sgn_ledger_announce (ledger, (const char *const *)tables->pdata);
    }
  else if (ledger != NULL)
    sgn_ledger_announce (ledger, NULL);
  return tables != NULL;
}
