#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "base/sgn-id.h"
#include "cli/sgn-output.h"
#include "cli/sgn-table.h"
#include "cli/sgn-verbs.h"
#include "record/sgn-record-json.h"

#include <glib/gi18n-lib.h>

static void
print_json (SgnRecord *record)
{
  g_autoptr (JsonArray) records = json_array_new ();
  g_autoptr (JsonObject) answer = json_object_new ();

  json_array_add_element (records, sgn_record_to_json (record));
  json_object_set_string_member (answer, "type", sgn_record_get_record_type (record)->name);
  json_object_set_array_member (answer, "records", g_steal_pointer (&records));
  sgn_output_json (json_node_init_object (json_node_alloc (), answer));
}

static void
print_text (SgnCommand *command, SgnConnection *connection, SgnRecord *record)
{
  const SgnRecordType *type = sgn_record_get_record_type (record);
  g_autoptr (SgnTable) table = sgn_table_new ();
  g_autofree char *id = sgn_id_format (sgn_record_get_id (record));

  sgn_table_add_column (table, _ (type->label), FALSE, 0);
  sgn_table_add_column (table, id, FALSE, 0);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const SgnField *field = &type->fields[i];

      sgn_table_add_cell (table, g_strdup (_ (field->label)));
      sgn_table_add_cell (table,
                          sgn_field_format (field, connection, sgn_record_get (record, field->name),
                                            command->money));
    }
  sgn_table_print (table);
}

static gboolean
show (SgnCommand *command, SgnLedger *ledger, const SgnRecordType *type, gint64 id, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnRecord) record = sgn_record_load (connection, type, id, error);

  if (record == NULL)
    return FALSE;
  if (command->json)
    print_json (record);
  else
    print_text (command, connection, record);
  return TRUE;
}

static gboolean
run_show (SgnCommand *command, GError **error)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  const SgnRecordType *type;
  g_autoptr (SgnLedger) ledger = NULL;
  gint64 id;

  if (!sgn_command_parse (command, entries, 3, 3, error))
    return FALSE;
  type = sgn_command_record_type (sgn_command_argument (command, 1), error);
  if (type == NULL || !sgn_command_id (sgn_command_argument (command, 2), &id, error))
    return FALSE;
  ledger = sgn_command_open (command, FALSE, error);
  return ledger != NULL && show (command, ledger, type, id, error)
         && sgn_ledger_close (ledger, error);
}

const SgnVerb sgn_verb_show = {
  .name = "show",
  .arguments = N_ ("LEDGER TYPE ID"),
  .summary = N_ ("Shows one record"),
  .run = run_show,
};
