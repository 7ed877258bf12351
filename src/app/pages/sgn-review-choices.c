#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-review-choices.h"

#include "app/widgets/sgn-options.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review-board.h"

#include <glib/gi18n-lib.h>

gboolean
sgn_review_fill_years (GtkDropDown *years, SgnConnection *connection, GError **error)
{
  g_autoptr (GArray) there = sgn_review_years (connection, error);
  g_autofree char *kept = g_strdup (sgn_options_get (years));
  g_autofree char *own = g_strdup_printf ("%d", sgn_programme_default_year (connection));

  if (there == NULL)
    return FALSE;
  sgn_options_clear (years);
  for (guint i = 0; i < there->len; i++)
    {
      g_autofree char *value = g_strdup_printf ("%d", g_array_index (there, int, i));
      g_autofree char *label = g_strdup_printf (_ ("Year %s"), value);

      sgn_options_add (years, value, label);
    }
  if (!sgn_options_select (years, kept))
    sgn_options_select (years, own);
  return TRUE;
}

gboolean
sgn_review_fill_units (GtkDropDown *units, SgnConnection *connection, GError **error)
{
  g_autoptr (GArray) there = sgn_review_units (connection, error);
  g_autofree char *kept = g_strdup (sgn_options_get (units));

  if (there == NULL)
    return FALSE;
  sgn_options_clear (units);
  sgn_options_add (units, "0", _ ("All units"));
  for (guint i = 0; i < there->len; i++)
    {
      const SgnReviewUnit *unit = &g_array_index (there, SgnReviewUnit, i);
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, unit->unit_id);

      sgn_options_add (units, value, unit->name);
    }
  sgn_options_select (units, kept);
  return TRUE;
}
