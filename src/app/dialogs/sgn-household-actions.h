#pragma once

#include <gtk/gtk.h>

#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* What can happen to a household, as actions of the group "household": "edit", "birth", "joined", "left", "new-head", "split", "merge",
 * "move", "end", "reopen", "unite". Each asks in a window of its own, makes one change and says so in the main window, with Undo. */

/** sgn_household_actions_install: adds the group to @widget; @ledger NULL or another one replaces what was there */
void sgn_household_actions_install (GtkWidget *widget, SgnLedger *ledger);

/** sgn_household_actions_set_household: which household is meant; 0: none, and the actions rest */
void sgn_household_actions_set_household (GtkWidget *widget, gint64 id);

/** sgn_household_actions_make_menu: Returns: (transfer full): the actions by their names */
GMenuModel *sgn_household_actions_make_menu (void);

/** sgn_household_tell_change: says in the main window above @window what was changed last, with Undo */
void sgn_household_tell_change (GtkWindow *window, SgnLedger *ledger);

G_END_DECLS
