#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-dashboard-poverty-sheet.h"

enum
{
  NAME,
  POOR,
  POOR_CHANGE,
  NEAR_POOR,
  NEAR_POOR_CHANGE,
  BASE,
  POOR_RATE,
  NEAR_POOR_RATE,
  FIRST_INDICATOR
};

static const struct
{
  const char *key, *heading;
  SgnColumnKind kind;
  double width;
} columns[] = {
  { "unit", "Đơn vị", SGN_COLUMN_TEXT, 24 },
  { "poor", "Hộ nghèo", SGN_COLUMN_INTEGER, 9 },
  { "poor-change", "Tăng, giảm so với năm trước", SGN_COLUMN_INTEGER, 9 },
  { "near-poor", "Hộ cận nghèo", SGN_COLUMN_INTEGER, 9 },
  { "near-poor-change", "Tăng, giảm so với năm trước", SGN_COLUMN_INTEGER, 9 },
  { "base", "Tổng số hộ", SGN_COLUMN_INTEGER, 9 },
  { "poor-rate", "Tỷ lệ hộ nghèo", SGN_COLUMN_PERCENT, 8 },
  { "near-poor-rate", "Tỷ lệ hộ cận nghèo", SGN_COLUMN_PERCENT, 8 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (columns) == FIRST_INDICATOR);

static void
add_columns (SgnSheet *sheet, const SgnPovertySummary *summary)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const char *heading[] = { columns[i].heading, NULL };
      guint at = sgn_sheet_add_column (sheet, columns[i].key, heading, columns[i].kind,
                                       columns[i].width);

      sgn_sheet_get_column (sheet, at)->decimals = 1;
    }
  for (guint i = 0; i < SGN_POVERTY_INDICATORS; i++)
    {
      const char *heading[]
          = { "Số hộ nghèo, cận nghèo thiếu hụt", summary->indicators[i].short_name, NULL };
      g_autofree char *key = g_strdup_printf ("d%u", i + 1);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      if (heading[1] == NULL)
        heading[1] = number;
      sgn_sheet_add_column (sheet, key, heading, SGN_COLUMN_INTEGER, 7);
    }
}

static void
add_row (SgnSheet *sheet, const SgnPovertySummary *summary, const SgnPovertyRow *part,
         const char *name)
{
  gboolean total = part == &summary->total;
  gint64 poor = part->households[SGN_POVERTY_POOR];
  gint64 near_poor = part->households[SGN_POVERTY_NEAR_POOR];
  guint at = sgn_sheet_add_row (sheet, name, total ? 0 : 1,
                                total ? SGN_ROW_STYLE_TOTAL : SGN_ROW_STYLE_NORMAL, -1);

  sgn_sheet_set_cell_text (sheet, at, NAME, name);
  sgn_sheet_set_cell_integer (sheet, at, POOR, poor);
  sgn_sheet_set_cell_integer (sheet, at, NEAR_POOR, near_poor);
  if (sgn_poverty_summary_has_year (summary, summary->year - 1))
    {
      sgn_sheet_set_cell_integer (sheet, at, POOR_CHANGE, poor - part->before[SGN_POVERTY_POOR]);
      sgn_sheet_set_cell_integer (sheet, at, NEAR_POOR_CHANGE,
                                  near_poor - part->before[SGN_POVERTY_NEAR_POOR]);
    }
  if (part->base > 0)
    {
      sgn_sheet_set_cell_integer (sheet, at, BASE, part->base);
      sgn_sheet_set_cell_real (sheet, at, POOR_RATE, (double)poor / part->base);
      sgn_sheet_set_cell_real (sheet, at, NEAR_POOR_RATE, (double)near_poor / part->base);
    }
  for (guint i = 0; i < SGN_POVERTY_INDICATORS; i++)
    sgn_sheet_set_cell_integer (sheet, at, FIRST_INDICATOR + i, part->deprived[i]);
}

static void
add_notes (SgnSheet *sheet, const SgnPovertySummary *summary)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < SGN_POVERTY_INDICATORS; i++)
    if (summary->indicators[i].name != NULL)
      g_string_append_printf (names, "%s%s: %s", names->len > 0 ? "; " : "",
                              summary->indicators[i].short_name, summary->indicators[i].name);
  if (names->len > 0)
    sgn_sheet_add_note (sheet, names->str);
  if (summary->total.base < 0)
    sgn_sheet_add_note (sheet, "Đơn vị chưa có tổng số hộ dân cư thì không tính tỷ lệ.");
}

SgnSheet *
sgn_dashboard_poverty_sheet_new (const SgnPovertySummary *summary)
{
  g_autofree char *title
      = g_strdup_printf ("HỘ NGHÈO, HỘ CẬN NGHÈO NĂM %d THEO ĐƠN VỊ", summary->year);
  SgnSheet *sheet = sgn_sheet_new ("dashboard-poverty", title);

  sgn_sheet_set_paper (sheet, SGN_PAPER_A4, TRUE);
  add_columns (sheet, summary);
  add_row (sheet, summary, &summary->total, "Tổng cộng");
  for (guint i = 0; i < summary->rows->len; i++)
    {
      const SgnPovertyRow *part = g_ptr_array_index (summary->rows, i);

      add_row (sheet, summary, part,
               part->name != NULL ? part->name : "Ngoài các đơn vị nhập liệu");
    }
  add_notes (sheet, summary);
  return sheet;
}
