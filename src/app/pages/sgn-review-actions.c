#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-review-actions.h"

#include "app/dialogs/sgn-household-window.h"
#include "app/dialogs/sgn-review-sheet-window.h"
#include "programme/sgn-programme.h"

static gboolean
has_request (SgnReviewTab *tab, gint64 household_id)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_review_sheet);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_int (query, "household-id", household_id);
  sgn_query_where_int (query, "year", sgn_review_tab_get_year (tab));
  sgn_query_where_text (query, "kind", "request");
  ids = sgn_query_run (query, sgn_ledger_get_connection (sgn_review_tab_get_ledger (tab)), NULL,
                       NULL);
  return ids != NULL && ids->len > 0;
}

void
sgn_review_open_sheet (SgnReviewTab *tab, gint64 household_id, const char *kind)
{
  if (kind == NULL)
    kind = has_request (tab, household_id) ? "request" : "periodic";
  sgn_review_sheet_window_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (tab))),
                                sgn_review_tab_get_ledger (tab), household_id,
                                sgn_review_tab_get_year (tab), kind);
}

void
sgn_review_new_household (SgnReviewTab *tab, gint64 unit_id)
{
  sgn_household_window_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (tab))),
                             sgn_review_tab_get_ledger (tab), 0, unit_id);
}
