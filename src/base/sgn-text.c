#define G_LOG_DOMAIN "sgn-base"

#include "config.h"

#include "base/sgn-text.h"

#include <string.h>

/* The combining marks of Vietnamese, as they stand in decomposed text. */
enum
{
  MARK_GRAVE = 0x0300,
  MARK_ACUTE = 0x0301,
  MARK_CIRCUMFLEX = 0x0302,
  MARK_TILDE = 0x0303,
  MARK_BREVE = 0x0306,
  MARK_HOOK = 0x0309,
  MARK_HORN = 0x031B,
  MARK_DOT_BELOW = 0x0323,
};

/* The bytes of a sort key. A level ends with the lowest byte, so that a shorter text comes first;
 * the alphabet leaves a place for each ASCII letter and for the seven letters of Vietnamese. */
enum
{
  KEY_LEVEL_END = 0x01,
  KEY_COMMON = 0x02,
  KEY_UPPER = 0x03,
  KEY_FIRST_TONE = 0x03,
  KEY_FIRST_SIGN = 0x03,
  KEY_OTHER_SIGN = 0x2e,
  KEY_CURRENCY = 0x2f,
  KEY_FIRST_DIGIT = 0x30,
  KEY_FIRST_LETTER = 0x40,
  KEY_OTHER_LETTER = 0xf0,
};

/* The order in which the Unicode collation puts what is no letter and no digit. */
static const char SIGNS[] = "\t\n\v\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~";

static const gunichar TONES[] = { MARK_GRAVE, MARK_HOOK, MARK_TILDE, MARK_ACUTE, MARK_DOT_BELOW };

static const gunichar ALPHABET[]
    = { 'a', 0x103, 0xe2, 'b', 'c', 'd',   0x111, 'e', 0xea, 'f',   'g',
        'h', 'i',   'j',  'k', 'l', 'm',   'n',   'o', 0xf4, 0x1a1, 'p',
        'q', 'r',   's',  't', 'u', 0x1b0, 'v',   'w', 'x',  'y',   'z' };

static char *
normalize (const char *text, GNormalizeMode mode)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  return g_utf8_normalize (valid, -1, mode);
}

static gboolean
is_unwanted (gunichar c)
{
  if (c == '\t' || c == '\n')
    return FALSE;
  /* Zero-width spaces and byte order marks come along with text copied from web pages, and nobody
   * could see why a search does not find the name. */
  return g_unichar_iscntrl (c) || c == 0x200b || c == 0x2060 || c == 0xfeff;
}

static void
trim (GString *text)
{
  const char *start = text->str;

  while (text->len > 0)
    {
      const char *last = g_utf8_find_prev_char (text->str, text->str + text->len);
      if (!g_unichar_isspace (g_utf8_get_char (last)))
        break;
      g_string_truncate (text, last - text->str);
    }
  while (*start != '\0' && g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  g_string_erase (text, 0, start - text->str);
}

char *
sgn_text_nfc (const char *text)
{
  g_autofree char *composed = NULL;
  GString *clean;

  if (text == NULL)
    return NULL;
  composed = normalize (text, G_NORMALIZE_DEFAULT_COMPOSE);
  clean = g_string_sized_new (strlen (composed));
  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_unwanted (g_utf8_get_char (p)))
      g_string_append_unichar (clean, g_utf8_get_char (p));
  trim (clean);
  return g_string_free (clean, FALSE);
}

static gunichar
fold_letter (gunichar c)
{
  c = g_unichar_tolower (c);
  return c == 0x111 ? 'd' : c; /* đ has no decomposition */
}

char *
sgn_text_fold (const char *text)
{
  g_autofree char *plain = normalize (text, G_NORMALIZE_ALL);
  GString *folded = g_string_sized_new (strlen (plain));
  gboolean gap = FALSE;

  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c))
        continue;
      if (!g_unichar_isalnum (c))
        {
          gap = TRUE;
          continue;
        }
      if (gap && folded->len > 0)
        g_string_append_c (folded, ' ');
      gap = FALSE;
      g_string_append_unichar (folded, fold_letter (c));
    }
  return g_string_free (folded, FALSE);
}

/* The mark that makes another letter of the alphabet, not a tone. */
static gunichar
join_letter (gunichar base, gunichar mark)
{
  if (mark == MARK_CIRCUMFLEX && (base == 'a' || base == 'e' || base == 'o'))
    return base == 'a' ? 0xe2 : base == 'e' ? 0xea : 0xf4;
  if (mark == MARK_BREVE && base == 'a')
    return 0x103;
  if (mark == MARK_HORN && (base == 'o' || base == 'u'))
    return base == 'o' ? 0x1a1 : 0x1b0;
  return 0;
}

static void
append_other (GString *key, guint8 group, gunichar c)
{
  g_string_append_c (key, (char)group);
  g_string_append_unichar (key, c);
}

static void
append_primary (GString *key, gunichar c)
{
  const char *sign = c < 0x80 ? strchr (SIGNS, (int)c) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (ALPHABET); i++)
    if (ALPHABET[i] == c)
      {
        g_string_append_c (key, (char)(KEY_FIRST_LETTER + i));
        return;
      }
  if (c >= '0' && c <= '9')
    g_string_append_c (key, (char)(KEY_FIRST_DIGIT + c - '0'));
  else if (sign != NULL)
    g_string_append_c (key, (char)(KEY_FIRST_SIGN + (sign - SIGNS)));
  else if (c == '$')
    g_string_append_c (key, KEY_CURRENCY);
  else
    append_other (key, g_unichar_isalnum (c) ? KEY_OTHER_LETTER : KEY_OTHER_SIGN, c);
}

static void
append_tone (GString *tones, gunichar mark)
{
  for (gsize i = 0; i < G_N_ELEMENTS (TONES); i++)
    if (TONES[i] == mark)
      {
        g_string_append_c (tones, (char)(KEY_FIRST_TONE + i));
        return;
      }
  g_string_append_unichar (tones, mark); /* begins at 0xcc: after all tones */
}

/* Common bytes at the end of a level say nothing: a shorter level compares the same. */
static void
append_level (GString *key, const GString *level)
{
  gsize len = level->len;

  while (len > 0 && level->str[len - 1] == KEY_COMMON)
    len--;
  g_string_append_c (key, KEY_LEVEL_END);
  g_string_append_len (key, level->str, (gssize)len);
}

/* One letter or sign with the marks that follow it. Returns what comes after. */
static const char *
append_cluster (const char *p, GString *letters, GString *tones, GString *cases)
{
  gunichar written = g_utf8_get_char (p);
  gunichar letter = g_unichar_tolower (written);

  g_string_append_c (tones, KEY_COMMON);
  for (p = g_utf8_next_char (p); g_unichar_ismark (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    {
      gunichar mark = g_utf8_get_char (p);
      gunichar joined = join_letter (letter, mark);

      if (joined != 0)
        letter = joined;
      else
        append_tone (tones, mark);
    }
  append_primary (letters, letter);
  g_string_append_c (cases, g_unichar_isupper (written) ? KEY_UPPER : KEY_COMMON);
  return p;
}

/* Letters and tones of @text go to @key, its case, which counts last of all, to @cases. */
static void
append_text (GString *key, const char *text, GString *cases)
{
  g_autofree char *decomposed = normalize (text, G_NORMALIZE_DEFAULT);
  g_autoptr (GString) tones = g_string_new (NULL);

  for (const char *p = decomposed; *p != '\0';)
    p = append_cluster (p, key, tones, cases);
  append_level (key, tones);
}

char *
sgn_text_sort_key (const char *text)
{
  GString *key = g_string_sized_new (2 * strlen (text) + 2);
  g_autoptr (GString) cases = g_string_new (NULL);

  append_text (key, text, cases);
  append_level (key, cases);
  return g_string_free (key, FALSE);
}

static GPtrArray *
split_words (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const char *start = NULL;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gboolean ends = *p == '\0' || g_unichar_isspace (g_utf8_get_char (p));

      if (ends && start != NULL)
        g_ptr_array_add (words, g_strndup (start, p - start));
      if (ends)
        start = NULL;
      else if (start == NULL)
        start = p;
      if (*p == '\0')
        return words;
    }
}

static void
append_name_part (GString *key, GPtrArray *words, guint first, guint end, GString *cases)
{
  g_autoptr (GString) part = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    g_string_append_printf (part, "%s%s", i > first ? " " : "", (char *)words->pdata[i]);
  append_text (key, part->str, cases);
  g_string_append_c (key, KEY_LEVEL_END);
  g_string_append_c (cases, KEY_COMMON);
}

char *
sgn_name_sort_key (const char *full_name)
{
  g_autofree char *valid = g_utf8_make_valid (full_name, -1);
  g_autoptr (GPtrArray) words = split_words (valid);
  g_autoptr (GString) cases = g_string_new (NULL);
  GString *key = g_string_sized_new (2 * strlen (valid) + 8);
  guint last = words->len > 0 ? words->len - 1 : 0;
  guint family = words->len > 1 ? 1 : 0;

  append_name_part (key, words, last, words->len, cases);
  append_name_part (key, words, family, MAX (last, family), cases);
  append_name_part (key, words, 0, family, cases);
  append_level (key, cases);
  return g_string_free (key, FALSE);
}

int
sgn_text_compare (const char *a, const char *b)
{
  g_autofree char *key_a = sgn_text_sort_key (a);
  g_autofree char *key_b = sgn_text_sort_key (b);

  return strcmp (key_a, key_b);
}

static gboolean
begins_a_word (const char *haystack, const char *word, gsize length)
{
  for (const char *p = haystack; p != NULL; p = strchr (p, ' '))
    {
      if (*p == ' ')
        p++;
      if (strncmp (p, word, length) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
sgn_text_contains_folded (const char *haystack_folded, const char *needle_folded)
{
  const char *word = needle_folded;

  while (*word != '\0')
    {
      gsize length = strcspn (word, " ");

      if (length > 0 && !begins_a_word (haystack_folded, word, length))
        return FALSE;
      word += length;
      word += strspn (word, " ");
    }
  return TRUE;
}

/* A sentence ends with a stop before white space (not inside 114.929 or 36/KH), with a semicolon,
 * or with an empty line; a single line break only wraps it. */
static const char *
find_sentence_end (const char *p)
{
  for (; *p != '\0'; p++)
    {
      if (*p == ';' || (p[0] == '\n' && p[1] == '\n'))
        break;
      if (strchr (".!?", *p) != NULL && (p[1] == '\0' || g_ascii_isspace (p[1])))
        break;
    }
  return p;
}

static GPtrArray *
split_sentence (const char *start, const char *end)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      g_string_append_unichar (words, g_unichar_isalnum (c) || g_unichar_ismark (c) ? c : ' ');
    }
  return split_words (words->str);
}

static int
read_year (const char *word)
{
  guint64 year;

  if (strlen (word) == 4 && g_ascii_string_to_unsigned (word, 10, 1800, 2200, &year, NULL))
    return (int)year;
  return 0;
}

/* Only "năm" with its mark: "Việt Nam 2023" names no year. */
static gboolean
is_word_year (const char *word)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);

  return strcmp (lower, "năm") == 0;
}

static gboolean
phrase_begins_at (GPtrArray *words, guint at, char **phrase)
{
  guint length = g_strv_length (phrase);

  if (length == 0 || at + length > words->len)
    return FALSE;
  for (guint i = 0; i < length; i++)
    {
      g_autofree char *folded = sgn_text_fold (words->pdata[at + i]);
      if (strcmp (folded, phrase[i]) != 0)
        return FALSE;
    }
  return TRUE;
}

static int
find_year (GPtrArray *words, char **phrase)
{
  guint at = 0;

  while (at < words->len && !phrase_begins_at (words, at, phrase))
    at++;
  for (at += g_strv_length (phrase); at + 1 < words->len; at++)
    if (is_word_year (words->pdata[at]) && read_year (words->pdata[at + 1]) != 0)
      return read_year (words->pdata[at + 1]);
  return 0;
}

int
sgn_text_year_after (const char *text, const char *phrase)
{
  g_autofree char *composed = normalize (text, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autofree char *folded = sgn_text_fold (phrase);
  g_auto (GStrv) wanted = g_strsplit (folded, " ", -1);
  const char *start = composed;

  while (*start != '\0')
    {
      const char *end = find_sentence_end (start);
      g_autoptr (GPtrArray) words = split_sentence (start, end);
      int year = find_year (words, wanted);

      if (year != 0)
        return year;
      start = *end == '\0' ? end : end + 1;
    }
  return 0;
}
