#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-field-private.h"

#include "base/sgn-date.h"
#include "base/sgn-error.h"
#include "base/sgn-id.h"
#include "base/sgn-text.h"
#include "record/sgn-sql-private.h"

#include <glib/gi18n-lib.h>

/* A date in the file may be partial: "2025" as an end means its last day, hence the '~'. */
#define EXPIRED(from, to)                                                                \
  "CASE WHEN ifnull (" from ", '') <= :today AND ifnull (" to " || '~', '~') >= :today " \
  "THEN 0 ELSE 1 END"

#define SELECT_CODE_NAME                                            \
  "SELECT name FROM code_item WHERE list = :list AND code = :code " \
  "ORDER BY ifnull (valid_from, '') DESC LIMIT 1"

#define SELECT_CODE                                                                               \
  "SELECT code, "                                                                                 \
  "min (CASE WHEN code = :text THEN 0 WHEN fold (code) = :folded THEN 1 ELSE 2 END) AS rank, "    \
  "min (" EXPIRED (                                                                               \
      "valid_from",                                                                               \
      "valid_to") ") AS expired "                                                                 \
                  "FROM code_item WHERE list = :list AND (code = :text OR fold (code) = :folded " \
                  "OR fold (name) = :folded OR fold (short_name) = :folded) "                     \
                  "GROUP BY code ORDER BY rank, expired LIMIT 2"

#define MATCHES_SHOWN 3

static void
bind_search (SgnStatement *statement, const char *text)
{
  g_autofree char *folded = sgn_text_fold (text);
  g_autofree char *today = sgn_date_format_iso (sgn_date_today ());

  /* Types without a code or dates do not ask for all of them. */
  if (sgn_statement_has_parameter (statement, ":text"))
    sgn_statement_bind_text (statement, ":text", text);
  sgn_statement_bind_text (statement, ":folded", folded);
  if (sgn_statement_has_parameter (statement, ":today"))
    sgn_statement_bind_text (statement, ":today", today);
}

char *
sgn_lookup_code_name (SgnConnection *connection, const char *list, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) statement = NULL;

  statement = sgn_connection_prepare (connection, SELECT_CODE_NAME, &error);
  if (statement != NULL)
    {
      sgn_statement_bind_text (statement, ":list", list);
      sgn_statement_bind_text (statement, ":code", code);
      if (sgn_statement_step (statement, &error) == SGN_ROW)
        return g_strdup (sgn_statement_text (statement, 0));
    }
  if (error != NULL)
    g_debug ("no name of %s in %s: %s", code, list, error->message);
  return g_strdup (code);
}

static void
refuse_unknown (const SgnField *field, const char *text, GError **error)
{
  g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
               _ ("“%s”: nothing in this ledger is called “%s”."), _ (field->label), text);
}

char *
sgn_lookup_code (SgnConnection *connection, const SgnField *field, const char *text, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, SELECT_CODE, error);
  g_autofree char *code = NULL;
  gint64 rank, expired;
  SgnStep step;

  if (statement == NULL)
    return NULL;
  sgn_statement_bind_text (statement, ":list", field->code_list);
  bind_search (statement, text);
  step = sgn_statement_step (statement, error);
  if (step == SGN_DONE)
    refuse_unknown (field, text, error);
  if (step != SGN_ROW)
    return NULL;

  code = g_strdup (sgn_statement_text (statement, 0));
  rank = sgn_statement_int (statement, 1);
  expired = sgn_statement_int (statement, 2);
  step = sgn_statement_step (statement, error);
  if (step == SGN_ERROR)
    return NULL;
  if (step == SGN_ROW && sgn_statement_int (statement, 1) == rank
      && sgn_statement_int (statement, 2) == expired)
    {
      g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_AMBIGUOUS,
                   _ ("“%s”: “%s” is the name of both %s and %s. Use the code."), _ (field->label),
                   text, code, sgn_statement_text (statement, 0));
      return NULL;
    }
  return g_steal_pointer (&code);
}

/* The ways a record is named: its title, and the fields people know it by. */
static void
append_names (GString *sql, const SgnRecordType *type)
{
  static const char *const names[] = { "name", "short-name", "code" };

  g_string_append_printf (sql, "fold (%s) = :folded", type->title_sql);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const SgnField *field = sgn_record_type_field (type, names[i]);

      if (field == NULL || sgn_field_value_kind (field) != SGN_VALUE_TEXT)
        continue;
      g_string_append (sql, " OR fold (");
      sgn_sql_append_column (sql, "t", field);
      g_string_append (sql, ") = :folded");
    }
}

/* Best first: the code as it is written, then what is valid today. */
static char *
make_reference_sql (const SgnRecordType *type)
{
  const SgnField *code = sgn_record_type_field (type, "code");
  gboolean dated = sgn_record_type_field (type, "valid-from") != NULL
                   && sgn_record_type_field (type, "valid-to") != NULL;
  GString *sql = g_string_new ("SELECT t.id, ");

  g_string_append_printf (sql, "%s, ", type->title_sql);
  g_string_append (sql, code != NULL ? "CASE WHEN t.code = :text THEN 0 ELSE 2 END" : "0");
  if (dated)
    g_string_append (sql, " + " EXPIRED ("t.valid_from", "t.valid_to"));
  g_string_append (sql, " AS rank FROM ");
  sgn_sql_append_name (sql, type->table);
  g_string_append (sql, " AS t WHERE ");
  append_names (sql, type);
  g_string_append (sql, " ORDER BY rank, t.id LIMIT :limit");
  return g_string_free (sql, FALSE);
}

/* Reads on through the matches as good as the first, and names them where there are several. */
static gboolean
is_only_match (SgnStatement *statement, const SgnField *field, const char *text, GError **error)
{
  gint64 rank = sgn_statement_int (statement, 2);
  g_autoptr (GString) titles = g_string_new (sgn_statement_text (statement, 1));
  guint n = 1;
  SgnStep step;

  while ((step = sgn_statement_step (statement, error)) == SGN_ROW
         && sgn_statement_int (statement, 2) == rank)
    {
      g_autofree char *id = sgn_id_format (sgn_statement_int (statement, 0));

      g_string_append_printf (titles, ", %s (%s)", sgn_statement_text (statement, 1), id);
      n++;
    }
  if (step == SGN_ERROR)
    return FALSE;
  if (n == 1)
    return TRUE;
  g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_AMBIGUOUS,
               _ ("“%s”: “%s” can mean %s. Write which one."), _ (field->label), text, titles->str);
  return FALSE;
}

static gint64
find_by_name (SgnConnection *connection, const SgnField *field, const char *text, GError **error)
{
  g_autofree char *sql = make_reference_sql (field->reference);
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, sql, error);
  SgnStep step;
  gint64 id;

  if (statement == NULL)
    return 0;
  bind_search (statement, text);
  sgn_statement_bind_int (statement, ":limit", MATCHES_SHOWN);
  step = sgn_statement_step (statement, error);
  if (step == SGN_DONE)
    refuse_unknown (field, text, error);
  if (step != SGN_ROW)
    return 0;
  id = sgn_statement_int (statement, 0);
  return is_only_match (statement, field, text, error) ? id : 0;
}

gint64
sgn_lookup_reference (SgnConnection *connection, const SgnField *field, const char *text,
                      GError **error)
{
  gint64 id;

  if (sgn_id_parse (text, &id, NULL))
    {
      gboolean exists;

      if (!sgn_lookup_exists (connection, field->reference, id, &exists, error))
        return 0;
      if (exists)
        return id;
    }
  return find_by_name (connection, field, text, error);
}

gboolean
sgn_lookup_exists (SgnConnection *connection, const SgnRecordType *type, gint64 id,
                   gboolean *exists, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT 1 FROM ");
  g_autoptr (SgnStatement) statement = NULL;
  SgnStep step;

  sgn_sql_append_name (sql, type->table);
  g_string_append (sql, " WHERE id = :id");
  statement = sgn_connection_prepare (connection, sql->str, error);
  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_int (statement, ":id", id);
  step = sgn_statement_step (statement, error);
  *exists = step == SGN_ROW;
  return step != SGN_ERROR;
}

char *
sgn_record_title (SgnConnection *connection, const SgnRecordType *type, gint64 id)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (SgnStatement) statement = NULL;
  g_autoptr (GError) error = NULL;

  sgn_sql_append_title (sql, type, ":id");
  statement = sgn_connection_prepare (connection, sql->str, &error);
  if (statement != NULL)
    {
      sgn_statement_bind_int (statement, ":id", id);
      if (sgn_statement_step (statement, &error) == SGN_ROW
          && !sgn_statement_is_null (statement, 0))
        return g_strdup (sgn_statement_text (statement, 0));
    }
  if (error != NULL)
    g_debug ("no title of a %s: %s", type->name, error->message);
  return sgn_id_format (id);
}
