#include "config.h"

#include "programme-fixture.h"

#include "base/sgn-error.h"
#include "base/sgn-id.h"
#include "record/sgn-query.h"
#include "store/sgn-store-error.h"

#include <string.h>

static SgnLedger *
create (const SgnNewLedger *what)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_path ();
  SgnLedger *ledger = sgn_programme_create (path, what, &error);

  g_assert_no_error (error);
  return ledger;
}

static void
test_create (void)
{
  SgnNewLedger what
      = { .unit = "huyen trung khanh", .role = "district", .year = 2023, .operator_name = "Mai" };
  SgnLedger *ledger = create (&what);
  SgnConnection *connection = sgn_ledger_get_connection (ledger);

  assert_sql (ledger, "SELECT title, role, year, unit_name, parent_name, synthetic FROM v_ledger",
              "Huyện Trùng Khánh|district|2023|Huyện Trùng Khánh|Tỉnh Cao Bằng|0\n");
  assert_sql (ledger, "SELECT level, count(*) FROM unit GROUP BY level ORDER BY level",
              "commune|21\ndistrict|1\nprovince|1\n");
  assert_sql (
      ledger,
      "SELECT count(*), sum(enters), sum(area = 'urban') FROM v_unit WHERE level = 'commune'",
      "21|21|2\n");
  assert_sql (ledger, "SELECT count(*), sum(kind = 'policy') FROM component", "32|14\n");
  assert_sql (ledger, "SELECT count(*) FROM v_component WHERE leaf AND kind <> 'policy'", "13\n");
  assert_sql (ledger, "SELECT count(*), count(DISTINCT unit_name), min(unit_name) FROM v_agency",
              "16|1|Huyện Trùng Khánh\n");
  assert_sql (ledger, "SELECT count(*), min(operator), min(action) FROM change",
              "1|Mai|New ledger: Huyện Trùng Khánh\n");
  assert_sql (ledger, "PRAGMA foreign_key_check", "");
  g_assert_cmpint (sgn_programme_default_year (connection), ==, 2023);
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (sgn_programme_own_unit (connection), ==,
                   sgn_programme_find_unit (connection, "047", &error));
  g_assert_no_error (error);
  close_ledger (ledger);
}

/* The map of the year: a district that was renamed, and communes that are gone. */
static void
test_create_dated (void)
{
  static const struct
  {
    int year;
    const char *name;
    const char *communes;
  } cases[] = { { 2023, "Huyện Mộc Châu", "15\n" }, { 2025, "Thị xã Mộc Châu", "15\n" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SgnNewLedger what = { .unit = "123", .role = "district", .year = cases[i].year };
      SgnLedger *ledger = create (&what);
      g_autofree char *title = g_strconcat (cases[i].name, "\n", NULL);

      assert_sql (ledger, "SELECT unit_name FROM v_ledger", title);
      assert_sql (ledger, "SELECT count(*) FROM unit WHERE level = 'commune'", cases[i].communes);
      close_ledger (ledger);
    }
}

/* A commune's ledger has the commune and what is above it, not its neighbours. */
static void
test_create_commune (void)
{
  SgnNewLedger what
      = { .unit = "Xã Ngọc Côn", .province = "Cao Bằng", .role = "commune", .year = 2023 };
  SgnLedger *ledger = create (&what);

  assert_sql (ledger, "SELECT path FROM v_unit ORDER BY path_order",
              "Tỉnh Cao Bằng\nTỉnh Cao Bằng › Huyện Trùng Khánh\n"
              "Tỉnh Cao Bằng › Huyện Trùng Khánh › Xã Ngọc Côn\n");
  assert_sql (ledger, "SELECT count(*) FROM agency", "0\n");
  close_ledger (ledger);
}

/* A unit no catalogue has: made by its name, without a code. After 2025 no tree is shipped. */
static void
test_create_unknown (void)
{
  SgnNewLedger what
      = { .unit = "  Thị xã Nơi Khác ", .province = "Tỉnh Xa", .role = "district", .year = 2027 };
  SgnLedger *ledger = create (&what);

  assert_sql (ledger, "SELECT level, kind, code, name FROM unit ORDER BY id",
              "province|tinh||Tỉnh Xa\ndistrict|thi-xa||Thị xã Nơi Khác\n");
  assert_sql (ledger, "SELECT unit_name, parent_name, year FROM v_ledger",
              "Thị xã Nơi Khác|Tỉnh Xa|2027\n");
  assert_sql (ledger, "SELECT count(*) FROM component", "0\n");
  assert_sql (ledger, "SELECT count(*) FROM code_item WHERE list = 'funding-source'", "7\n");
  close_ledger (ledger);
}

static void
test_create_refused (void)
{
  static const struct
  {
    SgnNewLedger what;
    int code;
  } cases[] = {
    { { .unit = " ", .role = "district", .year = 2023 }, SGN_BASE_ERROR_INVALID },
    { { .unit = "Huyện A", .role = "country", .year = 2023 }, SGN_BASE_ERROR_INVALID },
    { { .unit = "Xã Hưng Đạo", .role = "commune", .year = 2023 }, SGN_BASE_ERROR_AMBIGUOUS },
    { { .unit = "Xã Yên Sơn", .role = "commune", .year = 2023 }, SGN_BASE_ERROR_AMBIGUOUS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = make_path ();
      SgnLedger *ledger = sgn_programme_create (path, &cases[i].what, &error);

      g_assert_null (ledger);
      g_assert_error (error, SGN_BASE_ERROR, cases[i].code);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

static void
test_create_existing (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_path ();
  SgnNewLedger what = { .unit = "Huyện Thử", .role = "district", .year = 2023 };
  g_autofree char *kept = NULL;

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  g_assert_null (sgn_programme_create (path, &what, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "mine");
}

static void
test_open (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_path ();
  SgnNewLedger what = { .unit = "047", .role = "district", .year = 2023 };
  SgnLedger *ledger = sgn_programme_create (path, &what, &error);

  g_assert_no_error (error);
  close_ledger (ledger);
  ledger = sgn_programme_open (path, SGN_LEDGER_OPEN_NO_DAILY_BACKUP, "Mai", NULL, &error);
  g_assert_no_error (error);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_unit);
  sgn_query_find (query, "ngoc con");
  g_autoptr (GArray) found
      = sgn_query_run (query, sgn_ledger_get_connection (ledger), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  close_ledger (ledger);
}

static void
test_find_unit (void)
{
  static const struct
  {
    const char *text, *name;
    GQuark (*domain) (void);
    int code;
  } cases[] = {
    { "Xã Ngọc Côn", "Xã Ngọc Côn" },
    { "xa ngoc con", "Xã Ngọc Côn" },
    { " ngọc côn ", "Xã Ngọc Côn" },
    { "01481", "Xã Ngọc Côn" },
    { "047", "Huyện Trùng Khánh" },
    { "Thị trấn Trùng Khánh", "Thị trấn Trùng Khánh" },
    { "Trùng Khánh", NULL, sgn_base_error_quark, SGN_BASE_ERROR_AMBIGUOUS },
    { "côn", NULL, sgn_store_error_quark, SGN_STORE_ERROR_NOT_FOUND },
    { "Xã Không Có", NULL, sgn_store_error_quark, SGN_STORE_ERROR_NOT_FOUND },
    { "", NULL, sgn_store_error_quark, SGN_STORE_ERROR_NOT_FOUND },
    { "%", NULL, sgn_store_error_quark, SGN_STORE_ERROR_NOT_FOUND },
  };
  SgnNewLedger what = { .unit = "047", .role = "district", .year = 2023 };
  SgnLedger *ledger = create (&what);
  SgnConnection *connection = sgn_ledger_get_connection (ledger);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 id = sgn_programme_find_unit (connection, cases[i].text, &error);
      g_autofree char *name = id ? sgn_record_title (connection, &sgn_type_unit, id) : NULL;

      g_assert_cmpstr (name, ==, cases[i].name);
      if (cases[i].domain)
        g_assert_error (error, cases[i].domain (), cases[i].code);
    }
  g_autoptr (GError) error = NULL;
  gint64 own = sgn_programme_own_unit (connection);
  g_autofree char *text = sgn_id_format (own);
  g_assert_cmpint (sgn_programme_find_unit (connection, text, &error), ==, own);
  close_ledger (ledger);
}

static gboolean
set_settings (SgnLedger *ledger, gpointer user_data, GError **error)
{
  const char *const *values = user_data;

  for (guint i = 0; values[i]; i += 2)
    if (!sgn_setting_set (ledger, values[i], *values[i + 1] ? values[i + 1] : NULL, error))
      return FALSE;
  return TRUE;
}

static void
test_settings (void)
{
  static const char *const values[] = { "a", "1", "b", "2", "a", "3", "b", "", "c", "", NULL };
  g_autoptr (GError) error = NULL;
  SgnLedger *ledger = make_ledger (2023);
  SgnConnection *connection = sgn_ledger_get_connection (ledger);

  sgn_ledger_change (ledger, "settings", set_settings, (gpointer)values, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *a = sgn_setting_get (connection, "a", "x");
  g_autofree char *b = sgn_setting_get (connection, "b", "x");
  g_autofree char *c = sgn_setting_get (connection, "c", NULL);
  g_assert_cmpstr (a, ==, "3");
  g_assert_cmpstr (b, ==, "x");
  g_assert_null (c);
  close_ledger (ledger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/programme/create", test_create);
  g_test_add_func ("/programme/create-dated", test_create_dated);
  g_test_add_func ("/programme/create-commune", test_create_commune);
  g_test_add_func ("/programme/create-unknown", test_create_unknown);
  g_test_add_func ("/programme/create-refused", test_create_refused);
  g_test_add_func ("/programme/create-existing", test_create_existing);
  g_test_add_func ("/programme/open", test_open);
  g_test_add_func ("/programme/find-unit", test_find_unit);
  g_test_add_func ("/programme/settings", test_settings);
  return g_test_run ();
}
