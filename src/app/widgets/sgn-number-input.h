#pragma once

#include "app/widgets/sgn-text-input.h"

G_BEGIN_DECLS

/* A whole number, money or a decimal, as Vietnamese write them, with its unit beside it. */
#define SGN_TYPE_NUMBER_INPUT (sgn_number_input_get_type ())
G_DECLARE_FINAL_TYPE (SgnNumberInput, sgn_number_input, SGN, NUMBER_INPUT, SgnTextInput)

G_END_DECLS
