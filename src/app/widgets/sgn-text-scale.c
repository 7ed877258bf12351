#include "config.h"

#include "app/widgets/sgn-text-scale.h"

#include <gtk/gtk.h>

#define NORMAL_DPI (96 * 1024)

int
sgn_text_scale (int pixels)
{
  int dpi = NORMAL_DPI;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi > NORMAL_DPI ? (int)((gint64)pixels * dpi / NORMAL_DPI) : pixels;
}
