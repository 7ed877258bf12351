#define G_LOG_DOMAIN "sgn-store"

#include "config.h"

#include "store/sgn-backup.h"
#include "store/sgn-changeset-private.h"
#include "store/sgn-connection-private.h"
#include "store/sgn-ledger-file-private.h"
#include "store/sgn-schema-private.h"

#include <glib/gi18n-lib.h>

/* So many findings of one kind are told one by one. */
#define TOLD_LIMIT 20

static const char sql_integrity[] = "PRAGMA integrity_check (20)";

/* The search index is derived, and made outside the schema. */
static const char sql_objects[] = "SELECT name, type, ifnull(sql, '') FROM sqlite_schema\n"
                                  "WHERE name NOT GLOB 'sqlite_*' AND name NOT GLOB 'finder*'\n"
                                  "ORDER BY name";

typedef struct
{
  SgnConnection *connection;
  GPtrArray *problems;
} Examination;

static void G_GNUC_PRINTF (2, 3) add_problem (Examination *examination, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (examination->problems, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* Damage is a finding; only what keeps us from looking is an error. */
static gboolean
take_as_finding (GPtrArray *problems, GError *cause, GError **error)
{
  if (g_error_matches (cause, SGN_STORE_ERROR, SGN_STORE_ERROR_CORRUPT))
    {
      g_ptr_array_add (problems, g_strdup (cause->message));
      g_error_free (cause);
      return TRUE;
    }
  g_propagate_error (error, cause);
  return FALSE;
}

static gboolean
finish_step (Examination *examination, SgnStep step, GError *cause, GError **error)
{
  return step == SGN_DONE || take_as_finding (examination->problems, cause, error);
}

static gboolean
check_integrity (Examination *examination, GError **error)
{
  GError *cause = NULL;
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (examination->connection, sql_integrity, &cause);
  SgnStep step = SGN_ERROR;

  while (statement != NULL && (step = sgn_statement_step (statement, &cause)) == SGN_ROW)
    if (g_strcmp0 (sgn_statement_text (statement, 0), "ok") != 0)
      add_problem (examination, _ ("The file is damaged: %s"), sgn_statement_text (statement, 0));
  return finish_step (examination, step, cause, error);
}

static gboolean
check_references (Examination *examination, GError **error)
{
  GError *cause = NULL;
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (examination->connection, "PRAGMA foreign_key_check", &cause);
  SgnStep step = SGN_ERROR;
  guint n = 0;

  while (statement != NULL && (step = sgn_statement_step (statement, &cause)) == SGN_ROW)
    if (++n <= TOLD_LIMIT)
      add_problem (examination, _ ("Record %s of “%s” refers to a record of “%s” that is missing."),
                   sgn_statement_text (statement, 1), sgn_statement_text (statement, 0),
                   sgn_statement_text (statement, 2));
  if (n > TOLD_LIMIT)
    add_problem (examination, _ ("%u more references point to missing records."), n - TOLD_LIMIT);
  return finish_step (examination, step, cause, error);
}

/* Every object of the schema: name → "type sql". */
static GHashTable *
read_objects (SgnConnection *connection, GError **error)
{
  g_autoptr (GHashTable) objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, sql_objects, error);
  SgnStep step = SGN_ERROR;

  while (statement != NULL && (step = sgn_statement_step (statement, error)) == SGN_ROW)
    g_hash_table_insert (objects, g_strdup (sgn_statement_text (statement, 0)),
                         g_strconcat (sgn_statement_text (statement, 1), " ",
                                      sgn_statement_text (statement, 2), NULL));
  return step == SGN_DONE ? g_steal_pointer (&objects) : NULL;
}

static void
compare_objects (Examination *examination, GHashTable *wanted, GHashTable *found)
{
  g_autoptr (GList) wanted_names
      = g_list_sort (g_hash_table_get_keys (wanted), (GCompareFunc)g_strcmp0);
  g_autoptr (GList) found_names
      = g_list_sort (g_hash_table_get_keys (found), (GCompareFunc)g_strcmp0);

  for (GList *l = wanted_names; l != NULL; l = l->next)
    {
      const char *is = g_hash_table_lookup (found, l->data);

      if (is == NULL)
        add_problem (examination, _ ("The table or index “%s” is missing."), (char *)l->data);
      else if (!g_str_equal (is, g_hash_table_lookup (wanted, l->data)))
        add_problem (examination, _ ("The table or index “%s” is not as the program made it."),
                     (char *)l->data);
    }
  for (GList *l = found_names; l != NULL; l = l->next)
    if (!g_hash_table_contains (wanted, l->data))
      add_problem (examination, _ ("The file holds “%s”, which this program did not put there."),
                   (char *)l->data);
}

static gboolean
check_schema (Examination *examination, GError **error)
{
  g_auto (GStrv) scripts = sgn_schema_scripts ();
  g_autoptr (SgnConnection) fresh = NULL;
  g_autoptr (GHashTable) wanted = NULL;
  g_autoptr (GHashTable) found = NULL;
  gint64 schema = 0;

  if (!sgn_connection_query_int (examination->connection, "PRAGMA user_version", 0, &schema, error))
    return FALSE;
  if (schema < 1)
    add_problem (examination, _ ("The ledger does not say which version it has."));
  if (schema < 1 || schema > g_strv_length (scripts))
    return TRUE; /* what a newer program made cannot be judged here */
  for (guint i = (guint)schema; scripts[i] != NULL; i++)
    g_clear_pointer (&scripts[i], g_free);

  fresh = sgn_connection_open (":memory:", SGN_CONNECTION_CREATE, error);
  if (fresh == NULL || !sgn_schema_apply (fresh, (const char *const *)scripts, 0, error))
    return FALSE;
  wanted = read_objects (fresh, error);
  found = wanted != NULL ? read_objects (examination->connection, error) : NULL;
  if (found == NULL)
    return FALSE;
  compare_objects (examination, wanted, found);
  return TRUE;
}

static gboolean
skip_row_cb (sqlite3_changeset_iter *iter, const char *table, int n_columns, int op,
             gpointer user_data)
{
  return TRUE;
}

static gboolean
is_readable (SgnStatement *statement)
{
  g_autoptr (GBytes) packed = sgn_statement_blob (statement, 1);
  g_autoptr (GBytes) changeset = sgn_changeset_unpack (packed, NULL);
  gsize size;
  gconstpointer data;

  if (changeset == NULL)
    return FALSE;
  data = g_bytes_get_data (changeset, &size);
  return sgn_changeset_foreach (data, size, skip_row_cb, NULL, NULL);
}

static gboolean
check_journal (Examination *examination, GError **error)
{
  GError *cause = NULL;
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (examination->connection,
                                "SELECT id, changeset FROM change ORDER BY id", &cause);
  SgnStep step = SGN_ERROR;
  guint n = 0;

  while (statement != NULL && (step = sgn_statement_step (statement, &cause)) == SGN_ROW)
    if (!is_readable (statement) && ++n <= TOLD_LIMIT)
      add_problem (examination, _ ("Change %s of the journal cannot be read."),
                   sgn_statement_text (statement, 0));
  return finish_step (examination, step, cause, error);
}

static gboolean
examine (Examination *examination, GError **error)
{
  GError *cause = NULL;

  if (!check_integrity (examination, error))
    return FALSE;
  /* On a damaged file the other checks would only repeat it in other words. */
  if (examination->problems->len > 0)
    return TRUE;
  if (!check_schema (examination, &cause))
    return take_as_finding (examination->problems, cause, error);
  if (examination->problems->len > 0)
    return TRUE;
  return check_references (examination, error) && check_journal (examination, error);
}

GPtrArray *
sgn_ledger_verify (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SgnConnection) connection = NULL;
  Examination examination;
  GError *cause = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  connection = sgn_connection_open_readonly (path, &cause);
  if (connection == NULL)
    return take_as_finding (problems, cause, error) ? g_steal_pointer (&problems) : NULL;

  sgn_connection_set_cancellable (connection, cancellable);
  examination = (Examination){ connection, problems };
  return examine (&examination, error) ? g_steal_pointer (&problems) : NULL;
}
