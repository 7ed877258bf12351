#include "config.h"

#include "base/sgn-date.h"
#include "base/sgn-error.h"

#include <string.h>

enum
{
  OK = -1,
};

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    int outcome;
    const char *iso;
    const char *shown;
  } CASES[] = {
    { "15/03/2023", OK, "2023-03-15", "15/03/2023" },
    { "15-3-2023", OK, "2023-03-15", "15/03/2023" },
    { "15.3.2023", OK, "2023-03-15", "15/03/2023" },
    { " 1 / 9 / 2022 ", OK, "2022-09-01", "01/09/2022" },
    { "3/2016", OK, "2016-03", "3/2016" },
    { "12-2016", OK, "2016-12", "12/2016" },
    { "1975", OK, "1975", "1975" },
    { "2023-03-15", OK, "2023-03-15", "15/03/2023" },
    { "2016-03", OK, "2016-03", "3/2016" },
    { "29/2/2024", OK, "2024-02-29", "29/02/2024" },
    { "29/2/2000", OK, "2000-02-29", "29/02/2000" },
    { "15/3/23", SGN_BASE_ERROR_AMBIGUOUS },
    { "3/23", SGN_BASE_ERROR_AMBIGUOUS },
    { "75", SGN_BASE_ERROR_AMBIGUOUS },
    { "29/2/2023", SGN_BASE_ERROR_RANGE },
    { "29/2/1900", SGN_BASE_ERROR_RANGE },
    { "31/4/2023", SGN_BASE_ERROR_RANGE },
    { "0/3/2023", SGN_BASE_ERROR_RANGE },
    { "1/0/2023", SGN_BASE_ERROR_RANGE },
    { "0/2023", SGN_BASE_ERROR_RANGE },
    { "15/13/2023", SGN_BASE_ERROR_RANGE },
    { "15/3/1799", SGN_BASE_ERROR_RANGE },
    { "2201", SGN_BASE_ERROR_RANGE },
    { "", SGN_BASE_ERROR_INVALID },
    { "15/03", SGN_BASE_ERROR_AMBIGUOUS },
    { "15/3-2023", SGN_BASE_ERROR_INVALID },
    { "1/2/3/2023", SGN_BASE_ERROR_INVALID },
    { "1/2/202", SGN_BASE_ERROR_INVALID },
    { "a/2/2023", SGN_BASE_ERROR_INVALID },
    { "15/3/2023x", SGN_BASE_ERROR_INVALID },
    { "-1/3/2023", SGN_BASE_ERROR_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      SgnDate date;
      gboolean ok = sgn_date_parse (CASES[i].text, &date, &error);

      g_test_message ("“%s”", CASES[i].text);
      g_assert_cmpint (ok, ==, CASES[i].outcome == OK);
      if (ok)
        {
          g_autofree char *iso = sgn_date_format_iso (date);
          g_autofree char *shown = sgn_date_format (date);
          g_assert_cmpstr (iso, ==, CASES[i].iso);
          g_assert_cmpstr (shown, ==, CASES[i].shown);
        }
      else
        g_assert_error (error, SGN_BASE_ERROR, CASES[i].outcome);
    }
}

static void
test_iso_is_strict (void)
{
  static const char *const REFUSED[]
      = { "",      "2023-3-15",   "23-03-15",      "2023-02-29", "2023-00",
          "2023-", "2023-03-15T", "2023-03-15-01", "15/3/2023" };
  SgnDate date;

  for (gsize i = 0; i < G_N_ELEMENTS (REFUSED); i++)
    g_assert_false (sgn_date_parse_iso (REFUSED[i], &date));
}

static void
test_long (void)
{
  static const struct
  {
    SgnDate date;
    const char *text;
  } CASES[] = {
    { { 2022, 12, 2 }, "ngày 02 tháng 12 năm 2022" },
    { { 2023, 3, 15 }, "ngày 15 tháng 3 năm 2023" },
    { { 2023, 2, 10 }, "ngày 10 tháng 02 năm 2023" },
    { { 2022, 11, 0 }, "ngày     tháng 11 năm 2022" },
    { { 2022, 0, 0 }, "ngày     tháng     năm 2022" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text = sgn_date_format_long (CASES[i].date);
      g_assert_cmpstr (text, ==, CASES[i].text);
    }
}

static void
test_no_date (void)
{
  const SgnDate none = { 0 };
  g_autofree char *shown = sgn_date_format (none);
  g_autofree char *iso = sgn_date_format_iso (none);

  g_assert_cmpstr (shown, ==, "");
  g_assert_cmpstr (iso, ==, "");
  g_assert_false (sgn_date_is_full (none));
}

static void
test_partial (void)
{
  const SgnDate year = { 2024, 0, 0 };
  const SgnDate month = { 2024, 2, 0 };
  const SgnDate day = { 2024, 2, 10 };
  g_autofree char *first = sgn_date_format_iso (sgn_date_first_day (year));
  g_autofree char *last = sgn_date_format_iso (sgn_date_last_day (year));
  g_autofree char *leap = sgn_date_format_iso (sgn_date_last_day (month));

  g_assert_cmpstr (first, ==, "2024-01-01");
  g_assert_cmpstr (last, ==, "2024-12-31");
  g_assert_cmpstr (leap, ==, "2024-02-29");
  g_assert_cmpint (sgn_date_compare (year, month), <, 0);
  g_assert_cmpint (sgn_date_compare (month, day), <, 0);
  g_assert_cmpint (sgn_date_compare (day, year), >, 0);
  g_assert_cmpint (sgn_date_compare (day, sgn_date_last_day (day)), ==, 0);
}

static void
test_add_months (void)
{
  static const struct
  {
    const char *from;
    int months;
    const char *to;
  } CASES[] = {
    { "2020-02-29", 12, "2021-02-28" }, { "2020-02-29", 48, "2024-02-29" },
    { "2023-01-31", 1, "2023-02-28" },  { "2023-12-15", 1, "2024-01-15" },
    { "2023-01-15", -1, "2022-12-15" }, { "2023-08-31", 36, "2026-08-31" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      SgnDate from;
      g_autofree char *to = NULL;

      g_assert_true (sgn_date_parse_iso (CASES[i].from, &from));
      to = sgn_date_format_iso (sgn_date_add_months (from, CASES[i].months));
      g_assert_cmpstr (to, ==, CASES[i].to);
    }
}

static void
test_days (void)
{
  g_assert_cmpint (sgn_date_days ((SgnDate){ 1970, 1, 1 }), ==, 0);
  g_assert_cmpint (sgn_date_days ((SgnDate){ 1969, 12, 31 }), ==, -1);
  g_assert_cmpint (sgn_date_days ((SgnDate){ 2000, 3, 1 }), ==, 11017);
}

/* Every day of four centuries, so every kind of leap year. */
static void
test_every_day (void)
{
  SgnDate before = { 1800, 1, 1 };

  for (gint64 day = sgn_date_days (before) + 1; before.year < 2200; day++)
    {
      SgnDate date = sgn_date_from_days (day);
      g_autofree char *text = sgn_date_format (date);
      SgnDate parsed;

      g_assert_cmpint (sgn_date_days (date), ==, day);
      g_assert_cmpint (sgn_date_compare (before, date), <, 0);
      g_assert_true (sgn_date_parse (text, &parsed, NULL));
      g_assert_cmpint (sgn_date_compare (parsed, date), ==, 0);
      before = date;
    }
}

static void
test_given_day (void)
{
  g_autofree char *now = NULL;
  g_autofree char *today = NULL;

  g_setenv ("SGN_TODAY", "2023-08-31", TRUE);
  now = sgn_time_now ();
  today = sgn_date_format_iso (sgn_date_today ());
  g_assert_cmpstr (today, ==, "2023-08-31");
  g_assert_true (
      g_regex_match_simple ("^2023-08-31T\\d\\d:\\d\\d:\\d\\d[+-]\\d\\d:\\d\\d$", now, 0, 0));
  g_setenv ("SGN_TODAY", "2023-08", TRUE);
  g_assert_true (sgn_date_is_full (sgn_date_today ()));
  g_unsetenv ("SGN_TODAY");
  g_assert_true (sgn_date_is_full (sgn_date_today ()));
}

static void
test_moment (void)
{
  static const struct
  {
    const char *iso, *shown;
  } CASES[] = {
    { "2023-08-31T09:41:05+07:00", "31/08/2023 09:41" },
    { "2023-08-31T09:41", "31/08/2023 09:41" },
    { "2023-08-31", "31/08/2023" },
    { "hôm qua", "hôm qua" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *shown = sgn_date_format_moment (CASES[i].iso);

      g_assert_cmpstr (shown, ==, CASES[i].shown);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/date/parse", test_parse);
  g_test_add_func ("/base/date/iso-is-strict", test_iso_is_strict);
  g_test_add_func ("/base/date/long", test_long);
  g_test_add_func ("/base/date/no-date", test_no_date);
  g_test_add_func ("/base/date/partial", test_partial);
  g_test_add_func ("/base/date/add-months", test_add_months);
  g_test_add_func ("/base/date/days", test_days);
  g_test_add_func ("/base/date/every-day", test_every_day);
  g_test_add_func ("/base/date/given-day", test_given_day);
  g_test_add_func ("/base/date/moment", test_moment);
  return g_test_run ();
}
