#pragma once

#include "app/widgets/sgn-input.h"

G_BEGIN_DECLS

/* Several of a code list of the catalogue, as codes separated by blanks. Properties "list": its name; "none-label": where it is
 * given, a last box that means none of them and is stored as "none". */
#define SGN_TYPE_CODES_INPUT (sgn_codes_input_get_type ())
G_DECLARE_FINAL_TYPE (SgnCodesInput, sgn_codes_input, SGN, CODES_INPUT, SgnInput)

G_END_DECLS
