#include "config.h"

#include "test-folder.h"
#include "test-fonts.h"

#include "appendix/sgn-household-sheet.h"
#include "base/sgn-locale.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-sample.h"
#include "sheet/sgn-sheet-page.h"
#include "sheet/sgn-sheet-writer.h"
#include "store/sgn-journal.h"

#include <string.h>

/* The history of a household on one page. */

typedef struct
{
  char *folder;
  SgnLedger *ledger;
  gint64 household;
} Fixture;

static gint64
add (Fixture *f, SgnRecord *record)
{
  g_autoptr (GError) error = NULL;

  sgn_record_save_as_change (record, f->ledger, NULL, &error);
  g_assert_no_error (error);
  return sgn_record_get_id (record);
}

static void
add_household (Fixture *f)
{
  g_autoptr (SgnRecord) household = sgn_record_new (&sgn_type_household);

  sgn_record_set_int (household, "unit-id",
                      sgn_programme_own_unit (sgn_ledger_get_connection (f->ledger)));
  sgn_record_set_text (household, "head", "Nông Văn Sáng");
  sgn_record_set_text (household, "separate-since", "2016-03");
  f->household = add (f, household);
}

static void
add_member (Fixture *f, guint position)
{
  g_autoptr (SgnRecord) member = sgn_record_new (&sgn_type_member);
  g_autofree char *name = g_strdup_printf ("Nông Thị Bích Phượng %u", position);
  g_autofree char *number = g_strdup_printf ("9990730107%02u", position);
  g_autofree char *birth = g_strdup_printf ("19%02u-05-12", 50 + position);

  sgn_record_set_int (member, "household-id", f->household);
  sgn_record_set_int (member, "position", position);
  sgn_record_set_text (member, "name", name);
  sgn_record_set_text (member, "sex", "female");
  sgn_record_set_text (member, "birth", birth);
  sgn_record_set_text (member, "id-number", number);
  sgn_record_set_text (member, "relation", position == 1 ? "head" : "child");
  add (f, member);
}

static void
add_year (Fixture *f, int year)
{
  g_autoptr (SgnRecord) row = sgn_record_new (&sgn_type_household_year);
  g_autofree char *date = g_strdup_printf ("%d-11-17", year);

  sgn_record_set_int (row, "household-id", f->household);
  sgn_record_set_int (row, "year", year);
  sgn_record_set_int (row, "unit-id",
                      sgn_programme_own_unit (sgn_ledger_get_connection (f->ledger)));
  sgn_record_set_text (row, "class", "poor");
  sgn_record_set_text (row, "state", "official");
  sgn_record_set_text (row, "movement", "stayed");
  sgn_record_set_text (row, "head", "Nông Văn Sáng");
  sgn_record_set_text (row, "decision-number", "12/QĐ-UBND");
  sgn_record_set_text (row, "decision-date", date);
  sgn_record_set_int (row, "a-points", 115);
  sgn_record_set_int (row, "b-points", 40);
  for (guint i = 0; i < 4; i++)
    {
      static const char *const TICKS[] = { "d1", "d7", "d9", "d10" };

      sgn_record_set_int (row, TICKS[i], 1);
    }
  add (f, row);
}

static void
add_support (Fixture *f, const char *date, gint64 amount)
{
  g_autoptr (SgnRecord) support = sgn_record_new (&sgn_type_support);

  sgn_record_set_int (support, "household-id", f->household);
  sgn_record_set_text (support, "date", date);
  sgn_record_set_text (support, "content", "Bò sinh sản");
  sgn_record_set_text (support, "form", "goods");
  sgn_record_set_int (support, "amount", amount);
  add (f, support);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  f->folder = test_make_folder ("history");
  path = g_build_filename (f->folder, "sample.sgn", NULL);
  f->ledger = sgn_sample_create (path, FALSE, &error);
  g_assert_no_error (error);
  add_household (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_true (sgn_ledger_close (f->ledger, NULL));
  g_object_unref (f->ledger);
  test_remove_folder (f->folder);
  g_free (f->folder);
}

static SgnSheet *
make_sheet (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  SgnSheet *sheet
      = sgn_household_sheet (sgn_ledger_get_connection (f->ledger), f->household, &error);

  g_assert_no_error (error);
  return sheet;
}

static guint
count_pages (SgnSheet *sheet)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSheetPages) pages = sgn_sheet_pages_new (sheet, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return sgn_sheet_pages_get_n_pages (pages);
}

/* What stands in a column, cells parted by '|'. */
static char *
join_column (SgnSheet *sheet, guint column)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sgn_sheet_n_rows (sheet); i++)
    {
      g_autofree char *cell = sgn_sheet_cell_text (sheet, i, column);

      g_string_append_printf (text, "%s|", cell);
    }
  return g_string_free (text, FALSE);
}

static void
test_in_order (Fixture *f, gconstpointer data)
{
  g_autoptr (SgnSheet) sheet = NULL;
  g_autofree char *dates = NULL, *whats = NULL, *details = NULL, *amounts = NULL;

  add_member (f, 1);
  add_support (f, "2023", 14000000);
  add_support (f, "2022-05", 500000);
  add_year (f, 2022);
  add_year (f, 2021);
  sheet = make_sheet (f);
  dates = join_column (sheet, 0);
  whats = join_column (sheet, 1);
  details = join_column (sheet, 2);
  amounts = join_column (sheet, 3);
  g_assert_cmpstr (dates, ==, "|12/05/1951||3/2016|17/11/2021|5/2022|17/11/2022|2023|");
  g_assert_cmpstr (whats, ==,
                   "Thành viên (1)|Nông Thị Bích Phượng 1|Quá trình|"
                   "Tách thành hộ riêng|2021: hộ nghèo, giữ nguyên|Bò sinh sản|"
                   "2022: hộ nghèo, giữ nguyên|Bò sinh sản|");
  g_assert_nonnull (strstr (details, "|chủ hộ · nữ · 999*****0701|"));
  g_assert_nonnull (
      strstr (details, "A = 115 · B = 40 · thiếu: Việc làm, Chất lượng nhà, Nước, Nhà tiêu"));
  g_assert_cmpstr (amounts, ==, "|||||500.000||14.000.000|");
  g_assert_cmpuint (sgn_sheet_n_notes (sheet), ==, 0);
  g_assert_cmpuint (count_pages (sheet), ==, 1);
  g_assert_nonnull (sgn_sheet_get_text (sheet, "issuing-body"));
}

/* Six years and twelve members, with what such a household receives, on one page. */
static void
fill (Fixture *f)
{
  for (guint i = 1; i <= 12; i++)
    add_member (f, i);
  for (int year = 2018; year <= 2023; year++)
    {
      g_autofree char *date = g_strdup_printf ("%d-06-%02d", year, year - 2000);

      add_year (f, year);
      add_support (f, date, 1000000);
    }
}

static void
test_one_page (Fixture *f, gconstpointer data)
{
  g_autoptr (SgnSheet) sheet = NULL;
  g_autofree char *whats = NULL;
  g_autofree char *pdf = g_build_filename (f->folder, "history.pdf", NULL);
  g_autofree char *xlsx = g_build_filename (f->folder, "history.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  fill (f);
  sheet = make_sheet (f);
  g_assert_cmpuint (count_pages (sheet), ==, 1);
  whats = join_column (sheet, 1);
  for (int year = 2018; year <= 2023; year++)
    {
      g_autofree char *told = g_strdup_printf ("%d: hộ nghèo", year);

      g_assert_nonnull (strstr (whats, told));
    }
  g_assert_true (sgn_sheet_write (sheet, pdf, NULL, &error));
  g_assert_true (sgn_sheet_write (sheet, xlsx, NULL, &error));
}

/* Much more than a page holds: the oldest are put together, what they came to is not lost. */
static void
test_condensed (Fixture *f, gconstpointer data)
{
  g_autoptr (SgnSheet) sheet = NULL;
  g_autofree char *whats = NULL;
  gint64 total = 0;

  fill (f);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *date = g_strdup_printf ("20%02u-01", 10 + i % 13);

      add_support (f, date, 1000000);
    }
  sheet = make_sheet (f);
  g_assert_cmpuint (count_pages (sheet), ==, 1);
  whats = join_column (sheet, 1);
  g_assert_nonnull (strstr (whats, "mục trước đó"));
  g_assert_nonnull (strstr (whats, "2023: hộ nghèo"));
  g_assert_cmpstr (sgn_sheet_get_note (sheet, 1), ==,
                   "VL: Việc làm; NƠ: Chất lượng nhà; NS: Nước; VS: Nhà tiêu");
  for (guint i = 0; i < sgn_sheet_n_rows (sheet); i++)
    total += sgn_sheet_get_cell (sheet, i, 3)->integer;
  g_assert_cmpint (total, ==, 66 * 1000000);
}

/* Nobody's whole number is on the paper. */
static void
test_masked (Fixture *f, gconstpointer data)
{
  g_autoptr (SgnSheet) sheet = NULL;
  g_autofree char *text = NULL;

  fill (f);
  sheet = make_sheet (f);
  text = sgn_sheet_to_tsv (sheet, NULL, NULL);
  g_assert_null (strstr (text, "9990730107"));
  g_assert_nonnull (strstr (text, "999*****0701"));
}

int
main (int argc, char *argv[])
{
  g_setenv ("SGN_TODAY", "2023-12-01", TRUE);
  sgn_locale_start ("vi");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  test_forgive_fonts ();
#define ADD(name, func) \
  g_test_add ("/household-sheet/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("in-order", test_in_order);
  ADD ("one-page", test_one_page);
  ADD ("condensed", test_condensed);
  ADD ("masked", test_masked);
#undef ADD
  return g_test_run ();
}
