#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-new-ledger-window.h"

#include "app/dialogs/sgn-choose-file.h"
#include "app/sgn-job.h"
#include "app/sgn-settings.h"
#include "app/widgets/sgn-message-bar.h"
#include "base/sgn-date.h"
#include "base/sgn-text.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

struct _SgnNewLedgerWindow
{
  GtkWindow parent_instance;

  /* template widgets */
  SgnMessageBar *message_bar;
  GtkDropDown *role;
  GtkEntry *province;
  GtkEntry *unit;
  GtkSpinButton *year;
  GtkLabel *path_label;
  GtkWidget *create_button;
  GtkSpinner *spinner;

  /* owned */
  char *path;
  gboolean path_chosen;
  SgnJob *job;
};

G_DEFINE_FINAL_TYPE (SgnNewLedgerWindow, sgn_new_ledger_window, GTK_TYPE_WINDOW)

enum
{
  CREATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const ROLES[] = { "district", "commune", "province" };

/* What the thread works on. */
typedef struct
{
  char *path, *unit, *province, *operator_name;
  const char *role;
  int year;
} Wish;

static void
wish_free (Wish *wish)
{
  g_free (wish->path);
  g_free (wish->unit);
  g_free (wish->province);
  g_free (wish->operator_name);
  g_free (wish);
}

static void
set_path (SgnNewLedgerWindow *self, char *path)
{
  g_free (self->path);
  self->path = path;
  gtk_label_set_label (self->path_label, path);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->path_label), path);
}

static char *
typed_text (GtkEntry *entry)
{
  char *text = sgn_text_nfc (gtk_editable_get_text (GTK_EDITABLE (entry)));

  if (text[0] == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

/* Until somebody chooses a place: documents, named after the unit and the year. */
static void
suggest_path (SgnNewLedgerWindow *self)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *unit = typed_text (self->unit);
  g_autofree char *name = NULL;

  gtk_widget_set_sensitive (self->create_button, unit != NULL && self->job == NULL);
  if (self->path_chosen)
    return;
  name = g_strdup_printf ("%s %d.sgn", unit != NULL ? unit : _ ("Ledger"),
                          gtk_spin_button_get_value_as_int (self->year));
  g_strdelimit (name, "/\\:*?\"<>|", '-');
  set_path (self, g_build_filename (documents != NULL ? documents : g_get_home_dir (), name, NULL));
}

static void
place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnNewLedgerWindow) self = user_data;
  char *path = sgn_choose_file_finish (result);

  if (path == NULL)
    return;
  self->path_chosen = TRUE;
  set_path (self, path);
}

static void
choose_place_clicked_cb (SgnNewLedgerWindow *self)
{
  static const char *const SUFFIXES[] = { "sgn", NULL };

  sgn_choose_file_async (GTK_WINDOW (self), SGN_CHOOSE_SAVE, _ ("Where the Ledger Is Kept"),
                         _ ("_Choose"), self->path, SUFFIXES, place_chosen_cb, g_object_ref (self));
}

static gpointer
create_ledger (SgnJob *job, gpointer data, GError **error)
{
  const Wish *wish = data;
  const SgnNewLedger what = {
    .unit = wish->unit,
    .province = wish->province,
    .role = wish->role,
    .year = wish->year,
    .operator_name = wish->operator_name,
  };
  g_autoptr (SgnLedger) ledger = sgn_programme_create (wish->path, &what, error);

  if (ledger == NULL || !sgn_ledger_close (ledger, error))
    return NULL;
  return g_strdup (wish->path);
}

static void
set_busy (SgnNewLedgerWindow *self, gboolean busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (self->create_button, !busy);
}

static void
ledger_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnNewLedgerWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = sgn_job_run_finish (SGN_JOB (source), result, &error);

  g_clear_object (&self->job);
  set_busy (self, FALSE);
  if (path == NULL)
    {
      sgn_message_bar_show_error (self->message_bar, error->message);
      return;
    }
  g_signal_emit (self, signals[CREATED], 0, path);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
create_clicked_cb (SgnNewLedgerWindow *self)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->path = g_strdup (self->path);
  wish->unit = typed_text (self->unit);
  wish->province = typed_text (self->province);
  wish->operator_name = sgn_settings_operator ();
  wish->role = ROLES[gtk_drop_down_get_selected (self->role)];
  wish->year = gtk_spin_button_get_value_as_int (self->year);
  self->job = sgn_job_new (_ ("Making the ledger…"), TRUE);
  set_busy (self, TRUE);
  sgn_job_run_async (self->job, create_ledger, wish, (GDestroyNotify)wish_free, g_free,
                     ledger_created_cb, g_object_ref (self));
}

static void
sgn_new_ledger_window_dispose (GObject *object)
{
  SgnNewLedgerWindow *self = SGN_NEW_LEDGER_WINDOW (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_object (&self->job);
  gtk_widget_dispose_template (GTK_WIDGET (object), SGN_TYPE_NEW_LEDGER_WINDOW);
  G_OBJECT_CLASS (sgn_new_ledger_window_parent_class)->dispose (object);
}

static void
sgn_new_ledger_window_class_init (SgnNewLedgerWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_new_ledger_window_dispose;

  signals[CREATED] = g_signal_new ("created", SGN_TYPE_NEW_LEDGER_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/dialogs/new-ledger.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnNewLedgerWindow, message_bar);
  gtk_widget_class_bind_template_child (widget_class, SgnNewLedgerWindow, role);
  gtk_widget_class_bind_template_child (widget_class, SgnNewLedgerWindow, province);
  gtk_widget_class_bind_template_child (widget_class, SgnNewLedgerWindow, unit);
  gtk_widget_class_bind_template_child (widget_class, SgnNewLedgerWindow, year);
  gtk_widget_class_bind_template_child (widget_class, SgnNewLedgerWindow, path_label);
  gtk_widget_class_bind_template_child (widget_class, SgnNewLedgerWindow, create_button);
  gtk_widget_class_bind_template_child (widget_class, SgnNewLedgerWindow, spinner);
  gtk_widget_class_bind_template_callback (widget_class, suggest_path);
  gtk_widget_class_bind_template_callback (widget_class, choose_place_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sgn_new_ledger_window_init (SgnNewLedgerWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_spin_button_set_value (self->year, sgn_date_today ().year);
  suggest_path (self);
}

GtkWidget *
sgn_new_ledger_window_new (GtkWindow *parent)
{
  return g_object_new (SGN_TYPE_NEW_LEDGER_WINDOW, "transient-for", parent, NULL);
}
