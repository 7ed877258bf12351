#pragma once

#include "app/widgets/sgn-text-input.h"

G_BEGIN_DECLS

/* A date as it is written: 15/03/2023; where the field allows it 3/2016 or 1975. A calendar beside it. */
#define SGN_TYPE_DATE_INPUT (sgn_date_input_get_type ())
G_DECLARE_FINAL_TYPE (SgnDateInput, sgn_date_input, SGN, DATE_INPUT, SgnTextInput)

G_END_DECLS
