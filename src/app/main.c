#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/sgn-application.h"
#include "app/sgn-settings.h"
#include "base/sgn-locale.h"

/* Looked for before anything else: the language must stand before GTK starts. */
static char *
choose_language (char **arguments)
{
  for (guint i = 1; arguments[i] != NULL; i++)
    {
      if (g_str_has_prefix (arguments[i], "--lang="))
        return g_strdup (arguments[i] + strlen ("--lang="));
      if (g_str_equal (arguments[i], "--lang") && arguments[i + 1] != NULL)
        return g_strdup (arguments[i + 1]);
    }
  return sgn_settings_language ();
}

int
main (int argc, char *argv[])
{
  g_auto (GStrv) arguments = sgn_locale_arguments (argc, argv);
  g_autofree char *language = choose_language (arguments);
  g_autoptr (GtkApplication) application = NULL;

  gtk_disable_setlocale ();
  sgn_locale_start (g_strcmp0 (language, "en") == 0 ? "en" : "vi");
  application = sgn_application_new ();
  return g_application_run (G_APPLICATION (application), (int)g_strv_length (arguments), arguments);
}
