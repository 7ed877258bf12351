#include "config.h"

#include "page-checks.h"
#include "sheet-samples.h"
#include "test-folder.h"
#include "test-fonts.h"

#include "sheet/sgn-sheet-page.h"

#include <glib/gstdio.h>

static void
test_plan (void)
{
  g_autoptr (SgnSheet) sheet = new_plan_sheet ();
  PageCounts counts = check_pages (sheet);

  g_assert_cmpuint (counts.n_rows, ==, 5);
  g_assert_cmpuint (counts.n_groups, ==, 1);
  g_assert_cmpfloat (counts.size, >=, 8);
}

static void
test_list (void)
{
  static const guint N_ROWS[] = { 0, 1, 30, 1000, 1001, 5000 };

  for (guint i = 0; i < G_N_ELEMENTS (N_ROWS); i++)
    {
      g_autoptr (SgnSheet) sheet = new_list_sheet (N_ROWS[i]);
      PageCounts counts = check_pages (sheet);

      g_assert_cmpuint (counts.n_rows, ==, N_ROWS[i]);
      g_assert_cmpuint (counts.n_pages, >, N_ROWS[i] / 60);
    }
}

/* More columns than go side by side: each page has the labels. */
static void
test_wide (void)
{
  g_autoptr (SgnSheet) sheet = new_wide_sheet (60, 100);
  PageCounts counts = check_pages (sheet);

  g_assert_cmpuint (counts.n_groups, >, 2);
  g_assert_cmpuint (counts.n_rows, ==, 100);
  g_assert_cmpuint (counts.n_pages % counts.n_groups, ==, 0);
  g_assert_cmpuint (counts.n_pages, >=, 2 * counts.n_groups);
}

/* A text longer than a page goes on overleaf. */
static void
test_tall (void)
{
  g_autoptr (SgnSheet) sheet = new_tall_sheet (3000);
  PageCounts counts = check_pages (sheet);

  g_assert_cmpuint (counts.n_rows, >, 3);
  g_assert_cmpuint (counts.n_pages, >, 1);
}

static SgnSheet *
new_unit_sheet (guint n_notes)
{
  static const char *const name[] = { "Xã", NULL };
  static const char *const part[] = { "Phân tổ", NULL };
  SgnSheet *sheet = sgn_sheet_new ("don-vi", "Hộ và nhân khẩu");

  sgn_sheet_set_text (sheet, "signer-right", "CHỦ TỊCH");
  sgn_sheet_add_column (sheet, "name", name, SGN_COLUMN_TEXT, 30);
  sgn_sheet_add_column (sheet, "part", part, SGN_COLUMN_TEXT, 14);
  for (guint i = 0; i < n_notes; i++)
    sgn_sheet_add_note (sheet, "Một hộ có thể thuộc nhiều nhóm, nên tổng của các nhóm có thể lớn "
                               "hơn tổng số hộ của xã; số hộ của từng nhóm thì đúng.");
  return sheet;
}

static void
add_unit (SgnSheet *sheet, guint level, SgnRowStyle style, const char *name)
{
  static const char *const PARTS[] = { "Hộ", "Nhân khẩu", "Tỷ lệ" };

  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++)
    {
      guint row = sgn_sheet_add_row (sheet, "x", level, style, -1);

      sgn_sheet_set_cell_text (sheet, row, 0, i == 0 ? name : "");
      sgn_sheet_set_cell_text (sheet, row, 1, PARTS[i]);
      sgn_sheet_get_row (sheet, row)->together = i > 0;
    }
}

static void
add_rows (SgnSheet *sheet, guint n)
{
  for (guint i = 0; i < n; i++)
    sgn_sheet_add_row (sheet, "x", 0, SGN_ROW_STYLE_NORMAL, -1);
}

static void
check_together (guint before, guint after, guint n_notes)
{
  g_autoptr (SgnSheet) sheet = new_unit_sheet (n_notes);
  PageCounts counts;

  add_rows (sheet, before);
  for (guint district = 0; district < 3; district++)
    {
      add_unit (sheet, 0, SGN_ROW_STYLE_GROUP, "Huyện");
      for (guint commune = 0; commune < 7; commune++)
        add_unit (sheet, 1, SGN_ROW_STYLE_NORMAL, "Xã");
    }
  add_rows (sheet, after);
  counts = check_pages (sheet);
  g_assert_cmpuint (counts.n_rows, ==, before + 3 * 8 * 3 + after);
  g_assert_cmpuint (counts.n_pages, >, 1);
}

/* Wherever the foot of a page falls: on a row of a unit, the notes, the signatures. */
static void
test_together (void)
{
  static const guint N_NOTES[] = { 0, 1, 3 };

  for (guint before = 0; before < 24; before++)
    for (guint i = 0; i < G_N_ELEMENTS (N_NOTES); i++)
      check_together (before, before % 3, N_NOTES[i]);
}

/* What is too long for a page is parted after all. */
static void
test_together_too_long (void)
{
  g_autoptr (SgnSheet) sheet = new_unit_sheet (0);
  g_autoptr (SgnSheetPages) pages = NULL;

  for (guint i = 0; i < 200; i++)
    sgn_sheet_get_row (sheet, sgn_sheet_add_row (sheet, "x", 0, SGN_ROW_STYLE_NORMAL, -1))->together
        = TRUE;
  pages = sgn_sheet_pages_new (sheet, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (sgn_sheet_pages_get_n_rows (pages), ==, 200);
  g_assert_cmpuint (sgn_sheet_pages_get_n_pages (pages), >, 3);
}

static gboolean
stream_groups (SgnSheet *sheet, SgnSheetCell *cells, gpointer user_data, GCancellable *cancellable,
               GError **error)
{
  guint *left = user_data;

  if (*left == 0)
    return FALSE;
  if (--*left % 5 == 0)
    sgn_sheet_set_source_style (sheet, SGN_ROW_STYLE_GROUP);
  cells[0].text = g_strdup_printf ("%u", *left);
  return TRUE;
}

/* A village is not the last line of a page of a long list. */
static void
test_streamed_groups (void)
{
  for (guint n = 200; n < 205; n++)
    {
      g_autoptr (SgnSheet) sheet = new_unit_sheet (0);
      guint left = n;

      sgn_sheet_set_row_source (sheet, stream_groups, &left, NULL);
      g_assert_cmpuint (check_pages (sheet).n_rows, ==, n);
    }
}

static void
test_paper (void)
{
  static const struct
  {
    SgnPaper paper;
    gboolean landscape;
    double width, height;
  } PAPERS[] = { { SGN_PAPER_A4, FALSE, 595.28, 841.89 },
                 { SGN_PAPER_A4, TRUE, 841.89, 595.28 },
                 { SGN_PAPER_A3, FALSE, 841.89, 1190.55 },
                 { SGN_PAPER_A3, TRUE, 1190.55, 841.89 } };

  for (guint i = 0; i < G_N_ELEMENTS (PAPERS); i++)
    {
      g_autoptr (SgnSheet) sheet = new_plan_sheet ();
      g_autoptr (SgnSheetPages) pages = NULL;
      double width, height;

      sgn_sheet_set_paper (sheet, PAPERS[i].paper, PAPERS[i].landscape);
      check_pages (sheet);
      pages = sgn_sheet_pages_new (sheet, NULL, NULL, NULL, NULL);
      sgn_sheet_pages_get_size (pages, &width, &height);
      g_assert_cmpfloat_with_epsilon (width, PAPERS[i].width, 0.01);
      g_assert_cmpfloat_with_epsilon (height, PAPERS[i].height, 0.01);
    }
}

static void
count_page (guint n_pages, gpointer user_data)
{
  guint *last = user_data;

  g_assert_cmpuint (n_pages, ==, ++*last);
}

static void
test_progress (void)
{
  g_autoptr (SgnSheet) sheet = new_list_sheet (1500);
  guint last = 0;
  g_autoptr (SgnSheetPages) pages = sgn_sheet_pages_new (sheet, count_page, &last, NULL, NULL);

  g_assert_cmpuint (sgn_sheet_pages_get_n_pages (pages), ==, last);
  g_assert_cmpuint (sgn_sheet_pages_get_n_rows (pages), ==, 1500);
  g_assert_true (sgn_sheet_pages_get_sheet (pages) == sheet);
}

static void
cancel_cb (guint n_pages, gpointer user_data)
{
  if (n_pages == 3)
    g_cancellable_cancel (user_data);
}

static void
test_cancel (void)
{
  g_autoptr (SgnSheet) sheet = new_list_sheet (50000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_sheet_pages_new (sheet, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Somebody looks at the pages while they are saved. */
static gpointer
draw_meanwhile (gpointer data)
{
  SgnSheetPages *pages = data;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 842, 596);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < sgn_sheet_pages_get_n_pages (pages); i++)
    sgn_sheet_pages_draw (pages, i, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return NULL;
}

static char *
read_file (const char *path)
{
  gsize length;
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_cmpuint (length, >, 1000);
  g_assert_true (g_str_has_prefix (text, "%PDF-"));
  return text;
}

static void
test_save_kept (void)
{
  g_autoptr (SgnSheet) sheet = new_list_sheet (600);
  g_autoptr (SgnSheetPages) pages = sgn_sheet_pages_new (sheet, NULL, NULL, NULL, NULL);
  g_autofree char *folder = test_make_folder ("page");
  g_autofree char *path = g_build_filename (folder, "Danh sách.pdf", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("draw", draw_meanwhile, pages);

  g_assert_true (sgn_sheet_pages_save_pdf (pages, path, NULL, &error));
  g_assert_no_error (error);
  g_thread_join (thread);
  text = read_file (path);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_cancellable_cancel (cancellable);
  g_assert_false (sgn_sheet_pages_save_pdf (pages, path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* Nothing is left in the folder. */
  g_assert_cmpuint (test_count_files (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  test_forgive_fonts ();
  g_test_add_func ("/sheet/page/plan", test_plan);
  g_test_add_func ("/sheet/page/list", test_list);
  g_test_add_func ("/sheet/page/wide", test_wide);
  g_test_add_func ("/sheet/page/tall", test_tall);
  g_test_add_func ("/sheet/page/together", test_together);
  g_test_add_func ("/sheet/page/together-too-long", test_together_too_long);
  g_test_add_func ("/sheet/page/streamed-groups", test_streamed_groups);
  g_test_add_func ("/sheet/page/paper", test_paper);
  g_test_add_func ("/sheet/page/progress", test_progress);
  g_test_add_func ("/sheet/page/cancel", test_cancel);
  g_test_add_func ("/sheet/page/save-kept", test_save_kept);
  return g_test_run ();
}
