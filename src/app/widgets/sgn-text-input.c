#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-text-input.h"

typedef struct
{
  GtkEntry *entry;
} SgnTextInputPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (SgnTextInput, sgn_text_input, SGN_TYPE_INPUT)

static char *
sgn_text_input_get_text (SgnInput *input)
{
  GtkEntry *entry = sgn_text_input_get_entry (SGN_TEXT_INPUT (input));

  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
sgn_text_input_set_text (SgnInput *input, const char *text)
{
  GtkEntry *entry = sgn_text_input_get_entry (SGN_TEXT_INPUT (input));

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
sgn_text_input_class_init (SgnTextInputClass *klass)
{
  SGN_INPUT_CLASS (klass)->get_text = sgn_text_input_get_text;
  SGN_INPUT_CLASS (klass)->set_text = sgn_text_input_set_text;
}

static void
sgn_text_input_init (SgnTextInput *self)
{
  SgnTextInputPrivate *priv = sgn_text_input_get_instance_private (self);

  priv->entry = GTK_ENTRY (gtk_entry_new ());
  sgn_input_set_editor (SGN_INPUT (self), GTK_WIDGET (priv->entry), GTK_WIDGET (priv->entry));
  g_signal_connect_swapped (priv->entry, "changed", G_CALLBACK (sgn_input_edited), self);
}

GtkEntry *
sgn_text_input_get_entry (SgnTextInput *self)
{
  SgnTextInputPrivate *priv = sgn_text_input_get_instance_private (self);

  return priv->entry;
}
