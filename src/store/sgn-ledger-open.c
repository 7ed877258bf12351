#define G_LOG_DOMAIN "sgn-store"

#include "config.h"

#include "base/sgn-text.h"
#include "store/sgn-backup.h"
#include "store/sgn-connection-private.h"
#include "store/sgn-ledger-file-private.h"
#include "store/sgn-ledger-private.h"
#include "store/sgn-schema-private.h"

#include <glib/gi18n-lib.h>

/* Opening decides a lot, in this order: is it a ledger; may we write, or does somebody else; is it
 * whole; is its schema ours, older or newer; which journal its volume can be trusted with. */

static const char sql_text_version[] = "SELECT version FROM derived WHERE name = 'text'";

static const char sql_keep_text_version[]
    = "INSERT INTO derived (name, version) VALUES ('text', :version)\n"
      "ON CONFLICT (name) DO UPDATE SET version = excluded.version";

static int
commit_cb (void *data)
{
  SgnLedger *self = data;

  sqlite3 *db = sgn_connection_get_db (self->connection);

  /* Not zero turns a commit into a rollback: nothing is written past the journal. Temporary tables
   * and views are nobody's business. */
  return !self->may_commit && sqlite3_txn_state (db, "main") == SQLITE_TXN_WRITE;
}

static gboolean
refuse_writing (SgnLedger *self, GError **error)
{
  switch (self->access)
    {
    case SGN_LEDGER_HELD:
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_BUSY,
                   _ ("The ledger “%s” is open elsewhere: %s. Close it there and try again."),
                   self->path, self->holder);
      break;
    case SGN_LEDGER_IS_NEWER:
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NEWER,
                   _ ("The ledger “%s” was made by a newer version of the program. Install that "
                      "version to write into it."),
                   self->path);
      break;
    case SGN_LEDGER_WRITABLE:
    case SGN_LEDGER_ASKED_READONLY:
    case SGN_LEDGER_NO_WRITE:
    default:
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_READONLY,
                   _ ("The ledger “%s” cannot be written to: the file, its folder or the disk is "
                      "read-only."),
                   self->path);
      break;
    }
  return FALSE;
}

/* Falls back to reading, or fails where writing was a must. */
static gboolean
fall_back (SgnLedger *self, SgnLedgerAccess access, SgnLedgerOpenFlags flags, GError **error)
{
  g_autofree char *held = NULL;

  self->access = access;
  g_clear_pointer (&self->lock, sgn_file_lock_release);
  if ((flags & SGN_LEDGER_OPEN_REQUIRE_WRITE) != 0)
    return refuse_writing (self, error);

  switch (access)
    {
    case SGN_LEDGER_HELD:
      held = g_strdup_printf (_ ("The ledger is open elsewhere (%s); here it can only be read."),
                              self->holder);
      sgn_ledger_add_notice (self, held);
      break;
    case SGN_LEDGER_NO_WRITE:
      sgn_ledger_add_notice (self, _ ("The file, its folder or the disk is read-only; the ledger "
                                      "can only be read."));
      break;
    case SGN_LEDGER_IS_NEWER:
      sgn_ledger_add_notice (self, _ ("The ledger was made by a newer version of the program; "
                                      "here it can only be read."));
      break;
    case SGN_LEDGER_WRITABLE:
    case SGN_LEDGER_ASKED_READONLY:
    default:
      break;
    }
  return TRUE;
}

static gboolean
take_lock (SgnLedger *self, SgnLedgerOpenFlags flags, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if ((flags & SGN_LEDGER_OPEN_READONLY) != 0)
    {
      self->access = SGN_LEDGER_ASKED_READONLY;
      return TRUE;
    }
  self->lock = sgn_file_lock_take (self->path, self->operator_name, &self->holder, &cause);
  if (self->lock != NULL)
    return TRUE;
  if (cause == NULL)
    return fall_back (self, SGN_LEDGER_HELD, flags, error);
  g_debug ("no lock: %s", cause->message);
  return fall_back (self, SGN_LEDGER_NO_WRITE, flags, error);
}

static gboolean
connect_file (SgnLedger *self, SgnLedgerOpenFlags flags, GError **error)
{
  gboolean writing = self->access == SGN_LEDGER_WRITABLE;

  g_clear_object (&self->connection);
  self->connection
      = sgn_connection_open (self->path, writing ? SGN_CONNECTION_WRITE : SGN_CONNECTION_READ,
                             error);
  if (self->connection == NULL)
    return FALSE;
  if (writing && sgn_connection_is_readonly (self->connection))
    return fall_back (self, SGN_LEDGER_NO_WRITE, flags, error);
  return TRUE;
}

/* After a crash SQLite repairs by itself what can be repaired; this makes sure that it did. */
static gboolean
check_after_crash (SgnLedger *self, GError **error)
{
  g_autofree char *answer = NULL;

  if (!sgn_connection_query_text (self->connection, "PRAGMA quick_check (1)", &answer, error))
    return FALSE;
  if (g_strcmp0 (answer, "ok") == 0)
    return TRUE;
  g_debug ("quick_check: %s", answer);
  sgn_store_set_error (error, NULL, SQLITE_CORRUPT);
  return FALSE;
}

static gboolean
choose_journal (SgnLedger *self, GError **error)
{
  SgnVolumeKind volume = sgn_file_volume_kind (self->path);
  gboolean wal = volume == SGN_VOLUME_LOCAL;
  g_autofree char *answer = NULL;

  if (!sgn_connection_query_text (self->connection,
                                  wal ? "PRAGMA journal_mode = WAL"
                                      : "PRAGMA journal_mode = DELETE",
                                  &answer, error))
    return FALSE;
  if (volume == SGN_VOLUME_NETWORK)
    sgn_ledger_add_notice (self, _ ("The ledger lies on a network folder. Only one person may "
                                    "work in it at a time; a local disk is faster and safer."));
  else if (volume == SGN_VOLUME_REMOVABLE)
    sgn_ledger_add_notice (self, _ ("The ledger lies on a removable disk. Close the program "
                                    "before you pull it out; a local disk is safer."));
  else if (g_strcmp0 (answer, "wal") != 0)
    sgn_ledger_add_notice (self, _ ("This disk does not allow the faster way of writing; the "
                                    "ledger is written in the slower, equally safe way."));
  return TRUE;
}

static gboolean
read_schema (SgnLedger *self, SgnLedgerOpenFlags flags, int newest, GError **error)
{
  gint64 schema = 0;

  if (!sgn_connection_query_int (self->connection, "PRAGMA user_version", 0, &schema, error))
    return FALSE;
  if (schema < 1 || schema > G_MAXINT)
    {
      sgn_store_set_error (error, NULL, SQLITE_CORRUPT);
      return FALSE;
    }
  self->schema = (int)schema;
  if (schema <= newest)
    return TRUE;
  if (self->access != SGN_LEDGER_WRITABLE)
    {
      sgn_ledger_add_notice (self, _ ("The ledger was made by a newer version of the program; "
                                      "what is new in it cannot be seen here."));
      return TRUE;
    }
  return fall_back (self, SGN_LEDGER_IS_NEWER, flags, error) && connect_file (self, flags, error);
}

static gboolean
migrate (SgnLedger *self, const char *const *scripts, GError **error)
{
  int newest = (int)g_strv_length ((GStrv)scripts);

  if (self->schema >= newest)
    return TRUE;
  if (self->access != SGN_LEDGER_WRITABLE)
    {
      sgn_ledger_add_notice (self, _ ("The ledger was made by an older version of the program and "
                                      "cannot be brought up to date while it is read-only; some "
                                      "pages may stay empty."));
      return TRUE;
    }
  if (!sgn_backup_automatic (self, "migration", error)
      || !sgn_schema_apply (self->connection, scripts, self->schema, error))
    return FALSE;
  self->schema = newest;
  return TRUE;
}

/* Sort keys stand in indexes: those made by another version of the text functions are made anew. */
static gboolean
renew_indexes (SgnLedger *self, GError **error)
{
  g_autoptr (SgnStatement) keep = NULL;
  gint64 version = 0;

  if (self->access != SGN_LEDGER_WRITABLE)
    return TRUE;
  if (!sgn_connection_query_int (self->connection, sql_text_version, 0, &version, error))
    return FALSE;
  if (version == SGN_TEXT_VERSION)
    return TRUE;

  keep = sgn_connection_prepare (self->connection, sql_keep_text_version, error);
  if (keep == NULL || !sgn_connection_run (self->connection, "REINDEX", error))
    return FALSE;
  sgn_statement_bind_int (keep, ":version", SGN_TEXT_VERSION);
  return sgn_statement_run (keep, error);
}

static gboolean
read_site (SgnLedger *self, GError **error)
{
  gint64 site = 0;

  if (!sgn_connection_query_int (self->connection, "SELECT site FROM ledger WHERE id = 1", 0, &site,
                                 error))
    return FALSE;
  if (site < 1 || site > G_MAXUINT32)
    {
      sgn_store_set_error (error, NULL, SQLITE_CORRUPT);
      return FALSE;
    }
  self->site = (guint32)site;
  return TRUE;
}

/* A backup that fails is told, but keeps nobody from working. */
static void
back_up_daily (SgnLedger *self, SgnLedgerOpenFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (self->access != SGN_LEDGER_WRITABLE || (flags & SGN_LEDGER_OPEN_NO_DAILY_BACKUP) != 0)
    return;
  if (!sgn_backup_is_due (self) || sgn_backup_automatic (self, NULL, &error))
    return;
  sentence
      = g_strdup_printf (_ ("Today's automatic backup could not be written: %s"), error->message);
  sgn_ledger_add_notice (self, sentence);
}

SgnLedger *
sgn_ledger_open_with_schema (const char *path, SgnLedgerOpenFlags flags, const char *operator_name,
                             const char *backup_folder, const char *const *scripts, GError **error)
{
  g_autoptr (SgnLedger) self = NULL;
  gboolean crashed;

  if (!sgn_ledger_file_check (path, error))
    return NULL;

  self = g_object_new (SGN_TYPE_LEDGER, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  self->operator_name = operator_name != NULL ? g_strdup (operator_name) : sgn_user_name ();
  self->backup_folder = g_strdup (backup_folder);

  crashed = sgn_ledger_file_has_leftover (path);
  if (!take_lock (self, flags, error) || !connect_file (self, flags, error)
      || (crashed && self->access == SGN_LEDGER_WRITABLE && !check_after_crash (self, error))
      || !read_schema (self, flags, (int)g_strv_length ((GStrv)scripts), error)
      || (self->access == SGN_LEDGER_WRITABLE && !choose_journal (self, error))
      || !migrate (self, scripts, error) || !renew_indexes (self, error)
      || !read_site (self, error))
    return NULL;

  if (self->access == SGN_LEDGER_WRITABLE)
    sqlite3_commit_hook (sgn_connection_get_db (self->connection), commit_cb, self);
  back_up_daily (self, flags);
  return g_steal_pointer (&self);
}

SgnLedger *
sgn_ledger_open_beside (SgnLedger *self, GError **error)
{
  g_autoptr (SgnLedger) beside = NULL;

  g_return_val_if_fail (SGN_IS_LEDGER (self), NULL);

  if (self->access != SGN_LEDGER_WRITABLE)
    {
      refuse_writing (self, error);
      return NULL;
    }
  beside = g_object_new (SGN_TYPE_LEDGER, NULL);
  beside->path = g_strdup (self->path);
  beside->operator_name = g_strdup (self->operator_name);
  beside->backup_folder = g_strdup (self->backup_folder);
  beside->beside = TRUE;
  if (!connect_file (beside, SGN_LEDGER_OPEN_REQUIRE_WRITE, error))
    return NULL;
  beside->site = self->site;
  beside->schema = self->schema;
  sqlite3_commit_hook (sgn_connection_get_db (beside->connection), commit_cb, beside);
  sgn_ledger_count_beside (self, 1);
  return g_steal_pointer (&beside);
}
