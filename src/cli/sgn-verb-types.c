#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "cli/sgn-output.h"
#include "cli/sgn-table.h"
#include "cli/sgn-verbs.h"
#include "record/sgn-record-json.h"

#include <glib/gi18n-lib.h>

static JsonNode *
list_to_json (const SgnTypes *types)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "types");
  json_builder_begin_array (builder);
  for (guint i = 0; i < types->n_types; i++)
    {
      json_builder_begin_object (builder);
      sgn_output_add_text (builder, "type", types->types[i]->name);
      sgn_output_add_text (builder, "label", _ (types->types[i]->label));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
print_list (const SgnTypes *types)
{
  g_autoptr (SgnTable) table = sgn_table_new ();

  sgn_table_add_column (table, _ ("Type"), FALSE, 0);
  sgn_table_add_column (table, _ ("Name"), FALSE, 0);
  for (guint i = 0; i < types->n_types; i++)
    {
      sgn_table_add_cell (table, g_strdup (types->types[i]->name));
      sgn_table_add_cell (table, g_strdup (_ (types->types[i]->label)));
    }
  sgn_table_print (table);
}

/* The values a field takes, as they are written: the choices, the list of codes or the type. */
static char *
describe_values (const SgnField *field)
{
  GString *text = g_string_new (NULL);

  for (const SgnChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", choice->value);
  if (field->code_list != NULL)
    g_string_append (text, field->code_list);
  if (field->reference != NULL)
    g_string_append (text, field->reference->name);
  return g_string_free (text, FALSE);
}

static void
add_field (SgnTable *table, const SgnField *field, const char *required)
{
  sgn_table_add_cell (table, g_strdup (field->name));
  sgn_table_add_cell (table, g_strdup (sgn_field_kind_name (field->kind)));
  sgn_table_add_cell (table, g_strdup (field->unit != NULL ? _ (field->unit) : ""));
  sgn_table_add_cell (table, g_strdup (required));
  sgn_table_add_cell (table, g_strdup (_ (field->label)));
  sgn_table_add_cell (table, describe_values (field));
}

static void
print_fields (const SgnRecordType *type)
{
  const char *const headings[] = { _ ("Field"),    _ ("Kind"), _ ("Unit of measure"),
                                   _ ("Required"), _ ("Name"), _ ("Values") };
  g_autoptr (SgnTable) table = sgn_table_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    sgn_table_add_column (table, headings[i], FALSE, 0);
  for (guint i = 0; i < type->n_fields; i++)
    add_field (table, &type->fields[i],
               type->fields[i].flags & SGN_FIELD_REQUIRED ? _ ("Yes") : "");
  for (guint i = 0; i < type->n_derived; i++)
    add_field (table, &type->derived[i].field, _ ("worked out"));
  sgn_table_print (table);
}

static gboolean
show_type (SgnCommand *command, const char *name, GError **error)
{
  const SgnRecordType *type = sgn_command_record_type (name, error);

  if (type == NULL)
    return FALSE;
  if (command->json)
    sgn_output_json (sgn_record_type_to_json (type, NULL));
  else
    print_fields (type);
  return TRUE;
}

static gboolean
run_types (SgnCommand *command, GError **error)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  const char *name;

  if (!sgn_command_parse (command, entries, 0, 1, error))
    return FALSE;
  name = sgn_command_argument (command, 0);
  if (name != NULL)
    return show_type (command, name, error);
  if (command->json)
    sgn_output_json (list_to_json (sgn_programme_types ()));
  else
    print_list (sgn_programme_types ());
  return TRUE;
}

const SgnVerb sgn_verb_types = {
  .name = "types",
  .arguments = N_ ("[TYPE]"),
  .summary = N_ ("Lists the record types, or the fields of one"),
  .run = run_types,
};
