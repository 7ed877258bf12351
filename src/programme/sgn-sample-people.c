#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "base/sgn-date.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-sample-people-private.h"
#include "programme/sgn-sample-private.h"
#include "record/sgn-finder.h"

#include <string.h>

/* The made-up registry: villages, households, members, three years of reviews, populations,
 * measures of children. The same on every machine, from resources/sample/people.xml and the
 * generator.
 *
 * It is not journalled. 300 000 households are 2.5 million rows: a changeset of hundreds of
 * megabytes that nobody would take back, in a ledger that is thrown away whole. What is done to
 * these households afterwards is journalled like anything else. */

#define SELECT_COMMUNES \
  "SELECT id, area FROM unit WHERE parent_id = :unit AND level = 'commune' ORDER BY position, id"

/* Of the most that households of this kind may need; what is left over are gaps. */
#define IDS_A_HOUSEHOLD 40

#define INSERT_UNIT                                                            \
  "INSERT INTO unit (id, parent_id, level, kind, name, area, position, note) " \
  "VALUES (:id, :parent, 'village', :kind, :name, :area, :position, :note)"
#define MARK_ASSISTED                                                       \
  "UPDATE household SET assisted = id IN (SELECT household_id FROM member " \
  "WHERE monthly_assistance = 1)"
#define INSERT_COUNT                                                                           \
  "INSERT INTO base_count (id, unit_id, year, households, persons, minority_households, "      \
  "minority_persons, source) VALUES (:id, :unit, :year, :households, :persons, :mhouseholds, " \
  ":mpersons, :source)"

static const SgnXmlRule rules[] = {
  { "people", NULL,
    "seed! note! village-note! issuer! reviewer! village-first! village-second! "
    "requests!" },
  { "group", "people", "code! share! family! male-middle! male! female-middle! female!" },
  { "support", "people", "component! content! form! measure amount spread source share! each" },
  { NULL },
};

enum
{
  HOUSEHOLDS_A_VILLAGE = 45,
  MAX_VILLAGES = 60,
};

typedef struct
{
  gint64 id;
  gboolean urban;
} Commune;

static gboolean
list_communes (SgnPeople *people, GArray *communes, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (people->ledger);
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_COMMUNES, error);
  SgnStep step;

  if (!row)
    return FALSE;
  sgn_statement_bind_int (row, ":unit", sgn_programme_own_unit (connection));
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    {
      Commune commune
          = { sgn_statement_int (row, 0), g_strcmp0 (sgn_statement_text (row, 1), "urban") == 0 };

      g_array_append_val (communes, commune);
    }
  return step == SGN_DONE;
}

static char *
name_village (const SgnPeople *people, gboolean urban, guint index)
{
  g_auto (GStrv) first = g_strsplit (sgn_xml_get (people->root, "village-first"), "|", -1);
  g_auto (GStrv) second = g_strsplit (sgn_xml_get (people->root, "village-second"), "|", -1);
  guint n_first = g_strv_length (first), n_second = g_strv_length (second);

  if (urban)
    return g_strdup_printf ("Tổ dân phố %u", index + 1);
  return g_strdup_printf ("Xóm %s %s", first[index % n_first],
                          second[(index / n_first + index) % n_second]);
}

static gboolean
add_village (SgnPeople *people, const Commune *commune, guint index, gint64 *id, GError **error)
{
  g_autoptr (SgnStatement) insert
      = sgn_connection_prepare (sgn_ledger_get_connection (people->ledger), INSERT_UNIT, error);
  g_autofree char *name = name_village (people, commune->urban, index);

  if (!insert)
    return FALSE;
  *id = people->next_id++;
  sgn_statement_bind_int (insert, ":id", *id);
  sgn_statement_bind_int (insert, ":parent", commune->id);
  sgn_statement_bind_text (insert, ":kind", commune->urban ? "to" : "xom");
  sgn_statement_bind_text (insert, ":name", name);
  sgn_statement_bind_text (insert, ":area", commune->urban ? "urban" : "rural");
  sgn_statement_bind_int (insert, ":position", index + 1);
  sgn_statement_bind_text (insert, ":note", sgn_xml_get (people->root, "village-note"));
  return sgn_statement_run (insert, error);
}

/* Those in the registry are about three tenths of all. */
static gboolean
add_count (SgnPeople *people, const Commune *commune, guint n, guint year, GError **error)
{
  g_autoptr (SgnStatement) insert
      = sgn_connection_prepare (sgn_ledger_get_connection (people->ledger), INSERT_COUNT, error);
  guint households = n * 3 + 20 + sgn_sample_draw (&people->state, n / 4 + 10) + (year - 2021) * 3;
  guint persons = households * (390 + sgn_sample_draw (&people->state, 40)) / 100;

  if (!insert)
    return FALSE;
  sgn_statement_bind_int (insert, ":id", people->next_id++);
  sgn_statement_bind_int (insert, ":unit", commune->id);
  sgn_statement_bind_int (insert, ":year", year);
  sgn_statement_bind_int (insert, ":households", households);
  sgn_statement_bind_int (insert, ":persons", persons);
  sgn_statement_bind_int (insert, ":mhouseholds", households * 98 / 100);
  sgn_statement_bind_int (insert, ":mpersons", persons * 98 / 100);
  sgn_statement_bind_text (insert, ":source", sgn_xml_get (people->root, "note"));
  return sgn_statement_run (insert, error);
}

static gboolean
fill_commune (SgnPeople *people, const Commune *commune, guint n, GError **error)
{
  guint n_villages = CLAMP (n / HOUSEHOLDS_A_VILLAGE, 1, MAX_VILLAGES);
  gint64 village = 0;

  people->area = commune->urban ? "urban" : "rural";
  for (guint i = 0, at = 0; i < n; i++)
    {
      /* as many villages as there are, each with as many households, give or take one */
      if (i * n_villages / n >= at && !add_village (people, commune, at++, &village, error))
        return FALSE;
      if (!sgn_people_add_household (people, village, error))
        return FALSE;
    }
  for (guint year = SGN_PEOPLE_FIRST_YEAR; year <= SGN_PEOPLE_LAST_YEAR; year++)
    if (!add_count (people, commune, n, year, error))
      return FALSE;
  return TRUE;
}

static gboolean
fill_people (SgnLedger *ledger, gpointer user_data, GError **error)
{
  SgnPeople *people = user_data;
  g_autoptr (GArray) communes = g_array_new (FALSE, FALSE, sizeof (Commune));
  guint left = people->n_households;

  if (!list_communes (people, communes, error)
      || !sgn_ledger_reserve_ids (ledger, people->n_households * IDS_A_HOUSEHOLD + 4096,
                                  &people->next_id, error)
      || !sgn_connection_run (sgn_ledger_get_connection (ledger), "UPDATE ledger SET synthetic = 1",
                              error))
    return FALSE;
  for (guint i = 0; i < communes->len; i++)
    {
      guint n = left / (communes->len - i);

      if (n && !fill_commune (people, &g_array_index (communes, Commune, i), n, error))
        return FALSE;
      left -= n;
    }
  return sgn_connection_run (sgn_ledger_get_connection (ledger), MARK_ASSISTED, error);
}

guint
sgn_sample_draw (guint64 *state, guint limit)
{
  guint64 z = *state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  /* splitmix64: small, and the same everywhere. */
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (guint)((z ^ (z >> 31)) % limit);
}

gboolean
sgn_sample_add_people (SgnLedger *ledger, guint n_households, GError **error)
{
  g_autoptr (SgnXmlNode) root = sgn_sample_read ("people.xml", rules, error);
  SgnPeople people = { .ledger = ledger, .root = root, .n_households = n_households };
  gboolean filled;

  if (!root)
    return FALSE;
  people.state = people.review_state = people.support_state
      = g_ascii_strtoull (sgn_xml_get (root, "seed"), NULL, 10);
  filled = sgn_people_begin (&people, error)
           && sgn_ledger_run_derived (ledger, fill_people, &people, error);
  sgn_people_end (&people);
  return filled && sgn_finder_rebuild (ledger, sgn_programme_types (), error)
         && sgn_sample_add_rechecks (ledger, SGN_PEOPLE_LAST_YEAR, error);
}
