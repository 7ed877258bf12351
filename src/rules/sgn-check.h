#pragma once

#include "record/sgn-record.h"

G_BEGIN_DECLS

typedef enum
{
  SGN_SEVERITY_ERROR,
  SGN_SEVERITY_WARNING,
  SGN_SEVERITY_NOTE,
} SgnSeverity;

/** sgn_severity_code: Returns: (transfer none): "error", "warning", "note" */
const char *sgn_severity_code (SgnSeverity severity);

/* A rule: one file in resources/rules. */
typedef struct
{
  char *id;        /* "KP-SUM" */
  SgnSeverity severity;
  char *title;     /* translated: "Stated total differs from its parts" */
  char *clause;    /* the text it comes from; "arithmetic of the document" where it is only that */
} SgnRule;

typedef struct
{
  const SgnRule *rule;          /* lives as long as the program */
  const SgnRecordType *type;    /* the record it speaks of */
  gint64 record_id;
  gint64 other_id;              /* of the same type: what the record is held against; 0: nothing */
  char *component;              /* (nullable) code */
  char *field;                  /* (nullable) */
  char *message;                /* a sentence in the interface language */
  gboolean has_amounts;
  gint64 stated, computed, difference; /* dong; difference = stated - computed */
  char **explained_by;          /* component codes; empty: no explanation */
  char *fingerprint;            /* what acceptance binds to */
  char *accepted;               /* (nullable) the reason it was accepted with */
  char *accepted_by, *accepted_at;
} SgnFinding;

void sgn_finding_free (SgnFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnFinding, sgn_finding_free)

/** sgn_rules_list: Returns: (transfer full) (element-type SgnRule; elements borrowed): every rule, in order of id */
GPtrArray *sgn_rules_list (void);

typedef struct
{
  const char *const *rules;  /* (nullable) ids; NULL: all */
  int year;                  /* 0: every year */
  gint64 record_id;          /* 0: every record; else findings of that one */
  const char *as_of;         /* (nullable) ISO day for rules about time; NULL: today */
} SgnCheckOptions;

/**
 * sgn_check_run:
 *
 * Returns: (transfer full) (element-type SgnFinding): by severity, rule, component; accepted ones too
 */
GPtrArray *sgn_check_run (SgnConnection *connection, const SgnTypes *types, const SgnCheckOptions *options,
                          GCancellable *cancellable, GError **error);

/** sgn_check_record: findings a record would have if it were saved as it is now: saved, checked and rolled back on the
 * writing connection */
GPtrArray *sgn_check_record (SgnLedger *ledger, const SgnTypes *types, SgnRecord *record, GError **error);

/** sgn_check_accept: keeps the finding as accepted with a reason (one change); SGN_STORE_ERROR_CONSTRAINT without a reason */
gboolean sgn_check_accept (SgnLedger *ledger, const SgnFinding *finding, const char *reason, GError **error);
/** sgn_check_withdraw: the acceptance is taken back (one change) */
gboolean sgn_check_withdraw (SgnLedger *ledger, const SgnFinding *finding, GError **error);

G_END_DECLS
