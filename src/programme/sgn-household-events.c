#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-household-events-private.h"

#include "base/sgn-error.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

#define SELECT_PRESENT                                                         \
  "SELECT id FROM member WHERE household_id = :household AND left_on IS NULL " \
  "ORDER BY position, id"
#define SELECT_LAST_POSITION \
  "SELECT ifnull(max(position), 0) FROM member WHERE household_id = :household"

/* Names and years are looked at only in the village: its households are few, the ledger's many. */
#define SELECT_DUPLICATES                                                                         \
  "SELECT h.id FROM member AS m JOIN household AS h ON h.id = m.household_id "                    \
  "WHERE m.id_number = :number AND m.left_on IS NULL AND h.ended_on IS NULL AND h.id <> :except " \
  "UNION SELECT h.id FROM household AS h JOIN member AS m ON m.household_id = h.id "              \
  "WHERE h.unit_id = :unit AND h.ended_on IS NULL AND h.id <> :except AND m.left_on IS NULL "     \
  "AND fold(m.name) = fold(:name) AND substr(m.birth, 1, 4) = substr(:birth, 1, 4) ORDER BY 1"

/* What an event works with. */
typedef struct
{
  gint64 household, other, member, unit;
  const gint64 *members;
  gsize n;
  const char *why;
  const SgnEvent *event;
} Work;

gboolean
sgn_household_refuse (GError **error, const char *message)
{
  g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT, message);
  return FALSE;
}

SgnRecord *
sgn_household_load_living (SgnConnection *connection, gint64 id, GError **error)
{
  g_autoptr (SgnRecord) household = sgn_record_load (connection, &sgn_type_household, id, error);

  if (!household)
    return NULL;
  if (!sgn_record_is_null (household, "ended-on"))
    {
      g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT,
                   _ ("The household of %s has ended: nothing more can happen to it."),
                   sgn_record_get_text (household, "head"));
      return NULL;
    }
  return g_steal_pointer (&household);
}

GArray *
sgn_household_list_present (SgnConnection *connection, gint64 household_id, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_PRESENT, error);

  if (!row)
    return NULL;
  sgn_statement_bind_int (row, ":household", household_id);
  return sgn_statement_collect_ids (row, error);
}

static void
set_reference (SgnRecord *record, const char *field, gint64 id)
{
  if (id)
    sgn_record_set_int (record, field, id);
}

static void
set_day (SgnRecord *record, const char *field, const SgnEvent *event)
{
  g_autofree char *day = sgn_date_format_iso (event->date);

  sgn_record_set_text (record, field, day);
}

gboolean
sgn_household_add_event (SgnLedger *ledger, const SgnEventRow *row, const SgnEvent *event,
                         GError **error)
{
  g_autoptr (SgnRecord) record = sgn_record_new (&sgn_type_household_event);

  sgn_record_set_int (record, "household-id", row->household);
  sgn_record_set_text (record, "kind", row->kind);
  set_day (record, "date", event);
  sgn_record_set_text (record, "reason", event->reason);
  set_reference (record, "member-id", row->member);
  set_reference (record, "other-id", row->other);
  set_reference (record, "from-unit-id", row->from_unit);
  set_reference (record, "to-unit-id", row->to_unit);
  return sgn_record_save (record, ledger, error);
}

/* Nobody leaves before he or she came. */
static gboolean
check_joined (SgnRecord *member, const SgnEvent *event, GError **error)
{
  const char *joined = sgn_record_get_text (member, "joined-on");
  g_autofree char *day = sgn_date_format_iso (event->date);

  if (!joined || g_strcmp0 (joined, day) <= 0)
    return TRUE;
  g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_RANGE,
               _ ("%s joined the household only later: check the day."),
               sgn_record_get_text (member, "name"));
  return FALSE;
}

static gboolean
mark_left (SgnLedger *ledger, gint64 member_id, const char *why, const SgnEvent *event,
           GError **error)
{
  g_autoptr (SgnRecord) member
      = sgn_record_load (sgn_ledger_get_connection (ledger), &sgn_type_member, member_id, error);

  if (!member || !check_joined (member, event, error))
    return FALSE;
  set_day (member, "left-on", event);
  sgn_record_set_text (member, "left-why", why);
  return sgn_record_save (member, ledger, error);
}

gboolean
sgn_household_mark_ended (SgnLedger *ledger, SgnRecord *household, const char *why,
                          gint64 merged_into, const SgnEvent *event, GError **error)
{
  set_day (household, "ended-on", event);
  sgn_record_set_text (household, "ended-why", why);
  set_reference (household, "merged-into-id", merged_into);
  return sgn_record_save (household, ledger, error);
}

gboolean
sgn_household_run (SgnLedger *ledger, const char *action, gint64 household_id,
                   const SgnEvent *event, SgnChangeFunc func, gpointer user_data, GError **error)
{
  g_autofree char *title = NULL, *name = NULL;

  if (!sgn_date_is_full (event->date))
    {
      g_set_error_literal (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
                           _ ("Say on which day it happened: day, month and year."));
      return FALSE;
    }
  title = sgn_record_title (sgn_ledger_get_connection (ledger), &sgn_type_household, household_id);
  name = g_strdup_printf ("%s: %s", action, title);
  return sgn_ledger_change (ledger, name, func, user_data, NULL, error);
}

static gboolean
contains (const gint64 *ids, gsize n, gint64 id)
{
  for (gsize i = 0; i < n; i++)
    if (ids[i] == id)
      return TRUE;
  return FALSE;
}

/* What somebody is to a new head, from what both were to the old one; "other" where that does not
 * say it: nobody is made a relative by guess. */
static const char *
relate (const char *head_was, const char *member_was)
{
  static const char *const known[][3] = {
    { "spouse", "head", "spouse" },           { "spouse", "child", "child" },
    { "spouse", "grandchild", "grandchild" }, { "child", "head", "parent" },
    { "child", "spouse", "parent" },          { "child", "child", "sibling" },
    { "child", "parent", "grandparent" },     { "parent", "head", "child" },
    { "parent", "parent", "spouse" },         { "parent", "child", "grandchild" },
    { "parent", "sibling", "child" },         { "sibling", "head", "sibling" },
    { "sibling", "sibling", "sibling" },      { "sibling", "parent", "parent" },
    { "grandchild", "head", "grandparent" },  { "grandchild", "spouse", "grandparent" },
    { "grandparent", "head", "grandchild" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i][0], head_was) && g_str_equal (known[i][1], member_was))
      return known[i][2];
  return "other";
}

/* One member goes to another household and stays the same person: what was measured and noted of
 * him or her goes along; the events say since when. */
static gboolean
shift_member (SgnLedger *ledger, SgnRecord *member, gint64 to, const char *relation,
              gint64 position, const SgnEvent *event, GError **error)
{
  gint64 from = sgn_record_get_int (member, "household-id");
  const SgnEventRow left
      = { "left", .household = from, .member = sgn_record_get_id (member), .other = to };
  const SgnEventRow joined
      = { "joined", .household = to, .member = sgn_record_get_id (member), .other = from };

  if (!check_joined (member, event, error))
    return FALSE;
  sgn_record_set_int (member, "household-id", to);
  sgn_record_set_text (member, "relation", relation);
  sgn_record_set_int (member, "position", position);
  set_day (member, "joined-on", event);
  return sgn_record_save (member, ledger, error)
         && sgn_household_add_event (ledger, &left, event, error)
         && sgn_household_add_event (ledger, &joined, event, error);
}

static gboolean
check_split (SgnConnection *connection, const Work *work, GError **error)
{
  g_autoptr (GArray) present = sgn_household_list_present (connection, work->household, error);

  if (!present)
    return FALSE;
  if (work->n == 0 || work->n >= present->len)
    return sgn_household_refuse (error, _ ("Choose who leaves: somebody, but not everybody."));
  if (!contains (work->members, work->n, work->member))
    return sgn_household_refuse (
        error, _ ("The head of the new household must be one of those who leave."));
  for (gsize i = 0; i < work->n; i++)
    if (!contains ((const gint64 *)present->data, present->len, work->members[i])
        || contains (work->members, i, work->members[i]))
      return sgn_household_refuse (error,
                                   _ ("Only members of the household can leave it, each once."));
  return TRUE;
}

static SgnRecord *
make_split_household (SgnLedger *ledger, SgnRecord *from, SgnRecord *head, gint64 unit,
                      const SgnEvent *event, GError **error)
{
  static const char *const copied[] = { "unit-id", "address", "ethnicity", "farming", "synthetic" };
  g_autoptr (SgnRecord) household = sgn_record_new (&sgn_type_household);

  for (gsize i = 0; i < G_N_ELEMENTS (copied); i++)
    sgn_record_set (household, copied[i], sgn_record_get (from, copied[i]));
  if (!sgn_record_is_null (head, "ethnicity"))
    sgn_record_set (household, "ethnicity", sgn_record_get (head, "ethnicity"));
  sgn_record_set_text (household, "head", sgn_record_get_text (head, "name"));
  set_reference (household, "unit-id", unit);
  set_day (household, "separate-since", event);
  sgn_record_set_int (household, "origin-id", sgn_record_get_id (from));
  return sgn_record_save (household, ledger, error) ? g_steal_pointer (&household) : NULL;
}

static gboolean
shift_all (SgnLedger *ledger, Work *work, const char *head_was, GError **error)
{
  gint64 position = 2;

  for (gsize i = 0; i < work->n; i++)
    {
      g_autoptr (SgnRecord) member = sgn_record_load (sgn_ledger_get_connection (ledger),
                                                      &sgn_type_member, work->members[i], error);
      gboolean heads = work->members[i] == work->member;

      if (!member)
        return FALSE;
      if (g_str_equal (sgn_record_get_text (member, "relation"), "head"))
        return sgn_household_refuse (
            error, _ ("The head leaves: name a new head of the household first."));
      if (!shift_member (ledger, member, work->other,
                         heads ? "head"
                               : relate (head_was, sgn_record_get_text (member, "relation")),
                         heads ? 1 : position++, work->event, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
do_split (SgnLedger *ledger, gpointer user_data, GError **error)
{
  Work *work = user_data;
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnRecord) from = sgn_household_load_living (connection, work->household, error);
  g_autoptr (SgnRecord) head = NULL, household = NULL;
  g_autofree char *head_was = NULL;

  if (!from || !check_split (connection, work, error))
    return FALSE;
  head = sgn_record_load (connection, &sgn_type_member, work->member, error);
  household
      = head ? make_split_household (ledger, from, head, work->unit, work->event, error) : NULL;
  if (!household)
    return FALSE;
  head_was = g_strdup (sgn_record_get_text (head, "relation"));
  work->other = sgn_record_get_id (household);
  /* Only one that goes elsewhere has a place in the event. */
  if (work->unit == sgn_record_get_int (from, "unit-id"))
    work->unit = 0;
  const SgnEventRow split
      = { "split", .household = work->household, .other = work->other, .to_unit = work->unit };
  const SgnEventRow registered
      = { "registered", .household = work->other, .other = work->household };
  return sgn_household_add_event (ledger, &split, work->event, error)
         && sgn_household_add_event (ledger, &registered, work->event, error)
         && shift_all (ledger, work, head_was, error);
}

gboolean
sgn_household_split (SgnLedger *ledger, gint64 household_id, const gint64 *member_ids, gsize n,
                     gint64 new_head, gint64 unit_id, const SgnEvent *event, gint64 *new_household,
                     GError **error)
{
  Work work = { .household = household_id,
                .members = member_ids,
                .n = n,
                .member = new_head,
                .unit = unit_id,
                .event = event };

  if (!sgn_household_run (ledger, _ ("Split household"), household_id, event, do_split, &work,
                          error))
    return FALSE;
  if (new_household)
    *new_household = work.other;
  return TRUE;
}

gboolean
sgn_household_find_last_position (SgnConnection *connection, gint64 household_id, gint64 *position,
                                  GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_LAST_POSITION, error);

  if (!row)
    return FALSE;
  sgn_statement_bind_int (row, ":household", household_id);
  if (sgn_statement_step (row, error) != SGN_ROW)
    return FALSE;
  *position = sgn_statement_int (row, 0);
  return TRUE;
}

static gboolean
do_merge (SgnLedger *ledger, gpointer user_data, GError **error)
{
  Work *work = user_data;
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnRecord) household = sgn_household_load_living (connection, work->household, error);
  g_autoptr (SgnRecord) into
      = household ? sgn_household_load_living (connection, work->other, error) : NULL;
  g_autoptr (GArray) present
      = into ? sgn_household_list_present (connection, work->household, error) : NULL;
  const SgnEventRow merged = { "merged", .household = work->household, .other = work->other };
  gint64 position;

  if (!present || !sgn_household_find_last_position (connection, work->other, &position, error))
    return FALSE;
  for (guint i = 0; i < present->len; i++)
    {
      g_autoptr (SgnRecord) member = sgn_record_load (connection, &sgn_type_member,
                                                      g_array_index (present, gint64, i), error);

      if (!member
          || !shift_member (ledger, member, work->other, "other", ++position, work->event, error))
        return FALSE;
    }
  return sgn_household_mark_ended (ledger, household, "merged", work->other, work->event, error)
         && sgn_household_add_event (ledger, &merged, work->event, error);
}

gboolean
sgn_household_merge_into (SgnLedger *ledger, gint64 household_id, gint64 into_id,
                          const SgnEvent *event, GError **error)
{
  Work work = { .household = household_id, .other = into_id, .event = event };

  if (household_id == into_id)
    return sgn_household_refuse (error, _ ("A household cannot join itself."));
  return sgn_household_run (ledger, _ ("Household joins another"), household_id, event, do_merge,
                            &work, error);
}

static gboolean
relate_all (SgnLedger *ledger, GArray *present, gint64 new_head, const char *head_was,
            GError **error)
{
  for (guint i = 0; i < present->len; i++)
    {
      gint64 id = g_array_index (present, gint64, i);
      g_autoptr (SgnRecord) member
          = sgn_record_load (sgn_ledger_get_connection (ledger), &sgn_type_member, id, error);

      if (!member)
        return FALSE;
      sgn_record_set_text (member, "relation",
                           id == new_head
                               ? "head"
                               : relate (head_was, sgn_record_get_text (member, "relation")));
      if (!sgn_record_save (member, ledger, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
do_new_head (SgnLedger *ledger, gpointer user_data, GError **error)
{
  Work *work = user_data;
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnRecord) household = sgn_household_load_living (connection, work->household, error);
  g_autoptr (GArray) present
      = household ? sgn_household_list_present (connection, work->household, error) : NULL;
  g_autoptr (SgnRecord) head = NULL;
  const SgnEventRow row = { "new-head", .household = work->household, .member = work->member };

  if (!present)
    return FALSE;
  if (!contains ((const gint64 *)present->data, present->len, work->member))
    return sgn_household_refuse (error, _ ("The new head must be a member of the household."));
  head = sgn_record_load (connection, &sgn_type_member, work->member, error);
  if (!head)
    return FALSE;
  if (g_str_equal (sgn_record_get_text (head, "relation"), "head"))
    return sgn_household_refuse (error, _ ("This member is the head already."));
  sgn_record_set_text (household, "head", sgn_record_get_text (head, "name"));
  return sgn_record_save (household, ledger, error)
         && relate_all (ledger, present, work->member, sgn_record_get_text (head, "relation"),
                        error)
         && sgn_household_add_event (ledger, &row, work->event, error);
}

gboolean
sgn_household_new_head (SgnLedger *ledger, gint64 household_id, gint64 member_id,
                        const SgnEvent *event, GError **error)
{
  Work work = { .household = household_id, .member = member_id, .event = event };

  return sgn_household_run (ledger, _ ("New head of household"), household_id, event, do_new_head,
                            &work, error);
}

/* The household is no more, and nobody is in it. */
static gboolean
end_with_members (SgnLedger *ledger, SgnRecord *household, const char *why, const SgnEvent *event,
                  GError **error)
{
  g_autoptr (GArray) present = sgn_household_list_present (sgn_ledger_get_connection (ledger),
                                                           sgn_record_get_id (household), error);

  for (guint i = 0; present && i < present->len; i++)
    if (!mark_left (ledger, g_array_index (present, gint64, i), why, event, error))
      return FALSE;
  return present && sgn_household_mark_ended (ledger, household, why, 0, event, error);
}

static gboolean
do_move (SgnLedger *ledger, gpointer user_data, GError **error)
{
  Work *work = user_data;
  g_autoptr (SgnRecord) household
      = sgn_household_load_living (sgn_ledger_get_connection (ledger), work->household, error);

  if (!household)
    return FALSE;
  const SgnEventRow row
      = { "moved", .household = work->household,
          .from_unit = sgn_record_get_int (household, "unit-id"), .to_unit = work->unit };
  if (row.from_unit == work->unit)
    return sgn_household_refuse (error, _ ("The household lives there already."));
  if (!work->unit)
    return end_with_members (ledger, household, "moved-away", work->event, error)
           && sgn_household_add_event (ledger, &row, work->event, error);
  sgn_record_set_int (household, "unit-id", work->unit);
  return sgn_record_save (household, ledger, error)
         && sgn_household_add_event (ledger, &row, work->event, error);
}

gboolean
sgn_household_move (SgnLedger *ledger, gint64 household_id, gint64 unit_id, const SgnEvent *event,
                    GError **error)
{
  Work work = { .household = household_id, .unit = unit_id, .event = event };

  return sgn_household_run (ledger, _ ("Household moves"), household_id, event, do_move, &work,
                            error);
}

static gboolean
do_member_left (SgnLedger *ledger, gpointer user_data, GError **error)
{
  Work *work = user_data;
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnRecord) member
      = sgn_record_load (connection, &sgn_type_member, work->member, error);
  g_autoptr (GArray) present = NULL;

  if (!member)
    return FALSE;
  if (!sgn_record_is_null (member, "left-on"))
    return sgn_household_refuse (error, _ ("This member left before."));
  present = sgn_household_list_present (connection, work->household, error);
  if (!present)
    return FALSE;
  if (present->len == 1)
    return sgn_household_refuse (error, _ ("Nobody would be left: end the household instead."));
  if (g_str_equal (sgn_record_get_text (member, "relation"), "head"))
    return sgn_household_refuse (error,
                                 _ ("The head leaves: name a new head of the household first."));
  const SgnEventRow row = { g_strcmp0 (work->why, "died") == 0 ? "death" : "left",
                            .household = work->household, .member = work->member };
  return mark_left (ledger, work->member, work->why, work->event, error)
         && sgn_household_add_event (ledger, &row, work->event, error);
}

gboolean
sgn_household_member_left (SgnLedger *ledger, gint64 member_id, const char *why,
                           const SgnEvent *event, GError **error)
{
  g_autoptr (SgnRecord) member
      = sgn_record_load (sgn_ledger_get_connection (ledger), &sgn_type_member, member_id, error);

  if (!member)
    return FALSE;
  Work work = { .household = sgn_record_get_int (member, "household-id"),
                .member = member_id,
                .why = why,
                .event = event };
  return sgn_household_run (ledger, _ ("Member leaves household"), work.household, event,
                            do_member_left, &work, error);
}

static gboolean
do_end (SgnLedger *ledger, gpointer user_data, GError **error)
{
  Work *work = user_data;
  g_autoptr (SgnRecord) household
      = sgn_household_load_living (sgn_ledger_get_connection (ledger), work->household, error);
  const SgnEventRow row = { "ended", .household = work->household };

  return household && end_with_members (ledger, household, work->why, work->event, error)
         && sgn_household_add_event (ledger, &row, work->event, error);
}

gboolean
sgn_household_end (SgnLedger *ledger, gint64 household_id, const char *why, const SgnEvent *event,
                   GError **error)
{
  Work work = { .household = household_id, .why = why, .event = event };

  if (g_strcmp0 (why, "merged") == 0)
    return sgn_household_refuse (error, _ ("Say which household it joined instead of ending it."));
  return sgn_household_run (ledger, _ ("Household ends"), household_id, event, do_end, &work,
                            error);
}

GArray *
sgn_household_find_duplicates (SgnConnection *connection, gint64 unit_id, const char *name,
                               const char *birth, const char *id_number, gint64 except_household,
                               GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_DUPLICATES, error);

  if (!row)
    return NULL;
  sgn_statement_bind_int (row, ":unit", unit_id);
  sgn_statement_bind_text (row, ":name", name);
  sgn_statement_bind_text (row, ":birth", birth);
  sgn_statement_bind_text (row, ":number", id_number);
  sgn_statement_bind_int (row, ":except", except_household);
  return sgn_statement_collect_ids (row, error);
}
