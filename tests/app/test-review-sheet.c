#include "config.h"

#include "app-fixture.h"

#include "app/dialogs/sgn-choose-file.h"
#include "app/dialogs/sgn-review-sheet-window.h"
#include "app/widgets/sgn-form.h"
#include "app/widgets/sgn-indicator-form.h"
#include "app/widgets/sgn-message-bar.h"
#include "app/widgets/sgn-options.h"
#include "app/widgets/sgn-points-input.h"
#include "app/widgets/sgn-tri-input.h"
#include "app/widgets/sgn-verdict-view.h"
#include "programme/sgn-catalogue.h"
#include "programme/sgn-period.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review-form.h"
#include "programme/sgn-review.h"
#include "store/sgn-journal.h"

#include <string.h>

/* A household of two in a village of its own, so that what its data say can be told by heart. */

typedef struct
{
  GtkWindow *parent;
  SgnLedger *ledger;
  char *path;
  gint64 village;
  gint64 household;
  gint64 other; /* of the same village, on the list too */
} Fixture;

static gint64
any_commune (SgnLedger *ledger)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_unit);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_text (query, "level", "commune");
  ids = sgn_query_run (query, sgn_ledger_get_connection (ledger), NULL, NULL);
  g_assert_cmpuint (ids->len, >, 0);
  return g_array_index (ids, gint64, 0);
}

static gint64
save (SgnRecord *record, SgnLedger *ledger)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_record_save_as_change (record, ledger, NULL, &error));
  g_assert_no_error (error);
  return sgn_record_get_id (record);
}

static gint64
add_village (SgnLedger *ledger)
{
  g_autoptr (SgnRecord) unit = sgn_record_new (&sgn_type_unit);

  sgn_record_set_text (unit, "name", "Xóm Thử");
  sgn_record_set_text (unit, "level", "village");
  sgn_record_set_text (unit, "kind", "xom");
  sgn_record_set_text (unit, "area", "rural");
  sgn_record_set_int (unit, "parent-id", any_commune (ledger));
  sgn_record_set_int (unit, "position", 99);
  return save (unit, ledger);
}

static void
add_member (SgnLedger *ledger, gint64 household, const char *name, const char *sex,
            const char *birth, const char *relation)
{
  g_autoptr (SgnRecord) member = sgn_record_new (&sgn_type_member);

  sgn_record_set_int (member, "household-id", household);
  sgn_record_set_int (member, "position", 0);
  sgn_record_set_text (member, "name", name);
  sgn_record_set_text (member, "sex", sex);
  sgn_record_set_text (member, "birth", birth);
  sgn_record_set_text (member, "relation", relation);
  sgn_record_set_text (member, "schooling", "none");
  sgn_record_set_text (member, "qualification", "upper-secondary");
  sgn_record_set_text (member, "work", "self-employed");
  sgn_record_set_text (member, "disability", "none");
  sgn_record_set_int (member, "monthly-assistance", 0);
  sgn_record_set_int (member, "insurance", 1);
  sgn_record_set_int (member, "internet", 1);
  save (member, ledger);
}

static gint64
add_household (SgnLedger *ledger, gint64 village, const char *head, const char *class_)
{
  g_autoptr (SgnRecord) household = sgn_record_new (&sgn_type_household);
  g_autoptr (SgnRecord) year = sgn_record_new (&sgn_type_household_year);
  gint64 id;

  sgn_record_set_int (household, "unit-id", village);
  sgn_record_set_text (household, "head", head);
  for (guint i = 0; i < 5; i++)
    sgn_record_set_int (household,
                        (const char *[]){ "merit", "no-labour", "assisted", "alone", "farming" }[i],
                        0);
  sgn_record_set_int (household, "synthetic", 1);
  id = save (household, ledger);
  add_member (ledger, id, head, "male", "1980-05-01", "head");
  add_member (ledger, id, "Nông Thị Hai", "female", "1982-06-01", "spouse");

  sgn_record_set_int (year, "household-id", id);
  sgn_record_set_int (year, "year", 2022);
  sgn_record_set_int (year, "unit-id", village);
  sgn_record_set_text (year, "class", class_);
  sgn_record_set_text (year, "state", "official");
  sgn_record_set_text (year, "head", head);
  sgn_record_set_int (year, "persons", 2);
  save (year, ledger);
  return id;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->path = app_test_make_sample ();
  f->ledger = app_test_open (f->path);
  f->village = add_village (f->ledger);
  f->household = add_household (f->ledger, f->village, "Nông Văn Một", "poor");
  f->other = add_household (f->ledger, f->village, "Hoàng Văn Ba", "near-poor");
  f->parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (f->parent);
}

static void
close_windows (void)
{
  GtkWindow *window;

  while ((window = app_test_toplevel (SGN_TYPE_REVIEW_SHEET_WINDOW)) != NULL)
    {
      gtk_window_destroy (window);
      app_test_settle ();
    }
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  close_windows ();
  gtk_window_destroy (f->parent);
  app_test_settle ();
  app_test_close (f->ledger);
  g_free (f->path);
}

static GtkWidget *
show (Fixture *f, const char *kind)
{
  GtkWidget *window;

  sgn_review_sheet_window_show (f->parent, f->ledger, f->household, 2023, kind);
  window = GTK_WIDGET (app_test_toplevel (SGN_TYPE_REVIEW_SHEET_WINDOW));
  g_assert_nonnull (window);
  app_wait_until (gtk_widget_get_mapped (window));
  app_test_settle ();
  return window;
}

static SgnForm *
get_form (GtkWidget *window)
{
  return SGN_FORM (app_test_find (window, SGN_TYPE_FORM));
}

static void
type (GtkWidget *window, const char *field, const char *text)
{
  SgnInput *input = sgn_form_get_input (get_form (window), field);

  g_assert_nonnull (input);
  sgn_input_set_text (input, text);
  app_test_settle ();
}

static void
leave (GtkWidget *window, const char *field)
{
  sgn_input_leave (sgn_form_get_input (get_form (window), field));
  app_test_settle ();
}

static SgnIndicatorForm *
get_indicators (GtkWidget *window)
{
  return SGN_INDICATOR_FORM (app_test_find (window, SGN_TYPE_INDICATOR_FORM));
}

static SgnTri
tick (GtkWidget *window, guint no)
{
  SgnTri ticks[SGN_N_INDICATORS];

  sgn_indicator_form_get_ticks (get_indicators (window), ticks);
  return ticks[no - 1];
}

static SgnPovertyClass
get_class (GtkWidget *window)
{
  return sgn_verdict_view_get_class (
      SGN_VERDICT_VIEW (app_test_find (window, SGN_TYPE_VERDICT_VIEW)));
}

/* A good house, so that nothing is deprived but what a test makes so. */
static void
type_good_house (GtkWidget *window)
{
  type (window, "floor-area", "40");
  type (window, "walls-solid", "1");
  type (window, "columns-solid", "1");
  type (window, "roof-solid", "1");
  type (window, "water", "piped");
  type (window, "toilet", "septic");
  type (window, "devices", "tv");
}

static SgnRecord *
load_sheet (Fixture *f, const char *kind)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_review_sheet);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_int (query, "household-id", f->household);
  sgn_query_where_text (query, "kind", kind);
  ids = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  g_assert_cmpuint (ids->len, <=, 1);
  return ids->len == 0
             ? NULL
             : sgn_record_load (sgn_ledger_get_connection (f->ledger), &sgn_type_review_sheet,
                                g_array_index (ids, gint64, 0), NULL);
}

static void
shoot (GtkWidget *window, const char *name)
{
  g_autofree char *path = NULL;

  if (g_getenv ("SGN_SHOTS") == NULL)
    return;
  path = g_strdup_printf ("%s/%s.png", g_getenv ("SGN_SHOTS"), name);
  sgn_test_screenshot (window, path);
}

static void
test_result_at_once (Fixture *f, gconstpointer data)
{
  GtkWidget *window = show (f, "periodic");

  shoot (window, "sheet-1");
  g_assert_cmpint (get_class (window), ==, SGN_CLASS_UNKNOWN);
  g_assert_cmpint (tick (window, 8), ==, SGN_TRI_UNKNOWN);
  type_good_house (window);
  type (window, "a-total", "120");
  /* Nothing was left or saved yet. */
  g_assert_cmpint (tick (window, 8), ==, SGN_TRI_NO);
  g_assert_cmpint (get_class (window), ==, SGN_CLASS_NEAR_POOR);
  type (window, "floor-area", "15,9");
  g_assert_cmpint (tick (window, 8), ==, SGN_TRI_YES);
  type (window, "walls-solid", "0");
  g_assert_cmpint (tick (window, 7), ==, SGN_TRI_NO);
  type (window, "roof-solid", "0");
  g_assert_cmpint (tick (window, 7), ==, SGN_TRI_YES);
  g_assert_cmpint (get_class (window), ==, SGN_CLASS_NEAR_POOR);
  type (window, "devices", "none");
  g_assert_cmpint (tick (window, 12), ==, SGN_TRI_YES);
  g_assert_cmpint (get_class (window), ==, SGN_CLASS_POOR);
  shoot (window, "sheet-2");
  type (window, "floor-area", "16");
  g_assert_cmpint (get_class (window), ==, SGN_CLASS_NEAR_POOR);
  type (window, "a-total", "141");
  g_assert_cmpint (get_class (window), ==, SGN_CLASS_NOT_POOR);
  type (window, "area", "urban");
  g_assert_cmpint (get_class (window), ==, SGN_CLASS_NEAR_POOR);
}

static gboolean
is_mapped (GtkWidget *window, const char *field)
{
  return gtk_widget_get_mapped (GTK_WIDGET (sgn_form_get_input (get_form (window), field)));
}

/* What stands below the edge comes after the window, but it comes; a re-check has no meeting. */
static void
test_sections (Fixture *f, gconstpointer data)
{
  GtkWidget *window = show (f, "periodic");

  app_wait_until (is_mapped (window, "d12") && is_mapped (window, "causes")
                  && is_mapped (window, "agreed"));
  g_assert_true (is_mapped (window, "a-total"));
  g_assert_true (is_mapped (window, "screened"));
  g_assert_false (is_mapped (window, "requested-on"));
  close_windows ();
  window = show (f, "recheck");
  app_wait_until (is_mapped (window, "d12") && is_mapped (window, "causes"));
  g_assert_false (is_mapped (window, "agreed"));
  g_assert_false (is_mapped (window, "screened"));
}

/* One change for the sheet, whatever was typed; then the next of the village. */
static void
test_save_and_next (Fixture *f, gconstpointer data)
{
  GtkWidget *window = show (f, "periodic");
  g_autoptr (SgnRecord) sheet = NULL;
  g_autoptr (SgnChange) before
      = sgn_journal_next_undo (sgn_ledger_get_connection (f->ledger), NULL);
  g_autoptr (SgnChange) after = NULL;

  g_assert_null (load_sheet (f, "periodic"));
  type_good_house (window);
  type (window, "devices", "none");
  type (window, "a-total", "120");
  type (window, "causes", "2 7");
  leave (window, "a-total");
  gtk_widget_activate_action (window, "sheet.save-next", NULL);
  app_test_settle ();
  sheet = load_sheet (f, "periodic");
  g_assert_nonnull (sheet);
  after = sgn_journal_next_undo (sgn_ledger_get_connection (f->ledger), NULL);
  g_assert_cmpint (after->id, ==, before->id + 1);
  g_assert_cmpstr (sgn_record_get_text (sheet, "state"), ==, "filled");
  g_assert_cmpstr (sgn_record_get_text (sheet, "devices"), ==, "none");
  g_assert_cmpstr (sgn_record_get_text (sheet, "causes"), ==, "2 7");
  g_assert_cmpint (sgn_record_get_int (sheet, "d12"), ==, 1);
  g_assert_cmpint (sgn_record_get_int (sheet, "d8"), ==, 0);
  g_assert_false (sgn_record_is_null (sheet, "d8"));
  g_assert_cmpint (sgn_record_get_int (sheet, "a-total"), ==, 120);
  g_assert_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (window)), "Hoàng Văn Ba"));
  g_assert_cmpint (get_class (window), ==, SGN_CLASS_UNKNOWN);
}

static guint
count_differing (GtkWidget *window)
{
  return sgn_indicator_form_count_differing (get_indicators (window));
}

/* The officer may differ; it is marked, counted, and still so when the sheet is opened again. */
static void
test_differing (Fixture *f, gconstpointer data)
{
  GtkWidget *window = show (f, "periodic");

  type_good_house (window);
  type (window, "a-total", "120");
  type (window, "d4", "1");
  g_assert_cmpuint (count_differing (window), ==, 1);
  g_assert_nonnull (app_test_find_label (window, "khác dữ liệu"));
  type (window, "d5", "0"); /* as the data say anyway */
  g_assert_cmpuint (count_differing (window), ==, 1);
  g_assert_cmpint (tick (window, 4), ==, SGN_TRI_YES);
  gtk_widget_activate_action (window, "sheet.save", NULL);
  close_windows ();
  window = show (f, "periodic");
  g_assert_cmpint (tick (window, 4), ==, SGN_TRI_YES);
  g_assert_cmpuint (count_differing (window), ==, 1);
  /* What followed the data goes on following them. */
  type (window, "floor-area", "10");
  g_assert_cmpint (tick (window, 8), ==, SGN_TRI_YES);
  type (window, "d4", "");
  g_assert_cmpint (tick (window, 4), ==, SGN_TRI_NO);
  g_assert_cmpuint (count_differing (window), ==, 0);
}

/* Nothing of the first sheet stands in the second. */
static void
test_blind (Fixture *f, gconstpointer data)
{
  GtkWidget *window = show (f, "periodic");
  g_autofree char *area = NULL;
  g_autofree char *total = NULL;

  type_good_house (window);
  type (window, "a-total", "120");
  type (window, "d4", "1");
  type (window, "reviewer", "Người thứ nhất");
  gtk_widget_activate_action (window, "sheet.save", NULL);
  close_windows ();
  window = show (f, "recheck");
  area = sgn_input_get_text (sgn_form_get_input (get_form (window), "floor-area"));
  total = sgn_input_get_text (sgn_form_get_input (get_form (window), "a-total"));
  g_assert_cmpstr (area, ==, "");
  g_assert_cmpstr (total, ==, "");
  g_assert_cmpint (tick (window, 4), ==, SGN_TRI_NO);
  g_assert_cmpint (tick (window, 8), ==, SGN_TRI_UNKNOWN);
  g_assert_cmpuint (count_differing (window), ==, 0);
  g_assert_null (app_test_find_label (window, "Người thứ nhất"));
  g_assert_cmpint (get_class (window), ==, SGN_CLASS_UNKNOWN);
  shoot (window, "sheet-recheck");
  type (window, "a-total", "90");
  gtk_widget_activate_action (window, "sheet.save", NULL);
  g_object_unref (load_sheet (f, "periodic"));
  g_object_unref (load_sheet (f, "recheck"));
}

/* The drop-down that holds classes: the last one of the window. */
static GtkDropDown *
find_classes (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (GTK_IS_DROP_DOWN (root))
    return GTK_DROP_DOWN (root);
  for (GtkWidget *child = gtk_widget_get_last_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_prev_sibling (child))
    found = GTK_WIDGET (find_classes (child));
  return GTK_DROP_DOWN (found);
}

static char *
read_class (Fixture *f)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_household_year);
  g_autoptr (SgnRecord) year = NULL;
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_int (query, "household-id", f->household);
  sgn_query_where_int (query, "year", 2023);
  ids = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  if (ids->len == 0)
    return NULL;
  year = sgn_record_load (sgn_ledger_get_connection (f->ledger), &sgn_type_household_year,
                          g_array_index (ids, gint64, 0), NULL);
  return g_strdup (sgn_record_get_text (year, "class"));
}

static void
test_take_over (Fixture *f, gconstpointer data)
{
  GtkWidget *window = show (f, "periodic");
  GtkWidget *button = app_test_find_button (window, "_Lấy kết quả vào năm");
  GtkDropDown *classes = find_classes (window);
  GtkWidget *reason;
  g_autofree char *none = NULL;
  g_autofree char *other = NULL;
  g_autofree char *given = NULL;

  g_assert_nonnull (button);
  g_assert_false (gtk_widget_is_sensitive (button));
  type_good_house (window);
  type (window, "a-total", "120");
  g_assert_true (gtk_widget_is_sensitive (button));
  g_assert_true (sgn_options_select (classes, "poor"));
  g_signal_emit_by_name (button, "clicked");
  none = read_class (f);
  g_assert_null (none);
  reason = gtk_widget_get_next_sibling (GTK_WIDGET (classes));
  g_assert_true (gtk_widget_get_visible (reason));
  gtk_editable_set_text (GTK_EDITABLE (reason), "Hộ mới bị bão làm sập nhà");
  g_signal_emit_by_name (button, "clicked");
  other = read_class (f);
  g_assert_cmpstr (other, ==, "poor");
  g_assert_true (sgn_options_select (classes, ""));
  g_assert_false (gtk_widget_get_visible (reason));
  g_signal_emit_by_name (button, "clicked");
  given = read_class (f);
  g_assert_cmpstr (given, ==, "near-poor");
}

static void
test_meeting (Fixture *f, gconstpointer data)
{
  GtkWidget *window = show (f, "periodic");
  g_autoptr (SgnRecord) sheet = NULL;

  type_good_house (window);
  type (window, "a-total", "120");
  type (window, "present", "21");
  type (window, "agreed", "10");
  type (window, "meeting-on", "01/10/2023");
  g_assert_nonnull (app_test_find_label (window, "chưa đạt (ít nhất 50 %"));
  type (window, "agreed", "22");
  gtk_widget_activate_action (window, "sheet.save", NULL);
  g_assert_nonnull (strstr (sgn_message_bar_get_message (
                                SGN_MESSAGE_BAR (app_test_find (window, SGN_TYPE_MESSAGE_BAR))),
                            "nhiều hơn số dự họp"));
  g_assert_null (load_sheet (f, "periodic"));
  type (window, "agreed", "11");
  g_assert_nonnull (app_test_find_label (window, "đạt (ít nhất 50 %"));
  gtk_widget_activate_action (window, "sheet.save", NULL);
  sheet = load_sheet (f, "periodic");
  g_assert_cmpstr (sgn_record_get_text (sheet, "state"), ==, "agreed");
}

static void
load_points (Fixture *f)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "points-made-up.xml", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_catalogue_load_file (f->ledger, path, NULL, &error));
  g_assert_no_error (error);
}

/* With a table its questions are answered, and the answers are kept with their points. */
static void
test_table (Fixture *f, gconstpointer data)
{
  GtkWidget *window;
  SgnPointsInput *points;
  g_autoptr (SgnRecord) sheet = NULL;
  g_autoptr (GPtrArray) answers = NULL;
  g_autofree char *text = NULL;

  load_points (f);
  window = show (f, "periodic");
  points = SGN_POINTS_INPUT (sgn_form_get_input (get_form (window), "a-total"));
  g_assert_nonnull (sgn_points_input_get_table (points));
  type_good_house (window);
  g_assert_cmpint (get_class (window), ==, SGN_CLASS_UNKNOWN);
  type (window, "a-total", "members=2 assets=tv");
  g_assert_cmpint (get_class (window), ==, SGN_CLASS_NEAR_POOR);
  shoot (window, "sheet-table");
  gtk_widget_activate_action (window, "sheet.save", NULL);
  sheet = load_sheet (f, "periodic");
  g_assert_cmpint (sgn_record_get_int (sheet, "a-total"), ==, 8);
  answers
      = sgn_answers_load (sgn_ledger_get_connection (f->ledger), sgn_record_get_id (sheet), NULL);
  g_assert_cmpuint (answers->len, ==, 2);
  close_windows ();
  window = show (f, "periodic");
  text = sgn_input_get_text (sgn_form_get_input (get_form (window), "a-total"));
  g_assert_cmpstr (text, ==, "members=2 assets=tv");
  g_assert_false (sgn_form_is_changed (get_form (window)));
}

static char *
read_points (GtkWidget *window)
{
  return sgn_input_get_text (sgn_form_get_input (get_form (window), "a-total"));
}

/* Twenty questions are not answered twice: not after a crash, not because the area was wrong. */
static void
test_answers_stay (Fixture *f, gconstpointer data)
{
  GtkWidget *window;
  g_autofree char *draft = NULL, *urban = NULL, *typed = NULL;

  load_points (f);
  window = show (f, "periodic");
  type (window, "a-total", "members=1 assets=tv");
  gtk_window_close (GTK_WINDOW (window));
  close_windows ();
  window = show (f, "periodic");
  draft = read_points (window);
  g_assert_cmpstr (draft, ==, "members=1 assets=tv");
  type (window, "area", "urban");
  urban = read_points (window);
  g_assert_cmpstr (urban, ==, "members=1"); /* the other question is not asked there */
  type (window, "area", "rural");
  type_good_house (window);
  gtk_widget_activate_action (window, "sheet.save", NULL);
  /* Stored, then changed and closed again. */
  type (window, "a-total", "members=2");
  gtk_window_close (GTK_WINDOW (window));
  close_windows ();
  window = show (f, "periodic");
  typed = read_points (window);
  g_assert_cmpstr (typed, ==, "members=2");
}

/* A total typed by hand is not thrown away because a table was loaded meanwhile. */
static void
test_typed_and_loaded (Fixture *f, gconstpointer data)
{
  GtkWidget *window = show (f, "periodic");
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "points-made-up.xml", NULL);
  g_autofree char *kept = NULL;
  GtkWidget *button = app_test_find_button (window, "_Nạp bảng điểm…");

  type (window, "a-total", "120");
  g_assert_true (gtk_widget_get_visible (button));
  sgn_choose_file_set_answer (GTK_WINDOW (window), path);
  g_signal_emit_by_name (button, "clicked");
  app_wait_until (!gtk_widget_get_visible (button));
  kept = read_points (window);
  g_assert_cmpstr (kept, ==, "120");
}

/* A sheet that was taken back by Undo is shown as it is now. */
static void
test_undone (Fixture *f, gconstpointer data)
{
  GtkWidget *window = show (f, "periodic");
  g_autoptr (SgnRecord) sheet = NULL;
  g_autofree char *total = NULL;
  g_autoptr (GError) error = NULL;

  type (window, "a-total", "120");
  gtk_widget_activate_action (window, "sheet.save", NULL);
  g_assert_true (sgn_ledger_undo (f->ledger, 0, NULL, &error));
  g_assert_no_error (error);
  total = read_points (window);
  g_assert_cmpstr (total, ==, "");
  type (window, "a-total", "90");
  gtk_widget_activate_action (window, "sheet.save", NULL);
  sheet = load_sheet (f, "periodic");
  g_assert_cmpint (sgn_record_get_int (sheet, "a-total"), ==, 90);
}

/* A total typed before a table was loaded stays a total. */
static void
test_typed_before_table (Fixture *f, gconstpointer data)
{
  GtkWidget *window = show (f, "periodic");
  SgnPointsInput *points;
  g_autofree char *text = NULL;

  type_good_house (window);
  type (window, "a-total", "120");
  gtk_widget_activate_action (window, "sheet.save", NULL);
  close_windows ();
  load_points (f);
  window = show (f, "periodic");
  points = SGN_POINTS_INPUT (sgn_form_get_input (get_form (window), "a-total"));
  g_assert_null (sgn_points_input_get_table (points));
  text = sgn_input_get_text (SGN_INPUT (points));
  g_assert_cmpstr (text, ==, "120");
  g_signal_emit_by_name (app_test_find_button (window, "_Trả lời theo bảng điểm"), "clicked");
  g_assert_nonnull (sgn_points_input_get_table (points));
  g_assert_cmpint (get_class (window), ==, SGN_CLASS_UNKNOWN);
}

/* Sheet A settles it without points. */
static void
test_screened (Fixture *f, gconstpointer data)
{
  GtkWidget *window = show (f, "periodic");
  g_autoptr (SgnRecord) sheet = NULL;

  type (window, "screened", "not-poor");
  g_assert_cmpint (get_class (window), ==, SGN_CLASS_NOT_POOR);
  gtk_widget_activate_action (window, "sheet.save", NULL);
  sheet = load_sheet (f, "periodic");
  g_assert_cmpstr (sgn_record_get_text (sheet, "state"), ==, "filled");
}

/* What is shown is what is written, saved or not. */
static void
test_exported (Fixture *f, gconstpointer data)
{
  GtkWidget *window = show (f, "request");
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autofree char *path = g_build_filename (folder, "phiếu.csv", NULL);
  g_autofree char *text = NULL;

  type_good_house (window);
  type (window, "request-reason", "Nhà bị lũ cuốn");
  type (window, "a-total", "120");
  type (window, "d4", "1");
  sgn_choose_file_set_answer (GTK_WINDOW (window), path);
  gtk_widget_activate_action (window, "sheet.export", NULL);
  app_wait_until (g_file_test (path, G_FILE_TEST_EXISTS));
  app_test_settle ();
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Nhà bị lũ cuốn"));
  g_assert_nonnull (strstr (text, "Nông Văn Một, nam"));
  g_assert_nonnull (strstr (text, "Hộ cận nghèo"));
  g_assert_nonnull (strstr (text, "☑"));
  g_assert_null (load_sheet (f, "request"));
}

/* Closing loses nothing, and no other household sees the draft. */
static void
test_draft (Fixture *f, gconstpointer data)
{
  GtkWidget *window = show (f, "periodic");
  g_autofree char *kept = NULL;
  g_autofree char *others = NULL;
  gint64 household = f->household;

  type (window, "a-total", "77");
  type (window, "d4", "1");
  gtk_window_close (GTK_WINDOW (window));
  close_windows ();
  f->household = f->other;
  window = show (f, "periodic");
  others = sgn_input_get_text (sgn_form_get_input (get_form (window), "a-total"));
  g_assert_cmpstr (others, ==, "");
  close_windows ();
  f->household = household;
  window = show (f, "periodic");
  kept = sgn_input_get_text (sgn_form_get_input (get_form (window), "a-total"));
  g_assert_cmpstr (kept, ==, "77");
  g_assert_cmpint (tick (window, 4), ==, SGN_TRI_YES);
  gtk_widget_activate_action (window, "sheet.discard", NULL);
  g_assert_false (sgn_form_is_changed (get_form (window)));
  g_assert_cmpint (tick (window, 4), ==, SGN_TRI_NO);
}

static void
test_closed (Fixture *f, gconstpointer data)
{
  GtkWidget *window;
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_period_set_closed (f->ledger, "review", 2023, TRUE, NULL, NULL, &error));
  window = show (f, "periodic");
  g_assert_false (
      gtk_widget_is_sensitive (GTK_WIDGET (sgn_form_get_input (get_form (window), "a-total"))));
  g_assert_nonnull (app_test_find_label (window, "đã khóa"));
  gtk_widget_activate_action (window, "sheet.save", NULL);
  g_assert_null (load_sheet (f, "periodic"));
  shoot (window, "sheet-closed");
}

#define ADD(name, function) \
  g_test_add ("/app/review-sheet/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  ADD ("result-at-once", test_result_at_once);
  ADD ("sections", test_sections);
  ADD ("save-and-next", test_save_and_next);
  ADD ("differing", test_differing);
  ADD ("blind", test_blind);
  ADD ("take-over", test_take_over);
  ADD ("meeting", test_meeting);
  ADD ("table", test_table);
  ADD ("answers-stay", test_answers_stay);
  ADD ("typed-and-loaded", test_typed_and_loaded);
  ADD ("undone", test_undone);
  ADD ("typed-before-table", test_typed_before_table);
  ADD ("screened", test_screened);
  ADD ("exported", test_exported);
  ADD ("draft", test_draft);
  ADD ("closed", test_closed);
  return g_test_run ();
}
