#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-grid-records-private.h"

#include "base/sgn-error.h"

#include <glib/gi18n-lib.h>

gboolean
sgn_grid_records_is_blank (SgnGridRecords *self, SgnRecord *record)
{
  for (guint i = 0; i < self->described->len; i++)
    if ((sgn_grid_records_get_field (self, i)->flags & SGN_FIELD_REQUIRED) != 0
        && !sgn_record_is_null (record, self->columns[i].field))
      return FALSE;
  return TRUE;
}

static gboolean
find_typed (const SgnGridRow *row, guint *column)
{
  for (guint i = 0; i < row->n_columns; i++)
    if (row->typed[i] != NULL)
      {
        *column = i;
        return TRUE;
      }
  return FALSE;
}

/* Rows are told by their numbers: what is wrong may be far from where the sentence stands. */
static void
say_where (guint at, const char *what, GError **error)
{
  g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
               /* Translators: the number of a row of a table, what is wrong there */
               _ ("Row %u: %s"), at + 1, what);
}

static gboolean
check_row (SgnGridRecords *self, guint at, guint *column, GError **error)
{
  gint64 key = sgn_grid_records_get_key (self, at);
  SgnGridRow *row = sgn_grid_records_find_row (self, key);
  const SgnField *bad = NULL;
  g_autoptr (GError) why = NULL;

  if (row == NULL)
    return TRUE;
  if (find_typed (row, column))
    {
      say_where (at, row->remarks[*column], error);
      return FALSE;
    }
  if (row->record == NULL || (key < 0 && sgn_grid_records_is_blank (self, row->record))
      || sgn_grid_records_is_complete (self, row->record, &bad, &why))
    return TRUE;
  *column = MAX (sgn_grid_records_find_column (self, bad->name), 0);
  say_where (at, why->message, error);
  return FALSE;
}

void
sgn_grid_records_hold (SgnGridRecords *self, const char *owner, const char *position)
{
  g_return_if_fail (SGN_IS_GRID_RECORDS (self));

  self->held = TRUE;
  self->owner = owner;
  self->position = position;
}

gboolean
sgn_grid_records_check_held (SgnGridRecords *self, guint *row, guint *column, GError **error)
{
  g_return_val_if_fail (SGN_IS_GRID_RECORDS (self) && self->held, FALSE);

  for (*row = 0; *row < self->keys->len; (*row)++)
    if (!check_row (self, *row, column, error))
      return FALSE;
  return TRUE;
}

/* Positions grow down the rows; a stored row is only touched where a new one stands before it. */
static void
place_row (SgnGridRecords *self, gint64 key, gint64 *last)
{
  SgnGridRow *row;
  SgnRecord *shown = sgn_grid_records_get_record (self, key);

  if (self->position == NULL || shown == NULL)
    return;
  if (sgn_record_get_int (shown, self->position) > *last)
    {
      *last = sgn_record_get_int (shown, self->position);
      return;
    }
  row = sgn_grid_records_ensure_row (self, key);
  if (row->record == NULL)
    row->record = sgn_record_load (sgn_ledger_get_connection (self->ledger), self->type, key, NULL);
  if (row->record != NULL)
    sgn_record_set_int (row->record, self->position, ++*last);
}

static gboolean
save_row (SgnGridRecords *self, gint64 key, gint64 owner_id, gint64 *last, GError **error)
{
  SgnGridRow *row = sgn_grid_records_find_row (self, key);

  if (row != NULL && key < 0 && sgn_grid_records_is_blank (self, row->record))
    return TRUE;
  place_row (self, key, last);
  row = sgn_grid_records_find_row (self, key);
  if (row == NULL || row->record == NULL)
    return TRUE;
  if (key < 0 && self->owner != NULL)
    sgn_record_set_int (row->record, self->owner, owner_id);
  return sgn_record_save (row->record, self->ledger, error);
}

gboolean
sgn_grid_records_save_held (SgnGridRecords *self, gint64 owner_id, GError **error)
{
  gint64 last = 0;

  g_return_val_if_fail (SGN_IS_GRID_RECORDS (self) && self->held, FALSE);

  self->saving = TRUE;
  self->stale = FALSE;
  for (guint i = 0; i < self->keys->len; i++)
    if (!save_row (self, sgn_grid_records_get_key (self, i), owner_id, &last, error))
      return FALSE;
  return TRUE;
}

static void
drop_new_rows (SgnGridRecords *self)
{
  for (guint i = self->keys->len; i > 0; i--)
    {
      gint64 key = sgn_grid_records_get_key (self, i - 1);

      if (key > 0)
        continue;
      g_hash_table_remove (self->rows, &key);
      g_array_remove_index (self->keys, i - 1);
      sgn_grid_model_rows_changed (SGN_GRID_MODEL (self), i - 1, 1, 0);
    }
}

void
sgn_grid_records_end_held (SgnGridRecords *self, gboolean committed)
{
  g_return_if_fail (SGN_IS_GRID_RECORDS (self) && self->held);

  self->saving = FALSE;
  for (guint i = 0; i < self->keys->len; i++)
    {
      gint64 key = sgn_grid_records_get_key (self, i);
      SgnGridRow *row = sgn_grid_records_find_row (self, key);

      if (row == NULL || row->record == NULL)
        continue;
      if (!committed)
        sgn_grid_records_detach (self, key);
      else if (sgn_record_get_id (row->record) != 0)
        sgn_grid_records_settle (self, key);
    }
  if (committed)
    drop_new_rows (self);
  sgn_grid_records_after_save (self);
}

void
sgn_grid_records_drop_held (SgnGridRecords *self)
{
  g_return_if_fail (SGN_IS_GRID_RECORDS (self));

  drop_new_rows (self);
  g_hash_table_remove_all (self->rows);
  sgn_grid_model_rows_changed (SGN_GRID_MODEL (self), 0, self->keys->len, self->keys->len);
  sgn_grid_records_write_draft (self);
}
