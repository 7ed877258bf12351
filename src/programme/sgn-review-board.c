#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-review-board.h"

#include "programme/sgn-movement.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review.h"

/* clang-format off */
/* From one year to the one before it by the index: the rows of a year are many, the years few. */
#define SELECT_YEARS                                                                          \
  "WITH RECURSIVE classes (year) AS (SELECT max(year) FROM household_year UNION ALL "        \
  "SELECT (SELECT max(n.year) FROM household_year AS n WHERE n.year < classes.year) "        \
  "FROM classes WHERE classes.year IS NOT NULL), "                                           \
  "sheets (year) AS (SELECT max(year) FROM review_sheet UNION ALL "                          \
  "SELECT (SELECT max(n.year) FROM review_sheet AS n WHERE n.year < sheets.year) "           \
  "FROM sheets WHERE sheets.year IS NOT NULL) "                                              \
  "SELECT year FROM (SELECT year FROM classes UNION SELECT year FROM sheets "                \
  "UNION SELECT year FROM base_count UNION SELECT year FROM ledger) "                        \
  "WHERE year IS NOT NULL ORDER BY year DESC"
/* clang-format on */
#define SELECT_UNITS "SELECT unit_id, name FROM v_unit WHERE enters ORDER BY path_order"

/* clang-format off */
/* A household is as far as its farthest sheet, and further with a class of the year. The sheets of a
 * household are few, those of a year many: hence the plus signs. */
#define SELECT_STAGE                                                                          \
  "WITH listed AS (SELECT value AS id FROM json_each(:ids)), "                               \
  "staged AS (SELECT l.id AS id, ifnull((SELECT iif(y.state = 'official', 6, 5) "            \
  "FROM household_year AS y WHERE y.household_id = l.id AND y.year = :year), "               \
  "ifnull((SELECT max(CASE s.state WHEN 'agreed' THEN 4 WHEN 'filled' THEN 3 ELSE 2 END) "   \
  "FROM review_sheet AS s WHERE s.household_id = l.id AND +s.year = :year "                  \
  "AND +s.kind IN ('periodic', 'request')), 1)) AS stage FROM listed AS l) "                 \
  "SELECT id FROM staged WHERE stage = :stage"
/* clang-format on */

#define IS_WAITING                                                               \
  "s.year = :year AND s.kind IN ('periodic', 'request') AND s.state = 'agreed' " \
  "AND h.ended_on IS NULL AND NOT EXISTS (SELECT 1 FROM household_year AS y "    \
  "WHERE y.household_id = s.household_id AND y.year = :year)"
#define SELECT_WAITING                                                               \
  "SELECT s.id FROM review_sheet AS s JOIN household AS h ON h.id = s.household_id " \
  "JOIN v_unit AS u ON u.unit_id = h.unit_id WHERE " IS_WAITING                      \
  " AND :unit IN (0, u.unit_id, u.commune_id, u.district_id, u.province_id, u.entering_id)"

#define SELECT_RESULTS                                                                          \
  "WITH marks AS (SELECT h.unit_id AS unit_id, 0 AS what FROM review_sheet AS s "               \
  "JOIN household AS h ON h.id = s.household_id WHERE " IS_WAITING " "                          \
  "UNION ALL SELECT unit_id, CASE state WHEN 'draft' THEN 1 WHEN 'preliminary' THEN 2 ELSE 3 "  \
  "END FROM household_year WHERE year = :year "                                                 \
  "UNION ALL SELECT unit_id, CASE class WHEN 'poor' THEN 4 WHEN 'near-poor' THEN 5 ELSE 6 END " \
  "FROM household_year WHERE year = :year AND movement IS NOT 'other-out'), "                   \
  "counted AS (SELECT unit_id, what, count(*) AS n FROM marks GROUP BY 1, 2) "                  \
  "SELECT e.unit_id, e.name, c.what, sum(c.n) FROM v_unit AS e "                                \
  "LEFT JOIN v_unit AS u ON u.entering_id = e.unit_id "                                         \
  "LEFT JOIN counted AS c ON c.unit_id = u.unit_id "                                            \
  "WHERE e.enters GROUP BY e.unit_id, c.what ORDER BY e.path_order, c.what"

/* clang-format off */
#define SELECT_RECHECK                                                                        \
  "SELECT h.id, h.head, u.village_name, u.commune_name, (SELECT s.state FROM review_sheet AS s " \
  "WHERE s.household_id = h.id AND +s.year = :year AND +s.kind = 'recheck' "                 \
  "ORDER BY s.id DESC LIMIT 1) FROM json_each(:ids) AS j "                                   \
  "CROSS JOIN household AS h ON h.id = j.value JOIN v_unit AS u ON u.unit_id = h.unit_id "   \
  "ORDER BY j.key"

/* Of several escapes the last one, as max() takes its row. */
#define SELECT_ESCAPED                                                                        \
  "SELECT h.id, h.head, u.village_name, u.commune_name, y.decision_number, "                 \
  "max(y.decision_date) FROM json_each(:ids) AS j "                                          \
  "CROSS JOIN household AS h ON h.id = j.value "                                             \
  "CROSS JOIN household_year AS y ON y.household_id = h.id "                                 \
  "JOIN v_unit AS u ON u.unit_id = h.unit_id "                                               \
  "WHERE y.movement = 'escaped' AND y.state = 'official' AND y.decision_date <= :day "       \
  "AND :unit IN (0, u.unit_id, u.commune_id, u.district_id, u.province_id, u.entering_id) "  \
  "GROUP BY j.key ORDER BY j.key"
/* clang-format on */

#define SELECT_CLOSED "SELECT closed FROM period_lock WHERE what = 'review' AND year = :year"

GArray *
sgn_review_years (SgnConnection *connection, GError **error)
{
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_YEARS, error);
  SgnStep step;

  if (!row)
    return NULL;
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    {
      int year = (int)sgn_statement_int (row, 0);

      g_array_append_val (years, year);
    }
  return step == SGN_DONE ? g_steal_pointer (&years) : NULL;
}

static void
clear_unit (gpointer data)
{
  g_free (((SgnReviewUnit *)data)->name);
}

GArray *
sgn_review_units (SgnConnection *connection, GError **error)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (SgnReviewUnit));
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_UNITS, error);
  SgnStep step;

  if (!row)
    return NULL;
  g_array_set_clear_func (units, clear_unit);
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    {
      SgnReviewUnit unit = { sgn_statement_int (row, 0), g_strdup (sgn_statement_text (row, 1)) };

      g_array_append_val (units, unit);
    }
  return step == SGN_DONE ? g_steal_pointer (&units) : NULL;
}

static SgnQuery *
make_query (const SgnRecordType *type, SgnStatement *row, GError **error)
{
  g_autoptr (GArray) ids = sgn_statement_collect_ids (row, error);
  SgnQuery *query;

  if (!ids)
    return NULL;
  query = sgn_query_new (type);
  sgn_query_where_ids (query, (const gint64 *)ids->data, ids->len);
  return query;
}

/* For json_each(). */
static char *
format_ids (GArray *ids)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i ? "," : "",
                            g_array_index (ids, gint64, i));
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

SgnQuery *
sgn_review_list_at (SgnConnection *connection, int year, gint64 unit_id, SgnReviewStage stage,
                    GError **error)
{
  g_autoptr (SgnQuery) all = sgn_review_list (connection, year, unit_id, error);
  g_autoptr (GArray) ids = NULL;
  g_autofree char *text = NULL;
  g_autoptr (SgnStatement) row = NULL;

  if (!all || stage == SGN_REVIEW_STAGE_ANY)
    return g_steal_pointer (&all);
  ids = sgn_query_run (all, connection, NULL, error);
  row = ids ? sgn_connection_prepare (connection, SELECT_STAGE, error) : NULL;
  if (!row)
    return NULL;
  text = format_ids (ids);
  sgn_statement_bind_text (row, ":ids", text);
  sgn_statement_bind_int (row, ":year", year);
  sgn_statement_bind_int (row, ":stage", (gint64)stage);
  return make_query (&sgn_type_household, row, error);
}

/* Results */

static void
clear_result (gpointer data)
{
  g_free (((SgnResultRow *)data)->name);
}

GArray *
sgn_review_results (SgnConnection *connection, int year, GError **error)
{
  g_autoptr (GArray) results = g_array_new (FALSE, FALSE, sizeof (SgnResultRow));
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_RESULTS, error);
  SgnResultRow *last = NULL;
  SgnStep step;

  if (!row)
    return NULL;
  sgn_statement_bind_int (row, ":year", year);
  g_array_set_clear_func (results, clear_result);
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    {
      if (!last || last->unit_id != sgn_statement_int (row, 0))
        {
          SgnResultRow result = { .unit_id = sgn_statement_int (row, 0),
                                  .name = g_strdup (sgn_statement_text (row, 1)) };

          g_array_append_val (results, result);
          last = &g_array_index (results, SgnResultRow, results->len - 1);
        }
      if (!sgn_statement_is_null (row, 2))
        last->counts[sgn_statement_int (row, 2)] = sgn_statement_int (row, 3);
    }
  return step == SGN_DONE ? g_steal_pointer (&results) : NULL;
}

static SgnQuery *
query_waiting (SgnConnection *connection, int year, gint64 unit_id, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_WAITING, error);

  if (!row)
    return NULL;
  sgn_statement_bind_int (row, ":year", year);
  sgn_statement_bind_int (row, ":unit", unit_id);
  return make_query (&sgn_type_review_sheet, row, error);
}

static void
exclude (SgnQuery *query, const char *field, const char *text)
{
  g_auto (SgnValue) value = sgn_value_text (text);

  sgn_query_where (query, field, SGN_QUERY_NOT_EQUAL, &value);
}

SgnQuery *
sgn_review_result_records (SgnConnection *connection, int year, gint64 unit_id,
                           SgnResultCount count, GError **error)
{
  static const char *const states[] = { NULL, "draft", "preliminary", "official" };
  SgnQuery *query;

  if (count == SGN_RESULT_WAITING)
    return query_waiting (connection, year, unit_id, error);
  query = sgn_query_new (&sgn_type_household_year);
  sgn_query_where_int (query, "year", year);
  if (unit_id)
    sgn_query_where_under (query, "unit-id", unit_id);
  if (count <= SGN_RESULT_OFFICIAL)
    sgn_query_where_text (query, "state", states[count]);
  else if (count == SGN_RESULT_POOR)
    sgn_query_where_text (query, "class", "poor");
  else if (count == SGN_RESULT_NEAR_POOR)
    sgn_query_where_text (query, "class", "near-poor");
  else
    {
      exclude (query, "class", "poor");
      exclude (query, "class", "near-poor");
    }
  if (count > SGN_RESULT_OFFICIAL)
    exclude (query, "movement", "other-out");
  return query;
}

/* Re-check */

static void
clear_recheck (gpointer data)
{
  SgnRecheck *recheck = data;

  g_free (recheck->head);
  g_free (recheck->village);
  g_free (recheck->commune);
  g_free (recheck->state);
}

static gboolean
add_rechecks (SgnConnection *connection, int year, gint64 unit_id, GArray *rechecks, GError **error)
{
  g_autoptr (GArray) ids = sgn_review_sample (connection, year, unit_id, error);
  g_autoptr (SgnStatement) row
      = ids ? sgn_connection_prepare (connection, SELECT_RECHECK, error) : NULL;
  g_autofree char *text = ids ? format_ids (ids) : NULL;
  SgnStep step;

  if (!row)
    return FALSE;
  sgn_statement_bind_text (row, ":ids", text);
  sgn_statement_bind_int (row, ":year", year);
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    {
      SgnRecheck recheck = { sgn_statement_int (row, 0),
                             unit_id,
                             g_strdup (sgn_statement_text (row, 1)),
                             g_strdup (sgn_statement_text (row, 2)),
                             g_strdup (sgn_statement_text (row, 3)),
                             g_strdup (sgn_statement_text (row, 4)) };

      g_array_append_val (rechecks, recheck);
    }
  return step == SGN_DONE;
}

GArray *
sgn_review_rechecks (SgnConnection *connection, int year, gint64 unit_id, GError **error)
{
  g_autoptr (GArray) rechecks = g_array_new (FALSE, FALSE, sizeof (SgnRecheck));
  g_autoptr (GArray) units = NULL;
  guint32 seed;
  guint size;

  g_array_set_clear_func (rechecks, clear_recheck);
  if (!sgn_review_draw_get (connection, year, &seed, &size))
    return g_steal_pointer (&rechecks);
  units = sgn_review_units (connection, error);
  for (guint i = 0; units && i < units->len; i++)
    {
      gint64 id = g_array_index (units, SgnReviewUnit, i).unit_id;

      if ((unit_id == 0 || unit_id == id) && !add_rechecks (connection, year, id, rechecks, error))
        return NULL;
    }
  return units ? g_steal_pointer (&rechecks) : NULL;
}

/* Newly escaped */

static void
clear_escaped (gpointer data)
{
  SgnEscaped *escaped = data;

  g_free (escaped->head);
  g_free (escaped->village);
  g_free (escaped->commune);
  g_free (escaped->number);
}

static void
add_escaped (GArray *list, SgnStatement *row, SgnDate day, int months)
{
  SgnEscaped escaped = { .household_id = sgn_statement_int (row, 0),
                         .head = g_strdup (sgn_statement_text (row, 1)),
                         .village = g_strdup (sgn_statement_text (row, 2)),
                         .commune = g_strdup (sgn_statement_text (row, 3)),
                         .number = g_strdup (sgn_statement_text (row, 4)) };

  sgn_date_parse_iso (sgn_statement_text (row, 5), &escaped.decided);
  escaped.last = sgn_escaped_until (escaped.decided, months);
  escaped.days_left = (int)(sgn_date_days (escaped.last) - sgn_date_days (day));
  g_array_append_val (list, escaped);
}

GArray *
sgn_review_escaped (SgnConnection *connection, gint64 unit_id, SgnDate day, int leaving_within,
                    GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (SgnEscaped));
  g_autoptr (GArray) ids = sgn_escaped_households (connection, day, leaving_within, error);
  g_autofree char *day_text = sgn_date_format_iso (day);
  g_autofree char *text = ids ? format_ids (ids) : NULL;
  g_autoptr (SgnStatement) row = NULL;
  SgnStep step;
  int months;

  if (!ids || !sgn_escaped_months (connection, day, &months, error))
    return NULL;
  row = sgn_connection_prepare (connection, SELECT_ESCAPED, error);
  if (!row)
    return NULL;
  g_array_set_clear_func (list, clear_escaped);
  sgn_statement_bind_text (row, ":ids", text);
  sgn_statement_bind_int (row, ":unit", unit_id);
  sgn_statement_bind_text (row, ":day", day_text);
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    add_escaped (list, row, day, months);
  return step == SGN_DONE ? g_steal_pointer (&list) : NULL;
}

/* Closing */

static gboolean
count_gaps (SgnConnection *connection, int year, gint64 *gaps, GError **error)
{
  static const char *const classes[] = { "poor", "near-poor" };

  for (guint c = 0; c < G_N_ELEMENTS (classes); c++)
    {
      g_autoptr (GArray) rows = sgn_movement_load (connection, year, classes[c], NULL, error);

      if (!rows)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        {
          const SgnMovementRow *row = &g_array_index (rows, SgnMovementRow, i);

          *gaps += sgn_movement_gap (row->households) != 0 || sgn_movement_gap (row->persons) != 0;
        }
    }
  return TRUE;
}

gboolean
sgn_review_open (SgnConnection *connection, int year, SgnReviewOpen *open, GError **error)
{
  g_autoptr (GArray) progress = sgn_review_progress (connection, year, FALSE, error);
  g_autoptr (GArray) results = progress ? sgn_review_results (connection, year, error) : NULL;
  g_autoptr (SgnQuery) gone = NULL;
  guint n_gone = 0;

  *open = (SgnReviewOpen){ 0 };
  if (!results)
    return FALSE;
  for (guint i = 0; i < progress->len; i++)
    {
      const SgnReviewProgress *row = &g_array_index (progress, SgnReviewProgress, i);

      open->unreviewed += row->to_review - row->drafted;
    }
  for (guint i = 0; i < results->len; i++)
    {
      const SgnResultRow *row = &g_array_index (results, SgnResultRow, i);

      open->waiting += row->counts[SGN_RESULT_WAITING];
      open->drafts += row->counts[SGN_RESULT_DRAFT] + row->counts[SGN_RESULT_PRELIMINARY];
    }
  gone = sgn_review_gone (connection, year, &n_gone, error);
  open->gone = n_gone;
  return gone && count_gaps (connection, year, &open->gaps, error);
}

gboolean
sgn_review_is_closed (SgnConnection *connection, int year)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_CLOSED, &error);

  if (!row)
    {
      g_warning ("%s", error->message);
      return FALSE;
    }
  sgn_statement_bind_int (row, ":year", year);
  return sgn_statement_step (row, NULL) == SGN_ROW && sgn_statement_int (row, 0) != 0;
}
