#include "config.h"

#include "app-fixture.h"

#include "app/dialogs/sgn-choose-file.h"
#include "app/dialogs/sgn-new-ledger-window.h"
#include "app/dialogs/sgn-palette.h"
#include "app/sgn-page-registry.h"
#include "app/sgn-settings.h"
#include "app/sgn-window.h"
#include "app/widgets/sgn-message-bar.h"
#include "app/widgets/sgn-suggestions.h"
#include "programme/sgn-programme.h"
#include "store/sgn-journal.h"

#define SCREEN_WIDTH 1280

typedef struct
{
  GtkApplication *application;
  SgnWindow *window;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer with_ledger)
{
  fixture->application = app_test_make_application ();
  fixture->window = SGN_WINDOW (sgn_window_new (fixture->application));
  gtk_window_present (GTK_WINDOW (fixture->window));
  if (with_ledger == NULL)
    return;
  fixture->path = app_test_make_sample ();
  g_assert_true (sgn_window_open (fixture->window, fixture->path));
}

static void
tear_down (Fixture *fixture, gconstpointer with_ledger)
{
  gpointer window = fixture->window;

  g_object_add_weak_pointer (window, &window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_assert_null (window);
  g_object_unref (fixture->application);
  g_free (fixture->path);
  g_settings_reset (sgn_settings_get (), "recent-ledgers");
}

static void
activate (Fixture *fixture, const char *action, GVariant *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), action, parameter);
}

static gboolean
is_enabled (Fixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), action);
}

static gboolean
set_a_setting (SgnLedger *ledger, gpointer user_data, GError **error)
{
  return sgn_setting_set (ledger, "test", user_data, error);
}

static char *
read_setting (Fixture *fixture)
{
  SgnLedger *ledger = sgn_window_get_ledger (fixture->window);

  return sgn_setting_get (sgn_ledger_get_connection (ledger), "test", "none");
}

static const char *
undo_tooltip (Fixture *fixture)
{
  GObject *button = gtk_widget_get_template_child (GTK_WIDGET (fixture->window), SGN_TYPE_WINDOW,
                                                   "undo_button");

  return gtk_widget_get_tooltip_text (GTK_WIDGET (button));
}

static void
test_welcome (Fixture *fixture, gconstpointer data)
{
  g_assert_null (sgn_window_get_ledger (fixture->window));
  g_assert_cmpstr (sgn_window_get_visible_page_name (fixture->window), ==, "welcome");
  g_assert_true (is_enabled (fixture, "new-ledger"));
  g_assert_true (is_enabled (fixture, "open-ledger"));
  g_assert_false (is_enabled (fixture, "undo"));
  g_assert_false (is_enabled (fixture, "backup"));
  g_assert_false (is_enabled (fixture, "palette"));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (fixture->window), "Sổ Giảm Nghèo"));
}

static void
test_not_a_ledger (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = test_make_path ("khác.sgn");
  GtkWidget *bar = app_test_find (GTK_WIDGET (fixture->window), SGN_TYPE_MESSAGE_BAR);

  g_assert_true (g_file_set_contents (path, "not a ledger at all", -1, NULL));
  g_assert_false (sgn_window_open (fixture->window, path));
  g_assert_null (sgn_window_get_ledger (fixture->window));
  g_assert_nonnull (sgn_message_bar_get_message (SGN_MESSAGE_BAR (bar)));
}

static char *
own_unit_name (Fixture *fixture)
{
  SgnConnection *connection = sgn_ledger_get_connection (sgn_window_get_ledger (fixture->window));

  return sgn_record_title (connection, &sgn_type_unit, sgn_programme_own_unit (connection));
}

/* A few letters, without diacritics, and the line that holds @text. */
static void
take_suggestion (GtkWidget *entry, const char *letters, const char *text)
{
  GtkWidget *suggestions = app_test_find (entry, SGN_TYPE_SUGGESTIONS);
  GtkWidget *label;

  gtk_editable_set_text (GTK_EDITABLE (entry), letters);
  app_wait_until (gtk_widget_get_mapped (suggestions));
  label = app_test_find_label (suggestions, text);
  g_assert_nonnull (label);
  g_signal_emit_by_name (app_test_find (suggestions, GTK_TYPE_LIST_BOX), "row-activated",
                         gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW));
}

static void
test_new_ledger (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = test_make_path ("Huyện mới.sgn");
  g_autofree char *unit = NULL;
  GtkWindow *dialog;
  GtkWidget *entry, *button;

  activate (fixture, "new-ledger", NULL);
  app_wait_until ((dialog = app_test_toplevel (SGN_TYPE_NEW_LEDGER_WINDOW)) != NULL);
  sgn_choose_file_set_answer (dialog, path);
  button = gtk_widget_get_ancestor (app_test_find_label (GTK_WIDGET (dialog), "_Chọn"),
                                    GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  app_test_settle ();
  entry = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (dialog), SGN_TYPE_NEW_LEDGER_WINDOW, "unit"));
  take_suggestion (entry, "trung khanh", "Trùng Khánh");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Huyện Trùng Khánh");
  button = GTK_WIDGET (gtk_window_get_default_widget (dialog));
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  app_wait_until (sgn_window_get_ledger (fixture->window) != NULL);
  g_assert_cmpstr (sgn_ledger_get_path (sgn_window_get_ledger (fixture->window)), ==, path);
  unit = own_unit_name (fixture);
  g_assert_cmpstr (unit, ==, "Huyện Trùng Khánh");
  app_wait_until (app_test_toplevel (SGN_TYPE_NEW_LEDGER_WINDOW) == NULL);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  SgnLedger *ledger = sgn_window_get_ledger (fixture->window);
  g_autoptr (GError) error = NULL;
  g_autofree char *changed = NULL, *undone = NULL, *redone = NULL;

  g_assert_true (sgn_ledger_change (ledger, "Sửa hộ Nông Văn A", set_a_setting, (gpointer) "new",
                                    NULL, &error));
  g_assert_no_error (error);
  changed = read_setting (fixture);
  g_assert_cmpstr (changed, ==, "new");
  g_assert_true (is_enabled (fixture, "undo"));
  g_assert_nonnull (strstr (undo_tooltip (fixture), "Sửa hộ Nông Văn A"));
  activate (fixture, "undo", NULL);
  undone = read_setting (fixture);
  g_assert_cmpstr (undone, ==, "none");
  g_assert_true (is_enabled (fixture, "redo"));
  activate (fixture, "redo", NULL);
  redone = read_setting (fixture);
  g_assert_cmpstr (redone, ==, "new");
  g_assert_false (is_enabled (fixture, "redo"));
}

static void
assert_fits (Fixture *fixture)
{
  int least;

  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL,
                      NULL, NULL);
  g_assert_cmpint (least, <=, SCREEN_WIDTH);
}

/* Whatever @root shows, tab by tab, empty or not, fits the screen of an old laptop. */
static void
assert_all_fit (Fixture *fixture, GtkWidget *root)
{
  assert_fits (fixture);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_STACK (root))
        gtk_stack_set_visible_child (GTK_STACK (root), child);
      assert_all_fit (fixture, child);
    }
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  guint n;
  const SgnPageInfo *pages = sgn_page_registry_list (&n);

  for (guint i = 0; i < n; i++)
    {
      SgnPage *page;

      activate (fixture, "show-page", g_variant_new_string (pages[i].name));
      app_test_settle ();
      g_assert_cmpstr (sgn_window_get_visible_page_name (fixture->window), ==, pages[i].name);
      page = sgn_window_get_visible_page (fixture->window);
      g_assert_true (sgn_page_get_ledger (page) == sgn_window_get_ledger (fixture->window));
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (page)));
      assert_all_fit (fixture, GTK_WIDGET (page));
    }
}

/* Returns: (nullable): a small window over the main one */
static GtkWindow *
find_window_over (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->window))
        return window;
    }
  return NULL;
}

static void
chosen_cb (char **chosen, const char *page, const char *type, gint64 id)
{
  g_free (*chosen);
  *chosen = g_strdup (page != NULL ? page : type);
}

static void
test_palette (Fixture *fixture, gconstpointer data)
{
  GtkWidget *palette = app_test_find (GTK_WIDGET (fixture->window), SGN_TYPE_PALETTE);
  GtkWidget *entry = app_test_find (palette, GTK_TYPE_SEARCH_ENTRY);
  GtkWidget *list = app_test_find (palette, GTK_TYPE_LIST_BOX);
  g_autofree char *chosen = NULL;

  g_signal_connect_swapped (palette, "chosen", G_CALLBACK (chosen_cb), &chosen);
  activate (fixture, "palette", NULL);
  app_wait_until (gtk_widget_get_mapped (palette));
  gtk_editable_set_text (GTK_EDITABLE (entry), "ngoc con");
  app_wait_until (app_test_find_label (list, "Ngọc Côn") != NULL);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (chosen, ==, "unit");
  app_wait_until (!gtk_widget_get_mapped (palette));
  gtk_editable_set_text (GTK_EDITABLE (entry), "qqqqq");
  app_wait_until (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0) == NULL);
  /* Commands are found as well. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "tuy chon");
  app_wait_until (app_test_find_label (list, "Tùy chọn") != NULL);
  g_signal_emit_by_name (entry, "activate");
  app_wait_until (find_window_over (fixture) != NULL);
  gtk_window_destroy (find_window_over (fixture));
}

/* The question says what the file is; loading is a change that can be undone. */
static void
test_catalogue (Fixture *fixture, gconstpointer data)
{
  SgnLedger *ledger = sgn_window_get_ledger (fixture->window);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "points-made-up.xml", NULL);
  g_autoptr (SgnChange) change = NULL;
  GtkWidget *question, *accept;

  sgn_choose_file_set_answer (GTK_WINDOW (fixture->window), path);
  activate (fixture, "load-catalogue", NULL);
  app_wait_until (find_window_over (fixture) != NULL);
  question = GTK_WIDGET (find_window_over (fixture));
  g_assert_nonnull (app_test_find_label (question, "Số mục: 4"));
  g_assert_nonnull (app_test_find_label (question, "Bảng điểm bịa"));
  accept = gtk_widget_get_ancestor (app_test_find_label (question, "_Nạp"), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (accept, "clicked");
  app_wait_until (is_enabled (fixture, "undo"));
  app_test_settle ();
  change = sgn_journal_next_undo (sgn_ledger_get_connection (ledger), NULL);
  g_assert_cmpstr (change->action, ==, "Nạp danh mục: Bảng điểm bịa");
}

/* Runs until somebody stops it. */
static gpointer
work (SgnJob *job, gpointer data, GError **error)
{
  GCancellable *cancellable = sgn_job_get_cancellable (job);

  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_usleep (1000);
  return NULL;
}

static SgnJob *
start_job (Fixture *fixture, gboolean writes)
{
  SgnJob *job = sgn_job_new ("Việc", writes);

  sgn_job_run_async (job, work, NULL, NULL, NULL, NULL, NULL);
  sgn_window_show_job (fixture->window, job);
  return job;
}

/* Nothing else writes beside a job that does, also when an export has begun meanwhile. */
static void
test_jobs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnJob) writing = start_job (fixture, TRUE);
  g_autoptr (SgnJob) reading = start_job (fixture, FALSE);

  g_assert_false (is_enabled (fixture, "close-ledger"));
  g_assert_false (is_enabled (fixture, "load-catalogue"));
  sgn_job_cancel (reading);
  app_wait_until (!sgn_job_is_running (reading));
  g_assert_false (is_enabled (fixture, "close-ledger"));
  sgn_job_cancel (writing);
  app_wait_until (is_enabled (fixture, "close-ledger"));
  g_assert_true (is_enabled (fixture, "load-catalogue"));
}

/* What is none is refused with the line where it stops being one, and nobody is asked. */
static void
test_no_catalogue (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = test_make_path ("no-catalogue.xml");
  GtkWidget *window = GTK_WIDGET (fixture->window);

  g_assert_true (g_file_set_contents (path, "\n<other/>\n", -1, NULL));
  sgn_choose_file_set_answer (GTK_WINDOW (window), path);
  activate (fixture, "load-catalogue", NULL);
  app_wait_until (app_test_find_label (window, "Dòng 2: ") != NULL);
  g_assert_null (find_window_over (fixture));
}

/* The name typed in Preferences stands in the journal from the next change on. */
static void
test_operator (Fixture *fixture, gconstpointer data)
{
  SgnLedger *ledger = sgn_window_get_ledger (fixture->window);
  g_autoptr (SgnChange) change = NULL;

  g_settings_set_string (sgn_settings_get (), "operator", "Nông Thị Mai");
  g_assert_true (sgn_ledger_change (ledger, "Sửa", set_a_setting, (gpointer) "new", NULL, NULL));
  change = sgn_journal_next_undo (sgn_ledger_get_connection (ledger), NULL);
  g_assert_cmpstr (change->operator_name, ==, "Nông Thị Mai");
  g_settings_reset (sgn_settings_get (), "operator");
}

static void
test_recent (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) recent = g_settings_get_strv (sgn_settings_get (), "recent-ledgers");

  g_assert_cmpstr (recent[0], ==, fixture->path);
  activate (fixture, "close-ledger", NULL);
  g_assert_null (sgn_window_get_ledger (fixture->window));
  g_assert_cmpstr (sgn_window_get_visible_page_name (fixture->window), ==, "welcome");
  activate (fixture, "open-path", g_variant_new_string (recent[0]));
  g_assert_nonnull (sgn_window_get_ledger (fixture->window));
}

static void
test_second_window_reads (Fixture *fixture, gconstpointer data)
{
  SgnWindow *second = SGN_WINDOW (sgn_window_new (fixture->application));
  GtkWidget *bar = app_test_find (GTK_WIDGET (second), SGN_TYPE_MESSAGE_BAR);

  gtk_window_present (GTK_WINDOW (second));
  g_assert_true (sgn_window_open (second, fixture->path));
  g_assert_cmpint (sgn_ledger_get_access (sgn_window_get_ledger (second)), ==, SGN_LEDGER_HELD);
  g_assert_nonnull (sgn_message_bar_get_message (SGN_MESSAGE_BAR (bar)));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (second), "undo"));
  gtk_window_destroy (GTK_WINDOW (second));
}

static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *path = g_build_filename (folder, "bản sao.sgn", NULL);

  sgn_choose_file_set_answer (GTK_WINDOW (fixture->window), path);
  activate (fixture, "backup", NULL);
  app_wait_until (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Every small window opens by its action, has a title, and goes away whole. */
static void
test_small_windows (Fixture *fixture, gconstpointer data)
{
  static const char *const ACTIONS[] = { "preferences", "guide", "shortcuts", "about" };

  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    {
      GListModel *windows = gtk_window_get_toplevels ();
      const guint before = g_list_model_get_n_items (windows);
      g_autoptr (GtkWindow) opened = NULL;
      gpointer watched;

      activate (fixture, ACTIONS[i], NULL);
      app_wait_until (g_list_model_get_n_items (windows) > before);
      opened = g_list_model_get_item (windows, before);
      if (GTK_WINDOW (fixture->window) == opened)
        {
          g_object_unref (opened);
          opened = g_list_model_get_item (windows, 0);
        }
      watched = opened;
      g_object_add_weak_pointer (watched, &watched);
      g_assert_true (gtk_window_get_transient_for (opened) == GTK_WINDOW (fixture->window));
      app_test_settle ();
      gtk_window_destroy (opened);
      g_clear_object (&opened);
      app_wait_until (watched == NULL);
    }
}

/* F1 on any page has something to say, in both languages. */
static void
test_guide (Fixture *fixture, gconstpointer data)
{
  static const char *const GUIDES[]
      = { "/vn/sogiamngheo/guide/vi.txt", "/vn/sogiamngheo/guide/en.txt" };
  guint n;
  const SgnPageInfo *pages = sgn_page_registry_list (&n);

  for (guint i = 0; i < G_N_ELEMENTS (GUIDES); i++)
    {
      g_autoptr (GBytes) text = g_resources_lookup_data (GUIDES[i], 0, NULL);

      for (guint j = 0; j < n; j++)
        {
          g_autofree char *heading = g_strdup_printf ("\n# %s: ", pages[j].name);

          if (strstr (g_bytes_get_data (text, NULL), heading) == NULL)
            g_error ("%s has no section for %s", GUIDES[i], pages[j].name);
        }
    }
}

#define ADD(name, function, with_ledger) \
  g_test_add ("/app/window/" name, Fixture, with_ledger, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  ADD ("welcome", test_welcome, NULL);
  ADD ("not-a-ledger", test_not_a_ledger, NULL);
  ADD ("new-ledger", test_new_ledger, NULL);
  ADD ("guide", test_guide, NULL);
  ADD ("small-windows", test_small_windows, NULL);
  ADD ("undo", test_undo, "ledger");
  ADD ("pages", test_pages, "ledger");
  ADD ("palette", test_palette, "ledger");
  ADD ("catalogue", test_catalogue, "ledger");
  ADD ("no-catalogue", test_no_catalogue, "ledger");
  ADD ("jobs", test_jobs, "ledger");
  ADD ("operator", test_operator, "ledger");
  ADD ("recent", test_recent, "ledger");
  ADD ("second-window-reads", test_second_window_reads, "ledger");
  ADD ("backup", test_backup, "ledger");
  return g_test_run ();
}
