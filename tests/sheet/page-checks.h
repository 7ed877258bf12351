#pragma once

#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

/* What holds for every sheet on paper. */
typedef struct
{
  guint n_pages;
  guint n_rows;   /* parts of rows taller than a page count each */
  guint n_groups; /* of columns */
  double size;    /* of the table's letters */
} PageCounts;

/** check_pages: lays the sheet out and fails the test where a text is wider than its cell or higher than its row or breaks a word, a table
 * wider than the page, a row on no page, on two, or below the margin, a heading of a group parted from its first row, rows that stand
 * together on two pages, or signatures on a page without rows */
PageCounts check_pages (SgnSheet *sheet);

G_END_DECLS
