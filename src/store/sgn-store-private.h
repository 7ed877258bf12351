#pragma once

#include <sqlite3.h>

#include "store/sgn-store-error.h"

G_BEGIN_DECLS

#define SGN_APPLICATION_ID 0x53474E31 /* "SGN1" */

/** sgn_store_set_error: turns a SQLite code into an error of ours; @db (nullable) has the details */
void sgn_store_set_error (GError **error, sqlite3 *db, int code);

/** sgn_functions_register: fold, vn_key, name_key, year_after, id_text, months_after */
int sgn_functions_register (sqlite3 *db);

/** sgn_published_authorize: the authorizer's answer while a published statement is prepared */
int sgn_published_authorize (int action, const char *first, const char *second, const char *schema, const char *accessor);

/** sgn_published_check: refuses text that could pass a table off as a published view */
gboolean sgn_published_check (const char *sql, GError **error);

G_END_DECLS
