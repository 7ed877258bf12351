#pragma once

#include "record/sgn-record.h"

G_BEGIN_DECLS

/* A ledger in a folder of its own, and a few record types that have every kind of field. */

extern const SgnRecordType test_unit, test_component, test_person, test_decision, test_line;
extern const SgnRecordType test_payment, test_target, test_value;
extern const SgnTypes test_types;

typedef struct
{
  char *folder;
  char *path;
  SgnLedger *ledger;
  SgnConnection *connection; /* of the ledger */
} Fixture;

/** fixture_set_up: a new ledger, open, with the code lists "unit-kind", "funding-source", "capital-kind" */
void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
/** fixture_reopen: closes the ledger and opens it again */
void fixture_reopen (Fixture *fixture, SgnLedgerOpenFlags flags);

/** fixture_run: SQL as one change that has to succeed; Returns: its number */
gint64 fixture_run (Fixture *fixture, const char *sql);
/** fixture_run_derived: SQL on what is derived from the records */
void fixture_run_derived (Fixture *fixture, const char *sql);
gint64 fixture_query_int (Fixture *fixture, const char *sql);

/**
 * fixture_add: a record, saved as a change
 * @field...: names and texts as people type them, then NULL
 *
 * Returns: its id
 */
gint64 fixture_add (Fixture *fixture, const SgnRecordType *type, const char *field, ...) G_GNUC_NULL_TERMINATED;
/** fixture_remove: a record, as a change */
void fixture_remove (Fixture *fixture, const SgnRecordType *type, gint64 id);
/** fixture_edit: one field of a record, as a change; @text as people type it */
void fixture_edit (Fixture *fixture, const SgnRecordType *type, gint64 id, const char *field, const char *text);

const SgnField *field_of (const SgnRecordType *type, const char *name);

G_END_DECLS
