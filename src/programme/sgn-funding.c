#include "config.h"

#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

#define YEAR_OF_DECISION "(SELECT d.year FROM funding_decision AS d WHERE d.id = t.decision_id)"

static const SgnChoice kind_choices[] = {
  { "assigned", N_ ("assigned") },         { "adjusted", N_ ("adjusted") },
  { "supplemented", N_ ("supplemented") }, { "carried-over", N_ ("carried over") },
  { "recovered", N_ ("recovered") },       { NULL },
};

static const SgnChoice state_choices[] = {
  { "draft", N_ ("draft") },
  { "issued", N_ ("issued") },
  { NULL },
};

static const SgnField decision_fields[] = {
  { .name = "year",
    .kind = SGN_FIELD_INTEGER,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Year"),
    .minimum = 2000,
    .maximum = 2100 },
  { .name = "kind",
    .kind = SGN_FIELD_CHOICE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Kind"),
    .choices = kind_choices },
  { .name = "number", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_SEARCHED, .label = N_ ("Number") },
  { .name = "date", .kind = SGN_FIELD_DATE, .flags = SGN_FIELD_PARTIAL, .label = N_ ("Date") },
  { .name = "issuer",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_SEARCHED,
    .label = N_ ("Issued by") },
  { .name = "title",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_SEARCHED,
    .label = N_ ("Summary of contents") },
  { .name = "state",
    .kind = SGN_FIELD_CHOICE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("State"),
    .choices = state_choices },
  { .name = "synthetic",
    .kind = SGN_FIELD_BOOLEAN,
    .flags = SGN_FIELD_FIXED,
    .label = N_ ("Made up for the demonstration") },
  { .name = "note", .kind = SGN_FIELD_MEMO, .flags = SGN_FIELD_SEARCHED, .label = N_ ("Note") },
};

const SgnRecordType sgn_type_funding_decision = {
  .name = "funding-decision",
  .table = "funding_decision",
  .label = N_ ("Decision"),
  .label_plural = N_ ("Decisions"),
  .fields = decision_fields,
  .n_fields = G_N_ELEMENTS (decision_fields),
  .title_sql = "ifnull(t.number || ' ', '') || t.title",
  .default_sort = "-year,date,number",
  .lock_what = "funding",
  .lock_year_sql = "t.year",
};

static const SgnField line_fields[] = {
  { .name = "decision-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Decision"),
    .reference = &sgn_type_funding_decision },
  { .name = "component-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Component"),
    .reference = &sgn_type_component },
  { .name = "unit-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Unit"),
    .reference = &sgn_type_unit },
  { .name = "owner-id",
    .kind = SGN_FIELD_REFERENCE,
    .label = N_ ("Owner"),
    .reference = &sgn_type_agency },
  { .name = "source",
    .kind = SGN_FIELD_CODE,
    .label = N_ ("Source"),
    .code_list = "funding-source" },
  { .name = "capital-kind",
    .kind = SGN_FIELD_CODE,
    .label = N_ ("Capital kind"),
    .code_list = "capital-kind" },
  { .name = "amount",
    .kind = SGN_FIELD_MONEY,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Amount") },
  { .name = "note", .kind = SGN_FIELD_MEMO, .flags = SGN_FIELD_SEARCHED, .label = N_ ("Note") },
};

const SgnRecordType sgn_type_funding_line = {
  .name = "funding-line",
  .table = "funding_line",
  .label = N_ ("Funding line"),
  .label_plural = N_ ("Funding lines"),
  .fields = line_fields,
  .n_fields = G_N_ELEMENTS (line_fields),
  .title_sql
  = "(SELECT c.code || ' ' || c.name FROM component AS c WHERE c.id = t.component_id) || "
    "' · ' || (SELECT u.name FROM unit AS u WHERE u.id = t.unit_id)",
  .default_sort = "decision-id,component-id,unit-id,capital-kind",
  .lock_what = "funding",
  .lock_year_sql = YEAR_OF_DECISION,
};

static const SgnField stated_total_fields[] = {
  { .name = "decision-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Decision"),
    .reference = &sgn_type_funding_decision },
  { .name = "component-id",
    .kind = SGN_FIELD_REFERENCE,
    .label = N_ ("Component (empty: the whole programme)"),
    .reference = &sgn_type_component },
  { .name = "unit-id",
    .kind = SGN_FIELD_REFERENCE,
    .label = N_ ("Unit (empty: the whole)"),
    .reference = &sgn_type_unit },
  { .name = "source",
    .kind = SGN_FIELD_CODE,
    .label = N_ ("Source"),
    .code_list = "funding-source" },
  { .name = "capital-kind",
    .kind = SGN_FIELD_CODE,
    .label = N_ ("Capital kind"),
    .code_list = "capital-kind" },
  { .name = "amount",
    .kind = SGN_FIELD_MONEY,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Amount") },
  { .name = "section", .kind = SGN_FIELD_TEXT, .label = N_ ("Section") },
  { .name = "quote", .kind = SGN_FIELD_MEMO, .label = N_ ("As printed") },
};

const SgnRecordType sgn_type_stated_total = {
  .name = "stated-total",
  .table = "stated_total",
  .label = N_ ("Stated total"),
  .label_plural = N_ ("Stated totals"),
  .fields = stated_total_fields,
  .n_fields = G_N_ELEMENTS (stated_total_fields),
  .title_sql = "ifnull(t.section || ': ', '') || ifnull(t.quote, t.amount)",
  .default_sort = "decision-id,section,component-id",
  .lock_what = "funding",
  .lock_year_sql = YEAR_OF_DECISION,
};

static const SgnChoice text_kind_choices[] = {
  { "heading", N_ ("heading") },
  { "content", N_ ("content") },
  { "mention", N_ ("mention of the document itself") },
  { "other", N_ ("other passage") },
  { NULL },
};

static const SgnField decision_text_fields[] = {
  { .name = "decision-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Decision"),
    .reference = &sgn_type_funding_decision },
  { .name = "component-id",
    .kind = SGN_FIELD_REFERENCE,
    .label = N_ ("Component"),
    .reference = &sgn_type_component },
  { .name = "kind",
    .kind = SGN_FIELD_CHOICE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Kind of passage"),
    .choices = text_kind_choices },
  { .name = "section",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Section") },
  { .name = "text",
    .kind = SGN_FIELD_MEMO,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_SEARCHED,
    .label = N_ ("Text") },
  { .name = "number", .kind = SGN_FIELD_TEXT, .label = N_ ("Number as written here") },
  { .name = "date",
    .kind = SGN_FIELD_DATE,
    .flags = SGN_FIELD_PARTIAL,
    .label = N_ ("Date as written here") },
};

const SgnRecordType sgn_type_decision_text = {
  .name = "decision-text",
  .table = "decision_text",
  .label = N_ ("Passage of a decision"),
  .label_plural = N_ ("Passages of decisions"),
  .fields = decision_text_fields,
  .n_fields = G_N_ELEMENTS (decision_text_fields),
  .title_sql = "t.section || ': ' || substr(t.text, 1, 80)",
  .default_sort = "decision-id,section",
  .lock_what = "funding",
  .lock_year_sql = YEAR_OF_DECISION,
};

static const SgnField counterpart_fields[] = {
  { .name = "year",
    .kind = SGN_FIELD_INTEGER,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Year"),
    .minimum = 2000,
    .maximum = 2100 },
  { .name = "component-id",
    .kind = SGN_FIELD_REFERENCE,
    .label = N_ ("Component (empty: every component)"),
    .reference = &sgn_type_component },
  { .name = "percent",
    .kind = SGN_FIELD_DECIMAL,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_NONNEGATIVE,
    .label = N_ ("Local share of the central budget"),
    .unit = "%",
    .decimals = 2,
    .maximum = 1000 },
  { .name = "source", .kind = SGN_FIELD_MEMO, .label = N_ ("Source text") },
};

const SgnRecordType sgn_type_counterpart_ratio = {
  .name = "counterpart-ratio",
  .table = "counterpart_ratio",
  .label = N_ ("Counterpart share"),
  .label_plural = N_ ("Counterpart shares"),
  .fields = counterpart_fields,
  .n_fields = G_N_ELEMENTS (counterpart_fields),
  .title_sql = "t.year || ': ' || ifnull((SELECT c.code || ' ' || c.name FROM component AS c "
               "WHERE c.id = t.component_id) || ': ', '') || rtrim(rtrim(printf('%.2f', "
               "t.percent), '0'), '.') || '%'",
  .default_sort = "-year,component-id",
  .lock_what = "funding",
  .lock_year_sql = "t.year",
};
