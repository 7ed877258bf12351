#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** sgn_shortcuts_window_show: every key the program listens to */
void sgn_shortcuts_window_show (GtkWindow *parent);

G_END_DECLS
