#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-dashboard-poverty-private.h"

#include "app/widgets/sgn-wrap-box.h"
#include "base/sgn-number.h"

#include <glib/gi18n-lib.h>

static const char *const signs[SGN_N_TERMS] = { "", "−", "−", "−", "+", "+", "+", "+", "=" };

char *
sgn_poverty_format_change (gint64 n)
{
  g_autofree char *text = sgn_number_format_integer (ABS (n));

  return g_strconcat (n < 0 ? "−" : n > 0 ? "+" : "±", text, NULL);
}

static GtkWidget *
make_term (const SgnPovertySummary *summary, SgnPovertyGroup class_, SgnMovementTerm term)
{
  gint64 n = summary->movement[class_][term];
  g_autofree char *count = sgn_number_format_integer (n);
  g_autofree char *text
      = g_strdup_printf ("%s %s %s", signs[term], count, sgn_poverty_name_term (class_, term));
  GtkWidget *button = gtk_button_new_with_label (g_strchug (text));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "figure-button");
  if (term == SGN_TERM_START || term == SGN_TERM_END)
    gtk_widget_add_css_class (button, "project");
  else if (n == 0)
    gtk_widget_add_css_class (button, "dim-label");
  gtk_widget_set_tooltip_text (button, _ ("Show the households behind this figure"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ii)", (gint32)class_, (gint32)term);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "poverty.term");
  return button;
}

GtkWidget *
sgn_poverty_movement_new (const SgnPovertySummary *summary, SgnPovertyGroup class_)
{
  GtkWidget *line = sgn_wrap_box_new ();
  GtkWidget *name = gtk_label_new (sgn_poverty_name_class (class_));
  gint64 gap = sgn_movement_gap (summary->movement[class_]);

  gtk_widget_add_css_class (name, "caption");
  gtk_widget_set_parent (name, line);
  for (guint term = 0; term < SGN_N_TERMS; term++)
    gtk_widget_set_parent (make_term (summary, class_, term), line);
  if (gap != 0)
    {
      g_autofree char *n = sgn_poverty_format_change (gap);
      g_autofree char *text = g_strdup_printf (_ ("does not close: %s"), n);
      GtkWidget *pill = gtk_label_new (text);

      gtk_widget_add_css_class (pill, "pill");
      gtk_widget_add_css_class (pill, "bad");
      gtk_widget_set_parent (pill, line);
    }
  return line;
}
