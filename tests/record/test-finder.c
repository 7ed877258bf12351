#include "config.h"

#include "record-fixture.h"
#include "record/sgn-finder.h"
#include "record/sgn-query.h"
#include "store/sgn-journal.h"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (fixture, data);
  sgn_finder_attach (fixture->ledger, &test_types, &error);
  g_assert_no_error (error);
}

/* What the index finds in a type, by title; and that looking at every record finds the same. */
static char *
find (Fixture *fixture, const SgnRecordType *type, const char *text)
{
  g_autoptr (SgnQuery) query = sgn_query_new (type);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  GString *titles = g_string_new (NULL);

  sgn_query_find (query, text);
  sgn_query_set_sort (query, "");
  ids = sgn_query_run (query, fixture->connection, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *title
          = sgn_record_title (fixture->connection, type, g_array_index (ids, gint64, i));

      g_string_append_printf (titles, "%s%s", i > 0 ? "|" : "", title);
    }
  return g_string_free (titles, FALSE);
}

#define assert_found(fixture, type, text, wanted)        \
  G_STMT_START                                           \
  {                                                      \
    g_autofree char *found = find (fixture, type, text); \
    g_assert_cmpstr (found, ==, wanted);                 \
  }                                                      \
  G_STMT_END

static gint64
add_unit (Fixture *fixture, const char *name)
{
  return fixture_add (fixture, &test_unit, "level", "commune", "kind", "xa", "name", name, NULL);
}

static gint64
add_decision (Fixture *fixture, const char *number, const char *title)
{
  return fixture_add (fixture, &test_decision, "year", "2023", "kind", "assigned", "number", number,
                      "title", title, "state", "issued", NULL);
}

static gint64
add_line (Fixture *fixture, gint64 decision, gint64 component, gint64 unit, const char *note)
{
  g_autoptr (SgnRecord) record = sgn_record_new (&test_line);
  g_autoptr (GError) error = NULL;

  sgn_record_set_int (record, "decision-id", decision);
  sgn_record_set_int (record, "component-id", component);
  sgn_record_set_int (record, "unit-id", unit);
  sgn_record_set_int (record, "amount", 1);
  sgn_record_set_text (record, "note", note);
  sgn_record_save_as_change (record, fixture->ledger, NULL, &error);
  g_assert_no_error (error);
  return sgn_record_get_id (record);
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  add_unit (fixture, "Xã Đàm Thuỷ");
  add_unit (fixture, "Xã Dân Chủ");
  add_decision (fixture, "33/QĐ-UBND", "Giao vốn đàm phán");

  assert_found (fixture, &test_unit, "dam", "Xã Đàm Thuỷ");
  assert_found (fixture, &test_unit, "ĐÀM", "Xã Đàm Thuỷ");
  assert_found (fixture, &test_unit, "thuy da", "Xã Đàm Thuỷ");
  assert_found (fixture, &test_unit, "d", "Xã Đàm Thuỷ|Xã Dân Chủ");
  assert_found (fixture, &test_unit, "xa dan ch", "Xã Dân Chủ");
  assert_found (fixture, &test_unit, "am", "");
  assert_found (fixture, &test_unit, "dam dan", "");
  /* Types are apart, and a mark is no letter of a word. */
  assert_found (fixture, &test_decision, "dam", "33/QĐ-UBND Giao vốn đàm phán");
  assert_found (fixture, &test_decision, "33/QD-UBND", "33/QĐ-UBND Giao vốn đàm phán");
  assert_found (fixture, &test_decision, "\"qd\" * OR x", "");
  assert_found (fixture, &test_unit, "adam", "");
}

static void
test_in_step (Fixture *fixture, gconstpointer data)
{
  gint64 unit = add_unit (fixture, "Xã Đàm Thuỷ");
  g_autoptr (GError) error = NULL;

  fixture_edit (fixture, &test_unit, unit, "name", "Xã Ngọc Côn");
  assert_found (fixture, &test_unit, "dam", "");
  assert_found (fixture, &test_unit, "ngoc", "Xã Ngọc Côn");
  sgn_ledger_undo (fixture->ledger, 0, NULL, &error);
  g_assert_no_error (error);
  assert_found (fixture, &test_unit, "dam", "Xã Đàm Thuỷ");
  assert_found (fixture, &test_unit, "ngoc", "");
  sgn_ledger_redo (fixture->ledger, NULL, &error);
  g_assert_no_error (error);
  assert_found (fixture, &test_unit, "ngoc", "Xã Ngọc Côn");
  fixture_remove (fixture, &test_unit, unit);
  assert_found (fixture, &test_unit, "ngoc", "");
  sgn_ledger_undo (fixture->ledger, 0, NULL, &error);
  g_assert_no_error (error);
  assert_found (fixture, &test_unit, "ngoc", "Xã Ngọc Côn");
}

static gboolean
rename_and_fail_cb (SgnLedger *ledger, gpointer user_data, GError **error)
{
  sgn_connection_run (sgn_ledger_get_connection (ledger), "UPDATE unit SET name = 'Xã Khác'", NULL);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no");
  return FALSE;
}

static void
test_rolled_back (Fixture *fixture, gconstpointer data)
{
  add_unit (fixture, "Xã Đàm Thuỷ");
  g_assert_false (sgn_ledger_change (fixture->ledger, "x", rename_and_fail_cb, NULL, NULL, NULL));
  assert_found (fixture, &test_unit, "dam", "Xã Đàm Thuỷ");
  assert_found (fixture, &test_unit, "khac", "");
}

/* A line is found under itself and under its decision, wherever it moves. */
static void
test_owner (Fixture *fixture, gconstpointer data)
{
  gint64 one = add_decision (fixture, "1", "Giao vốn");
  gint64 two = add_decision (fixture, "2", "Bổ sung");
  gint64 unit = add_unit (fixture, "Xã Đàm Thuỷ");
  gint64 part = fixture_add (fixture, &test_component, "code", "1", "name", "Hạ tầng", "kind",
                             "project", "position", "1", NULL);
  gint64 line = add_line (fixture, one, part, unit, "cầu treo");
  g_autofree char *move
      = g_strdup_printf ("UPDATE funding_line SET decision_id = %" G_GINT64_FORMAT, two);
  g_autoptr (GError) error = NULL;

  assert_found (fixture, &test_line, "treo", "1 · Xã Đàm Thuỷ");
  assert_found (fixture, &test_decision, "treo", "1 Giao vốn");
  assert_found (fixture, &test_decision, "cau giao", "1 Giao vốn");
  fixture_run (fixture, move);
  assert_found (fixture, &test_decision, "treo", "2 Bổ sung");
  sgn_ledger_undo (fixture->ledger, 0, NULL, &error);
  g_assert_no_error (error);
  assert_found (fixture, &test_decision, "treo", "1 Giao vốn");
  fixture_edit (fixture, &test_line, line, "note", "đường đất");
  assert_found (fixture, &test_decision, "treo", "");
  assert_found (fixture, &test_decision, "duong", "1 Giao vốn");
  fixture_remove (fixture, &test_line, line);
  assert_found (fixture, &test_decision, "duong", "");
  sgn_ledger_undo (fixture->ledger, 0, NULL, &error);
  assert_found (fixture, &test_decision, "duong", "1 Giao vốn");
  /* The component's name is searched with the line: it follows a new name. */
  assert_found (fixture, &test_line, "tang", "1 · Xã Đàm Thuỷ");
  fixture_edit (fixture, &test_component, part, "name", "Sinh kế");
  assert_found (fixture, &test_line, "tang", "");
  assert_found (fixture, &test_line, "sinh", "1 · Xã Đàm Thuỷ");
  assert_found (fixture, &test_decision, "sinh", "1 Giao vốn");
}

static char *
dump_index (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (fixture->connection,
                                "SELECT rowid, type, owner, text FROM finder ORDER BY rowid",
                                &error);
  GString *dump = g_string_new (NULL);

  g_assert_no_error (error);
  while (sgn_statement_step (statement, &error) == SGN_ROW)
    for (guint i = 0; i < 4; i++)
      g_string_append_printf (dump, "%s\n", sgn_statement_text (statement, i));
  g_assert_no_error (error);
  return g_string_free (dump, FALSE);
}

static void
check_index (Fixture *fixture)
{
  fixture_run_derived (fixture, "INSERT INTO finder (finder) VALUES ('integrity-check')");
}

/* Whatever was done, the index is what making it anew makes. */
static void
test_rebuild_is_equal (Fixture *fixture, gconstpointer data)
{
  gint64 decisions[3], lines[6], units[3], part;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;

  part = fixture_add (fixture, &test_component, "code", "1", "name", "Hạ tầng", "kind", "project",
                      "position", "1", NULL);
  for (guint i = 0; i < 3; i++)
    {
      decisions[i] = add_decision (fixture, "số", "Giao vốn");
      units[i] = add_unit (fixture, "Xã Đàm Thuỷ");
    }
  for (guint i = 0; i < 6; i++)
    lines[i] = add_line (fixture, decisions[i % 3], part, units[i % 3], "một hai ba");
  for (guint step = 0; step < 60; step++)
    {
      static const char *const words[] = { "cầu treo", "đường đất", "", "trường học Đàm Thuỷ" };
      const char *word = words[g_rand_int_range (random, 0, 4)];
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autofree char *move
          = g_strdup_printf ("UPDATE funding_line SET decision_id = %" G_GINT64_FORMAT
                             " WHERE id = %" G_GINT64_FORMAT,
                             decisions[g_rand_int_range (random, 0, 3)],
                             lines[g_rand_int_range (random, 0, 6)]);

      switch (g_rand_int_range (random, 0, 5))
        {
        case 0:
          fixture_edit (fixture, &test_line, lines[g_rand_int_range (random, 0, 6)], "note", word);
          break;
        case 1:
          fixture_run (fixture, move);
          break;
        case 2:
          sgn_ledger_undo (fixture->ledger, 0, NULL, NULL);
          break;
        case 3:
          sgn_ledger_redo (fixture->ledger, NULL, NULL);
          break;
        default:
          fixture_edit (fixture, &test_decision, decisions[g_rand_int_range (random, 0, 3)],
                        "number", word);
        }
      if (step % 10 != 9)
        continue;
      check_index (fixture);
      before = dump_index (fixture);
      sgn_finder_rebuild (fixture->ledger, &test_types, &error);
      g_assert_no_error (error);
      after = dump_index (fixture);
      g_assert_cmpstr (before, ==, after);
    }
}

static void
test_attach_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_unit (fixture, "Xã Đàm Thuỷ");
  fixture_reopen (fixture, SGN_LEDGER_OPEN_DEFAULT);
  /* In step: it is taken as it is, which a foreign entry shows. */
  fixture_run_derived (
      fixture, "INSERT INTO finder (rowid, text, type, owner) VALUES (5, 'aqua', 'unit', 0)");
  sgn_finder_attach (fixture->ledger, &test_types, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_query_int (fixture, "SELECT count(*) FROM finder WHERE rowid = 5"), ==,
                   1);
  /* Made by another version of folding: made anew. */
  fixture_reopen (fixture, SGN_LEDGER_OPEN_DEFAULT);
  fixture_run_derived (fixture, "UPDATE finder_mark SET text_version = 0");
  sgn_finder_attach (fixture->ledger, &test_types, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_query_int (fixture, "SELECT count(*) FROM finder WHERE rowid = 5"), ==,
                   0);
  assert_found (fixture, &test_unit, "dam", "Xã Đàm Thuỷ");
}

static void
test_other_description (Fixture *fixture, gconstpointer data)
{
  static const SgnRecordType *const fewer[] = { &test_unit, &test_decision };
  static const SgnTypes other = { fewer, 2 };
  g_autoptr (GError) error = NULL;

  add_decision (fixture, "1", "Giao vốn");
  sgn_finder_attach (fixture->ledger, &other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_query_int (fixture, "SELECT count(*) FROM finder_mark"), ==, 2);
  assert_found (fixture, &test_decision, "giao", "1 Giao vốn");
}

/* A ledger that was never indexed and cannot be written is searched all the same. */
static void
test_readonly (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) hits = NULL;

  add_unit (fixture, "Xã Đàm Thuỷ");
  fixture_run_derived (fixture, "DROP TABLE finder");
  fixture_run_derived (fixture, "DROP TABLE finder_mark");
  fixture_reopen (fixture, SGN_LEDGER_OPEN_READONLY);
  sgn_finder_attach (fixture->ledger, &test_types, &error);
  g_assert_no_error (error);
  assert_found (fixture, &test_unit, "thuy dam", "Xã Đàm Thuỷ");
  assert_found (fixture, &test_unit, "am", "");
  hits = sgn_finder_find (fixture->connection, &test_types, "dam", 9, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hits->len, ==, 0);
}

/* The index is derived: no journal, no undo, and the ledger verifies with it. */
static void
test_not_journalled (Fixture *fixture, gconstpointer data)
{
  gint64 changes = fixture_query_int (fixture, "SELECT count(*) FROM change");
  g_autoptr (GError) error = NULL;

  sgn_finder_rebuild (fixture->ledger, &test_types, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_query_int (fixture, "SELECT count(*) FROM change"), ==, changes);
  add_unit (fixture, "Xã Đàm Thuỷ");
  g_assert_cmpint (fixture_query_int (fixture,
                                      "SELECT inserted FROM change ORDER BY id DESC LIMIT 1"),
                   ==, 1);
}

static void
test_find_any (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) hits = NULL;
  g_autoptr (GArray) none = NULL;
  gint64 short_one;

  for (guint i = 0; i < 10; i++)
    add_unit (fixture, "Xã Đàm Thuỷ Thượng");
  short_one = add_unit (fixture, "Đàm");
  add_decision (fixture, "1", "Đàm phán");
  add_decision (fixture, "2", "Đàm phán nữa");

  /* Each type its share, the rest to who has more; nearest first. */
  hits = sgn_finder_find (fixture->connection, &test_types, "đàm", 5, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hits->len, ==, 5);
  g_assert_cmpint (g_array_index (hits, SgnHit, 0).id, ==, short_one);
  for (guint i = 0; i < 5; i++)
    g_assert_true (g_array_index (hits, SgnHit, i).type == (i < 3 ? &test_unit : &test_decision));
  none = sgn_finder_find (fixture->connection, &test_types, " ", 5, &error);
  g_assert_no_error (error);
  g_assert_cmpint (none->len, ==, 0);
}

#define ADD(name) \
  g_test_add ("/finder/" #name, Fixture, NULL, set_up, test_##name, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD (words);
  ADD (in_step);
  ADD (rolled_back);
  ADD (owner);
  ADD (rebuild_is_equal);
  ADD (attach_again);
  ADD (other_description);
  ADD (readonly);
  ADD (not_journalled);
  ADD (find_any);
  return g_test_run ();
}
