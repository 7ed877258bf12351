#define G_LOG_DOMAIN "sgn-sheet"

#include "config.h"

#include "sheet/sgn-sheet-writer.h"

#include "base/sgn-date.h"
#include "base/sgn-error.h"
#include "base/sgn-file.h"
#include "sheet/sgn-xlsx-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#define MILLIMETRES_PER_INCH 25.4
#define MAX_FORMULA 8000 /* Excel takes 8192 characters … */
#define INDENT 1.3
#define MAX_TEXT 32767 /* … and these in a cell */
#define LITTLE_SPACE (1024 * 1024)

static void
widen_for_numbers (SgnXlsx *self)
{
  for (guint column = 0; column < self->n_columns; column++)
    {
      SgnColumnKind kind = sgn_sheet_get_column (self->sheet, column)->kind;

      if (kind == SGN_COLUMN_TEXT)
        continue;
      for (guint row = 0; row < sgn_sheet_n_rows (self->sheet); row++)
        {
          g_autofree char *text = sgn_sheet_cell_text (self->sheet, row, column);

          /* A figure that does not fit is shown as ####. */
          self->widths[column] = MAX (self->widths[column], g_utf8_strlen (text, -1) * 1.2 + 1.5);
        }
    }
}

static void
set_columns (SgnXlsx *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    self->widths[i] = MAX (sgn_sheet_get_column (self->sheet, i)->width, 4);
  widen_for_numbers (self);
  for (guint i = 0; i < self->n_columns; i++)
    sgn_xlsx_note (self, worksheet_set_column (self->worksheet, (lxw_col_t)i, (lxw_col_t)i,
                                               self->widths[i], NULL));
}

static double
millimetres (double length)
{
  return length / MILLIMETRES_PER_INCH;
}

/* Margins and page number after Nghị định 30/2020/NĐ-CP, Phụ lục I (a file of Excel made with this
 * library cannot leave the number off the first page). */
static void
set_page (SgnXlsx *self)
{
  gboolean landscape;
  SgnPaper paper = sgn_sheet_get_paper (self->sheet, &landscape);
  const char *code = sgn_sheet_get_text (self->sheet, "code");
  lxw_header_footer_options options = { .margin = millimetres (10) };
  g_autofree char *footer = NULL;

  worksheet_set_paper (self->worksheet, paper == SGN_PAPER_A3 ? 8 : 9);
  if (landscape)
    worksheet_set_landscape (self->worksheet);
  worksheet_set_margins (self->worksheet, millimetres (30), millimetres (15), millimetres (20),
                         millimetres (20));
  worksheet_center_horizontally (self->worksheet);
  worksheet_fit_to_pages (self->worksheet, 1, 0);
  worksheet_gridlines (self->worksheet, LXW_HIDE_ALL_GRIDLINES);
  sgn_xlsx_note (self,
                 worksheet_set_header_opt (self->worksheet, "&C&\"" SGN_XLSX_FONT ",Regular\"&13&P",
                                           &options));
  if (code != NULL && strchr (code, '&') == NULL && strlen (code) < 200)
    {
      footer = g_strconcat ("&L&\"" SGN_XLSX_FONT ",Italic\"&9 ", code, NULL);
      sgn_xlsx_note (self, worksheet_set_footer_opt (self->worksheet, footer, &options));
    }
}

static void
set_properties (SgnXlsx *self)
{
  lxw_doc_properties properties = {
    .title = (char *)sgn_sheet_get_title (self->sheet),
    .subject = (char *)sgn_sheet_get_text (self->sheet, "subject"),
    .author = (char *)sgn_sheet_get_text (self->sheet, "author"),
    .company = (char *)sgn_sheet_get_text (self->sheet, "issuing-body"),
    .comments = (char *)sgn_sheet_get_text (self->sheet, "code"),
    .created = (time_t)(sgn_date_days (sgn_date_today ()) * 24 * 3600),
  };

  sgn_xlsx_note (self, workbook_set_properties (self->workbook, &properties));
}

static char *
name_cell (SgnXlsx *self, guint row, guint column)
{
  char name[LXW_MAX_CELL_NAME_LENGTH];

  lxw_rowcol_to_cell (name, self->first_row + row, (lxw_col_t)column);
  return g_strdup (name);
}

/* "C8-D8+E8": the first is taken off too where its sign says so. */
static void
append_balance (SgnXlsx *self, GString *text, guint row, const SgnFormula *formula)
{
  for (guint i = 0; i < formula->n_refs; i++)
    {
      g_autofree char *name = name_cell (self, row, formula->refs[i]);
      gboolean less = formula->kind == SGN_FORMULA_BALANCE ? formula->signs[i] < 0 : i > 0;

      g_string_append_printf (text, "%s%s", less ? "-" : i > 0 ? "+" : "", name);
    }
}

/* "C8:C10,C14": runs of rows, or of columns, as ranges. */
static void
append_ranges (SgnXlsx *self, GString *text, guint row, guint column, const SgnFormula *formula)
{
  gboolean down = formula->kind == SGN_FORMULA_SUM_ROWS;
  guint last;

  for (guint i = 0; i < formula->n_refs; i = last + 1)
    {
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;

      last = i;
      while (last + 1 < formula->n_refs && formula->refs[last + 1] == formula->refs[last] + 1)
        last++;
      from = down ? name_cell (self, formula->refs[i], column)
                  : name_cell (self, row, formula->refs[i]);
      to = down ? name_cell (self, formula->refs[last], column)
                : name_cell (self, row, formula->refs[last]);
      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", from);
      if (last > i)
        g_string_append_printf (text, ":%s", to);
    }
}

static char *
build_formula (SgnXlsx *self, guint row, guint column, const SgnFormula *formula)
{
  g_autoptr (GString) text = g_string_new ("=");

  if (formula->kind == SGN_FORMULA_RATIO)
    {
      g_autofree char *part = name_cell (self, row, formula->refs[0]);
      g_autofree char *whole = name_cell (self, row, formula->refs[1]);

      g_string_append_printf (text, "IF(%s=0,\"\",%s/%s)", whole, part, whole);
    }
  else if (formula->kind == SGN_FORMULA_DIFFERENCE || formula->kind == SGN_FORMULA_BALANCE)
    append_balance (self, text, row, formula);
  else
    {
      g_string_append (text, "SUM(");
      append_ranges (self, text, row, column, formula);
      g_string_append_c (text, ')');
    }
  return text->len < MAX_FORMULA ? g_strdup (text->str) : NULL;
}

static gint64
get_shown (SgnXlsx *self, guint row, guint column)
{
  const SgnSheetCell *cell = sgn_sheet_get_cell (self->sheet, row, column);

  return sgn_sheet_get_column (self->sheet, column)->kind == SGN_COLUMN_MONEY ? cell->shown
                                                                              : cell->integer;
}

/* What the formula gives on the figures as they stand on the sheet. */
static gint64
compute_sum (SgnXlsx *self, guint row, guint column, const SgnFormula *formula)
{
  gint64 sum = 0;

  for (guint i = 0; i < formula->n_refs; i++)
    {
      gint64 part = formula->kind == SGN_FORMULA_SUM_ROWS
                        ? get_shown (self, formula->refs[i], column)
                        : get_shown (self, row, formula->refs[i]);

      gboolean less = formula->kind == SGN_FORMULA_BALANCE
                          ? formula->signs[i] < 0
                          : formula->kind == SGN_FORMULA_DIFFERENCE && i > 0;

      sum += less ? -part : part;
    }
  return sum;
}

static gboolean
compute_ratio (SgnXlsx *self, guint row, const SgnFormula *formula, double *ratio)
{
  gint64 whole = get_shown (self, row, formula->refs[1]);

  if (whole == 0)
    return FALSE;
  *ratio = (double)get_shown (self, row, formula->refs[0]) / (double)whole;
  return TRUE;
}

/* Excel computes a formula again when it opens the file: one that would then show another figure
 * than the paper (a rate of figures rounded to a few millions) is not written. */
static gboolean
formula_holds (SgnXlsx *self, guint row, guint column, const SgnSheetCell *cell, double *value)
{
  const SgnSheetColumn *info = sgn_sheet_get_column (self->sheet, column);
  const SgnFormula *formula = &cell->formula;
  double ratio;

  switch (formula->kind)
    {
    case SGN_FORMULA_RATIO:
      if (formula->n_refs != 2 || !compute_ratio (self, row, formula, &ratio)
          || sgn_sheet_percent_scaled (ratio, info->decimals)
                 != sgn_sheet_percent_scaled (cell->real, info->decimals))
        return FALSE;
      *value = ratio;
      return TRUE;
    case SGN_FORMULA_SUM_ROWS:
    case SGN_FORMULA_SUM_COLUMNS:
    case SGN_FORMULA_DIFFERENCE:
    case SGN_FORMULA_BALANCE:
      return (info->kind == SGN_COLUMN_MONEY || info->kind == SGN_COLUMN_INTEGER)
             && formula->n_refs > 0
             && compute_sum (self, row, column, formula) == get_shown (self, row, column);
    case SGN_FORMULA_NONE:
    default:
      return FALSE;
    }
}

double
sgn_xlsx_get_number (SgnXlsx *self, guint row, guint column)
{
  const SgnSheetCell *cell = sgn_sheet_get_cell (self->sheet, row, column);
  double value = cell->real;
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
      formula_holds (self, row, column, cell, &value);
      return value;
    }
}

static void
write_number (SgnXlsx *self, guint row, guint column, const SgnSheetCell *cell, double value,
              lxw_format *format)
{
  lxw_row_t at = self->first_row + row;
  g_autofree char *formula = NULL;

  if (cell->formula.kind != SGN_FORMULA_NONE && formula_holds (self, row, column, cell, &value))
    formula = build_formula (self, row, column, &cell->formula);
  if (formula != NULL)
    sgn_xlsx_note (self, worksheet_write_formula_num (self->worksheet, at, (lxw_col_t)column,
                                                      formula, format, value));
  else
    sgn_xlsx_note (self,
                   worksheet_write_number (self->worksheet, at, (lxw_col_t)column, value, format));
}

static void
write_string (SgnXlsx *self, guint row, guint column, const char *text, lxw_format *format)
{
  g_autofree char *cut = NULL;

  if (strlen (text) > MAX_TEXT && g_utf8_strlen (text, -1) > MAX_TEXT)
    {
      g_autofree char *start = g_utf8_substring (text, 0, MAX_TEXT - 1);

      cut = g_strconcat (start, "…", NULL);
    }
  sgn_xlsx_note (self,
                 worksheet_write_string (self->worksheet, self->first_row + row, (lxw_col_t)column,
                                         cut != NULL ? cut : text, format));
}

/* Excel knows no day before 1900 and none without a month. */
static void
write_date (SgnXlsx *self, guint row, guint column, const char *text, lxw_format *format)
{
  SgnDate date;
  lxw_datetime day = { 0 };

  if (!sgn_date_parse_iso (text, &date))
    write_string (self, row, column, text, format);
  else if (!sgn_date_is_full (date) || date.year < 1901)
    {
      g_autofree char *shown = sgn_date_format (date);

      write_string (self, row, column, shown, format);
    }
  else
    {
      day.year = date.year;
      day.month = date.month;
      day.day = date.day;
      sgn_xlsx_note (self, worksheet_write_datetime (self->worksheet, self->first_row + row,
                                                     (lxw_col_t)column, &day, format));
    }
}

static void
write_cell (SgnXlsx *self, guint row, guint column, const SgnSheetCell *cell, SgnRowStyle style,
            gboolean streamed)
{
  const SgnSheetColumn *info = sgn_sheet_get_column (self->sheet, column);
  guint decimals = info->decimals;
  gint64 scaled = 0;
  lxw_format *format;

  if (info->kind == SGN_COLUMN_MONEY)
    scaled = sgn_sheet_cell_money (self->sheet, cell, streamed, &decimals);
  format = sgn_xlsx_cell_format (self, info->kind, style, decimals, sgn_xlsx_get_align (info));
  if (sgn_sheet_cell_is_empty (info->kind, cell))
    {
      sgn_xlsx_note (self, worksheet_write_blank (self->worksheet, self->first_row + row,
                                                  (lxw_col_t)column, format));
      return;
    }
  switch (info->kind)
    {
    case SGN_COLUMN_INTEGER:
    case SGN_COLUMN_YEAR:
      write_number (self, row, column, cell, (double)cell->integer, format);
      break;
    case SGN_COLUMN_MONEY:
      write_number (self, row, column, cell, sgn_sheet_scaled_to_real (scaled, decimals), format);
      break;
    case SGN_COLUMN_DECIMAL:
    case SGN_COLUMN_PERCENT:
      write_number (self, row, column, cell, cell->real, format);
      break;
    case SGN_COLUMN_DATE:
      write_date (self, row, column, cell->text, format);
      break;
    case SGN_COLUMN_TEXT:
    default:
      write_string (self, row, column, cell->text, format);
      break;
    }
}

/* A code of its own for "libxlsxwriter says so": the message follows from the code kept. */
static gboolean
check_code (SgnXlsx *self, const char *path, GError **error)
{
  gint64 space;

  if (self->code == LXW_NO_ERROR)
    return TRUE;
  space = sgn_file_free_bytes (path);
  if (self->code == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
    g_set_error_literal (error, SGN_BASE_ERROR, SGN_BASE_ERROR_FILE,
                         _ ("There are more rows or columns than one Excel sheet can hold "
                            "(1,048,576 rows, 16,384 columns). Export less at a time, or to CSV."));
  else if (space >= 0 && space < LITTLE_SPACE)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, lxw_strerror (self->code));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, lxw_strerror (self->code));
  return FALSE;
}

typedef struct
{
  SgnXlsx *xlsx;
  const char *path;
} RowWriter;

/* Programs that do not fit rows to wrapped texts when they open a file would cut them. */
static void
set_row_height (SgnXlsx *self, const SgnSheetRow *row, gboolean streamed)
{
  gboolean bold = row->style == SGN_ROW_STYLE_TOTAL || row->style == SGN_ROW_STYLE_GROUP;
  guint lines = 1;

  for (guint i = 0; i < self->n_columns; i++)
    if (sgn_sheet_get_column (self->sheet, i)->wrap && row->cells[i].text != NULL)
      lines = MAX (lines, sgn_xlsx_count_lines (row->cells[i].text, self->widths[i] - INDENT,
                                                SGN_XLSX_BODY_SIZE, bold));
  /* A long list keeps the usual height where it will do: nothing to be written for the row then. */
  if (lines > 1 || !streamed)
    sgn_xlsx_note (self,
                   worksheet_set_row (self->worksheet, self->row,
                                      sgn_xlsx_line_height (lines, SGN_XLSX_BODY_SIZE), NULL));
}

static gboolean
write_row (SgnSheet *sheet, guint index, const SgnSheetRow *row, gboolean streamed,
           gpointer user_data, GError **error)
{
  RowWriter *writer = user_data;
  SgnXlsx *self = writer->xlsx;

  set_row_height (self, row, streamed);
  for (guint column = 0; column < self->n_columns; column++)
    write_cell (self, index, column, &row->cells[column], row->style, streamed);
  self->row = self->first_row + index + 1;
  return check_code (self, writer->path, error);
}

/* Numbers kept as text are meant to be text: no green corners. */
static void
finish_table (SgnXlsx *self)
{
  lxw_col_t last = (lxw_col_t)(self->n_columns - 1);
  lxw_row_t end = MAX (self->row, self->first_row + 1) - 1;
  g_autofree char *bottom = g_strdup_printf ("%u", (guint)end + 1);
  char corner[LXW_MAX_CELL_NAME_LENGTH];
  g_autofree char *range = NULL;

  lxw_rowcol_to_cell (corner, end, last);
  range = g_strconcat ("A1:", corner, NULL);
  sgn_xlsx_note (self, worksheet_ignore_errors (self->worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
                                                range));
  sgn_xlsx_note (self,
                 worksheet_repeat_rows (self->worksheet, self->heading_row, self->first_row - 1));
  if (sgn_sheet_get_row_source (self->sheet, NULL) != NULL)
    {
      worksheet_freeze_panes (self->worksheet, self->first_row, 0);
      sgn_xlsx_note (self,
                     worksheet_autofilter (self->worksheet, self->first_row - 1, 0, end, last));
    }
}

static gboolean
write_sheet (SgnXlsx *self, const char *path, GCancellable *cancellable, GError **error)
{
  RowWriter writer = { self, path };

  set_columns (self);
  set_page (self);
  set_properties (self);
  sgn_xlsx_write_letterhead (self);
  sgn_xlsx_write_title (self);
  sgn_xlsx_write_heading (self);
  if (!check_code (self, path, error)
      || !sgn_sheet_foreach_row (self->sheet, write_row, &writer, cancellable, error))
    return FALSE;
  finish_table (self);
  sgn_xlsx_write_notes (self);
  sgn_xlsx_write_signatures (self);
  sgn_xlsx_write_charts (self);
  /* The library does not look whether its own temporary file took everything. */
  if (self->worksheet->optimize_tmpfile != NULL
      && (fflush (self->worksheet->optimize_tmpfile) != 0
          || ferror (self->worksheet->optimize_tmpfile)))
    self->code = LXW_ERROR_CREATING_TMPFILE;
  return check_code (self, path, error);
}

static char *
choose_temporary_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

#ifdef G_OS_WIN32
  /* The library opens its temporary files by ANSI names. */
  return g_win32_locale_filename_from_utf8 (folder);
#else
  return g_steal_pointer (&folder);
#endif
}

static char *
make_sheet_name (SgnSheet *sheet)
{
  g_autofree char *name = g_utf8_substring (sgn_sheet_get_id (sheet), 0,
                                            MIN (g_utf8_strlen (sgn_sheet_get_id (sheet), -1), 31));

  return g_strdup (g_strdelimit (name, "[]:*?/\\'", '-'));
}

static gboolean
close_workbook (SgnXlsx *self, const char *path, GError **error)
{
  lxw_error code = workbook_close (self->workbook);

  self->workbook = NULL;
  sgn_xlsx_note (self, code);
  return check_code (self, path, error);
}

static gboolean
save_xlsx (SgnSheet *sheet, const char *path, gpointer user_data, GCancellable *cancellable,
           GError **error)
{
  g_autofree char *name = make_sheet_name (sheet);
  g_autofree char *folder = choose_temporary_folder (path);
  g_autofree double *widths = g_new0 (double, MAX (sgn_sheet_n_columns (sheet), 1));
  lxw_workbook_options options = {
    .constant_memory = sgn_sheet_get_row_source (sheet, NULL) != NULL,
    .tmpdir = folder,
  };
  SgnXlsx self = {
    .sheet = sheet, .name = name, .n_columns = sgn_sheet_n_columns (sheet), .widths = widths
  };

  self.workbook = workbook_new_opt (path, &options);
  self.worksheet = workbook_add_worksheet (self.workbook, name);
  if (self.worksheet == NULL)
    self.code = LXW_ERROR_CREATING_TMPFILE;
  if (check_code (&self, path, error) && write_sheet (&self, path, cancellable, error))
    return close_workbook (&self, path, error);
  /* The library lets go of its own temporary file only when it has packed it. */
  if (self.worksheet != NULL)
    g_clear_pointer (&self.worksheet->optimize_tmpfile, fclose);
  lxw_workbook_free (self.workbook);
  return FALSE;
}

gboolean
sgn_sheet_write_xlsx (SgnSheet *sheet, const char *path, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (sgn_sheet_n_columns (sheet) > 0, FALSE);

  /* The library prints numbers with the C library; a comma in them makes a file Excel repairs. */
  if (!g_str_equal (localeconv ()->decimal_point, "."))
    {
      g_set_error_literal (error, SGN_BASE_ERROR, SGN_BASE_ERROR_FILE,
                           _ ("The Excel file was not written: the program runs with a decimal "
                              "comma, which would spoil its numbers. Please report this."));
      return FALSE;
    }
  return sgn_sheet_save (sheet, path, save_xlsx, NULL, cancellable, error);
}
