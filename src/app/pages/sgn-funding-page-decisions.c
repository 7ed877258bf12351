#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-funding-page-decisions.h"

#include "app/pages/sgn-funding-page-decision-window.h"
#include "app/pages/sgn-funding-page-totals.h"
#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-grid-records.h"
#include "app/widgets/sgn-row-view.h"
#include "base/sgn-date.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

struct _SgnFundingDecisions
{
  GtkWidget parent_instance;

  /* Template widgets. */
  GtkWidget *paned;
  SgnRowView *list;
  GtkWidget *details;
  GtkLabel *title;
  GtkLabel *caption;
  GtkLabel *verdict;
  SgnEntryGrid *lines;
  SgnEntryGrid *totals;

  /* Owned. */
  SgnLedger *ledger;
  SgnFundingTotals *totals_model;
  SgnGridRecords *lines_model; /* of the decision selected; (nullable) */
  GHashTable *unsaved;         /* decision id -> SgnGridRecords that holds rows not saved yet */
  GPtrArray *findings;
  char *status;

  gint64 decision_id;
  gint64 sought; /* to be scrolled to when the list has it; 0: none */
  int year;
  SgnMoneyUnit money_unit;
};

G_DEFINE_FINAL_TYPE (SgnFundingDecisions, sgn_funding_decisions, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_STATUS,
  N_PROPERTIES
};

enum
{
  FAILED,
  REMOVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

/* The amount stands where it is seen without scrolling. */
static const SgnGridRecordsColumn line_columns[] = {
  { "component-id", NULL, 21, FALSE }, { "unit-id", NULL, 13, FALSE },
  { "capital-kind", NULL, 6, FALSE },  { "amount", NULL, 11, FALSE },
  { "source", NULL, 8, FALSE },        { "owner-id", NULL, 14, FALSE },
  { "note", NULL, 14, TRUE },          { NULL },
};

static void
fail (SgnFundingDecisions *self, GError *error)
{
  if (error != NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* What is said of the decision */

static char *
format_field (SgnFundingDecisions *self, SgnRecord *record, const char *field)
{
  return sgn_field_format (sgn_record_type_field (&sgn_type_funding_decision, field),
                           sgn_ledger_get_connection (self->ledger), sgn_record_get (record, field),
                           self->money_unit);
}

static void
show_caption (SgnFundingDecisions *self, SgnRecord *decision)
{
  static const char *const fields[] = { "kind", "date", "issuer", "state" };
  g_autoptr (GString) caption = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *text = format_field (self, decision, fields[i]);

      if (text[0] != '\0')
        g_string_append_printf (caption, "%s%s", caption->len > 0 ? " · " : "", text);
    }
  gtk_label_set_text (self->caption, caption->str);
}

/* Without lines it says how to begin; without stated totals there is nothing to compare. */
static void
show_verdict (SgnFundingDecisions *self)
{
  guint n_stated, n_lines;
  guint n = sgn_funding_totals_n_different (self->totals_model, &n_stated);
  GtkWidget *verdict = GTK_WIDGET (self->verdict);
  g_autofree char *text = NULL;

  sgn_funding_totals_get_total (self->totals_model, &n_lines);
  if (n_lines == 0)
    text = g_strdup (_ ("Type the first line, or paste lines from Excel (Ctrl+V)"));
  else if (n > 0)
    text = g_strdup_printf (ngettext ("⚠ %u stated total differs from the lines",
                                      "⚠ %u stated totals differ from the lines", n),
                            n);
  else
    text = g_strdup (_ ("✓ The stated totals agree with the lines"));
  gtk_label_set_text (self->verdict, text);
  gtk_widget_set_tooltip_text (verdict, text);
  gtk_widget_set_visible (verdict, n_lines == 0 || n_stated > 0);
  gtk_widget_remove_css_class (verdict, "good");
  gtk_widget_remove_css_class (verdict, "attention");
  if (n_lines > 0)
    gtk_widget_add_css_class (verdict, n > 0 ? "attention" : "good");
}

static void
update_status (SgnFundingDecisions *self)
{
  g_autofree char *amount = NULL;
  guint n = 0;

  g_clear_pointer (&self->status, g_free);
  if (self->decision_id != 0)
    {
      amount = sgn_money_format (sgn_funding_totals_get_total (self->totals_model, &n),
                                 self->money_unit);
      self->status
          = g_strdup_printf (ngettext ("%u line · total %s %s", "%u lines · total %s %s", n), n,
                             amount, sgn_money_unit_label (self->money_unit));
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

static void
update_actions (SgnFundingDecisions *self)
{
  gboolean writable = self->ledger != NULL && sgn_ledger_is_writable (self->ledger);
  gboolean selected = writable && self->decision_id != 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "decisions.new", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "decisions.edit", selected);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "decisions.remove", selected);
}

static void
show_totals (SgnFundingDecisions *self)
{
  g_autoptr (GError) error = NULL;

  if (!sgn_funding_totals_set_decision (self->totals_model, self->decision_id, &error))
    fail (self, error);
  show_verdict (self);
  update_status (self);
}

/* Reloading the decision's own record: FALSE once it is gone. */
static gboolean
show_heading (SgnFundingDecisions *self)
{
  g_autoptr (SgnRecord) decision = NULL;
  g_autofree char *title = NULL;

  if (self->decision_id != 0)
    decision = sgn_record_load (sgn_ledger_get_connection (self->ledger),
                                &sgn_type_funding_decision, self->decision_id, NULL);
  gtk_widget_set_visible (self->details, decision != NULL);
  if (decision == NULL)
    return FALSE;
  title = sgn_record_title (sgn_ledger_get_connection (self->ledger), &sgn_type_funding_decision,
                            self->decision_id);
  gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  show_caption (self, decision);
  return TRUE;
}

/* The decision selected */

static SgnRecord *
make_template (SgnFundingDecisions *self)
{
  SgnRecord *line = sgn_record_new (&sgn_type_funding_line);
  gint64 unit = sgn_programme_own_unit (sgn_ledger_get_connection (self->ledger));

  sgn_record_set_int (line, "decision-id", self->decision_id);
  if (unit != 0)
    sgn_record_set_int (line, "unit-id", unit);
  return line;
}

static SgnGridRecords *
make_lines (SgnFundingDecisions *self)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_funding_line);
  g_autoptr (SgnRecord) template = make_template (self);
  g_autoptr (GError) error = NULL;
  SgnGridRecords *model = sgn_grid_records_new (self->ledger, sgn_programme_types (),
                                                &sgn_type_funding_line, line_columns);

  sgn_query_where_int (query, "decision-id", self->decision_id);
  sgn_grid_records_set_money_unit (model, self->money_unit);
  sgn_grid_records_set_template (model, template);
  if (!sgn_grid_records_set_query (model, query, &error))
    fail (self, error);
  sgn_grid_records_keep_draft (model, self->decision_id);
  return model;
}

/* Rows that wait for correction stay with their decision until it is looked at again. */
static void
put_lines_away (SgnFundingDecisions *self)
{
  if (self->lines_model == NULL)
    return;
  sgn_entry_grid_save (self->lines);
  if (sgn_grid_records_has_unsaved (self->lines_model))
    g_hash_table_insert (self->unsaved, g_memdup2 (&self->decision_id, sizeof (gint64)),
                         g_object_ref (self->lines_model));
  sgn_entry_grid_set_model (self->lines, NULL);
  g_clear_object (&self->lines_model);
}

static void
take_lines_out (SgnFundingDecisions *self)
{
  SgnGridRecords *kept = g_hash_table_lookup (self->unsaved, &self->decision_id);

  if (self->decision_id == 0)
    return;
  self->lines_model = kept != NULL ? g_object_ref (kept) : make_lines (self);
  g_hash_table_remove (self->unsaved, &self->decision_id);
  if (kept != NULL)
    sgn_grid_records_reload (self->lines_model, NULL);
  if (self->findings != NULL)
    sgn_grid_records_set_findings (self->lines_model, self->findings);
  sgn_entry_grid_set_model (self->lines, SGN_GRID_MODEL (self->lines_model));
}

static void
select_decision (SgnFundingDecisions *self, gint64 id)
{
  if (id == self->decision_id)
    return;
  put_lines_away (self);
  self->decision_id = id;
  if (!show_heading (self))
    self->decision_id = 0;
  take_lines_out (self);
  show_totals (self);
  update_actions (self);
}

static void
query_list (SgnFundingDecisions *self)
{
  g_autoptr (SgnQuery) query = NULL;

  if (self->ledger == NULL)
    return;
  query = sgn_query_new (&sgn_type_funding_decision);
  if (self->year != 0)
    sgn_query_where_int (query, "year", self->year);
  sgn_row_view_set_query (self->list, query);
}

/* Of the decisions shown the first one is opened: the page never begins with nothing. */
static gint64
find_first (SgnFundingDecisions *self)
{
  const SgnQuery *query = sgn_row_view_get_query (self->list);
  g_autoptr (GArray) ids = NULL;

  if (self->ledger == NULL || query == NULL)
    return 0;
  ids = sgn_query_run (query, sgn_ledger_get_connection (self->ledger), NULL, NULL);
  return ids != NULL && ids->len > 0 ? g_array_index (ids, gint64, 0) : 0;
}

static void
open_decision (SgnFundingDecisions *self, gint64 id)
{
  select_decision (self, id);
  sgn_row_view_select (self->list, self->decision_id);
}

/* Callbacks */

static void
selected_cb (SgnFundingDecisions *self)
{
  gint64 id = sgn_row_view_get_selected (self->list);

  if (id != 0)
    select_decision (self, id);
}

/* A new decision comes into the list a moment after it was saved. */
static void
list_changed_cb (SgnFundingDecisions *self)
{
  gint64 id = self->sought;

  self->sought = 0;
  if (id != 0 && id == self->decision_id)
    sgn_row_view_select (self->list, id);
}

static void
activated_cb (SgnFundingDecisions *self, gint64 id)
{
  select_decision (self, id);
  gtk_widget_grab_focus (GTK_WIDGET (self->lines));
}

static void
grid_failed_cb (SgnFundingDecisions *self, GError *error)
{
  fail (self, error);
}

static void
decision_saved_cb (SgnRecord *decision, gpointer owner)
{
  SgnFundingDecisions *self = owner;
  int year = (int)sgn_record_get_int (decision, "year");

  if (self->year != 0 && self->year != year)
    {
      self->year = year;
      query_list (self);
    }
  open_decision (self, sgn_record_get_id (decision));
  self->sought = self->decision_id;
  gtk_widget_grab_focus (GTK_WIDGET (self->lines));
}

/* Actions */

static void
show_form (SgnFundingDecisions *self, SgnRecord *decision)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  sgn_funding_decision_window_show (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->ledger,
                                    decision, decision_saved_cb, G_OBJECT (self));
}

static void
new_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sgn_funding_decisions_create (SGN_FUNDING_DECISIONS (widget));
}

static void
edit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnFundingDecisions *self = SGN_FUNDING_DECISIONS (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnRecord) decision = NULL;

  decision = sgn_record_load (sgn_ledger_get_connection (self->ledger), &sgn_type_funding_decision,
                              self->decision_id, &error);
  if (decision == NULL)
    fail (self, error);
  else
    show_form (self, decision);
}

static gboolean
remove_all (SgnLedger *ledger, const SgnRecordType *type, gint64 decision_id, GError **error)
{
  g_autoptr (SgnQuery) query = sgn_query_new (type);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_int (query, "decision-id", decision_id);
  ids = sgn_query_run (query, sgn_ledger_get_connection (ledger), NULL, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!sgn_record_remove (ledger, sgn_programme_types (), type, g_array_index (ids, gint64, i),
                            error))
      return FALSE;
  return TRUE;
}

/* A decision goes with all that belongs to it, as one change: undo brings everything back. */
static gboolean
remove_decision (SgnLedger *ledger, gpointer user_data, GError **error)
{
  gint64 id = *(gint64 *)user_data;

  return remove_all (ledger, &sgn_type_funding_line, id, error)
         && remove_all (ledger, &sgn_type_stated_total, id, error)
         && remove_all (ledger, &sgn_type_decision_text, id, error)
         && sgn_record_remove (ledger, sgn_programme_types (), &sgn_type_funding_decision, id,
                               error);
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnFundingDecisions *self = SGN_FUNDING_DECISIONS (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *title = g_strdup (gtk_label_get_text (self->title));
  g_autofree char *name
      = g_strdup_printf (_ ("Remove %s: %s"), _ (sgn_type_funding_decision.label), title);
  gint64 id = self->decision_id;

  if (!sgn_ledger_change (self->ledger, name, remove_decision, &id, NULL, &error))
    {
      fail (self, error);
      return;
    }
  g_hash_table_remove (self->unsaved, &id);
  g_signal_emit (self, signals[REMOVED], 0, title);
}

/* Overrides */

static void
sgn_funding_decisions_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_STATUS:
      g_value_set_string (value, SGN_FUNDING_DECISIONS (object)->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
sgn_funding_decisions_grab_focus (GtkWidget *widget)
{
  SgnFundingDecisions *self = SGN_FUNDING_DECISIONS (widget);

  return gtk_widget_grab_focus (self->decision_id != 0 ? GTK_WIDGET (self->lines)
                                                       : GTK_WIDGET (self->list));
}

static void
sgn_funding_decisions_dispose (GObject *object)
{
  SgnFundingDecisions *self = SGN_FUNDING_DECISIONS (object);

  if (self->lines != NULL)
    sgn_funding_decisions_set_ledger (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_FUNDING_DECISIONS);

  G_OBJECT_CLASS (sgn_funding_decisions_parent_class)->dispose (object);
}

static void
sgn_funding_decisions_finalize (GObject *object)
{
  SgnFundingDecisions *self = SGN_FUNDING_DECISIONS (object);

  g_hash_table_unref (self->unsaved);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self->status);

  G_OBJECT_CLASS (sgn_funding_decisions_parent_class)->finalize (object);
}

static void
sgn_funding_decisions_class_init (SgnFundingDecisionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sgn_funding_decisions_get_property;
  object_class->dispose = sgn_funding_decisions_dispose;
  object_class->finalize = sgn_funding_decisions_finalize;
  widget_class->grab_focus = sgn_funding_decisions_grab_focus;

  properties[PROP_STATUS]
      = g_param_spec_string ("status", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[FAILED] = g_signal_new ("failed", SGN_TYPE_FUNDING_DECISIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[REMOVED] = g_signal_new ("removed", SGN_TYPE_FUNDING_DECISIONS, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (SGN_TYPE_ENTRY_GRID);
  g_type_ensure (SGN_TYPE_ROW_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/pages/funding-decisions.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnFundingDecisions, paned);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingDecisions, list);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingDecisions, details);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingDecisions, title);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingDecisions, caption);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingDecisions, verdict);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingDecisions, lines);
  gtk_widget_class_bind_template_child (widget_class, SgnFundingDecisions, totals);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, grid_failed_cb);
  gtk_widget_class_install_action (widget_class, "decisions.new", NULL, new_cb);
  gtk_widget_class_install_action (widget_class, "decisions.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "decisions.remove", NULL, remove_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sgn_funding_decisions_init (SgnFundingDecisions *self)
{
  static const char *const fields[]
      = { "year", "kind", "number", "date", "title", "issuer", "state", "note", NULL };
  static const char *const hidden[] = { "year", "note", NULL };

  self->unsaved = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->money_unit = SGN_MONEY_TRIEU;
  gtk_widget_init_template (GTK_WIDGET (self));
  sgn_row_view_set_columns (self->list, "funding-decisions", &sgn_type_funding_decision, fields,
                            hidden);
  sgn_row_view_set_empty (self->list, _ ("No decision of this year yet"),
                          _ ("A decision assigns, adjusts, supplements, carries over or recovers "
                             "money. Enter the first one, then its lines."),
                          _ ("New _Decision…"), "decisions.new");
  update_actions (self);
}

void
sgn_funding_decisions_set_ledger (SgnFundingDecisions *self, SgnLedger *ledger)
{
  g_return_if_fail (SGN_IS_FUNDING_DECISIONS (self));

  put_lines_away (self);
  g_hash_table_remove_all (self->unsaved);
  sgn_entry_grid_set_model (self->totals, NULL);
  g_clear_object (&self->totals_model);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->decision_id = 0;
  sgn_row_view_set_ledger (self->list, ledger);
  g_set_object (&self->ledger, ledger);
  if (ledger != NULL)
    {
      self->totals_model = sgn_funding_totals_new (ledger);
      sgn_funding_totals_set_money_unit (self->totals_model, self->money_unit);
      sgn_entry_grid_set_model (self->totals, SGN_GRID_MODEL (self->totals_model));
    }
  gtk_widget_set_visible (self->details, FALSE);
  update_actions (self);
}

void
sgn_funding_decisions_set_year (SgnFundingDecisions *self, int year)
{
  self->year = year;
  query_list (self);
  open_decision (self, find_first (self));
}

void
sgn_funding_decisions_set_money_unit (SgnFundingDecisions *self, SgnMoneyUnit unit)
{
  self->money_unit = unit;
  if (self->lines_model != NULL)
    sgn_grid_records_set_money_unit (self->lines_model, unit);
  if (self->totals_model != NULL)
    sgn_funding_totals_set_money_unit (self->totals_model, unit);
  update_status (self);
}

void
sgn_funding_decisions_reload (SgnFundingDecisions *self)
{
  g_autoptr (GError) error = NULL;

  if (!show_heading (self))
    {
      open_decision (self, find_first (self));
      return;
    }
  if (self->lines_model != NULL && !sgn_grid_records_reload (self->lines_model, &error))
    fail (self, error);
  show_totals (self);
}

void
sgn_funding_decisions_set_findings (SgnFundingDecisions *self, GPtrArray *findings)
{
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings != NULL ? g_ptr_array_ref (findings) : NULL;
  if (self->lines_model != NULL)
    sgn_grid_records_set_findings (self->lines_model, findings);
}

void
sgn_funding_decisions_create (SgnFundingDecisions *self)
{
  g_autoptr (SgnRecord) decision = NULL;

  g_return_if_fail (SGN_IS_FUNDING_DECISIONS (self));

  if (self->ledger == NULL || !sgn_ledger_is_writable (self->ledger))
    return;
  sgn_entry_grid_save (self->lines);
  decision = sgn_record_new (&sgn_type_funding_decision);
  sgn_record_set_int (decision, "year",
                      self->year != 0
                          ? self->year
                          : sgn_programme_default_year (sgn_ledger_get_connection (self->ledger)));
  sgn_record_set_text (decision, "kind", self->decision_id == 0 ? "assigned" : "adjusted");
  sgn_record_set_text (decision, "state", "draft");
  sgn_record_set_int (decision, "synthetic", 0);
  show_form (self, decision);
}

gboolean
sgn_funding_decisions_save (SgnFundingDecisions *self)
{
  return sgn_entry_grid_save (self->lines) && sgn_entry_grid_save (self->totals);
}

SgnSheet *
sgn_funding_decisions_make_sheet (SgnFundingDecisions *self, GError **error)
{
  if (self->lines_model == NULL)
    return sgn_row_view_make_sheet (self->list, _ (sgn_type_funding_decision.label_plural), error);
  return sgn_grid_records_make_sheet (self->lines_model, gtk_label_get_text (self->title));
}

void
sgn_funding_decisions_show (SgnFundingDecisions *self, gint64 decision_id,
                            const SgnRecordType *type, gint64 id, const char *field)
{
  guint row;
  int column;

  open_decision (self, decision_id);
  if (type == &sgn_type_stated_total
      && sgn_funding_totals_find_stated (self->totals_model, id, &row))
    {
      sgn_entry_grid_view_set_focus (sgn_entry_grid_get_view (self->totals), row,
                                     SGN_FUNDING_TOTALS_STATED, FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->totals));
    }
  else if (type == &sgn_type_funding_line && self->lines_model != NULL
           && sgn_grid_records_find_id (self->lines_model, id, &row))
    {
      column = sgn_grid_records_find_column (self->lines_model, field);
      sgn_entry_grid_view_set_focus (sgn_entry_grid_get_view (self->lines), row, MAX (column, 0),
                                     FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->lines));
    }
}

const char *
sgn_funding_decisions_get_status (SgnFundingDecisions *self)
{
  return self->status;
}
