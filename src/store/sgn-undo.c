#define G_LOG_DOMAIN "sgn-store"

#include "config.h"

#include "base/sgn-id.h"
#include "store/sgn-changeset-private.h"
#include "store/sgn-connection-private.h"
#include "store/sgn-journal-private.h"
#include "store/sgn-ledger-private.h"

#include <glib/gi18n-lib.h>

/* Undoing applies the inverse of a changeset. Anything that is no longer as the change left it is a
 * conflict, and one conflict refuses the whole. */
typedef struct
{
  gint64 change_id;
  GBytes *changeset;
  /* of the conflict met first */
  int conflict;
  char *table;
  gint64 row_id;
} Undo;

static void
undo_clear (Undo *undo)
{
  g_clear_pointer (&undo->changeset, g_bytes_unref);
  g_clear_pointer (&undo->table, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Undo, undo_clear)

static int
conflict_cb (void *data, int conflict, sqlite3_changeset_iter *iter)
{
  Undo *undo = data;
  const char *table = NULL;
  int n_columns = 0, op = 0, indirect = 0;

  undo->conflict = conflict;
  /* It says neither which row nor which table: let it pass, look, and roll back afterwards. */
  if (conflict == SQLITE_CHANGESET_FOREIGN_KEY)
    return SQLITE_CHANGESET_OMIT;

  if (sqlite3changeset_op (iter, &table, &n_columns, &op, &indirect) == SQLITE_OK)
    {
      undo->table = g_utf8_make_valid (table, -1);
      undo->row_id = sgn_changeset_row_id (iter, op);
    }
  return SQLITE_CHANGESET_ABORT;
}

static gboolean
refuse_for_reference (SgnConnection *connection, GError **error)
{
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (connection, "PRAGMA foreign_key_check", error);
  g_autofree char *row = NULL;
  SgnStep step = statement != NULL ? sgn_statement_step (statement, error) : SGN_ERROR;

  if (step == SGN_ERROR)
    return FALSE;
  if (step == SGN_DONE)
    {
      sgn_store_set_error (error, NULL, SQLITE_CONSTRAINT_FOREIGNKEY);
      return FALSE;
    }
  row = sgn_id_format (sgn_statement_int (statement, 1));
  g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED,
               _ ("This change cannot be undone: record %s of “%s” still refers to a record of "
                  "“%s” that would be gone. Undo or remove that record first."),
               row, sgn_statement_text (statement, 0), sgn_statement_text (statement, 2));
  return FALSE;
}

/* The newest change after @undo that touched the row and still stands; 0: none. */
static gboolean
find_obstacle (SgnConnection *connection, const Undo *undo, SgnChange **obstacle, GError **error)
{
  g_autoptr (GArray) ids = sgn_journal_changes_of (connection, undo->table, undo->row_id, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len && g_array_index (ids, gint64, i) > undo->change_id; i++)
    {
      g_autoptr (SgnChange) change
          = sgn_journal_get (connection, g_array_index (ids, gint64, i), error);

      if (change == NULL)
        return FALSE;
      if (!change->live)
        continue;
      *obstacle = g_steal_pointer (&change);
      break;
    }
  return TRUE;
}

static void
refuse_for_change (const Undo *undo, const char *row, const SgnChange *obstacle, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, obstacle->id);

  g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED,
               _ ("This change cannot be undone: record %s of “%s” was changed again later, by "
                  "change %s “%s”. Undo that one first."),
               row, undo->table, number, obstacle->action);
}

static gboolean
refuse_for_row (SgnConnection *connection, const Undo *undo, GError **error)
{
  g_autoptr (SgnChange) obstacle = NULL;
  g_autofree char *row = sgn_id_format (undo->row_id);

  if (!find_obstacle (connection, undo, &obstacle, error))
    return FALSE;
  if (obstacle != NULL)
    refuse_for_change (undo, row, obstacle, error);
  else if (undo->conflict == SQLITE_CHANGESET_CONSTRAINT)
    g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED,
                 _ ("This change cannot be undone: record %s of “%s” would come back, but another "
                    "record has the same value now."),
                 row, undo->table);
  else
    g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED,
                 _ ("This change cannot be undone: record %s of “%s” is no longer as the change "
                    "left it."),
                 row, undo->table);
  return FALSE;
}

static gboolean
apply_inverse (SgnLedger *self, gpointer user_data, GError **error)
{
  Undo *undo = user_data;
  sqlite3 *db = sgn_connection_get_db (self->connection);
  gsize size;
  gconstpointer data = g_bytes_get_data (undo->changeset, &size);
  int rc;

  rc = sqlite3changeset_apply_v2 (db, (int)size, (void *)data, NULL, conflict_cb, undo, NULL, NULL,
                                  SQLITE_CHANGESETAPPLY_INVERT);
  if (rc == SQLITE_OK && undo->conflict == SQLITE_CHANGESET_FOREIGN_KEY)
    return refuse_for_reference (self->connection, error);
  if (rc == SQLITE_ABORT && undo->table != NULL)
    return refuse_for_row (self->connection, undo, error);
  if (rc != SQLITE_OK)
    {
      sgn_store_set_error (error, NULL, rc);
      return FALSE;
    }
  return TRUE;
}

static gboolean
take_back (SgnLedger *self, const char *action, gint64 change_id, gint64 *new_change,
           GError **error)
{
  g_auto (Undo) undo = { .change_id = change_id };

  undo.changeset = sgn_changeset_load (self->connection, change_id, error);
  return undo.changeset != NULL
         && sgn_ledger_change_undoing (self, action, change_id, apply_inverse, &undo, new_change,
                                       error);
}

static SgnChange *
find_change (SgnLedger *self, gint64 change_id, GError **error)
{
  GError *cause = NULL;
  SgnChange *change = change_id == 0 ? sgn_journal_next_undo (self->connection, &cause)
                                     : sgn_journal_get (self->connection, change_id, &cause);

  if (cause != NULL)
    g_propagate_error (error, cause);
  else if (change == NULL)
    g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED,
                         _ ("There is nothing to undo."));
  return change;
}

gboolean
sgn_ledger_undo (SgnLedger *self, gint64 change_id, gint64 *new_change, GError **error)
{
  g_autoptr (SgnChange) change = NULL;
  g_autofree char *action = NULL;

  g_return_val_if_fail (SGN_IS_LEDGER (self), FALSE);

  change = find_change (self, change_id, error);
  if (change == NULL)
    return FALSE;
  if (!change->live)
    {
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED,
                   _ ("The change “%s” has been undone already."), change->action);
      return FALSE;
    }
  action = g_strdup_printf (_ ("Undo “%s”"), change->action);
  return take_back (self, action, change->id, new_change, error);
}

gboolean
sgn_ledger_redo (SgnLedger *self, gint64 *new_change, GError **error)
{
  GError *cause = NULL;
  g_autoptr (SgnChange) undoing = NULL;
  g_autoptr (SgnChange) root = NULL;
  g_autoptr (SgnUndoings) undoings = NULL;
  g_autofree char *action = NULL;

  g_return_val_if_fail (SGN_IS_LEDGER (self), FALSE);

  undoing = sgn_journal_next_redo (self->connection, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  if (undoing == NULL)
    {
      g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED,
                           _ ("There is nothing to redo."));
      return FALSE;
    }
  undoings = sgn_undoings_load (self->connection, error);
  if (undoings == NULL)
    return FALSE;
  root = sgn_journal_get (self->connection, sgn_undoings_find_root (undoings, undoing->id), error);
  if (root == NULL)
    return FALSE;
  action = g_strdup_printf (_ ("Redo “%s”"), root->action);
  return take_back (self, action, undoing->id, new_change, error);
}
