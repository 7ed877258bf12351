#pragma once

#include "app/sgn-page.h"

G_BEGIN_DECLS

/* Everything the rules find, grouped by rule, with its clause, the way to the record, and acceptance with a reason. */
#define SGN_TYPE_CHECKS_PAGE (sgn_checks_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnChecksPage, sgn_checks_page, SGN, CHECKS_PAGE, SgnPage)

G_END_DECLS
