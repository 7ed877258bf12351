#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-review-worklist-units.h"

#include "programme/sgn-review-board.h"
#include "programme/sgn-review.h"

#include <glib/gi18n-lib.h>

const SgnReviewColumn sgn_worklist_columns[] = {
  { N_ ("Unit"), "Đơn vị", SGN_REVIEW_NAME, 0, 0, 158, NULL },
  { N_ ("To review"), "Phải rà soát", SGN_REVIEW_NUMBER, SGN_WORKLIST_TO_REVIEW, 0, 68, NULL },
  { N_ ("Finished"), "Đã xong", SGN_REVIEW_SHARE, SGN_WORKLIST_DONE, SGN_WORKLIST_TO_REVIEW, 112,
    NULL },
  { N_ ("Sheets open"), "Đã mở phiếu", SGN_REVIEW_NUMBER, SGN_WORKLIST_OPENED, 0, 64, NULL },
  { N_ ("Sheets filled"), "Đã điền", SGN_REVIEW_NUMBER, SGN_WORKLIST_FILLED, 0, 60, NULL },
  { N_ ("Village agreed"), "Đã họp thôn", SGN_REVIEW_NUMBER, SGN_WORKLIST_AGREED, 0, 72, NULL },
  { N_ ("With a class"), "Có kết quả", SGN_REVIEW_NUMBER, SGN_WORKLIST_DRAFTED, 0, 76, NULL },
  { N_ ("Made official"), "Chính thức", SGN_REVIEW_NUMBER, SGN_WORKLIST_OFFICIAL, 0, 76, NULL },
  { NULL },
};

void
sgn_worklist_answer_free (gpointer data)
{
  SgnWorklistAnswer *answer = data;

  g_clear_object (&answer->rows);
  g_free (answer);
}

static void
add_counts (SgnReviewRow *row, const SgnReviewProgress *progress)
{
  row->numbers[SGN_WORKLIST_TO_REVIEW] += progress->to_review;
  row->numbers[SGN_WORKLIST_OPENED] += progress->opened;
  row->numbers[SGN_WORKLIST_FILLED] += progress->filled;
  row->numbers[SGN_WORKLIST_AGREED] += progress->agreed;
  row->numbers[SGN_WORKLIST_DRAFTED] += progress->drafted;
  row->numbers[SGN_WORKLIST_OFFICIAL] += progress->official;
  row->numbers[SGN_WORKLIST_DONE] += progress->done;
}

/* A row for each unit that enters, after one for those in none of them. */
static GPtrArray *
make_communes (GArray *units)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (rows, sgn_review_row_new (0, "–"));
  for (guint i = 0; i < units->len; i++)
    {
      const SgnReviewUnit *unit = &g_array_index (units, SgnReviewUnit, i);

      g_ptr_array_add (rows, sgn_review_row_new (unit->unit_id, unit->name));
    }
  return rows;
}

static SgnReviewRow *
find_commune (GPtrArray *communes, gint64 id)
{
  for (guint i = 0; i < communes->len; i++)
    if (((SgnReviewRow *)communes->pdata[i])->id == id)
      return communes->pdata[i];
  return communes->pdata[0];
}

static void
add_village (SgnReviewRow *commune, const SgnReviewProgress *progress)
{
  g_autoptr (SgnReviewRow) row = NULL;

  add_counts (commune, progress);
  if (progress->unit_id == commune->id)
    return;
  row = sgn_review_row_new (progress->unit_id, progress->name);
  add_counts (row, progress);
  sgn_review_row_add_part (commune, row);
}

static GListStore *
make_rows (GArray *units, GArray *villages, gint64 only)
{
  GListStore *rows = g_list_store_new (SGN_TYPE_REVIEW_ROW);
  g_autoptr (SgnReviewRow) all = sgn_review_row_new (0, _ ("All units"));
  g_autoptr (GPtrArray) communes = make_communes (units);

  all->total = TRUE;
  g_list_store_append (rows, all);
  for (guint i = 0; i < villages->len; i++)
    {
      const SgnReviewProgress *progress = &g_array_index (villages, SgnReviewProgress, i);

      add_counts (all, progress);
      add_village (find_commune (communes, progress->entering_id), progress);
    }
  for (guint i = 0; i < communes->len; i++)
    {
      SgnReviewRow *commune = communes->pdata[i];

      if (commune->numbers[SGN_WORKLIST_TO_REVIEW] > 0 && (only == 0 || only == commune->id))
        g_list_store_append (rows, commune);
    }
  return rows;
}

gpointer
sgn_worklist_read (const SgnReviewQuestion *question, SgnConnection *connection, GError **error)
{
  g_autoptr (GArray) units = sgn_review_units (connection, error);
  g_autoptr (GArray) villages
      = units != NULL ? sgn_review_progress (connection, question->year, TRUE, error) : NULL;
  guint n_gone = 0;
  g_autoptr (SgnQuery) gone
      = villages != NULL ? sgn_review_gone (connection, question->year, &n_gone, error) : NULL;
  SgnWorklistAnswer *answer;

  if (gone == NULL)
    return NULL;
  answer = g_new0 (SgnWorklistAnswer, 1);
  answer->rows = make_rows (units, villages, question->unit_id);
  answer->gone = n_gone;
  return answer;
}
