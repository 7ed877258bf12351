#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Figures that are drawn, and walked as a list is: each item says in words what it is, under the pointer, when the keys come to it and
 * to a screen reader; what no item is in focus of, all of it in words describes. Left and Right walk the items; Enter or a click emits
 * "activated" (guint item). */
#define SGN_TYPE_CHART (sgn_chart_get_type ())
G_DECLARE_DERIVABLE_TYPE (SgnChart, sgn_chart, SGN, CHART, GtkWidget)

struct _SgnChartClass
{
  GtkWidgetClass parent_class;

  guint (*get_n_items) (SgnChart *self);
  char *(*describe_item) (SgnChart *self, guint item);
  /* (optional) all of it in words; else the items, one a line */
  char *(*describe) (SgnChart *self);
  /* Returns: -1: none */
  int (*item_at) (SgnChart *self, double x, double y);
  /* (optional) where a key leads from an item, -1: nowhere; else Left and Right do, by one */
  int (*move) (SgnChart *self, guint from, guint keyval);
  void (*draw) (SgnChart *self, cairo_t *cr, int width, int height);
};

/** sgn_chart_describe: Returns: (transfer full): what is drawn, in words */
char *sgn_chart_describe (SgnChart *self);

/** sgn_chart_get_focus: Returns: the item the keys are at; -1: none */
int sgn_chart_get_focus (SgnChart *self);

/* For those that draw: */

/** sgn_chart_updated: to be called after the items changed */
void sgn_chart_updated (SgnChart *self);

/** sgn_chart_find_colour: Returns: one of style.css, by its name */
GdkRGBA sgn_chart_find_colour (SgnChart *self, const char *name);
void sgn_chart_set_colour (SgnChart *self, cairo_t *cr, const char *name);

/** sgn_chart_measure_text: @width, @height: (out) (optional): pixels */
void sgn_chart_measure_text (SgnChart *self, const char *text, int *width, int *height);
/** sgn_chart_draw_text: @x: where its left (0), middle (0.5) or right (1) is by @xalign; @y: its middle */
void sgn_chart_draw_text (SgnChart *self, cairo_t *cr, const char *text, double x, double y, double xalign);

G_END_DECLS
