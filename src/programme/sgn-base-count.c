#include "config.h"

#include "programme/sgn-people-private.h"
#include "programme/sgn-programme.h"

#define COUNT_FIELD(id, extra, text)                                                               \
  {                                                                                                \
    .name = id, .kind = SGN_FIELD_INTEGER, .flags = SGN_FIELD_NONNEGATIVE | (extra), .label = text \
  }

static const SgnField count_fields[] = {
  { .name = "unit-id",
    .kind = SGN_FIELD_REFERENCE,
    .flags = SGN_FIELD_REQUIRED,
    .label = N_ ("Unit"),
    .reference = &sgn_type_unit },
  SGN_YEAR_FIELD,
  COUNT_FIELD ("households", SGN_FIELD_REQUIRED, N_ ("Households")),
  COUNT_FIELD ("persons", SGN_FIELD_REQUIRED, N_ ("Persons")),
  COUNT_FIELD ("minority-households", 0, N_ ("Households of ethnic minorities")),
  COUNT_FIELD ("minority-persons", 0, N_ ("Persons of ethnic minorities")),
  COUNT_FIELD ("native-households", 0, N_ ("Households of native ethnic groups")),
  COUNT_FIELD ("native-persons", 0, N_ ("Persons of native ethnic groups")),
  { .name = "source", .kind = SGN_FIELD_TEXT, .label = N_ ("Source text") },
};

const SgnRecordType sgn_type_base_count = {
  .name = "base-count",
  .table = "base_count",
  .label = N_ ("Population of a unit"),
  .label_plural = N_ ("Population of units"),
  .fields = count_fields,
  .n_fields = G_N_ELEMENTS (count_fields),
  .title_sql = "(SELECT u.name FROM unit AS u WHERE u.id = t.unit_id) || ' ' || t.year",
  .default_sort = "-year,unit-id",
  .lock_what = "review",
  .lock_year_sql = "t.year",
};
