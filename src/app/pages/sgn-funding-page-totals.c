#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-funding-page-totals.h"

#include "programme/sgn-programme.h"
#include "record/sgn-query.h"

#include <glib/gi18n-lib.h>

/* What a total is of; an empty part means all of it. */
typedef struct
{
  gint64 component_id, unit_id;
  char *source, *capital_kind;
} Scope;

typedef struct
{
  SgnGridRowKind kind;
  char *label;
  Scope scope;
  gint64 stated_id; /* 0: the document states none */
  gint64 stated, computed;
  guint n_lines;
  char *typed; /* (nullable) a text that was refused … */
  char *why;   /* … and why */
} Total;

typedef struct
{
  Scope scope;
  gint64 id, amount;
  char *section;
  gboolean shown;
} Amount;

struct _SgnFundingTotals
{
  GObject parent_instance;

  /* Owned. */
  SgnLedger *ledger;
  GPtrArray *totals;     /* of Total */
  GPtrArray *lines;      /* of Amount */
  GPtrArray *stated;     /* of Amount */
  GArray *component_ids; /* of gint64, in the order of the tree */
  GHashTable *parents;   /* component id -> id of the one above */
  SgnGridColumn columns[SGN_FUNDING_TOTALS_N_COLUMNS];
  char *titles[SGN_FUNDING_TOTALS_N_COLUMNS];

  gint64 decision_id;
  SgnMoneyUnit money_unit;
};

static void init_model (SgnGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SgnFundingTotals, sgn_funding_totals, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SGN_TYPE_GRID_MODEL, init_model))

static Scope
copy_scope (const Scope *scope)
{
  return (Scope){ scope->component_id, scope->unit_id, g_strdup (scope->source),
                  g_strdup (scope->capital_kind) };
}

static void
clear_scope (Scope *scope)
{
  g_free (scope->source);
  g_free (scope->capital_kind);
}

static gboolean
is_same_scope (const Scope *a, const Scope *b)
{
  return a->component_id == b->component_id && a->unit_id == b->unit_id
         && g_strcmp0 (a->source, b->source) == 0
         && g_strcmp0 (a->capital_kind, b->capital_kind) == 0;
}

static void
total_free (Total *total)
{
  clear_scope (&total->scope);
  g_free (total->label);
  g_free (total->typed);
  g_free (total->why);
  g_free (total);
}

static void
amount_free (Amount *amount)
{
  clear_scope (&amount->scope);
  g_free (amount->section);
  g_free (amount);
}

/* Reading */

static void
read_amounts (SgnFundingTotals *self, const SgnRecordType *type, GPtrArray *amounts)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnQuery) query = sgn_query_new (type);
  g_autoptr (GArray) ids = NULL;

  g_ptr_array_set_size (amounts, 0);
  sgn_query_where_int (query, "decision-id", self->decision_id);
  ids = sgn_query_run (query, connection, NULL, NULL);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (SgnRecord) record = sgn_record_load (connection, type, id, NULL);
      Amount *amount;

      if (record == NULL)
        continue;
      amount = g_new0 (Amount, 1);
      amount->id = id;
      amount->amount = sgn_record_get_int (record, "amount");
      amount->scope.component_id = sgn_record_get_int (record, "component-id");
      amount->scope.unit_id = sgn_record_get_int (record, "unit-id");
      amount->scope.source = g_strdup (sgn_record_get_text (record, "source"));
      amount->scope.capital_kind = g_strdup (sgn_record_get_text (record, "capital-kind"));
      if (sgn_record_type_field (type, "section") != NULL)
        amount->section = g_strdup (sgn_record_get_text (record, "section"));
      g_ptr_array_add (amounts, amount);
    }
}

static gint64
get_parent (SgnFundingTotals *self, gint64 id)
{
  const gint64 *parent = g_hash_table_lookup (self->parents, &id);

  return parent != NULL ? *parent : 0;
}

static void
add_branch (SgnFundingTotals *self, GArray *ids, gint64 parent)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (get_parent (self, id) != parent)
        continue;
      g_array_append_val (self->component_ids, id);
      add_branch (self, ids, id);
    }
}

static gboolean
read_components (SgnFundingTotals *self, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_component);
  g_autoptr (GArray) ids = sgn_query_run (query, connection, NULL, error);

  if (ids == NULL)
    return FALSE;
  g_hash_table_remove_all (self->parents);
  g_array_set_size (self->component_ids, 0);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (SgnRecord) record = sgn_record_load (connection, &sgn_type_component, id, error);
      gint64 parent;

      if (record == NULL)
        return FALSE;
      parent = sgn_record_get_int (record, "parent-id");
      g_hash_table_insert (self->parents, g_memdup2 (&id, sizeof id),
                           g_memdup2 (&parent, sizeof parent));
    }
  add_branch (self, ids, 0);
  return TRUE;
}

/* Adding up */

static gboolean
is_under (SgnFundingTotals *self, gint64 id, gint64 above)
{
  while (id != 0 && id != above)
    id = get_parent (self, id);
  return id == above;
}

static gboolean
is_part (SgnFundingTotals *self, const Amount *line, const Scope *scope)
{
  return (scope->component_id == 0
          || is_under (self, line->scope.component_id, scope->component_id))
         && (scope->unit_id == 0 || line->scope.unit_id == scope->unit_id)
         && (scope->source == NULL || g_strcmp0 (line->scope.source, scope->source) == 0)
         && (scope->capital_kind == NULL
             || g_strcmp0 (line->scope.capital_kind, scope->capital_kind) == 0);
}

static void
add_up (SgnFundingTotals *self, Total *total)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Amount *line = g_ptr_array_index (self->lines, i);

      if (is_part (self, line, &total->scope))
        {
          total->computed += line->amount;
          total->n_lines++;
        }
    }
}

/* Short names: the rows stand beside the lines, where there is no room for long ones. */
static char *
name_code (SgnFundingTotals *self, const char *list, const char *code)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_code_item);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (SgnRecord) item = NULL;
  const char *name = NULL;

  sgn_query_where_text (query, "list", list);
  sgn_query_where_text (query, "code", code);
  ids = sgn_query_run (query, connection, NULL, NULL);
  if (ids != NULL && ids->len > 0)
    item = sgn_record_load (connection, &sgn_type_code_item, g_array_index (ids, gint64, 0), NULL);
  if (item != NULL)
    name = sgn_record_get_text (item, "short-name");
  if (item != NULL && name == NULL)
    name = sgn_record_get_text (item, "name");
  return g_strdup (name != NULL ? name : code);
}

static char *
name_component (SgnFundingTotals *self, gint64 id)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnRecord) component = sgn_record_load (connection, &sgn_type_component, id, NULL);

  if (component == NULL || sgn_record_is_null (component, "short-name"))
    return sgn_record_title (connection, &sgn_type_component, id);
  return g_strdup_printf ("%s %s", sgn_record_get_text (component, "code"),
                          sgn_record_get_text (component, "short-name"));
}

static void
append_name (GString *label, char *name)
{
  g_string_append_printf (label, "%s%s", label->len > 0 ? " · " : "", name);
  g_free (name);
}

/* "1.1 Hạ tầng …", and below it "– ĐTPT" for a part of it. */
static char *
name_scope (SgnFundingTotals *self, const Scope *scope)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (GString) label = g_string_new (NULL);

  if (scope->unit_id != 0)
    append_name (label, sgn_record_title (connection, &sgn_type_unit, scope->unit_id));
  if (scope->capital_kind != NULL)
    append_name (label, name_code (self, "capital-kind", scope->capital_kind));
  if (scope->source != NULL)
    append_name (label, name_code (self, "funding-source", scope->source));
  if (label->len > 0 && scope->component_id != 0)
    g_string_prepend (label, "– ");
  else if (scope->component_id != 0)
    append_name (label, name_component (self, scope->component_id));
  if (label->len == 0)
    g_string_append (label, _ ("Whole decision"));
  return g_string_free (g_steal_pointer (&label), FALSE);
}

static void
add_section (SgnFundingTotals *self, const char *label)
{
  Total *total = g_new0 (Total, 1);

  total->kind = SGN_GRID_ROW_SECTION;
  total->label = g_strdup (label);
  g_ptr_array_add (self->totals, total);
}

static Total *
add_total (SgnFundingTotals *self, const Scope *scope)
{
  Total *total = g_new0 (Total, 1);

  total->scope = copy_scope (scope);
  total->label = name_scope (self, scope);
  add_up (self, total);
  g_ptr_array_add (self->totals, total);
  return total;
}

static void
state (Total *total, Amount *stated)
{
  stated->shown = TRUE;
  total->stated_id = stated->id;
  total->stated = stated->amount;
}

/* A document may state the same total twice, in two sections: then there is a row for each. */
static void
add_scope (SgnFundingTotals *self, const Scope *scope, gboolean always)
{
  guint n = 0;

  for (guint i = 0; i < self->stated->len; i++)
    {
      Amount *stated = g_ptr_array_index (self->stated, i);
      Total *total;

      if (!is_same_scope (&stated->scope, scope))
        continue;
      total = add_total (self, scope);
      state (total, stated);
      if (n++ > 0 && stated->section != NULL)
        {
          g_autofree char *label = g_steal_pointer (&total->label);

          total->label = g_strdup_printf ("%s (%s)", label, stated->section);
        }
    }
  if (n > 0)
    return;
  if (add_total (self, scope)->n_lines == 0 && !always)
    g_ptr_array_remove_index (self->totals, self->totals->len - 1);
}

static void
collect_codes (GPtrArray *amounts, gsize offset, GPtrArray *codes)
{
  for (guint i = 0; i < amounts->len; i++)
    {
      const Amount *amount = g_ptr_array_index (amounts, i);
      char *code = G_STRUCT_MEMBER (char *, &amount->scope, offset);

      if (code != NULL && !g_ptr_array_find_with_equal_func (codes, code, g_str_equal, NULL))
        g_ptr_array_add (codes, code);
    }
}

static void
add_codes (SgnFundingTotals *self, gsize offset)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  collect_codes (self->lines, offset, codes);
  collect_codes (self->stated, offset, codes);
  for (guint i = 0; i < codes->len; i++)
    {
      Scope scope = { 0 };

      G_STRUCT_MEMBER (char *, &scope, offset) = g_ptr_array_index (codes, i);
      add_scope (self, &scope, FALSE);
    }
}

/* Of a component: its whole, then what the document states of it by kind, source or unit. */
static void
add_component (SgnFundingTotals *self, gint64 id)
{
  Scope whole = { .component_id = id };

  add_scope (self, &whole, FALSE);
  for (guint i = 0; i < self->stated->len; i++)
    {
      Amount *stated = g_ptr_array_index (self->stated, i);

      if (stated->scope.component_id == id && !is_same_scope (&stated->scope, &whole))
        state (add_total (self, &stated->scope), stated);
    }
}

static void
add_others (SgnFundingTotals *self)
{
  gboolean headed = FALSE;

  for (guint i = 0; i < self->stated->len; i++)
    {
      Amount *stated = g_ptr_array_index (self->stated, i);

      if (stated->shown)
        continue;
      if (!headed)
        add_section (self, _ ("Other stated totals"));
      headed = TRUE;
      state (add_total (self, &stated->scope), stated);
    }
}

static void
make_totals (SgnFundingTotals *self)
{
  g_ptr_array_set_size (self->totals, 0);
  if (self->decision_id == 0)
    return;
  add_scope (self, &(Scope){ 0 }, TRUE);
  add_section (self, _ ("By capital kind and source"));
  add_codes (self, G_STRUCT_OFFSET (Scope, capital_kind));
  add_codes (self, G_STRUCT_OFFSET (Scope, source));
  add_section (self, _ ("By component"));
  for (guint i = 0; i < self->component_ids->len; i++)
    add_component (self, g_array_index (self->component_ids, gint64, i));
  add_others (self);
}

/* The model */

static Total *
get_total (SgnGridModel *model, guint row)
{
  return g_ptr_array_index (SGN_FUNDING_TOTALS (model)->totals, row);
}

static guint
get_n_rows (SgnGridModel *model)
{
  return SGN_FUNDING_TOTALS (model)->totals->len;
}

static guint
get_n_columns (SgnGridModel *model)
{
  return SGN_FUNDING_TOTALS_N_COLUMNS;
}

static const SgnGridColumn *
get_column (SgnGridModel *model, guint column)
{
  return &SGN_FUNDING_TOTALS (model)->columns[column];
}

static SgnGridRowKind
get_row_kind (SgnGridModel *model, guint row)
{
  return get_total (model, row)->kind;
}

static char *
format_amount (SgnFundingTotals *self, gint64 dong)
{
  return sgn_money_format (dong, self->money_unit);
}

static char *
describe_difference (SgnFundingTotals *self, const Total *total)
{
  gint64 difference = total->stated - total->computed;
  g_autofree char *amount = format_amount (self, ABS (difference));

  if (total->stated_id == 0)
    return g_strdup ("");
  if (difference == 0)
    return g_strdup_printf ("= %s", _ ("agrees"));
  /* Translators: the document states so much more, or less, than the lines add up to. */
  return difference > 0 ? g_strdup_printf (_ ("+%s more"), amount)
                        : g_strdup_printf (_ ("−%s less"), amount);
}

static char *
explain_difference (SgnFundingTotals *self, const Total *total)
{
  g_autofree char *stated = format_amount (self, total->stated);
  g_autofree char *computed = format_amount (self, total->computed);

  if (total->n_lines == 0)
    return g_strdup_printf (_ ("The document states %s; no line belongs to it yet."), stated);
  return g_strdup_printf (_ ("The document states %s, its lines add up to %s."), stated, computed);
}

static void
judge (SgnFundingTotals *self, const Total *total, SgnGridCell *cell)
{
  if (total->stated_id == 0 || total->stated == total->computed)
    return;
  cell->verdict = SGN_GRID_WARNING;
  cell->message = explain_difference (self, total);
}

static void
get_cell (SgnGridModel *model, guint row, guint column, SgnGridCell *cell)
{
  SgnFundingTotals *self = SGN_FUNDING_TOTALS (model);
  const Total *total = get_total (model, row);

  if (column == SGN_FUNDING_TOTALS_OF || total->kind == SGN_GRID_ROW_SECTION)
    {
      cell->text = g_strdup (column == SGN_FUNDING_TOTALS_OF ? total->label : "");
      return;
    }
  cell->editable = self->columns[column].editable;
  switch (column)
    {
    case SGN_FUNDING_TOTALS_STATED:
      cell->text = total->stated_id != 0 ? format_amount (self, total->stated) : g_strdup ("");
      break;
    case SGN_FUNDING_TOTALS_COMPUTED:
      cell->text = format_amount (self, total->computed);
      break;
    case SGN_FUNDING_TOTALS_DIFFERENCE:
    default:
      cell->text = describe_difference (self, total);
      judge (self, total, cell);
    }
  if (column == SGN_FUNDING_TOTALS_STATED && total->typed != NULL)
    {
      g_free (cell->text);
      cell->text = g_strdup (total->typed);
      cell->verdict = SGN_GRID_ERROR;
      cell->message = g_strdup (total->why);
    }
}

static gboolean
get_number (SgnGridModel *model, guint row, guint column, gint64 *number)
{
  const Total *total = get_total (model, row);

  if (total->kind == SGN_GRID_ROW_SECTION)
    return FALSE;
  *number = column == SGN_FUNDING_TOTALS_STATED ? total->stated : total->computed;
  return column == SGN_FUNDING_TOTALS_COMPUTED
         || (column == SGN_FUNDING_TOTALS_STATED && total->stated_id != 0);
}

static char *
format_number (SgnGridModel *model, guint column, gint64 number)
{
  return format_amount (SGN_FUNDING_TOTALS (model), number);
}

static SgnRecord *
make_record (SgnFundingTotals *self, const Total *total)
{
  SgnRecord *record = sgn_record_new (&sgn_type_stated_total);

  sgn_record_set_int (record, "decision-id", self->decision_id);
  if (total->scope.component_id != 0)
    sgn_record_set_int (record, "component-id", total->scope.component_id);
  if (total->scope.unit_id != 0)
    sgn_record_set_int (record, "unit-id", total->scope.unit_id);
  sgn_record_set_text (record, "source", total->scope.source);
  sgn_record_set_text (record, "capital-kind", total->scope.capital_kind);
  return record;
}

static gboolean
save_total (SgnFundingTotals *self, const Total *total, gint64 amount, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnRecord) record = NULL;

  record = total->stated_id != 0
               ? sgn_record_load (connection, &sgn_type_stated_total, total->stated_id, error)
               : make_record (self, total);
  if (record == NULL)
    return FALSE;
  sgn_record_set_int (record, "amount", amount);
  return sgn_record_save_as_change (record, self->ledger, NULL, error);
}

static gboolean
remove_total (SgnLedger *ledger, gpointer user_data, GError **error)
{
  return sgn_record_remove (ledger, sgn_programme_types (), &sgn_type_stated_total,
                            *(gint64 *)user_data, error);
}

/* Blank: the document does not state it. */
static gboolean
store (SgnFundingTotals *self, const Total *total, const char *text, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *name = NULL;
  gint64 amount, id = total->stated_id;

  if (trimmed[0] != '\0')
    return sgn_money_parse (trimmed, self->money_unit, &amount, error)
           && save_total (self, total, amount, error);
  if (id == 0)
    return TRUE;
  name = g_strdup_printf (_ ("Remove %s: %s"), _ (sgn_type_stated_total.label), total->label);
  return sgn_ledger_change (self->ledger, name, remove_total, &id, NULL, error);
}

static SgnGridVerdict
set_text (SgnGridModel *model, guint row, guint column, const char *text, char **message)
{
  SgnFundingTotals *self = SGN_FUNDING_TOTALS (model);
  Total *total = get_total (model, row);
  g_autoptr (GError) error = NULL;

  /* The change is heard by the page, which makes these rows anew. */
  if (store (self, total, text, &error))
    {
      sgn_funding_totals_reload (self, NULL);
      return SGN_GRID_OK;
    }
  g_free (total->typed);
  g_free (total->why);
  total->typed = g_strdup (text);
  total->why = g_strdup (error->message);
  *message = g_strdup (error->message);
  sgn_grid_model_rows_changed (model, row, 1, 1);
  return SGN_GRID_ERROR;
}

static void
revert (SgnGridModel *model, guint row, guint column)
{
  Total *total = get_total (model, row);

  g_clear_pointer (&total->typed, g_free);
  g_clear_pointer (&total->why, g_free);
  sgn_grid_model_rows_changed (model, row, 1, 1);
}

static void
init_model (SgnGridModelInterface *iface)
{
  iface->get_n_rows = get_n_rows;
  iface->get_n_columns = get_n_columns;
  iface->get_column = get_column;
  iface->get_row_kind = get_row_kind;
  iface->get_cell = get_cell;
  iface->set_text = set_text;
  iface->revert = revert;
  iface->get_number = get_number;
  iface->format_number = format_number;
}

/* Overrides */

static void
sgn_funding_totals_finalize (GObject *object)
{
  SgnFundingTotals *self = SGN_FUNDING_TOTALS (object);

  g_clear_object (&self->ledger);
  g_ptr_array_unref (self->totals);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->stated);
  g_array_unref (self->component_ids);
  g_hash_table_unref (self->parents);
  for (guint i = 0; i < G_N_ELEMENTS (self->titles); i++)
    g_free (self->titles[i]);

  G_OBJECT_CLASS (sgn_funding_totals_parent_class)->finalize (object);
}

static void
sgn_funding_totals_class_init (SgnFundingTotalsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_funding_totals_finalize;
}

static void
sgn_funding_totals_init (SgnFundingTotals *self)
{
  self->totals = g_ptr_array_new_with_free_func ((GDestroyNotify)total_free);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify)amount_free);
  self->stated = g_ptr_array_new_with_free_func ((GDestroyNotify)amount_free);
  self->component_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->parents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

SgnFundingTotals *
sgn_funding_totals_new (SgnLedger *ledger)
{
  SgnFundingTotals *self = g_object_new (SGN_TYPE_FUNDING_TOTALS, NULL);

  self->ledger = g_object_ref (ledger);
  sgn_funding_totals_set_money_unit (self, SGN_MONEY_TRIEU);
  return self;
}

gboolean
sgn_funding_totals_set_decision (SgnFundingTotals *self, gint64 decision_id, GError **error)
{
  g_return_val_if_fail (SGN_IS_FUNDING_TOTALS (self), FALSE);

  self->decision_id = decision_id;
  return sgn_funding_totals_reload (self, error);
}

gboolean
sgn_funding_totals_reload (SgnFundingTotals *self, GError **error)
{
  guint before = self->totals->len;

  if (!read_components (self, error))
    return FALSE;
  read_amounts (self, &sgn_type_funding_line, self->lines);
  read_amounts (self, &sgn_type_stated_total, self->stated);
  make_totals (self);
  sgn_grid_model_rows_changed (SGN_GRID_MODEL (self), 0, before, self->totals->len);
  return TRUE;
}

void
sgn_funding_totals_set_money_unit (SgnFundingTotals *self, SgnMoneyUnit unit)
{
  static const struct
  {
    const char *title;
    SgnGridColumnKind kind;
    guint width;
  } columns[] = {
    { N_ ("Total of"), SGN_GRID_TEXT, 14 },
    { N_ ("Stated"), SGN_GRID_NUMBER, 8 },
    { N_ ("Lines add up to"), SGN_GRID_NUMBER, 8 },
    { N_ ("Difference"), SGN_GRID_NUMBER, 14 },
  };

  self->money_unit = unit;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_free (self->titles[i]);
      self->titles[i] = g_strdup (_ (columns[i].title));
      self->columns[i] = (SgnGridColumn){
        .title = self->titles[i],
        .kind = columns[i].kind,
        .width = columns[i].width,
        .expand = i == SGN_FUNDING_TOTALS_OF,
        .editable = i == SGN_FUNDING_TOTALS_STATED && sgn_ledger_is_writable (self->ledger),
      };
    }
  sgn_grid_model_columns_changed (SGN_GRID_MODEL (self));
}

gint64
sgn_funding_totals_get_total (SgnFundingTotals *self, guint *n_lines)
{
  const Total *whole;

  if (self->totals->len == 0)
    {
      *n_lines = 0;
      return 0;
    }
  whole = g_ptr_array_index (self->totals, 0);
  *n_lines = whole->n_lines;
  return whole->computed;
}

gboolean
sgn_funding_totals_find_stated (SgnFundingTotals *self, gint64 id, guint *row)
{
  for (*row = 0; *row < self->totals->len; (*row)++)
    if (((Total *)g_ptr_array_index (self->totals, *row))->stated_id == id)
      return TRUE;
  return FALSE;
}

guint
sgn_funding_totals_n_different (SgnFundingTotals *self, guint *n_stated)
{
  guint n = 0;

  *n_stated = 0;
  for (guint i = 0; i < self->totals->len; i++)
    {
      const Total *total = g_ptr_array_index (self->totals, i);

      *n_stated += total->stated_id != 0 ? 1 : 0;
      n += total->stated_id != 0 && total->stated != total->computed ? 1 : 0;
    }
  return n;
}
