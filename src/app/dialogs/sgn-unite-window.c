#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-unite-window.h"

#include "app/dialogs/sgn-household-actions.h"
#include "app/widgets/sgn-record-input.h"
#include "base/sgn-id.h"
#include "programme/sgn-household-events.h"
#include "programme/sgn-place.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

enum
{
  LEFT,
  RIGHT,
  N_SIDES,
};

struct _SgnUniteWindow
{
  GtkWindow parent_instance;

  /* template widgets */
  SgnRecordInput *other;
  GtkBox *place;
  GtkLabel *error;
  GtkEntry *reason;

  /* owned */
  SgnLedger *ledger;
  SgnRecord *records[N_SIDES]; /* the second NULL until it is chosen */

  /* in the place, made anew for every pair */
  GtkGrid *grid;
  GtkCheckButton *keep[N_SIDES];
  GPtrArray *choices; /* a field: the button of the right side, NULL where both say the same */
  int line;
};

G_DEFINE_FINAL_TYPE (SgnUniteWindow, sgn_unite_window, GTK_TYPE_WINDOW)

static SgnConnection *
connection_of (SgnUniteWindow *self)
{
  return sgn_ledger_get_connection (self->ledger);
}

static void
show_error (SgnUniteWindow *self, const char *message)
{
  gtk_label_set_label (self->error, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), message != NULL);
}

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
    return sgn_place_describe (connection_of (self), value->integer);
  text = sgn_field_format (field, connection_of (self), value, SGN_MONEY_DONG);
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
add_field (SgnUniteWindow *self, const SgnField *field)
{
  const SgnValue *left = sgn_record_get (self->records[LEFT], field->name);
  const SgnValue *right = sgn_record_get (self->records[RIGHT], field->name);
  g_autofree char *left_text = format (self, field, LEFT);
  g_autofree char *right_text = format (self, field, RIGHT);
  GtkCheckButton *first, *second;
  GtkWidget *label;

  if (sgn_value_equal (left, right))
    {
      if (says_something (left))
        add_texts (self, _ (field->label), left_text, right_text);
      g_ptr_array_add (self->choices, NULL);
      return;
    }
  label = make_label (_ (field->label), "unite-different");
  attach (self, label, 0, 1);
  first = add_choice (self, _ (field->label), left_text, 1, NULL);
  second = add_choice (self, _ (field->label), right_text, 2, first);
  /* What only one record says is not lost unless somebody wants it. */
  gtk_check_button_set_active (says_something (right) && !says_something (left) ? second : first,
                               TRUE);
  g_ptr_array_add (self->choices, second);
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
      g_ptr_array_add (self->choices, NULL);
}

static char *
describe_member (SgnUniteWindow *self, gint64 id)
{
  g_autoptr (SgnRecord) member
      = id != 0 ? sgn_record_load (connection_of (self), &sgn_type_member, id, NULL) : NULL;
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
      = sgn_household_pair_members (connection_of (self), sgn_record_get_id (self->records[LEFT]),
                                    sgn_record_get_id (self->records[RIGHT]), &error);

  if (pairs == NULL)
    {
      show_error (self, error->message);
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
  ids = sgn_query_run (query, connection_of (self), NULL, NULL);
  return ids != NULL ? ids->len : 0;
}

static void
add_count (SgnUniteWindow *self, const SgnRecordType *type, const char *field)
{
  guint left = count (self, type, field, LEFT), right = count (self, type, field, RIGHT);
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
  for (int side = 0; side < N_SIDES; side++)
    {
      const gint64 id = sgn_record_get_id (self->records[side]);
      g_autofree char *number = sgn_id_format (id);
      g_autofree char *title = sgn_place_describe_household (connection_of (self), id);
      g_autofree char *text = g_strdup_printf ("%s\n%s", title, number);

      self->keep[side] = add_choice (self, _ ("Which record stays"), text, side + 1,
                                     side == RIGHT ? self->keep[LEFT] : NULL);
    }
  gtk_check_button_set_active (self->keep[LEFT], TRUE);
  self->line++;
}

static void
compare (SgnUniteWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->place))) != NULL)
    gtk_box_remove (self->place, child);
  g_ptr_array_set_size (self->choices, 0);
  self->line = 0;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "unite.accept", self->records[RIGHT] != NULL);
  if (self->records[RIGHT] == NULL)
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

/* --- choosing the other one --- */

static void
other_left_cb (SgnUniteWindow *self)
{
  g_auto (SgnValue) value = SGN_VALUE_INIT;
  gint64 id;

  if (!sgn_input_get_value (SGN_INPUT (self->other), &value, NULL))
    return;
  id = value.kind == SGN_VALUE_INT ? value.integer : 0;
  g_clear_object (&self->records[RIGHT]);
  if (id != 0 && id != sgn_record_get_id (self->records[LEFT]))
    self->records[RIGHT] = sgn_record_load (connection_of (self), &sgn_type_household, id, NULL);
  show_error (self, id != 0 && self->records[RIGHT] == NULL
                        ? _ ("These are not two records but one: choose another.")
                        : NULL);
  compare (self);
}

/* One that has a person of this household too, if there is one. */
static gint64
find_alike (SgnUniteWindow *self)
{
  const gint64 own = sgn_record_get_id (self->records[LEFT]);
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_member);
  g_autoptr (GArray) members = NULL;

  sgn_query_where_int (query, "household-id", own);
  members = sgn_query_run (query, connection_of (self), NULL, NULL);
  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      g_autoptr (SgnRecord) member = sgn_record_load (connection_of (self), &sgn_type_member,
                                                      g_array_index (members, gint64, i), NULL);
      g_autoptr (GArray) found = NULL;

      if (member == NULL || !sgn_record_is_null (member, "left-on"))
        continue;
      found = sgn_household_find_duplicates (connection_of (self),
                                             sgn_record_get_int (self->records[LEFT], "unit-id"),
                                             sgn_record_get_text (member, "name"),
                                             sgn_record_get_text (member, "birth"),
                                             sgn_record_get_text (member, "id-number"), own, NULL);
      if (found != NULL && found->len > 0)
        return g_array_index (found, gint64, 0);
    }
  return 0;
}

static void
bind_other (SgnUniteWindow *self, gint64 other_id)
{
  g_autoptr (SgnQuery) living = sgn_query_new (&sgn_type_household);
  const SgnValue nothing = SGN_VALUE_INIT;
  const SgnValue value = sgn_value_int (other_id);

  sgn_query_where (living, "ended-on", SGN_QUERY_EQUAL, &nothing);
  sgn_input_bind (SGN_INPUT (self->other),
                  sgn_record_type_field (&sgn_type_household_event, "other-id"), self->ledger);
  sgn_record_input_set_query (self->other, living);
  sgn_input_set_value (SGN_INPUT (self->other), other_id != 0 ? &value : &nothing);
  other_left_cb (self);
}

/* --- uniting --- */

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnUniteWindow *self = SGN_UNITE_WINDOW (widget);
  const int kept = gtk_check_button_get_active (self->keep[LEFT]) ? LEFT : RIGHT;
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason));
  const SgnEvent event = { sgn_date_today (), reason[0] != '\0' ? reason : NULL };
  g_autoptr (GPtrArray) from_other = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->choices->len; i++)
    {
      GtkCheckButton *right = self->choices->pdata[i];

      if (right != NULL && gtk_check_button_get_active (right) == (kept == LEFT))
        g_ptr_array_add (from_other, (gpointer)sgn_type_household.fields[i].name);
    }
  g_ptr_array_add (from_other, NULL);
  if (!sgn_household_unite (self->ledger, sgn_record_get_id (self->records[kept]),
                            sgn_record_get_id (self->records[!kept]),
                            (const char *const *)from_other->pdata, &event, &error))
    {
      show_error (self, error->message);
      return;
    }
  sgn_household_tell_change (GTK_WINDOW (self), self->ledger);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* --- object --- */

static void
sgn_unite_window_dispose (GObject *object)
{
  SgnUniteWindow *self = SGN_UNITE_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_UNITE_WINDOW);
  for (int side = 0; side < N_SIDES; side++)
    g_clear_object (&self->records[side]);
  g_clear_object (&self->ledger);
  G_OBJECT_CLASS (sgn_unite_window_parent_class)->dispose (object);
}

static void
sgn_unite_window_finalize (GObject *object)
{
  g_ptr_array_unref (SGN_UNITE_WINDOW (object)->choices);
  G_OBJECT_CLASS (sgn_unite_window_parent_class)->finalize (object);
}

static void
sgn_unite_window_class_init (SgnUniteWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_unite_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = sgn_unite_window_finalize;

  g_type_ensure (SGN_TYPE_RECORD_INPUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/sogiamngheo/ui/dialogs/unite.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnUniteWindow, other);
  gtk_widget_class_bind_template_child (widget_class, SgnUniteWindow, place);
  gtk_widget_class_bind_template_child (widget_class, SgnUniteWindow, error);
  gtk_widget_class_bind_template_child (widget_class, SgnUniteWindow, reason);
  gtk_widget_class_install_action (widget_class, "unite.accept", NULL, accept_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "unite.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "unite.accept",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sgn_unite_window_init (SgnUniteWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->choices = g_ptr_array_new ();
  g_signal_connect_object (self->other, "left", G_CALLBACK (other_left_cb), self,
                           G_CONNECT_SWAPPED);
}

void
sgn_unite_window_show (GtkWindow *parent, SgnLedger *ledger, gint64 household_id, gint64 other_id)
{
  SgnUniteWindow *self = g_object_new (SGN_TYPE_UNITE_WINDOW, "transient-for", parent, NULL);
  g_autoptr (GError) error = NULL;

  self->ledger = g_object_ref (ledger);
  self->records[LEFT]
      = sgn_record_load (connection_of (self), &sgn_type_household, household_id, &error);
  gtk_window_present (GTK_WINDOW (self));
  if (self->records[LEFT] == NULL)
    show_error (self, error->message);
  else
    bind_other (self, other_id != 0 ? other_id : find_alike (self));
}
