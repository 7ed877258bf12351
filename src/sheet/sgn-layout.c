#define G_LOG_DOMAIN "sgn-sheet"

#include "config.h"

#include "sheet/sgn-layout-private.h"

#define MILLIMETRE (72 / 25.4)

/* Nghị định 30/2020/NĐ-CP, Phụ lục I: 20 to 25 above and below, 30 to 35 left, 15 to 20 right; as
 * in the Excel file. */
#define MARGIN_TOP (20 * MILLIMETRE)
#define MARGIN_BOTTOM (20 * MILLIMETRE)
#define MARGIN_LEFT (30 * MILLIMETRE)
#define MARGIN_RIGHT (15 * MILLIMETRE)

static void
set_paper (SgnSheetLayout *self)
{
  gboolean landscape;
  SgnPaper paper = sgn_sheet_get_paper (self->sheet, &landscape);
  double narrow = (paper == SGN_PAPER_A3 ? 297 : 210) * MILLIMETRE;
  double tall = (paper == SGN_PAPER_A3 ? 420 : 297) * MILLIMETRE;

  self->page_width = landscape ? tall : narrow;
  self->page_height = landscape ? narrow : tall;
  self->left = MARGIN_LEFT;
  self->top = MARGIN_TOP;
  self->width = self->page_width - MARGIN_LEFT - MARGIN_RIGHT;
  self->height = self->page_height - MARGIN_TOP - MARGIN_BOTTOM;
}

SgnSheetLayout *
sgn_layout_new (SgnSheet *sheet)
{
  SgnSheetLayout *self = g_new0 (SgnSheetLayout, 1);

  self->sheet = sheet;
  self->n_columns = sgn_sheet_n_columns (sheet);
  self->groups = g_array_new (FALSE, FALSE, sizeof (SgnLayoutGroup));
  set_paper (self);
  sgn_layout_init_text (self);
  return self;
}

SgnSheetLayout *
sgn_layout_copy (const SgnSheetLayout *self)
{
  SgnSheetLayout *copy = g_memdup2 (self, sizeof *self);

  copy->groups = g_array_copy (self->groups);
  copy->widths = g_memdup2 (self->widths, self->n_columns * sizeof (double));
  copy->level_heights
      = g_memdup2 (self->level_heights,
                   (sgn_sheet_n_heading_levels (self->sheet) + 1) * sizeof (double));
  sgn_layout_init_text (copy);
  return copy;
}

void
sgn_layout_free (SgnSheetLayout *self)
{
  sgn_layout_clear_text (self);
  g_array_unref (self->groups);
  g_free (self->widths);
  g_free (self->level_heights);
  g_free (self);
}

static void
draw_piece (SgnSheetLayout *self, cairo_t *cr, const SgnLayoutPiece *piece)
{
  switch (piece->kind)
    {
    case SGN_LAYOUT_NOTE_LINES:
      sgn_layout_draw_note (self, cr, piece);
      break;
    case SGN_LAYOUT_SIGNATURES:
      sgn_layout_draw_signatures (self, cr, piece->y);
      break;
    case SGN_LAYOUT_CHART:
    default:
      sgn_layout_draw_chart (self, cr, piece->index, piece->y);
      break;
    }
}

void
sgn_layout_draw_page (SgnSheetLayout *self, cairo_t *cr, const SgnLayoutPage *page,
                      SgnLayoutRow *const *rows, guint n_rows)
{
  double y = self->top;

  cairo_set_source_rgb (cr, 0, 0, 0);
  sgn_layout_draw_margins (self, cr, page->number);
  if (page->front)
    y = sgn_layout_draw_front (self, cr, y);
  if (page->table)
    sgn_layout_draw_table (self, cr, page->group, y, rows, n_rows);
  for (guint i = 0; page->pieces != NULL && i < page->pieces->len; i++)
    draw_piece (self, cr, &g_array_index (page->pieces, SgnLayoutPiece, i));
}
