#pragma once

#include "base/sgn-date.h"
#include "store/sgn-connection.h"

G_BEGIN_DECLS

/* The poverty standard of a time and area, from the dated catalogue (code list poverty-standard): nothing in C knows its figures. */
typedef struct
{
  char *code;          /* "rural", "urban" */
  char *name;
  int income_points;   /* poor or near-poor: income points (A, in older sheets B1) at most this */
  int service_points;  /* poor: deprivation points (B, in older sheets B2) at least this */
  int points_an_indicator;
  gint64 income_line;  /* dong a person a month */
  gint64 average_line; /* of average living standard: above income_line, at most this */
  char *source;
} SgnStandard;

void sgn_standard_free (SgnStandard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnStandard, sgn_standard_free)

/** sgn_standard_find: @area "rural" or "urban"; SGN_STORE_ERROR_NOT_FOUND where the catalogue has none for that year: the
 * message says which file would bring it */
SgnStandard *sgn_standard_find (SgnConnection *connection, const char *area, int year, GError **error);

typedef enum
{
  SGN_CLASS_UNKNOWN, /* a score is missing */
  SGN_CLASS_POOR,
  SGN_CLASS_NEAR_POOR,
  SGN_CLASS_AVERAGE, /* average living standard */
  SGN_CLASS_NOT_POOR,
} SgnPovertyClass;

/** sgn_poverty_class_code: "poor", "near-poor", "average", "not-poor"; "" for unknown */
const char *sgn_poverty_class_code (SgnPovertyClass class_);

#define SGN_SCORE_UNKNOWN (-1)

typedef struct
{
  SgnPovertyClass class_;
  char *why;           /* a sentence: "A = 115 (at most 140) and B = 40 (at least 30)" */
  char **would_change; /* sentences: what would make it another class: "two indicators fewer: near-poor" */
} SgnVerdict;

void sgn_verdict_clear (SgnVerdict *verdict);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnVerdict, sgn_verdict_clear)

/**
 * sgn_standard_classify:
 * @a, @b: points, or SGN_SCORE_UNKNOWN
 * @income: dong a person a month, for average living standard; SGN_SCORE_UNKNOWN where nobody asked
 *
 * NĐ 07/2021/NĐ-CP điều 3; TT 07/2021/TT-BLĐTBXH.
 */
SgnVerdict sgn_standard_classify (const SgnStandard *self, int a, int b, gint64 income);

/** sgn_standard_screened_out: of a household that sheet A found not poor: it is not scored */
SgnVerdict sgn_standard_screened_out (void);

G_END_DECLS
