#pragma once

#include "app/widgets/sgn-input.h"
#include "programme/sgn-point-table.h"

G_BEGIN_DECLS

/* Income points: the questions of a loaded table with their answers and the sum, or the total typed where no table is loaded. */
#define SGN_TYPE_POINTS_INPUT (sgn_points_input_get_type ())
G_DECLARE_FINAL_TYPE (SgnPointsInput, sgn_points_input, SGN, POINTS_INPUT, SgnInput)

/** sgn_points_input_set_table: (transfer full) (nullable): what was answered or typed before goes */
void sgn_points_input_set_table (SgnPointsInput *self, SgnPointTable *table);
const SgnPointTable *sgn_points_input_get_table (SgnPointsInput *self);

/** sgn_points_input_get_answers: Returns: (transfer full) (nullable) (element-type SgnAnswer): NULL without a table */
GPtrArray *sgn_points_input_get_answers (SgnPointsInput *self);
/** sgn_points_input_peek_answers: Returns: (transfer full) (element-type SgnAnswer): what is answered, or what a draft says was while
 * there is no table to answer; their points are not told */
GPtrArray *sgn_points_input_peek_answers (SgnPointsInput *self);
/** sgn_points_input_set_answers: as stored with a sheet; those the table does not know are left out, without a table all are held.
 * Returns: how many those are */
guint sgn_points_input_set_answers (SgnPointsInput *self, GPtrArray *answers);
/** sgn_points_input_count_open: how many questions with one answer have none; @n: (out): of how many questions */
guint sgn_points_input_count_open (SgnPointsInput *self, guint *n);

G_END_DECLS
