#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/sgn-print.h"

#include "app/dialogs/sgn-print-window.h"
#include "app/sgn-settings.h"
#include "base/sgn-error.h"

#include <glib/gi18n-lib.h>

#define KEY "print-settings"

/* What belongs to one sheet and not to the desk. */
static const char *const PASSING[]
    = { GTK_PRINT_SETTINGS_N_COPIES,    GTK_PRINT_SETTINGS_PAGE_RANGES,
        GTK_PRINT_SETTINGS_PRINT_PAGES, GTK_PRINT_SETTINGS_PAGE_SET,
        GTK_PRINT_SETTINGS_ORIENTATION, GTK_PRINT_SETTINGS_PAPER_FORMAT,
        GTK_PRINT_SETTINGS_PAPER_WIDTH, GTK_PRINT_SETTINGS_PAPER_HEIGHT,
        GTK_PRINT_SETTINGS_OUTPUT_URI,  GTK_PRINT_SETTINGS_OUTPUT_BASENAME };

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer user_data)
{
  SgnSheetPages *pages = user_data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width, height, scale;

  sgn_sheet_pages_get_size (pages, &width, &height);
  scale = MIN (gtk_print_context_get_width (context) / width,
               gtk_print_context_get_height (context) / height);
  cairo_scale (cr, scale, scale);
  sgn_sheet_pages_draw (pages, (guint)page, cr);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  g_autoptr (GtkPrintSettings) kept = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_APPLY)
    return;
  kept = gtk_print_settings_copy (gtk_print_operation_get_print_settings (operation));
  for (guint i = 0; i < G_N_ELEMENTS (PASSING); i++)
    gtk_print_settings_unset (kept, PASSING[i]);
  g_settings_set_value (sgn_settings_get (), KEY, gtk_print_settings_to_gvariant (kept));
}

static GtkPageSetup *
make_page_setup (SgnSheet *sheet)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  gboolean landscape;
  SgnPaper paper = sgn_sheet_get_paper (sheet, &landscape);
  GtkPaperSize *size
      = gtk_paper_size_new (paper == SGN_PAPER_A3 ? GTK_PAPER_NAME_A3 : GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_orientation (setup, landscape ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                   : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_paper_size_free (size);
  return setup;
}

static GtkPrintSettings *
load_settings (void)
{
  g_autoptr (GVariant) kept = g_settings_get_value (sgn_settings_get (), KEY);

  return gtk_print_settings_new_from_gvariant (kept);
}

GtkPrintOperation *
sgn_print_operation_new (SgnSheetPages *pages)
{
  SgnSheet *sheet = sgn_sheet_pages_get_sheet (pages);
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = make_page_setup (sheet);
  g_autoptr (GtkPrintSettings) settings = load_settings ();

  gtk_print_operation_set_n_pages (operation, (int)sgn_sheet_pages_get_n_pages (pages));
  gtk_print_operation_set_job_name (operation, sgn_sheet_get_title (sheet));
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_print_settings (operation, settings);
  g_object_set_data_full (G_OBJECT (operation), "sgn-pages", g_object_ref (pages), g_object_unref);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), pages);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), NULL);
  return operation;
}

GError *
sgn_print_explain (GError *error)
{
  g_autoptr (GError) cause = error;

  g_debug ("printing: %s", cause->message);
  if (g_error_matches (cause, GTK_PRINT_ERROR, GTK_PRINT_ERROR_INVALID_FILE))
    return g_error_new_literal (
        SGN_BASE_ERROR, SGN_BASE_ERROR_FILE,
        _ ("The pages could not be written to that file. Choose another folder or name."));
  return g_error_new (SGN_BASE_ERROR, SGN_BASE_ERROR_FILE,
                      _ ("The pages were not printed: %s Look whether the printer is on, connected "
                         "and has paper, or save a PDF and print that elsewhere."),
                      cause->message);
}

void
sgn_print_sheet (GtkWindow *parent, SgnSheet *sheet)
{
  sgn_print_window_show (parent, sheet);
}
