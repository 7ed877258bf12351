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
  int n_households = -1;
  g_autoptr (SgnLedger) ledger = NULL;
  const GOptionEntry entries[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, &demo,
      N_ ("Adds made-up allocations and disbursements, marked as such"), NULL },
    { "households", 0, 0, G_OPTION_ARG_INT, &n_households,
      N_ ("How many made-up households it gets (with --demo 3400)"), "N" },
    G_OPTION_ENTRY_NULL,
  };

  if (!sgn_command_parse (command, entries, 1, 1, error))
    return FALSE;
  if (n_households < -1 || n_households > SGN_SAMPLE_MAX_HOUSEHOLDS)
    return sgn_command_refuse (error, _ ("A sample has 0 to %d households."),
                               SGN_SAMPLE_MAX_HOUSEHOLDS);
  if (n_households < 0)
    n_households = demo ? SGN_SAMPLE_HOUSEHOLDS : 0;
  ledger = sgn_sample_create_sized (sgn_command_argument (command, 0), demo, (guint)n_households,
                                    error);
  return ledger != NULL && sgn_ledger_close (ledger, error) && sgn_report_new (command, error);
}

const SgnVerb sgn_verb_sample = {
  .name = "sample",
  .arguments = N_ ("LEDGER"),
  .summary = N_ ("Makes the sample: Trùng Khánh with its plan for 2023"),
  .run = run_sample,
};
