#pragma once

#include <json-glib/json-glib.h>

#include "cli/sgn-command.h"

G_BEGIN_DECLS

/** sgn_report_ledger: what a ledger is and holds, to standard output */
gboolean sgn_report_ledger (SgnCommand *command, SgnLedger *ledger, GError **error);

/** sgn_report_new: the same of the ledger that was just made under the name in the first argument */
gboolean sgn_report_new (SgnCommand *command, GError **error);

/** sgn_report_change: {"change": N, …} or a sentence. @change_id 0: nothing was changed
 * @more: (transfer full): a JSON object to which the number is added */
void sgn_report_change (SgnCommand *command, gint64 change_id, const char *sentence,
                        JsonObject *more);

/** sgn_report_file: {"file": PATH, …} or a sentence: a file was written. @member, @value: what else
 * the document says, or NULL */
void sgn_report_file (SgnCommand *command, const char *path, const char *member, const char *value);

G_END_DECLS
