#pragma once

#include <gtk/gtk.h>

#include "programme/sgn-family.h"

G_BEGIN_DECLS

/* The twelve indicators of deprivation side by side: colour and a word, six in a row where there is room, fewer in a narrow place. */
#define SGN_TYPE_INDICATOR_TILES (sgn_indicator_tiles_get_type ())
G_DECLARE_FINAL_TYPE (SgnIndicatorTiles, sgn_indicator_tiles, SGN, INDICATOR_TILES, GtkWidget)

GtkWidget *sgn_indicator_tiles_new (void);

/** sgn_indicator_tiles_set_catalogue: takes the names from the list “indicator” of the ledger; without it, and where the list has no short name, the
 * program's own stand on the tiles */
void sgn_indicator_tiles_set_catalogue (SgnIndicatorTiles *self, SgnConnection *connection);

/**
 * sgn_indicator_tiles_show:
 * @deprived: (array fixed-size=12)
 * @tooltips: (nullable) (array fixed-size=12): why, each (nullable)
 */
void sgn_indicator_tiles_show (SgnIndicatorTiles *self, const SgnTri deprived[SGN_N_INDICATORS],
                               const char *const *tooltips);

G_END_DECLS
