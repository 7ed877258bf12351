#define G_LOG_DOMAIN "sgn-sheet"

#include "config.h"

#include "sheet/sgn-sheet.h"

typedef struct
{
  char *name;
  char *value;
} Pair;

struct _SgnSheet
{
  GObject parent_instance;

  char *id;
  char *title;
  SgnMoneyUnit money_unit;
  SgnPaper paper;
  gboolean landscape;
  GPtrArray *texts;      /* of Pair */
  GPtrArray *parameters; /* of Pair */
  GPtrArray *columns;    /* of SgnSheetColumn */
  GPtrArray *rows;       /* of SgnSheetRow */
  GPtrArray *notes;      /* of char * */
  GPtrArray *charts;     /* of SgnSheetChart */

  SgnSheetRowSource source;
  gpointer source_data;
  GDestroyNotify source_destroy;
  SgnRowStyle source_style;
};

G_DEFINE_FINAL_TYPE (SgnSheet, sgn_sheet, G_TYPE_OBJECT)

static void
free_pair (gpointer data)
{
  Pair *pair = data;

  g_free (pair->name);
  g_free (pair->value);
  g_free (pair);
}

static Pair *
find_pair (GPtrArray *pairs, const char *name)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      Pair *pair = g_ptr_array_index (pairs, i);

      if (g_str_equal (pair->name, name))
        return pair;
    }
  return NULL;
}

static void
add_pair (GPtrArray *pairs, const char *name, const char *value)
{
  Pair *pair = g_new (Pair, 1);

  pair->name = g_strdup (name);
  pair->value = g_strdup (value);
  g_ptr_array_add (pairs, pair);
}

static void
free_column (gpointer data)
{
  SgnSheetColumn *column = data;

  g_free (column->key);
  g_strfreev (column->heading);
  g_free (column->code);
  g_free (column);
}

static void
clear_cell (SgnSheetCell *cell)
{
  g_free (cell->text);
  g_free (cell->formula.refs);
  g_free (cell->formula.signs);
  g_free (cell->record_type);
  g_clear_pointer (&cell->records, g_array_unref);
}

static void
free_row (SgnSheet *self, SgnSheetRow *row)
{
  for (guint i = 0; i < self->columns->len; i++)
    clear_cell (&row->cells[i]);
  g_free (row->cells);
  g_free (row->key);
  g_free (row);
}

static void
free_chart (gpointer data)
{
  SgnSheetChart *chart = data;

  g_free (chart->title);
  g_clear_pointer (&chart->series, g_array_unref);
  g_free (chart);
}

static void
sgn_sheet_finalize (GObject *object)
{
  SgnSheet *self = SGN_SHEET (object);

  sgn_sheet_set_row_source (self, NULL, NULL, NULL);
  for (guint i = 0; i < self->rows->len; i++)
    free_row (self, g_ptr_array_index (self->rows, i));
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->parameters);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->charts);
  g_free (self->id);
  g_free (self->title);

  G_OBJECT_CLASS (sgn_sheet_parent_class)->finalize (object);
}

static void
sgn_sheet_class_init (SgnSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_sheet_finalize;
}

static void
sgn_sheet_init (SgnSheet *self)
{
  self->money_unit = SGN_MONEY_TRIEU;
  self->landscape = TRUE;
  self->texts = g_ptr_array_new_with_free_func (free_pair);
  self->parameters = g_ptr_array_new_with_free_func (free_pair);
  self->columns = g_ptr_array_new_with_free_func (free_column);
  self->rows = g_ptr_array_new ();
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->charts = g_ptr_array_new_with_free_func (free_chart);
}

SgnSheet *
sgn_sheet_new (const char *id, const char *title)
{
  SgnSheet *self = g_object_new (SGN_TYPE_SHEET, NULL);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  return self;
}

const char *
sgn_sheet_get_id (SgnSheet *self)
{
  return self->id;
}

const char *
sgn_sheet_get_title (SgnSheet *self)
{
  return self->title;
}

void
sgn_sheet_set_text (SgnSheet *self, const char *what, const char *text)
{
  Pair *pair = find_pair (self->texts, what);

  if (pair != NULL)
    g_ptr_array_remove (self->texts, pair);
  if (text != NULL && *text != '\0')
    add_pair (self->texts, what, text);
}

const char *
sgn_sheet_get_text (SgnSheet *self, const char *what)
{
  const Pair *pair = find_pair (self->texts, what);

  return pair != NULL ? pair->value : NULL;
}

void
sgn_sheet_set_money_unit (SgnSheet *self, SgnMoneyUnit unit)
{
  self->money_unit = unit;
}

SgnMoneyUnit
sgn_sheet_get_money_unit (SgnSheet *self)
{
  return self->money_unit;
}

gint64
sgn_sheet_money_step (SgnSheet *self)
{
  gint64 factor = sgn_money_unit_factor (self->money_unit);

  return self->money_unit == SGN_MONEY_TY ? factor / 1000 : factor;
}

guint
sgn_sheet_money_decimals (SgnSheet *self)
{
  return self->money_unit == SGN_MONEY_TY ? 3 : 0;
}

void
sgn_sheet_set_paper (SgnSheet *self, SgnPaper paper, gboolean landscape)
{
  self->paper = paper;
  self->landscape = landscape;
}

SgnPaper
sgn_sheet_get_paper (SgnSheet *self, gboolean *landscape)
{
  if (landscape != NULL)
    *landscape = self->landscape;
  return self->paper;
}

void
sgn_sheet_add_parameter (SgnSheet *self, const char *name, const char *value)
{
  add_pair (self->parameters, name, value);
}

guint
sgn_sheet_n_parameters (SgnSheet *self)
{
  return self->parameters->len;
}

const char *
sgn_sheet_get_parameter (SgnSheet *self, guint index, const char **value)
{
  const Pair *pair;

  g_return_val_if_fail (index < self->parameters->len, NULL);

  pair = g_ptr_array_index (self->parameters, index);
  if (value != NULL)
    *value = pair->value;
  return pair->name;
}

guint
sgn_sheet_add_column (SgnSheet *self, const char *key, const char *const *heading,
                      SgnColumnKind kind, double width)
{
  SgnSheetColumn *column;

  g_return_val_if_fail (self->rows->len == 0, 0);

  column = g_new0 (SgnSheetColumn, 1);
  column->key = g_strdup (key);
  column->heading = g_strdupv ((char **)heading);
  column->kind = kind;
  column->decimals = kind == SGN_COLUMN_PERCENT ? 1 : kind == SGN_COLUMN_DECIMAL ? 2 : 0;
  column->width = width;
  g_ptr_array_add (self->columns, column);
  return self->columns->len - 1;
}

guint
sgn_sheet_n_columns (SgnSheet *self)
{
  return self->columns->len;
}

SgnSheetColumn *
sgn_sheet_get_column (SgnSheet *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);

  return g_ptr_array_index (self->columns, column);
}

int
sgn_sheet_find_column (SgnSheet *self, const char *key)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_str_equal (sgn_sheet_get_column (self, i)->key, key))
      return i;
  return -1;
}

guint
sgn_sheet_n_heading_levels (SgnSheet *self)
{
  guint levels = 1;

  for (guint i = 0; i < self->columns->len; i++)
    levels = MAX (levels, g_strv_length (sgn_sheet_get_column (self, i)->heading));
  return levels;
}

guint
sgn_sheet_add_row (SgnSheet *self, const char *key, guint level, SgnRowStyle style, int parent)
{
  SgnSheetRow *row;

  g_return_val_if_fail (parent >= -1 && parent < (int)self->rows->len, 0);

  row = g_new0 (SgnSheetRow, 1);
  row->key = g_strdup (key);
  row->level = level;
  row->style = style;
  row->parent = parent;
  row->cells = g_new0 (SgnSheetCell, self->columns->len);
  for (guint i = 0; i < self->columns->len; i++)
    row->cells[i].empty = TRUE;
  g_ptr_array_add (self->rows, row);
  return self->rows->len - 1;
}

guint
sgn_sheet_n_rows (SgnSheet *self)
{
  return self->rows->len;
}

SgnSheetRow *
sgn_sheet_get_row (SgnSheet *self, guint row)
{
  g_return_val_if_fail (row < self->rows->len, NULL);

  return g_ptr_array_index (self->rows, row);
}

SgnSheetCell *
sgn_sheet_get_cell (SgnSheet *self, guint row, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);

  return &sgn_sheet_get_row (self, row)->cells[column];
}

void
sgn_sheet_set_cell_text (SgnSheet *self, guint row, guint column, const char *text)
{
  SgnSheetCell *cell = sgn_sheet_get_cell (self, row, column);

  g_free (cell->text);
  cell->text = g_strdup (text);
  cell->empty = text == NULL || *text == '\0';
}

void
sgn_sheet_set_cell_integer (SgnSheet *self, guint row, guint column, gint64 value)
{
  SgnSheetCell *cell = sgn_sheet_get_cell (self, row, column);

  cell->integer = value;
  cell->empty = FALSE;
}

void
sgn_sheet_set_cell_money (SgnSheet *self, guint row, guint column, gint64 dong)
{
  SgnSheetCell *cell = sgn_sheet_get_cell (self, row, column);

  cell->integer = dong;
  cell->shown = sgn_money_round (dong, sgn_sheet_money_step (self));
  cell->empty = FALSE;
}

void
sgn_sheet_set_cell_real (SgnSheet *self, guint row, guint column, double value)
{
  SgnSheetCell *cell = sgn_sheet_get_cell (self, row, column);

  cell->real = value;
  cell->empty = FALSE;
}

void
sgn_sheet_set_cell_formula (SgnSheet *self, guint row, guint column, SgnFormulaKind kind,
                            const guint *refs, guint n_refs)
{
  SgnFormula *formula = &sgn_sheet_get_cell (self, row, column)->formula;

  g_free (formula->refs);
  g_clear_pointer (&formula->signs, g_free);
  formula->kind = kind;
  formula->n_refs = n_refs;
  formula->refs = g_memdup2 (refs, n_refs * sizeof *refs);
}

void
sgn_sheet_set_cell_balance (SgnSheet *self, guint row, guint column, const guint *refs,
                            const gint8 *signs, guint n_refs)
{
  sgn_sheet_set_cell_formula (self, row, column, SGN_FORMULA_BALANCE, refs, n_refs);
  sgn_sheet_get_cell (self, row, column)->formula.signs = g_memdup2 (signs, n_refs * sizeof *signs);
}

void
sgn_sheet_add_cell_record (SgnSheet *self, guint row, guint column, const char *record_type,
                           gint64 id)
{
  SgnSheetCell *cell = sgn_sheet_get_cell (self, row, column);

  if (cell->records == NULL)
    {
      cell->record_type = g_strdup (record_type);
      cell->records = g_array_new (FALSE, FALSE, sizeof (gint64));
    }
  g_return_if_fail (g_str_equal (cell->record_type, record_type));
  g_array_append_val (cell->records, id);
}

void
sgn_sheet_add_note (SgnSheet *self, const char *note)
{
  g_ptr_array_add (self->notes, g_strdup (note));
}

guint
sgn_sheet_n_notes (SgnSheet *self)
{
  return self->notes->len;
}

const char *
sgn_sheet_get_note (SgnSheet *self, guint index)
{
  g_return_val_if_fail (index < self->notes->len, NULL);

  return g_ptr_array_index (self->notes, index);
}

void
sgn_sheet_add_chart (SgnSheet *self, SgnSheetChart *chart)
{
  g_ptr_array_add (self->charts, chart);
}

guint
sgn_sheet_n_charts (SgnSheet *self)
{
  return self->charts->len;
}

const SgnSheetChart *
sgn_sheet_get_chart (SgnSheet *self, guint index)
{
  g_return_val_if_fail (index < self->charts->len, NULL);

  return g_ptr_array_index (self->charts, index);
}

void
sgn_sheet_set_row_source (SgnSheet *self, SgnSheetRowSource source, gpointer user_data,
                          GDestroyNotify destroy)
{
  if (self->source_destroy != NULL)
    self->source_destroy (self->source_data);
  self->source = source;
  self->source_data = user_data;
  self->source_destroy = destroy;
}

SgnSheetRowSource
sgn_sheet_get_row_source (SgnSheet *self, gpointer *user_data)
{
  if (user_data != NULL)
    *user_data = self->source_data;
  return self->source;
}

void
sgn_sheet_set_source_style (SgnSheet *self, SgnRowStyle style)
{
  self->source_style = style;
}

SgnRowStyle
sgn_sheet_take_source_style (SgnSheet *self)
{
  SgnRowStyle style = self->source_style;

  self->source_style = SGN_ROW_STYLE_NORMAL;
  return style;
}
