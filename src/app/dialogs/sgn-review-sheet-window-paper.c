#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-review-sheet-window-private.h"

#include "app/dialogs/sgn-choose-file.h"
#include "app/sgn-print.h"
#include "appendix/sgn-review-paper.h"
#include "programme/sgn-programme.h"
#include "sheet/sgn-sheet-writer.h"

#include <glib/gi18n-lib.h>

/* As it is typed, saved or not: what is shown is what is printed. */
SgnSheet *
sgn_review_sheet_window_make_sheet (SgnReviewSheetWindow *self, gboolean empty, GError **error)
{
  g_autoptr (SgnRecord) sheet = sgn_review_sheet_window_peek (self);
  g_autoptr (SgnFamily) family = NULL;
  g_autoptr (GPtrArray) answers = sgn_points_input_get_answers (self->points_input);
  SgnReviewPaper paper = { .household = gtk_label_get_label (self->household_label),
                           .year = self->year,
                           .kind = self->kind,
                           .empty = empty,
                           .sheet = sheet,
                           .answers = answers };

  family = sgn_family_load (sgn_ledger_get_connection (self->ledger), self->household_id, 0,
                            self->day, error);
  if (family == NULL)
    return NULL;
  paper.family = family;
  paper.data = sgn_indicator_form_get_data (self->indicator_form);
  paper.table = sgn_points_input_get_table (self->points_input);
  paper.standard = sgn_verdict_view_get_standard (self->verdict_view);
  paper.class_name = sgn_verdict_view_name (sgn_verdict_view_get_class (self->verdict_view));
  paper.why = sgn_verdict_view_get_why (self->verdict_view);
  return sgn_review_paper_make (sgn_ledger_get_connection (self->ledger), &paper, error);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnReviewSheetWindow *self = SGN_REVIEW_SHEET_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSheet) sheet
      = sgn_review_sheet_window_make_sheet (self, g_str_equal (name, "sheet.print-empty"), &error);

  if (sheet != NULL)
    sgn_print_sheet (GTK_WINDOW (self), sheet);
  else
    sgn_message_bar_show_error (self->message_bar, error->message);
}

static void
export_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnReviewSheetWindow) self = user_data;
  g_autofree char *path = sgn_choose_file_finish (result);
  g_autofree char *done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSheet) sheet = NULL;

  if (path == NULL || self->ledger == NULL)
    return;
  sheet = sgn_review_sheet_window_make_sheet (self, FALSE, &error);
  if (sheet == NULL || !sgn_sheet_write (sheet, path, NULL, &error))
    {
      sgn_message_bar_show_error (self->message_bar, error->message);
      return;
    }
  done = g_strdup_printf (_ ("Exported to %s"), path);
  sgn_message_bar_show_message (self->message_bar, done, NULL, NULL, NULL);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const suffixes[] = { "xlsx", "pdf", "csv", "json", NULL };
  SgnReviewSheetWindow *self = SGN_REVIEW_SHEET_WINDOW (widget);
  g_autofree char *file = g_strdup_printf ("%s.xlsx", gtk_window_get_title (GTK_WINDOW (widget)));

  sgn_choose_file_async (GTK_WINDOW (self), SGN_CHOOSE_SAVE, _ ("Export the Sheet"), _ ("_Export"),
                         file, suffixes, export_chosen_cb, g_object_ref (self));
}

void
sgn_review_sheet_window_install_paper (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "sheet.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "sheet.print-empty", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "sheet.export", NULL, export_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "sheet.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "sheet.export",
                                       NULL);
}
