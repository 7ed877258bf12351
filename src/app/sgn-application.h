#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One program on a desk: opens its windows, keeps the look as Preferences say. */
#define SGN_TYPE_APPLICATION (sgn_application_get_type ())
G_DECLARE_FINAL_TYPE (SgnApplication, sgn_application, SGN, APPLICATION, GtkApplication)

GtkApplication *sgn_application_new (void);

/** sgn_application_load_look: style sheet, icons and colours for the display; called by the application as it starts */
void sgn_application_load_look (GdkDisplay *display);

G_END_DECLS
