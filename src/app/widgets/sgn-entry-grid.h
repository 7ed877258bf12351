#pragma once

#include <gtk/gtk.h>

#include "app/widgets/sgn-entry-grid-view.h"

G_BEGIN_DECLS

/* A grid to enter lists in, cell by cell, as in a spreadsheet; under it what is to be said of the
 * focused cell and the sums of the selected ones. Property "enter-down": Enter goes to the next row
 * instead of the next field, as the desk remembers it; "numbered": row numbers at the left; "remembered": the name under which
 * the desk remembers how wide its columns were made. Signal "failed" (GError *): something was not saved, and why. */
#define SGN_TYPE_ENTRY_GRID (sgn_entry_grid_get_type ())
G_DECLARE_FINAL_TYPE (SgnEntryGrid, sgn_entry_grid, SGN, ENTRY_GRID, GtkWidget)

GtkWidget *sgn_entry_grid_new (void);

/** sgn_entry_grid_set_model: @model: (nullable) */
void sgn_entry_grid_set_model (SgnEntryGrid *self, SgnGridModel *model);

/** sgn_entry_grid_get_view: the cells themselves: focus, selection, editing */
SgnEntryGridView *sgn_entry_grid_get_view (SgnEntryGrid *self);

/** sgn_entry_grid_save: commits the edit and leaves the row, so that what is complete is saved.
 * Returns: FALSE if the text was not taken */
gboolean sgn_entry_grid_save (SgnEntryGrid *self);

G_END_DECLS
