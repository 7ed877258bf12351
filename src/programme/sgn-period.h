#pragma once

#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/** sgn_period_action: Returns: (transfer full): what the journal calls it: "Close the review of 2023" */
char *sgn_period_action (const char *what, int year, gboolean closed, const char *reason);

/**
 * sgn_period_set_closed:
 * @what: "funding" or "review"
 * @reason: (nullable): needed to reopen (SGN_STORE_ERROR_CONSTRAINT)
 * @change_id: (out) (nullable): 0 when it was so already
 *
 * A closed year refuses edits of its records; reopening is a change like closing, with its reason.
 */
gboolean sgn_period_set_closed (SgnLedger *ledger, const char *what, int year, gboolean closed,
                                const char *reason, gint64 *change_id, GError **error);

G_END_DECLS
