#pragma once

#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

/* Sheets that several tests write. */

/** new_plan_sheet: a small plan with two heading levels, subtotals, a rate, notes and a chart */
SgnSheet *new_plan_sheet (void);

/** new_list_sheet: @n_rows streamed rows, a column of each kind */
SgnSheet *new_list_sheet (guint n_rows);

G_END_DECLS
