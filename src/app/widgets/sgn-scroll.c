#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-scroll.h"

static void
set_adjustment (SgnScroll *self, GtkOrientation orientation, GtkAdjustment *adjustment,
                SgnScrollFunc scrolled, GtkWidget *widget)
{
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustments[orientation], scrolled, widget);
  g_set_object (&self->adjustments[orientation], adjustment);
  if (adjustment != NULL)
    g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled), widget);
}

void
sgn_scroll_install (GObjectClass *klass, guint first)
{
  static const char *const NAMES[SGN_SCROLL_N_PROPERTIES]
      = { "hadjustment", "vadjustment", "hscroll-policy", "vscroll-policy" };

  for (guint i = 0; i < SGN_SCROLL_N_PROPERTIES; i++)
    g_object_class_override_property (klass, first + i, NAMES[i]);
}

gboolean
sgn_scroll_get_property (SgnScroll *self, guint property, GValue *value)
{
  if (property <= SGN_SCROLL_VADJUSTMENT)
    g_value_set_object (value, self->adjustments[property]);
  else if (property < SGN_SCROLL_N_PROPERTIES)
    g_value_set_enum (value, (int)self->policies[property - SGN_SCROLL_HPOLICY]);
  return property < SGN_SCROLL_N_PROPERTIES;
}

gboolean
sgn_scroll_set_property (SgnScroll *self, guint property, const GValue *value,
                         SgnScrollFunc scrolled, GtkWidget *widget)
{
  if (property <= SGN_SCROLL_VADJUSTMENT)
    {
      set_adjustment (self, (GtkOrientation)property, g_value_get_object (value), scrolled, widget);
      gtk_widget_queue_allocate (widget);
    }
  else if (property < SGN_SCROLL_N_PROPERTIES)
    self->policies[property - SGN_SCROLL_HPOLICY] = (GtkScrollablePolicy)g_value_get_enum (value);
  return property < SGN_SCROLL_N_PROPERTIES;
}

void
sgn_scroll_clear (SgnScroll *self, SgnScrollFunc scrolled, GtkWidget *widget)
{
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL, scrolled, widget);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL, scrolled, widget);
}

double
sgn_scroll_get_offset (SgnScroll *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  return adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;
}

void
sgn_scroll_configure (SgnScroll *self, GtkOrientation orientation, double value, double whole,
                      double room, double step)
{
  double upper = MAX (whole, room);

  if (self->adjustments[orientation] != NULL)
    gtk_adjustment_configure (self->adjustments[orientation], CLAMP (value, 0, upper - room), 0,
                              upper, step, MAX (room - step, step), room);
}
