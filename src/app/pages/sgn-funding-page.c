#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-funding-page.h"

#include "app/pages/sgn-funding-page-decisions.h"
#include "app/pages/sgn-funding-page-disbursements.h"
#include "app/sgn-settings.h"
#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-grid-records.h"
#include "programme/sgn-funding-summary.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

struct _SgnFundingPage
{
  SgnPage parent_instance;

  /* Template widgets. */
  GtkWidget *box;
  GtkDropDown *year;
  GtkWidget *create_button;
  GtkStack *stack;
  SgnFundingDecisions *decisions;
  SgnFundingDisbursements *disbursements;
  SgnEntryGrid *shares;

  /* Owned. */
  SgnGridRecords *shares_model;
  GArray *years; /* of int, beside the rows of the drop-down: 0 is every year */
  GCancellable *checking;

  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SgnFundingPage, sgn_funding_page, SGN_TYPE_PAGE)

static const SgnGridRecordsColumn share_columns[] = {
  { "year", NULL, 6, FALSE },
  { "component-id", N_ ("Component (blank: all)"), 30, TRUE },
  { "percent", NULL, 12, FALSE },
  { "source", NULL, 30, TRUE },
  { NULL },
};

static int
get_year (SgnFundingPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->year);

  return selected < self->years->len ? g_array_index (self->years, int, selected) : 0;
}

static gboolean
is_shown (SgnFundingPage *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0;
}

/* Years */

static gboolean
has_year (GArray *years, int year)
{
  for (guint i = 0; i < years->len; i++)
    if (g_array_index (years, int, i) == year)
      return TRUE;
  return FALSE;
}

static int
compare_years (gconstpointer a, gconstpointer b)
{
  return *(const int *)b - *(const int *)a;
}

static void
show_years (SgnFundingPage *self, int selected)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint at = 0;

  for (guint i = 0; i < self->years->len; i++)
    {
      int year = g_array_index (self->years, int, i);
      g_autofree char *name
          = year != 0 ? g_strdup_printf (_ ("Year %d"), year) : g_strdup (_ ("Every year"));

      gtk_string_list_append (names, name);
      if (year == selected)
        at = i;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->year, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->year, at);
  self->filling = FALSE;
}

/* The years of the ledger, the newest first, and its own in any case; then every year. */
static void
fill_years (SgnFundingPage *self, int selected)
{
  SgnConnection *connection = sgn_ledger_get_connection (sgn_page_get_ledger (SGN_PAGE (self)));
  g_autoptr (GError) error = NULL;
  GArray *years = sgn_funding_years (connection, &error);
  int own = sgn_programme_default_year (connection), every = 0;

  if (years == NULL)
    {
      sgn_page_show_error (SGN_PAGE (self), g_steal_pointer (&error));
      years = g_array_new (FALSE, FALSE, sizeof (int));
    }
  if (!has_year (years, own))
    g_array_append_val (years, own);
  if (selected != 0 && !has_year (years, selected))
    g_array_append_val (years, selected);
  g_array_sort (years, compare_years);
  g_array_append_val (years, every);
  g_clear_pointer (&self->years, g_array_unref);
  self->years = years;
  show_years (self, selected);
}

/* Shares of the local budget */

static void
query_shares (SgnFundingPage *self)
{
  SgnConnection *connection = sgn_ledger_get_connection (sgn_page_get_ledger (SGN_PAGE (self)));
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_counterpart_ratio);
  g_autoptr (SgnRecord) template = sgn_record_new (&sgn_type_counterpart_ratio);
  g_autoptr (GError) error = NULL;
  int year = get_year (self);

  if (year != 0)
    sgn_query_where_int (query, "year", year);
  sgn_record_set_int (template, "year", year != 0 ? year : sgn_programme_default_year (connection));
  sgn_grid_records_set_template (self->shares_model, template);
  if (!sgn_grid_records_set_query (self->shares_model, query, &error))
    sgn_page_show_error (SGN_PAGE (self), g_steal_pointer (&error));
}

/* Rules: looked at in a thread, because they read the whole plan */

typedef struct
{
  char *path;
  int year;
} CheckWish;

static void
check_wish_free (CheckWish *wish)
{
  g_free (wish->path);
  g_free (wish);
}

static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const CheckWish *wish = data;
  SgnCheckOptions options = { .year = wish->year };
  GError *error = NULL;
  GPtrArray *findings = NULL;
  g_autoptr (SgnConnection) connection = sgn_connection_open_readonly (wish->path, &error);

  if (connection != NULL)
    findings = sgn_check_run (connection, sgn_programme_types (), &options, cancellable, &error);
  if (findings != NULL)
    g_task_return_pointer (task, findings, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SgnFundingPage *self = SGN_FUNDING_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (findings == NULL)
    {
      g_debug ("rules: %s", error->message);
      return;
    }
  sgn_funding_decisions_set_findings (self->decisions, findings);
  sgn_funding_disbursements_set_findings (self->disbursements, findings);
  sgn_grid_records_set_findings (self->shares_model, findings);
}

static void
stop_checking (SgnFundingPage *self)
{
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
}

static void
start_checking (SgnFundingPage *self)
{
  SgnLedger *ledger = sgn_page_get_ledger (SGN_PAGE (self));
  g_autoptr (GTask) task = NULL;
  CheckWish *wish;

  stop_checking (self);
  if (ledger == NULL)
    return;
  self->checking = g_cancellable_new ();
  wish = g_new0 (CheckWish, 1);
  wish->path = g_strdup (sgn_ledger_get_path (ledger));
  wish->year = get_year (self);
  task = g_task_new (self, self->checking, checked_cb, NULL);
  g_task_set_task_data (task, wish, (GDestroyNotify)check_wish_free);
  g_task_run_in_thread (task, check_thread);
}

/* Showing */

static void
update_texts (SgnFundingPage *self)
{
  const char *label = _ ("New _Decision…"), *status = NULL;
  SgnLedger *ledger = sgn_page_get_ledger (SGN_PAGE (self));
  g_autofree char *subtitle = NULL;

  if (is_shown (self, "disbursements"))
    {
      label = _ ("New D_isbursement");
      status = sgn_funding_disbursements_get_status (self->disbursements);
    }
  else if (is_shown (self, "shares"))
    label = _ ("New _Share");
  else
    status = sgn_funding_decisions_get_status (self->decisions);
  gtk_button_set_label (GTK_BUTTON (self->create_button), label);
  sgn_page_set_status (SGN_PAGE (self), status);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "funding.create",
                                 ledger != NULL && sgn_ledger_is_writable (ledger));
  if (ledger != NULL && get_year (self) != 0)
    subtitle = g_strdup_printf (_ ("Year %d"), get_year (self));
  sgn_page_set_subtitle (SGN_PAGE (self), subtitle);
}

static void
show_year (SgnFundingPage *self)
{
  int year = get_year (self);

  sgn_funding_decisions_set_year (self->decisions, year);
  sgn_funding_disbursements_set_year (self->disbursements, year);
  query_shares (self);
  start_checking (self);
  update_texts (self);
}

static void
use_money_unit (SgnFundingPage *self)
{
  SgnMoneyUnit unit = sgn_settings_money_unit ();

  sgn_funding_decisions_set_money_unit (self->decisions, unit);
  sgn_funding_disbursements_set_money_unit (self->disbursements, unit);
}

/* Callbacks */

static void
year_changed_cb (SgnFundingPage *self)
{
  if (!self->filling && sgn_page_get_ledger (SGN_PAGE (self)) != NULL)
    show_year (self);
}

static void
text_changed_cb (SgnFundingPage *self)
{
  if (self->stack != NULL && self->create_button != NULL)
    update_texts (self);
}

static void
failed_cb (SgnFundingPage *self, GError *error)
{
  sgn_page_show_error (SGN_PAGE (self), g_error_copy (error));
}

static void
removed_cb (SgnFundingPage *self, const char *title)
{
  g_autofree char *message = g_strdup_printf (_ ("Removed “%s” with its lines."), title);

  sgn_page_show_message (SGN_PAGE (self), message, _ ("_Undo"), "win.undo", NULL);
}

static void
create_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SGN_PAGE_GET_CLASS (widget)->create (SGN_PAGE (widget));
}

/* The page */

static void
sgn_funding_page_ledger_set (SgnPage *page, SgnLedger *ledger)
{
  SgnFundingPage *self = SGN_FUNDING_PAGE (page);

  stop_checking (self);
  sgn_entry_grid_set_model (self->shares, NULL);
  g_clear_object (&self->shares_model);
  sgn_funding_decisions_set_ledger (self->decisions, ledger);
  sgn_funding_disbursements_set_ledger (self->disbursements, ledger);
  if (ledger == NULL)
    return;
  self->shares_model = sgn_grid_records_new (ledger, sgn_programme_types (),
                                             &sgn_type_counterpart_ratio, share_columns);
  sgn_entry_grid_set_model (self->shares, SGN_GRID_MODEL (self->shares_model));
  use_money_unit (self);
  fill_years (self, sgn_programme_default_year (sgn_ledger_get_connection (ledger)));
  show_year (self);
}

static gboolean
names_any (const char *const *tables, const char *const *wanted)
{
  for (guint i = 0; wanted[i] != NULL; i++)
    if (g_strv_contains (tables, wanted[i]))
      return TRUE;
  return FALSE;
}

static void
sgn_funding_page_tables_changed (SgnPage *page, const char *const *tables)
{
  static const char *const ours[]
      = { "funding_decision",  "funding_line", "stated_total", "disbursement",
          "counterpart_ratio", "component",    "unit",         "agency",
          "code_item",         "acceptance",   "period_lock",  NULL };
  SgnFundingPage *self = SGN_FUNDING_PAGE (page);
  g_autoptr (GError) error = NULL;

  if (!names_any (tables, ours))
    return;
  if (g_strv_contains (tables, "funding_decision") || g_strv_contains (tables, "disbursement"))
    fill_years (self, get_year (self));
  sgn_funding_decisions_reload (self->decisions);
  sgn_funding_disbursements_reload (self->disbursements);
  if (!sgn_grid_records_reload (self->shares_model, &error))
    sgn_page_show_error (page, g_steal_pointer (&error));
  start_checking (self);
  update_texts (self);
}

static void
sgn_funding_page_find (SgnPage *page)
{
  SgnFundingPage *self = SGN_FUNDING_PAGE (page);

  gtk_stack_set_visible_child_name (self->stack, "disbursements");
  sgn_funding_disbursements_find (self->disbursements);
}

static void
sgn_funding_page_create (SgnPage *page)
{
  SgnFundingPage *self = SGN_FUNDING_PAGE (page);

  if (is_shown (self, "disbursements"))
    sgn_funding_disbursements_create (self->disbursements);
  else if (is_shown (self, "decisions"))
    sgn_funding_decisions_create (self->decisions);
  else
    {
      sgn_entry_grid_view_set_focus (sgn_entry_grid_get_view (self->shares),
                                     sgn_grid_model_get_n_rows (
                                         SGN_GRID_MODEL (self->shares_model)),
                                     0, FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->shares));
    }
}

static gboolean
sgn_funding_page_save (SgnPage *page)
{
  SgnFundingPage *self = SGN_FUNDING_PAGE (page);

  return sgn_funding_decisions_save (self->decisions)
         && sgn_funding_disbursements_save (self->disbursements)
         && sgn_entry_grid_save (self->shares);
}

static SgnSheet *
sgn_funding_page_make_sheet (SgnPage *page, GError **error)
{
  SgnFundingPage *self = SGN_FUNDING_PAGE (page);

  if (is_shown (self, "disbursements"))
    return sgn_funding_disbursements_make_sheet (self->disbursements, error);
  if (is_shown (self, "decisions"))
    return sgn_funding_decisions_make_sheet (self->decisions, error);
  return sgn_grid_records_make_sheet (self->shares_model,
                                      _ (sgn_type_counterpart_ratio.label_plural));
}

static void
select_year (SgnFundingPage *self, int year)
{
  if (get_year (self) == 0 || get_year (self) == year)
    return;
  fill_years (self, year);
  show_year (self);
}

static gboolean
show_decision (SgnFundingPage *self, SgnRecord *record, const char *field)
{
  SgnConnection *connection = sgn_ledger_get_connection (sgn_page_get_ledger (SGN_PAGE (self)));
  const SgnRecordType *type = sgn_record_get_record_type (record);
  gint64 id = sgn_record_get_id (record);
  gint64 decision_id
      = type == &sgn_type_funding_decision ? id : sgn_record_get_int (record, "decision-id");
  g_autoptr (SgnRecord) decision
      = sgn_record_load (connection, &sgn_type_funding_decision, decision_id, NULL);

  if (decision == NULL)
    return FALSE;
  gtk_stack_set_visible_child_name (self->stack, "decisions");
  select_year (self, (int)sgn_record_get_int (decision, "year"));
  sgn_funding_decisions_show (self->decisions, decision_id, type, id, field);
  return TRUE;
}

static gboolean
show_share (SgnFundingPage *self, SgnRecord *record)
{
  guint row;

  gtk_stack_set_visible_child_name (self->stack, "shares");
  select_year (self, (int)sgn_record_get_int (record, "year"));
  if (!sgn_grid_records_find_id (self->shares_model, sgn_record_get_id (record), &row))
    return FALSE;
  sgn_entry_grid_view_set_focus (sgn_entry_grid_get_view (self->shares), row, 0, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->shares));
  return TRUE;
}

static gboolean
sgn_funding_page_show_record (SgnPage *page, const SgnRecordType *type, gint64 id,
                              const char *field)
{
  SgnFundingPage *self = SGN_FUNDING_PAGE (page);
  g_autoptr (SgnRecord) record = NULL;

  if (type != &sgn_type_funding_decision && type != &sgn_type_funding_line
      && type != &sgn_type_stated_total && type != &sgn_type_decision_text
      && type != &sgn_type_disbursement && type != &sgn_type_counterpart_ratio)
    return FALSE;
  record = sgn_record_load (sgn_ledger_get_connection (sgn_page_get_ledger (page)), type, id, NULL);
  if (record == NULL)
    return FALSE;
  if (type == &sgn_type_counterpart_ratio)
    return show_share (self, record);
  if (type != &sgn_type_disbursement)
    return show_decision (self, record, field);
  gtk_stack_set_visible_child_name (self->stack, "disbursements");
  select_year (self, (int)sgn_record_get_int (record, "plan-year"));
  return sgn_funding_disbursements_show (self->disbursements, id, field);
}

/* Overrides */

static gboolean
sgn_funding_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (gtk_stack_get_visible_child (SGN_FUNDING_PAGE (widget)->stack));
}

static void
sgn_funding_page_dispose (GObject *object)
{
  SgnFundingPage *self = SGN_FUNDING_PAGE (object);

  stop_checking (self);
  if (self->shares != NULL)
    sgn_entry_grid_set_model (self->shares, NULL);
  g_clear_object (&self->shares_model);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_FUNDING_PAGE);

  G_OBJECT_CLASS (sgn_funding_page_parent_class)->dispose (object);
}

static void
sgn_funding_page_finalize (GObject *object)
{
  g_array_unref (SGN_FUNDING_PAGE (object)->years);

  G_OBJECT_CLASS (sgn_funding_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SGN_TYPE_FUNDING_DECISIONS);
  g_type_ensure (SGN_TYPE_FUNDING_DISBURSEMENTS);
  g_type_ensure (SGN_TYPE_ENTRY_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/sogiamngheo/ui/pages/funding.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnFundingPage, box);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingPage, year);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingPage, create_button);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingPage, decisions);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingPage, disbursements);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingPage, shares);
  gtk_widget_class_bind_template_callback (widget_class, year_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, removed_cb);
}

static void
sgn_funding_page_class_init (SgnFundingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SgnPageClass *page_class = SGN_PAGE_CLASS (klass);

  object_class->dispose = sgn_funding_page_dispose;
  object_class->finalize = sgn_funding_page_finalize;
  widget_class->grab_focus = sgn_funding_page_grab_focus;
  page_class->ledger_set = sgn_funding_page_ledger_set;
  page_class->tables_changed = sgn_funding_page_tables_changed;
  page_class->find = sgn_funding_page_find;
  page_class->create = sgn_funding_page_create;
  page_class->save = sgn_funding_page_save;
  page_class->make_sheet = sgn_funding_page_make_sheet;
  page_class->show_record = sgn_funding_page_show_record;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "funding.create", NULL, create_cb);
}

static void
sgn_funding_page_init (SgnFundingPage *self)
{
  self->years = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (sgn_settings_get (), "changed::money-unit", G_CALLBACK (use_money_unit),
                           self, G_CONNECT_SWAPPED);
}
