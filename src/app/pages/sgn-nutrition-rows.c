#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-nutrition-rows-private.h"

#include "base/sgn-number.h"
#include "base/sgn-text.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* What can be typed. */
enum
{
  TYPED_HEIGHT,
  TYPED_WEIGHT,
  TYPED_POSITION,
  N_TYPED
};

static const char *const typed_fields[N_TYPED] = { "height", "weight", "position" };

typedef struct
{
  SgnChild *child;
  char *typed[N_TYPED], *why[N_TYPED]; /* texts that were not taken */
  char *refusal;                       /* why the row was not saved */
  gint64 stored_id;                    /* the measure of the day before a change that may fail */
  gboolean dirty;
} Row;

struct _SgnNutritionRows
{
  GObject parent_instance;

  /* borrowed */
  const SgnGrowth *growth;

  /* owned */
  SgnLedger *ledger;
  GPtrArray *rows; /* of Row */
  GArray *shown;   /* of guint: of the rows, those that are found */
  char *measurer, *sought;
  SgnGridColumn columns[N_COLUMNS];

  SgnDate day;
  gboolean batch, saving;
};

static void init_model (SgnGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SgnNutritionRows, sgn_nutrition_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SGN_TYPE_GRID_MODEL, init_model))

static void
row_free (Row *row)
{
  sgn_child_free (row->child);
  for (guint i = 0; i < N_TYPED; i++)
    {
      g_free (row->typed[i]);
      g_free (row->why[i]);
    }
  g_free (row->refusal);
  g_free (row);
}

static Row *
get_row (SgnNutritionRows *self, guint at)
{
  return g_ptr_array_index (self->rows, g_array_index (self->shown, guint, at));
}

/* -1: nothing to be typed there */
static int
find_typed (guint column)
{
  return column == HEIGHT     ? TYPED_HEIGHT
         : column == WEIGHT   ? TYPED_WEIGHT
         : column == POSITION ? TYPED_POSITION
                              : -1;
}

static const SgnField *
get_field (int typed)
{
  return sgn_record_type_field (&sgn_type_child_measure, typed_fields[typed]);
}

static const char *
name_position (SgnMeasured measured)
{
  return measured == SGN_MEASURED_LYING      ? "lying"
         : measured == SGN_MEASURED_STANDING ? "standing"
                                             : NULL;
}

static gboolean
has_today (const SgnChild *child)
{
  return child->today.height > 0 || child->today.weight > 0;
}

/* The newest measure of the year of the day. */
static const SgnChildMeasure *
find_newest (SgnNutritionRows *self, const SgnChild *child)
{
  if (has_today (child))
    return &child->today;
  return child->last_id != 0 && child->last.date.year == self->day.year ? &child->last : NULL;
}

static void
judge (SgnNutritionRows *self, const SgnChildMeasure *measure, SgnChildResult *result)
{
  sgn_child_judge (self->growth, measure, result);
}

/* --- saving --- */

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
store_row (SgnNutritionRows *self, Row *row, gboolean alone, GError **error)
{
  SgnChild *child = row->child;
  g_autoptr (SgnRecord) record = make_record (self, child, error);

  if (record == NULL)
    return FALSE;
  set_or_clear (record, "height", child->today.height);
  set_or_clear (record, "weight", child->today.weight);
  sgn_record_set_text (record, "position", name_position (child->today.measured));
  if (!(alone ? sgn_record_save_as_change (record, self->ledger, NULL, error)
              : sgn_record_save (record, self->ledger, error)))
    return FALSE;
  child->today_id = sgn_record_get_id (record);
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
drop_row (SgnNutritionRows *self, Row *row, gboolean alone, GError **error)
{
  g_autofree char *name = NULL;
  gint64 id = row->child->today_id;

  if (id == 0)
    return TRUE;
  name = g_strdup_printf (_ ("Remove %s: %s"), _ (sgn_type_child_measure.label), row->child->name);
  if (!(alone ? sgn_ledger_change (self->ledger, name, remove_measure, &id, NULL, error)
              : remove_measure (self->ledger, &id, error)))
    return FALSE;
  row->child->today_id = 0;
  return TRUE;
}

static gboolean
save_row (SgnNutritionRows *self, Row *row, gboolean alone, GError **error)
{
  return has_today (row->child) ? store_row (self, row, alone, error)
                                : drop_row (self, row, alone, error);
}

static void
settle (Row *row, const GError *error)
{
  row->dirty = error != NULL;
  g_free (row->refusal);
  row->refusal = error != NULL ? g_strdup (error->message) : NULL;
}

static gboolean
save_all (SgnLedger *ledger, gpointer user_data, GError **error)
{
  SgnNutritionRows *self = user_data;

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (row->dirty && !save_row (self, row, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

/* --- the model --- */

static guint
get_n_rows (SgnGridModel *model)
{
  return SGN_NUTRITION_ROWS (model)->shown->len;
}

static guint
get_n_columns (SgnGridModel *model)
{
  return N_COLUMNS;
}

static const SgnGridColumn *
get_column (SgnGridModel *model, guint column)
{
  return &SGN_NUTRITION_ROWS (model)->columns[column];
}

static char *
format_measure (double value)
{
  return value > 0 ? sgn_number_format_real (value, 2) : g_strdup ("");
}

static char *
format_last (SgnNutritionRows *self, const SgnChild *child)
{
  SgnChildResult result;
  g_autofree char *date = NULL;
  g_autofree char *words = NULL;

  if (child->last_id == 0)
    return g_strdup ("–");
  judge (self, &child->last, &result);
  date = sgn_date_format (child->last.date);
  words = sgn_child_result_text (&result);
  return g_strdup_printf ("%s: %s", date, words);
}

char *
sgn_nutrition_rows_format (SgnNutritionRows *self, const SgnChild *child, guint column)
{
  SgnChildResult result;

  judge (self, &child->today, &result);
  switch (column)
    {
    case VILLAGE:
      return g_strdup (child->village);
    case NAME:
      return g_strdup (child->name);
    case BORN:
      return sgn_date_format (child->birth);
    case AGE:
      return sgn_child_age_text (child->birth, self->day);
    case LAST:
      return format_last (self, child);
    case HEIGHT:
      return format_measure (child->today.height);
    case WEIGHT:
      return format_measure (child->today.weight);
    case RESULT:
      return sgn_child_result_text (&result);
    case HEIGHT_Z:
      return sgn_child_z_text (&result.scores[SGN_GROWTH_HEIGHT]);
    case WEIGHT_Z:
      return sgn_child_z_text (&result.scores[SGN_GROWTH_WEIGHT]);
    case POSITION:
    default:
      {
        const char *code = name_position (child->today.measured);
        g_auto (SgnValue) value = SGN_VALUE_INIT;

        if (code == NULL)
          return g_strdup ("");
        value = sgn_value_text (code);
        return sgn_field_format (get_field (TYPED_POSITION), NULL, &value, SGN_MONEY_DONG);
      }
    }
}

static char *
find_doubt (SgnNutritionRows *self, const SgnChild *child)
{
  SgnChildResult result;

  judge (self, &child->today, &result);
  return sgn_child_result_doubt (&result);
}

static void
get_cell (SgnGridModel *model, guint at, guint column, SgnGridCell *cell)
{
  SgnNutritionRows *self = SGN_NUTRITION_ROWS (model);
  Row *row = get_row (self, at);
  int typed = find_typed (column);

  cell->editable = self->columns[column].editable;
  if (typed >= 0 && row->typed[typed] != NULL)
    {
      cell->text = g_strdup (row->typed[typed]);
      cell->message = g_strdup (row->why[typed]);
      cell->verdict = SGN_GRID_ERROR;
      return;
    }
  cell->text = sgn_nutrition_rows_format (self, row->child, column);
  if (column == HEIGHT || column == WEIGHT)
    cell->message = cell->text[0] != '\0' ? find_doubt (self, row->child) : NULL;
  cell->verdict = cell->message != NULL ? SGN_GRID_WARNING : SGN_GRID_OK;
}

static SgnGridVerdict
get_row_verdict (SgnGridModel *model, guint at, char **message)
{
  Row *row = get_row (SGN_NUTRITION_ROWS (model), at);

  *message = g_strdup (row->refusal);
  return *message != NULL ? SGN_GRID_ERROR : SGN_GRID_OK;
}

static void
take (SgnNutritionRows *self, Row *row, int typed, const SgnValue *value)
{
  SgnChildMeasure *today = &row->child->today;

  g_clear_pointer (&row->typed[typed], g_free);
  g_clear_pointer (&row->why[typed], g_free);
  today->sex = row->child->sex;
  today->birth = row->child->birth;
  today->date = self->day;
  if (typed == TYPED_POSITION)
    today->measured = sgn_child_measured (value->kind == SGN_VALUE_TEXT ? value->text : NULL);
  else
    *(typed == TYPED_HEIGHT ? &today->height : &today->weight)
        = value->kind == SGN_VALUE_REAL ? value->real : 0;
  row->dirty = TRUE;
}

static SgnGridVerdict
set_text (SgnGridModel *model, guint at, guint column, const char *text, char **message)
{
  SgnNutritionRows *self = SGN_NUTRITION_ROWS (model);
  int typed = find_typed (column);
  g_auto (SgnValue) value = SGN_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  Row *row;

  if (typed < 0 || at >= self->shown->len)
    return SGN_GRID_ERROR;
  row = get_row (self, at);
  if (!sgn_field_parse (get_field (typed), NULL, text, SGN_MONEY_DONG, &value, &error)
      || !sgn_field_check (get_field (typed), &value, &error))
    {
      g_free (row->typed[typed]);
      g_free (row->why[typed]);
      row->typed[typed] = g_strdup (text);
      row->why[typed] = g_strdup (error->message);
      *message = g_strdup (error->message);
    }
  else
    {
      take (self, row, typed, &value);
      *message = find_doubt (self, row->child);
    }
  sgn_grid_model_rows_changed (model, at, 1, 1);
  if (row->typed[typed] != NULL)
    return SGN_GRID_ERROR;
  return *message != NULL ? SGN_GRID_WARNING : SGN_GRID_OK;
}

static void
revert (SgnGridModel *model, guint at, guint column)
{
  Row *row = get_row (SGN_NUTRITION_ROWS (model), at);
  int typed = find_typed (column);

  if (typed < 0)
    return;
  g_clear_pointer (&row->typed[typed], g_free);
  g_clear_pointer (&row->why[typed], g_free);
  sgn_grid_model_rows_changed (model, at, 1, 1);
}

static void
begin_batch (SgnGridModel *model, const char *name)
{
  SGN_NUTRITION_ROWS (model)->batch = TRUE;
}

static gboolean
commit_batch (SgnGridModel *model, GError **error)
{
  SgnNutritionRows *self = SGN_NUTRITION_ROWS (model);
  g_autoptr (GError) refusal = NULL;

  self->batch = FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      row->stored_id = row->child->today_id;
    }
  self->saving = TRUE;
  sgn_ledger_change (self->ledger, _ ("Measures of children"), save_all, self, NULL, &refusal);
  self->saving = FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (!row->dirty)
        continue;
      if (refusal != NULL)
        row->child->today_id = row->stored_id;
      settle (row, refusal);
    }
  sgn_grid_model_rows_changed (model, 0, self->shown->len, self->shown->len);
  if (refusal == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

static void
leave_row (SgnGridModel *model, guint at)
{
  SgnNutritionRows *self = SGN_NUTRITION_ROWS (model);
  Row *row = get_row (self, at);
  g_autoptr (GError) error = NULL;

  if (!row->dirty || self->batch)
    return;
  self->saving = TRUE;
  save_row (self, row, TRUE, &error);
  self->saving = FALSE;
  settle (row, error);
  sgn_grid_model_rows_changed (model, at, 1, 1);
}

static char **
complete (SgnGridModel *model, guint at, guint column, const char *text)
{
  const SgnField *field = get_field (TYPED_POSITION);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *sought = sgn_text_fold (text);

  for (guint i = 0; column == POSITION && field->choices[i].value != NULL; i++)
    {
      g_autofree char *label = sgn_text_fold (_ (field->choices[i].label));

      if (g_str_has_prefix (label, sought))
        g_strv_builder_add (lines, _ (field->choices[i].label));
    }
  return g_strv_builder_end (lines);
}

static void
init_model (SgnGridModelInterface *iface)
{
  iface->get_n_rows = get_n_rows;
  iface->get_n_columns = get_n_columns;
  iface->get_column = get_column;
  iface->get_cell = get_cell;
  iface->get_row_verdict = get_row_verdict;
  iface->set_text = set_text;
  iface->revert = revert;
  iface->begin_batch = begin_batch;
  iface->commit_batch = commit_batch;
  iface->leave_row = leave_row;
  iface->complete = complete;
}

/* --- the object --- */

static void
sgn_nutrition_rows_finalize (GObject *object)
{
  SgnNutritionRows *self = SGN_NUTRITION_ROWS (object);

  g_clear_object (&self->ledger);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->shown);
  g_free (self->measurer);
  g_free (self->sought);

  G_OBJECT_CLASS (sgn_nutrition_rows_parent_class)->finalize (object);
}

static void
sgn_nutrition_rows_class_init (SgnNutritionRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_nutrition_rows_finalize;
}

static void
sgn_nutrition_rows_init (SgnNutritionRows *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)row_free);
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
}

SgnNutritionRows *
sgn_nutrition_rows_new (SgnLedger *ledger, const SgnGrowth *growth)
{
  SgnNutritionRows *self = g_object_new (SGN_TYPE_NUTRITION_ROWS, NULL);
  gboolean writable = sgn_ledger_is_writable (ledger);
  const SgnGridColumn described[N_COLUMNS] = {
    [VILLAGE] = { _ ("Village"), SGN_GRID_TEXT, 14, FALSE, FALSE },
    [NAME] = { _ ("Child"), SGN_GRID_TEXT, 19, FALSE, FALSE },
    [BORN] = { _ ("Born"), SGN_GRID_TEXT, 10, FALSE, FALSE },
    [AGE] = { _ ("Age"), SGN_GRID_TEXT, 11, FALSE, FALSE },
    [LAST] = { _ ("Measured before"), SGN_GRID_TEXT, 20, FALSE, FALSE },
    [HEIGHT] = { _ ("Height (cm)"), SGN_GRID_NUMBER, 7, FALSE, writable },
    [WEIGHT] = { _ ("Weight (kg)"), SGN_GRID_NUMBER, 7, FALSE, writable },
    [RESULT] = { _ ("Result"), SGN_GRID_TEXT, 20, TRUE, FALSE },
    [HEIGHT_Z] = { _ ("z height"), SGN_GRID_NUMBER, 6, FALSE, FALSE },
    [WEIGHT_Z] = { _ ("z weight"), SGN_GRID_NUMBER, 6, FALSE, FALSE },
    [POSITION] = { _ ("Measured"), SGN_GRID_CHOICE, 8, FALSE, writable },
  };

  self->ledger = g_object_ref (ledger);
  self->growth = growth;
  for (guint i = 0; i < N_COLUMNS; i++)
    self->columns[i] = described[i];
  return self;
}

static gboolean
is_found (const Row *row, const char *sought)
{
  g_autofree char *all = NULL;
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  if (sought == NULL || *sought == '\0')
    return TRUE;
  all = g_strjoin (" ", row->child->name, row->child->head,
                   row->child->village != NULL ? row->child->village : "", NULL);
  folded = sgn_text_fold (all);
  words = g_strsplit (sought, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *at = strstr (folded, words[i]);

      while (at != NULL && at != folded && at[-1] != ' ')
        at = strstr (at + 1, words[i]);
      if (at == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
show_found (SgnNutritionRows *self)
{
  guint before = self->shown->len;

  g_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->rows->len; i++)
    if (is_found (g_ptr_array_index (self->rows, i), self->sought))
      g_array_append_val (self->shown, i);
  sgn_grid_model_rows_changed (SGN_GRID_MODEL (self), 0, before, self->shown->len);
}

static gboolean
has_typed (const Row *row)
{
  return row->dirty || row->typed[TYPED_HEIGHT] != NULL || row->typed[TYPED_WEIGHT] != NULL
         || row->typed[TYPED_POSITION] != NULL;
}

/* What was typed and is not saved is not lost because somebody else changed something. */
static void
carry_over (Row *to, Row *from)
{
  for (guint i = 0; i < N_TYPED; i++)
    {
      to->typed[i] = g_steal_pointer (&from->typed[i]);
      to->why[i] = g_steal_pointer (&from->why[i]);
    }
  to->refusal = g_steal_pointer (&from->refusal);
  if (from->dirty)
    to->child->today = from->child->today;
  to->dirty = from->dirty;
}

void
sgn_nutrition_rows_set (SgnNutritionRows *self, GPtrArray *children, SgnDate day)
{
  g_autoptr (GHashTable) typed = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) old = self->rows;
  gboolean same_day = sgn_date_compare (day, self->day) == 0;

  for (guint i = 0; same_day && i < old->len; i++)
    {
      Row *row = g_ptr_array_index (old, i);

      if (has_typed (row))
        g_hash_table_insert (typed, &row->child->member_id, row);
    }
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)row_free);
  self->day = day;
  g_ptr_array_set_free_func (children, NULL);
  for (guint i = 0; i < children->len; i++)
    {
      Row *row = g_new0 (Row, 1), *before;

      row->child = g_ptr_array_index (children, i);
      before = g_hash_table_lookup (typed, &row->child->member_id);
      if (before != NULL)
        carry_over (row, before);
      g_ptr_array_add (self->rows, row);
    }
  g_ptr_array_unref (children);
  show_found (self);
}

void
sgn_nutrition_rows_set_measurer (SgnNutritionRows *self, const char *name)
{
  g_free (self->measurer);
  self->measurer = g_strdup (name);
}

void
sgn_nutrition_rows_find (SgnNutritionRows *self, const char *text)
{
  g_free (self->sought);
  self->sought = sgn_text_fold (text != NULL ? text : "");
  show_found (self);
}

gint64
sgn_nutrition_rows_get_member (SgnNutritionRows *self, guint row)
{
  return row < self->shown->len ? get_row (self, row)->child->member_id : 0;
}

gboolean
sgn_nutrition_rows_is_saving (SgnNutritionRows *self)
{
  return self->saving;
}

SgnNutritionCounts
sgn_nutrition_rows_count (SgnNutritionRows *self)
{
  SgnNutritionCounts counts = { .children = self->shown->len };

  for (guint i = 0; i < self->shown->len; i++)
    {
      const SgnChildMeasure *measure = find_newest (self, get_row (self, i)->child);
      SgnChildResult result;
      const SgnGrowthScore *scores = result.scores;

      if (measure == NULL)
        continue;
      judge (self, measure, &result);
      counts.measured++;
      counts.uncomputed += scores[SGN_GROWTH_HEIGHT].gap != SGN_GROWTH_COMPUTED
                           && scores[SGN_GROWTH_WEIGHT].gap != SGN_GROWTH_COMPUTED;
      counts.stunted += scores[SGN_GROWTH_HEIGHT].grade >= SGN_NUTRITION_LOW;
      counts.severely_stunted += scores[SGN_GROWTH_HEIGHT].grade == SGN_NUTRITION_SEVERE;
      counts.underweight += scores[SGN_GROWTH_WEIGHT].grade >= SGN_NUTRITION_LOW;
      counts.severely_underweight += scores[SGN_GROWTH_WEIGHT].grade == SGN_NUTRITION_SEVERE;
      counts.thin += scores[SGN_GROWTH_BMI].grade >= SGN_NUTRITION_LOW;
    }
  return counts;
}

guint
sgn_nutrition_rows_n_shown (SgnNutritionRows *self)
{
  return self->shown->len;
}

const SgnChild *
sgn_nutrition_rows_peek_child (SgnNutritionRows *self, guint row)
{
  return get_row (self, row)->child;
}

SgnDate
sgn_nutrition_rows_get_day (SgnNutritionRows *self)
{
  return self->day;
}
