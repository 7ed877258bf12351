#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-funding-page-totals-private.h"

#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

static void init_model (SgnGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SgnFundingTotals, sgn_funding_totals, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SGN_TYPE_GRID_MODEL, init_model))

/* The model */

static SgnFundingTotal *
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
describe_difference (SgnFundingTotals *self, const SgnFundingTotal *total)
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
explain_difference (SgnFundingTotals *self, const SgnFundingTotal *total)
{
  g_autofree char *stated = format_amount (self, total->stated);
  g_autofree char *computed = format_amount (self, total->computed);

  if (total->n_lines == 0)
    return g_strdup_printf (_ ("The document states %s; no line belongs to it yet."), stated);
  return g_strdup_printf (_ ("The document states %s, its lines add up to %s."), stated, computed);
}

static void
judge (SgnFundingTotals *self, const SgnFundingTotal *total, SgnGridCell *cell)
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
  const SgnFundingTotal *total = get_total (model, row);

  if (column == SGN_FUNDING_TOTALS_OF || total->kind == SGN_GRID_ROW_SECTION)
    {
      cell->text = g_strdup (column == SGN_FUNDING_TOTALS_OF ? total->label : "");
      return;
    }
  cell->editable = self->columns[column].editable;
  if (column == SGN_FUNDING_TOTALS_STATED && sgn_grid_refusal_show (&total->refused, cell))
    return;
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
}

static gboolean
get_number (SgnGridModel *model, guint row, guint column, gint64 *number)
{
  const SgnFundingTotal *total = get_total (model, row);

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
make_record (SgnFundingTotals *self, const SgnFundingTotal *total)
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
save_total (SgnFundingTotals *self, const SgnFundingTotal *total, gint64 amount, GError **error)
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
store (SgnFundingTotals *self, const SgnFundingTotal *total, const char *text, GError **error)
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
  SgnFundingTotal *total = get_total (model, row);
  g_autoptr (GError) error = NULL;

  /* The change is heard by the page, which makes these rows anew: none of them is touched after it.
   */
  sgn_grid_refusal_clear (&total->refused);
  if (store (self, total, text, &error))
    return SGN_GRID_OK;
  sgn_grid_refusal_keep (&total->refused, text, error->message);
  *message = g_strdup (error->message);
  sgn_grid_model_rows_changed (model, row, 1, 1);
  return SGN_GRID_ERROR;
}

static void
revert (SgnGridModel *model, guint row, guint column)
{
  SgnFundingTotal *total = get_total (model, row);

  sgn_grid_refusal_clear (&total->refused);
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
  g_hash_table_unref (self->projects);
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
  self->totals = g_ptr_array_new_with_free_func ((GDestroyNotify)sgn_funding_total_free);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify)sgn_funding_amount_free);
  self->stated = g_ptr_array_new_with_free_func ((GDestroyNotify)sgn_funding_amount_free);
  self->component_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->parents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->projects = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
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
  guint before;

  g_return_val_if_fail (SGN_IS_FUNDING_TOTALS (self), FALSE);

  before = self->totals->len;
  if (!sgn_funding_totals_read (self, decision_id, error))
    return FALSE;
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
  const SgnFundingTotal *whole;

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
    if (((SgnFundingTotal *)g_ptr_array_index (self->totals, *row))->stated_id == id)
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
      const SgnFundingTotal *total = g_ptr_array_index (self->totals, i);

      *n_stated += total->stated_id != 0 ? 1 : 0;
      n += total->stated_id != 0 && total->stated != total->computed ? 1 : 0;
    }
  return n;
}
