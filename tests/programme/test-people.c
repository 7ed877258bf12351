#include "config.h"

#include "programme-fixture.h"
#include "record/sgn-cursor.h"

/* Households as people look for them, and the views of the registry against hand-made rows. */

static void
add_households (SgnLedger *ledger)
{
  run_sql (
      ledger,
      "INSERT INTO unit (id, parent_id, level, kind, code, name, area, position) VALUES "
      "(10, NULL, 'province', 'tinh', 'P', 'Tỉnh T', NULL, 9), "
      "(11, 10, 'district', 'huyen', 'D', 'Huyện H', NULL, 1), "
      "(12, 11, 'commune', 'xa', 'A', 'Xã A', 'rural', 1), "
      "(13, 11, 'commune', 'thi-tran', 'B', 'Thị trấn B', 'urban', 2), "
      "(14, 12, 'village', 'thon', NULL, 'Xóm Nà Lý', NULL, 1), "
      "(15, 13, 'village', 'to', NULL, 'Tổ 4', NULL, 1);\n"
      "UPDATE ledger SET unit_id = 11;\n"
      "INSERT INTO household (id, unit_id, code, head, address, ethnicity, phone) VALUES "
      "(101, 14, 'NL-07', 'Hoàng Văn Lý', 'cạnh trường', '02', '0912345678'), "
      "(102, 15, 'T4-01', 'Nông Thị Huỳnh', NULL, '01', NULL), "
      "(103, 15, NULL, 'Bế Văn Đức', NULL, NULL, NULL);\n"
      "INSERT INTO member (id, household_id, position, name, relation, sex, birth, id_number, "
      "ethnicity) VALUES "
      "(201, 101, 1, 'Hoàng Văn Lý', 'head', 'male', '1980', '004080000001', NULL), "
      "(202, 101, 2, 'Vương Thị Quý', 'spouse', 'female', '1984-05-06', '004184000002', '08'), "
      "(203, 102, 1, 'Nông Thị Huỳnh', 'head', 'female', NULL, NULL, NULL), "
      "(204, 103, 1, 'Bế Văn Đức', 'head', 'male', '1990-02', NULL, NULL)");
}

static char *
find (SgnLedger *ledger, const SgnRecordType *type, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnQuery) query = sgn_query_new (type);
  g_autoptr (GArray) ids = NULL;
  GString *found = g_string_new (NULL);

  sgn_query_find (query, text);
  sgn_query_set_sort (query, "");
  ids = sgn_query_run (query, sgn_ledger_get_connection (ledger), NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (found, "%" G_GINT64_FORMAT " ", g_array_index (ids, gint64, i));
  return g_string_free (found, FALSE);
}

static void
test_search (void)
{
  static const struct
  {
    const char *text, *found;
  } cases[] = {
    { "hoang", "101 102 " }, /* the head; Huỳnh is Hoàng elsewhere */
    { "huỳnh", "101 102 " },  { "huyn", "101 102 " },
    { "hoàng lí", "101 " },   { "HOÀNG VĂN LÝ", "101 " },
    { "quí", "101 " }, /* any member */
    { "vuong", "101 " },      { "004184000002", "101 " },
    { "0041840", "101 " }, /* a number as far as it was typed */
    { "NL-07", "101 " },      { "nà lí", "101 " },
    { "tổ 4", "102 103 " },   { "tổ 4 đức", "103 " },
    { "0912345678", "101 " }, { "trường", "101 " },
    { "hoàng tổ", "102 " },   { "nobody", "" },
  };
  SgnLedger *ledger = make_ledger (2023);

  add_households (ledger);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = find (ledger, &sgn_type_household, cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
  close_ledger (ledger);
}

/* The entry of a household follows its members and its village. */
static void
test_search_follows (void)
{
  SgnLedger *ledger = make_ledger (2023);

  add_households (ledger);
  run_sql (ledger, "UPDATE member SET household_id = 103 WHERE id = 202;\n"
                   "UPDATE unit SET name = 'Xóm Bản Giốc' WHERE id = 14");
  g_autofree char *moved = find (ledger, &sgn_type_household, "quý");
  g_autofree char *renamed = find (ledger, &sgn_type_household, "bản giốc");
  g_autofree char *member = find (ledger, &sgn_type_member, "quy");
  g_assert_cmpstr (moved, ==, "103 ");
  g_assert_cmpstr (renamed, ==, "101 ");
  g_assert_cmpstr (member, ==, "202 ");
  close_ledger (ledger);
}

static void
test_view_household (void)
{
  SgnLedger *ledger = make_ledger (2023);

  add_households (ledger);
  run_sql (ledger,
           "UPDATE member SET left_on = '2023-02-01', left_why = 'married' WHERE id = 202;\n"
           "UPDATE household SET ended_on = '2023-03-01', ended_why = 'moved-away' "
           "WHERE id = 103");
  assert_sql (ledger,
              "SELECT household_id, unit_name, village_name, commune_name, entering_id, area, "
              "ethnicity_name, minority, persons, living FROM v_household ORDER BY 1",
              "101|Xóm Nà Lý|Xóm Nà Lý|Xã A|12|rural|Tày|1|1|1\n"
              "102|Tổ 4|Tổ 4|Thị trấn B|13|urban|Kinh|0|1|1\n"
              "103|Tổ 4|Tổ 4|Thị trấn B|13|urban|||1|0\n");
  assert_sql (ledger,
              "SELECT member_id, head, birth_year, id_masked, ethnicity_name, present "
              "FROM v_member ORDER BY 1",
              "201|Hoàng Văn Lý|1980|004*****0001|Tày|1\n"
              "202|Hoàng Văn Lý|1984|004*****0002|Mông|0\n"
              "203|Nông Thị Huỳnh|||Kinh|1\n204|Bế Văn Đức|1990|||0\n");
  close_ledger (ledger);
}

/* Every way into and out of the two classes, for a household of three persons each. */
static void
test_view_movement (void)
{
  SgnLedger *ledger = make_ledger (2023);

  add_households (ledger);
  run_sql (
      ledger,
      "INSERT INTO household (id, unit_id, head) SELECT 300 + value, 14, 'H' || value "
      "FROM json_each('[1,2,3,4,5,6,7,8,9]');\n"
      "INSERT INTO household_year (id, household_id, year, unit_id, class, state, persons, head) "
      "VALUES (401, 301, 2022, 14, 'poor', 'official', 3, 'a'), "
      "(402, 302, 2022, 14, 'poor', 'official', 3, 'b'), "
      "(403, 303, 2022, 14, 'poor', 'official', 3, 'c'), "
      "(404, 304, 2022, 14, 'near-poor', 'official', 3, 'd'), "
      "(405, 305, 2022, 14, 'near-poor', 'official', 3, 'e'), "
      "(406, 306, 2022, 14, 'poor', 'official', 3, 'f'), "
      "(409, 309, 2022, 14, 'poor', 'official', 3, 'i');\n"
      "INSERT INTO household_year (id, household_id, year, unit_id, class, movement, state, "
      "persons, head) VALUES "
      "(501, 301, 2023, 14, 'near-poor', 'from-poor', 'official', 4, 'a'), "
      "(502, 302, 2023, 14, 'not-poor', 'escaped', 'official', 3, 'b'), "
      "(503, 303, 2023, 14, 'not-poor', 'other-out', 'official', 0, 'c'), "
      "(504, 304, 2023, 14, 'poor', 'from-near-poor', 'official', 3, 'd'), "
      "(505, 305, 2023, 14, 'average', 'escaped', 'official', 3, 'e'), "
      "(506, 306, 2023, 14, 'poor', 'stayed', 'official', 5, 'f'), "
      "(507, 307, 2023, 14, 'poor', 'new', 'official', 1, 'g'), "
      "(508, 308, 2023, 14, 'near-poor', 'relapse', 'official', 2, 'h'), "
      "(509, 309, 2023, 15, 'poor', 'stayed', 'official', 3, 'i')");
  assert_sql (ledger,
              "SELECT entering_id, class, term, sum(households), sum(persons) FROM v_movement "
              "WHERE year = 2023 GROUP BY 1, 2, 3 ORDER BY 1, 2 DESC, 3",
              "12|poor|down-one|1|3\n12|poor|down-two|1|3\n12|poor|end|3|9\n12|poor|new|1|1\n"
              "12|poor|other-in|0|2\n12|poor|other-out|2|6\n12|poor|start|5|15\n"
              "12|poor|up-one|1|3\n"
              "12|near-poor|down-one|1|3\n12|near-poor|down-two|1|3\n12|near-poor|end|2|6\n"
              "12|near-poor|relapse|1|2\n12|near-poor|start|2|6\n12|near-poor|up-one|1|4\n"
              "13|poor|end|1|3\n13|poor|other-in|1|3\n");
  /* start - out + in = end, everywhere */
  assert_sql (ledger,
              "SELECT count(*) FROM (SELECT sum(iif(term IN ('start', 'up-one', 'relapse', 'new', "
              "'other-in'), 1, -1) * households) AS h, sum(iif(term IN ('start', 'up-one', "
              "'relapse', 'new', 'other-in'), 1, -1) * persons) AS p FROM v_movement "
              "WHERE year = 2023 GROUP BY entering_id, class HAVING h <> 0 OR p <> 0)",
              "0\n");
  assert_sql (ledger,
              "SELECT counted, class_before FROM v_household_year WHERE household_id IN (303, 304) "
              "AND year = 2023 ORDER BY household_id",
              "0|poor\n1|near-poor\n");
  close_ledger (ledger);
}

static void
test_view_review (void)
{
  SgnLedger *ledger = make_ledger (2023);

  add_households (ledger);
  run_sql (
      ledger,
      "INSERT INTO review_sheet (id, household_id, year, kind, area, standard, state, a_total, "
      "water, toilet) VALUES "
      "(601, 101, 2023, 'periodic', 'rural', 'rural', 'open', 99, 'piped', 'none'), "
      "(602, 102, 2023, 'periodic', 'urban', 'urban', 'open', 120, NULL, 'septic');\n"
      "INSERT INTO review_answer (id, sheet_id, item, option, points) VALUES "
      "(611, 601, 'x', '1', 30), (612, 601, 'y', '2', 15);\n"
      "INSERT INTO child_measure (id, member_id, date, height) VALUES "
      "(621, 202, '1984-05-16', 50), (622, 202, '1984-06-16', 54), (623, 201, '1984-01-01', 9)");
  assert_sql (ledger,
              "SELECT review_sheet_id, answered_points, a_points, clean_water, clean_toilet "
              "FROM v_review_sheet ORDER BY 1",
              "601|45|45|1|0\n602||120||1\n");
  assert_sql (ledger, "SELECT child_measure_id, age_days, newest FROM v_child_measure ORDER BY 1",
              "621|10|0\n622|41|1\n623||1\n");
  close_ledger (ledger);
}

static char *
read_derived (SgnLedger *ledger, int year)
{
  static const char *const fields[]
      = { "commune",  "persons",      "class-before",  "class",        "movement", "a-points",
          "b-points", "deprivations", "decision-date", "review-state", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_household);
  g_autoptr (SgnCursor) cursor = NULL;
  GString *text = g_string_new (NULL);

  sgn_query_set_year (query, year);
  sgn_query_set_sort (query, "-deprivations");
  cursor = sgn_query_open_rows (query, sgn_ledger_get_connection (ledger), fields, NULL, &error);
  g_assert_no_error (error);
  while (sgn_cursor_step (cursor, &error) == SGN_ROW)
    for (guint i = 0; fields[i] != NULL; i++)
      {
        g_autofree char *cell = sgn_cursor_format (cursor, i, SGN_MONEY_DONG);

        g_string_append_printf (text, "%s%s", cell, fields[i + 1] != NULL ? "|" : "\n");
      }
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

static void
test_derived (void)
{
  SgnLedger *ledger = make_ledger (2023);
  g_autofree char *now = NULL;
  g_autofree char *before = NULL;

  add_households (ledger);
  run_sql (ledger,
           "UPDATE member SET left_on = '2023-02-01', left_why = 'married' WHERE id = 202;\n"
           "INSERT INTO household_year (id, household_id, year, unit_id, class, movement, state, "
           "a_points, b_points, d1, d7, d10, d12, head, decision_date) VALUES "
           "(301, 101, 2022, 14, 'near-poor', NULL, 'official', 130, 20, 0, 0, 1, 1, 'Lý', NULL), "
           "(302, 101, 2023, 14, 'poor', 'from-near-poor', 'official', 110, 40, 1, 1, 1, 1, 'Lý', "
           "'2023-11-17'), "
           "(303, 102, 2023, 15, 'not-poor', 'other-out', 'official', NULL, NULL, 0, 0, 0, 0, 'H', "
           "NULL);\n"
           "INSERT INTO review_sheet (id, household_id, year, kind, area, standard, state) VALUES "
           "(601, 101, 2023, 'periodic', 'rural', 'rural', 'filled'), "
           "(602, 101, 2023, 'recheck', 'rural', 'rural', 'open')");
  now = read_derived (ledger, 2023);
  g_assert_cmpstr (now, ==,
                   "Xã A|1|near-poor household|poor household|was near-poor|110|40|VL NƠ VS TT|"
                   "17/11/2023|filled in\n"
                   "Thị trấn B|1||||||||no sheet\n"
                   "Thị trấn B|1|||went out otherwise|||||no sheet\n");
  run_sql (ledger, "UPDATE code_item SET short_name = NULL WHERE list = 'indicator'");
  before = read_derived (ledger, 2022);
  g_assert_true (g_str_has_prefix (
      before, "Xã A|1||near-poor household||130|20|10 12||no sheet\nThị trấn B|1|||||||"));
  close_ledger (ledger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/people/search", test_search);
  g_test_add_func ("/people/search-follows", test_search_follows);
  g_test_add_func ("/people/view-household", test_view_household);
  g_test_add_func ("/people/view-movement", test_view_movement);
  g_test_add_func ("/people/view-review", test_view_review);
  g_test_add_func ("/people/derived", test_derived);
  return g_test_run ();
}
