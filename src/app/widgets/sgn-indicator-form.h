#pragma once

#include <gtk/gtk.h>

#include "app/widgets/sgn-input.h"
#include "programme/sgn-family.h"
#include "record/sgn-record.h"

G_BEGIN_DECLS

/* Sheet B2: the measures of house, water and devices, and the twelve indicators with what the data say, why, and the choice of who
 * reviews. Its inputs are those of a review sheet ("floor-area" … "d12"): a form binds them, or sgn_indicator_form_bind(). Everything
 * is computed again as something is typed; then "changed" is emitted. */
#define SGN_TYPE_INDICATOR_FORM (sgn_indicator_form_get_type ())
G_DECLARE_FINAL_TYPE (SgnIndicatorForm, sgn_indicator_form, SGN, INDICATOR_FORM, GtkWidget)

GtkWidget *sgn_indicator_form_new (void);

/** sgn_indicator_form_bind: binds the inputs where no form does, and empties them */
void sgn_indicator_form_bind (SgnIndicatorForm *self, SgnLedger *ledger);

/** sgn_indicator_form_set_family: @family (transfer full): whose members count on @day; NULL: none. Every choice goes. */
void sgn_indicator_form_set_family (SgnIndicatorForm *self, SgnLedger *ledger, SgnFamily *family, int year, SgnDate day);
/** sgn_indicator_form_change_family: the same, and choices stay: members or day are others now */
void sgn_indicator_form_change_family (SgnIndicatorForm *self, SgnFamily *family, SgnDate day);

/** sgn_indicator_form_settle: after a stored sheet was filled in: ticks that are what the data say follow them from now on */
void sgn_indicator_form_settle (SgnIndicatorForm *self);

/** sgn_indicator_form_get_ticks: the answers: choice, or what the data say */
void sgn_indicator_form_get_ticks (SgnIndicatorForm *self, SgnTri ticks[SGN_N_INDICATORS]);
/** sgn_indicator_form_get_data: Returns: (transfer none) (array fixed-size=12): what the data say */
const SgnIndicator *sgn_indicator_form_get_data (SgnIndicatorForm *self);
/** sgn_indicator_form_count_differing: ticks chosen by hand that are not what the data say */
guint sgn_indicator_form_count_differing (SgnIndicatorForm *self);
/** sgn_indicator_form_read: the measures and ticks as they stand, into a review sheet; what cannot be read yet is left empty */
void sgn_indicator_form_read (SgnIndicatorForm *self, SgnRecord *sheet);
/** sgn_indicator_form_get_input: Returns: (transfer none) (nullable) */
SgnInput *sgn_indicator_form_get_input (SgnIndicatorForm *self, const char *field);

G_END_DECLS
