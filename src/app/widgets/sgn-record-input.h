#pragma once

#include "app/widgets/sgn-input.h"
#include "record/sgn-query.h"

G_BEGIN_DECLS

/* A record of another type: a few letters, without diacritics, and one of those found. */
#define SGN_TYPE_RECORD_INPUT (sgn_record_input_get_type ())
G_DECLARE_FINAL_TYPE (SgnRecordInput, sgn_record_input, SGN, RECORD_INPUT, SgnInput)

/** sgn_record_input_set_query: offers only these; NULL: every record of the type */
void sgn_record_input_set_query (SgnRecordInput *self, const SgnQuery *query);

G_END_DECLS
