#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "cli/sgn-report.h"
#include "cli/sgn-verbs.h"
#include "programme/sgn-sample.h"

#include <glib/gi18n-lib.h>

static gboolean
run_sample (SgnCommand *command, GError **error)
{
  gboolean demo = FALSE;
  g_autoptr (SgnLedger) ledger = NULL;
  const GOptionEntry entries[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, &demo,
      N_ ("Adds made-up allocations and disbursements, marked as such"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!sgn_command_parse (command, entries, 1, 1, error))
    return FALSE;
  ledger = sgn_sample_create (sgn_command_argument (command, 0), demo, error);
  return ledger != NULL && sgn_ledger_close (ledger, error) && sgn_report_new (command, error);
}

const SgnVerb sgn_verb_sample = {
  .name = "sample",
  .arguments = N_ ("LEDGER"),
  .summary = N_ ("Makes the sample: Trùng Khánh with its plan for 2023"),
  .run = run_sample,
};
