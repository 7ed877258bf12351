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
  SgnChart parent_instance;

  GArray *years; /* of SgnPovertyYear */
};

G_DEFINE_FINAL_TYPE (SgnClassChart, sgn_class_chart, SGN_TYPE_CHART)

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

static Frame
get_frame (SgnClassChart *self)
{
  Frame frame = { .peak = 1 };

  sgn_chart_measure_text (SGN_CHART (self), "8", NULL, &frame.line);
  for (guint i = 0; i < self->years->len; i++)
    frame.peak = MAX (frame.peak, count_both (get_year (self, i)));
  frame.top = frame.line + 4;
  frame.height = MAX (gtk_widget_get_height (GTK_WIDGET (self)) - frame.top - frame.line - 6, 1);
  frame.slot = (double)gtk_widget_get_width (GTK_WIDGET (self)) / MAX (self->years->len, 1);
  frame.column = MIN (frame.slot * COLUMN_SHARE, sgn_text_scale (WIDEST));
  return frame;
}

/* --- the items: a year each --- */

static guint
get_n_items (SgnChart *chart)
{
  return SGN_CLASS_CHART (chart)->years->len;
}

static char *
describe_item (SgnChart *chart, guint at)
{
  const SgnPovertyYear *year = get_year (SGN_CLASS_CHART (chart), at);
  g_autofree char *poor = sgn_number_format_integer (year->households[SGN_POVERTY_POOR]);
  g_autofree char *near_poor = sgn_number_format_integer (year->households[SGN_POVERTY_NEAR_POOR]);
  g_autofree char *both = sgn_number_format_integer (count_both (year));

  return g_strdup_printf (_ ("Year %d: %s poor and %s near-poor households, together %s"),
                          year->year, poor, near_poor, both);
}

static int
item_at (SgnChart *chart, double x, double y)
{
  SgnClassChart *self = SGN_CLASS_CHART (chart);
  int at = (int)floor (x / get_frame (self).slot);

  return at >= 0 && at < (int)self->years->len ? at : -1;
}

/* --- drawing --- */

/* Its figure stands in a part where it has room; the tooltip has it in any case. */
static void
draw_part (SgnClassChart *self, cairo_t *cr, const Frame *frame, double x, double top,
           double height, gint64 n, const char *ground, const char *text_colour)
{
  SgnChart *chart = SGN_CHART (self);
  g_autofree char *text = sgn_number_format_integer (n);

  sgn_chart_set_colour (chart, cr, ground);
  cairo_rectangle (cr, x, top, frame->column, height);
  cairo_fill_preserve (cr);
  sgn_chart_set_colour (chart, cr, "sgn_accent");
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  if (height < frame->line)
    return;
  sgn_chart_set_colour (chart, cr, text_colour);
  sgn_chart_draw_text (chart, cr, text, x + frame->column / 2, top + height / 2, 0.5);
}

static void
draw_year (SgnClassChart *self, cairo_t *cr, const Frame *frame, guint at)
{
  SgnChart *chart = SGN_CHART (self);
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
  sgn_chart_set_colour (chart, cr, "sgn_text");
  sgn_chart_draw_text (chart, cr, both, middle, bottom - poor - near_poor - frame->line / 2.0 - 2,
                       0.5);
  sgn_chart_set_colour (chart, cr, "sgn_dim");
  sgn_chart_draw_text (chart, cr, name, middle, bottom + frame->line / 2.0 + 4, 0.5);
  if ((int)at != sgn_chart_get_focus (chart) || !gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    return;
  sgn_chart_set_colour (chart, cr, "sgn_accent");
  cairo_set_line_width (cr, 2);
  cairo_rectangle (cr, x - 4, bottom - poor - near_poor - 4, frame->column + 8,
                   poor + near_poor + 8);
  cairo_stroke (cr);
}

static void
draw (SgnChart *chart, cairo_t *cr, int width, int height)
{
  SgnClassChart *self = SGN_CLASS_CHART (chart);
  Frame frame = get_frame (self);

  for (guint i = 0; i < self->years->len; i++)
    draw_year (self, cr, &frame, i);
}

static void
sgn_class_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  int line;

  sgn_chart_measure_text (SGN_CHART (widget), "8", NULL, &line);
  *minimum = 8 * line;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 14 * line : 12 * line;
  *minimum_baseline = *natural_baseline = -1;
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
  SgnChartClass *chart_class = SGN_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sgn_class_chart_finalize;
  GTK_WIDGET_CLASS (klass)->measure = sgn_class_chart_measure;
  chart_class->get_n_items = get_n_items;
  chart_class->describe_item = describe_item;
  chart_class->item_at = item_at;
  chart_class->draw = draw;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "classchart");
}

static void
sgn_class_chart_init (SgnClassChart *self)
{
  self->years = g_array_new (FALSE, FALSE, sizeof (SgnPovertyYear));
}

void
sgn_class_chart_set (SgnClassChart *self, const SgnPovertyYear *years, guint n_years)
{
  g_return_if_fail (SGN_IS_CLASS_CHART (self));

  g_array_set_size (self->years, 0);
  g_array_append_vals (self->years, years, n_years);
  sgn_chart_updated (SGN_CHART (self));
}
