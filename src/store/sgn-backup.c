#define G_LOG_DOMAIN "sgn-store"

#include "config.h"

#include "base/sgn-date.h"
#include "store/sgn-backup.h"
#include "store/sgn-connection-private.h"
#include "store/sgn-ledger-file-private.h"
#include "store/sgn-ledger-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define KEPT_DAYS 30
#define KEPT_MONTHS 12
#define STAMP_LENGTH 17 /* "2023-08-31 094100" */
#define SUFFIX ".sgn"
#define DAY_LENGTH 10
#define MONTH_LENGTH 7

static const char sql_state[]
    = "SELECT uuid || ' ' || (SELECT ifnull(max(id), 0) FROM change) FROM ledger WHERE id = 1";

/* A consistent copy of the last committed state, made through a connection of its own, so that
 * nothing that is being read or written on another one stands in its way. */
static gboolean
copy_into (const char *source, const char *target, GCancellable *cancellable, GError **error)
{
  g_autoptr (SgnConnection) connection = sgn_connection_open_readonly (source, error);
  g_autoptr (SgnStatement) statement = NULL;

  if (connection == NULL || !sgn_connection_run (connection, "PRAGMA query_only = OFF", error))
    return FALSE;
  statement = sgn_connection_prepare (connection, "VACUUM INTO :target", error);
  if (statement == NULL)
    return FALSE;
  sgn_connection_set_cancellable (connection, cancellable);
  sgn_statement_bind_text (statement, ":target", target);
  return sgn_statement_run (statement, error);
}

static gboolean
is_same_file (const char *a, const char *b)
{
  g_autofree char *first = g_canonicalize_filename (a, NULL);
  g_autofree char *second = g_canonicalize_filename (b, NULL);

  return g_str_equal (first, second);
}

gboolean
sgn_backup_write (SgnLedger *ledger, const char *target, gboolean overwrite,
                  GCancellable *cancellable, GError **error)
{
  g_autofree char *temporary = NULL;

  g_return_val_if_fail (SGN_IS_LEDGER (ledger) && target != NULL, FALSE);

  if (is_same_file (ledger->path, target))
    {
      g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED,
                           _ ("A backup cannot be written over the ledger itself."));
      return FALSE;
    }
  if (!overwrite && !sgn_ledger_file_check_free (target, error))
    return FALSE;
  temporary = sgn_file_temporary_beside (target, error);
  if (temporary == NULL)
    return FALSE;
  if (copy_into (ledger->path, temporary, cancellable, error)
      && sgn_file_replace (temporary, target, error))
    return TRUE;
  g_unlink (temporary);
  return FALSE;
}

char *
sgn_backup_folder (SgnLedger *ledger)
{
  g_autofree char *stem = NULL;
  g_autofree char *name = NULL;
  g_autofree char *parent = NULL;

  g_return_val_if_fail (SGN_IS_LEDGER (ledger), NULL);

  if (ledger->backup_folder != NULL)
    return g_strdup (ledger->backup_folder);
  stem = sgn_ledger_file_stem (ledger->path);
  /* Not translated: it must be the same folder in every language of the interface. */
  name = g_strconcat (stem, " sao lưu", NULL);
  parent = g_path_get_dirname (ledger->path);
  return g_build_filename (parent, name, NULL);
}

/* "2023-08-31 094100" of this moment. */
static char *
make_stamp (void)
{
  g_autofree char *now = sgn_time_now ();

  return g_strdup_printf ("%.10s %.2s%.2s%.2s", now, now + 11, now + 14, now + 17);
}

static gboolean
is_stamp (const char *text)
{
  static const char pattern[] = "0000-00-00 000000";

  for (guint i = 0; i < STAMP_LENGTH; i++)
    if (pattern[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != pattern[i])
      return FALSE;
  return TRUE;
}

/* The stamp in the name of an automatic backup of any ledger, "NAME STAMP.sgn" or
 * "NAME STAMP REASON.sgn"; NULL in every other name. */
static char *
find_stamp (const char *name)
{
  gsize end = strlen (name);

  if (!g_str_has_suffix (name, SUFFIX))
    return NULL;
  end -= strlen (SUFFIX);
  while (end > 0 && g_ascii_islower (name[end - 1]))
    end--;
  if (end > 0 && name[end] != SUFFIX[0] && name[end - 1] == ' ')
    end--;
  if (end < STAMP_LENGTH + 1 || name[end - STAMP_LENGTH - 1] != ' '
      || !is_stamp (name + end - STAMP_LENGTH))
    return NULL;
  return g_strndup (name + end - STAMP_LENGTH, STAMP_LENGTH);
}

static int
compare_newest_first_cb (gconstpointer a, gconstpointer b)
{
  g_autofree char *first = find_stamp (*(const char *const *)a);
  g_autofree char *second = find_stamp (*(const char *const *)b);

  return strcmp (second, first);
}

/* Whether the first @length characters of the stamp name a day or month not yet seen, and there is
 * still room for it. */
static gboolean
claims_place (GHashTable *seen, const char *stamp, gsize length, guint places)
{
  g_autofree char *period = g_strndup (stamp, length);

  if (g_hash_table_contains (seen, period) || g_hash_table_size (seen) >= places)
    return FALSE;
  g_hash_table_add (seen, g_steal_pointer (&period));
  return TRUE;
}

GPtrArray *
sgn_backup_prune (const char *const *names, const char *today)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) months = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *superfluous = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *stamp = find_stamp (names[i]);

      if (stamp != NULL)
        g_ptr_array_add (sorted, (char *)names[i]);
    }
  g_ptr_array_sort (sorted, compare_newest_first_cb);

  for (guint i = 0; i < sorted->len; i++)
    {
      g_autofree char *stamp = find_stamp (sorted->pdata[i]);
      gboolean claims_day, claims_month;

      /* A clock set wrong must not push out the others, nor be the end of the work of that day. */
      if (strncmp (stamp, today, DAY_LENGTH) > 0)
        continue;
      claims_day = claims_place (days, stamp, DAY_LENGTH, KEPT_DAYS);
      claims_month = claims_place (months, stamp, MONTH_LENGTH, KEPT_MONTHS);
      if (!claims_day && !claims_month && strncmp (stamp, today, DAY_LENGTH) != 0)
        g_ptr_array_add (superfluous, g_strdup (sorted->pdata[i]));
    }
  return superfluous;
}

/* The names of the automatic backups of this ledger, newest first, NULL at the end. */
static GPtrArray *
list_backups (SgnLedger *ledger, const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *stem = sgn_ledger_file_stem (ledger->path);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *stamp = find_stamp (name);

      if (stamp != NULL && g_str_has_prefix (name, stem)
          && g_str_has_prefix (name + strlen (stem) + 1, stamp))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_newest_first_cb);
  g_ptr_array_add (names, NULL);
  return names;
}

static void
remove_superfluous (SgnLedger *ledger, const char *folder, const char *today)
{
  g_autoptr (GPtrArray) names = list_backups (ledger, folder);
  g_autoptr (GPtrArray) superfluous = sgn_backup_prune ((const char *const *)names->pdata, today);

  for (guint i = 0; i < superfluous->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, superfluous->pdata[i], NULL);

      if (g_unlink (path) != 0)
        g_debug ("cannot remove old backup %s", path);
    }
}

gboolean
sgn_backup_automatic (SgnLedger *ledger, const char *reason, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *stem = NULL;
  g_autofree char *stamp = make_stamp ();
  g_autofree char *name = NULL;
  g_autofree char *target = NULL;

  g_return_val_if_fail (SGN_IS_LEDGER (ledger), FALSE);

  folder = sgn_backup_folder (ledger);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_READONLY,
                   _ ("The backup folder “%s” cannot be made. Choose another folder in "
                      "Preferences."),
                   folder);
      return FALSE;
    }
  stem = sgn_ledger_file_stem (ledger->path);
  name = g_strconcat (stem, " ", stamp, reason != NULL ? " " : "", reason != NULL ? reason : "",
                      SUFFIX, NULL);
  target = g_build_filename (folder, name, NULL);
  if (!sgn_backup_write (ledger, target, TRUE, NULL, error))
    return FALSE;
  remove_superfluous (ledger, folder, stamp);
  return TRUE;
}

/* Which ledger it is and how far its journal goes. */
static char *
read_state (const char *path)
{
  g_autoptr (SgnConnection) connection = sgn_connection_open_readonly (path, NULL);
  char *state = NULL;

  if (connection != NULL)
    sgn_connection_query_text (connection, sql_state, &state, NULL);
  return state;
}

gboolean
sgn_backup_is_due (SgnLedger *ledger)
{
  g_autofree char *folder = sgn_backup_folder (ledger);
  g_autoptr (GPtrArray) names = list_backups (ledger, folder);
  g_autofree char *today = make_stamp ();
  g_autofree char *state = NULL;
  g_autofree char *newest_stamp = NULL;
  g_autofree char *newest_path = NULL;
  g_autofree char *newest_state = NULL;

  if (!sgn_connection_query_text (ledger->connection, sql_state, &state, NULL) || state == NULL
      || g_str_has_suffix (state, " 0"))
    return FALSE;
  if (names->pdata[0] == NULL)
    return TRUE;

  newest_path = g_build_filename (folder, names->pdata[0], NULL);
  newest_state = read_state (newest_path);
  if (g_strcmp0 (state, newest_state) == 0)
    return FALSE;
  newest_stamp = find_stamp (names->pdata[0]);
  /* A damaged or foreign one does not count for today. */
  return newest_state == NULL || strncmp (newest_stamp, today, DAY_LENGTH) != 0;
}

static gboolean
check_backup (const char *backup, GError **error)
{
  g_autoptr (GPtrArray) problems = sgn_ledger_verify (backup, NULL, error);

  if (problems == NULL)
    return FALSE;
  if (problems->len == 0)
    return TRUE;
  g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CORRUPT,
               _ ("The backup “%s” is damaged and was not restored: %s"), backup,
               (char *)problems->pdata[0]);
  return FALSE;
}

/* Brings what a crash left in the -wal into the file, where the file can still be read at all. */
static void
settle (const char *path)
{
  g_autoptr (SgnConnection) connection = sgn_connection_open (path, SGN_CONNECTION_WRITE, NULL);

  if (connection != NULL)
    sgn_connection_run_script (connection,
                               "PRAGMA wal_checkpoint (TRUNCATE); PRAGMA journal_mode = DELETE",
                               NULL);
}

/* Copies what stands at @path, damaged or not, beside it. */
static gboolean
keep_old (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *stem = sgn_ledger_file_stem (path);
  g_autofree char *stamp = make_stamp ();
  g_autofree char *name = g_strconcat (stem, " ", stamp, " restore.sgn", NULL);
  g_autofree char *kept = g_build_filename (folder, name, NULL);

  settle (path);
  return sgn_ledger_file_copy (path, kept, error) && sgn_file_sync (kept, error)
         && sgn_ledger_file_copy_leftovers (path, kept, error);
}

static gboolean
put_in_place (const char *backup, const char *path, GError **error)
{
  g_autofree char *temporary = sgn_file_temporary_beside (path, error);

  if (temporary == NULL)
    return FALSE;
  if (!copy_into (backup, temporary, NULL, error)
      || (g_file_test (path, G_FILE_TEST_EXISTS) && !keep_old (path, error)))
    {
      g_unlink (temporary);
      return FALSE;
    }
  /* A -wal of the old file would be taken for one of the new. */
  sgn_ledger_file_remove_leftovers (path);
  if (sgn_file_replace (temporary, path, error))
    return TRUE;
  g_unlink (temporary);
  return FALSE;
}

gboolean
sgn_backup_restore (const char *backup, const char *path, GError **error)
{
  g_autoptr (SgnFileLock) lock = NULL;
  g_autofree char *user = sgn_user_name ();
  g_autofree char *holder = NULL;
  GError *cause = NULL;

  g_return_val_if_fail (backup != NULL && path != NULL, FALSE);

  if (is_same_file (backup, path))
    {
      g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED,
                           _ ("The backup and the ledger are the same file."));
      return FALSE;
    }
  if (!check_backup (backup, error))
    return FALSE;

  lock = sgn_file_lock_take (path, user, &holder, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  if (lock == NULL)
    {
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_BUSY,
                   _ ("The ledger “%s” is open elsewhere: %s. Close it there and try again."), path,
                   holder);
      return FALSE;
    }
  return put_in_place (backup, path, error);
}
