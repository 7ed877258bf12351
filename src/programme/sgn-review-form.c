#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-review-form.h"

#include "programme/sgn-catalogue-private.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review-board.h"
#include "programme/sgn-review.h"

#include <glib/gi18n-lib.h>

#define SELECT_SHEET                                                              \
  "SELECT id FROM review_sheet WHERE household_id = :household AND year = :year " \
  "AND kind = :kind ORDER BY id DESC LIMIT 1"
/* The nearest unit above that says what it is. */
#define SELECT_AREA                                                                  \
  "WITH RECURSIVE above (id, area, step) AS (SELECT u.id, u.area, 0 FROM unit AS u " \
  "JOIN household AS h ON h.unit_id = u.id WHERE h.id = :household UNION ALL "       \
  "SELECT p.id, p.area, a.step + 1 FROM above AS a JOIN unit AS u ON u.id = a.id "   \
  "JOIN unit AS p ON p.id = u.parent_id WHERE a.area IS NULL AND a.step < 16) "      \
  "SELECT area FROM above WHERE area IS NOT NULL ORDER BY step LIMIT 1"
#define SELECT_DECISION                                                             \
  "SELECT decision_number, decision_date FROM household_year WHERE household_id = " \
  ":household AND year = :year AND state = 'official'"
#define SELECT_FILLED                                                            \
  "SELECT 1 FROM review_sheet WHERE household_id = :household AND year = :year " \
  "AND kind IN (:kind, iif (:kind = 'periodic', 'request', :kind)) AND state <> 'open' LIMIT 1"
#define SELECT_LISTED                                                                         \
  "SELECT 1 FROM household AS h WHERE h.id = :household AND h.ended_on IS NULL AND (EXISTS (" \
  "SELECT 1 FROM household_year AS y WHERE y.household_id = h.id AND y.year = :year - 1 "     \
  "AND y.class IN ('poor', 'near-poor') AND y.movement IS NOT 'other-out') OR EXISTS ("       \
  "SELECT 1 FROM review_sheet AS s WHERE s.household_id = h.id AND s.year = :year "           \
  "AND s.kind = 'request'))"
#define SELECT_UNIT                                                                     \
  "SELECT h.unit_id, iif (u.level = 'village', u.parent_id, u.id) FROM household AS h " \
  "JOIN unit AS u ON u.id = h.unit_id WHERE h.id = :household"
#define SELECT_CLEAN                                                                            \
  "SELECT json_extract(attributes, '$.clean') FROM v_code WHERE list = :list AND code = :code " \
  "AND newest"
#define SELECT_MEETING                                                                         \
  "SELECT CAST(json_extract(i.attributes, '$.\"agree-share-from\"') AS INTEGER), i.name, "     \
  "i.source FROM code_item AS i JOIN catalogue AS c ON c.id = i.catalogue_id "                 \
  "WHERE i.list = 'review-procedure' AND i.code = 'village-meeting' "                          \
  "AND ifnull(CAST(substr(ifnull(i.valid_from, c.valid_from), 1, 4) AS INTEGER), 0) <= :year " \
  "AND ifnull(CAST(substr(ifnull(i.valid_to, c.valid_to), 1, 4) AS INTEGER), 9999) >= :year "  \
  "AND json_extract(i.attributes, '$.\"agree-share-from\"') IS NOT NULL "                      \
  "ORDER BY ifnull(i.valid_from, c.valid_from) DESC LIMIT 1"
#define SELECT_ANSWERS \
  "SELECT id, item, option, points FROM review_answer WHERE sheet_id = :sheet ORDER BY id"

static SgnStatement *
ask (SgnConnection *connection, const char *sql, gint64 household_id, int year, const char *kind,
     GError **error)
{
  SgnStatement *row = sgn_connection_prepare (connection, sql, error);

  if (!row)
    return NULL;
  sgn_statement_bind_int (row, ":household", household_id);
  if (sgn_statement_has_parameter (row, ":year"))
    sgn_statement_bind_int (row, ":year", year);
  if (sgn_statement_has_parameter (row, ":kind"))
    sgn_statement_bind_text (row, ":kind", kind);
  return row;
}

gint64
sgn_review_find_sheet (SgnConnection *connection, gint64 household_id, int year, const char *kind,
                       GError **error)
{
  g_autoptr (SgnStatement) row = ask (connection, SELECT_SHEET, household_id, year, kind, error);

  return row && sgn_statement_step (row, error) == SGN_ROW ? sgn_statement_int (row, 0) : 0;
}

SgnRecord *
sgn_review_new_sheet (SgnConnection *connection, gint64 household_id, int year, const char *kind,
                      GError **error)
{
  g_autoptr (SgnStatement) row = ask (connection, SELECT_AREA, household_id, year, kind, error);
  SgnRecord *sheet;
  SgnStep step;

  if (!row)
    return NULL;
  step = sgn_statement_step (row, error);
  if (step == SGN_ERROR)
    return NULL;
  sheet = sgn_record_new (&sgn_type_review_sheet);
  sgn_record_set_int (sheet, "household-id", household_id);
  sgn_record_set_int (sheet, "year", year);
  sgn_record_set_text (sheet, "kind", kind);
  sgn_record_set_text (sheet, "state", "open");
  if (step == SGN_ROW)
    {
      sgn_record_set_text (sheet, "area", sgn_statement_text (row, 0));
      sgn_record_set_text (sheet, "standard", sgn_statement_text (row, 0));
    }
  return sheet;
}

char *
sgn_review_why_fixed (SgnConnection *connection, gint64 household_id, int year)
{
  g_autoptr (SgnStatement) row = ask (connection, SELECT_DECISION, household_id, year, NULL, NULL);
  g_autofree char *on = NULL;
  SgnDate date = { 0 };

  if (sgn_review_is_closed (connection, year))
    return g_strdup_printf (_ ("The review of %d is closed: its sheets can only be read. Reopen "
                               "the year on the page of the review, with a reason."),
                            year);
  if (!row || sgn_statement_step (row, NULL) != SGN_ROW)
    return NULL;
  if (sgn_statement_text (row, 1))
    sgn_date_parse_iso (sgn_statement_text (row, 1), &date);
  on = date.year ? sgn_date_format (date) : g_strdup ("–");
  return g_strdup_printf (_ ("The household's class of %d is recognised by decision %s of %s: the "
                             "sheet can only be read."),
                          year, sgn_statement_text (row, 0) ? sgn_statement_text (row, 0) : "–",
                          on);
}

/* The households of the same place, or those drawn with this one, in the order of their list. */
static GArray *
list_neighbours (SgnConnection *connection, gint64 household_id, int year, const char *kind,
                 GError **error)
{
  g_autoptr (SgnStatement) row = ask (connection, SELECT_UNIT, household_id, year, kind, error);
  g_autoptr (SgnQuery) query = NULL;

  if (!row || sgn_statement_step (row, error) != SGN_ROW)
    return NULL;
  if (g_strcmp0 (kind, "recheck") == 0)
    return sgn_review_sample (connection, year, sgn_statement_int (row, 1), error);
  query = sgn_query_new (&sgn_type_household);
  sgn_query_where_int (query, "unit-id", sgn_statement_int (row, 0));
  return sgn_query_run (query, connection, NULL, error);
}

static gboolean
holds (SgnConnection *connection, const char *sql, gint64 household_id, int year, const char *kind)
{
  g_autoptr (SgnStatement) row = ask (connection, sql, household_id, year, kind, NULL);

  return row && sgn_statement_step (row, NULL) == SGN_ROW;
}

/* Of its place only who is on the list of sgn_review_list(): asked one by one, for there are few.
 */
static gboolean
is_waiting (SgnConnection *connection, gint64 household_id, int year, const char *kind)
{
  return (g_strcmp0 (kind, "recheck") == 0
          || holds (connection, SELECT_LISTED, household_id, year, kind))
         && !holds (connection, SELECT_FILLED, household_id, year, kind);
}

gint64
sgn_review_next (SgnConnection *connection, gint64 household_id, int year, const char *kind,
                 GError **error)
{
  g_autoptr (GArray) ids = list_neighbours (connection, household_id, year, kind, error);
  guint at = 0;

  if (!ids)
    return 0;
  while (at < ids->len && g_array_index (ids, gint64, at) != household_id)
    at++;
  for (guint step = 1; step <= ids->len; step++)
    {
      gint64 id = g_array_index (ids, gint64, (at + step) % ids->len);

      if (id != household_id && is_waiting (connection, id, year, kind))
        return id;
    }
  return 0;
}

static SgnTri
get_tri (SgnRecord *sheet, const char *field)
{
  if (sgn_record_is_null (sheet, field))
    return SGN_TRI_UNKNOWN;
  return sgn_record_get_int (sheet, field) ? SGN_TRI_YES : SGN_TRI_NO;
}

static gboolean
find_clean (SgnConnection *connection, const char *list, const char *code, SgnTri *clean,
            GError **error)
{
  g_autoptr (SgnStatement) row = NULL;
  SgnStep step;

  *clean = SGN_TRI_UNKNOWN;
  if (!code)
    return TRUE;
  row = sgn_connection_prepare (connection, SELECT_CLEAN, error);
  if (!row)
    return FALSE;
  sgn_statement_bind_text (row, ":list", list);
  sgn_statement_bind_text (row, ":code", code);
  step = sgn_statement_step (row, error);
  if (step == SGN_ROW && !sgn_statement_is_null (row, 0))
    *clean = sgn_statement_int (row, 0) ? SGN_TRI_YES : SGN_TRI_NO;
  return step != SGN_ERROR;
}

gboolean
sgn_family_measure (SgnFamily *self, SgnConnection *connection, SgnRecord *sheet, GError **error)
{
  const char *devices = sgn_record_get_text (sheet, "devices");

  self->floor_area = sgn_record_get_real (sheet, "floor-area");
  self->walls_solid = get_tri (sheet, "walls-solid");
  self->columns_solid = get_tri (sheet, "columns-solid");
  self->roof_solid = get_tri (sheet, "roof-solid");
  self->has_device = !devices                        ? SGN_TRI_UNKNOWN
                     : g_str_equal (devices, "none") ? SGN_TRI_NO
                                                     : SGN_TRI_YES;
  return find_clean (connection, "water-source", sgn_record_get_text (sheet, "water"),
                     &self->clean_water, error)
         && find_clean (connection, "toilet", sgn_record_get_text (sheet, "toilet"),
                        &self->clean_toilet, error);
}

SgnFamilyMember *
sgn_family_add_record (SgnFamily *self, SgnRecord *member, const char *fallback)
{
  const char *name = sgn_record_get_text (member, "name");
  const char *sex = sgn_record_get_text (member, "sex");
  const char *birth = sgn_record_get_text (member, "birth");
  SgnDate born = { 0 };
  SgnFamilyMember *added;

  if (birth && !sgn_date_parse_iso (birth, &born))
    born = (SgnDate){ 0 };
  added = sgn_family_add (self, name ? name : fallback,
                          !sex                        ? 0
                          : g_str_equal (sex, "male") ? SGN_SEX_MALE
                                                      : SGN_SEX_FEMALE,
                          born);
  added->schooling = g_strdup (sgn_record_get_text (member, "schooling"));
  added->qualification = g_strdup (sgn_record_get_text (member, "qualification"));
  added->work = g_strdup (sgn_record_get_text (member, "work"));
  added->disability = g_strdup (sgn_record_get_text (member, "disability"));
  added->relation = g_strdup (sgn_record_get_text (member, "relation"));
  added->monthly_assistance = get_tri (member, "monthly-assistance");
  added->insurance = get_tri (member, "insurance");
  added->internet = get_tri (member, "internet");
  return added;
}

int
sgn_review_count_b (const SgnStandard *standard, const SgnTri *ticks)
{
  int known = 0, missing = 0;

  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    {
      known += ticks[i] == SGN_TRI_YES ? standard->points_an_indicator : 0;
      missing += ticks[i] == SGN_TRI_UNKNOWN;
    }
  return missing == 0 || known >= standard->service_points ? known : SGN_SCORE_UNKNOWN;
}

void
sgn_meeting_limit_free (SgnMeetingLimit *self)
{
  if (!self)
    return;
  g_free (self->name);
  g_free (self->source);
  g_free (self);
}

/* A ledger made before the program brought that catalogue still has its limit. */
static SgnMeetingLimit *
find_shipped_limit (int year)
{
  g_autoptr (SgnXmlNode) root = sgn_catalogue_read_shipped ("codes-review-2021-2025", NULL);
  const SgnXmlNode *list, *item;
  SgnMeetingLimit *limit;

  if (!root || sgn_catalogue_year_from (sgn_xml_get (root, "valid-from")) > year
      || sgn_catalogue_year_to (sgn_xml_get (root, "valid-to")) < year)
    return NULL;
  list = root->children->pdata[0];
  item = list->children->pdata[0];
  limit = g_new0 (SgnMeetingLimit, 1);
  limit->share = atoi (sgn_xml_get (item->children->pdata[0], "value"));
  limit->name = g_strdup (sgn_xml_get (item, "name"));
  limit->source = g_strdup (sgn_xml_get (item, "source"));
  return limit;
}

SgnMeetingLimit *
sgn_meeting_limit_find (SgnConnection *connection, int year, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_MEETING, error);
  SgnMeetingLimit *limit;
  SgnStep step;

  if (!row)
    return NULL;
  sgn_statement_bind_int (row, ":year", year);
  step = sgn_statement_step (row, error);
  if (step == SGN_ERROR)
    return NULL;
  if (step == SGN_ROW)
    {
      limit = g_new0 (SgnMeetingLimit, 1);
      limit->share = (int)sgn_statement_int (row, 0);
      limit->name = g_strdup (sgn_statement_text (row, 1));
      limit->source = g_strdup (sgn_statement_text (row, 2));
      return limit;
    }
  limit = find_shipped_limit (year);
  if (!limit)
    g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND,
                 _ ("No catalogue says for %d how many must agree in the village meeting: load one "
                    "with the list “review-procedure”."),
                 year);
  return limit;
}

SgnMeeting
sgn_review_meeting (SgnRecord *sheet, const SgnMeetingLimit *limit)
{
  gint64 present = sgn_record_get_int (sheet, "present");
  gint64 agreed = sgn_record_get_int (sheet, "agreed");

  if (present <= 0 || sgn_record_is_null (sheet, "agreed") || !limit)
    return SGN_MEETING_NOT_HELD;
  if (agreed > present)
    return SGN_MEETING_WRONG;
  if (agreed * 100 < present * limit->share)
    return SGN_MEETING_REFUSED;
  return sgn_record_is_null (sheet, "meeting-on") ? SGN_MEETING_NOT_HELD : SGN_MEETING_AGREED;
}

const char *
sgn_review_state (SgnRecord *sheet, SgnPovertyClass class_, SgnMeeting meeting)
{
  if (class_ == SGN_CLASS_UNKNOWN)
    return "open";
  if (meeting == SGN_MEETING_AGREED)
    return "agreed";
  /* Agreed elsewhere, without the numbers of the meeting on the sheet. */
  if (meeting == SGN_MEETING_NOT_HELD && sgn_record_is_null (sheet, "present")
      && g_strcmp0 (sgn_record_get_text (sheet, "state"), "agreed") == 0)
    return "agreed";
  return "filled";
}

static void
answer_free (SgnAnswer *answer)
{
  g_free (answer->item);
  g_free (answer->option);
  g_free (answer);
}

GPtrArray *
sgn_answers_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)answer_free);
}

void
sgn_answers_add (GPtrArray *answers, const char *item, const char *option, int points)
{
  SgnAnswer *answer = g_new0 (SgnAnswer, 1);

  answer->item = g_strdup (item);
  answer->option = g_strdup (option);
  answer->points = points;
  g_ptr_array_add (answers, answer);
}

GPtrArray *
sgn_answers_load (SgnConnection *connection, gint64 sheet_id, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_ANSWERS, error);
  g_autoptr (GPtrArray) answers = sgn_answers_new ();
  SgnStep step;

  if (!row)
    return NULL;
  sgn_statement_bind_int (row, ":sheet", sheet_id);
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    sgn_answers_add (answers, sgn_statement_text (row, 1), sgn_statement_text (row, 2),
                     (int)sgn_statement_int (row, 3));
  return step == SGN_DONE ? g_steal_pointer (&answers) : NULL;
}

/* What is saved with a sheet. */
typedef struct
{
  SgnRecord *sheet;
  GPtrArray *answers;
  const char *region;
} Saving;

static const SgnAnswer *
find_answer (GPtrArray *answers, const char *item, const char *option)
{
  for (guint i = 0; answers && i < answers->len; i++)
    {
      const SgnAnswer *answer = answers->pdata[i];

      if (g_str_equal (answer->item, item) && g_str_equal (answer->option, option))
        return answer;
    }
  return NULL;
}

static gboolean
save_answer (SgnLedger *ledger, gint64 id, gint64 sheet_id, const SgnAnswer *answer, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnRecord) record
      = id ? sgn_record_load (connection, &sgn_type_review_answer, id, error)
           : sgn_record_new (&sgn_type_review_answer);

  if (!record)
    return FALSE;
  if (!id)
    {
      sgn_record_set_int (record, "sheet-id", sheet_id);
      sgn_record_set_text (record, "item", answer->item);
      sgn_record_set_text (record, "option", answer->option);
    }
  sgn_record_set_int (record, "points", answer->points);
  return sgn_record_save (record, ledger, error);
}

/* A total that is still the sum of the answers keeps them, though their table is gone. */
static gboolean
still_hold (SgnLedger *ledger, const Saving *saving)
{
  g_autoptr (GPtrArray) stored = sgn_answers_load (sgn_ledger_get_connection (ledger),
                                                   sgn_record_get_id (saving->sheet), NULL);
  gint64 sum = 0;

  for (guint i = 0; stored && i < stored->len; i++)
    sum += ((SgnAnswer *)stored->pdata[i])->points;
  return stored && stored->len > 0 && !sgn_record_is_null (saving->sheet, "a-total")
         && sum == sgn_record_get_int (saving->sheet, "a-total");
}

/* Answers that stayed keep their row: only what was changed stands in the journal. */
static gboolean
save_answers (SgnLedger *ledger, const Saving *saving, GError **error)
{
  gint64 sheet_id = sgn_record_get_id (saving->sheet);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_review_answer);
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) ids = NULL;

  if (!saving->answers && still_hold (ledger, saving))
    return TRUE;
  sgn_query_where_int (query, "sheet-id", sheet_id);
  ids = sgn_query_run (query, sgn_ledger_get_connection (ledger), NULL, error);
  for (guint i = 0; ids && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (SgnRecord) stored = sgn_record_load (sgn_ledger_get_connection (ledger),
                                                      &sgn_type_review_answer, id, error);
      const SgnAnswer *answer
          = stored ? find_answer (saving->answers, sgn_record_get_text (stored, "item"),
                                  sgn_record_get_text (stored, "option"))
                   : NULL;

      if (!stored
          || !(answer ? save_answer (ledger, id, sheet_id, answer, error)
                      : sgn_record_remove (ledger, sgn_programme_types (), &sgn_type_review_answer,
                                           id, error)))
        return FALSE;
      if (answer)
        g_hash_table_add (kept, (gpointer)answer);
    }
  for (guint i = 0; ids && saving->answers && i < saving->answers->len; i++)
    if (!g_hash_table_contains (kept, saving->answers->pdata[i])
        && !save_answer (ledger, 0, sheet_id, saving->answers->pdata[i], error))
      return FALSE;
  return ids != NULL;
}

static gboolean
save_rest (SgnLedger *ledger, gpointer user_data, GError **error)
{
  const Saving *saving = user_data;
  g_autofree char *region
      = sgn_setting_get (sgn_ledger_get_connection (ledger), "review-region", "");

  if (!save_answers (ledger, saving, error))
    return FALSE;
  return !saving->region || g_str_equal (saving->region, region)
         || sgn_setting_set (ledger, "review-region", saving->region, error);
}

static char *
name_saving (SgnLedger *ledger, SgnRecord *sheet)
{
  g_autofree char *household
      = sgn_record_title (sgn_ledger_get_connection (ledger), &sgn_type_household,
                          sgn_record_get_int (sheet, "household-id"));
  int year = (int)sgn_record_get_int (sheet, "year");

  return sgn_record_get_id (sheet)
             ? g_strdup_printf (_ ("Edit the review sheet of %d: %s"), year, household)
             : g_strdup_printf (_ ("Fill in the review sheet of %d: %s"), year, household);
}

gboolean
sgn_review_save_sheet (SgnLedger *ledger, SgnRecord *sheet, GPtrArray *answers, const char *region,
                       GError **error)
{
  g_autofree char *action = name_saving (ledger, sheet);
  Saving saving = { .sheet = sheet, .answers = answers, .region = region };

  return sgn_record_save_with (sheet, ledger, action, save_rest, &saving, NULL, error);
}
