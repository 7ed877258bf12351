#pragma once

#include "store/sgn-statement.h"

G_BEGIN_DECLS

/* A connection to a ledger file, for one thread at a time. Sets what every connection of ours has:
 * foreign keys, synchronous=FULL, trusted_schema off, defensive mode, triggers and views of the
 * file off, limits, a busy timeout, the functions
 *   fold(text)  vn_key(text)  name_key(text)  year_after(text, phrase)
 *   id_text(id)  months_after(date, n)  spelling(text)
 * and the published views v_… as TEMP views (from resources/views), so that a newer program can
 * correct a view without a migration. */
#define SGN_TYPE_CONNECTION (sgn_connection_get_type ())
G_DECLARE_FINAL_TYPE (SgnConnection, sgn_connection, SGN, CONNECTION, GObject)

/**
 * sgn_connection_open_readonly:
 * @path: a ledger; must exist and be one
 *
 * For workers: sees the last committed state, is never blocked by the writer.
 */
SgnConnection *sgn_connection_open_readonly (const char *path, GError **error);

/**
 * sgn_connection_prepare:
 * @sql: one statement, a string constant or text made by record/ from field descriptions
 *
 * Returns: (transfer full) (nullable): NULL with @error set when SQLite refuses the text
 */
SgnStatement *sgn_connection_prepare (SgnConnection *self, const char *sql, GError **error);

/**
 * sgn_connection_prepare_published:
 * @sql: SELECT text that came from a template or rule file, perhaps not ours
 *
 * As sgn_connection_prepare(), but an authorizer lets it read published views (v_…) and nothing else,
 * and call no function that writes.
 */
SgnStatement *sgn_connection_prepare_published (SgnConnection *self, const char *sql, GError **error);

/** sgn_connection_run: prepares and runs a statement without parameters or result */
gboolean sgn_connection_run (SgnConnection *self, const char *sql, GError **error);

/** sgn_connection_set_cancellable: statements of this connection stop with G_IO_ERROR_CANCELLED,
 * in the middle of a long step too, when it is cancelled; NULL takes it off */
void sgn_connection_set_cancellable (SgnConnection *self, GCancellable *cancellable);

/** sgn_connection_query_int: the first column of the first row, @fallback without a row */
gboolean sgn_connection_query_int (SgnConnection *self, const char *sql, gint64 fallback, gint64 *value, GError **error);

gboolean sgn_connection_is_readonly (SgnConnection *self);

G_END_DECLS
