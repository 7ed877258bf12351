#include "config.h"

#include "base/sgn-error.h"
#include "record-fixture.h"

/* Both ways: what is typed, what is stored, what is shown. */

static char *
describe (const SgnValue *value)
{
  switch (value->kind)
    {
    case SGN_VALUE_INT:
      return g_strdup_printf ("int %" G_GINT64_FORMAT, value->integer);
    case SGN_VALUE_REAL:
      {
        char digits[G_ASCII_DTOSTR_BUF_SIZE];

        return g_strconcat ("real ", g_ascii_dtostr (digits, sizeof digits, value->real), NULL);
      }
    case SGN_VALUE_TEXT:
      return g_strconcat ("text ", value->text, NULL);
    case SGN_VALUE_NULL:
    default:
      return g_strdup ("null");
    }
}

static void
test_parse (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const SgnRecordType *type;
    const char *field, *typed, *stored, *shown;
  } cases[] = {
    { &test_unit, "name", "  Xã Ngọc\tCôn\n", "text Xã Ngọc Côn", "Xã Ngọc Côn" },
    { &test_unit, "name", "Xa\xcc\x83", "text Xã", "Xã" },
    { &test_unit, "code", "0123", "text 0123", "0123" },
    { &test_unit, "code", " ", "null", "" },
    { &test_person, "note", "dòng một\ndòng hai", "text dòng một\ndòng hai", "dòng một\ndòng hai" },
    { &test_unit, "position", "1.166", "int 1166", "1.166" },
    { &test_unit, "position", "-3", "int -3", "-3" },
    { &test_decision, "year", "2023", "int 2023", "2023" },
    { &test_line, "amount", "114.929", "int 114929000000", "114.929" },
    { &test_line, "amount", "5 tỷ", "int 5000000000", "5.000" },
    { &test_line, "amount", "-1,5", "int -1500000", "-1,5" },
    { &test_value, "planned", "27,5", "real 27.5", "27,5" },
    { &test_value, "planned", "27,25 m²", "real 27.25", "27,25" },
    { &test_value, "planned", "1.200 M²", "real 1200", "1.200" },
    { &test_value, "achieved", "43,7%", "real 43.700000000000003", "43,7" },
    { &test_payment, "date", "15/3/2023", "text 2023-03-15", "15/03/2023" },
    { &test_decision, "date", "3/2016", "text 2016-03", "3/2016" },
    { &test_decision, "date", "1975", "text 1975", "1975" },
    { &test_unit, "level", "commune", "text commune", "Commune" },
    { &test_unit, "level", "DISTRICT", "text district", "District" },
    { &test_payment, "carried-over", "Có", "int 1", "Yes" },
    { &test_payment, "carried-over", "khong", "int 0", "No" },
    { &test_payment, "carried-over", "x", "int 1", "Yes" },
    { &test_payment, "carried-over", "", "null", "" },
    { &test_unit, "kind", "thi-tran", "text thi-tran", "Thị trấn" },
    { &test_unit, "kind", "xa", "text xa", "Xã" },
    { &test_unit, "kind", "THI TRAN", "text thi-tran", "Thị trấn" },
    { &test_unit, "kind", "Huyện", "text huyen", "Huyện" },
    { &test_line, "source", "nstw", "text central", "Ngân sách trung ương" },
    { &test_line, "source", "ngan sach huyen", "text district", "Ngân sách huyện" },
    /* Two codes of one name: the one valid today. */
    { &test_line, "source", "Vốn khác", "text other", "Vốn khác" },
    /* A code dated anew is called as it was called last, and found by either name. */
    { &test_line, "capital-kind", "Đầu tư phát triển", "text DTPT", "Vốn đầu tư phát triển" },
    { &test_line, "capital-kind", "dtpt", "text DTPT", "Vốn đầu tư phát triển" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SgnField *field = field_of (cases[i].type, cases[i].field);
      g_auto (SgnValue) value = SGN_VALUE_INIT;
      g_autoptr (GError) error = NULL;
      g_autofree char *stored = NULL;
      g_autofree char *shown = NULL;

      sgn_field_parse (field, fixture->connection, cases[i].typed, SGN_MONEY_TRIEU, &value, &error);
      g_assert_no_error (error);
      stored = describe (&value);
      g_assert_cmpstr (stored, ==, cases[i].stored);
      shown = sgn_field_format (field, fixture->connection, &value, SGN_MONEY_TRIEU);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_refuse (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const SgnRecordType *type;
    const char *field, *typed;
    SgnBaseError code;
    const char *says; /* the message has this in it */
  } cases[] = {
    { &test_unit, "name", "  ", SGN_BASE_ERROR_INVALID, "“Name” cannot be empty." },
    { &test_unit, "position", "12a", SGN_BASE_ERROR_INVALID, "Position: " },
    { &test_unit, "position", "1.16", SGN_BASE_ERROR_AMBIGUOUS, "Position: " },
    { &test_decision, "year", "1999", SGN_BASE_ERROR_RANGE,
      "“Year” must be between 2000 and 2100." },
    { &test_payment, "amount", "-5", SGN_BASE_ERROR_RANGE, "“Amount” cannot be less than zero." },
    { &test_payment, "amount", "0,0000001", SGN_BASE_ERROR_RANGE, "Amount: " },
    { &test_value, "planned", "1,234", SGN_BASE_ERROR_RANGE, "Planned: " },
    { &test_value, "planned", "-1", SGN_BASE_ERROR_RANGE, "less than zero" },
    { &test_value, "achieved", "101", SGN_BASE_ERROR_RANGE, "between 0 and 100" },
    { &test_payment, "date", "3/2016", SGN_BASE_ERROR_INVALID, "15/03/2023" },
    { &test_payment, "date", "30/2/2023", SGN_BASE_ERROR_RANGE, "Date: " },
    { &test_payment, "date", "1/1/23", SGN_BASE_ERROR_AMBIGUOUS, "Date: " },
    { &test_unit, "level", "tỉnh", SGN_BASE_ERROR_INVALID,
      "“Level” cannot be “tỉnh”. Choose one of: Province, District, Commune, Village." },
    { &test_payment, "carried-over", "có lẽ", SGN_BASE_ERROR_INVALID,
      "“Carried over” must be yes or no." },
    { &test_unit, "kind", "bản", SGN_BASE_ERROR_INVALID, "“Kind”" },
    { &test_line, "source", "nsdp", SGN_BASE_ERROR_AMBIGUOUS, "commune and district" },
    { &test_line, "unit-id", "Xã Không Có", SGN_BASE_ERROR_INVALID, "“Xã Không Có”" },
    { &test_line, "unit-id", "4C1A-000214", SGN_BASE_ERROR_INVALID, "4C1A-000214" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (SgnValue) value = sgn_value_int (7);
      g_autoptr (GError) error = NULL;

      g_assert_false (sgn_field_parse (field_of (cases[i].type, cases[i].field),
                                       fixture->connection, cases[i].typed, SGN_MONEY_TRIEU, &value,
                                       &error));
      g_assert_error (error, SGN_BASE_ERROR, (int)cases[i].code);
      if (strstr (error->message, cases[i].says) == NULL)
        g_error ("“%s” lacks “%s”", error->message, cases[i].says);
      g_assert_cmpint (value.integer, ==, 7);
    }
}

static gint64
parse_unit (Fixture *fixture, const char *text, GError **error)
{
  g_auto (SgnValue) value = SGN_VALUE_INIT;

  if (!sgn_field_parse (field_of (&test_line, "unit-id"), fixture->connection, text, SGN_MONEY_DONG,
                        &value, error))
    return 0;
  return value.integer;
}

static void
test_reference (Fixture *fixture, gconstpointer data)
{
  gint64 old = fixture_add (fixture, &test_unit, "level", "commune", "kind", "xa", "name",
                            "Xã Đàm Thuỷ", "code", "01", "valid-to", "2020", NULL);
  gint64 now = fixture_add (fixture, &test_unit, "level", "commune", "kind", "xa", "name",
                            "Xã Đàm Thuỷ", "code", "02", NULL);
  gint64 twin_a
      = fixture_add (fixture, &test_unit, "level", "village", "kind", "xa", "name", "Bản", NULL);
  gint64 twin_b
      = fixture_add (fixture, &test_unit, "level", "village", "kind", "xa", "name", "Bản", NULL);
  gint64 part = fixture_add (fixture, &test_component, "code", "1.1", "name", "Hỗ trợ hạ tầng",
                             "short-name", "Hạ tầng", "kind", "project", "position", "1", NULL);
  g_autofree char *id = g_strdup_printf ("%X-%06u", (guint)(old >> 31), (guint)(old & 0x7fffffff));
  const char *const part_names[] = { "1.1", "1.1 hỗ trợ hạ tầng", "Ho tro ha tang", "HẠ TẦNG" };
  g_autoptr (GError) error = NULL;
  SgnValue value = sgn_value_int (part);
  g_autofree char *title = NULL;
  g_autofree char *raw = NULL;

  g_assert_cmpint (parse_unit (fixture, "xa dam thuy", &error), ==, now);
  g_assert_cmpint (parse_unit (fixture, "01", &error), ==, old);
  g_assert_cmpint (parse_unit (fixture, id, &error), ==, old);
  g_assert_no_error (error);
  g_assert_cmpint (parse_unit (fixture, "ban", &error), ==, 0);
  g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_AMBIGUOUS);
  g_assert_cmpint (twin_a, !=, twin_b);

  for (gsize i = 0; i < G_N_ELEMENTS (part_names); i++)
    {
      g_auto (SgnValue) found = SGN_VALUE_INIT;
      g_autoptr (GError) local = NULL;

      sgn_field_parse (field_of (&test_line, "component-id"), fixture->connection, part_names[i],
                       SGN_MONEY_DONG, &found, &local);
      g_assert_no_error (local);
      g_assert_cmpint (found.integer, ==, part);
    }
  title = sgn_field_format (field_of (&test_line, "component-id"), fixture->connection, &value,
                            SGN_MONEY_DONG);
  g_assert_cmpstr (title, ==, "1.1 Hỗ trợ hạ tầng");
  raw = sgn_field_format (field_of (&test_line, "component-id"), NULL, &value, SGN_MONEY_DONG);
  g_assert_cmpstr (raw, !=, title);
}

/* A person has a name and no code. */
static void
test_reference_without_code (Fixture *fixture, gconstpointer data)
{
  const SgnField *field = field_of (&test_line, "owner-id");
  gint64 person = fixture_add (fixture, &test_person, "name", "Nông Văn Đức", NULL);
  g_auto (SgnValue) found = SGN_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_true (
      sgn_field_parse (field, fixture->connection, "nong van duc", SGN_MONEY_DONG, &found, &error));
  g_assert_no_error (error);
  g_assert_cmpint (found.integer, ==, person);
  g_assert_false (
      sgn_field_parse (field, fixture->connection, "không ai", SGN_MONEY_DONG, &found, &error));
  g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID);
}

static void
test_missing_title (Fixture *fixture, gconstpointer data)
{
  g_autofree char *title = sgn_record_title (fixture->connection, &test_unit,
                                             (G_GINT64_CONSTANT (0x4C1A) << 31) + 214);

  g_assert_cmpstr (title, ==, "4C1A-000214");
}

static void
test_check (void)
{
  SgnValue wrong_kind = sgn_value_int (1);
  SgnValue null = SGN_VALUE_INIT;
  SgnValue two = sgn_value_int (2);
  g_auto (SgnValue) stranger = sgn_value_text ("region");
  g_auto (SgnValue) no_date = sgn_value_text ("15/03/2023");

  g_assert_false (sgn_field_check (field_of (&test_unit, "name"), &wrong_kind, NULL));
  g_assert_false (sgn_field_check (field_of (&test_unit, "name"), &null, NULL));
  g_assert_true (sgn_field_check (field_of (&test_unit, "code"), &null, NULL));
  g_assert_false (sgn_field_check (field_of (&test_unit, "level"), &stranger, NULL));
  g_assert_false (sgn_field_check (field_of (&test_payment, "date"), &no_date, NULL));
  g_assert_false (sgn_field_check (field_of (&test_payment, "carried-over"), &two, NULL));
}

static void
test_descriptions (void)
{
  g_autofree char *column = sgn_field_column (field_of (&test_line, "capital-kind"));

  g_assert_cmpstr (column, ==, "capital_kind");
  g_assert_cmpint (sgn_record_type_field_index (&test_line, "amount"), ==, 6);
  g_assert_cmpint (sgn_record_type_field_index (&test_line, "nothing"), ==, -1);
  g_assert_cmpstr (sgn_field_kind_name (SGN_FIELD_TEXT), ==, "text");
  g_assert_cmpstr (sgn_field_kind_name (SGN_FIELD_BOOLEAN), ==, "yes-no");
  g_assert_cmpstr (sgn_field_kind_name (SGN_FIELD_CODE), ==, "code");
  g_assert_true (sgn_types_by_table (&test_types, "agency") == &test_person);
  g_assert_true (sgn_types_by_name (&test_types, "person") == &test_person);
  g_assert_null (sgn_types_by_name (&test_types, "agency"));
}

static void
test_values (void)
{
  g_auto (SgnValue) text = sgn_value_text ("a");
  g_auto (SgnValue) same = sgn_value_copy (&text);
  g_auto (SgnValue) null = sgn_value_text (NULL);
  SgnValue one = sgn_value_int (1);
  SgnValue real = sgn_value_real (1);

  g_assert_true (sgn_value_equal (&text, &same));
  g_assert_true (text.text != same.text);
  g_assert_cmpint (null.kind, ==, SGN_VALUE_NULL);
  g_assert_false (sgn_value_equal (&one, &real));
  g_assert_false (sgn_value_equal (&text, &null));
  sgn_value_clear (&same);
  g_assert_true (sgn_value_equal (&same, &null));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/field/values", test_values);
  g_test_add_func ("/field/descriptions", test_descriptions);
  g_test_add_func ("/field/check", test_check);
  g_test_add ("/field/parse", Fixture, NULL, fixture_set_up, test_parse, fixture_tear_down);
  g_test_add ("/field/refuse", Fixture, NULL, fixture_set_up, test_refuse, fixture_tear_down);
  g_test_add ("/field/reference", Fixture, NULL, fixture_set_up, test_reference, fixture_tear_down);
  g_test_add ("/field/reference-without-code", Fixture, NULL, fixture_set_up,
              test_reference_without_code, fixture_tear_down);
  g_test_add ("/field/missing-title", Fixture, NULL, fixture_set_up, test_missing_title,
              fixture_tear_down);
  return g_test_run ();
}
