#define G_LOG_DOMAIN "sgn-sheet"

#include "config.h"

#include "sheet/sgn-layout-private.h"

#include <math.h>
#include <string.h>

#define PADDING_ACROSS 4.0 /* beside letters of the body's size; less beside smaller ones */
#define PADDING 2.5
#define LINE 0.5
#define POINTS_PER_CHARACTER 5.25 /* of a column's width, as a spreadsheet counts */
#define NARROW 8                  /* columns of numbers and codes are centred */
#define USUAL_SIZE 11.0           /* of a table; texts around it are larger */
#define LEAST_SIZE 8.0            /* smaller letters are not read */
#define GOOD_SIZE 10.0            /* before letters get smaller, columns wrap more */
#define SIZE_STEP 0.5
#define CODE_SIZE 0.8   /* of the column numbers, by that of the table */
#define SQUEEZE 0.7     /* a wrapped column may lose so much before letters get smaller */
#define LONGEST_WORD 90 /* longer ones are broken */
#define LONGEST_CODE 54
#define MAX_LABELS 3
#define AIRY 1.4        /* a column of figures, by what its figures take */
#define SURE 1.02       /* of an estimated width */
#define HEADING_LINES 3 /* taller headings leave a page few rows */

/* How wide a column would be with letters of the body's size, and how narrow it may get. */
typedef struct
{
  double natural;
  double least;
  double widest;  /* of its texts, on one line */
  double heading; /* wide enough for a heading of few lines */
} Wish;

double
sgn_layout_padding (SgnSheetLayout *self)
{
  return PADDING_ACROSS * self->size / SGN_LAYOUT_BODY_SIZE;
}

static gboolean
is_text (const SgnSheetColumn *column)
{
  return column->kind == SGN_COLUMN_TEXT || column->kind == SGN_COLUMN_DATE;
}

static SgnLayoutStyle
make_style (double size, SgnRowStyle style, PangoAlignment align)
{
  SgnLayoutStyle made = { size, style == SGN_ROW_STYLE_TOTAL || style == SGN_ROW_STYLE_GROUP,
                          style == SGN_ROW_STYLE_ITALIC, align };

  return made;
}

static PangoAlignment
get_align (const SgnSheetColumn *column)
{
  if (column->kind == SGN_COLUMN_DATE
      || (column->kind == SGN_COLUMN_TEXT && !column->wrap && column->width <= NARROW))
    return PANGO_ALIGN_CENTER;
  return column->kind == SGN_COLUMN_TEXT ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT;
}

static double
measure_longest_word (SgnSheetLayout *self, const char *text, const SgnLayoutStyle *style)
{
  double longest = 0;

  for (const char *c = text; *c != '\0';)
    {
      gsize length = strcspn (c, " \n");

      if (length > 0)
        longest = MAX (longest, sgn_layout_estimate (self, c, length, style));
      c += length;
      c += *c != '\0' ? 1 : 0;
    }
  return longest;
}

/* --- how wide the columns want to be --- */

static void
add_row_to_wishes (SgnSheetLayout *self, const SgnLayoutRow *row, Wish *wishes)
{
  const SgnLayoutStyle style = make_style (SGN_LAYOUT_BODY_SIZE, row->style, PANGO_ALIGN_LEFT);
  const char *text = row->texts;

  for (guint i = 0; i < self->n_columns; i++, text += strlen (text) + 1)
    {
      const SgnSheetColumn *column = sgn_sheet_get_column (self->sheet, i);
      double width, wanted;

      if (*text == '\0')
        continue;
      width = sgn_layout_estimate (self, text, strlen (text), &style) * SURE;
      wanted = is_text (column)
                   ? MIN (measure_longest_word (self, text, &style), LONGEST_WORD) * SURE
                   : width;
      wishes[i].least = MAX (wishes[i].least, wanted);
      wishes[i].widest = MAX (wishes[i].widest, width);
    }
}

static void
add_heading_to_wish (SgnSheetLayout *self, guint index, Wish *wish)
{
  const SgnLayoutStyle bold = { SGN_LAYOUT_BODY_SIZE, TRUE, FALSE, PANGO_ALIGN_CENTER };
  const SgnLayoutStyle small
      = { SGN_LAYOUT_BODY_SIZE * CODE_SIZE, FALSE, TRUE, PANGO_ALIGN_CENTER };
  const SgnSheetColumn *column = sgn_sheet_get_column (self->sheet, index);
  guint n = g_strv_length (column->heading);
  double word = 0, code = 0;

  /* The levels above it are shared with its neighbours. */
  if (n > 0)
    {
      const char *text = column->heading[n - 1];

      word = measure_longest_word (self, text, &bold) * SURE;
      wish->heading = sgn_layout_estimate (self, text, strlen (text), &bold) / HEADING_LINES;
    }
  if (column->code != NULL)
    code = measure_longest_word (self, column->code, &small) * SURE;
  wish->least = MAX (wish->least, MAX (MIN (word, LONGEST_WORD), MIN (code, LONGEST_CODE)));
}

/* A column need not be as wide as it is said to be, but a heading is not made a tower for that. */
static void
fit_to_contents (const SgnSheetColumn *column, gboolean list, Wish *wish)
{
  double heading = wish->heading + 2 * PADDING_ACROSS;

  /* Room beside figures is nothing but white; texts wrap less for it. */
  if (!is_text (column))
    wish->natural = MIN (wish->natural, MAX (wish->least * AIRY, heading));
  /* The columns of a list are not made for what is in them: some are empty. */
  else if (list)
    wish->natural = MIN (wish->natural, MAX (wish->widest + 2 * PADDING_ACROSS, heading));
}

static Wish *
collect_wishes (SgnSheetLayout *self, GPtrArray *rows)
{
  Wish *wishes = g_new0 (Wish, self->n_columns);
  gboolean list = sgn_sheet_get_row_source (self->sheet, NULL) != NULL;

  for (guint i = 0; i < rows->len; i++)
    add_row_to_wishes (self, rows->pdata[i], wishes);
  for (guint i = 0; i < self->n_columns; i++)
    {
      const SgnSheetColumn *column = sgn_sheet_get_column (self->sheet, i);

      add_heading_to_wish (self, i, &wishes[i]);
      wishes[i].least += 2 * PADDING_ACROSS;
      wishes[i].natural = MAX (column->width, 4) * POINTS_PER_CHARACTER;
      if (rows->len > 0)
        fit_to_contents (column, list, &wishes[i]);
      wishes[i].natural = MAX (wishes[i].natural, wishes[i].least);
    }
  return wishes;
}

/* --- how wide they get --- */

static double
get_squeezed (SgnSheetLayout *self, const Wish *wish, guint column, double squeeze)
{
  gboolean may = sgn_sheet_get_column (self->sheet, column)->kind == SGN_COLUMN_TEXT;

  return MAX (wish->least, wish->natural * (may ? squeeze : MIN (squeeze, SQUEEZE)));
}

static double
sum_squeezed (SgnSheetLayout *self, const Wish *wishes, guint first, guint last, double squeeze)
{
  double sum = 0;

  for (guint i = first; i < last; i++)
    sum += get_squeezed (self, &wishes[i], i, squeeze);
  return sum;
}

/* How much of what is left over a column takes: those of mere numbers and codes stay narrow. */
static double
get_appetite (SgnSheetLayout *self, const Wish *wish, guint column)
{
  const SgnSheetColumn *info = sgn_sheet_get_column (self->sheet, column);

  return info->kind == SGN_COLUMN_TEXT && info->width <= NARROW ? 0 : wish->natural;
}

/* Columns @first to @last in @room: first what each needs, then what each wants, then the rest. */
static void
share_room (SgnSheetLayout *self, const Wish *wishes, guint first, guint last, double room)
{
  double scale = self->size / SGN_LAYOUT_BODY_SIZE;
  double needed = sum_squeezed (self, wishes, first, last, 0) * scale;
  double wanted = 0, appetite = 0;
  double part, rest;

  for (guint i = first; i < last; i++)
    {
      wanted += wishes[i].natural * scale;
      appetite += get_appetite (self, &wishes[i], i);
    }
  part = wanted > needed ? CLAMP ((room - needed) / (wanted - needed), 0, 1) : 0;
  rest = room - needed - part * (wanted - needed);
  for (guint i = first; i < last; i++)
    {
      double least = get_squeezed (self, &wishes[i], i, 0) * scale;
      double width = least + part * (wishes[i].natural * scale - least);

      if (room < needed)
        width *= room / needed;
      else if (appetite > 0)
        width += rest * get_appetite (self, &wishes[i], i) / appetite;
      else
        width += rest / (last - first);
      self->widths[i] = width;
    }
}

static void
add_group (SgnSheetLayout *self, guint first, guint last)
{
  SgnLayoutGroup group = { first, last };

  g_array_append_val (self->groups, group);
}

/* Everything on one page: with smaller letters as long as they read well, then with more lines a
 * cell, then with the smallest letters. */
static gboolean
fit_side_by_side (SgnSheetLayout *self, const Wish *wishes)
{
  for (self->size = USUAL_SIZE; self->size >= LEAST_SIZE; self->size -= SIZE_STEP)
    {
      double squeeze = self->size > GOOD_SIZE ? 1 : self->size > LEAST_SIZE ? SQUEEZE : 0;

      if (sum_squeezed (self, wishes, 0, self->n_columns, squeeze) * self->size
              / SGN_LAYOUT_BODY_SIZE
          > self->width)
        continue;
      share_room (self, wishes, 0, self->n_columns, self->width);
      add_group (self, 0, self->n_columns);
      return TRUE;
    }
  return FALSE;
}

/* The columns that say what a row is about: up to the first that is not just a number. */
static guint
count_labels (SgnSheetLayout *self)
{
  guint n = 0;

  while (n < MIN (MAX_LABELS, self->n_columns - 1))
    if (sgn_sheet_get_column (self->sheet, n++)->width > NARROW)
      break;
  return n;
}

static void
split_columns (SgnSheetLayout *self, const Wish *wishes)
{
  double scale = GOOD_SIZE / SGN_LAYOUT_BODY_SIZE;
  double labels;
  guint last;

  self->size = GOOD_SIZE;
  self->n_labels = count_labels (self);
  labels = MIN (sum_squeezed (self, wishes, 0, self->n_labels, SQUEEZE) * scale, self->width / 2);
  share_room (self, wishes, 0, self->n_labels, labels);
  for (guint first = self->n_labels; first < self->n_columns; first = last)
    {
      double room = self->width - labels;
      double used = 0;

      for (last = first; last < self->n_columns; last++)
        {
          used += get_squeezed (self, &wishes[last], last, SQUEEZE) * scale;
          if (used > room && last > first)
            break;
        }
      share_room (self, wishes, first, last, room);
      add_group (self, first, last);
    }
}

/* --- headings --- */

typedef struct
{
  guint first, last;   /* columns */
  guint level, bottom; /* levels */
  double x, width;
} HeadingCell;

typedef void (*HeadingFunc) (SgnSheetLayout *self, const HeadingCell *cell, gpointer user_data);

static double
sum_widths (SgnSheetLayout *self, guint first, guint last)
{
  double sum = 0;

  for (guint i = first; i <= last; i++)
    sum += self->widths[i];
  return sum;
}

/* Headings merge among columns that stand side by side. */
static double
visit_heading_run (SgnSheetLayout *self, guint first, guint end, guint level, double x,
                   HeadingFunc func, gpointer user_data)
{
  guint n_levels = sgn_sheet_n_heading_levels (self->sheet);
  HeadingCell cell = { .level = level, .x = x };

  for (cell.first = first; cell.first < end; cell.first = cell.last + 1, cell.x += cell.width)
    {
      guint depth = g_strv_length (sgn_sheet_get_column (self->sheet, cell.first)->heading);

      cell.last = cell.first;
      while (cell.last + 1 < end
             && sgn_sheet_share_heading (self->sheet, cell.first, cell.last + 1, level))
        cell.last++;
      cell.width = sum_widths (self, cell.first, cell.last);
      cell.bottom = level + 1 == depth ? n_levels - 1 : level;
      if (level < depth)
        func (self, &cell, user_data);
    }
  return cell.x;
}

/* The column numbers: one more level, never merged. */
static void
visit_codes (SgnSheetLayout *self, const SgnLayoutGroup *columns, HeadingFunc func,
             gpointer user_data)
{
  guint level = sgn_sheet_n_heading_levels (self->sheet);
  HeadingCell cell = { .level = level, .bottom = level, .x = self->left };

  for (guint i = 0; i < columns->last; i++)
    {
      if (i >= self->n_labels && i < columns->first)
        continue;
      cell.first = cell.last = i;
      cell.width = self->widths[i];
      func (self, &cell, user_data);
      cell.x += cell.width;
    }
}

static void
visit_heading (SgnSheetLayout *self, guint group, HeadingFunc func, gpointer user_data)
{
  const SgnLayoutGroup *columns = &g_array_index (self->groups, SgnLayoutGroup, group);

  for (guint level = 0; level < sgn_sheet_n_heading_levels (self->sheet); level++)
    {
      double x = visit_heading_run (self, 0, self->n_labels, level, self->left, func, user_data);

      visit_heading_run (self, columns->first, columns->last, level, x, func, user_data);
    }
  if (sgn_sheet_has_codes (self->sheet))
    visit_codes (self, columns, func, user_data);
}

static double
sum_levels (SgnSheetLayout *self, guint first, guint last)
{
  double sum = 0;

  for (guint i = first; i <= last; i++)
    sum += self->level_heights[i];
  return sum;
}

static void
set_heading_text (SgnSheetLayout *self, const HeadingCell *cell)
{
  const SgnSheetColumn *column = sgn_sheet_get_column (self->sheet, cell->first);
  gboolean code = cell->level == sgn_sheet_n_heading_levels (self->sheet);
  const SgnLayoutStyle style
      = { self->size * (code ? CODE_SIZE : 1), !code, code, PANGO_ALIGN_CENTER };
  const char *text = !code                  ? column->heading[cell->level]
                     : column->code != NULL ? column->code
                                            : "";

  sgn_layout_set_text (self, text, &style, cell->width - 2 * sgn_layout_padding (self));
}

/* A heading over several levels makes the lowest of them higher where it has to. */
static void
measure_heading_cell (SgnSheetLayout *self, const HeadingCell *cell, gpointer user_data)
{
  double there = sum_levels (self, cell->level, cell->bottom);
  double needed;

  set_heading_text (self, cell);
  needed = sgn_layout_text_height (self) + 2 * PADDING;
  if (needed > there)
    self->level_heights[cell->bottom] += needed - there;
}

static void
draw_heading_cell (SgnSheetLayout *self, const HeadingCell *cell, gpointer user_data)
{
  cairo_t *cr = user_data;
  double height = sum_levels (self, cell->level, cell->bottom);
  double y = cell->level > 0 ? sum_levels (self, 0, cell->level - 1) : 0;

  cairo_rectangle (cr, cell->x, y, cell->width, height);
  cairo_stroke (cr);
  set_heading_text (self, cell);
  sgn_layout_show_text (self, cr, cell->x + sgn_layout_padding (self),
                        y + (height - sgn_layout_text_height (self)) / 2);
}

static void
measure_heading (SgnSheetLayout *self)
{
  guint n = sgn_sheet_n_heading_levels (self->sheet);

  self->level_heights = g_new0 (double, n + 1);
  for (guint group = 0; group < self->groups->len; group++)
    visit_heading (self, group, measure_heading_cell, NULL);
  self->heading_height = sum_levels (self, 0, n);
}

void
sgn_layout_fit_columns (SgnSheetLayout *self, GPtrArray *rows)
{
  g_autofree Wish *wishes = collect_wishes (self, rows);

  self->widths = g_new0 (double, self->n_columns);
  if (!fit_side_by_side (self, wishes))
    split_columns (self, wishes);
  measure_heading (self);
}

/* --- rows --- */

SgnLayoutRow *
sgn_layout_row_new (SgnSheetLayout *self, const SgnSheetRow *row, gboolean streamed)
{
  g_autoptr (GString) texts = g_string_sized_new (128);
  SgnLayoutRow *made;

  for (guint i = 0; i < self->n_columns; i++)
    {
      g_autofree char *text = sgn_sheet_format_cell (self->sheet, i, &row->cells[i], streamed);

      g_string_append (texts, g_strdelimit (g_strchomp (text), "\t\r", ' '));
      g_string_append_c (texts, '\0');
    }
  made = g_rc_box_alloc (sizeof *made + texts->len);
  made->height = 0;
  made->style = row->style;
  made->level = row->level;
  made->together = row->together;
  memcpy (made->texts, texts->str, texts->len);
  return made;
}

void
sgn_layout_set_cell_text (SgnSheetLayout *self, guint column, const char *text,
                          SgnRowStyle row_style)
{
  const SgnSheetColumn *info = sgn_sheet_get_column (self->sheet, column);
  SgnLayoutStyle style = make_style (self->size, row_style, get_align (info));
  double room = self->widths[column] - 2 * sgn_layout_padding (self);
  double width;

  if (info->kind == SGN_COLUMN_TEXT)
    {
      sgn_layout_set_text (self, text, &style, room);
      return;
    }
  width = sgn_layout_measure (self, text, &style);
  style.size *= room / width * 0.99;
  if (width > room)
    sgn_layout_set_text (self, text, &style, -1);
}

/* Most cells are one line, which need not be laid out to know it. */
static double
measure_cell (SgnSheetLayout *self, guint column, const char *text, SgnRowStyle row_style,
              double line)
{
  const SgnSheetColumn *info = sgn_sheet_get_column (self->sheet, column);
  const SgnLayoutStyle style = make_style (self->size, row_style, get_align (info));
  gsize length = strlen (text);

  if (info->kind != SGN_COLUMN_TEXT)
    return line;
  if (memchr (text, '\n', length) == NULL
      && sgn_layout_estimate (self, text, length, &style) * SURE
             <= self->widths[column] - 2 * sgn_layout_padding (self))
    return line;
  sgn_layout_set_cell_text (self, column, text, row_style);
  return sgn_layout_text_height (self);
}

void
sgn_layout_row_measure (SgnSheetLayout *self, SgnLayoutRow *row)
{
  const SgnLayoutStyle style = make_style (self->size, row->style, PANGO_ALIGN_LEFT);
  double line = sgn_layout_line_height (self, &style);
  const char *text = row->texts;

  row->height = line;
  for (guint i = 0; i < self->n_columns; i++, text += strlen (text) + 1)
    row->height = MAX (row->height, measure_cell (self, i, text, row->style, line));
  row->height += 2 * PADDING;
}

/* How much of the text at hand, in bytes, goes into @height: whole lines. */
static gsize
cut_text (SgnSheetLayout *self, double height)
{
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (self->text);
  int bottom;

  do
    {
      pango_layout_iter_get_line_yrange (iter, NULL, &bottom);
      if ((double)bottom / PANGO_SCALE - self->slack > height)
        return (gsize)pango_layout_iter_get_line_readonly (iter)->start_index;
    }
  while (pango_layout_iter_next_line (iter));
  return strlen (pango_layout_get_text (self->text));
}

/* The part of a row that goes into @height; @rest becomes what is left of its texts. */
static SgnLayoutRow *
take_part (SgnSheetLayout *self, const SgnLayoutRow *row, const char **rest, double height)
{
  g_autoptr (GString) texts = g_string_new (NULL);
  SgnLayoutRow *part;

  for (guint i = 0; i < self->n_columns; i++)
    {
      g_autofree char *taken = NULL;
      gsize length;

      sgn_layout_set_cell_text (self, i, rest[i], row->style);
      length = cut_text (self, height - 2 * PADDING);
      taken = g_strndup (rest[i], length);
      g_string_append (texts, g_strchomp (taken));
      g_string_append_c (texts, '\0');
      rest[i] += length;
    }
  part = g_rc_box_alloc (sizeof *part + texts->len);
  part->style = row->style;
  part->level = row->level;
  part->together = FALSE;
  memcpy (part->texts, texts->str, texts->len);
  sgn_layout_row_measure (self, part);
  return part;
}

GPtrArray *
sgn_layout_row_split (SgnSheetLayout *self, const SgnLayoutRow *row, double first, double height)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_rc_box_release);
  g_autofree const char **rest = g_new0 (const char *, self->n_columns);
  const char *text = row->texts;
  gboolean more = TRUE;

  for (guint i = 0; i < self->n_columns; i++, text += strlen (text) + 1)
    rest[i] = text;
  while (more)
    {
      g_ptr_array_add (parts, take_part (self, row, rest, parts->len == 0 ? first : height));
      more = FALSE;
      for (guint i = 0; i < self->n_columns; i++)
        more = more || *rest[i] != '\0';
    }
  return parts;
}

static void
draw_cell (SgnSheetLayout *self, cairo_t *cr, guint column, const char *text,
           const SgnLayoutRow *row, double x, double y)
{
  const SgnSheetColumn *info = sgn_sheet_get_column (self->sheet, column);
  double width = self->widths[column];

  sgn_layout_set_cell_text (self, column, text, row->style);
  /* Texts are aligned by their layout; what has one line, here. */
  if (info->kind == SGN_COLUMN_TEXT)
    x += sgn_layout_padding (self);
  else if (info->kind == SGN_COLUMN_DATE)
    x += (width - sgn_layout_text_width (self)) / 2;
  else
    x += width - sgn_layout_padding (self) - sgn_layout_text_width (self);
  sgn_layout_show_text (self, cr, x, y + (row->height - sgn_layout_text_height (self)) / 2);
}

static void
draw_row (SgnSheetLayout *self, cairo_t *cr, const SgnLayoutGroup *group, double y,
          const SgnLayoutRow *row)
{
  const char *text = row->texts;
  double x = self->left;

  for (guint i = 0; i < group->last; i++, text += strlen (text) + 1)
    {
      if (i >= self->n_labels && i < group->first)
        continue;
      if (*text != '\0')
        draw_cell (self, cr, i, text, row, x, y);
      x += self->widths[i];
    }
}

static double
draw_grid (SgnSheetLayout *self, cairo_t *cr, const SgnLayoutGroup *group, double top,
           SgnLayoutRow *const *rows, guint n_rows)
{
  double bottom = top;
  double x = self->left;

  for (guint i = 0; i < n_rows; i++)
    bottom += rows[i]->height;
  for (guint i = 0; i <= group->last; i++)
    {
      if (i >= self->n_labels && i < group->first)
        continue;
      cairo_move_to (cr, x, top);
      cairo_line_to (cr, x, bottom);
      x += i < group->last ? self->widths[i] : 0;
    }
  for (guint i = 0; i < n_rows; i++)
    {
      top += rows[i]->height;
      cairo_move_to (cr, self->left, top);
      cairo_line_to (cr, x, top);
    }
  cairo_stroke (cr);
  return bottom;
}

double
sgn_layout_draw_table (SgnSheetLayout *self, cairo_t *cr, guint group, double y,
                       SgnLayoutRow *const *rows, guint n_rows)
{
  const SgnLayoutGroup *columns = &g_array_index (self->groups, SgnLayoutGroup, group);
  double end;

  cairo_set_line_width (cr, LINE);
  cairo_save (cr);
  cairo_translate (cr, 0, y);
  visit_heading (self, group, draw_heading_cell, cr);
  cairo_restore (cr);
  y += self->heading_height;
  end = draw_grid (self, cr, columns, y, rows, n_rows);
  for (guint i = 0; i < n_rows; i++)
    {
      draw_row (self, cr, columns, y, rows[i]);
      y += rows[i]->height;
    }
  return end;
}
