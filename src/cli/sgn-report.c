#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "cli/sgn-report.h"

#include "base/sgn-number.h"
#include "cli/sgn-output.h"
#include "cli/sgn-table.h"
#include "programme/sgn-ledger-card.h"
#include "record/sgn-query.h"
#include "store/sgn-journal.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

typedef struct
{
  SgnLedger *ledger; /* borrowed */
  SgnLedgerCard *card;
  guint *counts; /* one a record type */
  gint64 bytes;
  SgnChange *last; /* nullable */
} Facts;

static void
facts_clear (Facts *facts)
{
  g_clear_pointer (&facts->card, sgn_ledger_card_free);
  g_clear_pointer (&facts->counts, g_free);
  g_clear_pointer (&facts->last, sgn_change_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Facts, facts_clear)

static gboolean
count_records (Facts *facts, SgnConnection *connection, GError **error)
{
  const SgnTypes *types = sgn_programme_types ();

  facts->counts = g_new0 (guint, types->n_types);
  for (guint i = 0; i < types->n_types; i++)
    {
      g_autoptr (SgnQuery) query = sgn_query_new (types->types[i]);
      gint64 n;

      if (!sgn_query_count (query, connection, &n, error))
        return FALSE;
      facts->counts[i] = (guint)n;
    }
  return TRUE;
}

static gboolean
read_facts (Facts *facts, SgnLedger *ledger, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GPtrArray) changes = NULL;
  GStatBuf status;

  facts->ledger = ledger;
  facts->card = sgn_ledger_card_read (connection, error);
  if (facts->card == NULL || !count_records (facts, connection, error))
    return FALSE;
  changes = sgn_journal_list (connection, NULL, 0, 1, error);
  if (changes == NULL)
    return FALSE;
  if (changes->len > 0)
    facts->last = g_ptr_array_steal_index (changes, 0);
  if (g_stat (sgn_ledger_get_path (ledger), &status) == 0)
    facts->bytes = status.st_size;
  return TRUE;
}

static char *
format_site (SgnLedger *ledger)
{
  return g_strdup_printf ("%04X", sgn_ledger_get_site (ledger));
}

static void
add_last_change (JsonBuilder *builder, const SgnChange *last)
{
  json_builder_set_member_name (builder, "last_change");
  if (last == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  sgn_output_add_int (builder, "id", last->id);
  sgn_output_add_text (builder, "at", last->at);
  sgn_output_add_text (builder, "operator", last->operator_name);
  sgn_output_add_text (builder, "action", last->action);
  json_builder_end_object (builder);
}

static JsonNode *
facts_to_json (const Facts *facts)
{
  const SgnTypes *types = sgn_programme_types ();
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *site = format_site (facts->ledger);

  json_builder_begin_object (builder);
  sgn_output_add_text (builder, "path", sgn_ledger_get_path (facts->ledger));
  sgn_output_add_text (builder, "title", facts->card->title);
  sgn_output_add_text (builder, "unit", facts->card->unit);
  sgn_output_add_text (builder, "role", facts->card->role);
  sgn_output_add_int (builder, "year", facts->card->year);
  json_builder_set_member_name (builder, "synthetic");
  json_builder_add_boolean_value (builder, facts->card->synthetic);
  sgn_output_add_int (builder, "schema", sgn_ledger_get_schema (facts->ledger));
  sgn_output_add_text (builder, "site", site);
  json_builder_set_member_name (builder, "records");
  json_builder_begin_object (builder);
  for (guint i = 0; i < types->n_types; i++)
    sgn_output_add_int (builder, types->types[i]->name, facts->counts[i]);
  json_builder_end_object (builder);
  sgn_output_add_int (builder, "bytes", facts->bytes);
  add_last_change (builder, facts->last);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static const char *
role_label (const char *role)
{
  if (g_str_equal (role, "province"))
    return _ ("province");
  return g_str_equal (role, "commune") ? _ ("commune") : _ ("district");
}

static void
add_fact (SgnTable *table, const char *label, const char *text)
{
  sgn_table_add_cell (table, g_strdup (label));
  sgn_table_add_cell (table, g_strdup (text));
}

static void
print_counts (const Facts *facts)
{
  const SgnTypes *types = sgn_programme_types ();
  g_autoptr (SgnTable) table = sgn_table_new ();

  sgn_table_add_column (table, _ ("Type"), FALSE, 0);
  sgn_table_add_column (table, _ ("Records"), TRUE, 0);
  sgn_table_add_column (table, _ ("Name"), FALSE, 0);
  for (guint i = 0; i < types->n_types; i++)
    {
      sgn_table_add_cell (table, g_strdup (types->types[i]->name));
      sgn_table_add_cell (table, sgn_number_format_integer (facts->counts[i]));
      sgn_table_add_cell (table, g_strdup (_ (types->types[i]->label_plural)));
    }
  sgn_output_write ("\n");
  sgn_table_print (table);
}

static void
print_facts (const Facts *facts)
{
  g_autoptr (SgnTable) table = sgn_table_new ();
  g_autofree char *year = g_strdup_printf ("%d", facts->card->year);
  g_autofree char *schema = g_strdup_printf ("%d", sgn_ledger_get_schema (facts->ledger));
  g_autofree char *site = format_site (facts->ledger);
  g_autofree char *bytes = sgn_number_format_integer (facts->bytes);
  g_autofree char *last = facts->last != NULL
                              ? g_strdup_printf ("%s  %s  %s", facts->last->at,
                                                 facts->last->operator_name, facts->last->action)
                              : g_strdup ("");

  sgn_table_add_column (table, _ ("Ledger"), FALSE, 0);
  sgn_table_add_column (table, facts->card->title, FALSE, 0);
  add_fact (table, _ ("Unit"), facts->card->unit);
  add_fact (table, _ ("Level"), role_label (facts->card->role));
  add_fact (table, _ ("Year"), year);
  add_fact (table, _ ("Schema"), schema);
  add_fact (table, _ ("Site"), site);
  add_fact (table, _ ("Size (bytes)"), bytes);
  add_fact (table, _ ("Last change"), last);
  if (facts->card->synthetic)
    add_fact (table, _ ("Note"), _ ("holds made-up figures that show the program"));
  sgn_table_print (table);
  print_counts (facts);
}

gboolean
sgn_report_ledger (SgnCommand *command, SgnLedger *ledger, GError **error)
{
  g_auto (Facts) facts = { 0 };

  if (!read_facts (&facts, ledger, error))
    return FALSE;
  if (command->json)
    sgn_output_json (facts_to_json (&facts));
  else
    print_facts (&facts);
  return TRUE;
}

gboolean
sgn_report_new (SgnCommand *command, GError **error)
{
  g_autoptr (SgnLedger) ledger = sgn_command_open (command, FALSE, error);

  if (ledger == NULL)
    return FALSE;
  sgn_command_say (command, _ ("The ledger “%s” was made."), sgn_ledger_get_path (ledger));
  return sgn_report_ledger (command, ledger, error) && sgn_ledger_close (ledger, error);
}

void
sgn_report_change (SgnCommand *command, gint64 change_id, const char *sentence, JsonObject *more)
{
  g_autoptr (JsonObject) object = more;

  if (!command->json)
    {
      sgn_output_message (change_id != 0 ? sentence : _ ("Nothing had to be changed."));
      return;
    }
  if (change_id != 0)
    json_object_set_int_member (object, "change", change_id);
  else
    json_object_set_null_member (object, "change");
  sgn_output_json (json_node_init_object (json_node_alloc (), object));
}

void
sgn_report_file (SgnCommand *command, const char *path, const char *member, const char *value)
{
  g_autoptr (JsonObject) answer = json_object_new ();

  sgn_command_say (command, _ ("“%s” was written."), path);
  if (!command->json)
    return;
  if (member != NULL)
    json_object_set_string_member (answer, member, value);
  json_object_set_string_member (answer, "file", path);
  sgn_output_json (json_node_init_object (json_node_alloc (), answer));
}
