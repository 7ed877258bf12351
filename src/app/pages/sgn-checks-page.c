#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-checks-page-private.h"

#include "app/pages/sgn-finding-item.h"
#include "app/widgets/sgn-options.h"
#include "base/sgn-text.h"
#include "programme/sgn-funding-summary.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* How long the ledger must be quiet before everything is checked again: as long as it took the last
 * time, within these. A large ledger is not checked anew for each of a row of changes. */
#define QUIET_MS 700
#define MOST_QUIET_MS 30000

G_DEFINE_FINAL_TYPE (SgnChecksPage, sgn_checks_page, SGN_TYPE_PAGE)

/* --- the list --- */

char *
sgn_checks_page_make_key (const SgnFinding *finding)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT " %s", finding->rule->id, finding->record_id,
                          finding->fingerprint);
}

static SgnFindingItem *
get_selected_item (SgnChecksPage *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

const SgnFinding *
sgn_checks_page_get_selected (SgnChecksPage *self)
{
  SgnFindingItem *item = get_selected_item (self);

  return item != NULL ? sgn_finding_item_get_finding (item) : NULL;
}

static const char *
severity_icon (SgnSeverity severity)
{
  return severity == SGN_SEVERITY_ERROR     ? "sgn-error-symbolic"
         : severity == SGN_SEVERITY_WARNING ? "sgn-warning-symbolic"
                                            : "sgn-info-symbolic";
}

static void
setup_item_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (badge, "badge");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_item_set_child (item, box);
}

static void
bind_heading (SgnFindingItem *item, GtkWidget *box, GtkLabel *label, GtkLabel *badge)
{
  const SgnRule *rule = sgn_finding_item_get_rule (item);
  g_autofree char *text = g_strdup_printf ("%s · %s", rule->id, rule->title);
  g_autofree char *count = g_strdup_printf ("%u", sgn_finding_item_get_count (item));

  gtk_widget_add_css_class (box, "finding-heading");
  gtk_label_set_label (label, text);
  gtk_label_set_label (badge, count);
  gtk_widget_set_tooltip_text (box, rule->clause);
}

static void
bind_finding (const SgnFinding *finding, GtkWidget *box, GtkLabel *label, GtkLabel *badge)
{
  gtk_widget_remove_css_class (box, "finding-heading");
  gtk_label_set_label (label, finding->message);
  gtk_label_set_label (badge, finding->accepted != NULL ? _ ("accepted") : "");
  gtk_widget_set_tooltip_text (box, finding->message);
}

static void
bind_item_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  SgnFindingItem *item = gtk_list_item_get_item (list_item);
  const SgnFinding *finding = sgn_finding_item_get_finding (item);
  const SgnRule *rule = sgn_finding_item_get_rule (item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *icon = gtk_widget_get_first_child (box);
  GtkWidget *label = gtk_widget_get_next_sibling (icon);
  GtkWidget *badge = gtk_widget_get_next_sibling (label);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), severity_icon (rule->severity));
  gtk_widget_set_margin_start (box, finding != NULL ? 18 : 0);
  gtk_list_item_set_selectable (list_item, finding != NULL);
  gtk_list_item_set_activatable (list_item, finding != NULL);
  if (finding != NULL)
    bind_finding (finding, box, GTK_LABEL (label), GTK_LABEL (badge));
  else
    bind_heading (item, box, GTK_LABEL (label), GTK_LABEL (badge));
  gtk_widget_set_visible (badge, *gtk_label_get_label (GTK_LABEL (badge)) != '\0');
}

static void
select_item (SgnChecksPage *self, guint i)
{
  gtk_single_selection_set_selected (self->selection, i);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", i);
}

static gboolean
select_finding (SgnChecksPage *self, const char *rule, gint64 record_id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SgnFindingItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      const SgnFinding *finding = sgn_finding_item_get_finding (item);

      if (finding == NULL || finding->record_id != record_id
          || (rule != NULL && !g_str_equal (finding->rule->id, rule)))
        continue;
      select_item (self, i);
      return TRUE;
    }
  return FALSE;
}

/* The same finding, though the rules ran again. */
static gboolean
select_again (SgnChecksPage *self, const char *wanted)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SgnFindingItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      const SgnFinding *finding = sgn_finding_item_get_finding (item);
      g_autofree char *key = finding != NULL ? sgn_checks_page_make_key (finding) : NULL;

      if (g_strcmp0 (key, wanted) != 0)
        continue;
      select_item (self, i);
      return TRUE;
    }
  return FALSE;
}

/* The finding that was selected, or one of the same record: its figures may have moved; else the
 * first. */
static void
select_like (SgnChecksPage *self, const SgnFinding *old)
{
  g_autofree char *key = old != NULL ? sgn_checks_page_make_key (old) : NULL;

  if (old != NULL
      && (select_again (self, key) || select_finding (self, old->rule->id, old->record_id)))
    return;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 1)
    gtk_single_selection_set_selected (self->selection, 1);
}

static void
update_status (SgnChecksPage *self, guint shown)
{
  guint counts[SGN_SEVERITY_NOTE + 1] = { 0 };
  g_autofree char *status = NULL, *badge = NULL;

  for (guint i = 0; i < self->findings->len; i++)
    {
      const SgnFinding *finding = g_ptr_array_index (self->findings, i);
      if (finding->accepted == NULL)
        counts[finding->rule->severity]++;
    }
  status = g_strdup_printf (_ ("%u shown · not accepted: %u errors, %u warnings, %u notes"), shown,
                            counts[SGN_SEVERITY_ERROR], counts[SGN_SEVERITY_WARNING],
                            counts[SGN_SEVERITY_NOTE]);
  badge = g_strdup_printf ("%u", counts[SGN_SEVERITY_ERROR] + counts[SGN_SEVERITY_WARNING]);
  sgn_page_set_status (SGN_PAGE (self), status);
  sgn_page_set_badge (SGN_PAGE (self), g_strcmp0 (badge, "0") != 0 ? badge : NULL, TRUE);
}

static void
fill_list (SgnChecksPage *self)
{
  const char *severity = sgn_options_get (self->severity_drop_down);
  const char *rule = sgn_options_get (self->rule_drop_down);
  g_autofree char *text = sgn_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  const SgnFindingFilter filter = {
    .severity = *severity != '\0' ? (int)g_ascii_strtoll (severity, NULL, 10) : -1,
    .rule = *rule != '\0' ? rule : NULL,
    .accepted = gtk_check_button_get_active (self->accepted_button),
    .text = *text != '\0' ? text : NULL,
  };
  SgnFindingItem *selected = get_selected_item (self);
  g_autoptr (SgnFindingItem) old = selected != NULL ? g_object_ref (selected) : NULL;
  guint shown = sgn_finding_item_fill (self->items, self->findings, &filter);

  gtk_label_set_label (self->empty_label,
                       self->findings->len == 0
                           ? _ ("The documents agree with themselves, and nothing is missing.")
                           : _ ("No finding fits the filter above."));
  gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "findings" : "none");
  select_like (self, old != NULL ? sgn_finding_item_get_finding (old) : NULL);
  sgn_checks_page_show_detail (self);
  update_status (self, shown);
}

static void
filter_changed_cb (SgnChecksPage *self)
{
  if (!self->filling && self->findings != NULL)
    fill_list (self);
}

/* --- running the rules --- */

typedef struct
{
  char *path;
  int year;
} Question;

static void
question_free (Question *question)
{
  g_free (question->path);
  g_free (question);
}

static gpointer
run_rules (SgnJob *job, gpointer data, GError **error)
{
  Question *question = data;
  const SgnCheckOptions options = { .year = question->year };
  g_autoptr (SgnConnection) connection = sgn_connection_open_readonly (question->path, error);

  if (connection == NULL)
    return NULL;
  return sgn_check_run (connection, sgn_programme_types (), &options, sgn_job_get_cancellable (job),
                        error);
}

static void
stop_job (SgnChecksPage *self)
{
  if (self->job != NULL)
    sgn_job_cancel (self->job);
  g_clear_object (&self->job);
  gtk_spinner_stop (self->spinner);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnChecksPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = sgn_job_run_finish (SGN_JOB (source), result, &error);

  if (SGN_JOB (source) != self->job)
    return;
  stop_job (self);
  self->quiet
      = (guint)CLAMP ((g_get_monotonic_time () - self->began) / 1000, QUIET_MS, MOST_QUIET_MS);
  if (findings == NULL)
    {
      sgn_page_show_error (SGN_PAGE (self), g_steal_pointer (&error));
      return;
    }
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = g_steal_pointer (&findings);
  fill_list (self);
  if (self->wanted_record != 0)
    select_finding (self, self->wanted_rule, self->wanted_record);
  self->wanted_record = 0;
}

void
sgn_checks_page_run (SgnChecksPage *self)
{
  SgnLedger *ledger = sgn_page_get_ledger (SGN_PAGE (self));
  Question *question;

  stop_job (self);
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  if (ledger == NULL)
    return;
  question = g_new0 (Question, 1);
  question->path = g_strdup (sgn_ledger_get_path (ledger));
  question->year = (int)g_ascii_strtoll (sgn_options_get (self->year_drop_down), NULL, 10);
  self->job = sgn_job_new (_ ("Checking …"), FALSE);
  self->began = g_get_monotonic_time ();
  gtk_spinner_start (self->spinner);
  sgn_job_run_async (self->job, run_rules, question, (GDestroyNotify)question_free,
                     (GDestroyNotify)g_ptr_array_unref, checked_cb, g_object_ref (self));
}

static void
year_changed_cb (SgnChecksPage *self)
{
  if (!self->filling)
    sgn_checks_page_run (self);
}

static gboolean
quiet_cb (gpointer user_data)
{
  SgnChecksPage *self = user_data;

  self->quiet_id = 0;
  sgn_checks_page_run (self);
  return G_SOURCE_REMOVE;
}

/* The badge of the side bar is true on every page, so this page listens even while it is not shown.
 */
static void
ledger_changed_cb (SgnChecksPage *self)
{
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  self->quiet_id = g_timeout_add (self->quiet, quiet_cb, self);
}

static void
run_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sgn_checks_page_run (SGN_CHECKS_PAGE (widget));
}

/* --- filters --- */

static void
fill_severities (SgnChecksPage *self)
{
  sgn_options_clear (self->severity_drop_down);
  sgn_options_add (self->severity_drop_down, "", _ ("Every severity"));
  for (SgnSeverity severity = SGN_SEVERITY_ERROR; severity <= SGN_SEVERITY_NOTE; severity++)
    {
      g_autofree char *value = g_strdup_printf ("%d", severity);
      sgn_options_add (self->severity_drop_down, value, sgn_checks_page_name_severity (severity));
    }
}

static void
fill_rules (SgnChecksPage *self)
{
  g_autoptr (GPtrArray) rules = sgn_rules_list ();

  sgn_options_clear (self->rule_drop_down);
  sgn_options_add (self->rule_drop_down, "", _ ("Every rule"));
  for (guint i = 0; i < rules->len; i++)
    {
      const SgnRule *rule = g_ptr_array_index (rules, i);
      sgn_options_add (self->rule_drop_down, rule->id, rule->id);
    }
}

static void
fill_years (SgnChecksPage *self, SgnConnection *connection)
{
  g_autofree char *kept = g_strdup (sgn_options_get (self->year_drop_down));
  g_autoptr (GArray) years = sgn_funding_years (connection, NULL);

  self->filling = TRUE;
  sgn_options_clear (self->year_drop_down);
  sgn_options_add (self->year_drop_down, "0", _ ("Every year"));
  for (guint i = 0; years != NULL && i < years->len; i++)
    {
      g_autofree char *value = g_strdup_printf ("%d", g_array_index (years, int, i));
      g_autofree char *label = g_strdup_printf (_ ("Year %s"), value);
      sgn_options_add (self->year_drop_down, value, label);
    }
  sgn_options_select (self->year_drop_down, kept);
  self->filling = FALSE;
}

/* --- the page --- */

static void
watch (SgnChecksPage *self, SgnLedger *ledger)
{
  if (self->watched != NULL)
    g_clear_signal_handler (&self->changed_id, self->watched);
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  self->watched = ledger;
  if (ledger != NULL)
    self->changed_id = g_signal_connect_object (ledger, "changed", G_CALLBACK (ledger_changed_cb),
                                                self, G_CONNECT_SWAPPED);
}

static void
sgn_checks_page_ledger_set (SgnPage *page, SgnLedger *ledger)
{
  SgnChecksPage *self = SGN_CHECKS_PAGE (page);

  watch (self, ledger);
  stop_job (self);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_list_store_remove_all (self->items);
  g_hash_table_remove_all (self->reasons);
  sgn_page_set_badge (page, NULL, FALSE);
  sgn_checks_page_show_detail (self);
  if (ledger == NULL)
    return;
  fill_years (self, sgn_ledger_get_connection (ledger));
  sgn_page_set_subtitle (page, _ ("What contradicts itself, is missing or needs a look"));
  sgn_checks_page_run (self);
}

static void
sgn_checks_page_find (SgnPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (SGN_CHECKS_PAGE (page)->search_entry));
}

static gboolean
sgn_checks_page_show_record (SgnPage *page, const SgnRecordType *type, gint64 id, const char *field)
{
  SgnChecksPage *self = SGN_CHECKS_PAGE (page);

  /* What was accepted must be found too. */
  gtk_check_button_set_active (self->accepted_button, TRUE);
  if (self->findings != NULL && select_finding (self, field, id))
    return TRUE;
  g_free (self->wanted_rule);
  self->wanted_rule = g_strdup (field);
  self->wanted_record = id;
  return self->job != NULL;
}

static SgnSheet *
sgn_checks_page_make_sheet (SgnPage *page, GError **error)
{
  static const char *const headings[][2] = {
    { "Mức", NULL },      { "Quy tắc", NULL }, { "Dự án", NULL },
    { "Nội dung", NULL }, { "Căn cứ", NULL },  { "Chấp nhận vì", NULL },
  };
  static const double widths[] = { 10, 16, 8, 80, 40, 30 };
  SgnChecksPage *self = SGN_CHECKS_PAGE (page);
  g_autoptr (SgnSheet) sheet = sgn_sheet_new ("checks", "KẾT QUẢ KIỂM TRA");

  sgn_sheet_set_paper (sheet, SGN_PAPER_A4, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      guint column
          = sgn_sheet_add_column (sheet, headings[i][0], headings[i], SGN_COLUMN_TEXT, widths[i]);
      sgn_sheet_get_column (sheet, column)->wrap = TRUE;
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (SgnFindingItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      const SgnFinding *finding = sgn_finding_item_get_finding (item);
      guint row;

      if (finding == NULL)
        continue;
      row = sgn_sheet_add_row (sheet, finding->fingerprint, 0, SGN_ROW_STYLE_NORMAL, -1);
      sgn_sheet_set_cell_text (sheet, row, 0,
                               sgn_checks_page_name_severity (finding->rule->severity));
      sgn_sheet_set_cell_text (sheet, row, 1, finding->rule->id);
      sgn_sheet_set_cell_text (sheet, row, 2, finding->component);
      sgn_sheet_set_cell_text (sheet, row, 3, finding->message);
      sgn_sheet_set_cell_text (sheet, row, 4, finding->rule->clause);
      sgn_sheet_set_cell_text (sheet, row, 5, finding->accepted);
    }
  return g_steal_pointer (&sheet);
}

static void
sgn_checks_page_dispose (GObject *object)
{
  SgnChecksPage *self = SGN_CHECKS_PAGE (object);

  watch (self, NULL);
  stop_job (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_CHECKS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->wanted_rule, g_free);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->reasons, g_hash_table_unref);
  G_OBJECT_CLASS (sgn_checks_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SgnChecksPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SgnChecksPage, severity_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SgnChecksPage, rule_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SgnChecksPage, year_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SgnChecksPage, accepted_button);
  gtk_widget_class_bind_template_child (widget_class, SgnChecksPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, SgnChecksPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnChecksPage, empty_label);
  gtk_widget_class_bind_template_child (widget_class, SgnChecksPage, list);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
}

static void
sgn_checks_page_class_init (SgnChecksPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SgnPageClass *page_class = SGN_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_checks_page_dispose;
  page_class->ledger_set = sgn_checks_page_ledger_set;
  page_class->find = sgn_checks_page_find;
  page_class->make_sheet = sgn_checks_page_make_sheet;
  page_class->show_record = sgn_checks_page_show_record;

  gtk_widget_class_set_template_from_resource (widget_class, "/vn/sogiamngheo/ui/pages/checks.ui");
  bind_children (widget_class);
  sgn_checks_page_bind_detail (widget_class);
  gtk_widget_class_install_action (widget_class, "checks.run", NULL, run_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "checks.run", NULL);
}

static void
sgn_checks_page_init (SgnChecksPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->quiet = QUIET_MS;
  self->items = g_list_store_new (SGN_TYPE_FINDING_ITEM);
  self->reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_item_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_item_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "notify::selected-item",
                            G_CALLBACK (sgn_checks_page_show_detail), self);
  fill_severities (self);
  fill_rules (self);
  g_signal_connect_swapped (self->severity_drop_down, "notify::selected",
                            G_CALLBACK (filter_changed_cb), self);
  g_signal_connect_swapped (self->rule_drop_down, "notify::selected",
                            G_CALLBACK (filter_changed_cb), self);
  g_signal_connect_swapped (self->year_drop_down, "notify::selected", G_CALLBACK (year_changed_cb),
                            self);
  sgn_checks_page_show_detail (self);
}
