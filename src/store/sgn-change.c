#define G_LOG_DOMAIN "sgn-store"

#include "config.h"

#include "base/sgn-date.h"
#include "base/sgn-id.h"
#include "store/sgn-changeset-private.h"
#include "store/sgn-connection-private.h"
#include "store/sgn-ledger-private.h"

#include <glib/gi18n-lib.h>

/* One user action = one transaction, recorded by a session and kept in the journal inside the same
 * transaction. */

static const char sql_new_ids[] = "INSERT INTO sequence (site, next) VALUES (:site, 1 + :n)\n"
                                  "ON CONFLICT (site) DO UPDATE SET next = next + :n\n"
                                  "RETURNING next - :n";

static const char sql_insert_change[]
    = "INSERT INTO change\n"
      "  (at, operator, action, undoes, schema, inserted, updated, deleted, changeset)\n"
      "VALUES\n"
      "  (:at, :operator, :action, :undoes, :schema, :inserted, :updated, :deleted, :changeset)";

/* What one changeset did, gathered while the touch function is called for its rows. */
typedef struct
{
  SgnLedger *ledger;
  GPtrArray *tables; /* owned names */
  guint counts[3];   /* by SgnRowOp */
  GError *error;
} Survey;

static void
survey_clear (Survey *survey)
{
  g_clear_pointer (&survey->tables, g_ptr_array_unref);
  g_clear_error (&survey->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Survey, survey_clear)

static gboolean
explain_readonly (SgnLedger *self, GError **error)
{
  switch (self->access)
    {
    case SGN_LEDGER_HELD:
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_READONLY,
                   _ ("The ledger was opened to read only, because it is open elsewhere: %s."),
                   self->holder);
      return FALSE;
    case SGN_LEDGER_IS_NEWER:
      g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_READONLY,
                           _ ("The ledger was made by a newer version of the program and can only "
                              "be read here."));
      return FALSE;
    case SGN_LEDGER_NO_WRITE:
    case SGN_LEDGER_ASKED_READONLY:
    case SGN_LEDGER_WRITABLE:
    default:
      g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_READONLY,
                           _ ("The ledger was opened to read only."));
      return FALSE;
    }
}

gboolean
sgn_ledger_begin (SgnLedger *self, const char *action, GError **error)
{
  if (self->access != SGN_LEDGER_WRITABLE)
    return explain_readonly (self, error);
  if (self->running != NULL)
    {
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_FAILED,
                   _ ("“%s” cannot begin while “%s” is still being done."), action, self->running);
      return FALSE;
    }
  /* The one beside may take minutes, and who asks here is waited for by a person. */
  if (self->n_beside > 0)
    {
      g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_BUSY,
                           _ ("A longer change is still being made: this can be done when it is "
                              "finished."));
      return FALSE;
    }
  /* Never a deferred transaction: one that began by reading could not wait for its turn to write.
   */
  if (!sgn_connection_run (self->connection, "BEGIN IMMEDIATE", error))
    return FALSE;
  self->running = action;
  return TRUE;
}

void
sgn_ledger_rollback (SgnLedger *self)
{
  sgn_connection_rollback (self->connection);
  self->running = NULL;
}

/* SQLite says at the end only *that* a reference hangs; this finds one. */
static gboolean
explain_hanging_reference (SgnLedger *self, GError **error)
{
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (self->connection, "PRAGMA foreign_key_check", NULL);

  if (statement == NULL || sgn_statement_step (statement, NULL) != SGN_ROW)
    {
      sgn_store_set_error (error, NULL, SQLITE_CONSTRAINT_FOREIGNKEY);
      return FALSE;
    }
  g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT,
               _ ("Record %s of “%s” needs a record of “%s” that does not exist, or no longer "
                  "would."),
               sgn_statement_text (statement, 1), sgn_statement_text (statement, 0),
               sgn_statement_text (statement, 2));
  return FALSE;
}

/* A full disk makes SQLite roll back by itself, whatever the function that did the work thought of
 * the error it got. */
static gboolean
is_still_open (SgnLedger *self, GError **error)
{
  if (!sqlite3_get_autocommit (sgn_connection_get_db (self->connection)))
    return TRUE;
  sgn_store_set_error (error, NULL, SQLITE_FULL);
  return FALSE;
}

gboolean
sgn_ledger_commit (SgnLedger *self, GError **error)
{
  int rc;

  self->may_commit = TRUE;
  rc = sqlite3_exec (sgn_connection_get_db (self->connection), "COMMIT", NULL, NULL, NULL);
  self->may_commit = FALSE;

  if (rc == SQLITE_CONSTRAINT_FOREIGNKEY)
    return explain_hanging_reference (self, error);
  if (rc != SQLITE_OK)
    {
      sgn_store_set_error (error, sgn_connection_get_db (self->connection), rc);
      return FALSE;
    }
  self->running = NULL;
  return TRUE;
}

/* What is not the record of an action: the journal itself, numbers once given, drafts, and whatever
 * can be derived again. */
static int
filter_table_cb (void *data, const char *table)
{
  static const char *const skipped[] = { "change", "sequence", "draft", "derived" };

  for (gsize i = 0; i < G_N_ELEMENTS (skipped); i++)
    if (g_str_equal (table, skipped[i]))
      return 0;
  return !g_str_has_prefix (table, "sqlite_") && !g_str_has_prefix (table, "finder");
}

static gboolean
survey_row_cb (sqlite3_changeset_iter *iter, const char *table, int n_columns, int op,
               gpointer user_data)
{
  Survey *survey = user_data;
  SgnLedger *ledger = survey->ledger;
  SgnRowOp row_op = sgn_changeset_row_op (op);

  survey->counts[row_op]++;
  /* The rows of a table come together. */
  if (survey->tables->len == 0
      || !g_str_equal (survey->tables->pdata[survey->tables->len - 1], table))
    g_ptr_array_add (survey->tables, g_strdup (table));

  return ledger->touch == NULL
         || ledger->touch (ledger, table, sgn_changeset_row_id (iter, op), row_op,
                           ledger->touch_data, &survey->error);
}

static gboolean
insert_change (SgnLedger *self, const char *action, gint64 undoes, const Survey *survey,
               GBytes *packed, gint64 *change_id, GError **error)
{
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (self->connection, sql_insert_change, error);
  g_autofree char *now = sgn_time_now ();

  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_text (statement, ":at", now);
  sgn_statement_bind_text (statement, ":operator", self->operator_name);
  sgn_statement_bind_text (statement, ":action", action);
  if (undoes != 0)
    sgn_statement_bind_int (statement, ":undoes", undoes);
  sgn_statement_bind_int (statement, ":schema", self->schema);
  sgn_statement_bind_int (statement, ":inserted", survey->counts[SGN_ROW_INSERTED]);
  sgn_statement_bind_int (statement, ":updated", survey->counts[SGN_ROW_UPDATED]);
  sgn_statement_bind_int (statement, ":deleted", survey->counts[SGN_ROW_DELETED]);
  sgn_statement_bind_blob (statement, ":changeset", packed);
  if (!sgn_statement_run (statement, error))
    return FALSE;
  *change_id = sqlite3_last_insert_rowid (sgn_connection_get_db (self->connection));
  return TRUE;
}

/* Lets @func work under a session. @size is 0 when it left everything as it was. */
static gboolean
record_work (SgnLedger *self, SgnChangeFunc func, gpointer user_data, void **changeset, int *size,
             GError **error)
{
  sqlite3 *db = sgn_connection_get_db (self->connection);
  sqlite3_session *session = NULL;
  gboolean done = FALSE;
  int rc = sqlite3session_create (db, "main", &session);

  if (rc == SQLITE_OK)
    rc = sqlite3session_attach (session, NULL);
  if (rc == SQLITE_OK)
    {
      sqlite3session_table_filter (session, filter_table_cb, NULL);
      self->changing = TRUE;
      done = func (self, user_data, error) && is_still_open (self, error);
      self->changing = FALSE;
      if (done)
        rc = sqlite3session_changeset (session, size, changeset);
    }
  sqlite3session_delete (session);
  if (rc != SQLITE_OK)
    sgn_store_set_error (error, NULL, rc);
  return done && rc == SQLITE_OK;
}

static gboolean
keep_change (SgnLedger *self, const char *action, gint64 undoes, const void *changeset, gsize size,
             Survey *survey, gint64 *change_id, GError **error)
{
  g_autoptr (GBytes) packed = NULL;

  if (!sgn_changeset_foreach (changeset, size, survey_row_cb, survey, error))
    return FALSE;
  if (survey->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&survey->error));
      return FALSE;
    }
  packed = sgn_changeset_pack (changeset, size);
  return insert_change (self, action, undoes, survey, packed, change_id, error)
         && sgn_ledger_commit (self, error);
}

gboolean
sgn_ledger_change_undoing (SgnLedger *self, const char *action, gint64 undoes, SgnChangeFunc func,
                           gpointer user_data, gint64 *change_id, GError **error)
{
  g_auto (Survey) survey = { self, g_ptr_array_new_with_free_func (g_free), { 0 }, NULL };
  void *changeset = NULL;
  gint64 id = 0;
  int size = 0;
  gboolean done;

  if (change_id != NULL)
    *change_id = 0;
  if (!sgn_ledger_begin (self, action, error))
    return FALSE;

  done = record_work (self, func, user_data, &changeset, &size, error);
  if (done && size > 0)
    done = keep_change (self, action, undoes, changeset, (gsize)size, &survey, &id, error);
  sqlite3_free (changeset);

  if (!done || size == 0)
    {
      sgn_ledger_rollback (self);
      return done;
    }
  if (change_id != NULL)
    *change_id = id;
  g_ptr_array_add (survey.tables, NULL);
  sgn_ledger_emit_changed (self, (const char *const *)survey.tables->pdata);
  return TRUE;
}

gboolean
sgn_ledger_change (SgnLedger *self, const char *action, SgnChangeFunc func, gpointer user_data,
                   gint64 *change_id, GError **error)
{
  g_return_val_if_fail (SGN_IS_LEDGER (self) && action != NULL && func != NULL, FALSE);

  return sgn_ledger_change_undoing (self, action, 0, func, user_data, change_id, error);
}

gboolean
sgn_ledger_is_changing (SgnLedger *self)
{
  g_return_val_if_fail (SGN_IS_LEDGER (self), FALSE);

  return self->changing;
}

gboolean
sgn_ledger_reserve_ids (SgnLedger *self, guint n, gint64 *first, GError **error)
{
  g_autoptr (SgnStatement) statement = NULL;
  gint64 serial;

  g_return_val_if_fail (SGN_IS_LEDGER (self) && self->running != NULL && n > 0, FALSE);

  statement = sgn_connection_prepare (self->connection, sql_new_ids, error);
  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_int (statement, ":site", self->site);
  sgn_statement_bind_int (statement, ":n", n);
  if (sgn_statement_step (statement, error) != SGN_ROW)
    return FALSE;
  serial = sgn_statement_int (statement, 0);
  if (!sgn_statement_run (statement, error))
    return FALSE;
  if (serial < 1 || serial > (gint64)SGN_ID_SERIAL_MAX - n + 1)
    {
      g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_FAILED,
                           _ ("The ledger has no more numbers for new records."));
      return FALSE;
    }
  *first = sgn_id_make (self->site, (guint32)serial);
  return TRUE;
}

gint64
sgn_ledger_new_id (SgnLedger *self, GError **error)
{
  gint64 id;

  g_return_val_if_fail (SGN_IS_LEDGER (self) && self->changing, 0);

  return sgn_ledger_reserve_ids (self, 1, &id, error) ? id : 0;
}

gboolean
sgn_ledger_run_derived (SgnLedger *self, SgnChangeFunc func, gpointer user_data, GError **error)
{
  g_return_val_if_fail (SGN_IS_LEDGER (self) && func != NULL, FALSE);

  if (!sgn_ledger_begin (self, _ ("Upkeep of the ledger"), error))
    return FALSE;
  if (func (self, user_data, error) && is_still_open (self, error)
      && sgn_ledger_commit (self, error))
    return TRUE;
  sgn_ledger_rollback (self);
  return FALSE;
}
