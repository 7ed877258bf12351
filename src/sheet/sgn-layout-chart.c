#define G_LOG_DOMAIN "sgn-sheet"

#include "config.h"

#include "base/sgn-number.h"
#include "sheet/sgn-layout-private.h"

#include <math.h>

#define HEIGHT_BY_WIDTH 0.42
#define GAP 6.0
#define TICKS 5       /* about so many */
#define BAR_SHARE 0.7 /* of a category's room */
#define KEY 8.0       /* the coloured square of the legend */
#define DOT 2.2
#define MOST_LABEL 0.35 /* of the chart's height, for the names below it */

static const SgnLayoutStyle title_style = { 13, TRUE, FALSE, PANGO_ALIGN_CENTER };
static const SgnLayoutStyle small = { 10, FALSE, FALSE, PANGO_ALIGN_CENTER };
static const double COLOURS[][3] = {
  { 0.718, 0.812, 0.780 }, { 0.090, 0.451, 0.353 }, { 0.878, 0.627, 0.188 }, { 0.357, 0.498, 0.584 }
};

typedef struct
{
  SgnSheetLayout *layout;
  SgnSheet *sheet;
  const SgnSheetChart *chart;
  cairo_t *cr;
  GArray *rows;                    /* of guint */
  guint n_bars;                    /* series drawn; a rate becomes labels */
  double left, right, top, bottom; /* of the plot */
  double highest, step;
  double category_size;
} Chart;

static GArray *
collect_rows (SgnSheet *sheet, const SgnSheetChart *chart)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < sgn_sheet_n_rows (sheet); i++)
    if (sgn_sheet_get_row (sheet, i)->level == chart->level)
      g_array_append_val (rows, i);
  return rows;
}

static double
get_value (Chart *self, guint row, guint column)
{
  const SgnSheetCell *cell = sgn_sheet_get_cell (self->sheet, row, column);
  guint decimals;
  gint64 scaled;

  switch (sgn_sheet_get_column (self->sheet, column)->kind)
    {
    case SGN_COLUMN_MONEY:
      scaled = sgn_sheet_cell_money (self->sheet, cell, FALSE, &decimals);
      return sgn_sheet_scaled_to_real (scaled, decimals);
    case SGN_COLUMN_INTEGER:
    case SGN_COLUMN_YEAR:
      return (double)cell->integer;
    default:
      return cell->real;
    }
}

static guint
get_row (Chart *self, guint index)
{
  return g_array_index (self->rows, guint, index);
}

static guint
get_series (Chart *self, guint index)
{
  return g_array_index (self->chart->series, guint, index);
}

/* 1, 2 or 5 times a power of ten. */
static void
choose_scale (Chart *self)
{
  double most = 0;
  double raw, power;

  for (guint row = 0; row < self->rows->len; row++)
    for (guint i = 0; i < self->n_bars; i++)
      most = MAX (most, get_value (self, get_row (self, row), get_series (self, i)));
  raw = (most > 0 ? most : 1) / TICKS;
  power = pow (10, floor (log10 (raw)));
  self->step = power * (raw / power <= 1 ? 1 : raw / power <= 2 ? 2 : raw / power <= 5 ? 5 : 10);
  self->highest = ceil (MAX (most, self->step) / self->step) * self->step;
}

static void
set_colour (Chart *self, guint series)
{
  const double *colour = COLOURS[series % G_N_ELEMENTS (COLOURS)];

  cairo_set_source_rgb (self->cr, colour[0], colour[1], colour[2]);
}

static double
get_y (Chart *self, double value)
{
  return self->bottom - MAX (value, 0) / self->highest * (self->bottom - self->top);
}

static double
get_slot (Chart *self)
{
  return (self->right - self->left) / self->rows->len;
}

/* One line of text, its middle at @x, its foot at @bottom. */
static void
draw_label (Chart *self, const char *text, double x, double bottom)
{
  double width = sgn_layout_measure (self->layout, text, &small);

  sgn_layout_draw_text (self->layout, self->cr, text, &small, x - width / 2,
                        bottom - sgn_layout_line_height (self->layout, &small), -1);
}

static char *
format_tick (Chart *self, double value)
{
  guint decimals = self->step < 1 ? (guint)ceil (-log10 (self->step)) : 0;

  return sgn_number_format_scaled ((gint64)llround (value * pow (10, decimals)), decimals,
                                   decimals);
}

static double
measure_ticks (Chart *self)
{
  double widest = 0;

  for (double value = 0; value <= self->highest * 1.001; value += self->step)
    {
      g_autofree char *text = format_tick (self, value);

      widest = MAX (widest, sgn_layout_measure (self->layout, text, &small));
    }
  return widest;
}

static void
draw_axis (Chart *self)
{
  double line = sgn_layout_line_height (self->layout, &small);

  for (double value = 0; value <= self->highest * 1.001; value += self->step)
    {
      g_autofree char *text = format_tick (self, value);
      double y = get_y (self, value);
      double width = sgn_layout_measure (self->layout, text, &small);

      cairo_set_source_rgb (self->cr, 0.85, 0.85, 0.85);
      cairo_move_to (self->cr, self->left, y);
      cairo_line_to (self->cr, self->right, y);
      cairo_stroke (self->cr);
      cairo_set_source_rgb (self->cr, 0, 0, 0);
      sgn_layout_draw_text (self->layout, self->cr, text, &small, self->left - GAP - width,
                            y - line / 2, -1);
    }
}

/* Of the bar, or of the point of a line. */
static double
get_x (Chart *self, guint row, guint series)
{
  double slot = get_slot (self);

  if (self->chart->kind == SGN_CHART_LINES)
    return self->left + slot * (row + 0.5);
  return self->left + slot * (row + (1 - BAR_SHARE) / 2)
         + slot * BAR_SHARE / self->n_bars * (series + 0.5);
}

static void
draw_bars (Chart *self, guint series)
{
  double width = get_slot (self) * BAR_SHARE / self->n_bars;

  set_colour (self, series);
  for (guint i = 0; i < self->rows->len; i++)
    {
      double y = get_y (self, get_value (self, get_row (self, i), get_series (self, series)));

      cairo_rectangle (self->cr, get_x (self, i, series) - width / 2, y, width, self->bottom - y);
      cairo_fill (self->cr);
    }
}

static void
draw_line (Chart *self, guint series)
{
  set_colour (self, series);
  cairo_set_line_width (self->cr, 1.6);
  for (guint i = 0; i < self->rows->len; i++)
    cairo_line_to (self->cr, get_x (self, i, series),
                   get_y (self, get_value (self, get_row (self, i), get_series (self, series))));
  cairo_stroke (self->cr);
  for (guint i = 0; i < self->rows->len; i++)
    {
      cairo_arc (self->cr, get_x (self, i, series),
                 get_y (self, get_value (self, get_row (self, i), get_series (self, series))), DOT,
                 0, 2 * G_PI);
      cairo_fill (self->cr);
    }
}

/* A rate stands over the last series, as in the Excel file. */
static void
draw_rates (Chart *self)
{
  guint rate = get_series (self, self->chart->series->len - 1);
  guint last = self->n_bars - 1;

  cairo_set_source_rgb (self->cr, 0, 0, 0);
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *text = sgn_sheet_cell_text (self->sheet, get_row (self, i), rate);

      draw_label (self, text, get_x (self, i, last),
                  get_y (self, get_value (self, get_row (self, i), get_series (self, last))) - DOT);
    }
}

static double
measure_categories (Chart *self, const SgnLayoutStyle *style)
{
  double highest = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *text
          = sgn_sheet_cell_text (self->sheet, get_row (self, i), self->chart->category_column);

      highest = MAX (highest, sgn_layout_draw_text (self->layout, NULL, text, style, 0, 0,
                                                    get_slot (self) - 2));
    }
  return highest;
}

/* Names that would take too much of the height get smaller. */
static double
fit_categories (Chart *self, double height)
{
  double needed;

  for (self->category_size = small.size;; self->category_size -= 1)
    {
      const SgnLayoutStyle style = { self->category_size, FALSE, FALSE, PANGO_ALIGN_CENTER };

      needed = measure_categories (self, &style);
      if (needed <= height * MOST_LABEL || self->category_size <= 6)
        return needed;
    }
}

static void
draw_categories (Chart *self)
{
  const SgnLayoutStyle style = { self->category_size, FALSE, FALSE, PANGO_ALIGN_CENTER };
  double slot = get_slot (self);

  cairo_set_source_rgb (self->cr, 0, 0, 0);
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *text
          = sgn_sheet_cell_text (self->sheet, get_row (self, i), self->chart->category_column);

      sgn_layout_draw_text (self->layout, self->cr, text, &style, self->left + slot * i + 1,
                            self->bottom + GAP / 2, slot - 2);
    }
}

static void
draw_legend (Chart *self, double y)
{
  double x = self->layout->left;

  for (guint i = 0; i < self->n_bars; i++)
    {
      g_autofree char *text
          = sgn_sheet_heading_text (sgn_sheet_get_column (self->sheet, get_series (self, i)),
                                    " – ");
      double line = sgn_layout_line_height (self->layout, &small);

      set_colour (self, i);
      cairo_rectangle (self->cr, x, y + (line - KEY) / 2, KEY, KEY);
      cairo_fill (self->cr);
      cairo_set_source_rgb (self->cr, 0, 0, 0);
      sgn_layout_draw_text (self->layout, self->cr, text, &small, x + KEY + GAP / 2, y, -1);
      x += KEY + 3 * GAP + sgn_layout_text_width (self->layout);
    }
}

double
sgn_layout_chart_height (SgnSheetLayout *self, guint chart)
{
  g_autoptr (GArray) rows = collect_rows (self->sheet, sgn_sheet_get_chart (self->sheet, chart));

  return rows->len > 0 ? self->width * HEIGHT_BY_WIDTH : 0;
}

/* From the top down: title, unit, plot, names, legend. */
static void
place_parts (Chart *self, double y, double title)
{
  SgnSheetLayout *layout = self->layout;
  double height = layout->width * HEIGHT_BY_WIDTH;
  double line = sgn_layout_line_height (layout, &small);

  choose_scale (self);
  self->left = layout->left + measure_ticks (self) + GAP;
  self->right = layout->left + layout->width;
  self->top = y + title + 2 * line + 2 * GAP;
  self->bottom = y + height - 2 * GAP - line - fit_categories (self, height);
}

void
sgn_layout_draw_chart (SgnSheetLayout *self, cairo_t *cr, guint chart, double y)
{
  const SgnSheetChart *drawn = sgn_sheet_get_chart (self->sheet, chart);
  g_autoptr (GArray) rows = collect_rows (self->sheet, drawn);
  Chart made = { .layout = self, .sheet = self->sheet, .chart = drawn, .cr = cr, .rows = rows };
  const SgnSheetColumn *first;
  double title;

  made.n_bars = drawn->series->len - (drawn->secondary_last && drawn->series->len > 1 ? 1 : 0);
  first = sgn_sheet_get_column (self->sheet, get_series (&made, 0));
  title = sgn_layout_draw_text (self, cr, drawn->title, &title_style, self->left, y, self->width);
  place_parts (&made, y, title);
  if (first->kind == SGN_COLUMN_MONEY)
    sgn_layout_draw_text (self, cr, sgn_money_unit_label (sgn_sheet_get_money_unit (self->sheet)),
                          &small, self->left, y + title, -1);
  cairo_set_line_width (cr, 0.5);
  draw_axis (&made);
  for (guint i = 0; i < made.n_bars; i++)
    if (drawn->kind == SGN_CHART_LINES)
      draw_line (&made, i);
    else
      draw_bars (&made, i);
  if (made.n_bars < drawn->series->len)
    draw_rates (&made);
  draw_categories (&made);
  draw_legend (&made, y + self->width * HEIGHT_BY_WIDTH - sgn_layout_line_height (self, &small));
}
