#pragma once

#include "store/sgn-connection.h"

G_BEGIN_DECLS

/* The open ledger: one file, one writing connection on the thread that opened it. Emits
 * "changed" (const char * const *tables) on that thread after every committed change, undo, redo
 * or restore. Property "busy": sgn_ledger_is_busy(). */
#define SGN_TYPE_LEDGER (sgn_ledger_get_type ())
G_DECLARE_FINAL_TYPE (SgnLedger, sgn_ledger, SGN, LEDGER, GObject)

typedef enum
{
  SGN_LEDGER_OPEN_DEFAULT = 0,
  SGN_LEDGER_OPEN_READONLY = 1 << 0,      /* only to read; takes no lock */
  SGN_LEDGER_OPEN_NO_DAILY_BACKUP = 1 << 1,
  SGN_LEDGER_OPEN_REQUIRE_WRITE = 1 << 2, /* an error instead of falling back to read-only */
} SgnLedgerOpenFlags;

/* Why a ledger that was asked for with writing is read-only after all. */
typedef enum
{
  SGN_LEDGER_WRITABLE,
  SGN_LEDGER_ASKED_READONLY,
  SGN_LEDGER_HELD,      /* open elsewhere; see sgn_ledger_get_holder() */
  SGN_LEDGER_NO_WRITE,  /* file or folder cannot be written */
  SGN_LEDGER_IS_NEWER,  /* made by a newer program */
} SgnLedgerAccess;

typedef struct
{
  const char *role;      /* "province", "district", "commune" */
  const char *title;
  int year;
  const char *operator_name;
  gboolean synthetic;    /* made by `sgn sample --demo` */
} SgnLedgerInfo;

/**
 * sgn_ledger_create:
 * @path: must not exist (SGN_STORE_ERROR_EXISTS)
 * @info: what the `ledger` row says; the unit is set by programme/ once it has loaded the units
 *
 * Makes the file under a temporary name, applies the schema and renames it, so that there is
 * never half a ledger. Site and uuid are random, or fixed by SGN_SITE (decimal) for samples that
 * must be the same every time.
 */
SgnLedger *sgn_ledger_create (const char *path, const SgnLedgerInfo *info, GError **error);

/**
 * sgn_ledger_open:
 * @operator_name: (nullable): who works; NULL takes the system's user name
 * @backup_folder: (nullable): where automatic backups go; NULL: the folder "NAME sao lưu" beside it
 *
 * Checks application_id, schema number and integrity of the header; migrates (on a backup just taken); makes
 * the daily backup; picks WAL or, on network and removable volumes, a rollback journal.
 */
SgnLedger *sgn_ledger_open (const char *path, SgnLedgerOpenFlags flags, const char *operator_name,
                            const char *backup_folder, GError **error);

/**
 * sgn_ledger_open_beside:
 *
 * A second writing connection on the same file, under the lock that @self holds: for a thread that makes one long change while @self
 * only reads. Each is used on its own thread. The new one knows no search index until one is attached. When it is closed, which is
 * before @self is, @self is told with sgn_ledger_announce(); until then @self does not wait for its turn to write but refuses with
 * SGN_STORE_ERROR_BUSY.
 *
 * Returns: (transfer full)
 */
SgnLedger *sgn_ledger_open_beside (SgnLedger *self, GError **error);

/** sgn_ledger_is_busy: whether a ledger is open beside this one, so that nothing can be written here */
gboolean sgn_ledger_is_busy (SgnLedger *self);

/** sgn_ledger_announce: the ledger beside @self is closed, and committed something in @tables (nullable): "changed" is emitted */
void sgn_ledger_announce (SgnLedger *self, const char *const *tables);

/**
 * SgnLedgerProgressFunc:
 *
 * How far a long change is; called on the thread that makes it.
 */
typedef void (*SgnLedgerProgressFunc) (guint64 done, guint64 total, gpointer user_data);
void sgn_ledger_set_progress_func (SgnLedger *self, SgnLedgerProgressFunc func, gpointer user_data);
/** sgn_ledger_report_progress: for functions that make long changes; nothing happens where nobody listens */
void sgn_ledger_report_progress (SgnLedger *self, guint64 done, guint64 total);

/** sgn_ledger_close: checkpoints and closes the file; the object can only be unreffed after it. Open
 * statements must have been freed. */
gboolean sgn_ledger_close (SgnLedger *self, GError **error);

const char *sgn_ledger_get_path (SgnLedger *self);
SgnConnection *sgn_ledger_get_connection (SgnLedger *self);
SgnLedgerAccess sgn_ledger_get_access (SgnLedger *self);
gboolean sgn_ledger_is_writable (SgnLedger *self);
/** sgn_ledger_get_holder: (nullable): "Nông Thị Mai trên MAY-01", with SGN_LEDGER_HELD */
const char *sgn_ledger_get_holder (SgnLedger *self);
/** sgn_ledger_get_notice: (nullable): a sentence to show once after opening (read-only and why; the
 * volume is not safe for WAL …) */
const char *sgn_ledger_get_notice (SgnLedger *self);
const char *sgn_ledger_get_operator (SgnLedger *self);
void sgn_ledger_set_operator (SgnLedger *self, const char *operator_name);
guint32 sgn_ledger_get_site (SgnLedger *self);
int sgn_ledger_get_schema (SgnLedger *self);

/** sgn_ledger_schema_newest: Returns: the schema number this program writes */
int sgn_ledger_schema_newest (void);

/**
 * SgnChangeFunc:
 *
 * Does the work of one user action on the writing connection. FALSE with @error set rolls
 * everything back.
 */
typedef gboolean (*SgnChangeFunc) (SgnLedger *ledger, gpointer user_data, GError **error);

/**
 * sgn_ledger_change:
 * @action: what the journal and "Undo …" call it, in the interface language: "Sửa hộ Nông Văn A"
 * @change_id: (out) (nullable): the journal number; 0 when nothing was changed after all, in which case
 *   nothing is written
 *
 * One transaction (BEGIN IMMEDIATE), recorded through the session extension. Refuses to nest.
 */
gboolean sgn_ledger_change (SgnLedger *self, const char *action, SgnChangeFunc func, gpointer user_data,
                            gint64 *change_id, GError **error);

/** sgn_ledger_is_changing: whether a change is being made: records may only be written then */
gboolean sgn_ledger_is_changing (SgnLedger *self);

/** sgn_ledger_new_id: the next free id; only inside a change */
gint64 sgn_ledger_new_id (SgnLedger *self, GError **error);

/** sgn_ledger_reserve_ids: a run of @n ids beginning with @first, inside a change or sgn_ledger_run_derived(): for
 * masses of rows; those not used are never given again */
gboolean sgn_ledger_reserve_ids (SgnLedger *self, guint n, gint64 *first, GError **error);

/* What a change did to one row; passed to the touch function inside the transaction. */
typedef enum
{
  SGN_ROW_INSERTED,
  SGN_ROW_UPDATED,
  SGN_ROW_DELETED,
} SgnRowOp;

/**
 * SgnTouchFunc:
 *
 * Called once for every row a change, undo or redo touched, before it commits, so that derived
 * data (the search index) follows in the same transaction.
 */
typedef gboolean (*SgnTouchFunc) (SgnLedger *ledger, const char *table, gint64 id, SgnRowOp op,
                                  gpointer user_data, GError **error);
void sgn_ledger_set_touch_func (SgnLedger *self, SgnTouchFunc func, gpointer user_data, GDestroyNotify destroy);

/**
 * sgn_ledger_run_derived:
 *
 * A transaction on derived data alone (search index, drafts): committed, not journalled.
 */
gboolean sgn_ledger_run_derived (SgnLedger *self, SgnChangeFunc func, gpointer user_data, GError **error);

G_END_DECLS
