#include "config.h"

#include "programme/sgn-people-private.h"
#include "programme/sgn-programme.h"

static const SgnChoice end_choices[] = {
  { "died", N_ ("everybody died") },
  { "moved-away", N_ ("moved out of the district") },
  { "merged", N_ ("joined another household") },
  { "entered-by-mistake", N_ ("entered by mistake") },
  { "other", N_ ("other reason") },
  { NULL },
};

static const SgnField household_fields[] = {
  { .name = "unit-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_SEARCHED,
    .label = N_ ("Village"),
    .reference = &sgn_type_unit },
  { .name = "code",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_SEARCHED,
    .label = N_ ("Household number") },
  { .name = "head",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_SEARCHED | SGN_FIELD_PERSON,
    .label = N_ ("Head of household") },
  { .name = "address",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_SEARCHED,
    .label = N_ ("Address") },
  { .name = "ethnicity",
    .kind = SGN_FIELD_CODE,
    .label = N_ ("Ethnic group"),
    .code_list = "ethnic-group" },
  { .name = "separate-since",
    .kind = SGN_FIELD_DATE,
    .flags = SGN_FIELD_PARTIAL,
    .label = N_ ("Separate household since") },
  { .name = "merit",
    .kind = SGN_FIELD_BOOLEAN,
    .label = N_ ("Has persons with merit for the revolution") },
  { .name = "no-labour", .kind = SGN_FIELD_BOOLEAN, .label = N_ ("Nobody is able to work") },
  { .name = "assisted",
    .kind = SGN_FIELD_BOOLEAN,
    .label = N_ ("Has social protection beneficiaries") },
  { .name = "alone", .kind = SGN_FIELD_BOOLEAN, .label = N_ ("Single, without support") },
  { .name = "farming",
    .kind = SGN_FIELD_BOOLEAN,
    .label = N_ ("Lives on farming, forestry, fishery or salt") },
  { .name = "phone",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_SEARCHED | SGN_FIELD_PRIVATE,
    .label = N_ ("Telephone") },
  { .name = "origin-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_FIXED,
    .label = N_ ("Split from household"),
    .reference = &sgn_type_household },
  { .name = "ended-on",
    .kind = SGN_FIELD_DATE,
    .flags = SGN_FIELD_FIXED,
    .label = N_ ("Ended on") },
  { .name = "ended-why",
    .kind = SGN_FIELD_CHOICE,
    .flags = SGN_FIELD_FIXED,
    .label = N_ ("Why it ended"),
    .choices = end_choices },
  { .name = "merged-into-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_FIXED,
    .label = N_ ("Joined household"),
    .reference = &sgn_type_household },
  { .name = "synthetic",
    .kind = SGN_FIELD_BOOLEAN,
    .flags = SGN_FIELD_FIXED,
    .label = N_ ("Made up for the demonstration") },
  { .name = "note", .kind = SGN_FIELD_MEMO, .label = N_ ("Note") },
};

static const SgnChoice review_choices[] = {
  { "none", N_ ("no sheet") },
  { "open", N_ ("not filled in yet") },
  { "filled", N_ ("filled in") },
  { "agreed", N_ ("agreed by the village meeting") },
  { NULL },
};

#define COMMUNE                                                    \
  "(SELECT iif (u.level = 'village', u.parent_id, u.id) FROM unit" \
  " AS u WHERE u.id = t.unit_id)"

#define PERSONS \
  "(SELECT count(*) FROM member AS m WHERE m.household_id = t.id AND m.left_on IS NULL)"

/* The row that takes a household out of the lists is counted in no class. */
#define OF_YEAR(what, year)                                                    \
  "(SELECT " what " FROM household_year AS y WHERE y.household_id = t.id AND " \
  "y.year = " year " AND y.movement IS NOT 'other-out')"
#define MOVEMENT                                                                       \
  "(SELECT y.movement FROM household_year AS y WHERE y.household_id = t.id AND y.year" \
  " = :year)"

/* As short as the catalogue of the office can say it, else by its number. */
#define SHORT(no)                                                                              \
  "iif (y.d" #no ", ifnull ((SELECT c.short_name FROM code_item AS c WHERE c.list = "          \
  "'indicator' AND c.code = '" #no "' ORDER BY ifnull (c.valid_from, '') DESC LIMIT 1), '" #no \
  "') || ' ', '')"
#define SHORT_1_6 \
  SHORT (1) "||" SHORT (2) "||" SHORT (3) "||" SHORT (4) "||" SHORT (5) "||" SHORT (6)
#define SHORT_7_12 \
  SHORT (7) "||" SHORT (8) "||" SHORT (9) "||" SHORT (10) "||" SHORT (11) "||" SHORT (12)
#define DEPRIVATIONS OF_YEAR ("nullif (rtrim (" SHORT_1_6 "||" SHORT_7_12 "), '')", ":year")
#define DEPRIVED                                                                            \
  OF_YEAR ("y.d1 + y.d2 + y.d3 + y.d4 + y.d5 + y.d6 + y.d7 + y.d8 + y.d9 + y.d10 + y.d11 +" \
           " y.d12",                                                                        \
           ":year")

/* The sheet that leads to the class: neither a second look at it nor a household's own. */
#define REVIEW_STATE                                                                        \
  "ifnull ((SELECT s.state FROM review_sheet AS s WHERE s.household_id = t.id AND s.year =" \
  " :year AND s.kind IN ('periodic', 'request') ORDER BY s.id DESC LIMIT 1), 'none')"

/* A later decision that makes the household poor or near-poor again ends the window; one by which
 * it escapes again begins another. */
#define UNTIL "months_after (y.decision_date, (" SGN_ESCAPED_MONTHS "))"
#define ESCAPED_UNTIL                                                                       \
  "(SELECT " UNTIL " FROM household_year AS y WHERE y.household_id = t.id AND y.movement "  \
  "= 'escaped' AND y.state = 'official' AND y.decision_date <= :day AND " UNTIL " >= :day " \
  "AND (t.ended_on IS NULL OR t.ended_on > :day) AND NOT EXISTS (SELECT 1 FROM "            \
  "household_year AS l WHERE l.household_id = y.household_id AND l.id <> y.id AND "         \
  "l.state = 'official' AND l.decision_date <= :day AND (l.decision_date > "                \
  "y.decision_date OR (l.decision_date = y.decision_date AND l.year > y.year)) AND "        \
  "(l.class IN ('poor', 'near-poor') OR l.movement = 'escaped')))"

/* How people speak of it: who escaped this year is told from who was never poor. */
static const SgnChoice standing_choices[] = {
  { "poor", N_ ("Poor") },
  { "near-poor", N_ ("Near-poor") },
  { "escaped", N_ ("Escaped") },
  { "average", N_ ("Average living") },
  { "not-poor", N_ ("Not poor") },
  { "out", N_ ("Off the list") },
  { NULL },
};
#define STANDING(year)                                                                     \
  "(SELECT CASE WHEN y.movement = 'other-out' THEN 'out' WHEN y.movement = 'escaped' AND " \
  "y.class = 'not-poor' THEN 'escaped' ELSE y.class END FROM household_year AS y WHERE "   \
  "y.household_id = t.id AND y.year = " year ")"

static const SgnDerivedField household_derived[] = {
  { .field = { .name = "commune",
               .kind = SGN_FIELD_REFERENCE,
               .label = N_ ("Commune"),
               .reference = &sgn_type_unit },
    .sql = COMMUNE,
    .tables = "unit" },
  { .field = { .name = "persons",
               .kind = SGN_FIELD_INTEGER,
               .label = N_ ("Persons"),
               .unit = N_ ("persons") },
    .sql = PERSONS,
    .tables = "member" },
  { .field = { .name = "standing-before",
               .kind = SGN_FIELD_CHOICE,
               .label = N_ ("Standing the year before"),
               .law = SGN_LAW_STANDARD,
               .choices = standing_choices },
    .sql = STANDING (":year - 1"),
    .tables = "household_year" },
  { .field = { .name = "standing",
               .kind = SGN_FIELD_CHOICE,
               .label = N_ ("Standing of the year"),
               .law = SGN_LAW_STANDARD,
               .choices = standing_choices },
    .sql = STANDING (":year"),
    .tables = "household_year" },
  { .field = { .name = "class-before",
               .kind = SGN_FIELD_CHOICE,
               .label = N_ ("Class of the year before"),
               .choices = sgn_class_choices },
    .sql = OF_YEAR ("y.class", ":year - 1"),
    .tables = "household_year" },
  { .field = { .name = "class",
               .kind = SGN_FIELD_CHOICE,
               .label = N_ ("Class"),
               .law = SGN_LAW_STANDARD,
               .choices = sgn_class_choices },
    .sql = OF_YEAR ("y.class", ":year"),
    .tables = "household_year" },
  { .field = { .name = "movement",
               .kind = SGN_FIELD_CHOICE,
               .label = N_ ("Movement"),
               .choices = sgn_movement_choices },
    .sql = MOVEMENT,
    .tables = "household_year" },
  { .field = { .name = "a-points",
               .kind = SGN_FIELD_INTEGER,
               .label = N_ ("Income points (A, formerly B1)"),
               .law = "Thông tư 07/2021/TT-BLĐTBXH" },
    .sql = OF_YEAR ("y.a_points", ":year"),
    .tables = "household_year" },
  { .field = { .name = "b-points",
               .kind = SGN_FIELD_INTEGER,
               .label = N_ ("Deprivation points (B, formerly B2)"),
               .law = "Thông tư 07/2021/TT-BLĐTBXH" },
    .sql = OF_YEAR ("y.b_points", ":year"),
    .tables = "household_year" },
  { .field = { .name = "deprivations", .kind = SGN_FIELD_TEXT, .label = N_ ("Deprivations") },
    .sql = DEPRIVATIONS,
    .sort_sql = DEPRIVED,
    .tables = "household_year code_item" },
  { .field = { .name = "decision-date",
               .kind = SGN_FIELD_DATE,
               .label = N_ ("Day of recognition"),
               .law = SGN_LAW_REVIEW },
    .sql = OF_YEAR ("y.decision_date", ":year"),
    .tables = "household_year" },
  { .field
    = { .name = "escaped-until", .kind = SGN_FIELD_DATE, .label = N_ ("Newly escaped until") },
    .sql = ESCAPED_UNTIL,
    .tables = "household_year code_item catalogue" },
  { .field = { .name = "review-state",
               .kind = SGN_FIELD_CHOICE,
               .label = N_ ("State of the review"),
               .choices = review_choices },
    .sql = REVIEW_STATE,
    .tables = "review_sheet" },
};

const SgnRecordType sgn_type_household = {
  .name = "household",
  .table = "household",
  .label = N_ ("Household"),
  .label_plural = N_ ("Households"),
  .fields = household_fields,
  .n_fields = G_N_ELEMENTS (household_fields),
  .derived = household_derived,
  .n_derived = G_N_ELEMENTS (household_derived),
  .title_sql = "t.head",
  .default_sort = "head",
};
