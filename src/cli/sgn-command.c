#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "cli/sgn-command.h"

#include "base/sgn-id.h"
#include "base/sgn-text.h"
#include "cli/sgn-help.h"
#include "cli/sgn-output.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What the general options are read into. */
typedef struct
{
  gboolean help, json;
  char *lang, *money, *operator_name;
} General;

static void
general_clear (General *general)
{
  g_free (general->lang);
  g_free (general->money);
  g_free (general->operator_name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (General, general_clear)

gboolean
sgn_command_refuse (GError **error, const char *format, ...)
{
  va_list values;

  if (error == NULL)
    return FALSE;
  va_start (values, format);
  *error = g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, format, values);
  va_end (values);
  return FALSE;
}

void
sgn_command_say (SgnCommand *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list values;

  if (self->json)
    return;
  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  sgn_output_message (text);
}

guint
sgn_command_n_arguments (SgnCommand *self)
{
  return g_strv_length (self->arguments);
}

const char *
sgn_command_argument (SgnCommand *self, guint index)
{
  return index < sgn_command_n_arguments (self) ? self->arguments[index] : NULL;
}

/* GOption speaks in GLib's own words, which are rarely translated: unknown options are left in
 * place and refused here. A lone "-" is an argument. */
static gboolean
refuse_unknown_options (SgnCommand *self, GError **error)
{
  for (char **argument = self->arguments; *argument != NULL; argument++)
    {
      if (strcmp (*argument, "--") == 0)
        break;
      if ((*argument)[0] == '-' && (*argument)[1] != '\0')
        return sgn_command_refuse (error, _ ("“sgn %s” has no option “%s”."), self->verb->name,
                                   *argument);
    }
  return TRUE;
}

/* "--" says that what follows are arguments, even with a dash. */
static void
drop_separator (SgnCommand *self)
{
  for (char **argument = self->arguments; *argument != NULL; argument++)
    if (strcmp (*argument, "--") == 0)
      {
        g_free (*argument);
        memmove (argument, argument + 1, (g_strv_length (argument + 1) + 1) * sizeof *argument);
        return;
      }
}

static gboolean
check_count (SgnCommand *self, guint min, guint max, GError **error)
{
  guint n = sgn_command_n_arguments (self);

  if (n < min)
    return sgn_command_refuse (error, _ ("“sgn %s” needs more: sgn %s %s"), self->verb->name,
                               self->verb->name, _ (self->verb->arguments));
  if (n > max)
    return sgn_command_refuse (error, _ ("“%s” is one argument too many: sgn %s %s"),
                               self->arguments[max], self->verb->name, _ (self->verb->arguments));
  return TRUE;
}

static gboolean
take_general (SgnCommand *self, General *general, GError **error)
{
  self->json = general->json;
  self->operator_name = sgn_text_nfc (general->operator_name);
  if (general->lang != NULL && strcmp (general->lang, "vi") != 0
      && strcmp (general->lang, "en") != 0)
    return sgn_command_refuse (error, _ ("“--lang” takes vi or en, not “%s”."), general->lang);
  if (general->money != NULL && !sgn_money_unit_from_code (general->money, &self->money))
    return sgn_command_refuse (error, _ ("“--money” takes dong, nghin, trieu or ty, not “%s”."),
                               general->money);
  return TRUE;
}

static gboolean
read_options (SgnCommand *self, const GOptionEntry *own, const GOptionEntry *general_entries,
              GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) cause = NULL;
  g_auto (GStrv) all = g_new0 (char *, g_strv_length (self->arguments) + 2);

  /* The parser expects a program name first. */
  all[0] = g_strdup ("sgn");
  for (guint i = 0; self->arguments[i] != NULL; i++)
    all[i + 1] = g_strdup (self->arguments[i]);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_add_main_entries (context, own, NULL);
  g_option_context_add_main_entries (context, general_entries, NULL);
  if (!g_option_context_parse_strv (context, &all, &cause))
    {
      g_debug ("%s", cause->message);
      return sgn_command_refuse (error, _ ("An option of “sgn %s” lacks its value."),
                                 self->verb->name);
    }
  g_strfreev (self->arguments);
  self->arguments = g_strdupv (all + 1);
  return TRUE;
}

gboolean
sgn_command_parse (SgnCommand *self, const GOptionEntry *entries, guint min, guint max,
                   GError **error)
{
  g_auto (General) general = { 0 };
  const GOptionEntry general_entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &general.json, N_ ("One JSON document instead of a table"),
      NULL },
    { "lang", 0, 0, G_OPTION_ARG_FILENAME, &general.lang, N_ ("Language of messages"), "vi|en" },
    { "money", 0, 0, G_OPTION_ARG_FILENAME, &general.money, N_ ("Unit of money in tables"),
      "dong|nghin|trieu|ty" },
    { "operator", 0, 0, G_OPTION_ARG_FILENAME, &general.operator_name,
      N_ ("Who works, for the journal"), N_ ("NAME") },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &general.help, N_ ("Shows this help"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!read_options (self, entries, general_entries, error))
    return FALSE;
  if (general.help)
    {
      sgn_help_verb (self->verb, entries, general_entries);
      return FALSE;
    }
  if (!take_general (self, &general, error) || !refuse_unknown_options (self, error))
    return FALSE;
  drop_separator (self);
  return check_count (self, min, max, error);
}

SgnLedger *
sgn_command_open (SgnCommand *self, gboolean write, GError **error)
{
  SgnLedgerOpenFlags flags = write ? SGN_LEDGER_OPEN_REQUIRE_WRITE : SGN_LEDGER_OPEN_READONLY;
  SgnLedger *ledger
      = sgn_programme_open (self->arguments[0], flags, self->operator_name, NULL, error);
  const char *notice = ledger != NULL ? sgn_ledger_get_notice (ledger) : NULL;

  if (notice != NULL)
    sgn_command_say (self, "%s", notice);
  return ledger;
}

const SgnRecordType *
sgn_command_record_type (const char *name, GError **error)
{
  const SgnRecordType *type = sgn_types_by_name (sgn_programme_types (), name);

  if (type == NULL)
    sgn_command_refuse (error, _ ("There is no record type “%s”. “sgn types” lists them."), name);
  return type;
}

gboolean
sgn_command_id (const char *text, gint64 *id, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (sgn_id_parse (text, id, &cause))
    return TRUE;
  return sgn_command_refuse (error, "%s", cause->message);
}

gboolean
sgn_command_year (const char *text, int *year, GError **error)
{
  guint64 number;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1900, 2200, &number, NULL))
    return sgn_command_refuse (error, _ ("“--year” takes a year such as 2023, not “%s”."), text);
  *year = (int)number;
  return TRUE;
}

gboolean
sgn_command_count (const char *option, const char *text, guint *count, GError **error)
{
  guint64 number;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT32, &number, NULL))
    return sgn_command_refuse (error, _ ("“%s” takes a whole number from 1 on, not “%s”."), option,
                               text);
  *count = (guint)number;
  return TRUE;
}

gboolean
sgn_command_day (const char *option, const char *text, SgnDate *date, GError **error)
{
  if (text == NULL)
    return TRUE;
  if (!sgn_date_parse (text, date, NULL) || !sgn_date_is_full (*date))
    return sgn_command_refuse (error, _ ("“%s” takes a day such as 2023-08-31, not “%s”."), option,
                               text);
  return TRUE;
}

gboolean
sgn_command_ending (const char *path, const char *const *endings, GError **error)
{
  g_autofree char *lower = path != NULL ? g_ascii_strdown (path, -1) : NULL;
  g_autofree char *allowed = g_strjoinv (", ", (char **)endings);

  if (lower == NULL)
    return TRUE;
  for (; *endings != NULL; endings++)
    if (g_str_has_suffix (lower, *endings))
      return TRUE;
  return sgn_command_refuse (error, _ ("“-o” takes a name that ends with %s, not “%s”."), allowed,
                             path);
}
