#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-record-private.h"

#include "base/sgn-id.h"
#include "record/sgn-field-private.h"
#include "record/sgn-sql-private.h"
#include "store/sgn-store-error.h"

#include <glib/gi18n-lib.h>

#define CODE_IS_KNOWN                                                            \
  "SELECT EXISTS (SELECT 1 FROM code_item WHERE list = :list AND code = :code) " \
  "OR NOT EXISTS (SELECT 1 FROM code_item WHERE list = :list)"

/* Loading */

static SgnStatement *
prepare_load (SgnConnection *connection, const SgnRecordType *type, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT r.id");

  for (guint i = 0; i < type->n_fields; i++)
    {
      g_string_append (sql, ", ");
      sgn_sql_append_column (sql, "r", &type->fields[i]);
    }
  g_string_append (sql, " FROM ");
  sgn_sql_append_name (sql, type->table);
  g_string_append (sql, " AS r WHERE r.id = :id");
  return sgn_connection_prepare (connection, sql->str, error);
}

static void
set_stored (SgnRecord *self, guint index, const SgnValue *value)
{
  sgn_value_clear (&self->stored[index]);
  self->stored[index] = sgn_value_copy (value);
}

static void
refuse_gone (const SgnRecordType *type, gint64 id, GError **error)
{
  g_autofree char *text = sgn_id_format (id);

  g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND,
               _ ("There is no record %s under “%s”. It may have been removed."), text,
               _ (type->label_plural));
}

/* What lies in the ledger becomes both what the record is and what it is compared with. */
static gboolean
read_stored (SgnRecord *self, SgnConnection *connection, gint64 id, GError **error)
{
  g_autoptr (SgnStatement) statement = prepare_load (connection, self->type, error);
  SgnStep step;

  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_int (statement, ":id", id);
  step = sgn_statement_step (statement, error);
  if (step == SGN_DONE)
    refuse_gone (self->type, id, error);
  if (step != SGN_ROW)
    return FALSE;
  self->id = id;
  for (guint i = 0; i < self->type->n_fields; i++)
    {
      g_auto (SgnValue) value = sgn_sql_read (statement, i + 1, &self->type->fields[i]);

      set_stored (self, i, &value);
      sgn_record_take (self, i, &value);
    }
  return TRUE;
}

SgnRecord *
sgn_record_load (SgnConnection *connection, const SgnRecordType *type, gint64 id, GError **error)
{
  g_autoptr (SgnRecord) self = sgn_record_new (type);

  return read_stored (self, connection, id, error) ? g_steal_pointer (&self) : NULL;
}

/* What must hold before anything is written */

static gboolean
check_code (SgnConnection *connection, const SgnField *field, const char *code, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, CODE_IS_KNOWN, error);

  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_text (statement, ":list", field->code_list);
  sgn_statement_bind_text (statement, ":code", code);
  if (sgn_statement_step (statement, error) == SGN_ERROR)
    return FALSE;
  if (sgn_statement_int (statement, 0) != 0)
    return TRUE;
  g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT,
               _ ("“%s”: the code “%s” is not in the list of this ledger."), _ (field->label),
               code);
  return FALSE;
}

static gboolean
check_reference (SgnConnection *connection, const SgnField *field, gint64 id, GError **error)
{
  g_autofree char *text = NULL;
  gboolean exists;

  if (!sgn_lookup_exists (connection, field->reference, id, &exists, error))
    return FALSE;
  if (exists)
    return TRUE;
  text = sgn_id_format (id);
  g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT,
               _ ("“%s”: there is no record %s under “%s”. It may have been removed."),
               _ (field->label), text, _ (field->reference->label_plural));
  return FALSE;
}

static gboolean
check_field (SgnRecord *self, SgnConnection *connection, guint index, GError **error)
{
  const SgnField *field = &self->type->fields[index];
  const SgnValue *value = &self->values[index];

  if (!sgn_field_check (field, value, error))
    return FALSE;
  if (value->kind == SGN_VALUE_NULL)
    return TRUE;
  if (field->kind == SGN_FIELD_CODE)
    return check_code (connection, field, value->text, error);
  if (field->kind == SGN_FIELD_REFERENCE)
    return check_reference (connection, field, value->integer, error);
  return TRUE;
}

/* A new record is checked whole, a stored one where it changed: what was accepted once does not
 * stand in the way of correcting something else. */
static gboolean
check_fields (SgnRecord *self, SgnConnection *connection, GError **error)
{
  for (guint i = 0; i < self->type->n_fields; i++)
    if ((self->id == 0 || !sgn_value_equal (&self->values[i], &self->stored[i]))
        && !check_field (self, connection, i, error))
      return FALSE;
  return TRUE;
}

static const char *
get_lock_name (const char *what)
{
  return g_str_equal (what, "funding") ? _ ("funding") : _ ("the yearly review");
}

static gboolean
check_lock (SgnConnection *connection, const SgnRecordType *type, gint64 id, const SgnValue *values,
            GError **error)
{
  g_autoptr (GString) sql = NULL;
  g_autoptr (SgnStatement) statement = NULL;
  SgnStep step;

  if (type->lock_what == NULL)
    return TRUE;
  sql = g_string_new ("SELECT p.year FROM ");
  sgn_sql_append_values_row (sql, type);
  g_string_append_printf (sql,
                          " JOIN period_lock AS p ON p.what = :what AND p.closed = 1 "
                          "AND p.year = (%s)",
                          type->lock_year_sql);
  statement = sgn_connection_prepare (connection, sql->str, error);
  if (statement == NULL)
    return FALSE;
  sgn_sql_bind_values_row (statement, type, id, values);
  sgn_statement_bind_text (statement, ":what", type->lock_what);
  step = sgn_statement_step (statement, error);
  if (step == SGN_ROW)
    g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED,
                 /* Translators: the second %s is "funding" or "the yearly review" */
                 _ ("The year %d is closed for %s. Reopen the year, with a reason, before changing "
                    "what belongs to it."),
                 (int)sgn_statement_int (statement, 0), get_lock_name (type->lock_what));
  return step == SGN_DONE;
}

/* Neither may a record of a closed year be changed, nor one be moved into it. */
static gboolean
check_locks (SgnRecord *self, SgnConnection *connection, GError **error)
{
  return (self->id == 0 || check_lock (connection, self->type, self->id, self->stored, error))
         && check_lock (connection, self->type, self->id, self->values, error);
}

/* Writing */

/* What is null is left to the default of its column. */
static char *
make_insert_sql (SgnRecord *self)
{
  GString *sql = g_string_new ("INSERT INTO ");
  g_autoptr (GString) values = g_string_new (":id");
  SgnParameter name;

  sgn_sql_append_name (sql, self->type->table);
  g_string_append (sql, " (id");
  for (guint i = 0; i < self->type->n_fields; i++)
    if (self->values[i].kind != SGN_VALUE_NULL)
      {
        g_autofree char *column = sgn_field_column (&self->type->fields[i]);

        g_string_append (sql, ", ");
        sgn_sql_append_name (sql, column);
        g_string_append_printf (values, ", %s", sgn_sql_parameter (name, 'v', i));
      }
  g_string_append_printf (sql, ") VALUES (%s)", values->str);
  return g_string_free (sql, FALSE);
}

static char *
make_update_sql (SgnRecord *self)
{
  GString *sql = g_string_new ("UPDATE ");
  const char *separator = " SET ";
  SgnParameter name;

  sgn_sql_append_name (sql, self->type->table);
  for (guint i = 0; i < self->type->n_fields; i++)
    if (!sgn_value_equal (&self->values[i], &self->stored[i]))
      {
        g_autofree char *column = sgn_field_column (&self->type->fields[i]);

        g_string_append (sql, separator);
        sgn_sql_append_name (sql, column);
        g_string_append_printf (sql, " = %s", sgn_sql_parameter (name, 'v', i));
        separator = ", ";
      }
  g_string_append (sql, " WHERE id = :id");
  return g_string_free (sql, FALSE);
}

static gboolean
write_row (SgnRecord *self, SgnConnection *connection, const char *sql, gint64 id, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_int (statement, ":id", id);
  for (guint i = 0; i < self->type->n_fields; i++)
    {
      SgnParameter name;

      sgn_sql_parameter (name, 'v', i);
      if (sgn_statement_has_parameter (statement, name))
        sgn_sql_bind (statement, name, &self->values[i]);
    }
  return sgn_statement_run (statement, error);
}

static gboolean
insert (SgnRecord *self, SgnLedger *ledger, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  gint64 id = sgn_ledger_new_id (ledger, error);
  g_autofree char *sql = NULL;

  if (id == 0)
    return FALSE;
  sql = make_insert_sql (self);
  return write_row (self, connection, sql, id, error) && read_stored (self, connection, id, error);
}

static gboolean
update (SgnRecord *self, SgnLedger *ledger, GError **error)
{
  g_autofree char *sql = make_update_sql (self);

  if (!write_row (self, sgn_ledger_get_connection (ledger), sql, self->id, error))
    return FALSE;
  for (guint i = 0; i < self->type->n_fields; i++)
    if (!sgn_value_equal (&self->values[i], &self->stored[i]))
      set_stored (self, i, &self->values[i]);
  return TRUE;
}

/* An update of a row that is gone would say nothing. */
static gboolean
check_there (SgnRecord *self, SgnConnection *connection, GError **error)
{
  gboolean exists;

  if (self->id == 0)
    return TRUE;
  if (!sgn_lookup_exists (connection, self->type, self->id, &exists, error))
    return FALSE;
  if (!exists)
    refuse_gone (self->type, self->id, error);
  return exists;
}

gboolean
sgn_record_save (SgnRecord *self, SgnLedger *ledger, GError **error)
{
  SgnConnection *connection;

  g_return_val_if_fail (SGN_IS_RECORD (self), FALSE);
  g_return_val_if_fail (sgn_ledger_is_changing (ledger), FALSE);

  if (self->id != 0 && !sgn_record_is_changed (self))
    return TRUE;
  connection = sgn_ledger_get_connection (ledger);
  if (!check_there (self, connection, error) || !check_fields (self, connection, error)
      || !check_locks (self, connection, error))
    return FALSE;
  return self->id == 0 ? insert (self, ledger, error) : update (self, ledger, error);
}

/* A record, and what is done with it in the same change. */
typedef struct
{
  SgnRecord *record;
  SgnChangeFunc also; /* NULL: nothing */
  gpointer user_data;
} Saving;

static gboolean
save_cb (SgnLedger *ledger, gpointer user_data, GError **error)
{
  const Saving *saving = user_data;

  return sgn_record_save (saving->record, ledger, error)
         && (!saving->also || saving->also (ledger, saving->user_data, error));
}

/* "Funding line" within a sentence. */
static char *
lower_first (const char *label)
{
  const char *rest = g_utf8_next_char (label);
  g_autofree char *first = g_utf8_strdown (label, rest - label);

  return g_strconcat (first, rest, NULL);
}

static char *
make_action (SgnRecord *self, SgnLedger *ledger)
{
  g_autofree char *label = lower_first (_ (self->type->label));
  g_autofree char *title = sgn_sql_title_of_values (sgn_ledger_get_connection (ledger), self->type,
                                                    self->id, self->values);

  /* Translators: names of changes, "Add funding line: 1.1 …" */
  return g_strdup_printf (self->id == 0 ? _ ("Add %s: %s") : _ ("Edit %s: %s"), label, title);
}

gboolean
sgn_record_save_with (SgnRecord *self, SgnLedger *ledger, const char *action, SgnChangeFunc also,
                      gpointer user_data, gint64 *change_id, GError **error)
{
  Saving saving = { .record = self, .also = also, .user_data = user_data };
  g_autofree SgnValue *stored = NULL;
  gint64 id;

  g_return_val_if_fail (SGN_IS_RECORD (self), FALSE);

  id = self->id;
  stored = g_new0 (SgnValue, self->type->n_fields);
  for (guint i = 0; i < self->type->n_fields; i++)
    stored[i] = sgn_value_copy (&self->stored[i]);

  if (sgn_ledger_change (ledger, action, save_cb, &saving, change_id, error))
    {
      for (guint i = 0; i < self->type->n_fields; i++)
        sgn_value_clear (&stored[i]);
      return TRUE;
    }
  /* Rolled back: the record is again what it was. */
  self->id = id;
  for (guint i = 0; i < self->type->n_fields; i++)
    {
      sgn_value_clear (&self->stored[i]);
      self->stored[i] = stored[i];
    }
  return FALSE;
}

gboolean
sgn_record_save_as_change (SgnRecord *self, SgnLedger *ledger, gint64 *change_id, GError **error)
{
  g_autofree char *action = NULL;

  g_return_val_if_fail (SGN_IS_RECORD (self), FALSE);

  action = make_action (self, ledger);
  return sgn_record_save_with (self, ledger, action, NULL, NULL, change_id, error);
}

/* Removing */

static gboolean
check_unused_by (SgnConnection *connection, const SgnRecordType *type, gint64 id,
                 const SgnRecordType *other, const SgnField *field, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT min (r.id), count (*) FROM ");
  g_autoptr (SgnStatement) statement = NULL;
  g_autofree char *title = NULL;
  g_autofree char *user = NULL;

  sgn_sql_append_name (sql, other->table);
  g_string_append (sql, " AS r WHERE ");
  sgn_sql_append_column (sql, "r", field);
  g_string_append (sql, " = :id AND r.id <> :id");
  statement = sgn_connection_prepare (connection, sql->str, error);
  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_int (statement, ":id", id);
  if (sgn_statement_step (statement, error) == SGN_ERROR)
    return FALSE;
  if (sgn_statement_int (statement, 1) == 0)
    return TRUE;

  title = sgn_record_title (connection, type, id);
  user = sgn_record_title (connection, other, sgn_statement_int (statement, 0));
  g_set_error (
      error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT,
      /* Translators: record, how many records refer to it, their plural name, one of them */
      _ ("“%s” cannot be removed: %d under “%s” still refer to it, among them “%s”."), title,
      (int)sgn_statement_int (statement, 1), _ (other->label_plural), user);
  return FALSE;
}

static gboolean
check_unused (SgnConnection *connection, const SgnTypes *types, const SgnRecordType *type,
              gint64 id, GError **error)
{
  for (guint i = 0; i < types->n_types; i++)
    for (guint j = 0; j < types->types[i]->n_fields; j++)
      {
        const SgnField *field = &types->types[i]->fields[j];

        if (field->kind == SGN_FIELD_REFERENCE && field->reference == type
            && !check_unused_by (connection, type, id, types->types[i], field, error))
          return FALSE;
      }
  return TRUE;
}

gboolean
sgn_record_remove (SgnLedger *ledger, const SgnTypes *types, const SgnRecordType *type, gint64 id,
                   GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnRecord) record = NULL;
  g_autoptr (SgnStatement) statement = NULL;
  g_autoptr (GString) sql = NULL;

  g_return_val_if_fail (sgn_ledger_is_changing (ledger), FALSE);

  record = sgn_record_load (connection, type, id, error);
  if (record == NULL || !check_lock (connection, type, id, record->stored, error)
      || !check_unused (connection, types, type, id, error))
    return FALSE;
  sql = g_string_new ("DELETE FROM ");
  sgn_sql_append_name (sql, type->table);
  g_string_append (sql, " WHERE id = :id");
  statement = sgn_connection_prepare (connection, sql->str, error);
  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_int (statement, ":id", id);
  return sgn_statement_run (statement, error);
}
