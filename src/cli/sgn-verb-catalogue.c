#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "cli/sgn-output.h"
#include "cli/sgn-report.h"
#include "cli/sgn-verbs.h"
#include "programme/sgn-catalogue.h"

#include <glib/gi18n-lib.h>

static void
report (SgnCommand *command, gint64 change_id, const SgnCatalogueInfo *info, guint n_entries)
{
  g_autofree char *sentence
      = g_strdup_printf (_ ("Loaded: %s. Entries: %u."), info->title, n_entries);
  JsonObject *more = json_object_new ();

  json_object_set_string_member (more, "catalogue", info->code);
  json_object_set_string_member (more, "kind", info->kind);
  json_object_set_string_member (more, "title", info->title);
  json_object_set_string_member (more, "source", info->source);
  json_object_set_int_member (more, "entries", n_entries);
  sgn_report_change (command, change_id, sentence, more);
}

static gboolean
run_catalogue (SgnCommand *command, GError **error)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (SgnCatalogueInfo) info = NULL;
  g_autoptr (SgnLedger) ledger = NULL;
  const char *path;
  gint64 change_id = 0;
  guint n_entries;

  if (!sgn_command_parse (command, entries, 2, 2, error))
    return FALSE;
  path = sgn_command_argument (command, 1);
  info = sgn_catalogue_inspect_file (path, &n_entries, error);
  if (info == NULL)
    return FALSE;
  ledger = sgn_command_open (command, TRUE, error);
  if (ledger == NULL || !sgn_catalogue_load_file (ledger, path, &change_id, error))
    return FALSE;
  report (command, change_id, info, n_entries);
  return sgn_ledger_close (ledger, error);
}

const SgnVerb sgn_verb_catalogue = {
  .name = "catalogue",
  .arguments = N_ ("LEDGER FILE.xml"),
  .summary = N_ ("Loads a catalogue beside those there are: code lists, units, income points"),
  .run = run_catalogue,
};
