#pragma once

#include <gtk/gtk.h>

#include "store/sgn-connection.h"

G_BEGIN_DECLS

/** sgn_review_fill_years: the years there is anything of; what was chosen stays, else the ledger's own year is */
gboolean sgn_review_fill_years (GtkDropDown *years, SgnConnection *connection, GError **error);

/** sgn_review_fill_units: all of them together first, then each unit that enters; what was chosen stays */
gboolean sgn_review_fill_units (GtkDropDown *units, SgnConnection *connection, GError **error);

G_END_DECLS
