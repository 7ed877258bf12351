#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-history.h"

#include "record/sgn-record.h"
#include "record/sgn-sql-private.h"

typedef struct
{
  SgnConnection *connection;
  const SgnTypes *types;
  guint limit;               /* 0: none */
  SgnJournalRowFunc matches; /* NULL: every row */
  gpointer user_data;
  GPtrArray *changes;
} Reading;

static void
clear_field_change (gpointer data)
{
  SgnFieldChange *change = data;

  sgn_value_clear (&change->before);
  sgn_value_clear (&change->after);
  g_free (change->before_text);
  g_free (change->after_text);
}

static void
free_record_change (gpointer data)
{
  SgnRecordChange *change = data;

  g_free (change->title);
  g_array_unref (change->fields);
  g_free (change);
}

static SgnRecordChange *
new_record_change (const SgnRecordType *type, gint64 id, SgnRowOp op)
{
  SgnRecordChange *change = g_new0 (SgnRecordChange, 1);

  change->type = type;
  change->id = id;
  change->op = op;
  change->fields = g_array_new (FALSE, FALSE, sizeof (SgnFieldChange));
  g_array_set_clear_func (change->fields, clear_field_change);
  return change;
}

static SgnValue
read_cell (const SgnField *field, const SgnCell *cell)
{
  switch (cell->kind)
    {
    case SGN_CELL_INT:
      /* A changeset may keep a whole number of a REAL column as an integer. */
      if (field->kind == SGN_FIELD_DECIMAL)
        return sgn_value_real ((double)cell->integer);
      return sgn_value_int (cell->integer);
    case SGN_CELL_REAL:
      return sgn_value_real (cell->real);
    case SGN_CELL_TEXT:
      return sgn_value_text (cell->text);
    case SGN_CELL_ABSENT:
    case SGN_CELL_NULL:
    case SGN_CELL_BLOB:
    default:
      return (SgnValue)SGN_VALUE_INIT;
    }
}

static const SgnField *
find_field (const SgnRecordType *type, const char *column)
{
  g_autofree char *name = g_strdelimit (g_strdup (column), "_", '-');

  return sgn_record_type_field (type, name);
}

static void
add_field_change (Reading *reading, SgnRecordChange *change, const SgnField *field,
                  const SgnCell *before, const SgnCell *after)
{
  SgnFieldChange field_change
      = { .field = field, .before = read_cell (field, before), .after = read_cell (field, after) };

  if (sgn_value_equal (&field_change.before, &field_change.after))
    return;
  field_change.before_text
      = sgn_field_format (field, reading->connection, &field_change.before, SGN_MONEY_DONG);
  field_change.after_text
      = sgn_field_format (field, reading->connection, &field_change.after, SGN_MONEY_DONG);
  g_array_append_val (change->fields, field_change);
}

/* An update says only what changed; the rest is taken from the record as it is today. */
static void
fill_from_today (Reading *reading, const SgnRecordType *type, gint64 id, SgnValue *values)
{
  g_autoptr (SgnRecord) record = sgn_record_load (reading->connection, type, id, NULL);

  for (guint i = 0; record != NULL && i < type->n_fields; i++)
    values[i] = sgn_value_copy (sgn_record_get (record, type->fields[i].name));
}

static char *
make_title (Reading *reading, const SgnRecordChange *change)
{
  const SgnRecordType *type = change->type;
  g_autofree SgnValue *values = g_new0 (SgnValue, type->n_fields);
  char *title;

  if (change->op == SGN_ROW_UPDATED)
    fill_from_today (reading, type, change->id, values);
  for (guint i = 0; i < change->fields->len; i++)
    {
      SgnFieldChange *field = &g_array_index (change->fields, SgnFieldChange, i);
      SgnValue *value = &values[field->field - type->fields];

      sgn_value_clear (value);
      *value = sgn_value_copy (change->op == SGN_ROW_DELETED ? &field->before : &field->after);
    }
  title = sgn_sql_title_of_values (reading->connection, type, change->id, values);
  for (guint i = 0; i < type->n_fields; i++)
    sgn_value_clear (&values[i]);
  return title;
}

static gboolean
row_read_cb (const char *table, gint64 id, SgnRowOp op, guint n_columns, const char *const *columns,
             const SgnCell *before, const SgnCell *after, gpointer user_data)
{
  Reading *reading = user_data;
  const SgnRecordType *type = sgn_types_by_table (reading->types, table);
  SgnRecordChange *change;

  if (type == NULL
      || (reading->matches != NULL
          && !reading->matches (table, id, op, n_columns, columns, before, after,
                                reading->user_data)))
    return TRUE;
  change = new_record_change (type, id, op);
  for (guint i = 0; i < n_columns; i++)
    {
      const SgnField *field = find_field (type, columns[i]);

      if (field != NULL)
        add_field_change (reading, change, field, &before[i], &after[i]);
    }
  change->title = make_title (reading, change);
  g_ptr_array_add (reading->changes, change);
  return reading->limit == 0 || reading->changes->len < reading->limit;
}

static GPtrArray *
read_change (Reading *reading, gint64 change_id, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (free_record_change);

  reading->changes = changes;
  if (!sgn_journal_foreach_row (reading->connection, change_id, row_read_cb, reading, error))
    return NULL;
  return g_steal_pointer (&changes);
}

GPtrArray *
sgn_history_read (SgnConnection *connection, const SgnTypes *types, gint64 change_id, guint limit,
                  GError **error)
{
  Reading reading = { connection, types, limit };

  return read_change (&reading, change_id, error);
}

GPtrArray *
sgn_history_read_matching (SgnConnection *connection, const SgnTypes *types, gint64 change_id,
                           SgnJournalRowFunc matches, gpointer user_data, GError **error)
{
  Reading reading = { connection, types, 0, matches, user_data };

  return read_change (&reading, change_id, error);
}
