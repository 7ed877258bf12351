#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "base/sgn-date.h"
#include "programme/sgn-sample-people-private.h"
#include "programme/sgn-sample-private.h"
#include "store/sgn-store-error.h"

#include <string.h>

/* Households of the made-up registry and what became of them from year to year. */

#define INSERT_HOUSEHOLD                                                                         \
  "INSERT INTO household (id, unit_id, code, head, ethnicity, separate_since, merit, "           \
  "no_labour, alone, farming, ended_on, ended_why, synthetic, note) VALUES (:id, :unit, :code, " \
  ":head, :ethnicity, :since, :merit, :nolabour, :alone, :farming, :ended, :why, 1, :note)"
#define INSERT_MEMBER                                                                       \
  "INSERT INTO member (id, household_id, position, name, sex, birth, relation, id_number, " \
  "disability, pregnancy, schooling, qualification, work, monthly_assistance, insurance, "  \
  "internet) VALUES (:id, :household, :position, :name, :sex, :birth, :relation, :number, " \
  ":disability, :pregnancy, :schooling, :qualification, :work, :assistance, :insurance, "   \
  ":internet)"
#define INSERT_YEAR                                                                                \
  "INSERT INTO household_year (id, household_id, year, unit_id, class, movement, state, "          \
  "a_points, b_points, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12, causes, persons, head, " \
  "head_female, ethnicity, merit, no_labour, farming, children, decision_number, "                 \
  "decision_date, reviewer) VALUES (:id, :household, :year, :unit, :class, :movement, "            \
  ":state, :a, :b, :d1, :d2, :d3, :d4, :d5, :d6, :d7, :d8, :d9, :d10, :d11, :d12, :causes, "       \
  ":persons, :head, :female, :ethnicity, :merit, :nolabour, :farming, :children, :number, "        \
  ":date, :reviewer)"
#define INSERT_MEASURE                                                                      \
  "INSERT INTO child_measure (id, member_id, date, height, weight, position, measured_by) " \
  "VALUES (:id, :member, :date, :height, :weight, :position, :by)"

#define N_INDICATORS SGN_PEOPLE_N_INDICATORS
#define N_CAUSES 8
#define CHILD_BELOW 16 /* who is counted as a child in these reports */

static guint
draw (SgnPeople *people, guint limit)
{
  return sgn_sample_draw (&people->state, limit);
}

static GStrv
split (const SgnXmlNode *node, const char *key)
{
  return g_strsplit (sgn_xml_get (node, key), "|", -1);
}

static void
clear_group (gpointer data)
{
  SgnPeopleGroup *group = data;

  g_strfreev (group->family);
  g_strfreev (group->male_middle);
  g_strfreev (group->male);
  g_strfreev (group->female_middle);
  g_strfreev (group->female);
}

static void
add_group (SgnPeople *people, const SgnXmlNode *node)
{
  SgnPeopleGroup group = {
    .code = sgn_xml_get (node, "code"),
    .share = (guint)atoi (sgn_xml_get (node, "share")),
    .family = split (node, "family"),
    .male_middle = split (node, "male-middle"),
    .male = split (node, "male"),
    .female_middle = split (node, "female-middle"),
    .female = split (node, "female"),
  };

  g_array_append_val (people->groups, group);
}

static void
read_groups (SgnPeople *people)
{
  people->groups = g_array_new (FALSE, FALSE, sizeof (SgnPeopleGroup));
  g_array_set_clear_func (people->groups, clear_group);
  for (guint i = 0; i < people->root->children->len; i++)
    {
      const SgnXmlNode *node = g_ptr_array_index (people->root->children, i);

      if (strcmp (node->name, "group") == 0)
        add_group (people, node);
    }
}

/* A year before the standard began has none: its rows are without points. */
static gboolean
find_standards (SgnPeople *people, GError **error)
{
  static const char *const areas[] = { "rural", "urban" };
  SgnConnection *connection = sgn_ledger_get_connection (people->ledger);

  for (guint year = 0; year < SGN_PEOPLE_N_YEARS; year++)
    for (guint area = 0; area < G_N_ELEMENTS (areas); area++)
      {
        g_autoptr (GError) local = NULL;

        people->standards[year][area]
            = sgn_standard_find (connection, areas[area], SGN_PEOPLE_FIRST_YEAR + (int)year,
                                 &local);
        if (local && !g_error_matches (local, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND))
          {
            g_propagate_error (error, g_steal_pointer (&local));
            return FALSE;
          }
      }
  return TRUE;
}

gboolean
sgn_people_begin (SgnPeople *people, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (people->ledger);

  read_groups (people);
  people->growth = sgn_growth_load (error);
  if (!people->growth || !find_standards (people, error))
    return FALSE;
  people->insert_household = sgn_connection_prepare (connection, INSERT_HOUSEHOLD, error);
  if (!people->insert_household)
    return FALSE;
  people->insert_member = sgn_connection_prepare (connection, INSERT_MEMBER, error);
  if (!people->insert_member)
    return FALSE;
  people->insert_year = sgn_connection_prepare (connection, INSERT_YEAR, error);
  if (!people->insert_year)
    return FALSE;
  people->insert_measure = sgn_connection_prepare (connection, INSERT_MEASURE, error);
  return people->insert_measure != NULL && sgn_people_begin_reviews (people, error)
         && sgn_people_begin_support (people, error);
}

void
sgn_people_end (SgnPeople *people)
{
  g_clear_pointer (&people->groups, g_array_unref);
  g_clear_pointer (&people->growth, sgn_growth_free);
  for (guint year = 0; year < SGN_PEOPLE_N_YEARS; year++)
    for (guint area = 0; area < 2; area++)
      g_clear_pointer (&people->standards[year][area], sgn_standard_free);
  g_clear_pointer (&people->insert_household, sgn_statement_free);
  g_clear_pointer (&people->insert_member, sgn_statement_free);
  g_clear_pointer (&people->insert_year, sgn_statement_free);
  g_clear_pointer (&people->insert_measure, sgn_statement_free);
  sgn_people_end_reviews (people);
  sgn_people_end_support (people);
}

/* Classes */

gboolean
sgn_people_is_listed (const SgnMadeYear *year)
{
  return g_strcmp0 (year->class_, "poor") == 0 || g_strcmp0 (year->class_, "near-poor") == 0;
}

/* From one year to the next; whoever is in the registry was poor or near-poor before. */
static SgnMadeYear
draw_next (SgnPeople *people, const char *class_)
{
  guint chance = draw (people, 1000);
  const char *better = draw (people, 3) ? "not-poor" : "average";

  if (strcmp (class_, "poor") == 0)
    return chance < 640   ? (SgnMadeYear){ "poor", "stayed" }
           : chance < 820 ? (SgnMadeYear){ "near-poor", "from-poor" }
           : chance < 985 ? (SgnMadeYear){ better, "escaped" }
                          : (SgnMadeYear){ "not-poor", "other-out" };
  if (strcmp (class_, "near-poor") == 0)
    return chance < 700   ? (SgnMadeYear){ "near-poor", "stayed" }
           : chance < 735 ? (SgnMadeYear){ "poor", "from-near-poor" }
           : chance < 988 ? (SgnMadeYear){ better, "escaped" }
                          : (SgnMadeYear){ "not-poor", "other-out" };
  return chance < 25   ? (SgnMadeYear){ "poor", "relapse" }
         : chance < 60 ? (SgnMadeYear){ "near-poor", "relapse" }
                       : (SgnMadeYear){ class_, "stayed" };
}

/* A history in which every movement closes. */
static void
draw_years (SgnPeople *people, SgnMadeYear years[SGN_PEOPLE_N_YEARS])
{
  guint first = draw (people, 100) < 85 ? 0 : 1 + draw (people, SGN_PEOPLE_N_YEARS - 1);
  gboolean poor = draw (people, 100) < 58;

  memset (years, 0, sizeof (SgnMadeYear) * SGN_PEOPLE_N_YEARS);
  /* The first year has none before it: all came into the registry. */
  years[first].class_ = poor ? "poor" : "near-poor";
  years[first].movement = first == 0 ? "other-in" : "new";
  for (guint i = first + 1; i < SGN_PEOPLE_N_YEARS; i++)
    {
      if (g_strcmp0 (years[i - 1].movement, "other-out") == 0)
        return;
      years[i] = draw_next (people, years[i - 1].class_);
    }
}

/* Rows */

static guint
count_persons (const SgnMadeHousehold *household, int year, int below)
{
  guint n = 0;

  for (guint i = 0; i < household->n_persons; i++)
    n += household->persons[i].birth.year <= year
         && year - household->persons[i].birth.year < below;
  return n;
}

/* So many of the twelve. */
static void
bind_indicators (SgnPeople *people, SgnStatement *insert, SgnMadeYear *year, guint n)
{
  static const char *const names[N_INDICATORS]
      = { ":d1", ":d2", ":d3", ":d4", ":d5", ":d6", ":d7", ":d8", ":d9", ":d10", ":d11", ":d12" };
  guint left = n;

  for (guint i = 0; i < N_INDICATORS; i++)
    {
      gboolean deprived = draw (people, N_INDICATORS - i) < left;

      left -= deprived;
      year->ticks[i] = deprived;
      sgn_statement_bind_int (insert, names[i], deprived);
    }
}

static void
bind_causes (SgnPeople *people, SgnStatement *insert, gboolean counted)
{
  guint first = 1 + draw (people, N_CAUSES), second = 1 + draw (people, N_CAUSES);
  g_autofree char *causes
      = first == second ? g_strdup_printf ("%u", first)
                        : g_strdup_printf ("%u %u", MIN (first, second), MAX (first, second));

  sgn_statement_bind_text (insert, ":causes", counted ? causes : NULL);
}

/* Points on the right side of the standard of that year. */
static void
bind_points (SgnPeople *people, SgnStatement *insert, SgnMadeYear *year, guint index)
{
  const SgnStandard *standard = people->standards[index][strcmp (people->area, "urban") == 0];
  gboolean poor = strcmp (year->class_, "poor") == 0, counted = sgn_people_is_listed (year);
  guint least
      = standard ? (guint)((standard->service_points - 1) / standard->points_an_indicator + 1) : 1;
  guint n = poor ? least + draw (people, 3) : draw (people, MAX (least, 1));

  bind_indicators (people, insert, year, n);
  if (!standard)
    {
      sgn_statement_bind_null (insert, ":a");
      sgn_statement_bind_null (insert, ":b");
      return;
    }
  year->a = counted ? standard->income_points - (int)draw (people, 60)
                    : standard->income_points + 1 + (int)draw (people, 50);
  sgn_statement_bind_int (insert, ":a", year->a);
  sgn_statement_bind_int (insert, ":b", (int)n * standard->points_an_indicator);
}

static gboolean
add_year (SgnPeople *people, const SgnMadeHousehold *household, SgnMadeYear *made, guint index,
          GError **error)
{
  guint year = SGN_PEOPLE_FIRST_YEAR + index;
  SgnStatement *insert = people->insert_year;
  g_autofree char *number = g_strdup_printf ("MẪU-%u", year);
  g_autofree char *date = g_strdup_printf ("%u-11-17", year);

  sgn_statement_reset (insert);
  sgn_statement_bind_int (insert, ":id", people->next_id++);
  sgn_statement_bind_int (insert, ":household", household->id);
  sgn_statement_bind_int (insert, ":year", year);
  sgn_statement_bind_int (insert, ":unit", household->village_id);
  sgn_statement_bind_text (insert, ":class", made->class_);
  sgn_statement_bind_text (insert, ":movement", made->movement);
  bind_points (people, insert, made, index);
  bind_causes (people, insert, sgn_people_is_listed (made));
  sgn_statement_bind_int (insert, ":persons", count_persons (household, (int)year, 200));
  sgn_statement_bind_text (insert, ":head", household->persons[0].name);
  sgn_statement_bind_int (insert, ":female", household->persons[0].female);
  sgn_statement_bind_text (insert, ":ethnicity", household->group->code);
  sgn_statement_bind_int (insert, ":merit", household->merit);
  sgn_statement_bind_int (insert, ":nolabour", household->no_labour);
  sgn_statement_bind_int (insert, ":farming", household->farming);
  sgn_statement_bind_int (insert, ":children", count_persons (household, (int)year, CHILD_BELOW));
  sgn_statement_bind_text (insert, ":state", made->state ? made->state : "official");
  sgn_statement_bind_text (insert, ":number", made->state ? NULL : number);
  sgn_statement_bind_text (insert, ":date", made->state ? NULL : date);
  sgn_statement_bind_text (insert, ":reviewer", sgn_xml_get (people->root, "reviewer"));
  return sgn_statement_run (insert, error);
}

static gboolean
add_years (SgnPeople *people, const SgnMadeHousehold *household,
           SgnMadeYear years[SGN_PEOPLE_N_YEARS], GError **error)
{
  for (guint i = 0; i < SGN_PEOPLE_N_YEARS; i++)
    if (years[i].class_ && !add_year (people, household, &years[i], i, error))
      return FALSE;
  return TRUE;
}

static guint
find_end (const SgnMadeYear years[SGN_PEOPLE_N_YEARS])
{
  for (guint i = 0; i < SGN_PEOPLE_N_YEARS; i++)
    if (g_strcmp0 (years[i].movement, "other-out") == 0)
      return SGN_PEOPLE_FIRST_YEAR + i;
  return 0;
}

static gboolean
insert_household (SgnPeople *people, const SgnMadeHousehold *household, GError **error)
{
  SgnStatement *insert = people->insert_household;
  const SgnPerson *head = &household->persons[0];
  g_autofree char *code = g_strdup_printf ("MẪU-%06u", ++people->n_made);
  g_autofree char *since = g_strdup_printf ("%d", MIN (head->birth.year + 24, 2021));
  g_autofree char *ended
      = household->gone_year ? g_strdup_printf ("%u-06-30", household->gone_year) : NULL;

  sgn_statement_reset (insert);
  sgn_statement_bind_int (insert, ":id", household->id);
  sgn_statement_bind_int (insert, ":unit", household->village_id);
  sgn_statement_bind_text (insert, ":code", code);
  sgn_statement_bind_text (insert, ":head", head->name);
  sgn_statement_bind_text (insert, ":ethnicity", household->group->code);
  sgn_statement_bind_text (insert, ":since", since);
  sgn_statement_bind_int (insert, ":merit", household->merit);
  sgn_statement_bind_int (insert, ":nolabour", household->no_labour);
  sgn_statement_bind_int (insert, ":alone", household->alone);
  sgn_statement_bind_int (insert, ":farming", household->farming);
  sgn_statement_bind_text (insert, ":ended", ended);
  sgn_statement_bind_text (insert, ":why", ended ? "moved-away" : NULL);
  sgn_statement_bind_text (insert, ":note", sgn_xml_get (people->root, "note"));
  return sgn_statement_run (insert, error);
}

static void
look_at_persons (SgnMadeHousehold *household)
{
  household->no_labour = TRUE;
  for (guint i = 0; i < household->n_persons; i++)
    {
      int age = SGN_PEOPLE_LAST_YEAR - household->persons[i].birth.year;

      household->no_labour = household->no_labour && (age < CHILD_BELOW || age >= 65);
      household->alone = household->n_persons == 1 && age >= 65;
    }
}

gboolean
sgn_people_add_household (SgnPeople *people, gint64 village_id, GError **error)
{
  SgnMadeHousehold household = { .id = people->next_id++, .village_id = village_id };
  SgnMadeYear years[SGN_PEOPLE_N_YEARS];
  gboolean added;

  sgn_people_compose (people, &household);
  look_at_persons (&household);
  draw_years (people, years);
  sgn_people_leave_open (people, years);
  household.gone_year = find_end (years);
  added = insert_household (people, &household, error);
  for (guint i = 0; added && i < household.n_persons; i++)
    added = sgn_people_add_member (people, &household, i, error);
  added = added && add_years (people, &household, years, error)
          && sgn_people_add_review (people, &household, years, error)
          && sgn_people_add_support (people, &household, years, error);
  for (guint i = 0; i < household.n_persons; i++)
    g_free (household.persons[i].name);
  return added;
}
