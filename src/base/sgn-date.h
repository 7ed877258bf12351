#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A date of which the month and day, or the day, may be unknown. */
typedef struct
{
  guint16 year;  /* 1800 to 2200; 0: no date at all */
  guint8 month;  /* 1 to 12; 0: unknown */
  guint8 day;    /* 1 to 31; 0: unknown */
} SgnDate;

/**
 * sgn_date_parse:
 * @text: as people write: "15/03/2023", "15-3-2023", "15.3.2023", "3/2016", "1975"; ISO too
 *
 * Two-digit years are SGN_BASE_ERROR_AMBIGUOUS; impossible days SGN_BASE_ERROR_RANGE.
 */
gboolean sgn_date_parse (const char *text, SgnDate *date, GError **error);

/** sgn_date_parse_iso: "2023-03-15", "2016-03", "1975" only. Returns: FALSE if it is not one */
gboolean sgn_date_parse_iso (const char *text, SgnDate *date);

/** sgn_date_format: Returns: (transfer full): "15/03/2023", "3/2016", "1975" */
char *sgn_date_format (SgnDate date);

/** sgn_date_format_moment: @iso: "2023-08-31T09:41:05". Returns: (transfer full): "31/08/2023 09:41"; what is no moment as it stands */
char *sgn_date_format_moment (const char *iso);

/** sgn_date_format_iso: Returns: (transfer full): "2023-03-15", "2016-03", "1975" */
char *sgn_date_format_iso (SgnDate date);

/** sgn_date_format_long: Returns: (transfer full): "ngày 02 tháng 12 năm 2022" (NĐ 30/2020: a zero
 * before days below 10 and months 1 and 2); unknown parts stay blank: "ngày     tháng 11 năm 2022" */
char *sgn_date_format_long (SgnDate date);

gboolean sgn_date_is_full (SgnDate date);

/** sgn_date_compare: unknown parts sort before known ones */
int sgn_date_compare (SgnDate a, SgnDate b);

/** sgn_date_first_day, sgn_date_last_day: the earliest and latest full day a date can mean */
SgnDate sgn_date_first_day (SgnDate date);
SgnDate sgn_date_last_day (SgnDate date);

/**
 * sgn_date_add_months:
 * @date: a full date
 *
 * The same day @months later; where that month is shorter, its last day (29/02/2020 plus 12 months
 * is 28/02/2021).
 */
SgnDate sgn_date_add_months (SgnDate date, int months);

/** sgn_date_days: Returns: days since 1970-01-01 of a full date */
gint64 sgn_date_days (SgnDate date);

/** sgn_date_from_days: the full date so many days after 1970-01-01 */
SgnDate sgn_date_from_days (gint64 days);

/** sgn_date_days_in_month: Returns: 28 to 31 */
guint sgn_date_days_in_month (guint year, guint month);

/** sgn_date_today: the local day; the environment variable SGN_TODAY (ISO) stands in for it, so
 * that papers and tests can be made for a given day */
SgnDate sgn_date_today (void);

/** sgn_time_now: Returns: (transfer full): "2023-08-31T09:41:00+07:00", local, seconds; the day
 * follows SGN_TODAY where that is set */
char *sgn_time_now (void);

G_END_DECLS
