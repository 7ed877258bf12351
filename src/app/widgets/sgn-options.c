#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-options.h"

/* GtkStringList shows the labels; the values ride along in an array of the same length. */
#define VALUES_KEY "sgn-options-values"

static GPtrArray *
get_values (GtkDropDown *drop_down)
{
  return g_object_get_data (G_OBJECT (drop_down), VALUES_KEY);
}

void
sgn_options_clear (GtkDropDown *drop_down)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  g_object_set_data_full (G_OBJECT (drop_down), VALUES_KEY, g_ptr_array_new_with_free_func (g_free),
                          (GDestroyNotify)g_ptr_array_unref);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (labels));
}

void
sgn_options_add (GtkDropDown *drop_down, const char *value, const char *label)
{
  g_return_if_fail (get_values (drop_down) != NULL);
  g_ptr_array_add (get_values (drop_down), g_strdup (value));
  gtk_string_list_append (GTK_STRING_LIST (gtk_drop_down_get_model (drop_down)), label);
}

const char *
sgn_options_get (GtkDropDown *drop_down)
{
  GPtrArray *values = get_values (drop_down);
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (values == NULL || selected >= values->len)
    return "";
  return g_ptr_array_index (values, selected);
}

gboolean
sgn_options_select (GtkDropDown *drop_down, const char *value)
{
  GPtrArray *values = get_values (drop_down);

  for (guint i = 0; values != NULL && i < values->len; i++)
    if (g_strcmp0 (g_ptr_array_index (values, i), value) == 0)
      {
        gtk_drop_down_set_selected (drop_down, i);
        return TRUE;
      }
  return FALSE;
}
