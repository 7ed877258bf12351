#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-entry-grid-tsv.h"
#include "app/widgets/sgn-entry-grid-view-private.h"

#include <glib/gi18n-lib.h>

/* What came of a block of texts. */
typedef struct
{
  guint taken, doubtful, refused, fixed;
} Tally;

static void
commit (SgnEntryGridView *self)
{
  g_autoptr (GError) error = NULL;

  if (!sgn_grid_model_commit_batch (self->model, &error))
    g_signal_emit_by_name (self, "failed", error);
}

static void
put (SgnEntryGridView *self, guint row, guint column, const char *text, Tally *tally)
{
  g_autofree char *message = NULL;

  if (!sgn_entry_grid_view_is_editable (self, row, column))
    {
      tally->fixed++;
      return;
    }
  switch (sgn_grid_model_set_text (self->model, row, column, text, &message))
    {
    case SGN_GRID_OK:
      tally->taken++;
      break;
    case SGN_GRID_WARNING:
      tally->doubtful++;
      break;
    case SGN_GRID_ERROR:
    default:
      tally->refused++;
    }
}

static void
append_part (GString *text, guint n, char *part)
{
  if (n > 0)
    g_string_append_printf (text, " · %s", part);
  g_free (part);
}

static void
report (SgnEntryGridView *self, const Tally *tally)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = tally->taken + tally->doubtful;
  SgnGridVerdict verdict;

  /* Of one cell alone there is more to say. */
  if (n + tally->refused + tally->fixed == 1 && tally->fixed == 0)
    {
      sgn_entry_grid_view_take_message (self,
                                        sgn_entry_grid_view_get_cell_message (self, self->focus.row,
                                                                              self->focus.column,
                                                                              &verdict));
      return;
    }

  g_string_append_printf (text, ngettext ("%u cell taken", "%u cells taken", n), n);
  n = tally->doubtful;
  append_part (text, n,
               g_strdup_printf (ngettext ("⚠ %u cell to look at", "⚠ %u cells to look at", n), n));
  n = tally->refused;
  append_part (text, n,
               g_strdup_printf (ngettext ("✖ %u cell to correct", "✖ %u cells to correct", n), n));
  n = tally->fixed;
  append_part (
      text, n,
      g_strdup_printf (ngettext ("%u cell cannot be edited", "%u cells cannot be edited", n), n));
  sgn_entry_grid_view_take_message (self, g_string_free (g_steal_pointer (&text), FALSE));
}

/* Excel reads "1.166" as it likes; without its groups a number has one meaning everywhere. */
static char *
get_copied_text (SgnEntryGridView *self, guint row, guint column)
{
  g_auto (SgnGridCell) cell = { NULL };
  g_auto (GStrv) groups = NULL;

  if (row >= sgn_grid_model_get_n_rows (self->model))
    return g_strdup ("");
  sgn_grid_model_get_cell (self->model, row, column, &cell);
  if (cell.text == NULL)
    return g_strdup ("");
  if (sgn_grid_model_get_column (self->model, column)->kind != SGN_GRID_NUMBER
      || cell.verdict == SGN_GRID_ERROR)
    return g_steal_pointer (&cell.text);
  groups = g_strsplit (cell.text, ".", -1);
  return g_strjoinv ("", groups);
}

static void
select_block (SgnEntryGridView *self, SgnGridBlock block)
{
  guint n_rows = sgn_entry_grid_view_n_rows (self);

  self->anchor = (SgnGridPlace){ MIN (block.row1, n_rows - 1), block.column1 };
  sgn_entry_grid_view_move_focus (self, block.row0, block.column0, TRUE);
}

static guint
count_columns (GPtrArray *lines)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    n = MAX (n, g_strv_length (g_ptr_array_index (lines, i)));
  return n;
}

/* One cell copied fills the whole selection; a block begins at its corner and keeps its size. */
static SgnGridBlock
get_target (SgnEntryGridView *self, GPtrArray *lines)
{
  SgnGridBlock block = sgn_entry_grid_view_get_selection (self);
  guint n_columns = count_columns (lines);

  if (lines->len == 1 && n_columns == 1)
    return block;
  block.row1 = block.row0 + lines->len - 1;
  block.column1 = MIN (block.column0 + n_columns, sgn_entry_grid_view_n_columns (self)) - 1;
  return block;
}

static void
put_block (SgnEntryGridView *self, GPtrArray *lines, SgnGridBlock block, Tally *tally)
{
  gboolean can_add = sgn_grid_model_can_add (self->model);

  for (guint row = block.row0; row <= block.row1; row++)
    {
      GStrv line = g_ptr_array_index (lines, (row - block.row0) % lines->len);
      guint n = g_strv_length (line);

      if (row >= sgn_grid_model_get_n_rows (self->model) && !can_add)
        break;
      for (guint column = block.column0; column <= block.column1; column++)
        if (lines->len == 1 && n == 1)
          put (self, row, column, line[0], tally);
        else if (column - block.column0 < n)
          put (self, row, column, line[column - block.column0], tally);
    }
}

void
sgn_entry_grid_view_paste_text (SgnEntryGridView *self, const char *tsv)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *name = NULL;
  Tally tally = { 0 };
  SgnGridBlock block;

  g_return_if_fail (SGN_IS_ENTRY_GRID_VIEW (self));

  lines = sgn_tsv_parse (tsv);
  if (lines->len == 0 || sgn_entry_grid_view_n_rows (self) == 0)
    return;
  sgn_entry_grid_view_commit_edit (self);
  block = get_target (self, lines);
  name = g_strdup_printf (ngettext ("Paste %u row", "Paste %u rows", block.row1 - block.row0 + 1),
                          block.row1 - block.row0 + 1);
  sgn_grid_model_begin_batch (self->model, name);
  put_block (self, lines, block, &tally);
  commit (self);
  select_block (self, block);
  report (self, &tally);
}

char *
sgn_entry_grid_view_copy_text (SgnEntryGridView *self)
{
  SgnGridBlock block = sgn_entry_grid_view_get_selection (self);
  g_autoptr (GString) tsv = g_string_new (NULL);

  for (guint row = block.row0; row <= block.row1; row++)
    for (guint column = block.column0; column <= block.column1; column++)
      {
        g_autofree char *text = get_copied_text (self, row, column);

        sgn_tsv_append (tsv, text);
        if (column < block.column1)
          g_string_append_c (tsv, '\t');
        else if (row < block.row1)
          g_string_append (tsv, "\r\n");
      }
  return g_string_free (g_steal_pointer (&tsv), FALSE);
}

void
sgn_entry_grid_view_clear_cells (SgnEntryGridView *self)
{
  SgnGridBlock block = sgn_entry_grid_view_get_selection (self);
  guint n_rows = sgn_grid_model_get_n_rows (self->model);
  Tally tally = { 0 };

  if (block.row0 >= n_rows)
    return;
  block.row1 = MIN (block.row1, n_rows - 1);
  sgn_grid_model_begin_batch (self->model, _ ("Clear cells"));
  for (guint row = block.row0; row <= block.row1; row++)
    for (guint column = block.column0; column <= block.column1; column++)
      put (self, row, column, "", &tally);
  commit (self);
  if (tally.refused + tally.fixed > 0)
    report (self, &tally);
}

/* Of one row alone, the row above is repeated: what Excel does. */
void
sgn_entry_grid_view_fill_down (SgnEntryGridView *self)
{
  SgnGridBlock block = sgn_entry_grid_view_get_selection (self);
  guint from = block.row0;
  Tally tally = { 0 };

  if (block.row0 == block.row1)
    {
      if (block.row0 == 0)
        return;
      from = block.row0 - 1;
    }
  sgn_grid_model_begin_batch (self->model, _ ("Fill down"));
  for (guint row = from + 1; row <= block.row1; row++)
    for (guint column = block.column0; column <= block.column1; column++)
      {
        g_auto (SgnGridCell) cell = { NULL };

        sgn_grid_model_get_cell (self->model, from, column, &cell);
        put (self, row, column, cell.text != NULL ? cell.text : "", &tally);
      }
  commit (self);
  report (self, &tally);
}

void
sgn_entry_grid_view_insert_row (SgnEntryGridView *self)
{
  guint row = sgn_entry_grid_view_get_selection (self).row0;

  sgn_entry_grid_view_commit_edit (self);
  if (sgn_grid_model_insert_row (self->model, row))
    sgn_entry_grid_view_move_focus (self, row, self->focus.column, FALSE);
}

void
sgn_entry_grid_view_remove_rows (SgnEntryGridView *self)
{
  SgnGridBlock block = sgn_entry_grid_view_get_selection (self);
  guint n_rows = sgn_grid_model_get_n_rows (self->model);
  g_autoptr (GError) error = NULL;

  sgn_entry_grid_view_commit_edit (self);
  if (block.row0 >= n_rows)
    return;
  block.row1 = MIN (block.row1, n_rows - 1);
  if (!sgn_grid_model_remove_rows (self->model, block.row0, block.row1 - block.row0 + 1, &error))
    g_signal_emit_by_name (self, "failed", error);
  sgn_entry_grid_view_move_focus (self, block.row0, self->focus.column, FALSE);
}

/* Actions */

static void
copy (SgnEntryGridView *self)
{
  g_autofree char *tsv = sgn_entry_grid_view_copy_text (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), tsv);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnEntryGridView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (self->model == NULL)
    return;
  if (text != NULL)
    sgn_entry_grid_view_paste_text (self, text);
  else
    sgn_entry_grid_view_take_message (self, g_strdup (_ ("There is no text to paste.")));
}

static void
act_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnEntryGridView *self = SGN_ENTRY_GRID_VIEW (widget);

  if (self->model == NULL || sgn_entry_grid_view_n_rows (self) == 0)
    return;
  if (g_str_equal (action, "grid.copy"))
    copy (self);
  else if (g_str_equal (action, "grid.cut"))
    {
      copy (self);
      sgn_entry_grid_view_clear_cells (self);
    }
  else if (g_str_equal (action, "grid.paste"))
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, text_read_cb,
                                   g_object_ref (self));
  else if (g_str_equal (action, "grid.clear"))
    sgn_entry_grid_view_clear_cells (self);
  else if (g_str_equal (action, "grid.fill-down"))
    sgn_entry_grid_view_fill_down (self);
  else if (g_str_equal (action, "grid.insert-row"))
    sgn_entry_grid_view_insert_row (self);
  else if (g_str_equal (action, "grid.remove-rows"))
    sgn_entry_grid_view_remove_rows (self);
  else if (g_str_equal (action, "grid.edit"))
    sgn_entry_grid_view_start_edit (self, FALSE);
}

static void
select_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnEntryGridView *self = SGN_ENTRY_GRID_VIEW (widget);
  guint n_rows = self->model != NULL ? sgn_grid_model_get_n_rows (self->model) : 0;

  if (n_rows > 0)
    select_block (self,
                  (SgnGridBlock){ 0, 0, n_rows - 1, sgn_entry_grid_view_n_columns (self) - 1 });
}

static void
menu_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnEntryGridView *self = SGN_ENTRY_GRID_VIEW (widget);
  GdkRectangle area;

  if (self->model == NULL || sgn_entry_grid_view_n_rows (self) == 0)
    return;
  sgn_entry_grid_view_get_cell_area (self, self->focus.row, self->focus.column, &area);
  sgn_entry_grid_view_show_menu (self, area.x + SGN_GRID_PADDING, area.y + area.height);
}

void
sgn_entry_grid_view_install_actions (GtkWidgetClass *widget_class)
{
  static const char *const names[]
      = { "grid.copy",      "grid.cut",  "grid.paste",      "grid.clear",
          "grid.fill-down", "grid.edit", "grid.insert-row", "grid.remove-rows" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_install_action (widget_class, names[i], NULL, act_cb);
  gtk_widget_class_install_action (widget_class, "grid.select-all", NULL, select_all_cb);
  gtk_widget_class_install_action (widget_class, "grid.menu", NULL, menu_cb);
}

void
sgn_entry_grid_view_update_actions (SgnEntryGridView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean any = self->model != NULL && sgn_entry_grid_view_n_rows (self) > 0
                 && sgn_entry_grid_view_n_columns (self) > 0;
  gboolean can_add = any && sgn_grid_model_can_add (self->model);
  gboolean stored = any && self->focus.row < sgn_grid_model_get_n_rows (self->model);
  gboolean editable
      = any && sgn_entry_grid_view_is_editable (self, self->focus.row, self->focus.column);

  gtk_widget_action_set_enabled (widget, "grid.insert-row", can_add);
  gtk_widget_action_set_enabled (widget, "grid.remove-rows", can_add && stored);
  gtk_widget_action_set_enabled (widget, "grid.edit", any);
  gtk_widget_action_set_enabled (widget, "grid.paste", editable || can_add);
  gtk_widget_action_set_enabled (widget, "grid.cut", editable);
  gtk_widget_action_set_enabled (widget, "grid.clear", editable);
  gtk_widget_action_set_enabled (widget, "grid.fill-down", editable);
}

void
sgn_entry_grid_view_set_menu (SgnEntryGridView *self, GMenuModel *menu)
{
  g_return_if_fail (SGN_IS_ENTRY_GRID_VIEW (self));

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (menu == NULL)
    return;
  self->menu = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
}

void
sgn_entry_grid_view_show_menu (SgnEntryGridView *self, double x, double y)
{
  if (self->menu == NULL)
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int)x, (int)y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}
