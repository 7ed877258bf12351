#pragma once

#include "rules/sgn-check.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A line of the list of findings: the heading of a rule, or one finding under it. */
#define SGN_TYPE_FINDING_ITEM (sgn_finding_item_get_type ())
G_DECLARE_FINAL_TYPE (SgnFindingItem, sgn_finding_item, SGN, FINDING_ITEM, GObject)

typedef struct
{
  int severity;        /* SgnSeverity, or -1: every one */
  const char *rule;    /* (nullable) id */
  gboolean accepted;   /* those that were accepted too */
  const char *text;    /* (nullable) folded words the message must have */
} SgnFindingFilter;

/**
 * sgn_finding_item_fill:
 * @list: a store of SgnFindingItem; emptied first
 * @findings: (element-type SgnFinding): as sgn_check_run() orders them; each item keeps the array alive
 *
 * Returns: how many findings passed the filter
 */
guint sgn_finding_item_fill (GListStore *list, GPtrArray *findings, const SgnFindingFilter *filter);

/** sgn_finding_item_get_rule: the rule of the heading or the finding */
const SgnRule *sgn_finding_item_get_rule (SgnFindingItem *self);
/** sgn_finding_item_get_finding: Returns: (transfer none) (nullable): NULL for a heading */
const SgnFinding *sgn_finding_item_get_finding (SgnFindingItem *self);
/** sgn_finding_item_get_count: of a heading: how many stand under it */
guint sgn_finding_item_get_count (SgnFindingItem *self);

G_END_DECLS
