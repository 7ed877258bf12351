#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-field.h"

#include "base/sgn-date.h"
#include "base/sgn-error.h"
#include "base/sgn-id.h"
#include "base/sgn-number.h"
#include "record/sgn-field-private.h"
#include "record/sgn-sql-private.h"

#include <glib/gi18n-lib.h>

int
sgn_record_type_field_index (const SgnRecordType *type, const char *name)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (g_str_equal (type->fields[i].name, name))
      return (int)i;
  return -1;
}

const SgnField *
sgn_record_type_field (const SgnRecordType *type, const char *name)
{
  int index = sgn_record_type_field_index (type, name);

  return index >= 0 ? &type->fields[index] : NULL;
}

const SgnDerivedField *
sgn_record_type_derived (const SgnRecordType *type, const char *name)
{
  for (guint i = 0; i < type->n_derived; i++)
    if (g_str_equal (type->derived[i].field.name, name))
      return &type->derived[i];
  return NULL;
}

const SgnField *
sgn_record_type_any_field (const SgnRecordType *type, const char *name)
{
  const SgnField *field = sgn_record_type_field (type, name);
  const SgnDerivedField *derived = field == NULL ? sgn_record_type_derived (type, name) : NULL;

  return derived != NULL ? &derived->field : field;
}

guint
sgn_record_type_n_shown (const SgnRecordType *type)
{
  return type->n_fields + type->n_derived;
}

const SgnField *
sgn_record_type_nth_shown (const SgnRecordType *type, guint index)
{
  return index < type->n_fields ? &type->fields[index]
                                : &type->derived[index - type->n_fields].field;
}

int
sgn_record_type_shown_index (const SgnRecordType *type, const char *name)
{
  for (guint i = 0; i < sgn_record_type_n_shown (type); i++)
    if (g_str_equal (sgn_record_type_nth_shown (type, i)->name, name))
      return (int)i;
  return -1;
}

char *
sgn_field_column (const SgnField *field)
{
  return g_strdelimit (g_strdup (field->name), "-", '_');
}

const char *
sgn_field_kind_name (SgnFieldKind kind)
{
  static const char *const names[] = { "text", "memo",   "integer", "money",     "decimal",
                                       "date", "choice", "yes-no",  "reference", "code" };

  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (names), NULL);
  return names[kind];
}

SgnValueKind
sgn_field_value_kind (const SgnField *field)
{
  switch (field->kind)
    {
    case SGN_FIELD_INTEGER:
    case SGN_FIELD_MONEY:
    case SGN_FIELD_BOOLEAN:
    case SGN_FIELD_REFERENCE:
      return SGN_VALUE_INT;
    case SGN_FIELD_DECIMAL:
      return SGN_VALUE_REAL;
    case SGN_FIELD_TEXT:
    case SGN_FIELD_MEMO:
    case SGN_FIELD_DATE:
    case SGN_FIELD_CHOICE:
    case SGN_FIELD_CODE:
    default:
      return SGN_VALUE_TEXT;
    }
}

gboolean
sgn_field_is_year (const SgnField *field)
{
  return field->kind == SGN_FIELD_INTEGER && field->minimum >= 1000 && field->maximum >= 1000
         && field->maximum <= 9999;
}

const SgnChoice *
sgn_field_choice (const SgnField *field, const char *value)
{
  for (const SgnChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++)
    if (g_str_equal (choice->value, value))
      return choice;
  return NULL;
}

static char *
format_limit (const SgnField *field, double limit)
{
  if (sgn_field_is_year (field))
    return g_strdup_printf ("%d", (int)limit);
  return sgn_number_format_real (limit, field->decimals);
}

static gboolean
check_number (const SgnField *field, double number, GError **error)
{
  gboolean limited = field->minimum != 0 || field->maximum != 0;
  g_autofree char *minimum = NULL;
  g_autofree char *maximum = NULL;

  if (number < 0 && (field->flags & SGN_FIELD_NONNEGATIVE))
    {
      g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_RANGE,
                   _ ("“%s” cannot be less than zero."), _ (field->label));
      return FALSE;
    }
  if (!limited || (number >= field->minimum && number <= field->maximum))
    return TRUE;
  minimum = format_limit (field, field->minimum);
  maximum = format_limit (field, field->maximum);
  g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_RANGE, _ ("“%s” must be between %s and %s."),
               _ (field->label), minimum, maximum);
  return FALSE;
}

static gboolean
check_date (const SgnField *field, const char *text, GError **error)
{
  SgnDate date;

  if (!sgn_date_parse_iso (text, &date))
    g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
                 _ ("“%s” must be a date, not “%s”."), _ (field->label), text);
  else if (!(field->flags & SGN_FIELD_PARTIAL) && !sgn_date_is_full (date))
    g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
                 _ ("“%s” needs the day, the month and the year, as in 15/03/2023."),
                 _ (field->label));
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_kind (const SgnField *field, const SgnValue *value, GError **error)
{
  if (value->kind == sgn_field_value_kind (field))
    return TRUE;
  g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
               _ ("The value for “%s” is of the wrong kind."), _ (field->label));
  return FALSE;
}

static gboolean
check_choice (const SgnField *field, const char *value, GError **error)
{
  if (sgn_field_choice (field, value) != NULL)
    return TRUE;
  return sgn_field_refuse_choice (field, value, error);
}

gboolean
sgn_field_check (const SgnField *field, const SgnValue *value, GError **error)
{
  if (value->kind == SGN_VALUE_NULL)
    {
      if (!(field->flags & SGN_FIELD_REQUIRED))
        return TRUE;
      g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID, _ ("“%s” cannot be empty."),
                   _ (field->label));
      return FALSE;
    }
  if (!check_kind (field, value, error))
    return FALSE;

  switch (field->kind)
    {
    case SGN_FIELD_INTEGER:
    case SGN_FIELD_MONEY:
      return check_number (field, (double)value->integer, error);
    case SGN_FIELD_DECIMAL:
      return check_number (field, value->real, error);
    case SGN_FIELD_DATE:
      return check_date (field, value->text, error);
    case SGN_FIELD_CHOICE:
      return check_choice (field, value->text, error);
    case SGN_FIELD_BOOLEAN:
      if (value->integer == 0 || value->integer == 1)
        return TRUE;
      return sgn_field_refuse_boolean (field, error);
    case SGN_FIELD_TEXT:
    case SGN_FIELD_MEMO:
    case SGN_FIELD_REFERENCE:
    case SGN_FIELD_CODE:
    default:
      return TRUE;
    }
}

static char *
format_date (const char *text)
{
  SgnDate date;

  return sgn_date_parse_iso (text, &date) ? sgn_date_format (date) : g_strdup (text);
}

char *
sgn_field_format_plain (const SgnField *field, const SgnValue *value, SgnMoneyUnit money_unit)
{
  const SgnChoice *choice;

  if (value->kind == SGN_VALUE_NULL)
    return g_strdup ("");
  g_return_val_if_fail (value->kind == sgn_field_value_kind (field), g_strdup (""));

  switch (field->kind)
    {
    case SGN_FIELD_INTEGER:
      if (sgn_field_is_year (field))
        return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
      return sgn_number_format_integer (value->integer);
    case SGN_FIELD_MONEY:
      return sgn_money_format (value->integer, money_unit);
    case SGN_FIELD_DECIMAL:
      return sgn_number_format_real (value->real, field->decimals);
    case SGN_FIELD_DATE:
      return format_date (value->text);
    case SGN_FIELD_CHOICE:
      choice = sgn_field_choice (field, value->text);
      return g_strdup (choice != NULL ? _ (choice->label) : value->text);
    case SGN_FIELD_BOOLEAN:
      return g_strdup (value->integer != 0 ? _ ("Yes") : _ ("No"));
    case SGN_FIELD_REFERENCE:
      return sgn_id_format (value->integer);
    case SGN_FIELD_TEXT:
    case SGN_FIELD_MEMO:
    case SGN_FIELD_CODE:
    default:
      return g_strdup (value->text);
    }
}

char *
sgn_field_format (const SgnField *field, SgnConnection *connection, const SgnValue *value,
                  SgnMoneyUnit money_unit)
{
  if (connection == NULL || value->kind == SGN_VALUE_NULL)
    return sgn_field_format_plain (field, value, money_unit);
  if (field->kind == SGN_FIELD_REFERENCE)
    return sgn_record_title (connection, field->reference, value->integer);
  if (field->kind == SGN_FIELD_CODE)
    return sgn_lookup_code_name (connection, field->code_list, value->text);
  return sgn_field_format_plain (field, value, money_unit);
}

const SgnRecordType *
sgn_types_by_name (const SgnTypes *types, const char *name)
{
  for (guint i = 0; i < types->n_types; i++)
    if (g_str_equal (types->types[i]->name, name))
      return types->types[i];
  return NULL;
}

const SgnRecordType *
sgn_types_by_table (const SgnTypes *types, const char *table)
{
  for (guint i = 0; i < types->n_types; i++)
    if (g_str_equal (types->types[i]->table, table))
      return types->types[i];
  return NULL;
}
