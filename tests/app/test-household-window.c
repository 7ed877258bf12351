#include "config.h"

#include "app-fixture.h"

#include "app/dialogs/sgn-household-window.h"
#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-form.h"
#include "app/widgets/sgn-grid-records.h"
#include "programme/sgn-programme.h"
#include "store/sgn-journal.h"

#include <gdk/x11/gdkx.h>

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
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL));
  *(gboolean *)user_data = TRUE;
}

static gboolean
has_xdotool (void)
{
  g_autofree char *path = g_find_program_in_path ("xdotool");

  if (path == NULL)
    g_test_skip ("xdotool is not there to press keys");
  return path != NULL;
}

/* Keys as the X server sends them; the main loop runs meanwhile. */
static void
run_xdotool (const char *const *command)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_NONE, &error);
  gboolean done = FALSE;

  g_assert_no_error (error);
  g_subprocess_wait_async (process, NULL, done_cb, &done);
  app_wait_until (done);
  g_assert_true (g_subprocess_get_successful (process));
  gdk_display_sync (gdk_display_get_default ());
  app_test_settle ();
}

static void
press (const char *key)
{
  run_xdotool ((const char *const[]){ "xdotool", "key", "--clearmodifiers", key, NULL });
}

static void
type_text (const char *text)
{
  run_xdotool (
      (const char *const[]){ "xdotool", "type", "--clearmodifiers", "--delay", "10", text, NULL });
}

/* "" goes on without typing. */
static void
type_fields (const char *const *texts)
{
  for (; *texts != NULL; texts++)
    {
      if (**texts != '\0')
        type_text (*texts);
      press ("Return");
    }
}

static GtkWindow *
show (Fixture *f, gint64 household_id)
{
  GtkWindow *window;

  sgn_household_window_show (f->parent, f->ledger, household_id, f->village);
  window = app_test_toplevel (SGN_TYPE_HOUSEHOLD_WINDOW);
  g_assert_nonnull (window);
  app_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  app_test_settle ();
  return window;
}

/* No window manager hands the keyboard over here. */
static void
focus_keyboard (GtkWindow *window)
{
  g_autofree char *id
      = g_strdup_printf ("%lu",
                         gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (window))));

  run_xdotool ((const char *const[]){ "xdotool", "windowfocus", "--sync", id, NULL });
  app_wait_until (gtk_window_is_active (window));
}

static SgnEntryGridView *
get_view (GtkWindow *window)
{
  return sgn_entry_grid_get_view (
      SGN_ENTRY_GRID (app_test_find (GTK_WIDGET (window), SGN_TYPE_ENTRY_GRID)));
}

static GArray *
find_members (Fixture *f, gint64 household)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_member);

  sgn_query_where_int (query, "household-id", household);
  sgn_query_set_sort (query, "position");
  return sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
}

static gint64
find_household (Fixture *f, const char *head)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_household);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_text (query, "head", head);
  ids = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  g_assert_cmpuint (ids->len, <=, 1);
  return ids->len == 1 ? g_array_index (ids, gint64, 0) : 0;
}

static SgnChange *
get_last_change (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes
      = sgn_journal_list (sgn_ledger_get_connection (f->ledger), NULL, 0, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (changes->len, ==, 1);
  return sgn_journal_get (sgn_ledger_get_connection (f->ledger),
                          ((SgnChange *)changes->pdata[0])->id, NULL);
}

/* From the name of the head to the first cell that is not filled by then: number, ethnic group,
 * address, telephone, separate since, note, five flags. */
static const char *const household_fields[]
    = { "Nong Van Sang", "17", "tay", "To 3", "0912345678", "2016", "", "", "", "", "", "", NULL };
static const char *const household_members[][11] = {
  /* The name, the relation and the ethnic group of the head stand there already. */
  { "nam", "1975", "", "004075000123", "", "", "thcs", "", "co", NULL },
  { "Hoang Thi Mai", "nu", "5/1978", "vo", "", "", "", "", "", "co", NULL },
  { "Nong Van Nam", "nam", "2/9/2002", "con", "", "", "", "", "", "", NULL },
  { "Nong Thi Hoa", "nu", "2010", "con", "", "", "trung hoc co so", "", "", "", NULL },
  { "Nong Van Binh", "nam", "2015", "con", "", "", "tieu hoc", "", "", "", NULL },
  { "Ly Thi Sen", "nu", "1950", "", "", "", "", "", "", "", NULL },
};

static void
type_household (GtkWindow *window)
{
  type_fields (household_fields);
  g_assert_cmpuint (sgn_entry_grid_view_get_focus (get_view (window)).column, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (household_members); i++)
    {
      if (g_getenv ("SHOT"))
        sgn_test_screenshot (GTK_WIDGET (window), g_getenv ("SHOT"));
      g_assert_cmpuint (sgn_entry_grid_view_get_focus (get_view (window)).row, ==, i);
      type_fields (household_members[i]);
    }
}

static void
test_six_persons (Fixture *f, gconstpointer data)
{
  SgnConnection *connection = sgn_ledger_get_connection (f->ledger);
  g_autoptr (SgnChange) before = get_last_change (f), after = NULL;
  g_autoptr (GArray) members = NULL;
  g_autoptr (SgnRecord) household = NULL, last = NULL;
  g_autoptr (GError) error = NULL;
  GtkWindow *window;
  gint64 id;

  if (!has_xdotool ())
    return;
  window = show (f, 0);
  focus_keyboard (window);
  type_household (window);
  if (g_getenv ("SHOT"))
    sgn_test_screenshot (GTK_WIDGET (window), g_getenv ("SHOT"));

  /* The last one has no relation yet: nothing is saved, and the place is shown. */
  press ("ctrl+s");
  g_assert_cmpint (find_household (f, "Nong Van Sang"), ==, 0);
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (window), "Dòng 6"));
  g_assert_cmpuint (sgn_entry_grid_view_get_focus (get_view (window)).row, ==, 5);
  g_assert_cmpuint (sgn_entry_grid_view_get_focus (get_view (window)).column, ==, 3);
  type_text ("bo");
  press ("ctrl+s");
  app_wait_until (app_test_toplevel (SGN_TYPE_HOUSEHOLD_WINDOW) == NULL);

  id = find_household (f, "Nong Van Sang");
  g_assert_cmpint (id, !=, 0);
  after = get_last_change (f);
  g_assert_cmpint (after->id, ==, before->id + 1);
  g_assert_cmpuint (after->inserted, ==, 7);
  g_assert_cmpuint (after->updated + after->deleted, ==, 0);
  members = find_members (f, id);
  g_assert_cmpuint (members->len, ==, 6);
  household = sgn_record_load (connection, &sgn_type_household, id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sgn_record_get_int (household, "unit-id"), ==, f->village);
  last = sgn_record_load (connection, &sgn_type_member, g_array_index (members, gint64, 5), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sgn_record_get_text (last, "relation"), ==, "parent");
  g_assert_cmpint (sgn_record_get_int (last, "position"), ==, 6);
  /* Down from the household over every row above. */
  g_assert_cmpstr (sgn_record_get_text (last, "ethnicity"), ==,
                   sgn_record_get_text (household, "ethnicity"));
  g_assert_nonnull (sgn_record_get_text (last, "ethnicity"));

  g_assert_true (sgn_ledger_undo (f->ledger, 0, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (find_household (f, "Nong Van Sang"), ==, 0);
}

#define ADD(name, function) \
  g_test_add ("/app/household-window/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  ADD ("six-persons", test_six_persons);
  return g_test_run ();
}
