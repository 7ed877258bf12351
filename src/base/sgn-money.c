#define G_LOG_DOMAIN "sgn-base"

#include "config.h"

#include "base/sgn-money.h"

#include "base/sgn-error.h"
#include "base/sgn-number.h"
#include "base/sgn-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static const struct
{
  guint decimals; /* the factor is a power of ten */
  gint64 factor;
  const char *code;
  const char *label;
  const char *spellings; /* folded; "|" between them */
} UNITS[] = {
  [SGN_MONEY_DONG] = { 0, 1, "dong", "đồng", "|dong|d|vnd|" },
  [SGN_MONEY_NGHIN] = { 3, 1000, "nghin", "nghìn đồng", "|nghin|nghin dong|ngan|ngan dong|" },
  [SGN_MONEY_TRIEU] = { 6, 1000000, "trieu", "triệu đồng", "|trieu|trieu dong|tr|trd|" },
  [SGN_MONEY_TY] = { 9, 1000000000, "ty", "tỷ đồng", "|ty|ty dong|ti|ti dong|" },
};

gint64
sgn_money_unit_factor (SgnMoneyUnit unit)
{
  return UNITS[unit].factor;
}

const char *
sgn_money_unit_code (SgnMoneyUnit unit)
{
  return UNITS[unit].code;
}

gboolean
sgn_money_unit_from_code (const char *code, SgnMoneyUnit *unit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (UNITS); i++)
    if (strcmp (code, UNITS[i].code) == 0)
      {
        *unit = (SgnMoneyUnit)i;
        return TRUE;
      }
  return FALSE;
}

const char *
sgn_money_unit_label (SgnMoneyUnit unit)
{
  return UNITS[unit].label;
}

static gboolean
find_unit (const char *name, SgnMoneyUnit *unit)
{
  g_autofree char *folded = sgn_text_fold (name);
  g_autofree char *wanted = g_strconcat ("|", folded, "|", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (UNITS); i++)
    if (strstr (UNITS[i].spellings, wanted) != NULL)
      {
        *unit = (SgnMoneyUnit)i;
        return TRUE;
      }
  return FALSE;
}

static const char *
find_letter (const char *text)
{
  while (*text != '\0' && !g_unichar_isalpha (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

gboolean
sgn_money_parse (const char *text, SgnMoneyUnit unit, gint64 *dong, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *name = find_letter (valid);
  g_autofree char *number = g_strndup (valid, (gsize)(name - valid));
  g_autoptr (GError) local = NULL;

  if (*name != '\0' && !find_unit (name, &unit))
    {
      g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
                   _ ("“%s” is not an amount of money. Write it like 114.929 or 5 tỷ."), text);
      return FALSE;
    }
  if (sgn_number_parse_scaled (number, UNITS[unit].decimals, dong, &local))
    return TRUE;
  if (g_error_matches (local, SGN_BASE_ERROR, SGN_BASE_ERROR_RANGE) && strchr (number, ',') != NULL)
    g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_RANGE,
                 _ ("“%s” cannot be kept: it is too large or has fractions of a đồng."), text);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

char *
sgn_money_format (gint64 dong, SgnMoneyUnit unit)
{
  return sgn_number_format_scaled (dong, UNITS[unit].decimals, 0);
}

char *
sgn_money_words (gint64 dong)
{
  g_autofree char *words = sgn_number_words (dong);
  g_autofree char *first = g_utf8_substring (words, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, words + strlen (first), " đồng", NULL);
}

/* Toward minus infinity, so that the remainder is never negative. */
static gint64
floor_units (gint64 dong, gint64 factor)
{
  return dong / factor - (dong % factor < 0 ? 1 : 0);
}

gint64
sgn_money_round (gint64 dong, gint64 factor)
{
  gint64 whole = dong / factor;
  gint64 rest = ABS (dong % factor);

  if (rest >= factor - rest)
    whole += dong < 0 ? -1 : 1;
  return whole;
}

typedef struct
{
  gsize index;
  gint64 amount;
  gint64 remainder;
} Claim;

static int
compare_claims (gconstpointer a, gconstpointer b)
{
  const Claim *x = a;
  const Claim *y = b;
  gint64 size_x = ABS (x->amount);
  gint64 size_y = ABS (y->amount);

  if (x->remainder != y->remainder)
    return x->remainder > y->remainder ? -1 : 1;
  if (size_x != size_y)
    return size_x > size_y ? -1 : 1;
  return x->index < y->index ? -1 : 1;
}

static void
round_plainly (const gint64 *parts, gsize n, gint64 factor, gint64 *shown, gboolean *nudged)
{
  for (gsize i = 0; i < n; i++)
    {
      shown[i] = sgn_money_round (parts[i], factor);
      if (nudged != NULL)
        nudged[i] = FALSE;
    }
}

/* Floors the parts into @shown. Returns: (element-type Claim): those that were not whole. */
static GArray *
floor_parts (const gint64 *parts, gsize n, gint64 factor, gint64 *shown)
{
  GArray *claims = g_array_new (FALSE, FALSE, sizeof (Claim));

  for (gsize i = 0; i < n; i++)
    {
      Claim claim = { i, parts[i], 0 };

      shown[i] = floor_units (parts[i], factor);
      claim.remainder = parts[i] - shown[i] * factor;
      if (claim.remainder > 0)
        g_array_append_val (claims, claim);
    }
  return claims;
}

gboolean
sgn_money_round_parts (gint64 total_shown, const gint64 *parts, gsize n, gint64 factor,
                       gint64 *shown, gboolean *nudged)
{
  g_autoptr (GArray) claims = floor_parts (parts, n, factor, shown);
  gint64 missing = total_shown;

  for (gsize i = 0; i < n; i++)
    missing -= shown[i];
  if (missing < 0 || missing > (gint64)claims->len)
    {
      round_plainly (parts, n, factor, shown, nudged);
      return FALSE;
    }
  g_array_sort (claims, compare_claims);
  for (gint64 i = 0; i < missing; i++)
    shown[g_array_index (claims, Claim, i).index]++;
  for (gsize i = 0; nudged != NULL && i < n; i++)
    nudged[i] = shown[i] != sgn_money_round (parts[i], factor);
  return TRUE;
}
