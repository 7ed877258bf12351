/* The sample ledger with rows of a script besides, for a reader that is not ours:
 * make-registry FILE SCRIPT. Statements of the script end with a semicolon at the end of a line. */

#include "config.h"

#include "base/sgn-locale.h"
#include "programme/sgn-sample.h"

static gboolean
run_script (SgnLedger *ledger, gpointer user_data, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_auto (GStrv) statements = g_strsplit (user_data, ";\n", -1);

  for (guint i = 0; statements[i] != NULL; i++)
    if (*g_strstrip (statements[i]) != '\0'
        && !sgn_connection_run (connection, statements[i], error))
      return FALSE;
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autofree char *script = NULL;
  g_autoptr (GError) error = NULL;
  SgnLedger *ledger;

  sgn_locale_start ("vi");
  if (argc != 3)
    g_error ("make-registry FILE SCRIPT");
  ledger = sgn_sample_create (argv[1], FALSE, &error);
  if (ledger == NULL || !g_file_get_contents (argv[2], &script, NULL, &error)
      || !sgn_ledger_run_derived (ledger, run_script, script, &error))
    g_error ("%s", error->message);
  sgn_ledger_close (ledger, NULL);
  g_object_unref (ledger);
  return 0;
}
