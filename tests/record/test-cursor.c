#include "config.h"

#include "base/sgn-error.h"
#include "record-fixture.h"
#include "record/sgn-cursor.h"

static void
add_sample (Fixture *fixture)
{
  fixture_run (fixture, "INSERT INTO unit (id, level, kind, name) VALUES (1, 'commune', 'xa', "
                        "'Xã Ngọc Côn'), (2, 'commune', 'xa', 'Xã Đàm Thuỷ')");
  fixture_run (fixture, "INSERT INTO component (id, code, name, kind, position) VALUES "
                        "(21, '1.1', 'Hạ tầng', 'project', 1)");
  fixture_run (fixture, "INSERT INTO disbursement (id, date, plan_year, carried_over, "
                        "component_id, unit_id, kind, amount) VALUES "
                        "(51, '2023-03-15', 2023, 1, 21, 1, 'payment', 1500000), "
                        "(52, '2023-04-15', 2022, 0, 21, 2, 'advance', 5)");
  fixture_run (fixture, "INSERT INTO funding_decision (id, year, kind, title, state) VALUES "
                        "(31, 2023, 'assigned', 'Giao vốn', 'issued')");
  fixture_run (fixture, "INSERT INTO funding_line (id, decision_id, component_id, unit_id, "
                        "source, amount) VALUES (41, 31, 21, 2, 'central', 7)");
}

static void
test_all_fields (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_payment);
  g_autoptr (SgnCursor) cursor = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *date = NULL;
  g_autofree char *money = NULL;
  g_autofree char *year = NULL;

  add_sample (fixture);
  sgn_query_set_sort (query, "date");
  cursor = sgn_query_open_rows (query, fixture->connection, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sgn_cursor_n_fields (cursor), ==, test_payment.n_fields);
  g_assert_cmpint (sgn_cursor_step (cursor, &error), ==, SGN_ROW);
  g_assert_cmpint (sgn_cursor_id (cursor), ==, 51);
  g_assert_cmpstr (sgn_cursor_text (cursor, 0), ==, "2023-03-15");
  date = sgn_cursor_format (cursor, 0, SGN_MONEY_DONG);
  g_assert_cmpstr (date, ==, "15/03/2023");
  g_assert_null (sgn_cursor_text (cursor, 1));
  g_assert_cmpint (sgn_cursor_int (cursor, 1), ==, 2023);
  year = sgn_cursor_format (cursor, 1, SGN_MONEY_DONG);
  g_assert_cmpstr (year, ==, "2023");
  g_assert_cmpstr (sgn_cursor_text (cursor, 2), ==, "Yes");
  g_assert_cmpstr (sgn_cursor_text (cursor, 3), ==, "1.1 Hạ tầng");
  g_assert_cmpint (sgn_cursor_int (cursor, 3), ==, 21);
  g_assert_cmpstr (sgn_cursor_text (cursor, 4), ==, "Xã Ngọc Côn");
  g_assert_cmpint (sgn_cursor_int (cursor, 6), ==, 1500000);
  money = sgn_cursor_format (cursor, 6, SGN_MONEY_TRIEU);
  g_assert_cmpstr (money, ==, "1,5");
  g_assert_cmpint (sgn_cursor_step (cursor, &error), ==, SGN_ROW);
  g_assert_cmpstr (sgn_cursor_text (cursor, 4), ==, "Xã Đàm Thuỷ");
  g_assert_cmpstr (sgn_cursor_text (cursor, 2), ==, "No");
  g_assert_cmpint (sgn_cursor_step (cursor, &error), ==, SGN_DONE);
  g_assert_no_error (error);
}

static void
test_some_fields (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "capital-kind", "unit-id", "source", "amount", NULL };
  static const char *const unknown[] = { "amount", "colour", NULL };
  g_autoptr (SgnQuery) query = sgn_query_new (&test_line);
  g_autoptr (SgnCursor) cursor = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *nothing = NULL;

  add_sample (fixture);
  cursor = sgn_query_open_rows (query, fixture->connection, fields, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sgn_cursor_n_fields (cursor), ==, 4);
  g_assert_cmpstr (sgn_cursor_get_field (cursor, 2)->name, ==, "source");
  g_assert_cmpint (sgn_cursor_step (cursor, &error), ==, SGN_ROW);
  g_assert_true (sgn_cursor_is_null (cursor, 0));
  g_assert_null (sgn_cursor_text (cursor, 0));
  nothing = sgn_cursor_format (cursor, 0, SGN_MONEY_DONG);
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (sgn_cursor_text (cursor, 1), ==, "Xã Đàm Thuỷ");
  g_assert_null (sgn_cursor_raw (cursor, 1));
  g_assert_cmpstr (sgn_cursor_text (cursor, 2), ==, "Ngân sách trung ương");
  g_assert_cmpstr (sgn_cursor_raw (cursor, 2), ==, "central");
  g_assert_cmpint (sgn_cursor_int (cursor, 3), ==, 7);
  g_clear_pointer (&cursor, sgn_cursor_free);

  g_assert_null (sgn_query_open_rows (query, fixture->connection, unknown, NULL, &error));
  g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "“colour”"));
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_line);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SgnCursor) cursor = NULL;
  g_autoptr (GError) error = NULL;
  SgnStep step;

  add_sample (fixture);
  fixture_run (fixture, "INSERT INTO funding_line (id, decision_id, component_id, unit_id, amount) "
                        "WITH RECURSIVE n (i) AS (VALUES (1000) UNION ALL SELECT i + 1 FROM n "
                        "WHERE i < 6000) SELECT i, 31, 21, 2, i FROM n");
  sgn_query_set_sort (query, "");
  cursor = sgn_query_open_rows (query, fixture->connection, NULL, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sgn_cursor_step (cursor, &error), ==, SGN_ROW);
  g_cancellable_cancel (cancellable);
  while ((step = sgn_cursor_step (cursor, &error)) == SGN_ROW)
    ;
  g_assert_cmpint (step, ==, SGN_ERROR);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_pointer (&cursor, sgn_cursor_free);
  /* The connection is free of it. */
  g_assert_cmpint (fixture_query_int (fixture, "SELECT count(*) FROM funding_line"), ==, 5002);
}

#define ADD(name) \
  g_test_add ("/cursor/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD (all_fields);
  ADD (some_fields);
  ADD (cancel);
  return g_test_run ();
}
