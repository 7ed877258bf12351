#include "config.h"

#include "app-fixture.h"
#include "app-keys.h"

#include <gdk/x11/gdkx.h>

gboolean
app_keys_are_here (void)
{
  g_autofree char *path = g_find_program_in_path ("xdotool");

  if (path == NULL)
    g_test_skip ("xdotool is not there to press keys");
  return path != NULL;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL));
  *(gboolean *)user_data = TRUE;
}

static void
run_xdotool (const char *const *command)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_NONE, &error);
  gboolean done = FALSE;

  g_assert_no_error (error);
  g_subprocess_wait_async (process, NULL, done_cb, &done);
  app_wait_until (done);
  g_assert_true (g_subprocess_get_successful (process));
  gdk_display_sync (gdk_display_get_default ());
  app_test_settle ();
}

void
app_keys_focus (GtkWindow *window)
{
  g_autofree char *id
      = g_strdup_printf ("%lu",
                         gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (window))));

  run_xdotool ((const char *const[]){ "xdotool", "windowfocus", "--sync", id, NULL });
  app_wait_until (gtk_window_is_active (window));
}

void
app_keys_press (const char *key)
{
  run_xdotool ((const char *const[]){ "xdotool", "key", "--clearmodifiers", key, NULL });
}

void
app_keys_type (const char *text)
{
  run_xdotool (
      (const char *const[]){ "xdotool", "type", "--clearmodifiers", "--delay", "10", text, NULL });
}

void
app_keys_type_fields (const char *const *texts)
{
  for (; *texts != NULL; texts++)
    {
      if (**texts != '\0')
        app_keys_type (*texts);
      app_keys_press ("Return");
    }
}
