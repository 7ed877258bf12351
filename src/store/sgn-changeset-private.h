#pragma once

#include "store/sgn-journal.h"
#include "store/sgn-store-private.h"

G_BEGIN_DECLS

/** sgn_changeset_pack, _unpack: deflated, as the journal keeps it; what was unpacked is well formed. @packed (nullable) */
GBytes *sgn_changeset_pack (gconstpointer data, gsize size);
GBytes *sgn_changeset_unpack (GBytes *packed, GError **error);

/** sgn_changeset_is_well_formed: whether SQLite may be let near it */
gboolean sgn_changeset_is_well_formed (gconstpointer data, gsize size);

/** sgn_changeset_row_id: the key of the row at hand */
gint64 sgn_changeset_row_id (sqlite3_changeset_iter *iter, int op);

/** sgn_changeset_row_op: SQLite's operation in our words */
SgnRowOp sgn_changeset_row_op (int op);

/** sgn_changeset_foreach: @func may return FALSE to stop; then too TRUE is returned */
typedef gboolean (*SgnChangesetFunc) (sqlite3_changeset_iter *iter, const char *table, int n_columns, int op,
                                      gpointer user_data);
gboolean sgn_changeset_foreach (gconstpointer data, gsize size, SgnChangesetFunc func, gpointer user_data,
                                GError **error);

/** sgn_changeset_set_not_found: the journal has no such number */
void sgn_changeset_set_not_found (GError **error, gint64 change_id);

/** sgn_changeset_load: (transfer full): the unpacked changeset of a change */
GBytes *sgn_changeset_load (SgnConnection *connection, gint64 change_id, GError **error);

G_END_DECLS
