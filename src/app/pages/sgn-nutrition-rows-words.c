#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-nutrition-rows-private.h"

#include "base/sgn-number.h"
#include "programme/sgn-programme.h"

const char *
sgn_nutrition_name_position (SgnMeasured measured)
{
  return measured == SGN_MEASURED_LYING      ? "lying"
         : measured == SGN_MEASURED_STANDING ? "standing"
                                             : NULL;
}

static char *
format_measure (double value)
{
  return value > 0 ? sgn_number_format_real (value, 2) : g_strdup ("");
}

static char *
format_position (SgnMeasured measured)
{
  const char *code = sgn_nutrition_name_position (measured);
  const SgnField *field = sgn_record_type_field (&sgn_type_child_measure, "position");
  g_auto (SgnValue) value = SGN_VALUE_INIT;

  if (code == NULL)
    return g_strdup ("");
  value = sgn_value_text (code);
  return sgn_field_format (field, NULL, &value, SGN_MONEY_DONG);
}

static char *
format_last (SgnNutritionRows *self, const SgnChild *child)
{
  SgnChildResult result;
  g_autofree char *date = NULL;
  g_autofree char *words = NULL;

  if (child->last_id == 0)
    return g_strdup ("–");
  sgn_child_judge (self->growth, &child->last, &result);
  date = sgn_date_format (child->last.date);
  words = sgn_child_result_text (&result);
  return g_strdup_printf ("%s: %s", date, words);
}

char *
sgn_nutrition_rows_format (SgnNutritionRows *self, const SgnChild *child,
                           const SgnChildResult *result, guint column)
{
  switch (column)
    {
    case VILLAGE:
      return g_strdup (child->village);
    case NAME:
      return g_strdup (child->name);
    case BORN:
      return sgn_date_format (child->birth);
    case AGE:
      return sgn_child_age_text (child->birth, self->day);
    case LAST:
      return format_last (self, child);
    case HEIGHT:
      return format_measure (child->today.height);
    case WEIGHT:
      return format_measure (child->today.weight);
    case RESULT:
      return sgn_child_result_text (result);
    case HEIGHT_Z:
      return sgn_child_z_text (&result->scores[SGN_GROWTH_HEIGHT]);
    case WEIGHT_Z:
      return sgn_child_z_text (&result->scores[SGN_GROWTH_WEIGHT]);
    case POSITION:
    default:
      return format_position (child->today.measured);
    }
}
