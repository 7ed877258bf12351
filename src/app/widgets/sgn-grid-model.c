#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-grid-model.h"

G_DEFINE_INTERFACE (SgnGridModel, sgn_grid_model, G_TYPE_OBJECT)

enum
{
  ROWS_CHANGED,
  COLUMNS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
sgn_grid_model_default_init (SgnGridModelInterface *iface)
{
  signals[ROWS_CHANGED]
      = g_signal_new ("rows-changed", SGN_TYPE_GRID_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
  signals[COLUMNS_CHANGED] = g_signal_new ("columns-changed", SGN_TYPE_GRID_MODEL,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

void
sgn_grid_cell_clear (SgnGridCell *cell)
{
  g_clear_pointer (&cell->text, g_free);
  g_clear_pointer (&cell->message, g_free);
}

void
sgn_grid_refusal_keep (SgnGridRefusal *self, const char *text, const char *why)
{
  sgn_grid_refusal_clear (self);
  self->text = g_strdup (text);
  self->why = g_strdup (why);
}

void
sgn_grid_refusal_clear (SgnGridRefusal *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->why, g_free);
}

gboolean
sgn_grid_refusal_show (const SgnGridRefusal *self, SgnGridCell *cell)
{
  if (self->text == NULL)
    return FALSE;
  cell->text = g_strdup (self->text);
  cell->message = g_strdup (self->why);
  cell->verdict = SGN_GRID_ERROR;
  return TRUE;
}

guint
sgn_grid_model_get_n_rows (SgnGridModel *self)
{
  return SGN_GRID_MODEL_GET_IFACE (self)->get_n_rows (self);
}

guint
sgn_grid_model_get_n_columns (SgnGridModel *self)
{
  return SGN_GRID_MODEL_GET_IFACE (self)->get_n_columns (self);
}

const SgnGridColumn *
sgn_grid_model_get_column (SgnGridModel *self, guint column)
{
  return SGN_GRID_MODEL_GET_IFACE (self)->get_column (self, column);
}

void
sgn_grid_model_get_cell (SgnGridModel *self, guint row, guint column, SgnGridCell *cell)
{
  SGN_GRID_MODEL_GET_IFACE (self)->get_cell (self, row, column, cell);
}

SgnGridRowKind
sgn_grid_model_get_row_kind (SgnGridModel *self, guint row)
{
  SgnGridModelInterface *iface = SGN_GRID_MODEL_GET_IFACE (self);

  return iface->get_row_kind != NULL ? iface->get_row_kind (self, row) : SGN_GRID_ROW_ENTRY;
}

SgnGridVerdict
sgn_grid_model_get_row_verdict (SgnGridModel *self, guint row, char **message)
{
  SgnGridModelInterface *iface = SGN_GRID_MODEL_GET_IFACE (self);

  *message = NULL;
  return iface->get_row_verdict != NULL ? iface->get_row_verdict (self, row, message) : SGN_GRID_OK;
}

gboolean
sgn_grid_model_can_add (SgnGridModel *self)
{
  SgnGridModelInterface *iface = SGN_GRID_MODEL_GET_IFACE (self);

  return iface->can_add != NULL && iface->can_add (self);
}

SgnGridVerdict
sgn_grid_model_set_text (SgnGridModel *self, guint row, guint column, const char *text,
                         char **message)
{
  *message = NULL;
  return SGN_GRID_MODEL_GET_IFACE (self)->set_text (self, row, column, text, message);
}

void
sgn_grid_model_revert (SgnGridModel *self, guint row, guint column)
{
  SgnGridModelInterface *iface = SGN_GRID_MODEL_GET_IFACE (self);

  if (iface->revert != NULL)
    iface->revert (self, row, column);
}

gboolean
sgn_grid_model_insert_row (SgnGridModel *self, guint before)
{
  SgnGridModelInterface *iface = SGN_GRID_MODEL_GET_IFACE (self);

  return iface->insert_row != NULL && iface->insert_row (self, before);
}

gboolean
sgn_grid_model_remove_rows (SgnGridModel *self, guint first, guint n, GError **error)
{
  SgnGridModelInterface *iface = SGN_GRID_MODEL_GET_IFACE (self);

  return iface->remove_rows == NULL || iface->remove_rows (self, first, n, error);
}

void
sgn_grid_model_begin_batch (SgnGridModel *self, const char *name)
{
  SgnGridModelInterface *iface = SGN_GRID_MODEL_GET_IFACE (self);

  if (iface->begin_batch != NULL)
    iface->begin_batch (self, name);
}

gboolean
sgn_grid_model_commit_batch (SgnGridModel *self, GError **error)
{
  SgnGridModelInterface *iface = SGN_GRID_MODEL_GET_IFACE (self);

  return iface->commit_batch == NULL || iface->commit_batch (self, error);
}

void
sgn_grid_model_leave_row (SgnGridModel *self, guint row)
{
  SgnGridModelInterface *iface = SGN_GRID_MODEL_GET_IFACE (self);

  if (iface->leave_row != NULL)
    iface->leave_row (self, row);
}

char **
sgn_grid_model_complete (SgnGridModel *self, guint row, guint column, const char *text)
{
  SgnGridModelInterface *iface = SGN_GRID_MODEL_GET_IFACE (self);

  return iface->complete != NULL ? iface->complete (self, row, column, text) : NULL;
}

gboolean
sgn_grid_model_get_number (SgnGridModel *self, guint row, guint column, gint64 *number)
{
  SgnGridModelInterface *iface = SGN_GRID_MODEL_GET_IFACE (self);

  return iface->get_number != NULL && iface->get_number (self, row, column, number);
}

char *
sgn_grid_model_format_number (SgnGridModel *self, guint column, gint64 number)
{
  SgnGridModelInterface *iface = SGN_GRID_MODEL_GET_IFACE (self);

  return iface->format_number != NULL ? iface->format_number (self, column, number)
                                      : g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

void
sgn_grid_model_rows_changed (SgnGridModel *self, guint position, guint removed, guint added)
{
  g_signal_emit (self, signals[ROWS_CHANGED], 0, position, removed, added);
}

void
sgn_grid_model_columns_changed (SgnGridModel *self)
{
  g_signal_emit (self, signals[COLUMNS_CHANGED], 0);
}
