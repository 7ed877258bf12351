#include "config.h"

#include "programme/sgn-child.h"
#include "programme-fixture.h"

static const SgnDate day = { 2023, 8, 31 };

static SgnDate
date (const char *text)
{
  SgnDate parsed = { 0 };

  g_assert_true (text[0] == '\0' || sgn_date_parse_iso (text, &parsed));
  return parsed;
}

static const struct
{
  const char *birth, *day, *text;
} ages[] = {
  { "2023-08-31", "2023-08-31", "0 months" },
  { "2023-07-31", "2023-08-30", "0 months" },
  { "2023-07-31", "2023-08-31", "1 month" },
  { "2023-01-31", "2023-02-28", "1 month" }, /* the last day of a shorter month */
  { "2023-01-31", "2023-02-27", "0 months" },
  { "2021-09-01", "2023-08-31", "23 months" },
  { "2021-08-31", "2023-08-31", "2 years" },
  { "2020-04-30", "2023-08-31", "3 y 4 m" },
  { "2018-09-01", "2023-08-31", "4 y 11 m" },
  { "2018-08-31", "2023-08-31", "5 years" },
  { "2020-02-29", "2021-02-28", "12 months" },
  { "2010-01-15", "2023-08-31", "13 years" },
  { "2016", "2023-08-31", "6–7 years" },
  { "2023", "2023-08-31", "0 years" },
  { "2016-03", "2023-08-31", "7 years" },
  { "2023-09-01", "2023-08-31", "" },
  { "", "2023-08-31", "" },
};

static void
test_age (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autofree char *text = sgn_child_age_text (date (ages[i].birth), date (ages[i].day));

      g_test_message ("%s on %s", ages[i].birth, ages[i].day);
      g_assert_cmpstr (text, ==, ages[i].text);
    }
}

static void
test_below (void)
{
  g_assert_true (sgn_child_is_below (date ("2007-09-01"), day, 16));
  g_assert_false (sgn_child_is_below (date ("2007-08-31"), day, 16));
  g_assert_true (sgn_child_is_below (date ("2007"), day, 16)); /* may be born in December */
  g_assert_false (sgn_child_is_below (date ("2007-08"), day, 16));
  g_assert_false (sgn_child_is_below (date ("2006"), day, 16));
  g_assert_false (sgn_child_is_below (date (""), day, 16));
}

/* A boy of 8 years (96 months): height M 127.2651 L 1 S 0.04438, so 115.97 cm at -2 SD and 110.32
 * at -3; weight M 25.4163 L -0.5482 S 0.14344: 19.47 and 17.27 kg; BMI M 15.7368 L -1.4629 S
 * 0.09526: 13.30 and 12.39. */
static const struct
{
  const char *what, *birth, *day;
  SgnSex sex;
  double height, weight;
  const char *text, *doubt;
} results[] = {
  { "as most", "2015-08-31", "2023-08-31", SGN_SEX_MALE, 127, 25, "normal", NULL },
  { "short", "2015-08-31", "2023-08-31", SGN_SEX_MALE, 115, 25, "stunted", NULL },
  { "very short, light", "2015-08-31", "2023-08-31", SGN_SEX_MALE, 109, 18,
    "severely stunted, underweight", NULL },
  { "light and thin", "2015-08-31", "2023-08-31", SGN_SEX_MALE, 127, 18,
    "underweight, severely thin", NULL },
  { "only height", "2015-08-31", "2023-08-31", SGN_SEX_MALE, 127, 0, "normal height", NULL },
  { "only weight", "2015-08-31", "2023-08-31", SGN_SEX_MALE, 0, 25, "normal weight", NULL },
  { "nothing", "2015-08-31", "2023-08-31", SGN_SEX_MALE, 0, 0, "", NULL },
  { "no sex", "2015-08-31", "2023-08-31", 0, 127, 25, "not computed: the sex is not stated", NULL },
  { "no birth", "", "2023-08-31", SGN_SEX_MALE, 127, 25,
    "not computed: the date of birth is missing", NULL },
  { "only the year", "2015", "2023-08-31", SGN_SEX_MALE, 127, 25,
    "not computed: the date of birth is not known to the day", NULL },
  { "no day", "2015-08-31", "2023-08", SGN_SEX_MALE, 127, 25,
    "not computed: the day of measuring is missing", NULL },
  { "before birth", "2023-09-01", "2023-08-31", SGN_SEX_MALE, 50, 3,
    "not computed: measured before the date of birth", NULL },
  { "grown up", "1980-01-01", "2023-08-31", SGN_SEX_MALE, 165, 60,
    "not computed: WHO's tables have no value at this age", NULL },
  /* no weight for age beyond ten years: the body mass index speaks */
  { "twelve years, thin", "2011-08-31", "2023-08-31", SGN_SEX_FEMALE, 150, 30, "thin", NULL },
  /* typed in the wrong field: 127 kg */
  { "beyond belief", "2015-08-31", "2023-08-31", SGN_SEX_MALE, 127, 127, "normal", "weight" },
  { "a slipped digit", "2015-08-31", "2023-08-31", SGN_SEX_MALE, 72, 25, "severely stunted",
    "height" },
};

static void
test_results (void)
{
  g_autoptr (SgnGrowth) growth = sgn_growth_load (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      const SgnChildMeasure measure = {
        .sex = results[i].sex,
        .birth = date (results[i].birth),
        .date = date (results[i].day),
        .height = results[i].height,
        .weight = results[i].weight,
      };
      SgnChildResult result;
      g_autofree char *text = NULL;
      g_autofree char *doubt = NULL;

      g_test_message ("%s", results[i].what);
      sgn_child_judge (growth, &measure, &result);
      text = sgn_child_result_text (&result);
      doubt = sgn_child_result_doubt (&result);
      g_assert_cmpstr (text, ==, results[i].text);
      if (results[i].doubt == NULL)
        g_assert_null (doubt);
      else
        g_assert_nonnull (strstr (doubt, results[i].doubt));
    }
}

/* Exactly at -2 and -3 nobody is short of anything; just below, somebody is. WHO's flags likewise.
 */
static void
test_limits (void)
{
  static const struct
  {
    double z;
    SgnNutrition grade;
    gboolean implausible;
  } limits[] = {
    { 0, SGN_NUTRITION_NORMAL, FALSE },       { -1.9999, SGN_NUTRITION_NORMAL, FALSE },
    { -2.0001, SGN_NUTRITION_LOW, FALSE },    { -2.9999, SGN_NUTRITION_LOW, FALSE },
    { -3.0001, SGN_NUTRITION_SEVERE, FALSE }, { -5.9999, SGN_NUTRITION_SEVERE, FALSE },
    { -6.0001, SGN_NUTRITION_SEVERE, TRUE },  { 5.9999, SGN_NUTRITION_NORMAL, FALSE },
    { 6.0001, SGN_NUTRITION_NORMAL, TRUE },
  };
  g_autoptr (SgnGrowth) growth = sgn_growth_load (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      SgnChildMeasure measure = { .sex = SGN_SEX_FEMALE, .birth = { 2020, 3, 1 }, .date = day };
      gint64 days = sgn_date_days (day) - sgn_date_days (measure.birth);
      SgnChildResult result;

      g_assert_true (sgn_growth_value (growth, SGN_GROWTH_HEIGHT, SGN_SEX_FEMALE, days, limits[i].z,
                                       &measure.height));
      sgn_child_judge (growth, &measure, &result);
      g_assert_cmpint (result.age_days, ==, days);
      g_assert_cmpfloat_with_epsilon (result.scores[SGN_GROWTH_HEIGHT].z, limits[i].z, 0.000001);
      g_assert_cmpint (result.scores[SGN_GROWTH_HEIGHT].grade, ==, limits[i].grade);
      g_assert_cmpint (result.scores[SGN_GROWTH_HEIGHT].implausible, ==, limits[i].implausible);
      g_assert_cmpint (result.scores[SGN_GROWTH_WEIGHT].gap, ==, SGN_GROWTH_NOT_MEASURED);
    }
}

static void
test_z_text (void)
{
  static const struct
  {
    double z;
    const char *text;
  } texts[] = { { -1.848, "−1,85" }, { 0.004, "0,00" }, { 2.5, "+2,50" }, { -0.001, "0,00" } };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const SgnGrowthScore score = { .gap = SGN_GROWTH_COMPUTED, .z = texts[i].z };
      g_autofree char *text = sgn_child_z_text (&score);

      g_assert_cmpstr (text, ==, texts[i].text);
    }
}

/* --- the list --- */

static const char people[]
    = "INSERT INTO unit (id, parent_id, level, kind, name, position) "
      "SELECT 101, unit_id, 'commune', 'xa', 'Xã Một', 1 FROM ledger UNION ALL "
      "SELECT 102, unit_id, 'commune', 'xa', 'Xã Hai', 2 FROM ledger;\n"
      "INSERT INTO unit (id, parent_id, level, kind, name, position) VALUES "
      "(111, 101, 'village', 'thon', 'Thôn A', 1), (112, 101, 'village', 'thon', 'Thôn B', 2), "
      "(121, 102, 'village', 'thon', 'Thôn C', 1);\n"
      "INSERT INTO household (id, unit_id, head, ended_on) VALUES (1, 112, 'Nông Văn Sáng', NULL), "
      "(2, 111, 'Lý Thị Ba', NULL), (3, 111, 'Triệu Văn Cũ', '2023-01-05'), "
      "(4, 121, 'Hoàng Thị Xa', NULL);\n"
      "INSERT INTO member (id, household_id, name, sex, birth, relation, left_on, joined_on) "
      "VALUES "
      "(11, 1, 'Nông Văn Bình', 'male', '2020-05-01', 'child', NULL, NULL), "
      "(12, 1, 'Nông Thị An', 'female', '2012-01-20', 'child', NULL, NULL), "
      "(13, 1, 'Nông Văn Lớn', 'male', '2007-08-31', 'child', NULL, NULL), "
      "(14, 1, 'Nông Văn Đi', 'male', '2015-02-02', 'child', '2023-06-01', NULL), "
      "(15, 1, 'Nông Văn Sáng', 'male', '1980', 'head', NULL, NULL), "
      "(21, 2, 'Lý Văn Út', NULL, '2019', 'child', NULL, NULL), "
      "(22, 2, 'Lý Văn Sau', 'male', '2023-09-02', 'child', NULL, NULL), "
      "(31, 3, 'Triệu Thị Nhỏ', 'female', '2018-03-03', 'child', NULL, NULL), "
      "(41, 4, 'Hoàng Văn Xa', 'male', '2021-07-07', 'child', NULL, NULL);\n"
      "INSERT INTO child_measure (id, member_id, date, height, weight, position) VALUES "
      "(901, 11, '2022-04-01', 85.5, 11, NULL), (902, 11, '2023-03-10', 92, 13.2, 'standing'), "
      "(903, 11, '2023-08-31', 95, 14, 'lying'), (904, 12, '2022-11-11', 140, NULL, NULL), "
      "(905, 41, '2023-10-01', 85, 12, NULL)";

static char *
list (SgnLedger *ledger, gint64 unit_id, gboolean due_only)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) children
      = sgn_child_list (sgn_ledger_get_connection (ledger), unit_id, day, due_only, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < children->len; i++)
    {
      const SgnChild *child = g_ptr_array_index (children, i);

      g_string_append_printf (text, "%s/%s/%d/%d ", child->village, child->name,
                              (int)child->last_id, (int)child->today_id);
    }
  return g_string_free (text, FALSE);
}

static void
test_list (void)
{
  SgnLedger *ledger = make_ledger (2023);
  g_autofree char *all = NULL;
  g_autofree char *commune = NULL;
  g_autofree char *due = NULL;

  run_sql (ledger, people);
  all = list (ledger, 0, FALSE);
  commune = list (ledger, 101, FALSE);
  due = list (ledger, 0, TRUE);
  /* by village and given name; not who is 16 today, has left, is not born yet, or whose household
   * ended */
  g_assert_cmpstr (all, ==,
                   "Thôn A/Lý Văn Út/0/0 Thôn B/Nông Thị An/904/0 Thôn B/Nông Văn Bình/902/903 "
                   "Thôn C/Hoàng Văn Xa/0/0 ");
  g_assert_cmpstr (commune, ==,
                   "Thôn A/Lý Văn Út/0/0 Thôn B/Nông Thị An/904/0 Thôn B/Nông Văn Bình/902/903 ");
  /* measured in March: not due; what is measured on the day itself changes nothing */
  g_assert_cmpstr (due, ==,
                   "Thôn A/Lý Văn Út/0/0 Thôn B/Nông Thị An/904/0 Thôn C/Hoàng Văn Xa/0/0 ");
  close_ledger (ledger);
}

static void
test_list_measure (void)
{
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (GPtrArray) children = NULL;
  const SgnChild *child;

  run_sql (ledger, people);
  children = sgn_child_list (sgn_ledger_get_connection (ledger), 112, day, FALSE, NULL, NULL);
  g_assert_cmpuint (children->len, ==, 2);
  child = g_ptr_array_index (children, 1);
  g_assert_cmpint (child->member_id, ==, 11);
  g_assert_cmpint (child->household_id, ==, 1);
  g_assert_cmpstr (child->head, ==, "Nông Văn Sáng");
  g_assert_cmpint (child->sex, ==, SGN_SEX_MALE);
  g_assert_cmpfloat (child->last.height, ==, 92);
  g_assert_cmpfloat (child->last.weight, ==, 13.2);
  g_assert_cmpint (child->last.measured, ==, SGN_MEASURED_STANDING);
  g_assert_cmpfloat (child->today.height, ==, 95);
  g_assert_cmpint (child->today.measured, ==, SGN_MEASURED_LYING);
  g_assert_cmpint (child->today.birth.year, ==, 2020);
  close_ledger (ledger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/child/age", test_age);
  g_test_add_func ("/child/below", test_below);
  g_test_add_func ("/child/results", test_results);
  g_test_add_func ("/child/limits", test_limits);
  g_test_add_func ("/child/z-text", test_z_text);
  g_test_add_func ("/child/list", test_list);
  g_test_add_func ("/child/list-measure", test_list_measure);
  return g_test_run ();
}
