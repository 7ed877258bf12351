#pragma once

#include "store/sgn-connection.h"

G_BEGIN_DECLS

/** sgn_schema_scripts: (transfer full): the SQL texts of resources/schema; number N stands at N - 1 */
GStrv sgn_schema_scripts (void);

/**
 * sgn_schema_apply:
 * @from: the schema number the file has; 0: an empty file
 *
 * Runs the scripts after @from and sets user_version, all in one transaction.
 */
gboolean sgn_schema_apply (SgnConnection *connection, const char *const *scripts, int from, GError **error);

/**
 * sgn_schema_stand_in:
 *
 * Gives a connection that only reads a ledger of an older schema the tables that came later, empty and temporary, so that everything reads it
 * as a ledger in which nobody entered anything there. Does nothing to one of the newest schema.
 */
gboolean sgn_schema_stand_in (SgnConnection *connection, GError **error);

G_END_DECLS
