#include "config.h"

#include "test-folder.h"

#include "base/sgn-error.h"
#include "base/sgn-file.h"

#include <stdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path; /* a name in it that is not there */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_make_folder ("dữ-liệu");
  fixture->path = g_build_filename (fixture->folder, "Sổ hộ nghèo.sgn", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_true (test_remove_folder (fixture->folder));
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *temporary = NULL;
  g_autofree char *text = NULL;

  g_file_set_contents (fixture->path, "old", -1, &error);
  g_assert_no_error (error);
  temporary = sgn_file_temporary_beside (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (temporary, G_FILE_TEST_IS_REGULAR));
  g_file_set_contents (temporary, "new", -1, &error);
  g_assert_true (sgn_file_replace (temporary, fixture->path, &error));
  g_assert_no_error (error);
  g_file_get_contents (fixture->path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, "new");
  g_assert_cmpuint (test_count_files (fixture->folder), ==, 1);
}

static void
test_missing_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "không có", "sổ.sgn", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_file_temporary_beside (path, &error));
  g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, path));
  g_clear_error (&error);
  g_assert_false (sgn_file_sync (path, &error));
  g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_FILE);
  g_clear_error (&error);
  g_assert_null (sgn_file_lock_take (path, NULL, NULL, &error));
  g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_FILE);
  g_assert_false (sgn_file_folder_writable (path));
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_assert_true (sgn_file_folder_writable (fixture->path));
  g_assert_cmpuint (test_count_files (fixture->folder), ==, 0);
  g_assert_cmpint (sgn_file_free_bytes (fixture->path), >, 0);
}

static void
test_explain (void)
{
  static const struct
  {
    gboolean io;
    int code;
    const char *part;
  } CASES[] = {
    { TRUE, G_IO_ERROR_NOT_FOUND, "is not there" },
    { FALSE, G_FILE_ERROR_NOENT, "is not there" },
    { TRUE, G_IO_ERROR_PERMISSION_DENIED, "your rights" },
    { FALSE, G_FILE_ERROR_ROFS, "your rights" },
    { TRUE, G_IO_ERROR_NO_SPACE, "disk is full" },
    { FALSE, G_FILE_ERROR_NOSPC, "disk is full" },
    { TRUE, G_IO_ERROR_BUSY, "in use" },
    { TRUE, G_IO_ERROR_EXISTS, "already there" },
    { TRUE, G_IO_ERROR_IS_DIRECTORY, "is a folder" },
    { TRUE, G_IO_ERROR_FAILED, "the cause" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      GQuark domain = CASES[i].io ? G_IO_ERROR : G_FILE_ERROR;
      g_autoptr (GError) error
          = sgn_file_explain (g_error_new_literal (domain, CASES[i].code, "the cause"),
                              "/tmp/Sổ.sgn");

      g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_FILE);
      g_assert_nonnull (strstr (error->message, CASES[i].part));
      g_assert_nonnull (strstr (error->message, "/tmp/Sổ.sgn"));
    }
}

static void
test_volume (Fixture *fixture, gconstpointer data)
{
  g_unsetenv ("SGN_VOLUME");
  g_assert_cmpint (sgn_file_volume_kind (fixture->path), ==, SGN_VOLUME_LOCAL);
  g_setenv ("SGN_VOLUME", "network", TRUE);
  g_assert_cmpint (sgn_file_volume_kind (fixture->path), ==, SGN_VOLUME_NETWORK);
  g_setenv ("SGN_VOLUME", "removable", TRUE);
  g_assert_cmpint (sgn_file_volume_kind (fixture->path), ==, SGN_VOLUME_REMOVABLE);
  g_unsetenv ("SGN_VOLUME");
}

static void
test_names (void)
{
  g_autofree char *host = sgn_host_name ();
  g_autofree char *user = sgn_user_name ();

  g_assert_cmpstr (host, !=, "");
  g_assert_cmpstr (user, !=, "");
  g_assert_true (g_utf8_validate (host, -1, NULL) && g_utf8_validate (user, -1, NULL));
}

static void
test_lock_within (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *holder = NULL;
  g_autofree char *host = sgn_host_name ();
  SgnFileLock *lock = sgn_file_lock_take (fixture->path, "Nông Thị Mai", NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (lock);
  g_assert_null (sgn_file_lock_take (fixture->path, "Khác", &holder, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (holder, "Nông Thị Mai"));
  g_assert_nonnull (strstr (holder, host));
  sgn_file_lock_release (lock);
  g_assert_cmpuint (test_count_files (fixture->folder), ==, 0);

  lock = sgn_file_lock_take (fixture->path, "Khác", NULL, &error);
  g_assert_nonnull (lock);
  sgn_file_lock_release (lock);
}

/* The file of a session that was lost: a longer name must not show through. */
static void
test_lock_left_over (Fixture *fixture, gconstpointer data)
{
  g_autofree char *left = g_strconcat (fixture->path, "-lock", NULL);
  g_autofree char *holder = NULL;
  g_autoptr (SgnFileLock) lock = NULL;

  g_assert_true (
      g_file_set_contents (left, "Một người có cái tên rất rất dài trên MAY-99", -1, NULL));
  lock = sgn_file_lock_take (fixture->path, "Mai", NULL, NULL);
  g_assert_nonnull (lock);
  g_assert_null (sgn_file_lock_take (fixture->path, NULL, &holder, NULL));
  g_assert_true (g_str_has_prefix (holder, "Mai"));
  g_assert_null (strstr (holder, "MAY-99"));
}

static void
hold_until_told (const char *path)
{
  g_autoptr (SgnFileLock) lock = sgn_file_lock_take (path, "Người khác", NULL, NULL);

  if (lock == NULL)
    return;
  g_print ("held\n");
  getchar (); /* until the other end of the pipe is closed, or we are killed */
}

typedef struct
{
  GSubprocess *process;
  GDataInputStream *answer;
} Child;

static void
child_clear (Child *child)
{
  g_clear_object (&child->answer);
  g_clear_object (&child->process);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Child, child_clear)

static Child
start_holder (const char *program, const char *path)
{
  const char *const argv[] = { program, "--hold", path, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  Child child = { 0 };

  child.process
      = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                           &error);
  g_assert_no_error (error);
  child.answer = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child.process));
  line = g_data_input_stream_read_line (child.answer, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "held"));
  return child;
}

static void
assert_free_again (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnFileLock) lock = sgn_file_lock_take (path, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (lock);
}

static void
test_lock_of_another (Fixture *fixture, gconstpointer program)
{
  g_auto (Child) child = start_holder (program, fixture->path);
  g_autofree char *holder = NULL;

  g_assert_null (sgn_file_lock_take (fixture->path, NULL, &holder, NULL));
  g_assert_true (g_str_has_prefix (holder, "Người khác"));
  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (child.process), NULL, NULL));
  g_assert_true (g_subprocess_wait_check (child.process, NULL, NULL));
  assert_free_again (fixture->path);
}

static void
test_lock_of_a_killed_one (Fixture *fixture, gconstpointer program)
{
  g_auto (Child) child = start_holder (program, fixture->path);

  g_assert_null (sgn_file_lock_take (fixture->path, NULL, NULL, NULL));
  g_subprocess_force_exit (child.process);
  g_assert_true (g_subprocess_wait (child.process, NULL, NULL));
  assert_free_again (fixture->path);
}

#define ADD(name, data, func) \
  g_test_add ("/base/file/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--hold") == 0)
    {
      g_auto (GStrv) arguments = NULL;
#ifdef G_OS_WIN32
      arguments = g_win32_get_command_line ();
#else
      arguments = g_strdupv (argv);
#endif
      hold_until_told (arguments[2]);
      return 0;
    }
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("replace", NULL, test_replace);
  ADD ("missing-folder", NULL, test_missing_folder);
  ADD ("folder", NULL, test_folder);
  ADD ("volume", NULL, test_volume);
  ADD ("lock-within", NULL, test_lock_within);
  ADD ("lock-left-over", NULL, test_lock_left_over);
  ADD ("lock-of-another", argv[0], test_lock_of_another);
  ADD ("lock-of-a-killed-one", argv[0], test_lock_of_a_killed_one);
  g_test_add_func ("/base/file/explain", test_explain);
  g_test_add_func ("/base/file/names", test_names);
  return g_test_run ();
}
