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

/* A registry like that of the district. */
#define SGN_SAMPLE_HOUSEHOLDS 3400
#define SGN_SAMPLE_MAX_HOUSEHOLDS 300000

/**
 * sgn_sample_create_sized:
 * @n_households: how many made-up households there are besides: 0 to SGN_SAMPLE_MAX_HOUSEHOLDS
 *
 * As sgn_sample_create(), with a made-up registry in made-up villages of all communes: members, the years 2021 to 2023 with
 * movements that close, the review sheets of 2023 that give its classes (some still open, some on request), a re-check, populations,
 * measures of children. All are marked synthetic, the same every time. They are not
 * journalled: undo does not take them back. Personal numbers begin with 999 or 998, which no province has.
 */
SgnLedger *sgn_sample_create_sized (const char *path, gboolean demo, guint n_households, GError **error);

G_END_DECLS
