#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-poverty-summary.h"

#include "programme/sgn-programme.h"

/* Where a household-year counts: at the unit that enters it, or, of a unit chosen, at the part of
 * it. */
#define PLACES                                                                     \
  "WITH place (id, part) AS MATERIALIZED (SELECT unit_id, "                        \
  "iif (:unit = 0, ifnull (entering_id, 0), iif (:unit = ifnull (commune_id, 0), " \
  "ifnull (village_id, unit_id), ifnull (commune_id, unit_id))) "                  \
  "FROM v_unit WHERE :unit IN (0, unit_id, ifnull (commune_id, 0), ifnull (entering_id, 0))) "
#define LISTED                                                    \
  "FROM household_year AS y JOIN place AS p ON p.id = y.unit_id " \
  "WHERE y.movement IS NOT 'other-out' AND y.class IN ('poor', 'near-poor') "

#define COUNT_CLASSES                                                                       \
  PLACES "SELECT p.part, y.year, y.class = 'near-poor', count (*), sum (y.persons), "       \
         "sum (d1), sum (d2), sum (d3), sum (d4), sum (d5), sum (d6), sum (d7), sum (d8), " \
         "sum (d9), sum (d10), sum (d11), sum (d12) " LISTED                                \
         "AND y.year BETWEEN :first AND :year GROUP BY 1, 2, 3"
#define LIST_RECORDS                                                                     \
  PLACES "SELECT y.id " LISTED "AND y.year = :year AND (:part < 0 OR p.part = :part) "   \
         "AND (:class IS NULL OR y.class = :class) AND CASE :indicator WHEN 0 THEN 1 "   \
         "WHEN 1 THEN d1 WHEN 2 THEN d2 WHEN 3 THEN d3 WHEN 4 THEN d4 WHEN 5 THEN d5 "   \
         "WHEN 6 THEN d6 WHEN 7 THEN d7 WHEN 8 THEN d8 WHEN 9 THEN d9 WHEN 10 THEN d10 " \
         "WHEN 11 THEN d11 WHEN 12 THEN d12 END ORDER BY y.id"

/* Units that enter, or what lies directly below the one chosen. */
#define LIST_PARTS                                                                     \
  "SELECT unit_id, name FROM v_unit WHERE iif (:unit = 0, enters, parent_id = :unit) " \
  "AND (valid_to IS NULL OR valid_to >= :day) ORDER BY path_order"
#define NAME_UNIT "SELECT name FROM unit WHERE id = :unit"
#define COUNT_BASE \
  "SELECT unit_id, year, households, own FROM v_base_count WHERE year IN (:year, :year - 1)"
#define LIST_INDICATORS                                                       \
  "SELECT code, short_name, name FROM v_code WHERE list = 'indicator' "       \
  "AND ifnull (substr (valid_from, 1, 4), '0000') <= printf ('%04d', :year) " \
  "ORDER BY ifnull (valid_from, '')"
/* By SgnPovertyGroup; both together are no class. */
static const char *const class_names[] = { "poor", "near-poor", NULL };

static void
row_free (SgnPovertyRow *row)
{
  g_free (row->name);
  g_free (row);
}

void
sgn_poverty_summary_free (SgnPovertySummary *self)
{
  if (self == NULL)
    return;
  g_free (self->total.name);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->years, g_array_unref);
  for (guint i = 0; i < SGN_POVERTY_INDICATORS; i++)
    {
      g_free (self->indicators[i].short_name);
      g_free (self->indicators[i].name);
    }
  g_free (self);
}

static SgnStatement *
prepare (SgnConnection *connection, const char *sql, int year, gint64 unit_id, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, sql, error);

  if (row == NULL)
    return NULL;
  sgn_statement_bind_int (row, ":year", year);
  sgn_statement_bind_int (row, ":unit", unit_id);
  return g_steal_pointer (&row);
}

/* --- the rows --- */

static SgnPovertyRow *
find_row (SgnPovertySummary *self, gint64 unit_id)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      SgnPovertyRow *row = g_ptr_array_index (self->rows, i);

      if (row->unit_id == unit_id)
        return row;
    }
  return NULL;
}

static SgnPovertyRow *
add_row (SgnPovertySummary *self, gint64 unit_id, const char *name)
{
  SgnPovertyRow *row = g_new0 (SgnPovertyRow, 1);

  row->unit_id = unit_id;
  row->name = g_strdup (name);
  row->base = row->base_before = -1;
  g_ptr_array_add (self->rows, row);
  return row;
}

static gboolean
list_parts (SgnPovertySummary *self, SgnConnection *connection, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, LIST_PARTS, error);
  g_autofree char *day = sgn_date_format_iso (self->day);
  SgnStep step;

  if (row == NULL)
    return FALSE;
  sgn_statement_bind_int (row, ":unit", self->unit_id);
  sgn_statement_bind_text (row, ":day", day);
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    add_row (self, sgn_statement_int (row, 0), sgn_statement_text (row, 1));
  return step == SGN_DONE;
}

/* A part that has households but is no unit of that day: one that ended, or the unit chosen itself.
 */
static SgnPovertyRow *
ensure_row (SgnPovertySummary *self, SgnConnection *connection, gint64 unit_id)
{
  SgnPovertyRow *row = find_row (self, unit_id);
  g_autoptr (SgnStatement) name = NULL;

  if (row != NULL)
    return row;
  name = sgn_connection_prepare (connection, NAME_UNIT, NULL);
  if (name == NULL)
    return add_row (self, unit_id, NULL);
  sgn_statement_bind_int (name, ":unit", unit_id);
  return add_row (self, unit_id,
                  sgn_statement_step (name, NULL) == SGN_ROW ? sgn_statement_text (name, 0) : NULL);
}

/* --- the counts --- */

static SgnPovertyYear *
ensure_year (SgnPovertySummary *self, int year)
{
  SgnPovertyYear fresh = { .year = year };
  guint at = 0;

  while (at < self->years->len && g_array_index (self->years, SgnPovertyYear, at).year < year)
    at++;
  if (at == self->years->len || g_array_index (self->years, SgnPovertyYear, at).year != year)
    g_array_insert_val (self->years, at, fresh);
  return &g_array_index (self->years, SgnPovertyYear, at);
}

static void
add_count (SgnPovertySummary *self, SgnConnection *connection, SgnStatement *count)
{
  int year = (int)sgn_statement_int (count, 1);
  guint class_ = (guint)sgn_statement_int (count, 2);
  gint64 n = sgn_statement_int (count, 3);
  SgnPovertyYear *of_year = ensure_year (self, year);
  SgnPovertyRow *row;

  of_year->households[class_] += n;
  of_year->persons[class_] += sgn_statement_int (count, 4);
  if (year < self->year - 1)
    return;
  row = ensure_row (self, connection, sgn_statement_int (count, 0));
  if (year == self->year - 1)
    {
      row->before[class_] += n;
      self->total.before[class_] += n;
      return;
    }
  row->households[class_] += n;
  self->total.households[class_] += n;
  for (guint i = 0; i < SGN_POVERTY_INDICATORS; i++)
    {
      row->deprived[i] += sgn_statement_int (count, 5 + i);
      self->total.deprived[i] += sgn_statement_int (count, 5 + i);
    }
}

static gboolean
count_classes (SgnPovertySummary *self, SgnConnection *connection, GError **error)
{
  g_autoptr (SgnStatement) count
      = prepare (connection, COUNT_CLASSES, self->year, self->unit_id, error);
  SgnStep step;

  if (count == NULL)
    return FALSE;
  sgn_statement_bind_int (count, ":first", self->year - SGN_POVERTY_YEARS + 1);
  while ((step = sgn_statement_step (count, error)) == SGN_ROW)
    add_count (self, connection, count);
  return step == SGN_DONE;
}

static void
set_base (SgnPovertyRow *row, gboolean before, gint64 households)
{
  if (before)
    row->base_before = households;
  else
    row->base = households;
}

static gboolean
count_base (SgnPovertySummary *self, SgnConnection *connection, GError **error)
{
  g_autoptr (SgnStatement) count = sgn_connection_prepare (connection, COUNT_BASE, error);
  SgnStep step;

  if (count == NULL)
    return FALSE;
  sgn_statement_bind_int (count, ":year", self->year);
  while ((step = sgn_statement_step (count, error)) == SGN_ROW)
    {
      gint64 unit_id = sgn_statement_int (count, 0);
      gboolean before = sgn_statement_int (count, 1) != self->year;
      gint64 households = sgn_statement_int (count, 2);
      SgnPovertyRow *row = find_row (self, unit_id);

      if (row != NULL)
        set_base (row, before, households);
      if (self->unit_id != 0 ? unit_id == self->unit_id : sgn_statement_int (count, 3) != 0)
        set_base (&self->total, before, households);
    }
  return step == SGN_DONE;
}

/* What is stated for the whole counts; else the sum of the parts, if each of them is known. */
static gint64
add_base (SgnPovertySummary *self, gboolean before)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const SgnPovertyRow *row = g_ptr_array_index (self->rows, i);
      gint64 households = before ? row->base_before : row->base;

      if (households < 0)
        return -1;
      sum += households;
    }
  return self->rows->len > 0 ? sum : -1;
}

static void
complete_base (SgnPovertySummary *self)
{
  if (self->total.base < 0)
    self->total.base = add_base (self, FALSE);
  if (self->total.base_before < 0)
    self->total.base_before = add_base (self, TRUE);
}

/* Of two versions of the list the later stands. */
static gboolean
list_indicators (SgnPovertySummary *self, SgnConnection *connection, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, LIST_INDICATORS, error);
  SgnStep step;

  if (row == NULL)
    return FALSE;
  sgn_statement_bind_int (row, ":year", self->year);
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    {
      guint64 number = g_ascii_strtoull (sgn_statement_text (row, 0), NULL, 10);
      SgnPovertyIndicator *indicator;

      if (number < 1 || number > SGN_POVERTY_INDICATORS)
        continue;
      indicator = &self->indicators[number - 1];
      g_free (indicator->short_name);
      g_free (indicator->name);
      indicator->short_name = g_strdup (sgn_statement_text (row, 1));
      indicator->name = g_strdup (sgn_statement_text (row, 2));
    }
  return step == SGN_DONE;
}

/* The rows are the entering units, as the choice of units is. */
static gboolean
count_movement (SgnPovertySummary *self, SgnConnection *connection, GError **error)
{
  for (guint class_ = 0; class_ < SGN_N_POVERTY_CLASSES; class_++)
    {
      g_autoptr (GArray) rows
          = sgn_movement_load (connection, self->year, class_names[class_], NULL, error);

      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        {
          const SgnMovementRow *row = &g_array_index (rows, SgnMovementRow, i);

          for (guint term = 0; term < SGN_N_TERMS; term++)
            if (self->unit_id == 0 || row->unit_id == self->unit_id)
              self->movement[class_][term] += row->households[term];
        }
    }
  return TRUE;
}

/* --- the newly escaped --- */

SgnQuery *
sgn_poverty_escaped (gint64 unit_id, SgnDate day)
{
  SgnQuery *households = sgn_query_new (&sgn_type_household);

  if (unit_id != 0)
    sgn_query_where_under (households, "unit-id", unit_id);
  sgn_query_where_escaped (households, day, 0);
  return households;
}

static gboolean
count_escaped (SgnConnection *connection, gint64 unit_id, SgnDate day, gint64 *n, GError **error)
{
  g_autoptr (SgnQuery) households = sgn_poverty_escaped (unit_id, day);
  g_autoptr (GArray) ids = NULL;
  int months;

  *n = -1;
  /* No catalogue of that time: nothing to count by, and no failure. */
  if (!sgn_escaped_months (connection, day, &months, NULL))
    return TRUE;
  ids = sgn_query_run (households, connection, NULL, error);
  if (ids == NULL)
    return FALSE;
  *n = ids->len;
  return TRUE;
}

static void
choose_days (SgnPovertySummary *self, SgnDate today)
{
  SgnDate end = { .year = (guint16)self->year, .month = 12, .day = 31 };

  self->day = sgn_date_compare (today, end) < 0 ? today : end;
  self->day_before = sgn_date_add_months (self->day, -12);
}

/* --- public --- */

SgnPovertySummary *
sgn_poverty_summary_new (SgnConnection *connection, int year, gint64 unit_id, SgnDate today,
                         GError **error)
{
  g_autoptr (SgnPovertySummary) self = g_new0 (SgnPovertySummary, 1);

  g_return_val_if_fail (connection != NULL && sgn_date_is_full (today), NULL);

  self->year = year;
  self->unit_id = unit_id;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)row_free);
  self->years = g_array_new (FALSE, FALSE, sizeof (SgnPovertyYear));
  self->total.base = self->total.base_before = -1;
  choose_days (self, today);
  if (!list_parts (self, connection, error) || !count_classes (self, connection, error)
      || !count_base (self, connection, error) || !list_indicators (self, connection, error)
      || !count_movement (self, connection, error)
      || !count_escaped (connection, unit_id, self->day, &self->escaped, error)
      || !count_escaped (connection, unit_id, self->day_before, &self->escaped_before, error))
    return NULL;
  complete_base (self);
  return g_steal_pointer (&self);
}

gboolean
sgn_poverty_summary_has_year (const SgnPovertySummary *self, int year)
{
  for (guint i = 0; i < self->years->len; i++)
    if (g_array_index (self->years, SgnPovertyYear, i).year == year)
      return TRUE;
  return FALSE;
}

SgnQuery *
sgn_poverty_records (SgnConnection *connection, int year, gint64 unit_id, gint64 part_id,
                     SgnPovertyGroup class_, guint indicator, GError **error)
{
  g_autoptr (SgnStatement) row = prepare (connection, LIST_RECORDS, year, unit_id, error);
  g_autoptr (GArray) ids = NULL;
  SgnQuery *query;

  if (row == NULL)
    return NULL;
  sgn_statement_bind_int (row, ":part", part_id);
  sgn_statement_bind_text (row, ":class", class_names[class_]);
  sgn_statement_bind_int (row, ":indicator", indicator);
  ids = sgn_statement_collect_ids (row, error);
  if (ids == NULL)
    return NULL;
  query = sgn_query_new (&sgn_type_household_year);
  sgn_query_where_ids (query, (const gint64 *)(gpointer)ids->data, ids->len);
  return query;
}
