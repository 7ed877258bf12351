#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-family-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SELECT_LIMIT                                                               \
  "SELECT json_extract(i.attributes, :path) FROM code_item AS i "                  \
  "JOIN catalogue AS c ON c.id = i.catalogue_id "                                  \
  "WHERE i.list = 'indicator' AND i.code = :code "                                 \
  "AND ifnull(substr(ifnull(i.valid_from, c.valid_from), 1, 4), '0000') <= :year " \
  "AND ifnull(substr(ifnull(i.valid_to, c.valid_to), 1, 4), '9999') >= :year "     \
  "ORDER BY ifnull(i.valid_from, c.valid_from) DESC LIMIT 1"

/* Who was a member on :day: who is one now and had joined by then, and who left for another
 * household later. A partial date counts from its first day. */
#define SELECT_MEMBERS                                                                         \
  "SELECT m.name, m.sex, m.birth, m.schooling, m.qualification, m.work, m.disability, "        \
  "m.relation, m.monthly_assistance, m.insurance, m.internet, c.height, c.weight, c.date, "    \
  "c.position FROM member AS m "                                                               \
  "LEFT JOIN child_measure AS c ON c.id = (SELECT l.id FROM child_measure AS l "               \
  "WHERE l.member_id = m.id AND l.date <= :day ORDER BY l.date DESC, l.id DESC LIMIT 1) "      \
  "WHERE (m.birth IS NULL OR m.birth <= :day) AND ((m.household_id = :household "              \
  "AND ifnull(m.joined_on, '') <= :day AND (m.left_on IS NULL OR m.left_on > :day)) "          \
  "OR m.id IN (SELECT e.member_id FROM household_event AS e "                                  \
  "WHERE e.household_id = :household AND e.kind = 'left' AND e.other_id IS NOT NULL "          \
  "AND e.date > :day AND NOT EXISTS (SELECT 1 FROM household_event AS j "                      \
  "WHERE j.household_id = e.household_id AND j.member_id = e.member_id AND j.kind = 'joined' " \
  "AND j.date > :day AND j.date <= e.date))) "                                                 \
  "ORDER BY m.position, m.id"

#define SELECT_SHEET                                                    \
  "SELECT s.floor_area, s.walls_solid, s.columns_solid, s.roof_solid, " \
  "(SELECT json_extract(w.attributes, '$.clean') FROM v_code AS w "     \
  "WHERE w.list = 'water-source' AND w.code = s.water AND w.newest), "  \
  "(SELECT json_extract(t.attributes, '$.clean') FROM v_code AS t "     \
  "WHERE t.list = 'toilet' AND t.code = s.toilet AND t.newest), "       \
  "s.devices FROM review_sheet AS s WHERE s.id = :sheet AND s.household_id = :household"

static const struct
{
  SgnLimit limit;
  const char *code, *path;
  gboolean optional;
} stated[] = {
  { SGN_LIMIT_WORK_FROM, "1", "$.\"age-from\"", TRUE },
  { SGN_LIMIT_WORK_TO, "1", "$.\"age-to\"", TRUE },
  { SGN_LIMIT_DEPENDANT_CHILD, "2", "$.\"child-below\"", FALSE },
  { SGN_LIMIT_DEPENDANT_OLD, "2", "$.\"old-from\"", TRUE },
  { SGN_LIMIT_DEPENDANT_SHARE, "2", "$.\"dependant-share-above\"", FALSE },
  { SGN_LIMIT_NUTRITION_CHILD, "3", "$.\"child-below\"", FALSE },
  { SGN_LIMIT_NUTRITION_Z, "3", "$.\"z-below\"", FALSE },
  { SGN_LIMIT_INSURANCE_FROM, "4", "$.\"age-from\"", FALSE },
  { SGN_LIMIT_ADULT_FROM, "5", "$.\"age-from\"", FALSE },
  { SGN_LIMIT_ADULT_UPPER, "5", "$.\"lower-secondary-below\"", FALSE },
  { SGN_LIMIT_ADULT_TO, "5", "$.\"age-to\"", FALSE },
  { SGN_LIMIT_SCHOOL_FROM, "6", "$.\"age-from\"", FALSE },
  { SGN_LIMIT_NURSERY_BELOW, "6", "$.\"nursery-below\"", FALSE },
  { SGN_LIMIT_PRIMARY_BELOW, "6", "$.\"primary-below\"", FALSE },
  { SGN_LIMIT_SCHOOL_BELOW, "6", "$.\"age-below\"", FALSE },
  { SGN_LIMIT_WEAK_PARTS, "7", "$.\"weak-parts-from\"", FALSE },
  { SGN_LIMIT_AREA, "8", "$.\"area-below\"", FALSE },
};
G_STATIC_ASSERT (G_N_ELEMENTS (stated) == SGN_N_LIMITS);

/* TRUE with NAN where the catalogue does not state it. */
static gboolean
read_limit (SgnConnection *connection, const char *code, const char *path, int year, double *value,
            GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_LIMIT, error);
  g_autofree char *year_text = g_strdup_printf ("%04d", year);
  char *end = NULL;
  SgnStep step;

  if (!row)
    return FALSE;
  sgn_statement_bind_text (row, ":path", path);
  sgn_statement_bind_text (row, ":code", code);
  sgn_statement_bind_text (row, ":year", year_text);
  *value = NAN;
  step = sgn_statement_step (row, error);
  if (step == SGN_ROW && sgn_statement_text (row, 0))
    {
      const char *text = sgn_statement_text (row, 0);

      *value = g_ascii_strtod (text, &end);
      if (end == text || *end)
        *value = NAN;
    }
  return step != SGN_ERROR;
}

SgnIndicatorLimits *
sgn_indicator_limits_load (SgnConnection *connection, int year, GError **error)
{
  g_autoptr (SgnIndicatorLimits) self = g_new0 (SgnIndicatorLimits, 1);

  for (guint i = 0; i < G_N_ELEMENTS (stated); i++)
    {
      double *value = &self->values[stated[i].limit];

      if (!read_limit (connection, stated[i].code, stated[i].path, year, value, error))
        return NULL;
      if (isnan (*value) && !stated[i].optional)
        {
          g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND,
                       _ ("No catalogue of this ledger states the limits of indicator %s for %d: "
                          "load the poverty standard of that time."),
                       stated[i].code, year);
          return NULL;
        }
    }
  return g_steal_pointer (&self);
}

void
sgn_indicator_limits_free (SgnIndicatorLimits *self)
{
  g_free (self);
}

static SgnTri
read_tri (SgnStatement *row, guint column)
{
  if (sgn_statement_is_null (row, column))
    return SGN_TRI_UNKNOWN;
  return sgn_statement_int (row, column) ? SGN_TRI_YES : SGN_TRI_NO;
}

static SgnDate
read_date (SgnStatement *row, guint column)
{
  const char *text = sgn_statement_text (row, column);
  SgnDate date = { 0 };

  if (text && !sgn_date_parse_iso (text, &date))
    return (SgnDate){ 0 };
  return date;
}

static void
add_member (SgnFamily *self, SgnStatement *row)
{
  const char *sex = sgn_statement_text (row, 1), *position;
  SgnFamilyMember *member
      = sgn_family_add (self, sgn_statement_text (row, 0),
                        sex ? (g_str_equal (sex, "male") ? SGN_SEX_MALE : SGN_SEX_FEMALE) : 0,
                        read_date (row, 2));

  member->schooling = g_strdup (sgn_statement_text (row, 3));
  member->qualification = g_strdup (sgn_statement_text (row, 4));
  member->work = g_strdup (sgn_statement_text (row, 5));
  member->disability = g_strdup (sgn_statement_text (row, 6));
  member->relation = g_strdup (sgn_statement_text (row, 7));
  member->monthly_assistance = read_tri (row, 8);
  member->insurance = read_tri (row, 9);
  member->internet = read_tri (row, 10);
  member->height = sgn_statement_real (row, 11);
  member->weight = sgn_statement_real (row, 12);
  member->measured_on = read_date (row, 13);
  position = sgn_statement_text (row, 14);
  member->measured = !position                         ? SGN_MEASURED_UNKNOWN
                     : g_str_equal (position, "lying") ? SGN_MEASURED_LYING
                                                       : SGN_MEASURED_STANDING;
}

static gboolean
load_members (SgnFamily *self, SgnConnection *connection, gint64 household_id, SgnDate day,
              GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_MEMBERS, error);
  g_autofree char *day_text = sgn_date_format_iso (day);
  SgnStep step;

  if (!row)
    return FALSE;
  sgn_statement_bind_int (row, ":household", household_id);
  sgn_statement_bind_text (row, ":day", day_text);
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    add_member (self, row);
  return step == SGN_DONE;
}

static gboolean
load_sheet (SgnFamily *self, SgnConnection *connection, gint64 household_id, gint64 sheet_id,
            GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_SHEET, error);
  const char *devices;
  SgnStep step;

  if (!row)
    return FALSE;
  sgn_statement_bind_int (row, ":sheet", sheet_id);
  sgn_statement_bind_int (row, ":household", household_id);
  step = sgn_statement_step (row, error);
  if (step == SGN_DONE)
    g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND,
                         _ ("The household has no such review sheet."));
  if (step != SGN_ROW)
    return FALSE;
  self->floor_area = sgn_statement_real (row, 0);
  self->walls_solid = read_tri (row, 1);
  self->columns_solid = read_tri (row, 2);
  self->roof_solid = read_tri (row, 3);
  self->clean_water = read_tri (row, 4);
  self->clean_toilet = read_tri (row, 5);
  devices = sgn_statement_text (row, 6);
  /* An empty answer is none given: a household that has nothing says "none". */
  self->has_device = !devices || !*devices           ? SGN_TRI_UNKNOWN
                     : g_str_equal (devices, "none") ? SGN_TRI_NO
                                                     : SGN_TRI_YES;
  return TRUE;
}

SgnFamily *
sgn_family_load (SgnConnection *connection, gint64 household_id, gint64 sheet_id, SgnDate day,
                 GError **error)
{
  g_autoptr (SgnFamily) self = sgn_family_new ();

  if (!load_members (self, connection, household_id, day, error)
      || (sheet_id && !load_sheet (self, connection, household_id, sheet_id, error)))
    return NULL;
  return g_steal_pointer (&self);
}
