#pragma once

#include <gtk/gtk.h>

#include "record/sgn-field.h"
#include "store/sgn-ledger.h"

G_BEGIN_DECLS

/** sgn_record_card_show: every field of a record, to read and to copy: for records that no page shows */
void sgn_record_card_show (GtkWindow *parent, SgnLedger *ledger, const SgnRecordType *type, gint64 id);

G_END_DECLS
