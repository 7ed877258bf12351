#pragma once

#include "base/sgn-date.h"
#include "record/sgn-record.h"

G_BEGIN_DECLS

/* Which records of a type, in which order. A plain value that can be copied to a worker. */
typedef struct _SgnQuery SgnQuery;

typedef enum
{
  SGN_QUERY_EQUAL, /* null matches null */
  SGN_QUERY_NOT_EQUAL,
  SGN_QUERY_LESS,
  SGN_QUERY_AT_MOST,
  SGN_QUERY_GREATER,
  SGN_QUERY_AT_LEAST,
} SgnQueryOp;

SgnQuery *sgn_query_new (const SgnRecordType *type);
SgnQuery *sgn_query_copy (const SgnQuery *self);
void sgn_query_free (SgnQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnQuery, sgn_query_free)

const SgnRecordType *sgn_query_get_record_type (const SgnQuery *self);

/** sgn_query_where: adds a condition (all must hold) */
void sgn_query_where (SgnQuery *self, const char *field, SgnQueryOp op, const SgnValue *value);
void sgn_query_where_int (SgnQuery *self, const char *field, gint64 value);
void sgn_query_where_text (SgnQuery *self, const char *field, const char *value);

/** sgn_query_where_any_int: adds a condition that holds where one of @fields, which ends with NULL, has the value */
void sgn_query_where_any_int (SgnQuery *self, const char *const *fields, gint64 value);

/** sgn_query_where_under: the reference @field names record @id or one below it (units, components: types with
 * a "parent-id" reference to themselves) */
void sgn_query_where_under (SgnQuery *self, const char *field, gint64 id);

/**
 * sgn_query_where_has:
 * @field: a reference field of the type of @records, to the type of @self
 *
 * Only records that one of @records names: households with a poor year. Its conditions count; its
 * search, order, limit, year and day do not. Copied.
 */
void sgn_query_where_has (SgnQuery *self, const char *field, const SgnQuery *records);
/** sgn_query_where_has_none: only records that none of @records names */
void sgn_query_where_has_none (SgnQuery *self, const char *field, const SgnQuery *records);

/** sgn_query_set_year: what `:year` is for derived fields; 0: null, as it is at the beginning */
void sgn_query_set_year (SgnQuery *self, int year);

/** sgn_query_set_day: likewise what `:day` is; year 0: null */
void sgn_query_set_day (SgnQuery *self, SgnDate day);

/** sgn_query_where_ids: only these records; for "the records behind a figure" */
void sgn_query_where_ids (SgnQuery *self, const gint64 *ids, gsize n);

/** sgn_query_find: words to be found, without diacritics and by their beginnings; NULL or blank: no search */
void sgn_query_find (SgnQuery *self, const char *text);

/**
 * sgn_query_set_sort:
 * @sort: (nullable): "-amount,component": field names, '-' for descending; NULL: the type's own order
 *
 * Conditions, orders and totals take derived fields too.
 *
 * Texts sort as the Vietnamese alphabet does, persons by given name, references by what people call their record,
 * codes and choices in the order of their list. Ties are broken by id, in the direction of the last field.
 *
 * Returns: FALSE if a field does not exist; the sort stays as it was
 */
gboolean sgn_query_set_sort (SgnQuery *self, const char *sort);
void sgn_query_set_limit (SgnQuery *self, guint limit);

/** sgn_query_run: Returns: (transfer full) (element-type gint64): ids in order */
GArray *sgn_query_run (const SgnQuery *self, SgnConnection *connection, GCancellable *cancellable, GError **error);

/** sgn_query_count: how many there are; the limit counts */
gboolean sgn_query_count (const SgnQuery *self, SgnConnection *connection, gint64 *n, GError **error);

/** sgn_query_total: the sum of a numeric field over the query (REAL fields rounded to their decimals times 10^decimals) */
gboolean sgn_query_total (const SgnQuery *self, SgnConnection *connection, const char *field, gint64 *total, GError **error);

G_END_DECLS
