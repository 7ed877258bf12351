#pragma once

#include "app/widgets/sgn-grid-model.h"
#include "programme/sgn-poverty-target.h"

G_BEGIN_DECLS

/* The planned reductions of a unit and its parts as the rows of an SgnEntryGrid: how many households and how many of them poor at the start
 * beside each. A figure is saved as it is committed, a batch as one change; what cannot be saved is kept as a draft of the year. */
#define SGN_TYPE_POVERTY_TARGETS (sgn_poverty_targets_get_type ())
G_DECLARE_FINAL_TYPE (SgnPovertyTargets, sgn_poverty_targets, SGN, POVERTY_TARGETS, GObject)

SgnPovertyTargets *sgn_poverty_targets_new (SgnLedger *ledger);

/** sgn_poverty_targets_set: @rows: (transfer full) (element-type SgnPovertyTargetRow): as loaded */
void sgn_poverty_targets_set (SgnPovertyTargets *self, GArray *rows, int year);

G_END_DECLS
