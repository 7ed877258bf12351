#include "config.h"

#include "app-fixture.h"

static void
destroy (GtkWidget *widget)
{
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
  else
    g_object_unref (widget);
}

/* Made and gone: nothing of a template, a signal or a binding keeps it. */
static void
test_finalize (gconstpointer data)
{
  const GType type = (GType)GPOINTER_TO_SIZE (data);
  GtkWidget *widget = g_object_new (type, NULL);
  gpointer watched = widget;

  if (!GTK_IS_WINDOW (widget))
    g_object_ref_sink (widget);
  g_object_add_weak_pointer (G_OBJECT (widget), &watched);
  destroy (widget);
  app_test_settle ();
  g_assert_null (watched);
}

static char *
template_class (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("<template class=\"(\\w+)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

static void
test_ui (gconstpointer data)
{
  const char *path = data;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *type = template_class (text);
  g_autoptr (GtkBuilder) builder = NULL;

  if (type == NULL)
    {
      builder = gtk_builder_new_from_resource (path);
      for (g_autoptr (GSList) objects = gtk_builder_get_objects (builder), l = objects; l != NULL;
           l = l->next)
        if (GTK_IS_WINDOW (l->data))
          gtk_window_destroy (l->data);
    }
  /* A template is built by its type; a type nobody can reach is a file nobody uses. */
  else if (g_type_from_name (type) != 0)
    {
      GtkWidget *widget = g_object_new (g_type_from_name (type), NULL);

      if (!GTK_IS_WINDOW (widget))
        g_object_ref_sink (widget);
      destroy (widget);
    }
  else
    g_test_message ("%s is built by the test of its window", type);
}

static void
add_ui_tests (const char *folder)
{
  g_auto (GStrv) names = g_resources_enumerate_children (folder, 0, NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (folder, names[i], NULL);

      if (g_str_has_suffix (names[i], "/"))
        add_ui_tests (path);
      else
        {
          g_autofree char *name
              = g_strconcat ("/app/ui/", path + strlen ("/vn/sogiamngheo/ui/"), NULL);

          g_test_add_data_func_full (name, g_strdup (path), test_ui, g_free);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GArray) types = NULL;

  app_test_init (&argc, &argv);
  types = app_test_register_types ();
  for (guint i = 0; i < types->len; i++)
    {
      const GType type = g_array_index (types, GType, i);
      g_autofree char *name = g_strconcat ("/app/finalize/", g_type_name (type), NULL);

      g_test_add_data_func (name, GSIZE_TO_POINTER (type), test_finalize);
    }
  add_ui_tests ("/vn/sogiamngheo/ui/");
  return g_test_run ();
}
