#pragma once

#include <gtk/gtk.h>

#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/** sgn_child_window_show: the measures of a child, typed row by row, with z-scores and WHO's curves beside them. One window a
 * child: a second call brings it to the front. */
void sgn_child_window_show (GtkWindow *parent, SgnLedger *ledger, gint64 member_id);

G_END_DECLS
