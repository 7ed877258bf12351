#define G_LOG_DOMAIN "sgn-appendix"

#include "config.h"

#include "appendix/sgn-appendix-run-private.h"

#include "programme/sgn-identity.h"

#include <glib/gi18n-lib.h>

/* Lists of many thousands of rows: read one by one while the sheet is written, never all kept. */

typedef struct
{
  SgnColumnKind kind;
  int result; /* of the query; -1: the running number */
  gboolean masked;
} ListColumn;

typedef struct
{
  SgnConnection *connection;
  SgnStatement *statement;
  GArray *columns; /* of ListColumn */
  int style;       /* result of the query; -1: all normal */
  guint number;    /* of the last normal row */
  guint n_rows;
} List;

static void
list_free (gpointer data)
{
  List *list = data;

  g_clear_pointer (&list->statement, sgn_statement_free);
  g_clear_object (&list->connection);
  g_array_unref (list->columns);
  g_free (list);
}

static void
fill_text (List *list, const ListColumn *column, SgnSheetCell *cell)
{
  const char *text = sgn_statement_text (list->statement, (guint)column->result);

  cell->empty = text == NULL || *text == '\0';
  cell->text = column->masked && !cell->empty ? sgn_identity_mask (text) : g_strdup (text);
}

static void
fill_cell (List *list, const ListColumn *column, SgnRowStyle style, SgnSheetCell *cell)
{
  if (column->result < 0)
    {
      cell->empty = style != SGN_ROW_STYLE_NORMAL;
      cell->integer = list->number;
      cell->text = cell->empty ? NULL : g_strdup_printf ("%u", list->number);
    }
  else if (column->kind == SGN_COLUMN_TEXT || column->kind == SGN_COLUMN_DATE)
    fill_text (list, column, cell);
  else
    {
      cell->empty = sgn_statement_is_null (list->statement, (guint)column->result);
      cell->integer = sgn_statement_int (list->statement, (guint)column->result);
      cell->real = sgn_statement_real (list->statement, (guint)column->result);
    }
}

static gboolean
next_row (List *list, GCancellable *cancellable, GError **error)
{
  SgnStep step;

  if (cancellable != NULL)
    sgn_connection_set_cancellable (list->connection, cancellable);
  step = sgn_statement_step (list->statement, error);
  if (cancellable != NULL)
    sgn_connection_set_cancellable (list->connection, NULL);
  return step == SGN_ROW;
}

static gboolean
read_list_row (SgnSheet *sheet, SgnSheetCell *cells, gpointer user_data, GCancellable *cancellable,
               GError **error)
{
  List *list = user_data;
  SgnRowStyle style = SGN_ROW_STYLE_NORMAL;

  if (!next_row (list, cancellable, error))
    return FALSE;
  if (++list->n_rows > SGN_APPENDIX_MAX_LIST)
    {
      sgn_template_error (error, sgn_sheet_get_id (sheet), 1,
                          _ ("the appendix would have more than %d rows."), SGN_APPENDIX_MAX_LIST);
      return FALSE;
    }
  if (list->style >= 0)
    style = sgn_run_read_style (sgn_statement_text (list->statement, (guint)list->style));
  if (style == SGN_ROW_STYLE_NORMAL)
    list->number++;
  sgn_sheet_set_source_style (sheet, style);
  for (guint i = 0; i < list->columns->len; i++)
    fill_cell (list, &g_array_index (list->columns, ListColumn, i), style, &cells[i]);
  return TRUE;
}

static gboolean
add_list_column (SgnAppendixRun *self, List *list, const SgnModelColumn *column, GError **error)
{
  ListColumn made = { .kind = column->node->kind,
                      .result = -1,
                      .masked = column->node->identity && !self->parameters.full_ids };

  if (column->refs->len > 0)
    {
      sgn_template_error (error, self->template->id, column->node->line,
                          _ ("a column of a list is not reckoned: its query says what stands "
                             "there."));
      return FALSE;
    }
  if (!column->node->numbered)
    {
      made.result = sgn_run_require_result (self, list->statement, &self->template->rows,
                                            column->key, error);
      if (made.result < 0)
        return FALSE;
    }
  if (column->kept)
    g_array_append_val (list->columns, made);
  return TRUE;
}

gboolean
sgn_run_set_row_source (SgnAppendixRun *self, SgnSheet *sheet, GError **error)
{
  List *list = g_new0 (List, 1);

  list->connection = g_object_ref (self->connection);
  list->columns = g_array_new (FALSE, FALSE, sizeof (ListColumn));
  list->statement = sgn_run_prepare (self, &self->template->rows, error);
  sgn_sheet_set_row_source (sheet, read_list_row, list, list_free);
  if (list->statement == NULL)
    return FALSE;
  list->style = sgn_run_find_result (list->statement, "style");
  for (guint i = 0; i < self->columns->len; i++)
    if (!add_list_column (self, list, g_ptr_array_index (self->columns, i), error))
      return FALSE;
  return TRUE;
}
