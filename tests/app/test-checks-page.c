#include "config.h"

#include "app-fixture.h"

#include "app/dialogs/sgn-unite-window.h"
#include "app/pages/sgn-checks-page.h"
#include "programme/sgn-programme.h"
#include "record/sgn-query.h"
#include "store/sgn-journal.h"

/* The page of what needs a look, alone in a window. */

#define NUMBER "004075000001"

typedef struct
{
  char *path;
  SgnLedger *ledger;
  GtkWidget *window;
  SgnPage *page;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->path = app_test_make_sample ();
  f->ledger = app_test_open (f->path);
  f->page = g_object_new (SGN_TYPE_CHECKS_PAGE, NULL);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1000, 600);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->page));
  gtk_window_present (GTK_WINDOW (f->window));
  app_wait_until (gtk_widget_get_mapped (GTK_WIDGET (f->page)));
  sgn_page_set_ledger (f->page, f->ledger);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sgn_page_set_ledger (f->page, NULL);
  gtk_window_destroy (GTK_WINDOW (f->window));
  app_test_settle ();
  g_assert_true (sgn_ledger_close (f->ledger, &error));
  g_assert_no_error (error);
  g_object_unref (f->ledger);
  g_free (f->path);
}

static gpointer
child (Fixture *f, const char *name)
{
  GObject *found = gtk_widget_get_template_child (GTK_WIDGET (f->page), SGN_TYPE_CHECKS_PAGE, name);

  g_assert_nonnull (found);
  return found;
}

static const char *
read_label (Fixture *f, const char *name)
{
  return gtk_label_get_label (child (f, name));
}

static void
act (Fixture *f, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (f->page), action, NULL);
}

static gboolean
is_checking (Fixture *f)
{
  return gtk_spinner_get_spinning (child (f, "spinner"));
}

static gboolean
show_finding (Fixture *f, const char *rule, const SgnRecordType *type, gint64 id)
{
  return SGN_PAGE_GET_CLASS (f->page)->show_record (f->page, type, id, rule)
         && g_str_has_prefix (read_label (f, "rule_label"), rule);
}

/* --- two households with one number --- */

typedef struct
{
  gint64 unit;
  const char *const *numbers; /* of the members, NULL ends */
  gint64 household, member;   /* what was made; the member made last */
} Wish;

static gboolean
add_household (SgnLedger *ledger, gpointer user_data, GError **error)
{
  Wish *wish = user_data;
  g_autoptr (SgnRecord) household = sgn_record_new (&sgn_type_household);

  sgn_record_set_int (household, "unit-id", wish->unit);
  sgn_record_set_text (household, "head", "Nông Văn Sáng");
  if (!sgn_record_save (household, ledger, error))
    return FALSE;
  wish->household = sgn_record_get_id (household);
  for (guint i = 0; wish->numbers[i] != NULL; i++)
    {
      g_autoptr (SgnRecord) member = sgn_record_new (&sgn_type_member);

      sgn_record_set_int (member, "household-id", wish->household);
      sgn_record_set_int (member, "position", i + 1);
      sgn_record_set_text (member, "name", i == 0 ? "Nông Văn Sáng" : "Nông Thị Hoa");
      sgn_record_set_text (member, "relation", i == 0 ? "head" : "child");
      sgn_record_set_text (member, "id-number", wish->numbers[i]);
      if (!sgn_record_save (member, ledger, error))
        return FALSE;
      wish->member = sgn_record_get_id (member);
    }
  return TRUE;
}

static gint64
add (Fixture *f, const char *const *numbers, gint64 *household)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_unit);
  g_autoptr (GArray) units = NULL;
  g_autoptr (GError) error = NULL;
  Wish wish = { 0, numbers, 0, 0 };

  sgn_query_where_text (query, "level", "commune");
  units = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  wish.unit = g_array_index (units, gint64, 0);
  g_assert_true (sgn_ledger_change (f->ledger, "Thêm hộ", add_household, &wish, NULL, &error));
  g_assert_no_error (error);
  if (household != NULL)
    *household = wish.household;
  return wish.member;
}

static void
assert_ended (Fixture *f, gint64 household, const char *why)
{
  g_autoptr (SgnRecord) record = sgn_record_load (sgn_ledger_get_connection (f->ledger),
                                                  &sgn_type_household, household, NULL);

  g_assert_nonnull (record);
  g_assert_cmpstr (sgn_record_get_text (record, "ended-why"), ==, why);
}

/* Three of them: the finding about two opens these two, not any with the number. */
static void
test_unite (Fixture *f, gconstpointer data)
{
  static const char *const numbers[] = { NUMBER, NULL };
  gint64 households[3], middle;
  GtkWidget *window;

  add (f, numbers, &households[0]);
  middle = add (f, numbers, &households[1]);
  add (f, numbers, &households[2]);
  app_wait_until (show_finding (f, "RA-DUPLICATE-ID", &sgn_type_member, middle));
  g_assert_true (gtk_widget_get_visible (child (f, "unite_button")));
  act (f, "checks.unite");
  window = GTK_WIDGET (app_test_toplevel (SGN_TYPE_UNITE_WINDOW));
  g_assert_nonnull (window);
  app_wait_until (gtk_widget_get_mapped (window));
  g_assert_true (gtk_widget_activate_action (window, "unite.accept", NULL));
  app_test_settle ();
  g_assert_null (app_test_toplevel (SGN_TYPE_UNITE_WINDOW));
  assert_ended (f, households[0], NULL);
  assert_ended (f, households[1], NULL);
  assert_ended (f, households[2], "entered-by-mistake");
  app_wait_until (!show_finding (f, "RA-DUPLICATE-ID", &sgn_type_member, middle));
}

/* Nothing to unite: both are of one household; or the finding is about something else. */
static void
test_nothing_to_unite (Fixture *f, gconstpointer data)
{
  static const char *const numbers[] = { NUMBER, NUMBER, NULL };
  const gint64 second = add (f, numbers, NULL);

  app_wait_until (show_finding (f, "RA-DUPLICATE-ID", &sgn_type_member, second - 1));
  g_assert_false (gtk_widget_get_visible (child (f, "unite_button")));
  act (f, "checks.unite");
  g_assert_null (app_test_toplevel (SGN_TYPE_UNITE_WINDOW));
}

/* --- what is typed --- */

static void
choose (Fixture *f, guint i)
{
  GtkSelectionModel *model = gtk_list_view_get_model (child (f, "list"));

  gtk_selection_model_select_item (model, i, TRUE);
}

static void
type_reason (Fixture *f, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (child (f, "reason_entry")), text);
}

static const char *
read_reason (Fixture *f)
{
  return gtk_editable_get_text (GTK_EDITABLE (child (f, "reason_entry")));
}

/* Half a reason outlives another look at another finding, and a check begun by somebody's saving.
 */
static void
test_reason_stays (Fixture *f, gconstpointer data)
{
  static const char *const none[] = { NULL };
  g_autofree char *message = NULL;

  app_wait_until (!is_checking (f));
  choose (f, 1);
  message = g_strdup (read_label (f, "message_label"));
  type_reason (f, "Đã đối chiếu");
  choose (f, 2);
  g_assert_cmpstr (read_label (f, "message_label"), !=, message);
  g_assert_cmpstr (read_reason (f), ==, "");
  choose (f, 1);
  g_assert_cmpstr (read_reason (f), ==, "Đã đối chiếu");

  add (f, none, NULL);
  app_wait_until (is_checking (f));
  app_wait_until (!is_checking (f));
  g_assert_cmpstr (read_label (f, "message_label"), ==, message);
  g_assert_cmpstr (read_reason (f), ==, "Đã đối chiếu");
  act (f, "checks.accept");
  app_wait_until (!is_checking (f));
  g_assert_true (gtk_widget_get_visible (child (f, "accepted_box")));
  g_assert_nonnull (strstr (read_label (f, "accepted_label"), "Đã đối chiếu"));
  act (f, "checks.withdraw");
  app_wait_until (!is_checking (f));
  g_assert_true (gtk_widget_get_visible (child (f, "accept_box")));
  g_assert_cmpstr (read_reason (f), ==, "");
}

/* --- what is shown --- */

static guint
count_shown (Fixture *f)
{
  const char *number = strpbrk (sgn_page_get_status (f->page), "0123456789");

  g_assert_nonnull (number);
  return (guint)g_ascii_strtoull (number, NULL, 10);
}

static void
test_filters (Fixture *f, gconstpointer data)
{
  GtkDropDown *severity = child (f, "severity_drop_down");
  guint all, errors, warnings, notes;

  app_wait_until (!is_checking (f));
  all = count_shown (f);
  gtk_drop_down_set_selected (severity, 1);
  errors = count_shown (f);
  g_assert_cmpstr (read_label (f, "severity_label"), ==, "Sai");
  gtk_drop_down_set_selected (severity, 2);
  warnings = count_shown (f);
  gtk_drop_down_set_selected (severity, 3);
  notes = count_shown (f);
  g_assert_cmpuint (errors, >, 0);
  g_assert_cmpuint (warnings, >, 0);
  g_assert_cmpuint (errors + warnings + notes, ==, all);
  gtk_drop_down_set_selected (severity, 0);
  /* Words are found without their marks; nothing found says so. */
  gtk_editable_set_text (GTK_EDITABLE (child (f, "search_entry")), "von su nghiep");
  app_wait_until (count_shown (f) < all);
  gtk_editable_set_text (GTK_EDITABLE (child (f, "search_entry")), "khong co gi nhu the");
  app_wait_until (count_shown (f) == 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (f, "stack")), ==, "none");
}

#define ADD(name, function) \
  g_test_add ("/app/checks-page/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  ADD ("unite", test_unite);
  ADD ("nothing-to-unite", test_nothing_to_unite);
  ADD ("reason-stays", test_reason_stays);
  ADD ("filters", test_filters);
  return g_test_run ();
}
