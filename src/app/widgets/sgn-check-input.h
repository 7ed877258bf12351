#pragma once

#include "app/widgets/sgn-input.h"

G_BEGIN_DECLS

/* Yes or no. */
#define SGN_TYPE_CHECK_INPUT (sgn_check_input_get_type ())
G_DECLARE_FINAL_TYPE (SgnCheckInput, sgn_check_input, SGN, CHECK_INPUT, SgnInput)

G_END_DECLS
