#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "appendix/sgn-list-sheet.h"
#include "base/sgn-error.h"
#include "base/sgn-id.h"
#include "cli/sgn-output.h"
#include "cli/sgn-report.h"
#include "cli/sgn-table.h"
#include "cli/sgn-verbs.h"
#include "programme/sgn-ledger-card.h"
#include "record/sgn-cursor.h"
#include "record/sgn-record-json.h"
#include "sheet/sgn-sheet-writer.h"

#include <string.h>

#include <glib/gi18n-lib.h>

enum
{
  CELL_LIMIT = 40,
};

static const char *const ENDINGS[] = { ".xlsx", ".pdf", ".csv", NULL };

typedef struct
{
  char **where;
  char *find, *sort, *limit, *fields, *year, *output;
  char **names; /* of fields; NULL: all that are stored */
} Options;

static void
options_clear (Options *options)
{
  g_strfreev (options->where);
  g_free (options->find);
  g_free (options->sort);
  g_free (options->limit);
  g_free (options->fields);
  g_free (options->year);
  g_strfreev (options->names);
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What a person typed is wrong usage; that a list could not be read is a failure of its own. */
static gboolean
pass_on (GError *cause, GError **error)
{
  g_autoptr (GError) owned = cause;

  if (owned->domain == SGN_BASE_ERROR)
    return sgn_command_refuse (error, "%s", owned->message);
  g_propagate_error (error, g_steal_pointer (&owned));
  return FALSE;
}

/* "field=value"; nothing after the sign asks for records where the field is empty. */
static gboolean
add_condition (SgnQuery *query, SgnConnection *connection, const char *text, GError **error)
{
  const SgnRecordType *type = sgn_query_get_record_type (query);
  const char *sign = strchr (text, '=');
  g_autofree char *name = sign != NULL ? g_strndup (text, (gsize)(sign - text)) : NULL;
  const SgnField *field = name != NULL ? sgn_record_type_any_field (type, name) : NULL;
  g_auto (SgnValue) value = SGN_VALUE_INIT;
  GError *cause = NULL;

  if (name == NULL)
    return sgn_command_refuse (error, _ ("“--where” takes FIELD=VALUE, not “%s”."), text);
  if (field == NULL)
    return sgn_command_refuse (error, _ ("“%s” has no field “%s”. “sgn types %s” lists them."),
                               type->name, name, type->name);
  if (sign[1] != '\0'
      && !sgn_field_parse (field, connection, sign + 1, SGN_MONEY_DONG, &value, &cause))
    return pass_on (cause, error);
  sgn_query_where (query, field->name, SGN_QUERY_EQUAL, &value);
  return TRUE;
}

/* Without a year, that of the ledger. */
static gboolean
set_year (SgnQuery *query, SgnConnection *connection, const Options *options, GError **error)
{
  g_autoptr (SgnLedgerCard) card = sgn_ledger_card_read (connection, error);
  int year;

  if (card == NULL)
    return FALSE;
  year = card->year;
  if (!sgn_command_year (options->year, &year, error))
    return FALSE;
  sgn_query_set_year (query, year);
  return TRUE;
}

static gboolean
split_fields (Options *options, const SgnRecordType *type, GError **error)
{
  if (options->fields == NULL)
    return TRUE;
  options->names = g_strsplit (options->fields, ",", -1);
  for (char **name = options->names; *name != NULL; name++)
    if (sgn_record_type_any_field (type, *name) == NULL)
      return sgn_command_refuse (error, _ ("“%s” has no field “%s”. “sgn types %s” lists them."),
                                 type->name, *name, type->name);
  return TRUE;
}

static gboolean
fill_query (SgnQuery *query, SgnConnection *connection, const Options *options, GError **error)
{
  guint limit = 0;

  for (char **where = options->where; where != NULL && *where != NULL; where++)
    if (!add_condition (query, connection, *where, error))
      return FALSE;
  if (!sgn_command_count ("--limit", options->limit, &limit, error))
    return FALSE;
  if (options->sort != NULL && !sgn_query_set_sort (query, options->sort))
    return sgn_command_refuse (error, _ ("“--sort” names a field that is not there: “%s”."),
                               options->sort);
  if (!set_year (query, connection, options, error))
    return FALSE;
  sgn_query_find (query, options->find);
  if (limit != 0)
    sgn_query_set_limit (query, limit);
  return TRUE;
}

static JsonNode *
make_json_row (SgnCursor *cursor)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *id = sgn_id_format (sgn_cursor_id (cursor));

  json_object_set_string_member (object, "id", id);
  for (guint i = 0; i < sgn_cursor_n_fields (cursor); i++)
    {
      const SgnField *field = sgn_cursor_get_field (cursor, i);
      g_auto (SgnValue) value = sgn_cursor_value (cursor, i);

      json_object_set_member (object, field->name, sgn_value_to_json (field, &value));
    }
  return json_node_init_object (json_node_alloc (), object);
}

static gboolean
print_json (SgnConnection *connection, const SgnQuery *query, char **fields, GError **error)
{
  const SgnRecordType *type = sgn_query_get_record_type (query);
  g_autoptr (SgnCursor) cursor
      = sgn_query_open_rows (query, connection, (const char *const *)fields, NULL, error);
  g_autoptr (JsonArray) records = json_array_new ();
  g_autoptr (JsonObject) answer = json_object_new ();
  SgnStep step = SGN_ERROR;

  while (cursor != NULL && (step = sgn_cursor_step (cursor, error)) == SGN_ROW)
    json_array_add_element (records, make_json_row (cursor));
  if (step == SGN_ERROR)
    return FALSE;
  json_object_set_string_member (answer, "type", type->name);
  json_object_set_array_member (answer, "records", g_steal_pointer (&records));
  sgn_output_json (json_node_init_object (json_node_alloc (), answer));
  return TRUE;
}

static gboolean
is_number (const SgnField *field)
{
  return field->kind == SGN_FIELD_INTEGER || field->kind == SGN_FIELD_MONEY
         || field->kind == SGN_FIELD_DECIMAL;
}

/* Long texts have no place in a line; "show" and files have them. */
static char **
list_table_fields (const SgnRecordType *type)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind != SGN_FIELD_MEMO)
      g_strv_builder_add (names, type->fields[i].name);
  return g_strv_builder_end (names);
}

static SgnTable *
new_table (SgnCursor *cursor)
{
  SgnTable *table = sgn_table_new ();

  sgn_table_add_column (table, _ ("Number"), FALSE, 0);
  for (guint i = 0; i < sgn_cursor_n_fields (cursor); i++)
    {
      const SgnField *field = sgn_cursor_get_field (cursor, i);
      sgn_table_add_column (table, _ (field->label), is_number (field), CELL_LIMIT);
    }
  return table;
}

static gboolean
print_table (SgnCommand *command, SgnConnection *connection, const SgnQuery *query, char **names,
             GError **error)
{
  g_auto (GStrv) fields
      = names != NULL ? g_strdupv (names) : list_table_fields (sgn_query_get_record_type (query));
  g_autoptr (SgnCursor) cursor
      = sgn_query_open_rows (query, connection, (const char *const *)fields, NULL, error);
  g_autoptr (SgnTable) table = NULL;
  SgnStep step;

  if (cursor == NULL)
    return FALSE;
  table = new_table (cursor);
  while ((step = sgn_cursor_step (cursor, error)) == SGN_ROW)
    {
      sgn_table_add_cell (table, sgn_id_format (sgn_cursor_id (cursor)));
      for (guint i = 0; i < sgn_cursor_n_fields (cursor); i++)
        sgn_table_add_cell (table, sgn_cursor_format (cursor, i, command->money));
    }
  if (step == SGN_ERROR)
    return FALSE;
  sgn_table_print (table);
  return TRUE;
}

static gboolean
write_file (SgnCommand *command, SgnConnection *connection, const SgnQuery *query,
            const Options *options, GError **error)
{
  const SgnRecordType *type = sgn_query_get_record_type (query);
  g_autoptr (SgnSheet) sheet
      = sgn_list_sheet (connection, query, (const char *const *)options->names,
                        _ (type->label_plural), command->money, error);

  if (sheet == NULL || !sgn_sheet_write (sheet, options->output, NULL, error))
    return FALSE;
  sgn_report_file (command, options->output, "type", type->name);
  return TRUE;
}

static gboolean
answer (SgnCommand *command, SgnLedger *ledger, const SgnRecordType *type, const Options *options,
        GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnQuery) query = sgn_query_new (type);

  if (!fill_query (query, connection, options, error))
    return FALSE;
  if (options->output != NULL)
    return write_file (command, connection, query, options, error);
  if (command->json)
    return print_json (connection, query, options->names, error);
  return print_table (command, connection, query, options->names, error);
}

static gboolean
run_list (SgnCommand *command, GError **error)
{
  g_auto (Options) options = { 0 };
  const SgnRecordType *type;
  g_autoptr (SgnLedger) ledger = NULL;
  const GOptionEntry entries[] = {
    { "where", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.where,
      N_ ("Only records with this value; may be repeated"), N_ ("FIELD=VALUE") },
    { "find", 0, 0, G_OPTION_ARG_FILENAME, &options.find,
      N_ ("Only records with these words, with or without diacritics"), N_ ("TEXT") },
    { "sort", 0, 0, G_OPTION_ARG_FILENAME, &options.sort,
      N_ ("Order; a dash before a field turns it"), N_ ("FIELD[,-FIELD]") },
    { "limit", 0, 0, G_OPTION_ARG_FILENAME, &options.limit, N_ ("At most so many"), "N" },
    { "fields", 0, 0, G_OPTION_ARG_FILENAME, &options.fields,
      N_ ("Only these fields, in this order; those worked out of others too"),
      N_ ("FIELD[,FIELD]") },
    { "year", 0, 0, G_OPTION_ARG_FILENAME, &options.year,
      N_ ("The year of what is worked out of others"), N_ ("YEAR") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Writes a file"),
      N_ ("FILE.xlsx|.pdf|.csv") },
    G_OPTION_ENTRY_NULL,
  };

  if (!sgn_command_parse (command, entries, 2, 2, error)
      || !sgn_command_ending (options.output, ENDINGS, error))
    return FALSE;
  type = sgn_command_record_type (sgn_command_argument (command, 1), error);
  if (type == NULL || !split_fields (&options, type, error))
    return FALSE;
  ledger = sgn_command_open (command, FALSE, error);
  return ledger != NULL && answer (command, ledger, type, &options, error)
         && sgn_ledger_close (ledger, error);
}

const SgnVerb sgn_verb_list = {
  .name = "list",
  .arguments = N_ ("LEDGER TYPE"),
  .summary = N_ ("Lists records"),
  .run = run_list,
};
