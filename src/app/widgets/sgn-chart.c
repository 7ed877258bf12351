#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-chart.h"

typedef struct
{
  int focus; /* an item, or past the last while there are fewer; -1: none */
} SgnChartPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SgnChart, sgn_chart, GTK_TYPE_WIDGET)

static guint activated_signal;

static guint
get_n_items (SgnChart *self)
{
  return SGN_CHART_GET_CLASS (self)->get_n_items (self);
}

static char *
describe_item (SgnChart *self, int item)
{
  return SGN_CHART_GET_CLASS (self)->describe_item (self, (guint)item);
}

static char *
describe_items (SgnChart *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < get_n_items (self); i++)
    {
      g_autofree char *line = describe_item (self, (int)i);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
describe_focus (SgnChart *self)
{
  int item = sgn_chart_get_focus (self);
  g_autofree char *text = item >= 0 ? describe_item (self, item) : sgn_chart_describe (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
focus_on (SgnChart *self, int item)
{
  SgnChartPrivate *priv = sgn_chart_get_instance_private (self);

  priv->focus = item;
  sgn_chart_updated (self);
}

static int
walk (SgnChart *self, guint from, guint keyval)
{
  if (keyval == GDK_KEY_Left)
    return from > 0 ? (int)from - 1 : 0;
  return keyval == GDK_KEY_Right ? (int)MIN (from + 1, get_n_items (self) - 1) : -1;
}

/* --- callbacks --- */

/* Who comes by keys sees where they are. */
static void
has_focus_cb (SgnChart *self)
{
  if (sgn_chart_get_focus (self) < 0 && gtk_widget_has_focus (GTK_WIDGET (self))
      && get_n_items (self) > 0)
    focus_on (self, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
query_tooltip_cb (SgnChart *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  int item
      = keyboard ? sgn_chart_get_focus (self) : SGN_CHART_GET_CLASS (self)->item_at (self, x, y);
  g_autofree char *text = NULL;

  if (item < 0)
    return FALSE;
  text = describe_item (self, item);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
clicked_cb (SgnChart *self, int n_press, double x, double y)
{
  int item = SGN_CHART_GET_CLASS (self)->item_at (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (item < 0)
    return;
  focus_on (self, item);
  g_signal_emit (self, activated_signal, 0, (guint)item);
}

static gboolean
activate_focus (SgnChart *self)
{
  int item = sgn_chart_get_focus (self);

  if (item >= 0)
    g_signal_emit (self, activated_signal, 0, (guint)item);
  return item >= 0;
}

static gboolean
key_pressed_cb (SgnChart *self, guint keyval)
{
  int item;

  if (get_n_items (self) == 0)
    return FALSE;
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_space)
    return activate_focus (self);
  item
      = SGN_CHART_GET_CLASS (self)->move (self, (guint)MAX (sgn_chart_get_focus (self), 0), keyval);
  if (item < 0)
    return FALSE;
  focus_on (self, item);
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
  return TRUE;
}

/* --- the widget --- */

static void
sgn_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (width <= 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  SGN_CHART_GET_CLASS (widget)->draw (SGN_CHART (widget), cr, width, height);
  cairo_destroy (cr);
}

static void
sgn_chart_class_init (SgnChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = sgn_chart_snapshot;
  klass->describe = describe_items;
  klass->move = walk;

  activated_signal = g_signal_new ("activated", SGN_TYPE_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sgn_chart_init (SgnChart *self)
{
  SgnChartPrivate *priv = sgn_chart_get_instance_private (self);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  priv->focus = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (has_focus_cb), NULL);
  g_signal_connect_swapped (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

char *
sgn_chart_describe (SgnChart *self)
{
  g_return_val_if_fail (SGN_IS_CHART (self), NULL);

  return SGN_CHART_GET_CLASS (self)->describe (self);
}

int
sgn_chart_get_focus (SgnChart *self)
{
  SgnChartPrivate *priv = sgn_chart_get_instance_private (self);

  return priv->focus < (int)get_n_items (self) ? priv->focus : -1;
}

void
sgn_chart_updated (SgnChart *self)
{
  g_return_if_fail (SGN_IS_CHART (self));

  describe_focus (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GdkRGBA
sgn_chart_find_colour (SgnChart *self, const char *name)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (context, name, &colour))
    gtk_style_context_get_color (context, &colour);
  return colour;
}

void
sgn_chart_set_colour (SgnChart *self, cairo_t *cr, const char *name)
{
  GdkRGBA colour = sgn_chart_find_colour (self, name);

  gdk_cairo_set_source_rgba (cr, &colour);
}

void
sgn_chart_measure_text (SgnChart *self, const char *text, int *width, int *height)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  pango_layout_get_pixel_size (layout, width, height);
}

void
sgn_chart_draw_text (SgnChart *self, cairo_t *cr, const char *text, double x, double y,
                     double xalign)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, x - width * xalign, y - height / 2.0);
  pango_cairo_show_layout (cr, layout);
}
