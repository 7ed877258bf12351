#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/widgets/sgn-entry-grid-tsv.h"

#include <string.h>

/* Reads one cell and leaves *@text at what ended it: a tab, a line end or the end. */
static char *
read_cell (const char **text)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  const char *p = *text;
  gboolean quoted = *p == '"';

  if (quoted)
    p++;
  for (; *p != '\0'; p++)
    {
      if (quoted && p[0] == '"' && p[1] == '"')
        p++;
      else if (quoted && *p == '"')
        {
          quoted = FALSE;
          continue;
        }
      else if (!quoted && strchr ("\t\r\n", *p) != NULL)
        break;
      g_string_append_c (cell, *p);
    }

  *text = p;
  return g_string_free (g_steal_pointer (&cell), FALSE);
}

static void
skip_line_end (const char **text)
{
  if (**text == '\r')
    (*text)++;
  if (**text == '\n')
    (*text)++;
}

GPtrArray *
sgn_tsv_parse (const char *text)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);

  while (*text != '\0')
    {
      g_autoptr (GStrvBuilder) line = g_strv_builder_new ();

      for (;;)
        {
          g_autofree char *cell = read_cell (&text);

          g_strv_builder_add (line, cell);
          if (*text != '\t')
            break;
          text++;
        }
      skip_line_end (&text);
      g_ptr_array_add (lines, g_strv_builder_end (line));
    }

  return g_steal_pointer (&lines);
}

void
sgn_tsv_append (GString *tsv, const char *cell)
{
  if (strpbrk (cell, "\t\r\n") == NULL && cell[0] != '"')
    {
      g_string_append (tsv, cell);
      return;
    }

  g_string_append_c (tsv, '"');
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (tsv, '"');
      g_string_append_c (tsv, *p);
    }
  g_string_append_c (tsv, '"');
}
