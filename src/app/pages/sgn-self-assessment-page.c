#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-self-assessment-page.h"

#include "app/dialogs/sgn-ask.h"
#include "app/dialogs/sgn-choose-household-window.h"
#include "app/widgets/sgn-choice-input.h"
#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-grid-records.h"
#include "app/widgets/sgn-indicator-form.h"
#include "app/widgets/sgn-number-input.h"
#include "app/widgets/sgn-points-input.h"
#include "app/widgets/sgn-verdict-view.h"
#include "appendix/sgn-review-paper.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

struct _SgnSelfAssessmentPage
{
  SgnPage parent_instance;

  /* template children */
  SgnInput *area_input;
  SgnEntryGrid *members_grid;
  GtkLabel *points_label;
  SgnPointsInput *points_input;
  SgnInput *income_input;
  SgnIndicatorForm *indicator_form;
  SgnVerdictView *verdict_view;

  /* owned */
  SgnGridRecords *members; /* held: never stored */
  int year;
  gboolean loading;
};

G_DEFINE_FINAL_TYPE (SgnSelfAssessmentPage, sgn_self_assessment_page, SGN_TYPE_PAGE)

static const SgnGridRecordsColumn columns[] = {
  { "name", N_ ("Member"), 12, TRUE },
  { "birth", N_ ("Born"), 9, FALSE },
  { "sex", NULL, 6, FALSE },
  { "schooling", N_ ("Goes to"), 12, FALSE },
  { "qualification", N_ ("Has finished"), 12, FALSE },
  { "work", NULL, 14, FALSE },
  { "insurance", N_ ("Insurance card"), 8, FALSE },
  { "internet", N_ ("Internet"), 8, FALSE },
  { "monthly-assistance", N_ ("Monthly assistance"), 9, FALSE },
  { NULL },
};

static SgnConnection *
get_connection (SgnSelfAssessmentPage *self)
{
  return sgn_ledger_get_connection (sgn_page_get_ledger (SGN_PAGE (self)));
}

static const SgnField *
describe (SgnInput *input)
{
  return sgn_record_type_field (&sgn_type_review_sheet, sgn_input_get_field (input));
}

/* --- what is typed --- */

static void
read_sheet (SgnSelfAssessmentPage *self, SgnRecord *sheet)
{
  sgn_input_peek (self->area_input, sheet);
  sgn_input_peek (SGN_INPUT (self->points_input), sheet);
  sgn_input_peek (self->income_input, sheet);
  sgn_indicator_form_read (self->indicator_form, sheet);
}

static guint
count_members (SgnSelfAssessmentPage *self)
{
  guint n = 0;

  if (self->members != NULL)
    for (guint i = 0; i < sgn_grid_model_get_n_rows (SGN_GRID_MODEL (self->members)); i++)
      n += sgn_grid_records_peek_record (self->members, i) != NULL;
  return n;
}

static SgnFamily *
make_family (SgnSelfAssessmentPage *self)
{
  SgnFamily *family = sgn_family_new ();

  for (guint i = 0; i < sgn_grid_model_get_n_rows (SGN_GRID_MODEL (self->members)); i++)
    {
      SgnRecord *member = sgn_grid_records_peek_record (self->members, i);
      g_autofree char *fallback = g_strdup_printf (_ ("Person %u"), i + 1);

      if (member != NULL)
        sgn_family_add_record (family, member, fallback);
    }
  return family;
}

/* --- result --- */

static void
show_result (SgnSelfAssessmentPage *self)
{
  g_autoptr (SgnRecord) sheet = NULL;
  SgnTri ticks[SGN_N_INDICATORS];

  if (self->loading || self->members == NULL)
    return;
  sheet = sgn_record_new (&sgn_type_review_sheet);
  read_sheet (self, sheet);
  sgn_indicator_form_get_ticks (self->indicator_form, ticks);
  sgn_verdict_view_judge (self->verdict_view, get_connection (self), self->year, sheet, ticks,
                          sgn_indicator_form_count_differing (self->indicator_form));
}

static void
members_changed_cb (SgnSelfAssessmentPage *self)
{
  if (!self->loading)
    sgn_indicator_form_change_family (self->indicator_form, make_family (self), sgn_date_today ());
}

/* The table the office uses, of the area. */
static void
show_table (SgnSelfAssessmentPage *self)
{
  g_autofree char *area = sgn_input_get_text (self->area_input);
  g_autofree char *usual = sgn_setting_get (get_connection (self), "review-region", "");
  g_auto (GStrv) regions = sgn_point_table_regions (get_connection (self), area, self->year, NULL);
  SgnPointTable *table = NULL;
  g_autofree char *text = NULL;

  if (regions != NULL && regions[0] != NULL)
    table
        = sgn_point_table_load (get_connection (self),
                                g_strv_contains ((const char *const *)regions, usual) ? usual
                                                                                      : regions[0],
                                self->year, NULL);
  text = table != NULL
             ? g_strdup_printf (_ ("Table: %s – %s (%s)"), table->title, table->region_name,
                                table->source)
             : g_strdup (_ ("No table of income points is loaded for this year and area: type the "
                            "total, if it is known."));
  sgn_points_input_set_table (self->points_input, table);
  gtk_label_set_label (self->points_label, text);
}

static void
area_changed_cb (SgnSelfAssessmentPage *self)
{
  g_autoptr (GPtrArray) answers = NULL;

  if (self->loading || self->members == NULL)
    return;
  answers = sgn_points_input_peek_answers (self->points_input);
  show_table (self);
  sgn_points_input_set_answers (self->points_input, answers);
  show_result (self);
}

/* --- beginning, and beginning again --- */

/* Names are not needed to see where a household stands. */
static void
begin_member (SgnRecord *record, SgnRecord *above, gpointer user_data)
{
  SgnSelfAssessmentPage *self = user_data;
  g_autofree char *name = g_strdup_printf (_ ("Person %u"), count_members (self) + 1);

  sgn_record_set_text (record, "name", name);
  sgn_record_set_text (record, "relation", above == NULL ? "head" : "other");
}

static void
make_members (SgnSelfAssessmentPage *self)
{
  g_autoptr (SgnRecord) template = sgn_record_new (&sgn_type_member);
  g_autoptr (SgnQuery) nobody = sgn_query_new (&sgn_type_member);

  sgn_query_where_int (nobody, "household-id", 0);
  self->members = sgn_grid_records_new (sgn_page_get_ledger (SGN_PAGE (self)),
                                        sgn_programme_types (), &sgn_type_member, columns);
  sgn_grid_records_set_query (self->members, nobody, NULL);
  sgn_grid_records_set_template (self->members, template);
  sgn_grid_records_set_begin_func (self->members, begin_member, self);
  sgn_grid_records_hold (self->members, "household-id", NULL);
  sgn_entry_grid_set_model (self->members_grid, SGN_GRID_MODEL (self->members));
  g_signal_connect_object (self->members, "rows-changed", G_CALLBACK (members_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
bind_empty (SgnInput *input, SgnLedger *ledger)
{
  const SgnValue none = SGN_VALUE_INIT;

  sgn_input_bind (input, describe (input), ledger);
  sgn_input_set_value (input, &none);
  sgn_input_show_finding (input, SGN_SEVERITY_NOTE, NULL);
}

static void
begin (SgnSelfAssessmentPage *self)
{
  SgnLedger *ledger = sgn_page_get_ledger (SGN_PAGE (self));
  g_auto (SgnValue) rural = sgn_value_text ("rural");

  self->loading = TRUE;
  self->year = sgn_programme_default_year (get_connection (self));
  sgn_entry_grid_set_model (self->members_grid, NULL);
  g_clear_object (&self->members);
  make_members (self);
  bind_empty (self->area_input, ledger);
  sgn_input_set_value (self->area_input, &rural);
  bind_empty (SGN_INPUT (self->points_input), ledger);
  bind_empty (self->income_input, ledger);
  sgn_indicator_form_bind (self->indicator_form, ledger);
  sgn_indicator_form_set_family (self->indicator_form, ledger, make_family (self), self->year,
                                 sgn_date_today ());
  show_table (self);
  self->loading = FALSE;
  show_result (self);
}

static void
clear_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnSelfAssessmentPage) self = user_data;

  if (sgn_ask_finish (result) && sgn_page_get_ledger (SGN_PAGE (self)) != NULL)
    begin (self);
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sgn_ask_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Clear Every Answer?"),
                 _ ("The answers were not stored anywhere else."), _ ("_Clear"), TRUE,
                 clear_answered_cb, g_object_ref (widget));
}

/* --- storing, where it is asked for --- */

/* The household's own sheet of the year is written over; there is one. */
static SgnRecord *
make_sheet_of (SgnSelfAssessmentPage *self, gint64 household_id, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 id = sgn_review_find_sheet (get_connection (self), household_id, self->year,
                                     "self-assessment", &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return id != 0 ? sgn_record_load (get_connection (self), &sgn_type_review_sheet, id, error)
                 : sgn_review_new_sheet (get_connection (self), household_id, self->year,
                                         "self-assessment", error);
}

static gboolean
store (SgnSelfAssessmentPage *self, gint64 household_id, GError **error)
{
  g_autoptr (SgnRecord) sheet = make_sheet_of (self, household_id, error);
  g_autoptr (GPtrArray) answers = sgn_points_input_get_answers (self->points_input);
  const SgnPointTable *table = sgn_points_input_get_table (self->points_input);
  g_autofree char *today = sgn_date_format_iso (sgn_date_today ());

  if (sheet == NULL)
    return FALSE;
  read_sheet (self, sheet);
  sgn_record_set_text (sheet, "standard", sgn_record_get_text (sheet, "area"));
  sgn_record_set_text (sheet, "reviewed-on", today);
  sgn_record_set_text (sheet, "state",
                       sgn_review_state (sheet, sgn_verdict_view_get_class (self->verdict_view),
                                         SGN_MEETING_NOT_HELD));
  return sgn_review_save_sheet (sgn_page_get_ledger (SGN_PAGE (self)), sheet, answers,
                                table != NULL ? table->region : NULL, error);
}

static void
household_chosen_cb (gint64 household_id, gpointer user_data)
{
  SgnSelfAssessmentPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *head = NULL;
  g_autofree char *text = NULL;

  if (!store (self, household_id, &error))
    {
      sgn_page_show_error (SGN_PAGE (self), g_steal_pointer (&error));
      return;
    }
  head = sgn_record_title (get_connection (self), &sgn_type_household, household_id);
  text = g_strdup_printf (_ ("Stored as the self-assessment of %s."), head);
  sgn_page_show_message (SGN_PAGE (self), text, NULL, NULL, NULL);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnSelfAssessmentPage *self = SGN_SELF_ASSESSMENT_PAGE (widget);

  sgn_choose_household_window_show (GTK_WINDOW (gtk_widget_get_root (widget)),
                                    sgn_page_get_ledger (SGN_PAGE (self)),
                                    _ ("Store as the Self-assessment of a Household"),
                                    household_chosen_cb, G_OBJECT (self));
}

/* --- page --- */

static void
ledger_set (SgnPage *page, SgnLedger *ledger)
{
  SgnSelfAssessmentPage *self = SGN_SELF_ASSESSMENT_PAGE (page);
  g_autofree char *subtitle = NULL;

  sgn_verdict_view_forget_standard (self->verdict_view);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "self-assessment.save",
                                 ledger != NULL && sgn_ledger_is_writable (ledger));
  if (ledger == NULL)
    {
      sgn_entry_grid_set_model (self->members_grid, NULL);
      g_clear_object (&self->members);
      return;
    }
  begin (self);
  subtitle = g_strdup_printf (_ ("Standard of %d"), self->year);
  sgn_page_set_subtitle (page, subtitle);
}

static void
tables_changed (SgnPage *page, const char *const *tables)
{
  SgnSelfAssessmentPage *self = SGN_SELF_ASSESSMENT_PAGE (page);

  if (g_strv_contains (tables, "point_item") || g_strv_contains (tables, "code_item"))
    {
      sgn_verdict_view_forget_standard (self->verdict_view);
      area_changed_cb (self);
    }
}

static gboolean
is_empty (SgnSelfAssessmentPage *self)
{
  g_autoptr (SgnRecord) sheet = sgn_record_new (&sgn_type_review_sheet);

  read_sheet (self, sheet);
  return count_members (self) == 0 && sgn_record_is_null (sheet, "a-total")
         && sgn_record_is_null (sheet, "floor-area") && sgn_record_is_null (sheet, "devices");
}

/* Before anything is answered it is the empty sheet, to be filled in by hand. */
static SgnSheet *
make_sheet (SgnPage *page, GError **error)
{
  SgnSelfAssessmentPage *self = SGN_SELF_ASSESSMENT_PAGE (page);
  g_autoptr (SgnRecord) sheet = sgn_record_new (&sgn_type_review_sheet);
  g_autoptr (SgnFamily) family = make_family (self);
  g_autoptr (GPtrArray) answers = sgn_points_input_get_answers (self->points_input);
  SgnReviewPaper paper = { .year = self->year,
                           .kind = "self-assessment",
                           .empty = is_empty (self),
                           .sheet = sheet,
                           .answers = answers,
                           .standard = sgn_verdict_view_get_standard (self->verdict_view) };

  read_sheet (self, sheet);
  paper.family = paper.empty ? NULL : family;
  paper.data = sgn_indicator_form_get_data (self->indicator_form);
  paper.table = sgn_points_input_get_table (self->points_input);
  paper.class_name = sgn_verdict_view_name (sgn_verdict_view_get_class (self->verdict_view));
  paper.why = sgn_verdict_view_get_why (self->verdict_view);
  return sgn_review_paper_make (get_connection (self), &paper, error);
}

static void
sgn_self_assessment_page_dispose (GObject *object)
{
  SgnSelfAssessmentPage *self = SGN_SELF_ASSESSMENT_PAGE (object);

  g_clear_object (&self->members);
  G_OBJECT_CLASS (sgn_self_assessment_page_parent_class)->dispose (object);
}

static void
sgn_self_assessment_page_class_init (SgnSelfAssessmentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_self_assessment_page_dispose;
  SGN_PAGE_CLASS (klass)->ledger_set = ledger_set;
  SGN_PAGE_CLASS (klass)->tables_changed = tables_changed;
  SGN_PAGE_CLASS (klass)->make_sheet = make_sheet;

  g_type_ensure (SGN_TYPE_CHOICE_INPUT);
  g_type_ensure (SGN_TYPE_ENTRY_GRID);
  g_type_ensure (SGN_TYPE_INDICATOR_FORM);
  g_type_ensure (SGN_TYPE_NUMBER_INPUT);
  g_type_ensure (SGN_TYPE_POINTS_INPUT);
  g_type_ensure (SGN_TYPE_VERDICT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/pages/self-assessment.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, SgnSelfAssessmentPage, name)
  BIND (area_input);
  BIND (members_grid);
  BIND (points_label);
  BIND (points_input);
  BIND (income_input);
  BIND (indicator_form);
  BIND (verdict_view);
#undef BIND
  gtk_widget_class_install_action (widget_class, "self-assessment.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "self-assessment.save", NULL, save_action);
}

static void
sgn_self_assessment_page_init (SgnSelfAssessmentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->area_input, "edited", G_CALLBACK (area_changed_cb), self);
  g_signal_connect_swapped (self->points_input, "edited", G_CALLBACK (show_result), self);
  g_signal_connect_swapped (self->income_input, "edited", G_CALLBACK (show_result), self);
  g_signal_connect_swapped (self->indicator_form, "changed", G_CALLBACK (show_result), self);
}
