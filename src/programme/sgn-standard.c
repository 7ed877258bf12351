#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-standard.h"

#include "base/sgn-money.h"

#include <glib/gi18n-lib.h>

#define SELECT_STANDARD                                                 \
  "SELECT code, name, source, "                                         \
  "CAST(attributes ->> 'income-points' AS INTEGER), "                   \
  "CAST(attributes ->> 'service-points' AS INTEGER), "                  \
  "CAST(attributes ->> 'points-an-indicator' AS INTEGER), "             \
  "CAST(attributes ->> 'income-line' AS INTEGER), "                     \
  "CAST(attributes ->> 'average-line' AS INTEGER) "                     \
  "FROM code_item WHERE list = 'poverty-standard' AND code = :area "    \
  "AND ifnull(CAST(substr(valid_from, 1, 4) AS INTEGER), 0) <= :year "  \
  "AND ifnull(CAST(substr(valid_to, 1, 4) AS INTEGER), 9999) >= :year " \
  "ORDER BY ifnull(valid_from, '') DESC LIMIT 1"
#define N_TEXTS 3
#define N_COLUMNS 8

static SgnStandard *
read_standard (SgnStatement *row)
{
  SgnStandard *self = g_new0 (SgnStandard, 1);

  self->code = g_strdup (sgn_statement_text (row, 0));
  self->name = g_strdup (sgn_statement_text (row, 1));
  self->source = g_strdup (sgn_statement_text (row, 2));
  self->income_points = (int)sgn_statement_int (row, 3);
  self->service_points = (int)sgn_statement_int (row, 4);
  self->points_an_indicator = (int)sgn_statement_int (row, 5);
  self->income_line = sgn_statement_int (row, 6);
  self->average_line = sgn_statement_int (row, 7);
  return self;
}

/* A standard with a figure missing, or with indicators worth nothing, cannot be applied. */
static gboolean
is_whole (SgnStatement *row)
{
  for (guint i = N_TEXTS; i < N_COLUMNS; i++)
    if (sgn_statement_is_null (row, i))
      return FALSE;
  return sgn_statement_int (row, 5) > 0;
}

SgnStandard *
sgn_standard_find (SgnConnection *connection, const char *area, int year, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_STANDARD, error);
  SgnStep step;

  if (!row)
    return NULL;
  sgn_statement_bind_text (row, ":area", area);
  sgn_statement_bind_int (row, ":year", year);
  step = sgn_statement_step (row, error);
  if (step == SGN_ERROR)
    return NULL;
  if (step == SGN_ROW && is_whole (row))
    return read_standard (row);
  g_set_error (
      error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND,
      _ ("The ledger has no poverty standard for %d and the area “%s”: load a catalogue with the "
         "list “poverty-standard” of that year."),
      year, area);
  return NULL;
}

void
sgn_standard_free (SgnStandard *self)
{
  if (!self)
    return;
  g_free (self->code);
  g_free (self->name);
  g_free (self->source);
  g_free (self);
}

const char *
sgn_poverty_class_code (SgnPovertyClass class_)
{
  static const char *const codes[] = { "", "poor", "near-poor", "average", "not-poor" };

  return codes[class_];
}

/* Above the line and up to the other one; nothing else is known of those whom points do not make
 * poor. */
static SgnPovertyClass
classify_by_income (const SgnStandard *self, gint64 income)
{
  return income > self->income_line && income <= self->average_line ? SGN_CLASS_AVERAGE
                                                                    : SGN_CLASS_NOT_POOR;
}

static SgnPovertyClass
classify (const SgnStandard *self, int a, int b, gint64 income)
{
  if (a < 0)
    return SGN_CLASS_UNKNOWN;
  if (a > self->income_points)
    return classify_by_income (self, income);
  if (b < 0)
    return SGN_CLASS_UNKNOWN;
  return b >= self->service_points ? SGN_CLASS_POOR : SGN_CLASS_NEAR_POOR;
}

static char *
explain_income (const SgnStandard *self, SgnPovertyClass class_, gint64 income)
{
  g_autofree char *said = sgn_money_format (income, SGN_MONEY_DONG);
  g_autofree char *from = sgn_money_format (self->income_line, SGN_MONEY_DONG);
  g_autofree char *to = sgn_money_format (self->average_line, SGN_MONEY_DONG);

  if (class_ == SGN_CLASS_AVERAGE)
    return g_strdup_printf (_ ("an income of %s a person a month is above %s and at most %s"), said,
                            from, to);
  return g_strdup_printf (_ ("an income of %s a person a month is not above %s and at most %s"),
                          said, from, to);
}

static char *
explain (const SgnStandard *self, SgnPovertyClass class_, int a, int b, gint64 income)
{
  if (class_ == SGN_CLASS_UNKNOWN)
    return g_strdup (a < 0 ? _ ("The income points (A) are not known.")
                           : _ ("The deprivation points (B) are not known."));
  if (class_ == SGN_CLASS_POOR)
    return g_strdup_printf (_ ("A = %d (at most %d) and B = %d (at least %d)."), a,
                            self->income_points, b, self->service_points);
  if (class_ == SGN_CLASS_NEAR_POOR)
    return g_strdup_printf (_ ("A = %d (at most %d) and B = %d (less than %d)."), a,
                            self->income_points, b, self->service_points);
  if (income < 0)
    return g_strdup_printf (_ ("A = %d (more than %d); nobody asked for the income."), a,
                            self->income_points);

  g_autofree char *by_income = explain_income (self, class_, income);
  return g_strdup_printf (_ ("A = %d (more than %d); %s."), a, self->income_points, by_income);
}

/* How many indicators make up @points, the last one perhaps only begun. */
static int
count_indicators (const SgnStandard *self, int points)
{
  return (points + self->points_an_indicator - 1) / self->points_an_indicator;
}

static void
add_indicators (GStrvBuilder *changes, const SgnStandard *self, SgnPovertyClass class_, int b)
{
  gboolean poor = class_ == SGN_CLASS_POOR;
  int n = poor ? count_indicators (self, b - self->service_points + 1)
               : count_indicators (self, self->service_points - b);
  g_autofree char *change
      = poor ? g_strdup_printf (ngettext ("%d indicator fewer: near-poor.",
                                          "%d indicators fewer: near-poor.", (gulong)n),
                                n)
             : g_strdup_printf (ngettext ("%d indicator more: poor.", "%d indicators more: poor.",
                                          (gulong)n),
                                n);

  g_strv_builder_add (changes, change);
}

static void
add_more_income (GStrvBuilder *changes, const SgnStandard *self, int a)
{
  int n = self->income_points - a + 1;
  g_autofree char *change
      = g_strdup_printf (ngettext ("%d point of income more: not poor.",
                                   "%d points of income more: not poor.", (gulong)n),
                         n);

  g_strv_builder_add (changes, change);
}

static char *
say_less_income (const SgnStandard *self, int n, int b)
{
  if (b < 0)
    return g_strdup_printf (ngettext ("%d point of income fewer: poor or near-poor.",
                                      "%d points of income fewer: poor or near-poor.", (gulong)n),
                            n);
  if (b >= self->service_points)
    return g_strdup_printf (ngettext ("%d point of income fewer: poor.",
                                      "%d points of income fewer: poor.", (gulong)n),
                            n);
  return g_strdup_printf (ngettext ("%d point of income fewer: near-poor.",
                                    "%d points of income fewer: near-poor.", (gulong)n),
                          n);
}

static void
add_less_income (GStrvBuilder *changes, const SgnStandard *self, int a, int b)
{
  g_autofree char *change = say_less_income (self, a - self->income_points, b);

  g_strv_builder_add (changes, change);
}

static void
add_average (GStrvBuilder *changes, const SgnStandard *self, SgnPovertyClass class_)
{
  g_autofree char *from = sgn_money_format (self->income_line, SGN_MONEY_DONG);
  g_autofree char *to = sgn_money_format (self->average_line, SGN_MONEY_DONG);
  g_autofree char *change
      = class_ == SGN_CLASS_AVERAGE
            ? g_strdup_printf (
                _ ("An income above %s a person a month: above average living standard."), to)
            : g_strdup_printf (
                _ ("An income above %s and at most %s a person a month: average living standard."),
                from, to);

  g_strv_builder_add (changes, change);
}

static char **
list_changes (const SgnStandard *self, SgnPovertyClass class_, int a, int b)
{
  g_autoptr (GStrvBuilder) changes = g_strv_builder_new ();

  switch (class_)
    {
    case SGN_CLASS_POOR:
    case SGN_CLASS_NEAR_POOR:
      add_indicators (changes, self, class_, b);
      add_more_income (changes, self, a);
      break;
    case SGN_CLASS_AVERAGE:
    case SGN_CLASS_NOT_POOR:
      add_less_income (changes, self, a, b);
      add_average (changes, self, class_);
      break;
    case SGN_CLASS_UNKNOWN:
    default:
      break;
    }
  return g_strv_builder_end (changes);
}

SgnVerdict
sgn_standard_classify (const SgnStandard *self, int a, int b, gint64 income)
{
  SgnVerdict verdict = { .class_ = classify (self, a, b, income) };

  verdict.why = explain (self, verdict.class_, a, b, income);
  verdict.would_change = list_changes (self, verdict.class_, a, b);
  return verdict;
}

SgnVerdict
sgn_standard_screened_out (void)
{
  return (SgnVerdict){
    .class_ = SGN_CLASS_NOT_POOR,
    .why = g_strdup (_ ("Sheet A found the household not poor; it is not scored.")),
    .would_change = g_new0 (char *, 1),
  };
}

void
sgn_verdict_clear (SgnVerdict *verdict)
{
  g_clear_pointer (&verdict->why, g_free);
  g_clear_pointer (&verdict->would_change, g_strfreev);
}
