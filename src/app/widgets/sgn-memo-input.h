#pragma once

#include "app/widgets/sgn-input.h"

G_BEGIN_DECLS

/* Several lines of text. */
#define SGN_TYPE_MEMO_INPUT (sgn_memo_input_get_type ())
G_DECLARE_FINAL_TYPE (SgnMemoInput, sgn_memo_input, SGN, MEMO_INPUT, SgnInput)

G_END_DECLS
