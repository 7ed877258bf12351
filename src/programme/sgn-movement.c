#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-movement.h"

#include "programme/sgn-people-private.h"
#include "programme/sgn-programme.h"
#include "record/sgn-cursor.h"

#include <glib/gi18n-lib.h>

#define SELECT_UNITS "SELECT unit_id FROM v_unit WHERE enters ORDER BY path_order"
#define SELECT_TERMS                                                    \
  "SELECT ifnull(entering_id, 0), term, sum(households), sum(persons) " \
  "FROM v_movement WHERE year = :year AND class = :class "              \
  "AND (:ethnicity IS NULL OR ethnicity = :ethnicity) GROUP BY 1, 2 ORDER BY 1"
#define SELECT_RECORDS                                                    \
  "SELECT DISTINCT household_year_id FROM v_movement WHERE year = :year " \
  "AND class = :class AND term = :term AND (:unit IN (0, unit_id, commune_id, entering_id))"

static const char *const term_names[SGN_N_TERMS] = { "start",     "down-one", "down-two",
                                                     "other-out", "up-one",   "relapse",
                                                     "new",       "other-in", "end" };

static SgnMovementRow *
find_row (GArray *rows, gint64 unit_id)
{
  SgnMovementRow row = { .unit_id = unit_id };

  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, SgnMovementRow, i).unit_id == unit_id)
      return &g_array_index (rows, SgnMovementRow, i);
  g_array_append_val (rows, row);
  return &g_array_index (rows, SgnMovementRow, rows->len - 1);
}

/* Every entering unit has its row, also one without a poor household. */
static gboolean
list_units (SgnConnection *connection, GArray *rows, GError **error)
{
  g_autoptr (SgnStatement) unit = sgn_connection_prepare (connection, SELECT_UNITS, error);
  SgnStep step;

  if (!unit)
    return FALSE;
  while ((step = sgn_statement_step (unit, error)) == SGN_ROW)
    find_row (rows, sgn_statement_int (unit, 0));
  return step == SGN_DONE;
}

static void
add_term (GArray *rows, SgnStatement *row)
{
  SgnMovementRow *terms = find_row (rows, sgn_statement_int (row, 0));

  for (guint i = 0; i < SGN_N_TERMS; i++)
    if (g_str_equal (term_names[i], sgn_statement_text (row, 1)))
      {
        terms->households[i] += sgn_statement_int (row, 2);
        terms->persons[i] += sgn_statement_int (row, 3);
      }
}

GArray *
sgn_movement_load (SgnConnection *connection, int year, const char *class_, const char *ethnicity,
                   GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (SgnMovementRow));
  g_autoptr (SgnStatement) row = NULL;
  SgnStep step;

  if (!list_units (connection, rows, error))
    return NULL;
  row = sgn_connection_prepare (connection, SELECT_TERMS, error);
  if (!row)
    return NULL;
  sgn_statement_bind_int (row, ":year", year);
  sgn_statement_bind_text (row, ":class", class_);
  sgn_statement_bind_text (row, ":ethnicity", ethnicity);
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    add_term (rows, row);
  return step == SGN_DONE ? g_steal_pointer (&rows) : NULL;
}

gint64
sgn_movement_gap (const gint64 terms[SGN_N_TERMS])
{
  return terms[SGN_TERM_END]
         - (terms[SGN_TERM_START] - terms[SGN_TERM_DOWN_ONE] - terms[SGN_TERM_DOWN_TWO]
            - terms[SGN_TERM_OTHER_OUT] + terms[SGN_TERM_UP_ONE] + terms[SGN_TERM_RELAPSE]
            + terms[SGN_TERM_NEW] + terms[SGN_TERM_OTHER_IN]);
}

SgnQuery *
sgn_movement_records (SgnConnection *connection, int year, const char *class_, gint64 unit_id,
                      SgnMovementTerm term, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_RECORDS, error);
  g_autoptr (GArray) ids = NULL;
  SgnQuery *query;

  if (!row)
    return NULL;
  sgn_statement_bind_int (row, ":year", year);
  sgn_statement_bind_text (row, ":class", class_);
  sgn_statement_bind_text (row, ":term", term_names[term]);
  sgn_statement_bind_int (row, ":unit", unit_id);
  ids = sgn_statement_collect_ids (row, error);
  if (!ids)
    return NULL;
  query = sgn_query_new (&sgn_type_household_year);
  sgn_query_where_ids (query, (const gint64 *)ids->data, ids->len);
  return query;
}

SgnDate
sgn_escaped_until (SgnDate decision_date, int months)
{
  return sgn_date_add_months (decision_date, months);
}

gboolean
sgn_escaped_months (SgnConnection *connection, SgnDate day, int *months, GError **error)
{
  g_autofree char *day_text = sgn_date_format_iso (day);
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SGN_ESCAPED_MONTHS, error);
  SgnStep step;

  if (!row)
    return FALSE;
  sgn_statement_bind_text (row, ":day", day_text);
  step = sgn_statement_step (row, error);
  if (step == SGN_ROW)
    *months = (int)g_ascii_strtoll (sgn_statement_text (row, 0) ? sgn_statement_text (row, 0) : "",
                                    NULL, 10);
  else if (step == SGN_DONE)
    g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND,
                         _ ("No catalogue of this ledger says how many months a household counts "
                            "as newly escaped: load the one of that time."));
  return step == SGN_ROW;
}

static SgnQuery *
ask_for_escapes (const char *day)
{
  SgnQuery *escapes = sgn_query_new (&sgn_type_household_year);
  g_auto (SgnValue) value = sgn_value_text (day);

  sgn_query_where_text (escapes, "movement", "escaped");
  sgn_query_where_text (escapes, "state", "official");
  sgn_query_where (escapes, "decision-date", SGN_QUERY_AT_MOST, &value);
  return escapes;
}

/* Those that ever escaped are listed first; of them alone the window is worked out. */
void
sgn_query_where_escaped (SgnQuery *households, SgnDate day, int leaving_within)
{
  const SgnValue null = SGN_VALUE_INIT;
  g_autofree char *day_text = sgn_date_format_iso (day);
  g_autofree char *last = NULL;
  g_autoptr (SgnQuery) escapes = ask_for_escapes (day_text);
  g_auto (SgnValue) until = SGN_VALUE_INIT;

  sgn_query_set_day (households, day);
  sgn_query_where_has (households, "household-id", escapes);
  sgn_query_where (households, "escaped-until", SGN_QUERY_NOT_EQUAL, &null);
  if (leaving_within <= 0)
    return;
  last = sgn_date_format_iso (sgn_date_from_days (sgn_date_days (day) + leaving_within));
  until = sgn_value_text (last);
  sgn_query_where (households, "escaped-until", SGN_QUERY_AT_MOST, &until);
}

GArray *
sgn_escaped_households (SgnConnection *connection, SgnDate day, int leaving_within, GError **error)
{
  g_autoptr (SgnQuery) households = sgn_query_new (&sgn_type_household);
  int months = 0;

  if (!sgn_escaped_months (connection, day, &months, error))
    return NULL;
  sgn_query_where_escaped (households, day, leaving_within);
  sgn_query_set_sort (households, "escaped-until");
  return sgn_query_run (households, connection, NULL, error);
}

gboolean
sgn_escaped_until_of (SgnConnection *connection, gint64 household_id, SgnDate day, SgnDate *until,
                      GError **error)
{
  static const char *const fields[] = { "escaped-until", NULL };
  g_autoptr (SgnQuery) household = sgn_query_new (&sgn_type_household);
  g_autoptr (SgnCursor) cursor = NULL;
  int months = 0;
  SgnStep step;

  *until = (SgnDate){ 0 };
  if (!sgn_escaped_months (connection, day, &months, error))
    return FALSE;
  sgn_query_where_ids (household, &household_id, 1);
  sgn_query_set_day (household, day);
  cursor = sgn_query_open_rows (household, connection, fields, NULL, error);
  if (!cursor)
    return FALSE;
  step = sgn_cursor_step (cursor, error);
  if (step == SGN_ROW && !sgn_cursor_is_null (cursor, 0))
    sgn_date_parse_iso (sgn_cursor_raw (cursor, 0), until);
  return step != SGN_ERROR;
}
