#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/sgn-window.h"

#include "app/dialogs/sgn-record-card.h"
#include "app/pages/sgn-welcome-page.h"
#include "app/sgn-page-registry.h"
#include "app/sgn-settings.h"
#include "app/sgn-window-private.h"
#include "app/widgets/sgn-nav-row.h"
#include "base/sgn-date.h"
#include "base/sgn-file.h"
#include "programme/sgn-programme.h"
#include "store/sgn-journal.h"
#include "store/sgn-store-error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (SgnWindow, sgn_window, GTK_TYPE_APPLICATION_WINDOW)

static void
update_title (SgnWindow *self)
{
  SgnPage *page = sgn_window_get_visible_page (self);
  const SgnPageInfo *info = sgn_page_registry_find (sgn_window_get_visible_page_name (self));
  const char *title = info != NULL ? _ (info->title) : _ ("Poverty Reduction Ledger");
  const char *subtitle = page != NULL ? sgn_page_get_subtitle (page) : NULL;
  const char *status = page != NULL ? sgn_page_get_status (page) : NULL;

  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->subtitle_label, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), subtitle != NULL);
  gtk_label_set_label (self->page_status, status != NULL ? status : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->page_status), status);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* "Saved 09:41" for today, else the day. */
static char *
describe_saved (const char *at)
{
  g_autofree char *day = g_strndup (at, 10);
  g_autofree char *today = sgn_date_format_iso (sgn_date_today ());
  g_autofree char *shown = NULL;
  SgnDate date;

  if (strlen (at) < 16)
    return g_strdup ("");
  if (g_str_equal (day, today))
    shown = g_strndup (at + 11, 5);
  else if (sgn_date_parse_iso (day, &date))
    shown = sgn_date_format (date);
  return g_strdup_printf (_ ("Saved %s"), shown != NULL ? shown : day);
}

static void
update_saved (SgnWindow *self)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (GPtrArray) newest = sgn_journal_list (connection, NULL, 0, 1, NULL);
  g_autofree char *text = NULL;

  if (newest != NULL && newest->len > 0)
    text = describe_saved (((SgnChange *)newest->pdata[0])->at);
  gtk_label_set_label (self->saved_label, text != NULL ? text : "");
}

static void
ledger_changed_cb (SgnWindow *self)
{
  update_saved (self);
  sgn_window_update_actions (self);
}

static SgnNavRow *
find_nav_row (SgnWindow *self, const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->nav_list, i)) != NULL; i++)
    if (g_str_equal (sgn_nav_row_get_info (SGN_NAV_ROW (row))->name, name))
      return SGN_NAV_ROW (row);
  return NULL;
}

static void
page_text_changed_cb (SgnWindow *self, GParamSpec *pspec, SgnPage *page)
{
  if (page == sgn_window_get_visible_page (self))
    update_title (self);
}

static void
page_go_to_cb (SgnWindow *self, const char *page, const char *type, gint64 id, const char *field)
{
  const SgnRecordType *record_type
      = type != NULL ? sgn_types_by_name (sgn_programme_types (), type) : NULL;

  if (record_type != NULL)
    sgn_window_show_record (self, page, record_type, id, field);
  else if (page != NULL)
    sgn_window_show_page (self, page);
}

static void
page_job_cb (SgnWindow *self, SgnJob *job)
{
  sgn_window_show_job (self, job);
}

static void
nav_row_selected_cb (SgnWindow *self, SgnNavRow *row)
{
  if (row != NULL)
    gtk_stack_set_visible_child_name (self->page_stack, sgn_nav_row_get_info (row)->name);
}

static void
visible_page_cb (SgnWindow *self)
{
  if (self->ledger == NULL)
    return;
  g_settings_set_string (sgn_settings_get (), "page", sgn_window_get_visible_page_name (self));
  update_title (self);
  sgn_window_update_actions (self);
}

static void
add_nav_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *group = sgn_nav_row_get_info (SGN_NAV_ROW (row))->group;
  GtkWidget *label;

  if (before != NULL && g_str_equal (sgn_nav_row_get_info (SGN_NAV_ROW (before))->group, group))
    return;
  label = gtk_label_new (_ (group));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "nav-group");
  gtk_list_box_row_set_header (row, label);
}

static void
add_pages (SgnWindow *self)
{
  guint n;
  const SgnPageInfo *pages = sgn_page_registry_list (&n);

  for (guint i = 0; i < n; i++)
    {
      SgnPage *page = g_object_new (pages[i].get_type (), NULL);

      gtk_stack_add_named (self->page_stack, GTK_WIDGET (page), pages[i].name);
      gtk_list_box_append (self->nav_list, sgn_nav_row_new (&pages[i], page));
      g_signal_connect_object (page, "notify::subtitle", G_CALLBACK (page_text_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (page, "notify::status", G_CALLBACK (page_text_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (page, "go-to", G_CALLBACK (page_go_to_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (page, "job", G_CALLBACK (page_job_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
palette_chosen_cb (SgnWindow *self, const char *page, const char *type, gint64 id)
{
  page_go_to_cb (self, page, type, id, NULL);
}

static void
add_palette (SgnWindow *self)
{
  GtkWidget *palette = sgn_palette_new ();

  gtk_menu_button_set_popover (self->search_button, palette);
  self->palette = SGN_PALETTE (palette);
  g_signal_connect_object (palette, "chosen", G_CALLBACK (palette_chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

/* --- jobs --- */

static void
job_changed_cb (SgnWindow *self, SgnJob *job)
{
  g_autofree char *status = sgn_job_get_status (job);
  const double fraction = sgn_job_get_fraction (job);

  gtk_label_set_label (self->job_label, status != NULL ? status : sgn_job_get_title (job));
  if (fraction < 0)
    gtk_progress_bar_pulse (self->job_progress);
  else
    gtk_progress_bar_set_fraction (self->job_progress, fraction);
}

static void
job_finished_cb (SgnWindow *self, SgnJob *job)
{
  if (job != self->job)
    return;
  g_clear_object (&self->job);
  gtk_widget_set_visible (self->job_box, FALSE);
  sgn_window_update_actions (self);
}

static void
stop_clicked_cb (SgnWindow *self)
{
  if (self->job != NULL)
    sgn_job_cancel (self->job);
}

/* --- state of the desk --- */

static void
operator_changed_cb (SgnWindow *self)
{
  g_autofree char *operator_name = sgn_settings_operator ();
  g_autofree char *user = sgn_user_name ();

  if (self->ledger != NULL)
    sgn_ledger_set_operator (self->ledger, operator_name != NULL ? operator_name : user);
}

static void
restore_state (SgnWindow *self)
{
  GSettings *settings = sgn_settings_get ();
  int width, height;

  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  g_signal_connect_object (settings, "changed::operator", G_CALLBACK (operator_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_settings_bind (settings, "sidebar-shown", self->sidebar, "visible", G_SETTINGS_BIND_DEFAULT);
}

static gboolean
sgn_window_close_request (GtkWindow *window)
{
  SgnWindow *self = SGN_WINDOW (window);
  GSettings *settings = sgn_settings_get ();
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set (settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
  if (self->job != NULL && sgn_job_get_writes (self->job))
    {
      sgn_window_show_message (self, _ ("Stop the work in progress before closing the window."),
                               NULL, NULL, NULL);
      return TRUE;
    }
  sgn_window_set_ledger (self, NULL);
  return GTK_WINDOW_CLASS (sgn_window_parent_class)->close_request (window);
}

static void
sgn_window_dispose (GObject *object)
{
  SgnWindow *self = SGN_WINDOW (object);

  if (self->page_stack != NULL)
    sgn_window_set_ledger (self, NULL);
  if (self->job != NULL)
    sgn_job_cancel (self->job);
  g_clear_object (&self->job);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_WINDOW);
  G_OBJECT_CLASS (sgn_window_parent_class)->dispose (object);
}

static void
sgn_window_class_init (SgnWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sgn_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sgn_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/vn/sogiamngheo/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, root_stack);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, page_stack);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, nav_list);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, undo_label);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, message_bar);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, status_bar);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, file_label);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, saved_label);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, page_status);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, job_box);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, job_label);
  gtk_widget_class_bind_template_child (widget_class, SgnWindow, job_progress);
  gtk_widget_class_bind_template_callback (widget_class, nav_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, visible_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
  sgn_window_class_install_shortcuts (widget_class);

  g_type_ensure (SGN_TYPE_MESSAGE_BAR);
  g_type_ensure (SGN_TYPE_WELCOME_PAGE);
}

/* Without a ledger there is nothing to undo, to search or to go to. */
static void
show_chrome (SgnWindow *self)
{
  const gboolean open = self->ledger != NULL;

  gtk_stack_set_visible_child_name (self->root_stack, open ? "ledger" : "welcome");
  gtk_widget_set_visible (self->status_bar, open);
  gtk_widget_set_visible (GTK_WIDGET (self->undo_button), open);
  gtk_widget_set_visible (GTK_WIDGET (self->search_button), open);
  gtk_widget_set_visible (self->sidebar_button, open);
}

static void
sgn_window_init (SgnWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sgn_window_add_actions (self);
  sgn_window_add_file_actions (self);
  gtk_list_box_set_header_func (self->nav_list, add_nav_header, NULL, NULL);
  add_pages (self);
  add_palette (self);
  restore_state (self);
  show_chrome (self);
  update_title (self);
  sgn_window_update_actions (self);
}

GtkWidget *
sgn_window_new (GtkApplication *application)
{
  return g_object_new (SGN_TYPE_WINDOW, "application", application, NULL);
}

/* What the office must know before it works: read-only and why, an unsafe volume, made-up figures.
 */
static void
show_notices (SgnWindow *self)
{
  const char *notice = sgn_ledger_get_notice (self->ledger);
  const char *holder = sgn_ledger_get_holder (self->ledger);
  g_autofree char *held = NULL;

  if (sgn_ledger_get_access (self->ledger) == SGN_LEDGER_HELD && holder != NULL)
    notice = held = g_strdup_printf (_ ("%s is working in this ledger. You can read, print and "
                                        "export; to change something, open it again when they "
                                        "have closed it."),
                                     holder);
  if (notice != NULL)
    sgn_message_bar_show_notice (self->message_bar, notice);
  else
    sgn_message_bar_hide (self->message_bar);
}

static void
show_ledger (SgnWindow *self)
{
  const char *path = sgn_ledger_get_path (self->ledger);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *page = g_settings_get_string (sgn_settings_get (), "page");

  gtk_label_set_label (self->file_label, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->file_label), path);
  update_saved (self);
  show_notices (self);
  if (find_nav_row (self, page) == NULL)
    gtk_list_box_select_row (self->nav_list, gtk_list_box_get_row_at_index (self->nav_list, 0));
  else
    sgn_window_show_page (self, page);
}

static void
set_pages_ledger (SgnWindow *self)
{
  guint n;
  const SgnPageInfo *pages = sgn_page_registry_list (&n);

  for (guint i = 0; i < n; i++)
    sgn_page_set_ledger (sgn_window_get_page (self, pages[i].name), self->ledger);
}

/* Windows over this one that show the ledger keep what was typed in them while it is still open.
 * Modal ones are waiting for an answer of their own. */
static void
close_children (SgnWindow *self)
{
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (self)
          && !gtk_window_get_modal (window))
        g_ptr_array_add (children, g_steal_pointer (&window));
    }
  for (guint i = 0; i < children->len; i++)
    gtk_window_close (children->pdata[i]);
}

static void
close_ledger (SgnWindow *self)
{
  g_autoptr (SgnLedger) old = g_steal_pointer (&self->ledger);
  g_autoptr (GError) error = NULL;

  close_children (self);
  g_signal_handlers_disconnect_by_data (old, self);
  /* Pages and palette let go of their statements first. */
  sgn_palette_set_ledger (self->palette, NULL);
  set_pages_ledger (self);
  sgn_message_bar_hide (self->message_bar);
  if (!sgn_ledger_close (old, &error))
    sgn_message_bar_show_error (self->message_bar, error->message);
}

void
sgn_window_set_ledger (SgnWindow *self, SgnLedger *ledger)
{
  g_return_if_fail (SGN_IS_WINDOW (self));
  if (self->ledger == ledger)
    return;

  if (self->ledger != NULL)
    close_ledger (self);
  if (g_set_object (&self->ledger, ledger))
    {
      g_signal_connect_object (ledger, "changed", G_CALLBACK (ledger_changed_cb), self,
                               G_CONNECT_SWAPPED);
      set_pages_ledger (self);
      sgn_palette_set_ledger (self->palette, ledger);
      show_ledger (self);
    }
  show_chrome (self);
  update_title (self);
  sgn_window_update_actions (self);
}

SgnLedger *
sgn_window_get_ledger (SgnWindow *self)
{
  g_return_val_if_fail (SGN_IS_WINDOW (self), NULL);
  return self->ledger;
}

gboolean
sgn_window_open (SgnWindow *self, const char *path)
{
  g_autofree char *operator_name = sgn_settings_operator ();
  g_autofree char *backup_folder = sgn_settings_backup_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnLedger) ledger = NULL;

  g_return_val_if_fail (SGN_IS_WINDOW (self), FALSE);
  /* The same file may be meant: it must be closed before it is opened again. */
  sgn_window_set_ledger (self, NULL);
  ledger = sgn_programme_open (path, SGN_LEDGER_OPEN_DEFAULT, operator_name, backup_folder, &error);
  if (ledger == NULL)
    {
      if (g_error_matches (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND))
        sgn_settings_remove_recent (path);
      sgn_window_show_error (self, g_steal_pointer (&error));
      return FALSE;
    }
  sgn_settings_add_recent (path);
  sgn_window_set_ledger (self, ledger);
  return TRUE;
}

void
sgn_window_show_page (SgnWindow *self, const char *name)
{
  SgnNavRow *row = find_nav_row (self, name);

  if (row != NULL)
    gtk_list_box_select_row (self->nav_list, GTK_LIST_BOX_ROW (row));
}

SgnPage *
sgn_window_get_page (SgnWindow *self, const char *name)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->page_stack, name);

  return page != NULL ? SGN_PAGE (page) : NULL;
}

SgnPage *
sgn_window_get_visible_page (SgnWindow *self)
{
  GtkWidget *page = self->ledger != NULL ? gtk_stack_get_visible_child (self->page_stack) : NULL;

  return page != NULL ? SGN_PAGE (page) : NULL;
}

const char *
sgn_window_get_visible_page_name (SgnWindow *self)
{
  const char *name
      = self->ledger != NULL ? gtk_stack_get_visible_child_name (self->page_stack) : NULL;

  return name != NULL ? name : "welcome";
}

static gboolean
try_show_record (SgnWindow *self, const char *name, const SgnRecordType *type, gint64 id,
                 const char *field)
{
  SgnPage *page = sgn_window_get_page (self, name);

  if (page == NULL || SGN_PAGE_GET_CLASS (page)->show_record == NULL
      || !SGN_PAGE_GET_CLASS (page)->show_record (page, type, id, field))
    return FALSE;
  sgn_window_show_page (self, name);
  return TRUE;
}

void
sgn_window_show_record (SgnWindow *self, const char *page, const SgnRecordType *type, gint64 id,
                        const char *field)
{
  guint n;
  const SgnPageInfo *pages = sgn_page_registry_list (&n);

  g_return_if_fail (SGN_IS_WINDOW (self) && self->ledger != NULL);
  if (page != NULL && try_show_record (self, page, type, id, field))
    return;
  for (guint i = 0; i < n; i++)
    if (try_show_record (self, pages[i].name, type, id, field))
      return;
  sgn_record_card_show (GTK_WINDOW (self), self->ledger, type, id);
}

void
sgn_window_show_job (SgnWindow *self, SgnJob *job)
{
  g_return_if_fail (SGN_IS_WINDOW (self) && SGN_IS_JOB (job));
  /* One that writes keeps its place: as long as it is there, nothing else may write. */
  if (self->job != NULL && sgn_job_get_writes (self->job) && !sgn_job_get_writes (job))
    return;
  g_set_object (&self->job, job);
  g_signal_connect_object (job, "changed", G_CALLBACK (job_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "finished", G_CALLBACK (job_finished_cb), self, G_CONNECT_SWAPPED);
  gtk_progress_bar_set_fraction (self->job_progress, 0);
  job_changed_cb (self, job);
  gtk_widget_set_visible (self->job_box, TRUE);
  sgn_window_update_actions (self);
}

void
sgn_window_show_error (SgnWindow *self, GError *error)
{
  SgnPage *page = sgn_window_get_visible_page (self);

  if (page != NULL)
    sgn_page_show_error (page, error);
  else
    {
      g_autoptr (GError) owned = error;

      sgn_message_bar_show_error (self->message_bar, error->message);
    }
}

void
sgn_window_show_message (SgnWindow *self, const char *message, const char *button_label,
                         const char *action_name, GVariant *target)
{
  SgnPage *page = sgn_window_get_visible_page (self);

  if (page != NULL)
    sgn_page_show_message (page, message, button_label, action_name, target);
  else
    sgn_message_bar_show_message (self->message_bar, message, button_label, action_name, target);
}
