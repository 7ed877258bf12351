#include "config.h"

#include "base/sgn-spelling.h"

static void
test_words (void)
{
  static const struct
  {
    const char *text, *words;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "Lý Văn Mỹ", "li van mi" },
    { "Lí Văn Mĩ", "li van mi" },
    { "Quý Quí Quyên", "qui qui quien" },
    /* y after a vowel or alone is a sound of its own */
    { "Tày Nguyễn Y Yến Huỳnh", "tay nguyen y yen huynh" },
    { "LY", "li" },
    { "Đàm Thị Bích-Thủy, 004", "dam thi bich thuy 004" },
    { "lymphy", "limphi" },
    { "quy y", "qui y" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) words = sgn_spelling_words (cases[i].text);
      g_autofree char *joined = g_strjoinv (" ", words);

      g_assert_cmpstr (joined, ==, cases[i].words);
    }
}

static void
test_text (void)
{
  static const struct
  {
    const char *text, *spelled;
  } cases[] = {
    { NULL, "" },
    { "Nông Văn Bộ", "nong van bo" },
    { "Hoàng Thị Lý", "hoang huynh thi li" },
    { "Huỳnh Thị Lí", "huynh hoang thi li" },
    { "Vũ Phúc; Võ Phước", "vu vo phuc phuoc vo vu phuoc phuc" },
    { "Hoàngg", "hoangg" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *spelled = sgn_spelling_text (cases[i].text);

      g_assert_cmpstr (spelled, ==, cases[i].spelled);
    }
}

/* What is typed so far finds what the whole will find. */
static void
test_while_typing (void)
{
  static const char *const names[] = { "Huỳnh Quý Mỹ", "Nguyễn Thị Lý", "Bế Kỳ" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) whole = sgn_spelling_words (names[i]);

      for (const char *end = names[i]; *end != '\0';)
        {
          end = g_utf8_next_char (end);
          g_autofree char *typed = g_strndup (names[i], (gsize)(end - names[i]));
          g_auto (GStrv) words = sgn_spelling_words (typed);

          for (gsize j = 0; words[j] != NULL; j++)
            g_assert_true (g_str_has_prefix (whole[j], words[j]));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/spelling/words", test_words);
  g_test_add_func ("/spelling/text", test_text);
  g_test_add_func ("/spelling/while-typing", test_while_typing);
  return g_test_run ();
}
