#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-sql-private.h"

#include "base/sgn-id.h"

static void
append_quoted (GString *sql, const char *text, char quote)
{
  g_string_append_c (sql, quote);
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == quote)
        g_string_append_c (sql, quote);
      g_string_append_c (sql, *p);
    }
  g_string_append_c (sql, quote);
}

void
sgn_sql_append_name (GString *sql, const char *name)
{
  append_quoted (sql, name, '"');
}

void
sgn_sql_append_literal (GString *sql, const char *text)
{
  append_quoted (sql, text, '\'');
}

void
sgn_sql_append_column (GString *sql, const char *alias, const SgnField *field)
{
  g_autofree char *column = sgn_field_column (field);

  g_string_append (sql, alias);
  g_string_append_c (sql, '.');
  sgn_sql_append_name (sql, column);
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* An expression of a description, which calls its row `t`, said of the row @alias. */
static void
append_described (GString *sql, const char *expression, const char *alias)
{
  g_string_append_c (sql, '(');
  for (const char *p = expression; *p != '\0'; p++)
    if (g_str_has_prefix (p, "t.") && (p == expression || !is_word (p[-1])))
      {
        g_string_append (sql, alias);
        g_string_append_c (sql, '.');
        p++;
      }
    else
      g_string_append_c (sql, *p);
  g_string_append_c (sql, ')');
}

static const SgnDerivedField *
find_derived (const SgnRecordType *type, const SgnField *field)
{
  for (guint i = 0; i < type->n_derived; i++)
    if (&type->derived[i].field == field)
      return &type->derived[i];
  return NULL;
}

void
sgn_sql_append_value (GString *sql, const SgnRecordType *type, const char *alias,
                      const SgnField *field)
{
  const SgnDerivedField *derived = find_derived (type, field);

  if (derived != NULL)
    append_described (sql, derived->sql, alias);
  else
    sgn_sql_append_column (sql, alias, field);
}

gboolean
sgn_sql_append_sort_value (GString *sql, const SgnRecordType *type, const char *alias,
                           const SgnField *field)
{
  const SgnDerivedField *derived = find_derived (type, field);

  if (derived == NULL || derived->sort_sql == NULL)
    {
      sgn_sql_append_value (sql, type, alias, field);
      return FALSE;
    }
  append_described (sql, derived->sort_sql, alias);
  return TRUE;
}

void
sgn_sql_append_title (GString *sql, const SgnRecordType *type, const char *id)
{
  g_string_append_printf (sql, "(SELECT %s FROM ", type->title_sql);
  sgn_sql_append_name (sql, type->table);
  g_string_append_printf (sql, " AS t WHERE t.id = %s)", id);
}

void
sgn_sql_append_title_of (GString *sql, const SgnRecordType *type, const char *alias,
                         const SgnField *field)
{
  g_autoptr (GString) id = g_string_new (NULL);

  sgn_sql_append_value (id, type, alias, field);
  sgn_sql_append_title (sql, field->reference, id->str);
}

const char *
sgn_sql_title_key (const SgnRecordType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].flags & SGN_FIELD_PERSON)
      {
        g_autofree char *column = sgn_field_column (&type->fields[i]);
        g_autofree char *title = g_strconcat ("t.", column, NULL);

        if (g_str_equal (type->title_sql, title))
          return "name_key";
      }
  return "vn_key";
}

const char *
sgn_sql_parameter (SgnParameter name, char letter, guint index)
{
  g_snprintf (name, sizeof (SgnParameter), ":%c%u", letter, index);
  return name;
}

void
sgn_sql_append_values_row (GString *sql, const SgnRecordType *type)
{
  g_string_append (sql, "(SELECT :id AS id");
  for (guint i = 0; i < type->n_fields; i++)
    {
      g_autofree char *column = sgn_field_column (&type->fields[i]);
      SgnParameter name;

      g_string_append_printf (sql, ", %s AS ", sgn_sql_parameter (name, 'v', i));
      sgn_sql_append_name (sql, column);
    }
  g_string_append (sql, ") AS t");
}

void
sgn_sql_bind_values_row (SgnStatement *statement, const SgnRecordType *type, gint64 id,
                         const SgnValue *values)
{
  sgn_statement_bind_int (statement, ":id", id);
  for (guint i = 0; i < type->n_fields; i++)
    {
      SgnParameter name;

      sgn_sql_bind (statement, sgn_sql_parameter (name, 'v', i), &values[i]);
    }
}

void
sgn_sql_bind (SgnStatement *statement, const char *name, const SgnValue *value)
{
  switch (value->kind)
    {
    case SGN_VALUE_NULL:
      sgn_statement_bind_null (statement, name);
      break;
    case SGN_VALUE_INT:
      sgn_statement_bind_int (statement, name, value->integer);
      break;
    case SGN_VALUE_REAL:
      sgn_statement_bind_real (statement, name, value->real);
      break;
    case SGN_VALUE_TEXT:
      sgn_statement_bind_text (statement, name, value->text);
      break;
    default:
      g_return_if_reached ();
    }
}

gboolean
sgn_moment_is_equal (const SgnMoment *a, const SgnMoment *b)
{
  return a->year == b->year && a->day.year == b->day.year && a->day.month == b->day.month
         && a->day.day == b->day.day;
}

void
sgn_sql_bind_moment (SgnStatement *statement, const SgnMoment *moment)
{
  SgnValue year = moment->year != 0 ? sgn_value_int (moment->year) : (SgnValue)SGN_VALUE_INIT;
  g_autofree char *day = moment->day.year != 0 ? sgn_date_format_iso (moment->day) : NULL;

  if (sgn_statement_has_parameter (statement, ":year"))
    sgn_sql_bind (statement, ":year", &year);
  if (sgn_statement_has_parameter (statement, ":day"))
    sgn_statement_bind_text (statement, ":day", day);
}

SgnValue
sgn_sql_read (SgnStatement *statement, guint column, const SgnField *field)
{
  if (sgn_statement_is_null (statement, column))
    return (SgnValue)SGN_VALUE_INIT;
  switch (sgn_field_value_kind (field))
    {
    case SGN_VALUE_INT:
      return sgn_value_int (sgn_statement_int (statement, column));
    case SGN_VALUE_REAL:
      return sgn_value_real (sgn_statement_real (statement, column));
    default:
      return sgn_value_text (sgn_statement_text (statement, column));
    }
}

char *
sgn_sql_title_of_values (SgnConnection *connection, const SgnRecordType *type, gint64 id,
                         const SgnValue *values)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (SgnStatement) statement = NULL;
  g_autoptr (GError) error = NULL;

  g_string_append_printf (sql, "%s FROM ", type->title_sql);
  sgn_sql_append_values_row (sql, type);
  statement = sgn_connection_prepare (connection, sql->str, &error);
  if (statement != NULL)
    {
      sgn_sql_bind_values_row (statement, type, id, values);
      if (sgn_statement_step (statement, &error) == SGN_ROW
          && !sgn_statement_is_null (statement, 0))
        return g_strdup (sgn_statement_text (statement, 0));
    }
  if (error != NULL)
    g_debug ("no title of a %s: %s", type->name, error->message);
  return id != 0 ? sgn_id_format (id) : g_strdup ("");
}
