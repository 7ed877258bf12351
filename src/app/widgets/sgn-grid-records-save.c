#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-grid-records-private.h"

#include <glib/gi18n-lib.h>

/* The rules look at so many rows after a change; after a larger one the page has them all looked
 * at. */
#define MAX_CHECKED 20

typedef struct
{
  SgnGridRecords *self;
  const gint64 *keys;
  guint n;
  guint n_saved;
} SaveJob;

gboolean
sgn_grid_records_is_complete (SgnGridRecords *self, SgnRecord *record, const SgnField **bad,
                              GError **error)
{
  for (guint i = 0; i < self->type->n_fields; i++)
    {
      const SgnField *field = &self->type->fields[i];

      if (g_strcmp0 (field->name, self->owner) == 0
          || sgn_field_check (field, sgn_record_get (record, field->name), error))
        continue;
      if (bad != NULL)
        *bad = field;
      return FALSE;
    }
  return TRUE;
}

static void
set_refusal (SgnGridRow *row, const GError *error)
{
  g_free (row->refusal);
  row->refusal = error != NULL ? g_strdup (error->message) : NULL;
}

/* Why a text was refused over a value the new row began with: stored as it is, the row would hold
 * what nobody typed. */
static const char *
find_typed_over (SgnGridRecords *self, const SgnGridRow *row)
{
  for (guint i = 0; i < row->n_columns; i++)
    if (row->typed[i] != NULL && !sgn_record_is_null (row->record, self->columns[i].field))
      return row->remarks[i];
  return NULL;
}

static gboolean
is_worth_saving (SgnGridRecords *self, SgnGridRow *row)
{
  g_autoptr (GError) error = NULL;
  gboolean complete;

  if (row == NULL || row->record == NULL)
    return FALSE;
  if (sgn_record_get_id (row->record) == 0 && find_typed_over (self, row) != NULL)
    {
      g_free (row->refusal);
      row->refusal = g_strdup (find_typed_over (self, row));
      return FALSE;
    }
  complete = sgn_grid_records_is_complete (self, row->record, NULL, &error);
  set_refusal (row, error);
  return complete;
}

/* One refused row does not take the others along: it stays in the grid with its reason. */
static gboolean
save_rows (SgnLedger *ledger, gpointer user_data, GError **error)
{
  SaveJob *job = user_data;

  for (guint i = 0; i < job->n; i++)
    {
      SgnGridRow *row = sgn_grid_records_find_row (job->self, job->keys[i]);
      g_autoptr (GError) refusal = NULL;

      if (!is_worth_saving (job->self, row))
        continue;
      if (sgn_record_save (row->record, ledger, &refusal))
        job->n_saved++;
      set_refusal (row, refusal);
      if (refusal != NULL && job->n == 1)
        {
          g_propagate_error (error, g_steal_pointer (&refusal));
          return FALSE;
        }
    }
  return TRUE;
}

void
sgn_grid_records_detach (SgnGridRecords *self, gint64 key)
{
  SgnGridRow *row = sgn_grid_records_find_row (self, key);
  g_autoptr (SgnRecord) old = NULL;

  if (row == NULL || row->record == NULL)
    return;
  old = g_steal_pointer (&row->record);
  if (key > 0)
    row->record = sgn_record_load (sgn_ledger_get_connection (self->ledger), self->type, key, NULL);
  if (row->record == NULL)
    row->record = sgn_record_new (self->type);
  sgn_record_assign (row->record, old);
}

static gboolean
has_remarks (const SgnGridRow *row)
{
  for (guint i = 0; i < row->n_columns; i++)
    if (row->typed[i] != NULL || row->remarks[i] != NULL)
      return TRUE;
  return FALSE;
}

/* What was refused is all the row keeps. */
void
sgn_grid_records_settle (SgnGridRecords *self, gint64 key)
{
  SgnGridRow *row = sgn_grid_records_find_row (self, key);
  gint64 id;
  guint at;

  if (row == NULL || row->record == NULL || row->refusal != NULL)
    return;
  id = sgn_record_get_id (row->record);
  g_clear_object (&row->record);
  g_array_append_val (self->unchecked, id);
  g_hash_table_remove (self->records, &id);
  if (id != key && sgn_grid_records_find_key (self, key, &at))
    g_array_index (self->keys, gint64, at) = id;
  if (!has_remarks (row))
    g_hash_table_remove (self->rows, &key);
  else if (id != key)
    {
      gpointer old_key = NULL;

      g_hash_table_steal_extended (self->rows, &key, &old_key, NULL);
      g_free (old_key);
      g_hash_table_insert (self->rows, g_memdup2 (&id, sizeof id), row);
    }
}

static void
remark_free (SgnGridRemark *remark)
{
  g_free (remark->field);
  g_free (remark->message);
  g_free (remark);
}

void
sgn_grid_records_add_finding (SgnGridRecords *self, const SgnFinding *finding)
{
  GPtrArray *remarks = g_hash_table_lookup (self->findings, &finding->record_id);
  SgnGridRemark *remark;

  if (finding->type != self->type || finding->accepted != NULL)
    return;
  if (remarks == NULL)
    {
      remarks = g_ptr_array_new_with_free_func ((GDestroyNotify)remark_free);
      g_hash_table_insert (self->findings, g_memdup2 (&finding->record_id, sizeof (gint64)),
                           remarks);
    }
  remark = g_new0 (SgnGridRemark, 1);
  remark->field = g_strdup (finding->field);
  remark->message = g_strdup (finding->message);
  g_ptr_array_add (remarks, remark);
}

static void
check_row (SgnGridRecords *self, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  SgnRecord *record = sgn_grid_records_get_record (self, id);

  g_hash_table_remove (self->findings, &id);
  if (record == NULL)
    return;
  findings = sgn_check_record (self->ledger, self->types, record, &error);
  if (findings == NULL)
    g_debug ("row not checked: %s", error->message);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    sgn_grid_records_add_finding (self, g_ptr_array_index (findings, i));
  sgn_grid_records_row_changed (self, id);
}

static gboolean
check_cb (gpointer user_data)
{
  SgnGridRecords *self = user_data;
  g_autoptr (GArray) ids = g_steal_pointer (&self->unchecked);

  self->unchecked = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->check_idle = 0;
  if (!sgn_ledger_is_changing (self->ledger))
    for (guint i = 0; i < MIN (ids->len, MAX_CHECKED); i++)
      check_row (self, g_array_index (ids, gint64, i));
  return G_SOURCE_REMOVE;
}

static gboolean
run_save (SgnGridRecords *self, SaveJob *job, const char *name, GError **error)
{
  SgnGridRow *row = sgn_grid_records_find_row (self, job->keys[0]);

  if (name != NULL)
    return sgn_ledger_change (self->ledger, name, save_rows, job, NULL, error);
  if (!is_worth_saving (self, row))
    return TRUE;
  job->n_saved = 1;
  return sgn_record_save_as_change (row->record, self->ledger, NULL, error);
}

void
sgn_grid_records_after_save (SgnGridRecords *self)
{
  sgn_grid_model_rows_changed (SGN_GRID_MODEL (self), 0, self->keys->len, self->keys->len);
  if (self->stale)
    sgn_grid_records_reload (self, NULL);
  sgn_grid_records_touch_draft (self);
  if (self->unchecked->len > 0 && self->check_idle == 0)
    self->check_idle = g_idle_add_full (G_PRIORITY_LOW, check_cb, self, NULL);
}

gboolean
sgn_grid_records_save (SgnGridRecords *self, const gint64 *keys, guint n, const char *name,
                       GError **error)
{
  SaveJob job = { self, keys, n, 0 };
  g_autoptr (GError) refusal = NULL;
  gboolean saved;

  self->saving = TRUE;
  self->stale = FALSE;
  saved = run_save (self, &job, name, &refusal);
  self->saving = FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (saved)
        sgn_grid_records_settle (self, keys[i]);
      else
        {
          sgn_grid_records_detach (self, keys[i]);
          set_refusal (sgn_grid_records_ensure_row (self, keys[i]), refusal);
        }
    }
  sgn_grid_records_after_save (self);
  if (!saved)
    g_propagate_error (error, g_steal_pointer (&refusal));
  return saved;
}

/* Removing */

typedef struct
{
  SgnGridRecords *self;
  GArray *ids;
} RemoveJob;

static gboolean
remove_records (SgnLedger *ledger, gpointer user_data, GError **error)
{
  RemoveJob *job = user_data;

  for (guint i = 0; i < job->ids->len; i++)
    if (!sgn_record_remove (ledger, job->self->types, job->self->type,
                            g_array_index (job->ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

static char *
name_removal (SgnGridRecords *self, GArray *ids)
{
  g_autofree char *title = NULL;

  if (ids->len > 1)
    return g_strdup_printf (ngettext ("Remove %u row: %s", "Remove %u rows: %s", ids->len),
                            ids->len, _ (self->type->label_plural));
  title = sgn_record_title (sgn_ledger_get_connection (self->ledger), self->type,
                            g_array_index (ids, gint64, 0));
  return g_strdup_printf (_ ("Remove %s: %s"), _ (self->type->label), title);
}

static gboolean
remove_stored (SgnGridRecords *self, GArray *ids, GError **error)
{
  RemoveJob job = { self, ids };
  g_autofree char *name = NULL;
  gboolean removed;

  if (ids->len == 0)
    return TRUE;
  name = name_removal (self, ids);
  self->saving = TRUE;
  removed = sgn_ledger_change (self->ledger, name, remove_records, &job, NULL, error);
  self->saving = FALSE;
  return removed;
}

gboolean
sgn_grid_records_remove (SgnGridRecords *self, guint first, guint n, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = first; i < first + n; i++)
    {
      gint64 key = sgn_grid_records_get_key (self, i);

      if (key > 0)
        g_array_append_val (ids, key);
    }
  if (!remove_stored (self, ids, error))
    return FALSE;
  for (guint i = first; i < first + n; i++)
    {
      gint64 key = sgn_grid_records_get_key (self, i);

      g_hash_table_remove (self->rows, &key);
    }
  g_array_remove_range (self->keys, first, n);
  sgn_grid_records_touch_draft (self);
  sgn_grid_model_rows_changed (SGN_GRID_MODEL (self), first, n, 0);
  return sgn_grid_records_reload (self, error);
}

/* Rows */

static SgnGridVerdict
judge_new_row (SgnGridRecords *self, SgnGridRow *row, char **message)
{
  g_autoptr (GError) error = NULL;

  if (row->refusal == NULL && sgn_grid_records_is_complete (self, row->record, NULL, &error))
    return SGN_GRID_OK;
  /* Translators: the second part says what is missing or wrong. */
  *message = g_strdup_printf (_ ("This row is not saved yet. %s"),
                              row->refusal != NULL ? row->refusal : error->message);
  return sgn_grid_row_has_typed (row) ? SGN_GRID_ERROR : SGN_GRID_WARNING;
}

SgnGridVerdict
sgn_grid_records_judge_row (SgnGridRecords *self, gint64 key, char **message)
{
  SgnGridRow *row = sgn_grid_records_find_row (self, key);
  GPtrArray *remarks = g_hash_table_lookup (self->findings, &key);

  if (row != NULL && key < 0)
    return judge_new_row (self, row, message);
  if (row != NULL && row->refusal != NULL)
    {
      *message = g_strdup (row->refusal);
      return SGN_GRID_ERROR;
    }
  if (row != NULL && sgn_grid_row_has_typed (row))
    {
      *message
          = g_strdup (_ ("A marked cell shows what was typed; the ledger holds its old value."));
      return SGN_GRID_ERROR;
    }
  if (remarks == NULL)
    return SGN_GRID_OK;
  *message = g_strdup (((SgnGridRemark *)g_ptr_array_index (remarks, 0))->message);
  return SGN_GRID_WARNING;
}

static gboolean
is_held_edit (SgnGridRecords *self, const SgnGridRow *row)
{
  return self->held && row->record != NULL && sgn_record_is_changed (row->record);
}

gboolean
sgn_grid_records_has_unsaved (SgnGridRecords *self)
{
  GHashTableIter iter;
  gpointer key, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, &row))
    if (*(gint64 *)key < 0 || sgn_grid_row_has_typed (row) || is_held_edit (self, row))
      return TRUE;
  return FALSE;
}
