#include "config.h"

#include "app-fixture.h"

#include "app/dialogs/sgn-household-window.h"
#include "app/pages/sgn-households-deprivations.h"
#include "app/pages/sgn-households-filters.h"
#include "app/pages/sgn-households-page.h"
#include "app/pages/sgn-households-saved.h"
#include "app/sgn-settings.h"
#include "app/widgets/sgn-household-pane.h"
#include "app/widgets/sgn-row-view.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-sample.h"
#include "record/sgn-cursor.h"
#include "sheet/sgn-sheet-writer.h"

#define N_HOUSEHOLDS 240

typedef struct
{
  char *path;
  SgnLedger *ledger;
  GtkWidget *window;
  SgnPage *page;
  SgnHouseholdsFilters *filters;
  SgnRowView *list;
} Fixture;

static gboolean
is_counted (Fixture *f)
{
  return sgn_page_get_subtitle (f->page) != NULL;
}

static void
present (Fixture *f, int width, int height)
{
  f->page = g_object_new (SGN_TYPE_HOUSEHOLDS_PAGE, NULL);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), width, height);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->page));
  gtk_window_present (GTK_WINDOW (f->window));
  sgn_page_set_ledger (f->page, f->ledger);
  f->filters
      = SGN_HOUSEHOLDS_FILTERS (app_test_find (GTK_WIDGET (f->page), SGN_TYPE_HOUSEHOLDS_FILTERS));
  f->list = SGN_ROW_VIEW (app_test_find (GTK_WIDGET (f->page), SGN_TYPE_ROW_VIEW));
  app_wait_until (sgn_row_view_get_count (f->list) > 0 && is_counted (f));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->path = app_test_make_registry (TRUE, N_HOUSEHOLDS);
  f->ledger = app_test_open (f->path);
  present (f, 1040, 700);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gpointer page = f->page;

  g_object_add_weak_pointer (page, &page);
  sgn_page_set_ledger (f->page, NULL);
  gtk_window_destroy (GTK_WINDOW (f->window));
  /* A thread that counts may still hold it. */
  app_wait_until (page == NULL);
  app_test_settle ();
  app_test_close (f->ledger);
  g_free (f->path);
  g_settings_reset (sgn_settings_get (), "hidden-columns");
}

static gint64
count (Fixture *f, const SgnRecordType *type, const char *field, const char *value)
{
  g_autoptr (SgnQuery) query = sgn_query_new (type);
  g_autoptr (GError) error = NULL;
  gint64 n;

  if (field != NULL)
    sgn_query_where_text (query, field, value);
  if (type == &sgn_type_household_year)
    sgn_query_where_int (query, "year", 2023);
  g_assert_true (sgn_query_count (query, sgn_ledger_get_connection (f->ledger), &n, &error));
  g_assert_no_error (error);
  return n;
}

static gboolean
is_settled (Fixture *f, const char *status)
{
  app_test_settle ();
  return sgn_page_get_status (f->page) != NULL
         && g_str_has_prefix (sgn_page_get_status (f->page), status);
}

static void
narrow (Fixture *f, SgnHouseholdFilter filter)
{
  sgn_households_filters_set (f->filters, &filter);
}

/* Waits until the list is of exactly @n households. */
#define wait_for(f, n)                                             \
  G_STMT_START                                                     \
  {                                                                \
    g_autofree char *wanted = g_strdup_printf ("%d / ", (int)(n)); \
    app_wait_until (is_settled (f, wanted));                       \
  }                                                                \
  G_STMT_END

static GtkWidget *
find_button (GtkWidget *root, const char *action)
{
  if (GTK_IS_ACTIONABLE (root)
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, action);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_texts (Fixture *f, gconstpointer data)
{
  const gint64 living = N_HOUSEHOLDS - count (f, &sgn_type_household, "ended-why", "died")
                        - count (f, &sgn_type_household, "ended-why", "moved-away")
                        - count (f, &sgn_type_household, "ended-why", "merged");
  g_autofree char *badge = g_strdup_printf ("%d", (int)living);
  g_autofree char *subtitle = g_strdup_printf ("%d hộ · ", (int)living);
  g_autofree char *status = g_strdup_printf ("%d / %d hộ khớp", (int)living, (int)living);

  g_assert_cmpstr (sgn_page_get_badge (f->page), ==, badge);
  g_assert_true (g_str_has_prefix (sgn_page_get_subtitle (f->page), subtitle));
  g_assert_true (g_str_has_suffix (sgn_page_get_subtitle (f->page), " người"));
  wait_for (f, living);
  g_assert_true (g_str_has_prefix (sgn_page_get_status (f->page), status));
  g_assert_true (g_str_has_suffix (sgn_page_get_status (f->page), " ms"));
}

/* The pills say it in words, and paper says the same. */
static void
test_columns (Fixture *f, gconstpointer data)
{
  g_autofree char *copy = NULL;
  g_autoptr (SgnSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;

  narrow (f, (SgnHouseholdFilter){ .class_ = (char *)"poor" });
  wait_for (f, count (f, &sgn_type_household_year, "class", "poor"));
  sheet = SGN_PAGE_GET_CLASS (f->page)->make_sheet (f->page, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sgn_sheet_get_title (sheet), ==, "Danh sách hộ, năm 2023");
  g_assert_cmpstr (sgn_sheet_get_text (sheet, "subtitle"), ==, "hộ nghèo");
  g_assert_cmpint (sgn_sheet_find_column (sheet, "standing"), ==, 2);
  g_assert_cmpstr (sgn_sheet_get_column (sheet, 2)->heading[0], ==, "2023");
  copy = sgn_sheet_to_tsv (sheet, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (
      g_str_has_prefix (copy, "Chủ hộ\t2022\t2023\tThiếu hụt\tXã\tThôn, xóm\tDân tộc\tKhẩu\n"));
  g_assert_nonnull (strstr (copy, "\tNghèo\t"));
}

/* Letters, class, then both; and the way back. */
static void
test_narrow (Fixture *f, gconstpointer data)
{
  const gint64 all = N_HOUSEHOLDS - count (f, &sgn_type_household, "ended-why", "died")
                     - count (f, &sgn_type_household, "ended-why", "moved-away")
                     - count (f, &sgn_type_household, "ended-why", "merged");
  GtkWidget *clear = find_button (GTK_WIDGET (f->filters), "households.clear");
  guint found;

  g_assert_false (gtk_widget_get_visible (clear));
  sgn_households_filters_set_text (f->filters, "khong co ai ten the nay");
  wait_for (f, 0);
  g_assert_true (gtk_widget_get_visible (clear));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (f->list), "Không có hộ nào khớp"));
  sgn_households_filters_set_text (f->filters, "nong");
  app_wait_until (sgn_row_view_get_count (f->list) > 0);
  app_wait_until (!is_settled (f, "0 / "));
  found = sgn_row_view_get_count (f->list);
  g_assert_cmpint (found, <, all);
  narrow (f, (SgnHouseholdFilter){ .class_ = (char *)"poor" });
  app_wait_until (!is_settled (f, "0 / ") && sgn_row_view_get_count (f->list) < found);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "households.clear", NULL);
  wait_for (f, all);
  g_assert_false (gtk_widget_get_visible (clear));
  g_assert_cmpstr (sgn_households_filters_get_text (f->filters), ==, "");
}

static gint64
get_first (Fixture *f, const char *class_)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_household_year);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (SgnRecord) record = NULL;

  sgn_query_where_text (query, "class", class_);
  sgn_query_where_int (query, "year", 2023);
  ids = sgn_query_run (query, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  g_assert_cmpuint (ids->len, >, 0);
  record = sgn_record_load (sgn_ledger_get_connection (f->ledger), &sgn_type_household_year,
                            g_array_index (ids, gint64, 0), NULL);
  return sgn_record_get_int (record, "household-id");
}

/* The household selected stays selected, in the list or out of it, and the pane shows it. */
static void
test_selection (Fixture *f, gconstpointer data)
{
  const gint64 poor = get_first (f, "poor");
  SgnHouseholdPane *pane
      = SGN_HOUSEHOLD_PANE (app_test_find (GTK_WIDGET (f->page), SGN_TYPE_HOUSEHOLD_PANE));
  g_autofree char *head
      = sgn_record_title (sgn_ledger_get_connection (f->ledger), &sgn_type_household, poor);

  sgn_row_view_select (f->list, poor);
  app_wait_until (app_test_find_label (GTK_WIDGET (pane), head) != NULL);
  narrow (f, (SgnHouseholdFilter){ .class_ = (char *)"near-poor" });
  wait_for (f, count (f, &sgn_type_household_year, "class", "near-poor"));
  g_assert_cmpint (sgn_row_view_get_selected (f->list), ==, poor);
  narrow (f, (SgnHouseholdFilter){ .class_ = (char *)"poor" });
  wait_for (f, count (f, &sgn_type_household_year, "class", "poor"));
  g_assert_cmpint (sgn_row_view_get_selected (f->list), ==, poor);
}

/* A record another page sends here takes away the filters that hide it, no others. */
static void
test_show_record (Fixture *f, gconstpointer data)
{
  const SgnPageClass *page = SGN_PAGE_GET_CLASS (f->page);
  const gint64 poor = get_first (f, "poor"), near_poor = get_first (f, "near-poor");
  g_autoptr (SgnQuery) members = sgn_query_new (&sgn_type_member);
  g_autoptr (GArray) ids = NULL;

  narrow (f, (SgnHouseholdFilter){ .class_ = (char *)"poor" });
  g_assert_true (page->show_record (f->page, &sgn_type_household, poor, NULL));
  g_assert_true (sgn_households_filters_is_narrowed (f->filters));
  g_assert_cmpint (sgn_row_view_get_selected (f->list), ==, poor);
  sgn_query_where_int (members, "household-id", near_poor);
  ids = sgn_query_run (members, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  g_assert_true (
      page->show_record (f->page, &sgn_type_member, g_array_index (ids, gint64, 0), NULL));
  g_assert_false (sgn_households_filters_is_narrowed (f->filters));
  g_assert_cmpint (sgn_row_view_get_selected (f->list), ==, near_poor);
  g_assert_false (page->show_record (f->page, &sgn_type_component, 1, NULL));
  g_assert_false (page->show_record (f->page, &sgn_type_household, 1, NULL));
}

static GtkListBoxRow *
get_saved_row (Fixture *f, int index)
{
  GtkWidget *saved = app_test_find (GTK_WIDGET (f->filters), SGN_TYPE_HOUSEHOLDS_SAVED);

  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (app_test_find (saved, GTK_TYPE_LIST_BOX)),
                                        index);
}

static void
test_saved (Fixture *f, gconstpointer data)
{
  GtkWidget *saved = app_test_find (GTK_WIDGET (f->filters), SGN_TYPE_HOUSEHOLDS_SAVED);
  GtkWidget *name = app_test_find (saved, GTK_TYPE_ENTRY);
  g_auto (SgnHouseholdFilter) back = { 0 };

  g_assert_null (get_saved_row (f, 0));
  narrow (f, (SgnHouseholdFilter){
                 .class_ = (char *)"poor", .deprivations = 1 << 6, .flags = SGN_HOUSEHOLD_MERIT });
  gtk_editable_set_text (GTK_EDITABLE (name), " Hộ nghèo thiếu nhà ");
  g_signal_emit_by_name (name, "activate");
  app_wait_until (get_saved_row (f, 0) != NULL);
  g_assert_cmpint (count (f, &sgn_type_saved_filter, "name", "Hộ nghèo thiếu nhà"), ==, 1);
  sgn_households_filters_clear (f->filters);
  g_signal_emit_by_name (gtk_widget_get_parent (GTK_WIDGET (get_saved_row (f, 0))), "row-activated",
                         get_saved_row (f, 0));
  back = sgn_households_filters_get (f->filters);
  g_assert_cmpstr (back.class_, ==, "poor");
  g_assert_cmpuint (back.deprivations, ==, 1 << 6);
  g_assert_cmpuint (back.flags, ==, SGN_HOUSEHOLD_MERIT);
  g_signal_emit_by_name (app_test_find (GTK_WIDGET (get_saved_row (f, 0)), GTK_TYPE_BUTTON),
                         "clicked");
  app_wait_until (get_saved_row (f, 0) == NULL);
}

static gint64
count_deprived (Fixture *f, const char *where)
{
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM household AS h JOIN household_year AS "
                                      "y ON y.household_id = h.id AND y.year = 2023 AND "
                                      "y.movement IS NOT 'other-out' WHERE h.ended_on IS NULL AND ",
                                      where, NULL);
  gint64 n;

  g_assert_true (
      sgn_connection_query_int (sgn_ledger_get_connection (f->ledger), sql, 0, &n, NULL));
  g_assert_cmpint (n, >, 0);
  return n;
}

/* Ticked one after the other, each lets more households through; paper says which. */
static void
test_deprivations (Fixture *f, gconstpointer data)
{
  GtkWidget *deprivations
      = app_test_find (GTK_WIDGET (f->filters), SGN_TYPE_HOUSEHOLDS_DEPRIVATIONS);
  GtkMenuButton *button = GTK_MENU_BUTTON (app_test_find (deprivations, GTK_TYPE_MENU_BUTTON));
  GtkWidget *check
      = app_test_find (GTK_WIDGET (gtk_menu_button_get_popover (button)), GTK_TYPE_CHECK_BUTTON);
  g_autofree char *words = NULL;
  g_auto (SgnHouseholdFilter) filter = { 0 };

  for (guint i = 0; i < 6; i++)
    check = gtk_widget_get_next_sibling (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  wait_for (f, count_deprived (f, "d7"));
  g_assert_cmpstr (gtk_menu_button_get_label (button), ==, "Thiếu hụt: Chất lượng nhà ở");
  check = gtk_widget_get_next_sibling (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  wait_for (f, count_deprived (f, "(d7 OR d8)"));
  g_assert_cmpint (count_deprived (f, "(d7 OR d8)"), >, count_deprived (f, "d7"));
  g_assert_cmpstr (gtk_menu_button_get_label (button), ==, "Thiếu hụt: một trong 2 chỉ số");
  words = sgn_households_filters_describe (f->filters);
  g_assert_nonnull (strstr (words, "Chất lượng nhà ở hoặc "));
  filter = sgn_households_filters_get (f->filters);
  g_assert_cmpuint (filter.deprivations, ==, 1 << 6 | 1 << 7);
  sgn_households_filters_clear (f->filters);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
}

/* A kept filter whose commune is gone is refused, not taken as "every commune". */
static void
test_saved_stale (Fixture *f, gconstpointer data)
{
  const SgnHouseholdFilter gone = { .unit_id = G_GINT64_CONSTANT (2147483660) };
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_assert_true (
      sgn_household_filter_save (&gone, f->ledger, SGN_HOUSEHOLDS_PAGE, "Cũ", &id, &error));
  g_assert_no_error (error);
  app_wait_until (get_saved_row (f, 0) != NULL);
  g_signal_emit_by_name (gtk_widget_get_parent (GTK_WIDGET (get_saved_row (f, 0))), "row-activated",
                         get_saved_row (f, 0));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (f->page), "không còn nữa"));
}

/* Villages are offered of the commune chosen, and a new household begins there. */
static void
test_units (Fixture *f, gconstpointer data)
{
  g_autoptr (SgnQuery) villages = sgn_query_new (&sgn_type_unit);
  g_autoptr (GArray) ids = NULL;
  gint64 village, in_village = 0;
  g_autoptr (SgnQuery) there = sgn_query_new (&sgn_type_household);
  const SgnValue null = SGN_VALUE_INIT;

  sgn_query_where_text (villages, "level", "village");
  ids = sgn_query_run (villages, sgn_ledger_get_connection (f->ledger), NULL, NULL);
  village = g_array_index (ids, gint64, 0);
  narrow (f, (SgnHouseholdFilter){ .unit_id = village });
  g_assert_cmpint (sgn_households_filters_get_unit (f->filters), ==, village);
  sgn_query_where_int (there, "unit-id", village);
  sgn_query_where (there, "ended-on", SGN_QUERY_EQUAL, &null);
  g_assert_true (sgn_query_count (there, sgn_ledger_get_connection (f->ledger), &in_village, NULL));
  wait_for (f, in_village);
  SGN_PAGE_GET_CLASS (f->page)->create (f->page);
  app_wait_until (app_test_toplevel (SGN_TYPE_HOUSEHOLD_WINDOW) != NULL);
  gtk_window_destroy (app_test_toplevel (SGN_TYPE_HOUSEHOLD_WINDOW));
}

static void
test_edit (Fixture *f, gconstpointer data)
{
  const gint64 poor = get_first (f, "poor");

  sgn_row_view_select (f->list, poor);
  g_signal_emit_by_name (f->list, "activated", poor);
  app_wait_until (app_test_toplevel (SGN_TYPE_HOUSEHOLD_WINDOW) != NULL);
  gtk_window_destroy (app_test_toplevel (SGN_TYPE_HOUSEHOLD_WINDOW));
}

static gboolean
shows_pane (Fixture *f)
{
  GtkWidget *pane = app_test_find (GTK_WIDGET (f->page), SGN_TYPE_HOUSEHOLD_PANE);

  app_test_settle ();
  return gtk_widget_get_mapped (pane);
}

static void
test_narrow_window (Fixture *f, gconstpointer data)
{
  app_wait_until (shows_pane (f));
  gtk_window_set_default_size (GTK_WINDOW (f->window), 560, 600);
  app_wait_until (!shows_pane (f));
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1040, 700);
  app_wait_until (shows_pane (f));
}

#define ADD(name) \
  g_test_add ("/app/households-page/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  ADD (texts);
  ADD (columns);
  ADD (narrow);
  ADD (selection);
  ADD (show_record);
  ADD (deprivations);
  ADD (saved);
  ADD (saved_stale);
  ADD (units);
  ADD (edit);
  ADD (narrow_window);
  return g_test_run ();
}
