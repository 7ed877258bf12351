#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-query-private.h"

#include "base/sgn-error.h"
#include "record/sgn-finder-private.h"
#include "record/sgn-sql-private.h"

#include <glib/gi18n-lib.h>

#include <math.h>

/* A query being written: its clauses grow side by side. */
typedef struct
{
  const SgnQuery *query;
  GString *with;
  GString *joins;
  GString *where;
  GString *order;
  SgnMatch match;
} Sql;

static void
clear_sql (Sql *sql)
{
  g_string_free (sql->with, TRUE);
  g_string_free (sql->joins, TRUE);
  g_string_free (sql->where, TRUE);
  g_string_free (sql->order, TRUE);
  sgn_match_clear (&sql->match);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sql, clear_sql)

static GString *
begin_clause (GString *clause, const char *first, const char *next)
{
  return g_string_append (clause, clause->len == 0 ? first : next);
}

/* Conditions */

static void
append_condition (Sql *sql, const SgnCondition *condition, guint index)
{
  static const char *const operators[] = { " = ", " IS NOT ", " < ", " <= ", " > ", " >= " };
  gboolean null = condition->value.kind == SGN_VALUE_NULL;
  SgnParameter name;

  begin_clause (sql->where, " WHERE ", " AND ");
  sgn_sql_append_column (sql->where, "r", condition->field);
  /* "=" where it will do: IS keeps no order out of an index. */
  if (null && condition->op == SGN_QUERY_EQUAL)
    g_string_append (sql->where, " IS NULL");
  else if (null && condition->op == SGN_QUERY_NOT_EQUAL)
    g_string_append (sql->where, " IS NOT NULL");
  else
    g_string_append_printf (sql->where, "%s%s", operators[condition->op],
                            sgn_sql_parameter (name, 'c', index));
}

static void
append_under (Sql *sql, const SgnUnder *under, guint index)
{
  const SgnRecordType *type = under->field->reference;
  SgnParameter name;

  begin_clause (sql->with, "WITH RECURSIVE ", ", ");
  g_string_append_printf (sql->with,
                          "below%u (id) AS (VALUES (%s) UNION SELECT d.id FROM below%u AS b JOIN ",
                          index, sgn_sql_parameter (name, 'u', index), index);
  sgn_sql_append_name (sql->with, type->table);
  g_string_append (sql->with, " AS d ON ");
  sgn_sql_append_column (sql->with, "d", sgn_query_parent (type));
  g_string_append (sql->with, " = b.id)");

  begin_clause (sql->where, " WHERE ", " AND ");
  sgn_sql_append_column (sql->where, "r", under->field);
  g_string_append_printf (sql->where, " IN (SELECT id FROM below%u)", index);
}

static void
append_where (Sql *sql)
{
  const SgnQuery *query = sql->query;

  for (guint i = 0; i < query->conditions->len; i++)
    append_condition (sql, &g_array_index (query->conditions, SgnCondition, i), i);
  for (guint i = 0; i < query->unders->len; i++)
    append_under (sql, &g_array_index (query->unders, SgnUnder, i), i);
  if (query->ids != NULL)
    g_string_append (begin_clause (sql->where, " WHERE ", " AND "),
                     "r.id IN (SELECT value FROM json_each (:ids))");
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

/* The keys of the few records or codes that are referred to are worked out and put in order once;
 * the many rows are then compared by a number. Of the records only those that are: a unit may be
 * referred to by three hundred thousand, and be one of them. */
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
      g_string_append (sql->with, " AS t WHERE t.id IN (SELECT ");
      sgn_sql_append_column (sql->with, "s", field);
      g_string_append (sql->with, " FROM ");
      sgn_sql_append_name (sql->with, sql->query->type->table);
      g_string_append (sql->with, " AS s))");
    }
  else
    {
      g_string_append (sql->with, "code, min (position) FROM code_item WHERE list = ");
      sgn_sql_append_literal (sql->with, field->code_list);
      g_string_append (sql->with, " GROUP BY code)");
    }
  g_string_append_printf (sql->joins, " LEFT JOIN k%u ON k%u.key = ", index, index);
  sgn_sql_append_column (sql->joins, "r", field);
  append_order_key (sql, rank, key->descending);
}

static void
append_choice_rank (GString *key, const SgnField *field)
{
  guint rank = 0;

  g_string_append (key, "CASE ");
  sgn_sql_append_column (key, "r", field);
  for (const SgnChoice *choice = field->choices; choice->value != NULL; choice++)
    {
      g_string_append (key, " WHEN ");
      sgn_sql_append_literal (key, choice->value);
      g_string_append_printf (key, " THEN %u", rank++);
    }
  g_string_append (key, " END");
}

static void
append_sort_key (Sql *sql, const SgnSortKey *key, guint index)
{
  g_autoptr (GString) text = g_string_new (NULL);

  switch (key->field->kind)
    {
    case SGN_FIELD_REFERENCE:
      append_rank (sql, key, index);
      return;
    case SGN_FIELD_CODE:
      /* What is in no list comes by itself. */
      append_rank (sql, key, index);
      sgn_sql_append_column (text, "r", key->field);
      break;
    case SGN_FIELD_CHOICE:
      append_choice_rank (text, key->field);
      break;
    case SGN_FIELD_TEXT:
    case SGN_FIELD_MEMO:
      g_string_append (text, key->field->flags & SGN_FIELD_PERSON ? "name_key (" : "vn_key (");
      sgn_sql_append_column (text, "r", key->field);
      g_string_append_c (text, ')');
      break;
    case SGN_FIELD_INTEGER:
    case SGN_FIELD_MONEY:
    case SGN_FIELD_DECIMAL:
    case SGN_FIELD_DATE:
    case SGN_FIELD_BOOLEAN:
    default:
      sgn_sql_append_column (text, "r", key->field);
      break;
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

      append_sort_key (sql, key, i);
      descending = key->descending;
    }
  append_order_key (sql, "r.id", descending);
}

/* All of it */

static char *
join_clauses (Sql *sql, const char *columns)
{
  GString *text = g_string_new (sql->with->str);

  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append_printf (text, "SELECT %s FROM ", columns);
  sgn_sql_append_name (text, sql->query->type->table);
  g_string_append_printf (text, " AS r%s%s%s", sql->joins->str, sql->where->str, sql->order->str);
  if (sql->query->limit > 0)
    g_string_append (text, " LIMIT :limit");
  return g_string_free (text, FALSE);
}

static void
bind (Sql *sql, SgnStatement *statement)
{
  const SgnQuery *query = sql->query;
  SgnParameter name;

  for (guint i = 0; i < query->conditions->len; i++)
    if (sgn_statement_has_parameter (statement, sgn_sql_parameter (name, 'c', i)))
      sgn_sql_bind (statement, name, &g_array_index (query->conditions, SgnCondition, i).value);
  for (guint i = 0; i < query->unders->len; i++)
    sgn_statement_bind_int (statement, sgn_sql_parameter (name, 'u', i),
                            g_array_index (query->unders, SgnUnder, i).id);
  if (query->ids != NULL)
    sgn_statement_bind_text (statement, ":ids", query->ids);
  if (query->limit > 0)
    sgn_statement_bind_int (statement, ":limit", query->limit);
  sgn_match_bind (&sql->match, statement);
}

SgnStatement *
sgn_query_prepare (const SgnQuery *self, SgnConnection *connection, const char *columns,
                   gboolean ordered, GError **error)
{
  g_auto (Sql) sql = { .query = self,
                       .with = g_string_new (NULL),
                       .joins = g_string_new (NULL),
                       .where = g_string_new (NULL),
                       .order = g_string_new (NULL) };
  g_autofree char *text = NULL;
  SgnStatement *statement;

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

static char *
make_summand (const SgnField *field)
{
  GString *sql = g_string_new (NULL);

  if (field->kind != SGN_FIELD_DECIMAL)
    {
      sgn_sql_append_column (sql, "r", field);
      return g_string_free (sql, FALSE);
    }
  g_string_append (sql, "CAST (round (");
  sgn_sql_append_column (sql, "r", field);
  g_string_append_printf (sql, " * %d) AS INTEGER)", (int)lround (pow (10, field->decimals)));
  return g_string_free (sql, FALSE);
}

/* A limit is set on rows, so the rows are added up here where there is one. */
gboolean
sgn_query_total (const SgnQuery *self, SgnConnection *connection, const char *field, gint64 *total,
                 GError **error)
{
  const SgnField *summed = sgn_record_type_field (self->type, field);
  g_autofree char *summand = NULL;
  g_autofree char *columns = NULL;
  g_autoptr (SgnStatement) statement = NULL;
  gint64 sum = 0;
  SgnStep step;

  g_return_val_if_fail (summed != NULL && sgn_field_value_kind (summed) != SGN_VALUE_TEXT, FALSE);

  summand = make_summand (summed);
  columns = self->limit > 0 ? g_strdup (summand) : g_strdup_printf ("sum (%s)", summand);
  statement = sgn_query_prepare (self, connection, columns, self->limit > 0, error);
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
