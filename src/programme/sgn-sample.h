#pragma once

#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/**
 * sgn_sample_create:
 * @path: must not exist
 * @demo: adds clearly marked synthetic allocations and disbursements, the same every time
 *
 * The ledger of Trùng Khánh district with its plan for 2023, figure by figure as the plan prints it.
 */
SgnLedger *sgn_sample_create (const char *path, gboolean demo, GError **error);

G_END_DECLS
