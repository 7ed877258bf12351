#pragma once

#include <gtk/gtk.h>

#include "programme/sgn-family.h"
#include "programme/sgn-standard.h"
#include "record/sgn-record.h"

G_BEGIN_DECLS

/* The result of a review at a glance: the class, both scores against their limits, why, and what would make it another. */
#define SGN_TYPE_VERDICT_VIEW (sgn_verdict_view_get_type ())
G_DECLARE_FINAL_TYPE (SgnVerdictView, sgn_verdict_view, SGN, VERDICT_VIEW, GtkWidget)

GtkWidget *sgn_verdict_view_new (void);

/**
 * sgn_verdict_view_judge:
 * @sheet: a review sheet as it stands, stored or not
 * @ticks: its twelve indicators; @differing: how many of them differ from the data
 *
 * Shows what the standard of the sheet's area and of @year says.
 */
void sgn_verdict_view_judge (SgnVerdictView *self, SgnConnection *connection, int year, SgnRecord *sheet, const SgnTri *ticks,
                             guint differing);
/** sgn_verdict_view_get_standard: Returns: (transfer none) (nullable): the one it was judged by */
const SgnStandard *sgn_verdict_view_get_standard (SgnVerdictView *self);
/** sgn_verdict_view_forget_standard: there may be another for the same area and year */
void sgn_verdict_view_forget_standard (SgnVerdictView *self);

SgnPovertyClass sgn_verdict_view_get_class (SgnVerdictView *self);
const char *sgn_verdict_view_get_why (SgnVerdictView *self);

/** sgn_verdict_view_name: Returns: (transfer none): "Poor household", as it stands on the sheet */
const char *sgn_verdict_view_name (SgnPovertyClass class_);

G_END_DECLS
