#define G_LOG_DOMAIN "sgn-rules"

#include "config.h"

#include "rules/sgn-result-private.h"

#include "base/sgn-date.h"
#include "base/sgn-money.h"
#include "base/sgn-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- values ---------------------------------------------------------------------------------- */

static void
free_value (SgnValue *value)
{
  sgn_value_clear (value);
  g_free (value);
}

static void
set_value (SgnResult *self, const char *name, SgnValue value)
{
  g_hash_table_insert (self, g_strdup (name), g_memdup2 (&value, sizeof value));
}

static SgnValue
read_column (SgnStatement *row, guint column)
{
  if (sgn_statement_is_text (row, column))
    return sgn_value_text (sgn_statement_text (row, column));
  if (sgn_statement_is_real (row, column))
    return sgn_value_real (sgn_statement_real (row, column));
  return sgn_value_int (sgn_statement_int (row, column));
}

SgnResult *
sgn_result_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)free_value);
}

SgnResult *
sgn_result_new_from_row (SgnStatement *row)
{
  SgnResult *self = sgn_result_new ();

  for (guint i = 0; i < sgn_statement_n_columns (row); i++)
    if (!sgn_statement_is_null (row, i))
      set_value (self, sgn_statement_column_name (row, i), read_column (row, i));
  return self;
}

void
sgn_result_set_int (SgnResult *self, const char *name, gint64 value)
{
  set_value (self, name, sgn_value_int (value));
}

void
sgn_result_set_text (SgnResult *self, const char *name, const char *value)
{
  if (value != NULL)
    set_value (self, name, sgn_value_text (value));
}

const SgnValue *
sgn_result_get (SgnResult *self, const char *name)
{
  return g_hash_table_lookup (self, name);
}

gint64
sgn_result_get_int (SgnResult *self, const char *name)
{
  const SgnValue *value = sgn_result_get (self, name);

  return value != NULL && value->kind == SGN_VALUE_INT ? value->integer : 0;
}

const char *
sgn_result_get_text (SgnResult *self, const char *name)
{
  const SgnValue *value = sgn_result_get (self, name);

  return value != NULL && value->kind == SGN_VALUE_TEXT ? value->text : NULL;
}

/* ---- words ----------------------------------------------------------------------------------- */

static gboolean
is_money (const char *name)
{
  return g_str_equal (name, "stated") || g_str_equal (name, "computed")
         || g_str_equal (name, "difference") || g_str_has_suffix (name, "_amount");
}

/* Thousand millions only where a paper would say so as well: every figure of the sentence a round
 * one. */
static SgnMoneyUnit
find_money_unit (SgnResult *self, const char *sentence)
{
  SgnMoneyUnit unit = SGN_MONEY_TY;
  GHashTableIter iter;
  const char *name;
  const SgnValue *value;

  g_hash_table_iter_init (&iter, self);
  while (g_hash_table_iter_next (&iter, (gpointer *)&name, (gpointer *)&value))
    {
      g_autofree char *placeholder = g_strconcat ("{", name, "}", NULL);

      if (!is_money (name) || strstr (sentence, placeholder) == NULL)
        continue;
      while (unit != SGN_MONEY_DONG && value->integer % sgn_money_unit_factor (unit) != 0)
        unit--;
    }
  return unit;
}

static char *
format_money (SgnMoneyUnit unit, const char *name, gint64 dong)
{
  g_autofree char *number = sgn_money_format (ABS (dong), unit);
  const char *sign = dong < 0 ? "−" : g_str_equal (name, "difference") ? "+" : "";

  return g_strdup_printf ("%s%s %s", sign, number, sgn_money_unit_label (unit));
}

static char *
format_percent (const SgnValue *value)
{
  double number = value->kind == SGN_VALUE_REAL ? value->real : (double)value->integer;
  g_autofree char *text = sgn_number_format_real (number, 1);

  return g_strconcat (text, "%", NULL);
}

static char *
format_date (const SgnValue *value)
{
  SgnDate date;

  if (value->kind != SGN_VALUE_TEXT || !sgn_date_parse_iso (value->text, &date))
    return g_strdup (value->kind == SGN_VALUE_TEXT ? value->text : "");
  return sgn_date_format (date);
}

static char *
format_placeholder (SgnResult *self, const char *name, SgnMoneyUnit unit)
{
  const SgnValue *value = sgn_result_get (self, name);

  if (g_str_equal (name, "subject"))
    return sgn_result_subject (self);
  if (value == NULL)
    return g_strdup ("");
  if (is_money (name))
    return format_money (unit, name, value->integer);
  if (g_str_has_suffix (name, "_percent"))
    return format_percent (value);
  if (g_str_has_suffix (name, "_date"))
    return format_date (value);
  if (value->kind == SGN_VALUE_TEXT)
    return g_strdup (value->text);
  if (value->kind == SGN_VALUE_REAL)
    return sgn_number_format_real (value->real, 2);
  return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
}

char *
sgn_result_compose (SgnResult *self, const char *sentence)
{
  SgnMoneyUnit unit = find_money_unit (self, sentence);
  GString *text = g_string_new (NULL);
  const char *open, *end;

  while ((open = strchr (sentence, '{')) != NULL && (end = strchr (open, '}')) != NULL)
    {
      g_autofree char *name = g_strndup (open + 1, (gsize)(end - open - 1));
      g_autofree char *value = format_placeholder (self, name, unit);

      g_string_append_len (text, sentence, open - sentence);
      g_string_append (text, value);
      sentence = end + 1;
    }
  g_string_append (text, sentence);
  return g_string_free (text, FALSE);
}

static char *
name_component (SgnResult *self)
{
  const char *code = sgn_result_get_text (self, "component");
  const char *kind = sgn_result_get_text (self, "component_kind");

  if (code == NULL)
    return g_strdup (_ ("The whole plan"));
  if (g_strcmp0 (kind, "sub-project") == 0)
    return g_strdup_printf (_ ("Sub-project %s"), code);
  if (g_strcmp0 (kind, "policy") == 0)
    return g_strdup_printf (_ ("Policy %s"), code);
  return g_strdup_printf (_ ("Project %s"), code);
}

char *
sgn_result_subject (SgnResult *self)
{
  g_autofree char *component = name_component (self);
  const char *section = sgn_result_get_text (self, "section");
  const char *unit = sgn_result_get_text (self, "unit_name");
  g_autofree char *subject
      = unit != NULL ? g_strdup_printf ("%s, %s", component, unit) : g_steal_pointer (&component);

  if (section == NULL)
    return g_steal_pointer (&subject);
  return g_strdup_printf (_ ("%s (section %s)"), subject, section);
}

/* ---- findings -------------------------------------------------------------------------------- */

static char *
compose_message (SgnResult *self, const SgnRuleFile *file)
{
  const char *wanted = sgn_result_get_text (self, "message");
  g_auto (GStrv) names = g_strsplit (wanted != NULL ? wanted : "main", " ", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *sentence = sgn_rule_file_message (file, names[i]);
      g_autofree char *composed = sgn_result_compose (self, sentence != NULL ? sentence : names[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", composed);
    }
  return g_string_free (text, FALSE);
}

/* Raw values, so that it is the same in every language. */
static char *
make_fingerprint (SgnResult *self, const SgnRuleFile *file)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; file->fingerprint[i] != NULL; i++)
    {
      const SgnValue *value = sgn_result_get (self, file->fingerprint[i]);
      g_autofree char *number = NULL;

      if (value != NULL && value->kind == SGN_VALUE_INT)
        number = g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
      else if (value != NULL && value->kind == SGN_VALUE_REAL)
        number = g_strdup_printf ("%d", (int)(value->real * 100));
      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", file->fingerprint[i],
                              number != NULL  ? number
                              : value != NULL ? value->text
                                              : "");
    }
  return g_string_free (text, FALSE);
}

SgnFinding *
sgn_result_to_finding (SgnResult *self, const SgnRuleFile *file, const SgnTypes *types)
{
  const char *type_name = sgn_result_get_text (self, "record_type");
  const SgnRecordType *type = type_name != NULL ? sgn_types_by_name (types, type_name) : NULL;
  const char *explained = sgn_result_get_text (self, "explained_by");
  SgnFinding *finding;

  if (type == NULL || sgn_result_get_int (self, "record_id") == 0)
    {
      g_critical ("%s: a result without record_type and record_id", file->rule.id);
      return NULL;
    }
  finding = g_new0 (SgnFinding, 1);
  finding->rule = &file->rule;
  finding->type = type;
  finding->record_id = sgn_result_get_int (self, "record_id");
  finding->other_id = sgn_result_get_int (self, "other");
  finding->component = g_strdup (sgn_result_get_text (self, "component"));
  finding->field = g_strdup (sgn_result_get_text (self, "field"));
  finding->has_amounts
      = sgn_result_get (self, "stated") != NULL && sgn_result_get (self, "computed") != NULL;
  if (finding->has_amounts)
    {
      finding->stated = sgn_result_get_int (self, "stated");
      finding->computed = sgn_result_get_int (self, "computed");
      finding->difference = finding->stated - finding->computed;
      sgn_result_set_int (self, "difference", finding->difference);
    }
  finding->message = compose_message (self, file);
  finding->fingerprint = make_fingerprint (self, file);
  finding->explained_by = g_strsplit (explained != NULL ? explained : "", " ", -1);
  return finding;
}
