#define G_LOG_DOMAIN "sgn-store"

#include "config.h"

#include "store/sgn-changeset-private.h"

#include <string.h>

/* SQLite trusts the shape of a changeset more than a file that may be damaged deserves: on some
 * broken table headers it never comes back. So the shape is checked first, after the description of
 * the format in SQLite's sqlite3session.c: tables, each a header ('T', number of columns, a byte
 * per column that says whether it belongs to the key, name, NUL) and changes (operation, a flag,
 * one row of values or, for updates, two). */

#define MAX_COLUMNS 32767
#define VARINT_MAX_BYTES 9

enum
{
  VALUE_UNDEFINED = 0,
  VALUE_INTEGER = 1,
  VALUE_REAL = 2,
  VALUE_TEXT = 3,
  VALUE_BLOB = 4,
  VALUE_NULL = 5,
};

typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gsize n_columns;
  const guint8 *is_key; /* n_columns of them */
} Reader;

static gboolean
skip (Reader *reader, guint64 n_bytes)
{
  if (n_bytes > (gsize)(reader->end - reader->at))
    return FALSE;
  reader->at += n_bytes;
  return TRUE;
}

/* SQLite's variable-length integer: seven bits a byte, high ones first, the ninth byte whole. */
static gboolean
read_varint (Reader *reader, guint64 *value)
{
  *value = 0;
  for (int i = 1; reader->at < reader->end; i++)
    {
      guint8 byte = *reader->at++;

      if (i == VARINT_MAX_BYTES)
        {
          *value = *value << 8 | byte;
          return TRUE;
        }
      *value = *value << 7 | (byte & 0x7f);
      if ((byte & 0x80) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_header (Reader *reader)
{
  guint64 n_columns = 0;
  const guint8 *end_of_name;

  if (!skip (reader, 1) || !read_varint (reader, &n_columns) || n_columns < 1
      || n_columns > MAX_COLUMNS)
    return FALSE;
  reader->n_columns = (gsize)n_columns;
  reader->is_key = reader->at;
  if (!skip (reader, n_columns))
    return FALSE;
  end_of_name = memchr (reader->at, '\0', (gsize)(reader->end - reader->at));
  if (end_of_name == NULL || end_of_name == reader->at
      || !g_utf8_validate ((const char *)reader->at, end_of_name - reader->at, NULL))
    return FALSE;
  reader->at = end_of_name + 1;
  return TRUE;
}

static gboolean
read_value (Reader *reader, gboolean may_be_undefined)
{
  guint64 size = 0;

  if (reader->at >= reader->end)
    return FALSE;
  switch (*reader->at++)
    {
    case VALUE_UNDEFINED:
      return may_be_undefined;
    case VALUE_INTEGER:
    case VALUE_REAL:
      return skip (reader, 8);
    case VALUE_TEXT:
    case VALUE_BLOB:
      return read_varint (reader, &size) && skip (reader, size);
    case VALUE_NULL:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Inserted and deleted rows are whole; an update has what changed, and the key among the old. */
static gboolean
read_row (Reader *reader, gboolean is_whole, gboolean has_key)
{
  for (gsize i = 0; i < reader->n_columns; i++)
    if (!read_value (reader, !is_whole && !(has_key && reader->is_key[i] != 0)))
      return FALSE;
  return TRUE;
}

static gboolean
read_change (Reader *reader)
{
  guint8 op = *reader->at;

  if (!skip (reader, 2))
    return FALSE;
  switch (op)
    {
    case SQLITE_INSERT:
    case SQLITE_DELETE:
      return read_row (reader, TRUE, TRUE);
    case SQLITE_UPDATE:
      return read_row (reader, FALSE, TRUE) && read_row (reader, FALSE, FALSE);
    default:
      return FALSE;
    }
}

gboolean
sgn_changeset_is_well_formed (gconstpointer data, gsize size)
{
  Reader reader = { data, (const guint8 *)data + size, 0, NULL };

  while (reader.at < reader.end)
    {
      if (*reader.at == 'T')
        {
          if (!read_header (&reader))
            return FALSE;
        }
      else if (reader.n_columns == 0 || !read_change (&reader))
        return FALSE;
    }
  return TRUE;
}
