#pragma once

#include "store/sgn-backup.h"
#include "store/sgn-journal.h"

G_BEGIN_DECLS

/* A folder with a Vietnamese name and a new ledger in it, both gone at the end. */
typedef struct
{
  char *folder;
  char *path;
  SgnLedger *ledger;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

/** fixture_reopen: closes the ledger and opens it again */
void fixture_reopen (Fixture *fixture);

/** change_sql: runs one statement as a change; Returns: its number */
gint64 change_sql (SgnLedger *ledger, const char *action, const char *sql);

/** try_sql: the same, where it may fail */
gboolean try_sql (SgnLedger *ledger, const char *action, const char *sql, gint64 *change_id, GError **error);

gint64 query_int (SgnConnection *connection, const char *sql);
char *query_text (SgnConnection *connection, const char *sql);

/** dump: every row of every journalled table, as text */
char *dump (SgnConnection *connection);

/** read_file, write_file: whole, asserting success */
GBytes *read_file (const char *path);
void write_file (const char *path, gconstpointer data, gsize size);

G_END_DECLS
