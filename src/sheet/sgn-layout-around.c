#define G_LOG_DOMAIN "sgn-sheet"

#include "config.h"

#include "sheet/sgn-layout-private.h"

#define MILLIMETRE (72 / 25.4)
#define LEFT_SHARE 0.42
#define LINE 0.7
#define RULE_GAP 3.0
#define GAP 10.0
#define SMALL_GAP 4.0
#define ROOM_TO_SIGN 64.0

static const SgnLayoutStyle body_above = { 12, FALSE, FALSE, PANGO_ALIGN_CENTER };
static const SgnLayoutStyle body_issuing = { 12, TRUE, FALSE, PANGO_ALIGN_CENTER };
static const SgnLayoutStyle country = { 12, TRUE, FALSE, PANGO_ALIGN_CENTER };
static const SgnLayoutStyle motto = { 13, TRUE, FALSE, PANGO_ALIGN_CENTER };
static const SgnLayoutStyle form_line = { 14, TRUE, FALSE, PANGO_ALIGN_CENTER };
static const SgnLayoutStyle title_line = { 14, TRUE, FALSE, PANGO_ALIGN_CENTER };
static const SgnLayoutStyle subtitle_line = { 13, TRUE, FALSE, PANGO_ALIGN_CENTER };
static const SgnLayoutStyle attached_line = { 13, FALSE, TRUE, PANGO_ALIGN_CENTER };
static const SgnLayoutStyle unit_line = { 12, FALSE, TRUE, PANGO_ALIGN_RIGHT };
static const SgnLayoutStyle note_line = { 12, FALSE, TRUE, PANGO_ALIGN_LEFT };
static const SgnLayoutStyle place_line = { 13, FALSE, TRUE, PANGO_ALIGN_CENTER };
static const SgnLayoutStyle signer_line = { 13, TRUE, FALSE, PANGO_ALIGN_CENTER };
static const SgnLayoutStyle number_line = { 13, FALSE, FALSE, PANGO_ALIGN_CENTER };
static const SgnLayoutStyle code_line = { 9, FALSE, TRUE, PANGO_ALIGN_LEFT };

/* A rule under a text, as a share of its longest line. */
static void
draw_rule (SgnSheetLayout *self, cairo_t *cr, const char *text, const SgnLayoutStyle *style,
           double share, double x, double y, double width)
{
  PangoRectangle extents;
  double length;

  if (cr == NULL)
    return;
  sgn_layout_set_text (self, text, style, width);
  pango_layout_get_extents (self->text, NULL, &extents);
  length = share * extents.width / PANGO_SCALE;
  cairo_set_line_width (cr, LINE);
  cairo_move_to (cr, x + (width - length) / 2, y);
  cairo_line_to (cr, x + (width + length) / 2, y);
  cairo_stroke (cr);
}

/* The country's name stands on one line. */
static double
get_left_width (SgnSheetLayout *self)
{
  double right = sgn_layout_measure (self, SGN_SHEET_COUNTRY, &country);

  return MIN (self->width * LEFT_SHARE, self->width - right - 2);
}

static double
draw_letterhead (SgnSheetLayout *self, cairo_t *cr, double y)
{
  const char *parent = sgn_sheet_get_text (self->sheet, "parent-body");
  const char *issuing = sgn_sheet_get_text (self->sheet, "issuing-body");
  g_autofree char *upper_parent = parent != NULL ? g_utf8_strup (parent, -1) : NULL;
  g_autofree char *upper = issuing != NULL ? g_utf8_strup (issuing, -1) : NULL;
  double width = get_left_width (self);
  double x = self->left + width;
  double left = y, right = y;

  if (upper == NULL)
    return y;
  if (upper_parent != NULL)
    left += sgn_layout_draw_text (self, cr, upper_parent, &body_above, self->left, left, width);
  left += sgn_layout_draw_text (self, cr, upper, &body_issuing, self->left, left, width);
  draw_rule (self, cr, upper, &body_issuing, 0.4, self->left, left + RULE_GAP, width);
  right += sgn_layout_draw_text (self, cr, SGN_SHEET_COUNTRY, &country, x, right,
                                 self->width - width);
  right += sgn_layout_draw_text (self, cr, SGN_SHEET_MOTTO, &motto, x, right, self->width - width);
  draw_rule (self, cr, SGN_SHEET_MOTTO, &motto, 1, x, right + RULE_GAP, self->width - width);
  return MAX (left, right) + RULE_GAP + GAP;
}

static double
draw_line (SgnSheetLayout *self, cairo_t *cr, const char *text, const SgnLayoutStyle *style,
           double y)
{
  return text != NULL ? y + sgn_layout_draw_text (self, cr, text, style, self->left, y, self->width)
                      : y;
}

double
sgn_layout_draw_front (SgnSheetLayout *self, cairo_t *cr, double y)
{
  SgnSheet *sheet = self->sheet;
  g_autofree char *title = g_utf8_strup (sgn_sheet_get_title (sheet), -1);
  g_autofree char *unit = sgn_sheet_unit_line (sheet);

  y = draw_letterhead (self, cr, y);
  y = draw_line (self, cr, sgn_sheet_get_text (sheet, "form"), &form_line, y);
  y = draw_line (self, cr, title, &title_line, y);
  y = draw_line (self, cr, sgn_sheet_get_text (sheet, "subtitle"), &subtitle_line, y);
  y = draw_line (self, cr, sgn_sheet_get_text (sheet, "attached"), &attached_line, y);
  y = draw_line (self, cr, unit, &unit_line, y + SMALL_GAP);
  return y + SMALL_GAP;
}

void
sgn_layout_draw_margins (SgnSheetLayout *self, cairo_t *cr, guint number)
{
  const char *code = sgn_sheet_get_text (self->sheet, "code");
  g_autofree char *text = g_strdup_printf ("%u", number);
  double height = sgn_layout_line_height (self, &number_line);

  /* The first page's number is not shown. */
  if (number > 1)
    sgn_layout_draw_text (self, cr, text, &number_line, self->left, (self->top - height) / 2,
                          self->width);
  if (code != NULL)
    sgn_layout_draw_text (self, cr, code, &code_line, self->left,
                          self->page_height - 10 * MILLIMETRE, self->width);
}

static void
set_note (SgnSheetLayout *self, guint note)
{
  g_autofree char *text = g_strconcat (note == 0 ? "Ghi chú:\n- " : "- ",
                                       sgn_sheet_get_note (self->sheet, note), NULL);

  sgn_layout_set_text (self, text, &note_line, self->width);
}

guint
sgn_layout_note_lines (SgnSheetLayout *self, guint note)
{
  set_note (self, note);
  return (guint)pango_layout_get_line_count (self->text);
}

double
sgn_layout_note_line_height (SgnSheetLayout *self)
{
  return sgn_layout_line_height (self, &note_line);
}

void
sgn_layout_draw_note (SgnSheetLayout *self, cairo_t *cr, const SgnLayoutPiece *piece)
{
  double y;

  set_note (self, piece->index);
  y = piece->y + (double)pango_layout_get_baseline (self->text) / PANGO_SCALE - self->slack / 2;
  for (guint i = 0; i < piece->n_lines; i++)
    {
      cairo_move_to (cr, self->left, y + i * sgn_layout_note_line_height (self));
      pango_cairo_show_layout_line (cr,
                                    pango_layout_get_line_readonly (self->text,
                                                                    (int)(piece->first_line + i)));
    }
}

double
sgn_layout_draw_signatures (SgnSheetLayout *self, cairo_t *cr, double y)
{
  const char *place = sgn_sheet_get_text (self->sheet, "place-date");
  const char *left = sgn_sheet_get_text (self->sheet, "signer-left");
  const char *right = sgn_sheet_get_text (self->sheet, "signer-right");
  double width = get_left_width (self);
  double x = self->left + width;
  double start = y;
  double heights[2] = { 0 };

  if (place == NULL && left == NULL && right == NULL)
    return 0;
  y += GAP;
  if (place != NULL)
    y += sgn_layout_draw_text (self, cr, place, &place_line, x, y, self->width - width);
  if (left != NULL)
    heights[0] = sgn_layout_draw_text (self, cr, left, &signer_line, self->left, y, width);
  if (right != NULL)
    heights[1] = sgn_layout_draw_text (self, cr, right, &signer_line, x, y, self->width - width);
  return y + MAX (heights[0], heights[1]) + ROOM_TO_SIGN - start;
}
