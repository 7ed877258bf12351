#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-household-pane-private.h"

#include "app/dialogs/sgn-support-window.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

#define KEY "support"

/* "Project 2", "Sub-project 3.1", "Health insurance" */
static char *
describe_component (SgnHouseholdPane *self, SgnRecord *support)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnRecord) component
      = sgn_record_is_null (support, "component-id")
            ? NULL
            : sgn_record_load (connection, &sgn_type_component,
                               sgn_record_get_int (support, "component-id"), NULL);
  const char *kind = component != NULL ? sgn_record_get_text (component, "kind") : NULL;
  const char *name;

  if (component == NULL)
    return NULL;
  if (g_str_equal (kind, "project"))
    return g_strdup_printf (_ ("Project %s"), sgn_record_get_text (component, "code"));
  if (g_str_equal (kind, "sub-project"))
    return g_strdup_printf (_ ("Sub-project %s"), sgn_record_get_text (component, "code"));
  name = sgn_record_get_text (component, "short-name");
  return g_strdup (name != NULL ? name : sgn_record_get_text (component, "name"));
}

static char *
describe_quantity (SgnHouseholdPane *self, SgnRecord *support)
{
  const char *measure = sgn_record_get_text (support, "measure");
  g_autofree char *quantity = sgn_household_pane_format (self, support, "quantity");

  return *quantity != '\0' && measure != NULL ? g_strdup_printf ("%s %s", quantity, measure)
                                              : g_steal_pointer (&quantity);
}

static char *
describe_details (SgnHouseholdPane *self, SgnRecord *support)
{
  static const char *const FIELDS[] = { "date", "form", "source", "member-id", "note" };
  g_autofree char *quantity = describe_quantity (self, support);
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    {
      g_autofree char *text = sgn_household_pane_format (self, support, FIELDS[i]);

      sgn_household_pane_join (line, text);
      if (i == 0)
        sgn_household_pane_join (line, quantity);
    }
  if (sgn_record_get_int (support, "household-id") != self->household_id)
    sgn_household_pane_join (line, _ ("received in another household"));
  return g_string_free (line, FALSE);
}

static gboolean
remove_in_change (SgnLedger *ledger, gpointer support, GError **error)
{
  return sgn_record_remove (ledger, sgn_programme_types (), &sgn_type_support,
                            sgn_record_get_id (support), error);
}

static void
remove_clicked_cb (GtkButton *button, SgnHouseholdPane *self)
{
  SgnRecord *support = g_object_get_data (G_OBJECT (button), KEY);
  g_autofree char *title = g_strdup (sgn_record_get_text (support, "content"));
  g_autofree char *action = g_strdup_printf (_ ("Remove support: %s"), title);
  g_autofree char *said = g_strdup_printf (_ ("“%s” was removed."), title);
  g_autoptr (GError) error = NULL;

  /* the row, and this button with it, goes while the change is made */
  if (!sgn_ledger_change (self->ledger, action, remove_in_change, support, NULL, &error))
    sgn_message_bar_show_error (self->message_bar, error->message);
  else
    sgn_message_bar_show_message (self->message_bar, said, _ ("_Undo"), "win.undo", NULL);
}

static GtkWidget *
make_remove_button (SgnHouseholdPane *self, SgnRecord *support)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("sgn-trash-symbolic");
  g_autofree char *label
      = g_strdup_printf (_ ("Remove “%s”"), sgn_record_get_text (support, "content"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_sensitive (button, sgn_ledger_is_writable (self->ledger));
  g_object_set_data_full (G_OBJECT (button), KEY, g_object_ref (support), g_object_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_clicked_cb), self);
  return button;
}

static void
add_row (SgnHouseholdPane *self, SgnRecord *support)
{
  g_autofree char *year = g_strndup (sgn_record_get_text (support, "date"), 4);
  g_autofree char *component = describe_component (self, support);
  g_autofree char *amount = sgn_household_pane_format (self, support, "amount");
  g_autofree char *details = describe_details (self, support);
  const char *const lines[] = { details, NULL };
  g_autofree char *heading
      = g_strdup_printf ("%s  %s%s%s", year, component != NULL ? component : "",
                         component != NULL ? " · " : "", sgn_record_get_text (support, "content"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *text = sgn_household_pane_make_row (heading, amount, lines);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), make_remove_button (self, support));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (text, _ ("Press Enter to edit"));
  g_object_set_data_full (G_OBJECT (row), KEY, g_object_ref (support), g_object_unref);
  gtk_list_box_append (self->support_list, row);
}

void
sgn_household_pane_edit_support (SgnHouseholdPane *self, GtkListBoxRow *row)
{
  g_autoptr (GError) error = NULL;
  SgnRecord *shown = g_object_get_data (G_OBJECT (row), KEY);
  g_autoptr (SgnRecord) support
      = sgn_record_load (sgn_ledger_get_connection (self->ledger), &sgn_type_support,
                         sgn_record_get_id (shown), &error);

  if (support != NULL)
    sgn_support_window_show (sgn_household_pane_get_window (self), self->ledger, support);
  else
    sgn_message_bar_show_error (self->message_bar, error->message);
}

void
sgn_household_pane_fill_support (SgnHouseholdPane *self)
{
  GPtrArray *support = self->card->support;

  sgn_household_pane_clear (GTK_WIDGET (self->support_list));
  for (guint i = 0; i < support->len; i++)
    add_row (self, support->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->support_list), support->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->support_none), support->len == 0);
}

void
sgn_household_pane_add_support (SgnHouseholdPane *self)
{
  g_autoptr (SgnRecord) support = sgn_record_new (&sgn_type_support);

  sgn_record_set_int (support, "household-id", self->household_id);
  sgn_support_window_show (sgn_household_pane_get_window (self), self->ledger, support);
}
