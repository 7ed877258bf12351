#pragma once

#include <gtk/gtk.h>

#include "programme/sgn-standard.h"

G_BEGIN_DECLS

/* The result of a review at a glance: the class, both scores against their limits, why, and what would make it another. */
#define SGN_TYPE_VERDICT_VIEW (sgn_verdict_view_get_type ())
G_DECLARE_FINAL_TYPE (SgnVerdictView, sgn_verdict_view, SGN, VERDICT_VIEW, GtkWidget)

GtkWidget *sgn_verdict_view_new (void);

/**
 * sgn_verdict_view_show:
 * @a, @b: SGN_SCORE_UNKNOWN: not known yet
 * @differing: how many ticks differ from the data
 *
 * What sgn_standard_classify() says of the scores.
 */
void sgn_verdict_view_show (SgnVerdictView *self, const SgnStandard *standard, int a, int b, gint64 income, guint differing);
/** sgn_verdict_view_show_class: a class that does not follow from scores, and the sentence why; SGN_CLASS_UNKNOWN: there is none */
void sgn_verdict_view_show_class (SgnVerdictView *self, SgnPovertyClass class_, const char *why);

SgnPovertyClass sgn_verdict_view_get_class (SgnVerdictView *self);
const char *sgn_verdict_view_get_why (SgnVerdictView *self);

/** sgn_verdict_view_name: Returns: (transfer none): "Poor household", as it stands on the sheet */
const char *sgn_verdict_view_name (SgnPovertyClass class_);

G_END_DECLS
