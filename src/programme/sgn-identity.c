#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-identity.h"

#include "base/sgn-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Three digits of the province, one of century and sex, two of the year, six of a serial. */
#define N_DIGITS 12
#define N_PROVINCE 3
#define AT_SEX 3
#define AT_YEAR 4

/* Behind the provinces come the countries of those whose birth was registered abroad. */
#define LAST_PROVINCE 96

#define HAS_PROVINCE "SELECT count(*) FROM code_item WHERE list = 'id-province' AND code = :code"
#define HAS_LIST "SELECT count(*) FROM code_item WHERE list = 'id-province'"

static gboolean
is_number (const char *number)
{
  return number && strlen (number) == N_DIGITS && strspn (number, "0123456789") == N_DIGITS;
}

static int
get_birth_year (const char *number)
{
  return 1900 + (number[AT_SEX] - '0') / 2 * 100 + (number[AT_YEAR] - '0') * 10
         + number[AT_YEAR + 1] - '0';
}

static SgnSex
get_sex (const char *number)
{
  return (number[AT_SEX] - '0') % 2 == 0 ? SGN_SEX_MALE : SGN_SEX_FEMALE;
}

static gboolean
check_province (SgnConnection *connection, const char *number, GStrvBuilder *warnings,
                GError **error)
{
  g_autofree char *code = g_strndup (number, N_PROVINCE);
  g_autoptr (SgnStatement) row = NULL;
  gint64 n_known;

  if (atoi (code) > LAST_PROVINCE)
    return TRUE;
  if (!sgn_connection_query_int (connection, HAS_LIST, 0, &n_known, error))
    return FALSE;
  row = sgn_connection_prepare (connection, HAS_PROVINCE, error);
  if (!row)
    return FALSE;
  sgn_statement_bind_text (row, ":code", code);
  if (sgn_statement_step (row, error) == SGN_ERROR)
    return FALSE;
  if (n_known > 0 && sgn_statement_int (row, 0) == 0)
    {
      g_autofree char *warning = g_strdup_printf (_ ("No province has the code %s."), code);

      g_strv_builder_add (warnings, warning);
    }
  return TRUE;
}

static void
check_sex (const char *number, SgnSex sex, GStrvBuilder *warnings)
{
  if (!sex || get_sex (number) == sex)
    return;
  g_strv_builder_add (warnings,
                      sex == SGN_SEX_MALE
                          ? _ ("The personal number is that of a woman, but a man is entered.")
                          : _ ("The personal number is that of a man, but a woman is entered."));
}

static void
check_year (const char *number, SgnDate birth, GStrvBuilder *warnings)
{
  int year = get_birth_year (number);
  g_autofree char *warning = NULL;

  if (birth.year && year != birth.year)
    warning = g_strdup_printf (
        _ ("By the personal number the person was born in %d, but %d is entered."), year,
        birth.year);
  else if (year > sgn_date_today ().year)
    warning = g_strdup_printf (_ ("By the personal number the person will be born in %d."), year);
  if (warning)
    g_strv_builder_add (warnings, warning);
}

char **
sgn_identity_check (SgnConnection *connection, const char *number, SgnSex sex, SgnDate birth,
                    GError **error)
{
  g_autoptr (GStrvBuilder) warnings = g_strv_builder_new ();

  if (!is_number (number))
    {
      g_set_error_literal (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
                           _ ("A personal number has 12 digits and nothing else."));
      return NULL;
    }
  if (!check_province (connection, number, warnings, error))
    return NULL;
  check_sex (number, sex, warnings);
  check_year (number, birth, warnings);
  return g_strv_builder_end (warnings);
}

char *
sgn_identity_mask (const char *number)
{
  if (!is_number (number))
    return g_strnfill (number ? (gsize)g_utf8_strlen (number, -1) : 0, '*');
  return g_strdup_printf ("%.3s*****%s", number, number + N_DIGITS - 4);
}
