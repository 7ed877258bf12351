#define G_LOG_DOMAIN "sgn-store"

#include "config.h"

#include "store/sgn-connection-private.h"
#include "store/sgn-statement.h"

struct _SgnStatement
{
  SgnConnection *connection; /* owned while in use, NULL in the cache */
  sqlite3_stmt *stmt;
  char *key; /* the SQL, marked where it is a published one */
  gboolean published;
};

static int
find_parameter (SgnStatement *self, const char *name)
{
  int index = sqlite3_bind_parameter_index (self->stmt, name);

  if (index == 0)
    g_critical ("no parameter %s in: %s", name, sqlite3_sql (self->stmt));
  return index;
}

static void
check_bound (SgnStatement *self, const char *name, int rc)
{
  if (rc != SQLITE_OK)
    g_critical ("binding %s failed (%d) in: %s", name, rc, sqlite3_sql (self->stmt));
}

SgnStatement *
sgn_statement_new (SgnConnection *connection, sqlite3_stmt *stmt, const char *key,
                   gboolean published)
{
  SgnStatement *self = g_new0 (SgnStatement, 1);

  self->connection = g_object_ref (connection);
  self->stmt = stmt;
  self->key = g_strdup (key);
  self->published = published;
  return self;
}

void
sgn_statement_take (SgnStatement *self, SgnConnection *connection)
{
  g_assert (self->connection == NULL);
  self->connection = g_object_ref (connection);
}

const char *
sgn_statement_get_key (SgnStatement *self)
{
  return self->key;
}

void
sgn_statement_destroy (SgnStatement *self)
{
  sqlite3_finalize (self->stmt);
  g_free (self->key);
  g_free (self);
}

void
sgn_statement_bind_int (SgnStatement *self, const char *name, gint64 value)
{
  check_bound (self, name, sqlite3_bind_int64 (self->stmt, find_parameter (self, name), value));
}

void
sgn_statement_bind_real (SgnStatement *self, const char *name, double value)
{
  check_bound (self, name, sqlite3_bind_double (self->stmt, find_parameter (self, name), value));
}

void
sgn_statement_bind_text (SgnStatement *self, const char *name, const char *value)
{
  int index = find_parameter (self, name);

  check_bound (self, name, sqlite3_bind_text (self->stmt, index, value, -1, SQLITE_TRANSIENT));
}

void
sgn_statement_bind_blob (SgnStatement *self, const char *name, GBytes *value)
{
  int index = find_parameter (self, name);
  gsize size = 0;
  gconstpointer data = value != NULL ? g_bytes_get_data (value, &size) : NULL;
  int rc;

  /* An empty blob has no data to point to, and a NULL pointer would bind NULL. */
  if (value != NULL && size == 0)
    rc = sqlite3_bind_zeroblob (self->stmt, index, 0);
  else
    rc = sqlite3_bind_blob64 (self->stmt, index, data, size, SQLITE_TRANSIENT);
  check_bound (self, name, rc);
}

void
sgn_statement_bind_null (SgnStatement *self, const char *name)
{
  check_bound (self, name, sqlite3_bind_null (self->stmt, find_parameter (self, name)));
}

gboolean
sgn_statement_has_parameter (SgnStatement *self, const char *name)
{
  return sqlite3_bind_parameter_index (self->stmt, name) != 0;
}

SgnStep
sgn_statement_step (SgnStatement *self, GError **error)
{
  int rc = sgn_connection_step (self->connection, self->stmt, self->published);

  if (rc == SQLITE_ROW)
    return SGN_ROW;
  if (rc == SQLITE_DONE)
    return SGN_DONE;

  g_debug ("failed: %s", sqlite3_sql (self->stmt));
  sgn_store_set_error (error, sqlite3_db_handle (self->stmt), rc);
  sqlite3_reset (self->stmt);
  return SGN_ERROR;
}

gboolean
sgn_statement_run (SgnStatement *self, GError **error)
{
  SgnStep step;

  while ((step = sgn_statement_step (self, error)) == SGN_ROW)
    ;
  sqlite3_reset (self->stmt);
  return step == SGN_DONE;
}

GArray *
sgn_statement_collect_ids (SgnStatement *self, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  SgnStep step;

  while ((step = sgn_statement_step (self, error)) == SGN_ROW)
    {
      gint64 id = sgn_statement_int (self, 0);

      g_array_append_val (ids, id);
    }
  return step == SGN_DONE ? g_steal_pointer (&ids) : NULL;
}

void
sgn_statement_reset (SgnStatement *self)
{
  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
}

guint
sgn_statement_n_columns (SgnStatement *self)
{
  return (guint)sqlite3_column_count (self->stmt);
}

const char *
sgn_statement_column_name (SgnStatement *self, guint column)
{
  return sqlite3_column_name (self->stmt, (int)column);
}

gboolean
sgn_statement_is_null (SgnStatement *self, guint column)
{
  return sqlite3_column_type (self->stmt, (int)column) == SQLITE_NULL;
}

gboolean
sgn_statement_is_text (SgnStatement *self, guint column)
{
  return sqlite3_column_type (self->stmt, (int)column) == SQLITE_TEXT;
}

gboolean
sgn_statement_is_real (SgnStatement *self, guint column)
{
  return sqlite3_column_type (self->stmt, (int)column) == SQLITE_FLOAT;
}

gint64
sgn_statement_int (SgnStatement *self, guint column)
{
  return sqlite3_column_int64 (self->stmt, (int)column);
}

double
sgn_statement_real (SgnStatement *self, guint column)
{
  return sqlite3_column_double (self->stmt, (int)column);
}

const char *
sgn_statement_text (SgnStatement *self, guint column)
{
  return (const char *)sqlite3_column_text (self->stmt, (int)column);
}

GBytes *
sgn_statement_blob (SgnStatement *self, guint column)
{
  const void *data;

  if (sgn_statement_is_null (self, column))
    return NULL;
  data = sqlite3_column_blob (self->stmt, (int)column);
  return g_bytes_new (data, (gsize)sqlite3_column_bytes (self->stmt, (int)column));
}

void
sgn_statement_free (SgnStatement *self)
{
  g_autoptr (SgnConnection) connection = g_steal_pointer (&self->connection);

  sgn_statement_reset (self);
  sgn_connection_give_back (connection, self);
}
