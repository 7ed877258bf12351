#include "config.h"

#include "programme/sgn-people-private.h"
#include "programme/sgn-programme.h"

static const SgnChoice position_choices[] = {
  { "lying", N_ ("lying") },
  { "standing", N_ ("standing") },
  { NULL },
};

static const SgnField measure_fields[] = {
  { .name = "member-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED | SGN_FIELD_FIXED,
    .label = N_ ("Child"),
    .reference = &sgn_type_member },
  { .name = "date",
    .kind = SGN_FIELD_DATE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Measured on") },
  { .name = "height",
    .kind = SGN_FIELD_DECIMAL,
    .label = N_ ("Height"),
    .unit = N_ ("cm"),
    .decimals = 1,
    .minimum = 20,
    .maximum = 220 },
  { .name = "weight",
    .kind = SGN_FIELD_DECIMAL,
    .label = N_ ("Weight"),
    .unit = N_ ("kg"),
    .decimals = 2,
    .minimum = 0.5,
    .maximum = 150 },
  { .name = "position",
    .kind = SGN_FIELD_CHOICE,
    .label = N_ ("Measured"),
    .choices = position_choices },
  { .name = "measured-by", .kind = SGN_FIELD_TEXT, .label = N_ ("Measured by") },
  { .name = "note", .kind = SGN_FIELD_MEMO, .label = N_ ("Note") },
};

const SgnRecordType sgn_type_child_measure = {
  .name = "child-measure",
  .table = "child_measure",
  .label = N_ ("Measure of a child"),
  .label_plural = N_ ("Measures of children"),
  .fields = measure_fields,
  .n_fields = G_N_ELEMENTS (measure_fields),
  .title_sql = "(SELECT m.name FROM member AS m WHERE m.id = t.member_id) || ', ' || t.date",
  .default_sort = "-date,member-id",
};
