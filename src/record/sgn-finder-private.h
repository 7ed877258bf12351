#pragma once

#include "record/sgn-finder.h"

G_BEGIN_DECLS

/* How the records of a type are found in a query: through the index, or, where there is none (a
 * ledger that cannot be written, a type that is not indexed), by looking at every record. */
typedef struct
{
  char *condition; /* on the row `r`; NULL: no search */
  char *find;      /* what to ask the index */
  char **words;    /* what to look for in every record */
} SgnMatch;

gboolean sgn_match_init (SgnMatch *match, SgnConnection *connection, const SgnRecordType *type, const char *text,
                         GError **error);
void sgn_match_bind (const SgnMatch *match, SgnStatement *statement);
void sgn_match_clear (SgnMatch *match);

/* Of the index itself. */

/** sgn_finder_append_text: an SQL expression: all that is searched in row @alias of @type, NULL-free; FALSE: nothing is */
gboolean sgn_finder_append_text (GString *sql, const SgnRecordType *type, const char *alias);
/** sgn_finder_mark: Returns: (transfer full) (nullable): what stands before every word of @type in the index; NULL
 * without @error: the type is not in the index, or the index is of another time */
char *sgn_finder_mark (SgnConnection *connection, const SgnRecordType *type, GError **error);
/** sgn_finder_expression: Returns: (transfer full): asks the index for records with words that begin so */
char *sgn_finder_expression (const char *mark, const char *const *words);

G_END_DECLS
