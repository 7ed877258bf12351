#include "config.h"

#include "store-fixture.h"
#include "test-folder.h"

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  const SgnLedgerInfo info = { "district", "Huyện Trùng Khánh", 2023, "Nông Thị Mai", FALSE };
  g_autoptr (GError) error = NULL;

  fixture->folder = test_make_folder ("Sổ huyện");
  fixture->path = g_build_filename (fixture->folder, "Trùng Khánh.sgn", NULL);
  fixture->ledger = sgn_ledger_create (fixture->path, &info, &error);
  g_assert_no_error (error);
  g_assert_true (sgn_ledger_is_writable (fixture->ledger));
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->ledger);
  test_remove_folder (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

void
fixture_reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_ledger_close (fixture->ledger, &error));
  g_assert_no_error (error);
  g_object_unref (fixture->ledger);
  fixture->ledger
      = sgn_ledger_open (fixture->path, SGN_LEDGER_OPEN_NO_DAILY_BACKUP, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
run_sql_cb (SgnLedger *ledger, gpointer data, GError **error)
{
  return sgn_connection_run (sgn_ledger_get_connection (ledger), data, error);
}

gboolean
try_sql (SgnLedger *ledger, const char *action, const char *sql, gint64 *change_id, GError **error)
{
  return sgn_ledger_change (ledger, action, run_sql_cb, (gpointer)sql, change_id, error);
}

gint64
change_sql (SgnLedger *ledger, const char *action, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 id = -1;

  g_assert_true (try_sql (ledger, action, sql, &id, &error));
  g_assert_no_error (error);
  return id;
}

gint64
query_int (SgnConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  g_assert_true (sgn_connection_query_int (connection, sql, -1, &value, &error));
  g_assert_no_error (error);
  return value;
}

char *
query_text (SgnConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, sql, &error);

  g_assert_no_error (error);
  return sgn_statement_step (statement, &error) == SGN_ROW
             ? g_strdup (sgn_statement_text (statement, 0))
             : NULL;
}

static void
dump_row (SgnStatement *statement, GString *text)
{
  for (guint i = 0; i < sgn_statement_n_columns (statement); i++)
    {
      g_autoptr (GBytes) bytes = sgn_statement_blob (statement, i);
      const char *kind = sgn_statement_is_text (statement, i)   ? "t"
                         : sgn_statement_is_real (statement, i) ? "r"
                                                                : "v";
      g_autofree char *escaped = NULL;

      if (bytes == NULL)
        {
          g_string_append (text, "|NULL");
          continue;
        }
      escaped = g_bytes_get_size (bytes) > 0 ? g_uri_escape_bytes (g_bytes_get_data (bytes, NULL),
                                                                   g_bytes_get_size (bytes), " ")
                                             : g_strdup ("");
      g_string_append_printf (text, "|%s:%s", kind, escaped);
    }
  g_string_append_c (text, '\n');
}

char *
dump (SgnConnection *connection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) tables = sgn_connection_prepare (
      connection,
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'\n"
      "AND name NOT GLOB 'finder*'\n"
      "AND name NOT IN ('change', 'sequence', 'draft', 'derived') ORDER BY name",
      &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  while (sgn_statement_step (tables, &error) == SGN_ROW)
    {
      const char *table = sgn_statement_text (tables, 0);
      g_autofree char *sql = g_strconcat ("SELECT * FROM ", table, " ORDER BY id", NULL);
      g_autoptr (SgnStatement) rows = sgn_connection_prepare (connection, sql, &error);

      g_assert_no_error (error);
      g_string_append_printf (text, "# %s\n", table);
      while (sgn_statement_step (rows, &error) == SGN_ROW)
        dump_row (rows, text);
      g_assert_no_error (error);
    }
  return g_string_free (text, FALSE);
}

GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize size = 0;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

void
write_file (const char *path, gconstpointer data, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, (gssize)size, &error);
  g_assert_no_error (error);
}
