#include "config.h"

#include "app-fixture.h"

#include "app/pages/sgn-nutrition-page.h"
#include "app/sgn-page.h"
#include "app/widgets/sgn-date-input.h"
#include "app/widgets/sgn-entry-grid.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-sample.h"
#include "record/sgn-query.h"

enum
{
  NAME = 1,
  HEIGHT = 4,
  WEIGHT
};

typedef struct
{
  SgnLedger *ledger;
  GtkWidget *window;
  SgnPage *page;
  SgnEntryGridView *view;
  SgnGridModel *model;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *path = app_test_make_registry (TRUE, 400);

  f->ledger = app_test_open (path);
  f->page = g_object_new (SGN_TYPE_NUTRITION_PAGE, NULL);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 860, 540);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->page));
  gtk_window_present (GTK_WINDOW (f->window));
  sgn_page_set_ledger (f->page, f->ledger);
  f->view = sgn_entry_grid_get_view (
      SGN_ENTRY_GRID (app_test_find (GTK_WIDGET (f->page), SGN_TYPE_ENTRY_GRID)));
  f->model = sgn_entry_grid_view_get_model (f->view);
  app_wait_until (sgn_grid_model_get_n_rows (f->model) > 0);
  app_test_settle ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sgn_page_set_ledger (f->page, NULL);
  gtk_window_destroy (GTK_WINDOW (f->window));
  app_test_settle ();
  app_test_close (f->ledger);
}

static GArray *
list_measures (Fixture *f)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_child_measure);

  sgn_query_where_text (query, "date", "2023-08-31");
  return sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
}

static void
type (Fixture *f, const char *text)
{
  g_assert_true (sgn_entry_grid_view_is_editing (f->view)
                 || sgn_entry_grid_view_start_edit (f->view, TRUE));
  sgn_entry_grid_editor_insert (sgn_entry_grid_view_get_editor (f->view), text);
  g_assert_true (sgn_entry_grid_view_key (f->view, GDK_KEY_Return, 0));
}

static char *
get_text (Fixture *f, guint row, guint column)
{
  SgnGridCell cell = { NULL };

  sgn_grid_model_get_cell (f->model, row, column, &cell);
  g_free (cell.message);
  return cell.text;
}

/* Row by row: saved when left, one change a child; taken back, it is gone from the row too. */
static void
test_type (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) none = list_measures (f);
  g_autoptr (GArray) one = NULL;
  g_autoptr (SgnRecord) stored = NULL;
  g_autofree char *before = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  sgn_entry_grid_view_set_focus (f->view, 0, HEIGHT, FALSE);
  type (f, "60,5");
  before = get_text (f, 0, HEIGHT);
  g_assert_cmpstr (before, ==, "60,5");
  type (f, "7,2");
  sgn_entry_grid_view_set_focus (f->view, 1, HEIGHT, FALSE);

  one = list_measures (f);
  g_assert_cmpuint (one->len, ==, 1);
  stored = sgn_record_load (sgn_ledger_get_connection (f->ledger), &sgn_type_child_measure,
                            g_array_index (one, gint64, 0), NULL);
  g_assert_cmpfloat (sgn_record_get_real (stored, "height"), ==, 60.5);
  g_assert_cmpfloat (sgn_record_get_real (stored, "weight"), ==, 7.2);
  app_test_undo (f->ledger);
  for (gboolean gone = FALSE; !gone;)
    {
      g_autofree char *text = get_text (f, 0, HEIGHT);

      gone = text[0] == '\0';
      g_main_context_iteration (NULL, FALSE);
    }
}

/* What is no height stays there and says why; nothing of it is stored. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  g_auto (SgnGridCell) cell = { NULL };
  g_autoptr (GArray) measures = NULL;
  g_autofree char *message = NULL;

  g_assert_cmpint (sgn_grid_model_set_text (f->model, 0, HEIGHT, "999", &message), ==,
                   SGN_GRID_ERROR);
  g_assert_nonnull (message);
  sgn_grid_model_get_cell (f->model, 0, HEIGHT, &cell);
  g_assert_cmpstr (cell.text, ==, "999");
  sgn_grid_model_leave_row (f->model, 0);
  measures = list_measures (f);
  g_assert_cmpuint (measures->len, ==, 0);
}

/* How old the children of a row are, and so what is plausible, is not the matter here. */
static void
set_text (Fixture *f, guint row, guint column, const char *text, gboolean taken)
{
  g_autofree char *message = NULL;
  SgnGridVerdict verdict = sgn_grid_model_set_text (f->model, row, column, text, &message);

  g_assert_cmpint (verdict != SGN_GRID_ERROR, ==, taken);
}

static void
assert_text (Fixture *f, guint row, guint column, const char *text, gboolean taken)
{
  g_auto (SgnGridCell) cell = { NULL };

  sgn_grid_model_get_cell (f->model, row, column, &cell);
  g_assert_cmpstr (cell.text, ==, text);
  g_assert_cmpint (cell.verdict != SGN_GRID_ERROR, ==, taken);
}

/* The page as after a new start of the program. */
static void
open_again (Fixture *f)
{
  sgn_page_set_ledger (f->page, NULL);
  sgn_page_set_ledger (f->page, f->ledger);
  f->model = sgn_entry_grid_view_get_model (f->view);
  app_wait_until (sgn_grid_model_get_n_rows (f->model) > 0);
}

/* A row that was never left, and a text that was not taken, are there again; another day has its
 * own; what is saved is kept no longer. */
static void
test_draft (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) measures = NULL;
  g_autoptr (GArray) saved = NULL;
  g_autofree char *message = NULL;

  set_text (f, 3, HEIGHT, "88,5", TRUE);
  set_text (f, 3, WEIGHT, "1z", FALSE);
  set_text (f, 5, WEIGHT, "13,2", TRUE);
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (f->page), "Đã nhập, chưa lưu: 2"));
  open_again (f);
  measures = list_measures (f);
  g_assert_cmpuint (measures->len, ==, 0);
  assert_text (f, 3, HEIGHT, "88,5", TRUE);
  assert_text (f, 3, WEIGHT, "1z", FALSE);
  assert_text (f, 5, WEIGHT, "13,2", TRUE);
  g_assert_cmpint (sgn_grid_model_get_row_verdict (f->model, 5, &message), ==, SGN_GRID_WARNING);

  g_assert_true (SGN_PAGE_GET_CLASS (f->page)->save (f->page));
  saved = list_measures (f);
  g_assert_cmpuint (saved->len, ==, 2);
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (f->page), "Đã nhập, chưa lưu: 1"));
  sgn_grid_model_revert (f->model, 3, WEIGHT);
  g_assert_null (app_test_find_label (GTK_WIDGET (f->page), "chưa lưu"));
  open_again (f);
  assert_text (f, 3, HEIGHT, "88,5", TRUE);
  assert_text (f, 3, WEIGHT, "", TRUE);
  g_assert_null (app_test_find_label (GTK_WIDGET (f->page), "chưa lưu"));
}

static void
choose_unit (Fixture *f, guint at)
{
  GtkDropDown *units = GTK_DROP_DOWN (app_test_find (GTK_WIDGET (f->page), GTK_TYPE_DROP_DOWN));
  g_autofree char *before = get_text (f, 0, NAME);
  gboolean other = FALSE;

  gtk_drop_down_set_selected (units, at);
  while (!other)
    {
      g_autofree char *name
          = sgn_grid_model_get_n_rows (f->model) > 0 ? get_text (f, 0, NAME) : NULL;

      other = g_strcmp0 (name, before) != 0;
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
run_sql (Fixture *f, const char *sql)
{
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (sgn_ledger_get_connection (f->ledger), sql, NULL);

  g_assert_true (sgn_statement_run (statement, NULL));
}

static void
choose_day (Fixture *f, const char *day)
{
  SgnInput *input = SGN_INPUT (app_test_find (GTK_WIDGET (f->page), SGN_TYPE_DATE_INPUT));
  g_auto (SgnValue) value = sgn_value_text (day);

  sgn_input_set_value (input, &value);
  g_signal_emit_by_name (input, "left");
}

/* What was typed is of its day; of another there is nothing. */
static void
test_other_day (Fixture *f, gconstpointer data)
{
  guint row = sgn_grid_model_get_n_rows (f->model) - 1;

  set_text (f, row, HEIGHT, "1o2", FALSE);
  choose_day (f, "2023-08-30");
  app_wait_until (app_test_find_label (GTK_WIDGET (f->page), "chưa lưu") == NULL);
  assert_text (f, row, HEIGHT, "", TRUE);
  choose_day (f, "2023-08-31");
  app_wait_until (app_test_find_label (GTK_WIDGET (f->page), "Đã nhập, chưa lưu: 1") != NULL);
  assert_text (f, row, HEIGHT, "1o2", FALSE);
}

/* A child of twenty centimetres is stunted, and severely so; the line below counts it at once. */
static void
test_counts (Fixture *f, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (f->page);
  g_autofree char *none
      = g_strdup_printf ("0/%u trẻ · thấp còi 0 (–, nặng 0)", sgn_grid_model_get_n_rows (f->model));
  g_autofree char *one = g_strdup_printf ("1/%u trẻ · thấp còi 1 (100,0%%, nặng 1)",
                                          sgn_grid_model_get_n_rows (f->model));

  g_assert_nonnull (app_test_find_label (page, none));
  set_text (f, 0, HEIGHT, "20", TRUE);
  g_assert_nonnull (app_test_find_label (page, one));
  set_text (f, 0, HEIGHT, "", TRUE);
  g_assert_nonnull (app_test_find_label (page, none));
}

/* What the ledger refuses stays, says so, and is saved by and by. */
static void
test_not_saved (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) both = NULL;
  g_autofree char *message = NULL;

  run_sql (f, "CREATE TEMP TRIGGER full BEFORE INSERT ON child_measure WHEN new.height = 99 "
              "BEGIN SELECT RAISE (ABORT, 'full'); END");
  sgn_entry_grid_view_set_focus (f->view, 0, HEIGHT, FALSE);
  sgn_entry_grid_view_paste_text (f->view, "88,5\t12\n99\t13,1\n");
  none = list_measures (f);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpint (sgn_grid_model_get_row_verdict (f->model, 0, &message), ==, SGN_GRID_ERROR);
  assert_text (f, 0, HEIGHT, "88,5", TRUE);
  assert_text (f, 1, HEIGHT, "99", TRUE);
  run_sql (f, "DROP TRIGGER full");
  g_assert_true (SGN_PAGE_GET_CLASS (f->page)->save (f->page));
  both = list_measures (f);
  g_assert_cmpuint (both->len, ==, 2);
  g_clear_pointer (&message, g_free);
  g_assert_cmpint (sgn_grid_model_get_row_verdict (f->model, 0, &message), ==, SGN_GRID_OK);
}

/* To look at another commune and back loses nothing. */
static void
test_other_unit (Fixture *f, gconstpointer data)
{
  set_text (f, 0, HEIGHT, "1o2", FALSE);
  choose_unit (f, 2);
  assert_text (f, 0, HEIGHT, "", TRUE);
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (f->page), "Đã nhập, chưa lưu: 1"));
  choose_unit (f, 1);
  assert_text (f, 0, HEIGHT, "1o2", FALSE);
}

/* Words begin so, in any order, with or without their signs: of the child, the head or the village.
 */
static void
test_find (Fixture *f, gconstpointer data)
{
  GtkEditable *search;
  guint all = sgn_grid_model_get_n_rows (f->model);
  g_autofree char *name = get_text (f, 4, NAME);
  g_auto (GStrv) words = g_strsplit (name, " ", -1);
  g_autofree char *sought = g_strconcat (words[g_strv_length (words) - 1], " ", words[0], NULL);
  gboolean found = FALSE;

  SGN_PAGE_GET_CLASS (f->page)->find (f->page);
  search = GTK_EDITABLE (gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window)),
                                                  GTK_TYPE_SEARCH_ENTRY));
  gtk_editable_set_text (search, sought);
  app_wait_until (sgn_grid_model_get_n_rows (f->model) < all);
  for (guint i = 0; !found; i++)
    {
      g_autofree char *shown = get_text (f, i, NAME);

      found = g_str_equal (shown, name);
    }
  gtk_editable_set_text (search, "ong");
  app_wait_until (sgn_grid_model_get_n_rows (f->model) == 0);
  gtk_editable_set_text (search, "");
  app_wait_until (sgn_grid_model_get_n_rows (f->model) == all);
}

/* A block pasted is one change. */
static void
test_paste (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) measures = NULL;
  g_autoptr (GArray) undone = NULL;

  sgn_entry_grid_view_set_focus (f->view, 0, HEIGHT, FALSE);
  sgn_entry_grid_view_paste_text (f->view, "88,5\t12\n91\t13,1\n");
  measures = list_measures (f);
  g_assert_cmpuint (measures->len, ==, 2);
  app_test_undo (f->ledger);
  undone = list_measures (f);
  g_assert_cmpuint (undone->len, ==, 0);
}

/* The sheet has what is shown, and counts. */
static void
test_sheet (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSheet) sheet = SGN_PAGE_GET_CLASS (f->page)->make_sheet (f->page, &error);
  g_autofree char *name = get_text (f, 0, NAME);

  g_assert_no_error (error);
  g_assert_cmpuint (sgn_sheet_n_rows (sheet), ==, sgn_grid_model_get_n_rows (f->model));
  g_assert_cmpstr (sgn_sheet_get_cell (sheet, 0, NAME)->text, ==, name);
  g_assert_cmpuint (sgn_sheet_n_notes (sheet), ==, 1);
}

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  app_test_register_types ();
#define ADD(name, function) \
  g_test_add ("/nutrition/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("type", test_type);
  ADD ("refused", test_refused);
  ADD ("draft", test_draft);
  ADD ("other-unit", test_other_unit);
  ADD ("other-day", test_other_day);
  ADD ("counts", test_counts);
  ADD ("not-saved", test_not_saved);
  ADD ("find", test_find);
  ADD ("paste", test_paste);
  ADD ("sheet", test_sheet);
#undef ADD
  return g_test_run ();
}
