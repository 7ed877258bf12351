#pragma once

#include "record/sgn-query.h"
#include "record/sgn-sql-private.h"

G_BEGIN_DECLS

typedef struct
{
  const SgnField *field;
  SgnQueryOp op;
  SgnValue value;
} SgnCondition;

typedef struct
{
  GPtrArray *fields; /* of const SgnField; shared by copies, never changed */
  gint64 value;
} SgnAny;

typedef struct
{
  const SgnField *field;
  gint64 id;
} SgnUnder;

typedef struct
{
  const SgnField *field; /* of the other records */
  SgnQuery *records;     /* owned */
  gboolean none;
} SgnHas;

typedef struct
{
  const SgnField *field;
  gboolean descending;
} SgnSortKey;

struct _SgnQuery
{
  const SgnRecordType *type; /* borrowed */
  GArray *conditions;        /* of SgnCondition */
  GArray *anys;              /* of SgnAny */
  GArray *unders;            /* of SgnUnder */
  GArray *has;               /* of SgnHas */
  GArray *sort;              /* of SgnSortKey */
  SgnMoment moment;          /* of derived fields */
  char *ids;                 /* a JSON array; NULL: any */
  char *find;                /* NULL: no search */
  guint limit;               /* 0: none */
};

/**
 * sgn_query_prepare:
 * @columns: what is selected of the row, alias `r`
 * @ordered: whether the order matters
 *
 * Returns: (transfer full): the query as a statement, bound
 */
SgnStatement *sgn_query_prepare (const SgnQuery *self, SgnConnection *connection, const char *columns, gboolean ordered,
                                 GError **error);

/** sgn_query_is_equal: whether both ask for the same records in the same order; search and limit are not compared */
gboolean sgn_query_is_equal (const SgnQuery *a, const SgnQuery *b);

/** sgn_query_parent: Returns: (nullable): the field by which records of @type lie below one another */
const SgnField *sgn_query_parent (const SgnRecordType *type);

G_END_DECLS
