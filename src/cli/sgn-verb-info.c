#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "cli/sgn-report.h"
#include "cli/sgn-verbs.h"

#include <glib/gi18n-lib.h>

static gboolean
run_info (SgnCommand *command, GError **error)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (SgnLedger) ledger = NULL;

  if (!sgn_command_parse (command, entries, 1, 1, error))
    return FALSE;
  ledger = sgn_command_open (command, FALSE, error);
  return ledger != NULL && sgn_report_ledger (command, ledger, error)
         && sgn_ledger_close (ledger, error);
}

const SgnVerb sgn_verb_info = {
  .name = "info",
  .arguments = N_ ("LEDGER"),
  .summary = N_ ("Shows whose ledger it is and what it holds"),
  .run = run_info,
};
