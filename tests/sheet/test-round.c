/* Rounding of money: what is shown adds up, at every level and in both directions. */

#include "config.h"

#include "sheet/sgn-sheet.h"

#include <string.h>

#define MILLION G_GINT64_CONSTANT (1000000)

static SgnSheet *
new_sheet (void)
{
  static const char *const heading[] = { "Kinh phí", NULL };
  SgnSheet *sheet = sgn_sheet_new ("T", "Thử");

  sgn_sheet_add_column (sheet, "name", heading, SGN_COLUMN_TEXT, 10);
  return sheet;
}

static void
add_money_columns (SgnSheet *sheet, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strdup_printf ("c%u", i);
      const char *heading[] = { key, NULL };

      sgn_sheet_add_column (sheet, key, heading, SGN_COLUMN_MONEY, 10);
    }
}

static gint64
shown (SgnSheet *sheet, guint row, guint column)
{
  return sgn_sheet_get_cell (sheet, row, column)->shown;
}

static gint64
exact (SgnSheet *sheet, guint row, guint column)
{
  return sgn_sheet_get_cell (sheet, row, column)->integer;
}

/* Sums of shown figures hold wherever the exact ones do: down the tree and along every formula. */
static void
assert_adds_up (SgnSheet *sheet)
{
  for (guint row = 0; row < sgn_sheet_n_rows (sheet); row++)
    for (guint column = 1; column < sgn_sheet_n_columns (sheet); column++)
      {
        const SgnFormula *formula = &sgn_sheet_get_cell (sheet, row, column)->formula;
        gint64 sum = 0, children = 0, exact_children = 0;
        gboolean has_children = FALSE;

        for (guint i = 0; i < formula->n_refs; i++)
          sum += (formula->kind == SGN_FORMULA_DIFFERENCE && i > 0 ? -1 : 1)
                 * shown (sheet, row, formula->refs[i]);
        if (formula->n_refs > 0)
          g_assert_cmpint (shown (sheet, row, column), ==, sum);
        for (guint child = 0; child < sgn_sheet_n_rows (sheet); child++)
          if (sgn_sheet_get_row (sheet, child)->parent == (int)row)
            {
              has_children = TRUE;
              children += shown (sheet, child, column);
              exact_children += exact (sheet, child, column);
            }
        if (has_children && exact_children == exact (sheet, row, column))
          g_assert_cmpint (shown (sheet, row, column), ==, children);
      }
}

static void
assert_near (SgnSheet *sheet, double steps)
{
  gint64 step = sgn_sheet_money_step (sheet);

  for (guint row = 0; row < sgn_sheet_n_rows (sheet); row++)
    for (guint column = 1; column < sgn_sheet_n_columns (sheet); column++)
      {
        gint64 off = shown (sheet, row, column) * step - exact (sheet, row, column);

        if (exact (sheet, row, column) == 0)
          g_assert_cmpint (off, ==, 0);
        g_assert_cmpfloat (ABS (off), <, steps * step);
        g_assert_cmpint (sgn_sheet_get_cell (sheet, row, column)->nudged, ==,
                         shown (sheet, row, column)
                             != sgn_money_round (exact (sheet, row, column), step));
      }
}

static gint64
random_amount (void)
{
  if (g_test_rand_int_range (0, 5) == 0)
    return 0;
  if (g_test_rand_int_range (0, 5) == 0)
    return g_test_rand_int_range (0, 90) * MILLION;
  return (gint64)g_test_rand_int_range (0, 1000) * g_test_rand_int_range (1, 200000);
}

/* Three parts of 0,4 triệu are 1 triệu together: one of them is shown as 1. */
static void
test_largest_remainder (void)
{
  static const struct
  {
    gint64 parts[4];
    gint64 shown[4];
    gint64 total;
  } cases[] = {
    { { 400000, 400000, 400000, 0 }, { 1, 0, 0, 0 }, 1 },
    { { 500000, 500000, 0, 0 }, { 1, 0, 0, 0 }, 1 },
    { { 1600000, 1600000, 1600000, 0 }, { 2, 2, 1, 0 }, 5 },
    { { 1000000, 2000000, 3000000, 0 }, { 1, 2, 3, 0 }, 6 },
    { { -400000, 1400000, 1000000, 0 }, { 0, 1, 1, 0 }, 2 },
    { { 104482400000, 10446600000, 0, 0 }, { 104482, 10447, 0, 0 }, 114929 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SgnSheet) sheet = new_sheet ();
      gint64 sum = 0;

      add_money_columns (sheet, 1);
      sgn_sheet_add_row (sheet, "total", 0, SGN_ROW_STYLE_TOTAL, -1);
      for (guint part = 0; part < 4; part++)
        {
          guint row = sgn_sheet_add_row (sheet, "part", 1, SGN_ROW_STYLE_NORMAL, 0);

          sgn_sheet_set_cell_money (sheet, row, 1, cases[i].parts[part]);
          sum += cases[i].parts[part];
        }
      sgn_sheet_set_cell_money (sheet, 0, 1, sum);
      sgn_sheet_round_money (sheet);
      g_assert_cmpint (shown (sheet, 0, 1), ==, cases[i].total);
      for (guint part = 0; part < 4; part++)
        g_assert_cmpint (shown (sheet, part + 1, 1), ==, cases[i].shown[part]);
    }
}

/* A random tree, three levels deep, one column. */
static void
test_random_trees (void)
{
  for (guint run = 0; run < 300; run++)
    {
      g_autoptr (SgnSheet) sheet = new_sheet ();
      guint n = (guint)g_test_rand_int_range (1, 40);

      add_money_columns (sheet, 1);
      sgn_sheet_add_row (sheet, "r", 0, SGN_ROW_STYLE_TOTAL, -1);
      for (guint i = 1; i <= n; i++)
        {
          int parent = g_test_rand_int_range (0, (int)MIN (i, 8));

          sgn_sheet_add_row (sheet, "r", sgn_sheet_get_row (sheet, (guint)parent)->level + 1,
                             SGN_ROW_STYLE_NORMAL, parent);
        }
      for (guint i = n + 1; i-- > 0;)
        {
          gint64 sum = 0;
          gboolean leaf = TRUE;

          for (guint child = i + 1; child <= n; child++)
            if (sgn_sheet_get_row (sheet, child)->parent == (int)i)
              {
                leaf = FALSE;
                sum += exact (sheet, child, 1);
              }
          sgn_sheet_set_cell_money (sheet, i, 1, leaf ? random_amount () : sum);
        }
      sgn_sheet_round_money (sheet);
      assert_adds_up (sheet);
      assert_near (sheet, 1);
    }
}

static void
fill_row (SgnSheet *sheet, guint row, const gint64 *leaves, guint n_leaves)
{
  static const guint total_refs[] = { 2, 3 };
  guint half = n_leaves / 2;
  guint refs[16];
  gint64 left = 0, right = 0;

  for (guint i = 0; i < n_leaves; i++)
    {
      sgn_sheet_set_cell_money (sheet, row, 4 + i, leaves[i]);
      *(i < half ? &left : &right) += leaves[i];
      refs[i] = 4 + i;
    }
  sgn_sheet_set_cell_money (sheet, row, 1, left + right);
  sgn_sheet_set_cell_money (sheet, row, 2, left);
  sgn_sheet_set_cell_money (sheet, row, 3, right);
  sgn_sheet_set_cell_formula (sheet, row, 1, SGN_FORMULA_SUM_COLUMNS, total_refs, 2);
  sgn_sheet_set_cell_formula (sheet, row, 2, SGN_FORMULA_SUM_COLUMNS, refs, half);
  sgn_sheet_set_cell_formula (sheet, row, 3, SGN_FORMULA_SUM_COLUMNS, refs + half, n_leaves - half);
}

/* Rows × columns with subtotals of columns and a total row: both directions add up, and every
 * figure stays within one step, as controlled rounding promises for such tables. */
static void
test_random_tables (void)
{
  guint far = 0;

  for (guint run = 0; run < 300; run++)
    {
      g_autoptr (SgnSheet) sheet = new_sheet ();
      guint n_leaves = (guint)g_test_rand_int_range (2, 9);
      guint n_rows = (guint)g_test_rand_int_range (1, 15);
      gint64 sums[16] = { 0 };

      add_money_columns (sheet, 3 + n_leaves);
      sgn_sheet_add_row (sheet, "total", 0, SGN_ROW_STYLE_TOTAL, -1);
      for (guint i = 0; i < n_rows; i++)
        {
          guint row = sgn_sheet_add_row (sheet, "part", 1, SGN_ROW_STYLE_NORMAL, 0);
          gint64 leaves[16];

          for (guint leaf = 0; leaf < n_leaves; leaf++)
            {
              leaves[leaf] = random_amount ();
              sums[leaf] += leaves[leaf];
            }
          fill_row (sheet, row, leaves, n_leaves);
        }
      fill_row (sheet, 0, sums, n_leaves);
      sgn_sheet_round_money (sheet);
      assert_adds_up (sheet);
      g_assert_cmpint (shown (sheet, 0, 1), ==,
                       sgn_money_round (exact (sheet, 0, 1), sgn_sheet_money_step (sheet)));
      for (guint row = 0; row < sgn_sheet_n_rows (sheet); row++)
        for (guint column = 1; column < sgn_sheet_n_columns (sheet); column++)
          far += ABS (shown (sheet, row, column) * MILLION - exact (sheet, row, column)) >= MILLION;
      assert_near (sheet, 2);
    }
  /* Where a column's total went up and the rows cannot follow, one figure gives way a full step. */
  g_test_message ("%u figures were a step or more off", far);
  g_assert_cmpuint (far, <, 20);
}

/* plan = new + carried, left = plan - spent: a difference is always that of the figures shown. */
static void
test_difference (void)
{
  static const guint plan[] = { 1, 2 };
  static const guint left[] = { 3, 4 };

  for (guint run = 0; run < 200; run++)
    {
      g_autoptr (SgnSheet) sheet = new_sheet ();
      gint64 sums[4] = { 0 };

      add_money_columns (sheet, 5);
      sgn_sheet_add_row (sheet, "total", 0, SGN_ROW_STYLE_TOTAL, -1);
      for (guint i = 1; i <= 6; i++)
        {
          gint64 values[] = { random_amount (), random_amount (), 0, random_amount () };

          values[2] = values[0] + values[1];
          sgn_sheet_add_row (sheet, "part", 1, SGN_ROW_STYLE_NORMAL, 0);
          for (guint column = 0; column < 4; column++)
            {
              sgn_sheet_set_cell_money (sheet, i, column + 1, values[column]);
              sums[column] += values[column];
            }
          sgn_sheet_set_cell_money (sheet, i, 5, values[2] - values[3]);
        }
      for (guint column = 0; column < 4; column++)
        sgn_sheet_set_cell_money (sheet, 0, column + 1, sums[column]);
      sgn_sheet_set_cell_money (sheet, 0, 5, sums[2] - sums[3]);
      for (guint row = 0; row < 7; row++)
        {
          sgn_sheet_set_cell_formula (sheet, row, 3, SGN_FORMULA_SUM_COLUMNS, plan, 2);
          sgn_sheet_set_cell_formula (sheet, row, 5, SGN_FORMULA_DIFFERENCE, left, 2);
        }
      sgn_sheet_round_money (sheet);
      assert_adds_up (sheet);
    }
}

/* Total by kind and by source at once: sums hold both ways. */
static void
test_crossed_columns (void)
{
  static const guint total[] = { 2, 3 }, kind_a[] = { 6, 8 }, kind_b[] = { 7, 9 };
  static const guint source_a[] = { 6, 7 }, source_b[] = { 8, 9 };

  for (guint run = 0; run < 200; run++)
    {
      g_autoptr (SgnSheet) sheet = new_sheet ();
      gint64 sums[4] = { 0 };

      add_money_columns (sheet, 9);
      sgn_sheet_add_row (sheet, "total", 0, SGN_ROW_STYLE_TOTAL, -1);
      for (guint i = 1; i <= 8; i++)
        sgn_sheet_add_row (sheet, "part", 1, SGN_ROW_STYLE_NORMAL, 0);
      for (guint row = 9; row-- > 0;)
        {
          gint64 values[4];

          for (guint i = 0; i < 4; i++)
            {
              values[i] = row > 0 ? random_amount () : sums[i];
              sums[i] += values[i];
              sgn_sheet_set_cell_money (sheet, row, 6 + i, values[i]);
            }
          sgn_sheet_set_cell_money (sheet, row, 1, values[0] + values[1] + values[2] + values[3]);
          sgn_sheet_set_cell_money (sheet, row, 2, values[0] + values[2]);
          sgn_sheet_set_cell_money (sheet, row, 3, values[1] + values[3]);
          sgn_sheet_set_cell_money (sheet, row, 4, values[0] + values[1]);
          sgn_sheet_set_cell_money (sheet, row, 5, values[2] + values[3]);
          sgn_sheet_set_cell_formula (sheet, row, 1, SGN_FORMULA_SUM_COLUMNS, total, 2);
          sgn_sheet_set_cell_formula (sheet, row, 2, SGN_FORMULA_SUM_COLUMNS, kind_a, 2);
          sgn_sheet_set_cell_formula (sheet, row, 3, SGN_FORMULA_SUM_COLUMNS, kind_b, 2);
          sgn_sheet_set_cell_formula (sheet, row, 4, SGN_FORMULA_SUM_COLUMNS, source_a, 2);
          sgn_sheet_set_cell_formula (sheet, row, 5, SGN_FORMULA_SUM_COLUMNS, source_b, 2);
        }
      sgn_sheet_round_money (sheet);
      assert_adds_up (sheet);
      assert_near (sheet, 3);
    }
}

/* Rows that are only some of the parts are no reason to bend figures. */
static void
test_of_which (void)
{
  g_autoptr (SgnSheet) sheet = new_sheet ();

  add_money_columns (sheet, 1);
  sgn_sheet_add_row (sheet, "1", 0, SGN_ROW_STYLE_GROUP, -1);
  sgn_sheet_add_row (sheet, "of which", 1, SGN_ROW_STYLE_ITALIC, 0);
  sgn_sheet_set_cell_money (sheet, 0, 1, 10 * MILLION);
  sgn_sheet_set_cell_money (sheet, 1, 1, 3600000);
  sgn_sheet_round_money (sheet);
  g_assert_cmpint (shown (sheet, 1, 1), ==, 4);
  g_assert_cmpuint (sgn_sheet_n_notes (sheet), ==, 0);
}

static void
test_note_names_figures (void)
{
  g_autoptr (SgnSheet) sheet = new_sheet ();

  add_money_columns (sheet, 1);
  sgn_sheet_add_row (sheet, "total", 0, SGN_ROW_STYLE_TOTAL, -1);
  sgn_sheet_set_cell_text (sheet, 0, 0, "Tổng cộng");
  sgn_sheet_set_cell_money (sheet, 0, 1, 1000000);
  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.1", i);

      sgn_sheet_add_row (sheet, name, 1, SGN_ROW_STYLE_NORMAL, 0);
      sgn_sheet_set_cell_text (sheet, i, 0, name);
      sgn_sheet_set_cell_money (sheet, i, 1, 500000);
    }
  sgn_sheet_round_money (sheet);
  g_assert_false (sgn_sheet_get_cell (sheet, 1, 1)->nudged);
  g_assert_true (sgn_sheet_get_cell (sheet, 2, 1)->nudged);
  g_assert_cmpuint (sgn_sheet_n_notes (sheet), ==, 1);
  g_assert_true (g_str_has_suffix (sgn_sheet_get_note (sheet, 0), "2.1 (c0)."));
}

static void
test_steps_of_units (void)
{
  static const struct
  {
    SgnMoneyUnit unit;
    gint64 step;
    const char *text;
  } cases[] = {
    { SGN_MONEY_DONG, 1, "114.929.400.000" },
    { SGN_MONEY_NGHIN, 1000, "114.929.400" },
    { SGN_MONEY_TRIEU, 1000000, "114.929" },
    { SGN_MONEY_TY, 1000000, "114,929" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SgnSheet) sheet = new_sheet ();
      g_autofree char *text = NULL;

      add_money_columns (sheet, 1);
      sgn_sheet_set_money_unit (sheet, cases[i].unit);
      sgn_sheet_add_row (sheet, "1", 0, SGN_ROW_STYLE_NORMAL, -1);
      sgn_sheet_set_cell_money (sheet, 0, 1, G_GINT64_CONSTANT (114929400000));
      sgn_sheet_round_money (sheet);
      text = sgn_sheet_cell_text (sheet, 0, 1);
      g_assert_cmpint (sgn_sheet_money_step (sheet), ==, cases[i].step);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sheet/round/largest-remainder", test_largest_remainder);
  g_test_add_func ("/sheet/round/random-trees", test_random_trees);
  g_test_add_func ("/sheet/round/random-tables", test_random_tables);
  g_test_add_func ("/sheet/round/difference", test_difference);
  g_test_add_func ("/sheet/round/crossed-columns", test_crossed_columns);
  g_test_add_func ("/sheet/round/of-which", test_of_which);
  g_test_add_func ("/sheet/round/note", test_note_names_figures);
  g_test_add_func ("/sheet/round/steps", test_steps_of_units);
  return g_test_run ();
}
