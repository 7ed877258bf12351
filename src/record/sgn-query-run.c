#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-query-private.h"

#include "base/sgn-error.h"
#include "record/sgn-finder-private.h"
#include "record/sgn-sql-private.h"

#include <glib/gi18n-lib.h>

#include <math.h>

/* A query being written: its clauses grow side by side. A query within it has clauses of its own,
 * but shares the common tables and the values. */
typedef struct
{
  const SgnQuery *query;
  gboolean asks_others; /* of each row what other tables say of it */
  GString *with;
  GArray *values; /* of SgnValue: value n is bound as ":vn" */
  GString *joins;
  GString *where;
  GString *order;
  SgnMatch match;
} Sql;

static void
init_clauses (Sql *sql)
{
  sql->joins = g_string_new (NULL);
  sql->where = g_string_new (NULL);
  sql->order = g_string_new (NULL);
}

static void
clear_clauses (Sql *sql)
{
  g_string_free (sql->joins, TRUE);
  g_string_free (sql->where, TRUE);
  g_string_free (sql->order, TRUE);
}

static void
clear_value (gpointer value)
{
  sgn_value_clear (value);
}

static void
init_sql (Sql *sql, const SgnQuery *query)
{
  sql->query = query;
  sql->with = g_string_new (NULL);
  sql->values = g_array_new (FALSE, FALSE, sizeof (SgnValue));
  g_array_set_clear_func (sql->values, clear_value);
  init_clauses (sql);
}

static void
clear_sql (Sql *sql)
{
  g_string_free (sql->with, TRUE);
  g_array_unref (sql->values);
  clear_clauses (sql);
  sgn_match_clear (&sql->match);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sql, clear_sql)

static GString *
begin_clause (GString *clause, const char *first, const char *next)
{
  return g_string_append (clause, clause->len == 0 ? first : next);
}

/* Returns: the number of the value */
static guint
append_parameter (Sql *sql, GString *clause, const SgnValue *value)
{
  const guint index = sql->values->len;
  SgnValue copy = sgn_value_copy (value);
  SgnParameter name;

  g_array_append_val (sql->values, copy);
  g_string_append (clause, sgn_sql_parameter (name, 'v', index));
  return index;
}

static gboolean
is_derived (const SgnQuery *query, const SgnField *field)
{
  return sgn_record_type_derived (query->type, field->name) != NULL;
}

static void
append_field (Sql *sql, GString *clause, const SgnField *field)
{
  sql->asks_others |= is_derived (sql->query, field);
  sgn_sql_append_value (clause, sql->query->type, "r", field);
}

/* Conditions */

static void
append_condition (Sql *sql, const SgnCondition *condition)
{
  static const char *const operators[] = { " = ", " IS NOT ", " < ", " <= ", " > ", " >= " };
  gboolean null = condition->value.kind == SGN_VALUE_NULL;

  begin_clause (sql->where, " WHERE ", " AND ");
  append_field (sql, sql->where, condition->field);
  /* "=" where it will do: IS keeps no order out of an index. */
  if (null && condition->op == SGN_QUERY_EQUAL)
    g_string_append (sql->where, " IS NULL");
  else if (null && condition->op == SGN_QUERY_NOT_EQUAL)
    g_string_append (sql->where, " IS NOT NULL");
  else
    {
      g_string_append (sql->where, operators[condition->op]);
      append_parameter (sql, sql->where, &condition->value);
    }
}

static void
append_any (Sql *sql, const SgnAny *any)
{
  const SgnValue value = sgn_value_int (any->value);

  begin_clause (sql->where, " WHERE ", " AND ");
  append_parameter (sql, sql->where, &value);
  g_string_append (sql->where, " IN (");
  for (guint i = 0; i < any->fields->len; i++)
    {
      if (i > 0)
        g_string_append (sql->where, ", ");
      append_field (sql, sql->where, any->fields->pdata[i]);
    }
  g_string_append_c (sql->where, ')');
}

static void
append_under (Sql *sql, const SgnUnder *under)
{
  const SgnRecordType *type = under->field->reference;
  const guint index = sql->values->len;
  SgnValue id = sgn_value_int (under->id);

  begin_clause (sql->with, "WITH RECURSIVE ", ", ");
  g_string_append_printf (sql->with, "below%u (id) AS (VALUES (", index);
  append_parameter (sql, sql->with, &id);
  g_string_append_printf (sql->with, ") UNION SELECT d.id FROM below%u AS b JOIN ", index);
  sgn_sql_append_name (sql->with, type->table);
  g_string_append (sql->with, " AS d ON ");
  sgn_sql_append_column (sql->with, "d", sgn_query_parent (type));
  g_string_append (sql->with, " = b.id)");

  begin_clause (sql->where, " WHERE ", " AND ");
  append_field (sql, sql->where, under->field);
  g_string_append_printf (sql->where, " IN (SELECT id FROM below%u)", index);
}

static void
append_ids (Sql *sql, const char *column, const char *ids)
{
  g_auto (SgnValue) value = sgn_value_text (ids);

  begin_clause (sql->where, " WHERE ", " AND ");
  g_string_append_printf (sql->where, "%s IN (SELECT value FROM json_each (", column);
  append_parameter (sql, sql->where, &value);
  g_string_append (sql->where, "))");
}

static void append_where (Sql *sql);

/* The other records are listed once, by their own index, not asked for row by row; of few records
 * only what names those. */
static void
append_has (Sql *sql, const SgnHas *has)
{
  Sql within = { .query = has->records, .with = sql->with, .values = sql->values };
  g_autoptr (GString) column = g_string_new (NULL);

  init_clauses (&within);
  append_where (&within);
  sgn_sql_append_column (column, "r", has->field);
  if (!(has->field->flags & SGN_FIELD_REQUIRED))
    g_string_append_printf (begin_clause (within.where, " WHERE ", " AND "), "%s IS NOT NULL",
                            column->str);
  if (sql->query->ids != NULL)
    append_ids (&within, column->str, sql->query->ids);
  begin_clause (sql->where, " WHERE ", " AND ");
  g_string_append_printf (sql->where, "r.id %sIN (SELECT %s FROM ", has->none ? "NOT " : "",
                          column->str);
  sgn_sql_append_name (sql->where, has->records->type->table);
  g_string_append_printf (sql->where, " AS r%s)", within.where->str);
  clear_clauses (&within);
}

static void
append_where (Sql *sql)
{
  const SgnQuery *query = sql->query;

  for (guint i = 0; i < query->conditions->len; i++)
    append_condition (sql, &g_array_index (query->conditions, SgnCondition, i));
  for (guint i = 0; i < query->anys->len; i++)
    append_any (sql, &g_array_index (query->anys, SgnAny, i));
  for (guint i = 0; i < query->unders->len; i++)
    append_under (sql, &g_array_index (query->unders, SgnUnder, i));
  for (guint i = 0; i < query->has->len; i++)
    append_has (sql, &g_array_index (query->has, SgnHas, i));
  if (query->ids != NULL)
    append_ids (sql, "r.id", query->ids);
  if (sql->match.condition != NULL)
    g_string_append (begin_clause (sql->where, " WHERE ", " AND "), sql->match.condition);
}

/* Order */

static void
append_order_key (Sql *sql, const char *key, gboolean descending)
{
  g_string_append (begin_clause (sql->order, " ORDER BY ", ", "), key);
  if (descending)
    g_string_append (sql->order, " DESC");
}

/* Whether one reference or a list of ids leaves few records: then it is worth asking which others
 * they name. */
static gboolean
is_selective (const SgnQuery *query)
{
  gboolean selective = query->ids != NULL;

  for (guint i = 0; i < query->conditions->len; i++)
    {
      const SgnCondition *condition = &g_array_index (query->conditions, SgnCondition, i);

      selective |= condition->op == SGN_QUERY_EQUAL && condition->field->kind == SGN_FIELD_REFERENCE
                   && condition->value.kind != SGN_VALUE_NULL;
    }
  return selective;
}

/* Of the records referred to only those that are: a unit may be referred to by three hundred
 * thousand, and be one of them. Of few rows, those that these rows name; else those that any row
 * names, for which SQLite must not believe that they are few ("+": it would look through all of
 * them for each row). Which a derived field names would take as long to find out as to do without.
 */
static void
append_referred (Sql *sql, const SgnField *field)
{
  const SgnRecordType *type = sql->query->type;
  const gboolean selective = is_selective (sql->query);

  if (!selective && is_derived (sql->query, field))
    return;
  g_string_append_printf (sql->with, " WHERE %st.id IN (SELECT ", selective ? "" : "+");
  sgn_sql_append_value (sql->with, type, "r", field);
  g_string_append (sql->with, " FROM ");
  sgn_sql_append_name (sql->with, type->table);
  g_string_append_printf (sql->with, " AS r%s)", selective ? sql->where->str : "");
}

/* The keys of the few records or codes that are referred to are worked out and put in order once;
 * the many rows are then compared by a number. */
static void
append_rank (Sql *sql, const SgnSortKey *key, guint index)
{
  const SgnField *field = key->field;
  g_autofree char *rank = g_strdup_printf ("k%u.n", index);

  begin_clause (sql->with, "WITH RECURSIVE ", ", ");
  g_string_append_printf (sql->with, "k%u (key, n) AS MATERIALIZED (SELECT ", index);
  if (field->kind == SGN_FIELD_REFERENCE)
    {
      g_string_append_printf (sql->with, "t.id, dense_rank () OVER (ORDER BY %s (%s)) FROM ",
                              sgn_sql_title_key (field->reference), field->reference->title_sql);
      sgn_sql_append_name (sql->with, field->reference->table);
      g_string_append (sql->with, " AS t");
      append_referred (sql, field);
      g_string_append_c (sql->with, ')');
    }
  else
    {
      g_string_append (sql->with, "code, min (position) FROM code_item WHERE list = ");
      sgn_sql_append_literal (sql->with, field->code_list);
      g_string_append (sql->with, " GROUP BY code)");
    }
  g_string_append_printf (sql->joins, " LEFT JOIN k%u ON k%u.key = ", index, index);
  append_field (sql, sql->joins, field);
  append_order_key (sql, rank, key->descending);
}

static void
append_choice_rank (GString *key, const SgnField *field, const char *value)
{
  guint rank = 0;

  g_string_append_printf (key, "CASE %s", value);
  for (const SgnChoice *choice = field->choices; choice->value != NULL; choice++)
    {
      g_string_append (key, " WHEN ");
      sgn_sql_append_literal (key, choice->value);
      g_string_append_printf (key, " THEN %u", rank++);
    }
  g_string_append (key, " END");
}

/* What all rows have in common puts none before another. */
static gboolean
is_constant (const SgnQuery *query, const SgnField *field)
{
  for (guint i = 0; i < query->conditions->len; i++)
    {
      const SgnCondition *condition = &g_array_index (query->conditions, SgnCondition, i);

      if (condition->field == field && condition->op == SGN_QUERY_EQUAL)
        return TRUE;
    }
  return FALSE;
}

static void
append_sort_key (Sql *sql, const SgnSortKey *key, guint index)
{
  const SgnField *field = key->field;
  g_autoptr (GString) value = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  const gboolean ready = sgn_sql_append_sort_value (value, sql->query->type, "r", field);

  sql->asks_others |= is_derived (sql->query, field);
  if (ready)
    g_string_append (text, value->str);
  else if (field->kind == SGN_FIELD_REFERENCE)
    {
      append_rank (sql, key, index);
      return;
    }
  else if (field->kind == SGN_FIELD_CHOICE)
    append_choice_rank (text, field, value->str);
  else if (field->kind == SGN_FIELD_TEXT || field->kind == SGN_FIELD_MEMO)
    g_string_append_printf (text, "%s (%s)",
                            field->flags & SGN_FIELD_PERSON ? "name_key" : "vn_key", value->str);
  else
    {
      /* What is in no list of codes comes by itself. */
      if (field->kind == SGN_FIELD_CODE)
        append_rank (sql, key, index);
      g_string_append (text, value->str);
    }
  append_order_key (sql, text->str, key->descending);
}

/* The tie goes the way of the last key, so that an index serves both directions. */
static void
append_order (Sql *sql)
{
  const GArray *sort = sql->query->sort;
  gboolean descending = FALSE;

  for (guint i = 0; i < sort->len; i++)
    {
      const SgnSortKey *key = &g_array_index (sort, SgnSortKey, i);

      if (!is_constant (sql->query, key->field))
        append_sort_key (sql, key, i);
      descending = key->descending;
    }
  append_order_key (sql, "r.id", descending);
}

/* All of it */

/* Where all rows are asked what other tables say of them, they are best asked in their own order,
 * in which those tables were written, too. Left to itself SQLite walks down the narrowest index, in
 * the order of names, and looks for the members of each household in another place. */
static gboolean
is_asked_in_place (const Sql *sql)
{
  return sql->asks_others && !is_selective (sql->query) && sql->query->unders->len == 0;
}

static char *
join_clauses (Sql *sql, const char *columns)
{
  GString *text = g_string_new (sql->with->str);

  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append_printf (text, "SELECT %s FROM ", columns);
  sgn_sql_append_name (text, sql->query->type->table);
  g_string_append_printf (text, " AS r%s%s%s%s", is_asked_in_place (sql) ? " NOT INDEXED" : "",
                          sql->joins->str, sql->where->str, sql->order->str);
  if (sql->query->limit > 0)
    g_string_append (text, " LIMIT :limit");
  return g_string_free (text, FALSE);
}

static void
bind (Sql *sql, SgnStatement *statement)
{
  SgnParameter name;

  for (guint i = 0; i < sql->values->len; i++)
    sgn_sql_bind (statement, sgn_sql_parameter (name, 'v', i),
                  &g_array_index (sql->values, SgnValue, i));
  if (sql->query->limit > 0)
    sgn_statement_bind_int (statement, ":limit", sql->query->limit);
  sgn_sql_bind_moment (statement, &sql->query->moment);
  sgn_match_bind (&sql->match, statement);
}

/* @summed: (nullable): the field that @columns add up */
static SgnStatement *
prepare (const SgnQuery *self, SgnConnection *connection, const char *columns, gboolean ordered,
         const SgnField *summed, GError **error)
{
  g_auto (Sql) sql = { NULL };
  g_autofree char *text = NULL;
  SgnStatement *statement;

  init_sql (&sql, self);
  sql.asks_others = summed != NULL && is_derived (self, summed);
  if (!sgn_match_init (&sql.match, connection, self->type, self->find, error))
    return NULL;
  append_where (&sql);
  if (ordered)
    append_order (&sql);
  text = join_clauses (&sql, columns);
  statement = sgn_connection_prepare (connection, text, error);
  if (statement != NULL)
    bind (&sql, statement);
  return statement;
}

SgnStatement *
sgn_query_prepare (const SgnQuery *self, SgnConnection *connection, const char *columns,
                   gboolean ordered, GError **error)
{
  return prepare (self, connection, columns, ordered, NULL, error);
}

static GArray *
read_ids (const SgnQuery *self, SgnConnection *connection, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_query_prepare (self, connection, "r.id", TRUE, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  SgnStep step;

  if (statement == NULL)
    return NULL;
  while ((step = sgn_statement_step (statement, error)) == SGN_ROW)
    {
      gint64 id = sgn_statement_int (statement, 0);

      g_array_append_val (ids, id);
    }
  return step == SGN_DONE ? g_steal_pointer (&ids) : NULL;
}

GArray *
sgn_query_run (const SgnQuery *self, SgnConnection *connection, GCancellable *cancellable,
               GError **error)
{
  GArray *ids;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (cancellable != NULL)
    sgn_connection_set_cancellable (connection, cancellable);
  ids = read_ids (self, connection, error);
  if (cancellable != NULL)
    sgn_connection_set_cancellable (connection, NULL);
  return ids;
}

gboolean
sgn_query_count (const SgnQuery *self, SgnConnection *connection, gint64 *n, GError **error)
{
  g_autoptr (SgnStatement) statement
      = sgn_query_prepare (self, connection, "count (*)", FALSE, error);

  if (statement == NULL || sgn_statement_step (statement, error) != SGN_ROW)
    return FALSE;
  *n = sgn_statement_int (statement, 0);
  if (self->limit > 0)
    *n = MIN (*n, self->limit);
  return TRUE;
}

static char *
make_summand (const SgnRecordType *type, const SgnField *field)
{
  GString *sql = g_string_new (NULL);

  if (field->kind != SGN_FIELD_DECIMAL)
    {
      sgn_sql_append_value (sql, type, "r", field);
      return g_string_free (sql, FALSE);
    }
  g_string_append (sql, "CAST (round (");
  sgn_sql_append_value (sql, type, "r", field);
  g_string_append_printf (sql, " * %d) AS INTEGER)", (int)lround (pow (10, field->decimals)));
  return g_string_free (sql, FALSE);
}

/* A limit is set on rows, so the rows are added up here where there is one. */
gboolean
sgn_query_total (const SgnQuery *self, SgnConnection *connection, const char *field, gint64 *total,
                 GError **error)
{
  const SgnField *summed = sgn_record_type_any_field (self->type, field);
  g_autofree char *summand = NULL;
  g_autofree char *columns = NULL;
  g_autoptr (SgnStatement) statement = NULL;
  gint64 sum = 0;
  SgnStep step;

  g_return_val_if_fail (summed != NULL && sgn_field_value_kind (summed) != SGN_VALUE_TEXT, FALSE);

  summand = make_summand (self->type, summed);
  columns = self->limit > 0 ? g_strdup (summand) : g_strdup_printf ("sum (%s)", summand);
  statement = prepare (self, connection, columns, self->limit > 0, summed, error);
  if (statement == NULL)
    return FALSE;
  while ((step = sgn_statement_step (statement, error)) == SGN_ROW)
    if (__builtin_add_overflow (sum, sgn_statement_int (statement, 0), &sum))
      {
        g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_RANGE,
                     _ ("The total of “%s” is too large."), _ (summed->label));
        return FALSE;
      }
  *total = sum;
  return step == SGN_DONE;
}
