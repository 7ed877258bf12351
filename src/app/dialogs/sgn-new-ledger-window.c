#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-new-ledger-window.h"

#include "app/dialogs/sgn-choose-file.h"
#include "app/sgn-job.h"
#include "app/sgn-settings.h"
#include "app/widgets/sgn-message-bar.h"
#include "app/widgets/sgn-suggestions.h"
#include "base/sgn-date.h"
#include "base/sgn-text.h"
#include "programme/sgn-catalogue.h"
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

  SgnSuggestions *province_suggestions;
  SgnSuggestions *unit_suggestions;

  /* owned */
  GPtrArray *known;           /* of SgnKnownUnit: the catalogue of the year */
  GArray *offered;            /* of guint: which of them the suggested lines are */
  const SgnKnownUnit *chosen; /* borrowed: the unit that was taken from the list */
  char *path;
  gboolean path_chosen;
  gboolean setting; /* the program writes into an entry, not a person */
  SgnJob *job;
};

G_DEFINE_FINAL_TYPE (SgnNewLedgerWindow, sgn_new_ledger_window, GTK_TYPE_WINDOW)

enum
{
  CREATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

#define MAX_OFFERED 80

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

/* --- units of the catalogue --- */

static const SgnKnownUnit *
unit_above (SgnNewLedgerWindow *self, const SgnKnownUnit *unit, const char *level)
{
  while (unit != NULL && !g_str_equal (unit->level, level))
    unit = unit->above >= 0 ? self->known->pdata[unit->above] : NULL;
  return unit;
}

/* "Xã Ngọc Côn · Huyện Trùng Khánh · Tỉnh Cao Bằng": several may share a name. */
static char *
describe_unit (SgnNewLedgerWindow *self, const SgnKnownUnit *unit)
{
  g_autoptr (GString) text = g_string_new (unit->name);

  for (int above = unit->above; above >= 0;)
    {
      const SgnKnownUnit *next = self->known->pdata[above];

      g_string_append_printf (text, " · %s", next->name);
      above = next->above;
    }
  return g_strdup (text->str);
}

static gboolean
is_in_province (SgnNewLedgerWindow *self, const SgnKnownUnit *unit)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->province));
  g_autofree char *needle = sgn_text_fold (typed);
  const SgnKnownUnit *province = unit_above (self, unit, "province");
  g_autofree char *folded = province != NULL ? sgn_text_fold (province->name) : NULL;

  return needle[0] == '\0' || (folded != NULL && sgn_text_contains_folded (folded, needle));
}

static void
offer (SgnNewLedgerWindow *self, SgnSuggestions *suggestions, const char *level, const char *typed)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *needle = sgn_text_fold (typed);

  g_array_set_size (self->offered, 0);
  for (guint i = 0; i < self->known->len && lines->len < MAX_OFFERED; i++)
    {
      const SgnKnownUnit *unit = self->known->pdata[i];
      g_autofree char *folded = sgn_text_fold (unit->name);

      if (!g_str_equal (unit->level, level) || !sgn_text_contains_folded (folded, needle)
          || (suggestions == self->unit_suggestions && !is_in_province (self, unit)))
        continue;
      g_ptr_array_add (lines, describe_unit (self, unit));
      g_array_append_val (self->offered, i);
    }
  g_ptr_array_add (lines, NULL);
  sgn_suggestions_offer (suggestions, (const char *const *)lines->pdata);
}

static const char *
role_of (SgnNewLedgerWindow *self)
{
  return ROLES[gtk_drop_down_get_selected (self->role)];
}

static void
province_wanted_cb (SgnNewLedgerWindow *self)
{
  offer (self, self->province_suggestions, "province", "");
}

static void
unit_wanted_cb (SgnNewLedgerWindow *self)
{
  offer (self, self->unit_suggestions, role_of (self), "");
}

static void
set_text (SgnNewLedgerWindow *self, GtkEntry *entry, const char *text)
{
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  self->setting = FALSE;
}

static void
province_chosen_cb (SgnNewLedgerWindow *self, guint line)
{
  const SgnKnownUnit *unit = self->known->pdata[g_array_index (self->offered, guint, line)];

  set_text (self, self->province, unit->name);
  gtk_widget_grab_focus (GTK_WIDGET (self->unit));
}

static void
unit_chosen_cb (SgnNewLedgerWindow *self, guint line)
{
  const SgnKnownUnit *unit = self->known->pdata[g_array_index (self->offered, guint, line)];
  const SgnKnownUnit *province = unit_above (self, unit, "province");

  self->chosen = unit;
  set_text (self, self->unit, unit->name);
  if (province != NULL)
    set_text (self, self->province, province->name);
  suggest_path (self);
}

static void
province_changed_cb (SgnNewLedgerWindow *self)
{
  if (self->setting)
    return;
  self->chosen = NULL;
  if (gtk_widget_get_mapped (GTK_WIDGET (self->province)))
    offer (self, self->province_suggestions, "province",
           gtk_editable_get_text (GTK_EDITABLE (self->province)));
}

static void
unit_changed_cb (SgnNewLedgerWindow *self)
{
  if (self->setting)
    return;
  self->chosen = NULL;
  suggest_path (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->unit)))
    offer (self, self->unit_suggestions, role_of (self),
           gtk_editable_get_text (GTK_EDITABLE (self->unit)));
}

static void
role_changed_cb (SgnNewLedgerWindow *self)
{
  self->chosen = NULL;
  set_text (self, self->unit, "");
  suggest_path (self);
}

static void
year_changed_cb (SgnNewLedgerWindow *self)
{
  self->chosen = NULL;
  g_clear_pointer (&self->known, g_ptr_array_unref);
  self->known = sgn_catalogue_known_units (gtk_spin_button_get_value_as_int (self->year));
  suggest_path (self);
}

/* --- the file --- */

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
  wish->unit = self->chosen != NULL && self->chosen->code != NULL ? g_strdup (self->chosen->code)
                                                                  : typed_text (self->unit);
  wish->province = typed_text (self->province);
  wish->operator_name = sgn_settings_operator ();
  wish->role = role_of (self);
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

  if (self->province_suggestions != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->province_suggestions));
  if (self->unit_suggestions != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->unit_suggestions));
  self->province_suggestions = self->unit_suggestions = NULL;
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_pointer (&self->offered, g_array_unref);
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
  gtk_widget_class_bind_template_callback (widget_class, role_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, province_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, unit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, year_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_place_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sgn_new_ledger_window_init (SgnNewLedgerWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->offered = g_array_new (FALSE, FALSE, sizeof (guint));
  self->province_suggestions = sgn_suggestions_new (self->province, "sgn-down-symbolic");
  self->unit_suggestions = sgn_suggestions_new (self->unit, "sgn-down-symbolic");
  g_signal_connect_object (self->province_suggestions, "wanted", G_CALLBACK (province_wanted_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->province_suggestions, "chosen", G_CALLBACK (province_chosen_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unit_suggestions, "wanted", G_CALLBACK (unit_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unit_suggestions, "chosen", G_CALLBACK (unit_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_spin_button_set_value (self->year, sgn_date_today ().year);
  year_changed_cb (self);
}

GtkWidget *
sgn_new_ledger_window_new (GtkWindow *parent)
{
  return g_object_new (SGN_TYPE_NEW_LEDGER_WINDOW, "transient-for", parent, NULL);
}
