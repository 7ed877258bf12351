#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/sgn-sheet-copy.h"

#include "sheet/sgn-sheet-writer.h"

#include <glib/gi18n-lib.h>

/* Runs in the worker, which has the sheet to itself. */
static gpointer
write_table (SgnJob *job, gpointer sheet, GError **error)
{
  return sgn_sheet_to_tsv (sheet, sgn_job_get_cancellable (job), error);
}

SgnJob *
sgn_sheet_copy_async (SgnSheet *sheet, GAsyncReadyCallback callback, gpointer user_data)
{
  SgnJob *job = sgn_job_new (_ ("Copying the table…"), FALSE);

  sgn_job_run_async (job, write_table, sheet, g_object_unref, g_free, callback, user_data);
  return job;
}

gboolean
sgn_sheet_copy_finish (SgnJob *job, GAsyncResult *result, GtkWidget *widget, GError **error)
{
  g_autofree char *table = sgn_job_run_finish (job, result, error);

  if (table == NULL)
    return FALSE;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), table);
  return TRUE;
}
