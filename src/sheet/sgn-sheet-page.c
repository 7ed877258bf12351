#define G_LOG_DOMAIN "sgn-sheet"

#include "config.h"

#include "sheet/sgn-sheet-page.h"

#include "base/sgn-date.h"
#include "sheet/sgn-layout-private.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

typedef struct
{
  SgnLayoutPage page;
  guint first_row; /* among those kept */
  guint n_rows;
} KeptPage;

struct _SgnSheetPages
{
  GObject parent_instance;

  /* owned */
  SgnSheet *sheet;
  SgnSheetLayout *layout;
  GPtrArray *rows; /* of SgnLayoutRow */
  GArray *pages;   /* of KeptPage */

  /* while it is laid out */
  SgnSheetPagesProgress progress;
  gpointer progress_data;
  guint first_row; /* of the band of rows at hand */
};

G_DEFINE_FINAL_TYPE (SgnSheetPages, sgn_sheet_pages, G_TYPE_OBJECT)

static void
kept_page_clear (gpointer data)
{
  KeptPage *kept = data;

  g_clear_pointer (&kept->page.pieces, g_array_unref);
}

/* The pages of a band show the same rows, each its own columns. */
static gboolean
keep_page (SgnSheetLayout *layout, const SgnLayoutPage *page, SgnLayoutRow *const *rows,
           guint n_rows, gpointer user_data, GError **error)
{
  SgnSheetPages *self = user_data;
  KeptPage kept = { *page, self->first_row, n_rows };

  if (page->group == 0)
    {
      kept.first_row = self->first_row = self->rows->len;
      for (guint i = 0; i < n_rows; i++)
        g_ptr_array_add (self->rows, g_rc_box_acquire (rows[i]));
    }
  kept.page.pieces = page->pieces != NULL ? g_array_copy (page->pieces) : NULL;
  g_array_append_val (self->pages, kept);
  if (self->progress != NULL)
    self->progress (self->pages->len, self->progress_data);
  return TRUE;
}

static void
sgn_sheet_pages_finalize (GObject *object)
{
  SgnSheetPages *self = SGN_SHEET_PAGES (object);

  g_clear_pointer (&self->layout, sgn_layout_free);
  g_clear_object (&self->sheet);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->pages);

  G_OBJECT_CLASS (sgn_sheet_pages_parent_class)->finalize (object);
}

static void
sgn_sheet_pages_class_init (SgnSheetPagesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_sheet_pages_finalize;
}

static void
sgn_sheet_pages_init (SgnSheetPages *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_rc_box_release);
  self->pages = g_array_new (FALSE, FALSE, sizeof (KeptPage));
  g_array_set_clear_func (self->pages, kept_page_clear);
}

SgnSheetPages *
sgn_sheet_pages_new (SgnSheet *sheet, SgnSheetPagesProgress progress, gpointer user_data,
                     GCancellable *cancellable, GError **error)
{
  g_autoptr (SgnSheetPages) self = g_object_new (SGN_TYPE_SHEET_PAGES, NULL);

  g_return_val_if_fail (sgn_sheet_n_columns (sheet) > 0, NULL);

  self->sheet = g_object_ref (sheet);
  self->layout = sgn_layout_new (sheet);
  self->progress = progress;
  self->progress_data = user_data;
  if (!sgn_layout_run (self->layout, keep_page, self, cancellable, error))
    return NULL;
  self->progress = NULL;
  return g_steal_pointer (&self);
}

SgnSheet *
sgn_sheet_pages_get_sheet (SgnSheetPages *self)
{
  return self->sheet;
}

guint
sgn_sheet_pages_get_n_pages (SgnSheetPages *self)
{
  return self->pages->len;
}

guint
sgn_sheet_pages_get_n_rows (SgnSheetPages *self)
{
  return self->rows->len;
}

void
sgn_sheet_pages_get_size (SgnSheetPages *self, double *width, double *height)
{
  *width = self->layout->page_width;
  *height = self->layout->page_height;
}

static void
draw_kept_page (SgnSheetPages *self, SgnSheetLayout *layout, guint page, cairo_t *cr)
{
  const KeptPage *kept = &g_array_index (self->pages, KeptPage, page);

  sgn_layout_draw_page (layout, cr, &kept->page,
                        (SgnLayoutRow *const *)self->rows->pdata + kept->first_row, kept->n_rows);
}

void
sgn_sheet_pages_draw (SgnSheetPages *self, guint page, cairo_t *cr)
{
  g_return_if_fail (page < self->pages->len);

  draw_kept_page (self, self->layout, page, cr);
}

/* --- PDF --- */

typedef struct
{
  FILE *file;
  int code; /* of what could not be written */
  cairo_surface_t *surface;
  cairo_t *cr;
  SgnSheetPages *pages; /* (nullable): laid out before */
} Pdf;

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  Pdf *self = closure;

  errno = 0;
  if (fwrite (data, 1, length, self->file) == length)
    return CAIRO_STATUS_SUCCESS;
  self->code = errno != 0 ? errno : EIO;
  return CAIRO_STATUS_WRITE_ERROR;
}

static gboolean
fail (int code, GError **error)
{
  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code), g_strerror (code));
  return FALSE;
}

static gboolean
check_surface (Pdf *self, GError **error)
{
  cairo_status_t status = cairo_surface_status (self->surface);

  if (self->code != 0)
    return fail (self->code, error);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_status (self->cr);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
  return FALSE;
}

static void
set_metadata (Pdf *self, cairo_pdf_metadata_t what, const char *text)
{
  if (text != NULL)
    cairo_pdf_surface_set_metadata (self->surface, what, text);
}

static void
start_pdf (Pdf *self, SgnSheetLayout *layout)
{
  SgnSheet *sheet = layout->sheet;
  g_autofree char *today = sgn_date_format_iso (sgn_date_today ());
  g_autofree char *created = g_strconcat (today, "T00:00:00", NULL);

  self->surface = cairo_pdf_surface_create_for_stream (write_bytes, self, layout->page_width,
                                                       layout->page_height);
  set_metadata (self, CAIRO_PDF_METADATA_TITLE, sgn_sheet_get_title (sheet));
  set_metadata (self, CAIRO_PDF_METADATA_AUTHOR, sgn_sheet_get_text (sheet, "author"));
  set_metadata (self, CAIRO_PDF_METADATA_SUBJECT, sgn_sheet_get_text (sheet, "subject"));
  set_metadata (self, CAIRO_PDF_METADATA_KEYWORDS, sgn_sheet_get_text (sheet, "code"));
  set_metadata (self, CAIRO_PDF_METADATA_CREATOR, "Sổ Giảm Nghèo " SGN_VERSION);
  set_metadata (self, CAIRO_PDF_METADATA_CREATE_DATE, created);
  self->cr = cairo_create (self->surface);
}

static gboolean
print_page (SgnSheetLayout *layout, const SgnLayoutPage *page, SgnLayoutRow *const *rows,
            guint n_rows, gpointer user_data, GError **error)
{
  Pdf *self = user_data;

  sgn_layout_draw_page (layout, self->cr, page, rows, n_rows);
  cairo_show_page (self->cr);
  return check_surface (self, error);
}

static gboolean
print_kept_pages (Pdf *self, SgnSheetLayout *layout, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < self->pages->pages->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      draw_kept_page (self->pages, layout, i, self->cr);
      cairo_show_page (self->cr);
      if (!check_surface (self, error))
        return FALSE;
    }
  return TRUE;
}

/* What is still buffered is written when the surface is finished, and may fail there. */
static gboolean
finish_pdf (Pdf *self, gboolean written, GError **error)
{
  cairo_surface_finish (self->surface);
  written = written && check_surface (self, error);
  cairo_destroy (self->cr);
  cairo_surface_destroy (self->surface);
  if (fclose (self->file) != 0 && written)
    return fail (errno, error);
  return written;
}

static gboolean
write_pdf (SgnSheet *sheet, SgnSheetPages *pages, const char *path, GCancellable *cancellable,
           GError **error)
{
  g_autoptr (SgnSheetLayout) layout
      = pages != NULL ? sgn_layout_copy (pages->layout) : sgn_layout_new (sheet);
  Pdf self = { .file = g_fopen (path, "wb"), .pages = pages };
  gboolean written;

  if (self.file == NULL)
    return fail (errno, error);
  start_pdf (&self, layout);
  written = pages != NULL ? print_kept_pages (&self, layout, cancellable, error)
                          : sgn_layout_run (layout, print_page, &self, cancellable, error);
  return finish_pdf (&self, written, error);
}

static gboolean
save_pdf (SgnSheet *sheet, const char *path, gpointer user_data, GCancellable *cancellable,
          GError **error)
{
  return write_pdf (sheet, user_data, path, cancellable, error);
}

gboolean
sgn_sheet_pages_save_pdf (SgnSheetPages *self, const char *path, GCancellable *cancellable,
                          GError **error)
{
  return sgn_sheet_save (self->sheet, path, save_pdf, self, cancellable, error);
}

gboolean
sgn_sheet_save_pdf (SgnSheet *sheet, const char *path, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (sgn_sheet_n_columns (sheet) > 0, FALSE);

  return sgn_sheet_save (sheet, path, save_pdf, NULL, cancellable, error);
}
