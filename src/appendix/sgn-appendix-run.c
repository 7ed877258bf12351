#define G_LOG_DOMAIN "sgn-appendix"

#include "config.h"

#include "appendix/sgn-appendix-run-private.h"

#include "appendix/sgn-letterhead-private.h"
#include "sheet/sgn-sheet-writer.h"
#include "store/sgn-store-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SELECT_LEDGER "SELECT unit_id, year, synthetic, unit_name, parent_name FROM v_ledger"
#define SELECT_ETHNICITY \
  "SELECT name FROM v_code WHERE list = 'ethnic-group' AND code = :code AND newest"
#define SELECT_UNIT "SELECT name FROM v_unit WHERE unit_id = :unit"
/* "Trùng Khánh" of "Huyện Trùng Khánh". */
#define SELECT_PLACE                                                                    \
  "SELECT iif(u.name LIKE k.name || ' %', substr(u.name, length(k.name) + 2), u.name) " \
  "FROM v_ledger AS l JOIN v_unit AS u ON u.unit_id = l.unit_id "                       \
  "LEFT JOIN v_code AS k ON k.list = 'unit-kind' AND k.code = u.kind AND k.newest"

static void
free_column (gpointer data)
{
  SgnModelColumn *column = data;

  g_free (column->key);
  g_free (column->suffix);
  g_free (column->code);
  g_ptr_array_unref (column->heading);
  g_array_unref (column->refs);
  g_array_unref (column->signs);
  g_free (column);
}

static void
free_row (SgnAppendixRun *self, SgnModelRow *row)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_free (row->texts[i]);
      g_clear_pointer (&row->figures[i].records, g_array_unref);
    }
  g_free (row->texts);
  g_free (row->figures);
  g_array_unref (row->children);
  g_free (row->key);
  g_free (row);
}

static void
clear_run (SgnAppendixRun *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    free_row (self, g_ptr_array_index (self->rows, i));
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->columns);
  g_hash_table_unref (self->placeholders);
  g_hash_table_unref (self->column_index);
  g_hash_table_unref (self->row_index);
}

static void
set_placeholder (SgnAppendixRun *self, const char *name, char *text)
{
  g_hash_table_replace (self->placeholders, g_strdup (name), text);
}

static void
set_body (SgnAppendixRun *self, const char *name, const char *unit)
{
  char *body = sgn_letterhead_name_body (unit);

  if (body != NULL)
    set_placeholder (self, name, body);
}

static gboolean
read_ledger (SgnAppendixRun *self, GError **error)
{
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare_published (self->connection, SELECT_LEDGER, error);

  if (statement == NULL)
    return FALSE;
  switch (sgn_statement_step (statement, error))
    {
    case SGN_ROW:
      if (self->parameters.unit_id == 0)
        self->parameters.unit_id = sgn_statement_int (statement, 0);
      if (self->parameters.year == 0)
        self->parameters.year = (int)sgn_statement_int (statement, 1);
      self->synthetic = sgn_statement_int (statement, 2) != 0;
      set_body (self, "body", sgn_statement_text (statement, 3));
      set_body (self, "parent-body", sgn_statement_text (statement, 4));
      return TRUE;
    case SGN_DONE:
      g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND,
                           _ ("The ledger does not say which office keeps it."));
      return FALSE;
    case SGN_ERROR:
    default:
      return FALSE;
    }
}

static gboolean
read_unit (SgnAppendixRun *self, GError **error)
{
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare_published (self->connection, SELECT_UNIT, error);
  SgnStep step;

  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_int (statement, ":unit", self->parameters.unit_id);
  step = sgn_statement_step (statement, error);
  if (step == SGN_DONE)
    g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND,
                         _ ("The unit the appendix is asked for is not in the ledger."));
  if (step == SGN_ROW)
    set_placeholder (self, "unit", g_strdup (sgn_statement_text (statement, 0)));
  return step == SGN_ROW;
}

static gboolean
read_place (SgnAppendixRun *self, GError **error)
{
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare_published (self->connection, SELECT_PLACE, error);
  SgnStep step = statement != NULL ? sgn_statement_step (statement, error) : SGN_ERROR;

  if (step == SGN_ROW)
    set_placeholder (self, "place", g_strdup (sgn_statement_text (statement, 0)));
  return step != SGN_ERROR;
}

/* " · dân tộc Mông"; nothing for all of them. */
static gboolean
read_ethnicity (SgnAppendixRun *self, GError **error)
{
  g_autoptr (SgnStatement) statement = NULL;
  SgnStep step;

  set_placeholder (self, "ethnicity", g_strdup (""));
  if (self->parameters.ethnicity == NULL)
    return TRUE;
  statement = sgn_connection_prepare_published (self->connection, SELECT_ETHNICITY, error);
  if (statement == NULL)
    return FALSE;
  sgn_statement_bind_text (statement, ":code", self->parameters.ethnicity);
  step = sgn_statement_step (statement, error);
  if (step == SGN_DONE)
    g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND,
                 _ ("There is no ethnic group “%s” in the code list."), self->parameters.ethnicity);
  if (step == SGN_ROW)
    set_placeholder (self, "ethnicity",
                     g_strconcat (" · dân tộc ", sgn_statement_text (statement, 0), NULL));
  return step == SGN_ROW;
}

static const char *
name_class (const char *household_class)
{
  if (household_class == NULL)
    return "hộ nghèo, hộ cận nghèo";
  return g_str_equal (household_class, "poor") ? "hộ nghèo" : "hộ cận nghèo";
}

static void
resolve_day (SgnAppendixRun *self)
{
  SgnDate today = sgn_date_today ();
  SgnDate end = { (guint16)self->parameters.year, 12, 31 };

  if (self->parameters.as_of.year == 0)
    self->parameters.as_of = sgn_date_compare (end, today) < 0 ? end : today;
  self->parameters.as_of = sgn_date_last_day (self->parameters.as_of);
}

/* What the ledger knows is filled in, and the placeholders. */
static gboolean
resolve_parameters (SgnAppendixRun *self, GError **error)
{
  SgnDate today = sgn_date_today ();
  SgnDate signing = { today.year, today.month, 0 };

  if (!read_ledger (self, error) || !read_unit (self, error) || !read_place (self, error)
      || !read_ethnicity (self, error))
    return FALSE;
  resolve_day (self);
  set_placeholder (self, "year", g_strdup_printf ("%d", self->parameters.year));
  set_placeholder (self, "as-of", sgn_date_format (self->parameters.as_of));
  set_placeholder (self, "month", g_strdup_printf ("%d", self->parameters.as_of.month));
  set_placeholder (self, "month-year",
                   g_strdup_printf ("%d/%d", self->parameters.as_of.month,
                                    self->parameters.as_of.year));
  set_placeholder (self, "money", g_strdup (sgn_money_unit_label (self->parameters.money_unit)));
  set_placeholder (self, "class", g_strdup (name_class (self->parameters.household_class)));
  set_placeholder (self, "state",
                   g_strdup (self->parameters.with_drafts ? "kể cả kết quả chưa chính thức"
                                                          : "kết quả chính thức"));
  set_placeholder (self, "year-before", g_strdup_printf ("%d", self->parameters.year - 1));
  set_placeholder (self, "signing-day", sgn_date_format_long (signing));
  return TRUE;
}

static void
explain_where (SgnAppendixRun *self, const SgnAppendixSql *sql, GError **error)
{
  if (error != NULL && !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_prefix_error (error, _ ("%s, line %d: "), self->template->id, sql->line);
}

static void
bind_parameters (SgnAppendixRun *self, SgnStatement *statement)
{
  SgnDate month = { self->parameters.as_of.year, self->parameters.as_of.month, 1 };
  g_autofree char *as_of = sgn_date_format_iso (self->parameters.as_of);
  g_autofree char *month_start = sgn_date_format_iso (month);
  g_autofree char *year_start = g_strdup_printf ("%04d-01-01", self->parameters.year);

  const struct
  {
    const char *name, *value;
  } texts[] = {
    { ":as_of", as_of },
    { ":month_start", month_start },
    { ":year_start", year_start },
    { ":state", self->parameters.with_drafts ? "all" : "official" },
    { ":ids", self->parameters.full_ids ? "full" : "masked" },
    { ":class", self->parameters.household_class },
    { ":ethnicity", self->parameters.ethnicity },
  };

  if (sgn_statement_has_parameter (statement, ":year"))
    sgn_statement_bind_int (statement, ":year", self->parameters.year);
  if (sgn_statement_has_parameter (statement, ":unit"))
    sgn_statement_bind_int (statement, ":unit", self->parameters.unit_id);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (sgn_statement_has_parameter (statement, texts[i].name))
      sgn_statement_bind_text (statement, texts[i].name, texts[i].value);
}

SgnStatement *
sgn_run_prepare (SgnAppendixRun *self, const SgnAppendixSql *sql, GError **error)
{
  SgnStatement *statement;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return NULL;
  statement = sgn_connection_prepare_published (self->connection, sql->sql, error);
  if (statement == NULL)
    explain_where (self, sql, error);
  else
    bind_parameters (self, statement);
  return statement;
}

SgnStep
sgn_run_step (SgnAppendixRun *self, SgnStatement *statement, const SgnAppendixSql *sql,
              GError **error)
{
  SgnStep step;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return SGN_ERROR;
  step = sgn_statement_step (statement, error);
  if (step == SGN_ERROR)
    explain_where (self, sql, error);
  return step;
}

int
sgn_run_find_result (SgnStatement *statement, const char *name)
{
  for (guint i = 0; i < sgn_statement_n_columns (statement); i++)
    if (g_str_equal (sgn_statement_column_name (statement, i), name))
      return (int)i;
  return -1;
}

int
sgn_run_require_result (SgnAppendixRun *self, SgnStatement *statement, const SgnAppendixSql *sql,
                        const char *name, GError **error)
{
  int found = sgn_run_find_result (statement, name);

  if (found < 0)
    sgn_template_error (error, self->template->id, sql->line, _ ("the query gives no column “%s”."),
                        name);
  return found;
}

static char *
get_placeholder (SgnAppendixRun *self, const char *name, SgnStatement *row,
                 const char *const *money)
{
  int result = row != NULL ? sgn_run_find_result (row, name) : -1;
  const char *text = g_hash_table_lookup (self->placeholders, name);

  if (result < 0)
    return g_strdup (text);
  if (sgn_statement_is_null (row, (guint)result))
    return g_strdup ("");
  if (money != NULL && g_strv_contains (money, name))
    return sgn_money_format (sgn_statement_int (row, (guint)result), self->parameters.money_unit);
  return g_strdup (sgn_statement_text (row, (guint)result));
}

char *
sgn_run_fill (SgnAppendixRun *self, const char *text, SgnStatement *row, const char *const *money)
{
  GString *filled = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *end = *text == '{' ? strchr (text, '}') : NULL;
      g_autofree char *name = end != NULL ? g_strndup (text + 1, end - text - 1) : NULL;
      g_autofree char *value = name != NULL ? get_placeholder (self, name, row, money) : NULL;

      if (value == NULL)
        g_string_append_c (filled, *text++);
      else
        {
          g_string_append (filled, value);
          text = end + 1;
        }
    }
  return g_string_free (filled, FALSE);
}

static SgnSheet *
run_steps (SgnAppendixRun *self, GError **error)
{
  SgnSheet *sheet;

  if (!resolve_parameters (self, error) || !sgn_run_spread_columns (self, error)
      || (!self->template->list
          && (!sgn_run_read_rows (self, error) || !sgn_run_read_figures (self, error))))
    return NULL;
  sgn_run_roll_up (self);
  sheet = sgn_run_build_sheet (self, error);
  if (sheet != NULL)
    sgn_sheet_round_money (sheet);
  return sheet;
}

/* What tells one print from another: what it is of, and a mark that changes with any figure. */
static void
add_code (SgnAppendixRun *self, SgnSheet *sheet)
{
  gboolean money = sgn_appendix_has_parameter (self->template, "money");
  g_autofree char *line
      = sgn_run_fill (self,
                      money ? "{year} · {unit} · {as-of} · {money}" : "{year} · {unit} · {as-of}",
                      NULL, NULL);
  g_autofree char *code = g_strdup_printf ("%s · %s", self->template->id, line);

  /* The rows of a list are not here yet. */
  if (!self->template->list)
    {
      g_autofree char *table = sgn_sheet_to_tsv (sheet, NULL, NULL);
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, table, -1);
      g_autofree char *mark = g_ascii_strup (sum, 8);
      char *whole = g_strconcat (code, " · ", mark, NULL);

      g_free (code);
      code = whole;
    }

  sgn_sheet_set_text (sheet, "code", code);
}

SgnSheet *
sgn_appendix_run (SgnAppendix *self, SgnConnection *connection,
                  const SgnAppendixParameters *parameters, GCancellable *cancellable,
                  GError **error)
{
  SgnAppendixRun run = {
    .template = self,
    .connection = connection,
    .cancellable = cancellable,
    .parameters = *parameters,
    .placeholders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .columns = g_ptr_array_new_with_free_func (free_column),
    .rows = g_ptr_array_new (),
    .column_index = g_hash_table_new (g_str_hash, g_str_equal),
    .row_index = g_hash_table_new (g_str_hash, g_str_equal),
  };
  SgnSheet *sheet;

  sgn_connection_set_cancellable (connection, cancellable);
  sheet = run_steps (&run, error);
  sgn_connection_set_cancellable (connection, NULL);
  if (sheet != NULL)
    add_code (&run, sheet);
  clear_run (&run);
  return sheet;
}
