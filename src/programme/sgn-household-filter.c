#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-household-filter.h"

#include "base/sgn-error.h"
#include "base/sgn-id.h"
#include "programme/sgn-movement.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* Step by step along the index: three hundred thousand rows a year are not looked at. */
#define SELECT_YEARS                                                                          \
  "WITH RECURSIVE y (year) AS (SELECT max (year) FROM household_year UNION ALL SELECT "       \
  "(SELECT max (h.year) FROM household_year AS h WHERE h.year < y.year) FROM y WHERE y.year " \
  "IS NOT NULL) SELECT year FROM y WHERE year IS NOT NULL"

static const char *const flag_fields[] = { "merit", "no-labour", "assisted", "alone", "farming" };
static const char *const escapes_names[] = { "any", "within", "leaving", NULL };
static const char *const living_names[] = { "now", "ended", "any", NULL };

void
sgn_household_filter_clear (SgnHouseholdFilter *self)
{
  g_free (self->class_);
  g_free (self->ethnicity);
  *self = (SgnHouseholdFilter){ 0 };
}

SgnHouseholdFilter
sgn_household_filter_copy (const SgnHouseholdFilter *self)
{
  SgnHouseholdFilter copy = *self;

  copy.class_ = g_strdup (self->class_);
  copy.ethnicity = g_strdup (self->ethnicity);
  return copy;
}

gboolean
sgn_household_filter_is_equal (const SgnHouseholdFilter *a, const SgnHouseholdFilter *b)
{
  return a->unit_id == b->unit_id && a->year == b->year && g_strcmp0 (a->class_, b->class_) == 0
         && a->deprivations == b->deprivations && a->changed == b->changed
         && g_strcmp0 (a->ethnicity, b->ethnicity) == 0 && a->flags == b->flags
         && a->escapes == b->escapes && a->living == b->living;
}

const char *
sgn_household_flag_field (SgnHouseholdFlags flag)
{
  for (guint i = 0; i < G_N_ELEMENTS (flag_fields); i++)
    if (flag == 1u << i)
      return flag_fields[i];
  g_return_val_if_reached (NULL);
}

/* To a query */

static void
ask_for_deprivations (const SgnHouseholdFilter *self, SgnQuery *years)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) fields = NULL;

  if (self->deprivations == 0)
    return;
  for (guint i = 0; i < SGN_N_DEPRIVATIONS; i++)
    if (self->deprivations & 1u << i)
      {
        g_autofree char *field = g_strdup_printf ("d%u", i + 1);

        g_strv_builder_add (builder, field);
      }
  fields = g_strv_builder_end (builder);
  sgn_query_where_any_int (years, (const char *const *)fields, 1);
}

/* The row that takes a household out of the lists is counted in no class. */
static SgnQuery *
ask_for_year (int year)
{
  SgnQuery *years = sgn_query_new (&sgn_type_household_year);
  g_auto (SgnValue) out = sgn_value_text ("other-out");

  sgn_query_where_int (years, "year", year);
  sgn_query_where (years, "movement", SGN_QUERY_NOT_EQUAL, &out);
  return years;
}

static void
add_year (const SgnHouseholdFilter *self, SgnQuery *query, int year)
{
  g_autoptr (SgnQuery) years = ask_for_year (year);
  const gboolean none = g_strcmp0 (self->class_, "none") == 0;

  if (none)
    sgn_query_where_has_none (query, "household-id", years);
  if ((self->class_ == NULL || none) && self->deprivations == 0 && !self->changed)
    return;
  if (g_strcmp0 (self->class_, "listed") == 0)
    sgn_query_where_int (years, "listed", 1);
  else if (self->class_ != NULL && !none)
    sgn_query_where_text (years, "class", self->class_);
  ask_for_deprivations (self, years);
  if (self->changed)
    sgn_query_where_int (years, "changed", 1);
  sgn_query_where_has (query, "household-id", years);
}

static void
add_household (const SgnHouseholdFilter *self, SgnQuery *query)
{
  const SgnValue null = SGN_VALUE_INIT;

  if (self->unit_id != 0)
    sgn_query_where_under (query, "unit-id", self->unit_id);
  if (self->ethnicity != NULL)
    sgn_query_where_text (query, "ethnicity", self->ethnicity);
  for (guint i = 0; i < G_N_ELEMENTS (flag_fields); i++)
    if (self->flags & 1u << i)
      sgn_query_where_int (query, flag_fields[i], 1);
  if (self->living != SGN_LIVING_ANY)
    sgn_query_where (query, "ended-on",
                     self->living == SGN_LIVING_NOW ? SGN_QUERY_EQUAL : SGN_QUERY_NOT_EQUAL, &null);
}

SgnQuery *
sgn_household_filter_make_query (const SgnHouseholdFilter *self, int year, SgnDate day)
{
  SgnQuery *query = sgn_query_new (&sgn_type_household);

  if (self->year != 0)
    year = self->year;
  sgn_query_set_year (query, year);
  sgn_query_set_day (query, day);
  add_household (self, query);
  add_year (self, query, year);
  if (self->escapes != SGN_ESCAPES_ANY)
    sgn_query_where_escaped (query, day,
                             self->escapes == SGN_ESCAPES_LEAVING ? SGN_ESCAPES_LEAVING_DAYS : 0);
  return query;
}

/* To JSON */

static void
set_bits (JsonObject *object, const char *key, guint bits, const char *const *names, guint n)
{
  JsonArray *array;

  if (bits == 0)
    return;
  array = json_array_new ();
  for (guint i = 0; i < n; i++)
    if (bits & 1u << i && names != NULL)
      json_array_add_string_element (array, names[i]);
    else if (bits & 1u << i)
      json_array_add_int_element (array, i + 1);
  json_object_set_array_member (object, key, array);
}

static void
set_text (JsonObject *object, const char *key, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, key, text);
}

char *
sgn_household_filter_to_json (const SgnHouseholdFilter *self)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), json_object_new ());
  JsonObject *object = json_node_get_object (node);
  g_autofree char *unit = self->unit_id != 0 ? sgn_id_format (self->unit_id) : NULL;

  json_object_unref (object);
  set_text (object, "unit", unit);
  if (self->year != 0)
    json_object_set_int_member (object, "year", self->year);
  set_text (object, "class", self->class_);
  set_bits (object, "deprivations", self->deprivations, NULL, SGN_N_DEPRIVATIONS);
  if (self->changed)
    json_object_set_boolean_member (object, "changed", TRUE);
  set_text (object, "ethnicity", self->ethnicity);
  set_bits (object, "flags", self->flags, flag_fields, G_N_ELEMENTS (flag_fields));
  if (self->escapes != SGN_ESCAPES_ANY)
    set_text (object, "escapes", escapes_names[self->escapes]);
  if (self->living != SGN_LIVING_NOW)
    set_text (object, "living", living_names[self->living]);
  return json_to_string (node, FALSE);
}

/* From JSON */

static gboolean
refuse (const char *key, GError **error)
{
  g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
               _ ("The saved filter has something this program does not know: “%s”. Save it "
                  "again."),
               key);
  return FALSE;
}

static const char *
get_string (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static gint64
get_int (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return 0;
  return json_node_get_int (node);
}

/* Returns: -1: none of them */
static int
find_name (const char *const *names, const char *name)
{
  for (int i = 0; name != NULL && names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return i;
  return -1;
}

static gboolean
read_name (JsonNode *node, const char *const *names, guint *index)
{
  const int found = find_name (names, get_string (node));

  *index = (guint)MAX (found, 0);
  return found >= 0;
}

static gboolean
read_bits (JsonNode *node, gboolean (*read_bit) (JsonNode *, guint *), guint *bits)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint index;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      if (!read_bit (json_array_get_element (array, i), &index))
        return FALSE;
      *bits |= 1u << index;
    }
  return array != NULL;
}

static gboolean
read_deprivation (JsonNode *node, guint *index)
{
  const gint64 number = get_int (node);

  *index = (guint)MAX (number - 1, 0);
  return number >= 1 && number <= SGN_N_DEPRIVATIONS;
}

static gboolean
read_flag (JsonNode *node, guint *index)
{
  const char *names[G_N_ELEMENTS (flag_fields) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (flag_fields); i++)
    names[i] = flag_fields[i];
  return read_name (node, names, index);
}

static gboolean
read_class (JsonNode *node, char **class_)
{
  const SgnField *field = sgn_record_type_field (&sgn_type_household_year, "class");
  const char *text = get_string (node);
  gboolean known = text != NULL && (g_str_equal (text, "listed") || g_str_equal (text, "none"));

  for (const SgnChoice *choice = field->choices; !known && text != NULL && choice->value != NULL;
       choice++)
    known = g_str_equal (choice->value, text);
  *class_ = known ? g_strdup (text) : NULL;
  return known;
}

static gboolean
read_year (JsonNode *node, int *year)
{
  const gint64 number = get_int (node);

  *year = (int)CLAMP (number, 0, 9999);
  return number >= 1900 && number <= 2200;
}

static gboolean
read_changed (JsonNode *node, gboolean *changed)
{
  *changed = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN
             && json_node_get_boolean (node);
  return *changed;
}

static gboolean
read_member (SgnHouseholdFilter *self, const char *key, JsonNode *node)
{
  guint flags = 0;
  guint index = 0;
  gboolean well = FALSE;

  if (g_str_equal (key, "unit"))
    return get_string (node) != NULL && sgn_id_parse (get_string (node), &self->unit_id, NULL);
  if (g_str_equal (key, "year"))
    return read_year (node, &self->year);
  if (g_str_equal (key, "class"))
    return read_class (node, &self->class_);
  if (g_str_equal (key, "deprivations"))
    return read_bits (node, read_deprivation, &self->deprivations);
  if (g_str_equal (key, "changed"))
    return read_changed (node, &self->changed);
  if (g_str_equal (key, "ethnicity"))
    return (self->ethnicity = g_strdup (get_string (node))) != NULL;
  if (g_str_equal (key, "flags"))
    {
      well = read_bits (node, read_flag, &flags);
      self->flags = (SgnHouseholdFlags)flags;
    }
  else if (g_str_equal (key, "escapes"))
    {
      well = read_name (node, escapes_names, &index);
      self->escapes = (SgnEscapes)index;
    }
  else if (g_str_equal (key, "living"))
    {
      well = read_name (node, living_names, &index);
      self->living = (SgnLiving)index;
    }
  return well;
}

gboolean
sgn_household_filter_from_json (SgnHouseholdFilter *self, const char *json, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_auto (SgnHouseholdFilter) read = { 0 };
  g_autoptr (GList) keys = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return refuse (json, error);
  keys = json_object_get_members (json_node_get_object (node));
  for (GList *key = keys; key != NULL; key = key->next)
    if (!read_member (&read, key->data,
                      json_object_get_member (json_node_get_object (node), key->data)))
      return refuse (key->data, error);
  sgn_household_filter_clear (self);
  *self = read;
  read = (SgnHouseholdFilter){ 0 };
  return TRUE;
}

/* Kept */

static gboolean
find_saved (SgnConnection *connection, const char *page, const char *name, gint64 *id,
            GError **error)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_saved_filter);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_text (query, "page", page);
  sgn_query_where_text (query, "name", name);
  ids = sgn_query_run (query, connection, NULL, error);
  *id = ids != NULL && ids->len > 0 ? g_array_index (ids, gint64, 0) : 0;
  return ids != NULL;
}

gboolean
sgn_household_filter_save (const SgnHouseholdFilter *self, SgnLedger *ledger, const char *page,
                           const char *name, gint64 *id, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autofree char *json = sgn_household_filter_to_json (self);
  g_autoptr (SgnRecord) record = NULL;

  if (!find_saved (connection, page, name, id, error))
    return FALSE;
  record = *id != 0 ? sgn_record_load (connection, &sgn_type_saved_filter, *id, error)
                    : sgn_record_new (&sgn_type_saved_filter);
  if (record == NULL)
    return FALSE;
  sgn_record_set_text (record, "page", page);
  sgn_record_set_text (record, "name", name);
  sgn_record_set_text (record, "filter", json);
  if (!sgn_record_save_as_change (record, ledger, NULL, error))
    return FALSE;
  *id = sgn_record_get_id (record);
  return TRUE;
}

GArray *
sgn_household_years (SgnConnection *connection, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_YEARS, error);
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (int));
  SgnStep step;

  if (row == NULL)
    return NULL;
  while ((step = sgn_statement_step (row, error)) == SGN_ROW)
    {
      const int year = (int)sgn_statement_int (row, 0);

      g_array_append_val (years, year);
    }
  return step == SGN_DONE ? g_steal_pointer (&years) : NULL;
}
