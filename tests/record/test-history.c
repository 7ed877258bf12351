#include "config.h"

#include "record-fixture.h"
#include "record/sgn-history.h"
#include "store/sgn-store-error.h"

/* "updated unit Xã A: name Xã B -> Xã A" */
static char *
describe (GPtrArray *changes)
{
  static const char *const ops[] = { "inserted", "updated", "deleted" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const SgnRecordChange *change = changes->pdata[i];

      g_string_append_printf (text, "%s %s %s:", ops[change->op], change->type->name,
                              change->title);
      for (guint j = 0; j < change->fields->len; j++)
        {
          const SgnFieldChange *field = &g_array_index (change->fields, SgnFieldChange, j);

          g_string_append_printf (text, " %s [%s>%s]", field->field->name, field->before_text,
                                  field->after_text);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

#define assert_history(fixture, change, wanted)                                             \
  G_STMT_START                                                                              \
  {                                                                                         \
    g_autoptr (GError) history_error = NULL;                                                \
    g_autoptr (GPtrArray) changes                                                           \
        = sgn_history_read ((fixture)->connection, &test_types, change, 0, &history_error); \
    g_autofree char *said = NULL;                                                           \
    g_assert_no_error (history_error);                                                      \
    said = describe (changes);                                                              \
    g_assert_cmpstr (said, ==, wanted);                                                     \
  }                                                                                         \
  G_STMT_END

static void
add_sample (Fixture *fixture)
{
  fixture_run (fixture, "INSERT INTO unit (id, level, kind, name) VALUES (1, 'commune', 'xa', "
                        "'Xã Ngọc Côn'), (2, 'commune', 'xa', 'Xã Đàm Thuỷ')");
  fixture_run (fixture, "INSERT INTO component (id, code, name, kind, position) VALUES "
                        "(21, '1.1', 'Hạ tầng', 'project', 1)");
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  gint64 inserted, updated, deleted;

  add_sample (fixture);
  inserted = fixture_run (
      fixture, "INSERT INTO disbursement (id, date, plan_year, component_id, unit_id, kind, amount)"
               " VALUES (51, '2023-03-15', 2023, 21, 1, 'payment', 1500000)");
  updated = fixture_run (fixture, "UPDATE disbursement SET unit_id = 2, carried_over = 1, "
                                  "amount = 9000, date = '2023-04-01'");
  deleted = fixture_run (fixture, "DELETE FROM disbursement");

  assert_history (fixture, deleted,
                  "deleted payment 2023-04-01 Xã Đàm Thuỷ: date [01/04/2023>] plan-year [2023>] "
                  "carried-over [Yes>] component-id [1.1 Hạ tầng>] unit-id [Xã Đàm Thuỷ>] "
                  "kind [payment>] amount [9.000>]\n");
  assert_history (fixture, inserted,
                  "inserted payment 2023-03-15 Xã Ngọc Côn: date [>15/03/2023] plan-year [>2023] "
                  "carried-over [>No] component-id [>1.1 Hạ tầng] unit-id [>Xã Ngọc Côn] "
                  "kind [>payment] amount [>1.500.000]\n");
  assert_history (fixture, updated,
                  "updated payment 2023-04-01 Xã Đàm Thuỷ: date [15/03/2023>01/04/2023] "
                  "carried-over [No>Yes] unit-id [Xã Ngọc Côn>Xã Đàm Thuỷ] "
                  "amount [1.500.000>9.000]\n");
}

/* The name a record has in its history is the one it had then. */
static void
test_title_of_then (Fixture *fixture, gconstpointer data)
{
  gint64 first, second, gone;

  add_sample (fixture);
  first = fixture_run (fixture, "UPDATE unit SET name = 'Xã Một' WHERE id = 1");
  second = fixture_run (fixture, "UPDATE unit SET name = 'Xã Hai', code = 'x' WHERE id = 1");
  assert_history (fixture, first, "updated unit Xã Một: name [Xã Ngọc Côn>Xã Một]\n");
  assert_history (fixture, second, "updated unit Xã Hai: code [>x] name [Xã Một>Xã Hai]\n");
  gone = fixture_run (fixture, "UPDATE unit SET code = 'y' WHERE id = 2");
  fixture_run (fixture, "DELETE FROM unit WHERE id = 2");
  assert_history (fixture, gone, "updated unit 0000-000002: code [>y]\n");
}

static void
test_decimals (Fixture *fixture, gconstpointer data)
{
  gint64 inserted, updated;

  add_sample (fixture);
  fixture_run (fixture, "INSERT INTO target (id, code, name, measure, operator) VALUES "
                        "(51, 'a', 'Nhà', 'm²', '=')");
  inserted = fixture_run (fixture, "INSERT INTO target_value (id, target_id, unit_id, year, "
                                   "planned) VALUES (61, 51, 1, 2023, 5)");
  updated = fixture_run (fixture, "UPDATE target_value SET planned = 7.25, achieved = 3");
  assert_history (fixture, inserted,
                  "inserted value Nhà 2023: target-id [>Nhà] unit-id [>Xã Ngọc Côn] year [>2023] "
                  "planned [>5]\n");
  assert_history (fixture, updated, "updated value Nhà 2023: planned [5>7,25] achieved [>3]\n");
}

static void
test_limit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  gint64 change;

  add_sample (fixture);
  change = fixture_run (fixture, "UPDATE unit SET code = 'x'");
  changes = sgn_history_read (fixture->connection, &test_types, change, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (changes->len, ==, 1);
  g_assert_null (sgn_history_read (fixture->connection, &test_types, 999, 0, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND);
}

#define ADD(name) \
  g_test_add ("/history/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD (words);
  ADD (title_of_then);
  ADD (decimals);
  ADD (limit);
  return g_test_run ();
}
