#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** sgn_guide_window_show: the guide, opened at the section of a page ("welcome" or a name of the registry) */
void sgn_guide_window_show (GtkWindow *parent, const char *page);

G_END_DECLS
