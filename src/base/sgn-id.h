#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* id = site * 2^31 + serial. 0 is no id. */

#define SGN_ID_SERIAL_BITS 31
#define SGN_ID_SERIAL_MAX ((G_GINT64_CONSTANT (1) << SGN_ID_SERIAL_BITS) - 1)

/** sgn_id_make: @site is 1 to 2^32-1, @serial 1 to SGN_ID_SERIAL_MAX */
gint64 sgn_id_make (guint32 site, guint32 serial);

guint32 sgn_id_site (gint64 id);
guint32 sgn_id_serial (gint64 id);

/** sgn_id_format: Returns: (transfer full): "SITE-SERIAL", as shown to people: the site in
 * upper-case hexadecimal (at least 4 digits), the serial in decimal (at least 6): "4C1A-000214" */
char *sgn_id_format (gint64 id);

/** sgn_id_parse: the way back; SGN_BASE_ERROR_INVALID for anything else */
gboolean sgn_id_parse (const char *text, gint64 *id, GError **error);

/** sgn_id_new_site: Returns: a random site for a new ledger, never 0 */
guint32 sgn_id_new_site (void);

G_END_DECLS
