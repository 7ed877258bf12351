#define _GNU_SOURCE

#include "config.h"

#include "store-mount.h"

#ifdef __linux__

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

/* Inside a new user namespace everybody is root over their own mounts. */
static gboolean
become_root (uid_t user)
{
  g_autofree char *map = g_strdup_printf ("0 %u 1", (guint)user);

  return unshare (CLONE_NEWUSER) == 0
         && g_file_set_contents_full ("/proc/self/uid_map", map, -1, G_FILE_SET_CONTENTS_NONE, 0600,
                                      NULL);
}

gboolean
mounts_set_up (void)
{
  uid_t user = geteuid ();

  if (user != 0 && !become_root (user))
    return FALSE;
  return unshare (CLONE_NEWNS) == 0 && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

gboolean
mount_small (const char *folder, guint kib)
{
  g_autofree char *options = g_strdup_printf ("size=%uk", kib);

  return mount ("tmpfs", folder, "tmpfs", 0, options) == 0;
}

gboolean
mount_readonly (const char *folder)
{
  return mount (folder, folder, NULL, MS_BIND, NULL) == 0
         && mount (NULL, folder, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) == 0;
}

void
unmount (const char *folder)
{
  umount2 (folder, MNT_DETACH);
}

#else

gboolean
mounts_set_up (void)
{
  return FALSE;
}

gboolean
mount_small (const char *folder, guint kib)
{
  return FALSE;
}

gboolean
mount_readonly (const char *folder)
{
  return FALSE;
}

void
unmount (const char *folder)
{
}

#endif
