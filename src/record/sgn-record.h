#pragma once

#include "record/sgn-field.h"
#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/* One record in memory: the values of its fields. Emits "changed" (const char *field). */
#define SGN_TYPE_RECORD (sgn_record_get_type ())
G_DECLARE_FINAL_TYPE (SgnRecord, sgn_record, SGN, RECORD, GObject)

/** sgn_record_new: a record not yet stored, all fields null */
SgnRecord *sgn_record_new (const SgnRecordType *type);

/** sgn_record_load: SGN_STORE_ERROR_NOT_FOUND if there is none */
SgnRecord *sgn_record_load (SgnConnection *connection, const SgnRecordType *type, gint64 id, GError **error);

const SgnRecordType *sgn_record_get_record_type (SgnRecord *self);
/** sgn_record_get_id: 0 while it is not stored */
gint64 sgn_record_get_id (SgnRecord *self);

const SgnValue *sgn_record_get (SgnRecord *self, const char *field);
gint64 sgn_record_get_int (SgnRecord *self, const char *field);
double sgn_record_get_real (SgnRecord *self, const char *field);
/** sgn_record_get_text: (transfer none) (nullable) */
const char *sgn_record_get_text (SgnRecord *self, const char *field);
void sgn_record_set (SgnRecord *self, const char *field, const SgnValue *value);
void sgn_record_set_int (SgnRecord *self, const char *field, gint64 value);
void sgn_record_set_real (SgnRecord *self, const char *field, double value);
/** sgn_record_set_text: NFC; NULL or blank makes it null */
void sgn_record_set_text (SgnRecord *self, const char *field, const char *value);
void sgn_record_set_null (SgnRecord *self, const char *field);
gboolean sgn_record_is_null (SgnRecord *self, const char *field);
/** sgn_record_assign: gives all fields the values they have in @other, a record of the same type */
void sgn_record_assign (SgnRecord *self, SgnRecord *other);

/** sgn_record_is_changed: whether a field differs from what is stored */
gboolean sgn_record_is_changed (SgnRecord *self);

/**
 * sgn_record_save:
 *
 * Creates or updates the row (only columns that changed), inside sgn_ledger_change(). Checks required
 * fields, kinds and limits (SGN_BASE_ERROR), codes and references (SGN_STORE_ERROR_CONSTRAINT), and the period
 * lock of the type (SGN_STORE_ERROR_REFUSED), before anything is written. If the change is rolled back afterwards,
 * the record has to be loaded again; sgn_record_save_as_change() sees to that itself.
 */
gboolean sgn_record_save (SgnRecord *self, SgnLedger *ledger, GError **error);

/** sgn_record_save_as_change: sgn_record_save() as a change of its own, named "Add …: TITLE" or "Edit …: TITLE" */
gboolean sgn_record_save_as_change (SgnRecord *self, SgnLedger *ledger, gint64 *change_id, GError **error);

/** sgn_record_save_with: the same under the name @action, with @also done in that change once the record is saved */
gboolean sgn_record_save_with (SgnRecord *self, SgnLedger *ledger, const char *action, SgnChangeFunc also, gpointer user_data,
                               gint64 *change_id, GError **error);

/** sgn_record_remove: deletes rows, inside a change; SGN_STORE_ERROR_CONSTRAINT names what still points to one */
gboolean sgn_record_remove (SgnLedger *ledger, const SgnTypes *types, const SgnRecordType *type, gint64 id, GError **error);

G_END_DECLS
