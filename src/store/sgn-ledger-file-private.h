#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What can be known of a ledger file before SQLite opens it. */

/** sgn_ledger_file_check: whether @path is a ledger at all: NOT_FOUND, NOT_LEDGER, CORRUPT (cut
 * off), READONLY (may not be read) */
gboolean sgn_ledger_file_check (const char *path, GError **error);

/** sgn_ledger_file_has_leftover: whether a -wal or -journal with something in it lies beside the file */
gboolean sgn_ledger_file_has_leftover (const char *path);

/** sgn_ledger_file_check_free: whether a new file may be made at @path: nothing stands there, and no -wal or -journal of
 * a file that is gone, which SQLite would take for one of the new file (SGN_STORE_ERROR_EXISTS) */
gboolean sgn_ledger_file_check_free (const char *path, GError **error);

/** sgn_ledger_file_copy: a plain copy, over what stands there; the locks this program holds on @from stay */
gboolean sgn_ledger_file_copy (const char *from, const char *to, GError **error);

/** sgn_ledger_file_copy_leftovers: copies -wal and -journal, where there are any */
gboolean sgn_ledger_file_copy_leftovers (const char *from, const char *to, GError **error);

/** sgn_ledger_file_remove_leftovers: removes -wal, -shm and -journal */
void sgn_ledger_file_remove_leftovers (const char *path);

/** sgn_ledger_file_copy_private: (transfer full): a copy of the file and what lies beside it, in a new folder of its own */
char *sgn_ledger_file_copy_private (const char *path, char **folder, GError **error);

/** sgn_ledger_file_stem: (transfer full): the name without folder and ".sgn" */
char *sgn_ledger_file_stem (const char *path);

G_END_DECLS
