#pragma once

#include "programme/sgn-family.h"
#include "programme/sgn-standard.h"
#include "record/sgn-record.h"

G_BEGIN_DECLS

/* What the ledger knows of one household, read by point lookups: for the pane that shows it and for the paper of its
 * history. Plain data; nothing in it follows later changes. */
typedef struct
{
  gint64 id;
  SgnRecord *household;
  char *unit_name, *commune_name; /* (nullable) */
  char *area;                     /* "rural", "urban"; NULL: not known */
  GPtrArray *members;             /* of SgnRecord: those who are, then those who left */
  GPtrArray *years;               /* of SgnRecord (household-year), newest first */
  GPtrArray *sheets;              /* of SgnRecord (review-sheet), newest first; no self-assessments */
  GPtrArray *events;              /* of SgnRecord (household-event), newest first */
  GPtrArray *support;             /* of SgnRecord, newest first: what it received, what its members and those that joined it did */
  SgnDate escaped_until;          /* last day of the 36 months; no date: not newly escaped today */
} SgnHouseholdCard;

/** sgn_household_card_load: SGN_STORE_ERROR_NOT_FOUND if there is no such household */
SgnHouseholdCard *sgn_household_card_load (SgnConnection *connection, gint64 household_id, GError **error);
void sgn_household_card_free (SgnHouseholdCard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnHouseholdCard, sgn_household_card_free)

/** sgn_household_card_find_year: Returns: (transfer none) (nullable): its row of the year */
SgnRecord *sgn_household_card_find_year (const SgnHouseholdCard *self, int year);
/** sgn_household_card_find_sheet: Returns: (transfer none) (nullable): the sheet of the year, a re-check only where there is no other */
SgnRecord *sgn_household_card_find_sheet (const SgnHouseholdCard *self, int year);

/* What is known of the review of a year: from its row, else from its sheet. */
typedef struct
{
  SgnRecord *row, *sheet;   /* (nullable) owned */
  const char *class_;       /* as stored, or what the sheet gives; "" for unknown */
  int a, b;                 /* or SGN_SCORE_UNKNOWN */
  SgnStandard *standard;    /* (nullable): the catalogue has none for that year */
  SgnVerdict verdict;       /* by the points and the standard */
  SgnTri deprived[SGN_N_INDICATORS];
  char *reasons[SGN_N_INDICATORS + 1]; /* what the data of the members say; all NULL where they could not be read */
} SgnHouseholdReview;

/**
 * sgn_household_card_review:
 * @growth: (nullable): NULL asks for no reasons
 * @review: (out caller-allocates): cleared by sgn_household_review_clear()
 */
gboolean sgn_household_card_review (const SgnHouseholdCard *self, SgnConnection *connection, int year,
                                    const SgnGrowth *growth, SgnHouseholdReview *review, GError **error);
void sgn_household_review_clear (SgnHouseholdReview *review);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnHouseholdReview, sgn_household_review_clear)

typedef struct
{
  char *names[SGN_N_INDICATORS + 1];       /* as the catalogue names them */
  char *short_names[SGN_N_INDICATORS + 1]; /* two letters; NULL where the catalogue has none */
  char *brief[SGN_N_INDICATORS + 1];       /* for where there is little room; NULL where the catalogue has none */
} SgnIndicatorNames;

/** sgn_indicator_names_load: names of the list “indicator”; those it does not have are NULL */
gboolean sgn_indicator_names_load (SgnConnection *connection, SgnIndicatorNames *names, GError **error);
void sgn_indicator_names_clear (SgnIndicatorNames *names);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnIndicatorNames, sgn_indicator_names_clear)

G_END_DECLS
