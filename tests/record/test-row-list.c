#include "config.h"

#include "record-fixture.h"
#include "record/sgn-finder.h"
#include "record/sgn-row-list.h"
#include "store/sgn-journal.h"

/* What a view would see: every signal written down, and how often an item was asked for. */
typedef struct
{
  Fixture base;
  SgnRowList *list;
  GString *signals;
  guint n_loaded, n_failed, n_slot_changes;
} ListFixture;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, ListFixture *f)
{
  g_string_append_printf (f->signals, "(%u,%u,%u)", position, removed, added);
  /* What is told is what is there, at the moment it is told. */
  g_assert_cmpint (g_list_model_get_n_items (model), ==, sgn_row_list_get_count (f->list));
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
set_up (ListFixture *f, gconstpointer data)
{
  fixture_set_up (&f->base, data);
  fixture_run (&f->base, "INSERT INTO unit (id, level, kind, name, position) "
                         "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n "
                         "WHERE i < 1000) SELECT i, 'commune', 'xa', 'Xã ' || i, i FROM n");
  f->list = sgn_row_list_new (f->base.ledger, &test_types);
  f->signals = g_string_new (NULL);
  g_signal_connect (f->list, "items-changed", G_CALLBACK (items_changed_cb), f);
  g_signal_connect_swapped (f->list, "loaded", G_CALLBACK (count_cb), &f->n_loaded);
  g_signal_connect_swapped (f->list, "failed", G_CALLBACK (count_cb), &f->n_failed);
}

static void
tear_down (ListFixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->list);
  g_string_free (f->signals, TRUE);
  fixture_tear_down (&f->base, data);
}

static void
wait_until_loaded (ListFixture *f, guint n)
{
  while (f->n_loaded + f->n_failed < n)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (f->n_loaded, ==, n);
}

/* Loads a query and says which signals that made. */
static char *
show (ListFixture *f, const char *sort, guint limit)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);

  g_string_truncate (f->signals, 0);
  sgn_query_set_sort (query, sort);
  sgn_query_set_limit (query, limit);
  sgn_row_list_set_query (f->list, query);
  wait_until_loaded (f, f->n_loaded + 1);
  return g_strdup (f->signals->str);
}

#define assert_shows(f, sort, limit, wanted)       \
  G_STMT_START                                     \
  {                                                \
    g_autofree char *said = show (f, sort, limit); \
    g_assert_cmpstr (said, ==, wanted);            \
  }                                                \
  G_STMT_END

/* The rows in view, held as GTK holds them. */
static GPtrArray *
hold_rows (ListFixture *f, guint first, guint n)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      SgnRowSlot *slot = g_list_model_get_item (G_LIST_MODEL (f->list), first + i);

      g_assert_nonnull (slot);
      g_signal_connect_swapped (slot, "changed", G_CALLBACK (count_cb), &f->n_slot_changes);
      g_ptr_array_add (rows, slot);
    }
  return rows;
}

static void
test_swap (ListFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;

  assert_shows (f, "position", 0, "(0,0,1000)");
  g_assert_cmpint (sgn_row_list_get_count (f->list), ==, 1000);
  rows = hold_rows (f, 0, 200);
  g_assert_cmpint (sgn_row_slot_get_id (rows->pdata[3]), ==, 4);
  g_assert_cmpstr (sgn_row_slot_get_text (rows->pdata[3], "name"), ==, "Xã 4");

  /* Another order: no signal of the model at all, each slot in view says so itself. */
  assert_shows (f, "-position", 0, "");
  g_assert_cmpint (f->n_slot_changes, ==, 200);
  g_assert_cmpstr (sgn_row_slot_get_text (rows->pdata[3], "name"), ==, "Xã 997");
  /* The same answer again: nothing. */
  assert_shows (f, "-position", 0, "");
  g_assert_cmpint (f->n_slot_changes, ==, 200);

  /* Fewer rows: the end goes, the rest is filled anew where it differs. */
  assert_shows (f, "-position", 150, "(150,850,0)");
  g_assert_cmpint (f->n_slot_changes, ==, 250);
  g_assert_cmpint (sgn_row_slot_get_id (rows->pdata[199]), ==, 0);
  g_assert_cmpstr (sgn_row_slot_get_text (rows->pdata[199], "name"), ==, "");
  /* And back: places that are still held are the same objects. */
  assert_shows (f, "-position", 0, "(150,0,850)");
  g_assert_cmpint (sgn_row_slot_get_id (rows->pdata[199]), ==, 801);
  {
    g_autoptr (SgnRowSlot) again = g_list_model_get_item (G_LIST_MODEL (f->list), 199);

    g_assert_true (again == rows->pdata[199]);
  }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (f->list), 1000));
}

/* What a derived field reads is watched, and its year is that of the query. */
static void
test_derived (ListFixture *f, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);
  g_autoptr (GPtrArray) rows = NULL;
  SgnRowSlot *slot;

  fixture_run (&f->base, "INSERT INTO component (id, code, name, kind, position) VALUES "
                         "(2001, '1', 'Hạ tầng', 'project', 1)");
  fixture_run (&f->base, "INSERT INTO funding_decision (id, year, kind, title, state) VALUES "
                         "(2002, 2023, 'assigned', 'Giao vốn', 'issued')");
  sgn_query_set_sort (query, "position");
  sgn_query_set_year (query, 2023);
  sgn_row_list_set_query (f->list, query);
  wait_until_loaded (f, f->n_loaded + 1);
  rows = hold_rows (f, 0, 10);
  slot = rows->pdata[3];
  g_assert_cmpstr (sgn_row_slot_get_text (slot, "planned"), ==, "");
  g_assert_cmpstr (sgn_row_slot_get_text (slot, "initial"), ==, "X");

  fixture_run (&f->base,
               "INSERT INTO funding_line (id, decision_id, component_id, unit_id, source, "
               "amount) VALUES (2003, 2002, 2001, 4, 'central', 1500)");
  wait_until_loaded (f, f->n_loaded + 1);
  g_assert_cmpint (sgn_row_slot_get_value (slot, "planned")->integer, ==, 1500);
  sgn_query_set_year (query, 2022);
  sgn_row_list_set_query (f->list, query);
  g_assert_cmpstr (sgn_row_slot_get_text (slot, "planned"), ==, "");
  wait_until_loaded (f, f->n_loaded + 1);
}

static void
test_ids_by_position (ListFixture *f, gconstpointer data)
{
  assert_shows (f, "position", 0, "(0,0,1000)");
  g_assert_cmpint (sgn_row_list_get_id (f->list, 6), ==, 7);
  assert_shows (f, "-position", 0, "");
  g_assert_cmpint (sgn_row_list_get_id (f->list, 993), ==, 7);
  g_assert_cmpint (sgn_row_list_get_id (f->list, 1000), ==, 0);
  assert_shows (f, "-position", 10, "(10,990,0)");
  g_assert_cmpint (sgn_row_list_get_id (f->list, 9), ==, 991);
  g_assert_cmpint (sgn_row_list_get_id (f->list, 10), ==, 0);
}

static void
test_late_answers (ListFixture *f, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);
  gboolean loading;

  for (guint limit = 100; limit <= 900; limit += 100)
    {
      sgn_query_set_limit (query, limit);
      sgn_row_list_set_query (f->list, query);
    }
  g_object_get (f->list, "loading", &loading, NULL);
  g_assert_true (loading);
  wait_until_loaded (f, 1);
  g_object_get (f->list, "loading", &loading, NULL);
  g_assert_false (loading);
  /* Nothing more is on its way. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (f->signals->str, ==, "(0,0,900)");
  g_assert_cmpint (f->n_loaded, ==, 1);
  g_assert_cmpint (f->n_failed, ==, 0);
}

static void
test_edit (ListFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  assert_shows (f, "position", 0, "(0,0,1000)");
  rows = hold_rows (f, 0, 50);
  g_string_truncate (f->signals, 0);
  /* An edit refills its slot at once, and nothing else. */
  fixture_edit (&f->base, &test_unit, 5, "name", "Xã Ngọc Côn");
  g_assert_cmpint (f->n_slot_changes, ==, 1);
  g_assert_cmpstr (sgn_row_slot_get_text (rows->pdata[4], "name"), ==, "Xã Ngọc Côn");
  wait_until_loaded (f, 2);
  g_assert_cmpint (f->n_slot_changes, ==, 1);
  g_assert_cmpstr (f->signals->str, ==, "");

  /* Of another table: nothing. */
  fixture_run (&f->base, "UPDATE catalogue SET title = 'x'");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (f->n_loaded, ==, 2);

  /* A record goes: one place less at the end. */
  fixture_remove (&f->base, &test_unit, 5);
  g_assert_cmpstr (sgn_row_slot_get_text (rows->pdata[4], "name"), ==, "");
  wait_until_loaded (f, 3);
  g_assert_cmpstr (f->signals->str, ==, "(999,1,0)");
  g_assert_cmpint (sgn_row_slot_get_id (rows->pdata[4]), ==, 6);
  sgn_ledger_undo (f->base.ledger, 0, NULL, &error);
  g_assert_no_error (error);
  wait_until_loaded (f, 4);
  g_assert_cmpstr (f->signals->str, ==, "(999,1,0)(999,0,1)");
  g_assert_cmpstr (sgn_row_slot_get_text (rows->pdata[4], "name"), ==, "Xã Ngọc Côn");
}

static void
add_lines (ListFixture *f)
{
  fixture_run (&f->base, "INSERT INTO component (id, code, name, kind, position) VALUES "
                         "(2001, '1', 'Hạ tầng', 'project', 1)");
  fixture_run (&f->base, "INSERT INTO funding_decision (id, year, kind, title, state) VALUES "
                         "(2002, 2023, 'assigned', 'Giao vốn', 'issued')");
  fixture_run (&f->base,
               "INSERT INTO funding_line (id, decision_id, component_id, unit_id, source, amount) "
               "VALUES (2003, 2002, 2001, 1, 'central', 1500000)");
}

static void
test_formatted (ListFixture *f, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_line);
  g_autoptr (GPtrArray) rows = NULL;
  SgnRowSlot *slot;

  add_lines (f);
  sgn_row_list_set_query (f->list, query);
  wait_until_loaded (f, 1);
  rows = hold_rows (f, 0, 1);
  slot = rows->pdata[0];
  g_assert_cmpstr (sgn_row_slot_get_text (slot, "component-id"), ==, "1 Hạ tầng");
  g_assert_cmpint (sgn_row_slot_get_value (slot, "component-id")->integer, ==, 2001);
  g_assert_cmpstr (sgn_row_slot_get_text (slot, "source"), ==, "Ngân sách trung ương");
  g_assert_cmpstr (sgn_row_slot_get_text (slot, "capital-kind"), ==, "");
  g_assert_cmpstr (sgn_row_slot_get_text (slot, "amount"), ==, "1.500.000");
  g_assert_cmpstr (sgn_row_slot_get_text (slot, "colour"), ==, "");
  sgn_row_list_set_money_unit (f->list, SGN_MONEY_TRIEU);
  g_assert_cmpstr (sgn_row_slot_get_text (slot, "amount"), ==, "1,5");
  g_assert_cmpint (f->n_slot_changes, ==, 1);

  /* What a row refers to has another name; a code has another name. */
  fixture_edit (&f->base, &test_component, 2001, "name", "Sinh kế");
  g_assert_cmpstr (sgn_row_slot_get_text (slot, "component-id"), ==, "1 Sinh kế");
  fixture_run (&f->base, "UPDATE code_item SET name = 'Vốn trung ương' WHERE code = 'central'");
  g_assert_cmpstr (sgn_row_slot_get_text (slot, "source"), ==, "Vốn trung ương");
  /* Two changes, and the second question took the place of the first. */
  wait_until_loaded (f, 2);
}

/* Another type in the same list: every place is a new one. */
static void
test_other_type (ListFixture *f, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_line);
  g_autoptr (GPtrArray) rows = NULL;

  add_lines (f);
  assert_shows (f, "position", 0, "(0,0,1000)");
  rows = hold_rows (f, 0, 3);
  g_string_truncate (f->signals, 0);
  sgn_row_list_set_query (f->list, query);
  g_assert_cmpstr (f->signals->str, ==, "(0,1000,0)");
  wait_until_loaded (f, 2);
  g_assert_cmpstr (f->signals->str, ==, "(0,1000,0)(0,0,1)");
  {
    g_autoptr (SgnRowSlot) slot = g_list_model_get_item (G_LIST_MODEL (f->list), 0);

    g_assert_true (slot != rows->pdata[0]);
    g_assert_cmpint (sgn_row_slot_get_id (slot), ==, 2003);
  }
}

/* A list of decisions with certain lines follows the lines, too. */
static void
test_follows_others (ListFixture *f, gconstpointer data)
{
  g_autoptr (SgnQuery) decisions = sgn_query_new (&test_decision);
  g_autoptr (SgnQuery) lines = sgn_query_new (&test_line);
  const SgnValue limit = sgn_value_int (1000000);

  add_lines (f);
  sgn_query_where (lines, "amount", SGN_QUERY_GREATER, &limit);
  sgn_query_where_has (decisions, "decision-id", lines);
  sgn_row_list_set_query (f->list, decisions);
  wait_until_loaded (f, 1);
  g_assert_cmpuint (sgn_row_list_get_count (f->list), ==, 1);
  fixture_edit (&f->base, &test_line, 2003, "amount", "500");
  wait_until_loaded (f, 2);
  g_assert_cmpuint (sgn_row_list_get_count (f->list), ==, 0);
}

static void
test_slots_are_let_go (ListFixture *f, gconstpointer data)
{
  SgnRowSlot *slot;
  GPtrArray *rows;

  assert_shows (f, "position", 0, "(0,0,1000)");
  slot = g_list_model_get_item (G_LIST_MODEL (f->list), 5);
  g_assert_finalize_object (slot);
  rows = hold_rows (f, 0, 20);
  g_ptr_array_unref (rows);
  /* Those let go are not filled: what would count is only what is held now. */
  rows = hold_rows (f, 0, 1);
  assert_shows (f, "-position", 0, "");
  g_assert_cmpint (f->n_slot_changes, ==, 1);
  g_ptr_array_unref (rows);
}

/* A slot may outlive its list, for as long as a cell forgets it. */
static void
test_slot_outlives_list (ListFixture *f, gconstpointer data)
{
  g_autoptr (SgnRowSlot) slot = NULL;

  assert_shows (f, "position", 0, "(0,0,1000)");
  slot = g_list_model_get_item (G_LIST_MODEL (f->list), 5);
  g_object_unref (f->list);
  g_assert_cmpstr (sgn_row_slot_get_text (slot, "name"), ==, "Xã 6");
  g_assert_cmpstr (sgn_row_slot_get_text (slot, "kind"), ==, "xa");
  f->list = sgn_row_list_new (f->base.ledger, &test_types);
}

/* Let go in the middle of a question: it waits for the thread, and no answer comes. */
static void
test_closed_while_loading (ListFixture *f, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);

  sgn_row_list_set_query (f->list, query);
  g_assert_finalize_object (f->list);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (f->n_loaded + f->n_failed, ==, 0);
  f->list = sgn_row_list_new (f->base.ledger, &test_types);
}

static void
test_search (ListFixture *f, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);
  g_autoptr (GError) error = NULL;

  sgn_finder_attach (f->base.ledger, &test_types, &error);
  g_assert_no_error (error);
  sgn_query_find (query, "xa 99");
  sgn_query_set_sort (query, "position");
  sgn_row_list_set_query (f->list, query);
  wait_until_loaded (f, 1);
  g_assert_cmpint (sgn_row_list_get_count (f->list), ==, 11);
  g_assert_cmpint (sgn_row_list_get_id (f->list, 0), ==, 99);
  g_assert_cmpint (sgn_row_list_get_id (f->list, 10), ==, 999);
}

static void
search (ListFixture *f, const char *sort, const char *text, guint limit)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);

  sgn_query_set_sort (query, sort);
  sgn_query_find (query, text);
  sgn_query_set_limit (query, limit);
  sgn_row_list_set_query (f->list, query);
  wait_until_loaded (f, f->n_loaded + 1);
}

/* The order is kept between keystrokes, but never longer than the data it was read from. */
static void
test_search_follows_changes (ListFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sgn_finder_attach (f->base.ledger, &test_types, &error);
  g_assert_no_error (error);
  search (f, "-position", NULL, 0);
  search (f, "-position", "99", 0);
  g_assert_cmpint (sgn_row_list_get_count (f->list), ==, 11);
  g_assert_cmpint (sgn_row_list_get_id (f->list, 0), ==, 999);
  search (f, "position", "99", 3);
  g_assert_cmpint (sgn_row_list_get_count (f->list), ==, 3);
  g_assert_cmpint (sgn_row_list_get_id (f->list, 2), ==, 991);
  search (f, "position", "99", 0);
  g_assert_cmpint (sgn_row_list_get_count (f->list), ==, 11);

  fixture_edit (&f->base, &test_unit, 999, "position", "0");
  wait_until_loaded (f, f->n_loaded + 1);
  g_assert_cmpint (sgn_row_list_get_id (f->list, 0), ==, 999);
  fixture_edit (&f->base, &test_unit, 5, "name", "Xã 99 Mới");
  wait_until_loaded (f, f->n_loaded + 1);
  g_assert_cmpint (sgn_row_list_get_count (f->list), ==, 12);
  g_assert_cmpint (sgn_row_list_get_id (f->list, 1), ==, 5);
  fixture_remove (&f->base, &test_unit, 999);
  wait_until_loaded (f, f->n_loaded + 1);
  g_assert_cmpint (sgn_row_list_get_id (f->list, 0), ==, 5);
  search (f, "position", "không có gì", 0);
  g_assert_cmpint (sgn_row_list_get_count (f->list), ==, 0);
}

static const SgnField ghost_fields[]
    = { { .name = "name", .kind = SGN_FIELD_TEXT, .label = "Name" } };
static const SgnRecordType ghost = { .name = "ghost",
                                     .table = "no_such_table",
                                     .label = "Ghost",
                                     .label_plural = "Ghosts",
                                     .fields = ghost_fields,
                                     .n_fields = 1,
                                     .title_sql = "t.name" };

static void
test_failure (ListFixture *f, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&ghost);

  sgn_row_list_set_query (f->list, query);
  while (f->n_failed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (f->n_loaded, ==, 0);
  f->n_failed = 0;
  /* It goes on with the next question. */
  assert_shows (f, "position", 0, "(0,0,1000)");
}

#define ADD(name) g_test_add ("/row-list/" #name, ListFixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD (swap);
  ADD (derived);
  ADD (ids_by_position);
  ADD (follows_others);
  ADD (late_answers);
  ADD (edit);
  ADD (formatted);
  ADD (other_type);
  ADD (slots_are_let_go);
  ADD (slot_outlives_list);
  ADD (closed_while_loading);
  ADD (search);
  ADD (search_follows_changes);
  ADD (failure);
  return g_test_run ();
}
