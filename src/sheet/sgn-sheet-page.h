#pragma once

#include <cairo.h>

#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

/* A sheet on paper, after Nghị định 30/2020/NĐ-CP: laid out once, its pages are drawn wherever they are wanted, on the
 * screen, on a printer or in a PDF file. May be made in one thread and used in another, by one at a time. */
#define SGN_TYPE_SHEET_PAGES (sgn_sheet_pages_get_type ())
G_DECLARE_FINAL_TYPE (SgnSheetPages, sgn_sheet_pages, SGN, SHEET_PAGES, GObject)

/** SgnSheetPagesProgress: so many pages are done */
typedef void (*SgnSheetPagesProgress) (guint n_pages, gpointer user_data);

/**
 * sgn_sheet_pages_new:
 * @progress: (nullable)
 *
 * Lays out the whole sheet. A row source is read to its end; its rows are kept as the texts they are on paper.
 *
 * Returns: (transfer full) (nullable): NULL with @error set, when the row source failed or @cancellable was cancelled
 */
SgnSheetPages *sgn_sheet_pages_new (SgnSheet *sheet, SgnSheetPagesProgress progress, gpointer user_data,
                                    GCancellable *cancellable, GError **error);

SgnSheet *sgn_sheet_pages_get_sheet (SgnSheetPages *self);
guint sgn_sheet_pages_get_n_pages (SgnSheetPages *self);

/** sgn_sheet_pages_get_n_rows: of the table; one that is longer than a page counts as several */
guint sgn_sheet_pages_get_n_rows (SgnSheetPages *self);

/** sgn_sheet_pages_get_size: of every page, in points */
void sgn_sheet_pages_get_size (SgnSheetPages *self, double *width, double *height);

/** sgn_sheet_pages_draw: @page counts from 0; @cr is in points, its origin the page's upper left corner. Draws no ground. */
void sgn_sheet_pages_draw (SgnSheetPages *self, guint page, cairo_t *cr);

/** sgn_sheet_pages_save_pdf: as sgn_sheet_save_pdf(), of pages already laid out; another thread may draw them meanwhile */
gboolean sgn_sheet_pages_save_pdf (SgnSheetPages *self, const char *path, GCancellable *cancellable, GError **error);

/**
 * sgn_sheet_save_pdf:
 *
 * Writes a PDF page by page: no more of a long list is in memory than a page of it. The file appears whole or not at all. Errors are
 * SGN_BASE_ERROR_FILE, G_IO_ERROR_CANCELLED or those of the row source.
 */
gboolean sgn_sheet_save_pdf (SgnSheet *sheet, const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
