#include "config.h"

#include "app-fixture.h"

#include "app/sgn-settings.h"
#include "app/widgets/sgn-row-view.h"
#include "programme/sgn-programme.h"

typedef struct
{
  char *path;
  SgnLedger *ledger;
  GtkWidget *window;
  SgnRowView *view;
  gint64 activated;
} Fixture;

static const char *const FIELDS[] = { "component-id", "unit-id", "source", "amount", NULL };
static const char *const HIDDEN[] = { "source", NULL };

static void
activated_cb (Fixture *fixture, gint64 id)
{
  fixture->activated = id;
}

static gboolean
has_totals (Fixture *fixture)
{
  const char *status = sgn_row_view_get_status (fixture->view);

  return status != NULL && strstr (status, "Số tiền") != NULL;
}

static void
show_lines (Fixture *fixture)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_funding_line);

  sgn_row_view_set_query (fixture->view, query);
  app_wait_until (sgn_row_view_get_count (fixture->view) > 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = app_test_make_sample ();
  fixture->ledger = app_test_open (fixture->path);
  fixture->view = SGN_ROW_VIEW (sgn_row_view_new ());
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 500);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  sgn_row_view_set_columns (fixture->view, "test", &sgn_type_funding_line, FIELDS, HIDDEN);
  sgn_row_view_set_ledger (fixture->view, fixture->ledger);
  g_signal_connect_swapped (fixture->view, "activated", G_CALLBACK (activated_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer view = fixture->view;

  g_object_add_weak_pointer (view, &view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  /* A thread that adds up may still hold it. */
  app_wait_until (view == NULL);
  app_test_close (fixture->ledger);
  g_free (fixture->path);
  g_settings_reset (sgn_settings_get (), "hidden-columns");
}

static void
test_columns (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "component-id", "unit-id", "amount" };
  g_autoptr (SgnSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;

  show_lines (fixture);
  sheet = sgn_row_view_make_sheet (fixture->view, "Dòng", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sgn_sheet_n_columns (sheet), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (sgn_sheet_get_column (sheet, i)->key, ==, expected[i]);
}

/* Switched on from the menu, a column stands where the page put it, and is remembered. */
static void
test_column_chooser (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = app_test_find (GTK_WIDGET (fixture->view), GTK_TYPE_COLUMN_VIEW);
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));
  g_autoptr (GVariant) remembered = NULL;
  g_autoptr (GtkColumnViewColumn) second = NULL;

  show_lines (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (columns), ==, 3);
  gtk_widget_activate_action (view, "columns.source", NULL);
  gtk_widget_activate_action (view, "columns.component-id", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (columns), ==, 3);
  second = g_list_model_get_item (columns, 1);
  g_assert_cmpstr (gtk_column_view_column_get_title (second), ==, "Nguồn vốn");
  remembered = g_settings_get_value (sgn_settings_get (), "hidden-columns");
  g_assert_true (g_variant_lookup (remembered, "test", "as", NULL));
}

static void
test_totals (Fixture *fixture, gconstpointer data)
{
  gint64 total;
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_funding_line);
  g_autofree char *figure = NULL;

  show_lines (fixture);
  app_wait_until (has_totals (fixture));
  g_assert_true (
      sgn_query_total (query, sgn_ledger_get_connection (fixture->ledger), "amount", &total, NULL));
  figure = sgn_money_format (total, sgn_settings_money_unit ());
  g_assert_nonnull (strstr (sgn_row_view_get_status (fixture->view), figure));
}

/* The amount in the last row less that in the first. */
static gint64
difference (GtkColumnView *view)
{
  GListModel *rows = G_LIST_MODEL (gtk_column_view_get_model (view));
  g_autoptr (SgnRowSlot) first = g_list_model_get_item (rows, 0);
  g_autoptr (SgnRowSlot) last = g_list_model_get_item (rows, g_list_model_get_n_items (rows) - 1);

  g_main_context_iteration (NULL, FALSE);
  return sgn_row_slot_get_value (last, "amount")->integer
         - sgn_row_slot_get_value (first, "amount")->integer;
}

/* The heading is clicked twice, as a person would: ascending, then descending. */
static void
test_sort (Fixture *fixture, gconstpointer data)
{
  GtkColumnView *view
      = GTK_COLUMN_VIEW (app_test_find (GTK_WIDGET (fixture->view), GTK_TYPE_COLUMN_VIEW));
  g_autoptr (GtkColumnViewColumn) column
      = g_list_model_get_item (gtk_column_view_get_columns (view), 2);

  show_lines (fixture);
  for (int descending = 0; descending <= 1; descending++)
    {
      gtk_column_view_sort_by_column (view, column,
                                      descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
      app_wait_until (difference (view) * (descending ? -1 : 1) > 0);
    }
}

/* The same record stays selected wherever it stands after the rows moved. */
static void
test_selection (Fixture *fixture, gconstpointer data)
{
  GtkColumnView *view
      = GTK_COLUMN_VIEW (app_test_find (GTK_WIDGET (fixture->view), GTK_TYPE_COLUMN_VIEW));
  GtkSelectionModel *selection = gtk_column_view_get_model (view);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_funding_line);
  gint64 id;

  show_lines (fixture);
  gtk_selection_model_select_item (selection, 2, TRUE);
  id = sgn_row_view_get_selected (fixture->view);
  g_assert_cmpint (id, !=, 0);
  sgn_query_set_sort (query, "-amount");
  sgn_row_view_set_query (fixture->view, query);
  app_wait_until (!gtk_selection_model_is_selected (selection, 2));
  g_assert_cmpint (sgn_row_view_get_selected (fixture->view), ==, id);
  sgn_row_view_select (fixture->view, 0);
  g_assert_cmpint (sgn_row_view_get_selected (fixture->view), ==, 0);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* Returns: (transfer full): the lines another program would paste after Ctrl+C */
static char **
copy (Fixture *fixture)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->view));
  g_autofree char *text = NULL;
  guint n = 0;
  gulong handler = g_signal_connect_swapped (clipboard, "changed", G_CALLBACK (count_cb), &n);

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "row-view.copy", NULL);
  app_wait_until (n > 0);
  g_signal_handler_disconnect (clipboard, handler);
  gdk_clipboard_read_text_async (clipboard, NULL, pasted_cb, &text);
  app_wait_until (text != NULL);
  return g_strsplit (text, "\n", -1);
}

/* All rows, then those selected, in the order of the list, with the headings as they stand. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  GtkColumnView *view
      = GTK_COLUMN_VIEW (app_test_find (GTK_WIDGET (fixture->view), GTK_TYPE_COLUMN_VIEW));
  GtkSelectionModel *selection = gtk_column_view_get_model (view);
  g_auto (GStrv) all = NULL;
  g_auto (GStrv) few = NULL;
  g_auto (GStrv) cells = NULL;

  show_lines (fixture);
  all = copy (fixture);
  g_assert_cmpuint (g_strv_length (all), ==, sgn_row_view_get_count (fixture->view) + 2);
  g_assert_cmpstr (strrchr (all[0], '\t'), ==, "\tSố tiền (triệu đồng)");
  cells = g_strsplit (all[1], "\t", -1);
  g_assert_cmpuint (g_strv_length (cells), ==, 3);
  gtk_selection_model_select_item (selection, 3, TRUE);
  gtk_selection_model_select_item (selection, 1, FALSE);
  few = copy (fixture);
  g_assert_cmpuint (g_strv_length (few), ==, 4);
  g_assert_cmpstr (few[0], ==, all[0]);
  g_assert_cmpstr (few[1], ==, all[2]);
  g_assert_cmpstr (few[2], ==, all[4]);
}

/* Columns that were put in another order are copied as they stand. */
static void
test_copy_moved (Fixture *fixture, gconstpointer data)
{
  GtkColumnView *view
      = GTK_COLUMN_VIEW (app_test_find (GTK_WIDGET (fixture->view), GTK_TYPE_COLUMN_VIEW));
  g_autoptr (GtkColumnViewColumn) last
      = g_list_model_get_item (gtk_column_view_get_columns (view), 2);
  g_auto (GStrv) lines = NULL;

  show_lines (fixture);
  gtk_column_view_insert_column (view, 0, last);
  lines = copy (fixture);
  g_assert_true (g_str_has_prefix (lines[0], "Số tiền (triệu đồng)\t"));
}

/* Every row selected: they are found again in one walk, where they stand now. */
static void
test_selection_of_all (Fixture *fixture, gconstpointer data)
{
  GtkColumnView *view
      = GTK_COLUMN_VIEW (app_test_find (GTK_WIDGET (fixture->view), GTK_TYPE_COLUMN_VIEW));
  GtkSelectionModel *selection = gtk_column_view_get_model (view);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_funding_line);
  g_autoptr (GtkBitset) selected = NULL;

  show_lines (fixture);
  gtk_selection_model_select_all (selection);
  gtk_selection_model_unselect_item (selection, 0);
  sgn_query_set_sort (query, "-amount");
  sgn_row_view_set_query (fixture->view, query);
  app_wait_until (gtk_selection_model_is_selected (selection, 0));
  selected = gtk_selection_model_get_selection (selection);
  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, sgn_row_view_get_count (fixture->view) - 1);
}

static void
test_activate (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = app_test_find (GTK_WIDGET (fixture->view), GTK_TYPE_COLUMN_VIEW);

  show_lines (fixture);
  g_signal_emit_by_name (view, "activate", 0);
  g_assert_cmpint (fixture->activated, !=, 0);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_funding_line);
  GtkWidget *label;

  show_lines (fixture);
  sgn_row_view_set_empty (fixture->view, "Chưa có dòng nào", "Nhập dòng đầu tiên.", NULL, NULL);
  sgn_query_where_int (query, "amount", -1);
  sgn_row_view_set_query (fixture->view, query);
  label = app_test_find_label (GTK_WIDGET (fixture->view), "Chưa có dòng nào");
  g_assert_nonnull (label);
  app_wait_until (gtk_widget_get_mapped (label));
  g_assert_cmpuint (sgn_row_view_get_count (fixture->view), ==, 0);
}

#define ADD(name, function) \
  g_test_add ("/app/row-view/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  ADD ("columns", test_columns);
  ADD ("column-chooser", test_column_chooser);
  ADD ("totals", test_totals);
  ADD ("sort", test_sort);
  ADD ("selection", test_selection);
  ADD ("selection-of-all", test_selection_of_all);
  ADD ("copy", test_copy);
  ADD ("copy-moved", test_copy_moved);
  ADD ("activate", test_activate);
  ADD ("empty", test_empty);
  return g_test_run ();
}
