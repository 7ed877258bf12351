#pragma once

#include <gtk/gtk.h>

#include "store/sgn-journal.h"

G_BEGIN_DECLS

/* What one change of the journal did: who, when, and of every record what each field was before and became. */
#define SGN_TYPE_CHANGE_VIEW (sgn_change_view_get_type ())
G_DECLARE_FINAL_TYPE (SgnChangeView, sgn_change_view, SGN, CHANGE_VIEW, GtkWidget)

/**
 * sgn_change_view_show:
 * @change: (nullable): copied as far as needed; NULL: nothing
 * @summary: (nullable): the line below its name
 *
 * The records are read in a thread, and come a moment later.
 */
void sgn_change_view_show (SgnChangeView *self, SgnLedger *ledger, const SgnChange *change, const char *summary);

G_END_DECLS
