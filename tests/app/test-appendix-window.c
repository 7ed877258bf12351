/* Choosing an appendix, and the planned reductions that CT-01 sets out. */

#include "config.h"

#include "app-fixture.h"

#include "app/dialogs/sgn-appendix-window.h"
#include "app/dialogs/sgn-choose-file.h"
#include "app/dialogs/sgn-poverty-targets-window.h"
#include "app/dialogs/sgn-poverty-targets.h"
#include "app/dialogs/sgn-print-window.h"
#include "app/sgn-window.h"
#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-input.h"
#include "app/widgets/sgn-options.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-sample.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

typedef struct
{
  SgnLedger *ledger;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *path = app_test_make_registry (FALSE, 210);

  f->ledger = app_test_open (path);
  f->window = sgn_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1093, 614);
  gtk_window_present (GTK_WINDOW (f->window));
  sgn_window_set_ledger (SGN_WINDOW (f->window), f->ledger);
  app_test_settle ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  app_test_settle ();
  g_object_unref (f->ledger);
}

static GtkWidget *
open_appendices (Fixture *f)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "appendices", NULL);
  app_test_settle ();
  g_assert_nonnull (app_test_toplevel (SGN_TYPE_APPENDIX_WINDOW));
  return GTK_WIDGET (app_test_toplevel (SGN_TYPE_APPENDIX_WINDOW));
}

static GtkWidget *
get_child (GtkWidget *window, const char *name)
{
  GObject *child = gtk_widget_get_template_child (window, G_OBJECT_TYPE (window), name);

  g_assert_nonnull (child);
  return GTK_WIDGET (child);
}

static void
choose (GtkWidget *window, const char *name, const char *value)
{
  g_assert_true (sgn_options_select (GTK_DROP_DOWN (get_child (window, name)), value));
}

static void
press (GtkWidget *window, const char *text)
{
  GtkWidget *label = app_test_find_label (window, text);

  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
}

/* Only what an appendix asks for is asked. */
static void
test_asked (Fixture *f, gconstpointer data)
{
  static const char *const inputs[] = {
    "year", "unit", "day", "money", "state", "ids", "household_class", "ethnicity", "targets"
  };
  static const struct
  {
    const char *id, *shown;
  } cases[] = {
    { "RS-01", "year unit state" },
    { "RS-02", "year unit state ethnicity" },
    { "RS-10", "year unit state household_class" },
    { "DS-HN", "year unit state ids" },
    { "DS-TN", "unit day ids" },
    { "CT-01", "year unit state targets" },
    { "KP-01", "year unit day money" },
  };
  GtkWidget *window = open_appendices (f);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) shown = g_string_new (NULL);

      choose (window, "appendix", cases[i].id);
      for (guint k = 0; k < G_N_ELEMENTS (inputs); k++)
        if (gtk_widget_get_visible (get_child (window, inputs[k])))
          g_string_append_printf (shown, "%s%s", shown->len > 0 ? " " : "", inputs[k]);
      g_assert_cmpstr (shown->str, ==, cases[i].shown);
      g_assert_cmpuint (strlen (gtk_label_get_label (GTK_LABEL (get_child (window, "source")))), >,
                        0);
    }
  g_assert_cmpstr (sgn_options_get (GTK_DROP_DOWN (get_child (window, "year"))), ==, "2023");
  g_assert_cmpstr (sgn_options_get (GTK_DROP_DOWN (get_child (window, "ids"))), ==, "masked");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_save (Fixture *f, gconstpointer data)
{
  g_autofree char *path = test_make_path ("hộ nghèo.csv");
  g_autofree char *text = NULL;
  GtkWidget *window = open_appendices (f);

  choose (window, "appendix", "DS-HN");
  sgn_choose_file_set_answer (GTK_WINDOW (f->window), path);
  press (window, "Lưu…");
  app_wait_until (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_null (app_test_toplevel (SGN_TYPE_APPENDIX_WINDOW));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "999*****"));
  g_assert_null (strstr (text, "9991"));
}

/* Everything that was chosen reaches the appendix. */
static void
check_chosen (Fixture *f, const char *id, const char *const (*chosen)[3], guint n)
{
  g_autofree char *path = test_make_path ("chọn.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  GtkWidget *window = open_appendices (f);
  JsonObject *parameters;

  g_test_message ("%s", id);
  choose (window, "appendix", id);
  for (guint i = 0; i < n; i++)
    choose (window, chosen[i][0], chosen[i][1]);
  sgn_choose_file_set_answer (GTK_WINDOW (f->window), path);
  press (window, "Lưu…");
  app_wait_until (json_parser_load_from_file (parser, path, NULL));
  parameters = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                              "parameters");
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (json_object_get_string_member (parameters, chosen[i][2]), ==, chosen[i][1]);
  g_remove (path);
}

static void
test_chosen (Fixture *f, gconstpointer data)
{
  static const char *const causes[][3] = { { "year", "2022", "year" },
                                           { "state", "all", "state" },
                                           { "household_class", "near-poor", "class" } };
  static const char *const list[][3] = { { "year", "2022", "year" }, { "ids", "full", "ids" } };
  static const char *const movement[][3]
      = { { "year", "2023", "year" }, { "ethnicity", "02", "ethnicity" } };
  static const char *const plan[][3] = { { "money", "ty", "money" } };

  check_chosen (f, "RS-10", causes, G_N_ELEMENTS (causes));
  check_chosen (f, "DS-HN", list, G_N_ELEMENTS (list));
  check_chosen (f, "RS-02", movement, G_N_ELEMENTS (movement));
  check_chosen (f, "KP-01", plan, G_N_ELEMENTS (plan));
}

static void
test_preview (Fixture *f, gconstpointer data)
{
  GtkWidget *window = open_appendices (f);

  choose (window, "appendix", "RS-15");
  press (window, "Xem và in…");
  app_wait_until (app_test_toplevel (SGN_TYPE_PRINT_WINDOW) != NULL);
  gtk_window_destroy (app_test_toplevel (SGN_TYPE_PRINT_WINDOW));
}

static void
type (SgnEntryGrid *grid, guint row, guint column, const char *text)
{
  SgnEntryGridView *view = sgn_entry_grid_get_view (grid);

  sgn_entry_grid_view_set_focus (view, row, column, FALSE);
  sgn_entry_grid_view_paste_text (view, text);
  app_test_settle ();
}

static char *
get_text (SgnGridModel *model, guint row, guint column)
{
  g_auto (SgnGridCell) cell = { 0 };

  sgn_grid_model_get_cell (model, row, column, &cell);
  return g_strdup (cell.text);
}

static gboolean
is_empty (SgnGridModel *model, guint row, guint column)
{
  g_autofree char *text = get_text (model, row, column);

  return text == NULL;
}

static void
test_targets (Fixture *f, gconstpointer data)
{
  SgnConnection *connection = sgn_ledger_get_connection (f->ledger);
  g_autofree char *message = NULL;
  g_autofree char *planned = NULL;
  g_autofree char *refused = NULL;
  SgnEntryGrid *grid;
  SgnGridModel *model;
  GtkWindow *window;
  gint64 n;

  g_action_group_activate_action (G_ACTION_GROUP (f->window), "poverty-targets", NULL);
  app_test_settle ();
  window = app_test_toplevel (SGN_TYPE_POVERTY_TARGETS_WINDOW);
  grid = SGN_ENTRY_GRID (app_test_find (GTK_WIDGET (window), SGN_TYPE_ENTRY_GRID));
  model = sgn_entry_grid_view_get_model (sgn_entry_grid_get_view (grid));
  app_wait_until (sgn_grid_model_get_n_rows (model) == 22);
  type (grid, 1, 4, "12\n9");
  type (grid, 1, 5, "1,25");
  g_assert_true (
      sgn_connection_query_int (connection,
                                "SELECT sum (planned) FROM target_value WHERE target_id IN "
                                "(SELECT id FROM target WHERE code = 'giam-so-ho-ngheo')",
                                0, &n, NULL));
  g_assert_cmpint (n, ==, 21);
  planned = get_text (model, 1, 5);
  g_assert_cmpstr (planned, ==, "1,25");
  /* What cannot be is not taken, and stays to be corrected. */
  g_assert_cmpint (sgn_grid_model_set_text (model, 2, 4, "-3", &message), ==, SGN_GRID_ERROR);
  refused = get_text (model, 2, 4);
  g_assert_cmpstr (refused, ==, "-3");
  /* One paste was one change. */
  app_test_undo (f->ledger);
  app_test_undo (f->ledger);
  app_wait_until (is_empty (model, 1, 4));
  gtk_window_destroy (window);
}

/* Everything is there on the smallest screen. */
static void
test_fits (Fixture *f, gconstpointer data)
{
  GtkWidget *window = open_appendices (f);
  int width, height;

  choose (window, "appendix", "RS-13");
  app_test_settle ();
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, 640, &height, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 1093);
  g_assert_cmpint (height, <=, 614);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
#define ADD(path, func) \
  g_test_add ("/app/appendix-window/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("asked", test_asked);
  ADD ("save", test_save);
  ADD ("chosen", test_chosen);
  ADD ("preview", test_preview);
  ADD ("targets", test_targets);
  ADD ("fits", test_fits);
#undef ADD
  return g_test_run ();
}
