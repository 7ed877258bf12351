#pragma once

#include "base/sgn-date.h"
#include "programme/sgn-standard.h"
#include "record/sgn-query.h"

G_BEGIN_DECLS

/* The review of a year: whom it looks at, how far it is, and how its sheets become the classes of the year
 * (household_year): draft, then preliminary, then official by a decision. */

/** sgn_review_list: the living households to review: poor and near-poor of last year, and who asked this year (form 01);
 * @unit_id 0: everywhere, else there and below */
SgnQuery *sgn_review_list (SgnConnection *connection, int year, gint64 unit_id, GError **error);

typedef struct
{
  gint64 unit_id;
  gint64 to_review;
  gint64 opened, filled, agreed; /* have such a sheet, or one further on */
  gint64 drafted, official;      /* have a class of the year; an official one */
  gint64 done;                   /* the village agreed, or the class is official */
  gint64 entering_id;            /* the commune of a village, itself for one */
  char *name;
} SgnReviewProgress;

/** sgn_review_progress: @villages: a row a village, else an entering unit; only those with somebody to review, in the order
 * of the units
 * Returns: (transfer full) (element-type SgnReviewProgress) */
GArray *sgn_review_progress (SgnConnection *connection, int year, gboolean villages, GError **error);

/** sgn_review_verdict: what a sheet gives by its standard. A tick that is missing leaves B open, unless the others make
 * it high enough already. Cleared by sgn_verdict_clear(). */
gboolean sgn_review_verdict (SgnConnection *connection, gint64 sheet_id, SgnVerdict *verdict, GError **error);

/**
 * sgn_review_take_over:
 * @class_: (nullable): what was decided; NULL: what the sheet gives
 * @reason: (nullable): needed where @class_ is another than the sheet gives (SGN_STORE_ERROR_CONSTRAINT)
 *
 * The result of a sheet becomes the draft of the household's year, with the household as it is now and the movement
 * against last year. SGN_STORE_ERROR_REFUSED once it is official. One change.
 */
gboolean sgn_review_take_over (SgnLedger *ledger, gint64 sheet_id, const char *class_, const char *reason, GError **error);

/**
 * sgn_review_take_over_all:
 * @n: (out): how many became drafts
 * @left: (out) (transfer full) (element-type gint64): sheets that give no class yet, and stay as they are
 *
 * sgn_review_take_over() for every sheet the village agreed to, there and below, whose household has no class of the year. One
 * change; reports its progress to the ledger.
 */
gboolean sgn_review_take_over_all (SgnLedger *ledger, int year, gint64 unit_id, guint *n, GArray **left, GError **error);

/** sgn_review_gone: households of last year's lists that have ended and have no row of the year: sgn_review_take_out() is for
 * them */
SgnQuery *sgn_review_gone (SgnConnection *connection, int year, guint *n, GError **error);

/** sgn_review_take_out: households of last year's lists that have ended and have no row of this year get one that takes them
 * out ("other-out"), as drafts. One change. @n: (out): how many */
gboolean sgn_review_take_out (SgnLedger *ledger, int year, guint *n, GError **error);

/**
 * sgn_review_advance:
 * @unit_id: there and below; 0: everywhere
 * @number, @date: of the decision that recognises; NULL and no date: drafts become preliminary
 *
 * With a decision preliminary results become official; its day is where the 36 months begin. One change.
 */
gboolean sgn_review_advance (SgnLedger *ledger, int year, gint64 unit_id, const char *number, SgnDate date, guint *n, GError **error);

/** sgn_review_draw: keeps the seed and size (households a commune) of the year's re-check, once; @seed 0: by chance */
gboolean sgn_review_draw (SgnLedger *ledger, int year, guint32 seed, guint size, GError **error);

/** sgn_review_draw_get: @seed and @size of the year's re-check. FALSE without an error: nothing was drawn */
gboolean sgn_review_draw_get (SgnConnection *connection, int year, guint32 *seed, guint *size);

/** sgn_review_sample: the households to re-check in a commune: the same whoever asks, as long as the list to review is
 * Returns: (transfer full) (element-type gint64); SGN_STORE_ERROR_NOT_FOUND: nothing was drawn */
GArray *sgn_review_sample (SgnConnection *connection, int year, gint64 commune_id, GError **error);

typedef struct
{
  const char *item;          /* field of the sheet: "d1", "floor-area" */
  gint64 compared, differing; /* pairs that both answered; that answered differently */
} SgnDisagreement;

/** sgn_review_compare: re-check sheets against the first ones, filled without seeing them; @unit_id 0: everywhere
 * Returns: (transfer full) (element-type SgnDisagreement): every item */
GArray *sgn_review_compare (SgnConnection *connection, int year, gint64 unit_id, GError **error);

typedef struct
{
  char *code, *name, *who, *to, *when, *source;
  SgnDate last;  /* the last day in time, on or after the day asked for */
  int days_left; /* 0: today */
} SgnDeadline;

/** sgn_review_deadlines: (element-type SgnDeadline): what is due next, soonest first; deadlines of the catalogue that name no
 * day are left out */
GPtrArray *sgn_review_deadlines (SgnConnection *connection, SgnDate day, GError **error);

G_END_DECLS
