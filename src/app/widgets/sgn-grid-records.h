#pragma once

#include "app/widgets/sgn-grid-model.h"
#include "record/sgn-query.h"
#include "rules/sgn-check.h"
#include "sheet/sgn-sheet.h"

G_BEGIN_DECLS

typedef struct
{
  const char *field;
  const char *title; /* (nullable) N_(), instead of the field's label */
  guint width;       /* in characters */
  gboolean expand;
} SgnGridRecordsColumn;

/* The records of a query as the rows of an SgnEntryGrid. A cell of a stored record is saved as it is
 * committed, a new row when it is complete and left, a batch as one change. A row that cannot be
 * saved yet, or a text that was refused, stays in the grid and says why.
 *
 * Rows keep their places while the grid is worked in; only a new query orders them anew. */
#define SGN_TYPE_GRID_RECORDS (sgn_grid_records_get_type ())
G_DECLARE_FINAL_TYPE (SgnGridRecords, sgn_grid_records, SGN, GRID_RECORDS, GObject)

/** sgn_grid_records_new: @columns ends with a NULL field and lives as long as the model */
SgnGridRecords *sgn_grid_records_new (SgnLedger *ledger, const SgnTypes *types,
                                      const SgnRecordType *type,
                                      const SgnGridRecordsColumn *columns);

/** sgn_grid_records_set_query: which records, in which order; rows not saved yet stay at the end */
gboolean sgn_grid_records_set_query (SgnGridRecords *self, const SgnQuery *query, GError **error);
const SgnQuery *sgn_grid_records_get_query (SgnGridRecords *self);

/** sgn_grid_records_set_template: (nullable): what a new row begins with; NULL: no new rows */
void sgn_grid_records_set_template (SgnGridRecords *self, SgnRecord *record);
void sgn_grid_records_set_money_unit (SgnGridRecords *self, SgnMoneyUnit unit);

/** sgn_grid_records_reload: after a change of the ledger: the same rows as they are now */
gboolean sgn_grid_records_reload (SgnGridRecords *self, GError **error);

/** sgn_grid_records_set_findings: (element-type SgnFinding): what the rules say of these records */
void sgn_grid_records_set_findings (SgnGridRecords *self, GPtrArray *findings);

/** sgn_grid_records_get_id: 0 for a row that is not stored */
gint64 sgn_grid_records_get_id (SgnGridRecords *self, guint row);
/** sgn_grid_records_peek_record: Returns: (transfer none) (nullable): what a row holds as shown, also while it is not stored */
SgnRecord *sgn_grid_records_peek_record (SgnGridRecords *self, guint row);
gboolean sgn_grid_records_find_id (SgnGridRecords *self, gint64 id, guint *row);
int sgn_grid_records_find_column (SgnGridRecords *self, const char *field);

/** sgn_grid_records_has_unsaved: whether a row or a text waits for correction */
gboolean sgn_grid_records_has_unsaved (SgnGridRecords *self);

/**
 * sgn_grid_records_keep_draft:
 * @scope: above 0, tells grids of the same type apart: the decision whose lines these are
 *
 * Rows not saved yet and texts not taken are kept in the ledger as a draft, and stand in the grid again when
 * it is next opened. To be called once, after the query and the template.
 */
void sgn_grid_records_keep_draft (SgnGridRecords *self, gint64 scope);

/** SgnGridRecordsBeginFunc: what a new row begins with, besides the template; @above: (nullable): the row before it */
typedef void (*SgnGridRecordsBeginFunc) (SgnRecord *record, SgnRecord *above, gpointer user_data);
void sgn_grid_records_set_begin_func (SgnGridRecords *self, SgnGridRecordsBeginFunc func,
                                      gpointer user_data);

/**
 * SgnGridRecordsJudgeFunc:
 * @record: the row, with the other values it holds
 * @value: what @field holds or was typed into it
 * @message: (out) (nullable) (transfer full): the sentence that goes with a warning or an error
 *
 * What only the page knows to be wrong with a value the description allows: SGN_GRID_ERROR refuses it.
 */
typedef SgnGridVerdict (*SgnGridRecordsJudgeFunc) (SgnRecord *record, const SgnField *field,
                                                   const SgnValue *value, char **message,
                                                   gpointer user_data);
void sgn_grid_records_set_judge_func (SgnGridRecords *self, SgnGridRecordsJudgeFunc func,
                                      gpointer user_data);

/** sgn_grid_records_show_columns: only the first @n; 0: all */
void sgn_grid_records_show_columns (SgnGridRecords *self, guint n);

/* Rows that are stored together with the record they belong to: */

/**
 * sgn_grid_records_hold:
 * @owner: (nullable): the field that names that record, filled when new rows are saved, for it may not be stored before
 * @position: (nullable): the field with the place of a row among the others
 *
 * From now on nothing is saved by itself: what is typed stays in the rows, and in their draft, until
 * sgn_grid_records_save_held(). Only removing a stored row is a change at once.
 */
void sgn_grid_records_hold (SgnGridRecords *self, const char *owner, const char *position);

/** sgn_grid_records_check_held: FALSE with the first place that keeps the rows from being saved */
gboolean sgn_grid_records_check_held (SgnGridRecords *self, guint *row, guint *column,
                                      GError **error);

/** sgn_grid_records_save_held: inside a change; @owner_id for the new rows. Blank rows are left out. */
gboolean sgn_grid_records_save_held (SgnGridRecords *self, gint64 owner_id, GError **error);

/** sgn_grid_records_end_held: to be called after that change; @committed FALSE: the rows are again what they were */
void sgn_grid_records_end_held (SgnGridRecords *self, gboolean committed);

/** sgn_grid_records_drop_held: gives up what is not saved, and its draft */
void sgn_grid_records_drop_held (SgnGridRecords *self);

/** sgn_grid_records_make_sheet: Returns: (transfer full): the rows and columns as shown, with the sums of money */
SgnSheet *sgn_grid_records_make_sheet (SgnGridRecords *self, const char *title);

G_END_DECLS
