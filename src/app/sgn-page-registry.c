#include "config.h"

#include "app/sgn-page-registry.h"

#include "app/pages/sgn-checks-page.h"
#include "app/pages/sgn-dashboard-page.h"
#include "app/pages/sgn-funding-page.h"
#include "app/pages/sgn-households-page.h"
#include "app/pages/sgn-journal-page.h"
#include "app/pages/sgn-nutrition-page.h"
#include "app/pages/sgn-review-page.h"
#include "app/pages/sgn-self-assessment-page.h"

#include <glib/gi18n-lib.h>

/* One line a page. Its type needs nothing else to be shown. Groups: "Programme", "Households and
 * people", "Projects", "Books and papers". */
static const SgnPageInfo PAGES[] = {
  { "dashboard", N_ ("Programme"), N_ ("Overview"), N_ ("Overview"), "sgn-ledger-symbolic",
    sgn_dashboard_page_get_type },
  { "funding", N_ ("Programme"), N_ ("Funding"), N_ ("Funding"), "sgn-ledger-symbolic",
    sgn_funding_page_get_type },
  { "checks", N_ ("Programme"), N_ ("Checks"), N_ ("Checks"), "sgn-warning-symbolic",
    sgn_checks_page_get_type },
  { "households", N_ ("Households and people"), N_ ("List of households"),
    N_ ("Poor and near-poor households"), "sgn-ledger-symbolic", sgn_households_page_get_type },
  { "review", N_ ("Households and people"), N_ ("Review"), N_ ("Review of households"),
    "sgn-ledger-symbolic", sgn_review_page_get_type },
  { "self-assessment", N_ ("Households and people"), N_ ("Self-assessment"),
    N_ ("Self-assessment of a household"), "sgn-ledger-symbolic",
    sgn_self_assessment_page_get_type },
  { "nutrition", N_ ("Households and people"), N_ ("Child nutrition"), N_ ("Child nutrition"),
    "sgn-ledger-symbolic", sgn_nutrition_page_get_type },
  { "journal", N_ ("Books and papers"), N_ ("Journal"), N_ ("Journal"), "sgn-undo-symbolic",
    sgn_journal_page_get_type },
  { NULL },
};

const SgnPageInfo *
sgn_page_registry_list (guint *n_pages)
{
  *n_pages = G_N_ELEMENTS (PAGES) - 1;
  return PAGES;
}

const SgnPageInfo *
sgn_page_registry_find (const char *name)
{
  for (guint i = 0; PAGES[i].name != NULL; i++)
    if (g_strcmp0 (PAGES[i].name, name) == 0)
      return &PAGES[i];
  return NULL;
}
