#include "config.h"

#include "programme/sgn-growth.h"

#include <math.h>

/* Worked out by hand from WHO's formula; L, M, S of the row stand beside each case. */
static const struct
{
  const char *what;
  SgnGrowthIndicator indicator;
  SgnSex sex;
  gint64 days;
  double value;
  SgnMeasured measured;
  double z;
} cases[] = {
  /* L 0.3487 M 3.3464 S 0.14602 */
  { "new-born boy, 2.5 kg", SGN_GROWTH_WEIGHT, SGN_SEX_MALE, 0, 2.5, SGN_MEASURED_UNKNOWN,
    -1.898780 },
  { "new-born boy beyond 3 SD", SGN_GROWTH_WEIGHT, SGN_SEX_MALE, 0, 6.0, SGN_MEASURED_UNKNOWN,
    4.585774 },
  { "new-born boy below -3 SD", SGN_GROWTH_WEIGHT, SGN_SEX_MALE, 0, 1.2, SGN_MEASURED_UNKNOWN,
    -5.322684 },
  /* L 1 M 75.3848 S 0.03498 */
  { "girl of 400 days, 70 cm lying", SGN_GROWTH_HEIGHT, SGN_SEX_FEMALE, 400, 70, SGN_MEASURED_LYING,
    -2.042048 },
  { "the same girl measured standing", SGN_GROWTH_HEIGHT, SGN_SEX_FEMALE, 400, 70,
    SGN_MEASURED_STANDING, -1.776591 },
  /* L 1 M 87.1303 S 0.03508: the first day of height instead of length */
  { "boy of 24 months standing", SGN_GROWTH_HEIGHT, SGN_SEX_MALE, 731, 80, SGN_MEASURED_STANDING,
    -2.332808 },
  { "boy of 24 months lying", SGN_GROWTH_HEIGHT, SGN_SEX_MALE, 731, 80, SGN_MEASURED_LYING,
    -2.561826 },
  /* exactly 96 months */
  { "boy of 8 years, 115 cm", SGN_GROWTH_HEIGHT, SGN_SEX_MALE, 2922, 115, SGN_MEASURED_UNKNOWN,
    -2.171573 },
  /* between months 98 and 99: L -0.567769 M 25.661707 S 0.163151 */
  { "girl of 3000 days, 16 kg", SGN_GROWTH_WEIGHT, SGN_SEX_FEMALE, 3000, 16, SGN_MEASURED_UNKNOWN,
    -3.280187 },
  { "girl of 3000 days, 60 kg", SGN_GROWTH_WEIGHT, SGN_SEX_FEMALE, 3000, 60, SGN_MEASURED_UNKNOWN,
    4.659028 },
};

static void
test_by_hand (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnGrowth) growth = sgn_growth_load (&error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double z = NAN;

      g_test_message ("%s", cases[i].what);
      g_assert_true (sgn_growth_z (growth, cases[i].indicator, cases[i].sex, cases[i].days,
                                   cases[i].value, cases[i].measured, &z));
      g_assert_cmpfloat_with_epsilon (z, cases[i].z, 0.000001);
    }
}

static void
check_row (const SgnGrowth *growth, SgnGrowthIndicator indicator, SgnSex sex, gint64 days, double l,
           double m, double s)
{
  static const double deviations[] = { 0, -2, 2, -3, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (deviations); i++)
    {
      double value = m * pow (1 + l * s * deviations[i], 1 / l), z = NAN;

      g_assert_true (sgn_growth_z (growth, indicator, sex, days, value, SGN_MEASURED_UNKNOWN, &z));
      g_assert_cmpfloat_with_epsilon (z, deviations[i], 0.000001);
    }
}

typedef struct
{
  int age;
  double l, m, s;
} Row;

/* The table is read here by a reader of its own, from the source folder. */
static GArray *
read_rows (const char *name, SgnSex sex)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "resources",
                                            "catalogue", "growth", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  for (char *line = strchr (text, '\n'); line != NULL && line[1] != '\0';
       line = strchr (line + 1, '\n'))
    {
      char *end = line + 1;
      SgnSex row_sex = (SgnSex)g_ascii_strtoull (end, &end, 10);
      Row row = { .age = (int)g_ascii_strtoll (end + 1, &end, 10) };

      row.l = g_ascii_strtod (end + 1, &end);
      row.m = g_ascii_strtod (end + 1, &end);
      row.s = g_ascii_strtod (end + 1, &end);
      if (row_sex == sex)
        g_array_append_val (rows, row);
    }
  return rows;
}

static void
check_days (const SgnGrowth *growth, SgnGrowthIndicator indicator, SgnSex sex, const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      check_row (growth, indicator, sex, row->age, row->l, row->m, row->s);
    }
}

/* A month is no whole number of days: the day after it lies between its row and the next. */
static void
check_months (const SgnGrowth *growth, SgnGrowthIndicator indicator, SgnSex sex, const GArray *rows)
{
  for (guint i = 1; i + 1 < rows->len; i++)
    {
      const Row *low = &g_array_index (rows, Row, i), *high = low + 1;
      gint64 days = (gint64)ceil (low->age * 30.4375);
      double share = days / 30.4375 - low->age;

      check_row (growth, indicator, sex, days, low->l + share * (high->l - low->l),
                 low->m + share * (high->m - low->m), low->s + share * (high->s - low->s));
    }
}

static void
test_every_row (void)
{
  static const struct
  {
    SgnGrowthIndicator indicator;
    const char *name;
    gboolean months;
    guint rows;
  } tables[] = {
    { SGN_GROWTH_HEIGHT, "height-0-5.csv", FALSE, 1827 },
    { SGN_GROWTH_WEIGHT, "weight-0-5.csv", FALSE, 1827 },
    { SGN_GROWTH_HEIGHT, "height-5-19.csv", TRUE, 170 },
    { SGN_GROWTH_WEIGHT, "weight-5-10.csv", TRUE, 62 },
    { SGN_GROWTH_BMI, "bmi-5-19.csv", TRUE, 170 },
  };
  g_autoptr (SgnGrowth) growth = sgn_growth_load (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (SgnSex sex = SGN_SEX_MALE; sex <= SGN_SEX_FEMALE; sex++)
      {
        g_autoptr (GArray) rows = read_rows (tables[i].name, sex);

        g_assert_cmpuint (rows->len, ==, tables[i].rows);
        (tables[i].months ? check_months : check_days) (growth, tables[i].indicator, sex, rows);
      }
}

static void
test_no_value (void)
{
  g_autoptr (SgnGrowth) growth = sgn_growth_load (NULL);
  double z;

  /* no weight for age after ten years, no BMI before five, nothing before birth or for nonsense */
  g_assert_false (sgn_growth_z (growth, SGN_GROWTH_WEIGHT, SGN_SEX_MALE, 11 * 366, 30,
                                SGN_MEASURED_UNKNOWN, &z));
  g_assert_false (
      sgn_growth_z (growth, SGN_GROWTH_BMI, SGN_SEX_MALE, 700, 16, SGN_MEASURED_UNKNOWN, &z));
  g_assert_false (
      sgn_growth_z (growth, SGN_GROWTH_HEIGHT, SGN_SEX_MALE, -1, 50, SGN_MEASURED_UNKNOWN, &z));
  g_assert_false (
      sgn_growth_z (growth, SGN_GROWTH_HEIGHT, SGN_SEX_MALE, 300, 0, SGN_MEASURED_UNKNOWN, &z));
  g_assert_false (
      sgn_growth_z (growth, SGN_GROWTH_HEIGHT, SGN_SEX_MALE, 300, NAN, SGN_MEASURED_UNKNOWN, &z));
  g_assert_true (sgn_growth_z (growth, SGN_GROWTH_HEIGHT, SGN_SEX_FEMALE, 15 * 365, 150,
                               SGN_MEASURED_UNKNOWN, &z));
}

static void
test_curve_and_z_agree (void)
{
  g_autoptr (SgnGrowth) growth = sgn_growth_load (NULL);

  for (gint64 days = 0; days < 16 * 365; days += 37)
    for (int deviation = -3; deviation <= 3; deviation++)
      {
        double value, z;

        g_assert_true (
            sgn_growth_value (growth, SGN_GROWTH_HEIGHT, SGN_SEX_FEMALE, days, deviation, &value));
        g_assert_true (sgn_growth_z (growth, SGN_GROWTH_HEIGHT, SGN_SEX_FEMALE, days, value,
                                     SGN_MEASURED_UNKNOWN, &z));
        g_assert_cmpfloat_with_epsilon (z, deviation, 0.000001);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/growth/by-hand", test_by_hand);
  g_test_add_func ("/growth/every-row", test_every_row);
  g_test_add_func ("/growth/no-value", test_no_value);
  g_test_add_func ("/growth/curve-and-z-agree", test_curve_and_z_agree);
  return g_test_run ();
}
