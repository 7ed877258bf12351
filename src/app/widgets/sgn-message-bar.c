#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-message-bar.h"

struct _SgnMessageBar
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkRevealer *revealer;
  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *label;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (SgnMessageBar, sgn_message_bar, GTK_TYPE_WIDGET)

static const char *const KINDS[] = { "error", "notice", "success" };

static void
show (SgnMessageBar *self, const char *kind, const char *icon, const char *message)
{
  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    gtk_widget_remove_css_class (self->box, KINDS[i]);
  gtk_widget_add_css_class (self->box, kind);
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_label (self->label, message);
  gtk_widget_set_visible (GTK_WIDGET (self->button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

static void
close_clicked_cb (SgnMessageBar *self)
{
  sgn_message_bar_hide (self);
}

static void
child_revealed_cb (SgnMessageBar *self)
{
  if (!gtk_revealer_get_child_revealed (self->revealer)
      && !gtk_revealer_get_reveal_child (self->revealer))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
sgn_message_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_MESSAGE_BAR);
  G_OBJECT_CLASS (sgn_message_bar_parent_class)->dispose (object);
}

static void
sgn_message_bar_class_init (SgnMessageBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_message_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/widgets/message-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnMessageBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, SgnMessageBar, box);
  gtk_widget_class_bind_template_child (widget_class, SgnMessageBar, icon);
  gtk_widget_class_bind_template_child (widget_class, SgnMessageBar, label);
  gtk_widget_class_bind_template_child (widget_class, SgnMessageBar, button);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, child_revealed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "messagebar");
}

static void
sgn_message_bar_init (SgnMessageBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sgn_message_bar_new (void)
{
  return g_object_new (SGN_TYPE_MESSAGE_BAR, NULL);
}

void
sgn_message_bar_show_error (SgnMessageBar *self, const char *message)
{
  g_return_if_fail (SGN_IS_MESSAGE_BAR (self));
  show (self, "error", "sgn-error-symbolic", message);
}

void
sgn_message_bar_show_notice (SgnMessageBar *self, const char *message)
{
  g_return_if_fail (SGN_IS_MESSAGE_BAR (self));
  show (self, "notice", "sgn-warning-symbolic", message);
}

void
sgn_message_bar_show_message (SgnMessageBar *self, const char *message, const char *button_label,
                              const char *action_name, GVariant *target)
{
  g_autoptr (GVariant) owned = target != NULL ? g_variant_ref_sink (target) : NULL;

  g_return_if_fail (SGN_IS_MESSAGE_BAR (self));
  show (self, "success", "sgn-done-symbolic", message);
  if (button_label == NULL)
    return;
  gtk_button_set_label (self->button, button_label);
  /* Without its old action first: the new target need not be one that action takes. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->button), owned);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action_name);
  gtk_widget_set_visible (GTK_WIDGET (self->button), TRUE);
}

void
sgn_message_bar_hide (SgnMessageBar *self)
{
  g_return_if_fail (SGN_IS_MESSAGE_BAR (self));
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

const char *
sgn_message_bar_get_message (SgnMessageBar *self)
{
  g_return_val_if_fail (SGN_IS_MESSAGE_BAR (self), NULL);
  return gtk_revealer_get_reveal_child (self->revealer) ? gtk_label_get_label (self->label) : NULL;
}
