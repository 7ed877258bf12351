#pragma once

#include "record/sgn-record.h"

G_BEGIN_DECLS

/* What record and its storing share. */
struct _SgnRecord
{
  GObject parent_instance;

  const SgnRecordType *type; /* borrowed */
  gint64 id;                 /* 0: not stored */
  SgnValue *values;          /* owned, one a field */
  SgnValue *stored;          /* owned: as they lie in the ledger */
};

/** sgn_record_take: sets field @index to a value of the right kind, which it takes, and tells whoever listens */
void sgn_record_take (SgnRecord *self, guint index, SgnValue *value);

G_END_DECLS
