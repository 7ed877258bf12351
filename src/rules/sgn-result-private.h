#pragma once

#include "rules/sgn-rule-private.h"

G_BEGIN_DECLS

/* One result of a rule: values by column name, from a row of its SQL or from an evaluator. */
typedef GHashTable SgnResult; /* name -> SgnValue */

SgnResult *sgn_result_new (void);
SgnResult *sgn_result_new_from_row (SgnStatement *row);
void sgn_result_set_int (SgnResult *self, const char *name, gint64 value);
/** sgn_result_set_text: NULL leaves the column without a value */
void sgn_result_set_text (SgnResult *self, const char *name, const char *value);
/** sgn_result_get: Returns: (transfer none) (nullable): NULL where there is no value */
const SgnValue *sgn_result_get (SgnResult *self, const char *name);
gint64 sgn_result_get_int (SgnResult *self, const char *name);
/** sgn_result_get_text: Returns: (transfer none) (nullable) */
const char *sgn_result_get_text (SgnResult *self, const char *name);

/**
 * sgn_result_compose:
 * @sentence: text with {placeholders}
 *
 * {subject} is the component the result speaks of, in words. Money — {stated}, {computed}, {difference} and
 * columns that end in "_amount" — stands in the largest unit in which all money of the sentence is
 * whole; "_percent" and "_date" columns are written as such.
 *
 * Returns: (transfer full)
 */
char *sgn_result_compose (SgnResult *self, const char *sentence);

/** sgn_result_subject: Returns: (transfer full): "The whole plan", "Project 3 (section II.3)" */
char *sgn_result_subject (SgnResult *self);

/** sgn_result_to_finding: Returns: (transfer full) (nullable): NULL, with a critical warning, where the
 * rule's result is not one */
SgnFinding *sgn_result_to_finding (SgnResult *self, const SgnRuleFile *file, const SgnTypes *types);

G_END_DECLS
