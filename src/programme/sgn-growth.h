#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a child has grown, against the growth standards of the World Health Organization (0-5 years: 2006; 5-19 years:
 * reference of 2007). The tables are WHO's published LMS values, in resources/catalogue/growth. */

typedef enum
{
  SGN_GROWTH_HEIGHT, /* length or height for age, cm */
  SGN_GROWTH_WEIGHT, /* weight for age, kg; to 10 years */
  SGN_GROWTH_BMI,    /* body mass index for age, kg/m²; from 5 years */
} SgnGrowthIndicator;

typedef enum
{
  SGN_SEX_MALE = 1, /* numbered as in WHO's tables */
  SGN_SEX_FEMALE = 2,
} SgnSex;

typedef enum
{
  SGN_MEASURED_UNKNOWN, /* as is usual at that age: lying below 24 months, standing from then on */
  SGN_MEASURED_LYING,
  SGN_MEASURED_STANDING,
} SgnMeasured;

typedef struct _SgnGrowth SgnGrowth;

/** sgn_growth_load: reads the tables; fails only if the program was built wrongly */
SgnGrowth *sgn_growth_load (GError **error);
/** sgn_growth_get: Returns: (transfer none): the same, read once for the whole program: nothing changes it */
const SgnGrowth *sgn_growth_get (GError **error);
void sgn_growth_free (SgnGrowth *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnGrowth, sgn_growth_free)

/**
 * sgn_growth_z:
 * @age_days: completed days
 * @value: cm, kg or kg/m²
 * @measured: for SGN_GROWTH_HEIGHT: below 24 months a standing child gets 0.7 cm more, from 24 months on a lying
 *   one 0.7 cm less (WHO)
 * @z: (out): the z-score: ((y/M)^L - 1) / (L S); weight and BMI beyond 3 SD by the distance between the 2nd and
 *   3rd SD, as WHO computes them
 *
 * From 61 months on, values between two months are interpolated.
 *
 * Returns: FALSE where the standard has no value for that age
 */
gboolean sgn_growth_z (const SgnGrowth *self, SgnGrowthIndicator indicator, SgnSex sex, gint64 age_days,
                       double value, SgnMeasured measured, double *z);

/**
 * sgn_growth_value:
 *
 * The way back: which height, weight or BMI is @z standard deviations from the median, for curves.
 *
 * Returns: FALSE where the standard has no value for that age
 */
gboolean sgn_growth_value (const SgnGrowth *self, SgnGrowthIndicator indicator, SgnSex sex, gint64 age_days,
                           double z, double *value);

G_END_DECLS
