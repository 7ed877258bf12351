#include "config.h"

#include "app-fixture.h"

#include "app/pages/sgn-review-page-closing.h"
#include "app/pages/sgn-review-page-worklist.h"
#include "app/pages/sgn-review-page.h"
#include "app/pages/sgn-review-table.h"
#include "app/sgn-change-job.h"
#include "app/sgn-window.h"
#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-grid-records.h"
#include "app/widgets/sgn-row-view.h"
#include "base/sgn-text.h"
#include "programme/sgn-household-events.h"
#include "programme/sgn-movement.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review-board.h"
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

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *path = app_test_make_registry (FALSE, 420);

  f->ledger = app_test_open (path);
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

static GtkColumnView *
get_view (SgnReviewTable *table)
{
  return GTK_COLUMN_VIEW (app_test_find (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW));
}

static void
sort_by (SgnReviewTable *table, guint column, GtkSortType order)
{
  GtkColumnView *view = get_view (table);
  g_autoptr (GtkColumnViewColumn) by
      = g_list_model_get_item (gtk_column_view_get_columns (view), column);

  gtk_column_view_sort_by_column (view, by, order);
}

/* Returns: (transfer full): the rows in the order shown */
static GPtrArray *
list_rows (SgnReviewTable *table)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (get_view (table)));
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      g_ptr_array_add (rows, GTK_IS_TREE_LIST_ROW (item)
                                 ? gtk_tree_list_row_get_item (GTK_TREE_LIST_ROW (item))
                                 : g_object_ref (item));
    }
  return rows;
}

/* The whole stays first whichever way it is sorted, and villages stay below their commune. */
static void
test_worklist_sorted (Fixture *f, gconstpointer data)
{
  GtkWidget *tab = show_tab (f, "worklist");
  SgnReviewTable *units = SGN_REVIEW_TABLE (app_test_find (tab, SGN_TYPE_REVIEW_TABLE));
  g_autoptr (GPtrArray) rows = list_rows (units);
  SgnReviewRow *commune = rows->pdata[3];
  g_autoptr (SgnReviewRow) village = g_list_model_get_item (G_LIST_MODEL (commune->parts), 0);
  guint at = 0;

  g_assert_cmpuint (rows->len, ==, 22);
  for (GtkSortType order = GTK_SORT_ASCENDING; order <= GTK_SORT_DESCENDING; order++)
    {
      const int sign = order == GTK_SORT_ASCENDING ? 1 : -1;

      sort_by (units, 1, order);
      g_clear_pointer (&rows, g_ptr_array_unref);
      rows = list_rows (units);
      g_assert_true (((SgnReviewRow *)rows->pdata[0])->total);
      for (guint i = 2; i < rows->len; i++)
        g_assert_cmpint (sign * ((SgnReviewRow *)rows->pdata[i - 1])->numbers[0], <=,
                         sign * ((SgnReviewRow *)rows->pdata[i])->numbers[0]);
    }
  g_assert_true (sgn_review_table_select (units, village->id));
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = list_rows (units);
  g_assert_true (g_ptr_array_find (rows, commune, &at));
  for (guint i = 1; i <= g_list_model_get_n_items (G_LIST_MODEL (commune->parts)); i++)
    g_assert_cmpint (((SgnReviewRow *)rows->pdata[at + i])->numbers[0], <=, commune->numbers[0]);
  g_assert_cmpuint (rows->len, ==, 22 + g_list_model_get_n_items (G_LIST_MODEL (commune->parts)));
}

static gint64
count_out (Fixture *f)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_household_year);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_int (query, "year", 2023);
  sgn_query_where_text (query, "movement", "other-out");
  ids = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  return ids->len;
}

/* One that asked, was poor last year and has no class yet, is no more. */
static void
end_household (Fixture *f)
{
  SgnConnection *connection = sgn_ledger_get_connection (f->ledger);
  g_autoptr (SgnQuery) query
      = sgn_review_list_at (connection, 2023, 0, SGN_REVIEW_STAGE_OPEN, NULL);
  g_autoptr (GArray) ids = sgn_query_run (query, connection, NULL, NULL);
  const gint64 id = g_array_index (ids, gint64, 0);
  g_autoptr (SgnRecord) household = sgn_record_load (connection, &sgn_type_household, id, NULL);
  g_autoptr (SgnRecord) year = sgn_record_new (&sgn_type_household_year);
  const SgnEvent event = { .date = { 2023, 5, 1 }, .reason = "Không còn ai" };
  g_autoptr (GError) error = NULL;

  sgn_record_set_int (year, "household-id", id);
  sgn_record_set_int (year, "year", 2022);
  sgn_record_set_int (year, "unit-id", sgn_record_get_int (household, "unit-id"));
  sgn_record_set_text (year, "class", "poor");
  sgn_record_set_text (year, "state", "official");
  sgn_record_set_text (year, "head", sgn_record_get_text (household, "head"));
  sgn_record_set_int (year, "persons", 1);
  g_assert_true (sgn_record_save_as_change (year, f->ledger, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (sgn_household_end (f->ledger, id, "died", &event, &error));
  g_assert_no_error (error);
}

/* Beside the ledger shown: while it runs nothing else can be begun. */
static void
test_take_out (Fixture *f, gconstpointer data)
{
  GtkWidget *tab = show_tab (f, "worklist"), *button;
  const gint64 before = count_out (f);
  guint n = 0;
  g_autoptr (SgnQuery) gone = NULL;

  end_household (f);
  gone = sgn_review_gone (sgn_ledger_get_connection (f->ledger), 2023, &n, NULL);
  g_assert_cmpuint (n, >, 0);
  app_wait_until (app_test_find_label (tab, "không còn") != NULL
                  && gtk_widget_get_mapped (app_test_find_label (tab, "không còn")));
  button = app_test_find_button (tab, "Đưa _ra");
  g_assert_true (gtk_widget_is_sensitive (button));
  gtk_widget_activate_action (tab, "worklist.take-out", NULL);
  g_assert_false (gtk_widget_is_sensitive (button));
  app_wait_until (count_out (f) == before + n);
  app_wait_until (!gtk_widget_get_mapped (button));
  g_assert_false (sgn_ledger_is_busy (f->ledger));
}

static GtkWindow *
find_records_window (Fixture *f)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_str_equal (G_OBJECT_TYPE_NAME (window), "SgnRecordsWindow"))
        return window;
    }
  return NULL;
}

/* A class that its movement does not explain. */
static void
spoil_movement (Fixture *f)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_household_year);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (SgnRecord) year = NULL;
  g_autoptr (GError) error = NULL;

  sgn_query_where_int (query, "year", 2023);
  sgn_query_where_text (query, "class", "poor");
  sgn_query_where_text (query, "movement", "stayed");
  ids = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  year = sgn_record_load (sgn_ledger_get_connection (f->ledger), &sgn_type_household_year,
                          g_array_index (ids, gint64, 0), &error);
  sgn_record_set_text (year, "class", "near-poor");
  g_assert_true (sgn_record_save_as_change (year, f->ledger, NULL, &error));
  g_assert_no_error (error);
}

/* Everything taken over and recognised. */
static void
finish (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_review_take_over_all (f->ledger, 2023, 0, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (sgn_review_advance (f->ledger, 2023, 0, NULL, (SgnDate){ 0 }, NULL, &error));
  g_assert_true (
      sgn_review_advance (f->ledger, 2023, 0, "9/QĐ", (SgnDate){ 2023, 12, 1 }, NULL, &error));
  g_assert_no_error (error);
}

static GtkMenuButton *
find_menu_button (GtkWidget *root, GType content)
{
  GtkMenuButton *found = NULL;

  if (GTK_IS_MENU_BUTTON (root))
    {
      GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (root));

      return popover != NULL && app_test_find (GTK_WIDGET (popover), content) != NULL
                 ? GTK_MENU_BUTTON (root)
                 : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_menu_button (child, content);
  return found;
}

static GtkMenuButton *
find_closing_button (Fixture *f)
{
  return find_menu_button (GTK_WIDGET (f->page), SGN_TYPE_REVIEW_CLOSING);
}

/* --- results --- */

static gint64
count_years (Fixture *f, const char *state)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_household_year);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_int (query, "year", 2023);
  sgn_query_where_text (query, "state", state);
  ids = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  return ids->len;
}

static gint64
get_number (SgnReviewTable *table, guint number)
{
  SgnReviewRow *row = sgn_review_table_get_selected (table);

  return row != NULL ? row->numbers[number] : -1;
}

/* From agreed sheets to an official class, each step one change beside the ledger shown. */
static void
test_results (Fixture *f, gconstpointer data)
{
  GtkWidget *tab = show_tab (f, "results"), *button;
  SgnReviewTable *units = SGN_REVIEW_TABLE (app_test_find (tab, SGN_TYPE_REVIEW_TABLE));
  gint64 waiting, drafts = count_years (f, "draft"), official = count_years (f, "official");

  app_wait_until (get_number (units, SGN_RESULT_DRAFT) == drafts);
  waiting = get_number (units, SGN_RESULT_WAITING);
  g_assert_cmpint (waiting, >, 0);
  g_assert_cmpint (get_number (units, SGN_RESULT_OFFICIAL), ==, official);

  button = app_test_find_button (tab, "ấy phiếu đã họp");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_sensitive (button));
  app_wait_until (get_number (units, SGN_RESULT_WAITING) == 0);
  g_assert_cmpint (count_years (f, "draft"), ==, drafts + waiting);
  g_assert_cmpint (get_number (units, SGN_RESULT_DRAFT), ==, drafts + waiting);

  g_signal_emit_by_name (app_test_find_button (tab, "sơ bộ"), "clicked");
  app_wait_until (get_number (units, SGN_RESULT_DRAFT) == 0);
  g_assert_cmpint (count_years (f, "preliminary"), ==, get_number (units, SGN_RESULT_PRELIMINARY));

  app_test_undo (f->ledger);
  app_test_undo (f->ledger);
  app_wait_until (get_number (units, SGN_RESULT_WAITING) == waiting);
  g_assert_cmpint (count_years (f, "draft"), ==, drafts);
}

static gboolean
change_for_ever (SgnLedger *ledger, gpointer user_data, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);

  return sgn_connection_run (connection, "DELETE FROM review_sheet", error)
         && sgn_connection_run (connection,
                                "INSERT INTO setting (id, key, value)\n"
                                "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n)\n"
                                "SELECT i, 'k' || i, 'v' FROM n",
                                error);
}

static gboolean
work_for_ever (SgnLedger *ledger, gpointer data, GError **error)
{
  g_atomic_int_set ((int *)data, 1);
  return sgn_ledger_change (ledger, "Không dứt", change_for_ever, NULL, NULL, error);
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sgn_change_job_run_finish (SGN_JOB (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *)user_data = TRUE;
}

/* Stopping leaves the ledger as it was; meanwhile the window can be read. */
static void
test_stop (Fixture *f, gconstpointer data)
{
  g_autoptr (SgnJob) job = sgn_job_new ("…", TRUE);
  guint open = count_sheets (f, "open");
  gboolean stopped = FALSE;
  int begun = 0;

  sgn_change_job_run_async (job, f->ledger, work_for_ever, &begun, stopped_cb, &stopped);
  app_wait_until (g_atomic_int_get (&begun) == 1);
  g_assert_cmpuint (count_sheets (f, "open"), ==, open);
  g_assert_true (sgn_ledger_is_busy (f->ledger));
  sgn_job_cancel (job);
  app_wait_until (stopped);
  g_assert_cmpuint (count_sheets (f, "open"), ==, open);
  g_assert_false (sgn_ledger_is_busy (f->ledger));
}

/* --- movement --- */

static void
test_movement (Fixture *f, gconstpointer data)
{
  GtkWidget *tab = show_tab (f, "movement");
  GtkDropDown *class_ = GTK_DROP_DOWN (app_test_find (tab, GTK_TYPE_DROP_DOWN));
  GtkDropDown *measure = GTK_DROP_DOWN (gtk_widget_get_next_sibling (GTK_WIDGET (class_)));
  GtkWidget *poor, *near_poor;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows
      = sgn_movement_load (sgn_ledger_get_connection (f->ledger), 2023, "poor", NULL, &error);
  gint64 households = 0, persons = 0;
  g_autoptr (GPtrArray) shown = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      households += g_array_index (rows, SgnMovementRow, i).households[SGN_TERM_END];
      persons += g_array_index (rows, SgnMovementRow, i).persons[SGN_TERM_END];
    }
  poor = app_test_find (tab, SGN_TYPE_REVIEW_TABLE);
  near_poor = gtk_widget_get_next_sibling (poor);
  app_wait_until (sgn_review_table_select (SGN_REVIEW_TABLE (poor), 0));
  g_assert_cmpint (get_number (SGN_REVIEW_TABLE (poor), SGN_TERM_END), ==, households);
  g_assert_cmpstr (sgn_review_table_get_selected (SGN_REVIEW_TABLE (poor))->texts[1], ==, "✓ khớp");
  gtk_drop_down_set_selected (measure, 1);
  g_assert_cmpint (get_number (SGN_REVIEW_TABLE (poor), SGN_TERM_END), ==, persons);
  sort_by (SGN_REVIEW_TABLE (poor), 1 + SGN_TERM_END, GTK_SORT_ASCENDING);
  shown = list_rows (SGN_REVIEW_TABLE (poor));
  g_assert_true (((SgnReviewRow *)shown->pdata[0])->total);
  g_assert_cmpint (((SgnReviewRow *)shown->pdata[1])->numbers[SGN_TERM_END], <,
                   ((SgnReviewRow *)shown->pdata[21])->numbers[SGN_TERM_END]);

  /* The records behind a figure. */
  gtk_drop_down_set_selected (measure, 0);
  g_signal_emit_by_name (poor, "figure", sgn_review_table_get_selected (SGN_REVIEW_TABLE (poor)),
                         1 + SGN_TERM_END);
  app_wait_until (gtk_window_list_toplevels () != NULL && find_records_window (f) != NULL
                  && sgn_row_view_get_count (SGN_ROW_VIEW (
                         app_test_find (GTK_WIDGET (find_records_window (f)), SGN_TYPE_ROW_VIEW)))
                         == (guint)households);
  gtk_window_destroy (find_records_window (f));

  /* A term that is wrong is said in words. */
  spoil_movement (f);
  app_wait_until (
      g_str_has_prefix (sgn_review_table_get_selected (SGN_REVIEW_TABLE (poor))->texts[1],
                        "✗ lệch"));
  gtk_drop_down_set_selected (class_, 1);
  app_wait_until (sgn_review_table_select (SGN_REVIEW_TABLE (near_poor), 0));
}

/* --- re-check, newly escaped, base counts --- */

static void
test_recheck (Fixture *f, gconstpointer data)
{
  GtkWidget *tab = show_tab (f, "recheck");
  SgnReviewTable *households = SGN_REVIEW_TABLE (app_test_find (tab, SGN_TYPE_REVIEW_TABLE));
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) drawn
      = sgn_review_rechecks (sgn_ledger_get_connection (f->ledger), 2023, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (drawn->len, >, 21);
  app_wait_until (
      sgn_review_table_select (households, g_array_index (drawn, SgnRecheck, 0).household_id));
  g_assert_nonnull (app_test_find_label (tab, "số gieo 2023: mỗi xã 5 hộ"));
}

/* By the given name, as the lists of households are. */
static void
assert_sorted_as_people (SgnReviewTable *table)
{
  g_autoptr (GPtrArray) rows = NULL;

  sort_by (table, 0, GTK_SORT_ASCENDING);
  rows = list_rows (table);
  for (guint i = 1; i < rows->len; i++)
    {
      g_autofree char *before = sgn_name_sort_key (((SgnReviewRow *)rows->pdata[i - 1])->texts[0]);
      g_autofree char *after = sgn_name_sort_key (((SgnReviewRow *)rows->pdata[i])->texts[0]);

      g_assert_cmpint (strcmp (before, after), <=, 0);
    }
}

static void
test_escaped (Fixture *f, gconstpointer data)
{
  GtkWidget *tab = show_tab (f, "escaped");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) list = sgn_review_escaped (sgn_ledger_get_connection (f->ledger), 0,
                                                (SgnDate){ 2023, 8, 31 }, 0, &error);
  const SgnEscaped *first = &g_array_index (list, SgnEscaped, 0);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, >, 10);
  g_assert_cmpint (sgn_date_days (first->last) - sgn_date_days ((SgnDate){ 2023, 8, 31 }), ==,
                   first->days_left);
  app_wait_until (
      sgn_review_table_select (SGN_REVIEW_TABLE (app_test_find (tab, SGN_TYPE_REVIEW_TABLE)),
                               first->household_id));
  assert_sorted_as_people (SGN_REVIEW_TABLE (app_test_find (tab, SGN_TYPE_REVIEW_TABLE)));
}

static void
test_counts (Fixture *f, gconstpointer data)
{
  GtkWidget *tab = show_tab (f, "counts");
  SgnEntryGridView *view
      = sgn_entry_grid_get_view (SGN_ENTRY_GRID (app_test_find (tab, SGN_TYPE_ENTRY_GRID)));
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSheet) sheet = NULL;
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_base_count);
  g_autoptr (GArray) ids = NULL;
  gint64 id;

  app_wait_until (sgn_grid_model_get_n_rows (sgn_entry_grid_view_get_model (view)) == 21);
  sheet = SGN_PAGE_GET_CLASS (f->page)->make_sheet (f->page, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sgn_sheet_n_rows (sheet), >=, 21);

  /* A finding about a count of another year leads to it. */
  sgn_query_where_int (query, "year", 2022);
  ids = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, &error);
  id = g_array_index (ids, gint64, 5);
  show_tab (f, "worklist");
  g_assert_true (
      SGN_PAGE_GET_CLASS (f->page)->show_record (f->page, &sgn_type_base_count, id, NULL));
  app_wait_until (sgn_grid_records_get_id (SGN_GRID_RECORDS (sgn_entry_grid_view_get_model (view)),
                                           sgn_entry_grid_view_get_focus (view).row)
                  == id);
}

/* --- closing --- */

static void
test_closing (Fixture *f, gconstpointer data)
{
  GtkWidget *tab = NULL, *button;
  SgnReviewOpen open;
  g_autoptr (GError) error = NULL;

  /* With work in hand it is refused, in words. */
  gtk_menu_button_popup (find_closing_button (f));
  tab = app_test_find (GTK_WIDGET (gtk_menu_button_get_popover (find_closing_button (f))),
                       SGN_TYPE_REVIEW_CLOSING);
  app_wait_until (app_test_find_label (tab, "phiếu đã họp thôn chưa lấy kết quả") != NULL);
  button = app_test_find_button (tab, "Khóa năm");
  g_assert_false (gtk_widget_get_sensitive (button));

  finish (f);
  g_assert_true (sgn_review_open (sgn_ledger_get_connection (f->ledger), 2023, &open, &error));
  g_assert_cmpint (open.waiting + open.drafts + open.gaps, ==, 0);
  g_assert_cmpint (open.unreviewed, >, 0);
  /* What is left needs a reason. */
  app_wait_until (app_test_find_label (tab, "phải rà soát chưa có kết quả") != NULL
                  && gtk_widget_get_visible (app_test_find (tab, GTK_TYPE_ENTRY)));
  g_assert_false (gtk_widget_get_sensitive (button));
  gtk_editable_set_text (GTK_EDITABLE (app_test_find (tab, GTK_TYPE_ENTRY)), "Hộ xin rút đề nghị");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (sgn_review_is_closed (sgn_ledger_get_connection (f->ledger), 2023));
  g_assert_nonnull (strstr (sgn_page_get_subtitle (f->page), "đã khóa"));

  /* What was read of one year closes no other: another is looked at first. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (
                                  app_test_find (GTK_WIDGET (f->page), GTK_TYPE_DROP_DOWN)),
                              1);
  gtk_menu_button_popup (find_closing_button (f));
  app_wait_until (gtk_widget_get_mapped (tab));
  g_assert_false (gtk_widget_get_sensitive (button));
  app_wait_until (app_test_find_label (tab, "2022") != NULL);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add ("/review-page/worklist", Fixture, NULL, set_up, test_worklist, tear_down);
  g_test_add ("/review-page/worklist-sheet", Fixture, NULL, set_up, test_worklist_sheet, tear_down);
  g_test_add ("/review-page/worklist-sorted", Fixture, NULL, set_up, test_worklist_sorted,
              tear_down);
  g_test_add ("/review-page/take-out", Fixture, NULL, set_up, test_take_out, tear_down);
  g_test_add ("/review-page/results", Fixture, NULL, set_up, test_results, tear_down);
  g_test_add ("/review-page/stop", Fixture, NULL, set_up, test_stop, tear_down);
  g_test_add ("/review-page/movement", Fixture, NULL, set_up, test_movement, tear_down);
  g_test_add ("/review-page/recheck", Fixture, NULL, set_up, test_recheck, tear_down);
  g_test_add ("/review-page/escaped", Fixture, NULL, set_up, test_escaped, tear_down);
  g_test_add ("/review-page/counts", Fixture, NULL, set_up, test_counts, tear_down);
  g_test_add ("/review-page/closing", Fixture, NULL, set_up, test_closing, tear_down);
  return g_test_run ();
}
