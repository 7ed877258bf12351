#pragma once

#include "record/sgn-history.h"

G_BEGIN_DECLS

/* The journal of one household: who changed what of it, its members, years, sheets, events, measures and support, and when. Read from
 * the newest change on, a few at a time, because nothing but the whole journal tells which changes those are: for workers. */
typedef struct _SgnHouseholdJournal SgnHouseholdJournal;

SgnHouseholdJournal *sgn_household_journal_new (gint64 household_id);
/** sgn_household_journal_ref, sgn_household_journal_unref: from any thread; only one may read at a time */
SgnHouseholdJournal *sgn_household_journal_ref (SgnHouseholdJournal *self);
void sgn_household_journal_unref (SgnHouseholdJournal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnHouseholdJournal, sgn_household_journal_unref)

typedef struct
{
  SgnChange *change;
  GPtrArray *records; /* of SgnRecordChange: what it did to the household */
} SgnHouseholdEntry;

/**
 * sgn_household_journal_read:
 * @limit: at most so many entries
 *
 * The next older entries. Stops at the change that entered the household.
 *
 * Returns: (transfer full) (element-type SgnHouseholdEntry): newest first; empty at the end
 */
GPtrArray *sgn_household_journal_read (SgnHouseholdJournal *self, SgnConnection *connection, guint limit,
                                       GCancellable *cancellable, GError **error);

/** sgn_household_journal_is_done: whether there is nothing older */
gboolean sgn_household_journal_is_done (SgnHouseholdJournal *self);

G_END_DECLS
