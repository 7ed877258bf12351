#define G_LOG_DOMAIN "sgn-sheet"

#include "config.h"

#include "sheet/sgn-sheet-writer.h"

#include "base/sgn-error.h"
#include "base/sgn-file.h"
#include "sheet/sgn-sheet-page.h"
#include "sheet/sgn-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static gboolean
is_about_files (const GError *error)
{
  return error->domain == G_FILE_ERROR
         || (error->domain == G_IO_ERROR && error->code != G_IO_ERROR_CANCELLED);
}

gboolean
sgn_sheet_save (SgnSheet *self, const char *path, SgnSheetSaveFunc func, gpointer user_data,
                GCancellable *cancellable, GError **error)
{
  g_autofree char *temporary = sgn_file_temporary_beside (path, error);
  g_autoptr (GError) inner = NULL;

  if (temporary == NULL)
    return FALSE;
  if (func (self, temporary, user_data, cancellable, &inner)
      && sgn_file_replace (temporary, path, &inner))
    return TRUE;

  g_remove (temporary);
  if (is_about_files (inner))
    g_propagate_error (error, sgn_file_explain (g_steal_pointer (&inner), path));
  else
    g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
save_json (SgnSheet *self, const char *path, gpointer user_data, GCancellable *cancellable,
           GError **error)
{
  g_autoptr (JsonNode) node = sgn_sheet_build_json (self, cancellable, error);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;

  if (node == NULL)
    return FALSE;
  json_generator_set_root (generator, node);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  whole = g_strconcat (text, "\n", NULL);
  return g_file_set_contents_full (path, whole, -1, G_FILE_SET_CONTENTS_NONE, 0666, error);
}

gboolean
sgn_sheet_write (SgnSheet *sheet, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (g_str_has_suffix (lower, ".xlsx"))
    return sgn_sheet_write_xlsx (sheet, path, cancellable, error);
  if (g_str_has_suffix (lower, ".pdf"))
    return sgn_sheet_save_pdf (sheet, path, cancellable, error);
  if (g_str_has_suffix (lower, ".csv"))
    return sgn_sheet_write_csv (sheet, path, cancellable, error);
  if (g_str_has_suffix (lower, ".json"))
    return sgn_sheet_save (sheet, path, save_json, NULL, cancellable, error);
  g_set_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID,
               _ ("“%s” must end in .xlsx, .pdf, .csv or .json: the ending says which kind of file "
                  "is wanted."),
               path);
  return FALSE;
}
