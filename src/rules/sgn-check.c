#define G_LOG_DOMAIN "sgn-rules"

#include "config.h"

#include "rules/sgn-check-private.h"

#include "base/sgn-date.h"
#include "programme/sgn-programme.h"
#include "store/sgn-store-error.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

static const char select_acceptances[]
    = "SELECT rule, record_type, record_id, field, fingerprint,\n"
      "       reason, accepted_by, accepted_at\n"
      "FROM acceptance\n"
      "ORDER BY id";

static const char select_acceptances_of[] = "SELECT id\n"
                                            "FROM acceptance\n"
                                            "WHERE rule = :rule\n"
                                            "  AND record_type = :record_type\n"
                                            "  AND record_id = :record_id\n"
                                            "  AND field IS :field\n"
                                            "  AND fingerprint = :fingerprint";

/* ---- acceptances ----------------------------------------------------------------------------- */

typedef struct
{
  char *reason, *by, *at;
} Acceptance;

static void
free_acceptance (Acceptance *acceptance)
{
  g_free (acceptance->reason);
  g_free (acceptance->by);
  g_free (acceptance->at);
  g_free (acceptance);
}

static char *
make_acceptance_key (const char *rule, const char *record_type, gint64 record_id, const char *field,
                     const char *fingerprint)
{
  return g_strdup_printf ("%s\n%s\n%" G_GINT64_FORMAT "\n%s\n%s", rule, record_type, record_id,
                          field != NULL ? field : "", fingerprint);
}

static GHashTable *
load_acceptances (SgnConnection *connection, GError **error)
{
  g_autoptr (GHashTable) table
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)free_acceptance);
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (connection, select_acceptances, error);
  SgnStep step = SGN_ERROR;

  while (statement != NULL && (step = sgn_statement_step (statement, error)) == SGN_ROW)
    {
      Acceptance *acceptance = g_new0 (Acceptance, 1);

      acceptance->reason = g_strdup (sgn_statement_text (statement, 5));
      acceptance->by = g_strdup (sgn_statement_text (statement, 6));
      acceptance->at = g_strdup (sgn_statement_text (statement, 7));
      g_hash_table_insert (table,
                           make_acceptance_key (sgn_statement_text (statement, 0),
                                                sgn_statement_text (statement, 1),
                                                sgn_statement_int (statement, 2),
                                                sgn_statement_text (statement, 3),
                                                sgn_statement_text (statement, 4)),
                           acceptance);
    }
  return step == SGN_DONE ? g_steal_pointer (&table) : NULL;
}

static void
apply_acceptance (GHashTable *acceptances, SgnFinding *finding)
{
  g_autofree char *key
      = make_acceptance_key (finding->rule->id, finding->type->name, finding->record_id,
                             finding->field, finding->fingerprint);
  const Acceptance *acceptance = g_hash_table_lookup (acceptances, key);

  if (acceptance == NULL)
    return;
  finding->accepted = g_strdup (acceptance->reason);
  finding->accepted_by = g_strdup (acceptance->by);
  finding->accepted_at = g_strdup (acceptance->at);
}

/* ---- one rule -------------------------------------------------------------------------------- */

static void
bind_parameter (SgnCheckRun *run, const SgnRuleFile *file, const SgnRuleParameter *parameter,
                SgnStatement *statement)
{
  g_autofree char *name = g_strconcat (":", parameter->name, NULL);
  g_autofree char *key = g_strconcat ("rule.", file->rule.id, ".", parameter->name, NULL);
  g_autofree char *value = sgn_setting_get (run->connection, key, parameter->fallback);
  char *end;
  double number = g_ascii_strtod (value, &end);

  if (!sgn_statement_has_parameter (statement, name))
    return;
  if (parameter->is_text)
    {
      sgn_statement_bind_text (statement, name, value);
      return;
    }
  if (end == value || *end != '\0')
    number = g_ascii_strtod (parameter->fallback, NULL);
  sgn_statement_bind_real (statement, name, number);
}

SgnStatement *
sgn_check_run_prepare (SgnCheckRun *run, const SgnRuleFile *file, const char *sql, GError **error)
{
  SgnStatement *statement = sgn_connection_prepare_published (run->connection, sql, error);

  if (statement == NULL)
    return NULL;
  if (sgn_statement_has_parameter (statement, ":year"))
    sgn_statement_bind_int (statement, ":year", run->options->year);
  if (sgn_statement_has_parameter (statement, ":record"))
    sgn_statement_bind_int (statement, ":record", run->options->record_id);
  if (sgn_statement_has_parameter (statement, ":as_of"))
    sgn_statement_bind_text (statement, ":as_of", run->as_of);
  for (guint i = 0; i < file->parameters->len; i++)
    bind_parameter (run, file, file->parameters->pdata[i], statement);
  return statement;
}

static gboolean
is_asked_for (const SgnCheckRun *run, SgnResult *result)
{
  const SgnValue *year = sgn_result_get (result, "year");

  if (run->options->record_id != 0
      && sgn_result_get_int (result, "record_id") != run->options->record_id)
    return FALSE;
  return run->options->year == 0 || year == NULL || year->integer == run->options->year;
}

void
sgn_check_run_report (SgnCheckRun *run, const SgnRuleFile *file, SgnResult *result)
{
  SgnFinding *finding;

  if (!is_asked_for (run, result))
    return;
  finding = sgn_result_to_finding (result, file, run->types);
  if (finding == NULL)
    return;
  apply_acceptance (run->acceptances, finding);
  g_ptr_array_add (run->findings, finding);
}

static gboolean
run_sql (SgnCheckRun *run, const SgnRuleFile *file, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_check_run_prepare (run, file, file->sql, error);
  SgnStep step = SGN_ERROR;

  while (statement != NULL && (step = sgn_statement_step (statement, error)) == SGN_ROW)
    {
      g_autoptr (GHashTable) result = sgn_result_new_from_row (statement);

      sgn_check_run_report (run, file, result);
    }
  return step == SGN_DONE;
}

static gboolean
run_rule (SgnCheckRun *run, const SgnRuleFile *file, GError **error)
{
  SgnEvaluator evaluator;

  if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return FALSE;
  if (file->evaluator == NULL)
    return run_sql (run, file, error);
  evaluator = sgn_evaluator_find (file->evaluator);
  g_return_val_if_fail (evaluator != NULL, FALSE);
  return evaluator (run, file, error);
}

/* ---- order ----------------------------------------------------------------------------------- */

/* "1.2" before "1.10"; the whole before its parts. */
static int
compare_codes (const char *a, const char *b)
{
  char *rest_a, *rest_b;

  if (a == NULL || b == NULL)
    return (a != NULL) - (b != NULL);
  while (g_ascii_isdigit (*a) && g_ascii_isdigit (*b))
    {
      guint64 left = g_ascii_strtoull (a, &rest_a, 10), right = g_ascii_strtoull (b, &rest_b, 10);

      if (left != right)
        return left < right ? -1 : 1;
      a = *rest_a == '.' ? rest_a + 1 : rest_a;
      b = *rest_b == '.' ? rest_b + 1 : rest_b;
    }
  return strcmp (a, b);
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const SgnFinding *left = *(SgnFinding *const *)a, *right = *(SgnFinding *const *)b;
  int order = (int)left->rule->severity - (int)right->rule->severity;

  if (order == 0)
    order = strcmp (left->rule->id, right->rule->id);
  if (order == 0)
    order = compare_codes (left->component, right->component);
  if (order == 0)
    order = (left->record_id > right->record_id) - (left->record_id < right->record_id);
  return order != 0 ? order : g_strcmp0 (left->field, right->field);
}

/* ---- a run ----------------------------------------------------------------------------------- */

static gboolean
check_known (const char *const *ids, GError **error)
{
  GPtrArray *files = sgn_rule_files ();

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      gboolean known = FALSE;

      for (guint j = 0; j < files->len; j++)
        known |= g_str_equal (ids[i], ((const SgnRule *)files->pdata[j])->id);
      if (!known)
        {
          g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND,
                       _ ("There is no rule “%s”."), ids[i]);
          return FALSE;
        }
    }
  return TRUE;
}

/* @type: (nullable): only rules that speak of such records. */
static gboolean
run_rules (SgnCheckRun *run, const SgnRecordType *type, GError **error)
{
  GPtrArray *files = sgn_rule_files ();
  const char *const *ids = run->options->rules;

  for (guint i = 0; i < files->len; i++)
    {
      const SgnRuleFile *file = files->pdata[i];

      if (ids != NULL && !g_strv_contains (ids, file->rule.id))
        continue;
      if (type != NULL && !sgn_rule_file_speaks_of (file, type->name))
        continue;
      if (!run_rule (run, file, error))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
run_check (SgnConnection *connection, const SgnTypes *types, const SgnCheckOptions *options,
           const SgnRecordType *type, GCancellable *cancellable, GError **error)
{
  static const SgnCheckOptions everything = { 0 };
  g_autoptr (GPtrArray) findings
      = g_ptr_array_new_with_free_func ((GDestroyNotify)sgn_finding_free);
  g_autoptr (GHashTable) acceptances = load_acceptances (connection, error);
  g_autofree char *as_of = NULL;
  SgnCheckRun run = { connection, types, options != NULL ? options : &everything };

  if (acceptances == NULL || !check_known (run.options->rules, error))
    return NULL;
  as_of = run.options->as_of != NULL ? g_strdup (run.options->as_of)
                                     : sgn_date_format_iso (sgn_date_today ());
  run.as_of = as_of;
  run.acceptances = acceptances;
  run.cancellable = cancellable;
  run.findings = findings;
  if (!run_rules (&run, type, error))
    return NULL;
  g_ptr_array_sort (findings, compare_findings);
  return g_steal_pointer (&findings);
}

/* ---- a record as it would be ----------------------------------------------------------------- */

typedef struct
{
  const SgnTypes *types;
  SgnRecord *record;
  GPtrArray *findings;
  GError *error; /* why there are none */
} Trial;

/* Saving marks a record as stored, and this one must not be: a copy is saved. */
static SgnRecord *
copy_record (SgnLedger *ledger, SgnRecord *record, GError **error)
{
  const SgnRecordType *type = sgn_record_get_record_type (record);
  gint64 id = sgn_record_get_id (record);
  SgnRecord *copy = id != 0 ? sgn_record_load (sgn_ledger_get_connection (ledger), type, id, error)
                            : sgn_record_new (type);

  if (copy != NULL)
    sgn_record_assign (copy, record);
  return copy;
}

static void
try_record (SgnLedger *ledger, Trial *trial)
{
  g_autoptr (SgnRecord) copy = copy_record (ledger, trial->record, &trial->error);
  SgnCheckOptions options = { 0 };

  if (copy == NULL || !sgn_record_save (copy, ledger, &trial->error))
    return;
  options.record_id = sgn_record_get_id (copy);
  trial->findings = run_check (sgn_ledger_get_connection (ledger), trial->types, &options,
                               sgn_record_get_record_type (copy), NULL, &trial->error);
}

/* Always fails, so that the ledger stays as it was and the journal hears nothing of it. */
static gboolean
try_record_cb (SgnLedger *ledger, gpointer user_data, GError **error)
{
  try_record (ledger, user_data);
  g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_FAILED, "only tried");
  return FALSE;
}

/* ---- accepting ------------------------------------------------------------------------------- */

typedef struct
{
  const SgnFinding *finding;
  const char *reason; /* NULL: withdraw */
} Decision;

static GArray *
list_acceptances_of (SgnConnection *connection, const SgnFinding *finding, GError **error)
{
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (connection, select_acceptances_of, error);

  if (statement == NULL)
    return NULL;
  sgn_statement_bind_text (statement, ":rule", finding->rule->id);
  sgn_statement_bind_text (statement, ":record_type", finding->type->name);
  sgn_statement_bind_int (statement, ":record_id", finding->record_id);
  sgn_statement_bind_text (statement, ":field", finding->field);
  sgn_statement_bind_text (statement, ":fingerprint", finding->fingerprint);
  return sgn_statement_collect_ids (statement, error);
}

static gboolean
remove_acceptances (SgnLedger *ledger, const SgnFinding *finding, GError **error)
{
  g_autoptr (GArray) ids = list_acceptances_of (sgn_ledger_get_connection (ledger), finding, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!sgn_record_remove (ledger, sgn_programme_types (), &sgn_type_acceptance,
                            g_array_index (ids, gint64, i), error))
      return FALSE;
  return ids != NULL;
}

static gboolean
add_acceptance (SgnLedger *ledger, const SgnFinding *finding, const char *reason, GError **error)
{
  g_autoptr (SgnRecord) record = sgn_record_new (&sgn_type_acceptance);
  g_autofree char *now = sgn_time_now ();

  sgn_record_set_text (record, "rule", finding->rule->id);
  sgn_record_set_text (record, "record-type", finding->type->name);
  sgn_record_set_int (record, "record-id", finding->record_id);
  sgn_record_set_text (record, "field", finding->field);
  sgn_record_set_text (record, "fingerprint", finding->fingerprint);
  sgn_record_set_text (record, "reason", reason);
  sgn_record_set_text (record, "accepted-by", sgn_ledger_get_operator (ledger));
  sgn_record_set_text (record, "accepted-at", now);
  return sgn_record_save (record, ledger, error);
}

static gboolean
decide_cb (SgnLedger *ledger, gpointer user_data, GError **error)
{
  const Decision *decision = user_data;

  return remove_acceptances (ledger, decision->finding, error)
         && (decision->reason == NULL
             || add_acceptance (ledger, decision->finding, decision->reason, error));
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *copy = g_strdup (text != NULL ? text : "");

  return *g_strstrip (copy) == '\0';
}

/* ---- public ---------------------------------------------------------------------------------- */

const char *
sgn_severity_code (SgnSeverity severity)
{
  static const char *const codes[] = { "error", "warning", "note" };

  g_return_val_if_fail (severity < G_N_ELEMENTS (codes), "note");
  return codes[severity];
}

void
sgn_finding_free (SgnFinding *finding)
{
  g_free (finding->component);
  g_free (finding->field);
  g_free (finding->message);
  g_strfreev (finding->explained_by);
  g_free (finding->fingerprint);
  g_free (finding->accepted);
  g_free (finding->accepted_by);
  g_free (finding->accepted_at);
  g_free (finding);
}

GPtrArray *
sgn_rules_list (void)
{
  GPtrArray *files = sgn_rule_files ();
  GPtrArray *rules = g_ptr_array_sized_new (files->len);

  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (rules, files->pdata[i]);
  return rules;
}

GPtrArray *
sgn_check_run (SgnConnection *connection, const SgnTypes *types, const SgnCheckOptions *options,
               GCancellable *cancellable, GError **error)
{
  GPtrArray *findings;

  /* Without one, whatever the caller set on the connection stays. */
  if (cancellable != NULL)
    sgn_connection_set_cancellable (connection, cancellable);
  findings = run_check (connection, types, options, NULL, cancellable, error);
  if (cancellable != NULL)
    sgn_connection_set_cancellable (connection, NULL);
  return findings;
}

GPtrArray *
sgn_check_record (SgnLedger *ledger, const SgnTypes *types, SgnRecord *record, GError **error)
{
  Trial trial = { types, record, NULL, NULL };
  g_autoptr (GError) only_tried = NULL;

  sgn_ledger_change (ledger, "", try_record_cb, &trial, NULL, &only_tried);
  if (trial.findings == NULL)
    {
      /* Without an error of its own the change never began. */
      g_propagate_error (error, trial.error != NULL ? trial.error : g_steal_pointer (&only_tried));
    }
  return trial.findings;
}

gboolean
sgn_check_accept (SgnLedger *ledger, const SgnFinding *finding, const char *reason, GError **error)
{
  Decision decision = { finding, reason };
  g_autofree char *action = g_strdup_printf (_ ("Accept %s: %s"), finding->rule->id, reason);

  if (is_blank (reason))
    {
      g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT,
                           _ ("Say why the finding is accepted: the reason is kept with it."));
      return FALSE;
    }
  return sgn_ledger_change (ledger, action, decide_cb, &decision, NULL, error);
}

gboolean
sgn_check_withdraw (SgnLedger *ledger, const SgnFinding *finding, GError **error)
{
  Decision decision = { finding, NULL };
  g_autofree char *action = g_strdup_printf (_ ("Withdraw acceptance of %s"), finding->rule->id);

  return sgn_ledger_change (ledger, action, decide_cb, &decision, NULL, error);
}
