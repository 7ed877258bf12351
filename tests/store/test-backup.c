#include "config.h"

#include "store-fixture.h"
#include "store/sgn-ledger-private.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
build (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static guint
count_matching (const char *folder, const char *pattern)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_pattern_match_simple (pattern, name))
      n++;
  return n;
}

static void
assert_sound (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = sgn_ledger_verify (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

static char *
dump_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnConnection) connection = sgn_connection_open_readonly (path, &error);

  g_assert_no_error (error);
  return dump (connection);
}

static void
test_write (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = build (fixture, "bản sao.sgn");
  g_autofree char *before = NULL;
  g_autofree char *copied = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) reading
      = sgn_connection_prepare (sgn_ledger_get_connection (fixture->ledger),
                                "SELECT id FROM ledger", NULL);

  change_sql (fixture->ledger, "Sửa", "UPDATE ledger SET year = 2024");
  before = dump (sgn_ledger_get_connection (fixture->ledger));
  /* While something is being read, as always when a window is open. */
  g_assert_cmpint (sgn_statement_step (reading, NULL), ==, SGN_ROW);
  g_assert_true (sgn_backup_write (fixture->ledger, target, FALSE, NULL, &error));
  g_assert_no_error (error);
  assert_sound (target);
  copied = dump_file (target);
  g_assert_cmpstr (copied, ==, before);

  g_assert_false (sgn_backup_write (fixture->ledger, target, FALSE, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (sgn_backup_write (fixture->ledger, target, TRUE, NULL, &error));
  g_assert_false (sgn_backup_write (fixture->ledger, fixture->path, TRUE, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED);
  g_clear_error (&error);

  g_assert_cmpint (g_unlink (target), ==, 0);
  g_cancellable_cancel (cancellable);
  g_assert_false (sgn_backup_write (fixture->ledger, target, FALSE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_matching (fixture->folder, "*bản sao*"), ==, 0);
}

static void
test_restore (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = build (fixture, "bản sao.sgn");
  g_autofree char *wanted = NULL;
  g_autofree char *restored = NULL;
  g_autofree char *kept_name = NULL;
  g_autoptr (GError) error = NULL;

  change_sql (fixture->ledger, "Sửa", "UPDATE ledger SET year = 2024");
  g_assert_true (sgn_backup_write (fixture->ledger, backup, FALSE, NULL, NULL));
  wanted = dump_file (backup);
  change_sql (fixture->ledger, "Sửa", "UPDATE ledger SET year = 2025");

  g_assert_false (sgn_backup_restore (backup, fixture->path, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "Nông Thị Mai"));
  g_clear_error (&error);
  g_assert_true (sgn_ledger_close (fixture->ledger, NULL));

  g_assert_false (sgn_backup_restore (fixture->path, fixture->path, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (sgn_backup_restore (backup, fixture->path, &error));
  g_assert_no_error (error);
  restored = dump_file (fixture->path);
  g_assert_cmpstr (restored, ==, wanted);
  assert_sound (fixture->path);
  /* What stood there is still there, under another name. */
  g_assert_cmpuint (count_matching (fixture->folder, "Trùng Khánh 20* restore.sgn"), ==, 1);
  g_assert_cmpuint (count_matching (fixture->folder, "*"), ==, 3);
}

/* The ledger was lost altogether, or is damaged: that is when a backup is needed most. */
static void
test_restore_after_damage (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = build (fixture, "bản sao.sgn");
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_backup_write (fixture->ledger, backup, FALSE, NULL, NULL));
  g_assert_true (sgn_ledger_close (fixture->ledger, NULL));
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_true (sgn_backup_restore (backup, fixture->path, &error));
  g_assert_no_error (error);
  assert_sound (fixture->path);

  write_file (fixture->path, "hỏng", strlen ("hỏng"));
  write_file (wal, "cũng hỏng", strlen ("cũng hỏng"));
  g_assert_true (sgn_backup_restore (backup, fixture->path, &error));
  g_assert_no_error (error);
  assert_sound (fixture->path);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_matching (fixture->folder, "* restore.sgn"), ==, 1);
  g_assert_cmpuint (count_matching (fixture->folder, "* restore.sgn-wal"), ==, 1);
}

static void
test_damaged_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = build (fixture, "bản sao.sgn");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_backup_write (fixture->ledger, backup, FALSE, NULL, NULL));
  g_assert_true (sgn_ledger_close (fixture->ledger, NULL));
  before = dump_file (fixture->path);
  bytes = read_file (backup);
  write_file (backup, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) / 2);
  g_assert_false (sgn_backup_restore (backup, fixture->path, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CORRUPT);
  g_clear_error (&error);
  write_file (backup, "x", 1);
  g_assert_false (sgn_backup_restore (backup, fixture->path, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_LEDGER);
  after = dump_file (fixture->path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_automatic (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = build (fixture, "Trùng Khánh sao lưu");
  g_autofree char *own = build (fixture, "nơi khác");
  g_autofree char *asked = sgn_backup_folder (fixture->ledger);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (asked, ==, folder);
  g_assert_true (sgn_backup_automatic (fixture->ledger, "import", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_matching (folder, "Trùng Khánh 20* import.sgn"), ==, 1);

  g_assert_true (sgn_ledger_close (fixture->ledger, NULL));
  g_object_unref (fixture->ledger);
  fixture->ledger
      = sgn_ledger_open (fixture->path, SGN_LEDGER_OPEN_NO_DAILY_BACKUP, NULL, own, NULL);
  g_assert_true (sgn_backup_automatic (fixture->ledger, NULL, &error));
  g_assert_cmpuint (count_matching (own, "Trùng Khánh 20*.sgn"), ==, 1);
}

static void
open_on (Fixture *fixture, const char *day)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->ledger);
  g_setenv ("SGN_TODAY", day, TRUE);
  fixture->ledger = sgn_ledger_open (fixture->path, 0, NULL, NULL, &error);
  g_unsetenv ("SGN_TODAY");
  g_assert_no_error (error);
}

/* Once a day, and only when something changed since the last one. */
static void
test_daily (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = build (fixture, "Trùng Khánh sao lưu");
  g_autofree char *blocked = NULL;

  open_on (fixture, "2023-08-30");
  g_assert_cmpuint (count_matching (folder, "*"), ==, 0);
  change_sql (fixture->ledger, "Sửa", "UPDATE ledger SET year = 2024");
  open_on (fixture, "2023-08-31");
  g_assert_cmpuint (count_matching (folder, "Trùng Khánh 2023-08-31 ??????.sgn"), ==, 1);
  open_on (fixture, "2023-08-31");
  g_assert_cmpuint (count_matching (folder, "*"), ==, 1);
  change_sql (fixture->ledger, "Sửa", "UPDATE ledger SET year = 2025");
  open_on (fixture, "2023-08-31");
  g_assert_cmpuint (count_matching (folder, "*"), ==, 1);
  open_on (fixture, "2023-09-01");
  g_assert_cmpuint (count_matching (folder, "*"), ==, 2);
  open_on (fixture, "2023-09-02");
  g_assert_cmpuint (count_matching (folder, "*"), ==, 2);

  /* What keeps the backup from being written keeps nobody from working. */
  change_sql (fixture->ledger, "Sửa", "UPDATE ledger SET year = 2026");
  blocked = build (fixture, "nơi khác");
  write_file (blocked, "", 0);
  g_object_unref (fixture->ledger);
  fixture->ledger = sgn_ledger_open (fixture->path, 0, NULL, blocked, NULL);
  g_assert_true (sgn_ledger_is_writable (fixture->ledger));
  g_assert_nonnull (strstr (sgn_ledger_get_notice (fixture->ledger), blocked));
}

static void
test_prune_names (void)
{
  static const struct
  {
    const char *name;
    gboolean goes;
  } cases[] = {
    { "Sổ 2023-08-31 094100.sgn", FALSE },
    { "Sổ 2023-08-31 080000 import.sgn", FALSE }, /* all of today stay */
    { "Sổ 2023-08-30 170000.sgn", FALSE },
    { "Sổ 2023-08-30 080000 import.sgn", TRUE },
    { "Sổ 2023-07-15 080000.sgn", FALSE },
    { "Sổ 2024-01-01 080000.sgn", FALSE }, /* a clock set wrong */
    { "Sổ.sgn", FALSE },
    { "Sổ 2023-08-30.sgn", FALSE },
    { "Sổ 2023-08-30 070000.sgn.bak", FALSE },
    { "ghi chú.txt", FALSE },
  };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) superfluous = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_ptr_array_add (names, (char *)cases[i].name);
  g_ptr_array_add (names, NULL);
  superfluous = sgn_backup_prune ((const char *const *)names->pdata, "2023-08-31");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean goes
          = g_ptr_array_find_with_equal_func (superfluous, cases[i].name, g_str_equal, NULL);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (goes, ==, cases[i].goes);
    }
}

/* Three years of working days with two backups each, pruned day by day. */
static void
test_prune_years (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) months = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDateTime) day = g_date_time_new_utc (2021, 1, 1, 8, 0, 0);

  for (int i = 0; i < 3 * 365; i++)
    {
      g_autoptr (GDateTime) now = g_steal_pointer (&day);
      g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
      g_autoptr (GPtrArray) gone = NULL;

      if (i % 7 < 5)
        {
          g_ptr_array_add (names, g_strdup_printf ("S %s 080000.sgn", today));
          g_ptr_array_add (names, g_strdup_printf ("S %s 170000 import.sgn", today));
        }
      g_ptr_array_add (names, NULL);
      gone = sgn_backup_prune ((const char *const *)names->pdata, today);
      g_ptr_array_remove_index (names, names->len - 1);
      for (guint j = 0; j < gone->len; j++)
        {
          guint index;

          g_assert_true (
              g_ptr_array_find_with_equal_func (names, gone->pdata[j], g_str_equal, &index));
          g_ptr_array_remove_index (names, index);
        }
      day = g_date_time_add_days (now, 1);
    }

  for (guint i = 0; i < names->len; i++)
    {
      const char *stamp = (const char *)names->pdata[i] + 2;

      g_hash_table_add (days, g_strndup (stamp, 10));
      g_hash_table_add (months, g_strndup (stamp, 7));
    }
  /* 30 days, of which the newest of the two newest months are among the 12 months. */
  g_assert_cmpuint (g_hash_table_size (months), ==, 12);
  g_assert_cmpuint (g_hash_table_size (days), ==, 30 + 10);
  g_assert_cmpuint (names->len, <=, 30 + 10 + 1);
}

static gboolean
break_reference_cb (SgnLedger *ledger, gpointer data, GError **error)
{
  return sgn_connection_run (sgn_ledger_get_connection (ledger), data, error);
}

static void
test_verify (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql, *finding;
  } cases[] = {
    { "DROP TABLE attachment", "“attachment”" },
    { "CREATE TABLE attachment (id INTEGER PRIMARY KEY)", "“attachment”" },
    { "DROP INDEX unit_code", "“unit_code”" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *missing = build (fixture, "không có.sgn");

  change_sql (fixture->ledger, "Sửa", "UPDATE ledger SET year = 2024");
  assert_sound (fixture->path);
  g_assert_null (sgn_ledger_verify (missing, NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* A changeset that cannot be read, and a record that points nowhere. */
  g_assert_true (sgn_ledger_run_derived (fixture->ledger, break_reference_cb,
                                         (gpointer) "UPDATE change SET changeset = X'00FF'", NULL));
  g_assert_true (sgn_connection_run (sgn_ledger_get_connection (fixture->ledger),
                                     "PRAGMA foreign_keys = OFF", NULL));
  change_sql (fixture->ledger, "Sửa", "UPDATE ledger SET unit_id = 77");
  problems = sgn_ledger_verify (fixture->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_nonnull (strstr (problems->pdata[0], "“ledger”"));
  g_assert_nonnull (strstr (problems->pdata[1], "1"));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *all = NULL;

      g_clear_pointer (&problems, g_ptr_array_unref);
      g_assert_true (sgn_ledger_run_derived (fixture->ledger, break_reference_cb,
                                             (gpointer)cases[i].sql, &error));
      problems = sgn_ledger_verify (fixture->path, NULL, &error);
      g_assert_no_error (error);
      g_ptr_array_add (problems, NULL);
      all = g_strjoinv ("\n", (char **)problems->pdata);
      g_assert_nonnull (strstr (all, cases[i].finding));
    }
}

#define ADD(name, func) \
  g_test_add ("/backup/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("write", test_write);
  ADD ("restore", test_restore);
  ADD ("restore-after-damage", test_restore_after_damage);
  ADD ("damaged-backup", test_damaged_backup);
  ADD ("automatic", test_automatic);
  ADD ("daily", test_daily);
  ADD ("verify", test_verify);
  g_test_add_func ("/backup/prune-names", test_prune_names);
  g_test_add_func ("/backup/prune-years", test_prune_years);
  return g_test_run ();
}
