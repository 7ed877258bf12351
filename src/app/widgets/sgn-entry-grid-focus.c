#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-entry-grid-view-private.h"

#include <glib/gi18n-lib.h>

/* What is said: to who sees the screen, and to who hears it */

void
sgn_entry_grid_view_take_message (SgnEntryGridView *self, char *message)
{
  g_free (self->message);
  self->message = message;
  g_object_notify (G_OBJECT (self), "message");
}

static char *
make_cell_label (SgnEntryGridView *self)
{
  const SgnGridColumn *column = sgn_grid_model_get_column (self->model, self->focus.column);
  g_auto (SgnGridCell) cell = { NULL };

  if (self->focus.row >= sgn_grid_model_get_n_rows (self->model))
    /* Translators: a screen reader says it of a cell: column title, "new row". */
    return g_strdup_printf (_ ("%s, new row"), column->title);
  sgn_grid_model_get_cell (self->model, self->focus.row, self->focus.column, &cell);
  /* Translators: a screen reader says it of a cell: column title, row number, text. */
  return g_strdup_printf (_ ("%s, row %u: %s"), column->title, self->focus.row + 1,
                          cell.text != NULL && cell.text[0] != '\0' ? cell.text : _ ("blank"));
}

static void
describe_cell (SgnEntryGridView *self, GtkWidget *widget)
{
  SgnGridVerdict verdict;
  g_autofree char *label = make_cell_label (self);
  g_autofree char *message
      = sgn_entry_grid_view_get_cell_message (self, self->focus.row, self->focus.column, &verdict);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  message != NULL ? message : "", -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID,
                               verdict == SGN_GRID_ERROR ? GTK_ACCESSIBLE_INVALID_TRUE
                                                         : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

void
sgn_entry_grid_view_describe_focus (SgnEntryGridView *self)
{
  if (self->focus.column >= sgn_entry_grid_view_n_columns (self)
      || self->focus.row >= sgn_entry_grid_view_n_rows (self))
    return;
  describe_cell (self, self->cursors[self->cursor]);
}

static void
append_sum (SgnEntryGridView *self, GString *summary, SgnGridBlock block, guint column)
{
  gint64 sum = 0, number;
  guint n = 0;

  for (guint row = block.row0; row <= block.row1; row++)
    if (sgn_grid_model_get_number (self->model, row, column, &number)
        && !__builtin_add_overflow (sum, number, &sum))
      n++;
  if (n > 0)
    {
      g_autofree char *text = sgn_grid_model_format_number (self->model, column, sum);

      /* Translators: after the number of cells: column title, sum of the selected cells. */
      g_string_append_printf (summary, _ (" · %s: %s"),
                              sgn_grid_model_get_column (self->model, column)->title, text);
    }
}

static gboolean
summarise_cb (gpointer user_data)
{
  SgnEntryGridView *self = user_data;
  SgnGridBlock block = sgn_entry_grid_view_get_selection (self);
  g_autoptr (GString) summary = g_string_new (NULL);
  guint n_cells = (block.row1 - block.row0 + 1) * (block.column1 - block.column0 + 1);

  self->summary_idle = 0;
  if (self->model != NULL && n_cells > 1 && self->focus.row < sgn_entry_grid_view_n_rows (self))
    {
      guint n_rows = sgn_grid_model_get_n_rows (self->model);

      g_string_printf (summary, ngettext ("%u cell", "%u cells", n_cells), n_cells);
      block.row1 = MIN (block.row1, n_rows > 0 ? n_rows - 1 : 0);
      for (guint column = block.column0; column <= block.column1; column++)
        if (n_rows > 0 && sgn_grid_model_get_column (self->model, column)->kind == SGN_GRID_NUMBER)
          append_sum (self, summary, block, column);
    }
  g_free (self->summary);
  self->summary = g_string_free (g_steal_pointer (&summary), FALSE);
  g_object_notify (G_OBJECT (self), "summary");
  return G_SOURCE_REMOVE;
}

void
sgn_entry_grid_view_selection_changed (SgnEntryGridView *self)
{
  if (self->summary_idle == 0)
    self->summary_idle = g_idle_add (summarise_cb, self);
  sgn_entry_grid_view_update_actions (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Focus */

static gboolean
has_cursor_focus (SgnEntryGridView *self)
{
  return gtk_widget_has_focus (self->cursors[0]) || gtk_widget_has_focus (self->cursors[1]);
}

static void
hand_focus_over (SgnEntryGridView *self)
{
  gboolean had_focus = has_cursor_focus (self);

  self->cursor = !self->cursor;
  sgn_entry_grid_view_describe_focus (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (had_focus)
    gtk_widget_grab_focus (self->cursors[self->cursor]);
}

/* Without looking at an edit in progress. */
void
sgn_entry_grid_view_move_focus (SgnEntryGridView *self, guint row, guint column, gboolean extend)
{
  guint old_row = self->focus.row, n_rows = sgn_entry_grid_view_n_rows (self);
  SgnGridVerdict verdict;

  if (n_rows == 0 || sgn_entry_grid_view_n_columns (self) == 0)
    return;
  self->focus.row = MIN (row, n_rows - 1);
  self->focus.column = MIN (column, sgn_entry_grid_view_n_columns (self) - 1);
  if (!extend)
    self->anchor = self->focus;
  if (old_row != self->focus.row && old_row < sgn_grid_model_get_n_rows (self->model))
    sgn_grid_model_leave_row (self->model, old_row);
  sgn_entry_grid_view_scroll_to (self, self->focus.row, self->focus.column);
  hand_focus_over (self);
  sgn_entry_grid_view_take_message (self, sgn_entry_grid_view_get_cell_message (
                                              self, self->focus.row, self->focus.column, &verdict));
  sgn_entry_grid_view_selection_changed (self);
}

void
sgn_entry_grid_view_set_focus (SgnEntryGridView *self, guint row, guint column, gboolean extend)
{
  g_return_if_fail (SGN_IS_ENTRY_GRID_VIEW (self));

  sgn_entry_grid_view_commit_edit (self);
  sgn_entry_grid_view_move_focus (self, row, column, extend);
}

SgnGridPlace
sgn_entry_grid_view_get_focus (SgnEntryGridView *self)
{
  return self->focus;
}

SgnGridBlock
sgn_entry_grid_view_get_selection (SgnEntryGridView *self)
{
  return (SgnGridBlock){
    .row0 = MIN (self->focus.row, self->anchor.row),
    .column0 = MIN (self->focus.column, self->anchor.column),
    .row1 = MAX (self->focus.row, self->anchor.row),
    .column1 = MAX (self->focus.column, self->anchor.column),
  };
}

/* Editing */

gboolean
sgn_entry_grid_view_start_edit (SgnEntryGridView *self, gboolean replace)
{
  g_auto (SgnGridCell) cell = { NULL };

  if (self->editing)
    return TRUE;
  if (!sgn_entry_grid_view_is_editable (self, self->focus.row, self->focus.column))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      sgn_entry_grid_view_take_message (self, g_strdup (_ ("This cell cannot be edited.")));
      return FALSE;
    }

  if (self->focus.row < sgn_grid_model_get_n_rows (self->model))
    sgn_grid_model_get_cell (self->model, self->focus.row, self->focus.column, &cell);
  sgn_entry_grid_view_scroll_to (self, self->focus.row, self->focus.column);
  self->anchor = self->focus;
  self->edited = self->focus;
  g_free (self->edited_text);
  self->edited_text = g_strdup (cell.text != NULL ? cell.text : "");
  self->editing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->editor), TRUE);
  sgn_entry_grid_editor_start (self->editor, self->model, self->edited.row, self->edited.column,
                               self->edited_text, replace);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  sgn_entry_grid_view_selection_changed (self);
  return TRUE;
}

static void
end_edit (SgnEntryGridView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focused = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus
      = focused != NULL && gtk_widget_is_ancestor (focused, GTK_WIDGET (self->editor));

  self->editing = FALSE;
  sgn_entry_grid_editor_stop (self->editor);
  if (had_focus)
    gtk_widget_grab_focus (self->cursors[self->cursor]);
  gtk_widget_set_visible (GTK_WIDGET (self->editor), FALSE);
  sgn_entry_grid_view_selection_changed (self);
}

SgnGridVerdict
sgn_entry_grid_view_commit_edit (SgnEntryGridView *self)
{
  SgnGridVerdict verdict = SGN_GRID_OK;
  g_autofree char *text = NULL;
  g_autofree char *message = NULL;

  if (!self->editing)
    return SGN_GRID_OK;

  text = sgn_entry_grid_editor_get_result (self->editor);
  end_edit (self);
  if (g_strcmp0 (text, self->edited_text) != 0)
    verdict = sgn_grid_model_set_text (self->model, self->edited.row, self->edited.column, text,
                                       &message);
  sgn_entry_grid_view_take_message (self, g_steal_pointer (&message));
  sgn_entry_grid_view_describe_focus (self);
  return verdict;
}

void
sgn_entry_grid_view_cancel_edit (SgnEntryGridView *self)
{
  if (self->editing)
    end_edit (self);
}
