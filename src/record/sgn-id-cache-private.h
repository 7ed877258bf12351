#pragma once

#include "record/sgn-query.h"

G_BEGIN_DECLS

/* Keeps the last list in order, so that searching it only leaves records out: nothing is sorted again
 * at a keystroke. Of one connection and one thread. */
typedef struct
{
  SgnQuery *query; /* whose answer is kept, without search and limit; NULL: none */
  GArray *ids;
  gint64 version;  /* of the data it was read from */
} SgnIdCache;

void sgn_id_cache_clear (SgnIdCache *self);

/** sgn_id_cache_run: as sgn_query_run(); Returns: (transfer full): not to be changed */
GArray *sgn_id_cache_run (SgnIdCache *self, const SgnQuery *query, SgnConnection *connection, GCancellable *cancellable,
                          GError **error);

G_END_DECLS
