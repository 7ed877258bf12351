#include "config.h"

#include "base/sgn-spelling.h"

#include "base/sgn-text.h"

#include <string.h>

/* Names whose sound was changed in the south, where another must not be spoken (kỵ húy). Each
 * stands here as sgn_spelling_words() gives it. */
static const char *const PAIRS[][2] = {
  { "hoang", "huynh" }, { "vu", "vo" },     { "phuc", "phuoc" }, { "chu", "chau" },
  { "canh", "kieng" },  { "bao", "buu" },   { "nham", "nhiem" }, { "chinh", "chanh" },
  { "sinh", "sanh" },   { "tung", "tong" }, { "nhan", "nhon" },  { "tinh", "tanh" },
};

/* "ly" as "li", "quy" as "qui", but "tay", "nguyen" and "y" as they are. Only what stands before
 * the y decides. */
static void
settle (char *word)
{
  for (char *y = strchr (word, 'y'); y != NULL; y = strchr (y + 1, 'y'))
    {
      gboolean after_qu = y - word >= 2 && strncmp (y - 2, "qu", 2) == 0;

      if (y > word && (after_qu || strchr ("bcdghklmnpqrstvx", y[-1]) != NULL))
        *y = 'i';
    }
}

char **
sgn_spelling_words (const char *text)
{
  g_autofree char *folded = sgn_text_fold (text != NULL ? text : "");
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *start = NULL;

  for (const char *p = folded;; p = g_utf8_next_char (p))
    {
      gboolean inside = *p != '\0' && g_unichar_isalnum (g_utf8_get_char (p));

      if (inside && start == NULL)
        start = p;
      if (!inside && start != NULL)
        {
          g_autofree char *word = g_strndup (start, (gsize)(p - start));

          settle (word);
          g_strv_builder_add (words, word);
          start = NULL;
        }
      if (*p == '\0')
        return g_strv_builder_end (words);
    }
}

static void
append_others (GString *text, const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (PAIRS); i++)
    for (gsize j = 0; j < 2; j++)
      if (g_str_equal (PAIRS[i][j], word))
        g_string_append_printf (text, " %s", PAIRS[i][1 - j]);
}

char *
sgn_spelling_text (const char *text)
{
  g_auto (GStrv) words = sgn_spelling_words (text);
  GString *spelled = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    {
      if (spelled->len > 0)
        g_string_append_c (spelled, ' ');
      g_string_append (spelled, *word);
      append_others (spelled, *word);
    }
  return g_string_free (spelled, FALSE);
}
