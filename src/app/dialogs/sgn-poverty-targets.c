#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-poverty-targets.h"

#include "app/widgets/sgn-grid-draft.h"
#include "base/sgn-number.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DECIMALS 2

enum
{
  COLUMN_UNIT,
  COLUMN_HOUSEHOLDS,
  COLUMN_POOR,
  COLUMN_RATE,
  COLUMN_PLANNED,
  N_COLUMNS = COLUMN_PLANNED + SGN_N_POVERTY_TARGETS,
};

typedef struct
{
  SgnPovertyTargetRow figures;
  SgnGridRefusal refused[SGN_N_POVERTY_TARGETS];
  gboolean dirty[SGN_N_POVERTY_TARGETS];           /* not saved yet … */
  SgnPovertyPlanned before[SGN_N_POVERTY_TARGETS]; /* … and what the ledger has */
} Row;

struct _SgnPovertyTargets
{
  GObject parent_instance;

  /* owned */
  SgnLedger *ledger;
  GArray *rows;        /* of Row */
  SgnGridDraft *draft; /* of the year; NULL before the first */
  char *batch;         /* its name; NULL: none */

  SgnGridColumn columns[N_COLUMNS];

  int year;
};

static void init_model (SgnGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SgnPovertyTargets, sgn_poverty_targets, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SGN_TYPE_GRID_MODEL, init_model))

static const char *const fields[SGN_N_POVERTY_TARGETS] = { "households", "rate" };

static void
clear_row (gpointer data)
{
  Row *row = data;

  g_free (row->figures.name);
  for (guint i = 0; i < SGN_N_POVERTY_TARGETS; i++)
    sgn_grid_refusal_clear (&row->refused[i]);
}

static Row *
get_row (SgnPovertyTargets *self, guint row)
{
  return &g_array_index (self->rows, Row, row);
}

static SgnPovertyTarget
get_target (guint column)
{
  return (SgnPovertyTarget)(column - COLUMN_PLANNED);
}

static guint
get_decimals (SgnPovertyTarget target)
{
  return target == SGN_POVERTY_TARGET_RATE ? DECIMALS : 0;
}

/* --- words --- */

static char *
format_scaled (double value, guint decimals)
{
  double scaled = value;

  for (guint i = 0; i < decimals; i++)
    scaled *= 10;
  return sgn_number_format_scaled ((gint64)(scaled + (scaled < 0 ? -0.5 : 0.5)), decimals,
                                   decimals);
}

static char *
get_text (const SgnPovertyTargetRow *row, guint column)
{
  switch (column)
    {
    case COLUMN_UNIT:
      return g_strdup (row->name);
    case COLUMN_HOUSEHOLDS:
      return row->households < 0 ? NULL : sgn_number_format_integer (row->households);
    case COLUMN_POOR:
      return sgn_number_format_integer (row->poor);
    case COLUMN_RATE:
      return row->households <= 0 ? NULL : format_scaled (sgn_poverty_target_rate (row), DECIMALS);
    default:
      if (!row->planned[get_target (column)].set)
        return NULL;
      return format_scaled (row->planned[get_target (column)].value,
                            get_decimals (get_target (column)));
    }
}

/* --- saving --- */

static gboolean
save_row (SgnPovertyTargets *self, const Row *row, GError **error)
{
  for (guint i = 0; i < SGN_N_POVERTY_TARGETS; i++)
    {
      const SgnPovertyPlanned *planned = &row->figures.planned[i];

      if (row->dirty[i]
          && !sgn_poverty_target_set (self->ledger, row->figures.unit_id, self->year, i,
                                      planned->set ? &planned->value : NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
save_dirty (SgnLedger *ledger, gpointer user_data, GError **error)
{
  SgnPovertyTargets *self = user_data;

  for (guint i = 0; i < self->rows->len; i++)
    if (!save_row (self, get_row (self, i), error))
      return FALSE;
  return TRUE;
}

/* What is not saved is not shown as if it were: it stands there as refused. */
static void
settle (SgnPovertyTargets *self, Row *row, SgnPovertyTarget target, const GError *error)
{
  g_autofree char *text = NULL;

  if (!row->dirty[target])
    return;
  row->dirty[target] = FALSE;
  if (error != NULL)
    {
      text = get_text (&row->figures, COLUMN_PLANNED + target);
      row->figures.planned[target] = row->before[target];
      sgn_grid_refusal_keep (&row->refused[target], text != NULL ? text : "", error->message);
    }
  sgn_grid_draft_keep (self->draft, row->figures.unit_id, fields[target],
                       row->refused[target].text);
}

static gboolean
save (SgnPovertyTargets *self, const char *action, GError **error)
{
  g_autoptr (GError) refusal = NULL;

  sgn_ledger_change (self->ledger, action, save_dirty, self, NULL, &refusal);
  for (guint i = 0; i < self->rows->len; i++)
    for (guint target = 0; target < SGN_N_POVERTY_TARGETS; target++)
      settle (self, get_row (self, i), target, refusal);
  if (refusal == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

/* --- the model --- */

static guint
get_n_rows (SgnGridModel *model)
{
  return SGN_POVERTY_TARGETS (model)->rows->len;
}

static guint
get_n_columns (SgnGridModel *model)
{
  return N_COLUMNS;
}

static const SgnGridColumn *
get_column (SgnGridModel *model, guint column)
{
  return &SGN_POVERTY_TARGETS (model)->columns[column];
}

/* More than there are, or below nothing: taken, for the office decides, and asked about. */
static char *
find_doubt (const SgnPovertyTargetRow *row, guint column)
{
  double planned;

  if (column < COLUMN_PLANNED || !row->planned[get_target (column)].set)
    return NULL;
  planned = row->planned[get_target (column)].value;
  if (get_target (column) == SGN_POVERTY_TARGET_HOUSEHOLDS && planned > (double)row->poor)
    return g_strdup (_ ("More than there are poor households at the start."));
  if (get_target (column) == SGN_POVERTY_TARGET_RATE && row->households > 0
      && planned > sgn_poverty_target_rate (row))
    return g_strdup (_ ("More than the poverty rate at the start."));
  return NULL;
}

static void
get_cell (SgnGridModel *model, guint at, guint column, SgnGridCell *cell)
{
  SgnPovertyTargets *self = SGN_POVERTY_TARGETS (model);
  const Row *row = get_row (self, at);

  cell->editable = column >= COLUMN_PLANNED && sgn_ledger_is_writable (self->ledger);
  if (column >= COLUMN_PLANNED && sgn_grid_refusal_show (&row->refused[get_target (column)], cell))
    return;
  cell->text = get_text (&row->figures, column);
  cell->message = find_doubt (&row->figures, column);
  cell->verdict = cell->message != NULL ? SGN_GRID_WARNING : SGN_GRID_OK;
}

static gboolean
parse (const char *text, guint decimals, SgnPovertyPlanned *planned, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  gint64 scaled;

  *planned = (SgnPovertyPlanned){ .set = *stripped != '\0' };
  if (!planned->set)
    return TRUE;
  if (!sgn_number_parse_scaled (stripped, decimals, &scaled, error))
    return FALSE;
  planned->value = (double)scaled;
  for (guint i = 0; i < decimals; i++)
    planned->value /= 10;
  if (scaled >= 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _ ("A reduction is not negative: write how much poverty goes down."));
  return FALSE;
}

/* FALSE: refused, and kept as it was typed. */
static gboolean
put_text (SgnPovertyTargets *self, Row *row, SgnPovertyTarget target, const char *text)
{
  SgnPovertyPlanned planned;
  g_autoptr (GError) error = NULL;

  if (!parse (text, get_decimals (target), &planned, &error))
    {
      sgn_grid_refusal_keep (&row->refused[target], text, error->message);
      sgn_grid_draft_keep (self->draft, row->figures.unit_id, fields[target], text);
      return FALSE;
    }
  sgn_grid_refusal_clear (&row->refused[target]);
  if (!row->dirty[target])
    row->before[target] = row->figures.planned[target];
  row->figures.planned[target] = planned;
  row->dirty[target] = TRUE;
  return TRUE;
}

static SgnGridVerdict
set_text (SgnGridModel *model, guint at, guint column, const char *text, char **message)
{
  SgnPovertyTargets *self = SGN_POVERTY_TARGETS (model);
  SgnPovertyTarget target = get_target (column);
  g_autofree char *action = NULL;
  Row *row;

  if (column < COLUMN_PLANNED || at >= self->rows->len)
    return SGN_GRID_ERROR;
  row = get_row (self, at);
  action = g_strdup_printf (_ ("Planned reduction: %s"), row->figures.name);
  if (!put_text (self, row, target, text) || (self->batch == NULL && !save (self, action, NULL)))
    {
      *message = g_strdup (row->refused[target].why);
      return SGN_GRID_ERROR;
    }
  *message = find_doubt (&row->figures, column);
  return *message != NULL ? SGN_GRID_WARNING : SGN_GRID_OK;
}

static void
revert (SgnGridModel *model, guint at, guint column)
{
  SgnPovertyTargets *self = SGN_POVERTY_TARGETS (model);
  Row *row = get_row (self, at);

  if (column < COLUMN_PLANNED)
    return;
  sgn_grid_refusal_clear (&row->refused[get_target (column)]);
  sgn_grid_draft_keep (self->draft, row->figures.unit_id, fields[get_target (column)], NULL);
}

static void
begin_batch (SgnGridModel *model, const char *name)
{
  SgnPovertyTargets *self = SGN_POVERTY_TARGETS (model);

  g_free (self->batch);
  self->batch = g_strdup (name);
}

static gboolean
commit_batch (SgnGridModel *model, GError **error)
{
  SgnPovertyTargets *self = SGN_POVERTY_TARGETS (model);
  g_autofree char *name = g_steal_pointer (&self->batch);

  for (guint i = 0; i < self->rows->len; i++)
    if (get_row (self, i)->dirty[0] || get_row (self, i)->dirty[1])
      return save (self, name, error);
  return TRUE;
}

static void
init_model (SgnGridModelInterface *iface)
{
  iface->get_n_rows = get_n_rows;
  iface->get_n_columns = get_n_columns;
  iface->get_column = get_column;
  iface->get_cell = get_cell;
  iface->set_text = set_text;
  iface->revert = revert;
  iface->begin_batch = begin_batch;
  iface->commit_batch = commit_batch;
}

/* --- the object --- */

static void
sgn_poverty_targets_finalize (GObject *object)
{
  SgnPovertyTargets *self = SGN_POVERTY_TARGETS (object);

  g_clear_pointer (&self->draft, sgn_grid_draft_free);
  g_clear_object (&self->ledger);
  g_array_unref (self->rows);
  g_free (self->batch);

  G_OBJECT_CLASS (sgn_poverty_targets_parent_class)->finalize (object);
}

static void
sgn_poverty_targets_class_init (SgnPovertyTargetsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_poverty_targets_finalize;
}

static void
sgn_poverty_targets_init (SgnPovertyTargets *self)
{
  static const SgnGridColumn columns[N_COLUMNS] = {
    { N_ ("Unit"), SGN_GRID_TEXT, 24, TRUE, FALSE },
    { N_ ("Households at the start"), SGN_GRID_NUMBER, 12, FALSE, FALSE },
    { N_ ("Poor households at the start"), SGN_GRID_NUMBER, 12, FALSE, FALSE },
    { N_ ("Poverty rate (%)"), SGN_GRID_NUMBER, 11, FALSE, FALSE },
    { N_ ("Planned: fewer poor households"), SGN_GRID_NUMBER, 15, FALSE, TRUE },
    { N_ ("Planned: rate lower by (points)"), SGN_GRID_NUMBER, 17, FALSE, TRUE },
  };

  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (self->rows, clear_row);
  memcpy (self->columns, columns, sizeof columns);
  for (guint i = 0; i < N_COLUMNS; i++)
    self->columns[i].title = _ (columns[i].title);
}

SgnPovertyTargets *
sgn_poverty_targets_new (SgnLedger *ledger)
{
  SgnPovertyTargets *self = g_object_new (SGN_TYPE_POVERTY_TARGETS, NULL);

  self->ledger = g_object_ref (ledger);
  return self;
}

/* What was typed before and not taken, or not saved. */
static void
restore (SgnPovertyTargets *self, Row *row)
{
  for (guint i = 0; i < SGN_N_POVERTY_TARGETS; i++)
    {
      const char *text = sgn_grid_draft_get (self->draft, row->figures.unit_id, fields[i]);
      SgnPovertyPlanned planned;
      g_autoptr (GError) error = NULL;

      if (text != NULL)
        sgn_grid_refusal_keep (&row->refused[i], text,
                               parse (text, get_decimals (i), &planned, &error)
                                   ? _ ("This was typed before and not saved.")
                                   : error->message);
    }
}

void
sgn_poverty_targets_set (SgnPovertyTargets *self, GArray *rows, int year)
{
  guint before = self->rows->len;

  if (year != self->year)
    {
      g_clear_pointer (&self->draft, sgn_grid_draft_free);
      self->draft = sgn_grid_draft_new (self->ledger, &sgn_type_target_value, year);
    }
  self->year = year;
  g_array_set_size (self->rows, 0);
  g_array_set_size (self->rows, rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      SgnPovertyTargetRow *figures = &g_array_index (rows, SgnPovertyTargetRow, i);

      get_row (self, i)->figures = *figures;
      figures->name = NULL;
      restore (self, get_row (self, i));
    }
  g_array_unref (rows);
  sgn_grid_model_rows_changed (SGN_GRID_MODEL (self), 0, before, self->rows->len);
}
