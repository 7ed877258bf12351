#define G_LOG_DOMAIN "sgn-store"

#include "config.h"

#include "store/sgn-connection-private.h"
#include "store/sgn-ledger-file-private.h"
#include "store/sgn-schema-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define VIEWS_FOLDER "/vn/sogiamngheo/library/views/"
#define BUSY_TIMEOUT_MS 5000
#define CACHE_SIZE 160
/* How many steps of SQLite's machine pass between two looks at the cancellable: well below 1 ms. */
#define PROGRESS_STEPS 1000
/* The largest changeset, text or file that is believed; a damaged file may claim more. */
#define LENGTH_LIMIT (512 * 1024 * 1024)

struct _SgnConnection
{
  GObject parent_instance;

  /* owned */
  sqlite3 *db;
  char *private_folder; /* with a copy of a ledger that cannot be read where it lies */
  GHashTable *idle;     /* key → link in idle_order: statements nobody uses just now */
  GQueue idle_order;    /* least recently used first */
  GCancellable *cancellable;

  gboolean readonly;
  gboolean published; /* a published statement is being prepared */
};

G_DEFINE_FINAL_TYPE (SgnConnection, sgn_connection, G_TYPE_OBJECT)

static int
authorize_cb (void *data, int action, const char *first, const char *second, const char *schema,
              const char *accessor)
{
  SgnConnection *self = data;

  return self->published ? sgn_published_authorize (action, first, second, schema, accessor)
                         : SQLITE_OK;
}

static int
progress_cb (void *data)
{
  return g_cancellable_is_cancelled (data);
}

static gboolean
check_code (SgnConnection *self, int rc, GError **error)
{
  if (rc == SQLITE_OK)
    return TRUE;
  sgn_store_set_error (error, self->db, rc);
  return FALSE;
}

static gboolean
harden (SgnConnection *self)
{
  static const struct
  {
    int option, value;
  } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
    { SQLITE_DBCONFIG_ENABLE_VIEW, 0 }, /* those of the file; temporary ones go on */
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
    { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
  };
  static const struct
  {
    int limit, value;
  } limits[] = {
    { SQLITE_LIMIT_LENGTH, LENGTH_LIMIT }, { SQLITE_LIMIT_SQL_LENGTH, 1024 * 1024 },
    { SQLITE_LIMIT_ATTACHED, 1 }, /* VACUUM INTO needs one */
    { SQLITE_LIMIT_EXPR_DEPTH, 500 },      { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    if (sqlite3_db_config (self->db, options[i].option, options[i].value, NULL) != SQLITE_OK)
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (self->db, limits[i].limit, limits[i].value);
  return TRUE;
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static gboolean
create_views (SgnConnection *self, GError **error)
{
  g_auto (GStrv) names = g_resources_enumerate_children (VIEWS_FOLDER, 0, NULL);

  if (names == NULL)
    return TRUE;
  qsort (names, g_strv_length (names), sizeof *names, compare_names_cb);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (VIEWS_FOLDER, names[i], NULL);
      g_autoptr (GBytes) sql = NULL;

      if (!g_str_has_suffix (path, ".sql"))
        continue;
      sql = g_resources_lookup_data (path, 0, error);
      if (sql == NULL || !sgn_connection_run_script (self, g_bytes_get_data (sql, NULL), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_up (SgnConnection *self, GError **error)
{
  static const char pragmas[] = "PRAGMA temp_store = MEMORY;"
                                "PRAGMA cell_size_check = ON;"
                                "PRAGMA mmap_size = 0;"
                                "PRAGMA synchronous = FULL;"
                                "PRAGMA foreign_keys = ON;"
                                /* Makes the two tables, which the authorizer would later
                                 * take for the making of tables. */
                                "SELECT 1 FROM json_each ('[]'), json_tree ('[]');"
                                /* The first look into the file: is it whole enough to be used? */
                                "SELECT count(*) FROM sqlite_schema;";

  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  return (harden (self) || check_code (self, SQLITE_MISUSE, error))
         && check_code (self, sgn_functions_register (self->db), error)
         && check_code (self, sqlite3_set_authorizer (self->db, authorize_cb, self), error)
         && sgn_connection_run_script (self, pragmas, error) && create_views (self, error);
}

static int
open_handle (SgnConnection *self, const char *name, int flags)
{
  g_clear_pointer (&self->db, sqlite3_close);
  return sqlite3_open_v2 (name, &self->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                          NULL);
}

/* Without the right to write beside the file SQLite can open neither a file in write-ahead mode nor
 * one with a journal left over from a crash. What is left over is applied in a private copy;
 * without it the file can be promised not to change. */
static gboolean
open_where_nobody_writes (SgnConnection *self, const char *path, GError **error)
{
  g_autofree char *name = NULL;
  int rc;

  if (sgn_ledger_file_has_leftover (path))
    {
      name = sgn_ledger_file_copy_private (path, &self->private_folder, error);
      if (name == NULL)
        return FALSE;
      rc = open_handle (self, name, SQLITE_OPEN_READWRITE);
    }
  else
    {
      g_autofree char *absolute = g_canonicalize_filename (path, NULL);
      g_autofree char *uri = g_filename_to_uri (absolute, NULL, error);

      if (uri == NULL)
        return FALSE;
      name = g_strconcat (uri, "?immutable=1", NULL);
      rc = open_handle (self, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    }
  return check_code (self, rc, error);
}

static gboolean
open_file (SgnConnection *self, const char *path, SgnConnectionMode mode, GError **error)
{
  if (mode == SGN_CONNECTION_CREATE)
    return check_code (self, open_handle (self, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE),
                       error);

  if (!sgn_ledger_file_check (path, error))
    return FALSE;
  /* Reading too needs the right to write when there is something left over to be applied; the
   * connection is then kept from writing by query_only. */
  return check_code (self, open_handle (self, path, SQLITE_OPEN_READWRITE), error);
}

/* Opens it the ordinary way, and the other way when the first look into the file fails for want of
 * the right to write beside it. */
static gboolean
set_up_somehow (SgnConnection *self, const char *path, SgnConnectionMode mode, GError **error)
{
  g_autoptr (GError) cause = NULL;
  int code;

  if (set_up (self, &cause))
    return TRUE;
  code = sqlite3_errcode (self->db) & 0xff;
  if (mode != SGN_CONNECTION_CREATE && (code == SQLITE_CANTOPEN || code == SQLITE_READONLY))
    return open_where_nobody_writes (self, path, error) && set_up (self, error);
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static void
drop_statement (SgnConnection *self, GList *link)
{
  SgnStatement *statement = link->data;

  g_hash_table_remove (self->idle, sgn_statement_get_key (statement));
  g_queue_delete_link (&self->idle_order, link);
  sgn_statement_destroy (statement);
}

static void
remove_private_copy (SgnConnection *self)
{
  g_autofree char *copy = NULL;

  if (self->private_folder == NULL)
    return;
  copy = g_build_filename (self->private_folder, "ledger.sgn", NULL);
  g_unlink (copy);
  sgn_ledger_file_remove_leftovers (copy);
  g_rmdir (self->private_folder);
  g_clear_pointer (&self->private_folder, g_free);
}

static void
sgn_connection_finalize (GObject *object)
{
  SgnConnection *self = SGN_CONNECTION (object);

  sgn_connection_close (self);
  g_hash_table_unref (self->idle);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (sgn_connection_parent_class)->finalize (object);
}

static void
sgn_connection_class_init (SgnConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_connection_finalize;
}

/* Statements made of descriptions are thousands of characters long, and are taken from the cache
 * and given back for each row: some of the characters tell them apart. */
static guint
hash_sql (gconstpointer key)
{
  const char *sql = key;
  const gsize length = strlen (sql);
  guint hash = (guint)length;

  for (gsize i = 0; i < length; i += 1 + length / 64)
    hash = hash * 33 + (guchar)sql[i];
  return hash;
}

static void
sgn_connection_init (SgnConnection *self)
{
  self->idle = g_hash_table_new (hash_sql, g_str_equal);
  g_queue_init (&self->idle_order);
}

SgnConnection *
sgn_connection_open (const char *path, SgnConnectionMode mode, GError **error)
{
  g_autoptr (SgnConnection) self = g_object_new (SGN_TYPE_CONNECTION, NULL);

  if (!open_file (self, path, mode, error) || !set_up_somehow (self, path, mode, error))
    return NULL;

  self->readonly = mode == SGN_CONNECTION_READ || self->private_folder != NULL
                   || sqlite3_db_readonly (self->db, "main") == 1;
  if (self->readonly
      && (!sgn_schema_stand_in (self, error)
          || !sgn_connection_run (self, "PRAGMA query_only = ON", error)))
    return NULL;
  return g_steal_pointer (&self);
}

SgnConnection *
sgn_connection_open_readonly (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return sgn_connection_open (path, SGN_CONNECTION_READ, error);
}

gboolean
sgn_connection_close (SgnConnection *self)
{
  while (self->idle_order.head != NULL)
    drop_statement (self, self->idle_order.head);

  /* Closed under running statements, the handle would live on and with it the locks. */
  if (sqlite3_close (self->db) == SQLITE_BUSY)
    return FALSE;
  self->db = NULL;
  remove_private_copy (self);
  return TRUE;
}

sqlite3 *
sgn_connection_get_db (SgnConnection *self)
{
  return self->db;
}

static SgnStatement *
take_idle (SgnConnection *self, const char *key)
{
  GList *link = g_hash_table_lookup (self->idle, key);
  SgnStatement *statement;

  if (link == NULL)
    return NULL;
  statement = link->data;
  g_hash_table_remove (self->idle, key);
  g_queue_delete_link (&self->idle_order, link);
  sgn_statement_take (statement, self);
  return statement;
}

static sqlite3_stmt *
compile (SgnConnection *self, const char *sql, gboolean published, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  const char *tail = NULL;
  int rc;

  self->published = published;
  rc = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, &tail);
  self->published = FALSE;

  if (rc != SQLITE_OK)
    {
      g_debug ("refused: %s", sql);
      sgn_store_set_error (error, self->db, rc);
      return NULL;
    }
  if (stmt == NULL || tail[strspn (tail, " \t\r\n;")] != '\0'
      || (published && !sqlite3_stmt_readonly (stmt)))
    {
      sqlite3_finalize (stmt);
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_FAILED,
                   _ ("The query must be one single statement: %s"), sql);
      return NULL;
    }
  return stmt;
}

static SgnStatement *
prepare (SgnConnection *self, const char *sql, gboolean published, GError **error)
{
  g_autofree char *marked = published ? g_strconcat ("v_:", sql, NULL) : NULL;
  const char *key = published ? marked : sql;
  SgnStatement *statement = take_idle (self, key);
  sqlite3_stmt *stmt;

  if (statement != NULL)
    return statement;
  if (published && !sgn_published_check (sql, error))
    return NULL;
  stmt = compile (self, sql, published, error);
  return stmt != NULL ? sgn_statement_new (self, stmt, key, published) : NULL;
}

SgnStatement *
sgn_connection_prepare (SgnConnection *self, const char *sql, GError **error)
{
  g_return_val_if_fail (SGN_IS_CONNECTION (self) && self->db != NULL, NULL);

  return prepare (self, sql, FALSE, error);
}

SgnStatement *
sgn_connection_prepare_published (SgnConnection *self, const char *sql, GError **error)
{
  g_return_val_if_fail (SGN_IS_CONNECTION (self) && self->db != NULL, NULL);

  return prepare (self, sql, TRUE, error);
}

int
sgn_connection_step (SgnConnection *self, sqlite3_stmt *stmt, gboolean published)
{
  int rc;

  if (g_cancellable_is_cancelled (self->cancellable))
    return SQLITE_INTERRUPT;
  /* After a change of the schema a step prepares the statement once more. */
  self->published = published;
  rc = sqlite3_step (stmt);
  self->published = FALSE;
  return rc;
}

void
sgn_connection_give_back (SgnConnection *self, SgnStatement *statement)
{
  const char *key = sgn_statement_get_key (statement);

  if (g_hash_table_contains (self->idle, key))
    {
      sgn_statement_destroy (statement);
      return;
    }
  g_queue_push_tail (&self->idle_order, statement);
  g_hash_table_insert (self->idle, (char *)key, self->idle_order.tail);
  if (self->idle_order.length > CACHE_SIZE)
    drop_statement (self, self->idle_order.head);
}

gboolean
sgn_connection_run (SgnConnection *self, const char *sql, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (self, sql, error);

  return statement != NULL && sgn_statement_run (statement, error);
}

gboolean
sgn_connection_run_script (SgnConnection *self, const char *sql, GError **error)
{
  return check_code (self, sqlite3_exec (self->db, sql, NULL, NULL, NULL), error);
}

void
sgn_connection_set_cancellable (SgnConnection *self, GCancellable *cancellable)
{
  g_return_if_fail (SGN_IS_CONNECTION (self));

  g_set_object (&self->cancellable, cancellable);
  sqlite3_progress_handler (self->db, cancellable != NULL ? PROGRESS_STEPS : 0,
                            cancellable != NULL ? progress_cb : NULL, cancellable);
}

gboolean
sgn_connection_query_int (SgnConnection *self, const char *sql, gint64 fallback, gint64 *value,
                          GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (self, sql, error);
  SgnStep step = statement != NULL ? sgn_statement_step (statement, error) : SGN_ERROR;

  if (step == SGN_ERROR)
    return FALSE;
  *value = step == SGN_ROW ? sgn_statement_int (statement, 0) : fallback;
  return TRUE;
}

gboolean
sgn_connection_query_text (SgnConnection *self, const char *sql, char **value, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (self, sql, error);
  SgnStep step = statement != NULL ? sgn_statement_step (statement, error) : SGN_ERROR;

  if (step == SGN_ERROR)
    return FALSE;
  *value = step == SGN_ROW ? g_strdup (sgn_statement_text (statement, 0)) : NULL;
  return TRUE;
}

void
sgn_connection_rollback (SgnConnection *self)
{
  /* A full disk and some others have rolled everything back already. */
  if (sqlite3_get_autocommit (self->db))
    return;
  /* Nothing may stop this one half-way. */
  sqlite3_progress_handler (self->db, 0, NULL, NULL);
  if (sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
    g_critical ("rollback failed: %s", sqlite3_errmsg (self->db));
  sgn_connection_set_cancellable (self, self->cancellable);
}

gboolean
sgn_connection_is_readonly (SgnConnection *self)
{
  g_return_val_if_fail (SGN_IS_CONNECTION (self), TRUE);

  return self->readonly;
}
