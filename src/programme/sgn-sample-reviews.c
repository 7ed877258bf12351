#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-sample-people-private.h"
#include "programme/sgn-sample-private.h"

#include <string.h>

/* The made-up review of the last year: sheets that give the classes of its rows, requests that
 * nobody has finished yet, and what happened to households. It draws from a generator of its own.
 */

#define INSERT_SHEET                                                                             \
  "INSERT INTO review_sheet (id, household_id, year, kind, area, standard, state, "              \
  "requested_on, request_reason, screened, a_total, income, floor_area, walls_solid, "           \
  "columns_solid, roof_solid, water, toilet, devices, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, " \
  "d11, d12, reviewer, reviewed_on, present, agreed, meeting_on, posted_on, note) VALUES (:id, " \
  ":household, :year, :kind, :area, :standard, :state, :requested, :reason, :screened, :a, "     \
  ":income, :floor, :walls, :columns, :roof, :water, :toilet, :devices, :d1, :d2, :d3, :d4, "    \
  ":d5, :d6, :d7, :d8, :d9, :d10, :d11, :d12, :reviewer, :reviewed, :present, :agreed, "         \
  ":meeting, :posted, :note)"
#define INSERT_EVENT                                                                  \
  "INSERT INTO household_event (id, household_id, kind, date, reason, note) VALUES (" \
  ":id, :household, :kind, :date, :reason, :note)"

#define LAST (SGN_PEOPLE_N_YEARS - 1)

/* Indicators that stand for things seen in the house. */
enum
{
  TICK_HOUSE = 6,
  TICK_AREA = 7,
  TICK_WATER = 8,
  TICK_TOILET = 9,
  TICK_MEANS = 11,
};

static guint
draw (SgnPeople *people, guint limit)
{
  return sgn_sample_draw (&people->review_state, limit);
}

gboolean
sgn_people_begin_reviews (SgnPeople *people, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (people->ledger);

  people->insert_sheet = sgn_connection_prepare (connection, INSERT_SHEET, error);
  if (!people->insert_sheet)
    return FALSE;
  people->insert_event = sgn_connection_prepare (connection, INSERT_EVENT, error);
  return people->insert_event != NULL;
}

void
sgn_people_end_reviews (SgnPeople *people)
{
  g_clear_pointer (&people->insert_sheet, sgn_statement_free);
  g_clear_pointer (&people->insert_event, sgn_statement_free);
}

void
sgn_people_leave_open (SgnPeople *people, SgnMadeYear years[SGN_PEOPLE_N_YEARS])
{
  static const char *const states[] = { NULL, "draft", "preliminary", NULL };
  guint chance;

  if (g_strcmp0 (years[LAST].movement, "new") != 0)
    return;
  chance = draw (people, G_N_ELEMENTS (states));
  years[LAST].state = states[chance];
  if (chance == 0)
    years[LAST] = (SgnMadeYear){ NULL, NULL, NULL, 0, { FALSE } };
}

/* The sheet */

static char *
make_day (SgnPeople *people, guint month, guint first, guint n)
{
  return g_strdup_printf ("%d-%02u-%02u", SGN_PEOPLE_LAST_YEAR, month, first + draw (people, n));
}

static void
bind_request (SgnPeople *people, SgnStatement *insert)
{
  g_auto (GStrv) reasons = g_strsplit (sgn_xml_get (people->root, "requests"), "|", -1);
  g_autofree char *day = make_day (people, 3 + draw (people, 6), 1, 28);

  sgn_statement_bind_text (insert, ":requested", day);
  sgn_statement_bind_text (insert, ":reason", reasons[draw (people, g_strv_length (reasons))]);
  sgn_statement_bind_text (insert, ":screened", "review");
}

/* Who asked and has no class yet gets points all the same, as somebody poor or nearly so. */
static void
draw_points (SgnPeople *people, const SgnStandard *standard, SgnMadeYear *year)
{
  guint n = 1 + draw (people, 5);

  year->a = standard->income_points - (int)draw (people, 50);
  while (n > 0)
    {
      gboolean *tick = &year->ticks[draw (people, SGN_PEOPLE_N_INDICATORS)];

      n -= !*tick;
      *tick = TRUE;
    }
}

static void
bind_ticks (SgnStatement *insert, const SgnMadeYear *year)
{
  static const char *const names[SGN_PEOPLE_N_INDICATORS]
      = { ":d1", ":d2", ":d3", ":d4", ":d5", ":d6", ":d7", ":d8", ":d9", ":d10", ":d11", ":d12" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    sgn_statement_bind_int (insert, names[i], year->ticks[i]);
}

/* What was seen, so that it gives the ticks. */
static void
bind_house (SgnPeople *people, SgnStatement *insert, const SgnMadeYear *year, guint persons)
{
  static const char *const clean_water[]
      = { "piped", "protected-spring", "drilled-well", "protected-well" };
  static const char *const clean_toilet[] = { "septic", "pour-flush", "vip", "dug-seat" };
  guint weak = draw (people, 3),
        square = year->ticks[TICK_AREA] ? 45 + draw (people, 30) : 85 + draw (people, 90);
  gboolean solid = !year->ticks[TICK_HOUSE];

  sgn_statement_bind_real (insert, ":floor", (double)(square * MAX (persons, 1)) / 10);
  sgn_statement_bind_int (insert, ":walls", solid ? weak != 0 : weak == 0);
  sgn_statement_bind_int (insert, ":columns", solid ? weak != 1 : weak == 1);
  sgn_statement_bind_int (insert, ":roof", solid || weak == 2);
  sgn_statement_bind_text (insert, ":water",
                           year->ticks[TICK_WATER] ? "open-spring" : clean_water[draw (people, 4)]);
  sgn_statement_bind_text (insert, ":toilet",
                           year->ticks[TICK_TOILET] ? "other" : clean_toilet[draw (people, 4)]);
  sgn_statement_bind_text (insert, ":devices",
                           year->ticks[TICK_MEANS] ? NULL
                           : draw (people, 2)      ? "tv smartphone"
                                                   : "tv telephone");
}

static void
bind_income (SgnPeople *people, SgnStatement *insert, const SgnStandard *standard,
             const SgnMadeYear *year)
{
  gint64 steps = (standard->average_line - standard->income_line) / 10000;

  if (g_strcmp0 (year->class_, "average") == 0)
    sgn_statement_bind_int (insert, ":income",
                            standard->income_line + 10000 * (1 + draw (people, (guint)steps)));
  else if (g_strcmp0 (year->class_, "not-poor") == 0)
    sgn_statement_bind_int (insert, ":income",
                            standard->average_line + 10000 * (1 + draw (people, 150)));
}

static void
bind_meeting (SgnPeople *people, SgnStatement *insert)
{
  guint present = 24 + draw (people, 22);
  g_autofree char *meeting = make_day (people, 10, 20, 8);
  g_autofree char *posted = make_day (people, 10, 28, 3);

  sgn_statement_bind_int (insert, ":present", present);
  sgn_statement_bind_int (insert, ":agreed", present - draw (people, present / 5));
  sgn_statement_bind_text (insert, ":meeting", meeting);
  sgn_statement_bind_text (insert, ":posted", posted);
}

/* Nothing is known of a sheet that was only opened. */
static void
clear_sheet (SgnStatement *insert)
{
  static const char *const names[]
      = { ":requested", ":reason",   ":screened", ":a",      ":income",  ":floor",
          ":walls",     ":columns",  ":roof",     ":water",  ":toilet",  ":devices",
          ":d1",        ":d2",       ":d3",       ":d4",     ":d5",      ":d6",
          ":d7",        ":d8",       ":d9",       ":d10",    ":d11",     ":d12",
          ":reviewer",  ":reviewed", ":present",  ":agreed", ":meeting", ":posted" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    sgn_statement_bind_null (insert, names[i]);
}

static gboolean
add_sheet (SgnPeople *people, const SgnMadeHousehold *household, const SgnMadeYear *year,
           const char *kind, const char *state, GError **error)
{
  const SgnStandard *standard = people->standards[LAST][strcmp (people->area, "urban") == 0];
  SgnStatement *insert = people->insert_sheet;
  SgnMadeYear made = *year;
  g_autofree char *reviewed = make_day (people, 9, 15, 15);

  sgn_statement_reset (insert);
  clear_sheet (insert);
  sgn_statement_bind_int (insert, ":id", people->next_id++);
  sgn_statement_bind_int (insert, ":household", household->id);
  sgn_statement_bind_int (insert, ":year", SGN_PEOPLE_LAST_YEAR);
  sgn_statement_bind_text (insert, ":kind", kind);
  sgn_statement_bind_text (insert, ":area", people->area);
  sgn_statement_bind_text (insert, ":standard", standard->code);
  sgn_statement_bind_text (insert, ":state", state);
  sgn_statement_bind_text (insert, ":note", sgn_xml_get (people->root, "note"));
  if (strcmp (kind, "request") == 0)
    bind_request (people, insert);
  if (strcmp (state, "open") == 0)
    return sgn_statement_run (insert, error);
  if (!made.class_)
    draw_points (people, standard, &made);
  sgn_statement_bind_int (insert, ":a", made.a);
  bind_ticks (insert, &made);
  bind_house (people, insert, &made, household->n_persons);
  bind_income (people, insert, standard, &made);
  sgn_statement_bind_text (insert, ":reviewer", sgn_xml_get (people->root, "reviewer"));
  sgn_statement_bind_text (insert, ":reviewed", reviewed);
  if (strcmp (state, "agreed") == 0)
    bind_meeting (people, insert);
  return sgn_statement_run (insert, error);
}

static gboolean
add_event (SgnPeople *people, const SgnMadeHousehold *household, const char *kind, const char *day,
           GError **error)
{
  SgnStatement *insert = people->insert_event;

  sgn_statement_reset (insert);
  sgn_statement_bind_int (insert, ":id", people->next_id++);
  sgn_statement_bind_int (insert, ":household", household->id);
  sgn_statement_bind_text (insert, ":kind", kind);
  sgn_statement_bind_text (insert, ":date", day);
  sgn_statement_bind_text (insert, ":reason", NULL);
  sgn_statement_bind_text (insert, ":note", sgn_xml_get (people->root, "note"));
  return sgn_statement_run (insert, error);
}

/* Who came in that year was registered in it; who is gone, ended. */
static gboolean
add_events (SgnPeople *people, const SgnMadeHousehold *household, const SgnMadeYear *years,
            GError **error)
{
  g_autofree char *ended = NULL;
  g_autofree char *registered = NULL;

  if (household->gone_year)
    {
      ended = g_strdup_printf ("%u-06-30", household->gone_year);
      return add_event (people, household, "ended", ended, error);
    }
  if (years[LAST - 1].class_)
    return TRUE;
  registered = make_day (people, 2, 1, 28);
  return add_event (people, household, "registered", registered, error);
}

gboolean
sgn_people_add_review (SgnPeople *people, const SgnMadeHousehold *household,
                       const SgnMadeYear years[SGN_PEOPLE_N_YEARS], GError **error)
{
  static const char *const unfinished[] = { "open", "filled", "agreed" };
  const SgnMadeYear *last = &years[LAST];

  if (!add_events (people, household, years, error))
    return FALSE;
  if (household->gone_year || !people->standards[LAST][strcmp (people->area, "urban") == 0])
    return TRUE;
  if (!last->class_)
    return add_sheet (people, household, last, "request",
                      unfinished[draw (people, G_N_ELEMENTS (unfinished))], error);
  if (sgn_people_is_listed (&years[LAST - 1]))
    return add_sheet (people, household, last, "periodic", "agreed", error);
  return !sgn_people_is_listed (last)
         || add_sheet (people, household, last, "request", "agreed", error);
}
