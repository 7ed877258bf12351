#include "config.h"

#include "base/sgn-error.h"
#include "programme-fixture.h"
#include "programme/sgn-household-filter.h"

#define UNIT_A G_GINT64_CONSTANT (2147483660)
#define UNIT_B G_GINT64_CONSTANT (2147483661)
#define HOUSEHOLD "INSERT INTO household (id, unit_id, head, ethnicity, merit, farming, ended_on) "
#define YEAR                                                                                      \
  "INSERT INTO household_year (id, household_id, year, unit_id, class, movement, state, d1, d7, " \
  "head, decision_date) "

/* 1: poor again and again; 2: became near-poor; 3: escaped in 2023; 4: fell; 5: moved away; 6: no
 * class */
static SgnLedger *
make_households (void)
{
  SgnLedger *ledger = make_ledger (2023);

  run_sql (
      ledger,
      "INSERT INTO unit (id, parent_id, level, kind, name) VALUES "
      "(11, NULL, 'district', 'huyen', 'Huyện H'), (2147483660, 11, 'commune', 'xa', 'Xã A'), "
      "(2147483661, 11, 'commune', 'xa', 'Xã B'), "
      "(14, 2147483660, 'village', 'thon', 'Xóm 1');\n" HOUSEHOLD
      "VALUES (101, 14, 'A', '02', 0, 1, NULL), (102, 2147483660, 'B', '01', 0, 0, NULL), "
      "(103, 2147483661, 'C', '02', 1, 1, NULL), (104, 2147483661, 'D', NULL, 1, 0, NULL), "
      "(105, 14, 'E', '02', 0, 0, '2023-06-01'), (106, 14, 'F', '01', 0, 0, NULL);\n" YEAR
      "VALUES (201, 101, 2022, 14, 'poor', 'stayed', 'official', 1, 1, 'A', '2022-12-01'), "
      "(202, 102, 2022, 2147483660, 'poor', 'stayed', 'official', 1, 0, 'B', '2022-12-01'), "
      "(203, 103, 2022, 2147483661, 'near-poor', 'stayed', 'official', 0, 0, 'C', '2022-12-01'), "
      "(205, 105, 2022, 14, 'poor', 'stayed', 'official', 0, 0, 'E', '2022-12-01'), "
      "(301, 101, 2023, 14, 'poor', 'stayed', 'official', 1, 1, 'A', '2023-11-17'), "
      "(302, 102, 2023, 2147483660, 'near-poor', 'from-poor', 'official', 0, 1, 'B', "
      "'2023-11-17'), "
      "(303, 103, 2023, 2147483661, 'not-poor', 'escaped', 'official', 0, 0, 'C', '2023-11-17'), "
      "(304, 104, 2023, 2147483661, 'poor', 'new', 'official', 1, 0, 'D', '2023-11-17'), "
      "(305, 105, 2023, 14, 'not-poor', 'other-out', 'official', 0, 0, 'E', '2023-11-17')");
  return ledger;
}

static char *
find (SgnLedger *ledger, const SgnHouseholdFilter *filter, SgnDate day)
{
  g_autoptr (SgnQuery) query = sgn_household_filter_make_query (filter, 2023, day);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  GString *found = g_string_new (NULL);

  sgn_query_set_sort (query, "head");
  ids = sgn_query_run (query, sgn_ledger_get_connection (ledger), NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (found, "%s%d", i > 0 ? " " : "",
                            (int)g_array_index (ids, gint64, i) - 100);
  return g_string_free (found, FALSE);
}

/* Each filter, the households it lets through, and its JSON, which says the same. */
static void
test_filters (void)
{
  static const struct
  {
    SgnHouseholdFilter filter;
    const char *found, *json;
    SgnDate day; /* none: 2024-01-01 */
  } cases[] = {
    { { 0 }, "1 2 3 4 6", "{}", { 0 } },
    { { .living = SGN_LIVING_ENDED }, "5", "{\"living\":\"ended\"}", { 0 } },
    { { .living = SGN_LIVING_ANY }, "1 2 3 4 5 6", "{\"living\":\"any\"}", { 0 } },
    { { .unit_id = UNIT_A }, "1 2 6", "{\"unit\":\"0001-000012\"}", { 0 } },
    { { .class_ = (char *)"poor" }, "1 4", "{\"class\":\"poor\"}", { 0 } },
    { { .class_ = (char *)"poor", .year = 2022 },
      "1 2",
      "{\"year\":2022,\"class\":\"poor\"}",
      { 0 } },
    { { .class_ = (char *)"listed" }, "1 2 4", "{\"class\":\"listed\"}", { 0 } },
    { { .class_ = (char *)"not-poor", .living = SGN_LIVING_ANY },
      "3",
      "{\"class\":\"not-poor\",\"living\":\"any\"}",
      { 0 } },
    { { .class_ = (char *)"none" }, "6", "{\"class\":\"none\"}", { 0 } },
    { { .class_ = (char *)"none", .deprivations = 1 },
      "",
      "{\"class\":\"none\",\"deprivations\":[1]}",
      { 0 } },
    { { .deprivations = 1 << 6 }, "1 2", "{\"deprivations\":[7]}", { 0 } },
    { { .deprivations = 1 << 6 | 1 }, "1 2 4", "{\"deprivations\":[1,7]}", { 0 } },
    { { .class_ = (char *)"poor", .deprivations = 1, .unit_id = UNIT_B },
      "4",
      "{\"unit\":\"0001-000013\",\"class\":\"poor\",\"deprivations\":[1]}",
      { 0 } },
    { { .changed = TRUE }, "2 3 4", "{\"changed\":true}", { 0 } },
    { { .changed = TRUE, .class_ = (char *)"poor" },
      "4",
      "{\"class\":\"poor\",\"changed\":true}",
      { 0 } },
    { { .ethnicity = (char *)"02" }, "1 3", "{\"ethnicity\":\"02\"}", { 0 } },
    { { .flags = SGN_HOUSEHOLD_MERIT }, "3 4", "{\"flags\":[\"merit\"]}", { 0 } },
    { { .flags = SGN_HOUSEHOLD_MERIT | SGN_HOUSEHOLD_FARMING },
      "3",
      "{\"flags\":[\"merit\",\"farming\"]}",
      { 0 } },
    { { .escapes = SGN_ESCAPES_WITHIN }, "3", "{\"escapes\":\"within\"}", { 0 } },
    { { .escapes = SGN_ESCAPES_WITHIN }, "", "{\"escapes\":\"within\"}", { 2023, 11, 16 } },
    { { .escapes = SGN_ESCAPES_WITHIN }, "3", "{\"escapes\":\"within\"}", { 2026, 11, 17 } },
    { { .escapes = SGN_ESCAPES_WITHIN }, "", "{\"escapes\":\"within\"}", { 2026, 11, 18 } },
    { { .escapes = SGN_ESCAPES_LEAVING }, "", "{\"escapes\":\"leaving\"}", { 2026, 8, 18 } },
    { { .escapes = SGN_ESCAPES_LEAVING }, "3", "{\"escapes\":\"leaving\"}", { 2026, 8, 19 } },
  };
  SgnLedger *ledger = make_households ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SgnDate day = cases[i].day.year != 0 ? cases[i].day : (SgnDate){ 2024, 1, 1 };
      g_autofree char *found = find (ledger, &cases[i].filter, day);
      g_autofree char *json = sgn_household_filter_to_json (&cases[i].filter);
      g_auto (SgnHouseholdFilter) back = { .changed = TRUE };
      g_auto (SgnHouseholdFilter) copy = sgn_household_filter_copy (&cases[i].filter);
      g_autoptr (GError) error = NULL;

      g_assert_cmpstr (json, ==, cases[i].json);
      g_assert_cmpstr (found, ==, cases[i].found);
      g_assert_true (sgn_household_filter_from_json (&back, json, &error));
      g_assert_no_error (error);
      g_assert_true (sgn_household_filter_is_equal (&back, &cases[i].filter));
      g_assert_true (sgn_household_filter_is_equal (&copy, &back));
    }
  close_ledger (ledger);
}

/* A filter that is not understood as a whole is refused as a whole. */
static void
test_refused (void)
{
  static const char *const cases[] = {
    "",
    "[]",
    "{\"colour\":\"red\"}",
    "{\"class\":\"rich\"}",
    "{\"class\":1}",
    "{\"deprivations\":[13]}",
    "{\"deprivations\":7}",
    "{\"deprivations\":[0]}",
    "{\"flags\":[\"rich\"]}",
    "{\"escapes\":\"soon\"}",
    "{\"living\":true}",
    "{\"unit\":12}",
    "{\"unit\":\"Xã A\"}",
    "{\"year\":\"2023\"}",
    "{\"changed\":1}",
    "{\"ethnicity\":null}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (SgnHouseholdFilter) filter = { .unit_id = 12 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i]);
      g_assert_false (sgn_household_filter_from_json (&filter, cases[i], &error));
      g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID);
      g_assert_cmpint (filter.unit_id, ==, 12);
    }
}

static void
test_save (void)
{
  SgnLedger *ledger = make_households ();
  const SgnHouseholdFilter poor = { .class_ = (char *)"poor" };
  const SgnHouseholdFilter ended = { .living = SGN_LIVING_ENDED };
  g_autoptr (GError) error = NULL;
  gint64 first = 0, second = 0, again = 0;

  g_assert_true (
      sgn_household_filter_save (&poor, ledger, "households", "Hộ nghèo", &first, &error));
  g_assert_no_error (error);
  g_assert_true (sgn_household_filter_save (&ended, ledger, "households", "Khác", &second, &error));
  g_assert_true (
      sgn_household_filter_save (&ended, ledger, "households", "Hộ nghèo", &again, &error));
  g_assert_cmpint (first, ==, again);
  g_assert_cmpint (first, !=, second);
  assert_sql (
      ledger, "SELECT page, name, filter FROM saved_filter ORDER BY id",
      "households|Hộ nghèo|{\"living\":\"ended\"}\nhouseholds|Khác|{\"living\":\"ended\"}\n");
  close_ledger (ledger);
}

static void
test_years (void)
{
  SgnLedger *ledger = make_households ();
  SgnLedger *none = make_ledger (2023);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) years = sgn_household_years (sgn_ledger_get_connection (ledger), &error);
  g_autoptr (GArray) empty = sgn_household_years (sgn_ledger_get_connection (none), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (years->len, ==, 2);
  g_assert_cmpint (g_array_index (years, int, 0), ==, 2023);
  g_assert_cmpint (g_array_index (years, int, 1), ==, 2022);
  g_assert_cmpuint (empty->len, ==, 0);
  close_ledger (ledger);
  close_ledger (none);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/household-filter/filters", test_filters);
  g_test_add_func ("/household-filter/refused", test_refused);
  g_test_add_func ("/household-filter/save", test_save);
  g_test_add_func ("/household-filter/years", test_years);
  return g_test_run ();
}
