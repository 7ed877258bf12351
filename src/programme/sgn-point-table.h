#pragma once

#include "store/sgn-connection.h"

G_BEGIN_DECLS

/* A loaded table of income points (sheet B1) as a form shows it: questions with their answers, for one region. */

typedef struct
{
  char *code, *name;
  char *condition; /* (nullable): when it is given at all */
  int points;
} SgnPointAnswer;

typedef struct
{
  char *code, *name;
  gboolean exclusive; /* one answer, else several */
  GPtrArray *answers; /* of SgnPointAnswer */
} SgnPointQuestion;

typedef struct
{
  char *title, *source;
  char *region;         /* code of the list region */
  char *region_name;
  GPtrArray *questions; /* of SgnPointQuestion */
} SgnPointTable;

void sgn_point_table_free (SgnPointTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnPointTable, sgn_point_table_free)

/**
 * sgn_point_table_regions:
 * @area: "rural" or "urban"
 *
 * Returns: (transfer full): the regions of that area a table of @year has points for, by code; none: no table is loaded
 */
char **sgn_point_table_regions (SgnConnection *connection, const char *area, int year, GError **error);

/** sgn_point_table_load: the newest table of @year for a region; SGN_STORE_ERROR_NOT_FOUND where none is loaded */
SgnPointTable *sgn_point_table_load (SgnConnection *connection, const char *region, int year, GError **error);

/** sgn_point_table_find: Returns: (transfer none) (nullable): an answer by the codes of question and answer */
const SgnPointAnswer *sgn_point_table_find (const SgnPointTable *self, const char *question, const char *answer);

G_END_DECLS
