#pragma once

#include "rules/sgn-document.h"

G_BEGIN_DECLS

/* A stated total that is not what its parts add up to. */
typedef struct
{
  SgnClaim claim;
  const SgnNode *node;
  gint64 computed;
  /* Components that account for the difference exactly; both empty: no explanation. */
  GPtrArray *left_out;      /* of const SgnNode, borrowed */
  GPtrArray *counted_twice; /* of const SgnNode, borrowed */
  /* What amounts of open source or kind were counted as, where that matters for `computed`. */
  SgnHypothesis assumed;
  gboolean agrees_with_lines; /* the total is right against the lines: a total in between is not */
} SgnGap;

void sgn_gap_free (SgnGap *gap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnGap, sgn_gap_free)

/**
 * sgn_reconcile:
 *
 * Compares every stated total with the stated totals of its parts, and with computed ones where a
 * part states none. Amounts of open source or kind never make a contradiction by themselves: a total
 * is contradicted when no reading of them reaches it; the reading under which most is explained,
 * by the fewest components, then says what the parts add up to.
 *
 * Returns: (transfer full) (element-type SgnGap): in the order of the components
 */
GPtrArray *sgn_reconcile (SgnDocument *document);

/**
 * sgn_reconcile_implied_kind:
 * @by: (out) (nullable): the component whose stated split leaves no choice
 *
 * Returns: the one kind that the open amounts of a component can have, SGN_UNKNOWN if there is none
 */
int sgn_reconcile_implied_kind (SgnDocument *document, const SgnNode *node, const SgnNode **by);

G_END_DECLS
