#pragma once

#include <gtk/gtk.h>

#include "base/sgn-money.h"
#include "record/sgn-record.h"
#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

/* The disbursements of a plan year as an entry grid, with filters and totals by kind. Emits
 * "failed" (GError *); property "status". */
#define SGN_TYPE_FUNDING_DISBURSEMENTS (sgn_funding_disbursements_get_type ())
G_DECLARE_FINAL_TYPE (SgnFundingDisbursements, sgn_funding_disbursements, SGN,
                      FUNDING_DISBURSEMENTS, GtkWidget)

void sgn_funding_disbursements_set_ledger (SgnFundingDisbursements *self, SgnLedger *ledger);
/** sgn_funding_disbursements_set_year: 0: every year */
void sgn_funding_disbursements_set_year (SgnFundingDisbursements *self, int year);
void sgn_funding_disbursements_set_money_unit (SgnFundingDisbursements *self, SgnMoneyUnit unit);
void sgn_funding_disbursements_reload (SgnFundingDisbursements *self);
/** sgn_funding_disbursements_set_findings: (element-type SgnFinding) */
void sgn_funding_disbursements_set_findings (SgnFundingDisbursements *self, GPtrArray *findings);

/** sgn_funding_disbursements_find: the focus into the search, sgn_funding_disbursements_create: into the blank row */
void sgn_funding_disbursements_find (SgnFundingDisbursements *self);
void sgn_funding_disbursements_create (SgnFundingDisbursements *self);
gboolean sgn_funding_disbursements_save (SgnFundingDisbursements *self);
SgnSheet *sgn_funding_disbursements_make_sheet (SgnFundingDisbursements *self, GError **error);
/** sgn_funding_disbursements_show: FALSE: not among those of the year */
gboolean sgn_funding_disbursements_show (SgnFundingDisbursements *self, gint64 id,
                                         const char *field);
const char *sgn_funding_disbursements_get_status (SgnFundingDisbursements *self);

G_END_DECLS
