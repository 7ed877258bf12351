#define G_LOG_DOMAIN "sgn-store"

#include "config.h"

#include "store/sgn-changeset-private.h"
#include "store/sgn-connection-private.h"
#include "store/sgn-journal-private.h"

#include <glib/gi18n-lib.h>

#define CHANGE_COLUMNS                                                                       \
  "SELECT id, at, operator, action, ifnull(undoes, 0), schema, inserted, updated, deleted\n" \
  "FROM change\n"

static const char sql_get[] = CHANGE_COLUMNS "WHERE id = :id";

static const char sql_list[] = CHANGE_COLUMNS "WHERE (:before = 0 OR id < :before)\n"
                                              "  AND (:since IS NULL OR at >= :since)\n"
                                              "ORDER BY id DESC\n"
                                              "LIMIT CASE :limit WHEN 0 THEN -1 ELSE :limit END";

static const char sql_undoings[]
    = "SELECT id, undoes FROM change WHERE undoes IS NOT NULL ORDER BY id";

static const char sql_ordinary[] = "SELECT id FROM change WHERE undoes IS NULL ORDER BY id DESC";

static const char sql_columns[] = "SELECT name FROM pragma_table_info(:table) ORDER BY cid";

/* Which changes take which back. A change is live unless a live one takes it back; because the one
 * that takes back is always the later one, walking from the newest decides them all. */
struct _SgnUndoings
{
  GArray *ids;        /* of gint64, ascending: changes that take one back */
  GHashTable *undoes; /* id → the id it takes back */
  GHashTable *dead;   /* set of ids taken back by a live change */
};

void
sgn_change_free (SgnChange *change)
{
  g_free (change->at);
  g_free (change->operator_name);
  g_free (change->action);
  g_free (change);
}

void
sgn_undoings_free (SgnUndoings *undoings)
{
  g_array_unref (undoings->ids);
  g_hash_table_unref (undoings->undoes);
  g_hash_table_unref (undoings->dead);
  g_free (undoings);
}

static gint64 *
copy_id (gint64 id)
{
  gint64 *copy = g_new (gint64, 1);

  *copy = id;
  return copy;
}

static gboolean
is_dead (const SgnUndoings *undoings, gint64 id)
{
  return g_hash_table_contains (undoings->dead, &id);
}

/* 0 for an ordinary change. */
static gint64
get_undone (const SgnUndoings *undoings, gint64 id)
{
  const gint64 *undone = g_hash_table_lookup (undoings->undoes, &id);

  return undone != NULL ? *undone : 0;
}

/* Taking back is undoing or, when what it takes back was itself an undoing, redoing. */
static gboolean
is_undoing (const SgnUndoings *undoings, gint64 id)
{
  gboolean odd = FALSE;

  while ((id = get_undone (undoings, id)) != 0)
    odd = !odd;
  return odd;
}

gint64
sgn_undoings_find_root (const SgnUndoings *undoings, gint64 id)
{
  gint64 undone;

  while ((undone = get_undone (undoings, id)) != 0)
    id = undone;
  return id;
}

static void
find_dead (SgnUndoings *undoings)
{
  for (guint i = undoings->ids->len; i > 0; i--)
    {
      gint64 id = g_array_index (undoings->ids, gint64, i - 1);

      if (!is_dead (undoings, id))
        g_hash_table_add (undoings->dead, copy_id (get_undone (undoings, id)));
    }
}

SgnUndoings *
sgn_undoings_load (SgnConnection *connection, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, sql_undoings, error);
  g_autoptr (SgnUndoings) undoings = g_new0 (SgnUndoings, 1);
  SgnStep step = SGN_ERROR;

  undoings->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  undoings->undoes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  undoings->dead = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  while (statement != NULL && (step = sgn_statement_step (statement, error)) == SGN_ROW)
    {
      gint64 id = sgn_statement_int (statement, 0);
      gint64 undone = sgn_statement_int (statement, 1);

      if (undone >= id) /* only in a forged or damaged file; it would never end */
        continue;
      g_array_append_val (undoings->ids, id);
      g_hash_table_insert (undoings->undoes, copy_id (id), copy_id (undone));
    }
  if (step != SGN_DONE)
    return NULL;
  find_dead (undoings);
  return g_steal_pointer (&undoings);
}

static SgnChange *
read_change (SgnStatement *statement, const SgnUndoings *undoings)
{
  SgnChange *change = g_new0 (SgnChange, 1);

  change->id = sgn_statement_int (statement, 0);
  change->at = g_strdup (sgn_statement_text (statement, 1));
  change->operator_name = g_strdup (sgn_statement_text (statement, 2));
  change->action = g_strdup (sgn_statement_text (statement, 3));
  change->undoes = sgn_statement_int (statement, 4);
  change->schema = (int)sgn_statement_int (statement, 5);
  change->inserted = (guint)sgn_statement_int (statement, 6);
  change->updated = (guint)sgn_statement_int (statement, 7);
  change->deleted = (guint)sgn_statement_int (statement, 8);
  change->live = !is_dead (undoings, change->id);
  return change;
}

static SgnChange *
get_change (SgnConnection *connection, const SgnUndoings *undoings, gint64 id, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, sql_get, error);

  if (statement == NULL)
    return NULL;
  sgn_statement_bind_int (statement, ":id", id);
  switch (sgn_statement_step (statement, error))
    {
    case SGN_ROW:
      return read_change (statement, undoings);
    case SGN_DONE:
      sgn_changeset_set_not_found (error, id);
      return NULL;
    case SGN_ERROR:
    default:
      return NULL;
    }
}

SgnChange *
sgn_journal_get (SgnConnection *connection, gint64 id, GError **error)
{
  g_autoptr (SgnUndoings) undoings = sgn_undoings_load (connection, error);

  return undoings != NULL ? get_change (connection, undoings, id, error) : NULL;
}

GPtrArray *
sgn_journal_list (SgnConnection *connection, const char *since, gint64 before, guint limit,
                  GError **error)
{
  g_autoptr (SgnUndoings) undoings = sgn_undoings_load (connection, error);
  g_autoptr (SgnStatement) statement = NULL;
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify)sgn_change_free);
  SgnStep step;

  if (undoings == NULL)
    return NULL;
  statement = sgn_connection_prepare (connection, sql_list, error);
  if (statement == NULL)
    return NULL;
  sgn_statement_bind_int (statement, ":before", before);
  sgn_statement_bind_text (statement, ":since", since);
  sgn_statement_bind_int (statement, ":limit", limit);
  while ((step = sgn_statement_step (statement, error)) == SGN_ROW)
    g_ptr_array_add (changes, read_change (statement, undoings));
  return step == SGN_DONE ? g_steal_pointer (&changes) : NULL;
}

SgnChange *
sgn_journal_next_undo (SgnConnection *connection, GError **error)
{
  g_autoptr (SgnUndoings) undoings = sgn_undoings_load (connection, error);
  g_autoptr (SgnStatement) statement = NULL;

  if (undoings == NULL)
    return NULL;
  statement = sgn_connection_prepare (connection, sql_ordinary, error);
  while (statement != NULL && sgn_statement_step (statement, error) == SGN_ROW)
    {
      gint64 id = sgn_statement_int (statement, 0);

      if (!is_dead (undoings, id))
        return get_change (connection, undoings, id, error);
    }
  return NULL;
}

SgnChange *
sgn_journal_next_redo (SgnConnection *connection, GError **error)
{
  g_autoptr (SgnUndoings) undoings = sgn_undoings_load (connection, error);
  gint64 newest_ordinary = 0;

  if (undoings == NULL
      || !sgn_connection_query_int (connection, "SELECT max(id) FROM change WHERE undoes IS NULL",
                                    0, &newest_ordinary, error))
    return NULL;
  for (guint i = undoings->ids->len; i > 0; i--)
    {
      gint64 id = g_array_index (undoings->ids, gint64, i - 1);

      if (id < newest_ordinary)
        return NULL;
      if (!is_dead (undoings, id) && is_undoing (undoings, id))
        return get_change (connection, undoings, id, error);
    }
  return NULL;
}

/* One walk through a change for sgn_journal_foreach_row(). */
typedef struct
{
  SgnConnection *connection;
  SgnJournalRowFunc func;
  gpointer user_data;
  char *table;            /* whose columns are at hand */
  GPtrArray *columns;     /* owned names, NULL at the end */
  GArray *before, *after; /* of SgnCell */
  GError *error;
} Walk;

static void
walk_clear (Walk *walk)
{
  g_clear_pointer (&walk->table, g_free);
  g_clear_pointer (&walk->columns, g_ptr_array_unref);
  g_clear_pointer (&walk->before, g_array_unref);
  g_clear_pointer (&walk->after, g_array_unref);
  g_clear_error (&walk->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

/* The name may be damaged itself. */
static void
set_unknown_table (GError **error, const char *table)
{
  g_autofree char *name = g_utf8_make_valid (table, -1);

  g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CORRUPT,
               _ ("An entry of the journal speaks of a table “%s” that is not there as it was."),
               name);
}

/* A change made under an older schema has fewer columns than the table has now, never others. */
static gboolean
load_columns (Walk *walk, const char *table, int n_columns)
{
  g_autoptr (SgnStatement) statement = NULL;

  if (g_strcmp0 (walk->table, table) == 0)
    return TRUE;
  statement = sgn_connection_prepare (walk->connection, sql_columns, &walk->error);
  if (statement == NULL)
    return FALSE;
  g_ptr_array_set_size (walk->columns, 0);
  sgn_statement_bind_text (statement, ":table", table);
  while (sgn_statement_step (statement, &walk->error) == SGN_ROW)
    g_ptr_array_add (walk->columns, g_strdup (sgn_statement_text (statement, 0)));
  if (walk->error == NULL && walk->columns->len < (guint)n_columns)
    set_unknown_table (&walk->error, table);
  g_ptr_array_add (walk->columns, NULL);
  g_free (walk->table);
  walk->table = g_strdup (table);
  return walk->error == NULL;
}

static SgnCell
read_cell (sqlite3_value *value)
{
  SgnCell cell = { .kind = SGN_CELL_ABSENT };

  if (value == NULL)
    return cell;
  switch (sqlite3_value_type (value))
    {
    case SQLITE_INTEGER:
      cell.kind = SGN_CELL_INT;
      cell.integer = sqlite3_value_int64 (value);
      break;
    case SQLITE_FLOAT:
      cell.kind = SGN_CELL_REAL;
      cell.real = sqlite3_value_double (value);
      break;
    case SQLITE_TEXT:
      cell.kind = SGN_CELL_TEXT;
      cell.text = (const char *)sqlite3_value_text (value);
      break;
    case SQLITE_BLOB:
      cell.kind = SGN_CELL_BLOB;
      cell.size = (gsize)sqlite3_value_bytes (value);
      break;
    default:
      cell.kind = SGN_CELL_NULL;
      break;
    }
  return cell;
}

static void
read_cells (Walk *walk, sqlite3_changeset_iter *iter, int op, int n_columns)
{
  g_array_set_size (walk->before, 0);
  g_array_set_size (walk->after, 0);
  for (int i = 0; i < n_columns; i++)
    {
      sqlite3_value *old_value = NULL, *new_value = NULL;
      SgnCell before, after;

      if (op != SQLITE_INSERT)
        sqlite3changeset_old (iter, i, &old_value);
      if (op != SQLITE_DELETE)
        sqlite3changeset_new (iter, i, &new_value);
      before = read_cell (old_value);
      after = read_cell (new_value);
      /* An update repeats the key among the old values; it did not change. */
      if (op == SQLITE_UPDATE && new_value == NULL)
        before.kind = SGN_CELL_ABSENT;
      g_array_append_val (walk->before, before);
      g_array_append_val (walk->after, after);
    }
}

static gboolean
walk_row_cb (sqlite3_changeset_iter *iter, const char *table, int n_columns, int op,
             gpointer user_data)
{
  Walk *walk = user_data;

  if (!load_columns (walk, table, n_columns))
    return FALSE;
  read_cells (walk, iter, op, n_columns);
  return walk->func (table, sgn_changeset_row_id (iter, op), sgn_changeset_row_op (op),
                     (guint)n_columns, (const char *const *)walk->columns->pdata,
                     (const SgnCell *)walk->before->data, (const SgnCell *)walk->after->data,
                     walk->user_data);
}

gboolean
sgn_journal_foreach_row (SgnConnection *connection, gint64 change_id, SgnJournalRowFunc func,
                         gpointer user_data, GError **error)
{
  g_autoptr (GBytes) changeset = sgn_changeset_load (connection, change_id, error);
  g_auto (Walk) walk = { connection, func, user_data };
  gsize size;
  gconstpointer data;

  if (changeset == NULL)
    return FALSE;
  walk.columns = g_ptr_array_new_with_free_func (g_free);
  walk.before = g_array_new (FALSE, FALSE, sizeof (SgnCell));
  walk.after = g_array_new (FALSE, FALSE, sizeof (SgnCell));

  data = g_bytes_get_data (changeset, &size);
  if (!sgn_changeset_foreach (data, size, walk_row_cb, &walk, error))
    return FALSE;
  if (walk.error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&walk.error));
      return FALSE;
    }
  return TRUE;
}

typedef struct
{
  const char *table;
  gint64 id;
  gboolean found;
} Search;

static gboolean
search_row_cb (sqlite3_changeset_iter *iter, const char *table, int n_columns, int op,
               gpointer user_data)
{
  Search *search = user_data;

  search->found
      = g_str_equal (table, search->table) && sgn_changeset_row_id (iter, op) == search->id;
  return !search->found;
}

static gboolean
touches_row (GBytes *packed, Search *search, GError **error)
{
  g_autoptr (GBytes) changeset = sgn_changeset_unpack (packed, error);
  gsize size;
  gconstpointer data;

  if (changeset == NULL)
    return FALSE;
  search->found = FALSE;
  data = g_bytes_get_data (changeset, &size);
  return sgn_changeset_foreach (data, size, search_row_cb, search, error);
}

GArray *
sgn_journal_changes_of (SgnConnection *connection, const char *table, gint64 id, GError **error)
{
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (connection, "SELECT id, changeset FROM change ORDER BY id DESC",
                                error);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  Search search = { table, id, FALSE };
  SgnStep step = SGN_ERROR;

  while (statement != NULL && (step = sgn_statement_step (statement, error)) == SGN_ROW)
    {
      gint64 change_id = sgn_statement_int (statement, 0);
      g_autoptr (GBytes) packed = sgn_statement_blob (statement, 1);

      if (!touches_row (packed, &search, error))
        return NULL;
      if (search.found)
        g_array_append_val (found, change_id);
    }
  return step == SGN_DONE ? g_steal_pointer (&found) : NULL;
}
