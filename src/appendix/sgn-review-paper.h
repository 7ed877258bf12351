#pragma once

#include "programme/sgn-review-form.h"
#include "programme/sgn-point-table.h"
#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

/* A review sheet on paper: as it is filled in, or empty, to be taken to the village. Not a form of the law (those of sheets A, B1 and B2
 * were not found): what the program asks, in its order. Everything is borrowed. */
typedef struct
{
  const char *household; /* (nullable): head, village, commune */
  int year;
  const char *kind;      /* "periodic", "request", "recheck", "self-assessment" */
  gboolean empty;        /* boxes and lines to be filled in by hand */
  SgnRecord *sheet;      /* (nullable) for an empty one */
  const SgnFamily *family;        /* (nullable) */
  const SgnIndicator *data;       /* (nullable) (array fixed-size=12): what the data say */
  const SgnPointTable *table;     /* (nullable): the total is typed */
  GPtrArray *answers;             /* (nullable) (element-type SgnAnswer) */
  const SgnStandard *standard;    /* (nullable) */
  const char *class_name, *why;   /* (nullable): the result, and the sentence that explains it */
} SgnReviewPaper;

/** sgn_review_paper_make: Returns: (transfer full): one table, portrait A4 */
SgnSheet *sgn_review_paper_make (SgnConnection *connection, const SgnReviewPaper *paper, GError **error);

G_END_DECLS
