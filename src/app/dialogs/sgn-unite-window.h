#pragma once

#include <gtk/gtk.h>

#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* Two records of one household side by side: which of them stays, which value of each field, whose members are the same person. What
 * was chosen and typed when it is closed stands there the next time. */
#define SGN_TYPE_UNITE_WINDOW (sgn_unite_window_get_type ())
G_DECLARE_FINAL_TYPE (SgnUniteWindow, sgn_unite_window, SGN, UNITE_WINDOW, GtkWindow)

/** sgn_unite_window_show: @other_id 0: the other record is looked for in the window; one that looks the same is offered */
void sgn_unite_window_show (GtkWindow *parent, SgnLedger *ledger, gint64 household_id, gint64 other_id);

G_END_DECLS
