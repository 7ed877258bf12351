#pragma once

#include <gtk/gtk.h>

#include "programme/sgn-household-filter.h"
#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* The tool bar of the list of households: what is looked for and what the list is narrowed to; filters kept by name.
 * Emits "changed" whenever another list is wanted, "failed" (GError). */
#define SGN_TYPE_HOUSEHOLDS_FILTERS (sgn_households_filters_get_type ())
G_DECLARE_FINAL_TYPE (SgnHouseholdsFilters, sgn_households_filters, SGN, HOUSEHOLDS_FILTERS, GtkWidget)

/** sgn_households_filters_set_ledger: NULL empties it; nothing is narrowed then, and the year is that of the ledger */
void sgn_households_filters_set_ledger (SgnHouseholdsFilters *self, SgnLedger *ledger);

/** sgn_households_filters_reload: units, years, codes or kept filters changed; what is chosen stays chosen */
void sgn_households_filters_reload (SgnHouseholdsFilters *self);

/** sgn_households_filters_get: Returns: (transfer full): to be cleared */
SgnHouseholdFilter sgn_households_filters_get (SgnHouseholdsFilters *self);
void sgn_households_filters_set (SgnHouseholdsFilters *self, const SgnHouseholdFilter *filter);
/** sgn_households_filters_get_year: Returns: the year the list is of */
int sgn_households_filters_get_year (SgnHouseholdsFilters *self);
/** sgn_households_filters_get_unit: Returns: the village or commune chosen; 0: none */
gint64 sgn_households_filters_get_unit (SgnHouseholdsFilters *self);

const char *sgn_households_filters_get_text (SgnHouseholdsFilters *self);
void sgn_households_filters_set_text (SgnHouseholdsFilters *self, const char *text);

/** sgn_households_filters_is_narrowed: whether anything is looked for, or left out that usually is not */
gboolean sgn_households_filters_is_narrowed (SgnHouseholdsFilters *self);
/** sgn_households_filters_clear: nothing is narrowed any more; the year stays */
void sgn_households_filters_clear (SgnHouseholdsFilters *self);

/** sgn_households_filters_describe: Returns: (transfer full): in words, for paper: "Xã Ngọc Côn · hộ nghèo"; "" for all */
char *sgn_households_filters_describe (SgnHouseholdsFilters *self);

/** sgn_households_filters_find: puts the focus where words are typed */
void sgn_households_filters_find (SgnHouseholdsFilters *self);

/** sgn_households_filters_add: one more widget at the end of the tool bar, before the button for a new household */
void sgn_households_filters_add (SgnHouseholdsFilters *self, GtkWidget *widget);

G_END_DECLS
