#pragma once

#include "programme/sgn-poverty-summary.h"
#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

/** sgn_dashboard_poverty_sheet_new: Returns: (transfer full): classes, change, rate and deprivations by unit, in Vietnamese as
 * every paper */
SgnSheet *sgn_dashboard_poverty_sheet_new (const SgnPovertySummary *summary);

G_END_DECLS
