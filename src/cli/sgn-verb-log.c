#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "base/sgn-id.h"
#include "cli/sgn-output.h"
#include "cli/sgn-verbs.h"
#include "record/sgn-history.h"

#include <string.h>

#include <glib/gi18n-lib.h>

typedef struct
{
  char *record, *since, *limit;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->record);
  g_free (options->since);
  g_free (options->limit);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static const char *
op_code (SgnRowOp op)
{
  switch (op)
    {
    case SGN_ROW_INSERTED:
      return "insert";
    case SGN_ROW_DELETED:
      return "delete";
    case SGN_ROW_UPDATED:
    default:
      return "update";
    }
}

static const char *
op_label (SgnRowOp op)
{
  switch (op)
    {
    case SGN_ROW_INSERTED:
      return _ ("added");
    case SGN_ROW_DELETED:
      return _ ("removed");
    case SGN_ROW_UPDATED:
    default:
      return _ ("changed");
    }
}

static void
add_record (JsonBuilder *builder, const SgnRecordChange *record)
{
  g_autofree char *id = sgn_id_format (record->id);

  json_builder_begin_object (builder);
  sgn_output_add_text (builder, "type", record->type->name);
  sgn_output_add_text (builder, "id", id);
  sgn_output_add_text (builder, "op", op_code (record->op));
  sgn_output_add_text (builder, "title", record->title);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_object (builder);
  for (guint i = 0; i < record->fields->len; i++)
    {
      const SgnFieldChange *change = &g_array_index (record->fields, SgnFieldChange, i);

      json_builder_set_member_name (builder, change->field->name);
      json_builder_begin_array (builder);
      json_builder_add_value (builder, sgn_output_value_json (change->field, &change->before));
      json_builder_add_value (builder, sgn_output_value_json (change->field, &change->after));
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
add_change (JsonBuilder *builder, const SgnChange *change, GPtrArray *records)
{
  json_builder_begin_object (builder);
  sgn_output_add_int (builder, "id", change->id);
  sgn_output_add_text (builder, "at", change->at);
  sgn_output_add_text (builder, "operator", change->operator_name);
  sgn_output_add_text (builder, "action", change->action);
  json_builder_set_member_name (builder, "undoes");
  if (change->undoes != 0)
    json_builder_add_int_value (builder, change->undoes);
  else
    json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "live");
  json_builder_add_boolean_value (builder, change->live);
  json_builder_set_member_name (builder, "records");
  json_builder_begin_array (builder);
  for (guint i = 0; i < records->len; i++)
    add_record (builder, records->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_record (const SgnRecordChange *record)
{
  sgn_output_line ("    %s %s: %s", _ (record->type->label), op_label (record->op), record->title);
  for (guint i = 0; i < record->fields->len; i++)
    {
      const SgnFieldChange *change = &g_array_index (record->fields, SgnFieldChange, i);

      sgn_output_line ("        %s: %s → %s", _ (change->field->label), change->before_text,
                       change->after_text);
    }
}

static void
print_change (const SgnChange *change, GPtrArray *records)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, change->id);

  sgn_output_line ("%s  %s  %s  %s%s", number, change->at, change->operator_name, change->action,
                   change->live ? "" : _ (" (undone)"));
  for (guint i = 0; i < records->len; i++)
    print_record (records->pdata[i]);
}

static gboolean
show_changes (SgnCommand *command, SgnConnection *connection, GPtrArray *changes, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < changes->len; i++)
    {
      const SgnChange *change = changes->pdata[i];
      g_autoptr (GPtrArray) records
          = sgn_history_read (connection, sgn_programme_types (), change->id, 0, error);

      if (records == NULL)
        return FALSE;
      if (command->json)
        add_change (builder, change, records);
      else
        print_change (change, records);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (command->json)
    sgn_output_json (json_builder_get_root (builder));
  return TRUE;
}

/* "TYPE:ID" */
static gboolean
read_record (const char *text, const SgnRecordType **type, gint64 *id, GError **error)
{
  const char *colon = strchr (text, ':');
  g_autofree char *name = colon != NULL ? g_strndup (text, (gsize)(colon - text)) : NULL;

  if (name == NULL)
    return sgn_command_refuse (error, _ ("“--record” takes TYPE:ID, not “%s”."), text);
  *type = sgn_command_record_type (name, error);
  return *type != NULL && sgn_command_id (colon + 1, id, error);
}

static gboolean
is_among (GArray *numbers, gint64 number)
{
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, gint64, i) == number)
      return TRUE;
  return FALSE;
}

/* Which of @changes touched one record. */
static gboolean
keep_changes_of (SgnConnection *connection, GPtrArray *changes, const SgnRecordType *type,
                 gint64 id, GError **error)
{
  g_autoptr (GArray) numbers = sgn_journal_changes_of (connection, type->table, id, error);

  if (numbers == NULL)
    return FALSE;
  for (guint i = changes->len; i > 0; i--)
    if (!is_among (numbers, ((const SgnChange *)changes->pdata[i - 1])->id))
      g_ptr_array_remove_index (changes, i - 1);
  return TRUE;
}

static gboolean
answer (SgnCommand *command, SgnLedger *ledger, const SgnRecordType *type, gint64 id,
        const char *since, guint limit, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GPtrArray) changes
      = sgn_journal_list (connection, since, 0, type == NULL ? limit : 0, error);

  if (changes == NULL || (type != NULL && !keep_changes_of (connection, changes, type, id, error)))
    return FALSE;
  if (limit != 0 && changes->len > limit)
    g_ptr_array_set_size (changes, (int)limit);
  return show_changes (command, connection, changes, error);
}

static gboolean
run_log (SgnCommand *command, GError **error)
{
  g_auto (Options) options = { 0 };
  const SgnRecordType *type = NULL;
  SgnDate since = { 0 };
  g_autofree char *day = NULL;
  gint64 id = 0;
  guint limit = 0;
  g_autoptr (SgnLedger) ledger = NULL;
  const GOptionEntry entries[] = {
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &options.record, N_ ("Only changes of this record"),
      N_ ("TYPE:ID") },
    { "since", 0, 0, G_OPTION_ARG_FILENAME, &options.since, N_ ("Only changes from this day on"),
      N_ ("DATE") },
    { "limit", 0, 0, G_OPTION_ARG_FILENAME, &options.limit, N_ ("At most so many"), "N" },
    G_OPTION_ENTRY_NULL,
  };

  if (!sgn_command_parse (command, entries, 1, 1, error)
      || (options.record != NULL && !read_record (options.record, &type, &id, error))
      || !sgn_command_day ("--since", options.since, &since, error)
      || !sgn_command_count ("--limit", options.limit, &limit, error))
    return FALSE;
  day = options.since != NULL ? sgn_date_format_iso (since) : NULL;
  ledger = sgn_command_open (command, FALSE, error);
  return ledger != NULL && answer (command, ledger, type, id, day, limit, error)
         && sgn_ledger_close (ledger, error);
}

const SgnVerb sgn_verb_log = {
  .name = "log",
  .arguments = N_ ("LEDGER"),
  .summary = N_ ("Shows the journal, newest first: who changed what, and what it was before"),
  .run = run_log,
};
