#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** sgn_preferences_window_show: what belongs to this desk; every control is bound to the settings as it is changed */
void sgn_preferences_window_show (GtkWindow *parent);

G_END_DECLS
