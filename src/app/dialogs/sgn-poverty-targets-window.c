#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-poverty-targets-window.h"

#include "app/dialogs/sgn-ask.h"
#include "app/dialogs/sgn-poverty-targets.h"
#include "app/widgets/sgn-entry-grid.h"
#include "app/widgets/sgn-options.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

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
};

G_DEFINE_FINAL_TYPE (SgnPovertyTargetsWindow, sgn_poverty_targets_window, GTK_TYPE_WINDOW)

static int
get_year (SgnPovertyTargetsWindow *self)
{
  return atoi (sgn_options_get (self->year));
}

static void
show_error (SgnPovertyTargetsWindow *self, GError *error)
{
  sgn_show_error (GTK_WINDOW (self), _ ("Planned Reductions"), error);
}

static void
reload (SgnPovertyTargetsWindow *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (self->targets == NULL)
    return;
  if (!sgn_poverty_targets_set_year (self->targets, get_year (self), &error))
    show_error (self, g_steal_pointer (&error));
  text = g_strdup_printf (_ ("The start is the official result of the review of %d. What is left "
                             "empty stays empty in appendix CT-01."),
                          get_year (self) - 1);
  gtk_label_set_label (self->explanation, text);
}

static void
failed_cb (SgnPovertyTargetsWindow *self, GError *error)
{
  show_error (self, g_error_copy (error));
}

/* What is being typed is taken before the window goes. */
static gboolean
close_request_cb (SgnPovertyTargetsWindow *self)
{
  return !sgn_entry_grid_save (self->grid);
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
  gtk_widget_class_bind_template_callback (widget_class, reload);
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
  self->targets
      = sgn_poverty_targets_new (ledger,
                                 unit_id != 0 ? unit_id : sgn_programme_own_unit (connection));
  fill_years (self, year != 0 ? year : sgn_programme_default_year (connection));
  reload (self);
  sgn_entry_grid_set_model (self->grid, SGN_GRID_MODEL (self->targets));
  g_signal_connect_object (ledger, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
}
