#pragma once

#include "store/sgn-connection.h"

G_BEGIN_DECLS

/* What a ledger says of itself on its first page. */
typedef struct
{
  char *title;
  char *role;        /* "province", "district", "commune" */
  gint64 unit_id;    /* 0: none */
  char *unit;        /* name; "" if none */
  int year;
  gboolean synthetic;/* holds figures that were made up to show the program */
} SgnLedgerCard;

/** sgn_ledger_card_read: Returns: (transfer full) */
SgnLedgerCard *sgn_ledger_card_read (SgnConnection *connection, GError **error);
void sgn_ledger_card_free (SgnLedgerCard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnLedgerCard, sgn_ledger_card_free)

G_END_DECLS
