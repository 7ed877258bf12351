#pragma once

#include "base/sgn-date.h"
#include "programme/sgn-growth.h"
#include "store/sgn-connection.h"

G_BEGIN_DECLS

/* A child on the day it was measured: how old it was, how it stands against WHO's curves, and what that is called.
 * Stunted (thấp còi), underweight (nhẹ cân) and thin (gầy còm) are more than 2 standard deviations below the median
 * of height, weight and body mass index for age; severely so beyond 3. */

#define SGN_N_GROWTH_INDICATORS (SGN_GROWTH_BMI + 1)

typedef struct
{
  SgnSex sex;           /* 0: not stated */
  SgnDate birth, date;  /* may be partial or missing */
  double height, weight; /* cm, kg; 0: not measured */
  SgnMeasured measured;
} SgnChildMeasure;

typedef enum
{
  SGN_NUTRITION_UNKNOWN,
  SGN_NUTRITION_NORMAL,
  SGN_NUTRITION_LOW,    /* below -2 SD */
  SGN_NUTRITION_SEVERE, /* below -3 SD */
} SgnNutrition;

/* Why there is no z-score. */
typedef enum
{
  SGN_GROWTH_COMPUTED,
  SGN_GROWTH_NOT_MEASURED,
  SGN_GROWTH_NO_DATE,       /* the day of measuring is not known */
  SGN_GROWTH_NO_BIRTH,
  SGN_GROWTH_PARTIAL_BIRTH, /* not known to the day */
  SGN_GROWTH_BEFORE_BIRTH,
  SGN_GROWTH_NO_SEX,
  SGN_GROWTH_NO_TABLE,      /* the standard has no value at that age */
} SgnGrowthGap;

typedef struct
{
  SgnGrowthGap gap;
  double z; /* where it was computed */
  SgnNutrition grade;
  gboolean implausible; /* beyond what WHO's own programs take for a child that was measured rightly */
} SgnGrowthScore;

typedef struct
{
  gint64 age_days; /* -1: not known to the day */
  SgnGrowthScore scores[SGN_N_GROWTH_INDICATORS]; /* by SgnGrowthIndicator */
} SgnChildResult;

/** sgn_child_judge: never fails: what cannot be computed says why */
void sgn_child_judge (const SgnGrowth *growth, const SgnChildMeasure *measure, SgnChildResult *result);

/** sgn_child_result_text: Returns: (transfer full): "stunted, severely underweight", "normal", "not computed: the sex is
 * not stated"; "" where nothing was measured */
char *sgn_child_result_text (const SgnChildResult *result);

/** sgn_child_result_doubt: Returns: (transfer full) (nullable): a sentence about z-scores no living child is likely to have */
char *sgn_child_result_doubt (const SgnChildResult *result);

/** sgn_child_z_text: Returns: (transfer full): "−1,85"; "" where there is none */
char *sgn_child_z_text (const SgnGrowthScore *score);

/** sgn_child_sex: "male", "female"; 0 for anything else */
SgnSex sgn_child_sex (const char *text);
/** sgn_child_measured: "lying", "standing" */
SgnMeasured sgn_child_measured (const char *text);
/** sgn_child_date: @text: (nullable): as stored; no date where that is none */
SgnDate sgn_child_date (const char *text);

/** sgn_child_age_text: Returns: (transfer full): "17 months", "3 y 4 m", from five years on "8 years"; "6–7 years"
 * where the birth is partial; "" where it is not known or later than @day */
char *sgn_child_age_text (SgnDate birth, SgnDate day);

/** sgn_child_is_below: whether somebody may be below so many years on @day; a partial birth counts as late as it can be */
gboolean sgn_child_is_below (SgnDate birth, SgnDate day, int years);

/* One child of a measuring day. */
typedef struct
{
  gint64 member_id, household_id;
  char *name, *head, *village;
  char *folded; /* the three, as sgn_text_fold() makes them: to be searched */
  SgnSex sex;
  SgnDate birth;
  gint64 last_id, today_id; /* measures before the day, and of the day; 0: none */
  SgnChildMeasure last, today;
  char *today_by, *today_note;
} SgnChild;

void sgn_child_free (SgnChild *child);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnChild, sgn_child_free)

#define SGN_CHILD_BELOW 16 /* years: whose nutrition indicator 3 and sub-project 3.2 look at */

/**
 * sgn_child_list:
 * @unit_id: there and below; 0: everywhere
 * @day: of measuring
 * @due_only: only those not measured in that year before @day
 *
 * Returns: (transfer full) (element-type SgnChild): the children below 16 of living households, by village and given name
 */
GPtrArray *sgn_child_list (SgnConnection *connection, gint64 unit_id, SgnDate day, gboolean due_only,
                           GCancellable *cancellable, GError **error);

G_END_DECLS
