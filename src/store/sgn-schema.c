#define G_LOG_DOMAIN "sgn-store"

#include "config.h"

#include "store/sgn-connection-private.h"
#include "store/sgn-schema-private.h"

#include <stdlib.h>
#include <string.h>

#define SCHEMA_FOLDER "/vn/sogiamngheo/library/schema/"

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

GStrv
sgn_schema_scripts (void)
{
  g_auto (GStrv) names = g_resources_enumerate_children (SCHEMA_FOLDER, 0, NULL);
  g_autoptr (GPtrArray) scripts = g_ptr_array_new ();

  g_assert (names != NULL);
  qsort (names, g_strv_length (names), sizeof *names, compare_names_cb);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (SCHEMA_FOLDER, names[i], NULL);
      g_autoptr (GBytes) sql = g_resources_lookup_data (path, 0, NULL);

      /* A gap in the numbers is a mistake of ours that no ledger may ever see. */
      if (atoi (names[i]) != (int)i + 1)
        g_error ("schema file %s is out of order", names[i]);
      g_ptr_array_add (scripts, g_strdup (g_bytes_get_data (sql, NULL)));
    }
  g_ptr_array_add (scripts, NULL);
  return (GStrv)g_ptr_array_free (g_steal_pointer (&scripts), FALSE);
}

static gboolean
run_scripts (SgnConnection *connection, const char *const *scripts, int from, GError **error)
{
  int newest = (int)g_strv_length ((GStrv)scripts);
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", newest);

  for (int i = from; i < newest; i++)
    if (!sgn_connection_run_script (connection, scripts[i], error))
      return FALSE;
  return sgn_connection_run_script (connection, set_version, error)
         && sgn_connection_run_script (connection, "COMMIT", error);
}

gboolean
sgn_schema_apply (SgnConnection *connection, const char *const *scripts, int from, GError **error)
{
  if (!sgn_connection_run_script (connection, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (run_scripts (connection, scripts, from, error))
    return TRUE;
  sgn_connection_rollback (connection);
  return FALSE;
}
