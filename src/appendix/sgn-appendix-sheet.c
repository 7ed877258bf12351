#define G_LOG_DOMAIN "sgn-appendix"

#include "config.h"

#include "appendix/sgn-appendix-run-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SELECT_SETTINGS \
  "SELECT substr(key, 7) AS name, value FROM v_setting WHERE key LIKE 'paper-%'"

static SgnModelColumn *
get_column (SgnAppendixRun *self, guint index)
{
  return g_ptr_array_index (self->columns, index);
}

static SgnModelRow *
get_row (SgnAppendixRun *self, guint index)
{
  return g_ptr_array_index (self->rows, index);
}

static void
add_columns (SgnAppendixRun *self, SgnSheet *sheet)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      SgnModelColumn *column = get_column (self, i);
      SgnSheetColumn *made;

      if (!column->kept)
        continue;
      column->index
          = sgn_sheet_add_column (sheet, column->key, (const char *const *)column->heading->pdata,
                                  column->node->kind, column->node->width);
      made = sgn_sheet_get_column (sheet, column->index);
      made->wrap = column->node->wrap;
      made->decimals = column->node->decimals;
      made->code = g_strdup (column->code);
    }
}

/* Rows in the order of the tree; children were known only after their parents. The parts of a row
 * stand together, before the parts of its children. */
static void
add_row (SgnAppendixRun *self, SgnSheet *sheet, guint index)
{
  SgnModelRow *first = get_row (self, index);
  gboolean begun = FALSE;

  for (guint i = 0; i < MAX (self->template->parts->len, 1); i++)
    {
      SgnModelRow *row = get_row (self, index + i);
      int parent = row->parent < 0 ? -1 : (int)get_row (self, (guint)row->parent)->index;

      if (!row->kept)
        continue;
      row->index = sgn_sheet_add_row (sheet, row->key, row->level, row->style, parent);
      sgn_sheet_get_row (sheet, row->index)->together = begun;
      begun = TRUE;
    }
  for (guint i = 0; first->kept && i < first->children->len; i++)
    add_row (self, sheet, g_array_index (first->children, guint, i));
}

static void
add_rows (SgnAppendixRun *self, SgnSheet *sheet)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (get_row (self, i)->parent < 0 && get_row (self, i)->part == 0)
      add_row (self, sheet, i);
}

/* What stands in the sheet of a list of the model's columns or rows. */
static GArray *
collect_columns (SgnAppendixRun *self, GArray *refs)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < refs->len; i++)
    {
      const SgnModelColumn *column = get_column (self, g_array_index (refs, guint, i));

      if (column->kept)
        g_array_append_val (kept, column->index);
    }
  return kept;
}

static GArray *
collect_children (SgnAppendixRun *self, const SgnModelRow *row)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < row->children->len; i++)
    {
      const SgnModelRow *child = get_row (self, g_array_index (row->children, guint, i));

      if (child->kept)
        g_array_append_val (kept, child->index);
    }
  return kept;
}

static void
set_formula (SgnAppendixRun *self, SgnSheet *sheet, const SgnModelRow *row,
             const SgnModelColumn *column)
{
  g_autoptr (GArray) refs = NULL;
  SgnFormulaKind kind = column->node->formula;

  if (kind != SGN_FORMULA_NONE)
    refs = collect_columns (self, column->refs);
  else if (column->node->addition == SGN_ADDS_NO)
    return;
  else
    {
      kind = SGN_FORMULA_SUM_ROWS;
      refs = collect_children (self, row);
    }
  if (kind == SGN_FORMULA_BALANCE && refs->len == column->refs->len)
    sgn_sheet_set_cell_balance (sheet, row->index, column->index, (const guint *)refs->data,
                                (const gint8 *)column->signs->data, refs->len);
  /* A sum can do without a column that was left out, what is taken from or divided by it cannot. */
  else if (refs->len > 0 && kind != SGN_FORMULA_BALANCE
           && (kind == SGN_FORMULA_SUM_COLUMNS || kind == SGN_FORMULA_SUM_ROWS
               || refs->len == column->refs->len))
    sgn_sheet_set_cell_formula (sheet, row->index, column->index, kind, (const guint *)refs->data,
                                refs->len);
}

static void
set_ratio (SgnAppendixRun *self, SgnSheet *sheet, const SgnModelRow *row,
           const SgnModelColumn *column)
{
  gint64 part = row->figures[g_array_index (column->refs, guint, 0)].amount;
  gint64 whole = row->figures[g_array_index (column->refs, guint, 1)].amount;

  if (whole != 0)
    sgn_sheet_set_cell_real (sheet, row->index, column->index, (double)part / (double)whole);
}

/* A record that stands behind several parts of a sum is named once. */
static void
add_records (SgnSheet *sheet, guint row, guint column, const SgnModelFigure *figure)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; figure->records != NULL && i < figure->records->len; i++)
    {
      gint64 *id = &g_array_index (figure->records, gint64, i);

      if (g_hash_table_add (seen, id))
        sgn_sheet_add_cell_record (sheet, row, column, figure->record_type, *id);
    }
}

static void
fill_cell (SgnAppendixRun *self, SgnSheet *sheet, const SgnModelRow *row, guint index)
{
  const SgnModelColumn *column = get_column (self, index);
  const SgnModelFigure *figure = &row->figures[index];

  if (column->node->kind == SGN_COLUMN_TEXT || column->node->kind == SGN_COLUMN_DATE)
    {
      sgn_sheet_set_cell_text (sheet, row->index, column->index, row->texts[index]);
      return;
    }
  if (!figure->set)
    return;
  if (column->node->kind == SGN_COLUMN_PERCENT)
    set_ratio (self, sheet, row, column);
  else if (column->node->kind == SGN_COLUMN_DECIMAL)
    sgn_sheet_set_cell_real (sheet, row->index, column->index,
                             (double)figure->amount / pow (10, column->node->decimals));
  else if (column->node->kind == SGN_COLUMN_INTEGER)
    sgn_sheet_set_cell_integer (sheet, row->index, column->index, figure->amount);
  else
    sgn_sheet_set_cell_money (sheet, row->index, column->index, figure->amount);
  set_formula (self, sheet, row, column);
  add_records (sheet, row->index, column->index, figure);
}

static int
find_column (SgnAppendixRun *self, const SgnTemplateChart *chart, const char *key, GError **error)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->column_index, key));

  if (found == 0)
    sgn_template_error (error, self->template->id, chart->line, _ ("there is no column “%s”."),
                        key);
  return (int)found - 1;
}

static gboolean
add_chart (SgnAppendixRun *self, SgnSheet *sheet, const SgnTemplateChart *template, GError **error)
{
  int category = find_column (self, template, template->category, error);
  g_autoptr (GArray) series = g_array_new (FALSE, FALSE, sizeof (guint));
  SgnSheetChart *chart;

  if (category < 0)
    return FALSE;
  for (guint i = 0; template->series[i] != NULL; i++)
    {
      int column = find_column (self, template, template->series[i], error);

      if (column < 0)
        return FALSE;
      if (get_column (self, (guint)column)->kept)
        g_array_append_val (series, get_column (self, (guint)column)->index);
    }
  if (!get_column (self, (guint)category)->kept || series->len == 0)
    return TRUE;
  chart = g_new0 (SgnSheetChart, 1);
  chart->kind = template->kind;
  chart->title = sgn_run_fill (self, template->title, NULL, NULL);
  chart->category_column = get_column (self, (guint)category)->index;
  chart->series = g_steal_pointer (&series);
  chart->level = template->level;
  chart->secondary_last = template->secondary_last;
  sgn_sheet_add_chart (sheet, chart);
  return TRUE;
}

static void
add_parameters (SgnAppendixRun *self, SgnSheet *sheet)
{
  g_autofree char *as_of = sgn_date_format_iso (self->parameters.as_of);
  g_autofree char *year = g_strdup_printf ("%d", self->parameters.year);
  const struct
  {
    const char *name, *value;
  } values[] = {
    { "year", year },
    { "as-of", as_of },
    { "unit", g_hash_table_lookup (self->placeholders, "unit") },
    { "money", sgn_money_unit_code (self->parameters.money_unit) },
    { "state", self->parameters.with_drafts ? "all" : "official" },
    { "ids", self->parameters.full_ids ? "full" : "masked" },
    { "class", self->parameters.household_class },
    { "ethnicity", self->parameters.ethnicity },
  };

  for (guint i = 0; i + 1 < self->template->parameters->len; i++)
    {
      const char *name = g_ptr_array_index (self->template->parameters, i);

      for (guint k = 0; k < G_N_ELEMENTS (values); k++)
        if (g_str_equal (values[k].name, name))
          sgn_sheet_add_parameter (sheet, name, values[k].value);
    }
}

/* The letterhead of the office that keeps the ledger, its place and its signatures. */
static void
set_letterhead (SgnAppendixRun *self, SgnSheet *sheet)
{
  const char *place = g_hash_table_lookup (self->placeholders, "place");
  const char *day = g_hash_table_lookup (self->placeholders, "signing-day");
  const char *body = g_hash_table_lookup (self->placeholders, "body");
  g_autofree char *place_date = g_strdup_printf ("%s, %s", place ? place : "…", day);

  sgn_sheet_set_text (sheet, "parent-body",
                      g_hash_table_lookup (self->placeholders, "parent-body"));
  sgn_sheet_set_text (sheet, "issuing-body", body);
  sgn_sheet_set_text (sheet, "author", body);
  sgn_sheet_set_text (sheet, "place-date", place_date);
  sgn_sheet_set_text (sheet, "signer-left", "NGƯỜI LẬP BIỂU");
  sgn_sheet_set_text (sheet, "signer-right", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH");
}

static void
set_text_from_template (SgnAppendixRun *self, SgnSheet *sheet)
{
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, self->template->texts);
  while (g_hash_table_iter_next (&iter, &name, &text))
    {
      g_autofree char *filled = sgn_run_fill (self, text, NULL, NULL);

      sgn_sheet_set_text (sheet, name, filled);
    }
}

/* A query of names and values; an empty value takes a text away. */
static gboolean
set_texts_from_query (SgnAppendixRun *self, SgnSheet *sheet, const SgnAppendixSql *sql,
                      GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_run_prepare (self, sql, error);
  SgnStep step = SGN_ERROR;
  int name, value;

  if (statement == NULL)
    return FALSE;
  name = sgn_run_require_result (self, statement, sql, "name", error);
  value = name < 0 ? -1 : sgn_run_require_result (self, statement, sql, "value", error);
  if (value < 0)
    return FALSE;
  while ((step = sgn_run_step (self, statement, sql, error)) == SGN_ROW)
    {
      const char *what = sgn_statement_text (statement, (guint)name);
      const char *text = sgn_statement_text (statement, (guint)value);
      g_autofree char *filled = sgn_run_fill (self, text != NULL ? text : "", NULL, NULL);

      if (what != NULL)
        sgn_sheet_set_text (sheet, what, filled);
    }
  return step == SGN_DONE;
}

/* What the office decided for all its papers has the last word. */
static gboolean
add_texts (SgnAppendixRun *self, SgnSheet *sheet, GError **error)
{
  static const SgnAppendixSql settings = { (char *)SELECT_SETTINGS, 0 };

  set_letterhead (self, sheet);
  set_text_from_template (self, sheet);
  if (self->template->texts_sql.sql != NULL
      && !set_texts_from_query (self, sheet, &self->template->texts_sql, error))
    return FALSE;
  return set_texts_from_query (self, sheet, &settings, error);
}

static gboolean
add_notes_of_query (SgnAppendixRun *self, SgnSheet *sheet, const SgnTemplateNote *note,
                    GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_run_prepare (self, &note->sql, error);
  SgnStep step = SGN_ERROR;

  if (statement == NULL)
    return FALSE;
  while ((step = sgn_run_step (self, statement, &note->sql, error)) == SGN_ROW)
    {
      g_autofree char *text
          = sgn_run_fill (self, note->text, statement, (const char *const *)note->money);

      if (sgn_sheet_n_notes (sheet) >= SGN_APPENDIX_MAX_NOTES)
        {
          sgn_template_error (error, self->template->id, note->line,
                              _ ("there would be more than %d notes."), SGN_APPENDIX_MAX_NOTES);
          return FALSE;
        }
      sgn_sheet_add_note (sheet, text);
    }
  return step == SGN_DONE;
}

static gboolean
add_notes (SgnAppendixRun *self, SgnSheet *sheet, GError **error)
{
  if (self->synthetic)
    sgn_sheet_add_note (sheet, "Sổ này có số liệu giả lập để minh họa: không dùng để báo cáo.");
  for (guint i = 0; i < self->template->notes->len; i++)
    {
      const SgnTemplateNote *note = g_ptr_array_index (self->template->notes, i);

      if (note->sql.sql != NULL)
        {
          if (!add_notes_of_query (self, sheet, note, error))
            return FALSE;
        }
      else
        {
          g_autofree char *text = sgn_run_fill (self, note->text, NULL, NULL);

          sgn_sheet_add_note (sheet, text);
        }
    }
  return TRUE;
}

SgnSheet *
sgn_run_build_sheet (SgnAppendixRun *self, GError **error)
{
  g_autoptr (SgnSheet) sheet = sgn_sheet_new (self->template->id, self->template->title);

  sgn_sheet_set_money_unit (sheet, self->parameters.money_unit);
  sgn_sheet_set_paper (sheet, self->template->paper, self->template->landscape);
  add_parameters (self, sheet);
  add_columns (self, sheet);
  if (self->template->list && !sgn_run_set_row_source (self, sheet, error))
    return NULL;
  add_rows (self, sheet);
  for (guint i = 0; i < self->rows->len; i++)
    for (guint column = 0; column < self->columns->len; column++)
      if (get_row (self, i)->kept && get_column (self, column)->kept)
        fill_cell (self, sheet, get_row (self, i), column);
  for (guint i = 0; i < self->template->charts->len; i++)
    if (!add_chart (self, sheet, g_ptr_array_index (self->template->charts, i), error))
      return NULL;
  if (!add_texts (self, sheet, error) || !add_notes (self, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}
