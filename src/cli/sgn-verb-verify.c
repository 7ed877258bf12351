#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "cli/sgn-output.h"
#include "cli/sgn-verbs.h"
#include "store/sgn-backup.h"

#include <glib/gi18n-lib.h>

static JsonNode *
problems_to_json (GPtrArray *problems)
{
  g_autoptr (JsonArray) sentences = json_array_new ();
  g_autoptr (JsonObject) answer = json_object_new ();

  for (guint i = 0; i < problems->len; i++)
    json_array_add_string_element (sentences, problems->pdata[i]);
  json_object_set_boolean_member (answer, "sound", problems->len == 0);
  json_object_set_array_member (answer, "problems", g_steal_pointer (&sentences));
  return json_node_init_object (json_node_alloc (), answer);
}

static gboolean
run_verify (SgnCommand *command, GError **error)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (GPtrArray) problems = NULL;

  if (!sgn_command_parse (command, entries, 1, 1, error))
    return FALSE;
  problems = sgn_ledger_verify (sgn_command_argument (command, 0), NULL, error);
  if (problems == NULL)
    return FALSE;
  command->attention = problems->len > 0;
  if (command->json)
    sgn_output_json (problems_to_json (problems));
  for (guint i = 0; !command->json && i < problems->len; i++)
    sgn_output_line ("%s", (const char *)problems->pdata[i]);
  if (problems->len == 0)
    sgn_command_say (command, "%s", _ ("The ledger is sound."));
  return TRUE;
}

const SgnVerb sgn_verb_verify = {
  .name = "verify",
  .arguments = N_ ("LEDGER"),
  .summary = N_ ("Examines the file and its journal for damage"),
  .run = run_verify,
};
