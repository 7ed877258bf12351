#include "config.h"

#include "app-fixture.h"

#include "app/pages/sgn-dashboard-page.h"
#include "app/pages/sgn-dashboard-poverty.h"
#include "app/pages/sgn-review-page-counts.h"
#include "app/pages/sgn-review-table.h"
#include "app/sgn-window.h"
#include "app/widgets/sgn-class-chart.h"
#include "app/widgets/sgn-heat-map.h"
#include "app/widgets/sgn-options.h"
#include "app/widgets/sgn-row-view.h"
#include "programme/sgn-poverty-summary.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-sample.h"

#define NEAR_POOR_COLUMN 3

typedef struct
{
  char *path;
  SgnLedger *ledger;
  SgnWindow *window;
  SgnPage *page;
  GtkWidget *poverty;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->path = app_test_make_registry (TRUE, 300);
  f->window = SGN_WINDOW (sgn_window_new (NULL));
  gtk_window_present (GTK_WINDOW (f->window));
  g_assert_true (sgn_window_open (f->window, f->path));
  f->ledger = sgn_window_get_ledger (f->window);
  sgn_window_show_page (f->window, "dashboard");
  f->page = sgn_window_get_page (f->window, "dashboard");
  f->poverty = app_test_find (GTK_WIDGET (f->page), SGN_TYPE_DASHBOARD_POVERTY);
  app_wait_until (gtk_widget_get_mapped (GTK_WIDGET (f->page)));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sgn_window_set_ledger (f->window, NULL);
  gtk_window_destroy (GTK_WINDOW (f->window));
  app_test_settle ();
  g_free (f->path);
}

/* It reads when it is first seen, not before. */
static void
show_tab (Fixture *f)
{
  GtkWidget *tabs = gtk_widget_get_ancestor (f->poverty, GTK_TYPE_STACK);

  g_assert_null (sgn_review_tab_get_status (SGN_REVIEW_TAB (f->poverty)));
  gtk_stack_set_visible_child_name (GTK_STACK (tabs), "poverty");
  app_wait_until (sgn_review_tab_get_status (SGN_REVIEW_TAB (f->poverty)) != NULL);
  app_test_settle ();
}

static SgnPovertySummary *
load (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  SgnPovertySummary *summary = sgn_poverty_summary_new (sgn_ledger_get_connection (f->ledger), 2023,
                                                        0, sgn_date_today (), &error);

  g_assert_no_error (error);
  return summary;
}

static void
test_figures (Fixture *f, gconstpointer data)
{
  g_autoptr (SgnPovertySummary) summary = load (f);
  g_autofree char *poor = g_strdup_printf ("%d", (int)summary->total.households[SGN_POVERTY_POOR]);
  g_autofree char *cell = NULL;
  g_autofree char *words = NULL;
  g_autofree char *expected = NULL;
  SgnHeatMap *map;

  show_tab (f);
  g_assert_cmpint (summary->total.households[SGN_POVERTY_POOR], >, 0);
  g_assert_nonnull (app_test_find_label (f->poverty, poor));
  map = SGN_HEAT_MAP (app_test_find (f->poverty, SGN_TYPE_HEAT_MAP));
  cell = SGN_CHART_GET_CLASS (map)->describe_item (SGN_CHART (map), 0);
  expected = g_strdup_printf ("Tất cả, Việc làm: %d hộ", (int)summary->total.deprived[0]);
  g_assert_true (g_str_has_prefix (cell, expected));
  words = sgn_chart_describe (SGN_CHART (app_test_find (f->poverty, SGN_TYPE_CLASS_CHART)));
  g_assert_nonnull (strstr (words, "Năm 2023: "));
  g_assert_cmpstr (sgn_page_get_status (f->page), ==,
                   sgn_review_tab_get_status (SGN_REVIEW_TAB (f->poverty)));
}

/* What the window of records lists behind a figure. */
static guint
count_records (void)
{
  GtkWindow *records;
  GtkWidget *rows;
  guint n;

  app_wait_until (app_test_toplevel (g_type_from_name ("SgnRecordsWindow")) != NULL);
  records = app_test_toplevel (g_type_from_name ("SgnRecordsWindow"));
  rows = app_test_find (GTK_WIDGET (records), SGN_TYPE_ROW_VIEW);
  app_wait_until (sgn_row_view_get_status (SGN_ROW_VIEW (rows)) != NULL
                  && sgn_row_view_get_count (SGN_ROW_VIEW (rows)) > 0);
  n = sgn_row_view_get_count (SGN_ROW_VIEW (rows));
  gtk_window_destroy (records);
  app_test_settle ();
  return n;
}

/* A cell that tells its part and its indicator from the others. */
static gboolean
find_deprived (const SgnPovertySummary *summary, guint *part, guint *indicator)
{
  for (*part = 1; *part < summary->rows->len; (*part)++)
    for (*indicator = 1; *indicator < SGN_POVERTY_INDICATORS; (*indicator)++)
      {
        const SgnPovertyRow *row = g_ptr_array_index (summary->rows, *part);
        const SgnPovertyRow *before = g_ptr_array_index (summary->rows, *part - 1);
        gint64 n = row->deprived[*indicator];

        if (n > 0 && n != row->deprived[*indicator - 1] && n != before->deprived[*indicator])
          return TRUE;
      }
  return FALSE;
}

static gboolean
find_near_poor (const SgnPovertySummary *summary, guint *part)
{
  for (*part = 0; *part < summary->rows->len; (*part)++)
    {
      const SgnPovertyRow *row = g_ptr_array_index (summary->rows, *part);

      if (row->households[SGN_POVERTY_NEAR_POOR] > 0
          && row->households[SGN_POVERTY_NEAR_POOR] != row->households[SGN_POVERTY_POOR])
        return TRUE;
    }
  return FALSE;
}

static void
test_records (Fixture *f, gconstpointer data)
{
  g_autoptr (SgnPovertySummary) summary = load (f);
  const SgnPovertyRow *row;
  g_autoptr (SgnReviewRow) line = NULL;
  GtkWidget *table;
  SgnHeatMap *map;
  SgnClassChart *chart;
  guint part, indicator;

  show_tab (f);
  map = SGN_HEAT_MAP (app_test_find (f->poverty, SGN_TYPE_HEAT_MAP));
  chart = SGN_CLASS_CHART (app_test_find (f->poverty, SGN_TYPE_CLASS_CHART));
  table = app_test_find (f->poverty, SGN_TYPE_REVIEW_TABLE);
  g_assert_true (gtk_widget_activate_action (f->poverty, "poverty.tile", "i", 0));
  g_assert_cmpuint (count_records (), ==, summary->total.households[SGN_POVERTY_POOR]);
  g_assert_true (gtk_widget_activate_action (f->poverty, "poverty.escaped", NULL));
  g_assert_cmpuint (count_records (), ==, summary->escaped);
  g_assert_true (gtk_widget_activate_action (f->poverty, "poverty.term", "(ii)", 0, SGN_TERM_END));
  g_assert_cmpuint (count_records (), ==, summary->movement[SGN_POVERTY_POOR][SGN_TERM_END]);
  g_signal_emit_by_name (map, "activated", 2);
  g_assert_cmpuint (count_records (), ==, summary->total.deprived[2]);
  g_assert_true (find_deprived (summary, &part, &indicator));
  row = g_ptr_array_index (summary->rows, part);
  g_signal_emit_by_name (map, "activated", (part + 1) * SGN_POVERTY_INDICATORS + indicator);
  g_assert_cmpuint (count_records (), ==, row->deprived[indicator]);
  g_assert_true (find_near_poor (summary, &part));
  row = g_ptr_array_index (summary->rows, part);
  line = sgn_review_row_new (row->unit_id, row->name);
  g_signal_emit_by_name (table, "figure", line, NEAR_POOR_COLUMN);
  g_assert_cmpuint (count_records (), ==, row->households[SGN_POVERTY_NEAR_POOR]);
  g_signal_emit_by_name (chart, "activated", summary->years->len - 2);
  g_assert_cmpuint (count_records (), ==,
                    summary->total.before[SGN_POVERTY_POOR]
                        + summary->total.before[SGN_POVERTY_NEAR_POOR]);
}

/* The sheet of the tab that is seen, and what a change of the ledger does to it. */
static void
test_sheet (Fixture *f, gconstpointer data)
{
  g_autoptr (SgnPovertySummary) summary = load (f);
  g_autoptr (SgnSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;

  show_tab (f);
  sheet = SGN_PAGE_GET_CLASS (f->page)->make_sheet (f->page, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sgn_sheet_get_title (sheet), ==, "HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2023 THEO ĐƠN VỊ");
  g_assert_cmpuint (sgn_sheet_n_rows (sheet), ==, summary->rows->len + 1);
  g_assert_cmpint (sgn_sheet_get_cell (sheet, 0, 1)->integer, ==,
                   summary->total.households[SGN_POVERTY_POOR]);
}

static GtkWidget *
find_counts (Fixture *f)
{
  SgnPage *review = sgn_window_get_page (f->window, "review");

  return review != NULL ? app_test_find (GTK_WIDGET (review), SGN_TYPE_REVIEW_COUNTS) : NULL;
}

/* Without a population there is no rate, and the way to it stands there. */
static void
test_no_base (Fixture *f, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_base_count);
  g_autoptr (GArray) ids = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);

  show_tab (f);
  g_assert_false (gtk_widget_get_visible (app_test_find_button (f->poverty, "_Nhập")));
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (SgnRecord) count
          = sgn_record_load (sgn_ledger_get_connection (f->ledger), &sgn_type_base_count,
                             g_array_index (ids, gint64, i), NULL);

      sgn_record_set_int (count, "households", 0);
      g_assert_true (sgn_record_save_as_change (count, f->ledger, NULL, NULL));
    }
  app_wait_until (app_test_find_label (f->poverty, "chưa có tổng số hộ dân cư") != NULL);
  g_assert_true (gtk_widget_get_visible (app_test_find_button (f->poverty, "_Nhập")));

  /* It leads to where the counts of that very year are entered. */
  sgn_options_select (GTK_DROP_DOWN (app_test_find (f->poverty, GTK_TYPE_DROP_DOWN)), "2022");
  app_wait_until (strstr (sgn_review_tab_get_status (SGN_REVIEW_TAB (f->poverty)), "2022"));
  g_signal_emit_by_name (app_test_find_button (f->poverty, "_Nhập"), "clicked");
  app_wait_until (find_counts (f) != NULL && gtk_widget_get_mapped (find_counts (f)));
  g_assert_cmpint (sgn_review_tab_get_year (SGN_REVIEW_TAB (find_counts (f))), ==, 2022);
}

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  app_test_register_types ();
#define ADD(name, function) \
  g_test_add ("/dashboard-poverty/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("figures", test_figures);
  ADD ("records", test_records);
  ADD ("sheet", test_sheet);
  ADD ("no-base", test_no_base);
#undef ADD
  return g_test_run ();
}
