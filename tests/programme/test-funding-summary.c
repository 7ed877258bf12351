#include "config.h"

#include "programme-fixture.h"

#include "programme/sgn-funding-summary.h"

/* Two projects of their own (90 with parts 91 and 92; 93 alone), a district 10 with communes 12 and
 * 13; 12 became part of 13. Amounts are powers of two or so, that a wrong sum tells what it missed.
 */
static SgnLedger *
make_money (void)
{
  SgnLedger *ledger = make_ledger (2023);

  run_sql (ledger,
           "DELETE FROM component;\n"
           "INSERT INTO component (id, parent_id, code, name, kind, position) VALUES "
           "(90, NULL, '1', 'Một', 'project', 1), (91, 90, '1.1', 'Một một', 'sub-project', 1), "
           "(92, 90, '1.2', 'Một hai', 'sub-project', 2), (93, NULL, '2', 'Hai', 'project', 2), "
           "(94, NULL, 'CS', 'Chính sách', 'policy', 3), (95, NULL, 'CS2', 'Chính sách 2', "
           "'policy', 4);\n"
           "INSERT INTO unit (id, parent_id, level, kind, name) VALUES (10, NULL, 'district', "
           "'huyen', 'H'), "
           "(12, 10, 'commune', 'xa', 'A'), (13, 10, 'commune', 'xa', 'B');\n"
           "UPDATE unit SET successor_id = 13 WHERE id = 12;\n"
           "INSERT INTO funding_decision (id, year, kind, date, title, state) VALUES "
           "(61, 2023, 'assigned', '2022-12', 'giao', 'issued'), "
           "(62, 2023, 'adjusted', '2023-05-10', 'điều chỉnh', 'issued'), "
           "(63, 2023, 'recovered', '2023-07-01', 'thu hồi', 'issued'), "
           "(64, 2023, 'carried-over', '2023-02-01', 'kéo dài', 'issued'), "
           "(65, 2023, 'supplemented', '2023-01-01', 'dự thảo', 'draft'), "
           "(66, 2022, 'assigned', '2022-01-01', 'năm trước', 'issued'), "
           "(67, 2023, 'carried-over', '2023-09-01', 'kéo dài 2', 'issued');\n"
           "INSERT INTO funding_line (id, decision_id, component_id, unit_id, source, "
           "capital_kind, amount) VALUES "
           "(701, 61, 91, 10, 'NSTW', 'DTPT', 1000), (702, 61, 92, 10, 'NSTINH', 'SN', 200), "
           "(703, 61, 93, 10, NULL, NULL, 40), "
           "(704, 62, 91, 10, 'NSTW', 'DTPT', -300), (705, 62, 91, 12, 'NSTW', 'DTPT', 100), "
           "(706, 62, 91, 13, 'NSTW', 'DTPT', 200), "
           "(707, 63, 92, 10, 'NSTINH', 'SN', 5), (708, 64, 91, 10, 'NSTW', 'DTPT', 70), "
           "(709, 65, 91, 10, 'NSTW', 'DTPT', 9000), (710, 66, 91, 10, 'NSTW', 'DTPT', 80000), "
           "(711, 61, 94, 10, 'NSXA', 'SN', 3), (712, 67, 93, 10, 'NSTW', 'SN', 11);\n"
           "INSERT INTO disbursement (id, date, plan_year, carried_over, component_id, unit_id, "
           "source, capital_kind, "
           "kind, amount) VALUES "
           "(801, '2023-03-15', 2023, 0, 91, 12, 'NSTW', 'DTPT', 'advance', 60), "
           "(802, '2023-05-31', 2023, 0, 91, 13, 'NSTW', 'DTPT', 'payment', 30), "
           "(803, '2023-06-01', 2023, 0, 91, 12, 'NSTW', 'DTPT', 'recovery', 7), "
           "(804, '2023-06-20', 2023, 1, 91, 10, 'NSTW', 'DTPT', 'payment', 50), "
           "(805, '2023-08-01', 2023, 0, 92, 10, 'NSTINH', 'SN', 'payment', 100), "
           "(806, '2024-01-15', 2023, 0, 93, 10, NULL, NULL, 'payment', 4), "
           "(807, '2023-02-01', 2022, 0, 91, 10, 'NSTW', 'DTPT', 'payment', 70000)");
  return ledger;
}

static SgnFundingSummary *
summarise (SgnLedger *ledger, const SgnFundingFilter *filter)
{
  g_autoptr (GError) error = NULL;
  SgnFundingSummary *summary
      = sgn_funding_summary_new (sgn_ledger_get_connection (ledger), filter, NULL, &error);

  g_assert_no_error (error);
  return summary;
}

static const SgnDate end = { 2023, 12, 31 };

/* planned, carried over, disbursed; each by hand. */
static const struct
{
  const char *what;
  SgnFundingFilter filter;
  gint64 planned, carried_over, disbursed;
} cases[] = {
  { "the year", { 2023, 0, NULL, NULL, { 2023, 12, 31 } }, 1238, 81, 233 },
  { "paid in January after it", { 2023, 0, NULL, NULL, { 2024, 1, 31 } }, 1238, 81, 237 },
  { "before the adjustment", { 2023, 0, NULL, NULL, { 2023, 5, 9 } }, 1243, 70, 60 },
  { "on the day of the adjustment", { 2023, 0, NULL, NULL, { 2023, 5, 10 } }, 1243, 70, 60 },
  { "a partial day means its last", { 2023, 0, NULL, NULL, { 2023, 5, 0 } }, 1243, 70, 90 },
  { "before the decision's month", { 2023, 0, NULL, NULL, { 2022, 11, 30 } }, 0, 0, 0 },
  { "district and below", { 2023, 10, NULL, NULL, { 2023, 12, 31 } }, 1238, 81, 233 },
  { "a commune with what became part of it",
    { 2023, 13, NULL, NULL, { 2023, 12, 31 } },
    300,
    0,
    83 },
  { "the commune that is no more", { 2023, 12, NULL, NULL, { 2023, 12, 31 } }, 100, 0, 53 },
  { "central budget", { 2023, 0, "NSTW", NULL, { 2023, 12, 31 } }, 1000, 81, 133 },
  { "local budgets", { 2023, 0, "local", NULL, { 2023, 12, 31 } }, 198, 0, 100 },
  { "province", { 2023, 0, "NSTINH", NULL, { 2023, 12, 31 } }, 195, 0, 100 },
  { "investment", { 2023, 0, NULL, "DTPT", { 2023, 12, 31 } }, 1000, 70, 133 },
  { "recurrent", { 2023, 0, NULL, "SN", { 2023, 12, 31 } }, 198, 11, 100 },
  { "the year before", { 2022, 0, NULL, NULL, { 2023, 12, 31 } }, 80000, 0, 70000 },
  { "a year without money", { 2030, 0, NULL, NULL, { 2030, 12, 31 } }, 0, 0, 0 },
};

static void
test_totals (void)
{
  SgnLedger *ledger = make_money ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SgnFundingSummary) summary = summarise (ledger, &cases[i].filter);

      g_test_message ("%s", cases[i].what);
      g_assert_cmpint (summary->planned, ==, cases[i].planned);
      g_assert_cmpint (summary->carried_over, ==, cases[i].carried_over);
      g_assert_cmpint (summary->disbursed, ==, cases[i].disbursed);
      g_assert_cmpint (summary->planned_investment + summary->planned_recurrent
                           + summary->planned_unknown,
                       ==, summary->planned);
    }
  close_ledger (ledger);
}

static void
test_kinds (void)
{
  SgnLedger *ledger = make_money ();
  SgnFundingFilter filter = { .year = 2023, .as_of = end };
  g_autoptr (SgnFundingSummary) summary = summarise (ledger, &filter);

  g_assert_cmpint (summary->planned_investment, ==, 1000);
  g_assert_cmpint (summary->planned_recurrent, ==, 198);
  g_assert_cmpint (summary->planned_unknown, ==, 40);
  g_assert_cmpint (summary->disbursed_carried_over, ==, 50);
  g_assert_cmpuint (summary->n_carry_decisions, ==, 2);
  close_ledger (ledger);
}

/* Parts add up in what they are part of; a policy without money is not shown. */
static void
test_rows (void)
{
  static const struct
  {
    const char *code;
    gint64 parent_id;
    gboolean has_parts;
    gint64 planned, carried_over, disbursed, disbursed_carried_over;
  } expected[] = {
    { "1", 0, TRUE, 1195, 70, 233, 50 },  { "1.1", 90, FALSE, 1000, 70, 133, 50 },
    { "1.2", 90, FALSE, 195, 0, 100, 0 }, { "2", 0, FALSE, 40, 11, 0, 0 },
    { "CS", 0, FALSE, 3, 0, 0, 0 },
  };
  SgnLedger *ledger = make_money ();
  SgnFundingFilter filter = { .year = 2023, .as_of = end };
  g_autoptr (SgnFundingSummary) summary = summarise (ledger, &filter);

  g_assert_cmpuint (summary->rows->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const SgnFundingRow *row = g_ptr_array_index (summary->rows, i);

      g_assert_cmpstr (row->code, ==, expected[i].code);
      g_assert_cmpint (row->parent_id, ==, expected[i].parent_id);
      g_assert_cmpint (row->has_parts, ==, expected[i].has_parts);
      g_assert_cmpint (row->planned, ==, expected[i].planned);
      g_assert_cmpint (row->carried_over, ==, expected[i].carried_over);
      g_assert_cmpint (row->disbursed, ==, expected[i].disbursed);
      g_assert_cmpint (row->disbursed_carried_over, ==, expected[i].disbursed_carried_over);
    }
  close_ledger (ledger);
}

static void
test_months (void)
{
  static const gint64 expected[12] = { 0, 0, 60, 0, 30, 43, 0, 100, 0, 0, 0, 0 };
  SgnLedger *ledger = make_money ();
  SgnFundingFilter filter = { .year = 2023, .as_of = { 2023, 8, 31 } };
  g_autoptr (SgnFundingSummary) summary = summarise (ledger, &filter);

  for (guint i = 0; i < 12; i++)
    g_assert_cmpint (summary->by_month[i], ==, expected[i]);
  g_assert_cmpuint (summary->n_months, ==, 8);
  close_ledger (ledger);
}

/* Without a day: the end of the year, or today where the year is not over. */
static void
test_as_of (void)
{
  static const struct
  {
    const char *today, *as_of;
    guint n_months;
  } days[] = { { "2023-05-20", "2023-05-20", 5 },
               { "2024-03-01", "2023-12-31", 12 },
               { "2022-12-30", "2022-12-30", 0 } };
  SgnLedger *ledger = make_money ();

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      SgnFundingFilter filter = { .year = 2023 };

      g_setenv ("SGN_TODAY", days[i].today, TRUE);
      g_autoptr (SgnFundingSummary) summary = summarise (ledger, &filter);
      g_autofree char *as_of = sgn_date_format_iso (summary->as_of);
      g_assert_cmpstr (as_of, ==, days[i].as_of);
      g_assert_cmpuint (summary->n_months, ==, days[i].n_months);
    }
  g_unsetenv ("SGN_TODAY");
  close_ledger (ledger);
}

static gint64
sum_records (SgnLedger *ledger, const SgnFundingFilter *filter, SgnFundingFigure figure,
             gint64 component_id, guint month, char **ids)
{
  g_autoptr (GError) error = NULL;
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnQuery) query
      = sgn_funding_records (connection, filter, figure, component_id, month, &error);
  g_assert_no_error (error);
  g_autoptr (GArray) found = sgn_query_run (query, connection, NULL, &error);
  g_autoptr (GString) list = g_string_new ("0");

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (list, ", %" G_GINT64_FORMAT, g_array_index (found, gint64, i));
  g_autofree char *sql = g_strdup_printf (
      figure == SGN_FUNDING_DISBURSED
          ? "SELECT ifnull(sum(signed_amount), 0) FROM v_disbursement WHERE disbursement_id IN (%s)"
          : "SELECT ifnull(sum(signed_amount), 0) FROM v_funding WHERE line_id IN (%s)",
      list->str);
  g_autofree char *sum = read_sql (connection, sql);
  *ids = g_string_free (g_steal_pointer (&list), FALSE);
  return g_ascii_strtoll (sum, NULL, 10);
}

/* The records behind every figure add up to it. */
static void
test_records (void)
{
  SgnLedger *ledger = make_money ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SgnFundingSummary) summary = summarise (ledger, &cases[i].filter);
      char *ids = NULL;

      for (guint j = 0; j < summary->rows->len; j++)
        {
          const SgnFundingRow *row = g_ptr_array_index (summary->rows, j);
          gint64 planned = sum_records (ledger, &cases[i].filter, SGN_FUNDING_PLANNED,
                                        row->component_id, 0, &ids);
          g_clear_pointer (&ids, g_free);
          gint64 carried = sum_records (ledger, &cases[i].filter, SGN_FUNDING_CARRIED_OVER,
                                        row->component_id, 0, &ids);
          g_clear_pointer (&ids, g_free);
          gint64 disbursed = sum_records (ledger, &cases[i].filter, SGN_FUNDING_DISBURSED,
                                          row->component_id, 0, &ids);
          g_clear_pointer (&ids, g_free);

          g_assert_cmpint (planned, ==, row->planned);
          g_assert_cmpint (carried, ==, row->carried_over);
          g_assert_cmpint (disbursed, ==, row->disbursed);
        }
    }
  close_ledger (ledger);
}

static void
test_records_of_month (void)
{
  SgnLedger *ledger = make_money ();
  SgnFundingFilter filter = { .year = 2023, .as_of = { 2024, 1, 31 } };
  g_autofree char *june = NULL, *january = NULL;

  g_assert_cmpint (sum_records (ledger, &filter, SGN_FUNDING_DISBURSED, 0, 6, &june), ==, 43);
  g_assert_cmpstr (june, ==, "0, 804, 803");
  g_assert_cmpint (sum_records (ledger, &filter, SGN_FUNDING_DISBURSED, 0, 1, &january), ==, 0);
  g_assert_cmpstr (january, ==, "0");
  close_ledger (ledger);
}

static void
test_years (void)
{
  g_autoptr (GError) error = NULL;
  SgnLedger *ledger = make_money ();
  g_autoptr (GArray) years = sgn_funding_years (sgn_ledger_get_connection (ledger), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (years->len, ==, 2);
  g_assert_cmpint (g_array_index (years, int, 0), ==, 2022);
  g_assert_cmpint (g_array_index (years, int, 1), ==, 2023);
  close_ledger (ledger);
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  SgnLedger *ledger = make_money ();
  SgnFundingFilter filter = { .year = 2023, .as_of = end };

  g_cancellable_cancel (cancellable);
  g_assert_null (
      sgn_funding_summary_new (sgn_ledger_get_connection (ledger), &filter, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close_ledger (ledger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/funding-summary/totals", test_totals);
  g_test_add_func ("/funding-summary/kinds", test_kinds);
  g_test_add_func ("/funding-summary/rows", test_rows);
  g_test_add_func ("/funding-summary/months", test_months);
  g_test_add_func ("/funding-summary/as-of", test_as_of);
  g_test_add_func ("/funding-summary/records", test_records);
  g_test_add_func ("/funding-summary/records-of-month", test_records_of_month);
  g_test_add_func ("/funding-summary/years", test_years);
  g_test_add_func ("/funding-summary/cancelled", test_cancelled);
  return g_test_run ();
}
