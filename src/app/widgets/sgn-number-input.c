#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-number-input.h"

struct _SgnNumberInput
{
  SgnTextInput parent_instance;
};

G_DEFINE_FINAL_TYPE (SgnNumberInput, sgn_number_input, SGN_TYPE_TEXT_INPUT)

static void
sgn_number_input_class_init (SgnNumberInputClass *klass)
{
}

static void
sgn_number_input_init (SgnNumberInput *self)
{
  GtkEntry *entry = sgn_text_input_get_entry (SGN_TEXT_INPUT (self));

  gtk_entry_set_alignment (entry, 1);
  gtk_entry_set_input_purpose (entry, GTK_INPUT_PURPOSE_NUMBER);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 14);
  gtk_widget_add_css_class (GTK_WIDGET (entry), "numeric");
}
