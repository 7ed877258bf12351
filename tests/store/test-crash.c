#include "config.h"

#include "store-fixture.h"

#define KILLS 24
#define ROWS 3000 /* as crash-writer */

/* Kills a writer at the @nth of the @word it says. Returns: the last batch it said was done */
static gint64
run_and_kill (const char *path, gint64 first, const char *word, int nth)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "store", "crash-writer", NULL);
  g_autofree char *batch = g_strdup_printf ("%" G_GINT64_FORMAT, first);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) writer
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, path, batch, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  gint64 done = first - 1;
  char *line;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (writer));
  g_data_input_stream_set_newline_type (lines, G_DATA_STREAM_NEWLINE_TYPE_ANY);
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, &error)) != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (line, " ", 2);

      g_free (line);
      if (g_str_equal (parts[0], "done"))
        done = g_ascii_strtoll (parts[1], NULL, 10);
      if (g_str_equal (parts[0], word) && --nth == 0)
        g_subprocess_force_exit (writer);
    }
  g_assert_no_error (error);
  g_assert_cmpint (nth, <=, 0);
  g_subprocess_wait (writer, NULL, NULL);
  return done;
}

/* Nothing half, nothing acknowledged lost, nothing damaged. Returns: how many batches there are */
static gint64
check_ledger (Fixture *fixture, gint64 acknowledged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  gint64 batches;

  fixture->ledger
      = sgn_ledger_open (fixture->path, SGN_LEDGER_OPEN_REQUIRE_WRITE, NULL, NULL, &error);
  g_assert_no_error (error);
  batches = query_int (sgn_ledger_get_connection (fixture->ledger),
                       "SELECT count(DISTINCT value) FROM setting");
  g_assert_cmpint (batches, >=, acknowledged);
  g_assert_cmpint (batches, <=, acknowledged + 1);
  g_assert_cmpint (query_int (sgn_ledger_get_connection (fixture->ledger),
                              "SELECT count(*) FROM setting"),
                   ==, batches * ROWS);
  g_assert_cmpint (query_int (sgn_ledger_get_connection (fixture->ledger),
                              "SELECT count(*) FROM change"),
                   ==, batches);
  g_assert_true (sgn_ledger_close (fixture->ledger, NULL));
  g_clear_object (&fixture->ledger);

  problems = sgn_ledger_verify (fixture->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  return batches;
}

static void
test_kill (Fixture *fixture, gconstpointer volume)
{
  static const char *const words[] = { "in", "end", "done" };
  gint64 batches = 0;

  g_assert_true (sgn_ledger_close (fixture->ledger, NULL));
  g_clear_object (&fixture->ledger);
  g_setenv ("SGN_VOLUME", volume, TRUE);
  for (int i = 0; i < KILLS / 2; i++)
    {
      gint64 done = run_and_kill (fixture->path, batches + 1, words[i % G_N_ELEMENTS (words)],
                                  1 + g_test_rand_int_range (0, 2));

      batches = check_ledger (fixture, done);
    }
  g_unsetenv ("SGN_VOLUME");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/crash/kill/wal", Fixture, "local", fixture_set_up, test_kill, fixture_tear_down);
  g_test_add ("/crash/kill/rollback-journal", Fixture, "removable", fixture_set_up, test_kill,
              fixture_tear_down);
  return g_test_run ();
}
