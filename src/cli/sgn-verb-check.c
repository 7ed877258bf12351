#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "base/sgn-id.h"
#include "cli/sgn-output.h"
#include "cli/sgn-table.h"
#include "cli/sgn-verbs.h"
#include "rules/sgn-check.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

typedef struct
{
  gboolean list;
  char **rules;
  char *year, *as_of;
} Options;

static void
options_clear (Options *options)
{
  g_strfreev (options->rules);
  g_free (options->year);
  g_free (options->as_of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
add_record (JsonBuilder *builder, const SgnFinding *finding)
{
  g_autofree char *id = sgn_id_format (finding->record_id);

  json_builder_set_member_name (builder, "record");
  json_builder_begin_object (builder);
  sgn_output_add_text (builder, "type", finding->type->name);
  sgn_output_add_text (builder, "id", id);
  json_builder_end_object (builder);
}

static void
add_amounts (JsonBuilder *builder, const SgnFinding *finding)
{
  if (!finding->has_amounts)
    return;
  sgn_output_add_int (builder, "stated", finding->stated);
  sgn_output_add_int (builder, "computed", finding->computed);
  sgn_output_add_int (builder, "difference", finding->difference);
  json_builder_set_member_name (builder, "explained_by");
  json_builder_begin_array (builder);
  for (char **code = finding->explained_by; code != NULL && *code != NULL; code++)
    json_builder_add_string_value (builder, *code);
  json_builder_end_array (builder);
}

static void
add_finding (JsonBuilder *builder, const SgnFinding *finding)
{
  json_builder_begin_object (builder);
  sgn_output_add_text (builder, "rule", finding->rule->id);
  sgn_output_add_text (builder, "severity", sgn_severity_code (finding->rule->severity));
  sgn_output_add_text (builder, "clause", finding->rule->clause);
  add_record (builder, finding);
  sgn_output_add_text (builder, "component", finding->component);
  sgn_output_add_text (builder, "field", finding->field);
  sgn_output_add_text (builder, "message", finding->message);
  add_amounts (builder, finding);
  sgn_output_add_text (builder, "accepted", finding->accepted);
  if (finding->accepted != NULL)
    {
      sgn_output_add_text (builder, "accepted_by", finding->accepted_by);
      sgn_output_add_text (builder, "accepted_at", finding->accepted_at);
    }
  json_builder_end_object (builder);
}

static JsonNode *
findings_to_json (GPtrArray *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    add_finding (builder, findings->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static const char *
severity_label (SgnSeverity severity)
{
  switch (severity)
    {
    case SGN_SEVERITY_ERROR:
      return _ ("ERROR");
    case SGN_SEVERITY_WARNING:
      return _ ("WARNING");
    case SGN_SEVERITY_NOTE:
    default:
      return _ ("NOTE");
    }
}

static void
print_amounts (const SgnFinding *finding, SgnMoneyUnit unit)
{
  g_autofree char *stated = sgn_money_format (finding->stated, unit);
  g_autofree char *computed = sgn_money_format (finding->computed, unit);
  g_autofree char *difference = sgn_money_format (finding->difference, unit);

  sgn_output_line (_ ("    stated %s, computed %s, difference %s (%s)"), stated, computed,
                   difference, sgn_money_unit_label (unit));
}

static void
print_finding (const SgnFinding *finding, SgnMoneyUnit unit)
{
  g_autofree char *id = sgn_id_format (finding->record_id);

  sgn_output_line ("%s  %s  %s", severity_label (finding->rule->severity), finding->rule->id,
                   finding->message);
  if (finding->has_amounts)
    print_amounts (finding, unit);
  sgn_output_line (_ ("    record: %s %s; source: %s"), finding->type->name, id,
                   finding->rule->clause);
  if (finding->accepted != NULL)
    sgn_output_line (_ ("    accepted by %s: %s"), finding->accepted_by, finding->accepted);
}

typedef struct
{
  guint open[3]; /* by severity */
  guint accepted;
} Tally;

static Tally
count_findings (GPtrArray *findings)
{
  Tally tally = { 0 };

  for (guint i = 0; i < findings->len; i++)
    {
      const SgnFinding *finding = findings->pdata[i];

      if (finding->accepted != NULL)
        tally.accepted++;
      else
        tally.open[finding->rule->severity]++;
    }
  return tally;
}

static gboolean
check (SgnCommand *command, SgnLedger *ledger, const SgnCheckOptions *options, GError **error)
{
  g_autoptr (GPtrArray) findings = sgn_check_run (sgn_ledger_get_connection (ledger),
                                                  sgn_programme_types (), options, NULL, error);
  Tally tally;

  if (findings == NULL)
    return FALSE;
  tally = count_findings (findings);
  command->attention = tally.open[SGN_SEVERITY_ERROR] + tally.open[SGN_SEVERITY_WARNING] > 0;
  if (command->json)
    sgn_output_json (findings_to_json (findings));
  for (guint i = 0; !command->json && i < findings->len; i++)
    print_finding (findings->pdata[i], command->money);
  sgn_command_say (command, _ ("Errors: %u; warnings: %u; notes: %u; accepted: %u."),
                   tally.open[SGN_SEVERITY_ERROR], tally.open[SGN_SEVERITY_WARNING],
                   tally.open[SGN_SEVERITY_NOTE], tally.accepted);
  return TRUE;
}

static JsonNode *
rules_to_json (GPtrArray *rules)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "rules");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rules->len; i++)
    {
      const SgnRule *rule = rules->pdata[i];

      json_builder_begin_object (builder);
      sgn_output_add_text (builder, "rule", rule->id);
      sgn_output_add_text (builder, "severity", sgn_severity_code (rule->severity));
      sgn_output_add_text (builder, "title", rule->title);
      sgn_output_add_text (builder, "clause", rule->clause);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static gboolean
list_rules (SgnCommand *command)
{
  g_autoptr (GPtrArray) rules = sgn_rules_list ();
  g_autoptr (SgnTable) table = sgn_table_new ();

  if (command->json)
    {
      sgn_output_json (rules_to_json (rules));
      return TRUE;
    }
  sgn_table_add_column (table, _ ("Rule"), FALSE, 0);
  sgn_table_add_column (table, _ ("Severity"), FALSE, 0);
  sgn_table_add_column (table, _ ("What it finds"), FALSE, 0);
  sgn_table_add_column (table, _ ("Source text"), FALSE, 0);
  for (guint i = 0; i < rules->len; i++)
    {
      const SgnRule *rule = rules->pdata[i];

      sgn_table_add_cell (table, g_strdup (rule->id));
      sgn_table_add_cell (table, g_strdup (severity_label (rule->severity)));
      sgn_table_add_cell (table, g_strdup (rule->title));
      sgn_table_add_cell (table, g_strdup (rule->clause));
    }
  sgn_table_print (table);
  return TRUE;
}

static gboolean
is_known (GPtrArray *rules, const char *id)
{
  for (guint i = 0; i < rules->len; i++)
    if (strcmp (((const SgnRule *)rules->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_rules (char **wanted, GError **error)
{
  g_autoptr (GPtrArray) rules = sgn_rules_list ();

  for (; wanted != NULL && *wanted != NULL; wanted++)
    if (!is_known (rules, *wanted))
      return sgn_command_refuse (error, _ ("There is no rule “%s”. “sgn check --list” lists them."),
                                 *wanted);
  return TRUE;
}

static gboolean
answer (SgnCommand *command, const Options *options, GError **error)
{
  SgnDate as_of = { 0 };
  g_autofree char *day = NULL;
  SgnCheckOptions wanted = { .rules = (const char *const *)options->rules };
  g_autoptr (SgnLedger) ledger = NULL;

  if (sgn_command_argument (command, 0) == NULL)
    return sgn_command_refuse (error, "%s", _ ("Which ledger? sgn check LEDGER"));
  if (!check_rules (options->rules, error) || !sgn_command_year (options->year, &wanted.year, error)
      || !sgn_command_day ("--as-of", options->as_of, &as_of, error))
    return FALSE;
  day = options->as_of != NULL ? sgn_date_format_iso (as_of) : NULL;
  wanted.as_of = day;
  ledger = sgn_command_open (command, FALSE, error);
  return ledger != NULL && check (command, ledger, &wanted, error)
         && sgn_ledger_close (ledger, error);
}

static gboolean
run_check (SgnCommand *command, GError **error)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "rule", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.rules,
      N_ ("Only this rule; may be repeated"), N_ ("RULE") },
    { "year", 0, 0, G_OPTION_ARG_FILENAME, &options.year, N_ ("Only this year (every year)"),
      N_ ("YEAR") },
    { "as-of", 0, 0, G_OPTION_ARG_FILENAME, &options.as_of,
      N_ ("The day the rules about time look from (today)"), N_ ("DATE") },
    { "list", 0, 0, G_OPTION_ARG_NONE, &options.list, N_ ("Lists the rules"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!sgn_command_parse (command, entries, 0, 1, error))
    return FALSE;
  return options.list ? list_rules (command) : answer (command, &options, error);
}

const SgnVerb sgn_verb_check = {
  .name = "check",
  .arguments = N_ ("LEDGER"),
  .summary = N_ ("Tells where the data contradict themselves or the rules"),
  .run = run_check,
};
