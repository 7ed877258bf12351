#pragma once

#include "rules/sgn-check.h"

G_BEGIN_DECLS

/* A new ledger of a district with two communes, three projects, the code lists and four decisions, in
 * a folder of its own; both gone at the end. */
typedef struct
{
  char *folder;
  SgnLedger *ledger;
} Fixture;

void set_up (Fixture *fixture, gconstpointer data);
void tear_down (Fixture *fixture, gconstpointer data);

/** run_script: statements separated by ';', as one change */
void run_script (SgnLedger *ledger, const char *script);

/** check: @rule: NULL: all */
GPtrArray *check (SgnLedger *ledger, const char *rule, int year, gint64 record, const char *as_of);

#define LINE                                                                                 \
  "INSERT INTO funding_line (id, decision_id, component_id, unit_id, source, capital_kind, " \
  "amount) VALUES "
#define STATED                                                                               \
  "INSERT INTO stated_total (id, decision_id, component_id, unit_id, source, capital_kind, " \
  "amount, section) VALUES "
#define PAID                                                                                     \
  "INSERT INTO disbursement (id, date, plan_year, carried_over, component_id, unit_id, source, " \
  "capital_kind, kind, amount) VALUES "
#define TEXT                                                                                      \
  "INSERT INTO decision_text (id, decision_id, component_id, kind, section, text, number, date) " \
  "VALUES "

#define TWO_LINES \
  LINE "(50, 40, 21, 1, 'NSTW', 'DTPT', 70000000), (51, 40, 22, 1, 'NSTW', 'SN', 30000000);"

G_END_DECLS
