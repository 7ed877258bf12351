#include "config.h"

#include "app-fixture.h"

#include "app/dialogs/sgn-choose-file.h"
#include "app/dialogs/sgn-household-window.h"
#include "app/dialogs/sgn-review-sheet-window.h"
#include "app/widgets/sgn-form.h"
#include "app/widgets/sgn-household-pane.h"
#include "app/widgets/sgn-indicator-tiles.h"
#include "programme/sgn-household-card.h"
#include "programme/sgn-household-events.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-sample.h"
#include "record/sgn-query.h"

typedef struct
{
  char *path;
  SgnLedger *ledger;
  GtkWidget *window;
  SgnHouseholdPane *pane;
} Fixture;

#define N_HOUSEHOLDS 300

static void
set_up (Fixture *f, gconstpointer data)
{
  f->path = app_test_make_registry (FALSE, N_HOUSEHOLDS);
  f->ledger = app_test_open (f->path);
  f->pane = SGN_HOUSEHOLD_PANE (sgn_household_pane_new ());
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 440, 660);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->pane));
  gtk_window_present (GTK_WINDOW (f->window));
  app_wait_until (gtk_widget_get_mapped (GTK_WIDGET (f->pane)));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sgn_household_pane_show (f->pane, NULL, 0, 0);
  gtk_window_destroy (GTK_WINDOW (f->window));
  app_test_settle ();
  app_test_close (f->ledger);
  g_free (f->path);
}

static SgnConnection *
connection_of (Fixture *f)
{
  return sgn_ledger_get_connection (f->ledger);
}

/* The first household with such a row of 2023. */
static gint64
find_household (Fixture *f, const char *field, const char *value)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_household_year);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (SgnRecord) row = NULL;

  sgn_query_where_int (query, "year", 2023);
  sgn_query_where_text (query, field, value);
  sgn_query_set_limit (query, 1);
  ids = sgn_query_run (query, connection_of (f), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);
  row = sgn_record_load (connection_of (f), &sgn_type_household_year,
                         g_array_index (ids, gint64, 0), &error);
  g_assert_no_error (error);
  return sgn_record_get_int (row, "household-id");
}

static gboolean
shows (Fixture *f, const char *text)
{
  GtkWidget *label = app_test_find_label (GTK_WIDGET (f->pane), text);

  return label != NULL && gtk_widget_get_mapped (label);
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  sgn_household_pane_show (f->pane, f->ledger, 0, 2023);
  app_test_settle ();
  g_assert_true (shows (f, "Chưa chọn hộ nào"));
  /* One that is not there is none. */
  sgn_household_pane_show (f->pane, f->ledger, 77, 2023);
  g_assert_true (shows (f, "Chưa chọn hộ nào"));
}

static void
test_head_and_members (Fixture *f, gconstpointer data)
{
  const gint64 id = find_household (f, "class", "poor");
  g_autoptr (SgnHouseholdCard) card = sgn_household_card_load (connection_of (f), id, NULL);

  sgn_household_pane_show (f->pane, f->ledger, id, 2023);
  app_test_settle ();
  g_assert_true (shows (f, sgn_record_get_text (card->household, "head")));
  g_assert_true (shows (f, card->unit_name));
  g_assert_true (shows (f, sgn_record_get_text (card->household, "code")));
  for (guint i = 0; i < card->members->len; i++)
    {
      const char *name = sgn_record_get_text (card->members->pdata[i], "name");
      const char *number = sgn_record_get_text (card->members->pdata[i], "id-number");

      g_assert_nonnull (app_test_find_label (GTK_WIDGET (f->pane), name));
      /* small children have none yet */
      if (number != NULL)
        g_assert_nonnull (app_test_find_label (GTK_WIDGET (f->pane), number));
    }
}

static GtkWidget *
find_year_button (GtkWidget *root, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_TOGGLE_BUTTON (root) && gtk_button_get_label (GTK_BUTTON (root)) != NULL
      && g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (root)), text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_year_button (child, text);
  return found;
}

static void
test_years (Fixture *f, gconstpointer data)
{
  const gint64 id = find_household (f, "movement", "from-poor");
  GtkWidget *before;

  sgn_household_pane_show (f->pane, f->ledger, id, 2023);
  app_test_settle ();
  g_assert_true (shows (f, "Rà soát năm 2023"));
  g_assert_nonnull (find_year_button (GTK_WIDGET (f->pane), "2023 Cận nghèo"));
  before = find_year_button (GTK_WIDGET (f->pane), "2022 Nghèo");
  g_assert_nonnull (before);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (before), TRUE);
  g_assert_true (shows (f, "Rà soát năm 2022"));
  g_assert_cmpint (sgn_household_pane_get_year (f->pane), ==, 2022);
  g_assert_true (shows (f, "(≤ 140)") || shows (f, "(≤ 175)"));
  g_assert_true (shows (f, "(≥ 30)"));
}

static guint
count_tiles (GtkWidget *tiles, const char *class_)
{
  guint n = 0;

  for (GtkWidget *tile = gtk_widget_get_first_child (tiles); tile != NULL;
       tile = gtk_widget_get_next_sibling (tile))
    n += gtk_widget_has_css_class (tile, class_);
  return n;
}

static void
test_tiles_of_a_year (Fixture *f, gconstpointer data)
{
  const gint64 id = find_household (f, "class", "poor");
  GtkWidget *tiles = app_test_find (GTK_WIDGET (f->pane), SGN_TYPE_INDICATOR_TILES);
  g_autoptr (SgnHouseholdCard) card = sgn_household_card_load (connection_of (f), id, NULL);
  SgnRecord *row = sgn_household_card_find_year (card, 2023);

  sgn_household_pane_show (f->pane, f->ledger, id, 2023);
  g_assert_cmpint (count_tiles (tiles, "bad") * 10, ==, sgn_record_get_int (row, "b-points"));
  g_assert_cmpuint (count_tiles (tiles, "unknown"), ==, 0);
  /* Nobody has looked at 2024 yet. */
  sgn_household_pane_show (f->pane, f->ledger, id, 2024);
  g_assert_cmpuint (count_tiles (tiles, "unknown"), ==, 12);
}

static void
test_tiles (void)
{
  GtkWidget *tiles = g_object_ref_sink (sgn_indicator_tiles_new ());
  const SgnTri deprived[SGN_N_INDICATORS] = { SGN_TRI_YES, SGN_TRI_NO };
  const char *const why[SGN_N_INDICATORS] = { "Ba: không có hợp đồng" };
  GtkWidget *tile;
  int six, four, two;

  sgn_indicator_tiles_show (SGN_INDICATOR_TILES (tiles), deprived, why);
  tile = gtk_widget_get_first_child (tiles);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (tile), ==,
                   "Việc làm: thiếu hụt\nBa: không có hợp đồng");
  g_assert_nonnull (app_test_find_label (tile, "thiếu"));
  tile = gtk_widget_get_next_sibling (tile);
  g_assert_nonnull (app_test_find_label (tile, "✓"));
  tile = gtk_widget_get_next_sibling (tile);
  g_assert_nonnull (app_test_find_label (tile, "chưa rõ"));
  /* Fewer columns where it is narrow: the same tiles are higher. */
  gtk_widget_measure (tiles, GTK_ORIENTATION_VERTICAL, 410, &six, NULL, NULL, NULL);
  gtk_widget_measure (tiles, GTK_ORIENTATION_VERTICAL, 280, &four, NULL, NULL, NULL);
  gtk_widget_measure (tiles, GTK_ORIENTATION_VERTICAL, 140, &two, NULL, NULL, NULL);
  g_assert_cmpint (six, <, four);
  g_assert_cmpint (four, <, two);
  g_object_unref (tiles);
}

static void
test_follows_the_ledger (Fixture *f, gconstpointer data)
{
  const gint64 id = find_household (f, "class", "poor");
  g_autoptr (GError) error = NULL;
  const SgnEvent event = { { 2023, 6, 1 }, "Chuyển đi nơi khác" };

  sgn_household_pane_show (f->pane, f->ledger, id, 2023);
  app_test_settle ();
  g_assert_false (shows (f, "Chuyển đi nơi khác"));
  g_assert_true (sgn_household_end (f->ledger, id, "moved-away", &event, &error));
  g_assert_no_error (error);
  app_test_settle ();
  g_assert_true (shows (f, "Hộ đã kết thúc ngày 01/06/2023"));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (f->pane), "Chuyển đi nơi khác"));
  g_assert_true (sgn_ledger_undo (f->ledger, 0, NULL, &error));
  app_test_settle ();
  g_assert_false (shows (f, "Hộ đã kết thúc"));
}

static void
test_timeline (Fixture *f, gconstpointer data)
{
  const gint64 id = find_household (f, "class", "poor");
  g_autofree char *path = test_make_path ("quá trình.pdf");
  g_autoptr (SgnSheet) none = sgn_household_pane_make_timeline (f->pane, NULL);
  g_autoptr (SgnSheet) sheet = NULL;
  g_autofree char *start = NULL;

  g_assert_null (none);
  sgn_household_pane_show (f->pane, f->ledger, id, 2023);
  sheet = sgn_household_pane_make_timeline (f->pane, NULL);
  g_assert_nonnull (sheet);
  g_assert_true (g_str_has_prefix (sgn_sheet_get_title (sheet), "Quá trình của hộ "));
  sgn_choose_file_set_answer (GTK_WINDOW (f->window), path);
  gtk_widget_activate_action (GTK_WIDGET (f->pane), "pane.save-timeline", NULL);
  app_wait_until (g_file_get_contents (path, &start, NULL, NULL));
  g_assert_true (g_str_has_prefix (start, "%PDF"));
  app_wait_until (shows (f, "quá trình.pdf"));
}

/* The 36 months of who escaped by a decision of 2021 end in 2024. */
static void
test_newly_escaped (Fixture *f, gconstpointer data)
{
  const gint64 id = find_household (f, "movement", "escaped");
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnHouseholdCard) card = NULL;
  g_autofree char *until = NULL;

  g_setenv ("SGN_TODAY", "2026-11-10", TRUE);
  card = sgn_household_card_load (connection_of (f), id, &error);
  g_assert_no_error (error);
  until = sgn_date_format (card->escaped_until);
  g_assert_cmpstr (until, ==, "17/11/2026");
  sgn_household_pane_show (f->pane, f->ledger, id, 2023);
  app_test_settle ();
  g_assert_true (shows (f, "17/11/2026, còn 7 ngày"));
  g_setenv ("SGN_TODAY", "2026-11-18", TRUE);
  sgn_household_pane_show (f->pane, f->ledger, id, 2023);
  g_assert_false (shows (f, "còn 7 ngày"));
  g_setenv ("SGN_TODAY", "2023-08-31", TRUE);
}

/* It stands beside a list on a small screen, whatever it shows. */
static void
test_narrow (Fixture *f, gconstpointer data)
{
  const gint64 id = find_household (f, "class", "poor");
  int width;

  sgn_household_pane_show (f->pane, f->ledger, id, 2023);
  app_test_settle ();
  gtk_widget_measure (GTK_WIDGET (f->pane), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL,
                      NULL);
  g_assert_cmpint (width, <=, 300);
}

/* --- support --- */

static SgnRecord *
load_support (Fixture *f, gint64 household)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_support);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_int (query, "household-id", household);
  sgn_query_where_text (query, "content", "Máy tuốt lúa");
  ids = sgn_query_run (query, connection_of (f), NULL, NULL);
  return ids->len == 0 ? NULL
                       : sgn_record_load (connection_of (f), &sgn_type_support,
                                          g_array_index (ids, gint64, 0), NULL);
}

static void
type (SgnForm *form, const char *field, const char *text)
{
  SgnInput *input = sgn_form_get_input (form, field);

  g_assert_nonnull (input);
  sgn_input_set_text (input, text);
  sgn_input_edited (input);
}

static GtkWindow *
find_dialog (Fixture *f)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (f->window))
        return window;
    }
  return NULL;
}

static SgnForm *
add_support (Fixture *f)
{
  gtk_widget_activate_action (GTK_WIDGET (f->pane), "pane.add-support", NULL);
  g_assert_nonnull (find_dialog (f));
  return SGN_FORM (app_test_find (GTK_WIDGET (find_dialog (f)), SGN_TYPE_FORM));
}

static GtkWidget *
find_button (GtkWidget *root, const char *tooltip)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_widget_get_tooltip_text (root), tooltip) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, tooltip);
  return found;
}

static void
test_support (Fixture *f, gconstpointer data)
{
  const gint64 id = find_household (f, "class", "poor");
  SgnForm *form;
  g_autoptr (SgnRecord) saved = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *button;

  sgn_household_pane_show (f->pane, f->ledger, id, 2023);
  form = add_support (f);
  type (form, "date", "6/2023");
  type (form, "content", "Máy tuốt lúa");
  type (form, "amount", "3500000 đồng");
  /* what it was given as is asked for */
  g_assert_false (sgn_form_save (form, FALSE));
  type (form, "form", "goods");
  g_assert_true (sgn_form_save (form, FALSE));
  app_test_settle ();
  g_assert_null (find_dialog (f));
  saved = load_support (f, id);
  g_assert_nonnull (saved);
  g_assert_cmpstr (sgn_record_get_text (saved, "date"), ==, "2023-06");
  g_assert_cmpint (sgn_record_get_int (saved, "amount"), ==, 3500000);
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (f->pane), "2023  Máy tuốt lúa"));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (f->pane), "3.500.000"));

  button = find_button (GTK_WIDGET (f->pane), "Xóa “Máy tuốt lúa”");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  app_test_settle ();
  g_assert_null (load_support (f, id));
  g_assert_true (shows (f, "Đã xóa “Máy tuốt lúa”."));
  g_assert_true (sgn_ledger_undo (f->ledger, 0, NULL, &error));
  app_test_settle ();
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (f->pane), "2023  Máy tuốt lúa"));
}

/* Ctrl+Enter: the same household, the same day, nothing else; discarded, not even the day. */
static void
test_support_again (Fixture *f, gconstpointer data)
{
  const gint64 id = find_household (f, "class", "poor");
  SgnForm *form;
  g_autofree char *date = NULL, *content = NULL, *discarded = NULL;
  g_autoptr (SgnRecord) saved = NULL;

  sgn_household_pane_show (f->pane, f->ledger, id, 2023);
  form = add_support (f);
  type (form, "date", "15/6/2023");
  type (form, "content", "Bò giống");
  type (form, "form", "goods");
  g_assert_true (sgn_form_save (form, TRUE));
  app_test_settle ();
  g_assert_nonnull (find_dialog (f));
  date = sgn_input_get_text (sgn_form_get_input (form, "date"));
  content = sgn_input_get_text (sgn_form_get_input (form, "content"));
  g_assert_cmpstr (date, ==, "15/06/2023");
  g_assert_cmpstr (content, ==, "");
  type (form, "content", "Máy tuốt lúa");
  type (form, "form", "goods");
  g_assert_true (sgn_form_save (form, TRUE));
  saved = load_support (f, id);
  g_assert_nonnull (saved);
  type (form, "content", "Nhầm");
  gtk_widget_activate_action (GTK_WIDGET (form), "support.discard", NULL);
  discarded = sgn_input_get_text (sgn_form_get_input (form, "date"));
  g_assert_cmpstr (discarded, ==, "");
  gtk_widget_activate_action (GTK_WIDGET (form), "form.cancel", NULL);
  app_test_settle ();
}

/* What was typed for one household is not offered for the next. */
static void
test_support_draft (Fixture *f, gconstpointer data)
{
  const gint64 first = find_household (f, "class", "poor");
  const gint64 second = find_household (f, "class", "near-poor");
  SgnForm *form;
  g_autofree char *other = NULL, *kept = NULL;

  sgn_household_pane_show (f->pane, f->ledger, first, 2023);
  form = add_support (f);
  type (form, "content", "Máy tuốt lúa");
  gtk_widget_activate_action (GTK_WIDGET (form), "form.cancel", NULL);
  app_test_settle ();
  sgn_household_pane_show (f->pane, f->ledger, second, 2023);
  form = add_support (f);
  other = sgn_input_get_text (sgn_form_get_input (form, "content"));
  g_assert_cmpstr (other, ==, "");
  gtk_widget_activate_action (GTK_WIDGET (form), "form.cancel", NULL);
  app_test_settle ();
  sgn_household_pane_show (f->pane, f->ledger, first, 2023);
  form = add_support (f);
  kept = sgn_input_get_text (sgn_form_get_input (form, "content"));
  g_assert_cmpstr (kept, ==, "Máy tuốt lúa");
  /* … until it is discarded */
  gtk_widget_activate_action (GTK_WIDGET (form), "support.discard", NULL);
  g_free (kept);
  kept = sgn_input_get_text (sgn_form_get_input (form, "content"));
  g_assert_cmpstr (kept, ==, "");
  g_assert_cmpint (sgn_record_get_int (sgn_form_get_record (form), "household-id"), ==, first);
  gtk_widget_activate_action (GTK_WIDGET (form), "form.cancel", NULL);
  app_test_settle ();
}

/* --- windows of others --- */

static void
close_dialog (Fixture *f)
{
  GtkWindow *dialog = find_dialog (f);

  g_assert_nonnull (dialog);
  gtk_window_destroy (dialog);
  app_test_settle ();
  g_assert_null (find_dialog (f));
}

static GtkListBoxRow *
find_row_of (GtkWidget *label)
{
  return GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW));
}

/* Only children have measures to be shown. */
static void
test_members_rows (Fixture *f, gconstpointer data)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_member);
  g_autoptr (SgnRecord) child = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  GtkListBoxRow *row;

  sgn_query_set_sort (query, "-birth");
  sgn_query_set_limit (query, 1);
  ids = sgn_query_run (query, connection_of (f), NULL, &error);
  child = sgn_record_load (connection_of (f), &sgn_type_member, g_array_index (ids, gint64, 0),
                           &error);
  g_assert_no_error (error);
  sgn_household_pane_show (f->pane, f->ledger, sgn_record_get_int (child, "household-id"), 2023);
  app_test_settle ();
  row = find_row_of (app_test_find_label (GTK_WIDGET (f->pane), "chủ hộ"));
  g_assert_false (gtk_list_box_row_get_activatable (row));
  row = find_row_of (
      app_test_find_label (gtk_widget_get_parent (GTK_WIDGET (row)), /* the list of members */
                           sgn_record_get_text (child, "name")));
  g_assert_true (gtk_list_box_row_get_activatable (row));
  gtk_widget_activate (GTK_WIDGET (row));
  close_dialog (f);
}

/* What the sheet is for stands in its title. */
static void
assert_sheet_opened (Fixture *f, int year, const char *kind)
{
  g_auto (SgnValue) value = sgn_value_text (kind);
  g_autofree char *label = sgn_field_format (sgn_record_type_field (&sgn_type_review_sheet, "kind"),
                                             NULL, &value, SGN_MONEY_DONG);
  const gint64 id
      = find_household (f, "class", g_str_equal (kind, "periodic") ? "poor" : "not-poor");

  sgn_household_pane_show (f->pane, f->ledger, id, year);
  gtk_widget_activate_action (GTK_WIDGET (f->pane), "pane.sheet", NULL);
  g_assert_true (SGN_IS_REVIEW_SHEET_WINDOW (find_dialog (f)));
  g_assert_nonnull (strstr (gtk_window_get_title (find_dialog (f)), label));
  close_dialog (f);
}

/* Who is on last year's list is reviewed; who is not has asked for it. */
static void
test_sheet_of_next_year (Fixture *f, gconstpointer data)
{
  assert_sheet_opened (f, 2024, "periodic");
  assert_sheet_opened (f, 2024, "request");
}

static void
test_review_sheet (Fixture *f, gconstpointer data)
{
  const gint64 id = find_household (f, "class", "poor");

  sgn_household_pane_show (f->pane, f->ledger, id, 2023);
  gtk_widget_activate_action (GTK_WIDGET (f->pane), "pane.sheet", NULL);
  g_assert_true (SGN_IS_REVIEW_SHEET_WINDOW (find_dialog (f)));
  close_dialog (f);
  gtk_widget_activate_action (GTK_WIDGET (f->pane), "household.edit", NULL);
  g_assert_true (SGN_IS_HOUSEHOLD_WINDOW (find_dialog (f)));
  close_dialog (f);
}

/* --- the journal --- */

static void
test_journal (Fixture *f, gconstpointer data)
{
  const gint64 id = find_household (f, "class", "poor");
  const gint64 other = find_household (f, "class", "near-poor");
  g_autoptr (SgnRecord) household
      = sgn_record_load (connection_of (f), &sgn_type_household, id, NULL);
  g_autoptr (GError) error = NULL;

  sgn_household_pane_show (f->pane, f->ledger, id, 2023);
  g_assert_true (shows (f, "Đang đọc"));
  app_wait_until (!shows (f, "Đang đọc"));
  sgn_record_set_text (household, "phone", "0206123");
  g_assert_true (sgn_record_save_as_change (household, f->ledger, NULL, &error));
  app_wait_until (app_test_find_label (GTK_WIDGET (f->pane), "Điện thoại: – → 0206123"));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (f->pane), "Người thử"));
  /* That of another household is not shown, not even for a moment. */
  sgn_household_pane_show (f->pane, f->ledger, other, 2023);
  g_assert_null (app_test_find_label (GTK_WIDGET (f->pane), "0206123"));
  app_wait_until (!shows (f, "Đang đọc"));
  g_assert_null (app_test_find_label (GTK_WIDGET (f->pane), "0206123"));
}

/* Of a change of many fields the first are told, and how many more there are. */
static void
test_long_entry (Fixture *f, gconstpointer data)
{
  static const char *const texts[] = { "phone", "address", "note" };
  static const char *const flags[] = { "merit", "no-labour", "assisted", "alone" };
  const gint64 id = find_household (f, "class", "poor");
  g_autoptr (SgnRecord) household
      = sgn_record_load (connection_of (f), &sgn_type_household, id, NULL);
  g_autoptr (GError) error = NULL;

  sgn_household_pane_show (f->pane, f->ledger, id, 2023);
  app_wait_until (!shows (f, "Đang đọc"));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    sgn_record_set_text (household, texts[i], "0206123");
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    sgn_record_set_int (household, flags[i], !sgn_record_get_int (household, flags[i]));
  g_assert_true (sgn_record_save_as_change (household, f->ledger, NULL, &error));
  g_assert_no_error (error);
  app_wait_until (app_test_find_label (GTK_WIDGET (f->pane), "và 2 mục khác"));
}

int
main (int argc, char *argv[])
{
  /* the same households every time */
  g_setenv ("SGN_SITE", "19482", TRUE);
  app_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/household-pane/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("empty", test_empty);
  ADD ("head-and-members", test_head_and_members);
  ADD ("years", test_years);
  ADD ("tiles-of-a-year", test_tiles_of_a_year);
  ADD ("follows-the-ledger", test_follows_the_ledger);
  ADD ("narrow", test_narrow);
  ADD ("support", test_support);
  ADD ("support-draft", test_support_draft);
  ADD ("support-again", test_support_again);
  ADD ("members-rows", test_members_rows);
  ADD ("sheet-of-next-year", test_sheet_of_next_year);
  ADD ("review-sheet", test_review_sheet);
  ADD ("journal", test_journal);
  ADD ("long-entry", test_long_entry);
  ADD ("timeline", test_timeline);
  ADD ("newly-escaped", test_newly_escaped);
#undef ADD
  g_test_add_func ("/household-pane/tiles", test_tiles);
  return g_test_run ();
}
