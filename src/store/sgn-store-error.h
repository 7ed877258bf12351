#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SgnStoreError:
 * @SGN_STORE_ERROR_BUSY: another program holds the ledger
 * @SGN_STORE_ERROR_CONSTRAINT: the data refuses it (a missing or still used record, a double)
 * @SGN_STORE_ERROR_CORRUPT: the file is damaged
 * @SGN_STORE_ERROR_NOT_LEDGER: the file is something else
 * @SGN_STORE_ERROR_FULL: the disk is full; the change was rolled back
 * @SGN_STORE_ERROR_READONLY: the file, its folder or the ledger as opened cannot be written
 * @SGN_STORE_ERROR_NEWER: made by a newer program
 * @SGN_STORE_ERROR_NOT_FOUND: no such file, record or change
 * @SGN_STORE_ERROR_EXISTS: the file is already there
 * @SGN_STORE_ERROR_REFUSED: the journal refuses (something later depends on it; the year is closed)
 * @SGN_STORE_ERROR_FAILED: anything else
 *
 * A stopped job is G_IO_ERROR_CANCELLED. Messages are sentences for people; SQL goes to g_debug().
 */
typedef enum
{
  SGN_STORE_ERROR_BUSY,
  SGN_STORE_ERROR_CONSTRAINT,
  SGN_STORE_ERROR_CORRUPT,
  SGN_STORE_ERROR_NOT_LEDGER,
  SGN_STORE_ERROR_FULL,
  SGN_STORE_ERROR_READONLY,
  SGN_STORE_ERROR_NEWER,
  SGN_STORE_ERROR_NOT_FOUND,
  SGN_STORE_ERROR_EXISTS,
  SGN_STORE_ERROR_REFUSED,
  SGN_STORE_ERROR_FAILED,
} SgnStoreError;

#define SGN_STORE_ERROR (sgn_store_error_quark ())
GQuark sgn_store_error_quark (void);

/** sgn_store_error_code: Returns: (transfer none): the contract's word for a code: "busy", "corrupt",
 * "not-ledger", "full", "readonly", "newer", "not-found", "exists", "refused", "constraint", "failed" */
const char *sgn_store_error_code (SgnStoreError code);

G_END_DECLS
