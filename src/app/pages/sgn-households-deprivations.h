#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A button that narrows the list to households deprived in any of some indicators: it opens their list, and says what is
 * chosen. Emits "changed". */
#define SGN_TYPE_HOUSEHOLDS_DEPRIVATIONS (sgn_households_deprivations_get_type ())
G_DECLARE_FINAL_TYPE (SgnHouseholdsDeprivations, sgn_households_deprivations, SGN, HOUSEHOLDS_DEPRIVATIONS, GtkWidget)

/** sgn_households_deprivations_get: Returns: bit n - 1 for indicator n; 0: none is chosen */
guint sgn_households_deprivations_get (SgnHouseholdsDeprivations *self);
/** sgn_households_deprivations_set: emits "changed" once, where that differs */
void sgn_households_deprivations_set (SgnHouseholdsDeprivations *self, guint deprivations);

/** sgn_households_deprivations_describe: Returns: (transfer full) (nullable): in words, for paper; NULL: none is chosen */
char *sgn_households_deprivations_describe (SgnHouseholdsDeprivations *self);

G_END_DECLS
