#pragma once

#include <gtk/gtk.h>

#include "sheet/sgn-sheet-page.h"

G_BEGIN_DECLS

/* Pages of paper below each other on a grey ground, for a GtkScrolledWindow. Only those in sight are drawn. Properties: "page" (from
 * 1, read-only), the one in sight, and "zoom" (1 is natural size; read-only). */
#define SGN_TYPE_PAPER_VIEW (sgn_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (SgnPaperView, sgn_paper_view, SGN, PAPER_VIEW, GtkWidget)

GtkWidget *sgn_paper_view_new (void);

/** sgn_paper_view_set_pages: @pages (nullable) */
void sgn_paper_view_set_pages (SgnPaperView *self, SgnSheetPages *pages);

/** sgn_paper_view_get_page: Returns: from 1; 0: there is none */
guint sgn_paper_view_get_page (SgnPaperView *self);
/** sgn_paper_view_go_to: scrolls to the head of a page, from 1 */
void sgn_paper_view_go_to (SgnPaperView *self, guint page);

double sgn_paper_view_get_zoom (SgnPaperView *self);
/** sgn_paper_view_step_zoom: to the next larger (1) or smaller (-1) of the usual sizes */
void sgn_paper_view_step_zoom (SgnPaperView *self, int step);
/** sgn_paper_view_fit_width: as wide as there is room, from now on */
void sgn_paper_view_fit_width (SgnPaperView *self);

G_END_DECLS
