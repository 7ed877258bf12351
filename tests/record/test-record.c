#include "config.h"

#include "base/sgn-error.h"
#include "record-fixture.h"
#include "store/sgn-journal.h"
#include "store/sgn-store-error.h"

static gint64
add_decision (Fixture *fixture, const char *year, const char *number)
{
  return fixture_add (fixture, &test_decision, "year", year, "kind", "assigned", "number", number,
                      "title", "Giao vốn", "state", "issued", NULL);
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnRecord) record = sgn_record_new (&test_unit);
  guint n_changed = 0;

  g_signal_connect_swapped (record, "changed", G_CALLBACK (g_atomic_int_inc), &n_changed);
  g_assert_cmpint (sgn_record_get_id (record), ==, 0);
  g_assert_true (sgn_record_is_null (record, "name"));
  g_assert_false (sgn_record_is_changed (record));
  /* The door: NFC, blanks off, nothing for blank. */
  sgn_record_set_text (record, "name",
                       "  Xa\xcc\x83  Ngo\xcc\xa3"
                       "c Co\xcc\x82n ");
  g_assert_cmpstr (sgn_record_get_text (record, "name"), ==, "Xã  Ngọc Côn");
  sgn_record_set_text (record, "name", "Xã  Ngọc Côn");
  g_assert_cmpint (n_changed, ==, 1);
  sgn_record_set_int (record, "position", 4);
  g_assert_cmpint (sgn_record_get_int (record, "position"), ==, 4);
  g_assert_true (sgn_record_is_changed (record));
  sgn_record_set_text (record, "name", "  ");
  sgn_record_set_null (record, "position");
  g_assert_true (sgn_record_is_null (record, "name"));
  g_assert_false (sgn_record_is_changed (record));
  g_assert_cmpint (n_changed, ==, 4);
}

static void
test_decimal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnRecord) record = sgn_record_new (&test_value);

  sgn_record_set_int (record, "planned", 3);
  g_assert_cmpint (sgn_record_get (record, "planned")->kind, ==, SGN_VALUE_REAL);
  g_assert_cmpfloat (sgn_record_get_real (record, "planned"), ==, 3);
}

static void
test_save_and_load (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnRecord) record = sgn_record_new (&test_unit);
  g_autoptr (SgnRecord) loaded = NULL;
  g_autoptr (SgnChange) change = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id, change_id;

  sgn_record_set_text (record, "level", "commune");
  sgn_record_set_text (record, "kind", "xa");
  sgn_record_set_text (record, "name", "Xã Ngọc Côn");
  sgn_record_save_as_change (record, fixture->ledger, &change_id, &error);
  g_assert_no_error (error);
  id = sgn_record_get_id (record);
  g_assert_cmpint (id, >, 0);
  g_assert_false (sgn_record_is_changed (record));
  /* The column's own default came back. */
  g_assert_cmpint (sgn_record_get (record, "position")->kind, ==, SGN_VALUE_INT);
  change = sgn_journal_get (fixture->connection, change_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (change->action, ==, "Add unit: Xã Ngọc Côn");

  loaded = sgn_record_load (fixture->connection, &test_unit, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sgn_record_get_text (loaded, "name"), ==, "Xã Ngọc Côn");
  g_assert_true (sgn_record_is_null (loaded, "code"));
  sgn_record_set_text (loaded, "name", "Xã Ngọc Khê");
  sgn_record_save_as_change (loaded, fixture->ledger, &change_id, &error);
  g_assert_no_error (error);
  g_clear_pointer (&change, sgn_change_free);
  change = sgn_journal_get (fixture->connection, change_id, &error);
  g_assert_cmpstr (change->action, ==, "Edit unit: Xã Ngọc Khê");
  g_assert_cmpint (sgn_record_get_id (loaded), ==, id);
  g_assert_cmpint (fixture_query_int (fixture, "SELECT count(*) FROM unit"), ==, 1);
}

static gboolean
count_columns_cb (const char *table, gint64 id, SgnRowOp op, guint n_columns,
                  const char *const *columns, const SgnCell *before, const SgnCell *after,
                  gpointer user_data)
{
  guint *n = user_data;

  for (guint i = 0; i < n_columns; i++)
    *n += after[i].kind != SGN_CELL_ABSENT;
  return TRUE;
}

static void
test_only_changed_columns (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_decision (fixture, "2023", "1/QĐ");
  g_autoptr (SgnRecord) record = sgn_record_load (fixture->connection, &test_decision, id, NULL);
  g_autoptr (GError) error = NULL;
  gint64 change;
  guint n = 0;

  /* Somebody else's edit of another field stays. */
  fixture_edit (fixture, &test_decision, id, "title", "Giao vốn lần hai");
  sgn_record_set_text (record, "number", "2/QĐ");
  sgn_record_save_as_change (record, fixture->ledger, &change, &error);
  g_assert_no_error (error);
  sgn_journal_foreach_row (fixture->connection, change, count_columns_cb, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, 1);
  g_assert_cmpint (fixture_query_int (fixture, "SELECT count(*) FROM funding_decision WHERE "
                                               "title = 'Giao vốn lần hai' AND number = '2/QĐ'"),
                   ==, 1);
  /* Nothing to save is nothing in the journal. */
  sgn_record_save_as_change (record, fixture->ledger, &change, &error);
  g_assert_no_error (error);
  g_assert_cmpint (change, ==, 0);
}

static void
assert_refused (SgnRecord *record, Fixture *fixture, GQuark domain, int code, const char *says)
{
  g_autoptr (GError) error = NULL;
  gint64 id = sgn_record_get_id (record);

  g_assert_false (sgn_record_save_as_change (record, fixture->ledger, NULL, &error));
  g_assert_error (error, domain, code);
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” lacks “%s”", error->message, says);
  g_assert_cmpint (sgn_record_get_id (record), ==, id);
  g_assert_true (sgn_record_is_changed (record));
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnRecord) record = sgn_record_new (&test_unit);
  g_autoptr (SgnRecord) gone = NULL;
  gint64 id;

  sgn_record_set_text (record, "level", "commune");
  sgn_record_set_text (record, "kind", "xa");
  assert_refused (record, fixture, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID, "“Name”");
  sgn_record_set_text (record, "name", "Xã");
  sgn_record_set_text (record, "kind", "planet");
  assert_refused (record, fixture, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT, "“planet”");
  sgn_record_set_text (record, "kind", "xa");
  sgn_record_set_int (record, "parent-id", 77);
  assert_refused (record, fixture, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT, "“Above”");
  g_assert_cmpint (fixture_query_int (fixture, "SELECT count(*) FROM unit"), ==, 0);

  id = fixture_add (fixture, &test_unit, "level", "commune", "kind", "xa", "name", "Xã", NULL);
  gone = sgn_record_load (fixture->connection, &test_unit, id, NULL);
  fixture_remove (fixture, &test_unit, id);
  sgn_record_set_text (gone, "name", "Xã Khác");
  assert_refused (gone, fixture, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND, "“Units”");
  g_assert_null (sgn_record_load (fixture->connection, &test_unit, id, NULL));
}

/* A stored value that was accepted once does not stand in the way of another field. */
static void
test_old_mistake (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_decision (fixture, "2023", "1");

  fixture_run (fixture, "UPDATE funding_decision SET year = 1990");
  fixture_edit (fixture, &test_decision, id, "number", "3");
  g_assert_cmpint (fixture_query_int (fixture, "SELECT number FROM funding_decision"), ==, 3);
}

static gboolean
save_then_fail_cb (SgnLedger *ledger, gpointer user_data, GError **error)
{
  if (!sgn_record_save (user_data, ledger, error))
    return FALSE;
  g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_FAILED, "late");
  return FALSE;
}

static void
test_rollback (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_decision (fixture, "2023", "1");
  g_autoptr (SgnRecord) record = sgn_record_load (fixture->connection, &test_decision, id, NULL);

  sgn_record_set_text (record, "number", "9");
  g_assert_false (sgn_ledger_change (fixture->ledger, "x", save_then_fail_cb, record, NULL, NULL));
  g_assert_cmpint (fixture_query_int (fixture, "SELECT number FROM funding_decision"), ==, 1);
}

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  gint64 closed = add_decision (fixture, "2022", "1");
  gint64 open = add_decision (fixture, "2023", "2");
  gint64 unit
      = fixture_add (fixture, &test_unit, "level", "commune", "kind", "xa", "name", "Xã", NULL);
  gint64 part = fixture_add (fixture, &test_component, "code", "1", "name", "Một", "kind",
                             "project", "position", "1", NULL);
  g_autoptr (SgnRecord) record
      = sgn_record_load (fixture->connection, &test_decision, closed, NULL);
  g_autoptr (SgnRecord) line = sgn_record_new (&test_line);
  g_autoptr (SgnRecord) moved = sgn_record_load (fixture->connection, &test_decision, open, NULL);

  fixture_run (fixture, "INSERT INTO period_lock (id, what, year, closed) VALUES "
                        "(1, 'funding', 2022, 1), (2, 'funding', 2023, 0), (3, 'review', 2023, 1)");
  /* Neither an edit, nor a new line under it, nor a move into it. */
  sgn_record_set_text (record, "number", "9");
  assert_refused (record, fixture, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED, "2022 is closed");
  sgn_record_set_int (record, "year", 2023);
  assert_refused (record, fixture, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED, "2022 is closed");
  sgn_record_set_int (line, "decision-id", closed);
  sgn_record_set_int (line, "component-id", part);
  sgn_record_set_int (line, "unit-id", unit);
  sgn_record_set_int (line, "amount", 5);
  assert_refused (line, fixture, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED, "2022 is closed");
  sgn_record_set_int (moved, "year", 2022);
  assert_refused (moved, fixture, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED, "2022 is closed");

  fixture_edit (fixture, &test_decision, open, "number", "3");
  sgn_record_set_int (line, "decision-id", open);
  g_assert_true (sgn_record_save_as_change (line, fixture->ledger, NULL, NULL));
}

typedef struct
{
  const SgnRecordType *type;
  gint64 id;
} Removal;

static gboolean
remove_cb (SgnLedger *ledger, gpointer user_data, GError **error)
{
  Removal *removal = user_data;

  return sgn_record_remove (ledger, &test_types, removal->type, removal->id, error);
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  gint64 decision = add_decision (fixture, "2023", "33/QĐ");
  gint64 unit
      = fixture_add (fixture, &test_unit, "level", "commune", "kind", "xa", "name", "Xã", NULL);
  gint64 part = fixture_add (fixture, &test_component, "code", "1", "name", "Một", "kind",
                             "project", "position", "1", NULL);
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO funding_line (id, decision_id, component_id, unit_id, amount) VALUES "
      "(7, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", 5), "
      "(8, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", 6)",
      decision, part, unit, decision, part, unit);
  Removal removal = { &test_unit, unit };
  g_autoptr (GError) error = NULL;

  fixture_run (fixture, sql);
  g_assert_false (sgn_ledger_change (fixture->ledger, "Remove", remove_cb, &removal, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT);
  g_assert_cmpstr (error->message, ==,
                   "“Xã” cannot be removed: 2 under “Funding lines” still refer to it, among them "
                   "“1 · Xã”.");
  g_clear_error (&error);

  fixture_run (fixture, "INSERT INTO period_lock (id, what, year, closed) "
                        "VALUES (1, 'funding', 2023, 1)");
  removal = (Removal){ &test_line, 7 };
  g_assert_false (sgn_ledger_change (fixture->ledger, "Remove", remove_cb, &removal, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  fixture_run (fixture, "DELETE FROM period_lock");

  fixture_remove (fixture, &test_line, 7);
  fixture_remove (fixture, &test_line, 8);
  fixture_remove (fixture, &test_unit, unit);
  g_assert_cmpint (fixture_query_int (fixture, "SELECT count(*) FROM unit"), ==, 0);
  removal = (Removal){ &test_unit, unit };
  g_assert_false (sgn_ledger_change (fixture->ledger, "Remove", remove_cb, &removal, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND);
}

#define ADD(name) \
  g_test_add ("/record/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD (values);
  ADD (decimal);
  ADD (save_and_load);
  ADD (only_changed_columns);
  ADD (refusals);
  ADD (old_mistake);
  ADD (rollback);
  ADD (lock);
  ADD (remove);
  return g_test_run ();
}
