#include "config.h"

#include "app-fixture.h"

#include "programme/sgn-programme.h"
#include "record/sgn-row-list.h"

/* What a GtkColumnView asks of a list of 100,000 records: the promise of SgnRowList, counted. */

#define ADD_UNITS                                                                        \
  "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100000) " \
  "INSERT INTO unit (id, level, kind, name, position) "                                  \
  "SELECT 1000000000000 + i, 'village', 'thon', 'Thôn ' || (i * 7919 % 100003), i FROM n"

/* Hands everything on to a list, and counts. */
#define TEST_TYPE_COUNTER (test_counter_get_type ())
G_DECLARE_FINAL_TYPE (TestCounter, test_counter, TEST, COUNTER, GObject)

struct _TestCounter
{
  GObject parent_instance;
  GListModel *model;
  guint n_asked;
};

static GType
test_counter_get_item_type (GListModel *model)
{
  return SGN_TYPE_ROW_SLOT;
}

static guint
test_counter_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (TEST_COUNTER (model)->model);
}

static gpointer
test_counter_get_item (GListModel *model, guint position)
{
  TEST_COUNTER (model)->n_asked++;
  return g_list_model_get_item (TEST_COUNTER (model)->model, position);
}

static void
test_counter_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = test_counter_get_item_type;
  iface->get_n_items = test_counter_get_n_items;
  iface->get_item = test_counter_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestCounter, test_counter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, test_counter_iface_init))

static void
test_counter_finalize (GObject *object)
{
  g_clear_object (&TEST_COUNTER (object)->model);
  G_OBJECT_CLASS (test_counter_parent_class)->finalize (object);
}

static void
test_counter_class_init (TestCounterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_counter_finalize;
}

static void
test_counter_init (TestCounter *self)
{
}

typedef struct
{
  char *path;
  SgnLedger *ledger;
  SgnRowList *list;
  TestCounter *counter;
  GtkSingleSelection *selection;
  GtkWidget *window;
  guint n_loaded;
} Fixture;

static void
loaded_cb (Fixture *fixture)
{
  fixture->n_loaded++;
}

static void
show_name (GtkListItem *item)
{
  GtkInscription *cell = GTK_INSCRIPTION (gtk_list_item_get_child (item));

  gtk_inscription_set_text (cell, sgn_row_slot_get_text (gtk_list_item_get_item (item), "name"));
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_inscription_new (NULL));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  g_signal_connect_swapped (gtk_list_item_get_item (item), "changed", G_CALLBACK (show_name), item);
  show_name (item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_name, item);
}

static GtkWidget *
make_view (Fixture *fixture)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *view = gtk_column_view_new (g_object_ref (GTK_SELECTION_MODEL (fixture->selection)));
  GtkColumnViewColumn *column = gtk_column_view_column_new ("Tên", factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
  g_object_unref (column);
  return view;
}

static gboolean
add_units_cb (SgnLedger *ledger, gpointer user_data, GError **error)
{
  return sgn_connection_run (sgn_ledger_get_connection (ledger), ADD_UNITS, error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autoptr (GError) error = NULL;

  fixture->path = app_test_make_sample ();
  fixture->ledger = app_test_open (fixture->path);
  sgn_ledger_run_derived (fixture->ledger, add_units_cb, NULL, &error);
  g_assert_no_error (error);

  fixture->list = sgn_row_list_new (fixture->ledger, sgn_programme_types ());
  fixture->counter = g_object_new (TEST_TYPE_COUNTER, NULL);
  fixture->counter->model = g_object_ref (G_LIST_MODEL (fixture->list));
  g_signal_connect_object (fixture->list, "items-changed", G_CALLBACK (g_list_model_items_changed),
                           fixture->counter, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (fixture->list, "loaded", G_CALLBACK (loaded_cb), fixture);
  fixture->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (fixture->counter)));
  gtk_single_selection_set_autoselect (fixture->selection, FALSE);
  gtk_single_selection_set_can_unselect (fixture->selection, TRUE);

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 500);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), make_view (fixture));
  gtk_window_set_child (GTK_WINDOW (fixture->window), scrolled);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_assert_finalize_object (fixture->selection);
  g_assert_finalize_object (fixture->counter);
  g_assert_finalize_object (fixture->list);
  app_test_close (fixture->ledger);
  g_free (fixture->path);
}

/* Returns: how many rows were asked for until the window was at rest again */
static guint
show (Fixture *fixture, const char *sort, guint limit)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_unit);
  guint n_loaded = fixture->n_loaded;

  fixture->counter->n_asked = 0;
  sgn_query_where_text (query, "level", "village");
  sgn_query_where_text (query, "kind", "thon");
  sgn_query_set_sort (query, sort);
  sgn_query_set_limit (query, limit);
  sgn_row_list_set_query (fixture->list, query);
  app_wait_until (fixture->n_loaded > n_loaded);
  app_test_settle ();
  return fixture->counter->n_asked;
}

static void
assert_selected (Fixture *fixture, guint position)
{
  g_assert_cmpuint (gtk_single_selection_get_selected (fixture->selection), ==, position);
}

/* GTK builds about 205 rows for a view, twice at worst; the list itself may be any length. */
static void
test_asked (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (show (fixture, "position", 0), <=, 450);
  g_assert_cmpuint (sgn_row_list_get_count (fixture->list), ==, 100000);
  gtk_single_selection_set_selected (fixture->selection, 7);
  app_test_settle ();

  g_assert_cmpuint (show (fixture, "-position", 0), <=, 100);
  g_assert_cmpuint (show (fixture, "name", 0), <=, 100);
  g_assert_cmpuint (show (fixture, "name", 20000), <=, 100);
  g_assert_cmpuint (show (fixture, "name", 169), <=, 450);
  g_assert_cmpuint (show (fixture, "name", 0), <=, 450);
  /* A slot is a place: GTK's selection stays where it is, and the page moves it by id. */
  assert_selected (fixture, 7);
}

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  g_test_add ("/app/long-list/asked", Fixture, NULL, set_up, test_asked, tear_down);
  return g_test_run ();
}
