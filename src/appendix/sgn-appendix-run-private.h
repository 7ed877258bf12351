#pragma once

#include "appendix/sgn-appendix-private.h"

G_BEGIN_DECLS

/* One run of a template: columns are spread out, rows and figures read into a model, figures rolled up the tree, and
 * only then is the sheet made, because a column nobody uses may be left out. */

typedef struct
{
  const SgnTemplateNode *node;
  char *key;        /* "total", or "total:NSTW" in a repetition */
  char *suffix;     /* ":NSTW"; NULL outside repetitions */
  GPtrArray *heading; /* of char *, ends with NULL */
  char *code;       /* (nullable) of the line below the headings */
  GArray *refs;     /* of guint: columns of the model */
  GArray *signs;    /* of gint8, one for each of refs */
  gboolean kept;
  guint index;      /* in the sheet */
} SgnModelColumn;

typedef struct
{
  gboolean set;
  gint64 amount;
  const char *record_type; /* of the template */
  GArray *records;         /* (nullable) of gint64 */
} SgnModelFigure;

typedef struct
{
  char *key;
  int parent;        /* in the model; -1: none */
  guint part;        /* of the template's parts; those of one row follow each other */
  gboolean extra;    /* for figures that have no other row */
  guint level;
  SgnRowStyle style;
  char **texts;      /* by column, nullable elements */
  GArray *children;  /* of guint */
  SgnModelFigure *figures; /* by column */
  gboolean kept;
  guint index;       /* in the sheet */
} SgnModelRow;

typedef struct
{
  SgnAppendix *template;
  SgnConnection *connection;
  GCancellable *cancellable;
  SgnAppendixParameters parameters; /* resolved */
  gboolean synthetic;
  GHashTable *placeholders;         /* name → text */
  GPtrArray *columns;               /* of SgnModelColumn */
  GPtrArray *rows;                  /* of SgnModelRow, parents first */
  GHashTable *column_index;         /* key → index + 1 */
  GHashTable *row_index;
} SgnAppendixRun;

/** sgn_run_prepare: the query with its parameters bound; errors name its line */
SgnStatement *sgn_run_prepare (SgnAppendixRun *self, const SgnAppendixSql *sql, GError **error);

/** sgn_run_step: as sgn_statement_step(), with the line in errors */
SgnStep sgn_run_step (SgnAppendixRun *self, SgnStatement *statement, const SgnAppendixSql *sql, GError **error);

/** sgn_run_read_style: "total", "group" … */
SgnRowStyle sgn_run_read_style (const char *name);

/** sgn_run_find_result: Returns: the number of the result column @name, or -1 */
int sgn_run_find_result (SgnStatement *statement, const char *name);

/** sgn_run_require_result: as sgn_run_find_result(), with an error that names it if there is none */
int sgn_run_require_result (SgnAppendixRun *self, SgnStatement *statement, const SgnAppendixSql *sql,
                            const char *name, GError **error);

/** sgn_run_fill: Returns: (transfer full): @text with its {placeholders}; those of @row (nullable), a query's row at hand, come first.
 * Result columns named in @money are written as money of the sheet's unit. */
char *sgn_run_fill (SgnAppendixRun *self, const char *text, SgnStatement *row, const char *const *money);

gboolean sgn_run_spread_columns (SgnAppendixRun *self, GError **error);
gboolean sgn_run_read_rows (SgnAppendixRun *self, GError **error);
/** sgn_run_set_row_source: for a template with a <list>: the sheet reads its rows from the query when it is written */
gboolean sgn_run_set_row_source (SgnAppendixRun *self, SgnSheet *sheet, GError **error);
gboolean sgn_run_read_figures (SgnAppendixRun *self, GError **error);

/** sgn_run_roll_up: sums up the tree and across the columns, and marks what is kept */
void sgn_run_roll_up (SgnAppendixRun *self);

/** sgn_run_build_sheet: Returns: (transfer full): with texts, notes and charts, not yet rounded */
SgnSheet *sgn_run_build_sheet (SgnAppendixRun *self, GError **error);

G_END_DECLS
