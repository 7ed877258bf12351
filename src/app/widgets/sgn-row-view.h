#pragma once

#include <gtk/gtk.h>

#include "app/widgets/sgn-row-cell.h"
#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

/* A list of records: columns from their descriptions, sorted by any of them, columns switched on and off, rows copied as a table
 * (the selected ones; all where none is and there are not too many). Whatever its length it holds ids and what is seen. Property "status": how many, and the totals of the numeric columns, for the status bar.
 * Emits "activated" (gint64 id) for Enter and double click, "selected" after the selection changed. */
#define SGN_TYPE_ROW_VIEW (sgn_row_view_get_type ())
G_DECLARE_FINAL_TYPE (SgnRowView, sgn_row_view, SGN, ROW_VIEW, GtkWidget)

GtkWidget *sgn_row_view_new (void);

/** sgn_row_view_set_looks: before sgn_row_view_set_columns(); ends with { NULL }; static */
void sgn_row_view_set_looks (SgnRowView *self, const SgnRowLook *looks);

/**
 * sgn_row_view_set_columns:
 * @name: under which the switched-off columns are remembered: "disbursements"
 * @fields: field names, derived ones too, ends with NULL; NULL: all that are stored
 * @hidden: (nullable): those switched off until somebody wants them
 *
 * Once, before the first query.
 */
void sgn_row_view_set_columns (SgnRowView *self, const char *name, const SgnRecordType *type, const char *const *fields,
                               const char *const *hidden);

/** sgn_row_view_set_title: another title of a column than its field's label, on the screen, in copies and on paper: "2023"; NULL: its own */
void sgn_row_view_set_title (SgnRowView *self, const char *field, const char *title);

/** sgn_row_view_set_ledger: NULL empties it */
void sgn_row_view_set_ledger (SgnRowView *self, SgnLedger *ledger);

/** sgn_row_view_set_query: (transfer none): its sort order stands until a heading is clicked */
void sgn_row_view_set_query (SgnRowView *self, const SgnQuery *query);
/** sgn_row_view_get_query: Returns: (transfer none) (nullable): what is shown, with the order of the headings */
const SgnQuery *sgn_row_view_get_query (SgnRowView *self);

/** sgn_row_view_set_empty: what stands there while there is no row: what belongs here, and the first step;
 * @button_label and @action_name NULL: no button */
void sgn_row_view_set_empty (SgnRowView *self, const char *title, const char *text, const char *button_label,
                             const char *action_name);

/** sgn_row_view_make_columns_button: Returns: (transfer floating): a button that switches columns, for the page's tool bar; a right
 * click on the headings does the same */
GtkWidget *sgn_row_view_make_columns_button (SgnRowView *self);

guint sgn_row_view_get_count (SgnRowView *self);
const char *sgn_row_view_get_status (SgnRowView *self);

/** sgn_row_view_get_sums: Returns: (nullable): " · Amount: 12 million đồng", the end of the status, once it is added up */
const char *sgn_row_view_get_sums (SgnRowView *self);
/** sgn_row_view_get_elapsed: as sgn_row_list_get_elapsed() */
gint64 sgn_row_view_get_elapsed (SgnRowView *self);

/** sgn_row_view_get_selected: Returns: the id of the first selected row; 0: none */
gint64 sgn_row_view_get_selected (SgnRowView *self);
/** sgn_row_view_select: selects a record, also one that a running query brings in later, and scrolls to it; 0: none */
void sgn_row_view_select (SgnRowView *self, gint64 id);

/** sgn_row_view_make_sheet: Returns: (transfer full): exactly what is shown, for SgnPage.make_sheet */
SgnSheet *sgn_row_view_make_sheet (SgnRowView *self, const char *title, GError **error);

G_END_DECLS
