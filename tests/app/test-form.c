#include "config.h"

#include "app-fixture.h"

#include "app/widgets/sgn-form.h"
#include "app/widgets/sgn-record-input.h"
#include "programme/sgn-programme.h"
#include "record/sgn-draft.h"
#include "record/sgn-query.h"
#include "store/sgn-journal.h"

typedef struct
{
  char *path;
  SgnLedger *ledger;
  GtkWidget *window;
  SgnForm *form;
  guint saved;
  gboolean another;
} Fixture;

static void
saved_cb (Fixture *fixture, gboolean another)
{
  fixture->saved++;
  fixture->another = another;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = app_test_make_sample ();
  fixture->ledger = app_test_open (fixture->path);
  fixture->window = gtk_window_new ();
  fixture->form = SGN_FORM (sgn_form_new (NULL));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->form));
  g_signal_connect_swapped (fixture->form, "saved", G_CALLBACK (saved_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
  app_test_close (fixture->ledger);
  g_free (fixture->path);
}

static gint64
any_id (Fixture *fixture, const SgnRecordType *type)
{
  g_autoptr (SgnQuery) query = sgn_query_new (type);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  sgn_query_set_limit (query, 1);
  ids = sgn_query_run (query, sgn_ledger_get_connection (fixture->ledger), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);
  return g_array_index (ids, gint64, 0);
}

static void
type (Fixture *fixture, const char *field, const char *text)
{
  SgnInput *input = sgn_form_get_input (fixture->form, field);

  g_assert_nonnull (input);
  sgn_input_set_text (input, text);
  sgn_input_leave (input);
}

static void
edit_new (Fixture *fixture)
{
  g_autoptr (SgnRecord) record = sgn_record_new (&sgn_type_disbursement);

  sgn_form_edit (fixture->form, fixture->ledger, record);
}

static void
type_disbursement (Fixture *fixture)
{
  const SgnValue component = { SGN_VALUE_INT, any_id (fixture, &sgn_type_component), 0, NULL };

  type (fixture, "date", "31/8/2023");
  type (fixture, "plan-year", "2023");
  sgn_input_set_value (sgn_form_get_input (fixture->form, "component-id"), &component);
  type (fixture, "unit-id", "Huyện Trùng Khánh");
  type (fixture, "kind", "payment");
  type (fixture, "amount", "1.250");
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  SgnRecord *record;
  g_autoptr (SgnChange) change = NULL;

  edit_new (fixture);
  g_assert_false (sgn_form_is_changed (fixture->form));
  type_disbursement (fixture);
  g_assert_true (sgn_form_is_changed (fixture->form));
  g_assert_true (sgn_form_save (fixture->form, TRUE));
  g_assert_cmpuint (fixture->saved, ==, 1);
  g_assert_true (fixture->another);
  g_assert_false (sgn_form_is_changed (fixture->form));
  record = sgn_form_get_record (fixture->form);
  g_assert_cmpint (sgn_record_get_id (record), !=, 0);
  g_assert_cmpint (sgn_record_get_int (record, "amount"), ==, G_GINT64_CONSTANT (1250000000));
  g_assert_cmpstr (sgn_record_get_text (record, "date"), ==, "2023-08-31");
  /* One change, by name. */
  change = sgn_journal_next_undo (sgn_ledger_get_connection (fixture->ledger), NULL);
  g_assert_cmpuint (change->inserted, ==, 1);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  edit_new (fixture);
  type_disbursement (fixture);
  type (fixture, "amount", "1.16");
  g_assert_false (sgn_form_save (fixture->form, FALSE));
  g_assert_cmpuint (fixture->saved, ==, 0);
  g_assert_nonnull (sgn_input_get_finding (sgn_form_get_input (fixture->form, "amount")));
  /* Required fields say so by themselves. */
  type (fixture, "amount", "");
  g_assert_false (sgn_form_save (fixture->form, FALSE));
  g_assert_nonnull (sgn_input_get_finding (sgn_form_get_input (fixture->form, "amount")));
}

static void
test_draft (Fixture *fixture, gconstpointer data)
{
  g_autofree char *amount = NULL;
  SgnConnection *connection = sgn_ledger_get_connection (fixture->ledger);

  edit_new (fixture);
  g_assert_false (sgn_form_has_draft (fixture->form));
  type (fixture, "amount", "77");
  type (fixture, "voucher", "UNC 12");
  sgn_form_keep_draft (fixture->form);
  /* Another form, as after a crash. */
  edit_new (fixture);
  g_assert_true (sgn_form_has_draft (fixture->form));
  g_assert_true (sgn_form_is_changed (fixture->form));
  amount = sgn_input_get_text (sgn_form_get_input (fixture->form, "amount"));
  g_assert_cmpstr (amount, ==, "77");
  sgn_form_discard (fixture->form);
  g_assert_false (sgn_form_has_draft (fixture->form));
  g_assert_null (sgn_draft_load (connection, &sgn_type_disbursement, 0, NULL));
}

/* What the form was opened with stays, what nobody can type in it too; a saved record is as stored.
 */
static void
test_discard (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnRecord) begun = sgn_record_new (&sgn_type_disbursement);
  g_autofree char *voucher = NULL;

  sgn_record_set_int (begun, "synthetic", 1);
  sgn_record_set_text (begun, "voucher", "UNC 7");
  sgn_form_edit (fixture->form, fixture->ledger, begun);
  type_disbursement (fixture);
  type (fixture, "voucher", "UNC 8");
  for (guint i = 0; i < 2; i++)
    {
      sgn_form_discard (fixture->form);
      g_free (voucher);
      voucher = sgn_input_get_text (sgn_form_get_input (fixture->form, "voucher"));
      g_assert_cmpstr (voucher, ==, "UNC 7");
      g_assert_cmpint (sgn_record_get_int (sgn_form_get_record (fixture->form), "synthetic"), ==,
                       1);
      g_assert_true (sgn_record_is_null (sgn_form_get_record (fixture->form), "amount"));
      type (fixture, "voucher", "UNC 9");
    }
  type_disbursement (fixture);
  g_assert_true (sgn_form_save (fixture->form, FALSE));
  type (fixture, "voucher", "UNC 10");
  sgn_form_discard (fixture->form);
  g_assert_cmpstr (sgn_record_get_text (sgn_form_get_record (fixture->form), "voucher"), ==,
                   "UNC 9");
}

static void
test_draft_goes_with_saving (Fixture *fixture, gconstpointer data)
{
  SgnConnection *connection = sgn_ledger_get_connection (fixture->ledger);

  edit_new (fixture);
  type_disbursement (fixture);
  sgn_form_keep_draft (fixture->form);
  g_assert_true (sgn_form_save (fixture->form, FALSE));
  g_assert_null (sgn_draft_load (connection, &sgn_type_disbursement, 0, NULL));
}

static gboolean
is_written (Fixture *fixture)
{
  g_autoptr (SgnConnection) other
      = sgn_connection_open_readonly (sgn_ledger_get_path (fixture->ledger), NULL);
  g_autoptr (GHashTable) texts = sgn_draft_load (other, &sgn_type_disbursement, 0, NULL);

  return texts != NULL;
}

/* A long change is being made beside the ledger: typing goes on, nothing is lost, and what was
 * typed is written when the ledger is free. Saving is refused in words, and loses nothing either.
 */
static void
test_draft_while_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SgnLedger *beside = sgn_ledger_open_beside (fixture->ledger, &error);
  g_autofree char *amount = NULL;

  g_assert_no_error (error);
  edit_new (fixture);
  type_disbursement (fixture);
  type (fixture, "amount", "77");
  sgn_form_keep_draft (fixture->form);
  g_assert_false (sgn_form_save (fixture->form, FALSE));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (fixture->form), "đang được"));
  edit_new (fixture);
  amount = sgn_input_get_text (sgn_form_get_input (fixture->form, "amount"));
  g_assert_cmpstr (amount, ==, "77");
  g_assert_false (is_written (fixture));

  g_object_unref (beside);
  sgn_ledger_announce (fixture->ledger, NULL);
  g_assert_true (is_written (fixture));
  g_assert_true (sgn_form_save (fixture->form, FALSE));
  g_assert_false (is_written (fixture));
}

static void
test_reference_by_letters (Fixture *fixture, gconstpointer data)
{
  g_auto (SgnValue) value = SGN_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  SgnInput *input;

  edit_new (fixture);
  input = sgn_form_get_input (fixture->form, "unit-id");
  type (fixture, "unit-id", "ngoc con");
  g_assert_true (sgn_input_get_value (input, &value, &error));
  g_assert_no_error (error);
  title = sgn_record_title (sgn_ledger_get_connection (fixture->ledger), &sgn_type_unit,
                            value.integer);
  g_assert_cmpstr (title, ==, "Xã Ngọc Côn");
  type (fixture, "unit-id", "không có xã này");
  g_assert_false (sgn_input_get_value (input, &value, NULL));
}

#define ADD(name, function) \
  g_test_add ("/app/form/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  ADD ("save", test_save);
  ADD ("refused", test_refused);
  ADD ("draft", test_draft);
  ADD ("discard", test_discard);
  ADD ("draft-goes-with-saving", test_draft_goes_with_saving);
  ADD ("draft-while-busy", test_draft_while_busy);
  ADD ("reference-by-letters", test_reference_by_letters);
  return g_test_run ();
}
