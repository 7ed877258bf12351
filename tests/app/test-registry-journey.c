#include "config.h"

#include "app-fixture.h"
#include "app-keys.h"

#include "app/dialogs/sgn-household-window.h"
#include "app/dialogs/sgn-review-sheet-window.h"
#include "app/pages/sgn-review-page-worklist.h"
#include "app/sgn-settings.h"
#include "app/sgn-window.h"
#include "app/widgets/sgn-form.h"
#include "app/widgets/sgn-household-pane.h"
#include "app/widgets/sgn-row-view.h"
#include "app/widgets/sgn-verdict-view.h"
#include "appendix/sgn-appendix.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review.h"
#include "record/sgn-query.h"

/* From an empty registry to an appendix: a household of six typed without the mouse, reviewed
 * because it asked, recognised by a decision, and found again on the pages and on paper. */

#define YEAR 2023
#define HEAD "Nong Van Sang"

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

/* The steps */

static SgnPage *
show_page (Fixture *f, const char *name)
{
  sgn_window_show_page (f->window, name);
  app_wait_until (gtk_widget_get_mapped (GTK_WIDGET (sgn_window_get_page (f->window, name))));
  app_test_settle ();
  return sgn_window_get_page (f->window, name);
}

static GtkWindow *
wait_for_window (GType type)
{
  app_wait_until (app_test_toplevel (type) != NULL);
  app_wait_until (gtk_widget_get_mapped (GTK_WIDGET (app_test_toplevel (type))));
  app_test_settle ();
  return app_test_toplevel (type);
}

/* From the village to the last flag; then row by row: name, sex, birth, relation, ID number, ethnic
 * group, disability, schooling, work, card. What stands there already is passed by Enter. */
static const char *const household_fields[]
    = { "ngoc con", HEAD, "17", "tay", "To 3", "0912345678", "2016", "", "", "", "", "", "", NULL };
static const char *const member_fields[][11] = {
  { "nam", "1975", "", "004075000123", "", "", "thcs", "", "co", NULL },
  { "Hoang Thi Mai", "nu", "5/1978", "vo", "", "", "", "", "", "co", NULL },
  { "Nong Van Nam", "nam", "2/9/2002", "con", "", "", "", "", "", "", NULL },
  { "Nong Thi Hoa", "nu", "2010", "con", "", "", "trung hoc co so", "", "", "", NULL },
  { "Nong Van Binh", "nam", "2015", "con", "", "", "tieu hoc", "", "", "", NULL },
  { "Ly Thi Sen", "nu", "1950", "bo", "", "", "", "", "", "", NULL },
};

static gint64
find_household (Fixture *f)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_household);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_text (query, "head", HEAD);
  ids = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  return ids->len == 1 ? g_array_index (ids, gint64, 0) : 0;
}

static gint64
type_household (Fixture *f)
{
  g_autoptr (SgnQuery) members = sgn_query_new (&sgn_type_member);
  g_autoptr (GArray) ids = NULL;
  gint64 household;

  show_page (f, "households");
  app_keys_focus (GTK_WINDOW (f->window));
  app_keys_press ("ctrl+n");
  app_keys_focus (wait_for_window (SGN_TYPE_HOUSEHOLD_WINDOW));
  app_keys_type_fields (household_fields);
  for (guint i = 0; i < G_N_ELEMENTS (member_fields); i++)
    app_keys_type_fields (member_fields[i]);
  app_keys_press ("ctrl+s");
  app_wait_until (app_test_toplevel (SGN_TYPE_HOUSEHOLD_WINDOW) == NULL);
  household = find_household (f);
  g_assert_cmpint (household, !=, 0);
  sgn_query_where_int (members, "household-id", household);
  ids = sgn_query_run (members, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  g_assert_cmpuint (ids->len, ==, 6);
  return household;
}

/* Ctrl+F and a few letters of a member bring it up alone. */
static void
search_household (Fixture *f, gint64 household)
{
  SgnPage *page = sgn_window_get_page (f->window, "households");
  SgnRowView *list = SGN_ROW_VIEW (app_test_find (GTK_WIDGET (page), SGN_TYPE_ROW_VIEW));

  app_keys_focus (GTK_WINDOW (f->window));
  app_keys_press ("ctrl+f");
  app_keys_type ("hoang thi mai");
  app_wait_until (sgn_row_view_get_count (list) == 1);
  sgn_row_view_select (list, household);
  app_wait_until (sgn_row_view_get_selected (list) == household);
  app_wait_until (app_test_find_label (GTK_WIDGET (page), "Thành viên (6)") != NULL);
}

static GtkWidget *
ask_for_review (Fixture *f, gint64 household)
{
  SgnPage *page = show_page (f, "review");
  GtkWidget *worklist = app_test_find (GTK_WIDGET (page), SGN_TYPE_REVIEW_WORKLIST);
  GtkWidget *input = GTK_WIDGET (
      gtk_widget_get_template_child (worklist, SGN_TYPE_REVIEW_WORKLIST, "request_input"));
  GtkWidget *open = GTK_WIDGET (
      gtk_widget_get_template_child (worklist, SGN_TYPE_REVIEW_WORKLIST, "request_open"));
  SgnValue value = { .kind = SGN_VALUE_INT, .integer = household };

  gtk_widget_activate_action (worklist, "worklist.request", NULL);
  sgn_input_set_value (SGN_INPUT (input), &value);
  g_signal_emit_by_name (input, "left");
  g_assert_true (gtk_widget_get_sensitive (open));
  g_signal_emit_by_name (open, "clicked");
  return GTK_WIDGET (wait_for_window (SGN_TYPE_REVIEW_SHEET_WINDOW));
}

static void
fill (GtkWidget *window, const char *field, const char *text)
{
  SgnForm *form = SGN_FORM (app_test_find (window, SGN_TYPE_FORM));
  SgnInput *input = sgn_form_get_input (form, field);

  g_assert_nonnull (input);
  sgn_input_set_text (input, text);
  sgn_input_leave (input);
  app_test_settle ();
}

static SgnPovertyClass
read_verdict (GtkWidget *window)
{
  return sgn_verdict_view_get_class (
      SGN_VERDICT_VIEW (app_test_find (window, SGN_TYPE_VERDICT_VIEW)));
}

/* Four of six people have no card (4), the son of 21 learned nothing that is known (5: the officer
 * says so), the house falls apart (7): poor, and the sheet says so before it is saved. */
static void
review_household (Fixture *f, gint64 household)
{
  GtkWidget *window = ask_for_review (f, household);

  fill (window, "requested-on", "15/9/2023");
  fill (window, "a-total", "112");
  fill (window, "floor-area", "60");
  fill (window, "walls-solid", "0");
  fill (window, "columns-solid", "0");
  fill (window, "roof-solid", "1");
  fill (window, "water", "piped");
  fill (window, "toilet", "septic");
  fill (window, "devices", "tv");
  fill (window, "d4", "1");
  fill (window, "d5", "1");
  g_assert_cmpint (read_verdict (window), ==, SGN_CLASS_POOR);
  fill (window, "causes", "2");
  fill (window, "present", "30");
  fill (window, "agreed", "28");
  fill (window, "meeting-on", "20/10/2023");
  g_signal_emit_by_name (app_test_find_button (window, "_Lấy kết quả vào năm"), "clicked");
  app_test_settle ();
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle ();
}

static void
recognise (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (sgn_review_advance (f->ledger, YEAR, 0, NULL, (SgnDate){ 0 }, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (sgn_review_advance (f->ledger, YEAR, 0, "11/QĐ-UBND",
                                     (SgnDate){ .year = 2023, .month = 12, .day = 10 }, &n,
                                     &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
}

static void
see_class (Fixture *f)
{
  SgnPage *page = show_page (f, "households");
  GtkWidget *pane = app_test_find (GTK_WIDGET (page), SGN_TYPE_HOUSEHOLD_PANE);

  app_wait_until (app_test_find_label (pane, "11/QĐ-UBND") != NULL);
  g_assert_nonnull (app_test_find_label (pane, "A = 112"));
}

static SgnSheet *
run_appendix (Fixture *f, const char *id)
{
  SgnAppendixParameters parameters = { .year = YEAR };
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnAppendix) appendix = sgn_appendix_find (id, &error);
  SgnSheet *sheet;

  g_assert_no_error (error);
  sheet = sgn_appendix_run (appendix, sgn_ledger_get_connection (f->ledger), &parameters, NULL,
                            &error);
  g_assert_no_error (error);
  return sheet;
}

static gboolean
has_text (SgnSheet *sheet, const char *text)
{
  for (guint row = 0; row < sgn_sheet_n_rows (sheet); row++)
    for (guint column = 0; column < sgn_sheet_n_columns (sheet); column++)
      {
        g_autofree char *cell = sgn_sheet_cell_text (sheet, row, column);

        if (g_str_equal (cell, text))
          return TRUE;
      }
  return FALSE;
}

/* The movement of the poor: none, one newly arisen, one at the end. */
static void
see_appendix (Fixture *f)
{
  g_autoptr (SgnSheet) movement = run_appendix (f, "RS-02");
  g_autoptr (SgnSheet) deprived = run_appendix (f, "RS-04");
  g_autofree char *first = sgn_sheet_cell_text (movement, 0, 3);
  g_autofree char *newly = sgn_sheet_cell_text (movement, 0, 9);
  g_autofree char *last = sgn_sheet_cell_text (movement, 0, 11);

  g_assert_cmpstr (first, ==, "0");
  g_assert_cmpstr (newly, ==, "1");
  g_assert_cmpstr (last, ==, "1");
  g_assert_true (has_text (deprived, "Xã Ngọc Côn"));
}

static void
test_registry (Fixture *f, gconstpointer data)
{
  gint64 household;

  if (!app_keys_are_here ())
    return;
  household = type_household (f);
  search_household (f, household);
  review_household (f, household);
  recognise (f);
  see_class (f);
  see_appendix (f);
}

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  g_test_add ("/app/registry/from-typing-to-paper", Fixture, NULL, set_up, test_registry,
              tear_down);
  return g_test_run ();
}
