#include "config.h"

#include "base/sgn-id.h"
#include "store-fixture.h"

#include <string.h>

#define INSERT_UNIT "INSERT INTO unit (id, level, kind, name) VALUES (%s, 'commune', 'xa', 'Xã')"

static void
changed_cb (SgnLedger *ledger, const char *const *tables, gpointer data)
{
  GString *heard = data;

  g_assert_false (sgn_ledger_is_changing (ledger));
  for (guint i = 0; tables[i] != NULL; i++)
    g_string_append_printf (heard, "%s;", tables[i]);
}

static void
test_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) heard = g_string_new (NULL);
  SgnConnection *connection = sgn_ledger_get_connection (fixture->ledger);
  g_autoptr (SgnChange) change = NULL;
  gint64 id;

  g_signal_connect (fixture->ledger, "changed", G_CALLBACK (changed_cb), heard);
  id = change_sql (fixture->ledger, "Thêm đơn vị",
                   "INSERT INTO unit (id, level, kind, name)\n"
                   "VALUES (1, 'district', 'huyen', 'Huyện'), (2, 'commune', 'xa', 'Xã')");
  g_assert_cmpint (id, ==, 1);
  g_assert_cmpstr (heard->str, ==, "unit;");

  change = sgn_journal_get (connection, id, NULL);
  g_assert_cmpstr (change->action, ==, "Thêm đơn vị");
  g_assert_cmpstr (change->operator_name, ==, "Nông Thị Mai");
  g_assert_cmpint (change->inserted, ==, 2);
  g_assert_cmpint (change->updated + change->deleted, ==, 0);
  g_assert_cmpint (change->undoes, ==, 0);
  g_assert_cmpint (change->schema, ==, sgn_ledger_schema_newest ());
  g_assert_true (change->live);
  g_assert_cmpuint (strlen (change->at), ==, strlen ("2023-08-31T09:41:00+07:00"));
}

/* Nothing changed after all: nothing is written, and nobody hears of it. */
static void
test_nothing_changed (Fixture *fixture, gconstpointer data)
{
  static const char *const statements[] = {
    "DELETE FROM unit WHERE id = 99",
    "UPDATE ledger SET title = title",
    "INSERT INTO draft (type, data, at) VALUES ('x', '{}', '')",
  };
  g_autoptr (GString) heard = g_string_new (NULL);

  g_signal_connect (fixture->ledger, "changed", G_CALLBACK (changed_cb), heard);
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    g_assert_cmpint (change_sql (fixture->ledger, "Không đổi gì", statements[i]), ==, 0);
  g_assert_cmpstr (heard->str, ==, "");
  g_assert_cmpint (
      query_int (sgn_ledger_get_connection (fixture->ledger),
                 "SELECT (SELECT count(*) FROM change) + (SELECT count(*) FROM draft)"),
      ==, 0);
}

static gboolean
fail_cb (SgnLedger *ledger, gpointer data, GError **error)
{
  g_assert_true (sgn_connection_run (sgn_ledger_get_connection (ledger),
                                     "INSERT INTO setting (id, key, value) VALUES (1, 'a', 'b')",
                                     NULL));
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no");
  return FALSE;
}

static void
test_failure_rolls_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 7;

  g_assert_false (sgn_ledger_change (fixture->ledger, "Sửa", fail_cb, NULL, &id, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpint (id, ==, 0);
  g_assert_cmpint (query_int (sgn_ledger_get_connection (fixture->ledger),
                              "SELECT count(*) FROM setting"),
                   ==, 0);
  g_assert_cmpint (change_sql (fixture->ledger, "Sửa",
                               "INSERT INTO setting (id, key, value) VALUES (1, 'a', 'b')"),
                   ==, 1);
}

static void
test_constraints (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql, *message;
  } cases[] = {
    { "INSERT INTO setting (id, key, value) VALUES (2, 'a', 'c')", "*setting.key*" },
    { "INSERT INTO setting (id, key) VALUES (3, 'c')", "*required*setting.value*" },
    { "INSERT INTO unit (id, level, kind, name) VALUES (1, 'planet', 'x', 'x')", "*allowed*" },
    { "INSERT INTO unit (id, level, kind, name) VALUES (1, 'commune', 'x', X'00')", "*allowed*" },
    { "INSERT INTO unit (id, level, kind, name, parent_id) VALUES (1, 'commune', 'x', 'x', 9)",
      "*does not exist*" },
    /* deferred: seen only at the end */
    { "UPDATE ledger SET unit_id = 9", "*“ledger”*“unit”*" },
  };

  change_sql (fixture->ledger, "Sửa", "INSERT INTO setting (id, key, value) VALUES (1, 'a', 'b')");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].sql);
      g_assert_false (try_sql (fixture->ledger, "Sửa", cases[i].sql, NULL, &error));
      g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT);
      if (!g_pattern_match_simple (cases[i].message, error->message))
        g_error ("unexpected: %s", error->message);
    }
  g_assert_cmpint (query_int (sgn_ledger_get_connection (fixture->ledger),
                              "SELECT count(*) FROM change"),
                   ==, 1);
}

static gboolean
nest_cb (SgnLedger *ledger, gpointer data, GError **error)
{
  return try_sql (ledger, "Bên trong", "DELETE FROM setting", NULL, error);
}

static void
test_refuses_to_nest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sgn_ledger_change (fixture->ledger, "Bên ngoài", nest_cb, NULL, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "Bên ngoài"));
  g_assert_nonnull (strstr (error->message, "Bên trong"));
  g_clear_error (&error);
  g_assert_false (sgn_ledger_run_derived (fixture->ledger, nest_cb, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_FAILED);
}

/* Nothing goes past the journal, not even by a statement outside any change. */
static void
test_no_way_around (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SgnConnection *connection = sgn_ledger_get_connection (fixture->ledger);

  g_assert_false (sgn_connection_run (connection,
                                      "INSERT INTO setting (id, key, value) VALUES (1, 'a', 'b')",
                                      &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_FAILED);
  g_assert_cmpint (query_int (connection, "SELECT count(*) FROM setting"), ==, 0);
  g_assert_true (sgn_connection_run (connection, "CREATE TEMP TABLE scratch (x)", NULL));
}

static gboolean
take_ids_cb (SgnLedger *ledger, gpointer data, GError **error)
{
  gint64 *ids = data;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *sql = NULL;

      ids[i] = sgn_ledger_new_id (ledger, error);
      g_assert_cmpint (ids[i], !=, 0);
      text = g_strdup_printf ("%" G_GINT64_FORMAT, ids[i]);
      sql = g_strdup_printf (INSERT_UNIT, text);
      if (!sgn_connection_run (sgn_ledger_get_connection (ledger), sql, error))
        return FALSE;
    }
  return TRUE;
}

/* A number once given is not given again, not even after undoing. */
static void
test_new_id (Fixture *fixture, gconstpointer data)
{
  gint64 ids[3], later[3];
  guint32 site = sgn_ledger_get_site (fixture->ledger);

  g_assert_true (sgn_ledger_change (fixture->ledger, "Thêm", take_ids_cb, ids, NULL, NULL));
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (ids[i], ==, sgn_id_make (site, i + 1));
  g_assert_true (sgn_ledger_undo (fixture->ledger, 0, NULL, NULL));
  fixture_reopen (fixture);
  g_assert_true (sgn_ledger_change (fixture->ledger, "Thêm", take_ids_cb, later, NULL, NULL));
  g_assert_cmpint (later[0], ==, sgn_id_make (site, 4));
}

static gboolean
reserve_cb (SgnLedger *ledger, gpointer data, GError **error)
{
  return sgn_ledger_reserve_ids (ledger, 1000, data, error);
}

static gboolean
reserve_all_cb (SgnLedger *ledger, gpointer data, GError **error)
{
  return sgn_ledger_reserve_ids (ledger, G_MAXINT32, data, error);
}

/* A run of ids belongs to whoever took it, in the journal or past it. */
static void
test_reserve_ids (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint32 site = sgn_ledger_get_site (fixture->ledger);
  gint64 first, ids[3];

  g_assert_true (sgn_ledger_run_derived (fixture->ledger, reserve_cb, &first, NULL));
  g_assert_cmpint (first, ==, sgn_id_make (site, 1));
  g_assert_true (sgn_ledger_change (fixture->ledger, "Thêm", take_ids_cb, ids, NULL, NULL));
  g_assert_cmpint (ids[0], ==, sgn_id_make (site, 1001));
  /* More than there are: refused, and nothing is lost by it. */
  g_assert_false (sgn_ledger_run_derived (fixture->ledger, reserve_all_cb, &first, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_FAILED);
  g_assert_true (sgn_ledger_run_derived (fixture->ledger, reserve_cb, &first, NULL));
  g_assert_cmpint (first, ==, sgn_id_make (site, 1004));
}

static gboolean
touch_cb (SgnLedger *ledger, const char *table, gint64 id, SgnRowOp op, gpointer data,
          GError **error)
{
  static const char *const words[] = { "inserted", "updated", "deleted" };
  GString *seen = data;

  g_string_append_printf (seen, "%s %s %" G_GINT64_FORMAT ";", words[op], table, id);
  if (id == 13)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "unlucky");
      return FALSE;
    }
  /* What is written here is derived: it is not part of the change. */
  return sgn_connection_run (sgn_ledger_get_connection (ledger),
                             "INSERT INTO derived (name, version) VALUES ('test', 1)\n"
                             "ON CONFLICT (name) DO UPDATE SET version = version + 1",
                             error);
}

static void
test_touch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  SgnConnection *connection = sgn_ledger_get_connection (fixture->ledger);

  sgn_ledger_set_touch_func (fixture->ledger, touch_cb, seen, NULL);
  change_sql (fixture->ledger, "Thêm", "INSERT INTO setting (id, key, value) VALUES (1, 'a', 'b')");
  change_sql (fixture->ledger, "Sửa", "UPDATE setting SET value = 'c'");
  g_assert_true (sgn_ledger_undo (fixture->ledger, 0, NULL, NULL));
  change_sql (fixture->ledger, "Xóa", "DELETE FROM setting");
  g_assert_cmpstr (seen->str, ==,
                   "inserted setting 1;updated setting 1;updated setting 1;deleted setting 1;");
  g_assert_cmpint (query_int (connection, "SELECT version FROM derived WHERE name = 'test'"), ==,
                   4);

  g_assert_false (try_sql (fixture->ledger, "Thêm",
                           "INSERT INTO setting (id, key, value) VALUES (13, 'x', 'y')", NULL,
                           &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpint (query_int (connection, "SELECT count(*) FROM setting"), ==, 0);
  sgn_ledger_set_touch_func (fixture->ledger, NULL, NULL, NULL);
}

static gboolean
derive_cb (SgnLedger *ledger, gpointer data, GError **error)
{
  g_assert_false (sgn_ledger_is_changing (ledger));
  return sgn_connection_run (sgn_ledger_get_connection (ledger),
                             "INSERT INTO derived (name, version) VALUES ('x', 1)", error);
}

static void
test_derived (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_ledger_run_derived (fixture->ledger, derive_cb, NULL, &error));
  g_assert_false (sgn_ledger_run_derived (fixture->ledger, derive_cb, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT);
  g_assert_cmpint (query_int (sgn_ledger_get_connection (fixture->ledger),
                              "SELECT count(*) FROM change"),
                   ==, 0);
}

static gboolean
cancel_cb (SgnLedger *ledger, gpointer data, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);

  g_assert_true (sgn_connection_run (connection,
                                     "INSERT INTO setting (id, key, value) VALUES (1, 'a', 'b')",
                                     NULL));
  g_cancellable_cancel (data);
  return sgn_connection_run (connection,
                             "INSERT INTO setting (id, key, value)\n"
                             "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n)\n"
                             "SELECT i, 'k' || i, 'v' FROM n",
                             error);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  SgnConnection *connection = sgn_ledger_get_connection (fixture->ledger);

  sgn_connection_set_cancellable (connection, cancellable);
  g_assert_false (
      sgn_ledger_change (fixture->ledger, "Nhập", cancel_cb, cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  sgn_connection_set_cancellable (connection, NULL);
  g_assert_cmpint (query_int (connection, "SELECT count(*) FROM setting"), ==, 0);
  change_sql (fixture->ledger, "Sửa", "INSERT INTO setting (id, key, value) VALUES (1, 'a', 'b')");
}

static gpointer
change_beside (gpointer data)
{
  SgnLedger *beside = data;
  gint64 id = change_sql (beside, "Đổi ở luồng khác",
                          "INSERT INTO unit (id, level, kind, name) VALUES (7, 'commune', 'xa', "
                          "'Xã Bảy')");

  g_assert_cmpint (id, >, 0);
  g_object_unref (beside);
  return NULL;
}

static void
count_cb (SgnLedger *ledger, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

/* Refused at once: nobody waits for the thread beside. */
static void
assert_busy (SgnLedger *ledger)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_ledger_is_busy (ledger));
  g_assert_false (sgn_ledger_change (ledger, "Sửa", derive_cb, NULL, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (sgn_ledger_run_derived (ledger, derive_cb, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_BUSY);
}

/* A long change on a thread of its own: the ledger beside it is told, and takes it back like any
 * other. */
static void
test_beside (Fixture *fixture, gconstpointer data)
{
  static const char *const tables[] = { "unit", NULL };
  SgnConnection *connection = sgn_ledger_get_connection (fixture->ledger);
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  guint n = 0;
  SgnLedger *beside;

  g_signal_connect (fixture->ledger, "notify::busy", G_CALLBACK (count_cb), &n);
  g_assert_false (sgn_ledger_is_busy (fixture->ledger));
  beside = sgn_ledger_open_beside (fixture->ledger, &error);
  g_assert_no_error (error);
  assert_busy (fixture->ledger);
  g_assert_true (sgn_ledger_is_writable (beside));
  g_assert_cmpstr (sgn_ledger_get_operator (beside), ==, sgn_ledger_get_operator (fixture->ledger));
  g_assert_cmpuint (sgn_ledger_get_site (beside), ==, sgn_ledger_get_site (fixture->ledger));
  g_thread_join (g_thread_new ("beside", change_beside, beside));
  assert_busy (fixture->ledger);
  g_assert_cmpint (query_int (connection, "SELECT count(*) FROM unit WHERE id = 7"), ==, 1);

  g_signal_connect (fixture->ledger, "changed", G_CALLBACK (changed_cb), heard);
  sgn_ledger_announce (fixture->ledger, tables);
  g_assert_cmpstr (heard->str, ==, "unit;");
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (sgn_ledger_undo (fixture->ledger, 0, NULL, &error));
  g_assert_cmpint (query_int (connection, "SELECT count(*) FROM unit WHERE id = 7"), ==, 0);
  change_sql (fixture->ledger, "Tiếp tục",
              "INSERT INTO unit (id, level, kind, name) VALUES (8, "
              "'commune', 'xa', 'Xã Tám')");
}

#define ADD(name, func) \
  g_test_add ("/change/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("change", test_change);
  ADD ("nothing-changed", test_nothing_changed);
  ADD ("failure-rolls-back", test_failure_rolls_back);
  ADD ("constraints", test_constraints);
  ADD ("refuses-to-nest", test_refuses_to_nest);
  ADD ("no-way-around", test_no_way_around);
  ADD ("new-id", test_new_id);
  ADD ("reserve-ids", test_reserve_ids);
  ADD ("touch", test_touch);
  ADD ("derived", test_derived);
  ADD ("cancel", test_cancel);
  ADD ("beside", test_beside);
  return g_test_run ();
}
