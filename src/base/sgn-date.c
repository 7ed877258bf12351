#define G_LOG_DOMAIN "sgn-base"

#include "config.h"

#include "base/sgn-date.h"

#include "base/sgn-error.h"

#include <string.h>

#include <glib/gi18n-lib.h>

enum
{
  FIRST_YEAR = 1800,
  LAST_YEAR = 2200,
};

static gboolean
is_possible (SgnDate date)
{
  if (date.year < FIRST_YEAR || date.year > LAST_YEAR || date.month > 12)
    return FALSE;
  if (date.month == 0)
    return date.day == 0;
  return date.day <= sgn_date_days_in_month (date.year, date.month);
}

/* @text: digits, @min to @max of them. Returns: their value, -1 for anything else */
static int
read_digits (const char *text, gsize min, gsize max)
{
  gsize length = strlen (text);

  if (length < min || length > max || strspn (text, "0123456789") != length)
    return -1;
  return (int)g_ascii_strtoll (text, NULL, 10);
}

gboolean
sgn_date_parse_iso (const char *text, SgnDate *date)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", -1);
  guint n = g_strv_length (parts);
  int values[3] = { 0 };
  SgnDate parsed;

  if (n < 1 || n > 3)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      values[i] = read_digits (parts[i], i == 0 ? 4 : 2, i == 0 ? 4 : 2);
      if (values[i] <= 0)
        return FALSE;
    }
  parsed = (SgnDate){ (guint16)values[0], (guint8)values[1], (guint8)values[2] };
  if (!is_possible (parsed))
    return FALSE;
  *date = parsed;
  return TRUE;
}

static gboolean
refuse (GError **error, SgnBaseError code, const char *text)
{
  const char *format;

  if (code == SGN_BASE_ERROR_AMBIGUOUS)
    format = _ ("The year in “%s” has two digits: write all four, such as 1975 or 2023.");
  else if (code == SGN_BASE_ERROR_RANGE)
    format = _ ("There is no such day as “%s”.");
  else
    format
        = _ ("“%s” is not a date. Write 15/03/2023, or 3/2016 or 1975 where the rest is unknown.");
    /* The three sentences take the same one argument. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, SGN_BASE_ERROR, (gint)code, format, text);
#pragma GCC diagnostic pop
  return FALSE;
}

/* Day, month and year, the last of which alone must be there; one sign between all of them. */
static gboolean
parse_parts (char **parts, guint n, int values[3], gboolean *short_year)
{
  for (guint i = 0; i < n; i++)
    {
      gboolean is_year = i == n - 1;
      int value = read_digits (g_strstrip (parts[i]), 1, is_year ? 4 : 2);

      if (value < 0)
        return FALSE;
      *short_year = is_year && strlen (parts[i]) == 2;
      if (is_year && strlen (parts[i]) != 4 && !*short_year)
        return FALSE;
      values[3 - n + i] = value;
    }
  return TRUE;
}

gboolean
sgn_date_parse (const char *text, SgnDate *date, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  const char *sign = strpbrk (trimmed, "/-.");
  const char separator[] = { sign != NULL ? *sign : '/', '\0' };
  g_auto (GStrv) parts = g_strsplit (trimmed, separator, -1);
  guint n = g_strv_length (parts);
  int values[3] = { 0 };
  gboolean short_year = FALSE;
  SgnDate parsed;

  if (sgn_date_parse_iso (trimmed, date))
    return TRUE;
  if (n < 1 || n > 3 || !parse_parts (parts, n, values, &short_year))
    return refuse (error, SGN_BASE_ERROR_INVALID, text);
  if (short_year)
    return refuse (error, SGN_BASE_ERROR_AMBIGUOUS, text);
  parsed = (SgnDate){ (guint16)values[2], (guint8)values[1], (guint8)values[0] };
  if (!is_possible (parsed) || (n > 1 && parsed.month == 0) || (n > 2 && parsed.day == 0))
    return refuse (error, SGN_BASE_ERROR_RANGE, text);
  *date = parsed;
  return TRUE;
}

char *
sgn_date_format (SgnDate date)
{
  if (date.year == 0)
    return g_strdup ("");
  if (date.month == 0)
    return g_strdup_printf ("%d", date.year);
  if (date.day == 0)
    return g_strdup_printf ("%d/%d", date.month, date.year);
  return g_strdup_printf ("%02d/%02d/%d", date.day, date.month, date.year);
}

char *
sgn_date_format_moment (const char *iso)
{
  g_autofree char *day = g_strndup (iso, 10);
  g_autofree char *shown = NULL;
  SgnDate date;

  if (!sgn_date_parse_iso (day, &date))
    return g_strdup (iso);
  shown = sgn_date_format (date);
  return strlen (iso) < 16 ? g_steal_pointer (&shown)
                           : g_strdup_printf ("%s %.5s", shown, iso + 11);
}

char *
sgn_date_format_iso (SgnDate date)
{
  if (date.year == 0)
    return g_strdup ("");
  if (date.month == 0)
    return g_strdup_printf ("%04d", date.year);
  if (date.day == 0)
    return g_strdup_printf ("%04d-%02d", date.year, date.month);
  return g_strdup_printf ("%04d-%02d-%02d", date.year, date.month, date.day);
}

/* A blank of the width of two digits, to be filled in by hand. */
static char *
format_number (int number, int zero_below)
{
  if (number == 0)
    return g_strdup ("   ");
  return g_strdup_printf (number < zero_below ? "0%d" : "%d", number);
}

char *
sgn_date_format_long (SgnDate date)
{
  g_autofree char *day = format_number (date.day, 10);
  g_autofree char *month = format_number (date.month, 3);
  g_autofree char *year = format_number (date.year, 0);

  return g_strdup_printf ("ngày %s tháng %s năm %s", day, month, year);
}

gboolean
sgn_date_is_full (SgnDate date)
{
  return date.year != 0 && date.month != 0 && date.day != 0;
}

int
sgn_date_compare (SgnDate a, SgnDate b)
{
  if (a.year != b.year)
    return a.year < b.year ? -1 : 1;
  if (a.month != b.month)
    return a.month < b.month ? -1 : 1;
  return (a.day > b.day) - (a.day < b.day);
}

SgnDate
sgn_date_first_day (SgnDate date)
{
  return (SgnDate){ date.year, MAX (date.month, 1), MAX (date.day, 1) };
}

SgnDate
sgn_date_last_day (SgnDate date)
{
  guint8 month = date.month != 0 ? date.month : 12;
  guint8 last = (guint8)sgn_date_days_in_month (date.year, month);

  return (SgnDate){ date.year, month, date.day != 0 ? date.day : last };
}

SgnDate
sgn_date_add_months (SgnDate date, int months)
{
  int month = date.year * 12 + date.month - 1 + months;
  SgnDate moved = { (guint16)(month / 12), (guint8)(month % 12 + 1), date.day };

  moved.day = (guint8)MIN (moved.day, sgn_date_days_in_month (moved.year, moved.month));
  return moved;
}

/* GDate counts days from 1 = 0001-01-01. */
static guint32
epoch_julian (void)
{
  GDate epoch;

  g_date_clear (&epoch, 1);
  g_date_set_dmy (&epoch, 1, G_DATE_JANUARY, 1970);
  return g_date_get_julian (&epoch);
}

gint64
sgn_date_days (SgnDate date)
{
  GDate day;

  g_return_val_if_fail (sgn_date_is_full (date), 0);
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, date.day, (GDateMonth)date.month, date.year);
  return (gint64)g_date_get_julian (&day) - epoch_julian ();
}

SgnDate
sgn_date_from_days (gint64 days)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_julian (&day, (guint32)(days + epoch_julian ()));
  return (SgnDate){ g_date_get_year (&day), (guint8)g_date_get_month (&day),
                    g_date_get_day (&day) };
}

guint
sgn_date_days_in_month (guint year, guint month)
{
  return g_date_get_days_in_month ((GDateMonth)month, (GDateYear)year);
}

static gboolean
read_given_day (SgnDate *date)
{
  const char *given = g_getenv ("SGN_TODAY");

  return given != NULL && sgn_date_parse_iso (given, date) && sgn_date_is_full (*date);
}

SgnDate
sgn_date_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  SgnDate today;

  if (read_given_day (&today))
    return today;
  return (SgnDate){ (guint16)g_date_time_get_year (now), (guint8)g_date_time_get_month (now),
                    (guint8)g_date_time_get_day_of_month (now) };
}

char *
sgn_time_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = sgn_date_format_iso (sgn_date_today ());
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S%:z");

  return g_strconcat (day, "T", time, NULL);
}
