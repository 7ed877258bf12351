#include "config.h"

#include "programme-fixture.h"

#include "base/sgn-error.h"
#include "programme/sgn-catalogue.h"
#include "programme/sgn-point-table.h"
#include "store/sgn-journal.h"
#include "store/sgn-store-error.h"

#include <string.h>

static gboolean
load_text (SgnLedger *ledger, const char *text, GError **error)
{
  g_autofree char *path = make_path ();

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return sgn_catalogue_load_file (ledger, path, NULL, error);
}

static void
load_data (SgnLedger *ledger, const char *name, gint64 *change_id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);

  sgn_catalogue_load_file (ledger, path, change_id, &error);
  g_assert_no_error (error);
}

static void
test_shipped (void)
{
  static const char *const kinds[] = { "programme", "agencies", "codes", "units" };
  g_autoptr (GPtrArray) infos = sgn_catalogue_list_shipped ();
  guint n[G_N_ELEMENTS (kinds)] = { 0 };

  for (guint i = 0; i < infos->len; i++)
    {
      const SgnCatalogueInfo *info = g_ptr_array_index (infos, i);

      g_assert_true (*info->code && *info->title && *info->source);
      for (guint j = 0; j < G_N_ELEMENTS (kinds); j++)
        n[j] += g_str_equal (info->kind, kinds[j]);
    }
  g_assert_cmpuint (n[0], ==, 1);
  g_assert_cmpuint (n[1], ==, 1);
  g_assert_cmpuint (n[2], ==, 7);
  g_assert_cmpuint (n[3], ==, 1);
}

static void
load_all_units (SgnLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "resources", "catalogue",
                                                 "units-2022-2025.xml", NULL);

  sgn_catalogue_load_file (ledger, path, NULL, &error);
  g_assert_no_error (error);
}

/* The whole map loads beside the units the ledger began with, and none comes twice. */
static void
test_all_units (void)
{
  SgnLedger *ledger = make_ledger (2023);

  for (int i = 0; i < 2; i++)
    {
      load_all_units (ledger);
      assert_sql (
          ledger,
          "SELECT level, count(*), sum(valid_to IS NOT NULL), sum(successor_id IS NOT NULL) "
          "FROM unit WHERE catalogue_id IS NOT NULL GROUP BY level ORDER BY level",
          "commune|833|82|41\ndistrict|52|1|1\nprovince|63|0|0\n");
    }
  assert_sql (ledger,
              "SELECT o.name, o.valid_to, n.name, n.valid_from FROM unit AS o "
              "JOIN unit AS n ON n.id = o.successor_id WHERE o.code = '123'",
              "Huyện Mộc Châu|2025-02-28|Thị xã Mộc Châu|2025-03-01\n");
  assert_sql (
      ledger,
      "SELECT u.name, c.class, c.decision FROM unit_class AS c JOIN unit AS u ON u.id = c.unit_id "
      "WHERE u.code = '047' ORDER BY c.class",
      "Huyện Trùng Khánh|poor-district|Quyết định 353/QĐ-TTg ngày 15/3/2022, số 19\n"
      "Huyện Trùng Khánh|poor-district-escape|Quyết định 880/QĐ-TTg ngày 22/7/2022\n");
  close_ledger (ledger);
}

static void
test_codes (void)
{
  SgnLedger *ledger = make_ledger (2023);

  assert_sql (ledger, "SELECT list, count(*) FROM code_item GROUP BY list ORDER BY list",
              "capital-kind|2\nethnic-group|54\nfunding-source|7\nid-province|63\nindicator|12\n"
              "information-device|7\nperiod|1\npoverty-cause|8\npoverty-standard|2\nregion|7\n"
              "report-deadline|9\nreview-procedure|1\ntoilet|7\nunit-class|7\nunit-kind|15\nwater-"
              "source|9\n");
  assert_sql (ledger,
              "SELECT name, json_extract(attributes, '$.code-1979') FROM code_item "
              "WHERE list = 'ethnic-group' AND code IN ('04', '06')",
              "Mường|06\nHoa|04\n");
  assert_sql (ledger, "SELECT count(*) FROM code_item WHERE source = ''", "0\n");
  close_ledger (ledger);
}

/* Another tree beside the old one: each counts in its own years, and undo takes it back. */
static void
test_newer_tree (void)
{
  g_autoptr (GError) error = NULL;
  SgnLedger *ledger = make_ledger (2023);
  g_autofree char *before
      = read_sql (sgn_ledger_get_connection (ledger), "SELECT * FROM component");
  gint64 change_id;

  load_data (ledger, "catalogue-2026-made-up.xml", &change_id);
  g_assert_cmpint (change_id, >, 0);
  assert_sql (ledger,
              "SELECT code, name, short_name, kind, valid_from, valid_to, source, parent_code "
              "FROM v_component WHERE 2027 BETWEEN year_from AND year_to ORDER BY path_order",
              "1|Hợp phần thử một|Hợp phần thử một|project|2026|2035|test|\n"
              "1.1|Nội dung thử một|Nội dung thử một|sub-project|2027|2035|test|1\n"
              "A|Hợp phần thử hai|Thử hai|project|2026|2035|test, mục 2|\n");
  assert_sql (ledger, "SELECT count(*) FROM v_component WHERE 2023 BETWEEN year_from AND year_to",
              "32\n");
  sgn_ledger_undo (ledger, change_id, NULL, &error);
  g_assert_no_error (error);
  assert_sql (ledger, "SELECT * FROM component", before);
  close_ledger (ledger);
}

static void
test_inspect (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "points-made-up.xml", NULL);
  guint n_entries = 0;
  g_autoptr (SgnCatalogueInfo) info = sgn_catalogue_inspect_file (path, &n_entries, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (info->kind, ==, "points");
  g_assert_cmpstr (info->title, ==, "Bảng điểm bịa");
  g_assert_cmpstr (info->valid_to, ==, "2025");
  g_assert_cmpuint (n_entries, ==, 4);
}

/* A ledger of the first version, which had no lists of people. */
static void
test_missing (void)
{
  g_autofree char *frozen
      = g_test_build_filename (G_TEST_DIST, "data", "ledgers", "0001.sgn", NULL);
  g_autofree char *path = make_path ();
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *journal = NULL;
  SgnLedger *ledger;
  gint64 change_id;
  gsize length;

  g_assert_true (g_file_get_contents (frozen, &content, &length, NULL));
  g_assert_true (g_file_set_contents (path, content, (gssize)length, NULL));
  ledger = sgn_programme_open (path, SGN_LEDGER_OPEN_NO_DAILY_BACKUP, "Mai", NULL, &error);
  g_assert_no_error (error);
  assert_sql (ledger, "SELECT count(*) FROM code_item WHERE list = 'indicator'", "12\n");
  assert_sql (ledger, "SELECT count(*) > 50 FROM code_item WHERE list = 'ethnic-group'", "1\n");
  assert_sql (ledger,
              "SELECT count(*) FROM (SELECT 1 FROM catalogue GROUP BY code HAVING count(*) > 1)",
              "0\n");
  journal = read_sql (sgn_ledger_get_connection (ledger),
                      "SELECT action, operator FROM change ORDER BY id DESC LIMIT 1");
  g_assert_cmpstr (journal, ==, "Add code lists of this version of the program|Mai\n");
  g_assert_true (sgn_catalogue_load_missing (ledger, &change_id, &error));
  g_assert_cmpint (change_id, ==, 0);
  close_ledger (ledger);
}

/* One that has them all is not touched. */
static void
test_nothing_missing (void)
{
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (GError) error = NULL;
  gint64 change_id = -1;

  g_assert_true (sgn_catalogue_load_missing (ledger, &change_id, &error));
  g_assert_no_error (error);
  g_assert_cmpint (change_id, ==, 0);
  close_ledger (ledger);
}

/* A ledger begun before a standard was made gets it when its time has come. */
static void
test_later_lists (void)
{
  SgnLedger *ledger = make_ledger (2021);
  g_autoptr (GError) error = NULL;
  gint64 change_id = 0;

  assert_sql (ledger, "SELECT count(*) FROM code_item WHERE list = 'indicator'", "0\n");
  g_assert_true (sgn_catalogue_load_missing (ledger, &change_id, &error));
  g_assert_no_error (error);
  g_assert_cmpint (change_id, >, 0);
  assert_sql (ledger, "SELECT count(*) FROM code_item WHERE list = 'indicator'", "12\n");
  close_ledger (ledger);
}

/* One that was made without any is left alone. */
static void
test_no_lists (void)
{
  SgnLedgerInfo info = { "district", "Huyện Thử", 2023, NULL, FALSE };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_path ();
  SgnLedger *ledger = sgn_ledger_create (path, &info, &error);
  gint64 change_id = -1;

  g_assert_no_error (error);
  g_assert_true (sgn_catalogue_load_missing (ledger, &change_id, &error));
  g_assert_no_error (error);
  g_assert_cmpint (change_id, ==, 0);
  close_ledger (ledger);
}

static void
test_twice (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "data", "catalogue-2026-made-up.xml", NULL);
  SgnLedger *ledger = make_ledger (2023);

  load_data (ledger, "catalogue-2026-made-up.xml", NULL);
  g_assert_false (sgn_catalogue_load_file (ledger, path, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_EXISTS);
  close_ledger (ledger);
}

/* The end of the district level: old units keep their place and get an end and a successor. */
static void
test_newer_units (void)
{
  SgnLedger *ledger = make_ledger (2023);

  load_all_units (ledger);
  load_data (ledger, "units-2025-made-up.xml", NULL);
  assert_sql (
      ledger,
      "SELECT u.code, u.valid_to, p.name, s.name FROM unit AS u JOIN unit AS p ON p.id = "
      "u.parent_id "
      "LEFT JOIN unit AS s ON s.id = u.successor_id "
      "WHERE u.code IN ('01447', '01453', '01456', '047', 'T1447') ORDER BY u.code",
      "01447|2025-06-30|Huyện Trùng Khánh|Xã Thử\n01453|2025-06-30|Huyện Trùng Khánh|Xã Thử\n"
      "01456||Huyện Trùng Khánh|\n047|2025-06-30|Tỉnh Cao Bằng|\nT1447||Tỉnh Cao Bằng|\n");
  assert_sql (ledger, "SELECT count(*) FROM unit WHERE code = '04' AND level = 'province'", "1\n");
  close_ledger (ledger);
}

#define CATALOGUE(kind) "<catalogue code='x' kind='" kind "' title='X' source='s'>\n"

/* What the ledger knows of the end of a unit stays; what it does not is filled in. */
static void
test_nothing_overwritten (void)
{
  static const char text[] = CATALOGUE ("units") "<ended level='commune' code='01447' "
                                                 "valid-to='2025-06-30' successor='01456'/>\n"
                                                 "<ended level='commune' code='01453' "
                                                 "valid-to='2025-06-30' successor='01456'/>"
                                                 "</catalogue>";
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (GError) error = NULL;

  load_all_units (ledger);
  run_sql (ledger, "UPDATE unit SET valid_to = '2024-12-31', successor_id = (SELECT id FROM unit "
                   "WHERE code = '01453') WHERE code = '01447'");
  load_text (ledger, text, &error);
  g_assert_no_error (error);
  assert_sql (ledger,
              "SELECT u.code, u.valid_to, s.code FROM unit AS u JOIN unit AS s ON s.id = "
              "u.successor_id WHERE u.code IN ('01447', '01453') ORDER BY 1",
              "01447|2024-12-31|01453\n01453|2025-06-30|01456\n");
  close_ledger (ledger);
}

/* Agencies of a level are those of the unit that keeps the ledger; others belong to nobody's. */
static void
test_agencies (void)
{
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (GError) error = NULL;

  load_text (ledger, CATALOGUE ("agencies") "<agency name='Sở Thử'/></catalogue>", &error);
  g_assert_no_error (error);
  assert_sql (ledger,
              "SELECT name, unit_id IS NULL, unit_id = (SELECT unit_id FROM ledger) FROM agency "
              "WHERE name IN ('Sở Thử', 'Phòng Y tế') ORDER BY 1",
              "Phòng Y tế|0|1\nSở Thử|1|\n");
  close_ledger (ledger);
}

/* As Notepad saves it. */
static void
test_byte_order_mark (void)
{
  SgnLedger *ledger = make_ledger (2023);
  g_autoptr (GError) error = NULL;

  load_text (ledger, "\xef\xbb\xbf" CATALOGUE ("units") "</catalogue>", &error);
  g_assert_no_error (error);
  close_ledger (ledger);
}

/* Every commune has its Thôn 1, and none of them has a code; loaded again, they are the same. */
static void
test_villages (void)
{
  static const char text[]
      = CATALOGUE ("units") "<unit level='commune' kind='xa' code='T1' name='Xã Một'>"
                            "<unit level='village' kind='thon' name='Thôn 1'/>"
                            "<unit level='village' kind='thon' name='Thôn 2'/></unit>\n"
                            "<unit level='commune' kind='xa' code='T2' name='Xã Hai'>"
                            "<unit level='village' kind='thon' name='Thôn 1'/></unit></catalogue>";
  SgnLedger *ledger = make_ledger (2023);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      load_text (ledger, text, &error);
      g_assert_no_error (error);
      assert_sql (ledger,
                  "SELECT p.code, u.name FROM unit AS u JOIN unit AS p ON p.id = u.parent_id "
                  "WHERE p.code IN ('T1', 'T2') ORDER BY p.code, u.name",
                  "T1|Thôn 1\nT1|Thôn 2\nT2|Thôn 1\n");
    }
  close_ledger (ledger);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text, *message;
  } cases[] = {
    { "", "Line 1:" },
    { "no xml at all", "Line 1:" },
    { "<catalogue", "Line 1:" },
    { "\n\n<other/>\n", "Line 3: <other>" },
    { "<!DOCTYPE a [<!ENTITY b 'c'>]><catalogue/>", "Line 1: Document type" },
    { CATALOGUE ("programme") "&b;</catalogue>", "Line 2:" },
    { "<catalogue code='x' kind='programme' title='X'/>",
      "Line 1: <catalogue> needs the attribute “source”" },
    { "<!-- nothing at all -->\n", "Line 1:" },
    { CATALOGUE ("units") "</catalogue>\n" CATALOGUE ("units") "</catalogue>",
      "Line 3: <catalogue> does not belong" },
    { CATALOGUE ("units") "</catalogue>\ntext behind it", "Line 3:" },
    { CATALOGUE ("magic") "</catalogue>", "Line 1: There is no kind of catalogue “magic”" },
    { CATALOGUE ("programme") "<list name='x'/></catalogue>", "Line 2: <list> does not belong" },
    { CATALOGUE ("programme") "<component code='1' kind='project' name='A' evil='1'/></catalogue>",
      "Line 2: <component> has no attribute “evil”" },
    { CATALOGUE ("programme") "<component code='1' code='2' kind='project' name='A'/></catalogue>",
      "Line 2:" },
    { CATALOGUE ("programme") "\n<component code='1' kind='other' name='A'/></catalogue>",
      "Line 3:" },
    { CATALOGUE ("programme") "<component code='1' kind='project' name='A'/>\n"
                              "<component code='1' kind='project' name='B'/></catalogue>",
      "Line 3: “1” stands here a second time" },
    { CATALOGUE ("programme") "<component code='1' kind='project' name='A' "
                              "valid-from='soon'/></catalogue>",
      "Line 2: “soon” is not a date" },
    { CATALOGUE ("programme") "text</catalogue>", "Line 2: Text does not belong" },
    { CATALOGUE ("codes") "<list name='l'>\n<item code='a' name='A'/></list></catalogue>",
      "Line 3: <item> needs the attribute “source”" },
    { CATALOGUE ("units") "<unit level='planet' kind='xa' name='A'/></catalogue>", "Line 2:" },
    { CATALOGUE (
          "units") "<unit level='commune' kind='xa' code='a' name='A' successor='zz'/></catalogue>",
      "Line 2: The ledger has no unit with the code “zz”" },
    { CATALOGUE ("units") "<unit level='commune' kind='xa' code='a' name='A'>"
                          "<unit level='village' kind='thon' name='B'/>\n"
                          "<unit level='village' kind='thon' name='B'/></unit></catalogue>",
      "Line 3: “B” stands here a second time" },
    { CATALOGUE ("units") "<unit level='commune' kind='xa' name='A'>\n"
                          "<class class='poor-district' year-from='then'/></unit></catalogue>",
      "Line 3: “then” is not a whole number" },
  };
  SgnLedger *ledger = make_ledger (2023);
  g_autofree char *before
      = read_sql (sgn_ledger_get_connection (ledger),
                  "SELECT (SELECT count(*) FROM catalogue), (SELECT count(*) FROM component), "
                  "(SELECT count(*) FROM unit), (SELECT count(*) FROM change)");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (load_text (ledger, cases[i].text, &error));
      if (!g_str_has_prefix (error->message, cases[i].message))
        g_error ("case %u: %s", i, error->message);
    }
  assert_sql (ledger,
              "SELECT (SELECT count(*) FROM catalogue), (SELECT count(*) FROM component), "
              "(SELECT count(*) FROM unit), (SELECT count(*) FROM change)",
              before);
  close_ledger (ledger);
}

static char *
repeat (const char *text, guint n)
{
  GString *result = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (result, text);
  return g_string_free (result, FALSE);
}

/* What is too deep, too long or too large is refused, not tried. */
static void
test_limits (void)
{
  static const char *const messages[] = { "more than this program accepts", "too long",
                                          "more than this program accepts", "not well-formed" };
  SgnLedger *ledger = make_ledger (2023);
  g_autofree char *deep = repeat ("<component code='c' kind='project' name='n'>", 1000);
  g_autofree char *value = repeat ("x", 9000);
  g_autofree char *bytes = repeat ("<!-- 0123456789012345678901234567890123456789 -->", 200000);
  char *texts[] = {
    g_strconcat (CATALOGUE ("programme"), deep, NULL),
    g_strconcat (CATALOGUE ("programme"), "<component code='1' kind='project' name='", value,
                 "'/></catalogue>", NULL),
    g_strconcat (CATALOGUE ("programme"), bytes, "</catalogue>", NULL),
    g_strconcat (CATALOGUE ("programme"), "<component code='1' kind='project' name='\xff\xfe'/>",
                 "</catalogue>", NULL),
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (load_text (ledger, texts[i], &error));
      g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, messages[i]));
      g_free (texts[i]);
    }
  close_ledger (ledger);
}

static void
test_missing_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_path ();
  SgnLedger *ledger = make_ledger (2023);

  g_assert_false (sgn_catalogue_load_file (ledger, path, NULL, &error));
  g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_FILE);
  close_ledger (ledger);
}

/* A table of points is loaded as one change, which can be taken back; no other file makes one. */
static void
test_points (void)
{
  static const struct
  {
    const char *question, *line;
  } wrong[] = {
    { "<question code='a' name='A' answers='many'/>", "Line 2" },
    { "<question code='a' name='A' answers='one'>\n<answer code='1' name='1'>"
      "<points region='nowhere' value='1'/></answer></question>",
      "Line 3" },
    { "<question code='a' name='A' answers='one'><answer code='1' name='1'>\n\n"
      "<points region='urban' value='1.5'/></answer></question>",
      "Line 4" },
    { "<question code='a' name='A' answers='one'><answer code='1' name='1'>"
      "<points region='urban' value='1'/>\n<points region='urban' value='2'/></answer></question>",
      "Line 3" },
    { "<question code='a' name='A' answers='one'/>\n<question code='a' name='B' answers='one'/>",
      "Line 3" },
    { "<list name='x'/>", "Line 2" },
  };
  g_autoptr (GError) error = NULL;
  SgnLedger *ledger = make_ledger (2023);

  assert_sql (ledger, "SELECT count(*) FROM point_item", "0\n");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "<catalogue code='p' kind='points' title='T' source='s'>\n%s</catalogue>",
          wrong[i].question);

      g_assert_false (load_text (ledger, text, &error));
      g_assert_nonnull (strstr (error->message, wrong[i].line));
      g_clear_error (&error);
    }
  load_data (ledger, "points-made-up.xml", NULL);
  assert_sql (ledger,
              "SELECT item, exclusive, option, region, points, position, condition, year_from, "
              "year_to FROM v_point_item ORDER BY position",
              "members|1|1|northern-midland-mountains|7|1||2022|2025\n"
              "members|1|1|urban|9|2||2022|2025\n"
              "members|1|2|northern-midland-mountains|-3|3|trừ hộ chỉ có trẻ em|2022|2025\n"
              "assets|0|tv|northern-midland-mountains|11|4||2022|2025\n");
  g_assert_true (sgn_ledger_undo (ledger, 0, NULL, &error));
  assert_sql (ledger, "SELECT count(*) FROM v_point_item", "0\n");
  close_ledger (ledger);
}

static int
find_points (SgnLedger *ledger, int year)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnPointTable) table
      = sgn_point_table_load (sgn_ledger_get_connection (ledger), "northern-midland-mountains",
                              year, &error);

  g_assert_no_error (error);
  return sgn_point_table_find (table, "members", "1")->points;
}

/* Of two tables the one of the later date counts from its year on, whichever came in first. */
static void
test_newer_points (void)
{
  static const char text[]
      = "<catalogue code='p' kind='points' title='T' source='s' valid-from='%s'>"
        "<question code='members' name='A' answers='one'><answer code='1' name='1'>"
        "<points region='northern-midland-mountains' value='%d'/></answer></question></catalogue>";
  static const char *const from[] = { "2024", "2021" };
  SgnLedger *ledger = make_ledger (2023);

  load_data (ledger, "points-made-up.xml", NULL); /* of 2022 to 2025 */
  for (guint i = 0; i < G_N_ELEMENTS (from); i++)
    {
      g_autofree char *one = g_strdup_printf (text, from[i], 20 + i);
      g_autoptr (GError) error = NULL;

      load_text (ledger, one, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (find_points (ledger, 2021), ==, 21);
  g_assert_cmpint (find_points (ledger, 2023), ==, 7);
  g_assert_cmpint (find_points (ledger, 2024), ==, 20);
  close_ledger (ledger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/catalogue/shipped", test_shipped);
  g_test_add_func ("/catalogue/all-units", test_all_units);
  g_test_add_func ("/catalogue/codes", test_codes);
  g_test_add_func ("/catalogue/newer-tree", test_newer_tree);
  g_test_add_func ("/catalogue/twice", test_twice);
  g_test_add_func ("/catalogue/inspect", test_inspect);
  g_test_add_func ("/catalogue/missing", test_missing);
  g_test_add_func ("/catalogue/nothing-missing", test_nothing_missing);
  g_test_add_func ("/catalogue/later-lists", test_later_lists);
  g_test_add_func ("/catalogue/no-lists", test_no_lists);
  g_test_add_func ("/catalogue/newer-units", test_newer_units);
  g_test_add_func ("/catalogue/nothing-overwritten", test_nothing_overwritten);
  g_test_add_func ("/catalogue/agencies", test_agencies);
  g_test_add_func ("/catalogue/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/catalogue/villages", test_villages);
  g_test_add_func ("/catalogue/refused", test_refused);
  g_test_add_func ("/catalogue/limits", test_limits);
  g_test_add_func ("/catalogue/missing-file", test_missing_file);
  g_test_add_func ("/catalogue/points", test_points);
  g_test_add_func ("/catalogue/newer-points", test_newer_points);
  return g_test_run ();
}
