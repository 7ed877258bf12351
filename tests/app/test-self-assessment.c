#include "config.h"

#include "app-fixture.h"

#include "app/dialogs/sgn-choose-household-window.h"
#include "app/pages/sgn-self-assessment-page.h"
#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-indicator-form.h"
#include "app/widgets/sgn-points-input.h"
#include "app/widgets/sgn-verdict-view.h"
#include "programme/sgn-programme.h"
#include "record/sgn-query.h"
#include "sheet/sgn-sheet.h"
#include "store/sgn-journal.h"

#include <string.h>

typedef struct
{
  char *path;
  SgnLedger *ledger;
  GtkWidget *window;
  SgnPage *page;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->path = app_test_make_sample ();
  f->ledger = app_test_open (f->path);
  f->window = gtk_window_new ();
  f->page = g_object_new (SGN_TYPE_SELF_ASSESSMENT_PAGE, NULL);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 890, 560);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->page));
  sgn_page_set_ledger (f->page, f->ledger);
  gtk_window_present (GTK_WINDOW (f->window));
  app_wait_until (gtk_widget_get_mapped (f->window));
  app_test_settle ();
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

static SgnIndicatorForm *
get_form (Fixture *f)
{
  return SGN_INDICATOR_FORM (app_test_find (GTK_WIDGET (f->page), SGN_TYPE_INDICATOR_FORM));
}

static SgnGridModel *
get_members (Fixture *f)
{
  SgnEntryGrid *grid = SGN_ENTRY_GRID (app_test_find (GTK_WIDGET (f->page), SGN_TYPE_ENTRY_GRID));

  return sgn_entry_grid_view_get_model (sgn_entry_grid_get_view (grid));
}

static SgnPovertyClass
get_class (Fixture *f)
{
  return sgn_verdict_view_get_class (
      SGN_VERDICT_VIEW (app_test_find (GTK_WIDGET (f->page), SGN_TYPE_VERDICT_VIEW)));
}

static SgnTri
tick (Fixture *f, guint no)
{
  SgnTri ticks[SGN_N_INDICATORS];

  sgn_indicator_form_get_ticks (get_form (f), ticks);
  return ticks[no - 1];
}

static void
add_member (Fixture *f, const char *const *cells)
{
  SgnGridModel *members = get_members (f);
  guint row = sgn_grid_model_get_n_rows (members);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      g_autofree char *message = NULL;

      if (cells[i][0] != '\0')
        g_assert_cmpint (sgn_grid_model_set_text (members, row, i, cells[i], &message), ==,
                         SGN_GRID_OK);
    }
  sgn_grid_model_leave_row (members, row);
  app_test_settle ();
}

static void
type (Fixture *f, const char *field, const char *text)
{
  sgn_input_set_text (sgn_indicator_form_get_input (get_form (f), field), text);
}

static void
type_points (Fixture *f, const char *text)
{
  sgn_input_set_text (SGN_INPUT (app_test_find (GTK_WIDGET (f->page), SGN_TYPE_POINTS_INPUT)),
                      text);
}

/* Everything is well but what the house lacks. */
static void
answer (Fixture *f)
{
  add_member (f,
              (const char *const[]){ "An", "1980", "nam", "", "", "", "có", "có", "không", NULL });
  type (f, "floor-area", "7");
  type (f, "walls-solid", "0");
  type (f, "columns-solid", "0");
  type (f, "roof-solid", "1");
  type (f, "water", "open-well");
  type (f, "toilet", "septic");
  type (f, "devices", "tv");
  for (guint i = 1; i <= 6; i++)
    {
      g_autofree char *field = g_strdup_printf ("d%u", i);

      type (f, field, "0");
    }
  type_points (f, "100");
}

static gint64
last_change (Fixture *f)
{
  g_autoptr (SgnChange) change
      = sgn_journal_next_undo (sgn_ledger_get_connection (f->ledger), NULL);

  return change != NULL ? change->id : 0;
}

static void
shoot (Fixture *f, const char *name)
{
  g_autofree char *path = NULL;

  if (g_getenv ("SGN_SHOTS") == NULL)
    return;
  path = g_strdup_printf ("%s/%s.png", g_getenv ("SGN_SHOTS"), name);
  sgn_test_screenshot (f->window, path);
}

static void
test_at_once (Fixture *f, gconstpointer data)
{
  gint64 before = last_change (f);

  shoot (f, "self-1");
  g_assert_cmpint (get_class (f), ==, SGN_CLASS_UNKNOWN);
  answer (f);
  g_assert_cmpint (tick (f, 8), ==, SGN_TRI_YES);
  g_assert_cmpint (get_class (f), ==, SGN_CLASS_POOR);
  shoot (f, "self-2");
  type (f, "floor-area", "8");
  g_assert_cmpint (get_class (f), ==, SGN_CLASS_NEAR_POOR);
  /* Another person: 8 m² are not enough for two. */
  add_member (f, (const char *const[]){ "Bình", "2021", NULL });
  g_assert_cmpint (tick (f, 8), ==, SGN_TRI_YES);
  g_assert_cmpint (get_class (f), ==, SGN_CLASS_POOR);
  type_points (f, "141");
  g_assert_cmpint (get_class (f), ==, SGN_CLASS_NOT_POOR);
  /* Nothing of all that is in the ledger. */
  g_assert_cmpint (last_change (f), ==, before);
}

static gint64
any_unit (Fixture *f)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_unit);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_text (query, "level", "commune");
  sgn_query_set_limit (query, 1);
  ids = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  g_assert_cmpuint (ids->len, ==, 1);
  return g_array_index (ids, gint64, 0);
}

static gint64
add_household (Fixture *f)
{
  static const char *const flags[]
      = { "merit", "no-labour", "assisted", "alone", "farming", "synthetic" };
  g_autoptr (SgnRecord) household = sgn_record_new (&sgn_type_household);
  g_autoptr (GError) error = NULL;

  sgn_record_set_int (household, "unit-id", any_unit (f));
  sgn_record_set_text (household, "head", "Nông Văn Một");
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    sgn_record_set_int (household, flags[i], 0);
  g_assert_true (sgn_record_save_as_change (household, f->ledger, NULL, &error));
  g_assert_no_error (error);
  return sgn_record_get_id (household);
}

static SgnRecord *
find_own_sheet (Fixture *f, gint64 household)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_review_sheet);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_int (query, "household-id", household);
  sgn_query_where_text (query, "kind", "self-assessment");
  ids = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  g_assert_cmpuint (ids->len, <=, 1);
  return ids->len == 0
             ? NULL
             : sgn_record_load (sgn_ledger_get_connection (f->ledger), &sgn_type_review_sheet,
                                g_array_index (ids, gint64, 0), NULL);
}

static void
store_for (Fixture *f, gint64 household)
{
  const SgnValue value = { SGN_VALUE_INT, household, 0, NULL };
  GtkWindow *window;

  gtk_widget_activate_action (GTK_WIDGET (f->page), "self-assessment.save", NULL);
  window = app_test_toplevel (SGN_TYPE_CHOOSE_HOUSEHOLD_WINDOW);
  g_assert_nonnull (window);
  sgn_input_set_value (SGN_INPUT (app_test_find (GTK_WIDGET (window), SGN_TYPE_INPUT)), &value);
  gtk_widget_activate_action (GTK_WIDGET (window), "choose.accept", NULL);
  app_test_settle ();
}

/* Stored only for the household that was chosen, once a year. */
static void
test_stored_when_asked (Fixture *f, gconstpointer data)
{
  gint64 household = add_household (f);
  gint64 before = last_change (f);
  g_autoptr (SgnRecord) sheet = NULL;
  g_autoptr (SgnRecord) again = NULL;

  answer (f);
  store_for (f, household);
  sheet = find_own_sheet (f, household);
  g_assert_nonnull (sheet);
  g_assert_cmpint (last_change (f), ==, before + 1);
  g_assert_cmpint (sgn_record_get_int (sheet, "a-total"), ==, 100);
  g_assert_cmpint (sgn_record_get_int (sheet, "d9"), ==, 1);
  g_assert_cmpstr (sgn_record_get_text (sheet, "state"), ==, "filled");
  type_points (f, "90");
  store_for (f, household);
  again = find_own_sheet (f, household);
  g_assert_cmpint (sgn_record_get_id (again), ==, sgn_record_get_id (sheet));
  g_assert_cmpint (sgn_record_get_int (again, "a-total"), ==, 90);
}

static gboolean
has_cell (SgnSheet *sheet, const char *text)
{
  for (guint row = 0; row < sgn_sheet_n_rows (sheet); row++)
    for (guint column = 0; column < sgn_sheet_n_columns (sheet); column++)
      {
        g_autofree char *cell = sgn_sheet_cell_text (sheet, row, column);

        if (strstr (cell, text) != NULL)
          return TRUE;
      }
  return FALSE;
}

/* Empty before anything is answered, filled in afterwards. */
static void
test_paper (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSheet) empty = SGN_PAGE_GET_CLASS (f->page)->make_sheet (f->page, &error);
  g_autoptr (SgnSheet) filled = NULL;

  g_assert_no_error (error);
  g_assert_false (has_cell (empty, "☑"));
  g_assert_true (has_cell (empty, "☐\302\240Nước máy"));
  answer (f);
  filled = SGN_PAGE_GET_CLASS (f->page)->make_sheet (f->page, &error);
  g_assert_no_error (error);
  g_assert_true (has_cell (filled, "☑\302\240Tivi"));
  g_assert_true (has_cell (filled, "An, nam"));
  g_assert_true (has_cell (filled, "Hộ nghèo"));
}

#define ADD(name, function) \
  g_test_add ("/app/self-assessment/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  ADD ("at-once", test_at_once);
  ADD ("stored-when-asked", test_stored_when_asked);
  ADD ("paper", test_paper);
  return g_test_run ();
}
