#include "config.h"

#include "base/sgn-locale.h"
#include "store/sgn-ledger.h"

#include <stdio.h>
#include <stdlib.h>

/* Writes batches of rows into a ledger, each as one change, and says how far it is, until it is
 * killed: "in N" in the midst of a batch, "end N" before its commit, "done N" after it. */

#define ROWS 3000

static const char sql_insert[] = "INSERT INTO setting (id, key, value) VALUES (:id, :key, :batch)";

static void
say (const char *word, gint64 batch)
{
  printf ("%s %" G_GINT64_FORMAT "\n", word, batch);
  fflush (stdout);
}

static gboolean
write_batch_cb (SgnLedger *ledger, gpointer data, GError **error)
{
  gint64 batch = *(gint64 *)data;
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (sgn_ledger_get_connection (ledger), sql_insert, error);

  for (int i = 0; statement != NULL && i < ROWS; i++)
    {
      gint64 id = sgn_ledger_new_id (ledger, error);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT "/%d", batch, i);
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, batch);

      sgn_statement_bind_int (statement, ":id", id);
      sgn_statement_bind_text (statement, ":key", key);
      sgn_statement_bind_text (statement, ":batch", value);
      if (id == 0 || !sgn_statement_run (statement, error))
        return FALSE;
      sgn_statement_reset (statement);
      if (i == ROWS / 2)
        say ("in", batch);
    }
  say ("end", batch);
  return statement != NULL;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) arguments = sgn_locale_arguments (argc, argv);
  g_autoptr (SgnLedger) ledger
      = sgn_ledger_open (arguments[1],
                         SGN_LEDGER_OPEN_REQUIRE_WRITE | SGN_LEDGER_OPEN_NO_DAILY_BACKUP, NULL,
                         NULL, &error);
  gint64 batch = g_ascii_strtoll (arguments[2], NULL, 10);

  while (ledger != NULL && sgn_ledger_change (ledger, "Lô", write_batch_cb, &batch, NULL, &error))
    say ("done", batch++);
  fprintf (stderr, "%s\n", error->message);
  return EXIT_FAILURE;
}
