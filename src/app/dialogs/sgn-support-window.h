#pragma once

#include <gtk/gtk.h>

#include "record/sgn-record.h"

G_BEGIN_DECLS

/**
 * sgn_support_window_show:
 * @support: stored, or a new one that names its household
 *
 * The form of what a household received; the recipient is one of its members. One window a record: a second call brings it to the front.
 */
void sgn_support_window_show (GtkWindow *parent, SgnLedger *ledger, SgnRecord *support);

G_END_DECLS
