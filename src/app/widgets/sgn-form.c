#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-form.h"

#include "app/widgets/sgn-check-input.h"
#include "app/widgets/sgn-choice-input.h"
#include "app/widgets/sgn-date-input.h"
#include "app/widgets/sgn-memo-input.h"
#include "app/widgets/sgn-number-input.h"
#include "app/widgets/sgn-record-input.h"
#include "app/widgets/sgn-text-input.h"
#include "programme/sgn-programme.h"
#include "record/sgn-draft.h"

#include <glib/gi18n-lib.h>

#define DRAFT_DELAY_MS 1500

struct _SgnForm
{
  GtkWidget parent_instance;

  /* children */
  GtkWidget *child;
  GtkWidget *findings; /* of the whole record */

  /* owned */
  GPtrArray *inputs; /* of SgnInput, in the order of the form */
  SgnLedger *ledger;
  SgnRecord *record;
  SgnRecord *begun; /* what a new record began with; NULL: it is stored */
  gint64 scope;     /* of the draft of a new record */
  guint draft_source;
  guint check_source;
  guint step_source;
  SgnFormSaveFunc save_func; /* NULL: as a change of its own */
  gpointer save_data;
  gboolean made_from_description;
  gboolean changed;
  gboolean has_draft;
};

G_DEFINE_FINAL_TYPE (SgnForm, sgn_form, GTK_TYPE_WIDGET)

enum
{
  SAVED,
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];
static GParamSpec *changed_property;

static void
set_changed (SgnForm *self, gboolean changed)
{
  if (self->changed == changed)
    return;
  self->changed = changed;
  g_object_notify_by_pspec (G_OBJECT (self), changed_property);
}

/* --- drafts --- */

static gint64
get_draft_id (SgnForm *self)
{
  const gint64 id = sgn_record_get_id (self->record);

  return id != 0 ? id : self->scope;
}

void
sgn_form_keep_draft (SgnForm *self)
{
  g_autoptr (GHashTable) texts = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (!self->changed || self->ledger == NULL || !sgn_ledger_is_writable (self->ledger))
    return;
  texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < self->inputs->len; i++)
    g_hash_table_insert (texts, g_strdup (sgn_input_get_field (self->inputs->pdata[i])),
                         sgn_input_get_text (self->inputs->pdata[i]));
  if (!sgn_draft_save (self->ledger, sgn_record_get_record_type (self->record), get_draft_id (self),
                       texts, &error))
    g_warning ("Draft: %s", error->message);
}

static gboolean
draft_due_cb (gpointer user_data)
{
  SGN_FORM (user_data)->draft_source = 0;
  sgn_form_keep_draft (user_data);
  return G_SOURCE_REMOVE;
}

static void
clear_draft (SgnForm *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->has_draft = FALSE;
  if (self->record == NULL || !sgn_ledger_is_writable (self->ledger))
    return;
  if (!sgn_draft_clear (self->ledger, sgn_record_get_record_type (self->record),
                        get_draft_id (self), &error))
    g_warning ("Draft: %s", error->message);
}

static void
load_draft (SgnForm *self)
{
  g_autoptr (GHashTable) texts
      = sgn_draft_load (sgn_ledger_get_connection (self->ledger),
                        sgn_record_get_record_type (self->record), get_draft_id (self), NULL);

  self->has_draft = texts != NULL;
  if (texts == NULL)
    return;
  for (guint i = 0; i < self->inputs->len; i++)
    {
      SgnInput *input = self->inputs->pdata[i];
      const char *text = g_hash_table_lookup (texts, sgn_input_get_field (input));

      if (text != NULL)
        sgn_input_set_text (input, text);
    }
}

/* --- findings --- */

static void
clear_findings (SgnForm *self)
{
  GtkWidget *line;

  while ((line = gtk_widget_get_first_child (self->findings)) != NULL)
    gtk_box_remove (GTK_BOX (self->findings), line);
  gtk_widget_set_visible (self->findings, FALSE);
}

static void
add_finding (SgnForm *self, const char *message, const char *clause)
{
  g_autofree char *text = clause != NULL && clause[0] != '\0'
                              ? g_strdup_printf ("⚠ %s (%s)", message, clause)
                              : g_strdup_printf ("⚠ %s", message);
  GtkWidget *line = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (line), 0);
  gtk_label_set_wrap (GTK_LABEL (line), TRUE);
  gtk_box_append (GTK_BOX (self->findings), line);
  gtk_widget_set_visible (self->findings, TRUE);
}

static void
show_finding (SgnForm *self, const SgnFinding *finding)
{
  SgnInput *input = finding->field != NULL ? sgn_form_get_input (self, finding->field) : NULL;

  if (finding->accepted != NULL)
    return;
  if (input != NULL)
    {
      /* A rule warns: only the description of the field makes an error of what was typed. */
      const SgnSeverity severity = MAX (finding->rule->severity, SGN_SEVERITY_WARNING);
      g_autofree char *text = g_strdup_printf ("%s (%s)", finding->message, finding->rule->clause);

      sgn_input_show_finding (input, severity, text);
    }
  else
    add_finding (self, finding->message, finding->rule->clause);
}

static gboolean
read_inputs (SgnForm *self, SgnInput **first_bad)
{
  *first_bad = NULL;
  for (guint i = 0; i < self->inputs->len; i++)
    {
      SgnInput *input = self->inputs->pdata[i];
      g_auto (SgnValue) value = SGN_VALUE_INIT;

      if (sgn_input_get_value (input, &value, NULL))
        sgn_record_set (self->record, sgn_input_get_field (input), &value);
      else if (*first_bad == NULL)
        *first_bad = input;
    }
  return *first_bad == NULL;
}

/* Whether the record could be saved as it stands, without telling anybody. */
static gboolean
is_complete (SgnForm *self)
{
  const SgnRecordType *type = sgn_record_get_record_type (self->record);

  for (guint i = 0; i < type->n_fields; i++)
    if (!sgn_field_check (&type->fields[i], sgn_record_get (self->record, type->fields[i].name),
                          NULL))
      return FALSE;
  return TRUE;
}

static gboolean
check_cb (gpointer user_data)
{
  SgnForm *self = user_data;
  g_autoptr (GPtrArray) findings = NULL;

  self->check_source = 0;
  if (self->record == NULL || !sgn_ledger_is_writable (self->ledger) || !is_complete (self))
    return G_SOURCE_REMOVE;
  findings = sgn_check_record (self->ledger, sgn_programme_types (), self->record, NULL);
  if (findings == NULL)
    return G_SOURCE_REMOVE;
  clear_findings (self);
  for (guint i = 0; i < findings->len; i++)
    show_finding (self, findings->pdata[i]);
  return G_SOURCE_REMOVE;
}

/* --- inputs --- */

static void
input_edited_cb (SgnForm *self)
{
  if (self->record == NULL)
    return;
  set_changed (self, TRUE);
  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->draft_source = g_timeout_add (DRAFT_DELAY_MS, draft_due_cb, self);
}

static void
input_left_cb (SgnForm *self, SgnInput *input)
{
  g_auto (SgnValue) value = SGN_VALUE_INIT;

  if (self->record == NULL || !sgn_input_get_value (input, &value, NULL))
    return;
  sgn_record_set (self->record, sgn_input_get_field (input), &value);
  if (self->check_source == 0)
    self->check_source = g_idle_add (check_cb, self);
}

static void
collect_inputs (SgnForm *self, GtkWidget *widget)
{
  if (SGN_IS_INPUT (widget))
    {
      g_ptr_array_add (self->inputs, widget);
      g_signal_connect_object (widget, "edited", G_CALLBACK (input_edited_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (widget, "left", G_CALLBACK (input_left_cb), self, G_CONNECT_SWAPPED);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_inputs (self, child);
}

static GType
input_type (const SgnField *field)
{
  switch (field->kind)
    {
    case SGN_FIELD_MEMO:
      return SGN_TYPE_MEMO_INPUT;
    case SGN_FIELD_INTEGER:
    case SGN_FIELD_MONEY:
    case SGN_FIELD_DECIMAL:
      return SGN_TYPE_NUMBER_INPUT;
    case SGN_FIELD_DATE:
      return SGN_TYPE_DATE_INPUT;
    case SGN_FIELD_CHOICE:
    case SGN_FIELD_CODE:
      return SGN_TYPE_CHOICE_INPUT;
    case SGN_FIELD_BOOLEAN:
      return SGN_TYPE_CHECK_INPUT;
    case SGN_FIELD_REFERENCE:
      return SGN_TYPE_RECORD_INPUT;
    case SGN_FIELD_TEXT:
    default:
      return SGN_TYPE_TEXT_INPUT;
    }
}

static void
make_from_description (SgnForm *self, const SgnRecordType *type)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  int row = 0;

  gtk_grid_set_row_spacing (grid, 9);
  gtk_grid_set_column_spacing (grid, 12);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const SgnField *field = &type->fields[i];
      GtkWidget *label, *input;

      if ((field->flags & SGN_FIELD_FIXED) != 0)
        continue;
      input = g_object_new (input_type (field), "field", field->name, "hexpand", TRUE, NULL);
      gtk_grid_attach (grid, input, 1, row, 1, 1);
      if (field->kind != SGN_FIELD_BOOLEAN)
        {
          label = gtk_label_new (_ (field->label));
          gtk_label_set_xalign (GTK_LABEL (label), 1);
          gtk_label_set_mnemonic_widget (GTK_LABEL (label), input);
          gtk_grid_attach (grid, label, 0, row, 1, 1);
        }
      row++;
    }
  gtk_widget_insert_before (GTK_WIDGET (grid), GTK_WIDGET (self), self->findings);
  self->child = GTK_WIDGET (grid);
  self->made_from_description = TRUE;
  collect_inputs (self, self->child);
}

static void
fill_inputs (SgnForm *self)
{
  const SgnRecordType *type = sgn_record_get_record_type (self->record);

  for (guint i = 0; i < self->inputs->len; i++)
    {
      SgnInput *input = self->inputs->pdata[i];
      const char *name = sgn_input_get_field (input);
      const SgnField *field = sgn_record_type_field (type, name);

      if (field == NULL)
        {
          g_critical ("%s has no field %s", type->name, name);
          continue;
        }
      sgn_input_bind (input, field, self->ledger);
      sgn_input_set_value (input, sgn_record_get (self->record, name));
      sgn_input_show_finding (input, SGN_SEVERITY_NOTE, NULL);
      gtk_widget_set_sensitive (GTK_WIDGET (input), sgn_ledger_is_writable (self->ledger));
    }
}

/* --- keys --- */

static int
focused_input (SgnForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < self->inputs->len; i++)
    if (gtk_widget_is_ancestor (focus, self->inputs->pdata[i]))
      return (int)i;
  return -1;
}

/* Over those that cannot be typed into; behind the last one stands the saving. */
static void
step_focus (SgnForm *self, int from, int step)
{
  for (int i = from + step; i >= 0 && i < (int)self->inputs->len; i += step)
    {
      GtkWidget *input = self->inputs->pdata[i];

      if (gtk_widget_get_mapped (input) && gtk_widget_is_sensitive (input))
        {
          gtk_widget_grab_focus (input);
          return;
        }
    }
  if (step > 0)
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                            GTK_DIR_TAB_FORWARD);
}

static gboolean
has_open_popover (GtkWidget *widget)
{
  if (GTK_IS_POPOVER (widget))
    return gtk_widget_get_visible (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_open_popover (child))
      return TRUE;
  return FALSE;
}

static gboolean
step_cb (gpointer user_data)
{
  SgnForm *self = user_data;
  const int at = focused_input (self);

  self->step_source = 0;
  if (at >= 0)
    step_focus (self, at, 1);
  return G_SOURCE_REMOVE;
}

/* Enter in an open list takes a line of it; then it goes on like any other. */
static void
step_later (SgnForm *self)
{
  if (self->step_source == 0)
    self->step_source = g_idle_add (step_cb, self);
}

static gboolean
key_pressed_cb (SgnForm *self, guint key, guint code, GdkModifierType state)
{
  const int at = focused_input (self);
  const GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (at < 0 || (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter))
    return FALSE;
  if (modifiers == GDK_CONTROL_MASK)
    sgn_form_save (self, TRUE);
  else if (modifiers == GDK_SHIFT_MASK)
    step_focus (self, at, -1);
  else if (modifiers == 0 && has_open_popover (self->inputs->pdata[at]))
    {
      step_later (self);
      return FALSE;
    }
  else if (modifiers == 0 && !SGN_IS_MEMO_INPUT (self->inputs->pdata[at]))
    step_focus (self, at, 1);
  else
    return FALSE;
  return TRUE;
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sgn_form_save (SGN_FORM (widget), g_str_equal (name, "form.save-another"));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sgn_form_keep_draft (SGN_FORM (widget));
  g_signal_emit (widget, signals[CANCELLED], 0);
}

/* --- object --- */

static void
release (SgnForm *self)
{
  if (self->record != NULL)
    sgn_form_keep_draft (self);
  g_clear_handle_id (&self->draft_source, g_source_remove);
  g_clear_handle_id (&self->check_source, g_source_remove);
  g_clear_handle_id (&self->step_source, g_source_remove);
  g_clear_object (&self->record);
  g_clear_object (&self->begun);
  g_clear_object (&self->ledger);
}

static void
sgn_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, SGN_FORM (object)->changed);
}

static void
sgn_form_dispose (GObject *object)
{
  SgnForm *self = SGN_FORM (object);

  release (self);
  g_ptr_array_set_size (self->inputs, 0);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_pointer (&self->findings, gtk_widget_unparent);
  G_OBJECT_CLASS (sgn_form_parent_class)->dispose (object);
}

static void
sgn_form_finalize (GObject *object)
{
  g_ptr_array_unref (SGN_FORM (object)->inputs);
  G_OBJECT_CLASS (sgn_form_parent_class)->finalize (object);
}

static void
ensure_input_types (void)
{
  g_type_ensure (SGN_TYPE_CHECK_INPUT);
  g_type_ensure (SGN_TYPE_CHOICE_INPUT);
  g_type_ensure (SGN_TYPE_DATE_INPUT);
  g_type_ensure (SGN_TYPE_MEMO_INPUT);
  g_type_ensure (SGN_TYPE_NUMBER_INPUT);
  g_type_ensure (SGN_TYPE_RECORD_INPUT);
  g_type_ensure (SGN_TYPE_TEXT_INPUT);
}

static void
sgn_form_class_init (SgnFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sgn_form_get_property;
  object_class->dispose = sgn_form_dispose;
  object_class->finalize = sgn_form_finalize;

  changed_property
      = g_param_spec_boolean ("changed", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, 1, changed_property);
  signals[SAVED] = g_signal_new ("saved", SGN_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[CANCELLED] = g_signal_new ("cancelled", SGN_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "form.save-another", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "form.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "form.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "form.cancel", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "form");
  ensure_input_types ();
}

static void
sgn_form_init (SgnForm *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->inputs = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->findings = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->findings, "notice-card");
  gtk_widget_set_visible (self->findings, FALSE);
  gtk_widget_set_parent (self->findings, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
sgn_form_new (const char *resource)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (resource == NULL)
    return g_object_new (SGN_TYPE_FORM, NULL);
  /* the class may not be there yet: this may be the first form of the program */
  ensure_input_types ();
  builder = gtk_builder_new_from_resource (resource);
  return sgn_form_new_around (GTK_WIDGET (gtk_builder_get_object (builder, "form")));
}

GtkWidget *
sgn_form_new_around (GtkWidget *content)
{
  SgnForm *self = g_object_new (SGN_TYPE_FORM, NULL);

  self->child = content;
  gtk_widget_insert_before (self->child, GTK_WIDGET (self), self->findings);
  collect_inputs (self, self->child);
  return GTK_WIDGET (self);
}

static SgnRecord *
copy_new (SgnRecord *record)
{
  SgnRecord *copy = sgn_record_new (sgn_record_get_record_type (record));

  sgn_record_assign (copy, record);
  return copy;
}

void
sgn_form_edit (SgnForm *self, SgnLedger *ledger, SgnRecord *record)
{
  g_return_if_fail (SGN_IS_FORM (self) && SGN_IS_LEDGER (ledger) && SGN_IS_RECORD (record));
  release (self);
  if (self->child == NULL)
    make_from_description (self, sgn_record_get_record_type (record));
  self->ledger = g_object_ref (ledger);
  self->record = g_object_ref (record);
  self->begun = sgn_record_get_id (record) == 0 ? copy_new (record) : NULL;
  clear_findings (self);
  fill_inputs (self);
  set_changed (self, FALSE);
  load_draft (self);
}

void
sgn_form_set_scope (SgnForm *self, gint64 id)
{
  g_return_if_fail (SGN_IS_FORM (self));
  release (self);
  self->scope = id;
}

SgnRecord *
sgn_form_get_record (SgnForm *self)
{
  g_return_val_if_fail (SGN_IS_FORM (self), NULL);
  return self->record;
}

SgnInput *
sgn_form_get_input (SgnForm *self, const char *field)
{
  g_return_val_if_fail (SGN_IS_FORM (self), NULL);
  for (guint i = 0; i < self->inputs->len; i++)
    if (g_strcmp0 (sgn_input_get_field (self->inputs->pdata[i]), field) == 0)
      return self->inputs->pdata[i];
  return NULL;
}

void
sgn_form_focus (SgnForm *self, const char *field)
{
  SgnInput *input = field != NULL ? sgn_form_get_input (self, field) : NULL;

  if (input == NULL && self->inputs->len > 0)
    input = self->inputs->pdata[0];
  if (input != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (input));
}

void
sgn_form_set_save_func (SgnForm *self, SgnFormSaveFunc func, gpointer user_data)
{
  g_return_if_fail (SGN_IS_FORM (self));
  self->save_func = func;
  self->save_data = user_data;
}

static gboolean
save_record (SgnForm *self, GError **error)
{
  if (self->save_func != NULL)
    return self->save_func (self->record, self->save_data, error);
  return sgn_record_save_as_change (self->record, self->ledger, NULL, error);
}

gboolean
sgn_form_is_changed (SgnForm *self)
{
  g_return_val_if_fail (SGN_IS_FORM (self), FALSE);
  return self->changed;
}

gboolean
sgn_form_has_draft (SgnForm *self)
{
  g_return_val_if_fail (SGN_IS_FORM (self), FALSE);
  return self->has_draft;
}

void
sgn_form_discard (SgnForm *self)
{
  g_autoptr (SgnRecord) record = NULL;
  g_autoptr (SgnLedger) ledger = NULL;
  gint64 id;

  g_return_if_fail (SGN_IS_FORM (self) && self->record != NULL);
  id = sgn_record_get_id (self->record);
  ledger = g_object_ref (self->ledger);
  clear_draft (self);
  set_changed (self, FALSE);
  record = id != 0 ? sgn_record_load (sgn_ledger_get_connection (ledger),
                                      sgn_record_get_record_type (self->record), id, NULL)
                   : g_object_ref (self->begun);
  if (record != NULL)
    sgn_form_edit (self, ledger, record);
}

gboolean
sgn_form_save (SgnForm *self, gboolean another)
{
  SgnInput *bad;
  gint64 draft_id;
  gboolean is_new;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (SGN_IS_FORM (self) && self->record != NULL, FALSE);
  clear_findings (self);
  if (!read_inputs (self, &bad))
    {
      gtk_widget_grab_focus (GTK_WIDGET (bad));
      return FALSE;
    }
  /* A new record gets its id by being saved; the draft is the one without. */
  draft_id = get_draft_id (self);
  is_new = sgn_record_get_id (self->record) == 0;
  if (!save_record (self, &error))
    {
      add_finding (self, error->message, NULL);
      return FALSE;
    }
  if (is_new)
    sgn_draft_clear (self->ledger, sgn_record_get_record_type (self->record), draft_id, NULL);
  clear_draft (self);
  set_changed (self, FALSE);
  g_signal_emit (self, signals[SAVED], 0, another);
  return TRUE;
}
