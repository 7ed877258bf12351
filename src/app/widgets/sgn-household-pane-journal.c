#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-household-pane-private.h"

#include "base/sgn-date.h"

#include <glib/gi18n-lib.h>

/* How many entries are read at once, and how many lines of one are shown. */
#define N_ENTRIES 8
#define N_LINES 6

/* Somebody who goes through a list with the arrow keys does not want every journal read. */
#define DELAY_MS 250

typedef struct
{
  char *path;
  SgnHouseholdJournal *journal;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->path);
  sgn_household_journal_unref (work->journal);
  g_free (work);
}

static gpointer
read_in_thread (SgnJob *job, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (SgnConnection) connection = sgn_connection_open_readonly (work->path, error);

  if (connection == NULL)
    return NULL;
  sgn_connection_set_cancellable (connection, sgn_job_get_cancellable (job));
  return sgn_household_journal_read (work->journal, connection, N_ENTRIES,
                                     sgn_job_get_cancellable (job), error);
}

/* --- entries in words --- */

/* Whose the fields are, unless the name of the change says it. */
static char *
describe_field (const SgnHouseholdEntry *entry, const SgnRecordChange *record,
                const SgnFieldChange *field)
{
  const gboolean plain = strstr (entry->change->action, record->title) != NULL;

  return g_strdup_printf ("%s%s%s: %s → %s", plain ? "" : record->title, plain ? "" : " · ",
                          _ (field->field->label),
                          *field->before_text != '\0' ? field->before_text : "–",
                          *field->after_text != '\0' ? field->after_text : "–");
}

static void
add_record_lines (GPtrArray *lines, const SgnHouseholdEntry *entry, const SgnRecordChange *record)
{
  const char *kind = _ (record->type->label);

  if (record->op == SGN_ROW_UPDATED)
    for (guint i = 0; i < record->fields->len; i++)
      g_ptr_array_add (lines, describe_field (entry, record,
                                              &g_array_index (record->fields, SgnFieldChange, i)));
  else if (strstr (entry->change->action, record->title) == NULL)
    g_ptr_array_add (lines, g_strdup_printf (record->op == SGN_ROW_INSERTED ? _ ("added %s: %s")
                                                                            : _ ("removed %s: %s"),
                                             kind, record->title));
}

static GPtrArray *
describe_records (const SgnHouseholdEntry *entry)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < entry->records->len; i++)
    add_record_lines (lines, entry, entry->records->pdata[i]);
  if (lines->len > N_LINES)
    {
      const guint more = lines->len - N_LINES + 1;

      g_ptr_array_set_size (lines, N_LINES - 1);
      g_ptr_array_add (lines,
                       g_strdup_printf (ngettext ("and %u more", "and %u more", (gulong)more),
                                        more));
    }
  g_ptr_array_add (lines, NULL);
  return lines;
}

static void
add_entry (SgnHouseholdPane *self, const SgnHouseholdEntry *entry)
{
  g_autofree char *time = sgn_date_format_moment (entry->change->at);
  g_autofree char *heading
      = g_strdup_printf ("%s · %s: %s%s", time, entry->change->operator_name, entry->change->action,
                         entry->change->live ? "" : _ (" (taken back)"));
  g_autoptr (GPtrArray) lines = describe_records (entry);
  GtkWidget *row = sgn_household_pane_make_row (heading, NULL, (const char *const *)lines->pdata);

  gtk_widget_add_css_class (row, "journal-entry");
  if (!entry->change->live)
    gtk_widget_add_css_class (row, "dim-label");
  gtk_list_box_append (self->journal_list, row);
}

/* Below what is read already, or @none instead of it; and whether there is more. */
static void
show_state (SgnHouseholdPane *self, const char *none)
{
  const gboolean any = gtk_widget_get_first_child (GTK_WIDGET (self->journal_list)) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->journal_list), any);
  gtk_label_set_label (self->journal_none, none);
  gtk_widget_set_visible (GTK_WIDGET (self->journal_none), !any);
  gtk_widget_set_visible (self->journal_more, !sgn_household_journal_is_done (self->journal));
  gtk_widget_set_sensitive (self->journal_more, TRUE);
}

static void
show_entries (SgnHouseholdPane *self, GPtrArray *entries, gboolean first)
{
  if (first)
    sgn_household_pane_clear (GTK_WIDGET (self->journal_list));
  for (guint i = 0; i < entries->len; i++)
    add_entry (self, entries->pdata[i]);
  show_state (self, _ ("No change of this household is recorded."));
}

/* --- reading --- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnHouseholdPane) self = user_data;
  SgnJob *job = SGN_JOB (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = sgn_job_run_finish (job, result, &error);
  const gboolean first = g_object_get_data (source, "first") != NULL;

  if (self->journal_job != job)
    return;
  g_clear_object (&self->journal_job);
  if (entries != NULL)
    show_entries (self, entries, first);
  else
    {
      show_state (self, _ ("The changes could not be read."));
      sgn_message_bar_show_error (self->message_bar, error->message);
    }
}

static void
run_job (SgnHouseholdPane *self, gboolean first)
{
  Work *work = g_new0 (Work, 1);

  work->path = g_strdup (sgn_ledger_get_path (self->ledger));
  work->journal = sgn_household_journal_ref (self->journal);
  self->journal_job = sgn_job_new (_ ("Reading the journal of a household"), FALSE);
  g_object_set_data (G_OBJECT (self->journal_job), "first", GINT_TO_POINTER (first));
  sgn_job_run_async (self->journal_job, read_in_thread, work, work_free,
                     (GDestroyNotify)g_ptr_array_unref, read_cb, g_object_ref (self));
}

static gboolean
delay_over_cb (gpointer user_data)
{
  SgnHouseholdPane *self = user_data;

  self->journal_source = 0;
  self->journal = sgn_household_journal_new (self->household_id);
  run_job (self, TRUE);
  return G_SOURCE_REMOVE;
}

void
sgn_household_pane_stop_journal (SgnHouseholdPane *self)
{
  g_clear_handle_id (&self->journal_source, g_source_remove);
  if (self->journal_job != NULL)
    sgn_job_cancel (self->journal_job);
  g_clear_object (&self->journal_job);
  g_clear_pointer (&self->journal, sgn_household_journal_unref);
}

void
sgn_household_pane_start_journal (SgnHouseholdPane *self)
{
  sgn_household_pane_stop_journal (self);
  gtk_widget_set_sensitive (self->journal_more, FALSE);
  if (self->journal_of != self->household_id)
    {
      sgn_household_pane_clear (GTK_WIDGET (self->journal_list));
      gtk_widget_set_visible (GTK_WIDGET (self->journal_list), FALSE);
      gtk_widget_set_visible (self->journal_more, FALSE);
      gtk_label_set_label (self->journal_none, _ ("Reading …"));
      gtk_widget_set_visible (GTK_WIDGET (self->journal_none), TRUE);
    }
  self->journal_of = self->household_id;
  self->journal_source = g_timeout_add (DELAY_MS, delay_over_cb, self);
}

void
sgn_household_pane_read_more (SgnHouseholdPane *self)
{
  if (self->journal == NULL || self->journal_job != NULL)
    return;
  gtk_widget_set_sensitive (self->journal_more, FALSE);
  run_job (self, FALSE);
}
