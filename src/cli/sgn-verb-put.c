#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "base/sgn-error.h"
#include "base/sgn-file.h"
#include "base/sgn-id.h"
#include "cli/sgn-output.h"
#include "cli/sgn-report.h"
#include "cli/sgn-verbs.h"
#include "record/sgn-record-json.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* What is to be stored, and what became of it. */
typedef struct
{
  const SgnRecordType *type;
  JsonArray *objects;
  GPtrArray *records; /* of SgnRecord */
  guint n_new, n_updated;
} Put;

static char *
read_standard_input (void)
{
  GString *text = g_string_new (NULL);
  char block[4096];
  gsize n;

  while ((n = fread (block, 1, sizeof block, stdin)) > 0)
    g_string_append_len (text, block, (gssize)n);
  return g_string_free (text, FALSE);
}

static gboolean
refuse_data (GError **error, const char *sentence)
{
  g_set_error_literal (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID, sentence);
  return FALSE;
}

static JsonNode *
read_document (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) cause = NULL;
  JsonNode *root;

  if (path == NULL || strcmp (path, "-") == 0)
    text = read_standard_input ();
  else if (!g_file_get_contents (path, &text, NULL, &cause))
    {
      g_propagate_error (error, sgn_file_explain (g_steal_pointer (&cause), path));
      return NULL;
    }
  if (!g_utf8_validate (text, -1, NULL) || !json_parser_load_from_data (parser, text, -1, &cause))
    {
      g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID, _ ("This is not JSON: %s"),
                   cause != NULL ? cause->message : "UTF-8");
      return NULL;
    }
  root = json_parser_steal_root (parser);
  if (root == NULL)
    refuse_data (error, _ ("There is nothing to store: the JSON is empty."));
  return root;
}

static gboolean
check_type (JsonObject *object, const SgnRecordType *type, GError **error)
{
  JsonNode *name = json_object_get_member (object, "type");

  if (name == NULL)
    return TRUE;
  if (JSON_NODE_HOLDS_VALUE (name) && g_strcmp0 (json_node_get_string (name), type->name) == 0)
    return TRUE;
  g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
               _ ("The records in the JSON are not of the type “%s”."), type->name);
  return FALSE;
}

/* Takes {"type", "records": […]} as list and show write it, a bare array, or one bare record. */
static JsonArray *
find_objects (JsonNode *root, const SgnRecordType *type, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *records = object != NULL ? json_object_get_member (object, "records") : NULL;
  JsonArray *one;

  if (JSON_NODE_HOLDS_ARRAY (root))
    return json_array_ref (json_node_get_array (root));
  if (object == NULL || (records != NULL && !JSON_NODE_HOLDS_ARRAY (records)))
    {
      refuse_data (error, _ ("The JSON must be {\"records\": [{…}]}, an array of records, or one "
                             "record."));
      return NULL;
    }
  if (records != NULL)
    return check_type (object, type, error) ? json_array_ref (json_node_get_array (records)) : NULL;
  one = json_array_new ();
  json_array_add_object_element (one, json_object_ref (object));
  return one;
}

static SgnRecord *
open_record (SgnLedger *ledger, const SgnRecordType *type, JsonObject *object, GError **error)
{
  JsonNode *id_node = json_object_get_member (object, "id");
  gint64 id;

  if (id_node == NULL || JSON_NODE_HOLDS_NULL (id_node))
    return sgn_record_new (type);
  if (!JSON_NODE_HOLDS_VALUE (id_node) || json_node_get_value_type (id_node) != G_TYPE_STRING)
    {
      refuse_data (error, _ ("“id” must be a text such as \"4C1A-000214\"."));
      return NULL;
    }
  if (!sgn_id_parse (json_node_get_string (id_node), &id, error))
    return NULL;
  return sgn_record_load (sgn_ledger_get_connection (ledger), type, id, error);
}

static gboolean
read_one (Put *put, SgnLedger *ledger, JsonNode *node, GError **error)
{
  g_autoptr (SgnRecord) record = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse_data (error, _ ("A record must be a JSON object: {…}."));
  record = open_record (ledger, put->type, json_node_get_object (node), error);
  if (record == NULL || !sgn_record_from_json (record, json_node_get_object (node), error))
    return FALSE;
  *(sgn_record_get_id (record) == 0 ? &put->n_new : &put->n_updated) += 1;
  g_ptr_array_add (put->records, g_steal_pointer (&record));
  return TRUE;
}

/* Says which of several records is meant. Returns: FALSE */
static gboolean
name_place (const Put *put, guint index, GError **error)
{
  if (json_array_get_length (put->objects) > 1)
    g_prefix_error (error, _ ("Record %u: "), index + 1);
  return FALSE;
}

static gboolean
read_all (Put *put, SgnLedger *ledger, GError **error)
{
  for (guint i = 0; i < json_array_get_length (put->objects); i++)
    if (!read_one (put, ledger, json_array_get_element (put->objects, i), error))
      return name_place (put, i, error);
  return TRUE;
}

static gboolean
store_all (SgnLedger *ledger, gpointer user_data, GError **error)
{
  Put *put = user_data;

  for (guint i = 0; i < put->records->len; i++)
    if (!sgn_record_save (put->records->pdata[i], ledger, error))
      return name_place (put, i, error);
  return TRUE;
}

/* One record is a change like one made in a form, named after it. */
static gboolean
store_as_change (Put *put, SgnLedger *ledger, gint64 *change_id, GError **error)
{
  guint n = put->records->len;
  g_autofree char *action = NULL;

  if (n == 1)
    return sgn_record_save_as_change (put->records->pdata[0], ledger, change_id, error);
  action = g_strdup_printf (_ ("Store %u records from a file: %s"), n, _ (put->type->label));
  return sgn_ledger_change (ledger, action, store_all, put, change_id, error);
}

static void
report (SgnCommand *command, const Put *put, gint64 change_id)
{
  g_autoptr (JsonArray) records = json_array_new ();
  JsonObject *more = json_object_new ();
  g_autofree char *sentence
      = g_strdup_printf (_ ("Stored: %u new, %u changed."), put->n_new, put->n_updated);

  for (guint i = 0; i < put->records->len; i++)
    {
      g_autofree char *id = sgn_id_format (sgn_record_get_id (put->records->pdata[i]));

      json_array_add_element (records, sgn_record_to_json (put->records->pdata[i]));
      if (!command->json)
        sgn_output_line ("%s", id);
    }
  json_object_set_string_member (more, "type", put->type->name);
  json_object_set_int_member (more, "new", put->n_new);
  json_object_set_int_member (more, "updated", put->n_updated);
  json_object_set_array_member (more, "records", g_steal_pointer (&records));
  sgn_report_change (command, change_id, sentence, more);
}

static gboolean
store (SgnCommand *command, SgnLedger *ledger, Put *put, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 change_id = 0;

  put->records = records;
  if (!read_all (put, ledger, error) || !store_as_change (put, ledger, &change_id, error))
    return FALSE;
  report (command, put, change_id);
  return TRUE;
}

static gboolean
run_put (SgnCommand *command, GError **error)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  Put put = { 0 };
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonArray) objects = NULL;
  g_autoptr (SgnLedger) ledger = NULL;

  if (!sgn_command_parse (command, entries, 2, 3, error))
    return FALSE;
  put.type = sgn_command_record_type (sgn_command_argument (command, 1), error);
  root = put.type != NULL ? read_document (sgn_command_argument (command, 2), error) : NULL;
  objects = root != NULL ? find_objects (root, put.type, error) : NULL;
  if (objects == NULL)
    return FALSE;
  put.objects = objects;
  ledger = sgn_command_open (command, TRUE, error);
  return ledger != NULL && store (command, ledger, &put, error) && sgn_ledger_close (ledger, error);
}

const SgnVerb sgn_verb_put = {
  .name = "put",
  .arguments = N_ ("LEDGER TYPE [FILE.json]"),
  .summary = N_ ("Creates or changes records from JSON, all in one change"),
  .run = run_put,
};
