#define G_LOG_DOMAIN "sgn-store"

#include "config.h"

#include "base/sgn-date.h"
#include "base/sgn-id.h"
#include "store/sgn-connection-private.h"
#include "store/sgn-ledger-file-private.h"
#include "store/sgn-ledger-private.h"
#include "store/sgn-schema-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

G_DEFINE_FINAL_TYPE (SgnLedger, sgn_ledger, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];
static GParamSpec *busy_property;

static const char sql_insert_ledger[]
    = "INSERT INTO ledger (id, uuid, site, role, title, year, created, program, synthetic)\n"
      "VALUES (1, :uuid, :site, :role, :title, :year, :created, :program, :synthetic)";

static void
sgn_ledger_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, sgn_ledger_is_busy (SGN_LEDGER (object)));
}

static void
sgn_ledger_dispose (GObject *object)
{
  SgnLedger *self = SGN_LEDGER (object);

  if (self->connection != NULL)
    sgn_ledger_close (self, NULL);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->lock, sgn_file_lock_release);
  sgn_ledger_set_touch_func (self, NULL, NULL, NULL);

  G_OBJECT_CLASS (sgn_ledger_parent_class)->dispose (object);
}

static void
sgn_ledger_finalize (GObject *object)
{
  SgnLedger *self = SGN_LEDGER (object);

  g_free (self->path);
  g_free (self->operator_name);
  g_free (self->backup_folder);
  g_free (self->holder);
  g_string_free (self->notice, TRUE);

  G_OBJECT_CLASS (sgn_ledger_parent_class)->finalize (object);
}

static void
sgn_ledger_class_init (SgnLedgerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sgn_ledger_get_property;
  object_class->dispose = sgn_ledger_dispose;
  object_class->finalize = sgn_ledger_finalize;

  signals[CHANGED] = g_signal_new ("changed", SGN_TYPE_LEDGER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRV | G_SIGNAL_TYPE_STATIC_SCOPE);
  busy_property
      = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, 1, busy_property);
}

static void
sgn_ledger_init (SgnLedger *self)
{
  self->notice = g_string_new (NULL);
}

void
sgn_ledger_emit_changed (SgnLedger *self, const char *const *tables)
{
  g_signal_emit (self, signals[CHANGED], 0, tables);
}

/* The uuid of a ledger whose site is fixed is fixed with it. */
static char *
make_uuid (guint32 site, gboolean fixed)
{
  g_autofree char *name = NULL;
  g_autofree char *hash = NULL;

  if (!fixed)
    return g_uuid_string_random ();
  name = g_strdup_printf ("ledger of site %u", site);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  return g_strdup_printf ("%.8s-%.4s-5%.3s-8%.3s-%.12s", hash, hash + 8, hash + 12, hash + 15,
                          hash + 18);
}

static gboolean
insert_ledger_row (SgnConnection *connection, const SgnLedgerInfo *info, GError **error)
{
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (connection, sql_insert_ledger, error);
  const char *fixed = g_getenv ("SGN_SITE");
  guint32 site = fixed != NULL ? (guint32)g_ascii_strtoull (fixed, NULL, 10) : sgn_id_new_site ();
  g_autofree char *uuid = make_uuid (site, fixed != NULL);
  g_autofree char *now = sgn_time_now ();

  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_text (statement, ":uuid", uuid);
  sgn_statement_bind_int (statement, ":site", site);
  sgn_statement_bind_text (statement, ":role", info->role);
  sgn_statement_bind_text (statement, ":title", info->title);
  sgn_statement_bind_int (statement, ":year", info->year);
  sgn_statement_bind_text (statement, ":created", now);
  sgn_statement_bind_text (statement, ":program", SGN_VERSION);
  sgn_statement_bind_int (statement, ":synthetic", info->synthetic);
  return sgn_statement_run (statement, error);
}

static gboolean
fill_new_file (const char *path, const SgnLedgerInfo *info, const char *const *scripts,
               GError **error)
{
  g_autoptr (SgnConnection) connection = sgn_connection_open (path, SGN_CONNECTION_CREATE, error);
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d", SGN_APPLICATION_ID);

  return connection != NULL && sgn_connection_run_script (connection, mark, error)
         && sgn_schema_apply (connection, scripts, 0, error)
         && insert_ledger_row (connection, info, error);
}

SgnLedger *
sgn_ledger_create_with_schema (const char *path, const SgnLedgerInfo *info,
                               const char *const *scripts, GError **error)
{
  g_autofree char *temporary = NULL;

  if (!sgn_ledger_file_check_free (path, error))
    return NULL;
  temporary = sgn_file_temporary_beside (path, error);
  if (temporary == NULL)
    return NULL;
  if (!fill_new_file (temporary, info, scripts, error)
      || !sgn_file_replace (temporary, path, error))
    {
      g_unlink (temporary);
      return NULL;
    }
  return sgn_ledger_open_with_schema (path,
                                      SGN_LEDGER_OPEN_REQUIRE_WRITE
                                          | SGN_LEDGER_OPEN_NO_DAILY_BACKUP,
                                      info->operator_name, NULL, scripts, error);
}

SgnLedger *
sgn_ledger_create (const char *path, const SgnLedgerInfo *info, GError **error)
{
  g_auto (GStrv) scripts = sgn_schema_scripts ();

  g_return_val_if_fail (path != NULL && info != NULL, NULL);

  return sgn_ledger_create_with_schema (path, info, (const char *const *)scripts, error);
}

SgnLedger *
sgn_ledger_open (const char *path, SgnLedgerOpenFlags flags, const char *operator_name,
                 const char *backup_folder, GError **error)
{
  g_auto (GStrv) scripts = sgn_schema_scripts ();

  g_return_val_if_fail (path != NULL, NULL);

  return sgn_ledger_open_with_schema (path, flags, operator_name, backup_folder,
                                      (const char *const *)scripts, error);
}

/* Empties the -wal into the file and takes the file out of write-ahead mode, so that what stays is
 * one file that can be read from a write-protected stick too. Both fail while another connection
 * reads; then the last one to close tidies up. */
static void
tidy_up (SgnLedger *self)
{
  sqlite3 *db = sgn_connection_get_db (self->connection);

  if (db == NULL || self->access != SGN_LEDGER_WRITABLE || self->beside)
    return;
  self->may_commit = TRUE;
  sqlite3_busy_timeout (db, 0);
  sgn_connection_set_cancellable (self->connection, NULL);
  sqlite3_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", NULL, NULL, NULL);
  sqlite3_exec (db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
}

gboolean
sgn_ledger_close (SgnLedger *self, GError **error)
{
  g_return_val_if_fail (SGN_IS_LEDGER (self), FALSE);

  if (self->running != NULL)
    {
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_BUSY,
                   _ ("The ledger cannot be closed while “%s” is still being done."),
                   self->running);
      return FALSE;
    }
  tidy_up (self);
  if (!sgn_connection_close (self->connection))
    {
      g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_BUSY,
                           _ ("The ledger cannot be closed while it is still being read."));
      return FALSE;
    }
  g_clear_pointer (&self->lock, sgn_file_lock_release);
  return TRUE;
}

const char *
sgn_ledger_get_path (SgnLedger *self)
{
  return self->path;
}

SgnConnection *
sgn_ledger_get_connection (SgnLedger *self)
{
  return self->connection;
}

SgnLedgerAccess
sgn_ledger_get_access (SgnLedger *self)
{
  return self->access;
}

gboolean
sgn_ledger_is_writable (SgnLedger *self)
{
  return self->access == SGN_LEDGER_WRITABLE;
}

const char *
sgn_ledger_get_holder (SgnLedger *self)
{
  return self->holder;
}

const char *
sgn_ledger_get_notice (SgnLedger *self)
{
  return self->notice->len > 0 ? self->notice->str : NULL;
}

void
sgn_ledger_add_notice (SgnLedger *self, const char *sentence)
{
  if (self->notice->len > 0)
    g_string_append_c (self->notice, ' ');
  g_string_append (self->notice, sentence);
}

const char *
sgn_ledger_get_operator (SgnLedger *self)
{
  return self->operator_name;
}

void
sgn_ledger_set_operator (SgnLedger *self, const char *operator_name)
{
  g_return_if_fail (SGN_IS_LEDGER (self) && operator_name != NULL);

  g_free (self->operator_name);
  self->operator_name = g_strdup (operator_name);
}

guint32
sgn_ledger_get_site (SgnLedger *self)
{
  return self->site;
}

int
sgn_ledger_get_schema (SgnLedger *self)
{
  return self->schema;
}

int
sgn_ledger_schema_newest (void)
{
  g_auto (GStrv) scripts = sgn_schema_scripts ();

  return (int)g_strv_length (scripts);
}

void
sgn_ledger_set_touch_func (SgnLedger *self, SgnTouchFunc func, gpointer user_data,
                           GDestroyNotify destroy)
{
  g_return_if_fail (SGN_IS_LEDGER (self));

  if (self->touch_destroy != NULL)
    self->touch_destroy (self->touch_data);
  self->touch = func;
  self->touch_data = user_data;
  self->touch_destroy = destroy;
}

gboolean
sgn_ledger_is_busy (SgnLedger *self)
{
  g_return_val_if_fail (SGN_IS_LEDGER (self), FALSE);

  return self->n_beside > 0;
}

void
sgn_ledger_count_beside (SgnLedger *self, int step)
{
  const gboolean was_busy = self->n_beside > 0;

  self->n_beside += (guint)step;
  if (was_busy != (self->n_beside > 0))
    g_object_notify_by_pspec (G_OBJECT (self), busy_property);
}

void
sgn_ledger_announce (SgnLedger *self, const char *const *tables)
{
  g_return_if_fail (SGN_IS_LEDGER (self) && self->n_beside > 0);

  sgn_ledger_count_beside (self, -1);
  if (tables != NULL)
    sgn_ledger_emit_changed (self, tables);
}

void
sgn_ledger_set_progress_func (SgnLedger *self, SgnLedgerProgressFunc func, gpointer user_data)
{
  g_return_if_fail (SGN_IS_LEDGER (self));

  self->progress = func;
  self->progress_data = user_data;
}

void
sgn_ledger_report_progress (SgnLedger *self, guint64 done, guint64 total)
{
  g_return_if_fail (SGN_IS_LEDGER (self));

  if (self->progress != NULL)
    self->progress (done, total, self->progress_data);
}
