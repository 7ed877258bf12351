#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-nutrition-rows-private.h"

#include "base/sgn-text.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *const sgn_nutrition_fields[SGN_N_NUTRITION_FIELDS] = { "height", "weight", "position" };

static void init_model (SgnGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SgnNutritionRows, sgn_nutrition_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SGN_TYPE_GRID_MODEL, init_model))

static void
row_free (SgnNutritionRow *row)
{
  sgn_child_free (row->child);
  for (guint i = 0; i < SGN_N_NUTRITION_FIELDS; i++)
    sgn_grid_refusal_clear (&row->refused[i]);
  g_free (row->refusal);
  g_free (row);
}

static SgnNutritionRow *
get_row (SgnNutritionRows *self, guint at)
{
  return g_ptr_array_index (self->rows, g_array_index (self->shown, guint, at));
}

/* -1: nothing to be typed there */
static int
find_typed (guint column)
{
  return column == HEIGHT     ? SGN_NUTRITION_HEIGHT
         : column == WEIGHT   ? SGN_NUTRITION_WEIGHT
         : column == POSITION ? SGN_NUTRITION_POSITION
                              : -1;
}

static const SgnField *
get_field (int typed)
{
  return sgn_record_type_field (&sgn_type_child_measure, sgn_nutrition_fields[typed]);
}

/* The newest measure of the year of the day. */
static const SgnChildMeasure *
find_newest (SgnNutritionRows *self, const SgnChild *child)
{
  if (child->today.height > 0 || child->today.weight > 0)
    return &child->today;
  return child->last_id != 0 && child->last.date.year == self->day.year ? &child->last : NULL;
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
find_doubt (SgnNutritionRows *self, const SgnChild *child)
{
  SgnChildResult result;

  sgn_child_judge (self->growth, &child->today, &result);
  return sgn_child_result_doubt (&result);
}

static void
get_cell (SgnGridModel *model, guint at, guint column, SgnGridCell *cell)
{
  SgnNutritionRows *self = SGN_NUTRITION_ROWS (model);
  SgnNutritionRow *row = get_row (self, at);
  int typed = find_typed (column);
  SgnChildResult result;

  cell->editable = self->columns[column].editable;
  if (typed >= 0 && sgn_grid_refusal_show (&row->refused[typed], cell))
    return;
  sgn_child_judge (self->growth, &row->child->today, &result);
  cell->text = sgn_nutrition_rows_format (self, row->child, &result, column);
  if ((column == HEIGHT || column == WEIGHT) && cell->text[0] != '\0')
    cell->message = sgn_child_result_doubt (&result);
  cell->verdict = cell->message != NULL ? SGN_GRID_WARNING : SGN_GRID_OK;
}

static SgnGridVerdict
get_row_verdict (SgnGridModel *model, guint at, char **message)
{
  SgnNutritionRow *row = get_row (SGN_NUTRITION_ROWS (model), at);

  if (row->refusal != NULL)
    {
      *message = g_strdup (row->refusal);
      return SGN_GRID_ERROR;
    }
  if (row->dirty && row->restored)
    *message = g_strdup (_ ("This was typed before and not saved: Ctrl+S saves it."));
  return *message != NULL ? SGN_GRID_WARNING : SGN_GRID_OK;
}

static void
take (SgnNutritionRows *self, SgnNutritionRow *row, int typed, const SgnValue *value)
{
  SgnChildMeasure *today = &row->child->today;

  today->sex = row->child->sex;
  today->birth = row->child->birth;
  today->date = self->day;
  if (typed == SGN_NUTRITION_POSITION)
    today->measured = sgn_child_measured (value->kind == SGN_VALUE_TEXT ? value->text : NULL);
  else
    *(typed == SGN_NUTRITION_HEIGHT ? &today->height : &today->weight)
        = value->kind == SGN_VALUE_REAL ? value->real : 0;
  row->dirty = TRUE;
}

/* FALSE: refused, and kept as it was typed. */
static gboolean
put_text (SgnNutritionRows *self, SgnNutritionRow *row, int typed, const char *text)
{
  const SgnField *field = get_field (typed);
  g_auto (SgnValue) value = SGN_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (!sgn_field_parse (field, NULL, text, SGN_MONEY_DONG, &value, &error)
      || !sgn_field_check (field, &value, &error))
    {
      sgn_grid_refusal_keep (&row->refused[typed], text, error->message);
      return FALSE;
    }
  sgn_grid_refusal_clear (&row->refused[typed]);
  take (self, row, typed, &value);
  return TRUE;
}

static SgnGridVerdict
set_text (SgnGridModel *model, guint at, guint column, const char *text, char **message)
{
  SgnNutritionRows *self = SGN_NUTRITION_ROWS (model);
  int typed = find_typed (column);
  SgnNutritionRow *row;
  gboolean taken;

  if (typed < 0 || at >= self->shown->len)
    return SGN_GRID_ERROR;
  row = get_row (self, at);
  taken = put_text (self, row, typed, text);
  sgn_grid_draft_keep (self->draft, row->child->member_id, sgn_nutrition_fields[typed], text);
  *message = taken ? find_doubt (self, row->child) : g_strdup (row->refused[typed].why);
  sgn_grid_model_rows_changed (model, at, 1, 1);
  if (!taken)
    return SGN_GRID_ERROR;
  return *message != NULL ? SGN_GRID_WARNING : SGN_GRID_OK;
}

static void
revert (SgnGridModel *model, guint at, guint column)
{
  SgnNutritionRows *self = SGN_NUTRITION_ROWS (model);
  SgnNutritionRow *row = get_row (self, at);
  int typed = find_typed (column);
  g_autofree char *shown = NULL;
  SgnChildResult result = { 0 };

  if (typed < 0)
    return;
  sgn_grid_refusal_clear (&row->refused[typed]);
  /* What was taken before it is still to be saved. */
  if (row->dirty)
    shown = sgn_nutrition_rows_format (self, row->child, &result, column);
  sgn_grid_draft_keep (self->draft, row->child->member_id, sgn_nutrition_fields[typed], shown);
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
  gboolean saved;

  self->batch = FALSE;
  saved = sgn_nutrition_rows_save_all (self, error);
  sgn_grid_model_rows_changed (model, 0, self->shown->len, self->shown->len);
  return saved;
}

static void
leave_row (SgnGridModel *model, guint at)
{
  SgnNutritionRows *self = SGN_NUTRITION_ROWS (model);
  SgnNutritionRow *row = get_row (self, at);

  if (!row->dirty || self->batch)
    return;
  sgn_nutrition_rows_save_row (self, row);
  sgn_grid_model_rows_changed (model, at, 1, 1);
}

static char **
complete (SgnGridModel *model, guint at, guint column, const char *text)
{
  const SgnField *field = get_field (SGN_NUTRITION_POSITION);
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

  g_clear_pointer (&self->draft, sgn_grid_draft_free);
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
    [AGE] = { _ ("Age"), SGN_GRID_TEXT, 13, FALSE, FALSE },
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
is_found (const SgnNutritionRow *row, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *at = strstr (row->child->folded, words[i]);

      while (at != NULL && at != row->child->folded && at[-1] != ' ')
        at = strstr (at + 1, words[i]);
      if (at == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
show_found (SgnNutritionRows *self)
{
  g_auto (GStrv) words = g_strsplit (self->sought != NULL ? self->sought : "", " ", -1);
  guint before = self->shown->len;

  g_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->rows->len; i++)
    if (is_found (g_ptr_array_index (self->rows, i), (const char *const *)words))
      g_array_append_val (self->shown, i);
  sgn_grid_model_rows_changed (SGN_GRID_MODEL (self), 0, before, self->shown->len);
}

/* What was typed and is not saved is not lost because somebody else changed something, another unit
 * was looked at or the lights went out. */
static void
restore (SgnNutritionRows *self, SgnNutritionRow *row)
{
  if (!sgn_grid_draft_has_row (self->draft, row->child->member_id))
    return;
  row->restored = TRUE;
  for (guint i = 0; i < SGN_N_NUTRITION_FIELDS; i++)
    {
      const char *text
          = sgn_grid_draft_get (self->draft, row->child->member_id, sgn_nutrition_fields[i]);

      if (text != NULL)
        put_text (self, row, (int)i, text);
    }
}

/* A draft is of one day, told by its figures: 20230831. */
static void
set_day (SgnNutritionRows *self, SgnDate day)
{
  if (self->draft != NULL && sgn_date_compare (day, self->day) == 0)
    return;
  self->day = day;
  sgn_grid_draft_free (self->draft);
  self->draft = sgn_grid_draft_new (self->ledger, &sgn_type_child_measure,
                                    (day.year * 100 + day.month) * 100 + day.day);
}

void
sgn_nutrition_rows_set (SgnNutritionRows *self, GPtrArray *children, SgnDate day)
{
  set_day (self, day);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_free_func (children, NULL);
  for (guint i = 0; i < children->len; i++)
    {
      SgnNutritionRow *row = g_new0 (SgnNutritionRow, 1);

      row->child = g_ptr_array_index (children, i);
      restore (self, row);
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
      sgn_child_judge (self->growth, measure, &result);
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
sgn_nutrition_rows_n_typed (SgnNutritionRows *self)
{
  return self->draft != NULL ? sgn_grid_draft_n_rows (self->draft) : 0;
}

const SgnNutritionRow *
sgn_nutrition_rows_peek (SgnNutritionRows *self, guint at)
{
  return get_row (self, at);
}
