#include "config.h"

#include "app-fixture.h"

#include "app/sgn-application.h"
#include "app/sgn-settings.h"
#include "app/sgn-window.h"

/* English is the other choice: the same window, without a Vietnamese word. */
static void
test_english (void)
{
  g_autoptr (GtkApplication) application = sgn_application_new ();
  GtkWidget *window;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  window = sgn_window_new (application);
  g_assert_nonnull (app_test_find_label (window, "Poverty Reduction Ledger"));
  g_assert_nonnull (app_test_find_label (window, "_New Ledger…"));
  g_assert_null (app_test_find_label (window, "Sổ"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_setting (void)
{
  g_autofree char *first = sgn_settings_language ();
  g_autofree char *chosen = NULL;

  g_assert_cmpstr (first, ==, "vi");
  g_settings_set_string (sgn_settings_get (), "language", "en");
  chosen = sgn_settings_language ();
  g_assert_cmpstr (chosen, ==, "en");
  g_settings_reset (sgn_settings_get (), "language");
}

int
main (int argc, char *argv[])
{
  app_test_init_language (&argc, &argv, "en");
  g_test_add_func ("/app/language/english", test_english);
  g_test_add_func ("/app/language/setting", test_setting);
  return g_test_run ();
}
