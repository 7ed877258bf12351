#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/sgn-job.h"

#define CHANGED_INTERVAL_MS 100

struct _SgnJob
{
  GObject parent_instance;

  /* owned, constant */
  char *title;
  gboolean writes;
  GCancellable *cancellable;

  /* main loop only */
  gboolean running;

  /* under the mutex */
  GMutex mutex;
  char *status;
  guint64 done, total;
  guint changed_source;
};

typedef struct
{
  SgnJobFunc func;
  gpointer data;
  GDestroyNotify data_destroy, result_destroy;
} Work;

G_DEFINE_FINAL_TYPE (SgnJob, sgn_job, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
work_free (Work *work)
{
  if (work->data_destroy != NULL)
    work->data_destroy (work->data);
  g_free (work);
}

static gboolean
emit_changed_cb (gpointer user_data)
{
  SgnJob *self = user_data;

  g_mutex_lock (&self->mutex);
  self->changed_source = 0;
  g_mutex_unlock (&self->mutex);
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* Called under the mutex. */
static void
queue_changed (SgnJob *self)
{
  if (self->changed_source == 0)
    self->changed_source
        = g_timeout_add_full (G_PRIORITY_DEFAULT, CHANGED_INTERVAL_MS, emit_changed_cb,
                              g_object_ref (self), g_object_unref);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;
  gpointer result = work->func (SGN_JOB (source), work->data, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, work->result_destroy);
}

static void
completed_cb (GTask *task, GParamSpec *pspec, SgnJob *self)
{
  self->running = FALSE;
  g_signal_emit (self, signals[FINISHED], 0);
}

static void
sgn_job_finalize (GObject *object)
{
  SgnJob *self = SGN_JOB (object);

  g_free (self->title);
  g_free (self->status);
  g_object_unref (self->cancellable);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (sgn_job_parent_class)->finalize (object);
}

static void
sgn_job_class_init (SgnJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_job_finalize;

  signals[CHANGED] = g_signal_new ("changed", SGN_TYPE_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", SGN_TYPE_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
}

static void
sgn_job_init (SgnJob *self)
{
  g_mutex_init (&self->mutex);
  self->cancellable = g_cancellable_new ();
}

SgnJob *
sgn_job_new (const char *title, gboolean writes)
{
  SgnJob *self = g_object_new (SGN_TYPE_JOB, NULL);

  self->title = g_strdup (title);
  self->writes = writes;
  return self;
}

const char *
sgn_job_get_title (SgnJob *self)
{
  return self->title;
}

gboolean
sgn_job_get_writes (SgnJob *self)
{
  return self->writes;
}

GCancellable *
sgn_job_get_cancellable (SgnJob *self)
{
  return self->cancellable;
}

void
sgn_job_cancel (SgnJob *self)
{
  g_cancellable_cancel (self->cancellable);
}

void
sgn_job_set_progress (SgnJob *self, guint64 done, guint64 total)
{
  g_mutex_lock (&self->mutex);
  self->done = done;
  self->total = total;
  queue_changed (self);
  g_mutex_unlock (&self->mutex);
}

void
sgn_job_set_status (SgnJob *self, const char *status)
{
  g_mutex_lock (&self->mutex);
  g_free (self->status);
  self->status = g_strdup (status);
  queue_changed (self);
  g_mutex_unlock (&self->mutex);
}

double
sgn_job_get_fraction (SgnJob *self)
{
  double fraction = -1;

  g_mutex_lock (&self->mutex);
  if (self->total > 0)
    fraction = MIN (1.0, (double)self->done / (double)self->total);
  g_mutex_unlock (&self->mutex);
  return fraction;
}

char *
sgn_job_get_status (SgnJob *self)
{
  char *status;

  g_mutex_lock (&self->mutex);
  status = g_strdup (self->status);
  g_mutex_unlock (&self->mutex);
  return status;
}

gboolean
sgn_job_is_running (SgnJob *self)
{
  return self->running;
}

void
sgn_job_run_async (SgnJob *self, SgnJobFunc func, gpointer data, GDestroyNotify data_destroy,
                   GDestroyNotify result_destroy, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  g_return_if_fail (!self->running);
  work->func = func;
  work->data = data;
  work->data_destroy = data_destroy;
  work->result_destroy = result_destroy;
  self->running = TRUE;
  /* A result that is there is never thrown away because Stop came a moment too late. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, (GDestroyNotify)work_free);
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (completed_cb), self, 0);
  g_task_run_in_thread (task, run_in_thread);
}

gpointer
sgn_job_run_finish (SgnJob *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
