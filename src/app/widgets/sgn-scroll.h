#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a widget that scrolls by itself (GtkScrollable) keeps for the scrolled window around it. */
typedef struct
{
  GtkAdjustment *adjustments[2]; /* by GtkOrientation */
  GtkScrollablePolicy policies[2];
} SgnScroll;

/* The properties of GtkScrollable, counted from the first of them. */
enum
{
  SGN_SCROLL_HADJUSTMENT,
  SGN_SCROLL_VADJUSTMENT,
  SGN_SCROLL_HPOLICY,
  SGN_SCROLL_VPOLICY,
  SGN_SCROLL_N_PROPERTIES
};

/** SgnScrollFunc: @widget was scrolled */
typedef void (*SgnScrollFunc) (gpointer widget);

/** sgn_scroll_install: @first: the id of the first of the four properties, which are the last of the class */
void sgn_scroll_install (GObjectClass *klass, guint first);

/** sgn_scroll_get_property: @property counts from 0; Returns: FALSE: it is none of the four */
gboolean sgn_scroll_get_property (SgnScroll *self, guint property, GValue *value);

/** sgn_scroll_set_property: as sgn_scroll_get_property(); a new adjustment makes @widget be allocated once more */
gboolean sgn_scroll_set_property (SgnScroll *self, guint property, const GValue *value, SgnScrollFunc scrolled,
                                  GtkWidget *widget);

/** sgn_scroll_clear: when @widget is disposed of */
void sgn_scroll_clear (SgnScroll *self, SgnScrollFunc scrolled, GtkWidget *widget);

/** sgn_scroll_get_offset: Returns: how far it is scrolled; 0 outside a scrolled window */
double sgn_scroll_get_offset (SgnScroll *self, GtkOrientation orientation);

/** sgn_scroll_configure: @room of the @whole is to be seen, from @value on or as near to it as can be */
void sgn_scroll_configure (SgnScroll *self, GtkOrientation orientation, double value, double whole, double room,
                           double step);

G_END_DECLS
