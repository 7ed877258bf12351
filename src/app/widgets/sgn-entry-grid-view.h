#pragma once

#include <gtk/gtk.h>

#include "app/widgets/sgn-entry-grid-editor.h"
#include "app/widgets/sgn-grid-model.h"

G_BEGIN_DECLS

/* The cells of an SgnEntryGrid: draws what is visible, scrolls (GtkScrollable), has one focused cell
 * and a selected block around it. Properties "message" (of the focused cell or the last action) and
 * "summary" (sums of the selection). Signal "failed" (GError *): a batch or a removal did not work. */
#define SGN_TYPE_ENTRY_GRID_VIEW (sgn_entry_grid_view_get_type ())
G_DECLARE_FINAL_TYPE (SgnEntryGridView, sgn_entry_grid_view, SGN, ENTRY_GRID_VIEW, GtkWidget)

typedef struct
{
  guint row, column;
} SgnGridPlace;

/* Both ends belong to it. */
typedef struct
{
  guint row0, column0, row1, column1;
} SgnGridBlock;

void sgn_entry_grid_view_set_model (SgnEntryGridView *self, SgnGridModel *model);
/** sgn_entry_grid_view_set_remembered: @name: (nullable): under which the desk remembers widths dragged to; NULL: not at all */
void sgn_entry_grid_view_set_remembered (SgnEntryGridView *self, const char *name);
SgnGridModel *sgn_entry_grid_view_get_model (SgnEntryGridView *self);

/** sgn_entry_grid_view_set_menu: what a right click offers */
void sgn_entry_grid_view_set_menu (SgnEntryGridView *self, GMenuModel *menu);

/** sgn_entry_grid_view_set_focus: moves the focused cell, commits an edit, scrolls; @extend keeps the
 * other corner of the selection */
void sgn_entry_grid_view_set_focus (SgnEntryGridView *self, guint row, guint column,
                                    gboolean extend);
SgnGridPlace sgn_entry_grid_view_get_focus (SgnEntryGridView *self);
SgnGridBlock sgn_entry_grid_view_get_selection (SgnEntryGridView *self);

/** sgn_entry_grid_view_key: what a key does; FALSE: nothing here */
gboolean sgn_entry_grid_view_key (SgnEntryGridView *self, guint keyval, GdkModifierType state);

/** sgn_entry_grid_view_start_edit: FALSE where the cell cannot be edited */
gboolean sgn_entry_grid_view_start_edit (SgnEntryGridView *self, gboolean replace);
gboolean sgn_entry_grid_view_is_editing (SgnEntryGridView *self);
/** sgn_entry_grid_view_commit_edit: hands the text to the model; SGN_GRID_OK when nothing is edited */
SgnGridVerdict sgn_entry_grid_view_commit_edit (SgnEntryGridView *self);
void sgn_entry_grid_view_cancel_edit (SgnEntryGridView *self);
SgnEntryGridEditor *sgn_entry_grid_view_get_editor (SgnEntryGridView *self);

/** sgn_entry_grid_view_copy_text: Returns: (transfer full): the selection as a spreadsheet takes it */
char *sgn_entry_grid_view_copy_text (SgnEntryGridView *self);
/** sgn_entry_grid_view_paste_text: puts a block at the selection, as one batch, with a verdict a cell */
void sgn_entry_grid_view_paste_text (SgnEntryGridView *self, const char *tsv);
void sgn_entry_grid_view_clear_cells (SgnEntryGridView *self);
void sgn_entry_grid_view_fill_down (SgnEntryGridView *self);
void sgn_entry_grid_view_insert_row (SgnEntryGridView *self);
void sgn_entry_grid_view_remove_rows (SgnEntryGridView *self);

const char *sgn_entry_grid_view_get_message (SgnEntryGridView *self);
const char *sgn_entry_grid_view_get_summary (SgnEntryGridView *self);

/** sgn_entry_grid_view_set_enter_down: Enter goes to the next row instead of the next field */
void sgn_entry_grid_view_set_enter_down (SgnEntryGridView *self, gboolean enter_down);

/** sgn_entry_grid_view_set_numbered: whether row numbers stand at the left; they do unless told */
void sgn_entry_grid_view_set_numbered (SgnEntryGridView *self, gboolean numbered);

/** sgn_entry_grid_view_get_n_layouts: how many laid-out texts are kept; bounded by what is visible */
guint sgn_entry_grid_view_get_n_layouts (SgnEntryGridView *self);

G_END_DECLS
