#pragma once

#include "programme/sgn-growth.h"
#include "programme/sgn-standard.h"
#include "programme/sgn-xml-private.h"
#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* Making up a registry; the parts share this. */

#define SGN_PEOPLE_FIRST_YEAR 2021
#define SGN_PEOPLE_LAST_YEAR 2023
#define SGN_PEOPLE_N_YEARS (SGN_PEOPLE_LAST_YEAR - SGN_PEOPLE_FIRST_YEAR + 1)

/* The names and share of an ethnic group, out of the file. */
typedef struct
{
  const char *code;
  guint share;
  GStrv family, male_middle, male, female_middle, female;
} SgnPeopleGroup;

typedef struct
{
  SgnLedger *ledger;
  const SgnXmlNode *root;
  guint64 state; /* of the generator */
  guint n_households;
  guint n_made, n_persons;
  gint64 next_id;
  const char *area; /* of the commune at hand */
  GArray *groups;   /* of SgnPeopleGroup */
  SgnGrowth *growth;
  SgnStandard *standards[SGN_PEOPLE_N_YEARS][2]; /* rural, urban; NULL: none that year */
  SgnStatement *insert_household, *insert_member, *insert_year, *insert_measure;
  SgnStatement *insert_sheet, *insert_event;
  SgnStatement *insert_support;
  GArray *support_kinds;
  guint64 support_state;
  guint64 review_state; /* of the generator of what was added later: the first one must not notice */
} SgnPeople;

gboolean sgn_people_begin (SgnPeople *people, GError **error);
void sgn_people_end (SgnPeople *people);

/** sgn_people_add_household: with its members, years and measures */
gboolean sgn_people_add_household (SgnPeople *people, gint64 village_id, GError **error);

/* One made-up person. */
typedef struct
{
  const char *relation;
  char *name;
  gboolean female;
  SgnDate birth;
} SgnPerson;

#define SGN_PEOPLE_MAX_PERSONS 12

/* One made-up household; its flags come from its persons. */
typedef struct
{
  gint64 id, village_id;
  const SgnPeopleGroup *group;
  SgnPerson persons[SGN_PEOPLE_MAX_PERSONS];
  guint n_persons;
  gboolean merit, farming, no_labour, alone;
  guint gone_year; /* 0: still there */
} SgnMadeHousehold;

/** sgn_people_compose: who lives there */
void sgn_people_compose (SgnPeople *people, SgnMadeHousehold *household);

/** sgn_people_add_member: @index of the household's persons */
gboolean sgn_people_add_member (SgnPeople *people, const SgnMadeHousehold *household, guint index, GError **error);

#define SGN_PEOPLE_N_INDICATORS 12

/* A household in a year. */
typedef struct
{
  const char *class_;   /* NULL: no row that year */
  const char *movement;
  const char *state;    /* NULL: official */
  int a;                /* points, where the year has a standard */
  gboolean ticks[SGN_PEOPLE_N_INDICATORS];
} SgnMadeYear;

/** sgn_people_is_listed: poor or near-poor that year */
gboolean sgn_people_is_listed (const SgnMadeYear *year);

/** sgn_people_begin_reviews, sgn_people_end_reviews: the statements of the two below */
gboolean sgn_people_begin_reviews (SgnPeople *people, GError **error);
void sgn_people_end_reviews (SgnPeople *people);

/** sgn_people_leave_open: of the households new in the last year some are not reviewed to the end: they asked, but have no class yet,
 * or one that no decision recognises */
void sgn_people_leave_open (SgnPeople *people, SgnMadeYear years[SGN_PEOPLE_N_YEARS]);

/** sgn_people_add_review: the sheet of the last year that gives the class of its row, and what happened to the household */
gboolean sgn_people_add_review (SgnPeople *people, const SgnMadeHousehold *household,
                                const SgnMadeYear years[SGN_PEOPLE_N_YEARS], GError **error);

/** sgn_people_begin_support, sgn_people_end_support: what the one below needs */
gboolean sgn_people_begin_support (SgnPeople *people, GError **error);
void sgn_people_end_support (SgnPeople *people);

/** sgn_people_add_support: what the household received in the years after the first */
gboolean sgn_people_add_support (SgnPeople *people, const SgnMadeHousehold *household,
                                 const SgnMadeYear years[SGN_PEOPLE_N_YEARS], GError **error);

G_END_DECLS
