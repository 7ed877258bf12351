#define G_LOG_DOMAIN "sgn-store"

#include "config.h"

#include "store/sgn-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Statements from template and rule files may read published views and nothing else. SQLite asks
 * an authorizer while it prepares them; what the authorizer cannot see, a look at the text does. */

#define VIEW_PREFIX "v_"

static gboolean
is_view_name (const char *name)
{
  return name != NULL && g_ascii_strncasecmp (name, VIEW_PREFIX, strlen (VIEW_PREFIX)) == 0;
}

static gboolean
may_read (const char *table, const char *column, const char *schema, const char *accessor)
{
  /* Inside one of our views: whatever the view itself reads. */
  if (is_view_name (accessor))
    return TRUE;
  if (g_ascii_strcasecmp (table, "json_each") == 0 || g_ascii_strcasecmp (table, "json_tree") == 0)
    return TRUE;
  /* No column: something like count(*), which tells how many rows there are and nothing of them. A
   * view that was melted into the query around it asks in just the same way. */
  if (*column == '\0')
    return TRUE;
  /* A file could hold a table v_…: only ours, which are temporary, count. */
  return is_view_name (table) && g_strcmp0 (schema, "temp") == 0;
}

static gboolean
may_call (const char *function)
{
  static const char *const refused[]
      = { "load_extension", "readfile", "writefile", "edit", "fts5", "fts3_tokenizer" };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    if (g_ascii_strcasecmp (function, refused[i]) == 0)
      return FALSE;
  return g_ascii_strncasecmp (function, "sqlite_", 7) != 0;
}

int
sgn_published_authorize (int action, const char *first, const char *second, const char *schema,
                         const char *accessor)
{
  switch (action)
    {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_READ:
      return may_read (first, second, schema, accessor) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:
      return may_call (second) ? SQLITE_OK : SQLITE_DENY;
    default:
      return SQLITE_DENY;
    }
}

static const char *
skip_quoted (const char *at)
{
  char end = *at == '[' ? ']' : *at;

  for (at++; *at != '\0'; at++)
    if (*at == end)
      {
        if (end == ']' || at[1] != end)
          return at + 1;
        at++;
      }
  return at;
}

static const char *
skip_blank (const char *at)
{
  for (;;)
    {
      if (g_ascii_isspace (*at))
        at++;
      else if (at[0] == '-' && at[1] == '-')
        at += strcspn (at, "\n");
      else if (at[0] == '/' && at[1] == '*')
        {
          const char *end = strstr (at + 2, "*/");

          at = end != NULL ? end + 2 : at + strlen (at);
        }
      else
        return at;
    }
}

static gboolean
is_word_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '$' || (c & 0x80) != 0;
}

/* The next word, quoted name (with a quote before it) or single character; NULL at the end. */
static char *
next_token (const char **at)
{
  const char *start = skip_blank (*at);
  const char *end = start;

  if (*start == '\0')
    return NULL;
  if (strchr ("'\"`[", *start) != NULL)
    {
      g_autofree char *name = NULL;

      *at = skip_quoted (start);
      name = g_strndup (start + 1, (gsize)MAX (*at - start - 2, 0));
      return g_strconcat ("\"", name, NULL);
    }
  while (is_word_char (*end))
    end++;
  *at = end > start ? end : start + 1;
  return g_strndup (start, (gsize)(*at - start));
}

static GPtrArray *
split_tokens (const char *sql)
{
  GPtrArray *tokens = g_ptr_array_new_with_free_func (g_free);
  char *token;

  while ((token = next_token (&sql)) != NULL)
    g_ptr_array_add (tokens, token);
  return tokens;
}

static gboolean
token_is (GPtrArray *tokens, guint i, const char *text)
{
  return i < tokens->len && g_ascii_strcasecmp (tokens->pdata[i], text) == 0;
}

static guint
skip_parentheses (GPtrArray *tokens, guint i)
{
  int depth = 0;

  for (; i < tokens->len; i++)
    {
      if (token_is (tokens, i, "("))
        depth++;
      else if (token_is (tokens, i, ")") && --depth == 0)
        return i + 1;
    }
  return i;
}

/* NAME [(columns)] AS [[NOT] MATERIALIZED] ( : only a common table expression looks so. */
static gboolean
begins_table_expression (GPtrArray *tokens, guint i)
{
  i++;
  if (token_is (tokens, i, "("))
    i = skip_parentheses (tokens, i);
  if (!token_is (tokens, i++, "as"))
    return FALSE;
  if (token_is (tokens, i, "not"))
    i++;
  if (token_is (tokens, i, "materialized"))
    i++;
  return token_is (tokens, i, "(");
}

gboolean
sgn_published_check (const char *sql, GError **error)
{
  g_autoptr (GPtrArray) tokens = split_tokens (sql);

  /* To the authorizer, reads inside a WITH expression named v_… look like those of a view. */
  for (guint i = 0; i < tokens->len; i++)
    {
      const char *name = tokens->pdata[i];

      if (*name == '"')
        name++;
      if (!is_view_name (name) || !begins_table_expression (tokens, i))
        continue;
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED,
                   _ ("The query gives the name “%s” to a table of its own; names that begin "
                      "with v_ belong to the published views."),
                   name);
      return FALSE;
    }
  return TRUE;
}
