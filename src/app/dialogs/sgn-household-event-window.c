#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-household-event-window-private.h"

#include "app/dialogs/sgn-household-actions.h"
#include "app/widgets/sgn-choice-input.h"
#include "app/widgets/sgn-date-input.h"
#include "app/widgets/sgn-memo-input.h"
#include "app/widgets/sgn-options.h"
#include "app/widgets/sgn-record-input.h"
#include "base/sgn-id.h"
#include "programme/sgn-place.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* What a kind asks for besides day and reason. */
typedef enum
{
  ASKS_LEAVERS = 1 << 0,
  ASKS_MEMBER = 1 << 1,
  ASKS_PERSON = 1 << 2,
  ASKS_OTHER = 1 << 3,
  ASKS_UNIT = 1 << 4,
  ASKS_WHY_LEFT = 1 << 5,
  ASKS_WHY_ENDED = 1 << 6,
} Asks;

static const struct
{
  const char *name, *label, *explanation, *accept;
  Asks asks;
} kinds[] = {
  [SGN_HOUSEHOLD_BIRTH] = { "birth", N_ ("_Child Born…"),
                            N_ ("The child becomes a member of the household from this day on."),
                            N_ ("_Add Child"), ASKS_PERSON },
  [SGN_HOUSEHOLD_JOINED]
  = { "joined", N_ ("Member _Joins…"),
      N_ ("Somebody no household here has yet. Whoever comes from one splits off there or joins "
          "with it."),
      N_ ("_Add Member"), ASKS_PERSON },
  [SGN_HOUSEHOLD_LEFT] = { "left", N_ ("Member _Left or Died…"),
                           N_ ("The member is counted no more from this day on; what was recorded "
                               "before stays."),
                           N_ ("_Record"), ASKS_MEMBER | ASKS_WHY_LEFT },
  [SGN_HOUSEHOLD_NEW_HEAD]
  = { "new-head", N_ ("New _Head…"),
      N_ ("The relations of the others are worked out anew where they follow from the old ones; "
          "look at them afterwards."),
      N_ ("_Make Head"), ASKS_MEMBER },
  [SGN_HOUSEHOLD_SPLIT]
  = { "split", N_ ("_Split Household…"),
      N_ ("Those who leave found a household of their own, which remembers where it comes from."),
      N_ ("_Split"), ASKS_LEAVERS | ASKS_MEMBER | ASKS_UNIT },
  [SGN_HOUSEHOLD_MERGE]
  = { "merge", N_ ("_Join Another Household…"),
      N_ ("All members go to the other household and this one ends. Its past years stay its own."),
      N_ ("_Join"), ASKS_OTHER },
  [SGN_HOUSEHOLD_MOVE] = { "move", N_ ("_Move…"),
                           N_ ("Reports of years already recognised still count the household "
                               "where it lived then."),
                           N_ ("_Move"), ASKS_UNIT },
  [SGN_HOUSEHOLD_END] = { "end", N_ ("_End Household…"),
                          N_ ("Nobody lives in it any more. What was recorded of it stays."),
                          N_ ("_End"), ASKS_WHY_ENDED },
  [SGN_HOUSEHOLD_REOPEN] = { "reopen", N_ ("Household is _Back…"),
                             N_ ("Those who left with the end of the household are members again."),
                             N_ ("_Enter Again"), 0 },
};

G_DEFINE_FINAL_TYPE (SgnHouseholdEventWindow, sgn_household_event_window, GTK_TYPE_WINDOW)

static SgnConnection *
connection_of (SgnHouseholdEventWindow *self)
{
  return sgn_ledger_get_connection (self->ledger);
}

static void
show_error (SgnHouseholdEventWindow *self, const char *message)
{
  gtk_label_set_label (self->error, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), message != NULL);
}

/* --- what is asked --- */

static GArray *
load_members (SgnHouseholdEventWindow *self)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_member);
  const SgnValue nothing = SGN_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  GArray *ids;

  sgn_query_where_int (query, "household-id", self->household_id);
  sgn_query_where (query, "left-on", SGN_QUERY_EQUAL, &nothing);
  sgn_query_set_sort (query, "position");
  ids = sgn_query_run (query, connection_of (self), NULL, &error);
  if (ids != NULL)
    return ids;
  show_error (self, error->message);
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}

/* "Nông Thị Hoa · con · 2001" */
static char *
describe_member (SgnRecord *member)
{
  g_autofree char *relation
      = sgn_field_format (sgn_record_type_field (&sgn_type_member, "relation"), NULL,
                          sgn_record_get (member, "relation"), SGN_MONEY_DONG);
  g_autofree char *birth
      = sgn_field_format (sgn_record_type_field (&sgn_type_member, "birth"), NULL,
                          sgn_record_get (member, "birth"), SGN_MONEY_DONG);

  return g_strjoin (" · ", sgn_record_get_text (member, "name"), relation,
                    birth[0] != '\0' ? birth : NULL, NULL);
}

static gboolean
is_head (SgnRecord *member)
{
  return g_strcmp0 (sgn_record_get_text (member, "relation"), "head") == 0;
}

GtkCheckButton *
sgn_household_event_window_get_leaver (SgnHouseholdEventWindow *self, guint i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->leavers, (int)i);

  return row != NULL ? GTK_CHECK_BUTTON (gtk_list_box_row_get_child (row)) : NULL;
}

static gboolean
is_leaving (SgnHouseholdEventWindow *self, guint i)
{
  GtkCheckButton *check = sgn_household_event_window_get_leaver (self, i);

  return check != NULL && gtk_check_button_get_active (check);
}

/* Who can be chosen: of those who leave, the head of the new household. */
static void
fill_member_choice (SgnHouseholdEventWindow *self)
{
  g_autofree char *before = g_strdup (sgn_options_get (self->member));

  sgn_options_clear (self->member);
  for (guint i = 0; i < self->member_ids->len; i++)
    {
      gint64 id = g_array_index (self->member_ids, gint64, i);
      g_autoptr (SgnRecord) member
          = sgn_record_load (connection_of (self), &sgn_type_member, id, NULL);
      g_autofree char *value = sgn_id_format (id), *label = NULL;

      if (member == NULL || (self->kind != SGN_HOUSEHOLD_SPLIT && is_head (member))
          || (self->kind == SGN_HOUSEHOLD_SPLIT && !is_leaving (self, i)))
        continue;
      label = describe_member (member);
      sgn_options_add (self->member, value, label);
    }
  if (before[0] == '\0' || !sgn_options_select (self->member, before))
    gtk_drop_down_set_selected (self->member, 0);
}

static void
leaver_toggled_cb (SgnHouseholdEventWindow *self)
{
  fill_member_choice (self);
  sgn_household_event_window_touch (self);
}

static void
fill_leavers (SgnHouseholdEventWindow *self)
{
  GtkListBoxRow *old;

  while ((old = gtk_list_box_get_row_at_index (self->leavers, 0)) != NULL)
    gtk_list_box_remove (self->leavers, GTK_WIDGET (old));
  for (guint i = 0; i < self->member_ids->len; i++)
    {
      g_autoptr (SgnRecord) member
          = sgn_record_load (connection_of (self), &sgn_type_member,
                             g_array_index (self->member_ids, gint64, i), NULL);
      g_autofree char *label = member != NULL ? describe_member (member) : g_strdup ("");
      GtkWidget *check = gtk_check_button_new_with_label (label);
      GtkWidget *row = gtk_list_box_row_new ();

      /* The head of the household stays its head until somebody else is. */
      gtk_widget_set_sensitive (check, member != NULL && !is_head (member));
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (leaver_toggled_cb), self);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), check);
      gtk_widget_set_focusable (row, FALSE);
      gtk_list_box_append (self->leavers, row);
    }
}

void
sgn_household_event_window_fill_members (SgnHouseholdEventWindow *self)
{
  const Asks asks = kinds[self->kind].asks;

  g_clear_pointer (&self->member_ids, g_array_unref);
  self->member_ids = load_members (self);
  if (asks & ASKS_LEAVERS)
    fill_leavers (self);
  if (asks & ASKS_MEMBER)
    fill_member_choice (self);
}

static void
fill_choices (GtkDropDown *drop_down, const SgnField *field, const char *except)
{
  sgn_options_clear (drop_down);
  for (const SgnChoice *choice = field->choices; choice->value != NULL; choice++)
    if (!g_str_equal (choice->value, except))
      sgn_options_add (drop_down, choice->value, _ (choice->label));
  gtk_drop_down_set_selected (drop_down, 0);
}

static void
bind_input (SgnHouseholdEventWindow *self, SgnInput *input, const SgnRecordType *type)
{
  const SgnValue nothing = SGN_VALUE_INIT;

  sgn_input_bind (input, sgn_record_type_field (type, sgn_input_get_field (input)), self->ledger);
  sgn_input_set_value (input, &nothing);
}

static void
bind_date (SgnHouseholdEventWindow *self)
{
  g_autofree char *today = sgn_date_format_iso (sgn_date_today ());
  g_auto (SgnValue) value = sgn_value_text (today);

  bind_input (self, self->date, &sgn_type_household_event);
  sgn_input_set_value (self->date, &value);
  bind_input (self, self->reason, &sgn_type_household_event);
}

static void
bind_person (SgnHouseholdEventWindow *self)
{
  SgnInput *const inputs[] = { self->name, self->sex, self->birth, self->relation, self->number };
  g_auto (SgnValue) child = sgn_value_text ("child");

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    bind_input (self, inputs[i], &sgn_type_member);
  if (self->kind == SGN_HOUSEHOLD_BIRTH)
    sgn_input_set_value (self->relation, &child);
}

/* Most stay in the village. */
static void
bind_own_unit (SgnHouseholdEventWindow *self)
{
  g_autoptr (SgnRecord) household
      = sgn_record_load (connection_of (self), &sgn_type_household, self->household_id, NULL);

  if (household != NULL)
    sgn_input_set_value (self->unit, sgn_record_get (household, "unit-id"));
}

static void
bind_records (SgnHouseholdEventWindow *self)
{
  g_autoptr (SgnQuery) living = sgn_query_new (&sgn_type_household);
  g_autoptr (SgnQuery) places = sgn_place_query_homes ();
  const SgnValue nothing = SGN_VALUE_INIT;

  bind_input (self, self->other, &sgn_type_household_event);
  bind_input (self, self->unit, &sgn_type_household_event);
  if (self->kind == SGN_HOUSEHOLD_SPLIT)
    bind_own_unit (self);
  sgn_query_where (living, "ended-on", SGN_QUERY_EQUAL, &nothing);
  sgn_record_input_set_query (SGN_RECORD_INPUT (self->other), living);
  sgn_record_input_set_query (SGN_RECORD_INPUT (self->unit), places);
}

static void
show_row (GtkWidget *label, gpointer input, gboolean visible)
{
  gtk_widget_set_visible (label, visible);
  gtk_widget_set_visible (GTK_WIDGET (input), visible);
}

static void
show_rows (SgnHouseholdEventWindow *self)
{
  const Asks asks = kinds[self->kind].asks;

  show_row (self->leavers_label, self->leavers_place, asks & ASKS_LEAVERS);
  show_row (self->member_label, self->member, asks & ASKS_MEMBER);
  show_row (self->name_label, self->name, asks & ASKS_PERSON);
  show_row (self->sex_label, self->sex, asks & ASKS_PERSON);
  show_row (self->birth_label, self->birth,
            (asks & ASKS_PERSON) != 0 && self->kind != SGN_HOUSEHOLD_BIRTH);
  show_row (self->relation_label, self->relation, asks & ASKS_PERSON);
  show_row (self->number_label, self->number, asks & ASKS_PERSON);
  show_row (self->other_label, self->other, asks & ASKS_OTHER);
  show_row (self->unit_label, self->unit, asks & ASKS_UNIT);
  gtk_widget_set_visible (GTK_WIDGET (self->away), self->kind == SGN_HOUSEHOLD_MOVE);
  show_row (self->why_label, self->why, asks & (ASKS_WHY_LEFT | ASKS_WHY_ENDED));
}

static void
fill (SgnHouseholdEventWindow *self)
{
  const Asks asks = kinds[self->kind].asks;
  g_autofree char *name = sgn_place_describe_household (connection_of (self), self->household_id);
  g_autofree char *heading = g_strdup_printf (_ ("Household of %s"), name);
  g_autoptr (GString) title = g_string_new (_ (kinds[self->kind].label));

  g_string_replace (title, "_", "", 0);
  g_string_replace (title, "…", "", 0);
  gtk_window_set_title (GTK_WINDOW (self), title->str);
  gtk_label_set_label (self->heading, heading);
  gtk_label_set_label (self->explanation, _ (kinds[self->kind].explanation));
  gtk_button_set_label (self->accept, _ (kinds[self->kind].accept));
  if (self->kind == SGN_HOUSEHOLD_SPLIT)
    gtk_label_set_label (GTK_LABEL (self->member_label), _ ("New _head"));
  sgn_household_event_window_fill_members (self);
  if (asks & ASKS_WHY_LEFT)
    fill_choices (self->why, sgn_record_type_field (&sgn_type_member, "left-why"), "split");
  if (asks & ASKS_WHY_ENDED)
    fill_choices (self->why, sgn_record_type_field (&sgn_type_household, "ended-why"), "merged");
  bind_date (self);
  bind_person (self);
  bind_records (self);
  show_rows (self);
}

/* --- making it happen --- */

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnHouseholdEventWindow *self = SGN_HOUSEHOLD_EVENT_WINDOW (widget);
  g_autofree char *reason = sgn_input_get_text (self->reason);
  g_auto (SgnValue) day = SGN_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  SgnEvent event = { .reason = reason };

  show_error (self, NULL);
  if (sgn_input_get_value (self->date, &day, &error) && sgn_date_parse_iso (day.text, &event.date)
      && sgn_household_event_window_happen (self, &event, &error))
    {
      sgn_draft_keeper_clear (self->draft);
      sgn_household_tell_change (GTK_WINDOW (self), self->ledger);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  show_error (self, error->message);
}

/* --- keys --- */

static gboolean
key_pressed_cb (SgnHouseholdEventWindow *self, guint key, guint code, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  const GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
    return FALSE;
  if (modifiers == GDK_CONTROL_MASK)
    return gtk_widget_activate_action (GTK_WIDGET (self), "event.accept", NULL);
  if (modifiers != 0 || focus == NULL || GTK_IS_BUTTON (focus) || GTK_IS_TEXT_VIEW (focus)
      || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return FALSE;
  return gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
away_toggled_cb (SgnHouseholdEventWindow *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->unit), !gtk_check_button_get_active (self->away));
}

/* --- object --- */

/* However it goes: closed by hand, or with the window below it. */
static void
sgn_household_event_window_unmap (GtkWidget *widget)
{
  SgnHouseholdEventWindow *self = SGN_HOUSEHOLD_EVENT_WINDOW (widget);

  if (self->draft != NULL)
    sgn_draft_keeper_keep (self->draft);
  GTK_WIDGET_CLASS (sgn_household_event_window_parent_class)->unmap (widget);
}

static void
sgn_household_event_window_dispose (GObject *object)
{
  SgnHouseholdEventWindow *self = SGN_HOUSEHOLD_EVENT_WINDOW (object);

  g_clear_pointer (&self->draft, sgn_draft_keeper_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_HOUSEHOLD_EVENT_WINDOW);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->member_ids, g_array_unref);
  G_OBJECT_CLASS (sgn_household_event_window_parent_class)->dispose (object);
}

#define BIND(name) \
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdEventWindow, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/dialogs/household-event.ui");
  BIND (heading);
  BIND (explanation);
  BIND (error);
  BIND (leavers_label);
  BIND (leavers_place);
  BIND (leavers);
  BIND (member_label);
  BIND (member);
  BIND (name_label);
  BIND (name);
  BIND (sex_label);
  BIND (sex);
  BIND (birth_label);
  BIND (birth);
  BIND (relation_label);
  BIND (relation);
  BIND (number_label);
  BIND (number);
  BIND (other_label);
  BIND (other);
  BIND (unit_label);
  BIND (unit);
  BIND (away);
  BIND (why_label);
  BIND (why);
  BIND (date);
  BIND (reason);
  BIND (accept);
  gtk_widget_class_bind_template_callback (widget_class, away_toggled_cb);
}

static void
sgn_household_event_window_class_init (SgnHouseholdEventWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_household_event_window_dispose;
  widget_class->unmap = sgn_household_event_window_unmap;

  g_type_ensure (SGN_TYPE_CHOICE_INPUT);
  g_type_ensure (SGN_TYPE_DATE_INPUT);
  g_type_ensure (SGN_TYPE_MEMO_INPUT);
  g_type_ensure (SGN_TYPE_RECORD_INPUT);
  g_type_ensure (SGN_TYPE_TEXT_INPUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "event.accept", NULL, accept_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "event.accept",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sgn_household_event_window_init (SgnHouseholdEventWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (self->number, "left",
                           G_CALLBACK (sgn_household_event_window_judge_number), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sex, "left", G_CALLBACK (sgn_household_event_window_judge_number),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->birth, "left",
                           G_CALLBACK (sgn_household_event_window_judge_number), self,
                           G_CONNECT_SWAPPED);
}

/* Another window changed something, or an undo did. */
static void
ledger_changed_cb (SgnHouseholdEventWindow *self, const char *const *tables)
{
  if (g_strv_contains (tables, "household") || g_strv_contains (tables, "member"))
    sgn_household_event_window_refill (self);
}

static SgnHouseholdEventWindow *
find_window (SgnLedger *ledger, gint64 household_id, SgnHouseholdEventKind kind)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      SgnHouseholdEventWindow *self
          = SGN_IS_HOUSEHOLD_EVENT_WINDOW (window) ? SGN_HOUSEHOLD_EVENT_WINDOW (window) : NULL;

      if (self != NULL && self->ledger == ledger && self->household_id == household_id
          && self->kind == kind)
        return self;
    }
  return NULL;
}

void
sgn_household_event_window_show (GtkWindow *parent, SgnLedger *ledger, gint64 household_id,
                                 SgnHouseholdEventKind kind)
{
  SgnHouseholdEventWindow *self = find_window (ledger, household_id, kind);

  if (self == NULL)
    {
      self = g_object_new (SGN_TYPE_HOUSEHOLD_EVENT_WINDOW, "transient-for", parent, NULL);
      self->ledger = g_object_ref (ledger);
      self->household_id = household_id;
      self->kind = kind;
      fill (self);
      sgn_household_event_window_begin_draft (self);
      g_signal_connect_object (ledger, "changed", G_CALLBACK (ledger_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_window_present (GTK_WINDOW (self));
}

const char *
sgn_household_event_window_get_name (SgnHouseholdEventKind kind)
{
  return kinds[kind].name;
}

const char *
sgn_household_event_window_get_label (SgnHouseholdEventKind kind)
{
  return _ (kinds[kind].label);
}
