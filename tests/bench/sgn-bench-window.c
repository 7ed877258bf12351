#include "config.h"

#include "app-fixture.h"

#include "app/sgn-application.h"
#include "app/widgets/sgn-row-view.h"
#include "base/sgn-locale.h"
#include "programme/sgn-programme.h"
#include "record-fixture.h"
#include "record/sgn-finder.h"

/*
 * What the officer waits for: from the start of the program to its first frame, and in a list of
 * 300,000 records until what was asked for has been painted. The start is held against an empty
 * GTK window, the list against the same rows read by bare SQL. Prints a table, and a line of JSON.
 * A frame waits for the clock of the display: 16.7 ms are its step.
 */

#define N_ROWS "300000"
#define N_RUNS 3
#define N_JUMPS 40
#define N_SCREEN 40

#define ADD_UNITS                                                                                \
  "WITH RECURSIVE n (i) AS (VALUES (1000) UNION ALL SELECT i + 1 FROM n WHERE i < 999 + " N_ROWS \
  ") INSERT INTO unit (id, level, kind, name, position) SELECT i, 'village', 'xom', "            \
  "json_extract ('[\"Nông\",\"Nguyễn\",\"Hoàng\",\"Lý\",\"Đàm\",\"Bế\"]', "             \
  "'$[' || (i * 2654435761 / 4096 % 6) || ']') || ' ' || "                                       \
  "json_extract ('[\"Văn\",\"Thị\",\"Đức\",\"Ngọc\"]', "                                 \
  "'$[' || (i * 2246822519 / 4096 % 4) || ']') || ' ' || (i % 997), i * 31 % 1009 FROM n"

typedef struct
{
  Fixture base;
  GString *json;
  GtkWidget *window;
  SgnRowView *view;
  guint n_frames;
} Bench;

static double
since (gint64 start)
{
  return (double)(g_get_monotonic_time () - start) / 1000;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static double
median (double *runs, gsize n)
{
  qsort (runs, n, sizeof *runs, compare_times);
  return runs[n / 2];
}

static void
report (Bench *bench, const char *what, const char *unit, double ours, double bare)
{
  char ours_text[G_ASCII_DTOSTR_BUF_SIZE], bare_text[G_ASCII_DTOSTR_BUF_SIZE];
  char ratio[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (ours_text, sizeof ours_text, "%.2f", ours);
  g_ascii_formatd (bare_text, sizeof bare_text, "%.2f", bare);
  g_ascii_formatd (ratio, sizeof ratio, "%.2f", ours / bare);
  g_print ("# %-52s %9s %s %9s %s %6s\n", what, ours_text, unit, bare_text, unit, ratio);
  g_string_append_printf (bench->json, "%s\"%s\":{\"%s\":%s,\"bare_%s\":%s,\"ratio\":%s}",
                          bench->json->len > 0 ? "," : "", what, unit, ours_text, unit, bare_text,
                          ratio);
}

/* --- the start, in a process of its own --- */

/* The most memory this process ever had, in MB; 0 where the system does not say. */
static double
read_peak_memory (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL)
      || (line = strstr (text, "VmHWM:")) == NULL)
    return 0;
  return (double)g_ascii_strtoll (line + strlen ("VmHWM:"), NULL, 10) / 1024;
}

static void
first_frame_cb (GtkApplication *application, GdkFrameClock *clock)
{
  char memory[G_ASCII_DTOSTR_BUF_SIZE];

  g_signal_handlers_disconnect_by_func (clock, first_frame_cb, application);
  g_print ("%s\n", g_ascii_dtostr (memory, sizeof memory, read_peak_memory ()));
  g_application_quit (G_APPLICATION (application));
}

static void
window_map_cb (GtkApplication *application, GtkWidget *window)
{
  g_signal_connect_swapped (gtk_widget_get_frame_clock (window), "after-paint",
                            G_CALLBACK (first_frame_cb), application);
}

static void
window_added_cb (GtkApplication *application, GtkWidget *window)
{
  g_signal_connect_swapped (window, "map", G_CALLBACK (window_map_cb), application);
}

static void
empty_window_cb (GtkApplication *application)
{
  gtk_window_present (GTK_WINDOW (gtk_application_window_new (application)));
}

/* @path NULL: an empty window, the least that GTK can start with. */
static int
run_child (char *program, char *path)
{
  g_autoptr (GtkApplication) application = NULL;
  char *arguments[] = { program, path, NULL };

  gtk_disable_setlocale ();
  sgn_locale_start ("vi");
  application = path != NULL ? sgn_application_new ()
                             : gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  if (path == NULL)
    g_signal_connect (application, "activate", G_CALLBACK (empty_window_cb), NULL);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  return g_application_run (G_APPLICATION (application), path != NULL ? 2 : 1, arguments);
}

static double
start_child (const char *program, const char *path, double *memory)
{
  const gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--child", path, NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  double time;

  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  time = since (start);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  *memory = g_ascii_strtod (line, NULL);
  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
  g_assert_no_error (error);
  return time;
}

static void
compare_starts (Bench *bench, const char *program)
{
  g_autofree char *path = app_test_make_sample ();
  double ours[N_RUNS], bare[N_RUNS], ours_memory, bare_memory;

  for (guint i = 0; i < N_RUNS; i++)
    {
      ours[i] = start_child (program, path, &ours_memory);
      bare[i] = start_child (program, NULL, &bare_memory);
    }
  report (bench, "start to first frame, a ledger open", "ms", median (ours, N_RUNS),
          median (bare, N_RUNS));
  report (bench, "memory at first frame (VmHWM)", "MB", ours_memory, bare_memory);
}

/* --- a long list --- */

static void
painted_cb (Bench *bench)
{
  bench->n_frames++;
}

static void
wait_for_frame (Bench *bench)
{
  const guint before = bench->n_frames;

  gtk_widget_queue_draw (GTK_WIDGET (bench->view));
  app_wait_until (bench->n_frames > before);
}

/* Until another number of rows is there, and was painted. */
static void
show (Bench *bench, const char *find)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_unit);
  const guint before = sgn_row_view_get_count (bench->view);

  sgn_query_set_sort (query, "name");
  sgn_query_find (query, find);
  sgn_row_view_set_query (bench->view, query);
  app_wait_until (sgn_row_view_get_count (bench->view) != before);
  wait_for_frame (bench);
}

/* Every column of every row is read. */
static void
read_bare (Bench *bench, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (bench->base.connection, sql, &error);
  gsize n = 0;

  g_assert_no_error (error);
  while (sgn_statement_step (statement, &error) == SGN_ROW)
    n++;
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 0);
}

static double
measure_bare (Bench *bench, const char *sql)
{
  double runs[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    {
      const gint64 start = g_get_monotonic_time ();

      read_bare (bench, sql);
      runs[i] = since (start);
    }
  return median (runs, N_RUNS);
}

static void
open_view (Bench *bench)
{
  static const char *const fields[] = { "name", "level", "kind", "code", "position", NULL };
  const gint64 start = g_get_monotonic_time ();
  double time;

  bench->window = gtk_window_new ();
  bench->view = SGN_ROW_VIEW (sgn_row_view_new ());
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1100, 760);
  gtk_window_set_child (GTK_WINDOW (bench->window), GTK_WIDGET (bench->view));
  sgn_row_view_set_columns (bench->view, "bench", &sgn_type_unit, fields, NULL);
  sgn_row_view_set_ledger (bench->view, bench->base.ledger);
  gtk_window_present (GTK_WINDOW (bench->window));
  app_wait_until (gtk_widget_get_mapped (GTK_WIDGET (bench->view)));
  g_signal_connect_swapped (gtk_widget_get_frame_clock (bench->window), "after-paint",
                            G_CALLBACK (painted_cb), bench);
  show (bench, NULL);
  time = since (start);
  report (bench, "window, view and list to its first rows painted", "ms", time,
          measure_bare (bench, "SELECT id, name, level, kind, code, position FROM unit "
                               "ORDER BY vn_key (name), id"));
}

/* Jumps all over the list; bare: as many rows as a screen shows, by their ids. */
static void
scroll (Bench *bench)
{
  GtkWidget *list = app_test_find (GTK_WIDGET (bench->view), GTK_TYPE_COLUMN_VIEW);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  const double upper
      = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  double ours[N_JUMPS], bare[N_JUMPS];

  for (guint i = 0; i < N_JUMPS; i++)
    {
      const guint place = i * 17 % N_JUMPS;
      const gint64 id = 1000 + (gint64)place * 7000;
      g_autofree char *sql
          = g_strdup_printf ("SELECT id, name, level, kind, code, position FROM unit "
                             "WHERE id BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT,
                             id, id + N_SCREEN - 1);
      gint64 start = g_get_monotonic_time ();

      gtk_adjustment_set_value (adjustment, upper * place / N_JUMPS);
      wait_for_frame (bench);
      ours[i] = since (start);
      start = g_get_monotonic_time ();
      read_bare (bench, sql);
      bare[i] = since (start);
    }
  report (bench, "a jump anywhere, to its rows painted", "ms", median (ours, N_JUMPS),
          median (bare, N_JUMPS));
  /* Sorted by now. */
  report (bench, "the slowest jump of 40", "ms", ours[N_JUMPS - 1], bare[N_JUMPS - 1]);
}

/* Every word of the index begins with the mark of its type. */
static char *
make_search (Bench *bench, const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) mark
      = sgn_connection_prepare (bench->base.connection,
                                "SELECT mark FROM finder_mark WHERE type = 'unit'", &error);
  g_auto (GStrv) words = g_strsplit (typed, " ", -1);
  GString *sql = g_string_new (
      "SELECT id FROM unit WHERE id IN (SELECT rowid FROM finder WHERE finder MATCH '");

  g_assert_no_error (error);
  g_assert_cmpint (sgn_statement_step (mark, &error), ==, SGN_ROW);
  for (char **word = words; *word != NULL; word++)
    g_string_append_printf (sql, " \"%s%s\" *", sgn_statement_text (mark, 0), *word);
  g_string_append (sql, "') ORDER BY vn_key (name), id");
  return g_string_free (sql, FALSE);
}

static void
type_keys (Bench *bench)
{
  static const char *const TYPED[] = { "n", "nguyen t", "nguyen thi 12" };

  for (gsize i = 0; i < G_N_ELEMENTS (TYPED); i++)
    {
      g_autofree char *sql = make_search (bench, TYPED[i]);
      g_autofree char *what = g_strdup_printf ("keystroke '%s', to its rows painted", TYPED[i]);
      double runs[N_RUNS];

      for (guint run = 0; run < N_RUNS; run++)
        {
          const gint64 start = g_get_monotonic_time ();

          show (bench, TYPED[i]);
          runs[run] = since (start);
          show (bench, NULL);
        }
      report (bench, what, "ms", median (runs, N_RUNS), measure_bare (bench, sql));
    }
}

static void
fill_ledger (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  fixture_run_derived (&bench->base, "CREATE INDEX bench_name ON unit (vn_key (name))");
  fixture_run_derived (&bench->base, ADD_UNITS);
  sgn_finder_attach (bench->base.ledger, sgn_programme_types (), &error);
  g_assert_no_error (error);
}

static void
compare_lists (Bench *bench)
{
  gpointer view;

  fixture_set_up (&bench->base, NULL);
  fill_ledger (bench);
  open_view (bench);
  scroll (bench);
  type_keys (bench);

  view = bench->view;
  g_object_add_weak_pointer (view, &view);
  gtk_window_destroy (GTK_WINDOW (bench->window));
  app_wait_until (view == NULL);
  fixture_tear_down (&bench->base, NULL);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };

  if (argc > 1 && g_str_equal (argv[1], "--child"))
    return run_child (argv[0], argv[2]);
  app_test_init (&argc, &argv);
  bench.json = g_string_new (NULL);
  g_print ("# %-52s %12s %12s %6s\n", N_ROWS " records", "ours", "bare", "ratio");
  compare_starts (&bench, argv[0]);
  compare_lists (&bench);
  g_print ("# {\"bench\":\"window\",\"rows\":" N_ROWS ",\"results\":{%s}}\n", bench.json->str);
  g_print ("ok 1 /bench/window\n1..1\n");
  g_string_free (bench.json, TRUE);
  return 0;
}
