#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "base/sgn-date.h"
#include "programme/sgn-sample-people-private.h"
#include "programme/sgn-sample-private.h"

#include <string.h>

/* The persons of the made-up registry: who lives together, how old they are, what they do.
 *
 * Their personal numbers have the right form, sex and year, and begin with 999 (the second million
 * with 998): no province has that code. So no number here can be that of a living person. */

#define FIRST_PREFIX 999
#define SERIALS 1000000

static guint
draw (SgnPeople *people, guint limit)
{
  return sgn_sample_draw (&people->state, limit);
}

static gboolean
happens (SgnPeople *people, guint percent)
{
  return draw (people, 100) < percent;
}

static const char *
pick (SgnPeople *people, GStrv words)
{
  return words[draw (people, g_strv_length (words))];
}

static int
get_age (const SgnPerson *person)
{
  return SGN_PEOPLE_LAST_YEAR - person->birth.year;
}

/* Born that long ago; of every tenth adult only the year is known. */
static SgnDate
draw_birth (SgnPeople *people, int age)
{
  SgnDate birth = { .year = (guint16)(SGN_PEOPLE_LAST_YEAR - MAX (age, 0)) };

  if (age > 30 && happens (people, 10))
    return birth;
  /* this year's children are born before the review begins */
  birth.month = (guint8)(1 + draw (people, age <= 0 ? 8 : 12));
  birth.day = (guint8)(1 + draw (people, sgn_date_days_in_month (birth.year, birth.month)));
  return birth;
}

static void
add_person (SgnPeople *people, SgnMadeHousehold *household, const char *relation,
            const char *family, gboolean female, int age)
{
  const SgnPeopleGroup *group = household->group;
  SgnPerson *person = &household->persons[household->n_persons];

  if (household->n_persons == SGN_PEOPLE_MAX_PERSONS)
    return;
  household->n_persons++;
  person->relation = relation;
  person->female = female;
  person->birth = draw_birth (people, age);
  person->name = g_strdup_printf ("%s %s %s", family,
                                  pick (people, female ? group->female_middle : group->male_middle),
                                  pick (people, female ? group->female : group->male));
}

static const SgnPeopleGroup *
draw_group (SgnPeople *people)
{
  guint left = draw (people, 1000);

  for (guint i = 0; i < people->groups->len; i++)
    {
      const SgnPeopleGroup *group = &g_array_index (people->groups, SgnPeopleGroup, i);

      if (left < group->share)
        return group;
      left -= group->share;
    }
  return &g_array_index (people->groups, SgnPeopleGroup, 0);
}

static guint
draw_children (SgnPeople *people, int head_age)
{
  if (head_age < 26)
    return draw (people, 2);
  if (head_age < 50)
    return 1 + draw (people, 4);
  return draw (people, 3);
}

/* A grown-up child of old parents, with a family. */
static void
add_young_family (SgnPeople *people, SgnMadeHousehold *household, const char *family, int head_age)
{
  int age = head_age - 23 - (int)draw (people, 6);
  gboolean daughter = happens (people, 25);

  add_person (people, household, "child", family, daughter, age);
  if (age < 20 || !happens (people, 75))
    return;
  add_person (people, household, "in-law", pick (people, household->group->family), !daughter,
              age - 3 + (int)draw (people, 6));
  for (guint n = draw (people, 3); n > 0 && age > 21; n--)
    add_person (people, household, "grandchild", family, happens (people, 48),
                (int)draw (people, (guint)(age - 20)));
}

void
sgn_people_compose (SgnPeople *people, SgnMadeHousehold *household)
{
  int age = 24 + (int)draw (people, 52);
  gboolean woman = happens (people, 18), couple = !woman && happens (people, 86);
  const char *family;

  household->group = draw_group (people);
  family = pick (people, household->group->family);
  add_person (people, household, "head", family, woman, age);
  if (couple)
    add_person (people, household, "spouse", pick (people, household->group->family), TRUE,
                MAX (age - 5 + (int)draw (people, 8), 19));
  for (guint n = couple || happens (people, 65) ? draw_children (people, age) : 0; n > 0; n--)
    add_person (people, household, "child", family, happens (people, 48),
                (int)draw (people, (guint)(age - 20)));
  if (age >= 52 && happens (people, 60))
    add_young_family (people, household, family, age);
  if (age < 48 && happens (people, 40))
    add_person (people, household, "parent", family, happens (people, 60),
                age + 21 + (int)draw (people, 10));
  household->merit = happens (people, 4);
  household->farming = happens (people, 90);
}

/* What somebody of that age does */

static const char *
draw_schooling (SgnPeople *people, int age)
{
  guint chance = draw (people, 100);

  if (age < 3 || age > 22)
    return "none";
  if (age < 6)
    return chance < 88 ? "nursery" : "none";
  if (age < 12)
    return chance < 98 ? "primary" : "none";
  if (age < 16)
    return chance < 94 ? "lower-secondary" : "none";
  if (age < 19)
    return chance < 62 ? "upper-secondary" : chance < 72 ? "vocational" : "none";
  return chance < 9 ? "higher" : chance < 20 ? "vocational" : "none";
}

static const char *
draw_qualification (SgnPeople *people, int age)
{
  static const char *const grown[] = { "none",
                                       "primary",
                                       "primary",
                                       "primary",
                                       "lower-secondary",
                                       "lower-secondary",
                                       "lower-secondary",
                                       "upper-secondary",
                                       "upper-secondary",
                                       "elementary-vocational",
                                       "intermediate",
                                       "college" };

  if (age < 12)
    return "none";
  if (age < 16)
    return "primary";
  if (age < 19)
    return "lower-secondary";
  return grown[draw (people, G_N_ELEMENTS (grown))];
}

static const char *
draw_work (SgnPeople *people, int age, const char *schooling, const char *disability)
{
  guint chance = draw (people, 100);

  if (age < 15)
    return NULL;
  if (strcmp (schooling, "none") != 0)
    return "studying";
  if (strcmp (disability, "severe") == 0 || age >= 70)
    return "unable";
  return chance < 82   ? "self-employed"
         : chance < 88 ? "no-contract"
         : chance < 94 ? "contract"
         : chance < 97 ? "seeking"
                       : "not-seeking";
}

static char *
make_number (SgnPeople *people, const SgnPerson *person)
{
  guint century = (person->birth.year - 1900) / 100;
  guint serial = people->n_persons++;

  return g_strdup_printf ("%03u%u%02u%06u", FIRST_PREFIX - serial / SERIALS,
                          century * 2 + (person->female ? 1 : 0), person->birth.year % 100u,
                          serial % SERIALS);
}

static void
bind_person (SgnPeople *people, SgnStatement *insert, const SgnPerson *person)
{
  int age = get_age (person);
  const char *schooling = draw_schooling (people, age);
  const char *disability = happens (people, 3) ? "severe" : "none";
  g_autofree char *birth = sgn_date_format_iso (person->birth);
  g_autofree char *number = make_number (people, person);

  sgn_statement_bind_text (insert, ":name", person->name);
  sgn_statement_bind_text (insert, ":sex", person->female ? "female" : "male");
  sgn_statement_bind_text (insert, ":birth", birth);
  sgn_statement_bind_text (insert, ":relation", person->relation);
  /* small children have none yet */
  sgn_statement_bind_text (insert, ":number", age < 2 ? NULL : number);
  sgn_statement_bind_text (insert, ":disability", disability);
  sgn_statement_bind_text (insert, ":pregnancy",
                           !person->female || age < 18 || age > 44 ? NULL
                           : happens (people, 5)                   ? "pregnant"
                                                                   : "none");
  sgn_statement_bind_text (insert, ":schooling", schooling);
  sgn_statement_bind_text (insert, ":qualification", draw_qualification (people, age));
  sgn_statement_bind_text (insert, ":work", draw_work (people, age, schooling, disability));
  sgn_statement_bind_int (insert, ":assistance", age >= 80 || strcmp (disability, "severe") == 0);
  sgn_statement_bind_int (insert, ":insurance", age < 6 || happens (people, 95));
  sgn_statement_bind_int (insert, ":internet", age >= 10 && age < 60 && happens (people, 55));
}

/* Near the median of the World Health Organization, rather below. */
static gboolean
add_measure (SgnPeople *people, gint64 member_id, const SgnPerson *person, GError **error)
{
  static const SgnDate day = { SGN_PEOPLE_LAST_YEAR, 10, 15 };
  gint64 age_days = sgn_date_days (day) - sgn_date_days (person->birth);
  SgnSex sex = person->female ? SGN_SEX_FEMALE : SGN_SEX_MALE;
  double z = ((double)draw (people, 400) - 270) / 100, height = 0, weight = 0;
  SgnStatement *insert = people->insert_measure;

  if (age_days < 30
      || !sgn_growth_value (people->growth, SGN_GROWTH_HEIGHT, sex, age_days, z, &height))
    return TRUE;
  sgn_statement_reset (insert);
  sgn_statement_bind_int (insert, ":id", people->next_id++);
  sgn_statement_bind_int (insert, ":member", member_id);
  sgn_statement_bind_text (insert, ":date", "2023-10-15");
  sgn_statement_bind_real (insert, ":height", (double)(int)(height * 10 + 0.5) / 10);
  if (sgn_growth_value (people->growth, SGN_GROWTH_WEIGHT, sex, age_days, z + 0.4, &weight))
    sgn_statement_bind_real (insert, ":weight", (double)(int)(weight * 10 + 0.5) / 10);
  else
    sgn_statement_bind_null (insert, ":weight");
  sgn_statement_bind_text (insert, ":position", age_days < 730 ? "lying" : "standing");
  sgn_statement_bind_text (insert, ":by", sgn_xml_get (people->root, "reviewer"));
  return sgn_statement_run (insert, error);
}

gboolean
sgn_people_add_member (SgnPeople *people, const SgnMadeHousehold *household, guint index,
                       GError **error)
{
  const SgnPerson *person = &household->persons[index];
  SgnStatement *insert = people->insert_member;
  gint64 id = people->next_id++;

  sgn_statement_reset (insert);
  sgn_statement_bind_int (insert, ":id", id);
  sgn_statement_bind_int (insert, ":household", household->id);
  sgn_statement_bind_int (insert, ":position", index + 1);
  bind_person (people, insert, person);
  if (!sgn_statement_run (insert, error))
    return FALSE;
  if (get_age (person) >= 16 || !happens (people, 40))
    return TRUE;
  return add_measure (people, id, person, error);
}
