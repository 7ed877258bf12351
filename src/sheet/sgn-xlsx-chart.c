#define G_LOG_DOMAIN "sgn-sheet"

#include "config.h"

#include "sheet/sgn-xlsx-private.h"

#include <stdlib.h>

/* A chart draws its figures from a small table of its own on a second sheet, which follows the
 * first by formulas: the rows it shows are scattered in the main table. */

#define DATA_SHEET "Số liệu biểu đồ"
#define HEIGHT_BY_WIDTH 0.45 /* fills a landscape page below the headings */
/* Of a column, and of rows of the usual height; 480 x 288 is a chart nobody scaled. */
#define PIXELS_PER_CHARACTER 7.0
#define PIXELS_OF_PADDING 5.0
#define PIXELS_PER_ROW 20
#define UNSCALED_WIDTH 480.0
#define UNSCALED_HEIGHT 288.0

typedef struct
{
  SgnXlsx *xlsx;
  const SgnSheetChart *chart;
  lxw_worksheet *data;
  lxw_row_t top; /* the heading row on the data sheet */
  GArray *rows;  /* of guint: rows of the main table */
  guint n_bars;  /* series drawn; a rate on its own axis becomes labels instead */
} ChartWriter;

static const lxw_color_t series_colors[] = { 0xB7CFC7, 0x17735A, 0xE0A030, 0x5B7F95 };

static GArray *
collect_rows (SgnSheet *sheet, const SgnSheetChart *chart)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < sgn_sheet_n_rows (sheet); i++)
    if (sgn_sheet_get_row (sheet, i)->level == chart->level)
      g_array_append_val (rows, i);
  return rows;
}

static void
write_reference (ChartWriter *self, lxw_row_t row, guint target, guint source_row, guint source)
{
  SgnXlsx *xlsx = self->xlsx;
  const SgnSheetColumn *info = sgn_sheet_get_column (xlsx->sheet, source);
  guint decimals
      = info->kind == SGN_COLUMN_MONEY ? sgn_sheet_money_decimals (xlsx->sheet) : info->decimals;
  lxw_format *format
      = sgn_xlsx_cell_format (xlsx, info->kind, SGN_ROW_STYLE_NORMAL, decimals, SGN_XLSX_WRAPPED);
  g_autofree char *text = sgn_sheet_cell_text (xlsx->sheet, source_row, source);
  g_autofree char *formula = NULL;
  char cell[LXW_MAX_CELL_NAME_LENGTH];

  lxw_rowcol_to_cell (cell, xlsx->first_row + source_row, (lxw_col_t)source);
  formula = g_strdup_printf ("='%s'!%s", xlsx->name, cell);
  if (sgn_sheet_cell_is_empty (info->kind, sgn_sheet_get_cell (xlsx->sheet, source_row, source)))
    sgn_xlsx_note (xlsx, worksheet_write_blank (self->data, row, (lxw_col_t)target, format));
  else if (info->kind == SGN_COLUMN_TEXT || info->kind == SGN_COLUMN_DATE)
    sgn_xlsx_note (xlsx, worksheet_write_string (self->data, row, (lxw_col_t)target, text, format));
  else
    sgn_xlsx_note (xlsx,
                   worksheet_write_formula_num (self->data, row, (lxw_col_t)target, formula, format,
                                                sgn_xlsx_get_number (xlsx, source_row, source)));
}

static void
write_data (ChartWriter *self)
{
  SgnXlsx *xlsx = self->xlsx;
  GArray *series = self->chart->series;

  sgn_xlsx_note (xlsx, worksheet_set_column (self->data, 0, (lxw_col_t)series->len, 24, NULL));
  for (guint i = 0; i <= series->len; i++)
    {
      guint source = i == 0 ? self->chart->category_column : g_array_index (series, guint, i - 1);
      g_autofree char *heading
          = sgn_sheet_heading_text (sgn_sheet_get_column (xlsx->sheet, source), " – ");

      sgn_xlsx_note (xlsx, worksheet_write_string (self->data, self->top, (lxw_col_t)i, heading,
                                                   sgn_xlsx_heading_format (xlsx)));
      for (guint row = 0; row < self->rows->len; row++)
        write_reference (self, self->top + 1 + row, i, g_array_index (self->rows, guint, row),
                         source);
    }
}

static void
style_series (ChartWriter *self, lxw_chart_series *series, guint index)
{
  lxw_color_t color = series_colors[index % G_N_ELEMENTS (series_colors)];

  if (self->chart->kind == SGN_CHART_COLUMNS)
    {
      lxw_chart_fill fill = { .color = color };

      chart_series_set_fill (series, &fill);
    }
  else
    {
      lxw_chart_line line = { .color = color, .width = 2.25 };

      chart_series_set_line (series, &line);
    }
}

/* libxlsxwriter has no second axis: the rate stands over the last column as its label. */
static void
label_with_rate (ChartWriter *self, lxw_chart_series *series)
{
  SgnSheet *sheet = self->xlsx->sheet;
  GArray *columns = self->chart->series;
  guint rate = g_array_index (columns, guint, columns->len - 1);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree lxw_chart_data_label *labels = g_new0 (lxw_chart_data_label, self->rows->len);
  g_autofree lxw_chart_data_label **list = g_new0 (lxw_chart_data_label *, self->rows->len + 1);
  lxw_chart_font font = { .name = (char *)SGN_XLSX_FONT, .size = 10 };

  for (guint i = 0; i < self->rows->len; i++)
    {
      char *text = sgn_sheet_cell_text (sheet, g_array_index (self->rows, guint, i), rate);

      g_ptr_array_add (texts, text);
      labels[i].value = text;
      labels[i].hide = *text == '\0';
      list[i] = &labels[i];
    }
  chart_series_set_labels (series);
  chart_series_set_labels_position (series, LXW_CHART_LABEL_POSITION_OUTSIDE_END);
  chart_series_set_labels_font (series, &font);
  sgn_xlsx_note (self->xlsx, chart_series_set_labels_custom (series, list));
}

/* The library keeps no values of formula cells beside a chart, and a viewer that does not reckon
 * would draw nothing. It frees the points itself. */
static void
keep_values (ChartWriter *self, lxw_chart_series *series, guint column)
{
  lxw_series_range *range = series->values;

  range->ignore_cache = LXW_TRUE;
  range->num_data_points = (guint16)self->rows->len;
  for (guint i = 0; i < self->rows->len; i++)
    {
      lxw_series_data_point *point = calloc (1, sizeof *point);

      g_assert (point != NULL);
      point->number
          = sgn_xlsx_get_number (self->xlsx, g_array_index (self->rows, guint, i), column);
      STAILQ_INSERT_TAIL (range->data_cache, point, list_pointers);
    }
}

static void
add_series (ChartWriter *self, lxw_chart *chart)
{
  for (guint i = 0; i < self->n_bars; i++)
    {
      lxw_chart_series *series = chart_add_series (chart, NULL, NULL);

      chart_series_set_categories (series, DATA_SHEET, self->top + 1, 0,
                                   self->top + self->rows->len, 0);
      chart_series_set_values (series, DATA_SHEET, self->top + 1, (lxw_col_t)(i + 1),
                               self->top + self->rows->len, (lxw_col_t)(i + 1));
      chart_series_set_name_range (series, DATA_SHEET, self->top, (lxw_col_t)(i + 1));
      keep_values (self, series, g_array_index (self->chart->series, guint, i));
      style_series (self, series, i);
      if (self->n_bars < self->chart->series->len && i + 1 == self->n_bars)
        label_with_rate (self, series);
    }
}

static void
style_chart (ChartWriter *self, lxw_chart *chart)
{
  lxw_chart_font title = { .name = (char *)SGN_XLSX_FONT, .size = 13, .bold = LXW_TRUE };
  lxw_chart_font small = { .name = (char *)SGN_XLSX_FONT, .size = 10 };
  lxw_chart_line thin = { .color = 0xD9D9D9, .width = 0.75 };
  SgnMoneyUnit unit = sgn_sheet_get_money_unit (self->xlsx->sheet);

  chart_title_set_name (chart, self->chart->title);
  chart_title_set_name_font (chart, &title);
  chart_legend_set_position (chart, LXW_CHART_LEGEND_BOTTOM);
  chart_legend_set_font (chart, &small);
  chart_axis_set_num_font (chart->x_axis, &small);
  chart_axis_set_num_font (chart->y_axis, &small);
  chart_axis_set_num_format (chart->y_axis, "#,##0");
  chart_axis_major_gridlines_set_line (chart->y_axis, &thin);
  chart_axis_set_name (chart->y_axis, sgn_money_unit_label (unit));
  chart_axis_set_name_font (chart->y_axis, &small);
}

static void
write_chart (ChartWriter *self)
{
  SgnXlsx *xlsx = self->xlsx;
  guint8 kind = self->chart->kind == SGN_CHART_COLUMNS ? LXW_CHART_COLUMN : LXW_CHART_LINE;
  lxw_chart *chart = workbook_add_chart (xlsx->workbook, kind);
  double width = sgn_xlsx_sum_widths (xlsx, 0, xlsx->n_columns - 1) * PIXELS_PER_CHARACTER
                 + xlsx->n_columns * PIXELS_OF_PADDING;
  double height = width * HEIGHT_BY_WIDTH;
  lxw_chart_options options = { .x_scale = width / UNSCALED_WIDTH,
                                .y_scale = height / UNSCALED_HEIGHT,
                                .description = self->chart->title };

  add_series (self, chart);
  style_chart (self, chart);
  xlsx->row++;
  sgn_xlsx_note (xlsx, worksheet_insert_chart_opt (xlsx->worksheet, xlsx->row, 0, chart, &options));
  xlsx->row += (lxw_row_t)(height / PIXELS_PER_ROW) + 2;
}

/* Charts go to a page of their own, where none is cut in two. */
static lxw_worksheet *
start_data (SgnXlsx *self)
{
  lxw_worksheet *data = workbook_add_worksheet (self->workbook, DATA_SHEET);
  lxw_row_t breaks[] = { self->row + 1, 0 };

  worksheet_set_paper (data, 9);
  worksheet_set_landscape (data);
  worksheet_fit_to_pages (data, 1, 0);
  worksheet_gridlines (data, LXW_HIDE_ALL_GRIDLINES);
  self->row++;
  sgn_xlsx_note (self, worksheet_set_h_pagebreaks (self->worksheet, breaks));
  return data;
}

void
sgn_xlsx_write_charts (SgnXlsx *self)
{
  lxw_worksheet *data = NULL;
  lxw_row_t top = 0;

  for (guint i = 0; i < sgn_sheet_n_charts (self->sheet); i++)
    {
      const SgnSheetChart *chart = sgn_sheet_get_chart (self->sheet, i);
      g_autoptr (GArray) rows = collect_rows (self->sheet, chart);
      ChartWriter writer = { self, chart, NULL, top, rows, chart->series->len };

      if (rows->len == 0)
        continue;
      if (data == NULL)
        data = start_data (self);
      writer.data = data;
      if (chart->secondary_last && writer.n_bars > 1)
        writer.n_bars--;
      write_data (&writer);
      write_chart (&writer);
      top += rows->len + 2;
    }
}
