#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-choose-file.h"

#include <glib/gi18n-lib.h>

#define ANSWER_KEY "sgn-choose-file-answer"

static char *
filter_name (const char *suffix)
{
  static const struct
  {
    const char *suffix, *name;
  } NAMES[] = {
    { "sgn", N_ ("Ledgers (*.sgn)") },        { "xlsx", N_ ("Excel workbooks (*.xlsx)") },
    { "csv", N_ ("Tables as text (*.csv)") }, { "json", N_ ("JSON data (*.json)") },
    { "pdf", N_ ("PDF documents (*.pdf)") },  { "xml", N_ ("Catalogues (*.xml)") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (g_str_equal (NAMES[i].suffix, suffix))
      return g_strdup (_ (NAMES[i].name));
  return g_strdup_printf ("*.%s", suffix);
}

static void
add_filters (GtkFileChooser *chooser, const char *const *suffixes)
{
  for (guint i = 0; suffixes[i] != NULL; i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      g_autofree char *name = filter_name (suffixes[i]);

      gtk_file_filter_set_name (filter, name);
      gtk_file_filter_add_suffix (filter, suffixes[i]);
      gtk_file_chooser_add_filter (chooser, filter);
    }
}

static void
suggest (GtkFileChooser *chooser, SgnChooseMode mode, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  if (g_path_is_absolute (path))
    {
      g_autofree char *folder
          = mode == SGN_CHOOSE_FOLDER ? g_strdup (path) : g_path_get_dirname (path);
      g_autoptr (GFile) file = g_file_new_for_path (folder);

      gtk_file_chooser_set_current_folder (chooser, file, NULL);
    }
  if (mode == SGN_CHOOSE_SAVE)
    gtk_file_chooser_set_current_name (chooser, name);
}

/* A name typed without an ending gets the one of the chosen filter, else the first. */
static char *
complete_name (GtkFileChooser *chooser, const char *path, const char *const *suffixes)
{
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);
  const char *chosen = suffixes[0];

  for (guint i = 0; suffixes[i] != NULL; i++)
    {
      g_autofree char *ending = g_strconcat (".", suffixes[i], NULL);
      g_autofree char *name = filter_name (suffixes[i]);
      g_autofree char *lower = g_ascii_strdown (path, -1);

      if (g_str_has_suffix (lower, ending))
        return g_strdup (path);
      if (filter != NULL && g_strcmp0 (gtk_file_filter_get_name (filter), name) == 0)
        chosen = suffixes[i];
    }
  return g_strconcat (path, ".", chosen, NULL);
}

static void
response_cb (GtkNativeDialog *dialog, int response, GTask *task)
{
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  const char *const *suffixes = g_task_get_task_data (task);
  g_autoptr (GFile) file
      = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (chooser) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  char *answer = g_steal_pointer (&path);

  if (answer != NULL && suffixes != NULL
      && gtk_file_chooser_get_action (chooser) == GTK_FILE_CHOOSER_ACTION_SAVE)
    {
      g_autofree char *typed = answer;

      answer = complete_name (chooser, typed, suffixes);
    }
  g_task_return_pointer (task, answer, g_free);
  g_object_unref (task);
  /* Nobody but us holds the native dialog. */
  g_object_unref (dialog);
}

void
sgn_choose_file_async (GtkWindow *parent, SgnChooseMode mode, const char *title,
                       const char *accept_label, const char *suggested_path,
                       const char *const *suffixes, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  static const GtkFileChooserAction ACTIONS[] = {
    GTK_FILE_CHOOSER_ACTION_OPEN,
    GTK_FILE_CHOOSER_ACTION_SAVE,
    GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
  };
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  char *answer = g_object_steal_data (G_OBJECT (parent), ANSWER_KEY);
  GtkFileChooserNative *dialog;

  if (answer != NULL)
    {
      g_task_return_pointer (task, answer, g_free);
      g_object_unref (task);
      return;
    }
  dialog = gtk_file_chooser_native_new (title, parent, ACTIONS[mode], accept_label, _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (suffixes != NULL)
    add_filters (GTK_FILE_CHOOSER (dialog), suffixes);
  if (suggested_path != NULL)
    suggest (GTK_FILE_CHOOSER (dialog), mode, suggested_path);
  g_task_set_task_data (task, g_strdupv ((char **)suffixes), (GDestroyNotify)g_strfreev);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

char *
sgn_choose_file_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
sgn_choose_file_set_answer (GtkWindow *parent, const char *path)
{
  g_object_set_data_full (G_OBJECT (parent), ANSWER_KEY, g_strdup (path), g_free);
}
