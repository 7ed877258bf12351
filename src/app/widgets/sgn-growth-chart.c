#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-growth-chart.h"

#include "base/sgn-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MARGIN 6
#define DAYS_A_MONTH 30.4375
#define MONTHS_AROUND 12 /* shown before the first measure and after the last */
#define LEAST_MONTHS 24
#define MOST_MONTHS (19 * 12)
#define LAST_MONTH_OF_WEIGHT 120
#define FIRST_MONTH_OF_BMI 61
#define CURVE_STEP 3 /* pixels */
#define REACH 14     /* pixels from a dot at which it answers to the pointer */
#define DOT 4.0

typedef struct
{
  SgnDate date;
  gint64 age_days;
  double value, z;
} Point;

/* Where things lie, in widget coordinates. */
typedef struct
{
  double left, top, width, height;
  double first_day, last_day, low, high;
  int line_height;
} Frame;

struct _SgnGrowthChart
{
  SgnChart parent_instance;

  /* borrowed */
  const SgnGrowth *growth;

  /* owned */
  GArray *points; /* of Point */

  SgnGrowthIndicator indicator;
  SgnSex sex;
};

G_DEFINE_FINAL_TYPE (SgnGrowthChart, sgn_growth_chart, SGN_TYPE_CHART)

static const double deviations[] = { -3, -2, 0, 2, 3 };

/* --- words --- */

static const char *
get_unit (SgnGrowthChart *self)
{
  switch (self->indicator)
    {
    case SGN_GROWTH_HEIGHT:
      return _ ("cm");
    case SGN_GROWTH_WEIGHT:
      return _ ("kg");
    case SGN_GROWTH_BMI:
    default:
      return "kg/m²";
    }
}

static const Point *
get_point (SgnGrowthChart *self, guint at)
{
  return &g_array_index (self->points, Point, at);
}

static char *
describe_item (SgnChart *chart, guint at)
{
  SgnGrowthChart *self = SGN_GROWTH_CHART (chart);
  const Point *point = get_point (self, at);
  const SgnGrowthScore score = { .gap = SGN_GROWTH_COMPUTED, .z = point->z };
  SgnDate birth = sgn_date_from_days (sgn_date_days (point->date) - point->age_days);
  g_autofree char *date = sgn_date_format (point->date);
  g_autofree char *age = sgn_child_age_text (birth, point->date);
  g_autofree char *value = sgn_number_format_real (point->value, 2);
  g_autofree char *z = sgn_child_z_text (&score);

  /* Translators: a measure of a child: day, age, value, unit, z-score */
  return g_strdup_printf (_ ("%s (%s): %s %s, z %s"), date, age, value, get_unit (self), z);
}

static char *
describe (SgnChart *chart)
{
  if (SGN_GROWTH_CHART (chart)->points->len == 0)
    return g_strdup (_ ("No measure can be shown against the curves."));
  return SGN_CHART_CLASS (sgn_growth_chart_parent_class)->describe (chart);
}

/* --- what is shown --- */

static void
get_months_of_table (SgnGrowthChart *self, int *first, int *last)
{
  *first = self->indicator == SGN_GROWTH_BMI ? FIRST_MONTH_OF_BMI : 0;
  *last = self->indicator == SGN_GROWTH_WEIGHT ? LAST_MONTH_OF_WEIGHT : MOST_MONTHS;
}

static void
find_days (SgnGrowthChart *self, Frame *frame)
{
  int least, most, first, last;

  get_months_of_table (self, &least, &most);
  first = (int)(get_point (self, 0)->age_days / DAYS_A_MONTH) - MONTHS_AROUND;
  last = (int)(get_point (self, self->points->len - 1)->age_days / DAYS_A_MONTH) + MONTHS_AROUND;
  first = CLAMP (first, least, most);
  last = CLAMP (MAX (last, first + LEAST_MONTHS), least, most);
  first = CLAMP (MIN (first, last - LEAST_MONTHS), least, most);
  frame->first_day = first * DAYS_A_MONTH;
  frame->last_day = last * DAYS_A_MONTH;
}

static gboolean
get_curve (SgnGrowthChart *self, double day, double z, double *value)
{
  return sgn_growth_value (self->growth, self->indicator, self->sex, (gint64)floor (day), z, value);
}

static void
reach (Frame *frame, double value)
{
  frame->low = MIN (frame->low, value);
  frame->high = MAX (frame->high, value);
}

static void
find_values (SgnGrowthChart *self, Frame *frame)
{
  double days = frame->last_day - frame->first_day, value;

  frame->low = G_MAXDOUBLE;
  frame->high = -G_MAXDOUBLE;
  for (int i = 0; i <= 20; i++)
    for (guint k = 0; k < G_N_ELEMENTS (deviations); k++)
      if (get_curve (self, frame->first_day + days * i / 20, deviations[k], &value))
        reach (frame, value);
  for (guint i = 0; i < self->points->len; i++)
    reach (frame, get_point (self, i)->value);
}

/* 1, 2 or 5 times a power of ten, so that about so many of them span the range. */
static double
round_step (double range, double about)
{
  double raw = range / MAX (about, 1), power = pow (10, floor (log10 (raw)));

  if (raw <= power)
    return power;
  return raw <= 2 * power ? 2 * power : raw <= 5 * power ? 5 * power : 10 * power;
}

static double
value_step (const Frame *frame)
{
  double room = frame->height / (frame->line_height * 2.2);

  return round_step (frame->high - frame->low, CLAMP (room, 2, 8));
}

static Frame
get_frame (SgnGrowthChart *self)
{
  Frame frame = { 0 };
  int width, sign;

  sgn_chart_measure_text (SGN_CHART (self), "888,8", &width, &frame.line_height);
  sgn_chart_measure_text (SGN_CHART (self), _ ("months"), &sign, NULL);
  find_days (self, &frame);
  find_values (self, &frame);
  frame.left = MARGIN + width + 6;
  frame.top = MARGIN + frame.line_height + 4;
  frame.width = MAX (gtk_widget_get_width (GTK_WIDGET (self)) - frame.left - sign - 8 - MARGIN, 1);
  frame.height
      = MAX (gtk_widget_get_height (GTK_WIDGET (self)) - frame.top - frame.line_height - 4 - MARGIN,
             1);
  return frame;
}

static double
day_x (const Frame *frame, double day)
{
  return frame->left
         + frame->width * (day - frame->first_day) / (frame->last_day - frame->first_day);
}

static double
value_y (const Frame *frame, double value)
{
  return frame->top + frame->height * (frame->high - value) / (frame->high - frame->low);
}

/* --- drawing --- */

static void
draw_line (SgnGrowthChart *self, cairo_t *cr, double x0, double y0, double x1, double y1)
{
  sgn_chart_set_colour (SGN_CHART (self), cr, "sgn_line");
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, floor (x0) + 0.5, floor (y0) + 0.5);
  cairo_line_to (cr, floor (x1) + 0.5, floor (y1) + 0.5);
  cairo_stroke (cr);
}

static void
draw_values (SgnGrowthChart *self, cairo_t *cr, const Frame *frame)
{
  double step = value_step (frame);

  for (double value = ceil (frame->low / step) * step; value <= frame->high; value += step)
    {
      double y = value_y (frame, value);
      g_autofree char *text = sgn_number_format_real (value, 1);

      draw_line (self, cr, frame->left, y, frame->left + frame->width, y);
      sgn_chart_set_colour (SGN_CHART (self), cr, "sgn_dim");
      sgn_chart_draw_text (SGN_CHART (self), cr, text, frame->left - 6, y, 1);
    }
  sgn_chart_set_colour (SGN_CHART (self), cr, "sgn_dim");
  sgn_chart_draw_text (SGN_CHART (self), cr, get_unit (self), frame->left - 6,
                       MARGIN + frame->line_height / 2.0, 1);
}

/* Every so many months; years where they have room for nothing less. */
static int
month_step (SgnGrowthChart *self, const Frame *frame)
{
  static const int steps[] = { 1, 2, 3, 6, 12, 24, 36, 60 };
  double months = (frame->last_day - frame->first_day) / DAYS_A_MONTH;
  int width;

  sgn_chart_measure_text (SGN_CHART (self), "8888", &width, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (frame->width * steps[i] / months >= width * 1.6)
      return steps[i];
  return steps[G_N_ELEMENTS (steps) - 1];
}

static void
draw_ages (SgnGrowthChart *self, cairo_t *cr, const Frame *frame)
{
  int step = month_step (self, frame);
  gboolean years = step % 12 == 0;
  double bottom = frame->top + frame->height;

  for (int month = (int)ceil (frame->first_day / DAYS_A_MONTH / step) * step;
       month * DAYS_A_MONTH <= frame->last_day + 1; month += step)
    {
      double x = day_x (frame, month * DAYS_A_MONTH);
      g_autofree char *text = g_strdup_printf ("%d", years ? month / 12 : month);

      draw_line (self, cr, x, frame->top, x, bottom);
      sgn_chart_set_colour (SGN_CHART (self), cr, "sgn_dim");
      sgn_chart_draw_text (SGN_CHART (self), cr, text, x, bottom + 4 + frame->line_height / 2.0,
                           0.5);
    }
  sgn_chart_set_colour (SGN_CHART (self), cr, "sgn_dim");
  /* Translators: what the numbers along the axis of a growth chart are */
  sgn_chart_draw_text (SGN_CHART (self), cr, years ? _ ("years") : _ ("months"),
                       gtk_widget_get_width (GTK_WIDGET (self)) - MARGIN,
                       bottom + 4 + frame->line_height / 2.0, 1);
}

/* The curves are told apart by their dashes and by what stands at their end, not by colour alone.
 */
static void
set_style (SgnGrowthChart *self, cairo_t *cr, double z)
{
  static const double dashes[] = { 7, 4 }, dots[] = { 2, 3 };

  sgn_chart_set_colour (SGN_CHART (self), cr,
                        fabs (z) < 2   ? "sgn_text"
                        : fabs (z) < 3 ? "sgn_attention"
                                       : "sgn_bad");
  cairo_set_line_width (cr, fabs (z) < 2 ? 1.5 : 1.6);
  cairo_set_dash (cr, fabs (z) < 3 ? dashes : dots, fabs (z) < 2 ? 0 : 2, 0);
}

/* Returns: where the curve ends; below 0: nowhere */
static double
draw_curve (SgnGrowthChart *self, cairo_t *cr, const Frame *frame, double z)
{
  double end = frame->left + frame->width, value, y = -1;

  set_style (self, cr, z);
  for (double x = frame->left; x <= end; x += CURVE_STEP)
    {
      double day = frame->first_day
                   + (x - frame->left) / frame->width * (frame->last_day - frame->first_day);
      gboolean begun = y >= 0;

      if (!get_curve (self, day, z, &value))
        continue;
      y = value_y (frame, value);
      (begun ? cairo_line_to : cairo_move_to) (cr, x, y);
    }
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  return y;
}

/* From the top down, and their names at their ends without standing on each other. */
static void
draw_curves (SgnGrowthChart *self, cairo_t *cr, const Frame *frame)
{
  double above = -frame->line_height;

  for (guint i = G_N_ELEMENTS (deviations); i > 0; i--)
    {
      double z = deviations[i - 1], y = draw_curve (self, cr, frame, z);
      g_autofree char *sign = g_strdup_printf ("%s%d",
                                               z < 0   ? "−"
                                               : z > 0 ? "+"
                                                       : "",
                                               abs ((int)z));

      if (y < 0)
        continue;
      above = MAX (y, above + frame->line_height * 0.8);
      sgn_chart_set_colour (SGN_CHART (self), cr, "sgn_dim");
      sgn_chart_draw_text (SGN_CHART (self), cr, sign, frame->left + frame->width + 5, above, 0);
    }
}

static void
draw_points (SgnGrowthChart *self, cairo_t *cr, const Frame *frame)
{
  int focus = sgn_chart_get_focus (SGN_CHART (self));

  sgn_chart_set_colour (SGN_CHART (self), cr, "sgn_accent");
  cairo_set_line_width (cr, 2.5);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < self->points->len; i++)
    (i > 0 ? cairo_line_to : cairo_move_to) (cr, day_x (frame, get_point (self, i)->age_days),
                                             value_y (frame, get_point (self, i)->value));
  cairo_stroke (cr);
  for (guint i = 0; i < self->points->len; i++)
    {
      cairo_arc (cr, day_x (frame, get_point (self, i)->age_days),
                 value_y (frame, get_point (self, i)->value), (int)i == focus ? DOT + 3 : DOT, 0,
                 2 * G_PI);
      cairo_fill (cr);
    }
}

static void
draw (SgnChart *chart, cairo_t *cr, int width, int height)
{
  SgnGrowthChart *self = SGN_GROWTH_CHART (chart);
  Frame frame;

  if (self->points->len == 0)
    {
      sgn_chart_set_colour (chart, cr, "sgn_dim");
      sgn_chart_draw_text (chart, cr, _ ("No measure to be shown here yet"), width / 2.0,
                           height / 2.0, 0.5);
      return;
    }
  frame = get_frame (self);
  draw_values (self, cr, &frame);
  draw_ages (self, cr, &frame);
  draw_curves (self, cr, &frame);
  draw_points (self, cr, &frame);
}

static void
sgn_growth_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  int line;

  sgn_chart_measure_text (SGN_CHART (widget), "8", NULL, &line);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 14 * line : 8 * line;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 24 * line : 11 * line;
  *minimum_baseline = *natural_baseline = -1;
}

/* --- the items: a measure each --- */

static guint
get_n_items (SgnChart *chart)
{
  return SGN_GROWTH_CHART (chart)->points->len;
}

static int
item_at (SgnChart *chart, double x, double y)
{
  SgnGrowthChart *self = SGN_GROWTH_CHART (chart);
  double nearest = REACH;
  int found = -1;
  Frame frame;

  if (self->points->len == 0)
    return -1;
  frame = get_frame (self);
  for (guint i = 0; i < self->points->len; i++)
    {
      const Point *point = get_point (self, i);
      double away = hypot (day_x (&frame, point->age_days) - x, value_y (&frame, point->value) - y);

      if (away <= nearest)
        {
          nearest = away;
          found = (int)i;
        }
    }
  return found;
}

/* --- the widget --- */

static void
sgn_growth_chart_finalize (GObject *object)
{
  g_array_unref (SGN_GROWTH_CHART (object)->points);

  G_OBJECT_CLASS (sgn_growth_chart_parent_class)->finalize (object);
}

static void
sgn_growth_chart_class_init (SgnGrowthChartClass *klass)
{
  SgnChartClass *chart_class = SGN_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sgn_growth_chart_finalize;
  GTK_WIDGET_CLASS (klass)->measure = sgn_growth_chart_measure;
  chart_class->get_n_items = get_n_items;
  chart_class->describe_item = describe_item;
  chart_class->describe = describe;
  chart_class->item_at = item_at;
  chart_class->draw = draw;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "growthchart");
}

static void
sgn_growth_chart_init (SgnGrowthChart *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (Point));
  gtk_widget_add_css_class (GTK_WIDGET (self), "caption");
}

static void
add_point (SgnGrowthChart *self, const SgnChildMeasure *measure)
{
  SgnChildResult result;
  double metres = measure->height / 100;
  Point point = { .date = measure->date };

  sgn_child_judge (self->growth, measure, &result);
  if (result.scores[self->indicator].gap != SGN_GROWTH_COMPUTED)
    return;
  point.age_days = result.age_days;
  point.z = result.scores[self->indicator].z;
  point.value = self->indicator == SGN_GROWTH_HEIGHT   ? measure->height
                : self->indicator == SGN_GROWTH_WEIGHT ? measure->weight
                                                       : measure->weight / (metres * metres);
  self->sex = measure->sex;
  g_array_append_val (self->points, point);
}

void
sgn_growth_chart_set (SgnGrowthChart *self, const SgnGrowth *growth, SgnGrowthIndicator indicator,
                      const SgnChildMeasure *measures, guint n_measures)
{
  g_return_if_fail (SGN_IS_GROWTH_CHART (self) && growth != NULL);

  self->growth = growth;
  self->indicator = indicator;
  g_array_set_size (self->points, 0);
  for (guint i = 0; i < n_measures; i++)
    add_point (self, &measures[i]);
  sgn_chart_updated (SGN_CHART (self));
}
