#define G_LOG_DOMAIN "sgn-base"

#include "config.h"

#include "base/sgn-id.h"

#include "base/sgn-error.h"

#include <string.h>

#include <glib/gi18n-lib.h>

gint64
sgn_id_make (guint32 site, guint32 serial)
{
  g_return_val_if_fail (site != 0 && serial != 0 && serial <= SGN_ID_SERIAL_MAX, 0);
  return ((gint64)site << SGN_ID_SERIAL_BITS) + serial;
}

guint32
sgn_id_site (gint64 id)
{
  return (guint32)(id >> SGN_ID_SERIAL_BITS);
}

guint32
sgn_id_serial (gint64 id)
{
  return (guint32)(id & SGN_ID_SERIAL_MAX);
}

char *
sgn_id_format (gint64 id)
{
  return g_strdup_printf ("%04X-%06u", sgn_id_site (id), sgn_id_serial (id));
}

static gboolean
parse_part (const char *text, gsize length, guint base, guint64 max, guint32 *value)
{
  g_autofree char *part = g_strndup (text, length);
  guint64 number;

  /* g_ascii_string_to_unsigned() refuses signs and blanks, but takes "0x". */
  if (length == 0 || strchr (part, 'x') != NULL || strchr (part, 'X') != NULL)
    return FALSE;
  if (!g_ascii_string_to_unsigned (part, base, 1, max, &number, NULL))
    return FALSE;
  *value = (guint32)number;
  return TRUE;
}

gboolean
sgn_id_parse (const char *text, gint64 *id, GError **error)
{
  const char *dash = strchr (text, '-');
  guint32 site, serial;

  if (dash == NULL || !parse_part (text, (gsize)(dash - text), 16, G_MAXUINT32, &site)
      || !parse_part (dash + 1, strlen (dash + 1), 10, SGN_ID_SERIAL_MAX, &serial))
    {
      g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
                   _ ("“%s” is not a record number such as 4C1A-000214."), text);
      return FALSE;
    }
  *id = sgn_id_make (site, serial);
  return TRUE;
}

guint32
sgn_id_new_site (void)
{
  guint32 site;

  do
    site = g_random_int ();
  while (site == 0);
  return site;
}
