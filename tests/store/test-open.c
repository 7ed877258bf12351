#include "config.h"

#include "base/sgn-error.h"
#include "base/sgn-text.h"
#include "store-fixture.h"
#include "store-mount.h"
#include "store/sgn-connection-private.h"
#include "store/sgn-ledger-file-private.h"
#include "test-folder.h"

#include <glib/gstdio.h>
#include <string.h>

#ifdef G_OS_UNIX
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

#define USER_VERSION_OFFSET 60
#define APPLICATION_ID_OFFSET 68
#define READ_VERSION_OFFSET 19

static gboolean can_mount;

static SgnLedger *
open_ledger (const char *path, SgnLedgerOpenFlags flags, GError **error)
{
  return sgn_ledger_open (path, flags | SGN_LEDGER_OPEN_NO_DAILY_BACKUP, "Hoàng Văn Thụ", NULL,
                          error);
}

static void
close_ledger (Fixture *fixture)
{
  g_assert_true (sgn_ledger_close (fixture->ledger, NULL));
  g_clear_object (&fixture->ledger);
}

/* Overwrites bytes of a closed ledger. */
static void
patch_file (const char *path, gsize offset, gconstpointer bytes, gsize size)
{
  g_autoptr (GBytes) file = read_file (path);
  gsize length;
  g_autofree char *data = g_memdup2 (g_bytes_get_data (file, &length), g_bytes_get_size (file));

  memcpy (data + offset, bytes, size);
  write_file (path, data, length);
}

/* What a crash would leave: the file and its -wal as they are while the ledger is open. */
static char *
copy_as_after_crash (Fixture *fixture, const char *name)
{
  static const char *const suffixes[] = { "", "-wal" };
  g_autofree char *folder = g_build_filename (fixture->folder, name, NULL);
  char *copy = g_build_filename (folder, "Sổ.sgn", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (fixture->path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (copy, suffixes[i], NULL);
      g_autoptr (GBytes) bytes = read_file (from);

      write_file (to, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  return copy;
}

static void
test_no_ledger (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *content;
    gsize size;
    int code;
  } cases[] = {
    { "", 0, SGN_STORE_ERROR_NOT_LEDGER },
    { "Kính gửi", 9, SGN_STORE_ERROR_NOT_LEDGER },
    { "SQLite format 3", 16, SGN_STORE_ERROR_CORRUPT },
    { "SQLite format 3", 15, SGN_STORE_ERROR_NOT_LEDGER },
  };
  g_autofree char *path = g_build_filename (fixture->folder, "khác.sgn", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (open_ledger (path, 0, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (open_ledger (fixture->folder, 0, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_LEDGER);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_clear_error (&error);
      write_file (path, cases[i].content, cases[i].size);
      g_assert_null (open_ledger (path, 0, &error));
      g_assert_error (error, SGN_STORE_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, path));
      g_clear_error (&error);
      g_assert_null (sgn_connection_open_readonly (path, &error));
      g_assert_error (error, SGN_STORE_ERROR, cases[i].code);
    }
  /* Looking at a file does not change it. */
  g_assert_cmpuint (test_count_files (fixture->folder), ==, 5);
}

static void
test_other_database (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  close_ledger (fixture);
  patch_file (fixture->path, APPLICATION_ID_OFFSET, "\0\0\0\7", 4);
  g_assert_null (open_ledger (fixture->path, 0, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_LEDGER);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnLedger) ledger = NULL;
  g_autoptr (GError) error = NULL;

  close_ledger (fixture);
  patch_file (fixture->path, USER_VERSION_OFFSET, "\0\0\1\0", 4);
  g_assert_null (open_ledger (fixture->path, SGN_LEDGER_OPEN_REQUIRE_WRITE, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NEWER);
  g_clear_error (&error);

  ledger = open_ledger (fixture->path, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sgn_ledger_get_access (ledger), ==, SGN_LEDGER_IS_NEWER);
  g_assert_cmpint (sgn_ledger_get_schema (ledger), ==, 256);
  g_assert_nonnull (sgn_ledger_get_notice (ledger));
  g_assert_false (try_sql (ledger, "Sửa", "UPDATE ledger SET year = 1", NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_READONLY);
}

static void
test_no_version (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  close_ledger (fixture);
  patch_file (fixture->path, USER_VERSION_OFFSET, "\0\0\0\0", 4);
  g_assert_null (open_ledger (fixture->path, 0, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CORRUPT);
}

static void
test_held (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnLedger) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (open_ledger (fixture->path, SGN_LEDGER_OPEN_REQUIRE_WRITE, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "Nông Thị Mai"));
  g_clear_error (&error);

  second = open_ledger (fixture->path, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sgn_ledger_get_access (second), ==, SGN_LEDGER_HELD);
  g_assert_nonnull (strstr (sgn_ledger_get_holder (second), "Nông Thị Mai"));
  g_assert_nonnull (strstr (sgn_ledger_get_notice (second), "Nông Thị Mai"));
  g_assert_false (try_sql (second, "Sửa", "UPDATE ledger SET year = 1", NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_READONLY);
  g_assert_nonnull (strstr (error->message, "Nông Thị Mai"));

  /* It sees what the other one commits. */
  change_sql (fixture->ledger, "Sửa", "UPDATE ledger SET year = 2024");
  g_assert_cmpint (query_int (sgn_ledger_get_connection (second), "SELECT year FROM ledger"), ==,
                   2024);

  /* And does not keep the other one from closing and opening again. */
  fixture_reopen (fixture);
  g_assert_true (sgn_ledger_is_writable (fixture->ledger));
}

static void
test_asked_readonly (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnLedger) ledger = NULL;
  g_autoptr (GError) error = NULL;

  close_ledger (fixture);
  ledger = open_ledger (fixture->path, SGN_LEDGER_OPEN_READONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sgn_ledger_get_access (ledger), ==, SGN_LEDGER_ASKED_READONLY);
  g_assert_null (sgn_ledger_get_notice (ledger));
  g_assert_false (try_sql (ledger, "Sửa", "UPDATE ledger SET year = 1", NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_READONLY);
  g_assert_cmpuint (test_count_files (fixture->folder), ==, 1);
}

static void
test_closed_is_one_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;

  change_sql (fixture->ledger, "Sửa", "UPDATE ledger SET year = 2024");
  g_assert_cmpuint (test_count_files (fixture->folder), ==, 4); /* -wal, -shm, -lock */
  close_ledger (fixture);
  g_assert_cmpuint (test_count_files (fixture->folder), ==, 1);
  bytes = read_file (fixture->path);
  g_assert_cmpint (((const char *)g_bytes_get_data (bytes, NULL))[READ_VERSION_OFFSET], ==, 1);
}

#ifdef G_OS_UNIX
#define SHARED_FIRST (0x40000000 + 2)
#define SHARED_SIZE 510

/* Whether this process holds the lock of a reader, as another process sees it. */
static gboolean
is_locked (const char *path)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      struct flock lock = {
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = SHARED_FIRST, .l_len = SHARED_SIZE
      };
      int file = open (path, O_RDWR);

      _exit (file >= 0 && fcntl (file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 1 : 0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WIFEXITED (status) && WEXITSTATUS (status) == 1;
}

/* What is done to a ledger that is open here must not let another program believe it is closed. */
static void
test_locks_stay (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "bản sao.sgn", NULL);
  g_autoptr (SgnConnection) other = NULL;
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GBytes) copied = NULL;
  g_autoptr (GError) error = NULL;

  change_sql (fixture->ledger, "Sửa", "UPDATE ledger SET year = 2024");
  g_assert_true (is_locked (fixture->path));
  g_assert_true (sgn_ledger_file_check (fixture->path, &error));
  g_assert_true (is_locked (fixture->path));
  g_assert_true (sgn_ledger_file_copy (fixture->path, copy, &error));
  g_assert_no_error (error);
  g_assert_true (is_locked (fixture->path));
  other = sgn_connection_open_readonly (fixture->path, &error);
  g_assert_no_error (error);
  g_clear_object (&other);
  g_assert_true (is_locked (fixture->path));
  close_ledger (fixture);
  g_assert_false (is_locked (fixture->path));
  g_remove (copy);

  /* Of a ledger at rest the copy is the ledger. */
  g_assert_true (sgn_ledger_file_copy (fixture->path, copy, &error));
  original = read_file (fixture->path);
  copied = read_file (copy);
  g_assert_true (g_bytes_equal (original, copied));
  g_assert_false (sgn_ledger_file_copy (fixture->path, "/không/có/a.sgn", &error));
  g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_FILE);
}
#endif

static void
test_close_while_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SgnStatement *statement
      = sgn_connection_prepare (sgn_ledger_get_connection (fixture->ledger), "SELECT 1", NULL);

  g_assert_cmpint (sgn_statement_step (statement, NULL), ==, SGN_ROW);
  g_assert_false (sgn_ledger_close (fixture->ledger, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_BUSY);
  sgn_statement_free (statement);
  g_assert_true (sgn_ledger_close (fixture->ledger, NULL));
}

static void
test_volumes (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *volume, *journal;
    gboolean notice;
  } cases[] = {
    { "local", "wal", FALSE },
    { "removable", "delete", TRUE },
    { "network", "delete", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *journal = NULL;

      g_setenv ("SGN_VOLUME", cases[i].volume, TRUE);
      fixture_reopen (fixture);
      g_unsetenv ("SGN_VOLUME");
      journal = query_text (sgn_ledger_get_connection (fixture->ledger), "PRAGMA journal_mode");
      g_assert_cmpstr (journal, ==, cases[i].journal);
      g_assert_cmpint (sgn_ledger_get_notice (fixture->ledger) != NULL, ==, cases[i].notice);
      g_assert_cmpint (query_int (sgn_ledger_get_connection (fixture->ledger),
                                  "PRAGMA synchronous"),
                       ==, 2);
      g_assert_cmpint (query_int (sgn_ledger_get_connection (fixture->ledger),
                                  "PRAGMA foreign_keys"),
                       ==, 1);
      change_sql (fixture->ledger, "Sửa", "UPDATE ledger SET year = year + 1");
    }
}

static void
test_after_crash (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = NULL;
  g_autoptr (SgnLedger) ledger = NULL;
  g_autoptr (GError) error = NULL;

  change_sql (fixture->ledger, "Sửa", "UPDATE ledger SET year = 2030");
  copy = copy_as_after_crash (fixture, "sau sự cố");
  ledger = open_ledger (copy, SGN_LEDGER_OPEN_REQUIRE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (query_int (sgn_ledger_get_connection (ledger), "SELECT year FROM ledger"), ==,
                   2030);
}

static void
open_where_nobody_writes (const char *path)
{
  g_autoptr (SgnLedger) ledger = NULL;
  g_autoptr (SgnConnection) worker = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (open_ledger (path, SGN_LEDGER_OPEN_REQUIRE_WRITE, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_READONLY);
  g_clear_error (&error);
  ledger = open_ledger (path, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sgn_ledger_get_access (ledger), ==, SGN_LEDGER_NO_WRITE);
  g_assert_nonnull (sgn_ledger_get_notice (ledger));
  g_assert_cmpint (query_int (sgn_ledger_get_connection (ledger), "SELECT year FROM ledger"), ==,
                   2030);
  worker = sgn_connection_open_readonly (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (query_int (worker, "SELECT year FROM ledger"), ==, 2030);
  g_assert_false (try_sql (ledger, "Sửa", "UPDATE ledger SET year = 1", NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_READONLY);
}

static void
test_readonly_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *crashed = NULL;
  g_autofree char *crashed_folder = NULL;
  g_autofree char *settled = NULL;
  g_autofree char *settled_folder = NULL;
  g_autofree char *settled_wal = NULL;

  if (!can_mount)
    {
      g_test_skip ("this system lets us mount nothing");
      return;
    }
  change_sql (fixture->ledger, "Sửa", "UPDATE ledger SET year = 2030");
  crashed = copy_as_after_crash (fixture, "có -wal");
  crashed_folder = g_path_get_dirname (crashed);
  g_assert_true (sgn_connection_run (sgn_ledger_get_connection (fixture->ledger),
                                     "PRAGMA wal_checkpoint (TRUNCATE)", NULL));
  settled = copy_as_after_crash (fixture, "không -wal");
  settled_folder = g_path_get_dirname (settled);
  settled_wal = g_strconcat (settled, "-wal", NULL);
  g_assert_cmpint (g_unlink (settled_wal), ==, 0);

  g_test_message ("write-ahead mode, something left over");
  g_assert_true (mount_readonly (crashed_folder));
  open_where_nobody_writes (crashed);
  unmount (crashed_folder);

  g_test_message ("write-ahead mode, nothing left over");
  g_assert_true (mount_readonly (settled_folder));
  open_where_nobody_writes (settled);
  unmount (settled_folder);

  g_test_message ("closed as it should be");
  close_ledger (fixture);
  g_assert_true (mount_readonly (fixture->folder));
  open_where_nobody_writes (fixture->path);
  unmount (fixture->folder);
}

static gboolean
add_traps_cb (SgnLedger *ledger, gpointer data, GError **error)
{
  static const char *const statements[] = {
    "CREATE TRIGGER trap AFTER INSERT ON setting BEGIN DELETE FROM agency; END",
    "CREATE VIEW v_trap AS SELECT name FROM agency",
    "INSERT INTO agency (id, name) VALUES (1, 'Phòng')",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!sgn_connection_run (sgn_ledger_get_connection (ledger), statements[i], error))
      return FALSE;
  return TRUE;
}

/* A file from elsewhere may hold triggers and views: they do nothing, and verify tells of them. */
static void
test_traps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) statement = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  SgnConnection *connection;

  g_assert_true (sgn_ledger_change (fixture->ledger, "Bẫy", add_traps_cb, NULL, NULL, NULL));
  fixture_reopen (fixture);
  connection = sgn_ledger_get_connection (fixture->ledger);
  change_sql (fixture->ledger, "Sửa", "INSERT INTO setting (id, key, value) VALUES (1, 'a', 'b')");
  g_assert_cmpint (query_int (connection, "SELECT count(*) FROM agency"), ==, 1);

  g_assert_null (sgn_connection_prepare (connection, "SELECT name FROM v_trap", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (
      sgn_connection_prepare_published (connection, "SELECT name FROM main.v_trap", &error));
  g_clear_error (&error);

  problems = sgn_ledger_verify (fixture->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_nonnull (strstr (problems->pdata[0], "trap"));
  g_assert_nonnull (strstr (problems->pdata[1], "v_trap"));
}

/* A crash leaves the -wal; then somebody removes the ledger alone. */
static void
test_create_beside_leftover (Fixture *fixture, gconstpointer data)
{
  const SgnLedgerInfo info = { "commune", "Xã Ngọc Côn", 2023, NULL, TRUE };
  g_autofree char *path = g_build_filename (fixture->folder, "mới.sgn", NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autoptr (SgnLedger) ledger = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (wal, "what is left", -1, NULL));
  g_assert_null (sgn_ledger_create (path, &info, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (wal, "", 0, NULL));
  ledger = sgn_ledger_create (path, &info, &error);
  g_assert_no_error (error);
  g_assert_true (sgn_ledger_close (ledger, &error));
  g_assert_no_error (error);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  const SgnLedgerInfo info = { "commune", "Xã Ngọc Côn", 2023, NULL, TRUE };
  g_autofree char *missing = g_build_filename (fixture->folder, "không có", "a.sgn", NULL);
  g_autofree char *second = g_build_filename (fixture->folder, "hai.sgn", NULL);
  g_autofree char *uuid = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  SgnLedger *ledger;

  g_assert_null (sgn_ledger_create (fixture->path, &info, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (sgn_ledger_create (missing, &info, &error));
  g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_FILE);
  g_clear_error (&error);

  g_setenv ("SGN_SITE", "19482", TRUE);
  for (int i = 0; i < 2; i++)
    {
      ledger = sgn_ledger_create (second, &info, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (sgn_ledger_get_site (ledger), ==, 19482);
      g_assert_cmpstr (sgn_ledger_get_path (ledger), ==, second);
      g_free (again);
      again = g_steal_pointer (&uuid);
      uuid = query_text (sgn_ledger_get_connection (ledger), "SELECT uuid FROM ledger");
      g_assert_true (g_uuid_string_is_valid (uuid));
      g_object_unref (ledger);
      g_assert_cmpint (g_unlink (second), ==, 0);
    }
  g_unsetenv ("SGN_SITE");
  g_assert_cmpstr (uuid, ==, again);
  g_assert_cmpuint (sgn_ledger_get_site (fixture->ledger), !=, 19482);
}

static void
test_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnConnection) other = sgn_connection_open (fixture->path, SGN_CONNECTION_WRITE, NULL);

  g_assert_true (sgn_connection_run (other, "BEGIN IMMEDIATE", NULL));
  g_assert_true (sgn_connection_run (sgn_ledger_get_connection (fixture->ledger),
                                     "PRAGMA busy_timeout = 10", NULL));
  g_assert_false (try_sql (fixture->ledger, "Sửa", "UPDATE ledger SET year = 1", NULL, &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_BUSY);
  g_assert_true (sgn_connection_run (other, "ROLLBACK", NULL));
  change_sql (fixture->ledger, "Sửa", "UPDATE ledger SET year = 1");
}

static gboolean
forget_version_cb (SgnLedger *ledger, gpointer data, GError **error)
{
  return sgn_connection_run (sgn_ledger_get_connection (ledger), "DELETE FROM derived", error);
}

static void
test_text_version (Fixture *fixture, gconstpointer data)
{
  const char *sql = "SELECT version FROM derived WHERE name = 'text'";

  g_assert_cmpint (query_int (sgn_ledger_get_connection (fixture->ledger), sql), ==,
                   SGN_TEXT_VERSION);
  g_assert_true (sgn_ledger_run_derived (fixture->ledger, forget_version_cb, NULL, NULL));
  fixture_reopen (fixture);
  g_assert_cmpint (query_int (sgn_ledger_get_connection (fixture->ledger), sql), ==,
                   SGN_TEXT_VERSION);
}

#define ADD(name, func) \
  g_test_add ("/open/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  can_mount = mounts_set_up ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("no-ledger", test_no_ledger);
  ADD ("other-database", test_other_database);
  ADD ("newer", test_newer);
  ADD ("no-version", test_no_version);
  ADD ("held", test_held);
  ADD ("asked-readonly", test_asked_readonly);
  ADD ("closed-is-one-file", test_closed_is_one_file);
#ifdef G_OS_UNIX
  ADD ("locks-stay", test_locks_stay);
#endif
  ADD ("close-while-read", test_close_while_read);
  ADD ("volumes", test_volumes);
  ADD ("after-crash", test_after_crash);
  ADD ("readonly-folder", test_readonly_folder);
  ADD ("traps", test_traps);
  ADD ("create", test_create);
  ADD ("create-beside-leftover", test_create_beside_leftover);
  ADD ("busy", test_busy);
  ADD ("text-version", test_text_version);
  return g_test_run ();
}
