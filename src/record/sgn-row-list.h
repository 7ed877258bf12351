#pragma once

#include "record/sgn-query.h"

G_BEGIN_DECLS

/* A place in a list: the record standing there now. Emits "changed" when another record, or new
 * values of the same one, stand there. Only made and filled by its list. */
#define SGN_TYPE_ROW_SLOT (sgn_row_slot_get_type ())
G_DECLARE_FINAL_TYPE (SgnRowSlot, sgn_row_slot, SGN, ROW_SLOT, GObject)

gint64 sgn_row_slot_get_id (SgnRowSlot *self);
/** sgn_row_slot_get_text: (transfer none): what column @field, stored or derived, shows, formatted; "" when unknown */
const char *sgn_row_slot_get_text (SgnRowSlot *self, const char *field);
const SgnValue *sgn_row_slot_get_value (SgnRowSlot *self, const char *field);

/* GListModel of SgnRowSlot over a query. Holds 8 bytes a row; ids come from a worker; a new answer
 * is swapped in place (slots are kept and refilled), late answers are dropped.
 * Signals: "loaded" after every swap; "failed" (GError*). Property "loading". */
#define SGN_TYPE_ROW_LIST (sgn_row_list_get_type ())
G_DECLARE_FINAL_TYPE (SgnRowList, sgn_row_list, SGN, ROW_LIST, GObject)

/** sgn_row_list_new: reads through the ledger; re-queries by itself when "changed" names the table of its type,
 * of a type it refers to, of other records its query asks for, or one that a derived field reads */
SgnRowList *sgn_row_list_new (SgnLedger *ledger, const SgnTypes *types);

/** sgn_row_list_set_query: (transfer none): starts the worker; the old rows stay until the answer is there */
void sgn_row_list_set_query (SgnRowList *self, const SgnQuery *query);
const SgnQuery *sgn_row_list_get_query (SgnRowList *self);
void sgn_row_list_set_money_unit (SgnRowList *self, SgnMoneyUnit unit);

/** sgn_row_list_get_elapsed: Returns: how long the newest answer took, in microseconds: the finding alone, not what came to be painted meanwhile */
gint64 sgn_row_list_get_elapsed (SgnRowList *self);

guint sgn_row_list_get_count (SgnRowList *self);
gint64 sgn_row_list_get_id (SgnRowList *self, guint position);

G_END_DECLS
