#pragma once

#include <gtk/gtk.h>

#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

#define SGN_TYPE_PRINT_WINDOW (sgn_print_window_get_type ())
G_DECLARE_FINAL_TYPE (SgnPrintWindow, sgn_print_window, SGN, PRINT_WINDOW, GtkWindow)

/** sgn_print_window_show: a sheet as it comes on paper; called by sgn_print_sheet() */
void sgn_print_window_show (GtkWindow *parent, SgnSheet *sheet);

G_END_DECLS
