#pragma once

#include "programme/sgn-family.h"

G_BEGIN_DECLS

typedef enum
{
  SGN_LIMIT_WORK_FROM, /* 1: the working age; often not stated */
  SGN_LIMIT_WORK_TO,
  SGN_LIMIT_DEPENDANT_CHILD, /* 2 */
  SGN_LIMIT_DEPENDANT_OLD,   /* often not stated */
  SGN_LIMIT_DEPENDANT_SHARE,
  SGN_LIMIT_NUTRITION_CHILD, /* 3 */
  SGN_LIMIT_NUTRITION_Z,
  SGN_LIMIT_INSURANCE_FROM, /* 4 */
  SGN_LIMIT_ADULT_FROM,     /* 5 */
  SGN_LIMIT_ADULT_UPPER,
  SGN_LIMIT_ADULT_TO,
  SGN_LIMIT_SCHOOL_FROM, /* 6 */
  SGN_LIMIT_NURSERY_BELOW,
  SGN_LIMIT_PRIMARY_BELOW,
  SGN_LIMIT_SCHOOL_BELOW,
  SGN_LIMIT_WEAK_PARTS, /* 7 */
  SGN_LIMIT_AREA,       /* 8 */
  SGN_N_LIMITS,
} SgnLimit;

struct _SgnIndicatorLimits
{
  double values[SGN_N_LIMITS]; /* NAN: the catalogue does not state it */
};

G_END_DECLS
