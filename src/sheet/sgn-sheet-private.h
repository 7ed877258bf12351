#pragma once

#include "sheet/sgn-sheet-writer.h"

G_BEGIN_DECLS

/* What the writers share. */

/**
 * SgnSheetRowFunc:
 * @index: counts from 0 over all rows
 * @streamed: the row came from a row source: its money is not rounded, @row is gone after the call
 */
typedef gboolean (*SgnSheetRowFunc) (SgnSheet *sheet, guint index, const SgnSheetRow *row, gboolean streamed,
                                     gpointer user_data, GError **error);

/** sgn_sheet_foreach_row: the kept rows, then those of the row source; stops when cancelled */
gboolean sgn_sheet_foreach_row (SgnSheet *self, SgnSheetRowFunc func, gpointer user_data,
                                GCancellable *cancellable, GError **error);

/** sgn_sheet_cell_is_empty: nothing to write */
gboolean sgn_sheet_cell_is_empty (SgnColumnKind kind, const SgnSheetCell *cell);

/** sgn_sheet_cell_money: Returns: the amount as it is written, times 10^@decimals: `shown`, or exactly for streamed rows */
gint64 sgn_sheet_cell_money (SgnSheet *self, const SgnSheetCell *cell, gboolean streamed, guint *decimals);

/** sgn_sheet_format_cell: Returns: (transfer full): as sgn_sheet_cell_text() for a cell at hand */
char *sgn_sheet_format_cell (SgnSheet *self, guint column, const SgnSheetCell *cell, gboolean streamed);

/** sgn_sheet_scaled_to_real: Returns: the double nearest to @scaled / 10^@decimals */
double sgn_sheet_scaled_to_real (gint64 scaled, guint decimals);

/** sgn_sheet_percent_scaled: Returns: @real in per cent times 10^@decimals, rounded half away from zero */
gint64 sgn_sheet_percent_scaled (double real, guint decimals);

/** sgn_sheet_has_codes: whether a line of column numbers stands below the headings */
gboolean sgn_sheet_has_codes (SgnSheet *self);

/** sgn_sheet_heading_text: Returns: (transfer full): a column's heading levels joined */
char *sgn_sheet_heading_text (const SgnSheetColumn *column, const char *separator);

/** sgn_sheet_share_heading: whether two columns share their headings from the top down to @level, and both go on below it */
gboolean sgn_sheet_share_heading (SgnSheet *self, guint a, guint b, guint level);

/* What stands at the head of every official document. */
#define SGN_SHEET_COUNTRY "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define SGN_SHEET_MOTTO "Độc lập - Tự do - Hạnh phúc"

/** sgn_sheet_unit_line: Returns: (transfer full) (nullable): "Đơn vị: triệu đồng"; NULL: there is no money on it */
char *sgn_sheet_unit_line (SgnSheet *self);

/** sgn_sheet_guard_text: Returns: (transfer full): text a spreadsheet will not run as a formula */
char *sgn_sheet_guard_text (const char *text);

/** sgn_sheet_build_json: Returns: (transfer full) (nullable): sgn_sheet_to_json() that can fail: with the row source, or cancelled */
JsonNode *sgn_sheet_build_json (SgnSheet *self, GCancellable *cancellable, GError **error);

/** SgnSheetSaveFunc: writes everything to @path, an empty file that already exists */
typedef gboolean (*SgnSheetSaveFunc) (SgnSheet *sheet, const char *path, gpointer user_data,
                                      GCancellable *cancellable, GError **error);

/** sgn_sheet_save: runs @func on a temporary file beside @path and moves that there when it is whole */
gboolean sgn_sheet_save (SgnSheet *self, const char *path, SgnSheetSaveFunc func, gpointer user_data,
                         GCancellable *cancellable, GError **error);

G_END_DECLS
