/* Writes every appendix of the sample ledger into a folder, for a reader that is not ours:
 * make-appendices FOLDER [--demo] [--money UNIT] */

#include "config.h"

#include "page-checks.h"

#include "appendix/sgn-appendix.h"
#include "base/sgn-locale.h"
#include "programme/sgn-sample.h"
#include "sheet/sgn-sheet-writer.h"

static void
write_all (SgnSheet *sheet, const char *folder)
{
  static const char *const endings[] = { "xlsx", "csv", "json", "pdf" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%s", sgn_sheet_get_id (sheet), endings[i]);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;

      if (!sgn_sheet_write (sheet, path, NULL, &error))
        g_error ("%s: %s", path, error->message);
    }
}

int
main (int argc, char **argv)
{
  gboolean demo = FALSE;
  g_autofree char *money = NULL;
  g_autofree char *as_of = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[]
      = { { "demo", 0, 0, G_OPTION_ARG_NONE, &demo, "With synthetic data", NULL },
          { "money", 0, 0, G_OPTION_ARG_STRING, &money, "Money unit", NULL },
          { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, "Last day", NULL },
          { NULL } };
  g_autoptr (GOptionContext) context = g_option_context_new ("FOLDER");
  g_autoptr (GPtrArray) list = sgn_appendix_list ();
  SgnAppendixParameters parameters = { .money_unit = SGN_MONEY_TRIEU };
  g_autofree char *path = NULL;
  SgnLedger *ledger;

  sgn_locale_start ("vi");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    g_error ("make-appendices FOLDER");
  if (money != NULL)
    sgn_money_unit_from_code (money, &parameters.money_unit);
  if (as_of != NULL)
    sgn_date_parse_iso (as_of, &parameters.as_of);
  path = g_build_filename (argv[1], "sample.sgn", NULL);
  ledger = sgn_sample_create (path, demo, &error);
  if (ledger == NULL)
    g_error ("%s", error->message);
  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr (SgnSheet) sheet
          = sgn_appendix_run (g_ptr_array_index (list, i), sgn_ledger_get_connection (ledger),
                              &parameters, NULL, &error);

      if (sheet == NULL)
        g_error ("%s", error->message);
      check_pages (sheet);
      write_all (sheet, argv[1]);
    }
  sgn_ledger_close (ledger, NULL);
  g_object_unref (ledger);
  return 0;
}
