#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SGN_REVIEW_MAX_TEXTS 8
#define SGN_REVIEW_MAX_NUMBERS 24

/* A line of a table of the review page: what its columns show. Filled by who makes it, in a worker if need be, and then
 * only read. */
#define SGN_TYPE_REVIEW_ROW (sgn_review_row_get_type ())
G_DECLARE_FINAL_TYPE (SgnReviewRow, sgn_review_row, SGN, REVIEW_ROW, GObject)

struct _SgnReviewRow
{
  GObject parent_instance;

  gint64 id;                           /* a unit or a household; 0: the whole */
  gboolean total;                      /* set in bold */
  char *texts[SGN_REVIEW_MAX_TEXTS];   /* owned */
  gint64 numbers[SGN_REVIEW_MAX_NUMBERS];
  GListStore *parts;                   /* (nullable) of SgnReviewRow, below this one */

  char *keys[SGN_REVIEW_MAX_TEXTS]; /* owned: of the texts, once it was sorted by them */
};

SgnReviewRow *sgn_review_row_new (gint64 id, const char *name);

/** sgn_review_row_get_key: Returns: (transfer none): the text's place in the Vietnamese order, for strcmp(); @person: it names
 * somebody. Main loop only */
const char *sgn_review_row_get_key (SgnReviewRow *self, guint text, gboolean person);

/** sgn_review_row_add_part: takes a reference of @part */
void sgn_review_row_add_part (SgnReviewRow *self, SgnReviewRow *part);

G_END_DECLS
