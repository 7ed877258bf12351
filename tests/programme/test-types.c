#include "config.h"

#include "programme-fixture.h"
#include "record/sgn-cursor.h"

#include <string.h>

/* Descriptions and schema say the same. */

static const char *
get_sql_type (SgnFieldKind kind)
{
  switch (kind)
    {
    case SGN_FIELD_INTEGER:
    case SGN_FIELD_MONEY:
    case SGN_FIELD_BOOLEAN:
    case SGN_FIELD_REFERENCE:
      return "INTEGER";
    case SGN_FIELD_DECIMAL:
      return "REAL";
    default:
      return "TEXT";
    }
}

static char *
describe_field (const SgnField *field)
{
  g_autofree char *column = sgn_field_column (field);

  return g_strdup_printf ("%s %s%s%s", column, get_sql_type (field->kind),
                          field->flags & SGN_FIELD_REQUIRED ? " required" : "",
                          field->kind == SGN_FIELD_REFERENCE ? field->reference->table : "");
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static char *
describe_type (const SgnRecordType *type)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < type->n_fields; i++)
    g_ptr_array_add (lines, describe_field (&type->fields[i]));
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, g_strdup (""));
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

static char *
describe_table (SgnLedger *ledger, const char *table)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT c.name || ' ' || c.type || iif(c.\"notnull\" AND c.dflt_value IS "
                         "NULL, ' required', '') "
                         "|| ifnull((SELECT f.\"table\" FROM pragma_foreign_key_list('%s') AS f "
                         "WHERE f.\"from\" = c.name), '') "
                         "FROM pragma_table_info('%s') AS c WHERE c.name <> 'id' ORDER BY 1",
                         table, table);

  return read_sql (sgn_ledger_get_connection (ledger), sql);
}

static void
test_columns (void)
{
  g_autoptr (GError) error = NULL;
  const SgnTypes *types = sgn_programme_types ();
  SgnLedger *ledger = make_ledger (2023);

  for (guint i = 0; i < types->n_types; i++)
    {
      g_autofree char *described = describe_type (types->types[i]);
      g_autofree char *stored = describe_table (ledger, types->types[i]->table);

      g_assert_cmpstr (described, ==, stored);
    }
  close_ledger (ledger);
}

static void
test_tables (void)
{
  const SgnTypes *types = sgn_programme_types ();
  SgnLedger *ledger = make_ledger (2023);
  g_autofree char *tables = read_sql (
      sgn_ledger_get_connection (ledger),
      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
      "AND name NOT LIKE 'finder%' AND name NOT LIKE 'search%' "
      "AND name NOT IN ('derived', 'ledger', 'sequence', 'change', 'draft', 'attachment')");
  g_auto (GStrv) names = g_strsplit (g_strchomp (tables), "\n", -1);

  for (guint i = 0; names[i]; i++)
    g_assert_nonnull (sgn_types_by_table (types, names[i]));
  g_assert_cmpuint (g_strv_length (names), ==, types->n_types);
  close_ledger (ledger);
}

/* The values a CHECK of the schema allows, as "a b c". */
static char *
read_check (SgnLedger *ledger, const char *table, const char *column)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT sql FROM main.sqlite_schema WHERE name = '%s'", table);
  g_autofree char *text = read_sql (sgn_ledger_get_connection (ledger), sql);
  g_autofree char *pattern = g_strdup_printf ("CHECK \\(%s IN \\(([^)]*)\\)\\)", column);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;
  g_autofree char *list = g_match_info_fetch (match, 1);
  g_auto (GStrv) parts = g_strsplit_set (list, "' ,\n", -1);
  g_autoptr (GString) values = g_string_new (NULL);
  for (guint i = 0; parts[i]; i++)
    if (*parts[i])
      g_string_append_printf (values, "%s ", parts[i]);
  return g_string_free (g_steal_pointer (&values), FALSE);
}

static char *
join_choices (const SgnField *field)
{
  g_autoptr (GString) values = g_string_new (field->kind == SGN_FIELD_BOOLEAN ? "0 1 " : NULL);

  for (const SgnChoice *choice = field->choices; choice && choice->value; choice++)
    g_string_append_printf (values, "%s ", choice->value);
  return g_string_free (g_steal_pointer (&values), FALSE);
}

static void
test_choices (void)
{
  const SgnTypes *types = sgn_programme_types ();
  SgnLedger *ledger = make_ledger (2023);

  for (guint i = 0; i < types->n_types; i++)
    for (guint j = 0; j < types->types[i]->n_fields; j++)
      {
        const SgnField *field = &types->types[i]->fields[j];
        gboolean closed = field->kind == SGN_FIELD_CHOICE || field->kind == SGN_FIELD_BOOLEAN;
        g_autofree char *column = sgn_field_column (field);
        g_autofree char *check = read_check (ledger, types->types[i]->table, column);
        g_autofree char *choices = closed ? join_choices (field) : NULL;

        g_assert_cmpstr (choices, ==, check);
      }
  close_ledger (ledger);
}

static void
check_words (SgnLedger *ledger, const SgnRecordType *type)
{
  g_autofree char *title
      = g_strdup_printf ("SELECT %s FROM %s AS t LIMIT 1", type->title_sql, type->table);
  g_autofree char *read = read_sql (sgn_ledger_get_connection (ledger), title);
  g_autoptr (SgnQuery) query = sgn_query_new (type);

  g_assert_nonnull (read);
  g_assert_true (sgn_query_set_sort (query, type->default_sort));
  g_assert_true (*type->label && *type->label_plural);
  g_assert_true ((type->lock_what == NULL) == (type->lock_year_sql == NULL));
  if (type->lock_year_sql)
    {
      g_autofree char *sql
          = g_strdup_printf ("SELECT %s FROM %s AS t LIMIT 1", type->lock_year_sql, type->table);
      g_autofree char *year = read_sql (sgn_ledger_get_connection (ledger), sql);

      g_assert_nonnull (year);
    }
}

static void
test_words (void)
{
  const SgnTypes *types = sgn_programme_types ();
  SgnLedger *ledger = make_ledger (2023);

  for (guint i = 0; i < types->n_types; i++)
    {
      check_words (ledger, types->types[i]);
      for (guint j = 0; j < types->types[i]->n_fields; j++)
        g_assert_true (*types->types[i]->fields[j].label);
    }
  close_ledger (ledger);
}

/* Every code list a field names is in the catalogues of the program. */
static void
test_code_lists (void)
{
  const SgnTypes *types = sgn_programme_types ();
  SgnLedger *ledger = make_ledger (2023);

  for (guint i = 0; i < types->n_types; i++)
    for (guint j = 0; j < types->types[i]->n_fields; j++)
      {
        const SgnField *field = &types->types[i]->fields[j];

        g_assert_true ((field->kind == SGN_FIELD_CODE) == (field->code_list != NULL));
        if (!field->code_list)
          continue;
        g_autofree char *sql
            = g_strdup_printf ("SELECT count(*) > 1 FROM code_item WHERE list = '%s'",
                               field->code_list);
        assert_sql (ledger, sql, "1\n");
      }
  close_ledger (ledger);
}

static void
test_locks (void)
{
  static const char *const locked[] = { "funding-decision", "funding-line",      "stated-total",
                                        "decision-text",    "counterpart-ratio", "disbursement" };
  g_autoptr (GError) error = NULL;
  SgnLedger *ledger = make_ledger (2023);

  for (guint i = 0; i < G_N_ELEMENTS (locked); i++)
    g_assert_cmpstr (sgn_types_by_name (sgn_programme_types (), locked[i])->lock_what, ==,
                     "funding");
  run_sql (ledger,
           "INSERT INTO funding_decision (id, year, kind, title, state) "
           "VALUES (7001, 2022, 'assigned', 'D', 'issued');\n"
           "INSERT INTO funding_line (id, decision_id, component_id, unit_id, amount) "
           "SELECT 7002, 7001, (SELECT min(id) FROM component), (SELECT min(id) FROM unit), 1");
  g_autofree char *sql
      = g_strdup_printf ("SELECT %s FROM funding_line AS t", sgn_type_funding_line.lock_year_sql);
  assert_sql (ledger, sql, "2022\n");
  close_ledger (ledger);
}

static void
check_derived (SgnLedger *ledger, const SgnRecordType *type, const SgnDerivedField *derived)
{
  const char *const fields[] = { derived->field.name, NULL };
  g_autoptr (SgnQuery) query = sgn_query_new (type);
  g_autoptr (SgnCursor) cursor = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) tables = g_strsplit (derived->tables ? derived->tables : type->table, " ", -1);

  g_assert_null (sgn_record_type_field (type, derived->field.name));
  g_assert_true (*derived->field.label != '\0');
  for (guint i = 0; tables[i]; i++)
    {
      g_autofree char *sql
          = g_strdup_printf ("SELECT count(*) FROM main.sqlite_schema WHERE name = '%s'",
                             tables[i]);

      assert_sql (ledger, sql, "1\n");
    }
  g_assert_true (sgn_query_set_sort (query, derived->field.name));
  cursor = sgn_query_open_rows (query, sgn_ledger_get_connection (ledger), fields, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sgn_cursor_step (cursor, &error), !=, SGN_ERROR);
}

/* What a derived field says of itself can be run, and names tables that there are. */
static void
test_derived (void)
{
  const SgnTypes *types = sgn_programme_types ();
  SgnLedger *ledger = make_ledger (2023);

  for (guint i = 0; i < types->n_types; i++)
    for (guint j = 0; j < types->types[i]->n_derived; j++)
      check_derived (ledger, types->types[i], &types->types[i]->derived[j]);
  close_ledger (ledger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/types/columns", test_columns);
  g_test_add_func ("/types/tables", test_tables);
  g_test_add_func ("/types/choices", test_choices);
  g_test_add_func ("/types/words", test_words);
  g_test_add_func ("/types/code-lists", test_code_lists);
  g_test_add_func ("/types/locks", test_locks);
  g_test_add_func ("/types/derived", test_derived);
  return g_test_run ();
}
