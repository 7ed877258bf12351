#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "appendix/sgn-appendix.h"
#include "cli/sgn-output.h"
#include "cli/sgn-report.h"
#include "cli/sgn-table.h"
#include "cli/sgn-verbs.h"
#include "sheet/sgn-sheet-writer.h"

#include <glib/gi18n-lib.h>

static const char *const ENDINGS[] = { ".xlsx", ".pdf", ".csv", ".json", NULL };

typedef struct
{
  gboolean list;
  char *year, *unit, *as_of, *state, *ids, *household_class, *ethnicity, *template_file, *output;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->year);
  g_free (options->unit);
  g_free (options->as_of);
  g_free (options->state);
  g_free (options->ids);
  g_free (options->household_class);
  g_free (options->ethnicity);
  g_free (options->template_file);
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static JsonNode *
list_to_json (GPtrArray *appendices)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "appendices");
  json_builder_begin_array (builder);
  for (guint i = 0; i < appendices->len; i++)
    {
      json_builder_begin_object (builder);
      sgn_output_add_text (builder, "id", sgn_appendix_get_id (appendices->pdata[i]));
      sgn_output_add_text (builder, "title", sgn_appendix_get_title (appendices->pdata[i]));
      sgn_output_add_text (builder, "source", sgn_appendix_get_source (appendices->pdata[i]));
      json_builder_set_member_name (builder, "parameters");
      json_builder_begin_array (builder);
      for (const char *const *name = sgn_appendix_get_parameters (appendices->pdata[i]);
           *name != NULL; name++)
        json_builder_add_string_value (builder, *name);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
print_list (GPtrArray *appendices)
{
  g_autoptr (SgnTable) table = sgn_table_new ();

  sgn_table_add_column (table, _ ("Appendix"), FALSE, 0);
  sgn_table_add_column (table, _ ("Parameters"), FALSE, 0);
  sgn_table_add_column (table, _ ("Title"), FALSE, 0);
  for (guint i = 0; i < appendices->len; i++)
    {
      const char *const *parameters = sgn_appendix_get_parameters (appendices->pdata[i]);

      sgn_table_add_cell (table, g_strdup (sgn_appendix_get_id (appendices->pdata[i])));
      sgn_table_add_cell (table, g_strjoinv (" ", (char **)parameters));
      sgn_table_add_cell (table, g_strdup (sgn_appendix_get_title (appendices->pdata[i])));
    }
  sgn_table_print (table);
}

static gboolean
list_appendices (SgnCommand *command)
{
  g_autoptr (GPtrArray) appendices = sgn_appendix_list ();

  if (command->json)
    sgn_output_json (list_to_json (appendices));
  else
    print_list (appendices);
  return TRUE;
}

static gboolean
is_number (const SgnSheetColumn *column)
{
  return column->kind != SGN_COLUMN_TEXT && column->kind != SGN_COLUMN_DATE;
}

/* A list may be long: line by line, as it would be pasted into a spreadsheet. */
static gboolean
print_rows (SgnSheet *sheet, GError **error)
{
  g_autofree char *rows = sgn_sheet_to_tsv (sheet, NULL, error);

  if (rows == NULL)
    return FALSE;
  g_strchomp (rows);
  sgn_output_line ("%s", rows);
  return TRUE;
}

/* As it would stand on paper, with the words of a heading one after the other. */
static void
print_table (SgnSheet *sheet)
{
  g_autoptr (SgnTable) table = sgn_table_new ();

  for (guint i = 0; i < sgn_sheet_n_columns (sheet); i++)
    {
      const SgnSheetColumn *column = sgn_sheet_get_column (sheet, i);
      g_autofree char *heading = g_strjoinv (" – ", column->heading);

      sgn_table_add_column (table, heading, is_number (column), 48);
    }
  for (guint row = 0; row < sgn_sheet_n_rows (sheet); row++)
    for (guint i = 0; i < sgn_sheet_n_columns (sheet); i++)
      sgn_table_add_cell (table, sgn_sheet_cell_text (sheet, row, i));
  sgn_table_print (table);
}

static gboolean
print_sheet (SgnSheet *sheet, GError **error)
{
  sgn_output_line ("%s\n", sgn_sheet_get_title (sheet));
  if (sgn_sheet_get_row_source (sheet, NULL) == NULL)
    print_table (sheet);
  else if (!print_rows (sheet, error))
    return FALSE;
  for (guint i = 0; i < sgn_sheet_n_notes (sheet); i++)
    sgn_output_line ("\n%s", sgn_sheet_get_note (sheet, i));
  return TRUE;
}

static gboolean
deliver (SgnCommand *command, SgnSheet *sheet, const char *path, GError **error)
{
  if (path == NULL && command->json)
    sgn_output_json (sgn_sheet_to_json (sheet));
  else if (path == NULL)
    return print_sheet (sheet, error);
  else if (!sgn_sheet_write (sheet, path, NULL, error))
    return FALSE;
  else
    sgn_report_file (command, path, "id", sgn_sheet_get_id (sheet));
  return TRUE;
}

/* One of two words; @second says which. An option the appendix does not ask for would do nothing
 * without a word. */
static gboolean
choose (SgnAppendix *appendix, const char *name, const char *value, const char *first,
        const char *second, gboolean *is_second, GError **error)
{
  if (value == NULL)
    return TRUE;
  *is_second = g_str_equal (value, second);
  if (!sgn_appendix_has_parameter (appendix, name))
    return sgn_command_refuse (error, _ ("The appendix %s does not ask for --%s."),
                               sgn_appendix_get_id (appendix), name);
  if (*is_second || g_str_equal (value, first))
    return TRUE;
  return sgn_command_refuse (error, _ ("--%s is %s or %s."), name, first, second);
}

/* What the review forms ask for besides. */
static gboolean
read_choices (SgnAppendix *appendix, const Options *options, SgnAppendixParameters *parameters,
              GError **error)
{
  gboolean near_poor;

  if (!choose (appendix, "state", options->state, "official", "all", &parameters->with_drafts,
               error)
      || !choose (appendix, "ids", options->ids, "masked", "full", &parameters->full_ids, error)
      || !choose (appendix, "class", options->household_class, "poor", "near-poor", &near_poor,
                  error))
    return FALSE;
  if (options->household_class != NULL)
    parameters->household_class = near_poor ? "near-poor" : "poor";
  if (options->ethnicity == NULL)
    return TRUE;
  if (!sgn_appendix_has_parameter (appendix, "ethnicity"))
    return sgn_command_refuse (error, _ ("The appendix %s does not ask for --%s."),
                               sgn_appendix_get_id (appendix), "ethnicity");
  parameters->ethnicity = options->ethnicity;
  return TRUE;
}

static gboolean
make (SgnCommand *command, SgnLedger *ledger, SgnAppendix *appendix, const Options *options,
      SgnAppendixParameters *parameters, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnSheet) sheet = NULL;

  if (options->unit != NULL)
    {
      parameters->unit_id = sgn_programme_find_unit (connection, options->unit, error);
      if (parameters->unit_id == 0)
        return FALSE;
    }
  sheet = sgn_appendix_run (appendix, connection, parameters, NULL, error);
  return sheet != NULL && deliver (command, sheet, options->output, error);
}

static SgnAppendix *
find_appendix (SgnCommand *command, const Options *options, GError **error)
{
  const char *id = sgn_command_argument (command, 1);

  if (options->template_file != NULL && id == NULL)
    return sgn_appendix_load_file (options->template_file, error);
  if (id != NULL && options->template_file == NULL)
    return sgn_appendix_find (id, error);
  sgn_command_refuse (error, "%s",
                      _ ("Which appendix? Name its ID, as “sgn appendix --list” shows "
                         "it, or a file with --template."));
  return NULL;
}

static gboolean
answer (SgnCommand *command, const Options *options, GError **error)
{
  SgnAppendixParameters parameters = { .money_unit = command->money };
  g_autoptr (SgnAppendix) appendix = NULL;
  g_autoptr (SgnLedger) ledger = NULL;

  if (sgn_command_argument (command, 0) == NULL)
    return sgn_command_refuse (error, "%s", _ ("Which ledger? sgn appendix LEDGER ID -o FILE"));
  if (!sgn_command_ending (options->output, ENDINGS, error)
      || !sgn_command_year (options->year, &parameters.year, error)
      || !sgn_command_day ("--as-of", options->as_of, &parameters.as_of, error))
    return FALSE;
  appendix = find_appendix (command, options, error);
  if (appendix == NULL || !read_choices (appendix, options, &parameters, error))
    return FALSE;
  ledger = sgn_command_open (command, FALSE, error);
  return ledger != NULL && make (command, ledger, appendix, options, &parameters, error)
         && sgn_ledger_close (ledger, error);
}

static gboolean
run_appendix (SgnCommand *command, GError **error)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "list", 0, 0, G_OPTION_ARG_NONE, &options.list,
      N_ ("Lists the appendices and their parameters"), NULL },
    { "year", 0, 0, G_OPTION_ARG_FILENAME, &options.year, N_ ("Year (that of the ledger)"),
      N_ ("YEAR") },
    { "unit", 0, 0, G_OPTION_ARG_FILENAME, &options.unit,
      N_ ("Unit, by name, code or number (that of the ledger)"), N_ ("UNIT") },
    { "as-of", 0, 0, G_OPTION_ARG_FILENAME, &options.as_of, N_ ("Last day that counts"),
      N_ ("DATE") },
    { "state", 0, 0, G_OPTION_ARG_STRING, &options.state,
      N_ ("Results of a review: only the official ones, or all"), "official|all" },
    { "ids", 0, 0, G_OPTION_ARG_STRING, &options.ids, N_ ("Personal numbers: masked, or in full"),
      "masked|full" },
    { "class", 0, 0, G_OPTION_ARG_STRING, &options.household_class, N_ ("Households of one class"),
      "poor|near-poor" },
    { "ethnicity", 0, 0, G_OPTION_ARG_STRING, &options.ethnicity,
      N_ ("Households of one ethnic group"), N_ ("CODE") },
    { "template", 0, 0, G_OPTION_ARG_FILENAME, &options.template_file,
      N_ ("A template of the office's own, in place of an ID"), N_ ("FILE") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Writes a file"),
      N_ ("FILE.xlsx|.pdf|.csv|.json") },
    G_OPTION_ENTRY_NULL,
  };

  if (!sgn_command_parse (command, entries, 0, 2, error))
    return FALSE;
  return options.list ? list_appendices (command) : answer (command, &options, error);
}

const SgnVerb sgn_verb_appendix = {
  .name = "appendix",
  .arguments = N_ ("LEDGER ID"),
  .summary = N_ ("Makes an appendix: Excel, PDF, CSV, JSON, or a table here"),
  .run = run_appendix,
};
