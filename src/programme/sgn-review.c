#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-review.h"

#include "base/sgn-error.h"
#include "programme/sgn-family-private.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review-private.h"

#include <glib/gi18n-lib.h>

#define LISTED                                                                      \
  "WITH listed AS (SELECT household_id FROM household_year WHERE year = :year - 1 " \
  "AND class IN ('poor', 'near-poor') AND movement IS NOT 'other-out' "             \
  "UNION SELECT household_id FROM review_sheet WHERE year = :year AND kind = 'request') "
/* clang-format off */
/* There and below, household by household: a commune is a small part of the list. */
#define SELECT_LIST_UNDER                                                                   \
  "WITH RECURSIVE under (id) AS (SELECT :unit UNION SELECT u.id FROM unit AS u "           \
  "JOIN under ON u.parent_id = under.id) "                                                 \
  "SELECT h.id FROM under CROSS JOIN household AS h ON h.unit_id = under.id "              \
  "WHERE h.ended_on IS NULL AND (EXISTS (SELECT 1 FROM household_year AS p "               \
  "WHERE p.household_id = h.id AND p.year = :year - 1 AND p.class IN ('poor', 'near-poor') " \
  "AND p.movement IS NOT 'other-out') OR EXISTS (SELECT 1 FROM review_sheet AS s "         \
  "WHERE s.household_id = h.id AND +s.year = :year AND +s.kind = 'request'))"
/* clang-format on */
#define SELECT_LIST                                                                   \
  LISTED "SELECT h.id FROM listed AS l JOIN household AS h ON h.id = l.household_id " \
         "WHERE h.ended_on IS NULL"
/* clang-format off */
/* Each household is looked at once, and the units only when there are few rows left. */
#define SELECT_PROGRESS                                                                    \
  LISTED ", reached AS MATERIALIZED (SELECT h.unit_id AS unit_id, "                                    \
         "ifnull((SELECT max(CASE s.state WHEN 'agreed' THEN 3 WHEN 'filled' THEN 2 "      \
         "WHEN 'open' THEN 1 END) FROM review_sheet AS s WHERE s.household_id = h.id "     \
         "AND +s.year = :year AND +s.kind IN ('periodic', 'request')), 0) AS sheet, "      \
         "ifnull((SELECT iif(y.state = 'official', 2, 1) FROM household_year AS y "        \
         "WHERE y.household_id = h.id AND y.year = :year), 0) AS class "                   \
         "FROM listed AS l CROSS JOIN household AS h ON h.id = l.household_id "            \
         "WHERE h.ended_on IS NULL), "                                                     \
         "counted AS (SELECT unit_id, count(*) AS n, sum(sheet > 0) AS opened, "           \
         "sum(sheet > 1) AS filled, sum(sheet > 2) AS agreed, sum(class > 0) AS drafted, " \
         "sum(class > 1) AS official, sum(sheet > 2 OR class > 1) AS done "                \
         "FROM reached GROUP BY unit_id), "                                                \
         "placed AS (SELECT iif(:villages, c.unit_id, ifnull(p.entering_id, 0)) AS unit_id, " \
         "sum(c.n) AS n, sum(c.opened) AS opened, sum(c.filled) AS filled, "               \
         "sum(c.agreed) AS agreed, sum(c.drafted) AS drafted, sum(c.official) AS official, " \
         "sum(c.done) AS done FROM counted AS c "                                          \
         "LEFT JOIN v_unit AS p ON p.unit_id = c.unit_id GROUP BY 1) "                     \
         "SELECT c.unit_id, c.n, c.opened, c.filled, c.agreed, c.drafted, c.official, "    \
         "ifnull(u.entering_id, 0), u.name, c.done FROM placed AS c "                      \
         "LEFT JOIN v_unit AS u ON u.unit_id = c.unit_id ORDER BY u.path_order, c.unit_id"
/* clang-format on */
#define KNOWN(d) "ifnull(s." d ", 0)"
#define MISSING(d) "(s." d " IS NULL)"
#define SUM_OF(what)                                                                                                 \
  what ("d1") " + " what ("d2") " + " what ("d3") " + " what ("d4") " + " what ("d5") " + " what ("d6") " + " what ( \
      "d7") " + " what ("d8") " + " what ("d9") " + " what ("d10") " + " what ("d11") " + " what ("d12")
#define SELECT_SCORES                                                                \
  "SELECT s.year, s.standard, ifnull((SELECT sum(a.points) FROM review_answer AS a " \
  "WHERE a.sheet_id = s.id), s.a_total), s.income, " SUM_OF (KNOWN) ", " SUM_OF (    \
      MISSING) ", s.screened IS 'not-poor' FROM review_sheet AS s WHERE s.id = :sheet"
#define SELECT_YEAR_ROW \
  "SELECT id FROM household_year WHERE household_id = :household AND year = :year"
#define SELECT_BEFORE                                                                              \
  "SELECT (SELECT y.class FROM household_year AS y WHERE y.household_id = :household "             \
  "AND y.year = :year - 1 AND y.movement IS NOT 'other-out'), "                                    \
  "EXISTS (SELECT 1 FROM household_year AS e WHERE e.household_id = :household "                   \
  "AND e.year < :year AND e.class IN ('poor', 'near-poor')), "                                     \
  "EXISTS (SELECT 1 FROM household AS h JOIN household_year AS o ON o.household_id = h.origin_id " \
  "WHERE h.id = :household AND o.year = :year - 1 AND o.class IN ('poor', 'near-poor') "           \
  "AND o.movement IS NOT 'other-out')"
#define SELECT_HEAD_SEX                                                           \
  "SELECT sex FROM member WHERE household_id = :household AND relation = 'head' " \
  "AND left_on IS NULL LIMIT 1"
#define SELECT_GONE(what)                                                                    \
  "SELECT " what " FROM household_year AS p JOIN household AS h ON h.id = p.household_id "   \
  "WHERE p.year = :year - 1 AND p.class IN ('poor', 'near-poor') "                           \
  "AND p.movement IS NOT 'other-out' AND h.ended_on IS NOT NULL "                            \
  "AND NOT EXISTS (SELECT 1 FROM household_year AS y WHERE y.household_id = p.household_id " \
  "AND y.year = :year)"

static gboolean
refuse (GError **error, SgnStoreError code, const char *message)
{
  g_set_error_literal (error, SGN_STORE_ERROR, (int)code, message);
  return FALSE;
}

static GArray *
collect_ids (SgnConnection *connection, const char *sql, int year, gint64 unit_id, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, sql, error);

  if (!row)
    return NULL;
  sgn_statement_bind_int (row, ":year", year);
  if (unit_id)
    sgn_statement_bind_int (row, ":unit", unit_id);
  return sgn_statement_collect_ids (row, error);
}

static SgnQuery *
query_households (SgnConnection *connection, const char *sql, int year, gint64 unit_id, guint *n,
                  GError **error)
{
  g_autoptr (GArray) ids = collect_ids (connection, sql, year, unit_id, error);
  SgnQuery *query;

  if (!ids)
    return NULL;
  query = sgn_query_new (&sgn_type_household);
  sgn_query_where_ids (query, (const gint64 *)ids->data, ids->len);
  if (n)
    *n = ids->len;
  return query;
}

SgnQuery *
sgn_review_list (SgnConnection *connection, int year, gint64 unit_id, GError **error)
{
  return query_households (connection, unit_id ? SELECT_LIST_UNDER : SELECT_LIST, year, unit_id,
                           NULL, error);
}

SgnQuery *
sgn_review_gone (SgnConnection *connection, int year, guint *n, GError **error)
{
  return query_households (connection, SELECT_GONE ("h.id"), year, 0, n, error);
}

static void
clear_progress (gpointer data)
{
  g_free (((SgnReviewProgress *)data)->name);
}

GArray *
sgn_review_progress (SgnConnection *connection, int year, gboolean villages, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (SgnReviewProgress));
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_PROGRESS, error);
  SgnStep step;

  if (!row)
    return NULL;
  sgn_statement_bind_int (row, ":year", year);
  sgn_statement_bind_int (row, ":villages", villages);
  g_array_set_clear_func (rows, clear_progress);
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    {
      SgnReviewProgress progress = { .unit_id = sgn_statement_int (row, 0),
                                     .to_review = sgn_statement_int (row, 1),
                                     .opened = sgn_statement_int (row, 2),
                                     .filled = sgn_statement_int (row, 3),
                                     .agreed = sgn_statement_int (row, 4),
                                     .drafted = sgn_statement_int (row, 5),
                                     .official = sgn_statement_int (row, 6),
                                     .done = sgn_statement_int (row, 9),
                                     .entering_id = sgn_statement_int (row, 7),
                                     .name = g_strdup (sgn_statement_text (row, 8)) };

      g_array_append_val (rows, progress);
    }
  return step == SGN_DONE ? g_steal_pointer (&rows) : NULL;
}

/* The points of a sheet; @b SGN_SCORE_UNKNOWN while a missing tick could still matter. */
typedef struct
{
  SgnStandard *standard; /* owned */
  int a, b;
  gint64 income;
  gboolean screened_out; /* by sheet A */
} Scores;

static void
scores_clear (Scores *scores)
{
  g_clear_pointer (&scores->standard, sgn_standard_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scores, scores_clear)

static gboolean
read_scores (SgnConnection *connection, gint64 sheet_id, Scores *scores, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_SCORES, error);
  SgnStep step;
  int known;

  if (!row)
    return FALSE;
  sgn_statement_bind_int (row, ":sheet", sheet_id);
  step = sgn_statement_step (row, error);
  if (step == SGN_DONE)
    return refuse (error, SGN_STORE_ERROR_NOT_FOUND, _ ("There is no such review sheet."));
  if (step == SGN_ERROR)
    return FALSE;
  scores->standard = sgn_standard_find (connection, sgn_statement_text (row, 1),
                                        (int)sgn_statement_int (row, 0), error);
  if (!scores->standard)
    return FALSE;
  known = (int)sgn_statement_int (row, 4) * scores->standard->points_an_indicator;
  scores->a = sgn_statement_is_null (row, 2) ? SGN_SCORE_UNKNOWN : (int)sgn_statement_int (row, 2);
  scores->income = sgn_statement_is_null (row, 3) ? SGN_SCORE_UNKNOWN : sgn_statement_int (row, 3);
  scores->b = sgn_statement_int (row, 5) == 0 || known >= scores->standard->service_points
                  ? known
                  : SGN_SCORE_UNKNOWN;
  scores->screened_out = sgn_statement_int (row, 6) != 0;
  return TRUE;
}

/* Whom sheet A found not poor is not scored; where points are there, they count. */
static SgnVerdict
judge (const Scores *scores)
{
  if (scores->screened_out && scores->a == SGN_SCORE_UNKNOWN)
    return sgn_standard_screened_out ();
  return sgn_standard_classify (scores->standard, scores->a, scores->b, scores->income);
}

gboolean
sgn_review_verdict (SgnConnection *connection, gint64 sheet_id, SgnVerdict *verdict, GError **error)
{
  g_auto (Scores) scores = { 0 };

  if (!read_scores (connection, sheet_id, &scores, error))
    return FALSE;
  *verdict = judge (&scores);
  return TRUE;
}

static gboolean
is_listed (const char *class_)
{
  return g_strcmp0 (class_, "poor") == 0 || g_strcmp0 (class_, "near-poor") == 0;
}

/* How a household came to its class. Who was on a list once and is again fell back; who split from
 * a household on the list comes in otherwise (form 2, column 8). */
static const char *
name_movement (const char *before, const char *now, gboolean ever, gboolean split)
{
  if (is_listed (before))
    {
      if (g_strcmp0 (before, now) == 0)
        return "stayed";
      if (!is_listed (now))
        return "escaped";
      return g_str_equal (before, "poor") ? "from-poor" : "from-near-poor";
    }
  if (!is_listed (now))
    return NULL;
  if (ever)
    return "relapse";
  return split && !before ? "other-in" : "new";
}

static gboolean
set_movement (SgnRecord *year, SgnConnection *connection, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_BEFORE, error);

  if (!row)
    return FALSE;
  sgn_statement_bind_int (row, ":household", sgn_record_get_int (year, "household-id"));
  sgn_statement_bind_int (row, ":year", sgn_record_get_int (year, "year"));
  if (sgn_statement_step (row, error) != SGN_ROW)
    return FALSE;
  sgn_record_set_text (year, "movement",
                       name_movement (sgn_statement_text (row, 0),
                                      sgn_record_get_text (year, "class"),
                                      sgn_statement_int (row, 1) != 0,
                                      sgn_statement_int (row, 2) != 0));
  return TRUE;
}

static SgnRecord *
find_year (SgnConnection *connection, gint64 household, int year, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_YEAR_ROW, error);
  SgnRecord *record;
  SgnStep step;

  if (!row)
    return NULL;
  sgn_statement_bind_int (row, ":household", household);
  sgn_statement_bind_int (row, ":year", year);
  step = sgn_statement_step (row, error);
  if (step == SGN_ERROR)
    return NULL;
  if (step == SGN_ROW)
    return sgn_record_load (connection, &sgn_type_household_year, sgn_statement_int (row, 0),
                            error);
  record = sgn_record_new (&sgn_type_household_year);
  sgn_record_set_int (record, "household-id", household);
  sgn_record_set_int (record, "year", year);
  return record;
}

/* Persons, children and the sex of the head, as they are on the day of the review. */
static gboolean
copy_family (SgnRecord *year, SgnRecord *sheet, SgnConnection *connection, GError **error)
{
  gint64 household = sgn_record_get_int (year, "household-id"), children = 0;
  const char *reviewed = sgn_record_get_text (sheet, "reviewed-on");
  g_autoptr (SgnIndicatorLimits) limits = NULL;
  g_autoptr (SgnFamily) family = NULL;
  g_autoptr (SgnStatement) head = sgn_connection_prepare (connection, SELECT_HEAD_SEX, error);
  SgnDate day = sgn_date_today ();

  if (!head)
    return FALSE;
  if (reviewed)
    sgn_date_parse_iso (reviewed, &day);
  limits = sgn_indicator_limits_load (connection, (int)sgn_record_get_int (year, "year"), error);
  family = limits ? sgn_family_load (connection, household, 0, day, error) : NULL;
  if (!family)
    return FALSE;
  for (guint i = 0; i < family->members->len; i++)
    {
      SgnDate birth = ((SgnFamilyMember *)family->members->pdata[i])->birth;
      int months = (int)limits->values[SGN_LIMIT_DEPENDANT_CHILD] * 12;

      children
          += birth.year
             && sgn_date_compare (sgn_date_add_months (sgn_date_first_day (birth), months), day)
                    > 0;
    }
  sgn_statement_bind_int (head, ":household", household);
  if (sgn_statement_step (head, error) == SGN_ROW)
    sgn_record_set_int (year, "head-female",
                        g_strcmp0 (sgn_statement_text (head, 0), "female") == 0);
  sgn_record_set_int (year, "persons", family->members->len);
  sgn_record_set_int (year, "children", children);
  return TRUE;
}

static void
copy_fields (SgnRecord *to, SgnRecord *from, const char *const *fields)
{
  for (gsize i = 0; fields[i]; i++)
    sgn_record_set (to, fields[i], sgn_record_get (from, fields[i]));
}

static gboolean
set_class (SgnRecord *year, SgnConnection *connection, const SgnReviewWork *work, GError **error)
{
  g_auto (Scores) scores = { 0 };
  g_auto (SgnVerdict) verdict = { 0 };

  if (!read_scores (connection, work->sheet, &scores, error))
    return FALSE;
  verdict = judge (&scores);
  if (!work->class_ && verdict.class_ == SGN_CLASS_UNKNOWN)
    return refuse (error, SGN_STORE_ERROR_CONSTRAINT, verdict.why);
  if (work->class_ && g_strcmp0 (work->class_, sgn_poverty_class_code (verdict.class_)) != 0
      && (!work->reason || !*work->reason))
    return refuse (error, SGN_STORE_ERROR_CONSTRAINT,
                   _ ("The class is not what the sheet gives: say why."));
  sgn_record_set_text (year, "class",
                       work->class_ ? work->class_ : sgn_poverty_class_code (verdict.class_));
  sgn_record_set_null (year, "a-points");
  sgn_record_set_null (year, "b-points");
  if (scores.a != SGN_SCORE_UNKNOWN)
    sgn_record_set_int (year, "a-points", scores.a);
  if (scores.b != SGN_SCORE_UNKNOWN)
    sgn_record_set_int (year, "b-points", scores.b);
  sgn_record_set_text (year, "reason", work->reason);
  return TRUE;
}

static void
set_ticks (SgnRecord *year, SgnRecord *sheet)
{
  static const char *const ticks[SGN_N_INDICATORS]
      = { "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9", "d10", "d11", "d12" };

  for (gsize i = 0; i < G_N_ELEMENTS (ticks); i++)
    sgn_record_set_int (year, ticks[i],
                        !sgn_record_is_null (sheet, ticks[i])
                            && sgn_record_get_int (sheet, ticks[i]));
}

gboolean
sgn_review_do_take_over (SgnLedger *ledger, gpointer user_data, GError **error)
{
  static const char *const of_household[]
      = { "unit-id", "head", "ethnicity", "merit", "no-labour", "farming", NULL };
  static const char *const of_sheet[] = { "causes", "reviewer", NULL };
  const SgnReviewWork *work = user_data;
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnRecord) sheet
      = sgn_record_load (connection, &sgn_type_review_sheet, work->sheet, error);
  g_autoptr (SgnRecord) household = NULL, year = NULL;

  if (!sheet)
    return FALSE;
  household = sgn_record_load (connection, &sgn_type_household,
                               sgn_record_get_int (sheet, "household-id"), error);
  year = household ? find_year (connection, sgn_record_get_id (household),
                                (int)sgn_record_get_int (sheet, "year"), error)
                   : NULL;
  if (!year)
    return FALSE;
  if (g_strcmp0 (sgn_record_get_text (year, "state"), "official") == 0)
    return refuse (error, SGN_STORE_ERROR_REFUSED,
                   _ ("The household's class of that year is recognised by a decision already."));
  copy_fields (year, household, of_household);
  copy_fields (year, sheet, of_sheet);
  set_ticks (year, sheet);
  sgn_record_set_text (year, "state", "draft");
  return set_class (year, connection, work, error) && copy_family (year, sheet, connection, error)
         && set_movement (year, connection, error) && sgn_record_save (year, ledger, error);
}

gboolean
sgn_review_take_over (SgnLedger *ledger, gint64 sheet_id, const char *class_, const char *reason,
                      GError **error)
{
  SgnReviewWork work = { .sheet = sheet_id, .class_ = class_, .reason = reason };
  g_autofree char *title
      = sgn_record_title (sgn_ledger_get_connection (ledger), &sgn_type_review_sheet, sheet_id);
  g_autofree char *action = g_strdup_printf (_ ("Take over the result of the review: %s"), title);

  return sgn_ledger_change (ledger, action, sgn_review_do_take_over, &work, NULL, error);
}

static gboolean
take_one_out (SgnLedger *ledger, gint64 before_id, int year, GError **error)
{
  static const char *const copied[]
      = { "household-id", "unit-id",   "persons", "head",     "head-female", "ethnicity",
          "merit",        "no-labour", "farming", "children", NULL };
  g_autoptr (SgnRecord) before = sgn_record_load (sgn_ledger_get_connection (ledger),
                                                  &sgn_type_household_year, before_id, error);
  g_autoptr (SgnRecord) out = sgn_record_new (&sgn_type_household_year);

  if (!before)
    return FALSE;
  copy_fields (out, before, copied);
  sgn_record_set_int (out, "year", year);
  sgn_record_set_text (out, "class", "not-poor");
  sgn_record_set_text (out, "movement", "other-out");
  sgn_record_set_text (out, "state", "draft");
  return sgn_record_save (out, ledger, error);
}

static gboolean
do_take_out (SgnLedger *ledger, gpointer user_data, GError **error)
{
  SgnReviewWork *work = user_data;
  g_autoptr (GArray) gone = collect_ids (sgn_ledger_get_connection (ledger), SELECT_GONE ("p.id"),
                                         work->year, 0, error);

  for (guint i = 0; gone && i < gone->len; i++, work->n++)
    {
      sgn_ledger_report_progress (ledger, i, gone->len);
      if (!take_one_out (ledger, g_array_index (gone, gint64, i), work->year, error))
        return FALSE;
    }
  return gone != NULL;
}

gboolean
sgn_review_take_out (SgnLedger *ledger, int year, guint *n, GError **error)
{
  SgnReviewWork work = { .year = year };
  g_autofree char *action
      = g_strdup_printf (_ ("Take households that ended out of the lists of %d"), year);
  gboolean done = sgn_ledger_change (ledger, action, do_take_out, &work, NULL, error);

  if (n)
    *n = work.n;
  return done;
}

static gboolean
advance_one (SgnLedger *ledger, const SgnReviewWork *work, gint64 id, GError **error)
{
  g_autoptr (SgnRecord) year
      = sgn_record_load (sgn_ledger_get_connection (ledger), &sgn_type_household_year, id, error);

  if (!year)
    return FALSE;
  sgn_record_set_text (year, "state", work->number ? "official" : "preliminary");
  if (work->number)
    {
      sgn_record_set_text (year, "decision-number", work->number);
      sgn_record_set_text (year, "decision-date", work->date);
    }
  return sgn_record_save (year, ledger, error);
}

static gboolean
do_advance (SgnLedger *ledger, gpointer user_data, GError **error)
{
  SgnReviewWork *work = user_data;
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_household_year);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_int (query, "year", work->year);
  sgn_query_where_text (query, "state", work->number ? "preliminary" : "draft");
  if (work->unit)
    sgn_query_where_under (query, "unit-id", work->unit);
  ids = sgn_query_run (query, sgn_ledger_get_connection (ledger), NULL, error);
  for (guint i = 0; ids && i < ids->len; i++, work->n++)
    {
      sgn_ledger_report_progress (ledger, i, ids->len);
      if (!advance_one (ledger, work, g_array_index (ids, gint64, i), error))
        return FALSE;
    }
  return ids != NULL;
}

gboolean
sgn_review_advance (SgnLedger *ledger, int year, gint64 unit_id, const char *number, SgnDate date,
                    guint *n, GError **error)
{
  g_autofree char *date_text = sgn_date_is_full (date) ? sgn_date_format_iso (date) : NULL;
  SgnReviewWork work = { .unit = unit_id, .year = year, .number = number, .date = date_text };
  g_autofree char *action
      = number ? g_strdup_printf (_ ("Recognise the review of %d by decision %s"), year, number)
               : g_strdup_printf (_ ("Preliminary result of the review of %d"), year);
  gboolean done;

  if (number && !date_text)
    {
      g_set_error_literal (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
                           _ ("Say on which day the decision was made: day, month and year."));
      return FALSE;
    }
  done = sgn_ledger_change (ledger, action, do_advance, &work, NULL, error);
  if (n)
    *n = work.n;
  return done;
}
