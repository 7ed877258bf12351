#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-grid-records-private.h"

#include <glib/gi18n-lib.h>

static SgnColumnKind
get_sheet_kind (const SgnField *field)
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

static void
add_columns (SgnGridRecords *self, SgnSheet *sheet)
{
  for (guint i = 0; i < self->described->len; i++)
    {
      const SgnField *field = sgn_grid_records_get_field (self, i);
      const SgnGridRecordsColumn *column = &self->columns[i];
      const char *heading[]
          = { column->title != NULL ? _ (column->title) : _ (field->label), NULL };
      guint at = sgn_sheet_add_column (sheet, field->name, heading, get_sheet_kind (field),
                                       column->width);

      sgn_sheet_get_column (sheet, at)->decimals = field->decimals;
      sgn_sheet_get_column (sheet, at)->wrap = get_sheet_kind (field) == SGN_COLUMN_TEXT;
    }
}

static void
set_cell (SgnGridRecords *self, SgnSheet *sheet, guint row, guint column, SgnRecord *record)
{
  const SgnField *field = sgn_grid_records_get_field (self, column);
  const SgnValue *value = sgn_record_get (record, field->name);
  g_autofree char *text = NULL;

  if (value->kind == SGN_VALUE_NULL)
    return;
  switch (get_sheet_kind (field))
    {
    case SGN_COLUMN_INTEGER:
    case SGN_COLUMN_YEAR:
      sgn_sheet_set_cell_integer (sheet, row, column, value->integer);
      return;
    case SGN_COLUMN_MONEY:
      sgn_sheet_set_cell_money (sheet, row, column, value->integer);
      return;
    case SGN_COLUMN_DECIMAL:
    case SGN_COLUMN_PERCENT:
      sgn_sheet_set_cell_real (sheet, row, column, value->real);
      return;
    case SGN_COLUMN_DATE:
      sgn_sheet_set_cell_text (sheet, row, column, value->text);
      return;
    case SGN_COLUMN_TEXT:
    default:
      text = sgn_field_format (field, sgn_ledger_get_connection (self->ledger), value,
                               self->money_unit);
      sgn_sheet_set_cell_text (sheet, row, column, text);
    }
}

static void
add_total (SgnGridRecords *self, SgnSheet *sheet)
{
  guint n_rows = sgn_sheet_n_rows (sheet), total;
  g_autofree guint *refs = g_new (guint, n_rows);

  for (guint i = 0; i < n_rows; i++)
    refs[i] = i;
  total = sgn_sheet_add_row (sheet, "total", 0, SGN_ROW_STYLE_TOTAL, -1);
  sgn_sheet_set_cell_text (sheet, total, 0, _ ("Total"));
  for (guint column = 1; column < self->described->len; column++)
    {
      gint64 sum = 0, number;

      if (sgn_grid_records_get_field (self, column)->kind != SGN_FIELD_MONEY)
        continue;
      for (guint i = 0; i < n_rows; i++)
        if (sgn_grid_model_get_number (SGN_GRID_MODEL (self), i, column, &number))
          sum += number;
      sgn_sheet_set_cell_money (sheet, total, column, sum);
      sgn_sheet_set_cell_formula (sheet, total, column, SGN_FORMULA_SUM_ROWS, refs, n_rows);
    }
}

static gboolean
has_money (SgnGridRecords *self)
{
  for (guint i = 1; i < self->described->len; i++)
    if (sgn_grid_records_get_field (self, i)->kind == SGN_FIELD_MONEY)
      return TRUE;
  return FALSE;
}

SgnSheet *
sgn_grid_records_make_sheet (SgnGridRecords *self, const char *title)
{
  SgnSheet *sheet;

  g_return_val_if_fail (SGN_IS_GRID_RECORDS (self), NULL);

  sheet = sgn_sheet_new (self->type->name, title);
  sgn_sheet_set_money_unit (sheet, self->money_unit);
  sgn_sheet_set_paper (sheet, SGN_PAPER_A4, TRUE);
  add_columns (self, sheet);
  for (guint i = 0; i < self->keys->len; i++)
    {
      gint64 key = sgn_grid_records_get_key (self, i);
      g_autofree char *name = g_strdup_printf ("%u", i + 1);
      SgnRecord *record = sgn_grid_records_get_record (self, key);
      guint row = sgn_sheet_add_row (sheet, name, 1, SGN_ROW_STYLE_NORMAL, -1);

      for (guint column = 0; record != NULL && column < self->described->len; column++)
        {
          set_cell (self, sheet, row, column, record);
          if (key > 0)
            sgn_sheet_add_cell_record (sheet, row, column, self->type->name, key);
        }
    }
  if (has_money (self) && self->keys->len > 0)
    add_total (self, sheet);
  sgn_sheet_round_money (sheet);
  return sheet;
}
