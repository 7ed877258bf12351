#include "config.h"

#include "programme/sgn-family.h"
#include "programme/sgn-household-events.h"
#include "programme/sgn-place.h"
#include "programme/sgn-programme.h"
#include "base/sgn-error.h"
#include "programme-fixture.h"
#include "store/sgn-journal.h"

#include <string.h>

static const char units_sql[]
    = "INSERT INTO unit (id, parent_id, level, kind, name, area, position) "
      "SELECT 101, unit_id, 'commune', 'xa', 'Xã Một', 'rural', 1 FROM ledger;\n"
      "INSERT INTO unit (id, parent_id, level, kind, name, position) VALUES "
      "(111, 101, 'village', 'thon', 'Thôn A', 1), (112, 101, 'village', 'thon', 'Thôn B', 2)";

static const SgnEvent event = { { 2023, 10, 15 }, "vì lý do thử" };

#define DUMP_PAST                                                                          \
  "SELECT id, household_id, year, class, persons, head, '' FROM household_year UNION ALL " \
  "SELECT id, household_id, year, kind, area, '', '' FROM review_sheet UNION ALL "         \
  "SELECT id, member_id, date, height, '', '', '' FROM child_measure ORDER BY 1"
#define DUMP_NOW                                                                                  \
  "SELECT 'h', id, unit_id, head, ethnicity, origin_id, ended_on, ended_why, merged_into_id, '' " \
  "FROM household UNION ALL SELECT 'm', id, household_id, position, name, relation, joined_on, "  \
  "left_on, left_why, birth FROM member UNION ALL SELECT 'e', id, household_id, kind, date, "     \
  "reason, "                                                                                      \
  "member_id, other_id, from_unit_id, to_unit_id FROM household_event ORDER BY 1, 2"

static char *
dump (SgnLedger *ledger)
{
  g_autofree char *past = read_sql (sgn_ledger_get_connection (ledger), DUMP_PAST);
  g_autofree char *now = read_sql (sgn_ledger_get_connection (ledger), DUMP_NOW);

  return g_strconcat (past, now, NULL);
}

static gint64
read_int (SgnLedger *ledger, const char *sql)
{
  g_autofree char *text = read_sql (sgn_ledger_get_connection (ledger), sql);

  return g_ascii_strtoll (text, NULL, 10);
}

static SgnLedger *
make_registry (void)
{
  SgnLedger *ledger = make_ledger (2023);

  run_sql (ledger, units_sql);
  run_sql (ledger,
           "INSERT INTO household (id, unit_id, head, ethnicity, farming) VALUES "
           "(201, 111, 'Nông Văn An', '03', 1), (202, 111, 'Lý Thị Bình', '01', 0);\n"
           "INSERT INTO member (id, household_id, position, name, sex, birth, relation, id_number) "
           "VALUES "
           "(301, 201, 1, 'Nông Văn An', 'male', '1960', 'head', NULL), "
           "(302, 201, 2, 'Hoàng Thị Cúc', 'female', '1962', 'spouse', NULL), "
           "(303, 201, 3, 'Nông Văn Dũng', 'male', '1990-05-01', 'child', '004090000001'), "
           "(304, 201, 4, 'Lương Thị Em', 'female', '1992', 'in-law', NULL), "
           "(305, 201, 5, 'Nông Thị Gấm', 'female', '2015', 'grandchild', NULL), "
           "(311, 202, 1, 'Lý Thị Bình', 'female', '1970', 'head', NULL);\n"
           "INSERT INTO household_year (id, household_id, year, unit_id, class, state, persons, "
           "head) VALUES "
           "(401, 201, 2022, 111, 'poor', 'official', 5, 'Nông Văn An'), "
           "(402, 202, 2022, 111, 'near-poor', 'official', 1, 'Lý Thị Bình');\n"
           "INSERT INTO review_sheet (id, household_id, year, kind, area, standard, state) VALUES "
           "(501, 201, 2022, 'periodic', 'rural', 'rural', 'agreed');\n"
           "INSERT INTO child_measure (id, member_id, date, height) VALUES (601, 305, "
           "'2023-01-01', 100)");
  return ledger;
}

static void
test_split (void)
{
  SgnLedger *ledger = make_registry ();
  static const gint64 leaving[] = { 304, 303, 305 };
  g_autoptr (GError) error = NULL;
  gint64 created = 0;
  g_autofree char *before = dump (ledger), *after = NULL;
  gint64 n_changes = read_int (ledger, "SELECT count(*) FROM change");

  g_assert_true (sgn_household_split (ledger, 201, leaving, 3, 303, 0, &event, &created, &error));
  g_assert_no_error (error);
  g_assert_cmpint (read_int (ledger, "SELECT count(*) FROM change"), ==, n_changes + 1);
  g_assert_cmpint (read_int (ledger, "SELECT max(id) FROM household"), ==, created);
  assert_sql (ledger,
              "SELECT unit_id, head, ethnicity, origin_id, separate_since, farming FROM household "
              "WHERE origin_id IS NOT NULL",
              "111|Nông Văn Dũng|03|201|2023-10-15|1\n");
  assert_sql (
      ledger,
      "SELECT m.id, m.position, m.relation, m.joined_on FROM member AS m JOIN household AS h "
      "ON h.id = m.household_id WHERE h.origin_id = 201 ORDER BY m.position",
      "303|1|head|2023-10-15\n304|2|other|2023-10-15\n305|3|other|2023-10-15\n");
  assert_sql (
      ledger,
      "SELECT kind, count(*), min(date), min(reason) FROM household_event GROUP BY 1 ORDER BY 1",
      "joined|3|2023-10-15|vì lý do thử\nleft|3|2023-10-15|vì lý do thử\n"
      "registered|1|2023-10-15|vì lý do thử\nsplit|1|2023-10-15|vì lý do thử\n");
  assert_sql (ledger, DUMP_PAST,
              "401|201|2022|poor|5|Nông Văn An|\n402|202|2022|near-poor|1|Lý Thị Bình|\n"
              "501|201|2022|periodic|rural||\n601|305|2023-01-01|100.0|||\n");
  g_assert_true (sgn_ledger_undo (ledger, 0, NULL, &error));
  g_assert_no_error (error);
  after = dump (ledger);
  g_assert_cmpstr (before, ==, after);
  close_ledger (ledger);
}

static void
assert_refused (GError **error, SgnStoreError code)
{
  g_assert_error (*error, SGN_STORE_ERROR, (int)code);
  g_clear_error (error);
}

static void
test_refusals (void)
{
  SgnLedger *ledger = make_registry ();
  static const gint64 all[] = { 301, 302, 303, 304, 305 }, twice[] = { 303, 303 };
  static const gint64 stranger[] = { 311 }, child[] = { 303 }, head[] = { 301, 302 };
  const SgnEvent partial = { { 2023, 10, 0 }, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dump (ledger), *after = NULL;

  g_assert_false (sgn_household_split (ledger, 201, all, 5, 303, 0, &event, NULL, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  g_assert_false (sgn_household_split (ledger, 201, child, 0, 303, 0, &event, NULL, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  g_assert_false (sgn_household_split (ledger, 201, twice, 2, 303, 0, &event, NULL, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  g_assert_false (sgn_household_split (ledger, 201, stranger, 1, 311, 0, &event, NULL, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  g_assert_false (sgn_household_split (ledger, 201, child, 1, 304, 0, &event, NULL, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  g_assert_false (sgn_household_split (ledger, 201, head, 2, 302, 0, &event, NULL, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  g_assert_false (sgn_household_split (ledger, 201, child, 1, 303, 0, &partial, NULL, &error));
  g_clear_error (&error);
  g_assert_false (sgn_household_merge_into (ledger, 201, 201, &event, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  g_assert_false (sgn_household_new_head (ledger, 201, 311, &event, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  g_assert_false (sgn_household_new_head (ledger, 201, 301, &event, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  g_assert_false (sgn_household_move (ledger, 201, 111, &event, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  g_assert_false (sgn_household_member_left (ledger, 301, "died", &event, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  g_assert_false (sgn_household_member_left (ledger, 311, "died", &event, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  g_assert_false (sgn_household_member_left (ledger, 303, "vanished", &event, &error));
  g_clear_error (&error);
  g_assert_false (sgn_household_end (ledger, 201, "merged", &event, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  after = dump (ledger);
  g_assert_cmpstr (before, ==, after);
  close_ledger (ledger);
}

static void
test_new_head_and_leaving (void)
{
  SgnLedger *ledger = make_registry ();
  g_autoptr (GError) error = NULL;
  const SgnEvent too_early = { { 2023, 10, 14 }, NULL };

  g_assert_true (sgn_household_new_head (ledger, 201, 302, &event, &error));
  g_assert_no_error (error);
  assert_sql (ledger, "SELECT id, relation FROM member WHERE household_id = 201 ORDER BY id",
              "301|spouse\n302|head\n303|child\n304|other\n305|grandchild\n");
  assert_sql (ledger, "SELECT head FROM household WHERE id = 201", "Hoàng Thị Cúc\n");
  g_assert_true (sgn_household_member_left (ledger, 301, "died", &event, &error));
  assert_sql (ledger, "SELECT left_on, left_why FROM member WHERE id = 301", "2023-10-15|died\n");
  assert_sql (ledger, "SELECT kind, member_id FROM household_event ORDER BY id",
              "new-head|302\ndeath|301\n");
  g_assert_false (sgn_household_member_left (ledger, 301, "died", &event, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  g_assert_true (sgn_household_merge_into (ledger, 202, 201, &event, &error));
  assert_sql (ledger, "SELECT household_id, relation, position FROM member WHERE id = 311",
              "201|other|6\n");
  g_assert_false (sgn_household_member_left (ledger, 311, "moved-away", &too_early, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (sgn_household_end (ledger, 202, "other", &event, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  close_ledger (ledger);
}

/* What everybody is to a child, a parent and a grandchild who becomes the head. */
static void
test_relations (void)
{
  static const struct
  {
    gint64 head;
    const char *relations;
  } cases[] = {
    { 303, "parent parent head other other sibling grandparent" },
    { 307, "child other grandchild other other grandchild head" },
    { 305, "grandparent grandparent other other head other other" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SgnLedger *ledger = make_registry ();
      g_autoptr (GError) error = NULL;
      g_autofree char *expected = g_strconcat (cases[i].relations, "\n", NULL);

      run_sql (ledger,
               "INSERT INTO member (id, household_id, position, name, relation) VALUES "
               "(306, 201, 6, 'Nông Thị Hoa', 'child'), (307, 201, 7, 'Nông Văn Cụ', 'parent')");
      g_assert_true (sgn_household_new_head (ledger, 201, cases[i].head, &event, &error));
      g_assert_no_error (error);
      assert_sql (ledger,
                  "SELECT group_concat(relation, ' ') FROM (SELECT relation FROM member "
                  "WHERE household_id = 201 ORDER BY id)",
                  expected);
      close_ledger (ledger);
    }
}

static void
test_move_and_end (void)
{
  SgnLedger *ledger = make_registry ();
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_household_move (ledger, 202, 112, &event, &error));
  g_assert_no_error (error);
  assert_sql (ledger, "SELECT kind, from_unit_id, to_unit_id FROM household_event",
              "moved|111|112\n");
  assert_sql (ledger, "SELECT unit_id FROM household_year WHERE household_id = 202", "111\n");
  g_assert_true (sgn_household_move (ledger, 202, 0, &event, &error));
  assert_sql (ledger, "SELECT ended_on, ended_why FROM household WHERE id = 202",
              "2023-10-15|moved-away\n");
  assert_sql (ledger, "SELECT left_on, left_why FROM member WHERE id = 311",
              "2023-10-15|moved-away\n");
  g_assert_true (sgn_household_end (ledger, 201, "died", &event, &error));
  assert_sql (ledger, "SELECT count(*) FROM member WHERE left_on IS NULL", "0\n");
  close_ledger (ledger);
}

static gint64
count_duplicates (SgnLedger *ledger, const char *name, const char *birth, const char *number,
                  gint64 except)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = sgn_household_find_duplicates (sgn_ledger_get_connection (ledger), 111,
                                                          name, birth, number, except, &error);

  g_assert_no_error (error);
  return ids->len;
}

static void
test_duplicates (void)
{
  SgnLedger *ledger = make_registry ();

  g_assert_cmpint (count_duplicates (ledger, "nong van dung", "1990", NULL, 0), ==, 1);
  g_assert_cmpint (count_duplicates (ledger, "Nông Văn Dũng", "1990-12", NULL, 0), ==, 1);
  g_assert_cmpint (count_duplicates (ledger, "Nông Văn Dũng", "1991", NULL, 0), ==, 0);
  g_assert_cmpint (count_duplicates (ledger, "Nông Văn Dũng", "1990", NULL, 201), ==, 0);
  g_assert_cmpint (count_duplicates (ledger, "Khác", NULL, "004090000001", 0), ==, 1);
  g_assert_cmpint (count_duplicates (ledger, "Khác", NULL, "004090000002", 0), ==, 0);
  run_sql (ledger,
           "UPDATE household SET ended_on = '2023-01-01', ended_why = 'other' WHERE id = 201");
  g_assert_cmpint (count_duplicates (ledger, "Khác", NULL, "004090000001", 0), ==, 0);
  /* Nor is it one who went elsewhere and is entered there. */
  run_sql (ledger,
           "UPDATE household SET ended_on = NULL, ended_why = NULL WHERE id = 201;\n"
           "UPDATE member SET left_on = '2023-01-01', left_why = 'moved-away' WHERE id = 303");
  g_assert_cmpint (count_duplicates (ledger, "Khác", NULL, "004090000001", 0), ==, 0);
  g_assert_cmpint (count_duplicates (ledger, "Nông Văn Dũng", "1990", NULL, 0), ==, 0);
  close_ledger (ledger);
}

static void
test_unite (void)
{
  SgnLedger *ledger = make_registry ();
  static const char *const taken[] = { "address", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;

  run_sql (ledger,
           "INSERT INTO household (id, unit_id, head, address, origin_id) VALUES "
           "(203, 111, 'Nông Văn An', 'Số 1', NULL), (204, 111, 'Z', NULL, 203);\n"
           "INSERT INTO member (id, household_id, position, name, birth, relation, id_number, "
           "insurance) VALUES "
           "(321, 203, 1, 'NÔNG VĂN AN', '1960-02-03', 'head', '004060000009', 1), "
           "(322, 203, 2, 'Nông Thị Hoa', '1999', 'child', NULL, NULL), "
           "(323, 203, 3, 'Dũng', '1990', 'child', '004090000001', NULL);\n"
           "INSERT INTO household_year (id, household_id, year, unit_id, class, state, persons, "
           "head) VALUES "
           "(403, 203, 2021, 111, 'poor', 'official', 3, 'A'), (404, 203, 2022, 111, 'poor', "
           "'official', 3, 'A');\n"
           "INSERT INTO child_measure (id, member_id, date, height) VALUES (602, 323, "
           "'2023-01-01', 100);\n"
           "INSERT INTO period_lock (id, what, year, closed) VALUES (701, 'review', 2021, 1)");
  before = dump (ledger);
  g_assert_true (sgn_household_unite (ledger, 201, 203, taken, &event, &error));
  g_assert_no_error (error);
  assert_sql (ledger, "SELECT address FROM household WHERE id = 201", "Số 1\n");
  assert_sql (ledger, "SELECT origin_id FROM household WHERE id = 204", "201\n");
  assert_sql (ledger, "SELECT ended_why, merged_into_id FROM household WHERE id = 203",
              "entered-by-mistake|201\n");
  assert_sql (ledger,
              "SELECT id, household_id FROM household_year WHERE id IN (403, 404) ORDER BY id",
              "403|201\n404|203\n"); /* 2022 was reported twice: both rows stay */
  assert_sql (
      ledger, "SELECT id, household_id, left_why, relation FROM member WHERE id > 320 ORDER BY id",
      "321|201|entered-by-mistake|head\n322|201||child\n323|201|entered-by-mistake|child\n");
  assert_sql (ledger, "SELECT id_number, insurance, name, birth FROM member WHERE id = 301",
              "004060000009|1|Nông Văn An|1960\n");
  assert_sql (ledger, "SELECT member_id FROM child_measure WHERE id = 602", "303\n");
  assert_sql (ledger, "SELECT kind, household_id, other_id FROM household_event",
              "duplicate|201|203\n");
  g_assert_true (sgn_ledger_undo (ledger, 0, NULL, &error));
  after = dump (ledger);
  g_assert_cmpstr (before, ==, after);
  close_ledger (ledger);
}

/* Whatever may point to a household or a member, once for the household and the member that go. */
#define POINT_TO_OTHER                                                                             \
  "INSERT INTO household (id, unit_id, head, origin_id, merged_into_id, ended_on, ended_why) "     \
  "VALUES (211, 111, 'X', 203, NULL, NULL, NULL), (212, 111, 'Y', NULL, 203, '2023-02-01', "       \
  "'merged');\n"                                                                                   \
  "INSERT INTO household_event (id, household_id, kind, date, member_id, other_id) VALUES "        \
  "(811, 203, 'joined', '2023-01-01', 321, NULL), (812, 211, 'registered', '2023-01-01', NULL, "   \
  "203);\n"                                                                                        \
  "INSERT INTO household_year (id, household_id, year, unit_id, class, state, head) VALUES "       \
  "(821, 203, 2020, 111, 'poor', 'official', 'A');\n"                                              \
  "INSERT INTO review_sheet (id, household_id, year, kind, area, standard, state) VALUES "         \
  "(831, 203, 2022, 'recheck', 'rural', 'rural', 'filled');\n"                                     \
  "INSERT INTO child_measure (id, member_id, date, height) VALUES (841, 321, '2023-01-01', 99);\n" \
  "INSERT INTO support (id, household_id, member_id, date, content, form) VALUES "                 \
  "(851, 203, 321, '2023', 'Bò', 'goods');\n"                                                     \
  "INSERT INTO acceptance (id, rule, record_type, record_id, fingerprint, reason, accepted_by, "   \
  "accepted_at) VALUES (861, 'R', 'household', 203, 'f', 'r', 'b', 'a'), "                         \
  "(862, 'R', 'member', 321, 'f', 'r', 'b', 'a');\n"                                               \
  "INSERT INTO attachment (id, record_type, record_id, name, added_at, data) VALUES "              \
  "(871, 'household', 203, 'n', 'm', x'00'), (872, 'member', 321, 'n', 'm', x'00')"

#define LIST_POINTERS                                                                              \
  "SELECT 'other', id FROM household WHERE origin_id = %d OR merged_into_id = %d AND id <> 203 "   \
  "UNION ALL SELECT 'event', id FROM household_event WHERE kind <> 'duplicate' AND %d IN "         \
  "(household_id, other_id) UNION ALL SELECT 'event-of', id FROM household_event WHERE member_id " \
  "= %d UNION ALL SELECT 'year', id FROM household_year WHERE household_id = %d AND year < 2022 "  \
  "UNION ALL SELECT 'sheet', id FROM review_sheet WHERE household_id = %d AND id > 800 "           \
  "UNION ALL SELECT 'measure', id FROM child_measure WHERE member_id = %d "                        \
  "UNION ALL SELECT 'support', id FROM support WHERE household_id = %d AND member_id = %d "        \
  "UNION ALL SELECT 'accepted', id FROM acceptance WHERE (record_type = 'household' AND "          \
  "record_id = %d) OR (record_type = 'member' AND record_id = %d) "                                \
  "UNION ALL SELECT 'attached', id FROM attachment WHERE (record_type = 'household' AND "          \
  "record_id = %d) OR (record_type = 'member' AND record_id = %d) ORDER BY 2"

static char *
list_pointers (SgnLedger *ledger, int household, int member)
{
  g_autofree char *sql = g_strdup_printf (LIST_POINTERS, household, household, household, member,
                                          household, household, member, household, member,
                                          household, member, household, member);

  return read_sql (sgn_ledger_get_connection (ledger), sql);
}

static void
test_unite_pointers (void)
{
  SgnLedger *ledger = make_registry ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL, *left = NULL;

  run_sql (ledger, "INSERT INTO household (id, unit_id, head) VALUES (203, 111, 'Nông Văn An');\n"
                   "INSERT INTO member (id, household_id, position, name, birth, relation) VALUES "
                   "(321, 203, 1, 'Nông Văn An', '1960', 'head')");
  run_sql (ledger, POINT_TO_OTHER);
  before = list_pointers (ledger, 203, 321);
  g_assert_cmpstr (before, ==,
                   "other|211\nother|212\nevent|811\nevent-of|811\nevent|812\nyear|821\nsheet|831\n"
                   "measure|841\nsupport|851\naccepted|861\naccepted|862\nattached|871\n"
                   "attached|872\n");
  g_assert_true (sgn_household_unite (ledger, 201, 203, NULL, &event, &error));
  g_assert_no_error (error);
  after = list_pointers (ledger, 201, 301);
  left = list_pointers (ledger, 203, 321);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (left, ==, "");
  close_ledger (ledger);
}

/* The other record knows the person only since a day: the kept one had him before, and does so
 * still. */
static void
test_unite_keeps_past (void)
{
  SgnLedger *ledger = make_registry ();
  g_autoptr (GError) error = NULL;

  run_sql (ledger,
           "INSERT INTO household (id, unit_id, head) VALUES (203, 111, 'Nông Văn An');\n"
           "INSERT INTO member (id, household_id, position, name, birth, relation, joined_on, "
           "work) VALUES (321, 203, 1, 'Nông Văn An', '1960', 'head', '2023-04-01', 'contract')");
  g_assert_true (sgn_household_unite (ledger, 201, 203, NULL, &event, &error));
  g_assert_no_error (error);
  assert_sql (ledger, "SELECT joined_on, work FROM member WHERE id = 301", "|contract\n");
  close_ledger (ledger);
}

static void
test_pairs (void)
{
  SgnLedger *ledger = make_registry ();
  static const SgnMemberPair expected[]
      = { { 301, 321 }, { 302, 0 }, { 303, 323 }, { 304, 0 }, { 305, 0 }, { 0, 322 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) pairs = NULL;

  run_sql (ledger,
           "INSERT INTO household (id, unit_id, head) VALUES (203, 111, 'Nông Văn An');\n"
           "INSERT INTO member (id, household_id, position, name, birth, relation, id_number) "
           "VALUES (321, 203, 1, 'NÔNG VĂN AN', '1960-02-03', 'head', '004060000009'), "
           "(322, 203, 2, 'Nông Văn Dũng', '1990', 'child', '004090000007'), "
           "(323, 203, 3, 'Dũng', '1990', 'child', '004090000001')");
  pairs = sgn_household_pair_members (sgn_ledger_get_connection (ledger), 201, 203, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pairs->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < pairs->len; i++)
    {
      const SgnMemberPair *pair = &g_array_index (pairs, SgnMemberPair, i);

      g_assert_cmpint (pair->kept, ==, expected[i].kept);
      g_assert_cmpint (pair->other, ==, expected[i].other);
    }
  g_clear_pointer (&pairs, g_array_unref);
  close_ledger (ledger);
}

static void
test_split_to (void)
{
  SgnLedger *ledger = make_registry ();
  static const gint64 leaving[] = { 303 };
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_household_split (ledger, 201, leaving, 1, 303, 112, &event, NULL, &error));
  g_assert_no_error (error);
  assert_sql (ledger, "SELECT unit_id FROM household WHERE origin_id = 201", "112\n");
  assert_sql (ledger, "SELECT to_unit_id FROM household_event WHERE kind = 'split'", "112\n");
  close_ledger (ledger);
}

static SgnRecord *
make_person (const char *name, const char *relation)
{
  SgnRecord *member = sgn_record_new (&sgn_type_member);

  sgn_record_set_text (member, "name", name);
  sgn_record_set_text (member, "relation", relation);
  return member;
}

static void
test_joined (void)
{
  SgnLedger *ledger = make_registry ();
  g_autoptr (SgnRecord) child = make_person ("Nông Văn Bé", "grandchild");
  g_autoptr (SgnRecord) guest = make_person ("Triệu Thị Lan", "other");
  g_autoptr (SgnRecord) second_head = make_person ("Ai Đó", "head");
  g_autoptr (SgnRecord) nobody = make_person (NULL, "child");
  g_autoptr (SgnRecord) told_late = make_person ("Nông Văn Muộn", "grandchild");
  g_autoptr (GError) error = NULL;
  gint64 n_changes = read_int (ledger, "SELECT count(*) FROM change");

  g_assert_true (sgn_household_member_joined (ledger, 201, child, TRUE, &event, &error));
  g_assert_no_error (error);
  g_assert_cmpint (read_int (ledger, "SELECT count(*) FROM change"), ==, n_changes + 1);
  sgn_record_set_text (guest, "birth", "1980");
  g_assert_true (sgn_household_member_joined (ledger, 201, guest, FALSE, &event, &error));
  g_assert_no_error (error);
  assert_sql (
      ledger,
      "SELECT m.name, m.position, m.birth, m.joined_on, m.ethnicity, e.kind, e.date "
      "FROM member AS m JOIN household_event AS e ON e.member_id = m.id ORDER BY m.position",
      "Nông Văn Bé|6|2023-10-15|2023-10-15|03|birth|2023-10-15\n"
      "Triệu Thị Lan|7|1980|2023-10-15|03|joined|2023-10-15\n");

  /* A birth told later is of the day it was. */
  sgn_record_set_text (told_late, "birth", "2023-09-30");
  g_assert_true (sgn_household_member_joined (ledger, 201, told_late, TRUE, &event, &error));
  assert_sql (ledger, "SELECT birth FROM member WHERE name = 'Nông Văn Muộn'", "2023-09-30\n");

  g_assert_false (sgn_household_member_joined (ledger, 201, second_head, FALSE, &event, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  g_assert_false (sgn_household_member_joined (ledger, 201, nobody, TRUE, &event, &error));
  g_assert_nonnull (error);
  close_ledger (ledger);
}

static void
test_back (void)
{
  SgnLedger *ledger = make_registry ();
  const SgnEvent later = { { 2024, 1, 2 }, "về lại" }, before = { { 2023, 10, 14 }, NULL };
  g_autoptr (GError) error = NULL;

  /* Who left before, for another reason, stays away. */
  g_assert_true (sgn_household_member_left (ledger, 304, "married",
                                            &(SgnEvent){ { 2023, 5, 1 }, NULL }, &error));
  g_assert_no_error (error);
  g_assert_false (sgn_household_reopen (ledger, 201, &later, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  g_assert_true (sgn_household_member_left (ledger, 305, "married", &event, &error));
  g_assert_true (sgn_household_move (ledger, 201, 0, &event, &error));
  g_assert_false (sgn_household_reopen (ledger, 201, &before, &error));
  g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_true (sgn_household_reopen (ledger, 201, &later, &error));
  g_assert_no_error (error);
  assert_sql (ledger, "SELECT ended_on, ended_why FROM household WHERE id = 201", "|\n");
  assert_sql (ledger,
              "SELECT id FROM member WHERE household_id = 201 AND left_on IS NULL ORDER BY 1",
              "301\n302\n303\n");
  assert_sql (ledger, "SELECT date, reason FROM household_event WHERE kind = 'reopened'",
              "2024-01-02|về lại\n");

  /* The members of one that went into another are there. */
  g_assert_true (sgn_household_merge_into (ledger, 202, 201, &later, &error));
  g_assert_false (sgn_household_reopen (ledger, 202, &later, &error));
  assert_refused (&error, SGN_STORE_ERROR_CONSTRAINT);
  close_ledger (ledger);
}

static void
test_places (void)
{
  SgnLedger *ledger = make_registry ();
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autofree char *village = sgn_place_describe (connection, 111);
  g_autofree char *household = sgn_place_describe_household (connection, 202);
  g_autofree char *nowhere = sgn_place_describe (connection, 0);

  g_assert_cmpstr (village, ==, "Thôn A, Xã Một");
  g_assert_cmpstr (household, ==, "Lý Thị Bình, Thôn A, Xã Một");
  g_assert_cmpstr (nowhere, ==, "");
  close_ledger (ledger);
}

/* Everything that points to a household or a member is named in the statements of the file; a new
 * table with such a column must be added there. */
static void
test_pointers (void)
{
  SgnLedger *ledger = make_ledger (2023);

  assert_sql (
      ledger,
      "SELECT m.name, f.\"from\" FROM sqlite_schema AS m JOIN pragma_foreign_key_list(m.name) AS f "
      "WHERE m.type = 'table' AND f.\"table\" IN ('household', 'member') ORDER BY 1, 2",
      "child_measure|member_id\nhousehold|merged_into_id\nhousehold|origin_id\n"
      "household_event|household_id\nhousehold_event|member_id\nhousehold_event|other_id\n"
      "household_year|household_id\nmember|household_id\nreview_sheet|household_id\n"
      "support|household_id\nsupport|member_id\n");
  close_ledger (ledger);
}

static gint64
pick (SgnLedger *ledger, const char *sql)
{
  g_autofree char *text = read_sql (sgn_ledger_get_connection (ledger), sql);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
  guint n = g_strv_length (lines);

  return n ? g_ascii_strtoll (lines[g_test_rand_int_range (0, (gint32)n)], NULL, 10) : 0;
}

enum
{
  SPLIT,
  SPLIT_AGAIN,
  MERGE,
  NEW_HEAD,
  MOVE,
  LEAVE,
  END,
  RETURN,
  UNITE,
  N_HAPPENINGS,
};

/* Something that may happen; often refused, and then nothing may have changed. */
static gboolean
do_something (SgnLedger *ledger, int what, const SgnEvent *on, GError **error)
{
  gint64 household = pick (ledger, "SELECT id FROM household");
  gint64 other = pick (ledger, "SELECT id FROM household");
  gint64 member = pick (ledger, "SELECT id FROM member");
  gint64 leaving[] = { member, pick (ledger, "SELECT id FROM member WHERE left_on IS NULL") };

  switch (what)
    {
    case SPLIT:
    case SPLIT_AGAIN:
      leaving[0]
          = pick (ledger, "SELECT id FROM member WHERE left_on IS NULL AND relation <> 'head'");
      return sgn_household_split (ledger,
                                  pick (ledger, "SELECT id FROM household WHERE ended_on IS NULL"),
                                  leaving, (gsize)g_test_rand_int_range (1, 3), leaving[0], 0, on,
                                  NULL, error);
    case MERGE:
      return sgn_household_merge_into (ledger, household, other, on, error);
    case NEW_HEAD:
      return sgn_household_new_head (ledger, household, member, on, error);
    case MOVE:
      return sgn_household_move (ledger, household, g_test_rand_int_range (0, 3) ? 112 : 111, on,
                                 error);
    case LEAVE:
      return sgn_household_member_left (ledger, member, "moved-away", on, error);
    case UNITE:
      return sgn_household_unite (ledger, household, other, NULL, on, error);
    case RETURN:
      return sgn_household_reopen (ledger, household, on, error);
    default:
      return g_test_rand_int_range (0, 3)
             || sgn_household_end (ledger, household, "moved-away", on, error);
    }
}

/* Every person there ever was is in exactly one living household, or has left. */
static void
check_persons (SgnLedger *ledger, gint64 persons)
{
  g_assert_cmpint (read_int (ledger, "SELECT count(*) FROM member"), ==, persons);
  assert_sql (ledger,
              "SELECT count(*) FROM member AS m JOIN household AS h ON h.id = m.household_id "
              "WHERE m.left_on IS NULL AND h.ended_on IS NOT NULL",
              "0\n");
  assert_sql (ledger,
              "SELECT count(*) FROM household AS h WHERE h.ended_on IS NULL AND 1 <> "
              "(SELECT count(*) FROM member AS m WHERE m.household_id = h.id AND m.left_on IS NULL "
              "AND m.relation = 'head')",
              "0\n");
}

#define N_MORE 12

/* Households of four, with what past years know of them. */
static SgnLedger *
make_many (void)
{
  SgnLedger *ledger = make_registry ();

  for (int i = 0; i < N_MORE; i++)
    {
      int h = 1000 + i, m = 2000 + i * 4;
      g_autofree char *sql = g_strdup_printf (
          "INSERT INTO household (id, unit_id, head) VALUES (%d, 111, 'H%d');\n"
          "INSERT INTO member (id, household_id, position, name, relation) VALUES "
          "(%d, %d, 1, 'H%d', 'head'), (%d, %d, 2, 'S%d', 'spouse'), (%d, %d, 3, 'C%d', 'child'), "
          "(%d, %d, 4, 'P%d', 'parent');\n"
          "INSERT INTO household_year (id, household_id, year, unit_id, class, movement, state, "
          "persons, head, ethnicity, children, decision_date) VALUES "
          "(%d, %d, 2021, 111, 'poor', 'new', 'official', 4, 'H%d', '03', 1, '2021-12-01'), "
          "(%d, %d, 2022, 111, 'not-poor', 'escaped', 'official', 4, 'H%d', '03', 1, "
          "'2022-12-01');\n"
          "INSERT INTO review_sheet (id, household_id, year, kind, area, standard, state) VALUES "
          "(%d, %d, 2022, 'periodic', 'rural', 'rural', 'agreed');\n"
          "INSERT INTO child_measure (id, member_id, date, height) VALUES (%d, %d, '2022-09-01', "
          "100)",
          h, i, m, h, i, m + 1, h, i, m + 2, h, i, m + 3, h, i, 3000 + i, h, i, 4000 + i, h, i,
          5000 + i, h, 6000 + i, m + 2);

      run_sql (ledger, sql);
    }
  return ledger;
}

/* Whose a row is may change when two records of one household are united; nothing else of it. */
#define DUMP_YEARS                                                                               \
  "SELECT id, year, unit_id, class, movement, state, persons, head, ethnicity, children, "       \
  "decision_date FROM household_year UNION ALL SELECT id, year, kind, area, state, '', '', '', " \
  "'', '', '' FROM review_sheet UNION ALL SELECT id, date, height, '', '', '', '', '', '', '', " \
  "'' "                                                                                          \
  "FROM child_measure ORDER BY 1"
#define DUMP_OWNERS                                                                     \
  "SELECT id, household_id FROM household_year UNION ALL SELECT id, household_id FROM " \
  "review_sheet UNION ALL SELECT id, member_id FROM child_measure ORDER BY 1"

static void
test_sequences (void)
{
  SgnLedger *ledger = make_many ();
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *years = read_sql (connection, DUMP_YEARS);
  g_autofree char *owners = read_sql (connection, DUMP_OWNERS);
  guint done = 0;

  for (int i = 0; i < 150; i++)
    {
      g_autoptr (GError) error = NULL;
      const SgnEvent on = { sgn_date_from_days (19600 + i), "thử" };
      int what = g_test_rand_int_range (0, N_HAPPENINGS);
      gint64 changes = read_int (ledger, "SELECT count(*) FROM change");
      char *before = dump (ledger);

      if (do_something (ledger, what, &on, &error)
          && read_int (ledger, "SELECT count(*) FROM change") > changes)
        {
          g_assert_cmpint (read_int (ledger, "SELECT count(*) FROM change"), ==, changes + 1);
          g_ptr_array_add (dumps, before);
          done++;
          assert_sql (ledger, DUMP_YEARS, years);
          if (what != UNITE)
            assert_sql (ledger, DUMP_OWNERS, owners);
          g_free (owners);
          owners = read_sql (connection, DUMP_OWNERS);
        }
      else
        {
          g_autofree char *after = dump (ledger);

          g_assert_cmpstr (before, ==, after);
          g_free (before);
        }
      check_persons (ledger, 6 + 4 * N_MORE);
    }
  g_assert_cmpuint (done, >, 10);
  for (guint i = dumps->len; i > 0; i--)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *now = NULL;

      g_assert_true (sgn_ledger_undo (ledger, 0, NULL, &error));
      g_assert_no_error (error);
      now = dump (ledger);
      g_assert_cmpstr (now, ==, dumps->pdata[i - 1]);
    }
  close_ledger (ledger);
}

static int
compare_names (const char *const *a, const char *const *b)
{
  return strcmp (*a, *b);
}

/* Who the review of a day would have found in each household. */
static char *
list_families (SgnLedger *ledger, SgnDate day, gint64 last)
{
  g_autofree char *ids
      = read_sql (sgn_ledger_get_connection (ledger), "SELECT id FROM household ORDER BY id");
  g_auto (GStrv) lines = g_strsplit (g_strchomp (ids), "\n", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; lines[i]; i++)
    {
      gint64 id = g_ascii_strtoll (lines[i], NULL, 10);
      g_autoptr (GPtrArray) names = g_ptr_array_new ();
      g_autoptr (SgnFamily) family = NULL;
      g_autoptr (GError) error = NULL;

      if (id > last)
        continue;
      family = sgn_family_load (sgn_ledger_get_connection (ledger), id, 0, day, &error);
      g_assert_no_error (error);
      for (guint m = 0; m < family->members->len; m++)
        g_ptr_array_add (names, ((SgnFamilyMember *)family->members->pdata[m])->name);
      g_ptr_array_sort (names, (GCompareFunc)compare_names);
      g_string_append (text, lines[i]);
      for (guint m = 0; m < names->len; m++)
        g_string_append_printf (text, " %s", (char *)names->pdata[m]);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

/* A day's families are the same whenever they are asked for, whatever happened since. Not so for
 * records that were one household all the time, nor for one that ended and came back. */
static void
test_past_families (void)
{
  enum
  {
    N = 60,
    EVERY = 6
  };
  SgnLedger *ledger = make_many ();
  char *families[N / EVERY];
  gint64 last[N / EVERY];

  for (int i = 0; i < N; i++)
    {
      g_autoptr (GError) error = NULL;
      const SgnEvent on = { sgn_date_from_days (19600 + i), "thử" };

      do_something (ledger, g_test_rand_int_range (0, RETURN), &on, &error);
      if (i % EVERY != 0)
        continue;
      last[i / EVERY] = read_int (ledger, "SELECT max(id) FROM household");
      families[i / EVERY] = list_families (ledger, on.date, last[i / EVERY]);
    }
  for (int i = 0; i < N / EVERY; i++)
    {
      g_autofree char *now
          = list_families (ledger, sgn_date_from_days (19600 + i * EVERY), last[i]);

      g_assert_cmpstr (now, ==, families[i]);
      g_free (families[i]);
    }
  close_ledger (ledger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/household-events/split", test_split);
  g_test_add_func ("/household-events/refusals", test_refusals);
  g_test_add_func ("/household-events/new-head-and-leaving", test_new_head_and_leaving);
  g_test_add_func ("/household-events/relations", test_relations);
  g_test_add_func ("/household-events/move-and-end", test_move_and_end);
  g_test_add_func ("/household-events/duplicates", test_duplicates);
  g_test_add_func ("/household-events/unite", test_unite);
  g_test_add_func ("/household-events/unite-pointers", test_unite_pointers);
  g_test_add_func ("/household-events/unite-keeps-past", test_unite_keeps_past);
  g_test_add_func ("/household-events/pairs", test_pairs);
  g_test_add_func ("/household-events/split-to", test_split_to);
  g_test_add_func ("/household-events/joined", test_joined);
  g_test_add_func ("/household-events/back", test_back);
  g_test_add_func ("/household-events/places", test_places);
  g_test_add_func ("/household-events/pointers", test_pointers);
  g_test_add_func ("/household-events/sequences", test_sequences);
  g_test_add_func ("/household-events/past-families", test_past_families);
  return g_test_run ();
}
