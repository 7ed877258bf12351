#include "config.h"

#include "app-fixture.h"

#include "app/dialogs/sgn-palette.h"
#include "app/sgn-page-registry.h"
#include "app/sgn-settings.h"
#include "app/sgn-window.h"
#include "programme/sgn-programme.h"
#include "record/sgn-query.h"

/* Writes a picture of every page of the demonstration ledger, or of another one: screenshots FOLDER
 * [LEDGER]. Pages re-query in threads, so each is given a moment. */

#define MOMENT (900 * G_TIME_SPAN_MILLISECOND)

static void
wait_a_moment (void)
{
  const gint64 until = g_get_monotonic_time () + MOMENT;

  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

static void
take (GtkWidget *widget, const char *folder, const char *name, const char *variant)
{
  g_autofree char *file = g_strdup_printf ("%s-%s.png", name, variant);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  wait_a_moment ();
  sgn_test_screenshot (widget, path);
}

/* A list is seen with a record of it chosen: the first by name. */
static void
choose_household (SgnWindow *window)
{
  SgnConnection *connection = sgn_ledger_get_connection (sgn_window_get_ledger (window));
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_household);
  g_autoptr (GArray) ids = NULL;

  sgn_query_set_limit (query, 3);
  ids = sgn_query_run (query, connection, NULL, NULL);
  if (ids != NULL && ids->len > 0)
    sgn_window_show_record (window, "households", &sgn_type_household,
                            g_array_index (ids, gint64, ids->len - 1), NULL);
}

/* Pages that hold more than one thing: what else to take of them. */
static const struct
{
  const char *page, *tab;
} TABS[] = {
  { "dashboard", "poverty" }, { "review", "results" }, { "review", "movement" },
  { "review", "recheck" },    { "review", "escaped" }, { "review", "counts" },
};

static GtkStack *
find_stack (GtkWidget *root, const char *tab)
{
  GtkStack *found = NULL;

  if (GTK_IS_STACK (root) && gtk_stack_get_child_by_name (GTK_STACK (root), tab) != NULL)
    return GTK_STACK (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_stack (child, tab);
  return found;
}

static void
take_tabs (SgnWindow *window, const char *folder, const char *name, const char *page,
           const char *variant)
{
  for (guint i = 0; i < G_N_ELEMENTS (TABS); i++)
    if (g_str_equal (TABS[i].page, page))
      {
        GtkStack *stack = find_stack (GTK_WIDGET (sgn_window_get_page (window, page)), TABS[i].tab);
        g_autofree char *before = g_strdup (gtk_stack_get_visible_child_name (stack));
        g_autofree char *file = g_strdup_printf ("%s-%s", name, TABS[i].tab);

        gtk_stack_set_visible_child_name (stack, TABS[i].tab);
        take (GTK_WIDGET (window), folder, file, variant);
        gtk_stack_set_visible_child_name (stack, before);
      }
}

static void
take_pages (SgnWindow *window, const char *folder, const char *variant)
{
  guint n;
  const SgnPageInfo *pages = sgn_page_registry_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%02u-%s", i + 1, pages[i].name);

      sgn_window_show_page (window, pages[i].name);
      if (g_str_equal (pages[i].name, "households"))
        choose_household (window);
      take (GTK_WIDGET (window), folder, name, variant);
      take_tabs (window, folder, name, pages[i].name, variant);
    }
}

static void
take_small_windows (SgnWindow *window, const char *folder)
{
  static const char *const ACTIONS[]
      = { "new-ledger", "preferences", "guide",      "shortcuts",
          "about",      "print",       "appendices", "poverty-targets" };
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    {
      g_autofree char *name = g_strconcat ("window-", ACTIONS[i], NULL);

      g_action_group_activate_action (G_ACTION_GROUP (window), ACTIONS[i], NULL);
      for (guint j = 0; j < g_list_model_get_n_items (windows); j++)
        {
          g_autoptr (GtkWindow) opened = g_list_model_get_item (windows, j);

          if (gtk_window_get_transient_for (opened) == GTK_WINDOW (window))
            {
              take (GTK_WIDGET (opened), folder, name, "1280x800");
              gtk_window_destroy (opened);
              break;
            }
        }
    }
}

static void
take_palette (SgnWindow *window, const char *folder)
{
  GtkWidget *palette = app_test_find (GTK_WIDGET (window), SGN_TYPE_PALETTE);
  GtkWidget *entry = app_test_find (palette, GTK_TYPE_SEARCH_ENTRY);

  g_action_group_activate_action (G_ACTION_GROUP (window), "palette", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "ngoc");
  take (palette, folder, "window-palette", "1280x800");
  gtk_popover_popdown (GTK_POPOVER (palette));
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = argc > 1 ? g_strdup (argv[1]) : NULL;
  g_autofree char *path = NULL;
  g_autoptr (GtkApplication) application = NULL;
  GtkSettings *settings;
  SgnWindow *window;

  g_setenv ("GSETTINGS_BACKEND", "memory", FALSE);
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GTK_A11Y", "test", FALSE);
  app_test_init (&argc, &argv);
  /* Pictures, not a test: a warning is read on the terminal. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR);
  if (folder == NULL)
    {
      g_printerr ("Usage: %s FOLDER\n", argv[0]);
      return 2;
    }
  g_mkdir_with_parents (folder, 0755);
  settings = gtk_settings_get_default ();
  path = argc > 2 ? g_strdup (argv[2]) : app_test_make_sample ();
  application = app_test_make_application ();
  window = SGN_WINDOW (sgn_window_new (application));
  gtk_window_present (GTK_WINDOW (window));
  take (GTK_WIDGET (window), folder, "00-welcome", "1280x800");
  g_assert_true (sgn_window_open (window, path));
  take_pages (window, folder, "1280x800");
  take_palette (window, folder);
  take_small_windows (window, folder);

  g_settings_set_string (sgn_settings_get (), "theme", "dark");
  take_pages (window, folder, "1280x800-dark");
  g_settings_reset (sgn_settings_get (), "theme");

  gtk_window_destroy (GTK_WINDOW (window));

  /* 125 %: GDK scales by whole numbers only, so the text grows. */
  g_object_set (settings, "gtk-xft-dpi", 120 * 1024, NULL);
  g_settings_set (sgn_settings_get (), "window-size", "(ii)", 1366, 768);
  window = SGN_WINDOW (sgn_window_new (application));
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (sgn_window_open (window, path));
  take_pages (window, folder, "1366x768-125");
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle ();
  return 0;
}
