#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A table of text in aligned columns. Widths are counted as a terminal shows them: combining marks
 * take no place, wide letters two. */
typedef struct _SgnTable SgnTable;

SgnTable *sgn_table_new (void);
void sgn_table_free (SgnTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnTable, sgn_table_free)

/** sgn_table_add_column: @heading: (nullable): without any there is no heading row
 * @limit: longer texts are cut with "…"; 0: never */
void sgn_table_add_column (SgnTable *self, const char *heading, gboolean right, guint limit);

/** sgn_table_add_cell: (transfer full): the next cell, row by row; line ends become blanks */
void sgn_table_add_cell (SgnTable *self, char *text);

/** sgn_table_print: to standard output; columns without a single text are left out */
void sgn_table_print (SgnTable *self);

G_END_DECLS
