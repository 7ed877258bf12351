#pragma once

#include "app/sgn-page-registry.h"
#include "app/sgn-page.h"

G_BEGIN_DECLS

/* A line of the side bar: the page's label and its badge. */
#define SGN_TYPE_NAV_ROW (sgn_nav_row_get_type ())
G_DECLARE_FINAL_TYPE (SgnNavRow, sgn_nav_row, SGN, NAV_ROW, GtkListBoxRow)

GtkWidget *sgn_nav_row_new (const SgnPageInfo *info, SgnPage *page);
const SgnPageInfo *sgn_nav_row_get_info (SgnNavRow *self);

G_END_DECLS
