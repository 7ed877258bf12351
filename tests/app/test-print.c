#include "config.h"

#include "app-fixture.h"

#include "app/dialogs/sgn-choose-file.h"
#include "app/dialogs/sgn-print-window.h"
#include "app/sgn-print.h"
#include "app/sgn-settings.h"
#include "app/sgn-window.h"
#include "app/widgets/sgn-message-bar.h"
#include "app/widgets/sgn-paper-view.h"

/* What stands on paper is checked in tests/sheet; here the window over it. */

#define N_ROWS 300

typedef struct
{
  GtkWindow *parent;
  GtkWindow *window; /* of the preview */
  SgnPaperView *view;
} Fixture;

static SgnSheet *
make_sheet (guint n_rows)
{
  static const char *const heading[] = { "Xã, thị trấn", NULL };
  SgnSheet *sheet = sgn_sheet_new ("xa", "Danh sách xã, thị trấn");

  sgn_sheet_add_column (sheet, "name", heading, SGN_COLUMN_TEXT, 30);
  sgn_sheet_set_paper (sheet, SGN_PAPER_A4, FALSE);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *text = g_strdup_printf ("Xã %u", i + 1);
      guint row = sgn_sheet_add_row (sheet, text, 1, SGN_ROW_STYLE_NORMAL, -1);

      sgn_sheet_set_cell_text (sheet, row, 0, text);
    }
  return sheet;
}

static const char *
get_shown (Fixture *f)
{
  GtkWidget *stack = app_test_find (GTK_WIDGET (f->window), GTK_TYPE_STACK);

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

static void
open_preview (Fixture *f, guint n_rows)
{
  g_autoptr (SgnSheet) sheet = make_sheet (n_rows);

  f->parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (f->parent);
  sgn_print_sheet (f->parent, sheet);
  f->window = app_test_toplevel (SGN_TYPE_PRINT_WINDOW);
  g_assert_nonnull (f->window);
  f->view = SGN_PAPER_VIEW (app_test_find (GTK_WIDGET (f->window), SGN_TYPE_PAPER_VIEW));
  app_wait_until (!g_str_equal (get_shown (f), "working"));
  app_wait_until (n_rows == 0 || sgn_paper_view_get_page (f->view) > 0);
  app_test_settle ();
}

static void
fixture_clear (Fixture *f)
{
  gtk_window_destroy (f->parent);
  app_test_settle ();
  g_assert_null (app_test_toplevel (SGN_TYPE_PRINT_WINDOW));
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
press (Fixture *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->view), action, NULL));
  app_test_settle ();
}

static void
test_pages (void)
{
  g_auto (Fixture) f = { 0 };
  g_autofree char *label = NULL;
  GtkWidget *spin;
  guint n;

  open_preview (&f, N_ROWS);
  spin = app_test_find (GTK_WIDGET (f.window), GTK_TYPE_SPIN_BUTTON);
  n = (guint)gtk_adjustment_get_upper (gtk_spin_button_get_adjustment (GTK_SPIN_BUTTON (spin)));
  label = g_strdup_printf ("Trang 3/%u", n);
  g_assert_cmpuint (n, >, 5);
  g_assert_cmpstr (get_shown (&f), ==, "pages");
  g_assert_cmpuint (sgn_paper_view_get_page (f.view), ==, 1);
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (f.window), "A4 dọc · "));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 3);
  app_test_settle ();
  g_assert_cmpuint (sgn_paper_view_get_page (f.view), ==, 3);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (f.view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       label);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 99);
  app_test_settle ();
  g_assert_cmpuint (sgn_paper_view_get_page (f.view), ==, n);
}

static void
test_zoom (void)
{
  g_auto (Fixture) f = { 0 };
  double fitted;

  open_preview (&f, N_ROWS);
  fitted = sgn_paper_view_get_zoom (f.view);
  sgn_paper_view_go_to (f.view, 4);
  press (&f, "print.zoom-in");
  g_assert_cmpfloat (sgn_paper_view_get_zoom (f.view), >, fitted);
  app_wait_until (sgn_paper_view_get_page (f.view) == 4);
  press (&f, "print.zoom-out");
  press (&f, "print.zoom-out");
  g_assert_cmpfloat (sgn_paper_view_get_zoom (f.view), <, fitted + 0.01);
  app_wait_until (sgn_paper_view_get_page (f.view) == 4);
  press (&f, "print.zoom-fit");
  app_wait_until (ABS (sgn_paper_view_get_zoom (f.view) - fitted) < 0.001);
  g_assert_cmpuint (sgn_paper_view_get_page (f.view), ==, 4);
}

static void
test_nothing (void)
{
  g_auto (Fixture) f = { 0 };

  open_preview (&f, 0);
  g_assert_cmpstr (get_shown (&f), ==, "empty");
  /* Were it tried, it would fall over the missing pages. */
  press (&f, "print.print");
  press (&f, "print.save");
}

static void
test_save (void)
{
  g_auto (Fixture) f = { 0 };
  g_autofree char *path = test_make_path ("Xã.pdf");
  g_autofree char *text = NULL;
  SgnMessageBar *bar;

  open_preview (&f, N_ROWS);
  bar = SGN_MESSAGE_BAR (app_test_find (GTK_WIDGET (f.window), SGN_TYPE_MESSAGE_BAR));
  sgn_choose_file_set_answer (f.window, path);
  press (&f, "print.save");
  app_wait_until (sgn_message_bar_get_message (bar) != NULL);
  g_assert_cmpstr (sgn_message_bar_get_message (bar), ==, "Đã ghi: Xã.pdf");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF-"));
  sgn_choose_file_set_answer (f.window, "/không/có/thư mục/Xã.pdf");
  press (&f, "print.save");
  app_wait_until (g_strcmp0 (sgn_message_bar_get_message (bar), "Đã ghi: Xã.pdf") != 0
                  && sgn_message_bar_get_message (bar) != NULL);
}

/* The same drawing through GTK's printing, which makes a file where there is no printer. */
static void
test_operation (void)
{
  g_autoptr (SgnSheet) sheet = make_sheet (N_ROWS);
  g_autoptr (SgnSheetPages) pages = sgn_sheet_pages_new (sheet, NULL, NULL, NULL, NULL);
  g_autoptr (GtkPrintOperation) operation = sgn_print_operation_new (pages);
  g_autofree char *path = test_make_path ("in.pdf");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) kept = NULL;
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);
  g_autofree char *printer = NULL;

  /* What is chosen for one sheet, and what is of the desk. */
  gtk_print_settings_set_n_copies (settings, 3);
  gtk_print_settings_set (settings, "printer", "Phòng Lao động");
  gtk_print_operation_set_allow_async (operation, FALSE);
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL,
                                            &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF-"));
  kept = g_settings_get_value (sgn_settings_get (), "print-settings");
  g_assert_false (g_variant_lookup (kept, GTK_PRINT_SETTINGS_N_COPIES, "s", NULL));
  g_assert_true (g_variant_lookup (kept, GTK_PRINT_SETTINGS_PRINTER, "s", &printer));
  g_assert_cmpstr (printer, ==, "Phòng Lao động");
}

static void
test_explain (void)
{
  g_autoptr (GError) error = sgn_print_explain (
      g_error_new_literal (GTK_PRINT_ERROR, GTK_PRINT_ERROR_GENERAL, "paper jam"));

  g_assert_nonnull (strstr (error->message, "Chưa in được: paper jam"));
}

static void
test_close_while_working (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (SgnSheet) sheet = make_sheet (20000);

  f.parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (f.parent);
  sgn_print_sheet (f.parent, sheet);
  f.window = app_test_toplevel (SGN_TYPE_PRINT_WINDOW);
  gtk_window_close (f.window);
  app_wait_until (app_test_toplevel (SGN_TYPE_PRINT_WINDOW) == NULL);
}

/* From the page to the paper by Ctrl+P's action. */
static void
test_window_action (void)
{
  g_autofree char *path = app_test_make_sample ();
  GtkWindow *window = GTK_WINDOW (sgn_window_new (NULL));
  GtkWindow *preview;

  g_assert_true (sgn_window_open (SGN_WINDOW (window), path));
  gtk_window_present (window);
  sgn_window_show_page (SGN_WINDOW (window), "journal");
  app_test_settle ();
  g_action_group_activate_action (G_ACTION_GROUP (window), "print", NULL);
  preview = app_test_toplevel (SGN_TYPE_PRINT_WINDOW);
  g_assert_nonnull (preview);
  app_wait_until (sgn_paper_view_get_page (
                      SGN_PAPER_VIEW (app_test_find (GTK_WIDGET (preview), SGN_TYPE_PAPER_VIEW)))
                  == 1);
  gtk_window_destroy (window);
  app_test_settle ();
}

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/print/pages", test_pages);
  g_test_add_func ("/print/zoom", test_zoom);
  g_test_add_func ("/print/nothing", test_nothing);
  g_test_add_func ("/print/save", test_save);
  g_test_add_func ("/print/operation", test_operation);
  g_test_add_func ("/print/explain", test_explain);
  g_test_add_func ("/print/close-while-working", test_close_while_working);
  g_test_add_func ("/print/window-action", test_window_action);
  return g_test_run ();
}
