#include "config.h"

#include "record-fixture.h"
#include "record/sgn-cursor.h"
#include "record/sgn-finder.h"
#include "record/sgn-row-list.h"

/*
 * What lists of 300,000 records cost: ids in order, search, filling what is in view, streaming.
 * Everything is held against the same SQL run bare in the same process, so that the ratio says
 * something on any machine. Prints a table, and one line of JSON.
 */

#define N_ROWS "300000"
#define N_RUNS 7
#define N_IN_VIEW 205

/* Names as they are: few families, many given names. */
#define ADD_UNITS                                                                                            \
  "WITH RECURSIVE n (i) AS (VALUES (1000) UNION ALL SELECT i + 1 FROM n WHERE i < 1000 + " N_ROWS            \
  ") INSERT INTO unit (id, parent_id, level, kind, name, position) "                                         \
  "SELECT i, 1 + i % 21, CASE i % 3 WHEN 0 THEN 'commune' ELSE 'village' END, 'xa', "                        \
  "json_extract ('[\"Nông\",\"Nguyễn\",\"Hoàng\",\"Lý\",\"Đàm\",\"Bế\",\"Lương\",\"Triệu\"]', " \
  "'$[' || (i * 2654435761 / 4096 % 8) || ']') || ' ' || "                                                   \
  "json_extract ('[\"Văn\",\"Thị\",\"Đức\",\"Ngọc\",\"Thị Thu\",\"Quốc\"]', "                    \
  "'$[' || (i * 2246822519 / 4096 % 6) || ']') || ' ' || "                                                   \
  "json_extract ('[\"Sáng\",\"Ân\",\"Ánh\",\"Bình\",\"Đào\",\"Đạo\",\"Hằng\",\"Mai\",\"Ưng\","   \
  "\"Thủy\",\"Yến\",\"Khánh\"]', '$[' || (i * 3266489917 / 4096 % 12) || ']') || ' ' || (i % "          \
  "997), "                                                                                                   \
  "i * 31 % 1009 FROM n"

#define ADD_LINES                                                                               \
  "WITH RECURSIVE n (i) AS (VALUES (2000000) UNION ALL SELECT i + 1 FROM n WHERE i < 2049999) " \
  "INSERT INTO funding_line (id, decision_id, component_id, unit_id, source, amount, note) "    \
  "SELECT i, 1900001, 1900100 + i % 20, 1 + i % 21, 'central', i * 1000, 'ghi chú ' || i FROM n"

#define SEARCH_SQL(match)                                                                \
  "SELECT id FROM unit WHERE id IN (SELECT rowid FROM finder WHERE finder MATCH '" match \
  "') ORDER BY vn_key (name), id"

typedef struct
{
  Fixture base;
  GString *json;
  gboolean loaded;
} Bench;

typedef void (*BenchFunc) (Bench *bench, gconstpointer data);

/* The median, in milliseconds. */
static double
measure (Bench *bench, BenchFunc func, gconstpointer data)
{
  double runs[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      func (bench, data);
      runs[i] = (double)(g_get_monotonic_time () - start) / 1000;
      for (guint j = i; j > 0 && runs[j] < runs[j - 1]; j--)
        {
          double swap = runs[j];

          runs[j] = runs[j - 1];
          runs[j - 1] = swap;
        }
    }
  return runs[N_RUNS / 2];
}

static void
report (Bench *bench, const char *what, double ours, double bare)
{
  char ours_text[G_ASCII_DTOSTR_BUF_SIZE], bare_text[G_ASCII_DTOSTR_BUF_SIZE];
  char ratio[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (ours_text, sizeof ours_text, "%.2f", ours);
  g_ascii_formatd (bare_text, sizeof bare_text, "%.2f", bare);
  g_ascii_formatd (ratio, sizeof ratio, "%.2f", ours / bare);
  g_print ("# %-52s %9s ms %9s ms %6s\n", what, ours_text, bare_text, ratio);
  g_string_append_printf (bench->json, "%s\"%s\":{\"ms\":%s,\"bare_ms\":%s,\"ratio\":%s}",
                          bench->json->len > 0 ? "," : "", what, ours_text, bare_text, ratio);
}

/* Bare: every row of a statement is stepped over, and its first column read. */
static void
run_bare (Bench *bench, gconstpointer sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (bench->base.connection, sql, &error);
  gint64 sum = 0;

  g_assert_no_error (error);
  while (sgn_statement_step (statement, &error) == SGN_ROW)
    sum += sgn_statement_int (statement, 0);
  g_assert_no_error (error);
  g_assert_cmpint (sum, >, 0);
}

static void
run_query (Bench *bench, gconstpointer query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = sgn_query_run (query, bench->base.connection, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ids->len, >, 0);
}

static void
compare_ids (Bench *bench, const char *what, const char *level, const char *sort, const char *find,
             const char *sql)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);

  if (level != NULL)
    sgn_query_where_text (query, "level", level);
  g_assert_true (sgn_query_set_sort (query, sort));
  sgn_query_find (query, find);
  report (bench, what, measure (bench, run_query, query), measure (bench, run_bare, sql));
}

static void
loaded_cb (Bench *bench)
{
  bench->loaded = TRUE;
}

static void
show (Bench *bench, SgnRowList *list, const char *sort, const char *find)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);

  sgn_query_set_sort (query, sort);
  sgn_query_find (query, find);
  bench->loaded = FALSE;
  sgn_row_list_set_query (list, query);
  while (!bench->loaded)
    g_main_context_iteration (NULL, TRUE);
}

static GPtrArray *
fill_view (SgnRowList *list)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < N_IN_VIEW; i++)
    {
      SgnRowSlot *slot = g_list_model_get_item (G_LIST_MODEL (list), i);

      sgn_row_slot_get_text (slot, "name");
      sgn_row_slot_get_text (slot, "parent-id");
      sgn_row_slot_get_text (slot, "kind");
      g_ptr_array_add (rows, slot);
    }
  return rows;
}

/* From nothing to the rows a view asks for first. */
static void
open_list (Bench *bench, gconstpointer data)
{
  g_autoptr (SgnRowList) list = sgn_row_list_new (bench->base.ledger, &test_types);
  g_autoptr (GPtrArray) rows = NULL;

  g_signal_connect_swapped (list, "loaded", G_CALLBACK (loaded_cb), bench);
  show (bench, list, "name", NULL);
  rows = fill_view (list);
}

static void
fill_view_cb (Bench *bench, gconstpointer list)
{
  g_autoptr (GPtrArray) rows = fill_view ((SgnRowList *)list);
}

/* A keystroke in the search field of an open list: the whole way until the rows in view are right.
 */
typedef struct
{
  SgnRowList *list;
  const char *typed;
} Keystroke;

static void
type_key (Bench *bench, gconstpointer data)
{
  const Keystroke *keystroke = data;

  show (bench, keystroke->list, "name", keystroke->typed);
}

static void
stream (Bench *bench, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_line);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnCursor) cursor = NULL;
  gsize n = 0;

  sgn_query_set_sort (query, "");
  cursor = sgn_query_open_rows (query, bench->base.connection, NULL, NULL, &error);
  g_assert_no_error (error);
  while (sgn_cursor_step (cursor, &error) == SGN_ROW)
    for (guint i = 0; i < sgn_cursor_n_fields (cursor); i++)
      n += sgn_cursor_text (cursor, i) != NULL;
  g_assert_cmpint (n, >, 0);
}

static void
fill_ledger (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  fixture_run_derived (&bench->base, "CREATE INDEX bench_name ON unit (vn_key (name))");
  fixture_run_derived (&bench->base, "CREATE INDEX bench_level ON unit (level, vn_key (name))");
  fixture_run_derived (&bench->base,
                       "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n "
                       "WHERE i < 21) INSERT INTO unit (id, level, kind, name) "
                       "SELECT i, 'district', 'huyen', 'Huyện ' || i FROM n");
  fixture_run_derived (&bench->base, ADD_UNITS);
  fixture_run_derived (&bench->base,
                       "WITH RECURSIVE n (i) AS (VALUES (1900100) UNION ALL SELECT i + 1 FROM n "
                       "WHERE i < 1900120) INSERT INTO component (id, code, name, kind, position) "
                       "SELECT i, i % 100, 'Dự án ' || i, 'project', i FROM n");
  fixture_run_derived (&bench->base,
                       "INSERT INTO funding_decision (id, year, kind, title, state) VALUES "
                       "(1900001, 2023, 'assigned', 'Giao vốn', 'issued')");
  fixture_run_derived (&bench->base, ADD_LINES);
  sgn_finder_attach (bench->base.ledger, &test_types, &error);
  g_assert_no_error (error);
}

static void
compare_queries (Bench *bench)
{
  compare_ids (bench, "ids by name", NULL, "name", NULL,
               "SELECT id FROM unit ORDER BY vn_key (name), id");
  compare_ids (bench, "ids by name, descending", NULL, "-name", NULL,
               "SELECT id FROM unit ORDER BY vn_key (name) DESC, id DESC");
  compare_ids (bench, "ids by name, one level", "village", "name", NULL,
               "SELECT id FROM unit WHERE level = 'village' ORDER BY vn_key (name), id");
  compare_ids (bench, "ids by number, no index", NULL, "position", NULL,
               "SELECT id FROM unit ORDER BY position, id");
  compare_ids (bench, "ids by what they belong to", NULL, "parent-id", NULL,
               "SELECT u.id FROM unit AS u LEFT JOIN unit AS p ON p.id = u.parent_id "
               "ORDER BY vn_key (p.name), u.id");
  compare_ids (bench, "search three words, nothing kept", NULL, "name", "nguyen thi thuy",
               SEARCH_SQL ("\"anguyen\" * \"athi\" * \"athuy\" *"));
}

static void
compare_lists (Bench *bench)
{
  static const char read_view[]
      = "SELECT r.id, r.parent_id, r.level, r.kind, r.code, r.name, r.position, r.valid_from, "
        "r.valid_to, p.name FROM unit AS r LEFT JOIN unit AS p ON p.id = r.parent_id "
        "ORDER BY vn_key (r.name), r.id LIMIT 205";
  static const struct
  {
    const char *typed, *sql;
  } keys[] = {
    { "n", SEARCH_SQL ("\"an\" *") },
    { "ng", SEARCH_SQL ("\"ang\" *") },
    { "nguyen t", SEARCH_SQL ("\"anguyen\" * \"at\" *") },
    { "nguyen thi thuy", SEARCH_SQL ("\"anguyen\" * \"athi\" * \"athuy\" *") },
  };
  g_autoptr (SgnRowList) list = sgn_row_list_new (bench->base.ledger, &test_types);
  g_autoptr (GPtrArray) rows = NULL;

  g_signal_connect_swapped (list, "loaded", G_CALLBACK (loaded_cb), bench);
  report (bench, "open a list, 205 rows in view", measure (bench, open_list, NULL),
          measure (bench, run_bare, "SELECT id FROM unit ORDER BY vn_key (name), id"));
  show (bench, list, "name", NULL);
  report (bench, "fill 205 rows", measure (bench, fill_view_cb, list),
          measure (bench, run_bare, read_view));
  rows = fill_view (list);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      Keystroke keystroke = { list, keys[i].typed };
      g_autofree char *what = g_strdup_printf ("keystroke '%s' in an open list", keys[i].typed);

      report (bench, what, measure (bench, type_key, &keystroke),
              measure (bench, run_bare, keys[i].sql));
    }
  report (bench, "stream 50,000 rows with titles", measure (bench, stream, NULL),
          measure (bench, run_bare,
                   "SELECT id, decision_id, component_id, unit_id, owner_id, source, capital_kind, "
                   "amount, note FROM funding_line"));
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  bench.json = g_string_new (NULL);
  fixture_set_up (&bench.base, NULL);
  fill_ledger (&bench);
  g_print ("# %-52s %12s %12s %6s\n", N_ROWS " records", "ours", "bare SQL", "ratio");
  compare_queries (&bench);
  compare_lists (&bench);
  g_print ("# {\"bench\":\"list\",\"rows\":" N_ROWS ",\"results\":{%s}}\n", bench.json->str);
  g_print ("ok 1 /bench/list\n1..1\n");
  fixture_tear_down (&bench.base, NULL);
  g_string_free (bench.json, TRUE);
  return 0;
}
