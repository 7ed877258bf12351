#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-household-window-private.h"

#include "app/dialogs/sgn-household-actions.h"
#include "app/sgn-settings.h"
#include "app/sgn-window.h"
#include "app/widgets/sgn-record-input.h"
#include "app/widgets/sgn-wrap-box.h"
#include "programme/sgn-place.h"
#include "programme/sgn-programme.h"
#include "store/sgn-journal.h"

#include <glib/gi18n-lib.h>

#define FORM "/vn/sogiamngheo/ui/forms/household.ui"

/* What the next household of the same sitting begins with. */
static const char *const repeated_fields[]
    = { "unit-id", "ethnicity", "merit", "no-labour", "assisted", "alone", "farming" };

G_DEFINE_FINAL_TYPE (SgnHouseholdWindow, sgn_household_window, GTK_TYPE_WINDOW)

SgnConnection *
sgn_household_window_connection (SgnHouseholdWindow *self)
{
  return sgn_ledger_get_connection (self->ledger);
}

char *
sgn_household_window_read (SgnHouseholdWindow *self, const char *field)
{
  SgnInput *input = sgn_form_get_input (self->form, field);
  char *text = sgn_input_get_text (input);

  return g_strstrip (text);
}

gint64
sgn_household_window_get_unit (SgnHouseholdWindow *self)
{
  SgnRecord *record = sgn_form_get_record (self->form);

  return record != NULL ? sgn_record_get_int (record, "unit-id") : 0;
}

/* --- beginning --- */

static SgnRecord *
make_record (SgnHouseholdWindow *self)
{
  SgnRecord *record = sgn_record_new (&sgn_type_household);

  for (gsize i = 0; self->last != NULL && i < G_N_ELEMENTS (repeated_fields); i++)
    sgn_record_set (record, repeated_fields[i], sgn_record_get (self->last, repeated_fields[i]));
  if (self->unit_id != 0)
    sgn_record_set_int (record, "unit-id", self->unit_id);
  return record;
}

static void
offer_places (SgnHouseholdWindow *self)
{
  g_autoptr (SgnQuery) places = sgn_place_query_homes ();

  sgn_record_input_set_query (SGN_RECORD_INPUT (sgn_form_get_input (self->form, "unit-id")),
                              places);
}

static void
show_title (SgnHouseholdWindow *self)
{
  g_autofree char *name = NULL, *title = NULL;

  if (self->household_id == 0)
    {
      gtk_window_set_title (GTK_WINDOW (self), _ ("New Household"));
      return;
    }
  name = sgn_record_title (sgn_household_window_connection (self), &sgn_type_household,
                           self->household_id);
  title = g_strdup_printf (_ ("Household of %s"), name);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
tell_draft (SgnHouseholdWindow *self)
{
  if (sgn_form_has_draft (self->form) || sgn_grid_records_has_unsaved (self->rows))
    sgn_message_bar_show_message (self->message_bar,
                                  _ ("What was typed and not saved before stands here again."),
                                  _ ("_Discard It"), "entry.discard", NULL);
}

static gboolean
has_table (const char *const *tables, const char *name)
{
  return g_strv_contains (tables, name);
}

/* Of a field nobody has typed in, what it is now; else saving would bring back what it was. */
static void
take_over_field (SgnHouseholdWindow *self, const SgnField *field, SgnRecord *now)
{
  SgnInput *input = sgn_form_get_input (self->form, field->name);
  const SgnValue *was = sgn_record_get (self->stored, field->name);
  const SgnValue *is = sgn_record_get (now, field->name);
  g_auto (SgnValue) typed = SGN_VALUE_INIT;

  if (input == NULL || sgn_value_equal (was, is) || !sgn_input_get_value (input, &typed, NULL)
      || !sgn_value_equal (&typed, was))
    return;
  sgn_input_set_value (input, is);
  sgn_record_set (sgn_form_get_record (self->form), field->name, is);
}

static void
take_over (SgnHouseholdWindow *self, SgnRecord *now)
{
  for (guint i = 0; self->stored != NULL && i < sgn_type_household.n_fields; i++)
    take_over_field (self, &sgn_type_household.fields[i], now);
}

/* Something happened to the household elsewhere; what is being typed here stays. */
static void
ledger_changed_cb (SgnHouseholdWindow *self, const char *const *tables)
{
  g_autoptr (SgnRecord) record = NULL;

  if (self->rows == NULL || (!has_table (tables, "household") && !has_table (tables, "member")))
    return;
  sgn_grid_records_reload (self->rows, NULL);
  sgn_household_window_forget_duplicates (self);
  if (self->household_id == 0)
    return;
  record = sgn_record_load (sgn_household_window_connection (self), &sgn_type_household,
                            self->household_id, NULL);
  if (record != NULL && sgn_form_is_changed (self->form))
    take_over (self, record);
  else if (record != NULL)
    sgn_form_edit (self->form, self->ledger, record);
  if (record != NULL)
    g_set_object (&self->stored, record);
  show_title (self);
}

static gboolean
begin (SgnHouseholdWindow *self, GError **error)
{
  g_autoptr (SgnRecord) record
      = self->household_id == 0 ? make_record (self)
                                : sgn_record_load (sgn_household_window_connection (self),
                                                   &sgn_type_household, self->household_id, error);

  if (record == NULL)
    return FALSE;
  sgn_form_edit (self->form, self->ledger, record);
  g_clear_object (&self->stored);
  if (self->household_id != 0)
    self->stored = sgn_record_load (sgn_household_window_connection (self), &sgn_type_household,
                                    self->household_id, NULL);
  g_free (self->head);
  self->head = g_strdup (sgn_record_get_text (record, "head"));
  sgn_household_window_make_rows (self);
  show_title (self);
  sgn_household_window_show_count (self);
  sgn_household_window_forget_duplicates (self);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), self->household_id != 0);
  sgn_household_actions_set_household (GTK_WIDGET (self), self->household_id);
  sgn_form_focus (self->form, sgn_record_is_null (record, "unit-id") ? "unit-id" : "head");
  return TRUE;
}

/* --- saving --- */

typedef struct
{
  SgnHouseholdWindow *self;
  SgnRecord *household;
} SaveJob;

static gboolean
save_both (SgnLedger *ledger, gpointer user_data, GError **error)
{
  SaveJob *job = user_data;

  return sgn_record_save (job->household, ledger, error)
         && sgn_grid_records_save_held (job->self->rows, sgn_record_get_id (job->household), error);
}

/* A change that is rolled back must leave the form's record alone. */
static SgnRecord *
copy_record (SgnHouseholdWindow *self, SgnRecord *record, GError **error)
{
  gint64 id = sgn_record_get_id (record);
  SgnRecord *copy = id == 0 ? sgn_record_new (&sgn_type_household)
                            : sgn_record_load (sgn_household_window_connection (self),
                                               &sgn_type_household, id, error);

  for (guint i = 0; copy != NULL && i < sgn_type_household.n_fields; i++)
    {
      const SgnField *field = &sgn_type_household.fields[i];

      if (id == 0 || (field->flags & SGN_FIELD_FIXED) == 0)
        sgn_record_set (copy, field->name, sgn_record_get (record, field->name));
    }
  return copy;
}

static gboolean
check_rows (SgnHouseholdWindow *self, GError **error)
{
  SgnEntryGridView *view = sgn_entry_grid_get_view (self->grid);

  sgn_entry_grid_view_commit_edit (view);
  self->bad_cell
      = !sgn_grid_records_check_held (self->rows, &self->bad_row, &self->bad_column, error);
  return !self->bad_cell;
}

static gboolean
save_cb (SgnRecord *record, gpointer user_data, GError **error)
{
  SgnHouseholdWindow *self = user_data;
  g_autoptr (SgnRecord) household = NULL;
  g_autofree char *name = NULL;
  gboolean saved;

  self->bad_cell = FALSE;
  if (!check_rows (self, error))
    return FALSE;
  household = copy_record (self, record, error);
  if (household == NULL)
    return FALSE;
  SaveJob job = { self, household };
  name = g_strdup_printf (self->household_id == 0 ? _ ("Add household: %s")
                                                  : _ ("Edit household: %s"),
                          sgn_record_get_text (household, "head"));
  saved = sgn_ledger_change (self->ledger, name, save_both, &job, &self->change_id, error);
  sgn_grid_records_end_held (self->rows, saved);
  if (saved)
    {
      g_set_object (&self->last, household);
      self->saved_id = sgn_record_get_id (household);
    }
  return saved;
}

static void
tell_saved (SgnHouseholdWindow *self, gboolean another)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *text
      = g_strdup_printf (_ ("Household of %s saved."), sgn_record_get_text (self->last, "head"));

  if (another)
    sgn_message_bar_show_message (self->message_bar, text, _ ("_Undo"), "entry.undo",
                                  g_variant_new_int64 (self->change_id));
  else if (SGN_IS_WINDOW (parent))
    sgn_window_show_message (SGN_WINDOW (parent), text, _ ("_Undo"), "win.undo", NULL);
}

static void
saved_cb (SgnHouseholdWindow *self, gboolean another)
{
  g_autoptr (GError) error = NULL;

  tell_saved (self, another);
  if (!another)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  self->unit_id = sgn_record_get_int (self->last, "unit-id");
  self->household_id = 0;
  if (!begin (self, &error))
    sgn_message_bar_show_error (self->message_bar, error->message);
}

gboolean
sgn_household_window_save (SgnHouseholdWindow *self, gboolean another)
{
  if (sgn_form_save (self->form, another))
    return TRUE;
  if (self->bad_cell)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->grid));
      sgn_entry_grid_view_set_focus (sgn_entry_grid_get_view (self->grid), self->bad_row,
                                     self->bad_column, FALSE);
    }
  self->bad_cell = FALSE;
  return FALSE;
}

/* --- actions --- */

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sgn_household_window_save (SGN_HOUSEHOLD_WINDOW (widget),
                             g_str_equal (name, "entry.save-another"));
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnHouseholdWindow *self = SGN_HOUSEHOLD_WINDOW (widget);

  sgn_message_bar_hide (self->message_bar);
  sgn_grid_records_drop_held (self->rows);
  sgn_form_discard (self->form);
  begin (self, NULL);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnHouseholdWindow *self = SGN_HOUSEHOLD_WINDOW (widget);
  g_autoptr (GError) error = NULL;

  if (sgn_ledger_undo (self->ledger, g_variant_get_int64 (parameter), NULL, &error))
    sgn_message_bar_show_message (self->message_bar, _ ("The saving was taken back."), NULL, NULL,
                                  NULL);
  else
    sgn_message_bar_show_error (self->message_bar, error->message);
}

static SgnInput *
get_focused_input (SgnHouseholdWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  return focus != NULL ? SGN_INPUT (gtk_widget_get_ancestor (focus, SGN_TYPE_INPUT)) : NULL;
}

/* The household entered last in this sitting, else in the village chosen; (transfer full). */
static SgnRecord *
find_last (SgnHouseholdWindow *self)
{
  const gint64 unit = sgn_household_window_get_unit (self);
  g_autoptr (SgnQuery) query = NULL;
  g_autoptr (GArray) ids = NULL;

  if (self->last != NULL)
    return g_object_ref (self->last);
  if (unit == 0)
    return NULL;
  query = sgn_query_new (&sgn_type_household);
  sgn_query_where_int (query, "unit-id", unit);
  /* Ties are broken by id: what was entered last comes first. */
  sgn_query_set_sort (query, "-unit-id");
  sgn_query_set_limit (query, 1);
  ids = sgn_query_run (query, sgn_household_window_connection (self), NULL, NULL);
  return ids != NULL && ids->len > 0
             ? sgn_record_load (sgn_household_window_connection (self), &sgn_type_household,
                                g_array_index (ids, gint64, 0), NULL)
             : NULL;
}

static void
copy_last_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnHouseholdWindow *self = SGN_HOUSEHOLD_WINDOW (widget);
  SgnInput *input = get_focused_input (self);
  g_autoptr (SgnRecord) last = input != NULL ? find_last (self) : NULL;

  if (last == NULL || sgn_record_is_null (last, sgn_input_get_field (input)))
    {
      gtk_widget_error_bell (widget);
      return;
    }
  sgn_input_set_value (input, sgn_record_get (last, sgn_input_get_field (input)));
  sgn_input_edited (input);
  sgn_input_leave (input);
}

/* --- object --- */

static void
release (SgnHouseholdWindow *self)
{
  g_clear_handle_id (&self->duplicate_source, g_source_remove);
  if (self->rows != NULL)
    {
      sgn_entry_grid_view_commit_edit (sgn_entry_grid_get_view (self->grid));
      sgn_entry_grid_set_model (self->grid, NULL);
    }
  g_clear_object (&self->rows);
  if (self->form != NULL)
    sgn_form_keep_draft (self->form);
}

/* What is typed is kept while the ledger is still there to keep it. */
static gboolean
sgn_household_window_close_request (GtkWindow *window)
{
  release (SGN_HOUSEHOLD_WINDOW (window));
  return GTK_WINDOW_CLASS (sgn_household_window_parent_class)->close_request (window);
}

static void
sgn_household_window_dispose (GObject *object)
{
  SgnHouseholdWindow *self = SGN_HOUSEHOLD_WINDOW (object);

  release (self);
  self->form = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_HOUSEHOLD_WINDOW);
  g_clear_object (&self->stored);
  g_clear_object (&self->last);
  g_clear_object (&self->ledger);
  G_OBJECT_CLASS (sgn_household_window_parent_class)->dispose (object);
}

static void
sgn_household_window_finalize (GObject *object)
{
  SgnHouseholdWindow *self = SGN_HOUSEHOLD_WINDOW (object);

  g_free (self->head);
  g_hash_table_unref (self->looked_up);
  g_hash_table_unref (self->different);
  G_OBJECT_CLASS (sgn_household_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SGN_TYPE_MESSAGE_BAR);
  g_type_ensure (SGN_TYPE_ENTRY_GRID);
  g_type_ensure (SGN_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/dialogs/household.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdWindow, message_bar);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdWindow, duplicate_bar);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdWindow, duplicate_label);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdWindow, form_place);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdWindow, count_label);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdWindow, grid);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdWindow, more_check);
  gtk_widget_class_bind_template_callback_full (widget_class, "more_toggled_cb",
                                                G_CALLBACK (sgn_household_window_show_columns));
}

static void
sgn_household_window_class_init (SgnHouseholdWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_household_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = sgn_household_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = sgn_household_window_close_request;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "entry.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "entry.save-another", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "entry.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "entry.undo", "x", undo_action);
  gtk_widget_class_install_action (widget_class, "entry.copy-last", NULL, copy_last_action);
  sgn_household_window_install_duplicate_actions (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "entry.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "entry.save-another", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "entry.save-another", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "entry.copy-last",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sgn_household_window_init (SgnHouseholdWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->looked_up = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->different = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->form = SGN_FORM (sgn_form_new (FORM));
  sgn_form_set_save_func (self->form, save_cb, self);
  gtk_widget_set_hexpand (GTK_WIDGET (self->form), TRUE);
  gtk_box_append (self->form_place, GTK_WIDGET (self->form));
  gtk_widget_set_visible (GTK_WIDGET (self->duplicate_bar), FALSE);
  g_settings_bind (sgn_settings_get (), "all-member-columns", self->more_check, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->form, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "cancelled", G_CALLBACK (gtk_window_close), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sgn_form_get_input (self->form, "unit-id"), "left",
                           G_CALLBACK (sgn_household_window_look_for_duplicates), self,
                           G_CONNECT_SWAPPED);
  sgn_household_window_watch_members (self);
}

static SgnHouseholdWindow *
find_window (SgnLedger *ledger, gint64 household_id)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (SGN_IS_HOUSEHOLD_WINDOW (window) && SGN_HOUSEHOLD_WINDOW (window)->ledger == ledger
          && SGN_HOUSEHOLD_WINDOW (window)->household_id == household_id)
        return SGN_HOUSEHOLD_WINDOW (window);
    }
  return NULL;
}

void
sgn_household_window_show (GtkWindow *parent, SgnLedger *ledger, gint64 household_id,
                           gint64 unit_id)
{
  SgnHouseholdWindow *self = find_window (ledger, household_id);
  g_autoptr (GMenuModel) menu = NULL;
  g_autoptr (GError) error = NULL;

  if (self != NULL)
    {
      gtk_window_present (GTK_WINDOW (self));
      return;
    }
  self = g_object_new (SGN_TYPE_HOUSEHOLD_WINDOW, "transient-for", parent, NULL);
  self->ledger = g_object_ref (ledger);
  g_signal_connect_object (ledger, "changed", G_CALLBACK (ledger_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->household_id = household_id;
  self->unit_id = unit_id;
  menu = sgn_household_actions_make_menu ();
  sgn_household_actions_install (GTK_WIDGET (self), ledger);
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  gtk_window_present (GTK_WINDOW (self));
  if (!begin (self, &error))
    sgn_message_bar_show_error (self->message_bar, error->message);
  else
    tell_draft (self);
  offer_places (self);
}
