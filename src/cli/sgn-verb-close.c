#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "cli/sgn-report.h"
#include "cli/sgn-verbs.h"
#include "programme/sgn-period.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What is to become of a year. */
typedef struct
{
  const char *what;
  int year;
  gboolean closed;
  const char *reason;
} Closing;

typedef struct
{
  char *year, *what, *reason;
  gboolean reopen;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->year);
  g_free (options->what);
  g_free (options->reason);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
close_year (SgnCommand *command, SgnLedger *ledger, Closing *closing, GError **error)
{
  g_autofree char *action
      = sgn_period_action (closing->what, closing->year, closing->closed, closing->reason);
  gint64 change_id = 0;
  JsonObject *more;

  if (!sgn_period_set_closed (ledger, closing->what, closing->year, closing->closed,
                              closing->reason, &change_id, error))
    return FALSE;
  more = json_object_new ();
  json_object_set_string_member (more, "what", closing->what);
  json_object_set_int_member (more, "year", closing->year);
  json_object_set_boolean_member (more, "closed", closing->closed);
  sgn_report_change (command, change_id, action, more);
  return TRUE;
}

static gboolean
read_closing (const Options *options, Closing *closing, GError **error)
{
  closing->closed = !options->reopen;
  closing->reason = options->reason;
  if (g_strcmp0 (options->what, "funding") != 0 && g_strcmp0 (options->what, "review") != 0)
    return sgn_command_refuse (error, "%s",
                               _ ("What is to be closed? --what funding or --what review"));
  closing->what = options->what;
  if (options->year == NULL)
    return sgn_command_refuse (error, "%s", _ ("Which year? --year 2023"));
  if (options->reopen && (options->reason == NULL || *options->reason == '\0'))
    return sgn_command_refuse (error, "%s", _ ("Reopening a year needs its reason: --reason TEXT"));
  return sgn_command_year (options->year, &closing->year, error);
}

static gboolean
run_close (SgnCommand *command, GError **error)
{
  g_auto (Options) options = { 0 };
  Closing closing = { 0 };
  g_autoptr (SgnLedger) ledger = NULL;
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_FILENAME, &options.year, N_ ("The year"), N_ ("YEAR") },
    { "what", 0, 0, G_OPTION_ARG_FILENAME, &options.what, N_ ("What is closed"), "funding|review" },
    { "reopen", 0, 0, G_OPTION_ARG_NONE, &options.reopen, N_ ("Opens a closed year again"), NULL },
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &options.reason, N_ ("Why; it is kept"), N_ ("TEXT") },
    G_OPTION_ENTRY_NULL,
  };

  if (!sgn_command_parse (command, entries, 1, 1, error)
      || !read_closing (&options, &closing, error))
    return FALSE;
  ledger = sgn_command_open (command, TRUE, error);
  return ledger != NULL && close_year (command, ledger, &closing, error)
         && sgn_ledger_close (ledger, error);
}

const SgnVerb sgn_verb_close = {
  .name = "close",
  .arguments = N_ ("LEDGER --year YEAR --what funding|review"),
  .summary = N_ ("Closes a year: nothing in it is edited any more, unless it is reopened"),
  .run = run_close,
};
