#pragma once

#include "app/widgets/sgn-input.h"
#include "programme/sgn-family.h"

G_BEGIN_DECLS

/* Yes, no, or nothing chosen, side by side. Properties "yes-label", "no-label", "none-label". What "nothing" stands for can be
 * given: then the data decide, and a person may differ. */
#define SGN_TYPE_TRI_INPUT (sgn_tri_input_get_type ())
G_DECLARE_FINAL_TYPE (SgnTriInput, sgn_tri_input, SGN, TRI_INPUT, SgnInput)

/** sgn_tri_input_follow: from now on "nothing" means @data; a choice made by hand stays */
void sgn_tri_input_follow (SgnTriInput *self, SgnTri data);
/** sgn_tri_input_get_choice: SGN_TRI_UNKNOWN: nothing was chosen */
SgnTri sgn_tri_input_get_choice (SgnTriInput *self);
void sgn_tri_input_set_choice (SgnTriInput *self, SgnTri choice);
/** sgn_tri_input_get_answer: the choice, or what stands for nothing: what is stored */
SgnTri sgn_tri_input_get_answer (SgnTriInput *self);

G_END_DECLS
