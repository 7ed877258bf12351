#pragma once

#include "programme/sgn-family.h"
#include "programme/sgn-standard.h"
#include "record/sgn-record.h"

G_BEGIN_DECLS

/* A review sheet while somebody fills it in: what it begins with, what it says at once, how it is kept. Nothing here needs a
 * window. */

/** sgn_review_find_sheet: the newest sheet of a household, year and kind. Returns: 0 where there is none, or with @error set */
gint64 sgn_review_find_sheet (SgnConnection *connection, gint64 household_id, int year, const char *kind, GError **error);

/** sgn_review_new_sheet: Returns: (transfer full): a sheet not stored yet: with the area of the household's village */
SgnRecord *sgn_review_new_sheet (SgnConnection *connection, gint64 household_id, int year, const char *kind, GError **error);

/** sgn_review_why_fixed: Returns: (transfer full) (nullable): a sentence saying why the sheets of that household and year can
 * only be read: the year is closed, or its result is recognised; NULL: they can be edited */
char *sgn_review_why_fixed (SgnConnection *connection, gint64 household_id, int year);

/** sgn_review_next: the household after this one on the list to review of its village (for "recheck" on the sample of its
 * commune) whose sheet of that kind is not filled in yet; beginning again at the top. Returns: 0 where none is left */
gint64 sgn_review_next (SgnConnection *connection, gint64 household_id, int year, const char *kind, GError **error);

/** sgn_family_measure: takes floor area, walls, water … from a sheet, stored or not */
gboolean sgn_family_measure (SgnFamily *self, SgnConnection *connection, SgnRecord *sheet, GError **error);

/** sgn_family_add_record: one more member from a record of a member, stored or not; @fallback names who has no name */
SgnFamilyMember *sgn_family_add_record (SgnFamily *self, SgnRecord *member, const char *fallback);

/** sgn_review_count_b: the points of twelve ticks; SGN_SCORE_UNKNOWN while one that is missing could still matter */
int sgn_review_count_b (const SgnStandard *standard, const SgnTri *ticks);

typedef struct
{
  int share;    /* percent of those present */
  char *name, *source;
} SgnMeetingLimit;

void sgn_meeting_limit_free (SgnMeetingLimit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnMeetingLimit, sgn_meeting_limit_free)

/** sgn_meeting_limit_find: how many must agree in a village meeting: from the catalogue of the ledger, else from the one of that
 * time the program brings; SGN_STORE_ERROR_NOT_FOUND where neither knows */
SgnMeetingLimit *sgn_meeting_limit_find (SgnConnection *connection, int year, GError **error);

typedef enum
{
  SGN_MEETING_NOT_HELD, /* the numbers are not there yet */
  SGN_MEETING_AGREED,
  SGN_MEETING_REFUSED,  /* to be held again */
  SGN_MEETING_WRONG,    /* more agreed than were there */
} SgnMeeting;

/** sgn_review_meeting: what "present", "agreed" and "meeting-on" of a sheet mean */
SgnMeeting sgn_review_meeting (SgnRecord *sheet, const SgnMeetingLimit *limit);

/** sgn_review_state: "open", "filled" once the sheet has a result, "agreed" once the village has */
const char *sgn_review_state (SgnRecord *sheet, SgnPovertyClass class_, SgnMeeting meeting);

typedef struct
{
  char *item, *option;
  int points;
} SgnAnswer;

/** sgn_answers_new: Returns: (transfer full) (element-type SgnAnswer): an empty list */
GPtrArray *sgn_answers_new (void);
void sgn_answers_add (GPtrArray *answers, const char *item, const char *option, int points);
/** sgn_answers_load: those stored with a sheet */
GPtrArray *sgn_answers_load (SgnConnection *connection, gint64 sheet_id, GError **error);

/**
 * sgn_review_save_sheet:
 * @answers: (nullable) (element-type SgnAnswer): to questions of the point table; NULL: the total was typed
 * @region: (nullable): of the point table; the office's setting from then on
 *
 * Sheet and answers as one change. If it is refused the record is what it was.
 */
gboolean sgn_review_save_sheet (SgnLedger *ledger, SgnRecord *sheet, GPtrArray *answers, const char *region, GError **error);

G_END_DECLS
