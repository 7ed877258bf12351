#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What an SgnEntryGrid shows and edits: rows of cells of text. The grid knows nothing of what they
 * mean; the model parses, judges and keeps what was typed. */
#define SGN_TYPE_GRID_MODEL (sgn_grid_model_get_type ())
G_DECLARE_INTERFACE (SgnGridModel, sgn_grid_model, SGN, GRID_MODEL, GObject)

typedef enum
{
  SGN_GRID_TEXT,
  SGN_GRID_NUMBER, /* right-aligned, tabular figures, summed when selected */
  SGN_GRID_CHOICE, /* edited with a list of suggestions */
} SgnGridColumnKind;

typedef struct
{
  const char *title; /* with the unit of measure; borrowed from the model */
  SgnGridColumnKind kind;
  guint width; /* in characters, to begin with */
  gboolean expand;
  gboolean editable;
} SgnGridColumn;

typedef enum
{
  SGN_GRID_ROW_ENTRY,
  SGN_GRID_ROW_SECTION, /* a heading within the rows; not edited */
  SGN_GRID_ROW_TOTAL,
} SgnGridRowKind;

typedef enum
{
  SGN_GRID_OK,
  SGN_GRID_WARNING, /* taken, but somebody should look */
  SGN_GRID_ERROR,   /* not taken: the text stays for correction */
} SgnGridVerdict;

typedef struct
{
  char *text; /* owned; what is shown, edited and copied */
  gboolean editable;
  SgnGridVerdict verdict;
  char *message; /* owned (nullable): a sentence about the verdict */
} SgnGridCell;

void sgn_grid_cell_clear (SgnGridCell *cell);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnGridCell, sgn_grid_cell_clear)

/* A text that was not taken: it stays in its cell, with the reason, until it is corrected. */
typedef struct
{
  char *text; /* owned (nullable): none */
  char *why;  /* owned */
} SgnGridRefusal;

void sgn_grid_refusal_keep (SgnGridRefusal *self, const char *text, const char *why);
void sgn_grid_refusal_clear (SgnGridRefusal *self);
/** sgn_grid_refusal_show: Returns: whether there is one, which a zeroed @cell then shows */
gboolean sgn_grid_refusal_show (const SgnGridRefusal *self, SgnGridCell *cell);

/* Emits "rows-changed" (guint position, guint removed, guint added): as GListModel::items-changed;
 * as many removed as added means that the same rows show something else. Emits "columns-changed"
 * when titles, kinds or their number changed. */
struct _SgnGridModelInterface
{
  GTypeInterface parent;

  guint (*get_n_rows) (SgnGridModel *self);
  guint (*get_n_columns) (SgnGridModel *self);
  const SgnGridColumn *(*get_column) (SgnGridModel *self, guint column);
  void (*get_cell) (SgnGridModel *self, guint row, guint column, SgnGridCell *cell);

  /* Optional from here on. */
  SgnGridRowKind (*get_row_kind) (SgnGridModel *self, guint row);
  SgnGridVerdict (*get_row_verdict) (SgnGridModel *self, guint row, char **message);
  gboolean (*can_add) (SgnGridModel *self);
  SgnGridVerdict (*set_text) (SgnGridModel *self, guint row, guint column, const char *text,
                              char **message);
  void (*revert) (SgnGridModel *self, guint row, guint column);
  gboolean (*insert_row) (SgnGridModel *self, guint before);
  gboolean (*remove_rows) (SgnGridModel *self, guint first, guint n, GError **error);
  void (*begin_batch) (SgnGridModel *self, const char *name);
  gboolean (*commit_batch) (SgnGridModel *self, GError **error);
  void (*leave_row) (SgnGridModel *self, guint row);
  char **(*complete) (SgnGridModel *self, guint row, guint column, const char *text);
  gboolean (*get_number) (SgnGridModel *self, guint row, guint column, gint64 *number);
  char *(*format_number) (SgnGridModel *self, guint column, gint64 number);
};

guint sgn_grid_model_get_n_rows (SgnGridModel *self);
guint sgn_grid_model_get_n_columns (SgnGridModel *self);
/** sgn_grid_model_get_column: (transfer none) */
const SgnGridColumn *sgn_grid_model_get_column (SgnGridModel *self, guint column);
/** sgn_grid_model_get_cell: fills a zeroed @cell; the caller clears it */
void sgn_grid_model_get_cell (SgnGridModel *self, guint row, guint column, SgnGridCell *cell);
SgnGridRowKind sgn_grid_model_get_row_kind (SgnGridModel *self, guint row);
/** sgn_grid_model_get_row_verdict: @message: (out) (nullable) (transfer full): what is to be said of the whole row */
SgnGridVerdict sgn_grid_model_get_row_verdict (SgnGridModel *self, guint row, char **message);
/** sgn_grid_model_can_add: whether the grid offers a blank row at the end */
gboolean sgn_grid_model_can_add (SgnGridModel *self);
/**
 * sgn_grid_model_set_text:
 * @row: one past the last makes a new row, which keeps the text whatever the verdict
 * @message: (out) (nullable) (transfer full): the sentence that goes with a warning or an error
 *
 * Returns: whether the text was taken; after SGN_GRID_ERROR the cell shows it as it was typed
 */
SgnGridVerdict sgn_grid_model_set_text (SgnGridModel *self, guint row, guint column,
                                        const char *text, char **message);
/** sgn_grid_model_revert: drops a text that was not taken: the cell shows its value again */
void sgn_grid_model_revert (SgnGridModel *self, guint row, guint column);
/** sgn_grid_model_insert_row: a blank row before @before */
gboolean sgn_grid_model_insert_row (SgnGridModel *self, guint before);
gboolean sgn_grid_model_remove_rows (SgnGridModel *self, guint first, guint n, GError **error);
/** sgn_grid_model_begin_batch: the texts set from now on make one change called @name */
void sgn_grid_model_begin_batch (SgnGridModel *self, const char *name);
gboolean sgn_grid_model_commit_batch (SgnGridModel *self, GError **error);
/** sgn_grid_model_leave_row: the focus left the row: what is complete may be saved */
void sgn_grid_model_leave_row (SgnGridModel *self, guint row);
/** sgn_grid_model_complete: Returns: (transfer full) (nullable): what @text may stand for, best first */
char **sgn_grid_model_complete (SgnGridModel *self, guint row, guint column, const char *text);
/** sgn_grid_model_get_number: the exact number of a cell, in steps only format_number() knows */
gboolean sgn_grid_model_get_number (SgnGridModel *self, guint row, guint column, gint64 *number);
char *sgn_grid_model_format_number (SgnGridModel *self, guint column, gint64 number);

/** sgn_grid_model_rows_changed, sgn_grid_model_columns_changed: for implementations */
void sgn_grid_model_rows_changed (SgnGridModel *self, guint position, guint removed, guint added);
void sgn_grid_model_columns_changed (SgnGridModel *self);

G_END_DECLS
