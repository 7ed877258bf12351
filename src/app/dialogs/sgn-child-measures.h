#pragma once

#include "app/widgets/sgn-grid-model.h"
#include "programme/sgn-child.h"
#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* The measures of a child as rows of a grid: what was measured, typed and saved as SgnGridRecords does, and beside it, at once, the
 * age, the z-scores and what they are called. */
#define SGN_TYPE_CHILD_MEASURES (sgn_child_measures_get_type ())
G_DECLARE_FINAL_TYPE (SgnChildMeasures, sgn_child_measures, SGN, CHILD_MEASURES, GObject)

/** sgn_child_measures_new: @growth outlives the model */
SgnChildMeasures *sgn_child_measures_new (SgnLedger *ledger, const SgnGrowth *growth, gint64 member_id);

/** sgn_child_measures_set_child: of whom: what the z-scores are computed with */
void sgn_child_measures_set_child (SgnChildMeasures *self, SgnSex sex, SgnDate birth);

/** sgn_child_measures_reload: after a change of the ledger */
gboolean sgn_child_measures_reload (SgnChildMeasures *self, GError **error);

/** sgn_child_measures_list: Returns: (transfer full) (element-type SgnChildMeasure): every row with a full date, in order of days */
GArray *sgn_child_measures_list (SgnChildMeasures *self);

G_END_DECLS
