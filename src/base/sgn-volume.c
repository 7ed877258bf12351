#define G_LOG_DOMAIN "sgn-base"

#include "config.h"

#include "base/sgn-file.h"

#include <string.h>

#ifdef G_OS_WIN32
#include <windows.h>
#else
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#endif
#ifdef __linux__
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#endif

static gboolean
read_override (SgnVolumeKind *kind)
{
  const char *given = g_getenv ("SGN_VOLUME");

  if (g_strcmp0 (given, "local") == 0)
    *kind = SGN_VOLUME_LOCAL;
  else if (g_strcmp0 (given, "removable") == 0)
    *kind = SGN_VOLUME_REMOVABLE;
  else if (g_strcmp0 (given, "network") == 0)
    *kind = SGN_VOLUME_NETWORK;
  else
    return FALSE;
  return TRUE;
}

#ifdef G_OS_WIN32

static SgnVolumeKind
find_kind (const char *folder)
{
  g_autofree wchar_t *wide = (wchar_t *)g_utf8_to_utf16 (folder, -1, NULL, NULL, NULL);
  wchar_t root[MAX_PATH + 1];

  if (wide == NULL || !GetVolumePathNameW (wide, root, MAX_PATH))
    return SGN_VOLUME_LOCAL;
  switch (GetDriveTypeW (root))
    {
    case DRIVE_REMOTE:
      return SGN_VOLUME_NETWORK;
    case DRIVE_REMOVABLE:
    case DRIVE_CDROM:
      return SGN_VOLUME_REMOVABLE;
    default:
      return SGN_VOLUME_LOCAL;
    }
}

#elif defined(__linux__)

/* statfs(2) magics. Written out, because <linux/magic.h> does not have them all. */
enum
{
  MAGIC_NFS = 0x6969,
  MAGIC_SMB = 0x517b,
  MAGIC_9P = 0x01021997,
  MAGIC_AFS = 0x5346414f,
  MAGIC_CODA = 0x73757245,
  MAGIC_CEPH = 0x00c36400,
  MAGIC_FUSE = 0x65735546,
  MAGIC_FAT = 0x4d44,
  MAGIC_EXFAT = 0x2011bab0,
  MAGIC_UDF = 0x15013346,
};
#define MAGIC_CIFS 0xff534d42u
#define MAGIC_SMB2 0xfe534d42u

/* FUSE file systems that end at another machine. Others (ntfs-3g, encrypted folders) are local. */
static const char *const NETWORK_FUSE[]
    = { "fuse.sshfs",    "fuse.gvfsd-fuse", "fuse.davfs", "fuse.davfs2",   "fuse.rclone",
        "fuse.smbnetfs", "fuse.curlftpfs",  "fuse.s3fs",  "fuse.glusterfs" };

/* The type behind a device number. Fields of mountinfo: id, parent, major:minor, root, mount
 * point, options …, "-", type. */
static char *
find_mount_type (dev_t device)
{
  g_autofree char *mounts = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *wanted = g_strdup_printf (" %u:%u ", major (device), minor (device));

  if (!g_file_get_contents ("/proc/self/mountinfo", &mounts, NULL, NULL))
    return NULL;
  lines = g_strsplit (mounts, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      const char *dash = strstr (*line, " - ");

      if (dash != NULL && strstr (*line, wanted) != NULL)
        return g_strndup (dash + 3, strcspn (dash + 3, " "));
    }
  return NULL;
}

static gboolean
is_network_fuse (dev_t device)
{
  g_autofree char *type = find_mount_type (device);

  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (NETWORK_FUSE); i++)
    if (strcmp (type, NETWORK_FUSE[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_network (guint32 magic, dev_t device)
{
  switch (magic)
    {
    case MAGIC_NFS:
    case MAGIC_SMB:
    case MAGIC_CIFS:
    case MAGIC_SMB2:
    case MAGIC_9P:
    case MAGIC_AFS:
    case MAGIC_CODA:
    case MAGIC_CEPH:
      return TRUE;
    case MAGIC_FUSE:
      return is_network_fuse (device);
    default:
      return FALSE;
    }
}

/* A partition has no flag of its own; the device above it has. */
static gboolean
has_removable_flag (dev_t device)
{
  static const char *const PLACES[] = { "removable", "../removable" };

  for (gsize i = 0; i < G_N_ELEMENTS (PLACES); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/sys/dev/block/%u:%u/%s", major (device), minor (device), PLACES[i]);
      g_autofree char *flag = NULL;

      if (g_file_get_contents (path, &flag, NULL, NULL) && *flag == '1')
        return TRUE;
    }
  return FALSE;
}

/* USB hard disks do not raise the flag: what a desktop mounts for the user may be pulled out. */
static gboolean
is_mounted_for_user (guint32 magic, const char *folder)
{
  gboolean is_exchange = magic == MAGIC_FAT || magic == MAGIC_EXFAT || magic == MAGIC_UDF;

  return is_exchange
         && (g_str_has_prefix (folder, "/media/") || g_str_has_prefix (folder, "/run/media/"));
}

static SgnVolumeKind
find_kind (const char *folder)
{
  struct statfs volume;
  struct stat status;
  guint32 magic;

  if (statfs (folder, &volume) != 0 || stat (folder, &status) != 0)
    return SGN_VOLUME_LOCAL;
  magic = (guint32)volume.f_type;
  if (is_network (magic, status.st_dev))
    return SGN_VOLUME_NETWORK;
  if (is_mounted_for_user (magic, folder) || has_removable_flag (status.st_dev))
    return SGN_VOLUME_REMOVABLE;
  return SGN_VOLUME_LOCAL;
}

#else

static SgnVolumeKind
find_kind (const char *folder)
{
  return SGN_VOLUME_LOCAL;
}

#endif

static char *
resolve_folder (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
#ifndef G_OS_WIN32
  char resolved[PATH_MAX];

  if (realpath (g_file_test (absolute, G_FILE_TEST_EXISTS) ? absolute : folder, resolved) != NULL)
    return g_strdup (resolved);
#endif
  return g_steal_pointer (&folder);
}

SgnVolumeKind
sgn_file_volume_kind (const char *path)
{
  g_autofree char *folder = resolve_folder (path);
  SgnVolumeKind kind;

  return read_override (&kind) ? kind : find_kind (folder);
}
