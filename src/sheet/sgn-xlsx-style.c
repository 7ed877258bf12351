#define G_LOG_DOMAIN "sgn-sheet"

#include "config.h"

#include "sheet/sgn-xlsx-private.h"

#include <math.h>

/* A column's width counts digits of Excel's default font, 5.25 points wide; letters of Times take
 * about half their size, capitals two thirds. */
#define POINTS_PER_CHARACTER 5.25
#define LINE_BY_SIZE 1.2
#define NARROW 8 /* columns of numbers and codes are centred */

void
sgn_xlsx_note (SgnXlsx *self, lxw_error code)
{
  if (code != LXW_NO_ERROR && self->code == LXW_NO_ERROR)
    {
      g_debug ("libxlsxwriter: %s (row %u)", lxw_strerror (code), (guint)self->row);
      self->code = code;
    }
}

static lxw_format *
new_format (SgnXlsx *self, double size, gboolean bold, gboolean italic)
{
  lxw_format *format = workbook_add_format (self->workbook);

  format_set_font_name (format, SGN_XLSX_FONT);
  format_set_font_size (format, size);
  if (bold)
    format_set_bold (format);
  if (italic)
    format_set_italic (format);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  return format;
}

lxw_format *
sgn_xlsx_text_format (SgnXlsx *self, const SgnXlsxText *style)
{
  guint i = 0;

  while (i + 1 < SGN_XLSX_MAX_TEXTS && self->texts[i].style != NULL
         && self->texts[i].style != style)
    i++;
  if (self->texts[i].style != style)
    {
      self->texts[i].style = style;
      self->texts[i].format = new_format (self, style->size, style->bold, style->italic);
      format_set_align (self->texts[i].format, (guint8)style->align);
      format_set_text_wrap (self->texts[i].format);
    }
  return self->texts[i].format;
}

static void
set_number_format (lxw_format *format, SgnColumnKind kind, guint decimals)
{
  g_autofree char *zeros = g_strnfill (decimals, '0');
  g_autofree char *code = NULL;

  switch (kind)
    {
    case SGN_COLUMN_INTEGER:
    case SGN_COLUMN_MONEY:
    case SGN_COLUMN_DECIMAL:
      code = g_strconcat ("#,##0", decimals > 0 ? "." : "", zeros, NULL);
      break;
    case SGN_COLUMN_YEAR:
      code = g_strdup ("0");
      break;
    case SGN_COLUMN_PERCENT:
      code = g_strconcat ("0", decimals > 0 ? "." : "", zeros, "%", NULL);
      break;
    case SGN_COLUMN_DATE:
      code = g_strdup ("dd/mm/yyyy");
      break;
    case SGN_COLUMN_TEXT:
    default:
      code = g_strdup ("@");
      break;
    }
  format_set_num_format (format, code);
}

SgnXlsxAlign
sgn_xlsx_get_align (const SgnSheetColumn *column)
{
  return column->wrap              ? SGN_XLSX_WRAPPED
         : column->width <= NARROW ? SGN_XLSX_CENTRED
                                   : SGN_XLSX_PLAIN;
}

lxw_format *
sgn_xlsx_cell_format (SgnXlsx *self, SgnColumnKind kind, SgnRowStyle style, guint decimals,
                      SgnXlsxAlign align)
{
  lxw_format **cached = &self->formats[kind][style][MIN (decimals, 9)][align];
  gboolean bold = style == SGN_ROW_STYLE_TOTAL || style == SGN_ROW_STYLE_GROUP;

  if (*cached != NULL)
    return *cached;
  *cached = new_format (self, SGN_XLSX_BODY_SIZE, bold, style == SGN_ROW_STYLE_ITALIC);
  set_number_format (*cached, kind, decimals);
  format_set_border (*cached, LXW_BORDER_THIN);
  if (kind == SGN_COLUMN_DATE || (kind == SGN_COLUMN_TEXT && align == SGN_XLSX_CENTRED))
    format_set_align (*cached, LXW_ALIGN_CENTER);
  else
    format_set_align (*cached, kind == SGN_COLUMN_TEXT ? LXW_ALIGN_LEFT : LXW_ALIGN_RIGHT);
  if (kind == SGN_COLUMN_TEXT && align != SGN_XLSX_CENTRED)
    format_set_indent (*cached, 1);
  if (align == SGN_XLSX_WRAPPED)
    format_set_text_wrap (*cached);
  return *cached;
}

lxw_format *
sgn_xlsx_heading_format (SgnXlsx *self)
{
  if (self->heading == NULL)
    {
      self->heading = new_format (self, SGN_XLSX_BODY_SIZE, TRUE, FALSE);
      format_set_border (self->heading, LXW_BORDER_THIN);
      format_set_align (self->heading, LXW_ALIGN_CENTER);
      format_set_text_wrap (self->heading);
    }
  return self->heading;
}

lxw_format *
sgn_xlsx_code_format (SgnXlsx *self)
{
  if (self->codes == NULL)
    {
      self->codes = new_format (self, SGN_XLSX_CODE_SIZE, FALSE, TRUE);
      format_set_border (self->codes, LXW_BORDER_THIN);
      format_set_align (self->codes, LXW_ALIGN_CENTER);
      format_set_text_wrap (self->codes);
    }
  return self->codes;
}

/* In the units of a column's width. */
static double
measure_letter (gunichar letter, double size, gboolean bold)
{
  double share = g_unichar_isupper (letter) ? 0.70 : letter == ' ' ? 0.25 : 0.47;

  return size * share * (bold ? 1.06 : 1.0) / POINTS_PER_CHARACTER;
}

/* Where a text stands while it is broken into lines. */
typedef struct
{
  guint lines;
  double used; /* of the line at hand, without the word at hand and the space before it */
  double word;
} Breaker;

static void
end_word (Breaker *self, double width, double space)
{
  if (self->used > 0 && self->used + space + self->word > width)
    {
      self->lines++;
      self->used = 0;
    }
  self->used += (self->used > 0 ? space : 0) + self->word;
  self->word = 0;
  for (; self->used > width; self->used -= width)
    self->lines++;
}

guint
sgn_xlsx_count_lines (const char *text, double width, double size, gboolean bold)
{
  double space = measure_letter (' ', size, bold);
  double room = MAX (width - 1, 1);
  Breaker breaker = { 1, 0, 0 };

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (*c != ' ' && *c != '\n')
      breaker.word += measure_letter (g_utf8_get_char (c), size, bold);
    else
      {
        end_word (&breaker, room, space);
        if (*c != '\n')
          continue;
        breaker.lines++;
        breaker.used = 0;
      }
  end_word (&breaker, room, space);
  return breaker.lines;
}

double
sgn_xlsx_line_height (guint lines, double size)
{
  return lines * size * LINE_BY_SIZE + 4;
}

double
sgn_xlsx_sum_widths (SgnXlsx *self, guint first, guint last)
{
  double sum = 0;

  for (guint i = first; i <= last && i < self->n_columns; i++)
    sum += self->widths[i];
  return sum;
}

void
sgn_xlsx_write_across (SgnXlsx *self, guint first, guint last, const char *text, lxw_format *format)
{
  if (first == last)
    sgn_xlsx_note (self, worksheet_write_string (self->worksheet, self->row, (lxw_col_t)first, text,
                                                 format));
  else
    sgn_xlsx_note (self, worksheet_merge_range (self->worksheet, self->row, (lxw_col_t)first,
                                                self->row, (lxw_col_t)last, text, format));
}
