#define G_LOG_DOMAIN "sgn-appendix"

#include "config.h"

#include "appendix/sgn-appendix-private.h"

#include "base/sgn-file.h"
#include "store/sgn-store-error.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define FOLDER "/vn/sogiamngheo/library/appendices/"

static SgnAppendix *
load_shipped (const char *file_name)
{
  g_autofree char *path = g_strconcat (FOLDER, file_name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  SgnAppendix *template = sgn_appendix_parse (text, size, file_name, &error);

  if (template == NULL)
    g_error ("%s", error->message);
  return template;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const SgnAppendix *const *left = a;
  const SgnAppendix *const *right = b;

  return strcmp ((*left)->id, (*right)->id);
}

GPtrArray *
sgn_appendix_list (void)
{
  g_auto (GStrv) names
      = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)sgn_appendix_unref);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (g_str_has_suffix (names[i], ".xml"))
      g_ptr_array_add (list, load_shipped (names[i]));
  g_ptr_array_sort (list, compare_ids);
  return list;
}

SgnAppendix *
sgn_appendix_find (const char *id, GError **error)
{
  g_autoptr (GPtrArray) list = sgn_appendix_list ();

  for (guint i = 0; i < list->len; i++)
    {
      SgnAppendix *template = g_ptr_array_index (list, i);

      if (g_ascii_strcasecmp (template->id, id) == 0)
        return sgn_appendix_ref (template);
    }
  g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND,
               _ ("There is no appendix “%s”. The list of appendices names those there are."), id);
  return NULL;
}

static gboolean
is_small_enough (const char *path, const char *name, GError **error)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0 || status.st_size <= SGN_APPENDIX_MAX_FILE)
    return TRUE;
  sgn_template_error (error, name, 1, _ ("a template has at most 256 KiB"));
  return FALSE;
}

SgnAppendix *
sgn_appendix_load_file (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) cause = NULL;
  gsize length;

  if (!is_small_enough (path, name, error))
    return NULL;
  if (g_file_get_contents (path, &text, &length, &cause))
    return sgn_appendix_parse (text, length, name, error);
  g_propagate_error (error, sgn_file_explain (g_steal_pointer (&cause), path));
  return NULL;
}

const char *
sgn_appendix_get_id (SgnAppendix *self)
{
  return self->id;
}

const char *
sgn_appendix_get_title (SgnAppendix *self)
{
  return self->title;
}

const char *const *
sgn_appendix_get_parameters (SgnAppendix *self)
{
  return (const char *const *)self->parameters->pdata;
}

gboolean
sgn_appendix_has_parameter (SgnAppendix *self, const char *name)
{
  return g_strv_contains (sgn_appendix_get_parameters (self), name);
}

const char *
sgn_appendix_get_source (SgnAppendix *self)
{
  return self->source;
}
