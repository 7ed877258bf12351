#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "cli/sgn-help.h"

#include "cli/sgn-output.h"
#include "cli/sgn-table.h"

#include <glib/gi18n-lib.h>

static char *
describe_option (const GOptionEntry *entry)
{
  GString *option = g_string_new ("  ");

  if (entry->short_name != 0)
    g_string_append_printf (option, "-%c, ", entry->short_name);
  g_string_append_printf (option, "--%s", entry->long_name);
  if (entry->arg_description != NULL)
    g_string_append_printf (option, " %s", _ (entry->arg_description));
  return g_string_free (option, FALSE);
}

static SgnTable *
new_list (void)
{
  SgnTable *table = sgn_table_new ();

  sgn_table_add_column (table, NULL, FALSE, 0);
  sgn_table_add_column (table, NULL, FALSE, 0);
  return table;
}

static void
print_options (const char *heading, const GOptionEntry *entries)
{
  g_autoptr (SgnTable) table = new_list ();

  if (entries->long_name == NULL)
    return;
  for (; entries->long_name != NULL; entries++)
    {
      sgn_table_add_cell (table, describe_option (entries));
      sgn_table_add_cell (table, g_strdup (_ (entries->description)));
    }
  sgn_output_line ("\n%s", heading);
  sgn_table_print (table);
}

void
sgn_help_verb (const SgnVerb *verb, const GOptionEntry *own, const GOptionEntry *general)
{
  sgn_output_line (_ ("Usage: sgn %s [OPTION]… %s"), verb->name, _ (verb->arguments));
  sgn_output_line ("\n%s", _ (verb->summary));
  print_options (_ ("Options:"), own);
  print_options (_ ("General options:"), general);
}

void
sgn_help_program (const SgnVerb *const *verbs)
{
  g_autoptr (SgnTable) table = new_list ();

  sgn_output_line ("%s", _ ("Usage: sgn VERB [OPTION]… [ARGUMENT]…"));
  sgn_output_line ("\n%s", _ ("Sổ Giảm Nghèo on the command line: everything the window does to a "
                              "ledger."));
  sgn_output_line ("\n%s", _ ("Verbs:"));
  for (; *verbs != NULL; verbs++)
    {
      sgn_table_add_cell (table, g_strconcat ("  ", (*verbs)->name, NULL));
      sgn_table_add_cell (table, g_strdup (_ ((*verbs)->summary)));
    }
  sgn_table_print (table);
  sgn_output_line ("\n%s", _ ("“sgn VERB --help” explains a verb, “sgn --version” tells the "
                              "version."));
  sgn_output_line ("%s",
                   _ ("Exit codes: 0 done; 1 done, and there is something to look at; 2 wrong "
                      "usage; 3 failed, the ledger is as it was."));
}
