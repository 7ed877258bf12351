#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "cli/sgn-report.h"
#include "cli/sgn-verbs.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static gboolean
check_role (const char *role, GError **error)
{
  static const char *const ROLES[] = { "district", "commune", "province", NULL };

  if (role == NULL || g_strv_contains (ROLES, role))
    return TRUE;
  return sgn_command_refuse (error, _ ("“--role” takes district, commune or province, not “%s”."),
                             role);
}

static gboolean
create (SgnCommand *command, SgnNewLedger *what, GError **error)
{
  g_autoptr (SgnLedger) ledger = NULL;

  what->operator_name = command->operator_name;
  ledger = sgn_programme_create (sgn_command_argument (command, 0), what, error);
  return ledger != NULL && sgn_ledger_close (ledger, error) && sgn_report_new (command, error);
}

static gboolean
run_new (SgnCommand *command, GError **error)
{
  g_autofree char *unit = NULL;
  g_autofree char *province = NULL;
  g_autofree char *role = NULL;
  g_autofree char *year = NULL;
  SgnNewLedger what = { 0 };
  const GOptionEntry entries[] = {
    { "unit", 0, 0, G_OPTION_ARG_FILENAME, &unit,
      N_ ("Unit that keeps the ledger, by name or code"), N_ ("UNIT") },
    { "province", 0, 0, G_OPTION_ARG_FILENAME, &province,
      N_ ("Its province, where several units have the name"), N_ ("PROVINCE") },
    { "role", 0, 0, G_OPTION_ARG_FILENAME, &role, N_ ("Level of the office (district)"),
      "district|commune|province" },
    { "year", 0, 0, G_OPTION_ARG_FILENAME, &year, N_ ("First year (this year)"), N_ ("YEAR") },
    G_OPTION_ENTRY_NULL,
  };

  if (!sgn_command_parse (command, entries, 1, 1, error) || !check_role (role, error)
      || !sgn_command_year (year, &what.year, error))
    return FALSE;
  if (unit == NULL)
    return sgn_command_refuse (error, "%s",
                               _ ("Whose ledger will it be? Name the unit: --unit "
                                  "\"Huyện …\""));
  what.unit = unit;
  what.province = province;
  what.role = role != NULL ? role : "district";
  return create (command, &what, error);
}

const SgnVerb sgn_verb_new = {
  .name = "new",
  .arguments = N_ ("LEDGER"),
  .summary = N_ ("Makes a ledger with the catalogues of its year; never overwrites"),
  .run = run_new,
};
