#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-funding-summary.h"

#include "programme/sgn-programme.h"

#include <string.h>

/* The unit and those below it; a unit that became part of one of them counts with it. */
#define INSIDE                                                                                    \
  "WITH RECURSIVE inside (id) AS ("                                                               \
  "SELECT :unit UNION "                                                                           \
  "SELECT u.id FROM inside AS i JOIN unit AS u ON u.parent_id = i.id OR u.successor_id = i.id), " \
  "part (id) AS ("                                                                                \
  "SELECT :component UNION "                                                                      \
  "SELECT c.id FROM part AS p JOIN component AS c ON c.parent_id = p.id) "

#define FILTER                                                                        \
  "AND (:unit = 0 OR x.unit_id IN (SELECT id FROM inside)) "                          \
  "AND (:component = 0 OR x.component_id IN (SELECT id FROM part)) "                  \
  "AND (:source IS NULL OR x.source = :source OR (:source = 'local' AND x.source IN " \
  "(SELECT code FROM v_code WHERE list = 'funding-source' AND local))) "              \
  "AND (:capital IS NULL OR x.capital_kind = :capital) "

#define LINES \
  "FROM v_funding AS x WHERE x.year = :year AND x.issued AND x.counts_from <= :as_of " FILTER
#define PAYMENTS "FROM v_disbursement AS x WHERE x.plan_year = :year AND x.date <= :as_of " FILTER

#define SUM_LINES                                                                         \
  INSIDE "SELECT x.component_id, x.carried, x.capital_kind, sum (x.signed_amount) " LINES \
         "GROUP BY x.component_id, x.carried, x.capital_kind"
#define COUNT_CARRIED INSIDE "SELECT count (DISTINCT x.decision_id) " LINES "AND x.carried"
#define SUM_PAYMENTS                                                                 \
  INSIDE "SELECT x.component_id, x.carried_over, iif (x.year = :year, x.month, 0), " \
         "sum (x.signed_amount) " PAYMENTS                                           \
         "GROUP BY x.component_id, x.carried_over, iif (x.year = :year, x.month, 0)"
#define LIST_LINES INSIDE "SELECT x.line_id " LINES "AND x.carried = :carried ORDER BY x.line_id"
#define LIST_PAYMENTS                         \
  INSIDE "SELECT x.disbursement_id " PAYMENTS \
         "AND (:month = 0 OR (x.year = :year AND x.month = :month)) ORDER BY x.disbursement_id"

/* Projects of the year, and whatever else money was given to. */
#define LIST_COMPONENTS                                                            \
  "SELECT component_id, ifnull (parent_id, 0), code, name, short_name, NOT leaf, " \
  "kind <> 'policy' AND :year BETWEEN year_from AND year_to "                      \
  "FROM v_component ORDER BY path_order"

#define LIST_YEARS \
  "SELECT year FROM funding_decision UNION SELECT plan_year FROM disbursement ORDER BY 1"

typedef struct
{
  SgnFundingRow row;
  gboolean shown;
} Entry;

static SgnDate
resolve_as_of (const SgnFundingFilter *filter)
{
  SgnDate today = sgn_date_today ();
  SgnDate end = { (guint16)filter->year, 12, 31 };

  if (filter->as_of.year)
    return sgn_date_last_day (filter->as_of);
  return sgn_date_compare (today, end) < 0 ? today : end;
}

static guint
count_months (int year, SgnDate as_of)
{
  if (as_of.year < year)
    return 0;
  return as_of.year > year ? 12 : as_of.month;
}

static SgnStatement *
prepare (SgnConnection *connection, const char *sql, const SgnFundingFilter *filter,
         gint64 component_id, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, sql, error);
  g_autofree char *as_of = sgn_date_format_iso (resolve_as_of (filter));

  if (!statement)
    return NULL;
  sgn_statement_bind_int (statement, ":year", filter->year);
  sgn_statement_bind_int (statement, ":unit", filter->unit_id);
  sgn_statement_bind_int (statement, ":component", component_id);
  sgn_statement_bind_text (statement, ":source", filter->source);
  sgn_statement_bind_text (statement, ":capital", filter->capital_kind);
  sgn_statement_bind_text (statement, ":as_of", as_of);
  return g_steal_pointer (&statement);
}

static void
clear_row (gpointer data)
{
  SgnFundingRow *row = data;

  g_free (row->code);
  g_free (row->name);
  g_free (row->short_name);
  g_free (row);
}

static gboolean
list_components (SgnConnection *connection, const SgnFundingFilter *filter, GPtrArray *entries,
                 GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, LIST_COMPONENTS, error);
  SgnStep step;

  if (!statement)
    return FALSE;
  sgn_statement_bind_int (statement, ":year", filter->year);
  while ((step = sgn_statement_step (statement, error)) == SGN_ROW)
    {
      Entry *entry = g_new0 (Entry, 1);

      entry->row.component_id = sgn_statement_int (statement, 0);
      entry->row.parent_id = sgn_statement_int (statement, 1);
      entry->row.code = g_strdup (sgn_statement_text (statement, 2));
      entry->row.name = g_strdup (sgn_statement_text (statement, 3));
      entry->row.short_name = g_strdup (sgn_statement_text (statement, 4));
      entry->row.has_parts = sgn_statement_int (statement, 5) != 0;
      entry->shown = sgn_statement_int (statement, 6) != 0;
      g_ptr_array_add (entries, entry);
    }
  return step == SGN_DONE;
}

static Entry *
find_entry (GPtrArray *entries, gint64 component_id)
{
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (entries, i);

      if (entry->row.component_id == component_id)
        return entry;
    }
  return NULL;
}

/* To the component and to all it is part of. */
static void
add_amounts (GPtrArray *entries, gint64 component_id, gint64 planned, gint64 carried_over,
             gint64 disbursed, gint64 disbursed_carried_over)
{
  for (Entry *entry = find_entry (entries, component_id); entry;
       entry = find_entry (entries, entry->row.parent_id))
    {
      entry->shown = TRUE;
      entry->row.planned += planned;
      entry->row.carried_over += carried_over;
      entry->row.disbursed += disbursed;
      entry->row.disbursed_carried_over += disbursed_carried_over;
    }
}

static void
add_planned (SgnFundingSummary *self, const char *capital_kind, gint64 amount)
{
  self->planned += amount;
  if (g_strcmp0 (capital_kind, "DTPT") == 0)
    self->planned_investment += amount;
  else if (g_strcmp0 (capital_kind, "SN") == 0)
    self->planned_recurrent += amount;
  else
    self->planned_unknown += amount;
}

static gboolean
sum_lines (SgnFundingSummary *self, SgnConnection *connection, GPtrArray *entries, GError **error)
{
  g_autoptr (SgnStatement) statement = prepare (connection, SUM_LINES, &self->filter, 0, error);
  SgnStep step;

  if (!statement)
    return FALSE;
  while ((step = sgn_statement_step (statement, error)) == SGN_ROW)
    {
      gint64 component_id = sgn_statement_int (statement, 0);
      gboolean carried = sgn_statement_int (statement, 1) != 0;
      gint64 amount = sgn_statement_int (statement, 3);

      if (carried)
        self->carried_over += amount;
      else
        add_planned (self, sgn_statement_text (statement, 2), amount);
      add_amounts (entries, component_id, carried ? 0 : amount, carried ? amount : 0, 0, 0);
    }
  return step == SGN_DONE;
}

static gboolean
sum_payments (SgnFundingSummary *self, SgnConnection *connection, GPtrArray *entries,
              GError **error)
{
  g_autoptr (SgnStatement) statement = prepare (connection, SUM_PAYMENTS, &self->filter, 0, error);
  SgnStep step;

  if (!statement)
    return FALSE;
  while ((step = sgn_statement_step (statement, error)) == SGN_ROW)
    {
      gboolean carried = sgn_statement_int (statement, 1) != 0;
      gint64 month = sgn_statement_int (statement, 2);
      gint64 amount = sgn_statement_int (statement, 3);

      self->disbursed += amount;
      if (carried)
        self->disbursed_carried_over += amount;
      if (month >= 1 && month <= 12)
        self->by_month[month - 1] += amount;
      add_amounts (entries, sgn_statement_int (statement, 0), 0, 0, amount, carried ? amount : 0);
    }
  return step == SGN_DONE;
}

static gboolean
count_carried (SgnFundingSummary *self, SgnConnection *connection, GError **error)
{
  g_autoptr (SgnStatement) statement = prepare (connection, COUNT_CARRIED, &self->filter, 0, error);

  if (!statement || sgn_statement_step (statement, error) != SGN_ROW)
    return FALSE;
  self->n_carry_decisions = (guint)sgn_statement_int (statement, 0);
  return TRUE;
}

static void
take_rows (SgnFundingSummary *self, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (entries, i);

      if (entry->shown)
        g_ptr_array_add (self->rows, g_memdup2 (&entry->row, sizeof entry->row));
      else
        {
          g_free (entry->row.code);
          g_free (entry->row.name);
          g_free (entry->row.short_name);
        }
    }
}

static gboolean
fill_summary (SgnFundingSummary *self, SgnConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);
  gboolean filled = list_components (connection, &self->filter, entries, error)
                    && sum_lines (self, connection, entries, error)
                    && sum_payments (self, connection, entries, error)
                    && count_carried (self, connection, error);

  take_rows (self, entries);
  return filled;
}

SgnFundingSummary *
sgn_funding_summary_new (SgnConnection *connection, const SgnFundingFilter *filter,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (SgnFundingSummary) self = g_new0 (SgnFundingSummary, 1);

  self->filter = *filter;
  self->filter.source = g_intern_string (filter->source);
  self->filter.capital_kind = g_intern_string (filter->capital_kind);
  self->rows = g_ptr_array_new_with_free_func (clear_row);
  self->as_of = resolve_as_of (filter);
  self->n_months = count_months (filter->year, self->as_of);
  sgn_connection_set_cancellable (connection, cancellable);
  gboolean filled = !g_cancellable_set_error_if_cancelled (cancellable, error)
                    && fill_summary (self, connection, error);
  sgn_connection_set_cancellable (connection, NULL);
  return filled ? g_steal_pointer (&self) : NULL;
}

void
sgn_funding_summary_free (SgnFundingSummary *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->rows);
  g_free (self);
}

SgnQuery *
sgn_funding_records (SgnConnection *connection, const SgnFundingFilter *filter,
                     SgnFundingFigure figure, gint64 component_id, guint month, GError **error)
{
  gboolean payments = figure == SGN_FUNDING_DISBURSED;
  g_autoptr (SgnStatement) statement
      = prepare (connection, payments ? LIST_PAYMENTS : LIST_LINES, filter, component_id, error);
  g_autoptr (GArray) ids = NULL;
  SgnQuery *query;

  if (!statement)
    return NULL;
  if (payments)
    sgn_statement_bind_int (statement, ":month", month);
  else
    sgn_statement_bind_int (statement, ":carried", figure == SGN_FUNDING_CARRIED_OVER);
  ids = sgn_statement_collect_ids (statement, error);
  if (!ids)
    return NULL;
  query = sgn_query_new (payments ? &sgn_type_disbursement : &sgn_type_funding_line);
  sgn_query_where_ids (query, (const gint64 *)(gpointer)ids->data, ids->len);
  return query;
}

GArray *
sgn_funding_years (SgnConnection *connection, GError **error)
{
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, LIST_YEARS, error);
  SgnStep step;

  if (!statement)
    return NULL;
  while ((step = sgn_statement_step (statement, error)) == SGN_ROW)
    {
      int year = (int)sgn_statement_int (statement, 0);
      g_array_append_val (years, year);
    }
  return step == SGN_DONE ? g_steal_pointer (&years) : NULL;
}
