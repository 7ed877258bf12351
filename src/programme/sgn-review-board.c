#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-review-board.h"

#include "programme/sgn-movement.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review.h"

#define SELECT_YEARS                                                            \
  "SELECT DISTINCT year FROM household_year UNION SELECT year FROM base_count " \
  "UNION SELECT year FROM review_sheet UNION SELECT year FROM ledger ORDER BY 1 DESC"
#define SELECT_UNITS "SELECT unit_id, name FROM v_unit WHERE enters ORDER BY path_order"

/* A household is as far as its farthest sheet, and further with a class of the year. */
#define SELECT_STAGE                                                                         \
  "WITH listed AS (SELECT household_id FROM household_year WHERE year = :year - 1 "          \
  "AND class IN ('poor', 'near-poor') AND movement IS NOT 'other-out' "                      \
  "UNION SELECT household_id FROM review_sheet WHERE year = :year AND kind = 'request'), "   \
  "staged AS (SELECT h.id AS id, ifnull((SELECT iif(y.state = 'official', 6, 5) "            \
  "FROM household_year AS y WHERE y.household_id = h.id AND y.year = :year), "               \
  "ifnull((SELECT max(CASE s.state WHEN 'agreed' THEN 4 WHEN 'filled' THEN 3 ELSE 2 END) "   \
  "FROM review_sheet AS s WHERE s.household_id = h.id AND s.year = :year "                   \
  "AND s.kind IN ('periodic', 'request')), 1)) AS stage "                                    \
  "FROM listed AS l JOIN household AS h ON h.id = l.household_id WHERE h.ended_on IS NULL) " \
  "SELECT id FROM staged WHERE stage = :stage"

#define SELECT_GONE                                                                          \
  "SELECT h.id FROM household_year AS p JOIN household AS h ON h.id = p.household_id "       \
  "WHERE p.year = :year - 1 AND p.class IN ('poor', 'near-poor') "                           \
  "AND p.movement IS NOT 'other-out' AND h.ended_on IS NOT NULL "                            \
  "AND NOT EXISTS (SELECT 1 FROM household_year AS y WHERE y.household_id = p.household_id " \
  "AND y.year = :year)"

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

#define SELECT_RECHECK                                                                     \
  "SELECT h.head, u.village_name, u.commune_name, (SELECT s.state FROM review_sheet AS s " \
  "WHERE s.household_id = h.id AND s.year = :year AND s.kind = 'recheck' "                 \
  "ORDER BY s.id DESC LIMIT 1) FROM household AS h "                                       \
  "JOIN v_unit AS u ON u.unit_id = h.unit_id WHERE h.id = :household"

#define SELECT_ESCAPED                                                                  \
  "SELECT h.head, u.village_name, u.commune_name, y.decision_number, y.decision_date, " \
  ":unit IN (0, u.unit_id, u.commune_id, u.district_id, u.province_id, u.entering_id) " \
  "FROM household AS h JOIN v_unit AS u ON u.unit_id = h.unit_id "                      \
  "JOIN household_year AS y ON y.household_id = h.id "                                  \
  "WHERE h.id = :household AND y.movement = 'escaped' AND y.state = 'official' "        \
  "AND y.decision_date <= :day ORDER BY y.decision_date DESC LIMIT 1"

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

static GArray *
collect_ids (SgnStatement *row, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  SgnStep step;

  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    {
      gint64 id = sgn_statement_int (row, 0);

      g_array_append_val (ids, id);
    }
  return step == SGN_DONE ? g_steal_pointer (&ids) : NULL;
}

static SgnQuery *
make_query (const SgnRecordType *type, SgnStatement *row, guint *n, GError **error)
{
  g_autoptr (GArray) ids = collect_ids (row, error);
  SgnQuery *query;

  if (!ids)
    return NULL;
  query = sgn_query_new (type);
  sgn_query_where_ids (query, (const gint64 *)ids->data, ids->len);
  if (n)
    *n = ids->len;
  return query;
}

SgnQuery *
sgn_review_list_at (SgnConnection *connection, int year, gint64 unit_id, SgnReviewStage stage,
                    GError **error)
{
  g_autoptr (SgnStatement) row = NULL;
  SgnQuery *query;

  if (stage == SGN_REVIEW_STAGE_ANY)
    return sgn_review_list (connection, year, unit_id, error);
  row = sgn_connection_prepare (connection, SELECT_STAGE, error);
  if (!row)
    return NULL;
  sgn_statement_bind_int (row, ":year", year);
  sgn_statement_bind_int (row, ":stage", (gint64)stage);
  query = make_query (&sgn_type_household, row, NULL, error);
  if (query && unit_id)
    sgn_query_where_under (query, "unit-id", unit_id);
  return query;
}

SgnQuery *
sgn_review_gone (SgnConnection *connection, int year, guint *n, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_GONE, error);

  if (!row)
    return NULL;
  sgn_statement_bind_int (row, ":year", year);
  return make_query (&sgn_type_household, row, n, error);
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
  return make_query (&sgn_type_review_sheet, row, NULL, error);
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

gboolean
sgn_review_draw_get (SgnConnection *connection, int year, guint32 *seed, guint *size)
{
  g_autofree char *key = g_strdup_printf ("review.%d.sample", year);
  g_autofree char *value = sgn_setting_get (connection, key, NULL);
  char *rest = NULL;

  if (!value)
    return FALSE;
  *seed = (guint32)g_ascii_strtoull (value, &rest, 10);
  *size = (guint)g_ascii_strtoull (rest, NULL, 10);
  return TRUE;
}

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
add_rechecks (SgnConnection *connection, SgnStatement *row, int year, gint64 unit_id,
              GArray *rechecks, GError **error)
{
  g_autoptr (GArray) ids = sgn_review_sample (connection, year, unit_id, error);

  for (guint i = 0; ids && i < ids->len; i++)
    {
      SgnRecheck recheck = { g_array_index (ids, gint64, i), unit_id, NULL, NULL, NULL, NULL };

      sgn_statement_reset (row);
      sgn_statement_bind_int (row, ":year", year);
      sgn_statement_bind_int (row, ":household", recheck.household_id);
      if (sgn_statement_step (row, error) != SGN_ROW)
        return FALSE;
      recheck.head = g_strdup (sgn_statement_text (row, 0));
      recheck.village = g_strdup (sgn_statement_text (row, 1));
      recheck.commune = g_strdup (sgn_statement_text (row, 2));
      recheck.state = g_strdup (sgn_statement_text (row, 3));
      g_array_append_val (rechecks, recheck);
    }
  return ids != NULL;
}

GArray *
sgn_review_rechecks (SgnConnection *connection, int year, gint64 unit_id, GError **error)
{
  g_autoptr (GArray) rechecks = g_array_new (FALSE, FALSE, sizeof (SgnRecheck));
  g_autoptr (GArray) units = NULL;
  g_autoptr (SgnStatement) row = NULL;
  guint32 seed;
  guint size;

  g_array_set_clear_func (rechecks, clear_recheck);
  if (!sgn_review_draw_get (connection, year, &seed, &size))
    return g_steal_pointer (&rechecks);
  units = sgn_review_units (connection, error);
  row = units ? sgn_connection_prepare (connection, SELECT_RECHECK, error) : NULL;
  if (!row)
    return NULL;
  for (guint i = 0; i < units->len; i++)
    {
      gint64 id = g_array_index (units, SgnReviewUnit, i).unit_id;

      if ((unit_id == 0 || unit_id == id)
          && !add_rechecks (connection, row, year, id, rechecks, error))
        return NULL;
    }
  return g_steal_pointer (&rechecks);
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
add_escaped (GArray *list, SgnStatement *row, gint64 household_id, SgnDate day, int months)
{
  SgnEscaped escaped = { .household_id = household_id,
                         .head = g_strdup (sgn_statement_text (row, 0)),
                         .village = g_strdup (sgn_statement_text (row, 1)),
                         .commune = g_strdup (sgn_statement_text (row, 2)),
                         .number = g_strdup (sgn_statement_text (row, 3)) };

  sgn_date_parse_iso (sgn_statement_text (row, 4), &escaped.decided);
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
  g_autoptr (SgnStatement) row = NULL;
  int months;

  if (!ids || !sgn_escaped_months (connection, day, &months, error))
    return NULL;
  row = sgn_connection_prepare (connection, SELECT_ESCAPED, error);
  if (!row)
    return NULL;
  g_array_set_clear_func (list, clear_escaped);
  for (guint i = 0; i < ids->len; i++)
    {
      sgn_statement_reset (row);
      sgn_statement_bind_int (row, ":unit", unit_id);
      sgn_statement_bind_text (row, ":day", day_text);
      sgn_statement_bind_int (row, ":household", g_array_index (ids, gint64, i));
      switch (sgn_statement_step (row, error))
        {
        case SGN_ROW:
          if (sgn_statement_int (row, 5))
            add_escaped (list, row, g_array_index (ids, gint64, i), day, months);
          break;
        case SGN_DONE:
          break;
        case SGN_ERROR:
        default:
          return NULL;
        }
    }
  return g_steal_pointer (&list);
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
