#pragma once

#include <gtk/gtk.h>

#include "base/sgn-money.h"
#include "record/sgn-record.h"
#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

/* The decisions of a year, the lines of the one selected, and its totals beside them. Emits
 * "failed" (GError *) and "removed" (const char *title); property "status". Actions
 * "decisions.new", "decisions.edit", "decisions.remove". */
#define SGN_TYPE_FUNDING_DECISIONS (sgn_funding_decisions_get_type ())
G_DECLARE_FINAL_TYPE (SgnFundingDecisions, sgn_funding_decisions, SGN, FUNDING_DECISIONS, GtkWidget)

void sgn_funding_decisions_set_ledger (SgnFundingDecisions *self, SgnLedger *ledger);
/** sgn_funding_decisions_set_year: 0: every year */
void sgn_funding_decisions_set_year (SgnFundingDecisions *self, int year);
void sgn_funding_decisions_set_money_unit (SgnFundingDecisions *self, SgnMoneyUnit unit);
void sgn_funding_decisions_reload (SgnFundingDecisions *self);
/** sgn_funding_decisions_set_findings: (element-type SgnFinding) */
void sgn_funding_decisions_set_findings (SgnFundingDecisions *self, GPtrArray *findings);

void sgn_funding_decisions_create (SgnFundingDecisions *self);
gboolean sgn_funding_decisions_save (SgnFundingDecisions *self);
SgnSheet *sgn_funding_decisions_make_sheet (SgnFundingDecisions *self, GError **error);
/** sgn_funding_decisions_show: the decision, and where there is one its line or stated total */
void sgn_funding_decisions_show (SgnFundingDecisions *self, gint64 decision_id,
                                 const SgnRecordType *type, gint64 id, const char *field);
const char *sgn_funding_decisions_get_status (SgnFundingDecisions *self);

G_END_DECLS
