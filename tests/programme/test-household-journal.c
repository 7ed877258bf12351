#include "config.h"

#include "programme/sgn-household-events.h"
#include "programme/sgn-household-journal.h"
#include "programme-fixture.h"

/* Which changes are those of a household, newest first. */

static const SgnEvent event = { { 2023, 10, 15 }, "vì lý do thử" };

static SgnLedger *
make_registry (void)
{
  SgnLedger *ledger = make_ledger (2023);

  run_sql (ledger, "INSERT INTO unit (id, parent_id, level, kind, name) "
                   "SELECT 111, unit_id, 'commune', 'xa', 'Xã Một' FROM ledger");
  run_sql (ledger, "INSERT INTO household (id, unit_id, head) VALUES (201, 111, 'An'), "
                   "(202, 111, 'Bình');\n"
                   "INSERT INTO member (id, household_id, name, relation) VALUES "
                   "(301, 201, 'An', 'head'), (302, 201, 'Dũng', 'child'), "
                   "(303, 202, 'Bình', 'head')");
  return ledger;
}

/* "7:2 6:1": change numbers less those of making the ledger, and how many records each touched. */
static char *
read_entries (SgnLedger *ledger, SgnHouseholdJournal *journal, guint limit, gint64 base)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries
      = sgn_household_journal_read (journal, sgn_ledger_get_connection (ledger), limit, NULL,
                                    &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const SgnHouseholdEntry *entry = entries->pdata[i];

      g_string_append_printf (text, "%s%d:%u", i > 0 ? " " : "", (int)(entry->change->id - base),
                              entry->records->len);
    }
  return g_string_free (text, FALSE);
}

static gint64
count_changes (SgnLedger *ledger)
{
  g_autofree char *text
      = read_sql (sgn_ledger_get_connection (ledger), "SELECT max(id) FROM change");

  return g_ascii_strtoll (text, NULL, 10);
}

#define assert_entries(ledger, journal, limit, base, expected)                    \
  G_STMT_START                                                                    \
  {                                                                               \
    g_autofree char *read_ = read_entries ((ledger), (journal), (limit), (base)); \
    g_assert_cmpstr (read_, ==, (expected));                                      \
  }                                                                               \
  G_STMT_END

static void
test_of_one (void)
{
  SgnLedger *ledger = make_registry ();
  g_autoptr (SgnHouseholdJournal) journal = sgn_household_journal_new (201);
  const gint64 base = count_changes (ledger) - 1; /* the change that entered both */

  run_sql (ledger, "UPDATE household SET phone = '1' WHERE id = 201"); /* 2 */
  run_sql (ledger, "UPDATE household SET phone = '2' WHERE id = 202"); /* 3 */
  run_sql (ledger, "UPDATE member SET birth = '1990' WHERE id = 302"); /* 4 */
  run_sql (ledger, "UPDATE member SET birth = '1980' WHERE id = 303"); /* 5 */
  run_sql (ledger, "INSERT INTO household_year (id, household_id, year, unit_id, class, state, "
                   "head) VALUES (401, 201, 2023, 111, 'poor', 'draft', 'An')"); /* 6 */
  run_sql (ledger, "INSERT INTO support (id, household_id, date, content, form) VALUES "
                   "(801, 201, '2023', 'Bò', 'goods'), (802, 202, '2023', 'Bò', 'goods')"); /* 7 */
  assert_entries (ledger, journal, 2, base, "7:1 6:1");
  g_assert_false (sgn_household_journal_is_done (journal));
  assert_entries (ledger, journal, 2, base, "4:1 2:1");
  assert_entries (ledger, journal, 2, base, "1:3");
  g_assert_true (sgn_household_journal_is_done (journal));
  assert_entries (ledger, journal, 2, base, "");
  close_ledger (ledger);
}

/* What is no more is told of, and so is what was done to it before. */
static void
test_removed (void)
{
  SgnLedger *ledger = make_registry ();
  g_autoptr (SgnHouseholdJournal) journal = sgn_household_journal_new (201);
  const gint64 base = count_changes (ledger) - 1;

  run_sql (ledger, "INSERT INTO support (id, household_id, date, content, form) VALUES "
                   "(801, 201, '2023', 'Bò', 'goods')");
  run_sql (ledger, "UPDATE support SET content = 'Trâu' WHERE id = 801");
  run_sql (ledger, "DELETE FROM support WHERE id = 801");
  assert_entries (ledger, journal, 9, base, "4:1 3:1 2:1 1:3");
  close_ledger (ledger);
}

/* Somebody who left for another household is in the journal of both. */
static void
test_split (void)
{
  SgnLedger *ledger = make_registry ();
  static const gint64 leaving[] = { 302 };
  g_autoptr (SgnHouseholdJournal) old = sgn_household_journal_new (201);
  g_autoptr (SgnHouseholdJournal) created = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 base = count_changes (ledger) - 1;
  gint64 id = 0;

  g_assert_true (sgn_household_split (ledger, 201, leaving, 1, 302, 0, &event, &id, &error));
  created = sgn_household_journal_new (id);
  run_sql (ledger, "UPDATE member SET birth = '1990' WHERE id = 302");
  {
    g_autofree char *of_old = read_entries (ledger, old, 9, base);
    g_autofree char *of_new = read_entries (ledger, created, 9, base);

    g_assert_true (g_str_has_prefix (of_old, "3:1 2:"));
    g_assert_true (g_str_has_suffix (of_old, " 1:3"));
    /* the new household begins with the split */
    g_assert_true (g_str_has_prefix (of_new, "3:1 2:"));
    g_assert_null (strstr (of_new, " 1:"));
  }
  close_ledger (ledger);
}

static void
test_cancelled (void)
{
  SgnLedger *ledger = make_registry ();
  g_autoptr (SgnHouseholdJournal) journal = sgn_household_journal_new (201);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (sgn_household_journal_read (journal, sgn_ledger_get_connection (ledger), 9,
                                             cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close_ledger (ledger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/household-journal/of-one", test_of_one);
  g_test_add_func ("/household-journal/removed", test_removed);
  g_test_add_func ("/household-journal/split", test_split);
  g_test_add_func ("/household-journal/cancelled", test_cancelled);
  return g_test_run ();
}
