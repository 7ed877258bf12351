#include "config.h"

#include "app-fixture.h"
#include "app-grid.h"

#include "app/pages/sgn-funding-page-decisions.h"
#include "app/pages/sgn-funding-page-disbursements.h"
#include "app/pages/sgn-funding-page-totals.h"
#include "app/pages/sgn-funding-page.h"
#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-grid-records.h"
#include "programme/sgn-programme.h"
#include "store/sgn-journal.h"

/* The columns of the grids, as the page orders them. */
enum
{
  LINE_COMPONENT,
  LINE_UNIT,
  LINE_KIND,
  LINE_AMOUNT
};

typedef struct
{
  char *path;
  SgnLedger *ledger;
  GtkWidget *window;
  SgnPage *page;
  SgnFundingDecisions *decisions;
  SgnFundingDisbursements *disbursements;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->path = app_test_make_sample ();
  f->ledger = app_test_open (f->path);
  f->page = g_object_new (SGN_TYPE_FUNDING_PAGE, NULL);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1040, 720);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->page));
  gtk_window_present (GTK_WINDOW (f->window));
  sgn_page_set_ledger (f->page, f->ledger);
  f->decisions
      = SGN_FUNDING_DECISIONS (app_test_find (GTK_WIDGET (f->page), SGN_TYPE_FUNDING_DECISIONS));
  f->disbursements = SGN_FUNDING_DISBURSEMENTS (
      app_test_find (GTK_WIDGET (f->page), SGN_TYPE_FUNDING_DISBURSEMENTS));
  app_wait_until (gtk_widget_get_mapped (GTK_WIDGET (f->page)));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sgn_page_set_ledger (f->page, NULL);
  gtk_window_destroy (GTK_WINDOW (f->window));
  app_test_settle ();
  app_test_close (f->ledger);
  g_free (f->path);
}

static GtkStack *
get_stack (Fixture *f)
{
  return GTK_STACK (gtk_widget_get_ancestor (GTK_WIDGET (f->decisions), GTK_TYPE_STACK));
}

static SgnEntryGridView *
get_view (GtkWidget *part, guint nth)
{
  GtkWidget *grid = app_test_find (part, SGN_TYPE_ENTRY_GRID);

  /* The totals stand beside the lines, in the same paned. */
  if (nth == 1)
    grid = gtk_paned_get_end_child (GTK_PANED (gtk_widget_get_parent (grid)));
  return sgn_entry_grid_get_view (SGN_ENTRY_GRID (grid));
}

static guint
count (SgnEntryGridView *view)
{
  return sgn_grid_model_get_n_rows (sgn_entry_grid_view_get_model (view));
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

/* What the page says of so many disbursements and so much more money than there is now. */
static char *
make_status (Fixture *f, guint n, gint64 more)
{
  gint64 total = add_up (f, "advance") + add_up (f, "payment") - add_up (f, "recovery") + more;
  g_autofree char *amount = sgn_money_format (total, SGN_MONEY_TRIEU);

  return g_strdup_printf ("%u khoản giải ngân · %s triệu đồng", n, amount);
}

/* A new disbursement, by keys alone: Enter from field to field, choices by their first letters. */
static void
test_disbursement (Fixture *f, gconstpointer data)
{
  SgnEntryGridView *view = get_view (GTK_WIDGET (f->disbursements), 0);
  g_autoptr (SgnChange) change = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint n;

  gtk_stack_set_visible_child_name (get_stack (f), "disbursements");
  SGN_PAGE_GET_CLASS (f->page)->create (f->page);
  n = count (view);
  before = g_strdup (sgn_page_get_status (f->page));
  after = make_status (f, n + 1, 1000500000);
  g_assert_cmpuint (sgn_entry_grid_view_get_focus (view).row, ==, n);

  app_grid_type (view, "15/8/2023");
  app_grid_key (view, GDK_KEY_Return);
  app_grid_type (view, "nha o");
  app_grid_key (view, GDK_KEY_Return);
  app_grid_type (view, "ngoc con");
  app_grid_key (view, GDK_KEY_Return);
  app_grid_key (view, GDK_KEY_Return);
  app_grid_type (view, "dtpt");
  app_grid_key (view, GDK_KEY_Return);
  app_grid_type (view, "tam");
  app_grid_key (view, GDK_KEY_Return);
  app_grid_type (view, "1.000,5");
  app_grid_key (view, GDK_KEY_Return);
  app_grid_type (view, "UNC-77");
  app_grid_key (view, GDK_KEY_Return);
  /* Complete, but not left: nothing is in the ledger yet. */
  g_assert_cmpstr (sgn_page_get_status (f->page), ==, before);
  app_grid_key (view, GDK_KEY_Up);

  app_grid_assert_cell (view, n, 0, "15/08/2023", SGN_GRID_OK);
  app_grid_assert_cell (view, n, 1, "5 Nhà ở", SGN_GRID_OK);
  app_grid_assert_cell (view, n, 2, "Xã Ngọc Côn", SGN_GRID_OK);
  app_grid_assert_cell (view, n, 4, "ĐTPT", SGN_GRID_OK);
  app_grid_assert_cell (view, n, 5, "tạm ứng", SGN_GRID_OK);
  app_grid_assert_cell (view, n, 6, "1.000,5", SGN_GRID_OK);
  g_assert_cmpstr (sgn_page_get_status (f->page), ==, after);
  change = app_test_last_change (f->ledger);
  g_assert_cmpuint (change->inserted, ==, 1);

  app_test_undo (f->ledger);
  g_assert_cmpuint (count (view), ==, n);
  g_assert_cmpstr (sgn_page_get_status (f->page), ==, before);
}

/* A cell of a stored row: questioned, corrected, saved as it is left. */
static void
test_question (Fixture *f, gconstpointer data)
{
  SgnEntryGridView *view = get_view (GTK_WIDGET (f->decisions), 0);
  SgnEntryGridView *totals = get_view (GTK_WIDGET (f->decisions), 1);

  app_grid_assert_cell (view, 0, LINE_AMOUNT, "104.482", SGN_GRID_OK);
  app_grid_assert_cell (totals, 0, SGN_FUNDING_TOTALS_COMPUTED, "224.523", SGN_GRID_OK);
  sgn_entry_grid_view_set_focus (view, 0, LINE_AMOUNT, FALSE);
  app_grid_type (view, "1.16");
  app_grid_key (view, GDK_KEY_Return);
  app_grid_assert_cell (view, 0, LINE_AMOUNT, "1.16", SGN_GRID_ERROR);
  app_grid_assert_cell (totals, 0, SGN_FUNDING_TOTALS_COMPUTED, "224.523", SGN_GRID_OK);

  app_grid_type (view, "104.483");
  app_grid_key (view, GDK_KEY_Return);
  app_grid_assert_cell (view, 0, LINE_AMOUNT, "104.483", SGN_GRID_OK);
  app_grid_assert_cell (totals, 0, SGN_FUNDING_TOTALS_COMPUTED, "224.524", SGN_GRID_OK);
  app_test_undo (f->ledger);
  app_grid_assert_cell (view, 0, LINE_AMOUNT, "104.482", SGN_GRID_OK);
  app_grid_assert_cell (totals, 0, SGN_FUNDING_TOTALS_COMPUTED, "224.523", SGN_GRID_OK);

  /* An amount cannot be blank: the cell says so, and Escape gives the value back. */
  sgn_entry_grid_view_set_focus (view, 0, LINE_AMOUNT, FALSE);
  app_grid_key (view, GDK_KEY_Delete);
  app_grid_assert_cell (view, 0, LINE_AMOUNT, "", SGN_GRID_ERROR);
  g_assert_nonnull (sgn_entry_grid_view_get_message (view));
  app_grid_key (view, GDK_KEY_Escape);
  app_grid_assert_cell (view, 0, LINE_AMOUNT, "104.482", SGN_GRID_OK);

  /* What an Excel with commas between thousands would give is taken, and asked about. */
  sgn_entry_grid_view_set_focus (view, 0, LINE_AMOUNT, FALSE);
  sgn_entry_grid_view_paste_text (view, "114,929");
  app_grid_assert_cell (view, 0, LINE_AMOUNT, "114,929", SGN_GRID_WARNING);
  app_test_undo (f->ledger);
}

/* The totals the document states: the sign and a word beside the colour; editable. */
static void
test_totals (Fixture *f, gconstpointer data)
{
  SgnEntryGridView *totals = get_view (GTK_WIDGET (f->decisions), 1);

  g_assert_cmpuint (sgn_entry_grid_view_get_focus (totals).row, ==, 0);
  app_grid_assert_cell (totals, 0, SGN_FUNDING_TOTALS_STATED, "158.914", SGN_GRID_OK);
  app_grid_assert_cell (totals, 0, SGN_FUNDING_TOTALS_DIFFERENCE, "−65.609 thiếu",
                        SGN_GRID_WARNING);
  sgn_entry_grid_view_set_focus (totals, 0, SGN_FUNDING_TOTALS_STATED, FALSE);
  app_grid_type (totals, "224.523");
  app_grid_key (totals, GDK_KEY_Return);
  app_grid_assert_cell (totals, 0, SGN_FUNDING_TOTALS_DIFFERENCE, "= khớp", SGN_GRID_OK);
  app_test_undo (f->ledger);
  app_grid_assert_cell (totals, 0, SGN_FUNDING_TOTALS_DIFFERENCE, "−65.609 thiếu",
                        SGN_GRID_WARNING);

  /* What was not taken of one is not lost because another is saved. */
  sgn_entry_grid_view_set_focus (totals, 0, SGN_FUNDING_TOTALS_STATED, FALSE);
  app_grid_type (totals, "15 tỷ rưỡi");
  app_grid_key (totals, GDK_KEY_Return);
  sgn_entry_grid_view_set_focus (totals, 2, SGN_FUNDING_TOTALS_STATED, FALSE);
  app_grid_type (totals, "70.000");
  app_grid_key (totals, GDK_KEY_Return);
  app_grid_assert_cell (totals, 0, SGN_FUNDING_TOTALS_STATED, "15 tỷ rưỡi", SGN_GRID_ERROR);
  app_grid_assert_cell (totals, 2, SGN_FUNDING_TOTALS_STATED, "70.000", SGN_GRID_OK);
  sgn_entry_grid_view_set_focus (totals, 0, SGN_FUNDING_TOTALS_STATED, FALSE);
  app_grid_type (totals, "158.914");
  app_grid_key (totals, GDK_KEY_Return);
  app_grid_assert_cell (totals, 0, SGN_FUNDING_TOTALS_STATED, "158.914", SGN_GRID_OK);

  sgn_entry_grid_view_set_focus (totals, 0, SGN_FUNDING_TOTALS_COMPUTED, FALSE);
  g_assert_false (sgn_entry_grid_view_start_edit (totals, TRUE));
}

/* A block out of Excel: good rows go in as one change, the two bad cells wait in the grid. */
static void
test_paste (Fixture *f, gconstpointer data)
{
  SgnEntryGridView *view = get_view (GTK_WIDGET (f->decisions), 0);
  SgnEntryGridView *totals = get_view (GTK_WIDGET (f->decisions), 1);
  g_autoptr (SgnChange) change = NULL;
  g_autofree char *message = NULL;
  guint n = count (view);

  sgn_entry_grid_view_set_focus (view, n, 0, FALSE);
  sgn_entry_grid_view_paste_text (view, "2\tXã Ngọc Côn\tSN\t100\r\n"
                                        "2\tXã Không Có\tSN\t200\r\n"
                                        "5\tXã Đình Phong\tSN\t1.16\r\n"
                                        "6.1\tXã Đình Phong\tSN\t400,5\r\n");
  g_assert_cmpuint (count (view), ==, n + 4);
  app_grid_assert_cell (view, n, LINE_COMPONENT, "2 Đa dạng hóa sinh kế", SGN_GRID_OK);
  app_grid_assert_cell (view, n + 1, LINE_UNIT, "Xã Không Có", SGN_GRID_ERROR);
  app_grid_assert_cell (view, n + 1, LINE_AMOUNT, "200", SGN_GRID_OK);
  app_grid_assert_cell (view, n + 2, LINE_AMOUNT, "1.16", SGN_GRID_ERROR);
  app_grid_assert_cell (view, n + 3, LINE_AMOUNT, "400,5", SGN_GRID_OK);
  g_assert_cmpint (sgn_grid_model_get_row_verdict (sgn_entry_grid_view_get_model (view), n + 2,
                                                   &message),
                   ==, SGN_GRID_ERROR);
  g_assert_nonnull (message);
  change = app_test_last_change (f->ledger);
  g_assert_cmpstr (change->action, ==, "Dán 4 dòng");

  /* A row of which something was refused waits, though it began with the office's own unit. */
  app_grid_assert_cell (totals, 0, SGN_FUNDING_TOTALS_COMPUTED, "225.023,5", SGN_GRID_OK);
  g_assert_cmpuint (change->inserted, ==, 2);

  sgn_entry_grid_view_set_focus (view, n + 2, LINE_AMOUNT, FALSE);
  app_grid_type (view, "300");
  app_grid_key (view, GDK_KEY_Down);
  app_grid_assert_cell (view, n + 2, LINE_AMOUNT, "300", SGN_GRID_OK);
  app_grid_assert_cell (totals, 0, SGN_FUNDING_TOTALS_COMPUTED, "225.323,5", SGN_GRID_OK);
  app_test_undo (f->ledger);
  app_test_undo (f->ledger);
  app_grid_assert_cell (totals, 0, SGN_FUNDING_TOTALS_COMPUTED, "224.523", SGN_GRID_OK);
}

/* Rows that are not saved wait with their decision while another one is looked at. */
static void
test_unsaved (Fixture *f, gconstpointer data)
{
  SgnEntryGridView *view = get_view (GTK_WIDGET (f->decisions), 0);
  SgnGridRecords *lines = SGN_GRID_RECORDS (sgn_entry_grid_view_get_model (view));
  g_autoptr (SgnRecord) line
      = sgn_record_load (sgn_ledger_get_connection (f->ledger), &sgn_type_funding_line,
                         sgn_grid_records_get_id (lines, 0), NULL);
  gint64 first = sgn_record_get_int (line, "decision-id");
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_funding_decision);
  g_autoptr (GArray) ids = NULL;
  guint n = count (view);

  sgn_query_where_text (query, "number", "01/QĐ-MẪU");
  ids = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  g_assert_cmpuint (ids->len, ==, 1);

  sgn_entry_grid_view_set_focus (view, n, LINE_AMOUNT, FALSE);
  app_grid_type (view, "12");
  sgn_funding_decisions_show (f->decisions, g_array_index (ids, gint64, 0),
                              &sgn_type_funding_decision, 0, NULL);
  app_test_settle ();
  g_assert_cmpuint (count (view), !=, n + 1);
  sgn_funding_decisions_show (f->decisions, first, &sgn_type_funding_decision, 0, NULL);
  app_test_settle ();
  g_assert_cmpuint (count (view), ==, n + 1);
  app_grid_assert_cell (view, n, LINE_AMOUNT, "12", SGN_GRID_OK);
}

/* Nothing typed is lost: what was not saved is there again when the ledger is opened anew. */
static void
test_draft (Fixture *f, gconstpointer data)
{
  SgnEntryGridView *view = get_view (GTK_WIDGET (f->decisions), 0);
  g_autofree char *message = NULL;
  guint n = count (view);

  sgn_entry_grid_view_set_focus (view, n, LINE_COMPONENT, FALSE);
  sgn_entry_grid_view_paste_text (view, "2\tXã Ngọc Côn\tSN\t1.16");
  sgn_entry_grid_view_set_focus (view, 0, LINE_AMOUNT, FALSE);
  app_grid_type (view, "1.17");
  app_grid_key (view, GDK_KEY_Return);
  sgn_page_set_ledger (f->page, NULL);
  app_test_close (f->ledger);

  f->ledger = app_test_open (f->path);
  sgn_page_set_ledger (f->page, f->ledger);
  g_assert_cmpuint (count (view), ==, n + 1);
  app_grid_assert_cell (view, 0, LINE_AMOUNT, "1.17", SGN_GRID_ERROR);
  app_grid_assert_cell (view, n, LINE_COMPONENT, "2 Đa dạng hóa sinh kế", SGN_GRID_OK);
  app_grid_assert_cell (view, n, LINE_AMOUNT, "1.16", SGN_GRID_ERROR);

  /* Corrected and saved, they are drafts no longer. */
  sgn_entry_grid_view_set_focus (view, n, LINE_AMOUNT, FALSE);
  app_grid_type (view, "16");
  app_grid_key (view, GDK_KEY_Return);
  sgn_entry_grid_view_set_focus (view, 0, LINE_AMOUNT, FALSE);
  app_grid_key (view, GDK_KEY_Escape);
  sgn_page_set_ledger (f->page, NULL);
  sgn_page_set_ledger (f->page, f->ledger);
  g_assert_cmpuint (count (view), ==, n + 1);
  app_grid_assert_cell (view, 0, LINE_AMOUNT, "104.482", SGN_GRID_OK);
  sgn_grid_model_get_row_verdict (sgn_entry_grid_view_get_model (view), 0, &message);
  g_assert_null (message);
}

static void
test_sheet (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSheet) sheet = SGN_PAGE_GET_CLASS (f->page)->make_sheet (f->page, &error);
  SgnEntryGridView *view = get_view (GTK_WIDGET (f->decisions), 0);
  g_autofree char *amount = NULL;
  g_autofree char *total = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (sgn_sheet_n_rows (sheet), ==, count (view) + 1);
  amount = sgn_sheet_cell_text (sheet, 0, LINE_AMOUNT);
  g_assert_cmpstr (amount, ==, "104.482");
  total = sgn_sheet_cell_text (sheet, count (view), LINE_AMOUNT);
  g_assert_cmpstr (total, ==, "224.523");
}

/* Found from elsewhere: the record is on the page, at its cell. */
static void
test_show (Fixture *f, gconstpointer data)
{
  SgnEntryGridView *view = get_view (GTK_WIDGET (f->disbursements), 0);
  SgnGridRecords *model = SGN_GRID_RECORDS (sgn_entry_grid_view_get_model (view));
  gint64 id = sgn_grid_records_get_id (model, 7);

  g_assert_true (
      SGN_PAGE_GET_CLASS (f->page)->show_record (f->page, &sgn_type_disbursement, id, "amount"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_stack (f)), ==, "disbursements");
  g_assert_cmpuint (sgn_entry_grid_view_get_focus (view).row, ==, 7);
  g_assert_cmpuint (sgn_entry_grid_view_get_focus (view).column, ==, 6);
  g_assert_false (SGN_PAGE_GET_CLASS (f->page)->show_record (f->page, &sgn_type_unit, id, NULL));
}

static void
test_remove (Fixture *f, gconstpointer data)
{
  SgnEntryGridView *view = get_view (GTK_WIDGET (f->decisions), 0);
  g_autofree char *status = g_strdup (sgn_page_get_status (f->page));

  gtk_widget_activate_action (GTK_WIDGET (f->decisions), "decisions.remove", NULL);
  g_assert_cmpstr (sgn_page_get_status (f->page), !=, status);
  app_test_undo (f->ledger);
  app_test_settle ();
  sgn_page_set_ledger (f->page, NULL);
  sgn_page_set_ledger (f->page, f->ledger);
  g_assert_cmpstr (sgn_page_get_status (f->page), ==, status);
  app_grid_assert_cell (view, 0, LINE_AMOUNT, "104.482", SGN_GRID_OK);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);

  ADD ("/funding-page/disbursement", test_disbursement);
  ADD ("/funding-page/question", test_question);
  ADD ("/funding-page/totals", test_totals);
  ADD ("/funding-page/paste", test_paste);
  ADD ("/funding-page/unsaved", test_unsaved);
  ADD ("/funding-page/draft", test_draft);
  ADD ("/funding-page/sheet", test_sheet);
  ADD ("/funding-page/show", test_show);
  ADD ("/funding-page/remove", test_remove);
  return g_test_run ();
}
