#define G_LOG_DOMAIN "sgn-appendix"

#include "config.h"

#include "appendix/sgn-list-sheet.h"

#include "record/sgn-cursor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a landscape A4 page takes at full size, in characters. */
#define A4_WIDTH 136

typedef struct
{
  SgnConnection *connection;
  SgnCursor *cursor;
} List;

static void
list_free (gpointer data)
{
  List *list = data;

  sgn_cursor_free (list->cursor);
  g_object_unref (list->connection);
  g_free (list);
}

static SgnColumnKind
get_kind (const SgnField *field)
{
  switch (field->kind)
    {
    case SGN_FIELD_INTEGER:
      return sgn_field_is_year (field) ? SGN_COLUMN_YEAR : SGN_COLUMN_INTEGER;
    case SGN_FIELD_MONEY:
      return SGN_COLUMN_MONEY;
    case SGN_FIELD_DECIMAL:
      return SGN_COLUMN_DECIMAL;
    case SGN_FIELD_DATE:
      return SGN_COLUMN_DATE;
    case SGN_FIELD_TEXT:
    case SGN_FIELD_MEMO:
    case SGN_FIELD_CHOICE:
    case SGN_FIELD_BOOLEAN:
    case SGN_FIELD_REFERENCE:
    case SGN_FIELD_CODE:
    default:
      return SGN_COLUMN_TEXT;
    }
}

static double
get_width (const SgnField *field)
{
  switch (field->kind)
    {
    case SGN_FIELD_MONEY:
      return 19; /* 1.166.086.000.000 dong */
    case SGN_FIELD_MEMO:
      return 34;
    case SGN_FIELD_REFERENCE:
      return 28;
    case SGN_FIELD_TEXT:
      return 22;
    case SGN_FIELD_CHOICE:
    case SGN_FIELD_CODE:
      return 15;
    case SGN_FIELD_INTEGER:
    case SGN_FIELD_DECIMAL:
    case SGN_FIELD_DATE:
    case SGN_FIELD_BOOLEAN:
    default:
      return 12;
    }
}

static void
add_column (SgnSheet *sheet, const SgnField *field)
{
  g_autofree char *label = field->unit != NULL
                               ? g_strdup_printf ("%s (%s)", _ (field->label), _ (field->unit))
                               : g_strdup (_ (field->label));
  const char *const heading[] = { label, NULL };
  guint column
      = sgn_sheet_add_column (sheet, field->name, heading, get_kind (field), get_width (field));

  sgn_sheet_get_column (sheet, column)->wrap = get_kind (field) == SGN_COLUMN_TEXT;
  if (field->kind == SGN_FIELD_DECIMAL)
    sgn_sheet_get_column (sheet, column)->decimals = field->decimals;
}

static void
choose_paper (SgnSheet *sheet)
{
  double width = 0;

  for (guint i = 0; i < sgn_sheet_n_columns (sheet); i++)
    width += sgn_sheet_get_column (sheet, i)->width;
  sgn_sheet_set_paper (sheet, width > A4_WIDTH ? SGN_PAPER_A3 : SGN_PAPER_A4, TRUE);
}

static void
fill_cell (SgnCursor *cursor, guint column, SgnSheetCell *cell)
{
  cell->empty = sgn_cursor_is_null (cursor, column);
  if (cell->empty)
    return;
  switch (get_kind (sgn_cursor_get_field (cursor, column)))
    {
    case SGN_COLUMN_INTEGER:
    case SGN_COLUMN_YEAR:
    case SGN_COLUMN_MONEY:
      cell->integer = sgn_cursor_int (cursor, column);
      break;
    case SGN_COLUMN_DECIMAL:
    case SGN_COLUMN_PERCENT:
      cell->real = sgn_cursor_real (cursor, column);
      break;
    case SGN_COLUMN_DATE:
      cell->text = g_strdup (sgn_cursor_raw (cursor, column));
      break;
    case SGN_COLUMN_TEXT:
    default:
      cell->text = g_strdup (sgn_cursor_text (cursor, column));
      break;
    }
}

static gboolean
stream_row (SgnSheet *sheet, SgnSheetCell *cells, gpointer user_data, GCancellable *cancellable,
            GError **error)
{
  List *list = user_data;
  SgnStep step;

  if (cancellable != NULL)
    sgn_connection_set_cancellable (list->connection, cancellable);
  step = sgn_cursor_step (list->cursor, error);
  if (cancellable != NULL)
    sgn_connection_set_cancellable (list->connection, NULL);
  for (guint i = 0; step == SGN_ROW && i < sgn_cursor_n_fields (list->cursor); i++)
    fill_cell (list->cursor, i, &cells[i]);
  return step == SGN_ROW;
}

SgnSheet *
sgn_list_sheet (SgnConnection *connection, const SgnQuery *query, const char *const *fields,
                const char *title, SgnMoneyUnit money_unit, GError **error)
{
  const SgnRecordType *type = sgn_query_get_record_type (query);
  g_autoptr (SgnCursor) cursor = sgn_query_open_rows (query, connection, fields, NULL, error);
  g_autoptr (SgnSheet) sheet = NULL;
  List *list;

  if (cursor == NULL)
    return NULL;
  sheet = sgn_sheet_new (type->name, title);
  sgn_sheet_set_money_unit (sheet, money_unit);
  for (guint i = 0; i < sgn_cursor_n_fields (cursor); i++)
    add_column (sheet, sgn_cursor_get_field (cursor, i));
  choose_paper (sheet);
  list = g_new (List, 1);
  list->connection = g_object_ref (connection);
  list->cursor = g_steal_pointer (&cursor);
  sgn_sheet_set_row_source (sheet, stream_row, list, list_free);
  return g_steal_pointer (&sheet);
}

SgnSheet *
sgn_list_sheet_detached (const char *ledger_path, const SgnQuery *query, const char *const *fields,
                         const char *title, SgnMoneyUnit money_unit, GError **error)
{
  g_autoptr (SgnConnection) connection = sgn_connection_open_readonly (ledger_path, error);

  return connection != NULL ? sgn_list_sheet (connection, query, fields, title, money_unit, error)
                            : NULL;
}
