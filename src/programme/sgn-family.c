#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-family-private.h"

#include "base/sgn-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Nobody gets older: where the birth is unknown, every age up to it is tried. */
#define MAX_AGE 130

/* What one member of that age says about an indicator; @why is set for YES and UNKNOWN. */
typedef SgnTri (*MemberFunc) (const SgnFamilyMember *member, const SgnIndicatorLimits *limits,
                              int age, const char **why);

/* What is asked, and about whom. */
typedef struct
{
  const SgnFamily *family;
  const SgnIndicatorLimits *limits;
  const SgnGrowth *growth;
  SgnDate day;
} Question;

static void
free_member (gpointer data)
{
  SgnFamilyMember *member = data;

  g_free (member->name);
  g_free (member->schooling);
  g_free (member->qualification);
  g_free (member->work);
  g_free (member->disability);
  g_free (member->relation);
  g_free (member);
}

SgnFamily *
sgn_family_new (void)
{
  SgnFamily *self = g_new0 (SgnFamily, 1);

  self->members = g_ptr_array_new_with_free_func (free_member);
  return self;
}

void
sgn_family_free (SgnFamily *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->members);
  g_free (self);
}

SgnFamilyMember *
sgn_family_add (SgnFamily *self, const char *name, SgnSex sex, SgnDate birth)
{
  SgnFamilyMember *member = g_new0 (SgnFamilyMember, 1);

  member->name = g_strdup (name);
  member->sex = sex;
  member->birth = birth;
  g_ptr_array_add (self->members, member);
  return member;
}

void
sgn_indicator_clear (SgnIndicator *indicator)
{
  g_clear_pointer (&indicator->reason, g_free);
  indicator->deprived = SGN_TRI_UNKNOWN;
}

/* Completed years; who is born on 29/02 completes them on the last day of February. */
static int
count_years (SgnDate birth, SgnDate day)
{
  int years = day.year - birth.year;

  if (years > 0 && sgn_date_compare (sgn_date_add_months (birth, years * 12), day) > 0)
    years--;
  return CLAMP (years, 0, MAX_AGE);
}

/* The ages a member can have. */
static void
find_ages (const SgnFamilyMember *member, SgnDate day, int *youngest, int *oldest)
{
  *youngest = 0;
  *oldest = MAX_AGE;
  if (member->birth.year == 0)
    return;
  *youngest = count_years (sgn_date_last_day (member->birth), day);
  *oldest = count_years (sgn_date_first_day (member->birth), day);
}

/* A limit the catalogue does not state bounds nothing. */
static gboolean
is_from (const SgnIndicatorLimits *limits, SgnLimit limit, int age)
{
  return isnan (limits->values[limit]) || age >= limits->values[limit];
}

static gboolean
is_to (const SgnIndicatorLimits *limits, SgnLimit limit, int age)
{
  return isnan (limits->values[limit]) || age <= limits->values[limit];
}

static gboolean
is_below (const SgnIndicatorLimits *limits, SgnLimit limit, int age)
{
  return age < limits->values[limit];
}

static gboolean
is_one_of (const char *value, const char *const *values)
{
  return value && g_strv_contains (values, value);
}

/* 1 */
static SgnTri
lacks_work (const SgnFamilyMember *member, const SgnIndicatorLimits *limits, int age,
            const char **why)
{
  if (!is_from (limits, SGN_LIMIT_WORK_FROM, age) || !is_to (limits, SGN_LIMIT_WORK_TO, age))
    return SGN_TRI_NO;
  if (g_strcmp0 (member->work, "seeking") == 0)
    {
      *why = N_ ("looks for work and finds none");
      return SGN_TRI_YES;
    }
  if (g_strcmp0 (member->work, "no-contract") == 0)
    {
      *why = N_ ("paid work without a contract");
      return SGN_TRI_YES;
    }
  /* Where the catalogue states no working age, nobody is asked what work a child does. */
  if (member->work || is_below (limits, SGN_LIMIT_DEPENDANT_CHILD, age))
    return SGN_TRI_NO;
  *why = N_ ("nobody said what work he or she does");
  return SGN_TRI_UNKNOWN;
}

/* 2: a child, or somebody old or disabled who gets monthly assistance */
static SgnTri
depends (const SgnFamilyMember *member, const SgnIndicatorLimits *limits, int age, const char **why)
{
  gboolean old_known = !isnan (limits->values[SGN_LIMIT_DEPENDANT_OLD]);
  gboolean disabled = member->disability && g_strcmp0 (member->disability, "none") != 0;

  if (is_below (limits, SGN_LIMIT_DEPENDANT_CHILD, age))
    return SGN_TRI_YES;
  if (member->monthly_assistance == SGN_TRI_NO
      || (old_known && member->disability && !disabled
          && age < limits->values[SGN_LIMIT_DEPENDANT_OLD]))
    return SGN_TRI_NO;
  if (member->monthly_assistance == SGN_TRI_UNKNOWN)
    {
      *why = N_ ("monthly assistance is not known");
      return SGN_TRI_UNKNOWN;
    }
  if (disabled || (old_known && age >= limits->values[SGN_LIMIT_DEPENDANT_OLD]))
    return SGN_TRI_YES;
  *why = N_ ("gets monthly assistance; whether for age or disability is not known");
  return SGN_TRI_UNKNOWN;
}

/* 4 */
static SgnTri
lacks_insurance (const SgnFamilyMember *member, const SgnIndicatorLimits *limits, int age,
                 const char **why)
{
  if (!is_from (limits, SGN_LIMIT_INSURANCE_FROM, age) || member->insurance == SGN_TRI_YES)
    return SGN_TRI_NO;
  if (member->insurance == SGN_TRI_NO)
    {
      *why = N_ ("no health insurance card");
      return SGN_TRI_YES;
    }
  *why = N_ ("health insurance is not known");
  return SGN_TRI_UNKNOWN;
}

/* 5: who studies, or has what his or her age asks for. Training on the job counts at every age. */
static SgnTri
lacks_schooling (const SgnFamilyMember *member, const SgnIndicatorLimits *limits, int age,
                 const char **why)
{
  static const char *const lower[] = { "lower-secondary",
                                       "upper-secondary",
                                       "elementary-vocational",
                                       "intermediate",
                                       "college",
                                       "university",
                                       "on-the-job",
                                       NULL };
  gboolean young = is_below (limits, SGN_LIMIT_ADULT_UPPER, age);
  const char *const *enough = young ? lower : lower + 1;

  if (!is_from (limits, SGN_LIMIT_ADULT_FROM, age) || !is_to (limits, SGN_LIMIT_ADULT_TO, age)
      || (member->schooling && g_strcmp0 (member->schooling, "none") != 0)
      || is_one_of (member->qualification, enough))
    return SGN_TRI_NO;
  if (!member->schooling || !member->qualification)
    {
      *why = member->schooling ? N_ ("the highest qualification is not known")
                               : N_ ("whether he or she studies is not known");
      return SGN_TRI_UNKNOWN;
    }
  *why = young ? N_ ("does not study and has not finished lower secondary school")
               : N_ ("does not study and has not finished upper secondary or vocational school");
  return SGN_TRI_YES;
}

/* The level of the school; a child that is ahead of its age lacks nothing. */
static int
rank_school (const char *schooling)
{
  static const char *const ranks[]
      = { "none",       "nursery", "primary", "lower-secondary", "upper-secondary",
          "vocational", "higher",  NULL };

  for (int i = 0; ranks[i]; i++)
    if (g_strcmp0 (ranks[i], schooling) == 0)
      return i;
  return 0;
}

/* 6 */
static SgnTri
lacks_school (const SgnFamilyMember *member, const SgnIndicatorLimits *limits, int age,
              const char **why)
{
  static const char *const missing[]
      = { N_ ("does not go to nursery school"), N_ ("does not go to primary school"),
          N_ ("does not go to lower secondary school") };
  int wanted = is_below (limits, SGN_LIMIT_NURSERY_BELOW, age)   ? 1
               : is_below (limits, SGN_LIMIT_PRIMARY_BELOW, age) ? 2
                                                                 : 3;

  if (!is_from (limits, SGN_LIMIT_SCHOOL_FROM, age)
      || !is_below (limits, SGN_LIMIT_SCHOOL_BELOW, age))
    return SGN_TRI_NO;
  if (!member->schooling)
    {
      *why = N_ ("whether he or she goes to school is not known");
      return SGN_TRI_UNKNOWN;
    }
  *why = missing[wanted - 1];
  return rank_school (member->schooling) < wanted ? SGN_TRI_YES : SGN_TRI_NO;
}

/* The same answer at every age the member can have; else the birth would decide. */
static SgnTri
ask_member (const Question *question, MemberFunc func, const SgnFamilyMember *member,
            const char **why)
{
  int youngest, oldest;
  SgnTri result;

  find_ages (member, question->day, &youngest, &oldest);
  result = func (member, question->limits, youngest, why);
  for (int age = youngest + 1; age <= oldest; age++)
    {
      const char *why_here = NULL;
      SgnTri here = func (member, question->limits, age, &why_here);

      if (why_here && here != SGN_TRI_NO)
        *why = why_here;
      if (here == result)
        continue;
      if (here != SGN_TRI_UNKNOWN && result != SGN_TRI_UNKNOWN)
        *why = N_ ("the date of birth would decide");
      result = SGN_TRI_UNKNOWN;
    }
  return result;
}

/* "Nông Thị Mai (17)": the age only where it is certain. */
static char *
describe_member (const Question *question, const SgnFamilyMember *member)
{
  int youngest, oldest;

  find_ages (member, question->day, &youngest, &oldest);
  if (youngest == oldest)
    return g_strdup_printf ("%s (%d)", member->name, oldest);
  return g_strdup (member->name);
}

static void
add_reason (const Question *question, GString *reasons, const SgnFamilyMember *member,
            const char *why)
{
  g_autofree char *who = describe_member (question, member);

  g_string_append_printf (reasons, "%s%s: %s", reasons->len ? "; " : "", who, _ (why));
}

/* Takes the texts gathered for YES or for UNKNOWN, whichever was found. */
static void
conclude (SgnIndicator *indicator, const GString *yes, const GString *unknown)
{
  if (yes->len)
    *indicator = (SgnIndicator){ SGN_TRI_YES, g_strdup (yes->str) };
  else if (unknown->len)
    *indicator = (SgnIndicator){ SGN_TRI_UNKNOWN, g_strdup (unknown->str) };
  else
    *indicator = (SgnIndicator){ SGN_TRI_NO, g_strdup ("") };
}

/* Deprived as soon as one member is. */
static void
ask_any (const Question *question, MemberFunc func, SgnIndicator *indicator)
{
  g_autoptr (GString) yes = g_string_new (NULL);
  g_autoptr (GString) unknown = g_string_new (NULL);

  for (guint i = 0; i < question->family->members->len; i++)
    {
      const SgnFamilyMember *member = g_ptr_array_index (question->family->members, i);
      const char *why = NULL;
      SgnTri answer = ask_member (question, func, member, &why);

      if (answer != SGN_TRI_NO)
        add_reason (question, answer == SGN_TRI_YES ? yes : unknown, member, why);
    }
  conclude (indicator, yes, unknown);
}

/* 2: certain when even the doubtful ones would not change the answer. */
static void
ask_dependants (const Question *question, SgnIndicator *indicator)
{
  g_autoptr (GString) unknown = g_string_new (NULL);
  guint n = question->family->members->len, certain = 0, doubtful = 0;
  double limit = question->limits->values[SGN_LIMIT_DEPENDANT_SHARE];
  g_autofree char *limit_text = sgn_number_format_real (limit, 1);

  for (guint i = 0; i < n; i++)
    {
      const SgnFamilyMember *member = g_ptr_array_index (question->family->members, i);
      const char *why = NULL;
      SgnTri answer = ask_member (question, depends, member, &why);

      certain += answer == SGN_TRI_YES;
      doubtful += answer == SGN_TRI_UNKNOWN;
      if (answer == SGN_TRI_UNKNOWN)
        add_reason (question, unknown, member, why);
    }
  if (100.0 * certain <= limit * n && 100.0 * (certain + doubtful) > limit * n)
    {
      *indicator = (SgnIndicator){ SGN_TRI_UNKNOWN, g_strdup (unknown->str) };
      return;
    }
  indicator->deprived = 100.0 * certain > limit * n ? SGN_TRI_YES : SGN_TRI_NO;
  indicator->reason
      = g_strdup_printf (_ ("%u of %u persons depend on the others (deprived above %s %%)"),
                         certain, n, limit_text);
}

static SgnTri
judge_measure (const Question *question, SgnGrowthIndicator kind, const SgnFamilyMember *member,
               SgnSex sex, gint64 days)
{
  double value = kind == SGN_GROWTH_HEIGHT ? member->height : member->weight, z;

  if (!sgn_growth_value (question->growth, kind, sex, days, 0, &z))
    return SGN_TRI_NO; /* no standard at that age: nothing to fall short of */
  if (value <= 0 || !sgn_growth_z (question->growth, kind, sex, days, value, member->measured, &z))
    return SGN_TRI_UNKNOWN;
  return z < question->limits->values[SGN_LIMIT_NUTRITION_Z] ? SGN_TRI_YES : SGN_TRI_NO;
}

static SgnTri
judge_growth (const Question *question, const SgnFamilyMember *member, SgnSex sex, SgnDate birth,
              const char **why)
{
  gint64 days = sgn_date_days (sgn_date_last_day (member->measured_on)) - sgn_date_days (birth);
  SgnTri height = judge_measure (question, SGN_GROWTH_HEIGHT, member, sex, MAX (days, 0));
  SgnTri weight = judge_measure (question, SGN_GROWTH_WEIGHT, member, sex, MAX (days, 0));

  if (height == SGN_TRI_YES || weight == SGN_TRI_YES)
    {
      *why = height != SGN_TRI_YES   ? N_ ("too light for the age")
             : weight != SGN_TRI_YES ? N_ ("too short for the age")
                                     : N_ ("too short and too light for the age");
      return SGN_TRI_YES;
    }
  if (height == SGN_TRI_NO && weight == SGN_TRI_NO)
    return SGN_TRI_NO;
  *why
      = height == SGN_TRI_UNKNOWN ? N_ ("the height is not known") : N_ ("the weight is not known");
  return SGN_TRI_UNKNOWN;
}

/* Every sex and both ends of a partial birth date must say the same: the limits move one way with
 * age. */
static SgnTri
compare_births (const Question *question, const SgnFamilyMember *member, const char **why)
{
  const SgnDate births[]
      = { sgn_date_first_day (member->birth), sgn_date_last_day (member->birth) };
  SgnTri answers[4];
  guint n = 0;

  for (SgnSex sex = SGN_SEX_MALE; sex <= SGN_SEX_FEMALE; sex++)
    for (guint i = 0; i < G_N_ELEMENTS (births); i++)
      if (!member->sex || member->sex == sex)
        answers[n++] = judge_growth (question, member, sex, births[i], why);
  for (guint i = 1; i < n; i++)
    if (answers[i] != answers[0])
      {
        *why = member->sex ? N_ ("the date of birth would decide")
                           : N_ ("sex or date of birth would decide");
        return SGN_TRI_UNKNOWN;
      }
  return answers[0];
}

static SgnTri
judge_child (const Question *question, const SgnFamilyMember *member, const char **why)
{
  if (member->measured_on.year && member->birth.year)
    return compare_births (question, member, why);
  *why = member->birth.year ? N_ ("not measured yet") : N_ ("the date of birth would decide");
  return SGN_TRI_UNKNOWN;
}

static SgnTri
ask_child (const Question *question, const SgnFamilyMember *member, const char **why)
{
  int youngest, oldest;
  SgnTri answer;

  find_ages (member, question->day, &youngest, &oldest);
  if (!is_below (question->limits, SGN_LIMIT_NUTRITION_CHILD, youngest))
    return SGN_TRI_NO;
  answer = judge_child (question, member, why);
  if (answer == SGN_TRI_YES && !is_below (question->limits, SGN_LIMIT_NUTRITION_CHILD, oldest))
    {
      *why = N_ ("the date of birth would decide");
      return SGN_TRI_UNKNOWN;
    }
  return answer;
}

/* 3 */
static void
ask_nutrition (const Question *question, SgnIndicator *indicator)
{
  g_autoptr (GString) yes = g_string_new (NULL);
  g_autoptr (GString) unknown = g_string_new (NULL);

  for (guint i = 0; i < question->family->members->len; i++)
    {
      const SgnFamilyMember *member = g_ptr_array_index (question->family->members, i);
      const char *why = NULL;
      SgnTri answer = ask_child (question, member, &why);

      if (answer != SGN_TRI_NO)
        add_reason (question, answer == SGN_TRI_YES ? yes : unknown, member, why);
    }
  conclude (indicator, yes, unknown);
}

/* 7 */
static void
ask_house (const Question *question, SgnIndicator *indicator)
{
  const SgnTri solid[] = { question->family->walls_solid, question->family->columns_solid,
                           question->family->roof_solid };
  const char *const parts[] = { _ ("walls"), _ ("columns"), _ ("roof") };
  g_autoptr (GString) weak = g_string_new (NULL);
  g_autoptr (GString) unknown = g_string_new (NULL);
  guint n_weak = 0, n_unknown = 0;
  double limit = question->limits->values[SGN_LIMIT_WEAK_PARTS];

  for (guint i = 0; i < G_N_ELEMENTS (solid); i++)
    {
      GString *names = solid[i] == SGN_TRI_NO ? weak : unknown;

      n_weak += solid[i] == SGN_TRI_NO;
      n_unknown += solid[i] == SGN_TRI_UNKNOWN;
      if (solid[i] != SGN_TRI_YES)
        g_string_append_printf (names, "%s%s", names->len ? ", " : "", parts[i]);
    }
  indicator->deprived = n_weak >= limit               ? SGN_TRI_YES
                        : n_weak + n_unknown >= limit ? SGN_TRI_UNKNOWN
                                                      : SGN_TRI_NO;
  indicator->reason = indicator->deprived == SGN_TRI_YES
                          ? g_strdup_printf (_ ("Not solid: %s"), weak->str)
                      : indicator->deprived == SGN_TRI_UNKNOWN
                          ? g_strdup_printf (_ ("Not known whether solid: %s"), unknown->str)
                          : g_strdup ("");
}

/* 8 */
static void
ask_area (const Question *question, SgnIndicator *indicator)
{
  guint n = question->family->members->len;
  double limit = question->limits->values[SGN_LIMIT_AREA], area = question->family->floor_area;
  g_autofree char *each = sgn_number_format_real (n ? area / n : 0, 2);
  g_autofree char *limit_text = sgn_number_format_real (limit, 2);

  if (area <= 0)
    {
      *indicator = (SgnIndicator){ SGN_TRI_UNKNOWN, g_strdup (_ ("The floor area is not known.")) };
      return;
    }
  /* As the area was typed, a tenth of a metre at most: no rounding of a quotient decides. */
  indicator->deprived = area < limit * n ? SGN_TRI_YES : SGN_TRI_NO;
  indicator->reason
      = g_strdup_printf (_ ("%s m² a person (deprived below %s m²)"), each, limit_text);
}

/* 9, 10, 12: the household has it, or not */
static void
ask_having (SgnTri has, const char *lacking, const char *not_known, SgnIndicator *indicator)
{
  static const SgnTri deprived[] = { SGN_TRI_UNKNOWN, SGN_TRI_YES, SGN_TRI_NO };

  indicator->deprived = deprived[has];
  indicator->reason = g_strdup (has == SGN_TRI_YES ? "" : has == SGN_TRI_NO ? lacking : not_known);
}

/* 11 */
static void
ask_internet (const Question *question, SgnIndicator *indicator)
{
  SgnTri used = SGN_TRI_NO;

  for (guint i = 0; i < question->family->members->len && used != SGN_TRI_YES; i++)
    {
      const SgnFamilyMember *member = g_ptr_array_index (question->family->members, i);

      if (member->internet != SGN_TRI_NO)
        used = member->internet;
    }
  ask_having (used, _ ("No member uses the internet."),
              _ ("Not known of every member whether he or she uses the internet."), indicator);
}

void
sgn_family_indicators (const SgnFamily *self, const SgnIndicatorLimits *limits,
                       const SgnGrowth *growth, SgnDate day, SgnIndicator *indicators)
{
  const Question question = { self, limits, growth, day };

  if (self->members->len == 0)
    for (guint i = 0; i < SGN_N_INDICATORS; i++)
      indicators[i]
          = (SgnIndicator){ SGN_TRI_UNKNOWN, g_strdup (_ ("The household has no members yet.")) };
  else
    {
      ask_any (&question, lacks_work, &indicators[0]);
      ask_dependants (&question, &indicators[1]);
      ask_nutrition (&question, &indicators[2]);
      ask_any (&question, lacks_insurance, &indicators[3]);
      ask_any (&question, lacks_schooling, &indicators[4]);
      ask_any (&question, lacks_school, &indicators[5]);
      ask_house (&question, &indicators[6]);
      ask_area (&question, &indicators[7]);
      ask_having (self->clean_water, _ ("No clean water."), _ ("The source of water is not known."),
                  &indicators[8]);
      ask_having (self->clean_toilet, _ ("No hygienic toilet."),
                  _ ("The kind of toilet is not known."), &indicators[9]);
      ask_internet (&question, &indicators[10]);
      ask_having (self->has_device, _ ("No device for information."),
                  _ ("The devices for information are not known."), &indicators[11]);
    }
}
