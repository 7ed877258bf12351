#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-heat-map.h"

#include "base/sgn-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PADDING 4
#define NAME_CHARS 18
#define CELL_CHARS 6

typedef struct
{
  char *name;
  gint64 *values;
  gint64 whole;
} Row;

struct _SgnHeatMap
{
  SgnChart parent_instance;

  GPtrArray *short_names, *names; /* of the columns */
  GPtrArray *rows;                /* of Row */
  gboolean shares;
};

G_DEFINE_FINAL_TYPE (SgnHeatMap, sgn_heat_map, SGN_TYPE_CHART)

/* Where things lie, in widget coordinates. */
typedef struct
{
  double left, top, cell, line;
} Frame;

static void
row_free (Row *row)
{
  g_free (row->name);
  g_free (row->values);
  g_free (row);
}

static const Row *
get_row (SgnHeatMap *self, guint at)
{
  return g_ptr_array_index (self->rows, at);
}

static void
get_text_size (SgnHeatMap *self, int *char_width, int *line)
{
  sgn_chart_measure_text (SGN_CHART (self), "8888888888", char_width, line);
  *char_width /= 10;
  *line += 2 * PADDING;
}

static Frame
get_frame (SgnHeatMap *self)
{
  Frame frame;
  int char_width, line;

  get_text_size (self, &char_width, &line);
  frame.line = frame.top = line;
  frame.left = NAME_CHARS * char_width + 2 * PADDING;
  frame.cell = (gtk_widget_get_width (GTK_WIDGET (self)) - frame.left) / MAX (self->names->len, 1);
  return frame;
}

/* --- figures --- */

static double
get_level (SgnHeatMap *self, guint at, guint column)
{
  const Row *row = get_row (self, at);

  if (!self->shares)
    return (double)row->values[column];
  return row->whole > 0 ? (double)row->values[column] / row->whole : 0;
}

static double
find_peak (SgnHeatMap *self)
{
  double peak = 0;

  for (guint row = 0; row < self->rows->len; row++)
    for (guint column = 0; column < self->names->len; column++)
      peak = MAX (peak, get_level (self, row, column));
  return peak;
}

static char *
format_cell (SgnHeatMap *self, guint at, guint column)
{
  const Row *row = get_row (self, at);
  char *percent;

  if (!self->shares)
    return sgn_number_format_integer (row->values[column]);
  percent = sgn_number_format_percent (row->values[column], row->whole);
  return percent != NULL ? percent : g_strdup ("–");
}

/* --- drawing --- */

static GdkRGBA
mix (const GdkRGBA *a, const GdkRGBA *b, double share)
{
  return (GdkRGBA){ .red = (float)(a->red + (b->red - a->red) * share),
                    .green = (float)(a->green + (b->green - a->green) * share),
                    .blue = (float)(a->blue + (b->blue - a->blue) * share),
                    .alpha = 1 };
}

static double
to_linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
get_luminance (const GdkRGBA *colour)
{
  return 0.2126 * to_linear (colour->red) + 0.7152 * to_linear (colour->green)
         + 0.0722 * to_linear (colour->blue);
}

/* By WCAG: 1 to 21. */
static double
get_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double one = get_luminance (a) + 0.05, other = get_luminance (b) + 0.05;

  return MAX (one, other) / MIN (one, other);
}

typedef struct
{
  GdkRGBA card, accent, text, accent_fg, dim, line;
  double peak;
  PangoLayout *layout; /* borrowed */
} Brush;

static void
draw_text (cairo_t *cr, Brush *brush, const char *text, double x, double y, double width,
           PangoAlignment align)
{
  int height;

  pango_layout_set_width (brush->layout, (int)(MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_alignment (brush->layout, align);
  pango_layout_set_text (brush->layout, text, -1);
  pango_layout_get_pixel_size (brush->layout, NULL, &height);
  cairo_move_to (cr, x, y - height / 2.0);
  pango_cairo_show_layout (cr, brush->layout);
}

static void
draw_cell (SgnHeatMap *self, cairo_t *cr, const Frame *frame, Brush *brush, guint row, guint column)
{
  double x = frame->left + frame->cell * column, y = frame->top + frame->line * row;
  double level = brush->peak > 0 ? get_level (self, row, column) / brush->peak : 0;
  GdkRGBA ground = mix (&brush->card, &brush->accent, level);
  gboolean bright
      = get_contrast (&ground, &brush->accent_fg) > get_contrast (&ground, &brush->text);
  g_autofree char *text = format_cell (self, row, column);

  gdk_cairo_set_source_rgba (cr, &ground);
  cairo_rectangle (cr, x + 1, y + 1, frame->cell - 2, frame->line - 2);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &brush->line);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  gdk_cairo_set_source_rgba (cr, bright ? &brush->accent_fg : &brush->text);
  draw_text (cr, brush, text, x, y + frame->line / 2, frame->cell, PANGO_ALIGN_CENTER);
}

static void
draw_focus (SgnHeatMap *self, cairo_t *cr, const Frame *frame, Brush *brush)
{
  int focus = sgn_chart_get_focus (SGN_CHART (self));
  int n_columns = (int)self->names->len;

  if (focus < 0 || !gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    return;
  gdk_cairo_set_source_rgba (cr, &brush->text);
  cairo_set_line_width (cr, 2);
  cairo_rectangle (cr, frame->left + frame->cell * (focus % n_columns) + 1,
                   frame->top + frame->line * (focus / n_columns) + 1, frame->cell - 2,
                   frame->line - 2);
  cairo_stroke (cr);
}

static void
draw_headings (SgnHeatMap *self, cairo_t *cr, const Frame *frame, Brush *brush)
{
  gdk_cairo_set_source_rgba (cr, &brush->dim);
  for (guint i = 0; i < self->short_names->len; i++)
    draw_text (cr, brush, g_ptr_array_index (self->short_names, i), frame->left + frame->cell * i,
               frame->top / 2, frame->cell, PANGO_ALIGN_CENTER);
  gdk_cairo_set_source_rgba (cr, &brush->text);
  for (guint i = 0; i < self->rows->len; i++)
    draw_text (cr, brush, get_row (self, i)->name, 0, frame->top + frame->line * (i + 0.5),
               frame->left - 2 * PADDING, PANGO_ALIGN_LEFT);
}

static void
draw (SgnChart *chart, cairo_t *cr, int width, int height)
{
  SgnHeatMap *self = SGN_HEAT_MAP (chart);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  Brush brush = { sgn_chart_find_colour (chart, "sgn_card"),
                  sgn_chart_find_colour (chart, "sgn_accent"),
                  sgn_chart_find_colour (chart, "sgn_text"),
                  sgn_chart_find_colour (chart, "sgn_accent_fg"),
                  sgn_chart_find_colour (chart, "sgn_dim"),
                  sgn_chart_find_colour (chart, "sgn_line"),
                  find_peak (self),
                  layout };
  Frame frame = get_frame (self);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  draw_headings (self, cr, &frame, &brush);
  for (guint row = 0; row < self->rows->len; row++)
    for (guint column = 0; column < self->names->len; column++)
      draw_cell (self, cr, &frame, &brush, row, column);
  draw_focus (self, cr, &frame, &brush);
}

static void
sgn_heat_map_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  SgnHeatMap *self = SGN_HEAT_MAP (widget);
  int char_width, line;

  get_text_size (self, &char_width, &line);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = (NAME_CHARS + CELL_CHARS * (int)self->names->len) * char_width;
  else
    *minimum = *natural = ((int)self->rows->len + 1) * line;
  *minimum_baseline = *natural_baseline = -1;
}

/* --- the items: a cell each, row by row --- */

static guint
get_n_items (SgnChart *chart)
{
  SgnHeatMap *self = SGN_HEAT_MAP (chart);

  return self->rows->len * self->names->len;
}

static char *
describe_item (SgnChart *chart, guint item)
{
  SgnHeatMap *self = SGN_HEAT_MAP (chart);
  guint column = item % self->names->len;
  const Row *row = get_row (self, item / self->names->len);
  g_autofree char *count = sgn_number_format_integer (row->values[column]);
  g_autofree char *percent = sgn_number_format_percent (row->values[column], row->whole);

  /* Translators: a cell of the heat map: unit, indicator, households deprived, their share */
  return g_strdup_printf (_ ("%s, %s: %s households (%s)"), row->name,
                          (char *)g_ptr_array_index (self->names, column), count,
                          percent != NULL ? percent : "–");
}

/* Hundreds of cells are no description; the keys lead through them. */
static char *
describe (SgnChart *chart)
{
  return get_n_items (chart) > 0 ? describe_item (chart, 0) : g_strdup ("");
}

static int
item_at (SgnChart *chart, double x, double y)
{
  SgnHeatMap *self = SGN_HEAT_MAP (chart);
  Frame frame = get_frame (self);
  int row = (int)floor ((y - frame.top) / frame.line);
  int column = (int)floor ((x - frame.left) / frame.cell);

  if (row < 0 || row >= (int)self->rows->len || column < 0 || column >= (int)self->names->len)
    return -1;
  return row * (int)self->names->len + column;
}

/* The row is brought into what is seen of the page. */
static void
scroll_to (SgnHeatMap *self, guint row)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  Frame frame = get_frame (self);
  double x, y, from = frame.top + frame.line * row;

  if (scrolled == NULL
      || !gtk_widget_translate_coordinates (GTK_WIDGET (self), scrolled, 0, from, &x, &y))
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  y += gtk_adjustment_get_value (adjustment);
  gtk_adjustment_clamp_page (adjustment, y - frame.line, y + 2 * frame.line);
}

static int
move (SgnChart *chart, guint from, guint keyval)
{
  SgnHeatMap *self = SGN_HEAT_MAP (chart);
  guint row = from / self->names->len, column = from % self->names->len;

  switch (keyval)
    {
    case GDK_KEY_Left:
      column -= column > 0;
      break;
    case GDK_KEY_Right:
      column += column + 1 < self->names->len;
      break;
    case GDK_KEY_Up:
      row -= row > 0;
      break;
    case GDK_KEY_Down:
      row += row + 1 < self->rows->len;
      break;
    default:
      return -1;
    }
  scroll_to (self, row);
  return (int)(row * self->names->len + column);
}

static char *
describe_heading (SgnHeatMap *self, double x, double y)
{
  Frame frame = get_frame (self);
  int column = (int)floor ((x - frame.left) / frame.cell);
  int row = (int)floor ((y - frame.top) / frame.line);

  if (y < frame.top && column >= 0 && column < (int)self->names->len)
    return g_strdup (g_ptr_array_index (self->names, (guint)column));
  if (x < frame.left && row >= 0 && row < (int)self->rows->len)
    return g_strdup (get_row (self, (guint)row)->name);
  return NULL;
}

/* What no cell answers. */
static gboolean
query_tooltip_cb (SgnHeatMap *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  g_autofree char *text = keyboard ? NULL : describe_heading (self, x, y);

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

/* --- the widget --- */

static void
sgn_heat_map_finalize (GObject *object)
{
  SgnHeatMap *self = SGN_HEAT_MAP (object);

  g_ptr_array_unref (self->short_names);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (sgn_heat_map_parent_class)->finalize (object);
}

static void
sgn_heat_map_class_init (SgnHeatMapClass *klass)
{
  SgnChartClass *chart_class = SGN_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sgn_heat_map_finalize;
  GTK_WIDGET_CLASS (klass)->measure = sgn_heat_map_measure;
  chart_class->get_n_items = get_n_items;
  chart_class->describe_item = describe_item;
  chart_class->describe = describe;
  chart_class->item_at = item_at;
  chart_class->move = move;
  chart_class->draw = draw;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "heatmap");
}

static void
sgn_heat_map_init (SgnHeatMap *self)
{
  self->short_names = g_ptr_array_new_with_free_func (g_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)row_free);
  self->shares = TRUE;
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

void
sgn_heat_map_clear (SgnHeatMap *self)
{
  g_return_if_fail (SGN_IS_HEAT_MAP (self));

  g_ptr_array_set_size (self->short_names, 0);
  g_ptr_array_set_size (self->names, 0);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
sgn_heat_map_add_column (SgnHeatMap *self, const char *short_name, const char *name)
{
  g_return_if_fail (SGN_IS_HEAT_MAP (self) && self->rows->len == 0);

  g_ptr_array_add (self->short_names, g_strdup (short_name));
  g_ptr_array_add (self->names, g_strdup (name));
}

void
sgn_heat_map_add_row (SgnHeatMap *self, const char *name, const gint64 *values, gint64 whole)
{
  Row *row;

  g_return_if_fail (SGN_IS_HEAT_MAP (self));

  row = g_new0 (Row, 1);
  row->name = g_strdup (name);
  row->values = g_memdup2 (values, self->names->len * sizeof (gint64));
  row->whole = whole;
  g_ptr_array_add (self->rows, row);
  sgn_chart_updated (SGN_CHART (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
sgn_heat_map_set_shares (SgnHeatMap *self, gboolean shares)
{
  g_return_if_fail (SGN_IS_HEAT_MAP (self));

  self->shares = shares;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
