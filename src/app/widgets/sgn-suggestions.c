#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-suggestions.h"

#include <glib/gi18n-lib.h>

struct _SgnSuggestions
{
  GtkPopover parent_instance;

  /* template widgets */
  GtkListBox *list;

  GtkEntry *entry; /* borrowed: the parent */
};

G_DEFINE_FINAL_TYPE (SgnSuggestions, sgn_suggestions, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
row_activated_cb (SgnSuggestions *self, GtkListBoxRow *row)
{
  const guint line = (guint)gtk_list_box_row_get_index (row);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, line);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
icon_press_cb (SgnSuggestions *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  g_signal_emit (self, signals[WANTED], 0);
}

static void
move (SgnSuggestions *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  const int at = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  row = gtk_list_box_get_row_at_index (self->list, at + step);
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
}

static gboolean
key_pressed_cb (SgnSuggestions *self, guint key)
{
  const gboolean open = gtk_widget_get_visible (GTK_WIDGET (self));
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (!open && key == GDK_KEY_Down)
    g_signal_emit (self, signals[WANTED], 0);
  else if (open && (key == GDK_KEY_Down || key == GDK_KEY_Up))
    move (self, key == GDK_KEY_Down ? 1 : -1);
  else if (open && row != NULL && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter))
    row_activated_cb (self, row);
  else if (open && key == GDK_KEY_Escape)
    gtk_popover_popdown (GTK_POPOVER (self));
  else
    return FALSE;
  return TRUE;
}

static void
focus_left_cb (SgnSuggestions *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
sgn_suggestions_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_SUGGESTIONS);
  G_OBJECT_CLASS (sgn_suggestions_parent_class)->dispose (object);
}

static void
sgn_suggestions_class_init (SgnSuggestionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_suggestions_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", SGN_TYPE_SUGGESTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[WANTED] = g_signal_new ("wanted", SGN_TYPE_SUGGESTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/widgets/suggestions.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnSuggestions, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
sgn_suggestions_init (SgnSuggestions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SgnSuggestions *
sgn_suggestions_new (GtkEntry *entry, const char *icon_name)
{
  SgnSuggestions *self = g_object_new (SGN_TYPE_SUGGESTIONS, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = entry;
  gtk_widget_set_parent (GTK_WIDGET (self), GTK_WIDGET (entry));
  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY, icon_name);
  gtk_entry_set_icon_tooltip_text (entry, GTK_ENTRY_ICON_SECONDARY, _ ("Show all"));
  g_signal_connect_object (entry, "icon-press", G_CALLBACK (icon_press_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (entry), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);
  return self;
}

void
sgn_suggestions_offer (SgnSuggestions *self, const char *const *lines)
{
  GtkListBoxRow *row;

  g_return_if_fail (SGN_IS_SUGGESTIONS (self));
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (lines[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_list_box_append (self->list, label);
    }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_widget_set_size_request (GTK_WIDGET (self), gtk_widget_get_width (GTK_WIDGET (self->entry)),
                               -1);
  gtk_popover_popup (GTK_POPOVER (self));
}
