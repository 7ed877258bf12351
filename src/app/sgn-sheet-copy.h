#pragma once

#include <gtk/gtk.h>

#include "app/sgn-job.h"
#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

/**
 * sgn_sheet_copy_async:
 * @sheet: (transfer full): however long
 *
 * Writes a sheet in a thread as the table a spreadsheet pastes.
 *
 * Returns: (transfer full): the job, for whoever shows it or stops it
 */
SgnJob *sgn_sheet_copy_async (SgnSheet *sheet, GAsyncReadyCallback callback, gpointer user_data);

/** sgn_sheet_copy_finish: puts the table on the clipboard of @widget */
gboolean sgn_sheet_copy_finish (SgnJob *job, GAsyncResult *result, GtkWidget *widget, GError **error);

G_END_DECLS
