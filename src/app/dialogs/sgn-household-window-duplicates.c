#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-household-window-private.h"

#include "app/dialogs/sgn-unite-window.h"
#include "programme/sgn-household-events.h"
#include "programme/sgn-place.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

/* Somebody who is typed and stands in another household already: a bar asks, and disturbs nobody.
 */

#define DELAY_MS 150

static void
show_duplicate (SgnHouseholdWindow *self, gint64 id, const char *who)
{
  g_autofree char *title = NULL, *text = NULL;

  self->duplicate_id = id;
  gtk_revealer_set_reveal_child (self->duplicate_bar, id != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->duplicate_bar), id != 0);
  if (id == 0)
    return;
  title = sgn_place_describe_household (sgn_household_window_connection (self), id);
  text = g_strdup_printf (_ ("May be the same as the household of %s (%s is there too)."), title,
                          who);
  gtk_label_set_label (self->duplicate_label, text);
}

static gint64
find_duplicate (SgnHouseholdWindow *self, gint64 unit, SgnRecord *member, gboolean *asked)
{
  const char *name = sgn_record_get_text (member, "name");
  const char *birth = sgn_record_get_text (member, "birth");
  const char *number = sgn_record_get_text (member, "id-number");
  g_autofree char *key = NULL;
  g_autoptr (GArray) found = NULL;
  gint64 *known;

  if (number == NULL && (name == NULL || birth == NULL || unit == 0))
    return 0;
  key = g_strdup_printf ("%" G_GINT64_FORMAT "|%s|%s|%s", unit, name, birth, number);
  known = g_hash_table_lookup (self->looked_up, key);
  if (known != NULL)
    return *known;
  *asked = TRUE;
  found = sgn_household_find_duplicates (sgn_household_window_connection (self), unit, name, birth,
                                         number, self->household_id, NULL);
  known = g_new0 (gint64, 1);
  for (guint i = 0; found != NULL && i < found->len && *known == 0; i++)
    if (!g_hash_table_contains (self->different, &g_array_index (found, gint64, i)))
      *known = g_array_index (found, gint64, i);
  g_hash_table_insert (self->looked_up, g_steal_pointer (&key), known);
  return *known;
}

/* One question a turn of the main loop: a large village takes a while. */
static gboolean
look_for_duplicates_cb (gpointer user_data)
{
  SgnHouseholdWindow *self = user_data;
  guint n = sgn_grid_model_get_n_rows (SGN_GRID_MODEL (self->rows));
  gint64 unit = sgn_household_window_get_unit (self), found = 0;
  gboolean asked = FALSE;
  const char *who = NULL;

  for (guint i = 0; i < n && found == 0; i++)
    {
      SgnRecord *member = sgn_grid_records_peek_record (self->rows, i);

      if (asked)
        return G_SOURCE_CONTINUE;
      if (member == NULL)
        continue;
      found = find_duplicate (self, unit, member, &asked);
      who = sgn_record_get_text (member, "name");
      if (who == NULL)
        who = sgn_record_get_text (member, "id-number");
    }
  self->duplicate_source = 0;
  show_duplicate (self, found, who);
  return G_SOURCE_REMOVE;
}

void
sgn_household_window_look_for_duplicates (SgnHouseholdWindow *self)
{
  if (self->rows != NULL && self->duplicate_source == 0)
    self->duplicate_source = g_timeout_add (DELAY_MS, look_for_duplicates_cb, self);
}

void
sgn_household_window_forget_duplicates (SgnHouseholdWindow *self)
{
  g_hash_table_remove_all (self->looked_up);
  sgn_household_window_look_for_duplicates (self);
}

static void
show_duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnHouseholdWindow *self = SGN_HOUSEHOLD_WINDOW (widget);

  if (self->duplicate_id != 0)
    sgn_household_window_show (gtk_window_get_transient_for (GTK_WINDOW (self)), self->ledger,
                               self->duplicate_id, 0);
}

/* What is not stored cannot be united: it is saved first. */
static void
unite_duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (SgnHouseholdWindow) self = g_object_ref (SGN_HOUSEHOLD_WINDOW (widget));
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (SgnLedger) ledger = g_object_ref (self->ledger);
  const gint64 other = self->duplicate_id;

  if (other != 0 && sgn_household_window_save (self, FALSE))
    sgn_unite_window_show (parent, ledger, other, self->saved_id);
}

static void
dismiss_duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnHouseholdWindow *self = SGN_HOUSEHOLD_WINDOW (widget);

  g_hash_table_add (self->different, g_memdup2 (&self->duplicate_id, sizeof (gint64)));
  show_duplicate (self, 0, NULL);
  sgn_household_window_forget_duplicates (self);
}

void
sgn_household_window_install_duplicate_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "entry.show-duplicate", NULL,
                                   show_duplicate_action);
  gtk_widget_class_install_action (widget_class, "entry.unite-duplicate", NULL,
                                   unite_duplicate_action);
  gtk_widget_class_install_action (widget_class, "entry.dismiss-duplicate", NULL,
                                   dismiss_duplicate_action);
}
