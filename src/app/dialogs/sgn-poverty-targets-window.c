#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-poverty-targets-window.h"

#include "app/dialogs/sgn-ask.h"
#include "app/dialogs/sgn-poverty-targets.h"
#include "app/sgn-job.h"
#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-options.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

struct _SgnPovertyTargetsWindow
{
  GtkWindow parent_instance;

  /* template widgets */
  GtkDropDown *year;
  SgnEntryGrid *grid;
  GtkLabel *explanation;

  /* owned */
  SgnLedger *ledger;
  SgnPovertyTargets *targets;
  SgnJob *job;

  gint64 unit_id;
};

G_DEFINE_FINAL_TYPE (SgnPovertyTargetsWindow, sgn_poverty_targets_window, GTK_TYPE_WINDOW)

static int
get_year (SgnPovertyTargetsWindow *self)
{
  return (int)g_ascii_strtoll (sgn_options_get (self->year), NULL, 10);
}

static void
show_error (SgnPovertyTargetsWindow *self, GError *error)
{
  sgn_show_error (GTK_WINDOW (self), _ ("Planned Reductions"), error);
}

/* --- reading: who is poor in every unit takes a while --- */

typedef struct
{
  char *path;
  gint64 unit_id;
  int year;
} Question;

static void
question_free (Question *question)
{
  g_free (question->path);
  g_free (question);
}

static gpointer
read_targets (SgnJob *job, gpointer data, GError **error)
{
  const Question *question = data;
  g_autoptr (SgnConnection) connection = sgn_connection_open_readonly (question->path, error);

  if (connection == NULL)
    return NULL;
  sgn_connection_set_cancellable (connection, sgn_job_get_cancellable (job));
  return sgn_poverty_target_load (connection, question->unit_id, question->year, error);
}

/* Held weakly: a window that somebody holds is not disposed of when it is closed. */
static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree GWeakRef *weak = user_data;
  g_autoptr (SgnPovertyTargetsWindow) self = g_weak_ref_get (weak);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = sgn_job_run_finish (SGN_JOB (source), result, &error);

  g_weak_ref_clear (weak);
  if (self == NULL || SGN_JOB (source) != self->job)
    return;
  g_clear_object (&self->job);
  if (rows != NULL)
    sgn_poverty_targets_set (self->targets, g_steal_pointer (&rows), get_year (self));
  else
    show_error (self, g_steal_pointer (&error));
}

static void
stop_job (SgnPovertyTargetsWindow *self)
{
  if (self->job != NULL)
    sgn_job_cancel (self->job);
  g_clear_object (&self->job);
}

static void
reload (SgnPovertyTargetsWindow *self)
{
  GWeakRef *weak;
  Question *question;

  if (self->targets == NULL)
    return;
  stop_job (self);
  question = g_new0 (Question, 1);
  question->path = g_strdup (sgn_ledger_get_path (self->ledger));
  question->unit_id = self->unit_id;
  question->year = get_year (self);
  self->job = sgn_job_new (_ ("Reading the figures …"), FALSE);
  weak = g_new (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  sgn_job_run_async (self->job, read_targets, question, (GDestroyNotify)question_free,
                     (GDestroyNotify)g_array_unref, read_cb, weak);
}

/* --- callbacks --- */

static void
year_cb (SgnPovertyTargetsWindow *self)
{
  g_autofree char *text
      = g_strdup_printf (_ ("The start is the official result of the review of %d. What is left "
                            "empty stays empty in appendix CT-01."),
                         get_year (self) - 1);

  gtk_label_set_label (self->explanation, text);
  reload (self);
}

static void
ledger_changed_cb (SgnPovertyTargetsWindow *self, const char *const *tables)
{
  static const char *const ours[]
      = { "target_value", "target", "base_count", "household_year", "unit", NULL };

  for (guint i = 0; ours[i] != NULL; i++)
    if (g_strv_contains (tables, ours[i]))
      {
        reload (self);
        return;
      }
}

static void
failed_cb (SgnPovertyTargetsWindow *self, GError *error)
{
  show_error (self, g_error_copy (error));
}

static gboolean
close_request_cb (SgnPovertyTargetsWindow *self)
{
  /* What is right is saved; what is not stays as a draft. */
  sgn_entry_grid_save (self->grid);
  return GDK_EVENT_PROPAGATE;
}

static void
fill_years (SgnPovertyTargetsWindow *self, int year)
{
  g_autofree char *chosen = g_strdup_printf ("%d", year);

  sgn_options_clear (self->year);
  for (int i = year - 3; i <= year + 3; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i);

      sgn_options_add (self->year, text, text);
    }
  sgn_options_select (self->year, chosen);
}

static void
sgn_poverty_targets_window_dispose (GObject *object)
{
  SgnPovertyTargetsWindow *self = SGN_POVERTY_TARGETS_WINDOW (object);

  stop_job (self);
  g_clear_object (&self->targets);
  g_clear_object (&self->ledger);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_POVERTY_TARGETS_WINDOW);
  G_OBJECT_CLASS (sgn_poverty_targets_window_parent_class)->dispose (object);
}

static void
sgn_poverty_targets_window_class_init (SgnPovertyTargetsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_poverty_targets_window_dispose;

  g_type_ensure (SGN_TYPE_ENTRY_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/dialogs/poverty-targets.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnPovertyTargetsWindow, year);
  gtk_widget_class_bind_template_child (widget_class, SgnPovertyTargetsWindow, grid);
  gtk_widget_class_bind_template_child (widget_class, SgnPovertyTargetsWindow, explanation);
  gtk_widget_class_bind_template_callback (widget_class, year_cb);
  gtk_widget_class_bind_template_callback (widget_class, failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sgn_poverty_targets_window_init (SgnPovertyTargetsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sgn_poverty_targets_window_show (GtkWindow *parent, SgnLedger *ledger, gint64 unit_id, int year)
{
  SgnPovertyTargetsWindow *self
      = g_object_new (SGN_TYPE_POVERTY_TARGETS_WINDOW, "transient-for", parent, NULL);
  SgnConnection *connection = sgn_ledger_get_connection (ledger);

  self->ledger = g_object_ref (ledger);
  self->unit_id = unit_id != 0 ? unit_id : sgn_programme_own_unit (connection);
  fill_years (self, year != 0 ? year : sgn_programme_default_year (connection));
  self->targets = sgn_poverty_targets_new (ledger);
  sgn_entry_grid_set_model (self->grid, SGN_GRID_MODEL (self->targets));
  g_signal_connect_object (ledger, "changed", G_CALLBACK (ledger_changed_cb), self,
                           G_CONNECT_SWAPPED);
  year_cb (self);
  gtk_window_present (GTK_WINDOW (self));
}
