#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-household-event-window-private.h"

#include "app/widgets/sgn-options.h"
#include "base/sgn-id.h"
#include "programme/sgn-programme.h"

/* What was typed and chosen when the window was closed. One a household: of the event asked for
 * last. */

#define N_INPUTS 9

static void
list_inputs (SgnHouseholdEventWindow *self, SgnInput *inputs[N_INPUTS])
{
  SgnInput *const all[N_INPUTS]
      = { self->name,  self->sex,  self->birth, self->relation, self->number,
          self->other, self->unit, self->date,  self->reason };

  memcpy (inputs, all, sizeof all);
}

/* --- from the window --- */

static void
put (GHashTable *texts, const char *name, const char *text)
{
  g_hash_table_insert (texts, g_strdup (name), g_strdup (text));
}

static char *
list_leavers (SgnHouseholdEventWindow *self)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < self->member_ids->len; i++)
    {
      GtkCheckButton *check = sgn_household_event_window_get_leaver (self, i);
      g_autofree char *id = sgn_id_format (g_array_index (self->member_ids, gint64, i));

      if (check != NULL && gtk_check_button_get_active (check))
        g_string_append_printf (ids, "%s ", id);
    }
  return g_string_free (ids, FALSE);
}

static GHashTable *
collect (gpointer user_data)
{
  SgnHouseholdEventWindow *self = user_data;
  SgnInput *inputs[N_INPUTS];
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  list_inputs (self, inputs);
  for (guint i = 0; i < N_INPUTS; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (inputs[i])))
      g_hash_table_insert (texts, g_strdup (sgn_input_get_field (inputs[i])),
                           sgn_input_get_text (inputs[i]));
  put (texts, "kind", sgn_household_event_window_get_name (self->kind));
  put (texts, "member-id", sgn_options_get (self->member));
  put (texts, "why", sgn_options_get (self->why));
  put (texts, "away", gtk_check_button_get_active (self->away) ? "1" : "0");
  g_hash_table_insert (texts, g_strdup ("leavers"), list_leavers (self));
  return texts;
}

/* --- into the window --- */

static void
tick_leavers (SgnHouseholdEventWindow *self, const char *leavers)
{
  g_auto (GStrv) ids = g_strsplit (leavers, " ", -1);

  for (guint i = 0; i < self->member_ids->len; i++)
    {
      GtkCheckButton *check = sgn_household_event_window_get_leaver (self, i);
      g_autofree char *id = sgn_id_format (g_array_index (self->member_ids, gint64, i));

      if (check != NULL && gtk_widget_get_sensitive (GTK_WIDGET (check)))
        gtk_check_button_set_active (check, g_strv_contains ((const char *const *)ids, id));
    }
}

static void
choose (GtkDropDown *drop_down, const char *value)
{
  if (value != NULL && *value != '\0')
    sgn_options_select (drop_down, value);
}

/* Who leaves comes first: the new head is one of them. */
static void
apply (SgnHouseholdEventWindow *self, GHashTable *texts)
{
  SgnInput *inputs[N_INPUTS];
  const char *leavers = g_hash_table_lookup (texts, "leavers");

  list_inputs (self, inputs);
  for (guint i = 0; i < N_INPUTS; i++)
    {
      const char *text = g_hash_table_lookup (texts, sgn_input_get_field (inputs[i]));

      if (text != NULL)
        sgn_input_set_text (inputs[i], text);
    }
  if (leavers != NULL)
    tick_leavers (self, leavers);
  choose (self->member, g_hash_table_lookup (texts, "member-id"));
  choose (self->why, g_hash_table_lookup (texts, "why"));
  gtk_check_button_set_active (self->away,
                               g_strcmp0 (g_hash_table_lookup (texts, "away"), "1") == 0);
}

void
sgn_household_event_window_touch (SgnHouseholdEventWindow *self)
{
  if (self->draft != NULL)
    sgn_draft_keeper_touch (self->draft);
}

static void
watch (SgnHouseholdEventWindow *self)
{
  SgnInput *inputs[N_INPUTS];

  list_inputs (self, inputs);
  for (guint i = 0; i < N_INPUTS; i++)
    g_signal_connect_object (inputs[i], "edited", G_CALLBACK (sgn_household_event_window_touch),
                             self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->member, "notify::selected",
                           G_CALLBACK (sgn_household_event_window_touch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->why, "notify::selected",
                           G_CALLBACK (sgn_household_event_window_touch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->away, "toggled", G_CALLBACK (sgn_household_event_window_touch),
                           self, G_CONNECT_SWAPPED);
}

void
sgn_household_event_window_begin_draft (SgnHouseholdEventWindow *self)
{
  g_autoptr (GHashTable) texts = NULL;

  /* Below 0: never the draft of an event itself. */
  self->draft = sgn_draft_keeper_new (self->ledger, &sgn_type_household_event, -self->household_id,
                                      collect, self);
  texts = sgn_draft_keeper_load (self->draft);
  if (texts != NULL
      && g_strcmp0 (g_hash_table_lookup (texts, "kind"),
                    sgn_household_event_window_get_name (self->kind))
             == 0)
    apply (self, texts);
  watch (self);
}

void
sgn_household_event_window_refill (SgnHouseholdEventWindow *self)
{
  g_autoptr (GHashTable) texts = collect (self);
  SgnDraftKeeper *draft = g_steal_pointer (&self->draft); /* nobody types meanwhile */

  sgn_household_event_window_fill_members (self);
  apply (self, texts);
  self->draft = draft;
}
