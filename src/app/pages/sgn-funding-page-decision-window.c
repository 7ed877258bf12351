#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-funding-page-decision-window.h"

#include "app/widgets/sgn-form.h"

#include <glib/gi18n-lib.h>

#define FORM "/vn/sogiamngheo/ui/forms/funding-decision.ui"

typedef struct
{
  GtkWindow *window; /* borrowed: the window owns this */
  GWeakRef owner;
  SgnFundingDecisionFunc saved;
} Wish;

static void
wish_free (Wish *wish)
{
  g_weak_ref_clear (&wish->owner);
  g_free (wish);
}

static void
saved_cb (SgnForm *form, gboolean another, Wish *wish)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&wish->owner);
  g_autoptr (SgnRecord) decision = g_object_ref (sgn_form_get_record (form));

  if (owner != NULL)
    wish->saved (decision, owner);
  gtk_window_destroy (wish->window);
}

static void
cancelled_cb (SgnForm *form, Wish *wish)
{
  gtk_window_destroy (wish->window);
}

GtkWindow *
sgn_funding_decision_window_show (GtkWindow *parent, SgnLedger *ledger, SgnRecord *decision,
                                  SgnFundingDecisionFunc saved, GObject *owner)
{
  GtkWidget *form = sgn_form_new (FORM);
  Wish *wish = g_new0 (Wish, 1);

  wish->window = GTK_WINDOW (gtk_window_new ());
  wish->saved = saved;
  g_weak_ref_init (&wish->owner, owner);
  g_object_set_data_full (G_OBJECT (wish->window), "wish", wish, (GDestroyNotify)wish_free);

  gtk_window_set_title (wish->window, sgn_record_get_id (decision) == 0 ? _ ("New Decision")
                                                                        : _ ("Edit Decision"));
  gtk_window_set_transient_for (wish->window, parent);
  gtk_window_set_modal (wish->window, TRUE);
  gtk_window_set_destroy_with_parent (wish->window, TRUE);
  gtk_window_set_default_size (wish->window, 560, -1);
  gtk_widget_add_css_class (form, "dialog-body");
  gtk_window_set_child (wish->window, form);
  g_signal_connect (form, "saved", G_CALLBACK (saved_cb), wish);
  g_signal_connect (form, "cancelled", G_CALLBACK (cancelled_cb), wish);
  sgn_form_edit (SGN_FORM (form), ledger, decision);
  gtk_window_present (wish->window);
  sgn_form_focus (SGN_FORM (form), sgn_record_get_id (decision) == 0 ? "number" : NULL);
  return wish->window;
}
