/* A long list as PDF against a bare loop of Pango and cairo that draws the same texts and lines on
 * as many pages. */

#include "config.h"

#include "test-folder.h"

#include "sheet/sgn-sheet-page.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#define ROWS 20000
#define COLUMNS 12
#define ROWS_A_PAGE 28
#define WIDTH 842.0
#define HEIGHT 595.0
#define MAX_RATIO 2.0 /* what wraps is laid out twice: to know how high, and to be drawn */

static char *
make_text (guint row, guint column)
{
  return column % 3 == 0 ? g_strdup_printf ("Nông Văn Sáng %u", row)
                         : g_strdup_printf ("%u.%03u", row % 1000, column * 7);
}

static gboolean
give_row (SgnSheet *sheet, SgnSheetCell *cells, gpointer user_data, GCancellable *cancellable,
          GError **error)
{
  guint *done = user_data;

  if (*done == ROWS)
    return FALSE;
  for (guint i = 0; i < COLUMNS; i++)
    cells[i].text = make_text (*done, i);
  ++*done;
  return TRUE;
}

static guint
write_pages (const char *path)
{
  g_autoptr (SgnSheet) sheet = sgn_sheet_new ("list", "Danh sách");
  g_autoptr (GError) error = NULL;
  guint done = 0;

  for (guint i = 0; i < COLUMNS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Cột %u", i);
      const char *const heading[] = { name, NULL };

      sgn_sheet_add_column (sheet, name, heading, SGN_COLUMN_TEXT, 11);
    }
  sgn_sheet_set_row_source (sheet, give_row, &done, NULL);
  if (!sgn_sheet_save_pdf (sheet, path, NULL, &error))
    g_error ("%s", error->message);
  return done;
}

static void
draw_row_bare (cairo_t *cr, PangoLayout *layout, guint row, double y)
{
  for (guint i = 0; i < COLUMNS; i++)
    {
      g_autofree char *text = make_text (row, i);

      pango_layout_set_text (layout, text, -1);
      cairo_move_to (cr, 85 + i * 59, y);
      pango_cairo_show_layout (cr, layout);
      cairo_move_to (cr, 85 + i * 59, y);
      cairo_line_to (cr, 85 + i * 59, y + 17);
    }
  cairo_move_to (cr, 85, y + 17);
  cairo_line_to (cr, 800, y + 17);
  cairo_stroke (cr);
}

static guint
write_bare (const char *path)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (path, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font
      = pango_font_description_from_string ("TeX Gyre Termes, Times New Roman 8");

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, 51 * PANGO_SCALE);
  cairo_set_line_width (cr, 0.5);
  for (guint row = 0; row < ROWS; row++)
    {
      draw_row_bare (cr, layout, row, 60 + row % ROWS_A_PAGE * 17);
      if (row % ROWS_A_PAGE == ROWS_A_PAGE - 1)
        cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return ROWS;
}

static gint64
measure (guint (*func) (const char *path), const char *path)
{
  gint64 best = G_MAXINT64;

  for (guint turn = 0; turn < 3; turn++)
    {
      gint64 start = g_get_monotonic_time ();

      g_assert_cmpuint (func (path), ==, ROWS);
      best = MIN (best, g_get_monotonic_time () - start);
    }
  return best;
}

static void
bench_paper (void)
{
  g_autofree char *path = test_make_path ("list.pdf");
  gint64 bare = measure (write_bare, path);
  gint64 ours = measure (write_pages, path);
  double ratio = (double)ours / (double)bare;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_test_message ("list %u x %u: %.0f ms, bare %.0f ms, ratio %s", ROWS, COLUMNS,
                  (double)ours / 1000, (double)bare / 1000,
                  g_ascii_formatd (text, sizeof text, "%.2f", ratio));
  g_assert_cmpfloat (ratio, <=, MAX_RATIO);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/bench/paper/list", bench_paper);
  return g_test_run ();
}
