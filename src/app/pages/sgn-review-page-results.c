#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-review-page-results.h"

#include "app/pages/sgn-review-table.h"
#include "app/sgn-change-job.h"
#include "app/widgets/sgn-date-input.h"
#include "app/widgets/sgn-text-input.h"
#include "base/sgn-number.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review-board.h"
#include "programme/sgn-review.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  STEP_TAKE_OVER,
  STEP_PRELIMINARY,
  STEP_OFFICIAL,
  N_STEPS,
} Step;

struct _SgnReviewResults
{
  SgnReviewTab parent_instance;

  /* template widgets */
  GtkWidget *box;
  SgnReviewTable *units;
  GtkLabel *scope;
  GtkButton *take_over, *preliminary;
  GtkMenuButton *official;
  SgnInput *number, *date;

  /* owned */
  SgnJob *change; /* the step being done */
};

G_DEFINE_FINAL_TYPE (SgnReviewResults, sgn_review_results, SGN_TYPE_REVIEW_TAB)

static const SgnReviewColumn unit_columns[] = {
  { N_ ("Unit"), "Đơn vị", SGN_REVIEW_NAME, 0, 0, 0, NULL },
  { N_ ("Sheets waiting"), "Phiếu chờ lấy", SGN_REVIEW_FIGURE, SGN_RESULT_WAITING, 0, 88,
    N_ ("Sheets the village agreed to, whose result is not taken over yet") },
  { N_ ("Drafts"), "Dự thảo", SGN_REVIEW_FIGURE, SGN_RESULT_DRAFT, 0, 78, NULL },
  { N_ ("Preliminary"), "Sơ bộ", SGN_REVIEW_FIGURE, SGN_RESULT_PRELIMINARY, 0, 78, NULL },
  { N_ ("Made official"), "Chính thức", SGN_REVIEW_FIGURE, SGN_RESULT_OFFICIAL, 0, 92, NULL },
  { N_ ("Poor"), "Hộ nghèo", SGN_REVIEW_FIGURE, SGN_RESULT_POOR, 0, 78, NULL },
  { N_ ("Near-poor"), "Hộ cận nghèo", SGN_REVIEW_FIGURE, SGN_RESULT_NEAR_POOR, 0, 88, NULL },
  { N_ ("Not poor"), "Không nghèo", SGN_REVIEW_FIGURE, SGN_RESULT_OTHER, 0, 98, NULL },
  { NULL },
};

/* --- what is read --- */

static void
add_counts (SgnReviewRow *row, const SgnResultRow *result)
{
  for (guint i = 0; i < SGN_N_RESULTS; i++)
    row->numbers[i] += result->counts[i];
}

static gpointer
read_results (const SgnReviewQuestion *question, SgnConnection *connection, GError **error)
{
  g_autoptr (GArray) results = sgn_review_results (connection, question->year, error);
  g_autoptr (GListStore) rows = g_list_store_new (SGN_TYPE_REVIEW_ROW);
  g_autoptr (SgnReviewRow) all = sgn_review_row_new (0, _ ("All units"));

  if (results == NULL)
    return NULL;
  for (guint i = 0; i < results->len; i++)
    {
      const SgnResultRow *result = &g_array_index (results, SgnResultRow, i);
      g_autoptr (SgnReviewRow) row = NULL;

      if (question->unit_id != 0 && question->unit_id != result->unit_id)
        continue;
      row = sgn_review_row_new (result->unit_id, result->name);
      add_counts (row, result);
      add_counts (all, result);
      g_list_store_append (rows, row);
    }
  all->total = TRUE;
  if (question->unit_id == 0)
    g_list_store_insert (rows, 0, all);
  return g_steal_pointer (&rows);
}

/* --- showing --- */

static void
set_step (GtkWidget *button, const char *label, gint64 n, gboolean possible)
{
  g_autofree char *number = sgn_number_format_integer (n);
  g_autofree char *text = g_strdup_printf ("%s (%s)", label, number);

  g_object_set (button, "label", text, NULL);
  gtk_widget_set_sensitive (button, possible && n > 0);
}

static void
update (SgnReviewResults *self)
{
  SgnReviewRow *row = sgn_review_table_get_selected (self->units);
  gboolean possible = sgn_review_tab_is_writable (SGN_REVIEW_TAB (self)) && self->change == NULL;
  g_autofree char *scope = NULL;

  if (row == NULL)
    return;
  scope = g_strdup_printf (_ ("For %s:"), row->texts[0]);
  gtk_label_set_label (self->scope, scope);
  set_step (GTK_WIDGET (self->take_over), _ ("_Take Over Agreed Sheets"),
            row->numbers[SGN_RESULT_WAITING], possible);
  set_step (GTK_WIDGET (self->preliminary), _ ("Make Drafts _Preliminary"),
            row->numbers[SGN_RESULT_DRAFT], possible);
  set_step (GTK_WIDGET (self->official), _ ("_Recognise by Decision"),
            row->numbers[SGN_RESULT_PRELIMINARY], possible);
}

static void
sgn_review_results_show (SgnReviewTab *tab, gpointer answer)
{
  SgnReviewResults *self = SGN_REVIEW_RESULTS (tab);
  g_autoptr (GListStore) rows = answer;
  g_autoptr (SgnReviewRow) first = g_list_model_get_item (G_LIST_MODEL (rows), 0);

  sgn_review_table_set_rows (self->units, G_LIST_MODEL (rows));
  if (sgn_review_table_get_selected (self->units) == NULL && first != NULL)
    sgn_review_table_select (self->units, first->id);
  update (self);
}

/* --- steps --- */

typedef struct
{
  SgnReviewResults *self;
  Step step;
  int year;
  gint64 unit_id;
  char *number;
  SgnDate date;
  guint n;
  GArray *left;
} Wish;

static void
wish_free (Wish *wish)
{
  g_clear_object (&wish->self);
  g_clear_pointer (&wish->left, g_array_unref);
  g_free (wish->number);
  g_free (wish);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static gboolean
do_step (SgnLedger *ledger, gpointer data, GError **error)
{
  Wish *wish = data;

  if (wish->step == STEP_TAKE_OVER)
    return sgn_review_take_over_all (ledger, wish->year, wish->unit_id, &wish->n, &wish->left,
                                     error);
  return sgn_review_advance (ledger, wish->year, wish->unit_id, wish->number, wish->date, &wish->n,
                             error);
}

static char *
describe_step (const Wish *wish)
{
  guint left = wish->left != NULL ? wish->left->len : 0;

  if (wish->step == STEP_PRELIMINARY)
    return g_strdup_printf (ngettext ("%u household is preliminary now.",
                                      "%u households are preliminary now.", wish->n),
                            wish->n);
  if (wish->step == STEP_OFFICIAL)
    return g_strdup_printf (ngettext ("%u household is recognised by decision %s.",
                                      "%u households are recognised by decision %s.", wish->n),
                            wish->n, wish->number);
  if (left > 0)
    return g_strdup_printf (
        _ ("%u households have a draft now; %u sheets give no class yet and stay where they were."),
        wish->n, left);
  return g_strdup_printf (ngettext ("%u household has a draft now.",
                                    "%u households have a draft now.", wish->n),
                          wish->n);
}

static void
step_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  SgnReviewResults *self = wish->self;
  SgnPage *page = sgn_review_tab_get_page (SGN_REVIEW_TAB (self));
  g_autoptr (GError) error = NULL;
  gboolean done = sgn_change_job_run_finish (SGN_JOB (source), result, &error);
  g_autofree char *text = NULL;

  g_clear_object (&self->change);
  if (page == NULL || sgn_page_get_ledger (page) == NULL)
    return;
  update (self);
  if (!done)
    {
      sgn_page_show_error (page, g_steal_pointer (&error));
      return;
    }
  text = describe_step (wish);
  if (wish->n > 0)
    sgn_page_show_message (page, text, _ ("_Undo"), "win.undo", NULL);
  else
    sgn_page_show_message (page, text, NULL, NULL, NULL);
}

static void
start_step (SgnReviewResults *self, Step step, const char *number, SgnDate date)
{
  static const char *const titles[N_STEPS]
      = { N_ ("Taking over the sheets …"), N_ ("Making the drafts preliminary …"),
          N_ ("Recognising the results …") };
  SgnReviewRow *row = sgn_review_table_get_selected (self->units);
  Wish *wish;

  if (row == NULL || self->change != NULL)
    return;
  wish = g_new0 (Wish, 1);
  wish->self = g_object_ref (self);
  wish->step = step;
  wish->year = sgn_review_tab_get_year (SGN_REVIEW_TAB (self));
  wish->unit_id = row->id;
  wish->number = g_strdup (number);
  wish->date = date;
  self->change = sgn_job_new (_ (titles[step]), TRUE);
  sgn_page_show_job (sgn_review_tab_get_page (SGN_REVIEW_TAB (self)), self->change);
  sgn_change_job_run_async (self->change, sgn_review_tab_get_ledger (SGN_REVIEW_TAB (self)),
                            do_step, wish, step_done_cb, wish);
  update (self);
}

/* --- callbacks --- */

static SgnQuery *
find_records (const SgnReviewQuestion *question, SgnConnection *connection, GError **error)
{
  return sgn_review_result_records (connection, question->year, question->unit_id,
                                    (SgnResultCount)question->number, error);
}

static void
figure_cb (SgnReviewResults *self, SgnReviewRow *row, guint column)
{
  g_autofree char *title
      = g_strdup_printf ("%s · %s", _ (unit_columns[column].title), row->texts[0]);

  sgn_review_tab_show_records (SGN_REVIEW_TAB (self), title, row->id, NULL,
                               unit_columns[column].index, find_records);
}

static void
take_over_cb (SgnReviewResults *self)
{
  start_step (self, STEP_TAKE_OVER, NULL, (SgnDate){ 0 });
}

static void
preliminary_cb (SgnReviewResults *self)
{
  start_step (self, STEP_PRELIMINARY, NULL, (SgnDate){ 0 });
}

static void
official_cb (SgnReviewResults *self)
{
  g_auto (SgnValue) number = SGN_VALUE_INIT;
  g_auto (SgnValue) day = SGN_VALUE_INIT;
  SgnDate date = { 0 };

  if (!sgn_input_get_value (self->number, &number, NULL)
      || !sgn_input_get_value (self->date, &day, NULL))
    return;
  if (number.text == NULL || *number.text == '\0')
    {
      sgn_input_show_finding (self->number, SGN_SEVERITY_ERROR,
                              _ ("Say which decision recognises: its number."));
      return;
    }
  if (day.text == NULL || !sgn_date_parse_iso (day.text, &date) || !sgn_date_is_full (date))
    {
      sgn_input_show_finding (self->date, SGN_SEVERITY_ERROR,
                              _ ("Say on which day the decision was made: day, month and year."));
      return;
    }
  gtk_menu_button_popdown (self->official);
  start_step (self, STEP_OFFICIAL, number.text, date);
}

/* --- overrides --- */

static void
sgn_review_results_ledger_set (SgnReviewTab *tab, SgnLedger *ledger)
{
  SgnReviewResults *self = SGN_REVIEW_RESULTS (tab);

  if (ledger == NULL)
    return;
  sgn_input_bind (self->number, sgn_record_type_field (&sgn_type_household_year, "decision-number"),
                  ledger);
  sgn_input_bind (self->date, sgn_record_type_field (&sgn_type_household_year, "decision-date"),
                  ledger);
}

static SgnSheet *
sgn_review_results_make_sheet (SgnReviewTab *tab, GError **error)
{
  g_autofree char *title = g_strdup_printf ("KẾT QUẢ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO NĂM %d",
                                            sgn_review_tab_get_year (tab));

  return sgn_review_table_make_sheet (SGN_REVIEW_RESULTS (tab)->units, "review-results", title,
                                      NULL);
}

static gboolean
sgn_review_results_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SGN_REVIEW_RESULTS (widget)->units));
}

static void
sgn_review_results_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_REVIEW_RESULTS);

  G_OBJECT_CLASS (sgn_review_results_parent_class)->dispose (object);
}

static void
sgn_review_results_class_init (SgnReviewResultsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SgnReviewTabClass *tab_class = SGN_REVIEW_TAB_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_review_results_dispose;
  widget_class->grab_focus = sgn_review_results_grab_focus;
  tab_class->ledger_set = sgn_review_results_ledger_set;
  tab_class->read = read_results;
  tab_class->free_answer = g_object_unref;
  tab_class->show = sgn_review_results_show;
  tab_class->make_sheet = sgn_review_results_make_sheet;

  g_type_ensure (SGN_TYPE_DATE_INPUT);
  g_type_ensure (SGN_TYPE_REVIEW_TABLE);
  g_type_ensure (SGN_TYPE_TEXT_INPUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/pages/review-results.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnReviewResults, box);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewResults, units);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewResults, scope);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewResults, take_over);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewResults, preliminary);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewResults, official);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewResults, number);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewResults, date);
  gtk_widget_class_bind_template_callback (widget_class, figure_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, take_over_cb);
  gtk_widget_class_bind_template_callback (widget_class, preliminary_cb);
  gtk_widget_class_bind_template_callback (widget_class, official_cb);
}

static void
sgn_review_results_init (SgnReviewResults *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sgn_review_table_set_columns (self->units, unit_columns, TRUE);
}
