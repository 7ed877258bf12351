#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-nav-row.h"

#include <glib/gi18n-lib.h>

struct _SgnNavRow
{
  GtkListBoxRow parent_instance;

  /* template widgets */
  GtkLabel *label;
  GtkLabel *badge;

  const SgnPageInfo *info;
};

G_DEFINE_FINAL_TYPE (SgnNavRow, sgn_nav_row, GTK_TYPE_LIST_BOX_ROW)

static void
badge_changed_cb (SgnNavRow *self, GParamSpec *pspec, SgnPage *page)
{
  const char *badge = sgn_page_get_badge (page);
  const gboolean attention = sgn_page_get_badge_attention (page);
  g_autofree char *spoken = NULL;

  gtk_label_set_label (self->badge, badge != NULL ? badge : "");
  gtk_widget_set_visible (GTK_WIDGET (self->badge), badge != NULL);
  if (attention)
    gtk_widget_add_css_class (GTK_WIDGET (self->badge), "attention");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->badge), "attention");
  /* A colour alone says nothing. */
  if (badge != NULL)
    spoken = attention ? g_strdup_printf (_ ("%s: %s to look at"), _ (self->info->label), badge)
                       : g_strdup_printf ("%s: %s", _ (self->info->label), badge);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken != NULL ? spoken : _ (self->info->label), -1);
}

static void
sgn_nav_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_NAV_ROW);
  G_OBJECT_CLASS (sgn_nav_row_parent_class)->dispose (object);
}

static void
sgn_nav_row_class_init (SgnNavRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_nav_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/widgets/nav-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnNavRow, label);
  gtk_widget_class_bind_template_child (widget_class, SgnNavRow, badge);
}

static void
sgn_nav_row_init (SgnNavRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sgn_nav_row_new (const SgnPageInfo *info, SgnPage *page)
{
  SgnNavRow *self = g_object_new (SGN_TYPE_NAV_ROW, NULL);

  self->info = info;
  gtk_label_set_label (self->label, _ (info->label));
  g_signal_connect_object (page, "notify::badge", G_CALLBACK (badge_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::badge-attention", G_CALLBACK (badge_changed_cb), self,
                           G_CONNECT_SWAPPED);
  badge_changed_cb (self, NULL, page);
  return GTK_WIDGET (self);
}

const SgnPageInfo *
sgn_nav_row_get_info (SgnNavRow *self)
{
  return self->info;
}
