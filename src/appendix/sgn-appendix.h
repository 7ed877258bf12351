#pragma once

#include "base/sgn-date.h"
#include "record/sgn-query.h"
#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

/* An appendix template: resources/appendices, or a file of the office's own. */
typedef struct _SgnAppendix SgnAppendix;

SgnAppendix *sgn_appendix_ref (SgnAppendix *self);
void sgn_appendix_unref (SgnAppendix *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnAppendix, sgn_appendix_unref)

/** sgn_appendix_list: Returns: (transfer full) (element-type SgnAppendix): those of the program, by id */
GPtrArray *sgn_appendix_list (void);
/** sgn_appendix_find: Returns: (transfer full): SGN_STORE_ERROR_NOT_FOUND */
SgnAppendix *sgn_appendix_find (const char *id, GError **error);
/** sgn_appendix_load_file: a template of the office's own; errors name the line */
SgnAppendix *sgn_appendix_load_file (const char *path, GError **error);

const char *sgn_appendix_get_id (SgnAppendix *self);
const char *sgn_appendix_get_title (SgnAppendix *self);
/** sgn_appendix_get_parameters: Returns: (transfer none): names: "year", "unit", "as-of", "money" … */
const char *const *sgn_appendix_get_parameters (SgnAppendix *self);
/** sgn_appendix_has_parameter: whether the template asks for it */
gboolean sgn_appendix_has_parameter (SgnAppendix *self, const char *name);
/** sgn_appendix_get_source: Returns: (transfer none): the form or text it follows, "source unknown" … */
const char *sgn_appendix_get_source (SgnAppendix *self);

typedef struct
{
  int year;               /* 0: the ledger's */
  gint64 unit_id;         /* 0: the ledger's own unit */
  SgnDate as_of;          /* no date: the end of the year or today, the earlier */
  SgnMoneyUnit money_unit;
  gboolean with_drafts;   /* "state": results of a review that are not official yet count too */
  gboolean full_ids;      /* "ids": personal numbers are not masked */
  const char *household_class; /* "class": "poor", "near-poor"; NULL: both. Static or interned, as the next */
  const char *ethnicity;  /* "ethnicity": a code of the list ethnic-group; NULL: all */
} SgnAppendixParameters;

/**
 * sgn_appendix_run:
 *
 * Runs the template on a connection (a worker's read-only one) and rounds the money. The rows of a list are read only when the sheet is
 * written: then from the same connection, in the same thread.
 *
 * Returns: (transfer full): the sheet; every figure knows the records behind it
 */
SgnSheet *sgn_appendix_run (SgnAppendix *self, SgnConnection *connection, const SgnAppendixParameters *parameters,
                            GCancellable *cancellable, GError **error);

G_END_DECLS
