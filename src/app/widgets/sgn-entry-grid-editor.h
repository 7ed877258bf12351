#pragma once

#include <gtk/gtk.h>

#include "app/widgets/sgn-grid-model.h"

G_BEGIN_DECLS

/* The text that lies over the cell being edited, with its list of suggestions. Emits "activate" for
 * Enter and "left" when the focus went elsewhere in the window. */
#define SGN_TYPE_ENTRY_GRID_EDITOR (sgn_entry_grid_editor_get_type ())
G_DECLARE_FINAL_TYPE (SgnEntryGridEditor, sgn_entry_grid_editor, SGN, ENTRY_GRID_EDITOR, GtkWidget)

GtkWidget *sgn_entry_grid_editor_new (void);

/**
 * sgn_entry_grid_editor_start:
 * @text: what the cell holds
 * @replace: the next character replaces it (typing), else the caret stands at its end (F2)
 */
void sgn_entry_grid_editor_start (SgnEntryGridEditor *self, SgnGridModel *model, guint row,
                                  guint column, const char *text, gboolean replace);

/** sgn_entry_grid_editor_insert: as if typed at the caret */
void sgn_entry_grid_editor_insert (SgnEntryGridEditor *self, const char *text);

/** sgn_entry_grid_editor_forward: lets the text have the key that started editing, through its input method */
gboolean sgn_entry_grid_editor_forward (SgnEntryGridEditor *self, GtkEventControllerKey *keys);

/** sgn_entry_grid_editor_move: moves in the list. Returns: FALSE if there is no list */
gboolean sgn_entry_grid_editor_move (SgnEntryGridEditor *self, int by);

/** sgn_entry_grid_editor_stop: hides the list */
void sgn_entry_grid_editor_stop (SgnEntryGridEditor *self);

/** sgn_entry_grid_editor_get_result: Returns: (transfer full): the suggestion chosen, else the text typed */
char *sgn_entry_grid_editor_get_result (SgnEntryGridEditor *self);

/** sgn_entry_grid_editor_get_text: the text itself, for tests and for who reads the screen */
GtkText *sgn_entry_grid_editor_get_text (SgnEntryGridEditor *self);

G_END_DECLS
