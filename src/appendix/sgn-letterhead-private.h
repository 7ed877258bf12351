#pragma once

#include "sheet/sgn-sheet.h"
#include "store/sgn-connection.h"

G_BEGIN_DECLS

/** sgn_letterhead_name_body: Returns: (transfer full) (nullable): "UBND huyện Trùng Khánh" of "Huyện Trùng Khánh"; NULL for none */
char *sgn_letterhead_name_body (const char *unit);

/** sgn_letterhead_add: the office that keeps the ledger, and what it decided for all its papers: for one that is no appendix and that nobody
 * signs */
gboolean sgn_letterhead_add (SgnSheet *sheet, SgnConnection *connection, GError **error);

G_END_DECLS
