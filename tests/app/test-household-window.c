#include "config.h"

#include "app-fixture.h"

#include "app/dialogs/sgn-household-window.h"
#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-form.h"
#include "app/widgets/sgn-grid-records.h"
#include "programme/sgn-programme.h"
#include "store/sgn-journal.h"

/* A household typed without the mouse, key by key. */

typedef struct
{
  GtkWindow *parent;
  SgnLedger *ledger;
  char *path;
  gint64 village;
} Fixture;

static gint64
find_village (SgnLedger *ledger)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_unit);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_text (query, "level", "commune");
  ids = sgn_query_run (query, sgn_ledger_get_connection (ledger), NULL, NULL);
  g_assert_cmpuint (ids->len, >, 0);
  return g_array_index (ids, gint64, 0);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->path = app_test_make_sample ();
  f->ledger = app_test_open (f->path);
  f->village = find_village (f->ledger);
  f->parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (f->parent);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GtkWindow *window;

  while ((window = app_test_toplevel (SGN_TYPE_HOUSEHOLD_WINDOW)) != NULL)
    {
      gtk_window_destroy (window);
      app_test_settle ();
    }
  gtk_window_destroy (f->parent);
  app_test_settle ();
  g_assert_true (sgn_ledger_close (f->ledger, &error));
  g_assert_no_error (error);
  g_object_unref (f->ledger);
  g_free (f->path);
}

static void
test_shown (Fixture *f, gconstpointer data)
{
  GtkWindow *window;

  sgn_household_window_show (f->parent, f->ledger, 0, f->village);
  window = app_test_toplevel (SGN_TYPE_HOUSEHOLD_WINDOW);
  g_assert_nonnull (window);
  app_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  app_test_settle ();
  if (g_getenv ("SHOT"))
    sgn_test_screenshot (GTK_WIDGET (window), g_getenv ("SHOT"));
}

#define ADD(name, function) \
  g_test_add ("/app/household-window/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  ADD ("shown", test_shown);
  return g_test_run ();
}
