#define G_LOG_DOMAIN "sgn-appendix"

#include "config.h"

#include "appendix/sgn-appendix-run-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_LEVEL 9

/* Results of the rows query: where the texts of each column are, -1 for columns of figures. */
typedef struct
{
  int key, parent, level, style;
  int *texts;
} Results;

static SgnModelRow *
get_row (SgnAppendixRun *self, guint index)
{
  return g_ptr_array_index (self->rows, index);
}

static SgnModelRow *
add_row (SgnAppendixRun *self, const char *key, int parent, guint part, guint level,
         SgnRowStyle style)
{
  SgnModelRow *row = g_new0 (SgnModelRow, 1);
  guint index = self->rows->len;

  row->key = g_strdup (key);
  row->parent = parent;
  row->part = part;
  row->level = level;
  row->style = style;
  row->kept = TRUE;
  row->texts = g_new0 (char *, self->columns->len);
  row->figures = g_new0 (SgnModelFigure, self->columns->len);
  row->children = g_array_new (FALSE, FALSE, sizeof (guint));
  if (parent >= 0)
    g_array_append_val (get_row (self, (guint)parent)->children, index);
  g_ptr_array_add (self->rows, row);
  g_hash_table_insert (self->row_index, row->key, GUINT_TO_POINTER (index + 1));
  return row;
}

static int
find_row (SgnAppendixRun *self, const char *key)
{
  return key == NULL ? -1 : (int)GPOINTER_TO_UINT (g_hash_table_lookup (self->row_index, key)) - 1;
}

static guint
count_parts (SgnAppendixRun *self)
{
  return MAX (self->template->parts->len, 1);
}

/* "17/persons" of row 17; the key itself where rows have no parts. */
static char *
make_key (SgnAppendixRun *self, const char *key, guint part)
{
  if (key == NULL || self->template->parts->len == 0)
    return g_strdup (key);
  return g_strconcat (key, "/", ((SgnTemplatePart *)self->template->parts->pdata[part])->key, NULL);
}

static void
set_text (SgnAppendixRun *self, SgnModelRow *row, const char *column_key, const char *text)
{
  guint column = GPOINTER_TO_UINT (g_hash_table_lookup (self->column_index, column_key));

  if (column > 0)
    row->texts[column - 1] = g_strdup (text);
}

/* All parts of a row, one after the other. Returns: the first of them */
static SgnModelRow *
add_parts (SgnAppendixRun *self, const char *key, int parent, guint level, SgnRowStyle style)
{
  guint first = self->rows->len;

  for (guint i = 0; i < count_parts (self); i++)
    {
      g_autofree char *part_key = make_key (self, key, i);
      SgnModelRow *row
          = add_row (self, part_key, parent < 0 ? -1 : parent + (int)i, i, level, style);

      if (self->template->parts->len > 0)
        set_text (self, row, self->template->part_column,
                  ((SgnTemplatePart *)self->template->parts->pdata[i])->name);
    }
  return get_row (self, first);
}

SgnRowStyle
sgn_run_read_style (const char *name)
{
  static const char *const names[] = { "normal", "total", "group", "italic" };

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      return (SgnRowStyle)i;
  return SGN_ROW_STYLE_NORMAL;
}

static gboolean
find_results (SgnAppendixRun *self, SgnStatement *statement, Results *results, GError **error)
{
  const SgnAppendixSql *sql = &self->template->rows;

  results->key = sgn_run_require_result (self, statement, sql, "key", error);
  if (results->key < 0)
    return FALSE;
  results->parent = sgn_run_find_result (statement, "parent");
  results->level = sgn_run_find_result (statement, "level");
  results->style = sgn_run_find_result (statement, "style");
  for (guint i = 0; i < self->columns->len; i++)
    {
      const SgnModelColumn *column = g_ptr_array_index (self->columns, i);

      results->texts[i] = -1;
      if (column->node->numbered || g_strcmp0 (column->key, self->template->part_column) == 0
          || (column->node->kind != SGN_COLUMN_TEXT && column->node->kind != SGN_COLUMN_DATE))
        continue;
      results->texts[i] = sgn_run_require_result (self, statement, sql, column->key, error);
      if (results->texts[i] < 0)
        return FALSE;
    }
  return TRUE;
}

static const char *
get_text (SgnStatement *statement, int result)
{
  return result < 0 ? NULL : sgn_statement_text (statement, (guint)result);
}

static gboolean
read_row (SgnAppendixRun *self, SgnStatement *statement, const Results *results, GError **error)
{
  const char *name = get_text (statement, results->key);
  const char *parent_name = get_text (statement, results->parent);
  g_autofree char *key = make_key (self, name, 0);
  g_autofree char *parent_key = make_key (self, parent_name, 0);
  int parent = find_row (self, parent_key);
  gint64 level = results->level < 0 ? 0 : sgn_statement_int (statement, (guint)results->level);
  SgnModelRow *row;

  if (key == NULL || find_row (self, key) >= 0)
    sgn_template_error (error, self->template->id, self->template->rows.line,
                        _ ("two rows have the key “%s”, or one has none."), name ? name : "");
  else if (parent_key != NULL && parent < 0)
    sgn_template_error (error, self->template->id, self->template->rows.line,
                        _ ("the row “%s” comes before the row “%s” it is a part of."), name,
                        parent_name);
  else if (self->rows->len >= SGN_APPENDIX_MAX_ROWS)
    sgn_template_error (error, self->template->id, self->template->rows.line,
                        _ ("the appendix would have more than %d rows."), SGN_APPENDIX_MAX_ROWS);
  else
    {
      row = add_parts (self, name, parent, (guint)CLAMP (level, 0, MAX_LEVEL),
                       sgn_run_read_style (get_text (statement, results->style)));
      for (guint i = 0; i < self->columns->len; i++)
        if (results->texts[i] >= 0)
          row->texts[i] = g_strdup (get_text (statement, results->texts[i]));
      return TRUE;
    }
  return FALSE;
}

gboolean
sgn_run_read_rows (SgnAppendixRun *self, GError **error)
{
  const SgnAppendixSql *sql = &self->template->rows;
  g_autoptr (SgnStatement) statement = sgn_run_prepare (self, sql, error);
  g_autofree int *texts = g_new (int, self->columns->len);
  Results results = { .texts = texts };
  SgnStep step = SGN_ERROR;

  if (statement == NULL || !find_results (self, statement, &results, error))
    return FALSE;
  while ((step = sgn_run_step (self, statement, sql, error)) == SGN_ROW)
    if (!read_row (self, statement, &results, error))
      return FALSE;
  return step == SGN_DONE;
}

/* A row the query does not give, for figures that have no other. */
static void
add_extra_row (SgnAppendixRun *self, const char *key, int parent, guint level, SgnRowStyle style,
               const char *label)
{
  guint first = self->rows->len;

  set_text (self, add_parts (self, key, parent, level, style), self->template->label_column, label);
  for (guint i = first; i < self->rows->len; i++)
    get_row (self, i)->extra = TRUE;
}

/* Which part "17/persons" speaks of; -1: of none. */
static int
find_part (SgnAppendixRun *self, const char *key)
{
  const char *name = key != NULL ? strrchr (key, '/') : NULL;

  if (self->template->parts->len == 0)
    return 0;
  for (guint i = 0; name != NULL && i < self->template->parts->len; i++)
    if (g_str_equal (((SgnTemplatePart *)self->template->parts->pdata[i])->key, name + 1))
      return (int)i;
  return -1;
}

/* Figures of a row the query does not give: never lost, but shown in a row of their own. */
static int
find_other_row (SgnAppendixRun *self, const char *row_key)
{
  gboolean below = self->rows->len > 0 && get_row (self, 0)->level == 0;
  int part = find_part (self, row_key);
  g_autofree char *key = NULL;

  if (part < 0)
    return -1;
  key = make_key (self, "other", (guint)part);
  if (find_row (self, key) < 0 && self->template->other_label != NULL)
    add_extra_row (self, "other", below ? 0 : -1, 1, SGN_ROW_STYLE_NORMAL,
                   self->template->other_label);
  return find_row (self, key);
}

/* A row that has parts and figures of its own gets one more part for them, or its parts would not
 * add up. */
static int
find_own_row (SgnAppendixRun *self, int index)
{
  const SgnModelRow *row = get_row (self, (guint)index);
  guint part = row->part;
  const SgnModelRow *first = get_row (self, (guint)index - part);
  const char *end = self->template->parts->len > 0 ? strrchr (first->key, '/') : NULL;
  g_autofree char *name
      = g_strndup (first->key, end != NULL ? (gsize)(end - first->key) : strlen (first->key));
  g_autofree char *own = g_strconcat (name, "/own", NULL);
  g_autofree char *key = make_key (self, own, part);

  if (find_row (self, key) >= 0)
    return find_row (self, key);
  if (row->children->len == 0 || self->template->own_label == NULL)
    return index;
  add_extra_row (self, own, index - (int)part, row->level + 1, SGN_ROW_STYLE_ITALIC,
                 self->template->own_label);
  return find_row (self, key);
}

static void
add_figure (SgnModelFigure *figure, gint64 amount, const char *record_type, gint64 id)
{
  figure->set = TRUE;
  figure->amount += amount;
  if (id == 0)
    return;
  if (figure->records == NULL)
    {
      figure->record_type = record_type;
      figure->records = g_array_new (FALSE, FALSE, sizeof (gint64));
    }
  if (figure->record_type == record_type || g_str_equal (figure->record_type, record_type))
    g_array_append_val (figure->records, id);
}

static gint64
read_amount (SgnStatement *statement, guint result, const SgnTemplateNode *node)
{
  double scaled = sgn_statement_real (statement, result);

  if (node->kind != SGN_COLUMN_DECIMAL)
    return sgn_statement_int (statement, result);
  for (guint i = 0; i < node->decimals; i++)
    scaled *= 10;
  /* 1.255 is 1.25499… as a double; what was a tie on paper stays one. */
  return (gint64)round (scaled * (1 + 1e-12));
}

static guint
find_column_index (SgnAppendixRun *self, const char *key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->column_index, key)) - 1;
}

static const SgnModelColumn *
find_figure_column (SgnAppendixRun *self, const char *key)
{
  guint found = key == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (self->column_index, key));
  const SgnModelColumn *column = found == 0 ? NULL : self->columns->pdata[found - 1];

  return column != NULL && (column->refs->len == 0 || column->node->counted) ? column : NULL;
}

static gboolean
place_figure (SgnAppendixRun *self, SgnStatement *statement, const int *results,
              const SgnTemplateFigures *figures, GError **error)
{
  const char *row_key = get_text (statement, results[0]);
  const char *column_key = get_text (statement, results[1]);
  const SgnModelColumn *column = find_figure_column (self, column_key);
  int row = find_row (self, row_key);

  if (row < 0)
    row = find_other_row (self, row_key);
  else if (column != NULL && column->node->addition == SGN_ADDS_YES)
    row = find_own_row (self, row);
  if (row < 0)
    sgn_template_error (error, self->template->id, figures->sql.line,
                        _ ("there is a figure for the row “%s”, which the rows do not have (and no "
                           "other-label)."),
                        row_key != NULL ? row_key : "");
  else if (column == NULL)
    sgn_template_error (error, self->template->id, figures->sql.line,
                        _ ("there is a figure for the column “%s”, which the columns do not have "
                           "or which is reckoned from others."),
                        column_key != NULL ? column_key : "");
  else if (!sgn_statement_is_null (statement, (guint)results[2]))
    add_figure (&get_row (self, (guint)row)->figures[find_column_index (self, column_key)],
                read_amount (statement, (guint)results[2], column->node), figures->record_type,
                sgn_statement_int (statement, (guint)results[3]));
  return row >= 0 && column != NULL;
}

static gboolean
read_figures (SgnAppendixRun *self, const SgnTemplateFigures *figures, guint *n, GError **error)
{
  static const char *const names[] = { "row_key", "column_key", "amount", "record_id" };
  g_autoptr (SgnStatement) statement = sgn_run_prepare (self, &figures->sql, error);
  int results[G_N_ELEMENTS (names)];
  SgnStep step = SGN_ERROR;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      results[i] = sgn_run_require_result (self, statement, &figures->sql, names[i], error);
      if (results[i] < 0)
        return FALSE;
    }
  while ((step = sgn_run_step (self, statement, &figures->sql, error)) == SGN_ROW)
    {
      if (++*n > SGN_APPENDIX_MAX_FIGURES)
        {
          sgn_template_error (error, self->template->id, figures->sql.line,
                              _ ("the queries give more than %d figures."),
                              SGN_APPENDIX_MAX_FIGURES);
          return FALSE;
        }
      if (!place_figure (self, statement, results, figures, error))
        return FALSE;
    }
  return step == SGN_DONE;
}

gboolean
sgn_run_read_figures (SgnAppendixRun *self, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < self->template->figures->len; i++)
    if (!read_figures (self, g_ptr_array_index (self->template->figures, i), &n, error))
      return FALSE;
  return TRUE;
}

static void
merge_figure (SgnModelFigure *into, const SgnModelFigure *part, gint64 sign)
{
  if (!part->set)
    return;
  into->set = TRUE;
  into->amount += sign * part->amount;
  for (guint i = 0; part->records != NULL && i < part->records->len; i++)
    add_figure (into, 0, part->record_type, g_array_index (part->records, gint64, i));
}

/* Whether every part of the row has the figure; rows added for stray figures need none. */
static gboolean
is_whole (SgnAppendixRun *self, const SgnModelRow *row, guint column)
{
  for (guint i = 0; i < row->children->len; i++)
    {
      const SgnModelRow *child = get_row (self, g_array_index (row->children, guint, i));

      if (!child->extra && !child->figures[column].set)
        return FALSE;
    }
  return row->children->len > 0;
}

static void
roll_up_figure (SgnAppendixRun *self, SgnModelRow *row, guint column)
{
  const SgnModelColumn *info = g_ptr_array_index (self->columns, column);
  SgnTemplateAddition addition = info->node->addition;
  SgnModelFigure *figure = &row->figures[column];

  if (addition == SGN_ADDS_NO || (addition == SGN_ADDS_WHOLE && !is_whole (self, row, column)))
    return;
  if (addition == SGN_ADDS_WHOLE)
    {
      g_clear_pointer (&figure->records, g_array_unref);
      *figure = (SgnModelFigure){ 0 };
    }
  for (guint i = 0; i < row->children->len; i++)
    merge_figure (figure, &get_row (self, g_array_index (row->children, guint, i))->figures[column],
                  1);
}

static void
roll_up_row (SgnAppendixRun *self, guint index)
{
  SgnModelRow *row = get_row (self, index);

  for (guint i = 0; i < row->children->len; i++)
    roll_up_row (self, g_array_index (row->children, guint, i));
  for (guint column = 0; column < self->columns->len; column++)
    roll_up_figure (self, row, column);
}

/* Official forms show 0 where nothing was counted. */
static void
fill_zeros (SgnAppendixRun *self, SgnModelRow *row)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (((SgnModelColumn *)g_ptr_array_index (self->columns, i))->node->zero)
      row->figures[i].set = TRUE;
}

/* Sums and differences; a rate has no amount of its own, but its part's records are behind it. */
static void
reckon_column (SgnAppendixRun *self, SgnModelRow *row, guint index, gboolean *done)
{
  const SgnModelColumn *column = g_ptr_array_index (self->columns, index);
  SgnFormulaKind formula = column->node->formula;
  SgnModelFigure *figure = &row->figures[index];
  gboolean missing = FALSE;

  if (done[index])
    return;
  done[index] = TRUE;
  for (guint i = 0; i < column->refs->len && !column->node->counted; i++)
    {
      guint ref = g_array_index (column->refs, guint, i);
      SgnModelFigure part;

      reckon_column (self, row, ref, done);
      part = row->figures[ref];
      if (i > 0 && formula != SGN_FORMULA_SUM_COLUMNS && formula != SGN_FORMULA_BALANCE)
        part.records = NULL;
      merge_figure (figure, &part, g_array_index (column->signs, gint8, i));
      missing |= !part.set;
    }
  if (column->node->strict && missing)
    {
      g_clear_pointer (&figure->records, g_array_unref);
      *figure = (SgnModelFigure){ 0 };
    }
}

static gboolean
is_something (SgnAppendixRun *self, const SgnModelRow *row, guint column)
{
  const SgnModelColumn *info = g_ptr_array_index (self->columns, column);

  return row->figures[column].set && (!info->node->zero || row->figures[column].amount != 0);
}

static gboolean
has_figures (SgnAppendixRun *self, const SgnModelRow *row)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (is_something (self, row, i))
      return TRUE;
  return FALSE;
}

static gboolean
is_used (SgnAppendixRun *self, guint column)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (is_something (self, get_row (self, i), column))
      return TRUE;
  return FALSE;
}

static void
number_children (SgnAppendixRun *self, guint column, GArray *children, const char *prefix)
{
  guint number = 0;

  for (guint i = 0; i < children->len; i++)
    {
      SgnModelRow *row = get_row (self, g_array_index (children, guint, i));
      g_autofree char *below = NULL;

      if (!row->kept || row->part > 0)
        continue;
      if (row->level > 0)
        row->texts[column] = g_strdup_printf ("%s%u", prefix, ++number);
      below = row->level > 0 ? g_strconcat (row->texts[column], ".", NULL) : g_strdup ("");
      number_children (self, column, row->children, below);
    }
}

static void
number_rows (SgnAppendixRun *self)
{
  g_autoptr (GArray) top = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->rows->len; i++)
    if (get_row (self, i)->parent < 0)
      g_array_append_val (top, i);
  for (guint i = 0; i < self->columns->len; i++)
    if (((SgnModelColumn *)g_ptr_array_index (self->columns, i))->node->numbered)
      number_children (self, i, top, "");
}

void
sgn_run_roll_up (SgnAppendixRun *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (get_row (self, i)->parent < 0)
      roll_up_row (self, i);
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree gboolean *done = g_new0 (gboolean, self->columns->len);
      SgnModelRow *row = get_row (self, i);

      fill_zeros (self, row);
      for (guint column = 0; column < self->columns->len; column++)
        reckon_column (self, row, column, done);
      row->kept = !self->template->drop_empty || row->level == 0 || has_figures (self, row);
    }
  for (guint i = 0; i < self->columns->len; i++)
    {
      SgnModelColumn *column = g_ptr_array_index (self->columns, i);

      column->kept = !column->node->hidden && (!column->node->optional || is_used (self, i));
    }
  number_rows (self);
}
