#pragma once

#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* One entry of the journal. */
typedef struct
{
  gint64 id;
  char *at;
  char *operator_name;
  char *action;
  gint64 undoes;     /* 0: an ordinary change */
  gboolean live;     /* FALSE: it was taken back */
  int schema;
  guint inserted, updated, deleted;
} SgnChange;

void sgn_change_free (SgnChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnChange, sgn_change_free)

/** sgn_journal_get: (transfer full): SGN_STORE_ERROR_NOT_FOUND for an unknown number */
SgnChange *sgn_journal_get (SgnConnection *connection, gint64 id, GError **error);

/**
 * sgn_journal_list:
 * @since: (nullable): ISO date; only changes of that day and later
 * @before: only changes with a smaller number; 0: from the newest
 * @limit: at most so many; 0: all
 *
 * Returns: (transfer full) (element-type SgnChange): newest first
 */
GPtrArray *sgn_journal_list (SgnConnection *connection, const char *since, gint64 before, guint limit, GError **error);

/* A cell of a changeset. */
typedef struct
{
  enum { SGN_CELL_ABSENT, SGN_CELL_NULL, SGN_CELL_INT, SGN_CELL_REAL, SGN_CELL_TEXT, SGN_CELL_BLOB } kind;
  gint64 integer;
  double real;
  const char *text;  /* borrowed for the call */
  gsize size;        /* of a blob */
} SgnCell;

/**
 * SgnJournalRowFunc:
 * @columns: the names of the table's columns
 * @before, @after: one cell a column; SGN_CELL_ABSENT where it did not change
 *
 * Returns: FALSE to stop
 */
typedef gboolean (*SgnJournalRowFunc) (const char *table, gint64 id, SgnRowOp op, guint n_columns,
                                       const char *const *columns, const SgnCell *before,
                                       const SgnCell *after, gpointer user_data);

/** sgn_journal_foreach_row: reads a change row by row */
gboolean sgn_journal_foreach_row (SgnConnection *connection, gint64 change_id, SgnJournalRowFunc func,
                                  gpointer user_data, GError **error);

/** sgn_journal_changes_of: Returns: (transfer full) (element-type gint64): the changes that touched a row, newest first */
GArray *sgn_journal_changes_of (SgnConnection *connection, const char *table, gint64 id, GError **error);

/** sgn_journal_next_undo, sgn_journal_next_redo: (transfer full) (nullable): the change that undo or redo
 * would take; NULL without an error: there is none */
SgnChange *sgn_journal_next_undo (SgnConnection *connection, GError **error);
SgnChange *sgn_journal_next_redo (SgnConnection *connection, GError **error);

/**
 * sgn_ledger_undo:
 * @change_id: 0 for the newest live change, else any live change
 * @action: what the journal calls it
 * @new_change: (out) (nullable): the journal number of the undoing
 *
 * Applies the inverse as a change of its own. SGN_STORE_ERROR_REFUSED when a later change touched the
 * same row or a record depends on it: the message names the record's table row and the later change
 * by number and action; nothing is undone then.
 */
gboolean sgn_ledger_undo (SgnLedger *self, gint64 change_id, gint64 *new_change, GError **error);

/** sgn_ledger_redo: takes back the newest undoing, if no ordinary change came after it */
gboolean sgn_ledger_redo (SgnLedger *self, gint64 *new_change, GError **error);

G_END_DECLS
