#pragma once

#include "app/pages/sgn-nutrition-rows.h"

G_BEGIN_DECLS

/* Order of the columns, in the grid and on paper. */
enum
{
  VILLAGE,
  NAME,
  BORN,
  AGE,
  LAST,
  HEIGHT,
  WEIGHT,
  RESULT,
  HEIGHT_Z,
  WEIGHT_Z,
  POSITION,
  N_COLUMNS
};

/* sgn-nutrition-rows.c */
guint sgn_nutrition_rows_n_shown (SgnNutritionRows *self);
const SgnChild *sgn_nutrition_rows_peek_child (SgnNutritionRows *self, guint row);
SgnDate sgn_nutrition_rows_get_day (SgnNutritionRows *self);
char *sgn_nutrition_rows_format (SgnNutritionRows *self, const SgnChild *child, guint column);

G_END_DECLS
