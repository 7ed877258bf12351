#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-nutrition-rows-private.h"

#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

static SgnRecord *
make_record (SgnNutritionRows *self, const SgnChild *child, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autofree char *date = sgn_date_format_iso (self->day);
  SgnRecord *record;

  if (child->today_id != 0)
    return sgn_record_load (connection, &sgn_type_child_measure, child->today_id, error);
  record = sgn_record_new (&sgn_type_child_measure);
  sgn_record_set_int (record, "member-id", child->member_id);
  sgn_record_set_text (record, "date", date);
  sgn_record_set_text (record, "measured-by", self->measurer);
  return record;
}

static void
set_or_clear (SgnRecord *record, const char *field, double value)
{
  if (value > 0)
    sgn_record_set_real (record, field, value);
  else
    sgn_record_set_null (record, field);
}

static gboolean
store_row (SgnNutritionRows *self, SgnNutritionRow *row, gboolean alone, gint64 *id, GError **error)
{
  const SgnChildMeasure *today = &row->child->today;
  g_autoptr (SgnRecord) record = make_record (self, row->child, error);

  if (record == NULL)
    return FALSE;
  set_or_clear (record, "height", today->height);
  set_or_clear (record, "weight", today->weight);
  sgn_record_set_text (record, "position", sgn_nutrition_name_position (today->measured));
  if (!(alone ? sgn_record_save_as_change (record, self->ledger, NULL, error)
              : sgn_record_save (record, self->ledger, error)))
    return FALSE;
  *id = sgn_record_get_id (record);
  return TRUE;
}

static gboolean
remove_measure (SgnLedger *ledger, gpointer user_data, GError **error)
{
  return sgn_record_remove (ledger, sgn_programme_types (), &sgn_type_child_measure,
                            *(gint64 *)user_data, error);
}

/* Height and weight were cleared again: the measure goes. */
static gboolean
drop_row (SgnNutritionRows *self, SgnNutritionRow *row, gboolean alone, GError **error)
{
  g_autofree char *name = NULL;
  gint64 id = row->child->today_id;

  if (id == 0)
    return TRUE;
  name = g_strdup_printf (_ ("Remove %s: %s"), _ (sgn_type_child_measure.label), row->child->name);
  return alone ? sgn_ledger_change (self->ledger, name, remove_measure, &id, NULL, error)
               : remove_measure (self->ledger, &id, error);
}

/* @id: (out): what the measure of the day is to be from now on, if the change is made */
static gboolean
save_row (SgnNutritionRows *self, SgnNutritionRow *row, gboolean alone, gint64 *id, GError **error)
{
  *id = 0;
  return row->child->today.height > 0 || row->child->today.weight > 0
             ? store_row (self, row, alone, id, error)
             : drop_row (self, row, alone, error);
}

static void
settle (SgnNutritionRows *self, SgnNutritionRow *row, gint64 id, const GError *error)
{
  g_free (row->refusal);
  row->refusal = error != NULL ? g_strdup (error->message) : NULL;
  if (error != NULL)
    return;
  row->dirty = row->restored = FALSE;
  row->child->today_id = id;
  /* A text that was not taken is still to be corrected. */
  for (guint i = 0; i < SGN_N_NUTRITION_FIELDS; i++)
    sgn_grid_draft_keep (self->draft, row->child->member_id, sgn_nutrition_fields[i],
                         row->refused[i].text);
}

void
sgn_nutrition_rows_save_row (SgnNutritionRows *self, SgnNutritionRow *row)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  self->saving = TRUE;
  save_row (self, row, TRUE, &id, &error);
  self->saving = FALSE;
  settle (self, row, id, error);
}

typedef struct
{
  SgnNutritionRows *self;
  GPtrArray *rows; /* of SgnNutritionRow */
  GArray *ids;     /* of gint64, beside them */
} Saving;

static gboolean
save_rows (SgnLedger *ledger, gpointer user_data, GError **error)
{
  const Saving *saving = user_data;

  for (guint i = 0; i < saving->rows->len; i++)
    if (!save_row (saving->self, saving->rows->pdata[i], FALSE,
                   &g_array_index (saving->ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

gboolean
sgn_nutrition_rows_save_all (SgnNutritionRows *self, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, TRUE, sizeof (gint64));
  Saving saving = { self, rows, ids };
  g_autoptr (GError) refusal = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    if (((SgnNutritionRow *)self->rows->pdata[i])->dirty)
      g_ptr_array_add (rows, self->rows->pdata[i]);
  if (rows->len == 0)
    return TRUE;
  g_array_set_size (ids, rows->len);
  self->saving = TRUE;
  sgn_ledger_change (self->ledger, _ ("Measures of children"), save_rows, &saving, NULL, &refusal);
  self->saving = FALSE;
  for (guint i = 0; i < rows->len; i++)
    settle (self, rows->pdata[i], g_array_index (ids, gint64, i), refusal);
  if (refusal == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}
