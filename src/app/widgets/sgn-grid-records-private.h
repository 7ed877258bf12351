#pragma once

#include "app/widgets/sgn-grid-records.h"

G_BEGIN_DECLS

/* What a rule says of a stored record. */
typedef struct
{
  char *field; /* (nullable) */
  char *message;
} SgnGridRemark;

/* A row as it differs from what is stored. */
typedef struct
{
  guint n_columns;
  SgnRecord *record; /* (nullable) values not stored yet */
  char **typed;      /* one a column: the text that was refused; NULL: none */
  char **remarks;    /* one a column: why, or what is to be asked about it; NULL: nothing */
  char *refusal;     /* (nullable) why the row was not saved */
} SgnGridRow;

struct _SgnGridRecords
{
  GObject parent_instance;

  /* Owned. */
  SgnLedger *ledger;
  const SgnTypes *types;
  const SgnRecordType *type;
  const SgnGridRecordsColumn *columns;
  SgnQuery *query;
  SgnRecord *template;
  GArray *described;      /* of SgnGridColumn */
  GArray *keys;           /* of gint64: ids of stored records; below 0: new rows */
  GHashTable *rows;       /* key -> SgnGridRow, where it differs */
  GHashTable *records;    /* id -> SgnRecord as stored; a bounded cache */
  GHashTable *findings;   /* id -> GPtrArray of SgnGridRemark */
  GHashTable *candidates; /* column -> what it can hold */
  GHashTable *dirty;      /* set of keys changed in this batch */
  char *batch;            /* (nullable) its name */
  GArray *unchecked;      /* of gint64: ids saved since the rules last looked */

  SgnGridRecordsBeginFunc begin;
  gpointer begin_data;
  SgnGridRecordsJudgeFunc judge;
  gpointer judge_data;
  const char *owner, *position; /* borrowed; fields of held rows */

  SgnMoneyUnit money_unit;
  guint n_shown; /* columns */
  gint64 next_key;
  gint64 draft_id; /* 0: none is kept */
  guint draft_source;
  guint check_idle;
  gboolean has_draft;
  gboolean held;
  gboolean saving;
  gboolean stale; /* the ledger changed while saving */
};

/* -records.c */
const SgnField *sgn_grid_records_get_field (SgnGridRecords *self, guint column);
gint64 sgn_grid_records_get_key (SgnGridRecords *self, guint row);
void sgn_grid_records_row_changed (SgnGridRecords *self, gint64 key);
/** the record of a row as shown: edited or stored; (transfer none) (nullable) */
SgnRecord *sgn_grid_records_get_record (SgnGridRecords *self, gint64 key);
SgnGridRow *sgn_grid_records_ensure_row (SgnGridRecords *self, gint64 key);
void sgn_grid_row_free (SgnGridRow *row);
gboolean sgn_grid_row_has_typed (const SgnGridRow *row);
SgnGridRow *sgn_grid_records_find_row (SgnGridRecords *self, gint64 key);
gboolean sgn_grid_records_find_key (SgnGridRecords *self, gint64 key, guint *row);

/** keeps a text that was not taken, with the reason */
SgnGridVerdict sgn_grid_records_refuse (SgnGridRecords *self, gint64 key, guint column,
                                        const char *text, const char *why, char **message);

/* -held.c */
/** whether a new row has nothing that makes a record */
gboolean sgn_grid_records_is_blank (SgnGridRecords *self, SgnRecord *record);

/* -draft.c */
void sgn_grid_records_touch_draft (SgnGridRecords *self);
void sgn_grid_records_write_draft (SgnGridRecords *self);

/* -save.c */
/** what keeps a row from being stored: the first field that is missing or wrong */
gboolean sgn_grid_records_is_complete (SgnGridRecords *self, SgnRecord *record,
                                       const SgnField **bad, GError **error);
/** the row is stored now, and goes by its id */
void sgn_grid_records_settle (SgnGridRecords *self, gint64 key);
/** after a rollback: the same values in a record that knows nothing of the attempt */
void sgn_grid_records_detach (SgnGridRecords *self, gint64 key);
/** has the rules look at what was saved, and tells the view */
void sgn_grid_records_after_save (SgnGridRecords *self);
/** saves what is complete of these rows as one change; @name NULL: named after the record */
gboolean sgn_grid_records_save (SgnGridRecords *self, const gint64 *keys, guint n, const char *name,
                                GError **error);
gboolean sgn_grid_records_remove (SgnGridRecords *self, guint first, guint n, GError **error);
void sgn_grid_records_add_finding (SgnGridRecords *self, const SgnFinding *finding);
SgnGridVerdict sgn_grid_records_judge_row (SgnGridRecords *self, gint64 key, char **message);

/* -complete.c */
void sgn_grid_candidates_free (gpointer user_data);
/** what a cell shows of a value: the short name of a code or record */
char *sgn_grid_records_display (SgnGridRecords *self, guint column, const SgnValue *value);
/** whether a text is exactly what a suggestion or a cell says; sets @value */
gboolean sgn_grid_records_match (SgnGridRecords *self, guint column, const char *text,
                                 SgnValue *value);
char **sgn_grid_records_complete (SgnGridRecords *self, guint column, const char *text);

G_END_DECLS
