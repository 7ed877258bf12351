#pragma once

#include <gtk/gtk.h>

#include "sheet/sgn-sheet-page.h"

G_BEGIN_DECLS

/**
 * sgn_print_sheet:
 * @sheet: read in another thread until it is laid out; see SgnPageClass.make_sheet
 *
 * Shows the sheet as it comes on paper, to be printed from there or saved as PDF. Needs no printer.
 */
void sgn_print_sheet (GtkWindow *parent, SgnSheet *sheet);

/**
 * sgn_print_operation_new:
 *
 * Returns: (transfer full): what prints @pages, with the printer chosen last and the paper of the sheet; paper of another size gets
 * smaller or larger pages. Keeps the settings when it has printed.
 */
GtkPrintOperation *sgn_print_operation_new (SgnSheetPages *pages);

/** sgn_print_explain: Returns: (transfer full): why an operation failed, for an officer; takes @error */
GError *sgn_print_explain (GError *error);

G_END_DECLS
