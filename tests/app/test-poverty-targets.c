/* The window of planned reductions. */

#include "config.h"

#include "app-fixture.h"
#include "app-grid.h"

#include "app/dialogs/sgn-poverty-targets-window.h"
#include "app/widgets/sgn-entry-grid.h"
#include "programme/sgn-poverty-target.h"
#include "programme/sgn-programme.h"
#include "record/sgn-query.h"

enum
{
  UNIT,
  HOUSEHOLDS,
  POOR,
  RATE,
  FEWER,
  POINTS
};

typedef struct
{
  SgnLedger *ledger;
  GtkWindow *parent;
  GtkWidget *window;
  SgnEntryGridView *view;
  SgnGridModel *model;
} Fixture;

static void
open_window (Fixture *f)
{
  sgn_poverty_targets_window_show (f->parent, f->ledger, 0, 2023);
  f->window = GTK_WIDGET (app_test_toplevel (SGN_TYPE_POVERTY_TARGETS_WINDOW));
  f->view
      = sgn_entry_grid_get_view (SGN_ENTRY_GRID (app_test_find (f->window, SGN_TYPE_ENTRY_GRID)));
  f->model = sgn_entry_grid_view_get_model (f->view);
  app_wait_until (sgn_grid_model_get_n_rows (f->model) > 0);
  app_test_settle ();
}

static void
close_window (Fixture *f)
{
  gtk_window_close (GTK_WINDOW (f->window));
  app_wait_until (app_test_toplevel (SGN_TYPE_POVERTY_TARGETS_WINDOW) == NULL);
  app_test_settle ();
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *path = app_test_make_registry (TRUE, 300);

  f->ledger = app_test_open (path);
  f->parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (f->parent);
  open_window (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  close_window (f);
  gtk_window_destroy (f->parent);
  app_test_settle ();
  app_test_close (f->ledger);
}

/* Until the figures were read again. */
static void
wait_for_cell (Fixture *f, guint row, guint column, const char *text)
{
  for (gboolean there = FALSE; !there;)
    {
      g_auto (SgnGridCell) cell = { NULL };

      if (row < sgn_grid_model_get_n_rows (f->model))
        sgn_grid_model_get_cell (f->model, row, column, &cell);
      there = g_strcmp0 (cell.text, text) == 0;
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
type (Fixture *f, guint row, guint column, const char *text)
{
  sgn_entry_grid_view_set_focus (f->view, row, column, FALSE);
  app_grid_type (f->view, text);
  app_grid_key (f->view, GDK_KEY_Return);
}

static guint
count_values (Fixture *f)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_target_value);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_int (query, "year", 2023);
  ids = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  return ids->len;
}

static GArray *
load (Fixture *f)
{
  SgnConnection *connection = sgn_ledger_get_connection (f->ledger);

  return sgn_poverty_target_load (connection, sgn_programme_own_unit (connection), 2023, NULL);
}

/* A figure is one change, and there when the window is opened again; taken back, it goes from it.
 */
static void
test_type (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) rows = load (f);
  guint before = count_values (f);
  g_autofree char *poor
      = g_strdup_printf ("%d", (int)g_array_index (rows, SgnPovertyTargetRow, 1).poor);

  g_assert_cmpuint (sgn_grid_model_get_n_rows (f->model), ==, rows->len);
  app_grid_assert_cell (f->view, 1, UNIT, g_array_index (rows, SgnPovertyTargetRow, 1).name,
                        SGN_GRID_OK);
  app_grid_assert_cell (f->view, 1, POOR, poor, SGN_GRID_OK);
  type (f, 1, FEWER, "1");
  type (f, 1, POINTS, "0,25");
  g_assert_cmpuint (count_values (f), ==, before + 2);
  close_window (f);
  open_window (f);
  app_grid_assert_cell (f->view, 1, FEWER, "1", SGN_GRID_OK);
  app_grid_assert_cell (f->view, 1, POINTS, "0,25", SGN_GRID_OK);
  app_test_undo (f->ledger);
  wait_for_cell (f, 1, POINTS, NULL);
  app_grid_assert_cell (f->view, 1, FEWER, "1", SGN_GRID_OK);
  type (f, 1, FEWER, "");
  g_assert_cmpuint (count_values (f), ==, before);
}

/* More than there are: taken, and asked about. */
static void
test_doubt (Fixture *f, gconstpointer data)
{
  type (f, 2, FEWER, "9.000");
  app_grid_assert_cell (f->view, 2, FEWER, "9.000", SGN_GRID_WARNING);
  type (f, 2, POINTS, "99");
  app_grid_assert_cell (f->view, 2, POINTS, "99,00", SGN_GRID_WARNING);
}

/* What is no reduction stays as typed, whatever is read again, closed, or looked at meanwhile. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  GtkDropDown *years = GTK_DROP_DOWN (app_test_find (f->window, GTK_TYPE_DROP_DOWN));
  guint before = count_values (f), at = gtk_drop_down_get_selected (years);

  type (f, 3, FEWER, "-2");
  type (f, 4, POINTS, "1/2");
  app_grid_assert_cell (f->view, 3, FEWER, "-2", SGN_GRID_ERROR);
  g_assert_cmpuint (count_values (f), ==, before);
  type (f, 1, FEWER, "1");
  app_test_settle ();
  close_window (f);
  open_window (f);
  app_grid_assert_cell (f->view, 1, FEWER, "1", SGN_GRID_OK);
  app_grid_assert_cell (f->view, 3, FEWER, "-2", SGN_GRID_ERROR);
  app_grid_assert_cell (f->view, 4, POINTS, "1/2", SGN_GRID_ERROR);

  years = GTK_DROP_DOWN (app_test_find (f->window, GTK_TYPE_DROP_DOWN));
  gtk_drop_down_set_selected (years, at - 1);
  wait_for_cell (f, 3, FEWER, NULL);
  gtk_drop_down_set_selected (years, at);
  wait_for_cell (f, 3, FEWER, "-2");
  type (f, 3, FEWER, "2");
  sgn_grid_model_revert (f->model, 4, POINTS);
  close_window (f);
  open_window (f);
  app_grid_assert_cell (f->view, 3, FEWER, "2", SGN_GRID_OK);
  app_grid_assert_cell (f->view, 4, POINTS, NULL, SGN_GRID_OK);
}

/* A text goes with its unit, not with the place of its row. */
static void
test_units_move (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) rows = load (f);
  g_autoptr (SgnRecord) unit
      = sgn_record_load (sgn_ledger_get_connection (f->ledger), &sgn_type_unit,
                         g_array_index (rows, SgnPovertyTargetRow, 1).unit_id, NULL);

  type (f, 2, FEWER, "x");
  sgn_record_set_int (unit, "position", 999);
  g_assert_true (sgn_record_save_as_change (unit, f->ledger, NULL, NULL));
  wait_for_cell (f, 1, FEWER, "x");
  app_grid_assert_cell (f->view, 1, UNIT, g_array_index (rows, SgnPovertyTargetRow, 2).name,
                        SGN_GRID_OK);
  app_grid_assert_cell (f->view, 2, FEWER, NULL, SGN_GRID_OK);
}

/* A block is one change. */
static void
test_paste (Fixture *f, gconstpointer data)
{
  guint before = count_values (f);

  sgn_entry_grid_view_set_focus (f->view, 1, FEWER, FALSE);
  sgn_entry_grid_view_paste_text (f->view, "1\t0,5\n2\t0,75\n");
  g_assert_cmpuint (count_values (f), ==, before + 4);
  app_test_undo (f->ledger);
  g_assert_cmpuint (count_values (f), ==, before);
  wait_for_cell (f, 1, FEWER, NULL);
}

static void
run_sql (Fixture *f, const char *sql)
{
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (sgn_ledger_get_connection (f->ledger), sql, NULL);

  g_assert_true (sgn_statement_run (statement, NULL));
}

/* What the ledger refuses is not shown as if it were saved, and is not lost either. */
static void
test_not_saved (Fixture *f, gconstpointer data)
{
  type (f, 1, FEWER, "1");
  run_sql (f, "CREATE TEMP TRIGGER full BEFORE UPDATE ON target_value "
              "BEGIN SELECT RAISE (ABORT, 'full'); END");
  type (f, 1, FEWER, "2");
  app_grid_assert_cell (f->view, 1, FEWER, "2", SGN_GRID_ERROR);
  sgn_grid_model_revert (f->model, 1, FEWER);
  app_grid_assert_cell (f->view, 1, FEWER, "1", SGN_GRID_OK);
}

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  app_test_register_types ();
#define ADD(name, function) \
  g_test_add ("/poverty-targets/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("type", test_type);
  ADD ("doubt", test_doubt);
  ADD ("refused", test_refused);
  ADD ("units-move", test_units_move);
  ADD ("paste", test_paste);
  ADD ("not-saved", test_not_saved);
#undef ADD
  return g_test_run ();
}
