#include "config.h"

#include "store-fixture.h"

static SgnConnection *
get_connection (Fixture *fixture)
{
  return sgn_ledger_get_connection (fixture->ledger);
}

static void
test_bind_and_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (get_connection (fixture), "SELECT :i, :r AS r, :t, :b, :n, :e",
                                &error);
  g_autoptr (GBytes) blob = g_bytes_new ("a\0b", 3);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GBytes) read_empty = NULL;

  g_assert_no_error (error);
  sgn_statement_bind_int (statement, ":i", G_MAXINT64);
  sgn_statement_bind_real (statement, ":r", 0.5);
  sgn_statement_bind_text (statement, ":t", "Nông Văn Đạo");
  sgn_statement_bind_blob (statement, ":b", blob);
  sgn_statement_bind_null (statement, ":n");
  sgn_statement_bind_blob (statement, ":e", empty);
  g_assert_true (sgn_statement_has_parameter (statement, ":i"));
  g_assert_false (sgn_statement_has_parameter (statement, ":x"));

  g_assert_cmpint (sgn_statement_step (statement, &error), ==, SGN_ROW);
  g_assert_cmpuint (sgn_statement_n_columns (statement), ==, 6);
  g_assert_cmpstr (sgn_statement_column_name (statement, 1), ==, "r");
  g_assert_cmpint (sgn_statement_int (statement, 0), ==, G_MAXINT64);
  g_assert_cmpfloat (sgn_statement_real (statement, 1), ==, 0.5);
  g_assert_true (sgn_statement_is_real (statement, 1));
  g_assert_cmpstr (sgn_statement_text (statement, 2), ==, "Nông Văn Đạo");
  g_assert_true (sgn_statement_is_text (statement, 2));
  read = sgn_statement_blob (statement, 3);
  g_assert_true (g_bytes_equal (read, blob));
  g_assert_true (sgn_statement_is_null (statement, 4));
  g_assert_null (sgn_statement_blob (statement, 4));
  read_empty = sgn_statement_blob (statement, 5);
  g_assert_nonnull (read_empty);
  g_assert_cmpuint (g_bytes_get_size (read_empty), ==, 0);
  g_assert_cmpint (sgn_statement_step (statement, &error), ==, SGN_DONE);
  g_assert_no_error (error);
}

static void
test_unknown_parameter (Fixture *fixture, gconstpointer data)
{
  if (g_test_subprocess ())
    {
      g_autoptr (SgnStatement) statement
          = sgn_connection_prepare (get_connection (fixture), "SELECT :year", NULL);

      sgn_statement_bind_int (statement, ":yaer", 2023);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*no parameter :yaer in: SELECT :year*");
}

/* A statement taken again carries nothing of its last use; two of the same text at a time are two.
 */
static void
test_cache (Fixture *fixture, gconstpointer data)
{
  const char *sql = "SELECT :value";
  SgnStatement *first = sgn_connection_prepare (get_connection (fixture), sql, NULL);
  SgnStatement *second = sgn_connection_prepare (get_connection (fixture), sql, NULL);
  SgnStatement *again;

  g_assert_true (first != second);
  sgn_statement_bind_int (first, ":value", 7);
  g_assert_cmpint (sgn_statement_step (first, NULL), ==, SGN_ROW);
  sgn_statement_free (first);
  again = sgn_connection_prepare (get_connection (fixture), sql, NULL);
  g_assert_true (again == first);
  g_assert_cmpint (sgn_statement_step (again, NULL), ==, SGN_ROW);
  g_assert_true (sgn_statement_is_null (again, 0));
  sgn_statement_free (again);
  sgn_statement_free (second);

  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *text = g_strdup_printf ("SELECT %d", i);

      g_assert_cmpint (query_int (get_connection (fixture), text), ==, i);
    }
}

static void
test_one_statement (Fixture *fixture, gconstpointer data)
{
  static const char *const refused[] = { "", "SELECT 1; SELECT 2", "-- nothing", "SELEKT 1" };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sgn_connection_prepare (get_connection (fixture), refused[i], &error));
      g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_FAILED);
    }
}

static void
test_functions (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql, *expected;
  } cases[] = {
    { "SELECT fold('Nông Văn Đạo')", "nong van dao" },
    { "SELECT fold(NULL)", NULL },
    { "SELECT vn_key('ă') > vn_key('a') AND vn_key('ă') < vn_key('b')", "1" },
    { "SELECT name_key('Nông Văn An') < name_key('Bế Thị Bình')", "1" },
    { "SELECT typeof(vn_key('a'))", "blob" },
    { "SELECT year_after('Kế hoạch giảm nghèo năm 2023', 'giảm nghèo')", "2023" },
    { "SELECT year_after('Kế hoạch', 'giảm nghèo')", NULL },
    { "SELECT id_text(1)", "0000-000001" },
    { "SELECT id_text('x')", NULL },
    { "SELECT months_after('2020-02-29', 12)", "2021-02-28" },
    { "SELECT months_after('2020-02', 12)", NULL },
    { "SELECT months_after('2020-02-29', 99999999999)", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = query_text (get_connection (fixture), cases[i].sql);

      g_test_message ("%s", cases[i].sql);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* Both marks are needed: DETERMINISTIC for the index, INNOCUOUS under trusted_schema=OFF. */
static void
test_functions_in_index (Fixture *fixture, gconstpointer data)
{
  change_sql (fixture->ledger, "Chỉ mục", "CREATE INDEX agency_key ON agency (vn_key(name))");
  change_sql (fixture->ledger, "Cơ quan", "INSERT INTO agency (id, name) VALUES (1, 'Phòng')");
}

static void
test_published (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    gboolean allowed;
  } cases[] = {
    { "SELECT 1", TRUE },
    { "SELECT * FROM v_test", TRUE },
    { "SELECT count(*) FROM v_test", TRUE },
    { "SELECT fold(name) FROM v_test WHERE name LIKE 'a%' ORDER BY vn_key(name)", TRUE },
    { "WITH x AS (SELECT name FROM v_test) SELECT * FROM x", TRUE },
    { "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n",
      TRUE },
    { "SELECT value FROM json_each('[1,2]')", TRUE },
    { "SELECT name AS v_name FROM v_test", TRUE },
    { "SELECT v_test.name FROM v_test AS v_other", FALSE }, /* no such column */
    { "SELECT * FROM unit", FALSE },
    { "SELECT * FROM main.unit", FALSE },
    { "SELECT count(id) FROM unit", FALSE },
    { "SELECT 1 FROM v_test WHERE EXISTS (SELECT 1 FROM change WHERE id > 0)", FALSE },
    { "SELECT * FROM sqlite_schema", FALSE },
    { "SELECT * FROM pragma_table_info('unit')", FALSE },
    { "WITH v_test AS (SELECT name FROM unit) SELECT * FROM v_test", FALSE },
    { "WITH V_X AS NOT MATERIALIZED (SELECT name FROM unit) SELECT * FROM v_x", FALSE },
    { "WITH v_x(a, b) AS (SELECT id, name FROM unit) SELECT * FROM v_x", FALSE },
    { "WITH \"v_x\" ( \")\" ) AS /* ( */ (SELECT name FROM unit) SELECT * FROM v_x", FALSE },
    { "WITH 'v_x' AS (SELECT name FROM unit) SELECT * FROM v_x", FALSE },
    { "WITH [v_x] --\n AS (SELECT name FROM unit) SELECT * FROM v_x", FALSE },
    { "DELETE FROM unit", FALSE },
    { "INSERT INTO setting (key, value) VALUES ('a', 'b')", FALSE },
    { "CREATE TEMP VIEW v_mine AS SELECT * FROM unit", FALSE },
    { "ATTACH 'x.db' AS x", FALSE },
    { "PRAGMA user_version", FALSE },
    { "BEGIN", FALSE },
    { "SELECT load_extension('x')", FALSE },
  };
  SgnConnection *connection = get_connection (fixture);

  change_sql (fixture->ledger, "Đơn vị",
              "INSERT INTO unit (id, level, kind, name) VALUES (1, 'district', 'huyen', 'a')");
  g_assert_true (sgn_connection_run (connection,
                                     "CREATE TEMP VIEW v_test AS SELECT id, name FROM unit", NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SgnStatement) statement
          = sgn_connection_prepare_published (connection, cases[i].sql, &error);

      g_test_message ("%s", cases[i].sql);
      g_assert_cmpint (statement != NULL, ==, cases[i].allowed);
      g_assert_cmpint (error == NULL, ==, cases[i].allowed);
      if (statement != NULL)
        g_assert_true (sgn_statement_run (statement, NULL));
    }
}

/* A change of the schema makes SQLite prepare again inside the step: still under the authorizer,
 * and only the published statement is. */
static void
test_published_prepared_again (Fixture *fixture, gconstpointer data)
{
  SgnConnection *connection = get_connection (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) ours
      = sgn_connection_prepare (connection, "SELECT count(*) FROM unit", NULL);
  g_autoptr (SgnStatement) published = NULL;

  g_assert_true (
      sgn_connection_run (connection, "CREATE TEMP VIEW v_test AS SELECT id FROM unit", NULL));
  published = sgn_connection_prepare_published (connection, "SELECT id FROM v_test", NULL);
  g_assert_cmpint (sgn_statement_step (published, NULL), ==, SGN_DONE);
  sgn_statement_reset (published);

  g_assert_true (sgn_connection_run (connection, "DROP VIEW v_test", NULL));
  g_assert_true (sgn_connection_run (connection, "CREATE TEMP TABLE v_test (id)", NULL));
  g_assert_cmpint (sgn_statement_step (ours, &error), ==, SGN_ROW);
  g_assert_no_error (error);
  sgn_statement_reset (ours);
  g_assert_cmpint (sgn_statement_step (published, &error), ==, SGN_DONE);
  sgn_statement_reset (published);
  g_assert_true (sgn_connection_run (connection, "DROP TABLE v_test", NULL));
  g_assert_cmpint (sgn_statement_step (published, &error), ==, SGN_ERROR);
  g_assert_nonnull (error);
}

static void
test_every_view_runs (Fixture *fixture, gconstpointer data)
{
  SgnConnection *connection = get_connection (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) views
      = sgn_connection_prepare (connection,
                                "SELECT name FROM sqlite_temp_schema WHERE type = 'view'", &error);

  while (sgn_statement_step (views, &error) == SGN_ROW)
    {
      g_autofree char *sql = g_strconcat ("SELECT * FROM ", sgn_statement_text (views, 0), NULL);
      g_autoptr (SgnStatement) rows = sgn_connection_prepare_published (connection, sql, &error);

      g_assert_no_error (error);
      g_assert_true (sgn_statement_run (rows, &error));
    }
  g_assert_no_error (error);
}

static gpointer
cancel_soon_cb (gpointer data)
{
  g_usleep (20000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  SgnConnection *connection = get_connection (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) endless = sgn_connection_prepare (
      connection,
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n", NULL);
  GThread *thread = g_thread_new ("cancel", cancel_soon_cb, cancellable);

  sgn_connection_set_cancellable (connection, cancellable);
  g_assert_cmpint (sgn_statement_step (endless, &error), ==, SGN_ERROR);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);

  sgn_connection_set_cancellable (connection, NULL);
  g_assert_cmpint (query_int (connection, "SELECT 5"), ==, 5);
}

static void
test_reader_beside_writer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnConnection) reader = sgn_connection_open_readonly (fixture->path, &error);
  g_autoptr (SgnStatement) rows = NULL;

  g_assert_no_error (error);
  g_assert_true (sgn_connection_is_readonly (reader));
  g_assert_false (sgn_connection_is_readonly (get_connection (fixture)));
  rows = sgn_connection_prepare (reader, "SELECT count(*) FROM setting", NULL);
  g_assert_cmpint (sgn_statement_step (rows, NULL), ==, SGN_ROW);

  /* The reader holds its view; the writer goes on all the same. */
  change_sql (fixture->ledger, "Thiết lập",
              "INSERT INTO setting (id, key, value) VALUES (1, 'a', 'b')");
  g_assert_cmpint (sgn_statement_int (rows, 0), ==, 0);
  sgn_statement_reset (rows);
  g_assert_cmpint (query_int (reader, "SELECT count(*) FROM setting"), ==, 1);

  g_assert_false (sgn_connection_run (reader, "DELETE FROM setting", &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_READONLY);
}

#define ADD(name, func) \
  g_test_add ("/connection/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("bind-and-read", test_bind_and_read);
  ADD ("unknown-parameter", test_unknown_parameter);
  ADD ("cache", test_cache);
  ADD ("one-statement", test_one_statement);
  ADD ("functions", test_functions);
  ADD ("functions-in-index", test_functions_in_index);
  ADD ("published", test_published);
  ADD ("published-prepared-again", test_published_prepared_again);
  ADD ("every-view-runs", test_every_view_runs);
  ADD ("cancel", test_cancel);
  ADD ("reader-beside-writer", test_reader_beside_writer);
  return g_test_run ();
}
