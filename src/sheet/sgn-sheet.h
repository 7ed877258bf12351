#pragma once

#include <gio/gio.h>

#include "base/sgn-money.h"

G_BEGIN_DECLS

/* The neutral sheet: what an appendix or an exported list *is*, before any writer makes paper or a file of it. Rows
 * are filled once and then only read. Texts on it are in the language of the paper (Vietnamese). */
#define SGN_TYPE_SHEET (sgn_sheet_get_type ())
G_DECLARE_FINAL_TYPE (SgnSheet, sgn_sheet, SGN, SHEET, GObject)

typedef enum
{
  SGN_COLUMN_TEXT,    /* IDs and codes too: never a number in a file */
  SGN_COLUMN_INTEGER,
  SGN_COLUMN_YEAR,    /* an integer that is never grouped */
  SGN_COLUMN_DECIMAL, /* real */
  SGN_COLUMN_MONEY,   /* exact dong inside, shown in the sheet's money unit */
  SGN_COLUMN_PERCENT, /* real, 0.437 is 43,7 % */
  SGN_COLUMN_DATE,    /* ISO text; partial dates stay text in a file */
} SgnColumnKind;

typedef enum
{
  SGN_ROW_STYLE_NORMAL,
  SGN_ROW_STYLE_TOTAL,  /* bold */
  SGN_ROW_STYLE_GROUP,  /* bold: a project */
  SGN_ROW_STYLE_ITALIC, /* "of which" rows */
} SgnRowStyle;

typedef enum
{
  SGN_PAPER_A4,
  SGN_PAPER_A3,
} SgnPaper;

typedef struct
{
  char *key;
  char **heading;      /* from the top level down: {"Kinh phí", "Tổng số", NULL}; equal neighbours merge */
  SgnColumnKind kind;
  guint decimals;      /* of decimals and percents */
  double width;        /* in characters */
  gboolean wrap;
  char *code;          /* (nullable) "A", "4=3/1*100": the line of numbers many official forms have below their headings */
} SgnSheetColumn;

/* How a figure follows from others on the sheet; a file stores it as a formula beside its value. */
typedef enum
{
  SGN_FORMULA_NONE,
  SGN_FORMULA_SUM_ROWS,    /* the same column of rows `refs` */
  SGN_FORMULA_SUM_COLUMNS, /* columns `refs` of the same row */
  SGN_FORMULA_DIFFERENCE,  /* column refs[0] less refs[1] (…) of the same row */
  SGN_FORMULA_RATIO,       /* column refs[0] by refs[1] of the same row; empty where that is 0 */
  SGN_FORMULA_BALANCE,     /* columns refs of the same row, added or taken off by their signs */
} SgnFormulaKind;

typedef struct
{
  SgnFormulaKind kind;
  guint n_refs;
  guint *refs;
  gint8 *signs; /* of BALANCE: 1 or -1, one for each of refs; NULL for others */
} SgnFormula;

typedef struct
{
  gboolean empty;
  gint64 integer;     /* INTEGER, MONEY (exact dong) */
  double real;        /* DECIMAL, PERCENT */
  char *text;         /* TEXT, DATE (ISO); for others NULL: made by the writer through sgn_sheet_cell_text() */
  gint64 shown;       /* MONEY: in steps of the sheet's money step, after rounding so that parts add up */
  gboolean nudged;    /* MONEY: shown differs from plain rounding */
  SgnFormula formula;
  char *record_type;  /* (nullable) the records behind the figure … */
  GArray *records;    /* (nullable) … of gint64 ids */
} SgnSheetCell;

typedef struct
{
  char *key;          /* "1.1" */
  guint level;        /* 0: total, 1: project … */
  SgnRowStyle style;
  int parent;         /* index of the row this one is a part of; -1: none */
  gboolean together;  /* stands on one page with the row before it, as the lines of one unit do */
  SgnSheetCell *cells;/* one a column */
} SgnSheetRow;

typedef enum
{
  SGN_CHART_COLUMNS,
  SGN_CHART_LINES,
} SgnChartKind;

typedef struct
{
  SgnChartKind kind;
  char *title;
  guint category_column;
  GArray *series;     /* of guint: columns */
  guint level;        /* only rows of this level */
  gboolean secondary_last; /* the last series on its own axis (a rate) */
} SgnSheetChart;

SgnSheet *sgn_sheet_new (const char *id, const char *title);

const char *sgn_sheet_get_id (SgnSheet *self);
const char *sgn_sheet_get_title (SgnSheet *self);

/* Texts around the table, each (nullable): "parent-body", "issuing-body" (letterhead, left), "form" ("Biểu số 01"),
 * "subtitle" (under the title), "attached" ("(Kèm theo Kế hoạch số …)"), "place-date", "signer-left", "signer-right",
 * "author", "subject", "code" (the line that tells one print from another). */
void sgn_sheet_set_text (SgnSheet *self, const char *what, const char *text);
const char *sgn_sheet_get_text (SgnSheet *self, const char *what);

void sgn_sheet_set_money_unit (SgnSheet *self, SgnMoneyUnit unit);
SgnMoneyUnit sgn_sheet_get_money_unit (SgnSheet *self);
/** sgn_sheet_money_step: dong per shown step: the unit itself; for tỷ a thousandth of it (three decimals) */
gint64 sgn_sheet_money_step (SgnSheet *self);
guint sgn_sheet_money_decimals (SgnSheet *self);

void sgn_sheet_set_paper (SgnSheet *self, SgnPaper paper, gboolean landscape);
SgnPaper sgn_sheet_get_paper (SgnSheet *self, gboolean *landscape);

/* Parameters it was made with, for files and JSON, in order. */
void sgn_sheet_add_parameter (SgnSheet *self, const char *name, const char *value);
guint sgn_sheet_n_parameters (SgnSheet *self);
const char *sgn_sheet_get_parameter (SgnSheet *self, guint index, const char **value);

/** sgn_sheet_add_column: Returns: its index. All columns come before the first row. @heading is copied. */
guint sgn_sheet_add_column (SgnSheet *self, const char *key, const char *const *heading, SgnColumnKind kind, double width);
guint sgn_sheet_n_columns (SgnSheet *self);
SgnSheetColumn *sgn_sheet_get_column (SgnSheet *self, guint column);
/** sgn_sheet_find_column: Returns: -1 if there is none */
int sgn_sheet_find_column (SgnSheet *self, const char *key);
guint sgn_sheet_n_heading_levels (SgnSheet *self);

/** sgn_sheet_add_row: Returns: its index; all cells empty */
guint sgn_sheet_add_row (SgnSheet *self, const char *key, guint level, SgnRowStyle style, int parent);
guint sgn_sheet_n_rows (SgnSheet *self);
SgnSheetRow *sgn_sheet_get_row (SgnSheet *self, guint row);
SgnSheetCell *sgn_sheet_get_cell (SgnSheet *self, guint row, guint column);

void sgn_sheet_set_cell_text (SgnSheet *self, guint row, guint column, const char *text);
void sgn_sheet_set_cell_integer (SgnSheet *self, guint row, guint column, gint64 value);
void sgn_sheet_set_cell_money (SgnSheet *self, guint row, guint column, gint64 dong);
void sgn_sheet_set_cell_real (SgnSheet *self, guint row, guint column, double value);
/** sgn_sheet_set_cell_formula: @refs is copied */
void sgn_sheet_set_cell_formula (SgnSheet *self, guint row, guint column, SgnFormulaKind kind, const guint *refs, guint n_refs);
/** sgn_sheet_set_cell_balance: a SGN_FORMULA_BALANCE; @refs and @signs are copied */
void sgn_sheet_set_cell_balance (SgnSheet *self, guint row, guint column, const guint *refs, const gint8 *signs, guint n_refs);
/** sgn_sheet_add_cell_record: one more record behind the figure */
void sgn_sheet_add_cell_record (SgnSheet *self, guint row, guint column, const char *record_type, gint64 id);

/**
 * sgn_sheet_round_money:
 *
 * Fills `shown` and `nudged` of every money cell: top-level figures are rounded plainly, the parts of each figure (rows with
 * that parent; columns of a SUM_COLUMNS formula) so that they add up to it. Adds a note naming every nudged figure. To be called once,
 * when all figures and formulas are in.
 */
void sgn_sheet_round_money (SgnSheet *self);

/** sgn_sheet_cell_text: Returns: (transfer full): what a reader sees: "114.929", "43,7%", "15/03/2023"; "" for empty */
char *sgn_sheet_cell_text (SgnSheet *self, guint row, guint column);

void sgn_sheet_add_note (SgnSheet *self, const char *note);
guint sgn_sheet_n_notes (SgnSheet *self);
const char *sgn_sheet_get_note (SgnSheet *self, guint index);

/** sgn_sheet_add_chart: (transfer full) */
void sgn_sheet_add_chart (SgnSheet *self, SgnSheetChart *chart);
guint sgn_sheet_n_charts (SgnSheet *self);
const SgnSheetChart *sgn_sheet_get_chart (SgnSheet *self, guint index);

/**
 * SgnSheetRowSource:
 * @cells: one a column, zeroed; the function fills them; texts are freed by the caller
 * @cancellable: (nullable): of the writer: stops a row that takes long, as the first of a sorted list
 *
 * Long lists are not kept in memory: their rows come one by one from a source, for a writer, once.
 * Returns: TRUE with a row, FALSE at the end or with @error set
 */
typedef gboolean (*SgnSheetRowSource) (SgnSheet *sheet, SgnSheetCell *cells, gpointer user_data, GCancellable *cancellable,
                                       GError **error);
void sgn_sheet_set_row_source (SgnSheet *self, SgnSheetRowSource source, gpointer user_data, GDestroyNotify destroy);
SgnSheetRowSource sgn_sheet_get_row_source (SgnSheet *self, gpointer *user_data);
/** sgn_sheet_set_source_style: for a row source: the style of the row it is about to give; the next one is normal again */
void sgn_sheet_set_source_style (SgnSheet *self, SgnRowStyle style);
/** sgn_sheet_take_source_style: for who reads a row source: the style of the row it gave */
SgnRowStyle sgn_sheet_take_source_style (SgnSheet *self);

G_END_DECLS
