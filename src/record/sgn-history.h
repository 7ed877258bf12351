#pragma once

#include "record/sgn-field.h"
#include "store/sgn-journal.h"

G_BEGIN_DECLS

/* The journal in words: which records a change touched and what each field was and became. */
typedef struct
{
  const SgnField *field;
  SgnValue before, after;
  char *before_text, *after_text; /* formatted for people */
} SgnFieldChange;

typedef struct
{
  const SgnRecordType *type;
  gint64 id;
  SgnRowOp op;
  char *title;        /* what people call it, from its values at that time */
  GArray *fields;     /* of SgnFieldChange */
} SgnRecordChange;

/** sgn_history_read: Returns: (transfer full) (element-type SgnRecordChange): what change @change_id did; tables that are no
 * record type are left out; at most @limit records (0: all) */
GPtrArray *sgn_history_read (SgnConnection *connection, const SgnTypes *types, gint64 change_id, guint limit, GError **error);

/** sgn_history_read_matching: as sgn_history_read(), but only of the rows that @matches says TRUE to: to look for a few records in a long
 * journal without putting the others into words */
GPtrArray *sgn_history_read_matching (SgnConnection *connection, const SgnTypes *types, gint64 change_id,
                                      SgnJournalRowFunc matches, gpointer user_data, GError **error);

G_END_DECLS
