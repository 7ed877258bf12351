#define G_LOG_DOMAIN "sgn-rules"

#include "config.h"

#include "rules/sgn-check-private.h"
#include "rules/sgn-reconcile.h"

#include <glib/gi18n-lib.h>

/* The figures of one decision, for the whole of the compiling unit or for one unit, with the words
 * findings need. */
typedef struct
{
  gint64 decision_id, unit_id;
  int year;
  char *unit_name;
  SgnDocument *document;
  GHashTable *component_kinds; /* component id -> kind */
  GHashTable *sections;        /* record id -> section */
} Plan;

/* ---- reading the facts ----------------------------------------------------------------------- */

/* The columns of resources/rules/document.sql. */
enum
{
  DECISION_ID,
  YEAR,
  UNIT_ID,
  UNIT_NAME,
  FACT,
  RECORD_ID,
  COMPONENT_ID,
  PARENT_ID,
  CODE,
  COMPONENT_KIND,
  SOURCE,
  CAPITAL_KIND,
  AMOUNT,
  SECTION,
};

static void
free_plan (Plan *plan)
{
  g_free (plan->unit_name);
  sgn_document_free (plan->document);
  g_hash_table_unref (plan->component_kinds);
  g_hash_table_unref (plan->sections);
  g_free (plan);
}

static void
remember (GHashTable *table, gint64 id, const char *text)
{
  if (text != NULL)
    g_hash_table_insert (table, g_memdup2 (&id, sizeof id), g_strdup (text));
}

static Plan *
new_plan (SgnStatement *row)
{
  Plan *plan = g_new0 (Plan, 1);

  plan->decision_id = sgn_statement_int (row, DECISION_ID);
  plan->year = (int)sgn_statement_int (row, YEAR);
  plan->unit_id = sgn_statement_int (row, UNIT_ID);
  plan->unit_name = g_strdup (sgn_statement_text (row, UNIT_NAME));
  plan->document = sgn_document_new ();
  plan->component_kinds = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  plan->sections = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return plan;
}

static void
add_fact (Plan *plan, SgnStatement *row)
{
  const char *fact = sgn_statement_text (row, FACT);
  gint64 component = sgn_statement_int (row, COMPONENT_ID);
  gint64 record = sgn_statement_int (row, RECORD_ID);
  gint64 amount = sgn_statement_int (row, AMOUNT);
  const char *source = sgn_statement_text (row, SOURCE);
  const char *kind = sgn_statement_text (row, CAPITAL_KIND);

  if (g_str_equal (fact, "component"))
    {
      sgn_document_add_component (plan->document, component, sgn_statement_int (row, PARENT_ID),
                                  sgn_statement_text (row, CODE));
      remember (plan->component_kinds, component, sgn_statement_text (row, COMPONENT_KIND));
    }
  else if (g_str_equal (fact, "line"))
    {
      sgn_document_add_line (plan->document, component, source, kind, amount);
    }
  else
    {
      sgn_document_add_stated (plan->document, record, component, source, kind, amount);
      remember (plan->sections, record, sgn_statement_text (row, SECTION));
    }
}

static GPtrArray *
load_plans (SgnCheckRun *run, const SgnRuleFile *file, GError **error)
{
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify)free_plan);
  g_autoptr (SgnStatement) row = sgn_check_run_prepare (run, file, file->facts, error);
  SgnStep step = SGN_ERROR;
  Plan *plan = NULL;

  while (row != NULL && (step = sgn_statement_step (row, error)) == SGN_ROW)
    {
      if (plan == NULL || plan->decision_id != sgn_statement_int (row, DECISION_ID)
          || plan->unit_id != sgn_statement_int (row, UNIT_ID))
        g_ptr_array_add (plans, plan = new_plan (row));
      add_fact (plan, row);
    }
  for (guint i = 0; i < plans->len; i++)
    sgn_document_close (((Plan *)plans->pdata[i])->document);
  return step == SGN_DONE ? g_steal_pointer (&plans) : NULL;
}

/* Codes of a list with what a paper calls them. */
static GHashTable *
load_names (SgnCheckRun *run, const SgnRuleFile *file, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (SgnStatement) row
      = sgn_check_run_prepare (run, file,
                               "SELECT code, short_name\n"
                               "FROM v_code\n"
                               "WHERE newest AND list IN ('funding-source', 'capital-kind')",
                               error);
  SgnStep step = SGN_ERROR;

  while (row != NULL && (step = sgn_statement_step (row, error)) == SGN_ROW)
    g_hash_table_insert (names, g_strdup (sgn_statement_text (row, 0)),
                         g_strdup (sgn_statement_text (row, 1)));
  return step == SGN_DONE ? g_steal_pointer (&names) : NULL;
}

static const char *
find_name (GHashTable *names, const char *code)
{
  const char *name = code != NULL ? g_hash_table_lookup (names, code) : NULL;

  return name != NULL ? name : code;
}

/* ---- gaps ------------------------------------------------------------------------------------ */

static void
set_component (SgnResult *result, Plan *plan, const SgnNode *node)
{
  sgn_result_set_text (result, "component", node->code);
  sgn_result_set_text (result, "component_kind",
                       g_hash_table_lookup (plan->component_kinds, &node->id));
}

/* "1.1", "1.1 and 2" */
static char *
join_codes (const GPtrArray *nodes)
{
  const SgnNode *first = nodes->len > 0 ? nodes->pdata[0] : NULL;
  const SgnNode *second = nodes->len > 1 ? nodes->pdata[1] : NULL;

  if (second != NULL)
    return g_strdup_printf (_ ("%s and %s"), first->code, second->code);
  return g_strdup (first != NULL ? first->code : NULL);
}

static void
append_codes (GString *codes, const GPtrArray *nodes)
{
  for (guint i = 0; i < nodes->len; i++)
    g_string_append_printf (codes, "%s%s", codes->len > 0 ? " " : "",
                            ((const SgnNode *)nodes->pdata[i])->code);
}

/* What open amounts were counted as, if it made a difference to this figure. */
static const char *
find_assumption (SgnResult *result, const SgnGap *gap)
{
  if (gap->claim.key.kind != SGN_ANY && sgn_result_get (result, "assumed_kind") != NULL)
    return " assumed-kind";
  if (gap->claim.key.source != SGN_ANY && sgn_result_get (result, "assumed_source") != NULL)
    return " assumed-source";
  return "";
}

static void
set_explanation (SgnResult *result, const SgnGap *gap)
{
  const char *assumed = find_assumption (result, gap);
  g_autofree char *messages = NULL;
  g_autofree char *left_out = join_codes (gap->left_out);
  g_autofree char *twice = join_codes (gap->counted_twice);
  g_autoptr (GString) codes = g_string_new (NULL);
  const char *message = "";

  append_codes (codes, gap->left_out);
  append_codes (codes, gap->counted_twice);
  sgn_result_set_text (result, "left_out", left_out);
  sgn_result_set_text (result, "twice", twice);
  sgn_result_set_text (result, "explained_by", codes->len > 0 ? codes->str : NULL);

  if (left_out != NULL && twice != NULL)
    message = " left-out-and-twice";
  else if (left_out != NULL)
    message = " left-out";
  else if (twice != NULL)
    message = " twice";
  else if (gap->agrees_with_lines)
    message = " lines-agree";
  messages = g_strconcat ("main", assumed, message, NULL);
  sgn_result_set_text (result, "message", messages);
}

/* What is stated: the total, a source, a kind, a kind of a source. */
static const char *
find_wording (const SgnClaim *claim)
{
  if (claim->together)
    return "what-together";
  if (claim->key.source == SGN_ANY)
    return claim->key.kind == SGN_ANY ? "what-total" : "what-kind";
  return claim->key.kind == SGN_ANY ? "what-source" : "what-both";
}

static void
set_assumed (SgnResult *result, Plan *plan, const SgnGap *gap, GHashTable *names)
{
  if (gap->assumed.kind != SGN_UNKNOWN)
    sgn_result_set_text (result, "assumed_kind",
                         find_name (names, sgn_document_kind (plan->document, gap->assumed.kind)));
  if (gap->assumed.source != SGN_UNKNOWN)
    sgn_result_set_text (result, "assumed_source",
                         find_name (names,
                                    sgn_document_source (plan->document, gap->assumed.source)));
}

static void
report_gap (SgnCheckRun *run, const SgnRuleFile *file, Plan *plan, const SgnGap *gap,
            GHashTable *names)
{
  g_autoptr (GHashTable) result = sgn_result_new ();
  const SgnClaim *claim = &gap->claim;
  g_autofree char *what = NULL;

  sgn_result_set_text (result, "record_type", "stated-total");
  sgn_result_set_int (result, "record_id", claim->record_id);
  sgn_result_set_text (result, "field", "amount");
  sgn_result_set_int (result, "year", plan->year);
  sgn_result_set_int (result, "stated", claim->amount);
  sgn_result_set_int (result, "computed", gap->computed);
  sgn_result_set_text (result, "unit_name", plan->unit_name);
  sgn_result_set_text (result, "section", g_hash_table_lookup (plan->sections, &claim->record_id));
  sgn_result_set_text (result, "kind_name",
                       find_name (names, sgn_document_kind (plan->document, claim->key.kind)));
  sgn_result_set_text (result, "source_name",
                       find_name (names, sgn_document_source (plan->document, claim->key.source)));
  set_component (result, plan, gap->node);
  set_assumed (result, plan, gap, names);
  set_explanation (result, gap);
  what = sgn_result_compose (result, sgn_rule_file_message (file, find_wording (claim)));
  sgn_result_set_text (result, "what", what);
  sgn_check_run_report (run, file, result);
}

static gboolean
evaluate_reconcile (SgnCheckRun *run, const SgnRuleFile *file, GError **error)
{
  g_autoptr (GHashTable) names = load_names (run, file, error);
  g_autoptr (GPtrArray) plans = names != NULL ? load_plans (run, file, error) : NULL;

  for (guint i = 0; plans != NULL && i < plans->len; i++)
    {
      Plan *plan = plans->pdata[i];
      g_autoptr (GPtrArray) gaps = NULL;

      if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
        return FALSE;
      gaps = sgn_reconcile (plan->document);
      for (guint j = 0; j < gaps->len; j++)
        report_gap (run, file, plan, gaps->pdata[j], names);
    }
  return plans != NULL;
}

/* ---- implied kinds --------------------------------------------------------------------------- */

static Plan *
find_plan (GPtrArray *plans, gint64 decision_id)
{
  for (guint i = 0; i < plans->len; i++)
    {
      Plan *plan = plans->pdata[i];

      if (plan->decision_id == decision_id && plan->unit_id == 0)
        return plan;
    }
  return NULL;
}

static void
add_implied_kind (SgnResult *result, Plan *plan, GHashTable *names)
{
  const SgnNode *by, *node;
  g_autoptr (GHashTable) other = sgn_result_new ();
  g_autofree char *subject = NULL;
  int kind;

  node = sgn_document_find (plan->document, sgn_result_get_int (result, "component_id"));
  kind = node != NULL ? sgn_reconcile_implied_kind (plan->document, node, &by) : SGN_UNKNOWN;
  if (kind == SGN_UNKNOWN)
    return;
  set_component (other, plan, by);
  subject = sgn_result_subject (other);
  sgn_result_set_text (result, "implied_by", subject);
  sgn_result_set_text (result, "implied_kind",
                       find_name (names, sgn_document_kind (plan->document, kind)));
  sgn_result_set_text (result, "message", "main implied");
}

static gboolean
evaluate_implied_kind (SgnCheckRun *run, const SgnRuleFile *file, GError **error)
{
  g_autoptr (GHashTable) names = load_names (run, file, error);
  g_autoptr (GPtrArray) plans = names != NULL ? load_plans (run, file, error) : NULL;
  g_autoptr (SgnStatement) row
      = plans != NULL ? sgn_check_run_prepare (run, file, file->sql, error) : NULL;
  SgnStep step = SGN_ERROR;

  while (row != NULL && (step = sgn_statement_step (row, error)) == SGN_ROW)
    {
      g_autoptr (GHashTable) result = sgn_result_new_from_row (row);
      Plan *plan = find_plan (plans, sgn_result_get_int (result, "decision_id"));

      if (plan != NULL)
        add_implied_kind (result, plan, names);
      sgn_check_run_report (run, file, result);
    }
  return step == SGN_DONE;
}

/* ---- public ---------------------------------------------------------------------------------- */

SgnEvaluator
sgn_evaluator_find (const char *name)
{
  static const struct
  {
    const char *name;
    SgnEvaluator evaluator;
  } evaluators[] = {
    { "reconcile", evaluate_reconcile },
    { "implied-kind", evaluate_implied_kind },
  };

  for (guint i = 0; i < G_N_ELEMENTS (evaluators); i++)
    if (g_str_equal (name, evaluators[i].name))
      return evaluators[i].evaluator;
  return NULL;
}
