#define G_LOG_DOMAIN "sgn-base"

#include "config.h"

#include "base/sgn-number.h"

#include "base/sgn-error.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* A number taken apart: the digits before and after the comma, without dots and signs. */
typedef struct
{
  gboolean negative;
  char *whole;
  char *fraction; /* without trailing zeros */
} Parts;

static void
parts_clear (Parts *parts)
{
  g_free (parts->whole);
  g_free (parts->fraction);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static gint64
power_of_ten (guint exponent)
{
  gint64 power = 1;

  while (exponent-- > 0)
    power *= 10;
  return power;
}

/* Blanks of all kinds around it: no-break spaces come from Word and Excel. */
static char *
trim_blanks (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *start = valid;
  char *end = valid + strlen (valid);

  while (*start != '\0' && g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start)
    {
      char *last = g_utf8_find_prev_char (start, end);
      if (!g_unichar_isspace (g_utf8_get_char (last)))
        break;
      end = last;
    }
  return g_strndup (start, (gsize)(end - start));
}

static const char *
skip_sign (const char *text, gboolean *negative)
{
  static const char MINUS[] = "\xe2\x88\x92"; /* U+2212, as Word likes to write it */

  *negative = *text == '-' || g_str_has_prefix (text, MINUS);
  if (*text == '-' || *text == '+')
    return text + 1;
  return *negative ? text + strlen (MINUS) : text;
}

static gboolean
is_all (const char *text, gsize length, const char *allowed)
{
  return strspn (text, allowed) >= length;
}

static gboolean
refuse (GError **error, const char *text)
{
  g_set_error (
      error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
      _ ("“%s” is not a number. Write it like 1.166 or 27,5: a dot between groups of three "
         "digits, a comma before decimals."),
      text);
  return FALSE;
}

static gboolean
ask (GError **error, const char *text, const char *whole, gsize length)
{
  g_autofree char *before = g_strndup (whole, length);
  g_auto (GStrv) groups = g_strsplit (before, ".", -1);
  g_autofree char *decimal = g_strjoinv (",", groups);
  g_autofree char *plain = g_strjoinv ("", groups);

  g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_AMBIGUOUS,
               _ ("“%s” can be read in two ways. Is %s or %s meant?"), text, decimal, plain);
  return FALSE;
}

/* Strict: where there are dots, every group after the first has three digits, and the first has
 * one to three and does not begin with 0. */
static gboolean
is_grouped (char **groups)
{
  gsize first = strlen (groups[0]);

  if (first < 1 || first > 3 || groups[0][0] == '0')
    return FALSE;
  for (char **group = groups + 1; *group != NULL; group++)
    if (strlen (*group) != 3)
      return FALSE;
  return TRUE;
}

static gboolean
split_whole (const char *whole, gsize length, gboolean has_fraction, const char *text, Parts *parts,
             GError **error)
{
  g_autofree char *before = g_strndup (whole, length);
  g_auto (GStrv) groups = g_strsplit (before, ".", -1);
  guint n = g_strv_length (groups);

  if (length == 0 || !is_all (before, length, "0123456789."))
    return refuse (error, text);
  if (n > 1 && !is_grouped (groups))
    {
      if (n == 2 && !has_fraction && *groups[0] != '\0' && *groups[1] != '\0')
        return ask (error, text, whole, length);
      return refuse (error, text);
    }
  parts->whole = g_strjoinv ("", groups);
  return TRUE;
}

static gboolean
split_number (const char *text, Parts *parts, GError **error)
{
  g_autofree char *trimmed = trim_blanks (text);
  const char *whole = skip_sign (trimmed, &parts->negative);
  const char *comma = strchr (whole, ',');
  gsize length = comma != NULL ? (gsize)(comma - whole) : strlen (whole);
  gsize decimals = comma != NULL ? strlen (comma + 1) : 0;

  if (!split_whole (whole, length, comma != NULL, trimmed, parts, error))
    return FALSE;
  if (comma != NULL && (decimals == 0 || !is_all (comma + 1, decimals, "0123456789")))
    return refuse (error, trimmed);
  while (decimals > 0 && comma[decimals] == '0')
    decimals--;
  parts->fraction = g_strndup (comma != NULL ? comma + 1 : "", decimals);
  return TRUE;
}

static gboolean
append_digits (guint64 *magnitude, const char *digits)
{
  for (; *digits != '\0'; digits++)
    if (!g_uint64_checked_mul (magnitude, *magnitude, 10)
        || !g_uint64_checked_add (magnitude, *magnitude, (guint64)(*digits - '0')))
      return FALSE;
  return TRUE;
}

static gboolean
is_in_range (guint64 magnitude, gboolean negative)
{
  return magnitude <= (guint64)G_MAXINT64 + (negative ? 1 : 0);
}

gboolean
sgn_number_parse_scaled (const char *text, guint decimals, gint64 *value, GError **error)
{
  g_auto (Parts) parts = { 0 };
  guint64 magnitude = 0;
  gsize given;

  g_return_val_if_fail (decimals <= 9, FALSE);
  if (!split_number (text, &parts, error))
    return FALSE;
  given = strlen (parts.fraction);
  if (given > decimals)
    {
      g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_RANGE,
                   decimals == 0 ? _ ("“%s” has decimals; a whole number is needed.")
                                 : _ ("“%s” has more decimals than can be kept."),
                   text);
      return FALSE;
    }
  if (!append_digits (&magnitude, parts.whole) || !append_digits (&magnitude, parts.fraction)
      || !g_uint64_checked_mul (&magnitude, magnitude,
                                (guint64)power_of_ten (decimals - (guint)given))
      || !is_in_range (magnitude, parts.negative))
    {
      g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_RANGE, _ ("“%s” is too large."), text);
      return FALSE;
    }
  *value = (gint64)(parts.negative ? 0 - magnitude : magnitude);
  return TRUE;
}

gboolean
sgn_number_parse_integer (const char *text, gint64 *value, GError **error)
{
  return sgn_number_parse_scaled (text, 0, value, error);
}

gboolean
sgn_number_parse_real (const char *text, double *value, GError **error)
{
  g_auto (Parts) parts = { 0 };
  g_autofree char *plain = NULL;
  double parsed;

  if (!split_number (text, &parts, error))
    return FALSE;
  plain = g_strdup_printf ("%s%s.%s", parts.negative ? "-" : "", parts.whole, parts.fraction);
  parsed = g_ascii_strtod (plain, NULL);
  if (!isfinite (parsed))
    {
      g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_RANGE, _ ("“%s” is too large."), text);
      return FALSE;
    }
  *value = parsed;
  return TRUE;
}

/* @digits: only digits. Puts dots between the groups of the first @whole of them and a comma
 * before the rest. */
static char *
write_digits (gboolean negative, const char *digits, gsize whole)
{
  GString *text = g_string_new (negative ? "-" : NULL);

  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (text, '.');
      g_string_append_c (text, digits[i]);
    }
  if (digits[whole] != '\0')
    g_string_append_printf (text, ",%s", digits + whole);
  return g_string_free (text, FALSE);
}

char *
sgn_number_format_scaled (gint64 value, guint decimals, guint min_decimals)
{
  guint64 magnitude = value < 0 ? 0 - (guint64)value : (guint64)value;
  g_autofree char *digits = NULL;
  gsize length, whole;

  g_return_val_if_fail (decimals <= 9 && min_decimals <= decimals, NULL);
  digits = g_strdup_printf ("%0*" G_GINT64_MODIFIER "u", (int)decimals + 1, magnitude);
  length = strlen (digits);
  whole = length - decimals;
  while (length > whole + min_decimals && digits[length - 1] == '0')
    digits[--length] = '\0';
  return write_digits (value < 0, digits, whole);
}

char *
sgn_number_format_integer (gint64 value)
{
  return sgn_number_format_scaled (value, 0, 0);
}

/* Rounds as a person does who sees 1,005 and not the binary fraction just below it. */
static double
round_decimal (double scaled)
{
  return round (scaled + copysign (fabs (scaled) * 2 * DBL_EPSILON, scaled));
}

char *
sgn_number_format_real (double value, guint max_decimals)
{
  char buffer[400];
  double scaled;

  g_return_val_if_fail (isfinite (value) && max_decimals <= 9, g_strdup (""));
  scaled = value * (double)power_of_ten (max_decimals);
  if (fabs (scaled) < 9e15)
    return sgn_number_format_scaled ((gint64)round_decimal (scaled), max_decimals, 0);
  /* Beyond, a double has no decimals worth showing. */
  g_ascii_formatd (buffer, sizeof buffer, "%.0f", fabs (value));
  return write_digits (value < 0, buffer, strlen (buffer));
}

char *
sgn_number_format_percent (gint64 part, gint64 whole)
{
  guint64 over = part < 0 ? 0 - (guint64)part : (guint64)part;
  guint64 under = whole < 0 ? 0 - (guint64)whole : (guint64)whole;
  gboolean negative = (part < 0) != (whole < 0);
  guint64 tenths, rest;
  g_autofree char *number = NULL;

  if (whole == 0)
    return NULL;
  /* Nobody has that much money; it only must not overflow. */
  for (; under > G_MAXUINT64 / 4000; under /= 10)
    over /= 10;
  rest = over % under * 1000;
  tenths = MIN (over / under, (guint64)G_MAXINT64 / 2000) * 1000 + rest / under;
  if (rest % under * 2 >= under)
    tenths++;
  number = sgn_number_format_scaled (negative ? -(gint64)tenths : (gint64)tenths, 1, 1);
  return g_strconcat (number, "%", NULL);
}

static const char *const DIGIT_WORDS[]
    = { "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín" };

static void
append_word (GString *words, const char *word)
{
  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append (words, word);
}

static void
append_ones (GString *words, guint tens, guint ones)
{
  if (ones == 0)
    return;
  if (ones == 1 && tens > 1)
    append_word (words, "mốt");
  else if (ones == 4 && tens > 1)
    append_word (words, "tư");
  else if (ones == 5 && tens > 0)
    append_word (words, "lăm");
  else
    append_word (words, DIGIT_WORDS[ones]);
}

/* Three digits. After a higher group they are read in full: "không trăm linh năm". */
static void
append_group (GString *words, guint group)
{
  gboolean in_full = words->len > 0;
  guint hundreds = group / 100;
  guint tens = group / 10 % 10;

  if (hundreds > 0 || in_full)
    {
      append_word (words, DIGIT_WORDS[hundreds]);
      append_word (words, "trăm");
    }
  if (tens == 1)
    append_word (words, "mười");
  else if (tens > 1)
    {
      append_word (words, DIGIT_WORDS[tens]);
      append_word (words, "mươi");
    }
  else if (group % 10 > 0 && (hundreds > 0 || in_full))
    append_word (words, "linh");
  append_ones (words, tens, group % 10);
}

/* The scale repeats at a thousand million: "hai nghìn tỷ", "chín tỷ tỷ". */
static void
append_number (GString *words, guint64 value)
{
  static const struct
  {
    guint64 factor;
    const char *word;
  } SCALES[] = { { 1000000, "triệu" }, { 1000, "nghìn" }, { 1, NULL } };
  const guint64 ty = 1000000000;

  if (value >= ty)
    {
      append_number (words, value / ty);
      append_word (words, "tỷ");
      value %= ty;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (SCALES); i++)
    {
      guint group = (guint)(value / SCALES[i].factor % 1000);

      if (group == 0)
        continue;
      append_group (words, group);
      if (SCALES[i].word != NULL)
        append_word (words, SCALES[i].word);
    }
}

char *
sgn_number_words (gint64 value)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (value == 0)
    return g_strdup (DIGIT_WORDS[0]);
  append_number (words, value < 0 ? 0 - (guint64)value : (guint64)value);
  return g_strdup_printf ("%s%s", value < 0 ? "âm " : "", words->str);
}
