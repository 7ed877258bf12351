#include "config.h"

#include "page-checks.h"

#include "sheet/sgn-layout-private.h"

#include <string.h>

#define TOLERANCE 0.01

typedef struct
{
  PageCounts counts;
  guint band_rows;
  SgnLayoutRow *last; /* (nullable) of the page before */
} Checker;

static gboolean
is_letter (const char *c)
{
  return g_unichar_isalnum (g_utf8_get_char (c));
}

/* A word is broken only where it is longer than its column. */
static void
check_break (SgnSheetLayout *layout, const char *text, int at, double room,
             const SgnLayoutStyle *style)
{
  const char *start = text + at;
  const char *end = text + at;

  if (at == 0 || !is_letter (end) || !is_letter (g_utf8_prev_char (start)))
    return;
  while (start > text && is_letter (g_utf8_prev_char (start)))
    start = g_utf8_prev_char (start);
  while (*end != '\0' && is_letter (end))
    end = g_utf8_next_char (end);
  if (sgn_layout_estimate (layout, start, (gsize)(end - start), style) < room * 0.96)
    g_error ("“%s” is broken at %d", text, at);
}

static void
check_breaks (SgnSheetLayout *layout, const char *text, double room, SgnRowStyle row_style)
{
  const SgnLayoutStyle style
      = { layout->size, row_style == SGN_ROW_STYLE_TOTAL || row_style == SGN_ROW_STYLE_GROUP,
          row_style == SGN_ROW_STYLE_ITALIC, PANGO_ALIGN_LEFT };
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (int));

  for (int i = 0; i < pango_layout_get_line_count (layout->text); i++)
    g_array_append_val (starts, pango_layout_get_line_readonly (layout->text, i)->start_index);
  for (guint i = 0; i < starts->len; i++)
    check_break (layout, text, g_array_index (starts, int, i), room, &style);
}

static void
check_row (SgnSheetLayout *layout, const SgnLayoutRow *row)
{
  const char *text = row->texts;

  for (guint i = 0; i < layout->n_columns; i++, text += strlen (text) + 1)
    {
      sgn_layout_set_cell_text (layout, i, text, row->style);
      g_assert_cmpfloat (sgn_layout_text_width (layout), <=,
                         layout->widths[i] - 2 * sgn_layout_padding (layout) + TOLERANCE);
      g_assert_cmpfloat (sgn_layout_text_height (layout), <=, row->height + TOLERANCE);
      if (sgn_sheet_get_column (layout->sheet, i)->kind == SGN_COLUMN_TEXT)
        check_breaks (layout, text, layout->widths[i] - 2 * sgn_layout_padding (layout),
                      row->style);
    }
}

static void
check_group (SgnSheetLayout *layout, guint index)
{
  const SgnLayoutGroup *group = &g_array_index (layout->groups, SgnLayoutGroup, index);
  double width = 0;

  for (guint i = 0; i < group->last; i++)
    if (i < layout->n_labels || i >= group->first)
      width += layout->widths[i];
  g_assert_cmpfloat_with_epsilon (width, layout->width, 0.5);
}

/* What follows the table stands right below it, or at the top of a page. */
static void
check_pieces (SgnSheetLayout *layout, const SgnLayoutPage *page, guint n_rows, double table_end)
{
  double end = table_end + 8;

  for (guint i = 0; page->pieces != NULL && i < page->pieces->len; i++)
    {
      const SgnLayoutPiece *piece = &g_array_index (page->pieces, SgnLayoutPiece, i);

      g_assert_cmpfloat (piece->y, >=, i == 0 ? table_end - TOLERANCE : end - TOLERANCE);
      g_assert_cmpfloat (piece->y, <=, end + TOLERANCE);
      g_assert_cmpfloat (piece->y, <, layout->top + layout->height);
      if (piece->kind == SGN_LAYOUT_SIGNATURES)
        g_assert_true (n_rows > 0 || i > 0);
      if (piece->kind != SGN_LAYOUT_NOTE_LINES)
        break;
      end = piece->y + piece->n_lines * sgn_layout_note_line_height (layout);
    }
}

/* Between the last row of one page and the first of the next. */
static void
check_parting (Checker *self, SgnLayoutRow *const *rows, guint n_rows)
{
  if (self->last != NULL)
    {
      g_assert_false (rows[0]->together);
      if (self->last->style == SGN_ROW_STYLE_GROUP)
        g_assert_cmpint (rows[0]->style, ==, SGN_ROW_STYLE_GROUP);
    }
  g_clear_pointer (&self->last, g_rc_box_release);
  self->last = g_rc_box_acquire (rows[n_rows - 1]);
}

static gboolean
check_page (SgnSheetLayout *layout, const SgnLayoutPage *page, SgnLayoutRow *const *rows,
            guint n_rows, gpointer user_data, GError **error)
{
  Checker *self = user_data;
  double y = layout->top + (page->front ? layout->front_height : 0);

  g_assert_cmpuint (page->number, ==, ++self->counts.n_pages);
  g_assert_cmpint (page->front, ==, page->number == 1);
  y += page->table ? layout->heading_height : 0;
  for (guint i = 0; i < n_rows; i++)
    {
      y += rows[i]->height;
      if (page->group == 0)
        check_row (layout, rows[i]);
    }
  g_assert_cmpfloat (y, <=, layout->top + layout->height + TOLERANCE);
  check_group (layout, page->group);
  check_pieces (layout, page, n_rows, y);
  if (page->group == 0)
    {
      self->counts.n_rows += n_rows;
      self->band_rows = n_rows;
      if (n_rows > 0)
        check_parting (self, rows, n_rows);
    }
  else
    g_assert_cmpuint (n_rows, ==, self->band_rows);
  return TRUE;
}

PageCounts
check_pages (SgnSheet *sheet)
{
  g_autoptr (SgnSheetLayout) layout = sgn_layout_new (sheet);
  Checker self = { { 0 } };
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_layout_run (layout, check_page, &self, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&self.last, g_rc_box_release);
  self.counts.n_groups = layout->groups->len;
  self.counts.size = layout->size;
  return self.counts;
}
