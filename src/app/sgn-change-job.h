#pragma once

#include "app/sgn-job.h"
#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/**
 * SgnChangeJobFunc:
 * @ledger: the same ledger on a connection of its own
 * @data: plain data, belonging to the thread while it runs
 *
 * Makes one change, in a thread. What it found out it writes into @data.
 */
typedef gboolean (*SgnChangeJobFunc) (SgnLedger *ledger, gpointer data, GError **error);

/**
 * sgn_change_job_run_async:
 * @job: made with @writes: the window offers nothing that writes meanwhile
 * @ledger: the one shown; it is told what changed
 * @data: (transfer none): must live until @callback
 *
 * A change that takes longer than people wait, with progress and a way to stop it: stopping rolls it back.
 */
void sgn_change_job_run_async (SgnJob *job, SgnLedger *ledger, SgnChangeJobFunc func, gpointer data,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean sgn_change_job_run_finish (SgnJob *job, GAsyncResult *result, GError **error);

G_END_DECLS
