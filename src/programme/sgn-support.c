#include "config.h"

#include "programme/sgn-people-private.h"
#include "programme/sgn-programme.h"

static const SgnChoice form_choices[] = {
  { "money", N_ ("in money") }, { "goods", N_ ("in kind") },  { "service", N_ ("as a service") },
  { "loan", N_ ("as a loan") }, { "card", N_ ("as a card") }, { NULL },
};

static const SgnField support_fields[] = {
  SGN_HOUSEHOLD_REFERENCE (SGN_FIELD_FIXED),
  { .name = "date",
    .kind = SGN_FIELD_DATE,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_PARTIAL,
    .label = N_ ("Received on") },
  { .name = "component-id",
    .kind = SGN_FIELD_REFERENCE,
    .label = N_ ("Component or policy"),
    .reference = &sgn_type_component },
  { .name = "content",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_SEARCHED,
    .label = N_ ("What was received") },
  { .name = "member-id",
    .kind = SGN_FIELD_REFERENCE,
    .label = N_ ("Recipient in the household"),
    .reference = &sgn_type_member },
  { .name = "form",
    .kind = SGN_FIELD_CHOICE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Form of support"),
    .choices = form_choices },
  { .name = "quantity",
    .kind = SGN_FIELD_DECIMAL,
    .label = N_ ("Quantity"),
    .decimals = 2,
    .minimum = 0.01,
    .maximum = 1e9 },
  { .name = "measure", .kind = SGN_FIELD_TEXT, .label = N_ ("Measured in") },
  { .name = "amount",
    .kind = SGN_FIELD_MONEY,
    .flags = SGN_FIELD_NONNEGATIVE,
    .label = N_ ("Amount or worth"),
    .maximum = 9e15 },
  { .name = "source",
    .kind = SGN_FIELD_CODE,
    .label = N_ ("Source"),
    .code_list = "funding-source" },
  { .name = "synthetic",
    .kind = SGN_FIELD_BOOLEAN,
    .flags = SGN_FIELD_FIXED,
    .label = N_ ("Made up for the demonstration") },
  { .name = "note", .kind = SGN_FIELD_MEMO, .label = N_ ("Note") },
};

const SgnRecordType sgn_type_support = {
  .name = "support",
  .table = "support",
  .label = N_ ("Support received"),
  .label_plural = N_ ("Support received by households"),
  .fields = support_fields,
  .n_fields = G_N_ELEMENTS (support_fields),
  .title_sql = "t.content || ', ' || substr(t.date, 1, 4) || ': ' || "
               "(SELECT h.head FROM household AS h WHERE h.id = t.household_id)",
  .default_sort = "-date,household-id",
  .search_owner = "household-id",
};
