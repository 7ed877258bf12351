#pragma once

#include "app/widgets/sgn-row-view.h"

G_BEGIN_DECLS

/* The colours of where a household stands in a year, for lists. Ends with { NULL }. */
extern const SgnRowBadge sgn_standing_badges[];

G_END_DECLS
