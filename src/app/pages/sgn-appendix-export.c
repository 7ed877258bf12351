#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-appendix-export.h"

#include "app/dialogs/sgn-appendix-window.h"
#include "app/dialogs/sgn-choose-file.h"
#include "app/sgn-print.h"
#include "sheet/sgn-sheet-writer.h"

#include <glib/gi18n-lib.h>

/* One export: what the question and the worker need to know. */
typedef struct
{
  SgnPage *page;
  SgnAppendix *appendix;
  SgnAppendixParameters parameters;
  char *ledger_path;
  char *target;
} Export;

static void
export_free (Export *export)
{
  g_clear_object (&export->page);
  g_clear_pointer (&export->appendix, sgn_appendix_unref);
  g_free (export->ledger_path);
  g_free (export->target);
  g_free (export);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

void
sgn_appendix_export_fill_menu (GMenu *menu, const char *action_name, const char *prefix)
{
  g_autoptr (GPtrArray) appendices = sgn_appendix_list ();

  for (guint i = 0; i < appendices->len; i++)
    {
      SgnAppendix *appendix = g_ptr_array_index (appendices, i);
      const char *id = sgn_appendix_get_id (appendix);
      g_autofree char *label = g_strdup_printf ("%s · %s", id, sgn_appendix_get_title (appendix));
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      if (!g_str_has_prefix (id, prefix))
        continue;
      g_menu_item_set_action_and_target (item, action_name, "s", id);
      g_menu_append_item (menu, item);
    }
}

/* Runs in the worker. The page is not touched here. */
static gpointer
write_appendix (SgnJob *job, gpointer data, GError **error)
{
  Export *export = data;
  GCancellable *cancellable = sgn_job_get_cancellable (job);
  g_autoptr (SgnConnection) connection = sgn_connection_open_readonly (export->ledger_path, error);
  g_autoptr (SgnSheet) sheet = NULL;

  if (connection == NULL)
    return NULL;
  sheet = sgn_appendix_run (export->appendix, connection, &export->parameters, cancellable, error);
  if (sheet == NULL || !sgn_sheet_write (sheet, export->target, cancellable, error))
    return NULL;
  return g_strdup (export->target);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnPage) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = sgn_job_run_finish (SGN_JOB (source), result, &error);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (path == NULL)
    {
      sgn_page_show_error (page, g_steal_pointer (&error));
      return;
    }
  name = g_path_get_basename (path);
  text = g_strdup_printf (_ ("Saved: %s"), name);
  sgn_page_show_message (page, text, _ ("_Open"), "win.open-file", g_variant_new_string (path));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (SgnPage) page = g_steal_pointer (&export->page);
  g_autoptr (SgnJob) job = NULL;
  g_autofree char *title = NULL;

  export->target = sgn_choose_file_finish (result);
  if (export->target == NULL)
    return;
  title = g_strdup_printf (_ ("Making %s …"), sgn_appendix_get_id (export->appendix));
  job = sgn_job_new (title, FALSE);
  sgn_page_show_job (page, job);
  sgn_job_run_async (job, write_appendix, g_steal_pointer (&export), (GDestroyNotify)export_free,
                     g_free, written_cb, g_steal_pointer (&page));
}

static Export *
export_new (SgnPage *page, SgnAppendix *appendix, const SgnAppendixParameters *parameters)
{
  Export *export = g_new0 (Export, 1);

  export->page = g_object_ref (page);
  export->appendix = sgn_appendix_ref (appendix);
  export->parameters = *parameters;
  export->ledger_path = g_strdup (sgn_ledger_get_path (sgn_page_get_ledger (page)));
  return export;
}

void
sgn_appendix_export_save (SgnPage *page, SgnAppendix *appendix,
                          const SgnAppendixParameters *parameters)
{
  static const char *const suffixes[] = { "xlsx", "pdf", "csv", "json", NULL };
  g_autofree char *name
      = g_strdup_printf ("%s %d.xlsx", sgn_appendix_get_id (appendix), parameters->year);

  sgn_choose_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), SGN_CHOOSE_SAVE,
                         _ ("Save Appendix"), _ ("_Save"), name, suffixes, chosen_cb,
                         export_new (page, appendix, parameters));
}

/* Runs in the worker. The rows of a list are read later, from the same connection, which goes with
 * the sheet. */
static gpointer
make_appendix (SgnJob *job, gpointer data, GError **error)
{
  Export *export = data;
  g_autoptr (SgnConnection) connection = sgn_connection_open_readonly (export->ledger_path, error);

  if (connection == NULL)
    return NULL;
  return sgn_appendix_run (export->appendix, connection, &export->parameters,
                           sgn_job_get_cancellable (job), error);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnPage) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSheet) sheet = sgn_job_run_finish (SGN_JOB (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  if (sheet == NULL)
    sgn_page_show_error (page, g_steal_pointer (&error));
  else if (root != NULL)
    sgn_print_sheet (GTK_WINDOW (root), sheet);
}

void
sgn_appendix_export_preview (SgnPage *page, SgnAppendix *appendix,
                             const SgnAppendixParameters *parameters)
{
  Export *export = export_new (page, appendix, parameters);
  g_autofree char *title = g_strdup_printf (_ ("Making %s …"), sgn_appendix_get_id (appendix));
  g_autoptr (SgnJob) job = sgn_job_new (title, FALSE);

  g_clear_object (&export->page);
  sgn_page_show_job (page, job);
  sgn_job_run_async (job, make_appendix, export, (GDestroyNotify)export_free, g_object_unref,
                     made_cb, g_object_ref (page));
}

/* Whether there is something to be asked that no page says. */
static gboolean
asks_for_more (SgnAppendix *appendix)
{
  static const char *const names[] = { "state", "ids", "class", "ethnicity" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (sgn_appendix_has_parameter (appendix, names[i]))
      return TRUE;
  return FALSE;
}

void
sgn_appendix_export_ask (SgnPage *page, const char *id, const SgnAppendixParameters *parameters)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnAppendix) appendix = sgn_appendix_find (id, &error);

  if (appendix == NULL)
    sgn_page_show_error (page, g_steal_pointer (&error));
  else if (asks_for_more (appendix))
    sgn_appendix_window_show (page, id, parameters);
  else
    sgn_appendix_export_save (page, appendix, parameters);
}
