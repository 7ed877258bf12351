#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-household-actions.h"

#include "app/dialogs/sgn-household-event-window.h"
#include "app/dialogs/sgn-household-window.h"
#include "app/dialogs/sgn-unite-window.h"
#include "app/sgn-window.h"
#include "programme/sgn-programme.h"
#include "store/sgn-journal.h"

#include <glib/gi18n-lib.h>

#define KEY "household-actions"

typedef struct
{
  GtkWidget *widget; /* borrowed: it owns this */
  SgnLedger *ledger;
  GSimpleActionGroup *group;
  gulong changed_id;
  gint64 household_id;
} Actions;

static void
actions_free (Actions *self)
{
  if (self->ledger != NULL)
    g_clear_signal_handler (&self->changed_id, self->ledger);
  g_clear_object (&self->ledger);
  g_clear_object (&self->group);
  g_free (self);
}

static GtkWindow *
get_window (Actions *self)
{
  GtkRoot *root = gtk_widget_get_root (self->widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
event_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Actions *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));

  for (guint i = 0; i < SGN_N_HOUSEHOLD_EVENTS; i++)
    if (g_str_equal (sgn_household_event_window_get_name (i), name))
      sgn_household_event_window_show (get_window (self), self->ledger, self->household_id, i);
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Actions *self = user_data;

  sgn_household_window_show (get_window (self), self->ledger, self->household_id, 0);
}

static void
unite_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Actions *self = user_data;

  sgn_unite_window_show (get_window (self), self->ledger, self->household_id, 0);
}

static void
set_enabled (Actions *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (
                                   g_action_map_lookup_action (G_ACTION_MAP (self->group), name)),
                               enabled);
}

static void
update (Actions *self)
{
  g_autoptr (SgnRecord) household
      = self->ledger != NULL && self->household_id != 0
            ? sgn_record_load (sgn_ledger_get_connection (self->ledger), &sgn_type_household,
                               self->household_id, NULL)
            : NULL;
  gboolean writable = household != NULL && sgn_ledger_is_writable (self->ledger);
  gboolean ended = household != NULL && !sgn_record_is_null (household, "ended-on");

  set_enabled (self, "edit", household != NULL);
  set_enabled (self, "unite", writable && !ended);
  for (guint i = 0; i < SGN_N_HOUSEHOLD_EVENTS; i++)
    set_enabled (self, sgn_household_event_window_get_name (i),
                 writable && ended == (i == SGN_HOUSEHOLD_REOPEN));
}

static void
ledger_changed_cb (SgnLedger *ledger, const char *const *tables, gpointer user_data)
{
  if (g_strv_contains (tables, "household"))
    update (user_data);
}

static void
add_actions (Actions *self)
{
  GActionEntry entry = { "edit", edit_cb };

  g_action_map_add_action_entries (G_ACTION_MAP (self->group), &entry, 1, self);
  entry = (GActionEntry){ "unite", unite_cb };
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), &entry, 1, self);
  entry.activate = event_cb;
  for (guint i = 0; i < SGN_N_HOUSEHOLD_EVENTS; i++)
    {
      entry.name = sgn_household_event_window_get_name (i);
      g_action_map_add_action_entries (G_ACTION_MAP (self->group), &entry, 1, self);
    }
}

void
sgn_household_actions_install (GtkWidget *widget, SgnLedger *ledger)
{
  Actions *self = g_new0 (Actions, 1);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  self->widget = widget;
  self->group = g_simple_action_group_new ();
  add_actions (self);
  if (ledger != NULL)
    {
      self->ledger = g_object_ref (ledger);
      self->changed_id = g_signal_connect (ledger, "changed", G_CALLBACK (ledger_changed_cb), self);
    }
  update (self);
  gtk_widget_insert_action_group (widget, "household", G_ACTION_GROUP (self->group));
  g_object_set_data_full (G_OBJECT (widget), KEY, self, (GDestroyNotify)actions_free);
}

void
sgn_household_actions_set_household (GtkWidget *widget, gint64 id)
{
  Actions *self = g_object_get_data (G_OBJECT (widget), KEY);

  g_return_if_fail (self != NULL);

  self->household_id = id;
  update (self);
}

static void
append (GMenu *menu, SgnHouseholdEventKind kind)
{
  g_autofree char *action
      = g_strdup_printf ("household.%s", sgn_household_event_window_get_name (kind));

  g_menu_append (menu, sgn_household_event_window_get_label (kind), action);
}

GMenuModel *
sgn_household_actions_make_menu (void)
{
  static const SgnHouseholdEventKind persons[]
      = { SGN_HOUSEHOLD_BIRTH, SGN_HOUSEHOLD_JOINED, SGN_HOUSEHOLD_LEFT, SGN_HOUSEHOLD_NEW_HEAD };
  static const SgnHouseholdEventKind households[]
      = { SGN_HOUSEHOLD_SPLIT, SGN_HOUSEHOLD_MERGE, SGN_HOUSEHOLD_MOVE, SGN_HOUSEHOLD_END,
          SGN_HOUSEHOLD_REOPEN };
  g_autoptr (GMenu) edit = g_menu_new ();
  g_autoptr (GMenu) of_persons = g_menu_new ();
  g_autoptr (GMenu) of_households = g_menu_new ();
  g_autoptr (GMenu) of_records = g_menu_new ();
  GMenu *menu = g_menu_new ();

  g_menu_append (edit, _ ("_Edit Household…"), "household.edit");
  for (guint i = 0; i < G_N_ELEMENTS (persons); i++)
    append (of_persons, persons[i]);
  for (guint i = 0; i < G_N_ELEMENTS (households); i++)
    append (of_households, households[i]);
  g_menu_append (of_records, _ ("_Unite with Another Record…"), "household.unite");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (of_persons));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (of_households));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (of_records));
  return G_MENU_MODEL (menu);
}

void
sgn_household_tell_change (GtkWindow *window, SgnLedger *ledger)
{
  g_autoptr (SgnChange) change = NULL;

  while (window != NULL && !SGN_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  if (window == NULL)
    return;
  change = sgn_journal_next_undo (sgn_ledger_get_connection (ledger), NULL);
  if (change != NULL)
    sgn_window_show_message (SGN_WINDOW (window), change->action, _ ("_Undo"), "win.undo", NULL);
}
