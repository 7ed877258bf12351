#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-review-page-worklist.h"

#include "app/pages/sgn-review-actions.h"
#include "app/pages/sgn-review-worklist-units.h"
#include "app/pages/sgn-standing-badges.h"
#include "app/widgets/sgn-options.h"
#include "app/widgets/sgn-record-input.h"
#include "app/widgets/sgn-row-view.h"
#include "app/widgets/sgn-text-scale.h"
#include "base/sgn-number.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review-board.h"
#include "programme/sgn-review.h"

#include <glib/gi18n-lib.h>

struct _SgnReviewWorklist
{
  SgnReviewTab parent_instance;

  /* template widgets */
  GtkWidget *box;
  GtkPaned *paned;
  SgnReviewTable *units;
  GtkLabel *progress_label;
  GtkSearchEntry *search;
  GtkDropDown *stage;
  GtkBox *tools;
  SgnRowView *households;
  GtkWidget *gone_box;
  GtkLabel *gone_label;
  GtkMenuButton *request_button;
  GtkWidget *request_open;
  SgnRecordInput *request_input;

  /* owned */
  SgnJob *list_job; /* the households of the unit chosen */
  SgnQuery *list;   /* of them all, before the search */
  char *share;

  gint64 wanted; /* a household to be selected once it is there */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (SgnReviewWorklist, sgn_review_worklist, SGN_TYPE_REVIEW_TAB)

static GParamSpec *share_property;

/* The three columns that show; the others stand beyond the edge. */
#define UNITS_WIDTH 362

static const SgnRowLook LOOKS[] = {
  { "head", 140, NULL },
  { "review-state", 150, NULL },
  { "standing-before", 116, sgn_standing_badges },
  { "standing", 116, sgn_standing_badges },
  { "unit-id", 130, NULL },
  { NULL },
};

/* --- the households of a unit --- */

typedef struct
{
  char *path;
  int year;
  gint64 unit_id;
  SgnReviewStage stage;
} ListQuestion;

static void
list_question_free (ListQuestion *question)
{
  g_free (question->path);
  g_free (question);
}

static gpointer
read_list (SgnJob *job, gpointer data, GError **error)
{
  const ListQuestion *question = data;
  g_autoptr (SgnConnection) connection = sgn_connection_open_readonly (question->path, error);

  if (connection == NULL)
    return NULL;
  sgn_connection_set_cancellable (connection, sgn_job_get_cancellable (job));
  return sgn_review_list_at (connection, question->year, question->unit_id, question->stage, error);
}

static void
name_years (SgnReviewWorklist *self)
{
  const int year = sgn_review_tab_get_year (SGN_REVIEW_TAB (self));
  g_autofree char *before = g_strdup_printf ("%d", year - 1);
  g_autofree char *now = g_strdup_printf ("%d", year);

  sgn_row_view_set_title (self->households, "standing-before", before);
  sgn_row_view_set_title (self->households, "standing", now);
}

static void
show_households (SgnReviewWorklist *self)
{
  g_autoptr (SgnQuery) query = NULL;

  if (self->list == NULL)
    return;
  query = sgn_query_copy (self->list);
  sgn_query_find (query, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  sgn_query_set_year (query, sgn_review_tab_get_year (SGN_REVIEW_TAB (self)));
  name_years (self);
  sgn_query_set_sort (query, "unit-id,head");
  sgn_row_view_set_query (self->households, query);
  if (self->wanted != 0)
    sgn_row_view_select (self->households, self->wanted);
  self->wanted = 0;
}

static void
list_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnReviewWorklist) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnQuery) list = sgn_job_run_finish (SGN_JOB (source), result, &error);

  if (SGN_JOB (source) != self->list_job)
    return;
  g_clear_object (&self->list_job);
  if (list == NULL)
    {
      sgn_review_tab_fail (SGN_REVIEW_TAB (self), g_steal_pointer (&error));
      return;
    }
  g_clear_pointer (&self->list, sgn_query_free);
  self->list = g_steal_pointer (&list);
  show_households (self);
}

static void
stop_list (SgnReviewWorklist *self)
{
  if (self->list_job != NULL)
    sgn_job_cancel (self->list_job);
  g_clear_object (&self->list_job);
}

static gint64
get_chosen (SgnReviewWorklist *self)
{
  SgnReviewRow *row = sgn_review_table_get_selected (self->units);

  return row != NULL && row->id != 0 ? row->id : sgn_review_tab_get_unit (SGN_REVIEW_TAB (self));
}

static void
ask_households (SgnReviewWorklist *self)
{
  SgnLedger *ledger = sgn_review_tab_get_ledger (SGN_REVIEW_TAB (self));
  ListQuestion *question;

  stop_list (self);
  if (ledger == NULL)
    return;
  question = g_new0 (ListQuestion, 1);
  question->path = g_strdup (sgn_ledger_get_path (ledger));
  question->year = sgn_review_tab_get_year (SGN_REVIEW_TAB (self));
  question->unit_id = get_chosen (self);
  question->stage = (SgnReviewStage)g_ascii_strtoll (sgn_options_get (self->stage), NULL, 10);
  self->list_job = sgn_job_new (_ ("Reading the households …"), FALSE);
  sgn_job_run_async (self->list_job, read_list, question, (GDestroyNotify)list_question_free,
                     (GDestroyNotify)sgn_query_free, list_read_cb, g_object_ref (self));
}

/* --- showing --- */

static void
show_chosen (SgnReviewWorklist *self)
{
  SgnReviewRow *row = sgn_review_table_get_selected (self->units);
  char *n[SGN_WORKLIST_N_COUNTS];
  g_autofree char *text = NULL;

  if (row == NULL)
    return;
  for (guint i = 0; i < SGN_WORKLIST_N_COUNTS; i++)
    n[i] = sgn_number_format_integer (row->numbers[i]);
  text = g_strdup_printf (
      _ ("%s: %s to review · %s opened · %s filled · %s agreed · %s with a class · %s official"),
      row->texts[0], n[SGN_WORKLIST_TO_REVIEW], n[SGN_WORKLIST_OPENED], n[SGN_WORKLIST_FILLED],
      n[SGN_WORKLIST_AGREED], n[SGN_WORKLIST_DRAFTED], n[SGN_WORKLIST_OFFICIAL]);
  for (guint i = 0; i < SGN_WORKLIST_N_COUNTS; i++)
    g_free (n[i]);
  gtk_label_set_label (self->progress_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->progress_label), text);
}

static void
set_share (SgnReviewWorklist *self, gint64 done, gint64 all)
{
  g_autofree char *old = self->share;

  /* Rounded down: 100% is said of a whole list only. */
  self->share = all > 0 ? g_strdup_printf ("%d%%", (int)(100 * done / all)) : NULL;
  if (g_strcmp0 (old, self->share) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), share_property);
}

static void
show_gone (SgnReviewWorklist *self, guint n)
{
  g_autofree char *text
      = g_strdup_printf (ngettext ("%u household of last year's lists is gone.",
                                   "%u households of last year's lists are gone.", n),
                         n);

  gtk_label_set_label (self->gone_label, text);
  gtk_widget_set_visible (self->gone_box, n > 0);
}

static void
sgn_review_worklist_update (SgnReviewTab *tab)
{
  SgnReviewWorklist *self = SGN_REVIEW_WORKLIST (tab);
  gboolean writable = sgn_review_tab_is_writable (tab);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "worklist.request", writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->request_button), writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "worklist.new-household", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "worklist.take-out", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "worklist.open",
                                 sgn_row_view_get_selected (self->households) != 0);
}

static void
sgn_review_worklist_show (SgnReviewTab *tab, gpointer data)
{
  SgnReviewWorklist *self = SGN_REVIEW_WORKLIST (tab);
  SgnWorklistAnswer *answer = data;
  g_autoptr (SgnReviewRow) all = g_list_model_get_item (G_LIST_MODEL (answer->rows), 0);

  self->filling = TRUE;
  sgn_review_table_set_rows (self->units, G_LIST_MODEL (answer->rows));
  if (sgn_review_table_get_selected (self->units) == NULL)
    sgn_review_table_select (self->units, 0);
  self->filling = FALSE;
  set_share (self, all->numbers[SGN_WORKLIST_DONE], all->numbers[SGN_WORKLIST_TO_REVIEW]);
  show_gone (self, answer->gone);
  show_chosen (self);
  ask_households (self);
  sgn_review_worklist_update (tab);
  sgn_worklist_answer_free (answer);
}

/* --- callbacks --- */

static void
unit_selected_cb (SgnReviewWorklist *self)
{
  if (self->filling || sgn_review_table_get_selected (self->units) == NULL)
    return;
  show_chosen (self);
  ask_households (self);
}

static void
unit_activated_cb (SgnReviewWorklist *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->households));
}

static void
stage_changed_cb (SgnReviewWorklist *self)
{
  if (!self->filling)
    ask_households (self);
}

static void
search_changed_cb (SgnReviewWorklist *self)
{
  if (!self->filling)
    show_households (self);
}

static void
household_activated_cb (SgnReviewWorklist *self, gint64 id)
{
  sgn_review_open_sheet (SGN_REVIEW_TAB (self), id, NULL);
}

static void
status_cb (SgnReviewWorklist *self)
{
  sgn_review_tab_set_status (SGN_REVIEW_TAB (self), sgn_row_view_get_status (self->households));
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnReviewWorklist *self = SGN_REVIEW_WORKLIST (widget);

  sgn_review_open_sheet (SGN_REVIEW_TAB (self), sgn_row_view_get_selected (self->households), NULL);
}

static void
request_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_menu_button_popup (SGN_REVIEW_WORKLIST (widget)->request_button);
}

static void
new_household_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SgnReviewWorklist *self = SGN_REVIEW_WORKLIST (widget);
  SgnReviewRow *row = sgn_review_table_get_selected (self->units);

  gtk_menu_button_popdown (self->request_button);
  sgn_review_new_household (SGN_REVIEW_TAB (self), row != NULL && row->parts == NULL ? row->id : 0);
}

static gboolean
read_request (SgnReviewWorklist *self, SgnValue *value)
{
  return sgn_input_get_value (SGN_INPUT (self->request_input), value, NULL)
         && value->kind == SGN_VALUE_INT;
}

static void
request_left_cb (SgnReviewWorklist *self)
{
  g_auto (SgnValue) value = SGN_VALUE_INIT;

  gtk_widget_set_sensitive (self->request_open, read_request (self, &value));
}

static void
request_chosen_cb (SgnReviewWorklist *self)
{
  g_auto (SgnValue) value = SGN_VALUE_INIT;

  if (!read_request (self, &value))
    return;
  gtk_widget_set_sensitive (self->request_open, FALSE);
  gtk_menu_button_popdown (self->request_button);
  sgn_input_set_text (SGN_INPUT (self->request_input), "");
  sgn_review_open_sheet (SGN_REVIEW_TAB (self), value.integer, "request");
}

static void
take_out_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sgn_review_start_step (SGN_REVIEW_TAB (widget), SGN_REVIEW_TAKE_OUT, 0, NULL, (SgnDate){ 0 });
}

/* --- overrides --- */

static void
fill_stages (SgnReviewWorklist *self)
{
  static const char *const names[]
      = { N_ ("Every state"),     N_ ("No sheet yet"),          N_ ("Sheet opened"),
          N_ ("Sheet filled in"), N_ ("Agreed by the village"), N_ ("Draft or preliminary"),
          N_ ("Official class") };

  sgn_options_clear (self->stage);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", i);

      sgn_options_add (self->stage, value, _ (names[i]));
    }
  sgn_options_select (self->stage, "0");
}

static void
sgn_review_worklist_ledger_set (SgnReviewTab *tab, SgnLedger *ledger)
{
  SgnReviewWorklist *self = SGN_REVIEW_WORKLIST (tab);

  stop_list (self);
  g_clear_pointer (&self->list, sgn_query_free);
  sgn_row_view_set_ledger (self->households, ledger);
  if (ledger != NULL)
    sgn_input_bind (SGN_INPUT (self->request_input),
                    sgn_record_type_field (&sgn_type_review_sheet, "household-id"), ledger);
}

static void
sgn_review_worklist_find (SgnReviewTab *tab)
{
  gtk_widget_grab_focus (GTK_WIDGET (SGN_REVIEW_WORKLIST (tab)->search));
}

static void
sgn_review_worklist_create (SgnReviewTab *tab)
{
  gtk_widget_activate_action (GTK_WIDGET (tab), "worklist.request", NULL);
}

/* The table the keyboard is in. */
static SgnSheet *
sgn_review_worklist_make_sheet (SgnReviewTab *tab, GError **error)
{
  SgnReviewWorklist *self = SGN_REVIEW_WORKLIST (tab);
  SgnReviewRow *row = sgn_review_table_get_selected (self->units);
  int year = sgn_review_tab_get_year (tab);
  g_autofree char *title = NULL;

  if (sgn_review_table_has_focus (self->units))
    {
      title = g_strdup_printf ("TIẾN ĐỘ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO NĂM %d", year);
      return sgn_review_table_make_sheet (self->units, "review-progress", title, NULL);
    }
  title = row != NULL && row->id != 0
              ? g_strdup_printf ("DANH SÁCH HỘ RÀ SOÁT NĂM %d – %s", year, row->texts[0])
              : g_strdup_printf ("DANH SÁCH HỘ RÀ SOÁT NĂM %d", year);
  return sgn_row_view_make_sheet (self->households, title, error);
}

static gboolean
sgn_review_worklist_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SGN_REVIEW_WORKLIST (widget)->units));
}

static void
sgn_review_worklist_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, SGN_REVIEW_WORKLIST (object)->share);
}

static void
sgn_review_worklist_dispose (GObject *object)
{
  SgnReviewWorklist *self = SGN_REVIEW_WORKLIST (object);

  stop_list (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_REVIEW_WORKLIST);

  G_OBJECT_CLASS (sgn_review_worklist_parent_class)->dispose (object);
}

static void
sgn_review_worklist_finalize (GObject *object)
{
  SgnReviewWorklist *self = SGN_REVIEW_WORKLIST (object);

  g_clear_pointer (&self->list, sgn_query_free);
  g_free (self->share);

  G_OBJECT_CLASS (sgn_review_worklist_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SGN_TYPE_RECORD_INPUT);
  g_type_ensure (SGN_TYPE_REVIEW_TABLE);
  g_type_ensure (SGN_TYPE_ROW_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/pages/review-worklist.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnReviewWorklist, box);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewWorklist, paned);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewWorklist, units);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewWorklist, progress_label);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewWorklist, search);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewWorklist, stage);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewWorklist, tools);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewWorklist, households);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewWorklist, gone_box);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewWorklist, gone_label);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewWorklist, request_button);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewWorklist, request_open);
  gtk_widget_class_bind_template_child (widget_class, SgnReviewWorklist, request_input);
  gtk_widget_class_bind_template_callback (widget_class, unit_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, unit_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stage_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, household_activated_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "update",
                                                G_CALLBACK (sgn_review_worklist_update));
  gtk_widget_class_bind_template_callback (widget_class, request_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, request_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_cb);
}

static void
sgn_review_worklist_class_init (SgnReviewWorklistClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SgnReviewTabClass *tab_class = SGN_REVIEW_TAB_CLASS (klass);

  object_class->get_property = sgn_review_worklist_get_property;
  object_class->dispose = sgn_review_worklist_dispose;
  object_class->finalize = sgn_review_worklist_finalize;
  widget_class->grab_focus = sgn_review_worklist_grab_focus;
  tab_class->eager = TRUE;
  tab_class->ledger_set = sgn_review_worklist_ledger_set;
  tab_class->update = sgn_review_worklist_update;
  tab_class->read = sgn_worklist_read;
  tab_class->free_answer = sgn_worklist_answer_free;
  tab_class->show = sgn_review_worklist_show;
  tab_class->find = sgn_review_worklist_find;
  tab_class->create = sgn_review_worklist_create;
  tab_class->make_sheet = sgn_review_worklist_make_sheet;

  share_property
      = g_param_spec_string ("share", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, 1, share_property);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "worklist.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "worklist.request", NULL, request_cb);
  gtk_widget_class_install_action (widget_class, "worklist.new-household", NULL, new_household_cb);
  gtk_widget_class_install_action (widget_class, "worklist.take-out", NULL, take_out_cb);
}

static void
sgn_review_worklist_init (SgnReviewWorklist *self)
{
  static const char *const fields[]
      = { "head",    "review-state", "standing-before", "standing", "unit-id", "commune",
          "persons", "code",         "ethnicity",       "address",  "phone",   NULL };
  static const char *const hidden[]
      = { "commune", "persons", "code", "ethnicity", "address", "phone", NULL };

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_paned_set_position (self->paned, sgn_text_scale (UNITS_WIDTH));
  sgn_review_table_set_columns (self->units, sgn_worklist_columns, TRUE);
  sgn_row_view_set_looks (self->households, LOOKS);
  sgn_row_view_set_columns (self->households, "review-households", &sgn_type_household, fields,
                            hidden);
  sgn_row_view_set_empty (
      self->households, _ ("Nobody to review here"),
      _ ("The list holds the poor and near-poor of last year, and who asked for "
         "a review this year."),
      _ ("_Request a Review…"), "worklist.request");
  gtk_box_append (self->tools, sgn_row_view_make_columns_button (self->households));
  fill_stages (self);
  self->filling = FALSE;
}

const char *
sgn_review_worklist_get_share (SgnReviewWorklist *self)
{
  g_return_val_if_fail (SGN_IS_REVIEW_WORKLIST (self), NULL);

  return self->share;
}

gboolean
sgn_review_worklist_show_household (SgnReviewWorklist *self, gint64 household_id)
{
  SgnLedger *ledger = sgn_review_tab_get_ledger (SGN_REVIEW_TAB (self));
  g_autoptr (SgnRecord) household = sgn_record_load (sgn_ledger_get_connection (ledger),
                                                     &sgn_type_household, household_id, NULL);

  g_return_val_if_fail (SGN_IS_REVIEW_WORKLIST (self), FALSE);

  if (household == NULL)
    return FALSE;
  self->wanted = household_id;
  self->filling = TRUE;
  sgn_options_select (self->stage, "0");
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  sgn_review_table_select (self->units, sgn_record_get_int (household, "unit-id"));
  self->filling = FALSE;
  show_chosen (self);
  ask_households (self);
  return TRUE;
}
