#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "cli/sgn-report.h"
#include "cli/sgn-verbs.h"
#include "store/sgn-backup.h"

#include <glib/gi18n-lib.h>

static gboolean
run_backup (SgnCommand *command, GError **error)
{
  gboolean overwrite = FALSE;
  const char *target;
  g_autoptr (SgnLedger) ledger = NULL;
  const GOptionEntry entries[] = {
    { "overwrite", 0, 0, G_OPTION_ARG_NONE, &overwrite, N_ ("Replaces an older copy of that name"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!sgn_command_parse (command, entries, 2, 2, error))
    return FALSE;
  target = sgn_command_argument (command, 1);
  ledger = sgn_command_open (command, FALSE, error);
  if (ledger == NULL || !sgn_backup_write (ledger, target, overwrite, NULL, error))
    return FALSE;
  sgn_report_file (command, target, NULL, NULL);
  return sgn_ledger_close (ledger, error);
}

static gboolean
run_restore (SgnCommand *command, GError **error)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  const char *backup, *path;

  if (!sgn_command_parse (command, entries, 2, 2, error))
    return FALSE;
  backup = sgn_command_argument (command, 0);
  path = sgn_command_argument (command, 1);
  if (!sgn_backup_restore (backup, path, error))
    return FALSE;
  sgn_report_file (command, path, NULL, NULL);
  return TRUE;
}

const SgnVerb sgn_verb_backup = {
  .name = "backup",
  .arguments = N_ ("LEDGER FILE"),
  .summary = N_ ("Writes a safe copy, even while the ledger is being worked in"),
  .run = run_backup,
};

const SgnVerb sgn_verb_restore = {
  .name = "restore",
  .arguments = N_ ("FILE LEDGER"),
  .summary = N_ ("Puts a safe copy in place of a ledger, which is kept beside it"),
  .run = run_restore,
};
