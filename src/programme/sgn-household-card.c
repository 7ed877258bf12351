#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-household-card.h"

#include "programme/sgn-movement.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review.h"

#define SELECT_PLACE \
  "SELECT unit_name, commune_name, area FROM v_household WHERE household_id = :id"

#define SELECT_MEMBERS        \
  "SELECT id FROM member "    \
  "WHERE household_id = :id " \
  "ORDER BY left_on IS NOT NULL, position, id"

#define SELECT_YEARS "SELECT id FROM household_year WHERE household_id = :id ORDER BY year DESC"

#define SELECT_SHEETS                                       \
  "SELECT id FROM review_sheet "                            \
  "WHERE household_id = :id AND kind <> 'self-assessment' " \
  "ORDER BY year DESC, kind = 'recheck', id DESC"

#define SELECT_EVENTS \
  "SELECT id FROM household_event WHERE household_id = :id ORDER BY date DESC, id DESC"

/* What a member received elsewhere came along, and what a household received that joined this one.
 */
#define SELECT_SUPPORT                                                                \
  "SELECT s.id FROM support AS s WHERE s.id IN ("                                     \
  "SELECT id FROM support WHERE household_id = :id "                                  \
  "UNION SELECT p.id FROM member AS m JOIN support AS p ON p.member_id = m.id "       \
  "WHERE m.household_id = :id "                                                       \
  "UNION SELECT j.id FROM household AS h JOIN support AS j ON j.household_id = h.id " \
  "WHERE h.merged_into_id = :id) "                                                    \
  "ORDER BY s.date DESC, s.id DESC"

#define SELECT_POINTS "SELECT a_points FROM v_review_sheet WHERE review_sheet_id = :id"

#define SELECT_NAMES                                                                          \
  "SELECT CAST(code AS INTEGER), name, json_extract(attributes, '$.brief'), short_name FROM " \
  "code_item "                                                                                \
  "WHERE list = 'indicator' ORDER BY ifnull(valid_from, '')"

static const char *const ticks[SGN_N_INDICATORS]
    = { "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9", "d10", "d11", "d12" };

static SgnStatement *
prepare (SgnConnection *connection, const char *sql, gint64 id, GError **error)
{
  SgnStatement *row = sgn_connection_prepare (connection, sql, error);

  if (row)
    sgn_statement_bind_int (row, ":id", id);
  return row;
}

static GPtrArray *
load_records (SgnConnection *connection, const SgnRecordType *type, const char *sql,
              gint64 household_id, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SgnStatement) row = prepare (connection, sql, household_id, error);
  SgnStep step = SGN_ERROR;

  while (row && (step = sgn_statement_step (row, error)) == SGN_ROW)
    {
      SgnRecord *record = sgn_record_load (connection, type, sgn_statement_int (row, 0), error);

      if (!record)
        return NULL;
      g_ptr_array_add (records, record);
    }
  return step == SGN_DONE ? g_steal_pointer (&records) : NULL;
}

static gboolean
load_place (SgnHouseholdCard *self, SgnConnection *connection, GError **error)
{
  g_autoptr (SgnStatement) row = prepare (connection, SELECT_PLACE, self->id, error);
  SgnStep step = row ? sgn_statement_step (row, error) : SGN_ERROR;

  if (step == SGN_ROW)
    {
      self->unit_name = g_strdup (sgn_statement_text (row, 0));
      self->commune_name = g_strdup (sgn_statement_text (row, 1));
      self->area = g_strdup (sgn_statement_text (row, 2));
    }
  return step != SGN_ERROR;
}

SgnHouseholdCard *
sgn_household_card_load (SgnConnection *connection, gint64 household_id, GError **error)
{
  g_autoptr (SgnHouseholdCard) self = g_new0 (SgnHouseholdCard, 1);
  const struct
  {
    GPtrArray **records;
    const SgnRecordType *type;
    const char *sql;
  } parts[] = {
    { &self->members, &sgn_type_member, SELECT_MEMBERS },
    { &self->years, &sgn_type_household_year, SELECT_YEARS },
    { &self->sheets, &sgn_type_review_sheet, SELECT_SHEETS },
    { &self->events, &sgn_type_household_event, SELECT_EVENTS },
    { &self->support, &sgn_type_support, SELECT_SUPPORT },
  };

  self->id = household_id;
  self->household = sgn_record_load (connection, &sgn_type_household, household_id, error);
  if (!self->household || !load_place (self, connection, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      *parts[i].records
          = load_records (connection, parts[i].type, parts[i].sql, household_id, error);
      if (!*parts[i].records)
        return NULL;
    }
  /* A ledger whose catalogue states no such period has nobody in it. */
  sgn_escaped_until_of (connection, household_id, sgn_date_today (), &self->escaped_until, NULL);
  return g_steal_pointer (&self);
}

void
sgn_household_card_free (SgnHouseholdCard *self)
{
  g_clear_object (&self->household);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->years, g_ptr_array_unref);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->support, g_ptr_array_unref);
  g_free (self->unit_name);
  g_free (self->commune_name);
  g_free (self->area);
  g_free (self);
}

static SgnRecord *
find_of_year (GPtrArray *records, int year)
{
  for (guint i = 0; i < records->len; i++)
    if (sgn_record_get_int (records->pdata[i], "year") == year)
      return records->pdata[i];
  return NULL;
}

SgnRecord *
sgn_household_card_find_year (const SgnHouseholdCard *self, int year)
{
  return find_of_year (self->years, year);
}

SgnRecord *
sgn_household_card_find_sheet (const SgnHouseholdCard *self, int year)
{
  return find_of_year (self->sheets, year);
}

static void
read_ticks (SgnHouseholdReview *review, SgnRecord *record)
{
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    if (!sgn_record_is_null (record, ticks[i]))
      review->deprived[i] = sgn_record_get_int (record, ticks[i]) ? SGN_TRI_YES : SGN_TRI_NO;
}

static int
read_points (SgnRecord *row, const char *field)
{
  return sgn_record_is_null (row, field) ? SGN_SCORE_UNKNOWN : (int)sgn_record_get_int (row, field);
}

/* What was recognised stands; its points say by which standard. */
static void
read_row (SgnHouseholdReview *review)
{
  const gint64 income = review->sheet && !sgn_record_is_null (review->sheet, "income")
                            ? sgn_record_get_int (review->sheet, "income")
                            : SGN_SCORE_UNKNOWN;

  review->class_ = sgn_record_get_text (review->row, "class");
  review->a = read_points (review->row, "a-points");
  review->b = read_points (review->row, "b-points");
  read_ticks (review, review->row);
  if (review->standard)
    review->verdict = sgn_standard_classify (review->standard, review->a, review->b, income);
}

/* A tick that is missing leaves B open, unless the others make it high enough already. */
static int
add_up_ticks (const SgnHouseholdReview *review)
{
  gboolean whole = TRUE;
  int points = 0;

  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    {
      whole = whole && review->deprived[i] != SGN_TRI_UNKNOWN;
      if (review->deprived[i] == SGN_TRI_YES)
        points += review->standard->points_an_indicator;
    }
  return whole || points >= review->standard->service_points ? points : SGN_SCORE_UNKNOWN;
}

static gboolean
read_sheet (SgnHouseholdReview *review, SgnConnection *connection, GError **error)
{
  const gint64 id = sgn_record_get_id (review->sheet);
  g_autoptr (SgnStatement) points = prepare (connection, SELECT_POINTS, id, error);

  if (!points || sgn_statement_step (points, error) == SGN_ERROR
      || !sgn_review_verdict (connection, id, &review->verdict, error))
    return FALSE;
  if (!sgn_statement_is_null (points, 0))
    review->a = (int)sgn_statement_int (points, 0);
  read_ticks (review, review->sheet);
  review->b = add_up_ticks (review);
  review->class_ = sgn_poverty_class_code (review->verdict.class_);
  return TRUE;
}

/* The members as they were on the day the review looked at them. */
static SgnDate
find_day (const SgnHouseholdReview *review, int year)
{
  const SgnDate today = sgn_date_today (), end = { (guint16)year, 12, 31 };
  const char *text = review->sheet ? sgn_record_get_text (review->sheet, "reviewed-on") : NULL;
  SgnDate day = { 0 };

  if (!text && review->row)
    text = sgn_record_get_text (review->row, "decision-date");
  if (text && sgn_date_parse_iso (text, &day) && sgn_date_is_full (day))
    return day;
  return sgn_date_compare (end, today) < 0 ? end : today;
}

/* What cannot be told is no failure: a year may lie before every catalogue. */
static void
read_reasons (const SgnHouseholdCard *self, SgnConnection *connection, int year,
              const SgnGrowth *growth, SgnHouseholdReview *review)
{
  g_autoptr (SgnIndicatorLimits) limits = sgn_indicator_limits_load (connection, year, NULL);
  const SgnDate day = find_day (review, year);
  const gint64 sheet = review->sheet ? sgn_record_get_id (review->sheet) : 0;
  g_autoptr (SgnFamily) family
      = limits ? sgn_family_load (connection, self->id, sheet, day, NULL) : NULL;
  SgnIndicator indicators[SGN_N_INDICATORS] = { 0 };

  if (!family || family->members->len == 0)
    return;
  sgn_family_indicators (family, limits, growth, day, indicators);
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    {
      review->reasons[i] = g_steal_pointer (&indicators[i].reason);
      sgn_indicator_clear (&indicators[i]);
    }
}

gboolean
sgn_household_card_review (const SgnHouseholdCard *self, SgnConnection *connection, int year,
                           const SgnGrowth *growth, SgnHouseholdReview *review, GError **error)
{
  SgnRecord *row = sgn_household_card_find_year (self, year);
  SgnRecord *sheet = sgn_household_card_find_sheet (self, year);
  const char *area = sheet ? sgn_record_get_text (sheet, "area") : self->area;

  *review = (SgnHouseholdReview){ .class_ = "", .a = SGN_SCORE_UNKNOWN, .b = SGN_SCORE_UNKNOWN };
  review->row = row ? g_object_ref (row) : NULL;
  review->sheet = sheet ? g_object_ref (sheet) : NULL;
  review->standard = area ? sgn_standard_find (connection, area, year, NULL) : NULL;
  if (row)
    read_row (review);
  else if (sheet && review->standard && !read_sheet (review, connection, error))
    return FALSE;
  if (growth && (row || sheet))
    read_reasons (self, connection, year, growth, review);
  return TRUE;
}

void
sgn_household_review_clear (SgnHouseholdReview *review)
{
  g_clear_object (&review->row);
  g_clear_object (&review->sheet);
  g_clear_pointer (&review->standard, sgn_standard_free);
  sgn_verdict_clear (&review->verdict);
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    g_clear_pointer (&review->reasons[i], g_free);
}

gboolean
sgn_indicator_names_load (SgnConnection *connection, SgnIndicatorNames *names, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_NAMES, error);
  SgnStep step = SGN_ERROR;

  *names = (SgnIndicatorNames){ 0 };
  while (row && (step = sgn_statement_step (row, error)) == SGN_ROW)
    {
      const gint64 code = sgn_statement_int (row, 0);

      if (code < 1 || code > SGN_N_INDICATORS)
        continue;
      g_free (names->names[code - 1]);
      g_free (names->brief[code - 1]);
      g_free (names->short_names[code - 1]);
      names->names[code - 1] = g_strdup (sgn_statement_text (row, 1));
      names->brief[code - 1] = g_strdup (sgn_statement_text (row, 2));
      names->short_names[code - 1] = g_strdup (sgn_statement_text (row, 3));
    }
  return step == SGN_DONE;
}

void
sgn_indicator_names_clear (SgnIndicatorNames *names)
{
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    {
      g_clear_pointer (&names->names[i], g_free);
      g_clear_pointer (&names->brief[i], g_free);
      g_clear_pointer (&names->short_names[i], g_free);
    }
}
