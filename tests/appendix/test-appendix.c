/* The appendices of the program on the sample ledger: the plan's figures, and what stands behind
 * each. */

#include "config.h"

#include "test-folder.h"

#include "appendix/sgn-appendix.h"
#include "appendix/sgn-list-sheet.h"
#include "base/sgn-locale.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-sample.h"
#include "record/sgn-query.h"
#include "sheet/sgn-sheet-writer.h"

#include <string.h>

typedef struct
{
  char *folder;
  SgnLedger *ledger;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = test_make_folder ("appendix");
  path = g_build_filename (fixture->folder, "sample.sgn", NULL);
  fixture->ledger = sgn_sample_create (path, GPOINTER_TO_INT (data), &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_true (sgn_ledger_close (fixture->ledger, NULL));
  g_object_unref (fixture->ledger);
  test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static SgnSheet *
run (Fixture *fixture, const char *id, const SgnAppendixParameters *parameters)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnAppendix) template = sgn_appendix_find (id, &error);
  SgnSheet *sheet = sgn_appendix_run (template, sgn_ledger_get_connection (fixture->ledger),
                                      parameters, NULL, &error);

  g_assert_no_error (error);
  return sheet;
}

static const SgnAppendixParameters end_of_year
    = { .as_of = { 2023, 12, 31 }, .money_unit = SGN_MONEY_TRIEU };
static const SgnAppendixParameters end_of_august
    = { .as_of = { 2023, 8, 31 }, .money_unit = SGN_MONEY_TRIEU };

static int
find_row (SgnSheet *sheet, const char *key)
{
  for (guint i = 0; i < sgn_sheet_n_rows (sheet); i++)
    if (g_str_equal (sgn_sheet_get_row (sheet, i)->key, key))
      return (int)i;
  return -1;
}

static char *
get_text (SgnSheet *sheet, const char *row, const char *column)
{
  int index = find_row (sheet, row);
  int at = sgn_sheet_find_column (sheet, column);

  g_assert_cmpint (index, >=, 0);
  g_assert_cmpint (at, >=, 0);
  return sgn_sheet_cell_text (sheet, (guint)index, (guint)at);
}

static gboolean
has_note (SgnSheet *sheet, const char *text)
{
  for (guint i = 0; i < sgn_sheet_n_notes (sheet); i++)
    if (strstr (sgn_sheet_get_note (sheet, i), text) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_list (void)
{
  static const char *const ids[]
      = { "CT-01", "DS-CN", "DS-HN", "DS-TN", "KP-01", "KP-02", "KP-03", "KP-04",
          "RS-01", "RS-02", "RS-03", "RS-04", "RS-05", "RS-06", "RS-07", "RS-08",
          "RS-09", "RS-10", "RS-11", "RS-12", "RS-13", "RS-14", "RS-15" };
  g_autoptr (GPtrArray) list = sgn_appendix_list ();

  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      SgnAppendix *template = g_ptr_array_index (list, i);

      g_assert_cmpstr (sgn_appendix_get_id (template), ==, ids[i]);
      g_assert_null (strchr (sgn_appendix_get_title (template), '{'));
      g_assert_true (sgn_appendix_has_parameter (template, "unit"));
      g_assert_cmpuint (strlen (sgn_appendix_get_source (template)), >, 0);
    }
}

/* Sections II and III of the plan: what it prints, or what its parts come to. "" is: nothing there.
 */
static void
test_plan (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *row, *total, *investment, *recurrent, *unknown, *leads;
  } rows[] = {
    { "total", "224.523", "164.558", "17.195", "42.770", "" },
    { "1", "180.547", "164.135", "16.412", "", "" },
    { "1.1", "114.929", "104.482", "10.447", "", "Phòng Lao động - Thương binh và Xã hội" },
    { "1.2", "65.618", "59.653", "5.965", "", "Phòng Lao động - Thương binh và Xã hội" },
    { "2", "12.893", "", "", "12.893", "Phòng Lao động - Thương binh và Xã hội" },
    { "3", "7.197", "", "", "7.197", "Phòng Nông nghiệp và phát triển nông thôn" },
    { "3.1", "5.678", "", "", "5.678", "Phòng Nông nghiệp và phát triển nông thôn" },
    { "3.2", "1.519", "", "", "1.519", "Phòng Y tế" },
    { "4", "4.881", "423", "783", "3.675", "Phòng Lao động - Thương binh và Xã hội" },
    { "4.1", "2.659", "", "", "2.659", "Phòng Lao động - Thương binh và Xã hội" },
    { "4.2", "1.016", "", "", "1.016", "Phòng Lao động - Thương binh và Xã hội" },
    { "4.3", "1.206", "423", "783", "", "Phòng Lao động - Thương binh và Xã hội" },
    { "5", "14.440", "", "", "14.440", "Phòng Kinh tế & Hạ tầng" },
    { "6", "3.622", "", "", "3.622", "Phòng Văn hóa & Thông tin" },
    { "6.1", "3.205", "", "", "3.205", "Phòng Văn hóa & Thông tin" },
    { "6.2", "417", "", "", "417", "Phòng Lao động - Thương binh và Xã hội" },
    { "7", "943", "", "", "943", "Phòng Lao động - Thương binh và Xã hội" },
    { "7.1", "880", "", "", "880", "Phòng Lao động - Thương binh và Xã hội" },
    { "7.2", "63", "", "", "63", "Phòng Lao động - Thương binh và Xã hội" },
  };
  static const char *const notes[] = {
    "Tổng cộng: văn bản (mục III) ghi 158.914; cộng các dòng kinh phí tương ứng được 224.523.",
    "Dòng 3: văn bản (mục II.3) ghi 7.206; cộng các dòng kinh phí tương ứng được 7.197.",
    "Dòng 4, SN: văn bản (mục II.4) ghi 4.458; cộng các dòng kinh phí tương ứng được 783.",
  };
  g_autoptr (SgnSheet) sheet = run (fixture, "KP-01", &end_of_year);
  g_autofree char *named = get_text (sheet, "3.1", "source:NSTW");
  g_autofree char *unnamed = get_text (sheet, "total", "source:-");

  g_assert_cmpuint (sgn_sheet_n_rows (sheet), ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const expected[] = { rows[i].total, rows[i].investment, rows[i].recurrent,
                                       rows[i].unknown, rows[i].leads };
      static const char *const columns[] = { "total", "dtpt", "sn", "unknown", "leads" };

      g_assert_cmpstr (sgn_sheet_get_row (sheet, i)->key, ==, rows[i].row);
      for (guint column = 0; column < G_N_ELEMENTS (columns); column++)
        {
          g_autofree char *text = get_text (sheet, rows[i].row, columns[column]);

          g_assert_cmpstr (text, ==, expected[column]);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    g_assert_true (has_note (sheet, notes[i]));
  g_assert_cmpstr (named, ==, "5.678");
  g_assert_cmpstr (unnamed, ==, "217.965");
  g_assert_cmpuint (
      sgn_sheet_get_cell (sheet, 0, (guint)sgn_sheet_find_column (sheet, "total"))->records->len,
      ==, 16);
}

/* What the records behind a figure come to, by the views. */
static gint64
add_up (SgnConnection *connection, const SgnSheetCell *cell)
{
  gboolean lines = g_str_equal (cell->record_type, "funding-line");
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (
      connection,
      lines ? "SELECT signed_amount FROM v_funding WHERE line_id = :id"
            : "SELECT signed_amount FROM v_disbursement WHERE disbursement_id = :id",
      &error);
  gint64 sum = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < cell->records->len; i++)
    {
      sgn_statement_bind_int (statement, ":id", g_array_index (cell->records, gint64, i));
      g_assert_cmpint (sgn_statement_step (statement, &error), ==, SGN_ROW);
      sum += sgn_statement_int (statement, 0);
      sgn_statement_reset (statement);
    }
  return sum;
}

/* Every figure knows its records, no record twice, and they add up to it. */
static void
assert_records (Fixture *fixture, SgnSheet *sheet)
{
  for (guint row = 0; row < sgn_sheet_n_rows (sheet); row++)
    for (guint column = 0; column < sgn_sheet_n_columns (sheet); column++)
      {
        const SgnSheetCell *cell = sgn_sheet_get_cell (sheet, row, column);
        g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

        if (sgn_sheet_get_column (sheet, column)->kind != SGN_COLUMN_MONEY || cell->empty)
          continue;
        g_assert_nonnull (cell->records);
        for (guint i = 0; i < cell->records->len; i++)
          g_assert_true (g_hash_table_add (seen, &g_array_index (cell->records, gint64, i)));
        if (cell->formula.kind != SGN_FORMULA_DIFFERENCE)
          g_assert_cmpint (add_up (sgn_ledger_get_connection (fixture->ledger), cell), ==,
                           cell->integer);
      }
}

static void
test_records (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "KP-01", "KP-02", "KP-03", "KP-04" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (SgnSheet) sheet = run (fixture, ids[i], &end_of_august);

      assert_records (fixture, sheet);
    }
}

/* Four sheets of one ledger cannot tell different totals. */
static void
test_same_totals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnSheet) by_project = run (fixture, "KP-01", &end_of_august);
  g_autoptr (SgnSheet) by_commune = run (fixture, "KP-02", &end_of_august);
  g_autoptr (SgnSheet) progress = run (fixture, "KP-03", &end_of_august);
  g_autoptr (SgnSheet) by_owner = run (fixture, "KP-04", &end_of_august);
  static const char *const columns[]
      = { "plan", "given", "carried", "month", "spent", "rate", "left" };
  g_autofree char *first = get_text (by_project, "total", "total");
  g_autofree char *second = get_text (by_commune, "total", "total");
  g_autofree char *third = get_text (progress, "total", "given");

  g_assert_cmpstr (first, ==, "224.523");
  g_assert_cmpstr (second, ==, first);
  g_assert_cmpstr (third, ==, first);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *left = get_text (progress, "total", columns[i]);
      g_autofree char *right = get_text (by_owner, "total", columns[i]);

      g_assert_cmpstr (left, ==, right);
      g_assert_cmpstr (left, !=, "");
    }
  g_assert_cmpuint (sgn_sheet_n_charts (progress), ==, 1);
  g_assert_true (has_note (progress, "giả lập"));
}

/* A day before any payment: nothing paid; a day before the carried money came: none carried. */
static void
test_as_of (Fixture *fixture, gconstpointer data)
{
  const SgnAppendixParameters early = { .as_of = { 2023, 1, 1 }, .money_unit = SGN_MONEY_TRIEU };
  g_autoptr (SgnSheet) sheet = run (fixture, "KP-03", &early);
  g_autofree char *plan = get_text (sheet, "total", "plan");
  g_autofree char *carried = get_text (sheet, "total", "carried");
  g_autofree char *spent = get_text (sheet, "total", "spent");

  g_assert_cmpstr (plan, ==, "224.523");
  g_assert_cmpstr (carried, ==, "");
  g_assert_cmpstr (spent, ==, "");
}

/* A commune's own sheet holds what the district's sheet says of it. */
static void
test_unit (Fixture *fixture, gconstpointer data)
{
  SgnAppendixParameters parameters = end_of_august;
  g_autoptr (SgnSheet) whole = run (fixture, "KP-02", &end_of_august);
  g_autoptr (SgnSheet) part = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  g_autofree char *there = NULL;
  g_autofree char *here = NULL;

  parameters.unit_id = sgn_programme_find_unit (sgn_ledger_get_connection (fixture->ledger),
                                                "Xã Ngọc Côn", &error);
  g_assert_no_error (error);
  key = g_strdup_printf ("%" G_GINT64_FORMAT, parameters.unit_id);
  part = run (fixture, "KP-01", &parameters);
  there = get_text (whole, key, "total");
  here = get_text (part, "total", "total");
  g_assert_cmpstr (here, ==, there);
  g_assert_cmpstr (here, !=, "");
  g_assert_cmpstr (sgn_sheet_get_text (part, "subtitle"), ==, "Năm 2023 · Xã Ngọc Côn");
}

/* One village of a commune that became part of its neighbour went to a third one. */
static gboolean
merge_units (SgnLedger *ledger, gpointer user_data, GError **error)
{
  static const char *const statements[] = {
    "UPDATE unit SET successor_id = (SELECT id FROM unit WHERE name = 'Xã Ngọc Khê') "
    "WHERE name = 'Xã Ngọc Côn'",
    "INSERT INTO unit (id, parent_id, level, kind, name) "
    "SELECT 9001, id, 'village', 'xom', 'Xóm đến' FROM unit WHERE name = 'Xã Phong Nậm'",
    "INSERT INTO unit (id, parent_id, level, kind, name, successor_id) "
    "SELECT 9002, id, 'village', 'xom', 'Xóm đi', 9001 FROM unit WHERE name = 'Xã Ngọc Côn'",
    "INSERT INTO unit (id, parent_id, level, kind, name) "
    "SELECT 9003, id, 'village', 'xom', 'Xóm ở lại' FROM unit WHERE name = 'Xã Ngọc Côn'",
    "INSERT INTO funding_line (id, decision_id, component_id, unit_id, amount) "
    "SELECT 9004, d.id, c.id, 9002, 1000000000 FROM funding_decision AS d, component AS c "
    "WHERE c.code = '5' AND d.state = 'issued' LIMIT 1",
    "INSERT INTO funding_line (id, decision_id, component_id, unit_id, amount) "
    "SELECT 9005, d.id, c.id, 9003, 10000000000 FROM funding_decision AS d, component AS c "
    "WHERE c.code = '5' AND d.state = 'issued' LIMIT 1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!sgn_connection_run (sgn_ledger_get_connection (ledger), statements[i], error))
      return FALSE;
  return TRUE;
}

static gint64
get_shown (SgnSheet *sheet, Fixture *fixture, const char *unit)
{
  g_autoptr (GError) error = NULL;
  gint64 id = sgn_programme_find_unit (sgn_ledger_get_connection (fixture->ledger), unit, &error);
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  int row = find_row (sheet, key);

  g_assert_no_error (error);
  return row < 0 ? -1 : sgn_sheet_get_cell (sheet, (guint)row, 2)->shown;
}

/* Money of a unit that became part of another counts there, and only once. */
static void
test_mergers (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "KP-01", "KP-02", "KP-03", "KP-04" };
  g_autoptr (SgnSheet) before = run (fixture, "KP-02", &end_of_august);
  g_autoptr (SgnSheet) after = NULL;
  g_autoptr (GError) error = NULL;

  sgn_ledger_change (fixture->ledger, "Sáp nhập", merge_units, NULL, NULL, &error);
  g_assert_no_error (error);
  after = run (fixture, "KP-02", &end_of_august);
  g_assert_cmpint (get_shown (after, fixture, "Xã Ngọc Côn"), ==, -1);
  g_assert_cmpint (get_shown (after, fixture, "Xã Ngọc Khê"), ==,
                   get_shown (before, fixture, "Xã Ngọc Khê")
                       + get_shown (before, fixture, "Xã Ngọc Côn") + 10000);
  g_assert_cmpint (get_shown (after, fixture, "Xã Phong Nậm"), ==,
                   get_shown (before, fixture, "Xã Phong Nậm") + 1000);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (SgnSheet) sheet = run (fixture, ids[i], &end_of_august);
      g_autofree char *total = get_text (sheet, "total", i < 2 ? "total" : "given");

      g_assert_cmpstr (total, ==, "235.523");
      assert_records (fixture, sheet);
    }
}

/* In every unit, what is shown adds up: tỷ of three decimals, triệu, whole dong. */
static void
test_units_of_money (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    SgnMoneyUnit unit;
    const char *total;
  } cases[] = {
    { SGN_MONEY_DONG, "224.523.000.000" },
    { SGN_MONEY_NGHIN, "224.523.000" },
    { SGN_MONEY_TRIEU, "224.523" },
    { SGN_MONEY_TY, "224,523" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SgnAppendixParameters parameters = end_of_august;
      g_autoptr (SgnSheet) sheet = NULL;
      g_autofree char *total = NULL;

      parameters.money_unit = cases[i].unit;
      sheet = run (fixture, "KP-02", &parameters);
      total = get_text (sheet, "total", "total");
      g_assert_cmpstr (total, ==, cases[i].total);
      for (guint column = 2; column < sgn_sheet_n_columns (sheet); column++)
        {
          gint64 sum = 0;

          for (guint row = 1; row < sgn_sheet_n_rows (sheet); row++)
            sum += sgn_sheet_get_cell (sheet, row, column)->shown;
          g_assert_cmpint (sgn_sheet_get_cell (sheet, 0, column)->shown, ==, sum);
        }
    }
}

static void
test_other_year (Fixture *fixture, gconstpointer data)
{
  const SgnAppendixParameters parameters = { .year = 2024, .money_unit = SGN_MONEY_TRIEU };
  g_autoptr (SgnSheet) sheet = run (fixture, "KP-01", &parameters);
  g_autofree char *total = get_text (sheet, "total", "total");

  g_assert_cmpstr (total, ==, "");
}

/* The code of a print changes with any figure on it. */
static void
test_code (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnSheet) first = run (fixture, "KP-01", &end_of_august);
  g_autoptr (SgnSheet) again = run (fixture, "KP-01", &end_of_august);
  g_autoptr (SgnSheet) later = run (fixture, "KP-01", &end_of_year);

  g_assert_cmpstr (sgn_sheet_get_text (first, "code"), ==, sgn_sheet_get_text (again, "code"));
  g_assert_cmpstr (sgn_sheet_get_text (first, "code"), !=, sgn_sheet_get_text (later, "code"));
  g_assert_true (
      g_str_has_prefix (sgn_sheet_get_text (first, "code"),
                        "KP-01 · 2023 · Huyện Trùng Khánh · 31/08/2023 · triệu đồng · "));
}

static void
test_list_sheet (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "component-id", "capital-kind", "amount", NULL };
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_funding_line);
  g_autofree char *path = g_build_filename (fixture->folder, "list.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (SgnSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_query_set_sort (query, "-amount"));
  sheet = sgn_list_sheet (sgn_ledger_get_connection (fixture->ledger), query, fields,
                          "Dòng kinh phí", SGN_MONEY_TRIEU, &error);
  g_assert_no_error (error);
  g_assert_true (sgn_sheet_write (sheet, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 16 + 1);
  g_assert_true (g_str_has_suffix (lines[1], ",104482"));
  g_assert_true (g_str_has_suffix (lines[16], ",63"));
  g_assert_nonnull (strstr (lines[1], "1.1"));
}

static void
test_list_sheet_all_types (Fixture *fixture, gconstpointer data)
{
  const SgnTypes *types = sgn_programme_types ();

  for (guint i = 0; i < types->n_types; i++)
    {
      g_autoptr (SgnQuery) query = sgn_query_new (types->types[i]);
      g_autofree char *path = g_build_filename (fixture->folder, "all.xlsx", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (SgnSheet) sheet
          = sgn_list_sheet (sgn_ledger_get_connection (fixture->ledger), query, NULL,
                            types->types[i]->name, SGN_MONEY_DONG, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (sgn_sheet_n_columns (sheet), ==, types->types[i]->n_fields);
      if (types->types[i] == &sgn_type_funding_decision)
        g_assert_cmpint (sgn_sheet_get_column (sheet, 0)->kind, ==, SGN_COLUMN_YEAR);
      g_assert_true (sgn_sheet_write (sheet, path, NULL, &error));
      g_assert_no_error (error);
    }
}

static void
check_all (SgnConnection *connection)
{
  const SgnTypes *types = sgn_programme_types ();
  g_autoptr (GPtrArray) appendices = sgn_appendix_list ();
  const SgnAppendixParameters parameters = { .money_unit = SGN_MONEY_TRIEU };

  for (guint i = 0; i < types->n_types; i++)
    {
      g_autoptr (SgnQuery) query = sgn_query_new (types->types[i]);
      g_autoptr (GError) error = NULL;
      gint64 n = -1;

      g_assert_true (sgn_query_count (query, connection, &n, &error));
      g_assert_cmpint (n, >=, 0);
    }
  for (guint i = 0; i < appendices->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SgnSheet) sheet
          = sgn_appendix_run (appendices->pdata[i], connection, &parameters, NULL, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = sgn_sheet_to_tsv (sheet, NULL, NULL);
      g_assert_cmpstr (text, !=, "");
    }
}

/* What came after a ledger of an older schema reads as empty where it cannot be brought up to date;
 * what it has is read. */
static void
test_older_ledgers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "ledgers", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "older.sgn", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *original = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      g_autofree char *after = NULL;
      g_autoptr (SgnLedger) ledger = NULL;
      g_autoptr (GError) error = NULL;
      gint64 lines = 0;
      gsize length, now;

      g_test_message ("%s", name);
      g_assert_true (g_file_get_contents (original, &bytes, &length, NULL));
      g_assert_true (g_file_set_contents (path, bytes, (gssize)length, NULL));
      ledger = sgn_programme_open (path, SGN_LEDGER_OPEN_READONLY, NULL, NULL, &error);
      g_assert_no_error (error);
      check_all (sgn_ledger_get_connection (ledger));
      g_assert_true (sgn_connection_query_int (sgn_ledger_get_connection (ledger),
                                               "SELECT count(*) FROM v_funding", 0, &lines, NULL));
      g_assert_cmpint (lines, >, 0);
      g_assert_true (sgn_ledger_close (ledger, NULL));
      g_assert_true (g_file_get_contents (path, &after, &now, NULL));
      g_assert_cmpmem (bytes, length, after, now);
      n++;
    }
  g_assert_cmpuint (n, >=, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  sgn_locale_start ("vi");
  g_test_add_func ("/appendix/list", test_list);
#define ADD(path, demo, func) \
  g_test_add ("/appendix/" path, Fixture, GINT_TO_POINTER (demo), set_up, func, tear_down)
  ADD ("plan", FALSE, test_plan);
  ADD ("other-year", FALSE, test_other_year);
  ADD ("records", TRUE, test_records);
  ADD ("same-totals", TRUE, test_same_totals);
  ADD ("as-of", TRUE, test_as_of);
  ADD ("unit", TRUE, test_unit);
  ADD ("mergers", TRUE, test_mergers);
  ADD ("units-of-money", TRUE, test_units_of_money);
  ADD ("code", TRUE, test_code);
  ADD ("list-sheet", FALSE, test_list_sheet);
  ADD ("list-sheet-all-types", TRUE, test_list_sheet_all_types);
  ADD ("older-ledgers", FALSE, test_older_ledgers);
#undef ADD
  return g_test_run ();
}
