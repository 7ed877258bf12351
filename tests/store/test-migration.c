#include "config.h"

#include "store-fixture.h"
#include "store/sgn-ledger-private.h"
#include "store/sgn-schema-private.h"

#include <glib/gstdio.h>
#include <string.h>

/* A schema to come, on top of the program's own. */
static const char next_script[]
    = "ALTER TABLE agency ADD COLUMN phone TEXT;\n"
      "ALTER TABLE agency ADD COLUMN active INTEGER NOT NULL DEFAULT 1;\n"
      "CREATE TABLE village_road (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;\n"
      "UPDATE ledger SET program = 'next';";

static const char broken_script[] = "ALTER TABLE agency ADD COLUMN phone TEXT;\n"
                                    "UPDATE ledger SET program = 'half';\n"
                                    "CREATE TABLE unit (id INTEGER PRIMARY KEY);";

static GStrv
extend_scripts (const char *script)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) own = sgn_schema_scripts ();

  g_strv_builder_addv (builder, (const char **)own);
  g_strv_builder_add (builder, script);
  return g_strv_builder_end (builder);
}

static SgnLedger *
migrate (Fixture *fixture, const char *script, SgnLedgerOpenFlags flags, GError **error)
{
  g_auto (GStrv) scripts = extend_scripts (script);

  g_clear_object (&fixture->ledger);
  return sgn_ledger_open_with_schema (fixture->path, flags | SGN_LEDGER_OPEN_NO_DAILY_BACKUP, NULL,
                                      NULL, (const char *const *)scripts, error);
}

static guint
count_backups (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "Trùng Khánh sao lưu", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_assert_true (g_str_has_suffix (name, " migration.sgn"));
      n++;
    }
  return n;
}

static void
test_migration (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = NULL;
  int newest = sgn_ledger_schema_newest ();
  SgnConnection *connection;

  change_sql (fixture->ledger, "Thêm", "INSERT INTO agency (id, name) VALUES (1, 'a')");
  fixture->ledger = migrate (fixture, next_script, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sgn_ledger_get_schema (fixture->ledger), ==, newest + 1);
  g_assert_cmpuint (count_backups (fixture), ==, 1);

  connection = sgn_ledger_get_connection (fixture->ledger);
  g_assert_cmpint (query_int (connection, "PRAGMA user_version"), ==, newest + 1);
  g_assert_cmpint (query_int (connection, "SELECT active FROM agency"), ==, 1);
  program = query_text (connection, "SELECT program FROM ledger");
  g_assert_cmpstr (program, ==, "next");

  /* The program of before sees that it is newer, and reads it. */
  g_object_unref (fixture->ledger);
  fixture->ledger = sgn_ledger_open (fixture->path, 0, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sgn_ledger_get_access (fixture->ledger), ==, SGN_LEDGER_IS_NEWER);
}

/* All or nothing. */
static void
test_failing_migration (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  change_sql (fixture->ledger, "Thêm", "INSERT INTO agency (id, name) VALUES (1, 'a')");
  before = dump (sgn_ledger_get_connection (fixture->ledger));
  g_assert_null (migrate (fixture, broken_script, 0, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpuint (count_backups (fixture), ==, 1);

  fixture->ledger = sgn_ledger_open (fixture->path, 0, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (sgn_ledger_is_writable (fixture->ledger));
  after = dump (sgn_ledger_get_connection (fixture->ledger));
  g_assert_cmpstr (before, ==, after);
}

/* No backup, no migration. */
static void
test_backup_comes_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "Trùng Khánh sao lưu", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnConnection) connection = NULL;

  write_file (folder, "", 0);
  g_assert_null (migrate (fixture, next_script, 0, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_READONLY);
  connection = sgn_connection_open_readonly (fixture->path, NULL);
  g_assert_cmpint (query_int (connection, "PRAGMA user_version"), ==, sgn_ledger_schema_newest ());
}

static void
test_readonly_is_left_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->ledger = migrate (fixture, next_script, SGN_LEDGER_OPEN_READONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sgn_ledger_get_schema (fixture->ledger), ==, sgn_ledger_schema_newest ());
  g_assert_nonnull (sgn_ledger_get_notice (fixture->ledger));
}

static gboolean
count_columns_cb (const char *table, gint64 id, SgnRowOp op, guint n_columns,
                  const char *const *columns, const SgnCell *before, const SgnCell *after,
                  gpointer data)
{
  guint *n = data;

  *n = n_columns;
  return TRUE;
}

/* A change made under the old schema is undone and redone under the new one. */
static void
test_old_changes (Fixture *fixture, gconstpointer data)
{
  static const char *const statements[] = {
    "INSERT INTO agency (id, name) VALUES (1, 'một'), (2, 'hai'), (3, 'ba')",
    "UPDATE agency SET name = 'hai mới' WHERE id = 2",
    "DELETE FROM agency WHERE id = 3",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *last = NULL;
  g_autofree char *reached = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  const char *count_sql = "SELECT count(*) FROM pragma_table_info('agency')";
  guint n_columns = 0;
  gint64 n_old = query_int (sgn_ledger_get_connection (fixture->ledger), count_sql);
  SgnConnection *connection;

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    change_sql (fixture->ledger, "Cũ", statements[i]);
  fixture->ledger = migrate (fixture, next_script, 0, &error);
  g_assert_no_error (error);
  connection = sgn_ledger_get_connection (fixture->ledger);
  last = dump (connection);

  g_assert_true (sgn_journal_foreach_row (connection, 1, count_columns_cb, &n_columns, &error));
  g_assert_cmpuint (n_columns, ==, n_old);
  change_sql (fixture->ledger, "Mới", "UPDATE agency SET phone = '0206' WHERE id = 1");
  g_assert_true (sgn_journal_foreach_row (connection, 4, count_columns_cb, &n_columns, &error));
  g_assert_cmpuint (n_columns, ==, n_old + 2);

  for (gsize i = 0; i < 4; i++)
    {
      sgn_ledger_undo (fixture->ledger, 0, NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (query_int (connection, "SELECT count(*) FROM agency"), ==, 0);
  for (gsize i = 0; i < 3; i++)
    {
      sgn_ledger_redo (fixture->ledger, NULL, &error);
      g_assert_no_error (error);
    }
  reached = dump (connection);
  g_assert_cmpstr (reached, ==, last);
}

static char *
read_schema (SgnConnection *connection)
{
  g_autoptr (SgnStatement) objects = sgn_connection_prepare (
      connection,
      "SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_schema\n"
      "WHERE tbl_name NOT GLOB 'finder*' ORDER BY type, name",
      NULL);
  GString *text = g_string_new (NULL);

  while (sgn_statement_step (objects, NULL) == SGN_ROW)
    g_string_append_printf (text, "%s\n", sgn_statement_text (objects, 0));
  return g_string_free (text, FALSE);
}

static void
check_frozen (Fixture *fixture, const char *original)
{
  g_autoptr (GBytes) bytes = read_file (original);
  g_autofree char *path = g_build_filename (fixture->folder, "cũ.sgn", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *schema = NULL;
  g_autofree char *fresh = read_schema (sgn_ledger_get_connection (fixture->ledger));
  g_autofree char *first = NULL;
  SgnLedger *ledger;

  g_test_message ("%s", original);
  write_file (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  ledger = sgn_ledger_open (path, SGN_LEDGER_OPEN_REQUIRE_WRITE, NULL, NULL, &error);
  g_assert_no_error (error);
  schema = read_schema (sgn_ledger_get_connection (ledger));
  g_assert_cmpstr (schema, ==, fresh);

  /* Everything in its journal can still be taken back. */
  first = dump (sgn_ledger_get_connection (ledger));
  while (sgn_ledger_undo (ledger, 0, NULL, &error))
    ;
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_cmpint (query_int (sgn_ledger_get_connection (ledger),
                              "SELECT count(*) FROM funding_line"),
                   ==, 0);
  while (sgn_ledger_redo (ledger, NULL, &error))
    ;
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  g_free (schema);
  schema = dump (sgn_ledger_get_connection (ledger));
  g_assert_cmpstr (schema, ==, first);
  g_object_unref (ledger);

  problems = sgn_ledger_verify (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* A ledger of every schema number there ever was, frozen when the next one came. */
static void
test_frozen_ledgers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "ledgers", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  int n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *original = g_build_filename (folder, name, NULL);

      if (!g_str_has_suffix (name, ".sgn"))
        continue;
      check_frozen (fixture, original);
      n++;
    }
  g_assert_cmpint (n, ==, sgn_ledger_schema_newest () - 1);
}

#define ADD(name, func) \
  g_test_add ("/migration/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("migration", test_migration);
  ADD ("failing-migration", test_failing_migration);
  ADD ("backup-comes-first", test_backup_comes_first);
  ADD ("readonly-is-left-alone", test_readonly_is_left_alone);
  ADD ("old-changes", test_old_changes);
  ADD ("frozen-ledgers", test_frozen_ledgers);
  return g_test_run ();
}
