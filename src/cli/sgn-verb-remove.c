#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "base/sgn-id.h"
#include "cli/sgn-report.h"
#include "cli/sgn-verbs.h"
#include "record/sgn-record.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const SgnRecordType *type;
  GArray *ids; /* of gint64 */
} Removal;

static gboolean
remove_all (SgnLedger *ledger, gpointer user_data, GError **error)
{
  const Removal *removal = user_data;

  for (guint i = 0; i < removal->ids->len; i++)
    if (!sgn_record_remove (ledger, sgn_programme_types (), removal->type,
                            g_array_index (removal->ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

static char *
name_change (SgnLedger *ledger, const Removal *removal)
{
  g_autofree char *title = NULL;

  if (removal->ids->len > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Remove %u record: %s",
                                         "Remove %u records: %s", removal->ids->len),
                            removal->ids->len, _ (removal->type->label));
  title = sgn_record_title (sgn_ledger_get_connection (ledger), removal->type,
                            g_array_index (removal->ids, gint64, 0));
  return g_strdup_printf (_ ("Remove %s: %s"), _ (removal->type->label), title);
}

static gboolean
remove_records (SgnCommand *command, SgnLedger *ledger, Removal *removal, GError **error)
{
  g_autofree char *action = name_change (ledger, removal);
  g_autofree char *sentence = NULL;
  JsonObject *more;
  gint64 change_id = 0;

  if (!sgn_ledger_change (ledger, action, remove_all, removal, &change_id, error))
    return FALSE;
  sentence = g_strdup_printf (_ ("Removed: %u."), removal->ids->len);
  more = json_object_new ();
  json_object_set_string_member (more, "type", removal->type->name);
  json_object_set_int_member (more, "removed", removal->ids->len);
  sgn_report_change (command, change_id, sentence, more);
  return TRUE;
}

static gboolean
read_ids (SgnCommand *command, GArray *ids, GError **error)
{
  for (guint i = 2; i < sgn_command_n_arguments (command); i++)
    {
      gint64 id;

      if (!sgn_command_id (sgn_command_argument (command, i), &id, error))
        return FALSE;
      g_array_append_val (ids, id);
    }
  return TRUE;
}

static gboolean
run_remove (SgnCommand *command, GError **error)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Removal removal = { NULL, ids };
  g_autoptr (SgnLedger) ledger = NULL;

  if (!sgn_command_parse (command, entries, 3, G_MAXUINT, error))
    return FALSE;
  removal.type = sgn_command_record_type (sgn_command_argument (command, 1), error);
  if (removal.type == NULL || !read_ids (command, ids, error))
    return FALSE;
  ledger = sgn_command_open (command, TRUE, error);
  return ledger != NULL && remove_records (command, ledger, &removal, error)
         && sgn_ledger_close (ledger, error);
}

const SgnVerb sgn_verb_remove = {
  .name = "remove",
  .arguments = N_ ("LEDGER TYPE ID…"),
  .summary = N_ ("Removes records, all in one change"),
  .run = run_remove,
};
