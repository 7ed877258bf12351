#pragma once

#include "rules/sgn-check.h"

G_BEGIN_DECLS

#define SGN_RULES_FOLDER "/vn/sogiamngheo/library/rules/"

/* Something the office can set: the setting "rule.RULE.NAME". */
typedef struct
{
  char *name;
  char *fallback;
  gboolean is_text; /* else a number */
} SgnRuleParameter;

/* A rule as its file has it. Result columns of `sql` that mean something: record_type, record_id, other (a second record of the
 * type, which the first is held against), component, component_kind, section, field, stated, computed, explained_by, year,
 * message (names of the sentences to be said, separated by blanks; none: "main"); all others are only placeholders. */
typedef struct
{
  SgnRule rule; /* first: an SgnRule is one of these */
  GHashTable *messages; /* name ("main" for the one without) -> msgid */
  GPtrArray *parameters; /* of SgnRuleParameter */
  char **records;       /* names of the record types it speaks of */
  char **fingerprint;   /* columns that, changed, ask again about an accepted finding */
  char *evaluator;      /* (nullable) */
  char *facts;          /* (nullable) SQL read by the evaluator */
  char *sql;            /* (nullable) only with an evaluator */
} SgnRuleFile;

/** sgn_rule_file_parse: Returns: (nullable): NULL with @error (a GMarkupError) where it is not a rule */
SgnRuleFile *sgn_rule_file_parse (const char *text, gssize size, GError **error);
void sgn_rule_file_free (SgnRuleFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnRuleFile, sgn_rule_file_free)

/** sgn_rule_files: Returns: (transfer none) (element-type SgnRuleFile): every rule of the program, by id; made once */
GPtrArray *sgn_rule_files (void);

/** sgn_rule_file_message: Returns: (transfer none) (nullable): a sentence in the interface language */
const char *sgn_rule_file_message (const SgnRuleFile *self, const char *name);

/** sgn_rule_file_speaks_of: whether findings of the rule can be about records of that type */
gboolean sgn_rule_file_speaks_of (const SgnRuleFile *self, const char *record_type);

G_END_DECLS
