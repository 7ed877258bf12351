#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-check-input.h"

#include <glib/gi18n-lib.h>

struct _SgnCheckInput
{
  SgnInput parent_instance;

  GtkCheckButton *check;
};

G_DEFINE_FINAL_TYPE (SgnCheckInput, sgn_check_input, SGN_TYPE_INPUT)

static void
toggled_cb (SgnCheckInput *self)
{
  sgn_input_edited (SGN_INPUT (self));
  sgn_input_leave (SGN_INPUT (self));
}

static void
sgn_check_input_describe (SgnInput *input, const SgnField *field, SgnLedger *ledger)
{
  gtk_check_button_set_label (SGN_CHECK_INPUT (input)->check, _ (field->label));
}

static char *
sgn_check_input_get_text (SgnInput *input)
{
  return g_strdup (gtk_check_button_get_active (SGN_CHECK_INPUT (input)->check) ? "1" : "0");
}

static void
sgn_check_input_set_text (SgnInput *input, const char *text)
{
  gtk_check_button_set_active (SGN_CHECK_INPUT (input)->check, g_strcmp0 (text, "1") == 0);
}

static gboolean
sgn_check_input_read (SgnInput *input, SgnValue *value, GError **error)
{
  *value = sgn_value_int (gtk_check_button_get_active (SGN_CHECK_INPUT (input)->check));
  return TRUE;
}

static void
sgn_check_input_write (SgnInput *input, const SgnValue *value)
{
  gtk_check_button_set_active (SGN_CHECK_INPUT (input)->check,
                               value->kind == SGN_VALUE_INT && value->integer != 0);
}

static void
sgn_check_input_class_init (SgnCheckInputClass *klass)
{
  SGN_INPUT_CLASS (klass)->describe = sgn_check_input_describe;
  SGN_INPUT_CLASS (klass)->get_text = sgn_check_input_get_text;
  SGN_INPUT_CLASS (klass)->set_text = sgn_check_input_set_text;
  SGN_INPUT_CLASS (klass)->read = sgn_check_input_read;
  SGN_INPUT_CLASS (klass)->write = sgn_check_input_write;
}

static void
sgn_check_input_init (SgnCheckInput *self)
{
  self->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  sgn_input_set_editor (SGN_INPUT (self), GTK_WIDGET (self->check), GTK_WIDGET (self->check));
  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (toggled_cb), self);
}
