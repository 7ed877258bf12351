#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-class-chart.h"

#include "app/widgets/sgn-text-scale.h"
#include "base/sgn-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define COLUMN_SHARE 0.62 /* of the room a year has */
#define WIDEST 64

struct _SgnClassChart
{
  GtkWidget parent_instance;

  GArray *years; /* of SgnPovertyYear */
  int focus;     /* of the years; -1: none */
};

G_DEFINE_FINAL_TYPE (SgnClassChart, sgn_class_chart, GTK_TYPE_WIDGET)

static guint year_activated_signal;

/* Where things lie, in widget coordinates. */
typedef struct
{
  double top, height, slot, column;
  gint64 peak;
  int line;
} Frame;

static const SgnPovertyYear *
get_year (SgnClassChart *self, guint at)
{
  return &g_array_index (self->years, SgnPovertyYear, at);
}

static gint64
count_both (const SgnPovertyYear *year)
{
  return year->households[SGN_POVERTY_POOR] + year->households[SGN_POVERTY_NEAR_POOR];
}

static int
get_line_height (SgnClassChart *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "8");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static Frame
get_frame (SgnClassChart *self)
{
  Frame frame = { .peak = 1, .line = get_line_height (self) };

  for (guint i = 0; i < self->years->len; i++)
    frame.peak = MAX (frame.peak, count_both (get_year (self, i)));
  frame.top = frame.line + 4;
  frame.height = MAX (gtk_widget_get_height (GTK_WIDGET (self)) - frame.top - frame.line - 6, 1);
  frame.slot = (double)gtk_widget_get_width (GTK_WIDGET (self)) / MAX (self->years->len, 1);
  frame.column = MIN (frame.slot * COLUMN_SHARE, sgn_text_scale (WIDEST));
  return frame;
}

/* --- words --- */

static char *
describe_year (SgnClassChart *self, guint at)
{
  const SgnPovertyYear *year = get_year (self, at);
  g_autofree char *poor = sgn_number_format_integer (year->households[SGN_POVERTY_POOR]);
  g_autofree char *near_poor = sgn_number_format_integer (year->households[SGN_POVERTY_NEAR_POOR]);
  g_autofree char *both = sgn_number_format_integer (count_both (year));

  return g_strdup_printf (_ ("Year %d: %s poor and %s near-poor households, together %s"),
                          year->year, poor, near_poor, both);
}

char *
sgn_class_chart_describe (SgnClassChart *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (SGN_IS_CLASS_CHART (self), NULL);

  for (guint i = 0; i < self->years->len; i++)
    {
      g_autofree char *line = describe_year (self, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- drawing --- */

static void
set_colour (SgnClassChart *self, cairo_t *cr, const char *name)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (context, name, &colour))
    gtk_style_context_get_color (context, &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
}

static void
draw_text (SgnClassChart *self, cairo_t *cr, const char *text, double x, double y)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, x - width / 2.0, y - height / 2.0);
  pango_cairo_show_layout (cr, layout);
}

/* Its figure stands in a part where it has room; the tooltip has it in any case. */
static void
draw_part (SgnClassChart *self, cairo_t *cr, const Frame *frame, double x, double top,
           double height, gint64 n, const char *ground, const char *text_colour)
{
  g_autofree char *text = sgn_number_format_integer (n);

  set_colour (self, cr, ground);
  cairo_rectangle (cr, x, top, frame->column, height);
  cairo_fill_preserve (cr);
  set_colour (self, cr, "sgn_accent");
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  if (height < frame->line)
    return;
  set_colour (self, cr, text_colour);
  draw_text (self, cr, text, x + frame->column / 2, top + height / 2);
}

static void
draw_year (SgnClassChart *self, cairo_t *cr, const Frame *frame, guint at)
{
  const SgnPovertyYear *year = get_year (self, at);
  double middle = frame->slot * (at + 0.5), x = middle - frame->column / 2;
  double bottom = frame->top + frame->height;
  double poor = frame->height * year->households[SGN_POVERTY_POOR] / frame->peak;
  double near_poor = frame->height * year->households[SGN_POVERTY_NEAR_POOR] / frame->peak;
  g_autofree char *both = sgn_number_format_integer (count_both (year));
  g_autofree char *name = g_strdup_printf ("%d", year->year);

  draw_part (self, cr, frame, x, bottom - poor, poor, year->households[SGN_POVERTY_POOR],
             "sgn_accent", "sgn_accent_fg");
  draw_part (self, cr, frame, x, bottom - poor - near_poor, near_poor,
             year->households[SGN_POVERTY_NEAR_POOR], "sgn_accent_ground", "sgn_text");
  set_colour (self, cr, "sgn_text");
  draw_text (self, cr, both, middle, bottom - poor - near_poor - frame->line / 2.0 - 2);
  set_colour (self, cr, "sgn_dim");
  draw_text (self, cr, name, middle, bottom + frame->line / 2.0 + 4);
  if ((int)at != self->focus || !gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    return;
  set_colour (self, cr, "sgn_accent");
  cairo_set_line_width (cr, 2);
  cairo_rectangle (cr, x - 4, bottom - poor - near_poor - 4, frame->column + 8,
                   poor + near_poor + 8);
  cairo_stroke (cr);
}

static void
sgn_class_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SgnClassChart *self = SGN_CLASS_CHART (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr;
  Frame frame;

  if (width <= 0 || height <= 0 || self->years->len == 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  frame = get_frame (self);
  for (guint i = 0; i < self->years->len; i++)
    draw_year (self, cr, &frame, i);
  cairo_destroy (cr);
}

static void
sgn_class_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  int line = get_line_height (SGN_CLASS_CHART (widget));

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 8 * line : 8 * line;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 14 * line : 12 * line;
  *minimum_baseline = *natural_baseline = -1;
}

/* --- pointer and keys --- */

static void
focus_on (SgnClassChart *self, int at)
{
  g_autofree char *text = NULL;

  self->focus = at;
  text = at >= 0 ? describe_year (self, (guint)at) : sgn_class_chart_describe (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static int
year_at (SgnClassChart *self, double x)
{
  Frame frame = get_frame (self);
  int at = (int)floor (x / frame.slot);

  return at >= 0 && at < (int)self->years->len ? at : -1;
}

static void
activate (SgnClassChart *self)
{
  if (self->focus >= 0)
    g_signal_emit (self, year_activated_signal, 0, get_year (self, (guint)self->focus)->year);
}

static gboolean
query_tooltip_cb (SgnClassChart *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  int at = keyboard ? self->focus : year_at (self, x);
  g_autofree char *text = NULL;

  if (at < 0)
    return FALSE;
  text = describe_year (self, (guint)at);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
clicked_cb (SgnClassChart *self, int n_press, double x)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  focus_on (self, year_at (self, x));
  activate (self);
}

static gboolean
key_pressed_cb (SgnClassChart *self, guint keyval)
{
  int last = (int)self->years->len - 1;

  switch (keyval)
    {
    case GDK_KEY_Left:
      focus_on (self, self->focus < 0 ? last : MAX (self->focus - 1, 0));
      return TRUE;
    case GDK_KEY_Right:
      focus_on (self, MIN (self->focus + 1, last));
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      activate (self);
      return self->focus >= 0;
    default:
      return FALSE;
    }
}

/* --- the widget --- */

static void
sgn_class_chart_finalize (GObject *object)
{
  g_array_unref (SGN_CLASS_CHART (object)->years);

  G_OBJECT_CLASS (sgn_class_chart_parent_class)->finalize (object);
}

static void
sgn_class_chart_class_init (SgnClassChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sgn_class_chart_finalize;
  widget_class->snapshot = sgn_class_chart_snapshot;
  widget_class->measure = sgn_class_chart_measure;

  year_activated_signal = g_signal_new ("year-activated", SGN_TYPE_CLASS_CHART, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_css_name (widget_class, "classchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sgn_class_chart_init (SgnClassChart *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->years = g_array_new (FALSE, FALSE, sizeof (SgnPovertyYear));
  self->focus = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  g_signal_connect_swapped (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
sgn_class_chart_set (SgnClassChart *self, const SgnPovertyYear *years, guint n_years)
{
  g_return_if_fail (SGN_IS_CLASS_CHART (self));

  g_array_set_size (self->years, 0);
  g_array_append_vals (self->years, years, n_years);
  focus_on (self, -1);
}
