#define G_LOG_DOMAIN "sgn-base"
/* Open file description locks: unlike POSIX ones they hold between two ledgers of one process. */
#define _GNU_SOURCE

#include "config.h"

#include "base/sgn-file.h"

#include "base/sgn-error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#ifdef G_OS_WIN32
#include <windows.h>
#else
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

/* The one byte that is locked lies far beyond the text, because some systems do not let others
 * read what is locked, and everybody must be able to read who holds it. */
#define LOCKED_BYTE (G_GINT64_CONSTANT (1) << 40)

struct _SgnFileLock
{
  char *path;
#ifdef G_OS_WIN32
  HANDLE file;
#else
  int file;
#endif
};

typedef enum
{
  LOCK_TAKEN,
  LOCK_HELD,
  LOCK_FAILED, /* errno says why */
} Outcome;

static char *
describe_holder (const char *operator_name)
{
  g_autofree char *user = sgn_user_name ();
  g_autofree char *host = sgn_host_name ();

  /* Translators: who on which computer, as in "Nông Thị Mai trên MAY-01" */
  return g_strdup_printf (_ ("%s on %s"), operator_name != NULL ? operator_name : user, host);
}

static char *
read_holder (const char *path)
{
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_strdup (_ ("another program"));
  valid = g_utf8_make_valid (text, -1);
  return g_strdup (*g_strstrip (valid) != '\0' ? valid : _ ("another program"));
}

#ifdef G_OS_WIN32

static Outcome
try_lock (SgnFileLock *lock)
{
  g_autofree wchar_t *wide = (wchar_t *)g_utf8_to_utf16 (lock->path, -1, NULL, NULL, NULL);
  OVERLAPPED where = { .Offset = 0, .OffsetHigh = (DWORD)(LOCKED_BYTE >> 32) };

  lock->file = CreateFileW (wide, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                            NULL, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
  if (lock->file == INVALID_HANDLE_VALUE)
    {
      errno = GetLastError () == ERROR_PATH_NOT_FOUND ? ENOENT : EACCES;
      return LOCK_FAILED;
    }
  if (LockFileEx (lock->file, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &where))
    return LOCK_TAKEN;
  CloseHandle (lock->file);
  return LOCK_HELD;
}

static void
write_holder (SgnFileLock *lock, const char *text)
{
  DWORD written;

  SetFilePointer (lock->file, 0, NULL, FILE_BEGIN);
  SetEndOfFile (lock->file);
  WriteFile (lock->file, text, (DWORD)strlen (text), &written, NULL);
}

/* Nobody can delete a file that another has open, so a lock just taken by somebody else stays. */
static void
unlock (SgnFileLock *lock)
{
  CloseHandle (lock->file);
  g_unlink (lock->path);
}

#else

static int
lock_byte (int fd)
{
#ifdef F_OFD_SETLK
  struct flock range
      = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCKED_BYTE, .l_len = 1 };

  return fcntl (fd, F_OFD_SETLK, &range);
#else
  return flock (fd, LOCK_EX | LOCK_NB);
#endif
}

/* The holder before us takes the file away as it lets go: what we have locked may be a file that
 * no longer has a name. */
static gboolean
is_still_named (int fd, const char *path)
{
  struct stat opened, named;

  return fstat (fd, &opened) == 0 && stat (path, &named) == 0 && opened.st_dev == named.st_dev
         && opened.st_ino == named.st_ino;
}

static Outcome
try_lock_once (SgnFileLock *lock)
{
  int code;

  lock->file = g_open (lock->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (lock->file < 0)
    return LOCK_FAILED;
  /* Whoever may write to the folder may take the lock that a colleague's lost session left. */
  if (fchmod (lock->file, 0666) != 0)
    g_debug ("the lock belongs to somebody else: %s", g_strerror (errno));
  if (lock_byte (lock->file) == 0)
    return LOCK_TAKEN;
  code = errno;
  close (lock->file);
  errno = code;
  return code == EACCES || code == EAGAIN || code == EWOULDBLOCK ? LOCK_HELD : LOCK_FAILED;
}

static Outcome
try_lock (SgnFileLock *lock)
{
  for (;;)
    {
      Outcome outcome = try_lock_once (lock);

      if (outcome != LOCK_TAKEN || is_still_named (lock->file, lock->path))
        return outcome;
      close (lock->file);
    }
}

static void
write_holder (SgnFileLock *lock, const char *text)
{
  /* Only a courtesy to the next one who asks: the lock holds without it. */
  if (ftruncate (lock->file, 0) != 0
      || pwrite (lock->file, text, strlen (text), 0) != (ssize_t)strlen (text))
    g_debug ("%s: %s", lock->path, g_strerror (errno));
}

static void
unlock (SgnFileLock *lock)
{
  g_unlink (lock->path);
  close (lock->file);
}

#endif

static void
free_lock (SgnFileLock *lock)
{
  g_free (lock->path);
  g_free (lock);
}

SgnFileLock *
sgn_file_lock_take (const char *path, const char *operator_name, char **holder, GError **error)
{
  SgnFileLock *lock = g_new0 (SgnFileLock, 1);
  g_autofree char *text = describe_holder (operator_name);
  Outcome outcome;

  lock->path = g_strconcat (path, "-lock", NULL);
  outcome = try_lock (lock);
  if (outcome == LOCK_TAKEN)
    {
      write_holder (lock, text);
      return lock;
    }
  if (outcome == LOCK_FAILED)
    g_propagate_error (error,
                       sgn_file_explain (g_error_new_literal (G_FILE_ERROR,
                                                              (int)g_file_error_from_errno (errno),
                                                              g_strerror (errno)),
                                         path));
  else if (holder != NULL)
    *holder = read_holder (lock->path);
  free_lock (lock);
  return NULL;
}

void
sgn_file_lock_release (SgnFileLock *lock)
{
  if (lock == NULL)
    return;
  unlock (lock);
  free_lock (lock);
}
