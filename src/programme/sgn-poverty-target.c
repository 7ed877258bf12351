#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-poverty-target.h"

#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* A unit with parts counts what its parts count; how many live there is added up only where every
 * part is counted, else what was stated for the unit itself holds. */
#define SELECT_ROWS                                                                          \
  "WITH line AS MATERIALIZED (SELECT row_id, parent_id, name, path_order FROM v_report_row " \
  "WHERE top_id = :unit), "                                                                  \
  "leaf AS MATERIALIZED (SELECT row_id, parent_id FROM line "                                \
  "WHERE row_id NOT IN (SELECT parent_id FROM line WHERE parent_id IS NOT NULL)), "          \
  "counted AS MATERIALIZED (SELECT current_id, sum(households) AS households "               \
  "FROM v_base_count WHERE year = :before GROUP BY 1), "                                     \
  "poor AS MATERIALIZED (SELECT p.row_id, count(*) AS n FROM v_household_year AS y "         \
  "JOIN v_report_place AS p ON p.top_id = :unit AND p.unit_id = y.unit_id "                  \
  "WHERE y.year = :before AND y.official AND y.counted AND y.class = 'poor' GROUP BY 1) "    \
  "SELECT l.row_id, l.name, l.row_id = :unit, "                                              \
  "ifnull((SELECT iif(count(*) > 0 AND count(*) = count(c.households), sum(c.households), "  \
  "NULL) FROM leaf AS f LEFT JOIN counted AS c ON c.current_id = f.row_id "                  \
  "WHERE f.row_id = l.row_id OR f.parent_id = l.row_id OR (l.row_id = :unit)), "             \
  "(SELECT households FROM counted WHERE current_id = l.row_id)), "                          \
  "(SELECT ifnull(sum(n), 0) FROM poor AS p "                                                \
  "WHERE p.row_id = l.row_id OR l.row_id = :unit "                                           \
  "OR p.row_id IN (SELECT row_id FROM line WHERE parent_id = l.row_id)) "                    \
  "FROM line AS l ORDER BY l.path_order"
#define SELECT_PLANNED                                                         \
  "SELECT unit_id, planned FROM v_target WHERE code = :code AND year = :year " \
  "AND planned IS NOT NULL"
#define SELECT_TARGET "SELECT target_id FROM v_target WHERE code = :code LIMIT 1"
#define SELECT_VALUE                                                          \
  "SELECT target_value_id FROM v_target WHERE code = :code AND year = :year " \
  "AND unit_id = :unit"

static const struct
{
  const char *code, *name, *measure;
} targets[SGN_N_POVERTY_TARGETS] = {
  { "giam-so-ho-ngheo", "Giảm số hộ nghèo", "hộ" },
  { "giam-ty-le-ho-ngheo", "Giảm tỷ lệ hộ nghèo", "điểm %/năm" },
};

static void
clear_row (gpointer data)
{
  g_free (((SgnPovertyTargetRow *)data)->name);
}

static gboolean
load_rows (SgnConnection *connection, gint64 unit_id, int year, GArray *rows, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, SELECT_ROWS, error);
  SgnStep step;

  if (!statement)
    return FALSE;
  sgn_statement_bind_int (statement, ":unit", unit_id);
  sgn_statement_bind_int (statement, ":before", year - 1);
  while ((step = sgn_statement_step (statement, error)) == SGN_ROW)
    {
      SgnPovertyTargetRow row = {
        .unit_id = sgn_statement_int (statement, 0),
        .name = g_strdup (sgn_statement_text (statement, 1)),
        .top = sgn_statement_int (statement, 2) != 0,
        .households = sgn_statement_is_null (statement, 3) ? -1 : sgn_statement_int (statement, 3),
        .poor = sgn_statement_int (statement, 4),
      };

      g_array_append_val (rows, row);
    }
  return step == SGN_DONE;
}

static gboolean
load_planned (SgnConnection *connection, int year, SgnPovertyTarget target, GArray *rows,
              GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, SELECT_PLANNED, error);
  SgnStep step;

  if (!statement)
    return FALSE;
  sgn_statement_bind_text (statement, ":code", targets[target].code);
  sgn_statement_bind_int (statement, ":year", year);
  while ((step = sgn_statement_step (statement, error)) == SGN_ROW)
    for (guint i = 0; i < rows->len; i++)
      {
        SgnPovertyTargetRow *row = &g_array_index (rows, SgnPovertyTargetRow, i);

        if (row->unit_id == sgn_statement_int (statement, 0))
          row->planned[target] = (SgnPovertyPlanned){ TRUE, sgn_statement_real (statement, 1) };
      }
  return step == SGN_DONE;
}

GArray *
sgn_poverty_target_load (SgnConnection *connection, gint64 unit_id, int year, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (SgnPovertyTargetRow));

  g_array_set_clear_func (rows, clear_row);
  if (!load_rows (connection, unit_id, year, rows, error))
    return NULL;
  for (guint i = 0; i < SGN_N_POVERTY_TARGETS; i++)
    if (!load_planned (connection, year, i, rows, error))
      return NULL;
  return g_steal_pointer (&rows);
}

/* 0 where there is none. */
static gboolean
find_id (SgnConnection *connection, const char *sql, SgnPovertyTarget target, gint64 unit_id,
         int year, gint64 *id, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, sql, error);
  SgnStep step;

  *id = 0;
  if (!statement)
    return FALSE;
  sgn_statement_bind_text (statement, ":code", targets[target].code);
  if (sgn_statement_has_parameter (statement, ":unit"))
    {
      sgn_statement_bind_int (statement, ":unit", unit_id);
      sgn_statement_bind_int (statement, ":year", year);
    }
  step = sgn_statement_step (statement, error);
  if (step == SGN_ROW)
    *id = sgn_statement_int (statement, 0);
  return step != SGN_ERROR;
}

static gboolean
require_target (SgnLedger *ledger, SgnPovertyTarget target, gint64 *id, GError **error)
{
  g_autoptr (SgnRecord) record = NULL;

  if (!find_id (sgn_ledger_get_connection (ledger), SELECT_TARGET, target, 0, 0, id, error))
    return FALSE;
  if (*id != 0)
    return TRUE;
  record = sgn_record_new (&sgn_type_target);
  sgn_record_set_text (record, "code", targets[target].code);
  sgn_record_set_text (record, "name", targets[target].name);
  sgn_record_set_text (record, "measure", targets[target].measure);
  sgn_record_set_text (record, "operator", ">=");
  if (!sgn_record_save (record, ledger, error))
    return FALSE;
  *id = sgn_record_get_id (record);
  return TRUE;
}

static SgnRecord *
begin_value (SgnLedger *ledger, gint64 unit_id, int year, SgnPovertyTarget target, GError **error)
{
  g_autoptr (SgnRecord) record = NULL;
  gint64 target_id;

  if (!require_target (ledger, target, &target_id, error))
    return NULL;
  record = sgn_record_new (&sgn_type_target_value);
  sgn_record_set_int (record, "target-id", target_id);
  sgn_record_set_int (record, "unit-id", unit_id);
  sgn_record_set_int (record, "year", year);
  return g_steal_pointer (&record);
}

/* A value that says nothing but what was planned goes with it. */
static gboolean
is_nothing_else (SgnRecord *record)
{
  static const char *const others[] = { "baseline", "achieved", "section", "note" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (!sgn_record_is_null (record, others[i]))
      return FALSE;
  return TRUE;
}

gboolean
sgn_poverty_target_set (SgnLedger *ledger, gint64 unit_id, int year, SgnPovertyTarget target,
                        const double *value, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnRecord) record = NULL;
  gint64 id;

  if (!find_id (connection, SELECT_VALUE, target, unit_id, year, &id, error))
    return FALSE;
  if (id == 0 && value == NULL)
    return TRUE;
  record = id != 0 ? sgn_record_load (connection, &sgn_type_target_value, id, error)
                   : begin_value (ledger, unit_id, year, target, error);
  if (!record)
    return FALSE;
  if (value == NULL && is_nothing_else (record))
    return sgn_record_remove (ledger, sgn_programme_types (), &sgn_type_target_value, id, error);
  if (value == NULL)
    sgn_record_set_null (record, "planned");
  else
    sgn_record_set_real (record, "planned", *value);
  return sgn_record_save (record, ledger, error);
}

double
sgn_poverty_target_rate (const SgnPovertyTargetRow *row)
{
  return row->households > 0 ? 100.0 * (double)row->poor / (double)row->households : -1;
}
