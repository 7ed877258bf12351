/* What the writers make, byte by byte where that matters, and what they leave behind when they
 * fail. */

#include "config.h"

#include "sheet-samples.h"
#include "test-folder.h"
#include "test-fonts.h"

#include "base/sgn-error.h"
#include "sheet/sgn-sheet-writer.h"

#include <glib/gstdio.h>
#include <string.h>
#ifdef G_OS_UNIX
#include <signal.h>
#include <sys/resource.h>
#endif

#define OLD "old file\n"

typedef struct
{
  char *folder; /* with a Vietnamese name */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *top = test_make_folder ("sheet");

  fixture->folder = g_build_filename (top, "Dữ liệu huyện", NULL);
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static char *
read_text (const char *path)
{
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static SgnSheet *
new_text_sheet (const char *text)
{
  static const char *const heading[] = { "Cột, một", NULL };
  SgnSheet *sheet = sgn_sheet_new ("T", "Thử");

  sgn_sheet_add_column (sheet, "a", heading, SGN_COLUMN_TEXT, 10);
  sgn_sheet_add_row (sheet, "1", 0, SGN_ROW_STYLE_NORMAL, -1);
  sgn_sheet_set_cell_text (sheet, 0, 0, text);
  return sheet;
}

static void
test_csv_quoting (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *written;
  } cases[] = {
    { "Hộ nghèo", "Hộ nghèo" },
    { "a,b", "\"a,b\"" },
    { "\"trích\"", "\"\"\"trích\"\"\"" },
    { "hai\ndòng", "\"hai\ndòng\"" },
    { " đầu", "\" đầu\"" },
    { "=1+2", "'=1+2" },
    { "+84", "'+84" },
    { "-5", "'-5" },
    { "@SUM(A1)", "'@SUM(A1)" },
    { "=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"" },
    { "\t=1", "\"'\t=1\"" },
    { "012345678901", "012345678901" },
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SgnSheet) sheet = new_text_sheet (cases[i].text);
      g_autofree char *path = g_build_filename (fixture->folder, "a.csv", NULL);
      g_autofree char *expected
          = g_strconcat ("\xef\xbb\xbf\"Cột, một\"\r\n", cases[i].written, "\r\n", NULL);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (sgn_sheet_write_csv (sheet, path, NULL, &error));
      g_assert_no_error (error);
      text = read_text (path);
      g_assert_cmpstr (text, ==, expected);
    }
}

static void
test_csv_figures (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnSheet) sheet = new_plan_sheet ();
  g_autofree char *path = g_build_filename (fixture->folder, "plan.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (sgn_sheet_write (sheet, path, NULL, NULL));
  text = read_text (path);
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpstr (lines[0], ==,
                   "\xef\xbb\xbfTT,Nội dung,Kinh phí - Tổng số,Kinh phí - Trong đó - ĐTPT,"
                   "Kinh phí - Trong đó - SN,Giải ngân,Tỷ lệ,Còn lại,Ngày");
  g_assert_cmpstr (lines[1], ==, ",Tổng cộng,193441,164136,29305,60000,0.31,133441,");
  g_assert_cmpstr (lines[3], ==,
                   "1.1,'=Tiểu dự án 1,114929,104482,10447,50000,0.435,64929,2023-08-31");
  g_assert_cmpstr (lines[5], ==, "2,Dự án 2: Đa dạng hóa sinh kế,12893,0,12893,0,0,12893,");
}

/* Rows of a list are exact, whatever the unit. */
static void
test_csv_streamed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnSheet) sheet = new_list_sheet (2);
  g_autofree char *path = g_build_filename (fixture->folder, "list.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (sgn_sheet_write (sheet, path, NULL, NULL));
  text = read_text (path);
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpstr (lines[1], ==, "000000000000,0,27.5,1166086,0.438,1975");
  g_assert_cmpstr (lines[2], ==, "000000000001,,27.5,1166086.000001,0.438,");
}

static void
test_tsv (void)
{
  g_autoptr (SgnSheet) sheet = new_plan_sheet ();
  g_autofree char *text = sgn_sheet_to_tsv (sheet, NULL, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpstr (lines[1], ==, "\tTổng cộng\t193.441\t164.136\t29.305\t60.000\t31,0%\t133.441\t");
  g_assert_cmpstr (
      lines[3], ==,
      "1.1\t'=Tiểu dự án 1\t114.929\t104.482\t10.447\t50.000\t43,5%\t64.929\t31/08/2023");
  g_assert_cmpstr (lines[4], ==,
                   "1.2\tTiểu dự án 2, \"Đề án\"\t65.619\t59.654\t5.965\t10.000\t15,2%\t55.619"
                   "\t3/2016");
}

/* The contract's shape: exact dong beside what the page shows. */
/* 2023 is a year, 2.023 a number of things. */
static void
test_year (void)
{
  static const char *const year[] = { "Năm", NULL };
  static const char *const count[] = { "Số", NULL };
  g_autoptr (SgnSheet) sheet = sgn_sheet_new ("list", "Quyết định");
  g_autofree char *shown = NULL;
  g_autofree char *counted = NULL;

  sgn_sheet_add_column (sheet, "year", year, SGN_COLUMN_YEAR, 8);
  sgn_sheet_add_column (sheet, "count", count, SGN_COLUMN_INTEGER, 8);
  sgn_sheet_add_row (sheet, "1", 0, SGN_ROW_STYLE_NORMAL, -1);
  sgn_sheet_set_cell_integer (sheet, 0, 0, 2023);
  sgn_sheet_set_cell_integer (sheet, 0, 1, 2023);
  shown = sgn_sheet_cell_text (sheet, 0, 0);
  counted = sgn_sheet_cell_text (sheet, 0, 1);
  g_assert_cmpstr (shown, ==, "2023");
  g_assert_cmpstr (counted, ==, "2.023");
}

static void
test_json (void)
{
  g_autoptr (SgnSheet) sheet = new_plan_sheet ();
  g_autoptr (JsonNode) node = sgn_sheet_to_json (sheet);
  JsonObject *root = json_node_get_object (node);
  JsonArray *columns = json_object_get_array_member (root, "columns");
  JsonObject *column = json_array_get_object_element (columns, 3);
  JsonArray *rows = json_object_get_array_member (root, "rows");
  JsonObject *row = json_array_get_object_element (rows, 3);
  JsonObject *cells = json_object_get_object_member (row, "cells");
  JsonObject *cell = json_object_get_object_member (cells, "investment");
  JsonObject *records;

  g_assert_cmpstr (json_object_get_string_member (root, "id"), ==, "KP-XX");
  g_assert_cmpstr (json_object_get_string_member (root, "money"), ==, "trieu");
  g_assert_cmpstr (json_object_get_string_member (root, "code"), ==, "KP-XX · 2023");
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (root, "parameters"), "year"),
      ==, "2023");
  g_assert_cmpint (json_array_get_length (json_object_get_array_member (root, "notes")), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (column, "key"), ==, "investment");
  g_assert_cmpstr (json_object_get_string_member (column, "kind"), ==, "money");
  g_assert_cmpint (json_array_get_length (json_object_get_array_member (column, "heading")), ==, 3);
  g_assert_cmpint (json_object_get_int_member (row, "level"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (row, "key"), ==, "1.2");
  g_assert_cmpint (json_object_get_int_member (cell, "value"), ==, G_GINT64_CONSTANT (59653400000));
  g_assert_cmpstr (json_object_get_string_member (cell, "text"), ==, "59.654");
  g_assert_true (json_object_has_member (cells, "day"));
  cells = json_object_get_object_member (json_array_get_object_element (rows, 4), "cells");
  g_assert_false (json_object_has_member (cells, "day"));
  records = json_object_get_object_member (json_object_get_object_member (cells, "recurrent"),
                                           "records");
  g_assert_cmpstr (json_object_get_string_member (records, "type"), ==, "funding-line");
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (records, "ids"), 0),
                   ==, "4C1A-000214");
}

static void
test_unknown_ending (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnSheet) sheet = new_plan_sheet ();
  g_autofree char *path = g_build_filename (fixture->folder, "plan.doc", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (sgn_sheet_write (sheet, path, NULL, &error));
  g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID);
  g_assert_cmpuint (test_count_files (fixture->folder), ==, 0);
}

static const char *const endings[] = { "csv", "json", "xlsx", "pdf" };

/* The same sheet on the same day is the same file. */
static void
test_reproducible (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *contents[2] = { NULL, NULL };
      gsize sizes[2];

      for (guint turn = 0; turn < 2; turn++)
        {
          g_autoptr (SgnSheet) sheet = new_plan_sheet ();
          g_autofree char *name = g_strconcat ("plan.", endings[i], NULL);
          g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

          g_assert_true (sgn_sheet_write (sheet, path, NULL, NULL));
          g_file_get_contents (path, &contents[turn], &sizes[turn], NULL);
        }
      g_assert_cmpmem (contents[0], sizes[0], contents[1], sizes[1]);
      g_free (g_steal_pointer (&contents[1]));
    }
}

static gboolean
cancel_after_some (SgnSheet *sheet, SgnSheetCell *cells, gpointer user_data,
                   GCancellable *cancellable, GError **error)
{
  guint done = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (user_data), "done"));

  g_assert_true (cancellable == user_data);
  if (done == 500)
    g_cancellable_cancel (user_data);
  g_object_set_data (G_OBJECT (user_data), "done", GUINT_TO_POINTER (done + 1));
  cells[0].text = g_strdup ("x");
  return TRUE;
}

/* An endless list ends when it is cancelled; the file that stood there stays as it was. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      static const char *const heading[] = { "A", NULL };
      g_autoptr (SgnSheet) sheet = sgn_sheet_new ("T", "Thử");
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autofree char *name = g_strconcat ("long.", endings[i], NULL);
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autofree char *left = NULL;
      g_autoptr (GError) error = NULL;

      g_file_set_contents (path, OLD, -1, NULL);
      sgn_sheet_add_column (sheet, "a", heading, SGN_COLUMN_TEXT, 10);
      sgn_sheet_set_row_source (sheet, cancel_after_some, cancellable, NULL);
      g_assert_false (sgn_sheet_write (sheet, path, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      left = read_text (path);
      g_assert_cmpstr (left, ==, OLD);
      g_assert_cmpuint (test_count_files (fixture->folder), ==, i + 1);
    }
}

static gboolean
fail_later (SgnSheet *sheet, SgnSheetCell *cells, gpointer user_data, GCancellable *cancellable,
            GError **error)
{
  guint *left = user_data;

  if ((*left)-- == 0)
    {
      g_set_error (error, G_KEY_FILE_ERROR, 1, "source failed");
      return FALSE;
    }
  return TRUE;
}

/* The error of a row source comes out as it is. */
static void
test_source_fails (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      static const char *const heading[] = { "A", NULL };
      g_autoptr (SgnSheet) sheet = sgn_sheet_new ("T", "Thử");
      g_autofree char *name = g_strconcat ("broken.", endings[i], NULL);
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autoptr (GError) error = NULL;
      guint left = 3;

      sgn_sheet_add_column (sheet, "a", heading, SGN_COLUMN_TEXT, 10);
      sgn_sheet_set_row_source (sheet, fail_later, &left, NULL);
      g_assert_false (sgn_sheet_write (sheet, path, NULL, &error));
      g_assert_error (error, G_KEY_FILE_ERROR, 1);
      g_assert_cmpuint (test_count_files (fixture->folder), ==, 0);
    }
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autoptr (SgnSheet) sheet = new_plan_sheet ();
      g_autofree char *name = g_strconcat ("plan.", endings[i], NULL);
      g_autofree char *path = g_build_filename (fixture->folder, "không có", name, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (sgn_sheet_write (sheet, path, NULL, &error));
      g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_FILE);
    }
}

#ifdef G_OS_UNIX
/* A disk that takes no more than @bytes a file: what a full one does to a writer. */
static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* In a process of its own, whose files cannot grow. */
static void
test_full_disk_subprocess (Fixture *fixture, gconstpointer data)
{
  static const rlim_t limits[] = { 0, 1000, 6000, 200000 };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    for (guint turn = 0; turn < G_N_ELEMENTS (limits); turn++)
      {
        g_autoptr (SgnSheet) sheet = new_list_sheet (20000);
        g_autofree char *name = g_strdup_printf ("%u.%s", turn, endings[i]);
        g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
        g_autofree char *left = NULL;
        g_autoptr (GError) error = NULL;

        limit_files (RLIM_INFINITY);
        g_file_set_contents (path, OLD, -1, NULL);
        limit_files (limits[turn]);
        g_assert_false (sgn_sheet_write (sheet, path, NULL, &error));
        limit_files (RLIM_INFINITY);
        g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_FILE);
        left = read_text (path);
        g_assert_cmpstr (left, ==, OLD);
        g_assert_cmpuint (test_count_files (fixture->folder), ==,
                          i * G_N_ELEMENTS (limits) + turn + 1);
      }
}

static void
test_full_disk (void)
{
  g_test_trap_subprocess ("/sheet/writers/full-disk/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}
#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  test_forgive_fonts ();
#define ADD(path, func) g_test_add ("/sheet/writers/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("csv-quoting", test_csv_quoting);
  ADD ("csv-figures", test_csv_figures);
  ADD ("csv-streamed", test_csv_streamed);
  g_test_add_func ("/sheet/writers/tsv", test_tsv);
  g_test_add_func ("/sheet/writers/year", test_year);
  g_test_add_func ("/sheet/writers/json", test_json);
  ADD ("unknown-ending", test_unknown_ending);
  ADD ("reproducible", test_reproducible);
  ADD ("cancel", test_cancel);
  ADD ("source-fails", test_source_fails);
  ADD ("no-folder", test_no_folder);
#ifdef G_OS_UNIX
  g_test_add_func ("/sheet/writers/full-disk", test_full_disk);
  ADD ("full-disk/subprocess", test_full_disk_subprocess);
#endif
#undef ADD
  return g_test_run ();
}
