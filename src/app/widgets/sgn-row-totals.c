#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-row-totals.h"

#include "app/sgn-settings.h"
#include "base/sgn-number.h"

#include <glib/gi18n-lib.h>

/* What the thread works on. */
typedef struct
{
  char *path;
  SgnQuery *query;
  GPtrArray *fields; /* of const SgnField */
  SgnMoneyUnit unit;
} Totals;

static void
totals_free (Totals *totals)
{
  g_free (totals->path);
  sgn_query_free (totals->query);
  g_ptr_array_unref (totals->fields);
  g_free (totals);
}

static char *
format_total (const SgnField *field, gint64 total, SgnMoneyUnit unit)
{
  if (field->kind == SGN_FIELD_MONEY)
    return sgn_money_format (total, unit);
  if (field->kind == SGN_FIELD_DECIMAL)
    return sgn_number_format_scaled (total, field->decimals, 0);
  return sgn_number_format_integer (total);
}

static const char *
unit_label (const SgnField *field, SgnMoneyUnit unit)
{
  return field->kind == SGN_FIELD_MONEY ? sgn_money_unit_label (unit) : _ (field->unit);
}

static gboolean
add_up (const Totals *totals, SgnConnection *connection, GString *text, GError **error)
{
  for (guint i = 0; i < totals->fields->len; i++)
    {
      const SgnField *field = totals->fields->pdata[i];
      gint64 total = 0;
      g_autofree char *figure = NULL;

      if (!sgn_query_total (totals->query, connection, field->name, &total, error))
        return FALSE;
      figure = format_total (field, total, totals->unit);
      g_string_append_printf (text, " · %s: %s %s", _ (field->label), figure,
                              unit_label (field, totals->unit));
    }
  return TRUE;
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Totals *totals = task_data;
  g_autoptr (GString) text = g_string_new (NULL);
  GError *error = NULL;
  g_autoptr (SgnConnection) connection = sgn_connection_open_readonly (totals->path, &error);

  if (connection != NULL)
    sgn_connection_set_cancellable (connection, cancellable);
  if (connection != NULL && add_up (totals, connection, text, &error))
    g_task_return_pointer (task, g_strdup (text->str), g_free);
  else
    g_task_return_error (task, error);
}

void
sgn_row_totals_async (GObject *source, const char *path, const SgnQuery *query, GPtrArray *fields,
                      GCancellable *cancellable, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, NULL);
  Totals *totals = g_new0 (Totals, 1);

  totals->path = g_strdup (path);
  totals->query = sgn_query_copy (query);
  totals->fields = g_ptr_array_ref (fields);
  totals->unit = sgn_settings_money_unit ();
  g_task_set_task_data (task, totals, (GDestroyNotify)totals_free);
  g_task_run_in_thread (task, run_in_thread);
}

char *
sgn_row_totals_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
