#include "config.h"

#include "app/sgn-job.h"

/* No display: a job needs only a main loop. */

typedef struct
{
  gboolean done;
  gpointer result;
  GError *error;
  guint changed, finished;
} Watch;

static gpointer
count_to_thousand (SgnJob *job, gpointer data, GError **error)
{
  int *counted = data;

  for (int i = 1; i <= 1000; i++)
    {
      if (g_cancellable_set_error_if_cancelled (sgn_job_get_cancellable (job), error))
        return NULL;
      *counted = i;
      sgn_job_set_progress (job, i, 1000);
    }
  return g_strdup ("counted");
}

static gpointer
wait_for_stop (SgnJob *job, gpointer data, GError **error)
{
  sgn_job_set_status (job, "waiting");
  while (!g_cancellable_set_error_if_cancelled (sgn_job_get_cancellable (job), error))
    g_thread_yield ();
  return NULL;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Watch *watch = user_data;

  watch->result = sgn_job_run_finish (SGN_JOB (source), result, &watch->error);
  watch->done = TRUE;
}

static void
count_cb (SgnJob *job, guint *counter)
{
  (*counter)++;
}

static void
watch_job (SgnJob *job, Watch *watch)
{
  g_signal_connect (job, "changed", G_CALLBACK (count_cb), &watch->changed);
  g_signal_connect (job, "finished", G_CALLBACK (count_cb), &watch->finished);
}

/* A signal may still be queued, or the thread still letting go: both hold the job. */
static void
drop_job (SgnJob *job)
{
  gpointer watched = job;

  g_object_add_weak_pointer (G_OBJECT (job), &watched);
  g_object_unref (job);
  while (g_atomic_pointer_get (&watched) != NULL)
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
}

static void
test_result (void)
{
  SgnJob *job = sgn_job_new ("Counting", FALSE);
  Watch watch = { 0 };
  int counted = 0;

  watch_job (job, &watch);
  sgn_job_run_async (job, count_to_thousand, &counted, NULL, g_free, done_cb, &watch);
  g_assert_true (sgn_job_is_running (job));
  while (!watch.done || watch.finished == 0 || watch.changed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (watch.error);
  g_assert_cmpstr (watch.result, ==, "counted");
  g_assert_cmpint (counted, ==, 1000);
  g_assert_cmpfloat (sgn_job_get_fraction (job), ==, 1.0);
  g_assert_false (sgn_job_is_running (job));
  /* A thousand steps are not a thousand signals. */
  g_assert_cmpuint (watch.changed, <, 50);
  g_assert_cmpuint (watch.finished, ==, 1);
  g_free (watch.result);
  drop_job (job);
}

static void
test_stop (void)
{
  SgnJob *job = sgn_job_new ("Waiting", TRUE);
  Watch watch = { 0 };

  g_assert_true (sgn_job_get_writes (job));
  watch_job (job, &watch);
  sgn_job_run_async (job, wait_for_stop, NULL, NULL, NULL, done_cb, &watch);
  while (watch.changed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (sgn_job_get_fraction (job), ==, -1.0);
  sgn_job_cancel (job);
  while (!watch.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (watch.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&watch.error);
  drop_job (job);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/job/result", test_result);
  g_test_add_func ("/app/job/stop", test_stop);
  return g_test_run ();
}
