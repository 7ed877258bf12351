#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-field-private.h"

#include "base/sgn-date.h"
#include "base/sgn-error.h"
#include "base/sgn-number.h"
#include "base/sgn-text.h"

#include <glib/gi18n-lib.h>

#include <math.h>

static const char *const yes_words[] = { "1", "x", "co", "yes", "true", "dung", "y", NULL };
static const char *const no_words[] = { "0", "khong", "no", "false", "sai", "k", "n", NULL };

static char *
list_choices (const SgnField *field)
{
  GString *list = g_string_new (NULL);

  for (const SgnChoice *choice = field->choices; choice->value != NULL; choice++)
    {
      if (list->len > 0)
        g_string_append (list, ", ");
      g_string_append (list, _ (choice->label));
    }
  return g_string_free (list, FALSE);
}

gboolean
sgn_field_refuse_choice (const SgnField *field, const char *text, GError **error)
{
  g_autofree char *choices = list_choices (field);

  g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
               /* Translators: field, what was typed, all choices separated by commas */
               _ ("“%s” cannot be “%s”. Choose one of: %s."), _ (field->label), text, choices);
  return FALSE;
}

gboolean
sgn_field_refuse_boolean (const SgnField *field, GError **error)
{
  g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID, _ ("“%s” must be yes or no."),
               _ (field->label));
  return FALSE;
}

/* "27,5 m²" into a field measured in m²: the unit adds nothing. */
static void
strip_unit (const SgnField *field, char *text)
{
  g_autofree char *unit = NULL;

  if (field->unit == NULL)
    return;
  unit = g_utf8_casefold (_ (field->unit), -1);
  for (char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *rest = g_utf8_casefold (p, -1);

      if (p != text && g_str_equal (rest, unit))
        {
          *p = '\0';
          g_strchomp (text);
          return;
        }
    }
}

static gboolean
parse_decimal (const SgnField *field, const char *text, SgnValue *value, GError **error)
{
  gint64 scaled;

  if (!sgn_number_parse_scaled (text, field->decimals, &scaled, error))
    return FALSE;
  *value = sgn_value_real ((double)scaled / pow (10, field->decimals));
  return TRUE;
}

static gboolean
parse_integer (const SgnField *field, const char *text, SgnMoneyUnit money_unit, SgnValue *value,
               GError **error)
{
  gint64 integer;
  gboolean ok = field->kind == SGN_FIELD_MONEY ? sgn_money_parse (text, money_unit, &integer, error)
                                               : sgn_number_parse_integer (text, &integer, error);

  if (ok)
    *value = sgn_value_int (integer);
  return ok;
}

static gboolean
parse_date (const char *text, SgnValue *value, GError **error)
{
  SgnDate date;

  if (!sgn_date_parse (text, &date, error))
    return FALSE;
  *value = (SgnValue){ .kind = SGN_VALUE_TEXT, .text = sgn_date_format_iso (date) };
  return TRUE;
}

static gboolean
parse_choice (const SgnField *field, const char *text, SgnValue *value, GError **error)
{
  g_autofree char *folded = sgn_text_fold (text);

  for (const SgnChoice *choice = field->choices; choice->value != NULL; choice++)
    {
      const char *names[] = { choice->value, choice->label, _ (choice->label) };

      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        {
          g_autofree char *name = sgn_text_fold (names[i]);

          if (g_str_equal (name, folded))
            {
              *value = sgn_value_text (choice->value);
              return TRUE;
            }
        }
    }
  return sgn_field_refuse_choice (field, text, error);
}

static gboolean
parse_boolean (const SgnField *field, const char *text, SgnValue *value, GError **error)
{
  g_autofree char *folded = sgn_text_fold (text);

  if (g_strv_contains (yes_words, folded))
    *value = sgn_value_int (1);
  else if (g_strv_contains (no_words, folded))
    *value = sgn_value_int (0);
  else
    return sgn_field_refuse_boolean (field, error);
  return TRUE;
}

static gboolean
parse_looked_up (const SgnField *field, SgnConnection *connection, const char *text,
                 SgnValue *value, GError **error)
{
  g_return_val_if_fail (connection != NULL, FALSE);

  if (field->kind == SGN_FIELD_REFERENCE)
    {
      gint64 id = sgn_lookup_reference (connection, field, text, error);

      *value = id != 0 ? sgn_value_int (id) : (SgnValue)SGN_VALUE_INIT;
    }
  else
    {
      char *code = sgn_lookup_code (connection, field, text, error);

      *value = (SgnValue){ .kind = code != NULL ? SGN_VALUE_TEXT : SGN_VALUE_NULL, .text = code };
    }
  return value->kind != SGN_VALUE_NULL;
}

/* One line: what was pasted out of a cell may hold line ends and tabs. */
static char *
make_one_line (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, "\n\r\t", -1);
  GString *line = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    {
      g_strstrip (*word);
      if (**word == '\0')
        continue;
      if (line->len > 0)
        g_string_append_c (line, ' ');
      g_string_append (line, *word);
    }
  return g_string_free (line, FALSE);
}

static gboolean
parse_text (const SgnField *field, SgnConnection *connection, char *text, SgnMoneyUnit money_unit,
            SgnValue *value, GError **error)
{
  switch (field->kind)
    {
    case SGN_FIELD_INTEGER:
    case SGN_FIELD_MONEY:
      strip_unit (field, text);
      return parse_integer (field, text, money_unit, value, error);
    case SGN_FIELD_DECIMAL:
      strip_unit (field, text);
      return parse_decimal (field, text, value, error);
    case SGN_FIELD_DATE:
      return parse_date (text, value, error);
    case SGN_FIELD_CHOICE:
      return parse_choice (field, text, value, error);
    case SGN_FIELD_BOOLEAN:
      return parse_boolean (field, text, value, error);
    case SGN_FIELD_REFERENCE:
    case SGN_FIELD_CODE:
      return parse_looked_up (field, connection, text, value, error);
    case SGN_FIELD_TEXT:
      *value = (SgnValue){ .kind = SGN_VALUE_TEXT, .text = make_one_line (text) };
      return TRUE;
    case SGN_FIELD_MEMO:
    default:
      *value = sgn_value_text (text);
      return TRUE;
    }
}

gboolean
sgn_field_parse (const SgnField *field, SgnConnection *connection, const char *text,
                 SgnMoneyUnit money_unit, SgnValue *value, GError **error)
{
  g_autofree char *clean = sgn_text_nfc (text);
  g_auto (SgnValue) parsed = SGN_VALUE_INIT;
  g_autoptr (GError) local = NULL;

  if (clean != NULL && *clean != '\0'
      && !parse_text (field, connection, clean, money_unit, &parsed, &local))
    {
      /* What base/ says of a number or a date does not know which field it stood in. */
      if (field->kind == SGN_FIELD_INTEGER || field->kind == SGN_FIELD_MONEY
          || field->kind == SGN_FIELD_DECIMAL || field->kind == SGN_FIELD_DATE)
        g_prefix_error (&local, "%s: ", _ (field->label));
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!sgn_field_check (field, &parsed, error))
    return FALSE;
  *value = parsed;
  parsed = (SgnValue)SGN_VALUE_INIT;
  return TRUE;
}
