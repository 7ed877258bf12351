#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-pace-chart.h"

#include "base/sgn-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MONTHS 12
#define GRID_LINES 4
#define MARGIN_TOP 10
#define MARGIN_BOTTOM 22
#define MARGIN_RIGHT 14

struct _SgnPaceChart
{
  GtkWidget parent_instance;

  gint64 planned;
  gint64 total[MONTHS]; /* disbursed by the end of each month */
  guint n_months;
  SgnMoneyUnit unit;
  guint focus_month; /* 1 to 12; 0: none */
};

G_DEFINE_FINAL_TYPE (SgnPaceChart, sgn_pace_chart, GTK_TYPE_WIDGET)

static guint month_activated_signal;

/* Where things lie, in widget coordinates. */
typedef struct
{
  double left, top, width, height;
  gint64 peak;
} Frame;

static gint64
find_peak (SgnPaceChart *self)
{
  gint64 peak = self->planned;

  for (guint i = 0; i < self->n_months; i++)
    peak = MAX (peak, self->total[i]);
  return MAX (peak, 1);
}

static double
label_width (SgnPaceChart *self, gint64 dong)
{
  g_autofree char *text
      = sgn_number_format_integer (sgn_money_round (dong, sgn_money_unit_factor (self->unit)));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static Frame
get_frame (SgnPaceChart *self)
{
  Frame frame = { .top = MARGIN_TOP, .peak = find_peak (self) };

  frame.left = label_width (self, frame.peak) + 8;
  frame.width = MAX (gtk_widget_get_width (GTK_WIDGET (self)) - frame.left - MARGIN_RIGHT, 1);
  frame.height = MAX (gtk_widget_get_height (GTK_WIDGET (self)) - MARGIN_TOP - MARGIN_BOTTOM, 1);
  return frame;
}

static double
month_x (const Frame *frame, double month)
{
  return frame->left + frame->width * month / MONTHS;
}

static double
amount_y (const Frame *frame, gint64 dong)
{
  return frame->top + frame->height * (1 - (double)dong / frame->peak);
}

static void
set_colour (cairo_t *cr, GtkWidget *widget, const char *name)
{
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour))
    gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
}

static void
draw_text (SgnPaceChart *self, cairo_t *cr, const char *text, double x, double y, double xalign)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, x - width * xalign, y - height / 2.0);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_grid (SgnPaceChart *self, cairo_t *cr, const Frame *frame)
{
  cairo_set_line_width (cr, 1);
  for (int i = 0; i <= GRID_LINES; i++)
    {
      gint64 dong = frame->peak / GRID_LINES * i;
      double y = floor (amount_y (frame, dong)) + 0.5;
      g_autofree char *text
          = sgn_number_format_integer (sgn_money_round (dong, sgn_money_unit_factor (self->unit)));

      set_colour (cr, GTK_WIDGET (self), "sgn_line");
      cairo_move_to (cr, frame->left, y);
      cairo_line_to (cr, frame->left + frame->width, y);
      cairo_stroke (cr);
      set_colour (cr, GTK_WIDGET (self), "sgn_dim");
      draw_text (self, cr, text, frame->left - 6, y, 1);
    }
}

static void
draw_months (SgnPaceChart *self, cairo_t *cr, const Frame *frame)
{
  /* "M12 " is about as wide as five digits; where twelve do not fit, every third stands. */
  gboolean crowded
      = label_width (self, sgn_money_unit_factor (self->unit) * 10000) * MONTHS > frame->width;

  set_colour (cr, GTK_WIDGET (self), "sgn_dim");
  for (guint month = 1; month <= MONTHS; month++)
    {
      /* translators: a month on an axis: M8 */
      g_autofree char *text = g_strdup_printf (_ ("M%u"), month);

      if (!crowded || month % 3 == 0 || month == 1)
        draw_text (self, cr, text, month_x (frame, month), frame->top + frame->height + 12,
                   month == MONTHS ? 0.8 : 0.5);
    }
}

static void
draw_pace (SgnPaceChart *self, cairo_t *cr, const Frame *frame)
{
  static const double dashes[] = { 5, 4 };

  set_colour (cr, GTK_WIDGET (self), "sgn_dim");
  cairo_set_line_width (cr, 1.5);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, month_x (frame, 0), amount_y (frame, 0));
  cairo_line_to (cr, month_x (frame, MONTHS), amount_y (frame, self->planned));
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_disbursed (SgnPaceChart *self, cairo_t *cr, const Frame *frame)
{
  set_colour (cr, GTK_WIDGET (self), "sgn_accent");
  cairo_set_line_width (cr, 3);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, month_x (frame, 0), amount_y (frame, 0));
  for (guint i = 0; i < self->n_months; i++)
    cairo_line_to (cr, month_x (frame, i + 1), amount_y (frame, self->total[i]));
  cairo_stroke (cr);
  for (guint i = 0; i < self->n_months; i++)
    {
      double radius = i + 1 == self->focus_month ? 6 : 3;

      cairo_arc (cr, month_x (frame, i + 1), amount_y (frame, self->total[i]), radius, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static void
sgn_pace_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SgnPaceChart *self = SGN_PACE_CHART (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr;
  Frame frame;

  if (width <= 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  frame = get_frame (self);
  draw_grid (self, cr, &frame);
  draw_months (self, cr, &frame);
  draw_pace (self, cr, &frame);
  draw_disbursed (self, cr, &frame);
  cairo_destroy (cr);
}

static void
sgn_pace_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : 110;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 340 : 180;
  *minimum_baseline = *natural_baseline = -1;
}

static char *
describe_month (SgnPaceChart *self, guint month)
{
  gint64 step = sgn_money_unit_factor (self->unit);
  gint64 pace = self->planned / MONTHS * month;
  g_autofree char *total
      = sgn_number_format_integer (sgn_money_round (self->total[month - 1], step));
  g_autofree char *even = sgn_number_format_integer (sgn_money_round (pace, step));
  g_autofree char *rate = sgn_number_format_percent (self->total[month - 1], self->planned);

  return g_strdup_printf (_ ("To the end of month %u: %s (%s); an even pace would be %s"), month,
                          total, rate != NULL ? rate : "–", even);
}

char *
sgn_pace_chart_describe (SgnPaceChart *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (SGN_IS_PACE_CHART (self), NULL);
  for (guint month = 1; month <= self->n_months; month++)
    {
      g_autofree char *line = describe_month (self, month);
      g_string_append_printf (text, "%s%s", month > 1 ? "\n" : "", line);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
focus_on (SgnPaceChart *self, guint month)
{
  g_autofree char *text = NULL;

  self->focus_month = month;
  text = month > 0 ? describe_month (self, month) : sgn_pace_chart_describe (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static guint
month_at (SgnPaceChart *self, double x)
{
  Frame frame = get_frame (self);
  int month = (int)floor ((x - frame.left) / frame.width * MONTHS + 0.5);

  return month >= 1 && month <= (int)self->n_months ? (guint)month : 0;
}

static gboolean
query_tooltip_cb (SgnPaceChart *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  guint month = keyboard ? self->focus_month : month_at (self, x);
  g_autofree char *text = NULL;

  if (month == 0)
    return FALSE;
  text = describe_month (self, month);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
clicked_cb (SgnPaceChart *self, int n_press, double x)
{
  guint month = month_at (self, x);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (month == 0)
    return;
  focus_on (self, month);
  g_signal_emit (self, month_activated_signal, 0, month);
}

static gboolean
key_pressed_cb (SgnPaceChart *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
      if (self->focus_month > 1)
        focus_on (self, self->focus_month - 1);
      return TRUE;
    case GDK_KEY_Right:
      if (self->focus_month < self->n_months)
        focus_on (self, self->focus_month + 1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      if (self->focus_month > 0)
        g_signal_emit (self, month_activated_signal, 0, self->focus_month);
      return self->focus_month > 0;
    default:
      return FALSE;
    }
}

static void
sgn_pace_chart_class_init (SgnPaceChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = sgn_pace_chart_snapshot;
  widget_class->measure = sgn_pace_chart_measure;

  month_activated_signal = g_signal_new ("month-activated", SGN_TYPE_PACE_CHART, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "pacechart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sgn_pace_chart_init (SgnPaceChart *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->unit = SGN_MONEY_TRIEU;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect_swapped (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
sgn_pace_chart_set (SgnPaceChart *self, gint64 planned, const gint64 *by_month, guint n_months,
                    SgnMoneyUnit unit)
{
  gint64 total = 0;

  g_return_if_fail (SGN_IS_PACE_CHART (self) && n_months <= MONTHS);
  self->planned = planned;
  self->n_months = n_months;
  self->unit = unit;
  for (guint i = 0; i < n_months; i++)
    self->total[i] = total += by_month[i];
  focus_on (self, MIN (self->focus_month, n_months));
}
