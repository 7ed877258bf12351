#include "config.h"

#include "programme/sgn-family-private.h"
#include "programme-fixture.h"

#include <math.h>

/* Limits as a catalogue would state them; the working age and the age of the old are stated too. */
static const SgnIndicatorLimits limits
    = { { 15, 60, 16, 60, 50, 16, -2, 6, 16, 18, 30, 3, 6, 12, 16, 2, 8 } };

static const SgnDate today = { 2023, 10, 15 };

/* A member in one line: "birth sex key=value …"; several members are parted by '/'. Keys:
 * s schooling, q qualification, w work, d disability, a assistance, i insurance, n internet,
 * h height, k weight, m measured on. */
static SgnTri
read_tri (const char *text)
{
  return *text == 'y' ? SGN_TRI_YES : SGN_TRI_NO;
}

static void
set_key (SgnFamilyMember *member, char key, const char *value)
{
  switch (key)
    {
    case 's':
      member->schooling = g_strdup (value);
      break;
    case 'q':
      member->qualification = g_strdup (value);
      break;
    case 'w':
      member->work = g_strdup (value);
      break;
    case 'd':
      member->disability = g_strdup (value);
      break;
    case 'a':
      member->monthly_assistance = read_tri (value);
      break;
    case 'i':
      member->insurance = read_tri (value);
      break;
    case 'n':
      member->internet = read_tri (value);
      break;
    case 'h':
      member->height = g_ascii_strtod (value, NULL);
      break;
    case 'k':
      member->weight = g_ascii_strtod (value, NULL);
      break;
    case 'm':
      g_assert_true (sgn_date_parse_iso (value, &member->measured_on));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
add_members (SgnFamily *family, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "/", -1);

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (lines[i]), " ", -1);
      g_autofree char *name = g_strdup_printf ("Người %u", i + 1);
      SgnDate birth = { 0 };
      SgnSex sex = words[1] && *words[1] == 'm'   ? SGN_SEX_MALE
                   : words[1] && *words[1] == 'f' ? SGN_SEX_FEMALE
                                                  : 0;
      SgnFamilyMember *member;

      if (!g_str_equal (words[0], "?"))
        g_assert_true (sgn_date_parse_iso (words[0], &birth));
      member = sgn_family_add (family, name, sex, birth);
      for (guint j = 2; words[1] && words[j]; j++)
        set_key (member, words[j][0], words[j] + 2);
    }
}

static SgnTri
ask (const SgnFamily *family, const SgnIndicatorLimits *with, int no, SgnDate day, char **reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnGrowth) growth = sgn_growth_load (&error);
  SgnIndicator indicators[SGN_N_INDICATORS];
  SgnTri answer;

  g_assert_no_error (error);
  sgn_family_indicators (family, with, growth, day, indicators);
  answer = indicators[no - 1].deprived;
  g_assert_nonnull (indicators[no - 1].reason);
  if (reason)
    *reason = g_strdup (indicators[no - 1].reason);
  if (answer != SGN_TRI_NO)
    g_assert_cmpstr (indicators[no - 1].reason, !=, "");
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    sgn_indicator_clear (&indicators[i]);
  return answer;
}

typedef struct
{
  int no;
  const char *members;
  SgnTri answer;
} Case;

#define NO SGN_TRI_NO
#define YES SGN_TRI_YES
#define OPEN SGN_TRI_UNKNOWN

static const Case member_cases[] = {
  /* 1: the working age here is 15 to 60 */
  { 1, "1990 m w=seeking", YES },
  { 1, "1990 m w=no-contract", YES },
  { 1, "1990 m w=contract", NO },
  { 1, "1990 m w=self-employed", NO },
  { 1, "1990 m w=not-seeking", NO },
  { 1, "1990 m w=unable", NO },
  { 1, "1990 m", OPEN },
  { 1, "1990 m w=contract / 1991 f", OPEN },
  { 1, "1990 m w=seeking / 1991 f", YES },
  { 1, "2008-10-15 m w=seeking", YES }, /* 15 today */
  { 1, "2008-10-16 m w=seeking", NO },  /* 15 tomorrow */
  { 1, "2008-10 m w=seeking", OPEN },
  { 1, "1962-10-16 m w=seeking", YES }, /* still 60 */
  { 1, "1962-10-15 m w=seeking", NO },  /* 61 today */
  /* 2: more than half */
  { 2, "1990 m a=n / 2010 f", NO },           /* 1 of 2 */
  { 2, "1990 m a=n / 2010 f / 2012 f", YES }, /* 2 of 3 */
  { 2, "1990 m a=n / 1991 f a=n / 2010 f / 2012 f", NO },
  { 2, "1990 m a=n / 2007-10-16 f / 2015 f", YES },              /* 15, tomorrow 16 */
  { 2, "1990 m a=n / 2007-10-15 f a=n / 2015 f", NO },           /* 16 today */
  { 2, "1990 m a=n / 2007-10 f a=n / 2015 f", OPEN },            /* either */
  { 2, "1990 m a=n / 2007-10 f a=n / 2015 f / 1980 f a=n", NO }, /* at most 2 of 4 */
  { 2, "1990 m a=n / 1940 f a=y / 1941 f a=y", YES },
  { 2, "1990 m a=n / 1940 f a=n / 1941 f a=y", NO },
  { 2, "1990 m a=n / 1940 f / 1941 f a=y", OPEN },
  { 2, "1990 m a=n / 1985 f d=severe a=y / 2012 m", YES },
  { 2, "1990 m a=n / 1985 f d=severe a=n / 2012 m", NO },
  { 2, "1990 m a=n / 1985 f d=none a=y / 2012 m", NO }, /* neither old nor disabled */
  { 2, "1990 m a=n / 1985 f a=y / 2012 m", OPEN },
  { 2, "1990 m a=n / 1963-10-15 f d=none a=y / 2012 m", YES }, /* 60 today */
  { 2, "1990 m a=n / 1963-10-16 f d=none a=y / 2012 m", NO },
  { 2, "? m a=n / 2010 f / 2012 f", YES }, /* 2 of 3 whoever he is */
  { 2, "2023 f", YES },
  /* 3: the median boy of 731 days is 87.13 cm and 12.15 kg; -2 SD 81.0 cm (standing), 9.7 kg */
  { 3, "2021-10-14 m h=80 k=12 m=2023-10-15", YES },
  { 3, "2021-10-14 m h=87 k=12 m=2023-10-15", NO },
  { 3, "2021-10-14 m h=87 k=9 m=2023-10-15", YES },
  { 3, "2021-10-14 m h=87 m=2023-10-15", OPEN }, /* not weighed */
  { 3, "2021-10-14 m k=12 m=2023-10-15", OPEN },
  { 3, "2021-10-14 m h=80 m=2023-10-15", YES }, /* enough without the weight */
  { 3, "2021-10-14 m", OPEN },
  { 3, "? m h=80 k=12 m=2023-10-15", OPEN },
  { 3, "2021-10-14 m h=87 k=12 m=2023-10-15 / 2019 f", OPEN },
  { 3, "2021-10-14 m h=80 k=12 m=2023-10-15 / 2019 f", YES },
  { 3, "2012-01-01 f h=143 m=2023-10-15", NO }, /* beyond 10 years only the height counts */
  { 3, "2012-01-01 f h=120 m=2023-10-15", YES },
  { 3, "2007-10-16 m h=130 m=2023-10-15", YES }, /* 15 */
  { 3, "2007-10-15 m h=130 m=2023-10-15", NO },  /* 16: no child */
  { 3, "2007-10 m h=130 m=2023-10-15", OPEN },
  { 3, "2021 m h=60 k=5 m=2023-10-15", YES }, /* whenever he was born */
  { 3, "2021 m h=81 k=12 m=2023-10-15", OPEN },
  { 3, "2021-10-14 ? h=60 k=5 m=2023-10-15", YES }, /* boy or girl */
  { 3, "1990 m", NO },
  /* 4: from six years on */
  { 4, "2017-10-15 m i=n", YES },
  { 4, "2017-10-16 m i=n", NO },
  { 4, "2017-10 m i=n", OPEN },
  { 4, "2017-10 m i=y", NO },
  { 4, "2017 m i=n", OPEN },
  { 4, "2016 m i=n", YES },
  { 4, "2018 m i=n", NO },
  { 4, "1990 m i=y", NO },
  { 4, "1990 m", OPEN },
  { 4, "? m i=y", NO },
  { 4, "? m i=n", OPEN },
  /* 5: 16 to below 18, 18 to 30 */
  { 5, "2007-10-15 m s=none q=primary", YES }, /* 16 today */
  { 5, "2007-10-16 m s=none q=primary", NO },  /* no adult yet */
  { 5, "2007-10 m s=none q=primary", OPEN },
  { 5, "2007-10-15 m s=none q=lower-secondary", NO },
  { 5, "2005-10-16 m s=none q=lower-secondary", NO },  /* 17 */
  { 5, "2005-10-15 m s=none q=lower-secondary", YES }, /* 18 today */
  { 5, "2005-10 m s=none q=lower-secondary", OPEN },
  { 5, "2005-10 m s=none q=primary", YES }, /* either way */
  { 5, "2005-10-15 m s=vocational q=lower-secondary", NO },
  { 5, "2005-10-15 m s=none q=upper-secondary", NO },
  { 5, "2005-10-15 m s=none q=elementary-vocational", NO },
  { 5, "2005-10-15 m s=none q=on-the-job", NO },
  { 5, "2005-10-15 m s=none q=none", YES },
  { 5, "1992-10-16 m s=none q=none", YES }, /* 30 */
  { 5, "1992-10-15 m s=none q=none", NO },  /* 31 today */
  { 5, "1992-10 m s=none q=none", OPEN },
  { 5, "2000 m s=none", OPEN },
  { 5, "2000 m q=none", OPEN },
  { 5, "2000 m q=college", NO },
  { 5, "? m s=none q=none", OPEN },
  { 5, "? m s=none q=university", NO },
  /* 6: 3 to below 6, below 12, below 16 */
  { 6, "2020-10-15 m s=none", YES }, /* 3 today */
  { 6, "2020-10-16 m s=none", NO },
  { 6, "2020-10-15 m s=nursery", NO },
  { 6, "2017-10-16 m s=nursery", NO },  /* 5 */
  { 6, "2017-10-15 m s=nursery", YES }, /* 6 today */
  { 6, "2017-10 m s=nursery", OPEN },
  { 6, "2017-10 m s=primary", NO }, /* ahead of his age or not */
  { 6, "2017-10 m s=none", YES },
  { 6, "2011-10-16 m s=primary", NO },  /* 11 */
  { 6, "2011-10-15 m s=primary", YES }, /* 12 today */
  { 6, "2011-10-15 m s=lower-secondary", NO },
  { 6, "2007-10-16 m s=none", YES }, /* 15 */
  { 6, "2007-10-15 m s=none", NO },  /* 16 today */
  { 6, "2008-01-01 m s=upper-secondary", NO },
  { 6, "2015 m", OPEN },
  { 6, "1990 m", NO },
  { 6, "2015 m s=primary / 2020-10-15 f s=none", YES },
  /* 11 */
  { 11, "1990 m n=n / 1991 f n=n", YES },
  { 11, "1990 m n=n / 1991 f n=y", NO },
  { 11, "1990 m n=n / 1991 f", OPEN },
  { 11, "1990 m / 1991 f n=y", NO },
};

static void
test_members (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (member_cases); i++)
    {
      g_autoptr (SgnFamily) family = sgn_family_new ();
      g_autofree char *reason = NULL;

      add_members (family, member_cases[i].members);
      g_test_message ("%d: %s", member_cases[i].no, member_cases[i].members);
      g_assert_cmpint (ask (family, &limits, member_cases[i].no, today, &reason), ==,
                       member_cases[i].answer);
    }
}

/* Who is born on 29/02 is a year older on 28/02 of common years. */
static void
test_leap_day (void)
{
  static const struct
  {
    SgnDate day;
    SgnTri answer;
  } cases[] = {
    { { 2022, 2, 27 }, NO },
    { { 2022, 2, 28 }, YES },
    { { 2022, 3, 1 }, YES },
  };
  g_autoptr (SgnFamily) family = sgn_family_new ();

  add_members (family, "2016-02-29 f i=n");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (ask (family, &limits, 4, cases[i].day, NULL), ==, cases[i].answer);
}

static void
test_house (void)
{
  static const struct
  {
    SgnTri walls, columns, roof, answer;
  } cases[] = {
    { YES, YES, YES, NO },     { NO, YES, YES, NO },       { NO, NO, YES, YES },
    { NO, YES, NO, YES },      { YES, NO, NO, YES },       { NO, NO, NO, YES },
    { NO, OPEN, YES, OPEN },   { OPEN, YES, YES, NO },     { NO, NO, OPEN, YES },
    { OPEN, OPEN, YES, OPEN }, { OPEN, OPEN, OPEN, OPEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SgnFamily) family = sgn_family_new ();

      add_members (family, "1990 m");
      family->walls_solid = cases[i].walls;
      family->columns_solid = cases[i].columns;
      family->roof_solid = cases[i].roof;
      g_assert_cmpint (ask (family, &limits, 7, today, NULL), ==, cases[i].answer);
    }
}

static void
test_area (void)
{
  static const struct
  {
    double area;
    SgnTri answer;
  } cases[] = { { 24, NO }, { 23.9, YES }, { 24.1, NO }, { 0.1, YES }, { 0, OPEN } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SgnFamily) family = sgn_family_new ();

      add_members (family, "1990 m / 1991 f / 2015 f");
      family->floor_area = cases[i].area;
      g_assert_cmpint (ask (family, &limits, 8, today, NULL), ==, cases[i].answer);
    }
}

static void
test_having (void)
{
  static const SgnTri given[] = { YES, NO, OPEN }, expected[] = { NO, YES, OPEN };

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    {
      g_autoptr (SgnFamily) family = sgn_family_new ();

      add_members (family, "1990 m");
      family->clean_water = given[i];
      family->clean_toilet = given[(i + 1) % 3];
      family->has_device = given[(i + 2) % 3];
      g_assert_cmpint (ask (family, &limits, 9, today, NULL), ==, expected[i]);
      g_assert_cmpint (ask (family, &limits, 10, today, NULL), ==, expected[(i + 1) % 3]);
      g_assert_cmpint (ask (family, &limits, 12, today, NULL), ==, expected[(i + 2) % 3]);
    }
}

static void
test_reasons (void)
{
  g_autoptr (SgnFamily) family = sgn_family_new ();
  g_autofree char *four = NULL, *two = NULL, *eight = NULL, *five = NULL;

  add_members (family,
               "1990-01-01 m i=n a=n / 2010-01-01 f i=n / 2012 f i=y / 2000-05 m s=none i=y a=n");
  family->floor_area = 31;
  ask (family, &limits, 4, today, &four);
  g_assert_cmpstr (
      four, ==, "Người 1 (33): no health insurance card; Người 2 (13): no health insurance card");
  ask (family, &limits, 2, today, &two);
  g_assert_cmpstr (two, ==, "2 of 4 persons depend on the others (deprived above 50 %)");
  ask (family, &limits, 8, today, &eight);
  g_assert_cmpstr (eight, ==, "7,75 m² a person (deprived below 8 m²)");
  ask (family, &limits, 5, today, &five);
  g_assert_cmpstr (five, ==, "Người 4 (23): the highest qualification is not known");
}

static void
test_nobody (void)
{
  g_autoptr (SgnFamily) family = sgn_family_new ();

  for (int no = 1; no <= SGN_N_INDICATORS; no++)
    g_assert_cmpint (ask (family, &limits, no, today, NULL), ==, OPEN);
}

/* Where a catalogue states no working age and no age of the old, they bound nothing. */
static void
test_not_stated (void)
{
  SgnIndicatorLimits open_limits = limits;
  static const Case cases[] = {
    { 1, "1940 m w=seeking", YES },
    { 1, "1990 m w=contract / 2015 f", NO },
    { 1, "1990 m w=contract / 1950 f", OPEN },
    { 2, "1990 m a=n / 1940 f a=y / 1941 f a=y", OPEN },
    { 2, "1990 m a=n / 1940 f d=mild a=y / 1941 f d=mild a=y", YES },
  };

  open_limits.values[SGN_LIMIT_WORK_FROM] = NAN;
  open_limits.values[SGN_LIMIT_WORK_TO] = NAN;
  open_limits.values[SGN_LIMIT_DEPENDANT_OLD] = NAN;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SgnFamily) family = sgn_family_new ();

      add_members (family, cases[i].members);
      g_test_message ("%s", cases[i].members);
      g_assert_cmpint (ask (family, &open_limits, cases[i].no, today, NULL), ==, cases[i].answer);
    }
}

static void
test_shipped_limits (void)
{
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnIndicatorLimits) shipped
      = sgn_indicator_limits_load (sgn_ledger_get_connection (ledger), 2023, &error);
  g_autoptr (SgnIndicatorLimits) other = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < SGN_N_LIMITS; i++)
    if (i == SGN_LIMIT_WORK_FROM || i == SGN_LIMIT_WORK_TO || i == SGN_LIMIT_DEPENDANT_OLD)
      g_assert_true (isnan (shipped->values[i])); /* no text was seen that states them */
    else
      g_assert_cmpfloat (shipped->values[i], ==, limits.values[i]);
  other = sgn_indicator_limits_load (sgn_ledger_get_connection (ledger), 2019, &error);
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND);
  g_assert_null (other);
  close_ledger (ledger);
}

static const char family_sql[]
    = "INSERT INTO household (id, unit_id, head) SELECT 901, unit_id, 'A' FROM ledger;\n"
      "INSERT INTO household (id, unit_id, head) SELECT 902, unit_id, 'B' FROM ledger;\n"
      "INSERT INTO member (id, household_id, position, name, sex, birth, relation, insurance, "
      "work) VALUES "
      "(911, 901, 1, 'A', 'male', '1990', 'head', 1, 'seeking'), "
      "(912, 902, 2, 'moved later', 'female', '2000-02', 'child', NULL, NULL), "
      "(913, 901, 3, 'born later', NULL, '2023-11-01', 'child', NULL, NULL), "
      "(914, 901, 4, 'C', 'male', '2021-10-14', 'child', 0, NULL);\n"
      "INSERT INTO member (id, household_id, position, name, relation, joined_on, left_on, "
      "left_why) VALUES "
      "(915, 901, 5, 'died before', 'other', NULL, '2023-10-15', 'died'), "
      "(916, 901, 6, 'joined later', 'other', '2023-10-16', NULL, NULL);\n"
      "INSERT INTO household_event (id, household_id, kind, date, member_id, other_id) VALUES "
      "(921, 901, 'left', '2023-12-01', 912, 902), (922, 902, 'joined', '2023-12-01', 912, 901);\n"
      "INSERT INTO child_measure (id, member_id, date, height, weight, position) VALUES "
      "(931, 914, '2023-09-01', 80, 11, 'lying'), (932, 914, '2023-10-15', 82.5, 11.5, "
      "'standing'), "
      "(933, 914, '2023-10-16', 90, 15, NULL);\n"
      "INSERT INTO review_sheet (id, household_id, year, kind, area, standard, state, floor_area, "
      "walls_solid, roof_solid, water, toilet, devices) VALUES "
      "(941, 901, 2023, 'periodic', 'rural', 'rural', 'open', 40.5, 0, 1, 'piped', 'none', 'tv "
      "radio')";

static void
test_load (void)
{
  SgnLedger *ledger = make_ledger (2023);
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnFamily) family = NULL, later = NULL, none = NULL;
  const SgnFamilyMember *child;

  run_sql (ledger, family_sql);
  family = sgn_family_load (connection, 901, 941, today, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (family->members->len, ==, 3);
  g_assert_cmpstr (((SgnFamilyMember *)family->members->pdata[1])->name, ==, "moved later");
  child = g_ptr_array_index (family->members, 2);
  g_assert_cmpfloat (child->height, ==, 82.5);
  g_assert_cmpint (child->measured, ==, SGN_MEASURED_STANDING);
  g_assert_cmpint (child->insurance, ==, NO);
  g_assert_cmpfloat (family->floor_area, ==, 40.5);
  g_assert_cmpint (family->walls_solid, ==, NO);
  g_assert_cmpint (family->columns_solid, ==, OPEN);
  g_assert_cmpint (family->clean_water, ==, YES);
  g_assert_cmpint (family->clean_toilet, ==, NO);
  g_assert_cmpint (family->has_device, ==, YES);
  later = sgn_family_load (connection, 902, 0, (SgnDate){ 2023, 12, 1 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (later->members->len, ==, 1);
  none = sgn_family_load (connection, 902, 941, today, &error);
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND);
  g_assert_null (none);
  close_ledger (ledger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/family/members", test_members);
  g_test_add_func ("/family/leap-day", test_leap_day);
  g_test_add_func ("/family/house", test_house);
  g_test_add_func ("/family/area", test_area);
  g_test_add_func ("/family/having", test_having);
  g_test_add_func ("/family/reasons", test_reasons);
  g_test_add_func ("/family/nobody", test_nobody);
  g_test_add_func ("/family/not-stated", test_not_stated);
  g_test_add_func ("/family/shipped-limits", test_shipped_limits);
  g_test_add_func ("/family/load", test_load);
  return g_test_run ();
}
