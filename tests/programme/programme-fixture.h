#pragma once

#include "programme/sgn-programme.h"

/* What the tests of this room share: ledgers in a folder of their own, filled and read as SQL text. */

/** make_path: Returns: (transfer full): a fresh path for a ledger */
char *make_path (void);

/** make_ledger: Returns: (transfer full): a new ledger of a made-up district and year */
SgnLedger *make_ledger (int year);

/** run_sql: statements separated by ";\n", as one change */
void run_sql (SgnLedger *ledger, const char *sql);

/** read_sql: Returns: (transfer full): the result, cells parted by '|', a line for each row */
char *read_sql (SgnConnection *connection, const char *sql);

void close_ledger (SgnLedger *ledger);

#define assert_sql(ledger, sql, expected)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *result_ = read_sql (sgn_ledger_get_connection (ledger), sql);                 \
    g_assert_cmpstr (result_, ==, expected);                                                       \
  }                                                                                                \
  G_STMT_END
