#include "config.h"

#include "app-fixture.h"

#include "app/widgets/sgn-grid-records.h"
#include "programme/sgn-programme.h"

typedef struct
{
  char *path;
  SgnLedger *ledger;
  SgnGridModel *model;
} Fixture;

enum
{
  DATE,
  UNIT,
  COMPONENT,
  AMOUNT,
  OWNER
};

static const SgnGridRecordsColumn columns[] = {
  { "date" }, { "unit-id" }, { "component-id" }, { "amount" }, { "owner-id" }, { NULL },
};

/* Disbursements; a new one begins with a unit. */
static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SgnRecord) template = sgn_record_new (&sgn_type_disbursement);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_disbursement);
  g_autoptr (GError) error = NULL;
  SgnGridRecords *records;

  f->path = app_test_make_sample ();
  f->ledger = app_test_open (f->path);
  records
      = sgn_grid_records_new (f->ledger, sgn_programme_types (), &sgn_type_disbursement, columns);
  sgn_record_set_int (template, "plan-year", 2023);
  sgn_record_set_int (template, "unit-id",
                      sgn_programme_own_unit (sgn_ledger_get_connection (f->ledger)));
  sgn_record_set_text (template, "kind", "payment");
  sgn_grid_records_set_template (records, template);
  g_assert_true (sgn_grid_records_set_query (records, query, &error));
  g_assert_no_error (error);
  f->model = SGN_GRID_MODEL (records);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->model);
  app_test_settle ();
  app_test_close (f->ledger);
  g_free (f->path);
}

static SgnGridVerdict
type (Fixture *f, guint row, guint column, const char *text)
{
  g_autofree char *message = NULL;

  return sgn_grid_model_set_text (f->model, row, column, text, &message);
}

/* Returns: the row, complete but for what is typed as its unit */
static guint
type_row (Fixture *f, const char *unit, SgnGridVerdict verdict)
{
  const guint row = sgn_grid_model_get_n_rows (f->model);

  g_assert_cmpint (type (f, row, DATE, "31/8/2023"), ==, SGN_GRID_OK);
  g_assert_cmpint (type (f, row, COMPONENT, "1"), ==, SGN_GRID_OK);
  g_assert_cmpint (type (f, row, AMOUNT, "125"), ==, SGN_GRID_OK);
  g_assert_cmpint (type (f, row, UNIT, unit), ==, verdict);
  return row;
}

static gint64
get_id (Fixture *f, guint row)
{
  return sgn_grid_records_get_id (SGN_GRID_RECORDS (f->model), row);
}

static void
assert_verdict (Fixture *f, guint row, SgnGridVerdict verdict, const char *part)
{
  g_autofree char *message = NULL;

  g_assert_cmpint (sgn_grid_model_get_row_verdict (f->model, row, &message), ==, verdict);
  if (part != NULL)
    g_assert_nonnull (strstr (message, part));
}

/* Where a unit was typed that there is none of, the row is not stored with the one it began with.
 */
static void
test_typed_over (Fixture *f, gconstpointer data)
{
  const guint row = type_row (f, "Xã không có", SGN_GRID_ERROR);

  sgn_grid_model_leave_row (f->model, row);
  g_assert_cmpint (get_id (f, row), ==, 0);
  assert_verdict (f, row, SGN_GRID_ERROR, "Xã không có");
  sgn_grid_model_revert (f->model, row, UNIT);
  assert_verdict (f, row, SGN_GRID_OK, NULL);
  sgn_grid_model_leave_row (f->model, row);
  g_assert_cmpint (get_id (f, row), !=, 0);
}

/* The same in a batch, whose other rows are stored. */
static void
test_typed_over_in_batch (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint bad, good;

  sgn_grid_model_begin_batch (f->model, "Dán 2 dòng");
  bad = type_row (f, "Xã không có", SGN_GRID_ERROR);
  good = type_row (f, "Xã Ngọc Côn", SGN_GRID_OK);
  g_assert_true (sgn_grid_model_commit_batch (f->model, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_id (f, bad), ==, 0);
  g_assert_cmpint (get_id (f, good), !=, 0);
  g_assert_cmpint (type (f, bad, UNIT, "Xã Ngọc Khê"), ==, SGN_GRID_OK);
  sgn_grid_model_leave_row (f->model, bad);
  g_assert_cmpint (get_id (f, bad), !=, 0);
}

/* What was refused where nothing stood keeps no row from being stored: its cell goes on asking. */
static void
test_typed_beside (Fixture *f, gconstpointer data)
{
  const guint row = type_row (f, "Xã Ngọc Côn", SGN_GRID_OK);

  g_assert_cmpint (type (f, row, OWNER, "không ai"), ==, SGN_GRID_ERROR);
  sgn_grid_model_leave_row (f->model, row);
  g_assert_cmpint (get_id (f, row), !=, 0);
  assert_verdict (f, row, SGN_GRID_ERROR, NULL);
}

#define ADD(name, func) \
  g_test_add ("/app/grid-records/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  ADD ("typed-over", test_typed_over);
  ADD ("typed-over-in-batch", test_typed_over_in_batch);
  ADD ("typed-beside", test_typed_beside);
  return g_test_run ();
}
