#pragma once

#include "store/sgn-store-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One prepared statement, taken from a connection's cache: sgn_connection_prepare(). Bound by
 * name; a name the SQL does not have is a programming error. Used by one thread at a time. */
typedef struct _SgnStatement SgnStatement;

typedef enum
{
  SGN_ROW,
  SGN_DONE,
  SGN_ERROR,
} SgnStep;

void sgn_statement_bind_int (SgnStatement *self, const char *name, gint64 value);
void sgn_statement_bind_real (SgnStatement *self, const char *name, double value);
/** sgn_statement_bind_text: @value is copied; NULL binds NULL */
void sgn_statement_bind_text (SgnStatement *self, const char *name, const char *value);
void sgn_statement_bind_blob (SgnStatement *self, const char *name, GBytes *value);
void sgn_statement_bind_null (SgnStatement *self, const char *name);
/** sgn_statement_has_parameter: whether the SQL names the parameter (":year") */
gboolean sgn_statement_has_parameter (SgnStatement *self, const char *name);

/** sgn_statement_step: three answers, never two; @error is set with SGN_ERROR alone */
SgnStep sgn_statement_step (SgnStatement *self, GError **error);

/** sgn_statement_run: steps to the end, for statements without rows of interest */
gboolean sgn_statement_run (SgnStatement *self, GError **error);

/** sgn_statement_collect_ids: Returns: (transfer full) (nullable) (element-type gint64): the first column of all rows */
GArray *sgn_statement_collect_ids (SgnStatement *self, GError **error);

/** sgn_statement_reset: makes it ready to be bound and stepped again */
void sgn_statement_reset (SgnStatement *self);

guint sgn_statement_n_columns (SgnStatement *self);
const char *sgn_statement_column_name (SgnStatement *self, guint column);
gboolean sgn_statement_is_null (SgnStatement *self, guint column);
/** sgn_statement_column_is_text, _is_real: the kind of the value in the row at hand */
gboolean sgn_statement_is_text (SgnStatement *self, guint column);
gboolean sgn_statement_is_real (SgnStatement *self, guint column);
gint64 sgn_statement_int (SgnStatement *self, guint column);
double sgn_statement_real (SgnStatement *self, guint column);
/** sgn_statement_text: Returns: (transfer none) (nullable): until the next step */
const char *sgn_statement_text (SgnStatement *self, guint column);
/** sgn_statement_blob: Returns: (transfer full) (nullable): a copy */
GBytes *sgn_statement_blob (SgnStatement *self, guint column);

/** sgn_statement_free: resets it and gives it back to its connection's cache */
void sgn_statement_free (SgnStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnStatement, sgn_statement_free)

G_END_DECLS
