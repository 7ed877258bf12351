#pragma once

#include <pango/pangocairo.h>

#include "sheet/sgn-sheet-private.h"

G_BEGIN_DECLS

/* A sheet laid out on paper. Everything is in points; one layout is used by one thread at a time. */

#define SGN_LAYOUT_BODY_SIZE 12.0

typedef struct
{
  double size;
  gboolean bold;
  gboolean italic;
  PangoAlignment align;
} SgnLayoutStyle;

/* Columns that stand on one page beside the labels. */
typedef struct
{
  guint first;
  guint last; /* the first that does not */
} SgnLayoutGroup;

/* A row as it stands on paper: counted references. */
typedef struct
{
  double height;
  SgnRowStyle style;
  guint level;
  gboolean together; /* with the row before it */
  char texts[]; /* one a column, each with its NUL */
} SgnLayoutRow;

typedef enum
{
  SGN_LAYOUT_NOTE_LINES,
  SGN_LAYOUT_SIGNATURES,
  SGN_LAYOUT_CHART,
} SgnLayoutPieceKind;

/* What follows the table. */
typedef struct
{
  SgnLayoutPieceKind kind;
  guint index;      /* of the note or chart */
  guint first_line; /* of the note: a long one may go on overleaf */
  guint n_lines;
  double y;
} SgnLayoutPiece;

typedef struct
{
  guint number; /* from 1 */
  guint group;
  gboolean front; /* letterhead and title */
  gboolean table; /* its heading, and rows */
  GArray *pieces; /* (nullable) of SgnLayoutPiece */
} SgnLayoutPage;

typedef struct
{
  SgnSheet *sheet; /* borrowed */
  double page_width, page_height;
  double left, top, width, height; /* inside the margins */

  PangoContext *context;
  PangoLayout *text; /* the one text being measured or drawn */
  PangoFontDescription *font;
  double line;  /* from one line to the next, and */
  double loose; /* what the face has above and below more than that, at size 1 */
  double slack; /* the same of the text at hand */
  GHashTable *advances[4]; /* of gunichar to width at size 1, by bold and italic */

  guint n_columns;
  guint n_labels; /* repeated where the columns do not stand side by side */
  double size;    /* of the table's letters */
  double *widths;
  GArray *groups; /* of SgnLayoutGroup */
  double *level_heights;
  double heading_height;
  double front_height;
} SgnSheetLayout;

/* --- sgn-layout.c: the paper and the order of things on it --- */

SgnSheetLayout *sgn_layout_new (SgnSheet *sheet);
/** sgn_layout_copy: of one whose columns are known, with letters of its own for another thread */
SgnSheetLayout *sgn_layout_copy (const SgnSheetLayout *self);
void sgn_layout_free (SgnSheetLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnSheetLayout, sgn_layout_free)

/** sgn_layout_draw_page: @rows: those of the page */
void sgn_layout_draw_page (SgnSheetLayout *self, cairo_t *cr, const SgnLayoutPage *page,
                           SgnLayoutRow *const *rows, guint n_rows);

/* --- sgn-layout-flow.c: which row comes on which page --- */

/** SgnLayoutSink: takes one page; @page and @rows are gone after the call, rows may be referenced */
typedef gboolean (*SgnLayoutSink) (SgnSheetLayout *layout, const SgnLayoutPage *page, SgnLayoutRow *const *rows,
                                   guint n_rows, gpointer user_data, GError **error);

/** sgn_layout_run: lays out the whole sheet, page by page; reads the row source */
gboolean sgn_layout_run (SgnSheetLayout *self, SgnLayoutSink sink, gpointer user_data, GCancellable *cancellable,
                         GError **error);

/* --- sgn-layout-text.c: letters --- */

void sgn_layout_init_text (SgnSheetLayout *self);
void sgn_layout_clear_text (SgnSheetLayout *self);

/** sgn_layout_set_text: lays out the one text at hand; @width: where lines break; negative: one line */
void sgn_layout_set_text (SgnSheetLayout *self, const char *text, const SgnLayoutStyle *style, double width);

/** sgn_layout_text_height, sgn_layout_text_width: of the text at hand */
double sgn_layout_text_height (SgnSheetLayout *self);
double sgn_layout_text_width (SgnSheetLayout *self);
void sgn_layout_show_text (SgnSheetLayout *self, cairo_t *cr, double x, double y);

/** sgn_layout_measure: Returns: the width of a text on one line, which becomes the text at hand */
double sgn_layout_measure (SgnSheetLayout *self, const char *text, const SgnLayoutStyle *style);

/** sgn_layout_line_height: from one line to the next, whatever the face */
double sgn_layout_line_height (SgnSheetLayout *self, const SgnLayoutStyle *style);

/** sgn_layout_estimate: Returns: how wide @length bytes of @text are on one line, quickly; within two per cent */
double sgn_layout_estimate (SgnSheetLayout *self, const char *text, gsize length, const SgnLayoutStyle *style);

/** sgn_layout_draw_text: Returns: its height; @cr (nullable): only measures */
double sgn_layout_draw_text (SgnSheetLayout *self, cairo_t *cr, const char *text, const SgnLayoutStyle *style,
                             double x, double y, double width);

/* --- sgn-layout-table.c: columns, headings, rows --- */

/** sgn_layout_fit_columns: widths, size of letters, groups and heights of headings, from the rows at hand */
void sgn_layout_fit_columns (SgnSheetLayout *self, GPtrArray *rows);

/** sgn_layout_padding: left and right in a cell */
double sgn_layout_padding (SgnSheetLayout *self);

SgnLayoutRow *sgn_layout_row_new (SgnSheetLayout *self, const SgnSheetRow *row, gboolean streamed);

/** sgn_layout_row_measure: sets its height */
void sgn_layout_row_measure (SgnSheetLayout *self, SgnLayoutRow *row);

/** sgn_layout_set_cell_text: a cell's text as the text at hand; a figure wider than its column gets smaller, it is never broken */
void sgn_layout_set_cell_text (SgnSheetLayout *self, guint column, const char *text, SgnRowStyle row_style);

/** sgn_layout_row_split: (transfer full) (element-type SgnLayoutRow): a row that is too tall as several, cut between lines: the first
 * no taller than @first, the others than @height */
GPtrArray *sgn_layout_row_split (SgnSheetLayout *self, const SgnLayoutRow *row, double first, double height);

/** sgn_layout_draw_table: headings and rows from @y down; Returns: where it ends */
double sgn_layout_draw_table (SgnSheetLayout *self, cairo_t *cr, guint group, double y, SgnLayoutRow *const *rows,
                              guint n_rows);

/* --- sgn-layout-around.c: what stands above and below the table --- */

/** sgn_layout_draw_front: letterhead, title, unit; Returns: where it ends; @cr (nullable): only measures */
double sgn_layout_draw_front (SgnSheetLayout *self, cairo_t *cr, double y);

/** sgn_layout_draw_margins: the page's number and the code of the print */
void sgn_layout_draw_margins (SgnSheetLayout *self, cairo_t *cr, guint number);

guint sgn_layout_note_lines (SgnSheetLayout *self, guint note);
double sgn_layout_note_line_height (SgnSheetLayout *self);
void sgn_layout_draw_note (SgnSheetLayout *self, cairo_t *cr, const SgnLayoutPiece *piece);

/** sgn_layout_draw_signatures: Returns: its height, 0: nobody signs; @cr (nullable): only measures */
double sgn_layout_draw_signatures (SgnSheetLayout *self, cairo_t *cr, double y);

/* --- sgn-layout-chart.c --- */

/** sgn_layout_chart_height: 0: it has no figures */
double sgn_layout_chart_height (SgnSheetLayout *self, guint chart);
void sgn_layout_draw_chart (SgnSheetLayout *self, cairo_t *cr, guint chart, double y);

G_END_DECLS
