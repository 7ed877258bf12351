#pragma once

#include <json-glib/json-glib.h>

#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

/* Writers of the same sheet. Files appear whole or not at all (temporary name, synced, renamed);
 * errors are SGN_BASE_ERROR_FILE or G_IO_ERROR_CANCELLED. */

/** sgn_sheet_write_xlsx: Vietnamese letterhead, merged headings, repeated heading rows, print set-up, numbers as
 * numbers, formulas with their values, native charts, document properties. Created date from sgn_date_today(). */
gboolean sgn_sheet_write_xlsx (SgnSheet *sheet, const char *path, GCancellable *cancellable, GError **error);

/** sgn_sheet_write_csv: UTF-8 with BOM, CRLF, one heading row (levels joined by " - "), plain numbers (dot, no
 * grouping) in the sheet's money unit; cells that a spreadsheet would run as a formula are quoted with an apostrophe */
gboolean sgn_sheet_write_csv (SgnSheet *sheet, const char *path, GCancellable *cancellable, GError **error);

/** sgn_sheet_to_json: Returns: (transfer full): the contract's shape */
JsonNode *sgn_sheet_to_json (SgnSheet *sheet);

/** sgn_sheet_write: by the ending of @path: .xlsx, .pdf, .csv or .json; SGN_BASE_ERROR_INVALID for others */
gboolean sgn_sheet_write (SgnSheet *sheet, const char *path, GCancellable *cancellable, GError **error);

/** sgn_sheet_to_tsv: Returns: (transfer full) (nullable): tab-separated, as it is shown, for pasting into a spreadsheet */
char *sgn_sheet_to_tsv (SgnSheet *sheet, GCancellable *cancellable, GError **error);

G_END_DECLS
