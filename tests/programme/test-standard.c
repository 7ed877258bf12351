#include "config.h"

#include "programme-fixture.h"
#include "programme/sgn-identity.h"
#include "programme/sgn-standard.h"
#include "store/sgn-store-error.h"

#include "base/sgn-error.h"

#define UNKNOWN SGN_SCORE_UNKNOWN

static void
test_find (void)
{
  static const struct
  {
    const char *area;
    int year, income_points;
    gint64 income_line, average_line;
  } cases[] = {
    { "rural", 2022, 140, 1500000, 2250000 },
    { "rural", 2025, 140, 1500000, 2250000 },
    { "urban", 2023, 175, 2000000, 3000000 },
    { "rural", 2021, 0, 0, 0 },
    { "rural", 2026, 0, 0, 0 },
    { "island", 2023, 0, 0, 0 },
  };
  SgnLedger *ledger = make_ledger (2023);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SgnStandard) standard = sgn_standard_find (sgn_ledger_get_connection (ledger),
                                                            cases[i].area, cases[i].year, &error);

      if (cases[i].income_points == 0)
        {
          g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND);
          g_assert_null (standard);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (standard->code, ==, cases[i].area);
      g_assert_cmpint (standard->income_points, ==, cases[i].income_points);
      g_assert_cmpint (standard->service_points, ==, 30);
      g_assert_cmpint (standard->points_an_indicator, ==, 10);
      g_assert_cmpint (standard->income_line, ==, cases[i].income_line);
      g_assert_cmpint (standard->average_line, ==, cases[i].average_line);
      g_assert_true (g_str_has_prefix (standard->source, "Nghị định 07/2021/NĐ-CP"));
    }
  close_ledger (ledger);
}

/* The ledger follows the dated list: a newer standard counts from its year on. */
static void
test_newer (void)
{
  SgnLedger *ledger = make_ledger (2023);
  SgnConnection *connection = sgn_ledger_get_connection (ledger);

  run_sql (
      ledger,
      "INSERT INTO code_item (id, catalogue_id, list, code, name, position, attributes, source, "
      "valid_from) SELECT 900, min(id), 'poverty-standard', 'rural', 'Mới', 1, "
      "'{\"income-line\":\"9\",\"average-line\":\"12\",\"income-points\":\"150\","
      "\"service-points\":\"20\",\"points-an-indicator\":\"5\"}', 'x', '2024' FROM catalogue;\n"
      "INSERT INTO code_item (id, catalogue_id, list, code, name, position, attributes, source, "
      "valid_from) SELECT 901, min(id), 'poverty-standard', 'urban', 'Thiếu', 1, "
      "'{\"income-line\":\"9\"}', 'x', '2024' FROM catalogue");
  g_autoptr (SgnStandard) old = sgn_standard_find (connection, "rural", 2023, NULL);
  g_autoptr (SgnStandard) newer = sgn_standard_find (connection, "rural", 2024, NULL);
  g_autoptr (SgnStandard) half = sgn_standard_find (connection, "urban", 2024, NULL);

  g_assert_cmpint (old->income_points, ==, 140);
  g_assert_cmpint (newer->income_points, ==, 150);
  g_assert_null (half);
  close_ledger (ledger);
}

static void
test_classify (void)
{
  static const struct
  {
    const char *area;
    int a, b;
    gint64 income;
    const char *class_, *why, *first;
  } cases[] = {
    { "rural", 140, 30, UNKNOWN, "poor", "A = 140 (at most 140) and B = 30 (at least 30).",
      "1 indicator fewer: near-poor." },
    { "rural", 115, 40, UNKNOWN, "poor", "A = 115 (at most 140) and B = 40 (at least 30).",
      "2 indicators fewer: near-poor." },
    { "rural", 140, 29, UNKNOWN, "near-poor", "A = 140 (at most 140) and B = 29 (less than 30).",
      "1 indicator more: poor." },
    { "rural", 0, 0, UNKNOWN, "near-poor", "A = 0 (at most 140) and B = 0 (less than 30).",
      "3 indicators more: poor." },
    { "rural", 141, 120, UNKNOWN, "not-poor",
      "A = 141 (more than 140); nobody asked for the income.", "1 point of income fewer: poor." },
    { "rural", 150, UNKNOWN, UNKNOWN, "not-poor",
      "A = 150 (more than 140); nobody asked for the income.",
      "10 points of income fewer: poor or near-poor." },
    { "rural", 150, 20, 1500000, "not-poor",
      "A = 150 (more than 140); an income of 1.500.000 a person a month is not above 1.500.000 and "
      "at most 2.250.000.",
      "10 points of income fewer: near-poor." },
    { "rural", 150, 20, 1500001, "average",
      "A = 150 (more than 140); an income of 1.500.001 a person a month is above 1.500.000 and at "
      "most 2.250.000.",
      "10 points of income fewer: near-poor." },
    { "rural", 150, 20, 2250000, "average", NULL, NULL },
    { "rural", 150, 20, 2250001, "not-poor", NULL, NULL },
    { "urban", 175, 30, UNKNOWN, "poor", NULL, NULL },
    { "urban", 141, 29, UNKNOWN, "near-poor", NULL, NULL },
    { "urban", 176, 30, 3000000, "average", NULL, NULL },
    { "urban", 176, 30, 3000001, "not-poor", NULL, NULL },
    { "rural", UNKNOWN, 30, UNKNOWN, "", "The income points (A) are not known.", NULL },
    { "rural", 100, UNKNOWN, UNKNOWN, "", "The deprivation points (B) are not known.", NULL },
  };
  SgnLedger *ledger = make_ledger (2023);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SgnStandard) standard
          = sgn_standard_find (sgn_ledger_get_connection (ledger), cases[i].area, 2023, NULL);
      g_auto (SgnVerdict) verdict
          = sgn_standard_classify (standard, cases[i].a, cases[i].b, cases[i].income);

      g_assert_cmpstr (sgn_poverty_class_code (verdict.class_), ==, cases[i].class_);
      if (cases[i].why)
        g_assert_cmpstr (verdict.why, ==, cases[i].why);
      if (cases[i].first)
        g_assert_cmpstr (verdict.would_change[0], ==, cases[i].first);
      g_assert_cmpuint (g_strv_length (verdict.would_change), ==, *cases[i].class_ ? 2 : 0);
    }
  close_ledger (ledger);
}

/* What is said would change the class does change it, and one step less does not. */
static void
test_would_change (void)
{
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (SgnStandard) standard
      = sgn_standard_find (sgn_ledger_get_connection (ledger), "rural", 2023, NULL);

  for (int b = 0; b <= 120; b++)
    {
      g_auto (SgnVerdict) verdict = sgn_standard_classify (standard, 100, b, UNKNOWN);
      int n = atoi (verdict.would_change[0]);
      int step = verdict.class_ == SGN_CLASS_POOR ? -10 : 10;
      g_auto (SgnVerdict) enough
          = sgn_standard_classify (standard, 100, MAX (b + n * step, 0), UNKNOWN);
      g_auto (SgnVerdict) less = sgn_standard_classify (standard, 100, b + (n - 1) * step, UNKNOWN);

      g_assert_cmpint (enough.class_, !=, verdict.class_);
      g_assert_cmpint (less.class_, ==, verdict.class_);
    }
  close_ledger (ledger);
}

static void
test_identity (void)
{
  static const struct
  {
    const char *number;
    SgnSex sex;
    SgnDate birth;
    const char *warnings; /* NULL: refused */
  } cases[] = {
    { "004080000001", SGN_SEX_MALE, { 1980, 2, 3 }, "" },
    { "004080000001", 0, { 0 }, "" },
    { "004180000001", SGN_SEX_FEMALE, { 1980 }, "" },
    { "004205000001", SGN_SEX_MALE, { 2005 }, "" },
    { "004399000001",
      SGN_SEX_FEMALE,
      { 2099 },
      "By the personal number the person will be born in 2099.|" },
    { "004180000001",
      SGN_SEX_MALE,
      { 1980 },
      "The personal number is that of a woman, but a man is entered.|" },
    { "004080000001",
      SGN_SEX_FEMALE,
      { 1981 },
      "The personal number is that of a man, but a woman is entered.|"
      "By the personal number the person was born in 1980, but 1981 is entered.|" },
    { "004280000001",
      SGN_SEX_MALE,
      { 0 },
      "By the personal number the person will be born in 2080.|" },
    { "003080000001", 0, { 0 }, "No province has the code 003.|" },
    { "096080000001", 0, { 0 }, "" },
    { "097080000001", 0, { 0 }, "" }, /* a country */
    { "00408000001", 0, { 0 }, NULL },
    { "0040800000011", 0, { 0 }, NULL },
    { "00408000000a", 0, { 0 }, NULL },
    { "004 080000001", 0, { 0 }, NULL },
    { "", 0, { 0 }, NULL },
    { NULL, 0, { 0 }, NULL },
  };
  SgnLedger *ledger = make_ledger (2023);

  g_setenv ("SGN_TODAY", "2023-11-21", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) warnings
          = sgn_identity_check (sgn_ledger_get_connection (ledger), cases[i].number, cases[i].sex,
                                cases[i].birth, &error);
      g_autoptr (GString) joined = g_string_new (NULL);

      if (!cases[i].warnings)
        {
          g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID);
          g_assert_null (warnings);
          continue;
        }
      g_assert_no_error (error);
      for (char **warning = warnings; *warning; warning++)
        g_string_append_printf (joined, "%s|", *warning);
      g_assert_cmpstr (joined->str, ==, cases[i].warnings);
    }
  close_ledger (ledger);
}

static void
test_mask (void)
{
  static const char *const cases[][2] = {
    { "004080001234", "004*****1234" },
    { "012345678", "*********" },
    { "", "" },
    { "0040800012345", "*************" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *masked = sgn_identity_mask (cases[i][0]);

      g_assert_cmpstr (masked, ==, cases[i][1]);
    }
  g_autofree char *none = sgn_identity_mask (NULL);
  g_assert_cmpstr (none, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/standard/find", test_find);
  g_test_add_func ("/standard/newer", test_newer);
  g_test_add_func ("/standard/classify", test_classify);
  g_test_add_func ("/standard/would-change", test_would_change);
  g_test_add_func ("/identity/check", test_identity);
  g_test_add_func ("/identity/mask", test_mask);
  return g_test_run ();
}
