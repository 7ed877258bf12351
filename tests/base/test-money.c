#include "config.h"

#include "base/sgn-error.h"
#include "base/sgn-money.h"

#include <string.h>

enum
{
  OK = -1,
};

static void
test_units (void)
{
  static const char *const CODES[] = { "dong", "nghin", "trieu", "ty" };
  SgnMoneyUnit unit;

  for (gsize i = 0; i < G_N_ELEMENTS (CODES); i++)
    {
      g_assert_true (sgn_money_unit_from_code (CODES[i], &unit));
      g_assert_cmpint (unit, ==, i);
      g_assert_cmpstr (sgn_money_unit_code (unit), ==, CODES[i]);
    }
  g_assert_false (sgn_money_unit_from_code ("usd", &unit));
  g_assert_cmpint (sgn_money_unit_factor (SGN_MONEY_TY), ==, 1000000000);
  g_assert_cmpstr (sgn_money_unit_label (SGN_MONEY_TRIEU), ==, "triệu đồng");
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    SgnMoneyUnit unit;
    int outcome;
    gint64 dong;
  } CASES[] = {
    { "114.929", SGN_MONEY_TRIEU, OK, G_GINT64_CONSTANT (114929000000) },
    { "1.166,086", SGN_MONEY_TY, OK, G_GINT64_CONSTANT (1166086000000) },
    { "114.929 triệu đồng", SGN_MONEY_DONG, OK, G_GINT64_CONSTANT (114929000000) },
    { "5 tỷ", SGN_MONEY_DONG, OK, G_GINT64_CONSTANT (5000000000) },
    { "5 tỉ đồng", SGN_MONEY_DONG, OK, G_GINT64_CONSTANT (5000000000) },
    { "5TỶ", SGN_MONEY_DONG, OK, G_GINT64_CONSTANT (5000000000) },
    { "2,5 ngàn", SGN_MONEY_TY, OK, 2500 },
    { "50.000 đ", SGN_MONEY_TRIEU, OK, 50000 },
    { "-7", SGN_MONEY_NGHIN, OK, -7000 },
    { "0,5", SGN_MONEY_DONG, SGN_BASE_ERROR_RANGE },
    { "0,0000001", SGN_MONEY_TRIEU, SGN_BASE_ERROR_RANGE },
    { "1.16", SGN_MONEY_TRIEU, SGN_BASE_ERROR_AMBIGUOUS },
    { "5 usd", SGN_MONEY_TRIEU, SGN_BASE_ERROR_INVALID },
    { "tỷ", SGN_MONEY_TRIEU, SGN_BASE_ERROR_INVALID },
    { "", SGN_MONEY_TRIEU, SGN_BASE_ERROR_INVALID },
    { "99.999.999.999", SGN_MONEY_TY, SGN_BASE_ERROR_RANGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 dong = 0;
      gboolean ok = sgn_money_parse (CASES[i].text, CASES[i].unit, &dong, &error);

      g_test_message ("“%s”", CASES[i].text);
      g_assert_cmpint (ok, ==, CASES[i].outcome == OK);
      if (ok)
        g_assert_cmpint (dong, ==, CASES[i].dong);
      else
        g_assert_error (error, SGN_BASE_ERROR, CASES[i].outcome);
    }
}

static void
test_format (void)
{
  g_autofree char *ty = sgn_money_format (G_GINT64_CONSTANT (1166086000000), SGN_MONEY_TY);
  g_autofree char *trieu = sgn_money_format (G_GINT64_CONSTANT (114929000000), SGN_MONEY_TRIEU);
  g_autofree char *dong = sgn_money_format (-1500, SGN_MONEY_DONG);

  g_assert_cmpstr (ty, ==, "1.166,086");
  g_assert_cmpstr (trieu, ==, "114.929");
  g_assert_cmpstr (dong, ==, "-1.500");
}

static void
test_words (void)
{
  g_autofree char *plan = sgn_money_words (G_GINT64_CONSTANT (114929000000));
  g_autofree char *negative = sgn_money_words (-5000);
  g_autofree char *nothing = sgn_money_words (0);

  g_assert_cmpstr (plan, ==, "Một trăm mười bốn tỷ chín trăm hai mươi chín triệu đồng");
  g_assert_cmpstr (negative, ==, "Âm năm nghìn đồng");
  g_assert_cmpstr (nothing, ==, "Không đồng");
}

static void
test_round (void)
{
  g_assert_cmpint (sgn_money_round (1499, 1000), ==, 1);
  g_assert_cmpint (sgn_money_round (1500, 1000), ==, 2);
  g_assert_cmpint (sgn_money_round (-1500, 1000), ==, -2);
  g_assert_cmpint (sgn_money_round (-1499, 1000), ==, -1);
  g_assert_cmpint (sgn_money_round (7, 1), ==, 7);
  g_assert_cmpint (sgn_money_round (G_MAXINT64, 1000), ==, G_GINT64_CONSTANT (9223372036854776));
}

static gint64
random_amount (void)
{
  gint64 value
      = ((gint64)g_test_rand_int_range (0, G_MAXINT32) << 16) >> g_test_rand_int_range (0, 46);

  return g_test_rand_int_range (0, 6) == 0 ? 0 : g_test_rand_bit () ? value : value / 1000 * 1000;
}

static void
test_there_and_back (void)
{
  for (int i = 0; i < 20000; i++)
    {
      SgnMoneyUnit unit = (SgnMoneyUnit)g_test_rand_int_range (0, 4);
      gint64 dong = random_amount () * (g_test_rand_bit () ? 1 : -1);
      g_autofree char *text = sgn_money_format (dong, unit);
      g_autofree char *named = g_strconcat (text, " ", sgn_money_unit_label (unit), NULL);
      gint64 parsed, parsed_named;

      g_assert_true (sgn_money_parse (text, unit, &parsed, NULL));
      g_assert_true (sgn_money_parse (named, SGN_MONEY_DONG, &parsed_named, NULL));
      g_assert_cmpint (parsed, ==, dong);
      g_assert_cmpint (parsed_named, ==, dong);
    }
}

static void
test_parts (void)
{
  /* 1,4 + 1,4 + 1,2 is 4, though plain rounding shows 3: the larger remainder gets the unit. */
  const gint64 parts[] = { 1400, 1400, 1200, 0 };
  gint64 shown[4];
  gboolean nudged[4];

  g_assert_true (sgn_money_round_parts (4, parts, 4, 1000, shown, nudged));
  g_assert_cmpint (shown[0], ==, 2);
  g_assert_cmpint (shown[1], ==, 1);
  g_assert_cmpint (shown[2], ==, 1);
  g_assert_cmpint (shown[3], ==, 0);
  g_assert_true (nudged[0]);
  g_assert_false (nudged[1] || nudged[2] || nudged[3]);
}

static void
test_parts_ties (void)
{
  const gint64 larger_wins[] = { 500, 1500 };
  const gint64 earlier_wins[] = { 1500, 1500 };
  gint64 shown[2];

  g_assert_true (sgn_money_round_parts (2, larger_wins, 2, 1000, shown, NULL));
  g_assert_cmpint (shown[0], ==, 0);
  g_assert_cmpint (shown[1], ==, 2);
  g_assert_true (sgn_money_round_parts (3, earlier_wins, 2, 1000, shown, NULL));
  g_assert_cmpint (shown[0], ==, 2);
  g_assert_cmpint (shown[1], ==, 1);
}

static void
test_parts_out_of_reach (void)
{
  const gint64 parts[] = { 1400, 1600, 2000 };
  gint64 shown[3];
  gboolean nudged[3];

  g_assert_false (sgn_money_round_parts (7, parts, 3, 1000, shown, nudged));
  g_assert_cmpint (shown[0], ==, 1);
  g_assert_cmpint (shown[1], ==, 2);
  g_assert_cmpint (shown[2], ==, 2);
  g_assert_false (nudged[0] || nudged[1] || nudged[2]);
  g_assert_false (sgn_money_round_parts (3, parts, 3, 1000, shown, NULL));
}

static void
assert_within_one_unit (gint64 part, gint64 shown, gint64 factor)
{
  g_assert_cmpint (ABS (shown * factor - part), <, factor);
  if (part % factor == 0)
    g_assert_cmpint (shown, ==, part / factor);
}

/* A node shows @shown; its parts must add up to it, and so on down. */
static void
check_random_tree (gint64 total, gint64 shown, gint64 factor, int depth)
{
  gint64 parts[9], shown_parts[9];
  gboolean nudged[9];
  gsize n = (gsize)g_test_rand_int_range (1, 9);
  gint64 rest = total, sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      parts[i] = g_test_rand_bit () ? random_amount () : -random_amount ();
      rest -= parts[i];
    }
  parts[n] = rest;
  g_assert_true (sgn_money_round_parts (shown, parts, n + 1, factor, shown_parts, nudged));
  for (gsize i = 0; i <= n; i++)
    {
      assert_within_one_unit (parts[i], shown_parts[i], factor);
      g_assert_cmpint (nudged[i], ==, shown_parts[i] != sgn_money_round (parts[i], factor));
      sum += shown_parts[i];
      if (depth > 0)
        check_random_tree (parts[i], shown_parts[i], factor, depth - 1);
    }
  g_assert_cmpint (sum, ==, shown);
}

static void
test_parts_of_random_trees (void)
{
  for (int i = 0; i < 300; i++)
    {
      gint64 factor = sgn_money_unit_factor ((SgnMoneyUnit)g_test_rand_int_range (1, 4));
      gint64 total = random_amount ();

      check_random_tree (total, sgn_money_round (total, factor), factor, 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/money/units", test_units);
  g_test_add_func ("/base/money/parse", test_parse);
  g_test_add_func ("/base/money/format", test_format);
  g_test_add_func ("/base/money/words", test_words);
  g_test_add_func ("/base/money/round", test_round);
  g_test_add_func ("/base/money/there-and-back", test_there_and_back);
  g_test_add_func ("/base/money/parts", test_parts);
  g_test_add_func ("/base/money/parts-ties", test_parts_ties);
  g_test_add_func ("/base/money/parts-out-of-reach", test_parts_out_of_reach);
  g_test_add_func ("/base/money/parts-of-random-trees", test_parts_of_random_trees);
  return g_test_run ();
}
