#pragma once

#include "programme/sgn-xml-private.h"
#include "record/sgn-record.h"

G_BEGIN_DECLS

/** sgn_sample_read: a file of resources/sample */
SgnXmlNode *sgn_sample_read (const char *name, const SgnXmlRule *rules, GError **error);

/** sgn_sample_make: a record with the attributes of @node that are its fields, and the references its
 * attributes "component", "agency" and "owner" name by code or name */
SgnRecord *sgn_sample_make (SgnLedger *ledger, const SgnXmlNode *node, const SgnRecordType *type,
                            GError **error);

/** sgn_sample_find: the id of the record an attribute names; 0 where the attribute is absent */
gboolean sgn_sample_find (SgnLedger *ledger, const SgnXmlNode *node, const char *attribute, gint64 *id,
                          GError **error);

/** sgn_sample_add_demo: the made-up part, as one change */
gboolean sgn_sample_add_demo (SgnLedger *ledger, GError **error);

/** sgn_sample_add_people: the made-up registry; not journalled */
gboolean sgn_sample_add_people (SgnLedger *ledger, guint n_households, GError **error);

/** sgn_sample_add_rechecks: draws the re-check of a year, and fills some of its sheets */
gboolean sgn_sample_add_rechecks (SgnLedger *ledger, int year, GError **error);

/** sgn_sample_draw: the next number below @limit of the generator with @state */
guint sgn_sample_draw (guint64 *state, guint limit);

G_END_DECLS
