#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-review-page-results.h"

#include "app/pages/sgn-review-actions.h"
#include "app/pages/sgn-review-table.h"
#include "app/widgets/sgn-date-input.h"
#include "app/widgets/sgn-text-input.h"
#include "base/sgn-number.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review-board.h"

#include <glib/gi18n-lib.h>

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
sgn_review_results_update (SgnReviewTab *tab)
{
  SgnReviewResults *self = SGN_REVIEW_RESULTS (tab);
  SgnReviewRow *row = sgn_review_table_get_selected (self->units);
  gboolean possible = sgn_review_tab_is_writable (tab);
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
  sgn_review_results_update (tab);
}

static void
start_step (SgnReviewResults *self, SgnReviewStep step, const char *number, SgnDate date)
{
  SgnReviewRow *row = sgn_review_table_get_selected (self->units);

  if (row != NULL)
    sgn_review_start_step (SGN_REVIEW_TAB (self), step, row->id, number, date);
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
  start_step (self, SGN_REVIEW_TAKE_OVER, NULL, (SgnDate){ 0 });
}

static void
preliminary_cb (SgnReviewResults *self)
{
  start_step (self, SGN_REVIEW_PRELIMINARY, NULL, (SgnDate){ 0 });
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
  start_step (self, SGN_REVIEW_OFFICIAL, number.text, date);
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
  tab_class->update = sgn_review_results_update;
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
  gtk_widget_class_bind_template_callback_full (widget_class, "update",
                                                G_CALLBACK (sgn_review_results_update));
  gtk_widget_class_bind_template_callback (widget_class, take_over_cb);
  gtk_widget_class_bind_template_callback (widget_class, preliminary_cb);
  gtk_widget_class_bind_template_callback (widget_class, official_cb);
}

static void
sgn_review_results_init (SgnReviewResults *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sgn_review_table_set_columns (self->units, unit_columns, FALSE);
}
