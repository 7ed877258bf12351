#pragma once

#include "record/sgn-draft.h"

G_BEGIN_DECLS

/* Keeps in the ledger what is being typed in a window that is no SgnForm: a moment after typing, and at once when the window
 * is closed. */
typedef struct _SgnDraftKeeper SgnDraftKeeper;

/** SgnDraftCollectFunc: Returns: (transfer full) (element-type utf8 utf8): what stands there now, by names of its own */
typedef GHashTable *(*SgnDraftCollectFunc) (gpointer user_data);

/**
 * sgn_draft_keeper_new:
 * @id: of the draft; below 0 it is never that of a record
 * @user_data: (not nullable): outlives the keeper
 */
SgnDraftKeeper *sgn_draft_keeper_new (SgnLedger *ledger, const SgnRecordType *type, gint64 id, SgnDraftCollectFunc collect,
                                      gpointer user_data);
void sgn_draft_keeper_free (SgnDraftKeeper *self);

/** sgn_draft_keeper_load: Returns: (transfer full) (nullable): what was kept */
GHashTable *sgn_draft_keeper_load (SgnDraftKeeper *self);

/** sgn_draft_keeper_touch: something was typed or chosen */
void sgn_draft_keeper_touch (SgnDraftKeeper *self);

/** sgn_draft_keeper_keep: at once, if something was typed since */
void sgn_draft_keeper_keep (SgnDraftKeeper *self);

/** sgn_draft_keeper_clear: what was typed is done with */
void sgn_draft_keeper_clear (SgnDraftKeeper *self);

G_END_DECLS
