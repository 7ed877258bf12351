#pragma once

#include "app/widgets/sgn-grid-model.h"
#include "programme/sgn-poverty-target.h"

G_BEGIN_DECLS

/* The planned reductions of a unit and its parts as the rows of an SgnEntryGrid: how many households and how many of them poor at the start
 * beside each. A figure is saved as it is committed, a batch as one change. */
#define SGN_TYPE_POVERTY_TARGETS (sgn_poverty_targets_get_type ())
G_DECLARE_FINAL_TYPE (SgnPovertyTargets, sgn_poverty_targets, SGN, POVERTY_TARGETS, GObject)

SgnPovertyTargets *sgn_poverty_targets_new (SgnLedger *ledger, gint64 unit_id);

/** sgn_poverty_targets_set_year: also after a change of the ledger: reads the figures again */
gboolean sgn_poverty_targets_set_year (SgnPovertyTargets *self, int year, GError **error);

G_END_DECLS
