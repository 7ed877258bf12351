#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-household-pane-private.h"

#include "app/dialogs/sgn-child-window.h"
#include "programme/sgn-child.h"

#include <glib/gi18n-lib.h>

#define KEY "member"

static SgnDate
read_birth (SgnRecord *member)
{
  const char *text = sgn_record_get_text (member, "birth");
  SgnDate birth;

  return text != NULL && sgn_date_parse_iso (text, &birth) ? birth : (SgnDate){ 0 };
}

static char *
describe_birth (SgnRecord *member)
{
  const SgnDate birth = read_birth (member);
  g_autofree char *shown = sgn_date_format (birth);
  g_autofree char *age = sgn_child_age_text (birth, sgn_date_today ());

  if (birth.year == 0)
    return g_strdup (_ ("birth not known"));
  return *age != '\0' ? g_strdup_printf ("%s (%s)", shown, age) : g_steal_pointer (&shown);
}

/* Somebody who learns has no work to tell of, and who works is past school. */
static void
join_occupation (SgnHouseholdPane *self, GString *line, SgnRecord *member)
{
  const char *schooling = sgn_record_get_text (member, "schooling");
  const gboolean learns = schooling != NULL && !g_str_equal (schooling, "none");
  g_autofree char *text = sgn_household_pane_format (self, member, learns ? "schooling" : "work");

  sgn_household_pane_join (line, text);
}

static char *
describe_person (SgnHouseholdPane *self, SgnRecord *member)
{
  g_autofree char *sex = sgn_household_pane_format (self, member, "sex");
  g_autofree char *birth = describe_birth (member);
  GString *line = g_string_new (NULL);

  sgn_household_pane_join (line, sex);
  sgn_household_pane_join (line, birth);
  join_occupation (self, line, member);
  return g_string_free (line, FALSE);
}

static char *
describe_numbers (SgnHouseholdPane *self, SgnRecord *member)
{
  const char *number = sgn_record_get_text (member, "id-number");
  g_autofree char *left = sgn_household_pane_format (self, member, "left-on");
  g_autofree char *left_why = sgn_household_pane_format (self, member, "left-why");
  g_autofree char *number_text = number != NULL ? g_strdup_printf (_ ("ID %s"), number) : NULL;
  GString *line = g_string_new (NULL);

  sgn_household_pane_join (line, number_text);
  if (!sgn_record_is_null (member, "insurance") && !sgn_record_get_int (member, "insurance"))
    sgn_household_pane_join (line, _ ("no health insurance card"));
  if (*left != '\0')
    {
      g_autofree char *gone = g_strdup_printf (_ ("left on %s: %s"), left, left_why);

      sgn_household_pane_join (line, gone);
    }
  return g_string_free (line, FALSE);
}

static void
add_member (SgnHouseholdPane *self, SgnRecord *member)
{
  g_autofree char *relation = sgn_household_pane_format (self, member, "relation");
  g_autofree char *person = describe_person (self, member);
  g_autofree char *numbers = describe_numbers (self, member);
  const char *const lines[] = { person, numbers, NULL };
  const char *name = sgn_record_get_text (member, "name");
  GtkWidget *text = sgn_household_pane_make_row (name, relation, lines);
  GtkWidget *row = gtk_list_box_row_new ();
  const gboolean child
      = sgn_child_is_below (read_birth (member), sgn_date_today (), SGN_CHILD_BELOW);

  if (!sgn_record_is_null (member, "left-on"))
    gtk_widget_add_css_class (text, "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), text);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), child);
  gtk_widget_set_tooltip_text (row, child ? _ ("Press Enter for height and weight") : NULL);
  g_object_set_data_full (G_OBJECT (row), KEY, g_object_ref (member), g_object_unref);
  gtk_list_box_append (self->members_list, row);
}

void
sgn_household_pane_fill_members (SgnHouseholdPane *self)
{
  GPtrArray *members = self->card->members;
  guint present = 0;
  g_autofree char *title = NULL;

  sgn_household_pane_clear (GTK_WIDGET (self->members_list));
  for (guint i = 0; i < members->len; i++)
    {
      add_member (self, members->pdata[i]);
      present += sgn_record_is_null (members->pdata[i], "left-on");
    }
  title = g_strdup_printf (_ ("Members (%u)"), present);
  gtk_label_set_label (self->members_title, title);
}

void
sgn_household_pane_open_member (SgnHouseholdPane *self, GtkListBoxRow *row)
{
  SgnRecord *member = g_object_get_data (G_OBJECT (row), KEY);

  sgn_child_window_show (sgn_household_pane_get_window (self), self->ledger,
                         sgn_record_get_id (member));
}

static char *
describe_event (SgnHouseholdPane *self, SgnRecord *event)
{
  static const char *const FIELDS[]
      = { "member-id", "other-id", "from-unit-id", "to-unit-id", "reason", "note" };
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    {
      g_autofree char *text = sgn_household_pane_format (self, event, FIELDS[i]);

      sgn_household_pane_join (line, text);
    }
  return g_string_free (line, FALSE);
}

void
sgn_household_pane_fill_events (SgnHouseholdPane *self)
{
  GPtrArray *events = self->card->events;

  sgn_household_pane_clear (GTK_WIDGET (self->events_list));
  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *kind = sgn_household_pane_format (self, events->pdata[i], "kind");
      g_autofree char *date = sgn_household_pane_format (self, events->pdata[i], "date");
      g_autofree char *more = describe_event (self, events->pdata[i]);
      const char *const lines[] = { more, NULL };

      gtk_list_box_append (self->events_list, sgn_household_pane_make_row (kind, date, lines));
    }
  gtk_widget_set_visible (self->events_section, events->len > 0);
}
