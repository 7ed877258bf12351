#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/sgn-window-private.h"

#include "app/dialogs/sgn-appendix-window.h"
#include "app/dialogs/sgn-choose-file.h"
#include "app/dialogs/sgn-guide-window.h"
#include "app/dialogs/sgn-poverty-targets-window.h"
#include "app/dialogs/sgn-preferences-window.h"
#include "app/dialogs/sgn-shortcuts-window.h"
#include "app/sgn-page-registry.h"
#include "app/sgn-print.h"
#include "app/sgn-sheet-copy.h"
#include "sheet/sgn-sheet-writer.h"
#include "store/sgn-journal.h"

#include <glib/gi18n-lib.h>

static SgnPageClass *
visible_page_class (SgnWindow *self, SgnPage **page)
{
  *page = sgn_window_get_visible_page (self);
  return *page != NULL ? SGN_PAGE_GET_CLASS (*page) : NULL;
}

/* --- undo and redo --- */

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnChange) change = sgn_journal_next_undo (connection, NULL);

  if (!sgn_ledger_undo (self->ledger, 0, NULL, &error))
    sgn_window_show_error (self, g_steal_pointer (&error));
  else if (change != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("Undone: %s"), change->action);

      sgn_window_show_message (self, text, _ ("_Redo"), "win.redo", NULL);
    }
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (SgnChange) change = sgn_journal_next_redo (connection, NULL);

  if (!sgn_ledger_redo (self->ledger, NULL, &error))
    sgn_window_show_error (self, g_steal_pointer (&error));
  else if (change != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("Redone: %s"), change->action);

      sgn_window_show_message (self, text, _ ("_Undo"), "win.undo", NULL);
    }
}

/* --- forwarded to the page --- */

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnPage *page;
  SgnPageClass *klass = visible_page_class (user_data, &page);

  klass->find (page);
}

static void
create_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnPage *page;
  SgnPageClass *klass = visible_page_class (user_data, &page);

  klass->create (page);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnPage *page;
  SgnPageClass *klass = visible_page_class (user_data, &page);

  klass->save (page);
}

static SgnSheet *
make_sheet (SgnWindow *self)
{
  SgnPage *page;
  SgnPageClass *klass = visible_page_class (self, &page);
  g_autoptr (GError) error = NULL;
  SgnSheet *sheet = klass->make_sheet (page, &error);

  if (sheet == NULL && error != NULL)
    sgn_page_show_error (page, g_steal_pointer (&error));
  return sheet;
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (sgn_sheet_copy_finish (SGN_JOB (source), result, GTK_WIDGET (self), &error))
    sgn_window_show_message (self, _ ("The table was copied. It can be pasted into Excel."), NULL,
                             NULL, NULL);
  else
    sgn_window_show_error (self, g_steal_pointer (&error));
}

static void
copy_table_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnWindow *self = user_data;
  SgnSheet *sheet = make_sheet (self);
  g_autoptr (SgnJob) job = NULL;

  if (sheet == NULL)
    return;
  job = sgn_sheet_copy_async (sheet, copied_cb, g_object_ref (self));
  sgn_window_show_job (self, job);
}

typedef struct
{
  SgnSheet *sheet;
  char *path;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->sheet);
  g_free (export->path);
  g_free (export);
}

/* Runs in the worker, which has the sheet to itself. */
static gpointer
write_sheet (SgnJob *job, gpointer data, GError **error)
{
  Export *export = data;

  return sgn_sheet_write (export->sheet, export->path, sgn_job_get_cancellable (job), error)
             ? g_strdup (export->path)
             : NULL;
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = sgn_job_run_finish (SGN_JOB (source), result, &error);
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *text = NULL;

  if (name == NULL)
    {
      sgn_window_show_error (self, g_steal_pointer (&error));
      return;
    }
  text = g_strdup_printf (_ ("Exported to %s"), name);
  sgn_window_show_message (self, text, _ ("_Open"), "win.open-file", g_variant_new_string (path));
}

static void
export_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnWindow) self = user_data;
  g_autofree char *path = sgn_choose_file_finish (result);
  g_autoptr (SgnSheet) sheet = path != NULL && self->ledger != NULL ? make_sheet (self) : NULL;
  g_autoptr (SgnJob) job = NULL;
  Export *export;

  if (sheet == NULL)
    return;
  job = sgn_job_new (_ ("Exporting…"), FALSE);
  export = g_new0 (Export, 1);
  export->sheet = g_steal_pointer (&sheet);
  export->path = g_steal_pointer (&path);
  sgn_job_run_async (job, write_sheet, export, (GDestroyNotify)export_free, g_free, exported_cb,
                     g_object_ref (self));
  sgn_window_show_job (self, job);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const SUFFIXES[] = { "xlsx", "pdf", "csv", NULL };
  SgnWindow *self = user_data;
  const SgnPageInfo *info = sgn_page_registry_find (sgn_window_get_visible_page_name (self));
  g_autofree char *name = g_strdup_printf ("%s.xlsx", _ (info->title));

  sgn_choose_file_async (GTK_WINDOW (self), SGN_CHOOSE_SAVE, _ ("Export What Is Shown"),
                         _ ("_Export"), name, SUFFIXES, export_chosen_cb, g_object_ref (self));
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (SgnSheet) sheet = make_sheet (user_data);

  if (sheet != NULL)
    sgn_print_sheet (user_data, sheet);
}

static void
appendices_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnPage *page = sgn_window_get_visible_page (user_data);

  if (page != NULL)
    sgn_appendix_window_show (page, NULL, NULL);
}

static void
poverty_targets_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnWindow *self = user_data;

  sgn_poverty_targets_window_show (GTK_WINDOW (self), self->ledger, 0, 0);
}

static void
open_file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri (GTK_WINDOW (user_data), uri, GDK_CURRENT_TIME);
}

/* --- moving about --- */

static void
palette_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnWindow *self = user_data;

  gtk_menu_button_popup (self->search_button);
}

static void
show_page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sgn_window_show_page (user_data, g_variant_get_string (parameter, NULL));
}

static void
step_page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnWindow *self = user_data;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->nav_list);
  const int position = row != NULL ? gtk_list_box_row_get_index (row) : 0;

  row = gtk_list_box_get_row_at_index (self->nav_list, position + g_variant_get_int32 (parameter));
  if (row != NULL)
    gtk_list_box_select_row (self->nav_list, row);
}

/* --- windows --- */

static void
guide_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sgn_guide_window_show (GTK_WINDOW (user_data), sgn_window_get_visible_page_name (user_data));
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sgn_shortcuts_window_show (GTK_WINDOW (user_data));
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sgn_preferences_window_show (GTK_WINDOW (user_data));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = g_object_new (
      GTK_TYPE_ABOUT_DIALOG, "transient-for", user_data, "modal", TRUE, "destroy-with-parent", TRUE,
      "program-name", _ ("Poverty Reduction Ledger"), "version", SGN_VERSION, "comments",
      _ ("Keeps, checks and reports the sustainable poverty reduction programme of a district or "
         "commune, without a network."),
      "license-type", GTK_LICENSE_GPL_3_0, "logo-icon-name", "vn.sogiamngheo.App", NULL);

  gtk_window_present (window);
}

static const GActionEntry ENTRIES[] = {
  { "undo", undo_cb, NULL, NULL, NULL },
  { "redo", redo_cb, NULL, NULL, NULL },
  { "find", find_cb, NULL, NULL, NULL },
  { "create", create_cb, NULL, NULL, NULL },
  { "save", save_cb, NULL, NULL, NULL },
  { "copy-table", copy_table_cb, NULL, NULL, NULL },
  { "export", export_cb, NULL, NULL, NULL },
  { "print", print_cb, NULL, NULL, NULL },
  { "appendices", appendices_cb, NULL, NULL, NULL },
  { "poverty-targets", poverty_targets_cb, NULL, NULL, NULL },
  { "open-file", open_file_cb, "s", NULL, NULL },
  { "palette", palette_cb, NULL, NULL, NULL },
  { "show-page", show_page_cb, "s", NULL, NULL },
  { "step-page", step_page_cb, "i", NULL, NULL },
  { "guide", guide_cb, NULL, NULL, NULL },
  { "shortcuts", shortcuts_cb, NULL, NULL, NULL },
  { "preferences", preferences_cb, NULL, NULL, NULL },
  { "about", about_cb, NULL, NULL, NULL },
};

/* On the class and not as accelerators of the application, because those come before the focus:
 * Ctrl+Z in a text being typed belongs to the text. */
void
sgn_window_class_install_shortcuts (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } SHORTCUTS[] = {
    { GDK_KEY_z, GDK_CONTROL_MASK, "win.undo" },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo" },
    { GDK_KEY_y, GDK_CONTROL_MASK, "win.redo" },
    { GDK_KEY_f, GDK_CONTROL_MASK, "win.find" },
    { GDK_KEY_n, GDK_CONTROL_MASK, "win.create" },
    { GDK_KEY_s, GDK_CONTROL_MASK, "win.save" },
    { GDK_KEY_k, GDK_CONTROL_MASK, "win.palette" },
    { GDK_KEY_o, GDK_CONTROL_MASK, "win.open-ledger" },
    { GDK_KEY_e, GDK_CONTROL_MASK, "win.export" },
    { GDK_KEY_p, GDK_CONTROL_MASK, "win.print" },
    { GDK_KEY_e, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.appendices" },
    { GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.copy-table" },
    { GDK_KEY_b, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.backup" },
    { GDK_KEY_w, GDK_CONTROL_MASK, "win.close-ledger" },
    { GDK_KEY_comma, GDK_CONTROL_MASK, "win.preferences" },
    { GDK_KEY_question, GDK_CONTROL_MASK, "win.shortcuts" },
    { GDK_KEY_question, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.shortcuts" },
    { GDK_KEY_F1, 0, "win.guide" },
    { GDK_KEY_F9, 0, "win.sidebar" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (SHORTCUTS); i++)
    gtk_widget_class_add_binding_action (widget_class, SHORTCUTS[i].key, SHORTCUTS[i].modifiers,
                                         SHORTCUTS[i].action, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK,
                                       "win.step-page", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK,
                                       "win.step-page", "i", -1);
}

void
sgn_window_add_actions (SgnWindow *self)
{
  g_autoptr (GPropertyAction) sidebar = g_property_action_new ("sidebar", self->sidebar, "visible");

  g_action_map_add_action_entries (G_ACTION_MAP (self), ENTRIES, G_N_ELEMENTS (ENTRIES), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (sidebar));
}

static void
enable (SgnWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* The button says which change it takes back. */
static void
update_undo (SgnWindow *self, const SgnChange *undo)
{
  g_autofree char *text
      = undo != NULL ? g_strdup_printf (_ ("Undo: %s"), undo->action) : g_strdup (_ ("Undo"));
  g_autofree char *tooltip
      = g_strdup_printf (_ ("%s (Ctrl+Z)"), undo != NULL ? text : _ ("Nothing to undo"));

  gtk_label_set_label (self->undo_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->undo_button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->undo_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

void
sgn_window_update_actions (SgnWindow *self)
{
  SgnPage *page;
  SgnPageClass *klass = visible_page_class (self, &page);
  const gboolean open = self->ledger != NULL;
  const gboolean busy = self->job != NULL && sgn_job_get_writes (self->job);
  const gboolean writable = open && !busy && sgn_ledger_is_writable (self->ledger);
  SgnConnection *connection = open ? sgn_ledger_get_connection (self->ledger) : NULL;
  g_autoptr (SgnChange) undo = writable ? sgn_journal_next_undo (connection, NULL) : NULL;
  g_autoptr (SgnChange) redo = writable ? sgn_journal_next_redo (connection, NULL) : NULL;

  enable (self, "undo", undo != NULL);
  enable (self, "redo", redo != NULL);
  enable (self, "find", klass != NULL && klass->find != NULL);
  enable (self, "create", writable && klass != NULL && klass->create != NULL);
  enable (self, "save", writable && klass != NULL && klass->save != NULL);
  enable (self, "copy-table", klass != NULL && klass->make_sheet != NULL);
  enable (self, "print", klass != NULL && klass->make_sheet != NULL);
  enable (self, "export", klass != NULL && klass->make_sheet != NULL);
  enable (self, "appendices", open);
  enable (self, "poverty-targets", open);
  enable (self, "palette", open);
  enable (self, "close-ledger", open && !busy);
  enable (self, "new-ledger", !busy);
  enable (self, "open-ledger", !busy);
  enable (self, "open-sample", !busy);
  enable (self, "backup", open && !busy);
  enable (self, "restore", open && !busy);
  enable (self, "load-catalogue", writable);
  update_undo (self, undo);
}
