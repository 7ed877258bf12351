#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-review-sheet-window-private.h"

#include "app/widgets/sgn-options.h"
#include "base/sgn-number.h"
#include "programme/sgn-programme.h"
#include "record/sgn-query.h"

#include <glib/gi18n-lib.h>

static SgnConnection *
get_connection (SgnReviewSheetWindow *self)
{
  return sgn_ledger_get_connection (self->ledger);
}

char *
sgn_review_sheet_window_format (SgnReviewSheetWindow *self, SgnRecord *record, const char *field)
{
  return sgn_field_format (sgn_record_type_field (sgn_record_get_record_type (record), field),
                           get_connection (self), sgn_record_get (record, field), SGN_MONEY_DONG);
}

/* --- household and members, as form 01 has them --- */

static void
add_cell (SgnReviewSheetWindow *self, int column, int row, const char *text, gboolean heading)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, column == 4);
  if (heading)
    gtk_widget_add_css_class (label, "caption");
  gtk_grid_attach (self->members_grid, label, column, row, 1, 1);
}

/* Form 01 asks: has work, has none, studies. */
static const char *
name_occupation (SgnRecord *member)
{
  const char *schooling = sgn_record_get_text (member, "schooling");
  const char *work = sgn_record_get_text (member, "work");
  static const char *const working[] = { "contract", "no-contract", "self-employed", NULL };

  if (g_strcmp0 (work, "studying") == 0 || (schooling != NULL && !g_str_equal (schooling, "none")))
    return _ ("studies");
  if (work == NULL)
    return "–";
  return g_strv_contains (working, work) ? _ ("has work") : _ ("has no work");
}

static void
add_member (SgnReviewSheetWindow *self, SgnRecord *member, int row)
{
  static const char *const fields[] = { "name", "sex", "birth", "relation" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *text = sgn_review_sheet_window_format (self, member, fields[i]);

      add_cell (self, (int)i, row, text, FALSE);
    }
  add_cell (self, G_N_ELEMENTS (fields), row, name_occupation (member), FALSE);
}

static void
add_headings (SgnReviewSheetWindow *self)
{
  const char *const headings[]
      = { _ ("Full name"), _ ("Sex"), _ ("Born"), _ ("Relation"), _ ("Status") };

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    add_cell (self, (int)i, 0, headings[i], TRUE);
}

static void
show_members (SgnReviewSheetWindow *self)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_member);
  g_autoptr (GArray) ids = NULL;
  GtkWidget *child;
  int row = 1;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->members_grid))) != NULL)
    gtk_grid_remove (self->members_grid, child);
  add_headings (self);
  sgn_query_where_int (query, "household-id", self->household_id);
  ids = sgn_query_run (query, get_connection (self), NULL, NULL);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (SgnRecord) member = sgn_record_load (get_connection (self), &sgn_type_member,
                                                      g_array_index (ids, gint64, i), NULL);

      if (member != NULL && sgn_record_is_null (member, "left-on"))
        add_member (self, member, row++);
    }
}

void
sgn_review_sheet_window_show_household (SgnReviewSheetWindow *self)
{
  static const char *const fields[] = { "unit-id", "address", "ethnicity", "code" };
  g_autoptr (SgnRecord) household
      = sgn_record_load (get_connection (self), &sgn_type_household, self->household_id, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  show_members (self);
  if (household == NULL)
    return;
  g_string_append (text, sgn_record_get_text (household, "head"));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = sgn_review_sheet_window_format (self, household, fields[i]);

      if (value[0] != '\0')
        g_string_append_printf (text, " · %s", value);
    }
  gtk_label_set_label (self->household_label, text->str);
}

/* --- the table of points --- */

static void
say_no_table (SgnReviewSheetWindow *self, gboolean loaded)
{
  gtk_label_set_label (
      self->points_label,
      loaded ? _ ("The total is typed, although a table of points is loaded.")
             : _ ("No table of income points is loaded for this year and area, and the program "
                  "ships none: type the total of sheet B1. A table can be loaded from a catalogue "
                  "file of the kind “points”."));
}

static void
use_table (SgnReviewSheetWindow *self, const char *region)
{
  g_autoptr (GError) error = NULL;
  SgnPointTable *table = sgn_point_table_load (get_connection (self), region, self->year, &error);
  g_autofree char *text = NULL;

  sgn_points_input_set_table (self->points_input, table);
  if (table == NULL)
    {
      gtk_label_set_label (self->points_label, error->message);
      return;
    }
  text = g_strdup_printf (_ ("Table: %s – %s (%s)"), table->title, table->region_name,
                          table->source);
  gtk_label_set_label (self->points_label, text);
}

static void
fill_regions (SgnReviewSheetWindow *self, char **regions)
{
  g_autofree char *usual = sgn_setting_get (get_connection (self), "review-region", "");

  sgn_options_clear (self->region_drop_down);
  for (guint i = 0; regions[i] != NULL; i++)
    {
      g_autoptr (SgnPointTable) table
          = sgn_point_table_load (get_connection (self), regions[i], self->year, NULL);

      sgn_options_add (self->region_drop_down, regions[i],
                       table != NULL ? table->region_name : regions[i]);
    }
  if (!sgn_options_select (self->region_drop_down, usual))
    gtk_drop_down_set_selected (self->region_drop_down, 0);
}

/* What was answered since the sheet was stored counts more than what is stored. */
static GPtrArray *
find_answers (SgnReviewSheetWindow *self)
{
  SgnRecord *sheet = sgn_form_get_record (self->form);
  GPtrArray *answers = NULL;

  if (sheet != NULL && sgn_record_get_id (sheet) != 0 && !sgn_form_is_changed (self->form))
    answers = sgn_answers_load (get_connection (self), sgn_record_get_id (sheet), NULL);
  return answers != NULL ? answers : sgn_points_input_peek_answers (self->points_input);
}

/* Of the regions the one the office uses, unless another knows more of the answers. Those that none
 * knows are lost, and the questions say so: but stored ones stand as the total they gave. */
static gboolean
find_region (SgnReviewSheetWindow *self, char **regions, GPtrArray *answers)
{
  g_autofree char *best = g_strdup (sgn_options_get (self->region_drop_down));
  guint fewest;

  use_table (self, best);
  fewest = sgn_points_input_set_answers (self->points_input, answers);
  for (guint i = 0; regions[i] != NULL && fewest > 0; i++)
    {
      guint unknown;

      use_table (self, regions[i]);
      unknown = sgn_points_input_set_answers (self->points_input, answers);
      if (unknown >= fewest)
        continue;
      fewest = unknown;
      g_free (best);
      best = g_strdup (regions[i]);
    }
  if (fewest > 0 && !sgn_form_is_changed (self->form))
    return FALSE;
  sgn_options_select (self->region_drop_down, best);
  if (fewest > 0)
    {
      use_table (self, best);
      sgn_points_input_set_answers (self->points_input, answers);
    }
  return TRUE;
}

/* A total that no answers explain stays a total. */
static gboolean
is_total_typed (SgnRecord *sheet, GPtrArray *answers)
{
  return answers->len == 0 && !sgn_record_is_null (sheet, "a-total");
}

void
sgn_review_sheet_window_show_points (SgnReviewSheetWindow *self)
{
  g_autoptr (SgnRecord) sheet = sgn_review_sheet_window_peek (self);
  const char *area = sgn_record_get_text (sheet, "area");
  g_auto (GStrv) regions
      = sgn_point_table_regions (get_connection (self), area != NULL ? area : "", self->year, NULL);
  guint n = regions != NULL ? g_strv_length (regions) : 0;
  g_autoptr (GPtrArray) answers = find_answers (self);
  gboolean was_loading = self->loading;

  self->loading = TRUE;
  self->by_total = FALSE;
  if (n > 0)
    fill_regions (self, regions);
  if (n == 0 || is_total_typed (sheet, answers) || !find_region (self, regions, answers))
    {
      self->by_total = n > 0;
      sgn_points_input_set_table (self->points_input, NULL);
      if (sgn_form_is_changed (self->form))
        sgn_points_input_set_answers (self->points_input, answers);
      say_no_table (self, n > 0);
    }
  gtk_widget_set_visible (self->region_box, n > 1 && !self->by_total);
  gtk_widget_set_visible (self->table_button, n > 0 && self->by_total && self->why_fixed == NULL);
  gtk_widget_set_visible (self->load_button, n == 0 && self->why_fixed == NULL);
  self->loading = was_loading;
}

/* --- the result --- */

void
sgn_review_sheet_window_load_family (SgnReviewSheetWindow *self, gboolean first)
{
  g_autoptr (GError) error = NULL;
  SgnFamily *family
      = sgn_family_load (get_connection (self), self->household_id, 0, self->day, &error);

  if (family == NULL)
    g_warning ("Family: %s", error->message);
  if (first)
    sgn_indicator_form_set_family (self->indicator_form, self->ledger, family, self->year,
                                   self->day);
  else
    sgn_indicator_form_change_family (self->indicator_form, family, self->day);
}

SgnRecord *
sgn_review_sheet_window_peek (SgnReviewSheetWindow *self)
{
  SgnRecord *sheet = sgn_record_new (&sgn_type_review_sheet);
  SgnRecord *stored = sgn_form_get_record (self->form);

  if (stored != NULL)
    sgn_record_set_text (sheet, "state", sgn_record_get_text (stored, "state"));
  for (guint i = 0; i < sgn_type_review_sheet.n_fields; i++)
    {
      const char *field = sgn_type_review_sheet.fields[i].name;
      SgnInput *input = sgn_form_get_input (self->form, field);

      if (input != NULL)
        sgn_input_peek (input, sheet);
    }
  return sheet;
}

static void
show_verdict (SgnReviewSheetWindow *self, SgnRecord *sheet)
{
  SgnTri ticks[SGN_N_INDICATORS];

  sgn_indicator_form_get_ticks (self->indicator_form, ticks);
  sgn_verdict_view_judge (self->verdict_view, get_connection (self), self->year, sheet, ticks,
                          sgn_indicator_form_count_differing (self->indicator_form));
}

static char *
describe_meeting (SgnReviewSheetWindow *self, SgnRecord *sheet, SgnMeeting meeting)
{
  gint64 agreed = sgn_record_get_int (sheet, "agreed");
  gint64 present = sgn_record_get_int (sheet, "present");
  g_autofree char *share = sgn_number_format_percent (agreed, present);

  if (self->limit == NULL)
    return g_strdup (_ ("No catalogue of this year says how many must agree."));
  switch (meeting)
    {
    case SGN_MEETING_AGREED:
      return g_strdup_printf (_ ("%s of those present agreed: enough (at least %d %%; %s)."), share,
                              self->limit->share, self->limit->source);
    case SGN_MEETING_REFUSED:
      return g_strdup_printf (
          _ ("%s of those present agreed: not enough (at least %d %%; %s). Review and meeting "
             "have to be held again."),
          share, self->limit->share, self->limit->source);
    case SGN_MEETING_WRONG:
      return g_strdup (_ ("More agreed than were present: correct the numbers."));
    case SGN_MEETING_NOT_HELD:
    default:
      return g_strdup_printf (_ ("Agreed when at least %d %% of those present say so (%s); needs "
                                 "both numbers and the date."),
                              self->limit->share, self->limit->source);
    }
}

static void
show_meeting (SgnReviewSheetWindow *self, SgnRecord *sheet)
{
  SgnMeeting meeting = sgn_review_meeting (sheet, self->limit);
  const char *state
      = sgn_review_state (sheet, sgn_verdict_view_get_class (self->verdict_view), meeting);
  g_autofree char *text = describe_meeting (self, sheet, meeting);
  g_autofree char *name = NULL;
  gboolean bad = meeting == SGN_MEETING_REFUSED || meeting == SGN_MEETING_WRONG;

  gtk_label_set_label (self->meeting_label, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->meeting_label), bad ? "caption" : "bad-text");
  gtk_widget_add_css_class (GTK_WIDGET (self->meeting_label), bad ? "bad-text" : "caption");
  sgn_record_set_text (sheet, "state", state);
  name = sgn_review_sheet_window_format (self, sheet, "state");
  gtk_label_set_label (self->state_label, name);
}

/* Another class than the sheet gives wants a reason, so there is a place for one. */
static void
update_take_over (SgnReviewSheetWindow *self)
{
  const char *class_ = sgn_options_get (self->class_drop_down);
  const char *given = sgn_poverty_class_code (sgn_verdict_view_get_class (self->verdict_view));
  gboolean other = class_[0] != '\0' && g_strcmp0 (class_, given) != 0;

  gtk_widget_set_visible (GTK_WIDGET (self->reason_entry), other);
  gtk_widget_set_sensitive (self->take_over_button,
                            self->why_fixed == NULL && (other || given[0] != '\0'));
}

void
sgn_review_sheet_window_refresh (SgnReviewSheetWindow *self)
{
  g_autoptr (SgnRecord) sheet = NULL;

  if (self->loading)
    return;
  sheet = sgn_review_sheet_window_peek (self);
  show_verdict (self, sheet);
  show_meeting (self, sheet);
  update_take_over (self);
}

SgnPovertyClass
sgn_review_sheet_window_judge (SgnReviewSheetWindow *self)
{
  return sgn_verdict_view_get_class (self->verdict_view);
}

/* --- the years --- */

static SgnRecord *
find_year (SgnReviewSheetWindow *self, int year)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_household_year);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_int (query, "household-id", self->household_id);
  sgn_query_where_int (query, "year", year);
  ids = sgn_query_run (query, get_connection (self), NULL, NULL);
  if (ids == NULL || ids->len == 0)
    return NULL;
  return sgn_record_load (get_connection (self), &sgn_type_household_year,
                          g_array_index (ids, gint64, 0), NULL);
}

static char *
describe_year (SgnReviewSheetWindow *self, int year)
{
  g_autoptr (SgnRecord) record = find_year (self, year);
  g_autofree char *class_ = NULL;
  g_autofree char *state = NULL;

  if (record == NULL)
    return g_strdup_printf (year < self->year ? _ ("%d: on no list") : _ ("%d: no result yet"),
                            year);
  class_ = sgn_review_sheet_window_format (self, record, "class");
  state = sgn_review_sheet_window_format (self, record, "state");
  /* Translators: year, class of the household, state of that result */
  return g_strdup_printf (_ ("%d: %s (%s)"), year, class_, state);
}

/* A second look must not know what the first one came to. */
void
sgn_review_sheet_window_show_year (SgnReviewSheetWindow *self)
{
  gboolean leads = g_str_equal (self->kind, "periodic") || g_str_equal (self->kind, "request");
  g_autofree char *before = describe_year (self, self->year - 1);
  g_autofree char *now = NULL;

  gtk_label_set_label (self->before_label, before);
  gtk_widget_set_visible (self->take_over_box, leads);
  if (!leads)
    return;
  now = describe_year (self, self->year);
  gtk_label_set_label (self->year_label, now);
}
