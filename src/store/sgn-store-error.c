#define G_LOG_DOMAIN "sgn-store"

#include "config.h"

#include "store/sgn-store-error.h"
#include "store/sgn-store-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (sgn - store - error - quark, sgn_store_error)

const char *
sgn_store_error_code (SgnStoreError code)
{
  static const char *const words[] = {
    [SGN_STORE_ERROR_BUSY] = "busy",       [SGN_STORE_ERROR_CONSTRAINT] = "constraint",
    [SGN_STORE_ERROR_CORRUPT] = "corrupt", [SGN_STORE_ERROR_NOT_LEDGER] = "not-ledger",
    [SGN_STORE_ERROR_FULL] = "full",       [SGN_STORE_ERROR_READONLY] = "readonly",
    [SGN_STORE_ERROR_NEWER] = "newer",     [SGN_STORE_ERROR_NOT_FOUND] = "not-found",
    [SGN_STORE_ERROR_EXISTS] = "exists",   [SGN_STORE_ERROR_REFUSED] = "refused",
    [SGN_STORE_ERROR_FAILED] = "failed",
  };

  return (guint)code < G_N_ELEMENTS (words) ? words[code] : "failed";
}

/* "UNIQUE constraint failed: unit.code" names the column after the colon. */
static const char *
find_column (sqlite3 *db)
{
  const char *colon = db != NULL ? strrchr (sqlite3_errmsg (db), ':') : NULL;

  if (colon == NULL)
    return "?";
  do
    colon++;
  while (*colon == ' ');
  return colon;
}

static void
set_constraint_error (GError **error, sqlite3 *db, int code)
{
  const SgnStoreError kind = SGN_STORE_ERROR_CONSTRAINT;
  const char *column = find_column (db);

  switch (code)
    {
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      g_set_error_literal (error, SGN_STORE_ERROR, kind,
                           _ ("A record that this one needs does not exist, or another record "
                              "still uses this one."));
      break;
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      g_set_error (error, SGN_STORE_ERROR, kind,
                   _ ("There is already a record with the same value (%s)."), column);
      break;
    case SQLITE_CONSTRAINT_NOTNULL:
      g_set_error (error, SGN_STORE_ERROR, kind, _ ("A required value is missing (%s)."), column);
      break;
    default:
      g_set_error (error, SGN_STORE_ERROR, kind,
                   _ ("A value is not one of those allowed here (%s)."), column);
      break;
    }
}

/* The sentence for a code that says all by itself; NULL for the others. */
static const char *
sentence_for (int code, SgnStoreError *kind)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      *kind = SGN_STORE_ERROR_BUSY;
      return _ ("Another program is writing to this ledger just now. Wait a moment and try again.");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      *kind = SGN_STORE_ERROR_CORRUPT;
      return _ ("The ledger file is damaged. Restore the latest backup.");
    case SQLITE_FULL:
      *kind = SGN_STORE_ERROR_FULL;
      return _ ("The disk is full. Nothing was changed in the ledger; make room on the disk and "
                "try again.");
    case SQLITE_READONLY:
      *kind = SGN_STORE_ERROR_READONLY;
      return _ ("The ledger cannot be written to: the file, its folder or the disk is read-only.");
    case SQLITE_CANTOPEN:
      *kind = SGN_STORE_ERROR_FAILED;
      return _ ("The ledger file cannot be opened. Check that the disk is connected and that you "
                "may read the folder.");
    case SQLITE_IOERR:
      *kind = SGN_STORE_ERROR_FAILED;
      return _ ("The disk did not answer as it should. Nothing half-done was kept; check the disk "
                "and the connection to it, then try again.");
    case SQLITE_NOMEM:
      *kind = SGN_STORE_ERROR_FAILED;
      return _ ("There is not enough memory for this. Close other programs and try again.");
    case SQLITE_TOOBIG:
      *kind = SGN_STORE_ERROR_CONSTRAINT;
      return _ ("A text or a file is too large to be kept in the ledger.");
    case SQLITE_AUTH:
      *kind = SGN_STORE_ERROR_REFUSED;
      return _ ("The query reads something that is not published: only views named v_… may be "
                "read.");
    default:
      return NULL;
    }
}

void
sgn_store_set_error (GError **error, sqlite3 *db, int code)
{
  SgnStoreError kind = SGN_STORE_ERROR_FAILED;
  const char *sentence;

  g_debug ("SQLite code %d: %s", code, db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (code));

  if ((code & 0xff) == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The work was stopped."));
  else if (code == SQLITE_CONSTRAINT_COMMITHOOK)
    g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_FAILED,
                         _ ("The ledger is only written to by named changes."));
  else if ((code & 0xff) == SQLITE_CONSTRAINT)
    set_constraint_error (error, db, code);
  else if ((sentence = sentence_for (code, &kind)) != NULL)
    g_set_error_literal (error, SGN_STORE_ERROR, kind, sentence);
  else
    g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_FAILED,
                 _ ("The ledger could not do this: %s"),
                 db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (code));
}
