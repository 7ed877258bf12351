#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/sgn-application.h"

#include "app/sgn-settings.h"
#include "app/sgn-window.h"

#include <glib/gi18n-lib.h>

#define RESOURCES "/vn/sogiamngheo/"

struct _SgnApplication
{
  GtkApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (SgnApplication, sgn_application, GTK_TYPE_APPLICATION)

static gboolean
name_has (GtkSettings *settings, const char *what)
{
  g_autofree char *name = NULL;
  g_autofree char *lower = NULL;

  g_object_get (settings, "gtk-theme-name", &name, NULL);
  lower = g_ascii_strdown (name != NULL ? name : "", -1);
  return strstr (lower, what) != NULL;
}

/* Colours are named in a file per theme; the rules that use them are in one. */
static void
load_colours (GtkSettings *settings, GParamSpec *pspec, GtkCssProvider *provider)
{
  gboolean dark;

  g_object_get (settings, "gtk-application-prefer-dark-theme", &dark, NULL);
  dark = dark || name_has (settings, "dark") || name_has (settings, "inverse");
  if (name_has (settings, "highcontrast") || name_has (settings, "-hc"))
    gtk_css_provider_load_from_resource (provider, dark ? RESOURCES "colours/high-contrast-dark.css"
                                                        : RESOURCES "colours/high-contrast.css");
  else
    gtk_css_provider_load_from_resource (provider, dark ? RESOURCES "colours/dark.css"
                                                        : RESOURCES "colours/light.css");
}

static void
theme_changed_cb (GSettings *desk, const char *key, GtkSettings *settings)
{
  static const char *const PROPERTY = "gtk-application-prefer-dark-theme";
  g_autofree char *theme = g_settings_get_string (desk, "theme");

  if (g_str_equal (theme, "system"))
    gtk_settings_reset_property (settings, PROPERTY);
  else
    g_object_set (settings, PROPERTY, g_str_equal (theme, "dark"), NULL);
}

void
sgn_application_load_look (GdkDisplay *display)
{
  GtkSettings *settings = gtk_settings_get_for_display (display);
  g_autoptr (GtkCssProvider) rules = gtk_css_provider_new ();
  g_autoptr (GtkCssProvider) colours = gtk_css_provider_new ();

  /* A label that can be copied from must not look chosen because a window opened. */
  g_object_set (settings, "gtk-label-select-on-focus", FALSE, NULL);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), RESOURCES "icons");
  g_signal_connect_object (settings, "notify::gtk-application-prefer-dark-theme",
                           G_CALLBACK (load_colours), colours, 0);
  g_signal_connect_object (settings, "notify::gtk-theme-name", G_CALLBACK (load_colours), colours,
                           0);
  g_signal_connect_object (sgn_settings_get (), "changed::theme", G_CALLBACK (theme_changed_cb),
                           settings, 0);
  theme_changed_cb (sgn_settings_get (), "theme", settings);
  load_colours (settings, NULL, colours);
  gtk_css_provider_load_from_resource (rules, RESOURCES "style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (colours),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (rules),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static GtkWindow *
ensure_window (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  while (window != NULL && !SGN_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return window != NULL ? window : GTK_WINDOW (sgn_window_new (GTK_APPLICATION (application)));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = gtk_application_get_windows (user_data);

  /* Through the windows, so that each saves what it has to. */
  for (g_autoptr (GList) list = g_list_copy (windows), l = list; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static void
sgn_application_startup (GApplication *application)
{
  static const GActionEntry ENTRIES[] = { { "quit", quit_cb, NULL, NULL, NULL } };
  static const char *const QUIT[] = { "<Control>q", NULL };

  G_APPLICATION_CLASS (sgn_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), ENTRIES, G_N_ELEMENTS (ENTRIES),
                                   application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", QUIT);
  gtk_window_set_default_icon_name ("vn.sogiamngheo.App");
  sgn_application_load_look (gdk_display_get_default ());
}

static void
sgn_application_activate (GApplication *application)
{
  gtk_window_present (ensure_window (application));
}

static void
sgn_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      GtkWindow *window = i == 0 ? ensure_window (application)
                                 : GTK_WINDOW (sgn_window_new (GTK_APPLICATION (application)));

      if (path != NULL)
        sgn_window_open (SGN_WINDOW (window), path);
      gtk_window_present (window);
    }
}

static void
sgn_application_class_init (SgnApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = sgn_application_startup;
  application_class->activate = sgn_application_activate;
  application_class->open = sgn_application_open;
}

static void
sgn_application_init (SgnApplication *self)
{
  /* Read by main(), which needs it before there is an application. */
  g_application_add_main_option (G_APPLICATION (self), "lang", 0, 0, G_OPTION_ARG_STRING,
                                 N_ ("Language of the interface: vi or en"), "vi|en");
}

GtkApplication *
sgn_application_new (void)
{
  return g_object_new (SGN_TYPE_APPLICATION, "application-id", "vn.sogiamngheo.App", "flags",
                       G_APPLICATION_HANDLES_OPEN, NULL);
}
