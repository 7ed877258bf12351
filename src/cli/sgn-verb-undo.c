#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "cli/sgn-report.h"
#include "cli/sgn-verbs.h"
#include "store/sgn-journal.h"

#include <glib/gi18n-lib.h>

static gboolean
read_number (const char *text, gint64 *number, GError **error)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &value, NULL))
    return sgn_command_refuse (error,
                               _ ("“%s” is not the number of a change. “sgn log” shows them."),
                               text);
  *number = (gint64)value;
  return TRUE;
}

static void
report (SgnCommand *command, gint64 new_change, const SgnChange *taken, const char *member,
        const char *done)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, taken->id);
  g_autofree char *sentence = g_strdup_printf (_ ("%s change %s, %s"), done, number, taken->action);
  JsonObject *more = json_object_new ();

  json_object_set_int_member (more, member, taken->id);
  json_object_set_string_member (more, "action", taken->action);
  sgn_report_change (command, new_change, sentence, more);
}

/* The name of what is taken back is asked for first, because afterwards another would be next. */
static gboolean
undo (SgnCommand *command, SgnLedger *ledger, gint64 number, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GError) cause = NULL;
  g_autoptr (SgnChange) change = number == 0 ? sgn_journal_next_undo (connection, &cause)
                                             : sgn_journal_get (connection, number, &cause);
  gint64 new_change = 0;

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (!sgn_ledger_undo (ledger, number, &new_change, error))
    return FALSE;
  report (command, new_change, change, "undone", _ ("Undone:"));
  return TRUE;
}

static gboolean
redo (SgnCommand *command, SgnLedger *ledger, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (SgnChange) change = sgn_journal_next_redo (sgn_ledger_get_connection (ledger), &cause);
  gint64 new_change = 0;

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (!sgn_ledger_redo (ledger, &new_change, error))
    return FALSE;
  report (command, new_change, change, "redone", _ ("Redone:"));
  return TRUE;
}

static gboolean
run_undo (SgnCommand *command, GError **error)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (SgnLedger) ledger = NULL;
  const char *text;
  gint64 number = 0;

  if (!sgn_command_parse (command, entries, 1, 2, error))
    return FALSE;
  text = sgn_command_argument (command, 1);
  if (text != NULL && !read_number (text, &number, error))
    return FALSE;
  ledger = sgn_command_open (command, TRUE, error);
  return ledger != NULL && undo (command, ledger, number, error)
         && sgn_ledger_close (ledger, error);
}

static gboolean
run_redo (SgnCommand *command, GError **error)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (SgnLedger) ledger = NULL;

  if (!sgn_command_parse (command, entries, 1, 1, error))
    return FALSE;
  ledger = sgn_command_open (command, TRUE, error);
  return ledger != NULL && redo (command, ledger, error) && sgn_ledger_close (ledger, error);
}

const SgnVerb sgn_verb_undo = {
  .name = "undo",
  .arguments = N_ ("LEDGER [CHANGE]"),
  .summary = N_ ("Takes back the last change, or an older one nothing later depends on"),
  .run = run_undo,
};

const SgnVerb sgn_verb_redo = {
  .name = "redo",
  .arguments = N_ ("LEDGER"),
  .summary = N_ ("Takes the last undo back"),
  .run = run_redo,
};
