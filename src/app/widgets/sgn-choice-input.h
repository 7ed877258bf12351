#pragma once

#include "app/widgets/sgn-input.h"

G_BEGIN_DECLS

/* One of a few: the choices of the description, or the codes of a list of the catalogue. */
#define SGN_TYPE_CHOICE_INPUT (sgn_choice_input_get_type ())
G_DECLARE_FINAL_TYPE (SgnChoiceInput, sgn_choice_input, SGN, CHOICE_INPUT, SgnInput)

G_END_DECLS
