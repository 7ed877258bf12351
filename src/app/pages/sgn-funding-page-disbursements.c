#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-funding-page-disbursements.h"

#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-grid-records.h"
#include "base/sgn-date.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

struct _SgnFundingDisbursements
{
  GtkWidget parent_instance;

  /* Template widgets. */
  GtkWidget *box;
  GtkSearchEntry *search;
  GtkDropDown *month;
  GtkDropDown *component;
  GtkDropDown *kind;
  GtkLabel *totals;
  GtkWidget *hint;
  SgnEntryGrid *grid;

  /* Owned. */
  SgnLedger *ledger;
  SgnGridRecords *model;
  GArray *component_ids; /* of gint64, beside the rows of the drop-down: 0 first */
  char *status;

  int year;
  SgnMoneyUnit money_unit;
  gboolean filling;
  gboolean draft_read;
};

G_DEFINE_FINAL_TYPE (SgnFundingDisbursements, sgn_funding_disbursements, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_STATUS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];
static guint failed_signal;

static const SgnGridRecordsColumn grid_columns[] = {
  { "date", NULL, 11, FALSE },
  { "component-id", NULL, 20, FALSE },
  { "unit-id", NULL, 14, FALSE },
  { "source", NULL, 7, FALSE },
  { "capital-kind", NULL, 6, FALSE },
  { "kind", NULL, 10, FALSE },
  { "amount", NULL, 12, FALSE },
  { "voucher", NULL, 10, FALSE },
  { "content", NULL, 24, TRUE },
  { "owner-id", NULL, 12, FALSE },
  { "plan-year", NULL, 6, FALSE },
  { "carried-over", N_ ("Carried over"), 7, FALSE },
  { NULL },
};

/* In the order of the drop-down, after "every kind". */
static const char *const kinds[] = { "advance", "payment", "recovery" };

static void
fail (SgnFundingDisbursements *self, GError *error)
{
  if (error != NULL)
    g_signal_emit (self, failed_signal, 0, error);
}

/* Filters */

static void
restrict_to_month (SgnFundingDisbursements *self, SgnQuery *query)
{
  guint month = gtk_drop_down_get_selected (self->month);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_auto (SgnValue) first = SGN_VALUE_INIT;
  g_auto (SgnValue) last = SGN_VALUE_INIT;

  if (month == 0 || month == GTK_INVALID_LIST_POSITION || self->year == 0)
    return;
  from = g_strdup_printf ("%04d-%02u-01", self->year, month);
  to = g_strdup_printf ("%04d-%02u-%02u", self->year, month,
                        sgn_date_days_in_month ((guint)self->year, month));
  first = sgn_value_text (from);
  last = sgn_value_text (to);
  sgn_query_where (query, "date", SGN_QUERY_AT_LEAST, &first);
  sgn_query_where (query, "date", SGN_QUERY_AT_MOST, &last);
}

static SgnQuery *
make_query (SgnFundingDisbursements *self)
{
  SgnQuery *query = sgn_query_new (&sgn_type_disbursement);
  guint component = gtk_drop_down_get_selected (self->component);
  guint kind = gtk_drop_down_get_selected (self->kind);

  if (self->year != 0)
    sgn_query_where_int (query, "plan-year", self->year);
  restrict_to_month (self, query);
  if (component > 0 && component < self->component_ids->len)
    sgn_query_where_under (query, "component-id",
                           g_array_index (self->component_ids, gint64, component));
  if (kind > 0 && kind <= G_N_ELEMENTS (kinds))
    sgn_query_where_text (query, "kind", kinds[kind - 1]);
  sgn_query_find (query, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  /* Entered day by day: the newest stand at the end, above the blank row. */
  sgn_query_set_sort (query, "date,voucher");
  return query;
}

static gboolean
is_filtered (SgnFundingDisbursements *self)
{
  return gtk_drop_down_get_selected (self->month) != 0
         || gtk_drop_down_get_selected (self->component) != 0
         || gtk_drop_down_get_selected (self->kind) != 0
         || gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0';
}

static gboolean
add_up (SgnFundingDisbursements *self, const char *kind, gint64 *total)
{
  g_autoptr (SgnQuery) query = sgn_query_copy (sgn_grid_records_get_query (self->model));
  g_autoptr (GError) error = NULL;

  sgn_query_where_text (query, "kind", kind);
  if (sgn_query_total (query, sgn_ledger_get_connection (self->ledger), "amount", total, &error))
    return TRUE;
  fail (self, error);
  return FALSE;
}

static void
show_totals (SgnFundingDisbursements *self)
{
  gint64 sums[G_N_ELEMENTS (kinds)] = { 0 };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint n = sgn_grid_model_get_n_rows (SGN_GRID_MODEL (self->model));
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!add_up (self, kinds[i], &sums[i]))
      return;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_ptr_array_add (texts, sgn_money_format (sums[i], self->money_unit));
  g_ptr_array_add (texts, sgn_money_format (sums[0] + sums[1] - sums[2], self->money_unit));

  text = g_strdup_printf (_ ("Advances %s + payments %s − recoveries %s = %s %s"),
                          (char *)texts->pdata[0], (char *)texts->pdata[1], (char *)texts->pdata[2],
                          (char *)texts->pdata[3], sgn_money_unit_label (self->money_unit));
  gtk_label_set_text (self->totals, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->totals), text);
  gtk_widget_set_visible (self->hint, n == 0 && !is_filtered (self));
  g_free (self->status);
  self->status
      = g_strdup_printf (ngettext ("%u disbursement · %s %s", "%u disbursements · %s %s", n), n,
                         (char *)texts->pdata[3], sgn_money_unit_label (self->money_unit));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

static void
run_query (SgnFundingDisbursements *self)
{
  g_autoptr (SgnQuery) query = NULL;
  g_autoptr (GError) error = NULL;

  if (self->model == NULL || self->filling)
    return;
  sgn_entry_grid_save (self->grid);
  query = make_query (self);
  if (!sgn_grid_records_set_query (self->model, query, &error))
    fail (self, error);
  else
    show_totals (self);
}

/* What a new row begins with: today, as long as that is in the plan year, and the filters chosen.
 */
static void
make_template (SgnFundingDisbursements *self)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnRecord) record = sgn_record_new (&sgn_type_disbursement);
  guint component = gtk_drop_down_get_selected (self->component);
  SgnDate today = sgn_date_today ();
  gint64 unit = sgn_programme_own_unit (connection);
  int year = self->year != 0 ? self->year : sgn_programme_default_year (connection);

  sgn_record_set_int (record, "plan-year", year);
  sgn_record_set_int (record, "carried-over", 0);
  sgn_record_set_int (record, "synthetic", 0);
  sgn_record_set_text (record, "kind", "payment");
  if (unit != 0)
    sgn_record_set_int (record, "unit-id", unit);
  if (today.year == year)
    {
      g_autofree char *date = sgn_date_format_iso (today);

      sgn_record_set_text (record, "date", date);
    }
  if (component > 0 && component < self->component_ids->len)
    sgn_record_set_int (record, "component-id",
                        g_array_index (self->component_ids, gint64, component));
  sgn_grid_records_set_template (self->model, record);
}

static void
fill_components (SgnFundingDisbursements *self)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_component);
  g_autoptr (GArray) ids = sgn_query_run (query, connection, NULL, NULL);
  const gint64 every = 0;

  g_array_set_size (self->component_ids, 0);
  g_array_append_val (self->component_ids, every);
  gtk_string_list_append (titles, _ ("Every component"));
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autofree char *title = sgn_record_title (connection, &sgn_type_component, id);

      g_array_append_val (self->component_ids, id);
      gtk_string_list_append (titles, title);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->component, G_LIST_MODEL (titles));
  self->filling = FALSE;
}

static void
fill_choices (SgnFundingDisbursements *self)
{
  g_autoptr (GtkStringList) months = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const SgnField *field = sgn_record_type_field (&sgn_type_disbursement, "kind");

  gtk_string_list_append (months, _ ("Every month"));
  for (guint i = 1; i <= 12; i++)
    {
      g_autofree char *month = g_strdup_printf (_ ("Month %u"), i);

      gtk_string_list_append (months, month);
    }
  gtk_string_list_append (names, _ ("Every kind"));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (SgnValue) value = sgn_value_text (kinds[i]);
      g_autofree char *name = sgn_field_format (field, NULL, &value, SGN_MONEY_DONG);

      gtk_string_list_append (names, name);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->month, G_LIST_MODEL (months));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (names));
  self->filling = FALSE;
}

/* Callbacks */

static void
filter_changed_cb (SgnFundingDisbursements *self)
{
  if (self->model == NULL || self->filling)
    return;
  run_query (self);
  make_template (self);
}

static void
grid_failed_cb (SgnFundingDisbursements *self, GError *error)
{
  fail (self, error);
}

/* Overrides */

static void
sgn_funding_disbursements_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_STATUS:
      g_value_set_string (value, SGN_FUNDING_DISBURSEMENTS (object)->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
sgn_funding_disbursements_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SGN_FUNDING_DISBURSEMENTS (widget)->grid));
}

static void
sgn_funding_disbursements_dispose (GObject *object)
{
  SgnFundingDisbursements *self = SGN_FUNDING_DISBURSEMENTS (object);

  if (self->grid != NULL)
    sgn_funding_disbursements_set_ledger (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_FUNDING_DISBURSEMENTS);

  G_OBJECT_CLASS (sgn_funding_disbursements_parent_class)->dispose (object);
}

static void
sgn_funding_disbursements_finalize (GObject *object)
{
  SgnFundingDisbursements *self = SGN_FUNDING_DISBURSEMENTS (object);

  g_array_unref (self->component_ids);
  g_free (self->status);

  G_OBJECT_CLASS (sgn_funding_disbursements_parent_class)->finalize (object);
}

static void
sgn_funding_disbursements_class_init (SgnFundingDisbursementsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sgn_funding_disbursements_get_property;
  object_class->dispose = sgn_funding_disbursements_dispose;
  object_class->finalize = sgn_funding_disbursements_finalize;
  widget_class->grab_focus = sgn_funding_disbursements_grab_focus;

  properties[PROP_STATUS]
      = g_param_spec_string ("status", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  failed_signal = g_signal_new ("failed", SGN_TYPE_FUNDING_DISBURSEMENTS, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  g_type_ensure (SGN_TYPE_ENTRY_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/pages/funding-disbursements.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnFundingDisbursements, box);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingDisbursements, search);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingDisbursements, month);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingDisbursements, component);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingDisbursements, kind);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingDisbursements, totals);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingDisbursements, hint);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingDisbursements, grid);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, grid_failed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sgn_funding_disbursements_init (SgnFundingDisbursements *self)
{
  self->component_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->money_unit = SGN_MONEY_TRIEU;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_choices (self);
}

void
sgn_funding_disbursements_set_ledger (SgnFundingDisbursements *self, SgnLedger *ledger)
{
  g_return_if_fail (SGN_IS_FUNDING_DISBURSEMENTS (self));

  if (self->model != NULL)
    sgn_entry_grid_save (self->grid);
  sgn_entry_grid_set_model (self->grid, NULL);
  g_clear_object (&self->model);
  g_set_object (&self->ledger, ledger);
  self->draft_read = FALSE;
  if (ledger == NULL)
    return;
  fill_components (self);
  self->model
      = sgn_grid_records_new (ledger, sgn_programme_types (), &sgn_type_disbursement, grid_columns);
  sgn_grid_records_set_money_unit (self->model, self->money_unit);
  sgn_entry_grid_set_model (self->grid, SGN_GRID_MODEL (self->model));
}

void
sgn_funding_disbursements_set_year (SgnFundingDisbursements *self, int year)
{
  self->year = year;
  gtk_widget_set_sensitive (GTK_WIDGET (self->month), year != 0);
  if (self->model == NULL)
    return;
  make_template (self);
  run_query (self);
  if (!self->draft_read)
    sgn_grid_records_keep_draft (self->model, 1);
  self->draft_read = TRUE;
}

void
sgn_funding_disbursements_set_money_unit (SgnFundingDisbursements *self, SgnMoneyUnit unit)
{
  self->money_unit = unit;
  if (self->model == NULL)
    return;
  sgn_grid_records_set_money_unit (self->model, unit);
  if (sgn_grid_records_get_query (self->model) != NULL)
    show_totals (self);
}

void
sgn_funding_disbursements_reload (SgnFundingDisbursements *self)
{
  g_autoptr (GError) error = NULL;

  if (self->model == NULL)
    return;
  if (!sgn_grid_records_reload (self->model, &error))
    fail (self, error);
  else
    show_totals (self);
}

void
sgn_funding_disbursements_set_findings (SgnFundingDisbursements *self, GPtrArray *findings)
{
  if (self->model != NULL)
    sgn_grid_records_set_findings (self->model, findings);
}

void
sgn_funding_disbursements_find (SgnFundingDisbursements *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
sgn_funding_disbursements_create (SgnFundingDisbursements *self)
{
  if (self->model == NULL)
    return;
  sgn_entry_grid_view_set_focus (sgn_entry_grid_get_view (self->grid),
                                 sgn_grid_model_get_n_rows (SGN_GRID_MODEL (self->model)), 0,
                                 FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

gboolean
sgn_funding_disbursements_save (SgnFundingDisbursements *self)
{
  return sgn_entry_grid_save (self->grid);
}

SgnSheet *
sgn_funding_disbursements_make_sheet (SgnFundingDisbursements *self, GError **error)
{
  g_autofree char *title = NULL;

  if (self->year != 0)
    title = g_strdup_printf (_ ("Disbursements of the plan of %d"), self->year);
  return sgn_grid_records_make_sheet (self->model, title != NULL
                                                       ? title
                                                       : _ (sgn_type_disbursement.label_plural));
}

gboolean
sgn_funding_disbursements_show (SgnFundingDisbursements *self, gint64 id, const char *field)
{
  guint row;
  int column;

  if (self->model == NULL)
    return FALSE;
  if (!sgn_grid_records_find_id (self->model, id, &row) && is_filtered (self))
    {
      self->filling = TRUE;
      gtk_editable_set_text (GTK_EDITABLE (self->search), "");
      gtk_drop_down_set_selected (self->month, 0);
      gtk_drop_down_set_selected (self->component, 0);
      gtk_drop_down_set_selected (self->kind, 0);
      self->filling = FALSE;
      run_query (self);
    }
  if (!sgn_grid_records_find_id (self->model, id, &row))
    return FALSE;
  column = sgn_grid_records_find_column (self->model, field);
  sgn_entry_grid_view_set_focus (sgn_entry_grid_get_view (self->grid), row, MAX (column, 0), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
  return TRUE;
}

const char *
sgn_funding_disbursements_get_status (SgnFundingDisbursements *self)
{
  return self->status;
}
