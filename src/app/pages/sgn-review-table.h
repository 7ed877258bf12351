#pragma once

#include <gtk/gtk.h>

#include "app/pages/sgn-review-row.h"
#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

/* A table of figures: columns from descriptions, rows that may unfold, figures that open their records. What is shown can be
 * exported and printed. Emits "figure" (SgnReviewRow *, guint column) for a clicked figure, "activated" (SgnReviewRow *) for Enter or a
 * double click, "selected" when another row is chosen. */
#define SGN_TYPE_REVIEW_TABLE (sgn_review_table_get_type ())
G_DECLARE_FINAL_TYPE (SgnReviewTable, sgn_review_table, SGN, REVIEW_TABLE, GtkWidget)

typedef enum
{
  SGN_REVIEW_NAME,    /* texts[index]; the column that unfolds */
  SGN_REVIEW_PERSON,  /* texts[index], sorted as people are: by the given name */
  SGN_REVIEW_TEXT,    /* texts[index]; with `of` sorted by numbers[of]: days */
  SGN_REVIEW_NUMBER,  /* numbers[index] */
  SGN_REVIEW_FIGURE,  /* numbers[index], a button */
  SGN_REVIEW_SHARE,   /* numbers[index] of numbers[of], a bar with its figure */
  SGN_REVIEW_VERDICT, /* texts[index], coloured by numbers[of]: 0 good, 1 attention, 2 bad */
} SgnReviewColumnKind;

typedef struct
{
  const char *title; /* N_(); NULL ends the list */
  const char *paper; /* the heading on paper, which is in Vietnamese whatever the interface speaks */
  SgnReviewColumnKind kind;
  guint index, of;
  int width;           /* 0: takes what is left */
  const char *tooltip; /* (nullable) N_(): of the figure */
} SgnReviewColumn;

/** sgn_review_table_set_columns: once; @tree: rows may have parts. Any column sorts: a total stays first, parts stay below theirs */
void sgn_review_table_set_columns (SgnReviewTable *self, const SgnReviewColumn *columns, gboolean tree);

/** sgn_review_table_set_rows: (element-type SgnReviewRow): what was unfolded and selected stays so, by id */
void sgn_review_table_set_rows (SgnReviewTable *self, GListModel *rows);

/** sgn_review_table_get_selected: Returns: (transfer none) (nullable) */
SgnReviewRow *sgn_review_table_get_selected (SgnReviewTable *self);
/** sgn_review_table_select: the first row with that id, unfolding what is above it. FALSE: there is none */
gboolean sgn_review_table_select (SgnReviewTable *self, gint64 id);
/** sgn_review_table_has_focus: whether the keyboard is in it */
gboolean sgn_review_table_has_focus (SgnReviewTable *self);

/** sgn_review_table_make_sheet: Returns: (transfer full): what is shown, unfolded as it is */
SgnSheet *sgn_review_table_make_sheet (SgnReviewTable *self, const char *id, const char *title, const char *subtitle);

G_END_DECLS
