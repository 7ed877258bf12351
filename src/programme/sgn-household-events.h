#pragma once

#include "base/sgn-date.h"
#include "record/sgn-record.h"

G_BEGIN_DECLS

/* What happens to households. Each is one change with its day and reason, recorded as household_event; rows of past years
 * (household_year, review_sheet, child_measure) are never rewritten, they keep pointing to the household they were of. */

typedef struct
{
  SgnDate date;       /* a full day */
  const char *reason;
} SgnEvent;

/** sgn_household_split: members leave for a new household, which remembers where from and lives in @unit_id, 0: where the old one does;
 * SGN_STORE_ERROR_CONSTRAINT when nobody or everybody leaves, or @new_head is not among them */
gboolean sgn_household_split (SgnLedger *ledger, gint64 household_id, const gint64 *member_ids, gsize n, gint64 new_head,
                              gint64 unit_id, const SgnEvent *event, gint64 *new_household, GError **error);
/** sgn_household_merge_into: the members join another household; this one ends */
gboolean sgn_household_merge_into (SgnLedger *ledger, gint64 household_id, gint64 into_id, const SgnEvent *event, GError **error);
gboolean sgn_household_new_head (SgnLedger *ledger, gint64 household_id, gint64 member_id, const SgnEvent *event, GError **error);
/** sgn_household_move: to another village or commune of the ledger; @unit_id 0: out of the district, the household ends */
gboolean sgn_household_move (SgnLedger *ledger, gint64 household_id, gint64 unit_id, const SgnEvent *event, GError **error);
/** sgn_household_member_left: @why as in member.left_why: died, moved-away, married …; a head who leaves needs a new head first */
gboolean sgn_household_member_left (SgnLedger *ledger, gint64 member_id, const char *why, const SgnEvent *event, GError **error);
gboolean sgn_household_end (SgnLedger *ledger, gint64 household_id, const char *why, const SgnEvent *event, GError **error);

/**
 * sgn_household_member_joined:
 * @member: what is known of the person; not stored yet. It gets its household, place and day here
 * @born: a child born into the household: the day of the event is the birthday where none is given
 *
 * SGN_STORE_ERROR_CONSTRAINT for a second head: that is sgn_household_new_head()
 */
gboolean sgn_household_member_joined (SgnLedger *ledger, gint64 household_id, SgnRecord *member, gboolean born,
                                      const SgnEvent *event, GError **error);

/** sgn_household_reopen: a household that ended lives here again: who left it with its end is a member again.
 * SGN_STORE_ERROR_CONSTRAINT for one that lives, and for one that went into another: its members are there */
gboolean sgn_household_reopen (SgnLedger *ledger, gint64 household_id, const SgnEvent *event, GError **error);

/** sgn_household_find_duplicates: other living households or members like this one: the same ID number; the same folded name, birth year and village
 * Returns: (transfer full) (element-type gint64): household ids */
GArray *sgn_household_find_duplicates (SgnConnection *connection, gint64 unit_id, const char *name, const char *birth,
                                       const char *id_number, gint64 except_household, GError **error);

typedef struct
{
  gint64 kept, other; /* member ids; 0: only the other household has that person */
} SgnMemberPair;

/** sgn_household_pair_members: the members of two records of a household, those that are the same person side by side: the same number, or
 * the same name and year of birth where no two numbers say otherwise. What sgn_household_unite() will make one.
 * Returns: (transfer full) (element-type SgnMemberPair): in the order of the kept household, then those of @other alone */
GArray *sgn_household_pair_members (SgnConnection *connection, gint64 kept, gint64 other, GError **error);

/** sgn_household_unite: two records of one household become one: every record that points to @other points to @kept afterwards;
 * fields named in @from_other (ends with NULL) are taken from it. One change. */
gboolean sgn_household_unite (SgnLedger *ledger, gint64 kept, gint64 other, const char *const *from_other, const SgnEvent *event, GError **error);

G_END_DECLS
