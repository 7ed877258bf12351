#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-unite-window-private.h"

#include "app/dialogs/sgn-household-actions.h"
#include "programme/sgn-household-events.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (SgnUniteWindow, sgn_unite_window, GTK_TYPE_WINDOW)

SgnConnection *
sgn_unite_window_connection (SgnUniteWindow *self)
{
  return sgn_ledger_get_connection (self->ledger);
}

static gint64
get_id (SgnUniteWindow *self, int side)
{
  return self->records[side] != NULL ? sgn_record_get_id (self->records[side]) : 0;
}

void
sgn_unite_window_show_error (SgnUniteWindow *self, const char *message)
{
  gtk_label_set_label (self->error, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), message != NULL);
}

void
sgn_unite_window_touch (SgnUniteWindow *self)
{
  if (self->draft != NULL)
    sgn_draft_keeper_touch (self->draft);
}

/* --- what was chosen and typed --- */

static gboolean
is_chosen_button (GtkCheckButton *button)
{
  return button != NULL && gtk_check_button_get_active (button);
}

static char *
list_right (SgnUniteWindow *self)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < self->choices[SGN_UNITE_RIGHT]->len; i++)
    if (is_chosen_button (self->choices[SGN_UNITE_RIGHT]->pdata[i]))
      g_string_append_printf (names, "%s ", sgn_type_household.fields[i].name);
  return g_string_free (names, FALSE);
}

static void
take (GHashTable *texts, const char *name, char *text)
{
  g_hash_table_insert (texts, g_strdup (name), text);
}

static GHashTable *
collect (gpointer user_data)
{
  SgnUniteWindow *self = user_data;
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  take (texts, "reason", g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
  take (texts, "other", sgn_input_get_text (SGN_INPUT (self->other)));
  if (self->records[SGN_UNITE_RIGHT] != NULL)
    {
      take (texts, "keep",
            g_strdup (is_chosen_button (self->keep[SGN_UNITE_RIGHT]) ? "right" : "left"));
      take (texts, "right", list_right (self));
    }
  return texts;
}

/* The choices were made for one pair: they say nothing of another. */
static void
apply (SgnUniteWindow *self, GHashTable *texts)
{
  const char *other = g_hash_table_lookup (texts, "other");
  const char *right = g_hash_table_lookup (texts, "right");
  const char *reason = g_hash_table_lookup (texts, "reason");
  g_autofree char *shown = sgn_input_get_text (SGN_INPUT (self->other));
  g_auto (GStrv) names = g_strsplit (right != NULL ? right : "", " ", -1);

  gtk_editable_set_text (GTK_EDITABLE (self->reason), reason != NULL ? reason : "");
  if (self->records[SGN_UNITE_RIGHT] == NULL || right == NULL || g_strcmp0 (other, shown) != 0)
    return;
  if (g_strcmp0 (g_hash_table_lookup (texts, "keep"), "right") == 0)
    gtk_check_button_set_active (self->keep[SGN_UNITE_RIGHT], TRUE);
  for (guint i = 0; i < self->choices[SGN_UNITE_RIGHT]->len; i++)
    {
      const char *name = sgn_type_household.fields[i].name;
      const int side
          = g_strv_contains ((const char *const *)names, name) ? SGN_UNITE_RIGHT : SGN_UNITE_LEFT;

      if (self->choices[side]->pdata[i] != NULL)
        gtk_check_button_set_active (self->choices[side]->pdata[i], TRUE);
    }
}

/* --- choosing the other one --- */

static void
other_left_cb (SgnUniteWindow *self)
{
  g_auto (SgnValue) value = SGN_VALUE_INIT;
  gint64 id;

  if (!sgn_input_get_value (SGN_INPUT (self->other), &value, NULL))
    return;
  id = value.kind == SGN_VALUE_INT ? value.integer : 0;
  g_clear_object (&self->records[SGN_UNITE_RIGHT]);
  if (id != 0 && id != sgn_record_get_id (self->records[SGN_UNITE_LEFT]))
    self->records[SGN_UNITE_RIGHT]
        = sgn_record_load (sgn_unite_window_connection (self), &sgn_type_household, id, NULL);
  sgn_unite_window_show_error (self, id != 0 && self->records[SGN_UNITE_RIGHT] == NULL
                                         ? _ ("These are not two records but one: choose another.")
                                         : NULL);
  sgn_unite_window_compare (self);
}

/* One that has a person of this household too, if there is one. */
static gint64
find_alike (SgnUniteWindow *self)
{
  const gint64 own = sgn_record_get_id (self->records[SGN_UNITE_LEFT]);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_member);
  g_autoptr (GArray) members = NULL;

  sgn_query_where_int (query, "household-id", own);
  members = sgn_query_run (query, sgn_unite_window_connection (self), NULL, NULL);
  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      g_autoptr (SgnRecord) member
          = sgn_record_load (sgn_unite_window_connection (self), &sgn_type_member,
                             g_array_index (members, gint64, i), NULL);
      g_autoptr (GArray) found = NULL;

      if (member == NULL || !sgn_record_is_null (member, "left-on"))
        continue;
      found = sgn_household_find_duplicates (sgn_unite_window_connection (self),
                                             sgn_record_get_int (self->records[SGN_UNITE_LEFT],
                                                                 "unit-id"),
                                             sgn_record_get_text (member, "name"),
                                             sgn_record_get_text (member, "birth"),
                                             sgn_record_get_text (member, "id-number"), own, NULL);
      if (found != NULL && found->len > 0)
        return g_array_index (found, gint64, 0);
    }
  return 0;
}

static void
bind_other (SgnUniteWindow *self)
{
  g_autoptr (SgnQuery) living = sgn_query_new (&sgn_type_household);
  const SgnValue nothing = SGN_VALUE_INIT;

  sgn_query_where (living, "ended-on", SGN_QUERY_EQUAL, &nothing);
  sgn_input_bind (SGN_INPUT (self->other),
                  sgn_record_type_field (&sgn_type_household_event, "other-id"), self->ledger);
  sgn_record_input_set_query (self->other, living);
}

static void
choose_other (SgnUniteWindow *self, gint64 other_id)
{
  const SgnValue nothing = SGN_VALUE_INIT;
  const SgnValue value = sgn_value_int (other_id);

  sgn_input_set_value (SGN_INPUT (self->other), other_id != 0 ? &value : &nothing);
  other_left_cb (self);
}

/* The one asked for, or chosen when the window was closed, or one that looks the same. */
static void
begin (SgnUniteWindow *self, gint64 other_id)
{
  SgnDraftKeeper *draft
      = sgn_draft_keeper_new (self->ledger, &sgn_type_household,
                              -sgn_record_get_id (self->records[SGN_UNITE_LEFT]), collect, self);
  g_autoptr (GHashTable) texts = sgn_draft_keeper_load (draft);
  const char *kept = texts != NULL ? g_hash_table_lookup (texts, "other") : NULL;

  bind_other (self);
  if (other_id == 0 && kept != NULL && *kept != '\0')
    {
      sgn_input_set_text (SGN_INPUT (self->other), kept);
      other_left_cb (self);
    }
  else
    choose_other (self, other_id != 0 ? other_id : find_alike (self));
  if (texts != NULL)
    apply (self, texts);
  /* What is put there by now nobody typed. */
  self->draft = draft;
}

/* Something happened to one of them elsewhere: what they say now, and what was chosen already. */
static void
ledger_changed_cb (SgnUniteWindow *self, const char *const *tables)
{
  const gint64 id = sgn_record_get_id (self->records[SGN_UNITE_LEFT]);
  SgnDraftKeeper *draft = self->draft;
  g_autoptr (SgnRecord) left = NULL;
  g_autoptr (GHashTable) texts = NULL;

  if (!g_strv_contains (tables, "household") && !g_strv_contains (tables, "member"))
    return;
  texts = collect (self);
  left = sgn_record_load (sgn_unite_window_connection (self), &sgn_type_household, id, NULL);
  if (left != NULL)
    g_set_object (&self->records[SGN_UNITE_LEFT], left);
  self->draft = NULL; /* nobody types meanwhile */
  other_left_cb (self);
  apply (self, texts);
  self->draft = draft;
}

/* --- uniting --- */

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnUniteWindow *self = SGN_UNITE_WINDOW (widget);
  const int kept
      = gtk_check_button_get_active (self->keep[SGN_UNITE_LEFT]) ? SGN_UNITE_LEFT : SGN_UNITE_RIGHT;
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason));
  const SgnEvent event = { sgn_date_today (), reason[0] != '\0' ? reason : NULL };
  g_autoptr (GPtrArray) from_other = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->choices[!kept]->len; i++)
    if (is_chosen_button (self->choices[!kept]->pdata[i]))
      g_ptr_array_add (from_other, (gpointer)sgn_type_household.fields[i].name);
  g_ptr_array_add (from_other, NULL);
  if (!sgn_household_unite (self->ledger, sgn_record_get_id (self->records[kept]),
                            sgn_record_get_id (self->records[!kept]),
                            (const char *const *)from_other->pdata, &event, &error))
    {
      sgn_unite_window_show_error (self, error->message);
      return;
    }
  sgn_draft_keeper_clear (self->draft);
  sgn_household_tell_change (GTK_WINDOW (self), self->ledger);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* --- object --- */

/* However it goes: closed by hand, or with the window below it. */
static void
sgn_unite_window_unmap (GtkWidget *widget)
{
  SgnUniteWindow *self = SGN_UNITE_WINDOW (widget);

  if (self->draft != NULL)
    sgn_draft_keeper_keep (self->draft);
  GTK_WIDGET_CLASS (sgn_unite_window_parent_class)->unmap (widget);
}

static void
sgn_unite_window_dispose (GObject *object)
{
  SgnUniteWindow *self = SGN_UNITE_WINDOW (object);

  g_clear_pointer (&self->draft, sgn_draft_keeper_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_UNITE_WINDOW);
  for (int side = 0; side < SGN_UNITE_N_SIDES; side++)
    g_clear_object (&self->records[side]);
  g_clear_object (&self->ledger);
  G_OBJECT_CLASS (sgn_unite_window_parent_class)->dispose (object);
}

static void
sgn_unite_window_finalize (GObject *object)
{
  for (int side = 0; side < SGN_UNITE_N_SIDES; side++)
    g_ptr_array_unref (SGN_UNITE_WINDOW (object)->choices[side]);
  G_OBJECT_CLASS (sgn_unite_window_parent_class)->finalize (object);
}

static void
sgn_unite_window_class_init (SgnUniteWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_unite_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = sgn_unite_window_finalize;
  widget_class->unmap = sgn_unite_window_unmap;

  g_type_ensure (SGN_TYPE_RECORD_INPUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/sogiamngheo/ui/dialogs/unite.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnUniteWindow, other);
  gtk_widget_class_bind_template_child (widget_class, SgnUniteWindow, place);
  gtk_widget_class_bind_template_child (widget_class, SgnUniteWindow, error);
  gtk_widget_class_bind_template_child (widget_class, SgnUniteWindow, reason);
  gtk_widget_class_install_action (widget_class, "unite.accept", NULL, accept_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "unite.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "unite.accept",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sgn_unite_window_init (SgnUniteWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int side = 0; side < SGN_UNITE_N_SIDES; side++)
    self->choices[side] = g_ptr_array_new ();
  g_signal_connect_object (self->other, "left", G_CALLBACK (other_left_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->other, "edited", G_CALLBACK (sgn_unite_window_touch), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reason, "changed", G_CALLBACK (sgn_unite_window_touch), self,
                           G_CONNECT_SWAPPED);
}

static SgnUniteWindow *
find_window (SgnLedger *ledger, gint64 household_id, gint64 other_id)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      SgnUniteWindow *self = SGN_IS_UNITE_WINDOW (window) ? SGN_UNITE_WINDOW (window) : NULL;

      if (self != NULL && self->ledger == ledger && get_id (self, SGN_UNITE_LEFT) == household_id
          && (other_id == 0 || get_id (self, SGN_UNITE_RIGHT) == other_id))
        return self;
    }
  return NULL;
}

void
sgn_unite_window_show (GtkWindow *parent, SgnLedger *ledger, gint64 household_id, gint64 other_id)
{
  SgnUniteWindow *self = find_window (ledger, household_id, other_id);
  g_autoptr (GError) error = NULL;

  if (self != NULL)
    {
      gtk_window_present (GTK_WINDOW (self));
      return;
    }
  self = g_object_new (SGN_TYPE_UNITE_WINDOW, "transient-for", parent, NULL);
  self->ledger = g_object_ref (ledger);
  self->records[SGN_UNITE_LEFT] = sgn_record_load (sgn_unite_window_connection (self),
                                                   &sgn_type_household, household_id, &error);
  gtk_window_present (GTK_WINDOW (self));
  if (self->records[SGN_UNITE_LEFT] == NULL)
    {
      sgn_unite_window_show_error (self, error->message);
      return;
    }
  begin (self, other_id);
  g_signal_connect_object (ledger, "changed", G_CALLBACK (ledger_changed_cb), self,
                           G_CONNECT_SWAPPED);
}
