#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-dashboard-page.h"

#include "app/dialogs/sgn-records-window.h"
#include "app/pages/sgn-appendix-export.h"
#include "app/pages/sgn-dashboard-data.h"
#include "app/pages/sgn-dashboard-poverty.h"
#include "app/pages/sgn-dashboard-row.h"
#include "app/pages/sgn-dashboard-table.h"
#include "app/sgn-settings.h"
#include "app/widgets/sgn-options.h"
#include "app/widgets/sgn-pace-chart.h"
#include "base/sgn-number.h"
#include "programme/sgn-programme.h"
#include "rules/sgn-check.h"

#include <glib/gi18n-lib.h>

#define MOST_FINDINGS 4
#define MONTHS 12

struct _SgnDashboardPage
{
  SgnPage parent_instance;

  /* template widgets */
  GtkDropDown *year_drop_down, *unit_drop_down, *source_drop_down, *kind_drop_down;
  GtkDropDown *as_of_drop_down, *money_drop_down;
  GMenu *export_section;
  GtkStack *tabs, *stack, *chart_stack;
  SgnDashboardPoverty *poverty;
  GtkLabel *planned_label, *planned_caption, *carried_label, *carried_caption;
  GtkLabel *disbursed_label, *disbursed_caption, *rate_label;
  GtkProgressBar *rate_bar;
  GtkColumnView *table;
  GtkToggleButton *as_text_button;
  SgnPaceChart *chart;
  GtkLabel *chart_text, *attention_count;
  GtkBox *attention_box;

  /* owned */
  SgnJob *job;
  SgnDashboardData *data; /* what is shown; NULL before the first answer */

  gboolean filling; /* the drop-downs are being filled: no question yet */
};

G_DEFINE_FINAL_TYPE (SgnDashboardPage, sgn_dashboard_page, SGN_TYPE_PAGE)

/* --- what is asked --- */

static SgnMoneyUnit
get_money_unit (SgnDashboardPage *self)
{
  SgnMoneyUnit unit = SGN_MONEY_TRIEU;

  sgn_money_unit_from_code (sgn_options_get (self->money_drop_down), &unit);
  return unit;
}

static const char *
text_or_null (const char *text)
{
  return *text != '\0' ? text : NULL;
}

static SgnFundingFilter
get_filter (SgnDashboardPage *self)
{
  SgnFundingFilter filter = {
    .year = (int)g_ascii_strtoll (sgn_options_get (self->year_drop_down), NULL, 10),
    .unit_id = g_ascii_strtoll (sgn_options_get (self->unit_drop_down), NULL, 10),
    .source = text_or_null (sgn_options_get (self->source_drop_down)),
    .capital_kind = text_or_null (sgn_options_get (self->kind_drop_down)),
  };
  guint month = (guint)g_ascii_strtoull (sgn_options_get (self->as_of_drop_down), NULL, 10);

  if (month > 0)
    filter.as_of
        = sgn_date_last_day ((SgnDate){ .year = (guint16)filter.year, .month = (guint8)month });
  return filter;
}

/* --- what is shown --- */

static char *
format_money (SgnDashboardPage *self, gint64 dong)
{
  SgnMoneyUnit unit = get_money_unit (self);

  return unit == SGN_MONEY_TY
             ? sgn_number_format_scaled (sgn_money_round (dong, 1000000), 3, 0)
             : sgn_number_format_integer (sgn_money_round (dong, sgn_money_unit_factor (unit)));
}

static void
set_money (SgnDashboardPage *self, GtkLabel *label, gint64 dong)
{
  g_autofree char *text = format_money (self, dong);

  gtk_label_set_label (label, text);
}

static void
show_planned (SgnDashboardPage *self, const SgnFundingSummary *summary)
{
  g_autofree char *investment = format_money (self, summary->planned_investment);
  g_autofree char *recurrent = format_money (self, summary->planned_recurrent);
  g_autofree char *unknown = format_money (self, summary->planned_unknown);
  g_autofree char *caption
      = summary->planned_unknown != 0
            ? g_strdup_printf (_ ("Investment %s · recurrent %s · not stated %s"), investment,
                               recurrent, unknown)
            : g_strdup_printf (_ ("Investment %s · recurrent %s"), investment, recurrent);

  set_money (self, self->planned_label, summary->planned);
  gtk_label_set_label (self->planned_caption, caption);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->planned_caption), caption);
}

static void
show_tiles (SgnDashboardPage *self, const SgnFundingSummary *summary)
{
  gint64 available = summary->planned + summary->carried_over;
  g_autofree char *day = sgn_date_format (summary->as_of);
  g_autofree char *until = g_strdup_printf (_ ("to %s"), day);
  g_autofree char *rate = sgn_number_format_percent (summary->disbursed, available);
  g_autofree char *decisions
      = g_strdup_printf (ngettext ("%u decision", "%u decisions", summary->n_carry_decisions),
                         summary->n_carry_decisions);
  double share = available > 0 ? (double)summary->disbursed / available : 0;

  show_planned (self, summary);
  set_money (self, self->carried_label, summary->carried_over);
  gtk_label_set_label (self->carried_caption, decisions);
  set_money (self, self->disbursed_label, summary->disbursed);
  gtk_label_set_label (self->disbursed_caption, until);
  gtk_label_set_label (self->rate_label, rate != NULL ? rate : "–");
  gtk_progress_bar_set_fraction (self->rate_bar, CLAMP (share, 0, 1));
}

static void
show_chart (SgnDashboardPage *self, const SgnFundingSummary *summary)
{
  g_autofree char *text = NULL;

  sgn_pace_chart_set (self->chart, summary->planned + summary->carried_over, summary->by_month,
                      summary->n_months, get_money_unit (self));
  text = sgn_chart_describe (SGN_CHART (self->chart));
  gtk_label_set_label (self->chart_text, text);
}

static void
see_cb (GtkButton *button, SgnDashboardPage *self)
{
  const SgnFinding *finding = g_object_get_data (G_OBJECT (button), "finding");

  sgn_page_go_to (SGN_PAGE (self), "checks", finding->type, finding->record_id, finding->rule->id);
}

static GtkWidget *
make_finding_row (SgnDashboardPage *self, SgnFinding *finding)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (finding->rule->severity == SGN_SEVERITY_ERROR
                                                      ? "sgn-error-symbolic"
                                                      : "sgn-warning-symbolic");
  GtkWidget *label = gtk_inscription_new (finding->message);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("See"));

  gtk_widget_add_css_class (icon, finding->rule->severity == SGN_SEVERITY_ERROR ? "bad-text"
                                                                                : "attention-text");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (label), 2);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (label), 2);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (label), 20);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (label),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, finding->message);
  gtk_widget_add_css_class (button, "link");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  g_object_set_data (G_OBJECT (button), "finding", finding);
  g_signal_connect_object (button, "clicked", G_CALLBACK (see_cb), self, 0);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static void
add_attention_text (SgnDashboardPage *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (self->attention_box, label);
}

static void
show_attention (SgnDashboardPage *self, GPtrArray *findings)
{
  g_autofree char *count = g_strdup_printf ("%u", findings->len);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->attention_box))) != NULL)
    gtk_box_remove (self->attention_box, child);
  for (guint i = 0; i < findings->len && i < MOST_FINDINGS; i++)
    gtk_box_append (self->attention_box, make_finding_row (self, g_ptr_array_index (findings, i)));
  if (findings->len > MOST_FINDINGS)
    {
      g_autofree char *more
          = g_strdup_printf (_ ("… and %u more under Checks"), findings->len - MOST_FINDINGS);
      add_attention_text (self, more);
    }
  if (findings->len == 0)
    add_attention_text (self, _ ("Nothing: the documents agree with themselves."));
  gtk_label_set_label (self->attention_count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->attention_count), findings->len > 0);
}

static gboolean
has_money (const SgnFundingSummary *summary)
{
  return summary->planned != 0 || summary->carried_over != 0 || summary->disbursed != 0;
}

static void
show_data (SgnDashboardPage *self)
{
  const SgnFundingSummary *summary = self->data->summary;
  const SgnFundingFilter *filter = &summary->filter;
  gboolean all = filter->unit_id == 0 && filter->source == NULL && filter->capital_kind == NULL;

  show_tiles (self, summary);
  show_chart (self, summary);
  show_attention (self, self->data->findings);
  sgn_dashboard_table_show (self->table, summary, get_money_unit (self));
  gtk_stack_set_visible_child_name (self->stack, has_money (summary) || !all ? "figures" : "empty");
}

static void
update_subtitle (SgnDashboardPage *self)
{
  SgnLedger *ledger = sgn_page_get_ledger (SGN_PAGE (self));
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autofree char *unit
      = sgn_record_title (connection, &sgn_type_unit, sgn_programme_own_unit (connection));
  g_autofree char *text
      = g_strdup_printf (_ ("%s · plan of %s"), unit, sgn_options_get (self->year_drop_down));

  sgn_page_set_subtitle (SGN_PAGE (self), text);
}

/* --- asking --- */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnDashboardPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnDashboardData) data
      = sgn_dashboard_data_load_finish (SGN_JOB (source), result, &error);

  if (SGN_JOB (source) != self->job || sgn_page_get_ledger (SGN_PAGE (self)) == NULL)
    return;
  g_clear_object (&self->job);
  if (data == NULL)
    {
      sgn_page_show_error (SGN_PAGE (self), g_steal_pointer (&error));
      return;
    }
  g_clear_pointer (&self->data, sgn_dashboard_data_free);
  self->data = g_steal_pointer (&data);
  show_data (self);
}

static void
stop_job (SgnDashboardPage *self)
{
  if (self->job != NULL)
    sgn_job_cancel (self->job);
  g_clear_object (&self->job);
}

static void
reload (SgnDashboardPage *self)
{
  SgnLedger *ledger = sgn_page_get_ledger (SGN_PAGE (self));
  SgnFundingFilter filter;

  if (ledger == NULL || self->filling)
    return;
  stop_job (self);
  filter = get_filter (self);
  update_subtitle (self);
  self->job = sgn_dashboard_data_load_async (sgn_ledger_get_path (ledger), &filter, loaded_cb,
                                             g_object_ref (self));
}

static void
money_unit_cb (SgnDashboardPage *self)
{
  if (!self->filling && self->data != NULL)
    show_data (self);
}

/* --- filling the drop-downs --- */

static void
fill_years (SgnDashboardPage *self, SgnConnection *connection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) years = sgn_funding_years (connection, &error);
  g_autofree char *kept = g_strdup (sgn_options_get (self->year_drop_down));
  int own = sgn_programme_default_year (connection);
  g_autofree char *own_text = g_strdup_printf ("%d", own);
  gboolean listed = FALSE;

  sgn_options_clear (self->year_drop_down);
  for (guint i = 0; years != NULL && i < years->len; i++)
    {
      g_autofree char *value = g_strdup_printf ("%d", g_array_index (years, int, i));
      g_autofree char *label = g_strdup_printf (_ ("Year %s"), value);

      listed = listed || g_array_index (years, int, i) == own;
      sgn_options_add (self->year_drop_down, value, label);
    }
  if (!listed)
    {
      g_autofree char *label = g_strdup_printf (_ ("Year %s"), own_text);
      sgn_options_add (self->year_drop_down, own_text, label);
    }
  if (!sgn_options_select (self->year_drop_down, kept))
    sgn_options_select (self->year_drop_down, own_text);
}

static void
add_units_below (SgnDashboardPage *self, SgnConnection *connection, gint64 unit_id)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_unit);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_int (query, "parent-id", unit_id);
  sgn_query_set_sort (query, "name");
  ids = sgn_query_run (query, connection, NULL, NULL);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      g_autofree char *label = sgn_record_title (connection, &sgn_type_unit, id);

      sgn_options_add (self->unit_drop_down, value, label);
    }
}

static void
fill_units (SgnDashboardPage *self, SgnConnection *connection)
{
  g_autofree char *kept = g_strdup (sgn_options_get (self->unit_drop_down));

  sgn_options_clear (self->unit_drop_down);
  sgn_options_add (self->unit_drop_down, "0", _ ("All units"));
  add_units_below (self, connection, sgn_programme_own_unit (connection));
  sgn_options_select (self->unit_drop_down, kept);
}

static void
add_codes (GtkDropDown *drop_down, SgnConnection *connection, const char *list)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_code_item);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_text (query, "list", list);
  sgn_query_set_sort (query, "position");
  ids = sgn_query_run (query, connection, NULL, NULL);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (SgnRecord) item
          = sgn_record_load (connection, &sgn_type_code_item, g_array_index (ids, gint64, i), NULL);

      if (item != NULL)
        sgn_options_add (drop_down, sgn_record_get_text (item, "code"),
                         sgn_record_get_text (item, "name"));
    }
}

static void
fill_codes (GtkDropDown *drop_down, SgnConnection *connection, const char *list, const char *all,
            const char *extra_value, const char *extra_label)
{
  g_autofree char *kept = g_strdup (sgn_options_get (drop_down));

  sgn_options_clear (drop_down);
  sgn_options_add (drop_down, "", all);
  if (extra_value != NULL)
    sgn_options_add (drop_down, extra_value, extra_label);
  add_codes (drop_down, connection, list);
  sgn_options_select (drop_down, kept);
}

static void
fill_months (SgnDashboardPage *self)
{
  g_autofree char *kept = g_strdup (sgn_options_get (self->as_of_drop_down));

  sgn_options_clear (self->as_of_drop_down);
  sgn_options_add (self->as_of_drop_down, "0", _ ("Latest figures"));
  for (guint month = 1; month <= MONTHS; month++)
    {
      g_autofree char *value = g_strdup_printf ("%u", month);
      g_autofree char *label = g_strdup_printf (_ ("To the end of month %u"), month);

      sgn_options_add (self->as_of_drop_down, value, label);
    }
  sgn_options_select (self->as_of_drop_down, kept);
}

static void
fill_money_units (SgnDashboardPage *self)
{
  sgn_options_clear (self->money_drop_down);
  for (SgnMoneyUnit unit = SGN_MONEY_DONG; unit <= SGN_MONEY_TY; unit++)
    sgn_options_add (self->money_drop_down, sgn_money_unit_code (unit),
                     sgn_money_unit_label (unit));
  sgn_options_select (self->money_drop_down, sgn_money_unit_code (sgn_settings_money_unit ()));
}

static void
fill_filters (SgnDashboardPage *self, SgnConnection *connection)
{
  self->filling = TRUE;
  fill_years (self, connection);
  fill_units (self, connection);
  fill_codes (self->source_drop_down, connection, "funding-source", _ ("All sources"), "local",
              _ ("Local budgets"));
  fill_codes (self->kind_drop_down, connection, "capital-kind", _ ("All capital"), NULL, NULL);
  fill_months (self);
  self->filling = FALSE;
}

/* --- figures and their records --- */

static char *
describe_figure (SgnDashboardPage *self, SgnFundingFigure figure, gint64 component_id, guint month)
{
  SgnConnection *connection = sgn_ledger_get_connection (sgn_page_get_ledger (SGN_PAGE (self)));
  const char *names[] = { _ ("Plan assigned"), _ ("Carried over"), _ ("Disbursed") };
  g_autofree char *component
      = component_id != 0 ? sgn_record_title (connection, &sgn_type_component, component_id)
                          : g_strdup (_ ("all projects"));

  if (month > 0)
    return g_strdup_printf (_ ("%s in month %u · %s"), names[figure], month, component);
  return g_strdup_printf ("%s · %s", names[figure], component);
}

static void
show_records (SgnDashboardPage *self, SgnFundingFigure figure, gint64 component_id, guint month)
{
  SgnLedger *ledger = sgn_page_get_ledger (SGN_PAGE (self));
  g_autofree char *title = NULL;
  g_autoptr (SgnQuery) query = NULL;
  g_autoptr (GError) error = NULL;

  if (self->data == NULL || ledger == NULL)
    return;
  query = sgn_funding_records (sgn_ledger_get_connection (ledger), &self->data->summary->filter,
                               figure, component_id, month, &error);
  if (query == NULL)
    {
      sgn_page_show_error (SGN_PAGE (self), g_steal_pointer (&error));
      return;
    }
  title = describe_figure (self, figure, component_id, month);
  sgn_records_window_show (SGN_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), ledger, title,
                           query);
}

static void
records_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gint32 figure, month;
  gint64 component_id;

  g_variant_get (parameter, "(ixi)", &figure, &component_id, &month);
  show_records (SGN_DASHBOARD_PAGE (widget), (SgnFundingFigure)figure, component_id, (guint)month);
}

static void
month_activated_cb (SgnDashboardPage *self, guint item)
{
  show_records (self, SGN_FUNDING_DISBURSED, 0, item + 1);
}

static void
as_text_cb (SgnDashboardPage *self)
{
  gtk_stack_set_visible_child_name (self->chart_stack,
                                    gtk_toggle_button_get_active (self->as_text_button) ? "text"
                                                                                        : "chart");
}

static gboolean
shows_poverty (SgnDashboardPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->tabs), "poverty") == 0;
}

static void
tab_cb (SgnDashboardPage *self)
{
  sgn_page_set_status (SGN_PAGE (self), shows_poverty (self) ? sgn_review_tab_get_status (
                                            SGN_REVIEW_TAB (self->poverty))
                                                             : NULL);
}

/* --- appendices --- */

static void
export_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnDashboardPage *self = SGN_DASHBOARD_PAGE (widget);
  SgnFundingFilter filter = get_filter (self);
  SgnAppendixParameters parameters = {
    .year = filter.year,
    .unit_id = filter.unit_id,
    .as_of = self->data != NULL ? self->data->summary->as_of : filter.as_of,
    .money_unit = get_money_unit (self),
  };

  sgn_appendix_export_ask (SGN_PAGE (self), g_variant_get_string (parameter, NULL), &parameters);
}

static SgnSheet *
sgn_dashboard_page_make_sheet (SgnPage *page, GError **error)
{
  SgnDashboardPage *self = SGN_DASHBOARD_PAGE (page);

  if (shows_poverty (self))
    return sgn_dashboard_poverty_make_sheet (self->poverty);
  if (self->data == NULL)
    return NULL;
  return sgn_dashboard_table_make_sheet (self->table, self->data->summary, get_money_unit (self));
}

/* --- the page --- */

static void
sgn_dashboard_page_ledger_set (SgnPage *page, SgnLedger *ledger)
{
  SgnDashboardPage *self = SGN_DASHBOARD_PAGE (page);

  stop_job (self);
  g_clear_pointer (&self->data, sgn_dashboard_data_free);
  sgn_dashboard_table_clear (self->table);
  sgn_dashboard_poverty_set_ledger (self->poverty, ledger);
  if (ledger == NULL)
    return;
  fill_filters (self, sgn_ledger_get_connection (ledger));
  reload (self);
}

static void
sgn_dashboard_page_tables_changed (SgnPage *page, const char *const *tables)
{
  SgnDashboardPage *self = SGN_DASHBOARD_PAGE (page);

  fill_filters (self, sgn_ledger_get_connection (sgn_page_get_ledger (page)));
  reload (self);
  sgn_dashboard_poverty_tables_changed (self->poverty, tables);
}

static void
sgn_dashboard_page_dispose (GObject *object)
{
  SgnDashboardPage *self = SGN_DASHBOARD_PAGE (object);

  stop_job (self);
  g_clear_pointer (&self->data, sgn_dashboard_data_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_DASHBOARD_PAGE);
  G_OBJECT_CLASS (sgn_dashboard_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, year_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, unit_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, source_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, as_of_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, money_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, export_section);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, poverty);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, chart_stack);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, planned_label);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, planned_caption);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, carried_label);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, carried_caption);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, disbursed_label);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, disbursed_caption);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, rate_label);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, rate_bar);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, table);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, as_text_button);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, chart);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, chart_text);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, attention_count);
  gtk_widget_class_bind_template_child (widget_class, SgnDashboardPage, attention_box);
  gtk_widget_class_bind_template_callback (widget_class, month_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_cb);
}

static void
sgn_dashboard_page_class_init (SgnDashboardPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SgnPageClass *page_class = SGN_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_dashboard_page_dispose;
  page_class->ledger_set = sgn_dashboard_page_ledger_set;
  page_class->tables_changed = sgn_dashboard_page_tables_changed;
  page_class->make_sheet = sgn_dashboard_page_make_sheet;

  g_type_ensure (SGN_TYPE_DASHBOARD_POVERTY);
  g_type_ensure (SGN_TYPE_PACE_CHART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/pages/dashboard.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "dashboard.records", "(ixi)", records_cb);
  gtk_widget_class_install_action (widget_class, "dashboard.export", "s", export_cb);
}

static void
sgn_dashboard_page_init (SgnDashboardPage *self)
{
  GtkDropDown *asking[] = { NULL, NULL, NULL, NULL, NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  sgn_dashboard_table_set_up (self->table);
  sgn_appendix_export_fill_menu (self->export_section, "dashboard.export", "KP-");
  fill_money_units (self);

  asking[0] = self->year_drop_down;
  asking[1] = self->unit_drop_down;
  asking[2] = self->source_drop_down;
  asking[3] = self->kind_drop_down;
  asking[4] = self->as_of_drop_down;
  for (guint i = 0; i < G_N_ELEMENTS (asking); i++)
    g_signal_connect_swapped (asking[i], "notify::selected", G_CALLBACK (reload), self);
  g_signal_connect_swapped (self->money_drop_down, "notify::selected", G_CALLBACK (money_unit_cb),
                            self);
  g_signal_connect_swapped (self->as_text_button, "toggled", G_CALLBACK (as_text_cb), self);
}
