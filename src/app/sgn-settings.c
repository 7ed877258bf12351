#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/sgn-settings.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#define SCHEMA_ID "vn.sogiamngheo"
#define SCHEMA_RESOURCE "/vn/sogiamngheo/gschemas.compiled"
#define MAX_RECENT 10

/* A schema source is a folder on disk; where none was installed, the copy inside the program is put
 * into the cache. */
static GSettingsSchema *
load_built_in_schema (void)
{
  g_autofree char *folder
      = g_build_filename (g_get_user_cache_dir (), GETTEXT_PACKAGE, SGN_VERSION, NULL);
  g_autofree char *file = g_build_filename (folder, "gschemas.compiled", NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (SCHEMA_RESOURCE, 0, NULL);
  g_autofree char *there = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSettingsSchemaSource) source = NULL;
  gsize size = 0, length = 0;
  const char *data;

  g_assert (bytes != NULL);
  data = g_bytes_get_data (bytes, &size);
  g_mkdir_with_parents (folder, 0700);
  /* Written only when it differs: on Windows a running program keeps it mapped. */
  if (!g_file_get_contents (file, &there, &length, NULL) || length != size
      || memcmp (there, data, size) != 0)
    if (!g_file_set_contents (file, data, (gssize)size, &error))
      g_error ("%s", error->message);
  source = g_settings_schema_source_new_from_directory (folder, NULL, TRUE, &error);
  if (source == NULL)
    g_error ("%s", error->message);
  return g_settings_schema_source_lookup (source, SCHEMA_ID, FALSE);
}

static GSettings *
make_settings (void)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsBackend) backend = NULL;
  g_autofree char *file
      = g_build_filename (g_get_user_config_dir (), GETTEXT_PACKAGE, "settings.ini", NULL);

  if (g_getenv ("GSETTINGS_SCHEMA_DIR") != NULL && installed != NULL)
    schema = g_settings_schema_source_lookup (installed, SCHEMA_ID, TRUE);
  if (schema == NULL)
    schema = load_built_in_schema ();
  g_assert (schema != NULL);
  if (g_getenv ("GSETTINGS_BACKEND") == NULL)
    backend = g_keyfile_settings_backend_new (file, "/vn/sogiamngheo/", "desk");
  return g_settings_new_full (schema, backend, NULL);
}

GSettings *
sgn_settings_get (void)
{
  static GSettings *settings;

  if (g_once_init_enter (&settings))
    g_once_init_leave (&settings, make_settings ());
  return settings;
}

static char *
get_nonempty (const char *key)
{
  g_autofree char *value = g_settings_get_string (sgn_settings_get (), key);

  return value[0] != '\0' ? g_steal_pointer (&value) : NULL;
}

SgnMoneyUnit
sgn_settings_money_unit (void)
{
  return (SgnMoneyUnit)g_settings_get_enum (sgn_settings_get (), "money-unit");
}

char *
sgn_settings_language (void)
{
  return g_settings_get_string (sgn_settings_get (), "language");
}

char *
sgn_settings_operator (void)
{
  return get_nonempty ("operator");
}

char *
sgn_settings_backup_folder (void)
{
  return get_nonempty ("backup-folder");
}

static void
set_recent (const char *path, gboolean keep)
{
  g_auto (GStrv) old = g_settings_get_strv (sgn_settings_get (), "recent-ledgers");
  g_autoptr (GPtrArray) recent = g_ptr_array_new ();

  if (keep)
    g_ptr_array_add (recent, (gpointer)path);
  for (guint i = 0; old[i] != NULL && recent->len < MAX_RECENT; i++)
    if (g_strcmp0 (old[i], path) != 0)
      g_ptr_array_add (recent, old[i]);
  g_ptr_array_add (recent, NULL);
  g_settings_set_strv (sgn_settings_get (), "recent-ledgers", (const char *const *)recent->pdata);
}

void
sgn_settings_add_recent (const char *path)
{
  set_recent (path, TRUE);
}

void
sgn_settings_remove_recent (const char *path)
{
  set_recent (path, FALSE);
}
