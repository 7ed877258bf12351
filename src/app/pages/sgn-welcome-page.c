#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-welcome-page.h"

#include "app/sgn-settings.h"

#include <glib/gi18n-lib.h>

struct _SgnWelcomePage
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkListBox *recent_list;
  GtkWidget *recent_card;
};

G_DEFINE_FINAL_TYPE (SgnWelcomePage, sgn_welcome_page, GTK_TYPE_WIDGET)

static void
remove_clicked_cb (GtkButton *button, gpointer user_data)
{
  sgn_settings_remove_recent (gtk_widget_get_name (GTK_WIDGET (button)));
}

static GtkWidget *
make_text (const char *text, const char *css_class, PangoEllipsizeMode ellipsize)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_remove_button (const char *path)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("sgn-close-symbolic");

  gtk_widget_set_name (button, path);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Take off this list (the file stays)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Take off this list (the file stays)"), -1);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_clicked_cb), NULL);
  return button;
}

static GtkWidget *
make_recent_row (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (texts), make_text (name, "recent-name", PANGO_ELLIPSIZE_END));
  gtk_box_append (GTK_BOX (texts), make_text (folder, "dim-label", PANGO_ELLIPSIZE_START));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("sgn-ledger-symbolic"));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), make_remove_button (path));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", path);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-path");
  return row;
}

static void
fill_recent (SgnWelcomePage *self)
{
  g_auto (GStrv) recent = g_settings_get_strv (sgn_settings_get (), "recent-ledgers");
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->recent_list, 0)) != NULL)
    gtk_list_box_remove (self->recent_list, GTK_WIDGET (row));
  for (guint i = 0; recent[i] != NULL; i++)
    gtk_list_box_append (self->recent_list, make_recent_row (recent[i]));
  gtk_widget_set_visible (self->recent_card, recent[0] != NULL);
}

static void
sgn_welcome_page_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_WELCOME_PAGE);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (sgn_welcome_page_parent_class)->dispose (object);
}

static void
sgn_welcome_page_class_init (SgnWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_welcome_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/vn/sogiamngheo/ui/pages/welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnWelcomePage, recent_list);
  gtk_widget_class_bind_template_child (widget_class, SgnWelcomePage, recent_card);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sgn_welcome_page_init (SgnWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (sgn_settings_get (), "changed::recent-ledgers", G_CALLBACK (fill_recent),
                           self, G_CONNECT_SWAPPED);
  fill_recent (self);
}
