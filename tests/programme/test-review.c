#include "config.h"

#include "programme/sgn-period.h"
#include "programme/sgn-review-board.h"
#include "programme/sgn-review.h"
#include "store/sgn-journal.h"
#include "programme-fixture.h"

#include <string.h>

static const char base_sql[]
    = "INSERT INTO unit (id, parent_id, level, kind, name, area, position) "
      "SELECT 101, unit_id, 'commune', 'xa', 'Xã Một', 'rural', 1 FROM ledger "
      "UNION ALL SELECT 102, unit_id, 'commune', 'xa', 'Xã Hai', 'rural', 2 FROM ledger;\n"
      "INSERT INTO unit (id, parent_id, level, kind, name, position) VALUES "
      "(111, 101, 'village', 'thon', 'Thôn A', 1), (112, 101, 'village', 'thon', 'Thôn B', 2), "
      "(113, 102, 'village', 'thon', 'Thôn C', 1);\n"
      "INSERT INTO household (id, unit_id, head, ethnicity, farming) VALUES "
      "(201, 111, 'An', '03', 1), (202, 111, 'Bình', '01', 0), (203, 112, 'Cúc', '03', 0), "
      "(204, 113, 'Dũng', '05', 0), (205, 113, 'Em', '05', 0);\n"
      "INSERT INTO household (id, unit_id, head, ended_on, ended_why) VALUES "
      "(206, 113, 'Gấm', '2023-03-01', 'died');\n"
      "INSERT INTO household (id, unit_id, head, origin_id) VALUES (207, 111, 'Hoa', 201);\n"
      "INSERT INTO member (id, household_id, position, name, sex, birth, relation) VALUES "
      "(301, 201, 1, 'An', 'female', '1980', 'head'), (302, 201, 2, 'x', 'male', '2010', 'child'), "
      "(303, 201, 3, 'y', 'male', '2007-10-15', 'child'), (304, 201, 4, 'z', 'male', '2007-10-16', "
      "'child');\n"
      "INSERT INTO household_year (id, household_id, year, unit_id, class, state, persons, head) "
      "VALUES "
      "(401, 201, 2022, 111, 'poor', 'official', 4, 'An'), "
      "(402, 202, 2022, 111, 'near-poor', 'official', 1, 'Bình'), "
      "(403, 203, 2022, 112, 'average', 'official', 1, 'Cúc'), "
      "(404, 204, 2022, 113, 'not-poor', 'official', 1, 'Dũng'), "
      "(405, 204, 2021, 113, 'poor', 'official', 1, 'Dũng'), "
      "(406, 206, 2022, 113, 'poor', 'official', 3, 'Gấm');\n"
      "INSERT INTO review_sheet (id, household_id, year, kind, area, standard, state, a_total, "
      "income, "
      "reviewed_on, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12) VALUES "
      "(501, 201, 2023, 'periodic', 'rural', 'rural', 'agreed', 140, NULL, '2023-10-15', "
      "1,1,0,0,0,0,0,0,0,0,0,0), "
      "(502, 202, 2023, 'periodic', 'rural', 'rural', 'filled', 141, 2000000, NULL, "
      "1,1,0,0,0,0,0,0,0,0,0,0), "
      "(503, 203, 2023, 'request', 'rural', 'rural', 'filled', 100, NULL, NULL, "
      "1,1,1,0,0,0,0,0,0,0,0,0), "
      "(504, 204, 2023, 'request', 'rural', 'rural', 'open', 100, NULL, NULL, "
      "1,1,1,0,0,0,0,0,0,0,0,NULL), "
      "(505, 205, 2023, 'request', 'rural', 'rural', 'open', 100, NULL, NULL, "
      "1,1,NULL,0,0,0,0,0,0,0,0,0), "
      "(507, 207, 2023, 'request', 'rural', 'rural', 'filled', 10, NULL, NULL, "
      "0,0,0,0,0,0,0,0,0,0,0,0)";

static SgnLedger *
make_review (void)
{
  SgnLedger *ledger = make_ledger (2023);

  run_sql (ledger, base_sql);
  return ledger;
}

static guint
count_list (SgnLedger *ledger, gint64 unit)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnQuery) query = sgn_review_list (connection, 2023, unit, &error);
  g_autoptr (GArray) ids = NULL;

  g_assert_no_error (error);
  ids = sgn_query_run (query, connection, NULL, &error);
  g_assert_no_error (error);
  return ids->len;
}

static void
test_list (void)
{
  SgnLedger *ledger = make_review ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = NULL, villages = NULL;
  const SgnReviewProgress *first;

  g_assert_cmpuint (count_list (ledger, 0), ==,
                    6); /* the household that died out is not looked at */
  g_assert_cmpuint (count_list (ledger, 101), ==, 4);
  g_assert_cmpuint (count_list (ledger, 112), ==, 1);
  rows = sgn_review_progress (sgn_ledger_get_connection (ledger), 2023, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  first = &g_array_index (rows, SgnReviewProgress, 0);
  g_assert_cmpint (first->unit_id, ==, 101);
  g_assert_cmpint (first->to_review, ==, 4);
  g_assert_cmpint (first->opened, ==, 4);
  g_assert_cmpint (first->filled, ==, 4);
  g_assert_cmpint (first->agreed, ==, 1);
  g_assert_cmpint (first->drafted, ==, 0);
  g_assert_cmpint (g_array_index (rows, SgnReviewProgress, 1).filled, ==, 0);
  villages = sgn_review_progress (sgn_ledger_get_connection (ledger), 2023, TRUE, &error);
  g_assert_cmpuint (villages->len, ==, 3);
  close_ledger (ledger);
}

static void
test_verdict (void)
{
  static const struct
  {
    gint64 sheet;
    SgnPovertyClass class_;
  } cases[] = {
    { 501, SGN_CLASS_NEAR_POOR }, { 502, SGN_CLASS_AVERAGE },
    { 503, SGN_CLASS_POOR },      { 504, SGN_CLASS_POOR }, /* the missing tick changes nothing */
    { 505, SGN_CLASS_UNKNOWN },
  };
  SgnLedger *ledger = make_review ();
  g_autoptr (GError) error = NULL;
  SgnVerdict none = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (SgnVerdict) verdict = { 0 };

      g_assert_true (sgn_review_verdict (sgn_ledger_get_connection (ledger), cases[i].sheet,
                                         &verdict, &error));
      g_assert_no_error (error);
      g_assert_cmpint (verdict.class_, ==, cases[i].class_);
    }
  g_assert_false (sgn_review_verdict (sgn_ledger_get_connection (ledger), 999, &none, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND);
  close_ledger (ledger);
}

static void
take_over (SgnLedger *ledger, gint64 sheet, const char *class_, const char *reason)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_review_take_over (ledger, sheet, class_, reason, &error));
  g_assert_no_error (error);
}

static void
test_take_over (void)
{
  SgnLedger *ledger = make_review ();
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_false (sgn_review_take_over (ledger, 505, NULL, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_false (sgn_review_take_over (ledger, 501, "poor", NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  take_over (ledger, 501, NULL, NULL);
  assert_sql (ledger,
              "SELECT class, movement, state, a_points, b_points, d1, d3, persons, children, head, "
              "head_female, ethnicity, farming, reason FROM household_year WHERE household_id = "
              "201 AND year = 2023",
              "near-poor|from-poor|draft|140|20|1|0|4|2|An|1|03|1|\n");
  take_over (ledger, 501, "poor", "Họp thôn"); /* the draft is written over */
  take_over (ledger, 502, NULL, NULL);
  take_over (ledger, 503, NULL, NULL);
  take_over (ledger, 504, NULL, NULL);
  take_over (ledger, 507, NULL, NULL);
  g_assert_true (sgn_review_take_out (ledger, 2023, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  assert_sql (
      ledger,
      "SELECT household_id, class, movement, persons, ifnull(reason, '') FROM household_year "
      "WHERE year = 2023 ORDER BY 1",
      "201|poor|stayed|4|Họp thôn\n202|average|escaped|0|\n203|poor|new|0|\n204|poor|relapse|0|\n"
      "206|not-poor|other-out|3|\n207|near-poor|other-in|0|\n");
  close_ledger (ledger);
}

static void
test_advance (void)
{
  SgnLedger *ledger = make_review ();
  g_autoptr (GError) error = NULL;
  gint64 change = 0;
  guint n = 0;

  take_over (ledger, 501, NULL, NULL);
  take_over (ledger, 504, NULL, NULL);
  g_assert_true (sgn_review_advance (ledger, 2023, 101, NULL, (SgnDate){ 0 }, &n, &error));
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (
      sgn_review_advance (ledger, 2023, 101, "5/QĐ", (SgnDate){ 2023, 12, 0 }, &n, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (
      sgn_review_advance (ledger, 2023, 101, "5/QĐ", (SgnDate){ 2023, 12, 15 }, &n, &error));
  assert_sql (ledger,
              "SELECT household_id, state, decision_number, decision_date FROM household_year "
              "WHERE year = 2023 ORDER BY 1",
              "201|official|5/QĐ|2023-12-15\n204|draft||\n");
  g_assert_false (sgn_review_take_over (ledger, 501, NULL, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (sgn_period_set_closed (ledger, "review", 2023, TRUE, NULL, &change, &error));
  g_assert_cmpint (change, >, 0);
  g_assert_false (sgn_review_take_over (ledger, 504, "near-poor", "Họp thôn", &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (sgn_period_set_closed (ledger, "review", 2023, FALSE, "", NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_true (sgn_period_set_closed (ledger, "review", 2023, FALSE, "Khiếu nại", NULL, &error));
  take_over (ledger, 504, "near-poor", "Họp thôn");
  close_ledger (ledger);
}

/* Whoever asks in ten years, with another program, finds the same households. */
static void
assert_drawn_for_ever (SgnLedger *ledger)
{
  static const gint64 expected[] = { 201, 202, 207 };
  g_autoptr (GArray) drawn = NULL;

  g_assert_true (sgn_review_draw (ledger, 2023, 2023, 3, NULL));
  drawn = sgn_review_sample (sgn_ledger_get_connection (ledger), 2023, 101, NULL);
  g_assert_cmpmem (drawn->data, drawn->len * sizeof (gint64), expected, sizeof expected);
}

static void
test_sample (void)
{
  SgnLedger *ledger = make_review ();
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) none = sgn_review_sample (connection, 2023, 101, &error);
  guint times[4] = { 0 };

  g_assert_null (none);
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  for (guint seed = 1; seed <= 60; seed++)
    {
      g_autoptr (GArray) drawn = NULL, again = NULL, small = NULL;

      g_assert_true (sgn_review_draw (ledger, 2023, seed, 2, &error));
      g_assert_no_error (error);
      drawn = sgn_review_sample (connection, 2023, 101, &error);
      again = sgn_review_sample (connection, 2023, 101, &error);
      small = sgn_review_sample (connection, 2023, 112, &error);
      g_assert_cmpuint (drawn->len, ==, 2);
      g_assert_cmpuint (small->len, ==, 1);
      g_assert_cmpmem (drawn->data, 16, again->data, 16);
      g_assert_cmpint (g_array_index (drawn, gint64, 0), !=, g_array_index (drawn, gint64, 1));
      for (guint i = 0; i < 2; i++)
        times[g_array_index (drawn, gint64, i) == 207 ? 3
                                                      : g_array_index (drawn, gint64, i) - 201]++;
      g_assert_false (sgn_review_draw (ledger, 2023, seed, 3, &error));
      g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_EXISTS);
      g_clear_error (&error);
      run_sql (ledger, "DELETE FROM setting WHERE key = 'review.2023.sample'");
    }
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (times[i], >, 15); /* about half of 60 */
  assert_drawn_for_ever (ledger);
  close_ledger (ledger);
}

static void
test_compare (void)
{
  SgnLedger *ledger = make_review ();
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) result = NULL, elsewhere = NULL;

  run_sql (ledger, "INSERT INTO review_sheet (id, household_id, year, kind, area, standard, state, "
                   "a_total, d1, d2, d3) VALUES "
                   "(601, 201, 2023, 'recheck', 'rural', 'rural', 'filled', 130, 1, 0, NULL), "
                   "(602, 202, 2023, 'recheck', 'rural', 'rural', 'filled', 141, 0, 1, 0), "
                   "(603, 203, 2023, 'recheck', 'rural', 'rural', 'open', 1, 0, 0, 0)");
  result = sgn_review_compare (connection, 2023, 0, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < result->len; i++)
    {
      const SgnDisagreement *item = &g_array_index (result, SgnDisagreement, i);
      gint64 compared = i == 2 ? 1 : i < 2 || g_str_equal (item->item, "a-total") ? 2 : 0;
      gint64 differing = i < 2 || g_str_equal (item->item, "a-total") ? 1 : 0;

      g_assert_cmpint (item->compared, ==, compared);
      g_assert_cmpint (item->differing, ==, differing);
    }
  elsewhere = sgn_review_compare (connection, 2023, 102, &error);
  g_assert_cmpint (g_array_index (elsewhere, SgnDisagreement, 0).compared, ==, 0);
  close_ledger (ledger);
}

static const SgnDeadline *
find_deadline (GPtrArray *deadlines, const char *code)
{
  for (guint i = 0; i < deadlines->len; i++)
    if (g_str_equal (((SgnDeadline *)deadlines->pdata[i])->code, code))
      return deadlines->pdata[i];
  return NULL;
}

static void
test_deadlines (void)
{
  static const struct
  {
    SgnDate day;
    const char *code, *last; /* NULL: none */
    int left;
  } cases[] = {
    { { 2023, 11, 1 }, "02", "2023-11-14", 13 },
    { { 2023, 11, 14 }, "02", "2023-11-14", 0 },
    { { 2023, 11, 15 }, "02", "2024-11-14", 365 },
    { { 2023, 12, 14 }, "04", "2023-12-14", 0 },
    { { 2023, 12, 15 }, "03", "2023-12-19", 4 },
    { { 2023, 3, 5 }, "01", "2023-03-05", 0 },
    { { 2023, 3, 6 }, "01", "2023-04-05", 30 },
    { { 2023, 9, 6 }, "01", "2024-02-05", 152 },
    { { 2023, 5, 31 }, "07", "2023-05-31", 0 },
    { { 2022, 11, 30 }, "09", "2022-11-30", 0 },
    { { 2022, 12, 1 }, "09", NULL, 0 },
    { { 2023, 11, 1 }, "06", NULL, 0 },
  };
  SgnLedger *ledger = make_ledger (2023);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) deadlines
          = sgn_review_deadlines (sgn_ledger_get_connection (ledger), cases[i].day, &error);
      const SgnDeadline *found;
      g_autofree char *last = NULL;

      g_assert_no_error (error);
      found = find_deadline (deadlines, cases[i].code);
      g_assert_cmpint (found != NULL, ==, cases[i].last != NULL);
      if (!found)
        continue;
      last = sgn_date_format_iso (found->last);
      g_assert_cmpstr (last, ==, cases[i].last);
      g_assert_cmpint (found->days_left, ==, cases[i].left);
      for (guint j = 1; j < deadlines->len; j++)
        g_assert_cmpint (((SgnDeadline *)deadlines->pdata[j - 1])->days_left, <=,
                         ((SgnDeadline *)deadlines->pdata[j])->days_left);
    }
  close_ledger (ledger);
}

/* The board: what the page shows of all this. */

static guint
count_at (SgnLedger *ledger, SgnReviewStage stage)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnQuery) query = sgn_review_list_at (connection, 2023, 0, stage, &error);
  g_autoptr (GArray) ids = NULL;

  g_assert_no_error (error);
  ids = sgn_query_run (query, connection, NULL, &error);
  g_assert_no_error (error);
  return ids->len;
}

static void
test_stages (void)
{
  SgnLedger *ledger = make_review ();
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) progress = NULL, years = NULL;
  g_autoptr (SgnQuery) gone = NULL;
  guint n = 0;

  years = sgn_review_years (connection, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (years->len, ==, 3);
  for (guint i = 0; i < years->len; i++)
    g_assert_cmpint (g_array_index (years, int, i), ==, 2023 - (int)i);
  g_assert_cmpuint (count_at (ledger, SGN_REVIEW_STAGE_ANY), ==, 6);
  g_assert_cmpuint (count_at (ledger, SGN_REVIEW_STAGE_NONE), ==, 0);
  g_assert_cmpuint (count_at (ledger, SGN_REVIEW_STAGE_OPEN), ==, 2);
  g_assert_cmpuint (count_at (ledger, SGN_REVIEW_STAGE_FILLED), ==, 3);
  g_assert_cmpuint (count_at (ledger, SGN_REVIEW_STAGE_AGREED), ==, 1);
  take_over (ledger, 501, NULL, NULL);
  g_assert_cmpuint (count_at (ledger, SGN_REVIEW_STAGE_AGREED), ==, 0);
  g_assert_cmpuint (count_at (ledger, SGN_REVIEW_STAGE_DRAFTED), ==, 1);
  run_sql (ledger, "DELETE FROM review_sheet WHERE id = 502");
  g_assert_cmpuint (count_at (ledger, SGN_REVIEW_STAGE_NONE), ==, 1);
  gone = sgn_review_gone (connection, 2023, &n, &error);
  g_assert_nonnull (gone);
  g_assert_cmpuint (n, ==, 1);
  progress = sgn_review_progress (connection, 2023, TRUE, &error);
  g_assert_cmpstr (g_array_index (progress, SgnReviewProgress, 0).name, ==, "Thôn A");
  g_assert_cmpint (g_array_index (progress, SgnReviewProgress, 0).entering_id, ==, 101);
  g_assert_cmpint (g_array_index (progress, SgnReviewProgress, 0).done, ==, 1);
  close_ledger (ledger);
}

/* A second look is no progress, and who left the lists last year need not leave them again. */
static void
test_not_counted (void)
{
  SgnLedger *ledger = make_review ();
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) progress = NULL;
  g_autoptr (SgnQuery) gone = NULL;
  guint n = 1;

  run_sql (ledger, "UPDATE review_sheet SET kind = 'recheck', state = 'agreed' WHERE id = 502");
  g_assert_cmpuint (count_at (ledger, SGN_REVIEW_STAGE_NONE), ==, 1);
  progress = sgn_review_progress (connection, 2023, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_array_index (progress, SgnReviewProgress, 0).opened, ==, 3);
  g_assert_cmpint (g_array_index (progress, SgnReviewProgress, 0).agreed, ==, 1);
  run_sql (ledger, "UPDATE household_year SET movement = 'other-out' WHERE year = 2022");
  gone = sgn_review_gone (connection, 2023, &n, &error);
  g_assert_nonnull (gone);
  g_assert_cmpuint (n, ==, 0);
  g_assert_true (sgn_review_take_out (ledger, 2023, &n, &error));
  g_assert_cmpuint (n, ==, 0);
  close_ledger (ledger);
}

static gint64
count_result (SgnLedger *ledger, gint64 unit, SgnResultCount count)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = sgn_review_results (connection, 2023, &error);
  g_autoptr (SgnQuery) query = sgn_review_result_records (connection, 2023, unit, count, &error);
  g_autoptr (GArray) ids = sgn_query_run (query, connection, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, SgnResultRow, i).unit_id == unit)
      {
        /* the records behind a figure are as many as it says */
        g_assert_cmpint (ids->len, ==, g_array_index (rows, SgnResultRow, i).counts[count]);
        return ids->len;
      }
  g_assert_not_reached ();
}

static void
report (guint64 done, guint64 total, gpointer user_data)
{
  g_assert_cmpuint (done, <, total);
  ++*(guint *)user_data;
}

static void
test_take_over_all (void)
{
  SgnLedger *ledger = make_review ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) left = NULL;
  guint n = 0, reports = 0;

  run_sql (ledger, "UPDATE review_sheet SET state = 'agreed' WHERE id IN (502, 504, 505)");
  g_assert_cmpint (count_result (ledger, 101, SGN_RESULT_WAITING), ==, 2);
  g_assert_cmpint (count_result (ledger, 102, SGN_RESULT_WAITING), ==, 2);
  sgn_ledger_set_progress_func (ledger, report, &reports);
  g_assert_true (sgn_review_take_over_all (ledger, 2023, 0, &n, &left, &error));
  g_assert_no_error (error);
  sgn_ledger_set_progress_func (ledger, NULL, NULL);
  g_assert_cmpuint (reports, ==, 4);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (left->len, ==, 1); /* a tick that matters is missing */
  g_assert_cmpint (g_array_index (left, gint64, 0), ==, 505);
  g_assert_cmpint (count_result (ledger, 101, SGN_RESULT_WAITING), ==, 0);
  g_assert_cmpint (count_result (ledger, 101, SGN_RESULT_DRAFT), ==, 2);
  g_assert_cmpint (count_result (ledger, 101, SGN_RESULT_NEAR_POOR), ==, 1);
  g_assert_cmpint (count_result (ledger, 101, SGN_RESULT_OTHER), ==, 1);
  g_assert_cmpint (count_result (ledger, 102, SGN_RESULT_POOR), ==, 1);
  /* everywhere; each step is one change */
  g_assert_true (sgn_review_advance (ledger, 2023, 0, NULL, (SgnDate){ 0 }, &n, &error));
  g_assert_cmpuint (n, ==, 3);
  g_assert_true (sgn_ledger_undo (ledger, 0, NULL, &error));
  g_assert_true (sgn_ledger_undo (ledger, 0, NULL, &error));
  assert_sql (ledger, "SELECT count(*) FROM household_year WHERE year = 2023", "0\n");
  close_ledger (ledger);
}

static void
test_open (void)
{
  SgnLedger *ledger = make_review ();
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GError) error = NULL;
  SgnReviewOpen open;

  g_assert_true (sgn_review_open (connection, 2023, &open, &error));
  g_assert_cmpint (open.unreviewed, ==, 6);
  g_assert_cmpint (open.waiting, ==, 1);
  g_assert_cmpint (open.drafts, ==, 0);
  g_assert_cmpint (open.gone, ==, 1);
  g_assert_cmpint (open.gaps, ==,
                   3); /* two communes with poor, one with near-poor, nobody reviewed */
  take_over (ledger, 501, NULL, NULL);
  g_assert_true (sgn_review_take_out (ledger, 2023, NULL, &error));
  g_assert_true (sgn_review_open (connection, 2023, &open, &error));
  g_assert_cmpint (open.unreviewed, ==, 5);
  g_assert_cmpint (open.drafts, ==, 2);
  g_assert_cmpint (open.gone, ==, 0);
  g_assert_cmpint (open.gaps, ==, 1);
  g_assert_false (sgn_review_is_closed (connection, 2023));
  g_assert_true (sgn_period_set_closed (ledger, "review", 2023, TRUE, "thử", NULL, &error));
  g_assert_true (sgn_review_is_closed (connection, 2023));
  g_assert_false (sgn_review_is_closed (connection, 2022));
  close_ledger (ledger);
}

static void
test_rechecks (void)
{
  SgnLedger *ledger = make_review ();
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) none = sgn_review_rechecks (connection, 2023, 0, &error), all = NULL;
  guint32 seed = 0;
  guint size = 0, filled = 0;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (sgn_review_draw (ledger, 2023, 7, 3, &error));
  g_assert_true (sgn_review_draw_get (connection, 2023, &seed, &size));
  g_assert_cmpuint (seed, ==, 7);
  g_assert_cmpuint (size, ==, 3);
  run_sql (ledger, "INSERT INTO review_sheet (id, household_id, year, kind, area, standard, state) "
                   "VALUES (601, 204, 2023, 'recheck', 'rural', 'rural', 'filled'), "
                   "(602, 205, 2023, 'recheck', 'rural', 'rural', 'filled')");
  all = sgn_review_rechecks (connection, 2023, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 5); /* three of four, and both of the two there are */
  for (guint i = 0; i < all->len; i++)
    filled += g_strcmp0 (g_array_index (all, SgnRecheck, i).state, "filled") == 0;
  g_assert_cmpuint (filled, ==, 2);
  g_assert_cmpstr (g_array_index (all, SgnRecheck, 4).commune, ==, "Xã Hai");
  close_ledger (ledger);
}

static void
test_escaped_list (void)
{
  SgnLedger *ledger = make_review ();
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) list = NULL, elsewhere = NULL, leaving = NULL;

  run_sql (ledger, "UPDATE household_year SET movement = 'escaped', decision_number = '5/QĐ', "
                   "decision_date = '2022-11-17' WHERE id = 403");
  list = sgn_review_escaped (connection, 101, (SgnDate){ 2023, 8, 31 }, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (g_array_index (list, SgnEscaped, 0).number, ==, "5/QĐ");
  g_assert_cmpint (sgn_date_compare (g_array_index (list, SgnEscaped, 0).last,
                                     (SgnDate){ 2025, 11, 17 }),
                   ==, 0);
  elsewhere = sgn_review_escaped (connection, 102, (SgnDate){ 2023, 8, 31 }, 0, &error);
  g_assert_cmpuint (elsewhere->len, ==, 0);
  leaving = sgn_review_escaped (connection, 0, (SgnDate){ 2025, 11, 10 }, 30, &error);
  g_assert_cmpuint (leaving->len, ==, 1);
  g_assert_cmpint (g_array_index (leaving, SgnEscaped, 0).days_left, ==, 7);
  close_ledger (ledger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/review/list", test_list);
  g_test_add_func ("/review/verdict", test_verdict);
  g_test_add_func ("/review/take-over", test_take_over);
  g_test_add_func ("/review/advance", test_advance);
  g_test_add_func ("/review/sample", test_sample);
  g_test_add_func ("/review/compare", test_compare);
  g_test_add_func ("/review/deadlines", test_deadlines);
  g_test_add_func ("/review/stages", test_stages);
  g_test_add_func ("/review/not-counted", test_not_counted);
  g_test_add_func ("/review/take-over-all", test_take_over_all);
  g_test_add_func ("/review/open", test_open);
  g_test_add_func ("/review/rechecks", test_rechecks);
  g_test_add_func ("/review/escaped-list", test_escaped_list);
  return g_test_run ();
}
