#include "config.h"

#include "base/sgn-error.h"
#include "store-fixture.h"
#include "store-mount.h"
#include "test-folder.h"

#include <string.h>

#define DISK_KIB 3072

static gboolean can_mount;

/* A ledger on a small disk of its own, and nothing on any other. */
static void
set_up_small (Fixture *fixture, gconstpointer volume)
{
  const SgnLedgerInfo info = { "district", "Huyện", 2023, "Nông Thị Mai", FALSE };
  g_autoptr (GError) error = NULL;

  fixture->folder = test_make_folder ("Đĩa nhỏ");
  fixture->path = g_build_filename (fixture->folder, "Sổ.sgn", NULL);
  if (!can_mount || !mount_small (fixture->folder, DISK_KIB))
    return;
  g_setenv ("SGN_VOLUME", volume, TRUE);
  fixture->ledger = sgn_ledger_create (fixture->path, &info, &error);
  g_unsetenv ("SGN_VOLUME");
  g_assert_no_error (error);
}

static void
tear_down_small (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->ledger);
  unmount (fixture->folder);
  fixture_tear_down (fixture, data);
}

static gboolean
is_skipped (Fixture *fixture)
{
  if (fixture->ledger == NULL)
    g_test_skip ("this system lets us mount nothing");
  return fixture->ledger == NULL;
}

/* Makes changes of 100 kB until the disk is full. */
static void
fill_disk (Fixture *fixture, GError **error)
{
  gboolean done = TRUE;

  for (int i = 1; done && i < 1000; i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "INSERT INTO attachment (id, record_type, record_id, name, added_at, data)\n"
          "VALUES (%d, 'unit', 1, 'tệp', '', randomblob(100000))",
          i);

      done = try_sql (fixture->ledger, "Tệp đính kèm", sql, NULL, error);
    }
  g_assert_false (done);
}

static void
test_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  SgnConnection *connection;

  if (is_skipped (fixture))
    return;
  fill_disk (fixture, &error);
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "The disk is full"));
  g_clear_error (&error);

  /* What was written before is all there, what was not is not, and there is a change for each. */
  connection = sgn_ledger_get_connection (fixture->ledger);
  g_assert_cmpint (query_int (connection, "SELECT count(*) FROM attachment"), >, 3);
  g_assert_cmpint (
      query_int (connection,
                 "SELECT (SELECT count(*) FROM attachment) - (SELECT count(*) FROM change)"),
      ==, 0);
  g_assert_false (sgn_ledger_is_changing (fixture->ledger));
  before = dump (connection);
  g_assert_false (
      try_sql (fixture->ledger, "Tệp",
               "INSERT INTO setting (id, key, value) VALUES (1, 'a', randomblob(900000))", NULL,
               NULL));
  after = dump (connection);
  g_assert_cmpstr (before, ==, after);

  g_clear_object (&fixture->ledger);
  problems = sgn_ledger_verify (fixture->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  fixture->ledger
      = sgn_ledger_open (fixture->path, SGN_LEDGER_OPEN_NO_DAILY_BACKUP, NULL, NULL, &error);
  g_assert_no_error (error);
  g_free (after);
  after = dump (sgn_ledger_get_connection (fixture->ledger));
  g_assert_cmpstr (before, ==, after);
}

static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "bản sao.sgn", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GBytes) good = NULL;
  g_autoptr (GBytes) kept = NULL;
  guint n_files;

  if (is_skipped (fixture))
    return;
  g_assert_true (sgn_backup_write (fixture->ledger, target, FALSE, NULL, &error));
  g_assert_no_error (error);
  good = read_file (target);
  fill_disk (fixture, NULL);
  n_files = test_count_files (fixture->folder);

  g_assert_false (sgn_backup_write (fixture->ledger, target, TRUE, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_FULL);
  /* The one that was there before is not lost, and nothing half is left. */
  kept = read_file (target);
  g_assert_true (g_bytes_equal (good, kept));
  g_assert_cmpuint (test_count_files (fixture->folder), ==, n_files);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  const SgnLedgerInfo info = { "district", "Huyện", 2023, NULL, FALSE };
  g_autofree char *second = g_build_filename (fixture->folder, "hai.sgn", NULL);
  g_autoptr (GError) error = NULL;
  guint n_files;

  if (is_skipped (fixture))
    return;
  fill_disk (fixture, NULL);
  n_files = test_count_files (fixture->folder);
  g_assert_null (sgn_ledger_create (second, &info, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_FULL);
  g_assert_cmpuint (test_count_files (fixture->folder), ==, n_files);
}

#define ADD(name, volume, func) \
  g_test_add ("/full/" name "/" volume, Fixture, volume, set_up_small, func, tear_down_small)

int
main (int argc, char *argv[])
{
  can_mount = mounts_set_up ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("change", "local", test_change);
  ADD ("change", "removable", test_change);
  ADD ("backup", "local", test_backup);
  ADD ("create", "local", test_create);
  return g_test_run ();
}
