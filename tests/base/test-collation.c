/* The sort key against ICU's Vietnamese collation, which is kept as an oracle only: it brings
 * 31 MB of data. */
#include "config.h"

#include "base/sgn-text.h"

#include <string.h>

#include <unicode/ucol.h>
#include <unicode/ustring.h>

enum
{
  N_TEXTS = 6000,
};

static const char *const ONSETS[]
    = { "",   "b",  "c", "ch", "d",   "đ",  "g", "gh", "gi", "h", "k",  "kh",
        "l",  "m",  "n", "ng", "ngh", "nh", "p", "ph", "qu", "r", "s",  "t",
        "th", "tr", "v", "x",  "f",   "j",  "w", "z",  "Đ",  "N", "Tr", "H" };

static const char *const NUCLEI[]
    = { "a",   "à",   "ả",  "ã",  "á",  "ạ",  "ă",  "ằ", "ẳ", "ẵ", "ắ", "ặ", "â",  "ầ",  "ẩ",
        "ẫ",   "ấ",   "ậ",  "e",  "è",  "ẻ",  "ẽ",  "é", "ẹ", "ê", "ề", "ể", "ễ",  "ế",  "ệ",
        "i",   "ì",   "ỉ",  "ĩ",  "í",  "ị",  "o",  "ò", "ỏ", "õ", "ó", "ọ", "ô",  "ồ",  "ổ",
        "ỗ",   "ố",   "ộ",  "ơ",  "ờ",  "ở",  "ỡ",  "ớ", "ợ", "u", "ù", "ủ", "ũ",  "ú",  "ụ",
        "ư",   "ừ",   "ử",  "ữ",  "ứ",  "ự",  "y",  "ỳ", "ỷ", "ỹ", "ý", "ỵ", "oa", "oà", "oá",
        "uyê", "uyể", "ươ", "ướ", "ượ", "iê", "iệ", "A", "Á", "Ă", "Ậ", "Ê", "Ộ",  "Ơ",  "Ự" };

static const char *const CODAS[]
    = { "", "", "", "n", "ng", "nh", "m", "c", "ch", "t", "p", "i", "o", "N" };

static const char *const JOINTS[]
    = { " ", " ", " ", " ", "-", ", ", "/", ".", " (", ") ", "'", "" };

#define PICK(list) (list)[g_test_rand_int_range (0, G_N_ELEMENTS (list))]

static char *
random_words (void)
{
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (1, 5); n > 0; n--)
    {
      g_string_append_printf (text, "%s%s%s", PICK (ONSETS), PICK (NUCLEI), PICK (CODAS));
      if (g_test_rand_int_range (0, 12) == 0)
        g_string_append_printf (text, "%d", g_test_rand_int_range (0, 120));
      if (n > 1)
        g_string_append (text, PICK (JOINTS));
    }
  return g_string_free (text, FALSE);
}

static char *
make_text (void)
{
  g_autofree char *text = random_words ();

  if (g_test_rand_int_range (0, 4) == 0)
    return g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT);
  if (g_test_rand_int_range (0, 4) == 0)
    return g_utf8_strup (text, -1);
  return g_steal_pointer (&text);
}

static UCollator *
open_oracle (void)
{
  UErrorCode status = U_ZERO_ERROR;
  UCollator *oracle = ucol_open ("vi", &status);

  g_assert_cmpint (status, <=, U_ZERO_ERROR);
  ucol_setAttribute (oracle, UCOL_NORMALIZATION_MODE, UCOL_ON, &status);
  g_assert_cmpint (status, <=, U_ZERO_ERROR);
  return oracle;
}

static int
compare_by_oracle (UCollator *oracle, const char *a, const char *b)
{
  UErrorCode status = U_ZERO_ERROR;
  UCollationResult result = ucol_strcollUTF8 (oracle, a, -1, b, -1, &status);

  g_assert_cmpint (status, <=, U_ZERO_ERROR);
  return (int)result;
}

static int
sign_of (int order)
{
  return (order > 0) - (order < 0);
}

static void
assert_agreed (UCollator *oracle, const char *a, const char *b)
{
  int ours = sign_of (sgn_text_compare (a, b));
  int theirs = compare_by_oracle (oracle, a, b);

  if (ours != theirs)
    g_test_message ("“%s” and “%s”", a, b);
  g_assert_cmpint (ours, ==, theirs);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return sgn_text_compare (*(const char *const *)a, *(const char *const *)b);
}

static void
test_against_icu (void)
{
  UCollator *oracle = open_oracle ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < N_TEXTS; i++)
    g_ptr_array_add (texts, make_text ());
  for (guint i = 1; i < texts->len; i++)
    assert_agreed (oracle, texts->pdata[i - 1], texts->pdata[i]);
  /* Neighbours in order are the hard cases. */
  g_ptr_array_sort (texts, compare_texts);
  for (guint i = 1; i < texts->len; i++)
    assert_agreed (oracle, texts->pdata[i - 1], texts->pdata[i]);
  ucol_close (oracle);
}

static void
test_syllables_against_icu (void)
{
  UCollator *oracle = open_oracle ();

  for (gsize i = 0; i < G_N_ELEMENTS (NUCLEI); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (NUCLEI); j++)
      {
        g_autofree char *a = g_strconcat ("L", NUCLEI[i], "m", NULL);
        g_autofree char *b = g_strconcat ("l", NUCLEI[j], "m", NULL);

        assert_agreed (oracle, a, b);
        assert_agreed (oracle, NUCLEI[i], NUCLEI[j]);
      }
  ucol_close (oracle);
}

static void
test_signs_against_icu (void)
{
  UCollator *oracle = open_oracle ();

  for (char a = ' '; a < 0x7f; a++)
    for (char b = ' '; b < 0x7f; b++)
      {
        const char first[] = { 'x', a, 'a', '\0' };
        const char second[] = { 'x', b, '\0' };

        assert_agreed (oracle, first, second);
      }
  ucol_close (oracle);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/collation/words", test_against_icu);
  g_test_add_func ("/base/collation/syllables", test_syllables_against_icu);
  g_test_add_func ("/base/collation/signs", test_signs_against_icu);
  return g_test_run ();
}
