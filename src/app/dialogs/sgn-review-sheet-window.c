#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-review-sheet-window-private.h"

#include "app/dialogs/sgn-ask.h"
#include "app/dialogs/sgn-choose-file.h"
#include "app/widgets/sgn-choice-input.h"
#include "app/widgets/sgn-codes-input.h"
#include "app/widgets/sgn-date-input.h"
#include "app/widgets/sgn-memo-input.h"
#include "app/widgets/sgn-number-input.h"
#include "app/widgets/sgn-options.h"
#include "app/widgets/sgn-text-input.h"
#include "programme/sgn-catalogue.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define N_SECTIONS 7
#define FIRST_BELOW 3 /* of the sections: the points, and what follows them */

G_DEFINE_FINAL_TYPE (SgnReviewSheetWindow, sgn_review_sheet_window, GTK_TYPE_WINDOW)

static void show_sheet (SgnReviewSheetWindow *self, gint64 household_id);

/* --- sections --- */

static void
go_to_section_cb (GtkWidget *button, GtkWidget *section)
{
  SgnReviewSheetWindow *self
      = SGN_REVIEW_SHEET_WINDOW (gtk_widget_get_ancestor (button, SGN_TYPE_REVIEW_SHEET_WINDOW));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double x, y;

  gtk_widget_child_focus (section, GTK_DIR_TAB_FORWARD);
  if (gtk_widget_translate_coordinates (section, GTK_WIDGET (self->form), 0, 0, &x, &y))
    gtk_adjustment_set_value (adjustment, y);
}

static GtkWidget *
get_section (SgnReviewSheetWindow *self, guint i)
{
  GtkWidget *const sections[N_SECTIONS]
      = { self->request_section, self->household_section, self->screening_section,
          self->points_section,  self->services_section,  self->outcome_section,
          self->meeting_section };

  return sections[i];
}

/* Alt and the number goes there. */
static void
fill_section_list (SgnReviewSheetWindow *self)
{
  const char *const titles[N_SECTIONS]
      = { _ ("Request"),        _ ("Household"),      _ ("Sheet A"),        _ ("B1: income points"),
          _ ("B2: indicators"), _ ("Causes, income"), _ ("Village meeting") };
  GtkWidget *child;
  guint number = 0;

  while ((child = gtk_widget_get_first_child (self->section_list)) != NULL)
    gtk_box_remove (GTK_BOX (self->section_list), child);
  for (guint i = 0; i < N_SECTIONS; i++)
    {
      g_autofree char *text = NULL;
      GtkWidget *button;

      if (!gtk_widget_get_visible (get_section (self, i)))
        continue;
      text = g_strdup_printf ("_%u  %s", ++number, titles[i]);
      button = gtk_button_new_with_mnemonic (text);
      gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
      gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
      g_signal_connect (button, "clicked", G_CALLBACK (go_to_section_cb), get_section (self, i));
      gtk_box_append (GTK_BOX (self->section_list), button);
    }
}

static void
choose_sections (SgnReviewSheetWindow *self)
{
  gboolean leads = g_str_equal (self->kind, "periodic") || g_str_equal (self->kind, "request");

  gtk_widget_set_visible (self->request_section, g_str_equal (self->kind, "request"));
  gtk_widget_set_visible (self->screening_section, leads);
  gtk_widget_set_visible (self->meeting_section, leads);
  fill_section_list (self);
}

/* The first tick comes before anything was painted. */
static gboolean
show_next_section_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  SgnReviewSheetWindow *self = SGN_REVIEW_SHEET_WINDOW (widget);
  const int next = g_bit_nth_lsf (self->sections_later, -1);

  if (!self->ticked)
    {
      self->ticked = TRUE;
      return G_SOURCE_CONTINUE;
    }
  if (next >= 0)
    {
      gtk_widget_set_visible (get_section (self, (guint)next), TRUE);
      self->sections_later &= ~(1UL << next);
    }
  return self->sections_later != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* The indicators alone are three hundred widgets, and they stand below the edge: the window is
 * there at once, and each of those sections comes with a frame of its own. */
static void
show_sections_later (SgnReviewSheetWindow *self)
{
  for (guint i = FIRST_BELOW; i < N_SECTIONS; i++)
    if (gtk_widget_get_visible (get_section (self, i)))
      {
        gtk_widget_set_visible (get_section (self, i), FALSE);
        self->sections_later |= 1UL << i;
      }
  gtk_widget_add_tick_callback (GTK_WIDGET (self), show_next_section_cb, NULL, NULL);
}

/* --- showing a sheet --- */

static void
show_title (SgnReviewSheetWindow *self)
{
  g_autofree char *head = sgn_record_title (sgn_ledger_get_connection (self->ledger),
                                            &sgn_type_household, self->household_id);
  g_autofree char *kind
      = sgn_review_sheet_window_format (self, sgn_form_get_record (self->form), "kind");
  /* Translators: head of the household, year, kind of review */
  g_autofree char *title = g_strdup_printf (_ ("%s – review sheet %d, %s"), head, self->year, kind);

  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* Each sheet that is not stored yet has a draft of its own. */
static gint64
make_scope (SgnReviewSheetWindow *self)
{
  g_autofree char *text
      = g_strdup_printf ("%" G_GINT64_FORMAT " %d %s", self->household_id, self->year, self->kind);
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (const char *at = text; *at != '\0'; at++)
    hash = (hash ^ (guchar)*at) * G_GUINT64_CONSTANT (1099511628211);
  return -1 - (gint64)(hash >> 2);
}

static SgnRecord *
load_sheet (SgnReviewSheetWindow *self, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  g_autoptr (GError) local = NULL;
  gint64 id
      = sgn_review_find_sheet (connection, self->household_id, self->year, self->kind, &local);
  g_autofree char *today = sgn_date_format_iso (sgn_date_today ());
  SgnRecord *sheet;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (id != 0)
    return sgn_record_load (connection, &sgn_type_review_sheet, id, error);
  sheet = sgn_review_new_sheet (connection, self->household_id, self->year, self->kind, error);
  if (sheet != NULL)
    sgn_record_set_text (sheet, "reviewed-on", today);
  return sheet;
}

static void
set_day (SgnReviewSheetWindow *self, SgnRecord *sheet)
{
  const char *text = sgn_record_get_text (sheet, "reviewed-on");

  if (text == NULL || !sgn_date_parse_iso (text, &self->day))
    self->day = sgn_date_today ();
}

static void
set_fixed (SgnReviewSheetWindow *self)
{
  g_free (self->why_fixed);
  self->why_fixed
      = sgn_ledger_is_writable (self->ledger)
            ? sgn_review_why_fixed (sgn_ledger_get_connection (self->ledger), self->household_id,
                                    self->year)
            : g_strdup (_ ("The ledger is open read-only: the sheet can only be read."));
  gtk_widget_set_sensitive (self->content, self->why_fixed == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.save", self->why_fixed == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->class_drop_down), self->why_fixed == NULL);
  if (self->why_fixed != NULL)
    sgn_message_bar_show_notice (self->message_bar, self->why_fixed);
  else
    sgn_message_bar_hide (self->message_bar);
}

/* Order matters: the table and its answers, then the record, then what follows from both. */
static void
edit_sheet (SgnReviewSheetWindow *self, SgnRecord *sheet)
{
  self->loading = TRUE;
  set_day (self, sheet);
  set_fixed (self);
  sgn_review_sheet_window_show_household (self);
  sgn_review_sheet_window_load_family (self, TRUE);
  sgn_form_set_scope (self->form, make_scope (self));
  sgn_points_input_set_table (self->points_input, NULL);
  sgn_form_edit (self->form, self->ledger, sheet);
  sgn_review_sheet_window_show_points (self);
  sgn_indicator_form_settle (self->indicator_form);
  sgn_options_select (self->class_drop_down, "");
  gtk_editable_set_text (GTK_EDITABLE (self->reason_entry), "");
  show_title (self);
  sgn_review_sheet_window_show_year (self);
  self->loading = FALSE;
  sgn_review_sheet_window_refresh (self);
}

static void
show_sheet (SgnReviewSheetWindow *self, gint64 household_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnRecord) sheet = NULL;

  self->household_id = household_id;
  sheet = load_sheet (self, &error);
  if (sheet == NULL)
    {
      sgn_message_bar_show_error (self->message_bar, error->message);
      gtk_widget_set_sensitive (self->content, FALSE);
      return;
    }
  edit_sheet (self, sheet);
  if (sgn_form_has_draft (self->form))
    sgn_message_bar_show_message (self->message_bar,
                                  _ ("What was typed last time and not saved is shown."),
                                  _ ("Discard it"), "sheet.discard", NULL);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/* --- what is typed --- */

static void
day_changed_cb (SgnReviewSheetWindow *self)
{
  g_autoptr (SgnRecord) sheet = NULL;

  if (self->loading || self->ledger == NULL)
    return;
  sheet = sgn_review_sheet_window_peek (self);
  set_day (self, sheet);
  sgn_review_sheet_window_load_family (self, FALSE);
}

static void
area_changed_cb (SgnReviewSheetWindow *self)
{
  if (self->loading || self->ledger == NULL)
    return;
  sgn_review_sheet_window_show_points (self);
  sgn_review_sheet_window_refresh (self);
}

static void
edited_cb (SgnReviewSheetWindow *self)
{
  if (self->ledger != NULL)
    sgn_review_sheet_window_refresh (self);
}

static void
region_chosen_cb (SgnReviewSheetWindow *self)
{
  g_autoptr (GPtrArray) answers = NULL;

  if (self->loading || self->ledger == NULL || self->by_total)
    return;
  answers = sgn_points_input_peek_answers (self->points_input);
  sgn_points_input_set_table (self->points_input,
                              sgn_point_table_load (sgn_ledger_get_connection (self->ledger),
                                                    sgn_options_get (self->region_drop_down),
                                                    self->year, NULL));
  sgn_points_input_set_answers (self->points_input, answers);
  sgn_input_edited (SGN_INPUT (self->points_input));
}

static void
class_chosen_cb (SgnReviewSheetWindow *self)
{
  if (self->ledger != NULL)
    sgn_review_sheet_window_refresh (self);
}

static void
use_table_cb (SgnReviewSheetWindow *self)
{
  SgnRecord *sheet = sgn_form_get_record (self->form);

  sgn_record_set_null (sheet, "a-total");
  sgn_input_set_text (SGN_INPUT (self->points_input), "");
  sgn_review_sheet_window_show_points (self);
  sgn_input_edited (SGN_INPUT (self->points_input));
  gtk_widget_grab_focus (GTK_WIDGET (self->points_input));
}

static void
table_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnReviewSheetWindow) self = user_data;
  g_autofree char *path = sgn_choose_file_finish (result);
  g_autoptr (GError) error = NULL;

  if (path == NULL || self->ledger == NULL)
    return;
  if (!sgn_catalogue_load_file (self->ledger, path, NULL, &error))
    sgn_message_bar_show_error (self->message_bar, error->message);
  else
    sgn_review_sheet_window_show_points (self);
}

static void
load_table_cb (SgnReviewSheetWindow *self)
{
  static const char *const suffixes[] = { "xml", NULL };

  sgn_choose_file_async (GTK_WINDOW (self), SGN_CHOOSE_OPEN, _ ("Load a Table of Income Points"),
                         _ ("_Load"), NULL, suffixes, table_chosen_cb, g_object_ref (self));
}

static gboolean
concerns (const char *const *tables, const char *table)
{
  return g_strv_contains (tables, table);
}

static void
ledger_changed_cb (SgnReviewSheetWindow *self, const char *const *tables)
{
  if (concerns (tables, "member") || concerns (tables, "child_measure")
      || concerns (tables, "household"))
    {
      sgn_review_sheet_window_show_household (self);
      sgn_review_sheet_window_load_family (self, FALSE);
    }
  if (concerns (tables, "code_item"))
    {
      sgn_verdict_view_forget_standard (self->verdict_view);
      sgn_review_sheet_window_refresh (self);
    }
  if (concerns (tables, "review_sheet") && !sgn_form_is_changed (self->form))
    show_sheet (self, self->household_id);
  if (concerns (tables, "household_year"))
    sgn_review_sheet_window_show_year (self);
  if (concerns (tables, "household_year") || concerns (tables, "period_lock"))
    set_fixed (self);
}

/* --- saving --- */

static gboolean
save_sheet (SgnReviewSheetWindow *self, SgnRecord *record, GError **error)
{
  g_autoptr (GPtrArray) answers = sgn_points_input_get_answers (self->points_input);
  SgnMeeting meeting = sgn_review_meeting (record, self->limit);
  const SgnPointTable *table = sgn_points_input_get_table (self->points_input);

  if (meeting == SGN_MEETING_WRONG)
    {
      g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT,
                           _ ("More agreed than were present: correct the numbers."));
      return FALSE;
    }
  sgn_record_set_text (record, "standard", sgn_record_get_text (record, "area"));
  sgn_record_set_text (record, "state",
                       sgn_review_state (record, sgn_review_sheet_window_judge (self), meeting));
  return sgn_review_save_sheet (self->ledger, record, answers, table != NULL ? table->region : NULL,
                                error);
}

/* The form says at its end what was refused, which may be far below: the bar says it too. */
static gboolean
save_cb (SgnRecord *record, gpointer user_data, GError **error)
{
  SgnReviewSheetWindow *self = user_data;
  g_autoptr (GError) local = NULL;

  if (save_sheet (self, record, &local))
    return TRUE;
  sgn_message_bar_show_error (self->message_bar, local->message);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* "Saved." is not true any more. */
static void
changed_cb (SgnReviewSheetWindow *self)
{
  if (!self->loading && self->why_fixed == NULL && sgn_form_is_changed (self->form))
    sgn_message_bar_hide (self->message_bar);
}

static void
saved_cb (SgnReviewSheetWindow *self, gboolean another)
{
  g_autoptr (GError) error = NULL;
  gint64 next;

  sgn_review_sheet_window_refresh (self);
  if (!another)
    {
      sgn_message_bar_show_message (self->message_bar, _ ("Saved."), NULL, NULL, NULL);
      return;
    }
  next = sgn_review_next (sgn_ledger_get_connection (self->ledger), self->household_id, self->year,
                          self->kind, &error);
  if (next != 0)
    {
      show_sheet (self, next);
      sgn_form_focus (self->form, NULL);
    }
  else if (error != NULL)
    sgn_message_bar_show_error (self->message_bar, error->message);
  else
    sgn_message_bar_show_message (
        self->message_bar, _ ("Saved. No other household of this village is left to be reviewed."),
        NULL, NULL, NULL);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnReviewSheetWindow *self = SGN_REVIEW_SHEET_WINDOW (widget);

  if (self->why_fixed == NULL)
    sgn_form_save (self->form, g_str_equal (name, "sheet.save-next"));
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnReviewSheetWindow *self = SGN_REVIEW_SHEET_WINDOW (widget);

  sgn_form_discard (self->form);
  show_sheet (self, self->household_id);
}

static void
take_over_cb (SgnReviewSheetWindow *self)
{
  const char *class_ = sgn_options_get (self->class_drop_down);
  g_autoptr (GError) error = NULL;
  gint64 id;

  if ((sgn_form_is_changed (self->form)
       || sgn_record_get_id (sgn_form_get_record (self->form)) == 0)
      && !sgn_form_save (self->form, FALSE))
    return;
  id = sgn_record_get_id (sgn_form_get_record (self->form));
  if (sgn_review_take_over (self->ledger, id, class_[0] != '\0' ? class_ : NULL,
                            gtk_editable_get_text (GTK_EDITABLE (self->reason_entry)), &error))
    sgn_message_bar_show_message (self->message_bar,
                                  _ ("The result is the draft of the household's year."), NULL,
                                  NULL, NULL);
  else
    sgn_message_bar_show_error (self->message_bar, error->message);
}

/* --- object --- */

static void
fill_classes (SgnReviewSheetWindow *self)
{
  sgn_options_clear (self->class_drop_down);
  sgn_options_add (self->class_drop_down, "", _ ("the class the sheet gives"));
  for (SgnPovertyClass class_ = SGN_CLASS_POOR; class_ <= SGN_CLASS_NOT_POOR; class_++)
    sgn_options_add (self->class_drop_down, sgn_poverty_class_code (class_),
                     sgn_verdict_view_name (class_));
  gtk_drop_down_set_selected (self->class_drop_down, 0);
}

/* The inputs stand in the template; the form takes them over. */
static void
make_form (SgnReviewSheetWindow *self)
{
  g_autoptr (GtkWidget) content = g_object_ref (self->content);
  static const char *const watched[]
      = { "screened", "a-total", "income", "present", "agreed", "meeting-on" };

  gtk_scrolled_window_set_child (self->scroller, NULL);
  self->form = SGN_FORM (sgn_form_new_around (content));
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->form));
  sgn_form_set_save_func (self->form, save_cb, self);
  g_signal_connect_object (self->form, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "notify::changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "cancelled", G_CALLBACK (gtk_window_close), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (sgn_form_get_input (self->form, watched[i]), "edited",
                             G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sgn_form_get_input (self->form, "reviewed-on"), "left",
                           G_CALLBACK (day_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->area_input, "edited", G_CALLBACK (area_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->indicator_form, "changed", G_CALLBACK (edited_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
sgn_review_sheet_window_dispose (GObject *object)
{
  SgnReviewSheetWindow *self = SGN_REVIEW_SHEET_WINDOW (object);

  if (self->ledger != NULL)
    g_signal_handlers_disconnect_by_data (self->ledger, self);
  g_clear_object (&self->ledger);
  G_OBJECT_CLASS (sgn_review_sheet_window_parent_class)->dispose (object);
}

static void
sgn_review_sheet_window_finalize (GObject *object)
{
  SgnReviewSheetWindow *self = SGN_REVIEW_SHEET_WINDOW (object);

  g_clear_pointer (&self->limit, sgn_meeting_limit_free);
  g_free (self->kind);
  g_free (self->why_fixed);
  G_OBJECT_CLASS (sgn_review_sheet_window_parent_class)->finalize (object);
}

static void
ensure_types (void)
{
  g_type_ensure (SGN_TYPE_CHOICE_INPUT);
  g_type_ensure (SGN_TYPE_CODES_INPUT);
  g_type_ensure (SGN_TYPE_DATE_INPUT);
  g_type_ensure (SGN_TYPE_INDICATOR_FORM);
  g_type_ensure (SGN_TYPE_MEMO_INPUT);
  g_type_ensure (SGN_TYPE_MESSAGE_BAR);
  g_type_ensure (SGN_TYPE_NUMBER_INPUT);
  g_type_ensure (SGN_TYPE_POINTS_INPUT);
  g_type_ensure (SGN_TYPE_TEXT_INPUT);
  g_type_ensure (SGN_TYPE_VERDICT_VIEW);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, SgnReviewSheetWindow, name)
  BIND (message_bar);
  BIND (section_list);
  BIND (scroller);
  BIND (content);
  BIND (request_section);
  BIND (household_section);
  BIND (screening_section);
  BIND (points_section);
  BIND (services_section);
  BIND (outcome_section);
  BIND (meeting_section);
  BIND (household_label);
  BIND (members_grid);
  BIND (area_input);
  BIND (screened_input);
  BIND (points_label);
  BIND (region_box);
  BIND (region_drop_down);
  BIND (points_input);
  BIND (table_button);
  BIND (load_button);
  BIND (indicator_form);
  BIND (meeting_label);
  BIND (state_label);
  BIND (verdict_view);
  BIND (before_label);
  BIND (take_over_box);
  BIND (year_label);
  BIND (class_drop_down);
  BIND (reason_entry);
  BIND (take_over_button);
#undef BIND
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "sheet.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "sheet.save-next", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "sheet.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "sheet.discard", NULL, discard_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "sheet.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "sheet.save-next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "sheet.close", NULL);
}

static void
sgn_review_sheet_window_class_init (SgnReviewSheetWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_review_sheet_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = sgn_review_sheet_window_finalize;
  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/dialogs/review-sheet.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, region_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, class_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_table_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_table_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_over_cb);
  install_actions (widget_class);
  sgn_review_sheet_window_install_paper (widget_class);
}

static void
sgn_review_sheet_window_init (SgnReviewSheetWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_classes (self);
  make_form (self);
}

void
sgn_review_sheet_window_show (GtkWindow *parent, SgnLedger *ledger, gint64 household_id, int year,
                              const char *kind)
{
  SgnReviewSheetWindow *self = g_object_new (SGN_TYPE_REVIEW_SHEET_WINDOW, NULL);

  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  self->ledger = g_object_ref (ledger);
  self->year = year;
  self->kind = g_strdup (kind);
  self->limit = sgn_meeting_limit_find (sgn_ledger_get_connection (ledger), year, NULL);
  g_signal_connect_swapped (ledger, "changed", G_CALLBACK (ledger_changed_cb), self);
  choose_sections (self);
  show_sheet (self, household_id);
  show_sections_later (self);
  gtk_window_present (GTK_WINDOW (self));
  sgn_form_focus (self->form, NULL);
}
