#include "config.h"

#include "programme-fixture.h"

#include <string.h>

/* The published views against hand-made rows. Ids of the tests are small, so that they can be read.
 */

static void
add_units (SgnLedger *ledger)
{
  run_sql (ledger, "INSERT INTO unit (id, parent_id, level, kind, code, name, position) VALUES "
                   "(10, NULL, 'province', 'tinh', 'P', 'Tỉnh T', 9), "
                   "(11, 10, 'district', 'huyen', 'D', 'Huyện H', 1), "
                   "(12, 11, 'commune', 'xa', 'A', 'Xã A', 1), "
                   "(13, 11, 'commune', 'xa', 'B', 'Xã B', 2), "
                   "(14, 12, 'village', 'thon', NULL, 'Thôn A1', 1), "
                   "(15, 10, 'district', 'huyen', 'E', 'Huyện E', 2);\n"
                   "UPDATE unit SET successor_id = 13, valid_to = '2024-12-31' WHERE id = 12;\n"
                   "UPDATE ledger SET unit_id = 11");
}

static void
test_unit (void)
{
  SgnLedger *ledger = make_ledger (2023);

  add_units (ledger);
  assert_sql (
      ledger,
      "SELECT unit_id, depth, path, district_name, commune_name, village_name, own, inside, "
      "enters, entering_id, entering_name, current_id, leaf "
      "FROM v_unit WHERE unit_id BETWEEN 10 AND 15 ORDER BY path_order",
      "10|0|Tỉnh T||||0|0|0|||10|0\n"
      "11|1|Tỉnh T › Huyện H|Huyện H|||1|1|0|||11|0\n"
      "12|2|Tỉnh T › Huyện H › Xã A|Huyện H|Xã A||0|1|1|13|Xã B|13|0\n"
      "14|3|Tỉnh T › Huyện H › Xã A › Thôn A1|Huyện H|Xã A|Thôn A1|0|1|0|13|Xã B|14|1\n"
      "13|2|Tỉnh T › Huyện H › Xã B|Huyện H|Xã B||0|1|1|13|Xã B|13|1\n"
      "15|1|Tỉnh T › Huyện E|Huyện E|||0|0|0|||15|1\n");
  close_ledger (ledger);
}

/* Since July 2025 communes stand directly below the province: the same columns answer. */
static void
test_unit_without_districts (void)
{
  SgnLedger *ledger = make_ledger (2025);

  run_sql (ledger, "INSERT INTO unit (id, parent_id, level, kind, name) VALUES "
                   "(10, NULL, 'province', 'tinh', 'Tỉnh T'), "
                   "(12, 10, 'commune', 'xa', 'Xã A'), (14, 12, 'village', 'thon', 'Thôn A1');\n"
                   "UPDATE ledger SET unit_id = 10");
  assert_sql (ledger,
              "SELECT unit_id, district_id, commune_id, entering_id FROM v_unit "
              "WHERE unit_id IN (10, 12, 14) ORDER BY 1",
              "10|||\n12||12|12\n14||12|12\n");
  close_ledger (ledger);
}

/* Two units that became part of each other are a mistake, but no endless loop. */
static void
test_unit_ring (void)
{
  SgnLedger *ledger = make_ledger (2023);

  add_units (ledger);
  run_sql (ledger, "UPDATE unit SET successor_id = 12 WHERE id = 13");
  assert_sql (ledger, "SELECT count(*) FROM v_unit WHERE unit_id BETWEEN 10 AND 15", "6\n");
  close_ledger (ledger);
}

static void
test_component (void)
{
  SgnLedger *ledger = make_ledger (2023);

  assert_sql (ledger,
              "SELECT code, kind, leaf, depth, project_code, year_from, year_to FROM v_component "
              "WHERE kind <> 'policy' ORDER BY path_order",
              "1|project|0|0|1|2021|2025\n1.1|sub-project|1|1|1|2021|2025\n"
              "1.2|sub-project|1|1|1|2021|2025\n2|project|1|0|2|2021|2025\n"
              "3|project|0|0|3|2021|2025\n3.1|sub-project|1|1|3|2021|2025\n"
              "3.2|sub-project|1|1|3|2021|2025\n4|project|0|0|4|2021|2025\n"
              "4.1|sub-project|1|1|4|2021|2025\n4.2|sub-project|1|1|4|2021|2025\n"
              "4.3|sub-project|1|1|4|2021|2025\n5|project|1|0|5|2021|2025\n"
              "6|project|0|0|6|2021|2025\n6.1|sub-project|1|1|6|2021|2025\n"
              "6.2|sub-project|1|1|6|2021|2025\n7|project|0|0|7|2021|2025\n"
              "7.1|sub-project|1|1|7|2021|2025\n7.2|sub-project|1|1|7|2021|2025\n");
  close_ledger (ledger);
}

/* What is said for a year stands for that year; what is said without one stands for the others. */
static void
test_component_agency (void)
{
  SgnLedger *ledger = make_ledger (2023);

  run_sql (
      ledger,
      "INSERT INTO component (id, code, name, kind, position) VALUES (30, 'X', 'X', 'project', "
      "99);\n"
      "INSERT INTO agency (id, name, short_name) VALUES (41, 'Phòng A', NULL), (42, 'Phòng B', "
      "'PB'), "
      "(43, 'Phòng C', NULL);\n"
      "INSERT INTO component_agency (id, component_id, agency_id, role, year, position) VALUES "
      "(51, 30, 41, 'leads', NULL, 1), (52, 30, 42, 'leads', 2024, 1), "
      "(53, 30, 43, 'coordinates', NULL, 2), (54, 30, 42, 'coordinates', NULL, 1)");
  assert_sql (ledger,
              "SELECT year, role, agency_short_name, dated FROM v_component_agency "
              "WHERE component_id = 30 ORDER BY 1, 2 DESC, position",
              "2023|leads|Phòng A|0\n2023|coordinates|PB|0\n2023|coordinates|Phòng C|0\n"
              "2024|leads|PB|1\n2024|coordinates|PB|0\n2024|coordinates|Phòng C|0\n");
  assert_sql (ledger,
              "SELECT year, leads, implements, coordinates FROM v_component_offices "
              "WHERE component_id = 30 ORDER BY 1",
              "2023|Phòng A||Phòng B; Phòng C\n2024|Phòng B||Phòng B; Phòng C\n");
  close_ledger (ledger);
}

static void
test_funding (void)
{
  SgnLedger *ledger = make_ledger (2023);

  run_sql (
      ledger,
      "INSERT INTO component (id, code, name, kind, position) VALUES (30, 'X', 'X', 'project', "
      "99);\n"
      "INSERT INTO unit (id, level, kind, name) VALUES (10, 'district', 'huyen', 'H');\n"
      "INSERT INTO funding_decision (id, year, kind, date, title, state) VALUES "
      "(61, 2023, 'assigned', '2022-11', 'a', 'issued'), (62, 2023, 'recovered', NULL, 'b', "
      "'issued'), "
      "(63, 2023, 'carried-over', '2023', 'c', 'issued'), (64, 2023, 'supplemented', '2023-05-02', "
      "'d', 'draft');\n"
      "INSERT INTO funding_line (id, decision_id, component_id, unit_id, amount) VALUES "
      "(71, 61, 30, 10, 100), (72, 62, 30, 10, 30), (73, 62, 30, 10, -4), (74, 63, 30, 10, 7), "
      "(75, 64, 30, 10, 50), (76, 61, 30, 10, -10)");
  assert_sql (
      ledger,
      "SELECT line_id, counts_from, issued, carried, amount, signed_amount, in_force_amount "
      "FROM v_funding ORDER BY 1",
      "71|2022-11-01|1|0|100|100|100\n72|2023-01-01|1|0|30|-30|-30\n"
      "73|2023-01-01|1|0|-4|-4|-4\n74|2023-01-01|1|1|7|7|7\n"
      "75|2023-05-02|0|0|50|50|0\n76|2022-11-01|1|0|-10|-10|-10\n");
  run_sql (
      ledger,
      "INSERT INTO disbursement (id, date, plan_year, component_id, unit_id, kind, amount) VALUES "
      "(81, '2023-03-05', 2023, 30, 10, 'advance', 9), (82, '2024-01-20', 2023, 30, 10, "
      "'recovery', 2)");
  assert_sql (ledger,
              "SELECT disbursement_id, year, month, plan_year, signed_amount FROM v_disbursement "
              "ORDER BY 1",
              "81|2023|3|2023|9\n82|2024|1|2023|-2\n");
  assert_sql (ledger, "SELECT group_concat(year) FROM v_year", "2023\n");
  close_ledger (ledger);
}

static void
test_code (void)
{
  SgnLedger *ledger = make_ledger (2023);

  run_sql (
      ledger,
      "INSERT INTO code_item (id, catalogue_id, list, code, name, position, source, valid_from) "
      "SELECT 91, min(id), 'capital-kind', 'SN', 'Vốn thường xuyên', 2, 'test', '2026' FROM "
      "catalogue");
  assert_sql (ledger,
              "SELECT code, local FROM v_code WHERE list = 'funding-source' ORDER BY position",
              "NSTW|0\nNSTINH|1\nNSHUYEN|1\nNSXA|1\nTDUD|0\nHUYDONG|0\nLONGGHEP|0\n");
  assert_sql (ledger,
              "SELECT name, valid_from, newest FROM v_code WHERE list = 'capital-kind' AND code = "
              "'SN' ORDER BY 2",
              "Vốn sự nghiệp|2021|0\nVốn thường xuyên|2026|1\n");
  close_ledger (ledger);
}

static char *
find_section (const char *readme, const char *view)
{
  g_autofree char *head = g_strdup_printf ("**%s**", view);
  const char *start = strstr (readme, head);

  g_assert_nonnull (start);
  const char *next = strstr (start + strlen (head), "\n**v_");
  const char *chapter = strstr (start, "\n## ");
  if (chapter && (!next || chapter < next))
    next = chapter;
  return next ? g_strndup (start, (gsize)(next - start)) : g_strdup (start);
}

/* Views keep their word: every column is documented, and every view opens to templates and rules.
 */
static void
test_documented (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "..", "resources", "views", "README.md", NULL);
  g_autofree char *readme = NULL;
  SgnLedger *ledger = make_ledger (2023);
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autofree char *names
      = read_sql (connection,
                  "SELECT name FROM temp.sqlite_schema WHERE type = 'view' ORDER BY name");
  g_auto (GStrv) views = g_strsplit (g_strchomp (names), "\n", -1);

  g_assert_true (g_file_get_contents (path, &readme, NULL, &error));
  g_assert_cmpuint (g_strv_length (views), >=, 19);
  for (guint i = 0; views[i]; i++)
    {
      g_autofree char *section = find_section (readme, views[i]);
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", views[i]);
      g_autoptr (SgnStatement) statement
          = sgn_connection_prepare_published (connection, sql, &error);

      g_assert_no_error (error);
      for (guint j = 0; j < sgn_statement_n_columns (statement); j++)
        {
          g_autofree char *column
              = g_strdup_printf ("`%s`", sgn_statement_column_name (statement, j));

          if (!strstr (section, column))
            g_error ("%s.%s is not documented", views[i], column);
        }
    }
  close_ledger (ledger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/views/unit", test_unit);
  g_test_add_func ("/views/unit-without-districts", test_unit_without_districts);
  g_test_add_func ("/views/unit-ring", test_unit_ring);
  g_test_add_func ("/views/component", test_component);
  g_test_add_func ("/views/component-agency", test_component_agency);
  g_test_add_func ("/views/funding", test_funding);
  g_test_add_func ("/views/code", test_code);
  g_test_add_func ("/views/documented", test_documented);
  return g_test_run ();
}
