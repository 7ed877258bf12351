#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-nutrition-rows-private.h"

static void
add_sheet_columns (SgnSheet *sheet)
{
  static const struct
  {
    const char *key, *heading;
    SgnColumnKind kind;
    double width;
  } columns[N_COLUMNS] = {
    [VILLAGE] = { "village", "Thôn, xóm", SGN_COLUMN_TEXT, 18 },
    [NAME] = { "name", "Họ và tên trẻ", SGN_COLUMN_TEXT, 22 },
    [BORN] = { "born", "Ngày sinh", SGN_COLUMN_TEXT, 11 },
    [AGE] = { "age", "Tuổi", SGN_COLUMN_TEXT, 12 },
    [LAST] = { "last", "Lần đo trước", SGN_COLUMN_TEXT, 22 },
    [HEIGHT] = { "height", "Chiều cao (cm)", SGN_COLUMN_DECIMAL, 9 },
    [WEIGHT] = { "weight", "Cân nặng (kg)", SGN_COLUMN_DECIMAL, 9 },
    [RESULT] = { "result", "Kết quả", SGN_COLUMN_TEXT, 22 },
    [HEIGHT_Z] = { "height-z", "z cao", SGN_COLUMN_TEXT, 7 },
    [WEIGHT_Z] = { "weight-z", "z nặng", SGN_COLUMN_TEXT, 7 },
    [POSITION] = { "position", "Tư thế đo", SGN_COLUMN_TEXT, 9 },
  };

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      const char *heading[] = { columns[i].heading, NULL };
      guint at = sgn_sheet_add_column (sheet, columns[i].key, heading, columns[i].kind,
                                       columns[i].width);

      sgn_sheet_get_column (sheet, at)->decimals = 2;
      sgn_sheet_get_column (sheet, at)->wrap = columns[i].kind == SGN_COLUMN_TEXT;
    }
}

static void
add_sheet_row (SgnNutritionRows *self, SgnSheet *sheet, guint at)
{
  const SgnChild *child = sgn_nutrition_rows_peek (self, at)->child;
  g_autofree char *key = g_strdup_printf ("%u", at + 1);
  guint row = sgn_sheet_add_row (sheet, key, 1, SGN_ROW_STYLE_NORMAL, -1);
  SgnChildResult result;

  sgn_child_judge (self->growth, &child->today, &result);
  for (guint column = 0; column < N_COLUMNS; column++)
    {
      double value = column == HEIGHT ? child->today.height : child->today.weight;
      g_autofree char *text = NULL;

      if (column != HEIGHT && column != WEIGHT)
        {
          text = sgn_nutrition_rows_format (self, child, &result, column);
          sgn_sheet_set_cell_text (sheet, row, column, text);
        }
      else if (value > 0)
        sgn_sheet_set_cell_real (sheet, row, column, value);
    }
}

SgnSheet *
sgn_nutrition_rows_make_sheet (SgnNutritionRows *self, const char *unit)
{
  SgnSheet *sheet = sgn_sheet_new ("nutrition", "THEO DÕI DINH DƯỠNG TRẺ EM DƯỚI 16 TUỔI");
  SgnNutritionCounts counts = sgn_nutrition_rows_count (self);
  g_autofree char *day = sgn_date_format (self->day);
  g_autofree char *subtitle = g_strdup_printf ("(%s, ngày đo %s)", unit, day);
  g_autofree char *note = g_strdup_printf (
      "Đã đo trong năm %u trên %u trẻ; thấp còi %u (nặng %u); nhẹ cân %u (nặng %u).",
      counts.measured, counts.children, counts.stunted, counts.severely_stunted, counts.underweight,
      counts.severely_underweight);

  sgn_sheet_set_text (sheet, "subtitle", subtitle);
  sgn_sheet_set_paper (sheet, SGN_PAPER_A4, TRUE);
  add_sheet_columns (sheet);
  for (guint i = 0; i < self->shown->len; i++)
    add_sheet_row (self, sheet, i);
  sgn_sheet_add_note (sheet, note);
  return sheet;
}
