#include "config.h"

#include "app-fixture.h"

#include "app/dialogs/sgn-choose-household-window.h"
#include "app/dialogs/sgn-household-event-window.h"
#include "app/dialogs/sgn-household-window.h"
#include "app/dialogs/sgn-new-ledger-window.h"
#include "app/dialogs/sgn-palette.h"
#include "app/dialogs/sgn-unite-window.h"
#include "app/dialogs/sgn-print-window.h"
#include "app/dialogs/sgn-review-sheet-window.h"
#include "app/pages/sgn-dashboard-poverty.h"
#include "app/pages/sgn-funding-page-decisions.h"
#include "app/pages/sgn-funding-page-disbursements.h"
#include "app/pages/sgn-households-deprivations.h"
#include "app/pages/sgn-households-filters.h"
#include "app/pages/sgn-households-saved.h"
#include "app/pages/sgn-review-page-closing.h"
#include "app/pages/sgn-review-page-counts.h"
#include "app/pages/sgn-review-page-deadlines.h"
#include "app/pages/sgn-review-page-escaped.h"
#include "app/pages/sgn-review-page-movement.h"
#include "app/pages/sgn-review-page-recheck.h"
#include "app/pages/sgn-review-page-results.h"
#include "app/pages/sgn-review-page-worklist.h"
#include "app/pages/sgn-review-table.h"
#include "app/pages/sgn-welcome-page.h"
#include "app/sgn-application.h"
#include "app/sgn-page-registry.h"
#include "app/sgn-window.h"
#include "app/widgets/sgn-change-view.h"
#include "app/widgets/sgn-check-input.h"
#include "app/widgets/sgn-choice-input.h"
#include "app/widgets/sgn-class-chart.h"
#include "app/widgets/sgn-codes-input.h"
#include "app/widgets/sgn-date-input.h"
#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-form.h"
#include "app/widgets/sgn-growth-chart.h"
#include "app/widgets/sgn-heat-map.h"
#include "app/widgets/sgn-household-pane.h"
#include "app/widgets/sgn-indicator-tiles.h"
#include "app/widgets/sgn-indicator-form.h"
#include "app/widgets/sgn-memo-input.h"
#include "app/widgets/sgn-message-bar.h"
#include "app/widgets/sgn-number-input.h"
#include "app/widgets/sgn-paper-view.h"
#include "app/widgets/sgn-points-input.h"
#include "app/widgets/sgn-record-input.h"
#include "app/widgets/sgn-row-view.h"
#include "app/widgets/sgn-text-input.h"
#include "app/widgets/sgn-tri-input.h"
#include "app/widgets/sgn-verdict-view.h"
#include "base/sgn-locale.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-sample.h"

void
app_test_init (int *argc, char ***argv)
{
  app_test_init_language (argc, argv, "vi");
}

/* gtk_test_init() knows no G_TEST_OPTION_ISOLATE_DIRS. */
static void
isolate_dirs (void)
{
  static const char *const names[]
      = { "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *folder = test_make_folder (names[i]);

      g_setenv (names[i], folder, TRUE);
    }
}

void
app_test_init_language (int *argc, char ***argv, const char *language)
{
  isolate_dirs ();
  g_setenv ("SGN_TODAY", "2023-08-31", TRUE);
  gtk_disable_setlocale ();
  sgn_locale_start (language);
  gtk_test_init (argc, argv, NULL);
  sgn_application_load_look (gdk_display_get_default ());
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

GArray *
app_test_register_types (void)
{
  const GType own[] = {
    SGN_TYPE_CHECK_INPUT,
    SGN_TYPE_CHOICE_INPUT,
    SGN_TYPE_CHOOSE_HOUSEHOLD_WINDOW,
    SGN_TYPE_CODES_INPUT,
    SGN_TYPE_DATE_INPUT,
    SGN_TYPE_FORM,
    SGN_TYPE_INDICATOR_FORM,
    SGN_TYPE_HOUSEHOLD_EVENT_WINDOW,
    SGN_TYPE_HOUSEHOLD_PANE,
    SGN_TYPE_HOUSEHOLD_WINDOW,
    SGN_TYPE_HOUSEHOLDS_DEPRIVATIONS,
    SGN_TYPE_HOUSEHOLDS_FILTERS,
    SGN_TYPE_HOUSEHOLDS_SAVED,
    SGN_TYPE_INDICATOR_TILES,
    SGN_TYPE_MEMO_INPUT,
    SGN_TYPE_MESSAGE_BAR,
    SGN_TYPE_NUMBER_INPUT,
    SGN_TYPE_POINTS_INPUT,
    SGN_TYPE_REVIEW_SHEET_WINDOW,
    SGN_TYPE_TRI_INPUT,
    SGN_TYPE_CHANGE_VIEW,
    SGN_TYPE_VERDICT_VIEW,
    SGN_TYPE_PALETTE,
    SGN_TYPE_PAPER_VIEW,
    SGN_TYPE_PRINT_WINDOW,
    SGN_TYPE_RECORD_INPUT,
    SGN_TYPE_ROW_VIEW,
    SGN_TYPE_TEXT_INPUT,
    SGN_TYPE_WELCOME_PAGE,
    SGN_TYPE_UNITE_WINDOW,
    SGN_TYPE_WINDOW,
    SGN_TYPE_NEW_LEDGER_WINDOW,
    SGN_TYPE_ENTRY_GRID,
    SGN_TYPE_ENTRY_GRID_VIEW,
    SGN_TYPE_ENTRY_GRID_EDITOR,
    SGN_TYPE_FUNDING_DECISIONS,
    SGN_TYPE_FUNDING_DISBURSEMENTS,
    SGN_TYPE_REVIEW_CLOSING,
    SGN_TYPE_REVIEW_COUNTS,
    SGN_TYPE_REVIEW_DEADLINE_STRIP,
    SGN_TYPE_REVIEW_ESCAPED,
    SGN_TYPE_REVIEW_MOVEMENT,
    SGN_TYPE_REVIEW_RECHECK,
    SGN_TYPE_REVIEW_RESULTS,
    SGN_TYPE_REVIEW_TABLE,
    SGN_TYPE_REVIEW_WORKLIST,
    SGN_TYPE_GROWTH_CHART,
    SGN_TYPE_CLASS_CHART,
    SGN_TYPE_HEAT_MAP,
    SGN_TYPE_DASHBOARD_POVERTY,
  };
  GArray *types = g_array_new (FALSE, FALSE, sizeof (GType));
  guint n;
  const SgnPageInfo *pages = sgn_page_registry_list (&n);

  g_array_append_vals (types, own, G_N_ELEMENTS (own));
  for (guint i = 0; i < n; i++)
    {
      const GType type = pages[i].get_type ();

      g_array_append_val (types, type);
    }
  return types;
}

void
app_test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

#define LEDGER_NAME "Trùng Khánh 2023.sgn"

static char *
make_master (gboolean demo, guint n_households)
{
  g_autoptr (GError) error = NULL;
  char *path = test_make_path (LEDGER_NAME);
  g_autoptr (SgnLedger) ledger = sgn_sample_create_sized (path, demo, n_households, &error);

  g_assert_no_error (error);
  g_assert_true (sgn_ledger_close (ledger, &error));
  g_assert_no_error (error);
  return path;
}

/* Made once for a program, then copied. */
static const char *
get_master (gboolean demo, guint n_households)
{
  static char *master;
  static gboolean master_demo;
  static guint master_households;

  if (master == NULL || master_demo != demo || master_households != n_households)
    {
      g_free (master);
      master = make_master (demo, n_households);
      master_demo = demo;
      master_households = n_households;
    }
  return master;
}

char *
app_test_make_registry (gboolean demo, guint n_households)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = test_make_path (LEDGER_NAME);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GFile) from = g_file_new_for_path (get_master (demo, n_households));

  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

char *
app_test_make_sample (void)
{
  return app_test_make_registry (TRUE, 0);
}

SgnLedger *
app_test_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  SgnLedger *ledger
      = sgn_programme_open (path, SGN_LEDGER_OPEN_NO_DAILY_BACKUP, "Người thử", NULL, &error);

  g_assert_no_error (error);
  return ledger;
}

void
app_test_close (SgnLedger *ledger)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_ledger_close (ledger, &error));
  g_assert_no_error (error);
  g_object_unref (ledger);
}

void
app_test_undo (SgnLedger *ledger)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_ledger_undo (ledger, 0, NULL, &error));
  g_assert_no_error (error);
}

SgnChange *
app_test_last_change (SgnLedger *ledger)
{
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = sgn_journal_list (connection, NULL, 0, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (changes->len, ==, 1);
  return sgn_journal_get (connection, ((SgnChange *)changes->pdata[0])->id, NULL);
}

GtkApplication *
app_test_make_application (void)
{
  g_autoptr (GError) error = NULL;
  GtkApplication *application
      = g_object_new (SGN_TYPE_APPLICATION, "application-id", "vn.sogiamngheo.App", "flags",
                      G_APPLICATION_NON_UNIQUE, NULL);

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);
  return application;
}

GtkWidget *
app_test_find (GtkWidget *root, GType type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = app_test_find (child, type);
  return found;
}

GtkWidget *
app_test_find_label (GtkWidget *root, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_label (GTK_LABEL (root)), text) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = app_test_find_label (child, text);
  return found;
}

GtkWidget *
app_test_find_button (GtkWidget *root, const char *text)
{
  GtkWidget *label = app_test_find_label (root, text);

  return label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

GtkWindow *
app_test_toplevel (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }
  return NULL;
}

/* The picture is made from a paintable of the widget, so that no screen has to be read. */
void
sgn_test_screenshot (GtkWidget *widget, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (widget));
  GskRenderNode *node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gtk_widget_queue_draw (widget);
  for (guint tries = 0; node == NULL && tries < 1000; tries++)
    {
      g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

      g_main_context_iteration (NULL, FALSE);
      gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                              gdk_paintable_get_intrinsic_height (paintable));
      node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
      if (node == NULL)
        g_usleep (1000);
    }
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (renderer, node, NULL);
  gsk_render_node_unref (node);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
