#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-household-window-private.h"

#include "programme/sgn-child.h"
#include "programme/sgn-identity.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* Households have their ids as scopes of drafts; below them is room for the one without. */
#define NEW_SCOPE 1

/* How many columns stand there until somebody wants all. */
#define N_USUAL_COLUMNS 10

static const SgnGridRecordsColumn member_columns[] = {
  { "name", NULL, 17, TRUE },
  { "sex", NULL, 9, FALSE },
  { "birth", N_ ("Born"), 10, FALSE },
  { "relation", N_ ("Relation"), 11, FALSE },
  { "id-number", N_ ("Personal no."), 13, FALSE },
  { "ethnicity", NULL, 8, FALSE },
  { "schooling", NULL, 13, FALSE },
  { "qualification", N_ ("Education"), 13, FALSE },
  { "work", N_ ("Occupation"), 15, FALSE },
  { "insurance", N_ ("Insured"), 5, FALSE },
  { "insurance-number", N_ ("Card number"), 16, FALSE },
  { "disability", NULL, 14, FALSE },
  { "pregnancy", NULL, 14, FALSE },
  { "monthly-assistance", N_ ("Assistance"), 10, FALSE },
  { "internet", N_ ("Internet"), 8, FALSE },
  { "note", NULL, 24, FALSE },
  { NULL },
};

static SgnGridVerdict
judge_cb (SgnRecord *member, const SgnField *field, const SgnValue *value, char **message,
          gpointer user_data)
{
  SgnHouseholdWindow *self = user_data;
  const char *birth = sgn_record_get_text (member, "birth");
  SgnDate date = { 0 };
  g_auto (GStrv) warnings = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (field->name, "id-number"))
    return SGN_GRID_OK;
  if (birth != NULL)
    sgn_date_parse_iso (birth, &date);
  warnings = sgn_identity_check (sgn_household_window_connection (self), value->text,
                                 sgn_child_sex (sgn_record_get_text (member, "sex")), date, &error);
  if (warnings == NULL)
    {
      *message = g_strdup (error->message);
      return SGN_GRID_ERROR;
    }
  if (warnings[0] == NULL)
    return SGN_GRID_OK;
  *message = g_strjoinv (" ", warnings);
  return SGN_GRID_WARNING;
}

/* The first row offers the head; the others live where the row above does. */
static void
begin_cb (SgnRecord *member, SgnRecord *above, gpointer user_data)
{
  SgnHouseholdWindow *self = user_data;
  g_autofree char *head = NULL, *ethnicity = NULL;

  if (above != NULL)
    {
      sgn_record_set (member, "ethnicity", sgn_record_get (above, "ethnicity"));
      sgn_record_set_int (member, "position", sgn_record_get_int (above, "position") + 1);
      return;
    }
  head = sgn_household_window_read (self, "head");
  ethnicity = sgn_household_window_read (self, "ethnicity");
  sgn_record_set_int (member, "position", 1);
  sgn_record_set_text (member, "ethnicity", ethnicity);
  if (sgn_grid_model_get_n_rows (SGN_GRID_MODEL (self->rows)) > 0)
    return;
  sgn_record_set_text (member, "name", head);
  sgn_record_set_text (member, "relation", "head");
  g_free (self->head);
  self->head = g_steal_pointer (&head);
}

void
sgn_household_window_show_count (SgnHouseholdWindow *self)
{
  guint n = sgn_grid_model_get_n_rows (SGN_GRID_MODEL (self->rows));
  g_autofree char *text = g_strdup_printf (ngettext ("%u person", "%u persons", n), n);

  gtk_label_set_label (self->count_label, text);
}

static gboolean
find_head_row (SgnHouseholdWindow *self, guint *row)
{
  guint n = sgn_grid_model_get_n_rows (SGN_GRID_MODEL (self->rows));

  for (*row = 0; *row < n; (*row)++)
    {
      SgnRecord *member = sgn_grid_records_peek_record (self->rows, *row);

      if (member != NULL && g_strcmp0 (sgn_record_get_text (member, "relation"), "head") == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_named_row (SgnHouseholdWindow *self, const char *name)
{
  guint n = sgn_grid_model_get_n_rows (SGN_GRID_MODEL (self->rows));

  for (guint i = 0; i < n; i++)
    {
      SgnRecord *member = sgn_grid_records_peek_record (self->rows, i);

      if (member != NULL && g_strcmp0 (sgn_record_get_text (member, "name"), name) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A name corrected in the row of the head is corrected in the form. */
static void
follow_head_row (SgnHouseholdWindow *self)
{
  SgnInput *input = sgn_form_get_input (self->form, "head");
  g_autofree char *head = sgn_household_window_read (self, "head");
  const char *name;
  guint row;

  if (!find_head_row (self, &row) || g_strcmp0 (head, self->head) != 0
      || find_named_row (self, self->head))
    return;
  name = sgn_record_get_text (sgn_grid_records_peek_record (self->rows, row), "name");
  if (name == NULL)
    return;
  g_free (self->head);
  self->head = g_strdup (name);
  sgn_input_set_text (input, name);
  sgn_input_leave (input);
}

static void
rows_changed_cb (SgnHouseholdWindow *self)
{
  follow_head_row (self);
  sgn_household_window_show_count (self);
  sgn_household_window_look_for_duplicates (self);
}

/* Who comes from the form into an empty grid finds the head there and goes on with the sex. */
static void
grid_entered_cb (SgnHouseholdWindow *self)
{
  SgnGridModel *model = SGN_GRID_MODEL (self->rows);
  SgnEntryGridView *view = sgn_entry_grid_get_view (self->grid);
  g_autofree char *head = NULL;
  int column;

  if (self->rows == NULL || sgn_grid_model_get_n_rows (model) > 0
      || !sgn_grid_model_can_add (model))
    return;
  head = sgn_household_window_read (self, "head");
  if (head[0] == '\0' || !sgn_grid_model_insert_row (model, 0))
    return;
  column = sgn_grid_records_find_column (self->rows, "sex");
  sgn_entry_grid_view_set_focus (view, 0, (guint)column, FALSE);
}

void
sgn_household_window_follow_head (SgnHouseholdWindow *self)
{
  g_autofree char *head = NULL, *message = NULL;
  SgnRecord *member;
  guint row;

  /* Inputs are left, too, when the window goes. */
  if (self->rows == NULL || !find_head_row (self, &row))
    return;
  head = sgn_household_window_read (self, "head");
  member = sgn_grid_records_peek_record (self->rows, row);
  if (head[0] == '\0' || g_strcmp0 (sgn_record_get_text (member, "name"), self->head) != 0)
    return;
  sgn_grid_model_set_text (SGN_GRID_MODEL (self->rows), row,
                           (guint)sgn_grid_records_find_column (self->rows, "name"), head,
                           &message);
  g_free (self->head);
  self->head = g_steal_pointer (&head);
}

void
sgn_household_window_show_columns (SgnHouseholdWindow *self)
{
  gboolean all = gtk_check_button_get_active (self->more_check);

  if (self->rows != NULL)
    sgn_grid_records_show_columns (self->rows, all ? 0 : N_USUAL_COLUMNS);
}

void
sgn_household_window_make_rows (SgnHouseholdWindow *self)
{
  g_autoptr (SgnRecord) template = sgn_record_new (&sgn_type_member);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_member);
  const SgnValue nothing = SGN_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  /* The old rows clear their draft before the new ones look for it. */
  sgn_entry_grid_set_model (self->grid, NULL);
  g_clear_object (&self->rows);
  self->rows = sgn_grid_records_new (self->ledger, sgn_programme_types (), &sgn_type_member,
                                     member_columns);
  sgn_grid_records_hold (self->rows, "household-id", "position");
  sgn_grid_records_set_begin_func (self->rows, begin_cb, self);
  sgn_grid_records_set_judge_func (self->rows, judge_cb, self);
  sgn_grid_records_set_template (self->rows, template);
  sgn_query_where_int (query, "household-id", self->household_id);
  sgn_query_where (query, "left-on", SGN_QUERY_EQUAL, &nothing);
  sgn_query_set_sort (query, "position");
  if (!sgn_grid_records_set_query (self->rows, query, &error))
    sgn_message_bar_show_error (self->message_bar, error->message);
  sgn_household_window_show_columns (self);
  sgn_grid_records_keep_draft (self->rows,
                               self->household_id != 0 ? self->household_id : NEW_SCOPE);
  g_signal_connect_object (self->rows, "rows-changed", G_CALLBACK (rows_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sgn_entry_grid_set_model (self->grid, SGN_GRID_MODEL (self->rows));
}

void
sgn_household_window_watch_members (SgnHouseholdWindow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (sgn_form_get_input (self->form, "head"), "left",
                           G_CALLBACK (sgn_household_window_follow_head), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "enter", G_CALLBACK (grid_entered_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->grid), focus);
}
