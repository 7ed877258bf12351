#pragma once

#include "record/sgn-query.h"
#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

/**
 * sgn_list_sheet:
 * @fields: (nullable): which columns, derived ones too, ends with NULL; NULL: all that are stored
 *
 * The records of a query as a sheet, rows streamed from the connection, which must live as long as the sheet.
 */
SgnSheet *sgn_list_sheet (SgnConnection *connection, const SgnQuery *query, const char *const *fields,
                          const char *title, SgnMoneyUnit money_unit, GError **error);

/**
 * sgn_list_sheet_detached:
 * @ledger_path: of the ledger the query is about
 *
 * As sgn_list_sheet(), of the state that is committed when the first row is read; the sheet reads through a connection of its own, so
 * that its rows may be read in another thread than it was made in.
 */
SgnSheet *sgn_list_sheet_detached (const char *ledger_path, const SgnQuery *query, const char *const *fields,
                                   const char *title, SgnMoneyUnit money_unit, GError **error);

G_END_DECLS
