#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-guide-window.h"

#include <glib/gi18n-lib.h>

/* The guide is text: "# name: Title" begins a section, "## Title" a heading inside it, "- " an
 * item, "> " a hint; a blank line ends a paragraph. */

#define SGN_TYPE_GUIDE_WINDOW (sgn_guide_window_get_type ())
G_DECLARE_FINAL_TYPE (SgnGuideWindow, sgn_guide_window, SGN, GUIDE_WINDOW, GtkWindow)

struct _SgnGuideWindow
{
  GtkWindow parent_instance;

  /* template widgets */
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (SgnGuideWindow, sgn_guide_window, GTK_TYPE_WINDOW)

static GtkWidget *
add_label (GtkBox *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 72);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
  return label;
}

static GtkBox *
add_section (SgnGuideWindow *self, const char *name, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (box, "guide");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_stack_add_titled (self->stack, scrolled, name, title);
  add_label (GTK_BOX (box), title, "guide-title");
  return GTK_BOX (box);
}

static void
add_paragraph (GtkBox *box, GString *paragraph)
{
  if (paragraph->len == 0 || box == NULL)
    return;
  if (g_str_has_prefix (paragraph->str, "## "))
    add_label (box, paragraph->str + 3, "card-title");
  else if (g_str_has_prefix (paragraph->str, "> "))
    add_label (box, paragraph->str + 2, "guide-hint");
  else if (g_str_has_prefix (paragraph->str, "- "))
    {
      g_autofree char *item = g_strdup_printf ("•  %s", paragraph->str + 2);

      add_label (box, item, "guide-item");
    }
  else
    add_label (box, paragraph->str, "guide-text");
  g_string_truncate (paragraph, 0);
}

static GtkBox *
begin_section (SgnGuideWindow *self, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line + 2, ": ", 2);

  g_return_val_if_fail (parts[0] != NULL && parts[1] != NULL, NULL);
  return add_section (self, parts[0], parts[1]);
}

static void
parse (SgnGuideWindow *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) paragraph = g_string_new (NULL);
  GtkBox *box = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const gboolean starts = g_str_has_prefix (lines[i], "# ") || lines[i][0] == '\0'
                              || g_str_has_prefix (lines[i], "- ")
                              || g_str_has_prefix (lines[i], "> ")
                              || g_str_has_prefix (lines[i], "## ");

      if (starts)
        add_paragraph (box, paragraph);
      if (g_str_has_prefix (lines[i], "# "))
        box = begin_section (self, lines[i]);
      else if (lines[i][0] != '\0')
        {
          if (paragraph->len > 0)
            g_string_append_c (paragraph, ' ');
          g_string_append (paragraph, lines[i]);
        }
    }
  add_paragraph (box, paragraph);
}

static void
sgn_guide_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_GUIDE_WINDOW);
  G_OBJECT_CLASS (sgn_guide_window_parent_class)->dispose (object);
}

static void
sgn_guide_window_class_init (SgnGuideWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_guide_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/vn/sogiamngheo/ui/dialogs/guide.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnGuideWindow, stack);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sgn_guide_window_init (SgnGuideWindow *self)
{
  /* Translators: the file name of the guide in this language, guide/vi.txt or guide/en.txt */
  g_autofree char *path = g_strconcat ("/vn/sogiamngheo/", _ ("guide/en.txt"), NULL);
  g_autoptr (GBytes) text = g_resources_lookup_data (path, 0, NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_return_if_fail (text != NULL);
  parse (self, g_bytes_get_data (text, NULL));
}

void
sgn_guide_window_show (GtkWindow *parent, const char *page)
{
  SgnGuideWindow *self = g_object_new (SGN_TYPE_GUIDE_WINDOW, "transient-for", parent, NULL);

  if (gtk_stack_get_child_by_name (self->stack, page) != NULL)
    gtk_stack_set_visible_child_name (self->stack, page);
  gtk_window_present (GTK_WINDOW (self));
}
