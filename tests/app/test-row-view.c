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
  g_auto (GStrv) visible = sgn_row_view_get_visible_fields (fixture->view);
  const char *const expected[] = { "component-id", "unit-id", "amount", NULL };

  g_assert_true (g_strv_equal ((const char *const *)visible, expected));
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
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "columns.source", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "columns.component-id", NULL);
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
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) cells = NULL;

  show_lines (fixture);
  text = sgn_row_view_copy (fixture->view);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, sgn_row_view_get_count (fixture->view) + 2);
  g_assert_true (g_str_has_suffix (lines[0], "Số tiền (triệu đồng)"));
  cells = g_strsplit (lines[1], "\t", -1);
  g_assert_cmpuint (g_strv_length (cells), ==, 3);
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
  ADD ("copy", test_copy);
  ADD ("activate", test_activate);
  ADD ("empty", test_empty);
  return g_test_run ();
}
