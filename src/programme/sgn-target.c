#include "config.h"

#include "programme/sgn-programme.h"

#include <glib/gi18n-lib.h>

static const SgnChoice operator_choices[] = {
  { "=", N_ ("exactly") },
  { ">=", N_ ("at least") },
  { "<=", N_ ("at most") },
  { ">", N_ ("more than") },
  { "<", N_ ("less than") },
  { "~", N_ ("about") },
  { NULL },
};

static const SgnField target_fields[] = {
  { .name = "component-id",
    .kind = SGN_FIELD_REFERENCE,
    .label = N_ ("Component"),
    .reference = &sgn_type_component },
  { .name = "code", .kind = SGN_FIELD_TEXT, .flags = SGN_FIELD_REQUIRED, .label = N_ ("Code") },
  { .name = "name",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_SEARCHED,
    .label = N_ ("Name") },
  { .name = "measure",
    .kind = SGN_FIELD_TEXT,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Unit of measure") },
  { .name = "operator",
    .kind = SGN_FIELD_CHOICE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Reached when"),
    .choices = operator_choices },
  { .name = "position",
    .kind = SGN_FIELD_INTEGER,
    .flags = SGN_FIELD_NONNEGATIVE,
    .label = N_ ("Position") },
  { .name = "source", .kind = SGN_FIELD_MEMO, .label = N_ ("Source text") },
};

const SgnRecordType sgn_type_target = {
  .name = "target",
  .table = "target",
  .label = N_ ("Target"),
  .label_plural = N_ ("Targets"),
  .fields = target_fields,
  .n_fields = G_N_ELEMENTS (target_fields),
  .title_sql = "t.name",
  .default_sort = "position,code",
};

static const SgnField target_value_fields[] = {
  { .name = "target-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Target"),
    .reference = &sgn_type_target },
  { .name = "unit-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Unit"),
    .reference = &sgn_type_unit },
  { .name = "year",
    .kind = SGN_FIELD_INTEGER,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Year"),
    .minimum = 2000,
    .maximum = 2100 },
  { .name = "baseline", .kind = SGN_FIELD_DECIMAL, .label = N_ ("At the start"), .decimals = 2 },
  { .name = "planned", .kind = SGN_FIELD_DECIMAL, .label = N_ ("Planned"), .decimals = 2 },
  { .name = "achieved", .kind = SGN_FIELD_DECIMAL, .label = N_ ("Achieved"), .decimals = 2 },
  { .name = "section", .kind = SGN_FIELD_TEXT, .label = N_ ("Section") },
  { .name = "note", .kind = SGN_FIELD_MEMO, .label = N_ ("Note") },
};

const SgnRecordType sgn_type_target_value = {
  .name = "target-value",
  .table = "target_value",
  .label = N_ ("Target value"),
  .label_plural = N_ ("Target values"),
  .fields = target_value_fields,
  .n_fields = G_N_ELEMENTS (target_value_fields),
  .title_sql = "(SELECT g.name FROM target AS g WHERE g.id = t.target_id) || ' ' || t.year",
  .default_sort = "-year,target-id,unit-id",
};
