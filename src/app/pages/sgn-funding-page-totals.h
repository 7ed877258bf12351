#pragma once

#include "app/widgets/sgn-grid-model.h"
#include "base/sgn-money.h"
#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* The totals of one decision as rows of an entry grid: what the document states (editable), what
 * its lines add up to, and the difference in figures and a word. */
#define SGN_TYPE_FUNDING_TOTALS (sgn_funding_totals_get_type ())
G_DECLARE_FINAL_TYPE (SgnFundingTotals, sgn_funding_totals, SGN, FUNDING_TOTALS, GObject)

enum
{
  SGN_FUNDING_TOTALS_OF,
  SGN_FUNDING_TOTALS_STATED,
  SGN_FUNDING_TOTALS_COMPUTED,
  SGN_FUNDING_TOTALS_DIFFERENCE,
  SGN_FUNDING_TOTALS_N_COLUMNS
};

SgnFundingTotals *sgn_funding_totals_new (SgnLedger *ledger);

/** sgn_funding_totals_set_decision: also after a change of the ledger; @decision_id 0: none */
gboolean sgn_funding_totals_set_decision (SgnFundingTotals *self, gint64 decision_id,
                                          GError **error);
void sgn_funding_totals_set_money_unit (SgnFundingTotals *self, SgnMoneyUnit unit);

/** sgn_funding_totals_get_total: what the lines of the whole decision add up to, and how many they are */
gint64 sgn_funding_totals_get_total (SgnFundingTotals *self, guint *n_lines);

/** sgn_funding_totals_find_stated: the row of a stated total */
gboolean sgn_funding_totals_find_stated (SgnFundingTotals *self, gint64 id, guint *row);

/** sgn_funding_totals_n_different: how many of the stated totals differ from the lines */
guint sgn_funding_totals_n_different (SgnFundingTotals *self, guint *n_stated);

G_END_DECLS
