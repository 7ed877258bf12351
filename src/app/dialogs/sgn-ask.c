#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-ask.h"

#include <glib/gi18n-lib.h>

#define SGN_TYPE_ASK_WINDOW (sgn_ask_window_get_type ())
G_DECLARE_FINAL_TYPE (SgnAskWindow, sgn_ask_window, SGN, ASK_WINDOW, GtkWindow)

struct _SgnAskWindow
{
  GtkWindow parent_instance;

  /* template widgets */
  GtkLabel *heading;
  GtkLabel *text;
  GtkButton *cancel_button;
  GtkButton *accept_button;

  /* owned */
  GTask *task; /* NULL: nobody waits, it only tells */
};

G_DEFINE_FINAL_TYPE (SgnAskWindow, sgn_ask_window, GTK_TYPE_WINDOW)

static void
answer (SgnAskWindow *self, gboolean accepted)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task != NULL)
    g_task_return_boolean (task, accepted);
}

static void
accept_clicked_cb (SgnAskWindow *self)
{
  answer (self, TRUE);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
sgn_ask_window_dispose (GObject *object)
{
  answer (SGN_ASK_WINDOW (object), FALSE);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_ASK_WINDOW);
  G_OBJECT_CLASS (sgn_ask_window_parent_class)->dispose (object);
}

static void
sgn_ask_window_class_init (SgnAskWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_ask_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/vn/sogiamngheo/ui/dialogs/ask.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnAskWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, SgnAskWindow, text);
  gtk_widget_class_bind_template_child (widget_class, SgnAskWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, SgnAskWindow, accept_button);
  gtk_widget_class_bind_template_callback (widget_class, accept_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sgn_ask_window_init (SgnAskWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static SgnAskWindow *
make_window (GtkWindow *parent, const char *title, const char *text)
{
  SgnAskWindow *self
      = g_object_new (SGN_TYPE_ASK_WINDOW, "transient-for", parent, "title", title, NULL);

  gtk_label_set_label (self->heading, title);
  gtk_label_set_label (self->text, text);
  return self;
}

void
sgn_ask_async (GtkWindow *parent, const char *title, const char *text, const char *accept_label,
               gboolean destructive, GAsyncReadyCallback callback, gpointer user_data)
{
  SgnAskWindow *self = make_window (parent, title, text);

  self->task = g_task_new (NULL, NULL, callback, user_data);
  gtk_button_set_label (self->accept_button, accept_label);
  gtk_widget_add_css_class (GTK_WIDGET (self->accept_button),
                            destructive ? "destructive-action" : "suggested-action");
  gtk_window_present (GTK_WINDOW (self));
}

gboolean
sgn_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

void
sgn_show_error (GtkWindow *parent, const char *title, GError *error)
{
  g_autoptr (GError) owned = error;
  SgnAskWindow *self = make_window (parent, title, error->message);

  gtk_widget_set_visible (GTK_WIDGET (self->accept_button), FALSE);
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->cancel_button));
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
  gtk_window_present (GTK_WINDOW (self));
}
