#define G_LOG_DOMAIN "sgn-programme"

#include "config.h"

#include "programme/sgn-ledger-card.h"

#include "store/sgn-store-error.h"

#include <glib/gi18n-lib.h>

static const char CARD_SQL[] = "SELECT l.title, l.role, ifnull(l.unit_id, 0), ifnull(u.name, ''),"
                               "  l.year, l.synthetic"
                               "  FROM ledger l"
                               "  LEFT JOIN unit u ON u.id = l.unit_id"
                               "  WHERE l.id = 1";

SgnLedgerCard *
sgn_ledger_card_read (SgnConnection *connection, GError **error)
{
  g_autoptr (SgnStatement) statement = sgn_connection_prepare (connection, CARD_SQL, error);
  SgnStep step = statement != NULL ? sgn_statement_step (statement, error) : SGN_ERROR;
  SgnLedgerCard *self;

  if (step == SGN_DONE)
    g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CORRUPT,
                         _ ("The ledger has lost its first page. Restore a backup."));
  if (step != SGN_ROW)
    return NULL;
  self = g_new0 (SgnLedgerCard, 1);
  self->title = g_strdup (sgn_statement_text (statement, 0));
  self->role = g_strdup (sgn_statement_text (statement, 1));
  self->unit_id = sgn_statement_int (statement, 2);
  self->unit = g_strdup (sgn_statement_text (statement, 3));
  self->year = (int)sgn_statement_int (statement, 4);
  self->synthetic = sgn_statement_int (statement, 5) != 0;
  return self;
}

void
sgn_ledger_card_free (SgnLedgerCard *self)
{
  g_free (self->title);
  g_free (self->role);
  g_free (self->unit);
  g_free (self);
}
