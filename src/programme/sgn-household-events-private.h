#pragma once

#include "programme/sgn-household-events.h"
#include "record/sgn-record.h"

G_BEGIN_DECLS

/* What the events share; all inside a change. */

/** sgn_household_refuse: sets SGN_STORE_ERROR_CONSTRAINT. Returns: FALSE */
gboolean sgn_household_refuse (GError **error, const char *message);

/** sgn_household_load_living: SGN_STORE_ERROR_CONSTRAINT for one that has ended */
SgnRecord *sgn_household_load_living (SgnConnection *connection, gint64 id, GError **error);

/** sgn_household_list_present: Returns: (transfer full) (element-type gint64): who is a member now */
GArray *sgn_household_list_present (SgnConnection *connection, gint64 household_id, GError **error);

/** sgn_household_find_last_position: of those who are or were members; 0: nobody yet */
gboolean sgn_household_find_last_position (SgnConnection *connection, gint64 household_id, gint64 *position,
                                           GError **error);

/** sgn_household_mark_ended: @merged_into 0: nowhere */
gboolean sgn_household_mark_ended (SgnLedger *ledger, SgnRecord *household, const char *why,
                                   gint64 merged_into, const SgnEvent *event, GError **error);

/* One row of household_event; zeros are left empty. */
typedef struct
{
  const char *kind;
  gint64 household, member, other, from_unit, to_unit;
} SgnEventRow;

gboolean sgn_household_add_event (SgnLedger *ledger, const SgnEventRow *row, const SgnEvent *event,
                                  GError **error);

/** sgn_household_run: checks the day, then runs @func as a change named by @action and
 * the head of @household_id */
gboolean sgn_household_run (SgnLedger *ledger, const char *action, gint64 household_id,
                            const SgnEvent *event, SgnChangeFunc func, gpointer user_data,
                            GError **error);

G_END_DECLS
