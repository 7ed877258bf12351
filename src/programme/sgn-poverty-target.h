#pragma once

#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* What an office plans for its units and a year: by how much poverty is to go down. The figures are target values like any other, of two
 * targets known by their codes; appendix CT-01 reads them. */
typedef enum
{
  SGN_POVERTY_TARGET_HOUSEHOLDS, /* giam-so-ho-ngheo: so many poor households fewer */
  SGN_POVERTY_TARGET_RATE,       /* giam-ty-le-ho-ngheo: the rate so many percentage points lower */
  SGN_N_POVERTY_TARGETS,
} SgnPovertyTarget;

typedef struct
{
  gboolean set;
  double value;
} SgnPovertyPlanned;

typedef struct
{
  gint64 unit_id;
  char *name;
  gboolean top;               /* the unit asked for; the others are its parts */
  gint64 households;          /* of the year before, as counted; -1: not known */
  gint64 poor;                /* officially, of the year before */
  SgnPovertyPlanned planned[SGN_N_POVERTY_TARGETS];
} SgnPovertyTargetRow;

/** sgn_poverty_target_load: Returns: (transfer full) (element-type SgnPovertyTargetRow): the unit and its parts, in the order of paper */
GArray *sgn_poverty_target_load (SgnConnection *connection, gint64 unit_id, int year, GError **error);

/** sgn_poverty_target_set: inside a change; @value (nullable): NULL takes the figure away. The target is made where the ledger has none. */
gboolean sgn_poverty_target_set (SgnLedger *ledger, gint64 unit_id, int year, SgnPovertyTarget target, const double *value, GError **error);

/** sgn_poverty_target_rate: Returns: the rate at the start in per cent, below 0 where it is not known */
double sgn_poverty_target_rate (const SgnPovertyTargetRow *row);

G_END_DECLS
