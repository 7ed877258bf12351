#pragma once

#include "store/sgn-connection.h"
#include "store/sgn-store-private.h"

G_BEGIN_DECLS

/* Where a connection puts its file, and how. */
typedef enum
{
  SGN_CONNECTION_READ,
  SGN_CONNECTION_WRITE,  /* read-only all the same where the system lets nobody write */
  SGN_CONNECTION_CREATE, /* an empty file, or ":memory:" */
} SgnConnectionMode;

SgnConnection *sgn_connection_open (const char *path, SgnConnectionMode mode, GError **error);

/** sgn_connection_close: FALSE when statements are still in use */
gboolean sgn_connection_close (SgnConnection *self);

/** sgn_connection_get_db: the handle, for the session, backup and changeset functions */
sqlite3 *sgn_connection_get_db (SgnConnection *self);

/** sgn_connection_run_script: several statements of our own, from a resource */
gboolean sgn_connection_run_script (SgnConnection *self, const char *sql, GError **error);

/** sgn_connection_query_text: (transfer full) (nullable): the first column of the first row */
gboolean sgn_connection_query_text (SgnConnection *self, const char *sql, char **value, GError **error);

/** sgn_connection_rollback: ends a transaction that failed, if SQLite has not ended it already */
void sgn_connection_rollback (SgnConnection *self);

/* For sgn-statement.c. */
int sgn_connection_step (SgnConnection *self, sqlite3_stmt *stmt, gboolean published);
void sgn_connection_give_back (SgnConnection *self, SgnStatement *statement);
SgnStatement *sgn_statement_new (SgnConnection *connection, sqlite3_stmt *stmt, const char *sql, gboolean published);
void sgn_statement_take (SgnStatement *self, SgnConnection *connection);
const char *sgn_statement_get_key (SgnStatement *self);
void sgn_statement_destroy (SgnStatement *self);

G_END_DECLS
