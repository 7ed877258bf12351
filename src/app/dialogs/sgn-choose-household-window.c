#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/dialogs/sgn-choose-household-window.h"

#include "app/widgets/sgn-record-input.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

struct _SgnChooseHouseholdWindow
{
  GtkWindow parent_instance;

  SgnInput *household_input; /* of the template */
  SgnChooseHouseholdFunc chosen;
  GWeakRef owner;
};

G_DEFINE_FINAL_TYPE (SgnChooseHouseholdWindow, sgn_choose_household_window, GTK_TYPE_WINDOW)

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnChooseHouseholdWindow *self = SGN_CHOOSE_HOUSEHOLD_WINDOW (widget);
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);
  g_auto (SgnValue) value = SGN_VALUE_INIT;

  /* What is wrong stands at the input. */
  if (!sgn_input_get_value (self->household_input, &value, NULL))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->household_input));
      return;
    }
  if (owner != NULL)
    self->chosen (value.integer, owner);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
sgn_choose_household_window_finalize (GObject *object)
{
  g_weak_ref_clear (&SGN_CHOOSE_HOUSEHOLD_WINDOW (object)->owner);
  G_OBJECT_CLASS (sgn_choose_household_window_parent_class)->finalize (object);
}

static void
sgn_choose_household_window_class_init (SgnChooseHouseholdWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sgn_choose_household_window_finalize;
  g_type_ensure (SGN_TYPE_RECORD_INPUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/sogiamngheo/ui/dialogs/choose-household.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnChooseHouseholdWindow, household_input);
  gtk_widget_class_install_action (widget_class, "choose.accept", NULL, accept_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "choose.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sgn_choose_household_window_init (SgnChooseHouseholdWindow *self)
{
  g_weak_ref_init (&self->owner, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sgn_choose_household_window_show (GtkWindow *parent, SgnLedger *ledger, const char *title,
                                  SgnChooseHouseholdFunc chosen, GObject *owner)
{
  SgnChooseHouseholdWindow *self = g_object_new (SGN_TYPE_CHOOSE_HOUSEHOLD_WINDOW, "transient-for",
                                                 parent, "title", title, NULL);

  self->chosen = chosen;
  g_weak_ref_set (&self->owner, owner);
  sgn_input_bind (self->household_input,
                  sgn_record_type_field (&sgn_type_review_sheet, "household-id"), ledger);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->household_input));
}
