#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-draft.h"

#include "base/sgn-date.h"

#include <json-glib/json-glib.h>

#define HELD_KEY "sgn-held-drafts"

#define SQL_DELETE "DELETE FROM draft WHERE type = :type AND ifnull(record_id, 0) = :id"
#define SQL_INSERT                                \
  "INSERT INTO draft (type, record_id, data, at)" \
  " VALUES (:type, nullif(:id, 0), :data, :at)"
#define SQL_SELECT "SELECT data FROM draft WHERE type = :type AND ifnull(record_id, 0) = :id"

typedef struct
{
  const char *type; /* the name of a record type, which lives as long as the program */
  gint64 id;
  char *data; /* NULL: only take the old one away */
} Draft;

static char *
texts_to_json (GHashTable *texts)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &name, &text))
    json_object_set_string_member (object, name, text);
  json_node_take_object (root, object);
  return json_to_string (root, FALSE);
}

static void
add_text (JsonObject *object, const char *name, JsonNode *node, gpointer user_data)
{
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    g_hash_table_insert (user_data, g_strdup (name), json_node_dup_string (node));
}

static gboolean
run (SgnConnection *connection, const char *sql, const Draft *draft, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, sql, error);
  g_autofree char *now = sgn_time_now ();

  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_text (statement, ":type", draft->type);
  sgn_statement_bind_int (statement, ":id", draft->id);
  if (sgn_statement_has_parameter (statement, ":data"))
    {
      sgn_statement_bind_text (statement, ":data", draft->data);
      sgn_statement_bind_text (statement, ":at", now);
    }
  return sgn_statement_run (statement, error);
}

static gboolean
replace_draft (SgnLedger *ledger, gpointer user_data, GError **error)
{
  const Draft *draft = user_data;
  SgnConnection *connection = sgn_ledger_get_connection (ledger);

  return run (connection, SQL_DELETE, draft, error)
         && (draft->data == NULL || run (connection, SQL_INSERT, draft, error));
}

/* --- while the ledger is busy --- */

static void
free_held (gpointer data)
{
  g_free (((Draft *)data)->data);
  g_free (data);
}

static Draft *
find_held (SgnConnection *connection, const char *type, gint64 id)
{
  GPtrArray *held = g_object_get_data (G_OBJECT (connection), HELD_KEY);

  for (guint i = 0; held != NULL && i < held->len; i++)
    {
      Draft *draft = held->pdata[i];

      if (g_str_equal (draft->type, type) && draft->id == id)
        return draft;
    }
  return NULL;
}

/* Each on its own: what is wrong with one must not lose the others. */
static void
write_held_cb (SgnLedger *ledger)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GPtrArray) held = g_object_steal_data (G_OBJECT (connection), HELD_KEY);

  g_signal_handlers_disconnect_by_func (ledger, write_held_cb, NULL);
  for (guint i = 0; held != NULL && i < held->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!sgn_ledger_run_derived (ledger, replace_draft, held->pdata[i], &error))
        g_warning ("Draft: %s", error->message);
    }
}

static void
hold (SgnLedger *ledger, const Draft *draft)
{
  GObject *connection = G_OBJECT (sgn_ledger_get_connection (ledger));
  GPtrArray *held = g_object_get_data (connection, HELD_KEY);
  Draft *old = find_held (SGN_CONNECTION (connection), draft->type, draft->id);

  if (held == NULL)
    {
      held = g_ptr_array_new_with_free_func (free_held);
      g_object_set_data_full (connection, HELD_KEY, held, (GDestroyNotify)g_ptr_array_unref);
      g_signal_connect (ledger, "notify::busy", G_CALLBACK (write_held_cb), NULL);
    }
  if (old != NULL)
    g_ptr_array_remove (held, old);
  g_ptr_array_add (held, g_memdup2 (&(Draft){ draft->type, draft->id, g_strdup (draft->data) },
                                    sizeof (Draft)));
}

static gboolean
write_or_hold (SgnLedger *ledger, Draft *draft, GError **error)
{
  if (!sgn_ledger_is_busy (ledger))
    return sgn_ledger_run_derived (ledger, replace_draft, draft, error);
  hold (ledger, draft);
  return TRUE;
}

static char *
read_data (SgnConnection *connection, const SgnRecordType *type, gint64 id, GError **error)
{
  const Draft *held = find_held (connection, type->name, id);
  g_autoptr (SgnStatement) statement = NULL;

  if (held != NULL)
    return g_strdup (held->data);
  statement = sgn_connection_prepare (connection, SQL_SELECT, error);
  if (statement == NULL)
    return NULL;
  sgn_statement_bind_text (statement, ":type", type->name);
  sgn_statement_bind_int (statement, ":id", id);
  return sgn_statement_step (statement, error) == SGN_ROW
             ? g_strdup (sgn_statement_text (statement, 0))
             : NULL;
}

/* --- public --- */

gboolean
sgn_draft_save (SgnLedger *ledger, const SgnRecordType *type, gint64 id, GHashTable *texts,
                GError **error)
{
  g_autofree char *data = texts_to_json (texts);
  Draft draft = { type->name, id, data };

  return write_or_hold (ledger, &draft, error);
}

GHashTable *
sgn_draft_load (SgnConnection *connection, const SgnRecordType *type, gint64 id, GError **error)
{
  g_autofree char *data = read_data (connection, type, id, error);
  g_autoptr (GHashTable) texts = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (data == NULL)
    return NULL;
  root = json_from_string (data, error);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  json_object_foreach_member (json_node_get_object (root), add_text, texts);
  return g_steal_pointer (&texts);
}

gboolean
sgn_draft_clear (SgnLedger *ledger, const SgnRecordType *type, gint64 id, GError **error)
{
  Draft draft = { type->name, id, NULL };

  return write_or_hold (ledger, &draft, error);
}
