#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-child.h"

#include "base/sgn-number.h"
#include "base/sgn-text.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define LOW_BELOW (-2.0)
#define SEVERE_BELOW (-3.0)
#define MONTHS_TOLD_TO 24 /* younger children are spoken of in months */
#define YEARS_WITH_MONTHS 5

/* Beyond these WHO's programs Anthro and AnthroPlus flag a z-score as one that a wrong measure, age
 * or sex makes. */
static const struct
{
  double low, high;
} plausible[SGN_N_GROWTH_INDICATORS] = {
  [SGN_GROWTH_HEIGHT] = { -6, 6 },
  [SGN_GROWTH_WEIGHT] = { -6, 5 },
  [SGN_GROWTH_BMI] = { -5, 5 },
};

/* Half of the children of a district have a measure or two; who has none keeps a row. Partial
 * births: as long as the year allows; the day is looked at afterwards. */
#define LIST_CHILDREN                                                                             \
  "WITH RECURSIVE inside (id) AS ("                                                               \
  "SELECT :unit UNION "                                                                           \
  "SELECT u.id FROM inside AS i JOIN unit AS u ON u.parent_id = i.id OR u.successor_id = i.id), " \
  "place (id, name, path_order) AS MATERIALIZED ("                                                \
  "SELECT unit_id, name, path_order FROM v_unit) "                                                \
  "SELECT m.id, h.id, m.name, h.head, p.name, m.sex, m.birth, "                                   \
  "l.id, l.date, l.height, l.weight, l.position, "                                                \
  "n.id, n.date, n.height, n.weight, n.position, n.measured_by, n.note "                          \
  "FROM household AS h JOIN member AS m ON m.household_id = h.id "                                \
  "JOIN place AS p ON p.id = h.unit_id "                                                          \
  "LEFT JOIN child_measure AS n ON n.id = (SELECT c.id FROM child_measure AS c "                  \
  "WHERE c.member_id = m.id AND c.date = :day ORDER BY c.id DESC LIMIT 1) "                       \
  "LEFT JOIN child_measure AS l ON l.id = (SELECT c.id FROM child_measure AS c "                  \
  "WHERE c.member_id = m.id AND c.date < :day ORDER BY c.date DESC, c.id DESC LIMIT 1) "          \
  "WHERE (:unit = 0 OR h.unit_id IN (SELECT id FROM inside)) "                                    \
  "AND (h.ended_on IS NULL OR h.ended_on > :day) AND (m.left_on IS NULL OR m.left_on > :day) "    \
  "AND ifnull (m.joined_on, '') <= :day AND m.birth >= :oldest AND m.birth <= :day "              \
  "AND (NOT :due OR l.id IS NULL OR l.date < :year) "                                             \
  "ORDER BY p.path_order, name_key (m.name), m.id"

/* --- one measure --- */

SgnSex
sgn_child_sex (const char *text)
{
  if (g_strcmp0 (text, "male") == 0)
    return SGN_SEX_MALE;
  return g_strcmp0 (text, "female") == 0 ? SGN_SEX_FEMALE : 0;
}

SgnMeasured
sgn_child_measured (const char *text)
{
  if (g_strcmp0 (text, "lying") == 0)
    return SGN_MEASURED_LYING;
  return g_strcmp0 (text, "standing") == 0 ? SGN_MEASURED_STANDING : SGN_MEASURED_UNKNOWN;
}

SgnDate
sgn_child_date (const char *text)
{
  SgnDate date = { 0 };

  if (text != NULL)
    sgn_date_parse_iso (text, &date);
  return date;
}

/* What keeps every indicator from being computed. */
static SgnGrowthGap
find_gap (const SgnChildMeasure *measure)
{
  if (!sgn_date_is_full (measure->date))
    return SGN_GROWTH_NO_DATE;
  if (measure->birth.year == 0)
    return SGN_GROWTH_NO_BIRTH;
  if (!sgn_date_is_full (measure->birth))
    return SGN_GROWTH_PARTIAL_BIRTH;
  if (sgn_date_compare (measure->birth, measure->date) > 0)
    return SGN_GROWTH_BEFORE_BIRTH;
  return measure->sex == 0 ? SGN_GROWTH_NO_SEX : SGN_GROWTH_COMPUTED;
}

/* 0 where what it takes was not measured. */
static double
get_value (const SgnChildMeasure *measure, SgnGrowthIndicator indicator)
{
  double metres = measure->height / 100;

  switch (indicator)
    {
    case SGN_GROWTH_HEIGHT:
      return measure->height;
    case SGN_GROWTH_WEIGHT:
      return measure->weight;
    case SGN_GROWTH_BMI:
    default:
      return measure->height > 0 ? measure->weight / (metres * metres) : 0;
    }
}

static SgnNutrition
grade (double z)
{
  if (z < SEVERE_BELOW)
    return SGN_NUTRITION_SEVERE;
  return z < LOW_BELOW ? SGN_NUTRITION_LOW : SGN_NUTRITION_NORMAL;
}

static void
judge_one (const SgnGrowth *growth, const SgnChildMeasure *measure, SgnGrowthIndicator indicator,
           gint64 age_days, SgnGrowthScore *score)
{
  double value = get_value (measure, indicator);

  *score = (SgnGrowthScore){ .gap = SGN_GROWTH_NOT_MEASURED };
  if (!(value > 0))
    return;
  score->gap = find_gap (measure);
  if (score->gap != SGN_GROWTH_COMPUTED)
    return;
  if (!sgn_growth_z (growth, indicator, measure->sex, age_days, value, measure->measured,
                     &score->z))
    {
      score->gap = SGN_GROWTH_NO_TABLE;
      return;
    }
  score->grade = grade (score->z);
  score->implausible = score->z < plausible[indicator].low || score->z > plausible[indicator].high;
}

void
sgn_child_judge (const SgnGrowth *growth, const SgnChildMeasure *measure, SgnChildResult *result)
{
  SgnGrowthGap gap;

  g_return_if_fail (growth != NULL && measure != NULL && result != NULL);

  gap = find_gap (measure);
  result->age_days = gap == SGN_GROWTH_COMPUTED || gap == SGN_GROWTH_NO_SEX
                         ? sgn_date_days (measure->date) - sgn_date_days (measure->birth)
                         : -1;
  for (guint i = 0; i < SGN_N_GROWTH_INDICATORS; i++)
    judge_one (growth, measure, i, result->age_days, &result->scores[i]);
}

/* --- in words --- */

static const char *
name_indicator (SgnGrowthIndicator indicator)
{
  switch (indicator)
    {
    case SGN_GROWTH_HEIGHT:
      return _ ("height for age");
    case SGN_GROWTH_WEIGHT:
      return _ ("weight for age");
    case SGN_GROWTH_BMI:
    default:
      return _ ("BMI for age");
    }
}

static const char *
name_gap (SgnGrowthGap gap)
{
  switch (gap)
    {
    case SGN_GROWTH_NO_DATE:
      return _ ("the day of measuring is missing");
    case SGN_GROWTH_NO_BIRTH:
      return _ ("the date of birth is missing");
    case SGN_GROWTH_PARTIAL_BIRTH:
      return _ ("the date of birth is not known to the day");
    case SGN_GROWTH_BEFORE_BIRTH:
      return _ ("measured before the date of birth");
    case SGN_GROWTH_NO_SEX:
      return _ ("the sex is not stated");
    case SGN_GROWTH_NO_TABLE:
      return _ ("WHO's tables have no value at this age");
    case SGN_GROWTH_COMPUTED:
    case SGN_GROWTH_NOT_MEASURED:
    default:
      return NULL;
    }
}

static const char *
name_low (SgnGrowthIndicator indicator, SgnNutrition grade_)
{
  gboolean severe = grade_ == SGN_NUTRITION_SEVERE;

  switch (indicator)
    {
    case SGN_GROWTH_HEIGHT:
      return severe ? _ ("severely stunted") : _ ("stunted");
    case SGN_GROWTH_WEIGHT:
      return severe ? _ ("severely underweight") : _ ("underweight");
    case SGN_GROWTH_BMI:
    default:
      return severe ? _ ("severely thin") : _ ("thin");
    }
}

static gboolean
is_computed (const SgnChildResult *result, SgnGrowthIndicator indicator)
{
  return result->scores[indicator].gap == SGN_GROWTH_COMPUTED;
}

static char *
name_normal (const SgnChildResult *result)
{
  gboolean height = is_computed (result, SGN_GROWTH_HEIGHT);
  gboolean weight = is_computed (result, SGN_GROWTH_WEIGHT) || is_computed (result, SGN_GROWTH_BMI);

  if (height && weight)
    return g_strdup (_ ("normal"));
  if (height)
    return g_strdup (_ ("normal height"));
  return g_strdup (weight ? _ ("normal weight") : "");
}

/* Nothing was computed: the first reason there is. */
static char *
name_reason (const SgnChildResult *result)
{
  for (guint i = 0; i < SGN_N_GROWTH_INDICATORS; i++)
    {
      const char *reason = name_gap (result->scores[i].gap);

      if (reason != NULL)
        return g_strdup_printf (_ ("not computed: %s"), reason);
    }
  return g_strdup ("");
}

char *
sgn_child_result_text (const SgnChildResult *result)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean computed = FALSE;

  g_return_val_if_fail (result != NULL, NULL);

  for (guint i = 0; i < SGN_N_GROWTH_INDICATORS; i++)
    {
      const SgnGrowthScore *score = &result->scores[i];

      computed = computed || score->gap == SGN_GROWTH_COMPUTED;
      if (score->grade >= SGN_NUTRITION_LOW)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                                name_low (i, score->grade));
    }
  if (text->len > 0)
    return g_string_free (g_steal_pointer (&text), FALSE);
  return computed ? name_normal (result) : name_reason (result);
}

char *
sgn_child_z_text (const SgnGrowthScore *score)
{
  g_autofree char *text = NULL;
  gint64 hundredths;

  g_return_val_if_fail (score != NULL, NULL);
  if (score->gap != SGN_GROWTH_COMPUTED)
    return g_strdup ("");
  hundredths = (gint64)round (score->z * 100);
  text = sgn_number_format_scaled (ABS (hundredths), 2, 2);
  return g_strconcat (hundredths < 0 ? "−" : hundredths > 0 ? "+" : "", text, NULL);
}

char *
sgn_child_result_doubt (const SgnChildResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);

  for (guint i = 0; i < SGN_N_GROWTH_INDICATORS; i++)
    if (result->scores[i].implausible)
      {
        g_autofree char *z = sgn_child_z_text (&result->scores[i]);

        return g_strdup_printf (_ ("The z-score of %s is %s, beyond what WHO takes as plausible: "
                                   "measure again, and look at the date of birth and the sex."),
                                name_indicator (i), z);
      }
  return NULL;
}

/* --- age --- */

/* Completed months between two full dates; below 0 before the birth. */
static int
count_months (SgnDate birth, SgnDate day)
{
  int months = (day.year - birth.year) * 12 + day.month - birth.month;

  /* Who was born on the 31st is a month older on the last day of a shorter month. */
  return sgn_date_compare (sgn_date_add_months (birth, months), day) > 0 ? months - 1 : months;
}

static char *
name_years (int years)
{
  return g_strdup_printf (ngettext ("%d year", "%d years", (gulong)years), years);
}

static char *
name_partial_age (SgnDate birth, SgnDate day)
{
  int least = count_months (sgn_date_last_day (birth), day) / 12;
  int most = count_months (sgn_date_first_day (birth), day) / 12;

  /* Translators: an age of which only the year of birth is known: between 6 and 7 years */
  return MAX (least, 0) == most ? name_years (most)
                                : g_strdup_printf (_ ("%d–%d years"), MAX (least, 0), most);
}

char *
sgn_child_age_text (SgnDate birth, SgnDate day)
{
  int months;

  if (birth.year == 0 || !sgn_date_is_full (day)
      || sgn_date_compare (sgn_date_first_day (birth), day) > 0)
    return g_strdup ("");
  if (!sgn_date_is_full (birth))
    return name_partial_age (birth, day);
  months = count_months (birth, day);
  if (months < MONTHS_TOLD_TO)
    return g_strdup_printf (ngettext ("%d month", "%d months", (gulong)months), months);
  if (months / 12 >= YEARS_WITH_MONTHS || months % 12 == 0)
    return name_years (months / 12);
  /* Translators: an age: 3 years 4 months */
  return g_strdup_printf (_ ("%d y %d m"), months / 12, months % 12);
}

gboolean
sgn_child_is_below (SgnDate birth, SgnDate day, int years)
{
  if (birth.year == 0)
    return FALSE;
  return count_months (sgn_date_last_day (birth), day) < years * 12;
}

/* --- many --- */

void
sgn_child_free (SgnChild *child)
{
  if (child == NULL)
    return;
  g_free (child->name);
  g_free (child->head);
  g_free (child->village);
  g_free (child->folded);
  g_free (child->today_by);
  g_free (child->today_note);
  g_free (child);
}

static gint64
read_measure (SgnStatement *row, guint column, const SgnChild *child, SgnChildMeasure *measure)
{
  measure->sex = child->sex;
  measure->birth = child->birth;
  measure->date = sgn_child_date (sgn_statement_text (row, column + 1));
  measure->height = sgn_statement_real (row, column + 2);
  measure->weight = sgn_statement_real (row, column + 3);
  measure->measured = sgn_child_measured (sgn_statement_text (row, column + 4));
  return sgn_statement_int (row, column);
}

static SgnChild *
read_child (SgnStatement *row)
{
  SgnChild *child = g_new0 (SgnChild, 1);
  g_autofree char *all = g_strjoin (" ", sgn_statement_text (row, 2), sgn_statement_text (row, 3),
                                    sgn_statement_text (row, 4), NULL);

  child->member_id = sgn_statement_int (row, 0);
  child->household_id = sgn_statement_int (row, 1);
  child->name = g_strdup (sgn_statement_text (row, 2));
  child->head = g_strdup (sgn_statement_text (row, 3));
  child->village = g_strdup (sgn_statement_text (row, 4));
  child->folded = sgn_text_fold (all);
  child->sex = sgn_child_sex (sgn_statement_text (row, 5));
  child->birth = sgn_child_date (sgn_statement_text (row, 6));
  child->last_id = read_measure (row, 7, child, &child->last);
  child->today_id = read_measure (row, 12, child, &child->today);
  child->today_by = g_strdup (sgn_statement_text (row, 17));
  child->today_note = g_strdup (sgn_statement_text (row, 18));
  return child;
}

static SgnStatement *
prepare_list (SgnConnection *connection, gint64 unit_id, SgnDate day, gboolean due_only,
              GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, LIST_CHILDREN, error);
  g_autofree char *text = sgn_date_format_iso (day);
  g_autofree char *year = g_strdup_printf ("%04d", day.year);
  g_autofree char *oldest = g_strdup_printf ("%04d", day.year - SGN_CHILD_BELOW);

  if (row == NULL)
    return NULL;
  sgn_statement_bind_int (row, ":unit", unit_id);
  sgn_statement_bind_text (row, ":day", text);
  sgn_statement_bind_text (row, ":year", year);
  sgn_statement_bind_text (row, ":oldest", oldest);
  sgn_statement_bind_int (row, ":due", due_only);
  return g_steal_pointer (&row);
}

GPtrArray *
sgn_child_list (SgnConnection *connection, gint64 unit_id, SgnDate day, gboolean due_only,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func ((GDestroyNotify)sgn_child_free);
  g_autoptr (SgnStatement) row = NULL;
  SgnStep step;

  g_return_val_if_fail (connection != NULL && sgn_date_is_full (day), NULL);

  row = prepare_list (connection, unit_id, day, due_only, error);
  if (row == NULL)
    return NULL;
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    {
      g_autoptr (SgnChild) child = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      child = read_child (row);
      if (sgn_child_is_below (child->birth, day, SGN_CHILD_BELOW))
        g_ptr_array_add (children, g_steal_pointer (&child));
    }
  return step == SGN_DONE ? g_steal_pointer (&children) : NULL;
}
