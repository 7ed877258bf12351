#include "config.h"

#include "rules-fixture.h"

#include "store/sgn-journal.h"

/* A finding a line: type id field: message */
static char *
describe (GPtrArray *findings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const SgnFinding *finding = findings->pdata[i];

      g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %s: %s\n", finding->type->name,
                              finding->record_id, finding->field ? finding->field : "-",
                              finding->message);
    }
  return g_string_free (text, FALSE);
}

/* ---- every rule, on both sides of its limit ----------------------------------------------------
 */

typedef struct
{
  const char *name, *rule, *sql, *findings;
} Case;

/* Households and their years, for the rules of the review. */
#define HOUSEHOLD "INSERT INTO household (id, unit_id, head) VALUES (60, 2, 'An'), (61, 2, 'Bình');"
#define MEMBER \
  "INSERT INTO member (id, household_id, name, relation, sex, birth, id_number) VALUES "
#define YEAR                                                                                       \
  "INSERT INTO household_year (id, household_id, year, unit_id, class, movement, state, persons, " \
  "head, reason) VALUES "
#define TWO_YEARS HOUSEHOLD YEAR "(70, 60, 2022, 2, 'poor', NULL, 'official', 4, 'An', NULL), "
#define SHEET                                                                                    \
  "INSERT INTO code_item (id, catalogue_id, list, code, name, position, attributes, source) "    \
  "VALUES "                                                                                      \
  "(15, 5, 'poverty-standard', 'rural', 'Chuẩn', 1, "                                          \
  "'{\"income-points\":\"140\",\"service-points\":"                                              \
  "\"30\",\"points-an-indicator\":\"10\"}', '');" HOUSEHOLD YEAR                                 \
  "(70, 60, 2023, 2, 'poor', 'new', 'draft', 4, 'An', NULL), "                                   \
  "(71, 61, 2023, 2, 'average', NULL, 'draft', 4, 'Bình', NULL);"                               \
  "INSERT INTO review_sheet (id, household_id, year, kind, area, standard, state, a_total, d1, " \
  "d2, "                                                                                         \
  "d3, d4, d5, d6, d7, d8, d9, d10, d11, d12) VALUES "

static const Case cases[] = {
  { "right", "KP-SUM", TWO_LINES STATED "(60, 40, 20, NULL, NULL, NULL, 100000000, 'II')", "" },
  { "one dong too much", "KP-SUM",
    TWO_LINES STATED "(60, 40, 20, NULL, NULL, NULL, 100000001, 'II')",
    "stated-total 60 amount: Project 1 (section II): the total is stated as 100.000.001 đồng, but "
    "the parts add up to 100.000.000 đồng (difference +1 đồng).\n" },
  { "left out", "KP-SUM", TWO_LINES STATED "(60, 40, NULL, NULL, NULL, NULL, 30000000, NULL)",
    "stated-total 60 amount: The whole plan: the total is stated as 30 triệu đồng, but the parts "
    "add up to 100 triệu đồng (difference −70 triệu đồng). The difference is exactly 1.1, which "
    "seems "
    "to be left out.\n" },
  { "twice", "KP-SUM", TWO_LINES STATED "(60, 40, 20, NULL, NULL, 'SN', 60000000, NULL)",
    "stated-total 60 amount: Project 1: capital kind SN is stated as 60 triệu đồng, but the parts "
    "add "
    "up to 30 triệu đồng (difference +30 triệu đồng). The difference is exactly 1.2, which seems "
    "to be "
    "counted twice.\n" },
  { "of a source", "KP-SUM", TWO_LINES STATED "(60, 40, NULL, NULL, 'NSTW', NULL, 99000000, NULL)",
    "stated-total 60 amount: The whole plan: source NSTW is stated as 99 triệu đồng, but the parts "
    "add "
    "up to 100 triệu đồng (difference −1 triệu đồng).\n" },
  { "in thousand millions", "KP-SUM",
    LINE "(50, 40, 23, 1, NULL, NULL, 7000000000);" STATED
         "(60, 40, NULL, NULL, NULL, NULL, 9000000000, NULL)",
    "stated-total 60 amount: The whole plan: the total is stated as 9 tỷ đồng, but the parts add "
    "up to "
    "7 tỷ đồng (difference +2 tỷ đồng).\n" },
  { "of a unit", "KP-SUM",
    LINE
    "(50, 40, 23, 2, NULL, NULL, 7000000), (51, 40, 23, 3, NULL, NULL, 5000000);" STATED
    "(60, 40, NULL, 2, NULL, NULL, 7000000, NULL), (61, 40, NULL, 3, NULL, NULL, 7000000, NULL),"
    "(62, 40, NULL, 1, NULL, NULL, 12000000, NULL)",
    "stated-total 61 amount: The whole plan, Xã B: the total is stated as 7 triệu đồng, but the "
    "parts "
    "add up to 5 triệu đồng (difference +2 triệu đồng).\n" },
  { "another decision", "KP-SUM", TWO_LINES STATED "(60, 41, 20, NULL, NULL, NULL, 1, NULL)", "" },
  { "credit has no kind", "KP-SUM",
    TWO_LINES LINE "(52, 40, 23, 1, 'TDUD', NULL, 5000000);" STATED
                   "(60, 40, NULL, NULL, NULL, 'SN', 35000000, NULL)",
    "stated-total 60 amount: The whole plan: capital kind SN is stated as 35 triệu đồng, but the "
    "parts "
    "add up to 30 triệu đồng (difference +5 triệu đồng).\n" },

  { "right", "KP-KIND-SUM",
    STATED "(60, 40, 20, NULL, NULL, NULL, 100, NULL), (61, 40, 20, NULL, NULL, 'DTPT', 60, NULL),"
           "(62, 40, 20, NULL, NULL, 'SN', 40, NULL)",
    "" },
  { "less", "KP-KIND-SUM",
    STATED "(60, 40, 20, NULL, NULL, NULL, 100, 'II'), (61, 40, 20, NULL, NULL, 'DTPT', 60, NULL),"
           "(62, 40, 20, NULL, NULL, 'SN', 39, NULL)",
    "stated-total 60 amount: Project 1 (section II): the capital kinds stated there add up to 99 "
    "đồng, "
    "but the total beside them is 100 đồng (difference +1 đồng).\n" },
  { "one kind, less", "KP-KIND-SUM",
    STATED "(60, 40, 20, NULL, NULL, NULL, 100, NULL), (61, 40, 20, NULL, NULL, 'DTPT', 60, NULL)",
    "" },
  { "one kind, more", "KP-KIND-SUM",
    STATED
    "(60, 40, 20, NULL, 'NSTW', NULL, 100, NULL), (61, 40, 20, NULL, 'NSTW', 'DTPT', 101, NULL)",
    "stated-total 60 amount: Project 1, source NSTW: the capital kinds stated there add up to 101 "
    "đồng, "
    "but the total beside them is 100 đồng (difference −1 đồng).\n" },
  { "credit in the total", "KP-KIND-SUM",
    LINE
    "(50, 40, 23, 1, 'TDUD', NULL, 5);" STATED
    "(60, 40, NULL, NULL, NULL, NULL, 100, NULL), (61, 40, NULL, NULL, NULL, 'DTPT', 60, NULL),"
    "(62, 40, NULL, NULL, NULL, 'SN', 35, NULL)",
    "" },

  { "right", "KP-SOURCE-SUM",
    STATED "(60, 40, 20, NULL, NULL, NULL, 100, NULL), (61, 40, 20, NULL, 'NSTW', NULL, 97, NULL),"
           "(62, 40, 20, NULL, 'NSHUYEN', NULL, 3, NULL)",
    "" },
  { "less", "KP-SOURCE-SUM",
    STATED "(60, 40, 20, NULL, NULL, NULL, 100, NULL), (61, 40, 20, NULL, 'NSTW', NULL, 97, NULL),"
           "(62, 40, 20, NULL, 'NSHUYEN', NULL, 2, NULL)",
    "stated-total 60 amount: Project 1: the sources stated there add up to 99 đồng, but the total "
    "beside them is 100 đồng (difference +1 đồng).\n" },
  { "less, a source left open", "KP-SOURCE-SUM",
    LINE "(50, 40, 21, 1, NULL, 'SN', 1);" STATED
         "(60, 40, 20, NULL, NULL, NULL, 100, NULL), (61, 40, 20, NULL, 'NSTW', NULL, 97, NULL),"
         "(62, 40, 20, NULL, 'NSHUYEN', NULL, 2, NULL)",
    "" },
  { "one source, less", "KP-SOURCE-SUM",
    STATED "(60, 40, 20, NULL, NULL, NULL, 100, NULL), (61, 40, 20, NULL, 'NSTW', NULL, 97, NULL)",
    "" },
  { "more", "KP-SOURCE-SUM",
    STATED "(60, 40, 20, NULL, NULL, 'SN', 100, NULL), (61, 40, 20, NULL, 'NSTW', 'SN', 101, NULL)",
    "stated-total 60 amount: Project 1, capital kind SN: the sources stated there add up to 101 "
    "đồng, "
    "but the total beside them is 100 đồng (difference −1 đồng).\n" },

  { "kinds there", "KP-KIND-MISSING", TWO_LINES, "" },
  { "credit needs none", "KP-KIND-MISSING", LINE "(50, 40, 23, 1, 'TDUD', NULL, 5)", "" },
  { "two lines of one component", "KP-KIND-MISSING",
    LINE "(50, 40, 21, 2, 'NSTW', NULL, 5000000), (51, 40, 21, 3, NULL, NULL, 2000000),"
         "(52, 40, 22, 3, NULL, 'SN', 2000000)",
    "funding-line 50 capital-kind: Sub-project 1.1: 7 triệu đồng without a capital kind.\n" },
  { "only moved between units", "KP-KIND-MISSING",
    LINE "(50, 40, 21, 1, NULL, NULL, -5000000), (51, 40, 21, 3, NULL, NULL, 5000000)", "" },
  { "implied", "KP-KIND-MISSING",
    LINE "(50, 40, 21, 2, NULL, NULL, 5000000), (51, 40, 22, 2, NULL, 'DTPT', 2000000);" STATED
         "(60, 40, 20, NULL, NULL, 'DTPT', 2000000, NULL), (61, 40, 20, NULL, NULL, 'SN', 5000000, "
         "NULL)",
    "funding-line 50 capital-kind: Sub-project 1.1: 5 triệu đồng without a capital kind. Project "
    "1: the "
    "split stated there leaves only SN.\n" },

  { "sources there", "KP-SOURCE-MISSING", TWO_LINES, "" },
  { "one note for all", "KP-SOURCE-MISSING",
    LINE "(50, 40, 23, 1, NULL, NULL, 1), (51, 40, 21, 2, NULL, NULL, 1), (52, 40, 21, 3, NULL, "
         "NULL, 1)",
    "funding-decision 40 -: 3 funding lines of “Giao vốn” do not say their source: 1.1, 2.\n" },

  { "exactly the plan", "KP-OVERSPENT",
    TWO_LINES PAID "(70, '2023-03-01', 2023, 0, 21, 2, 'NSTW', 'DTPT', 'payment', 71000000),"
                   "(71, '2023-03-02', 2023, 0, 21, 2, 'NSTW', 'DTPT', 'recovery', 1000000)",
    "" },
  { "one dong more", "KP-OVERSPENT",
    TWO_LINES PAID "(70, '2023-03-01', 2023, 0, 21, 2, 'NSTW', 'DTPT', 'advance', 70000000),"
                   "(71, '2023-03-02', 2023, 0, 21, 3, 'NSTW', 'DTPT', 'payment', 1)",
    "disbursement 71 amount: Sub-project 1.1: 70.000.001 đồng disbursed of the money of 2023, but "
    "70.000.000 đồng planned (difference +1 đồng).\n" },
  { "of another kind", "KP-OVERSPENT",
    TWO_LINES PAID "(70, '2023-03-01', 2023, 0, 21, 2, 'NSTW', 'SN', 'payment', 1000000)",
    "disbursement 70 amount: Sub-project 1.1, SN: 1 triệu đồng disbursed of the money of 2023, but "
    "0 "
    "triệu đồng planned (difference +1 triệu đồng).\n" },
  { "of another source", "KP-OVERSPENT",
    TWO_LINES PAID "(70, '2023-03-01', 2023, 0, 21, 2, 'NSHUYEN', NULL, 'payment', 1000000)",
    "disbursement 70 amount: Sub-project 1.1, NS huyện: 1 triệu đồng disbursed of the money of "
    "2023, but "
    "0 triệu đồng planned (difference +1 triệu đồng).\n" },
  { "of another unit", "KP-OVERSPENT",
    LINE "(50, 40, 21, 2, NULL, NULL, 5000000), (51, 40, 21, 3, NULL, NULL, 5000000);" PAID
         "(70, '2023-03-01', 2023, 0, 21, 2, NULL, NULL, 'payment', 6000000)",
    "disbursement 70 amount: Sub-project 1.1, Xã A: 6 triệu đồng disbursed of the money of 2023, "
    "but 5 "
    "triệu đồng planned (difference +1 triệu đồng).\n" },
  { "planned for the project as a whole", "KP-OVERSPENT",
    LINE "(50, 40, 20, 1, NULL, NULL, 5000000);" PAID
         "(70, '2023-03-01', 2023, 0, 21, 2, 'NSTW', 'SN', 'payment', 3000000),"
         "(71, '2023-03-02', 2023, 0, 22, 3, 'NSTW', 'SN', 'payment', 2000000)",
    "" },
  { "more than the project as a whole", "KP-OVERSPENT",
    LINE "(50, 40, 20, 1, NULL, NULL, 5000000);" PAID
         "(70, '2023-03-01', 2023, 0, 21, 2, 'NSTW', 'SN', 'payment', 3000000),"
         "(71, '2023-03-02', 2023, 0, 22, 3, 'NSTW', 'SN', 'payment', 3000000)",
    "disbursement 71 amount: Project 1: 6 triệu đồng disbursed of the money of 2023, but 5 triệu "
    "đồng "
    "planned (difference +1 triệu đồng).\n" },
  { "a draft plans nothing", "KP-OVERSPENT",
    LINE "(50, 41, 21, 1, NULL, NULL, 5000000);" PAID
         "(70, '2023-03-01', 2023, 0, 21, 2, NULL, NULL, 'payment', 1000000)",
    "disbursement 70 amount: Sub-project 1.1: 1 triệu đồng disbursed of the money of 2023, but 0 "
    "triệu "
    "đồng planned (difference +1 triệu đồng).\n" },
  { "carried over is another money", "KP-OVERSPENT",
    TWO_LINES LINE "(52, 42, 21, 1, NULL, NULL, 2000000);" PAID
                   "(70, '2023-03-01', 2023, 1, 21, 2, NULL, NULL, 'payment', 3000000),"
                   "(71, '2023-03-01', 2023, 0, 21, 2, NULL, NULL, 'payment', 70000000)",
    "disbursement 70 amount: Sub-project 1.1: 3 triệu đồng disbursed of the money carried over "
    "into 2023, "
    "but 2 triệu đồng carried over (difference +1 triệu đồng).\n" },

  { "as much as was paid", "KP-RECOVERY",
    PAID "(70, '2023-03-01', 2023, 0, 21, 2, NULL, NULL, 'advance', 5),"
         "(71, '2023-03-01', 2023, 0, 21, 2, 'NSTW', NULL, 'recovery', 5)",
    "" },
  { "one more", "KP-RECOVERY",
    PAID "(70, '2023-03-01', 2023, 0, 21, 2, NULL, NULL, 'payment', 5),"
         "(71, '2023-03-02', 2023, 0, 21, 2, NULL, NULL, 'recovery', 5),"
         "(72, '2023-03-02', 2023, 0, 21, 2, NULL, NULL, 'recovery', 1)",
    "disbursement 72 amount: Sub-project 1.1, Xã A: 6 đồng recovered up to 02/03/2023, but only 5 "
    "đồng paid "
    "or advanced before.\n" },
  { "before the payment", "KP-RECOVERY",
    PAID "(70, '2023-03-02', 2023, 0, 21, 2, NULL, NULL, 'payment', 5),"
         "(71, '2023-03-01', 2023, 0, 21, 2, NULL, NULL, 'recovery', 5)",
    "disbursement 71 amount: Sub-project 1.1, Xã A: 5 đồng recovered up to 01/03/2023, but only 0 "
    "đồng paid "
    "or advanced before.\n" },
  { "paid in another unit", "KP-RECOVERY",
    PAID "(70, '2023-03-01', 2023, 0, 21, 3, NULL, NULL, 'payment', 5),"
         "(71, '2023-03-01', 2023, 0, 21, 2, NULL, NULL, 'recovery', 1)",
    "disbursement 71 amount: Sub-project 1.1, Xã A: 1 đồng recovered up to 01/03/2023, but only 0 "
    "đồng paid "
    "or advanced before.\n" },

  { "enough", "KP-COUNTERPART",
    "INSERT INTO counterpart_ratio (id, year, percent) VALUES (80, 2023, 3);" LINE
    "(50, 40, 21, 1, 'NSTW', NULL, 100000000), (51, 40, 23, 1, 'NSHUYEN', NULL, 3000000)",
    "" },
  { "one dong too little", "KP-COUNTERPART",
    "INSERT INTO counterpart_ratio (id, year, percent) VALUES (80, 2023, 3);" LINE
    "(50, 40, 21, 1, 'NSTW', NULL, 100000000), (51, 40, 23, 1, 'NSHUYEN', NULL, 2999999)",
    "counterpart-ratio 80 percent: The whole plan: local budgets add 2.999.999 đồng to 100.000.000 "
    "đồng of "
    "the central budget; at 3% it should be 3.000.000 đồng.\n" },
  { "of one project", "KP-COUNTERPART",
    "INSERT INTO counterpart_ratio (id, year, component_id, percent) VALUES (80, 2023, 20, "
    "10);" LINE
    "(50, 40, 21, 1, 'NSTW', NULL, 100000000), (51, 40, 23, 1, 'NSHUYEN', NULL, 10000000)",
    "counterpart-ratio 80 percent: Project 1: local budgets add 0 triệu đồng to 100 triệu đồng of "
    "the central "
    "budget; at 10% it should be 10 triệu đồng.\n" },
  { "nothing from the centre", "KP-COUNTERPART",
    "INSERT INTO counterpart_ratio (id, year, percent) VALUES (80, 2023, 3);" LINE
    "(50, 40, 21, 1, NULL, NULL, 100000000)",
    "" },

  { "its own year", "KP-YEAR",
    TEXT "(90, 40, NULL, 'other', 'V', 'Kế hoạch thực hiện Chương trình mục tiêu quốc gia giảm "
         "nghèo bền vững năm 2023', NULL, NULL)",
    "" },
  { "another year", "KP-YEAR",
    TEXT "(90, 40, NULL, 'other', 'V.9', 'Triển khai Kế hoạch thực hiện Chương trình mục tiêu quốc "
         "gia giảm nghèo bền vững năm 2022 trên địa bàn', NULL, NULL)",
    "decision-text 90 text: Section V.9 speaks of this plan as that of 2022, but it is the plan of "
    "2023.\n" },
  { "a year that is not the plan's", "KP-YEAR",
    TEXT "(90, 40, NULL, 'other', 'V', 'Chuẩn nghèo năm 2022 theo Nghị định', NULL, NULL)", "" },
  { "the office's own words", "KP-YEAR",
    "INSERT INTO setting (id, key, value) VALUES (95, 'rule.KP-YEAR.phrase', 'Không \"thấy\"|Kế "
    "hoạch giảm nghèo');" TEXT
    "(90, 40, NULL, 'other', 'V', 'Kế hoạch giảm nghèo năm 2021', NULL, NULL)",
    "decision-text 90 text: Section V speaks of this plan as that of 2021, but it is the plan of "
    "2023.\n" },
  { "in the title", "KP-YEAR",
    "UPDATE funding_decision SET title = 'Kế hoạch thực hiện Chương trình mục tiêu quốc gia giảm "
    "nghèo bền vững năm 2024' WHERE id = 40",
    "funding-decision 40 title: The title speaks of the plan of 2024, but it is the plan of "
    "2023.\n" },

  { "the same", "KP-NUMBER", TEXT "(90, 40, NULL, 'mention', 'I', '…', '12/qđ-ubnd', '2023-01')",
    "" },
  { "another number", "KP-NUMBER",
    TEXT "(90, 40, NULL, 'mention', 'I', '…', '21/QĐ-UBND', '2023-01-05')",
    "decision-text 90 number: Section I gives the number 21/QĐ-UBND, but elsewhere it is "
    "12/QĐ-UBND.\n" },
  { "another date", "KP-NUMBER", TEXT "(90, 40, NULL, 'mention', 'I', '…', NULL, '2023-02')",
    "decision-text 90 date: Section I gives the date 2/2023, but elsewhere it is 05/01/2023.\n" },
  { "a draft, two mentions", "KP-NUMBER",
    TEXT "(90, 41, NULL, 'mention', 'I', '…', '5/KH', NULL), (91, 41, NULL, 'mention', 'II', '…', "
         "'6/KH', NULL)",
    "decision-text 91 number: Section II gives the number 6/KH, but elsewhere it is 5/KH.\n" },

  { "led", "KP-LEAD",
    TWO_LINES
    "INSERT INTO component_agency (id, component_id, agency_id, role) VALUES (31, 20, 30, 'leads')",
    "" },
  { "led in another year, one only implements", "KP-LEAD",
    TWO_LINES
    "INSERT INTO component_agency (id, component_id, agency_id, role, year) VALUES "
    "(31, 21, 30, 'leads', 2022), (32, 22, 30, 'leads', 2023), (33, 21, 30, 'implements', 2023)",
    "component 21 -: Sub-project 1.1: nobody is named to lead it in 2023.\n" },

  { "nothing disbursed anywhere", "KP-SLOW", TWO_LINES, "" },
  { "at the limit", "KP-SLOW",
    LINE "(50, 40, 21, 1, NULL, NULL, 100000000);" PAID
         "(70, '2023-03-01', 2023, 0, 21, 2, NULL, NULL, 'payment', 36000000)",
    "" },
  { "below the limit", "KP-SLOW",
    LINE "(50, 40, 21, 1, NULL, NULL, 100000000);" PAID
         "(70, '2023-03-01', 2023, 0, 21, 2, NULL, NULL, 'payment', 35000000)",
    "component 21 -: Sub-project 1.1: 35% of 100 triệu đồng disbursed by 02/07/2023, when 50,1% of "
    "2023 is "
    "over.\n" },
  { "after the year", "KP-SLOW",
    LINE "(50, 43, 21, 1, NULL, NULL, 100000000);" PAID
         "(70, '2022-12-31', 2022, 0, 21, 2, NULL, NULL, 'payment', 84999999)",
    "component 21 -: Sub-project 1.1: 85% of 100 triệu đồng disbursed, although 2022 is over.\n" },
  { "enough after the year", "KP-SLOW",
    LINE "(50, 43, 21, 1, NULL, NULL, 100000000);" PAID
         "(70, '2023-01-15', 2022, 0, 21, 2, NULL, NULL, 'payment', 85000000)",
    "" },
  { "the office's tolerance", "KP-SLOW",
    "INSERT INTO setting (id, key, value) VALUES (95, 'rule.KP-SLOW.tolerance', '20');" LINE
    "(50, 40, 21, 1, NULL, NULL, 100000000);" PAID
    "(70, '2023-03-01', 2023, 0, 21, 2, NULL, NULL, 'payment', 34000000)",
    "" },
  { "a tolerance that is no number", "KP-SLOW",
    "INSERT INTO setting (id, key, value) VALUES (95, 'rule.KP-SLOW.tolerance', 'nhiều');" LINE
    "(50, 40, 21, 1, NULL, NULL, 100000000);" PAID
    "(70, '2023-03-01', 2023, 0, 21, 2, NULL, NULL, 'payment', 36000000)",
    "" },
  { "disbursed later", "KP-SLOW",
    LINE "(50, 40, 21, 1, NULL, NULL, 100000000);" PAID
         "(70, '2023-07-03', 2023, 0, 21, 2, NULL, NULL, 'payment', 100000000)",
    "component 21 -: Sub-project 1.1: 0% of 100 triệu đồng disbursed by 02/07/2023, when 50,1% of "
    "2023 is "
    "over.\n" },

  { "the same name", "KP-NAME",
    TEXT "(90, 40, 24, 'heading', 'II', '7. Dự án 7: GIÁM SÁT - Đánh giá', NULL, NULL),"
         "(91, 40, 24, 'heading', 'II', 'Giám sát, đánh giá', NULL, NULL)",
    "" },
  { "another name", "KP-NAME",
    TEXT "(90, 40, 24, 'heading', 'II', 'Dự án 10: Giám sát', NULL, NULL)",
    "decision-text 90 text: Project 10 (section II) is headed “Dự án 10: Giám sát”; the catalogue "
    "calls it "
    "“Giám sát, đánh giá”.\n" },
  { "a longer name", "KP-NAME",
    TEXT "(90, 40, 24, 'heading', 'II', 'Dự án 10: Nâng cao năng lực và giám sát, đánh giá', NULL, "
         "NULL)",
    "decision-text 90 text: Project 10 (section II) is headed “Dự án 10: Nâng cao năng lực và giám "
    "sát, đánh "
    "giá”; the catalogue calls it “Giám sát, đánh giá”.\n" },

  { "counted", "RA-BASE-COUNT",
    HOUSEHOLD YEAR
    "(70, 60, 2023, 2, 'poor', NULL, 'draft', 4, 'An', NULL);"
    "INSERT INTO base_count (id, unit_id, year, households, persons) VALUES (80, 2, 2023, 10, 40)",
    "" },
  { "counted in another year", "RA-BASE-COUNT",
    HOUSEHOLD YEAR
    "(70, 60, 2023, 2, 'poor', NULL, 'draft', 4, 'An', NULL);"
    "INSERT INTO base_count (id, unit_id, year, households, persons) VALUES (80, 2, 2022, 10, 40)",
    "unit 2 -: Xã A: how many households and persons live there in 2023 is not entered, so no rate "
    "of 2023 "
    "is shown.\n" },

  { "as the sheets say", "RA-CLASS",
    SHEET "(80, 60, 2023, 'periodic', 'rural', 'rural', 'filled', 140, 1, 1, 1, 0, 0, 0, 0, 0, 0, "
          "0, 0, 0), "
          "(81, 61, 2023, 'periodic', 'rural', 'rural', 'filled', 141, 1, 1, 1, 0, 0, 0, 0, 0, 0, "
          "0, 0, 0)",
    "" },
  { "an indicator less, a point less", "RA-CLASS",
    SHEET "(80, 60, 2023, 'periodic', 'rural', 'rural', 'filled', 140, 1, 1, 0, 0, 0, 0, 0, 0, 0, "
          "0, 0, 0), "
          "(81, 61, 2023, 'request', 'rural', 'rural', 'filled', 140, 1, 1, 1, 0, 0, 0, 0, 0, 0, "
          "0, 0, 0)",
    "household-year 70 class: An: the sheet of 2023 gives A = 140 and B = 20, which is near-poor, "
    "but another "
    "class is written down and no reason.\n"
    "household-year 71 class: Bình: the sheet of 2023 gives A = 140 and B = 30, which is poor, but "
    "another "
    "class is written down and no reason.\n" },
  { "too many points", "RA-CLASS",
    SHEET "(80, 60, 2023, 'periodic', 'rural', 'rural', 'agreed', 141, 1, 1, 1, 0, 0, 0, 0, 0, 0, "
          "0, 0, 0)",
    "household-year 70 class: An: the sheet of 2023 gives A = 141 and B = 30, which is neither "
    "poor nor "
    "near-poor, but that class is written down and no reason.\n" },
  { "with a reason, open, a re-check, an answer missing", "RA-CLASS",
    SHEET "(80, 60, 2023, 'periodic', 'rural', 'rural', 'open', 141, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, "
          "0, 0), "
          "(81, 60, 2023, 'recheck', 'rural', 'rural', 'filled', 141, 1, 1, 1, 0, 0, 0, 0, 0, 0, "
          "0, 0, 0), "
          "(82, 60, 2023, 'periodic', 'rural', 'rural', 'filled', 141, 1, 1, 1, 0, 0, 0, 0, 0, 0, "
          "0, 0, NULL), "
          "(83, 61, 2023, 'periodic', 'rural', 'rural', 'filled', 140, 1, 1, 1, 0, 0, 0, 0, 0, 0, "
          "0, 0, 0);"
          "UPDATE household_year SET reason = 'Họp thôn' WHERE id = 71",
    "" },

  { "other numbers, and one who left", "RA-DUPLICATE-ID",
    HOUSEHOLD MEMBER "(90, 60, 'An', 'head', NULL, NULL, '004090000001'), "
                     "(91, 61, 'Bình', 'head', NULL, NULL, '004090000002'), "
                     "(92, 61, 'Cúc', 'child', NULL, NULL, '004090000001');"
                     "UPDATE member SET left_on = '2023-01-01', left_why = 'other' WHERE id = 92",
    "" },
  { "the same", "RA-DUPLICATE-ID",
    HOUSEHOLD MEMBER "(90, 60, 'An', 'head', NULL, NULL, '004090000001'), "
                     "(91, 61, 'Cúc', 'child', NULL, NULL, '004090000001')",
    "member 90 id-number: An has the same personal number as Cúc, household of Bình.\n" },

  { "agreeing, and without members yet", "RA-HEAD",
    HOUSEHOLD MEMBER
    "(90, 60, 'An', 'head', NULL, NULL, NULL), (91, 60, 'Cúc', 'child', NULL, NULL, NULL)",
    "" },
  { "another name, none", "RA-HEAD",
    HOUSEHOLD MEMBER
    "(90, 60, 'Anh', 'head', NULL, NULL, NULL), (91, 61, 'Bình', 'other', NULL, NULL, NULL)",
    "household 60 head: The household is listed under An, but the member who is its head is Anh.\n"
    "household 61 head: Household of Bình: no member is its head.\n" },
  { "two", "RA-HEAD",
    HOUSEHOLD MEMBER
    "(90, 60, 'An', 'head', NULL, NULL, NULL), (91, 60, 'Bá', 'head', NULL, NULL, NULL)",
    "household 60 head: Household of An: 2 members are its head.\n" },

  { "fitting", "RA-IDENTITY",
    HOUSEHOLD MEMBER "(90, 60, 'An', 'head', 'male', '1990', '004090000001'), "
                     "(91, 60, 'Cúc', 'child', 'female', '2015-02', '004315000001'), "
                     "(92, 60, 'Dũng', 'child', NULL, NULL, '004315000002')",
    "" },
  { "not fitting", "RA-IDENTITY",
    HOUSEHOLD MEMBER
    "(90, 60, 'An', 'head', 'female', '1990', '004090000001'), "
    "(91, 60, 'Cúc', 'child', 'female', '1915', '004315000001'), "
    "(92, 60, 'Dũng', 'child', NULL, NULL, '00431500000');"
    "INSERT INTO code_item (id, catalogue_id, list, code, name, position, source) VALUES "
    "(15, 5, 'id-province', '004', 'Tỉnh Cao Bằng', 1, '');" MEMBER
    "(93, 60, 'Em', 'child', NULL, NULL, '003090000001'), (94, 60, 'Gấm', 'child', NULL, NULL, "
    "'097090000001')",
    "member 90 id-number: An: the sex written down is not the one in 004….\n"
    "member 91 id-number: Cúc: born in 1915, but 004… says 2015.\n"
    "member 92 id-number: Dũng: a personal number has twelve digits; 004… has not.\n"
    "member 93 id-number: Em: no province or country has the first three digits of 003….\n" },

  { "closing", "RA-MOVEMENT",
    TWO_YEARS "(71, 60, 2023, 2, 'near-poor', 'from-poor', 'official', 3, 'An', NULL), "
              "(72, 61, 2023, 2, 'poor', 'new', 'official', 2, 'Bình', NULL)",
    "" },
  { "nobody said how", "RA-MOVEMENT",
    TWO_YEARS "(71, 60, 2023, 2, 'near-poor', 'from-poor', 'official', 3, 'An', NULL), "
              "(72, 61, 2023, 2, 'poor', NULL, 'official', 2, 'Bình', NULL)",
    "unit 2 -: Xã A, 2023: the movement of poor households gives 0, but 1 are counted at the "
    "end.\n" },
  { "forgotten", "RA-MOVEMENT",
    TWO_YEARS "(72, 61, 2023, 2, 'near-poor', 'new', 'preliminary', 2, 'Bình', NULL)",
    "unit 2 -: Xã A, 2023: the movement of poor households gives 1, but 0 are counted at the "
    "end.\n" },
  { "the review is running", "RA-MOVEMENT",
    TWO_YEARS "(72, 61, 2023, 2, 'near-poor', NULL, 'draft', 2, 'Bình', NULL)", "" },
  { "the first year", "RA-MOVEMENT",
    HOUSEHOLD YEAR "(70, 60, 2023, 2, 'poor', NULL, 'official', 4, 'An', NULL)", "" },
};

static void
try_case (SgnLedger *ledger, const Case *test)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  g_test_message ("%s", test->name);
  run_script (ledger, test->sql);
  findings = check (ledger, test->rule, 0, 0, "2023-07-02");
  found = describe (findings);
  g_assert_cmpstr (found, ==, test->findings);
  for (guint i = 0; i < findings->len; i++)
    g_assert_cmpstr (((SgnFinding *)findings->pdata[i])->rule->id, ==, test->rule);

  /* The next case begins where this one did. */
  sgn_ledger_undo (ledger, 0, NULL, &error);
  g_assert_no_error (error);
}

static void
test_rule (Fixture *fixture, gconstpointer rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (g_str_equal (cases[i].rule, rule))
      try_case (fixture->ledger, &cases[i]);
}

/* A rule nobody tried on both sides is a rule nobody knows. */
static void
test_every_rule_tried (void)
{
  g_autoptr (GPtrArray) rules = sgn_rules_list ();

  for (guint i = 0; i < rules->len; i++)
    {
      const SgnRule *rule = rules->pdata[i];
      guint silent = 0, spoken = 0;

      for (guint j = 0; j < G_N_ELEMENTS (cases); j++)
        if (g_str_equal (cases[j].rule, rule->id))
          *(*cases[j].findings == '\0' ? &silent : &spoken) += 1;
      g_test_message ("%s", rule->id);
      g_assert_cmpuint (silent, >, 0);
      g_assert_cmpuint (spoken, >, 0);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) rules = NULL;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  rules = sgn_rules_list ();
  for (guint i = 0; i < rules->len; i++)
    {
      const SgnRule *rule = rules->pdata[i];
      g_autofree char *name = g_strconcat ("/rules/cases/", rule->id, NULL);

      g_test_add (name, Fixture, rule->id, set_up, test_rule, tear_down);
    }
  g_test_add_func ("/rules/cases/every-rule-tried", test_every_rule_tried);
  return g_test_run ();
}
