#define G_LOG_DOMAIN "sgn-record"

#include "config.h"

#include "record/sgn-record-json.h"

#include "base/sgn-error.h"
#include "base/sgn-id.h"
#include "record/sgn-field-private.h"

#include <glib/gi18n-lib.h>

/* A code dated anew counts once, as it was written last. */
#define SELECT_CODES                                                                \
  "SELECT i.code, i.name FROM code_item AS i WHERE i.list = :list AND NOT EXISTS (" \
  "SELECT 1 FROM code_item AS n WHERE n.list = i.list AND n.code = i.code "         \
  "AND ifnull (n.valid_from, '') > ifnull (i.valid_from, '')) ORDER BY i.position, i.code"

/* Out */

static JsonNode *
make_string (char *text)
{
  JsonNode *node = json_node_init_string (json_node_alloc (), text);

  g_free (text);
  return node;
}

JsonNode *
sgn_value_to_json (const SgnField *field, const SgnValue *value)
{
  switch (value->kind)
    {
    case SGN_VALUE_INT:
      if (field->kind == SGN_FIELD_BOOLEAN)
        return json_node_init_boolean (json_node_alloc (), value->integer != 0);
      if (field->kind == SGN_FIELD_REFERENCE)
        return make_string (sgn_id_format (value->integer));
      return json_node_init_int (json_node_alloc (), value->integer);
    case SGN_VALUE_REAL:
      return json_node_init_double (json_node_alloc (), value->real);
    case SGN_VALUE_TEXT:
      return json_node_init_string (json_node_alloc (), value->text);
    case SGN_VALUE_NULL:
    default:
      return json_node_init_null (json_node_alloc ());
    }
}

JsonNode *
sgn_record_to_json (SgnRecord *record)
{
  const SgnRecordType *type = sgn_record_get_record_type (record);
  g_autoptr (JsonObject) object = json_object_new ();

  if (sgn_record_get_id (record) != 0)
    json_object_set_member (object, "id", make_string (sgn_id_format (sgn_record_get_id (record))));
  for (guint i = 0; i < type->n_fields; i++)
    {
      const SgnField *field = &type->fields[i];

      json_object_set_member (object, field->name,
                              sgn_value_to_json (field, sgn_record_get (record, field->name)));
    }
  return json_node_init_object (json_node_alloc (), object);
}

/* In */

static gboolean
refuse_kind (const char *key, const char *wanted, GError **error)
{
  g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
               /* Translators: a key of a JSON file, then what its value has to be */
               _ ("“%s” must be %s."), key, wanted);
  return FALSE;
}

static gboolean
is_number (JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  return JSON_NODE_HOLDS_VALUE (node) && (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE);
}

static gboolean
is_integer (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
}

static gboolean
is_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
read_id (JsonNode *node, const char *key, gint64 *id, GError **error)
{
  if (is_string (node) && sgn_id_parse (json_node_get_string (node), id, NULL))
    return TRUE;
  return refuse_kind (key, _ ("the number of a record, as in \"4C1A-000214\""), error);
}

static gboolean
read_integer (const SgnField *field, JsonNode *node, SgnValue *value, GError **error)
{
  gint64 id;

  switch (field->kind)
    {
    case SGN_FIELD_BOOLEAN:
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
        return refuse_kind (field->name, _ ("true or false"), error);
      *value = sgn_value_int (json_node_get_boolean (node));
      return TRUE;
    case SGN_FIELD_REFERENCE:
      if (!read_id (node, field->name, &id, error))
        return FALSE;
      *value = sgn_value_int (id);
      return TRUE;
    case SGN_FIELD_MONEY:
      if (!is_integer (node))
        return refuse_kind (field->name, _ ("a whole number of đồng"), error);
      break;
    default:
      if (!is_integer (node))
        return refuse_kind (field->name, _ ("a whole number"), error);
    }
  *value = sgn_value_int (json_node_get_int (node));
  return TRUE;
}

static gboolean
read_value (const SgnField *field, JsonNode *node, SgnValue *value, GError **error)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  switch (sgn_field_value_kind (field))
    {
    case SGN_VALUE_INT:
      return read_integer (field, node, value, error);
    case SGN_VALUE_REAL:
      if (!is_number (node))
        return refuse_kind (field->name, _ ("a number"), error);
      *value = sgn_value_real (json_node_get_double (node));
      return TRUE;
    case SGN_VALUE_TEXT:
    case SGN_VALUE_NULL:
    default:
      if (!is_string (node))
        return refuse_kind (field->name, _ ("a text"), error);
      *value = sgn_value_text (json_node_get_string (node));
      return TRUE;
    }
}

static gboolean
check_id (SgnRecord *record, JsonNode *node, GError **error)
{
  gint64 id;

  if (JSON_NODE_HOLDS_NULL (node) && sgn_record_get_id (record) == 0)
    return TRUE;
  if (!read_id (node, "id", &id, error))
    return FALSE;
  if (id == sgn_record_get_id (record))
    return TRUE;
  g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
               _ ("“id” is the number of another record: %s."), json_node_get_string (node));
  return FALSE;
}

static gboolean
read_member (SgnRecord *record, const char *key, JsonNode *node, GArray *values, GError **error)
{
  const SgnRecordType *type = sgn_record_get_record_type (record);
  int index = sgn_record_type_field_index (type, key);

  if (g_str_equal (key, "id"))
    return check_id (record, node, error);
  if (index < 0)
    {
      g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID, _ ("“%s” has no field “%s”."),
                   _ (type->label), key);
      return FALSE;
    }
  return read_value (&type->fields[index], node, &g_array_index (values, SgnValue, index), error);
}

static void
clear_value (gpointer value)
{
  sgn_value_clear (value);
}

/* All or nothing: an object with an error in it sets no field. */
gboolean
sgn_record_from_json (SgnRecord *record, JsonObject *object, GError **error)
{
  const SgnRecordType *type = sgn_record_get_record_type (record);
  g_autoptr (GList) keys = json_object_get_members (object);
  g_autoptr (GArray) values = g_array_new (FALSE, TRUE, sizeof (SgnValue));

  g_array_set_size (values, type->n_fields);
  g_array_set_clear_func (values, clear_value);
  for (GList *key = keys; key != NULL; key = key->next)
    if (!read_member (record, key->data, json_object_get_member (object, key->data), values, error))
      return FALSE;

  for (guint i = 0; i < type->n_fields; i++)
    if (json_object_has_member (object, type->fields[i].name))
      sgn_record_set (record, type->fields[i].name, &g_array_index (values, SgnValue, i));
  return TRUE;
}

/* Types */

static void
add_choice (JsonArray *choices, const char *value, const char *label)
{
  JsonObject *choice = json_object_new ();

  json_object_set_string_member (choice, "value", value);
  json_object_set_string_member (choice, "label", label);
  json_array_add_object_element (choices, choice);
}

static void
add_codes (JsonArray *choices, const char *list, SgnConnection *connection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, SELECT_CODES, &error);

  if (statement != NULL)
    {
      sgn_statement_bind_text (statement, ":list", list);
      while (sgn_statement_step (statement, &error) == SGN_ROW)
        add_choice (choices, sgn_statement_text (statement, 0), sgn_statement_text (statement, 1));
    }
  if (error != NULL)
    g_debug ("no codes of %s: %s", list, error->message);
}

static JsonNode *
make_choices (const SgnField *field, SgnConnection *connection)
{
  g_autoptr (JsonArray) choices = json_array_new ();

  if (field->kind == SGN_FIELD_CODE && connection != NULL)
    add_codes (choices, field->code_list, connection);
  for (const SgnChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++)
    add_choice (choices, choice->value, _ (choice->label));
  return json_node_init_array (json_node_alloc (), choices);
}

static void
set_text_or_null (JsonObject *object, const char *key, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, key, text);
  else
    json_object_set_null_member (object, key);
}

static JsonObject *
describe_field (const SgnField *field, SgnConnection *connection)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", field->name);
  json_object_set_string_member (object, "kind", sgn_field_kind_name (field->kind));
  set_text_or_null (object, "unit", field->unit != NULL ? _ (field->unit) : NULL);
  json_object_set_boolean_member (object, "required", (field->flags & SGN_FIELD_REQUIRED) != 0);
  if (field->kind == SGN_FIELD_CHOICE || field->kind == SGN_FIELD_CODE)
    json_object_set_member (object, "choices", make_choices (field, connection));
  else
    json_object_set_null_member (object, "choices");
  json_object_set_string_member (object, "label", _ (field->label));
  if (field->kind == SGN_FIELD_REFERENCE)
    json_object_set_string_member (object, "reference", field->reference->name);
  return object;
}

static JsonArray *
describe_derived (const SgnRecordType *type, SgnConnection *connection)
{
  JsonArray *fields = json_array_new ();

  for (guint i = 0; i < type->n_derived; i++)
    json_array_add_object_element (fields, describe_field (&type->derived[i].field, connection));
  return fields;
}

JsonNode *
sgn_record_type_to_json (const SgnRecordType *type, SgnConnection *connection)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *fields = json_array_new ();

  json_object_set_string_member (object, "type", type->name);
  json_object_set_string_member (object, "label", _ (type->label));
  for (guint i = 0; i < type->n_fields; i++)
    json_array_add_object_element (fields, describe_field (&type->fields[i], connection));
  json_object_set_array_member (object, "fields", fields);
  if (type->n_derived > 0)
    json_object_set_array_member (object, "derived", describe_derived (type, connection));
  return json_node_init_object (json_node_alloc (), object);
}
