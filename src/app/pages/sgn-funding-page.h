#pragma once

#include "app/sgn-page.h"

G_BEGIN_DECLS

/* Kinh phí: decisions with their lines and totals, disbursements, shares of the local budget. */
#define SGN_TYPE_FUNDING_PAGE (sgn_funding_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnFundingPage, sgn_funding_page, SGN, FUNDING_PAGE, SgnPage)

G_END_DECLS
