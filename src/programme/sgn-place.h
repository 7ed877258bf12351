#pragma once

#include "record/sgn-query.h"

G_BEGIN_DECLS

/* Where something is, in words that tell it from its namesakes: many villages are called alike. */

/** sgn_place_describe: Returns: (transfer full): "Xóm Nà Mẫu, Xã Tri Phương"; "" for 0 */
char *sgn_place_describe (SgnConnection *connection, gint64 unit_id);

/** sgn_place_describe_household: Returns: (transfer full): "Nông Văn Sáng, Xóm Nà Mẫu, Xã Tri Phương" */
char *sgn_place_describe_household (SgnConnection *connection, gint64 household_id);

/** sgn_place_query_homes: Returns: (transfer full): the units a household can live in, villages first: no district, no province */
SgnQuery *sgn_place_query_homes (void);

G_END_DECLS
