/* Planned reductions: what is beside them, and how they are stored. */

#include "config.h"

#include "programme-fixture.h"

#include "programme/sgn-poverty-target.h"
#include "store/sgn-journal.h"

/* A district of a town of 40 households with 2 poor, and a commune nobody counted with 1. */
static const char registry[]
    = "INSERT INTO unit (id, parent_id, level, kind, name, position) VALUES "
      "(100, NULL, 'district', 'huyen', 'Huyện Thử', 1), (101, 100, 'commune', 'xa', 'Xã A', 1), "
      "(102, 100, 'commune', 'xa', 'Xã B', 2), (111, 101, 'village', 'xom', 'Xóm A1', 1);\n"
      "INSERT INTO household (id, unit_id, head) VALUES (1, 111, 'Một'), (2, 111, 'Hai'), "
      "(3, 102, 'Ba'), (4, 102, 'Bốn');\n"
      "INSERT INTO household_year (id, household_id, year, unit_id, class, movement, state, head) "
      "VALUES (1, 1, 2022, 111, 'poor', 'new', 'official', 'Một'), "
      "(2, 2, 2022, 111, 'poor', 'new', 'official', 'Hai'), "
      "(3, 3, 2022, 102, 'poor', 'new', 'official', 'Ba'), "
      "(4, 4, 2022, 102, 'poor', 'new', 'draft', 'Bốn');\n"
      "INSERT INTO base_count (id, unit_id, year, households, persons) VALUES (1, 101, 2022, 40, "
      "160)";

static void
expect (SgnLedger *ledger, guint index, const char *name, gint64 households, gint64 poor,
        double fewer, double points)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows
      = sgn_poverty_target_load (sgn_ledger_get_connection (ledger), 100, 2023, &error);
  const SgnPovertyTargetRow *row;

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 3);
  row = &g_array_index (rows, SgnPovertyTargetRow, index);
  g_assert_cmpstr (row->name, ==, name);
  g_assert_cmpint (row->top, ==, index == 0);
  g_assert_cmpint (row->households, ==, households);
  g_assert_cmpint (row->poor, ==, poor);
  g_assert_cmpint (row->planned[SGN_POVERTY_TARGET_HOUSEHOLDS].set, ==, fewer >= 0);
  g_assert_cmpint (row->planned[SGN_POVERTY_TARGET_RATE].set, ==, points >= 0);
  if (fewer >= 0)
    g_assert_cmpfloat (row->planned[SGN_POVERTY_TARGET_HOUSEHOLDS].value, ==, fewer);
  if (points >= 0)
    g_assert_cmpfloat (row->planned[SGN_POVERTY_TARGET_RATE].value, ==, points);
}

typedef struct
{
  gint64 unit_id;
  SgnPovertyTarget target;
  const double *value;
} Setting;

static gboolean
set_target (SgnLedger *ledger, gpointer user_data, GError **error)
{
  Setting *setting = user_data;

  return sgn_poverty_target_set (ledger, setting->unit_id, 2023, setting->target, setting->value,
                                 error);
}

static void
set (SgnLedger *ledger, gint64 unit_id, SgnPovertyTarget target, const double *value)
{
  Setting setting = { unit_id, target, value };
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_ledger_change (ledger, "Chỉ tiêu", set_target, &setting, NULL, &error));
  g_assert_no_error (error);
}

static void
test_load (void)
{
  SgnLedger *ledger = make_ledger (2023);

  run_sql (ledger, registry);
  expect (ledger, 0, "Huyện Thử", -1, 3, -1, -1);
  expect (ledger, 1, "Xã A", 40, 2, -1, -1);
  expect (ledger, 2, "Xã B", -1, 1, -1, -1);
  /* What was stated for the district stands in where a commune was not counted … */
  run_sql (ledger, "INSERT INTO base_count (id, unit_id, year, households, persons) VALUES (2, "
                   "100, 2022, 90, 300)");
  expect (ledger, 0, "Huyện Thử", 90, 3, -1, -1);
  /* … and gives way to the communes when all are. */
  run_sql (ledger, "INSERT INTO base_count (id, unit_id, year, households, persons) VALUES (3, "
                   "102, 2022, 20, 70)");
  expect (ledger, 0, "Huyện Thử", 60, 3, -1, -1);
  close_ledger (ledger);
}

static void
test_rate (void)
{
  const SgnPovertyTargetRow row = { .households = 40, .poor = 3 };
  const SgnPovertyTargetRow uncounted = { .households = -1, .poor = 3 };

  g_assert_cmpfloat (sgn_poverty_target_rate (&row), ==, 7.5);
  g_assert_cmpfloat (sgn_poverty_target_rate (&uncounted), <, 0);
}

static void
test_set (void)
{
  const double two = 2, quarter = 0.25;
  SgnLedger *ledger = make_ledger (2023);

  run_sql (ledger, registry);
  set (ledger, 101, SGN_POVERTY_TARGET_HOUSEHOLDS, &two);
  set (ledger, 100, SGN_POVERTY_TARGET_RATE, &quarter);
  expect (ledger, 0, "Huyện Thử", -1, 3, -1, 0.25);
  expect (ledger, 1, "Xã A", 40, 2, 2, -1);
  assert_sql (ledger, "SELECT code FROM target ORDER BY code",
              "giam-so-ho-ngheo\ngiam-ty-le-ho-ngheo\n");
  /* Again: the same value, not another one. */
  set (ledger, 101, SGN_POVERTY_TARGET_HOUSEHOLDS, &quarter);
  assert_sql (ledger, "SELECT planned FROM target_value WHERE unit_id = 101", "0.25\n");
  /* Taken away: the row goes, unless it says something else. */
  set (ledger, 101, SGN_POVERTY_TARGET_HOUSEHOLDS, NULL);
  assert_sql (ledger, "SELECT count(*) FROM target_value WHERE unit_id = 101", "0\n");
  run_sql (ledger, "UPDATE target_value SET achieved = 1 WHERE unit_id = 100");
  set (ledger, 100, SGN_POVERTY_TARGET_RATE, NULL);
  assert_sql (ledger, "SELECT planned IS NULL, achieved FROM target_value", "1|1.0\n");
  set (ledger, 102, SGN_POVERTY_TARGET_RATE, NULL);
  g_assert_true (sgn_ledger_undo (ledger, 0, NULL, NULL));
  expect (ledger, 0, "Huyện Thử", -1, 3, -1, 0.25);
  close_ledger (ledger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/programme/poverty-target/load", test_load);
  g_test_add_func ("/programme/poverty-target/rate", test_rate);
  g_test_add_func ("/programme/poverty-target/set", test_set);
  return g_test_run ();
}
