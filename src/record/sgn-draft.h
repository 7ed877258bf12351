#pragma once

#include "record/sgn-field.h"
#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* Forms in progress: what was typed, as text by field name. Kept in the ledger beside the records, never journalled, never sent.
 * One draft per record; @id 0 is the new record of a type. While the ledger is busy they are held, and written as soon as it is free:
 * whoever types is not kept waiting. */

/** sgn_draft_save: @texts (element-type utf8 utf8): field name to text as typed */
gboolean sgn_draft_save (SgnLedger *ledger, const SgnRecordType *type, gint64 id, GHashTable *texts, GError **error);

/** sgn_draft_load: Returns: (transfer full) (nullable): the texts; NULL without an error: there is no draft */
GHashTable *sgn_draft_load (SgnConnection *connection, const SgnRecordType *type, gint64 id, GError **error);

/** sgn_draft_clear: the form was saved or given up */
gboolean sgn_draft_clear (SgnLedger *ledger, const SgnRecordType *type, gint64 id, GError **error);

G_END_DECLS
