#define G_LOG_DOMAIN "sgn-store"

#include "config.h"

#include "base/sgn-file.h"
#include "store/sgn-ledger-file-private.h"
#include "store/sgn-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* Offsets in the first 100 bytes of every SQLite file. */
#define HEADER_SIZE 100
#define HEADER_MAGIC "SQLite format 3"
#define HEADER_APPLICATION_ID 68
#define COPY_BLOCK (1024 * 1024)

static const char *const leftover_suffixes[] = { "-wal", "-journal" };

/* A file read through SQLite's own file layer. Closing a file by any other way gives up the locks
 * that this process holds on it (POSIX), and with them the write-ahead log of a ledger open
 * elsewhere in the program: the next reader would take itself for the last one and remove the log.
 */
typedef struct
{
  char *name;
  sqlite3_file *file;
} LockedFile;

static void
locked_file_clear (LockedFile *self)
{
  if (self->file->pMethods != NULL)
    self->file->pMethods->xClose (self->file);
  g_free (self->file);
  sqlite3_free_filename (self->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LockedFile, locked_file_clear)

static LockedFile
open_locked (const char *path)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  LockedFile self = { (char *)sqlite3_create_filename (absolute, "", "", 0, NULL),
                      g_malloc0 ((gsize)vfs->szOsFile) };

  /* A file that was not opened has no methods. */
  if (self.name != NULL)
    vfs->xOpen (vfs, self.name, self.file, SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_READONLY, NULL);
  return self;
}

static gboolean
read_locked (const LockedFile *self, gint64 offset, void *buffer, gsize room, gsize *size)
{
  sqlite3_int64 length;
  int rc;

  if (self->file->pMethods == NULL
      || self->file->pMethods->xFileSize (self->file, &length) != SQLITE_OK)
    return FALSE;
  rc = self->file->pMethods->xRead (self->file, buffer, (int)room, offset);
  *size = (gsize)CLAMP (length - offset, 0, (gint64)room);
  return rc == SQLITE_OK || rc == SQLITE_IOERR_SHORT_READ;
}

static gboolean
read_header_locked (const char *path, guint8 *header, gsize *size)
{
  g_auto (LockedFile) file = open_locked (path);

  return read_locked (&file, 0, header, HEADER_SIZE, size);
}

/* What SQLite cannot read is not open in this program either: there the reason may be asked for. */
static gboolean
read_header (const char *path, guint8 *header, gsize *size, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInputStream) stream = NULL;

  if (read_header_locked (path, header, size))
    return TRUE;
  file = g_file_new_for_path (path);
  stream = g_file_read (file, NULL, error);
  return stream != NULL
         && g_input_stream_read_all (G_INPUT_STREAM (stream), header, HEADER_SIZE, size, NULL,
                                     error);
}

static gboolean
explain_unreadable (GError *cause, const char *path, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND, _ ("There is no ledger “%s”."),
                 path);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_LEDGER,
                 _ ("“%s” is a folder, not a ledger."), path);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_READONLY,
                 _ ("You may not read “%s”. Ask whoever looks after this computer for access."),
                 path);
  else
    {
      g_propagate_error (error, sgn_file_explain (cause, path));
      return FALSE;
    }
  g_error_free (cause);
  return FALSE;
}

static guint32
get_uint32 (const guint8 *at)
{
  return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

gboolean
sgn_ledger_file_check (const char *path, GError **error)
{
  guint8 header[HEADER_SIZE];
  gsize size = 0;
  GError *cause = NULL;

  if (!read_header (path, header, &size, &cause))
    return explain_unreadable (cause, path, error);

  if (size < sizeof HEADER_MAGIC || memcmp (header, HEADER_MAGIC, sizeof HEADER_MAGIC) != 0)
    {
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_LEDGER,
                   _ ("“%s” is not a ledger, or its beginning is damaged. If it once was a "
                      "ledger, restore the latest backup."),
                   path);
      return FALSE;
    }
  if (size < HEADER_SIZE)
    {
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CORRUPT,
                   _ ("The ledger “%s” is damaged: the file is cut off. Restore the latest "
                      "backup."),
                   path);
      return FALSE;
    }
  if (get_uint32 (header + HEADER_APPLICATION_ID) != SGN_APPLICATION_ID)
    {
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_LEDGER,
                   _ ("“%s” is a database of another program, not a ledger."), path);
      return FALSE;
    }
  return TRUE;
}

gboolean
sgn_ledger_file_has_leftover (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (leftover_suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, leftover_suffixes[i], NULL);
      GStatBuf info;

      if (g_stat (name, &info) == 0 && info.st_size > 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
sgn_ledger_file_check_free (const char *path, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_EXISTS,
                 _ ("“%s” is already there. Choose another name."), path);
  else if (sgn_ledger_file_has_leftover (path))
    g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_EXISTS,
                 _ ("Beside “%s” lies what is left of a ledger of that name (-wal or -journal), "
                    "perhaps with work that is nowhere else. Choose another name."),
                 path);
  else
    return TRUE;
  return FALSE;
}

static gboolean
copy_plainly (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  GError *cause = NULL;

  if (g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL,
                   NULL, NULL, &cause))
    return TRUE;
  g_propagate_error (error, sgn_file_explain (cause, to));
  return FALSE;
}

static gboolean
copy_blocks (const LockedFile *source, GOutputStream *target, GError **error)
{
  g_autofree guint8 *block = g_malloc (COPY_BLOCK);
  gint64 offset = 0;
  gsize size;

  do
    {
      if (!read_locked (source, offset, block, COPY_BLOCK, &size))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "xRead failed");
          return FALSE;
        }
      if (!g_output_stream_write_all (target, block, size, NULL, NULL, error))
        return FALSE;
      offset += (gint64)size;
    }
  while (size == COPY_BLOCK);
  return g_output_stream_close (target, NULL, error);
}

/* Closed in the ordinary way, the part that was written would take the place of what stood there.
 */
static void
give_up (GOutputStream *target)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_output_stream_close (target, cancellable, NULL);
}

gboolean
sgn_ledger_file_copy (const char *from, const char *to, GError **error)
{
  g_auto (LockedFile) source = open_locked (from);
  g_autoptr (GFile) file = g_file_new_for_path (to);
  g_autoptr (GFileOutputStream) target = NULL;
  GError *cause = NULL;

  /* Not open in this program either: SQLite could not. */
  if (source.file->pMethods == NULL)
    return copy_plainly (from, to, error);
  target = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, &cause);
  if (target != NULL && copy_blocks (&source, G_OUTPUT_STREAM (target), &cause))
    return TRUE;
  if (target != NULL)
    give_up (G_OUTPUT_STREAM (target));
  g_propagate_error (error, sgn_file_explain (cause, to));
  return FALSE;
}

gboolean
sgn_ledger_file_copy_leftovers (const char *from, const char *to, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (leftover_suffixes); i++)
    {
      g_autofree char *source = g_strconcat (from, leftover_suffixes[i], NULL);
      g_autofree char *target = g_strconcat (to, leftover_suffixes[i], NULL);

      if (g_file_test (source, G_FILE_TEST_EXISTS) && !copy_plainly (source, target, error))
        return FALSE;
    }
  return TRUE;
}

void
sgn_ledger_file_remove_leftovers (const char *path)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

char *
sgn_ledger_file_copy_private (const char *path, char **folder, GError **error)
{
  g_autofree char *own = g_dir_make_tmp ("so-giam-ngheo-XXXXXX", error);
  g_autofree char *copy = NULL;

  if (own == NULL)
    return NULL;

  copy = g_build_filename (own, "ledger.sgn", NULL);
  if (!sgn_ledger_file_copy (path, copy, error)
      || !sgn_ledger_file_copy_leftovers (path, copy, error))
    {
      g_unlink (copy);
      sgn_ledger_file_remove_leftovers (copy);
      g_rmdir (own);
      return NULL;
    }
  *folder = g_steal_pointer (&own);
  return g_steal_pointer (&copy);
}

char *
sgn_ledger_file_stem (const char *path)
{
  char *stem = g_path_get_basename (path);

  if (g_str_has_suffix (stem, ".sgn"))
    stem[strlen (stem) - strlen (".sgn")] = '\0';
  return stem;
}
