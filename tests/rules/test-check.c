#include "config.h"

#include "rules-fixture.h"

#include "programme/sgn-programme.h"
#include "store/sgn-journal.h"
#include "store/sgn-store-error.h"

#include <string.h>

/* ---- runs ------------------------------------------------------------------------------------ */

static const char mixed_sql[] = TWO_LINES LINE
    "(52, 43, 24, 1, NULL, NULL, 4000000), (53, 40, 24, 1, NULL, NULL, 4000000), (54, 40, 23, 1, "
    "NULL, NULL, 1000000);" STATED "(60, 40, 20, NULL, NULL, NULL, 90000000, NULL), (61, 40, NULL, "
    "NULL, NULL, NULL, 96000000, NULL);" PAID
    "(70, '2023-03-01', 2023, 0, 21, 2, 'NSTW', 'DTPT', 'payment', 80000000)";

static char *
list_findings (GPtrArray *findings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const SgnFinding *finding = findings->pdata[i];

      g_string_append_printf (text, "%s %s %" G_GINT64_FORMAT "\n", finding->rule->id,
                              finding->component ? finding->component : "*", finding->record_id);
    }
  return g_string_free (text, FALSE);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *found = NULL;

  run_script (fixture->ledger, mixed_sql);
  findings = check (fixture->ledger, NULL, 2023, 0, "2023-07-02");
  found = list_findings (findings);
  g_assert_cmpstr (found, ==,
                   "KP-OVERSPENT 1.1 70\n"
                   "KP-SUM * 61\nKP-SUM 1 60\n"
                   "KP-KIND-MISSING 2 54\n"
                   "KP-KIND-MISSING 10 53\n"
                   "KP-LEAD 1.1 21\nKP-LEAD 1.2 22\nKP-LEAD 2 23\nKP-LEAD 10 24\n"
                   "KP-SLOW 1.2 22\nKP-SLOW 2 23\nKP-SLOW 10 24\n"
                   "KP-SOURCE-MISSING * 40\n");
}

static void
test_options (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *rule;
    int year;
    gint64 record;
    const char *findings;
  } runs[] = {
    { "KP-KIND-MISSING", 0, 0,
      "KP-KIND-MISSING 2 54\nKP-KIND-MISSING 10 52\nKP-KIND-MISSING 10 53\n" },
    { "KP-KIND-MISSING", 2022, 0, "KP-KIND-MISSING 10 52\n" },
    { NULL, 0, 60, "KP-SUM 1 60\n" },
    { "KP-KIND-MISSING", 2023, 52, "" },
    { NULL, 0, 70, "KP-OVERSPENT 1.1 70\n" },
    { NULL, 0, 12345, "" },
  };

  run_script (fixture->ledger, mixed_sql);
  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_autoptr (GPtrArray) findings
          = check (fixture->ledger, runs[i].rule, runs[i].year, runs[i].record, "2023-07-02");
      g_autofree char *found = list_findings (findings);

      g_assert_cmpstr (found, ==, runs[i].findings);
    }
}

static void
test_unknown_rule (Fixture *fixture, gconstpointer data)
{
  const char *rules[] = { "KP-SUM", "KP-NOTHING", NULL };
  SgnCheckOptions options = { rules };
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_check_run (sgn_ledger_get_connection (fixture->ledger), sgn_programme_types (),
                                &options, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "KP-NOTHING"));
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (sgn_check_run (sgn_ledger_get_connection (fixture->ledger), sgn_programme_types (),
                                NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* The connection is free again. */
  findings = check (fixture->ledger, NULL, 0, 0, NULL);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_amounts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  const SgnFinding *finding;

  run_script (fixture->ledger, TWO_LINES STATED "(60, 40, NULL, NULL, NULL, NULL, 30000000, NULL)");
  findings = check (fixture->ledger, "KP-SUM", 0, 0, NULL);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = findings->pdata[0];
  g_assert_true (finding->has_amounts);
  g_assert_cmpint (finding->stated, ==, 30000000);
  g_assert_cmpint (finding->computed, ==, 100000000);
  g_assert_cmpint (finding->difference, ==, -70000000);
  g_assert_cmpuint (g_strv_length (finding->explained_by), ==, 1);
  g_assert_cmpstr (finding->explained_by[0], ==, "1.1");
  g_assert_null (finding->component);
  g_assert_cmpstr (finding->field, ==, "amount");
}

/* ---- accepting ------------------------------------------------------------------------------- */

static const SgnFinding *
find_only (GPtrArray *findings)
{
  g_assert_cmpuint (findings->len, ==, 1);
  return findings->pdata[0];
}

static void
test_accept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL, accepted = NULL, changed = NULL, back = NULL,
                        withdrawn = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnChange) change = NULL;

  run_script (fixture->ledger, TWO_LINES STATED "(60, 40, 20, NULL, NULL, NULL, 99000000, NULL)");
  before = check (fixture->ledger, "KP-SUM", 0, 0, NULL);
  g_assert_null (find_only (before)->accepted);

  g_assert_false (sgn_check_accept (fixture->ledger, find_only (before), "  ", &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);

  g_assert_true (
      sgn_check_accept (fixture->ledger, find_only (before), "In đúng như văn bản", &error));
  g_assert_no_error (error);
  change = sgn_journal_next_undo (sgn_ledger_get_connection (fixture->ledger), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (change->action, ==, "Accept KP-SUM: In đúng như văn bản");
  accepted = check (fixture->ledger, "KP-SUM", 0, 0, NULL);
  g_assert_cmpstr (find_only (accepted)->accepted, ==, "In đúng như văn bản");
  g_assert_cmpstr (find_only (accepted)->accepted_by, ==,
                   sgn_ledger_get_operator (fixture->ledger));
  g_assert_nonnull (find_only (accepted)->accepted_at);

  /* Other figures ask again; the old figures are still accepted. */
  run_script (fixture->ledger, "UPDATE funding_line SET amount = amount + 1 WHERE id = 50");
  changed = check (fixture->ledger, "KP-SUM", 0, 0, NULL);
  g_assert_null (find_only (changed)->accepted);
  run_script (fixture->ledger, "UPDATE funding_line SET amount = amount - 1 WHERE id = 50");
  back = check (fixture->ledger, "KP-SUM", 0, 0, NULL);
  g_assert_nonnull (find_only (back)->accepted);

  g_assert_true (sgn_check_withdraw (fixture->ledger, find_only (back), &error));
  g_assert_no_error (error);
  withdrawn = check (fixture->ledger, "KP-SUM", 0, 0, NULL);
  g_assert_null (find_only (withdrawn)->accepted);
}

/* ---- a record as it would be ----------------------------------------------------------------- */

static gint64
count_rows (SgnLedger *ledger, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 count = -1;

  sgn_connection_query_int (sgn_ledger_get_connection (ledger), sql, -1, &count, &error);
  g_assert_no_error (error);
  return count;
}

static SgnRecord *
new_disbursement (gint64 amount)
{
  SgnRecord *record = sgn_record_new (&sgn_type_disbursement);

  sgn_record_set_text (record, "date", "2023-03-01");
  sgn_record_set_int (record, "plan-year", 2023);
  sgn_record_set_int (record, "carried-over", 0);
  sgn_record_set_int (record, "component-id", 21);
  sgn_record_set_int (record, "unit-id", 2);
  sgn_record_set_text (record, "kind", "payment");
  sgn_record_set_int (record, "amount", amount);
  sgn_record_set_int (record, "synthetic", 0);
  return record;
}

static void
test_record_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnRecord) right = new_disbursement (70000000);
  g_autoptr (SgnRecord) wrong = new_disbursement (70000001);
  g_autoptr (GPtrArray) none = NULL, one = NULL;
  g_autoptr (GError) error = NULL;
  gint64 changes, next;

  run_script (fixture->ledger, TWO_LINES);
  changes = count_rows (fixture->ledger, "SELECT count(*) FROM change");
  next = count_rows (fixture->ledger, "SELECT next FROM sequence");

  none = sgn_check_record (fixture->ledger, sgn_programme_types (), right, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  one = sgn_check_record (fixture->ledger, sgn_programme_types (), wrong, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (find_only (one)->rule->id, ==, "KP-OVERSPENT");

  g_assert_cmpint (sgn_record_get_id (wrong), ==, 0);
  g_assert_true (sgn_record_is_changed (wrong));
  g_assert_cmpint (count_rows (fixture->ledger, "SELECT count(*) FROM disbursement"), ==, 0);
  g_assert_cmpint (count_rows (fixture->ledger, "SELECT count(*) FROM change"), ==, changes);
  g_assert_cmpint (count_rows (fixture->ledger, "SELECT next FROM sequence"), ==, next);
}

static void
test_record_edited (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnRecord) record = NULL;
  g_autoptr (GPtrArray) none = NULL, one = NULL;
  g_autoptr (GError) error = NULL;

  run_script (fixture->ledger,
              TWO_LINES PAID "(70, '2023-03-01', 2023, 0, 21, 2, NULL, NULL, 'payment', 5),"
                             "(71, '2023-03-02', 2023, 0, 21, 2, NULL, NULL, 'payment', 5)");
  record = sgn_record_load (sgn_ledger_get_connection (fixture->ledger), &sgn_type_disbursement, 70,
                            &error);
  g_assert_no_error (error);
  none = sgn_check_record (fixture->ledger, sgn_programme_types (), record, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);

  sgn_record_set_int (record, "amount", 70000000);
  one = sgn_check_record (fixture->ledger, sgn_programme_types (), record, &error);
  g_assert_no_error (error);
  g_assert_cmpint (find_only (one)->record_id, ==, 70);
  g_assert_true (sgn_record_is_changed (record));
  g_assert_cmpint (count_rows (fixture->ledger, "SELECT amount FROM disbursement WHERE id = 70"),
                   ==, 5);
}

/* What cannot be saved at all is said by the error. */
static void
test_record_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnRecord) record = new_disbursement (5);
  g_autoptr (GError) error = NULL;

  sgn_record_set_null (record, "component-id");
  g_assert_null (sgn_check_record (fixture->ledger, sgn_programme_types (), record, &error));
  g_assert_nonnull (error);
  g_assert_null (strstr (error->message, "only tried"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/rules/check/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/rules/check/options", Fixture, NULL, set_up, test_options, tear_down);
  g_test_add ("/rules/check/unknown-rule", Fixture, NULL, set_up, test_unknown_rule, tear_down);
  g_test_add ("/rules/check/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/rules/check/amounts", Fixture, NULL, set_up, test_amounts, tear_down);
  g_test_add ("/rules/check/accept", Fixture, NULL, set_up, test_accept, tear_down);
  g_test_add ("/rules/check/record-new", Fixture, NULL, set_up, test_record_new, tear_down);
  g_test_add ("/rules/check/record-edited", Fixture, NULL, set_up, test_record_edited, tear_down);
  g_test_add ("/rules/check/record-refused", Fixture, NULL, set_up, test_record_refused, tear_down);
  return g_test_run ();
}
