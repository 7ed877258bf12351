#include "config.h"

#include "base/sgn-text.h"

#include <stdlib.h>
#include <string.h>

static void
test_nfc (void)
{
  static const struct
  {
    const char *text, *clean;
  } CASES[] = {
    { NULL, NULL },
    { "", "" },
    { "  Nông Văn Bộ \n", "Nông Văn Bộ" },
    { "Bo\xcc\xa3\xcc\x82", "Bộ" }, /* o, dot below, circumflex */
    { "Bo\xcc\x82\xcc\xa3", "Bộ" }, /* o, circumflex, dot below */
    { "xa\xff\xfeng", "xa\xef\xbf\xbd\xef\xbf\xbdng" },
    { "a\x01\x7f"
      "b\tc\nd\r\n",
      "ab\tc\nd" },
    { "\xef\xbb\xbfTên\xe2\x80\x8b", "Tên" }, /* byte order mark, zero-width space */
    { "\xc2\xa0"
      "Cao Bằng\xe3\x80\x80",
      "Cao Bằng" },
    { " \t\n ", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *clean = sgn_text_nfc (CASES[i].text);
      g_assert_cmpstr (clean, ==, CASES[i].clean);
    }
}

static void
test_fold (void)
{
  static const struct
  {
    const char *text, *folded;
  } CASES[] = {
    { "Nông Văn Đạo", "nong van dao" },
    { "NÔNG VĂN ĐẠO", "nong van dao" },
    { "  Đàm   Thủy, (Trùng-Khánh)  ", "dam thuy trung khanh" },
    { "Nguye\xcc\x82\xcc\x83n", "nguyen" },
    { "ưỡn ẹo ỷ ý ợ", "uon eo y y o" },
    { "KP-01", "kp 01" },
    { "36 m²", "36 m2" },
    { "", "" },
    { "—", "" },
    { "a\xff"
      "b",
      "a b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *folded = sgn_text_fold (CASES[i].text);
      g_assert_cmpstr (folded, ==, CASES[i].folded);
    }
}

static void
test_alphabet (void)
{
  static const char *const ORDERED[]
      = { "",  " ", "-", "0", "9", "a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "ẳ", "ẵ", "ắ",
          "ặ", "â", "ầ", "ẩ", "ẫ", "ấ", "ậ", "b", "c", "d", "đ", "e", "ẹ", "ê", "ệ", "f",
          "g", "h", "i", "ị", "j", "k", "l", "m", "n", "o", "ọ", "ô", "ộ", "ơ", "ợ", "p",
          "q", "r", "s", "t", "u", "ụ", "ư", "ự", "v", "w", "x", "y", "ỵ", "z", "я" };

  for (gsize i = 0; i < G_N_ELEMENTS (ORDERED); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ORDERED); j++)
      {
        int order = sgn_text_compare (ORDERED[i], ORDERED[j]);
        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > j) - (i < j));
      }
}

static void
test_levels (void)
{
  /* Letters count before tones, tones before case, all over the whole text. */
  g_assert_cmpint (sgn_text_compare ("mạ an", "ma bình"), <, 0);
  g_assert_cmpint (sgn_text_compare ("Ma", "mà"), <, 0);
  g_assert_cmpint (sgn_text_compare ("ma", "Ma"), <, 0);
  g_assert_cmpint (sgn_text_compare ("lam", "lâm"), <, 0);
  g_assert_cmpint (sgn_text_compare ("lâm", "lan"), >, 0);
  g_assert_cmpint (sgn_text_compare ("Bo\xcc\xa3\xcc\x82", "Bộ"), ==, 0);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  g_autofree char *key_a = sgn_name_sort_key (*(const char *const *)a);
  g_autofree char *key_b = sgn_name_sort_key (*(const char *const *)b);

  return strcmp (key_a, key_b);
}

static void
test_people (void)
{
  static const char *const ORDERED[] = {
    "",
    "An",
    "Nông An",
    "Bế Thị Vân An",
    "Hoàng Văn An",
    "Nông Văn An",
    "NÔNG Văn An", /* case last of all */
    "Nông Thị Bé",
    "Đàm Văn Đạo",
    "Nông Thị Hà",
    "Nông Văn Hà",
    "Nông Thị Hạ", /* all of Hà come before all of Hạ */
    "Trần  Văn   Y",
  };
  const char *shuffled[G_N_ELEMENTS (ORDERED)];

  for (gsize i = 0; i < G_N_ELEMENTS (ORDERED); i++)
    shuffled[i] = ORDERED[(i * 5 + 3) % G_N_ELEMENTS (ORDERED)];
  qsort (shuffled, G_N_ELEMENTS (shuffled), sizeof *shuffled, compare_names);
  for (gsize i = 0; i < G_N_ELEMENTS (ORDERED); i++)
    g_assert_cmpstr (shuffled[i], ==, ORDERED[i]);
}

static char *
random_text (void)
{
  static const char *const PIECES[]
      = { "a", "á", "Ạ", "â", "ậ", "đ", "Đ", "d", "e", "ế", "o",  "Ơ", "ở",
          "u", "ừ", "y", "z", " ", "-", "1", "9", "ö", "я", "語", "$" };
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 6); n > 0; n--)
    g_string_append (text, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);
  return g_string_free (text, FALSE);
}

static int
sign_of (int order)
{
  return (order > 0) - (order < 0);
}

/* Antisymmetric, transitive, equal only where the texts are. */
static void
test_total_order (void)
{
  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *a = random_text ();
      g_autofree char *b = random_text ();
      g_autofree char *c = random_text ();
      int ab = sign_of (sgn_text_compare (a, b));
      int bc = sign_of (sgn_text_compare (b, c));

      g_assert_cmpint (ab, ==, -sign_of (sgn_text_compare (b, a)));
      g_assert_cmpint (ab == 0, ==, strcmp (a, b) == 0);
      if (ab <= 0 && bc <= 0)
        g_assert_cmpint (sgn_text_compare (a, c), <=, 0);
    }
}

static void
test_contains (void)
{
  g_assert_true (sgn_text_contains_folded ("nong van bo", "bo"));
  g_assert_true (sgn_text_contains_folded ("nong van bo", "va no"));
  g_assert_true (sgn_text_contains_folded ("nong van bo", ""));
  g_assert_true (sgn_text_contains_folded ("", ""));
  g_assert_false (sgn_text_contains_folded ("nong van bo", "ong"));
  g_assert_false (sgn_text_contains_folded ("nong van bo", "nong bo x"));
  g_assert_false (sgn_text_contains_folded ("", "a"));
}

static void
test_year_after (void)
{
  static const struct
  {
    const char *text, *phrase;
    int year;
  } CASES[] = {
    { "Tổng kinh phí năm 2023: 114.929 triệu đồng", "tổng kinh phí", 2023 },
    { "Kế hoạch vốn\nnăm 2022 là 5 tỷ", "ke hoach von", 2022 },
    { "Năm 2021 kế hoạch vốn năm 2022", "kế hoạch vốn", 2022 },
    { "Kế hoạch vốn 1.166 triệu. Năm 2022 khác", "kế hoạch vốn", 0 },
    { "Kế hoạch vốn 1.166 triệu; năm 2022", "kế hoạch vốn", 0 },
    { "Kế hoạch vốn 1.166,5 triệu năm 2024", "kế hoạch vốn", 2024 },
    { "Kế hoạch vốn Việt Nam 2023", "kế hoạch vốn", 0 },
    { "Kế hoạch vốn năm 20231", "kế hoạch vốn", 0 },
    { "KẾ HOẠCH VỐN NĂM 2025", "kế hoạch vốn", 2025 },
    { "Vốn khác. Kế hoạch vốn năm 2026!", "kế hoạch vốn", 2026 },
    { "kế hoạch vốn", "kế hoạch vốn", 0 },
    { "năm 2023", "", 0 },
    { "", "vốn", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_test_message ("%s", CASES[i].text);
      g_assert_cmpint (sgn_text_year_after (CASES[i].text, CASES[i].phrase), ==, CASES[i].year);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/text/nfc", test_nfc);
  g_test_add_func ("/base/text/fold", test_fold);
  g_test_add_func ("/base/text/alphabet", test_alphabet);
  g_test_add_func ("/base/text/levels", test_levels);
  g_test_add_func ("/base/text/people", test_people);
  g_test_add_func ("/base/text/total-order", test_total_order);
  g_test_add_func ("/base/text/contains", test_contains);
  g_test_add_func ("/base/text/year-after", test_year_after);
  return g_test_run ();
}
