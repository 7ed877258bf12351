#pragma once

#include "base/sgn-date.h"
#include "programme/sgn-growth.h"
#include "store/sgn-connection.h"

G_BEGIN_DECLS

/* A household as the review looks at it, and what its data say about the twelve indicators. Plain data: filled from the ledger or by a
 * form that stores nothing. */

#define SGN_N_INDICATORS 12

typedef enum
{
  SGN_TRI_UNKNOWN,
  SGN_TRI_NO,
  SGN_TRI_YES,
} SgnTri;

typedef struct
{
  char *name;
  SgnSex sex;               /* 0: unknown */
  SgnDate birth;            /* may be partial */
  char *schooling, *qualification, *work; /* values of the member's choices; NULL: unknown */
  char *disability, *relation;
  SgnTri monthly_assistance, insurance, internet;
  double height, weight;    /* last measures of a child; 0: none */
  SgnDate measured_on;
  SgnMeasured measured;
} SgnFamilyMember;

typedef struct
{
  GPtrArray *members;       /* of SgnFamilyMember */
  double floor_area;        /* m²; 0: unknown */
  SgnTri walls_solid, columns_solid, roof_solid;
  SgnTri clean_water, clean_toilet; /* from the code lists water-source, toilet */
  SgnTri has_device;
} SgnFamily;

SgnFamily *sgn_family_new (void);
void sgn_family_free (SgnFamily *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnFamily, sgn_family_free)
SgnFamilyMember *sgn_family_add (SgnFamily *self, const char *name, SgnSex sex, SgnDate birth);

/** sgn_family_load: members as they are on @day, and the measures of review sheet @sheet_id (0: none) */
SgnFamily *sgn_family_load (SgnConnection *connection, gint64 household_id, gint64 sheet_id, SgnDate day, GError **error);

typedef struct
{
  SgnTri deprived;
  char *reason;             /* who or what makes it so, or what is not known */
} SgnIndicator;

/**
 * sgn_family_indicators:
 * @limits: the limits of the indicators (ages, shares, areas) from the catalogue
 * @indicators: (out caller-allocates) (array fixed-size=12): cleared by sgn_indicator_clear()
 *
 * A partial birth date that decides nothing leaves the indicator unknown, with the reason.
 */
typedef struct _SgnIndicatorLimits SgnIndicatorLimits;
SgnIndicatorLimits *sgn_indicator_limits_load (SgnConnection *connection, int year, GError **error);
void sgn_indicator_limits_free (SgnIndicatorLimits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnIndicatorLimits, sgn_indicator_limits_free)

void sgn_family_indicators (const SgnFamily *self, const SgnIndicatorLimits *limits, const SgnGrowth *growth, SgnDate day,
                            SgnIndicator *indicators);
void sgn_indicator_clear (SgnIndicator *indicator);

G_END_DECLS
