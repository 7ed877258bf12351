#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-household-pane-private.h"

#include "app/dialogs/sgn-household-actions.h"
#include "app/dialogs/sgn-review-sheet-window.h"
#include "app/widgets/sgn-wrap-box.h"
#include "base/sgn-id.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* What a line of text has room for at least. */
#define LEAST_CHARS 12

G_DEFINE_FINAL_TYPE (SgnHouseholdPane, sgn_household_pane, GTK_TYPE_WIDGET)

/* What the pane shows follows from these. */
static const char *const TABLES[]
    = { "household",       "member",  "household_year", "review_sheet", "review_answer",
        "household_event", "support", "child_measure",  "component",    "unit",
        "code_item",       NULL };

char *
sgn_household_pane_format (SgnHouseholdPane *self, SgnRecord *record, const char *field)
{
  const SgnField *description = sgn_record_type_field (sgn_record_get_record_type (record), field);

  return sgn_field_format (description, sgn_ledger_get_connection (self->ledger),
                           sgn_record_get (record, field), SGN_MONEY_DONG);
}

void
sgn_household_pane_join (GString *line, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", text);
}

void
sgn_household_pane_clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    {
      if (GTK_IS_LIST_BOX (box))
        gtk_list_box_remove (GTK_LIST_BOX (box), child);
      else
        gtk_widget_unparent (child);
    }
}

static GtkWidget *
make_label (const char *text, const char *class_)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  /* Else the least width is sought by breaking after every letter, which takes most of the time of
   * showing a household. */
  gtk_label_set_width_chars (GTK_LABEL (label), LEAST_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (class_ != NULL)
    gtk_widget_add_css_class (label, class_);
  return label;
}

GtkWidget *
sgn_household_pane_make_row (const char *heading, const char *end, const char *const *lines)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = make_label (heading, NULL);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (top), label);
  if (end != NULL && *end != '\0')
    {
      GtkWidget *end_label = make_label (end, "numeric");

      gtk_widget_set_valign (end_label, GTK_ALIGN_START);
      gtk_label_set_wrap (GTK_LABEL (end_label), FALSE);
      gtk_label_set_width_chars (GTK_LABEL (end_label), -1);
      gtk_box_append (GTK_BOX (top), end_label);
    }
  gtk_box_append (GTK_BOX (row), top);
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      gtk_box_append (GTK_BOX (row), make_label (lines[i], "caption"));
  return row;
}

/* --- who it is --- */

static char *
describe_place (SgnHouseholdPane *self)
{
  const SgnHouseholdCard *card = self->card;
  g_autofree char *since = sgn_household_pane_format (self, card->household, "separate-since");
  g_autofree char *since_text
      = *since != '\0' ? g_strdup_printf (_ ("separate household since %s"), since) : NULL;
  const char *code = sgn_record_get_text (card->household, "code");
  g_autofree char *id = sgn_id_format (card->id);
  g_autofree char *number = g_strdup_printf (_ ("number %s"), code != NULL ? code : id);
  GString *line = g_string_new (card->unit_name);

  if (card->commune_name != NULL && g_strcmp0 (card->commune_name, card->unit_name) != 0)
    g_string_append_printf (line, ", %s", card->commune_name);
  sgn_household_pane_join (line, sgn_record_get_text (card->household, "address"));
  sgn_household_pane_join (line, since_text);
  sgn_household_pane_join (line, number);
  return g_string_free (line, FALSE);
}

/* What has to be known before anything else is read: it has ended; it is in its 36 months. */
static char *
describe_state (SgnHouseholdPane *self)
{
  const SgnDate until = self->card->escaped_until;
  g_autofree char *ended = sgn_household_pane_format (self, self->card->household, "ended-on");
  g_autofree char *why = sgn_household_pane_format (self, self->card->household, "ended-why");
  g_autofree char *last = NULL;
  gint64 left;

  if (*ended != '\0')
    return g_strdup_printf (_ ("This household ended on %s: %s."), ended, why);
  if (until.year == 0)
    return NULL;
  last = sgn_date_format (until);
  left = sgn_date_days (until) - sgn_date_days (sgn_date_today ());
  return g_strdup_printf (ngettext ("Newly escaped: keeps its policies until %s, %d day left.",
                                    "Newly escaped: keeps its policies until %s, %d days left.",
                                    (gulong)left),
                          last, (int)left);
}

static void
fill_head (SgnHouseholdPane *self)
{
  g_autofree char *place = describe_place (self);
  g_autofree char *state = describe_state (self);
  g_autofree char *id = sgn_id_format (self->card->id);

  gtk_label_set_label (self->head_label, sgn_record_get_text (self->card->household, "head"));
  gtk_label_set_label (self->place_label, place);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->place_label), id);
  gtk_widget_set_visible (GTK_WIDGET (self->state_label), state != NULL);
  gtk_label_set_label (self->state_label, state != NULL ? state : "");
}

static void
update_actions (SgnHouseholdPane *self)
{
  GAction *add = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "add-support");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (add), sgn_ledger_is_writable (self->ledger));
  sgn_household_actions_set_household (GTK_WIDGET (self), self->household_id);
}

static gboolean
fill (SgnHouseholdPane *self, GError **error)
{
  SgnConnection *connection = sgn_ledger_get_connection (self->ledger);
  SgnHouseholdCard *card = sgn_household_card_load (connection, self->household_id, error);

  if (card == NULL)
    return FALSE;
  update_actions (self);
  g_clear_pointer (&self->card, sgn_household_card_free);
  self->card = card;
  fill_head (self);
  sgn_household_pane_fill_years (self);
  sgn_household_pane_fill_members (self);
  sgn_household_pane_fill_support (self);
  sgn_household_pane_fill_events (self);
  sgn_household_pane_start_journal (self);
  return sgn_household_pane_fill_review (self, error);
}

static void
show_none (SgnHouseholdPane *self)
{
  sgn_household_pane_stop_journal (self);
  g_clear_pointer (&self->card, sgn_household_card_free);
  self->household_id = 0;
  sgn_household_actions_set_household (GTK_WIDGET (self), 0);
  gtk_stack_set_visible_child_name (self->stack, "none");
}

/* A household that is gone (an undo took it back) is none. */
static void
reload (SgnHouseholdPane *self)
{
  g_autoptr (GError) error = NULL;

  self->stale = FALSE;
  sgn_message_bar_hide (self->message_bar);
  if (self->ledger == NULL || self->household_id == 0)
    {
      show_none (self);
      return;
    }
  if (!fill (self, &error))
    {
      if (self->card == NULL || g_error_matches (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND))
        {
          show_none (self);
          return;
        }
      sgn_message_bar_show_error (self->message_bar, error->message);
    }
  gtk_stack_set_visible_child_name (self->stack, "household");
}

static void
changed_cb (SgnHouseholdPane *self, const char *const *tables)
{
  gboolean ours = FALSE;

  for (guint i = 0; tables[i] != NULL && !ours; i++)
    ours = g_strv_contains (TABLES, tables[i]);
  if (!ours)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reload (self);
  else
    self->stale = TRUE;
}

static void
sgn_household_pane_map (GtkWidget *widget)
{
  SgnHouseholdPane *self = SGN_HOUSEHOLD_PANE (widget);

  if (self->stale)
    reload (self);
  GTK_WIDGET_CLASS (sgn_household_pane_parent_class)->map (widget);
}

static void
set_ledger (SgnHouseholdPane *self, SgnLedger *ledger)
{
  if (self->ledger == ledger)
    return;
  if (self->ledger != NULL)
    g_clear_signal_handler (&self->changed_id, self->ledger);
  g_set_object (&self->ledger, ledger);
  sgn_household_actions_install (GTK_WIDGET (self), ledger);
  if (ledger == NULL)
    return;
  self->changed_id = g_signal_connect_swapped (ledger, "changed", G_CALLBACK (changed_cb), self);
  sgn_indicator_tiles_set_catalogue (self->tiles, sgn_ledger_get_connection (ledger));
}

/* --- what can be done --- */

GtkWindow *
sgn_household_pane_get_window (SgnHouseholdPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
add_support_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sgn_household_pane_add_support (user_data);
}

static void
more_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sgn_household_pane_read_more (user_data);
}

/* The sheet there is; else the kind a household of last year's lists gets, or one that asks to be
 * reviewed. */
static const char *
choose_sheet_kind (SgnHouseholdPane *self)
{
  SgnRecord *sheet = sgn_household_card_find_sheet (self->card, self->year);
  SgnRecord *before = sgn_household_card_find_year (self->card, self->year - 1);
  const char *class_ = before != NULL ? sgn_record_get_text (before, "class") : NULL;

  if (sheet != NULL)
    return sgn_record_get_text (sheet, "kind");
  return g_strcmp0 (class_, "poor") == 0 || g_strcmp0 (class_, "near-poor") == 0 ? "periodic"
                                                                                 : "request";
}

static void
sheet_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnHouseholdPane *self = user_data;

  if (self->card != NULL)
    sgn_review_sheet_window_show (sgn_household_pane_get_window (self), self->ledger,
                                  self->household_id, self->year, choose_sheet_kind (self));
}

static void
print_timeline_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sgn_household_pane_print_timeline (user_data);
}

static void
save_timeline_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sgn_household_pane_save_timeline (user_data);
}

static GMenuModel *
make_menu (void)
{
  g_autoptr (GMenuModel) events = sgn_household_actions_make_menu ();
  g_autoptr (GMenu) paper = g_menu_new ();
  GMenu *menu = g_menu_new ();

  g_menu_append (paper, _ ("_Print the History…"), "pane.print-timeline");
  g_menu_append (paper, _ ("Save the History _as a File…"), "pane.save-timeline");
  g_menu_append_section (menu, NULL, events);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (paper));
  return G_MENU_MODEL (menu);
}

static void
add_actions (SgnHouseholdPane *self)
{
  static const GActionEntry ENTRIES[] = {
    { "add-support", add_support_cb },
    { "more", more_cb },
    { "sheet", sheet_cb },
    { "print-timeline", print_timeline_cb },
    { "save-timeline", save_timeline_cb },
  };
  g_autoptr (GMenuModel) menu = make_menu ();

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), ENTRIES, G_N_ELEMENTS (ENTRIES),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "pane", G_ACTION_GROUP (self->actions));
  sgn_household_actions_install (GTK_WIDGET (self), NULL);
  gtk_menu_button_set_menu_model (self->menu_button, menu);
}

/* --- object --- */

static void
sgn_household_pane_dispose (GObject *object)
{
  SgnHouseholdPane *self = SGN_HOUSEHOLD_PANE (object);

  if (self->ledger != NULL)
    g_clear_signal_handler (&self->changed_id, self->ledger);
  sgn_household_pane_stop_journal (self);
  g_clear_object (&self->ledger);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->card, sgn_household_card_free);
  g_clear_pointer (&self->growth, sgn_growth_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SGN_TYPE_HOUSEHOLD_PANE);
  G_OBJECT_CLASS (sgn_household_pane_parent_class)->dispose (object);
}

static void
sgn_household_pane_class_init (SgnHouseholdPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_household_pane_dispose;
  widget_class->map = sgn_household_pane_map;

  g_type_ensure (SGN_TYPE_INDICATOR_TILES);
  g_type_ensure (SGN_TYPE_MESSAGE_BAR);
  g_type_ensure (SGN_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/widgets/household-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, message_bar);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, head_label);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, place_label);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, state_label);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, years_box);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, review_title);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, class_pill);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, points_label);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, recognised_label);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, why_expander);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, why_label);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, tiles);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, members_title);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, members_list);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, support_none);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, support_list);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, journal_none);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, journal_list);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, journal_more);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, events_section);
  gtk_widget_class_bind_template_child (widget_class, SgnHouseholdPane, events_list);
  gtk_widget_class_bind_template_callback_full (widget_class, "support_activated_cb",
                                                G_CALLBACK (sgn_household_pane_edit_support));
  gtk_widget_class_bind_template_callback_full (widget_class, "member_activated_cb",
                                                G_CALLBACK (sgn_household_pane_open_member));
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "householdpane");
}

static void
sgn_household_pane_init (SgnHouseholdPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_actions (self);
}

GtkWidget *
sgn_household_pane_new (void)
{
  return g_object_new (SGN_TYPE_HOUSEHOLD_PANE, NULL);
}

void
sgn_household_pane_show (SgnHouseholdPane *self, SgnLedger *ledger, gint64 household_id, int year)
{
  g_return_if_fail (SGN_IS_HOUSEHOLD_PANE (self));
  g_return_if_fail (ledger != NULL || household_id == 0);
  set_ledger (self, ledger);
  self->household_id = household_id;
  self->year = year;
  reload (self);
}

int
sgn_household_pane_get_year (SgnHouseholdPane *self)
{
  g_return_val_if_fail (SGN_IS_HOUSEHOLD_PANE (self), 0);
  return self->year;
}
