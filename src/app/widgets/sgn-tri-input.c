#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-tri-input.h"

#include <glib/gi18n-lib.h>

#define N_CHOICES 3

struct _SgnTriInput
{
  SgnInput parent_instance;

  GtkCheckButton *buttons[N_CHOICES]; /* by SgnTri */
  SgnTri data;                        /* what nothing stands for */
};

G_DEFINE_FINAL_TYPE (SgnTriInput, sgn_tri_input, SGN_TYPE_INPUT)

enum
{
  PROP_NONE_LABEL = 1,
  PROP_NO_LABEL,
  PROP_YES_LABEL,
};

static const char *const texts[] = { "", "0", "1" };

static void
toggled_cb (SgnTriInput *self, GtkCheckButton *button)
{
  if (!gtk_check_button_get_active (button))
    return;
  sgn_input_edited (SGN_INPUT (self));
  sgn_input_leave (SGN_INPUT (self));
}

/* "Walls: solid": a button alone would not say of what. */
static void
sgn_tri_input_describe (SgnInput *input, const SgnField *field, SgnLedger *ledger)
{
  SgnTriInput *self = SGN_TRI_INPUT (input);

  for (guint i = 0; i < N_CHOICES; i++)
    {
      g_autofree char *label = g_strdup_printf ("%s: %s", _ (field->label),
                                                gtk_check_button_get_label (self->buttons[i]));

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
}

static char *
sgn_tri_input_get_text (SgnInput *input)
{
  return g_strdup (texts[sgn_tri_input_get_choice (SGN_TRI_INPUT (input))]);
}

static void
sgn_tri_input_set_text (SgnInput *input, const char *text)
{
  SgnTri choice = SGN_TRI_UNKNOWN;

  for (guint i = 0; i < N_CHOICES; i++)
    if (g_strcmp0 (texts[i], text) == 0)
      choice = i;
  sgn_tri_input_set_choice (SGN_TRI_INPUT (input), choice);
}

static gboolean
sgn_tri_input_read (SgnInput *input, SgnValue *value, GError **error)
{
  SgnTri answer = sgn_tri_input_get_answer (SGN_TRI_INPUT (input));

  *value = answer == SGN_TRI_UNKNOWN ? (SgnValue)SGN_VALUE_INIT
                                     : sgn_value_int (answer == SGN_TRI_YES);
  return TRUE;
}

/* What was read is written back when the input is left: what follows the data goes on following. */
static void
sgn_tri_input_write (SgnInput *input, const SgnValue *value)
{
  SgnTriInput *self = SGN_TRI_INPUT (input);
  SgnTri answer = value->kind != SGN_VALUE_INT ? SGN_TRI_UNKNOWN
                  : value->integer             ? SGN_TRI_YES
                                               : SGN_TRI_NO;

  if (answer != sgn_tri_input_get_answer (self))
    sgn_tri_input_set_choice (self, answer);
}

static gboolean
sgn_tri_input_grab_focus (GtkWidget *widget)
{
  SgnTriInput *self = SGN_TRI_INPUT (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->buttons[sgn_tri_input_get_choice (self)]));
}

static void
sgn_tri_input_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, gtk_check_button_get_label (SGN_TRI_INPUT (object)->buttons[id - 1]));
}

static void
sgn_tri_input_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  gtk_check_button_set_label (SGN_TRI_INPUT (object)->buttons[id - 1], g_value_get_string (value));
}

static void
sgn_tri_input_class_init (SgnTriInputClass *klass)
{
  static const char *const names[] = { "none-label", "no-label", "yes-label" };

  G_OBJECT_CLASS (klass)->get_property = sgn_tri_input_get_property;
  G_OBJECT_CLASS (klass)->set_property = sgn_tri_input_set_property;
  GTK_WIDGET_CLASS (klass)->grab_focus = sgn_tri_input_grab_focus;
  SGN_INPUT_CLASS (klass)->describe = sgn_tri_input_describe;
  SGN_INPUT_CLASS (klass)->get_text = sgn_tri_input_get_text;
  SGN_INPUT_CLASS (klass)->set_text = sgn_tri_input_set_text;
  SGN_INPUT_CLASS (klass)->read = sgn_tri_input_read;
  SGN_INPUT_CLASS (klass)->write = sgn_tri_input_write;
  for (guint i = 0; i < N_CHOICES; i++)
    g_object_class_install_property (G_OBJECT_CLASS (klass), i + 1,
                                     g_param_spec_string (names[i], NULL, NULL, NULL,
                                                          G_PARAM_READWRITE
                                                              | G_PARAM_STATIC_STRINGS));
}

static void
sgn_tri_input_init (SgnTriInput *self)
{
  const char *const labels[] = { _ ("not known"), _ ("no"), _ ("yes") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (guint i = 0; i < N_CHOICES; i++)
    {
      self->buttons[i] = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (labels[i]));
      if (i > 0)
        gtk_check_button_set_group (self->buttons[i], self->buttons[0]);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->buttons[i]));
    }
  gtk_check_button_set_active (self->buttons[SGN_TRI_UNKNOWN], TRUE);
  for (guint i = 0; i < N_CHOICES; i++)
    g_signal_connect_swapped (self->buttons[i], "toggled", G_CALLBACK (toggled_cb), self);
  sgn_input_set_editor (SGN_INPUT (self), box, box);
}

void
sgn_tri_input_follow (SgnTriInput *self, SgnTri data)
{
  g_return_if_fail (SGN_IS_TRI_INPUT (self));
  self->data = data;
}

SgnTri
sgn_tri_input_get_choice (SgnTriInput *self)
{
  g_return_val_if_fail (SGN_IS_TRI_INPUT (self), SGN_TRI_UNKNOWN);
  for (guint i = 1; i < N_CHOICES; i++)
    if (gtk_check_button_get_active (self->buttons[i]))
      return i;
  return SGN_TRI_UNKNOWN;
}

void
sgn_tri_input_set_choice (SgnTriInput *self, SgnTri choice)
{
  g_return_if_fail (SGN_IS_TRI_INPUT (self));
  gtk_check_button_set_active (self->buttons[choice], TRUE);
}

SgnTri
sgn_tri_input_get_answer (SgnTriInput *self)
{
  SgnTri choice = sgn_tri_input_get_choice (self);

  return choice != SGN_TRI_UNKNOWN ? choice : self->data;
}
