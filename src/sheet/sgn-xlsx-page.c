#define G_LOG_DOMAIN "sgn-sheet"

#include "config.h"

#include "sheet/sgn-xlsx-private.h"

#include <stdlib.h>

/* What stands around the table, after Nghị định 30/2020/NĐ-CP, Phụ lục I. */

static const SgnXlsxText body_above = { 12, FALSE, FALSE, LXW_ALIGN_CENTER };
static const SgnXlsxText body_issuing = { 12, TRUE, FALSE, LXW_ALIGN_CENTER };
static const SgnXlsxText country = { 12, TRUE, FALSE, LXW_ALIGN_CENTER };
static const SgnXlsxText motto = { 13, TRUE, FALSE, LXW_ALIGN_CENTER };
static const SgnXlsxText rule = { 6, TRUE, FALSE, LXW_ALIGN_CENTER };
static const SgnXlsxText form_line = { 14, TRUE, FALSE, LXW_ALIGN_CENTER };
static const SgnXlsxText title_line = { 14, TRUE, FALSE, LXW_ALIGN_CENTER };
static const SgnXlsxText subtitle_line = { 13, TRUE, FALSE, LXW_ALIGN_CENTER };
static const SgnXlsxText attached_line = { 13, FALSE, TRUE, LXW_ALIGN_CENTER };
static const SgnXlsxText unit_line = { 12, FALSE, TRUE, LXW_ALIGN_RIGHT };
static const SgnXlsxText note_line = { 12, FALSE, TRUE, LXW_ALIGN_LEFT };
static const SgnXlsxText place_line = { 13, FALSE, TRUE, LXW_ALIGN_CENTER };
static const SgnXlsxText signer_line = { 13, TRUE, FALSE, LXW_ALIGN_CENTER };

/* As long as the motto; and two fifths of a body's name. */
#define MOTTO_RULE "────────────────────────────────────"
#define BODY_RULE "────────────────"

static void
set_height (SgnXlsx *self, guint lines, double size)
{
  sgn_xlsx_note (self, worksheet_set_row (self->worksheet, self->row,
                                          sgn_xlsx_line_height (lines, size), NULL));
}

/* Two texts side by side, each over its half of the page. */
static void
write_pair (SgnXlsx *self, guint split, const char *left, const SgnXlsxText *left_style,
            const char *right, const SgnXlsxText *right_style)
{
  double left_width = sgn_xlsx_sum_widths (self, 0, split);
  double right_width = sgn_xlsx_sum_widths (self, split + 1, self->n_columns - 1);
  guint lines = 1;

  if (left != NULL)
    {
      lines = sgn_xlsx_count_lines (left, left_width, left_style->size, left_style->bold);
      sgn_xlsx_write_across (self, 0, split, left, sgn_xlsx_text_format (self, left_style));
    }
  if (right != NULL)
    {
      lines = MAX (lines,
                   sgn_xlsx_count_lines (right, right_width, right_style->size, right_style->bold));
      sgn_xlsx_write_across (self, split + 1, self->n_columns - 1, right,
                             sgn_xlsx_text_format (self, right_style));
    }
  set_height (self, lines, MAX (left_style->size, right_style->size));
  self->row++;
}

/* The last column of the left half: about two fifths of the page. */
static guint
find_split (SgnXlsx *self)
{
  double whole = sgn_xlsx_sum_widths (self, 0, self->n_columns - 1);
  double best_off = G_MAXDOUBLE;
  guint best = 0;

  for (guint i = 0; i + 1 < self->n_columns; i++)
    {
      double off = ABS (sgn_xlsx_sum_widths (self, 0, i) - 0.42 * whole);

      if (off < best_off)
        {
          best_off = off;
          best = i;
        }
    }
  return best;
}

void
sgn_xlsx_write_letterhead (SgnXlsx *self)
{
  const char *parent = sgn_sheet_get_text (self->sheet, "parent-body");
  const char *issuing = sgn_sheet_get_text (self->sheet, "issuing-body");
  g_autofree char *upper_parent = NULL;
  g_autofree char *upper_issuing = NULL;
  guint split = find_split (self);

  if (issuing == NULL || self->n_columns < 2)
    return;
  upper_parent = parent != NULL ? g_utf8_strup (parent, -1) : NULL;
  upper_issuing = g_utf8_strup (issuing, -1);
  if (parent != NULL)
    {
      write_pair (self, split, upper_parent, &body_above, SGN_SHEET_COUNTRY, &country);
      write_pair (self, split, upper_issuing, &body_issuing, SGN_SHEET_MOTTO, &motto);
      write_pair (self, split, BODY_RULE, &rule, MOTTO_RULE, &rule);
    }
  else
    {
      write_pair (self, split, upper_issuing, &body_issuing, SGN_SHEET_COUNTRY, &country);
      write_pair (self, split, NULL, &rule, SGN_SHEET_MOTTO, &motto);
      write_pair (self, split, NULL, &rule, MOTTO_RULE, &rule);
    }
  self->row++;
}

static void
write_line (SgnXlsx *self, const char *text, const SgnXlsxText *style)
{
  double width = sgn_xlsx_sum_widths (self, 0, self->n_columns - 1);

  set_height (self, sgn_xlsx_count_lines (text, width, style->size, style->bold), style->size);
  sgn_xlsx_write_across (self, 0, self->n_columns - 1, text, sgn_xlsx_text_format (self, style));
  self->row++;
}

static void
write_text (SgnXlsx *self, const char *what, const SgnXlsxText *style)
{
  const char *text = sgn_sheet_get_text (self->sheet, what);

  if (text != NULL)
    write_line (self, text, style);
}

void
sgn_xlsx_write_title (SgnXlsx *self)
{
  g_autofree char *title = g_utf8_strup (sgn_sheet_get_title (self->sheet), -1);
  g_autofree char *unit = sgn_sheet_unit_line (self->sheet);

  write_text (self, "form", &form_line);
  write_line (self, title, &title_line);
  write_text (self, "subtitle", &subtitle_line);
  write_text (self, "attached", &attached_line);
  if (unit != NULL)
    write_line (self, unit, &unit_line);
  else
    self->row++;
}

static guint
count_levels (SgnXlsx *self, guint column)
{
  return g_strv_length (sgn_sheet_get_column (self->sheet, column)->heading);
}

static void
write_heading_blank (SgnXlsx *self, guint column)
{
  sgn_xlsx_note (self, worksheet_write_blank (self->worksheet, self->row, (lxw_col_t)column,
                                              sgn_xlsx_heading_format (self)));
}

/* The library merges by writing all cells at once, but those of a long list are written row by row:
 * here they are only said to be one. */
static void
merge_heading (SgnXlsx *self, guint first, guint last, guint n_rows)
{
  lxw_merged_range *range = calloc (1, sizeof *range);

  if (range == NULL)
    {
      sgn_xlsx_note (self, LXW_ERROR_MEMORY_MALLOC_FAILED);
      return;
    }
  range->first_row = self->row;
  range->last_row = self->row + n_rows - 1;
  range->first_col = (lxw_col_t)first;
  range->last_col = (lxw_col_t)last;
  STAILQ_INSERT_TAIL (self->worksheet->merged_ranges, range, list_pointers);
  self->worksheet->merged_range_count++;
}

/* The upper row of a heading; it goes down to level @bottom. */
static void
write_heading_cell (SgnXlsx *self, guint first, guint last, guint level, guint bottom, guint *lines)
{
  const char *text = sgn_sheet_get_column (self->sheet, first)->heading[level];
  guint needed = sgn_xlsx_count_lines (text, sgn_xlsx_sum_widths (self, first, last),
                                       SGN_XLSX_BODY_SIZE, TRUE);
  guint rows = bottom - level + 1;

  for (guint i = level; i <= bottom; i++)
    lines[i] = MAX (lines[i], (needed + rows - 1) / rows);
  sgn_xlsx_note (self, worksheet_write_string (self->worksheet, self->row, (lxw_col_t)first, text,
                                               sgn_xlsx_heading_format (self)));
  for (guint i = first + 1; i <= last; i++)
    write_heading_blank (self, i);
  if (first < last || level < bottom)
    merge_heading (self, first, last, rows);
}

static void
write_heading_level (SgnXlsx *self, guint level, guint n_levels, guint *lines)
{
  guint last;

  for (guint first = 0; first < self->n_columns; first = last + 1)
    {
      guint depth = count_levels (self, first);

      last = first;
      if (level >= depth)
        {
          write_heading_blank (self, first);
          continue;
        }
      while (last + 1 < self->n_columns
             && sgn_sheet_share_heading (self->sheet, first, last + 1, level))
        last++;
      write_heading_cell (self, first, last, level, level + 1 == depth ? n_levels - 1 : level,
                          lines);
    }
}

/* The line of column numbers many official forms have below their headings. */
static void
write_codes (SgnXlsx *self)
{
  lxw_format *format = sgn_xlsx_code_format (self);
  guint lines = 1;

  if (!sgn_sheet_has_codes (self->sheet))
    return;
  for (guint i = 0; i < self->n_columns; i++)
    {
      const char *code = sgn_sheet_get_column (self->sheet, i)->code;

      lines = MAX (lines, sgn_xlsx_count_lines (code != NULL ? code : "", self->widths[i],
                                                SGN_XLSX_CODE_SIZE, FALSE));
      sgn_xlsx_note (self, worksheet_write_string (self->worksheet, self->row, (lxw_col_t)i, code,
                                                   format));
    }
  set_height (self, lines, SGN_XLSX_CODE_SIZE + 1);
  self->row++;
}

void
sgn_xlsx_write_heading (SgnXlsx *self)
{
  guint n_levels = sgn_sheet_n_heading_levels (self->sheet);
  g_autofree guint *lines = g_new0 (guint, n_levels);

  self->heading_row = self->row;
  for (guint level = 0; level < n_levels; level++)
    {
      write_heading_level (self, level, n_levels, lines);
      set_height (self, MAX (lines[level], 1), SGN_XLSX_BODY_SIZE + 2);
      self->row++;
    }
  write_codes (self);
  self->first_row = self->row;
}

/* The heading shares the row of the first note, so that no page ends with it. */
void
sgn_xlsx_write_notes (SgnXlsx *self)
{
  self->row += sgn_sheet_n_notes (self->sheet) > 0 ? 1 : 0;
  for (guint i = 0; i < sgn_sheet_n_notes (self->sheet); i++)
    {
      g_autofree char *note
          = g_strconcat (i == 0 ? "Ghi chú:\n- " : "- ", sgn_sheet_get_note (self->sheet, i), NULL);

      write_line (self, note, &note_line);
    }
}

void
sgn_xlsx_write_signatures (SgnXlsx *self)
{
  const char *place = sgn_sheet_get_text (self->sheet, "place-date");
  const char *left = sgn_sheet_get_text (self->sheet, "signer-left");
  const char *right = sgn_sheet_get_text (self->sheet, "signer-right");
  guint split = find_split (self);

  if ((place == NULL && left == NULL && right == NULL) || self->n_columns < 2)
    return;
  self->row++;
  if (place != NULL)
    write_pair (self, split, NULL, &place_line, place, &place_line);
  if (left != NULL || right != NULL)
    write_pair (self, split, left, &signer_line, right, &signer_line);
}
