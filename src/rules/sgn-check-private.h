#pragma once

#include "rules/sgn-result-private.h"

G_BEGIN_DECLS

/* One run over a ledger. */
typedef struct
{
  SgnConnection *connection;
  const SgnTypes *types;
  const SgnCheckOptions *options;
  char *as_of;
  GHashTable *acceptances;
  GCancellable *cancellable;
  GPtrArray *findings; /* of SgnFinding */
} SgnCheckRun;

/** sgn_check_run_prepare: a rule's SQL as a published statement with :year, :record, :as_of and the rule's
 * parameters bound */
SgnStatement *sgn_check_run_prepare (SgnCheckRun *run, const SgnRuleFile *file, const char *sql, GError **error);

/** sgn_check_run_report: takes a result as a finding, unless the run is not about that record or year */
void sgn_check_run_report (SgnCheckRun *run, const SgnRuleFile *file, SgnResult *result);

/* What SQL alone cannot do. */
typedef gboolean (*SgnEvaluator) (SgnCheckRun *run, const SgnRuleFile *file, GError **error);

/** sgn_evaluator_find: Returns: (nullable): by the name a rule file gives */
SgnEvaluator sgn_evaluator_find (const char *name);

G_END_DECLS
