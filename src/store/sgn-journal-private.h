#pragma once

#include "store/sgn-journal.h"

G_BEGIN_DECLS

/* Which changes take which back: read at once, because being live depends on all later ones. */
typedef struct _SgnUndoings SgnUndoings;

SgnUndoings *sgn_undoings_load (SgnConnection *connection, GError **error);
void sgn_undoings_free (SgnUndoings *undoings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnUndoings, sgn_undoings_free)

/** sgn_undoings_find_root: the ordinary change that @id in the end takes back or puts back */
gint64 sgn_undoings_find_root (const SgnUndoings *undoings, gint64 id);

G_END_DECLS
