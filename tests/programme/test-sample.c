#include "config.h"

#include "programme-fixture.h"

#include "base/sgn-money.h"
#include "programme/sgn-identity.h"
#include "programme/sgn-review.h"
#include "programme/sgn-sample.h"
#include "record/sgn-finder.h"
#include "store/sgn-journal.h"

#include <string.h>

#define TRIEU G_GINT64_CONSTANT (1000000)

static SgnLedger *
create_sample (gboolean demo)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_path ();
  SgnLedger *ledger = sgn_sample_create (path, demo, &error);

  g_assert_no_error (error);
  return ledger;
}

/* Every figure of the plan, in triệu đồng as it prints them. "": not stated; component "": the
 * whole. */
static const struct
{
  const char *component, *source, *capital_kind;
  gint64 trieu;
} stated[] = {
  { "1.1", "", "", 114929 },  { "1.1", "", "DTPT", 104482 }, { "1.1", "", "SN", 10447 },
  { "1.2", "", "", 65618 },   { "1.2", "", "DTPT", 59653 },  { "1.2", "", "SN", 5965 },
  { "2", "", "", 12893 },     { "3", "", "", 7206 },         { "3.1", "", "", 5678 },
  { "3.1", "NSTW", "", 5678 }, { "3.2", "", "", 1519 },      { "4", "", "", 4881 },
  { "4", "", "DTPT", 423 },   { "4", "", "SN", 4458 },       { "4", "NSTW", "", 4881 },
  { "4.1", "", "", 2659 },    { "4.2", "", "", 1016 },       { "4.3", "", "", 1206 },
  { "4.3", "", "DTPT", 423 }, { "4.3", "", "SN", 783 },      { "5", "", "", 14440 },
  { "6", "", "", 3622 },      { "6.1", "", "", 3205 },       { "6.2", "", "", 417 },
  { "7", "", "", 943 },       { "7.1", "", "", 880 },        { "7.1", "NSTW", "", 880 },
  { "7.2", "", "", 63 },      { "", "", "", 158914 },        { "", "NSTW", "", 158914 },
  { "", "NSTW", "DTPT", 104905 }, { "", "NSTW", "SN", 54009 },
}, lines[] = {
  { "1.1", "", "DTPT", 104482 }, { "1.1", "", "SN", 10447 }, { "1.2", "", "DTPT", 59653 },
  { "1.2", "", "SN", 5965 },     { "2", "", "", 12893 },     { "3.1", "NSTW", "", 5678 },
  { "3.2", "", "", 1519 },       { "4.1", "", "", 2659 },    { "4.2", "", "", 1016 },
  { "4.3", "", "DTPT", 423 },    { "4.3", "", "SN", 783 },   { "5", "", "", 14440 },
  { "6.1", "", "", 3205 },       { "6.2", "", "", 417 },     { "7.1", "NSTW", "", 880 },
  { "7.2", "", "", 63 },
};

static void
test_stated_totals (void)
{
  SgnLedger *ledger = create_sample (FALSE);
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (stated); i++)
    g_string_append_printf (expected, "%s|%s|%s|%" G_GINT64_FORMAT "\n", stated[i].component,
                            stated[i].source, stated[i].capital_kind, stated[i].trieu * TRIEU);
  assert_sql (ledger,
              "SELECT component_code, source, capital_kind, amount FROM v_stated_total "
              "ORDER BY stated_total_id",
              expected->str);
  close_ledger (ledger);
}

/* A stated total stands in its quotation as it is printed. */
static void
test_quotes (void)
{
  g_autoptr (GError) error = NULL;
  SgnLedger *ledger = create_sample (FALSE);
  g_autoptr (SgnStatement) row
      = sgn_connection_prepare (sgn_ledger_get_connection (ledger),
                                "SELECT amount, quote, section FROM stated_total", &error);

  g_assert_no_error (error);
  while (sgn_statement_step (row, &error) == SGN_ROW)
    {
      g_autofree char *number = sgn_money_format (sgn_statement_int (row, 0), SGN_MONEY_TRIEU);
      g_autofree char *printed = g_strdup_printf (" %s triệu đồng", number);

      g_assert_nonnull (strstr (sgn_statement_text (row, 1), printed));
      g_assert_true (g_str_has_prefix (sgn_statement_text (row, 2), "II"));
    }
  g_assert_no_error (error);
  g_clear_pointer (&row, sgn_statement_free);
  close_ledger (ledger);
}

static void
test_lines (void)
{
  SgnLedger *ledger = create_sample (FALSE);
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_string_append_printf (expected, "%s|%s|%s|%" G_GINT64_FORMAT "\n", lines[i].component,
                            lines[i].source, lines[i].capital_kind, lines[i].trieu * TRIEU);
  assert_sql (ledger,
              "SELECT component_code, source, capital_kind, in_force_amount FROM v_funding ORDER "
              "BY line_id",
              expected->str);
  assert_sql (ledger, "SELECT DISTINCT unit_name, owner_id FROM v_funding", "Huyện Trùng Khánh|\n");
  assert_sql (ledger,
              "SELECT count(*) FROM v_funding AS f JOIN v_component AS c USING (component_id) "
              "WHERE NOT c.leaf",
              "0\n");
  assert_sql (ledger, "SELECT sum(amount) FROM v_funding", "224523000000\n");
  close_ledger (ledger);
}

static void
test_decision (void)
{
  SgnLedger *ledger = create_sample (FALSE);

  assert_sql (ledger,
              "SELECT year, kind, number, date, issuer, title, state, synthetic FROM v_decision",
              "2023|assigned||2022-11|Ủy ban nhân dân huyện Trùng Khánh|Kế hoạch thực hiện Chương "
              "trình mục "
              "tiêu quốc gia giảm nghèo bền vững năm 2023|issued|0\n");
  assert_sql (ledger,
              "SELECT section, text, number, date FROM decision_text WHERE kind = 'mention' "
              "AND section IN ('Đầu văn bản', 'Tên văn bản', 'Kết thúc') ORDER BY id",
              "Đầu văn bản|Trùng Khánh, ngày tháng 11 năm 2022||2022-11\n"
              "Tên văn bản|KẾ HOẠCH Thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững "
              "năm 2023||\n"
              "Kết thúc|Trên đây là Kế hoạch thực hiện Chương trình mục tiêu quốc gia giảm nghèo "
              "bền vững huyện "
              "Trùng Khánh năm 2023./.||\n");
  assert_sql (ledger,
              "SELECT section, text LIKE '%bền vững năm 2022 trên địa bàn huyện Trùng Khánh%' "
              "FROM decision_text WHERE kind = 'mention' AND text LIKE '%bền vững năm 2022%'",
              "V.9|1\n");
  assert_sql (ledger,
              "SELECT kind, count(*), count(DISTINCT component_id) FROM decision_text GROUP BY "
              "kind ORDER BY kind",
              "content|15|13\nheading|18|18\nmention|5|0\nother|1|0\n");
  assert_sql (ledger,
              "SELECT text FROM v_decision_text WHERE kind = 'heading' AND component_code IN ('6', "
              "'7', '7.1') "
              "ORDER BY 1",
              "6. Dự án 6: Truyền thông về giảm nghèo về thông tin\n"
              "7. Dự án 7: Nâng cao năng lực thực hiện Chương trình\n"
              "a. Tiểu dự án 1: Nâng cao năng lực và giám sát đánh giá Chương trình\n");
  close_ledger (ledger);
}

static void
test_offices (void)
{
  SgnLedger *ledger = create_sample (FALSE);

  assert_sql (ledger,
              "SELECT o.component_code, o.leads, o.implements FROM v_component_offices AS o "
              "JOIN v_component AS c USING (component_id) "
              "WHERE o.year = 2023 AND o.leads IS NOT NULL ORDER BY c.path_order",
              "1.1|Phòng Lao động - Thương binh và Xã hội|Phòng Kinh tế & Hạ tầng\n"
              "1.2|Phòng Lao động - Thương binh và Xã hội|Phòng Kinh tế & Hạ tầng\n"
              "2|Phòng Lao động - Thương binh và Xã hội|Phòng Nông nghiệp và phát triển nông thôn\n"
              "3|Phòng Nông nghiệp và phát triển nông thôn|\n"
              "3.1|Phòng Nông nghiệp và phát triển nông thôn|\n"
              "3.2|Phòng Y tế|\n"
              "4|Phòng Lao động - Thương binh và Xã hội|\n"
              "4.1|Phòng Lao động - Thương binh và Xã hội|Trung tâm GDNN - GDTX\n"
              "4.2|Phòng Lao động - Thương binh và Xã hội|\n"
              "4.3|Phòng Lao động - Thương binh và Xã hội|\n"
              "5|Phòng Kinh tế & Hạ tầng|\n"
              "6|Phòng Văn hóa & Thông tin|\n"
              "6.1|Phòng Văn hóa & Thông tin|\n"
              "6.2|Phòng Lao động - Thương binh và Xã hội|\n"
              "7|Phòng Lao động - Thương binh và Xã hội|\n"
              "7.1|Phòng Lao động - Thương binh và Xã hội|\n"
              "7.2|Phòng Lao động - Thương binh và Xã hội|\n");
  assert_sql (
      ledger,
      "SELECT coordinates FROM v_component_offices WHERE year = 2023 AND component_code IN ('1.1', "
      "'3.2')",
      "Ban quản lý dự án ĐT & XD; Phòng Tài chính - Kế hoạch; Ủy ban nhân dân các xã, thị trấn\n"
      "Phòng Tài chính - Kế hoạch; Phòng Lao động - Thương binh và Xã hội; Phòng Giáo dục và Đào "
      "tạo; "
      "Ủy ban nhân dân các xã, thị trấn\n");
  close_ledger (ledger);
}

static void
test_targets (void)
{
  SgnLedger *ledger = create_sample (FALSE);

  assert_sql (
      ledger,
      "SELECT code, component_code, operator, planned, measure, achieved, unit_name, section "
      "FROM v_target ORDER BY position",
      "giam-ngheo-da-chieu||>=|6.8|điểm %||Huyện Trùng Khánh|I.2.a\n"
      "giam-ty-le-ho-ngheo||>=|5.0|điểm %/năm||Huyện Trùng Khánh|I.2.a\n"
      "giam-ty-le-can-ngheo||>=|1.8|điểm %/năm||Huyện Trùng Khánh|I.2.a\n"
      "truyen-thong|6.2|~|300.0|lượt người||Huyện Trùng Khánh|II.6.b\n"
      "tap-huan|7.1|~|800.0|lượt người||Huyện Trùng Khánh|II.7.a\n");
  close_ledger (ledger);
}

/* Nothing in the plain sample that the plan does not say. */
static void
test_nothing_more (void)
{
  SgnLedger *ledger = create_sample (FALSE);

  assert_sql (
      ledger,
      "SELECT (SELECT count(*) FROM disbursement), (SELECT count(*) FROM funding_decision), "
      "(SELECT count(*) FROM counterpart_ratio), (SELECT count(*) FROM setting), "
      "(SELECT synthetic FROM ledger)",
      "0|1|0|0|0\n");
  assert_sql (ledger, "SELECT count(*) FROM v_unit WHERE enters", "21\n");
  assert_sql (ledger, "PRAGMA foreign_key_check", "");
  close_ledger (ledger);
}

/* All rows, with ids as their serials: the site is drawn anew for each ledger. */
static char *
dump (SgnLedger *ledger)
{
  static const char *const queries[] = {
    "SELECT id & 2147483647, year, kind, number, date, title, state, synthetic FROM "
    "funding_decision",
    "SELECT id & 2147483647, decision_id & 2147483647, component_id & 2147483647, "
    "unit_id & 2147483647, owner_id & 2147483647, source, capital_kind, amount FROM funding_line",
    "SELECT id & 2147483647, date, plan_year, carried_over, component_id & 2147483647, "
    "unit_id & 2147483647, owner_id & 2147483647, source, capital_kind, kind, amount, voucher, "
    "content, "
    "synthetic FROM disbursement",
    "SELECT id & 2147483647, code, name FROM unit",
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *part = read_sql (sgn_ledger_get_connection (ledger), queries[i]);

      g_string_append (text, part);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_demo_same (void)
{
  SgnLedger *first = create_sample (TRUE), *second = create_sample (TRUE);
  g_autofree char *a = dump (first), *b = dump (second);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, a, -1);

  g_assert_cmpstr (a, ==, b);
  /* On every machine: whole-number arithmetic and a generator of our own. */
  g_assert_cmpstr (sum, ==, "66f2cb37d67a75c65aaf77f91f6f23c9a9dfc32b2d0ca28a7f70f5aaa792671d");
  close_ledger (first);
  close_ledger (second);
}

static void
test_demo_plan (void)
{
  SgnLedger *ledger = create_sample (TRUE);

  assert_sql (ledger, "SELECT synthetic FROM ledger", "1\n");
  assert_sql (ledger, "SELECT synthetic, count(*) FROM funding_decision GROUP BY 1", "0|1\n1|6\n");
  assert_sql (ledger, "SELECT min(synthetic), min(note) <> '' FROM disbursement", "1|1\n");
  assert_sql (ledger, "SELECT sum(in_force_amount) FROM v_funding WHERE NOT carried",
              "224523000000\n");
  /* What was given to communes and offices is off the district's own lines, to the dong. */
  assert_sql (ledger,
              "SELECT count(*) FROM (SELECT 1 FROM v_funding WHERE decision_kind = 'adjusted' "
              "GROUP BY decision_id, component_id, source, capital_kind HAVING sum(amount) <> 0)",
              "0\n");
  assert_sql (
      ledger,
      "SELECT count(*) FROM (SELECT 1 FROM v_funding WHERE NOT carried AND owner_id IS NULL "
      "GROUP BY component_id, source, capital_kind HAVING sum(amount) <> 0)",
      "0\n");
  assert_sql (ledger,
              "SELECT count(DISTINCT decision_id), sum(amount) FROM v_funding WHERE carried",
              "3|8310000000\n");
  assert_sql (ledger,
              "SELECT count(DISTINCT entering_id) FROM v_funding JOIN v_unit USING (unit_id) WHERE "
              "amount > 0",
              "21\n");
  close_ledger (ledger);
}

static void
test_demo_spending (void)
{
  SgnLedger *ledger = create_sample (TRUE);

  assert_sql (ledger,
              "SELECT sum(signed_amount), min(date) >= '2023-01-03', max(date) <= '2023-08-31' "
              "FROM v_disbursement",
              "98159000000|1|1\n");
  assert_sql (
      ledger,
      "SELECT project_code, sum(signed_amount) FROM v_disbursement JOIN v_component USING "
      "(component_id) "
      "GROUP BY 1 ORDER BY 1",
      "1|71204000000\n2|6120000000\n3|5011000000\n4|1322000000\n5|13160000000\n6|640000000\n"
      "7|702000000\n");
  assert_sql (ledger, "SELECT count(*) > 0 FROM disbursement WHERE kind = 'recovery'", "1\n");
  assert_sql (ledger, "SELECT count(*) > 0 FROM disbursement WHERE kind = 'advance'", "1\n");
  /* Nobody spends more than was given, and nobody gives back what was not paid. */
  assert_sql (
      ledger,
      "SELECT count(*) FROM (SELECT component_id, unit_id, owner_id, source, capital_kind, "
      "carried_over, "
      "sum(signed_amount) AS spent FROM v_disbursement GROUP BY 1, 2, 3, 4, 5, 6) AS p "
      "WHERE spent > (SELECT ifnull(sum(f.in_force_amount), 0) FROM v_funding AS f "
      "WHERE f.component_id = p.component_id AND f.unit_id = p.unit_id AND f.owner_id = p.owner_id "
      "AND f.source IS p.source AND f.capital_kind IS p.capital_kind AND f.carried = "
      "p.carried_over)",
      "0\n");
  assert_sql (
      ledger,
      "SELECT count(*) FROM disbursement AS r WHERE r.kind = 'recovery' AND r.amount > "
      "(SELECT ifnull(sum(p.amount), 0) FROM disbursement AS p WHERE p.kind = 'advance' "
      "AND p.component_id = r.component_id AND p.unit_id = r.unit_id AND p.owner_id = r.owner_id "
      "AND p.capital_kind IS r.capital_kind AND p.date <= r.date)",
      "0\n");
  /* Nor is anything paid before it was given. */
  assert_sql (ledger,
              "SELECT count(*) FROM v_disbursement AS p WHERE p.date < (SELECT min(f.counts_from) "
              "FROM v_funding AS f WHERE f.component_id = p.component_id AND f.unit_id = p.unit_id "
              "AND f.owner_id = p.owner_id AND f.carried = p.carried_over)",
              "0\n");
  assert_sql (ledger, "SELECT count(*) FROM disbursement WHERE strftime('%w', date) IN ('0', '6')",
              "0\n");
  close_ledger (ledger);
}

/* The registry, small: what is true of 210 households is of 300 000. */

static SgnLedger *
create_people (guint n_households)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_path ();
  SgnLedger *ledger = sgn_sample_create_sized (path, FALSE, n_households, &error);

  g_assert_no_error (error);
  return ledger;
}

static void
test_people (void)
{
  SgnLedger *ledger = create_people (210);

  assert_sql (ledger, "SELECT synthetic FROM ledger", "1\n");
  assert_sql (ledger,
              "SELECT count(*), min(synthetic), min(note) <> '', count(DISTINCT entering_id) "
              "FROM v_household",
              "210|1|1|21\n");
  assert_sql (ledger, "SELECT DISTINCT note FROM unit WHERE level = 'village'",
              "Địa danh giả lập\n");
  assert_sql (ledger, "SELECT count(*), sum(enters) FROM v_base_count", "63|63\n");
  assert_sql (ledger, "SELECT count(*) > 20 FROM child_measure WHERE height > 40", "1\n");
  /* as many live in one as in the district: 300 000 households are 1.2 million persons */
  assert_sql (ledger,
              "SELECT avg(n) BETWEEN 3.9 AND 4.2, min(n), max(n) BETWEEN 7 AND 12 FROM "
              "(SELECT count(*) AS n FROM member GROUP BY household_id)",
              "1|1|1\n");
  assert_sql (ledger,
              "SELECT count(*) FROM v_base_count WHERE persons * 1.0 / households NOT BETWEEN 3.8 "
              "AND 4.3",
              "0\n");
  /* a row of a year counts who was born by then, and who was a child */
  assert_sql (ledger,
              "SELECT count(*) FROM household_year AS y WHERE (persons, children) <> "
              "(SELECT count(*), sum(y.year - substr(m.birth, 1, 4) < 16) FROM member AS m "
              "WHERE m.household_id = y.household_id AND substr(m.birth, 1, 4) <= y.year)",
              "0\n");
  /* every household has one head, who gives it its name, and has been poor or near-poor, or asks */
  assert_sql (
      ledger,
      "SELECT count(*) FROM household AS h WHERE 1 <> (SELECT count(*) FROM member AS m "
      "WHERE m.household_id = h.id AND m.relation = 'head' AND m.name = h.head) OR NOT "
      "EXISTS (SELECT 1 FROM household_year AS y WHERE y.household_id = h.id AND y.class IN "
      "('poor', 'near-poor') UNION ALL SELECT 1 FROM review_sheet AS s WHERE s.household_id = h.id "
      "AND s.kind = 'request')",
      "0\n");
  assert_sql (
      ledger,
      "SELECT count(*) FROM v_household_year WHERE official AND counted AND year > 2021 AND "
      "(class = 'poor') <> (a_points <= iif(area = 'rural', 140, 175) AND b_points >= 30) OR "
      "b_points <> 10 * deprived",
      "0\n");
  assert_sql (ledger, "PRAGMA foreign_key_check", "");
  /* the plan and what was made for it are the journal; the mass is not in it */
  assert_sql (ledger, "SELECT count(*), sum(inserted) < 3000 FROM change", "4|1\n");
  close_ledger (ledger);
}

/* Numbers of the right form, sex and year, that nobody can have. */
static void
test_people_numbers (void)
{
  SgnLedger *ledger = create_people (60);
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnStatement) row = sgn_connection_prepare (
      connection, "SELECT id_number, sex, birth FROM member WHERE id_number IS NOT NULL", &error);
  guint n = 0;

  for (; sgn_statement_step (row, &error) == SGN_ROW; n++)
    {
      gboolean man = g_str_equal (sgn_statement_text (row, 1), "male");
      SgnDate birth;

      g_assert_true (sgn_date_parse_iso (sgn_statement_text (row, 2), &birth));
      g_auto (GStrv) warnings
          = sgn_identity_check (connection, sgn_statement_text (row, 0),
                                man ? SGN_SEX_MALE : SGN_SEX_FEMALE, birth, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_strv_length (warnings), ==, 0);
      g_assert_true (g_str_has_prefix (sgn_statement_text (row, 0), "999"));
    }
  g_assert_cmpuint (n, >, 150);
  g_clear_pointer (&row, sgn_statement_free);
  assert_sql (ledger,
              "SELECT count(*) - count(DISTINCT id_number) FROM member WHERE id_number IS NOT NULL",
              "0\n");
  close_ledger (ledger);
}

#define INTO "iif(term IN ('start', 'up-one', 'relapse', 'new', 'other-in'), 1, -1)"

static void
test_people_movement (void)
{
  SgnLedger *ledger = create_people (420);

  assert_sql (ledger,
              "SELECT count(*) FROM (SELECT 1 FROM v_movement WHERE year BETWEEN 2021 AND 2023 "
              "GROUP BY year, class, entering_id, ethnicity "
              "HAVING sum(" INTO " * households) <> 0 OR sum(" INTO " * persons) <> 0)",
              "0\n");
  assert_sql (ledger,
              "SELECT count(DISTINCT term) FROM v_movement WHERE year BETWEEN 2022 AND 2023",
              "9\n");
  close_ledger (ledger);
}

/* The sheets of the last year give its classes, and a few people still wait. */
static void
test_people_reviews (void)
{
  g_autoptr (GError) error = NULL;
  SgnLedger *ledger = create_people (630);
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (SgnStatement) row = sgn_connection_prepare (
      connection,
      "SELECT s.id, y.class FROM review_sheet AS s JOIN household_year AS y ON y.household_id = "
      "s.household_id AND y.year = s.year WHERE s.state = 'agreed'",
      &error);
  guint n = 0;

  for (; sgn_statement_step (row, &error) == SGN_ROW; n++)
    {
      g_auto (SgnVerdict) verdict = { 0 };

      g_assert_true (sgn_review_verdict (connection, sgn_statement_int (row, 0), &verdict, &error));
      g_assert_cmpstr (sgn_poverty_class_code (verdict.class_), ==, sgn_statement_text (row, 1));
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 400);
  g_clear_pointer (&row, sgn_statement_free);
  assert_sql (ledger,
              "SELECT count(*) FROM household AS h JOIN household_year AS y ON y.household_id = "
              "h.id WHERE y.year = 2022 AND y.class IN ('poor', 'near-poor') AND h.ended_on IS "
              "NULL AND NOT EXISTS (SELECT 1 FROM review_sheet AS s WHERE s.household_id = h.id)",
              "0\n");
  assert_sql (ledger,
              "SELECT group_concat(DISTINCT state) FROM (SELECT state FROM review_sheet "
              "WHERE kind = 'request' ORDER BY state)",
              "agreed,filled,open\n");
  assert_sql (ledger,
              "SELECT group_concat(state) FROM (SELECT DISTINCT state FROM household_year WHERE "
              "year = 2023 ORDER BY state)",
              "draft,official,preliminary\n");
  assert_sql (ledger, "SELECT min(note), count(*) > 0 FROM household_event",
              "Dữ liệu giả lập, không phải hộ có thật|1\n");
  assert_sql (ledger,
              "SELECT count(*) FROM household WHERE assisted <> (id IN (SELECT household_id FROM "
              "member WHERE monthly_assistance = 1))",
              "0\n");
  assert_sql (ledger,
              "SELECT count(*) FROM review_sheet AS r WHERE kind = 'recheck' AND NOT EXISTS "
              "(SELECT 1 FROM review_sheet AS s WHERE s.household_id = r.household_id AND s.state "
              "= 'agreed')",
              "0\n");
  close_ledger (ledger);
}

/* On every machine; heights and weights are computed, and may differ in the last digit. */
static void
assert_people_sum (SgnLedger *ledger, const char *expected)
{
  g_autofree char *text = read_sql (
      sgn_ledger_get_connection (ledger),
      "SELECT h.id & 2147483647, h.head, h.code, m.name, m.birth, m.id_number, m.work, m.schooling "
      "FROM household AS h JOIN member AS m ON m.household_id = h.id UNION ALL "
      "SELECT id & 2147483647, year, class, movement, state, a_points, b_points, persons "
      "FROM household_year ORDER BY 1, 4");
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  g_assert_cmpstr (sum, ==, expected);
}

static void
test_people_same (void)
{
  SgnLedger *first = create_people (42), *second = create_people (42);
  const char *sql = "SELECT h.head, h.code, m.name, m.birth, m.id_number, m.work, "
                    "(SELECT group_concat(class || d1 || d7) FROM household_year AS y "
                    "WHERE y.household_id = h.id), (SELECT sum(height) FROM child_measure AS c "
                    "WHERE c.member_id = m.id) FROM household AS h "
                    "JOIN member AS m ON m.household_id = h.id ORDER BY h.id, m.id";
  g_autofree char *a = read_sql (sgn_ledger_get_connection (first), sql);
  g_autofree char *b = read_sql (sgn_ledger_get_connection (second), sql);

  g_assert_cmpuint (strlen (a), >, 4000);
  g_assert_cmpstr (a, ==, b);
  assert_people_sum (first, "a64ce0a818743553106f792de8e05181f7115fdfe1d0ac411fece83047c018c5");
  close_ledger (first);
  close_ledger (second);
}

/* Found at once, and what is done to them afterwards is journalled and undone. */
static void
test_people_used (void)
{
  g_autoptr (GError) error = NULL;
  SgnLedger *ledger = create_people (42);
  SgnConnection *connection = sgn_ledger_get_connection (ledger);
  g_autoptr (GArray) hits
      = sgn_finder_find (connection, sgn_programme_types (), "mau 000007", 9, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_true (g_array_index (hits, SgnHit, 0).type == &sgn_type_household);
  run_sql (ledger, "UPDATE household SET head = 'Khác' WHERE code = 'MẪU-000007'");
  g_assert_true (sgn_ledger_undo (ledger, 0, NULL, &error));
  assert_sql (ledger, "SELECT count(*) FROM household WHERE head = 'Khác'", "0\n");
  close_ledger (ledger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sample/stated-totals", test_stated_totals);
  g_test_add_func ("/sample/quotes", test_quotes);
  g_test_add_func ("/sample/lines", test_lines);
  g_test_add_func ("/sample/decision", test_decision);
  g_test_add_func ("/sample/offices", test_offices);
  g_test_add_func ("/sample/targets", test_targets);
  g_test_add_func ("/sample/nothing-more", test_nothing_more);
  g_test_add_func ("/sample/demo-same", test_demo_same);
  g_test_add_func ("/sample/demo-plan", test_demo_plan);
  g_test_add_func ("/sample/demo-spending", test_demo_spending);
  g_test_add_func ("/sample/people", test_people);
  g_test_add_func ("/sample/people-numbers", test_people_numbers);
  g_test_add_func ("/sample/people-movement", test_people_movement);
  g_test_add_func ("/sample/people-reviews", test_people_reviews);
  g_test_add_func ("/sample/people-same", test_people_same);
  g_test_add_func ("/sample/people-used", test_people_used);
  return g_test_run ();
}
