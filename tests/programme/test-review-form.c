#include "config.h"

#include "programme/sgn-catalogue.h"
#include "programme/sgn-period.h"
#include "programme/sgn-point-table.h"
#include "programme/sgn-review-form.h"
#include "programme/sgn-review.h"
#include "programme-fixture.h"

static const char base_sql[]
    = "INSERT INTO unit (id, parent_id, level, kind, name, area, position) "
      "SELECT 101, unit_id, 'commune', 'xa', 'Xã Một', 'rural', 1 FROM ledger;\n"
      "INSERT INTO unit (id, parent_id, level, kind, name, position) VALUES "
      "(111, 101, 'village', 'thon', 'Thôn A', 1), (112, 101, 'village', 'thon', 'Thôn B', 2);\n"
      "INSERT INTO household (id, unit_id, head) VALUES "
      "(201, 111, 'An'), (202, 111, 'Bình'), (203, 111, 'Cúc'), (204, 112, 'Dũng');\n"
      "INSERT INTO member (id, household_id, position, name, sex, birth, relation, insurance) "
      "VALUES (301, 201, 1, 'An', 'female', '1980', 'head', 1), "
      "(302, 201, 2, 'x', 'male', '2020', 'child', 1);\n"
      "INSERT INTO household_year (id, household_id, year, unit_id, class, state, persons, head) "
      "VALUES (401, 201, 2022, 111, 'poor', 'official', 2, 'An'), "
      "(402, 202, 2022, 111, 'near-poor', 'official', 1, 'Bình'), "
      "(403, 203, 2022, 111, 'poor', 'official', 1, 'Cúc'), "
      "(404, 204, 2022, 112, 'poor', 'official', 1, 'Dũng')";

static SgnLedger *
make_review (void)
{
  SgnLedger *ledger = make_ledger (2023);

  run_sql (ledger, base_sql);
  return ledger;
}

static void
load_points (SgnLedger *ledger)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "points-made-up.xml", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_catalogue_load_file (ledger, path, NULL, &error));
  g_assert_no_error (error);
}

static SgnRecord *
new_sheet (SgnLedger *ledger, const char *kind)
{
  g_autoptr (GError) error = NULL;
  SgnRecord *sheet
      = sgn_review_new_sheet (sgn_ledger_get_connection (ledger), 201, 2023, kind, &error);

  g_assert_no_error (error);
  return sheet;
}

/* The village says nothing: its commune does. */
static void
test_new (void)
{
  SgnLedger *ledger = make_review ();
  g_autoptr (SgnRecord) sheet = new_sheet (ledger, "periodic");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (sgn_record_get_text (sheet, "area"), ==, "rural");
  g_assert_cmpstr (sgn_record_get_text (sheet, "standard"), ==, "rural");
  g_assert_cmpstr (sgn_record_get_text (sheet, "state"), ==, "open");
  g_assert_true (sgn_review_save_sheet (ledger, sheet, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sgn_review_find_sheet (sgn_ledger_get_connection (ledger), 201, 2023, "periodic",
                                          &error),
                   ==, sgn_record_get_id (sheet));
  g_assert_cmpint (sgn_review_find_sheet (sgn_ledger_get_connection (ledger), 201, 2023, "recheck",
                                          &error),
                   ==, 0);
  g_assert_no_error (error);
  close_ledger (ledger);
}

static void
test_answers (void)
{
  SgnLedger *ledger = make_review ();
  g_autoptr (SgnRecord) sheet = new_sheet (ledger, "periodic");
  g_autoptr (GPtrArray) answers = sgn_answers_new ();
  g_autoptr (GPtrArray) fewer = sgn_answers_new ();
  g_autoptr (GError) error = NULL;

  sgn_answers_add (answers, "members", "1", 7);
  sgn_answers_add (answers, "assets", "tv", 11);
  sgn_record_set_int (sheet, "a-total", 18);
  g_assert_true (
      sgn_review_save_sheet (ledger, sheet, answers, "northern-midland-mountains", &error));
  assert_sql (ledger, "SELECT item, option, points FROM review_answer ORDER BY id",
              "members|1|7\nassets|tv|11\n");
  assert_sql (ledger, "SELECT value FROM setting WHERE key = 'review-region'",
              "northern-midland-mountains\n");
  sgn_answers_add (fewer, "members", "2", -3);
  sgn_record_set_int (sheet, "a-total", -3);
  g_assert_true (sgn_review_save_sheet (ledger, sheet, fewer, NULL, &error));
  assert_sql (ledger, "SELECT item, option, points FROM review_answer", "members|2|-3\n");
  /* The same total without its table keeps the answers, another one takes them away. */
  g_assert_true (sgn_review_save_sheet (ledger, sheet, NULL, NULL, &error));
  assert_sql (ledger, "SELECT count(*) FROM review_answer", "1\n");
  sgn_record_set_int (sheet, "a-total", 100);
  g_assert_true (sgn_review_save_sheet (ledger, sheet, NULL, NULL, &error));
  assert_sql (ledger, "SELECT count(*) FROM review_answer", "0\n");
  g_assert_no_error (error);
  close_ledger (ledger);
}

/* A closed year refuses sheet and answers, and the record is as it was. */
static void
test_refused (void)
{
  SgnLedger *ledger = make_review ();
  g_autoptr (SgnRecord) sheet = new_sheet (ledger, "periodic");
  g_autofree char *why = sgn_review_why_fixed (sgn_ledger_get_connection (ledger), 201, 2023);
  g_autofree char *why_closed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (why);
  g_assert_true (sgn_period_set_closed (ledger, "review", 2023, TRUE, NULL, NULL, &error));
  why_closed = sgn_review_why_fixed (sgn_ledger_get_connection (ledger), 201, 2023);
  g_assert_nonnull (why_closed);
  g_assert_false (sgn_review_save_sheet (ledger, sheet, NULL, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED);
  g_assert_cmpint (sgn_record_get_id (sheet), ==, 0);
  close_ledger (ledger);
}

/* Sheet A alone can settle it; points, where they are there, go before it. */
static void
test_screened (void)
{
  SgnLedger *ledger = make_review ();
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnRecord) sheet = new_sheet (ledger, "periodic");
  g_auto (SgnVerdict) screened = { 0 };
  g_auto (SgnVerdict) scored = { 0 };
  g_autoptr (GError) error = NULL;

  sgn_record_set_text (sheet, "screened", "not-poor");
  g_assert_true (sgn_review_save_sheet (ledger, sheet, NULL, NULL, &error));
  g_assert_true (sgn_review_verdict (connection, sgn_record_get_id (sheet), &screened, &error));
  g_assert_cmpint (screened.class_, ==, SGN_CLASS_NOT_POOR);
  g_assert_true (sgn_review_take_over (ledger, sgn_record_get_id (sheet), NULL, NULL, &error));
  assert_sql (ledger, "SELECT class, movement FROM household_year WHERE year = 2023",
              "not-poor|escaped\n");
  sgn_record_set_int (sheet, "a-total", 100);
  g_assert_true (sgn_review_save_sheet (ledger, sheet, NULL, NULL, &error));
  g_assert_true (sgn_review_verdict (connection, sgn_record_get_id (sheet), &scored, &error));
  g_assert_no_error (error);
  g_assert_cmpint (scored.class_, ==, SGN_CLASS_UNKNOWN);
  close_ledger (ledger);
}

static void
test_official (void)
{
  SgnLedger *ledger = make_review ();
  g_autofree char *why = sgn_review_why_fixed (sgn_ledger_get_connection (ledger), 201, 2022);
  g_autofree char *open = sgn_review_why_fixed (sgn_ledger_get_connection (ledger), 201, 2023);

  g_assert_nonnull (why);
  g_assert_null (open);
  close_ledger (ledger);
}

static gint64
next_of (SgnLedger *ledger, gint64 household)
{
  g_autoptr (GError) error = NULL;
  gint64 next
      = sgn_review_next (sgn_ledger_get_connection (ledger), household, 2023, "periodic", &error);

  g_assert_no_error (error);
  return next;
}

static void
test_next (void)
{
  SgnLedger *ledger = make_review ();

  g_assert_cmpint (next_of (ledger, 201), ==, 202);
  g_assert_cmpint (next_of (ledger, 203), ==, 201); /* begins again */
  g_assert_cmpint (next_of (ledger, 204), ==, 0);   /* alone in its village */
  run_sql (ledger, "INSERT INTO review_sheet (id, household_id, year, kind, area, standard, state) "
                   "VALUES (501, 202, 2023, 'periodic', 'rural', 'rural', 'filled'), "
                   "(502, 203, 2023, 'periodic', 'rural', 'rural', 'open')");
  g_assert_cmpint (next_of (ledger, 201), ==, 203);
  g_assert_cmpint (next_of (ledger, 203), ==, 201);
  close_ledger (ledger);
}

static void
test_measure (void)
{
  SgnLedger *ledger = make_review ();
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnRecord) sheet = new_sheet (ledger, "periodic");
  g_autoptr (SgnFamily) family = sgn_family_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_family_measure (family, connection, sheet, &error));
  g_assert_cmpint (family->clean_water, ==, SGN_TRI_UNKNOWN);
  g_assert_cmpint (family->has_device, ==, SGN_TRI_UNKNOWN);
  g_assert_cmpfloat (family->floor_area, ==, 0);
  sgn_record_set_real (sheet, "floor-area", 15.5);
  sgn_record_set_int (sheet, "walls-solid", 0);
  sgn_record_set_int (sheet, "roof-solid", 1);
  sgn_record_set_text (sheet, "water", "open-well");
  sgn_record_set_text (sheet, "toilet", "septic");
  sgn_record_set_text (sheet, "devices", "none");
  g_assert_true (sgn_family_measure (family, connection, sheet, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (family->floor_area, ==, 15.5);
  g_assert_cmpint (family->walls_solid, ==, SGN_TRI_NO);
  g_assert_cmpint (family->columns_solid, ==, SGN_TRI_UNKNOWN);
  g_assert_cmpint (family->roof_solid, ==, SGN_TRI_YES);
  g_assert_cmpint (family->clean_water, ==, SGN_TRI_NO);
  g_assert_cmpint (family->clean_toilet, ==, SGN_TRI_YES);
  g_assert_cmpint (family->has_device, ==, SGN_TRI_NO);
  sgn_record_set_text (sheet, "devices", "tv radio");
  g_assert_true (sgn_family_measure (family, connection, sheet, &error));
  g_assert_cmpint (family->has_device, ==, SGN_TRI_YES);
  close_ledger (ledger);
}

/* A member typed and one read from the ledger are the same to the indicators. */
static void
test_member (void)
{
  SgnLedger *ledger = make_review ();
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnFamily) typed = sgn_family_new ();
  g_autoptr (SgnFamily) stored
      = sgn_family_load (connection, 201, 0, (SgnDate){ 2023, 10, 1 }, &error);
  g_autoptr (SgnRecord) nobody = sgn_record_new (&sgn_type_member);

  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SgnRecord) member
          = sgn_record_load (connection, &sgn_type_member, 301 + i, &error);
      const SgnFamilyMember *a = sgn_family_add_record (typed, member, "?");
      const SgnFamilyMember *b = stored->members->pdata[i];

      g_assert_cmpstr (a->name, ==, b->name);
      g_assert_cmpint (a->sex, ==, b->sex);
      g_assert_cmpint (sgn_date_compare (a->birth, b->birth), ==, 0);
      g_assert_cmpstr (a->work, ==, b->work);
      g_assert_cmpstr (a->relation, ==, b->relation);
      g_assert_cmpint (a->insurance, ==, b->insurance);
      g_assert_cmpint (a->insurance, ==, SGN_TRI_YES);
      g_assert_cmpint (a->internet, ==, SGN_TRI_UNKNOWN);
    }
  g_assert_cmpstr (sgn_family_add_record (typed, nobody, "Người 3")->name, ==, "Người 3");
  close_ledger (ledger);
}

static void
test_count (void)
{
  SgnLedger *ledger = make_review ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStandard) standard
      = sgn_standard_find (sgn_ledger_get_connection (ledger), "rural", 2023, &error);
  SgnTri ticks[SGN_N_INDICATORS];

  g_assert_no_error (error);
  for (guint i = 0; i < SGN_N_INDICATORS; i++)
    ticks[i] = SGN_TRI_NO;
  g_assert_cmpint (sgn_review_count_b (standard, ticks), ==, 0);
  ticks[0] = ticks[1] = SGN_TRI_YES;
  g_assert_cmpint (sgn_review_count_b (standard, ticks), ==, 20);
  ticks[2] = SGN_TRI_UNKNOWN; /* could make it 30 */
  g_assert_cmpint (sgn_review_count_b (standard, ticks), ==, SGN_SCORE_UNKNOWN);
  ticks[3] = SGN_TRI_YES; /* it is 30 now */
  g_assert_cmpint (sgn_review_count_b (standard, ticks), ==, 30);
  close_ledger (ledger);
}

static void
test_meeting (void)
{
  static const struct
  {
    int present, agreed; /* -1: not said */
    gboolean dated;
    SgnMeeting meeting;
    const char *state;
  } cases[] = {
    { -1, -1, FALSE, SGN_MEETING_NOT_HELD, "filled" },
    { 21, 11, TRUE, SGN_MEETING_AGREED, "agreed" },
    { 20, 10, TRUE, SGN_MEETING_AGREED, "agreed" },
    { 20, 10, FALSE, SGN_MEETING_NOT_HELD, "filled" },
    { 21, 10, TRUE, SGN_MEETING_REFUSED, "filled" },
    { 20, 21, TRUE, SGN_MEETING_WRONG, "filled" },
    { 0, 0, TRUE, SGN_MEETING_NOT_HELD, "filled" },
  };
  SgnLedger *ledger = make_review ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnMeetingLimit) limit
      = sgn_meeting_limit_find (sgn_ledger_get_connection (ledger), 2023, &error);

  g_assert_no_error (error);
  g_assert_cmpint (limit->share, ==, 50);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SgnRecord) sheet = new_sheet (ledger, "periodic");

      if (cases[i].present >= 0)
        sgn_record_set_int (sheet, "present", cases[i].present);
      if (cases[i].agreed >= 0)
        sgn_record_set_int (sheet, "agreed", cases[i].agreed);
      if (cases[i].dated)
        sgn_record_set_text (sheet, "meeting-on", "2023-10-01");
      g_assert_cmpint (sgn_review_meeting (sheet, limit), ==, cases[i].meeting);
      g_assert_cmpstr (sgn_review_state (sheet, SGN_CLASS_POOR, cases[i].meeting), ==,
                       cases[i].state);
      g_assert_cmpstr (sgn_review_state (sheet, SGN_CLASS_UNKNOWN, cases[i].meeting), ==, "open");
    }
  close_ledger (ledger);
}

/* From the ledger; where it was made before, from what the program brings; beyond its time from
 * nowhere. */
static void
test_limit (void)
{
  SgnLedger *ledger = make_review ();
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnMeetingLimit) own = NULL;
  g_autoptr (SgnMeetingLimit) shipped = NULL;
  g_autoptr (SgnMeetingLimit) later = NULL;
  g_autoptr (GError) error = NULL;

  run_sql (ledger, "UPDATE code_item SET attributes = '{\"agree-share-from\":\"60\"}' "
                   "WHERE list = 'review-procedure'");
  own = sgn_meeting_limit_find (connection, 2023, &error);
  g_assert_no_error (error);
  g_assert_cmpint (own->share, ==, 60);
  run_sql (ledger, "DELETE FROM code_item WHERE list = 'review-procedure'");
  shipped = sgn_meeting_limit_find (connection, 2023, &error);
  g_assert_no_error (error);
  g_assert_cmpint (shipped->share, ==, 50);
  g_assert_nonnull (shipped->source);
  later = sgn_meeting_limit_find (connection, 2031, &error);
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND);
  close_ledger (ledger);
}

static void
test_table (void)
{
  SgnLedger *ledger = make_review ();
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnPointTable) none = NULL;
  g_autoptr (SgnPointTable) table = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) before = sgn_point_table_regions (connection, "rural", 2023, NULL);
  g_auto (GStrv) rural = NULL;
  g_auto (GStrv) later = NULL;
  const SgnPointQuestion *question;

  g_assert_cmpuint (g_strv_length (before), ==, 0);
  load_points (ledger);
  rural = sgn_point_table_regions (connection, "rural", 2023, NULL);
  g_assert_cmpuint (g_strv_length (rural), ==, 1);
  g_assert_cmpstr (rural[0], ==, "northern-midland-mountains");
  later = sgn_point_table_regions (connection, "rural", 2026, NULL);
  g_assert_cmpuint (g_strv_length (later), ==, 0);
  none = sgn_point_table_load (connection, "mekong-delta", 2023, &error);
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  table = sgn_point_table_load (connection, rural[0], 2023, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (table->questions->len, ==, 2);
  question = table->questions->pdata[0];
  g_assert_true (question->exclusive);
  g_assert_cmpuint (question->answers->len, ==, 2);
  g_assert_cmpint (sgn_point_table_find (table, "members", "2")->points, ==, -3);
  g_assert_cmpstr (sgn_point_table_find (table, "members", "2")->condition, ==,
                   "trừ hộ chỉ có trẻ em");
  g_assert_false (((SgnPointQuestion *)table->questions->pdata[1])->exclusive);
  g_assert_null (sgn_point_table_find (table, "members", "9"));
  g_assert_null (sgn_point_table_find (table, "x", "1"));
  close_ledger (ledger);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/programme/review-form/new", test_new);
  g_test_add_func ("/programme/review-form/answers", test_answers);
  g_test_add_func ("/programme/review-form/refused", test_refused);
  g_test_add_func ("/programme/review-form/screened", test_screened);
  g_test_add_func ("/programme/review-form/official", test_official);
  g_test_add_func ("/programme/review-form/next", test_next);
  g_test_add_func ("/programme/review-form/measure", test_measure);
  g_test_add_func ("/programme/review-form/member", test_member);
  g_test_add_func ("/programme/review-form/count", test_count);
  g_test_add_func ("/programme/review-form/meeting", test_meeting);
  g_test_add_func ("/programme/review-form/limit", test_limit);
  g_test_add_func ("/programme/review-form/table", test_table);
  return g_test_run ();
}
