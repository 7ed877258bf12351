#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-input.h"

#include "app/sgn-settings.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  /* children */
  GtkWidget *line; /* the editor and the unit beside it */
  GtkWidget *unit;
  GtkWidget *finding;
  GtkWidget *focus; /* borrowed, inside the line */

  /* owned */
  char *field;
  SgnLedger *ledger;

  /* borrowed */
  const SgnField *description;
  SgnMoneyUnit money_unit;
  gboolean setting; /* the program writes, not a person */
  gboolean touched; /* typed in since it was last formatted */
} SgnInputPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SgnInput, sgn_input, GTK_TYPE_WIDGET)

enum
{
  EDITED,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static SgnConnection *
connection_of (SgnInputPrivate *priv)
{
  return priv->ledger != NULL ? sgn_ledger_get_connection (priv->ledger) : NULL;
}

static void
focus_left_cb (SgnInput *self)
{
  sgn_input_leave (self);
}

static gboolean
read_text (SgnInput *self, SgnValue *value, GError **error)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (self);
  g_autofree char *text = sgn_input_get_text (self);

  return sgn_field_parse (priv->description, connection_of (priv), text, priv->money_unit, value,
                          error);
}

static void
write_text (SgnInput *self, const SgnValue *value)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (self);
  g_autofree char *text
      = sgn_field_format (priv->description, connection_of (priv), value, priv->money_unit);

  SGN_INPUT_GET_CLASS (self)->set_text (self, text);
}

static gboolean
sgn_input_grab_focus (GtkWidget *widget)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (SGN_INPUT (widget));

  return priv->focus != NULL && gtk_widget_grab_focus (priv->focus);
}

static void
sgn_input_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, sgn_input_get_field (SGN_INPUT (object)));
}

static void
sgn_input_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (SGN_INPUT (object));

  g_free (priv->field);
  priv->field = g_value_dup_string (value);
}

static void
sgn_input_dispose (GObject *object)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (SGN_INPUT (object));

  priv->focus = NULL;
  priv->unit = NULL;
  g_clear_pointer (&priv->line, gtk_widget_unparent);
  g_clear_pointer (&priv->finding, gtk_widget_unparent);
  g_clear_object (&priv->ledger);
  g_clear_pointer (&priv->field, g_free);
  G_OBJECT_CLASS (sgn_input_parent_class)->dispose (object);
}

static void
sgn_input_class_init (SgnInputClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sgn_input_get_property;
  object_class->set_property = sgn_input_set_property;
  object_class->dispose = sgn_input_dispose;
  widget_class->grab_focus = sgn_input_grab_focus;
  klass->read = read_text;
  klass->write = write_text;

  g_object_class_install_property (
      object_class, 1,
      g_param_spec_string ("field", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  signals[EDITED] = g_signal_new ("edited", SGN_TYPE_INPUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", SGN_TYPE_INPUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "input");
}

static void
sgn_input_init (SgnInput *self)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (self);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  priv->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (priv->line, GTK_WIDGET (self));
  priv->finding = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (priv->finding), 0);
  gtk_label_set_wrap (GTK_LABEL (priv->finding), TRUE);
  gtk_widget_add_css_class (priv->finding, "input-finding");
  gtk_widget_set_visible (priv->finding, FALSE);
  gtk_widget_set_parent (priv->finding, GTK_WIDGET (self));
}

static const char *
unit_text (const SgnField *field, SgnMoneyUnit money_unit)
{
  if (field->kind == SGN_FIELD_MONEY)
    return sgn_money_unit_label (money_unit);
  return field->unit != NULL ? _ (field->unit) : NULL;
}

static void
show_unit (SgnInputPrivate *priv)
{
  const char *unit = unit_text (priv->description, priv->money_unit);

  if (unit == NULL || priv->unit != NULL)
    return;
  priv->unit = gtk_label_new (unit);
  gtk_widget_add_css_class (priv->unit, "input-unit");
  gtk_box_append (GTK_BOX (priv->line), priv->unit);
}

/* Heard, not only seen: the label, the unit, and that it must be filled. */
static void
describe_to_readers (SgnInputPrivate *priv)
{
  const SgnField *field = priv->description;
  const char *unit = unit_text (field, priv->money_unit);
  g_autofree char *label = unit != NULL ? g_strdup_printf ("%s (%s)", _ (field->label), unit)
                                        : g_strdup (_ (field->label));

  if (priv->focus == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  if (GTK_IS_ENTRY (priv->focus))
    gtk_accessible_update_property (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                    (field->flags & SGN_FIELD_REQUIRED) != 0, -1);
  if (field->law != NULL)
    gtk_widget_set_tooltip_text (priv->focus, _ (field->law));
}

const char *
sgn_input_get_field (SgnInput *self)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (self);

  return priv->field;
}

const SgnField *
sgn_input_get_description (SgnInput *self)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (self);

  return priv->description;
}

SgnLedger *
sgn_input_get_ledger (SgnInput *self)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (self);

  return priv->ledger;
}

void
sgn_input_bind (SgnInput *self, const SgnField *field, SgnLedger *ledger)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (self);

  g_return_if_fail (SGN_IS_INPUT (self) && field != NULL);
  priv->description = field;
  priv->money_unit = sgn_settings_money_unit ();
  g_set_object (&priv->ledger, ledger);
  priv->setting = TRUE;
  if (SGN_INPUT_GET_CLASS (self)->describe != NULL)
    SGN_INPUT_GET_CLASS (self)->describe (self, field, ledger);
  priv->setting = FALSE;
  show_unit (priv);
  describe_to_readers (priv);
}

gboolean
sgn_input_get_value (SgnInput *self, SgnValue *value, GError **error)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (self);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (SGN_IS_INPUT (self) && priv->description != NULL, FALSE);
  if (SGN_INPUT_GET_CLASS (self)->read (self, value, &local))
    return TRUE;
  sgn_input_show_finding (self, SGN_SEVERITY_ERROR, local->message);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

void
sgn_input_peek (SgnInput *self, SgnRecord *record)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (self);
  g_auto (SgnValue) value = SGN_VALUE_INIT;

  g_return_if_fail (SGN_IS_INPUT (self));
  if (priv->description != NULL && SGN_INPUT_GET_CLASS (self)->read (self, &value, NULL))
    sgn_record_set (record, priv->field, &value);
}

void
sgn_input_set_value (SgnInput *self, const SgnValue *value)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (self);

  g_return_if_fail (SGN_IS_INPUT (self) && priv->description != NULL);
  priv->setting = TRUE;
  SGN_INPUT_GET_CLASS (self)->write (self, value);
  priv->setting = FALSE;
  priv->touched = FALSE;
}

char *
sgn_input_get_text (SgnInput *self)
{
  return SGN_INPUT_GET_CLASS (self)->get_text (self);
}

void
sgn_input_set_text (SgnInput *self, const char *text)
{
  SGN_INPUT_GET_CLASS (self)->set_text (self, text);
}

void
sgn_input_show_finding (SgnInput *self, SgnSeverity severity, const char *message)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (self);
  const gboolean bad = message != NULL && severity == SGN_SEVERITY_ERROR;
  const char *sign = severity == SGN_SEVERITY_NOTE ? "ⓘ" : "⚠";
  g_autofree char *text = message != NULL ? g_strdup_printf ("%s %s", sign, message) : NULL;

  g_return_if_fail (SGN_IS_INPUT (self));
  gtk_label_set_label (GTK_LABEL (priv->finding), text != NULL ? text : "");
  gtk_widget_set_visible (priv->finding, message != NULL);
  gtk_widget_remove_css_class (priv->finding, bad ? "attention" : "bad");
  gtk_widget_add_css_class (priv->finding, bad ? "bad" : "attention");
  if (bad)
    gtk_widget_add_css_class (GTK_WIDGET (self), "invalid");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "invalid");
  if (priv->focus == NULL)
    return;
  gtk_accessible_update_state (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_STATE_INVALID,
                               bad ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  message != NULL ? message : "", -1);
}

const char *
sgn_input_get_finding (SgnInput *self)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (self);

  return gtk_widget_get_visible (priv->finding) ? gtk_label_get_label (GTK_LABEL (priv->finding))
                                                : NULL;
}

void
sgn_input_set_editor (SgnInput *self, GtkWidget *editor, GtkWidget *focus)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (self);

  gtk_widget_set_hexpand (editor, TRUE);
  gtk_box_prepend (GTK_BOX (priv->line), editor);
  priv->focus = focus;
}

void
sgn_input_edited (SgnInput *self)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (self);

  if (priv->setting)
    return;
  priv->touched = TRUE;
  g_signal_emit (self, signals[EDITED], 0);
}

void
sgn_input_leave (SgnInput *self)
{
  SgnInputPrivate *priv = sgn_input_get_instance_private (self);
  g_auto (SgnValue) value = SGN_VALUE_INIT;

  if (!priv->touched || priv->setting || priv->description == NULL)
    return;
  priv->touched = FALSE;
  if (sgn_input_get_value (self, &value, NULL))
    {
      sgn_input_show_finding (self, SGN_SEVERITY_NOTE, NULL);
      sgn_input_set_value (self, &value);
    }
  g_signal_emit (self, signals[LEFT], 0);
}
