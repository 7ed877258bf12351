#define G_LOG_DOMAIN "sgn-store"

#include "config.h"

#include "store/sgn-connection-private.h"
#include "store/sgn-schema-private.h"

#include <stdlib.h>
#include <string.h>

#define SCHEMA_FOLDER "/vn/sogiamngheo/library/schema/"

static const char sql_tables[] = "SELECT name, ncol FROM pragma_table_list\n"
                                 "WHERE schema = 'main' AND type = 'table'\n"
                                 "  AND name NOT GLOB 'sqlite_*'";

static const char sql_last_column[]
    = "SELECT name FROM pragma_table_info(:table) ORDER BY cid DESC LIMIT 1";

static const char sql_made[] = "SELECT name, sql FROM sqlite_schema\n"
                               "WHERE sql IS NOT NULL AND type IN ('table', 'index')\n"
                               "ORDER BY rowid";

static const char sql_is_there[] = "SELECT count(*) FROM main.sqlite_schema WHERE name = :name";

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

GStrv
sgn_schema_scripts (void)
{
  g_auto (GStrv) names = g_resources_enumerate_children (SCHEMA_FOLDER, 0, NULL);
  g_autoptr (GPtrArray) scripts = g_ptr_array_new ();

  g_assert (names != NULL);
  qsort (names, g_strv_length (names), sizeof *names, compare_names_cb);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (SCHEMA_FOLDER, names[i], NULL);
      g_autoptr (GBytes) sql = g_resources_lookup_data (path, 0, NULL);

      /* A gap in the numbers is a mistake of ours that no ledger may ever see. */
      if (atoi (names[i]) != (int)i + 1)
        g_error ("schema file %s is out of order", names[i]);
      g_ptr_array_add (scripts, g_strdup (g_bytes_get_data (sql, NULL)));
    }
  g_ptr_array_add (scripts, NULL);
  return (GStrv)g_ptr_array_free (g_steal_pointer (&scripts), FALSE);
}

static char *
quote_name (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  return g_strconcat ("\"", doubled, "\"", NULL);
}

/* Table name → its number of columns. */
static GHashTable *
count_columns (SgnConnection *connection, GError **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, sql_tables, error);
  SgnStep step = SGN_ERROR;

  while (statement != NULL && (step = sgn_statement_step (statement, error)) == SGN_ROW)
    g_hash_table_insert (counts, g_strdup (sgn_statement_text (statement, 0)),
                         GINT_TO_POINTER ((int)sgn_statement_int (statement, 1)));
  return step == SGN_DONE ? g_steal_pointer (&counts) : NULL;
}

static gboolean
rewrite_rows (SgnConnection *connection, const char *table, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, sql_last_column, error);
  g_autofree char *table_name = quote_name (table);
  g_autofree char *column = NULL;
  g_autofree char *sql = NULL;

  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_text (statement, ":table", table);
  if (sgn_statement_step (statement, error) != SGN_ROW)
    return FALSE;
  column = quote_name (sgn_statement_text (statement, 0));
  sql = g_strconcat ("UPDATE ", table_name, " SET ", column, " = ", column, NULL);
  return sgn_connection_run_script (connection, sql, error);
}

/* A column that was added is not yet in the rows on the disk, and a session takes it for NULL
 * there, whatever its default: deleted and put back, such a row would be another, or none. So every
 * row of a table that grew is written once with all its columns. */
static gboolean
rewrite_grown_tables (SgnConnection *connection, GHashTable *before, GError **error)
{
  g_autoptr (GHashTable) after = count_columns (connection, error);
  GHashTableIter iter;
  gpointer table, n_columns;

  if (after == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &table, &n_columns))
    if (GPOINTER_TO_INT (g_hash_table_lookup (after, table)) > GPOINTER_TO_INT (n_columns)
        && !rewrite_rows (connection, table, error))
      return FALSE;
  return TRUE;
}

static gboolean
run_scripts (SgnConnection *connection, const char *const *scripts, int from, GError **error)
{
  int newest = (int)g_strv_length ((GStrv)scripts);
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", newest);
  g_autoptr (GHashTable) before = count_columns (connection, error);

  if (before == NULL)
    return FALSE;
  for (int i = from; i < newest; i++)
    if (!sgn_connection_run_script (connection, scripts[i], error))
      return FALSE;
  return rewrite_grown_tables (connection, before, error)
         && sgn_connection_run_script (connection, set_version, error)
         && sgn_connection_run_script (connection, "COMMIT", error);
}

gboolean
sgn_schema_apply (SgnConnection *connection, const char *const *scripts, int from, GError **error)
{
  if (!sgn_connection_run_script (connection, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (run_scripts (connection, scripts, from, error))
    return TRUE;
  sgn_connection_rollback (connection);
  return FALSE;
}

static gboolean
is_there (SgnConnection *connection, const char *name, gboolean *there, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, sql_is_there, error);

  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_text (statement, ":name", name);
  if (sgn_statement_step (statement, error) != SGN_ROW)
    return FALSE;
  *there = sgn_statement_int (statement, 0) > 0;
  return TRUE;
}

/* "CREATE TABLE support (…)" for the temporary schema, which needs no right to write. */
static gboolean
make_temporary (SgnConnection *connection, const char *name, const char *sql, GError **error)
{
  const char *at = strstr (sql, name);
  g_autofree char *temporary = g_strdup_printf ("%.*stemp.%s", (int)(at - sql), sql, at);

  return sgn_connection_run_script (connection, temporary, error);
}

/* Takes what is missing from a ledger that has everything and is made in memory for it. */
static gboolean
copy_missing (SgnConnection *connection, const char *const *scripts, GError **error)
{
  g_autoptr (SgnConnection) whole = sgn_connection_open (":memory:", SGN_CONNECTION_CREATE, error);
  g_autoptr (SgnStatement) made = NULL;
  SgnStep step = SGN_ERROR;

  if (whole == NULL || !sgn_schema_apply (whole, scripts, 0, error))
    return FALSE;
  made = sgn_connection_prepare (whole, sql_made, error);
  while (made != NULL && (step = sgn_statement_step (made, error)) == SGN_ROW)
    {
      const char *name = sgn_statement_text (made, 0);
      gboolean there;

      if (!is_there (connection, name, &there, error)
          || (!there && !make_temporary (connection, name, sgn_statement_text (made, 1), error)))
        return FALSE;
    }
  return step == SGN_DONE;
}

gboolean
sgn_schema_stand_in (SgnConnection *connection, GError **error)
{
  g_auto (GStrv) names = g_resources_enumerate_children (SCHEMA_FOLDER, 0, NULL);
  g_auto (GStrv) scripts = NULL;
  gint64 schema = 0;

  if (!sgn_connection_query_int (connection, "PRAGMA user_version", 0, &schema, error))
    return FALSE;
  /* 0: a ledger in the making. */
  if (schema < 1 || names == NULL || schema >= g_strv_length (names))
    return TRUE;
  scripts = sgn_schema_scripts ();
  return copy_missing (connection, (const char *const *)scripts, error);
}
