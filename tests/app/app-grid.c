#include "config.h"

#include "app-grid.h"

void
app_grid_key (SgnEntryGridView *view, guint keyval)
{
  g_assert_true (sgn_entry_grid_view_key (view, keyval, 0));
}

void
app_grid_type (SgnEntryGridView *view, const char *text)
{
  g_assert_true (sgn_entry_grid_view_is_editing (view)
                 || sgn_entry_grid_view_start_edit (view, TRUE));
  sgn_entry_grid_editor_insert (sgn_entry_grid_view_get_editor (view), text);
}

void
app_grid_assert_cell (SgnEntryGridView *view, guint row, guint column, const char *text,
                      SgnGridVerdict verdict)
{
  g_auto (SgnGridCell) cell = { NULL };

  sgn_grid_model_get_cell (sgn_entry_grid_view_get_model (view), row, column, &cell);
  g_assert_cmpstr (cell.text, ==, text);
  g_assert_cmpint (cell.verdict, ==, verdict);
}
