/* Exports against a bare libxlsxwriter loop that writes the same cells: KP-01, and a list of
 * 50,000 rows of 30 columns. Both sides write beside the file and replace it when it is whole. */

#include "config.h"

#include "test-folder.h"

#include "appendix/sgn-appendix.h"
#include "base/sgn-date.h"
#include "base/sgn-file.h"
#include "programme/sgn-sample.h"
#include "sheet/sgn-sheet-writer.h"

#include <xlsxwriter.h>

#define LIST_ROWS 50000
#define LIST_COLUMNS 30
#define LINES_AROUND                                                           \
  15 /* of letterhead, title and signatures: merged over the page, as ours are \
      */
#define MAX_RATIO 1.3

typedef struct
{
  SgnSheet *sheet;
  char *folder;
  guint done;
} Bench;

static SgnColumnKind
get_kind (guint column)
{
  static const SgnColumnKind kinds[] = { SGN_COLUMN_TEXT, SGN_COLUMN_MONEY, SGN_COLUMN_INTEGER,
                                         SGN_COLUMN_DATE, SGN_COLUMN_DECIMAL };

  return kinds[column % G_N_ELEMENTS (kinds)];
}

static gint64
get_money (guint row, guint column)
{
  return (gint64)(row * 31 + column + 1) * 1000000;
}

/* The cells of a row, as a record list would give them. */
static gboolean
give_row (SgnSheet *sheet, SgnSheetCell *cells, gpointer user_data, GCancellable *cancellable,
          GError **error)
{
  Bench *bench = user_data;
  guint row = bench->done++;

  if (row == LIST_ROWS)
    return FALSE;
  for (guint column = 0; column < LIST_COLUMNS; column++)
    switch (get_kind (column))
      {
      case SGN_COLUMN_TEXT:
        cells[column].text = g_strdup_printf ("Nông Văn Sáng %u", row);
        break;
      case SGN_COLUMN_MONEY:
        cells[column].integer = get_money (row, column);
        break;
      case SGN_COLUMN_INTEGER:
        cells[column].integer = row;
        break;
      case SGN_COLUMN_DATE:
        cells[column].text = g_strdup ("2023-08-31");
        break;
      default:
        cells[column].real = row / 8.0;
        break;
      }
  return TRUE;
}

static SgnSheet *
new_list (Bench *bench)
{
  SgnSheet *sheet = sgn_sheet_new ("list", "Danh sách");

  for (guint column = 0; column < LIST_COLUMNS; column++)
    {
      g_autofree char *name = g_strdup_printf ("Cột %u", column);
      const char *const heading[] = { name, NULL };

      sgn_sheet_add_column (sheet, name, heading, get_kind (column), 14);
    }
  bench->done = 0;
  sgn_sheet_set_row_source (sheet, give_row, bench, NULL);
  return sheet;
}

static char *
name_file (Bench *bench)
{
  return g_build_filename (bench->folder, "bench.xlsx", NULL);
}

static void
write_list (Bench *bench)
{
  g_autoptr (SgnSheet) sheet = new_list (bench);
  g_autofree char *path = name_file (bench);
  g_autoptr (GError) error = NULL;

  if (!sgn_sheet_write_xlsx (sheet, path, NULL, &error))
    g_error ("%s", error->message);
}

typedef struct
{
  char *path;
  lxw_workbook *workbook;
  lxw_worksheet *sheet;
  lxw_format *text, *number, *decimal, *day;
  lxw_format *bold_text, *bold_number, *lines[LINES_AROUND];
} Bare;

static lxw_format *
add_format (Bare *bare, const char *number_format)
{
  lxw_format *format = workbook_add_format (bare->workbook);

  format_set_font_name (format, "Times New Roman");
  format_set_font_size (format, 12);
  format_set_border (format, LXW_BORDER_THIN);
  format_set_num_format (format, number_format);
  return format;
}

static Bare
start_bare (Bench *bench, gboolean constant_memory)
{
  g_autofree char *path = name_file (bench);
  lxw_workbook_options options = { .constant_memory = constant_memory };
  Bare bare = { .path = sgn_file_temporary_beside (path, NULL) };

  bare.workbook = workbook_new_opt (bare.path, &options);
  bare.sheet = workbook_add_worksheet (bare.workbook, NULL);
  bare.text = add_format (&bare, "@");
  bare.number = add_format (&bare, "#,##0");
  bare.decimal = add_format (&bare, "#,##0.00");
  bare.day = add_format (&bare, "dd/mm/yyyy");
  bare.bold_text = add_format (&bare, "@");
  format_set_bold (bare.bold_text);
  bare.bold_number = add_format (&bare, "#,##0");
  format_set_bold (bare.bold_number);
  for (guint i = 0; i < LINES_AROUND; i++)
    {
      bare.lines[i] = add_format (&bare, "General");
      format_set_font_size (bare.lines[i], 10 + i % 5);
      if (i % 2 == 0)
        format_set_italic (bare.lines[i]);
    }
  return bare;
}

static void
end_bare (Bench *bench, Bare *bare)
{
  g_autofree char *path = name_file (bench);

  if (workbook_close (bare->workbook) != LXW_NO_ERROR || !sgn_file_replace (bare->path, path, NULL))
    g_error ("workbook_close failed");
  g_free (bare->path);
}

static void
write_list_bare (Bench *bench)
{
  Bare bare = start_bare (bench, TRUE);
  lxw_datetime day = { .year = 2023, .month = 8, .day = 31 };

  for (guint row = 0; row < LIST_ROWS; row++)
    for (lxw_col_t column = 0; column < LIST_COLUMNS; column++)
      switch (get_kind (column))
        {
        case SGN_COLUMN_TEXT:
          {
            g_autofree char *text = g_strdup_printf ("Nông Văn Sáng %u", row);

            worksheet_write_string (bare.sheet, row, column, text, bare.text);
            break;
          }
        case SGN_COLUMN_MONEY:
          worksheet_write_number (bare.sheet, row, column,
                                  (double)get_money (row, column) / 1000000, bare.number);
          break;
        case SGN_COLUMN_INTEGER:
          worksheet_write_number (bare.sheet, row, column, row, bare.number);
          break;
        case SGN_COLUMN_DATE:
          worksheet_write_datetime (bare.sheet, row, column, &day, bare.day);
          break;
        default:
          worksheet_write_number (bare.sheet, row, column, row / 8.0, bare.decimal);
          break;
        }
  end_bare (bench, &bare);
}

static void
write_appendix (Bench *bench)
{
  g_autofree char *path = name_file (bench);
  g_autoptr (GError) error = NULL;

  if (!sgn_sheet_write_xlsx (bench->sheet, path, NULL, &error))
    g_error ("%s", error->message);
}

static void
write_row_bare (Bare *bare, SgnSheet *sheet, guint row, lxw_row_t at)
{
  gboolean bold = sgn_sheet_get_row (sheet, row)->style != SGN_ROW_STYLE_NORMAL;
  lxw_format *text = bold ? bare->bold_text : bare->text;
  lxw_format *number = bold ? bare->bold_number : bare->number;

  worksheet_set_row (bare->sheet, at, 40, NULL);
  for (lxw_col_t column = 0; column < sgn_sheet_n_columns (sheet); column++)
    {
      const SgnSheetCell *cell = sgn_sheet_get_cell (sheet, row, column);

      if (cell->text != NULL)
        worksheet_write_string (bare->sheet, at, column, cell->text, text);
      else if (cell->empty)
        worksheet_write_blank (bare->sheet, at, column, number);
      else if (cell->formula.kind != SGN_FORMULA_NONE)
        worksheet_write_formula_num (bare->sheet, at, column, "=SUM(D12:F12)", number,
                                     (double)cell->shown);
      else
        worksheet_write_number (bare->sheet, at, column, (double)cell->shown, number);
    }
}

/* Every cell of the appendix: of its table, its headings, its notes and the lines around. */
static void
write_appendix_bare (Bench *bench)
{
  SgnSheet *sheet = bench->sheet;
  Bare bare = start_bare (bench, FALSE);
  lxw_col_t last = (lxw_col_t)(sgn_sheet_n_columns (sheet) - 1);
  guint first = LINES_AROUND + sgn_sheet_n_heading_levels (sheet);

  for (lxw_row_t row = 0; row < LINES_AROUND; row++)
    {
      worksheet_set_row (bare.sheet, row, 20, NULL);
      worksheet_merge_range (bare.sheet, row, 0, row, last, sgn_sheet_get_title (sheet),
                             bare.lines[row]);
    }
  for (lxw_col_t column = 0; column <= last; column++)
    {
      const SgnSheetColumn *info = sgn_sheet_get_column (sheet, column);

      for (lxw_row_t level = 0; info->heading[level] != NULL; level++)
        worksheet_write_string (bare.sheet, LINES_AROUND + level, column, info->heading[level],
                                bare.text);
    }
  for (lxw_row_t row = 0; row < sgn_sheet_n_rows (sheet); row++)
    write_row_bare (&bare, sheet, row, first + row);
  for (guint i = 0; i < sgn_sheet_n_notes (sheet); i++)
    worksheet_merge_range (bare.sheet, first + sgn_sheet_n_rows (sheet) + i, 0,
                           first + sgn_sheet_n_rows (sheet) + i, last,
                           sgn_sheet_get_note (sheet, i), bare.text);
  end_bare (bench, &bare);
}

/* The shortest of some turns, taken in alternation: noise only ever adds. */
static void
compare (Bench *bench, const char *name, void (*ours) (Bench *), void (*bare) (Bench *),
         guint turns)
{
  gint64 best_ours = G_MAXINT64, best_bare = G_MAXINT64;
  double ratio;
  g_autofree char *line = NULL;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < turns; i++)
    {
      gint64 start = g_get_monotonic_time ();
      gint64 middle;

      bare (bench);
      middle = g_get_monotonic_time ();
      ours (bench);
      best_bare = MIN (best_bare, middle - start);
      best_ours = MIN (best_ours, g_get_monotonic_time () - middle);
    }
  ratio = (double)best_ours / (double)best_bare;
  g_test_message ("%s: %.1f ms, bare %.1f ms, ratio %s", name, (double)best_ours / 1000,
                  (double)best_bare / 1000, g_ascii_formatd (text, sizeof text, "%.2f", ratio));
  g_assert_cmpfloat (ratio, <=, MAX_RATIO);
}

static void
bench_list (Bench *bench, gconstpointer data)
{
  compare (bench, "list 50,000 x 30", write_list, write_list_bare, 3);
}

static void
bench_appendix (Bench *bench, gconstpointer data)
{
  const SgnAppendixParameters parameters
      = { .as_of = { 2023, 12, 31 }, .money_unit = SGN_MONEY_TRIEU };
  g_autoptr (SgnAppendix) template = sgn_appendix_find ("KP-01", NULL);
  g_autofree char *path = g_build_filename (bench->folder, "sample.sgn", NULL);
  g_autoptr (GError) error = NULL;
  SgnLedger *ledger = sgn_sample_create (path, TRUE, &error);

  g_assert_no_error (error);
  bench->sheet
      = sgn_appendix_run (template, sgn_ledger_get_connection (ledger), &parameters, NULL, &error);
  g_assert_no_error (error);
  compare (bench, "KP-01", write_appendix, write_appendix_bare, 40);
  g_clear_object (&bench->sheet);
  sgn_ledger_close (ledger, NULL);
  g_object_unref (ledger);
}

static void
set_up (Bench *bench, gconstpointer data)
{
  bench->folder = test_make_folder ("export");
}

static void
tear_down (Bench *bench, gconstpointer data)
{
  test_remove_folder (bench->folder);
  g_free (bench->folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/bench/export/list", Bench, NULL, set_up, bench_list, tear_down);
  g_test_add ("/bench/export/appendix", Bench, NULL, set_up, bench_appendix, tear_down);
  return g_test_run ();
}
