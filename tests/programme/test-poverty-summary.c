#include "config.h"

#include "programme/sgn-poverty-summary.h"
#include "programme-fixture.h"

static const SgnDate today = { 2023, 8, 31 };

/* Three communes, the first with two villages. Nine households; what each is for stands beside it.
 */
static const char people[]
    = "INSERT INTO unit (id, parent_id, level, kind, name, area, position) "
      "SELECT 101, unit_id, 'commune', 'xa', 'Xã Một', 'rural', 1 FROM ledger "
      "UNION ALL SELECT 102, unit_id, 'commune', 'xa', 'Xã Hai', 'rural', 2 FROM ledger "
      "UNION ALL SELECT 103, unit_id, 'commune', 'xa', 'Xã Ba', 'rural', 3 FROM ledger;\n"
      "INSERT INTO unit (id, parent_id, level, kind, name, position) VALUES "
      "(111, 101, 'village', 'thon', 'Thôn A', 1), (112, 101, 'village', 'thon', 'Thôn B', 2), "
      "(121, 102, 'village', 'thon', 'Thôn C', 1);\n"
      "INSERT INTO household (id, unit_id, head) VALUES (1, 111, 'Một'), (2, 111, 'Hai'), "
      "(3, 112, 'Ba'), (4, 112, 'Bốn'), (5, 121, 'Năm'), (6, 101, 'Sáu'), (7, 121, 'Bảy');\n"
      "INSERT INTO household_year (id, household_id, year, unit_id, class, movement, state, head, "
      "persons, d1, d3, d12, decision_date) VALUES "
      /* poor both years */
      "(11, 1, 2022, 111, 'poor', 'new', 'official', 'Một', 4, 1, 0, 0, '2022-12-01'), "
      "(12, 1, 2023, 111, 'poor', 'stayed', 'official', 'Một', 4, 1, 1, 0, '2023-12-01'), "
      /* from poor to near-poor */
      "(21, 2, 2022, 111, 'poor', 'new', 'official', 'Hai', 3, 0, 0, 0, '2022-12-01'), "
      "(22, 2, 2023, 111, 'near-poor', 'from-poor', 'official', 'Hai', 3, 0, 0, 1, '2023-12-01'), "
      /* new this year */
      "(32, 3, 2023, 112, 'poor', 'new', 'draft', 'Ba', 5, 0, 1, 1, NULL), "
      /* escaped in 2021: newly escaped on both days */
      "(40, 4, 2020, 112, 'near-poor', 'new', 'official', 'Bốn', 2, 0, 0, 0, '2020-12-01'), "
      "(41, 4, 2021, 112, 'not-poor', 'escaped', 'official', 'Bốn', 2, 0, 0, 0, '2021-12-10'), "
      /* the other commune; went away in 2023: counted nowhere */
      "(51, 5, 2022, 121, 'near-poor', 'new', 'official', 'Năm', 6, 0, 0, 0, '2022-12-01'), "
      "(52, 5, 2023, 121, 'not-poor', 'other-out', 'official', 'Năm', 6, 1, 1, 1, '2023-12-01'), "
      /* at the commune itself, without a village */
      "(62, 6, 2023, 101, 'near-poor', 'new', 'official', 'Sáu', 1, 1, 0, 0, '2023-12-01'), "
      /* escaped on the day: not yet a year earlier */
      "(71, 7, 2022, 121, 'not-poor', 'escaped', 'official', 'Bảy', 1, 0, 0, 0, '2022-12-20');\n"
      "INSERT INTO base_count (id, unit_id, year, households, persons) VALUES "
      "(901, 101, 2023, 50, 200), (902, 102, 2023, 40, 160), (903, 101, 2022, 48, 190)";

static SgnPovertySummary *
load (SgnLedger *ledger, int year, gint64 unit_id)
{
  g_autoptr (GError) error = NULL;
  SgnPovertySummary *summary
      = sgn_poverty_summary_new (sgn_ledger_get_connection (ledger), year, unit_id, today, &error);

  g_assert_no_error (error);
  return summary;
}

static void
assert_row (const SgnPovertySummary *summary, guint at, const char *name, gint64 poor,
            gint64 near_poor, gint64 poor_before, gint64 near_before, gint64 base)
{
  const SgnPovertyRow *row
      = at < summary->rows->len ? g_ptr_array_index (summary->rows, at) : &summary->total;

  if (name != NULL)
    g_assert_cmpstr (row->name, ==, name);
  g_assert_cmpint (row->households[SGN_POVERTY_POOR], ==, poor);
  g_assert_cmpint (row->households[SGN_POVERTY_NEAR_POOR], ==, near_poor);
  g_assert_cmpint (row->before[SGN_POVERTY_POOR], ==, poor_before);
  g_assert_cmpint (row->before[SGN_POVERTY_NEAR_POOR], ==, near_before);
  g_assert_cmpint (row->base, ==, base);
}

static void
test_all (void)
{
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (SgnPovertySummary) summary = NULL;

  run_sql (ledger, people);
  summary = load (ledger, 2023, 0);
  g_assert_cmpuint (summary->rows->len, ==, 3);
  assert_row (summary, 0, "Xã Một", 2, 2, 2, 0, 50);
  assert_row (summary, 1, "Xã Hai", 0, 0, 0, 1, 40);
  assert_row (summary, 2, "Xã Ba", 0, 0, 0, 0, -1);
  /* one commune has no population: the whole has no rate */
  assert_row (summary, 3, NULL, 2, 2, 2, 1, -1);
  g_assert_cmpint (((SgnPovertyRow *)summary->rows->pdata[0])->base_before, ==, 48);
  close_ledger (ledger);
}

static void
test_base (void)
{
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (SgnPovertySummary) summed = NULL;
  g_autoptr (SgnPovertySummary) stated = NULL;

  run_sql (ledger, people);
  run_sql (ledger, "INSERT INTO base_count (id, unit_id, year, households, persons) VALUES "
                   "(904, 103, 2023, 30, 100)");
  summed = load (ledger, 2023, 0);
  g_assert_cmpint (summed->total.base, ==, 120);
  g_assert_cmpint (summed->total.base_before, ==, -1);
  run_sql (ledger, "INSERT INTO base_count (id, unit_id, year, households, persons) "
                   "SELECT 905, unit_id, 2023, 125, 500 FROM ledger");
  stated = load (ledger, 2023, 0);
  g_assert_cmpint (stated->total.base, ==, 125);
  close_ledger (ledger);
}

/* Of a commune the villages, and itself where a household has none. */
static void
test_commune (void)
{
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (SgnPovertySummary) summary = NULL;

  run_sql (ledger, people);
  summary = load (ledger, 2023, 101);
  g_assert_cmpuint (summary->rows->len, ==, 3);
  assert_row (summary, 0, "Thôn A", 1, 1, 2, 0, -1);
  assert_row (summary, 1, "Thôn B", 1, 0, 0, 0, -1);
  assert_row (summary, 2, "Xã Một", 0, 1, 0, 0, 50);
  g_assert_cmpint (summary->total.base, ==, 50);
  g_assert_cmpint (summary->total.households[SGN_POVERTY_POOR], ==, 2);
  g_assert_cmpint (summary->escaped, ==, 1);
  close_ledger (ledger);
}

static void
test_years (void)
{
  static const gint64 expected[][4]
      = { { 2020, 0, 1, 2 }, { 2022, 2, 1, 6 }, { 2023, 2, 2, 4 } }; /* persons of the near-poor */
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (SgnPovertySummary) summary = NULL;

  run_sql (ledger, people);
  summary = load (ledger, 2023, 0);
  g_assert_cmpuint (summary->years->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const SgnPovertyYear *year = &g_array_index (summary->years, SgnPovertyYear, i);

      g_assert_cmpint (year->year, ==, expected[i][0]);
      g_assert_cmpint (year->households[SGN_POVERTY_POOR], ==, expected[i][1]);
      g_assert_cmpint (year->households[SGN_POVERTY_NEAR_POOR], ==, expected[i][2]);
      g_assert_cmpint (year->persons[SGN_POVERTY_NEAR_POOR], ==, expected[i][3]);
    }
  close_ledger (ledger);
}

static void
test_indicators (void)
{
  static const gint64 deprived[] = { 2, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 2 };
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (SgnPovertySummary) summary = NULL;

  run_sql (ledger, people);
  summary = load (ledger, 2023, 0);
  for (guint i = 0; i < SGN_POVERTY_INDICATORS; i++)
    {
      g_assert_cmpint (summary->total.deprived[i], ==, deprived[i]);
      g_assert_cmpint (((SgnPovertyRow *)summary->rows->pdata[0])->deprived[i], ==, deprived[i]);
      g_assert_nonnull (summary->indicators[i].short_name);
    }
  g_assert_cmpstr (summary->indicators[0].short_name, ==, "VL");
  g_assert_cmpstr (summary->indicators[2].name, ==, "Dinh dưỡng");
  close_ledger (ledger);
}

static void
test_movement (void)
{
  static const gint64 poor[SGN_N_TERMS] = { 2, 1, 0, 0, 0, 0, 1, 0, 2 };
  static const gint64 near_poor[SGN_N_TERMS] = { 1, 0, 0, 1, 1, 0, 1, 0, 2 };
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (SgnPovertySummary) all = NULL;
  g_autoptr (SgnPovertySummary) commune = NULL;

  run_sql (ledger, people);
  all = load (ledger, 2023, 0);
  commune = load (ledger, 2023, 102);
  for (guint term = 0; term < SGN_N_TERMS; term++)
    {
      g_assert_cmpint (all->movement[SGN_POVERTY_POOR][term], ==, poor[term]);
      g_assert_cmpint (all->movement[SGN_POVERTY_NEAR_POOR][term], ==, near_poor[term]);
      g_assert_cmpint (commune->movement[SGN_POVERTY_POOR][term], ==, 0);
    }
  g_assert_cmpint (sgn_movement_gap (all->movement[SGN_POVERTY_POOR]), ==, 0);
  g_assert_cmpint (commune->movement[SGN_POVERTY_NEAR_POOR][SGN_TERM_OTHER_OUT], ==, 1);
  close_ledger (ledger);
}

static void
test_escaped (void)
{
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (SgnPovertySummary) summary = NULL;
  g_autoptr (SgnPovertySummary) past = NULL;

  run_sql (ledger, people);
  summary = load (ledger, 2023, 0);
  g_assert_cmpint (sgn_date_compare (summary->day, today), ==, 0);
  g_assert_cmpint (summary->escaped, ==, 2);
  g_assert_cmpint (summary->escaped_before, ==, 1);
  past = load (ledger, 2022, 0);
  g_assert_cmpint (past->day.month, ==, 12);
  g_assert_cmpint (past->escaped, ==, 2);
  g_assert_cmpint (past->escaped_before, ==, 1);
  close_ledger (ledger);
}

static guint
count (SgnLedger *ledger, SgnQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnQuery) owned = query;
  g_autoptr (GArray) ids = sgn_query_run (owned, sgn_ledger_get_connection (ledger), NULL, &error);

  g_assert_no_error (error);
  return ids->len;
}

/* Every figure opens as many records as it says. */
static void
test_records (void)
{
  static const gint64 units[] = { 0, 101, 102 };
  SgnLedger *ledger = make_ledger (2023);
  SgnConnection *connection = sgn_ledger_get_connection (ledger);

  run_sql (ledger, people);
  for (guint u = 0; u < G_N_ELEMENTS (units); u++)
    {
      g_autoptr (SgnPovertySummary) summary = load (ledger, 2023, units[u]);

      for (guint i = 0; i < summary->rows->len; i++)
        {
          const SgnPovertyRow *row = g_ptr_array_index (summary->rows, i);

          for (SgnPovertyGroup c = 0; c < SGN_N_POVERTY_CLASSES; c++)
            g_assert_cmpuint (count (ledger, sgn_poverty_records (connection, 2023, units[u],
                                                                  row->unit_id, c, 0, NULL)),
                              ==, row->households[c]);
          for (guint d = 1; d <= SGN_POVERTY_INDICATORS; d++)
            g_assert_cmpuint (count (ledger,
                                     sgn_poverty_records (connection, 2023, units[u], row->unit_id,
                                                          SGN_POVERTY_BOTH, d, NULL)),
                              ==, row->deprived[d - 1]);
        }
      g_assert_cmpuint (count (ledger, sgn_poverty_escaped (units[u], summary->day)), ==,
                        summary->escaped);
    }
  g_assert_cmpuint (count (ledger, sgn_poverty_records (connection, 2022, 0, SGN_POVERTY_WHOLE,
                                                        SGN_POVERTY_BOTH, 0, NULL)),
                    ==, 3);
  close_ledger (ledger);
}

/* Households of no unit that enters have a row, and it opens them, not all. */
static void
test_outside (void)
{
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (SgnPovertySummary) summary = NULL;
  const SgnPovertyRow *outside;

  run_sql (ledger, people);
  run_sql (ledger,
           "INSERT INTO household (id, unit_id, head) SELECT 9, unit_id, 'Chín' FROM ledger;\n"
           "INSERT INTO household_year (id, household_id, year, unit_id, class, movement, "
           "state, head, persons, d1) SELECT 92, 9, 2023, unit_id, 'poor', 'new', "
           "'official', 'Chín', 3, 1 FROM ledger");
  summary = load (ledger, 2023, 0);
  g_assert_cmpuint (summary->rows->len, ==, 4);
  outside = g_ptr_array_index (summary->rows, 3);
  g_assert_cmpint (outside->unit_id, ==, 0);
  g_assert_null (outside->name);
  assert_row (summary, 3, NULL, 1, 0, 0, 0, -1);
  g_assert_cmpint (summary->total.households[SGN_POVERTY_POOR], ==, 3);
  g_assert_cmpuint (count (ledger, sgn_poverty_records (sgn_ledger_get_connection (ledger), 2023, 0,
                                                        0, SGN_POVERTY_BOTH, 0, NULL)),
                    ==, 1);
  g_assert_cmpint (summary->movement[SGN_POVERTY_POOR][SGN_TERM_NEW], ==, 2);
  g_assert_cmpint (sgn_movement_gap (summary->movement[SGN_POVERTY_POOR]), ==, 0);
  close_ledger (ledger);
}

/* There is a change only against a year the ledger knows of. */
static void
test_has_year (void)
{
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (SgnPovertySummary) summary = NULL;

  run_sql (ledger, people);
  summary = load (ledger, 2023, 0);
  g_assert_true (sgn_poverty_summary_has_year (summary, 2022));
  g_assert_true (sgn_poverty_summary_has_year (summary, 2020));
  g_assert_false (sgn_poverty_summary_has_year (summary, 2021));
  close_ledger (ledger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/poverty-summary/all", test_all);
  g_test_add_func ("/poverty-summary/base", test_base);
  g_test_add_func ("/poverty-summary/commune", test_commune);
  g_test_add_func ("/poverty-summary/years", test_years);
  g_test_add_func ("/poverty-summary/indicators", test_indicators);
  g_test_add_func ("/poverty-summary/movement", test_movement);
  g_test_add_func ("/poverty-summary/escaped", test_escaped);
  g_test_add_func ("/poverty-summary/records", test_records);
  g_test_add_func ("/poverty-summary/outside", test_outside);
  g_test_add_func ("/poverty-summary/has-year", test_has_year);
  return g_test_run ();
}
