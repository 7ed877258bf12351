#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Long work in a thread, with progress and a way to stop it. The setters may be called from any thread; "changed" comes on the
 * main loop, at most every 100 ms; "finished" once, after the callback. */
#define SGN_TYPE_JOB (sgn_job_get_type ())
G_DECLARE_FINAL_TYPE (SgnJob, sgn_job, SGN, JOB, GObject)

/**
 * sgn_job_new:
 * @title: what people call it: "Exporting KP-01 …"
 * @writes: whether it writes into the ledger: nothing else may meanwhile
 */
SgnJob *sgn_job_new (const char *title, gboolean writes);

const char *sgn_job_get_title (SgnJob *self);
gboolean sgn_job_get_writes (SgnJob *self);
GCancellable *sgn_job_get_cancellable (SgnJob *self);
void sgn_job_cancel (SgnJob *self);

/** sgn_job_set_progress: @total 0: unknown. Any thread. */
void sgn_job_set_progress (SgnJob *self, guint64 done, guint64 total);
/** sgn_job_set_status: what it is doing now. Any thread. */
void sgn_job_set_status (SgnJob *self, const char *status);

/** sgn_job_get_fraction: Returns: 0 to 1; -1: unknown */
double sgn_job_get_fraction (SgnJob *self);
/** sgn_job_get_status: Returns: (transfer full) */
char *sgn_job_get_status (SgnJob *self);
gboolean sgn_job_is_running (SgnJob *self);

/**
 * SgnJobFunc:
 * @data: plain data, belonging to the thread while it runs
 *
 * Runs in the thread; opens its own connection.
 *
 * Returns: (transfer full) (nullable): the result; NULL with @error set when it failed or was stopped
 */
typedef gpointer (*SgnJobFunc) (SgnJob *job, gpointer data, GError **error);

/**
 * sgn_job_run_async:
 * @data: (transfer full)
 * @data_destroy, @result_destroy: (nullable)
 */
void sgn_job_run_async (SgnJob *self, SgnJobFunc func, gpointer data, GDestroyNotify data_destroy,
                        GDestroyNotify result_destroy, GAsyncReadyCallback callback, gpointer user_data);
/** sgn_job_run_finish: Returns: (transfer full) (nullable): what the function returned */
gpointer sgn_job_run_finish (SgnJob *self, GAsyncResult *result, GError **error);

G_END_DECLS
