#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The choices of a drop-down: what is meant (a code, an id, a year) and what is shown. */

/** sgn_options_clear: makes a drop-down ready to be filled; nothing is selected */
void sgn_options_clear (GtkDropDown *drop_down);

/** sgn_options_add: one more choice; both texts are copied */
void sgn_options_add (GtkDropDown *drop_down, const char *value, const char *label);

/** sgn_options_get: Returns: (transfer none): the value chosen, "" where nothing is */
const char *sgn_options_get (GtkDropDown *drop_down);

/** sgn_options_select: Returns: FALSE if no choice has that value */
gboolean sgn_options_select (GtkDropDown *drop_down, const char *value);

G_END_DECLS
