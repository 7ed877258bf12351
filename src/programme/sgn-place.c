#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-place.h"

#include "programme/sgn-programme.h"

char *
sgn_place_describe (SgnConnection *connection, gint64 unit_id)
{
  g_autoptr (SgnRecord) unit
      = unit_id != 0 ? sgn_record_load (connection, &sgn_type_unit, unit_id, NULL) : NULL;
  g_autofree char *above = NULL;

  if (unit == NULL)
    return g_strdup ("");
  if (sgn_record_is_null (unit, "parent-id"))
    return g_strdup (sgn_record_get_text (unit, "name"));
  above = sgn_record_title (connection, &sgn_type_unit, sgn_record_get_int (unit, "parent-id"));
  return g_strdup_printf ("%s, %s", sgn_record_get_text (unit, "name"), above);
}

char *
sgn_place_describe_household (SgnConnection *connection, gint64 household_id)
{
  g_autoptr (SgnRecord) household
      = sgn_record_load (connection, &sgn_type_household, household_id, NULL);
  g_autofree char *place = NULL;

  if (household == NULL)
    return sgn_record_title (connection, &sgn_type_household, household_id);
  place = sgn_place_describe (connection, sgn_record_get_int (household, "unit-id"));
  return g_strjoin (", ", sgn_record_get_text (household, "head"), place, NULL);
}

SgnQuery *
sgn_place_query_homes (void)
{
  static const char *const ABOVE[] = { "province", "district" };
  SgnQuery *query = sgn_query_new (&sgn_type_unit);

  for (guint i = 0; i < G_N_ELEMENTS (ABOVE); i++)
    {
      g_auto (SgnValue) level = sgn_value_text (ABOVE[i]);

      sgn_query_where (query, "level", SGN_QUERY_NOT_EQUAL, &level);
    }
  sgn_query_set_sort (query, "-level,name");
  return query;
}
