#include "config.h"

#include "sheet-samples.h"

#define MILLION G_GINT64_CONSTANT (1000000)

static void
add_columns (SgnSheet *sheet)
{
  static const char *const tt[] = { "TT", NULL };
  static const char *const name[] = { "Nội dung", NULL };
  static const char *const total[] = { "Kinh phí", "Tổng số", NULL };
  static const char *const investment[] = { "Kinh phí", "Trong đó", "ĐTPT", NULL };
  static const char *const recurrent[] = { "Kinh phí", "Trong đó", "SN", NULL };
  static const char *const disbursed[] = { "Giải ngân", NULL };
  static const char *const rate[] = { "Tỷ lệ", NULL };
  static const char *const left[] = { "Còn lại", NULL };
  static const char *const day[] = { "Ngày", NULL };

  sgn_sheet_add_column (sheet, "tt", tt, SGN_COLUMN_TEXT, 6);
  sgn_sheet_add_column (sheet, "name", name, SGN_COLUMN_TEXT, 36);
  sgn_sheet_get_column (sheet, 1)->wrap = TRUE;
  sgn_sheet_add_column (sheet, "total", total, SGN_COLUMN_MONEY, 12);
  sgn_sheet_add_column (sheet, "investment", investment, SGN_COLUMN_MONEY, 12);
  sgn_sheet_add_column (sheet, "recurrent", recurrent, SGN_COLUMN_MONEY, 12);
  sgn_sheet_add_column (sheet, "disbursed", disbursed, SGN_COLUMN_MONEY, 12);
  sgn_sheet_add_column (sheet, "rate", rate, SGN_COLUMN_PERCENT, 9);
  sgn_sheet_add_column (sheet, "left", left, SGN_COLUMN_MONEY, 12);
  sgn_sheet_add_column (sheet, "day", day, SGN_COLUMN_DATE, 11);
}

static void
add_figures (SgnSheet *sheet, guint row, gint64 investment, gint64 recurrent, gint64 disbursed)
{
  static const guint kinds[] = { 3, 4 };
  static const guint rate[] = { 5, 2 };
  static const guint left[] = { 2, 5 };
  gint64 total = investment + recurrent;

  sgn_sheet_set_cell_money (sheet, row, 2, total);
  sgn_sheet_set_cell_money (sheet, row, 3, investment);
  sgn_sheet_set_cell_money (sheet, row, 4, recurrent);
  sgn_sheet_set_cell_money (sheet, row, 5, disbursed);
  sgn_sheet_set_cell_real (sheet, row, 6, (double)disbursed / (double)total);
  sgn_sheet_set_cell_money (sheet, row, 7, total - disbursed);
  sgn_sheet_set_cell_formula (sheet, row, 2, SGN_FORMULA_SUM_COLUMNS, kinds, 2);
  sgn_sheet_set_cell_formula (sheet, row, 6, SGN_FORMULA_RATIO, rate, 2);
  sgn_sheet_set_cell_formula (sheet, row, 7, SGN_FORMULA_DIFFERENCE, left, 2);
}

static void
add_sums (SgnSheet *sheet, guint row, const guint *rows, guint n)
{
  for (guint column = 3; column <= 5; column++)
    sgn_sheet_set_cell_formula (sheet, row, column, SGN_FORMULA_SUM_ROWS, rows, n);
}

static void
add_rows (SgnSheet *sheet)
{
  static const guint projects[] = { 1, 4 };
  static const guint parts[] = { 2, 3 };

  sgn_sheet_add_row (sheet, "total", 0, SGN_ROW_STYLE_TOTAL, -1);
  sgn_sheet_set_cell_text (sheet, 0, 1, "Tổng cộng");
  add_figures (sheet, 0, 164135400000, 29305400000, 60000300000);
  add_sums (sheet, 0, projects, 2);
  sgn_sheet_add_row (sheet, "1", 1, SGN_ROW_STYLE_GROUP, 0);
  sgn_sheet_set_cell_text (sheet, 1, 0, "1");
  sgn_sheet_set_cell_text (
      sheet, 1, 1, "Dự án 1: Hỗ trợ đầu tư phát triển hạ tầng kinh tế - xã hội các xã nghèo");
  add_figures (sheet, 1, 164135400000, 16412400000, 60000300000);
  add_sums (sheet, 1, parts, 2);
  sgn_sheet_add_row (sheet, "1.1", 2, SGN_ROW_STYLE_NORMAL, 1);
  sgn_sheet_set_cell_text (sheet, 2, 0, "1.1");
  sgn_sheet_set_cell_text (sheet, 2, 1, "=Tiểu dự án 1");
  add_figures (sheet, 2, 104482000000, 10447000000, 50000100000);
  sgn_sheet_set_cell_text (sheet, 2, 8, "2023-08-31");
  sgn_sheet_add_row (sheet, "1.2", 2, SGN_ROW_STYLE_NORMAL, 1);
  sgn_sheet_set_cell_text (sheet, 3, 0, "1.2");
  sgn_sheet_set_cell_text (sheet, 3, 1, "Tiểu dự án 2, \"Đề án\"");
  add_figures (sheet, 3, 59653400000, 5965400000, 10000200000);
  sgn_sheet_set_cell_text (sheet, 3, 8, "2016-03");
  sgn_sheet_add_row (sheet, "2", 1, SGN_ROW_STYLE_GROUP, 0);
  sgn_sheet_set_cell_text (sheet, 4, 0, "2");
  sgn_sheet_set_cell_text (sheet, 4, 1, "Dự án 2: Đa dạng hóa sinh kế");
  add_figures (sheet, 4, 0, 12893000000, 0);
  sgn_sheet_add_cell_record (sheet, 4, 4, "funding-line", (G_GINT64_CONSTANT (0x4C1A) << 31) + 214);
}

static void
add_chart (SgnSheet *sheet)
{
  static const guint series[] = { 2, 5, 6 };
  SgnSheetChart *chart = g_new0 (SgnSheetChart, 1);

  chart->kind = SGN_CHART_COLUMNS;
  chart->title = g_strdup ("Tiến độ giải ngân theo dự án");
  chart->category_column = 0;
  chart->level = 1;
  chart->secondary_last = TRUE;
  chart->series = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_vals (chart->series, series, G_N_ELEMENTS (series));
  sgn_sheet_add_chart (sheet, chart);
}

SgnSheet *
new_plan_sheet (void)
{
  SgnSheet *sheet = sgn_sheet_new ("KP-XX", "Dự kiến kinh phí thực hiện Chương trình năm 2023");

  sgn_sheet_set_text (sheet, "parent-body", "UBND tỉnh Cao Bằng");
  sgn_sheet_set_text (sheet, "issuing-body", "UBND huyện Trùng Khánh");
  sgn_sheet_set_text (sheet, "form", "Biểu số 01");
  sgn_sheet_set_text (sheet, "attached", "(Kèm theo Kế hoạch số …/KH-UBND ngày …/11/2022)");
  sgn_sheet_set_text (sheet, "place-date", "Trùng Khánh, ngày     tháng 11 năm 2022");
  sgn_sheet_set_text (sheet, "signer-left", "NGƯỜI LẬP BIỂU");
  sgn_sheet_set_text (sheet, "signer-right", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH");
  sgn_sheet_set_text (sheet, "author", "Phòng Lao động - Thương binh và Xã hội");
  sgn_sheet_set_text (sheet, "subject", "Kinh phí");
  sgn_sheet_set_text (sheet, "code", "KP-XX · 2023");
  sgn_sheet_add_parameter (sheet, "year", "2023");
  add_columns (sheet);
  add_rows (sheet);
  add_chart (sheet);
  sgn_sheet_add_note (sheet, "Văn bản ghi tổng 158.914 triệu đồng.");
  sgn_sheet_round_money (sheet);
  return sheet;
}

typedef struct
{
  guint done;
  guint wanted;
} Stream;

static gboolean
stream_row (SgnSheet *sheet, SgnSheetCell *cells, gpointer user_data, GCancellable *cancellable,
            GError **error)
{
  Stream *stream = user_data;

  if (stream->done == stream->wanted)
    return FALSE;
  cells[0].text = g_strdup_printf ("%012u", stream->done);
  cells[1].integer = stream->done;
  cells[2].real = 27.5;
  cells[3].integer = 1166086 * MILLION + (stream->done % 2 == 0 ? 0 : 1);
  cells[4].real = 0.4375;
  cells[5].text = stream->done % 2 == 0 ? g_strdup ("1975") : NULL;
  cells[1].empty = stream->done % 2 != 0;
  stream->done++;
  return TRUE;
}

SgnSheet *
new_list_sheet (guint n_rows)
{
  static const SgnColumnKind kinds[] = { SGN_COLUMN_TEXT,  SGN_COLUMN_INTEGER, SGN_COLUMN_DECIMAL,
                                         SGN_COLUMN_MONEY, SGN_COLUMN_PERCENT, SGN_COLUMN_DATE };
  static const char *const names[]
      = { "Số định danh", "Số", "Diện tích", "Số tiền", "Tỷ lệ", "Sinh" };
  SgnSheet *sheet = sgn_sheet_new ("household", "Danh sách hộ");
  Stream *stream = g_new0 (Stream, 1);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *const heading[] = { names[i], NULL };
      const char *const below[] = { "Kinh phí", names[i], NULL };

      sgn_sheet_add_column (sheet, names[i], i == 3 || i == 4 ? below : heading, kinds[i], 14);
    }
  stream->wanted = n_rows;
  sgn_sheet_set_row_source (sheet, stream_row, stream, g_free);
  return sheet;
}

SgnSheet *
new_wide_sheet (guint n_columns, guint n_rows)
{
  static const char *const tt[] = { "TT", NULL };
  static const char *const name[] = { "Xã, thị trấn", NULL };
  SgnSheet *sheet = sgn_sheet_new ("rong", "Bảng rộng");

  sgn_sheet_add_column (sheet, "tt", tt, SGN_COLUMN_TEXT, 5);
  sgn_sheet_add_column (sheet, "name", name, SGN_COLUMN_TEXT, 24);
  for (guint i = 2; i < n_columns; i++)
    {
      g_autofree char *above = g_strdup_printf ("Nhóm %u", i / 4);
      g_autofree char *below = g_strdup_printf ("Chỉ tiêu %u", i);
      const char *const heading[] = { above, below, NULL };

      sgn_sheet_add_column (sheet, below, heading, SGN_COLUMN_INTEGER, 12);
    }
  for (guint row = 0; row < n_rows; row++)
    {
      g_autofree char *number = g_strdup_printf ("%u", row + 1);
      g_autofree char *unit = g_strdup_printf ("Xã %u", row + 1);

      sgn_sheet_add_row (sheet, number, 1, SGN_ROW_STYLE_NORMAL, -1);
      sgn_sheet_set_cell_text (sheet, row, 0, number);
      sgn_sheet_set_cell_text (sheet, row, 1, unit);
      for (guint i = 2; i < n_columns; i++)
        sgn_sheet_set_cell_integer (sheet, row, i, row * 1000 + i);
    }
  return sheet;
}

SgnSheet *
new_tall_sheet (guint n_words)
{
  static const char *const name[] = { "Nội dung", NULL };
  static const char *const note[] = { "Ghi chú", NULL };
  SgnSheet *sheet = sgn_sheet_new ("cao", "Ô dài hơn một trang");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (text, "từ%u ", i + 1);
  sgn_sheet_add_column (sheet, "name", name, SGN_COLUMN_TEXT, 30);
  sgn_sheet_add_column (sheet, "note", note, SGN_COLUMN_TEXT, 60);
  for (guint row = 0; row < 3; row++)
    {
      sgn_sheet_add_row (sheet, "x", 1, SGN_ROW_STYLE_NORMAL, -1);
      sgn_sheet_set_cell_text (sheet, row, 0, "Xã Ngọc Côn");
      sgn_sheet_set_cell_text (sheet, row, 1, row == 1 ? text->str : "ngắn");
    }
  return sheet;
}
