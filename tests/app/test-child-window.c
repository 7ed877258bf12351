#include "config.h"

#include "app-fixture.h"
#include "app-grid.h"

#include "app/dialogs/sgn-child-window.h"
#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-growth-chart.h"
#include "app/widgets/sgn-message-bar.h"
#include "programme/sgn-programme.h"
#include "record/sgn-query.h"

/* The columns, as the window orders them. */
enum
{
  HEIGHT = 1,
  WEIGHT,
  POSITION,
  AGE,
  HEIGHT_Z,
  WEIGHT_Z,
  BMI_Z,
  RESULT
};

typedef struct
{
  char *path;
  SgnLedger *ledger;
  GtkWindow *parent;
  gint64 household_id;
} Fixture;

static gint64
store (Fixture *f, SgnRecord *record)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_record_save_as_change (record, f->ledger, NULL, &error));
  g_assert_no_error (error);
  return sgn_record_get_id (record);
}

static gint64
add_household (Fixture *f)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_unit);
  g_autoptr (SgnRecord) household = sgn_record_new (&sgn_type_household);
  g_autoptr (GArray) villages = NULL;
  const char *const flags[]
      = { "merit", "no-labour", "assisted", "alone", "farming", "synthetic", NULL };

  sgn_query_where_text (query, "level", "commune");
  villages = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  sgn_record_set_int (household, "unit-id", g_array_index (villages, gint64, 0));
  sgn_record_set_text (household, "head", "Nông Văn Sáng");
  for (guint i = 0; flags[i] != NULL; i++)
    sgn_record_set_int (household, flags[i], 0);
  return store (f, household);
}

static gint64
add_child (Fixture *f, const char *sex, const char *birth)
{
  g_autoptr (SgnRecord) member = sgn_record_new (&sgn_type_member);

  sgn_record_set_int (member, "household-id", f->household_id);
  sgn_record_set_int (member, "position", 2);
  sgn_record_set_text (member, "name", "Nông Thị Mận");
  sgn_record_set_text (member, "sex", sex);
  sgn_record_set_text (member, "birth", birth);
  sgn_record_set_text (member, "relation", "child");
  return store (f, member);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->path = app_test_make_sample ();
  f->ledger = app_test_open (f->path);
  f->parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (f->parent);
  f->household_id = add_household (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (f->parent);
  app_test_settle ();
  app_test_close (f->ledger);
  g_free (f->path);
}

static GtkWidget *
open_window (Fixture *f, gint64 member_id)
{
  GtkWindow *window;

  sgn_child_window_show (f->parent, f->ledger, member_id);
  window = app_test_toplevel (g_type_from_name ("SgnChildWindow"));
  g_assert_nonnull (window);
  app_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  app_test_settle ();
  return GTK_WIDGET (window);
}

static SgnEntryGridView *
get_view (GtkWidget *window)
{
  return sgn_entry_grid_get_view (SGN_ENTRY_GRID (app_test_find (window, SGN_TYPE_ENTRY_GRID)));
}

static GArray *
list_measures (Fixture *f, gint64 member_id)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_child_measure);

  sgn_query_where_int (query, "member-id", member_id);
  return sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
}

static SgnGrowthChart *
get_chart (GtkWidget *window)
{
  return SGN_GROWTH_CHART (app_test_find (window, SGN_TYPE_GROWTH_CHART));
}

static guint
count_points (GtkWidget *window)
{
  SgnChart *chart = SGN_CHART (get_chart (window));

  return SGN_CHART_GET_CLASS (chart)->get_n_items (chart);
}

/* A measuring day by keys alone: result and dot at once, saved when the row is left. */
static void
test_type (Fixture *f, gconstpointer data)
{
  gint64 id = add_child (f, "male", "2015-08-31");
  GtkWidget *window = open_window (f, id);
  SgnEntryGridView *view = get_view (window);
  g_autoptr (GArray) measures = NULL;
  g_autoptr (SgnRecord) stored = NULL;
  g_autofree char *words = NULL;

  g_assert_nonnull (app_test_find_label (window, "Chưa đo lần nào"));
  g_assert_nonnull (app_test_find_label (window, "31/08/2015"));
  g_assert_nonnull (app_test_find_label (window, "Nông Văn Sáng"));
  g_assert_cmpuint (count_points (window), ==, 0);

  app_grid_type (view, "31/8/2023");
  app_grid_key (view, GDK_KEY_Return);
  app_grid_type (view, "115");
  app_grid_key (view, GDK_KEY_Return);
  app_grid_assert_cell (view, 0, AGE, "8 tuổi", SGN_GRID_OK);
  /* (115 − 127,2651) / (127,2651 · 0,04438) */
  app_grid_assert_cell (view, 0, HEIGHT_Z, "−2,17", SGN_GRID_OK);
  app_grid_assert_cell (view, 0, RESULT, "thấp còi", SGN_GRID_OK);
  g_assert_cmpuint (count_points (window), ==, 1);
  app_grid_type (view, "25,5");
  app_grid_key (view, GDK_KEY_Return);
  measures = list_measures (f, id);
  g_assert_cmpuint (measures->len, ==, 0);
  app_grid_key (view, GDK_KEY_Down);

  g_array_unref (measures);
  measures = list_measures (f, id);
  g_assert_cmpuint (measures->len, ==, 1);
  stored = sgn_record_load (sgn_ledger_get_connection (f->ledger), &sgn_type_child_measure,
                            g_array_index (measures, gint64, 0), NULL);
  g_assert_cmpstr (sgn_record_get_text (stored, "date"), ==, "2023-08-31");
  g_assert_cmpfloat (sgn_record_get_real (stored, "height"), ==, 115);
  g_assert_cmpfloat (sgn_record_get_real (stored, "weight"), ==, 25.5);
  g_assert_nonnull (app_test_find_label (window, "Lần đo gần nhất 31/08/2023: thấp còi"));
  words = sgn_chart_describe (SGN_CHART (get_chart (window)));
  g_assert_cmpstr (words, ==, "31/08/2023 (8 tuổi): 115 cm, z −2,17");
  gtk_window_close (GTK_WINDOW (window));
}

/* 25 cm for 125: taken, and asked about. */
static void
test_implausible (Fixture *f, gconstpointer data)
{
  gint64 id = add_child (f, "female", "2015-08-31");
  GtkWidget *window = open_window (f, id);
  SgnEntryGridView *view = get_view (window);
  g_autoptr (GArray) measures = NULL;

  app_grid_key (view, GDK_KEY_Return);
  app_grid_type (view, "25");
  app_grid_key (view, GDK_KEY_Return);
  g_assert_nonnull (strstr (sgn_entry_grid_view_get_message (view), "WHO"));
  app_grid_key (view, GDK_KEY_Down);
  measures = list_measures (f, id);
  g_assert_cmpuint (measures->len, ==, 1);
  {
    g_auto (SgnGridCell) cell = { NULL };

    sgn_grid_model_get_cell (sgn_entry_grid_view_get_model (view), 0, HEIGHT_Z, &cell);
    g_assert_cmpint (cell.verdict, ==, SGN_GRID_WARNING);
    g_assert_nonnull (cell.message);
  }
  gtk_window_close (GTK_WINDOW (window));
}

/* Where the sex or the day of birth is missing, measures are kept and the reason stands there. */
static void
test_missing (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *sex, *birth, *notice, *result;
  } cases[] = {
    { NULL, "2019-05-05", "giới tính", "chưa tính được: chưa ghi giới tính" },
    { "male", "2019", "ngày sinh", "chưa tính được: ngày sinh chưa biết đến ngày" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 id = add_child (f, cases[i].sex, cases[i].birth);
      GtkWidget *window = open_window (f, id);
      SgnEntryGridView *view = get_view (window);
      SgnMessageBar *bar = SGN_MESSAGE_BAR (app_test_find (window, SGN_TYPE_MESSAGE_BAR));
      g_autoptr (SgnRecord) member = NULL;

      g_assert_nonnull (strstr (sgn_message_bar_get_message (bar), cases[i].notice));
      app_grid_key (view, GDK_KEY_Return);
      app_grid_type (view, "100");
      app_grid_key (view, GDK_KEY_Return);
      app_grid_assert_cell (view, 0, RESULT, cases[i].result, SGN_GRID_OK);
      g_assert_cmpuint (count_points (window), ==, 0);
      app_grid_key (view, GDK_KEY_Down);

      /* Entered elsewhere meanwhile: computed at once. */
      member = sgn_record_load (sgn_ledger_get_connection (f->ledger), &sgn_type_member, id, NULL);
      sgn_record_set_text (member, "sex", "male");
      sgn_record_set_text (member, "birth", "2019-05-05");
      store (f, member);
      app_grid_assert_cell (view, 0, AGE, "4 tuổi 3 tháng", SGN_GRID_OK);
      app_grid_assert_cell (view, 0, RESULT, "chiều cao bình thường", SGN_GRID_OK);
      g_assert_cmpuint (count_points (window), ==, 1);
      gtk_window_close (GTK_WINDOW (window));
      app_test_settle ();
    }
}

/* Closing keeps what cannot be saved yet: it stands there again. */
static void
test_draft (Fixture *f, gconstpointer data)
{
  gint64 id = add_child (f, "male", "2019-05-05");
  GtkWidget *window = open_window (f, id);
  SgnEntryGridView *view = get_view (window);
  g_autoptr (GArray) measures = NULL;

  app_grid_key (view, GDK_KEY_Return);
  app_grid_type (view, "1o5");
  app_grid_key (view, GDK_KEY_Return);
  gtk_window_close (GTK_WINDOW (window));
  app_test_settle ();
  measures = list_measures (f, id);
  g_assert_cmpuint (measures->len, ==, 0);
  window = open_window (f, id);
  app_grid_assert_cell (get_view (window), 0, HEIGHT, "1o5", SGN_GRID_ERROR);
  gtk_window_close (GTK_WINDOW (window));
}

/* A second call brings the first window to the front; undoing the child closes it. */
static void
test_once (Fixture *f, gconstpointer data)
{
  gint64 id = add_child (f, "male", "2019-05-05");
  GtkWidget *window = open_window (f, id);

  g_assert_true (open_window (f, id) == window);
  app_test_undo (f->ledger);
  app_wait_until (app_test_toplevel (g_type_from_name ("SgnChildWindow")) == NULL);
}

/* From ten years on there is no weight for age: the body mass index is shown. */
static void
test_older (Fixture *f, gconstpointer data)
{
  GtkWidget *window = open_window (f, add_child (f, "female", "2011-08-31"));
  SgnEntryGridView *view = get_view (window);

  app_grid_key (view, GDK_KEY_Return);
  app_grid_type (view, "150");
  app_grid_key (view, GDK_KEY_Return);
  app_grid_type (view, "30");
  app_grid_key (view, GDK_KEY_Return);
  app_grid_assert_cell (view, 0, WEIGHT_Z, "", SGN_GRID_OK);
  app_grid_assert_cell (view, 0, RESULT, "gầy còm", SGN_GRID_OK);
  gtk_window_close (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  app_test_register_types ();
#define ADD(name, function) \
  g_test_add ("/child-window/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("type", test_type);
  ADD ("implausible", test_implausible);
  ADD ("missing", test_missing);
  ADD ("draft", test_draft);
  ADD ("once", test_once);
  ADD ("older", test_older);
#undef ADD
  return g_test_run ();
}
