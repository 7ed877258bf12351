#pragma once

#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/** sgn_backup_write: a consistent copy of an open ledger (VACUUM INTO a temporary name, synced, renamed);
 * refuses to overwrite unless @overwrite */
gboolean sgn_backup_write (SgnLedger *ledger, const char *target, gboolean overwrite, GCancellable *cancellable, GError **error);

/**
 * sgn_backup_restore:
 * @backup: a ledger file; verified before anything is touched
 * @path: the ledger to be replaced; it must not be open. What stood there is kept as a backup beside it.
 */
gboolean sgn_backup_restore (const char *backup, const char *path, GError **error);

/** sgn_backup_automatic: writes "NAME 2023-08-31 094100 REASON.sgn" into the backup folder and prunes:
 * the newest of each of the last 30 days that have one and of each of the last 12 months that have one are kept.
 * @reason: (nullable): "daily", "migration", "import", "merge" */
gboolean sgn_backup_automatic (SgnLedger *ledger, const char *reason, GError **error);

/** sgn_backup_prune: Returns: (transfer full): which of @names (file names, any order) may go; for tests too */
GPtrArray *sgn_backup_prune (const char *const *names, const char *today);

/** sgn_backup_folder: Returns: (transfer full): where automatic backups of the ledger go */
char *sgn_backup_folder (SgnLedger *ledger);

/**
 * sgn_ledger_verify:
 *
 * integrity_check, foreign_key_check, application_id, schema equal to a fresh one, every changeset
 * readable.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): sentences of what is wrong, empty when all is well;
 * NULL with @error when the file could not be examined
 */
GPtrArray *sgn_ledger_verify (const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
