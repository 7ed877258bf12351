#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-code-names-private.h"

/* A list may hold a code twice, dated apart: the later row overwrites the earlier. */
#define SELECT_NAMES \
  "SELECT code, name FROM code_item WHERE list = :list ORDER BY ifnull (valid_from, '')"

struct _SgnCodeNames
{
  SgnConnection *connection; /* owned */
  GHashTable *lists;         /* owned: list to (code to name) */
};

SgnCodeNames *
sgn_code_names_new (SgnConnection *connection)
{
  SgnCodeNames *self = g_new0 (SgnCodeNames, 1);

  self->connection = g_object_ref (connection);
  self->lists
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_hash_table_unref);
  return self;
}

void
sgn_code_names_free (SgnCodeNames *self)
{
  g_object_unref (self->connection);
  g_hash_table_unref (self->lists);
  g_free (self);
}

void
sgn_code_names_forget (SgnCodeNames *self)
{
  g_hash_table_remove_all (self->lists);
}

static GHashTable *
read_list (SgnCodeNames *self, const char *list)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (self->connection, SELECT_NAMES, &error);

  if (statement != NULL)
    {
      sgn_statement_bind_text (statement, ":list", list);
      while (sgn_statement_step (statement, &error) == SGN_ROW)
        g_hash_table_insert (names, g_strdup (sgn_statement_text (statement, 0)),
                             g_strdup (sgn_statement_text (statement, 1)));
    }
  /* Codes say less than names, but they say it. */
  if (error != NULL)
    g_debug ("no names of %s: %s", list, error->message);
  return names;
}

const char *
sgn_code_names_get (SgnCodeNames *self, const char *list, const char *code)
{
  GHashTable *names = g_hash_table_lookup (self->lists, list);
  const char *name;

  if (names == NULL)
    {
      names = read_list (self, list);
      g_hash_table_insert (self->lists, (gpointer)list, names);
    }
  name = g_hash_table_lookup (names, code);
  return name != NULL ? name : code;
}
