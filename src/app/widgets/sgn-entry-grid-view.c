#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-entry-grid-view-private.h"

static void init_scrollable (GtkScrollableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SgnEntryGridView, sgn_entry_grid_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, init_scrollable))

/* The stand-in for the focused cell: no look of its own. */
#define SGN_TYPE_GRID_CURSOR (sgn_grid_cursor_get_type ())
G_DECLARE_FINAL_TYPE (SgnGridCursor, sgn_grid_cursor, SGN, GRID_CURSOR, GtkWidget)

struct _SgnGridCursor
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (SgnGridCursor, sgn_grid_cursor, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_MESSAGE,
  PROP_SUMMARY,
  N_PROPERTIES, /* those of scrolling follow */
};

static GParamSpec *properties[N_PROPERTIES];
static guint failed_signal;

static void
sgn_grid_cursor_class_init (SgnGridCursorClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GRID_CELL);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "gridcell");
}

static void
sgn_grid_cursor_init (SgnGridCursor *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/* Places and sizes */

guint
sgn_entry_grid_view_n_rows (SgnEntryGridView *self)
{
  if (self->model == NULL)
    return 0;
  return sgn_grid_model_get_n_rows (self->model) + (sgn_grid_model_can_add (self->model) ? 1 : 0);
}

guint
sgn_entry_grid_view_n_columns (SgnEntryGridView *self)
{
  return self->edges->len > 0 ? self->edges->len - 1 : 0;
}

gboolean
sgn_entry_grid_view_is_editable (SgnEntryGridView *self, guint row, guint column)
{
  g_auto (SgnGridCell) cell = { NULL };

  if (row >= sgn_entry_grid_view_n_rows (self) || column >= sgn_entry_grid_view_n_columns (self)
      || !sgn_grid_model_get_column (self->model, column)->editable)
    return FALSE;
  if (row >= sgn_grid_model_get_n_rows (self->model))
    return TRUE;
  if (sgn_grid_model_get_row_kind (self->model, row) != SGN_GRID_ROW_ENTRY)
    return FALSE;
  sgn_grid_model_get_cell (self->model, row, column, &cell);
  return cell.editable;
}

int
sgn_entry_grid_view_get_offset (SgnEntryGridView *self, GtkOrientation orientation)
{
  return (int)sgn_scroll_get_offset (&self->scroll, orientation);
}

void
sgn_entry_grid_view_get_cell_area (SgnEntryGridView *self, guint row, guint column,
                                   GdkRectangle *area)
{
  int left = g_array_index (self->edges, int, column);
  int right = g_array_index (self->edges, int, column + 1);

  area->x = self->gutter_width + left
            - sgn_entry_grid_view_get_offset (self, GTK_ORIENTATION_HORIZONTAL);
  area->y = self->header_height + (int)row * self->row_height
            - sgn_entry_grid_view_get_offset (self, GTK_ORIENTATION_VERTICAL);
  area->width = right - left;
  area->height = self->row_height;
}

guint
sgn_entry_grid_view_page_rows (SgnEntryGridView *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self)) - self->header_height;

  return MAX (height / MAX (self->row_height, 1) - 1, 1);
}

static gboolean
is_expanding (SgnEntryGridView *self, guint column)
{
  return sgn_grid_model_get_column (self->model, column)->expand;
}

/* What is left of the width goes to the expanding columns. */
static void
lay_out_columns (SgnEntryGridView *self, int width)
{
  int spare = width - self->gutter_width, x = 0;
  guint n_expanding = 0, n_columns = self->widths->len;

  for (guint i = 0; i < n_columns; i++)
    {
      spare -= g_array_index (self->widths, int, i);
      n_expanding += is_expanding (self, i) ? 1 : 0;
    }
  g_array_set_size (self->edges, 0);
  for (guint i = 0; i < n_columns; i++)
    {
      g_array_append_val (self->edges, x);
      x += g_array_index (self->widths, int, i);
      if (is_expanding (self, i) && spare > 0)
        x += spare / (int)n_expanding;
    }
  g_array_append_val (self->edges, x);
}

static void
init_widths (SgnEntryGridView *self)
{
  guint n_columns = self->model != NULL ? sgn_grid_model_get_n_columns (self->model) : 0;

  sgn_entry_grid_view_measure_text (self);
  g_array_set_size (self->widths, 0);
  for (guint i = 0; i < n_columns; i++)
    {
      const SgnGridColumn *column = sgn_grid_model_get_column (self->model, i);
      int width = (int)column->width * self->char_width + 2 * SGN_GRID_PADDING;

      g_array_append_val (self->widths, width);
    }
  sgn_entry_grid_view_recall_widths (self);
  lay_out_columns (self, gtk_widget_get_width (GTK_WIDGET (self)));
}

static void
configure_scroll (SgnEntryGridView *self, GtkOrientation orientation, int whole, int room, int step)
{
  sgn_scroll_configure (&self->scroll, orientation,
                        sgn_scroll_get_offset (&self->scroll, orientation), whole, room, step);
}

static void
update_adjustments (SgnEntryGridView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int columns_width
      = self->edges->len > 0 ? g_array_index (self->edges, int, self->edges->len - 1) : 0;

  configure_scroll (self, GTK_ORIENTATION_HORIZONTAL, columns_width + self->gutter_width, width,
                    4 * self->char_width);
  configure_scroll (self, GTK_ORIENTATION_VERTICAL,
                    (int)sgn_entry_grid_view_n_rows (self) * self->row_height + self->header_height,
                    height, 3 * self->row_height);
}

static void
scroll_between (GtkAdjustment *adjustment, int from, int to, int page)
{
  double value;

  if (adjustment == NULL)
    return;
  value = gtk_adjustment_get_value (adjustment);
  if (to > value + page)
    value = to - page;
  if (from < value)
    value = from;
  gtk_adjustment_set_value (adjustment, value);
}

void
sgn_entry_grid_view_scroll_to (SgnEntryGridView *self, guint row, guint column)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (column >= sgn_entry_grid_view_n_columns (self))
    return;
  scroll_between (self->scroll.adjustments[GTK_ORIENTATION_VERTICAL], (int)row * self->row_height,
                  (int)(row + 1) * self->row_height,
                  gtk_widget_get_height (widget) - self->header_height);
  scroll_between (self->scroll.adjustments[GTK_ORIENTATION_HORIZONTAL],
                  g_array_index (self->edges, int, column),
                  g_array_index (self->edges, int, column + 1),
                  gtk_widget_get_width (widget) - self->gutter_width);
}

void
sgn_entry_grid_view_set_column_width (SgnEntryGridView *self, guint column, int width)
{
  g_array_index (self->widths, int, column) = MAX (width, SGN_GRID_MIN_COLUMN);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* Callbacks */

static void
editor_activate_cb (SgnEntryGridEditor *editor, SgnEntryGridView *self)
{
  sgn_entry_grid_view_key (self, GDK_KEY_Return, 0);
}

static void
editor_left_cb (SgnEntryGridEditor *editor, SgnEntryGridView *self)
{
  sgn_entry_grid_view_commit_edit (self);
}

static void
scrolled_cb (gpointer widget)
{
  gtk_widget_queue_allocate (widget);
  gtk_widget_queue_draw (widget);
}

/* The focused cell stays on its row when rows come or go above it. */
static guint
shift_row (guint row, guint position, guint removed, guint added)
{
  if (row >= position + removed)
    return row - removed + added;
  return row < position ? row : MIN (row, position + (added > 0 ? added - 1 : 0));
}

static void
rows_changed_cb (SgnGridModel *model, guint position, guint removed, guint added,
                 SgnEntryGridView *self)
{
  guint n_rows = sgn_entry_grid_view_n_rows (self);
  guint last = n_rows > 0 ? n_rows - 1 : 0;

  sgn_entry_grid_view_drop_layouts (self);
  if (removed != added)
    {
      /* Typing in the blank row makes it a real one: the focus stays where it was typed. And an
       * empty grid that is filled begins at its first row. */
      gboolean grown
          = removed == 0 && position == n_rows - added - 1 && self->focus.row == position;
      gboolean filled = removed == 0 && added == sgn_grid_model_get_n_rows (model);

      if (!grown && !filled)
        {
          self->focus.row = MIN (shift_row (self->focus.row, position, removed, added), last);
          self->anchor.row = MIN (shift_row (self->anchor.row, position, removed, added), last);
          self->edited.row = MIN (shift_row (self->edited.row, position, removed, added), last);
        }
      gtk_widget_queue_resize (GTK_WIDGET (self));
      update_adjustments (self);
    }
  sgn_entry_grid_view_describe_focus (self);
  sgn_entry_grid_view_selection_changed (self);
}

static void
columns_changed_cb (SgnGridModel *model, SgnEntryGridView *self)
{
  sgn_entry_grid_view_drop_layouts (self);
  if (self->widths->len != sgn_grid_model_get_n_columns (model))
    init_widths (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
contains_focus_cb (GtkEventControllerFocus *focus, GParamSpec *pspec, SgnEntryGridView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!gtk_event_controller_focus_contains_focus (focus) && self->model != NULL && !self->editing
      && self->focus.row < sgn_grid_model_get_n_rows (self->model))
    sgn_grid_model_leave_row (self->model, self->focus.row);
}

/* Overrides */

static void
sgn_entry_grid_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *minimum, int *natural, int *minimum_baseline,
                             int *natural_baseline)
{
  SgnEntryGridView *self = SGN_ENTRY_GRID_VIEW (widget);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120
                                                       : self->header_height + 2 * self->row_height;
  *natural = *minimum;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *natural = MAX (*minimum,
                    self->header_height
                        + (int)MIN (sgn_entry_grid_view_n_rows (self), 1000) * self->row_height);
}

static void
allocate_place (SgnEntryGridView *self, GtkWidget *child, SgnGridPlace place)
{
  GdkRectangle area = { 0, 0, 1, 1 };
  int minimum, natural;

  if (place.column < sgn_entry_grid_view_n_columns (self))
    sgn_entry_grid_view_get_cell_area (self, place.row, place.column, &area);
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  area.width = MAX (area.width, minimum);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &natural, NULL, NULL, NULL);
  area.height = MAX (area.height, natural);
  gtk_widget_size_allocate (child, &area, -1);
}

/* A bar that comes above the page does not push the focused cell out of sight. */
static void
keep_focus_visible (SgnEntryGridView *self, int height)
{
  int offset = sgn_entry_grid_view_get_offset (self, GTK_ORIENTATION_VERTICAL);
  int bottom = self->header_height + (int)(self->focus.row + 1) * self->row_height - offset;

  if (height < self->height && bottom <= self->height && bottom > height)
    sgn_entry_grid_view_scroll_to (self, self->focus.row, self->focus.column);
  self->height = height;
}

static void
sgn_entry_grid_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SgnEntryGridView *self = SGN_ENTRY_GRID_VIEW (widget);
  g_autoptr (GArray) before = g_array_copy (self->edges);

  if (self->model != NULL)
    {
      sgn_entry_grid_view_measure_gutter (self);
      lay_out_columns (self, width);
      sgn_entry_grid_view_measure_header (self);
    }
  if (before->len != self->edges->len
      || (before->len > 0
          && memcmp (before->data, self->edges->data, before->len * sizeof (int)) != 0))
    sgn_entry_grid_view_drop_layouts (self);
  update_adjustments (self);
  keep_focus_visible (self, height);
  for (guint i = 0; i < G_N_ELEMENTS (self->cursors); i++)
    allocate_place (self, self->cursors[i], self->focus);
  if (gtk_widget_get_visible (GTK_WIDGET (self->editor)))
    allocate_place (self, GTK_WIDGET (self->editor), self->edited);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
sgn_entry_grid_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  SgnEntryGridView *self = SGN_ENTRY_GRID_VIEW (widget);

  GTK_WIDGET_CLASS (sgn_entry_grid_view_parent_class)->css_changed (widget, change);
  sgn_entry_grid_view_drop_layouts (self);
  sgn_entry_grid_view_measure_text (self);
  gtk_widget_queue_resize (widget);
}

static void
sgn_entry_grid_view_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sgn_entry_grid_view_parent_class)->root (widget);
  init_widths (SGN_ENTRY_GRID_VIEW (widget));
}

static gboolean
sgn_entry_grid_view_grab_focus (GtkWidget *widget)
{
  SgnEntryGridView *self = SGN_ENTRY_GRID_VIEW (widget);

  sgn_entry_grid_view_describe_focus (self);
  return gtk_widget_grab_focus (self->cursors[self->cursor]);
}

/* Tab walks through the cells by key; for the rest of the window the grid is one stop. */
static gboolean
sgn_entry_grid_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return gtk_widget_grab_focus (widget);
}

static gboolean
sgn_entry_grid_view_get_border (GtkScrollable *scrollable, GtkBorder *border)
{
  SgnEntryGridView *self = SGN_ENTRY_GRID_VIEW (scrollable);

  border->top = self->header_height;
  border->left = self->gutter_width;
  return TRUE;
}

static void
init_scrollable (GtkScrollableInterface *iface)
{
  iface->get_border = sgn_entry_grid_view_get_border;
}

static void
sgn_entry_grid_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SgnEntryGridView *self = SGN_ENTRY_GRID_VIEW (object);

  if (id == PROP_MESSAGE)
    g_value_set_string (value, self->message);
  else if (id == PROP_SUMMARY)
    g_value_set_string (value, self->summary);
  else if (!sgn_scroll_get_property (&self->scroll, id - N_PROPERTIES, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sgn_entry_grid_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SgnEntryGridView *self = SGN_ENTRY_GRID_VIEW (object);

  if (!sgn_scroll_set_property (&self->scroll, id - N_PROPERTIES, value, scrolled_cb,
                                GTK_WIDGET (self)))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sgn_entry_grid_view_dispose (GObject *object)
{
  SgnEntryGridView *self = SGN_ENTRY_GRID_VIEW (object);

  self->editing = FALSE;
  sgn_entry_grid_view_set_model (self, NULL);
  g_clear_handle_id (&self->summary_idle, g_source_remove);
  sgn_scroll_clear (&self->scroll, scrolled_cb, GTK_WIDGET (self));
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->editor != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->editor));
  self->editor = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (self->cursors); i++)
    g_clear_pointer (&self->cursors[i], gtk_widget_unparent);

  G_OBJECT_CLASS (sgn_entry_grid_view_parent_class)->dispose (object);
}

static void
sgn_entry_grid_view_finalize (GObject *object)
{
  SgnEntryGridView *self = SGN_ENTRY_GRID_VIEW (object);

  g_array_unref (self->widths);
  g_array_unref (self->fractions);
  g_free (self->remembered);
  g_array_unref (self->edges);
  g_hash_table_unref (self->layouts);
  g_free (self->message);
  g_free (self->summary);
  g_free (self->edited_text);

  G_OBJECT_CLASS (sgn_entry_grid_view_parent_class)->finalize (object);
}

static void
sgn_entry_grid_view_class_init (SgnEntryGridViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sgn_entry_grid_view_get_property;
  object_class->set_property = sgn_entry_grid_view_set_property;
  object_class->dispose = sgn_entry_grid_view_dispose;
  object_class->finalize = sgn_entry_grid_view_finalize;
  widget_class->measure = sgn_entry_grid_view_measure;
  widget_class->size_allocate = sgn_entry_grid_view_size_allocate;
  widget_class->snapshot = sgn_entry_grid_view_snapshot;
  widget_class->css_changed = sgn_entry_grid_view_css_changed;
  widget_class->root = sgn_entry_grid_view_root;
  widget_class->grab_focus = sgn_entry_grid_view_grab_focus;
  widget_class->focus = sgn_entry_grid_view_focus;

  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  sgn_scroll_install (object_class, N_PROPERTIES);
  failed_signal = g_signal_new ("failed", SGN_TYPE_ENTRY_GRID_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  sgn_entry_grid_view_install_actions (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
  gtk_widget_class_set_css_name (widget_class, "entrygrid");
}

static void
sgn_entry_grid_view_init (SgnEntryGridView *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->widths = g_array_new (FALSE, TRUE, sizeof (int));
  self->fractions = g_array_new (FALSE, TRUE, sizeof (int));
  self->edges = g_array_new (FALSE, TRUE, sizeof (int));
  self->resized = -1;
  self->numbered = TRUE;
  self->row_height = self->header_height = 30;
  self->char_width = 8;
  sgn_entry_grid_view_drop_layouts (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (self->cursors); i++)
    {
      self->cursors[i] = g_object_new (SGN_TYPE_GRID_CURSOR, NULL);
      gtk_widget_set_parent (self->cursors[i], GTK_WIDGET (self));
    }
  self->editor = SGN_ENTRY_GRID_EDITOR (sgn_entry_grid_editor_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->editor), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->editor), GTK_WIDGET (self));
  g_signal_connect (self->editor, "activate", G_CALLBACK (editor_activate_cb), self);
  g_signal_connect (self->editor, "left", G_CALLBACK (editor_left_cb), self);

  g_signal_connect (focus, "notify::contains-focus", G_CALLBACK (contains_focus_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  sgn_entry_grid_view_add_keys (self);
  sgn_entry_grid_view_add_pointer (self);
}

void
sgn_entry_grid_view_set_model (SgnEntryGridView *self, SgnGridModel *model)
{
  g_return_if_fail (SGN_IS_ENTRY_GRID_VIEW (self));

  if (self->model == model)
    return;
  sgn_entry_grid_view_commit_edit (self);
  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->model, rows_changed_cb, self);
      g_signal_handlers_disconnect_by_func (self->model, columns_changed_cb, self);
    }
  g_set_object (&self->model, model);
  sgn_entry_grid_view_drop_layouts (self);
  self->focus = self->anchor = (SgnGridPlace){ 0, 0 };
  g_array_set_size (self->widths, 0);
  g_array_set_size (self->edges, 0);
  if (model == NULL)
    return;
  g_signal_connect (model, "rows-changed", G_CALLBACK (rows_changed_cb), self);
  g_signal_connect (model, "columns-changed", G_CALLBACK (columns_changed_cb), self);
  init_widths (self);
  sgn_entry_grid_view_describe_focus (self);
  sgn_entry_grid_view_selection_changed (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
sgn_entry_grid_view_set_remembered (SgnEntryGridView *self, const char *name)
{
  g_free (self->remembered);
  self->remembered = g_strdup (name);
  if (self->model != NULL)
    init_widths (self);
}

SgnGridModel *
sgn_entry_grid_view_get_model (SgnEntryGridView *self)
{
  return self->model;
}

gboolean
sgn_entry_grid_view_is_editing (SgnEntryGridView *self)
{
  return self->editing;
}

SgnEntryGridEditor *
sgn_entry_grid_view_get_editor (SgnEntryGridView *self)
{
  return self->editor;
}

const char *
sgn_entry_grid_view_get_message (SgnEntryGridView *self)
{
  return self->message;
}

const char *
sgn_entry_grid_view_get_summary (SgnEntryGridView *self)
{
  return self->summary;
}

void
sgn_entry_grid_view_set_enter_down (SgnEntryGridView *self, gboolean enter_down)
{
  self->enter_down = enter_down;
}

void
sgn_entry_grid_view_set_numbered (SgnEntryGridView *self, gboolean numbered)
{
  self->numbered = numbered;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

guint
sgn_entry_grid_view_get_n_layouts (SgnEntryGridView *self)
{
  return g_hash_table_size (self->layouts);
}
