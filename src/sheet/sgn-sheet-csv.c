#define G_LOG_DOMAIN "sgn-sheet"

#include "config.h"

#include "sheet/sgn-sheet-writer.h"

#include "sheet/sgn-sheet-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define LINE_LENGTH 64

typedef struct
{
  FILE *file;
  GString *line;
} Csv;

/* 0.4370 of four decimals is "0.437". */
static void
append_scaled (GString *line, gint64 scaled, guint decimals)
{
  guint64 magnitude = scaled < 0 ? -(guint64)scaled : (guint64)scaled;
  g_autofree char *digits = g_strdup_printf ("%0*" G_GUINT64_FORMAT, (int)decimals + 1, magnitude);
  gsize whole = strlen (digits) - decimals;
  gsize end = strlen (digits);

  while (end > whole && digits[end - 1] == '0')
    end--;
  if (scaled < 0)
    g_string_append_c (line, '-');
  g_string_append_len (line, digits, whole);
  if (end > whole)
    {
      g_string_append_c (line, '.');
      g_string_append_len (line, digits + whole, end - whole);
    }
}

static void
append_quoted (GString *line, const char *text)
{
  gboolean quote = strpbrk (text, "\",\r\n\t") != NULL || g_ascii_isspace (*text);

  if (quote)
    g_string_append_c (line, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *c);
    }
  if (quote)
    g_string_append_c (line, '"');
}

static void
append_cell (SgnSheet *self, GString *line, guint column, const SgnSheetCell *cell,
             gboolean streamed)
{
  const SgnSheetColumn *info = sgn_sheet_get_column (self, column);
  guint decimals = info->decimals;
  g_autofree char *guarded = NULL;

  if (sgn_sheet_cell_is_empty (info->kind, cell))
    return;
  switch (info->kind)
    {
    case SGN_COLUMN_INTEGER:
    case SGN_COLUMN_YEAR:
      append_scaled (line, cell->integer, 0);
      break;
    case SGN_COLUMN_MONEY:
      {
        gint64 scaled = sgn_sheet_cell_money (self, cell, streamed, &decimals);

        append_scaled (line, scaled, decimals);
        break;
      }
    case SGN_COLUMN_DECIMAL:
      append_scaled (line, sgn_sheet_percent_scaled (cell->real / 100, decimals), decimals);
      break;
    case SGN_COLUMN_PERCENT:
      append_scaled (line, sgn_sheet_percent_scaled (cell->real, decimals), decimals + 2);
      break;
    case SGN_COLUMN_TEXT:
    case SGN_COLUMN_DATE:
    default:
      guarded = sgn_sheet_guard_text (cell->text);
      append_quoted (line, guarded);
      break;
    }
}

static gboolean
put_line (Csv *csv, GError **error)
{
  int code;

  g_string_append (csv->line, "\r\n");
  if (fwrite (csv->line->str, 1, csv->line->len, csv->file) == csv->line->len)
    {
      g_string_truncate (csv->line, 0);
      return TRUE;
    }
  code = errno;
  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code), g_strerror (code));
  return FALSE;
}

static gboolean
write_row (SgnSheet *self, guint index, const SgnSheetRow *row, gboolean streamed,
           gpointer user_data, GError **error)
{
  Csv *csv = user_data;

  for (guint column = 0; column < sgn_sheet_n_columns (self); column++)
    {
      if (column > 0)
        g_string_append_c (csv->line, ',');
      append_cell (self, csv->line, column, &row->cells[column], streamed);
    }
  return put_line (csv, error);
}

static gboolean
write_heading (SgnSheet *self, Csv *csv, GError **error)
{
  g_string_append (csv->line, BYTE_ORDER_MARK);
  for (guint column = 0; column < sgn_sheet_n_columns (self); column++)
    {
      g_autofree char *heading
          = sgn_sheet_heading_text (sgn_sheet_get_column (self, column), " - ");
      g_autofree char *guarded = sgn_sheet_guard_text (heading);

      if (column > 0)
        g_string_append_c (csv->line, ',');
      append_quoted (csv->line, guarded);
    }
  return put_line (csv, error);
}

static gboolean
close_file (FILE *file, GError **error)
{
  int code;

  if (fclose (file) == 0)
    return TRUE;
  code = errno;
  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code), g_strerror (code));
  return FALSE;
}

static gboolean
save_csv (SgnSheet *self, const char *path, gpointer user_data, GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GString) line = g_string_sized_new (LINE_LENGTH);
  Csv csv = { .file = g_fopen (path, "wb"), .line = line };
  gboolean written;
  int code = errno;

  if (csv.file == NULL)
    {
      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code), g_strerror (code));
      return FALSE;
    }
  written = write_heading (self, &csv, error)
            && sgn_sheet_foreach_row (self, write_row, &csv, cancellable, error);
  return close_file (csv.file, written ? error : NULL) && written;
}

gboolean
sgn_sheet_write_csv (SgnSheet *sheet, const char *path, GCancellable *cancellable, GError **error)
{
  return sgn_sheet_save (sheet, path, save_csv, NULL, cancellable, error);
}

static void
append_pasted (GString *text, const char *cell, gboolean guard)
{
  g_autofree char *guarded = guard ? sgn_sheet_guard_text (cell) : g_strdup (cell);

  g_string_append (text, g_strdelimit (guarded, "\t\r\n", ' '));
}

static gboolean
paste_row (SgnSheet *self, guint index, const SgnSheetRow *row, gboolean streamed,
           gpointer user_data, GError **error)
{
  GString *text = user_data;

  for (guint column = 0; column < sgn_sheet_n_columns (self); column++)
    {
      g_autofree char *shown = sgn_sheet_format_cell (self, column, &row->cells[column], streamed);
      SgnColumnKind kind = sgn_sheet_get_column (self, column)->kind;

      if (column > 0)
        g_string_append_c (text, '\t');
      append_pasted (text, shown, kind == SGN_COLUMN_TEXT || kind == SGN_COLUMN_DATE);
    }
  g_string_append_c (text, '\n');
  return TRUE;
}

char *
sgn_sheet_to_tsv (SgnSheet *sheet, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint column = 0; column < sgn_sheet_n_columns (sheet); column++)
    {
      g_autofree char *heading
          = sgn_sheet_heading_text (sgn_sheet_get_column (sheet, column), " - ");

      if (column > 0)
        g_string_append_c (text, '\t');
      append_pasted (text, heading, TRUE);
    }
  g_string_append_c (text, '\n');
  if (!sgn_sheet_foreach_row (sheet, paste_row, text, cancellable, error))
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}
