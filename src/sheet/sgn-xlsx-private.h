#pragma once

#include <xlsxwriter.h>

#include "sheet/sgn-sheet-private.h"

G_BEGIN_DECLS

#define SGN_XLSX_FONT "Times New Roman"
#define SGN_XLSX_BODY_SIZE 12.0
#define SGN_XLSX_CODE_SIZE 9.0
#define SGN_XLSX_MAX_TEXTS 16

typedef struct
{
  double size;
  gboolean bold;
  gboolean italic;
  int align; /* LXW_ALIGN_… */
} SgnXlsxText;

/* How the texts of a column stand. */
typedef enum
{
  SGN_XLSX_PLAIN,
  SGN_XLSX_WRAPPED,
  SGN_XLSX_CENTRED,
} SgnXlsxAlign;

/* A workbook being written. */
typedef struct
{
  SgnSheet *sheet;
  lxw_workbook *workbook;
  lxw_worksheet *worksheet;
  const char *name;        /* of the worksheet */
  lxw_error code;          /* the first one that was not good */
  guint n_columns;
  double *widths;          /* in characters, by column */
  lxw_row_t row;           /* the next one to be written */
  lxw_row_t first_row;     /* of the table's body */
  lxw_row_t heading_row;
  lxw_format *formats[SGN_COLUMN_DATE + 1][SGN_ROW_STYLE_ITALIC + 1][10][SGN_XLSX_CENTRED + 1];
  lxw_format *heading;
  lxw_format *codes;
  struct
  {
    const SgnXlsxText *style;
    lxw_format *format;
  } texts[SGN_XLSX_MAX_TEXTS]; /* of the lines around the table */
} SgnXlsx;

/** sgn_xlsx_note: keeps the first code that is not LXW_NO_ERROR */
void sgn_xlsx_note (SgnXlsx *self, lxw_error code);

/** sgn_xlsx_text_format: for texts outside the table; @style is a constant, its format is made once */
lxw_format *sgn_xlsx_text_format (SgnXlsx *self, const SgnXlsxText *style);

/** sgn_xlsx_cell_format: for the cells of the table; made once each */
lxw_format *sgn_xlsx_cell_format (SgnXlsx *self, SgnColumnKind kind, SgnRowStyle style, guint decimals,
                                  SgnXlsxAlign align);

/** sgn_xlsx_get_align: how the texts of a column stand: numbers and codes in narrow ones are centred */
SgnXlsxAlign sgn_xlsx_get_align (const SgnSheetColumn *column);
lxw_format *sgn_xlsx_heading_format (SgnXlsx *self);
/** sgn_xlsx_code_format: of the line of column numbers below the headings */
lxw_format *sgn_xlsx_code_format (SgnXlsx *self);

/** sgn_xlsx_get_number: Returns: what a kept row's cell is written as */
double sgn_xlsx_get_number (SgnXlsx *self, guint row, guint column);

/** sgn_xlsx_count_lines: Returns: how many lines @text takes in @width characters of the sheet */
guint sgn_xlsx_count_lines (const char *text, double width, double size, gboolean bold);

/** sgn_xlsx_line_height: Returns: points for a row of so many lines */
double sgn_xlsx_line_height (guint lines, double size);

/** sgn_xlsx_sum_widths: Returns: the width of columns @first to @last */
double sgn_xlsx_sum_widths (SgnXlsx *self, guint first, guint last);

/** sgn_xlsx_write_across: a text over some columns of the present row */
void sgn_xlsx_write_across (SgnXlsx *self, guint first, guint last, const char *text, lxw_format *format);

/* The parts of the page, from the top down; each moves `row` on. */
void sgn_xlsx_write_letterhead (SgnXlsx *self);
void sgn_xlsx_write_title (SgnXlsx *self);
void sgn_xlsx_write_heading (SgnXlsx *self);
void sgn_xlsx_write_notes (SgnXlsx *self);
void sgn_xlsx_write_signatures (SgnXlsx *self);
void sgn_xlsx_write_charts (SgnXlsx *self);

G_END_DECLS
