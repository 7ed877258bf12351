#include "config.h"

#include "app-fixture.h"

#include "app/pages/sgn-change-item.h"
#include "app/pages/sgn-journal-page.h"
#include "app/widgets/sgn-change-view.h"
#include "programme/sgn-programme.h"
#include "record/sgn-query.h"

/* More than one fetch brings, so that what stands at the far end has to be looked for. */
#define N_CHANGES 450

typedef struct
{
  SgnLedger *ledger;
  GtkWidget *window;
  SgnPage *page;
  GListModel *changes;
  char *path;
} Fixture;

static gboolean
set_a_setting (SgnLedger *ledger, gpointer user_data, GError **error)
{
  return sgn_setting_set (ledger, "test", user_data, error);
}

static void
change_setting (Fixture *f, const char *action, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
      sgn_ledger_change (f->ledger, action, set_a_setting, (gpointer)value, NULL, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *table;

  f->path = app_test_make_sample ();
  f->ledger = app_test_open (f->path);
  f->page = g_object_new (SGN_TYPE_JOURNAL_PAGE, NULL);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 900, 540);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->page));
  gtk_window_present (GTK_WINDOW (f->window));
  sgn_page_set_ledger (f->page, f->ledger);
  table = app_test_find (GTK_WIDGET (f->page), GTK_TYPE_COLUMN_VIEW);
  f->changes = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)));
  app_wait_until (g_list_model_get_n_items (f->changes) > 0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sgn_page_set_ledger (f->page, NULL);
  gtk_window_destroy (GTK_WINDOW (f->window));
  app_test_settle ();
  g_assert_true (sgn_ledger_close (f->ledger, &error));
  g_object_unref (f->ledger);
  g_free (f->path);
}

static const char *
get_action (Fixture *f, guint position)
{
  g_autoptr (SgnChangeItem) item = g_list_model_get_item (f->changes, position);

  return item != NULL ? sgn_change_item_get (item)->action : NULL;
}

/* What stands beside the list. */
static char *
read_detail (Fixture *f)
{
  GtkWidget *view = app_test_find (GTK_WIDGET (f->page), SGN_TYPE_CHANGE_VIEW);
  GtkTextBuffer *buffer
      = gtk_text_view_get_buffer (GTK_TEXT_VIEW (app_test_find (view, GTK_TYPE_TEXT_VIEW)));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gboolean
detail_has (Fixture *f, const char *text)
{
  g_autofree char *detail = read_detail (f);

  return strstr (detail, text) != NULL;
}

static SgnRecord *
load_decision (Fixture *f)
{
  SgnConnection *connection = sgn_ledger_get_connection (f->ledger);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_decision_text);
  g_autoptr (GArray) ids = sgn_query_run (query, connection, NULL, NULL);

  g_assert_cmpuint (ids->len, >, 0);
  return sgn_record_load (connection, &sgn_type_decision_text, g_array_index (ids, gint64, 0),
                          NULL);
}

static gboolean
save_number (SgnLedger *ledger, gpointer user_data, GError **error)
{
  sgn_record_set_text (user_data, "number", "99/QĐ-UBND");
  return sgn_record_save (user_data, ledger, error);
}

/* Before and after of every field that changed, and nothing of the others. */
static void
test_detail (Fixture *f, gconstpointer data)
{
  g_autoptr (SgnRecord) decision = load_decision (f);
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = NULL;

  g_assert_true (
      sgn_ledger_change (f->ledger, "Sửa số văn bản", save_number, decision, NULL, &error));
  g_assert_no_error (error);
  app_wait_until (g_strcmp0 (get_action (f, 0), "Sửa số văn bản") == 0);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (f->changes), 0, TRUE);
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (f->page), "Sửa số văn bản"));
  app_wait_until (detail_has (f, "99/QĐ-UBND"));
  detail = read_detail (f);
  g_assert_true (g_str_has_suffix (detail, " (sửa)\nSố như ghi ở đây: – → 99/QĐ-UBND"));
}

/* A word of the oldest change alone: every fetch up to it is made. */
static void
test_far_word (Fixture *f, gconstpointer data)
{
  GtkWidget *entry = app_test_find (GTK_WIDGET (f->page), GTK_TYPE_SEARCH_ENTRY);

  change_setting (f, "Nhập dữ liệu đợt đầu", "0");
  for (guint i = 0; i < N_CHANGES; i++)
    change_setting (f, i % 100 == 0 ? "Đặt ngưỡng" : "Sửa", i % 2 == 0 ? "a" : "b");
  app_wait_until (g_list_model_get_n_items (f->changes) == 200);
  gtk_editable_set_text (GTK_EDITABLE (entry), "dot dau");
  app_wait_until (g_list_model_get_n_items (f->changes) == 1);
  g_assert_cmpstr (get_action (f, 0), ==, "Nhập dữ liệu đợt đầu");
  /* Scattered over three fetches: all are there though none fills the window. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "dat nguong");
  app_wait_until (g_list_model_get_n_items (f->changes) == 5);
  gtk_editable_set_text (GTK_EDITABLE (entry), "không có");
  app_wait_until (g_list_model_get_n_items (f->changes) == 0);
  app_wait_until (
      gtk_widget_get_mapped (app_test_find_label (GTK_WIDGET (f->page), "Chưa có thay đổi nào")));
}

/* The selected change stays selected when others come above it. */
static void
test_selection_stays (Fixture *f, gconstpointer data)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (f->changes);

  change_setting (f, "Thứ nhất", "1");
  change_setting (f, "Thứ hai", "2");
  app_wait_until (g_strcmp0 (get_action (f, 1), "Thứ nhất") == 0);
  gtk_selection_model_select_item (selection, 1, TRUE);
  change_setting (f, "Thứ ba", "3");
  app_wait_until (g_strcmp0 (get_action (f, 2), "Thứ nhất") == 0);
  g_assert_true (gtk_selection_model_is_selected (selection, 2));
}

/* The ledger goes away while the journal is being read. */
static void
test_closed_while_reading (Fixture *f, gconstpointer data)
{
  change_setting (f, "Sửa", "1");
  sgn_page_set_ledger (f->page, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (f->changes), ==, 0);
  app_test_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (f->changes), ==, 0);
}

#define ADD(name, function) \
  g_test_add ("/app/journal-page/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  ADD ("detail", test_detail);
  ADD ("far-word", test_far_word);
  ADD ("selection-stays", test_selection_stays);
  ADD ("closed-while-reading", test_closed_while_reading);
  return g_test_run ();
}
