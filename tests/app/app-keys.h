#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keys as the X server sends them; the main loop runs meanwhile. */

/** app_keys_are_here: FALSE: nothing here can press keys, and the test is skipped */
gboolean app_keys_are_here (void);
/** app_keys_focus: no window manager hands the keyboard over where tests run */
void app_keys_focus (GtkWindow *window);
/** app_keys_press: @key: as xdotool names it: "ctrl+s" */
void app_keys_press (const char *key);
void app_keys_type (const char *text);
/** app_keys_type_fields: Enter after each; "" goes on without typing */
void app_keys_type_fields (const char *const *texts);

G_END_DECLS
