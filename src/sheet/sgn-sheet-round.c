#define G_LOG_DOMAIN "sgn-sheet"

#include "config.h"

#include "sheet/sgn-sheet-private.h"

#include <math.h>
#include <string.h>

/* Controlled rounding of a table whose rows form a tree and whose columns follow from each other.
 *
 * Only *free* cells are chosen; a total over columns, or a difference, is always computed from the
 * shown figures it names, so a row adds up by construction. A family of rows (the parts of one row)
 * starts with every free column settled to the parent's shown figure, and is then improved by
 * moving single steps around cycles of a network (rows' totals on one side, columns on the other),
 * which keeps every sum as it is and lets the rows' own totals come as near as they can. So sums
 * hold in both directions always; what may give way is how far a figure is from its exact amount.
 */

/* Above so many relaxations the improvement stops; sums hold all the same. */
#define MAX_WORK G_GINT64_CONSTANT (100000000)

typedef enum
{
  ROLE_NONE, /* not money */
  ROLE_FREE,
  ROLE_SUM,
  ROLE_DIFFERENCE,
} Role;

typedef struct
{
  Role role;
  const SgnFormula *formula; /* of SUM and DIFFERENCE */
  int owner;                 /* the column whose sum it is a part of; -1: none */
} Column;

typedef struct
{
  SgnSheet *sheet;
  gint64 step;
  guint n_columns;
  Column *columns;
  GPtrArray *children; /* of GArray of guint, by row; the last one: rows without a parent */
} Rounding;

/* An arc of the network carries a figure from the total it is in. */
typedef struct
{
  guint from, to;
  SgnSheetCell *cell;
  double weight;
} Arc;

typedef struct
{
  gint64 step;
  GArray *arcs; /* of Arc */
  guint n_nodes;
  double *distance;
  int *arrival; /* by node: 2 * arc + 1 if taken backwards; -1 */
} Network;

static gint64
exact (Rounding *self, guint row, guint column)
{
  return sgn_sheet_get_cell (self->sheet, row, column)->integer;
}

static gboolean
holds_in_row (Rounding *self, guint row, guint column, const SgnFormula *formula)
{
  gint64 sum = 0;

  for (guint i = 0; i < formula->n_refs; i++)
    {
      gint64 part = exact (self, row, formula->refs[i]);

      sum += formula->kind == SGN_FORMULA_DIFFERENCE && i > 0 ? -part : part;
    }
  return sum == exact (self, row, column);
}

static gboolean
is_usable (Rounding *self, guint column, const SgnFormula *formula)
{
  if (formula->kind != SGN_FORMULA_SUM_COLUMNS && formula->kind != SGN_FORMULA_DIFFERENCE)
    return FALSE;
  for (guint i = 0; i < formula->n_refs; i++)
    if (formula->refs[i] >= self->n_columns || formula->refs[i] == column
        || sgn_sheet_get_column (self->sheet, formula->refs[i])->kind != SGN_COLUMN_MONEY)
      return FALSE;
  for (guint row = 0; row < sgn_sheet_n_rows (self->sheet); row++)
    if (!holds_in_row (self, row, column, formula))
      return FALSE;
  return TRUE;
}

static const SgnFormula *
find_formula (Rounding *self, guint column)
{
  for (guint row = 0; row < sgn_sheet_n_rows (self->sheet); row++)
    {
      const SgnFormula *formula = &sgn_sheet_get_cell (self->sheet, row, column)->formula;

      if (is_usable (self, column, formula))
        return formula;
      if (formula->kind == SGN_FORMULA_SUM_COLUMNS || formula->kind == SGN_FORMULA_DIFFERENCE)
        return NULL;
    }
  return NULL;
}

static gboolean
reaches (Rounding *self, guint from, guint target)
{
  const Column *column = &self->columns[from];

  if (from == target)
    return TRUE;
  if (column->formula == NULL)
    return FALSE;
  for (guint i = 0; i < column->formula->n_refs; i++)
    if (reaches (self, column->formula->refs[i], target))
      return TRUE;
  return FALSE;
}

static gboolean
is_circular (Rounding *self, guint column, const SgnFormula *formula)
{
  for (guint i = 0; i < formula->n_refs; i++)
    if (reaches (self, formula->refs[i], column))
      return TRUE;
  return FALSE;
}

static void
find_owners (Rounding *self)
{
  for (guint column = 0; column < self->n_columns; column++)
    {
      const SgnFormula *formula = self->columns[column].formula;

      if (self->columns[column].role != ROLE_SUM)
        continue;
      for (guint i = 0; i < formula->n_refs; i++)
        {
          Column *part = &self->columns[formula->refs[i]];

          if (part->owner < 0 && part->role != ROLE_DIFFERENCE)
            part->owner = column;
        }
    }
}

static void
find_roles (Rounding *self)
{
  self->columns = g_new0 (Column, self->n_columns);
  for (guint column = 0; column < self->n_columns; column++)
    {
      const SgnFormula *formula;

      self->columns[column].owner = -1;
      if (sgn_sheet_get_column (self->sheet, column)->kind != SGN_COLUMN_MONEY)
        continue;
      formula = find_formula (self, column);
      if (formula != NULL && is_circular (self, column, formula))
        formula = NULL;
      self->columns[column].formula = formula;
      self->columns[column].role = formula == NULL                           ? ROLE_FREE
                                   : formula->kind == SGN_FORMULA_DIFFERENCE ? ROLE_DIFFERENCE
                                                                             : ROLE_SUM;
    }
  find_owners (self);
}

static void
find_children (Rounding *self)
{
  guint n = sgn_sheet_n_rows (self->sheet);

  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  for (guint i = 0; i <= n; i++)
    g_ptr_array_add (self->children, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < n; i++)
    {
      int parent = sgn_sheet_get_row (self->sheet, i)->parent;
      GArray *family = g_ptr_array_index (self->children, parent < 0 ? n : (guint)parent);

      g_array_append_val (family, i);
    }
}

/* Totals and differences of a row from its free cells. */
static gint64
derive_shown (Rounding *self, guint row, guint column)
{
  SgnSheetCell *cell = sgn_sheet_get_cell (self->sheet, row, column);
  const SgnFormula *formula = self->columns[column].formula;
  gint64 sum = 0;

  if (formula == NULL)
    return cell->shown;
  for (guint i = 0; i < formula->n_refs; i++)
    {
      gint64 part = derive_shown (self, row, formula->refs[i]);

      sum += formula->kind == SGN_FORMULA_DIFFERENCE && i > 0 ? -part : part;
    }
  cell->shown = sum;
  return sum;
}

static void
derive_row (Rounding *self, guint row)
{
  for (guint column = 0; column < self->n_columns; column++)
    if (self->columns[column].role != ROLE_NONE)
      derive_shown (self, row, column);
}

static double
cost (const SgnSheetCell *cell, gint64 step, gint64 shown)
{
  double off = ((double)shown * (double)step - (double)cell->integer) / (double)step;

  /* Nothing stays nothing: a zero on paper says there is no money. */
  return off * off * (cell->integer == 0 ? 1000000 : fabs (off) < 1 ? 1 : 1000);
}

/* Plain rounding, then single steps where they hurt least, until the sum is @target. */
static void
settle (SgnSheetCell **cells, guint n, gint64 step, gint64 target)
{
  g_autofree gint64 *parts = g_new (gint64, MAX (n, 1));
  g_autofree gint64 *shown = g_new (gint64, MAX (n, 1));
  gint64 missing = target;

  for (guint i = 0; i < n; i++)
    parts[i] = cells[i]->integer;
  sgn_money_round_parts (target, parts, n, step, shown, NULL);
  for (guint i = 0; i < n; i++)
    {
      cells[i]->shown = shown[i];
      missing -= shown[i];
    }
  while (missing != 0 && n > 0)
    {
      gint64 by = missing > 0 ? 1 : -1;
      guint best = 0;
      double least = G_MAXDOUBLE;

      for (guint i = 0; i < n; i++)
        {
          double rise = cost (cells[i], step, cells[i]->shown + by)
                        - cost (cells[i], step, cells[i]->shown);

          if (rise < least)
            {
              least = rise;
              best = i;
            }
        }
      cells[best]->shown += by;
      missing -= by;
    }
}

static void
settle_parts_of_column (Rounding *self, guint row, guint column)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint part = 0; part < self->n_columns; part++)
    if (self->columns[part].owner == (int)column)
      {
        g_ptr_array_add (cells, sgn_sheet_get_cell (self->sheet, row, part));
        g_array_append_val (parts, part);
      }
  settle ((SgnSheetCell **)cells->pdata, cells->len, self->step,
          sgn_sheet_get_cell (self->sheet, row, column)->shown);
  for (guint i = 0; i < parts->len; i++)
    settle_parts_of_column (self, row, g_array_index (parts, guint, i));
}

/* Whether all of a sum's parts hang under it, so that they can be settled to its figure. */
static gboolean
owns_all_parts (Rounding *self, guint column)
{
  const Column *info = &self->columns[column];

  if (info->role != ROLE_SUM)
    return info->role == ROLE_FREE;
  for (guint i = 0; i < info->formula->n_refs; i++)
    if (self->columns[info->formula->refs[i]].owner != (int)column
        || !owns_all_parts (self, info->formula->refs[i]))
      return FALSE;
  return TRUE;
}

/* A row that is part of nothing: its outermost totals are rounded plainly. */
static void
round_top_row (Rounding *self, guint row)
{
  for (guint column = 0; column < self->n_columns; column++)
    {
      SgnSheetCell *cell = sgn_sheet_get_cell (self->sheet, row, column);

      if (self->columns[column].role == ROLE_NONE)
        continue;
      cell->shown = sgn_money_round (cell->integer, self->step);
    }
  for (guint column = 0; column < self->n_columns; column++)
    if (self->columns[column].role == ROLE_SUM && self->columns[column].owner < 0
        && owns_all_parts (self, column))
      settle_parts_of_column (self, row, column);
}

static void
settle_column (Rounding *self, GArray *family, int parent, guint column)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  gint64 sum = 0;
  gint64 target;

  for (guint i = 0; i < family->len; i++)
    {
      SgnSheetCell *cell
          = sgn_sheet_get_cell (self->sheet, g_array_index (family, guint, i), column);

      sum += cell->integer;
      g_ptr_array_add (cells, cell);
    }
  /* Rows that are only some of the parts ("of which") have no total to add up to. */
  target = sum == exact (self, parent, column)
               ? sgn_sheet_get_cell (self->sheet, parent, column)->shown
               : sgn_money_round (sum, self->step);
  settle ((SgnSheetCell **)cells->pdata, cells->len, self->step, target);
}

static Network *
new_network (Rounding *self, GArray *family)
{
  Network *network = g_new0 (Network, 1);
  guint n = self->n_columns;

  /* Node 0 is the source, 1 + column the free columns, then a node a row and column. */
  network->step = self->step;
  network->n_nodes = 1 + n + family->len * n;
  network->arcs = g_array_new (FALSE, FALSE, sizeof (Arc));
  for (guint i = 0; i < family->len; i++)
    for (guint column = 0; column < n; column++)
      {
        const Column *info = &self->columns[column];
        guint row_node = 1 + n + i * n;
        Arc arc = {
          .from = info->owner < 0 ? 0 : row_node + (guint)info->owner,
          .to = info->role == ROLE_SUM ? row_node + column : 1 + column,
          .cell = sgn_sheet_get_cell (self->sheet, g_array_index (family, guint, i), column),
          .weight = info->role == ROLE_SUM ? 4 : 1,
        };

        if (info->role == ROLE_FREE || (info->role == ROLE_SUM && owns_all_parts (self, column)))
          g_array_append_val (network->arcs, arc);
      }
  network->distance = g_new0 (double, network->n_nodes);
  network->arrival = g_new (int, network->n_nodes);
  return network;
}

static void
free_network (Network *self)
{
  g_array_unref (self->arcs);
  g_free (self->distance);
  g_free (self->arrival);
  g_free (self);
}

static gboolean
relax (Network *self, guint index, gboolean backwards)
{
  const Arc *arc = &g_array_index (self->arcs, Arc, index);
  guint from = backwards ? arc->to : arc->from;
  guint to = backwards ? arc->from : arc->to;
  gint64 moved = arc->cell->shown + (backwards ? -1 : 1);
  double rise
      = arc->weight
        * (cost (arc->cell, self->step, moved) - cost (arc->cell, self->step, arc->cell->shown));

  if (self->distance[from] + rise >= self->distance[to] - 1e-7)
    return FALSE;
  self->distance[to] = self->distance[from] + rise;
  self->arrival[to] = (int)(2 * index) + (backwards ? 1 : 0);
  return TRUE;
}

static guint
previous_node (Network *self, guint node)
{
  const Arc *arc = &g_array_index (self->arcs, Arc, (guint)self->arrival[node] / 2);

  return self->arrival[node] % 2 != 0 ? arc->to : arc->from;
}

static void
move_around (Network *self, guint start)
{
  guint node = start;

  do
    {
      int arrival = self->arrival[node];
      guint before = previous_node (self, node);

      g_array_index (self->arcs, Arc, (guint)arrival / 2).cell->shown += arrival % 2 ? -1 : 1;
      node = before;
    }
  while (node != start);
}

/* Moves a step around every cycle among the arrivals. Returns: whether there was one */
static gboolean
cancel_cycles (Network *self)
{
  g_autofree guint *mark = g_new0 (guint, self->n_nodes);
  gboolean found = FALSE;

  for (guint start = 0; start < self->n_nodes; start++)
    {
      guint node = start;

      while (mark[node] == 0 && self->arrival[node] >= 0)
        {
          mark[node] = start + 1;
          node = previous_node (self, node);
        }
      if (mark[node] == start + 1 && self->arrival[node] >= 0)
        {
          move_around (self, node);
          found = TRUE;
        }
      mark[node] = MAX (mark[node], 1);
    }
  return found;
}

/* Bellman and Ford until no cycle lowers the cost: then none exists, for the cost is convex. */
static void
improve (Network *self)
{
  gint64 work = 0;
  gboolean moving = TRUE;

  while (moving)
    {
      gboolean relaxed = TRUE;

      moving = FALSE;
      memset (self->distance, 0, self->n_nodes * sizeof *self->distance);
      for (guint i = 0; i < self->n_nodes; i++)
        self->arrival[i] = -1;
      while (relaxed && !moving && work < MAX_WORK)
        {
          relaxed = FALSE;
          for (guint i = 0; i < self->arcs->len; i++)
            {
              relaxed |= relax (self, i, FALSE);
              relaxed |= relax (self, i, TRUE);
            }
          work += self->arcs->len;
          moving = relaxed && cancel_cycles (self);
        }
    }
}

static void
round_family (Rounding *self, int parent, GArray *family)
{
  Network *network;

  for (guint column = 0; column < self->n_columns; column++)
    if (self->columns[column].role == ROLE_FREE)
      settle_column (self, family, parent, column);
  for (guint i = 0; i < family->len; i++)
    derive_row (self, g_array_index (family, guint, i));
  network = new_network (self, family);
  improve (network);
  free_network (network);
}

/* Parents before their parts; a row's parts always come after it. */
static void
round_rows (Rounding *self)
{
  guint n = sgn_sheet_n_rows (self->sheet);
  const GArray *top = g_ptr_array_index (self->children, n);

  for (guint i = 0; i < top->len; i++)
    round_top_row (self, g_array_index (top, guint, i));
  for (guint row = 0; row < n; row++)
    {
      GArray *family = g_ptr_array_index (self->children, row);

      derive_row (self, row);
      if (family->len > 0)
        round_family (self, (int)row, family);
    }
}

static char *
describe_row (SgnSheet *sheet, guint row)
{
  for (guint column = 0; column < sgn_sheet_n_columns (sheet); column++)
    {
      const SgnSheetCell *cell = sgn_sheet_get_cell (sheet, row, column);

      if (sgn_sheet_get_column (sheet, column)->kind == SGN_COLUMN_TEXT && cell->text != NULL
          && *cell->text != '\0')
        return g_strdup (cell->text);
    }
  return g_strdup (sgn_sheet_get_row (sheet, row)->key);
}

/* Marks the nudged cells of a row. Returns: (nullable): "1.1 (Tổng số – ĐTPT; SN)", of those that
 * are off by a whole step or more if @far */
static char *
describe_nudged (Rounding *self, guint row, gboolean far)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *label = NULL;
  g_autofree char *list = NULL;

  for (guint column = 0; column < self->n_columns; column++)
    {
      SgnSheetCell *cell = sgn_sheet_get_cell (self->sheet, row, column);

      if (self->columns[column].role == ROLE_NONE)
        continue;
      cell->nudged = cell->shown != sgn_money_round (cell->integer, self->step);
      if (cell->nudged && (!far || ABS (cell->shown * self->step - cell->integer) >= self->step))
        g_ptr_array_add (names, sgn_sheet_heading_text (sgn_sheet_get_column (self->sheet, column),
                                                        " – "));
    }
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  label = describe_row (self->sheet, row);
  list = g_strjoinv ("; ", (char **)names->pdata);
  return g_strdup_printf ("%s (%s)", label, list);
}

/* Notes are printed, and a cell of a file holds no more than 32,767 characters. */
#define NOTE_LENGTH 1500

static void
note_nudged (Rounding *self, gboolean far, const char *lead)
{
  g_autoptr (GString) note = g_string_new (NULL);

  for (guint row = 0; row < sgn_sheet_n_rows (self->sheet); row++)
    {
      g_autofree char *names = describe_nudged (self, row, far);

      if (names == NULL)
        continue;
      if (note->len > NOTE_LENGTH)
        {
          g_string_append_c (note, ';');
          sgn_sheet_add_note (self->sheet, note->str);
          g_string_truncate (note, 0);
          g_string_append (note, names);
          continue;
        }
      g_string_append (note, note->len == 0 ? lead : "; ");
      g_string_append (note, names);
    }
  if (note->len > 0)
    {
      g_string_append_c (note, '.');
      sgn_sheet_add_note (self->sheet, note->str);
    }
}

void
sgn_sheet_round_money (SgnSheet *sheet)
{
  Rounding self = {
    .sheet = sheet,
    .step = sgn_sheet_money_step (sheet),
    .n_columns = sgn_sheet_n_columns (sheet),
  };

  find_roles (&self);
  find_children (&self);
  round_rows (&self);
  note_nudged (
      &self, FALSE,
      "Để các phần cộng đúng bằng tổng, những số sau đã được làm tròn lên hoặc xuống khác với "
      "quy tắc thông thường: ");
  note_nudged (&self, TRUE,
               "Trong đó, để cộng khớp cả hàng lẫn cột, những số sau lệch từ một đơn vị trở lên: ");
  g_ptr_array_unref (self.children);
  g_free (self.columns);
}
