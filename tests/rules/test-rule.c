#include "config.h"

#include "rules/sgn-rule-private.h"

#include <string.h>

#define RULE(attributes, content) "<rule " attributes ">" content "</rule>"
#define WHO "id='KP-X' severity='note' records='unit component'"
#define WORDS \
  "<title>A title</title><clause>A\n  clause</clause><message>It  is\n {stated}.</message>"
#define QUERY "<fingerprint>stated\n computed</fingerprint><sql><![CDATA[SELECT 1 < 2]]></sql>"

static void
test_parse (void)
{
  const char text[] = RULE (WHO, WORDS "<message name='more'>More.</message>" QUERY
                                       "<parameter name='limit' default='2.5'/>"
                                       "<parameter name='words' default='a b' text='true'/>");
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnRuleFile) file = sgn_rule_file_parse (text, -1, &error);
  const SgnRuleParameter *parameter;

  g_assert_no_error (error);
  g_assert_cmpstr (file->rule.id, ==, "KP-X");
  g_assert_cmpint (file->rule.severity, ==, SGN_SEVERITY_NOTE);
  g_assert_cmpstr (file->rule.title, ==, "A title");
  g_assert_cmpstr (file->rule.clause, ==, "A clause");
  g_assert_cmpstr (sgn_rule_file_message (file, "main"), ==, "It is {stated}.");
  g_assert_cmpstr (sgn_rule_file_message (file, "more"), ==, "More.");
  g_assert_null (sgn_rule_file_message (file, "nothing"));
  g_assert_cmpstr (file->sql, ==, "SELECT 1 < 2");
  g_assert_cmpuint (g_strv_length (file->fingerprint), ==, 2);
  g_assert_true (sgn_rule_file_speaks_of (file, "component"));
  g_assert_false (sgn_rule_file_speaks_of (file, "agency"));
  g_assert_cmpuint (file->parameters->len, ==, 2);
  parameter = file->parameters->pdata[0];
  g_assert_cmpstr (parameter->fallback, ==, "2.5");
  g_assert_false (parameter->is_text);
  parameter = file->parameters->pdata[1];
  g_assert_true (parameter->is_text);
}

static void
test_refuse (void)
{
  static const char *const texts[] = {
    "",
    "<rule",
    RULE ("severity='note' records='unit'", WORDS QUERY),
    RULE ("id='KP-X' severity='grave' records='unit'", WORDS QUERY),
    RULE (WHO " colour='red'", WORDS QUERY),
    RULE (WHO, WORDS),
    RULE (WHO, QUERY),
    RULE (WHO, "<title>T</title><clause>C</clause><message name='other'>M</message>" QUERY),
    RULE (WHO, WORDS QUERY "<parameter name='limit'/>"),
    RULE (WHO, WORDS QUERY "<facts file='nothing.sql'/>"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", texts[i]);
      g_assert_null (sgn_rule_file_parse (texts[i], -1, &error));
      g_assert_nonnull (error);
    }
}

/* Every placeholder of every sentence is one the rule's own query or evaluator fills. */
static void
assert_placeholders (const SgnRuleFile *file, const char *sentence)
{
  static const char *const filled[]
      = { "subject",        "difference", "what",         "left_out",    "twice",
          "kind_name",      "stated",     "computed",     "source_name", "assumed_kind",
          "assumed_source", "implied_by", "implied_kind", "component",   NULL };
  const char *at = sentence;

  for (at = strchr (at, '{'); at != NULL; at = strchr (at + 1, '{'))
    {
      g_autofree char *name = g_strndup (at + 1, strcspn (at + 1, "}"));
      g_autofree char *column = g_strconcat (" AS ", name, NULL);

      g_test_message ("%s: %s", file->rule.id, name);
      g_assert_true (
          g_strv_contains (filled, name)
          || (file->sql != NULL && (strstr (file->sql, column) || strstr (file->sql, name))));
    }
}

static void
test_shipped (void)
{
  GPtrArray *files = sgn_rule_files ();

  g_assert_cmpuint (files->len, >=, 13);
  for (guint i = 0; i < files->len; i++)
    {
      const SgnRuleFile *file = files->pdata[i];
      GHashTableIter iter;
      const char *sentence;

      g_assert_true (g_str_has_prefix (file->rule.id, "KP-")
                     || g_str_has_prefix (file->rule.id, "RA-"));
      g_assert_cmpuint (g_strv_length (file->records), >, 0);
      g_hash_table_iter_init (&iter, file->messages);
      while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&sentence))
        assert_placeholders (file, sentence);
      if (i > 0)
        g_assert_cmpstr (((const SgnRule *)files->pdata[i - 1])->id, <, file->rule.id);
    }
}

/* docs/rules.md has a chapter for every rule and no other, with the severity it has. */
static void
test_documented (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "rules.md", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) chapters = NULL;
  GPtrArray *files = sgn_rule_files ();
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  chapters = g_strsplit (text, "\n### ", -1);
  g_assert_cmpuint (g_strv_length (chapters) - 1, ==, files->len);
  for (guint i = 0; i < files->len; i++)
    {
      const SgnRule *rule = files->pdata[i];
      g_autofree char *start = g_strconcat (rule->id, " — ", NULL);
      g_autofree char *severity
          = g_strconcat ("\n*", sgn_severity_code (rule->severity), " · ", NULL);
      gboolean found = FALSE;

      for (guint j = 1; chapters[j] != NULL; j++)
        found |= g_str_has_prefix (chapters[j], start) && strstr (chapters[j], severity) != NULL;
      g_test_message ("%s", rule->id);
      g_assert_true (found);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/rules/rule/parse", test_parse);
  g_test_add_func ("/rules/rule/refuse", test_refuse);
  g_test_add_func ("/rules/rule/shipped", test_shipped);
  g_test_add_func ("/rules/rule/documented", test_documented);
  return g_test_run ();
}
