#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-period.h"

#include "programme/sgn-programme.h"
#include "record/sgn-query.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *what;
  int year;
  gboolean closed;
  const char *reason;
} Closing;

static SgnRecord *
find_lock (SgnConnection *connection, const Closing *closing, GError **error)
{
  g_autoptr (SgnQuery) query = sgn_query_new (&sgn_type_period_lock);
  g_autoptr (GArray) ids = NULL;
  SgnRecord *record;

  sgn_query_where_text (query, "what", closing->what);
  sgn_query_where_int (query, "year", closing->year);
  ids = sgn_query_run (query, connection, NULL, error);
  if (!ids)
    return NULL;
  if (ids->len > 0)
    return sgn_record_load (connection, &sgn_type_period_lock, g_array_index (ids, gint64, 0),
                            error);
  record = sgn_record_new (&sgn_type_period_lock);
  sgn_record_set_text (record, "what", closing->what);
  sgn_record_set_int (record, "year", closing->year);
  sgn_record_set_int (record, "closed", 0);
  return record;
}

static gboolean
set_lock (SgnLedger *ledger, gpointer user_data, GError **error)
{
  const Closing *closing = user_data;
  g_autoptr (SgnRecord) record = find_lock (sgn_ledger_get_connection (ledger), closing, error);

  if (!record)
    return FALSE;
  if ((sgn_record_get_int (record, "closed") != 0) == closing->closed)
    return TRUE;
  sgn_record_set_int (record, "closed", closing->closed);
  sgn_record_set_text (record, "reason", closing->reason);
  return sgn_record_save (record, ledger, error);
}

char *
sgn_period_action (const char *what, int year, gboolean closed, const char *reason)
{
  gboolean review = g_str_equal (what, "review");

  if (closed)
    return g_strdup_printf (review ? _ ("Close the review of %d") : _ ("Close the funding of %d"),
                            year);
  return g_strdup_printf (review ? _ ("Reopen the review of %d: %s")
                                 : _ ("Reopen the funding of %d: %s"),
                          year, reason);
}

gboolean
sgn_period_set_closed (SgnLedger *ledger, const char *what, int year, gboolean closed,
                       const char *reason, gint64 *change_id, GError **error)
{
  Closing closing = { what, year, closed, reason };
  g_autofree char *action = NULL;

  if (!closed && (!reason || !*reason))
    {
      g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CONSTRAINT,
                           _ ("Say why the year is opened again: the reason is kept."));
      return FALSE;
    }
  action = sgn_period_action (what, year, closed, reason);
  return sgn_ledger_change (ledger, action, set_lock, &closing, change_id, error);
}
