#pragma once

#include <gtk/gtk.h>

#include "record/sgn-record.h"

G_BEGIN_DECLS

/** sgn_funding_decision_window_show: the form of a decision. @saved is called with the record once it was saved;
 * @owner: (nullable): nothing is called after it is gone */
typedef void (*SgnFundingDecisionFunc) (SgnRecord *decision, gpointer owner);
GtkWindow *sgn_funding_decision_window_show (GtkWindow *parent, SgnLedger *ledger,
                                             SgnRecord *decision, SgnFundingDecisionFunc saved,
                                             GObject *owner);

G_END_DECLS
