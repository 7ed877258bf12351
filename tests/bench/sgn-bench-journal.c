#include "config.h"

#include "store-fixture.h"
#include "store/sgn-connection-private.h"

/*
 * What recording changes costs: each is held against the same statements in a bare transaction, on
 * a ledger of its own under the same settings. Prints a table, and one line of JSON.
 */

#define N_ROWS 50000
#define N_SMALL 500
#define N_RUNS 5

static const char sql_insert[]
    = "INSERT INTO funding_line\n"
      "  (id, decision_id, component_id, unit_id, source, capital_kind, amount, note)\n"
      "VALUES (:id, 1, 1, 1, 'central', 'recurrent', :amount, :note)";

static const char sql_update[] = "UPDATE funding_line SET amount = amount + 1 WHERE id = :id";

static const char *const parents[] = {
  "INSERT INTO unit (id, level, kind, name) VALUES (1, 'district', 'huyen', 'Trùng Khánh')",
  "INSERT INTO component (id, code, name, kind, position) VALUES (1, '1', 'Dự án 1', 'project', 1)",
  "INSERT INTO funding_decision (id, year, kind, title, state)\n"
  "VALUES (1, 2023, 'assigned', 'Quyết định', 'issued')",
};

/* The same work, done by a change and bare. */
typedef struct
{
  Fixture recorded, bare;
  SgnConnection *bare_connection;
} Bench;

typedef gboolean (*Work) (SgnConnection *connection, gint64 id, GError **error);
typedef void (*Run) (Bench *bench);

static gboolean
insert_rows (SgnConnection *connection, gint64 first, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, sql_insert, error);

  for (gint64 id = first; id < first + N_ROWS; id++)
    {
      g_autofree char *note = g_strdup_printf ("ghi chú %u", (guint)id);

      sgn_statement_bind_int (statement, ":id", id);
      sgn_statement_bind_int (statement, ":amount", id * 1000);
      sgn_statement_bind_text (statement, ":note", note);
      if (!sgn_statement_run (statement, error))
        return FALSE;
      sgn_statement_reset (statement);
    }
  return TRUE;
}

static gboolean
update_row (SgnConnection *connection, gint64 id, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, sql_update, error);

  sgn_statement_bind_int (statement, ":id", id);
  return sgn_statement_run (statement, error);
}

static gboolean
insert_rows_cb (SgnLedger *ledger, gpointer data, GError **error)
{
  return insert_rows (sgn_ledger_get_connection (ledger), 1, error);
}

static gboolean
update_row_cb (SgnLedger *ledger, gpointer data, GError **error)
{
  return update_row (sgn_ledger_get_connection (ledger), *(gint64 *)data, error);
}

static void
run_bare (Bench *bench, Work work, gint64 id)
{
  g_autoptr (GError) error = NULL;

  sgn_connection_run (bench->bare_connection, "BEGIN IMMEDIATE", &error);
  g_assert_no_error (error);
  work (bench->bare_connection, id, &error);
  g_assert_no_error (error);
  sgn_connection_run (bench->bare_connection, "COMMIT", &error);
  g_assert_no_error (error);
}

static void
import_recorded (Bench *bench)
{
  g_assert_true (
      sgn_ledger_change (bench->recorded.ledger, "Nhập", insert_rows_cb, NULL, NULL, NULL));
}

static void
import_bare (Bench *bench)
{
  run_bare (bench, insert_rows, 1);
}

static void
small_recorded (Bench *bench)
{
  for (gint64 id = 1; id <= N_SMALL; id++)
    g_assert_true (
        sgn_ledger_change (bench->recorded.ledger, "Sửa", update_row_cb, &id, NULL, NULL));
}

static void
small_bare (Bench *bench)
{
  for (gint64 id = 1; id <= N_SMALL; id++)
    run_bare (bench, update_row, id);
}

static void
undo_recorded (Bench *bench)
{
  g_assert_true (sgn_ledger_undo (bench->recorded.ledger, 0, NULL, NULL));
}

static void
undo_bare (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  sgn_connection_run (bench->bare_connection, "DELETE FROM funding_line", &error);
  g_assert_no_error (error);
}

static double
measure (Bench *bench, Run run)
{
  gint64 start = g_get_monotonic_time ();

  run (bench);
  return (double)(g_get_monotonic_time () - start) / 1000;
}

static int
compare_doubles_cb (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *)a - *(const double *)b;

  return difference < 0 ? -1 : difference > 0;
}

static double
find_median (double *values)
{
  qsort (values, N_RUNS, sizeof *values, compare_doubles_cb);
  return values[N_RUNS / 2];
}

static void
report (GString *json, const char *what, const char *key, double ours, double bare)
{
  char ours_text[G_ASCII_DTOSTR_BUF_SIZE], bare_text[G_ASCII_DTOSTR_BUF_SIZE];
  char ratio[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (ours_text, sizeof ours_text, "%.2f", ours);
  g_ascii_formatd (bare_text, sizeof bare_text, "%.2f", bare);
  g_ascii_formatd (ratio, sizeof ratio, "%.2f", ours / bare);
  g_print ("# %-52s %9s ms %9s ms %6s\n", what, ours_text, bare_text, ratio);
  g_string_append_printf (json, "%s\"%s\":{\"ms\":%s,\"bare_ms\":%s,\"ratio\":%s}",
                          json->len > 0 ? "," : "", key, ours_text, bare_text, ratio);
}

static void
bench_set_up (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (&bench->recorded, NULL);
  fixture_set_up (&bench->bare, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (parents); i++)
    {
      change_sql (bench->recorded.ledger, "Nền", parents[i]);
      change_sql (bench->bare.ledger, "Nền", parents[i]);
    }
  /* Open beside the ledger, and past its journal. */
  bench->bare_connection = sgn_connection_open (bench->bare.path, SGN_CONNECTION_WRITE, &error);
  g_assert_no_error (error);
}

static void
bench_tear_down (Bench *bench)
{
  g_clear_object (&bench->bare_connection);
  fixture_tear_down (&bench->recorded, NULL);
  fixture_tear_down (&bench->bare, NULL);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *what, *key;
    Run recorded, bare;
  } steps[] = {
    { "import of 50,000 lines as one change", "import", import_recorded, import_bare },
    { "500 changes of one field each", "small", small_recorded, small_bare },
    { "undo of the import (bare: DELETE)", "undo", undo_recorded, undo_bare },
  };
  double ours[G_N_ELEMENTS (steps)][N_RUNS], bare[G_N_ELEMENTS (steps)][N_RUNS];
  g_autoptr (GString) json = g_string_new (NULL);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint run = 0; run < N_RUNS; run++)
    {
      Bench bench = { { NULL } };

      bench_set_up (&bench);
      for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
        {
          /* The small changes stand in the way of undoing the import. */
          if (steps[i].recorded == undo_recorded)
            for (int n = 0; n < N_SMALL; n++)
              undo_recorded (&bench);
          ours[i][run] = measure (&bench, steps[i].recorded);
          bare[i][run] = measure (&bench, steps[i].bare);
        }
      bench_tear_down (&bench);
    }

  g_print ("# %-52s %12s %12s %6s\n", "the journal", "recorded", "bare SQL", "ratio");
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    report (json, steps[i].what, steps[i].key, find_median (ours[i]), find_median (bare[i]));
  g_print ("# {\"bench\":\"journal\",\"results\":{%s}}\n", json->str);
  g_print ("ok 1 /bench/journal\n1..1\n");
  return 0;
}
