#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-cursor.h"

#include "base/sgn-error.h"
#include "record/sgn-code-names-private.h"
#include "record/sgn-field-private.h"
#include "record/sgn-query-private.h"
#include "record/sgn-sql-private.h"

#include <glib/gi18n-lib.h>

/* A field, and where it stands in the statement. */
typedef struct
{
  const SgnField *field; /* borrowed */
  guint value;
  guint title; /* of a reference */
} Column;

struct _SgnCursor
{
  SgnConnection *connection;
  SgnStatement *statement;
  SgnCodeNames *codes;
  GArray *columns; /* of Column */
  gboolean cancellable;
};

/* Column 0 is the id. */
static void
add_column (SgnCursor *self, const SgnRecordType *type, const SgnField *field, GString *sql,
            guint *next)
{
  Column column = { .field = field, .value = (*next)++ };

  g_string_append (sql, ", ");
  sgn_sql_append_value (sql, type, "r", field);
  if (field->kind == SGN_FIELD_REFERENCE)
    {
      column.title = (*next)++;
      g_string_append (sql, ", ");
      sgn_sql_append_title_of (sql, type, "r", field);
    }
  g_array_append_val (self->columns, column);
}

static gboolean
add_columns (SgnCursor *self, const SgnRecordType *type, const char *const *fields, GString *sql,
             GError **error)
{
  guint next = 1;

  for (guint i = 0; fields == NULL && i < type->n_fields; i++)
    add_column (self, type, &type->fields[i], sql, &next);
  for (guint i = 0; fields != NULL && fields[i] != NULL; i++)
    {
      const SgnField *field = sgn_record_type_any_field (type, fields[i]);

      if (field == NULL)
        {
          g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID, _ ("“%s” has no field “%s”."),
                       _ (type->label), fields[i]);
          return FALSE;
        }
      add_column (self, type, field, sql, &next);
    }
  return TRUE;
}

SgnCursor *
sgn_query_open_rows (const SgnQuery *query, SgnConnection *connection, const char *const *fields,
                     GCancellable *cancellable, GError **error)
{
  g_autoptr (SgnCursor) self = g_new0 (SgnCursor, 1);
  g_autoptr (GString) sql = g_string_new ("r.id");

  self->connection = g_object_ref (connection);
  self->codes = sgn_code_names_new (connection);
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  if (!add_columns (self, query->type, fields, sql, error))
    return NULL;
  self->statement = sgn_query_prepare (query, connection, sql->str, TRUE, error);
  if (self->statement == NULL)
    return NULL;
  if (cancellable != NULL)
    sgn_connection_set_cancellable (connection, cancellable);
  self->cancellable = cancellable != NULL;
  return g_steal_pointer (&self);
}

void
sgn_cursor_free (SgnCursor *self)
{
  if (self == NULL)
    return;
  if (self->cancellable)
    sgn_connection_set_cancellable (self->connection, NULL);
  g_clear_pointer (&self->statement, sgn_statement_free);
  g_clear_pointer (&self->codes, sgn_code_names_free);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_object (&self->connection);
  g_free (self);
}

guint
sgn_cursor_n_fields (SgnCursor *self)
{
  return self->columns->len;
}

static const Column *
get_column (SgnCursor *self, guint column)
{
  g_assert (column < self->columns->len);

  return &g_array_index (self->columns, Column, column);
}

const SgnField *
sgn_cursor_get_field (SgnCursor *self, guint column)
{
  return get_column (self, column)->field;
}

SgnStep
sgn_cursor_step (SgnCursor *self, GError **error)
{
  return sgn_statement_step (self->statement, error);
}

gint64
sgn_cursor_id (SgnCursor *self)
{
  return sgn_statement_int (self->statement, 0);
}

gboolean
sgn_cursor_is_null (SgnCursor *self, guint column)
{
  return sgn_statement_is_null (self->statement, get_column (self, column)->value);
}

gint64
sgn_cursor_int (SgnCursor *self, guint column)
{
  return sgn_statement_int (self->statement, get_column (self, column)->value);
}

double
sgn_cursor_real (SgnCursor *self, guint column)
{
  return sgn_statement_real (self->statement, get_column (self, column)->value);
}

const char *
sgn_cursor_raw (SgnCursor *self, guint column)
{
  const Column *at = get_column (self, column);

  if (sgn_field_value_kind (at->field) != SGN_VALUE_TEXT)
    return NULL;
  return sgn_statement_text (self->statement, at->value);
}

static const char *
get_choice_label (const SgnField *field, const char *value)
{
  const SgnChoice *choice = sgn_field_choice (field, value);

  return choice != NULL ? _ (choice->label) : value;
}

const char *
sgn_cursor_text (SgnCursor *self, guint column)
{
  const Column *at = get_column (self, column);

  if (sgn_statement_is_null (self->statement, at->value))
    return NULL;
  switch (at->field->kind)
    {
    case SGN_FIELD_REFERENCE:
      return sgn_statement_text (self->statement, at->title);
    case SGN_FIELD_CODE:
      return sgn_code_names_get (self->codes, at->field->code_list,
                                 sgn_statement_text (self->statement, at->value));
    case SGN_FIELD_CHOICE:
      return get_choice_label (at->field, sgn_statement_text (self->statement, at->value));
    case SGN_FIELD_BOOLEAN:
      return sgn_statement_int (self->statement, at->value) != 0 ? _ ("Yes") : _ ("No");
    case SGN_FIELD_TEXT:
    case SGN_FIELD_MEMO:
    case SGN_FIELD_DATE:
      return sgn_statement_text (self->statement, at->value);
    case SGN_FIELD_INTEGER:
    case SGN_FIELD_MONEY:
    case SGN_FIELD_DECIMAL:
    default:
      return NULL;
    }
}

SgnValue
sgn_cursor_value (SgnCursor *self, guint column)
{
  const Column *at = get_column (self, column);

  return sgn_sql_read (self->statement, at->value, at->field);
}

char *
sgn_cursor_format (SgnCursor *self, guint column, SgnMoneyUnit money_unit)
{
  const Column *at = get_column (self, column);
  const char *text = at->field->kind != SGN_FIELD_DATE ? sgn_cursor_text (self, column) : NULL;
  g_auto (SgnValue) value = SGN_VALUE_INIT;

  if (text != NULL)
    return g_strdup (text);
  value = sgn_sql_read (self->statement, at->value, at->field);
  return sgn_field_format_plain (at->field, &value, money_unit);
}
