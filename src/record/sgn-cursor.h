#pragma once

#include "record/sgn-query.h"
#include "store/sgn-statement.h"

G_BEGIN_DECLS

/*
 * The rows of a query one by one, for whoever writes a long list: a file, a print, a sheet. Nothing
 * is kept of rows gone by. Titles of references come with the row out of the one statement, names of
 * codes from lists read once. Lives no longer than its connection, and is freed before the ledger is
 * closed.
 *
 *   g_autoptr (SgnCursor) cursor = sgn_query_open_rows (query, connection, NULL, cancellable, error);
 *   SgnStep step = SGN_ERROR;
 *
 *   while (cursor != NULL && (step = sgn_cursor_step (cursor, error)) == SGN_ROW)
 *     for (guint i = 0; i < sgn_cursor_n_fields (cursor); i++)
 *       write_cell (sgn_cursor_get_field (cursor, i), sgn_cursor_text (cursor, i));
 *   return step == SGN_DONE;
 */
typedef struct _SgnCursor SgnCursor;

/**
 * sgn_query_open_rows:
 * @fields: (nullable): which fields, derived ones too, in which order, ends with NULL; NULL: all that are stored
 * @cancellable: (nullable): stops a step, also a long one, with G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): before the first row; SGN_BASE_ERROR_INVALID names a field the type does not have
 */
SgnCursor *sgn_query_open_rows (const SgnQuery *query, SgnConnection *connection, const char *const *fields,
                                GCancellable *cancellable, GError **error);
void sgn_cursor_free (SgnCursor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnCursor, sgn_cursor_free)

guint sgn_cursor_n_fields (SgnCursor *self);
const SgnField *sgn_cursor_get_field (SgnCursor *self, guint column);

/** sgn_cursor_step: to the next row. SGN_DONE after the last; @error is set with SGN_ERROR alone */
SgnStep sgn_cursor_step (SgnCursor *self, GError **error);

/* Of the row at hand; texts are borrowed until the next step. */
gint64 sgn_cursor_id (SgnCursor *self);
gboolean sgn_cursor_is_null (SgnCursor *self, guint column);
/** sgn_cursor_int: integers, dong, yes/no as 0 or 1, the id a reference holds */
gint64 sgn_cursor_int (SgnCursor *self, guint column);
double sgn_cursor_real (SgnCursor *self, guint column);
/** sgn_cursor_raw: (nullable): the text as stored: ISO dates, the values of choices, codes; NULL for numbers */
const char *sgn_cursor_raw (SgnCursor *self, guint column);
/** sgn_cursor_value: Returns: (transfer full) */
SgnValue sgn_cursor_value (SgnCursor *self, guint column);
/** sgn_cursor_text: (nullable): what stands for the value in words: text, the label of a choice, the name of a
 * code, the title of a reference, "Yes"/"No", an ISO date. NULL for null and for numbers, which the caller writes
 * as numbers. */
const char *sgn_cursor_text (SgnCursor *self, guint column);
/** sgn_cursor_format: Returns: (transfer full): as sgn_field_format() would show it; "" for null */
char *sgn_cursor_format (SgnCursor *self, guint column, SgnMoneyUnit money_unit);

G_END_DECLS
