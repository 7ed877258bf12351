#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-households-deprivations.h"

#include "programme/sgn-household-filter.h"
#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

struct _SgnHouseholdsDeprivations
{
  GtkWidget parent_instance;

  /* children */
  GtkMenuButton *button;
  GtkCheckButton *checks[SGN_N_DEPRIVATIONS];

  gboolean setting;
};

G_DEFINE_FINAL_TYPE (SgnHouseholdsDeprivations, sgn_households_deprivations, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_label (guint index)
{
  g_autofree char *name = g_strdup_printf ("d%u", index + 1);

  return _ (sgn_record_type_field (&sgn_type_household_year, name)->label);
}

/* The names of a few; of more there is no room for them on a button. */
static void
update_label (SgnHouseholdsDeprivations *self)
{
  const guint n = (guint)__builtin_popcount (sgn_households_deprivations_get (self));
  g_autofree char *label = n == 0 ? g_strdup (_ ("Every deprivation"))
                           : n == 1
                               ? sgn_households_deprivations_describe (self)
                               /* Translators: households deprived in at least one of so many */
                               : g_strdup_printf (_ ("Deprived: any of %u"), n);

  gtk_menu_button_set_label (self->button, label);
}

static void
toggled_cb (SgnHouseholdsDeprivations *self)
{
  if (self->setting)
    return;
  update_label (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
clear_cb (SgnHouseholdsDeprivations *self)
{
  sgn_households_deprivations_set (self, 0);
}

static gboolean
sgn_households_deprivations_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SGN_HOUSEHOLDS_DEPRIVATIONS (widget)->button));
}

static void
sgn_households_deprivations_dispose (GObject *object)
{
  SgnHouseholdsDeprivations *self = SGN_HOUSEHOLDS_DEPRIVATIONS (object);

  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->button));
  self->button = NULL;

  G_OBJECT_CLASS (sgn_households_deprivations_parent_class)->dispose (object);
}

static void
sgn_households_deprivations_class_init (SgnHouseholdsDeprivationsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_households_deprivations_dispose;
  widget_class->grab_focus = sgn_households_deprivations_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", SGN_TYPE_HOUSEHOLDS_DEPRIVATIONS, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_list (SgnHouseholdsDeprivations *self)
{
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *hint = gtk_label_new (_ ("Deprived in that year of any of these:"));
  GtkWidget *clear = gtk_button_new_with_mnemonic (_ ("_None of them chosen"));

  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_box_append (GTK_BOX (list), hint);
  for (guint i = 0; i < SGN_N_DEPRIVATIONS; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (get_label (i));

      self->checks[i] = GTK_CHECK_BUTTON (check);
      g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (list), check);
    }
  g_signal_connect_object (clear, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (list), clear);
  return list;
}

static void
sgn_households_deprivations_init (SgnHouseholdsDeprivations *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *button = gtk_menu_button_new ();

  self->button = GTK_MENU_BUTTON (button);
  gtk_popover_set_child (GTK_POPOVER (popover), make_list (self));
  gtk_menu_button_set_popover (self->button, popover);
  gtk_widget_set_tooltip_text (button, _ ("Deprived of this in that year"));
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  update_label (self);
}

guint
sgn_households_deprivations_get (SgnHouseholdsDeprivations *self)
{
  guint deprivations = 0;

  g_return_val_if_fail (SGN_IS_HOUSEHOLDS_DEPRIVATIONS (self), 0);

  for (guint i = 0; i < SGN_N_DEPRIVATIONS; i++)
    if (gtk_check_button_get_active (self->checks[i]))
      deprivations |= 1u << i;
  return deprivations;
}

void
sgn_households_deprivations_set (SgnHouseholdsDeprivations *self, guint deprivations)
{
  g_return_if_fail (SGN_IS_HOUSEHOLDS_DEPRIVATIONS (self));

  if (sgn_households_deprivations_get (self) == deprivations)
    return;
  self->setting = TRUE;
  for (guint i = 0; i < SGN_N_DEPRIVATIONS; i++)
    gtk_check_button_set_active (self->checks[i], (deprivations & 1u << i) != 0);
  self->setting = FALSE;
  toggled_cb (self);
}

char *
sgn_households_deprivations_describe (SgnHouseholdsDeprivations *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint deprivations;

  g_return_val_if_fail (SGN_IS_HOUSEHOLDS_DEPRIVATIONS (self), NULL);

  deprivations = sgn_households_deprivations_get (self);
  for (guint i = 0; i < SGN_N_DEPRIVATIONS; i++)
    if (deprivations & 1u << i)
      g_string_append_printf (names, "%s%s", names->len > 0 ? _ (" or ") : "", get_label (i));
  return names->len > 0 ? g_strdup_printf (_ ("Deprived: %s"), names->str) : NULL;
}
