#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-checks-page-private.h"

#include "app/dialogs/sgn-unite-window.h"
#include "base/sgn-number.h"
#include "base/sgn-text.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* One finding in full, and what can be done about it. */

/* --- words --- */

const char *
sgn_checks_page_name_severity (SgnSeverity severity)
{
  switch (severity)
    {
    case SGN_SEVERITY_ERROR:
      return _ ("Error");
    case SGN_SEVERITY_WARNING:
      return _ ("Warning");
    case SGN_SEVERITY_NOTE:
    default:
      return _ ("Note");
    }
}

static SgnConnection *
connection_of (SgnChecksPage *self)
{
  return sgn_ledger_get_connection (sgn_page_get_ledger (SGN_PAGE (self)));
}

/* --- detail --- */

static void
set_amount (GtkLabel *label, gint64 dong)
{
  g_autofree char *number = sgn_number_format_integer (dong);
  g_autofree char *text = g_strdup_printf (_ ("%s đồng"), number);

  gtk_label_set_label (label, text);
}

static void
show_amounts (SgnChecksPage *self, const SgnFinding *finding)
{
  g_autofree char *explained = NULL;

  gtk_widget_set_visible (self->amounts_grid, finding->has_amounts);
  if (!finding->has_amounts)
    return;
  set_amount (self->stated_label, finding->stated);
  set_amount (self->computed_label, finding->computed);
  set_amount (self->difference_label, finding->difference);
  if (finding->explained_by != NULL && finding->explained_by[0] != NULL)
    explained = g_strjoinv (", ", finding->explained_by);
  gtk_label_set_label (self->explained_label,
                       explained != NULL ? explained : _ ("no one or two components"));
}

static void
show_acceptance (SgnChecksPage *self, const SgnFinding *finding)
{
  gtk_widget_set_visible (self->accept_box, finding->accepted == NULL);
  gtk_widget_set_visible (self->accepted_box, finding->accepted != NULL);
  if (finding->accepted != NULL)
    {
      g_autofree char *text
          = g_strdup_printf (_ ("Accepted by %s on %s because: %s"), finding->accepted_by,
                             finding->accepted_at, finding->accepted);
      gtk_label_set_label (self->accepted_label, text);
    }
}

static void
update_actions (SgnChecksPage *self)
{
  const SgnFinding *finding = sgn_checks_page_get_selected (self);
  SgnLedger *ledger = sgn_page_get_ledger (SGN_PAGE (self));
  gboolean writable = ledger != NULL && sgn_ledger_is_writable (ledger);
  g_autofree char *reason
      = sgn_text_nfc (gtk_editable_get_text (GTK_EDITABLE (self->reason_entry)));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "checks.go", finding != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "checks.accept",
                                 writable && finding != NULL && finding->accepted == NULL
                                     && reason != NULL && *reason != '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "checks.withdraw",
                                 writable && finding != NULL && finding->accepted != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "checks.unite", writable && finding != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "checks.run", ledger != NULL);
}

static void
show_severity (SgnChecksPage *self, SgnSeverity severity)
{
  static const char *const CLASSES[] = { "bad", "attention", "good" };
  GtkWidget *pill = GTK_WIDGET (self->severity_label);

  gtk_label_set_label (self->severity_label, sgn_checks_page_name_severity (severity));
  for (guint i = 0; i < G_N_ELEMENTS (CLASSES); i++)
    gtk_widget_remove_css_class (pill, CLASSES[i]);
  gtk_widget_add_css_class (pill, CLASSES[severity]);
}

static void
show_go (SgnChecksPage *self, const SgnFinding *finding)
{
  g_autofree char *title
      = sgn_record_title (connection_of (self), finding->type, finding->record_id);
  g_autofree char *go = g_strdup_printf (_ ("_Go to: %s"), title);

  gtk_button_set_label (GTK_BUTTON (self->go_button), go);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->go_button))),
                           PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (self->go_button, go);
}

/* --- two records of one household --- */

static gint64
find_household (SgnChecksPage *self, const SgnRecordType *type, gint64 id)
{
  g_autoptr (SgnRecord) member = NULL;

  if (id == 0 || type != &sgn_type_member)
    return 0;
  member = sgn_record_load (connection_of (self), type, id, NULL);
  return member != NULL ? sgn_record_get_int (member, "household-id") : 0;
}

/* Two members held against each other may be one person, and their households one. */
static void
find_households (SgnChecksPage *self, const SgnFinding *finding)
{
  self->household = find_household (self, finding->type, finding->record_id);
  self->other = find_household (self, finding->type, finding->other_id);
  if (self->other == self->household)
    self->household = self->other = 0;
  gtk_widget_set_visible (self->unite_button, self->household != 0 && self->other != 0);
}

/* --- the reason it is accepted for --- */

/* What is typed at a finding stays until it is accepted, wherever somebody looks meanwhile and
 * however often the rules run. */
static void
show_reason (SgnChecksPage *self, const SgnFinding *finding)
{
  g_autofree char *key = sgn_checks_page_make_key (finding);
  g_autofree char *typed = g_strdup (g_hash_table_lookup (self->reasons, key));

  /* What is put there is not typed. */
  g_clear_pointer (&self->shown, g_free);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->reason_entry)), typed) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->reason_entry), typed != NULL ? typed : "");
  self->shown = g_steal_pointer (&key);
}

static void
reason_changed_cb (SgnChecksPage *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->reason_entry));

  if (self->shown != NULL)
    g_hash_table_insert (self->reasons, g_strdup (self->shown), g_strdup (typed));
  update_actions (self);
}

void
sgn_checks_page_show_detail (SgnChecksPage *self)
{
  const SgnFinding *finding = sgn_checks_page_get_selected (self);
  g_autofree char *rule = NULL;

  gtk_widget_set_visible (self->detail_box, finding != NULL);
  if (finding != NULL && sgn_page_get_ledger (SGN_PAGE (self)) != NULL)
    {
      rule = g_strdup_printf ("%s · %s", finding->rule->id, finding->rule->title);
      show_severity (self, finding->rule->severity);
      gtk_label_set_label (self->rule_label, rule);
      gtk_label_set_label (self->message_label, finding->message);
      gtk_label_set_label (self->clause_label, finding->rule->clause);
      show_amounts (self, finding);
      show_go (self, finding);
      find_households (self, finding);
      show_reason (self, finding);
      show_acceptance (self, finding);
    }
  update_actions (self);
}

/* --- actions --- */

static void
go_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const SgnFinding *finding = sgn_checks_page_get_selected (SGN_CHECKS_PAGE (widget));

  if (finding != NULL)
    sgn_page_go_to (SGN_PAGE (widget), NULL, finding->type, finding->record_id, finding->field);
}

static void
activated_cb (SgnChecksPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "checks.go", NULL);
}

static void
unite_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnChecksPage *self = SGN_CHECKS_PAGE (widget);

  if (self->household != 0 && self->other != 0)
    sgn_unite_window_show (GTK_WINDOW (gtk_widget_get_root (widget)),
                           sgn_page_get_ledger (SGN_PAGE (self)), self->household, self->other);
}

static void
accept_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnChecksPage *self = SGN_CHECKS_PAGE (widget);
  const SgnFinding *finding = sgn_checks_page_get_selected (self);
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason_entry));
  g_autoptr (GError) error = NULL;

  if (finding == NULL
      || !sgn_check_accept (sgn_page_get_ledger (SGN_PAGE (self)), finding, reason, &error))
    {
      if (error != NULL)
        sgn_page_show_error (SGN_PAGE (self), g_steal_pointer (&error));
      return;
    }
  g_hash_table_remove (self->reasons, self->shown);
  sgn_checks_page_run (self);
}

static void
accept_activated_cb (SgnChecksPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "checks.accept", NULL);
}

static void
withdraw_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnChecksPage *self = SGN_CHECKS_PAGE (widget);
  const SgnFinding *finding = sgn_checks_page_get_selected (self);
  g_autoptr (GError) error = NULL;

  if (finding != NULL
      && !sgn_check_withdraw (sgn_page_get_ledger (SGN_PAGE (self)), finding, &error))
    sgn_page_show_error (SGN_PAGE (self), g_steal_pointer (&error));
  else
    sgn_checks_page_run (self);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, SgnChecksPage, name)

void
sgn_checks_page_bind_detail (GtkWidgetClass *widget_class)
{
  BIND (detail_box);
  BIND (severity_label);
  BIND (rule_label);
  BIND (message_label);
  BIND (amounts_grid);
  BIND (stated_label);
  BIND (computed_label);
  BIND (difference_label);
  BIND (explained_label);
  BIND (clause_label);
  BIND (go_button);
  BIND (unite_button);
  BIND (accept_box);
  BIND (reason_entry);
  BIND (accepted_box);
  BIND (accepted_label);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_install_action (widget_class, "checks.go", NULL, go_cb);
  gtk_widget_class_install_action (widget_class, "checks.unite", NULL, unite_cb);
  gtk_widget_class_install_action (widget_class, "checks.accept", NULL, accept_cb);
  gtk_widget_class_install_action (widget_class, "checks.withdraw", NULL, withdraw_cb);
}
