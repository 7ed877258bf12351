#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Sits on a column so that the view's sorter can be asked which column is sorted, and how: GTK tells only from 4.10 on. It sorts
 * nothing: rows come sorted from the query. */
#define SGN_TYPE_FIELD_SORTER (sgn_field_sorter_get_type ())
G_DECLARE_FINAL_TYPE (SgnFieldSorter, sgn_field_sorter, SGN, FIELD_SORTER, GtkSorter)

/** sgn_field_sorter_new: @asked is where the name of the first sorter asked is noted; it belongs to the view and outlives the sorter's use */
GtkSorter *sgn_field_sorter_new (const char *field, const char **asked);

/**
 * sgn_field_sorter_find:
 * @sorter: gtk_column_view_get_sorter()
 * @asked: what the columns' sorters were made with
 *
 * Returns: (transfer full) (nullable): "amount" or "-amount"; NULL: no column is sorted
 */
char *sgn_field_sorter_find (GtkSorter *sorter, const char **asked);

G_END_DECLS
