#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-id-cache-private.h"

#include "record/sgn-finder-private.h"
#include "record/sgn-query-private.h"

#define FIND_IDS "SELECT rowid FROM finder WHERE finder MATCH :find"

void
sgn_id_cache_clear (SgnIdCache *self)
{
  g_clear_pointer (&self->query, sgn_query_free);
  g_clear_pointer (&self->ids, g_array_unref);
}

/* A commit between reading the version and reading the ids makes what is kept look older than it
 * is, never newer. */
static gboolean
read_whole (SgnIdCache *self, const SgnQuery *whole, SgnConnection *connection,
            GCancellable *cancellable, GError **error)
{
  gint64 version;

  if (!sgn_connection_query_int (connection, "PRAGMA data_version", 0, &version, error))
    return FALSE;
  if (self->query != NULL && self->version == version && sgn_query_is_equal (self->query, whole))
    return TRUE;
  sgn_id_cache_clear (self);
  self->ids = sgn_query_run (whole, connection, cancellable, error);
  if (self->ids == NULL)
    return FALSE;
  self->query = sgn_query_copy (whole);
  self->version = version;
  return TRUE;
}

static GArray *
read_hits (SgnConnection *connection, const char *expression, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, FIND_IDS, error);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (gint64));
  SgnStep step;

  if (statement == NULL)
    return NULL;
  sgn_statement_bind_text (statement, ":find", expression);
  while ((step = sgn_statement_step (statement, error)) == SGN_ROW)
    {
      gint64 id = sgn_statement_int (statement, 0);

      g_array_append_val (hits, id);
    }
  return step == SGN_DONE ? g_steal_pointer (&hits) : NULL;
}

static GArray *
keep_hits (const GArray *whole, const GArray *hits, guint limit)
{
  g_autoptr (GHashTable) found = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *kept = g_array_sized_new (FALSE, FALSE, sizeof (gint64), hits->len);

  for (guint i = 0; i < hits->len; i++)
    g_hash_table_add (found, &g_array_index (hits, gint64, i));
  for (guint i = 0; i < whole->len && (limit == 0 || kept->len < limit); i++)
    if (g_hash_table_contains (found, &g_array_index (whole, gint64, i)))
      g_array_append_val (kept, g_array_index (whole, gint64, i));
  return kept;
}

static GArray *
search_whole (SgnIdCache *self, const SgnQuery *query, const char *expression,
              SgnConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (SgnQuery) whole = sgn_query_copy (query);
  g_autoptr (GArray) hits = NULL;

  sgn_query_find (whole, NULL);
  sgn_query_set_limit (whole, 0);
  if (!read_whole (self, whole, connection, cancellable, error))
    return NULL;
  sgn_connection_set_cancellable (connection, cancellable);
  hits = read_hits (connection, expression, error);
  sgn_connection_set_cancellable (connection, NULL);
  return hits != NULL ? keep_hits (self->ids, hits, query->limit) : NULL;
}

GArray *
sgn_id_cache_run (SgnIdCache *self, const SgnQuery *query, SgnConnection *connection,
                  GCancellable *cancellable, GError **error)
{
  SgnMatch match;
  g_autofree char *expression = NULL;
  gboolean searches;

  if (!sgn_match_init (&match, connection, query->type, query->find, error))
    return NULL;
  expression = g_steal_pointer (&match.find);
  searches = match.condition != NULL;
  sgn_match_clear (&match);

  if (expression != NULL)
    return search_whole (self, query, expression, connection, cancellable, error);
  if (searches || query->limit > 0)
    return sgn_query_run (query, connection, cancellable, error);
  if (!read_whole (self, query, connection, cancellable, error))
    return NULL;
  return g_array_ref (self->ids);
}
