#include "config.h"

#include "app-fixture.h"

#include "app/dialogs/sgn-choose-file.h"
#include "app/pages/sgn-change-item.h"
#include "app/pages/sgn-checks-page.h"
#include "app/pages/sgn-dashboard-page.h"
#include "app/pages/sgn-funding-page-disbursements.h"
#include "app/pages/sgn-journal-page.h"
#include "app/sgn-settings.h"
#include "app/sgn-window.h"
#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-grid-records.h"
#include "app/widgets/sgn-row-view.h"
#include "base/sgn-number.h"
#include "programme/sgn-funding-summary.h"
#include "programme/sgn-programme.h"
#include "store/sgn-journal.h"

/* One officer's morning across the pages of the real window. */

#define TYPED_DONG G_GINT64_CONSTANT (1000000000)

typedef struct
{
  GtkApplication *application;
  SgnWindow *window;
  SgnLedger *ledger; /* borrowed */
  char *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->application = app_test_make_application ();
  f->window = SGN_WINDOW (sgn_window_new (f->application));
  gtk_window_present (GTK_WINDOW (f->window));
  f->path = app_test_make_sample ();
  g_assert_true (sgn_window_open (f->window, f->path));
  f->ledger = sgn_window_get_ledger (f->window);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gpointer window = f->window;

  g_object_add_weak_pointer (window, &window);
  gtk_window_destroy (GTK_WINDOW (f->window));
  app_wait_until (window == NULL);
  g_object_unref (f->application);
  g_free (f->path);
  g_settings_reset (sgn_settings_get (), "recent-ledgers");
}

static void
activate (Fixture *f, const char *action, GVariant *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window), action, parameter);
}

static SgnPage *
show (Fixture *f, const char *name)
{
  activate (f, "show-page", g_variant_new_string (name));
  app_wait_until (g_str_equal (sgn_window_get_visible_page_name (f->window), name));
  app_wait_until (gtk_widget_get_mapped (GTK_WIDGET (sgn_window_get_page (f->window, name))));
  return sgn_window_get_page (f->window, name);
}

/* What the dashboard says was disbursed. */
static const char *
read_tile (Fixture *f)
{
  SgnPage *page = sgn_window_get_page (f->window, "dashboard");

  return gtk_label_get_label (
      GTK_LABEL (gtk_widget_get_template_child (GTK_WIDGET (page), SGN_TYPE_DASHBOARD_PAGE,
                                                "disbursed_label")));
}

static gint64
add_up (Fixture *f, const char *kind)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_disbursement);
  g_autoptr (GError) error = NULL;
  gint64 total;

  sgn_query_where_int (query, "plan-year", 2023);
  sgn_query_where_text (query, "kind", kind);
  g_assert_true (
      sgn_query_total (query, sgn_ledger_get_connection (f->ledger), "amount", &total, &error));
  g_assert_no_error (error);
  return total;
}

/* Added up from the records themselves, past everything the page uses. */
static gint64
add_up_all (Fixture *f)
{
  return add_up (f, "advance") + add_up (f, "payment") - add_up (f, "recovery");
}

static char *
expect_tile (gint64 dong)
{
  return sgn_number_format_integer (
      sgn_money_round (dong, sgn_money_unit_factor (SGN_MONEY_TRIEU)));
}

static SgnEntryGridView *
get_grid (Fixture *f)
{
  SgnPage *page = sgn_window_get_page (f->window, "funding");
  GtkWidget *part = app_test_find (GTK_WIDGET (page), SGN_TYPE_FUNDING_DISBURSEMENTS);

  return sgn_entry_grid_get_view (SGN_ENTRY_GRID (app_test_find (part, SGN_TYPE_ENTRY_GRID)));
}

static void
type_cell (SgnEntryGridView *view, const char *text)
{
  g_assert_true (sgn_entry_grid_view_is_editing (view)
                 || sgn_entry_grid_view_start_edit (view, TRUE));
  sgn_entry_grid_editor_insert (sgn_entry_grid_view_get_editor (view), text);
  g_assert_true (sgn_entry_grid_view_key (view, GDK_KEY_Return, 0));
}

/* Field by field with Enter, choices by their first letters; leaving the row saves it. Returns the
 * id. */
static gint64
type_disbursement (Fixture *f)
{
  static const char *const BEFORE_YEAR[] = { "15/8/2023", "nha o", "ngoc con" };
  static const char *const AFTER_YEAR[] = { "dtpt", "tam", "1.000", "UNC-77" };
  SgnPage *page = show (f, "funding");
  SgnEntryGridView *view = get_grid (f);
  GtkStack *stack;
  guint n;

  stack = GTK_STACK (
      gtk_widget_get_ancestor (app_test_find (GTK_WIDGET (page), SGN_TYPE_FUNDING_DISBURSEMENTS),
                               GTK_TYPE_STACK));
  gtk_stack_set_visible_child_name (stack, "disbursements");
  activate (f, "create", NULL);
  n = sgn_grid_model_get_n_rows (sgn_entry_grid_view_get_model (view));
  g_assert_cmpuint (sgn_entry_grid_view_get_focus (view).row, ==, n);
  for (guint i = 0; i < G_N_ELEMENTS (BEFORE_YEAR); i++)
    type_cell (view, BEFORE_YEAR[i]);
  g_assert_true (sgn_entry_grid_view_key (view, GDK_KEY_Return, 0));
  for (guint i = 0; i < G_N_ELEMENTS (AFTER_YEAR); i++)
    type_cell (view, AFTER_YEAR[i]);
  g_assert_true (sgn_entry_grid_view_key (view, GDK_KEY_Up, 0));
  g_assert_cmpuint (sgn_grid_model_get_n_rows (sgn_entry_grid_view_get_model (view)), ==, n + 1);
  return sgn_grid_records_get_id (SGN_GRID_RECORDS (sgn_entry_grid_view_get_model (view)), n);
}

static void
wait_for_tile (Fixture *f, gint64 dong)
{
  g_autofree char *expected = expect_tile (dong);

  show (f, "dashboard");
  app_wait_until (g_str_equal (read_tile (f), expected));
}

/* The records that make the tile: the new one is among them, and the window goes away again. */
static void
find_behind_figure (Fixture *f, gint64 id)
{
  GtkWidget *page = GTK_WIDGET (sgn_window_get_page (f->window, "dashboard"));
  GtkWindow *behind;
  SgnRowView *rows;
  gpointer watched;

  g_assert_true (gtk_widget_activate_action (page, "dashboard.records", "(ixi)",
                                             SGN_FUNDING_DISBURSED, (gint64)0, 0));
  behind = app_test_toplevel (g_type_from_name ("SgnRecordsWindow"));
  g_assert_nonnull (behind);
  watched = behind;
  g_object_add_weak_pointer (watched, &watched);
  rows = SGN_ROW_VIEW (app_test_find (GTK_WIDGET (behind), SGN_TYPE_ROW_VIEW));
  app_wait_until (sgn_row_view_get_count (rows) > 0);
  sgn_row_view_select (rows, id);
  app_wait_until (sgn_row_view_get_selected (rows) == id);

  /* Enter goes to the record on its page. */
  g_signal_emit_by_name (rows, "activated", id);
  app_wait_until (watched == NULL);
  g_assert_cmpstr (sgn_window_get_visible_page_name (f->window), ==, "funding");
  g_assert_cmpint (sgn_grid_records_get_id (SGN_GRID_RECORDS (
                                                sgn_entry_grid_view_get_model (get_grid (f))),
                                            sgn_entry_grid_view_get_focus (get_grid (f)).row),
                   ==, id);
}

/* A stranger's reader of workbooks finds the figure in the row of the total. */
static void
assert_in_workbook (const char *path, gint64 dong)
{
  static const char script[]
      = "import sys, openpyxl\n"
        "sheet = openpyxl.load_workbook (sys.argv[1], data_only=True).worksheets[0]\n"
        "rows = [r for r in sheet.iter_rows (values_only=True) if 'Tổng cộng' in r]\n"
        "assert len (rows) == 1, rows\n"
        "wanted = int (sys.argv[2]) / 1000000\n"
        "numbers = [v for v in rows[0] if isinstance (v, (int, float))]\n"
        "assert any (abs (v - wanted) < 0.0005 for v in numbers), (wanted, numbers)\n";
  g_autofree char *figure = g_strdup_printf ("%" G_GINT64_FORMAT, dong);
  const char *command[] = { "/usr/bin/python3", "-c", script, path, figure, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **)command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_assert_no_error (error);
}

static void
export_appendix (Fixture *f, gint64 dong)
{
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autofree char *path = g_build_filename (folder, "KP-03 tháng 8.xlsx", NULL);
  SgnPage *page = show (f, "dashboard");

  sgn_choose_file_set_answer (GTK_WINDOW (f->window), path);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "dashboard.export", "s", "KP-03"));
  app_wait_until (app_test_find_label (GTK_WIDGET (f->window), "KP-03 tháng 8.xlsx") != NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  if (g_file_test ("/usr/bin/python3", G_FILE_TEST_IS_EXECUTABLE))
    assert_in_workbook (path, dong);
  else
    g_test_message ("no python3 here: the workbook was not read");
}

static void
test_disbursement (Fixture *f, gconstpointer data)
{
  const gint64 before = add_up_all (f);
  gint64 id;

  g_assert_cmpint (before, >, 0);
  wait_for_tile (f, before);
  id = type_disbursement (f);
  g_assert_cmpint (id, >, 0);
  g_assert_cmpint (add_up_all (f), ==, before + TYPED_DONG);
  wait_for_tile (f, before + TYPED_DONG);
  find_behind_figure (f, id);
  export_appendix (f, before + TYPED_DONG);

  activate (f, "undo", NULL);
  g_assert_cmpint (add_up_all (f), ==, before);
  wait_for_tile (f, before);
  activate (f, "redo", NULL);
  wait_for_tile (f, before + TYPED_DONG);
}

static guint64
read_badge (SgnPage *page)
{
  const char *badge = sgn_page_get_badge (page);

  return badge != NULL ? g_ascii_strtoull (badge, NULL, 10) : 0;
}

static gint64
get_last_change (Fixture *f)
{
  g_autoptr (SgnChange) change = app_test_last_change (f->ledger);

  return change->id;
}

/* Accepted with a reason, a finding is no longer counted in the side bar; taken back, it is. */
static void
test_acceptance (Fixture *f, gconstpointer data)
{
  SgnPage *page = show (f, "checks");
  GtkWidget *reason = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (page), SGN_TYPE_CHECKS_PAGE, "reason_entry"));
  guint64 before;
  gint64 last;

  app_wait_until (read_badge (page) > 0);
  before = read_badge (page);

  /* Without a reason nothing is accepted. */
  last = get_last_change (f);
  gtk_widget_activate_action (GTK_WIDGET (page), "checks.accept", NULL);
  g_assert_cmpint (get_last_change (f), ==, last);
  gtk_editable_set_text (GTK_EDITABLE (reason), "Đã đối chiếu với bản giấy");
  g_signal_emit_by_name (reason, "activate");
  app_wait_until (read_badge (page) == before - 1);

  g_assert_cmpint (get_last_change (f), ==, last + 1);
  activate (f, "undo", NULL);
  app_wait_until (read_badge (page) == before);
}

static gboolean
set_a_setting (SgnLedger *ledger, gpointer user_data, GError **error)
{
  return sgn_setting_set (ledger, "test", user_data, error);
}

/* A change that is not the newest, taken back from its line; the newer one stays. */
static void
test_older_change (Fixture *f, gconstpointer data)
{
  const gint64 before = add_up_all (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnChangeItem) item = NULL;
  g_autofree char *kept = NULL;
  GtkSelectionModel *changes;
  SgnPage *page;

  type_disbursement (f);
  g_assert_true (
      sgn_ledger_change (f->ledger, "Việc sau", set_a_setting, (gpointer) "new", NULL, &error));
  g_assert_no_error (error);
  page = show (f, "journal");
  changes = gtk_column_view_get_model (
      GTK_COLUMN_VIEW (app_test_find (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW)));
  app_wait_until (g_list_model_get_n_items (G_LIST_MODEL (changes)) > 1);
  item = g_list_model_get_item (G_LIST_MODEL (changes), 1);
  g_assert_cmpuint (sgn_change_item_get (item)->inserted, ==, 1);
  g_assert_true (gtk_selection_model_select_item (changes, 1, TRUE));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "journal.undo", NULL));

  g_assert_cmpint (add_up_all (f), ==, before);
  kept = sgn_setting_get (sgn_ledger_get_connection (f->ledger), "test", "none");
  g_assert_cmpstr (kept, ==, "new");
  wait_for_tile (f, before);
}

#define ADD(name, function) \
  g_test_add ("/app/journey/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  ADD ("disbursement", test_disbursement);
  ADD ("acceptance", test_acceptance);
  ADD ("older-change", test_older_change);
  return g_test_run ();
}
