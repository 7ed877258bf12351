#define G_LOG_DOMAIN "sgn-base"

#include "config.h"

#include "base/sgn-file.h"

#include "base/sgn-error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#ifndef O_BINARY
#define O_BINARY 0
#endif
#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

gint64
sgn_file_free_bytes (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (GFileInfo) info
      = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);

  if (info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE))
    return -1;
  return (gint64)g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE);
}

static GError *
error_from_errno (int code)
{
  return g_error_new_literal (G_FILE_ERROR, (int)g_file_error_from_errno (code), g_strerror (code));
}

static gboolean
fail_with_errno (int code, const char *path, GError **error)
{
  g_propagate_error (error, sgn_file_explain (error_from_errno (code), path));
  return FALSE;
}

gboolean
sgn_file_sync (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_BINARY | O_CLOEXEC, 0);
  int code = 0;

  if (fd < 0)
    return fail_with_errno (errno, path, error);
  if (g_fsync (fd) != 0)
    code = errno;
  g_close (fd, NULL);
  return code == 0 || fail_with_errno (code, path, error);
}

/* The new name is on the disk only when the folder is. Windows has no such call and needs none. */
static void
sync_folder_of (const char *path)
{
#ifndef G_OS_WIN32
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  g_fsync (fd);
  g_close (fd, NULL);
#endif
}

gboolean
sgn_file_replace (const char *temporary, const char *path, GError **error)
{
  if (!sgn_file_sync (temporary, error))
    return FALSE;
  if (g_rename (temporary, path) != 0)
    return fail_with_errno (errno, path, error);
  sync_folder_of (path);
  return TRUE;
}

char *
sgn_file_temporary_beside (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strdup_printf (".%s.XXXXXX.tmp", base);
  g_autofree char *temporary = g_build_filename (folder, name, NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_BINARY | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      fail_with_errno (errno, path, error);
      return NULL;
    }
  g_close (fd, NULL);
  return g_steal_pointer (&temporary);
}

gboolean
sgn_file_folder_writable (const char *path)
{
  g_autofree char *temporary = sgn_file_temporary_beside (path, NULL);

  if (temporary == NULL)
    return FALSE;
  g_unlink (temporary);
  return TRUE;
}

typedef enum
{
  REASON_OTHER,
  REASON_MISSING,
  REASON_READONLY,
  REASON_FULL,
  REASON_IN_USE,
  REASON_EXISTS,
  REASON_FOLDER,
} Reason;

static Reason
find_reason (const GError *cause)
{
  static const struct
  {
    int io;
    int file;
    Reason reason;
  } REASONS[] = {
    { G_IO_ERROR_NOT_FOUND, G_FILE_ERROR_NOENT, REASON_MISSING },
    { G_IO_ERROR_NOT_DIRECTORY, G_FILE_ERROR_NOTDIR, REASON_MISSING },
    { G_IO_ERROR_PERMISSION_DENIED, G_FILE_ERROR_ACCES, REASON_READONLY },
    { G_IO_ERROR_PERMISSION_DENIED, G_FILE_ERROR_PERM, REASON_READONLY },
    { G_IO_ERROR_READ_ONLY, G_FILE_ERROR_ROFS, REASON_READONLY },
    { G_IO_ERROR_NO_SPACE, G_FILE_ERROR_NOSPC, REASON_FULL },
    { G_IO_ERROR_BUSY, G_FILE_ERROR_TXTBSY, REASON_IN_USE },
    { G_IO_ERROR_EXISTS, G_FILE_ERROR_EXIST, REASON_EXISTS },
    { G_IO_ERROR_IS_DIRECTORY, G_FILE_ERROR_ISDIR, REASON_FOLDER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (REASONS); i++)
    if (g_error_matches (cause, G_IO_ERROR, REASONS[i].io)
        || g_error_matches (cause, G_FILE_ERROR, REASONS[i].file))
      return REASONS[i].reason;
  return REASON_OTHER;
}

static GError *
new_error (const char *sentence)
{
  return g_error_new_literal (SGN_BASE_ERROR, SGN_BASE_ERROR_FILE, sentence);
}

GError *
sgn_file_explain (GError *cause, const char *path)
{
  g_autoptr (GError) owned = cause;
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *sentence = NULL;

  g_debug ("%s: %s (%s %d)", name, cause->message, g_quark_to_string (cause->domain), cause->code);
  switch (find_reason (cause))
    {
    case REASON_MISSING:
      sentence = g_strdup_printf (_ ("“%s” is not there. Check the folder and the name."), name);
      break;
    case REASON_READONLY:
      sentence = g_strdup_printf (
          _ ("“%s” cannot be written or read with your rights. Choose another folder, or ask who "
             "looks after this computer."),
          name);
      break;
    case REASON_FULL:
      sentence = g_strdup_printf (_ ("The disk is full: “%s” was not written. Free some space and "
                                     "try again."),
                                  name);
      break;
    case REASON_IN_USE:
      sentence = g_strdup_printf (_ ("“%s” is in use by another program. Close it there and try "
                                     "again."),
                                  name);
      break;
    case REASON_EXISTS:
      sentence = g_strdup_printf (_ ("“%s” is already there. Choose another name."), name);
      break;
    case REASON_FOLDER:
      sentence = g_strdup_printf (_ ("“%s” is a folder, not a file."), name);
      break;
    case REASON_OTHER:
    default:
      sentence
          = g_strdup_printf (_ ("“%s” could not be read or written: %s."), name, cause->message);
      break;
    }
  return new_error (sentence);
}

/* What the system says about itself may be in an old encoding, or missing. */
static char *
usable_name (const char *name, const char *fallback)
{
  g_autofree char *clean = name != NULL ? g_utf8_make_valid (name, -1) : NULL;

  if (clean == NULL || *g_strstrip (clean) == '\0' || strcmp (clean, "Unknown") == 0)
    return g_strdup (fallback);
  return g_steal_pointer (&clean);
}

char *
sgn_host_name (void)
{
  return usable_name (g_get_host_name (), "localhost");
}

char *
sgn_user_name (void)
{
  g_autofree char *account = usable_name (g_get_user_name (), "user");

  return usable_name (g_get_real_name (), account);
}
