#include "config.h"

#include "page-checks.h"

#include "sheet/sgn-layout-private.h"

#include <string.h>

#define TOLERANCE 0.01

typedef struct
{
  PageCounts counts;
  guint band_rows;
} Checker;

static void
check_row (SgnSheetLayout *layout, const SgnLayoutRow *row)
{
  const char *text = row->texts;

  for (guint i = 0; i < layout->n_columns; i++, text += strlen (text) + 1)
    {
      sgn_layout_set_cell_text (layout, i, text, row->style);
      g_assert_cmpfloat (sgn_layout_text_width (layout), <=,
                         layout->widths[i] - 2 * SGN_LAYOUT_PADDING + TOLERANCE);
      g_assert_cmpfloat (sgn_layout_text_height (layout), <=, row->height + TOLERANCE);
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

static void
check_pieces (SgnSheetLayout *layout, const SgnLayoutPage *page, double table_end)
{
  for (guint i = 0; page->pieces != NULL && i < page->pieces->len; i++)
    {
      const SgnLayoutPiece *piece = &g_array_index (page->pieces, SgnLayoutPiece, i);

      g_assert_cmpfloat (piece->y, >=, table_end - TOLERANCE);
      g_assert_cmpfloat (piece->y, <, layout->top + layout->height);
    }
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
  check_pieces (layout, page, y);
  if (page->group == 0)
    {
      self->counts.n_rows += n_rows;
      self->band_rows = n_rows;
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
  self.counts.n_groups = layout->groups->len;
  self.counts.size = layout->size;
  return self.counts;
}
