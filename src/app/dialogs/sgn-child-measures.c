#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-child-measures.h"

#include "app/widgets/sgn-grid-records.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* Order of the columns; the first and last ones are fields of the record. */
enum
{
  COLUMN_DATE,
  COLUMN_HEIGHT,
  COLUMN_WEIGHT,
  COLUMN_POSITION,
  COLUMN_AGE,
  COLUMN_HEIGHT_Z, /* in the order of SgnGrowthIndicator */
  COLUMN_WEIGHT_Z,
  COLUMN_BMI_Z,
  COLUMN_RESULT,
  COLUMN_MEASURED_BY,
  COLUMN_NOTE,
  N_COLUMNS
};

#define N_COMPUTED (COLUMN_RESULT - COLUMN_AGE + 1)

static const SgnGridRecordsColumn fields[] = {
  { "date", NULL, 11, FALSE },
  { "height", NULL, 9, FALSE },
  { "weight", NULL, 9, FALSE },
  { "position", NULL, 9, FALSE },
  { "measured-by", NULL, 14, FALSE },
  { "note", NULL, 12, TRUE },
  { NULL },
};

static const struct
{
  const char *title;
  guint width;
  gboolean expand;
} computed[N_COMPUTED] = {
  { N_ ("Age"), 11, FALSE },  { N_ ("z height"), 7, FALSE }, { N_ ("z weight"), 7, FALSE },
  { N_ ("z BMI"), 7, FALSE }, { N_ ("Result"), 24, TRUE },
};

struct _SgnChildMeasures
{
  GObject parent_instance;

  /* borrowed */
  const SgnGrowth *growth;

  /* owned */
  SgnGridRecords *records;
  SgnGridColumn columns[N_COLUMNS];

  SgnSex sex;
  SgnDate birth;
};

static void init_model (SgnGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SgnChildMeasures, sgn_child_measures, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SGN_TYPE_GRID_MODEL, init_model))

/* FALSE for a computed column. */
static gboolean
find_field (guint column, guint *field)
{
  *field = column < COLUMN_AGE ? column : column - N_COMPUTED;
  return column < COLUMN_AGE || column > COLUMN_RESULT;
}

static SgnGridModel *
get_inner (SgnGridModel *model)
{
  return SGN_GRID_MODEL (SGN_CHILD_MEASURES (model)->records);
}

static gboolean
read_row (SgnChildMeasures *self, guint row, SgnChildMeasure *measure)
{
  SgnRecord *record = sgn_grid_records_peek_record (self->records, row);

  if (record == NULL)
    return FALSE;
  *measure = (SgnChildMeasure){
    .sex = self->sex,
    .birth = self->birth,
    .date = sgn_child_date (sgn_record_get_text (record, "date")),
    .height = sgn_record_get_real (record, "height"),
    .weight = sgn_record_get_real (record, "weight"),
    .measured = sgn_child_measured (sgn_record_get_text (record, "position")),
  };
  return TRUE;
}

static gboolean
judge_row (SgnChildMeasures *self, guint row, SgnChildMeasure *measure, SgnChildResult *result)
{
  if (!read_row (self, row, measure))
    return FALSE;
  sgn_child_judge (self->growth, measure, result);
  return TRUE;
}

static char *
find_doubt (SgnChildMeasures *self, guint row)
{
  SgnChildMeasure measure;
  SgnChildResult result;

  return judge_row (self, row, &measure, &result) ? sgn_child_result_doubt (&result) : NULL;
}

/* A new row in which nothing was measured yet says nothing that should be kept. */
static gboolean
is_pointless (SgnChildMeasures *self, guint row)
{
  SgnChildMeasure measure;

  return sgn_grid_records_get_id (self->records, row) == 0 && read_row (self, row, &measure)
         && !(measure.height > 0) && !(measure.weight > 0);
}

/* --- the model --- */

static guint
get_n_rows (SgnGridModel *model)
{
  return sgn_grid_model_get_n_rows (get_inner (model));
}

static guint
get_n_columns (SgnGridModel *model)
{
  return N_COLUMNS;
}

static const SgnGridColumn *
get_column (SgnGridModel *model, guint column)
{
  return &SGN_CHILD_MEASURES (model)->columns[column];
}

static void
get_computed (SgnChildMeasures *self, guint row, guint column, SgnGridCell *cell)
{
  SgnChildMeasure measure;
  SgnChildResult result;

  if (!judge_row (self, row, &measure, &result))
    return;
  if (column == COLUMN_AGE)
    cell->text = sgn_child_age_text (measure.birth, measure.date);
  else if (column == COLUMN_RESULT)
    cell->text = sgn_child_result_text (&result);
  else
    cell->text = sgn_child_z_text (&result.scores[column - COLUMN_HEIGHT_Z]);
  if (column >= COLUMN_HEIGHT_Z && column <= COLUMN_BMI_Z
      && result.scores[column - COLUMN_HEIGHT_Z].implausible)
    {
      cell->verdict = SGN_GRID_WARNING;
      cell->message = sgn_child_result_doubt (&result);
    }
}

static void
get_cell (SgnGridModel *model, guint row, guint column, SgnGridCell *cell)
{
  guint field;

  if (find_field (column, &field))
    sgn_grid_model_get_cell (get_inner (model), row, field, cell);
  else
    get_computed (SGN_CHILD_MEASURES (model), row, column, cell);
}

static SgnGridVerdict
get_row_verdict (SgnGridModel *model, guint row, char **message)
{
  SgnGridVerdict verdict = sgn_grid_model_get_row_verdict (get_inner (model), row, message);

  if (verdict != SGN_GRID_OK)
    return verdict;
  if (is_pointless (SGN_CHILD_MEASURES (model), row))
    *message = g_strdup (_ ("This row is saved once it has a height or a weight."));
  else
    *message = find_doubt (SGN_CHILD_MEASURES (model), row);
  return *message != NULL ? SGN_GRID_WARNING : SGN_GRID_OK;
}

static gboolean
can_add (SgnGridModel *model)
{
  return sgn_grid_model_can_add (get_inner (model));
}

/* A measure that no child is likely to have is taken, and asked about. */
static SgnGridVerdict
set_text (SgnGridModel *model, guint row, guint column, const char *text, char **message)
{
  SgnGridVerdict verdict;
  guint field;

  if (!find_field (column, &field))
    return SGN_GRID_ERROR;
  verdict = sgn_grid_model_set_text (get_inner (model), row, field, text, message);
  if (verdict != SGN_GRID_OK || (column != COLUMN_HEIGHT && column != COLUMN_WEIGHT))
    return verdict;
  *message = find_doubt (SGN_CHILD_MEASURES (model), row);
  return *message != NULL ? SGN_GRID_WARNING : SGN_GRID_OK;
}

static void
revert (SgnGridModel *model, guint row, guint column)
{
  guint field;

  if (find_field (column, &field))
    sgn_grid_model_revert (get_inner (model), row, field);
}

static gboolean
insert_row (SgnGridModel *model, guint before)
{
  return sgn_grid_model_insert_row (get_inner (model), before);
}

static gboolean
remove_rows (SgnGridModel *model, guint first, guint n, GError **error)
{
  return sgn_grid_model_remove_rows (get_inner (model), first, n, error);
}

static void
begin_batch (SgnGridModel *model, const char *name)
{
  sgn_grid_model_begin_batch (get_inner (model), name);
}

static gboolean
commit_batch (SgnGridModel *model, GError **error)
{
  return sgn_grid_model_commit_batch (get_inner (model), error);
}

static void
leave_row (SgnGridModel *model, guint row)
{
  if (!is_pointless (SGN_CHILD_MEASURES (model), row))
    sgn_grid_model_leave_row (get_inner (model), row);
}

static char **
complete (SgnGridModel *model, guint row, guint column, const char *text)
{
  guint field;

  return find_field (column, &field) ? sgn_grid_model_complete (get_inner (model), row, field, text)
                                     : NULL;
}

/* Nothing is gained by adding centimetres up: no get_number. */
static void
init_model (SgnGridModelInterface *iface)
{
  iface->get_n_rows = get_n_rows;
  iface->get_n_columns = get_n_columns;
  iface->get_column = get_column;
  iface->get_cell = get_cell;
  iface->get_row_verdict = get_row_verdict;
  iface->can_add = can_add;
  iface->set_text = set_text;
  iface->revert = revert;
  iface->insert_row = insert_row;
  iface->remove_rows = remove_rows;
  iface->begin_batch = begin_batch;
  iface->commit_batch = commit_batch;
  iface->leave_row = leave_row;
  iface->complete = complete;
}

/* --- the object --- */

static void
sgn_child_measures_finalize (GObject *object)
{
  g_clear_object (&SGN_CHILD_MEASURES (object)->records);

  G_OBJECT_CLASS (sgn_child_measures_parent_class)->finalize (object);
}

static void
sgn_child_measures_class_init (SgnChildMeasuresClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_child_measures_finalize;
}

static void
sgn_child_measures_init (SgnChildMeasures *self)
{
}

static void
describe_columns (SgnChildMeasures *self)
{
  for (guint column = 0; column < N_COLUMNS; column++)
    {
      guint field;

      if (find_field (column, &field))
        self->columns[column] = *sgn_grid_model_get_column (SGN_GRID_MODEL (self->records), field);
      else
        self->columns[column] = (SgnGridColumn){
          .title = _ (computed[column - COLUMN_AGE].title),
          .kind
          = column >= COLUMN_HEIGHT_Z && column <= COLUMN_BMI_Z ? SGN_GRID_NUMBER : SGN_GRID_TEXT,
          .width = computed[column - COLUMN_AGE].width,
          .expand = computed[column - COLUMN_AGE].expand,
        };
    }
}

static void
begin_with (SgnChildMeasures *self, gint64 member_id)
{
  g_autoptr (SgnRecord) record = sgn_record_new (&sgn_type_child_measure);
  g_autofree char *today = sgn_date_format_iso (sgn_date_today ());

  sgn_record_set_int (record, "member-id", member_id);
  sgn_record_set_text (record, "date", today);
  sgn_grid_records_set_template (self->records, record);
}

SgnChildMeasures *
sgn_child_measures_new (SgnLedger *ledger, const SgnGrowth *growth, gint64 member_id)
{
  SgnChildMeasures *self = g_object_new (SGN_TYPE_CHILD_MEASURES, NULL);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_child_measure);

  self->growth = growth;
  self->records
      = sgn_grid_records_new (ledger, sgn_programme_types (), &sgn_type_child_measure, fields);
  describe_columns (self);
  g_signal_connect_object (self->records, "rows-changed", G_CALLBACK (sgn_grid_model_rows_changed),
                           self, G_CONNECT_SWAPPED);
  begin_with (self, member_id);
  sgn_query_where_int (query, "member-id", member_id);
  sgn_query_set_sort (query, "date");
  if (sgn_grid_records_set_query (self->records, query, NULL))
    sgn_grid_records_keep_draft (self->records, member_id);
  return self;
}

void
sgn_child_measures_set_child (SgnChildMeasures *self, SgnSex sex, SgnDate birth)
{
  guint n = get_n_rows (SGN_GRID_MODEL (self));

  self->sex = sex;
  self->birth = birth;
  sgn_grid_model_rows_changed (SGN_GRID_MODEL (self), 0, n, n);
}

gboolean
sgn_child_measures_reload (SgnChildMeasures *self, GError **error)
{
  return sgn_grid_records_reload (self->records, error);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return sgn_date_compare (((const SgnChildMeasure *)a)->date, ((const SgnChildMeasure *)b)->date);
}

GArray *
sgn_child_measures_list (SgnChildMeasures *self)
{
  GArray *measures = g_array_new (FALSE, FALSE, sizeof (SgnChildMeasure));
  guint n = get_n_rows (SGN_GRID_MODEL (self));

  for (guint row = 0; row < n; row++)
    {
      SgnChildMeasure measure;

      if (read_row (self, row, &measure) && sgn_date_is_full (measure.date))
        g_array_append_val (measures, measure);
    }
  g_array_sort (measures, compare_days);
  return measures;
}
