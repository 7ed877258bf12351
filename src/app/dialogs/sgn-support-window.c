#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-support-window.h"

#include "app/widgets/sgn-form.h"
#include "app/widgets/sgn-record-input.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

#define FORM "/vn/sogiamngheo/ui/forms/support.ui"
#define KEY "support-form"

/* Whose it is stands in the title: forms of several households may be open. */
static GtkWindow *
make_window (GtkWindow *parent, SgnLedger *ledger, SgnRecord *support)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  g_autofree char *head = sgn_record_title (sgn_ledger_get_connection (ledger), &sgn_type_household,
                                            sgn_record_get_int (support, "household-id"));
  g_autofree char *title = g_strdup_printf (sgn_record_get_id (support) == 0 ? _ ("New Support: %s")
                                                                             : _ ("Support: %s"),
                                            head);

  gtk_window_set_title (window, title);
  gtk_window_set_transient_for (window, parent);
  gtk_window_set_destroy_with_parent (window, TRUE);
  gtk_window_set_default_size (window, 560, -1);
  return window;
}

static SgnRecord *
make_next (SgnRecord *support, gboolean same_day)
{
  SgnRecord *next = sgn_record_new (&sgn_type_support);

  sgn_record_set_int (next, "household-id", sgn_record_get_int (support, "household-id"));
  if (same_day)
    sgn_record_set (next, "date", sgn_record_get (support, "date"));
  return next;
}

static void
edit (GtkWindow *window, SgnLedger *ledger, SgnRecord *support)
{
  SgnForm *form = g_object_get_data (G_OBJECT (window), KEY);
  g_autoptr (SgnQuery) members = sgn_query_new (&sgn_type_member);
  SgnInput *member;

  sgn_query_where_int (members, "household-id", sgn_record_get_int (support, "household-id"));
  sgn_form_edit (form, ledger, support);
  member = sgn_form_get_input (form, "member-id");
  sgn_record_input_set_query (SGN_RECORD_INPUT (member), members);
  sgn_form_focus (form, sgn_record_is_null (support, "date") ? "date" : "component-id");
}

/* Ctrl+Enter: the household received something else, too. */
static void
saved_cb (SgnForm *form, gboolean another, GtkWindow *window)
{
  SgnRecord *saved = sgn_form_get_record (form);
  SgnLedger *ledger = g_object_get_data (G_OBJECT (window), "ledger");
  g_autoptr (SgnRecord) next = NULL;

  if (!another)
    {
      gtk_window_destroy (window);
      return;
    }
  next = make_next (saved, TRUE);
  edit (window, ledger, next);
}

/* What was typed before and is not wanted any more. */
static void
discard_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = user_data;
  SgnForm *form = g_object_get_data (G_OBJECT (window), KEY);
  SgnLedger *ledger = g_object_get_data (G_OBJECT (window), "ledger");
  g_autoptr (SgnRecord) shown = g_object_ref (sgn_form_get_record (form));
  const gboolean is_new = sgn_record_get_id (shown) == 0;
  g_autoptr (SgnRecord) fresh = is_new ? make_next (shown, FALSE) : NULL;

  sgn_form_discard (form);
  if (is_new)
    edit (window, ledger, fresh);
}

static gboolean
shows (GtkWindow *window, SgnRecord *support)
{
  SgnForm *form = g_object_get_data (G_OBJECT (window), KEY);
  SgnRecord *shown = form != NULL ? sgn_form_get_record (form) : NULL;

  return shown != NULL && sgn_record_get_id (shown) == sgn_record_get_id (support)
         && sgn_record_get_int (shown, "household-id")
                == sgn_record_get_int (support, "household-id");
}

static GtkWindow *
find_window (SgnRecord *support)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (shows (window, support))
        return window;
    }
  return NULL;
}

static void
add_discard (GtkWindow *window, GtkWidget *form)
{
  const GActionEntry entry = { "discard", discard_cb };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), &entry, 1, window);
  g_object_bind_property (form, "changed",
                          g_action_map_lookup_action (G_ACTION_MAP (group), "discard"), "enabled",
                          G_BINDING_SYNC_CREATE);
  gtk_widget_insert_action_group (GTK_WIDGET (window), "support", G_ACTION_GROUP (group));
}

void
sgn_support_window_show (GtkWindow *parent, SgnLedger *ledger, SgnRecord *support)
{
  GtkWindow *window = find_window (support);
  GtkWidget *form;

  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }
  window = make_window (parent, ledger, support);
  form = sgn_form_new (FORM);
  sgn_form_set_scope (SGN_FORM (form), sgn_record_get_int (support, "household-id"));
  gtk_widget_add_css_class (form, "dialog-body");
  gtk_window_set_child (window, form);
  g_object_set_data (G_OBJECT (window), KEY, form);
  g_object_set_data_full (G_OBJECT (window), "ledger", g_object_ref (ledger), g_object_unref);
  add_discard (window, form);
  g_signal_connect (form, "saved", G_CALLBACK (saved_cb), window);
  g_signal_connect_object (form, "cancelled", G_CALLBACK (gtk_window_destroy), window,
                           G_CONNECT_SWAPPED);
  edit (window, ledger, support);
  gtk_window_present (window);
}
