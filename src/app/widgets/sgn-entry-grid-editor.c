#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-entry-grid-editor.h"

#define MAX_LIST_HEIGHT 240
#define MIN_LIST_WIDTH 320

struct _SgnEntryGridEditor
{
  GtkWidget parent_instance;

  GtkWidget *text;
  GtkWidget *popover;
  GtkWidget *list;
  GtkWidget *scroller;

  /* While a cell is edited. */
  SgnGridModel *model; /* owned */
  guint row, column;
  gboolean typed; /* whether the text was changed since it was put in */
  gboolean moved; /* whether the list was walked by hand */
};

G_DEFINE_FINAL_TYPE (SgnEntryGridEditor, sgn_entry_grid_editor, GTK_TYPE_WIDGET)

enum
{
  ACTIVATE,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clear_list (SgnEntryGridEditor *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
}

static void
add_suggestion (SgnEntryGridEditor *self, const char *suggestion)
{
  GtkWidget *label = gtk_label_new (suggestion);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_list_box_append (GTK_LIST_BOX (self->list), label);
}

static const char *
get_suggestion (GtkListBoxRow *row)
{
  return gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row)));
}

/* An untouched text shows everything that could stand there; a typed one what it may mean. */
static void
fill_list (SgnEntryGridEditor *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));
  g_auto (GStrv) suggestions = NULL;

  self->moved = FALSE;
  clear_list (self);
  if (self->model != NULL)
    suggestions
        = sgn_grid_model_complete (self->model, self->row, self->column, self->typed ? text : "");
  for (guint i = 0; suggestions != NULL && suggestions[i] != NULL; i++)
    add_suggestion (self, suggestions[i]);

  if (suggestions == NULL || suggestions[0] == NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return;
    }
  gtk_widget_set_size_request (self->scroller,
                               MAX (gtk_widget_get_width (GTK_WIDGET (self)), MIN_LIST_WIDTH), -1);
  if (self->typed && text[0] != '\0')
    gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                             gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
show_row (SgnEntryGridEditor *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (GTK_WIDGET (row), self->list, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

/* Callbacks */

static void
text_changed_cb (GtkEditable *text, SgnEntryGridEditor *self)
{
  if (self->model == NULL)
    return;

  self->typed = TRUE;
  fill_list (self);
}

static void
text_activate_cb (GtkText *text, SgnEntryGridEditor *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, SgnEntryGridEditor *self)
{
  gtk_list_box_select_row (list, row);
  self->moved = TRUE;
  g_signal_emit (self, signals[ACTIVATE], 0);
}

/* Another window in front is no leaving: the text stays as it is until the officer comes back. */
static void
contains_focus_cb (GtkEventControllerFocus *focus, GParamSpec *pspec, SgnEntryGridEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (gtk_event_controller_focus_contains_focus (focus) || self->model == NULL)
    return;
  if (GTK_IS_WINDOW (root))
    {
      GtkWidget *focused = gtk_root_get_focus (root);

      if (focused != NULL && gtk_widget_is_ancestor (focused, GTK_WIDGET (self)))
        return;
    }
  g_signal_emit (self, signals[LEFT], 0);
}

/* Overrides */

static void
sgn_entry_grid_editor_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                               int *minimum, int *natural, int *minimum_baseline,
                               int *natural_baseline)
{
  SgnEntryGridEditor *self = SGN_ENTRY_GRID_EDITOR (widget);

  gtk_widget_measure (self->text, orientation, -1, minimum, natural, NULL, NULL);
}

static void
sgn_entry_grid_editor_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SgnEntryGridEditor *self = SGN_ENTRY_GRID_EDITOR (widget);

  gtk_widget_size_allocate (self->text, &(GtkAllocation){ 0, 0, width, height }, -1);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &(GdkRectangle){ 0, 0, width, height });
  gtk_popover_present (GTK_POPOVER (self->popover));
}

static gboolean
sgn_entry_grid_editor_grab_focus (GtkWidget *widget)
{
  return gtk_text_grab_focus_without_selecting (GTK_TEXT (SGN_ENTRY_GRID_EDITOR (widget)->text));
}

static void
sgn_entry_grid_editor_dispose (GObject *object)
{
  SgnEntryGridEditor *self = SGN_ENTRY_GRID_EDITOR (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->text, gtk_widget_unparent);

  G_OBJECT_CLASS (sgn_entry_grid_editor_parent_class)->dispose (object);
}

static void
sgn_entry_grid_editor_class_init (SgnEntryGridEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sgn_entry_grid_editor_dispose;
  widget_class->measure = sgn_entry_grid_editor_measure;
  widget_class->size_allocate = sgn_entry_grid_editor_size_allocate;
  widget_class->grab_focus = sgn_entry_grid_editor_grab_focus;

  signals[ACTIVATE] = g_signal_new ("activate", SGN_TYPE_ENTRY_GRID_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", SGN_TYPE_ENTRY_GRID_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "grideditor");
}

static void
init_list (SgnEntryGridEditor *self)
{
  self->list = gtk_list_box_new ();
  gtk_widget_set_focusable (self->list, FALSE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller),
                                              MAX_LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);

  self->popover = gtk_popover_new ();
  gtk_widget_add_css_class (self->popover, "suggestions");
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->scroller);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
sgn_entry_grid_editor_init (SgnEntryGridEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->text = gtk_text_new ();
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  g_signal_connect (self->text, "changed", G_CALLBACK (text_changed_cb), self);
  g_signal_connect (self->text, "activate", G_CALLBACK (text_activate_cb), self);
  init_list (self);

  g_signal_connect (focus, "notify::contains-focus", G_CALLBACK (contains_focus_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

GtkWidget *
sgn_entry_grid_editor_new (void)
{
  return g_object_new (SGN_TYPE_ENTRY_GRID_EDITOR, NULL);
}

void
sgn_entry_grid_editor_start (SgnEntryGridEditor *self, SgnGridModel *model, guint row, guint column,
                             const char *text, gboolean replace)
{
  const SgnGridColumn *what = sgn_grid_model_get_column (model, column);

  sgn_entry_grid_editor_stop (self);
  gtk_editable_set_text (GTK_EDITABLE (self->text), replace ? "" : text);
  gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
  gtk_editable_set_alignment (GTK_EDITABLE (self->text), what->kind == SGN_GRID_NUMBER ? 1 : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  what->title, -1);

  self->model = g_object_ref (model);
  self->row = row;
  self->column = column;
  self->typed = replace;
  if (what->kind == SGN_GRID_CHOICE)
    fill_list (self);
}

void
sgn_entry_grid_editor_insert (SgnEntryGridEditor *self, const char *text)
{
  int position = gtk_editable_get_position (GTK_EDITABLE (self->text));

  gtk_editable_insert_text (GTK_EDITABLE (self->text), text, -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (self->text), position);
}

gboolean
sgn_entry_grid_editor_forward (SgnEntryGridEditor *self, GtkEventControllerKey *keys)
{
  return gtk_event_controller_key_forward (keys, self->text);
}

gboolean
sgn_entry_grid_editor_move (SgnEntryGridEditor *self, int by)
{
  GtkListBox *list = GTK_LIST_BOX (self->list);
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (list);
  GtkListBoxRow *next;

  if (gtk_list_box_get_row_at_index (list, 0) == NULL)
    return FALSE;

  next = gtk_list_box_get_row_at_index (
      list, selected != NULL ? MAX (gtk_list_box_row_get_index (selected) + by, 0) : 0);
  if (next != NULL)
    {
      gtk_list_box_select_row (list, next);
      show_row (self, next);
      self->moved = TRUE;
    }
  return TRUE;
}

void
sgn_entry_grid_editor_stop (SgnEntryGridEditor *self)
{
  g_clear_object (&self->model);
  clear_list (self);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* Blank stays blank: only what was typed, or chosen by hand, is completed. */
char *
sgn_entry_grid_editor_get_result (SgnEntryGridEditor *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));

  if (selected != NULL && (self->moved || (self->typed && text[0] != '\0')))
    return g_strdup (get_suggestion (selected));
  return g_strdup (text);
}

GtkText *
sgn_entry_grid_editor_get_text (SgnEntryGridEditor *self)
{
  return GTK_TEXT (self->text);
}
