#pragma once

#include "record/sgn-draft.h"

G_BEGIN_DECLS

/* What was typed into the rows of a grid and is in no record yet, by the id of what a row is about and the field. It is kept in the
 * ledger as a draft, written a moment after it changes, and there again when the grid is next opened. */
typedef struct _SgnGridDraft SgnGridDraft;

/** sgn_grid_draft_new: reads what was kept; @scope: above 0, tells grids of records of @type apart */
SgnGridDraft *sgn_grid_draft_new (SgnLedger *ledger, const SgnRecordType *type, gint64 scope);

/** sgn_grid_draft_free: writes what was not written yet */
void sgn_grid_draft_free (SgnGridDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnGridDraft, sgn_grid_draft_free)

/** sgn_grid_draft_keep: @text: (nullable): "" is a cell made empty, NULL one of which nothing is to be kept */
void sgn_grid_draft_keep (SgnGridDraft *self, gint64 row, const char *field, const char *text);
/** sgn_grid_draft_get: Returns: (transfer none) (nullable) */
const char *sgn_grid_draft_get (SgnGridDraft *self, gint64 row, const char *field);

/** sgn_grid_draft_has_row: whether anything of the row is kept */
gboolean sgn_grid_draft_has_row (SgnGridDraft *self, gint64 row);
/** sgn_grid_draft_n_rows: of how many rows something is kept, whether the grid shows them or not */
guint sgn_grid_draft_n_rows (SgnGridDraft *self);

G_END_DECLS
