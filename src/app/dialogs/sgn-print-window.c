#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-print-window.h"

#include "app/dialogs/sgn-choose-file.h"
#include "app/sgn-job.h"
#include "app/sgn-print.h"
#include "app/widgets/sgn-message-bar.h"
#include "app/widgets/sgn-paper-view.h"

#include <glib/gi18n-lib.h>

struct _SgnPrintWindow
{
  GtkWindow parent_instance;

  /* template widgets */
  GtkStack *stack;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *progress;
  GtkButton *zoom_button;
  GtkSpinButton *page_spin;
  GtkLabel *page_count;
  SgnMessageBar *message_bar;
  SgnPaperView *view;

  /* owned */
  SgnSheet *sheet;
  SgnSheetPages *pages;
  SgnJob *job; /* laying out, or saving */
};

G_DEFINE_FINAL_TYPE (SgnPrintWindow, sgn_print_window, GTK_TYPE_WINDOW)

/* A window that is kept alive longer than its parent falls over it: jobs and questions do not hold
 * it. */
static GWeakRef *
new_weak (SgnPrintWindow *self)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

/* Returns: (transfer full) (nullable): NULL when it was closed meanwhile */
static SgnPrintWindow *
take_weak (GWeakRef *weak)
{
  SgnPrintWindow *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return self;
}

static void
show_error (SgnPrintWindow *self, GError *error)
{
  g_autoptr (GError) owned = error;

  if (!g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sgn_message_bar_show_error (self->message_bar, owned->message);
}

static void
update_actions (SgnPrintWindow *self)
{
  gboolean there = self->pages != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "print.print", there);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "print.save", there && self->job == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "print.zoom-in", there);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "print.zoom-out", there);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "print.zoom-fit", there);
  gtk_widget_set_sensitive (GTK_WIDGET (self->page_spin), there);
}

/* --- laying out --- */

static void
count_page (guint n_pages, gpointer user_data)
{
  sgn_job_set_progress (user_data, n_pages, 0);
  if (n_pages % 10 == 0)
    {
      /* Translators: pages of paper laid out so far */
      g_autofree char *text
          = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u page", "%u pages", n_pages),
                             n_pages);

      sgn_job_set_status (user_data, text);
    }
}

/* Runs in the worker, which has the sheet to itself meanwhile. */
static gpointer
lay_out (SgnJob *job, gpointer data, GError **error)
{
  return sgn_sheet_pages_new (data, count_page, job, sgn_job_get_cancellable (job), error);
}

static char *
describe_paper (SgnPrintWindow *self)
{
  gboolean landscape;
  SgnPaper paper = sgn_sheet_get_paper (self->sheet, &landscape);
  guint n = sgn_sheet_pages_get_n_pages (self->pages);
  g_autofree char *pages
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u page", "%u pages", n), n);

  return g_strdup_printf ("%s %s · %s", paper == SGN_PAPER_A3 ? "A3" : "A4",
                          landscape ? _ ("landscape") : _ ("portrait"), pages);
}

static void
show_pages (SgnPrintWindow *self)
{
  guint n = sgn_sheet_pages_get_n_pages (self->pages);
  g_autofree char *paper = describe_paper (self);
  g_autofree char *count = g_strdup_printf ("/ %u", n);

  gtk_label_set_label (self->subtitle, paper);
  gtk_label_set_label (self->page_count, count);
  gtk_spin_button_set_range (self->page_spin, 1, n);
  sgn_paper_view_set_pages (self->view, self->pages);
  gtk_stack_set_visible_child_name (self->stack, "pages");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
laid_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnPrintWindow) self = take_weak (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSheetPages) pages = sgn_job_run_finish (SGN_JOB (source), result, &error);

  if (self == NULL)
    return;
  g_clear_object (&self->job);
  if (pages == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "failed");
      show_error (self, g_steal_pointer (&error));
    }
  else if (sgn_sheet_pages_get_n_rows (pages) == 0)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else
    {
      self->pages = g_steal_pointer (&pages);
      show_pages (self);
    }
  update_actions (self);
}

static void
job_changed_cb (SgnPrintWindow *self)
{
  g_autofree char *status = self->job != NULL ? sgn_job_get_status (self->job) : NULL;

  if (status != NULL)
    gtk_label_set_label (self->progress, status);
}

static void
start (SgnPrintWindow *self)
{
  self->job = sgn_job_new (_ ("Laying out pages…"), FALSE);
  g_signal_connect_object (self->job, "changed", G_CALLBACK (job_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sgn_job_run_async (self->job, lay_out, g_object_ref (self->sheet), g_object_unref, g_object_unref,
                     laid_out_cb, new_weak (self));
  update_actions (self);
}

/* --- printing --- */

static void
printed_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  SgnPrintWindow *self = user_data;
  GError *error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      show_error (self, sgn_print_explain (error));
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    sgn_message_bar_show_message (self->message_bar, _ ("The pages went to the printer."), NULL,
                                  NULL, NULL);
}

static void
print_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnPrintWindow *self = SGN_PRINT_WINDOW (widget);
  g_autoptr (GtkPrintOperation) operation = sgn_print_operation_new (self->pages);

  sgn_message_bar_hide (self->message_bar);
  g_signal_connect_object (operation, "done", G_CALLBACK (printed_cb), self, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self),
                           NULL);
}

/* --- PDF --- */

typedef struct
{
  SgnSheetPages *pages;
  char *path;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->pages);
  g_free (saving->path);
  g_free (saving);
}

static gpointer
save (SgnJob *job, gpointer data, GError **error)
{
  Saving *saving = data;

  return sgn_sheet_pages_save_pdf (saving->pages, saving->path, sgn_job_get_cancellable (job),
                                   error)
             ? g_strdup (saving->path)
             : NULL;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnPrintWindow) self = take_weak (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = sgn_job_run_finish (SGN_JOB (source), result, &error);

  if (self == NULL)
    return;
  g_clear_object (&self->job);
  update_actions (self);
  if (path != NULL)
    {
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *text = g_strdup_printf (_ ("Saved: %s"), name);

      sgn_message_bar_show_message (self->message_bar, text, _ ("_Open"), "print.open",
                                    g_variant_new_string (path));
    }
  else
    show_error (self, g_steal_pointer (&error));
}

static void
save_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnPrintWindow) self = take_weak (user_data);
  g_autofree char *path = sgn_choose_file_finish (result);
  Saving *saving;

  if (path == NULL || self == NULL || self->job != NULL)
    return;
  saving = g_new0 (Saving, 1);
  saving->pages = g_object_ref (self->pages);
  saving->path = g_steal_pointer (&path);
  self->job = sgn_job_new (_ ("Saving…"), FALSE);
  sgn_job_run_async (self->job, save, saving, (GDestroyNotify)saving_free, g_free, saved_cb,
                     new_weak (self));
  update_actions (self);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const char *const SUFFIXES[] = { "pdf", NULL };
  SgnPrintWindow *self = SGN_PRINT_WINDOW (widget);
  g_autofree char *title = g_strdup (sgn_sheet_get_title (self->sheet));
  g_autofree char *name = NULL;

  g_strdelimit (title, "/\\:*?\"<>|\n", '-');
  name = g_strconcat (title, ".pdf", NULL);
  sgn_message_bar_hide (self->message_bar);
  sgn_choose_file_async (GTK_WINDOW (self), SGN_CHOOSE_SAVE, _ ("Save as PDF"), _ ("_Save"), name,
                         SUFFIXES, save_chosen_cb, new_weak (self));
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri (GTK_WINDOW (widget), uri, GDK_CURRENT_TIME);
}

/* --- moving about --- */

static void
zoom_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnPaperView *view = SGN_PRINT_WINDOW (widget)->view;

  if (g_str_has_suffix (action, "fit"))
    sgn_paper_view_fit_width (view);
  else
    sgn_paper_view_step_zoom (view, g_str_has_suffix (action, "in") ? 1 : -1);
}

static void
zoomed_cb (SgnPrintWindow *self)
{
  g_autofree char *text = g_strdup_printf ("%.0f%%", sgn_paper_view_get_zoom (self->view) * 100);

  gtk_button_set_label (self->zoom_button, text);
}

static void
page_moved_cb (SgnPrintWindow *self)
{
  guint page = sgn_paper_view_get_page (self->view);

  if (page > 0 && gtk_spin_button_get_value_as_int (self->page_spin) != (int)page)
    gtk_spin_button_set_value (self->page_spin, page);
}

static void
page_typed_cb (SgnPrintWindow *self)
{
  guint page = (guint)gtk_spin_button_get_value_as_int (self->page_spin);

  if (page != sgn_paper_view_get_page (self->view))
    sgn_paper_view_go_to (self->view, page);
}

/* --- the class --- */

static void
sgn_print_window_dispose (GObject *object)
{
  SgnPrintWindow *self = SGN_PRINT_WINDOW (object);

  if (self->job != NULL)
    sgn_job_cancel (self->job);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_PRINT_WINDOW);
  g_clear_object (&self->job);
  g_clear_object (&self->pages);
  g_clear_object (&self->sheet);

  G_OBJECT_CLASS (sgn_print_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "print.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "print.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "print.open", "s", open_cb);
  gtk_widget_class_install_action (widget_class, "print.zoom-in", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "print.zoom-out", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "print.zoom-fit", NULL, zoom_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "print.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "print.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK,
                                       "print.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, GDK_CONTROL_MASK,
                                       "print.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK,
                                       "print.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "print.zoom-fit",
                                       NULL);
}

static void
sgn_print_window_class_init (SgnPrintWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_print_window_dispose;

  g_type_ensure (SGN_TYPE_MESSAGE_BAR);
  g_type_ensure (SGN_TYPE_PAPER_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/sogiamngheo/ui/dialogs/print.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnPrintWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnPrintWindow, title);
  gtk_widget_class_bind_template_child (widget_class, SgnPrintWindow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, SgnPrintWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, SgnPrintWindow, zoom_button);
  gtk_widget_class_bind_template_child (widget_class, SgnPrintWindow, page_spin);
  gtk_widget_class_bind_template_child (widget_class, SgnPrintWindow, page_count);
  gtk_widget_class_bind_template_child (widget_class, SgnPrintWindow, message_bar);
  gtk_widget_class_bind_template_child (widget_class, SgnPrintWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, zoomed_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_typed_cb);
  install_actions (widget_class);
}

static void
sgn_print_window_init (SgnPrintWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

void
sgn_print_window_show (GtkWindow *parent, SgnSheet *sheet)
{
  SgnPrintWindow *self = g_object_new (SGN_TYPE_PRINT_WINDOW, "transient-for", parent, NULL);

  self->sheet = g_object_ref (sheet);
  gtk_label_set_label (self->title, sgn_sheet_get_title (sheet));
  gtk_window_present (GTK_WINDOW (self));
  start (self);
}
