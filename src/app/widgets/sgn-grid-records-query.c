#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-grid-records-private.h"

/* Swaps the keys in, told as the one stretch that differs. */
static void
swap_keys (SgnGridRecords *self, GArray *keys)
{
  g_autoptr (GArray) old = self->keys;
  guint head = 0, tail = 0, shorter = MIN (old->len, keys->len);

  while (head < shorter && g_array_index (old, gint64, head) == g_array_index (keys, gint64, head))
    head++;
  while (tail < shorter - head
         && g_array_index (old, gint64, old->len - 1 - tail)
                == g_array_index (keys, gint64, keys->len - 1 - tail))
    tail++;
  self->keys = g_array_ref (keys);
  if (head == keys->len && head == old->len)
    sgn_grid_model_rows_changed (SGN_GRID_MODEL (self), 0, keys->len, keys->len);
  else
    sgn_grid_model_rows_changed (SGN_GRID_MODEL (self), head, old->len - head - tail,
                                 keys->len - head - tail);
}

static void
forget_stored (SgnGridRecords *self)
{
  g_hash_table_remove_all (self->records);
  g_hash_table_remove_all (self->candidates);
}

gboolean
sgn_grid_records_set_query (SgnGridRecords *self, const SgnQuery *query, GError **error)
{
  g_autoptr (GArray) keys = NULL;

  g_return_val_if_fail (SGN_IS_GRID_RECORDS (self), FALSE);

  keys = sgn_query_run (query, sgn_ledger_get_connection (self->ledger), NULL, error);
  if (keys == NULL)
    return FALSE;
  g_clear_pointer (&self->query, sgn_query_free);
  self->query = sgn_query_copy (query);
  for (guint i = 0; i < self->keys->len; i++)
    if (g_array_index (self->keys, gint64, i) < 0)
      g_array_append_val (keys, g_array_index (self->keys, gint64, i));
  forget_stored (self);
  swap_keys (self, keys);
  return TRUE;
}

const SgnQuery *
sgn_grid_records_get_query (SgnGridRecords *self)
{
  return self->query;
}

static GHashTable *
make_key_set (GArray *keys)
{
  GHashTable *set = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < keys->len; i++)
    g_hash_table_add (set, g_memdup2 (&g_array_index (keys, gint64, i), sizeof (gint64)));
  return set;
}

/* Rows that were shown stay where they are; those that came stand after the one that comes before
 * them in the order of the query: what undo brings back is where it was. */
static GArray *
merge_keys (GArray *old, GArray *ids)
{
  g_autoptr (GHashTable) there = make_key_set (ids);
  g_autoptr (GHashTable) known = make_key_set (old);
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 before = 0;
  guint at;

  for (guint i = 0; i < old->len; i++)
    {
      gint64 key = g_array_index (old, gint64, i);

      if (key < 0 || g_hash_table_contains (there, &key))
        g_array_append_val (merged, key);
    }
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (g_hash_table_contains (known, &id))
        {
          before = id;
          continue;
        }
      at = 0;
      while (before != 0 && g_array_index (merged, gint64, at++) != before)
        ;
      g_array_insert_val (merged, at, id);
      before = id;
    }
  return merged;
}

gboolean
sgn_grid_records_reload (SgnGridRecords *self, GError **error)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) keys = NULL;

  g_return_val_if_fail (SGN_IS_GRID_RECORDS (self), FALSE);

  self->stale = self->saving;
  if (self->saving || self->query == NULL)
    return TRUE;
  ids = sgn_query_run (self->query, sgn_ledger_get_connection (self->ledger), NULL, error);
  if (ids == NULL)
    return FALSE;
  forget_stored (self);
  keys = self->keys->len > 0 ? merge_keys (self->keys, ids) : g_array_ref (ids);
  swap_keys (self, keys);
  return TRUE;
}
