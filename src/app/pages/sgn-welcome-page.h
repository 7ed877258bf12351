#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What stands in the window while no ledger is open: the ledgers opened last, and the ways to get one. */
#define SGN_TYPE_WELCOME_PAGE (sgn_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnWelcomePage, sgn_welcome_page, SGN, WELCOME_PAGE, GtkWidget)

G_END_DECLS
