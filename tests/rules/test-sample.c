#include "config.h"

#include "test-folder.h"

#include "rules/sgn-check.h"

#include "programme/sgn-programme.h"
#include "programme/sgn-sample.h"

#include <string.h>

/* Everything that is wrong with the plan of Trùng Khánh for 2023, and nothing else. */
static const char *const expected[] = {
  "error KP-SUM * 158914000000/224532000000 [1.2]: The whole plan (section III): the total is "
  "stated as 158.914 triệu đồng, but the parts add up to 224.532 triệu đồng (difference −65.618 "
  "triệu đồng). The difference is exactly 1.2, which seems to be left out.",
  "error KP-SUM * 104905000000/164558000000 [1.2]: The whole plan (section III): capital kind "
  "ĐTPT is stated as 104.905 triệu đồng, but the parts add up to 164.558 triệu đồng (difference "
  "−59.653 triệu đồng). Amounts without a capital kind are counted as SN. The difference is "
  "exactly "
  "1.2, which seems to be left out.",
  "error KP-SUM * 54009000000/59974000000 [1.2]: The whole plan (section III): capital kind SN "
  "is stated as 54.009 triệu đồng, but the parts add up to 59.974 triệu đồng (difference −5.965 "
  "triệu đồng). Amounts without a capital kind are counted as SN. The difference is exactly 1.2, "
  "which seems to be left out.",
  "error KP-SUM 3 7206000000/7197000000 []: Project 3 (section II.3): the total is stated as "
  "7.206 triệu đồng, but the parts add up to 7.197 triệu đồng (difference +9 triệu đồng).",
  "warning KP-KIND-MISSING 2: Project 2: 12.893 triệu đồng without a capital kind.",
  "warning KP-KIND-MISSING 3.1: Sub-project 3.1: 5.678 triệu đồng without a capital kind.",
  "warning KP-KIND-MISSING 3.2: Sub-project 3.2: 1.519 triệu đồng without a capital kind.",
  "warning KP-KIND-MISSING 4.1: Sub-project 4.1: 2.659 triệu đồng without a capital kind. "
  "Project 4: the split stated there leaves only SN.",
  "warning KP-KIND-MISSING 4.2: Sub-project 4.2: 1.016 triệu đồng without a capital kind. "
  "Project 4: the split stated there leaves only SN.",
  "warning KP-KIND-MISSING 5: Project 5: 14.440 triệu đồng without a capital kind.",
  "warning KP-KIND-MISSING 6.1: Sub-project 6.1: 3.205 triệu đồng without a capital kind.",
  "warning KP-KIND-MISSING 6.2: Sub-project 6.2: 417 triệu đồng without a capital kind.",
  "warning KP-KIND-MISSING 7.1: Sub-project 7.1: 880 triệu đồng without a capital kind.",
  "warning KP-KIND-MISSING 7.2: Sub-project 7.2: 63 triệu đồng without a capital kind.",
  "warning KP-YEAR *: Section V.9 speaks of this plan as that of 2022, but it is the plan of "
  "2023.",
  "note KP-NAME 1",
  "note KP-NAME 1.1",
  "note KP-NAME 1.2",
  "note KP-NAME 5",
  "note KP-NAME 6",
  "note KP-NAME 7",
  "note KP-NAME 7.1",
  "note KP-SOURCE-MISSING *: 14 funding lines of “Kế hoạch thực hiện Chương trình mục tiêu quốc "
  "gia "
  "giảm nghèo bền vững năm 2023” do not say their source: 1.1, 1.2, 2, 3.2, 4.1, 4.2, 4.3, 5, 6.1, "
  "6.2, 7.2.",
};

static char *
describe (const SgnFinding *finding)
{
  g_autofree char *explained = g_strjoinv (" ", finding->explained_by);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s %s", sgn_severity_code (finding->rule->severity),
                          finding->rule->id, finding->component ? finding->component : "*");
  if (finding->has_amounts)
    g_string_append_printf (text, " %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " [%s]",
                            finding->stated, finding->computed, explained);
  g_string_append_printf (text, ": %s", finding->message);
  return g_string_free (text, FALSE);
}

static void
test_sample (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = test_make_path ("mẫu.sgn");
  g_autoptr (SgnLedger) ledger = sgn_sample_create (path, FALSE, &error);
  g_autoptr (GPtrArray) findings = NULL;

  g_assert_no_error (error);
  findings = sgn_check_run (sgn_ledger_get_connection (ledger), sgn_programme_types (), NULL, NULL,
                            &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *found = describe (findings->pdata[i]);

      g_test_message ("%s", found);
      g_assert_cmpuint (i, <, G_N_ELEMENTS (expected));
      /* Of names only which differ: their wording is the catalogue's. */
      if (g_str_has_prefix (expected[i], "note KP-NAME"))
        *strchr (found, ':') = '\0';
      g_assert_cmpstr (found, ==, expected[i]);
    }
  g_assert_cmpuint (findings->len, ==, G_N_ELEMENTS (expected));
  sgn_ledger_close (ledger, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/rules/sample", test_sample);
  return g_test_run ();
}
