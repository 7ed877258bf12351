#define G_LOG_DOMAIN "sgn-store"

#include "config.h"

#include "store/sgn-changeset-private.h"

#include <glib/gi18n-lib.h>

/* Level 1 packs a changeset to a tenth already, four times as fast as the default. */
#define PACK_LEVEL 1
/* More than SQLite itself could ever have produced is a damaged or a forged blob. */
#define UNPACKED_LIMIT ((gsize)G_MAXINT)
#define CHUNK 65536

/* Feeds all of @data through @converter. */
static GBytes *
convert (GConverter *converter, gconstpointer data, gsize size, gsize limit, GError **error)
{
  g_autoptr (GByteArray) result = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (CHUNK);
  GConverterResult state = G_CONVERTER_CONVERTED;
  const guint8 *at = data;

  while (state != G_CONVERTER_FINISHED)
    {
      gsize used = 0, made = 0;

      state = g_converter_convert (converter, at, size, buffer, CHUNK, G_CONVERTER_INPUT_AT_END,
                                   &used, &made, error);
      if (state == G_CONVERTER_ERROR)
        return NULL;
      at += used;
      size -= used;
      if (made > limit - result->len)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "too large");
          return NULL;
        }
      g_byte_array_append (result, buffer, (guint)made);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&result));
}

GBytes *
sgn_changeset_pack (gconstpointer data, gsize size)
{
  g_autoptr (GZlibCompressor) compressor
      = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, PACK_LEVEL);
  GBytes *packed = convert (G_CONVERTER (compressor), data, size, G_MAXUINT, NULL);

  g_assert (packed != NULL);
  return packed;
}

static void
set_damaged (GError **error)
{
  g_set_error_literal (error, SGN_STORE_ERROR, SGN_STORE_ERROR_CORRUPT,
                       _ ("An entry of the journal is damaged and cannot be read."));
}

GBytes *
sgn_changeset_unpack (GBytes *packed, GError **error)
{
  g_autoptr (GZlibDecompressor) decompressor
      = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GBytes) bytes = NULL;

  if (packed != NULL)
    bytes = convert (G_CONVERTER (decompressor), g_bytes_get_data (packed, NULL),
                     g_bytes_get_size (packed), UNPACKED_LIMIT, NULL);
  if (bytes == NULL
      || !sgn_changeset_is_well_formed (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)))
    {
      set_damaged (error);
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

SgnRowOp
sgn_changeset_row_op (int op)
{
  if (op == SQLITE_INSERT)
    return SGN_ROW_INSERTED;
  return op == SQLITE_DELETE ? SGN_ROW_DELETED : SGN_ROW_UPDATED;
}

gint64
sgn_changeset_row_id (sqlite3_changeset_iter *iter, int op)
{
  unsigned char *is_key = NULL;
  int n_columns = 0;
  sqlite3_value *value = NULL;

  if (sqlite3changeset_pk (iter, &is_key, &n_columns) != SQLITE_OK)
    return 0;
  for (int i = 0; i < n_columns; i++)
    {
      if (!is_key[i])
        continue;
      if (op == SQLITE_INSERT)
        sqlite3changeset_new (iter, i, &value);
      else
        sqlite3changeset_old (iter, i, &value);
      break;
    }
  return value != NULL ? sqlite3_value_int64 (value) : 0;
}

gboolean
sgn_changeset_foreach (gconstpointer data, gsize size, SgnChangesetFunc func, gpointer user_data,
                       GError **error)
{
  sqlite3_changeset_iter *iter = NULL;
  gboolean more = TRUE;
  int rc;

  if (size > G_MAXINT || sqlite3changeset_start (&iter, (int)size, (void *)data) != SQLITE_OK)
    {
      set_damaged (error);
      return FALSE;
    }
  while (more && sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      const char *table = NULL;
      int n_columns = 0, op = 0, indirect = 0;

      if (sqlite3changeset_op (iter, &table, &n_columns, &op, &indirect) != SQLITE_OK)
        break;
      more = func (iter, table, n_columns, op, user_data);
    }
  rc = sqlite3changeset_finalize (iter);
  if (rc != SQLITE_OK)
    set_damaged (error);
  return rc == SQLITE_OK;
}

void
sgn_changeset_set_not_found (GError **error, gint64 change_id)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, change_id);

  g_set_error (error, SGN_STORE_ERROR, SGN_STORE_ERROR_NOT_FOUND,
               _ ("There is no change number %s in the journal."), number);
}

GBytes *
sgn_changeset_load (SgnConnection *connection, gint64 change_id, GError **error)
{
  g_autoptr (SgnStatement) statement
      = sgn_connection_prepare (connection, "SELECT changeset FROM change WHERE id = :id", error);
  g_autoptr (GBytes) packed = NULL;
  SgnStep step;

  if (statement == NULL)
    return NULL;
  sgn_statement_bind_int (statement, ":id", change_id);
  step = sgn_statement_step (statement, error);
  if (step == SGN_ERROR)
    return NULL;
  if (step == SGN_DONE)
    {
      sgn_changeset_set_not_found (error, change_id);
      return NULL;
    }
  packed = sgn_statement_blob (statement, 0);
  return sgn_changeset_unpack (packed, error);
}
