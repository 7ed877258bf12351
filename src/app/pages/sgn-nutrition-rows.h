#pragma once

#include "app/widgets/sgn-grid-model.h"
#include "programme/sgn-child.h"
#include "sheet/sgn-sheet.h"
#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* The children of a measuring day as rows of a grid: height and weight are typed, age and result stand beside them at once. A row is
 * saved as one change when it is left, a block that was pasted as one change together. */
#define SGN_TYPE_NUTRITION_ROWS (sgn_nutrition_rows_get_type ())
G_DECLARE_FINAL_TYPE (SgnNutritionRows, sgn_nutrition_rows, SGN, NUTRITION_ROWS, GObject)

/* Of the children listed, by their newest measure of the year. */
typedef struct
{
  guint children, measured, uncomputed;
  guint stunted, severely_stunted, underweight, severely_underweight, thin;
} SgnNutritionCounts;

/** sgn_nutrition_rows_new: @growth outlives the model */
SgnNutritionRows *sgn_nutrition_rows_new (SgnLedger *ledger, const SgnGrowth *growth);

/** sgn_nutrition_rows_set: @children: (transfer full) (element-type SgnChild): as of @day; what is typed for that day and not saved stays */
void sgn_nutrition_rows_set (SgnNutritionRows *self, GPtrArray *children, SgnDate day);

/** sgn_nutrition_rows_set_measurer: who measures: stands in new measures */
void sgn_nutrition_rows_set_measurer (SgnNutritionRows *self, const char *name);

/** sgn_nutrition_rows_find: shows only those whose name, head of household or village have words that begin so */
void sgn_nutrition_rows_find (SgnNutritionRows *self, const char *text);

/** sgn_nutrition_rows_get_member: 0 for a row that does not exist */
gint64 sgn_nutrition_rows_get_member (SgnNutritionRows *self, guint row);

/** sgn_nutrition_rows_is_saving: whether the change of the ledger that is told of is this model's own */
gboolean sgn_nutrition_rows_is_saving (SgnNutritionRows *self);

SgnNutritionCounts sgn_nutrition_rows_count (SgnNutritionRows *self);

/** sgn_nutrition_rows_n_typed: of how many children something was typed for the day and is not saved, listed or not */
guint sgn_nutrition_rows_n_typed (SgnNutritionRows *self);

/** sgn_nutrition_rows_make_sheet: Returns: (transfer full): the rows as shown, in Vietnamese as every paper */
SgnSheet *sgn_nutrition_rows_make_sheet (SgnNutritionRows *self, const char *unit);

G_END_DECLS
