#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-value.h"

SgnValue
sgn_value_int (gint64 integer)
{
  return (SgnValue){ .kind = SGN_VALUE_INT, .integer = integer };
}

SgnValue
sgn_value_real (double real)
{
  return (SgnValue){ .kind = SGN_VALUE_REAL, .real = real };
}

SgnValue
sgn_value_text (const char *text)
{
  if (text == NULL)
    return (SgnValue)SGN_VALUE_INIT;
  return (SgnValue){ .kind = SGN_VALUE_TEXT, .text = g_strdup (text) };
}

SgnValue
sgn_value_copy (const SgnValue *value)
{
  SgnValue copy = *value;

  copy.text = g_strdup (value->text);
  return copy;
}

gboolean
sgn_value_equal (const SgnValue *a, const SgnValue *b)
{
  if (a->kind != b->kind)
    return FALSE;
  switch (a->kind)
    {
    case SGN_VALUE_NULL:
      return TRUE;
    case SGN_VALUE_INT:
      return a->integer == b->integer;
    case SGN_VALUE_REAL:
      return a->real == b->real;
    case SGN_VALUE_TEXT:
      return g_str_equal (a->text, b->text);
    default:
      g_return_val_if_reached (FALSE);
    }
}

void
sgn_value_clear (SgnValue *value)
{
  g_free (value->text);
  *value = (SgnValue)SGN_VALUE_INIT;
}
