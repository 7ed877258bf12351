#pragma once

#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

/* Sheets that several tests write. */

/** new_plan_sheet: a small plan with two heading levels, subtotals, a rate, notes and a chart */
SgnSheet *new_plan_sheet (void);

/** new_list_sheet: @n_rows streamed rows, a column of each kind, two of them under one heading */
SgnSheet *new_list_sheet (guint n_rows);

/** new_wide_sheet: figures under merged headings, more than go side by side */
SgnSheet *new_wide_sheet (guint n_columns, guint n_rows);

/** new_tall_sheet: one cell of @n_words words, numbered, between two short rows */
SgnSheet *new_tall_sheet (guint n_words);

G_END_DECLS
