#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Small and write-protected disks for tests, in a mount namespace that ends with the process. */

/** mounts_set_up: to be called first in main(), before any thread; FALSE where the system does not allow it */
gboolean mounts_set_up (void);

/** mount_small: a disk of so many KiB at an existing folder */
gboolean mount_small (const char *folder, guint kib);

/** mount_readonly: write-protects a folder and what is in it */
gboolean mount_readonly (const char *folder);

void unmount (const char *folder);

G_END_DECLS
