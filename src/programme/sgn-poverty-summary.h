#pragma once

#include "base/sgn-date.h"
#include "programme/sgn-movement.h"
#include "record/sgn-query.h"

G_BEGIN_DECLS

/* What the poverty tab of the overview shows: households by class over the years, by unit, by what they are deprived of, and the
 * movement of the year. Every figure counts household-years of the lists (never those that went out), and opens them. */

#define SGN_POVERTY_YEARS 6
#define SGN_POVERTY_INDICATORS 12
#define SGN_POVERTY_WHOLE (-1) /* instead of a row: all of them */

typedef enum
{
  SGN_POVERTY_POOR,
  SGN_POVERTY_NEAR_POOR,
  SGN_N_POVERTY_CLASSES,
  SGN_POVERTY_BOTH = SGN_N_POVERTY_CLASSES,
} SgnPovertyGroup;

typedef struct
{
  gint64 unit_id; /* 0: the whole, or households of no unit that enters */
  char *name;
  gint64 households[SGN_N_POVERTY_CLASSES], before[SGN_N_POVERTY_CLASSES]; /* of the year, and the one before */
  gint64 base, base_before; /* all households living there; -1: not known, so no rate */
  gint64 deprived[SGN_POVERTY_INDICATORS]; /* of the poor and near-poor together */
} SgnPovertyRow;

typedef struct
{
  int year;
  gint64 households[SGN_N_POVERTY_CLASSES], persons[SGN_N_POVERTY_CLASSES];
} SgnPovertyYear;

typedef struct
{
  char *short_name, *name;
} SgnPovertyIndicator;

typedef struct
{
  int year;
  gint64 unit_id;
  SgnDate day, day_before;       /* on which the newly escaped are counted, and a year earlier */
  gint64 escaped, escaped_before; /* within the months the law counts; -1: no catalogue says how many */
  SgnPovertyRow total;
  GPtrArray *rows; /* of SgnPovertyRow: units that enter, or the villages of the one chosen, in their order */
  GArray *years;   /* of SgnPovertyYear: those up to the year that have households, at most SGN_POVERTY_YEARS */
  SgnPovertyIndicator indicators[SGN_POVERTY_INDICATORS];
  gint64 movement[SGN_N_POVERTY_CLASSES][SGN_N_TERMS];
} SgnPovertySummary;

/**
 * sgn_poverty_summary_new:
 * @unit_id: that enters data; 0: all
 * @today: the newly escaped are counted on the last day of the year, or on this day where that comes first
 */
SgnPovertySummary *sgn_poverty_summary_new (SgnConnection *connection, int year, gint64 unit_id, SgnDate today,
                                            GError **error);
void sgn_poverty_summary_free (SgnPovertySummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnPovertySummary, sgn_poverty_summary_free)

/** sgn_poverty_summary_has_year: whether the ledger has households of that year: only then is there a change since it */
gboolean sgn_poverty_summary_has_year (const SgnPovertySummary *self, int year);

/**
 * sgn_poverty_records:
 * @unit_id: the unit chosen; 0: everywhere
 * @part_id: a row of it; SGN_POVERTY_WHOLE: all of it
 * @indicator: 1 to 12, or 0: whatever they are deprived of
 *
 * Returns: (transfer full): the household-years behind a figure
 */
SgnQuery *sgn_poverty_records (SgnConnection *connection, int year, gint64 unit_id, gint64 part_id, SgnPovertyGroup class_,
                               guint indicator, GError **error);

/** sgn_poverty_escaped: Returns: (transfer full): the households newly escaped on @day; @unit_id 0: everywhere */
SgnQuery *sgn_poverty_escaped (gint64 unit_id, SgnDate day);

G_END_DECLS
