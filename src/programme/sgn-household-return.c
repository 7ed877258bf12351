#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-household-events-private.h"

#include "base/sgn-error.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* Who comes to a household: a child born, a person who joins, and a whole household that is back.
 */

/* Those who left earlier, for reasons of their own, stay away. */
#define SELECT_LEFT_WITH_IT                                                    \
  "SELECT m.id FROM member AS m JOIN household AS h ON h.id = m.household_id " \
  "WHERE h.id = :household AND m.left_on = h.ended_on AND m.left_why = h.ended_why ORDER BY m.id"

typedef struct
{
  gint64 household;
  SgnRecord *member;
  gboolean born;
  const SgnEvent *event;
} Arrival;

static void
fill_member (const Arrival *arrival, SgnRecord *household, gint64 position)
{
  SgnRecord *member = arrival->member;
  g_autofree char *day = sgn_date_format_iso (arrival->event->date);

  sgn_record_set_int (member, "household-id", arrival->household);
  sgn_record_set_int (member, "position", position);
  sgn_record_set_text (member, "joined-on", day);
  if (arrival->born && sgn_record_is_null (member, "birth"))
    sgn_record_set_text (member, "birth", day);
  if (sgn_record_is_null (member, "ethnicity"))
    sgn_record_set (member, "ethnicity", sgn_record_get (household, "ethnicity"));
}

static gboolean
do_join (SgnLedger *ledger, gpointer user_data, GError **error)
{
  const Arrival *arrival = user_data;
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnRecord) household
      = sgn_household_load_living (connection, arrival->household, error);
  gint64 last;

  if (!household
      || !sgn_household_find_last_position (connection, arrival->household, &last, error))
    return FALSE;
  fill_member (arrival, household, last + 1);
  if (!sgn_record_save (arrival->member, ledger, error))
    return FALSE;
  const SgnEventRow row = { arrival->born ? "birth" : "joined", .household = arrival->household,
                            .member = sgn_record_get_id (arrival->member) };
  return sgn_household_add_event (ledger, &row, arrival->event, error);
}

gboolean
sgn_household_member_joined (SgnLedger *ledger, gint64 household_id, SgnRecord *member,
                             gboolean born, const SgnEvent *event, GError **error)
{
  Arrival arrival = { household_id, member, born, event };

  g_return_val_if_fail (sgn_record_get_id (member) == 0, FALSE);

  if (g_strcmp0 (sgn_record_get_text (member, "relation"), "head") == 0)
    return sgn_household_refuse (
        error, _ ("The household has its head: say what this person is to him or her."));
  return sgn_household_run (ledger, born ? _ ("Child born") : _ ("Member joins household"),
                            household_id, event, do_join, &arrival, error);
}

static gboolean
bring_back (SgnLedger *ledger, gint64 household_id, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_LEFT_WITH_IT, error);
  g_autoptr (GArray) ids = NULL;

  if (!row)
    return FALSE;
  sgn_statement_bind_int (row, ":household", household_id);
  ids = sgn_statement_collect_ids (row, error);
  for (guint i = 0; ids && i < ids->len; i++)
    {
      g_autoptr (SgnRecord) member
          = sgn_record_load (connection, &sgn_type_member, g_array_index (ids, gint64, i), error);

      if (!member)
        return FALSE;
      sgn_record_set_null (member, "left-on");
      sgn_record_set_null (member, "left-why");
      if (!sgn_record_save (member, ledger, error))
        return FALSE;
    }
  return ids != NULL;
}

static gboolean
check_ended (SgnRecord *household, const SgnEvent *event, GError **error)
{
  const char *ended = sgn_record_get_text (household, "ended-on");
  g_autofree char *day = sgn_date_format_iso (event->date);

  if (!ended)
    return sgn_household_refuse (error, _ ("This household lives here: it has not ended."));
  if (!sgn_record_is_null (household, "merged-into-id"))
    return sgn_household_refuse (
        error, _ ("This household went into another, and its members are there: split "
                  "them off there instead."));
  if (g_strcmp0 (day, ended) >= 0)
    return TRUE;
  g_set_error_literal (error, SGN_BASE_ERROR, SGN_BASE_ERROR_RANGE,
                       _ ("The household ended only later: check the day."));
  return FALSE;
}

static gboolean
do_reopen (SgnLedger *ledger, gpointer user_data, GError **error)
{
  const Arrival *arrival = user_data;
  g_autoptr (SgnRecord) household
      = sgn_record_load (sgn_ledger_get_connection (ledger), &sgn_type_household,
                         arrival->household, error);
  const SgnEventRow row = { "reopened", .household = arrival->household };

  if (!household || !check_ended (household, arrival->event, error)
      || !bring_back (ledger, arrival->household, error))
    return FALSE;
  sgn_record_set_null (household, "ended-on");
  sgn_record_set_null (household, "ended-why");
  return sgn_record_save (household, ledger, error)
         && sgn_household_add_event (ledger, &row, arrival->event, error);
}

gboolean
sgn_household_reopen (SgnLedger *ledger, gint64 household_id, const SgnEvent *event, GError **error)
{
  Arrival arrival = { .household = household_id, .event = event };

  return sgn_household_run (ledger, _ ("Household is back"), household_id, event, do_reopen,
                            &arrival, error);
}
