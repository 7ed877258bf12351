#include "config.h"

#include "app-fixture.h"

#include "app/dialogs/sgn-household-actions.h"
#include "app/dialogs/sgn-household-event-window.h"
#include "app/dialogs/sgn-unite-window.h"
#include "app/widgets/sgn-input.h"
#include "app/widgets/sgn-options.h"
#include "base/sgn-id.h"
#include "programme/sgn-household-events.h"
#include "programme/sgn-programme.h"
#include "record/sgn-draft.h"
#include "record/sgn-query.h"
#include "store/sgn-journal.h"

/* Each event of a household, asked for in its window, is one change that can be undone. */

typedef struct
{
  GtkWindow *parent;
  SgnLedger *ledger;
  char *path;
  gint64 places[2];
  gint64 household, other;
  gint64 members[4]; /* of the household: head, wife, two children */
} Fixture;

typedef struct
{
  const char *name, *sex, *birth, *relation, *number;
} Person;

static const Person family[] = {
  { "Nông Văn Sáng", "male", "1975", "head", "004075000001" },
  { "Hoàng Thị Mai", "female", "1978-05", "spouse", NULL },
  { "Nông Văn Nam", "male", "2002-09-02", "child", NULL },
  { "Nông Thị Hoa", "female", "2010", "child", NULL },
};

static const Person namesakes[] = {
  { "Nông Văn Sáng", "male", "1975", "head", "004075000001" },
  { "Lý Thị Sen", "female", "1950", "parent", NULL },
};

typedef struct
{
  gint64 unit;
  const Person *persons;
  guint n;
  gint64 household;
  gint64 *members; /* (nullable) */
} Wish;

static gboolean
add_household (SgnLedger *ledger, gpointer user_data, GError **error)
{
  Wish *wish = user_data;
  g_autoptr (SgnRecord) household = sgn_record_new (&sgn_type_household);

  sgn_record_set_int (household, "unit-id", wish->unit);
  sgn_record_set_text (household, "head", wish->persons[0].name);
  if (!sgn_record_save (household, ledger, error))
    return FALSE;
  wish->household = sgn_record_get_id (household);
  for (guint i = 0; i < wish->n; i++)
    {
      g_autoptr (SgnRecord) member = sgn_record_new (&sgn_type_member);

      sgn_record_set_int (member, "household-id", wish->household);
      sgn_record_set_int (member, "position", i + 1);
      sgn_record_set_text (member, "name", wish->persons[i].name);
      sgn_record_set_text (member, "sex", wish->persons[i].sex);
      sgn_record_set_text (member, "birth", wish->persons[i].birth);
      sgn_record_set_text (member, "relation", wish->persons[i].relation);
      sgn_record_set_text (member, "id-number", wish->persons[i].number);
      if (!sgn_record_save (member, ledger, error))
        return FALSE;
      if (wish->members != NULL)
        wish->members[i] = sgn_record_get_id (member);
    }
  return TRUE;
}

static gint64
add (Fixture *f, gint64 unit, const Person *persons, guint n, gint64 *members)
{
  Wish wish = { unit, persons, n, 0, members };
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_ledger_change (f->ledger, "Thêm hộ", add_household, &wish, NULL, &error));
  g_assert_no_error (error);
  return wish.household;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_unit);
  g_autoptr (GArray) ids = NULL;

  f->path = app_test_make_sample ();
  f->ledger = app_test_open (f->path);
  sgn_query_where_text (query, "level", "commune");
  ids = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  f->places[0] = g_array_index (ids, gint64, 0);
  f->places[1] = g_array_index (ids, gint64, 1);
  f->household = add (f, f->places[0], family, G_N_ELEMENTS (family), f->members);
  f->other = add (f, f->places[0], namesakes, G_N_ELEMENTS (namesakes), NULL);
  f->parent = GTK_WINDOW (gtk_window_new ());
  sgn_household_actions_install (GTK_WIDGET (f->parent), f->ledger);
  sgn_household_actions_set_household (GTK_WIDGET (f->parent), f->household);
  gtk_window_present (f->parent);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (f->parent);
  app_test_settle ();
  app_test_close (f->ledger);
  g_free (f->path);
}

/* --- the window of an event --- */

static GtkWidget *
open_event (Fixture *f, const char *action)
{
  GtkWidget *window;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->parent), action, NULL));
  window = GTK_WIDGET (app_test_toplevel (SGN_TYPE_HOUSEHOLD_EVENT_WINDOW));
  g_assert_nonnull (window);
  app_wait_until (gtk_widget_get_mapped (window));
  if (g_getenv ("SGN_SHOTS") != NULL)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.png", g_getenv ("SGN_SHOTS"), action);

      sgn_test_screenshot (window, path);
    }
  return window;
}

static gpointer
child (GtkWidget *window, const char *name)
{
  GObject *found = gtk_widget_get_template_child (window, SGN_TYPE_HOUSEHOLD_EVENT_WINDOW, name);

  g_assert_nonnull (found);
  return found;
}

static void
enter (GtkWidget *window, const char *input, const char *text)
{
  sgn_input_set_text (child (window, input), text);
}

static void
enter_record (GtkWidget *window, const char *input, gint64 id)
{
  g_autofree char *text = sgn_id_format (id);

  enter (window, input, text);
}

static void
choose (GtkWidget *window, const char *drop_down, gint64 id)
{
  g_autofree char *text = sgn_id_format (id);

  g_assert_true (sgn_options_select (child (window, drop_down), text));
}

static void
tick_leaver (GtkWidget *window, int line)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (child (window, "leavers"), line);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_list_box_row_get_child (row)), TRUE);
}

static SgnRecord *
load (Fixture *f, const SgnRecordType *type, gint64 id)
{
  g_autoptr (GError) error = NULL;
  SgnRecord *record = sgn_record_load (sgn_ledger_get_connection (f->ledger), type, id, &error);

  g_assert_no_error (error);
  return record;
}

static void
assert_text (Fixture *f, const SgnRecordType *type, gint64 id, const char *field,
             const char *expected)
{
  g_autoptr (SgnRecord) record = load (f, type, id);

  g_assert_cmpstr (sgn_record_get_text (record, field), ==, expected);
}

static guint
count_events (Fixture *f, gint64 household, const char *kind)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_household_event);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_int (query, "household-id", household);
  sgn_query_where_text (query, "kind", kind);
  ids = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  return ids->len;
}

/* Nothing happens, and the window says why. */
static void
refuse (Fixture *f, GtkWidget *window)
{
  g_autoptr (SgnChange) before = app_test_last_change (f->ledger), after = NULL;

  g_assert_true (gtk_widget_activate_action (window, "event.accept", NULL));
  after = app_test_last_change (f->ledger);
  g_assert_cmpint (after->id, ==, before->id);
  g_assert_true (gtk_widget_get_visible (child (window, "error")));
  g_assert_cmpstr (gtk_label_get_label (child (window, "error")), !=, "");
}

/* One change with the day and reason; the window goes. */
static void
accept (Fixture *f, GtkWidget *window, const char *kind)
{
  g_autoptr (SgnChange) before = app_test_last_change (f->ledger), after = NULL;

  enter (window, "reason", "Theo đơn của hộ");
  g_assert_true (gtk_widget_activate_action (window, "event.accept", NULL));
  app_test_settle ();
  g_assert_null (app_test_toplevel (SGN_TYPE_HOUSEHOLD_EVENT_WINDOW));
  after = app_test_last_change (f->ledger);
  g_assert_cmpint (after->id, ==, before->id + 1);
  g_assert_nonnull (strstr (after->action, "Nông Văn Sáng"));
  g_assert_cmpuint (count_events (f, f->household, kind), ==, 1);
}

static void
test_birth (Fixture *f, gconstpointer data)
{
  GtkWidget *window = open_event (f, "household.birth");

  refuse (f, window);
  enter (window, "name", "Nông Văn Bé");
  enter (window, "sex", "male");
  enter (window, "date", "20/8/2023");
  accept (f, window, "birth");
  app_test_undo (f->ledger);
  g_assert_cmpuint (count_events (f, f->household, "birth"), ==, 0);
}

static void
test_joined (Fixture *f, gconstpointer data)
{
  GtkWidget *window = open_event (f, "household.joined");

  enter (window, "name", "Triệu Thị Lan");
  enter (window, "relation", "in-law");
  enter (window, "number", "12345");
  sgn_input_leave (child (window, "number"));
  g_assert_nonnull (sgn_input_get_finding (child (window, "number")));
  refuse (f, window);
  /* A man's number: it is asked about, and taken. */
  enter (window, "sex", "female");
  enter (window, "number", "004201000009");
  sgn_input_leave (child (window, "number"));
  g_assert_nonnull (sgn_input_get_finding (child (window, "number")));
  enter (window, "number", "004301000009");
  sgn_input_leave (child (window, "number"));
  g_assert_null (sgn_input_get_finding (child (window, "number")));
  accept (f, window, "joined");
}

static void
test_left (Fixture *f, gconstpointer data)
{
  GtkWidget *window = open_event (f, "household.left");

  choose (window, "member", f->members[2]);
  g_assert_true (sgn_options_select (child (window, "why"), "moved-away"));
  enter (window, "date", "5/2023");
  refuse (f, window);
  enter (window, "date", "15/5/2023");
  accept (f, window, "left");
  assert_text (f, &sgn_type_member, f->members[2], "left-on", "2023-05-15");
  assert_text (f, &sgn_type_member, f->members[2], "left-why", "moved-away");
  app_test_undo (f->ledger);
  assert_text (f, &sgn_type_member, f->members[2], "left-on", NULL);
}

static void
test_new_head (Fixture *f, gconstpointer data)
{
  GtkWidget *window = open_event (f, "household.new-head");

  choose (window, "member", f->members[1]);
  g_assert_true (gtk_widget_activate_action (window, "event.accept", NULL));
  assert_text (f, &sgn_type_household, f->household, "head", "Hoàng Thị Mai");
  assert_text (f, &sgn_type_member, f->members[0], "relation", "spouse");
}

/* Esc loses nothing; what was typed for one kind is not put into another. */
static void
test_kept (Fixture *f, gconstpointer data)
{
  GtkWidget *window = open_event (f, "household.joined");
  g_autofree char *name = NULL, *again = NULL, *other = NULL;

  enter (window, "name", "Triệu Thị Lan");
  g_assert_true (gtk_widget_activate_action (window, "window.close", NULL));
  app_test_settle ();
  window = open_event (f, "household.birth");
  other = sgn_input_get_text (child (window, "name"));
  g_assert_cmpstr (other, ==, "");
  g_assert_true (gtk_widget_activate_action (window, "window.close", NULL));
  app_test_settle ();
  window = open_event (f, "household.joined");
  name = sgn_input_get_text (child (window, "name"));
  g_assert_cmpstr (name, ==, "Triệu Thị Lan");
  enter (window, "relation", "in-law");
  accept (f, window, "joined");
  window = open_event (f, "household.joined");
  again = sgn_input_get_text (child (window, "name"));
  g_assert_cmpstr (again, ==, "");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_split (Fixture *f, gconstpointer data)
{
  GtkWidget *window = open_event (f, "household.split");
  g_autoptr (SgnRecord) moved = NULL, household = NULL;

  refuse (f, window);
  tick_leaver (window, 2);
  enter_record (window, "unit", f->places[1]);
  accept (f, window, "split");
  moved = load (f, &sgn_type_member, f->members[2]);
  g_assert_cmpint (sgn_record_get_int (moved, "household-id"), !=, f->household);
  household = load (f, &sgn_type_household, sgn_record_get_int (moved, "household-id"));
  g_assert_cmpint (sgn_record_get_int (household, "unit-id"), ==, f->places[1]);
  g_assert_cmpint (sgn_record_get_int (household, "origin-id"), ==, f->household);
  g_assert_cmpstr (sgn_record_get_text (household, "head"), ==, "Nông Văn Nam");
}

static gboolean
is_ticked (GtkWidget *window, int line)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (child (window, "leavers"), line);

  return gtk_check_button_get_active (GTK_CHECK_BUTTON (gtk_list_box_row_get_child (row)));
}

static void
assert_chosen (GtkWidget *window, const char *drop_down, gint64 id)
{
  g_autofree char *text = sgn_id_format (id);

  g_assert_cmpstr (sgn_options_get (child (window, drop_down)), ==, text);
}

/* Who was ticked, and who was chosen, stands there again; also where the window did not close by
 * itself but went with the one below it. */
static void
test_choices_kept (Fixture *f, gconstpointer data)
{
  GtkWidget *window = open_event (f, "household.split");

  tick_leaver (window, 2);
  tick_leaver (window, 3);
  choose (window, "member", f->members[3]);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle ();
  window = open_event (f, "household.split");
  g_assert_false (is_ticked (window, 1));
  g_assert_true (is_ticked (window, 2));
  g_assert_true (is_ticked (window, 3));
  assert_chosen (window, "member", f->members[3]);
  accept (f, window, "split");
}

/* A power cut asks nobody: what is typed is in the ledger while the window is open. */
static void
test_kept_while_open (Fixture *f, gconstpointer data)
{
  GtkWidget *window = open_event (f, "household.move");
  g_autoptr (GHashTable) texts = NULL;

  enter (window, "reason", "Về quê vợ");
  sgn_input_edited (child (window, "reason"));
  gtk_widget_grab_focus (child (window, "away"));
  gtk_check_button_set_active (child (window, "away"), TRUE);
  app_wait_until ((texts = sgn_draft_load (sgn_ledger_get_connection (f->ledger),
                                           &sgn_type_household_event, -f->household, NULL))
                  != NULL);
  g_assert_cmpstr (g_hash_table_lookup (texts, "reason"), ==, "Về quê vợ");
  g_assert_cmpstr (g_hash_table_lookup (texts, "away"), ==, "1");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Somebody leaves while another window asks who founds a household: he cannot be chosen any more,
 * and what was typed stays. Each window is there once. */
static void
test_two_windows (Fixture *f, gconstpointer data)
{
  GtkWidget *window = open_event (f, "household.split");
  const SgnEvent event = { { 2023, 6, 1 }, NULL };
  g_autofree char *reason = NULL;
  g_autoptr (GError) error = NULL;

  tick_leaver (window, 2);
  tick_leaver (window, 3);
  choose (window, "member", f->members[3]);
  enter (window, "reason", "Lấy vợ");
  g_assert_true (open_event (f, "household.split") == window);
  g_assert_true (
      sgn_household_member_left (f->ledger, f->members[2], "moved-away", &event, &error));
  g_assert_no_error (error);
  g_assert_null (gtk_list_box_get_row_at_index (child (window, "leavers"), 3));
  g_assert_true (is_ticked (window, 2));
  assert_chosen (window, "member", f->members[3]);
  reason = sgn_input_get_text (child (window, "reason"));
  g_assert_cmpstr (reason, ==, "Lấy vợ");
  accept (f, window, "split");
  assert_text (f, &sgn_type_member, f->members[2], "left-why", "moved-away");
}

static void
test_merge (Fixture *f, gconstpointer data)
{
  GtkWidget *window = open_event (f, "household.merge");

  refuse (f, window);
  enter_record (window, "other", f->other);
  accept (f, window, "merged");
  assert_text (f, &sgn_type_household, f->household, "ended-why", "merged");
}

static void
test_move (Fixture *f, gconstpointer data)
{
  GtkWidget *window = open_event (f, "household.move");
  g_autoptr (SgnRecord) household = NULL;

  refuse (f, window);
  enter_record (window, "unit", f->places[1]);
  accept (f, window, "moved");
  household = load (f, &sgn_type_household, f->household);
  g_assert_cmpint (sgn_record_get_int (household, "unit-id"), ==, f->places[1]);
  app_test_undo (f->ledger);

  window = open_event (f, "household.move");
  gtk_check_button_set_active (child (window, "away"), TRUE);
  accept (f, window, "moved");
  assert_text (f, &sgn_type_household, f->household, "ended-why", "moved-away");
}

static gboolean
is_enabled (Fixture *f, const char *action)
{
  /* An action that rests is not activated. */
  gboolean there = gtk_widget_activate_action (GTK_WIDGET (f->parent), action, NULL);
  GtkWindow *window = app_test_toplevel (SGN_TYPE_HOUSEHOLD_EVENT_WINDOW);

  g_assert_true (there);
  if (window != NULL)
    gtk_window_destroy (window);
  return window != NULL;
}

static void
test_end_and_back (Fixture *f, gconstpointer data)
{
  GtkWidget *window = open_event (f, "household.end");

  g_assert_true (sgn_options_select (child (window, "why"), "moved-away"));
  enter (window, "date", "1/6/2023");
  accept (f, window, "ended");
  assert_text (f, &sgn_type_member, f->members[3], "left-on", "2023-06-01");
  g_assert_false (is_enabled (f, "household.split"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->parent), "household.unite", NULL));
  g_assert_null (app_test_toplevel (SGN_TYPE_UNITE_WINDOW));

  window = open_event (f, "household.reopen");
  enter (window, "date", "1/5/2023");
  refuse (f, window);
  enter (window, "date", "1/7/2023");
  accept (f, window, "reopened");
  assert_text (f, &sgn_type_household, f->household, "ended-on", NULL);
  assert_text (f, &sgn_type_member, f->members[3], "left-on", NULL);
  g_assert_false (is_enabled (f, "household.reopen"));
}

/* --- two records of one household --- */

static GtkWidget *
open_unite (Fixture *f)
{
  GtkWidget *window;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->parent), "household.unite", NULL));
  window = GTK_WIDGET (app_test_toplevel (SGN_TYPE_UNITE_WINDOW));
  g_assert_nonnull (window);
  app_wait_until (gtk_widget_get_mapped (window));
  return window;
}

static void
test_unite (Fixture *f, gconstpointer data)
{
  GtkWidget *window = open_unite (f);
  g_autoptr (SgnChange) before = NULL, after = NULL;
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_member);
  g_autoptr (GArray) members = NULL;

  /* The other record was found by the number of its head. */
  g_assert_nonnull (app_test_find_label (window, "Lý Thị Sen"));
  g_assert_nonnull (app_test_find_label (window, "cùng một người"));
  if (g_getenv ("SGN_SHOTS") != NULL)
    {
      g_autofree char *path = g_build_filename (g_getenv ("SGN_SHOTS"), "unite.png", NULL);

      sgn_test_screenshot (window, path);
    }
  before = app_test_last_change (f->ledger);
  g_assert_true (gtk_widget_activate_action (window, "unite.accept", NULL));
  app_test_settle ();
  g_assert_null (app_test_toplevel (SGN_TYPE_UNITE_WINDOW));
  after = app_test_last_change (f->ledger);
  g_assert_cmpint (after->id, ==, before->id + 1);
  assert_text (f, &sgn_type_household, f->other, "ended-why", "entered-by-mistake");
  sgn_query_where_int (query, "household-id", f->household);
  members = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  g_assert_cmpuint (members->len, ==, 6);
}

/* The button of a line of the comparison, by the text beside it. */
static GtkCheckButton *
find_choice (GtkWidget *window, const char *text)
{
  GtkWidget *label = app_test_find_label (window, text);

  g_assert_nonnull (label);
  return GTK_CHECK_BUTTON (gtk_widget_get_ancestor (label, GTK_TYPE_CHECK_BUTTON));
}

static GtkEditable *
get_reason (GtkWidget *window)
{
  return GTK_EDITABLE (gtk_widget_get_template_child (window, SGN_TYPE_UNITE_WINDOW, "reason"));
}

static gboolean
set_addresses (SgnLedger *ledger, gpointer user_data, GError **error)
{
  const Fixture *f = user_data;
  g_autoptr (SgnRecord) one = sgn_record_load (sgn_ledger_get_connection (ledger),
                                               &sgn_type_household, f->household, error);
  g_autoptr (SgnRecord) other
      = sgn_record_load (sgn_ledger_get_connection (ledger), &sgn_type_household, f->other, error);

  sgn_record_set_text (one, "address", "Tổ 1");
  sgn_record_set_text (other, "address", "Tổ 3");
  return sgn_record_save (one, ledger, error) && sgn_record_save (other, ledger, error);
}

/* Esc loses neither the reason nor what was chosen; a change made elsewhere neither. */
static void
test_unite_kept (Fixture *f, gconstpointer data)
{
  const SgnEvent event = { { 2023, 6, 1 }, NULL };
  GtkWidget *window;
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_ledger_change (f->ledger, "Địa chỉ", set_addresses, f, NULL, &error));
  window = open_unite (f);
  g_assert_true (gtk_check_button_get_active (find_choice (window, "Tổ 1")));
  gtk_editable_set_text (get_reason (window), "Nhập hai lần");
  gtk_check_button_set_active (find_choice (window, "Tổ 3"), TRUE);
  g_assert_true (gtk_widget_activate_action (window, "window.close", NULL));
  app_test_settle ();
  g_assert_null (app_test_toplevel (SGN_TYPE_UNITE_WINDOW));

  window = open_unite (f);
  g_assert_cmpstr (gtk_editable_get_text (get_reason (window)), ==, "Nhập hai lần");
  g_assert_true (gtk_check_button_get_active (find_choice (window, "Tổ 3")));
  g_assert_true (
      sgn_household_member_left (f->ledger, f->members[2], "moved-away", &event, &error));
  g_assert_no_error (error);
  g_assert_true (gtk_check_button_get_active (find_choice (window, "Tổ 3")));
  g_assert_true (gtk_widget_activate_action (window, "unite.accept", NULL));
  app_test_settle ();
  assert_text (f, &sgn_type_household, f->household, "address", "Tổ 3");
  assert_text (f, &sgn_type_household, f->other, "ended-why", "entered-by-mistake");
  {
    g_autoptr (GHashTable) texts = sgn_draft_load (sgn_ledger_get_connection (f->ledger),
                                                   &sgn_type_household, -f->household, NULL);

    g_assert_null (texts);
  }
}

/* The record on the right stays: its own value is kept where it was chosen, else the left one's. */
static void
test_unite_right_stays (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = sgn_id_format (f->other);
  GtkWidget *window;

  g_assert_true (sgn_ledger_change (f->ledger, "Địa chỉ", set_addresses, f, NULL, &error));
  window = open_unite (f);
  gtk_check_button_set_active (find_choice (window, number), TRUE);
  g_assert_true (gtk_widget_activate_action (window, "unite.accept", NULL));
  app_test_settle ();
  assert_text (f, &sgn_type_household, f->household, "ended-why", "entered-by-mistake");
  assert_text (f, &sgn_type_household, f->other, "address", "Tổ 1");
}

#define ADD(name, function) \
  g_test_add ("/app/household-actions/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  ADD ("birth", test_birth);
  ADD ("joined", test_joined);
  ADD ("left", test_left);
  ADD ("new-head", test_new_head);
  ADD ("kept", test_kept);
  ADD ("choices-kept", test_choices_kept);
  ADD ("kept-while-open", test_kept_while_open);
  ADD ("two-windows", test_two_windows);
  ADD ("split", test_split);
  ADD ("merge", test_merge);
  ADD ("move", test_move);
  ADD ("end-and-back", test_end_and_back);
  ADD ("unite", test_unite);
  ADD ("unite-kept", test_unite_kept);
  ADD ("unite-right-stays", test_unite_right_stays);
  return g_test_run ();
}
