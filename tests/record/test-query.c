#include "config.h"

#include "record-fixture.h"
#include "record/sgn-query-private.h"

/* Units by number, so that a test can say "2 3 1": serials of the fixture's site. */

static char *
list_ids (GArray *ids)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            g_array_index (ids, gint64, i));
  return g_string_free (list, FALSE);
}

#define assert_ids(fixture, query, wanted)                                                   \
  G_STMT_START                                                                               \
  {                                                                                          \
    g_autoptr (GError) ids_error = NULL;                                                     \
    g_autoptr (GArray) ids = sgn_query_run (query, (fixture)->connection, NULL, &ids_error); \
    g_autofree char *list = NULL;                                                            \
    g_assert_no_error (ids_error);                                                           \
    list = list_ids (ids);                                                                   \
    g_assert_cmpstr (list, ==, wanted);                                                      \
  }                                                                                          \
  G_STMT_END

static void
add_sample (Fixture *fixture)
{
  fixture_run (fixture,
               "INSERT INTO unit (id, parent_id, level, kind, code, name, position) VALUES "
               "(1, NULL, 'district', 'huyen', '047', 'Huyện Trùng Khánh', 9), "
               "(2, 1, 'commune', 'xa', '01', 'Xã Đàm Thuỷ', 3), "
               "(3, 1, 'commune', 'xa', '02', 'Xã Dân Chủ', 1), "
               "(4, 1, 'commune', 'thi-tran', NULL, 'Thị trấn Trùng Khánh', 2), "
               "(5, 2, 'village', 'xa', '', 'Bản Giốc', 2), "
               "(6, 5, 'village', 'planet', NULL, 'Ấm', 2)");
  fixture_run (fixture, "INSERT INTO agency (id, name) VALUES (11, 'Nông Văn An'), "
                        "(12, 'Ân Văn Ban'), (13, 'Đào Thị An'), (14, 'Bế Văn Ăn')");
  fixture_run (fixture, "INSERT INTO component (id, code, name, kind, position) VALUES "
                        "(21, '1', 'Hạ tầng', 'project', 1), (22, '2', 'Sinh kế', 'project', 2)");
  fixture_run (fixture, "INSERT INTO funding_decision (id, year, kind, title, state) VALUES "
                        "(31, 2023, 'assigned', 'Giao vốn', 'issued')");
  fixture_run (fixture,
               "INSERT INTO funding_line (id, decision_id, component_id, unit_id, owner_id, "
               "source, capital_kind, amount) VALUES "
               "(41, 31, 22, 2, 11, 'central', 'SN', 500), (42, 31, 21, 3, 12, 'district', NULL, "
               "-300), (43, 31, 22, 4, NULL, 'commune', 'DTPT', 200), "
               "(44, 31, 21, 6, 13, 'strange', 'DTPT', 200)");
}

static void
test_where (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *field;
    SgnQueryOp op;
    const char *value; /* "=5" for an integer; NULL */
    const char *wanted;
  } cases[] = {
    { "level", SGN_QUERY_EQUAL, "village", "5 6" },
    { "level", SGN_QUERY_NOT_EQUAL, "village", "1 2 3 4" },
    { "code", SGN_QUERY_EQUAL, NULL, "4 6" },
    { "code", SGN_QUERY_NOT_EQUAL, NULL, "1 2 3 5" },
    { "code", SGN_QUERY_NOT_EQUAL, "01", "1 3 4 5 6" },
    { "position", SGN_QUERY_EQUAL, "=2", "4 5 6" },
    { "position", SGN_QUERY_LESS, "=2", "3" },
    { "position", SGN_QUERY_AT_MOST, "=2", "3 4 5 6" },
    { "position", SGN_QUERY_GREATER, "=2", "1 2" },
    { "position", SGN_QUERY_AT_LEAST, "=3", "1 2" },
    { "parent-id", SGN_QUERY_EQUAL, "=1", "2 3 4" },
    { "name", SGN_QUERY_EQUAL, "it's \"quoted\"; DROP TABLE unit", "" },
  };

  add_sample (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);
      g_auto (SgnValue) value = cases[i].value != NULL && *cases[i].value == '='
                                    ? sgn_value_int (atoi (cases[i].value + 1))
                                    : sgn_value_text (cases[i].value);

      g_assert_true (sgn_query_set_sort (query, ""));
      sgn_query_where (query, cases[i].field, cases[i].op, &value);
      assert_ids (fixture, query, cases[i].wanted);
    }
}

static void
test_combined (Fixture *fixture, gconstpointer data)
{
  static const gint64 some[] = { 6, 2, 3, 99 };
  g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);
  g_autoptr (SgnQuery) copy = NULL;

  add_sample (fixture);
  sgn_query_set_sort (query, "-position");
  sgn_query_where_int (query, "parent-id", 1);
  sgn_query_where_text (query, "kind", "xa");
  assert_ids (fixture, query, "2 3");
  sgn_query_set_limit (query, 1);
  copy = sgn_query_copy (query);
  assert_ids (fixture, query, "2");
  sgn_query_where_text (query, "kind", "thi-tran");
  assert_ids (fixture, query, "");
  /* A copy goes its own way. */
  assert_ids (fixture, copy, "2");

  g_clear_pointer (&query, sgn_query_free);
  query = sgn_query_new (&test_unit);
  sgn_query_set_sort (query, "position");
  sgn_query_where_ids (query, some, G_N_ELEMENTS (some));
  assert_ids (fixture, query, "3 6 2");
  sgn_query_where_ids (query, NULL, 0);
  assert_ids (fixture, query, "");
}

static void
test_under (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnQuery) lines = sgn_query_new (&test_line);
  g_autoptr (SgnQuery) units = sgn_query_new (&test_unit);
  g_autoptr (SgnQuery) none = sgn_query_new (&test_line);

  add_sample (fixture);
  sgn_query_set_sort (lines, "");
  sgn_query_where_under (lines, "unit-id", 2);
  assert_ids (fixture, lines, "41 44");
  sgn_query_where_under (lines, "component-id", 22);
  assert_ids (fixture, lines, "41");
  sgn_query_set_sort (units, "");
  sgn_query_where_under (units, "parent-id", 2);
  assert_ids (fixture, units, "5 6");
  sgn_query_where_under (none, "unit-id", 77);
  assert_ids (fixture, none, "");
}

static void
test_sort (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const SgnRecordType *type;
    const char *sort, *wanted;
  } cases[] = {
    { &test_unit, NULL, "6 5 1 4 3 2" }, /* Ấm, Bản, Huyện, Thị trấn, Xã Dân, Xã Đàm */
    { &test_unit, "-name", "2 3 4 1 5 6" },
    { &test_unit, "position,-name", "3 4 5 6 2 1" },
    { &test_unit, "-position,name", "1 2 6 5 4 3" },
    { &test_unit, "position", "3 4 5 6 2 1" },
    { &test_unit, "-position", "1 2 6 5 4 3" },
    /* Choices in the order of their description, codes of their list; what is in no list first. */
    { &test_unit, "level,name", "1 4 3 2 6 5" },
    { &test_unit, "kind", "6 1 4 2 3 5" },
    /* People by given name: An (Đào Thị, Nông Văn), Ăn, Ban. */
    { &test_person, NULL, "13 11 14 12" },
    /* References by what they are called: none, Đào Thị An, Nông Văn An, Ân Văn Ban. */
    { &test_line, "owner-id", "43 44 41 42" },
    { &test_line, "-owner-id", "42 41 44 43" },
    { &test_line, "component-id,unit-id", "44 42 43 41" },
    { &test_line, "source", "44 41 43 42" },
    { &test_line, "capital-kind,-amount", "42 44 43 41" },
    { &test_line, "amount", "42 43 44 41" },
  };

  add_sample (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SgnQuery) query = sgn_query_new (cases[i].type);

      g_assert_true (sgn_query_set_sort (query, cases[i].sort));
      assert_ids (fixture, query, cases[i].wanted);
    }
}

static void
test_bad_sort (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);

  add_sample (fixture);
  sgn_query_set_sort (query, "-position");
  g_assert_false (sgn_query_set_sort (query, "name,colour"));
  g_assert_false (sgn_query_set_sort (query, "name; DROP TABLE unit"));
  assert_ids (fixture, query, "1 2 6 5 4 3");
}

/* Without an index every record is looked at, with the same result: see also the finder's tests. */
static void
test_find_without_index (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text, *wanted;
  } cases[] = {
    { "dam thuy", "2" },   { "THỦY đàm", "2" },      { "khanh tr", "1 4" }, { "047", "1" },
    { "", "1 2 3 4 5 6" }, { " . ", "1 2 3 4 5 6" }, { "anh", "" },         { "x", "2 3" },
  };

  add_sample (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);

      sgn_query_set_sort (query, "");
      sgn_query_find (query, cases[i].text);
      assert_ids (fixture, query, cases[i].wanted);
    }
}

static void
test_total (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnQuery) lines = sgn_query_new (&test_line);
  g_autoptr (SgnQuery) values = sgn_query_new (&test_value);
  g_autoptr (GError) error = NULL;
  gint64 total;

  add_sample (fixture);
  g_assert_true (sgn_query_total (lines, fixture->connection, "amount", &total, &error));
  g_assert_cmpint (total, ==, 600);
  sgn_query_where_int (lines, "component-id", 22);
  g_assert_true (sgn_query_total (lines, fixture->connection, "amount", &total, &error));
  g_assert_cmpint (total, ==, 700);
  sgn_query_set_sort (lines, "amount");
  sgn_query_set_limit (lines, 1);
  g_assert_true (sgn_query_total (lines, fixture->connection, "amount", &total, &error));
  g_assert_cmpint (total, ==, 200);

  g_assert_true (sgn_query_total (values, fixture->connection, "planned", &total, &error));
  g_assert_cmpint (total, ==, 0);
  fixture_run (fixture, "INSERT INTO target (id, code, name, measure, operator) VALUES "
                        "(51, 'a', 'A', 'm²', '=')");
  fixture_run (fixture, "INSERT INTO target_value (id, target_id, unit_id, year, planned) VALUES "
                        "(61, 51, 1, 2023, 0.1), (62, 51, 1, 2024, 0.29), (63, 51, 1, 2025, NULL)");
  g_assert_true (sgn_query_total (values, fixture->connection, "planned", &total, &error));
  g_assert_cmpint (total, ==, 39);
  fixture_run (fixture, "UPDATE funding_line SET amount = 9223372036854775807");
  sgn_query_set_limit (lines, 0);
  g_assert_false (sgn_query_total (lines, fixture->connection, "amount", &total, &error));
  g_assert_nonnull (error);
}

/* Few rows are put in order by what they name alone; what all of them name puts none before
 * another. */
static void
test_sort_of_few (Fixture *fixture, gconstpointer data)
{
  static const gint64 some[] = { 41, 42, 44 };
  g_autoptr (SgnQuery) of_component = sgn_query_new (&test_line);
  g_autoptr (SgnQuery) listed = sgn_query_new (&test_line);
  g_autoptr (SgnQuery) within = sgn_query_new (&test_unit);

  add_sample (fixture);
  sgn_query_where_int (of_component, "component-id", 22);
  g_assert_true (sgn_query_set_sort (of_component, "component-id,-owner-id"));
  assert_ids (fixture, of_component, "41 43");
  g_assert_true (sgn_query_set_sort (listed, "-owner-id"));
  sgn_query_where_ids (listed, some, G_N_ELEMENTS (some));
  assert_ids (fixture, listed, "42 41 44");
  sgn_query_where_under (listed, "unit-id", 2);
  assert_ids (fixture, listed, "41 44");
  g_assert_true (sgn_query_set_sort (within, "top,name"));
  sgn_query_where_int (within, "parent-id", 1);
  assert_ids (fixture, within, "4 3 2");
}

static void
test_count (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);
  g_autoptr (GError) error = NULL;
  gint64 n;

  add_sample (fixture);
  sgn_query_where_text (query, "level", "village");
  g_assert_true (sgn_query_count (query, fixture->connection, &n, &error));
  g_assert_cmpint (n, ==, 2);
  sgn_query_set_limit (query, 1);
  g_assert_true (sgn_query_count (query, fixture->connection, &n, &error));
  g_assert_cmpint (n, ==, 1);
  sgn_query_find (query, "không có");
  g_assert_true (sgn_query_count (query, fixture->connection, &n, &error));
  g_assert_cmpint (n, ==, 0);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (sgn_query_run (query, fixture->connection, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Sorting 300,000 rows by name may not sort at all. */
static void
test_uses_index (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnStatement) plan = NULL;
  g_autoptr (GError) error = NULL;
  gboolean sorts = FALSE;

  fixture_run_derived (fixture, "CREATE INDEX unit_by_name ON unit (level, vn_key (name))");
  for (int descending = 0; descending < 2; descending++)
    {
      const char *const sql[]
          = { "EXPLAIN QUERY PLAN SELECT r.id FROM \"unit\" AS r WHERE r.\"level\" = :c0 "
              "ORDER BY vn_key (r.\"name\"), r.id",
              "EXPLAIN QUERY PLAN SELECT r.id FROM \"unit\" AS r WHERE r.\"level\" = :c0 "
              "ORDER BY vn_key (r.\"name\") DESC, r.id DESC" };

      g_clear_pointer (&plan, sgn_statement_free);
      plan = sgn_connection_prepare (fixture->connection, sql[descending], &error);
      g_assert_no_error (error);
      while (sgn_statement_step (plan, &error) == SGN_ROW)
        sorts |= strstr (sgn_statement_text (plan, 3), "TEMP B-TREE") != NULL;
      g_assert_no_error (error);
      g_assert_false (sorts);
    }
}

/* In one field or another, stored or derived, beside other conditions; and told from other queries.
 */
static void
test_any (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fields[3];
    gint64 value;
    const char *level, *wanted;
  } cases[] = {
    { { "position", "below", NULL }, 2, NULL, "4 5 6" },
    { { "position", NULL }, 2, NULL, "4 5 6" },
    { { "position", "below", NULL }, 3, NULL, "1 2" },
    { { "position", "below", NULL }, 3, "commune", "2" },
    { { "position", NULL }, 7, NULL, "" },
  };

  add_sample (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);
      g_autoptr (SgnQuery) copy = NULL;

      g_assert_true (sgn_query_set_sort (query, ""));
      sgn_query_where_any_int (query, cases[i].fields, cases[i].value);
      if (cases[i].level != NULL)
        sgn_query_where_text (query, "level", cases[i].level);
      copy = sgn_query_copy (query);
      assert_ids (fixture, copy, cases[i].wanted);
      g_assert_true (sgn_query_is_equal (query, copy));
      sgn_query_where_any_int (copy, cases[0].fields, 2);
      g_assert_false (sgn_query_is_equal (query, copy));
      sgn_query_where_any_int (query, cases[1].fields, 2);
      g_assert_false (sgn_query_is_equal (query, copy));
    }
}

static void
test_derived (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *where;
    gint64 value;
    const char *sort, *wanted;
  } cases[] = {
    { "below", 0, "", "3 4 6" },
    { NULL, 0, "-below,name", "1 5 2 6 4 3" },
    { "top", 1, "", "5" },
    { NULL, 0, "-top", "6 5 4 3 2 1" },    /* Xã Đàm Thuỷ, Huyện, none */
    { NULL, 0, "initial", "6 5 3 2 1 4" }, /* by length: 2, 8, 10, 11, 17, 19 */
    { "planned", 500, "", "2" },
    { NULL, 0, "-planned,position", "2 4 6 3 5 1" },
  };

  add_sample (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);

      g_assert_true (sgn_query_set_sort (query, cases[i].sort));
      sgn_query_set_year (query, 2023);
      if (cases[i].where != NULL)
        sgn_query_where_int (query, cases[i].where, cases[i].value);
      assert_ids (fixture, query, cases[i].wanted);
    }
}

/* What is asked of each row is asked in the order of the rows, whatever narrow index there is; but
 * an index that leaves few rows is used. */
static void
test_derived_in_place (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *field; /* NULL: none */
    const char *wanted;
  } cases[] = { { "below", "1 2 3 4 5 6" }, { NULL, "6 5 1 4 3 2" } };

  add_sample (fixture);
  fixture_run_derived (fixture, "CREATE INDEX unit_narrow ON unit (vn_key (name))");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);
      g_autoptr (SgnStatement) statement = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) found = g_string_new (NULL);
      const SgnValue zero = sgn_value_int (0);

      if (cases[i].field != NULL)
        sgn_query_where (query, cases[i].field, SGN_QUERY_AT_LEAST, &zero);
      statement = sgn_query_prepare (query, fixture->connection, "r.id", FALSE, &error);
      g_assert_no_error (error);
      while (sgn_statement_step (statement, &error) == SGN_ROW)
        g_string_append_printf (found, "%s%u", found->len > 0 ? " " : "",
                                (guint)(sgn_statement_int (statement, 0) & 0x7fffffff));
      g_assert_no_error (error);
      g_assert_cmpstr (found->str, ==, cases[i].wanted);
    }
}

static void
assert_planned (Fixture *fixture, int year, gint64 wanted)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);
  g_autoptr (GError) error = NULL;
  gint64 total = -1;

  sgn_query_set_year (query, year);
  g_assert_true (sgn_query_total (query, fixture->connection, "planned", &total, &error));
  g_assert_no_error (error);
  g_assert_cmpint (total, ==, wanted);
}

/* A copy, as a worker gets it, is of the same year, and is told from one that asks for others. */
static void
test_copies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&test_unit);
  g_autoptr (SgnQuery) lines = sgn_query_new (&test_line);
  g_autoptr (SgnQuery) fewer = sgn_query_new (&test_line);
  g_autoptr (SgnQuery) other = sgn_query_new (&test_unit);
  g_autoptr (SgnQuery) copy = NULL;
  gint64 total = -1;

  add_sample (fixture);
  sgn_query_set_year (query, 2023);
  sgn_query_where_has (query, "unit-id", lines);
  copy = sgn_query_copy (query);
  g_assert_true (sgn_query_total (copy, fixture->connection, "planned", &total, NULL));
  g_assert_cmpint (total, ==, 600);
  g_assert_true (sgn_query_is_equal (query, copy));
  sgn_query_where_int (fewer, "amount", 500);
  sgn_query_set_year (other, 2023);
  sgn_query_where_has (other, "unit-id", fewer);
  g_assert_false (sgn_query_is_equal (query, other));
  sgn_query_set_year (copy, 2022);
  g_assert_false (sgn_query_is_equal (query, copy));
}

static void
test_derived_total (Fixture *fixture, gconstpointer data)
{
  add_sample (fixture);
  assert_planned (fixture, 2023, 600);
  assert_planned (fixture, 2022, 0);
  assert_planned (fixture, 0, 0);
}

/* Units named by lines, and lines within them: conditions of the inner query are its own. */
static void
test_has (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnQuery) units = sgn_query_new (&test_unit);
  g_autoptr (SgnQuery) lines = sgn_query_new (&test_line);
  g_autoptr (SgnQuery) copy = NULL;
  g_autoptr (SgnQuery) people = sgn_query_new (&test_person);
  g_autoptr (SgnQuery) nobody = sgn_query_new (&test_person);
  g_autoptr (SgnQuery) all = sgn_query_new (&test_line);

  add_sample (fixture);
  sgn_query_set_sort (units, "");
  sgn_query_where_text (lines, "capital-kind", "DTPT");
  sgn_query_where_has (units, "unit-id", lines);
  assert_ids (fixture, units, "4 6");
  sgn_query_where_under (units, "parent-id", 2);
  assert_ids (fixture, units, "6");
  copy = sgn_query_copy (units);
  sgn_query_where_under (lines, "unit-id", 5);
  sgn_query_where_has_none (units, "unit-id", lines);
  assert_ids (fixture, units, "");
  assert_ids (fixture, copy, "6");

  /* Of some records alone. */
  {
    static const gint64 few[] = { 3, 4 }, others[] = { 1, 2 };

    g_clear_pointer (&copy, sgn_query_free);
    copy = sgn_query_new (&test_unit);
    sgn_query_set_sort (copy, "");
    sgn_query_where_has (copy, "unit-id", all);
    assert_ids (fixture, copy, "2 3 4 6");
    sgn_query_where_ids (copy, few, G_N_ELEMENTS (few));
    assert_ids (fixture, copy, "3 4");
    sgn_query_where_has_none (copy, "unit-id", lines);
    assert_ids (fixture, copy, "3 4");
    sgn_query_where_ids (copy, others, G_N_ELEMENTS (others));
    assert_ids (fixture, copy, "2");
  }

  /* A reference that may be empty names nobody, and hides nobody. */
  sgn_query_set_sort (people, "");
  sgn_query_where_has_none (people, "owner-id", all);
  assert_ids (fixture, people, "14");
  sgn_query_where_int (all, "amount", 200);
  sgn_query_set_sort (nobody, "");
  sgn_query_where_has (nobody, "owner-id", all);
  assert_ids (fixture, nobody, "13");
}

#define ADD(name) \
  g_test_add ("/query/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD (where);
  ADD (combined);
  ADD (under);
  ADD (sort);
  ADD (bad_sort);
  ADD (find_without_index);
  ADD (total);
  ADD (sort_of_few);
  ADD (count);
  ADD (any);
  ADD (derived);
  ADD (derived_in_place);
  ADD (derived_total);
  ADD (copies);
  ADD (has);
  ADD (cancelled);
  ADD (uses_index);
  return g_test_run ();
}
