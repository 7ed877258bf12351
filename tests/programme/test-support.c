#include "config.h"

#include "programme/sgn-household-card.h"
#include "programme/sgn-household-events.h"
#include "programme-fixture.h"
#include "record/sgn-finder.h"
#include "record/sgn-query.h"
#include "store/sgn-journal.h"

/* Who received what: as a record, in its view, and what becomes of it when households change. */

static const SgnEvent event = { { 2023, 10, 15 }, "vì lý do thử" };

static SgnLedger *
make_registry (void)
{
  SgnLedger *ledger = make_ledger (2023);

  run_sql (ledger, "INSERT INTO unit (id, parent_id, level, kind, name, area, position) "
                   "SELECT 101, unit_id, 'commune', 'xa', 'Xã Một', 'rural', 1 FROM ledger;\n"
                   "INSERT INTO unit (id, parent_id, level, kind, name, position) VALUES "
                   "(111, 101, 'village', 'thon', 'Thôn A', 1)");
  run_sql (
      ledger,
      "INSERT INTO household (id, unit_id, code, head) VALUES "
      "(201, 111, 'A-01', 'Nông Văn An'), (202, 111, NULL, 'Lý Thị Bình');\n"
      "INSERT INTO member (id, household_id, position, name, sex, birth, relation, id_number) "
      "VALUES (301, 201, 1, 'Nông Văn An', 'male', '1960', 'head', NULL), "
      "(302, 201, 2, 'Nông Văn Dũng', 'male', '1990-05-01', 'child', '004090000001'), "
      "(303, 201, 3, 'Nông Thị Gấm', 'female', '2015', 'grandchild', NULL), "
      "(311, 202, 1, 'Lý Thị Bình', 'female', '1970', 'head', NULL);\n"
      "INSERT INTO household_year (id, household_id, year, unit_id, class, state, persons, "
      "head) VALUES (401, 201, 2022, 111, 'poor', 'official', 3, 'Nông Văn An');\n"
      "INSERT INTO support (id, household_id, member_id, component_id, date, content, form, "
      "quantity, measure, amount, source) VALUES "
      "(801, 201, NULL, (SELECT id FROM component WHERE code = '2'), '2022-05', 'Bò sinh sản', "
      "'goods', 1, 'con', 14000000, 'NSTW'), "
      "(802, 201, 302, NULL, '2023-03-02', 'Lớp thú y', 'service', NULL, NULL, NULL, NULL), "
      "(803, 202, NULL, NULL, '2021', 'Quà Tết', 'goods', NULL, NULL, 500000, NULL)");
  return ledger;
}

/* The support a household shows, newest first: "802 801". */
static char *
list_support (SgnLedger *ledger, gint64 household)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnHouseholdCard) card
      = sgn_household_card_load (sgn_ledger_get_connection (ledger), household, &error);
  GString *ids = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < card->support->len; i++)
    g_string_append_printf (ids, "%s%d", i > 0 ? " " : "",
                            (int)sgn_record_get_id (card->support->pdata[i]));
  return g_string_free (ids, FALSE);
}

#define assert_support(ledger, household, expected)                  \
  G_STMT_START                                                       \
  {                                                                  \
    g_autofree char *listed_ = list_support ((ledger), (household)); \
    g_assert_cmpstr (listed_, ==, (expected));                       \
  }                                                                  \
  G_STMT_END

static void
test_view (void)
{
  SgnLedger *ledger = make_registry ();

  assert_sql (ledger,
              "SELECT support_id, date, year, head, household_code, village_name, commune_name, "
              "class, member_name, component_code, component_kind, content, form, quantity, "
              "measure, amount, source FROM v_support ORDER BY 1",
              "801|2022-05|2022|Nông Văn An|A-01|Thôn A|Xã Một|poor||2|project|Bò sinh "
              "sản|goods|1.0|con|14000000|NSTW\n"
              "802|2023-03-02|2023|Nông Văn An|A-01|Thôn A|Xã Một||Nông Văn Dũng|||Lớp thú "
              "y|service||||\n"
              "803|2021|2021|Lý Thị Bình||Thôn A|Xã Một|||||Quà Tết|goods|||500000|\n");
  close_ledger (ledger);
}

static gboolean
save_cb (SgnLedger *ledger, gpointer record, GError **error)
{
  return sgn_record_save (record, ledger, error);
}

/* A record like any other: entered, found under its household, taken back. */
static void
test_record (void)
{
  SgnLedger *ledger = make_registry ();
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnRecord) record = sgn_record_new (&sgn_type_support);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_household);
  g_autoptr (GArray) found = NULL, after = NULL;

  g_assert_true (sgn_finder_attach (ledger, sgn_programme_types (), &error));
  sgn_record_set_int (record, "household-id", 202);
  sgn_record_set_text (record, "date", "2023-06");
  sgn_record_set_text (record, "content", "Bồn nước");
  g_assert_false (sgn_ledger_change (ledger, "Thiếu hình thức", save_cb, record, NULL, &error));
  g_clear_error (&error);
  sgn_record_set_text (record, "form", "goods");
  g_assert_true (sgn_ledger_change (ledger, "Thêm", save_cb, record, NULL, &error));
  g_assert_no_error (error);

  sgn_query_find (query, "bon nuoc");
  found = sgn_query_run (query, connection, NULL, &error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (g_array_index (found, gint64, 0), ==, 202);
  g_assert_true (sgn_ledger_undo (ledger, 0, NULL, &error));
  after = sgn_query_run (query, connection, NULL, &error);
  g_assert_cmpuint (after->len, ==, 0);
  close_ledger (ledger);
}

static gboolean
remove_household_cb (SgnLedger *ledger, gpointer data, GError **error)
{
  return sgn_record_remove (ledger, sgn_programme_types (), &sgn_type_household, 202, error);
}

static void
test_holds_its_household (void)
{
  SgnLedger *ledger = make_registry ();
  g_autoptr (GError) error = NULL;

  run_sql (ledger, "DELETE FROM member WHERE household_id = 202");
  g_assert_false (sgn_ledger_change (ledger, "Xóa", remove_household_cb, NULL, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT);
  close_ledger (ledger);
}

/* Two records of one household: what either received is the kept one's. */
static void
test_unite (void)
{
  SgnLedger *ledger = make_registry ();
  g_autoptr (GError) error = NULL;

  run_sql (ledger,
           "INSERT INTO member (id, household_id, position, name, sex, birth, relation, id_number) "
           "VALUES (312, 202, 2, 'Nông Văn Dũng', 'male', '1990', 'child', '004090000001');\n"
           "INSERT INTO support (id, household_id, member_id, date, content, form) VALUES "
           "(804, 202, 312, '2022', 'Thẻ BHYT', 'card')");
  g_assert_true (sgn_household_unite (ledger, 201, 202, NULL, &event, &error));
  g_assert_no_error (error);
  assert_sql (ledger, "SELECT id, household_id, member_id FROM support ORDER BY 1",
              "801|201|\n802|201|302\n803|201|\n804|201|302\n");
  assert_support (ledger, 201, "802 801 804 803");
  assert_support (ledger, 202, "");
  g_assert_true (sgn_ledger_undo (ledger, 0, NULL, &error));
  assert_support (ledger, 202, "804 803");
  close_ledger (ledger);
}

/* What somebody received goes along and is told of in both households; the rows do not change. */
static void
test_split (void)
{
  SgnLedger *ledger = make_registry ();
  static const gint64 leaving[] = { 302, 303 };
  gint64 created = 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_household_split (ledger, 201, leaving, 2, 302, 0, &event, &created, &error));
  g_assert_no_error (error);
  assert_support (ledger, 201, "802 801");
  assert_support (ledger, created, "802");
  assert_sql (ledger, "SELECT household_id, count(*) FROM support GROUP BY 1", "201|2\n202|1\n");
  close_ledger (ledger);
}

static void
test_merge (void)
{
  SgnLedger *ledger = make_registry ();
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_household_merge_into (ledger, 202, 201, &event, &error));
  g_assert_no_error (error);
  assert_support (ledger, 201, "802 801 803");
  assert_support (ledger, 202, "803");
  assert_sql (ledger, "SELECT household_id FROM support WHERE id = 803", "202\n");
  close_ledger (ledger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/support/view", test_view);
  g_test_add_func ("/support/record", test_record);
  g_test_add_func ("/support/holds-its-household", test_holds_its_household);
  g_test_add_func ("/support/unite", test_unite);
  g_test_add_func ("/support/split", test_split);
  g_test_add_func ("/support/merge", test_merge);
  return g_test_run ();
}
