#pragma once

#include <gtk/gtk.h>

#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* The filters a page keeps by name: choose one, remove one, keep the one that is set. Emits "chosen" (const char *filter),
 * "keep" (const char *name), "failed" (GError). */
#define SGN_TYPE_HOUSEHOLDS_SAVED (sgn_households_saved_get_type ())
G_DECLARE_FINAL_TYPE (SgnHouseholdsSaved, sgn_households_saved, SGN, HOUSEHOLDS_SAVED, GtkWidget)

/* The name of the page in saved-filter records. */
#define SGN_HOUSEHOLDS_PAGE "households"

/** sgn_households_saved_set_ledger: reads them; NULL empties the list */
void sgn_households_saved_set_ledger (SgnHouseholdsSaved *self, SgnLedger *ledger);

G_END_DECLS
