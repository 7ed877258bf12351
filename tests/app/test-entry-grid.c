#include "config.h"

#include "app-fixture.h"

#include "app/widgets/sgn-entry-grid-tsv.h"
#include "app/widgets/sgn-entry-grid-view-private.h"
#include "app/widgets/sgn-entry-grid.h"
#include "base/sgn-number.h"

#include <gtk/gtk.h>

/* A model of our own: name (with suggestions), amount, a fixed column. It counts its batches, so
 * that "one paste is one change" can be seen. */
#define TEST_TYPE_MODEL (test_model_get_type ())
G_DECLARE_FINAL_TYPE (TestModel, test_model, TEST, MODEL, GObject)

enum
{
  NAME,
  AMOUNT,
  FIXED,
  N_COLUMNS
};

typedef struct
{
  char *texts[N_COLUMNS];
  char *rejected[N_COLUMNS];
} TestRow;

struct _TestModel
{
  GObject parent_instance;

  GPtrArray *rows;
  guint n_batches, n_left, n_single;
  gboolean in_batch;
};

static const SgnGridColumn columns[N_COLUMNS] = {
  { "Name", SGN_GRID_CHOICE, 20, TRUE, TRUE },
  { "Amount", SGN_GRID_NUMBER, 14, FALSE, TRUE },
  { "Fixed", SGN_GRID_TEXT, 10, FALSE, FALSE },
};

static void init_model (SgnGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestModel, test_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SGN_TYPE_GRID_MODEL, init_model))

static void
test_row_free (TestRow *row)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_free (row->texts[i]);
      g_free (row->rejected[i]);
    }
  g_free (row);
}

static TestRow *
get_row (SgnGridModel *model, guint row)
{
  return g_ptr_array_index (TEST_MODEL (model)->rows, row);
}

static void
add_row (TestModel *self, const char *name, const char *amount)
{
  TestRow *row = g_new0 (TestRow, 1);

  row->texts[NAME] = g_strdup (name);
  row->texts[AMOUNT] = g_strdup (amount);
  g_ptr_array_add (self->rows, row);
}

static guint
test_get_n_rows (SgnGridModel *model)
{
  return TEST_MODEL (model)->rows->len;
}

static guint
test_get_n_columns (SgnGridModel *model)
{
  return N_COLUMNS;
}

static const SgnGridColumn *
test_get_column (SgnGridModel *model, guint column)
{
  return &columns[column];
}

static void
test_get_cell (SgnGridModel *model, guint row, guint column, SgnGridCell *cell)
{
  const TestRow *what = get_row (model, row);
  const char *rejected = what->rejected[column];

  cell->text = g_strdup (rejected != NULL ? rejected : what->texts[column]);
  cell->editable = columns[column].editable;
  cell->verdict = rejected != NULL ? SGN_GRID_ERROR : SGN_GRID_OK;
  cell->message = rejected != NULL ? g_strdup ("Is 1,16 or 116 meant?") : NULL;
}

static gboolean
test_can_add (SgnGridModel *model)
{
  return TRUE;
}

static SgnGridVerdict
test_set_text (SgnGridModel *model, guint row, guint column, const char *text, char **message)
{
  TestModel *self = TEST_MODEL (model);
  g_autoptr (GError) error = NULL;
  gint64 value;
  TestRow *what;

  self->n_single += self->in_batch ? 0 : 1;
  if (row == self->rows->len)
    {
      add_row (self, "", "");
      sgn_grid_model_rows_changed (model, row, 0, 1);
    }
  what = get_row (model, row);
  g_clear_pointer (&what->rejected[column], g_free);
  if (column == AMOUNT && text[0] != '\0' && !sgn_number_parse_integer (text, &value, &error))
    {
      what->rejected[column] = g_strdup (text);
      *message = g_strdup (error->message);
    }
  else
    {
      g_free (what->texts[column]);
      what->texts[column] = column == AMOUNT && text[0] != '\0' ? sgn_number_format_integer (value)
                                                                : g_strdup (text);
    }
  sgn_grid_model_rows_changed (model, row, 1, 1);
  return what->rejected[column] != NULL ? SGN_GRID_ERROR : SGN_GRID_OK;
}

static void
test_revert (SgnGridModel *model, guint row, guint column)
{
  g_clear_pointer (&get_row (model, row)->rejected[column], g_free);
  sgn_grid_model_rows_changed (model, row, 1, 1);
}

static gboolean
test_insert_row (SgnGridModel *model, guint before)
{
  TestRow *row = g_new0 (TestRow, 1);

  g_ptr_array_insert (TEST_MODEL (model)->rows, (int)before, row);
  sgn_grid_model_rows_changed (model, before, 0, 1);
  return TRUE;
}

static gboolean
test_remove_rows (SgnGridModel *model, guint first, guint n, GError **error)
{
  g_ptr_array_remove_range (TEST_MODEL (model)->rows, first, n);
  sgn_grid_model_rows_changed (model, first, n, 0);
  return TRUE;
}

static void
test_begin_batch (SgnGridModel *model, const char *name)
{
  TEST_MODEL (model)->in_batch = TRUE;
}

static gboolean
test_commit_batch (SgnGridModel *model, GError **error)
{
  TEST_MODEL (model)->in_batch = FALSE;
  TEST_MODEL (model)->n_batches++;
  return TRUE;
}

static void
test_leave_row (SgnGridModel *model, guint row)
{
  TEST_MODEL (model)->n_left++;
}

static char **
test_complete (SgnGridModel *model, guint row, guint column, const char *text)
{
  static const char *const names[] = { "Ngọc Côn", "Ngọc Khê", "Đàm Thủy" };
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();

  for (guint i = 0; column == NAME && i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (names[i], text))
      g_strv_builder_add (found, names[i]);
  return g_strv_builder_end (found);
}

static gboolean
test_get_number (SgnGridModel *model, guint row, guint column, gint64 *number)
{
  return sgn_number_parse_integer (get_row (model, row)->texts[column], number, NULL);
}

static char *
test_format_number (SgnGridModel *model, guint column, gint64 number)
{
  return sgn_number_format_integer (number);
}

static void
init_model (SgnGridModelInterface *iface)
{
  iface->get_n_rows = test_get_n_rows;
  iface->get_n_columns = test_get_n_columns;
  iface->get_column = test_get_column;
  iface->get_cell = test_get_cell;
  iface->can_add = test_can_add;
  iface->set_text = test_set_text;
  iface->revert = test_revert;
  iface->insert_row = test_insert_row;
  iface->remove_rows = test_remove_rows;
  iface->begin_batch = test_begin_batch;
  iface->commit_batch = test_commit_batch;
  iface->leave_row = test_leave_row;
  iface->complete = test_complete;
  iface->get_number = test_get_number;
  iface->format_number = test_format_number;
}

static void
test_model_finalize (GObject *object)
{
  g_ptr_array_unref (TEST_MODEL (object)->rows);

  G_OBJECT_CLASS (test_model_parent_class)->finalize (object);
}

static void
test_model_class_init (TestModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_model_finalize;
}

static void
test_model_init (TestModel *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)test_row_free);
}

/* The window around it */

typedef struct
{
  GtkWidget *window;
  GtkWidget *other; /* something else that can have the focus */
  SgnEntryGrid *grid;
  SgnEntryGridView *view;
  TestModel *model;
  guint n_frames;
} Fixture;

static gboolean
count_frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Fixture *f = user_data;

  f->n_frames++;
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

/* Until two more frames were drawn: what changed is laid out then. */
static void
settle (Fixture *f)
{
  guint id = gtk_widget_add_tick_callback (GTK_WIDGET (f->view), count_frame_cb, f, NULL);

  f->n_frames = 0;
  while (f->n_frames < 3)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (GTK_WIDGET (f->view), id);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  guint n_rows = GPOINTER_TO_UINT (data);
  GtkWidget *box;

  f->model = g_object_new (TEST_TYPE_MODEL, NULL);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *name = g_strdup_printf ("Name %u", i);
      g_autofree char *amount = sgn_number_format_integer ((gint64)(i + 1) * 1000);

      add_row (f->model, name, amount);
    }
  f->grid = SGN_ENTRY_GRID (sgn_entry_grid_new ());
  f->view = sgn_entry_grid_get_view (f->grid);
  sgn_entry_grid_set_model (f->grid, SGN_GRID_MODEL (f->model));
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 700, 400);
  f->other = gtk_entry_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (GTK_WIDGET (f->grid), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->grid));
  gtk_box_append (GTK_BOX (box), f->other);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_widget_grab_focus (GTK_WIDGET (f->grid));
  settle (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_object_unref (f->model);
}

static void
key (Fixture *f, guint keyval, GdkModifierType state)
{
  g_assert_true (sgn_entry_grid_view_key (f->view, keyval, state));
}

static void
type (Fixture *f, const char *text)
{
  if (!sgn_entry_grid_view_is_editing (f->view))
    g_assert_true (sgn_entry_grid_view_start_edit (f->view, TRUE));
  sgn_entry_grid_editor_insert (sgn_entry_grid_view_get_editor (f->view), text);
}

static void
assert_cell (Fixture *f, guint row, guint column, const char *text, SgnGridVerdict verdict)
{
  g_auto (SgnGridCell) cell = { NULL };

  sgn_grid_model_get_cell (SGN_GRID_MODEL (f->model), row, column, &cell);
  g_assert_cmpstr (cell.text, ==, text);
  g_assert_cmpint (cell.verdict, ==, verdict);
}

static void
assert_focus (Fixture *f, guint row, guint column)
{
  SgnGridPlace focus = sgn_entry_grid_view_get_focus (f->view);

  g_assert_cmpuint (focus.row, ==, row);
  g_assert_cmpuint (focus.column, ==, column);
}

/* Tests */

static void
test_tsv (void)
{
  g_autoptr (GPtrArray) lines = sgn_tsv_parse ("a\t\"b \"\"c\"\"\n d\"\r\n\te\n");
  g_autoptr (GString) tsv = g_string_new (NULL);

  g_assert_cmpuint (lines->len, ==, 2);
  g_assert_cmpstrv ((GStrv)g_ptr_array_index (lines, 0),
                    ((const char *const[]){ "a", "b \"c\"\n d", NULL }));
  g_assert_cmpstrv ((GStrv)g_ptr_array_index (lines, 1), ((const char *const[]){ "", "e", NULL }));
  sgn_tsv_append (tsv, "plain");
  sgn_tsv_append (tsv, "tab\t\"q\"");
  g_assert_cmpstr (tsv->str, ==, "plain\"tab\t\"\"q\"\"\"");
}

static void
test_motion (Fixture *f, gconstpointer data)
{
  static const struct
  {
    guint keyval;
    GdkModifierType state;
    guint row, column;
  } steps[] = {
    { GDK_KEY_Down, 0, 1, 0 },
    { GDK_KEY_Right, 0, 1, 1 },
    { GDK_KEY_End, 0, 1, 2 },
    { GDK_KEY_Home, 0, 1, 0 },
    { GDK_KEY_End, GDK_CONTROL_MASK, 99, 2 },
    { GDK_KEY_Down, 0, 100, 2 },
    { GDK_KEY_Down, 0, 100, 2 },
    { GDK_KEY_Home, GDK_CONTROL_MASK, 0, 0 },
    { GDK_KEY_Up, 0, 0, 0 },
    { GDK_KEY_Left, 0, 0, 0 },
    { GDK_KEY_Tab, 0, 0, 1 },
    { GDK_KEY_Tab, 0, 1, 0 },
    { GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, 0, 1 },
    { GDK_KEY_Return, 0, 1, 0 },
    { GDK_KEY_Return, GDK_SHIFT_MASK, 0, 1 },
    { GDK_KEY_KP_Down, 0, 1, 1 },
    { GDK_KEY_Down, GDK_CONTROL_MASK, 99, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      key (f, steps[i].keyval, steps[i].state);
      assert_focus (f, steps[i].row, steps[i].column);
    }
  g_object_set (f->grid, "enter-down", TRUE, NULL);
  key (f, GDK_KEY_Return, 0);
  assert_focus (f, 100, 1);
  g_object_set (f->grid, "enter-down", FALSE, NULL);
  /* Tab past the last cell leaves the grid. */
  g_assert_false (sgn_entry_grid_view_key (f->view, GDK_KEY_Tab, 0));
  key (f, GDK_KEY_Page_Up, 0);
  g_assert_cmpuint (sgn_entry_grid_view_get_focus (f->view).row, <, 98);
  g_assert_cmpuint (f->model->n_left, >, 5);
}

static void
test_typing (Fixture *f, gconstpointer data)
{
  key (f, GDK_KEY_Right, 0);
  type (f, "2500");
  key (f, GDK_KEY_Return, 0);
  assert_cell (f, 0, AMOUNT, "2.500", SGN_GRID_OK);
  assert_focus (f, 1, NAME);
  g_assert_cmpuint (f->model->n_single, ==, 1);

  /* Escape gives the old text back; F2 keeps it and goes on from its end. */
  key (f, GDK_KEY_Right, 0);
  type (f, "77");
  key (f, GDK_KEY_Escape, 0);
  assert_cell (f, 1, AMOUNT, "2.000", SGN_GRID_OK);
  key (f, GDK_KEY_F2, 0);
  type (f, "0");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                       sgn_entry_grid_editor_get_text (sgn_entry_grid_view_get_editor (f->view)))),
                   ==, "2.0000");
  key (f, GDK_KEY_Escape, 0);

  /* Untouched is unchanged: no change of the ledger for looking at a cell. */
  key (f, GDK_KEY_F2, 0);
  key (f, GDK_KEY_Tab, 0);
  g_assert_cmpuint (f->model->n_single, ==, 1);
}

static void
test_question (Fixture *f, gconstpointer data)
{
  key (f, GDK_KEY_Right, 0);
  type (f, "1.16");
  key (f, GDK_KEY_Return, 0);
  /* Asked at the cell: what was typed stays, and so does the focus. */
  assert_focus (f, 0, AMOUNT);
  assert_cell (f, 0, AMOUNT, "1.16", SGN_GRID_ERROR);
  g_assert_cmpstr (sgn_entry_grid_view_get_message (f->view), !=, NULL);
  g_assert_nonnull (strstr (sgn_entry_grid_view_get_message (f->view), "1,16"));
  key (f, GDK_KEY_Escape, 0);
  assert_cell (f, 0, AMOUNT, "1.000", SGN_GRID_OK);

  /* Leaving the grid takes the text along too. */
  type (f, "1.17");
  sgn_entry_grid_view_set_focus (f->view, 3, 0, FALSE);
  assert_cell (f, 0, AMOUNT, "1.17", SGN_GRID_ERROR);
}

/* Whoever clicks elsewhere in the middle of a word loses nothing. */
static void
test_leaving (Fixture *f, gconstpointer data)
{
  key (f, GDK_KEY_Right, 0);
  type (f, "77");
  gtk_widget_grab_focus (f->other);
  settle (f);
  g_assert_false (sgn_entry_grid_view_is_editing (f->view));
  assert_cell (f, 0, AMOUNT, "77", SGN_GRID_OK);
  g_assert_cmpuint (f->model->n_left, ==, 1);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (f->window)), f->other));
}

static void
test_suggestions (Fixture *f, gconstpointer data)
{
  type (f, "Ng");
  key (f, GDK_KEY_Return, 0);
  assert_cell (f, 0, NAME, "Ngọc Côn", SGN_GRID_OK);
  sgn_entry_grid_view_set_focus (f->view, 1, 0, FALSE);
  type (f, "N");
  key (f, GDK_KEY_Down, 0);
  key (f, GDK_KEY_Tab, 0);
  assert_cell (f, 1, NAME, "Ngọc Khê", SGN_GRID_OK);
  assert_focus (f, 1, AMOUNT);
  /* A text nothing is suggested for goes to the model as it is. */
  sgn_entry_grid_view_set_focus (f->view, 2, 0, FALSE);
  type (f, "Xa");
  key (f, GDK_KEY_Tab, 0);
  assert_cell (f, 2, NAME, "Xa", SGN_GRID_OK);
  /* Backspace empties. */
  sgn_entry_grid_view_set_focus (f->view, 2, 0, FALSE);
  key (f, GDK_KEY_BackSpace, 0);
  key (f, GDK_KEY_Return, 0);
  assert_cell (f, 2, NAME, "", SGN_GRID_OK);
}

static void
test_new_row (Fixture *f, gconstpointer data)
{
  key (f, GDK_KEY_End, GDK_CONTROL_MASK);
  key (f, GDK_KEY_Home, 0);
  key (f, GDK_KEY_Down, 0);
  assert_focus (f, 100, NAME);
  type (f, "Đàm");
  key (f, GDK_KEY_Return, 0);
  assert_focus (f, 100, AMOUNT);
  type (f, "12");
  key (f, GDK_KEY_Return, 0);
  assert_focus (f, 101, NAME);
  assert_cell (f, 100, NAME, "Đàm Thủy", SGN_GRID_OK);
  assert_cell (f, 100, AMOUNT, "12", SGN_GRID_OK);
  g_assert_cmpuint (f->model->rows->len, ==, 101);
}

static void
test_paste (Fixture *f, gconstpointer data)
{
  sgn_entry_grid_view_set_focus (f->view, 99, 0, FALSE);
  sgn_entry_grid_view_paste_text (f->view, "a\t1\tx\r\nb\t1.16\tx\r\nc\t3.000\tx\r\nd\tbốn\r\n");
  g_assert_cmpuint (f->model->n_batches, ==, 1);
  g_assert_cmpuint (f->model->n_single, ==, 0);
  g_assert_cmpuint (f->model->rows->len, ==, 103);
  assert_cell (f, 99, AMOUNT, "1", SGN_GRID_OK);
  assert_cell (f, 100, AMOUNT, "1.16", SGN_GRID_ERROR);
  assert_cell (f, 101, AMOUNT, "3.000", SGN_GRID_OK);
  assert_cell (f, 102, AMOUNT, "bốn", SGN_GRID_ERROR);
  assert_cell (f, 102, NAME, "d", SGN_GRID_OK);
  g_assert_cmpstr (sgn_entry_grid_view_get_message (f->view), ==,
                   "6 cells taken · ✖ 2 cells to correct · 3 cells cannot be edited");
  /* The block stays selected, its corner focused. */
  assert_focus (f, 99, 0);
  g_assert_cmpuint (sgn_entry_grid_view_get_selection (f->view).row1, ==, 102);
}

static void
test_block (Fixture *f, gconstpointer data)
{
  g_autofree char *tsv = NULL;

  key (f, GDK_KEY_Down, GDK_SHIFT_MASK);
  key (f, GDK_KEY_Right, GDK_SHIFT_MASK);
  tsv = sgn_entry_grid_view_copy_text (f->view);
  g_assert_cmpstr (tsv, ==, "Name 0\t1000\r\nName 1\t2000");
  while (sgn_entry_grid_view_get_summary (f->view) == NULL
         || sgn_entry_grid_view_get_summary (f->view)[0] == '\0')
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (sgn_entry_grid_view_get_summary (f->view), ==, "4 cells · Amount: 3.000");

  key (f, GDK_KEY_d, GDK_CONTROL_MASK);
  assert_cell (f, 1, NAME, "Name 0", SGN_GRID_OK);
  assert_cell (f, 1, AMOUNT, "1.000", SGN_GRID_OK);
  key (f, GDK_KEY_Delete, 0);
  assert_cell (f, 0, NAME, "", SGN_GRID_OK);
  assert_cell (f, 1, AMOUNT, "", SGN_GRID_OK);
  g_assert_cmpuint (f->model->n_batches, ==, 2);

  /* One cell fills a selection. */
  sgn_entry_grid_view_set_focus (f->view, 2, AMOUNT, FALSE);
  sgn_entry_grid_view_set_focus (f->view, 4, AMOUNT, TRUE);
  sgn_entry_grid_view_paste_text (f->view, "9");
  assert_cell (f, 4, AMOUNT, "9", SGN_GRID_OK);

  sgn_entry_grid_view_set_focus (f->view, 5, AMOUNT, FALSE);
  key (f, GDK_KEY_Insert, GDK_CONTROL_MASK);
  assert_cell (f, 6, AMOUNT, "6.000", SGN_GRID_OK);
  g_assert_cmpuint (f->model->rows->len, ==, 101);
  key (f, GDK_KEY_minus, GDK_CONTROL_MASK);
  assert_cell (f, 5, AMOUNT, "6.000", SGN_GRID_OK);
  assert_focus (f, 5, AMOUNT);
}

static void
test_fixed (Fixture *f, gconstpointer data)
{
  sgn_entry_grid_view_set_focus (f->view, 0, FIXED, FALSE);
  g_assert_false (sgn_entry_grid_view_start_edit (f->view, TRUE));
  g_assert_cmpstr (sgn_entry_grid_view_get_message (f->view), ==, "This cell cannot be edited.");
}

static void
test_accessible (Fixture *f, gconstpointer data)
{
  GtkWidget *focused;

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (f->view)), ==,
                   GTK_ACCESSIBLE_ROLE_GRID);
  key (f, GDK_KEY_Right, 0);
  focused = gtk_root_get_focus (GTK_ROOT (f->window));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (focused), GTK_ACCESSIBLE_ROLE_GRID_CELL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (focused), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Amount, row 1: 1.000");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (focused), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  type (f, "1.16");
  key (f, GDK_KEY_Return, 0);
  focused = gtk_root_get_focus (GTK_ROOT (f->window));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (focused), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (focused),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Is 1,16 or 116 meant?");
}

/* Memory follows the window, not the list. */
static void
test_bounded (Fixture *f, gconstpointer data)
{
  guint visible = 400 / 20 * N_COLUMNS;

  for (guint i = 0; i < 60; i++)
    {
      sgn_entry_grid_view_set_focus (f->view, (i * 997) % 10000, 0, FALSE);
      settle (f);
      g_assert_cmpuint (sgn_entry_grid_view_get_n_layouts (f->view), >, 0);
      g_assert_cmpuint (sgn_entry_grid_view_get_n_layouts (f->view), <=, 3 * visible);
    }
}

/* A column dragged wider has that width the next time, under the grid's name and no other. */
static void
test_widths (Fixture *f, gconstpointer data)
{
  static const char *const NAMES[] = { "one", "other" };
  int usual = g_array_index (f->view->widths, int, AMOUNT);

  g_object_set (f->grid, "remembered", "one", NULL);
  sgn_entry_grid_view_set_column_width (f->view, AMOUNT, usual + 90);
  sgn_entry_grid_view_remember_widths (f->view);
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autoptr (GtkWidget) again = g_object_ref_sink (sgn_entry_grid_new ());
      SgnEntryGridView *view = sgn_entry_grid_get_view (SGN_ENTRY_GRID (again));

      g_object_set (again, "remembered", NAMES[i], NULL);
      sgn_entry_grid_set_model (SGN_ENTRY_GRID (again), sgn_entry_grid_view_get_model (f->view));
      g_assert_cmpint (ABS (g_array_index (view->widths, int, AMOUNT) - usual - (i == 0 ? 90 : 0)),
                       <=, 1);
      sgn_entry_grid_set_model (SGN_ENTRY_GRID (again), NULL);
    }
}

/* Amounts stand with their commas below each other. */
static void
test_commas (Fixture *f, gconstpointer data)
{
  TestRow *row = get_row (SGN_GRID_MODEL (f->model), 0);

  settle (f);
  g_assert_cmpint (g_array_index (f->view->fractions, int, AMOUNT), ==, 0);
  g_free (row->texts[AMOUNT]);
  row->texts[AMOUNT] = g_strdup ("1.234,5");
  g_signal_emit_by_name (f->model, "rows-changed", 0, 1, 1);
  settle (f);
  g_assert_cmpint (g_array_index (f->view->fractions, int, AMOUNT), >, 4);
}

#define ADD(path, n_rows, func) \
  g_test_add (path, Fixture, GUINT_TO_POINTER (n_rows), set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  app_test_init_language (&argc, &argv, "en");

  g_test_add_func ("/entry-grid/tsv", test_tsv);
  ADD ("/entry-grid/motion", 100, test_motion);
  ADD ("/entry-grid/typing", 100, test_typing);
  ADD ("/entry-grid/question", 100, test_question);
  ADD ("/entry-grid/leaving", 100, test_leaving);
  ADD ("/entry-grid/suggestions", 100, test_suggestions);
  ADD ("/entry-grid/new-row", 100, test_new_row);
  ADD ("/entry-grid/widths", 100, test_widths);
  ADD ("/entry-grid/commas", 100, test_commas);
  ADD ("/entry-grid/paste", 100, test_paste);
  ADD ("/entry-grid/block", 100, test_block);
  ADD ("/entry-grid/fixed", 100, test_fixed);
  ADD ("/entry-grid/accessible", 100, test_accessible);
  ADD ("/entry-grid/bounded", 10000, test_bounded);
  return g_test_run ();
}
