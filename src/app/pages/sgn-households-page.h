#pragma once

#include "app/sgn-page.h"

G_BEGIN_DECLS

/* The registry: every household, found by a few letters, narrowed by class, deprivation, place and policy; beside the list the
 * household that is selected. */
#define SGN_TYPE_HOUSEHOLDS_PAGE (sgn_households_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnHouseholdsPage, sgn_households_page, SGN, HOUSEHOLDS_PAGE, SgnPage)

G_END_DECLS
