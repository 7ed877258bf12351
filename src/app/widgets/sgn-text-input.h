#pragma once

#include "app/widgets/sgn-input.h"

G_BEGIN_DECLS

/* A line of text: text fields, and what is typed as text (SgnNumberInput, SgnDateInput). */
#define SGN_TYPE_TEXT_INPUT (sgn_text_input_get_type ())
G_DECLARE_DERIVABLE_TYPE (SgnTextInput, sgn_text_input, SGN, TEXT_INPUT, SgnInput)

struct _SgnTextInputClass
{
  SgnInputClass parent_class;
};

/** sgn_text_input_get_entry: Returns: (transfer none): for the inputs made of this one */
GtkEntry *sgn_text_input_get_entry (SgnTextInput *self);

G_END_DECLS
