#include "config.h"

#include "test-folder.h"

#include "programme/sgn-household-card.h"
#include "programme/sgn-household-filter.h"
#include "programme/sgn-movement.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review.h"
#include "programme/sgn-sample.h"
#include "record/sgn-row-list.h"
#include "rules/sgn-check.h"

/*
 * What the registry of a province costs: 300,000 households, more than a million persons. Search,
 * filters and orders of the list as the page asks for them (a worker reads, the rows in view are
 * filled), one household, the summaries of a review, the rules. Everything is held against SQL
 * written by hand for the same answer, run bare in the same process. Prints a table, and a line of
 * JSON. SGN_BENCH_REGISTRY names a ledger made by "sgn sample --households", instead of one made
 * here in some minutes.
 */

#define N_HOUSEHOLDS 300000
#define N_RUNS 3
#define N_IN_VIEW 205
#define YEAR 2023

typedef struct
{
  SgnLedger *ledger;
  SgnConnection *connection;
  SgnRowList *list;
  GString *json;
  gint64 unit_id; /* a commune */
  gint64 household_id;
  gboolean loaded;
} Bench;

typedef void (*BenchFunc) (Bench *bench, gconstpointer data);

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

/* The median, in milliseconds. */
static double
measure (Bench *bench, BenchFunc func, gconstpointer data)
{
  double runs[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    {
      const gint64 start = g_get_monotonic_time ();

      func (bench, data);
      runs[i] = (double)(g_get_monotonic_time () - start) / 1000;
    }
  qsort (runs, N_RUNS, sizeof *runs, compare_times);
  return runs[N_RUNS / 2];
}

static void
report (Bench *bench, const char *what, const char *unit, double ours, double bare)
{
  char ours_text[G_ASCII_DTOSTR_BUF_SIZE], bare_text[G_ASCII_DTOSTR_BUF_SIZE];
  char ratio[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (ours_text, sizeof ours_text, "%.2f", ours);
  g_ascii_formatd (bare_text, sizeof bare_text, "%.2f", bare);
  g_ascii_formatd (ratio, sizeof ratio, "%.2f", ours / bare);
  g_print ("# %-52s %9s %s %9s %s %6s\n", what, ours_text, unit, bare_text, unit, ratio);
  g_string_append_printf (bench->json, "%s\"%s\":{\"%s\":%s,\"bare_%s\":%s,\"ratio\":%s}",
                          bench->json->len > 0 ? "," : "", what, unit, ours_text, unit, bare_text,
                          ratio);
}

/* Bare: every row is stepped over, and its first column read. */
static void
run_bare (Bench *bench, gconstpointer sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (bench->connection, sql, &error);
  gint64 sum = 0;

  g_assert_no_error (error);
  if (sgn_statement_has_parameter (statement, ":unit"))
    sgn_statement_bind_int (statement, ":unit", bench->unit_id);
  if (sgn_statement_has_parameter (statement, ":household"))
    sgn_statement_bind_int (statement, ":household", bench->household_id);
  while (sgn_statement_step (statement, &error) == SGN_ROW)
    sum += sgn_statement_int (statement, 0);
  g_assert_no_error (error);
}

/* The list, as its page asks for it */

typedef struct
{
  SgnHouseholdFilter filter;
  const char *find, *sort;
} Wish;

static void
loaded_cb (Bench *bench)
{
  bench->loaded = TRUE;
}

static void
fill_view (SgnRowList *list)
{
  static const char *const fields[] = { "head",    "standing-before", "standing",  "deprivations",
                                        "commune", "unit-id",         "ethnicity", "persons" };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < MIN (N_IN_VIEW, sgn_row_list_get_count (list)); i++)
    {
      SgnRowSlot *slot = g_list_model_get_item (G_LIST_MODEL (list), i);

      for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
        sgn_row_slot_get_text (slot, fields[j]);
      g_ptr_array_add (rows, slot);
    }
}

static void
ask (Bench *bench, const Wish *wish)
{
  g_autoptr (SgnQuery) query
      = sgn_household_filter_make_query (&wish->filter, YEAR, sgn_date_today ());

  if (wish->sort != NULL)
    g_assert_true (sgn_query_set_sort (query, wish->sort));
  sgn_query_find (query, wish->find);
  bench->loaded = FALSE;
  sgn_row_list_set_query (bench->list, query);
  while (!bench->loaded)
    g_main_context_iteration (NULL, TRUE);
}

static void
show (Bench *bench, gconstpointer data)
{
  ask (bench, data);
  fill_view (bench->list);
}

/* What was kept of the list before is forgotten: the question is asked for the first time. */
static void
show_first (Bench *bench, gconstpointer data)
{
  const Wish other = { .filter = { .living = SGN_LIVING_ENDED } };

  ask (bench, &other);
  show (bench, data);
}

static void
fill_cb (Bench *bench, gconstpointer data)
{
  fill_view (bench->list);
}

#define LIVING_BY_HEAD "SELECT id FROM household WHERE ended_on IS NULL "
#define BY_HEAD " ORDER BY name_key (head), id"
#define FOUND(match) \
  LIVING_BY_HEAD "AND id IN (SELECT rowid FROM finder WHERE finder MATCH '" match "')" BY_HEAD
#define OF_YEAR(where)                                                                             \
  LIVING_BY_HEAD "AND id IN (SELECT household_id FROM household_year WHERE year = 2023 AND " where \
                 ")"
#define IN_UNIT                                                                             \
  "AND unit_id IN (WITH RECURSIVE b (id) AS (VALUES (:unit) UNION SELECT u.id FROM b JOIN " \
  "unit AS u ON u.parent_id = b.id) SELECT id FROM b) "

static void
compare_search (Bench *bench, const char *mark)
{
  static const char *const typed[] = { "n", "nong", "nong v", "nong van", "nong van b" };
  const Wish all = { .sort = "head" };

  show (bench, &all);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      const Wish wish = { .find = typed[i], .sort = "head" };
      g_autofree char *what = g_strdup_printf ("keystroke “%s” in an open list", typed[i]);
      g_auto (GStrv) words = g_strsplit (typed[i], " ", -1);
      GString *match = g_string_new (NULL);
      g_autofree char *sql = NULL;

      for (guint j = 0; words[j] != NULL; j++)
        g_string_append_printf (match, "\"%s%s\" * ", mark, words[j]);
      sql = g_strdup_printf (FOUND ("%s"), match->str);
      report (bench, what, "ms", measure (bench, show, &wish), measure (bench, run_bare, sql));
      g_string_free (match, TRUE);
    }
}

static void
compare_lists (Bench *bench)
{
  const struct
  {
    const char *what;
    Wish wish;
    const char *sql;
  } cases[] = {
    { "open the list, all by head", { .sort = "head" }, LIVING_BY_HEAD BY_HEAD },
    { "class poor",
      { .filter = { .class_ = (char *)"poor" } },
      OF_YEAR ("class = 'poor'") BY_HEAD },
    { "poor or near-poor",
      { .filter = { .class_ = (char *)"listed" } },
      OF_YEAR ("class IN ('poor', 'near-poor')") BY_HEAD },
    { "class, deprivation and commune",
      { .filter = { .class_ = (char *)"poor", .deprivations = 1 << 6, .unit_id = bench->unit_id } },
      OF_YEAR ("class = 'poor' AND d7 = 1") IN_UNIT BY_HEAD },
    { "one commune", { .filter = { .unit_id = bench->unit_id } }, LIVING_BY_HEAD IN_UNIT BY_HEAD },
    { "one ethnic group",
      { .filter = { .ethnicity = (char *)"02" } },
      LIVING_BY_HEAD "AND ethnicity = '02'" BY_HEAD },
    { "class changed",
      { .filter = { .changed = TRUE } },
      LIVING_BY_HEAD
      "AND id IN (SELECT y.household_id FROM household_year AS y LEFT JOIN household_year AS b ON "
      "b.household_id = y.household_id AND b.year = 2022 WHERE y.year = 2023 AND y.class <> "
      "ifnull (b.class, 'not-poor') AND y.movement IS NOT 'other-out')" BY_HEAD },
    { "newly escaped",
      { .filter = { .escapes = SGN_ESCAPES_WITHIN } },
      LIVING_BY_HEAD
      "AND id IN (SELECT household_id FROM household_year WHERE movement = "
      "'escaped' AND state = 'official' AND decision_date >= '2020-09-01')" BY_HEAD },
    { "by class",
      { .sort = "standing" },
      "SELECT h.id FROM household AS h LEFT JOIN household_year AS y ON y.household_id = h.id AND "
      "y.year = 2023 WHERE h.ended_on IS NULL ORDER BY CASE y.class WHEN 'poor' THEN 0 WHEN "
      "'near-poor' THEN 1 WHEN 'average' THEN 2 WHEN 'not-poor' THEN 3 END, h.id" },
    { "by commune",
      { .sort = "commune" },
      "SELECT h.id FROM household AS h JOIN unit AS v ON v.id = h.unit_id JOIN unit AS c ON c.id = "
      "v.parent_id WHERE h.ended_on IS NULL ORDER BY vn_key (c.name), h.id" },
    { "by persons",
      { .sort = "-persons" },
      "SELECT h.id FROM household AS h JOIN (SELECT household_id, count(*) AS n FROM member WHERE "
      "left_on IS NULL GROUP BY household_id) AS m ON m.household_id = h.id WHERE h.ended_on IS "
      "NULL ORDER BY m.n DESC, h.id DESC" },
    { "by deprivations",
      { .sort = "-deprivations" },
      "SELECT h.id FROM household AS h LEFT JOIN household_year AS y ON y.household_id = h.id AND "
      "y.year = 2023 WHERE h.ended_on IS NULL ORDER BY y.d1 + y.d2 + y.d3 + y.d4 + y.d5 + y.d6 + "
      "y.d7 + y.d8 + y.d9 + y.d10 + y.d11 + y.d12 DESC, h.id DESC" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    report (bench, cases[i].what, "ms", measure (bench, show_first, &cases[i].wish),
            measure (bench, run_bare, cases[i].sql));
}

/* One household, the summaries, the rules */

static void
open_card (Bench *bench, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnHouseholdCard) card
      = sgn_household_card_load (bench->connection, bench->household_id, &error);

  g_assert_no_error (error);
}

static void
total_persons (Bench *bench, gconstpointer data)
{
  const SgnHouseholdFilter all = { 0 };
  g_autoptr (SgnQuery) query = sgn_household_filter_make_query (&all, YEAR, sgn_date_today ());
  g_autoptr (GError) error = NULL;
  gint64 total;

  g_assert_true (sgn_query_total (query, bench->connection, "persons", &total, &error));
  g_assert_no_error (error);
}

static void
load_progress (Bench *bench, gconstpointer villages)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = sgn_review_progress (bench->connection, YEAR, villages != NULL, &error);

  g_assert_no_error (error);
}

static void
load_movement (Bench *bench, gconstpointer class_)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = sgn_movement_load (bench->connection, YEAR, class_, NULL, &error);

  g_assert_no_error (error);
}

static void
run_rule (Bench *bench, gconstpointer rule)
{
  const char *const rules[] = { rule, NULL };
  const SgnCheckOptions options = { .year = YEAR, .rules = rules };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings
      = sgn_check_run (bench->connection, sgn_programme_types (), &options, NULL, &error);

  g_assert_no_error (error);
}

#define SCAN_YEARS \
  "SELECT sum(y.persons + length(y.class)) FROM household_year AS y WHERE y.year >= 2022"
#define SCAN_MEMBERS "SELECT sum(length(m.name) + length(m.id_number)) FROM member AS m"
#define SCAN_SHEETS                                                                             \
  "SELECT count(*) FROM household_year AS l JOIN household AS h ON h.id = l.household_id LEFT " \
  "JOIN review_sheet AS s ON s.household_id = h.id AND s.year = 2023 LEFT JOIN household_year " \
  "AS y ON y.household_id = h.id AND y.year = 2023 WHERE l.year = 2022 AND l.class IN "         \
  "('poor', 'near-poor') GROUP BY h.unit_id"

static void
compare_summaries (Bench *bench)
{
  static const struct
  {
    const char *rule, *sql;
  } rules[] = {
    { "RA-BASE-COUNT", SCAN_YEARS },     { "RA-CLASS", SCAN_YEARS },
    { "RA-DUPLICATE-ID", SCAN_MEMBERS }, { "RA-HEAD", SCAN_MEMBERS },
    { "RA-IDENTITY", SCAN_MEMBERS },     { "RA-MOVEMENT", SCAN_YEARS },
  };

  report (
      bench, "open one household", "ms", measure (bench, open_card, NULL),
      measure (bench, run_bare,
               "SELECT m.id FROM member AS m WHERE m.household_id = :household UNION ALL SELECT "
               "y.id FROM household_year AS y WHERE y.household_id = :household"));
  report (bench, "persons of all households", "ms", measure (bench, total_persons, NULL),
          measure (bench, run_bare,
                   "SELECT count(*) FROM member AS m JOIN household AS h ON h.id = m.household_id "
                   "WHERE m.left_on IS NULL AND h.ended_on IS NULL"));
  report (bench, "progress of the review, communes", "ms", measure (bench, load_progress, NULL),
          measure (bench, run_bare, SCAN_SHEETS));
  report (bench, "progress of the review, villages", "ms", measure (bench, load_progress, bench),
          measure (bench, run_bare, SCAN_SHEETS));
  report (bench, "movement of the poor", "ms", measure (bench, load_movement, "poor"),
          measure (bench, run_bare, SCAN_YEARS));
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *what = g_strdup_printf ("rule %s", rules[i].rule);

      report (bench, what, "ms", measure (bench, run_rule, rules[i].rule),
              measure (bench, run_bare, rules[i].sql));
    }
}

/* Memory */

/* What this process holds now, in MB; 0 where the system does not say. */
static double
read_memory (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL)
      || (line = strstr (text, "VmRSS:")) == NULL)
    return 0;
  return (double)g_ascii_strtoll (line + strlen ("VmRSS:"), NULL, 10) / 1024;
}

/* A list of one commune, then of all of them, each with its rows in view: before anything else has
 * left its memory behind. */
static void
compare_memory (Bench *bench)
{
  const Wish commune = { .filter = { .unit_id = bench->unit_id }, .sort = "head" };
  const Wish all = { .sort = "head" };
  double few, many;

  show (bench, &commune);
  few = read_memory ();
  show (bench, &all);
  many = read_memory ();
  report (bench, "memory with a list of all, and of one commune", "MB", many, few);
}

/* Making it */

static char *
find_registry (void)
{
  const char *given = g_getenv ("SGN_BENCH_REGISTRY");
  g_autoptr (GError) error = NULL;
  char *path;

  if (given != NULL)
    return g_strdup (given);
  path = test_make_path ("people.sgn");
  {
    g_autoptr (SgnLedger) ledger = sgn_sample_create_sized (path, TRUE, N_HOUSEHOLDS, &error);

    g_assert_no_error (error);
    g_assert_true (sgn_ledger_close (ledger, &error));
  }
  return path;
}

static gint64
read_int (Bench *bench, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  g_assert_true (sgn_connection_query_int (bench->connection, sql, 0, &value, &error));
  g_assert_no_error (error);
  return value;
}

static char *
read_mark (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (bench->connection,
                                "SELECT mark FROM finder_mark WHERE type = 'household'", &error);

  g_assert_no_error (error);
  g_assert_cmpint (sgn_statement_step (statement, &error), ==, SGN_ROW);
  return g_strdup (sgn_statement_text (statement, 0));
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *mark = NULL;
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_setenv ("SGN_TODAY", "2023-08-31", FALSE);
  path = find_registry ();
  bench.ledger = sgn_programme_open (path, SGN_LEDGER_OPEN_NO_DAILY_BACKUP, "Đo", NULL, &error);
  g_assert_no_error (error);
  bench.connection = sgn_ledger_get_connection (bench.ledger);
  bench.json = g_string_new (NULL);
  bench.unit_id
      = read_int (&bench, "SELECT id FROM unit WHERE level = 'commune' ORDER BY id LIMIT 1");
  bench.household_id
      = read_int (&bench, "SELECT max (household_id) FROM household_year WHERE year = 2023");
  bench.list = sgn_row_list_new (bench.ledger, sgn_programme_types ());
  g_signal_connect_swapped (bench.list, "loaded", G_CALLBACK (loaded_cb), &bench);
  mark = read_mark (&bench);

  g_print ("# %-52s %12s %12s %6s\n", "a registry of 300,000 households", "ours", "bare SQL",
           "ratio");
  compare_memory (&bench);
  compare_search (&bench, mark);
  compare_lists (&bench);
  {
    const Wish all = { .sort = "head" };

    show (&bench, &all);
    report (&bench, "fill 205 rows", "ms", measure (&bench, fill_cb, NULL),
            measure (&bench, run_bare,
                     "SELECT h.id, h.head, y.class, v.name, c.name, h.ethnicity, (SELECT count(*) "
                     "FROM member AS m WHERE m.household_id = h.id) FROM household AS h JOIN unit "
                     "AS v ON v.id = h.unit_id LEFT JOIN unit AS c ON c.id = v.parent_id LEFT JOIN "
                     "household_year AS y ON y.household_id = h.id AND y.year = 2023 ORDER BY "
                     "name_key (h.head), h.id LIMIT 205"));
  }
  compare_summaries (&bench);
  g_print ("# {\"bench\":\"people\",\"households\":%" G_GINT64_FORMAT ",\"results\":{%s}}\n",
           read_int (&bench, "SELECT count(*) FROM household"), bench.json->str);
  g_print ("ok 1 /bench/people\n1..1\n");
  g_object_unref (bench.list);
  g_assert_true (sgn_ledger_close (bench.ledger, NULL));
  g_object_unref (bench.ledger);
  g_string_free (bench.json, TRUE);
  return 0;
}
