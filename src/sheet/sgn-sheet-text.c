#define G_LOG_DOMAIN "sgn-sheet"

#include "config.h"

#include "sheet/sgn-sheet-private.h"

#include "base/sgn-date.h"
#include "base/sgn-number.h"

#include <math.h>
#include <string.h>

static gint64
power_of_ten (guint exponent)
{
  gint64 power = 1;

  for (guint i = 0; i < exponent; i++)
    power *= 10;
  return power;
}

static void
free_streamed_cells (SgnSheetCell *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (cells[i].text);
  memset (cells, 0, n * sizeof *cells);
}

static gboolean
stream_rows (SgnSheet *self, guint index, SgnSheetRowFunc func, gpointer user_data,
             GCancellable *cancellable, GError **error)
{
  gpointer source_data;
  SgnSheetRowSource source = sgn_sheet_get_row_source (self, &source_data);
  guint n = sgn_sheet_n_columns (self);
  g_autofree SgnSheetCell *cells = g_new0 (SgnSheetCell, n);
  SgnSheetRow row = { .level = 1, .style = SGN_ROW_STYLE_NORMAL, .parent = -1, .cells = cells };
  g_autoptr (GError) inner = NULL;
  gboolean going = TRUE;

  while (going && !g_cancellable_set_error_if_cancelled (cancellable, &inner)
         && source (self, cells, source_data, cancellable, &inner))
    {
      row.style = sgn_sheet_take_source_style (self);
      row.level = row.style == SGN_ROW_STYLE_GROUP ? 0 : 1;
      going = func (self, index++, &row, TRUE, user_data, &inner);
      free_streamed_cells (cells, n);
    }
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

gboolean
sgn_sheet_foreach_row (SgnSheet *self, SgnSheetRowFunc func, gpointer user_data,
                       GCancellable *cancellable, GError **error)
{
  guint n = sgn_sheet_n_rows (self);

  for (guint i = 0; i < n; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !func (self, i, sgn_sheet_get_row (self, i), FALSE, user_data, error))
      return FALSE;
  if (sgn_sheet_get_row_source (self, NULL) == NULL)
    return TRUE;
  return stream_rows (self, n, func, user_data, cancellable, error);
}

gboolean
sgn_sheet_cell_is_empty (SgnColumnKind kind, const SgnSheetCell *cell)
{
  if (kind == SGN_COLUMN_TEXT || kind == SGN_COLUMN_DATE)
    return cell->text == NULL || *cell->text == '\0';
  return cell->empty;
}

gint64
sgn_sheet_cell_money (SgnSheet *self, const SgnSheetCell *cell, gboolean streamed, guint *decimals)
{
  gint64 dong = cell->integer;

  if (!streamed)
    {
      *decimals = sgn_sheet_money_decimals (self);
      return cell->shown;
    }
  for (*decimals = 0; *decimals < 9; *decimals += 3)
    {
      gint64 step = MAX (1, sgn_money_unit_factor (sgn_sheet_get_money_unit (self))
                                / power_of_ten (*decimals));

      if (dong % step == 0)
        return dong / step;
    }
  return dong;
}

double
sgn_sheet_scaled_to_real (gint64 scaled, guint decimals)
{
  return (double)scaled / (double)power_of_ten (decimals);
}

gint64
sgn_sheet_percent_scaled (double real, guint decimals)
{
  double scaled = real * 100 * (double)power_of_ten (decimals);

  /* 0.0285 is 0.0284999… as a double; what was a tie on paper stays one. */
  return (gint64)round (scaled + copysign (fabs (scaled) * 1e-12, scaled));
}

char *
sgn_sheet_format_cell (SgnSheet *self, guint column, const SgnSheetCell *cell, gboolean streamed)
{
  const SgnSheetColumn *info = sgn_sheet_get_column (self, column);
  g_autofree char *number = NULL;
  guint decimals = info->decimals;
  SgnDate date;

  if (sgn_sheet_cell_is_empty (info->kind, cell))
    return g_strdup ("");
  switch (info->kind)
    {
    case SGN_COLUMN_INTEGER:
      return sgn_number_format_integer (cell->integer);
    case SGN_COLUMN_YEAR:
      return g_strdup_printf ("%" G_GINT64_FORMAT, cell->integer);
    case SGN_COLUMN_DECIMAL:
      return sgn_number_format_scaled (sgn_sheet_percent_scaled (cell->real / 100, decimals),
                                       decimals, decimals);
    case SGN_COLUMN_MONEY:
      {
        gint64 scaled = sgn_sheet_cell_money (self, cell, streamed, &decimals);

        return sgn_number_format_scaled (scaled, decimals, decimals);
      }
    case SGN_COLUMN_PERCENT:
      number = sgn_number_format_scaled (sgn_sheet_percent_scaled (cell->real, decimals), decimals,
                                         decimals);
      return g_strconcat (number, "%", NULL);
    case SGN_COLUMN_DATE:
      return sgn_date_parse_iso (cell->text, &date) ? sgn_date_format (date)
                                                    : g_strdup (cell->text);
    case SGN_COLUMN_TEXT:
    default:
      return g_strdup (cell->text);
    }
}

char *
sgn_sheet_cell_text (SgnSheet *self, guint row, guint column)
{
  return sgn_sheet_format_cell (self, column, sgn_sheet_get_cell (self, row, column), FALSE);
}

gboolean
sgn_sheet_has_codes (SgnSheet *self)
{
  for (guint i = 0; i < sgn_sheet_n_columns (self); i++)
    if (sgn_sheet_get_column (self, i)->code != NULL)
      return TRUE;
  return FALSE;
}

char *
sgn_sheet_heading_text (const SgnSheetColumn *column, const char *separator)
{
  return g_strjoinv (separator, column->heading);
}

gboolean
sgn_sheet_share_heading (SgnSheet *self, guint a, guint b, guint level)
{
  char **left = sgn_sheet_get_column (self, a)->heading;
  char **right = sgn_sheet_get_column (self, b)->heading;

  if (g_strv_length (left) <= level + 1 || g_strv_length (right) <= level + 1)
    return FALSE;
  for (guint i = 0; i <= level; i++)
    if (!g_str_equal (left[i], right[i]))
      return FALSE;
  return TRUE;
}

char *
sgn_sheet_unit_line (SgnSheet *self)
{
  SgnMoneyUnit unit = sgn_sheet_get_money_unit (self);

  for (guint i = 0; i < sgn_sheet_n_columns (self); i++)
    if (sgn_sheet_get_column (self, i)->kind == SGN_COLUMN_MONEY)
      return g_strconcat ("Đơn vị: ", sgn_money_unit_label (unit), NULL);
  return NULL;
}

char *
sgn_sheet_guard_text (const char *text)
{
  return strchr ("=+-@\t\r", *text) != NULL && *text != '\0' ? g_strconcat ("'", text, NULL)
                                                             : g_strdup (text);
}
