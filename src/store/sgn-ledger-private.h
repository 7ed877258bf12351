#pragma once

#include "base/sgn-file.h"
#include "store/sgn-ledger.h"

G_BEGIN_DECLS

struct _SgnLedger
{
  GObject parent_instance;

  /* owned */
  char *path;
  char *operator_name;
  char *backup_folder; /* (nullable): the default */
  char *holder;
  GString *notice;
  SgnConnection *connection;
  SgnFileLock *lock;
  GDestroyNotify touch_destroy;
  gpointer touch_data;

  SgnLedgerProgressFunc progress; /* (nullable) */
  gpointer progress_data;
  SgnTouchFunc touch;
  SgnLedgerAccess access;
  guint32 site;
  int schema;

  const char *running; /* borrowed: the action of the transaction at hand */
  gboolean changing;   /* the transaction at hand is journalled */
  gboolean may_commit; /* nobody but the store commits */
  gboolean beside;     /* another connection of this program holds the lock */
  guint n_beside;      /* open beside this one */
};

/** sgn_ledger_open_with_schema: as sgn_ledger_open(), with other scripts than the program's: tests of migration */
SgnLedger *sgn_ledger_open_with_schema (const char *path, SgnLedgerOpenFlags flags, const char *operator_name,
                                        const char *backup_folder, const char *const *scripts, GError **error);

/** sgn_ledger_create_with_schema: likewise */
SgnLedger *sgn_ledger_create_with_schema (const char *path, const SgnLedgerInfo *info, const char *const *scripts,
                                          GError **error);

/** sgn_ledger_add_notice: one more sentence to be shown after opening */
void sgn_ledger_add_notice (SgnLedger *self, const char *sentence);

/** sgn_ledger_count_beside: one more or less is open beside it */
void sgn_ledger_count_beside (SgnLedger *self, int step);

/** sgn_ledger_emit_changed: tells the world which tables a committed change moved */
void sgn_ledger_emit_changed (SgnLedger *self, const char *const *tables);

/** sgn_backup_is_due: whether something changed since the last automatic backup, and none is of today */
gboolean sgn_backup_is_due (SgnLedger *self);

/** sgn_ledger_change_undoing: sgn_ledger_change() whose journal entry says that it takes back @undoes */
gboolean sgn_ledger_change_undoing (SgnLedger *self, const char *action, gint64 undoes, SgnChangeFunc func,
                                    gpointer user_data, gint64 *change_id, GError **error);

/** sgn_ledger_begin, sgn_ledger_commit: the transaction of a change, of derived data, of upkeep */
gboolean sgn_ledger_begin (SgnLedger *self, const char *action, GError **error);
gboolean sgn_ledger_commit (SgnLedger *self, GError **error);
void sgn_ledger_rollback (SgnLedger *self);

G_END_DECLS
