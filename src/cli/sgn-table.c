#define G_LOG_DOMAIN "sgn-cli"

#include "config.h"

#include "cli/sgn-table.h"

#include "cli/sgn-output.h"

typedef struct
{
  char *heading;
  gboolean right;
  guint limit;
  guint width;
  gboolean used; /* some cell is not empty */
} Column;

struct _SgnTable
{
  GArray *columns;  /* of Column */
  GPtrArray *cells; /* of char *, row by row */
};

static void
clear_column (gpointer column)
{
  g_free (((Column *)column)->heading);
}

SgnTable *
sgn_table_new (void)
{
  SgnTable *self = g_new0 (SgnTable, 1);

  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, clear_column);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
sgn_table_free (SgnTable *self)
{
  g_array_unref (self->columns);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

static guint
width_of_letter (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

static guint
width_of (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += width_of_letter (g_utf8_get_char (p));
  return width;
}

static char *
cut (char *text, guint limit)
{
  g_autofree char *owned = text;
  const char *p = owned;
  guint width = 0;

  if (limit == 0 || width_of (owned) <= limit)
    return g_steal_pointer (&owned);
  while (width + width_of_letter (g_utf8_get_char (p)) < limit)
    {
      width += width_of_letter (g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
  return g_strdup_printf ("%.*s…", (int)(p - owned), owned);
}

void
sgn_table_add_column (SgnTable *self, const char *heading, gboolean right, guint limit)
{
  guint width = heading != NULL ? width_of (heading) : 0;
  Column column = { g_strdup (heading), right, limit, width, FALSE };

  g_array_append_val (self->columns, column);
}

void
sgn_table_add_cell (SgnTable *self, char *text)
{
  guint at = self->cells->len % self->columns->len;
  Column *column = &g_array_index (self->columns, Column, at);
  char *shown = cut (g_strdelimit (text, "\r\n\t", ' '), column->limit);

  column->width = MAX (column->width, width_of (shown));
  column->used = column->used || *shown != '\0';
  g_ptr_array_add (self->cells, shown);
}

static void
append_cell (GString *line, const Column *column, const char *text)
{
  guint gap = column->width - width_of (text);

  if (column->right)
    g_string_append_printf (line, "%*s", (int)gap, "");
  g_string_append (line, text);
  if (!column->right)
    g_string_append_printf (line, "%*s", (int)gap, "");
  g_string_append (line, "  ");
}

static void
end_line (GString *line)
{
  while (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);
  sgn_output_line ("%s", line->str);
  g_string_truncate (line, 0);
}

static gboolean
has_headings (SgnTable *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, Column, i).heading != NULL)
      return TRUE;
  return FALSE;
}

void
sgn_table_print (SgnTable *self)
{
  guint n = self->columns->len;
  gboolean is_empty = self->cells->len == 0;
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; has_headings (self) && i < n; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);

      if (column->used || is_empty)
        append_cell (line, column, column->heading != NULL ? column->heading : "");
      if (i + 1 == n)
        end_line (line);
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i % n);

      if (column->used)
        append_cell (line, column, self->cells->pdata[i]);
      if (i % n + 1 == n)
        end_line (line);
    }
}
