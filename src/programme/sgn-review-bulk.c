#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-review-board.h"
#include "programme/sgn-review-private.h"

#include <glib/gi18n-lib.h>

/* Taking over thousands of sheets as one change. */

typedef struct
{
  int year;
  gint64 unit_id;
  guint n;
  GArray *left; /* of gint64 */
} Bulk;

static gboolean
take_over_one (SgnLedger *ledger, Bulk *bulk, gint64 sheet_id, GError **error)
{
  SgnReviewWork work = { .sheet = sheet_id };
  g_autoptr (GError) local = NULL;

  if (sgn_review_do_take_over (ledger, &work, &local))
    {
      bulk->n++;
      return TRUE;
    }
  if (!g_error_matches (local, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_debug ("left: %s", local->message);
  g_array_append_val (bulk->left, sheet_id);
  return TRUE;
}

static gboolean
do_take_over_all (SgnLedger *ledger, gpointer user_data, GError **error)
{
  Bulk *bulk = user_data;
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnQuery) query = sgn_review_result_records (connection, bulk->year, bulk->unit_id,
                                                          SGN_RESULT_WAITING, error);
  g_autoptr (GArray) ids = query ? sgn_query_run (query, connection, NULL, error) : NULL;

  for (guint i = 0; ids && i < ids->len; i++)
    {
      sgn_ledger_report_progress (ledger, i, ids->len);
      if (!take_over_one (ledger, bulk, g_array_index (ids, gint64, i), error))
        return FALSE;
    }
  return ids != NULL;
}

gboolean
sgn_review_take_over_all (SgnLedger *ledger, int year, gint64 unit_id, guint *n, GArray **left,
                          GError **error)
{
  g_autoptr (GArray) stay = g_array_new (FALSE, FALSE, sizeof (gint64));
  Bulk bulk = { year, unit_id, 0, stay };
  g_autofree char *action
      = g_strdup_printf (_ ("Take over the agreed sheets of the review of %d"), year);

  if (!sgn_ledger_change (ledger, action, do_take_over_all, &bulk, NULL, error))
    return FALSE;
  if (n)
    *n = bulk.n;
  if (left)
    *left = g_steal_pointer (&stay);
  return TRUE;
}
