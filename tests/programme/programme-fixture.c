#include "config.h"

#include "programme-fixture.h"
#include "test-folder.h"

#include <string.h>

char *
make_path (void)
{
  static int n;
  g_autofree char *name = g_strdup_printf ("sổ %d.sgn", ++n);

  return test_make_path (name);
}

SgnLedger *
make_ledger (int year)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_path ();
  SgnNewLedger what = { .unit = "Huyện Thử", .role = "district", .year = year };
  SgnLedger *ledger = sgn_programme_create (path, &what, &error);

  g_assert_no_error (error);
  return ledger;
}

static gboolean
run_statements (SgnLedger *ledger, gpointer user_data, GError **error)
{
  g_auto (GStrv) statements = g_strsplit (user_data, ";\n", -1);

  for (guint i = 0; statements[i]; i++)
    if (*g_strstrip (statements[i])
        && !sgn_connection_run (sgn_ledger_get_connection (ledger), statements[i], error))
      return FALSE;
  return TRUE;
}

void
run_sql (SgnLedger *ledger, const char *sql)
{
  g_autoptr (GError) error = NULL;

  sgn_ledger_change (ledger, "test", run_statements, (gpointer)sql, NULL, &error);
  g_assert_no_error (error);
}

char *
read_sql (SgnConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, sql, &error);
  g_autoptr (GString) result = g_string_new (NULL);

  g_assert_no_error (error);
  while (sgn_statement_step (statement, &error) == SGN_ROW)
    {
      for (guint i = 0; i < sgn_statement_n_columns (statement); i++)
        {
          const char *text = sgn_statement_text (statement, i);

          g_string_append_printf (result, "%s%s", i ? "|" : "", text ? text : "");
        }
      g_string_append_c (result, '\n');
    }
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&result), FALSE);
}

void
close_ledger (SgnLedger *ledger)
{
  g_autoptr (GError) error = NULL;

  sgn_ledger_close (ledger, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (ledger);
}
