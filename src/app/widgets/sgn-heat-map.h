#pragma once

#include "app/widgets/sgn-chart.h"

G_BEGIN_DECLS

/* A table of figures, each on a ground that grows darker with it; the figure stands in every cell, so colour never speaks alone. The
 * items are its cells, row by row: arrow keys walk them. */
#define SGN_TYPE_HEAT_MAP (sgn_heat_map_get_type ())
G_DECLARE_FINAL_TYPE (SgnHeatMap, sgn_heat_map, SGN, HEAT_MAP, SgnChart)

/** sgn_heat_map_clear: before it is filled anew */
void sgn_heat_map_clear (SgnHeatMap *self);
/** sgn_heat_map_add_column: @short_name stands above it, @name in the tooltip */
void sgn_heat_map_add_column (SgnHeatMap *self, const char *short_name, const char *name);
/** sgn_heat_map_add_row: @values: one a column; @whole: what they are parts of. All columns come first. */
void sgn_heat_map_add_row (SgnHeatMap *self, const char *name, const gint64 *values, gint64 whole);
/** sgn_heat_map_set_shares: per cent of the whole of each row instead of the figures */
void sgn_heat_map_set_shares (SgnHeatMap *self, gboolean shares);

G_END_DECLS
