/* Templates: what the parser refuses, what the fence around their SQL refuses, and what the engine
 * makes of a template of the office's own. */

#include "config.h"

#include "test-folder.h"

#include "appendix/sgn-appendix.h"
#include "base/sgn-error.h"
#include "base/sgn-locale.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-sample.h"
#include "sheet/sgn-sheet-writer.h"
#include "store/sgn-store-error.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *file;
  SgnLedger *ledger;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = test_make_folder ("template");
  fixture->file = g_build_filename (fixture->folder, "mẫu.xml", NULL);
  path = g_build_filename (fixture->folder, "sample.sgn", NULL);
  fixture->ledger = sgn_sample_create (path, FALSE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_true (sgn_ledger_close (fixture->ledger, NULL));
  g_object_unref (fixture->ledger);
  test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->file);
}

static SgnAppendix *
load (Fixture *fixture, const char *text, GError **error)
{
  g_assert_true (g_file_set_contents (fixture->file, text, -1, NULL));
  return sgn_appendix_load_file (fixture->file, error);
}

#define HEAD "<appendix id='T'>\n<title>Thử</title><source>không có</source>\n"
#define COLUMNS                                              \
  "<columns><column key='name' heading='Tên' kind='text'/>" \
  "<column key='a' heading='A' kind='money'/></columns>\n"
#define ROWS "<rows>SELECT 'r' AS key, 'R' AS name</rows>\n"

static void
test_refused_by_parser (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    int line;
  } cases[] = {
    { "", 1 },
    { "<appendix id='T'>", 2 },
    { "<appendix id='T'>\n</nothing>", 2 },
    { "<appendix>\n</appendix>", 1 },
    { "<appendix id=''>\n</appendix>", 1 },
    { "<appendix id='a b'>\n</appendix>", 1 },
    { "<appendix id='T' color='red'>\n</appendix>", 1 },
    { "<appendix id='T' paper='A5'>\n</appendix>", 1 },
    { "<appendix id='T'></appendix>", 1 },
    { HEAD ROWS "</appendix>", 1 },
    { HEAD COLUMNS "</appendix>", 1 },
    { HEAD "<columns>text</columns>", 3 },
    { HEAD "<script/>", 3 },
    { HEAD "<column key='a' heading='A' kind='money'/>", 3 },
    { HEAD "<columns>\n<column key='a' heading='A'/>", 4 },
    { HEAD "<columns>\n<column key='a' heading='A' kind='real'/>", 4 },
    { HEAD "<columns>\n<column key='a' heading='A' kind='money' width='x'/>", 4 },
    { HEAD "<columns>\n<column key='a' heading='A' kind='percent'/>", 4 },
    { HEAD "<columns>\n<column key='a' heading='A' kind='money' ratio='b c'/>", 4 },
    { HEAD "<columns>\n<column key='a' heading='A' kind='percent' ratio='b'/>", 4 },
    { HEAD "<columns>\n<column key='a' heading='A' kind='money' sum='b' difference='c d'/>", 4 },
    { HEAD "<columns>\n<repeat>\n<column key='a' heading='A' kind='money'/>\n</repeat>", 4 },
    { HEAD "<rows/>", 3 },
    { HEAD "<rows>SELECT :years</rows>", 3 },
    { HEAD "<rows>SELECT ?1</rows>", 3 },
    { HEAD "<rows>SELECT @a</rows>", 3 },
    { HEAD "<rows>SELECT $a</rows>", 3 },
    { HEAD "<rows own-label='x'>SELECT 1</rows>", 3 },
    { HEAD "<parameter name='colour'/>", 3 },
    { HEAD "<columns>\n<column key='a' heading='A' kind='money' adds='maybe'/>", 4 },
    { HEAD "<columns>\n<column key='a' heading='A' kind='money' sum='b' balance='c -d'/>", 4 },
    { HEAD COLUMNS "<part key='h' name='Hộ'/>" ROWS "</appendix>", 4 },
    { HEAD COLUMNS "<rows part-column='name'>SELECT 1</rows></appendix>", 4 },
    { HEAD COLUMNS "<list>SELECT 1</list><figures type='t'>SELECT 1</figures></appendix>", 4 },
    { HEAD COLUMNS "<rows>SELECT 1</rows><list>SELECT 1</list></appendix>", 4 },
    { HEAD "<note></note>\n<title></title>", 4 },
    { "<!DOCTYPE appendix [<!ENTITY a 'b'>]>\n<appendix id='T'>&a;</appendix>", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *where = g_strdup_printf ("mẫu.xml, line %d: ", cases[i].line);

      g_assert_null (load (fixture, cases[i].text, &error));
      g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID);
      if (!g_str_has_prefix (error->message, where))
        g_error ("%s\ngives “%s”, not on line %d", cases[i].text, error->message, cases[i].line);
    }
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *blanks = g_strnfill (300 * 1024, ' ');
  g_autofree char *large = g_strconcat (HEAD COLUMNS ROWS, blanks, "</appendix>", NULL);
  g_autofree char *sql = g_strconcat (HEAD COLUMNS "<rows>SELECT 'r' AS key, 'R' AS name", NULL);
  g_autofree char *many = g_strnfill (17 * 1024, '1');
  g_autofree char *long_sql = g_strconcat (sql, ", ", many, "</rows></appendix>", NULL);

  g_assert_null (load (fixture, large, NULL));
  g_assert_null (load (fixture, long_sql, NULL));
}

static SgnSheet *
run (Fixture *fixture, const char *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (SgnAppendix) template = load (fixture, text, error);
  const SgnAppendixParameters parameters = { .money_unit = SGN_MONEY_TRIEU };

  if (template == NULL)
    return NULL;
  return sgn_appendix_run (template, sgn_ledger_get_connection (fixture->ledger), &parameters,
                           cancellable, error);
}

static char *
dump_changes (Fixture *fixture)
{
  gint64 changes = -1;
  gint64 lines = -1;
  SgnConnection *connection = sgn_ledger_get_connection (fixture->ledger);

  sgn_connection_query_int (connection, "SELECT count (*) FROM change", 0, &changes, NULL);
  sgn_connection_query_int (connection, "SELECT sum (amount) FROM funding_line", 0, &lines, NULL);
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, changes, lines);
}

/* A template of an office's own reads the published views and nothing else, and writes nothing. */
static void
test_refused_sql (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[] = {
    "SELECT 'r' AS key, number AS name FROM funding_decision",
    "SELECT 'r' AS key, changeset AS name FROM change",
    "SELECT 'r' AS key, sql AS name FROM sqlite_schema",
    "SELECT 'r' AS key, name AS name FROM main.unit",
    "SELECT 'r' AS key, (SELECT name FROM unit) AS name FROM v_ledger",
    "WITH v_ledger AS (SELECT name FROM unit) SELECT 'r' AS key, name FROM v_ledger",
    "DELETE FROM funding_line",
    "UPDATE funding_line SET amount = 0",
    "INSERT INTO setting (id, key, value) VALUES (1, 'a', 'b')",
    "CREATE TEMP VIEW v_mine AS SELECT 1",
    "DROP VIEW v_funding",
    "PRAGMA foreign_keys = OFF",
    "ATTACH 'x.db' AS x",
    "VACUUM",
    "SELECT 'r' AS key, 'R' AS name; DELETE FROM funding_line",
    "SELECT load_extension ('x') AS key, 'R' AS name",
    "SELECT 'r' AS key, 'R' AS name FROM nothing",
    "SELEC 1",
  };
  g_autofree char *before = dump_changes (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *escaped = g_markup_escape_text (cases[i], -1);
      g_autofree char *text
          = g_strconcat (HEAD COLUMNS "<rows>", escaped, "</rows>\n</appendix>", NULL);
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;

      if (run (fixture, text, NULL, &error) != NULL)
        g_error ("accepted: %s", cases[i]);
      g_assert_nonnull (error);
      if (!g_str_has_prefix (error->message, "T, line 4: "))
        g_error ("%s\ngives “%s”", cases[i], error->message);
      after = dump_changes (fixture);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_refused_by_engine (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[] = {
    HEAD COLUMNS "<rows>SELECT 'r' AS key</rows></appendix>",
    HEAD COLUMNS "<rows>SELECT 'R' AS name</rows></appendix>",
    HEAD COLUMNS "<list>SELECT 'R' AS name</list></appendix>",
    HEAD "<columns><column key='a' heading='A' kind='integer'/>"
         "<column key='b' heading='B' kind='integer' sum='a'/></columns>"
         "<list>SELECT 1 AS a</list></appendix>",
    HEAD COLUMNS "<rows>SELECT 'r' AS key, 'R' AS name UNION ALL SELECT 'r', 'R'</rows></appendix>",
    HEAD COLUMNS "<rows>SELECT 'r' AS key, 'x' AS parent, 'R' AS name</rows></appendix>",
    HEAD COLUMNS ROWS "<figures type='t'>SELECT 'r' AS row_key, 'a' AS column_key, "
                      "1 AS amount</figures></appendix>",
    HEAD COLUMNS ROWS "<figures type='t'>SELECT 'r' AS row_key, 'b' AS column_key, 1 AS amount, "
                      "1 AS record_id</figures></appendix>",
    HEAD COLUMNS ROWS "<figures type='t'>SELECT 'x' AS row_key, 'a' AS column_key, 1 AS amount, "
                      "1 AS record_id</figures></appendix>",
    HEAD COLUMNS ROWS "<chart kind='lines' title='x' category='name' series='b'/></appendix>",
    HEAD "<columns><column key='a' heading='A' kind='money' sum='b'/></columns>" ROWS "</appendix>",
    HEAD "<columns><column key='a' heading='A' kind='money' sum='b'/>"
         "<column key='b' heading='B' kind='money' sum='a'/></columns>" ROWS "</appendix>",
    HEAD "<columns><column key='a' heading='A' kind='money'/>"
         "<column key='r' heading='R' kind='percent' ratio='a a'/></columns>" ROWS "</appendix>",
    HEAD "<columns><column key='a' heading='A' kind='money'/>"
         "<column key='a' heading='B' kind='money'/></columns>" ROWS "</appendix>",
    HEAD "<columns><column key='t' heading='T' kind='text'/>"
         "<column key='a' heading='A' kind='money' sum='t'/></columns>" ROWS "</appendix>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      if (run (fixture, cases[i], NULL, &error) != NULL)
        g_error ("accepted: %s", cases[i]);
      g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "T, line "));
    }
}

static char *
get_line (SgnSheet *sheet, guint row)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < sgn_sheet_n_columns (sheet); i++)
    g_ptr_array_add (cells, sgn_sheet_cell_text (sheet, row, i));
  g_ptr_array_add (cells, NULL);
  return g_strjoinv ("|", (char **)cells->pdata);
}

/* Two lines a row, zeros, balances, decimals, sums of what is whole, rows for strays. */
static void
test_forms (Fixture *fixture, gconstpointer data)
{
  static const char template[] = HEAD
      "<columns><column key='tt' heading='TT' kind='text' numbered='yes'/>"
      "<column key='name' heading='Tên' kind='text' code='B'/>"
      "<column key='part' heading='Phân tổ' kind='text'/>"
      "<column key='a' heading='A' kind='integer' zero='yes'/>"
      "<column key='b' heading='B' kind='integer' zero='yes'/>"
      "<column key='gone' heading='G' kind='integer' hidden='yes' adds='whole'/>"
      "<column key='end' heading='E' kind='integer' balance='a -b' code='3=1-2'/>"
      "<column key='listed' heading='L' kind='integer' counted='yes' balance='a -b'/>"
      "<column key='plan' heading='P' kind='decimal' decimals='2' adds='no'/>"
      "<column key='rest' heading='R' kind='integer' strict='yes' difference='gone a'/>"
      "</columns><part key='h' name='Hộ'/><part key='p' name='Khẩu'/>"
      "<rows label-column='name' own-label='Chưa rõ' part-column='part'>"
      "SELECT 'd' AS key, NULL AS parent, 1 AS level, 'group' AS style, 'Huyện' AS name "
      "UNION ALL SELECT 'x', 'd', 2, 'normal', 'X' UNION ALL SELECT 'y', 'd', 2, 'normal', 'Y'"
      "</rows><figures type='t'>SELECT 'x/h' AS row_key, 'a' AS column_key, 5 AS amount, "
      "1 AS record_id UNION ALL SELECT 'x/h', 'b', 2, 2 UNION ALL SELECT 'x/p', 'a', 20, 1 "
      "UNION ALL SELECT 'd/h', 'a', 1, 3 UNION ALL SELECT 'x/h', 'listed', 4, 4 "
      "UNION ALL SELECT 'x/h', 'gone', 9, 5 UNION ALL SELECT 'y/h', 'gone', 8, 6 "
      "UNION ALL SELECT 'x/p', 'gone', 7, 7 UNION ALL SELECT 'd/p', 'gone', 70, 7 "
      "UNION ALL SELECT 'x/h', 'plan', 1.255, 8 UNION ALL SELECT 'x/p', 'plan', NULL, 9"
      "</figures></appendix>";
  static const char *const lines[] = {
    "1|Huyện|Hộ|6|2|4|4||11",  "||Khẩu|20|0|20|||50", "1.1|X|Hộ|5|2|3|4|1,26|4",
    "||Khẩu|20|0|20|||-13",    "1.2|Y|Hộ|0|0|0|||8",  "||Khẩu|0|0|0|||",
    "1.3|Chưa rõ|Hộ|1|0|1|||", "||Khẩu|0|0|0|||",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSheet) sheet = run (fixture, template, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (sgn_sheet_n_rows (sheet), ==, G_N_ELEMENTS (lines));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *line = get_line (sheet, i);

      g_assert_cmpstr (line, ==, lines[i]);
    }
  g_assert_cmpstr (sgn_sheet_get_column (sheet, 1)->code, ==, "B");
  g_assert_cmpstr (sgn_sheet_get_row (sheet, 3)->key, ==, "x/p");
  g_assert_cmpint (sgn_sheet_get_row (sheet, 3)->parent, ==, 1);
  /* What is behind a total: each record once, of the parts of the same line alone. */
  g_assert_cmpuint (sgn_sheet_get_cell (sheet, 0, 3)->records->len, ==, 2);
  g_assert_cmpuint (sgn_sheet_get_cell (sheet, 1, 3)->records->len, ==, 1);
}

/* Rows of a list come when they are read; numbers of persons are masked unless asked for. */
static void
test_long_list (Fixture *fixture, gconstpointer data)
{
  static const char template[] = HEAD
      "<parameter name='ids'/>"
      "<columns><column key='stt' heading='STT' kind='text' numbered='yes'/>"
      "<column key='name' heading='Tên' kind='text'/>"
      "<column key='number' heading='Số' kind='identity'/>"
      "<column key='n' heading='N' kind='integer'/></columns>"
      "<list>WITH RECURSIVE i (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM i WHERE n &lt; 30000) "
      "SELECT iif(n, 'normal', 'group') AS style, 'Tên ' || n AS name, "
      "iif(n, '004080001234', NULL) AS number, iif(n, n, NULL) AS n FROM i</list></appendix>";
  static const char *const numbers[] = { "004*****1234", "004080001234" };

  for (guint full = 0; full < 2; full++)
    {
      g_autoptr (SgnAppendix) appendix = load (fixture, template, NULL);
      const SgnAppendixParameters parameters = { .full_ids = (gboolean)full };
      g_autoptr (GError) error = NULL;
      g_autoptr (SgnSheet) sheet
          = sgn_appendix_run (appendix, sgn_ledger_get_connection (fixture->ledger), &parameters,
                              NULL, &error);
      g_autofree char *rows = sgn_sheet_to_tsv (sheet, NULL, &error);
      g_auto (GStrv) lines = g_strsplit (rows, "\n", -1);
      g_autofree char *last = g_strdup_printf ("30000\tTên 30000\t%s\t30.000", numbers[full]);

      g_assert_no_error (error);
      g_assert_cmpuint (sgn_sheet_n_rows (sheet), ==, 0);
      g_assert_cmpuint (g_strv_length (lines), ==, 30003);
      g_assert_cmpstr (lines[1], ==, "\tTên 0\t\t");
      g_assert_cmpstr (lines[30001], ==, last);
    }
}

/* Limits hold against a query that never ends. */
static void
test_limits (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[] = {
    HEAD COLUMNS "<rows>WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                 "SELECT i AS key, i AS name FROM n</rows></appendix>",
    HEAD "<columns><column key='name' heading='Tên' kind='text'/><repeat><query>WITH n (i) AS "
         "(SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS key FROM n</query>"
         "<column key='a' heading='A' kind='money'/></repeat></columns>" ROWS "</appendix>",
    HEAD COLUMNS ROWS "<figures type='t'>WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                      "SELECT 'r' AS row_key, 'a' AS column_key, 1 AS amount, NULL AS record_id "
                      "FROM n</figures></appendix>",
    HEAD COLUMNS ROWS "<notes text='x'>WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                      "SELECT i FROM n</notes></appendix>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (run (fixture, cases[i], NULL, &error));
      g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID);
    }
}

static gpointer
cancel_thread (gpointer data)
{
  g_cancellable_cancel (data);
  return NULL;
}

/* A statement that never gives a row is stopped in its middle. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  static const char endless[]
      = HEAD COLUMNS "<rows>WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                     "SELECT count(*) AS key, 'R' AS name FROM n</rows></appendix>";
  gint64 lines = 0;

  for (guint turn = 0; turn < 3; turn++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      GThread *thread = g_thread_new ("cancel", cancel_thread, cancellable);

      g_assert_null (run (fixture, endless, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_thread_join (thread);
    }
  /* The connection is as good as before. */
  g_assert_true (sgn_connection_query_int (sgn_ledger_get_connection (fixture->ledger),
                                           "SELECT count (*) FROM funding_line", 0, &lines, NULL));
  g_assert_cmpint (lines, ==, 16);
}

static gpointer
cancel_later (gpointer data)
{
  g_usleep (G_USEC_PER_SEC / 10);
  g_cancellable_cancel (data);
  return NULL;
}

/* The rows of a list come when it is written: the first may take as long as all of them. */
static void
test_cancel_list (Fixture *fixture, gconstpointer data)
{
  static const char endless[]
      = HEAD COLUMNS "<list>WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                     "SELECT count(*) AS name, 1 AS a FROM n</list></appendix>";
  g_autofree char *path = g_build_filename (fixture->folder, "endless.csv", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSheet) sheet = run (fixture, endless, NULL, &error);
  GThread *thread = g_thread_new ("cancel", cancel_later, cancellable);

  g_assert_no_error (error);
  g_assert_false (sgn_sheet_write (sheet, path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_thread_join (thread);
}

static const char whole_template[]
    = "<appendix id='OWN' paper='A3' orientation='portrait'>\n"
      "<title>Biểu riêng</title><source>của huyện</source>\n"
      "<subtitle>Năm {year}, {unit}</subtitle><form>Biểu riêng</form>\n"
      "<parameter name='year'/><parameter name='money'/>\n"
      "<texts>SELECT 'signer-left' AS name, 'KẾ TOÁN' AS value UNION ALL SELECT 'form', "
      "''</texts>\n"
      "<columns>\n"
      "  <column key='tt' heading='TT' kind='text' numbered='yes'/>\n"
      "  <column key='name' heading='Tên' kind='text'/>\n"
      "  <group heading='Tiền'>\n"
      "    <column key='sum' heading='Tổng' kind='money' sum='a:*'/>\n"
      "    <repeat><query>SELECT 'x' AS key, 'X' AS title UNION ALL SELECT 'y', 'Y' UNION ALL "
      "SELECT 'z', 'Z'</query>\n"
      "      <column key='a' heading='Cột {title}' kind='money' optional='yes'/>\n"
      "    </repeat>\n"
      "  </group>\n"
      "  <column key='n' heading='Số' kind='integer'/>\n"
      "  <column key='rate' heading='Tỷ lệ' kind='percent' decimals='2' ratio='a:x sum'/>\n"
      "  <column key='rest' heading='Còn' kind='money' difference='sum a:x'/>\n"
      "</columns>\n"
      "<rows label-column='name' own-label='riêng' other-label='khác' drop-empty='yes'>\n"
      "SELECT 't' AS key, NULL AS parent, 0 AS level, 'total' AS style, 'Tổng' AS name\n"
      "UNION ALL SELECT 'p', 't', 1, 'group', 'P'\n"
      "UNION ALL SELECT 'empty', 't', 1, 'normal', 'không có gì'\n"
      "UNION ALL SELECT 'q', 't', 1, 'normal', 'Q'\n"
      "UNION ALL SELECT 'p1', 'p', 2, 'normal', 'P1'</rows>\n"
      "<figures type='funding-line'>\n"
      "SELECT 'p1' AS row_key, 'a:x' AS column_key, 3000000 AS amount, 11 AS record_id\n"
      "UNION ALL SELECT 'p1', 'a:x', 1000000, 12\n"
      "UNION ALL SELECT 'p', 'a:y', 2000000, 13\n"
      "UNION ALL SELECT 'q', 'n', 7, NULL\n"
      "UNION ALL SELECT 'lost', 'a:y', 4000000, 14</figures>\n"
      "<note>Năm {year}, {không có}.</note>\n"
      "<notes text='{what}: {amount} {money}' money='amount'>SELECT 'Kho' AS what, 5500000 AS "
      "amount</notes>\n"
      "</appendix>\n";

static void
test_engine (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = {
    "|Tổng|10|4|6|7|40,00%|6", "1|P|6|4|2||66,67%|2", "1.1|P1|4|4|||100,00%|0",
    "1.2|riêng|2||2||0,00%|2", "2|Q||||7||",          "3|khác|4||4||0,00%|4",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSheet) sheet = run (fixture, whole_template, NULL, &error);
  const SgnSheetCell *cell;
  gboolean landscape;
  const char *value;

  g_assert_no_error (error);
  /* Column "z" has no figure and is optional. */
  g_assert_cmpuint (sgn_sheet_n_columns (sheet), ==, 8);
  g_assert_cmpint (sgn_sheet_find_column (sheet, "a:z"), ==, -1);
  g_assert_cmpstr (sgn_sheet_get_column (sheet, 3)->heading[1], ==, "Cột X");
  g_assert_cmpuint (sgn_sheet_n_rows (sheet), ==, G_N_ELEMENTS (lines));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *line = get_line (sheet, i);

      g_assert_cmpstr (line, ==, lines[i]);
    }
  cell = sgn_sheet_get_cell (sheet, 0, 2);
  g_assert_cmpint (cell->formula.kind, ==, SGN_FORMULA_SUM_COLUMNS);
  g_assert_cmpuint (cell->records->len, ==, 4);
  g_assert_cmpstr (cell->record_type, ==, "funding-line");
  cell = sgn_sheet_get_cell (sheet, 0, 3);
  g_assert_cmpint (cell->formula.kind, ==, SGN_FORMULA_SUM_ROWS);
  g_assert_cmpuint (cell->formula.n_refs, ==, 3);
  g_assert_cmpuint (cell->formula.refs[0], ==, 1);
  g_assert_cmpstr (sgn_sheet_get_text (sheet, "subtitle"), ==, "Năm 2023, Huyện Trùng Khánh");
  g_assert_cmpstr (sgn_sheet_get_text (sheet, "signer-left"), ==, "KẾ TOÁN");
  g_assert_null (sgn_sheet_get_text (sheet, "form"));
  g_assert_cmpstr (sgn_sheet_get_text (sheet, "issuing-body"), ==, "UBND huyện Trùng Khánh");
  g_assert_cmpstr (sgn_sheet_get_text (sheet, "parent-body"), ==, "UBND tỉnh Cao Bằng");
  g_assert_true (g_str_has_prefix (sgn_sheet_get_text (sheet, "place-date"), "Trùng Khánh, ngày "));
  g_assert_cmpuint (sgn_sheet_n_notes (sheet), ==, 2);
  g_assert_cmpstr (sgn_sheet_get_note (sheet, 0), ==, "Năm 2023, {không có}.");
  g_assert_cmpstr (sgn_sheet_get_note (sheet, 1), ==, "Kho: 5,5 triệu đồng");
  g_assert_cmpint (sgn_sheet_get_paper (sheet, &landscape), ==, SGN_PAPER_A3);
  g_assert_false (landscape);
  g_assert_cmpuint (sgn_sheet_n_parameters (sheet), ==, 2);
  g_assert_cmpstr (sgn_sheet_get_parameter (sheet, 0, &value), ==, "year");
  g_assert_cmpstr (value, ==, "2023");
}

/* What the guide for offices shows as a template is one. */
static void
test_guide (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "..", "resources", "appendices", "README.md", NULL);
  g_autofree char *guide = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSheet) sheet = NULL;
  g_autofree char *line = NULL;
  char *start;

  g_assert_true (g_file_get_contents (path, &guide, NULL, NULL));
  start = strstr (guide, "```xml\n") + strlen ("```xml\n");
  *strstr (start, "```") = '\0';
  sheet = run (fixture, start, NULL, &error);
  g_assert_no_error (error);
  line = get_line (sheet, 0);
  g_assert_cmpstr (line, ==, "|Tổng cộng|224.523|164.558|17.195|42.770|73,3%");
}

static gboolean
change_settings (SgnLedger *ledger, gpointer user_data, GError **error)
{
  return sgn_setting_set (ledger, "paper-signer-right", "TRƯỞNG PHÒNG", error)
         && sgn_setting_set (ledger, "paper-attached", "(Kèm theo Tờ trình số 5)", error);
}

/* What the office set for its papers has the last word. */
static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SgnSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (
      sgn_ledger_change (fixture->ledger, "Cài đặt", change_settings, NULL, NULL, &error));
  sheet = run (fixture, whole_template, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sgn_sheet_get_text (sheet, "signer-right"), ==, "TRƯỞNG PHÒNG");
  g_assert_cmpstr (sgn_sheet_get_text (sheet, "attached"), ==, "(Kèm theo Tờ trình số 5)");
}

static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "không có.xml", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_appendix_load_file (path, &error));
  g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_FILE);
  g_clear_error (&error);
  g_assert_null (sgn_appendix_find ("KP-99", &error));
  g_assert_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  sgn_locale_start ("en");
#define ADD(path, func) \
  g_test_add ("/appendix/template/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("refused-by-parser", test_refused_by_parser);
  ADD ("too-large", test_too_large);
  ADD ("refused-sql", test_refused_sql);
  ADD ("refused-by-engine", test_refused_by_engine);
  ADD ("forms", test_forms);
  ADD ("long-list", test_long_list);
  ADD ("cancel-list", test_cancel_list);
  ADD ("limits", test_limits);
  ADD ("cancel", test_cancel);
  ADD ("engine", test_engine);
  ADD ("guide", test_guide);
  ADD ("settings", test_settings);
  ADD ("unknown", test_unknown);
#undef ADD
  return g_test_run ();
}
