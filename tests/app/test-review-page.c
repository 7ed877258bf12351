#include "config.h"

#include "app-fixture.h"

#include "app/pages/sgn-review-page-worklist.h"
#include "app/pages/sgn-review-page.h"
#include "app/pages/sgn-review-table.h"
#include "app/sgn-window.h"
#include "app/widgets/sgn-row-view.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review.h"
#include "programme/sgn-sample.h"

/* A district of 420 made-up households: those of 2023 are reviewed but for a few that asked late.
 */

typedef struct
{
  SgnLedger *ledger;
  GtkWidget *window;
  SgnPage *page;
  GtkStack *stack;
} Fixture;

static SgnLedger *
make_ledger (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("sgn-review-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "mẫu.sgn", NULL);
  g_autoptr (SgnLedger) made = sgn_sample_create_sized (path, FALSE, 420, &error);

  g_assert_no_error (error);
  g_assert_true (sgn_ledger_close (made, &error));
  return app_test_open (path);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->ledger = make_ledger ();
  f->window = sgn_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1280, 720);
  gtk_window_present (GTK_WINDOW (f->window));
  sgn_window_set_ledger (SGN_WINDOW (f->window), f->ledger);
  sgn_window_show_page (SGN_WINDOW (f->window), "review");
  f->page = sgn_window_get_page (SGN_WINDOW (f->window), "review");
  f->stack = GTK_STACK (
      gtk_widget_get_ancestor (app_test_find (GTK_WIDGET (f->page), SGN_TYPE_REVIEW_WORKLIST),
                               GTK_TYPE_STACK));
  app_wait_until (sgn_page_get_badge (f->page) != NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  app_test_settle ();
  g_object_unref (f->ledger);
}

static GtkWidget *
show_tab (Fixture *f, const char *name)
{
  gtk_stack_set_visible_child_name (f->stack, name);
  return gtk_stack_get_visible_child (f->stack);
}

static SgnReviewRow *
select_row (SgnReviewTable *table, gint64 id)
{
  g_assert_true (sgn_review_table_select (table, id));
  return sgn_review_table_get_selected (table);
}

static guint
count_sheets (Fixture *f, const char *state)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_review_sheet);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_int (query, "year", 2023);
  sgn_query_where_text (query, "state", state);
  ids = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  return ids->len;
}

/* --- worklist --- */

static void
test_worklist (Fixture *f, gconstpointer data)
{
  GtkWidget *tab = show_tab (f, "worklist");
  SgnReviewTable *units = SGN_REVIEW_TABLE (app_test_find (tab, SGN_TYPE_REVIEW_TABLE));
  SgnRowView *households = SGN_ROW_VIEW (app_test_find (tab, SGN_TYPE_ROW_VIEW));
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) progress
      = sgn_review_progress (sgn_ledger_get_connection (f->ledger), 2023, FALSE, &error);
  const SgnReviewProgress *first = &g_array_index (progress, SgnReviewProgress, 0);
  gint64 all = 0;
  guint n;

  g_assert_no_error (error);
  for (guint i = 0; i < progress->len; i++)
    all += g_array_index (progress, SgnReviewProgress, i).to_review;
  app_wait_until (sgn_row_view_get_count (households) == (guint)all);
  g_assert_true (g_str_has_suffix (sgn_page_get_badge (f->page), "%"));

  g_assert_cmpint (select_row (units, first->unit_id)->numbers[0], ==, first->to_review);
  app_wait_until (sgn_row_view_get_count (households) == (guint)first->to_review);

  /* Only what the state chosen says: those whose sheet is only opened. */
  select_row (units, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (app_test_find (tab, GTK_TYPE_DROP_DOWN)), 2);
  n = count_sheets (f, "open");
  g_assert_cmpuint (n, >, 0);
  app_wait_until (sgn_row_view_get_count (households) == n);
}

/* The table the keyboard is in is what is exported. */
static void
test_worklist_sheet (Fixture *f, gconstpointer data)
{
  GtkWidget *tab = show_tab (f, "worklist");
  SgnReviewTable *units = SGN_REVIEW_TABLE (app_test_find (tab, SGN_TYPE_REVIEW_TABLE));
  SgnRowView *households = SGN_ROW_VIEW (app_test_find (tab, SGN_TYPE_ROW_VIEW));
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSheet) progress = NULL;
  g_autoptr (SgnSheet) list = NULL;

  app_wait_until (sgn_row_view_get_count (households) > 0);
  gtk_widget_grab_focus (GTK_WIDGET (units));
  progress = SGN_PAGE_GET_CLASS (f->page)->make_sheet (f->page, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sgn_sheet_n_rows (progress), ==, 22);
  gtk_widget_grab_focus (app_test_find (GTK_WIDGET (households), GTK_TYPE_COLUMN_VIEW));
  list = SGN_PAGE_GET_CLASS (f->page)->make_sheet (f->page, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (sgn_sheet_get_title (list), "2023"));
  g_assert_cmpuint (sgn_sheet_n_columns (list), <, 8);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add ("/review-page/worklist", Fixture, NULL, set_up, test_worklist, tear_down);
  g_test_add ("/review-page/worklist-sheet", Fixture, NULL, set_up, test_worklist_sheet, tear_down);
  return g_test_run ();
}
