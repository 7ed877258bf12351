#pragma once

#include "app/widgets/sgn-entry-grid-view.h"

G_BEGIN_DECLS

/* An entry grid as somebody types into it. */

void app_grid_key (SgnEntryGridView *view, guint keyval);
/** app_grid_type: into the cell being edited, or into that of the focus in place of what it holds */
void app_grid_type (SgnEntryGridView *view, const char *text);
void app_grid_assert_cell (SgnEntryGridView *view, guint row, guint column, const char *text, SgnGridVerdict verdict);

G_END_DECLS
