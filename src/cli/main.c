#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "base/sgn-locale.h"
#include "cli/sgn-help.h"
#include "cli/sgn-output.h"
#include "cli/sgn-verbs.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* The contract with scripts. */
enum
{
  EXIT_DONE = 0,
  EXIT_ATTENTION = 1,
  EXIT_USAGE = 2,
  EXIT_FAILED = 3,
};

static const SgnVerb *const VERBS[] = {
  &sgn_verb_new,
  &sgn_verb_sample,
  &sgn_verb_info,
  &sgn_verb_types,
  &sgn_verb_list,
  &sgn_verb_show,
  &sgn_verb_put,
  &sgn_verb_remove,
  &sgn_verb_catalogue,
  &sgn_verb_appendix,
  &sgn_verb_check,
  &sgn_verb_log,
  &sgn_verb_undo,
  &sgn_verb_redo,
  &sgn_verb_close,
  &sgn_verb_backup,
  &sgn_verb_restore,
  &sgn_verb_verify,
  NULL,
};

/* Needed before the first word is said, so before the options are read in earnest. */
static const char *
find_language (char **arguments)
{
  for (char **argument = arguments; *argument != NULL; argument++)
    if (strcmp (*argument, "--lang=en") == 0
        || (strcmp (*argument, "--lang") == 0 && g_strcmp0 (argument[1], "en") == 0))
      return "en";
  return "vi";
}

static const SgnVerb *
find_verb (const char *name)
{
  for (const SgnVerb *const *verb = VERBS; *verb != NULL; verb++)
    if (strcmp ((*verb)->name, name) == 0)
      return *verb;
  return NULL;
}

/* General options may stand before the verb. Returns: its place, or that of the closing NULL */
static guint
find_verb_argument (char **arguments)
{
  static const char *const WITH_VALUE[] = { "--lang", "--money", "--operator", NULL };
  guint i = 1;

  while (arguments[i] != NULL && arguments[i][0] == '-')
    {
      gboolean takes_value = g_strv_contains (WITH_VALUE, arguments[i]);
      i += takes_value && arguments[i + 1] != NULL ? 2 : 1;
    }
  return i;
}

static int
report (const GError *error, gboolean json)
{
  if (json)
    sgn_output_json (sgn_output_error_json (error));
  sgn_output_message (error->message);
  if (error->domain != G_OPTION_ERROR)
    return EXIT_FAILED;
  sgn_output_message (_ ("“sgn --help” lists the verbs, “sgn VERB --help” their options."));
  return EXIT_USAGE;
}

static gboolean
asks_for_json (char **arguments)
{
  return g_strv_contains ((const char *const *)arguments, "--json");
}

static int
run_verb (const SgnVerb *verb, char **arguments, guint verb_at)
{
  g_autoptr (GStrvBuilder) rest = g_strv_builder_new ();
  SgnCommand command = { .verb = verb };
  g_autoptr (GError) error = NULL;
  gboolean done;

  for (guint i = 1; arguments[i] != NULL; i++)
    if (i != verb_at)
      g_strv_builder_add (rest, arguments[i]);
  command.arguments = g_strv_builder_end (rest);
  done = verb->run (&command, &error);
  g_strfreev (command.arguments);
  g_free (command.operator_name);
  if (done && !sgn_output_finish ())
    {
      sgn_output_message (_ ("The output could not be written."));
      return EXIT_FAILED;
    }
  if (done)
    return command.attention ? EXIT_ATTENTION : EXIT_DONE;
  return error != NULL ? report (error, asks_for_json (arguments)) : EXIT_DONE;
}

static int
run_without_verb (char **arguments)
{
  g_autoptr (GError) error = NULL;

  if (g_strv_contains ((const char *const *)arguments, "--version"))
    {
      sgn_output_line ("sgn %s", SGN_VERSION);
      return EXIT_DONE;
    }
  if (g_strv_contains ((const char *const *)arguments, "--help")
      || g_strv_contains ((const char *const *)arguments, "-h"))
    {
      sgn_help_program (VERBS);
      return EXIT_DONE;
    }
  sgn_command_refuse (&error, "%s", _ ("What is to be done? A verb is missing."));
  return report (error, asks_for_json (arguments));
}

static int
run (char **arguments)
{
  guint at = find_verb_argument (arguments);
  const SgnVerb *verb = arguments[at] != NULL ? find_verb (arguments[at]) : NULL;
  g_autoptr (GError) error = NULL;

  if (arguments[at] == NULL)
    return run_without_verb (arguments);
  if (verb != NULL)
    return run_verb (verb, arguments, at);
  sgn_command_refuse (&error, _ ("There is no verb “%s”."), arguments[at]);
  return report (error, asks_for_json (arguments));
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) arguments = sgn_locale_arguments (argc, argv);

  sgn_locale_start (find_language (arguments));
  return run (arguments);
}
