#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/pages/sgn-review-actions.h"

#include "app/dialogs/sgn-household-window.h"
#include "app/dialogs/sgn-review-sheet-window.h"
#include "app/sgn-change-job.h"
#include "programme/sgn-programme.h"
#include "programme/sgn-review.h"

#include <glib/gi18n-lib.h>

/* --- windows --- */

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

/* --- steps --- */

typedef struct
{
  SgnReviewTab *tab; /* for the end */
  SgnReviewStep step;
  int year;
  gint64 unit_id;
  char *number;
  SgnDate date;
  guint n;
  GArray *left;
} Wish;

static void
wish_free (Wish *wish)
{
  g_clear_object (&wish->tab);
  g_clear_pointer (&wish->left, g_array_unref);
  g_free (wish->number);
  g_free (wish);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static gboolean
do_step (SgnLedger *ledger, gpointer data, GError **error)
{
  Wish *wish = data;

  switch (wish->step)
    {
    case SGN_REVIEW_TAKE_OVER:
      return sgn_review_take_over_all (ledger, wish->year, wish->unit_id, &wish->n, &wish->left,
                                       error);
    case SGN_REVIEW_TAKE_OUT:
      return sgn_review_take_out (ledger, wish->year, &wish->n, error);
    case SGN_REVIEW_PRELIMINARY:
    case SGN_REVIEW_OFFICIAL:
    default:
      return sgn_review_advance (ledger, wish->year, wish->unit_id, wish->number, wish->date,
                                 &wish->n, error);
    }
}

static char *
describe_take_over (const Wish *wish)
{
  guint left = wish->left != NULL ? wish->left->len : 0;

  if (left > 0)
    return g_strdup_printf (
        _ ("%u households have a draft now; %u sheets give no class yet and stay where they were."),
        wish->n, left);
  return g_strdup_printf (ngettext ("%u household has a draft now.",
                                    "%u households have a draft now.", wish->n),
                          wish->n);
}

static char *
describe_step (const Wish *wish)
{
  switch (wish->step)
    {
    case SGN_REVIEW_TAKE_OUT:
      return g_strdup_printf (
          ngettext ("Took %u household out of the lists of the year, as a draft.",
                    "Took %u households out of the lists of the year, as drafts.", wish->n),
          wish->n);
    case SGN_REVIEW_PRELIMINARY:
      return g_strdup_printf (ngettext ("%u household is preliminary now.",
                                        "%u households are preliminary now.", wish->n),
                              wish->n);
    case SGN_REVIEW_OFFICIAL:
      return g_strdup_printf (ngettext ("%u household is recognised by decision %s.",
                                        "%u households are recognised by decision %s.", wish->n),
                              wish->n, wish->number);
    case SGN_REVIEW_TAKE_OVER:
    default:
      return describe_take_over (wish);
    }
}

static void
step_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  SgnPage *page = sgn_review_tab_get_page (wish->tab);
  g_autoptr (GError) error = NULL;
  gboolean done = sgn_change_job_run_finish (SGN_JOB (source), result, &error);
  g_autofree char *text = NULL;

  if (page == NULL || sgn_page_get_ledger (page) == NULL)
    return;
  if (!done)
    {
      sgn_page_show_error (page, g_steal_pointer (&error));
      return;
    }
  text = describe_step (wish);
  if (wish->n > 0)
    sgn_page_show_message (page, text, _ ("_Undo"), "win.undo", NULL);
  else
    sgn_page_show_message (page, text, NULL, NULL, NULL);
}

void
sgn_review_start_step (SgnReviewTab *tab, SgnReviewStep step, gint64 unit_id, const char *number,
                       SgnDate date)
{
  static const char *const titles[]
      = { N_ ("Taking over the sheets …"), N_ ("Taking households out of the lists …"),
          N_ ("Making the drafts preliminary …"), N_ ("Recognising the results …") };
  g_autoptr (SgnJob) job = sgn_job_new (_ (titles[step]), TRUE);
  Wish *wish;

  if (!sgn_review_tab_is_writable (tab))
    return;
  wish = g_new0 (Wish, 1);
  wish->tab = g_object_ref (tab);
  wish->step = step;
  wish->year = sgn_review_tab_get_year (tab);
  wish->unit_id = unit_id;
  wish->number = g_strdup (number);
  wish->date = date;
  sgn_page_show_job (sgn_review_tab_get_page (tab), job);
  sgn_change_job_run_async (job, sgn_review_tab_get_ledger (tab), do_step, wish, step_done_cb,
                            wish);
}
