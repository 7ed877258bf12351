#define G_LOG_DOMAIN "sgn-appendix"

#include "config.h"

#include "appendix/sgn-appendix-private.h"

#include <string.h>

static const char *const sql_parameters[] = { "year",  "unit", "as_of", "month_start", "year_start",
                                              "state", "ids",  "class", "ethnicity",   NULL };

static const char *
skip_quoted (const char *c)
{
  char quote = *c++;

  while (*c != '\0' && *c != quote)
    c++;
  return *c != '\0' ? c + 1 : c;
}

static const char *
skip_comment (const char *c)
{
  const char *end = *c == '-' ? strchr (c, '\n') : strstr (c, "*/");

  return end == NULL ? c + strlen (c) : end + (*c == '-' ? 1 : 2);
}

const char *
sgn_appendix_find_unknown_parameter (const char *sql)
{
  for (const char *c = sql; *c != '\0';)
    {
      if (*c == '\'' || *c == '"' || *c == '`')
        c = skip_quoted (c);
      else if (g_str_has_prefix (c, "--") || g_str_has_prefix (c, "/*"))
        c = skip_comment (c);
      else if (strchr ("?@$#", *c) != NULL)
        return c;
      else if (*c == ':')
        {
          gsize length
              = strspn (c + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
          g_autofree char *name = g_strndup (c + 1, length);

          if (!g_strv_contains (sql_parameters, name))
            return c;
          c += length + 1;
        }
      else
        c++;
    }
  return NULL;
}
