#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-unite-window-private.h"

#include "base/sgn-id.h"
#include "programme/sgn-household-events.h"
#include "programme/sgn-place.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* What two records of a household say, line by line. */

/* --- one line of the comparison --- */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
attach (SgnUniteWindow *self, GtkWidget *widget, int column, int width)
{
  gtk_widget_set_hexpand (widget, column > 0);
  gtk_grid_attach (self->grid, widget, column, self->line, width, 1);
}

static void
add_heading (SgnUniteWindow *self, const char *text)
{
  GtkWidget *label = make_label (text, "unite-heading");

  attach (self, label, 0, 3);
  self->line++;
}

static void
add_texts (SgnUniteWindow *self, const char *title, const char *left, const char *right)
{
  attach (self, make_label (title, "dim-label"), 0, 1);
  attach (self, make_label (left, NULL), 1, 1);
  attach (self, make_label (right, NULL), 2, 1);
  self->line++;
}

static GtkCheckButton *
add_choice (SgnUniteWindow *self, const char *title, const char *text, int column,
            GtkCheckButton *group)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = make_label (text, NULL);
  g_autofree char *name = g_strdup_printf ("%s: %s", title, text);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (sgn_unite_window_touch), self,
                           G_CONNECT_SWAPPED);
  attach (self, button, column, 1);
  return GTK_CHECK_BUTTON (button);
}

/* --- what the records say --- */

static char *
format (SgnUniteWindow *self, const SgnField *field, int side)
{
  const SgnValue *value = sgn_record_get (self->records[side], field->name);
  char *text;

  if (field->reference == &sgn_type_unit)
    return sgn_place_describe (sgn_unite_window_connection (self), value->integer);
  text = sgn_field_format (field, sgn_unite_window_connection (self), value, SGN_MONEY_DONG);
  if (text[0] != '\0')
    return text;
  g_free (text);
  return g_strdup ("–");
}

static gboolean
says_something (const SgnValue *value)
{
  return value->kind != SGN_VALUE_NULL && (value->kind != SGN_VALUE_INT || value->integer != 0);
}

static void
add_buttons (SgnUniteWindow *self, GtkCheckButton *left, GtkCheckButton *right)
{
  g_ptr_array_add (self->choices[SGN_UNITE_LEFT], left);
  g_ptr_array_add (self->choices[SGN_UNITE_RIGHT], right);
}

static void
add_field (SgnUniteWindow *self, const SgnField *field)
{
  const SgnValue *left = sgn_record_get (self->records[SGN_UNITE_LEFT], field->name);
  const SgnValue *right = sgn_record_get (self->records[SGN_UNITE_RIGHT], field->name);
  g_autofree char *left_text = format (self, field, SGN_UNITE_LEFT);
  g_autofree char *right_text = format (self, field, SGN_UNITE_RIGHT);
  GtkCheckButton *first, *second;
  GtkWidget *label;

  if (sgn_value_equal (left, right))
    {
      if (says_something (left))
        add_texts (self, _ (field->label), left_text, right_text);
      add_buttons (self, NULL, NULL);
      return;
    }
  label = make_label (_ (field->label), "unite-different");
  attach (self, label, 0, 1);
  first = add_choice (self, _ (field->label), left_text, 1, NULL);
  second = add_choice (self, _ (field->label), right_text, 2, first);
  /* What only one record says is not lost unless somebody wants it. */
  gtk_check_button_set_active (says_something (right) && !says_something (left) ? second : first,
                               TRUE);
  add_buttons (self, first, second);
  self->line++;
}

static gboolean
is_chosen (const SgnField *field)
{
  return (field->flags & SGN_FIELD_FIXED) == 0;
}

static void
add_fields (SgnUniteWindow *self)
{
  add_heading (self, _ ("What stands in the record"));
  for (guint i = 0; i < sgn_type_household.n_fields; i++)
    if (is_chosen (&sgn_type_household.fields[i]))
      add_field (self, &sgn_type_household.fields[i]);
    else
      add_buttons (self, NULL, NULL);
}

static char *
describe_member (SgnUniteWindow *self, gint64 id)
{
  g_autoptr (SgnRecord) member
      = id != 0 ? sgn_record_load (sgn_unite_window_connection (self), &sgn_type_member, id, NULL)
                : NULL;
  static const char *const fields[] = { "relation", "birth", "id-number" };
  g_autoptr (GString) text = NULL;

  if (member == NULL)
    return g_strdup ("–");
  text = g_string_new (sgn_record_get_text (member, "name"));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const SgnField *field = sgn_record_type_field (&sgn_type_member, fields[i]);
      g_autofree char *part
          = sgn_field_format (field, NULL, sgn_record_get (member, field->name), SGN_MONEY_DONG);

      if (part[0] != '\0')
        g_string_append_printf (text, " · %s", part);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_members (SgnUniteWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) pairs
      = sgn_household_pair_members (sgn_unite_window_connection (self),
                                    sgn_record_get_id (self->records[SGN_UNITE_LEFT]),
                                    sgn_record_get_id (self->records[SGN_UNITE_RIGHT]), &error);

  if (pairs == NULL)
    {
      sgn_unite_window_show_error (self, error->message);
      return;
    }
  add_heading (self, _ ("Members: the same person side by side; the others stay, each for itself"));
  for (guint i = 0; i < pairs->len; i++)
    {
      const SgnMemberPair *pair = &g_array_index (pairs, SgnMemberPair, i);
      g_autofree char *left = describe_member (self, pair->kept);
      g_autofree char *right = describe_member (self, pair->other);

      add_texts (self, pair->kept != 0 && pair->other != 0 ? _ ("same person") : "", left, right);
    }
}

static guint
count (SgnUniteWindow *self, const SgnRecordType *type, const char *field, int side)
{
  g_autoptr (SgnQuery) query = sgn_query_new (type);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_int (query, field, sgn_record_get_id (self->records[side]));
  ids = sgn_query_run (query, sgn_unite_window_connection (self), NULL, NULL);
  return ids != NULL ? ids->len : 0;
}

static void
add_count (SgnUniteWindow *self, const SgnRecordType *type, const char *field)
{
  guint left = count (self, type, field, SGN_UNITE_LEFT),
        right = count (self, type, field, SGN_UNITE_RIGHT);
  g_autofree char *left_text = g_strdup_printf ("%u", left);
  g_autofree char *right_text = g_strdup_printf ("%u", right);

  if (left + right > 0)
    add_texts (self, _ (type->label_plural), left_text, right_text);
}

/* Whatever type of record points to a household. */
static void
add_counts (SgnUniteWindow *self)
{
  const SgnTypes *types = sgn_programme_types ();

  add_heading (self, _ ("What belongs to them, and goes to the one that stays"));
  for (guint i = 0; i < types->n_types; i++)
    for (guint j = 0; j < types->types[i]->n_fields; j++)
      if (types->types[i]->fields[j].reference == &sgn_type_household
          && g_str_equal (types->types[i]->fields[j].name, "household-id"))
        add_count (self, types->types[i], types->types[i]->fields[j].name);
}

static void
add_keep (SgnUniteWindow *self)
{
  attach (self, make_label (_ ("Which record stays"), "unite-different"), 0, 1);
  for (int side = 0; side < SGN_UNITE_N_SIDES; side++)
    {
      const gint64 id = sgn_record_get_id (self->records[side]);
      g_autofree char *number = sgn_id_format (id);
      g_autofree char *title
          = sgn_place_describe_household (sgn_unite_window_connection (self), id);
      g_autofree char *text = g_strdup_printf ("%s\n%s", title, number);

      self->keep[side] = add_choice (self, _ ("Which record stays"), text, side + 1,
                                     side == SGN_UNITE_RIGHT ? self->keep[SGN_UNITE_LEFT] : NULL);
    }
  gtk_check_button_set_active (self->keep[SGN_UNITE_LEFT], TRUE);
  self->line++;
}

void
sgn_unite_window_compare (SgnUniteWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->place))) != NULL)
    gtk_box_remove (self->place, child);
  for (int side = 0; side < SGN_UNITE_N_SIDES; side++)
    g_ptr_array_set_size (self->choices[side], 0);
  self->line = 0;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "unite.accept",
                                 self->records[SGN_UNITE_RIGHT] != NULL);
  if (self->records[SGN_UNITE_RIGHT] == NULL)
    {
      gtk_box_append (self->place,
                      make_label (_ ("Choose the other record above: a few letters of its head are "
                                     "enough."),
                                  "dim-label"));
      return;
    }
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 3);
  gtk_grid_set_column_spacing (self->grid, 15);
  gtk_box_append (self->place, GTK_WIDGET (self->grid));
  add_keep (self);
  add_fields (self);
  add_members (self);
  add_counts (self);
}
