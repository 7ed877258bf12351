#include "config.h"

#include "record-fixture.h"
#include "test-folder.h"

static const SgnChoice level_choices[] = {
  { "province", "Province" },
  { "district", "District" },
  { "commune", "Commune" },
  { "village", "Village" },
  { NULL },
};

static const SgnField unit_fields[] = {
  { .name = "parent-id", .kind = SGN_FIELD_REFERENCE, .label = "Above", .reference = &test_unit },
  { .name = "level",
    .kind = SGN_FIELD_CHOICE,
    .flags = SGN_FIELD_REQUIRED,
    .label = "Level",
    .choices = level_choices },
  { .name = "kind",
    .kind = SGN_FIELD_CODE,
    .flags = SGN_FIELD_REQUIRED,
    .label = "Kind",
    .code_list = "unit-kind" },
  { .name = "code", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_SEARCHED, .label = "Code" },
  { .name = "name",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_SEARCHED,
    .label = "Name" },
  { .name = "position", .kind = SGN_FIELD_INTEGER, .label = "Position" },
  { .name = "valid-from", .kind = SGN_FIELD_DATE, .flags = SGN_FIELD_PARTIAL, .label = "From" },
  { .name = "valid-to", .kind = SGN_FIELD_DATE, .flags = SGN_FIELD_PARTIAL, .label = "To" },
};

/* One of each kind of order: by value, by a title, by an order of its own; the last of the query's
 * year. */
static const SgnDerivedField unit_derived[] = {
  { .field = { .name = "below", .kind = SGN_FIELD_INTEGER, .label = "Units below" },
    .sql = "(SELECT count(*) FROM unit AS b WHERE b.parent_id = t.id)" },
  { .field
    = { .name = "top", .kind = SGN_FIELD_REFERENCE, .label = "Two above", .reference = &test_unit },
    .sql = "(SELECT parent.parent_id FROM unit AS parent WHERE parent.id = t.parent_id)" },
  { .field = { .name = "initial", .kind = SGN_FIELD_TEXT, .label = "Initial" },
    .sql = "substr (t.name, 1, 1)",
    .sort_sql = "length (t.name)" },
  { .field = { .name = "planned", .kind = SGN_FIELD_MONEY, .label = "Planned" },
    .sql = "(SELECT sum (l.amount) FROM funding_line AS l JOIN funding_decision AS d ON d.id = "
           "l.decision_id WHERE l.unit_id = t.id AND d.year = :year)",
    .tables = "funding_line funding_decision" },
};

const SgnRecordType test_unit = {
  .name = "unit",
  .table = "unit",
  .label = "Unit",
  .label_plural = "Units",
  .fields = unit_fields,
  .n_fields = G_N_ELEMENTS (unit_fields),
  .derived = unit_derived,
  .n_derived = G_N_ELEMENTS (unit_derived),
  .title_sql = "t.name",
  .default_sort = "name",
};

static const SgnField component_fields[] = {
  { .name = "parent-id",
    .kind = SGN_FIELD_REFERENCE,
    .label = "Above",
    .reference = &test_component },
  { .name = "code", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_REQUIRED, .label = "Code" },
  { .name = "name",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_SEARCHED,
    .label = "Name" },
  { .name = "short-name", .kind = SGN_FIELD_TEXT, .label = "Short name" },
  { .name = "kind", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_REQUIRED, .label = "Kind" },
  { .name = "position",
    .kind = SGN_FIELD_INTEGER,
    .flags = SGN_FIELD_REQUIRED,
    .label = "Position" },
};

const SgnRecordType test_component = {
  .name = "component",
  .table = "component",
  .label = "Component",
  .label_plural = "Components",
  .fields = component_fields,
  .n_fields = G_N_ELEMENTS (component_fields),
  .title_sql = "t.code || ' ' || t.name",
  .default_sort = "position",
};

/* Agencies stand in for people. */
static const SgnField person_fields[] = {
  { .name = "name",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_SEARCHED | SGN_FIELD_PERSON,
    .label = "Full name" },
  { .name = "note", .kind = SGN_FIELD_MEMO, .label = "Note" },
};

const SgnRecordType test_person = {
  .name = "person",
  .table = "agency",
  .label = "Person",
  .label_plural = "People",
  .fields = person_fields,
  .n_fields = G_N_ELEMENTS (person_fields),
  .title_sql = "t.name",
  .default_sort = "name",
};

static const SgnField decision_fields[] = {
  { .name = "year",
    .kind = SGN_FIELD_INTEGER,
    .flags = SGN_FIELD_REQUIRED,
    .label = "Year",
    .minimum = 2000,
    .maximum = 2100 },
  { .name = "kind", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_REQUIRED, .label = "Kind" },
  { .name = "number", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_SEARCHED, .label = "Number" },
  { .name = "date", .kind = SGN_FIELD_DATE, .flags = SGN_FIELD_PARTIAL, .label = "Date" },
  { .name = "title",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_SEARCHED,
    .label = "Title" },
  { .name = "state", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_REQUIRED, .label = "State" },
  { .name = "synthetic", .kind = SGN_FIELD_BOOLEAN, .flags = SGN_FIELD_FIXED, .label = "Made up" },
};

const SgnRecordType test_decision = {
  .name = "decision",
  .table = "funding_decision",
  .label = "Decision",
  .label_plural = "Decisions",
  .fields = decision_fields,
  .n_fields = G_N_ELEMENTS (decision_fields),
  .title_sql = "ifnull (t.number || ' ', '') || t.title",
  .default_sort = "-year,date",
  .lock_what = "funding",
  .lock_year_sql = "t.year",
};

static const SgnField line_fields[] = {
  { .name = "decision-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED,
    .label = "Decision",
    .reference = &test_decision },
  { .name = "component-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_SEARCHED,
    .label = "Component",
    .reference = &test_component },
  { .name = "unit-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED,
    .label = "Unit",
    .reference = &test_unit },
  { .name = "owner-id", .kind = SGN_FIELD_REFERENCE, .label = "Owner", .reference = &test_person },
  { .name = "source", .kind = SGN_FIELD_CODE, .label = "Source", .code_list = "funding-source" },
  { .name = "capital-kind",
    .kind = SGN_FIELD_CODE,
    .label = "Capital kind",
    .code_list = "capital-kind" },
  { .name = "amount", .kind = SGN_FIELD_MONEY, .flags = SGN_FIELD_REQUIRED, .label = "Amount" },
  { .name = "note", .kind = SGN_FIELD_MEMO, .flags = SGN_FIELD_SEARCHED, .label = "Note" },
};

/* A line is found under its decision too, as a member is under the household. */
const SgnRecordType test_line = {
  .name = "line",
  .table = "funding_line",
  .label = "Funding line",
  .label_plural = "Funding lines",
  .fields = line_fields,
  .n_fields = G_N_ELEMENTS (line_fields),
  .title_sql = "(SELECT c.code FROM component AS c WHERE c.id = t.component_id) || ' · ' || "
               "(SELECT u.name FROM unit AS u WHERE u.id = t.unit_id)",
  .default_sort = "component-id,unit-id",
  .search_owner = "decision-id",
  .lock_what = "funding",
  .lock_year_sql = "(SELECT d.year FROM funding_decision AS d WHERE d.id = t.decision_id)",
};

static const SgnField payment_fields[] = {
  { .name = "date", .kind = SGN_FIELD_DATE, .flags = SGN_FIELD_REQUIRED, .label = "Date" },
  { .name = "plan-year",
    .kind = SGN_FIELD_INTEGER,
    .flags = SGN_FIELD_REQUIRED,
    .label = "Plan year",
    .minimum = 2000,
    .maximum = 2100 },
  { .name = "carried-over", .kind = SGN_FIELD_BOOLEAN, .label = "Carried over" },
  { .name = "component-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED,
    .label = "Component",
    .reference = &test_component },
  { .name = "unit-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED,
    .label = "Unit",
    .reference = &test_unit },
  { .name = "kind", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_REQUIRED, .label = "Kind" },
  { .name = "amount",
    .kind = SGN_FIELD_MONEY,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_NONNEGATIVE,
    .label = "Amount" },
};

/* Nothing of it is searched: it is not in the index. */
const SgnRecordType test_payment = {
  .name = "payment",
  .table = "disbursement",
  .label = "Payment",
  .label_plural = "Payments",
  .fields = payment_fields,
  .n_fields = G_N_ELEMENTS (payment_fields),
  .title_sql = "t.date || ' ' || (SELECT u.name FROM unit AS u WHERE u.id = t.unit_id)",
  .default_sort = "-date",
};

static const SgnField target_fields[] = {
  { .name = "code", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_REQUIRED, .label = "Code" },
  { .name = "name", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_REQUIRED, .label = "Name" },
  { .name = "measure", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_REQUIRED, .label = "Measure" },
  { .name = "operator", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_REQUIRED, .label = "Operator" },
};

const SgnRecordType test_target = {
  .name = "target",
  .table = "target",
  .label = "Target",
  .label_plural = "Targets",
  .fields = target_fields,
  .n_fields = G_N_ELEMENTS (target_fields),
  .title_sql = "t.name",
  .default_sort = "code",
};

static const SgnField value_fields[] = {
  { .name = "target-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED,
    .label = "Target",
    .reference = &test_target },
  { .name = "unit-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED,
    .label = "Unit",
    .reference = &test_unit },
  { .name = "year",
    .kind = SGN_FIELD_INTEGER,
    .flags = SGN_FIELD_REQUIRED,
    .label = "Year",
    .minimum = 2000,
    .maximum = 2100 },
  { .name = "planned",
    .kind = SGN_FIELD_DECIMAL,
    .flags = SGN_FIELD_NONNEGATIVE,
    .label = "Planned",
    .unit = "m²",
    .decimals = 2 },
  { .name = "achieved",
    .kind = SGN_FIELD_DECIMAL,
    .label = "Achieved",
    .unit = "%",
    .decimals = 1,
    .minimum = 0,
    .maximum = 100 },
};

const SgnRecordType test_value = {
  .name = "value",
  .table = "target_value",
  .label = "Target value",
  .label_plural = "Target values",
  .fields = value_fields,
  .n_fields = G_N_ELEMENTS (value_fields),
  .title_sql = "(SELECT g.name FROM target AS g WHERE g.id = t.target_id) || ' ' || t.year",
  .default_sort = "year",
};

static const SgnRecordType *const all_types[]
    = { &test_unit, &test_component, &test_person, &test_decision,
        &test_line, &test_payment,   &test_target, &test_value };

const SgnTypes test_types = { all_types, G_N_ELEMENTS (all_types) };

static const char code_lists[]
    = "INSERT INTO code_item (id, catalogue_id, list, code, name, short_name, position, source, "
      "valid_from, valid_to) VALUES "
      "(101, 100, 'unit-kind', 'xa', 'Xã', NULL, 2, 'test', NULL, NULL), "
      "(102, 100, 'unit-kind', 'thi-tran', 'Thị trấn', NULL, 1, 'test', NULL, NULL), "
      "(103, 100, 'unit-kind', 'huyen', 'Huyện', NULL, 0, 'test', NULL, '2025-06'), "
      "(104, 100, 'funding-source', 'central', 'Ngân sách trung ương', 'NSTW', 1, 'test', NULL, "
      "NULL), "
      "(105, 100, 'funding-source', 'district', 'Ngân sách huyện', 'NSĐP', 3, 'test', NULL, NULL), "
      "(106, 100, 'funding-source', 'commune', 'Ngân sách xã', 'NSĐP', 2, 'test', NULL, NULL), "
      "(107, 100, 'funding-source', 'old', 'Vốn khác', NULL, 8, 'test', '2010', '2020'), "
      "(108, 100, 'funding-source', 'other', 'Vốn khác', NULL, 9, 'test', '2021', NULL), "
      "(109, 100, 'capital-kind', 'DTPT', 'Đầu tư phát triển', 'ĐTPT', 0, 'test', '2016', '2020'), "
      "(110, 100, 'capital-kind', 'DTPT', 'Vốn đầu tư phát triển', 'ĐTPT', 0, 'test', '2021', "
      "NULL), "
      "(111, 100, 'capital-kind', 'SN', 'Vốn sự nghiệp', 'SN', 1, 'test', NULL, NULL)";

static gboolean
run_cb (SgnLedger *ledger, gpointer sql, GError **error)
{
  return sgn_connection_run (sgn_ledger_get_connection (ledger), sql, error);
}

gint64
fixture_run (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 change;

  sgn_ledger_change (fixture->ledger, "test", run_cb, (gpointer)sql, &change, &error);
  g_assert_no_error (error);
  return change;
}

void
fixture_run_derived (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;

  sgn_ledger_run_derived (fixture->ledger, run_cb, (gpointer)sql, &error);
  g_assert_no_error (error);
}

gint64
fixture_query_int (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  sgn_connection_query_int (fixture->connection, sql, -1, &value, &error);
  g_assert_no_error (error);
  return value;
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  SgnLedgerInfo info = { .role = "district", .title = "Thử", .year = 2023, .operator_name = "Mai" };
  g_autoptr (GError) error = NULL;

  fixture->folder = test_make_folder ("record");
  fixture->path = g_build_filename (fixture->folder, "sổ.sgn", NULL);
  fixture->ledger = sgn_ledger_create (fixture->path, &info, &error);
  g_assert_no_error (error);
  fixture->connection = sgn_ledger_get_connection (fixture->ledger);
  fixture_run (fixture, "INSERT INTO catalogue (id, code, kind, title, source, loaded_at) "
                        "VALUES (100, 'test', 'codes', 'Test', 'test', '2023-01-01')");
  fixture_run (fixture, code_lists);
}

static void
close_ledger (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  sgn_ledger_close (fixture->ledger, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->ledger);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  close_ledger (fixture);
  g_assert_true (test_remove_folder (fixture->folder));
  g_free (fixture->folder);
  g_free (fixture->path);
}

void
fixture_reopen (Fixture *fixture, SgnLedgerOpenFlags flags)
{
  g_autoptr (GError) error = NULL;

  close_ledger (fixture);
  fixture->ledger = sgn_ledger_open (fixture->path, flags | SGN_LEDGER_OPEN_NO_DAILY_BACKUP, "Mai",
                                     NULL, &error);
  g_assert_no_error (error);
  fixture->connection = sgn_ledger_get_connection (fixture->ledger);
}

const SgnField *
field_of (const SgnRecordType *type, const char *name)
{
  const SgnField *field = sgn_record_type_field (type, name);

  g_assert_nonnull (field);
  return field;
}

static void
set_typed (Fixture *fixture, SgnRecord *record, const char *field, const char *text)
{
  g_auto (SgnValue) value = SGN_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  sgn_field_parse (field_of (sgn_record_get_record_type (record), field), fixture->connection, text,
                   SGN_MONEY_DONG, &value, &error);
  g_assert_no_error (error);
  sgn_record_set (record, field, &value);
}

gint64
fixture_add (Fixture *fixture, const SgnRecordType *type, const char *field, ...)
{
  g_autoptr (SgnRecord) record = sgn_record_new (type);
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, field);
  for (; field != NULL; field = va_arg (arguments, const char *))
    set_typed (fixture, record, field, va_arg (arguments, const char *));
  va_end (arguments);
  sgn_record_save_as_change (record, fixture->ledger, NULL, &error);
  g_assert_no_error (error);
  return sgn_record_get_id (record);
}

void
fixture_edit (Fixture *fixture, const SgnRecordType *type, gint64 id, const char *field,
              const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnRecord) record = sgn_record_load (fixture->connection, type, id, &error);

  g_assert_no_error (error);
  set_typed (fixture, record, field, text);
  sgn_record_save_as_change (record, fixture->ledger, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const SgnRecordType *type;
  gint64 id;
} Removal;

static gboolean
remove_cb (SgnLedger *ledger, gpointer user_data, GError **error)
{
  Removal *removal = user_data;

  return sgn_record_remove (ledger, &test_types, removal->type, removal->id, error);
}

void
fixture_remove (Fixture *fixture, const SgnRecordType *type, gint64 id)
{
  Removal removal = { type, id };
  g_autoptr (GError) error = NULL;

  sgn_ledger_change (fixture->ledger, "Remove", remove_cb, &removal, NULL, &error);
  g_assert_no_error (error);
}
