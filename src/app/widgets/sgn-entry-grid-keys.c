#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-entry-grid-view-private.h"

#include <glib/gi18n-lib.h>

/* The modifiers that make another key of a key. */
#define MODIFIERS \
  (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)

typedef struct
{
  guint keyval;
  GdkModifierType modifiers; /* without Shift, which extends the selection */
  int rows, columns;         /* by how many; G_MAXINT and G_MININT: to the end, the beginning */
} Motion;

static const Motion motions[] = {
  { GDK_KEY_Up, 0, -1, 0 },
  { GDK_KEY_Down, 0, 1, 0 },
  { GDK_KEY_Left, 0, 0, -1 },
  { GDK_KEY_Right, 0, 0, 1 },
  { GDK_KEY_Home, 0, 0, G_MININT },
  { GDK_KEY_End, 0, 0, G_MAXINT },
  { GDK_KEY_Home, GDK_CONTROL_MASK, G_MININT, G_MININT },
  { GDK_KEY_End, GDK_CONTROL_MASK, G_MAXINT, G_MAXINT },
  { GDK_KEY_Up, GDK_CONTROL_MASK, G_MININT, 0 },
  { GDK_KEY_Down, GDK_CONTROL_MASK, G_MAXINT, 0 },
  { GDK_KEY_Left, GDK_CONTROL_MASK, 0, G_MININT },
  { GDK_KEY_Right, GDK_CONTROL_MASK, 0, G_MAXINT },
};

typedef struct
{
  guint keyval;
  GdkModifierType modifiers;
  const char *action;
} Command;

static const Command commands[] = {
  { GDK_KEY_c, GDK_CONTROL_MASK, "grid.copy" },
  { GDK_KEY_x, GDK_CONTROL_MASK, "grid.cut" },
  { GDK_KEY_v, GDK_CONTROL_MASK, "grid.paste" },
  { GDK_KEY_a, GDK_CONTROL_MASK, "grid.select-all" },
  { GDK_KEY_d, GDK_CONTROL_MASK, "grid.fill-down" },
  { GDK_KEY_Insert, GDK_CONTROL_MASK, "grid.insert-row" },
  { GDK_KEY_plus, GDK_CONTROL_MASK, "grid.insert-row" },
  { GDK_KEY_plus, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "grid.insert-row" },
  { GDK_KEY_minus, GDK_CONTROL_MASK, "grid.remove-rows" },
  { GDK_KEY_Delete, 0, "grid.clear" },
  { GDK_KEY_F2, 0, "grid.edit" },
  { GDK_KEY_Menu, 0, "grid.menu" },
  { GDK_KEY_F10, GDK_SHIFT_MASK, "grid.menu" },
};

static guint
normalise (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_KP_Up:
      return GDK_KEY_Up;
    case GDK_KEY_KP_Down:
      return GDK_KEY_Down;
    case GDK_KEY_KP_Left:
      return GDK_KEY_Left;
    case GDK_KEY_KP_Right:
      return GDK_KEY_Right;
    case GDK_KEY_KP_Home:
      return GDK_KEY_Home;
    case GDK_KEY_KP_End:
      return GDK_KEY_End;
    case GDK_KEY_KP_Page_Up:
      return GDK_KEY_Page_Up;
    case GDK_KEY_KP_Page_Down:
      return GDK_KEY_Page_Down;
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      return GDK_KEY_Return;
    case GDK_KEY_KP_Delete:
      return GDK_KEY_Delete;
    case GDK_KEY_KP_Insert:
      return GDK_KEY_Insert;
    case GDK_KEY_KP_Add:
      return GDK_KEY_plus;
    case GDK_KEY_KP_Subtract:
      return GDK_KEY_minus;
    case GDK_KEY_ISO_Left_Tab:
      return GDK_KEY_Tab;
    default:
      return gdk_keyval_to_lower (keyval);
    }
}

static guint
move_by (guint from, int by, guint n)
{
  gint64 to = by == G_MAXINT ? G_MAXUINT : by == G_MININT ? 0 : (gint64)from + by;

  return CLAMP (to, 0, (gint64)n - 1);
}

static gboolean
move (SgnEntryGridView *self, int rows, int columns, gboolean extend)
{
  SgnGridPlace focus = self->focus;
  guint n_rows = sgn_entry_grid_view_n_rows (self);

  /* Ctrl+End is the end of what was entered, not the blank row after it. */
  if (rows == G_MAXINT)
    n_rows = MAX (sgn_grid_model_get_n_rows (self->model), 1);
  sgn_entry_grid_view_set_focus (self, move_by (focus.row, rows, n_rows),
                                 move_by (focus.column, columns,
                                          sgn_entry_grid_view_n_columns (self)),
                                 extend);
  return TRUE;
}

static gboolean
move_by_key (SgnEntryGridView *self, guint keyval, GdkModifierType modifiers)
{
  gboolean extend = (modifiers & GDK_SHIFT_MASK) != 0;
  int page = (int)sgn_entry_grid_view_page_rows (self);

  if (keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_Page_Down)
    return move (self, keyval == GDK_KEY_Page_Up ? -page : page, 0, extend);

  for (guint i = 0; i < G_N_ELEMENTS (motions); i++)
    if (motions[i].keyval == keyval && motions[i].modifiers == (modifiers & ~GDK_SHIFT_MASK))
      return move (self, motions[i].rows, motions[i].columns, extend);
  return FALSE;
}

/* To the next cell that can be edited, row by row; FALSE past the first or last one. */
gboolean
sgn_entry_grid_view_next_field (SgnEntryGridView *self, int by)
{
  gint64 n_columns = sgn_entry_grid_view_n_columns (self);
  gint64 n = n_columns * sgn_entry_grid_view_n_rows (self);

  for (gint64 i = self->focus.row * n_columns + self->focus.column + by; i >= 0 && i < n; i += by)
    if (sgn_entry_grid_view_is_editable (self, i / n_columns, i % n_columns))
      {
        sgn_entry_grid_view_move_focus (self, i / n_columns, i % n_columns, FALSE);
        return TRUE;
      }
  return FALSE;
}

/* Enter and Tab: the text is judged first; a question keeps the focus at its cell. The row of a new
 * entry is the row the focus is in, so that the place is read after the commit. */
static gboolean
enter (SgnEntryGridView *self, guint keyval, gboolean back)
{
  gboolean editing = self->editing;
  gboolean tab = keyval == GDK_KEY_Tab;

  if (sgn_entry_grid_view_commit_edit (self) == SGN_GRID_ERROR)
    return TRUE;
  if (!tab && self->enter_down)
    return move (self, back ? -1 : 1, 0, FALSE);
  return sgn_entry_grid_view_next_field (self, back ? -1 : 1) || editing || !tab;
}

static gboolean
run_command (SgnEntryGridView *self, guint keyval, GdkModifierType modifiers)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].keyval == keyval && commands[i].modifiers == modifiers)
      {
        gtk_widget_activate_action (GTK_WIDGET (self), commands[i].action, NULL);
        return TRUE;
      }
  return FALSE;
}

/* Letters and figures, and the keys that begin one: dead accents, Compose. */
static gboolean
is_typing (guint keyval, GdkModifierType modifiers)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  if ((modifiers & ~GDK_SHIFT_MASK) != 0)
    return FALSE;
  return (c >= 0x20 && c != 0x7f) || keyval == GDK_KEY_Multi_key
         || (keyval >= GDK_KEY_dead_grave && keyval <= GDK_KEY_dead_greek);
}

/* Escape at a cell whose text was not taken shows its value again. */
static gboolean
escape (SgnEntryGridView *self)
{
  g_auto (SgnGridCell) cell = { NULL };

  if (self->focus.row < sgn_grid_model_get_n_rows (self->model))
    sgn_grid_model_get_cell (self->model, self->focus.row, self->focus.column, &cell);
  if (cell.verdict != SGN_GRID_ERROR)
    return FALSE;
  sgn_grid_model_revert (self->model, self->focus.row, self->focus.column);
  sgn_entry_grid_view_take_message (self, NULL);
  return TRUE;
}

static gboolean
edit_key (SgnEntryGridView *self, guint keyval, GdkModifierType modifiers)
{
  switch (keyval)
    {
    case GDK_KEY_Escape:
      sgn_entry_grid_view_cancel_edit (self);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_Tab:
      if ((modifiers & GDK_CONTROL_MASK) != 0)
        return FALSE;
      return enter (self, keyval, (modifiers & GDK_SHIFT_MASK) != 0);
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      if (!sgn_entry_grid_editor_move (self->editor, keyval == GDK_KEY_Up ? -1 : 1)
          && sgn_entry_grid_view_commit_edit (self) != SGN_GRID_ERROR)
        move (self, keyval == GDK_KEY_Up ? -1 : 1, 0, FALSE);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      return sgn_entry_grid_editor_move (self->editor, keyval == GDK_KEY_Page_Up ? -8 : 8);
    default:
      return FALSE;
    }
}

static gboolean
cell_key (SgnEntryGridView *self, guint keyval, GdkModifierType modifiers)
{
  if (keyval == GDK_KEY_Tab && (modifiers & GDK_CONTROL_MASK) != 0)
    return FALSE;
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_Tab) && (modifiers & ~GDK_SHIFT_MASK) == 0)
    return enter (self, keyval, (modifiers & GDK_SHIFT_MASK) != 0);
  if (keyval == GDK_KEY_Escape)
    return escape (self);
  if (keyval == GDK_KEY_BackSpace && modifiers == 0)
    return sgn_entry_grid_view_start_edit (self, TRUE);
  if (keyval == GDK_KEY_Down && modifiers == GDK_ALT_MASK)
    return sgn_entry_grid_view_start_edit (self, FALSE);
  return run_command (self, keyval, modifiers) || move_by_key (self, keyval, modifiers);
}

gboolean
sgn_entry_grid_view_key (SgnEntryGridView *self, guint keyval, GdkModifierType state)
{
  GdkModifierType modifiers = state & MODIFIERS;

  g_return_val_if_fail (SGN_IS_ENTRY_GRID_VIEW (self), FALSE);

  if (self->model == NULL || sgn_entry_grid_view_n_columns (self) == 0)
    return FALSE;
  if (keyval == GDK_KEY_ISO_Left_Tab)
    modifiers |= GDK_SHIFT_MASK;
  if (self->editing)
    return edit_key (self, normalise (keyval), modifiers);
  if (sgn_entry_grid_view_n_rows (self) == 0)
    return FALSE;
  return cell_key (self, normalise (keyval), modifiers);
}

/* The key that starts the typing goes through the text's own input method, so that Telex and VNI
 * compose from the first letter on. */
static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                SgnEntryGridView *self)
{
  if (sgn_entry_grid_view_key (self, keyval, state))
    return GDK_EVENT_STOP;
  if (self->editing || self->model == NULL || !is_typing (keyval, state & MODIFIERS)
      || sgn_entry_grid_view_n_rows (self) == 0)
    return GDK_EVENT_PROPAGATE;
  if (sgn_entry_grid_view_start_edit (self, TRUE))
    sgn_entry_grid_editor_forward (self->editor, keys);
  return GDK_EVENT_STOP;
}

void
sgn_entry_grid_view_add_keys (SgnEntryGridView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
