#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-entry-grid-view-private.h"

/* How near to a column's edge the pointer takes hold of it, in pixels. */
#define GRIP 5

/* FALSE beside the cells. Above the cells and beside them counts as the nearest one when dragging.
 */
static gboolean
pick (SgnEntryGridView *self, double x, double y, SgnGridPlace *place)
{
  int n_rows = (int)sgn_entry_grid_view_n_rows (self);
  guint n_columns = sgn_entry_grid_view_n_columns (self);
  int left = (int)x - self->gutter_width
             + sgn_entry_grid_view_get_offset (self, GTK_ORIENTATION_HORIZONTAL);
  int row;

  if (n_rows == 0 || n_columns == 0)
    return FALSE;
  row = ((int)y - self->header_height
         + sgn_entry_grid_view_get_offset (self, GTK_ORIENTATION_VERTICAL))
        / self->row_height;
  place->row = CLAMP (row, 0, n_rows - 1);
  place->column = 0;
  while (place->column + 1 < n_columns
         && left >= g_array_index (self->edges, int, place->column + 1))
    place->column++;
  return y >= self->header_height && row < n_rows;
}

/* The column whose right edge is under the pointer, in the header; -1: none. */
static int
pick_edge (SgnEntryGridView *self, double x, double y)
{
  int left = (int)x - self->gutter_width
             + sgn_entry_grid_view_get_offset (self, GTK_ORIENTATION_HORIZONTAL);

  if (y >= self->header_height || x < self->gutter_width)
    return -1;
  for (guint i = 0; i < sgn_entry_grid_view_n_columns (self); i++)
    if (ABS (left - g_array_index (self->edges, int, i + 1)) <= GRIP)
      return (int)i;
  return -1;
}

static void
select_row (SgnEntryGridView *self, guint row, gboolean extend)
{
  sgn_entry_grid_view_set_focus (self, row, 0, extend);
  self->anchor.column = sgn_entry_grid_view_n_columns (self) - 1;
  sgn_entry_grid_view_move_focus (self, row, 0, TRUE);
}

/* Callbacks */

static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, SgnEntryGridView *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  gboolean extend = (state & GDK_SHIFT_MASK) != 0;
  SgnGridPlace place;

  if (self->model == NULL || pick_edge (self, x, y) >= 0)
    return;
  if (!pick (self, x, y, &place))
    {
      sgn_entry_grid_view_commit_edit (self);
      gtk_widget_grab_focus (GTK_WIDGET (self));
      return;
    }
  if (x < self->gutter_width)
    select_row (self, place.row, extend);
  else
    sgn_entry_grid_view_set_focus (self, place.row, place.column, extend);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 2 && x >= self->gutter_width)
    sgn_entry_grid_view_start_edit (self, FALSE);
}

static void
menu_pressed_cb (GtkGestureClick *click, int n_press, double x, double y, SgnEntryGridView *self)
{
  SgnGridBlock block = sgn_entry_grid_view_get_selection (self);
  SgnGridPlace place;

  if (self->model == NULL || !pick (self, x, y, &place))
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  sgn_entry_grid_view_commit_edit (self);
  if (place.row < block.row0 || place.row > block.row1 || place.column < block.column0
      || place.column > block.column1)
    sgn_entry_grid_view_set_focus (self, place.row, place.column, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  sgn_entry_grid_view_show_menu (self, x, y);
}

static void
extend_to_pointer (SgnEntryGridView *self)
{
  SgnGridPlace place;

  pick (self, self->pointer_x, self->pointer_y, &place);
  if (place.row != self->focus.row || place.column != self->focus.column)
    sgn_entry_grid_view_set_focus (self, place.row, place.column, TRUE);
}

/* Beside the cells, the selection goes on growing while the pointer rests there. */
static gboolean
autoscroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  SgnEntryGridView *self = user_data;
  int height = gtk_widget_get_height (widget);
  guint row = self->focus.row;

  if (self->pointer_y < self->header_height && row > 0)
    sgn_entry_grid_view_set_focus (self, row - 1, self->focus.column, TRUE);
  else if (self->pointer_y > height)
    sgn_entry_grid_view_set_focus (self, row + 1, self->focus.column, TRUE);
  return G_SOURCE_CONTINUE;
}

static void
drag_begin_cb (GtkGestureDrag *drag, double x, double y, SgnEntryGridView *self)
{
  SgnGridPlace place;

  self->resized = pick_edge (self, x, y);
  if (self->resized >= 0)
    self->resized_width = g_array_index (self->edges, int, self->resized + 1)
                          - g_array_index (self->edges, int, self->resized);
  else
    self->dragging = self->model != NULL && !self->editing && pick (self, x, y, &place)
                     && x >= self->gutter_width;
}

static void
drag_update_cb (GtkGestureDrag *drag, double offset_x, double offset_y, SgnEntryGridView *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  self->pointer_x = x + offset_x;
  self->pointer_y = y + offset_y;
  if (self->resized >= 0)
    sgn_entry_grid_view_set_column_width (self, self->resized, self->resized_width + (int)offset_x);
  else if (self->dragging)
    {
      extend_to_pointer (self);
      if (self->autoscroll == 0)
        self->autoscroll
            = gtk_widget_add_tick_callback (GTK_WIDGET (self), autoscroll_cb, self, NULL);
    }
}

static void
drag_end_cb (GtkGestureDrag *drag, double offset_x, double offset_y, SgnEntryGridView *self)
{
  if (self->resized >= 0)
    sgn_entry_grid_view_remember_widths (self);
  self->resized = -1;
  self->dragging = FALSE;
  if (self->autoscroll != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->autoscroll);
  self->autoscroll = 0;
}

static void
motion_cb (GtkEventControllerMotion *motion, double x, double y, SgnEntryGridView *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   self->resized >= 0 || pick_edge (self, x, y) >= 0 ? "col-resize"
                                                                                     : "cell");
}

/* The question of a marked cell; else its text, which may be cut. */
static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip,
                  SgnEntryGridView *self)
{
  SgnGridPlace place;
  SgnGridVerdict verdict;
  g_autofree char *message = NULL;
  g_auto (SgnGridCell) cell = { NULL };
  GdkRectangle area;

  if (keyboard || self->model == NULL || self->editing || !pick (self, x, y, &place)
      || place.row >= sgn_grid_model_get_n_rows (self->model))
    return FALSE;
  message = sgn_entry_grid_view_get_cell_message (self, place.row, place.column, &verdict);
  sgn_grid_model_get_cell (self->model, place.row, place.column, &cell);
  if (message == NULL && !sgn_entry_grid_view_is_cut (self, place.row, place.column))
    return FALSE;
  sgn_entry_grid_view_get_cell_area (self, place.row, place.column, &area);
  gtk_tooltip_set_tip_area (tooltip, &area);
  gtk_tooltip_set_text (tooltip, message != NULL ? message : cell.text);
  return TRUE;
}

void
sgn_entry_grid_view_add_pointer (SgnEntryGridView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (menu));

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_group (click, drag);

  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_tooltip_cb), self);
}
