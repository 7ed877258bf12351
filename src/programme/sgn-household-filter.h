#pragma once

#include "base/sgn-date.h"
#include "record/sgn-query.h"

G_BEGIN_DECLS

#define SGN_N_DEPRIVATIONS 12

/* Families the policies name; fields of the household. */
typedef enum
{
  SGN_HOUSEHOLD_MERIT = 1 << 0,
  SGN_HOUSEHOLD_NO_LABOUR = 1 << 1,
  SGN_HOUSEHOLD_ASSISTED = 1 << 2,
  SGN_HOUSEHOLD_ALONE = 1 << 3,
  SGN_HOUSEHOLD_FARMING = 1 << 4,
} SgnHouseholdFlags;

typedef enum
{
  SGN_ESCAPES_ANY,     /* whether newly escaped or not */
  SGN_ESCAPES_WITHIN,  /* newly escaped on the day */
  SGN_ESCAPES_LEAVING, /* and about to leave the window */
} SgnEscapes;

typedef enum
{
  SGN_LIVING_NOW,   /* households that have not ended */
  SGN_LIVING_ENDED, /* those that have */
  SGN_LIVING_ANY,
} SgnLiving;

/* How long before its end a window is "about to" be left, in days. */
#define SGN_ESCAPES_LEAVING_DAYS 90

/* Which households a list shows. A zeroed one is empty: all that have not ended. */
typedef struct
{
  gint64 unit_id;         /* there and below, as the household lives now; 0: everywhere */
  int year;               /* of class, deprivations and change; 0: the year the list is of */
  char *class_;           /* owned; a class of household-year, "listed" (poor or near-poor), "none" (nothing of that year);
                           * NULL: any */
  guint deprivations;     /* bit n - 1: deprived in indicator n; any of them */
  gboolean changed;       /* the class differs from the year before */
  char *ethnicity;        /* owned; a code of the list ethnic-group; NULL: any */
  SgnHouseholdFlags flags; /* all of them */
  SgnEscapes escapes;
  SgnLiving living;
} SgnHouseholdFilter;

void sgn_household_filter_clear (SgnHouseholdFilter *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnHouseholdFilter, sgn_household_filter_clear)
SgnHouseholdFilter sgn_household_filter_copy (const SgnHouseholdFilter *self);
gboolean sgn_household_filter_is_equal (const SgnHouseholdFilter *a, const SgnHouseholdFilter *b);

/** sgn_household_flag_field: Returns: (transfer none): "merit", "no-labour" … */
const char *sgn_household_flag_field (SgnHouseholdFlags flag);

/** sgn_household_filter_make_query: the households, with derived fields of @year (unless the filter has its own) on @day */
SgnQuery *sgn_household_filter_make_query (const SgnHouseholdFilter *self, int year, SgnDate day);

/** sgn_household_filter_to_json: Returns: (transfer full): what differs from an empty one: {"class":"poor","deprivations":[7]} */
char *sgn_household_filter_to_json (const SgnHouseholdFilter *self);
/** sgn_household_filter_from_json: @self is replaced; what it does not know is SGN_BASE_ERROR_INVALID: a filter that lets more
 * through than it says is worse than none */
gboolean sgn_household_filter_from_json (SgnHouseholdFilter *self, const char *json, GError **error);

/** sgn_household_filter_save: keeps it as saved-filter @name of @page, instead of one of that name. One change.
 * @id: (out): the record */
gboolean sgn_household_filter_save (const SgnHouseholdFilter *self, SgnLedger *ledger, const char *page, const char *name,
                                    gint64 *id, GError **error);

/** sgn_household_years: Returns: (transfer full) (element-type int): those with classes of households, the newest first */
GArray *sgn_household_years (SgnConnection *connection, GError **error);

G_END_DECLS
