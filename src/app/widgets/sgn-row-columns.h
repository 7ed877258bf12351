#pragma once

#include <gtk/gtk.h>

#include "app/widgets/sgn-row-cell.h"
#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

/* The columns of a row view, from the descriptions of fields: titles, widths, order, and which are switched off, which is
 * remembered. Emits "changed" after one was switched on or off. */
#define SGN_TYPE_ROW_COLUMNS (sgn_row_columns_get_type ())
G_DECLARE_FINAL_TYPE (SgnRowColumns, sgn_row_columns, SGN, ROW_COLUMNS, GObject)

/** sgn_row_columns_new: @view lives as long */
SgnRowColumns *sgn_row_columns_new (GtkColumnView *view);

/** sgn_row_columns_describe: once; see sgn_row_view_set_columns() and sgn_row_view_set_looks() */
void sgn_row_columns_describe (SgnRowColumns *self, const char *name, const SgnRecordType *type, const char *const *fields,
                               const char *const *hidden, const SgnRowLook *looks);

/** sgn_row_columns_set_title: NULL: that of the field */
void sgn_row_columns_set_title (SgnRowColumns *self, const char *field, const char *title);
/** sgn_row_columns_retitle: the money unit is another */
void sgn_row_columns_retitle (SgnRowColumns *self);

/** sgn_row_columns_get_visible: Returns: (transfer full): fields as they stand from left to right, ends with NULL */
char **sgn_row_columns_get_visible (SgnRowColumns *self);
/** sgn_row_columns_get_summed: Returns: (transfer container) (element-type SgnField): the visible ones that add up to something */
GPtrArray *sgn_row_columns_get_summed (SgnRowColumns *self);
/** sgn_row_columns_get_sort: Returns: (transfer full) (nullable): "-amount", the heading that was clicked */
char *sgn_row_columns_get_sort (SgnRowColumns *self);

/** sgn_row_columns_make_button: Returns: (transfer floating): switches columns on and off */
GtkWidget *sgn_row_columns_make_button (SgnRowColumns *self);
/** sgn_row_columns_title_sheet: the columns of @sheet, named after fields, are called as they are here */
void sgn_row_columns_title_sheet (SgnRowColumns *self, SgnSheet *sheet);

G_END_DECLS
