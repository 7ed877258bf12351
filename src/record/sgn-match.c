#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-finder-private.h"

#include "base/sgn-spelling.h"
#include "base/sgn-text.h"
#include "record/sgn-sql-private.h"

#define HAS_FINDER "SELECT count (*) FROM sqlite_schema WHERE name = 'finder_mark'"
#define SELECT_MARK "SELECT mark FROM finder_mark WHERE type = :type AND text_version = :version"

static gboolean
append_field_text (GString *sql, const SgnRecordType *type, const SgnField *field,
                   const char *alias)
{
  switch (field->kind)
    {
    case SGN_FIELD_CHOICE:
    case SGN_FIELD_BOOLEAN:
      return FALSE;
    case SGN_FIELD_REFERENCE:
      sgn_sql_append_title_of (sql, type, alias, field);
      return TRUE;
    case SGN_FIELD_TEXT:
    case SGN_FIELD_MEMO:
    case SGN_FIELD_INTEGER:
    case SGN_FIELD_MONEY:
    case SGN_FIELD_DECIMAL:
    case SGN_FIELD_DATE:
    case SGN_FIELD_CODE:
    default:
      sgn_sql_append_column (sql, alias, field);
      return TRUE;
    }
}

gboolean
sgn_finder_append_text (GString *sql, const SgnRecordType *type, const char *alias)
{
  gboolean any = FALSE;

  for (guint i = 0; i < type->n_fields; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      if (!(type->fields[i].flags & SGN_FIELD_SEARCHED)
          || !append_field_text (text, type, &type->fields[i], alias))
        continue;
      g_string_append_printf (sql, "%sifnull (%s, '')", any ? " || ' ' || " : "", text->str);
      any = TRUE;
    }
  return any;
}

char *
sgn_finder_mark (SgnConnection *connection, const SgnRecordType *type, GError **error)
{
  g_autoptr (SgnStatement) statement = NULL;
  gint64 exists;

  if (!sgn_connection_query_int (connection, HAS_FINDER, 0, &exists, error) || exists == 0)
    return NULL;
  statement = sgn_connection_prepare (connection, SELECT_MARK, error);
  if (statement == NULL)
    return NULL;
  sgn_statement_bind_text (statement, ":type", type->name);
  sgn_statement_bind_int (statement, ":version", SGN_TEXT_VERSION);
  if (sgn_statement_step (statement, error) != SGN_ROW)
    return NULL;
  return g_strdup (sgn_statement_text (statement, 0));
}

char *
sgn_finder_expression (const char *mark, const char *const *words)
{
  GString *expression = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (expression, "%s\"%s%s\" *", i > 0 ? " " : "", mark, words[i]);
  return g_string_free (expression, FALSE);
}

static void
use_index (SgnMatch *match, const char *mark)
{
  match->condition = g_strdup ("r.id IN (SELECT rowid FROM finder WHERE finder MATCH :find)");
  match->find = sgn_finder_expression (mark, (const char *const *)match->words);
  g_clear_pointer (&match->words, g_strfreev);
}

/* A word is the beginning of one of the text's: it follows a blank. */
static void
use_scan (SgnMatch *match, const SgnRecordType *type)
{
  GString *condition = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  SgnParameter name;

  if (!sgn_finder_append_text (text, type, "r"))
    sgn_sql_append_title (text, type, "r.id");
  for (guint i = 0; match->words[i] != NULL; i++)
    {
      g_autofree char *word = g_strconcat (" ", match->words[i], NULL);

      g_string_append_printf (condition, "%sinstr (' ' || spelling (%s), %s) > 0",
                              i > 0 ? " AND " : "", text->str, sgn_sql_parameter (name, 'w', i));
      g_free (match->words[i]);
      match->words[i] = g_steal_pointer (&word);
    }
  match->condition = g_string_free (condition, FALSE);
}

gboolean
sgn_match_init (SgnMatch *match, SgnConnection *connection, const SgnRecordType *type,
                const char *text, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *mark = NULL;

  *match = (SgnMatch){ 0 };
  if (text == NULL)
    return TRUE;
  match->words = sgn_spelling_words (text);
  if (match->words[0] == NULL)
    return TRUE;

  mark = sgn_finder_mark (connection, type, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (mark != NULL)
    use_index (match, mark);
  else
    use_scan (match, type);
  return TRUE;
}

void
sgn_match_bind (const SgnMatch *match, SgnStatement *statement)
{
  SgnParameter name;

  if (match->condition == NULL)
    return;
  if (match->find != NULL)
    sgn_statement_bind_text (statement, ":find", match->find);
  for (guint i = 0; match->words != NULL && match->words[i] != NULL; i++)
    sgn_statement_bind_text (statement, sgn_sql_parameter (name, 'w', i), match->words[i]);
}

void
sgn_match_clear (SgnMatch *match)
{
  g_clear_pointer (&match->condition, g_free);
  g_clear_pointer (&match->find, g_free);
  g_clear_pointer (&match->words, g_strfreev);
}
