#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for what a new ledger needs: whose it is, the year, where the file goes; makes it. Emits "created" (const char *path). */
#define SGN_TYPE_NEW_LEDGER_WINDOW (sgn_new_ledger_window_get_type ())
G_DECLARE_FINAL_TYPE (SgnNewLedgerWindow, sgn_new_ledger_window, SGN, NEW_LEDGER_WINDOW, GtkWindow)

GtkWidget *sgn_new_ledger_window_new (GtkWindow *parent);

G_END_DECLS
