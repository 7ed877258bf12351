#include "config.h"

#include "programme/sgn-movement.h"
#include "programme-fixture.h"

#define N_HOUSEHOLDS 240
#define FIRST_YEAR 2021
#define LAST_YEAR 2025

static const char *const classes[] = { "poor", "near-poor" };
static const char *const groups[] = { "01", "03", "05" };

static const char units_sql[]
    = "INSERT INTO unit (id, parent_id, level, kind, name, area, position) "
      "SELECT 101, unit_id, 'commune', 'xa', 'Xã Một', 'rural', 1 FROM ledger "
      "UNION ALL SELECT 102, unit_id, 'commune', 'xa', 'Xã Hai', 'rural', 2 FROM ledger "
      "UNION ALL SELECT 103, unit_id, 'commune', 'xa', 'Xã Ba', 'rural', 3 FROM ledger;\n"
      "INSERT INTO unit (id, parent_id, level, kind, name, position) VALUES "
      "(111, 101, 'village', 'thon', 'Thôn A', 1), (112, 101, 'village', 'thon', 'Thôn B', 2), "
      "(113, 102, 'village', 'thon', 'Thôn C', 1), (114, 103, 'village', 'thon', 'Thôn D', 1)";

static gboolean
is_listed (const char *class_)
{
  return g_str_equal (class_, "poor") || g_str_equal (class_, "near-poor");
}

/* How a household came to its class: what a clerk would write. */
static const char *
name_movement (const char *before, const char *now, gboolean ever)
{
  if (before && is_listed (before))
    {
      if (g_str_equal (before, now))
        return "stayed";
      if (!is_listed (now))
        return "escaped";
      return g_str_equal (before, "poor") ? "from-poor" : "from-near-poor";
    }
  if (!is_listed (now))
    return NULL;
  return ever ? "relapse" : before ? "new" : g_test_rand_bit () ? "other-in" : "new";
}

/* One household through the years: it may come late, move, grow, get another head, go. */
static void
append_history (GString *sql, int household, gint64 *id)
{
  static const char *const all[] = { "poor", "near-poor", "average", "not-poor" };
  const char *before = NULL, *ethnicity = groups[g_test_rand_int_range (0, 3)];
  int unit = g_test_rand_int_range (111, 115), from = g_test_rand_int_range (FIRST_YEAR, LAST_YEAR);
  gboolean ever = FALSE, gone = FALSE;

  g_string_append_printf (sql,
                          "INSERT INTO household (id, unit_id, head) VALUES (%d, %d, 'Hộ %d');\n",
                          household, unit, household);
  for (int year = from; year <= LAST_YEAR && !gone; year++)
    {
      const char *now = all[g_test_rand_int_range (0, 4)], *movement;

      if (g_test_rand_int_range (0, 8) == 0)
        unit = g_test_rand_int_range (111, 115);
      if (g_test_rand_int_range (0, 8) == 0)
        ethnicity = groups[g_test_rand_int_range (0, 3)];
      gone = before && is_listed (before) && g_test_rand_int_range (0, 10) == 0;
      /* whatever class is written beside it: who is gone is counted in none */
      movement = gone ? "other-out" : name_movement (before, now, ever);
      g_string_append_printf (
          sql,
          "INSERT INTO household_year (id, household_id, year, unit_id, class, movement, state, "
          "persons, head, ethnicity) VALUES (%d, %d, %d, %d, '%s', %s%s%s, 'official', %d, 'Hộ', "
          "'%s');\n",
          (int)(*id)++, household, year, unit, now, movement ? "'" : "",
          movement ? movement : "NULL", movement ? "'" : "", g_test_rand_int_range (1, 8),
          ethnicity);
      ever = ever || is_listed (now);
      before = now;
    }
}

static gint64
sum_terms (GArray *rows, SgnMovementTerm term, gboolean persons)
{
  gint64 sum = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const SgnMovementRow *row = &g_array_index (rows, SgnMovementRow, i);

      sum += persons ? row->persons[term] : row->households[term];
    }
  return sum;
}

static GArray *
load (SgnLedger *ledger, int year, const char *class_, const char *ethnicity)
{
  g_autoptr (GError) error = NULL;
  GArray *rows
      = sgn_movement_load (sgn_ledger_get_connection (ledger), year, class_, ethnicity, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 3);
  return rows;
}

/* The first year has no start: everything that was there before the ledger. */
static void
check_year (SgnLedger *ledger, int year, const char *class_, const char *ethnicity)
{
  g_autoptr (GArray) rows = load (ledger, year, class_, ethnicity);
  g_autoptr (GArray) next = load (ledger, year + 1, class_, ethnicity);

  for (guint i = 0; i < rows->len; i++)
    {
      const SgnMovementRow *row = &g_array_index (rows, SgnMovementRow, i);
      const SgnMovementRow *after = &g_array_index (next, SgnMovementRow, i);

      g_assert_cmpint (sgn_movement_gap (row->households), ==, 0);
      g_assert_cmpint (sgn_movement_gap (row->persons), ==, 0);
      g_assert_cmpint (after->unit_id, ==, row->unit_id);
      g_assert_cmpint (after->households[SGN_TERM_START], ==, row->households[SGN_TERM_END]);
      g_assert_cmpint (after->persons[SGN_TERM_START], ==, row->persons[SGN_TERM_END]);
    }
}

static void
check_records (SgnLedger *ledger, int year, const char *class_)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GArray) rows = load (ledger, year, class_, NULL);
  gint64 reached = 0;

  for (guint i = 0; i < rows->len; i++)
    for (SgnMovementTerm term = 0; term < SGN_N_TERMS; term++)
      {
        const SgnMovementRow *row = &g_array_index (rows, SgnMovementRow, i);
        g_autoptr (GError) error = NULL;
        g_autoptr (SgnQuery) query
            = sgn_movement_records (connection, year, class_, row->unit_id, term, &error);
        g_autoptr (GArray) ids = NULL;

        g_assert_no_error (error);
        ids = sgn_query_run (query, connection, NULL, &error);
        g_assert_no_error (error);
        /* Rows of "other" may change the persons alone. */
        g_assert_cmpint (ids->len, >=, row->households[term]);
        if (term != SGN_TERM_OTHER_IN && term != SGN_TERM_OTHER_OUT)
          g_assert_cmpint (ids->len, ==, row->households[term]);
        reached += ids->len;
      }
  g_assert_cmpint (reached, >, 0);
}

static void
test_histories (void)
{
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (GString) sql = g_string_new (units_sql);
  gint64 id = 5000;

  g_string_append (sql, ";\n");
  for (int i = 0; i < N_HOUSEHOLDS; i++)
    append_history (sql, 1000 + i, &id);
  run_sql (ledger, sql->str);
  for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
    for (guint c = 0; c < G_N_ELEMENTS (classes); c++)
      {
        check_year (ledger, year, classes[c], NULL);
        for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
          check_year (ledger, year, classes[c], groups[g]);
      }
  for (guint c = 0; c < G_N_ELEMENTS (classes); c++)
    check_records (ledger, 2023, classes[c]);
  close_ledger (ledger);
}

/* Review form 2 by hand, and a household nobody wrote about any more. */
static void
test_by_hand (void)
{
  static const gint64 households[] = { 6, 1, 1, 1, 1, 1, 1, 1, 7 };
  static const gint64 persons[] = { 21, 2, 3, 5, 5, 2, 3, 8, 29 };
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (GString) sql = g_string_new (units_sql);
  g_autoptr (GArray) rows = NULL, broken = NULL;
  static const struct
  {
    const char *before; /* class and persons of 2022 */
    int persons_before;
    const char *now, *movement;
    int persons;
  } lines[] = {
    { "poor", 2, "near-poor", "from-poor", 3 }, { "poor", 3, "not-poor", "escaped", 3 },
    { "poor", 4, "not-poor", "other-out", 4 },  { "poor", 4, "poor", "stayed", 6 },
    { "poor", 5, "poor", "stayed", 4 },         { "near-poor", 5, "poor", "from-near-poor", 5 },
    { "not-poor", 2, "poor", "relapse", 2 },    { "average", 3, "poor", "new", 3 },
    { NULL, 0, "poor", "other-in", 6 },         { "poor", 3, "poor", "stayed", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_string_append_printf (sql,
                              ";\nINSERT INTO household (id, unit_id, head) VALUES (%u, 111, 'H')",
                              1000 + i);
      if (lines[i].before)
        g_string_append_printf (
            sql,
            ";\nINSERT INTO household_year (id, household_id, year, unit_id, class, "
            "state, persons, head) VALUES (%u, %u, 2022, 111, '%s', 'official', %d, 'H')",
            2000 + i, 1000 + i, lines[i].before, lines[i].persons_before);
      g_string_append_printf (
          sql,
          ";\nINSERT INTO household_year (id, household_id, year, unit_id, class, "
          "movement, state, persons, head) VALUES (%u, %u, 2023, 111, '%s', '%s', "
          "'official', %d, 'H')",
          3000 + i, 1000 + i, lines[i].now, lines[i].movement, lines[i].persons);
    }
  run_sql (ledger, sql->str);
  rows = load (ledger, 2023, "poor", NULL);
  for (SgnMovementTerm term = 0; term < SGN_N_TERMS; term++)
    {
      g_assert_cmpint (sum_terms (rows, term, FALSE), ==, households[term]);
      g_assert_cmpint (sum_terms (rows, term, TRUE), ==, persons[term]);
    }
  g_assert_cmpint (sgn_movement_gap (g_array_index (rows, SgnMovementRow, 0).persons), ==, 0);
  run_sql (ledger, "DELETE FROM household_year WHERE id = 3000");
  broken = load (ledger, 2023, "poor", NULL);
  g_assert_cmpint (sgn_movement_gap (g_array_index (broken, SgnMovementRow, 0).households), ==, -1);
  g_assert_cmpint (sgn_movement_gap (g_array_index (broken, SgnMovementRow, 0).persons), ==, -2);
  close_ledger (ledger);
}

/* Counts the window day by day: a month has passed when the same day of the month is reached, or
 * the last day of a month that has no such day. */
static gboolean
is_inside (SgnDate decision, SgnDate day, int months)
{
  SgnDate at = decision;
  int passed = 0;

  if (sgn_date_compare (day, decision) < 0)
    return FALSE;
  while (sgn_date_compare (at, day) < 0)
    {
      guint last;

      at = sgn_date_from_days (sgn_date_days (at) + 1);
      last = sgn_date_days_in_month (at.year, at.month);
      if (passed >= months)
        return FALSE; /* the window's last day is behind us */
      if (at.day == decision.day || (at.day == last && decision.day > last))
        passed++;
    }
  return TRUE;
}

static void
test_until (void)
{
  static const struct
  {
    SgnDate decision, until;
  } cases[] = {
    { { 2020, 2, 29 }, { 2023, 2, 28 } },
    { { 2021, 2, 28 }, { 2024, 2, 28 } },
    { { 2022, 12, 31 }, { 2025, 12, 31 } },
    { { 2023, 12, 15 }, { 2026, 12, 15 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (sgn_date_compare (sgn_escaped_until (cases[i].decision, 36), cases[i].until),
                     ==, 0);
  for (int i = 0; i < 60; i++)
    {
      gint64 start = sgn_date_days ((SgnDate){ 2019, 12, 1 }) + g_test_rand_int_range (0, 800);
      SgnDate decision
          = i < 4 ? (SgnDate){ 2020, 2, (guint8)(26 + i) } : sgn_date_from_days (start);
      SgnDate until = sgn_escaped_until (decision, 36);

      for (int off = -3; off <= 3; off++)
        {
          SgnDate day = sgn_date_from_days (sgn_date_days (until) + off);

          g_assert_cmpint (is_inside (decision, day, 36), ==, sgn_date_compare (day, until) <= 0);
        }
    }
}

/* A decision about a household, as it would be told. */
typedef struct
{
  int year;
  const char *class, *movement;
  gint64 date; /* days; 0: not decided */
} Decision;

/* Goes through the days from the first decision on, and keeps count. */
static gboolean
walk_days (const Decision *decisions, guint n, gint64 day)
{
  SgnDate since = { 0 };

  for (gint64 at = sgn_date_days ((SgnDate){ 2019, 1, 1 }); at <= day; at++)
    for (int year = 2000; year < 2040; year++)
      for (guint i = 0; i < n; i++)
        if (decisions[i].year == year && decisions[i].date == at)
          {
            if (is_listed (decisions[i].class))
              since = (SgnDate){ 0 };
            else if (g_strcmp0 (decisions[i].movement, "escaped") == 0)
              since = sgn_date_from_days (at);
          }
  return since.year && is_inside (since, sgn_date_from_days (day), 36);
}

/* Yearly decisions on random days, some so late that they overtake the next one or come on 29/02.
 */
static guint
make_decisions (Decision *decisions)
{
  gboolean listed = TRUE;
  guint n = 0;

  for (int year = 2019; year <= 2022; year++)
    {
      gboolean now = g_test_rand_bit ();
      int late = g_test_rand_int_range (0, 6);
      SgnDate date = { (guint16)year, 12, 20 };

      if (late == 0)
        date = (SgnDate){ 2020, 2, 29 };
      else if (late == 1)
        date = sgn_date_from_days (sgn_date_days (date) + g_test_rand_int_range (1, 420));
      decisions[n++]
          = (Decision){ year, now ? "poor" : "not-poor",
                        now ? (listed ? "stayed" : "relapse") : (listed ? "escaped" : NULL),
                        sgn_date_days (date) };
      listed = now;
    }
  return n;
}

static void
store_decisions (GString *sql, int household, const Decision *decisions, guint n)
{
  g_string_append_printf (sql, ";\nINSERT INTO household (id, unit_id, head) VALUES (%d, 111, 'H')",
                          household);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *date = sgn_date_format_iso (sgn_date_from_days (decisions[i].date));

      g_string_append_printf (
          sql,
          ";\nINSERT INTO household_year (id, household_id, year, unit_id, class, "
          "movement, state, head, decision_date) VALUES "
          "(%d, %d, %d, 111, '%s', %s%s%s, 'official', 'H', '%s')",
          household * 10 + (int)i, household, decisions[i].year, decisions[i].class,
          decisions[i].movement ? "'" : "", decisions[i].movement ? decisions[i].movement : "NULL",
          decisions[i].movement ? "'" : "", date);
    }
}

static gboolean
has_id (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

#define N_DECIDED 60

/* Returns: how many are newly escaped on that day */
static guint
check_window (SgnConnection *connection, Decision decisions[N_DECIDED][4],
              const guint counts[N_DECIDED], gint64 day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = sgn_escaped_households (connection, sgn_date_from_days (day), 0, &error);

  g_assert_no_error (error);
  for (int i = 0; i < N_DECIDED; i++)
    g_assert_cmpint (has_id (ids, 1000 + i), ==, walk_days (decisions[i], counts[i], day));
  return ids->len;
}

static void
test_window (void)
{
  SgnLedger *ledger = make_ledger (2023);
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GString) sql = g_string_new (units_sql);
  Decision decisions[N_DECIDED][4];
  guint counts[N_DECIDED], inside = 0;

  for (int i = 0; i < N_DECIDED; i++)
    {
      counts[i] = make_decisions (decisions[i]);
      store_decisions (sql, 1000 + i, decisions[i], counts[i]);
    }
  run_sql (ledger, sql->str);
  for (int k = 0; k < 40; k++)
    inside += check_window (connection, decisions, counts,
                            sgn_date_days ((SgnDate){ 2021, 6, 1 }) + k * 43);
  /* the last day of a window, and the day after it */
  for (int i = 0; i < N_DECIDED; i += 3)
    for (int off = 0; off < 2; off++)
      check_window (connection, decisions, counts,
                    sgn_date_days (
                        sgn_escaped_until (sgn_date_from_days (decisions[i][i / 3 % 4].date), 36))
                        + off);
  g_assert_cmpuint (inside, >, 0);
  close_ledger (ledger);
}

static void
test_leaving (void)
{
  SgnLedger *ledger = make_ledger (2023);
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GString) sql = g_string_new (units_sql);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) soon = NULL, all = NULL, early = NULL;
  SgnDate day = { 2025, 12, 1 };
  const Decision escaped[]
      = { { 2022, "not-poor", "escaped", sgn_date_days ((SgnDate){ 2022, 12, 31 }) } };
  const Decision at_limit[]
      = { { 2022, "average", "escaped", sgn_date_days ((SgnDate){ 2023, 1, 1 }) } };

  store_decisions (sql, 1001, escaped, 1);
  store_decisions (sql, 1002, at_limit, 1);
  store_decisions (sql, 1003, escaped, 1);
  g_string_append (
      sql, ";\nUPDATE household SET ended_on = '2025-11-30', ended_why = 'died' WHERE id = 1003");
  store_decisions (sql, 1004, escaped, 1);
  g_string_append (sql, ";\nUPDATE household_year SET state = 'preliminary' WHERE id = 10040");
  run_sql (ledger, sql->str);
  soon = sgn_escaped_households (connection, day, 30, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soon->len, ==, 1);
  g_assert_cmpint (g_array_index (soon, gint64, 0), ==, 1001);
  all = sgn_escaped_households (connection, day, 31, &error);
  g_assert_cmpuint (all->len, ==, 2);
  early = sgn_escaped_households (connection, (SgnDate){ 2020, 1, 1 }, 0, &error);
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND);
  g_assert_null (early);
  close_ledger (ledger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/movement/histories", test_histories);
  g_test_add_func ("/movement/by-hand", test_by_hand);
  g_test_add_func ("/escaped/until", test_until);
  g_test_add_func ("/escaped/window", test_window);
  g_test_add_func ("/escaped/leaving", test_leaving);
  return g_test_run ();
}
