#pragma once

#include "app/sgn-page.h"

G_BEGIN_DECLS

/* A measuring day: the children below 16 of a unit, their height and weight typed row by row, who is stunted or underweight. */
#define SGN_TYPE_NUTRITION_PAGE (sgn_nutrition_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnNutritionPage, sgn_nutrition_page, SGN, NUTRITION_PAGE, SgnPage)

G_END_DECLS
