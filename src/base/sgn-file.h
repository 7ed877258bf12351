#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* All that touches the file system beyond what GLib offers on every system. Paths are UTF-8
 * ("filename" encoding of GLib) everywhere. */

typedef enum
{
  SGN_VOLUME_LOCAL,
  SGN_VOLUME_REMOVABLE, /* a stick, a card: may be pulled out */
  SGN_VOLUME_NETWORK,   /* locks and shared memory cannot be trusted */
} SgnVolumeKind;

/** sgn_file_volume_kind: the kind of volume @path (an existing file, or one whose folder exists)
 * lies on. The environment variable SGN_VOLUME (local, removable, network) overrides, for tests. */
SgnVolumeKind sgn_file_volume_kind (const char *path);

/** sgn_file_free_bytes: Returns: free bytes for this user on the volume of @path, -1 if unknown */
gint64 sgn_file_free_bytes (const char *path);

/** sgn_file_sync: flushes a file to the disk */
gboolean sgn_file_sync (const char *path, GError **error);

/**
 * sgn_file_replace:
 * @temporary: a finished file in the same folder as @path
 *
 * Flushes @temporary, renames it over @path and flushes the folder, so that after a power cut
 * there is either the old file or the new one.
 */
gboolean sgn_file_replace (const char *temporary, const char *path, GError **error);

/** sgn_file_temporary_beside: Returns: (transfer full): a fresh name in the folder of @path for a
 * file that sgn_file_replace() will move there; the file is created empty */
char *sgn_file_temporary_beside (const char *path, GError **error);

/** sgn_file_folder_writable: whether new files can be made beside @path (really tried) */
gboolean sgn_file_folder_writable (const char *path);

/** sgn_file_explain: turns a G_IO_ERROR or G_FILE_ERROR into SGN_BASE_ERROR_FILE with a sentence that names @path and
 * what to do (folder missing, read-only, disk full, in use by another program); the code stays in
 * the log. Takes ownership of @cause. */
GError *sgn_file_explain (GError *cause, const char *path);

/* The lock beside an open ledger: who holds it. */
typedef struct _SgnFileLock SgnFileLock;

/**
 * sgn_file_lock_take:
 * @path: the file to be locked; the lock is "@path-lock" beside it
 * @holder: (out) (transfer full) (nullable): who holds it, when it was refused: "Nông Thị Mai trên MAY-01"
 *
 * The lock belongs to the process: it is free again however the process ended.
 *
 * Returns: (transfer full) (nullable): NULL when somebody holds it, or with @error set when the
 * folder cannot be written to
 */
SgnFileLock *sgn_file_lock_take (const char *path, const char *operator_name, char **holder, GError **error);
void sgn_file_lock_release (SgnFileLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnFileLock, sgn_file_lock_release)

/** sgn_host_name, sgn_user_name: Returns: (transfer full): UTF-8, never empty */
char *sgn_host_name (void);
char *sgn_user_name (void);

G_END_DECLS
