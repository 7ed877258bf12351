#pragma once

#include "sheet/sgn-sheet.h"
#include "store/sgn-connection.h"

G_BEGIN_DECLS

/**
 * sgn_household_sheet:
 *
 * What became of a household, on paper: its members with masked personal numbers, then classes, events and support in the order of their
 * dates. Fits one page: where it does not, the oldest are told of in one line, and a note says so.
 *
 * Returns: (transfer full): SGN_STORE_ERROR_NOT_FOUND for an unknown household
 */
SgnSheet *sgn_household_sheet (SgnConnection *connection, gint64 household_id, GError **error);

G_END_DECLS
