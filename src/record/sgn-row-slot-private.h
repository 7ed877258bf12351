#pragma once

#include "record/sgn-code-names-private.h"
#include "record/sgn-row-list.h"
#include "record/sgn-sql-private.h"

G_BEGIN_DECLS

/* What all slots of a list fill themselves from; outlives the list as long as a slot does. */
typedef struct
{
  const SgnRecordType *type; /* borrowed */
  SgnConnection *connection; /* owned; NULL when the list is gone */
  SgnCodeNames *codes;       /* owned */
  gboolean *wanted;          /* owned, one a derived field: whether anybody asked for it yet */
  guint version;             /* counts how often more was wanted */
  char *sql;                 /* owned: id, then of each field that is stored or wanted its value, and of a reference its title */
  SgnMoment moment; /* of derived fields */
  SgnMoneyUnit money_unit;
} SgnRowSource;

SgnRowSource *sgn_row_source_new (const SgnRecordType *type, SgnConnection *connection);
/** sgn_row_source_close: the connection is let go; slots still held show nothing new */
void sgn_row_source_close (SgnRowSource *source);

/** sgn_row_slot_new: a slot that calls @gone, once, when nobody holds it any more */
SgnRowSlot *sgn_row_slot_new (SgnRowSource *source, guint position, GFunc gone, gpointer user_data);
void sgn_row_slot_forget_list (SgnRowSlot *self);
guint sgn_row_slot_get_position (SgnRowSlot *self);

/** sgn_row_slot_fill: puts record @id there (0: none) as it is in the ledger now; emits "changed" where that differs
 * from what stood there */
void sgn_row_slot_fill (SgnRowSlot *self, gint64 id);
/** sgn_row_slot_show_anew: the texts have to be made again: another money unit, other names of codes */
void sgn_row_slot_show_anew (SgnRowSlot *self);

G_END_DECLS
