#include "config.h"

#include "base/sgn-error.h"
#include "record-fixture.h"
#include "record/sgn-record-json.h"

static void
test_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnRecord) record = sgn_record_new (&test_payment);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  sgn_record_set_text (record, "date", "2023-03-15");
  sgn_record_set_int (record, "carried-over", 1);
  sgn_record_set_int (record, "unit-id", (G_GINT64_CONSTANT (0x4C1A) << 31) + 214);
  sgn_record_set_int (record, "amount", G_GINT64_CONSTANT (114929000000));
  node = sgn_record_to_json (record);
  text = json_to_string (node, FALSE);
  g_assert_cmpstr (text, ==,
                   "{\"date\":\"2023-03-15\",\"plan-year\":null,\"carried-over\":true,"
                   "\"component-id\":null,\"unit-id\":\"4C1A-000214\",\"kind\":null,"
                   "\"amount\":114929000000}");
}

static gboolean
take (SgnRecord *record, const char *text, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  g_assert_nonnull (node);
  return sgn_record_from_json (record, json_node_get_object (node), error);
}

static void
test_both_ways (Fixture *fixture, gconstpointer data)
{
  gint64 id = fixture_add (fixture, &test_unit, "level", "commune", "kind", "xa", "name",
                           "Xã \"Ngọc\" Côn", "code", "01", NULL);
  g_autoptr (SgnRecord) record = sgn_record_load (fixture->connection, &test_unit, id, NULL);
  g_autoptr (SgnRecord) fresh = sgn_record_new (&test_unit);
  g_autoptr (JsonNode) node = sgn_record_to_json (record);
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpstr (json_object_get_string_member (object, "id"), !=, NULL);
  sgn_record_from_json (record, object, &error);
  g_assert_no_error (error);
  g_assert_false (sgn_record_is_changed (record));
  /* Into another record, without its number. */
  g_assert_false (sgn_record_from_json (fresh, object, &error));
  g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID);
  g_clear_error (&error);
  json_object_remove_member (object, "id");
  sgn_record_from_json (fresh, object, &error);
  g_assert_no_error (error);
  again = sgn_record_to_json (fresh);
  g_assert_true (json_node_equal (node, again));
}

static void
test_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnRecord) record = sgn_record_new (&test_value);
  g_autoptr (GError) error = NULL;

  take (record, "{\"target-id\":\"4C1A-000214\",\"year\":2023,\"planned\":3,\"achieved\":27.5}",
        &error);
  g_assert_no_error (error);
  g_assert_cmpint (sgn_record_get_int (record, "target-id"), ==,
                   (G_GINT64_CONSTANT (0x4C1A) << 31) + 214);
  g_assert_cmpfloat (sgn_record_get_real (record, "planned"), ==, 3);
  g_assert_cmpfloat (sgn_record_get_real (record, "achieved"), ==, 27.5);
  /* Only what the object has; null is nothing. */
  take (record, "{\"planned\":null}", &error);
  g_assert_no_error (error);
  g_assert_true (sgn_record_is_null (record, "planned"));
  g_assert_cmpint (sgn_record_get_int (record, "year"), ==, 2023);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const SgnRecordType *type;
    const char *json, *says;
  } cases[] = {
    { &test_unit, "{\"name\":\"a\",\"colour\":1}", "“colour”" },
    { &test_unit, "{\"name\":5}", "“name”" },
    { &test_unit, "{\"name\":[\"a\"]}", "“name”" },
    { &test_unit, "{\"name\":{}}", "“name”" },
    { &test_unit, "{\"position\":\"5\"}", "“position”" },
    { &test_unit, "{\"position\":1.5}", "“position”" },
    { &test_unit, "{\"parent-id\":5}", "“parent-id”" },
    { &test_unit, "{\"parent-id\":\"five\"}", "“parent-id”" },
    { &test_unit, "{\"id\":7}", "“id”" },
    { &test_unit, "{\"id\":\"4C1A-000214\"}", "“id”" },
    { &test_payment, "{\"carried-over\":1}", "“carried-over”" },
    { &test_payment, "{\"amount\":\"114.929\"}", "“amount”" },
    { &test_payment, "{\"amount\":0.5}", "“amount”" },
    { &test_value, "{\"planned\":\"5\"}", "“planned”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SgnRecord) record = sgn_record_new (cases[i].type);
      g_autoptr (GError) error = NULL;

      g_assert_false (take (record, cases[i].json, &error));
      g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID);
      if (strstr (error->message, cases[i].says) == NULL)
        g_error ("“%s” lacks %s", error->message, cases[i].says);
      /* All or nothing. */
      g_assert_false (sgn_record_is_changed (record));
    }
}

static JsonObject *
get_field (JsonNode *type, guint index)
{
  return json_array_get_object_element (json_object_get_array_member (json_node_get_object (type),
                                                                      "fields"),
                                        index);
}

static void
test_type (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) type = sgn_record_type_to_json (&test_value, NULL);
  g_autoptr (JsonNode) line = sgn_record_type_to_json (&test_line, fixture->connection);
  g_autofree char *planned = NULL;
  g_autofree char *target = NULL;
  g_autofree char *capital = NULL;
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, get_field (type, 3));
  planned = json_to_string (node, FALSE);
  g_assert_cmpstr (planned, ==,
                   "{\"name\":\"planned\",\"kind\":\"decimal\",\"unit\":\"m²\","
                   "\"required\":false,\"choices\":null,\"label\":\"Planned\"}");
  json_node_set_object (node, get_field (type, 0));
  target = json_to_string (node, FALSE);
  g_assert_cmpstr (target, ==,
                   "{\"name\":\"target-id\",\"kind\":\"reference\",\"unit\":null,"
                   "\"required\":true,\"choices\":null,\"label\":\"Target\","
                   "\"reference\":\"target\"}");
  json_node_set_object (node, get_field (line, 5));
  capital = json_to_string (node, FALSE);
  g_assert_cmpstr (capital, ==,
                   "{\"name\":\"capital-kind\",\"kind\":\"code\",\"unit\":null,"
                   "\"required\":false,\"choices\":[{\"value\":\"DTPT\",\"label\":"
                   "\"Vốn đầu tư phát triển\"},{\"value\":\"SN\",\"label\":"
                   "\"Vốn sự nghiệp\"}],\"label\":\"Capital kind\"}");
  json_node_free (node);
}

#define ADD(name) \
  g_test_add ("/record-json/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD (out);
  ADD (both_ways);
  ADD (in);
  ADD (refusals);
  ADD (type);
  return g_test_run ();
}
