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
  SgnChart parent_instance;

  gint64 planned;
  gint64 total[MONTHS]; /* disbursed by the end of each month */
  guint n_months;
  SgnMoneyUnit unit;
};

G_DEFINE_FINAL_TYPE (SgnPaceChart, sgn_pace_chart, SGN_TYPE_CHART)

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
  int width;

  sgn_chart_measure_text (SGN_CHART (self), text, &width, NULL);
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
draw_grid (SgnPaceChart *self, cairo_t *cr, const Frame *frame)
{
  cairo_set_line_width (cr, 1);
  for (int i = 0; i <= GRID_LINES; i++)
    {
      gint64 dong = frame->peak / GRID_LINES * i;
      double y = floor (amount_y (frame, dong)) + 0.5;
      g_autofree char *text
          = sgn_number_format_integer (sgn_money_round (dong, sgn_money_unit_factor (self->unit)));

      sgn_chart_set_colour (SGN_CHART (self), cr, "sgn_line");
      cairo_move_to (cr, frame->left, y);
      cairo_line_to (cr, frame->left + frame->width, y);
      cairo_stroke (cr);
      sgn_chart_set_colour (SGN_CHART (self), cr, "sgn_dim");
      sgn_chart_draw_text (SGN_CHART (self), cr, text, frame->left - 6, y, 1);
    }
}

static void
draw_months (SgnPaceChart *self, cairo_t *cr, const Frame *frame)
{
  /* "M12 " is about as wide as five digits; where twelve do not fit, every third stands. */
  gboolean crowded
      = label_width (self, sgn_money_unit_factor (self->unit) * 10000) * MONTHS > frame->width;

  sgn_chart_set_colour (SGN_CHART (self), cr, "sgn_dim");
  for (guint month = 1; month <= MONTHS; month++)
    {
      /* translators: a month on an axis: M8 */
      g_autofree char *text = g_strdup_printf (_ ("M%u"), month);

      if (!crowded || month % 3 == 0 || month == 1)
        sgn_chart_draw_text (SGN_CHART (self), cr, text, month_x (frame, month),
                             frame->top + frame->height + 12, month == MONTHS ? 0.8 : 0.5);
    }
}

static void
draw_pace (SgnPaceChart *self, cairo_t *cr, const Frame *frame)
{
  static const double dashes[] = { 5, 4 };

  sgn_chart_set_colour (SGN_CHART (self), cr, "sgn_dim");
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
  sgn_chart_set_colour (SGN_CHART (self), cr, "sgn_accent");
  cairo_set_line_width (cr, 3);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, month_x (frame, 0), amount_y (frame, 0));
  for (guint i = 0; i < self->n_months; i++)
    cairo_line_to (cr, month_x (frame, i + 1), amount_y (frame, self->total[i]));
  cairo_stroke (cr);
  for (guint i = 0; i < self->n_months; i++)
    {
      double radius = (int)i == sgn_chart_get_focus (SGN_CHART (self)) ? 6 : 3;

      cairo_arc (cr, month_x (frame, i + 1), amount_y (frame, self->total[i]), radius, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static void
draw (SgnChart *chart, cairo_t *cr, int width, int height)
{
  SgnPaceChart *self = SGN_PACE_CHART (chart);
  Frame frame = get_frame (self);

  draw_grid (self, cr, &frame);
  draw_months (self, cr, &frame);
  draw_pace (self, cr, &frame);
  draw_disbursed (self, cr, &frame);
}

static void
sgn_pace_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : 110;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 340 : 180;
  *minimum_baseline = *natural_baseline = -1;
}

/* The items: a month each */

static guint
get_n_items (SgnChart *chart)
{
  return SGN_PACE_CHART (chart)->n_months;
}

static char *
describe_item (SgnChart *chart, guint item)
{
  SgnPaceChart *self = SGN_PACE_CHART (chart);
  gint64 step = sgn_money_unit_factor (self->unit);
  gint64 pace = self->planned / MONTHS * (item + 1);
  g_autofree char *total = sgn_number_format_integer (sgn_money_round (self->total[item], step));
  g_autofree char *even = sgn_number_format_integer (sgn_money_round (pace, step));
  g_autofree char *rate = sgn_number_format_percent (self->total[item], self->planned);

  return g_strdup_printf (_ ("To the end of month %u: %s (%s); an even pace would be %s"), item + 1,
                          total, rate != NULL ? rate : "–", even);
}

static int
item_at (SgnChart *chart, double x, double y)
{
  SgnPaceChart *self = SGN_PACE_CHART (chart);
  Frame frame = get_frame (self);
  int month = (int)floor ((x - frame.left) / frame.width * MONTHS + 0.5);

  return month >= 1 && month <= (int)self->n_months ? month - 1 : -1;
}

static void
sgn_pace_chart_class_init (SgnPaceChartClass *klass)
{
  SgnChartClass *chart_class = SGN_CHART_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->measure = sgn_pace_chart_measure;
  chart_class->get_n_items = get_n_items;
  chart_class->describe_item = describe_item;
  chart_class->item_at = item_at;
  chart_class->draw = draw;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "pacechart");
}

static void
sgn_pace_chart_init (SgnPaceChart *self)
{
  self->unit = SGN_MONEY_TRIEU;
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
  sgn_chart_updated (SGN_CHART (self));
}
