#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-grid-records-private.h"

#include <glib/gi18n-lib.h>

/* How many stored records are kept; the grid shows a few dozen. */
#define MAX_RECORDS 512

static void init_model (SgnGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SgnGridRecords, sgn_grid_records, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SGN_TYPE_GRID_MODEL, init_model))

void
sgn_grid_row_free (SgnGridRow *row)
{
  g_clear_object (&row->record);
  for (guint i = 0; i < row->n_columns; i++)
    {
      g_free (row->typed[i]);
      g_free (row->remarks[i]);
    }
  g_free (row->typed);
  g_free (row->remarks);
  g_free (row->refusal);
  g_free (row);
}

const SgnField *
sgn_grid_records_get_field (SgnGridRecords *self, guint column)
{
  return sgn_record_type_field (self->type, self->columns[column].field);
}

gint64
sgn_grid_records_get_key (SgnGridRecords *self, guint row)
{
  return g_array_index (self->keys, gint64, row);
}

SgnGridRow *
sgn_grid_records_find_row (SgnGridRecords *self, gint64 key)
{
  return g_hash_table_lookup (self->rows, &key);
}

gboolean
sgn_grid_records_find_key (SgnGridRecords *self, gint64 key, guint *row)
{
  for (guint i = 0; i < self->keys->len; i++)
    if (g_array_index (self->keys, gint64, i) == key)
      {
        *row = i;
        return TRUE;
      }
  return FALSE;
}

void
sgn_grid_records_row_changed (SgnGridRecords *self, gint64 key)
{
  guint row;

  /* A batch is told at its end, as a whole. */
  if (self->batch != NULL)
    return;
  sgn_grid_records_touch_draft (self);
  if (sgn_grid_records_find_key (self, key, &row))
    sgn_grid_model_rows_changed (SGN_GRID_MODEL (self), row, 1, 1);
}

gboolean
sgn_grid_row_has_typed (const SgnGridRow *row)
{
  for (guint i = 0; i < row->n_columns; i++)
    if (row->typed[i] != NULL)
      return TRUE;
  return FALSE;
}

SgnGridRow *
sgn_grid_records_ensure_row (SgnGridRecords *self, gint64 key)
{
  SgnGridRow *row = sgn_grid_records_find_row (self, key);

  if (row != NULL)
    return row;
  row = g_new0 (SgnGridRow, 1);
  row->n_columns = self->described->len;
  row->typed = g_new0 (char *, row->n_columns);
  row->remarks = g_new0 (char *, row->n_columns);
  g_hash_table_insert (self->rows, g_memdup2 (&key, sizeof key), row);
  return row;
}

SgnRecord *
sgn_grid_records_get_record (SgnGridRecords *self, gint64 key)
{
  SgnGridRow *row = sgn_grid_records_find_row (self, key);
  SgnRecord *record;
  g_autoptr (GError) error = NULL;

  if (row != NULL && row->record != NULL)
    return row->record;
  record = g_hash_table_lookup (self->records, &key);
  if (record != NULL)
    return record;
  record = sgn_record_load (sgn_ledger_get_connection (self->ledger), self->type, key, &error);
  if (record == NULL)
    {
      g_debug ("row %" G_GINT64_FORMAT ": %s", key, error->message);
      return NULL;
    }
  if (g_hash_table_size (self->records) >= MAX_RECORDS)
    g_hash_table_remove_all (self->records);
  g_hash_table_insert (self->records, g_memdup2 (&key, sizeof key), record);
  return record;
}

static SgnRecord *
copy_template (SgnGridRecords *self)
{
  SgnRecord *record = sgn_record_new (self->type);

  sgn_record_assign (record, self->template);
  return record;
}

/* A record of the row's own that can be written to. */
static SgnRecord *
edit_record (SgnGridRecords *self, gint64 key, GError **error)
{
  SgnGridRow *row = sgn_grid_records_ensure_row (self, key);

  if (row->record == NULL && key < 0)
    row->record = copy_template (self);
  if (row->record == NULL)
    row->record
        = sgn_record_load (sgn_ledger_get_connection (self->ledger), self->type, key, error);
  return row->record;
}

static SgnRecord *
begin_record (SgnGridRecords *self, guint before)
{
  SgnRecord *record = copy_template (self);

  if (self->begin != NULL)
    self->begin (record, before > 0 ? sgn_grid_records_peek_record (self, before - 1) : NULL,
                 self->begin_data);
  return record;
}

static gint64
add_row (SgnGridRecords *self, guint before)
{
  gint64 key = self->next_key--;

  sgn_grid_records_ensure_row (self, key)->record = begin_record (self, before);
  g_array_insert_val (self->keys, before, key);
  sgn_grid_model_rows_changed (SGN_GRID_MODEL (self), before, 0, 1);
  return key;
}

/* The model */

static guint
get_n_rows (SgnGridModel *model)
{
  return SGN_GRID_RECORDS (model)->keys->len;
}

static guint
get_n_columns (SgnGridModel *model)
{
  SgnGridRecords *self = SGN_GRID_RECORDS (model);

  return self->n_shown != 0 ? MIN (self->n_shown, self->described->len) : self->described->len;
}

static const SgnGridColumn *
get_column (SgnGridModel *model, guint column)
{
  return &g_array_index (SGN_GRID_RECORDS (model)->described, SgnGridColumn, column);
}

static char *
find_remark (SgnGridRecords *self, gint64 key, guint column)
{
  GPtrArray *remarks = g_hash_table_lookup (self->findings, &key);

  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    {
      const SgnGridRemark *remark = g_ptr_array_index (remarks, i);

      if (g_strcmp0 (remark->field, self->columns[column].field) == 0)
        return g_strdup (remark->message);
    }
  return NULL;
}

static SgnGridVerdict
judge (SgnGridRecords *self, SgnRecord *record, const SgnField *field, const SgnValue *value,
       char **message)
{
  if (self->judge == NULL || record == NULL || value->kind == SGN_VALUE_NULL)
    return SGN_GRID_OK;
  return self->judge (record, field, value, message, self->judge_data);
}

static void
get_cell (SgnGridModel *model, guint at, guint column, SgnGridCell *cell)
{
  SgnGridRecords *self = SGN_GRID_RECORDS (model);
  gint64 key = sgn_grid_records_get_key (self, at);
  const SgnField *field = sgn_grid_records_get_field (self, column);
  SgnGridRow *row = sgn_grid_records_find_row (self, key);
  SgnRecord *record = sgn_grid_records_get_record (self, key);

  cell->editable = get_column (model, column)->editable;
  if (row != NULL && row->typed[column] != NULL)
    {
      cell->text = g_strdup (row->typed[column]);
      cell->message = g_strdup (row->remarks[column]);
      cell->verdict = SGN_GRID_ERROR;
      return;
    }
  if (record != NULL)
    cell->text = sgn_grid_records_display (self, column, sgn_record_get (record, field->name));
  cell->message = row != NULL && row->remarks[column] != NULL ? g_strdup (row->remarks[column])
                                                              : find_remark (self, key, column);
  if (cell->message == NULL && record != NULL)
    judge (self, record, field, sgn_record_get (record, field->name), &cell->message);
  cell->verdict = cell->message != NULL ? SGN_GRID_WARNING : SGN_GRID_OK;
}

static SgnGridVerdict
get_row_verdict (SgnGridModel *model, guint row, char **message)
{
  SgnGridRecords *self = SGN_GRID_RECORDS (model);

  return sgn_grid_records_judge_row (self, sgn_grid_records_get_key (self, row), message);
}

static gboolean
can_add (SgnGridModel *model)
{
  SgnGridRecords *self = SGN_GRID_RECORDS (model);

  return self->template != NULL && sgn_ledger_is_writable (self->ledger);
}

SgnGridVerdict
sgn_grid_records_refuse (SgnGridRecords *self, gint64 key, guint column, const char *text,
                         const char *why, char **message)
{
  SgnGridRow *row = sgn_grid_records_ensure_row (self, key);

  g_free (row->typed[column]);
  row->typed[column] = g_strdup (text);
  g_free (row->remarks[column]);
  row->remarks[column] = g_strdup (why);
  *message = g_strdup (why);
  sgn_grid_records_row_changed (self, key);
  return SGN_GRID_ERROR;
}

/* "114,929" of an Excel that writes thousands with commas would be a thousandth of what is meant.
 */
static char *
ask_about_comma (SgnGridRecords *self, const SgnField *field, const char *text,
                 const SgnValue *value)
{
  const char *comma = strchr (text, ',');
  g_autofree char *dong = NULL;

  if (field->kind != SGN_FIELD_MONEY || comma == NULL || strchr (text, '.') != NULL)
    return NULL;
  for (guint i = 1; i <= 3; i++)
    if (!g_ascii_isdigit (comma[i]))
      return NULL;
  if (g_ascii_isdigit (comma[4]))
    return NULL;
  dong = sgn_money_format (value->integer, SGN_MONEY_DONG);
  return g_strdup_printf (
      _ ("“%s” was taken as %s đồng: a comma begins the decimals. Thousands are "
         "written with dots."),
      text, dong);
}

/* What a text in a good cell comes to; the change itself is made later in a batch and a new row. */
static SgnGridVerdict
take (SgnGridRecords *self, gint64 key, guint column, const char *text, const SgnValue *value,
      char **message)
{
  const SgnField *field = sgn_grid_records_get_field (self, column);
  SgnGridRow *row = sgn_grid_records_ensure_row (self, key);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&row->typed[column], g_free);
  g_free (row->remarks[column]);
  row->remarks[column] = ask_about_comma (self, field, text, value);
  *message = g_strdup (row->remarks[column]);
  sgn_record_set (row->record, field->name, value);

  if (self->batch != NULL)
    g_hash_table_add (self->dirty, g_memdup2 (&key, sizeof key));
  else if (key > 0 && !self->held && !sgn_grid_records_save (self, &key, 1, NULL, &error))
    {
      /* Not saved: what stands there is typed text, not the ledger's value. */
      row = sgn_grid_records_ensure_row (self, key);
      g_clear_object (&row->record);
      g_free (*message);
      return sgn_grid_records_refuse (self, key, column, text, error->message, message);
    }
  sgn_grid_records_row_changed (self, key);
  if (*message == NULL)
    judge (self, sgn_grid_records_get_record (self, key), field, value, message);
  return *message != NULL ? SGN_GRID_WARNING : SGN_GRID_OK;
}

static SgnGridVerdict
set_text (SgnGridModel *model, guint at, guint column, const char *text, char **message)
{
  SgnGridRecords *self = SGN_GRID_RECORDS (model);
  const SgnField *field = sgn_grid_records_get_field (self, column);
  gint64 key = at < self->keys->len ? sgn_grid_records_get_key (self, at) : add_row (self, at);
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  SgnRecord *record = sgn_grid_records_get_record (self, key);
  SgnGridRow *row = sgn_grid_records_find_row (self, key);
  g_auto (SgnValue) value = SGN_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;

  if (!sgn_grid_records_match (self, column, text, &value)
      && !sgn_field_parse (field, connection, text, self->money_unit, &value, &error))
    return sgn_grid_records_refuse (self, key, column, text, error->message, message);
  if (record != NULL && sgn_value_equal (sgn_record_get (record, field->name), &value)
      && (row == NULL || row->typed[column] == NULL))
    return SGN_GRID_OK;
  if (judge (self, record, field, &value, &why) == SGN_GRID_ERROR)
    return sgn_grid_records_refuse (self, key, column, text, why, message);
  if (edit_record (self, key, &error) == NULL)
    return sgn_grid_records_refuse (self, key, column, text, error->message, message);
  return take (self, key, column, text, &value, message);
}

static void
revert (SgnGridModel *model, guint at, guint column)
{
  SgnGridRecords *self = SGN_GRID_RECORDS (model);
  gint64 key = sgn_grid_records_get_key (self, at);
  SgnGridRow *row = sgn_grid_records_find_row (self, key);

  if (row == NULL)
    return;
  g_clear_pointer (&row->typed[column], g_free);
  g_clear_pointer (&row->remarks[column], g_free);
  if (key < 0)
    g_clear_pointer (&row->refusal, g_free);
  sgn_grid_records_row_changed (self, key);
}

static gboolean
insert_row (SgnGridModel *model, guint before)
{
  SgnGridRecords *self = SGN_GRID_RECORDS (model);

  if (!can_add (model))
    return FALSE;
  add_row (self, MIN (before, self->keys->len));
  return TRUE;
}

static gboolean
remove_rows (SgnGridModel *model, guint first, guint n, GError **error)
{
  return sgn_grid_records_remove (SGN_GRID_RECORDS (model), first, n, error);
}

static void
begin_batch (SgnGridModel *model, const char *name)
{
  SgnGridRecords *self = SGN_GRID_RECORDS (model);

  g_free (self->batch);
  self->batch = g_strdup (name);
}

static gboolean
commit_batch (SgnGridModel *model, GError **error)
{
  SgnGridRecords *self = SGN_GRID_RECORDS (model);
  g_autofree char *name = g_steal_pointer (&self->batch);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  /* In the order of the rows, so that ids and the journal follow what was pasted. */
  for (guint i = 0; i < self->keys->len; i++)
    {
      gint64 key = sgn_grid_records_get_key (self, i);

      if (g_hash_table_contains (self->dirty, &key))
        g_array_append_val (keys, key);
    }
  g_hash_table_remove_all (self->dirty);
  if (keys->len > 0 && !self->held)
    return sgn_grid_records_save (self, (const gint64 *)keys->data, keys->len, name, error);

  /* Nothing is stored, but what was taken or refused stands in its cells. */
  sgn_grid_records_touch_draft (self);
  sgn_grid_model_rows_changed (model, 0, self->keys->len, self->keys->len);
  return TRUE;
}

static void
leave_row (SgnGridModel *model, guint at)
{
  SgnGridRecords *self = SGN_GRID_RECORDS (model);
  gint64 key = sgn_grid_records_get_key (self, at);
  g_autoptr (GError) error = NULL;

  if (key < 0 && !self->held && self->batch == NULL && !self->saving
      && !sgn_grid_records_save (self, &key, 1, NULL, &error))
    g_debug ("row not saved: %s", error->message);
}

static char **
complete (SgnGridModel *model, guint row, guint column, const char *text)
{
  return sgn_grid_records_complete (SGN_GRID_RECORDS (model), column, text);
}

static gboolean
get_number (SgnGridModel *model, guint row, guint column, gint64 *number)
{
  SgnGridRecords *self = SGN_GRID_RECORDS (model);
  SgnRecord *record = sgn_grid_records_get_record (self, sgn_grid_records_get_key (self, row));
  const SgnValue *value;

  if (record == NULL)
    return FALSE;
  value = sgn_record_get (record, self->columns[column].field);
  *number = value->integer;
  return value->kind == SGN_VALUE_INT;
}

static char *
format_number (SgnGridModel *model, guint column, gint64 number)
{
  SgnGridRecords *self = SGN_GRID_RECORDS (model);
  SgnValue value = sgn_value_int (number);

  return sgn_field_format (sgn_grid_records_get_field (self, column), NULL, &value,
                           self->money_unit);
}

static void
init_model (SgnGridModelInterface *iface)
{
  iface->get_n_rows = get_n_rows;
  iface->get_n_columns = get_n_columns;
  iface->get_column = get_column;
  iface->get_cell = get_cell;
  iface->get_row_verdict = get_row_verdict;
  iface->can_add = can_add;
  iface->set_text = set_text;
  iface->revert = revert;
  iface->insert_row = insert_row;
  iface->remove_rows = remove_rows;
  iface->begin_batch = begin_batch;
  iface->commit_batch = commit_batch;
  iface->leave_row = leave_row;
  iface->complete = complete;
  iface->get_number = get_number;
  iface->format_number = format_number;
}

/* Overrides */

static void
sgn_grid_records_dispose (GObject *object)
{
  SgnGridRecords *self = SGN_GRID_RECORDS (object);

  if (self->draft_source != 0)
    sgn_grid_records_write_draft (self);

  G_OBJECT_CLASS (sgn_grid_records_parent_class)->dispose (object);
}

static void
sgn_grid_records_finalize (GObject *object)
{
  SgnGridRecords *self = SGN_GRID_RECORDS (object);

  g_clear_handle_id (&self->check_idle, g_source_remove);
  g_clear_object (&self->ledger);
  g_clear_object (&self->template);
  g_clear_pointer (&self->query, sgn_query_free);
  for (guint i = 0; i < self->described->len; i++)
    g_free ((char *)g_array_index (self->described, SgnGridColumn, i).title);
  g_array_unref (self->described);
  g_array_unref (self->keys);
  g_array_unref (self->unchecked);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->records);
  g_hash_table_unref (self->findings);
  g_hash_table_unref (self->candidates);
  g_hash_table_unref (self->dirty);
  g_free (self->batch);

  G_OBJECT_CLASS (sgn_grid_records_parent_class)->finalize (object);
}

static void
sgn_grid_records_class_init (SgnGridRecordsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_grid_records_dispose;
  G_OBJECT_CLASS (klass)->finalize = sgn_grid_records_finalize;
}

static GHashTable *
new_by_id (GDestroyNotify destroy)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, destroy);
}

static void
sgn_grid_records_init (SgnGridRecords *self)
{
  self->described = g_array_new (FALSE, TRUE, sizeof (SgnGridColumn));
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->unchecked = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = new_by_id ((GDestroyNotify)sgn_grid_row_free);
  self->records = new_by_id (g_object_unref);
  self->findings = new_by_id ((GDestroyNotify)g_ptr_array_unref);
  self->dirty = new_by_id (NULL);
  self->candidates = g_hash_table_new_full (NULL, NULL, NULL, sgn_grid_candidates_free);
  self->next_key = -1;
  self->money_unit = SGN_MONEY_TRIEU;
}

static SgnGridColumnKind
get_kind (const SgnField *field)
{
  switch (field->kind)
    {
    case SGN_FIELD_INTEGER:
    case SGN_FIELD_MONEY:
    case SGN_FIELD_DECIMAL:
      return SGN_GRID_NUMBER;
    case SGN_FIELD_CHOICE:
    case SGN_FIELD_BOOLEAN:
    case SGN_FIELD_REFERENCE:
    case SGN_FIELD_CODE:
      return SGN_GRID_CHOICE;
    case SGN_FIELD_TEXT:
    case SGN_FIELD_MEMO:
    case SGN_FIELD_DATE:
    default:
      return SGN_GRID_TEXT;
    }
}

static char *
make_title (SgnGridRecords *self, const SgnGridRecordsColumn *column, const SgnField *field)
{
  const char *title = column->title != NULL ? _ (column->title) : _ (field->label);

  if (field->kind == SGN_FIELD_MONEY)
    return g_strdup_printf ("%s (%s)", title, sgn_money_unit_label (self->money_unit));
  if (field->unit != NULL)
    return g_strdup_printf ("%s (%s)", title, _ (field->unit));
  return g_strdup (title);
}

static void
describe_columns (SgnGridRecords *self)
{
  for (guint i = 0; i < self->described->len; i++)
    g_free ((char *)g_array_index (self->described, SgnGridColumn, i).title);
  g_array_set_size (self->described, 0);
  for (const SgnGridRecordsColumn *column = self->columns; column->field != NULL; column++)
    {
      const SgnField *field = sgn_record_type_field (self->type, column->field);
      SgnGridColumn described = {
        .title = make_title (self, column, field),
        .kind = get_kind (field),
        .width = column->width,
        .expand = column->expand,
        .editable = sgn_ledger_is_writable (self->ledger) && !(field->flags & SGN_FIELD_FIXED),
      };

      g_array_append_val (self->described, described);
    }
}

SgnGridRecords *
sgn_grid_records_new (SgnLedger *ledger, const SgnTypes *types, const SgnRecordType *type,
                      const SgnGridRecordsColumn *columns)
{
  SgnGridRecords *self = g_object_new (SGN_TYPE_GRID_RECORDS, NULL);

  self->ledger = g_object_ref (ledger);
  self->types = types;
  self->type = type;
  self->columns = columns;
  describe_columns (self);
  return self;
}

void
sgn_grid_records_set_template (SgnGridRecords *self, SgnRecord *record)
{
  gboolean could = can_add (SGN_GRID_MODEL (self));

  g_set_object (&self->template, record);
  if (could != can_add (SGN_GRID_MODEL (self)))
    sgn_grid_model_columns_changed (SGN_GRID_MODEL (self));
}

void
sgn_grid_records_set_money_unit (SgnGridRecords *self, SgnMoneyUnit unit)
{
  self->money_unit = unit;
  describe_columns (self);
  sgn_grid_model_columns_changed (SGN_GRID_MODEL (self));
}

void
sgn_grid_records_set_begin_func (SgnGridRecords *self, SgnGridRecordsBeginFunc func,
                                 gpointer user_data)
{
  self->begin = func;
  self->begin_data = user_data;
}

void
sgn_grid_records_set_judge_func (SgnGridRecords *self, SgnGridRecordsJudgeFunc func,
                                 gpointer user_data)
{
  self->judge = func;
  self->judge_data = user_data;
}

void
sgn_grid_records_show_columns (SgnGridRecords *self, guint n)
{
  self->n_shown = n;
  sgn_grid_model_columns_changed (SGN_GRID_MODEL (self));
}

void
sgn_grid_records_set_findings (SgnGridRecords *self, GPtrArray *findings)
{
  g_hash_table_remove_all (self->findings);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    sgn_grid_records_add_finding (self, g_ptr_array_index (findings, i));
  sgn_grid_model_rows_changed (SGN_GRID_MODEL (self), 0, self->keys->len, self->keys->len);
}

gint64
sgn_grid_records_get_id (SgnGridRecords *self, guint row)
{
  return row < self->keys->len ? MAX (sgn_grid_records_get_key (self, row), 0) : 0;
}

SgnRecord *
sgn_grid_records_peek_record (SgnGridRecords *self, guint row)
{
  g_return_val_if_fail (SGN_IS_GRID_RECORDS (self) && row < self->keys->len, NULL);

  return sgn_grid_records_get_record (self, sgn_grid_records_get_key (self, row));
}

gboolean
sgn_grid_records_find_id (SgnGridRecords *self, gint64 id, guint *row)
{
  return id > 0 && sgn_grid_records_find_key (self, id, row);
}

int
sgn_grid_records_find_column (SgnGridRecords *self, const char *field)
{
  for (int i = 0; self->columns[i].field != NULL; i++)
    if (g_strcmp0 (self->columns[i].field, field) == 0)
      return i;
  return -1;
}
