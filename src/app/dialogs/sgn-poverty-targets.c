#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-poverty-targets.h"

#include "base/sgn-number.h"

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

/* A text that was not taken stays for correction. */
typedef struct
{
  char *text;
  char *message;
} Refused;

struct _SgnPovertyTargets
{
  GObject parent_instance;

  /* owned */
  SgnLedger *ledger;
  GArray *rows;        /* of SgnPovertyTargetRow */
  GHashTable *refused; /* row and column → Refused */
  GHashTable *dirty;   /* the same, of a batch */
  char *batch;         /* its name; NULL: none */

  SgnGridColumn columns[N_COLUMNS];

  gint64 unit_id;
  int year;
};

static void init_model (SgnGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SgnPovertyTargets, sgn_poverty_targets, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SGN_TYPE_GRID_MODEL, init_model))

static void
free_refused (gpointer data)
{
  Refused *refused = data;

  g_free (refused->text);
  g_free (refused->message);
  g_free (refused);
}

static SgnPovertyTargetRow *
get_row (SgnPovertyTargets *self, guint row)
{
  return &g_array_index (self->rows, SgnPovertyTargetRow, row);
}

static gpointer
make_key (guint row, guint column)
{
  return GUINT_TO_POINTER (row * N_COLUMNS + column + 1);
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

/* --- saving --- */

static gboolean
save_cell (SgnPovertyTargets *self, guint row, guint column, GError **error)
{
  SgnPovertyTargetRow *figures = get_row (self, row);
  SgnPovertyTarget target = get_target (column);

  return sgn_poverty_target_set (self->ledger, figures->unit_id, self->year, target,
                                 figures->planned_set[target] ? &figures->planned[target] : NULL,
                                 error);
}

static gboolean
save_dirty (SgnLedger *ledger, gpointer user_data, GError **error)
{
  SgnPovertyTargets *self = user_data;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->dirty);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint place = GPOINTER_TO_UINT (key) - 1;

      if (!save_cell (self, place / N_COLUMNS, place % N_COLUMNS, error))
        return FALSE;
    }
  return TRUE;
}

/* What is not saved is not shown either: the figures are read again. */
static gboolean
save (SgnPovertyTargets *self, const char *action, GError **error)
{
  gboolean saved = sgn_ledger_change (self->ledger, action, save_dirty, self, NULL, error);

  g_hash_table_remove_all (self->dirty);
  if (!saved)
    sgn_poverty_targets_set_year (self, self->year, NULL);
  return saved;
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
      if (!row->planned_set[get_target (column)])
        return NULL;
      return format_scaled (row->planned[get_target (column)], get_decimals (get_target (column)));
    }
}

/* More than there are, or below nothing: taken, for the office decides, and asked about. */
static char *
find_doubt (const SgnPovertyTargetRow *row, guint column)
{
  double planned;

  if (column < COLUMN_PLANNED || !row->planned_set[get_target (column)])
    return NULL;
  planned = row->planned[get_target (column)];
  if (get_target (column) == SGN_POVERTY_TARGET_HOUSEHOLDS && planned > (double)row->poor)
    return g_strdup (_ ("More than there are poor households at the start."));
  if (get_target (column) == SGN_POVERTY_TARGET_RATE && row->households > 0
      && planned > sgn_poverty_target_rate (row))
    return g_strdup (_ ("More than the poverty rate at the start."));
  return NULL;
}

static void
get_cell (SgnGridModel *model, guint row, guint column, SgnGridCell *cell)
{
  SgnPovertyTargets *self = SGN_POVERTY_TARGETS (model);
  const Refused *refused = g_hash_table_lookup (self->refused, make_key (row, column));

  cell->editable = column >= COLUMN_PLANNED && sgn_ledger_is_writable (self->ledger);
  if (refused != NULL)
    {
      cell->text = g_strdup (refused->text);
      cell->message = g_strdup (refused->message);
      cell->verdict = SGN_GRID_ERROR;
      return;
    }
  cell->text = get_text (get_row (self, row), column);
  cell->message = find_doubt (get_row (self, row), column);
  cell->verdict = cell->message != NULL ? SGN_GRID_WARNING : SGN_GRID_OK;
}

static gboolean
can_add (SgnGridModel *model)
{
  return FALSE;
}

static gboolean
parse (const char *text, guint decimals, gboolean *set, double *value, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  gint64 scaled;

  *set = *stripped != '\0';
  if (!*set)
    return TRUE;
  if (!sgn_number_parse_scaled (stripped, decimals, &scaled, error))
    return FALSE;
  *value = (double)scaled;
  for (guint i = 0; i < decimals; i++)
    *value /= 10;
  if (scaled >= 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _ ("A reduction is not negative: write how much poverty goes down."));
  return FALSE;
}

static SgnGridVerdict
refuse (SgnPovertyTargets *self, guint row, guint column, const char *text, GError *error,
        char **message)
{
  Refused *refused = g_new0 (Refused, 1);

  refused->text = g_strdup (text);
  refused->message = g_strdup (error->message);
  g_hash_table_replace (self->refused, make_key (row, column), refused);
  *message = g_strdup (error->message);
  return SGN_GRID_ERROR;
}

static SgnGridVerdict
set_text (SgnGridModel *model, guint row, guint column, const char *text, char **message)
{
  SgnPovertyTargets *self = SGN_POVERTY_TARGETS (model);
  SgnPovertyTarget target = get_target (column);
  SgnPovertyTargetRow *figures = get_row (self, row);
  g_autofree char *action = g_strdup_printf (_ ("Planned reduction: %s"), figures->name);
  g_autoptr (GError) error = NULL;
  gboolean set;
  double value = 0;

  if (column < COLUMN_PLANNED)
    return SGN_GRID_ERROR;
  if (!parse (text, get_decimals (target), &set, &value, &error))
    return refuse (self, row, column, text, error, message);
  g_hash_table_remove (self->refused, make_key (row, column));
  figures->planned_set[target] = set;
  figures->planned[target] = value;
  g_hash_table_add (self->dirty, make_key (row, column));
  if (self->batch == NULL && !save (self, action, &error))
    return refuse (self, row, column, text, error, message);
  *message = find_doubt (get_row (self, row), column);
  return *message != NULL ? SGN_GRID_WARNING : SGN_GRID_OK;
}

static void
revert (SgnGridModel *model, guint row, guint column)
{
  g_hash_table_remove (SGN_POVERTY_TARGETS (model)->refused, make_key (row, column));
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

  return g_hash_table_size (self->dirty) == 0 || save (self, name, error);
}

static void
init_model (SgnGridModelInterface *iface)
{
  iface->get_n_rows = get_n_rows;
  iface->get_n_columns = get_n_columns;
  iface->get_column = get_column;
  iface->get_cell = get_cell;
  iface->can_add = can_add;
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

  g_clear_object (&self->ledger);
  g_array_unref (self->rows);
  g_hash_table_unref (self->refused);
  g_hash_table_unref (self->dirty);
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

  self->rows = g_array_new (FALSE, FALSE, sizeof (SgnPovertyTargetRow));
  self->refused = g_hash_table_new_full (NULL, NULL, NULL, free_refused);
  self->dirty = g_hash_table_new (NULL, NULL);
  memcpy (self->columns, columns, sizeof columns);
  for (guint i = 0; i < N_COLUMNS; i++)
    self->columns[i].title = _ (columns[i].title);
}

SgnPovertyTargets *
sgn_poverty_targets_new (SgnLedger *ledger, gint64 unit_id)
{
  SgnPovertyTargets *self = g_object_new (SGN_TYPE_POVERTY_TARGETS, NULL);

  self->ledger = g_object_ref (ledger);
  self->unit_id = unit_id;
  return self;
}

gboolean
sgn_poverty_targets_set_year (SgnPovertyTargets *self, int year, GError **error)
{
  GArray *rows = sgn_poverty_target_load (sgn_ledger_get_connection (self->ledger), self->unit_id,
                                          year, error);
  guint before = self->rows->len;

  if (rows == NULL)
    return FALSE;
  if (year != self->year)
    g_hash_table_remove_all (self->refused);
  self->year = year;
  g_array_unref (self->rows);
  self->rows = rows;
  sgn_grid_model_rows_changed (SGN_GRID_MODEL (self), 0, before, rows->len);
  return TRUE;
}
