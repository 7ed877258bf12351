#include "config.h"

#include "base/sgn-error.h"
#include "base/sgn-number.h"

enum
{
  OK = -1,
};

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    guint decimals;
    int outcome; /* OK, or an SgnBaseError */
    gint64 value;
  } CASES[] = {
    { "0", 0, OK, 0 },
    { "1.166", 0, OK, 1166 },
    { "1166", 0, OK, 1166 },
    { "-3", 0, OK, -3 },
    { "+3", 0, OK, 3 },
    { "\xe2\x88\x92"
      "12",
      0, OK, -12 },
    { " \xc2\xa0 114.929\t", 0, OK, 114929 },
    { "12.345.678", 0, OK, 12345678 },
    { "007", 0, OK, 7 },
    { "5,000", 0, OK, 5 },
    { "1.166,086", 3, OK, 1166086 },
    { "1.166,08", 3, OK, 1166080 },
    { "1.166,0860", 3, OK, 1166086 },
    { "-0,5", 1, OK, -5 },
    { "27,5", 9, OK, G_GINT64_CONSTANT (27500000000) },
    { "9.223.372.036.854.775.807", 0, OK, G_MAXINT64 },
    { "-9.223.372.036.854.775.808", 0, OK, G_MININT64 },
    { "9.223.372.036,854775807", 9, OK, G_MAXINT64 },
    { "1.16", 0, SGN_BASE_ERROR_AMBIGUOUS },
    { "1.1666", 0, SGN_BASE_ERROR_AMBIGUOUS },
    { "0.123", 0, SGN_BASE_ERROR_AMBIGUOUS },
    { "1234.567", 0, SGN_BASE_ERROR_AMBIGUOUS },
    { "-2.5", 1, SGN_BASE_ERROR_AMBIGUOUS },
    { "9.223.372.036.854.775.808", 0, SGN_BASE_ERROR_RANGE },
    { "-9.223.372.036.854.775.809", 0, SGN_BASE_ERROR_RANGE },
    { "99999999999999999999999", 0, SGN_BASE_ERROR_RANGE },
    { "9.223.372.037", 9, SGN_BASE_ERROR_RANGE },
    { "1,5", 0, SGN_BASE_ERROR_RANGE },
    { "1,1234", 3, SGN_BASE_ERROR_RANGE },
    { "", 0, SGN_BASE_ERROR_INVALID },
    { "-", 0, SGN_BASE_ERROR_INVALID },
    { "abc", 0, SGN_BASE_ERROR_INVALID },
    { "12a", 0, SGN_BASE_ERROR_INVALID },
    { "--1", 0, SGN_BASE_ERROR_INVALID },
    { "1 166", 0, SGN_BASE_ERROR_INVALID },
    { "1.16.500", 0, SGN_BASE_ERROR_INVALID },
    { "1..166", 0, SGN_BASE_ERROR_INVALID },
    { "1.166.", 0, SGN_BASE_ERROR_INVALID },
    { "1.", 0, SGN_BASE_ERROR_INVALID },
    { ".5", 0, SGN_BASE_ERROR_INVALID },
    { "1,", 3, SGN_BASE_ERROR_INVALID },
    { ",5", 3, SGN_BASE_ERROR_INVALID },
    { "1,166.5", 3, SGN_BASE_ERROR_INVALID },
    { "1,2,3", 3, SGN_BASE_ERROR_INVALID },
    { "1.16,5", 3, SGN_BASE_ERROR_INVALID },
    { "1e5", 0, SGN_BASE_ERROR_INVALID },
    { "\xff\xfe", 0, SGN_BASE_ERROR_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 value = 0;
      gboolean ok = sgn_number_parse_scaled (CASES[i].text, CASES[i].decimals, &value, &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (ok, ==, CASES[i].outcome == OK);
      if (ok)
        g_assert_cmpint (value, ==, CASES[i].value);
      else
        g_assert_error (error, SGN_BASE_ERROR, CASES[i].outcome);
    }
}

static void
test_question (void)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  g_assert_false (sgn_number_parse_integer ("1.16", &value, &error));
  g_assert_nonnull (strstr (error->message, "1,16"));
  g_assert_nonnull (strstr (error->message, "116"));
}

static void
test_parse_real (void)
{
  g_autoptr (GError) error = NULL;
  double value;

  g_assert_true (sgn_number_parse_real ("6,8", &value, NULL));
  g_assert_cmpfloat (value, ==, 6.8);
  g_assert_true (sgn_number_parse_real ("-1.234.567,125", &value, NULL));
  g_assert_cmpfloat (value, ==, -1234567.125);
  g_assert_true (sgn_number_parse_real ("12", &value, NULL));
  g_assert_cmpfloat (value, ==, 12.0);
  g_assert_false (sgn_number_parse_real ("6.8", &value, &error));
  g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_AMBIGUOUS);
  g_clear_error (&error);
  g_assert_false (sgn_number_parse_real ("inf", &value, &error));
  g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID);
}

static void
test_real_too_large (void)
{
  g_autofree char *digits = g_strnfill (400, '9');
  g_autoptr (GError) error = NULL;
  double value;

  g_assert_false (sgn_number_parse_real (digits, &value, &error));
  g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_RANGE);
}

static void
test_format (void)
{
  static const struct
  {
    gint64 value;
    guint decimals, min_decimals;
    const char *text;
  } CASES[] = {
    { 0, 0, 0, "0" },
    { 999, 0, 0, "999" },
    { 1000, 0, 0, "1.000" },
    { -1166, 0, 0, "-1.166" },
    { 1166086, 3, 0, "1.166,086" },
    { 1166000, 3, 0, "1.166" },
    { 1166000, 3, 1, "1.166,0" },
    { 1166080, 3, 1, "1.166,08" },
    { 5, 3, 0, "0,005" },
    { -50, 3, 0, "-0,05" },
    { 0, 3, 2, "0,00" },
    { G_MAXINT64, 0, 0, "9.223.372.036.854.775.807" },
    { G_MININT64, 0, 0, "-9.223.372.036.854.775.808" },
    { G_MININT64, 9, 0, "-9.223.372.036,854775808" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text
          = sgn_number_format_scaled (CASES[i].value, CASES[i].decimals, CASES[i].min_decimals);
      g_assert_cmpstr (text, ==, CASES[i].text);
    }
}

static void
test_format_real (void)
{
  static const struct
  {
    double value;
    guint decimals;
    const char *text;
  } CASES[] = {
    { 6.8, 2, "6,8" },       { 0.25, 1, "0,3" },
    { -0.25, 1, "-0,3" },    { 1.005, 2, "1,01" },
    { 2.675, 2, "2,68" },    { 1234.5, 0, "1.235" },
    { -0.04, 1, "0" },       { 0.0, 3, "0" },
    { 100.0, 2, "100" },     { 1e18, 2, "1.000.000.000.000.000.000" },
    { 0.1 + 0.2, 9, "0,3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text = sgn_number_format_real (CASES[i].value, CASES[i].decimals);
      g_assert_cmpstr (text, ==, CASES[i].text);
    }
}

static void
test_format_percent (void)
{
  static const struct
  {
    gint64 part, whole;
    const char *text;
  } CASES[] = {
    { 437, 1000, "43,7%" },
    { 1, 1, "100,0%" },
    { 0, 5, "0,0%" },
    { 1, 3, "33,3%" },
    { 2, 3, "66,7%" },
    { 1, 2000, "0,1%" },
    { 49, 100000, "0,0%" },
    { -1, 2000, "-0,1%" },
    { 3, 2, "150,0%" },
    { 10000, 1, "1.000.000,0%" },
    { G_MAXINT64, G_MAXINT64, "100,0%" },
    { G_MININT64, G_MININT64, "100,0%" },
    { 5, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text = sgn_number_format_percent (CASES[i].part, CASES[i].whole);
      g_assert_cmpstr (text, ==, CASES[i].text);
    }
}

static void
test_words (void)
{
  static const struct
  {
    gint64 value;
    const char *words;
  } CASES[] = {
    { 0, "không" },
    { 1, "một" },
    { 4, "bốn" },
    { 5, "năm" },
    { 10, "mười" },
    { 11, "mười một" },
    { 14, "mười bốn" },
    { 15, "mười lăm" },
    { 20, "hai mươi" },
    { 21, "hai mươi mốt" },
    { 24, "hai mươi tư" },
    { 25, "hai mươi lăm" },
    { 91, "chín mươi mốt" },
    { 100, "một trăm" },
    { 101, "một trăm linh một" },
    { 105, "một trăm linh năm" },
    { 110, "một trăm mười" },
    { 115, "một trăm mười lăm" },
    { 121, "một trăm hai mươi mốt" },
    { 1000, "một nghìn" },
    { 1005, "một nghìn không trăm linh năm" },
    { 1010, "một nghìn không trăm mười" },
    { 1024, "một nghìn không trăm hai mươi tư" },
    { 1000000, "một triệu" },
    { 1000005, "một triệu không trăm linh năm" },
    { G_GINT64_CONSTANT (114929000000), "một trăm mười bốn tỷ chín trăm hai mươi chín triệu" },
    { G_GINT64_CONSTANT (1005000000), "một tỷ không trăm linh năm triệu" },
    { G_GINT64_CONSTANT (2000000000000), "hai nghìn tỷ" },
    { G_GINT64_CONSTANT (1000000000000000000), "một tỷ tỷ" },
    { -15, "âm mười lăm" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *words = sgn_number_words (CASES[i].value);
      g_assert_cmpstr (words, ==, CASES[i].words);
    }
}

/* Any length of number is as likely as any other. */
static gint64
random_integer (void)
{
  guint64 bits = ((guint64)g_test_rand_int () << 32) | (guint32)g_test_rand_int ();
  guint64 value = bits >> g_test_rand_int_range (0, 64);

  return (gint64)(g_test_rand_bit () ? 0 - value : value);
}

static void
test_there_and_back (void)
{
  for (int i = 0; i < 20000; i++)
    {
      guint decimals = (guint)g_test_rand_int_range (0, 10);
      guint shown = (guint)g_test_rand_int_range (0, (int)decimals + 1);
      gint64 value = random_integer ();
      g_autofree char *text = sgn_number_format_scaled (value, decimals, shown);
      g_autoptr (GError) error = NULL;
      gint64 parsed;

      sgn_number_parse_scaled (text, decimals, &parsed, &error);
      g_assert_no_error (error);
      g_assert_cmpint (parsed, ==, value);
    }
}

static void
test_real_there_and_back (void)
{
  for (int i = 0; i < 5000; i++)
    {
      gint64 thousandths = random_integer () >> 20;
      double value = (double)thousandths / 1000;
      g_autofree char *text = sgn_number_format_real (value, 3);
      double parsed;

      g_assert_true (sgn_number_parse_real (text, &parsed, NULL));
      g_assert_cmpfloat (parsed, ==, value);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/number/parse", test_parse);
  g_test_add_func ("/base/number/question", test_question);
  g_test_add_func ("/base/number/parse-real", test_parse_real);
  g_test_add_func ("/base/number/real-too-large", test_real_too_large);
  g_test_add_func ("/base/number/format", test_format);
  g_test_add_func ("/base/number/format-real", test_format_real);
  g_test_add_func ("/base/number/format-percent", test_format_percent);
  g_test_add_func ("/base/number/words", test_words);
  g_test_add_func ("/base/number/there-and-back", test_there_and_back);
  g_test_add_func ("/base/number/real-there-and-back", test_real_there_and_back);
  return g_test_run ();
}
