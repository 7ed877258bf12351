#pragma once

#include "record/sgn-record.h"

G_BEGIN_DECLS

/* The search index: FTS5 over folded text, derived from the records, never journalled, never sent. */

/** sgn_finder_attach: makes the index if it is missing or was made by another SGN_TEXT_VERSION, and keeps it in
 * step with every change from now on. To be called after opening a ledger. */
gboolean sgn_finder_attach (SgnLedger *ledger, const SgnTypes *types, GError **error);

/** sgn_finder_rebuild: makes it anew */
gboolean sgn_finder_rebuild (SgnLedger *ledger, const SgnTypes *types, GError **error);

typedef struct
{
  const SgnRecordType *type;
  gint64 id;
} SgnHit;

/** sgn_finder_find: records of any type whose text has words beginning with every word of @text
 * Returns: (transfer full) (element-type SgnHit): at most @limit */
GArray *sgn_finder_find (SgnConnection *connection, const SgnTypes *types, const char *text, guint limit, GError **error);

G_END_DECLS
