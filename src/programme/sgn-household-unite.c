#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-household-events-private.h"

#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* Two records of one household become one. What pointed to either points to the kept one; not by
 * saving records, because nothing in a closed year changes but whose it is. Where both have a row
 * of the same year (or the same answer), both were reported: the other one's stays with the record
 * that ends. */
static const char *const household_pointers[] = {
  "UPDATE household_event SET household_id = :kept WHERE household_id = :other",
  "UPDATE household_event SET other_id = :kept WHERE other_id = :other",
  "UPDATE OR IGNORE household_year SET household_id = :kept WHERE household_id = :other",
  "UPDATE review_sheet SET household_id = :kept WHERE household_id = :other",
  "UPDATE support SET household_id = :kept WHERE household_id = :other",
  "UPDATE household SET origin_id = nullif(:kept, id) WHERE origin_id = :other",
  "UPDATE household SET merged_into_id = :kept WHERE merged_into_id = :other AND id <> :kept",
  "UPDATE acceptance SET record_id = :kept WHERE record_type = 'household' AND record_id = :other",
  "UPDATE attachment SET record_id = :kept WHERE record_type = 'household' AND record_id = :other",
};

static const char *const member_pointers[] = {
  "UPDATE household_event SET member_id = :kept WHERE member_id = :other",
  "UPDATE child_measure SET member_id = :kept WHERE member_id = :other",
  "UPDATE support SET member_id = :kept WHERE member_id = :other",
  "UPDATE acceptance SET record_id = :kept WHERE record_type = 'member' AND record_id = :other",
  "UPDATE attachment SET record_id = :kept WHERE record_type = 'member' AND record_id = :other",
};

#define MOVE_MEMBERS "UPDATE member SET household_id = :kept WHERE household_id = :other"

/* The same number; or the same name and year of birth, where no two numbers say otherwise. */
#define SELECT_SAME_PERSON                                                             \
  "SELECT k.id FROM member AS k JOIN member AS o ON o.id = :member "                   \
  "WHERE k.household_id = :kept AND k.left_on IS NULL AND (k.id_number = o.id_number " \
  "OR (fold(k.name) = fold(o.name) AND substr(k.birth, 1, 4) = substr(o.birth, 1, 4) " \
  "AND (k.id_number IS NULL OR o.id_number IS NULL))) ORDER BY k.id_number IS NULL, k.id LIMIT 1"

#define COUNT_HEADS                                                                              \
  "SELECT count(*) FROM member WHERE household_id = :kept AND relation = 'head' AND left_on IS " \
  "NULL"

typedef struct
{
  gint64 kept, other;
  const char *const *from_other;
  const SgnEvent *event;
} Unite;

static gboolean
run_pair (SgnConnection *connection, const char *sql, gint64 kept, gint64 other, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, sql, error);

  if (!statement)
    return FALSE;
  sgn_statement_bind_int (statement, ":kept", kept);
  sgn_statement_bind_int (statement, ":other", other);
  return sgn_statement_run (statement, error);
}

static gboolean
point_to_kept (SgnConnection *connection, const char *const *statements, gsize n, gint64 kept,
               gint64 other, GError **error)
{
  for (gsize i = 0; i < n; i++)
    if (!run_pair (connection, statements[i], kept, other, error))
      return FALSE;
  return TRUE;
}

/* Takes what the kept record does not know. No day of joining is not unknown: the person was there
 * from the beginning, and past reviews of the kept household counted on it. */
static void
fill_gaps (SgnRecord *kept, SgnRecord *other)
{
  const SgnRecordType *type = sgn_record_get_record_type (kept);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const char *field = type->fields[i].name;

      if (sgn_record_is_null (kept, field) && !g_str_equal (field, "joined-on"))
        sgn_record_set (kept, field, sgn_record_get (other, field));
    }
}

/* One person in both records: the kept member takes the gaps and all that pointed to the other. */
static gboolean
unite_members (SgnLedger *ledger, const Unite *unite, gint64 kept_id, gint64 other_id,
               GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnRecord) kept = sgn_record_load (connection, &sgn_type_member, kept_id, error);
  g_autoptr (SgnRecord) other
      = kept ? sgn_record_load (connection, &sgn_type_member, other_id, error) : NULL;
  g_autofree char *day = sgn_date_format_iso (unite->event->date);

  if (!other)
    return FALSE;
  fill_gaps (kept, other);
  sgn_record_set_text (other, "left-on", day);
  sgn_record_set_text (other, "left-why", "entered-by-mistake");
  return sgn_record_save (kept, ledger, error) && sgn_record_save (other, ledger, error)
         && point_to_kept (connection, member_pointers, G_N_ELEMENTS (member_pointers), kept_id,
                           other_id, error);
}

static gboolean
find_same_person (SgnConnection *connection, gint64 kept, gint64 member, gint64 *same,
                  GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, SELECT_SAME_PERSON, error);
  SgnStep step;

  if (!row)
    return FALSE;
  sgn_statement_bind_int (row, ":kept", kept);
  sgn_statement_bind_int (row, ":member", member);
  step = sgn_statement_step (row, error);
  *same = step == SGN_ROW ? sgn_statement_int (row, 0) : 0;
  return step != SGN_ERROR;
}

static gboolean
place_pair (GArray *pairs, gint64 kept, gint64 other)
{
  for (guint i = 0; kept && i < pairs->len; i++)
    {
      SgnMemberPair *pair = &g_array_index (pairs, SgnMemberPair, i);

      if (pair->kept != kept || pair->other)
        continue;
      pair->other = other;
      return TRUE;
    }
  return FALSE;
}

static gboolean
has_head (SgnConnection *connection, gint64 kept, gboolean *has, GError **error)
{
  g_autoptr (SgnStatement) row = sgn_connection_prepare (connection, COUNT_HEADS, error);

  if (!row)
    return FALSE;
  sgn_statement_bind_int (row, ":kept", kept);
  if (sgn_statement_step (row, error) != SGN_ROW)
    return FALSE;
  *has = sgn_statement_int (row, 0) > 0;
  return TRUE;
}

/* The head of the record that ends is one more member of the kept household. */
static gboolean
demote_head (SgnLedger *ledger, gint64 kept, gint64 member_id, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnRecord) member = sgn_record_load (connection, &sgn_type_member, member_id, error);
  gboolean has = FALSE;

  if (!member || !has_head (connection, kept, &has, error))
    return FALSE;
  if (!has || !g_str_equal (sgn_record_get_text (member, "relation"), "head"))
    return TRUE;
  sgn_record_set_text (member, "relation", "other");
  return sgn_record_save (member, ledger, error);
}

GArray *
sgn_household_pair_members (SgnConnection *connection, gint64 kept, gint64 other, GError **error)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (SgnMemberPair));
  g_autoptr (GArray) mine = sgn_household_list_present (connection, kept, error);
  g_autoptr (GArray) theirs = mine ? sgn_household_list_present (connection, other, error) : NULL;

  for (guint i = 0; theirs && i < mine->len; i++)
    {
      SgnMemberPair pair = { g_array_index (mine, gint64, i), 0 };

      g_array_append_val (pairs, pair);
    }
  for (guint i = 0; theirs && i < theirs->len; i++)
    {
      SgnMemberPair pair = { 0, g_array_index (theirs, gint64, i) };
      gint64 same;

      if (!find_same_person (connection, kept, pair.other, &same, error))
        return NULL;
      if (!place_pair (pairs, same, pair.other))
        g_array_append_val (pairs, pair);
    }
  return theirs ? g_steal_pointer (&pairs) : NULL;
}

static gboolean
unite_persons (SgnLedger *ledger, const Unite *unite, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GArray) present = sgn_household_list_present (connection, unite->other, error);

  for (guint i = 0; present && i < present->len; i++)
    {
      gint64 member = g_array_index (present, gint64, i), same;

      if (!find_same_person (connection, unite->kept, member, &same, error)
          || !(same ? unite_members (ledger, unite, same, member, error)
                    : demote_head (ledger, unite->kept, member, error)))
        return FALSE;
    }
  return present && run_pair (connection, MOVE_MEMBERS, unite->kept, unite->other, error);
}

static gboolean
take_fields (SgnLedger *ledger, const Unite *unite, SgnRecord *kept, SgnRecord *other,
             GError **error)
{
  for (gsize i = 0; unite->from_other && unite->from_other[i]; i++)
    sgn_record_set (kept, unite->from_other[i], sgn_record_get (other, unite->from_other[i]));
  return sgn_record_save (kept, ledger, error);
}

static gboolean
do_unite (SgnLedger *ledger, gpointer user_data, GError **error)
{
  const Unite *unite = user_data;
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnRecord) kept = sgn_household_load_living (connection, unite->kept, error);
  g_autoptr (SgnRecord) other
      = kept ? sgn_household_load_living (connection, unite->other, error) : NULL;
  const SgnEventRow row = { "duplicate", .household = unite->kept, .other = unite->other };

  return other && take_fields (ledger, unite, kept, other, error)
         && unite_persons (ledger, unite, error)
         && point_to_kept (connection, household_pointers, G_N_ELEMENTS (household_pointers),
                           unite->kept, unite->other, error)
         && sgn_household_mark_ended (ledger, other, "entered-by-mistake", unite->kept,
                                      unite->event, error)
         && sgn_household_add_event (ledger, &row, unite->event, error);
}

gboolean
sgn_household_unite (SgnLedger *ledger, gint64 kept, gint64 other, const char *const *from_other,
                     const SgnEvent *event, GError **error)
{
  Unite unite = { kept, other, from_other, event };

  if (kept == other)
    return sgn_household_refuse (error, _ ("These are not two records but one."));
  return sgn_household_run (ledger, _ ("Two records of a household united"), kept, event, do_unite,
                            &unite, error);
}
