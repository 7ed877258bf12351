#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/sgn-window-private.h"

#include "app/dialogs/sgn-ask.h"
#include "app/dialogs/sgn-choose-file.h"
#include "app/dialogs/sgn-new-ledger-window.h"
#include "app/sgn-change-job.h"
#include "base/sgn-date.h"
#include "base/sgn-number.h"
#include "programme/sgn-catalogue.h"
#include "programme/sgn-sample.h"
#include "store/sgn-backup.h"

#include <glib/gi18n-lib.h>

static const char *const LEDGER_SUFFIXES[] = { "sgn", NULL };

/* What a question remembers while it is open. */
typedef struct
{
  SgnWindow *self;
  char *backup;
  char *path;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->self);
  g_free (question->backup);
  g_free (question->path);
  g_free (question);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* --- open and new --- */

static void
open_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnWindow) self = user_data;
  g_autofree char *path = sgn_choose_file_finish (result);

  if (path != NULL)
    sgn_window_open (self, path);
}

static void
open_ledger_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sgn_choose_file_async (GTK_WINDOW (user_data), SGN_CHOOSE_OPEN, _ ("Open Ledger"), _ ("_Open"),
                         NULL, LEDGER_SUFFIXES, open_chosen_cb, g_object_ref (user_data));
}

static void
open_path_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sgn_window_open (user_data, g_variant_get_string (parameter, NULL));
}

static void
created_cb (SgnWindow *self, const char *path)
{
  sgn_window_open (self, path);
}

static void
new_ledger_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *window = sgn_new_ledger_window_new (GTK_WINDOW (user_data));

  g_signal_connect_object (window, "created", G_CALLBACK (created_cb), user_data,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
close_ledger_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sgn_window_set_ledger (user_data, NULL);
}

/* --- the sample --- */

static gpointer
make_sample (SgnJob *job, gpointer data, GError **error)
{
  g_autoptr (SgnLedger) ledger = sgn_sample_create_sized (data, TRUE, SGN_SAMPLE_HOUSEHOLDS, error);

  if (ledger == NULL || !sgn_ledger_close (ledger, error))
    return NULL;
  return g_strdup (data);
}

static void
sample_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = sgn_job_run_finish (SGN_JOB (source), result, &error);

  if (path != NULL)
    sgn_window_open (self, path);
  else
    sgn_window_show_error (self, g_steal_pointer (&error));
}

static void
sample_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnWindow) self = user_data;
  g_autofree char *folder = sgn_choose_file_finish (result);
  g_autofree char *path = NULL;
  g_autoptr (SgnJob) job = NULL;

  if (folder == NULL)
    return;
  path = g_build_filename (folder, _ ("Trung Khanh 2023 (sample).sgn"), NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      sgn_window_open (self, path);
      return;
    }
  job = sgn_job_new (_ ("Making the sample ledger…"), TRUE);
  sgn_job_run_async (job, make_sample, g_steal_pointer (&path), g_free, g_free, sample_made_cb,
                     g_object_ref (self));
  sgn_window_show_job (self, job);
}

static void
open_sample_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  sgn_choose_file_async (GTK_WINDOW (user_data), SGN_CHOOSE_FOLDER,
                         _ ("Folder for the Sample Ledger"), _ ("_Make Sample Here"),
                         documents != NULL ? documents : g_get_home_dir (), NULL,
                         sample_folder_chosen_cb, g_object_ref (user_data));
}

/* --- backup and restore --- */

static void
backup_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnWindow) self = user_data;
  g_autofree char *path = sgn_choose_file_finish (result);
  g_autoptr (GError) error = NULL;

  if (path == NULL || self->ledger == NULL)
    return;
  /* The chooser has asked whether a file of that name may go. */
  if (sgn_backup_write (self->ledger, path, TRUE, NULL, &error))
    {
      g_autofree char *text = g_strdup_printf (_ ("Backed up to %s"), path);

      sgn_window_show_message (self, text, NULL, NULL, NULL);
    }
  else
    sgn_window_show_error (self, g_steal_pointer (&error));
}

static char *
suggest_backup_path (SgnLedger *ledger)
{
  g_autofree char *folder = sgn_backup_folder (ledger);
  g_autofree char *name = g_path_get_basename (sgn_ledger_get_path (ledger));
  g_autofree char *today = sgn_date_format_iso (sgn_date_today ());
  g_autofree char *file = NULL;

  if (g_str_has_suffix (name, ".sgn"))
    name[strlen (name) - strlen (".sgn")] = '\0';
  file = g_strdup_printf ("%s %s.sgn", name, today);
  return g_build_filename (folder, file, NULL);
}

static void
backup_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnWindow *self = user_data;
  g_autofree char *path = suggest_backup_path (self->ledger);

  sgn_choose_file_async (GTK_WINDOW (self), SGN_CHOOSE_SAVE, _ ("Back Up Ledger"), _ ("_Back Up"),
                         path, LEDGER_SUFFIXES, backup_chosen_cb, g_object_ref (self));
}

static void
restore_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  gboolean restored;

  if (!sgn_ask_finish (result))
    return;
  sgn_window_set_ledger (question->self, NULL);
  restored = sgn_backup_restore (question->backup, question->path, &error);
  if (!sgn_window_open (question->self, question->path) && restored)
    return;
  if (restored)
    sgn_window_show_message (question->self,
                             _ ("The ledger was restored. The state before is kept as a backup."),
                             NULL, NULL, NULL);
  else
    sgn_window_show_error (question->self, g_steal_pointer (&error));
}

static void
restore_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autofree char *name = NULL, *backup_name = NULL, *text = NULL;
  SgnWindow *self = question->self;

  question->backup = sgn_choose_file_finish (result);
  if (question->backup == NULL || self->ledger == NULL)
    return;
  question->path = g_strdup (sgn_ledger_get_path (self->ledger));
  name = g_path_get_basename (question->path);
  backup_name = g_path_get_basename (question->backup);
  text = g_strdup_printf (_ ("%s becomes what it was in the backup %s. What it holds now is kept "
                             "as a backup of its own."),
                          name, backup_name);
  sgn_ask_async (GTK_WINDOW (self), _ ("Restore this ledger?"), text, _ ("_Restore"), TRUE,
                 restore_answered_cb, g_steal_pointer (&question));
}

static void
restore_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnWindow *self = user_data;
  Question *question = g_new0 (Question, 1);
  g_autofree char *folder = sgn_backup_folder (self->ledger);
  g_autofree char *inside = g_build_filename (folder, "x.sgn", NULL);

  question->self = g_object_ref (self);
  sgn_choose_file_async (GTK_WINDOW (self), SGN_CHOOSE_OPEN, _ ("Restore from Backup"),
                         _ ("_Restore…"), inside, LEDGER_SUFFIXES, restore_chosen_cb, question);
}

/* --- a catalogue file --- */

static gboolean
load_catalogue (SgnLedger *ledger, gpointer data, GError **error)
{
  return sgn_catalogue_load_file (ledger, data, NULL, error);
}

static void
catalogue_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autofree char *name = g_path_get_basename (question->path);
  g_autofree char *text = g_strdup_printf (_ ("The catalogue was loaded: %s"), name);
  g_autoptr (GError) error = NULL;
  gboolean loaded = sgn_change_job_run_finish (SGN_JOB (source), result, &error);

  if (question->self->ledger == NULL)
    return;
  if (loaded)
    sgn_window_show_message (question->self, text, _ ("_Undo"), "win.undo", NULL);
  else
    sgn_window_show_error (question->self, g_steal_pointer (&error));
}

static void
catalogue_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (SgnJob) job = NULL;
  SgnWindow *self = question->self;
  char *path = question->path;

  if (!sgn_ask_finish (result) || self->ledger == NULL)
    return;
  job = sgn_job_new (_ ("Loading the catalogue…"), TRUE);
  sgn_change_job_run_async (job, self->ledger, load_catalogue, path, catalogue_loaded_cb,
                            g_steal_pointer (&question));
  sgn_window_show_job (self, job);
}

/* What it is, before anything happens. */
static gpointer
describe_catalogue (SgnJob *job, gpointer path, GError **error)
{
  guint n_entries;
  g_autoptr (SgnCatalogueInfo) info = sgn_catalogue_inspect_file (path, &n_entries, error);
  g_autofree char *entries = NULL;

  if (info == NULL)
    return NULL;
  entries = sgn_number_format_integer (n_entries);
  return g_strdup_printf (
      _ ("%s\nSource: %s\nValid: %s to %s\nEntries: %s\n\nIt comes beside what the "
         "ledger has: nothing is overwritten, and it can be undone."),
      info->title, info->source, info->valid_from != NULL ? info->valid_from : "…",
      info->valid_to != NULL ? info->valid_to : "…", entries);
}

static void
catalogue_described_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sgn_job_run_finish (SGN_JOB (source), result, &error);
  SgnWindow *self = question->self;

  if (self->ledger == NULL)
    return;
  if (text == NULL)
    sgn_window_show_error (self, g_steal_pointer (&error));
  else
    sgn_ask_async (GTK_WINDOW (self), _ ("Load this catalogue?"), text, _ ("_Load"), FALSE,
                   catalogue_answered_cb, g_steal_pointer (&question));
}

static void
catalogue_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (SgnJob) job = NULL;
  char *path;

  question->path = sgn_choose_file_finish (result);
  if (question->path == NULL || question->self->ledger == NULL)
    return;
  job = sgn_job_new (_ ("Reading the catalogue…"), FALSE);
  path = g_strdup (question->path);
  sgn_job_run_async (job, describe_catalogue, path, g_free, g_free, catalogue_described_cb,
                     g_steal_pointer (&question));
}

static void
load_catalogue_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const SUFFIXES[] = { "xml", NULL };
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (user_data);
  sgn_choose_file_async (GTK_WINDOW (user_data), SGN_CHOOSE_OPEN, _ ("Load Catalogue"),
                         _ ("_Choose"), NULL, SUFFIXES, catalogue_chosen_cb, question);
}

static const GActionEntry ENTRIES[] = {
  { "new-ledger", new_ledger_cb, NULL, NULL, NULL },
  { "open-ledger", open_ledger_cb, NULL, NULL, NULL },
  { "open-path", open_path_cb, "s", NULL, NULL },
  { "open-sample", open_sample_cb, NULL, NULL, NULL },
  { "close-ledger", close_ledger_cb, NULL, NULL, NULL },
  { "backup", backup_cb, NULL, NULL, NULL },
  { "restore", restore_cb, NULL, NULL, NULL },
  { "load-catalogue", load_catalogue_cb, NULL, NULL, NULL },
};

void
sgn_window_add_file_actions (SgnWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), ENTRIES, G_N_ELEMENTS (ENTRIES), self);
}
