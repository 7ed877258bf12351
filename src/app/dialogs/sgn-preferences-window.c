#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-preferences-window.h"

#include "app/dialogs/sgn-choose-file.h"
#include "app/sgn-settings.h"
#include "base/sgn-file.h"

#include <glib/gi18n-lib.h>

#define SGN_TYPE_PREFERENCES_WINDOW (sgn_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (SgnPreferencesWindow, sgn_preferences_window, SGN, PREFERENCES_WINDOW,
                      GtkWindow)

struct _SgnPreferencesWindow
{
  GtkWindow parent_instance;

  /* template widgets */
  GtkDropDown *language;
  GtkWidget *language_note;
  GtkDropDown *money_unit;
  GtkDropDown *theme;
  GtkEntry *operator_entry;
  GtkLabel *backup_folder;
  GtkWidget *backup_reset;

  char *start_language; /* owned: what the program runs in */
};

G_DEFINE_FINAL_TYPE (SgnPreferencesWindow, sgn_preferences_window, GTK_TYPE_WINDOW)

static void
drop_down_selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, const char *key)
{
  g_settings_set_enum (sgn_settings_get (), key, (int)gtk_drop_down_get_selected (drop_down));
}

/* The choices stand in the order of the schema's enumeration. */
static void
bind_drop_down (GtkDropDown *drop_down, const char *key)
{
  const int value = g_settings_get_enum (sgn_settings_get (), key);

  gtk_drop_down_set_selected (drop_down, (guint)value);
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (drop_down_selected_cb),
                    (gpointer)key);
}

static void
language_changed_cb (SgnPreferencesWindow *self)
{
  g_autofree char *language = sgn_settings_language ();

  gtk_widget_set_visible (self->language_note, g_strcmp0 (language, self->start_language) != 0);
}

static void
backup_folder_changed_cb (SgnPreferencesWindow *self)
{
  g_autofree char *folder = sgn_settings_backup_folder ();

  gtk_label_set_label (self->backup_folder,
                       folder != NULL ? folder : _ ("Beside the ledger, in a folder of its own"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->backup_folder), folder);
  gtk_widget_set_sensitive (self->backup_reset, folder != NULL);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnPreferencesWindow) self = user_data;
  g_autofree char *folder = sgn_choose_file_finish (result);

  if (folder != NULL)
    g_settings_set_string (sgn_settings_get (), "backup-folder", folder);
}

static void
choose_folder_clicked_cb (SgnPreferencesWindow *self)
{
  g_autofree char *folder = sgn_settings_backup_folder ();

  sgn_choose_file_async (GTK_WINDOW (self), SGN_CHOOSE_FOLDER, _ ("Folder for Backups"),
                         _ ("_Choose"), folder, NULL, folder_chosen_cb, g_object_ref (self));
}

static void
reset_folder_clicked_cb (SgnPreferencesWindow *self)
{
  g_settings_reset (sgn_settings_get (), "backup-folder");
}

static void
sgn_preferences_window_dispose (GObject *object)
{
  SgnPreferencesWindow *self = SGN_PREFERENCES_WINDOW (object);

  g_clear_pointer (&self->start_language, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_PREFERENCES_WINDOW);
  G_OBJECT_CLASS (sgn_preferences_window_parent_class)->dispose (object);
}

static void
sgn_preferences_window_class_init (SgnPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_preferences_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/dialogs/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesWindow, language);
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesWindow, language_note);
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesWindow, money_unit);
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesWindow, theme);
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesWindow, operator_entry);
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesWindow, backup_folder);
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesWindow, backup_reset);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_folder_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sgn_preferences_window_init (SgnPreferencesWindow *self)
{
  GSettings *settings = sgn_settings_get ();
  g_autofree char *user = sgn_user_name ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->start_language = g_strdup (g_getenv ("LANGUAGE"));
  bind_drop_down (self->language, "language");
  bind_drop_down (self->money_unit, "money-unit");
  bind_drop_down (self->theme, "theme");
  g_settings_bind (settings, "operator", self->operator_entry, "text", G_SETTINGS_BIND_DEFAULT);
  gtk_entry_set_placeholder_text (self->operator_entry, user);
  g_signal_connect_object (settings, "changed::language", G_CALLBACK (language_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::backup-folder",
                           G_CALLBACK (backup_folder_changed_cb), self, G_CONNECT_SWAPPED);
  language_changed_cb (self);
  backup_folder_changed_cb (self);
}

void
sgn_preferences_window_show (GtkWindow *parent)
{
  GtkWindow *window = g_object_new (SGN_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);

  gtk_window_present (window);
}
