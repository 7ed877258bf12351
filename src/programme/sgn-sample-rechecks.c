#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-programme.h"
#include "programme/sgn-review-board.h"
#include "programme/sgn-review.h"
#include "programme/sgn-sample-private.h"

#include <glib/gi18n-lib.h>

/* A made-up re-check: of five households a commune three are asked again, and now and then answer
 * otherwise. */

enum
{
  SIZE = 5,
  DONE = 3,
};

static gboolean
find_first (SgnConnection *connection, gint64 household_id, int year, SgnRecord **sheet,
            GError **error)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_review_sheet);
  g_autoptr (GArray) ids = NULL;

  sgn_query_where_int (query, "household-id", household_id);
  sgn_query_where_int (query, "year", year);
  sgn_query_where_text (query, "state", "agreed");
  ids = sgn_query_run (query, connection, NULL, error);
  if (!ids)
    return FALSE;
  if (ids->len == 0)
    return TRUE;
  *sheet
      = sgn_record_load (connection, &sgn_type_review_sheet, g_array_index (ids, gint64, 0), error);
  return *sheet != NULL;
}

static void
copy_answers (SgnRecord *again, SgnRecord *first)
{
  static const char *const copied[]
      = { "household-id", "year",       "area",        "standard",
          "a-total",      "floor-area", "walls-solid", "columns-solid",
          "roof-solid",   "water",      "toilet",      "d1",
          "d2",           "d3",         "d4",          "d5",
          "d6",           "d7",         "d8",          "d9",
          "d10",          "d11",        "d12",         "note" };

  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    sgn_record_set (again, copied[i], sgn_record_get (first, copied[i]));
}

/* Mostly what nobody can see from outside is answered differently. */
static void
answer_otherwise (SgnRecord *again, guint64 *state)
{
  static const char *const items[] = { "d1", "d4", "d11", "d12", "d5", "d2" };
  const char *item = items[sgn_sample_draw (state, G_N_ELEMENTS (items))];

  if (sgn_sample_draw (state, 100) < 30)
    sgn_record_set_int (again, item, !sgn_record_get_int (again, item));
  if (sgn_sample_draw (state, 100) < 25)
    sgn_record_set_int (again, "a-total", sgn_record_get_int (again, "a-total") + 5);
}

static gboolean
recheck (SgnLedger *ledger, gint64 household_id, int year, guint64 *state, GError **error)
{
  g_autoptr (SgnRecord) first = NULL;
  g_autoptr (SgnRecord) again = sgn_record_new (&sgn_type_review_sheet);
  g_autofree char *day = NULL;

  if (!find_first (sgn_ledger_get_connection (ledger), household_id, year, &first, error))
    return FALSE;
  if (!first)
    return TRUE;
  day = g_strdup_printf ("%d-11-%02u", year, 1 + sgn_sample_draw (state, 10));
  copy_answers (again, first);
  sgn_record_set_text (again, "kind", "recheck");
  sgn_record_set_text (again, "state", "filled");
  sgn_record_set_text (again, "reviewed-on", day);
  answer_otherwise (again, state);
  return sgn_record_save (again, ledger, error);
}

static gboolean
fill_rechecks (SgnLedger *ledger, gpointer user_data, GError **error)
{
  int year = *(int *)user_data;
  guint64 state = (guint64)year;
  g_autoptr (GArray) all = sgn_review_rechecks (sgn_ledger_get_connection (ledger), year, 0, error);

  for (guint i = 0, n = 0; all && i < all->len; i++)
    {
      const SgnRecheck *one = &g_array_index (all, SgnRecheck, i);

      n = i > 0 && g_array_index (all, SgnRecheck, i - 1).unit_id == one->unit_id ? n + 1 : 0;
      if (n < DONE && !recheck (ledger, one->household_id, year, &state, error))
        return FALSE;
    }
  return all != NULL;
}

gboolean
sgn_sample_add_rechecks (SgnLedger *ledger, int year, GError **error)
{
  g_autofree char *action = g_strdup_printf (_ ("Made-up re-check of %d"), year);

  return sgn_review_draw (ledger, year, (guint32)year, SIZE, error)
         && sgn_ledger_change (ledger, action, fill_rechecks, &year, NULL, error);
}
