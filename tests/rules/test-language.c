#include "config.h"

#include "rules-fixture.h"

#include "base/sgn-locale.h"
#include "rules/sgn-rule-private.h"

#include <string.h>

/* The sentences of a rule file reach the officer in Vietnamese: what is looked up is what xgettext
 * found, blank for blank. */
static void
test_sentences (void)
{
  GPtrArray *files = sgn_rule_files ();

  for (guint i = 0; i < files->len; i++)
    {
      const SgnRuleFile *file = files->pdata[i];
      GHashTableIter iter;
      const char *name, *msgid;

      g_hash_table_iter_init (&iter, file->messages);
      while (g_hash_table_iter_next (&iter, (gpointer *)&name, (gpointer *)&msgid))
        {
          g_test_message ("%s: %s", file->rule.id, msgid);
          g_assert_cmpstr (sgn_rule_file_message (file, name), !=, msgid);
        }
    }
}

static void
test_rules (void)
{
  g_autoptr (GPtrArray) rules = sgn_rules_list ();

  for (guint i = 0; i < rules->len; i++)
    {
      const SgnRule *rule = rules->pdata[i];

      if (g_str_equal (rule->id, "KP-SUM"))
        {
          g_assert_cmpstr (rule->title, ==, "Tổng ghi trong văn bản khác tổng các phần");
          g_assert_cmpstr (rule->clause, ==, "Số học của văn bản");
        }
      /* Letters no English word has. */
      g_test_message ("%s: %s (%s)", rule->id, rule->title, rule->clause);
      g_assert_false (g_str_is_ascii (rule->title));
      g_assert_false (g_str_is_ascii (rule->clause));
    }
}

static void
test_finding (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;

  run_script (fixture->ledger,
              TWO_LINES STATED "(60, 40, NULL, NULL, NULL, NULL, 30000000, 'III')");
  findings = check (fixture->ledger, "KP-SUM", 0, 0, NULL);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (
      ((const SgnFinding *)findings->pdata[0])->message, ==,
      "Toàn bộ kế hoạch (mục III): tổng số ghi 30 triệu đồng, nhưng các phần cộng lại "
      "là 100 triệu đồng (chênh lệch −70 triệu đồng). Chênh lệch đúng bằng kinh phí của 1.1, có lẽ "
      "đã bỏ sót.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  sgn_locale_start ("vi");

  g_test_add_func ("/rules/language/sentences", test_sentences);
  g_test_add_func ("/rules/language/rules", test_rules);
  g_test_add ("/rules/language/finding", Fixture, NULL, set_up, test_finding, tear_down);
  return g_test_run ();
}
