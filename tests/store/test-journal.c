#include "config.h"

#include "store-fixture.h"

#include <string.h>

static SgnConnection *
get_connection (Fixture *fixture)
{
  return sgn_ledger_get_connection (fixture->ledger);
}

static void
add_setting (Fixture *fixture, const char *action, int id)
{
  g_autofree char *sql
      = g_strdup_printf ("INSERT INTO setting (id, key, value) VALUES (%d, 'k%d', 'v')", id, id);

  change_sql (fixture->ledger, action, sql);
}

/* "4-3u2-1+": the journal, newest first; + live, - taken back. */
static void
assert_journal (Fixture *fixture, const char *expected)
{
  g_autoptr (GPtrArray) changes = sgn_journal_list (get_connection (fixture), NULL, 0, 0, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const SgnChange *change = changes->pdata[i];

      g_string_append_printf (text, "%" G_GINT64_FORMAT, change->id);
      if (change->undoes != 0)
        g_string_append_printf (text, "u%" G_GINT64_FORMAT, change->undoes);
      g_string_append (text, change->live ? "+" : "-");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static gint64
take_id (SgnChange *change)
{
  gint64 id = change != NULL ? change->id : 0;

  g_clear_pointer (&change, sgn_change_free);
  return id;
}

static void
assert_next (Fixture *fixture, gint64 undo, gint64 redo)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (take_id (sgn_journal_next_undo (get_connection (fixture), &error)), ==, undo);
  g_assert_no_error (error);
  g_assert_cmpint (take_id (sgn_journal_next_redo (get_connection (fixture), &error)), ==, redo);
  g_assert_no_error (error);
}

static void
undo (Fixture *fixture, gint64 change_id)
{
  g_autoptr (GError) error = NULL;

  sgn_ledger_undo (fixture->ledger, change_id, NULL, &error);
  g_assert_no_error (error);
}

static void
redo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  sgn_ledger_redo (fixture->ledger, NULL, &error);
  g_assert_no_error (error);
}

static void
test_undo_redo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnChange) change = NULL;
  gint64 number = 0;

  assert_next (fixture, 0, 0);
  g_assert_false (sgn_ledger_undo (fixture->ledger, 0, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (sgn_ledger_redo (fixture->ledger, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED);

  add_setting (fixture, "Một", 1);
  add_setting (fixture, "Hai", 2);
  assert_next (fixture, 2, 0);
  undo (fixture, 0);
  assert_journal (fixture, "3u2+2-1+");
  assert_next (fixture, 1, 3);
  undo (fixture, 0);
  assert_next (fixture, 0, 4);
  g_assert_cmpint (query_int (get_connection (fixture), "SELECT count(*) FROM setting"), ==, 0);

  g_assert_true (sgn_ledger_redo (fixture->ledger, &number, NULL));
  change = sgn_journal_get (get_connection (fixture), number, NULL);
  g_assert_cmpint (change->undoes, ==, 4);
  g_assert_nonnull (strstr (change->action, "“Một”"));
  assert_journal (fixture, "5u4+4u1-3u2+2-1+");
  assert_next (fixture, 1, 3);
  redo (fixture);
  assert_journal (fixture, "6u3+5u4+4u1-3u2-2+1+");
  assert_next (fixture, 2, 0);
  g_assert_cmpint (query_int (get_connection (fixture), "SELECT count(*) FROM setting"), ==, 2);

  /* Undone once more, and a new change closes the way forward. */
  undo (fixture, 0);
  assert_next (fixture, 1, 7);
  add_setting (fixture, "Ba", 3);
  assert_next (fixture, 8, 0);
  assert_journal (fixture, "8+7u2+6u3+5u4+4u1-3u2-2-1+");
}

static void
test_undo_of_older (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_setting (fixture, "Một", 1);
  add_setting (fixture, "Hai", 2);
  add_setting (fixture, "Ba", 3);
  undo (fixture, 2);
  assert_journal (fixture, "4u2+3+2-1+");
  assert_next (fixture, 3, 4);
  g_assert_cmpint (query_int (get_connection (fixture), "SELECT sum(id) FROM setting"), ==, 4);

  g_assert_false (sgn_ledger_undo (fixture->ledger, 2, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (sgn_ledger_undo (fixture->ledger, 77, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND);

  /* An undoing may be named too: that puts the change back. */
  undo (fixture, 4);
  assert_journal (fixture, "5u4+4u2-3+2+1+");
  undo (fixture, 5);
  assert_journal (fixture, "6u5+5u4-4u2+3+2-1+");
}

/* What refuses an undo, and what its message must name. */
static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *first, *second, *message;
  } cases[] = {
    { "INSERT INTO setting (id, key, value) VALUES (1, 'a', 'b')",
      "UPDATE setting SET value = 'c' WHERE id = 1",
      "*0000-000001*“setting”*change 4 “Thay đổi sau”*" },
    { "UPDATE agency SET name = 'x' WHERE id = 10", "UPDATE agency SET name = 'y' WHERE id = 10",
      "*0000-000010*“agency”*change 4 “Thay đổi sau”*" },
    { "UPDATE agency SET name = 'x' WHERE id = 10", "DELETE FROM agency WHERE id = 10",
      "*0000-000010*“agency”*change 4 “Thay đổi sau”*" },
    { "DELETE FROM agency WHERE id = 10", "INSERT INTO agency (id, name) VALUES (10, 'khác')",
      "*0000-000010*“agency”*change 4 “Thay đổi sau”*" },
    { "INSERT INTO unit (id, level, kind, name) VALUES (30, 'commune', 'xa', 'Xã')",
      "UPDATE agency SET unit_id = 30 WHERE id = 10", "*0000-000010*“agency”*“unit”*" },
    { "DELETE FROM setting WHERE id = 20",
      "INSERT INTO setting (id, key, value) VALUES (21, 'doubled', 'v')",
      "*0000-000020*“setting”*same value*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture own = { NULL };
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      g_test_message ("%s; %s", cases[i].first, cases[i].second);
      fixture_set_up (&own, NULL);
      change_sql (own.ledger, "Nền", "INSERT INTO agency (id, name) VALUES (10, 'Phòng')");
      change_sql (own.ledger, "Nền",
                  "INSERT INTO setting (id, key, value) VALUES (20, 'doubled', 'v')");
      change_sql (own.ledger, "Thay đổi trước", cases[i].first);
      change_sql (own.ledger, "Thay đổi sau", cases[i].second);
      before = dump (get_connection (&own));
      g_assert_false (sgn_ledger_undo (own.ledger, 3, NULL, &error));
      g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED);
      if (!g_pattern_match_simple (cases[i].message, error->message))
        g_error ("unexpected: %s", error->message);
      after = dump (get_connection (&own));
      g_assert_cmpstr (before, ==, after);
      assert_journal (&own, "4+3+2+1+");

      /* Out of the way, and it goes. */
      undo (&own, 4);
      undo (&own, 3);
      assert_journal (&own, "6u3+5u4+4-3-2+1+");
      fixture_tear_down (&own, NULL);
    }
}

/* Another field of the same row does not stand in the way. */
static void
test_other_field (Fixture *fixture, gconstpointer data)
{
  g_autofree char *left = NULL;

  change_sql (fixture->ledger, "Thêm", "INSERT INTO agency (id, name) VALUES (1, 'a')");
  change_sql (fixture->ledger, "Tên", "UPDATE agency SET name = 'b' WHERE id = 1");
  change_sql (fixture->ledger, "Ghi chú", "UPDATE agency SET note = 'c' WHERE id = 1");
  undo (fixture, 2);
  left = query_text (get_connection (fixture), "SELECT name || note FROM agency");
  g_assert_cmpstr (left, ==, "ac");
}

/* Parents and children come back together, whatever the order of their tables. */
static void
test_references (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *empty = dump (get_connection (fixture));
  g_autofree char *last = NULL;

  change_sql (fixture->ledger, "Đơn vị",
              "INSERT INTO unit (id, parent_id, level, kind, name) VALUES\n"
              "  (1, NULL, 'district', 'huyen', 'H'), (2, 1, 'commune', 'xa', 'X'),\n"
              "  (3, 2, 'village', 'thon', 'T')");
  change_sql (fixture->ledger, "Cơ quan",
              "INSERT INTO agency (id, name, unit_id) VALUES (4, 'P', 3)");
  first = dump (get_connection (fixture));
  undo (fixture, 0);
  undo (fixture, 0);
  last = dump (get_connection (fixture));
  g_assert_cmpstr (last, ==, empty);
  redo (fixture);
  redo (fixture);
  g_clear_pointer (&last, g_free);
  last = dump (get_connection (fixture));
  g_assert_cmpstr (last, ==, first);
}

static void
append_cell (GString *text, const SgnCell *cell)
{
  switch (cell->kind)
    {
    case SGN_CELL_ABSENT:
      g_string_append_c (text, '-');
      break;
    case SGN_CELL_NULL:
      g_string_append (text, "NULL");
      break;
    case SGN_CELL_INT:
      g_string_append_printf (text, "%" G_GINT64_FORMAT, cell->integer);
      break;
    case SGN_CELL_REAL:
      g_string_append_printf (text, "%.1f", cell->real);
      break;
    case SGN_CELL_TEXT:
      g_string_append_printf (text, "'%s'", cell->text);
      break;
    case SGN_CELL_BLOB:
      g_string_append_printf (text, "blob%u", (guint)cell->size);
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
draw_row_cb (const char *table, gint64 id, SgnRowOp op, guint n_columns, const char *const *columns,
             const SgnCell *before, const SgnCell *after, gpointer data)
{
  GString *text = data;

  g_string_append_printf (text, "%c %s %" G_GINT64_FORMAT, "+=-"[op], table, id);
  for (guint i = 0; i < n_columns; i++)
    {
      if (before[i].kind == SGN_CELL_ABSENT && after[i].kind == SGN_CELL_ABSENT)
        continue;
      g_string_append_printf (text, " %s:", columns[i]);
      append_cell (text, &before[i]);
      g_string_append (text, ">");
      append_cell (text, &after[i]);
    }
  g_string_append_c (text, '\n');
  return TRUE;
}

static gboolean
stop_cb (const char *table, gint64 id, SgnRowOp op, guint n_columns, const char *const *columns,
         const SgnCell *before, const SgnCell *after, gpointer data)
{
  guint *n = data;

  return ++*n < 2;
}

static void
test_foreach_row (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql, *expected;
  } cases[] = {
    { "INSERT INTO counterpart_ratio (id, year, percent) VALUES (5, 2023, 7.5)",
      "+ counterpart_ratio 5 id:->5 year:->2023 component_id:->NULL percent:->7.5 "
      "source:->NULL\n" },
    { "UPDATE counterpart_ratio SET year = 2024, source = 'NĐ 27' WHERE id = 5",
      "= counterpart_ratio 5 year:2023>2024 source:NULL>'NĐ 27'\n" },
    { "DELETE FROM counterpart_ratio",
      "- counterpart_ratio 5 id:5>- year:2024>- component_id:NULL>- percent:7.5>- "
      "source:'NĐ 27'>-\n" },
  };
  g_autoptr (GError) error = NULL;
  guint n = 0;
  gint64 id;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      id = change_sql (fixture->ledger, "Tỷ lệ", cases[i].sql);
      g_assert_true (
          sgn_journal_foreach_row (get_connection (fixture), id, draw_row_cb, text, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (text->str, ==, cases[i].expected);
    }
  id = change_sql (fixture->ledger, "Ba",
                   "INSERT INTO setting (id, key, value) VALUES\n"
                   "(1, 'a', ''), (2, 'b', ''), (3, 'c', '')");
  g_assert_true (sgn_journal_foreach_row (get_connection (fixture), id, stop_cb, &n, &error));
  g_assert_cmpuint (n, ==, 2);
  g_assert_false (sgn_journal_foreach_row (get_connection (fixture), 99, stop_cb, &n, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *since;
    gint64 before;
    guint limit;
    guint expected;
    gint64 newest;
  } cases[] = {
    { NULL, 0, 0, 4, 4 },         { NULL, 0, 2, 2, 4 },         { NULL, 3, 0, 2, 2 },
    { NULL, 3, 1, 1, 2 },         { "2023-09-01", 0, 0, 2, 4 }, { "2023-09-01", 4, 0, 1, 3 },
    { "2030-01-01", 0, 0, 0, 0 },
  };
  g_autoptr (GArray) ids = NULL;

  for (int i = 1; i <= 4; i++)
    {
      g_setenv ("SGN_TODAY", i < 3 ? "2023-08-31" : "2023-09-01", TRUE);
      add_setting (fixture, "Thêm", i);
    }
  g_unsetenv ("SGN_TODAY");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) changes = sgn_journal_list (get_connection (fixture), cases[i].since,
                                                        cases[i].before, cases[i].limit, NULL);

      g_assert_cmpuint (changes->len, ==, cases[i].expected);
      if (changes->len > 0)
        g_assert_cmpint (((SgnChange *)changes->pdata[0])->id, ==, cases[i].newest);
    }
  change_sql (fixture->ledger, "Sửa", "UPDATE setting SET value = 'w' WHERE id = 2");
  ids = sgn_journal_changes_of (get_connection (fixture), "setting", 2, NULL);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, 5);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 2);
}

/* Some fail, on purpose: a double key, a parent still needed. Those must leave nothing. */
static char *
make_random_sql (GRand *rand)
{
  int id = g_rand_int_range (rand, 1, 25);
  int other = g_rand_int_range (rand, 1, 25);

  switch (g_rand_int_range (rand, 0, 12))
    {
    case 0:
    case 1:
      return g_strdup_printf ("INSERT INTO unit (id, parent_id, level, kind, name)\n"
                              "VALUES (%d, (SELECT id FROM unit WHERE id = %d), 'commune', 'xa', "
                              "'Xã số %d')",
                              id, other, other);
    case 2:
      return g_strdup_printf ("UPDATE unit SET name = name || ' mới', position = %d\n"
                              "WHERE id BETWEEN %d AND %d",
                              other, id, id + 4);
    case 3:
      return g_strdup_printf ("DELETE FROM unit WHERE id = %d", id);
    case 4:
      return g_strdup_printf ("INSERT INTO agency (id, name, unit_id)\n"
                              "SELECT %d, 'Phòng ' || name, id FROM unit WHERE id = %d",
                              id, other);
    case 5:
      return g_strdup_printf ("UPDATE agency SET unit_id = (SELECT max(id) FROM unit), note = "
                              "CASE note WHEN 'a' THEN NULL ELSE 'a' END WHERE id > %d",
                              id);
    case 6:
      return g_strdup_printf ("DELETE FROM agency WHERE id BETWEEN %d AND %d", id, id + 3);
    case 7:
      return g_strdup_printf ("INSERT INTO setting (id, key, value)\n"
                              "VALUES (%d, 'k%d', 'v'), (%d, 'k%d', '')",
                              id, other, id + 30, other + 30);
    case 8:
      /* a key that moves on to another row */
      return g_strdup_printf ("UPDATE setting SET id = -id, key = key || '+' WHERE id %% 7 = %d",
                              id % 7);
    case 9:
      return g_strdup_printf ("INSERT INTO counterpart_ratio (id, year, percent)\n"
                              "VALUES (%d, %d, %d.1)",
                              id, 2020 + other, other);
    case 10:
      return g_strdup_printf ("UPDATE counterpart_ratio SET percent = percent / 3, year = year + "
                              "%d",
                              other % 2);
    default:
      return g_strdup_printf ("INSERT INTO attachment\n"
                              "  (id, record_type, record_id, name, added_at, data)\n"
                              "VALUES (%d, 'unit', %d, 'tệp', '', randomblob(%d))",
                              id, other, other * 7);
    }
}

/* Any sequence of changes, undone one by one, gives the first ledger back; redone, the last. */
static void
test_property (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32)g_test_rand_int ());
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (states, dump (get_connection (fixture)));
  while (states->len < 120)
    {
      g_autofree char *sql = make_random_sql (rand);
      g_autoptr (GError) error = NULL;
      g_autofree char *state = NULL;
      gint64 id = 0;
      gboolean done = try_sql (fixture->ledger, "Ngẫu nhiên", sql, &id, &error);

      state = dump (get_connection (fixture));
      if (done && id != 0)
        g_ptr_array_add (states, g_steal_pointer (&state));
      else
        g_assert_cmpstr (state, ==, states->pdata[states->len - 1]);
      if (!done)
        g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT);
      /* What was closed in between is no different. */
      if (g_rand_int_range (rand, 0, 40) == 0)
        fixture_reopen (fixture);
    }

  for (int round = 0; round < 2; round++)
    {
      for (guint i = states->len - 1; i > 0; i--)
        {
          g_autofree char *state = NULL;

          undo (fixture, 0);
          state = dump (get_connection (fixture));
          g_assert_cmpstr (state, ==, states->pdata[i - 1]);
        }
      for (guint i = 1; i < states->len; i++)
        {
          g_autofree char *state = NULL;

          redo (fixture);
          state = dump (get_connection (fixture));
          g_assert_cmpstr (state, ==, states->pdata[i]);
        }
    }
  assert_next (fixture, states->len - 1, 0);
}

#define ADD(name, func) \
  g_test_add ("/journal/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("undo-redo", test_undo_redo);
  ADD ("undo-of-older", test_undo_of_older);
  ADD ("refusals", test_refusals);
  ADD ("other-field", test_other_field);
  ADD ("references", test_references);
  ADD ("foreach-row", test_foreach_row);
  ADD ("list", test_list);
  ADD ("property", test_property);
  return g_test_run ();
}
