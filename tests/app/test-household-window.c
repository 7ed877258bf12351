#include "config.h"

#include "app-fixture.h"
#include "app-keys.h"

#include "app/dialogs/sgn-household-window.h"
#include "app/dialogs/sgn-unite-window.h"
#include "app/sgn-settings.h"
#include "app/sgn-window.h"
#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-form.h"
#include "app/widgets/sgn-grid-records.h"
#include "base/sgn-id.h"
#include "programme/sgn-household-events.h"
#include "programme/sgn-programme.h"
#include "record/sgn-draft.h"
#include "record/sgn-query.h"
#include "store/sgn-journal.h"

/* A household typed without the mouse, key by key. */

typedef struct
{
  GtkWindow *parent;
  SgnLedger *ledger;
  char *path;
  gint64 village;
} Fixture;

/* Two of them are asked for: @i 0 or 1. */
static gint64
find_village (SgnLedger *ledger, guint i)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_unit);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_text (query, "level", "commune");
  ids = sgn_query_run (query, sgn_ledger_get_connection (ledger), NULL, NULL);
  g_assert_cmpuint (ids->len, >, i);
  return g_array_index (ids, gint64, i);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->path = app_test_make_sample ();
  f->ledger = app_test_open (f->path);
  f->village = find_village (f->ledger, 0);
  f->parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (f->parent);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  GtkWindow *window;

  while ((window = app_test_toplevel (SGN_TYPE_HOUSEHOLD_WINDOW)) != NULL)
    {
      gtk_window_destroy (window);
      app_test_settle ();
    }
  gtk_window_destroy (f->parent);
  app_test_settle ();
  app_test_close (f->ledger);
  g_free (f->path);
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
  app_keys_type_fields (household_fields);
  g_assert_cmpuint (sgn_entry_grid_view_get_focus (get_view (window)).column, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (household_members); i++)
    {
      g_assert_cmpuint (sgn_entry_grid_view_get_focus (get_view (window)).row, ==, i);
      app_keys_type_fields (household_members[i]);
    }
}

static void
test_six_persons (Fixture *f, gconstpointer data)
{
  SgnConnection *connection = sgn_ledger_get_connection (f->ledger);
  g_autoptr (SgnChange) before = app_test_last_change (f->ledger), after = NULL;
  g_autoptr (GArray) members = NULL;
  g_autoptr (SgnRecord) household = NULL, last = NULL;
  g_autoptr (GError) error = NULL;
  GtkWindow *window;
  gint64 id;

  if (!app_keys_are_here ())
    return;
  window = show (f, 0);
  app_keys_focus (window);
  type_household (window);

  /* The last one has no relation yet: nothing is saved, and the place is shown. */
  app_keys_press ("ctrl+s");
  g_assert_cmpint (find_household (f, "Nong Van Sang"), ==, 0);
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (window), "Dòng 6"));
  g_assert_cmpuint (sgn_entry_grid_view_get_focus (get_view (window)).row, ==, 5);
  g_assert_cmpuint (sgn_entry_grid_view_get_focus (get_view (window)).column, ==, 3);
  app_keys_type ("bo");
  app_keys_press ("ctrl+s");
  app_wait_until (app_test_toplevel (SGN_TYPE_HOUSEHOLD_WINDOW) == NULL);

  id = find_household (f, "Nong Van Sang");
  g_assert_cmpint (id, !=, 0);
  after = app_test_last_change (f->ledger);
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

  app_test_undo (f->ledger);
  g_assert_cmpint (find_household (f, "Nong Van Sang"), ==, 0);
}

/* Ctrl+Enter from the form, and from the middle of a cell. */
static void
test_next_by_keys (Fixture *f, gconstpointer data)
{
  static const char *const to_grid[] = { "", "", "", "", "", "", "", "", "", "", "", NULL };
  g_autoptr (GArray) members = NULL;
  g_autoptr (SgnRecord) member = NULL;
  GtkWindow *window;

  if (!app_keys_are_here ())
    return;
  window = show (f, 0);
  app_keys_focus (window);
  app_keys_type ("Ly Van Mot");
  app_keys_press ("ctrl+Return");
  app_wait_until (find_household (f, "Ly Van Mot") != 0);
  app_keys_type ("Ly Van Hai");
  app_keys_press ("Return");
  app_keys_type_fields (to_grid);
  app_keys_type ("nam");
  app_keys_press ("ctrl+Return");
  app_wait_until (find_household (f, "Ly Van Hai") != 0);
  members = find_members (f, find_household (f, "Ly Van Hai"));
  g_assert_cmpuint (members->len, ==, 1);
  member = sgn_record_load (sgn_ledger_get_connection (f->ledger), &sgn_type_member,
                            g_array_index (members, gint64, 0), NULL);
  g_assert_cmpstr (sgn_record_get_text (member, "sex"), ==, "male");
  g_assert_cmpstr (sgn_record_get_text (member, "relation"), ==, "head");

  /* Esc asks nothing. */
  app_keys_type ("Ly Van Ba");
  app_keys_press ("Escape");
  app_wait_until (app_test_toplevel (SGN_TYPE_HOUSEHOLD_WINDOW) == NULL);
  g_assert_cmpint (find_household (f, "Ly Van Ba"), ==, 0);
}

/* --- without keys: what keys cannot show --- */

static SgnForm *
get_form (GtkWindow *window)
{
  return SGN_FORM (app_test_find (GTK_WIDGET (window), SGN_TYPE_FORM));
}

static SgnGridModel *
get_model (GtkWindow *window)
{
  return sgn_entry_grid_view_get_model (get_view (window));
}

static void
enter (GtkWindow *window, const char *field, const char *text)
{
  SgnInput *input = sgn_form_get_input (get_form (window), field);

  sgn_input_set_text (input, text);
  sgn_input_leave (input);
}

static char *
read_field (GtkWindow *window, const char *field)
{
  return sgn_input_get_text (sgn_form_get_input (get_form (window), field));
}

static SgnGridVerdict
enter_cell (GtkWindow *window, guint row, const char *field, const char *text)
{
  SgnGridModel *model = get_model (window);
  int column = sgn_grid_records_find_column (SGN_GRID_RECORDS (model), field);
  g_autofree char *message = NULL;

  return sgn_grid_model_set_text (model, row, (guint)column, text, &message);
}

static void
assert_cell (GtkWindow *window, guint row, const char *field, SgnGridVerdict verdict,
             const char *text)
{
  SgnGridModel *model = get_model (window);
  g_auto (SgnGridCell) cell = { NULL };
  int column = sgn_grid_records_find_column (SGN_GRID_RECORDS (model), field);

  sgn_grid_model_get_cell (model, row, (guint)column, &cell);
  g_assert_cmpint (cell.verdict, ==, verdict);
  g_assert_cmpstr (cell.text, ==, text);
}

static void
act (GtkWindow *window, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action, NULL));
  app_test_settle ();
}

static GtkWindow *
enter_household (Fixture *f, const char *head, const char *number)
{
  GtkWindow *window = show (f, 0);

  enter (window, "head", head);
  enter (window, "ethnicity", "02");
  enter (window, "merit", "1");
  gtk_widget_grab_focus (GTK_WIDGET (get_view (window)));
  app_test_settle ();
  enter_cell (window, 0, "sex", "nam");
  enter_cell (window, 0, "birth", "1975");
  if (number != NULL)
    enter_cell (window, 0, "id-number", number);
  return window;
}

/* Village, ethnic group and flags stay, the rest is fresh. */
static void
test_next_household (Fixture *f, gconstpointer data)
{
  GtkWindow *window = enter_household (f, "Nông Văn Sáng", "004075000001");
  const gint64 village = find_village (f->ledger, 1);
  g_autoptr (SgnRecord) second = NULL;
  g_autofree char *head = NULL, *village_id = sgn_id_format (village);
  gint64 id;

  /* Not the village the window was opened for, but the one the household was entered in. */
  enter (window, "unit-id", village_id);
  act (window, "entry.save-another");
  g_assert_cmpint (find_household (f, "Nông Văn Sáng"), !=, 0);
  head = read_field (window, "head");
  g_assert_cmpstr (head, ==, "");
  g_assert_cmpuint (sgn_grid_model_get_n_rows (get_model (window)), ==, 0);
  enter (window, "head", "Lý Thị Sen");
  act (window, "entry.save");
  g_assert_null (app_test_toplevel (SGN_TYPE_HOUSEHOLD_WINDOW));
  id = find_household (f, "Lý Thị Sen");
  second = sgn_record_load (sgn_ledger_get_connection (f->ledger), &sgn_type_household, id, NULL);
  g_assert_nonnull (second);
  g_assert_cmpint (sgn_record_get_int (second, "unit-id"), ==, village);
  g_assert_cmpstr (sgn_record_get_text (second, "ethnicity"), ==, "02");
  g_assert_cmpint (sgn_record_get_int (second, "merit"), ==, 1);
}

/* A number that is none stays for correction and is not saved; one that does not fit warns. */
static void
test_numbers (Fixture *f, gconstpointer data)
{
  GtkWindow *window = enter_household (f, "Nông Văn Sáng", NULL);

  g_assert_cmpint (enter_cell (window, 0, "id-number", "12345"), ==, SGN_GRID_ERROR);
  assert_cell (window, 0, "id-number", SGN_GRID_ERROR, "12345");
  act (window, "entry.save");
  g_assert_cmpint (find_household (f, "Nông Văn Sáng"), ==, 0);
  g_assert_cmpint (enter_cell (window, 0, "id-number", "004175000001"), ==, SGN_GRID_WARNING);
  assert_cell (window, 0, "id-number", SGN_GRID_WARNING, "004175000001");
  /* The number is a woman's: once the sex says so too, there is nothing to ask. */
  enter_cell (window, 0, "sex", "nữ");
  assert_cell (window, 0, "id-number", SGN_GRID_OK, "004175000001");
  enter_cell (window, 0, "sex", "nam");
  act (window, "entry.save");
  g_assert_cmpint (find_household (f, "Nông Văn Sáng"), !=, 0);
}

/* Closed or crashed: what was typed stands there again, until it is discarded. */
static void
test_nothing_lost (Fixture *f, gconstpointer data)
{
  SgnConnection *connection = sgn_ledger_get_connection (f->ledger);
  GtkWindow *window = enter_household (f, "Nông Văn Sáng", NULL);
  g_autofree char *head = NULL;
  GHashTable *form = NULL, *rows = NULL;

  enter_cell (window, 1, "name", "Hoàng Thị Mai");
  enter_cell (window, 1, "birth", "32/1/1978");
  /* Kept while the window is open: nobody says goodbye before a power cut. */
  while (form == NULL || rows == NULL)
    {
      g_clear_pointer (&form, g_hash_table_unref);
      g_clear_pointer (&rows, g_hash_table_unref);
      g_main_context_iteration (NULL, TRUE);
      form = sgn_draft_load (connection, &sgn_type_household, 0, NULL);
      rows = sgn_draft_load (connection, &sgn_type_member, -1, NULL);
    }
  g_hash_table_unref (form);
  g_hash_table_unref (rows);
  enter_cell (window, 2, "name", "Nông Văn Nam");
  act (window, "window.close");
  g_assert_null (app_test_toplevel (SGN_TYPE_HOUSEHOLD_WINDOW));
  g_assert_cmpint (find_household (f, "Nông Văn Sáng"), ==, 0);

  window = show (f, 0);
  head = read_field (window, "head");
  g_assert_cmpstr (head, ==, "Nông Văn Sáng");
  g_assert_cmpuint (sgn_grid_model_get_n_rows (get_model (window)), ==, 3);
  assert_cell (window, 0, "birth", SGN_GRID_OK, "1975");
  assert_cell (window, 1, "birth", SGN_GRID_ERROR, "32/1/1978");
  assert_cell (window, 2, "name", SGN_GRID_OK, "Nông Văn Nam");
  act (window, "entry.discard");
  g_assert_cmpuint (sgn_grid_model_get_n_rows (get_model (window)), ==, 0);
  act (window, "window.close");
  window = show (f, 0);
  g_assert_cmpuint (sgn_grid_model_get_n_rows (get_model (window)), ==, 0);
}

/* Edits of a stored household are held too, kept when the window is closed, and one change. */
static void
test_edit (Fixture *f, gconstpointer data)
{
  GtkWindow *window = enter_household (f, "Nông Văn Sáng", NULL);
  g_autoptr (SgnChange) before = NULL, after = NULL;
  gint64 id;

  enter_cell (window, 1, "name", "Hoàng Thị Mai");
  enter_cell (window, 1, "relation", "vợ, chồng");
  act (window, "entry.save");
  id = find_household (f, "Nông Văn Sáng");
  before = app_test_last_change (f->ledger);

  window = show (f, id);
  enter (window, "phone", "0912345678");
  enter_cell (window, 1, "birth", "1978");
  enter_cell (window, 2, "name", "Nông Văn Nam");
  enter_cell (window, 2, "relation", "con");
  /* The head's name goes from the row to the form. */
  enter_cell (window, 0, "name", "Nông Văn Sang");
  act (window, "window.close");
  after = app_test_last_change (f->ledger);
  g_assert_cmpint (after->id, ==, before->id);
  g_clear_pointer (&after, sgn_change_free);

  window = show (f, id);
  assert_cell (window, 1, "birth", SGN_GRID_OK, "1978");
  g_assert_cmpuint (sgn_grid_model_get_n_rows (get_model (window)), ==, 3);
  act (window, "entry.save");
  after = app_test_last_change (f->ledger);
  g_assert_cmpint (after->id, ==, before->id + 1);
  g_assert_cmpuint (after->inserted, ==, 1);
  g_assert_cmpuint (after->updated, ==, 3);
  g_assert_cmpint (find_household (f, "Nông Văn Sang"), ==, id);
}

/* An event while the form is being edited: saving does not take it back. */
static void
test_event_meanwhile (Fixture *f, gconstpointer data)
{
  const SgnEvent event = { { 2023, 8, 30 }, NULL };
  GtkWindow *window = enter_household (f, "Nông Văn Sáng", NULL);
  g_autoptr (GArray) members = NULL;
  g_autoptr (SgnRecord) household = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  enter_cell (window, 1, "name", "Hoàng Thị Mai");
  enter_cell (window, 1, "relation", "vợ, chồng");
  act (window, "entry.save");
  id = find_household (f, "Nông Văn Sáng");
  members = find_members (f, id);
  window = show (f, id);
  enter (window, "phone", "0912345678");
  g_assert_true (
      sgn_household_new_head (f->ledger, id, g_array_index (members, gint64, 1), &event, &error));
  g_assert_no_error (error);
  act (window, "entry.save");
  household
      = sgn_record_load (sgn_ledger_get_connection (f->ledger), &sgn_type_household, id, NULL);
  g_assert_cmpstr (sgn_record_get_text (household, "head"), ==, "Hoàng Thị Mai");
  g_assert_cmpstr (sgn_record_get_text (household, "phone"), ==, "0912345678");
}

/* Somebody who is entered already is asked about; then the two records can be united. */
static void
test_duplicate (Fixture *f, gconstpointer data)
{
  GtkWindow *window = enter_household (f, "Nông Văn Sáng", "004075000001");
  GtkWidget *bar;
  gint64 first;

  act (window, "entry.save");
  first = find_household (f, "Nông Văn Sáng");
  window = enter_household (f, "Nông Văn Sang", "004075000001");
  bar = app_test_find_label (GTK_WIDGET (window), "Có thể trùng với hộ Nông Văn Sáng");
  app_wait_until (
      (bar = app_test_find_label (GTK_WIDGET (window), "Có thể trùng với hộ Nông Văn Sáng")) != NULL
      && gtk_widget_get_mapped (bar));
  if (g_getenv ("SGN_SHOTS") != NULL)
    {
      g_autofree char *path = g_build_filename (g_getenv ("SGN_SHOTS"), "duplicate.png", NULL);

      sgn_test_screenshot (GTK_WIDGET (window), path);
    }
  act (window, "entry.unite-duplicate");
  g_assert_null (app_test_toplevel (SGN_TYPE_HOUSEHOLD_WINDOW));
  window = app_test_toplevel (SGN_TYPE_UNITE_WINDOW);
  g_assert_nonnull (window);
  act (window, "unite.accept");
  g_assert_null (app_test_toplevel (SGN_TYPE_UNITE_WINDOW));
  g_assert_cmpint (find_household (f, "Nông Văn Sáng"), ==, first);
}

/* Not the same, says the officer: it is not asked again. */
static void
test_no_duplicate (Fixture *f, gconstpointer data)
{
  GtkWindow *window = enter_household (f, "Nông Văn Sáng", "004075000001");
  GtkWidget *label;

  act (window, "entry.save");
  window = enter_household (f, "Nông Văn Sáng", NULL);
  app_wait_until ((label = app_test_find_label (GTK_WIDGET (window), "Có thể trùng với hộ")) != NULL
                  && gtk_widget_get_mapped (label));
  act (window, "entry.dismiss-duplicate");
  g_assert_false (gtk_widget_get_mapped (label));
  enter_cell (window, 1, "name", "Hoàng Thị Mai");
  enter_cell (window, 1, "birth", "1978");
  app_test_settle ();
  g_assert_false (gtk_widget_get_mapped (label));
}

static void
enter_address (Fixture *f, const char *head, gint64 unit, const char *address)
{
  GtkWindow *window = show (f, 0);
  g_autofree char *id = sgn_id_format (unit);

  enter (window, "unit-id", id);
  enter (window, "head", head);
  enter (window, "address", address);
  act (window, "entry.save");
}

static void
assert_copied (GtkWindow *window, const char *expected)
{
  g_autofree char *address = NULL;

  sgn_form_focus (get_form (window), "address");
  act (window, "entry.copy-last");
  address = read_field (window, "address");
  g_assert_cmpstr (address, ==, expected);
}

/* Ctrl+D: as in the household entered last in the village, whichever is chosen by then. */
static void
test_copy_last (Fixture *f, gconstpointer data)
{
  const gint64 other = find_village (f->ledger, 1);
  g_autofree char *id = sgn_id_format (other);
  GtkWindow *window;

  enter_address (f, "Nông Văn Sáng", f->village, "Tổ 3, Đồng Luông");
  enter_address (f, "Lý Thị Sen", other, "Tổ 1, Nà Mẫu");
  window = show (f, 0);
  assert_copied (window, "Tổ 3, Đồng Luông");
  sgn_input_edited (sgn_form_get_input (get_form (window), "unit-id"));
  enter (window, "unit-id", id);
  enter (window, "address", "");
  assert_copied (window, "Tổ 1, Nà Mẫu");
}

/* Over the main window: it closes before the ledger does, and nothing is lost; what was saved is
 * said there. */
static void
test_over_main_window (void)
{
  g_autoptr (GtkApplication) application = app_test_make_application ();
  g_autofree char *path = app_test_make_sample (), *head = NULL;
  SgnWindow *main_window;
  gpointer watched;
  GtkWindow *window;

  main_window = SGN_WINDOW (sgn_window_new (application));
  watched = main_window;
  g_object_add_weak_pointer (watched, &watched);
  gtk_window_present (GTK_WINDOW (main_window));
  g_assert_true (sgn_window_open (main_window, path));
  Fixture f = { GTK_WINDOW (main_window), sgn_window_get_ledger (main_window), NULL,
                find_village (sgn_window_get_ledger (main_window), 0) };

  window = show (&f, 0);
  enter (window, "head", "Nông Văn Sáng");
  enter_cell (window, 0, "sex", "nam");
  /* The same file again: it is closed first. */
  g_assert_true (sgn_window_open (main_window, path));
  g_assert_null (app_test_toplevel (SGN_TYPE_HOUSEHOLD_WINDOW));

  f.ledger = sgn_window_get_ledger (main_window);
  window = show (&f, 0);
  head = read_field (window, "head");
  g_assert_cmpstr (head, ==, "Nông Văn Sáng");
  assert_cell (window, 0, "sex", SGN_GRID_OK, "nam");
  act (window, "entry.save");
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (main_window), "Đã ghi hộ Nông Văn Sáng"));
  gtk_window_destroy (GTK_WINDOW (main_window));
  app_wait_until (watched == NULL);
  g_settings_reset (sgn_settings_get (), "recent-ledgers");
}

#define ADD(name, function) \
  g_test_add ("/app/household-window/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  ADD ("six-persons", test_six_persons);
  ADD ("next-by-keys", test_next_by_keys);
  ADD ("next-household", test_next_household);
  ADD ("numbers", test_numbers);
  ADD ("nothing-lost", test_nothing_lost);
  ADD ("edit", test_edit);
  ADD ("event-meanwhile", test_event_meanwhile);
  ADD ("duplicate", test_duplicate);
  ADD ("no-duplicate", test_no_duplicate);
  ADD ("copy-last", test_copy_last);
  g_test_add_func ("/app/household-window/over-main-window", test_over_main_window);
  return g_test_run ();
}
